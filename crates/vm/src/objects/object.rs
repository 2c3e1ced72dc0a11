//! `object`: what every class has. How plain instances are made, shown, compared and taken apart for copying.

use crate::{
    error::Result,
    getset, method, names,
    native::{GetSetDef, MethodDef, TypeDef, function::Builtin, table::MethodKind},
    objects::{dict::Dict, list::List, type_},
    raw,
    types::{Slot, Type, layout, type_flags},
    value::{Handle, Obj, Str, Tuple, Value, fixed, instance::Plain, map::Layout},
    vm::Vm,
};
use std::collections::BinaryHeap;

/// Whether a `__new__` is `object`'s own.
pub fn is_object_new(vm: &mut Vm, found: &Value) -> bool {
    let class = vm.type_of_map(fixed::OBJECT).to_handle();
    class.slot(vm, Slot::New).is_some_and(|own| own.is(found))
}

/// Whether an `__init__` is `object`'s own.
pub fn is_object_init(vm: &mut Vm, found: &Value) -> bool {
    let class = vm.type_of_map(fixed::OBJECT).to_handle();
    class.slot(vm, Slot::Init).is_some_and(|own| own.is(found))
}

impl Vm {
    /// The row of a native function that is not bound to anything (`__new__` of a built-in class).
    pub fn native_def(&self, value: &Value) -> Option<&'static MethodDef> {
        let builtin = value.exact::<Builtin>()?;
        Some(builtin.def)
    }
    /// The same for what makes instances of `class`: nothing if it is not the `__new__` of a built-in class whose
    /// instances `class` has, which is to be called with all checks.
    pub(crate) fn native_new(&self, class: &Obj<Type>, new: &Value) -> Option<&'static MethodDef> {
        let builtin = new.exact::<Builtin>()?;
        if class.has(type_flags::HEAP) {
            let owner = builtin.module.cast::<Type>()?;
            let fits = builtin.def.kind == MethodKind::StaticMethod
                && builtin.bound.is_undef()
                && owner.layout.kind == class.layout.kind;
            return fits.then_some(builtin.def);
        }
        Some(builtin.def)
    }
    /// Whether a value can be called.
    pub fn is_callable(&mut self, value: &Value) -> bool {
        let class = self.class_of(value);
        class.has_slot(self, Slot::Call)
    }
    /// `dir(value)` without sorting: what `__dir__` gives.
    pub fn dir(&mut self, value: &Value) -> Result<Value> {
        let class = self.class_of(value);
        match class.slot(self, Slot::Dir) {
            Some(function) => self.call_slot(&function, value, &[]),
            None => Err(self.type_error("object does not provide __dir__")),
        }
    }
    /// Whether a value has items by number.
    pub fn is_sequence(&mut self, value: &Value) -> bool {
        let class = self.class_of(value);
        class.has_slot(self, Slot::GetItem) && value.cast::<Dict>().is_none()
    }
    /// The innermost call of Python code.
    // tidy: allow(room): the innermost frame is what is asked for
    pub(crate) fn calling_frame(&self) -> Option<&crate::eval::frame::Frame> {
        self.fiber.frames.iter().rev().find(|frame| !frame.is_native())
    }
    /// Whether a value has items by key, as `__prepare__` must give it.
    pub fn is_mapping(&mut self, value: &Value) -> bool {
        let class = self.class_of(value);
        class.has_slot(self, Slot::GetItem)
    }
}

/// `object.__new__(cls, *args, **kwargs)`
fn new(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let Some(class) = args.first().and_then(|class| class.cast::<Type>()) else {
        return Err(vm.type_error("object.__new__(): not enough arguments"));
    };
    let _ = names;
    if args.len() > 1 {
        if class.slot(vm, Slot::New).is_some_and(|new| !is_object_new(vm, &new)) {
            return Err(
                vm.type_error("object.__new__() takes exactly one argument (the type to instantiate)")
            );
        }
        if class.slot(vm, Slot::Init).is_some_and(|init| is_object_init(vm, &init)) {
            return Err(no_arguments(vm, class));
        }
    }
    if class.has(type_flags::ABSTRACT) {
        return Err(abstract_class(vm, class));
    }
    if class.layout.kind != std::any::TypeId::of::<Plain>() {
        // Reached only by a class whose own `__new__` was taken away: its instances need a body.
        let name = vm.class_name(class);
        return Err(vm.type_error(format_args!("object.__new__({name}) is not safe, use {name}.__new__()")));
    }
    Ok(type_::plain_instance(class))
}

fn no_arguments(vm: &mut Vm, class: &Obj<Type>) -> crate::error::Raised {
    let name = class.name_text(vm).into_owned();
    vm.type_error(format_args!("{name}() takes no arguments"))
}

fn abstract_class(vm: &mut Vm, class: &Obj<Type>) -> crate::error::Raised {
    match abstract_methods(vm, class) {
        Err(raised) => raised,
        Ok(methods) => {
            let name = class.name_text(vm).into_owned();
            let s = if methods.len() > 1 { "s" } else { "" };
            let list = methods.iter().map(|method| format!("'{method}'")).collect::<Vec<_>>().join(", ");
            vm.type_error(format_args!(
                "Can't instantiate abstract class {name} without an implementation for abstract method{s} {list}"
            ))
        }
    }
}

fn abstract_methods(vm: &mut Vm, class: &Obj<Type>) -> Result<Vec<String>> {
    let object = class.to_value();
    let found = vm.get_known_attr(&object, names::__abstractmethods__)?;
    let mut methods = BinaryHeap::new();
    for name in vm.collect(&found)? {
        methods.push(vm.str_text(&name)?);
    }
    Ok(methods.into_sorted_vec())
}

/// `object.__init__(self, *args, **kwargs)`
fn init(vm: &mut Vm, args: &[Value], _names: &[Value]) -> Result<Value> {
    if args.len() > 1 {
        let class = vm.class_of(&args[0]);
        if class.slot(vm, Slot::Init).is_some_and(|init| !is_object_init(vm, &init)) {
            return Err(
                vm.type_error("object.__init__() takes exactly one argument (the instance to initialize)")
            );
        }
        if class.slot(vm, Slot::New).is_some_and(|new| is_object_new(vm, &new)) {
            let name = class.name_text(vm).into_owned();
            return Err(vm.type_error(format_args!(
                "{name}.__init__() takes exactly one argument (the instance to initialize)"
            )));
        }
    }
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, this: &Value) -> String {
    let class = vm.class_of(this);
    let (name, id) = (vm.full_name(&class), vm.id(this));
    format!("<{name} object at {id:#x}>")
}
fn str_(vm: &mut Vm, this: &Value) -> Result<Handle<Str>> {
    vm.repr(this)
}
fn format(vm: &mut Vm, this: &Value, spec: &Value) -> Result<Handle<Str>> {
    match spec.cast::<Str>() {
        Some(text) if text.as_bytes().is_empty() => vm.str_of(this),
        Some(_) => {
            let name = vm.type_name(this);
            Err(vm.type_error(format_args!("unsupported format string passed to {name}.__format__")))
        }
        None => {
            let given = vm.type_name(spec);
            Err(vm.type_error(format_args!("__format__() argument must be str, not {given}")))
        }
    }
}
fn hash(vm: &mut Vm, this: &Value) -> i64 {
    // Addresses are multiples of 16: turn the idle bits to the top.
    let id = vm.id(this).rotate_right(4) & (i64::MAX as u64);
    id as i64
}
fn eq(_vm: &mut Vm, this: &Value, other: &Value) -> Value {
    if this.is(other) { Value::TRUE } else { Value::NOT_IMPLEMENTED }
}
fn ne(vm: &mut Vm, this: &Value, other: &Value) -> Result<Value> {
    let class = vm.class_of(this);
    let Some(function) = class.slot(vm, Slot::Eq) else { return Ok(Value::NOT_IMPLEMENTED) };
    if function.is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let answer = vm.call_slot(&function, this, &[other])?;
    if answer.is_not_implemented() {
        return Ok(answer);
    }
    Ok(Value::bool(!vm.truth(&answer)?))
}
fn no_order(_vm: &mut Vm, _this: &Value, _other: &Value) -> Value {
    Value::NOT_IMPLEMENTED
}
fn getattribute(vm: &mut Vm, this: &Value, name: &Value) -> Result<Value> {
    let name = vm.attribute_name(name)?;
    vm.generic_get_attr(this, &name)
}
fn check_setter(vm: &mut Vm, this: &Value, method: &str) -> Result<()> {
    // A class keeps its attributes elsewhere; letting `object` write them would bypass its checks.
    if this.cast::<Type>().is_some() {
        let name = vm.type_name(this);
        return Err(vm.type_error(format_args!("can't apply this {method} to {name} object")));
    }
    Ok(())
}
pub(crate) fn setattr(vm: &mut Vm, this: &Value, name: &Value, value: Value) -> Result<()> {
    check_setter(vm, this, "__setattr__")?;
    let name = vm.attribute_name(name)?;
    vm.generic_set_attr(this, &name, value)
}
pub(crate) fn delattr(vm: &mut Vm, this: &Value, name: &Value) -> Result<()> {
    check_setter(vm, this, "__delattr__")?;
    let name = vm.attribute_name(name)?;
    vm.generic_set_attr(this, &name, Value::UNDEF)
}
fn get_class(vm: &mut Vm, this: &Value) -> Handle<Type> {
    vm.class_of(this)
}
fn set_class(vm: &mut Vm, this: &Value, class: Option<Value>) -> Result<()> {
    match class {
        Some(class) => layout::set_class(vm, this, &class),
        None => Err(vm.type_error("can't delete __class__ attribute")),
    }
}
fn subclasshook(_vm: &mut Vm, _args: &[Value], _names: &[Value]) -> Result<Value> {
    Ok(Value::NOT_IMPLEMENTED)
}
fn init_subclass(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let class = args.first().and_then(|class| class.cast::<Type>());
    let name = class.map_or(String::new(), |class| vm.text_of(class.qualname.get(vm)).into_owned());
    if !names.is_empty() {
        return Err(vm.type_error(format_args!("{name}.__init_subclass__() takes no keyword arguments")));
    }
    if args.len() > 1 {
        let given = args.len() - 1;
        return Err(
            vm.type_error(format_args!("{name}.__init_subclass__() takes no arguments ({given} given)"))
        );
    }
    Ok(Value::NONE)
}
fn dir(vm: &mut Vm, this: &Value) -> Result<Handle<List>> {
    let found = Dict::new();
    if let Some(own) = vm.find_known_attr(this, names::__dict__)?
        && let Some(own) = own.cast::<Dict>()
    {
        for (name, _) in own.pairs(vm) {
            found.set(vm, name, Value::NONE)?;
        }
    }
    if let Some(class) = vm.find_known_attr(this, names::__class__)?
        && let Some(class) = class.cast::<Type>()
    {
        for class in class.mro.cloned(vm).iter() {
            let names: Vec<Value> = class.dict.get(vm).iter().map(|(name, _)| name.clone()).collect();
            for name in names {
                found.set(vm, name, Value::NONE)?;
            }
        }
    }
    Ok(List::new(found.pairs(vm).into_iter().map(|(name, _)| name).collect()))
}
fn sizeof(vm: &mut Vm, this: &Value) -> i64 {
    let map = vm.heap().map(this.map());
    i64::from(map.layout.size) + if map.capacity > 0 { 8 * (1 + i64::from(map.capacity)) } else { 0 }
}

/// `object.__getstate__(self)`: the attributes to copy, or None, or (`__dict__`, slots).
pub fn default_state(vm: &mut Vm, this: &Value) -> Result<Value> {
    let class = vm.class_of(this);
    let dict = match vm.get_or_make_dict(this) {
        Some(dict) if class.has(type_flags::DICT) && !dict.is_empty(vm) => dict.into_value(),
        Some(_) | None => match vm.find_known_attr(this, names::__dict__)? {
            Some(dict) if dict.cast::<Dict>().is_some_and(|dict| !dict.is_empty(vm)) => dict,
            _ => Value::NONE,
        },
    };
    let slots = Dict::new();
    for name in class.fixed_slots.cloned(vm) {
        if let Some(value) = vm.find_attr(this, &name)? {
            slots.set(vm, name, value)?;
        }
    }
    if slots.is_empty(vm) {
        return Ok(dict);
    }
    Ok(Tuple::new(vec![dict, slots.into_value()]).into_value())
}

/// The state of an object as its class wants it copied.
fn state_of(vm: &mut Vm, this: &Value) -> Result<Value> {
    let method = vm.get_known_attr(this, names::__getstate__)?;
    vm.call(&method, &[])
}

fn reduce(vm: &mut Vm, this: &Value) -> Result<Value> {
    reduce_with(vm, this, 0)
}
fn reduce_ex(vm: &mut Vm, this: &Value, protocol: i64) -> Result<Value> {
    // A class with a `__reduce__` of its own is asked first.
    let class = vm.class_of(this);
    let name = vm.name(names::__reduce__).clone();
    let own = class.find(vm, &name);
    let plain = vm.type_of_map(fixed::OBJECT).to_handle().find(vm, &name);
    if let (Some(own), Some(plain)) = (own, plain)
        && !own.is(&plain)
    {
        let method = vm.get_attr(this, &name)?;
        return vm.call(&method, &[]);
    }
    reduce_with(vm, this, protocol)
}

fn reduce_with(vm: &mut Vm, this: &Value, protocol: i64) -> Result<Value> {
    let copyreg = vm.import_library("copyreg")?;
    if protocol < 2 {
        let function = vm.get_attr_text(&copyreg, "_reduce_ex")?;
        return vm.call(&function, &[this.clone(), Value::small(protocol)]);
    }
    let class = vm.class_of(this);
    let class_value = class.to_value();
    let (args, kwargs) = new_arguments(vm, this)?;
    let has_args = args.is_some();
    let state = checked_state(vm, this, &class, has_args || kwargs.is_some())?;
    let items = if is_kind(vm, this, fixed::LIST) { vm.iter(this)? } else { Value::NONE };
    let pairs = if is_kind(vm, this, fixed::DICT) {
        let items = vm.get_known_attr(this, names::items)?;
        let items = vm.call(&items, &[])?;
        vm.iter(&items)?
    } else {
        Value::NONE
    };
    // Without keywords there is nothing that `__newobj__` could not do.
    let kwargs = kwargs.filter(|kwargs| kwargs.cast::<Dict>().is_some_and(|kwargs| !kwargs.is_empty(vm)));
    let (function, arguments) = match kwargs {
        Some(kwargs) => {
            let function = vm.get_attr_text(&copyreg, "__newobj_ex__")?;
            let args = args.unwrap_or_else(|| Tuple::new(Vec::new()).into_value());
            (function, Tuple::new(vec![class_value, args, kwargs]))
        }
        None => {
            let function = vm.get_attr_text(&copyreg, "__newobj__")?;
            let mut all = vec![class_value];
            if let Some(args) = args.as_ref().and_then(|args| args.cast::<Tuple>()) {
                all.extend_from_slice(args.as_slice());
            }
            (function, Tuple::new(all))
        }
    };
    Ok(Tuple::new(vec![function, arguments.into_value(), state, items, pairs]).into_value())
}

fn is_kind(vm: &Vm, value: &Value, map: u32) -> bool {
    vm.type_of(value).is_subclass(vm, vm.type_of_map(map))
}

fn checked_state(vm: &mut Vm, this: &Value, class: &Obj<Type>, has_args: bool) -> Result<Value> {
    // What keeps its insides in Rust cannot be copied by attributes alone.
    let base = layout::solid_base(vm, class);
    let native = !base.has(type_flags::HEAP) && base.layout.kind != std::any::TypeId::of::<Plain>();
    let known = [fixed::LIST, fixed::DICT].iter().any(|map| is_kind(vm, this, *map));
    let name = vm.name(names::__getstate__).clone();
    let own = class.find(vm, &name);
    let plain = vm.type_of_map(fixed::OBJECT).to_handle().find(vm, &name);
    let custom = matches!((own, plain), (Some(own), Some(plain)) if !own.is(&plain));
    if native && !known && !has_args && !custom && !base.has(type_flags::MATCH_SELF) {
        let name = vm.type_name(this);
        return Err(vm.type_error(format_args!("cannot pickle '{name}' object")));
    }
    state_of(vm, this)
}

/// What `__getnewargs_ex__` or `__getnewargs__` gives.
fn new_arguments(vm: &mut Vm, this: &Value) -> Result<(Option<Value>, Option<Value>)> {
    if let Some(method) = vm.find_known_attr(this, names::__getnewargs_ex__)? {
        let result = vm.call(&method, &[])?;
        let Some(pair) = result.cast::<Tuple>() else {
            let given = vm.type_name(&result);
            return Err(vm.type_error(format_args!("__getnewargs_ex__ should return a tuple, not '{given}'")));
        };
        let [args, kwargs] = pair.as_slice() else {
            let count = pair.as_slice().len();
            return Err(vm.value_error(format_args!(
                "__getnewargs_ex__ should return a tuple of length 2, not {count}"
            )));
        };
        if args.cast::<Tuple>().is_none() {
            let given = vm.type_name(args);
            return Err(vm.type_error(format_args!(
                "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '{given}'"
            )));
        }
        if kwargs.cast::<Dict>().is_none() {
            let given = vm.type_name(kwargs);
            return Err(vm.type_error(format_args!(
                "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '{given}'"
            )));
        }
        return Ok((Some(args.clone()), Some(kwargs.clone())));
    }
    if let Some(method) = vm.find_known_attr(this, names::__getnewargs__)? {
        let result = vm.call(&method, &[])?;
        if result.cast::<Tuple>().is_none() {
            let given = vm.type_name(&result);
            return Err(vm.type_error(format_args!("__getnewargs__ should return a tuple, not '{given}'")));
        }
        return Ok((Some(result), None));
    }
    Ok((None, None))
}

pub(crate) fn get_dict(vm: &mut Vm, this: &Value) -> Result<Value> {
    match vm.get_or_make_dict(this) {
        Some(dict) => Ok(dict.into_value()),
        None => {
            let name = vm.name(names::__dict__).clone();
            Err(vm.no_attribute(this, &name))
        }
    }
}
pub(crate) fn set_dict(vm: &mut Vm, this: &Value, dict: Option<Value>) -> Result<()> {
    let dict = dict.unwrap_or_else(|| Dict::new().into_value());
    let given = vm.type_name(&dict);
    let Ok(dict) = dict.into_handle::<Dict>() else {
        return Err(vm.type_error(format_args!("__dict__ must be set to a dictionary, not a '{given}'")));
    };
    if !vm.replace_dict(this, dict) {
        let name = vm.name(names::__dict__).clone();
        return Err(vm.no_attribute(this, &name));
    }
    Ok(())
}
fn set_native_dict(vm: &mut Vm, this: &Value, dict: Option<Value>) -> Result<()> {
    if dict.is_none() {
        return Err(vm.type_error("cannot delete __dict__"));
    }
    set_dict(vm, this, dict)
}
fn get_weakref(vm: &mut Vm, this: &Value) -> Value {
    crate::objects::weakref::first_reference(vm, this)
}

/// `__dict__` of instances of program classes.
pub static DICT: GetSetDef = match getset!("__dict__", get_dict, set_dict) {
    crate::native::Row::GetSet(def) => def,
    _ => panic!("the macro makes a getset"),
};
/// `__dict__` of instances of built-in classes, which keep one.
pub static NATIVE_DICT: GetSetDef = match getset!("__dict__", get_dict, set_native_dict) {
    crate::native::Row::GetSet(def) => def,
    _ => panic!("the macro makes a getset"),
};
/// `__weakref__` of instances of program classes.
pub static WEAKREF: GetSetDef = match getset!("__weakref__", get_weakref) {
    crate::native::Row::GetSet(def) => def,
    _ => panic!("the macro makes a getset"),
};

/// `object`
pub static TYPE: TypeDef = TypeDef {
    name: "object",
    doc: "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\n\
          instance that has no instance attributes and cannot be given any.\n",
    base: None,
    map: Some(fixed::OBJECT),
    layout: Layout::of::<Plain>(),
    flags: type_flags::BASE,
    rows: &[
        raw!(
            StaticMethod,
            "__new__(cls, /, *args, **kwargs)",
            new,
            "Create and return a new object.  See help(type) for accurate signature."
        ),
        raw!(
            Method,
            "__init__(self, /, *args, **kwargs)",
            init,
            "Initialize self.  See help(type(self)) for accurate signature."
        ),
        method!("__repr__(self, /)", repr, 1, "Return repr(self)."),
        method!("__str__(self, /)", str_, 1, "Return str(self)."),
        method!(
            "__format__(self, format_spec, /)",
            format,
            2,
            "Default object formatter.\n\nReturn str(self) if format_spec is empty. Raise TypeError otherwise."
        ),
        method!("__hash__(self, /)", hash, 1, "Return hash(self)."),
        method!("__eq__(self, value, /)", eq, 2, "Return self==value."),
        method!("__ne__(self, value, /)", ne, 2, "Return self!=value."),
        method!("__lt__(self, value, /)", no_order, 2, "Return self<value."),
        method!("__le__(self, value, /)", no_order, 2, "Return self<=value."),
        method!("__gt__(self, value, /)", no_order, 2, "Return self>value."),
        method!("__ge__(self, value, /)", no_order, 2, "Return self>=value."),
        method!("__getattribute__(self, name, /)", getattribute, 2, "Return getattr(self, name)."),
        method!("__setattr__(self, name, value, /)", setattr, 3, "Implement setattr(self, name, value)."),
        method!("__delattr__(self, name, /)", delattr, 2, "Implement delattr(self, name)."),
        method!("__reduce__(self, /)", reduce, 1, "Helper for pickle."),
        method!("__reduce_ex__(self, protocol, /)", reduce_ex, 2, "Helper for pickle."),
        method!("__getstate__(self, /)", default_state, 1, "Helper for pickle."),
        method!("__dir__(self, /)", dir, 1, "Default dir() implementation."),
        method!("__sizeof__(self, /)", sizeof, 1, "Size of object in memory, in bytes."),
        raw!(
            ClassMethod,
            "__subclasshook__(cls, object, /)",
            subclasshook,
            "Abstract classes can override this to customize issubclass().\n\nThis is invoked early on by abc.ABCMeta.__subclasscheck__().\nIt should return True, False or NotImplemented.  If it returns\nNotImplemented, the normal algorithm is used.  Otherwise, it\noverrides the normal algorithm (and the outcome is cached).\n"
        ),
        raw!(
            ClassMethod,
            "__init_subclass__(cls, /)",
            init_subclass,
            "This method is called when a class is subclassed.\n\nThe default implementation does nothing. It may be\noverridden to extend subclasses.\n"
        ),
        getset!("__class__", get_class, set_class),
    ],
};
