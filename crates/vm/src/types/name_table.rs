//! `NameTable`: the attributes of a class, by interned name, in order of definition.

use crate::value::word_hash::WordMap;
use crate::value::{Bin, Trace, Tracer, Value};

/// Attributes by interned name.
#[derive(Default)]
pub struct NameTable {
    entries: Vec<(Value, Value)>,
    index: WordMap<u64, u32>,
    holes: usize,
}

impl NameTable {
    /// Makes room for so many names more.
    pub fn reserve(&mut self, more: usize) {
        self.entries.reserve(more);
        self.index.reserve(more);
    }
    /// The value of a name.
    #[inline]
    pub fn get(&self, name: &Value) -> Option<&Value> {
        if self.entries.len() <= 8 {
            return self.entries.iter().find(|(known, _)| known.is(name)).map(|(_, value)| value);
        }
        self.index.get(&name.bits()).map(|at| &self.entries[*at as usize].1)
    }
    /// Sets a value and hands out the old one.
    pub fn insert(&mut self, name: Value, value: Value) -> Option<Value> {
        if let Some(at) = self.index.get(&name.bits()) {
            return Some(std::mem::replace(&mut self.entries[*at as usize].1, value));
        }
        self.index.insert(name.bits(), self.entries.len() as u32);
        self.entries.push((name, value));
        None
    }
    /// Removes a name and hands out its value.
    pub fn remove(&mut self, name: &Value) -> Option<Value> {
        let at = self.index.remove(&name.bits())? as usize;
        let (_, value) = std::mem::replace(&mut self.entries[at], (Value::UNDEF, Value::UNDEF));
        self.holes += 1;
        if self.holes > 8 && self.holes * 2 > self.entries.len() {
            self.entries.retain(|(name, _)| !name.is_undef());
            self.holes = 0;
            self.index.clear();
            for (at, (name, _)) in self.entries.iter().enumerate() {
                self.index.insert(name.bits(), at as u32);
            }
        }
        Some(value)
    }
    /// Names and values in order of definition.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Value, &Value)> {
        self.entries.iter().filter(|(name, _)| !name.is_undef()).map(|(name, value)| (name, value))
    }
    /// How many names there are.
    pub fn len(&self) -> usize {
        self.entries.len() - self.holes
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Trace for NameTable {
    fn trace(&self, tracer: &mut Tracer) {
        for (name, value) in &self.entries {
            name.trace(tracer);
            value.trace(tracer);
        }
    }
    fn clear(&mut self, bin: &mut Bin) {
        self.index.clear();
        self.holes = 0;
        for (name, value) in std::mem::take(&mut self.entries) {
            bin.put(name);
            bin.put(value);
        }
    }
}
