//! `except*`.
use crate::{error::Result, value::Value, vm::Vm};
/// Splits an exception by a type: (matching part or None, rest or None).
pub fn match_group(vm: &mut Vm, exc: &Value, wanted: &Value) -> Result<(Value, Value)> {
    let matches = vm.exception_matches(exc, wanted)?;
    Ok(if matches { (exc.clone(), Value::NONE) } else { (Value::NONE, exc.clone()) })
}
/// The exception to raise after `except*`, or None.
pub fn prepare_reraise(_vm: &mut Vm, original: &Value, _parts: &Value) -> Result<Value> {
    Ok(original.clone())
}
