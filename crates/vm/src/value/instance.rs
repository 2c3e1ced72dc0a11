//! Attribute storage behind an object's body: a word for a dictionary, then slots named by the map.

use super::{
    alloc::{self, Heap, heap},
    handle::Handle,
    map::flags,
    trace::Body,
    value::Value,
};

/// Body of plain instances: nothing but storage.
#[derive(Clone, Copy, Default, Debug)]
pub struct Plain;

impl Body for Plain {
    const CONTAINER: bool = false;
    const MAP: Option<u32> = Some(super::fixed::OBJECT);
}

impl Value {
    /// The attribute in the slot `word` (words from the header), of an object whose map has it. Slots without a value
    /// hold `UNDEF`.
    ///
    /// The caller has compared the map, or asks the heap for it: a wrong word reads another attribute.
    #[inline(always)]
    pub(crate) fn slot(&self, word: u16) -> &Value {
        debug_assert!(self.is_object() && has_slot(self, word));
        // SAFETY: V5: crate code takes words only from the map of the object.
        unsafe { &*self.pointer().cast::<Value>().add(usize::from(word)) }
    }
    /// Stores into a slot and hands out what was there.
    #[inline(always)]
    pub(crate) fn replace_slot(&self, word: u16, new: Value) -> Value {
        debug_assert!(self.is_object() && has_slot(self, word));
        // SAFETY: V5, V4: nobody borrows slots across stores.
        unsafe { std::mem::replace(&mut *self.pointer().cast::<Value>().add(usize::from(word)), new) }
    }
    /// Sets the map of an instance to one of the same kind, class and capacity.
    #[inline(always)]
    pub(crate) fn set_map(&self, number: u32) {
        if let Some(header) = self.header() {
            header.map.set(number);
        }
    }
    /// The dictionary word of an object with storage: a dict, or `UNDEF`; nothing for objects without storage.
    pub(crate) fn storage_dict(&self) -> Option<&Value> {
        let header = self.pointer();
        let map = alloc::current().map(self.header()?.map.get());
        if map.flags & flags::STORAGE == 0 {
            return None;
        }
        // SAFETY: V5: the map has storage.
        Some(unsafe { &*alloc::storage_word(header, map) })
    }
    /// Puts a dictionary (or `UNDEF`) into the storage word and hands out what was there.
    pub(crate) fn replace_storage_dict(&self, dict: Value) -> Value {
        let Some(header) = self.header() else { return dict };
        let map = alloc::current().map(header.map.get());
        if map.flags & flags::STORAGE == 0 {
            return dict;
        }
        // SAFETY: V5, V4.
        unsafe { std::mem::replace(&mut *alloc::storage_word(self.pointer(), map), dict) }
    }
    /// Gives the object another class whose objects have the same kind of body and the same capacity.
    pub(crate) fn change_type(&self, new_map: u32) {
        let Some(header) = self.header() else { return };
        // SAFETY: V6.
        unsafe {
            let heap: *mut Heap = heap();
            let (old, new) = ((*heap).map(header.map.get()), (*heap).map(new_map));
            let old_type = if old.flags & flags::COUNTS_TYPE != 0 { old.type_ } else { std::ptr::null_mut() };
            if new.flags & flags::COUNTS_TYPE != 0 {
                (*new.type_).increment();
            }
            header.map.set(new_map);
            if !old_type.is_null() && (*old_type).decrement() {
                alloc::dealloc(old_type);
            }
        }
    }
}

fn has_slot(value: &Value, word: u16) -> bool {
    let map = alloc::current().map(value.map());
    map.flags & flags::STORAGE != 0 && word >= map.first_slot && word < map.first_slot + map.capacity
}

/// Allocates a plain instance of the map `map`, all slots without a value.
#[inline]
pub(crate) fn allocate(map: u32) -> Value {
    alloc::allocate_checked(map, Plain).into_value()
}

impl<T: Body> Handle<T> {
    /// Allocates an object of a class made by a program: body first, then storage as the map says.
    pub fn new_instance(map: u32, body: T) -> Handle<T> {
        alloc::allocate_checked(map, body)
    }
}
