//! Hash maps whose keys are words of this heap, addresses and bits of values, or Rust types. No program chooses them, so
//! one multiplication is hash enough.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
};

/// A map with words as keys.
pub(crate) type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;
/// A set of words.
pub(super) type WordSet<K> = HashSet<K, BuildHasherDefault<WordHasher>>;

/// A map with Rust types as keys: a type's id is a hash already.
pub(crate) type KindMap<V> = HashMap<std::any::TypeId, V, BuildHasherDefault<WordHasher>>;

/// Hashes one word.
#[derive(Default)]
pub struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }
    #[inline]
    fn write_u64(&mut self, word: u64) {
        // Addresses differ in their lower bits, and the map looks at both ends of the hash.
        let product = (self.0 ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = product ^ product >> 32;
    }
    #[inline]
    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }
    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}
