//! `mappingproxy`: a read-only look at a mapping, or at the attributes of a class.

use super::{
    dict::{Dict, views::DictView},
    sequence,
};
use crate::{
    body,
    error::Result,
    method,
    native::TypeDef,
    protocol::{BinaryOp, CompareOp},
    raw, static_method,
    types::{Slot, Type, type_flags},
    value::{Handle, Obj, Str, Value, fixed, map::Layout},
    vm::Vm,
};

/// A proxy of a mapping, or, when that is `UNDEF`, of the attributes of a class.
pub struct MappingProxy {
    mapping: Value,
    class: Option<Handle<Type>>,
}
body!(MappingProxy, fixed::MAPPING_PROXY, [mapping, class]);

impl MappingProxy {
    /// A proxy of a mapping.
    pub fn of_mapping(mapping: Value) -> Handle<MappingProxy> {
        Handle::new(MappingProxy { mapping, class: None })
    }
    /// A proxy of the own attributes of a class: `cls.__dict__`.
    pub fn of_class(class: Handle<Type>) -> Handle<MappingProxy> {
        Handle::new(MappingProxy { mapping: Value::UNDEF, class: Some(class) })
    }
    /// The mapping; for a class a dict with its attributes as they are now.
    pub fn mapping_now(&self, vm: &mut Vm) -> Value {
        let Some(class) = &self.class else { return self.mapping.clone() };
        let pairs: Vec<(Value, Value)> =
            class.dict.get(vm).iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        let dict = Dict::new();
        for (name, value) in pairs {
            dict.set_name(vm, name, value);
        }
        dict.into_value()
    }
    /// The attribute of the class; nothing for keys that are no names.
    fn class_item(vm: &Vm, class: &Obj<Type>, key: &Value) -> Option<Value> {
        let name = vm.find_interned(key)?;
        class.dict.get(vm).get(&name).cloned()
    }
    /// Whether the class has an attribute; a key that is no name must have a hash.
    fn class_has(vm: &mut Vm, class: &Obj<Type>, key: &Value) -> Result<bool> {
        let found = MappingProxy::class_item(vm, class, key).is_some();
        if !found && key.exact::<Str>().is_none() {
            vm.hash_key(key)?;
        }
        Ok(found)
    }

    fn new_(vm: &mut Vm, _class: &Obj<Type>, mapping: &Value) -> Result<Handle<MappingProxy>> {
        let is_mapping = mapping.cast::<Dict>().is_some()
            || mapping.cast::<MappingProxy>().is_some()
            || vm.class_of(mapping).has_slot(vm, Slot::GetItem)
                && !vm.class_of(mapping).has(type_flags::SEQUENCE)
                && mapping.cast::<Str>().is_none();
        if !is_mapping {
            let name = vm.type_name(mapping);
            return Err(vm.type_error(format_args!("mappingproxy() argument must be a mapping, not {name}")));
        }
        Ok(MappingProxy::of_mapping(mapping.clone()))
    }
    fn get_item(vm: &mut Vm, this: &Obj<MappingProxy>, key: &Value) -> Result<Value> {
        match &this.class {
            None => vm.get_item(&this.mapping, key),
            Some(class) => match MappingProxy::class_item(vm, class, key) {
                Some(value) => Ok(value),
                None => {
                    vm.hash_key(key)?;
                    Err(vm.key_error(key.clone()))
                }
            },
        }
    }
    fn contains(vm: &mut Vm, this: &Obj<MappingProxy>, key: &Value) -> Result<bool> {
        match &this.class {
            None => vm.contains(&this.mapping, key),
            Some(class) => MappingProxy::class_has(vm, class, key),
        }
    }
    fn len(vm: &mut Vm, this: &Obj<MappingProxy>) -> Result<usize> {
        match &this.class {
            None => vm.len(&this.mapping),
            Some(class) => Ok(class.dict.get(vm).len()),
        }
    }
    fn iter(vm: &mut Vm, this: &Obj<MappingProxy>) -> Result<Value> {
        let mapping = this.mapping_now(vm);
        vm.iter(&mapping)
    }
    fn reversed(vm: &mut Vm, this: &Obj<MappingProxy>) -> Result<Value> {
        let mapping = this.mapping_now(vm);
        let name = vm.name(crate::names::__reversed__).clone();
        let function = vm.get_attr(&mapping, &name)?;
        vm.call(&function, &[])
    }
    fn repr(vm: &mut Vm, this: &Obj<MappingProxy>) -> Result<Value> {
        let mapping = this.mapping_now(vm);
        let mut text = b"mappingproxy(".to_vec();
        text.extend_from_slice(vm.repr(&mapping)?.as_bytes());
        text.push(b')');
        Ok(Str::from_vec(text).into_value())
    }
    fn str(vm: &mut Vm, this: &Obj<MappingProxy>) -> Result<Value> {
        let mapping = this.mapping_now(vm);
        Ok(vm.str_of(&mapping)?.into_value())
    }
    fn hash(vm: &mut Vm, this: &Obj<MappingProxy>) -> Result<i64> {
        let mapping = this.mapping_now(vm);
        Ok(vm.hash(&mapping)? as i64)
    }
    fn compare(vm: &mut Vm, op: CompareOp, this: &Obj<MappingProxy>, other: &Value) -> Result<Value> {
        let mapping = this.mapping_now(vm);
        let other = match other.exact::<MappingProxy>() {
            Some(proxy) => proxy.mapping_now(vm),
            None => other.clone(),
        };
        vm.compare(op, &mapping, &other)
    }
    fn method(vm: &mut Vm, this: &Obj<MappingProxy>, name: &str, args: &[Value]) -> Result<Value> {
        let mapping = this.mapping_now(vm);
        if let (Some(dict), true) = (mapping.exact::<Dict>(), args.is_empty()) {
            match name {
                "keys" => return Ok(DictView::new(fixed::DICT_KEYS, dict.to_handle()).into_value()),
                "values" => return Ok(DictView::new(fixed::DICT_VALUES, dict.to_handle()).into_value()),
                "items" => return Ok(DictView::new(fixed::DICT_ITEMS, dict.to_handle()).into_value()),
                _ => {}
            }
        }
        let function = vm.get_attr_text(&mapping, name)?;
        vm.call(&function, args)
    }
    fn get(vm: &mut Vm, this: &Obj<MappingProxy>, key: &Value, default: Option<Value>) -> Result<Value> {
        let default = default.unwrap_or(Value::NONE);
        if let Some(class) = &this.class {
            vm.hash_key(key)?;
            return Ok(MappingProxy::class_item(vm, class, key).unwrap_or(default));
        }
        if let Some(dict) = this.mapping.exact::<Dict>() {
            return Ok(dict.get(vm, key)?.unwrap_or(default));
        }
        MappingProxy::method(vm, this, "get", &[key.clone(), default])
    }
    fn keys(vm: &mut Vm, this: &Obj<MappingProxy>) -> Result<Value> {
        MappingProxy::method(vm, this, "keys", &[])
    }
    fn values(vm: &mut Vm, this: &Obj<MappingProxy>) -> Result<Value> {
        MappingProxy::method(vm, this, "values", &[])
    }
    fn items(vm: &mut Vm, this: &Obj<MappingProxy>) -> Result<Value> {
        MappingProxy::method(vm, this, "items", &[])
    }
    fn copy(vm: &mut Vm, this: &Obj<MappingProxy>) -> Result<Value> {
        if this.class.is_some() {
            return Ok(this.mapping_now(vm));
        }
        MappingProxy::method(vm, this, "copy", &[])
    }
    fn or(vm: &mut Vm, this: &Value, other: &Value) -> Result<Value> {
        let (a, b) = (MappingProxy::opened(vm, this), MappingProxy::opened(vm, other));
        vm.binary(BinaryOp::Or, &a, &b)
    }
    fn ror(vm: &mut Vm, this: &Value, other: &Value) -> Result<Value> {
        MappingProxy::or(vm, other, this)
    }
    /// The mapping behind a proxy; any other value itself.
    fn opened(vm: &mut Vm, value: &Value) -> Value {
        match value.exact::<MappingProxy>() {
            Some(proxy) => proxy.mapping_now(vm),
            None => value.clone(),
        }
    }
    fn ior(vm: &mut Vm, this: &Obj<MappingProxy>, _other: &Value) -> Result<Value> {
        let name = vm.type_name(&this.to_value());
        Err(vm.type_error(format_args!("'|=' is not supported by {name}; use '|' instead")))
    }
}

/// A row for a comparison.
macro_rules! row {
    ($signature:literal, $op:ident) => {
        super::sequence::comparison!($signature, MappingProxy, $op)
    };
}

/// The class.
pub static TYPE: TypeDef = TypeDef {
    name: "mappingproxy",
    doc: "Read-only proxy of a mapping.",
    base: None,
    map: Some(fixed::MAPPING_PROXY),
    layout: Layout::of::<MappingProxy>(),
    flags: type_flags::MAPPING,
    rows: &[
        static_method!("__new__(cls, mapping)", MappingProxy::new_, 2),
        method!("__repr__(self, /)", MappingProxy::repr, 1),
        method!("__hash__(self, /)", MappingProxy::hash, 1),
        method!("__str__(self, /)", MappingProxy::str, 1),
        row!("__lt__(self, value, /)", Lt),
        row!("__le__(self, value, /)", Le),
        row!("__eq__(self, value, /)", Eq),
        row!("__ne__(self, value, /)", Ne),
        row!("__gt__(self, value, /)", Gt),
        row!("__ge__(self, value, /)", Ge),
        method!("__iter__(self, /)", MappingProxy::iter, 1),
        method!("__or__(self, value, /)", MappingProxy::or, 2),
        method!("__ror__(self, value, /)", MappingProxy::ror, 2),
        method!("__ior__(self, value, /)", MappingProxy::ior, 2),
        method!("__len__(self, /)", MappingProxy::len, 1),
        method!("__getitem__(self, key, /)", MappingProxy::get_item, 2),
        method!("__contains__(self, key, /)", MappingProxy::contains, 2),
        method!(
            "get(self, key, default=None, /)",
            MappingProxy::get,
            3,
            "Return the value for key if key is in the mapping, else default."
        ),
        method!(
            "keys(self, /)",
            MappingProxy::keys,
            1,
            "D.keys() -> a set-like object providing a view on D's keys"
        ),
        method!(
            "values(self, /)",
            MappingProxy::values,
            1,
            "D.values() -> an object providing a view on D's values"
        ),
        method!(
            "items(self, /)",
            MappingProxy::items,
            1,
            "D.items() -> a set-like object providing a view on D's items"
        ),
        method!("copy(self, /)", MappingProxy::copy, 1, "D.copy() -> a shallow copy of D"),
        raw!(ClassMethod, "__class_getitem__(cls, object, /)", sequence::class_getitem, "See PEP 585"),
        method!("__reversed__(self, /)", MappingProxy::reversed, 1, "D.__reversed__() -> reverse iterator"),
    ],
};
