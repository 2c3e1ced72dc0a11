//! `OrderedDict`: a dict whose order counts in comparison and can be changed.

use whipsnake_vm::{
    class_method,
    error::Result,
    method, names,
    native::{Kwargs, Rest, TypeDef},
    objects::{dict, dict::Dict},
    types::{Slot, Type, type_flags},
    value::{Obj, Tuple, Value, fixed, map::Layout},
    vm::Vm,
};

/// Table of `OrderedDict`.
pub static ORDERED_DICT: TypeDef = TypeDef {
    name: "collections.OrderedDict",
    doc: "Dictionary that remembers insertion order",
    base: Some(&dict::methods::TYPE),
    map: None,
    layout: Layout::of::<Dict>(),
    flags: type_flags::BASE | type_flags::DICT | type_flags::WEAK | type_flags::MAPPING,
    rows: &[
        method!(
            "popitem(self, /, last=True)",
            pop_item,
            2,
            "Remove and return a (key, value) pair from the dictionary.\n\nPairs are returned in LIFO order if last is true or FIFO order if false."
        ),
        method!(
            "move_to_end(self, /, key, last=True)",
            move_to_end,
            3,
            "Move an existing element to the end (or beginning if last is false).\n\nRaise KeyError if the element does not exist."
        ),
        method!("__eq__(self, value, /)", eq, 2),
        method!("__ne__(self, value, /)", ne, 2),
        method!("__repr__(self, /)", repr, 1),
        method!("copy(self, /)", copy, 1, "od.copy() -> a shallow copy of od"),
        method!(
            "pop(self, /, key, default=None)",
            pop,
            3,
            "od.pop(key[,default]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError."
        ),
        method!("__reduce__(self, /)", reduce, 1, "Return state information for pickling"),
        method!("__or__(self, value, /)", or, 2, "Return self|value."),
        method!("__ror__(self, value, /)", reflected_or, 2, "Return value|self."),
        method!(
            "setdefault(self, /, key, default=None)",
            set_default,
            3,
            "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default."
        ),
        method!("update(self, /, *args, **kwargs)", update, 3),
        class_method!(
            "fromkeys(cls, iterable, value=None)",
            from_keys,
            3,
            "Create a new ordered dictionary with keys from iterable and values set to value."
        ),
        whipsnake_vm::constant!("__hash__", |_| Value::NONE),
    ],
};

fn pop_item(vm: &mut Vm, this: &Obj<Dict>, last: Option<bool>) -> Result<Value> {
    let table = this.table.get(vm);
    let at = if last.unwrap_or(true) {
        table.last()
    } else {
        (0..table.entries().len()).find(|at| table.entry(*at).is_some())
    };
    let Some(at) = at else {
        let text = vm.new_str("dictionary is empty");
        return Err(vm.key_error(text));
    };
    let (key, value) = this.table.get_mut(vm).remove(at);
    Ok(Tuple::new(vec![key, value]).into_value())
}

fn move_to_end(vm: &mut Vm, this: &Obj<Dict>, key: &Value, last: Option<bool>) -> Result<()> {
    let hash = vm.hash(key)?;
    let Some(at) = this.find(vm, key, hash)? else { return Err(vm.key_error(key.clone())) };
    let table = this.table.get_mut(vm);
    if last.unwrap_or(true) {
        if table.last() != Some(at) {
            let (key, value) = table.remove(at);
            table.push(hash, key, value);
        }
        return Ok(());
    }
    let (key, value) = table.remove(at);
    let rest = table.take_all();
    table.push(hash, key, value);
    for entry in rest {
        if !entry.key.is_undef() {
            table.push(entry.hash, entry.key, entry.value);
        }
    }
    Ok(())
}

fn same(vm: &mut Vm, this: &Obj<Dict>, other: &Value) -> Result<Value> {
    let Some(other_dict) = other.cast::<Dict>().map(|other| other.to_handle()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let plain = vm.type_of_map(fixed::DICT).to_handle();
    let Some(function) = plain.slot(vm, Slot::Eq) else { return Ok(Value::NOT_IMPLEMENTED) };
    let equal = vm.call_slot(&function, &this.to_value(), &[other])?;
    // Order counts between ordered dicts only: those whose class has this method.
    let name = vm.intern_text("move_to_end");
    let is_ordered = vm.class_of(other).find(vm, &name).is_some();
    if !equal.is_true() || !is_ordered {
        return Ok(equal);
    }
    let (mine, theirs) = (this.pairs(vm), other_dict.pairs(vm));
    for ((a, _), (b, _)) in mine.iter().zip(&theirs) {
        if !vm.equal(a, b)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::bool(mine.len() == theirs.len()))
}

fn eq(vm: &mut Vm, this: &Obj<Dict>, other: &Value) -> Result<Value> {
    vm.deeper(|vm| same(vm, this, other))
}

fn ne(vm: &mut Vm, this: &Obj<Dict>, other: &Value) -> Result<Value> {
    let equal = eq(vm, this, other)?;
    Ok(if equal.is_bool() { Value::bool(!equal.is_true()) } else { equal })
}

fn repr(vm: &mut Vm, this: &Obj<Dict>) -> Result<String> {
    let this_value = this.to_value();
    let name = crate::class_name(vm, &this_value);
    if this.is_empty(vm) {
        return Ok(format!("{name}()"));
    }
    let shown = vm.guard_repr(&this_value, |vm| {
        let items = vm.call_method(&this_value, names::items, &[])?;
        let plain = Dict::new();
        for pair in vm.collect(&items)? {
            let pair = vm.collect(&pair)?;
            if let [key, value] = &pair[..] {
                plain.set(vm, key.clone(), value.clone())?;
            }
        }
        vm.repr_text(&plain.into_value())
    })?;
    Ok(match shown {
        Some(shown) => format!("{name}({shown})"),
        None => "...".to_owned(),
    })
}

fn pop(vm: &mut Vm, this: &Obj<Dict>, key: &Value, default: Option<Value>) -> Result<Value> {
    match this.remove(vm, key)?.or(default) {
        Some(value) => Ok(value),
        None => Err(vm.key_error(key.clone())),
    }
}

fn copy(vm: &mut Vm, this: &Obj<Dict>) -> Result<Value> {
    let this = this.to_value();
    let class = vm.class_of(&this).into_value();
    let made = vm.call(&class, &[])?;
    for key in vm.collect(&this)? {
        let value = vm.get_item(&this, &key)?;
        vm.set_item(&made, &key, value)?;
    }
    Ok(made)
}

fn reduce(vm: &mut Vm, this: &Obj<Dict>) -> Result<Value> {
    let this = this.to_value();
    let class = vm.class_of(&this).into_value();
    let state = match vm.find_known_attr(&this, names::__getstate__)? {
        Some(get_state) => vm.call(&get_state, &[])?,
        None => Value::NONE,
    };
    let items = vm.call_method(&this, names::items, &[])?;
    let items = vm.iter(&items)?;
    Ok(Tuple::new(vec![class, Tuple::new(Vec::new()).into_value(), state, Value::NONE, items]).into_value())
}

fn or(vm: &mut Vm, this: &Obj<Dict>, other: &Value) -> Result<Value> {
    if other.cast::<Dict>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let this = this.to_value();
    let class = vm.class_of(&this).into_value();
    let made = vm.call(&class, &[this])?;
    vm.call_method(&made, names::update, std::slice::from_ref(other))?;
    Ok(made)
}

fn reflected_or(vm: &mut Vm, this: &Obj<Dict>, other: &Value) -> Result<Value> {
    if other.cast::<Dict>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let this = this.to_value();
    let class = vm.class_of(&this).into_value();
    let made = vm.call(&class, std::slice::from_ref(other))?;
    vm.call_method(&made, names::update, &[this])?;
    Ok(made)
}

fn set_default(vm: &mut Vm, this: &Obj<Dict>, key: Value, default: Option<Value>) -> Result<Value> {
    if let Some(value) = this.get(vm, &key)? {
        return Ok(value);
    }
    let default = default.unwrap_or(Value::NONE);
    vm.set_item(&this.to_value(), &key, default.clone())?;
    Ok(default)
}

/// Like `dict.update`, but through `__setitem__`, which a subclass may have overridden.
fn update(vm: &mut Vm, this: &Obj<Dict>, args: Rest, keywords: Kwargs) -> Result<()> {
    let this = this.to_value();
    if args.0.len() > 1 {
        let given = args.0.len();
        return Err(vm.type_error(format_args!("update expected at most 1 argument, got {given}")));
    }
    if let Some(other) = args.0.first() {
        let keys = if other.cast::<Dict>().is_some() {
            Some(vm.collect(other)?)
        } else {
            match vm.find_known_attr(other, names::keys)? {
                Some(method) => {
                    let keys = vm.call(&method, &[])?;
                    Some(vm.collect(&keys)?)
                }
                None => None,
            }
        };
        match keys {
            Some(keys) => {
                for key in keys {
                    let value = vm.get_item(other, &key)?;
                    vm.set_item(&this, &key, value)?;
                }
            }
            None => {
                for pair in vm.collect(other)? {
                    let pair = vm.collect(&pair)?;
                    match &pair[..] {
                        [key, value] => vm.set_item(&this, key, value.clone())?,
                        other if other.len() > 2 => {
                            return Err(vm.value_error("too many values to unpack (expected 2)"));
                        }
                        other => {
                            let got = other.len();
                            return Err(vm.value_error(format_args!(
                                "need more than {got} value{} to unpack",
                                if got == 1 { "" } else { "s" }
                            )));
                        }
                    }
                }
            }
        }
    }
    for (key, value) in keywords.0.pairs(vm) {
        vm.set_item(&this, &key, value)?;
    }
    Ok(())
}

fn from_keys(vm: &mut Vm, class: &Obj<Type>, iterable: &Value, value: Option<Value>) -> Result<Value> {
    let made = vm.call(&class.to_value(), &[])?;
    let value = value.unwrap_or(Value::NONE);
    for key in vm.collect(iterable)? {
        vm.set_item(&made, &key, value.clone())?;
    }
    Ok(made)
}
