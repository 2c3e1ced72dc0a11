//! Intrinsics for type parameters, aliases and templates.
use crate::{error::Result, value::Value, vm::Vm};
use whipsnake_bytecode::Intrinsic;
/// Does an intrinsic.
pub fn intrinsic(vm: &mut Vm, which: Intrinsic, _args: Vec<Value>) -> Result<Value> {
    let name = which.name();
    Err(vm.system_error(format_args!("intrinsic {name} in no arm")))
}
