//! `Table`: the hash table behind `dict`: open addressing over a compact array of entries in insertion order.
//!
//! The table itself never calls Python: a look-up that meets a key with the same hash but another identity asks its
//! caller to compare (see `super::find`), and starts over if the table changed meanwhile.

use crate::protocol::compare::known_equal;
use crate::value::{Bin, Str, Trace, Tracer, Value};
use std::cell::Cell;

/// An entry: hash, key, value. A removed entry has `UNDEF` as its key.
pub struct Entry {
    /// Hash of the key.
    pub hash: u64,
    /// The key.
    pub key: Value,
    /// The value.
    pub value: Value,
}

const EMPTY: u32 = u32::MAX;
const REMOVED: u32 = u32::MAX - 1;

/// Hash table in insertion order.
#[derive(Default)]
pub struct Table {
    /// Entries in insertion order, with holes where keys were removed.
    entries: Vec<Entry>,
    /// Entry numbers by hash; a power of two, or empty while the table is small.
    index: Box<[u32]>,
    live: usize,
    /// Places of `index` not empty.
    filled: usize,
    /// Number of the present set and order of keys; 0 when nobody has asked.
    keys_version: Cell<u32>,
    /// Raised by every change of the set of keys.
    changes: u32,
    /// Whether all keys so far are exact strings.
    other_keys: bool,
}

/// Where a look-up ended: at an entry, nowhere, or at an entry whose key the caller must compare. One word, so that it
/// travels in a register.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Found(u32);

impl Found {
    const MISSING: Found = Found(EMPTY);
    /// Marks an entry that must be compared; entries are fewer.
    const UNSURE: u32 = 1 << 31;

    /// The entry that was found.
    #[inline(always)]
    pub fn at(self) -> Option<usize> {
        if self.0 & Found::UNSURE == 0 { Some(self.0 as usize) } else { None }
    }
    /// The entry whose key has the same hash and is to be compared.
    #[inline(always)]
    pub fn unsure(self) -> Option<usize> {
        if self == Found::MISSING || self.0 & Found::UNSURE == 0 {
            return None;
        }
        Some((self.0 & !Found::UNSURE) as usize)
    }
    #[inline(always)]
    fn of(at: usize, equal: Option<bool>) -> Option<Found> {
        match equal {
            Some(true) => Some(Found(at as u32)),
            Some(false) => None,
            None => Some(Found(at as u32 | Found::UNSURE)),
        }
    }
}

/// A place of the index on the way of a hash.
#[derive(Clone, Copy)]
struct Probe {
    place: usize,
    /// Bits of the hash that have not had a say yet.
    left: u64,
}

/// Tables up to this many entries are searched in order.
const SMALL: usize = 8;

impl Table {
    /// An empty table with room.
    pub fn with_capacity(room: usize) -> Table {
        let mut table = Table::default();
        table.make_room(room);
        table
    }
    /// Makes room in an empty table.
    pub fn make_room(&mut self, room: usize) {
        if room > 0 {
            self.entries.reserve_exact(room);
            if room > SMALL {
                self.rebuild(room);
            }
        }
    }
    /// How many keys there are.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.live
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }
    /// Entries with holes; a hole has `UNDEF` as its key.
    #[inline(always)]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
    /// Entries in order, without holes.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> + '_ {
        self.entries.iter().filter(|entry| !entry.key.is_undef())
    }
    /// An entry, if it is not a hole.
    #[inline(always)]
    pub fn entry(&self, at: usize) -> Option<&Entry> {
        self.entries.get(at).filter(|entry| !entry.key.is_undef())
    }
    /// Whether all keys are exact strings, so that look-ups of strings call no Python.
    #[inline(always)]
    pub fn has_only_strings(&self) -> bool {
        !self.other_keys
    }
    /// Counts changes of the set of keys; compare before and after something that may run Python.
    #[inline(always)]
    pub fn changes(&self) -> u32 {
        self.changes
    }
    /// A number for the present set and order of keys; `fresh` makes one. Stays while only values change.
    #[inline(always)]
    pub fn keys_version(&self, fresh: impl FnOnce() -> u32) -> u32 {
        if self.keys_version.get() == 0 {
            self.keys_version.set(fresh());
        }
        self.keys_version.get()
    }
    /// The number if one was made and still holds, else 0.
    #[inline(always)]
    pub fn known_keys_version(&self) -> u32 {
        self.keys_version.get()
    }
    fn keys_changed(&mut self) {
        self.keys_version.set(0);
        self.changes = self.changes.wrapping_add(1);
    }

    /// Starts a look-up. Keys that can be compared without Python are found here; of others the caller is asked.
    pub fn find(&self, key: &Value, hash: u64) -> Found {
        if self.index.is_empty() {
            self.find_small(key, hash, 0)
        } else {
            self.probe(key, hash, self.start(hash))
        }
    }
    /// Goes on after the entry `after`, where a look-up was unsure and the comparison has failed.
    #[cold]
    pub fn find_next(&self, key: &Value, hash: u64, after: usize) -> Found {
        if self.index.is_empty() {
            return self.find_small(key, hash, after + 1);
        }
        let mut probe = self.start(hash);
        while self.index[probe.place] != after as u32 {
            probe = self.advance(probe);
        }
        self.probe(key, hash, self.advance(probe))
    }
    #[inline(always)]
    fn find_small(&self, key: &Value, hash: u64, from: usize) -> Found {
        for (at, entry) in self.entries.iter().enumerate().skip(from) {
            if entry.key.is(key) {
                return Found(at as u32);
            }
            if entry.hash == hash
                && !entry.key.is_undef()
                && let Some(found) = Found::of(at, known_equal(&entry.key, key))
            {
                return found;
            }
        }
        Found::MISSING
    }
    #[inline(always)]
    fn start(&self, hash: u64) -> Probe {
        Probe { place: hash as usize & (self.index.len() - 1), left: hash }
    }
    #[inline(always)]
    fn advance(&self, probe: Probe) -> Probe {
        // As in CPython's dicts: once all bits of the hash have been used, every place of a power of two is visited.
        let left = probe.left >> 5;
        let place = probe.place.wrapping_mul(5).wrapping_add(left as usize).wrapping_add(1);
        Probe { place: place & (self.index.len() - 1), left }
    }
    #[inline(always)]
    fn probe(&self, key: &Value, hash: u64, mut probe: Probe) -> Found {
        loop {
            let at = self.index[probe.place];
            if at == EMPTY {
                return Found::MISSING;
            }
            if at != REMOVED {
                let entry = &self.entries[at as usize];
                if entry.key.is(key) {
                    return Found(at);
                }
                if entry.hash == hash
                    && let Some(found) = Found::of(at as usize, known_equal(&entry.key, key))
                {
                    return found;
                }
            }
            probe = self.advance(probe);
        }
    }
    /// Finds an exact string; never calls Python, but misses keys of other types that would compare equal.
    #[inline]
    pub fn find_text(&self, key: &Value, hash: u64) -> Option<usize> {
        let mut found = self.find(key, hash);
        while let Some(at) = found.unsure() {
            found = self.find_next(key, hash, at);
        }
        found.at()
    }

    /// Replaces the value of an entry and hands out the old one.
    #[inline(always)]
    pub fn replace_value(&mut self, at: usize, value: Value) -> Value {
        std::mem::replace(&mut self.entries[at].value, value)
    }
    /// Adds a key that is not in the table.
    pub fn push(&mut self, hash: u64, key: Value, value: Value) {
        if key.exact::<Str>().is_none() {
            self.other_keys = true;
        }
        if self.entries.len() >= SMALL
            && (self.index.is_empty() || (self.filled.max(self.entries.len()) + 1) * 3 > self.index.len() * 2)
        {
            self.rebuild(if self.live < SMALL { SMALL } else { (self.live + 1) * 2 });
        }
        let at = self.entries.len() as u32;
        self.entries.push(Entry { hash, key, value });
        self.live += 1;
        if !self.index.is_empty() {
            self.place(hash, at);
        }
        self.keys_changed();
    }
    fn place(&mut self, hash: u64, at: u32) {
        let mut probe = self.start(hash);
        // Keys that come and go take the places of those that went: look-ups pass few of these.
        while self.index[probe.place] < REMOVED {
            probe = self.advance(probe);
        }
        self.filled += usize::from(self.index[probe.place] == EMPTY);
        self.index[probe.place] = at;
    }
    /// Squeezes out holes and makes an index for `room` entries.
    fn rebuild(&mut self, room: usize) {
        self.entries.retain(|entry| !entry.key.is_undef());
        if room <= SMALL {
            (self.index, self.filled) = (Box::default(), 0);
            self.keys_changed();
            return;
        }
        let size = (room * 3 / 2 + 1).next_power_of_two().max(16);
        if size == self.index.len() {
            self.index.fill(EMPTY);
        } else {
            self.index = vec![EMPTY; size].into_boxed_slice();
        }
        self.filled = 0;
        for at in 0..self.entries.len() {
            self.place(self.entries[at].hash, at as u32);
        }
        self.keys_changed();
    }
    /// Removes an entry and hands out key and value.
    pub fn remove(&mut self, at: usize) -> (Value, Value) {
        if !self.index.is_empty() {
            let mut probe = self.start(self.entries[at].hash);
            while self.index[probe.place] != at as u32 {
                probe = self.advance(probe);
            }
            self.index[probe.place] = REMOVED;
        }
        let entry = &mut self.entries[at];
        let pair = (entry.key.take(), entry.value.take());
        self.live -= 1;
        // The hole stays, at the end too: an iterator tells by it that a key was added after one was removed.
        self.keys_changed();
        pair
    }
    /// Removes the last entry and hands out key and value.
    pub fn remove_last(&mut self) -> Option<(Value, Value)> {
        let at = self.last()?;
        let pair = self.remove(at);
        self.entries.truncate(at);
        Some(pair)
    }
    /// Takes over the entries of another table and drops its own.
    pub fn replace_by(&mut self, other: Table) {
        let changes = self.changes.wrapping_add(1);
        let old = std::mem::replace(self, Table { changes, keys_version: Cell::new(0), ..other });
        drop(old);
    }
    /// The last entry's number.
    pub fn last(&self) -> Option<usize> {
        self.entries.iter().rposition(|entry| !entry.key.is_undef())
    }
    /// Empties the table, handing out what it held.
    pub fn take_all(&mut self) -> Vec<Entry> {
        self.index = Box::default();
        self.filled = 0;
        self.live = 0;
        self.other_keys = false;
        self.keys_changed();
        std::mem::take(&mut self.entries)
    }
    /// A copy with the same keys and values.
    pub fn copy(&self) -> Table {
        let mut entries = Vec::with_capacity(self.live);
        entries.extend(self.iter().map(|e| Entry {
            hash: e.hash,
            key: e.key.clone(),
            value: e.value.clone(),
        }));
        let mut copy =
            Table { live: entries.len(), entries, other_keys: self.other_keys, ..Table::default() };
        if copy.entries.len() == self.entries.len() && !self.index.is_empty() {
            copy.index = self.index.clone();
            copy.filled = self.filled;
        } else if copy.entries.len() > SMALL {
            copy.rebuild(copy.entries.len());
        }
        copy
    }
}

impl Trace for Table {
    fn trace(&self, tracer: &mut Tracer) {
        for entry in &self.entries {
            entry.key.trace(tracer);
            entry.value.trace(tracer);
        }
    }
    fn clear(&mut self, bin: &mut Bin) {
        for entry in self.take_all() {
            bin.put(entry.key);
            bin.put(entry.value);
        }
    }
}
