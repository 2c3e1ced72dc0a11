//! Reading packs: one module at a time, unpacked when it is imported.
//!
//! Packs carry source text, so tracebacks through the library show its lines. The library is compiled at import.

use miniz_oxide::inflate::decompress_to_vec_with_limit;
use std::collections::HashMap;
use whipsnake_vm::import::{Library, Packed};

/// Where a module lies in its pack.
struct Entry {
    package: bool,
    start: usize,
    packed: usize,
    plain: usize,
}

/// A pack with its index.
pub struct Pack {
    body: &'static [u8],
    index: HashMap<&'static str, Entry>,
}

impl Pack {
    /// Reads the index of a pack; nothing if it is damaged.
    pub fn open(bytes: &'static [u8]) -> Option<Pack> {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let (index, body) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        let index =
            std::str::from_utf8(index).ok()?.lines().map(read_line).collect::<Option<HashMap<_, _>>>()?;
        Some(Pack { body, index })
    }
}

fn read_line(line: &'static str) -> Option<(&'static str, Entry)> {
    let mut parts = line.split(' ');
    let (name, kind) = (parts.next()?, parts.next()?);
    let mut number = || parts.next()?.parse().ok();
    let (start, packed, plain) = (number()?, number()?, number()?);
    Some((name, Entry { package: kind == "p", start, packed, plain }))
}

impl Library for Pack {
    fn find(&self, name: &str) -> Option<bool> {
        self.index.get(name).map(|entry| entry.package)
    }
    fn load(&self, name: &str) -> Option<Packed> {
        self.source(name).map(Packed::Source)
    }
    fn source(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.index.get(name)?;
        let packed = self.body.get(entry.start..entry.start + entry.packed)?;
        decompress_to_vec_with_limit(packed, entry.plain).ok()
    }
    fn names(&self) -> Vec<String> {
        self.index.keys().map(|name| (*name).to_owned()).collect()
    }
}
