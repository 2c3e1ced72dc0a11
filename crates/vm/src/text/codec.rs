//! Encodings of text: UTF-8, UTF-16, UTF-32, ASCII, Latin-1, and decoding by a table of 256 characters.
//!
//! Work stops at each [`Trouble`], so that any error handler, Python functions included, can decide how to go on:
//!
//! ```text
//! loop { match encoding.decode(input, at, true, &mut out) {
//!     Done(_) => break,
//!     Bad(trouble) => { out += what the handler gives; at = where it says } } }
//! ```
//!
//! The handlers that Python has built in are in `codec_errors.rs`.

use super::wtf8;

/// What cannot be decoded or encoded, as `UnicodeError` tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Where it begins: a byte when decoding, a code point when encoding.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What is wrong with it.
    pub reason: &'static str,
}

/// How decoding ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decoded {
    /// Everything up to this byte was decoded; less than all only when more input is to come.
    Done(usize),
    /// Everything up to the trouble's start was decoded.
    Bad(Trouble),
}

/// The order of bytes in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endian {
    /// Lowest byte first.
    Little,
    /// Highest byte first.
    Big,
}

/// An encoding.
#[derive(Clone, Copy, Debug)]
pub enum Encoding<'a> {
    /// UTF-8 without surrogates.
    Utf8,
    /// UTF-16 without a byte order mark; see [`byte_order_16`].
    Utf16(Endian),
    /// UTF-32 without a byte order mark; see [`byte_order_32`].
    Utf32(Endian),
    /// ASCII.
    Ascii,
    /// ISO 8859-1.
    Latin1,
    /// The character for each byte; bytes behind the table's end and those that stand for U+FFFE are undefined.
    Charmap(&'a [u32]),
}

/// A place in a text, counted both ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// In bytes.
    pub byte: usize,
    /// In code points.
    pub index: usize,
}

impl Cursor {
    /// The place of code point number `index`.
    pub fn at_index(text: &[u8], index: usize) -> Cursor {
        let byte = wtf8::byte_offset(text, index);
        Cursor { byte, index: if byte == text.len() { wtf8::count(text) } else { index } }
    }
}

/// The byte order that a mark at the beginning of UTF-16 gives, and the mark's length. Little-endian without one.
pub fn byte_order_16(input: &[u8]) -> (Endian, usize) {
    match input {
        [0xFF, 0xFE, ..] => (Endian::Little, 2),
        [0xFE, 0xFF, ..] => (Endian::Big, 2),
        _ => (Endian::Little, 0),
    }
}

/// The byte order that a mark at the beginning of UTF-32 gives, and the mark's length. Little-endian without one.
pub fn byte_order_32(input: &[u8]) -> (Endian, usize) {
    match input {
        [0xFF, 0xFE, 0, 0, ..] => (Endian::Little, 4),
        [0, 0, 0xFE, 0xFF, ..] => (Endian::Big, 4),
        _ => (Endian::Little, 0),
    }
}

fn unit_16(input: &[u8], at: usize, endian: Endian) -> Option<u32> {
    let bytes = [*input.get(at)?, *input.get(at + 1)?];
    Some(match endian {
        Endian::Little => u16::from_le_bytes(bytes),
        Endian::Big => u16::from_be_bytes(bytes),
    } as u32)
}

fn unit_32(input: &[u8], at: usize, endian: Endian) -> Option<u32> {
    let bytes: [u8; 4] = input.get(at..at + 4)?.try_into().ok()?;
    Some(match endian {
        Endian::Little => u32::from_le_bytes(bytes),
        Endian::Big => u32::from_be_bytes(bytes),
    })
}

impl Encoding<'_> {
    /// The name that `UnicodeError.encoding` shows. `utf-16` and `utf-32` with a mark show themselves when encoding.
    pub fn error_name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16(Endian::Little) => "utf-16-le",
            Encoding::Utf16(Endian::Big) => "utf-16-be",
            Encoding::Utf32(Endian::Little) => "utf-32-le",
            Encoding::Utf32(Endian::Big) => "utf-32-be",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
            Encoding::Charmap(_) => "charmap",
        }
    }

    /// How many bytes a unit takes. Bytes that a handler gives for encoding must be whole units, or the trouble is raised.
    pub fn unit(self) -> usize {
        match self {
            Encoding::Utf16(_) => 2,
            Encoding::Utf32(_) => 4,
            _ => 1,
        }
    }

    /// Decodes `input` from byte `from` on into `out`. Unless `is_final`, what is incomplete at the end is left.
    pub fn decode(self, input: &[u8], from: usize, is_final: bool, out: &mut Vec<u8>) -> Decoded {
        let from = from.min(input.len());
        match self {
            Encoding::Utf8 => decode_utf8(input, from, is_final, out),
            Encoding::Utf16(endian) => decode_utf16(input, from, is_final, endian, out),
            Encoding::Utf32(endian) => decode_utf32(input, from, is_final, endian, out),
            Encoding::Ascii => {
                let rest = &input[from..];
                let len = rest.iter().position(|b| !b.is_ascii()).unwrap_or(rest.len());
                out.extend_from_slice(&rest[..len]);
                let start = from + len;
                match len == rest.len() {
                    true => Decoded::Done(start),
                    false => bad(start, start + 1, "ordinal not in range(128)"),
                }
            }
            Encoding::Latin1 => {
                input[from..].iter().for_each(|&b| wtf8::push(out, b as u32));
                Decoded::Done(input.len())
            }
            Encoding::Charmap(table) => {
                for (i, &byte) in input[from..].iter().enumerate() {
                    match table.get(byte as usize) {
                        Some(&c) if c != 0xFFFE => wtf8::push(out, c),
                        _ => return bad(from + i, from + i + 1, "character maps to <undefined>"),
                    }
                }
                Decoded::Done(input.len())
            }
        }
    }

    /// Encodes `text` from `cursor` on into `out`; on trouble the cursor stays at its start. Charmaps cannot encode.
    pub fn encode(self, text: &[u8], cursor: &mut Cursor, out: &mut Vec<u8>) -> Result<(), Trouble> {
        if matches!(self, Encoding::Utf8) && !wtf8::has_surrogate(&text[cursor.byte..]) {
            out.extend_from_slice(&text[cursor.byte..]);
            cursor.byte = text.len();
            return Ok(());
        }
        while cursor.byte < text.len() {
            let (c, next) = wtf8::decode_at(text, cursor.byte);
            if !self.can_encode(c) {
                return Err(self.encode_trouble(text, *cursor));
            }
            self.push(out, c);
            *cursor = Cursor { byte: next, index: cursor.index + 1 };
        }
        Ok(())
    }

    fn can_encode(self, c: u32) -> bool {
        match self {
            Encoding::Ascii => c < 0x80,
            Encoding::Latin1 => c < 0x100,
            Encoding::Charmap(_) => false,
            _ => !wtf8::is_surrogate(c),
        }
    }

    /// What is wrong at `cursor`: most encodings report a whole run of what they cannot encode.
    fn encode_trouble(self, text: &[u8], cursor: Cursor) -> Trouble {
        let reason = match self {
            Encoding::Ascii => "ordinal not in range(128)",
            Encoding::Latin1 => "ordinal not in range(256)",
            Encoding::Charmap(_) => "character maps to <undefined>",
            _ => "surrogates not allowed",
        };
        let run = match self {
            Encoding::Utf16(_) | Encoding::Utf32(_) => 1,
            _ => wtf8::code_points(&text[cursor.byte..]).take_while(|&c| !self.can_encode(c)).count(),
        };
        Trouble { start: cursor.index, end: cursor.index + run, reason }
    }

    /// Appends one code point, surrogates included where the encoding has room for them.
    pub fn push(self, out: &mut Vec<u8>, c: u32) {
        match self {
            Encoding::Utf8 => wtf8::push(out, c),
            Encoding::Ascii | Encoding::Latin1 | Encoding::Charmap(_) => out.push(c as u8),
            Encoding::Utf16(endian) => {
                let mut unit = |unit: u32| match endian {
                    Endian::Little => out.extend_from_slice(&(unit as u16).to_le_bytes()),
                    Endian::Big => out.extend_from_slice(&(unit as u16).to_be_bytes()),
                };
                if c < 0x10000 {
                    unit(c);
                } else {
                    unit(0xD800 + ((c - 0x10000) >> 10));
                    unit(0xDC00 + (c & 0x3FF));
                }
            }
            Encoding::Utf32(Endian::Little) => out.extend_from_slice(&c.to_le_bytes()),
            Encoding::Utf32(Endian::Big) => out.extend_from_slice(&c.to_be_bytes()),
        }
    }

    /// The surrogate encoded at byte `at`, and its length: what the handler `surrogatepass` looks for.
    pub fn surrogate_at(self, input: &[u8], at: usize) -> Option<(u32, usize)> {
        let (c, len) = match self {
            Encoding::Utf8 => match input.get(at..at + 3)? {
                bytes @ [0xED, 0xA0..=0xBF, 0x80..=0xBF] => (wtf8::decode_at(bytes, 0).0, 3),
                _ => return None,
            },
            Encoding::Utf16(endian) => (unit_16(input, at, endian)?, 2),
            Encoding::Utf32(endian) => (unit_32(input, at, endian)?, 4),
            _ => return None,
        };
        wtf8::is_surrogate(c).then_some((c, len))
    }
}

fn bad(start: usize, end: usize, reason: &'static str) -> Decoded {
    Decoded::Bad(Trouble { start, end, reason })
}

fn decode_utf8(input: &[u8], from: usize, is_final: bool, out: &mut Vec<u8>) -> Decoded {
    let rest = &input[from..];
    let error = match std::str::from_utf8(rest) {
        Ok(_) => {
            out.extend_from_slice(rest);
            return Decoded::Done(input.len());
        }
        Err(error) => error,
    };
    let valid = error.valid_up_to();
    out.extend_from_slice(&rest[..valid]);
    let start = from + valid;
    match error.error_len() {
        None if !is_final => Decoded::Done(start),
        None => bad(start, input.len(), "unexpected end of data"),
        Some(len) => match rest[valid] {
            0xC2..=0xF4 => bad(start, start + len, "invalid continuation byte"),
            _ => bad(start, start + 1, "invalid start byte"),
        },
    }
}

fn decode_utf16(input: &[u8], from: usize, is_final: bool, endian: Endian, out: &mut Vec<u8>) -> Decoded {
    let mut at = from;
    while let Some(unit) = unit_16(input, at, endian) {
        if !wtf8::is_surrogate(unit) {
            wtf8::push(out, unit);
            at += 2;
            continue;
        }
        if unit >= 0xDC00 {
            return bad(at, at + 2, "illegal encoding");
        }
        match unit_16(input, at + 2, endian) {
            Some(low @ 0xDC00..=0xDFFF) => {
                wtf8::push(out, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
                at += 4;
            }
            Some(_) => return bad(at, at + 2, "illegal UTF-16 surrogate"),
            None if is_final => return bad(at, input.len(), "unexpected end of data"),
            None => return Decoded::Done(at),
        }
    }
    if at < input.len() && is_final { bad(at, input.len(), "truncated data") } else { Decoded::Done(at) }
}

fn decode_utf32(input: &[u8], from: usize, is_final: bool, endian: Endian, out: &mut Vec<u8>) -> Decoded {
    let mut at = from;
    while let Some(c) = unit_32(input, at, endian) {
        if wtf8::is_surrogate(c) {
            return bad(at, at + 4, "code point in surrogate code point range(0xd800, 0xe000)");
        }
        if c >= 0x110000 {
            return bad(at, at + 4, "code point not in range(0x110000)");
        }
        wtf8::push(out, c);
        at += 4;
    }
    if at < input.len() && is_final { bad(at, input.len(), "truncated data") } else { Decoded::Done(at) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(encoding: Encoding, input: &[u8]) -> (usize, usize, &'static str) {
        match encoding.decode(input, 0, true, &mut Vec::new()) {
            Decoded::Done(at) => (at, at, ""),
            Decoded::Bad(t) => (t.start, t.end, t.reason),
        }
    }

    #[test]
    fn decoding_troubles() {
        for (input, expected) in [
            (&b"a\xc3"[..], (1, 2, "unexpected end of data")),
            (b"\xc3(", (0, 1, "invalid continuation byte")),
            (b"\xed\xa0\x80", (0, 1, "invalid continuation byte")),
            (b"\xf0\x9f(", (0, 2, "invalid continuation byte")),
            (b"\xf5", (0, 1, "invalid start byte")),
            (b"\xc0\x80", (0, 1, "invalid start byte")),
        ] {
            assert_eq!(decode(Encoding::Utf8, input), expected);
        }
        let utf16 = Encoding::Utf16(Endian::Little);
        assert_eq!(decode(utf16, b"\x3d\xd8\x00"), (0, 3, "unexpected end of data"));
        assert_eq!(decode(utf16, b"\x3d\xd8a\0"), (0, 2, "illegal UTF-16 surrogate"));
        assert_eq!(decode(utf16, b"a\0\x00\xdc"), (2, 4, "illegal encoding"));
        assert_eq!(decode(utf16, b"a\0b"), (2, 3, "truncated data"));
        assert_eq!(
            decode(Encoding::Utf32(Endian::Big), b"\0\x11\0\0"),
            (0, 4, "code point not in range(0x110000)")
        );
        assert_eq!(decode(Encoding::Ascii, b"a\xff"), (1, 2, "ordinal not in range(128)"));
        assert_eq!(Encoding::Utf8.decode(b"a\xc3", 0, false, &mut Vec::new()), Decoded::Done(1));
    }

    #[test]
    fn encoding_troubles() {
        let text = wtf8::from_code_points([0xE9, 0xD800, 0xDC80, 0x100]);
        for (encoding, expected) in [
            (Encoding::Utf8, (1, 3)),
            (Encoding::Utf16(Endian::Big), (1, 2)),
            (Encoding::Ascii, (0, 4)),
            (Encoding::Latin1, (1, 4)),
        ] {
            let trouble = encoding.encode(&text, &mut Cursor::default(), &mut Vec::new()).unwrap_err();
            assert_eq!((trouble.start, trouble.end), expected);
        }
        let mut out = Vec::new();
        let emoji = "\u{1F600}".as_bytes();
        Encoding::Utf16(Endian::Big).encode(emoji, &mut Cursor::default(), &mut out).unwrap();
        assert_eq!(out, [0xD8, 0x3D, 0xDE, 0x00]);
    }
}
