//! What attribute names mean for objects of a map: one table for all instructions, asked when an instruction's own cache
//! has seen another map. Sites that meet several classes live on it.
//!
//! Entries are filled together with inline caches, by the same rules, and emptied together with them: values are words
//! that nobody counts (see `cache`).

use crate::value::Value;
use std::cell::Cell;

const ENTRIES: usize = 1024;

/// What is known of a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Meaning {
    /// The instance's slot, in words from the header. May be read.
    Slot(u16),
    /// The instance's slot; may be read and stored into.
    OpenSlot(u16),
    /// A value of the class that needs no binding.
    Plain(u64),
    /// A function of the class that takes the object first.
    Method(u64),
    /// A property with this getter written in Python.
    Getter(u64),
}

/// The table.
pub(crate) struct AttrCache {
    entries: Box<[Cell<Option<(u32, u64, Meaning)>>]>,
}

impl Default for AttrCache {
    fn default() -> AttrCache {
        AttrCache { entries: (0..ENTRIES).map(|_| Cell::new(None)).collect() }
    }
}

impl AttrCache {
    #[inline(always)]
    fn place(&self, map: u32, name: u64) -> &Cell<Option<(u32, u64, Meaning)>> {
        let mixed = (name >> 4) as usize ^ (map as usize).wrapping_mul(0x9e5);
        &self.entries[mixed % ENTRIES]
    }
    /// What `name` (an interned string) means for objects of `map`.
    #[inline(always)]
    pub fn find(&self, map: u32, name: &Value) -> Option<Meaning> {
        match self.place(map, name.bits()).get() {
            Some((known_map, known_name, meaning)) if known_map == map && known_name == name.bits() => {
                Some(meaning)
            }
            _ => None,
        }
    }
    /// Notes what a name means.
    pub fn note(&self, map: u32, name: &Value, meaning: Meaning) {
        self.place(map, name.bits()).set(Some((map, name.bits(), meaning)));
    }
    /// Forgets everything.
    pub fn flush(&self) {
        for entry in &self.entries {
            entry.set(None);
        }
    }
}
