//! `property`: an attribute computed by functions.

use crate::{
    body,
    error::{Raised, Result},
    getset, method, names,
    native::TypeDef,
    objects::{descriptors, exceptions::ExcKind},
    raw,
    types::{Type, type_flags},
    value::{Handle, Obj, Value, VmCell, fixed, map::Layout},
    vm::Vm,
};
use std::cell::Cell;

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
    /// Whether the docstring is the getter's.
    pub getter_doc: Cell<bool>,
}
body!(Property, fixed::PROPERTY, [getter, setter, deleter, doc, name]);

impl Property {
    /// Reads a property of an object.
    pub fn get(vm: &mut Vm, property: &Value, object: &Value) -> Result<Value> {
        let Some(this) = property.cast::<Property>() else { return Ok(Value::NONE) };
        let getter = this.getter.cloned(vm);
        if getter.is_none() {
            return Err(Property::missing(vm, this, object, "getter"));
        }
        vm.call(&getter, std::slice::from_ref(object))
    }
    /// Writes (or for `UNDEF` deletes) a property of an object.
    pub fn set(vm: &mut Vm, property: &Value, object: &Value, value: Value) -> Result<()> {
        let Some(this) = property.cast::<Property>() else { return Ok(()) };
        let deleting = value.is_undef();
        let function = if deleting { this.deleter.cloned(vm) } else { this.setter.cloned(vm) };
        if function.is_none() {
            return Err(Property::missing(vm, this, object, if deleting { "deleter" } else { "setter" }));
        }
        let args = if deleting { vec![object.clone()] } else { vec![object.clone(), value] };
        vm.call(&function, &args).map(drop)
    }
    /// AttributeError for a function that the property has not.
    #[cold]
    pub fn missing(vm: &mut Vm, this: &Obj<Property>, object: &Value, what: &str) -> Raised {
        let class = vm.class_of(object);
        let owner = vm.text_of(class.qualname.get(vm)).into_owned();
        match this.find_name(vm) {
            Ok(Some(name)) => match vm.repr_text(&name) {
                Ok(name) => {
                    vm.attribute_error_text(format_args!("property {name} of '{owner}' object has no {what}"))
                }
                Err(raised) => raised,
            },
            Ok(None) => vm.attribute_error_text(format_args!("property of '{owner}' object has no {what}")),
            Err(raised) => raised,
        }
    }
    fn blank() -> Property {
        let nothing = || VmCell::new(Value::NONE);
        Property {
            getter: nothing(),
            setter: nothing(),
            deleter: nothing(),
            doc: nothing(),
            name: VmCell::new(Value::UNDEF),
            getter_doc: Cell::new(false),
        }
    }
}

impl Obj<Property> {
    /// The name it was bound to in a class body, or its getter's.
    fn find_name(&self, vm: &mut Vm) -> Result<Option<Value>> {
        if let Some(name) = self.name.cloned(vm).defined() {
            return Ok(Some(name));
        }
        let getter = self.getter.cloned(vm);
        if getter.is_none() { Ok(None) } else { vm.find_known_attr(&getter, names::__name__) }
    }
}

fn receiver(vm: &mut Vm, args: &[Value]) -> Result<Handle<Property>> {
    match args.first().and_then(|this| this.cast::<Property>()) {
        Some(this) => Ok(this.to_handle()),
        None => Err(vm.type_error("descriptor '__init__' requires a 'property' object")),
    }
}

fn new(vm: &mut Vm, args: &[Value], _names: &[Value]) -> Result<Value> {
    match args.first().and_then(|class| class.cast::<Type>()) {
        Some(class) => Ok(Handle::new_instance(class.instance_map.get(), Property::blank()).into_value()),
        None => Err(vm.type_error("property.__new__(): not enough arguments")),
    }
}

const PARAMETERS: [&str; 4] = ["fget", "fset", "fdel", "doc"];

fn init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let this = receiver(vm, args)?;
    let given = args.len() - 1;
    if given > 4 {
        return Err(vm.type_error(format_args!("property() takes at most 4 arguments ({given} given)")));
    }
    let (positional, values) = args[1..].split_at(given - names.len());
    let mut parts = [const { Value::NONE }; 4];
    for (part, value) in parts.iter_mut().zip(positional) {
        *part = value.clone();
    }
    for (name, value) in names.iter().zip(values) {
        let text = vm.text_of(name).into_owned();
        let Some(at) = PARAMETERS.iter().position(|known| *known == text) else {
            return Err(vm.type_error(format_args!("property() got an unexpected keyword argument '{text}'")));
        };
        if at < positional.len() {
            let place = at + 1;
            return Err(vm.type_error(format_args!(
                "argument for property() given by name ('{text}') and position ({place})"
            )));
        }
        parts[at] = value.clone();
    }
    let [getter, setter, deleter, doc] = parts;
    this.getter.set(vm, getter.clone());
    this.setter.set(vm, setter);
    this.deleter.set(vm, deleter);
    this.name.set(vm, Value::UNDEF);
    this.getter_doc.set(false);
    this.doc.set(vm, Value::NONE);
    let mut doc = doc;
    if doc.is_none()
        && !getter.is_none()
        && let Some(found) = vm.find_known_attr(&getter, names::__doc__)?
        && !found.is_none()
    {
        doc = found;
        this.getter_doc.set(true);
    }
    let object = &args[0];
    if object.has_map(fixed::PROPERTY) {
        this.doc.set(vm, doc);
        return Ok(Value::NONE);
    }
    // An instance of a subclass has its own docstring, or the class's would be seen in its place.
    let name = vm.name(names::__doc__).clone();
    let set = vm.set_attr(object, &name, doc);
    if this.getter_doc.get() {
        set?;
    } else {
        // Where there is no room for one, it is dropped.
        vm.swallow(set, ExcKind::AttributeError)?;
    }
    Ok(Value::NONE)
}

/// A copy with one function replaced.
fn copy_with(vm: &mut Vm, this: &Obj<Property>, at: usize, function: Value) -> Result<Value> {
    let mut parts = [this.getter.cloned(vm), this.setter.cloned(vm), this.deleter.cloned(vm)];
    if !function.is_none() {
        parts[at] = function;
    }
    let [getter, setter, deleter] = parts;
    let doc = if this.getter_doc.get() && !getter.is_none() { Value::NONE } else { this.doc.cloned(vm) };
    let object = this.to_value();
    let class = vm.class_of(&object).into_value();
    let made = vm.call(&class, &[getter, setter, deleter, doc])?;
    if let Some(copy) = made.cast::<Property>() {
        let name = this.name.cloned(vm);
        copy.name.set(vm, name);
    }
    Ok(made)
}
fn getter(vm: &mut Vm, this: &Obj<Property>, function: Value) -> Result<Value> {
    copy_with(vm, this, 0, function)
}
fn setter(vm: &mut Vm, this: &Obj<Property>, function: Value) -> Result<Value> {
    copy_with(vm, this, 1, function)
}
fn deleter(vm: &mut Vm, this: &Obj<Property>, function: Value) -> Result<Value> {
    copy_with(vm, this, 2, function)
}

fn get(vm: &mut Vm, this: &Value, instance: &Value, owner: Option<Value>) -> Result<Value> {
    if instance.is_none() {
        if owner.is_none_or(|owner| owner.is_none()) {
            return Err(vm.type_error("__get__(None, None) is invalid"));
        }
        return Ok(this.clone());
    }
    Property::get(vm, this, instance)
}
fn set(vm: &mut Vm, this: &Value, instance: &Value, value: Value) -> Result<()> {
    Property::set(vm, this, instance, value)
}
fn delete(vm: &mut Vm, this: &Value, instance: &Value) -> Result<()> {
    Property::set(vm, this, instance, Value::UNDEF)
}
fn set_name(vm: &mut Vm, args: &[Value], _names: &[Value]) -> Result<Value> {
    let this = receiver(vm, args)?;
    let [_, _, name] = args else {
        let given = args.len() - 1;
        return Err(
            vm.type_error(format_args!("__set_name__() takes 2 positional arguments but {given} were given"))
        );
    };
    this.name.set(vm, name.clone());
    Ok(Value::NONE)
}
fn get_getter(vm: &mut Vm, this: &Obj<Property>) -> Value {
    this.getter.cloned(vm)
}
fn get_setter(vm: &mut Vm, this: &Obj<Property>) -> Value {
    this.setter.cloned(vm)
}
fn get_deleter(vm: &mut Vm, this: &Obj<Property>) -> Value {
    this.deleter.cloned(vm)
}
fn get_doc(vm: &mut Vm, this: &Obj<Property>) -> Value {
    this.doc.cloned(vm)
}
fn set_doc(vm: &mut Vm, this: &Obj<Property>, value: Option<Value>) {
    this.doc.set(vm, value.unwrap_or(Value::NONE));
}
fn get_name(vm: &mut Vm, this: &Obj<Property>) -> Result<Value> {
    match this.find_name(vm)? {
        Some(name) => Ok(name),
        None => {
            let (object, name) = (this.to_value(), vm.name(names::__name__).clone());
            Err(vm.no_attribute(&object, &name))
        }
    }
}
fn set_name_attr(vm: &mut Vm, this: &Obj<Property>, value: Option<Value>) {
    this.name.set(vm, value.unwrap_or(Value::UNDEF));
}
fn get_abstract(vm: &mut Vm, this: &Obj<Property>) -> Result<bool> {
    for function in [this.getter.cloned(vm), this.setter.cloned(vm), this.deleter.cloned(vm)] {
        if descriptors::is_abstract(vm, &function)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// `property`
pub static TYPE: TypeDef = TypeDef {
    name: "property",
    doc: "Property attribute.\n\n  fget\n    function to be used for getting an attribute value\n  fset\n    function to be used \
          for setting an attribute value\n  fdel\n    function to be used for del'ing an attribute\n  doc\n    docstring\n\n\
          Typical use is to define a managed attribute x:\n\nclass C(object):\n    def getx(self): return self._x\n    \
          def setx(self, value): self._x = value\n    def delx(self): del self._x\n    x = property(getx, setx, delx, \"I'm \
          the 'x' property.\")\n\nDecorators make defining new properties or modifying existing ones easy:\n\n\
          class C(object):\n    @property\n    def x(self):\n        \"I am the 'x' property.\"\n        return self._x\n    \
          @x.setter\n    def x(self, value):\n        self._x = value\n    @x.deleter\n    def x(self):\n        del self._x",
    base: None,
    map: Some(fixed::PROPERTY),
    layout: Layout::of::<Property>(),
    flags: type_flags::BASE,
    rows: &[
        raw!(StaticMethod, "__new__(cls, /, *args, **kwargs)", new),
        raw!(Method, "__init__(self, fget=None, fset=None, fdel=None, doc=None)", init),
        method!(
            "getter(self, fget, /)",
            getter,
            2,
            "Descriptor to obtain a copy of the property with a different getter."
        ),
        method!(
            "setter(self, fset, /)",
            setter,
            2,
            "Descriptor to obtain a copy of the property with a different setter."
        ),
        method!(
            "deleter(self, fdel, /)",
            deleter,
            2,
            "Descriptor to obtain a copy of the property with a different deleter."
        ),
        method!("__get__(self, instance, owner=None, /)", get, 3),
        method!("__set__(self, instance, value, /)", set, 3),
        method!("__delete__(self, instance, /)", delete, 2),
        raw!(Method, "__set_name__(self, owner, name, /)", set_name),
        crate::member!("fget", get_getter),
        crate::member!("fset", get_setter),
        crate::member!("fdel", get_deleter),
        getset!("__doc__", get_doc, set_doc),
        getset!("__name__", get_name, set_name_attr),
        getset!("__isabstractmethod__", get_abstract),
    ],
};
