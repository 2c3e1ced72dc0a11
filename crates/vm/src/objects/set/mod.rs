//! `set`
use crate::{
    body,
    error::Result,
    objects::dict::Dict,
    value::{Handle, Obj, Value, fixed},
    vm::Vm,
};
/// A set.
pub struct Set {
    /// Items as keys.
    pub keys: Handle<Dict>,
}
body!(Set, fixed::SET, [keys]);
impl Set {
    /// An empty set.
    pub fn new() -> Handle<Set> {
        Handle::new(Set { keys: Dict::new() })
    }
}
impl Obj<Set> {
    /// Adds an item.
    pub fn add(&self, vm: &mut Vm, item: Value) -> Result<()> {
        self.keys.set(vm, item, Value::NONE)
    }
}
