//! `SetTable`: the hash table behind `set` and `frozenset`.
//!
//! Open addressing: short linear runs, then a jump that mixes in the upper bits of the hash. Places, growth and what a
//! removal leaves behind are those of CPython's sets, so that sets of numbers show their items in the same order.
//!
//! The table itself never calls Python: a look-up that meets a key with the same hash but another identity asks its
//! caller to compare.

use crate::{
    protocol::compare::known_equal,
    value::{Bin, Trace, Tracer, Value},
};

/// A place: empty (hash 0, no key), removed (hash all ones, no key) or taken.
#[derive(Clone)]
struct Place {
    hash: u64,
    key: Value,
}

impl Place {
    const EMPTY: Place = Place { hash: 0, key: Value::UNDEF };
}

const REMOVED: u64 = u64::MAX;
/// Places looked at side by side before jumping.
const RUN: usize = 9;
const SMALLEST: usize = 8;

/// Hash table of keys.
pub struct SetTable {
    /// The places as long as these are enough.
    small: [Place; SMALLEST],
    /// The places from then on, a power of two.
    large: Vec<Place>,
    /// Places not empty.
    filled: usize,
    live: usize,
    /// Where `pop` goes on looking.
    finger: usize,
    /// Raised by every change.
    changes: u32,
}

impl Default for SetTable {
    #[inline]
    fn default() -> SetTable {
        SetTable {
            small: [const { Place::EMPTY }; SMALLEST],
            large: Vec::new(),
            filled: 0,
            live: 0,
            finger: 0,
            changes: 0,
        }
    }
}

/// Where a look-up ended.
pub enum Found {
    /// At this place.
    At(usize),
    /// Nowhere; the key would go to this place.
    Missing(usize),
    /// A key with this hash at this place must be compared by the caller.
    Compare(usize, Probe),
}

/// The sequence of places for a hash.
#[derive(Clone, Copy)]
pub struct Probe {
    base: usize,
    left: usize,
    at: usize,
    perturb: u64,
    /// The last removed place on the way, which a new key takes.
    removed: Option<usize>,
}

impl Probe {
    #[inline(always)]
    fn new(hash: u64, mask: usize) -> Probe {
        let base = hash as usize & mask;
        Probe { base, at: base, left: run_length(base, mask), perturb: hash, removed: None }
    }
    #[inline(always)]
    fn advance(&mut self, mask: usize) {
        if self.left > 0 {
            self.left -= 1;
            self.at += 1;
            return;
        }
        self.perturb >>= 5;
        self.base = self.base.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize) & mask;
        self.at = self.base;
        self.left = run_length(self.base, mask);
    }
}

#[inline(always)]
fn run_length(base: usize, mask: usize) -> usize {
    if base + RUN <= mask { RUN } else { 0 }
}

impl SetTable {
    #[inline(always)]
    fn places(&self) -> &[Place] {
        if self.large.is_empty() { &self.small } else { &self.large }
    }
    #[inline(always)]
    fn places_mut(&mut self) -> &mut [Place] {
        if self.large.is_empty() { &mut self.small } else { &mut self.large }
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
    /// Counts changes; compare before and after something that may run Python.
    #[inline(always)]
    pub fn changes(&self) -> u32 {
        self.changes
    }
    /// Places there are, taken or not.
    #[inline(always)]
    pub fn place_count(&self) -> usize {
        self.places().len()
    }
    /// The first key at a place or behind, and the place behind that.
    #[inline]
    pub fn next_key(&self, from: usize) -> Option<(usize, &Value)> {
        let places = self.places().get(from..)?;
        let skipped = places.iter().position(|place| !place.key.is_undef())?;
        Some((from + skipped + 1, &places[skipped].key))
    }
    /// Hash and key at a place, if it is taken.
    #[inline(always)]
    pub fn entry(&self, at: usize) -> Option<(u64, &Value)> {
        let place = self.places().get(at)?;
        if place.key.is_undef() { None } else { Some((place.hash, &place.key)) }
    }
    /// Keys in order of their places.
    pub fn iter(&self) -> impl Iterator<Item = (u64, &Value)> {
        self.places().iter().filter(|place| !place.key.is_undef()).map(|place| (place.hash, &place.key))
    }
    /// Keys now.
    pub fn keys(&self) -> Vec<Value> {
        let mut keys = Vec::with_capacity(self.live);
        keys.extend(self.iter().map(|(_, key)| key.clone()));
        keys
    }
    /// Adds all keys of another table; nothing, with some of them added, if only Python can tell whether a key is there.
    pub fn add_all_known(&mut self, other: &SetTable) -> Option<()> {
        self.reserve(other.live);
        for (hash, key) in other.iter() {
            match self.find(key, hash) {
                Found::At(_) => {}
                Found::Missing(at) => self.insert_at(at, hash, key.clone()),
                Found::Compare(..) => return None,
            }
        }
        Some(())
    }
    /// Removes the keys that another table has too and adds its others; nothing, with some of that done, if only Python
    /// can tell whether a key is there.
    pub fn toggle_all_known(&mut self, other: &SetTable) -> Option<()> {
        for (hash, key) in other.iter() {
            match self.find(key, hash) {
                Found::At(at) => drop(self.remove(at)),
                Found::Missing(at) => self.insert_at(at, hash, key.clone()),
                Found::Compare(..) => return None,
            }
        }
        Some(())
    }
    /// Hashes and keys now.
    pub fn pairs(&self) -> Vec<(u64, Value)> {
        self.iter().map(|(hash, key)| (hash, key.clone())).collect()
    }
    #[inline(always)]
    fn mask(&self) -> usize {
        self.places().len() - 1
    }

    /// Starts a look-up. Keys that can be compared without Python are found here; anything else is `Compare`.
    #[inline(always)]
    pub fn find(&self, key: &Value, hash: u64) -> Found {
        let mask = self.mask();
        self.probe(key, hash, Probe::new(hash, mask))
    }
    /// Goes on after a comparison that failed.
    pub fn find_next(&self, key: &Value, hash: u64, mut after: Probe) -> Found {
        after.advance(self.mask());
        self.probe(key, hash, after)
    }
    #[inline(always)]
    fn probe(&self, key: &Value, hash: u64, mut probe: Probe) -> Found {
        let places = self.places();
        let mask = places.len() - 1;
        loop {
            let place = &places[probe.at];
            if place.key.is_undef() {
                if place.hash == 0 {
                    return Found::Missing(probe.removed.unwrap_or(probe.at));
                }
                probe.removed = Some(probe.at);
            } else if place.hash == hash {
                match known_equal(&place.key, key) {
                    Some(true) => return Found::At(probe.at),
                    Some(false) => {}
                    None => return Found::Compare(probe.at, probe),
                }
            }
            probe.advance(mask);
        }
    }

    /// Adds a key that is not in the table, at the place a look-up gave.
    pub fn insert_at(&mut self, at: usize, hash: u64, key: Value) {
        let old = std::mem::replace(&mut self.places_mut()[at], Place { hash, key });
        self.live += 1;
        self.changes = self.changes.wrapping_add(1);
        if old.hash == REMOVED {
            return;
        }
        self.filled += 1;
        if self.filled * 5 >= self.mask() * 3 {
            self.resize(if self.live > 50_000 { self.live * 2 } else { self.live * 4 });
        }
    }
    /// Makes a table with more than `wanted` places and puts the keys into it anew.
    pub fn resize(&mut self, wanted: usize) {
        let mut size = SMALLEST;
        while size <= wanted {
            size <<= 1;
        }
        // Even the smallest size is allocated when a table shrinks to it: that is rare.
        let fresh = std::iter::repeat_with(|| Place::EMPTY).take(size).collect();
        let old = std::mem::replace(&mut self.large, fresh);
        if old.is_empty() {
            for at in 0..SMALLEST {
                let place = std::mem::replace(&mut self.small[at], Place::EMPTY);
                if !place.key.is_undef() {
                    self.place_clean(place.hash, place.key);
                }
            }
        } else {
            for place in old {
                if !place.key.is_undef() {
                    self.place_clean(place.hash, place.key);
                }
            }
        }
        self.filled = self.live;
        self.changes = self.changes.wrapping_add(1);
    }
    /// Makes room before `more` keys are added from another collection.
    pub fn reserve(&mut self, more: usize) {
        if (self.filled + more) * 5 >= self.mask() * 3 {
            self.resize((self.live + more) * 2);
        }
    }
    /// Puts a key into a table that has room, no removed places, and not this key.
    fn place_clean(&mut self, hash: u64, key: Value) {
        let mask = self.mask();
        let places = self.places_mut();
        let mut probe = Probe::new(hash, mask);
        while !places[probe.at].key.is_undef() {
            probe.advance(mask);
        }
        places[probe.at] = Place { hash, key };
    }
    /// Adds a key that is not in a table without removed places.
    fn push(&mut self, hash: u64, key: Value) {
        self.place_clean(hash, key);
        (self.live, self.filled) = (self.live + 1, self.filled + 1);
        if self.filled * 5 >= self.mask() * 3 {
            self.resize(if self.live > 50_000 { self.live * 2 } else { self.live * 4 });
        }
    }
    /// Whether a key is in the table; nothing if only Python can tell.
    #[inline(never)]
    pub fn has_known(&self, key: &Value, hash: u64) -> Option<bool> {
        match self.find(key, hash) {
            Found::At(_) => Some(true),
            Found::Missing(_) => Some(false),
            Found::Compare(..) => None,
        }
    }
    /// Whether all keys are in the other table; nothing if only Python can tell.
    pub fn known_subset(&self, other: &SetTable) -> Option<bool> {
        let places = other.places();
        for (hash, key) in self.iter() {
            // Most keys lie where they are looked for first, or there is nothing.
            if let Some(place) = places.get(hash as usize & (places.len() - 1)) {
                if place.key.is(key) {
                    continue;
                }
                if place.key.is_undef() && place.hash == 0 {
                    return Some(false);
                }
            }
            if !other.has_known(key, hash)? {
                return Some(false);
            }
        }
        Some(true)
    }
    /// Whether some key is in the other table; nothing if only Python can tell.
    pub fn known_overlap(&self, other: &SetTable) -> Option<bool> {
        for (hash, key) in self.iter() {
            if other.has_known(key, hash)? {
                return Some(true);
            }
        }
        Some(false)
    }
    /// The keys that `keep` says yes to, as a table of their own; nothing if it cannot say.
    pub fn filtered(&self, keep: impl Fn(&Value, u64) -> Option<bool>) -> Option<SetTable> {
        let mut kept = SetTable::default();
        for (hash, key) in self.iter() {
            if keep(key, hash)? {
                kept.push(hash, key.clone());
            }
        }
        Some(kept)
    }
    /// Fills an empty table with the keys of another; false if this one is not empty.
    pub fn fill_from(&mut self, other: &SetTable) -> bool {
        if self.filled != 0 {
            return false;
        }
        self.changes = self.changes.wrapping_add(1);
        if other.live == 0 {
            return true;
        }
        self.reserve(other.live);
        if self.mask() == other.mask() && other.filled == other.live {
            self.places_mut().clone_from_slice(other.places());
        } else {
            for (hash, key) in other.iter() {
                self.place_clean(hash, key.clone());
            }
        }
        self.live = other.live;
        self.filled = other.live;
        true
    }
    /// Removes the key at a place.
    pub fn remove(&mut self, at: usize) -> Value {
        self.live -= 1;
        self.changes = self.changes.wrapping_add(1);
        let place = &mut self.places_mut()[at];
        place.hash = REMOVED;
        place.key.take()
    }
    /// Removes some key, going round the table.
    pub fn pop(&mut self) -> Option<Value> {
        if self.live == 0 {
            return None;
        }
        let mut at = self.finger & self.mask();
        while self.places()[at].key.is_undef() {
            at = (at + 1) & self.mask();
        }
        self.finger = at + 1;
        Some(self.remove(at))
    }
    /// Empties the table and hands out what it held.
    pub fn take_all(&mut self) -> SetTable {
        let changes = self.changes.wrapping_add(1);
        std::mem::replace(self, SetTable { changes, ..SetTable::default() })
    }
    /// Takes over the keys of another table.
    pub fn replace_by(&mut self, other: SetTable) -> SetTable {
        let old = self.take_all();
        let changes = self.changes;
        *self = SetTable { changes, ..other };
        old
    }
    /// Bytes held.
    pub fn bytes(&self) -> usize {
        self.large.len() * size_of::<Place>()
    }
}

impl Trace for SetTable {
    fn trace(&self, tracer: &mut Tracer) {
        for place in self.places() {
            place.key.trace(tracer);
        }
    }
    fn clear(&mut self, bin: &mut Bin) {
        let table = self.take_all();
        for place in table.small.into_iter().chain(table.large) {
            bin.put(place.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(steps: &[(u8, i64)]) -> Vec<i64> {
        let mut table = SetTable::default();
        for (add, number) in steps {
            let key = Value::small(*number);
            let hash = crate::protocol::hash::hash_small(*number);
            match (table.find(&key, hash), add) {
                (Found::Missing(at), 1) => table.insert_at(at, hash, key),
                (Found::At(at), 0) => drop(table.remove(at)),
                _ => {}
            }
        }
        table.iter().map(|(_, key)| key.small_unchecked()).collect()
    }

    #[test]
    fn order_is_that_of_cpython() {
        assert_eq!(
            order(&[(1, 161), (1, 930), (1, 86), (1, 542), (0, 70), (1, 687)]),
            [161, 930, 687, 86, 542]
        );
        let steps = [
            167, 2, -483, -346, 543, 712, 641, 986, 456, 132, -456, 547, 588, -991, 817, 832, 427, 38, 897,
            524, 915, 247, -564, 365, 853, 678, 606, 356, -167, -418, 436, 313, 2, 119, -535, 619, 541, 263,
            790, -365,
        ];
        let steps: Vec<(u8, i64)> =
            steps.iter().map(|step: &i64| (u8::from(*step > 0), step.abs())).collect();
        let expected = [
            641, 2, 897, 132, 263, 524, 915, 790, 541, 543, 547, 38, 678, 427, 817, 436, 313, 832, 712, 588,
            853, 119, 986, 606, 356, 619, 247,
        ];
        assert_eq!(order(&steps), expected);
    }
}
