//! `TailValues`: values behind a body, in the same piece of memory, as many as the object was made with.

use super::{
    alloc,
    cell::VmCell,
    handle::{Handle, Obj},
    trace::{Bin, Body, Trace, Tracer},
    value::Value,
};
use crate::vm::Vm;
use std::cell::Cell;

/// The last field of a body of `#[repr(C)]`: how many values follow, then the values.
#[repr(C)]
#[derive(Default)]
pub struct TailValues {
    length: Cell<u32>,
    items: [VmCell<Value>; 0],
}

/// A body that ends with [`TailValues`].
pub trait Tailed: Body {
    /// Its last field.
    fn tail_values(&self) -> &TailValues;
}

impl TailValues {
    /// How many there are.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.length.get() as usize
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// How many bytes they take.
    #[inline(always)]
    pub fn bytes(&self) -> usize {
        self.len() * size_of::<Value>()
    }
    #[inline(always)]
    fn cells(&self) -> &[VmCell<Value>] {
        // SAFETY: V5: `length` initialised values follow the body (`Handle::new_with_values`).
        unsafe { std::slice::from_raw_parts(self.items.as_ptr(), self.len()) }
    }
    /// Where the first one lies.
    #[inline(always)]
    pub fn start(&self) -> *mut Value {
        self.items.as_ptr().cast_mut().cast()
    }
    /// A copy of a value; `UNDEF` where there is none.
    pub fn cloned(&self, vm: &Vm, index: usize) -> Value {
        self.cells().get(index).map_or(Value::UNDEF, |cell| cell.cloned(vm))
    }
    /// Replaces a value and hands out the old one; where there is none, what was given comes back.
    pub fn replace(&self, vm: &mut Vm, index: usize, value: Value) -> Value {
        match self.cells().get(index) {
            Some(cell) => cell.replace(vm, value),
            None => value,
        }
    }
    /// Reports the values.
    pub fn trace(&self, tracer: &mut Tracer) {
        self.cells().iter().for_each(|cell| cell.trace(tracer));
    }
    /// Gives the values up.
    pub fn clear(&self, bin: &mut Bin) {
        self.cells().iter().for_each(|cell| super::trace::clear_field(cell, bin));
    }
}

impl Drop for TailValues {
    fn drop(&mut self) {
        for index in (0..self.len()).rev() {
            // SAFETY: V5: initialised values follow the body, and nobody reads them again. Last to first, as a frame's
            // locals go.
            unsafe { std::ptr::drop_in_place(self.start().add(index)) }
        }
    }
}

impl<T: Tailed> Handle<T> {
    /// Allocates an object followed by `length` values: the given ones, moved out of their places, then `UNDEF`.
    #[inline]
    pub fn new_with_values(map: u32, body: T, length: usize, given: &mut [Value]) -> Handle<T> {
        const { assert!(T::TAILED, "the heap must know of the tail") };
        let handle = alloc::allocate_with_tail(map, body, length * size_of::<Value>());
        let values = handle.tail_values();
        let start = values.start();
        let end = (&*handle as *const Obj<T>).wrapping_add(1);
        assert!(std::ptr::eq(start.cast_const().cast(), end), "the values must be the last field");
        let filled = given.len().min(length);
        // SAFETY: V5: the allocation has room for `length` values behind the body, where `start` was found to point.
        unsafe {
            for (at, value) in given[..filled].iter_mut().enumerate() {
                start.add(at).write(value.take());
            }
            for at in filled..length {
                start.add(at).write(Value::UNDEF);
            }
        }
        values.length.set(length as u32);
        handle
    }
}
