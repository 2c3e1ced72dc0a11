//! Making modules and what describes them: `__spec__`, `__loader__`, `__file__`, `__path__`.
//!
//! Before `importlib` is set up, specs and loaders are plain namespaces with the same attributes; setting it up gives
//! every module a real one (the library module `_library_importer` does that, in Python).

use super::{Found, ImportState, Part, find};
use crate::{
    error::Result,
    host::{CompileMode, CompileRequest},
    names,
    objects::{code::Code, dict::Dict, exceptions::ExcKind, list::List, module::Module},
    value::{Handle, Str, Value},
    vm::Vm,
};

/// What a spec says.
struct Facts<'a> {
    name: &'a str,
    /// `built-in`, a path, or nothing for a package without code.
    origin: Option<&'a str>,
    /// Directories of a package.
    search: Option<Value>,
    /// `native`, `shipped`, `file` or `namespace`.
    kind: &'static str,
}

/// Makes the module and the code to run in it (none for a package without code).
pub(super) fn make_module(
    vm: &mut Vm,
    full: &str,
    found: Found,
) -> Result<Option<(Value, Option<Handle<Code>>)>> {
    match found {
        Found::Shipped { library, name, path, package } => {
            let Some(code) = vm.shipped_code(&library, &name, &path)? else { return Ok(None) };
            let search = package.then(|| path.trim_end_matches("/__init__.py").to_owned());
            let search = search.map(|directory| List::new(vec![vm.new_str(&directory)]).into_value());
            let facts = Facts { name: full, origin: Some(&path), search, kind: "shipped" };
            Ok(Some((describe(vm, &facts)?, Some(code))))
        }
        Found::File { path, package } => {
            let Some(source) = vm.read_file(path.as_bytes()) else {
                let shown = vm.new_str(&path);
                let message = vm.new_str("cannot read the file of a module");
                return Err(vm.raise_args(ExcKind::OSError, vec![Value::small(5), message, shown]));
            };
            let code = compile_file(vm, &source, &path)?;
            let search = package.map(|directory| List::new(vec![vm.new_str(&directory)]).into_value());
            let facts = Facts { name: full, origin: Some(&path), search, kind: "file" };
            Ok(Some((describe(vm, &facts)?, Some(code))))
        }
        Found::Namespace(portions) => {
            let portions = portions.iter().map(|portion| vm.new_str(portion)).collect();
            let search = Some(List::new(portions).into_value());
            let facts = Facts { name: full, origin: None, search, kind: "namespace" };
            Ok(Some((describe(vm, &facts)?, None)))
        }
        _ => Ok(None),
    }
}

/// Compiles the bytes of a module's file.
pub(super) fn compile_file(vm: &mut Vm, source: &[u8], path: &str) -> Result<Handle<Code>> {
    let text = vm.decode_source(source, path)?;
    let optimize = vm.settings.optimize;
    let request = CompileRequest {
        source: text.as_str().into(),
        filename: path,
        mode: CompileMode::Exec,
        flags: 0,
        optimize,
    };
    vm.compile_source(&request)
}

/// A new module with its attributes set as `importlib` sets them.
fn describe(vm: &mut Vm, facts: &Facts) -> Result<Value> {
    let module = Module::new(vm, facts.name);
    let dict = module.dict.clone();
    let (spec, loader) = spec_of(vm, facts)?;
    let package = match &facts.search {
        Some(_) => facts.name,
        None => facts.name.rsplit_once('.').map_or("", |(package, _)| package),
    };
    let package = vm.intern_text(package);
    dict.set_known(vm, names::__package__, package);
    dict.set_known(vm, names::__loader__, loader);
    dict.set_known(vm, names::__spec__, spec);
    if let Some(search) = &facts.search {
        dict.set_known(vm, names::__path__, search.clone());
    }
    if let Some(origin) = facts.origin {
        let file = vm.new_str(origin);
        dict.set_known(vm, names::__file__, file);
        let cached = cached_path(vm, facts);
        dict.set_known(vm, names::__cached__, cached);
    }
    let builtins = vm.builtins_for_globals();
    dict.set_known(vm, names::__builtins__, builtins);
    let module = module.into_value();
    set_initializing(vm, &module, facts.kind != "namespace");
    Ok(module)
}

/// `__cached__`, where the compiled file would lie.
fn cached_path(vm: &mut Vm, facts: &Facts) -> Value {
    let Some(origin) = facts.origin else { return Value::NONE };
    let (directory, file) = origin.rsplit_once('/').unwrap_or(("", origin));
    let stem = file.strip_suffix(".py").unwrap_or(file);
    let join = if directory.is_empty() { "" } else { "/" };
    vm.new_str(&format!("{directory}{join}__pycache__/{stem}.whipsnake-314.pyc"))
}

/// Spec and loader: real ones when `importlib` is set up.
fn spec_of(vm: &mut Vm, facts: &Facts) -> Result<(Value, Value)> {
    let name = vm.new_str(facts.name);
    let origin = facts.origin.map_or(Value::NONE, |origin| vm.new_str(origin));
    let search = facts.search.clone().unwrap_or(Value::NONE);
    if let Some(helper) = vm.state::<ImportState>().helper.clone() {
        let make = vm.get_attr_text(&helper, "make_spec")?;
        let kind = vm.new_str(facts.kind);
        let spec = vm.call(&make, &[kind, name, origin, search])?;
        let loader = vm.get_attr_text(&spec, "loader")?;
        return Ok((spec, loader));
    }
    let loader = match facts.kind {
        "shipped" => {
            let imp = vm.import("_imp")?;
            let get_source = vm.get_attr_text(&imp, "_library_source")?;
            vm.new_namespace(&[("name", name.clone()), ("path", origin.clone()), ("get_source", get_source)])
        }
        _ => vm.new_namespace(&[("name", name.clone()), ("path", origin.clone())]),
    };
    let package = match &facts.search {
        Some(_) => facts.name,
        None => facts.name.rsplit_once('.').map_or("", |(package, _)| package),
    };
    let parent = vm.new_str(package);
    let cached = cached_path(vm, facts);
    let has_location = Value::bool(facts.origin.is_some() && facts.kind != "native");
    let kind = vm.new_str(facts.kind);
    let spec = vm.new_namespace(&[
        ("name", name),
        ("loader", loader.clone()),
        ("origin", origin),
        ("loader_state", kind),
        ("submodule_search_locations", search),
        ("cached", cached),
        ("parent", parent),
        ("has_location", has_location),
        ("_initializing", Value::FALSE),
    ]);
    Ok((spec, loader))
}

/// Sets what describes a native module.
pub(super) fn describe_native(vm: &mut Vm, module: &Value, name: &str) -> Result<()> {
    // These come before there is anything to describe them with.
    if matches!(name, "builtins" | "sys" | "_imp") && vm.state::<ImportState>().helper.is_none() {
        return Ok(());
    }
    let Some(body) = module.cast::<Module>() else { return Ok(()) };
    let dict = body.dict.clone();
    let facts = Facts { name, origin: Some("built-in"), search: None, kind: "native" };
    let (spec, loader) = spec_of(vm, &facts)?;
    let package = vm.intern_text(name.rsplit_once('.').map_or("", |(package, _)| package));
    dict.set_known(vm, names::__package__, package);
    dict.set_known(vm, names::__loader__, loader);
    dict.set_known(vm, names::__spec__, spec);
    Ok(())
}

/// Notes in the spec whether the module's code is running for the first time.
pub(super) fn set_initializing(vm: &mut Vm, module: &Value, starting: bool) {
    let Some(body) = module.cast::<Module>() else { return };
    let dict = body.dict.clone();
    let Some(spec) = dict.get_known(vm, names::__spec__).filter(|spec| !spec.is_none()) else { return };
    let name = vm.name(names::_initializing).clone();
    vm.instance_set(&spec, &name, Value::bool(starting));
}

/// Runs a shipped module under another name, without any of the import system.
fn run_bare(vm: &mut Vm, source_name: &str, name: &str) -> Result<Value> {
    let Found::Shipped { library, name: inner, path, .. } = find::find_shipped(vm, source_name) else {
        return Err(vm.module_not_found(&format!("No module named '{source_name}'"), source_name));
    };
    if let Some(pending) = vm.load_shipped(&library, &inner, Part::Code)? {
        vm.block_on(pending)?;
    }
    let Some(code) = vm.shipped_code(&library, &inner, &path)? else {
        return Err(vm.module_not_found(&format!("No module named '{source_name}'"), source_name));
    };
    let module = Module::new(vm, name);
    let dict: Handle<Dict> = module.dict.clone();
    let builtins = vm.builtins_for_globals();
    dict.set_known(vm, names::__builtins__, builtins);
    let file = Str::from_text(&path).into_value();
    dict.set_known(vm, names::__file__, file);
    let module = module.into_value();
    let modules = vm.modules.clone();
    modules.set_text(vm, name, module.clone());
    let depth = vm.fiber.frames.len();
    let result = vm.run_code(&code, &dict, dict.to_value());
    let result = match result {
        Ok(result) => vm.await_native(result, depth),
        Err(raised) => Err(raised),
    };
    if let Err(raised) = result {
        let name = vm.intern_text(name);
        drop(modules.remove_name(vm, &name));
        return Err(raised);
    }
    Ok(module)
}

/// Sets up CPython's `importlib`: runs its two halves, installs its finders and ours, and gives all modules real specs.
pub(super) fn set_up_importlib(vm: &mut Vm) -> Result<Value> {
    // What importlib's halves rely on being there.
    for needed in ["_imp", "_thread", "_warnings", "_weakref", "_io", "marshal", "posix"] {
        if vm.native_modules.contains_key(needed) {
            vm.import(needed)?;
        }
    }
    let plain = vm.finders_are_plain();
    let bootstrap = run_bare(vm, "importlib._bootstrap", "_frozen_importlib")?;
    let external = run_bare(vm, "importlib._bootstrap_external", "_frozen_importlib_external")?;
    let helper = run_bare(vm, "_library_importer", "_library_importer")?;
    let install = vm.get_attr_text(&helper, "install")?;
    vm.call(&install, &[bootstrap.clone(), external])?;
    let mut known = (Vec::new(), Vec::new());
    for (name, list) in [("meta_path", &mut known.0), ("path_hooks", &mut known.1)] {
        if let Some(value) = vm.find_sys(name) {
            *list = vm.collect(&value)?;
        }
    }
    let state = vm.state::<ImportState>();
    state.importlib = Some(bootstrap.clone());
    state.helper = Some(helper);
    // A program that had finders of its own installed keeps being served by importlib.
    if plain {
        state.known_finders = known;
    }
    Ok(bootstrap)
}
