//! `deque`: a ring of items that grows at both ends, with a length it may not pass.

use super::deque_iter::{DequeIter, DequeReverseIter};
use std::{cell::Cell, collections::VecDeque};
use whipsnake_vm::{
    allocator, body, class_method, constant,
    error::Result,
    getset, method, names,
    native::TypeDef,
    objects::consume::{Sink, consume},
    protocol::compare::CompareOp,
    types::{Type, type_flags},
    value::{Handle, Obj, Trace, Tracer, Tuple, Value, VmCell, map::Layout},
    vm::Vm,
};

/// A deque.
pub struct Deque {
    /// The items.
    pub items: VmCell<VecDeque<Value>>,
    /// Most items it keeps.
    maxlen: Cell<Option<usize>>,
    /// Changes with every change of length, so that iterators notice.
    pub state: Cell<u64>,
}
body!(Deque; [items]);

/// Puts items at one end.
struct Extending {
    deque: Handle<Deque>,
    left: bool,
    result: Value,
}

impl Sink for Extending {
    fn takes(&self, _item: &Value) -> bool {
        true
    }
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<bool> {
        if self.left {
            self.deque.push_left(vm, item)
        } else {
            self.deque.push(vm, item)
        }
        Ok(true)
    }
    fn finish(&mut self, _vm: &mut Vm) -> Result<Value> {
        Ok(self.result.clone())
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.deque.trace(tracer);
        self.result.trace(tracer);
    }
}

impl Deque {
    fn changed(&self) {
        self.state.set(self.state.get() + 1);
    }
    fn push(&self, vm: &mut Vm, item: Value) {
        let items = self.items.get_mut(vm);
        items.push_back(item);
        let old =
            if self.maxlen.get().is_some_and(|most| items.len() > most) { items.pop_front() } else { None };
        self.changed();
        drop(old);
    }
    fn push_left(&self, vm: &mut Vm, item: Value) {
        let items = self.items.get_mut(vm);
        items.push_front(item);
        let old =
            if self.maxlen.get().is_some_and(|most| items.len() > most) { items.pop_back() } else { None };
        self.changed();
        drop(old);
    }
    fn new_(class: &Obj<Type>) -> Handle<Deque> {
        let deque =
            Deque { items: VmCell::new(VecDeque::new()), maxlen: Cell::new(None), state: Cell::new(0) };
        Handle::new_instance(class.instance_map.get(), deque)
    }
    fn init(vm: &mut Vm, this: &Obj<Deque>, iterable: Option<Value>, maxlen: Option<Value>) -> Result<Value> {
        let maxlen = match maxlen.filter(|maxlen| !maxlen.is_none()) {
            Some(maxlen) => {
                let most = vm.index_isize(&maxlen)?;
                if most < 0 {
                    return Err(vm.value_error("maxlen must be non-negative"));
                }
                Some(most as usize)
            }
            None => None,
        };
        this.maxlen.set(maxlen);
        let old = this.items.replace(vm, VecDeque::new());
        this.changed();
        drop(old);
        match iterable {
            Some(iterable) => Deque::extend(vm, this, &iterable),
            None => Ok(Value::NONE),
        }
    }
    fn append(vm: &mut Vm, this: &Obj<Deque>, item: Value) {
        this.push(vm, item);
    }
    fn append_left(vm: &mut Vm, this: &Obj<Deque>, item: Value) {
        this.push_left(vm, item);
    }
    fn extend_with(
        vm: &mut Vm,
        this: &Obj<Deque>,
        iterable: &Value,
        left: bool,
        result: Value,
    ) -> Result<Value> {
        let iterable =
            if this.is(iterable) { Tuple::new(vm.collect(iterable)?).into_value() } else { iterable.clone() };
        consume(vm, &iterable, Extending { deque: this.to_handle(), left, result })
    }
    fn extend(vm: &mut Vm, this: &Obj<Deque>, iterable: &Value) -> Result<Value> {
        Deque::extend_with(vm, this, iterable, false, Value::NONE)
    }
    fn extend_left(vm: &mut Vm, this: &Obj<Deque>, iterable: &Value) -> Result<Value> {
        Deque::extend_with(vm, this, iterable, true, Value::NONE)
    }
    fn in_place_add(vm: &mut Vm, this: &Obj<Deque>, other: &Value) -> Result<Value> {
        Deque::extend_with(vm, this, other, false, this.to_value())
    }
    fn pop(vm: &mut Vm, this: &Obj<Deque>) -> Result<Value> {
        match this.items.get_mut(vm).pop_back() {
            Some(item) => {
                this.changed();
                Ok(item)
            }
            None => Err(vm.index_error("pop from an empty deque")),
        }
    }
    fn pop_left(vm: &mut Vm, this: &Obj<Deque>) -> Result<Value> {
        match this.items.get_mut(vm).pop_front() {
            Some(item) => {
                this.changed();
                Ok(item)
            }
            None => Err(vm.index_error("pop from an empty deque")),
        }
    }
    fn clear(vm: &mut Vm, this: &Obj<Deque>) {
        let old = this.items.replace(vm, VecDeque::new());
        this.changed();
        drop(old);
    }
    fn rotate(vm: &mut Vm, this: &Obj<Deque>, n: Option<isize>) {
        let items = this.items.get_mut(vm);
        if items.len() > 1 {
            let steps = n.unwrap_or(1).rem_euclid(items.len() as isize) as usize;
            items.rotate_right(steps);
        }
        this.changed();
    }
    fn reverse(vm: &mut Vm, this: &Obj<Deque>) {
        this.items.get_mut(vm).make_contiguous().reverse();
    }
    /// The place of an item equal to `wanted` between two indices; an error if the deque changes meanwhile.
    fn search(
        vm: &mut Vm,
        this: &Obj<Deque>,
        wanted: &Value,
        start: usize,
        stop: usize,
        error: &str,
    ) -> Result<Option<usize>> {
        let state = this.state.get();
        let mut at = start;
        while at < stop
            && let Some(item) = this.items.get(vm).get(at).cloned()
        {
            let equal = vm.equal(&item, wanted)?;
            if this.state.get() != state {
                return Err(vm.raise_text(
                    if error.starts_with("deque mutated during remove") {
                        whipsnake_vm::objects::exceptions::ExcKind::IndexError
                    } else {
                        whipsnake_vm::objects::exceptions::ExcKind::RuntimeError
                    },
                    error,
                ));
            }
            if equal {
                return Ok(Some(at));
            }
            at += 1;
        }
        Ok(None)
    }
    fn count(vm: &mut Vm, this: &Obj<Deque>, wanted: &Value) -> Result<usize> {
        let (mut found, mut at) = (0, 0);
        while let Some(next) =
            Deque::search(vm, this, wanted, at, usize::MAX, "deque mutated during iteration")?
        {
            found += 1;
            at = next + 1;
        }
        Ok(found)
    }
    fn contains(vm: &mut Vm, this: &Obj<Deque>, wanted: &Value) -> Result<bool> {
        Ok(Deque::search(vm, this, wanted, 0, usize::MAX, "deque mutated during iteration")?.is_some())
    }
    fn index(
        vm: &mut Vm,
        this: &Obj<Deque>,
        wanted: &Value,
        start: Option<Value>,
        stop: Option<Value>,
    ) -> Result<usize> {
        let length = this.items.get(vm).len();
        let mut bound = |value: Option<Value>, default: usize| -> Result<usize> {
            let Some(value) = value else { return Ok(default) };
            let number = vm.index_clipped(&value)?;
            let number = if number < 0 { (number + length as isize).max(0) } else { number };
            Ok((number as usize).min(length))
        };
        let (start, stop) = (bound(start, 0)?, bound(stop, length)?);
        match Deque::search(vm, this, wanted, start, stop, "deque mutated during iteration")? {
            Some(at) => Ok(at),
            None => Err(vm.value_error("deque.index(x): x not in deque")),
        }
    }
    fn remove(vm: &mut Vm, this: &Obj<Deque>, wanted: &Value) -> Result<()> {
        match Deque::search(vm, this, wanted, 0, usize::MAX, "deque mutated during remove().")? {
            Some(at) => {
                let old = this.items.get_mut(vm).remove(at);
                this.changed();
                drop(old);
                Ok(())
            }
            None => Err(vm.value_error("deque.remove(x): x not in deque")),
        }
    }
    fn insert(vm: &mut Vm, this: &Obj<Deque>, index: isize, item: Value) -> Result<()> {
        let length = this.items.get(vm).len();
        if this.maxlen.get().is_some_and(|most| length >= most) {
            return Err(vm.index_error("deque already at its maximum size"));
        }
        let index = if index < 0 { (index + length as isize).max(0) } else { index };
        this.items.get_mut(vm).insert((index as usize).min(length), item);
        this.changed();
        Ok(())
    }
    fn place(vm: &mut Vm, this: &Obj<Deque>, index: &Value) -> Result<usize> {
        if !vm.has_index(index) {
            let name = vm.type_name(index);
            return Err(vm.type_error(format_args!("sequence index must be integer, not '{name}'")));
        }
        let index = vm.index_for_item(index)?;
        let length = this.items.get(vm).len();
        let index = if index < 0 { index + length as isize } else { index };
        if index < 0 || index as usize >= length {
            return Err(vm.index_error("deque index out of range"));
        }
        Ok(index as usize)
    }
    fn get_item(vm: &mut Vm, this: &Obj<Deque>, index: &Value) -> Result<Value> {
        let at = Deque::place(vm, this, index)?;
        Ok(this.items.get(vm)[at].clone())
    }
    fn set_item(vm: &mut Vm, this: &Obj<Deque>, index: &Value, item: Value) -> Result<()> {
        let at = Deque::place(vm, this, index)?;
        let old = std::mem::replace(&mut this.items.get_mut(vm)[at], item);
        drop(old);
        Ok(())
    }
    fn del_item(vm: &mut Vm, this: &Obj<Deque>, index: &Value) -> Result<()> {
        let at = Deque::place(vm, this, index)?;
        let old = this.items.get_mut(vm).remove(at);
        this.changed();
        drop(old);
        Ok(())
    }
    fn len(vm: &mut Vm, this: &Obj<Deque>) -> usize {
        this.items.get(vm).len()
    }
    fn truth(vm: &mut Vm, this: &Obj<Deque>) -> bool {
        !this.items.get(vm).is_empty()
    }
    fn iter(vm: &mut Vm, this: &Obj<Deque>) -> Handle<DequeIter> {
        DequeIter::new(vm, this)
    }
    fn reversed(vm: &mut Vm, this: &Obj<Deque>) -> Handle<DequeReverseIter> {
        DequeReverseIter::new(vm, this)
    }
    fn copy(vm: &mut Vm, this: &Obj<Deque>) -> Result<Value> {
        let this_value = this.to_value();
        let class = vm.class_of(&this_value);
        if class.ptr_eq(&vm.native_type::<Deque>()) {
            let items = this.items.cloned(vm);
            let copy = Deque { items: VmCell::new(items), maxlen: this.maxlen.clone(), state: Cell::new(0) };
            return Ok(vm.new_native(copy).into_value());
        }
        match this.maxlen.get() {
            Some(most) => vm.call(&class.into_value(), &[this_value, Value::small(most as i64)]),
            None => vm.call(&class.into_value(), &[this_value]),
        }
    }
    fn add(vm: &mut Vm, this: &Obj<Deque>, other: &Value) -> Result<Value> {
        if other.cast::<Deque>().is_none() {
            let name = vm.type_name(other);
            return Err(vm.type_error(format_args!("can only concatenate deque (not \"{name}\") to deque")));
        }
        let made = Deque::copy(vm, this)?;
        let Some(deque) = made.cast::<Deque>() else { return Ok(made) };
        for item in vm.collect(other)? {
            deque.push(vm, item);
        }
        Ok(made)
    }
    fn repeat(vm: &mut Vm, this: &Obj<Deque>, times: isize) -> Result<()> {
        let items = this.items.cloned(vm);
        let times = times.max(0) as usize;
        let kept = this.maxlen.get().unwrap_or(usize::MAX).min(items.len().saturating_mul(times));
        vm.checked_repeat(kept, 1)?;
        if this.items.get_mut(vm).try_reserve(kept).is_err() {
            return Err(vm.memory_error(""));
        }
        Deque::clear(vm, this);
        // With a bound only the last items survive: there is no need to go through all repetitions.
        let useful = match this.maxlen.get() {
            Some(most) if !items.is_empty() => times.min(most / items.len() + 2),
            _ => times,
        };
        for _ in 0..useful {
            for item in &items {
                this.push(vm, item.clone());
            }
        }
        Ok(())
    }
    fn mul(vm: &mut Vm, this: &Obj<Deque>, times: isize) -> Result<Value> {
        let made = Deque::copy(vm, this)?;
        if let Some(deque) = made.cast::<Deque>() {
            Deque::repeat(vm, deque, times)?;
        }
        Ok(made)
    }
    fn in_place_mul(vm: &mut Vm, this: &Obj<Deque>, times: isize) -> Result<Value> {
        Deque::repeat(vm, this, times)?;
        Ok(this.to_value())
    }
    fn repr(vm: &mut Vm, this: &Obj<Deque>) -> Result<String> {
        let this_value = this.to_value();
        let shown = vm.guard_repr(&this_value, |vm| {
            let list = whipsnake_vm::objects::list::List::new(this.items.get(vm).iter().cloned().collect());
            vm.repr_text(&list.into_value())
        })?;
        let Some(shown) = shown else { return Ok("[...]".to_owned()) };
        let name = crate::class_name(vm, &this_value);
        Ok(match this.maxlen.get() {
            Some(most) => format!("{name}({shown}, maxlen={most})"),
            None => format!("{name}({shown})"),
        })
    }
    fn compare(vm: &mut Vm, this: &Obj<Deque>, other: &Value, op: CompareOp) -> Result<Value> {
        let Some(other) = other.cast::<Deque>().map(|other| other.to_handle()) else {
            return Ok(Value::NOT_IMPLEMENTED);
        };
        let (mine, theirs) = (this.items.get(vm).len(), other.items.get(vm).len());
        if mine != theirs && matches!(op, CompareOp::Eq | CompareOp::Ne) {
            return Ok(Value::bool(op == CompareOp::Ne));
        }
        vm.deeper(|vm| {
            let mut at = 0;
            while let (Some(a), Some(b)) =
                (this.items.get(vm).get(at).cloned(), other.items.get(vm).get(at).cloned())
            {
                if !vm.equal(&a, &b)? {
                    return match op {
                        CompareOp::Eq => Ok(Value::FALSE),
                        CompareOp::Ne => Ok(Value::TRUE),
                        op => vm.compare(op, &a, &b),
                    };
                }
                at += 1;
            }
            let (mine, theirs) = (this.items.get(vm).len(), other.items.get(vm).len());
            Ok(Value::bool(op.of(mine, theirs)))
        })
    }
    fn eq(vm: &mut Vm, this: &Obj<Deque>, other: &Value) -> Result<Value> {
        Deque::compare(vm, this, other, CompareOp::Eq)
    }
    fn ne(vm: &mut Vm, this: &Obj<Deque>, other: &Value) -> Result<Value> {
        Deque::compare(vm, this, other, CompareOp::Ne)
    }
    fn lt(vm: &mut Vm, this: &Obj<Deque>, other: &Value) -> Result<Value> {
        Deque::compare(vm, this, other, CompareOp::Lt)
    }
    fn le(vm: &mut Vm, this: &Obj<Deque>, other: &Value) -> Result<Value> {
        Deque::compare(vm, this, other, CompareOp::Le)
    }
    fn gt(vm: &mut Vm, this: &Obj<Deque>, other: &Value) -> Result<Value> {
        Deque::compare(vm, this, other, CompareOp::Gt)
    }
    fn ge(vm: &mut Vm, this: &Obj<Deque>, other: &Value) -> Result<Value> {
        Deque::compare(vm, this, other, CompareOp::Ge)
    }
    fn maxlen(_vm: &mut Vm, this: &Obj<Deque>) -> Value {
        this.maxlen.get().map_or(Value::NONE, |most| Value::small(most as i64))
    }
    fn reduce(vm: &mut Vm, this: &Obj<Deque>) -> Result<Value> {
        let this_value = this.to_value();
        let class = vm.class_of(&this_value).into_value();
        let empty = Tuple::new(Vec::new()).into_value();
        let args = match this.maxlen.get() {
            Some(most) => Tuple::new(vec![empty, Value::small(most as i64)]).into_value(),
            None => empty,
        };
        let state = match vm.find_known_attr(&this_value, names::__getstate__)? {
            Some(get_state) => vm.call(&get_state, &[])?,
            None => Value::NONE,
        };
        let items = vm.iter(&this_value)?;
        Ok(Tuple::new(vec![class, args, state, items]).into_value())
    }
}

/// Table of `deque`.
pub static DEQUE: TypeDef = TypeDef {
    name: "collections.deque",
    doc: "A list-like sequence optimized for data accesses near its endpoints.",
    base: None,
    map: None,
    layout: Layout::of::<Deque>(),
    flags: type_flags::BASE | type_flags::SEQUENCE | type_flags::WEAK,
    rows: &[
        allocator!("__new__(cls, *args, **kwargs)", Deque::new_),
        method!("__init__(self, iterable=(), maxlen=None)", Deque::init, 3),
        method!("append(self, item, /)", Deque::append, 2, "Add an element to the right side of the deque."),
        method!(
            "appendleft(self, item, /)",
            Deque::append_left,
            2,
            "Add an element to the left side of the deque."
        ),
        method!(
            "extend(self, iterable, /)",
            Deque::extend,
            2,
            "Extend the right side of the deque with elements from the iterable."
        ),
        method!(
            "extendleft(self, iterable, /)",
            Deque::extend_left,
            2,
            "Extend the left side of the deque with elements from the iterable."
        ),
        method!("pop(self, /)", Deque::pop, 1, "Remove and return the rightmost element."),
        method!("popleft(self, /)", Deque::pop_left, 1, "Remove and return the leftmost element."),
        method!("clear(self, /)", Deque::clear, 1, "Remove all elements from the deque."),
        method!(
            "rotate(self, n=1, /)",
            Deque::rotate,
            2,
            "Rotate the deque n steps to the right.  If n is negative, rotates left."
        ),
        method!("reverse(self, /)", Deque::reverse, 1, "Reverse *IN PLACE*."),
        method!("count(self, value, /)", Deque::count, 2, "Return number of occurrences of value."),
        method!(
            "index(self, value, start=0, stop=None, /)",
            Deque::index,
            4,
            "Return first index of value.\n\nRaises ValueError if the value is not present."
        ),
        method!("insert(self, index, value, /)", Deque::insert, 3, "Insert value before index."),
        method!("remove(self, value, /)", Deque::remove, 2, "Remove first occurrence of value."),
        method!("copy(self, /)", Deque::copy, 1, "Return a shallow copy of a deque."),
        method!("__copy__(self, /)", Deque::copy, 1, "Return a shallow copy of a deque."),
        method!("__contains__(self, key, /)", Deque::contains, 2),
        method!("__getitem__(self, key, /)", Deque::get_item, 2),
        method!("__setitem__(self, key, value, /)", Deque::set_item, 3),
        method!("__delitem__(self, key, /)", Deque::del_item, 2),
        method!("__len__(self, /)", Deque::len, 1),
        method!("__bool__(self, /)", Deque::truth, 1),
        method!("__iter__(self, /)", Deque::iter, 1),
        method!("__reversed__(self, /)", Deque::reversed, 1, "Return a reverse iterator over the deque."),
        method!("__add__(self, value, /)", Deque::add, 2),
        method!("__iadd__(self, value, /)", Deque::in_place_add, 2),
        method!("__mul__(self, value, /)", Deque::mul, 2),
        method!("__rmul__(self, value, /)", Deque::mul, 2),
        method!("__imul__(self, value, /)", Deque::in_place_mul, 2),
        method!("__repr__(self, /)", Deque::repr, 1),
        method!("__eq__(self, value, /)", Deque::eq, 2),
        method!("__ne__(self, value, /)", Deque::ne, 2),
        method!("__lt__(self, value, /)", Deque::lt, 2),
        method!("__le__(self, value, /)", Deque::le, 2),
        method!("__gt__(self, value, /)", Deque::gt, 2),
        method!("__ge__(self, value, /)", Deque::ge, 2),
        method!("__reduce__(self, /)", Deque::reduce, 1, "Return state information for pickling."),
        getset!("maxlen", Deque::maxlen),
        constant!("__hash__", |_| Value::NONE),
        class_method!("__class_getitem__(cls, item, /)", crate::generic_alias, 2, "See PEP 585"),
    ],
};
