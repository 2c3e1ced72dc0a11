//! What stands first in every object: reference count and map number, eight bytes on both targets.

use std::cell::Cell;

/// Set in the count when weak references to the object exist.
pub(super) const WEAK: u32 = 1 << 31;

/// Set in the map number of objects under test, while the collector runs.
const TESTED: u32 = 1 << 31;
/// Set in the map number of objects found reachable, while the collector runs.
const REACHED: u32 = 1 << 30;
/// Map numbers stay below: a map takes more memory than an address space has for so many.
pub(super) const MAPS: u32 = 1 << 30;

/// Reference count and map number (hidden class).
#[repr(C, align(8))]
pub struct Header {
    pub(super) count: Cell<u32>,
    /// Number of the object's map.
    pub map: Cell<u32>,
}

impl Header {
    #[inline(always)]
    pub(super) fn increment(&self) {
        debug_assert!(self.count.get() & !WEAK != 0, "a reference to an object that has ended");
        self.count.set(self.count.get().wrapping_add(1));
    }
    /// Counts one reference less; true when that was the last.
    #[inline(always)]
    pub(super) fn decrement(&self) -> bool {
        debug_assert!(self.count.get() & !WEAK != 0, "released more often than taken");
        let count = self.count.get().wrapping_sub(1);
        self.count.set(count);
        count & !WEAK == 0
    }
    /// References held now.
    pub fn references(&self) -> u32 {
        self.count.get() & !WEAK
    }
    /// Whether exactly one reference is held.
    #[inline(always)]
    pub fn is_unique(&self) -> bool {
        self.count.get() == 1
    }

    // What the collector notes while it runs. Nothing else reads map numbers meanwhile.

    /// Puts the object under test.
    #[inline(always)]
    pub(super) fn test(&self) {
        self.map.set(self.map.get() | TESTED);
    }
    #[inline(always)]
    pub(super) fn is_tested(&self) -> bool {
        self.map.get() & TESTED != 0
    }
    /// Takes a reference off the count, without an end of the object.
    #[inline(always)]
    pub(super) fn uncount(&self) {
        self.count.set(self.count.get().wrapping_sub(1));
    }
    /// Puts a reference back that `uncount` has taken off.
    #[inline(always)]
    pub(super) fn recount(&self) {
        self.count.set(self.count.get().wrapping_add(1));
    }
    /// Notes that the object is reachable; false if that was known.
    #[inline(always)]
    pub(super) fn reach(&self) -> bool {
        let map = self.map.get();
        self.map.set(map | REACHED);
        map & REACHED == 0
    }
    #[inline(always)]
    pub(super) fn is_reached(&self) -> bool {
        self.map.get() & REACHED != 0
    }
    /// The map number without the collector's notes.
    #[inline(always)]
    pub(super) fn map_number(&self) -> u32 {
        self.map.get() & (MAPS - 1)
    }
    /// Takes the collector's notes away.
    #[inline(always)]
    pub(super) fn end_test(&self) {
        self.map.set(self.map_number());
    }
}
