//! What stands first in every object: reference count and map number, eight bytes on both targets.

use std::cell::Cell;

/// Set in the count when weak references to the object exist.
pub(super) const WEAK: u32 = 1 << 31;

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
        self.count.set(self.count.get().wrapping_add(1));
    }
    /// Counts one reference less; true when that was the last.
    #[inline(always)]
    pub(super) fn decrement(&self) -> bool {
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
}
