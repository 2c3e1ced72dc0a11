//! Escapes: `repr` and `ascii` of str and bytes, and the codecs `unicode_escape`, `raw_unicode_escape` and `escape`.

use super::codec::{Decoded, Trouble};
use super::{Fault, unicode, wtf8};

const HEX: &[u8; 16] = b"0123456789abcdef";

fn push_hex(out: &mut Vec<u8>, value: u32, digits: u32) {
    out.extend((0..digits).rev().map(|i| HEX[(value >> (4 * i) & 15) as usize]));
}

/// Appends `\xNN`, `\uNNNN` or `\UNNNNNNNN`.
pub fn push_escape(out: &mut Vec<u8>, c: u32) {
    let (letter, digits) = match c {
        0..=0xFF => (b'x', 2),
        0x100..=0xFFFF => (b'u', 4),
        _ => (b'U', 8),
    };
    out.extend_from_slice(&[b'\\', letter]);
    push_hex(out, c, digits);
}

/// Appends the short escape for a control character, if it has one.
fn push_control(out: &mut Vec<u8>, c: u32) -> bool {
    let letter = match c {
        0x09 => b't',
        0x0A => b'n',
        0x0D => b'r',
        0x5C => b'\\',
        _ => return false,
    };
    out.extend_from_slice(&[b'\\', letter]);
    true
}

/// Double quotes only if that spares escaping.
fn choose_quote(text: &[u8]) -> u8 {
    if text.contains(&b'\'') && !text.contains(&b'"') { b'"' } else { b'\'' }
}

/// Whether a text stands in single quotes as it is.
fn is_plain(text: &[u8]) -> bool {
    text.iter().all(|byte| (0x20..0x7f).contains(byte) & (*byte != b'\'') & (*byte != b'\\'))
}

fn quoted(out: &mut Vec<u8>, text: &[u8], shows: impl Fn(u32) -> bool) {
    out.reserve(text.len() + 2);
    if is_plain(text) {
        out.push(b'\'');
        out.extend_from_slice(text);
        out.push(b'\'');
        return;
    }
    let quote = choose_quote(text);
    out.push(quote);
    for c in wtf8::code_points(text) {
        if c == quote as u32 {
            out.extend_from_slice(&[b'\\', quote]);
        } else if push_control(out, c) {
        } else if shows(c) {
            wtf8::push(out, c);
        } else {
            push_escape(out, c);
        }
    }
    out.push(quote);
}

/// `repr(str)`
pub fn repr_str(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    push_repr(&mut out, text);
    out
}

/// Appends `repr(str)`.
pub fn push_repr(out: &mut Vec<u8>, text: &[u8]) {
    quoted(out, text, unicode::is_printable);
}

/// `ascii(str)`
pub fn ascii_str(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    quoted(&mut out, text, |c| (0x20..0x7F).contains(&c));
    out
}

/// What `ascii(object)` makes of the object's repr: everything beyond ASCII is escaped.
pub fn to_ascii(repr: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(repr.len());
    for c in wtf8::code_points(repr) {
        if c < 0x80 {
            out.push(c as u8);
        } else {
            push_escape(&mut out, c);
        }
    }
    out
}

/// `repr(bytes)`: `b'…'`. A bytearray's is this in `bytearray(…)`.
pub fn repr_bytes(data: &[u8]) -> Vec<u8> {
    let quote = choose_quote(data);
    let mut out = Vec::with_capacity(data.len() + 3);
    out.extend_from_slice(&[b'b', quote]);
    push_bytes(&mut out, data, quote);
    out.push(quote);
    out
}

/// `codecs.escape_encode`: the inside of a bytes literal in single quotes.
pub fn escape_encode(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len());
    push_bytes(&mut out, data, b'\'');
    out
}

fn push_bytes(out: &mut Vec<u8>, data: &[u8], quote: u8) {
    for &byte in data {
        if byte == quote {
            out.extend_from_slice(&[b'\\', byte]);
        } else if push_control(out, byte as u32) {
        } else if (0x20..0x7F).contains(&byte) {
            out.push(byte);
        } else {
            push_escape(out, byte as u32);
        }
    }
}

/// `str.encode('unicode_escape')`
pub fn unicode_escape_encode(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for c in wtf8::code_points(text) {
        if push_control(&mut out, c) {
        } else if (0x20..0x7F).contains(&c) {
            out.push(c as u8);
        } else {
            push_escape(&mut out, c);
        }
    }
    out
}

/// `str.encode('raw_unicode_escape')`: Latin-1 bytes as they are.
pub fn raw_unicode_escape_encode(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for c in wtf8::code_points(text) {
        if c < 0x100 {
            out.push(c as u8);
        } else {
            push_escape(&mut out, c);
        }
    }
    out
}

/// An escape that means nothing, which CPython warns of: the byte behind the backslash (or the octal number above 377).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidEscape {
    /// What stands behind the backslash: one character or three octal digits.
    pub shown: Vec<u8>,
}

/// Reads `count` hexadecimal digits at `at`. Errors: where the first other byte is, and whether that is the end.
fn hex_digits(input: &[u8], at: usize, count: usize) -> Result<u32, (usize, bool)> {
    let mut value = 0;
    for i in at..at + count {
        match input.get(i).map(|&b| (b as char).to_digit(16)) {
            Some(Some(digit)) => value = value << 4 | digit,
            Some(None) => return Err((i, false)),
            None => return Err((i, true)),
        }
    }
    Ok(value)
}

/// Up to three octal digits at `at`: the value and how many.
fn octal_digits(input: &[u8], at: usize) -> (u32, usize) {
    let digits = input[at..].iter().take(3).take_while(|b| matches!(b, b'0'..=b'7'));
    digits.fold((0, 0), |(value, len), &b| (value * 8 + (b - b'0') as u32, len + 1))
}

/// What a one-letter escape stands for.
fn simple_escape(byte: u8) -> Option<u32> {
    Some(match byte {
        b'\\' | b'\'' | b'"' => byte as u32,
        b'a' => 7,
        b'b' => 8,
        b't' => 9,
        b'n' => 10,
        b'v' => 11,
        b'f' => 12,
        b'r' => 13,
        _ => return None,
    })
}

/// Decodes `unicode_escape` from byte `from` on into `out`, up to the first trouble (see [`super::codec`]).
/// `name` finds characters for `\N{…}`; the first meaningless escape is left in `invalid`.
pub fn unicode_escape_decode(
    input: &[u8],
    from: usize,
    is_final: bool,
    out: &mut Vec<u8>,
    name: &mut dyn FnMut(&[u8]) -> Option<u32>,
    invalid: &mut Option<InvalidEscape>,
) -> Decoded {
    let mut at = from;
    while at < input.len() {
        let start = at;
        let byte = input[at];
        at += 1;
        if byte != b'\\' {
            wtf8::push(out, byte as u32);
            continue;
        }
        // `at_end` says that more input could still make sense of this.
        let trouble = |end: usize, reason: &'static str, at_end: bool| match at_end && !is_final {
            true => Decoded::Done(start),
            false => Decoded::Bad(Trouble { start, end, reason }),
        };
        let Some(&byte) = input.get(at) else { return trouble(at, "\\ at end of string", true) };
        at += 1;
        match byte {
            b'\n' => {}
            b'0'..=b'7' => {
                let (value, len) = octal_digits(input, at - 1);
                if value > 0o377 && invalid.is_none() {
                    *invalid = Some(InvalidEscape { shown: input[at - 1..at - 1 + len].to_vec() });
                }
                at += len - 1;
                wtf8::push(out, value);
            }
            b'x' | b'u' | b'U' => {
                let (count, reason) = match byte {
                    b'x' => (2, "truncated \\xXX escape"),
                    b'u' => (4, "truncated \\uXXXX escape"),
                    _ => (8, "truncated \\UXXXXXXXX escape"),
                };
                match hex_digits(input, at, count) {
                    Ok(value) if value < 0x110000 => wtf8::push(out, value),
                    Ok(_) => return trouble(at + count, "illegal Unicode character", false),
                    Err((end, at_end)) => return trouble(end, reason, at_end),
                }
                at += count;
            }
            b'N' => match named(input, at, name) {
                Ok((c, next)) => {
                    wtf8::push(out, c);
                    at = next;
                }
                Err((end, reason, at_end)) => return trouble(end, reason, at_end),
            },
            _ => match simple_escape(byte) {
                Some(c) => wtf8::push(out, c),
                None => {
                    if invalid.is_none() {
                        *invalid = Some(InvalidEscape { shown: vec![byte] });
                    }
                    out.push(b'\\');
                    wtf8::push(out, byte as u32);
                }
            },
        }
    }
    Decoded::Done(at)
}

/// `{NAME}` at `at`: the character and where it ends; or where the trouble ends, why, and whether input ran out.
fn named(
    input: &[u8],
    at: usize,
    name: &mut dyn FnMut(&[u8]) -> Option<u32>,
) -> Result<(u32, usize), (usize, &'static str, bool)> {
    const MALFORMED: &str = "malformed \\N character escape";
    match input.get(at) {
        None => return Err((at, MALFORMED, true)),
        Some(b'{') => {}
        Some(_) => return Err((at, MALFORMED, false)),
    }
    let inside = &input[at + 1..];
    let Some(len) = memchr::memchr(b'}', inside) else { return Err((input.len(), MALFORMED, true)) };
    if len == 0 {
        return Err((at + 1, MALFORMED, false));
    }
    let next = at + len + 2;
    name(&inside[..len]).map(|c| (c, next)).ok_or((next, "unknown Unicode character name", false))
}

/// Decodes `raw_unicode_escape`: only `\u` and `\U` behind an even number of backslashes mean anything.
pub fn raw_unicode_escape_decode(input: &[u8], from: usize, is_final: bool, out: &mut Vec<u8>) -> Decoded {
    let mut at = from;
    while at < input.len() {
        let start = at;
        let byte = input[at];
        at += 1;
        if byte != b'\\' {
            wtf8::push(out, byte as u32);
            continue;
        }
        let Some(&byte) = input.get(at) else {
            if !is_final {
                return Decoded::Done(start);
            }
            out.push(b'\\');
            break;
        };
        at += 1;
        let (count, reason) = match byte {
            b'u' => (4, "truncated \\uXXXX escape"),
            b'U' => (8, "truncated \\UXXXXXXXX escape"),
            _ => {
                out.push(b'\\');
                wtf8::push(out, byte as u32);
                continue;
            }
        };
        match hex_digits(input, at, count) {
            Ok(value) if value < 0x110000 => wtf8::push(out, value),
            Ok(_) => {
                return Decoded::Bad(Trouble { start, end: at + count, reason: "\\Uxxxxxxxx out of range" });
            }
            Err((_, true)) if !is_final => return Decoded::Done(start),
            Err((end, _)) => return Decoded::Bad(Trouble { start, end, reason }),
        }
        at += count;
    }
    Decoded::Done(at)
}

/// What `codecs.escape_decode` does with a bad `\x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadEscape {
    /// Raise.
    Strict,
    /// Put a question mark.
    Replace,
    /// Leave it out.
    Ignore,
}

/// `codecs.escape_decode`: the inside of a bytes literal. Errors: a bad `\x` if `bad` is strict, a backslash at the end.
pub fn escape_decode(
    input: &[u8],
    bad: BadEscape,
    invalid: &mut Option<InvalidEscape>,
) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::with_capacity(input.len());
    let mut at = 0;
    while at < input.len() {
        let byte = input[at];
        at += 1;
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let Some(&byte) = input.get(at) else { return Err(Fault::value("Trailing \\ in string")) };
        at += 1;
        match byte {
            b'\n' => {}
            b'0'..=b'7' => {
                let (value, len) = octal_digits(input, at - 1);
                if value > 0o377 && invalid.is_none() {
                    *invalid = Some(InvalidEscape { shown: input[at - 1..at - 1 + len].to_vec() });
                }
                at += len - 1;
                out.push(value as u8);
            }
            b'x' => match hex_digits(input, at, 2) {
                Ok(value) => {
                    out.push(value as u8);
                    at += 2;
                }
                Err(_) => {
                    match bad {
                        BadEscape::Strict => {
                            let position = at - 2;
                            return Err(Fault::value(format!("invalid \\x escape at position {position}")));
                        }
                        BadEscape::Replace => out.push(b'?'),
                        BadEscape::Ignore => {}
                    }
                    at += usize::from(input.get(at).is_some_and(u8::is_ascii_hexdigit));
                }
            },
            _ => match simple_escape(byte) {
                Some(c) => out.push(c as u8),
                None => {
                    if invalid.is_none() {
                        *invalid = Some(InvalidEscape { shown: vec![byte] });
                    }
                    out.extend_from_slice(&[b'\\', byte]);
                }
            },
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(input: &str) -> String {
        let mut out = Vec::new();
        let mut name = |name: &[u8]| (name == b"EM DASH").then_some(0x2014);
        match unicode_escape_decode(input.as_bytes(), 0, true, &mut out, &mut name, &mut None) {
            Decoded::Done(_) => String::from_utf8_lossy(&out).into_owned(),
            Decoded::Bad(t) => format!("{} {} {}", t.start, t.end, t.reason),
        }
    }

    #[test]
    fn reprs() {
        for (text, expected) in [
            ("a'b", "\"a'b\""),
            ("a'\"", "'a\\'\"'"),
            ("é\n\u{7f}\u{ad}\u{200b}\u{e0001}", "'é\\n\\x7f\\xad\\u200b\\U000e0001'"),
        ] {
            assert_eq!(String::from_utf8(repr_str(text.as_bytes())).unwrap(), expected);
        }
        assert_eq!(repr_str(&wtf8::from_code_points([0xD800])), b"'\\ud800'");
        assert_eq!(ascii_str("é".as_bytes()), b"'\\xe9'");
        assert_eq!(repr_bytes(b"'\xff\\\t"), b"b\"'\\xff\\\\\\t\"");
    }

    #[test]
    fn decoding() {
        for (input, expected) in [
            ("\\x41\\u00e9\\101\\q\\\n\\N{EM DASH}", "Aé A\\q—".replace(' ', "").as_str()),
            ("\\x4", "0 3 truncated \\xXX escape"),
            ("\\u12zz", "0 4 truncated \\uXXXX escape"),
            ("\\U00110000", "0 10 illegal Unicode character"),
            ("\\", "0 1 \\ at end of string"),
            ("a\\N{foo}", "1 8 unknown Unicode character name"),
            ("\\N{", "0 3 malformed \\N character escape"),
            ("\\N{}", "0 3 malformed \\N character escape"),
        ] {
            assert_eq!(decode(input), expected, "{input}");
        }
        let mut invalid = None;
        assert_eq!(escape_decode(b"\\x41\\400\\9", BadEscape::Strict, &mut invalid), Ok(b"A\0\\9".to_vec()));
        assert_eq!(invalid.map(|i| i.shown), Some(b"400".to_vec()));
        assert_eq!(escape_decode(b"\\x4z", BadEscape::Replace, &mut None), Ok(b"?z".to_vec()));
        let mut out = Vec::new();
        assert_eq!(raw_unicode_escape_decode(b"\\\\\\u0041\\", 0, true, &mut out), Decoded::Done(9));
        assert_eq!(out, b"\\\\A\\");
    }
}
