//! `Tuple`: items lie behind the body, in the same piece of memory.
//!
//! Few tuples are ever hashed, so a hash does not lie in the tuple: the heap keeps a table of them, and the tuple has the
//! number of its own.

use super::{alloc, fixed, handle::Handle, handle::Obj, trace::Body, trace::Tracer, value::Value};
use std::cell::{Cell, RefCell};

/// A tuple: its length, then its items.
#[repr(C)]
pub struct Tuple {
    length: u32,
    /// Number of the hash in [`Hashes`], 0 when it is not kept.
    hash: Cell<u32>,
    items: [Value; 0],
}

/// Hashes of tuples by their numbers.
#[derive(Default)]
pub(super) struct Hashes(RefCell<Table>);

#[derive(Default)]
struct Table {
    hashes: Vec<u64>,
    /// Numbers of tuples that are gone.
    free: Vec<u32>,
}

impl Hashes {
    #[inline]
    fn get(&self, number: u32) -> Option<u64> {
        self.0.borrow().hashes.get(number as usize - 1).copied()
    }
    fn add(&self, hash: u64) -> u32 {
        let table = &mut *self.0.borrow_mut();
        if let Some(number) = table.free.pop() {
            table.hashes[number as usize - 1] = hash;
            return number;
        }
        table.hashes.push(hash);
        table.hashes.len() as u32
    }
    #[cold]
    fn remove(&self, number: u32) {
        self.0.borrow_mut().free.push(number);
    }
}

impl Tuple {
    /// The items.
    #[inline(always)]
    pub fn as_slice(&self) -> &[Value] {
        // SAFETY: V5: `length` initialised items follow the body.
        unsafe { std::slice::from_raw_parts(self.items.as_ptr(), self.length as usize) }
    }
    /// The empty tuple: there is one.
    fn empty() -> Handle<Tuple> {
        let known = &alloc::current().empty_tuple;
        let value = known.take().unwrap_or_else(|| {
            let tuple = Tuple { length: 0, hash: Cell::new(0), items: [] };
            alloc::allocate_with_tail(fixed::TUPLE, tuple, 0)
        });
        known.set(Some(value.clone()));
        value
    }
    /// Makes a tuple of items, moved in.
    pub fn new(items: Vec<Value>) -> Handle<Tuple> {
        Tuple::with_map(fixed::TUPLE, items)
    }
    /// Makes a tuple, or an instance of a subclass with the map `map`.
    pub fn with_map(map: u32, mut items: Vec<Value>) -> Handle<Tuple> {
        let length = items.len();
        if length == 0 && map == fixed::TUPLE {
            return Tuple::empty();
        }
        let tuple = Tuple { length: length as u32, hash: Cell::new(0), items: [] };
        let handle = alloc::allocate_with_tail(map, tuple, length * 8);
        // SAFETY: V5: the allocation has room for `length` items, which move out of the vector.
        unsafe {
            std::ptr::copy_nonoverlapping(items.as_ptr(), handle.items.as_ptr().cast_mut(), length);
            items.set_len(0);
        }
        handle
    }
    /// Makes a tuple of the registers `window`, moving them out.
    pub fn from_window(window: &mut [Value]) -> Handle<Tuple> {
        let length = window.len();
        if length == 0 {
            return Tuple::empty();
        }
        let tuple = Tuple { length: length as u32, hash: Cell::new(0), items: [] };
        let handle = alloc::allocate_with_tail(fixed::TUPLE, tuple, length * 8);
        let mut to = handle.items.as_ptr().cast_mut();
        for value in window {
            // SAFETY: V5: the allocation has room for `length` items.
            unsafe {
                to.write(value.take());
                to = to.add(1);
            }
        }
        handle
    }
    /// Makes a tuple of clones.
    pub fn from_slice(items: &[Value]) -> Handle<Tuple> {
        if items.is_empty() {
            return Tuple::empty();
        }
        let tuple = Tuple { length: items.len() as u32, hash: Cell::new(0), items: [] };
        let handle = alloc::allocate_with_tail(fixed::TUPLE, tuple, items.len() * 8);
        // SAFETY: V5: the allocation has room for the items.
        unsafe { super::copies::copy_words(handle.items.as_ptr().cast_mut(), items) };
        handle
    }
    /// Makes a tuple of the first `length` items of an iterator; where it has fewer, None stands for what is missing.
    #[inline]
    pub fn from_items(length: usize, mut items: impl Iterator<Item = Value>) -> Handle<Tuple> {
        if length == 0 {
            return Tuple::empty();
        }
        let tuple = Tuple { length: length as u32, hash: Cell::new(0), items: [] };
        let handle = alloc::allocate_with_tail(fixed::TUPLE, tuple, length * 8);
        let mut to = handle.items.as_ptr().cast_mut();
        for _ in 0..length {
            let item = items.next().unwrap_or(Value::NONE);
            // SAFETY: V5: the allocation has room for `length` items. Until all are written nobody reads them: the
            // callers' iterators clone values, which does not end in between.
            unsafe {
                to.write(item);
                to = to.add(1);
            }
        }
        handle
    }
    /// The hash, if it is kept.
    #[inline]
    pub fn kept_hash(&self) -> Option<u64> {
        match self.hash.get() {
            0 => None,
            number => alloc::current().tuple_hashes.get(number),
        }
    }
    /// Keeps the hash as long as the tuple lives.
    pub fn keep_hash(&self, hash: u64) {
        if self.hash.get() == 0 {
            self.hash.set(alloc::current().tuple_hashes.add(hash));
        }
    }
    fn forget_hash(&self) {
        let number = self.hash.take();
        if number != 0 {
            alloc::current().tuple_hashes.remove(number);
        }
    }
    /// Replaces an item of a tuple that nobody else can see yet.
    ///
    /// Returns the old item. A shared tuple is left alone and the new item comes back.
    pub fn replace_unshared(this: &Obj<Tuple>, index: usize, item: Value) -> Value {
        if !this.header.is_unique() || index >= this.length as usize {
            return item;
        }
        this.forget_hash();
        // SAFETY: V5: the index is in range, and the only reference is the caller's.
        unsafe { std::mem::replace(&mut *this.items.as_ptr().cast_mut().add(index), item) }
    }
}

impl Body for Tuple {
    const CONTAINER: bool = true;
    const MAP: Option<u32> = Some(fixed::TUPLE);
    fn trace(&self, tracer: &mut Tracer) {
        for item in self.as_slice() {
            super::trace::Trace::trace(item, tracer);
        }
    }
    const TAILED: bool = true;
    fn tail(&self) -> usize {
        self.length as usize * 8
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        self.forget_hash();
        for index in (0..self.length as usize).rev() {
            // SAFETY: V5: `length` initialised items follow the body, and nobody reads them again. Last to first, as
            // CPython does.
            unsafe { std::ptr::drop_in_place(self.items.as_mut_ptr().add(index)) }
        }
    }
}
