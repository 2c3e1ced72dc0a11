//! `VmCell`: the inside of an object, opened with the Vm in hand.
//!
//! Borrowing the inside borrows the Vm, so no Python can run while the borrow lives; the borrow checker proves it.

use crate::vm::Vm;
use std::cell::UnsafeCell;

/// A value inside an object: `get(&vm)` to look, `get_mut(&mut vm)` to change.
#[repr(transparent)]
pub struct VmCell<T>(UnsafeCell<T>);

impl<T> VmCell<T> {
    /// Wraps a value.
    pub const fn new(inner: T) -> VmCell<T> {
        VmCell(UnsafeCell::new(inner))
    }
    /// Looks inside.
    #[inline(always)]
    pub fn get<'a>(&'a self, _vm: &'a Vm) -> &'a T {
        // SAFETY: V4: a mutable borrow would hold the Vm mutably, which `_vm` rules out.
        unsafe { &*self.0.get() }
    }
    /// Opens the inside for change.
    #[inline(always)]
    #[allow(clippy::mut_from_ref)]
    pub fn get_mut<'a>(&'a self, _vm: &'a mut Vm) -> &'a mut T {
        // SAFETY: V4: any other borrow would hold the Vm, which `_vm` holds mutably.
        unsafe { &mut *self.0.get() }
    }
    /// Replaces the inside.
    #[inline(always)]
    pub fn set(&self, vm: &mut Vm, new: T) {
        // The old inside is dropped after the cell is consistent again; dropping never runs Python.
        drop(std::mem::replace(self.get_mut(vm), new));
    }
    /// Replaces the inside and hands out the old one.
    #[inline(always)]
    pub fn replace(&self, vm: &mut Vm, new: T) -> T {
        std::mem::replace(self.get_mut(vm), new)
    }
    /// For the collector and for `Drop`, which run when no borrow can be alive.
    pub(super) fn raw(&self) -> *mut T {
        self.0.get()
    }
    /// The inside, exclusively owned.
    pub fn inner_mut(&mut self) -> &mut T {
        self.0.get_mut()
    }
}

impl<T: Clone> VmCell<T> {
    /// A copy of the inside.
    #[inline(always)]
    pub fn cloned(&self, vm: &Vm) -> T {
        self.get(vm).clone()
    }
}

impl<T: Default> Default for VmCell<T> {
    fn default() -> Self {
        VmCell::new(T::default())
    }
}
