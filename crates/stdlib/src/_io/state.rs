//! What `StringIO` and `BytesIO` are pickled as: a tuple of their parts, the last of them their own attributes.

use whipsnake_vm::{
    error::Result,
    objects::dict::Dict,
    value::{Tuple, Value},
    vm::Vm,
};

/// A stream's own attributes, or None.
pub(super) fn attributes(vm: &mut Vm, stream: &Value) -> Value {
    match vm.get_or_make_dict(stream) {
        Some(dict) if !dict.is_empty(vm) => dict.into_value(),
        _ => Value::NONE,
    }
}

/// The parts of a state, of which there must be so many.
pub(super) fn parts(vm: &mut Vm, state: &Value, name: &str, count: usize) -> Result<Vec<Value>> {
    match state.cast::<Tuple>() {
        Some(tuple) if tuple.as_slice().len() == count => Ok(tuple.as_slice().to_vec()),
        _ => {
            let given = vm.type_name(state);
            Err(vm.type_error(format_args!(
                "_io.{name}.__setstate__ argument should be {count}-tuple, got {given}"
            )))
        }
    }
}

/// A position out of a state.
pub(super) fn position(vm: &mut Vm, value: &Value, which: &str, word: &str) -> Result<isize> {
    let Some(number) = vm.int_part(value) else {
        let given = vm.type_name(value);
        return Err(vm.type_error(format_args!("{which} must be an integer, {word} {given}")));
    };
    match vm.int_to_i64(&number) {
        Some(number) if number >= 0 => Ok(number as isize),
        _ => Err(vm.value_error("position value cannot be negative")),
    }
}

/// Gives a stream the attributes of a state.
pub(super) fn set_attributes(vm: &mut Vm, stream: &Value, value: &Value, which: &str) -> Result<()> {
    if value.is_none() {
        return Ok(());
    }
    let Some(given) = value.cast::<Dict>().map(|dict| dict.pairs(vm)) else {
        let given = vm.type_name(value);
        return Err(vm.type_error(format_args!("{which} item of state should be a dict, got a {given}")));
    };
    if let Some(dict) = vm.get_or_make_dict(stream) {
        for (key, item) in given {
            dict.set(vm, key, item)?;
        }
    }
    Ok(())
}
