//! `Obj<T>`: an object of known kind, and `Handle<T>`: an owned reference to one.

use super::{alloc, header::Header, map, trace::Body, value::Value};
use std::{any::TypeId, ops::Deref, ptr::NonNull};

/// An object: header, then the body. Exists only in a heap.
#[repr(C)]
pub struct Obj<T> {
    pub(super) header: Header,
    pub(super) body: T,
}

impl<T> Deref for Obj<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        &self.body
    }
}

impl<T: Body> Obj<T> {
    /// A new reference to this object.
    #[inline(always)]
    pub fn to_value(&self) -> Value {
        self.header.increment();
        // SAFETY: V1: objects live in a heap and the count was raised for the new value.
        unsafe { Value::from_raw(self as *const Obj<T> as *mut Header) }
    }
    /// A new owned handle.
    #[inline(always)]
    pub fn to_handle(&self) -> Handle<T> {
        self.header.increment();
        Handle(NonNull::from(self))
    }
    /// The object's header.
    #[inline(always)]
    pub fn header(&self) -> &Header {
        &self.header
    }
    /// Whether this is the very object `value`.
    #[inline(always)]
    pub fn is(&self, value: &Value) -> bool {
        std::ptr::eq(self as *const Obj<T> as *const Header, value.pointer())
    }
    /// Whether the object's type is exactly the built-in one.
    #[inline(always)]
    pub fn is_exact(&self) -> bool {
        Some(self.header.map.get()) == T::MAP
    }
}

/// An owned reference to an object of known kind.
#[repr(transparent)]
pub struct Handle<T: Body>(NonNull<Obj<T>>);

impl<T: Body> Handle<T> {
    /// Allocates an object of a built-in type with a fixed map.
    #[inline(always)]
    pub fn new(body: T) -> Handle<T> {
        const { assert!(T::MAP.is_some(), "types made at run time need their map: Handle::new_with_map") };
        let Some(map) = T::MAP else { unreachable!() };
        alloc::allocate(map, body)
    }
    /// Allocates an object with the map `map`, whose kind must be `T` and which must have no slots.
    pub fn new_with_map(map: u32, body: T) -> Handle<T> {
        alloc::allocate_checked(map, body)
    }
    #[inline(always)]
    pub(super) fn from_pointer(pointer: NonNull<Obj<T>>) -> Handle<T> {
        Handle(pointer)
    }
    pub(super) fn as_header(&self) -> *mut Header {
        self.0.as_ptr().cast()
    }
    /// The same reference as a value.
    #[inline(always)]
    pub fn into_value(self) -> Value {
        let header = self.as_header();
        std::mem::forget(self);
        // SAFETY: V1: the handle's reference becomes the value's.
        unsafe { Value::from_raw(header) }
    }
    /// Whether both are the same object.
    pub fn ptr_eq(&self, other: &Handle<T>) -> bool {
        self.0 == other.0
    }
    /// An address for identity maps; never shown, never used to reach the object.
    pub fn id(&self) -> usize {
        self.0.as_ptr() as usize
    }
}

impl<T: Body> Deref for Handle<T> {
    type Target = Obj<T>;
    #[inline(always)]
    fn deref(&self) -> &Obj<T> {
        // SAFETY: V1: the handle owns a reference.
        unsafe { self.0.as_ref() }
    }
}
impl<T: Body> Clone for Handle<T> {
    #[inline(always)]
    fn clone(&self) -> Handle<T> {
        self.to_handle()
    }
}
impl<T: Body> Drop for Handle<T> {
    #[inline(always)]
    fn drop(&mut self) {
        if self.header.decrement() {
            alloc::dealloc(self.as_header());
        }
    }
}
impl<T: Body> From<Handle<T>> for Value {
    #[inline(always)]
    fn from(handle: Handle<T>) -> Value {
        handle.into_value()
    }
}

impl Value {
    /// The object as exactly the built-in type `T` (one compare).
    #[inline(always)]
    pub fn exact<T: Body>(&self) -> Option<&Obj<T>> {
        const { assert!(T::MAP.is_some(), "only types with a fixed map can be exact") };
        let Some(map) = T::MAP else { unreachable!() };
        if self.has_map(map) {
            // SAFETY: V5: the map says the body is a `T`.
            Some(unsafe { &*self.object().cast::<Obj<T>>() })
        } else {
            None
        }
    }
    /// The object as exactly the built-in type `T`, or as an instance of a subclass whose maps have the flag `like`
    /// (see [`Value::flagged`]).
    #[inline(always)]
    pub(crate) fn exact_or_flagged<T: Body>(&self, like: u32) -> Option<&Obj<T>> {
        self.exact::<T>().or_else(|| self.flagged(like))
    }
    /// The object as a `T`, if its map has the flag `like`, which only maps of objects with such a body may ever have.
    #[inline(always)]
    pub(crate) fn flagged<T: Body>(&self, like: u32) -> Option<&Obj<T>> {
        let number = self.header()?.map.get();
        if number < map::fixed::COUNT || alloc::current().map(number).flags & like == 0 {
            return None;
        }
        debug_assert!(alloc::is_of_kind(number, &TypeId::of::<T>()), "a flag of another kind of body");
        // SAFETY: V5: `behaviour_of` sets these flags in maps with such a body only.
        Some(unsafe { &*self.object().cast::<Obj<T>>() })
    }
    /// The object as a `T`: the built-in type or one of its subclasses.
    #[inline(always)]
    pub fn cast<T: Body>(&self) -> Option<&Obj<T>> {
        let header = self.header()?;
        let number = header.map.get();
        let fixed = const {
            match T::MAP {
                Some(map) => map::fixed_maps_of(map),
                None => None,
            }
        };
        let fits = match fixed {
            // Of the fixed maps these are all.
            Some(maps) if number < map::fixed::COUNT => maps.contains(&number),
            // Known without a call, since it is asked at each call of a class.
            _ if TypeId::of::<T>() == TypeId::of::<crate::types::Type>() => alloc::holds_classes(number),
            _ => T::MAP == Some(number) || alloc::is_of_kind(number, const { &TypeId::of::<T>() }),
        };
        if fits {
            // SAFETY: V5: the map says the body is a `T`.
            Some(unsafe { &*self.object().cast::<Obj<T>>() })
        } else {
            None
        }
    }
    /// Turns the value into a handle, or gives it back.
    pub fn into_handle<T: Body>(self) -> Result<Handle<T>, Value> {
        if self.cast::<T>().is_none() {
            return Err(self);
        }
        let pointer = self.pointer().cast::<Obj<T>>();
        std::mem::forget(self);
        // SAFETY: V1: a pointer value is never null; its reference becomes the handle's.
        Ok(Handle(unsafe { NonNull::new_unchecked(pointer) }))
    }
}
