//! UTF-7: ASCII as it is, everything else as UTF-16 in base64 between `+` and `-`.

use super::codec::{Decoded, Trouble};
use super::wtf8;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn digit(byte: u8) -> Option<u32> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    } as u32)
}

/// Whether a character stands for itself: printable ASCII but `+`, `\` and `~`, and white space.
fn is_direct(c: u32) -> bool {
    match u8::try_from(c) {
        Ok(b'+' | b'\\' | b'~') => false,
        Ok(byte) => byte.is_ascii_graphic() || matches!(byte, b' ' | b'\t' | b'\n' | b'\r'),
        Err(_) => false,
    }
}

/// Bits on their way to or from base64.
#[derive(Default)]
struct Bits {
    value: u32,
    count: u32,
}

impl Bits {
    fn push_unit(&mut self, out: &mut Vec<u8>, unit: u32) {
        self.value = self.value << 16 | unit;
        self.count += 16;
        while self.count >= 6 {
            self.count -= 6;
            out.push(DIGITS[(self.value >> self.count & 63) as usize]);
        }
        self.value &= (1 << self.count) - 1;
    }
    fn flush(&mut self, out: &mut Vec<u8>) {
        if self.count > 0 {
            out.push(DIGITS[(self.value << (6 - self.count) & 63) as usize]);
        }
        *self = Bits::default();
    }
    fn pull_unit(&mut self, digit: u32) -> Option<u32> {
        self.value = self.value << 6 | digit;
        self.count += 6;
        if self.count < 16 {
            return None;
        }
        self.count -= 16;
        let unit = self.value >> self.count & 0xffff;
        self.value &= (1 << self.count) - 1;
        Some(unit)
    }
}

/// Encodes; nothing is beyond UTF-7, surrogates included.
pub fn encode(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut bits = Bits::default();
    let mut shifted = false;
    for c in wtf8::code_points(text) {
        if is_direct(c) {
            if shifted {
                bits.flush(&mut out);
                shifted = false;
                if c == b'-' as u32 || digit(c as u8).is_some() {
                    out.push(b'-');
                }
            }
            out.push(c as u8);
            continue;
        }
        if !shifted {
            out.push(b'+');
            if c == b'+' as u32 {
                out.push(b'-');
                continue;
            }
            shifted = true;
        }
        if c >= 0x10000 {
            bits.push_unit(&mut out, 0xD800 + ((c - 0x10000) >> 10));
            bits.push_unit(&mut out, 0xDC00 + (c & 0x3FF));
        } else {
            bits.push_unit(&mut out, c);
        }
    }
    if shifted {
        bits.flush(&mut out);
        out.push(b'-');
    }
    out
}

/// A run of base64: where its `+` stands, where its text begins, a high surrogate that waits for its other half.
struct Shift {
    start: usize,
    text_start: usize,
    bits: Bits,
    high: Option<u32>,
}

impl Shift {
    fn take(&mut self, digit: u32, out: &mut Vec<u8>) {
        let Some(unit) = self.bits.pull_unit(digit) else { return };
        if let Some(high) = self.high.take() {
            if (0xDC00..0xE000).contains(&unit) {
                wtf8::push(out, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
                return;
            }
            wtf8::push(out, high);
        }
        if (0xD800..0xDC00).contains(&unit) {
            self.high = Some(unit);
        } else {
            wtf8::push(out, unit);
        }
    }
    /// What is wrong with ending here, if anything.
    fn fault(&self) -> Option<&'static str> {
        match self.bits.count {
            6.. => Some("partial character in base64 sequence"),
            _ if self.bits.value != 0 => Some("non-zero padding bits in base64 sequence"),
            _ => None,
        }
    }
}

/// Decodes from byte `from` on, which is not within base64. Unless `is_final`, base64 without its end is left.
pub fn decode(input: &[u8], from: usize, is_final: bool, out: &mut Vec<u8>) -> Decoded {
    let bad = |start, end, reason| Decoded::Bad(Trouble { start, end, reason });
    let mut at = from;
    let mut shift: Option<Shift> = None;
    while let Some(&byte) = input.get(at) {
        if let Some(run) = &mut shift {
            if let Some(digit) = digit(byte) {
                run.take(digit, out);
                at += 1;
                continue;
            }
            if let Some(reason) = run.fault() {
                return bad(run.start, at + 1, reason);
            }
            if let Some(high) = run.high.filter(|_| byte < 0x80 && byte != b'+') {
                wtf8::push(out, high);
            }
            shift = None;
            at += usize::from(byte == b'-');
            continue;
        }
        let start = at;
        at += 1;
        match byte {
            b'+' => match input.get(at) {
                Some(b'-') => {
                    out.push(b'+');
                    at += 1;
                }
                Some(&next) if digit(next).is_none() => return bad(start, at + 1, "ill-formed sequence"),
                _ => {
                    let (text_start, bits) = (out.len(), Bits::default());
                    shift = Some(Shift { start, text_start, bits, high: None });
                }
            },
            0..0x80 => out.push(byte),
            _ => return bad(start, at, "unexpected special character"),
        }
    }
    let Some(run) = shift else { return Decoded::Done(at) };
    if !is_final {
        // The whole run is read again when more has come.
        out.truncate(run.text_start);
        return Decoded::Done(run.start);
    }
    if run.high.is_some() || run.fault().is_some() {
        return bad(run.start, input.len(), "unterminated shift sequence");
    }
    Decoded::Done(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(input: &[u8], is_final: bool) -> (String, Decoded) {
        let mut out = Vec::new();
        let end = decode(input, 0, is_final, &mut out);
        (String::from_utf8_lossy(&out).into_owned(), end)
    }

    #[test]
    fn both_ways() {
        let text = "a+b~é\u{1F600}-x\\";
        assert_eq!(encode(text.as_bytes()), b"a+-b+AH4A6dg93gA--x+AFw-");
        assert_eq!(decoded(b"a+-b+AH4A6dg93gA--x+AFw-", true).0, text);
    }

    #[test]
    fn ends() {
        assert_eq!(decoded(b"a+AH4A6dg", false), ("a".to_owned(), Decoded::Done(1)));
        let Decoded::Bad(trouble) = decoded(b"a+AH4A6dg", true).1 else { panic!("it is not complete") };
        assert_eq!((trouble.start, trouble.end), (1, 9));
        let Decoded::Bad(trouble) = decoded(b"+A-", true).1 else { panic!("it is not whole") };
        assert_eq!(
            (trouble.start, trouble.end, trouble.reason),
            (0, 3, "partial character in base64 sequence")
        );
    }
}
