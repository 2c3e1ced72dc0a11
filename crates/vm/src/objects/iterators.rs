//! Iterators of lists and tuples.
use crate::{
    body,
    objects::list::List,
    value::{Handle, Tuple, Value, VmCell, fixed},
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
/// `tuple_iterator`
pub struct TupleIter {
    /// The tuple; nothing once the end was reached.
    pub tuple: VmCell<Option<Handle<Tuple>>>,
    /// Index of the next item.
    pub index: Cell<usize>,
}
body!(TupleIter, fixed::TUPLE_ITER, [tuple]);
impl ListIter {
    /// An iterator at the start of a list.
    pub fn new(list: Handle<List>) -> Handle<ListIter> {
        Handle::new(ListIter { list: VmCell::new(Some(list)), index: Cell::new(0) })
    }
    /// The next item.
    #[inline]
    pub fn step(&self, vm: &mut Vm) -> Option<Value> {
        let list = self.list.get(vm).as_ref()?;
        let at = self.index.get();
        if let Some(item) = list.items.get(vm).get(at) {
            self.index.set(at + 1);
            return Some(item.clone());
        }
        drop(self.list.replace(vm, None));
        None
    }
}
impl TupleIter {
    /// An iterator at the start of a tuple.
    pub fn new(tuple: Handle<Tuple>) -> Handle<TupleIter> {
        Handle::new(TupleIter { tuple: VmCell::new(Some(tuple)), index: Cell::new(0) })
    }
    /// The next item.
    #[inline]
    pub fn step(&self, vm: &mut Vm) -> Option<Value> {
        let tuple = self.tuple.get(vm).as_ref()?;
        let at = self.index.get();
        if let Some(item) = tuple.as_slice().get(at) {
            self.index.set(at + 1);
            return Some(item.clone());
        }
        drop(self.tuple.replace(vm, None));
        None
    }
}
