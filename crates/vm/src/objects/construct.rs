//! Calling `list`, `set`, `dict`, `weakref.ref` themselves: what `__new__` and `__init__` would do one after the other, in
//! one go.

use super::{
    dict::Dict,
    list::List,
    set::{self, Set},
    weakref::WeakRef,
};
use crate::{
    error::Result,
    value::{Value, fixed},
    vm::Vm,
};

/// The new object when the class whose exact instances have the map `map` is called; nothing if that is another class,
/// or if the arguments are wrong, so that the long way words the error. May be deferred.
pub fn construct(vm: &mut Vm, map: u32, args: &[Value], names: &[Value]) -> Option<Result<Value>> {
    match (map, args) {
        (fixed::LIST, []) => Some(Ok(List::new(Vec::new()).into_value())),
        (fixed::LIST, [iterable]) if names.is_empty() => Some(List::from_iterable(vm, iterable)),
        (fixed::SET, []) => Some(Ok(Set::new().into_value())),
        (fixed::SET, [_]) if names.is_empty() => {
            let set = Set::new().into_value();
            Some(set::update(vm, set.clone(), args, set))
        }
        (fixed::DICT, _) if args.len() <= names.len() + 1 => {
            let dict = Dict::new();
            let (positional, values) = args.split_at(args.len() - names.len());
            let keywords: Vec<(Value, Value)> = names.iter().cloned().zip(values.iter().cloned()).collect();
            if let [source] = positional {
                let result = dict.to_value();
                return Some(Dict::update_from(vm, dict, source, keywords, result));
            }
            for (name, value) in keywords {
                dict.set_name(vm, name, value);
            }
            Some(Ok(dict.into_value()))
        }
        (fixed::WEAK_REF, [target]) if names.is_empty() => Some(WeakRef::make(vm, map, target, Value::NONE)),
        _ => None,
    }
}
