//! Templates of `str.format`: literals and replacement fields, field names and their paths, automatic numbering.
//!
//! All parsing is lazy, so that errors come after the effects of what stands before them, as in CPython.
//! Looking values up, converting and formatting them is the caller's.

use super::{Fault, unicode, wtf8};

/// Some literal text and what follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Text to be copied; doubled braces are already single.
    pub literal: &'a [u8],
    /// The replacement field behind it.
    pub field: Option<Field<'a>>,
}

/// `{name!conversion:spec}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// What stands before `!` and `:`.
    pub name: &'a [u8],
    /// The code point behind `!`; see [`check_conversion`].
    pub conversion: Option<u32>,
    /// What stands behind `:`.
    pub spec: &'a [u8],
    /// Whether `spec` is a template itself, to be filled in first.
    pub spec_has_fields: bool,
}

/// How deep templates nest: a specification inside a specification is too deep ("Max string recursion exceeded").
pub const MAX_DEPTH: usize = 2;

/// Reads a template piece by piece.
pub struct Pieces<'a> {
    rest: &'a [u8],
}

impl<'a> Pieces<'a> {
    /// Begins at the start of `template`.
    pub fn new(template: &'a [u8]) -> Pieces<'a> {
        Pieces { rest: template }
    }

    /// Some text and the name or number in the braces behind it, when that is all they hold, as mostly; nothing has been
    /// read otherwise.
    #[inline]
    pub fn plain(&mut self) -> Option<(&'a [u8], First<'a>)> {
        let text = self.rest;
        let at = text.iter().position(|byte| matches!(byte, b'{' | b'}')).filter(|at| text[*at] == b'{')?;
        let name = &text[at + 1..];
        let end = name.iter().position(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'_'))?;
        let (name, rest) = name.split_at(end);
        let first = match name {
            _ if rest[0] != b'}' => return None,
            [] => First::Auto,
            [digit @ b'0'..=b'9'] => First::Index(usize::from(digit - b'0')),
            [b'0'..=b'9', ..] => return None,
            _ => First::Key(name),
        };
        self.rest = &rest[1..];
        Some((&text[..at], first))
    }

    fn piece(&mut self) -> Result<Piece<'a>, Fault> {
        let text = self.rest;
        let Some(at) = memchr::memchr2(b'{', b'}', text) else {
            self.rest = &[];
            return Ok(Piece { literal: text, field: None });
        };
        let brace = text[at];
        match text.get(at + 1) {
            Some(&next) if next == brace => {
                self.rest = &text[at + 2..];
                return Ok(Piece { literal: &text[..at + 1], field: None });
            }
            _ if brace == b'}' => return Err(Fault::value("Single '}' encountered in format string")),
            None => return Err(Fault::value("Single '{' encountered in format string")),
            _ => {}
        }
        let mut reader = FieldReader { text, at: at + 1 };
        let field = reader.field()?;
        self.rest = &text[reader.at..];
        Ok(Piece { literal: &text[..at], field: Some(field) })
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        Some(self.piece().inspect_err(|_| self.rest = &[]))
    }
}

struct FieldReader<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> FieldReader<'a> {
    fn next(&mut self) -> Option<u8> {
        let byte = self.text.get(self.at).copied()?;
        self.at += 1;
        Some(byte)
    }

    fn field(&mut self) -> Result<Field<'a>, Fault> {
        let start = self.at;
        let end = loop {
            match self.next() {
                None => return Err(Fault::value("expected '}' before end of string")),
                Some(b'{') => return Err(Fault::value("unexpected '{' in field name")),
                // Inside brackets everything belongs to the name.
                Some(b'[') => {
                    let rest = &self.text[self.at..];
                    self.at += memchr::memchr(b']', rest).unwrap_or(rest.len());
                }
                Some(byte @ (b'}' | b':' | b'!')) => break byte,
                Some(_) => {}
            }
        };
        let name = &self.text[start..self.at - 1];
        let mut field = Field { name, conversion: None, spec: &[], spec_has_fields: false };
        if end == b'!' && self.conversion(&mut field)? {
            return Ok(field);
        }
        if end != b'}' {
            self.spec(&mut field)?;
        }
        Ok(field)
    }

    /// What follows `!`; true if the field ends there.
    fn conversion(&mut self, field: &mut Field<'a>) -> Result<bool, Fault> {
        if self.at >= self.text.len() {
            return Err(Fault::value("end of string while looking for conversion specifier"));
        }
        let (code_point, next) = wtf8::decode_at(self.text, self.at);
        field.conversion = Some(code_point);
        self.at = next.min(self.text.len());
        match self.next() {
            Some(b'}') => Ok(true),
            Some(b':') | None => Ok(false),
            Some(_) => Err(Fault::value("expected ':' after conversion specifier")),
        }
    }

    /// What follows `:`, up to the brace that matches.
    fn spec(&mut self, field: &mut Field<'a>) -> Result<(), Fault> {
        let start = self.at;
        let mut depth = 1;
        while let Some(byte) = self.next() {
            match byte {
                b'{' => {
                    field.spec_has_fields = true;
                    depth += 1;
                }
                b'}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                field.spec = &self.text[start..self.at - 1];
                return Ok(());
            }
        }
        Err(Fault::value("unmatched '{' in format spec"))
    }
}

/// What a conversion asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConversionKind {
    /// `!r`
    Repr,
    /// `!s`
    Str,
    /// `!a`
    Ascii,
}

/// The meaning of the code point behind `!`. Errors: it has none.
pub fn check_conversion(code_point: u32) -> Result<ConversionKind, Fault> {
    match char::from_u32(code_point) {
        Some('r') => Ok(ConversionKind::Repr),
        Some('s') => Ok(ConversionKind::Str),
        Some('a') => Ok(ConversionKind::Ascii),
        Some(c) if code_point > 32 && code_point < 127 => {
            Err(Fault::value(format!("Unknown conversion specifier {c}")))
        }
        _ => Err(Fault::value(format!("Unknown conversion specifier \\x{code_point:x}"))),
    }
}

/// The first part of a field name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First<'a> {
    /// Nothing: the next argument by position.
    Auto,
    /// An argument by position.
    Index(usize),
    /// A keyword argument.
    Key(&'a [u8]),
}

/// A further part of a field name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// `.name`
    Attribute(&'a [u8]),
    /// `[3]`
    Index(usize),
    /// `[key]`
    Key(&'a [u8]),
}

/// Decimal digits only, of any script: a number. Errors: too large.
fn as_index(text: &[u8]) -> Result<Option<usize>, Fault> {
    if text.is_empty() {
        return Ok(None);
    }
    let mut value = 0i64;
    for c in wtf8::code_points(text) {
        let Some(digit) = unicode::decimal_value(c) else { return Ok(None) };
        value = value
            .checked_mul(10)
            .and_then(|v| v.checked_add(digit as i64))
            .ok_or_else(|| Fault::value("Too many decimal digits in format string"))?;
    }
    // No sequence on a 32-bit machine is long enough for a larger index to be found.
    Ok(Some(usize::try_from(value).unwrap_or(usize::MAX)))
}

/// Splits a field name into its first part and the rest. Errors: a number too large.
pub fn split_name(name: &[u8]) -> Result<(First<'_>, Path<'_>), Fault> {
    let end = memchr::memchr2(b'.', b'[', name).unwrap_or(name.len());
    let (first, rest) = name.split_at(end);
    let first = match as_index(first)? {
        Some(index) => First::Index(index),
        None if first.is_empty() => First::Auto,
        None => First::Key(first),
    };
    Ok((first, Path { rest }))
}

/// The further parts of a field name.
#[derive(Clone, Debug)]
pub struct Path<'a> {
    rest: &'a [u8],
}

impl<'a> Path<'a> {
    fn step(&mut self) -> Result<Step<'a>, Fault> {
        let (kind, rest) = (self.rest[0], &self.rest[1..]);
        let empty = || Fault::value("Empty attribute in format string");
        match kind {
            b'.' => {
                let end = memchr::memchr2(b'.', b'[', rest).unwrap_or(rest.len());
                self.rest = &rest[end..];
                if end == 0 { Err(empty()) } else { Ok(Step::Attribute(&rest[..end])) }
            }
            b'[' => {
                let end =
                    memchr::memchr(b']', rest).ok_or_else(|| Fault::value("Missing ']' in format string"))?;
                self.rest = &rest[end + 1..];
                let key = &rest[..end];
                match as_index(key)? {
                    Some(index) => Ok(Step::Index(index)),
                    None if key.is_empty() => Err(empty()),
                    None => Ok(Step::Key(key)),
                }
            }
            _ => Err(Fault::value("Only '.' or '[' may follow ']' in format field specifier")),
        }
    }
}

impl<'a> Iterator for Path<'a> {
    type Item = Result<Step<'a>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        Some(self.step().inspect_err(|_| self.rest = &[]))
    }
}

/// Whether fields are numbered by the template or by us; shared by a template and the specifications inside it.
#[derive(Clone, Copy, Debug, Default)]
pub struct AutoNumber {
    automatic: Option<bool>,
    next: usize,
}

impl AutoNumber {
    /// The argument that `first` means, with [`First::Auto`] replaced by a number. Errors: both ways are mixed.
    pub fn resolve<'a>(&mut self, first: First<'a>) -> Result<First<'a>, Fault> {
        let automatic = match first {
            First::Key(_) => return Ok(first),
            First::Auto => true,
            First::Index(_) => false,
        };
        match (*self.automatic.get_or_insert(automatic), automatic) {
            (false, true) => Err(Fault::value(
                "cannot switch from manual field specification to automatic field numbering",
            )),
            (true, false) => Err(Fault::value(
                "cannot switch from automatic field numbering to manual field specification",
            )),
            (_, false) => Ok(first),
            (_, true) => {
                self.next += 1;
                Ok(First::Index(self.next - 1))
            }
        }
    }
}

/// The message for a position that no argument has; an `IndexError`.
pub fn index_out_of_range(index: usize) -> String {
    format!("Replacement index {index} out of range for positional args tuple")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(template: &str) -> String {
        let text = |t: &[u8]| String::from_utf8_lossy(t).into_owned();
        let mut out = Vec::new();
        for piece in Pieces::new(template.as_bytes()) {
            out.push(match piece {
                Err(fault) => fault.message,
                Ok(Piece { literal, field: None }) => text(literal),
                Ok(Piece { literal, field: Some(f) }) => {
                    let conversion = f.conversion.and_then(char::from_u32).unwrap_or('-');
                    format!("{}<{} {} {}>", text(literal), text(f.name), conversion, text(f.spec))
                }
            });
        }
        out.join("|")
    }

    #[test]
    fn templates() {
        for (template, expected) in [
            ("a{b!r:c{d}}e", "a<b r c{d}>|e"),
            ("x{{y}}z{a[}]}", "x{|y}|z<a[}] - >"),
            ("{!s:}", "< s >"),
            ("}", "Single '}' encountered in format string"),
            ("a{", "Single '{' encountered in format string"),
            ("a{b", "expected '}' before end of string"),
            ("{a{b}}", "unexpected '{' in field name"),
            ("{!", "end of string while looking for conversion specifier"),
            ("{!}", "unmatched '{' in format spec"),
            ("{!rs}", "expected ':' after conversion specifier"),
            ("{0:{1}", "unmatched '{' in format spec"),
        ] {
            assert_eq!(shown(template), expected, "{template}");
        }
    }

    #[test]
    fn names() {
        let (first, path) = split_name("0.a[b][1].c".as_bytes()).unwrap();
        assert_eq!(first, First::Index(0));
        let steps: Vec<_> = path.map(|s| s.unwrap()).collect();
        assert_eq!(steps, [Step::Attribute(b"a"), Step::Key(b"b"), Step::Index(1), Step::Attribute(b"c")]);
        for (name, message) in [
            ("a.", "Empty attribute in format string"),
            ("a[]", "Empty attribute in format string"),
            ("a[b", "Missing ']' in format string"),
            ("a[b]c", "Only '.' or '[' may follow ']' in format field specifier"),
            ("a[99999999999999999999]", "Too many decimal digits in format string"),
        ] {
            let (_, path) = split_name(name.as_bytes()).unwrap();
            let error = path.filter_map(Result::err).next().unwrap();
            assert_eq!(error.message, message);
        }
        let mut numbers = AutoNumber::default();
        assert_eq!(numbers.resolve(First::Auto), Ok(First::Index(0)));
        assert_eq!(numbers.resolve(First::Key(b"k")), Ok(First::Key(b"k")));
        assert_eq!(numbers.resolve(First::Auto), Ok(First::Index(1)));
        assert!(numbers.resolve(First::Index(0)).is_err());
    }
}
