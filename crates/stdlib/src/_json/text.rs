//! JSON strings: writing them with escapes, and reading them back.

use whipsnake_vm::text::wtf8;

/// Whether a byte stands for itself in JSON that may hold any text.
fn is_plain(byte: u8) -> bool {
    byte >= 0x20 && byte != b'"' && byte != b'\\'
}

/// `is_plain` of each byte.
const PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut byte = 0;
    while byte < 0x20 {
        plain[byte] = false;
        byte += 1;
    }
    plain[b'"' as usize] = false;
    plain[b'\\' as usize] = false;
    plain
};

fn push_hex(out: &mut Vec<u8>, unit: u32) {
    out.extend_from_slice(b"\\u");
    for shift in [12, 8, 4, 0] {
        out.push(b"0123456789abcdef"[(unit >> shift & 15) as usize]);
    }
}

/// Appends a byte of ASCII that does not stand for itself.
fn push_escaped(out: &mut Vec<u8>, byte: u8) {
    let letter = match byte {
        b'"' | b'\\' => byte,
        8 => b'b',
        12 => b'f',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        _ => return push_hex(out, byte.into()),
    };
    out.extend_from_slice(&[b'\\', letter]);
}

/// Appends a string in quotes. Only what must be escaped is, and with `ascii` all that is not printable ASCII.
pub fn push_string(out: &mut Vec<u8>, text: &[u8], ascii: bool) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    let mut from = 0;
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        if is_plain(byte) && (byte < 0x7f || !ascii) {
            at += 1;
            continue;
        }
        out.extend_from_slice(&text[from..at]);
        if byte < 0x80 {
            push_escaped(out, byte);
            at += 1;
        } else {
            let (code_point, next) = wtf8::decode_at(text, at);
            if code_point > 0xffff {
                let rest = code_point - 0x10000;
                push_hex(out, 0xd800 | rest >> 10);
                push_hex(out, 0xdc00 | rest & 0x3ff);
            } else {
                push_hex(out, code_point);
            }
            at = next;
        }
        from = at;
    }
    out.extend_from_slice(&text[from..]);
    out.push(b'"');
}

/// A string that was read: what it says, and the offset behind its closing quote.
pub struct Scanned<'a> {
    /// Its text in WTF-8.
    pub text: std::borrow::Cow<'a, [u8]>,
    /// Offset of what follows.
    pub end: usize,
}

/// Why a string cannot be read. Numbers are byte offsets, and how many code points before them the place is.
pub enum Bad {
    /// There is no closing quote.
    Unterminated,
    /// A control character stands at this offset.
    Control(usize),
    /// The backslash at this offset begins no escape.
    Escape(usize),
    /// The hexadecimal escape whose backslash is at this offset is none.
    Hex(usize),
}

fn hex(text: &[u8]) -> Option<u32> {
    text.iter().try_fold(0, |all, byte| Some(all << 4 | (*byte as char).to_digit(16)?))
}

/// Reads from behind the opening quote.
#[inline]
pub fn scan(text: &[u8], start: usize, strict: bool) -> Result<Scanned<'_>, Bad> {
    let mut at = start;
    while let Some(&byte) = text.get(at) {
        if PLAIN[usize::from(byte)] {
            at += 1;
        } else if byte == b'"' {
            return Ok(Scanned { text: text[start..at].into(), end: at + 1 });
        } else if byte != b'\\' && strict {
            return Err(Bad::Control(at));
        } else if byte != b'\\' {
            at += 1;
        } else {
            return scan_escaped(text, start, at, strict);
        }
    }
    Err(Bad::Unterminated)
}

/// Goes on at the first backslash.
fn scan_escaped(text: &[u8], start: usize, backslash: usize, strict: bool) -> Result<Scanned<'_>, Bad> {
    let mut out = text[start..backslash].to_vec();
    let mut at = backslash;
    loop {
        let from = at;
        while text.get(at).is_some_and(|byte| is_plain(*byte) || (!strict && *byte < 0x20)) {
            at += 1;
        }
        out.extend_from_slice(&text[from..at]);
        match text.get(at) {
            None => return Err(Bad::Unterminated),
            Some(b'"') => return Ok(Scanned { text: out.into(), end: at + 1 }),
            Some(b'\\') => at = scan_escape(text, at, &mut out)?,
            Some(_) => return Err(Bad::Control(at)),
        }
    }
}

/// Reads the escape at a backslash; the offset behind it.
fn scan_escape(text: &[u8], at: usize, out: &mut Vec<u8>) -> Result<usize, Bad> {
    let byte = match text.get(at + 1) {
        None => return Err(Bad::Unterminated),
        Some(b'u') => return scan_hex(text, at, out),
        Some(byte @ (b'"' | b'\\' | b'/')) => *byte,
        Some(b'b') => 8,
        Some(b'f') => 12,
        Some(b'n') => b'\n',
        Some(b'r') => b'\r',
        Some(b't') => b'\t',
        Some(_) => return Err(Bad::Escape(at)),
    };
    out.push(byte);
    Ok(at + 2)
}

fn scan_hex(text: &[u8], at: usize, out: &mut Vec<u8>) -> Result<usize, Bad> {
    // Something must follow the digits, if only the closing quote.
    let digits = text.get(at + 2..at + 6).filter(|_| text.len() > at + 6);
    let mut code_point = digits.and_then(hex).ok_or(Bad::Hex(at))?;
    let mut end = at + 6;
    if (0xd800..0xdc00).contains(&code_point) && text.len() > end + 6 && text[end..].starts_with(b"\\u") {
        let low = hex(&text[end + 2..end + 6]).ok_or(Bad::Hex(end))?;
        if (0xdc00..0xe000).contains(&low) {
            code_point = 0x10000 + ((code_point & 0x3ff) << 10 | (low & 0x3ff));
            end += 6;
        }
    }
    wtf8::push(out, code_point);
    Ok(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let text = "a\"b\\\n\u{1}é😀/".as_bytes();
        for ascii in [false, true] {
            let mut out = Vec::new();
            push_string(&mut out, text, ascii);
            let read = scan(&out, 1, true).ok().expect("it was written well");
            assert_eq!((&*read.text, read.end), (text, out.len()));
        }
    }
}
