//! `_csv`: tables as text with delimiters.

mod dialect;
mod reader;
mod writer;

use whipsnake_vm::{
    constant,
    error::{Raised, Result},
    function,
    modules::structseq::native_class,
    native::{ModuleDef, Row},
    objects::{dict::Dict, exceptions::ExcKind, module::ModuleHandle},
    raw,
    value::{Handle, Str, Value},
    vm::Vm,
};

/// Most characters of a field unless a program says otherwise.
const LIMIT: usize = 128 * 1024;

/// What the module keeps.
struct State {
    /// Most characters of a field.
    limit: usize,
    dialects: Option<Handle<Dict>>,
    error: Option<Value>,
}

impl Default for State {
    fn default() -> State {
        State { limit: LIMIT, dialects: None, error: None }
    }
}

impl State {
    /// Registered dialects by name.
    fn dialects(vm: &mut Vm) -> Handle<Dict> {
        vm.state::<State>().dialects.get_or_insert_with(Dict::new).clone()
    }
}

/// Raises `_csv.Error`.
#[cold]
fn fail(vm: &mut Vm, message: &str) -> Raised {
    let message = vm.new_str(message);
    let Some(class) = vm.state::<State>().error.clone() else { return vm.value_error("_csv.Error") };
    match vm.call(&class, &[message]) {
        Ok(error) => vm.raise(error),
        Err(raised) => raised,
    }
}

/// The file or iterable and the dialect of `reader(…)` and `writer(…)`.
fn arguments(vm: &mut Vm, args: &[Value], names: &[Value], name: &str) -> Result<(Value, Value)> {
    let positional = args.len() - names.len();
    let (bound, limit) = if positional == 0 { ("least", 1) } else { ("most", 2) };
    if positional == 0 || positional > 2 {
        let plural = if limit == 1 { "" } else { "s" };
        return Err(vm.type_error(format_args!(
            "{name} expected at {bound} {limit} argument{plural}, got {positional}"
        )));
    }
    let dialect = dialect::make(vm, &args[1..], names)?;
    Ok((args[0].clone(), dialect))
}

fn reader(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    if let Some(iterable) = args.first().filter(|_| args.len() > names.len()) {
        vm.iter(iterable)?;
    }
    let (iterable, dialect) = arguments(vm, args, names, "reader")?;
    Ok(reader::Reader::new(vm, &iterable, dialect)?.into_value())
}

fn writer(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let (file, dialect) = arguments(vm, args, names, "writer")?;
    Ok(writer::Writer::new(vm, &file, dialect)?.into_value())
}

fn register(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let positional = args.len() - names.len();
    if positional == 0 || positional > 2 {
        let (bound, plural) = if positional == 0 { ("least 1", "") } else { ("most 2", "s") };
        return Err(vm.type_error(format_args!(
            "register_dialect expected at {bound} argument{plural}, got {positional}"
        )));
    }
    if args[0].cast::<Str>().is_none() {
        return Err(vm.type_error("dialect name must be a string"));
    }
    let dialect = dialect::make(vm, &args[1..], names)?;
    State::dialects(vm).set(vm, args[0].clone(), dialect)?;
    Ok(Value::NONE)
}

fn unregister(vm: &mut Vm, name: &Value) -> Result<()> {
    match State::dialects(vm).remove(vm, name)? {
        Some(_) => Ok(()),
        None => Err(fail(vm, "unknown dialect")),
    }
}

fn field_size_limit(vm: &mut Vm, new: Option<Value>) -> Result<usize> {
    let old = vm.state::<State>().limit;
    if let Some(new) = new {
        if new.as_exact_int().is_none() {
            return Err(vm.type_error("limit must be an integer"));
        }
        vm.state::<State>().limit = vm.index_isize(&new)?.max(0) as usize;
    }
    Ok(old)
}

const ROWS: &[Row] = &[
    constant!("QUOTE_MINIMAL", |_| Value::small(0)),
    constant!("QUOTE_ALL", |_| Value::small(1)),
    constant!("QUOTE_NONNUMERIC", |_| Value::small(2)),
    constant!("QUOTE_NONE", |_| Value::small(3)),
    constant!("QUOTE_STRINGS", |_| Value::small(4)),
    constant!("QUOTE_NOTNULL", |_| Value::small(5)),
    constant!("_dialects", |vm| State::dialects(vm).into_value()),
    raw!(
        Function,
        "reader(iterable, /, dialect='excel', **fmtparams)",
        reader,
        "Return a reader object that will process lines from the given iterable.\n\nThe \"iterable\" argument can be any object that returns a line\nof input for each iteration, such as a file object or a list.  The\noptional \"dialect\" argument defines a CSV dialect.  The function\nalso accepts optional keyword arguments which override settings\nprovided by the dialect.\n\nThe returned object is an iterator.  Each iteration returns a row\nof the CSV file (which can span multiple input lines).\n"
    ),
    raw!(
        Function,
        "writer(fileobj, /, dialect='excel', **fmtparams)",
        writer,
        "Return a writer object that will write user data on the given file object.\n\nThe \"fileobj\" argument can be any object that supports the file API.\nThe optional \"dialect\" argument defines a CSV dialect.  The function\nalso accepts optional keyword arguments which override settings\nprovided by the dialect.\n"
    ),
    raw!(
        Function,
        "register_dialect(name, /, dialect='excel', **fmtparams)",
        register,
        "Create a mapping from a string name to a CVS dialect.\n\nThe optional \"dialect\" argument specifies the base dialect instance\nor the name of the registered dialect.  The function also accepts\noptional keyword arguments which override settings provided by the\ndialect.\n"
    ),
    function!(
        "unregister_dialect(name)",
        unregister,
        1,
        "Delete the name/dialect mapping associated with a string name."
    ),
    function!(
        "get_dialect(name)",
        |vm: &mut Vm, name: &Value| dialect::find(vm, name),
        1,
        "Return the dialect instance associated with name."
    ),
    function!(
        "list_dialects()",
        |vm: &mut Vm| {
            let names = State::dialects(vm).keys_now(vm);
            vm.new_list(names)
        },
        0,
        "Return a list of all known dialect names."
    ),
    function!(
        "field_size_limit(new_limit=None)",
        field_size_limit,
        1,
        "Sets an upper limit on parsed fields.\n\nReturns old limit. If limit is not given, no new limit is set and\nthe old limit is returned"
    ),
];

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_csv",
    doc: "CSV parsing and writing.\n",
    rows: ROWS,
    types: &[&dialect::TYPE],
    init: Some(init),
};

fn init(vm: &mut Vm, module: &ModuleHandle) -> Result<()> {
    let dict = module.dict.clone();
    let base = vm.exception_type(ExcKind::Exception);
    let name = vm.intern_text("_csv");
    let error = native_class(vm, "Error", &base, &[], &[("__module__", name)])?.into_value();
    vm.state::<State>().error = Some(error.clone());
    dict.set_text(vm, "Error", error);
    for (name, def) in [("Reader", &reader::TYPE), ("Writer", &writer::TYPE)] {
        let class = vm.make_class_with_rows(def, "_csv").into_value();
        dict.set_text(vm, name, class);
    }
    Ok(())
}
