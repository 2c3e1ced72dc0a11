//! Iterators of `bytes` and `bytearray`.

use super::Bytes;
use crate::{
    body,
    error::Result,
    method,
    native::TypeDef,
    objects::{bytearray::ByteArray, iterators::reduced},
    value::{Handle, Obj, Tuple, Value, VmCell, fixed, map::Layout},
    vm::Vm,
};
use std::cell::Cell;

/// `bytes_iterator`
pub struct BytesIter {
    /// The bytes; nothing once the end was reached.
    pub bytes: VmCell<Option<Handle<Bytes>>>,
    /// Index of the next byte.
    pub index: Cell<usize>,
}
body!(BytesIter, fixed::BYTES_ITER, [bytes]);

/// `bytearray_iterator`
pub struct ByteArrayIter {
    /// The array; nothing once the end was reached.
    pub array: VmCell<Option<Handle<ByteArray>>>,
    /// Index of the next byte.
    pub index: Cell<usize>,
}
body!(ByteArrayIter, fixed::BYTE_ARRAY_ITER, [array]);

impl BytesIter {
    /// Starts at the first byte.
    pub fn new(bytes: &Obj<Bytes>) -> Handle<BytesIter> {
        Handle::new(BytesIter { bytes: VmCell::new(Some(bytes.to_handle())), index: Cell::new(0) })
    }
    /// The next byte.
    #[inline]
    pub fn step(&self, vm: &mut Vm) -> Option<Value> {
        let at = self.index.get();
        match self.bytes.get(vm).as_ref()?.as_slice().get(at) {
            Some(byte) => {
                self.index.set(at + 1);
                Some(Value::small((*byte).into()))
            }
            None => {
                self.bytes.set(vm, None);
                None
            }
        }
    }
}

impl ByteArrayIter {
    /// Starts at the first byte.
    pub fn new(array: &Obj<ByteArray>) -> Handle<ByteArrayIter> {
        Handle::new(ByteArrayIter { array: VmCell::new(Some(array.to_handle())), index: Cell::new(0) })
    }
    /// The next byte.
    #[inline]
    pub fn step(&self, vm: &mut Vm) -> Option<Value> {
        let at = self.index.get();
        match self.array.get(vm).as_ref()?.data.get(vm).get(at) {
            Some(byte) => {
                self.index.set(at + 1);
                Some(Value::small((*byte).into()))
            }
            None => {
                self.array.set(vm, None);
                None
            }
        }
    }
}

fn itself(_vm: &mut Vm, this: &Value) -> Value {
    this.clone()
}
fn next(vm: &mut Vm, this: &Obj<BytesIter>) -> Option<Value> {
    this.step(vm)
}
fn array_next(vm: &mut Vm, this: &Obj<ByteArrayIter>) -> Option<Value> {
    this.step(vm)
}
fn hint(vm: &mut Vm, this: &Obj<BytesIter>) -> usize {
    let length = this.bytes.get(vm).as_ref().map_or(0, |bytes| bytes.as_slice().len());
    length.saturating_sub(this.index.get())
}
fn array_hint(vm: &mut Vm, this: &Obj<ByteArrayIter>) -> usize {
    let length = this.array.get(vm).as_ref().map_or(0, |array| array.data.get(vm).len());
    length.saturating_sub(this.index.get())
}
fn ended(vm: &mut Vm) -> Value {
    let empty = Tuple::new(Vec::new()).into_value();
    reduced(vm, "iter", vec![empty], None)
}
fn reduce(vm: &mut Vm, this: &Obj<BytesIter>) -> Value {
    match this.bytes.cloned(vm) {
        Some(bytes) => {
            reduced(vm, "iter", vec![bytes.into_value()], Some(Value::int(this.index.get() as i64)))
        }
        None => ended(vm),
    }
}
fn array_reduce(vm: &mut Vm, this: &Obj<ByteArrayIter>) -> Value {
    match this.array.cloned(vm) {
        Some(array) => {
            reduced(vm, "iter", vec![array.into_value()], Some(Value::int(this.index.get() as i64)))
        }
        None => ended(vm),
    }
}
fn set_state(vm: &mut Vm, this: &Obj<BytesIter>, state: &Value) -> Result<()> {
    let length = this.bytes.get(vm).as_ref().map_or(0, |bytes| bytes.as_slice().len());
    let state = vm.index_clipped(state)?;
    this.index.set((state.max(0) as usize).min(length));
    Ok(())
}
fn array_set_state(vm: &mut Vm, this: &Obj<ByteArrayIter>, state: &Value) -> Result<()> {
    let length = this.array.get(vm).as_ref().map_or(0, |array| array.data.get(vm).len());
    let state = vm.index_clipped(state)?;
    this.index.set((state.max(0) as usize).min(length));
    Ok(())
}

/// `bytes_iterator`
pub static TYPE: TypeDef = TypeDef {
    name: "bytes_iterator",
    doc: "",
    base: None,
    map: Some(fixed::BYTES_ITER),
    layout: Layout::of::<BytesIter>(),
    flags: 0,
    rows: &[
        method!("__iter__(self, /)", itself, 1),
        method!("__next__(self, /)", next, 1),
        method!(
            "__length_hint__(self, /)",
            hint,
            1,
            "Private method returning an estimate of len(list(it))."
        ),
        method!("__reduce__(self, /)", reduce, 1, "Return state information for pickling."),
        method!("__setstate__(self, object, /)", set_state, 2, "Set state information for unpickling."),
    ],
};

/// `bytearray_iterator`
pub static ARRAY_TYPE: TypeDef = TypeDef {
    name: "bytearray_iterator",
    doc: "",
    base: None,
    map: Some(fixed::BYTE_ARRAY_ITER),
    layout: Layout::of::<ByteArrayIter>(),
    flags: 0,
    rows: &[
        method!("__iter__(self, /)", itself, 1),
        method!("__next__(self, /)", array_next, 1),
        method!(
            "__length_hint__(self, /)",
            array_hint,
            1,
            "Private method returning an estimate of len(list(it))."
        ),
        method!("__reduce__(self, /)", array_reduce, 1, "Return state information for pickling."),
        method!("__setstate__(self, object, /)", array_set_state, 2, "Set state information for unpickling."),
    ],
};
