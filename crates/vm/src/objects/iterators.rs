//! Iterators of lists, tuples, other sequences (`__getitem__`) and callables (`iter(f, sentinel)`).
//!
//! Fields are open so that the eval loop can advance list and tuple iterators in place.

use super::list::List;
use crate::{
    body,
    error::Result,
    method,
    native::{Resumable, Step, TypeDef},
    objects::exceptions::ExcKind,
    types::{Slot, type_flags},
    value::{Handle, Obj, Trace, Tracer, Tuple, Value, VmCell, fixed, map::Layout},
    vm::Vm,
};
use std::cell::Cell;

/// `list_iterator`
pub struct ListIter {
    /// The list; nothing once the end was reached.
    pub list: VmCell<Option<Handle<List>>>,
    /// Index of the next item.
    pub index: Cell<usize>,
}
body!(ListIter, fixed::LIST_ITER, [list]);

/// `list_reverseiterator`
pub struct ListReverseIter {
    /// The list; nothing once the end was reached.
    pub list: VmCell<Option<Handle<List>>>,
    /// Index of the next item; negative at the end.
    pub index: Cell<isize>,
}
body!(ListReverseIter, fixed::LIST_REVERSE_ITER, [list]);

/// `tuple_iterator`
pub struct TupleIter {
    /// The tuple; nothing once the end was reached.
    pub tuple: VmCell<Option<Handle<Tuple>>>,
    /// Index of the next item.
    pub index: Cell<usize>,
}
body!(TupleIter, fixed::TUPLE_ITER, [tuple]);

/// `iterator`: asks an object for its items by index until IndexError or StopIteration.
pub struct SequenceIter {
    /// The object; `UNDEF` once the end was reached.
    pub object: VmCell<Value>,
    /// Index of the next item.
    pub index: Cell<i64>,
}
body!(SequenceIter, fixed::SEQUENCE_ITER, [object]);

/// `callable_iterator`: calls until the sentinel comes.
pub struct CallableIter {
    /// The callable; `UNDEF` once the end was reached.
    pub callable: VmCell<Value>,
    /// What ends the iteration.
    pub sentinel: VmCell<Value>,
}
body!(CallableIter, fixed::CALLABLE_ITER, [callable, sentinel]);

/// `__iter__` of iterators.
pub fn itself(_vm: &mut Vm, this: Value) -> Value {
    this
}

/// `(function, args[, state])`: how a builtin is named when an iterator is pickled.
pub fn reduced(vm: &mut Vm, builtin: &str, args: Vec<Value>, state: Option<Value>) -> Value {
    let builtins = vm.builtins.clone();
    let function = builtins.get_text(vm, builtin).unwrap_or(Value::NONE);
    let mut parts = vec![function, Tuple::new(args).into_value()];
    parts.extend(state);
    Tuple::new(parts).into_value()
}

impl ListIter {
    /// An iterator at the start of a list.
    #[inline]
    pub fn new(list: Handle<List>) -> Handle<ListIter> {
        Handle::new(ListIter { list: VmCell::new(Some(list)), index: Cell::new(0) })
    }
    /// The next item; calls no Python.
    #[inline]
    pub fn step(&self, vm: &mut Vm) -> Option<Value> {
        let list = self.list.get(vm).as_ref()?;
        let at = self.index.get();
        if let Some(item) = list.items.get(vm).get(at) {
            self.index.set(at + 1);
            return Some(item.clone());
        }
        let old = self.list.replace(vm, None);
        drop(old);
        None
    }
    fn next(vm: &mut Vm, this: &Obj<ListIter>) -> Option<Value> {
        this.step(vm)
    }
    fn length_hint(vm: &mut Vm, this: &Obj<ListIter>) -> usize {
        let length = this.list.get(vm).as_ref().map_or(0, |list| list.items.get(vm).len());
        length.saturating_sub(this.index.get())
    }
    fn reduce(vm: &mut Vm, this: &Obj<ListIter>) -> Value {
        match this.list.cloned(vm) {
            Some(list) => {
                let index = vm.new_int(this.index.get() as i64);
                reduced(vm, "iter", vec![list.into_value()], Some(index))
            }
            None => reduced(vm, "iter", vec![List::new(vec![]).into_value()], None),
        }
    }
    fn set_state(vm: &mut Vm, this: &Obj<ListIter>, state: isize) {
        if this.list.get(vm).is_some() {
            this.index.set(state.max(0) as usize);
        }
    }
}

impl ListReverseIter {
    /// An iterator at the end of a list.
    pub fn new(vm: &Vm, list: Handle<List>) -> Handle<ListReverseIter> {
        let index = Cell::new(list.items.get(vm).len() as isize - 1);
        Handle::new(ListReverseIter { list: VmCell::new(Some(list)), index })
    }
    /// The next item, or nothing at the end.
    pub fn next(vm: &mut Vm, this: &Obj<ListReverseIter>) -> Option<Value> {
        let list = this.list.get(vm).as_ref()?;
        let at = this.index.get();
        if at >= 0
            && let Some(item) = list.items.get(vm).get(at as usize)
        {
            this.index.set(at - 1);
            return Some(item.clone());
        }
        this.index.set(-1);
        let old = this.list.replace(vm, None);
        drop(old);
        None
    }
    fn length_hint(vm: &mut Vm, this: &Obj<ListReverseIter>) -> usize {
        let length = this.list.get(vm).as_ref().map_or(0, |list| list.items.get(vm).len());
        let left = (this.index.get() + 1).max(0) as usize;
        if left > length { 0 } else { left }
    }
    fn reduce(vm: &mut Vm, this: &Obj<ListReverseIter>) -> Value {
        match this.list.cloned(vm) {
            Some(list) => {
                let index = vm.new_int(this.index.get() as i64);
                reduced(vm, "reversed", vec![list.into_value()], Some(index))
            }
            None => reduced(vm, "iter", vec![List::new(vec![]).into_value()], None),
        }
    }
    fn set_state(vm: &mut Vm, this: &Obj<ListReverseIter>, state: isize) {
        if let Some(list) = this.list.get(vm) {
            this.index.set(state.clamp(-1, list.items.get(vm).len() as isize - 1));
        }
    }
}

impl TupleIter {
    /// The next item, which stays the next.
    pub fn peek(&self, vm: &Vm) -> Option<Value> {
        self.tuple.get(vm).as_ref()?.as_slice().get(self.index.get()).cloned()
    }
    /// An iterator at the start of a tuple.
    #[inline]
    pub fn new(tuple: Handle<Tuple>) -> Handle<TupleIter> {
        Handle::new(TupleIter { tuple: VmCell::new(Some(tuple)), index: Cell::new(0) })
    }
    /// The next item; calls no Python.
    #[inline]
    pub fn step(&self, vm: &mut Vm) -> Option<Value> {
        let tuple = self.tuple.get(vm).as_ref()?;
        let at = self.index.get();
        if let Some(item) = tuple.as_slice().get(at) {
            self.index.set(at + 1);
            return Some(item.clone());
        }
        let old = self.tuple.replace(vm, None);
        drop(old);
        None
    }
    fn next(vm: &mut Vm, this: &Obj<TupleIter>) -> Option<Value> {
        this.step(vm)
    }
    fn length_hint(vm: &mut Vm, this: &Obj<TupleIter>) -> usize {
        this.tuple.get(vm).as_ref().map_or(0, |tuple| tuple.as_slice().len().saturating_sub(this.index.get()))
    }
    fn reduce(vm: &mut Vm, this: &Obj<TupleIter>) -> Value {
        match this.tuple.cloned(vm) {
            Some(tuple) => {
                let index = vm.new_int(this.index.get() as i64);
                reduced(vm, "iter", vec![tuple.into_value()], Some(index))
            }
            None => reduced(vm, "iter", vec![Tuple::new(vec![]).into_value()], None),
        }
    }
    fn set_state(vm: &mut Vm, this: &Obj<TupleIter>, state: isize) {
        if let Some(tuple) = this.tuple.get(vm) {
            this.index.set((state.max(0) as usize).min(tuple.as_slice().len()));
        }
    }
}

/// `SequenceIter.__next__` while `__getitem__` runs.
struct SequenceNext(Handle<SequenceIter>);

impl SequenceNext {
    fn done(vm: &mut Vm, this: &SequenceIter, result: Result<Value>) -> Result<Option<Value>> {
        let result = vm.swallow(result, ExcKind::IndexError).transpose();
        let result = match result {
            None => Ok(None),
            Some(result) => vm.swallow(result, ExcKind::StopIteration),
        };
        if let Ok(None) = result {
            this.object.set(vm, Value::UNDEF);
        }
        result
    }
}

impl Resumable for SequenceNext {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        if let Ok(value) = &result
            && value.is_undef()
        {
            let object = self.0.object.cloned(vm);
            let Some(function) = vm.class_of(&object).slot(vm, Slot::GetItem) else {
                return Ok(Step::Return(Value::UNDEF));
            };
            let index = vm.new_int(self.0.index.get());
            self.0.index.set(self.0.index.get() + 1);
            return Ok(Step::Call(function, vec![object, index]));
        }
        let item = SequenceNext::done(vm, &self.0, result)?;
        Ok(Step::Return(item.unwrap_or(Value::UNDEF)))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.0.trace(tracer);
    }
}

impl SequenceIter {
    fn next(vm: &mut Vm, this: &Obj<SequenceIter>) -> Result<Value> {
        let object = this.object.cloned(vm);
        if object.is_undef() {
            return Ok(Value::UNDEF);
        }
        if vm
            .class_of(&object)
            .slot(vm, Slot::GetItem)
            .is_some_and(|function| function.has_map(fixed::FUNCTION))
        {
            return vm.defer(Box::new(SequenceNext(this.to_handle())));
        }
        let index = vm.new_int(this.index.get());
        this.index.set(this.index.get() + 1);
        let result = vm.get_item(&object, &index);
        Ok(SequenceNext::done(vm, this, result)?.unwrap_or(Value::UNDEF))
    }
    fn length_hint(vm: &mut Vm, this: &Obj<SequenceIter>) -> Result<Value> {
        let object = this.object.cloned(vm);
        if object.is_undef() {
            return Ok(Value::small(0));
        }
        if !vm.class_of(&object).has_slot(vm, Slot::Len) {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        let left = vm.len(&object)? as i64 - this.index.get();
        Ok(vm.new_int(left.max(0)))
    }
    fn reduce(vm: &mut Vm, this: &Obj<SequenceIter>) -> Value {
        let object = this.object.cloned(vm);
        if object.is_undef() {
            return reduced(vm, "iter", vec![Tuple::new(vec![]).into_value()], None);
        }
        let index = vm.new_int(this.index.get());
        reduced(vm, "iter", vec![object], Some(index))
    }
    fn set_state(vm: &mut Vm, this: &Obj<SequenceIter>, state: i64) {
        if !this.object.get(vm).is_undef() {
            this.index.set(state.max(0));
        }
    }
}

/// `CallableIter.__next__` while the callable runs.
struct CallableNext(Handle<CallableIter>);

impl Resumable for CallableNext {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let end = |vm: &mut Vm, this: &CallableIter| {
            this.callable.set(vm, Value::UNDEF);
            this.sentinel.set(vm, Value::UNDEF);
            Ok(Step::Return(Value::UNDEF))
        };
        let Some(value) = vm.swallow(result, ExcKind::StopIteration)? else { return end(vm, &self.0) };
        let callable = self.0.callable.cloned(vm);
        if value.is_undef() {
            return Ok(Step::Call(callable, vec![]));
        }
        // The callable may have ended the iteration from inside.
        let sentinel = self.0.sentinel.cloned(vm);
        if callable.is_undef() || vm.equal(&value, &sentinel)? {
            return end(vm, &self.0);
        }
        Ok(Step::Return(value))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.0.trace(tracer);
    }
}

impl CallableIter {
    /// `iter(callable, sentinel)`
    pub fn new(callable: Value, sentinel: Value) -> Handle<CallableIter> {
        Handle::new(CallableIter { callable: VmCell::new(callable), sentinel: VmCell::new(sentinel) })
    }
    fn next(vm: &mut Vm, this: &Obj<CallableIter>) -> Result<Value> {
        if this.callable.get(vm).is_undef() {
            return Ok(Value::UNDEF);
        }
        vm.defer(Box::new(CallableNext(this.to_handle())))
    }
    fn reduce(vm: &mut Vm, this: &Obj<CallableIter>) -> Value {
        let (callable, sentinel) = (this.callable.cloned(vm), this.sentinel.cloned(vm));
        if callable.is_undef() {
            return reduced(vm, "iter", vec![Tuple::new(vec![]).into_value()], None);
        }
        reduced(vm, "iter", vec![callable, sentinel], None)
    }
}

impl Vm {
    /// An iterator that asks for items by index.
    pub fn sequence_iter(&mut self, value: &Value) -> Value {
        Handle::new(SequenceIter { object: VmCell::new(value.clone()), index: Cell::new(0) }).into_value()
    }
}

macro_rules! iterator_type {
    ($static:ident, $kind:ident, $map:ident, $name:literal, [$($more:expr),*]) => {
        #[doc = concat!("`", $name, "`")]
        pub static $static: TypeDef = TypeDef {
            name: $name,
            doc: "",
            base: None,
            map: Some(fixed::$map),
            layout: Layout::of::<$kind>(),
            flags: type_flags::NO_NEW,
            rows: &[
                method!("__iter__(self, /)", itself, 1),
                method!("__next__(self, /)", $kind::next, 1),
                method!("__reduce__(self, /)", $kind::reduce, 1, "Return state information for pickling."),
                $($more),*
            ],
        };
    };
}

iterator_type!(
    LIST_ITER,
    ListIter,
    LIST_ITER,
    "list_iterator",
    [
        method!(
            "__length_hint__(self, /)",
            ListIter::length_hint,
            1,
            "Private method returning an estimate of len(list(it))."
        ),
        method!(
            "__setstate__(self, object, /)",
            ListIter::set_state,
            2,
            "Set state information for unpickling."
        )
    ]
);
iterator_type!(
    LIST_REVERSE_ITER,
    ListReverseIter,
    LIST_REVERSE_ITER,
    "list_reverseiterator",
    [
        method!(
            "__length_hint__(self, /)",
            ListReverseIter::length_hint,
            1,
            "Private method returning an estimate of len(list(it))."
        ),
        method!(
            "__setstate__(self, object, /)",
            ListReverseIter::set_state,
            2,
            "Set state information for unpickling."
        )
    ]
);
iterator_type!(
    TUPLE_ITER,
    TupleIter,
    TUPLE_ITER,
    "tuple_iterator",
    [
        method!(
            "__length_hint__(self, /)",
            TupleIter::length_hint,
            1,
            "Private method returning an estimate of len(list(it))."
        ),
        method!(
            "__setstate__(self, object, /)",
            TupleIter::set_state,
            2,
            "Set state information for unpickling."
        )
    ]
);
iterator_type!(
    SEQUENCE_ITER,
    SequenceIter,
    SEQUENCE_ITER,
    "iterator",
    [
        method!(
            "__length_hint__(self, /)",
            SequenceIter::length_hint,
            1,
            "Private method returning an estimate of len(list(it))."
        ),
        method!(
            "__setstate__(self, object, /)",
            SequenceIter::set_state,
            2,
            "Set state information for unpickling."
        )
    ]
);
iterator_type!(CALLABLE_ITER, CallableIter, CALLABLE_ITER, "callable_iterator", []);
