//! `super`: attributes as if the classes up to a given one were not there.

use crate::{
    body,
    error::Result,
    member, method, names,
    native::TypeDef,
    objects::{cell::Cell, function::Function, generator::Generator},
    raw,
    types::{Type, type_flags},
    value::{Handle, Obj, Value, VmCell, fixed, map::Layout},
    vm::Vm,
};

/// A `super` object.
pub struct Super {
    /// `__thisclass__`: lookup begins behind this class; `UNDEF` before `__init__`.
    pub class: VmCell<Value>,
    /// `__self__`, or None when not bound.
    pub object: VmCell<Value>,
    /// `__self_class__`: the class whose resolution order is walked, or None.
    pub object_class: VmCell<Value>,
}
body!(Super, fixed::SUPER, [class, object, object_class]);

impl Super {
    /// The class whose resolution order `super(class, object)` walks.
    ///
    /// Errors: TypeError when `object` is neither an instance nor a subclass of `class`.
    pub fn check(vm: &mut Vm, class: &Obj<Type>, object: &Value) -> Result<Handle<Type>> {
        if let Some(own) = object.cast::<Type>()
            && own.is_subclass(vm, class)
        {
            return Ok(own.to_handle());
        }
        let own = vm.class_of(object);
        if own.is_subclass(vm, class) {
            return Ok(own);
        }
        // A proxy may claim another class.
        if let Some(claimed) = vm.find_known_attr(object, names::__class__)?
            && let Some(claimed) = claimed.cast::<Type>()
            && !std::ptr::eq(claimed, &*own)
            && claimed.is_subclass(vm, class)
        {
            return Ok(claimed.to_handle());
        }
        let (kind, given) = match object.cast::<Type>() {
            Some(given) => ("type", given.name_text(vm).into_owned()),
            None => ("instance of", own.name_text(vm).into_owned()),
        };
        let name = class.name_text(vm).into_owned();
        Err(vm.type_error(format_args!(
            "super(type, obj): obj ({kind} {given}) is not an instance or subtype of type ({name})."
        )))
    }

    /// `super(class, object).name`: nothing if no class behind `class` has it (the caller then looks at the `super`
    /// object itself). `name` is interned.
    pub fn lookup(vm: &mut Vm, class: &Obj<Type>, object: &Value, name: &Value) -> Result<Option<Value>> {
        let start = Super::check(vm, class, object)?;
        Super::find(vm, class, object, &start, name)
    }

    fn find(
        vm: &mut Vm,
        class: &Obj<Type>,
        object: &Value,
        start: &Obj<Type>,
        name: &Value,
    ) -> Result<Option<Value>> {
        let Some(found) = Super::find_raw(vm, class, start, name) else { return Ok(None) };
        if start.is(object) {
            vm.bind_to_class(&found, start).map(Some)
        } else {
            vm.bind(&found, object, start).map(Some)
        }
    }

    /// The attribute itself, not bound: for calls that bind by themselves.
    pub fn find_raw(vm: &Vm, class: &Obj<Type>, start: &Obj<Type>, name: &Value) -> Option<Value> {
        let order = start.mro.get(vm);
        let behind = order.iter().position(|known| std::ptr::eq(&**known, class))? + 1;
        order[behind..].iter().find_map(|base| base.dict.get(vm).get(name).cloned())
    }

    /// A `super` object made of its parts.
    pub fn new_bound(vm: &mut Vm, class: &Obj<Type>, object: &Value) -> Result<Handle<Super>> {
        let start = Super::check(vm, class, object)?;
        Ok(Handle::new(Super {
            class: VmCell::new(class.to_value()),
            object: VmCell::new(object.clone()),
            object_class: VmCell::new(start.into_value()),
        }))
    }

    fn new(_vm: &mut Vm, class: &Obj<Type>) -> Handle<Super> {
        let nothing = || VmCell::new(Value::NONE);
        let body = Super { class: nothing(), object: nothing(), object_class: nothing() };
        Handle::new_instance(class.instance_map.get(), body)
    }
}

/// What the loop asks for `super().name`: the attribute, and the receiver if a function found needs one. `class` is what the
/// `__class__` cell holds; `name` is interned.
pub fn find(vm: &mut Vm, class: &Value, this: &Value, name: &Value) -> Result<(Value, Option<Value>)> {
    let Some(start) = class.cast::<Type>() else {
        let given = vm.type_name(class);
        return Err(vm.type_error(format_args!("super() argument 1 must be a type, not {given}")));
    };
    let own = Super::check(vm, start, this)?;
    // `__class__` is that of the `super` object.
    let found =
        if name.is(vm.name(names::__class__)) { None } else { Super::find_raw(vm, start, &own, name) };
    let Some(found) = found else {
        let object = Super::new_bound(vm, start, this)?.into_value();
        return Ok((vm.generic_get_attr(&object, name)?, None));
    };
    if own.is(this) {
        return Ok((vm.bind_to_class(&found, &own)?, None));
    }
    if matches!(
        found.header().map(|h| h.map.get()),
        Some(fixed::FUNCTION | fixed::NATIVE_METHOD | fixed::WRAPPER)
    ) {
        return Ok((found, Some(this.clone())));
    }
    Ok((vm.bind(&found, this, &own)?, None))
}

fn new(vm: &mut Vm, args: &[Value], _names: &[Value]) -> Result<Value> {
    match args.first().and_then(|class| class.cast::<Type>()) {
        Some(class) => Ok(Super::new(vm, class).into_value()),
        None => Err(vm.type_error("super.__new__(): not enough arguments")),
    }
}

fn init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let Some(this) = args.first().and_then(|this| this.cast::<Super>()) else {
        return Err(vm.type_error("descriptor '__init__' requires a 'super' object"));
    };
    if !names.is_empty() {
        return Err(vm.type_error("super() takes no keyword arguments"));
    }
    let (class, object) = match &args[1..] {
        [] => zero_arguments(vm)?,
        [class] => (class.clone(), Value::NONE),
        [class, object] => (class.clone(), object.clone()),
        more => {
            let given = more.len();
            return Err(vm.type_error(format_args!("super() expected at most 2 arguments, got {given}")));
        }
    };
    let Some(class) = class.cast::<Type>() else {
        let given = vm.type_name(&class);
        return Err(vm.type_error(format_args!("super() argument 1 must be a type, not {given}")));
    };
    let start = if object.is_none() { Value::NONE } else { Super::check(vm, class, &object)?.into_value() };
    this.class.set(vm, class.to_value());
    this.object.set(vm, object);
    this.object_class.set(vm, start);
    Ok(Value::NONE)
}

/// Class and object for `super()`: the `__class__` cell and the first argument of the calling function.
fn zero_arguments(vm: &mut Vm) -> Result<(Value, Value)> {
    let Some(frame) = vm.calling_frame() else { return Err(vm.runtime_error("super(): no current frame")) };
    let code = frame.code.get().to_handle();
    if code.source.arg_count == 0 {
        return Err(vm.runtime_error("super(): no arguments"));
    }
    let mut first = frame.fp.at(0).clone();
    let callable = frame.callable.clone();
    if code.source.cells.contains(&0)
        && let Some(cell) = first.exact::<Cell>()
    {
        first = cell.contents.cloned(vm);
    }
    if first.is_undef() {
        return Err(vm.runtime_error("super(): arg[0] deleted"));
    }
    let wanted = vm.name(names::__class__).clone();
    let Some(at) = code.frees.iter().position(|name| name.is(&wanted)) else {
        return Err(vm.runtime_error("super(): __class__ cell not found"));
    };
    let function = match callable.cast::<Generator>() {
        Some(generator) => generator.frame.get(vm).function.clone(),
        None => callable,
    };
    let closure = function.exact::<Function>().and_then(|function| function.closure.cloned(vm));
    let cell =
        closure.as_ref().and_then(|cells| cells.as_slice().get(at)).and_then(|cell| cell.exact::<Cell>());
    let class = cell.map_or(Value::UNDEF, |cell| cell.contents.cloned(vm));
    if class.is_undef() {
        return Err(vm.runtime_error("super(): empty __class__ cell"));
    }
    if class.cast::<Type>().is_none() {
        let given = vm.type_name(&class);
        return Err(vm.runtime_error(format_args!("super(): __class__ is not a type ({given})")));
    }
    Ok((class, first))
}

fn getattribute(vm: &mut Vm, this: &Obj<Super>, name: &Value) -> Result<Value> {
    let name = vm.attribute_name(name)?;
    let (class, object) = (this.class.cloned(vm), this.object.cloned(vm));
    let start = this.object_class.cloned(vm);
    // `__class__` tells what a `super` object is itself.
    if let (Some(class), Some(start)) = (class.cast::<Type>(), start.cast::<Type>())
        && !name.is(vm.name(names::__class__))
        && let Some(found) = Super::find(vm, class, &object, start, &name)?
    {
        return Ok(found);
    }
    let this = this.to_value();
    vm.generic_get_attr(&this, &name)
}

fn repr(vm: &mut Vm, this: &Obj<Super>) -> String {
    let name = |vm: &Vm, value: &Value| {
        value.cast::<Type>().map_or("NULL".to_owned(), |class| class.name_text(vm).into_owned())
    };
    let class = name(vm, &this.class.cloned(vm));
    match this.object_class.cloned(vm) {
        start if start.is_none() => format!("<super: <class '{class}'>, NULL>"),
        start => format!("<super: <class '{class}'>, <{} object>>", name(vm, &start)),
    }
}

fn get(vm: &mut Vm, this: &Obj<Super>, object: &Value, _owner: Option<Value>) -> Result<Value> {
    let own = this.to_value();
    if object.is_none() || !this.object.get(vm).is_none() {
        return Ok(own);
    }
    let class = this.class.cloned(vm);
    if !own.has_map(fixed::SUPER) {
        // A subclass may want to see the call.
        let kind = vm.class_of(&own).into_value();
        return vm.call(&kind, &[class, object.clone()]);
    }
    match class.cast::<Type>() {
        Some(class) => Super::new_bound(vm, class, object).map(Handle::into_value),
        None => Ok(own),
    }
}

fn this_class(vm: &mut Vm, this: &Obj<Super>) -> Value {
    this.class.cloned(vm)
}
fn this_object(vm: &mut Vm, this: &Obj<Super>) -> Value {
    this.object.cloned(vm)
}
fn this_object_class(vm: &mut Vm, this: &Obj<Super>) -> Value {
    this.object_class.cloned(vm)
}

/// `super`
pub static TYPE: TypeDef = TypeDef {
    name: "super",
    doc: "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\n\
          super(type, obj) -> bound super object; requires isinstance(obj, type)\n\
          super(type, type2) -> bound super object; requires issubclass(type2, type)\n\
          Typical use to call a cooperative superclass method:\nclass C(B):\n    def meth(self, arg):\n        \
          super().meth(arg)\nThis works for class methods too:\nclass C(B):\n    @classmethod\n    \
          def cmeth(cls, arg):\n        super().cmeth(arg)\n",
    base: None,
    map: Some(fixed::SUPER),
    layout: Layout::of::<Super>(),
    flags: type_flags::BASE,
    rows: &[
        raw!(StaticMethod, "__new__(cls, /, *args, **kwargs)", new),
        raw!(Method, "__init__(self, /, *args, **kwargs)", init),
        method!("__getattribute__(self, name, /)", getattribute, 2),
        method!("__repr__(self, /)", repr, 1),
        method!("__get__(self, instance, owner=None, /)", get, 3),
        member!("__thisclass__", this_class),
        member!("__self__", this_object),
        member!("__self_class__", this_object_class),
    ],
};
