//! `weakref`: references that do not keep their object alive, and the module `_weakref`. Proxies are in
//! `weak_proxy.rs`. Which references point at an object is kept in `value/weak.rs`.

use super::{generic_alias, weak_proxy};
use crate::{
    body,
    error::Result,
    function, getset, method,
    native::{ModuleDef, TypeDef},
    objects::{dict::Dict, list::List},
    protocol::CompareOp,
    raw,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Value, fixed, map::Layout, weak::WeakLink},
    vm::Vm,
};
use std::{cell::Cell, rc::Rc};

/// A weak reference or proxy; the map tells which.
pub struct WeakRef {
    /// Shared with the heap's table.
    pub link: Rc<WeakLink>,
    /// The hash of the object, once asked for.
    hash: Cell<Option<i64>>,
}
body!(WeakRef, fixed::WEAK_REF);

impl Drop for WeakRef {
    fn drop(&mut self) {
        self.link.unregister();
    }
}

impl WeakRef {
    /// The object, if it is alive.
    pub fn target(&self) -> Option<Value> {
        self.link.upgrade()
    }
    /// Makes a reference with the given map; without a callback an existing one is given again.
    ///
    /// Errors: TypeError when the class of `target` does not let its instances be referenced weakly.
    pub fn make(vm: &mut Vm, map: u32, target: &Value, callback: Value) -> Result<Value> {
        let class = vm.type_of(target);
        if !class.has(type_flags::WEAK) || target.header().is_none() {
            let name = vm.class_name(class);
            return Err(vm.type_error(format_args!("cannot create weak reference to '{name}' object")));
        }
        let shared = callback.is_none() && map <= fixed::WEAK_CALLABLE_PROXY;
        if shared {
            let plain = vm.heap().weak_links(target).iter().filter(|link| !link.has_callback());
            if let Some(known) = plain.filter_map(|link| link.owner()).find(|known| known.has_map(map)) {
                return Ok(known);
            }
        }
        let Some(link) = vm.heap_mut().new_weak(target) else {
            return Err(vm.type_error("cannot create weak reference"));
        };
        let made =
            Handle::new_instance(map, WeakRef { link: link.clone(), hash: Cell::new(None) }).into_value();
        link.set_callback(&made, callback);
        Ok(made)
    }
}

/// `__weakref__`: the first weak reference to an object, or None.
pub fn first_reference(vm: &mut Vm, target: &Value) -> Value {
    references(vm, target).into_iter().next().unwrap_or(Value::NONE)
}

/// The weak references to an object that are alive, oldest first.
fn references(vm: &Vm, target: &Value) -> Vec<Value> {
    vm.heap().weak_links(target).iter().filter_map(|link| link.owner()).collect()
}

fn new(vm: &mut Vm, args: &[Value], _names: &[Value]) -> Result<Value> {
    let Some(class) = args.first().and_then(|class| class.cast::<Type>()) else {
        return Err(vm.type_error("ref.__new__(): not enough arguments"));
    };
    match &args[1..] {
        [target] => WeakRef::make(vm, class.instance_map.get(), target, Value::NONE),
        [target, callback] => WeakRef::make(vm, class.instance_map.get(), target, callback.clone()),
        [] => Err(vm.type_error("__new__ expected at least 1 argument, got 0")),
        more => {
            let given = more.len();
            Err(vm.type_error(format_args!("__new__ expected at most 2 arguments, got {given}")))
        }
    }
}
fn init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    if !names.is_empty() {
        return Err(vm.type_error("ref() takes no keyword arguments"));
    }
    match args.len() - 1 {
        0 => Err(vm.type_error("__init__ expected at least 1 argument, got 0")),
        1 | 2 => Ok(Value::NONE),
        given => Err(vm.type_error(format_args!("__init__ expected at most 2 arguments, got {given}"))),
    }
}
fn call(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    if !names.is_empty() {
        return Err(vm.type_error("weakref() takes no keyword arguments"));
    }
    if args.len() > 1 {
        let given = args.len() - 1;
        return Err(vm.type_error(format_args!("weakref expected 0 arguments, got {given}")));
    }
    Ok(args[0].cast::<WeakRef>().and_then(|this| this.target()).unwrap_or(Value::NONE))
}
fn compare(vm: &mut Vm, this: &Obj<WeakRef>, other: &Value, op: CompareOp) -> Result<Value> {
    let Some(second) = other.cast::<WeakRef>() else { return Ok(Value::NOT_IMPLEMENTED) };
    match (this.target(), second.target()) {
        (Some(a), Some(b)) => vm.compare(op, &a, &b),
        _ => Ok(Value::bool(this.is(other) == (op == CompareOp::Eq))),
    }
}
fn eq(vm: &mut Vm, this: &Obj<WeakRef>, other: &Value) -> Result<Value> {
    compare(vm, this, other, CompareOp::Eq)
}
fn ne(vm: &mut Vm, this: &Obj<WeakRef>, other: &Value) -> Result<Value> {
    compare(vm, this, other, CompareOp::Ne)
}
fn hash(vm: &mut Vm, this: &Obj<WeakRef>) -> Result<i64> {
    if let Some(known) = this.hash.get() {
        return Ok(known);
    }
    let Some(target) = this.target() else { return Err(vm.type_error("weak object has gone away")) };
    let hash = vm.hash(&target)? as i64;
    this.hash.set(Some(hash));
    Ok(hash)
}
fn repr(vm: &mut Vm, this: &Obj<WeakRef>) -> Result<String> {
    let id = vm.id(&this.to_value());
    let Some(target) = this.target() else { return Ok(format!("<weakref at {id:#x}; dead>")) };
    let (kind, at) = (vm.type_name(&target), vm.id(&target));
    let name = vm.find_known_attr(&target, crate::names::__name__)?;
    match name.filter(|name| name.cast::<Str>().is_some()) {
        Some(name) => Ok(format!("<weakref at {id:#x}; to '{kind}' at {at:#x} ({})>", vm.text_of(&name))),
        None => Ok(format!("<weakref at {id:#x}; to '{kind}' at {at:#x}>")),
    }
}
fn get_callback(_vm: &mut Vm, this: &Obj<WeakRef>) -> Value {
    this.link.callback().unwrap_or(Value::NONE)
}

/// `weakref.ref`
pub static REF: TypeDef = TypeDef {
    name: "weakref.ReferenceType",
    doc: "",
    base: None,
    map: Some(fixed::WEAK_REF),
    layout: Layout::of::<WeakRef>(),
    flags: type_flags::BASE,
    rows: &[
        raw!(StaticMethod, "__new__(cls, /, *args, **kwargs)", new),
        raw!(Method, "__init__(self, /, *args, **kwargs)", init),
        raw!(Method, "__call__(self, /, *args, **kwargs)", call),
        method!("__eq__(self, value, /)", eq, 2),
        method!("__ne__(self, value, /)", ne, 2),
        method!("__hash__(self, /)", hash, 1),
        method!("__repr__(self, /)", repr, 1),
        raw!(ClassMethod, "__class_getitem__(cls, object, /)", generic_alias::class_getitem, "See PEP 585"),
        getset!("__callback__", get_callback),
    ],
};

fn proxy(vm: &mut Vm, target: &Value, callback: Option<Value>) -> Result<Value> {
    let map = if vm.is_callable(target) { fixed::WEAK_CALLABLE_PROXY } else { fixed::WEAK_PROXY };
    WeakRef::make(vm, map, target, callback.unwrap_or(Value::NONE))
}
fn count(vm: &mut Vm, target: &Value) -> usize {
    references(vm, target).len()
}
fn list(vm: &mut Vm, target: &Value) -> Handle<List> {
    List::new(references(vm, target))
}
fn remove_dead(vm: &mut Vm, dict: &Obj<Dict>, key: &Value) -> Result<()> {
    if let Some(found) = dict.get(vm, key)?
        && found.cast::<WeakRef>().is_some_and(|reference| reference.target().is_none())
    {
        dict.remove(vm, key)?;
    }
    Ok(())
}
fn init_module(vm: &mut Vm, module: &crate::objects::module::ModuleHandle) -> Result<()> {
    let kinds = [
        ("ref", fixed::WEAK_REF),
        ("ReferenceType", fixed::WEAK_REF),
        ("ProxyType", fixed::WEAK_PROXY),
        ("CallableProxyType", fixed::WEAK_CALLABLE_PROXY),
    ];
    for (name, map) in kinds {
        let class = vm.type_of_map(map).to_value();
        module.dict.set_text(vm, name, class);
    }
    Ok(())
}

/// `_weakref`
pub static MODULE: ModuleDef = ModuleDef {
    name: "_weakref",
    doc: "Weak-reference support module.",
    rows: &[
        function!(
            "proxy(object, callback=None, /)",
            proxy,
            2,
            "Create a proxy object that weakly references 'object'."
        ),
        function!(
            "getweakrefcount(object, /)",
            count,
            1,
            "Return the number of weak references to 'object'."
        ),
        function!(
            "getweakrefs(object, /)",
            list,
            1,
            "Return a list of all weak reference objects pointing to 'object'."
        ),
        function!(
            "_remove_dead_weakref(dct, key, /)",
            remove_dead,
            2,
            "Atomically remove key from dict if it points to a dead weakref."
        ),
    ],
    types: &[&REF, &weak_proxy::PROXY, &weak_proxy::CALLABLE_PROXY],
    init: Some(init_module),
};
