//! The shipped library: packs of compiled modules, and packs of their sources.
//!
//! Natively all packs are inside the binary. In a page they are files, which the host loads when a module is first
//! imported, or a source first shown; `library.index` inside the binary says what is where, and which build it is from.

// The build script uses all of it.
#[allow(dead_code)]
mod format;

use crate::unicodedata::tables;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use std::{borrow::Cow, cell::OnceCell, collections::HashMap};
use whipsnake_bytecode::pack::PackReader;
use whipsnake_vm::import::{Library, Packed, Part};

/// Packs that travel inside the binary, by name.
static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/files.rs"));
static INDEX: &str = include_str!(concat!(env!("OUT_DIR"), "/library.index"));

/// More than any pack holds: a damaged length asks for no more memory than this.
const LARGEST: usize = 64 << 20;

/// A module's place.
struct Entry {
    package: bool,
    pack: usize,
}

/// The library.
pub struct Packs {
    modules: HashMap<&'static str, Entry>,
    packs: Vec<Pack>,
    /// The file of the character database and its hash, unless it travels inside the binary.
    characters: Option<(String, u64)>,
}

/// One pack: its two files, each opened at first use.
struct Pack {
    name: &'static str,
    /// Hash of the file of code, unless the build has sources alone.
    code_hash: Option<u64>,
    source_hash: u64,
    code: OnceCell<PackReader>,
    sources: OnceCell<Sources>,
}

/// A file of sources.
struct Sources {
    bytes: Cow<'static, [u8]>,
    /// Start, packed and plain length by name.
    index: HashMap<String, (usize, usize, usize)>,
}

impl Sources {
    fn open(bytes: Cow<'static, [u8]>) -> Option<Sources> {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let length = u32::from_le_bytes(*length) as usize;
        let lines = std::str::from_utf8(rest.get(..length)?).ok()?.lines();
        let index = lines.map(|line| {
            let mut parts = line.split(' ');
            let name = parts.next()?.to_owned();
            let mut number = || parts.next()?.parse::<usize>().ok();
            Some((name, (number()? + 4 + length, number()?, number()?)))
        });
        let index = index.collect::<Option<_>>()?;
        Some(Sources { bytes, index })
    }

    fn get(&self, name: &str) -> Option<Vec<u8>> {
        let (start, packed, plain) = *self.index.get(name)?;
        decompress_to_vec_with_limit(self.bytes.get(start..start.checked_add(packed)?)?, plain).ok()
    }
}

impl Packs {
    /// Reads the index.
    pub fn new() -> Packs {
        let mut this = Packs { modules: HashMap::new(), packs: Vec::new(), characters: None };
        for line in INDEX.lines() {
            let mut words = line.split(' ');
            match (words.next(), words.next(), words.next(), words.next()) {
                (Some("pack"), Some(name), Some(code), Some(sources)) => this.packs.push(Pack {
                    name,
                    code_hash: u64::from_str_radix(code, 16).ok(),
                    source_hash: u64::from_str_radix(sources, 16).unwrap_or(0),
                    code: OnceCell::new(),
                    sources: OnceCell::new(),
                }),
                (Some("characters"), Some(hash), None, None) => {
                    let number = u64::from_str_radix(hash, 16).unwrap_or(0);
                    this.characters = Some((format!("characters.data?{hash}"), number));
                }
                (Some(name), Some(kind), None, None) => {
                    let entry = Entry { package: kind == "p", pack: this.packs.len().saturating_sub(1) };
                    this.modules.insert(name, entry);
                }
                _ => {}
            }
        }
        this
    }

    fn pack_of(&self, module: &str) -> Option<&Pack> {
        self.packs.get(self.modules.get(module)?.pack)
    }
}

impl Default for Packs {
    fn default() -> Packs {
        Packs::new()
    }
}

impl Pack {
    /// The name of a file as the host is asked for it: what stands behind the question mark tells builds apart.
    fn file(&self, part: Part) -> String {
        match self.code_hash {
            Some(hash) if part == Part::Code => format!("{}.code?{hash:016x}", self.name),
            _ => format!("{}.src?{:016x}", self.name, self.source_hash),
        }
    }

    fn has_code(&self, part: Part) -> bool {
        part == Part::Code && self.code_hash.is_some()
    }

    /// The file that must be loaded before a part of a module can be had.
    fn missing(&self, module: &str, part: Part) -> Option<String> {
        if self.has_code(part) {
            match self.code() {
                None => return Some(self.file(part)),
                // What could not be compiled while building is there as source.
                Some(code) if code.has(module) => return None,
                Some(_) => {}
            }
        }
        if self.sources().is_some() { None } else { Some(self.file(Part::Source)) }
    }

    fn embedded(&self, ending: &str) -> Option<&'static [u8]> {
        let name = format!("{}.{ending}", self.name);
        FILES.iter().find(|(known, _)| *known == name).map(|(_, bytes)| *bytes)
    }

    fn code(&self) -> Option<&PackReader> {
        if self.code.get().is_none()
            && let Some(bytes) = self.embedded("code")
        {
            let _ = self.code.set(PackReader::open(bytes).ok()?);
        }
        self.code.get()
    }

    fn sources(&self) -> Option<&Sources> {
        if self.sources.get().is_none()
            && let Some(bytes) = self.embedded("src")
        {
            let _ = self.sources.set(Sources::open(Cow::Borrowed(bytes))?);
        }
        self.sources.get()
    }

    fn provide(&self, part: Part, bytes: &[u8]) -> Result<(), String> {
        let wanted = if self.has_code(part) { self.code_hash.unwrap_or(0) } else { self.source_hash };
        if format::hash(bytes) != wanted {
            return Err("the file is of another build, or damaged".to_owned());
        }
        let damaged = || "the file is damaged".to_owned();
        if self.has_code(part) {
            let (length, packed) = bytes.split_first_chunk::<4>().ok_or_else(damaged)?;
            let length = (u32::from_le_bytes(*length) as usize).min(LARGEST);
            let plain = decompress_to_vec_with_limit(packed, length).map_err(|_| damaged())?;
            let _ = self.code.set(PackReader::open(plain).map_err(|error| error.to_string())?);
        } else {
            let _ = self.sources.set(Sources::open(Cow::Owned(bytes.to_vec())).ok_or_else(damaged)?);
        }
        Ok(())
    }
}

impl Library for Packs {
    fn find(&self, name: &str) -> Option<bool> {
        self.modules.get(name).map(|entry| entry.package)
    }
    fn load(&self, name: &str) -> Option<Packed> {
        if let Some(code) = self.pack_of(name)?.code().and_then(|code| code.load(name)) {
            return code.ok().map(|code| Packed::Code(Box::new(code)));
        }
        self.source(name).map(Packed::Source)
    }
    fn source(&self, name: &str) -> Option<Vec<u8>> {
        self.pack_of(name)?.sources()?.get(name)
    }
    fn names(&self) -> Vec<String> {
        self.modules.keys().map(|name| (*name).to_owned()).collect()
    }
    fn missing(&self, name: &str, part: Part) -> Option<String> {
        match (part, &self.characters) {
            (Part::Data, Some((file, _))) if name == "unicodedata" && !tables::is_there() => {
                Some(file.clone())
            }
            (Part::Data, _) => None,
            _ => self.pack_of(name)?.missing(name, part),
        }
    }
    fn provide(&self, file: &str, bytes: &[u8]) -> Result<bool, String> {
        if let Some((_, hash)) = self.characters.as_ref().filter(|(name, _)| name == file) {
            return if format::hash(bytes) == *hash && tables::provide(bytes) {
                Ok(true)
            } else {
                Err("the file is of another build, or damaged".to_owned())
            };
        }
        for pack in &self.packs {
            for part in [Part::Code, Part::Source] {
                if pack.file(part) == file {
                    return pack.provide(part, bytes).map(|()| true);
                }
            }
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use whipsnake_vm::import::LIBRARY_DIR;

    #[test]
    fn modules_come_out_as_they_went_in() {
        let packs = Packs::new();
        assert_eq!(packs.find("json"), Some(true));
        assert_eq!(packs.find("json.decoder"), Some(false));
        assert_eq!(packs.find("idlelib"), None);
        let source = packs.source("json.decoder").expect("natively all packs are there");
        assert!(source.starts_with(b"\"\"\""));
        assert!(packs.load("json.decoder").is_some());
        assert_eq!(packs.missing("json.decoder", Part::Code), None);
    }

    #[test]
    fn paths_lie_in_the_librarys_folder() {
        assert_eq!(format::path("json", true), format!("{LIBRARY_DIR}/json/__init__.py"));
        assert_eq!(format::path("a.b", false), format!("{LIBRARY_DIR}/a/b.py"));
    }

    #[test]
    fn bytes_of_another_build_are_refused() {
        let packs = Packs::new();
        let file = packs.packs[0].file(Part::Source);
        assert!(packs.provide(&file, b"not a pack").is_err());
        assert_eq!(packs.provide("unknown", b""), Ok(false));
    }
}
