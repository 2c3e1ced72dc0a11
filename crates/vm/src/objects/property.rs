//! `property`: an attribute computed by functions.

use crate::{
    body,
    error::Result,
    value::{Value, VmCell, fixed},
    vm::Vm,
};

/// A property; functions left out are None.
pub struct Property {
    /// `fget`
    pub getter: VmCell<Value>,
    /// `fset`
    pub setter: VmCell<Value>,
    /// `fdel`
    pub deleter: VmCell<Value>,
    /// `__doc__`
    pub doc: VmCell<Value>,
    /// `__name__`, or `UNDEF`.
    pub name: VmCell<Value>,
}
body!(Property, fixed::PROPERTY, [getter, setter, deleter, doc, name]);

impl Property {
    /// Reads a property of an object.
    pub fn get(vm: &mut Vm, property: &Value, object: &Value) -> Result<Value> {
        let Some(this) = property.cast::<Property>() else { return Ok(Value::NONE) };
        let getter = this.getter.cloned(vm);
        if getter.is_none() {
            return Err(vm.attribute_error_text("property has no getter"));
        }
        vm.call(&getter, std::slice::from_ref(object))
    }
    /// Writes (or for `UNDEF` deletes) a property of an object.
    pub fn set(vm: &mut Vm, property: &Value, object: &Value, value: Value) -> Result<()> {
        let Some(this) = property.cast::<Property>() else { return Ok(()) };
        let function = if value.is_undef() { this.deleter.cloned(vm) } else { this.setter.cloned(vm) };
        if function.is_none() {
            return Err(vm.attribute_error_text("property has no setter"));
        }
        let args = if value.is_undef() { vec![object.clone()] } else { vec![object.clone(), value] };
        vm.call(&function, &args).map(drop)
    }
}
