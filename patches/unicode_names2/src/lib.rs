//! A stand-in for the crate `unicode_names2`, which carries half a megabyte of character names.
//!
//! The parser asks [`character`] for the character behind `\N{NAME}` in a string literal. Here the answer comes
//! from a function that the host installs once it has the table (from a pack loaded on demand); until then only
//! names that need no table are known: Hangul syllables are not, `CJK UNIFIED IDEOGRAPH-4E00` and its kind are.
#![forbid(unsafe_code)]

use std::sync::OnceLock;

/// Answers a name (any case, as written between the braces) with its character, or `None` if there is none.
pub type Lookup = fn(&str) -> Option<char>;

static LOOKUP: OnceLock<Lookup> = OnceLock::new();

/// Installs the function that knows the names. The first call wins; returns whether this one did.
pub fn install(lookup: Lookup) -> bool {
    LOOKUP.set(lookup).is_ok()
}

/// Whether a table has been installed.
pub fn is_installed() -> bool {
    LOOKUP.get().is_some()
}

/// The character called `name`, in any case.
pub fn character(name: &str) -> Option<char> {
    ideograph(name).or_else(|| LOOKUP.get().and_then(|lookup| lookup(name)))
}

/// Unified ideographs are named after their code point, so they need no table.
fn ideograph(name: &str) -> Option<char> {
    const PREFIX: &str = "CJK UNIFIED IDEOGRAPH-";
    let (head, digits) = (name.get(..PREFIX.len())?, name.get(PREFIX.len()..)?);
    if !head.eq_ignore_ascii_case(PREFIX) || !(4..=5).contains(&digits.len()) {
        return None;
    }
    if digits.starts_with('+') {
        return None;
    }
    let code = u32::from_str_radix(digits, 16).ok()?;
    let unified = matches!(code,
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0x20000..=0x2A6DF | 0x2A700..=0x2B739 | 0x2B740..=0x2B81D
        | 0x2B820..=0x2CEA1 | 0x2CEB0..=0x2EBE0 | 0x2EBF0..=0x2EE5D | 0x30000..=0x3134A | 0x31350..=0x323AF);
    if unified { char::from_u32(code) } else { None }
}
