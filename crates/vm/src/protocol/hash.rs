//! Hashes. Numbers hash as in CPython; str and bytes by aHash, seeded per interpreter.

use crate::{
    error::{Raised, Result},
    objects::{
        bytes::{self, Bytes},
        int::IntObject,
    },
    text::numeric_hash,
    types::Slot,
    value::{Str, Tuple, Value, fixed, map::flags},
    vm::Vm,
};
use std::hash::{BuildHasher, Hasher};

/// Hash of an integer that needs no memory: it is below the modulus of numeric hashes.
#[inline(always)]
pub fn hash_small(number: i64) -> u64 {
    (if number == -1 { -2 } else { number }) as u64
}

/// Hash of an object whose class hashes as `object` does.
#[inline(always)]
fn hash_identity(value: &Value) -> u64 {
    // Addresses are multiples of 16: turn the idle bits to the top.
    value.bits().rotate_right(4) & (i64::MAX as u64)
}

impl Vm {
    /// Hash of a value; TypeError when it cannot be hashed.
    #[inline]
    pub fn hash(&mut self, value: &Value) -> Result<u64> {
        if let Some(number) = value.as_small() {
            return Ok(hash_small(number));
        }
        if let Some(text) = value.exact::<Str>() {
            let known = text.hash_cache().get();
            return Ok(if known != 0 { spread(known) } else { self.hash_text(value) });
        }
        self.hash_slow(value)
    }
    /// The hash of what needs no work: a small integer, an exact string or a tuple that has been hashed before, an
    /// int of a subclass that hashes as ints do, an object that equals itself only.
    #[inline(always)]
    pub(crate) fn known_hash(&self, value: &Value) -> Option<u64> {
        if let Some(number) = value.as_small() {
            return Some(hash_small(number));
        }
        if let Some(text) = value.exact::<Str>() {
            let known = text.hash_cache().get();
            return if known != 0 { Some(spread(known)) } else { None };
        }
        self.known_hash_of_object(value)
    }
    #[inline]
    fn known_hash_of_object(&self, value: &Value) -> Option<u64> {
        let number = value.header()?.map.get();
        let behaviour = if number == fixed::TUPLE { flags::TUPLE } else { self.heap.map(number).flags };
        if behaviour & flags::TUPLE != 0 {
            return value.exact_or_flagged::<Tuple>(flags::TUPLE)?.kept_hash();
        }
        if behaviour & flags::INT != 0 {
            return value.flagged::<IntObject>(flags::INT)?.value.as_small().map(hash_small);
        }
        if behaviour & flags::IDENTITY != 0 { Some(hash_identity(value)) } else { None }
    }
    fn hash_slow(&mut self, value: &Value) -> Result<u64> {
        if value.is_object() {
            let behaviour = self.heap.map(value.map()).flags;
            if behaviour & flags::TUPLE != 0
                && let Some(tuple) = value.cast::<Tuple>()
            {
                return match tuple.kept_hash() {
                    Some(hash) => Ok(hash),
                    None => self.deeper(|vm| Tuple::hash_of(vm, tuple)).map(|hash| hash as u64),
                };
            }
            if behaviour & flags::IDENTITY != 0 {
                return Ok(hash_identity(value));
            }
        }
        if let Some(number) = value.as_exact_int() {
            return Ok(number.hash() as u64);
        }
        if let Some(hash) = value.as_float().and_then(numeric_hash::hash_f64) {
            return Ok(hash as u64);
        }
        if let Some(bytes) = value.exact::<Bytes>() {
            return Ok(bytes::hash(self, bytes) as u64);
        }
        let class = self.class_of(value);
        match class.slot(self, Slot::Hash) {
            Some(function) if !function.is_none() => {
                let result = self.call_slot(&function, value, &[])?;
                match self.int_part(&result) {
                    // What fits is the hash as it is; -1 means an error inside CPython.
                    Some(number) => Ok(match self.int_to_i64(&number) {
                        Some(-1) => -2_i64 as u64,
                        Some(hash) => hash as u64,
                        None => self.int_hash(&number) as u64,
                    }),
                    None => Err(self.type_error("__hash__ method should return an integer")),
                }
            }
            _ => Err(self.unhashable(value)),
        }
    }
    /// TypeError "unhashable type: 'list'".
    #[cold]
    pub fn unhashable(&mut self, value: &Value) -> Raised {
        let name = self.type_name(value);
        self.type_error(format_args!("unhashable type: '{name}'"))
    }
    /// Hash of a string (exact, or of a subclass by its text). Calls no Python.
    #[inline]
    pub fn hash_text(&self, value: &Value) -> u64 {
        let Some(text) = value.cast::<Str>() else { return 0 };
        let cached = text.hash_cache().get();
        if cached != 0 {
            return spread(cached);
        }
        let hash = self.short_hash(text.as_bytes());
        text.hash_cache().set(hash);
        spread(hash)
    }
    /// Hash of bytes: that of a string of the same bytes.
    pub fn hash_bytes(&self, bytes: &[u8]) -> u64 {
        spread(self.short_hash(bytes))
    }
    /// 32 bits of a hash, never 0.
    fn short_hash(&self, bytes: &[u8]) -> u32 {
        let state = ahash::RandomState::with_seeds(self.hash_seed[0], self.hash_seed[1], 0x9e37, 0x79b9);
        let mut hasher = state.build_hasher();
        hasher.write(bytes);
        (hasher.finish() as u32).max(1)
    }
}

/// The 32 bits kept in a string as the hash that programs see: spread over 61 bits, never -1.
fn spread(hash: u32) -> u64 {
    (u64::from(hash)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 3
}
