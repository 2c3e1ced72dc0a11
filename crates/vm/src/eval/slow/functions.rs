//! Making functions.

use crate::{
    error::Result,
    eval::stack::Regs,
    names,
    objects::{code::Code, dict::Dict, function::Function, module::Module},
    value::{Handle, Tuple, Value, VmCell},
    vm::Vm,
};
use std::cell::Cell;
use whipsnake_bytecode::{CodeFlags, Word, instr};

/// Makes a function of code and globals.
pub(crate) fn make_function(vm: &mut Vm, code: Handle<Code>, globals: Handle<Dict>) -> Handle<Function> {
    let places = places_in(vm, &globals);
    let known =
        |place: Option<u32>| place.map(|at| globals.table.get(vm).entries()[at as usize].value.clone());
    let (builtins, module) = (known(places.builtins), known(places.name).unwrap_or(Value::NONE));
    let builtins = builtins_of(vm, builtins);
    let doc = if code.source.flags.has(CodeFlags::HAS_DOCSTRING) {
        code.constants.first().cloned().unwrap_or(Value::NONE)
    } else {
        Value::NONE
    };
    let function = Function {
        globals,
        builtins,
        closure: VmCell::new(None),
        defaults: VmCell::new(Value::NONE),
        kwdefaults: VmCell::new(Value::NONE),
        name: VmCell::new(code.name.clone()),
        qualname: VmCell::new(code.qualname.clone()),
        module: VmCell::new(module),
        doc: VmCell::new(doc),
        annotate: VmCell::new(Value::NONE),
        annotations: VmCell::new(Value::UNDEF),
        type_params: VmCell::new(Value::UNDEF),
        dict: VmCell::new(Value::UNDEF),
        version: Cell::new(0),
        code: VmCell::new(code),
    };
    Handle::new(function)
}

/// Where globals of a version of their keys have what every function asks for.
#[derive(Clone, Copy, Default)]
pub(crate) struct Places {
    version: u32,
    builtins: Option<u32>,
    name: Option<u32>,
}

/// The places in these globals: those of the last time, or found anew.
fn places_in(vm: &mut Vm, globals: &Dict) -> Places {
    let places = vm.places_in_globals;
    if places.version != 0 && places.version == globals.table.get(vm).known_keys_version() {
        return places;
    }
    let find = |name| {
        let name = vm.name(name);
        globals.table.get(vm).find_text(name, vm.hash_text(name)).map(|at| at as u32)
    };
    let (builtins, name) = (find(names::__builtins__), find(names::__name__));
    let version = globals.table.get(vm).keys_version(|| vm.next_version());
    vm.places_in_globals = Places { version, builtins, name };
    vm.places_in_globals
}

/// The builtins that code with globals of this `__builtins__` sees.
fn builtins_of(vm: &Vm, known: Option<Value>) -> Handle<Dict> {
    match known {
        Some(value) => match (value.cast::<Dict>(), value.cast::<Module>()) {
            (Some(dict), _) => dict.to_handle(),
            (_, Some(module)) => module.dict.clone(),
            _ => vm.builtins.clone(),
        },
        None => vm.builtins.clone(),
    }
}

/// `MakeFunction`
pub(crate) fn make(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let frame = vm.fiber.top();
    let globals = frame.globals.get().to_handle();
    let constant = frame.code.get().constants[word.bc_index()].clone();
    let Ok(code) = constant.into_handle::<Code>() else { return Err(vm.system_error("not a code object")) };
    let function = make_function(vm, code, globals);
    drop(fp.replace(word.a(), function.into_value()));
    Ok(())
}

/// `SetFunction`
pub(crate) fn set_part(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let part = if word.has(instr::TAKE_B) { fp.take(word.b()) } else { fp.at(word.b()).clone() };
    let Some(function) = fp.at(word.a()).exact::<Function>() else { return Ok(()) };
    match word.c() {
        0 => function.defaults.set(vm, part),
        1 => function.kwdefaults.set(vm, part),
        2 => function.annotate.set(vm, part),
        3 => {
            let cells = part.into_handle::<Tuple>().ok();
            function.closure.set(vm, cells);
        }
        _ => function.annotations.set(vm, part),
    }
    Ok(())
}
