//! Modules too small for files of their own: `errno`, `_string`, `atexit`, `marshal`.

use whipsnake_vm::{
    error::Result,
    function,
    native::{Kwargs, ModuleDef, Rest},
    objects::{dict::Dict, list::List},
    text::str_format::{self, First, Step as PathStep},
    value::{Handle, Str, Tuple, Value},
    vm::Vm,
};

/// Names and numbers of errors, as Linux has them.
const ERRORS: &[(&str, i64)] = &[
    ("EPERM", 1),
    ("ENOENT", 2),
    ("ESRCH", 3),
    ("EINTR", 4),
    ("EIO", 5),
    ("ENXIO", 6),
    ("E2BIG", 7),
    ("ENOEXEC", 8),
    ("EBADF", 9),
    ("ECHILD", 10),
    ("EAGAIN", 11),
    ("ENOMEM", 12),
    ("EACCES", 13),
    ("EFAULT", 14),
    ("ENOTBLK", 15),
    ("EBUSY", 16),
    ("EEXIST", 17),
    ("EXDEV", 18),
    ("ENODEV", 19),
    ("ENOTDIR", 20),
    ("EISDIR", 21),
    ("EINVAL", 22),
    ("ENFILE", 23),
    ("EMFILE", 24),
    ("ENOTTY", 25),
    ("ETXTBSY", 26),
    ("EFBIG", 27),
    ("ENOSPC", 28),
    ("ESPIPE", 29),
    ("EROFS", 30),
    ("EMLINK", 31),
    ("EPIPE", 32),
    ("EDOM", 33),
    ("ERANGE", 34),
    ("EDEADLK", 35),
    ("ENAMETOOLONG", 36),
    ("ENOLCK", 37),
    ("ENOSYS", 38),
    ("ENOTEMPTY", 39),
    ("ELOOP", 40),
    ("EOVERFLOW", 75),
    ("EILSEQ", 84),
    ("ENOTSOCK", 88),
    ("EOPNOTSUPP", 95),
    ("EADDRINUSE", 98),
    ("EADDRNOTAVAIL", 99),
    ("ENETUNREACH", 101),
    ("ECONNABORTED", 103),
    ("ECONNRESET", 104),
    ("EISCONN", 106),
    ("ENOTCONN", 107),
    ("ESHUTDOWN", 108),
    ("ETIMEDOUT", 110),
    ("ECONNREFUSED", 111),
    ("EHOSTUNREACH", 113),
    ("EALREADY", 114),
    ("EINPROGRESS", 115),
    ("ECANCELED", 125),
    ("EWOULDBLOCK", 11),
    ("ENOTSUP", 95),
];

/// `errno`
pub static ERRNO: ModuleDef = ModuleDef {
    name: "errno",
    doc: "This module makes available standard errno system symbols.",
    rows: &[],
    types: &[],
    init: Some(|vm, module| {
        let (dict, codes) = (module.dict.clone(), Dict::new());
        for (name, number) in ERRORS {
            dict.set_text(vm, name, Value::small(*number));
            // Of two names for a number the first is the one that the table gives.
            if codes.get(vm, &Value::small(*number))?.is_none() {
                let name = vm.new_str(name);
                codes.set(vm, Value::small(*number), name)?;
            }
        }
        dict.set_text(vm, "errorcode", codes.into_value());
        Ok(())
    }),
};

/// `_string`
pub static STRING: ModuleDef = ModuleDef {
    name: "_string",
    doc: "string helper module",
    rows: &[
        function!(
            "formatter_parser(string, /)",
            formatter_parser,
            1,
            "parse the argument as a format string"
        ),
        function!(
            "formatter_field_name_split(string, /)",
            split_field_name,
            1,
            "split the argument as a field name"
        ),
    ],
    types: &[],
    init: None,
};

fn formatter_parser(vm: &mut Vm, template: Handle<Str>) -> Result<Value> {
    let mut items = Vec::new();
    for piece in str_format::Pieces::new(template.as_bytes()) {
        let piece = piece.map_err(|fault| vm.fault(fault))?;
        let literal = Str::from_vec(piece.literal.to_vec()).into_value();
        let parts = match piece.field {
            Some(field) => {
                let conversion = match field.conversion {
                    Some(code) => {
                        Str::from_vec(whipsnake_vm::text::wtf8::from_code_points([code])).into_value()
                    }
                    None => Value::NONE,
                };
                vec![
                    literal,
                    Str::new(field.name).into_value(),
                    Str::new(field.spec).into_value(),
                    conversion,
                ]
            }
            None => vec![literal, Value::NONE, Value::NONE, Value::NONE],
        };
        items.push(Tuple::new(parts).into_value());
    }
    let list = List::new(items).into_value();
    vm.iter(&list)
}

fn split_field_name(vm: &mut Vm, name: Handle<Str>) -> Result<Value> {
    let (first, path) = str_format::split_name(name.as_bytes()).map_err(|fault| vm.fault(fault))?;
    let first = match first {
        First::Index(index) => vm.new_int(index as i64),
        First::Key(name) => Str::new(name).into_value(),
        First::Auto => vm.new_str(""),
    };
    let mut items = Vec::new();
    for step in path {
        let (is_attribute, key) = match step.map_err(|fault| vm.fault(fault))? {
            PathStep::Attribute(name) => (true, Str::new(name).into_value()),
            PathStep::Index(index) => (false, vm.new_int(index as i64)),
            PathStep::Key(name) => (false, Str::new(name).into_value()),
        };
        items.push(Tuple::new(vec![Value::bool(is_attribute), key]).into_value());
    }
    let list = List::new(items).into_value();
    let rest = vm.iter(&list)?;
    Ok(Tuple::new(vec![first, rest]).into_value())
}

/// Functions to call at the end, with their arguments.
#[derive(Default)]
struct AtExit(Vec<(Value, Vec<Value>, Vec<(Value, Value)>)>);

/// `atexit`
pub static ATEXIT: ModuleDef = ModuleDef {
    name: "atexit",
    doc: "allow programmer to define multiple exit functions to be executed\nupon normal program termination.",
    rows: &[
        function!(
            "register(func, /, *args, **kwargs)",
            register,
            3,
            "Register a function to be executed upon normal program termination"
        ),
        function!(
            "unregister(func, /)",
            unregister,
            1,
            "Unregister an exit function which was previously registered using atexit.register"
        ),
        function!(
            "_clear()",
            |vm: &mut Vm| vm.state::<AtExit>().0.clear(),
            0,
            "Clear the list of previously registered exit functions."
        ),
        function!(
            "_ncallbacks()",
            |vm: &mut Vm| vm.state::<AtExit>().0.len(),
            0,
            "Return the number of registered exit functions."
        ),
        function!("_run_exitfuncs()", run_exit_functions, 0, "Run all registered exit functions."),
    ],
    types: &[],
    init: None,
};

fn register(vm: &mut Vm, function: Value, args: Rest, keywords: Kwargs) -> Result<Value> {
    if !vm.class_of(&function).has_slot(vm, whipsnake_vm::types::Slot::Call) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let pairs = keywords.0.pairs(vm);
    vm.state::<AtExit>().0.push((function.clone(), args.0.to_vec(), pairs));
    Ok(function)
}

fn unregister(vm: &mut Vm, function: &Value) -> Result<()> {
    for at in (0..vm.state::<AtExit>().0.len()).rev() {
        let Some(known) = vm.state::<AtExit>().0.get(at).map(|entry| entry.0.clone()) else { continue };
        if vm.equal(&known, function)? {
            drop(vm.state::<AtExit>().0.remove(at));
        }
    }
    Ok(())
}

fn run_exit_functions(vm: &mut Vm) {
    while let Some((function, args, keywords)) = vm.state::<AtExit>().0.pop() {
        if let Err(raised) = vm.call_kw(&function, &args, &keywords) {
            let exc = vm.take_raised(raised);
            vm.report_unraisable(exc, Some("Exception ignored in atexit callback"), &function);
        }
    }
}

/// `marshal`, as far as `importlib` needs it to exist. No compiled files are written or read, so nothing is converted.
pub static MARSHAL: ModuleDef = ModuleDef {
    name: "marshal",
    doc: "This module contains functions that can read and write Python values in a binary format.",
    rows: &[
        function!(
            "dumps(value, version=5, /, *, allow_code=True)",
            dumps,
            3,
            "Return the bytes object that would be written to a file by dump(value, file)."
        ),
        function!(
            "loads(bytes, /, *, allow_code=True)",
            loads,
            2,
            "Convert the bytes-like object to a value."
        ),
    ],
    types: &[],
    init: None,
};

fn dumps(vm: &mut Vm, _value: Value, _version: Option<Value>, _allow: Option<Value>) -> Result<()> {
    Err(vm.value_error("unmarshallable object"))
}

fn loads(vm: &mut Vm, _bytes: Value, _allow: Option<Value>) -> Result<()> {
    Err(vm.value_error("bad marshal data (unknown type code)"))
}
