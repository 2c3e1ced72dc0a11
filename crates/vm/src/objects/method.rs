//! `method`: a function bound to an object. The struct is in `function.rs`.

use crate::{
    error::Result,
    getset, method, names,
    native::TypeDef,
    objects::function::BoundMethod,
    raw,
    types::type_flags,
    value::{Handle, Obj, Value, fixed, map::Layout},
    vm::Vm,
};

impl BoundMethod {
    /// Binds a callable.
    pub fn new(function: Value, this: Value) -> Handle<BoundMethod> {
        Handle::new(BoundMethod { function, this })
    }
}

fn new(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    if !names.is_empty() {
        return Err(vm.type_error("method() takes no keyword arguments"));
    }
    let [_, function, this] = args else {
        let given = args.len().saturating_sub(1);
        return Err(vm.type_error(format_args!("method expected 2 arguments, got {given}")));
    };
    if !vm.is_callable(function) {
        return Err(vm.type_error("first argument must be callable"));
    }
    if this.is_none() {
        return Err(vm.type_error("instance must not be None"));
    }
    Ok(BoundMethod::new(function.clone(), this.clone()).into_value())
}
fn call(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let Some(method) = args[0].cast::<BoundMethod>() else { return Err(vm.type_error("not a method")) };
    let mut all = Vec::with_capacity(args.len());
    all.push(method.this.clone());
    all.extend_from_slice(&args[1..]);
    vm.call_through(method.function.clone(), &all, names)
}
fn getattribute(vm: &mut Vm, this: &Value, name: &Value) -> Result<Value> {
    let name = vm.attribute_name(name)?;
    if let Some(found) = vm.find_generic(this, &name)? {
        return Ok(found);
    }
    match this.cast::<BoundMethod>() {
        Some(method) => {
            let function = method.function.clone();
            vm.get_attr(&function, &name)
        }
        None => Err(vm.no_attribute(this, &name)),
    }
}
fn get_doc(vm: &mut Vm, this: &Obj<BoundMethod>) -> Result<Value> {
    let function = this.function.clone();
    Ok(vm.find_known_attr(&function, names::__doc__)?.unwrap_or(Value::NONE))
}
fn repr(vm: &mut Vm, this: &Obj<BoundMethod>) -> Result<String> {
    let function = this.function.clone();
    let mut name = vm.find_known_attr(&function, names::__qualname__)?;
    if name.is_none() {
        name = vm.find_known_attr(&function, names::__name__)?;
    }
    let name = match name {
        Some(name) if name.cast::<crate::value::Str>().is_some() => vm.text_of(&name).into_owned(),
        _ => "?".to_owned(),
    };
    let bound = this.this.clone();
    Ok(format!("<bound method {name} of {}>", vm.repr_text(&bound)?))
}
fn eq(vm: &mut Vm, this: &Obj<BoundMethod>, other: &Value) -> Result<Value> {
    let Some(other) = other.exact::<BoundMethod>() else { return Ok(Value::NOT_IMPLEMENTED) };
    if !this.this.is(&other.this) {
        return Ok(Value::FALSE);
    }
    let (a, b) = (this.function.clone(), other.function.clone());
    Ok(Value::bool(vm.equal(&a, &b)?))
}
fn ne(vm: &mut Vm, this: &Obj<BoundMethod>, other: &Value) -> Result<Value> {
    let equal = eq(vm, this, other)?;
    Ok(if equal.is_bool() { Value::bool(equal.is_false()) } else { equal })
}
fn hash(vm: &mut Vm, this: &Obj<BoundMethod>) -> Result<i64> {
    let function = this.function.clone();
    let own = vm.id(&this.this).rotate_right(4);
    let hash = (own ^ vm.hash(&function)?) as i64;
    Ok(if hash == -1 { -2 } else { hash })
}
fn get(_vm: &mut Vm, this: &Value, _instance: &Value, _owner: Option<Value>) -> Value {
    // Bound already.
    this.clone()
}
fn reduce(vm: &mut Vm, this: &Obj<BoundMethod>) -> Result<Value> {
    let function = this.function.clone();
    let name = vm.get_known_attr(&function, names::__name__)?;
    super::native_function::getattr_of(vm, &this.this.clone(), name)
}
fn get_function(_vm: &mut Vm, this: &Obj<BoundMethod>) -> Value {
    this.function.clone()
}
fn get_self(_vm: &mut Vm, this: &Obj<BoundMethod>) -> Value {
    this.this.clone()
}

/// `method`
pub static TYPE: TypeDef = TypeDef {
    name: "method",
    doc: "Create a bound instance method object.",
    base: None,
    map: Some(fixed::BOUND_METHOD),
    layout: Layout::of::<BoundMethod>(),
    flags: type_flags::WEAK,
    rows: &[
        raw!(StaticMethod, "__new__(cls, function, instance, /)", new),
        raw!(Method, "__call__(self, /, *args, **kwargs)", call),
        method!("__getattribute__(self, name, /)", getattribute, 2),
        method!("__get__(self, instance, owner=None, /)", get, 3),
        method!("__repr__(self, /)", repr, 1),
        method!("__eq__(self, value, /)", eq, 2),
        method!("__ne__(self, value, /)", ne, 2),
        method!("__hash__(self, /)", hash, 1),
        method!("__reduce__(self, /)", reduce, 1),
        crate::member!("__func__", get_function),
        crate::member!("__self__", get_self),
        getset!("__doc__", get_doc),
    ],
};
