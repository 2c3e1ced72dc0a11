//! `classmethod` and `staticmethod`.

use crate::{
    body,
    error::Result,
    getset, method,
    native::TypeDef,
    objects::{dict::Dict, function::BoundMethod, generic_alias},
    raw,
    types::{Slot, Type, type_flags},
    value::{Handle, Obj, Value, VmCell, fixed, map::Layout},
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
    /// Wraps a function.
    pub fn new(vm: &mut Vm, function: Value) -> Handle<StaticMethod> {
        let _ = vm;
        Handle::new(StaticMethod { function: VmCell::new(function), dict: VmCell::new(Value::UNDEF) })
    }
    /// What a static method wraps.
    pub fn inner(vm: &Vm, value: &Value) -> Value {
        value.cast::<StaticMethod>().map_or(Value::NONE, |this| this.function.cloned(vm))
    }
}
impl ClassMethod {
    /// Wraps a function.
    pub fn new(vm: &mut Vm, function: Value) -> Handle<ClassMethod> {
        let _ = vm;
        Handle::new(ClassMethod { function: VmCell::new(function), dict: VmCell::new(Value::UNDEF) })
    }
    /// What a class method wraps.
    pub fn inner(vm: &Vm, value: &Value) -> Value {
        value.cast::<ClassMethod>().map_or(Value::NONE, |this| this.function.cloned(vm))
    }
}

/// The cells of either kind: what is wrapped, and the dictionary.
fn parts(value: &Value) -> Option<(&VmCell<Value>, &VmCell<Value>)> {
    match value.cast::<StaticMethod>() {
        Some(this) => Some((&this.function, &this.dict)),
        None => value.cast::<ClassMethod>().map(|this| (&this.function, &this.dict)),
    }
}

fn inner(vm: &Vm, value: &Value) -> Value {
    parts(value).map_or(Value::NONE, |(function, _)| function.cloned(vm))
}

/// Where the dictionary of a static or class method is kept.
pub(crate) fn dict_cell(value: &Value) -> Option<&VmCell<Value>> {
    parts(value).map(|(_, dict)| dict)
}

fn dict_of(vm: &mut Vm, value: &Value) -> Handle<Dict> {
    let Some((_, cell)) = parts(value) else { return Dict::new() };
    if let Some(dict) = cell.get(vm).cast::<Dict>() {
        return dict.to_handle();
    }
    let dict = Dict::new();
    cell.set(vm, dict.to_value());
    dict
}

fn one_argument(vm: &mut Vm, name: &str, args: &[Value], names: &[Value]) -> Result<Value> {
    if !names.is_empty() {
        return Err(vm.type_error(format_args!("{name}() takes no keyword arguments")));
    }
    match &args[1..] {
        [function] => Ok(function.clone()),
        other => {
            let given = other.len();
            Err(vm.type_error(format_args!("{name} expected 1 argument, got {given}")))
        }
    }
}

/// Copies what describes the wrapped function (`__module__`, `__name__`, `__qualname__`, `__doc__`).
fn copy_description(vm: &mut Vm, this: &Value, function: &Value) -> Result<()> {
    for name in ["__module__", "__name__", "__qualname__", "__doc__"] {
        let name = vm.intern_text(name);
        if let Some(value) = vm.find_attr(function, &name)? {
            let dict = dict_of(vm, this);
            dict.set_name(vm, name, value);
        }
    }
    Ok(())
}

fn class_of_new(vm: &mut Vm, args: &[Value]) -> Result<Handle<Type>> {
    match args.first().and_then(|class| class.cast::<Type>()) {
        Some(class) => Ok(class.to_handle()),
        None => Err(vm.type_error("__new__() needs a class")),
    }
}
fn static_new(vm: &mut Vm, args: &[Value], _names: &[Value]) -> Result<Value> {
    let class = class_of_new(vm, args)?;
    let body = StaticMethod { function: VmCell::new(Value::NONE), dict: VmCell::new(Value::UNDEF) };
    Ok(Handle::new_instance(class.instance_map.get(), body).into_value())
}
fn class_new(vm: &mut Vm, args: &[Value], _names: &[Value]) -> Result<Value> {
    let class = class_of_new(vm, args)?;
    let body = ClassMethod { function: VmCell::new(Value::NONE), dict: VmCell::new(Value::UNDEF) };
    Ok(Handle::new_instance(class.instance_map.get(), body).into_value())
}
fn init(vm: &mut Vm, args: &[Value], names: &[Value], name: &str) -> Result<Value> {
    let function = one_argument(vm, name, args, names)?;
    if let Some((cell, _)) = parts(&args[0]) {
        if !cell.replace(vm, function.clone()).is_none() {
            // Initialised again: caches may know what it wrapped before.
            vm.flush_caches();
        }
        copy_description(vm, &args[0], &function)?;
    }
    Ok(Value::NONE)
}
fn static_init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    init(vm, args, names, "staticmethod")
}
fn class_init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    init(vm, args, names, "classmethod")
}

fn static_get(vm: &mut Vm, this: &Value, _instance: &Value, _owner: Option<Value>) -> Value {
    inner(vm, this)
}
fn class_get(vm: &mut Vm, this: &Value, instance: &Value, owner: Option<Value>) -> Result<Value> {
    let owner = match owner {
        Some(owner) if !owner.is_none() => owner,
        _ if instance.is_none() => return Err(vm.type_error("__get__(None, None) is invalid")),
        _ => vm.class_of(instance).into_value(),
    };
    let function = inner(vm, this);
    Ok(Handle::new(BoundMethod { function, this: owner }).into_value())
}
fn static_call(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let function = inner(vm, &args[0]);
    vm.call_through(function, &args[1..], names)
}
fn static_repr(vm: &mut Vm, this: &Value) -> Result<String> {
    let function = inner(vm, this);
    Ok(format!("<staticmethod({})>", vm.repr_text(&function)?))
}
fn class_repr(vm: &mut Vm, this: &Value) -> Result<String> {
    let function = inner(vm, this);
    Ok(format!("<classmethod({})>", vm.repr_text(&function)?))
}
fn get_function(vm: &mut Vm, this: &Value) -> Value {
    inner(vm, this)
}
fn get_dict(vm: &mut Vm, this: &Value) -> Handle<Dict> {
    dict_of(vm, this)
}
fn set_dict(vm: &mut Vm, this: &Value, value: Option<Value>) -> Result<()> {
    let Some(value) = value else { return Err(vm.type_error("cannot delete __dict__")) };
    if value.cast::<Dict>().is_none() {
        let given = vm.type_name(&value);
        return Err(vm.type_error(format_args!("__dict__ must be set to a dictionary, not a '{given}'")));
    }
    if let Some((_, cell)) = parts(this) {
        cell.set(vm, value);
    }
    Ok(())
}

/// Whether something says of itself that it is abstract.
pub fn is_abstract(vm: &mut Vm, value: &Value) -> Result<bool> {
    if value.is_none() {
        return Ok(false);
    }
    match vm.find_known_attr(value, crate::names::__isabstractmethod__)? {
        Some(answer) => vm.truth(&answer),
        None => Ok(false),
    }
}
fn get_abstract(vm: &mut Vm, this: &Value) -> Result<bool> {
    let function = inner(vm, this);
    is_abstract(vm, &function)
}

/// An attribute of the wrapped function, kept in the wrapper's dictionary once read.
fn through(vm: &mut Vm, this: &Value, name: &str) -> Result<Value> {
    let name = vm.intern_text(name);
    let dict = dict_of(vm, this);
    if let Some(value) = dict.get_name(vm, &name) {
        return Ok(value);
    }
    let function = inner(vm, this);
    let value = vm.get_attr(&function, &name)?;
    dict.set_name(vm, name, value.clone());
    Ok(value)
}
fn set_through(vm: &mut Vm, this: &Value, name: &str, value: Option<Value>) -> Result<()> {
    let name = vm.intern_text(name);
    let dict = dict_of(vm, this);
    match value {
        Some(value) => dict.set_name(vm, name, value),
        None => {
            if dict.remove_name(vm, &name).is_none() {
                return Err(vm.no_attribute(this, &name));
            }
        }
    }
    Ok(())
}
fn get_annotations(vm: &mut Vm, this: &Value) -> Result<Value> {
    through(vm, this, "__annotations__")
}
fn set_annotations(vm: &mut Vm, this: &Value, value: Option<Value>) -> Result<()> {
    set_through(vm, this, "__annotations__", value)
}
fn get_annotate(vm: &mut Vm, this: &Value) -> Result<Value> {
    through(vm, this, "__annotate__")
}
fn set_annotate(vm: &mut Vm, this: &Value, value: Option<Value>) -> Result<()> {
    set_through(vm, this, "__annotate__", value)
}

impl Vm {
    /// Makes a static method.
    pub fn new_static_method(&mut self, function: Value) -> Value {
        StaticMethod::new(self, function).into_value()
    }
    /// Calls on behalf of a native whose result is the callee's: the result may be deferred.
    pub fn call_through(&mut self, function: Value, args: &[Value], names: &[Value]) -> Result<Value> {
        if function.cast::<crate::native::Builtin>().is_some() {
            return self.call_native(&function, args, names);
        }
        self.defer(Box::new(Through { call: Some((function, args.to_vec(), names.to_vec())) }))
    }
    /// Whether a class finds attributes of its instances the ordinary way and has no `__getattr__`.
    pub fn has_plain_lookup(&mut self, class: &Obj<Type>) -> bool {
        !class.has_slot(self, Slot::GetAttr)
            && class.slot(self, Slot::GetAttribute).is_some_and(|found| self.is_object_getattribute(&found))
    }
}

/// One call whose result is passed on.
struct Through {
    call: Option<(Value, Vec<Value>, Vec<Value>)>,
}
impl crate::native::Resumable for Through {
    fn resume(&mut self, _vm: &mut Vm, result: Result<Value>) -> Result<crate::native::Step> {
        let value = result?;
        Ok(match self.call.take() {
            Some((function, args, names)) => crate::native::Step::CallKw(function, args, names),
            None => crate::native::Step::Return(value),
        })
    }
    fn trace(&self, tracer: &mut crate::value::Tracer) {
        use crate::value::Trace;
        if let Some((function, args, names)) = &self.call {
            function.trace(tracer);
            args.trace(tracer);
            names.trace(tracer);
        }
    }
}

/// `staticmethod`
pub static STATIC_METHOD: TypeDef = TypeDef {
    name: "staticmethod",
    doc: "Convert a function to be a static method.\n\nA static method does not receive an implicit first argument.\n\
          To declare a static method, use this idiom:\n\n     class C:\n         @staticmethod\n         \
          def f(arg1, arg2, argN):\n             ...\n\nIt can be called either on the class (e.g. C.f()) or on an \
          instance\n(e.g. C().f()). Both the class and the instance are ignored, and\nneither is passed implicitly as the \
          first argument to the method.\n\nStatic methods in Python are similar to those found in Java or C++.\nFor a more \
          advanced concept, see the classmethod builtin.",
    base: None,
    map: Some(fixed::STATIC_METHOD),
    layout: Layout::of::<StaticMethod>(),
    flags: type_flags::BASE | type_flags::DICT,
    rows: &[
        raw!(StaticMethod, "__new__(cls, /, *args, **kwargs)", static_new),
        raw!(Method, "__init__(self, function, /)", static_init),
        raw!(Method, "__call__(self, /, *args, **kwargs)", static_call),
        method!("__get__(self, instance, owner=None, /)", static_get, 3),
        method!("__repr__(self, /)", static_repr, 1),
        raw!(ClassMethod, "__class_getitem__(cls, object, /)", generic_alias::class_getitem),
        getset!("__func__", get_function),
        getset!("__wrapped__", get_function),
        getset!("__isabstractmethod__", get_abstract),
        getset!("__dict__", get_dict, set_dict),
        getset!("__annotations__", get_annotations, set_annotations),
        getset!("__annotate__", get_annotate, set_annotate),
    ],
};

/// `classmethod`
pub static CLASS_METHOD: TypeDef = TypeDef {
    name: "classmethod",
    doc: "Convert a function to be a class method.\n\nA class method receives the class as implicit first argument,\njust \
          like an instance method receives the instance.\nTo declare a class method, use this idiom:\n\n  class C:\n      \
          @classmethod\n      def f(cls, arg1, arg2, argN):\n          ...\n\nIt can be called either on the class (e.g. \
          C.f()) or on an instance\n(e.g. C().f()).  The instance is ignored except for its class.\nIf a class method is \
          called for a derived class, the derived class\nobject is passed as the implied first argument.\n\nClass methods \
          are different than C++ or Java static methods.\nIf you want those, see the staticmethod builtin.",
    base: None,
    map: Some(fixed::CLASS_METHOD),
    layout: Layout::of::<ClassMethod>(),
    flags: type_flags::BASE | type_flags::DICT,
    rows: &[
        raw!(StaticMethod, "__new__(cls, /, *args, **kwargs)", class_new),
        raw!(Method, "__init__(self, function, /)", class_init),
        method!("__get__(self, instance, owner=None, /)", class_get, 3),
        method!("__repr__(self, /)", class_repr, 1),
        raw!(ClassMethod, "__class_getitem__(cls, object, /)", generic_alias::class_getitem),
        getset!("__func__", get_function),
        getset!("__wrapped__", get_function),
        getset!("__isabstractmethod__", get_abstract),
        getset!("__dict__", get_dict, set_dict),
        getset!("__annotations__", get_annotations, set_annotations),
        getset!("__annotate__", get_annotate, set_annotate),
    ],
};
