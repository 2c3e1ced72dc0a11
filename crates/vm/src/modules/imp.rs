//! `_imp`: what `importlib` needs of the interpreter, and the shipped library for `_library_importer`.

use crate::{
    constant,
    error::Result,
    function,
    import::{Found, ImportState, Part, module_of_path, with_shipped},
    names,
    native::{ModuleDef, Row},
    objects::list::List,
    value::{Str, Tuple, Value},
    vm::Vm,
};
use std::collections::BinaryHeap;

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_imp",
    doc: "(Extremely) low-level import machinery bits as used by importlib.",
    rows: ROWS,
    types: &[],
    init: None,
};

const ROWS: &[Row] = &[
    function!(
        "extension_suffixes()",
        |_: &mut Vm| List::new(Vec::new()),
        0,
        "Returns the list of file suffixes used to identify extension modules."
    ),
    function!(
        "lock_held()",
        |_: &mut Vm| false,
        0,
        "Return True if the import lock is currently held, else False."
    ),
    function!(
        "acquire_lock()",
        |_: &mut Vm| (),
        0,
        "Acquires the interpreter's import lock for the current thread."
    ),
    function!("release_lock()", |_: &mut Vm| (), 0, "Release the interpreter's import lock."),
    function!(
        "is_builtin(name, /)",
        is_builtin,
        1,
        "Returns 1 if the module name corresponds to a built-in module."
    ),
    function!("create_builtin(spec, /)", create_builtin, 1, "Create an extension module."),
    function!("exec_builtin(mod, /)", |_: &mut Vm, _: Value| 0i64, 1, "Initialize a built-in module."),
    function!("create_dynamic(spec, file=None, /)", create_dynamic, 2, "Create an extension module."),
    function!("exec_dynamic(mod, /)", |_: &mut Vm, _: Value| 0i64, 1, "Initialize an extension module."),
    function!(
        "is_frozen(name, /)",
        |_: &mut Vm, _: Value| false,
        1,
        "Returns True if the module name corresponds to a frozen module."
    ),
    function!(
        "is_frozen_package(name, /)",
        is_frozen_package,
        1,
        "Returns True if the module name is of a frozen package."
    ),
    function!(
        "find_frozen(name, /, *, withdata=False)",
        |_: &mut Vm, _: Value, _: Option<Value>| (),
        2,
        "Return info about the corresponding frozen module (if there is one) or None."
    ),
    function!(
        "get_frozen_object(name, data=None, /)",
        get_frozen_object,
        2,
        "Create a code object for a frozen module."
    ),
    function!("init_frozen(name, /)", |_: &mut Vm, _: Value| (), 1, "Initializes a frozen module."),
    function!(
        "_fix_co_filename(code, path, /)",
        |_: &mut Vm, _: Value, _: Value| (),
        2,
        "Changes code.co_filename to specify the passed-in file path."
    ),
    function!(
        "_frozen_module_names()",
        |_: &mut Vm| List::new(Vec::new()),
        0,
        "Returns the list of available frozen modules."
    ),
    function!("_override_frozen_modules_for_tests(override, /)", |_: &mut Vm, _: Value| (), 1),
    function!("_override_multi_interp_extensions_check(override, /)", |_: &mut Vm, _: Value| 0i64, 1),
    function!("source_hash(key, source)", source_hash, 2),
    function!("_library_find(name, /)", library_find, 1),
    function!("_library_code(name, /)", library_code, 1),
    function!("_library_source(name, /)", library_source, 1),
    function!("_library_data(path, /)", library_data, 1),
    function!("_library_names(package, /)", library_names, 1),
    constant!("check_hash_based_pycs", |vm| vm.new_str("default")),
    constant!("pyc_magic_number_token", |_| Value::small(0x0a0d_0e2b)),
];

fn is_builtin(vm: &mut Vm, name: &Value) -> i64 {
    let name = vm.text_of(name).into_owned();
    match vm.native_modules.contains_key(name.as_str()) {
        // Those that cannot be made a second time.
        true if matches!(&*name, "sys" | "builtins") => -1,
        true => 1,
        false => 0,
    }
}

fn create_builtin(vm: &mut Vm, spec: &Value) -> Result<Value> {
    let name = vm.get_known_attr(spec, names::name)?;
    let text = vm.text_of(&name).into_owned();
    if let Some(module) = vm.find_module(&text).filter(|module| !module.is_none()) {
        return Ok(module);
    }
    match vm.native_modules.get(text.as_str()).copied() {
        Some(def) => {
            vm.load_data_blocking(&text)?;
            Ok(vm.make_native_module(def)?.into_value())
        }
        None => Ok(Value::NONE),
    }
}

fn create_dynamic(vm: &mut Vm, spec: &Value, _file: Option<Value>) -> Result<Value> {
    let name = vm.get_known_attr(spec, names::name)?;
    let text = vm.text_of(&name).into_owned();
    Err(vm.import_error_text(format_args!("extension modules cannot be loaded: {text}")))
}

fn is_frozen_package(vm: &mut Vm, name: &Value) -> Result<bool> {
    let shown = vm.repr_text(name)?;
    Err(vm.import_error_text(format_args!("No such frozen object named {shown}")))
}

fn get_frozen_object(vm: &mut Vm, name: &Value, _data: Option<Value>) -> Result<Value> {
    let shown = vm.repr_text(name)?;
    Err(vm.import_error_text(format_args!("No such frozen object named {shown}")))
}

/// SipHash is what CPython uses; here any stable hash of eight bytes does, since only this interpreter reads it.
fn source_hash(vm: &mut Vm, key: i64, source: &Value) -> Result<Value> {
    let bytes = vm.get_bytes(source)?;
    let mut hash = 0xcbf2_9ce4_8422_2325u64 ^ key as u64;
    for byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    Ok(vm.new_bytes(&hash.to_le_bytes()))
}

fn library_find(vm: &mut Vm, name: &Value) -> Value {
    let name = vm.text_of(name).into_owned();
    match crate::import::find_shipped(vm, &name) {
        Found::Shipped { path, package, .. } => {
            Tuple::new(vec![Str::from_text(&path).into_value(), Value::bool(package)]).into_value()
        }
        _ => Value::NONE,
    }
}

fn library_code(vm: &mut Vm, name: &Value) -> Result<Value> {
    let text = vm.text_of(name).into_owned();
    let code = with_shipped(vm, &text, Part::Code, |vm, (library, name, path)| {
        match vm.shipped_code(library, name, path)? {
            Some(code) => Ok(code.into_value()),
            None => Err(vm.module_not_found(&format!("No module named '{name}'"), name)),
        }
    })?;
    code.ok_or_else(|| vm.module_not_found(&format!("No module named '{text}'"), &text))
}

fn library_source(vm: &mut Vm, name: &Value) -> Result<Value> {
    let name = vm.text_of(name).into_owned();
    let source = with_shipped(vm, &name, Part::Source, |_, (library, name, _)| {
        let text = library.source(name).map(|source| String::from_utf8_lossy(&source).into_owned());
        Ok(text.map_or(Value::NONE, |text| Str::from_vec(text.into_bytes()).into_value()))
    })?;
    Ok(source.unwrap_or(Value::NONE))
}

/// The source of a module by its path: the library's directory holds nothing else.
fn library_data(vm: &mut Vm, path: &Value) -> Result<Value> {
    let path = vm.text_of(path).into_owned();
    let Some(name) = module_of_path(&path) else { return Ok(Value::NONE) };
    let source = with_shipped(vm, &name, Part::Source, |vm, (library, name, _)| {
        Ok(library.source(name).map_or(Value::NONE, |source| vm.new_bytes(&source)))
    })?;
    Ok(source.unwrap_or(Value::NONE))
}

/// Names of the modules directly in a package, with whether they are packages.
fn library_names(vm: &mut Vm, package: &Value) -> Value {
    let package = vm.text_of(package).into_owned();
    let mut found: Vec<(String, bool)> = Vec::new();
    for library in vm.state::<ImportState>().libraries.clone() {
        for name in library.names() {
            let tail = match package.as_str() {
                "" => name.as_str(),
                package => match name.strip_prefix(package).and_then(|rest| rest.strip_prefix('.')) {
                    Some(tail) => tail,
                    None => continue,
                },
            };
            if !tail.contains('.') {
                let is_package = library.find(&name).unwrap_or(false);
                found.push((tail.to_owned(), is_package));
            }
        }
    }
    let items = BinaryHeap::from(found).into_sorted_vec().into_iter().map(|(name, is_package)| {
        Tuple::new(vec![Str::from_text(&name).into_value(), Value::bool(is_package)]).into_value()
    });
    List::new(items.collect()).into_value()
}
