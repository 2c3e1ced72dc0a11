//! `module`: a namespace with a name.

use crate::{
    body,
    error::{Raised, Result},
    getset, method, names,
    native::TypeDef,
    objects::{dict::Dict, exceptions::ExcKind, list::List},
    raw,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Value, fixed, map::Layout},
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
    /// A module of the library by its undotted name, imported if need be.
    pub fn import_library(&mut self, name: &str) -> Result<Value> {
        if let Some(module) = self.modules.clone().get_text(self, name) {
            return Ok(module);
        }
        let Some(import) = self.builtins.get_known(self, names::__import__) else {
            return Err(self.import_error_text("__import__ not found"));
        };
        let name = self.intern_text(name);
        self.call(&import, &[name])
    }
    /// AttributeError for a module, as CPython words it.
    pub fn no_module_attribute(&mut self, module: &Obj<Module>, name: &Value) -> Raised {
        let shown = self.text_of(name).into_owned();
        let initializing = match module.dict.get_known(self, names::__spec__) {
            Some(spec) => !spec.is_none() && self.is_initializing(&spec),
            None => false,
        };
        let message = match module.dict.get_known(self, names::__name__) {
            Some(own) if own.cast::<crate::value::Str>().is_some() => {
                let own = self.text_of(&own).into_owned();
                if initializing {
                    format!(
                        "partially initialized module '{own}' has no attribute '{shown}' \
                         (most likely due to a circular import)"
                    )
                } else {
                    format!("module '{own}' has no attribute '{shown}'")
                }
            }
            _ => format!("module has no attribute '{shown}'"),
        };
        let object = module.to_value();
        self.attribute_error(&message, &object, name)
    }
}

fn new(vm: &mut Vm, args: &[Value], _names: &[Value]) -> Result<Value> {
    match args.first().and_then(|class| class.cast::<Type>()) {
        Some(class) => {
            Ok(Handle::new_instance(class.instance_map.get(), Module { dict: Dict::new() }).into_value())
        }
        None => Err(vm.type_error("module.__new__(): not enough arguments")),
    }
}
fn init(vm: &mut Vm, this: &Obj<Module>, name: Value, doc: Option<Value>) -> Result<()> {
    if name.cast::<Str>().is_none() {
        let given = vm.type_name(&name);
        return Err(vm.type_error(format_args!("module() argument 'name' must be str, not {given}")));
    }
    let dict = this.dict.clone();
    dict.set_known(vm, names::__name__, name);
    dict.set_known(vm, names::__doc__, doc.unwrap_or(Value::NONE));
    for name in [names::__package__, names::__loader__, names::__spec__] {
        dict.set_known(vm, name, Value::NONE);
    }
    Ok(())
}
fn getattribute(vm: &mut Vm, this: &Obj<Module>, name: &Value) -> Result<Value> {
    let name = vm.attribute_name(name)?;
    let object = this.to_value();
    if let Some(found) = vm.find_generic(&object, &name)? {
        return Ok(found);
    }
    // PEP 562: the module's own `__getattr__`.
    if let Some(hook) = this.dict.get_known(vm, names::__getattr__) {
        return vm.call(&hook, &[name]);
    }
    Err(vm.no_module_attribute(this, &name))
}
fn repr(vm: &mut Vm, this: &Obj<Module>) -> Result<String> {
    let name = match this.dict.get_known(vm, names::__name__) {
        Some(name) => vm.repr_text(&name)?,
        None => "'?'".to_owned(),
    };
    let spec = this.dict.get_known(vm, names::__spec__).unwrap_or(Value::NONE);
    if !spec.is_none() {
        let origin = vm.get_attr_text(&spec, "origin");
        if let Some(origin) = vm.swallow(origin, ExcKind::AttributeError)?
            && !origin.is_none()
        {
            let text = vm.text_of(&origin).into_owned();
            if text == "built-in" || text == "frozen" {
                return Ok(format!("<module {name} ({text})>"));
            }
            return Ok(format!("<module {name} from {}>", vm.repr_text(&origin)?));
        }
    }
    if let Some(file) = this.dict.get_known(vm, names::__file__)
        && !file.is_none()
    {
        return Ok(format!("<module {name} from {}>", vm.repr_text(&file)?));
    }
    let loader = this.dict.get_known(vm, names::__loader__).unwrap_or(Value::NONE);
    if loader.is_none() {
        return Ok(format!("<module {name}>"));
    }
    Ok(format!("<module {name} ({})>", vm.repr_text(&loader)?))
}
fn dir(vm: &mut Vm, this: &Obj<Module>) -> Result<Value> {
    if let Some(hook) = this.dict.get_text(vm, "__dir__") {
        return vm.call(&hook, &[]);
    }
    let names = this.dict.pairs(vm).into_iter().map(|(name, _)| name).collect();
    Ok(List::new(names).into_value())
}
fn get_dict(_vm: &mut Vm, this: &Obj<Module>) -> Handle<Dict> {
    this.dict.clone()
}
fn read_only(vm: &mut Vm, _this: &Value, _value: Option<Value>) -> Result<()> {
    Err(vm.attribute_error_text("readonly attribute"))
}
fn get_annotate(vm: &mut Vm, this: &Obj<Module>) -> Value {
    if let Some(found) = this.dict.get_known(vm, names::__annotate__) {
        return found;
    }
    this.dict.set_known(vm, names::__annotate__, Value::NONE);
    Value::NONE
}
fn set_annotate(vm: &mut Vm, this: &Obj<Module>, value: Option<Value>) -> Result<()> {
    let Some(value) = value else { return Err(vm.type_error("cannot delete __annotate__ attribute")) };
    if !value.is_none() && !vm.is_callable(&value) {
        return Err(vm.type_error("__annotate__ must be callable or None"));
    }
    if !value.is_none() {
        let name = vm.name(names::__annotations__).clone();
        drop(this.dict.remove_name(vm, &name));
    }
    this.dict.set_known(vm, names::__annotate__, value);
    Ok(())
}
fn get_annotations(vm: &mut Vm, this: &Obj<Module>) -> Result<Value> {
    if let Some(found) = this.dict.get_known(vm, names::__annotations__) {
        return Ok(found);
    }
    let annotate = get_annotate(vm, this);
    let found = if annotate.is_none() {
        Dict::new().into_value()
    } else {
        let found = vm.call(&annotate, &[Value::small(1)])?;
        if found.cast::<Dict>().is_none() {
            let given = vm.type_name(&found);
            return Err(vm.type_error(format_args!("__annotate__() must return a dict, not {given}")));
        }
        found
    };
    // A module still being run may yet get more annotations.
    if !is_initializing(vm, this)? {
        this.dict.set_known(vm, names::__annotations__, found.clone());
    }
    Ok(found)
}
fn set_annotations(vm: &mut Vm, this: &Obj<Module>, value: Option<Value>) -> Result<()> {
    let name = vm.name(names::__annotations__).clone();
    match value {
        Some(value) => this.dict.set_name(vm, name, value),
        None => {
            if this.dict.remove_name(vm, &name).is_none() {
                let object = this.to_value();
                return Err(vm.attribute_error("__annotations__", &object, &name));
            }
        }
    }
    let annotate = vm.name(names::__annotate__).clone();
    drop(this.dict.remove_name(vm, &annotate));
    Ok(())
}
/// Whether the module's import has not ended yet.
fn is_initializing(vm: &mut Vm, this: &Obj<Module>) -> Result<bool> {
    let Some(spec) = this.dict.get_known(vm, names::__spec__).filter(|spec| !spec.is_none()) else {
        return Ok(false);
    };
    match vm.find_known_attr(&spec, names::_initializing)? {
        Some(value) => vm.truth(&value),
        None => Ok(false),
    }
}

/// `module`
pub static TYPE: TypeDef = TypeDef {
    name: "module",
    doc: "Create a module object.\n\nThe name must be a string; the optional docstring can have any type.",
    base: None,
    map: Some(fixed::MODULE),
    layout: Layout::of::<Module>(),
    flags: type_flags::BASE | type_flags::WEAK | type_flags::DICT,
    rows: &[
        raw!(StaticMethod, "__new__(cls, /, *args, **kwargs)", new),
        method!("__init__(self, name, doc=None)", init, 3),
        method!("__getattribute__(self, name, /)", getattribute, 2),
        method!("__repr__(self, /)", repr, 1),
        method!("__dir__(self, /)", dir, 1),
        getset!("__dict__", get_dict, read_only),
        getset!("__annotate__", get_annotate, set_annotate),
        getset!("__annotations__", get_annotations, set_annotations),
    ],
};
