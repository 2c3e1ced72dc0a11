//! What attribute names mean for objects of a map: one table for all instructions, asked when an instruction's own cache
//! has seen another map. Sites that meet several classes live on it.
//!
//! Entries are filled together with inline caches, by the same rules, and emptied together with them: values are words
//! that nobody counts (see `cache`).

use crate::{native::GetSetDef, value::Value};
use std::cell::Cell;

/// 16 KB: half of a processor's nearest cache.
const ENTRIES: usize = 512;

/// What is known of a name.
#[derive(Clone, Copy)]
pub(crate) enum Meaning {
    /// The instance's slot, in words from the header. May be read.
    Slot(u16),
    /// The instance's slot; may be read and stored into.
    OpenSlot(u16),
    /// A value of the class that needs no binding.
    Plain(u64),
    /// A function of the class that takes the object first.
    Method(u64),
    /// A function of the class that takes the class first.
    OfClass(u64),
    /// A property with this getter written in Python.
    Getter(u64),
    /// An attribute that Rust computes.
    Computed(&'static GetSetDef),
    /// An item of the tuple that the object is.
    Item(u16),
    /// What the object's own dictionary says, or else this function of the class that takes the object first (0: ask the
    /// long way).
    Own(u64),
}

/// The table.
pub(crate) struct AttrCache {
    entries: Box<[Cell<Entry>]>,
    /// Entries of another number are empty.
    generation: Cell<u32>,
}

/// Map and generation, name, meaning.
type Entry = ((u32, u32), u64, Meaning);

impl Default for AttrCache {
    fn default() -> AttrCache {
        let empty = || Cell::new(((0, 0), 0, Meaning::Slot(0)));
        AttrCache { entries: (0..ENTRIES).map(|_| empty()).collect(), generation: Cell::new(1) }
    }
}

impl AttrCache {
    #[inline(always)]
    fn place(&self, map: u32, name: u64) -> &Cell<Entry> {
        let mixed = (name >> 4) as usize ^ (map as usize).wrapping_mul(0x9e5);
        &self.entries[mixed % ENTRIES]
    }
    /// What `name` (an interned string) means for objects of `map`.
    #[inline(always)]
    pub fn find(&self, map: u32, name: &Value) -> Option<Meaning> {
        let (key, known, meaning) = self.place(map, name.bits()).get();
        (key == (map, self.generation.get()) && known == name.bits()).then_some(meaning)
    }
    /// Notes what a name means.
    pub fn note(&self, map: u32, name: &Value, meaning: Meaning) {
        self.place(map, name.bits()).set(((map, self.generation.get()), name.bits(), meaning));
    }
    /// Forgets everything.
    pub fn flush(&self) {
        match self.generation.get().checked_add(1) {
            Some(next) => self.generation.set(next),
            None => {
                for entry in &self.entries {
                    entry.set(((0, 0), 0, Meaning::Slot(0)));
                }
                self.generation.set(1);
            }
        }
    }
}
