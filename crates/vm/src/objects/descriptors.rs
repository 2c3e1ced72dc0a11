//! `classmethod` and `staticmethod`.

use crate::{
    body,
    value::{Value, VmCell, fixed},
    vm::Vm,
};

/// A static method.
pub struct StaticMethod {
    /// What is called.
    pub function: VmCell<Value>,
    /// `__dict__`, made when asked for; `UNDEF` before.
    pub dict: VmCell<Value>,
}
body!(StaticMethod, fixed::STATIC_METHOD, [function, dict]);

/// A class method.
pub struct ClassMethod {
    /// What is called with the class first.
    pub function: VmCell<Value>,
    /// `__dict__`, made when asked for; `UNDEF` before.
    pub dict: VmCell<Value>,
}
body!(ClassMethod, fixed::CLASS_METHOD, [function, dict]);

impl StaticMethod {
    /// What a static method wraps.
    pub fn inner(vm: &Vm, value: &Value) -> Value {
        value.cast::<StaticMethod>().map_or(Value::NONE, |this| this.function.cloned(vm))
    }
}
impl ClassMethod {
    /// What a class method wraps.
    pub fn inner(vm: &Vm, value: &Value) -> Value {
        value.cast::<ClassMethod>().map_or(Value::NONE, |this| this.function.cloned(vm))
    }
}

impl Vm {
    /// Makes a static method.
    pub fn new_static_method(&mut self, function: Value) -> Value {
        let dict = VmCell::new(Value::UNDEF);
        crate::value::Handle::new(StaticMethod { function: VmCell::new(function), dict }).into_value()
    }
}
