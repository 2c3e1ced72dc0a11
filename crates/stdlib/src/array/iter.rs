//! `arrayiterator`: the items of an array one by one.

use super::Array;
use std::cell::Cell;
use whipsnake_vm::{
    body,
    error::Result,
    method,
    native::TypeDef,
    objects::iterators::{itself, reduced},
    value::{Handle, Obj, Tuple, Value, VmCell, map::Layout},
    vm::Vm,
};

/// An iterator of an array.
pub struct ArrayIter {
    /// The array; nothing once the end was reached.
    array: VmCell<Option<Handle<Array>>>,
    /// Index of the next item.
    index: Cell<usize>,
}
body!(ArrayIter; [array]);

impl ArrayIter {
    /// Starts at the first item.
    pub fn new(vm: &mut Vm, array: &Obj<Array>) -> Handle<ArrayIter> {
        vm.new_native(ArrayIter { array: VmCell::new(Some(array.to_handle())), index: Cell::new(0) })
    }
    fn next(vm: &mut Vm, this: &Obj<ArrayIter>) -> Result<Option<Value>> {
        let at = this.index.get();
        let Some(array) = this.array.get(vm) else { return Ok(None) };
        if let Some(item) = array.kind.get(array.data.get(vm), at) {
            this.index.set(at + 1);
            return Ok(Some(item));
        }
        if at < array.len(vm) {
            return Err(super::bad_character(vm));
        }
        this.array.set(vm, None);
        Ok(None)
    }
    fn reduce(vm: &mut Vm, this: &Obj<ArrayIter>) -> Value {
        match this.array.cloned(vm) {
            Some(array) => {
                let index = vm.new_int(this.index.get() as i64);
                reduced(vm, "iter", vec![array.into_value()], Some(index))
            }
            None => {
                let empty = Tuple::new(Vec::new()).into_value();
                reduced(vm, "iter", vec![empty], None)
            }
        }
    }
    fn set_state(vm: &mut Vm, this: &Obj<ArrayIter>, state: isize) {
        let length = this.array.get(vm).as_ref().map_or(0, |array| array.len(vm));
        this.index.set((state.max(0) as usize).min(length));
    }
}

/// Table of `arrayiterator`.
pub static TYPE: TypeDef = TypeDef {
    name: "array.arrayiterator",
    doc: "",
    base: None,
    map: None,
    layout: Layout::of::<ArrayIter>(),
    flags: 0,
    rows: &[
        method!("__iter__(self, /)", itself, 1),
        method!("__next__(self, /)", ArrayIter::next, 1),
        method!("__reduce__(self, /)", ArrayIter::reduce, 1, "Return state information for pickling."),
        method!(
            "__setstate__(self, state, /)",
            ArrayIter::set_state,
            2,
            "Set state information for unpickling."
        ),
    ],
};
