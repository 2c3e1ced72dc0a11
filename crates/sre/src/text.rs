//! What is searched: bytes, or WTF-8; and what is asked about characters.

/// Answers about code points above 127 that a host with Unicode tables gives.
#[derive(Clone, Copy)]
pub struct Properties {
    /// `str.isalnum` of one character.
    pub is_alnum: fn(u32) -> bool,
    /// `str.isspace`.
    pub is_space: fn(u32) -> bool,
    /// `str.isdecimal`.
    pub is_decimal: fn(u32) -> bool,
    /// The first character of the lower case.
    pub lower: fn(u32) -> u32,
    /// The first character of the upper case.
    pub upper: fn(u32) -> u32,
}

/// What a character is in memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// A byte.
    Byte,
    /// The bytes of a code point in WTF-8.
    CodePoint,
}

impl Unit {
    /// Bytes below this are characters by themselves.
    #[inline(always)]
    pub(crate) fn limit(self) -> u32 {
        match self {
            Unit::Byte => 0x100,
            Unit::CodePoint => 0x80,
        }
    }
}

/// Bytes of the character whose first byte this is.
#[inline(always)]
pub(crate) fn width(first: u8) -> usize {
    match first {
        0..=0xbf => 1,
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    }
}

/// The character at `pos` in WTF-8, and where the next one begins. A cut-off character gives what is there.
pub(crate) fn decode(text: &[u8], pos: usize) -> (u32, usize) {
    let first = text.get(pos).copied().unwrap_or(0);
    let width = width(first);
    let mut c = u32::from(match width {
        1 => first,
        2 => first & 0x1f,
        3 => first & 0x0f,
        _ => first & 0x07,
    });
    for at in pos + 1..pos + width {
        c = c << 6 | u32::from(text.get(at).copied().unwrap_or(0) & 0x3f);
    }
    (c, (pos + width).min(text.len()))
}

/// Where the character before `pos` begins; `pos` is not 0.
#[inline]
pub(crate) fn step_back(text: &[u8], unit: Unit, pos: usize) -> usize {
    let mut at = pos.saturating_sub(1);
    if unit == Unit::CodePoint {
        while at > 0 && text.get(at).is_some_and(|byte| byte & 0xc0 == 0x80) {
            at -= 1;
        }
    }
    at
}

/// Appends a character.
pub(crate) fn encode(out: &mut Vec<u8>, unit: Unit, c: u32) {
    let tail = |shift: u32| (c >> shift & 0x3f) as u8 | 0x80;
    match (unit, c) {
        (Unit::Byte, _) | (_, 0..0x80) => out.push(c as u8),
        (_, 0..0x800) => out.extend([(c >> 6) as u8 | 0xc0, tail(0)]),
        (_, 0..0x10000) => out.extend([(c >> 12) as u8 | 0xe0, tail(6), tail(0)]),
        _ => out.extend([(c >> 18) as u8 & 7 | 0xf0, tail(12), tail(6), tail(0)]),
    }
}
