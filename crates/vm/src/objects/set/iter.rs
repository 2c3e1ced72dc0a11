//! `set_iterator`

use super::set_cell;
use crate::{
    body,
    error::Result,
    method,
    native::TypeDef,
    objects::{
        iterators::{itself, reduced},
        list::List,
    },
    types::type_flags,
    value::{Handle, Obj, Value, VmCell, fixed, map::Layout},
    vm::Vm,
};
use std::cell::Cell;

/// An iterator over a set or frozen set.
pub struct SetIter {
    /// The set; `UNDEF` once the end was reached.
    pub set: VmCell<Value>,
    /// The next place to look at.
    pub place: Cell<usize>,
    /// How many keys the set had at the start.
    pub length: Cell<usize>,
    /// How many are left.
    pub left: Cell<usize>,
}
body!(SetIter, fixed::SET_ITER, [set]);

impl SetIter {
    /// An iterator over the set or frozen set `set`.
    pub fn new(vm: &Vm, set: Value) -> Handle<SetIter> {
        let length = set_cell(&set).map_or(0, |cell| cell.get(vm).len());
        Handle::new(SetIter {
            set: VmCell::new(set),
            place: Cell::new(0),
            length: Cell::new(length),
            left: Cell::new(length),
        })
    }
    /// The next item; RuntimeError when the set has grown or shrunk. Calls no Python.
    pub(crate) fn next(vm: &mut Vm, this: &Obj<SetIter>) -> Result<Option<Value>> {
        let Some(cell) = set_cell(this.set.get(vm)) else { return Ok(None) };
        let table = cell.get(vm);
        if table.len() != this.length.get() {
            this.length.set(usize::MAX);
            return Err(vm.runtime_error("Set changed size during iteration"));
        }
        if let Some((next, key)) = table.next_key(this.place.get()) {
            this.place.set(next);
            this.left.set(this.left.get().saturating_sub(1));
            return Ok(Some(key.clone()));
        }
        this.set.set(vm, Value::UNDEF);
        Ok(None)
    }
    fn length_hint(vm: &mut Vm, this: &Obj<SetIter>) -> usize {
        match set_cell(this.set.get(vm)) {
            Some(cell) if cell.get(vm).len() == this.length.get() => this.left.get(),
            _ => 0,
        }
    }
    /// What is left goes into a list; the iterator itself stays where it is.
    fn reduce(vm: &mut Vm, this: &Obj<SetIter>) -> Result<Value> {
        let copy = Handle::new(SetIter {
            set: VmCell::new(this.set.cloned(vm)),
            place: this.place.clone(),
            length: this.length.clone(),
            left: this.left.clone(),
        });
        let mut items = Vec::new();
        while let Some(item) = SetIter::next(vm, &copy)? {
            items.push(item);
        }
        Ok(reduced(vm, "iter", vec![List::new(items).into_value()], None))
    }
}

/// The class.
pub static TYPE: TypeDef = TypeDef {
    name: "set_iterator",
    doc: "",
    base: None,
    map: Some(fixed::SET_ITER),
    layout: Layout::of::<SetIter>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!("__iter__(self, /)", itself, 1),
        method!("__next__(self, /)", SetIter::next, 1),
        method!(
            "__length_hint__(self, /)",
            SetIter::length_hint,
            1,
            "Private method returning an estimate of len(list(it))."
        ),
        method!("__reduce__(self, /)", SetIter::reduce, 1, "Return state information for pickling."),
    ],
};
