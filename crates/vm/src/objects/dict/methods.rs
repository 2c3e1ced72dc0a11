//! The class `dict`.

use super::{
    Dict,
    iter::DictIter,
    merge::{Purpose, merge},
    table::Table,
    views::DictView,
};
use crate::{
    allocator, class_method, constant,
    error::{Raised, Result},
    method, names,
    native::{TypeDef, resumable::is_inert},
    objects::{
        consume::{self, Sink},
        exceptions::ExcKind,
        list::List,
        sequence::{self, comparison},
        set::set_cell,
    },
    protocol::CompareOp,
    raw,
    types::{Slot, Type, type_flags},
    value::{Handle, Obj, Str, Trace, Tracer, Tuple, Value, fixed, map::Layout},
    vm::Vm,
};

/// Takes pairs for `dict(pairs)` and `update(pairs)`, then keywords.
struct Pairs {
    dict: Handle<Dict>,
    /// Number of the next pair, for messages.
    index: usize,
    keywords: Vec<(Value, Value)>,
    /// What `finish` gives.
    result: Value,
}

impl Sink for Pairs {
    fn takes(&self, item: &Value) -> bool {
        item.exact::<Tuple>().and_then(|pair| pair.as_slice().first()).is_some_and(is_inert)
    }
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<bool> {
        let index = self.index;
        self.index += 1;
        if let Some([key, value]) = item.exact::<Tuple>().map(|pair| pair.as_slice()) {
            self.dict.set(vm, key.clone(), value.clone())?;
            return Ok(true);
        }
        let pair = if let Some(tuple) = item.exact::<Tuple>() {
            tuple.as_slice().to_vec()
        } else if let Some(list) = item.exact::<List>() {
            list.items.cloned(vm)
        } else {
            match vm.collect(&item) {
                Ok(pair) => pair,
                Err(raised) => return Err(not_a_pair(vm, &item, index, raised)),
            }
        };
        match <[Value; 2]>::try_from(pair) {
            Ok([key, value]) => {
                self.dict.set(vm, key, value)?;
                Ok(true)
            }
            Err(other) => {
                let length = other.len();
                Err(vm.value_error(format_args!(
                    "dictionary update sequence element #{index} has length {length}; 2 is required"
                )))
            }
        }
    }
    fn finish(&mut self, vm: &mut Vm) -> Result<Value> {
        for (key, value) in std::mem::take(&mut self.keywords) {
            self.dict.set(vm, key, value)?;
        }
        Ok(self.result.take())
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.dict.trace(tracer);
        self.keywords.trace(tracer);
        self.result.trace(tracer);
    }
}

/// An element of `dict(pairs)` that is not iterable: CPython's words, with a note that says which.
#[cold]
fn not_a_pair(vm: &mut Vm, item: &Value, index: usize, raised: Raised) -> Raised {
    if !vm.raised_is(&raised, ExcKind::TypeError) {
        return raised;
    }
    let class = vm.class_of(item);
    if class.has_slot(vm, Slot::Iter) || class.has_slot(vm, Slot::GetItem) {
        return raised;
    }
    drop(vm.take_raised(raised));
    let message = vm.new_str("object is not iterable");
    let exc = vm.new_exception(ExcKind::TypeError, vec![message]);
    let note = format!("Cannot convert dictionary update sequence element #{index} to a sequence");
    let note = vm.new_str(&note);
    let added = vm.get_attr_text(&exc, "add_note").and_then(|function| vm.call(&function, &[note]));
    match added {
        Ok(_) => vm.raise(exc),
        Err(raised) => raised,
    }
}

/// Gives the keys of `dict.fromkeys(keys, value)` their value.
struct FromKeys {
    dict: Value,
    value: Value,
}

impl Sink for FromKeys {
    fn item(&mut self, vm: &mut Vm, key: Value) -> Result<bool> {
        match self.dict.exact::<Dict>() {
            Some(dict) => dict.set(vm, key, self.value.clone())?,
            None => vm.set_item(&self.dict, &key, self.value.clone())?,
        }
        Ok(true)
    }
    fn finish(&mut self, _vm: &mut Vm) -> Result<Value> {
        Ok(self.dict.take())
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.dict.trace(tracer);
        self.value.trace(tracer);
    }
}

impl Obj<Dict> {
    /// Copies all keys and values of another dict into this one.
    pub fn merge(&self, vm: &mut Vm, other: &Obj<Dict>) -> Result<()> {
        if std::ptr::eq(self, other) {
            return Ok(());
        }
        if self.is_empty(vm) {
            let copy = other.table.get(vm).copy();
            self.table.get_mut(vm).replace_by(copy);
            return Ok(());
        }
        let changes = other.table.get(vm).changes();
        let mut at = 0;
        loop {
            let table = other.table.get(vm);
            if table.changes() != changes {
                return Err(vm.runtime_error("dict mutated during update"));
            }
            if at >= table.entries().len() {
                return Ok(());
            }
            if let Some(entry) = table.entry(at) {
                let (hash, key, value) = (entry.hash, entry.key.clone(), entry.value.clone());
                self.set_hashed(vm, key, hash, value)?;
            }
            at += 1;
        }
    }
    /// A dict with the same keys and values.
    pub fn copied(&self, vm: &Vm) -> Handle<Dict> {
        Dict::from_table(self.table.get(vm).copy())
    }
}

impl Dict {
    /// The keys now.
    pub fn keys_now(&self, vm: &Vm) -> Vec<Value> {
        self.table.get(vm).iter().map(|entry| entry.key.clone()).collect()
    }
    /// `dict.update(source)`, then keywords; gives `result`. May be deferred.
    pub fn update_from(
        vm: &mut Vm,
        dict: Handle<Dict>,
        source: &Value,
        keywords: Vec<(Value, Value)>,
        result: Value,
    ) -> Result<Value> {
        let mut pairs = Pairs { dict, index: 0, keywords, result };
        if vm.is_plain_dict(source)
            && let Some(other) = source.cast::<Dict>()
        {
            pairs.dict.merge(vm, other)?;
            return pairs.finish(vm);
        }
        // These are known to have no keys.
        let plain =
            matches!(source.map(), fixed::LIST | fixed::TUPLE | fixed::GENERATOR | fixed::ZIP | fixed::MAP);
        if !plain && let Some(keys) = vm.find_known_attr(source, names::keys)? {
            let Pairs { dict, keywords, result, .. } = pairs;
            return merge(vm, dict, source, &keys, Purpose::Update(keywords, result));
        }
        consume::consume(vm, source, pairs)
    }

    fn new_(class: &Obj<Type>) -> Handle<Dict> {
        Handle::new_instance(class.instance_map.get(), Dict::default())
    }
    /// `__init__` and `update`: `name` is for messages.
    fn update_with(vm: &mut Vm, args: &[Value], names: &[Value], name: &str) -> Result<Value> {
        let Some(this) = args.first().and_then(|this| this.cast::<Dict>()) else {
            return Err(vm.type_error(format_args!("descriptor '{name}' of 'dict' object needs an argument")));
        };
        let (positional, values) = args[1..].split_at(args.len() - 1 - names.len());
        let keywords: Vec<(Value, Value)> = names.iter().cloned().zip(values.iter().cloned()).collect();
        match positional {
            [] => {
                for (key, value) in keywords {
                    this.set(vm, key, value)?;
                }
                Ok(Value::NONE)
            }
            [source] => Dict::update_from(vm, this.to_handle(), source, keywords, Value::NONE),
            more => {
                let given = more.len();
                Err(vm.type_error(format_args!("{name} expected at most 1 argument, got {given}")))
            }
        }
    }
    fn init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        Dict::update_with(vm, args, names, "dict")
    }
    fn update(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        Dict::update_with(vm, args, names, "update")
    }
    fn repr(vm: &mut Vm, this: &Obj<Dict>) -> Result<Value> {
        if this.is_empty(vm) {
            return Ok(vm.new_str("{}"));
        }
        let shown = vm.guard_repr(&this.to_value(), |vm| {
            let mut text = vec![b'{'];
            let mut at = 0;
            loop {
                let table = this.table.get(vm);
                if at >= table.entries().len() {
                    break;
                }
                if let Some(entry) = table.entry(at) {
                    let (key, value) = (entry.key.clone(), entry.value.clone());
                    if text.len() > 1 {
                        text.extend_from_slice(b", ");
                    }
                    text.extend_from_slice(vm.repr(&key)?.as_bytes());
                    text.extend_from_slice(b": ");
                    text.extend_from_slice(vm.repr(&value)?.as_bytes());
                }
                at += 1;
            }
            text.push(b'}');
            Ok(text)
        })?;
        Ok(Str::from_vec(shown.unwrap_or_else(|| b"{...}".to_vec())).into_value())
    }
    fn compare(vm: &mut Vm, op: CompareOp, this: &Obj<Dict>, other: &Value) -> Result<Value> {
        let (Some(other), CompareOp::Eq | CompareOp::Ne) = (other.cast::<Dict>(), op) else {
            return Ok(Value::NOT_IMPLEMENTED);
        };
        let same = Dict::same(vm, this, other)?;
        Ok(Value::bool(same == (op == CompareOp::Eq)))
    }
    fn same(vm: &mut Vm, this: &Obj<Dict>, other: &Obj<Dict>) -> Result<bool> {
        if this.len(vm) != other.len(vm) {
            return Ok(false);
        }
        let mut at = 0;
        loop {
            let table = this.table.get(vm);
            if at >= table.entries().len() {
                return Ok(true);
            }
            if let Some(entry) = table.entry(at) {
                let (hash, key, value) = (entry.hash, entry.key.clone(), entry.value.clone());
                let Some(found) = other.find(vm, &key, hash)? else { return Ok(false) };
                let found = other.table.get(vm).entries()[found].value.clone();
                if !vm.equal(&found, &value)? {
                    return Ok(false);
                }
            }
            at += 1;
        }
    }
    fn iter(vm: &mut Vm, this: &Obj<Dict>) -> Handle<DictIter> {
        DictIter::new(vm, fixed::DICT_KEY_ITER, this.to_handle())
    }
    fn reversed(vm: &mut Vm, this: &Obj<Dict>) -> Handle<DictIter> {
        DictIter::new(vm, fixed::DICT_REVERSE_KEY_ITER, this.to_handle())
    }
    fn or(vm: &mut Vm, this: &Obj<Dict>, other: &Value) -> Result<Value> {
        let Some(other) = other.cast::<Dict>() else { return Ok(Value::NOT_IMPLEMENTED) };
        let result = this.copied(vm);
        result.merge(vm, other)?;
        Ok(result.into_value())
    }
    fn ror(vm: &mut Vm, this: &Obj<Dict>, other: &Value) -> Result<Value> {
        let Some(other) = other.cast::<Dict>() else { return Ok(Value::NOT_IMPLEMENTED) };
        let result = other.copied(vm);
        result.merge(vm, this)?;
        Ok(result.into_value())
    }
    fn or_in_place(vm: &mut Vm, this: &Obj<Dict>, other: &Value) -> Result<Value> {
        Dict::update_from(vm, this.to_handle(), other, Vec::new(), this.to_value())
    }
    fn length(vm: &mut Vm, this: &Obj<Dict>) -> usize {
        this.len(vm)
    }
    fn get_item(vm: &mut Vm, this: &Obj<Dict>, key: &Value) -> Result<Value> {
        if let Some(value) = this.get(vm, key)? {
            return Ok(value);
        }
        if !this.is_exact() {
            let this = this.to_value();
            if let Some(missing) = vm.class_of(&this).slot(vm, Slot::Missing) {
                return vm.call_slot(&missing, &this, &[key]);
            }
        }
        Err(vm.key_error(key.clone()))
    }
    fn set_item(vm: &mut Vm, this: &Obj<Dict>, key: Value, value: Value) -> Result<()> {
        this.set(vm, key, value)
    }
    fn del_item(vm: &mut Vm, this: &Obj<Dict>, key: &Value) -> Result<()> {
        match this.remove(vm, key)? {
            Some(_) => Ok(()),
            None => Err(vm.key_error(key.clone())),
        }
    }
    fn contains(vm: &mut Vm, this: &Obj<Dict>, key: &Value) -> Result<bool> {
        let hash = vm.hash_key(key)?;
        Ok(this.find(vm, key, hash)?.is_some())
    }
    fn size_of(vm: &mut Vm, this: &Obj<Dict>) -> usize {
        48 + 24 * this.table.get(vm).entries().len()
    }
    fn get_or(vm: &mut Vm, this: &Obj<Dict>, key: &Value, default: Option<Value>) -> Result<Value> {
        Ok(this.get(vm, key)?.or(default).unwrap_or(Value::NONE))
    }
    fn set_default(vm: &mut Vm, this: &Obj<Dict>, key: &Value, default: Option<Value>) -> Result<Value> {
        let hash = vm.hash_key(key)?;
        if let Some(at) = this.find(vm, key, hash)? {
            return Ok(this.table.get(vm).entries()[at].value.clone());
        }
        let default = default.unwrap_or(Value::NONE);
        this.table.get_mut(vm).push(hash, key.clone(), default.clone());
        Ok(default)
    }
    fn pop(vm: &mut Vm, this: &Obj<Dict>, key: &Value, default: Option<Value>) -> Result<Value> {
        match this.remove(vm, key)?.or(default) {
            Some(value) => Ok(value),
            None => Err(vm.key_error(key.clone())),
        }
    }
    fn pop_item(vm: &mut Vm, this: &Obj<Dict>) -> Result<Handle<Tuple>> {
        match this.table.get_mut(vm).remove_last() {
            Some((key, value)) => Ok(Tuple::new(vec![key, value])),
            None => {
                let message = vm.new_str("popitem(): dictionary is empty");
                Err(vm.key_error(message))
            }
        }
    }
    fn keys(_vm: &mut Vm, this: &Obj<Dict>) -> Handle<DictView> {
        DictView::new(fixed::DICT_KEYS, this.to_handle())
    }
    fn values(_vm: &mut Vm, this: &Obj<Dict>) -> Handle<DictView> {
        DictView::new(fixed::DICT_VALUES, this.to_handle())
    }
    fn items(_vm: &mut Vm, this: &Obj<Dict>) -> Handle<DictView> {
        DictView::new(fixed::DICT_ITEMS, this.to_handle())
    }
    fn from_keys(vm: &mut Vm, class: &Obj<Type>, iterable: &Value, value: Option<Value>) -> Result<Value> {
        let value = value.unwrap_or(Value::NONE);
        let dict = if class.instance_map.get() == fixed::DICT {
            Dict::new().into_value()
        } else {
            vm.call(&class.to_value(), &[])?
        };
        if let Some(target) = dict.exact::<Dict>()
            && target.is_empty(vm)
            && let Some(cell) = set_cell(iterable)
        {
            let keys = cell.get(vm).pairs();
            let mut table = Table::with_capacity(keys.len());
            for (hash, key) in keys {
                table.push(hash, key, value.clone());
            }
            target.table.get_mut(vm).replace_by(table);
            return Ok(dict);
        }
        consume::consume(vm, iterable, FromKeys { dict, value })
    }
    fn clear(vm: &mut Vm, this: &Obj<Dict>) {
        let old = this.table.get_mut(vm).take_all();
        drop(old);
    }
    fn copy(vm: &mut Vm, this: &Obj<Dict>) -> Handle<Dict> {
        this.copied(vm)
    }
}

impl Vm {
    /// The hash of a dict's key; TypeError "cannot use 'list' as a dict key (unhashable type: 'list')".
    #[inline]
    pub fn hash_key(&mut self, key: &Value) -> Result<u64> {
        match self.hash(key) {
            Ok(hash) => Ok(hash),
            Err(raised) => Err(self.unhashable_use(key, "dict key", raised)),
        }
    }
    /// Rewords a TypeError that came of hashing.
    #[cold]
    pub(crate) fn unhashable_use(&mut self, key: &Value, what: &str, raised: Raised) -> Raised {
        let exact = {
            let exc = self.look_at_raised(&raised);
            std::ptr::eq(self.type_of(exc), self.exception_type_ref(ExcKind::TypeError))
        };
        if !exact {
            return raised;
        }
        let exc = self.take_raised(raised);
        let class = self.class_of(key);
        let name = self.full_name(&class);
        match self.str_text(&exc) {
            Ok(reason) => self.type_error(format_args!("cannot use '{name}' as a {what} ({reason})")),
            Err(raised) => raised,
        }
    }
    /// Whether a value is a dict whose iteration is the built-in one, so that its table may be read directly.
    pub fn is_plain_dict(&mut self, value: &Value) -> bool {
        if value.exact::<Dict>().is_some() {
            return true;
        }
        if value.cast::<Dict>().is_none() {
            return false;
        }
        let base = self.native_type::<Dict>();
        let inherited = base.slot(self, Slot::Iter);
        match (self.class_of(value).slot(self, Slot::Iter), inherited) {
            (Some(own), Some(inherited)) => own.is(&inherited),
            _ => false,
        }
    }
}

/// The class.
pub static TYPE: TypeDef = TypeDef {
    name: "dict",
    doc: "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new dictionary initialized with the name=value pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)",
    base: None,
    map: Some(fixed::DICT),
    layout: Layout::of::<Dict>(),
    flags: type_flags::BASE | type_flags::MAPPING | type_flags::MATCH_SELF,
    rows: &[
        allocator!("__new__(cls, /, *args, **kwargs)", Dict::new_),
        raw!(Method, "__init__(self, /, *args, **kwargs)", Dict::init),
        method!("__repr__(self, /)", Dict::repr, 1),
        constant!("__hash__", |_| Value::NONE),
        comparison!("__lt__(self, value, /)", Dict, Lt),
        comparison!("__le__(self, value, /)", Dict, Le),
        comparison!("__eq__(self, value, /)", Dict, Eq),
        comparison!("__ne__(self, value, /)", Dict, Ne),
        comparison!("__gt__(self, value, /)", Dict, Gt),
        comparison!("__ge__(self, value, /)", Dict, Ge),
        method!("__iter__(self, /)", Dict::iter, 1),
        method!("__or__(self, value, /)", Dict::or, 2),
        method!("__ror__(self, value, /)", Dict::ror, 2),
        method!("__ior__(self, value, /)", Dict::or_in_place, 2),
        method!("__len__(self, /)", Dict::length, 1),
        method!("__getitem__(self, key, /)", Dict::get_item, 2, "Return self[key]."),
        method!("__setitem__(self, key, value, /)", Dict::set_item, 3),
        method!("__delitem__(self, key, /)", Dict::del_item, 2),
        method!(
            "__contains__(self, key, /)",
            Dict::contains,
            2,
            "True if the dictionary has the specified key, else False."
        ),
        method!("__sizeof__(self, /)", Dict::size_of, 1, "Return the size of the dict in memory."),
        method!(
            "get(self, key, default=None, /)",
            Dict::get_or,
            3,
            "Return the value for key if key is in the dictionary, else default."
        ),
        method!(
            "setdefault(self, key, default=None, /)",
            Dict::set_default,
            3,
            "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default."
        ),
        method!(
            "pop(self, key, default=None, /)",
            Dict::pop,
            3,
            "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError."
        ),
        method!(
            "popitem(self, /)",
            Dict::pop_item,
            1,
            "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO (last-in, first-out) order.\nRaises KeyError if the dict is empty."
        ),
        method!(
            "keys(self, /)",
            Dict::keys,
            1,
            "Return a set-like object providing a view on the dict's keys."
        ),
        method!(
            "items(self, /)",
            Dict::items,
            1,
            "Return a set-like object providing a view on the dict's items."
        ),
        method!(
            "values(self, /)",
            Dict::values,
            1,
            "Return an object providing a view on the dict's values."
        ),
        raw!(
            Method,
            "update(self, /, *args, **kwargs)",
            Dict::update,
            "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.\nIf E is present and has a .keys() method, then does:  for k in E.keys(): D[k] = E[k]\nIf E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\nIn either case, this is followed by: for k in F:  D[k] = F[k]"
        ),
        class_method!(
            "fromkeys(cls, iterable, value=None, /)",
            Dict::from_keys,
            3,
            "Create a new dictionary with keys from iterable and values set to value."
        ),
        method!("clear(self, /)", Dict::clear, 1, "Remove all items from the dict."),
        method!("copy(self, /)", Dict::copy, 1, "Return a shallow copy of the dict."),
        method!("__reversed__(self, /)", Dict::reversed, 1, "Return a reverse iterator over the dict keys."),
        raw!(ClassMethod, "__class_getitem__(cls, object, /)", sequence::class_getitem, "See PEP 585"),
    ],
};
