//! The error handlers that Python has built in, and whole conversions with them.
//!
//! `namereplace` is absent: it needs the names of characters, which are loaded on demand elsewhere.

use super::codec::{Cursor, Decoded, Encoding, Trouble};
use super::{escape, wtf8};

/// What to do with what cannot be converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handler {
    /// Raise.
    Strict,
    /// Leave it out.
    Ignore,
    /// U+FFFD or `?`.
    Replace,
    /// `\xNN` and the like.
    BackslashReplace,
    /// `&#233;`, when encoding.
    XmlCharRefReplace,
    /// Bytes above 127 as U+DC80 to U+DCFF and back.
    SurrogateEscape,
    /// Surrogates as if they were characters, in the UTF encodings.
    SurrogatePass,
}

impl Handler {
    /// The handler of that name.
    pub fn by_name(name: &str) -> Option<Handler> {
        Some(match name {
            "strict" => Handler::Strict,
            "ignore" => Handler::Ignore,
            "replace" => Handler::Replace,
            "backslashreplace" => Handler::BackslashReplace,
            "xmlcharrefreplace" => Handler::XmlCharRefReplace,
            "surrogateescape" => Handler::SurrogateEscape,
            "surrogatepass" => Handler::SurrogatePass,
            _ => return None,
        })
    }

    /// What stands for bytes that cannot be decoded, and where to go on. `None` is to raise; `XmlCharRefReplace`
    /// cannot decode ("don't know how to handle UnicodeDecodeError in error callback").
    pub fn decode(self, encoding: Encoding, input: &[u8], trouble: Trouble) -> Option<(Vec<u8>, usize)> {
        let bytes = &input[trouble.start..trouble.end.min(input.len())];
        let mut text = Vec::new();
        match self {
            Handler::Strict | Handler::XmlCharRefReplace => return None,
            Handler::Ignore => {}
            Handler::Replace => wtf8::push(&mut text, 0xFFFD),
            Handler::BackslashReplace => bytes.iter().for_each(|&b| escape::push_escape(&mut text, b as u32)),
            Handler::SurrogateEscape => {
                let high = bytes.iter().take(4).take_while(|b| **b >= 0x80);
                let count = high.map(|&b| wtf8::push(&mut text, 0xDC00 + b as u32)).count();
                return (count > 0).then_some((text, trouble.start + count));
            }
            Handler::SurrogatePass => {
                let (c, len) = encoding.surrogate_at(input, trouble.start)?;
                wtf8::push(&mut text, c);
                return Some((text, trouble.start + len));
            }
        }
        Some((text, trouble.end))
    }

    /// What stands for code points that cannot be encoded, and for how many. Errors: the trouble to raise.
    pub fn encode(
        self,
        encoding: Encoding,
        text: &[u8],
        at: Cursor,
        trouble: Trouble,
    ) -> Result<(Replacement, usize), Trouble> {
        let run = trouble.end - trouble.start;
        let mut code_points = wtf8::code_points(&text[at.byte..]).take(run);
        let mut out = Vec::new();
        match self {
            Handler::Strict => return Err(trouble),
            Handler::Ignore => {}
            Handler::Replace => out.resize(run, b'?'),
            Handler::BackslashReplace => code_points.for_each(|c| escape::push_escape(&mut out, c)),
            Handler::XmlCharRefReplace => {
                code_points.for_each(|c| out.extend_from_slice(format!("&#{c};").as_bytes()));
            }
            Handler::SurrogateEscape => {
                // What can be escaped at the beginning of the run; the next round finds what cannot.
                out.extend(
                    code_points.take_while(|c| (0xDC80..0xDD00).contains(c)).map(|c| (c - 0xDC00) as u8),
                );
                let count = out.len();
                if count == 0 || count % encoding.unit() != 0 {
                    return Err(trouble);
                }
                return Ok((Replacement::Bytes(out), count));
            }
            Handler::SurrogatePass => {
                let is_utf = !matches!(encoding, Encoding::Ascii | Encoding::Latin1 | Encoding::Charmap(_));
                if !is_utf || !code_points.all(wtf8::is_surrogate) {
                    return Err(trouble);
                }
                wtf8::code_points(&text[at.byte..]).take(run).for_each(|c| encoding.push(&mut out, c));
                return Ok((Replacement::Bytes(out), run));
            }
        }
        Ok((Replacement::Text(out), run))
    }
}

/// What a handler gives when encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replacement {
    /// Text, to be encoded in its turn.
    Text(Vec<u8>),
    /// Bytes, to be taken as they are if they are whole units of the encoding ([`Encoding::unit`]).
    Bytes(Vec<u8>),
}

/// Decodes all of `input`. Errors: the trouble to raise.
pub fn decode(encoding: Encoding, input: &[u8], handler: Handler) -> Result<Vec<u8>, Trouble> {
    let mut out = Vec::with_capacity(input.len());
    let mut at = 0;
    loop {
        let trouble = match encoding.decode(input, at, true, &mut out) {
            Decoded::Done(_) => return Ok(out),
            Decoded::Bad(trouble) => trouble,
        };
        let (text, next) = handler.decode(encoding, input, trouble).ok_or(trouble)?;
        out.extend(text);
        at = next;
    }
}

/// Encodes all of `text`. Errors: the trouble to raise.
pub fn encode(encoding: Encoding, text: &[u8], handler: Handler) -> Result<Vec<u8>, Trouble> {
    let mut out = Vec::with_capacity(text.len());
    let mut cursor = Cursor::default();
    while let Err(trouble) = encoding.encode(text, &mut cursor, &mut out) {
        let (replacement, run) = handler.encode(encoding, text, cursor, trouble)?;
        match replacement {
            Replacement::Bytes(bytes) => out.extend(bytes),
            // All that handlers write is ASCII, which every encoding has.
            Replacement::Text(ascii) => ascii.iter().for_each(|&b| encoding.push(&mut out, b as u32)),
        }
        cursor.byte = wtf8::byte_offset_from(text, cursor.byte, run);
        cursor.index += run;
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::codec::Endian;

    #[test]
    fn handlers_decode() {
        let input = b"a\xffb\xed\xa0\x80c\xe2\x82";
        for (handler, expected) in [
            (Handler::Strict, None),
            (Handler::Ignore, Some("abc")),
            (Handler::Replace, Some("a\u{FFFD}b\u{FFFD}\u{FFFD}\u{FFFD}c\u{FFFD}")),
            (Handler::BackslashReplace, Some("a\\xffb\\xed\\xa0\\x80c\\xe2\\x82")),
            (Handler::SurrogatePass, None),
        ] {
            let got = decode(Encoding::Utf8, input, handler).ok();
            assert_eq!(got.as_deref(), expected.map(str::as_bytes), "{handler:?}");
        }
        let escaped = decode(Encoding::Utf8, input, Handler::SurrogateEscape).unwrap();
        assert_eq!(encode(Encoding::Utf8, &escaped, Handler::SurrogateEscape).unwrap(), input);
        let passed = decode(Encoding::Utf8, b"\xed\xa0\x80", Handler::SurrogatePass).unwrap();
        assert_eq!(passed, wtf8::from_code_points([0xD800]));
    }

    #[test]
    fn handlers_encode() {
        let text = wtf8::from_code_points([0xE9, 0xD800, 0x1F600]);
        let shown = |encoding, handler| {
            encode(encoding, &text, handler).map(|b| String::from_utf8_lossy(&b).into_owned()).ok()
        };
        assert_eq!(shown(Encoding::Ascii, Handler::Replace).as_deref(), Some("???"));
        assert_eq!(
            shown(Encoding::Ascii, Handler::BackslashReplace).as_deref(),
            Some("\\xe9\\ud800\\U0001f600")
        );
        assert_eq!(
            shown(Encoding::Ascii, Handler::XmlCharRefReplace).as_deref(),
            Some("&#233;&#55296;&#128512;")
        );
        assert_eq!(shown(Encoding::Ascii, Handler::SurrogatePass), None);
        let units = encode(Encoding::Utf16(Endian::Little), &text[2..5], Handler::SurrogatePass).unwrap();
        assert_eq!(units, [0, 0xD8]);
    }
}
