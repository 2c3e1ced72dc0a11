//! Frames, as `sys` shows them.

use crate::{error::Result, names, objects::dict::Dict, value::Value, vm::Vm};

/// `sys._getframe(depth=0)`
pub fn get_frame(vm: &mut Vm, depth: Option<i64>) -> Result<Value> {
    match vm.frame_object(depth.unwrap_or(0).max(0) as usize) {
        Some(frame) => Ok(frame),
        None => Err(vm.value_error("call stack is not deep enough")),
    }
}

/// `sys._getframemodulename(depth=0)`
pub fn get_frame_module_name(vm: &mut Vm, depth: Option<i64>) -> Result<Value> {
    let Some(globals) = vm.globals_at(depth.unwrap_or(0).max(0) as usize) else { return Ok(Value::NONE) };
    Ok(globals.get_known(vm, names::__name__).unwrap_or(Value::NONE))
}

/// `sys._current_frames()`
pub fn current_frames(vm: &mut Vm) -> Result<Value> {
    let dict = Dict::new();
    let frame = get_frame(vm, None)?;
    let ident = crate::modules::thread::ident(vm);
    let ident = vm.new_int(ident);
    dict.set(vm, ident, frame)?;
    Ok(dict.into_value())
}

/// `sys._current_exceptions()`
pub fn current_exceptions(vm: &mut Vm) -> Result<Value> {
    let dict = Dict::new();
    let exc = vm.handled_exception().unwrap_or(Value::NONE);
    let ident = crate::modules::thread::ident(vm);
    let ident = vm.new_int(ident);
    dict.set(vm, ident, exc)?;
    Ok(dict.into_value())
}
