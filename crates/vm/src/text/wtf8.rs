//! WTF-8: how Python text is kept. UTF-8 for every code point, lone surrogates included (three bytes, `ED A0..BF xx`).
//!
//! A high surrogate followed by a low one stays two code points, as in Python: this is *generalised* UTF-8 and
//! concatenation is concatenation of bytes. Functions that walk text expect well-formed input ([`is_valid`]); on
//! other bytes they give some answer and never panic. Encodings seen from Python (codecs) are in `codec.rs`.

use std::borrow::Cow;

/// The number of bytes that a sequence beginning with `first` takes.
#[inline]
pub fn width(first: u8) -> usize {
    match first {
        0..=0xBF => 1,
        0xC0..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    }
}

/// The number of bytes that `code_point` takes.
#[inline]
pub fn encoded_len(code_point: u32) -> usize {
    match code_point {
        0..=0x7F => 1,
        0x80..=0x7FF => 2,
        0x800..=0xFFFF => 3,
        _ => 4,
    }
}

/// Whether `code_point` is half of a UTF-16 pair.
#[inline]
pub fn is_surrogate(code_point: u32) -> bool {
    (0xD800..0xE000).contains(&code_point)
}

/// Decodes the code point that begins at `at`, and says where the next one begins. `at` must be inside `text`.
#[inline]
pub fn decode_at(text: &[u8], at: usize) -> (u32, usize) {
    let first = text[at];
    if first < 0x80 {
        return (first as u32, at + 1);
    }
    let follow = |i: usize| (text.get(at + i).copied().unwrap_or(0x80) & 0x3F) as u32;
    match width(first) {
        2 => ((first as u32 & 0x1F) << 6 | follow(1), at + 2),
        3 => ((first as u32 & 0x0F) << 12 | follow(1) << 6 | follow(2), at + 3),
        4 => ((first as u32 & 0x07) << 18 | follow(1) << 12 | follow(2) << 6 | follow(3), at + 4),
        _ => (first as u32, at + 1),
    }
}

/// Decodes the code point that ends before `end`, and says where it begins. `end` must be above 0.
#[inline]
pub fn decode_before(text: &[u8], end: usize) -> (u32, usize) {
    let mut at = end - 1;
    while at > 0 && text[at] & 0xC0 == 0x80 {
        at -= 1;
    }
    (decode_at(text, at).0, at)
}

/// Appends `code_point`, which must be below 0x110000.
#[inline]
pub fn push(out: &mut Vec<u8>, code_point: u32) {
    if code_point < 0x80 {
        out.push(code_point as u8);
    } else {
        let (bytes, len) = encode(code_point);
        out.extend_from_slice(&bytes[..len]);
    }
}

/// The bytes of `code_point` and how many of them count.
#[inline]
pub fn encode(code_point: u32) -> ([u8; 4], usize) {
    let tail = |shift: u32| (code_point >> shift & 0x3F) as u8 | 0x80;
    match encoded_len(code_point) {
        1 => ([code_point as u8, 0, 0, 0], 1),
        2 => ([(code_point >> 6) as u8 | 0xC0, tail(0), 0, 0], 2),
        3 => ([(code_point >> 12) as u8 | 0xE0, tail(6), tail(0), 0], 3),
        _ => ([(code_point >> 18) as u8 | 0xF0, tail(12), tail(6), tail(0)], 4),
    }
}

/// The code points of a text, from both ends. Made by [`code_points`].
#[derive(Clone)]
pub struct CodePoints<'a> {
    text: &'a [u8],
    start: usize,
    end: usize,
}

impl CodePoints<'_> {
    /// The byte offset of the next code point.
    pub fn offset(&self) -> usize {
        self.start
    }
}

impl Iterator for CodePoints<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        if self.start >= self.end {
            return None;
        }
        let (code_point, next) = decode_at(self.text, self.start);
        self.start = next;
        Some(code_point)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let bytes = self.end.saturating_sub(self.start);
        (bytes.div_ceil(4), Some(bytes))
    }
}

impl DoubleEndedIterator for CodePoints<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<u32> {
        if self.start >= self.end {
            return None;
        }
        let (code_point, at) = decode_before(self.text, self.end);
        self.end = at;
        Some(code_point)
    }
}

/// Iterates over the code points of `text`.
#[inline]
pub fn code_points(text: &[u8]) -> CodePoints<'_> {
    CodePoints { text, start: 0, end: text.len() }
}

/// Makes text of code points.
pub fn from_code_points(code_points: impl IntoIterator<Item = u32>) -> Vec<u8> {
    let mut out = Vec::new();
    for c in code_points {
        push(&mut out, c);
    }
    out
}

/// The number of code points in `text`.
pub fn count(text: &[u8]) -> usize {
    // Every byte but a continuation begins a code point; the compiler makes vector code of this.
    text.iter().filter(|&&b| b & 0xC0 != 0x80).count()
}

/// The byte offset at which code point number `index` begins; the length of `text` if there are fewer.
pub fn byte_offset(text: &[u8], index: usize) -> usize {
    byte_offset_from(text, 0, index)
}

/// Like [`byte_offset`], counting from the code point that begins at byte `start`.
pub fn byte_offset_from(text: &[u8], start: usize, index: usize) -> usize {
    const BLOCK: usize = 64;
    let mut at = start.min(text.len());
    let mut left = index;
    // Whole blocks are skipped by counting their first bytes; the rest is walked. The test is on the first code
    // point *after* the block, which may begin inside the next one.
    while text.len() - at > BLOCK && left >= BLOCK {
        let begun = count(&text[at..at + BLOCK]);
        at += BLOCK;
        left -= begun;
    }
    while at < text.len() && text[at] & 0xC0 == 0x80 {
        at += 1;
    }
    while left > 0 && at < text.len() {
        at += width(text[at]);
        left -= 1;
    }
    at.min(text.len())
}

/// The number of code points before byte `offset`.
pub fn index_of_offset(text: &[u8], offset: usize) -> usize {
    count(&text[..offset.min(text.len())])
}

/// Whether `bytes` is well-formed: shortest forms, below 0x110000, surrogates allowed.
pub fn is_valid(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        match std::str::from_utf8(rest) {
            Ok(_) => return true,
            Err(error) => {
                rest = &rest[error.valid_up_to()..];
                match rest {
                    [0xED, 0xA0..=0xBF, 0x80..=0xBF, tail @ ..] => rest = tail,
                    _ => return false,
                }
            }
        }
    }
}

/// Whether `text` holds a surrogate, and so cannot be a Rust string.
pub fn has_surrogate(text: &[u8]) -> bool {
    memchr::memchr_iter(0xED, text).any(|i| text.get(i + 1).is_some_and(|&b| b >= 0xA0))
}

/// The text as a Rust string, if it holds no surrogate.
pub fn as_str(text: &[u8]) -> Option<&str> {
    std::str::from_utf8(text).ok()
}

/// The text as a Rust string, with U+FFFD for each surrogate.
pub fn to_string_lossy(text: &[u8]) -> Cow<'_, str> {
    match as_str(text) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(code_points(text).map(|c| char::from_u32(c).unwrap_or('\u{FFFD}')).collect()),
    }
}

/// The largest code point of `text`, 0 for none: `str` methods and `sys.getsizeof` ask for it.
pub fn max_code_point(text: &[u8]) -> u32 {
    if text.is_ascii() {
        return text.iter().copied().max().unwrap_or(0) as u32;
    }
    code_points(text).max().unwrap_or(0)
}

/// Orders texts by code points. In WTF-8 that is the order of their bytes.
pub fn compare(a: &[u8], b: &[u8]) -> std::cmp::Ordering {
    a.cmp(b)
}

/// The code points of `text`, last first.
pub fn reverse(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut end = text.len();
    while end > 0 {
        let (_, at) = decode_before(text, end);
        out.extend_from_slice(&text[at..end]);
        end = at;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_point_survives() {
        for c in (0..0x110000)
            .step_by(7)
            .chain([0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0xD800, 0xDFFF, 0x10FFFF])
        {
            let (bytes, len) = encode(c);
            assert_eq!(decode_at(&bytes[..len], 0), (c, len));
            assert_eq!(decode_before(&bytes[..len], len), (c, 0));
            assert!(is_valid(&bytes[..len]), "{c:#x}");
        }
    }

    #[test]
    fn offsets_and_counts_agree() {
        let text: Vec<u32> =
            (0..700).map(|i| [0x61, 0xE9, 0x20AC, 0x1F600, 0xD83D, 0xDE00][i * i % 6]).collect();
        let bytes = from_code_points(text.iter().copied());
        assert_eq!(count(&bytes), text.len());
        assert_eq!(code_points(&bytes).collect::<Vec<_>>(), text);
        assert_eq!(code_points(&reverse(&bytes)).rev().collect::<Vec<_>>(), text);
        let mut at = 0;
        for (i, &c) in text.iter().enumerate() {
            assert_eq!(byte_offset(&bytes, i), at);
            assert_eq!(index_of_offset(&bytes, at), i);
            at += encoded_len(c);
        }
        assert_eq!(byte_offset(&bytes, text.len() + 5), bytes.len());
    }

    #[test]
    fn surrogates_do_not_merge() {
        let pair = from_code_points([0xD83D, 0xDE00]);
        assert_eq!((count(&pair), pair.len()), (2, 6));
        assert!(has_surrogate(&pair) && is_valid(&pair) && as_str(&pair).is_none());
        assert!(!has_surrogate("\u{D7FF}".as_bytes()));
        assert_eq!(to_string_lossy(&pair), "\u{FFFD}\u{FFFD}");
        assert!(!is_valid(b"\xC0\x80") && !is_valid(b"\xED\xA0") && !is_valid(b"\xF5\x80\x80\x80"));
    }
}
