//! `module`: a namespace with a name.

use crate::{
    body,
    error::Raised,
    names,
    objects::dict::Dict,
    value::{Handle, Obj, Value, fixed},
    vm::Vm,
};

/// A module.
pub struct Module {
    /// `__dict__`
    pub dict: Handle<Dict>,
}
body!(Module, fixed::MODULE, [dict]);

/// An owned module.
pub type ModuleHandle = Handle<Module>;

impl Module {
    /// Makes a module with `__name__`, `__doc__`, `__package__`, `__loader__` and `__spec__` set as CPython does.
    pub fn new(vm: &mut Vm, name: &str) -> ModuleHandle {
        let dict = Dict::new();
        let name = vm.intern_text(name);
        dict.set_known(vm, names::__name__, name);
        for name in [names::__doc__, names::__package__, names::__loader__, names::__spec__] {
            dict.set_known(vm, name, Value::NONE);
        }
        Handle::new(Module { dict })
    }
}

impl Vm {
    /// AttributeError for a module, as CPython words it.
    pub fn no_module_attribute(&mut self, module: &Obj<Module>, name: &Value) -> Raised {
        let shown = self.text_of(name).into_owned();
        let message = match module.dict.get_known(self, names::__name__) {
            Some(own) if own.cast::<crate::value::Str>().is_some() => {
                format!("module '{}' has no attribute '{shown}'", self.text_of(&own))
            }
            _ => format!("module has no attribute '{shown}'"),
        };
        let object = module.to_value();
        self.attribute_error(&message, &object, name)
    }
}
