//! `list`: a growable array of values.

use super::{
    consume::{self, Sink, snapshot},
    iterators::{ListIter, ListReverseIter},
    range::Range,
    sequence::{self, MOST_ITEMS, Span, Subscript, comparison},
};
use crate::{
    allocator, body, constant,
    error::{Raised, Result},
    method,
    native::TypeDef,
    protocol::{
        CompareOp,
        compare::{known_position, known_prefix},
    },
    raw,
    types::{Type, type_flags},
    value::{
        Handle, Obj, Str, Trace, Tracer, Tuple, Value, VmCell, append_copies, copies, fixed, map::Layout,
    },
    vm::Vm,
};

/// A list.
#[derive(Default)]
pub struct List {
    /// The items.
    pub items: VmCell<Vec<Value>>,
}
body!(List, fixed::LIST, [items]);

impl Drop for List {
    /// Items go last to first, as in CPython.
    fn drop(&mut self) {
        let items = self.items.inner_mut();
        while let Some(item) = items.pop() {
            drop(item);
        }
    }
}

/// `items` said `count` times over. MemoryError when that is too much.
pub fn repeated(vm: &mut Vm, mut items: Vec<Value>, count: usize) -> Result<Vec<Value>> {
    let length = items.len();
    let total = vm.checked_repeat(length, count)?;
    if count == 0 {
        // What the items were is dropped by the caller's copy of the list, not here.
        items.clear();
        return Ok(items);
    }
    if items.try_reserve_exact(total - length).is_err() {
        return Err(vm.memory_error(""));
    }
    if let [item] = &items[..] {
        let item = item.clone();
        items.resize(total, item);
        return Ok(items);
    }
    while items.len() < total {
        let more = length.min(total - items.len());
        items.extend_from_within(..more);
    }
    Ok(items)
}

/// Appends what `list.extend(iterable)` iterates over.
struct Extend {
    list: Handle<List>,
    /// What `finish` gives: None, or the list itself for `+=`.
    result: Value,
}

impl Sink for Extend {
    fn takes(&self, _item: &Value) -> bool {
        true
    }
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<bool> {
        self.list.items.get_mut(vm).push(item);
        Ok(true)
    }
    fn finish(&mut self, _vm: &mut Vm) -> Result<Value> {
        Ok(self.result.take())
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.list.trace(tracer);
        self.result.trace(tracer);
    }
}

impl List {
    /// Makes a list of items.
    pub fn new(items: Vec<Value>) -> Handle<List> {
        Handle::new(List { items: VmCell::new(items) })
    }
    /// `list(iterable)`; may be deferred.
    pub fn from_iterable(vm: &mut Vm, iterable: &Value) -> Result<Value> {
        Range::check_count(vm, iterable)?;
        if let Some(items) = snapshot(vm, iterable) {
            return Ok(List::new(items).into_value());
        }
        let list = List::new(Vec::new());
        let result = list.to_value();
        List::extend_to(vm, list, iterable, result)
    }
    /// Appends all items of `iterable`, then gives `result`; may be deferred.
    pub fn extend_to(vm: &mut Vm, list: Handle<List>, iterable: &Value, result: Value) -> Result<Value> {
        Range::check_count(vm, iterable)?;
        if let Some(items) = snapshot(vm, iterable) {
            let total = list.items.get(vm).len() + items.len();
            vm.checked_repeat(total, 1)?;
            if list.items.get(vm).capacity() == 0 {
                list.items.set(vm, items);
                return Ok(result);
            }
            if list.items.get_mut(vm).try_reserve(items.len()).is_err() {
                return Err(vm.memory_error(""));
            }
            list.items.get_mut(vm).extend(items);
            return Ok(result);
        }
        consume::consume(vm, iterable, Extend { list, result })
    }

    fn new_(class: &Obj<Type>) -> Handle<List> {
        Handle::new_instance(class.instance_map.get(), List::default())
    }
    fn init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let Some(this) = args.first().and_then(|this| this.cast::<List>()) else {
            return Err(vm.type_error("descriptor '__init__' of 'list' object needs an argument"));
        };
        let class = vm.class_of(&args[0]);
        if !names.is_empty() && !vm.leaves_keywords(&class, fixed::LIST, crate::types::Slot::New) {
            return Err(vm.type_error("list() takes no keyword arguments"));
        }
        let old = this.items.replace(vm, Vec::new());
        drop(old);
        match &args[1..args.len() - names.len()] {
            [] => Ok(Value::NONE),
            [iterable] => List::extend_to(vm, this.to_handle(), iterable, Value::NONE),
            more => {
                let given = more.len();
                Err(vm.type_error(format_args!("list expected at most 1 argument, got {given}")))
            }
        }
    }
    fn repr(vm: &mut Vm, this: &Obj<List>) -> Result<Value> {
        if this.items.get(vm).is_empty() {
            return Ok(vm.new_str("[]"));
        }
        let shown = vm.guard_repr(&this.to_value(), |vm| {
            let mut text = vec![b'['];
            let mut at = 0;
            while let Some(item) = this.items.get(vm).get(at).cloned() {
                if at > 0 {
                    text.extend_from_slice(b", ");
                }
                text.extend_from_slice(vm.repr(&item)?.as_bytes());
                at += 1;
            }
            text.push(b']');
            Ok(text)
        })?;
        Ok(Str::from_vec(shown.unwrap_or_else(|| b"[...]".to_vec())).into_value())
    }
    /// `list op other`
    pub fn compare(vm: &mut Vm, op: CompareOp, this: &Obj<List>, other: &Value) -> Result<Value> {
        let Some(other) = other.cast::<List>() else { return Ok(Value::NOT_IMPLEMENTED) };
        if matches!(op, CompareOp::Eq | CompareOp::Ne)
            && this.items.get(vm).len() != other.items.get(vm).len()
        {
            return Ok(Value::bool(op == CompareOp::Ne));
        }
        let first = known_prefix(this.items.get(vm), other.items.get(vm));
        let item = |vm: &Vm, second: bool, at: usize| {
            let list = if second { other } else { this };
            list.items.get(vm).get(first + at).cloned()
        };
        vm.compare_items(op, item, |vm| (this.items.get(vm).len(), other.items.get(vm).len()))
    }
    fn iter(_vm: &mut Vm, this: &Obj<List>) -> Handle<ListIter> {
        ListIter::new(this.to_handle())
    }
    fn reversed(vm: &mut Vm, this: &Obj<List>) -> Handle<ListReverseIter> {
        ListReverseIter::new(vm, this.to_handle())
    }
    fn len(vm: &mut Vm, this: &Obj<List>) -> usize {
        this.items.get(vm).len()
    }
    /// `list[key]`
    pub fn get_item(vm: &mut Vm, this: &Obj<List>, key: &Value) -> Result<Value> {
        match vm.subscript(key, "list")? {
            Subscript::Index(index) => {
                let items = this.items.get(vm);
                match sequence::place(index, items.len()) {
                    Some(at) => Ok(items[at].clone()),
                    None => Err(vm.index_error("list index out of range")),
                }
            }
            Subscript::Slice(slice) => {
                let span = vm.span(slice, |vm| this.items.get(vm).len())?;
                let items = this.items.get(vm);
                let taken = if span.step == 1 {
                    let start = span.start as usize;
                    copies(&items[start..start + span.count])
                } else {
                    span.places().map(|at| items[at].clone()).collect()
                };
                Ok(List::new(taken).into_value())
            }
        }
    }
    fn set_item(vm: &mut Vm, this: &Obj<List>, key: &Value, value: Value) -> Result<()> {
        match vm.subscript(key, "list")? {
            Subscript::Index(index) => {
                let items = this.items.get_mut(vm);
                match sequence::place(index, items.len()) {
                    Some(at) => {
                        let old = std::mem::replace(&mut items[at], value);
                        drop(old);
                        Ok(())
                    }
                    None => Err(vm.index_error("list assignment index out of range")),
                }
            }
            Subscript::Slice(slice) => {
                let (start, stop, step) = slice.unpack(vm)?;
                if !this.is(&value) && (value.has_map(fixed::LIST) || value.has_map(fixed::TUPLE)) {
                    let span = super::slice::clip(start, stop, step, this.items.get(vm).len());
                    return this.assign_from(vm, span, &value);
                }
                let new = match snapshot(vm, &value) {
                    Some(new) => new,
                    None => List::items_to_assign(vm, &value)?,
                };
                let span = super::slice::clip(start, stop, step, this.items.get(vm).len());
                this.assign_span(vm, span, new)
            }
        }
    }
    /// The items of what is assigned to a slice.
    fn items_to_assign(vm: &mut Vm, value: &Value) -> Result<Vec<Value>> {
        let class = vm.class_of(value);
        let iterable =
            class.has_slot(vm, crate::types::Slot::Iter) || class.has_slot(vm, crate::types::Slot::GetItem);
        if !iterable {
            return Err(vm.type_error("must assign iterable to extended slice"));
        }
        vm.collect(value)
    }
    fn del_item(vm: &mut Vm, this: &Obj<List>, key: &Value) -> Result<()> {
        match vm.subscript(key, "list")? {
            Subscript::Index(index) => {
                let items = this.items.get_mut(vm);
                match sequence::place(index, items.len()) {
                    Some(at) => {
                        let old = items.remove(at);
                        drop(old);
                        Ok(())
                    }
                    None => Err(vm.index_error("list assignment index out of range")),
                }
            }
            Subscript::Slice(slice) => {
                let span = vm.span(slice, |vm| this.items.get(vm).len())?;
                this.delete_span(vm, span);
                Ok(())
            }
        }
    }
    /// `list + value`
    pub fn add(vm: &mut Vm, this: &Obj<List>, value: &Value) -> Result<Value> {
        let Some(other) = value.cast::<List>() else { return vm.bad_concat("list", value) };
        let total = this.items.get(vm).len() + other.items.get(vm).len();
        vm.checked_repeat(total, 1)?;
        let (a, b) = (this.items.get(vm), other.items.get(vm));
        let mut items = Vec::with_capacity(total);
        append_copies(&mut items, a);
        append_copies(&mut items, b);
        Ok(List::new(items).into_value())
    }
    /// `list * value`
    pub fn mul(vm: &mut Vm, this: &Obj<List>, value: &Value) -> Result<Value> {
        let Some(count) = vm.repeat_factor(value)? else { return Ok(Value::NOT_IMPLEMENTED) };
        let items = copies(this.items.get(vm));
        Ok(List::new(repeated(vm, items, count)?).into_value())
    }
    /// `list += value`; may be deferred, unless the value is an exact list or tuple.
    pub fn add_in_place(vm: &mut Vm, this: &Obj<List>, value: &Value) -> Result<Value> {
        List::extend_to(vm, this.to_handle(), value, this.to_value())
    }
    fn mul_in_place(vm: &mut Vm, this: &Obj<List>, value: &Value) -> Result<Value> {
        let Some(count) = vm.repeat_factor(value)? else { return Ok(Value::NOT_IMPLEMENTED) };
        let length = this.items.get(vm).len();
        vm.checked_repeat(length, count)?;
        let items = this.items.replace(vm, Vec::new());
        if count == 0 {
            drop(items);
            return Ok(this.to_value());
        }
        let items = repeated(vm, items, count)?;
        this.items.set(vm, items);
        Ok(this.to_value())
    }
    /// `value in list`
    pub fn contains(vm: &mut Vm, this: &Obj<List>, value: &Value) -> Result<bool> {
        Ok(this.find_from(vm, value, 0, usize::MAX)?.is_some())
    }
    fn clear(vm: &mut Vm, this: &Obj<List>) {
        let old = this.items.replace(vm, Vec::new());
        drop(old);
    }
    fn copy(vm: &mut Vm, this: &Obj<List>) -> Handle<List> {
        List::new(copies(this.items.get(vm)))
    }
    fn append(vm: &mut Vm, this: &Obj<List>, object: Value) {
        this.items.get_mut(vm).push(object);
    }
    fn insert(vm: &mut Vm, this: &Obj<List>, index: isize, object: Value) {
        let items = this.items.get_mut(vm);
        items.insert(sequence::clip_place(index, items.len()), object);
    }
    fn extend(vm: &mut Vm, this: &Obj<List>, iterable: &Value) -> Result<Value> {
        List::extend_to(vm, this.to_handle(), iterable, Value::NONE)
    }
    fn pop(vm: &mut Vm, this: &Obj<List>, index: Option<isize>) -> Result<Value> {
        let items = this.items.get_mut(vm);
        let Some(index) = index else {
            return match items.pop() {
                Some(item) => Ok(item),
                None => Err(vm.index_error("pop from empty list")),
            };
        };
        if items.is_empty() {
            return Err(vm.index_error("pop from empty list"));
        }
        match sequence::place(index, items.len()) {
            Some(at) => Ok(items.remove(at)),
            None => Err(vm.index_error("pop index out of range")),
        }
    }
    fn remove(vm: &mut Vm, this: &Obj<List>, value: &Value) -> Result<()> {
        match this.find_from(vm, value, 0, usize::MAX)? {
            Some(at) => {
                let items = this.items.get_mut(vm);
                // The comparison may have shortened the list.
                let old = if at < items.len() { items.remove(at) } else { Value::NONE };
                drop(old);
                Ok(())
            }
            None => Err(vm.value_error("list.remove(x): x not in list")),
        }
    }
    fn index(
        vm: &mut Vm,
        this: &Obj<List>,
        value: &Value,
        start: Option<Value>,
        stop: Option<Value>,
    ) -> Result<usize> {
        let start = start.map_or(Ok(0), |start| vm.search_bound(&start))?;
        let stop = stop.map_or(Ok(isize::MAX), |stop| vm.search_bound(&stop))?;
        let length = this.items.get(vm).len();
        let start = sequence::clip_place(start, length);
        // A stop behind the end also covers items that comparisons append.
        let stop = if stop < 0 { sequence::clip_place(stop, length) } else { stop as usize };
        match this.find_from(vm, value, start, stop)? {
            Some(at) => Ok(at),
            None => Err(vm.value_error("list.index(x): x not in list")),
        }
    }
    fn count(vm: &mut Vm, this: &Obj<List>, value: &Value) -> Result<usize> {
        let (mut count, mut at) = (0, 0);
        while let Some(item) = this.items.get(vm).get(at).cloned() {
            count += usize::from(vm.equal(&item, value)?);
            at += 1;
        }
        Ok(count)
    }
    fn reverse(vm: &mut Vm, this: &Obj<List>) {
        this.items.get_mut(vm).reverse();
    }
    fn sort(vm: &mut Vm, this: &Obj<List>, key: Option<Value>, reverse: Option<bool>) -> Result<Value> {
        super::sort::sort_list(
            vm,
            this.to_handle(),
            key.unwrap_or(Value::NONE),
            reverse == Some(true),
            Value::NONE,
        )
    }
    fn size_of(vm: &mut Vm, this: &Obj<List>) -> usize {
        40 + 8 * this.items.get(vm).capacity()
    }
}

#[cold]
fn wrong_size(vm: &mut Vm, given: usize, wanted: usize) -> Raised {
    vm.value_error(format_args!(
        "attempt to assign sequence of size {given} to extended slice of size {wanted}"
    ))
}

impl Obj<List> {
    /// The first item equal to `value` at `start` or behind, before `stop`.
    fn find_from(&self, vm: &mut Vm, value: &Value, start: usize, stop: usize) -> Result<Option<usize>> {
        let items = self.items.get(vm);
        if let Some(found) = known_position(items.get(start..stop.min(items.len())).unwrap_or(&[]), value) {
            return Ok(found.map(|at| start + at));
        }
        let mut at = start;
        while at < stop {
            let items = self.items.get(vm);
            let Some(item) = items.get(at) else { return Ok(None) };
            if item.is(value) {
                return Ok(Some(at));
            }
            let item = item.clone();
            if vm.equal(&item, value)? {
                return Ok(Some(at));
            }
            at += 1;
        }
        Ok(None)
    }
    /// Puts the items of an exact list or tuple, which is another object, into the places of a slice.
    pub fn assign_from(&self, vm: &mut Vm, span: Span, source: &Value) -> Result<()> {
        // The items are in hand alone meanwhile, so that the source can be looked into at the same time.
        let mut items = self.items.replace(vm, Vec::new());
        let new = match source.exact::<List>() {
            Some(list) => list.items.get(vm).as_slice(),
            None => source.exact::<Tuple>().map_or(&[][..], |tuple| tuple.as_slice()),
        };
        let fits = span.step == 1 && items.len() - span.count + new.len() <= MOST_ITEMS;
        let start = span.start as usize;
        if span.count == new.len() && span.step == 1 {
            for (old, item) in items[start..].iter_mut().zip(new) {
                old.clone_from(item);
            }
        } else if span.count == new.len() {
            for (at, item) in span.places().zip(new) {
                items[at].clone_from(item);
            }
        } else if fits {
            drop(items.splice(start..start + span.count, new.iter().cloned()));
        }
        let given = new.len();
        let empty = self.items.replace(vm, items);
        drop(empty);
        if given == span.count || fits {
            return Ok(());
        }
        if span.step == 1 {
            return Err(vm.memory_error(""));
        }
        Err(wrong_size(vm, given, span.count))
    }
    /// Puts `new` into the places of a slice. ValueError when an extended slice has another number of places.
    pub fn assign_span(&self, vm: &mut Vm, span: Span, new: Vec<Value>) -> Result<()> {
        if span.step == 1 {
            let items = self.items.get_mut(vm);
            if items.len() - span.count + new.len() > MOST_ITEMS {
                return Err(vm.memory_error(""));
            }
            let start = span.start as usize;
            let old: Vec<Value> = items.splice(start..start + span.count, new).collect();
            drop(old);
            return Ok(());
        }
        if new.len() != span.count {
            return Err(wrong_size(vm, new.len(), span.count));
        }
        let items = self.items.get_mut(vm);
        let mut old = Vec::with_capacity(new.len());
        for (at, item) in span.places().zip(new) {
            old.push(std::mem::replace(&mut items[at], item));
        }
        drop(old);
        Ok(())
    }
    /// Removes the places of a slice.
    pub fn delete_span(&self, vm: &mut Vm, span: Span) {
        let span = span.ascending();
        let items = self.items.get_mut(vm);
        if span.count == 0 {
            return;
        }
        let start = span.start as usize;
        if span.step == 1 {
            let old: Vec<Value> = items.drain(start..start + span.count).collect();
            drop(old);
            return;
        }
        let tail = items.split_off(start);
        let step = span.step as usize;
        let mut old = Vec::with_capacity(span.count);
        for (at, item) in tail.into_iter().enumerate() {
            if at % step == 0 && at / step < span.count {
                old.push(item);
            } else {
                items.push(item);
            }
        }
        drop(old);
    }
}

impl Vm {
    /// Makes a list.
    pub fn new_list(&self, items: Vec<Value>) -> Value {
        List::new(items).into_value()
    }
    /// Makes a tuple.
    pub fn new_tuple(&self, items: Vec<Value>) -> Value {
        Tuple::new(items).into_value()
    }
}

/// The class.
pub static TYPE: TypeDef = TypeDef {
    name: "list",
    doc: "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument must be an iterable if specified.",
    base: None,
    map: Some(fixed::LIST),
    layout: Layout::of::<List>(),
    flags: type_flags::BASE | type_flags::SEQUENCE | type_flags::MATCH_SELF,
    rows: &[
        allocator!("__new__(cls, /, *args, **kwargs)", List::new_),
        raw!(Method, "__init__(self, iterable=(), /)", List::init),
        method!("__repr__(self, /)", List::repr, 1),
        constant!("__hash__", |_| Value::NONE),
        comparison!("__lt__(self, value, /)", List, Lt),
        comparison!("__le__(self, value, /)", List, Le),
        comparison!("__eq__(self, value, /)", List, Eq),
        comparison!("__ne__(self, value, /)", List, Ne),
        comparison!("__gt__(self, value, /)", List, Gt),
        comparison!("__ge__(self, value, /)", List, Ge),
        method!("__iter__(self, /)", List::iter, 1),
        method!("__len__(self, /)", List::len, 1),
        method!("__getitem__(self, index, /)", List::get_item, 2, "Return self[index]."),
        method!("__setitem__(self, key, value, /)", List::set_item, 3),
        method!("__delitem__(self, key, /)", List::del_item, 2),
        method!("__add__(self, value, /)", List::add, 2),
        method!("__mul__(self, value, /)", List::mul, 2),
        method!("__rmul__(self, value, /)", List::mul, 2),
        method!("__contains__(self, key, /)", List::contains, 2),
        method!("__iadd__(self, value, /)", List::add_in_place, 2),
        method!("__imul__(self, value, /)", List::mul_in_place, 2),
        method!("__reversed__(self, /)", List::reversed, 1, "Return a reverse iterator over the list."),
        method!("__sizeof__(self, /)", List::size_of, 1, "Return the size of the list in memory, in bytes."),
        method!("clear(self, /)", List::clear, 1, "Remove all items from list."),
        method!("copy(self, /)", List::copy, 1, "Return a shallow copy of the list."),
        method!("append(self, object, /)", List::append, 2, "Append object to the end of the list."),
        method!("insert(self, index, object, /)", List::insert, 3, "Insert object before index."),
        method!(
            "extend(self, iterable, /)",
            List::extend,
            2,
            "Extend list by appending elements from the iterable."
        ),
        method!(
            "pop(self, index=-1, /)",
            List::pop,
            2,
            "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range."
        ),
        method!(
            "remove(self, value, /)",
            List::remove,
            2,
            "Remove first occurrence of value.\n\nRaises ValueError if the value is not present."
        ),
        method!(
            "index(self, value, start=0, stop=9223372036854775807, /)",
            List::index,
            4,
            "Return first index of value.\n\nRaises ValueError if the value is not present."
        ),
        method!("count(self, value, /)", List::count, 2, "Return number of occurrences of value."),
        method!("reverse(self, /)", List::reverse, 1, "Reverse *IN PLACE*."),
        method!(
            "sort(self, /, *, key=None, reverse=False)",
            List::sort,
            3,
            "Sort the list in ascending order and return None.\n\nThe sort is in-place (i.e. the list itself is modified) and stable (i.e. the\norder of two equal elements is maintained).\n\nIf a key function is given, apply it once to each list item and sort them,\nascending or descending, according to their function values.\n\nThe reverse flag can be set to sort in descending order."
        ),
        raw!(ClassMethod, "__class_getitem__(cls, object, /)", sequence::class_getitem, "See PEP 585"),
    ],
};
