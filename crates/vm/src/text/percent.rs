//! The `%` operator of str and bytes: reading the format and laying out numbers.
//!
//! [`Pieces`] gives literals and conversions in order, [`Arguments`] says which argument each takes, and the
//! `format_` functions make text of values that the caller has already converted. Errors come as late as CPython's:
//! one found inside a conversion ([`Conversion::broken`]) is raised only after its key and its `*` were looked up.

use super::float_repr::{self, Layout, Shape};
use super::format_value::IntArg;
use super::search::Kind;
use super::{Fault, wtf8};

/// A piece of the format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text to be copied.
    Literal(&'a [u8]),
    /// A value goes here.
    Conversion(Conversion<'a>),
}

/// A width or precision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// Not given.
    #[default]
    Absent,
    /// `*`: the next argument, which must be an int ("* wants int").
    Star,
    /// A number.
    Fixed(u64),
}

/// The flags of a conversion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// `-`
    pub left: bool,
    /// `+`
    pub plus: bool,
    /// a space
    pub space: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
}

/// `%(key)#08.3d`, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conversion<'a> {
    /// The key of a mapping, without parentheses.
    pub key: Option<&'a [u8]>,
    /// `-+ #0`
    pub flags: Flags,
    /// The least width.
    pub width: Size,
    /// What follows the point.
    pub precision: Size,
    /// The type character: a code point, or a byte of a bytes format.
    pub code: u32,
    /// Where that character stands in the format, in code points or bytes.
    pub index: usize,
    /// An error in this conversion, to be raised once key, width and precision were looked up as far as they are given.
    pub broken: Option<Fault>,
}

impl Conversion<'_> {
    /// Whether there is nothing between `%` and the type character.
    pub fn is_bare(&self) -> bool {
        self.key.is_none()
            && self.flags == Flags::default()
            && self.width == Size::Absent
            && self.precision == Size::Absent
    }
    /// "unsupported format character", to be raised after the argument was fetched.
    pub fn unsupported(&self, kind: Kind) -> Fault {
        let shown = match (kind, self.code) {
            // A byte above 127 is a negative char for CPython, which trips over it while wording the message.
            (Kind::Bytes, 0x80..) => return Fault::overflow("character argument not in range(0x110000)"),
            (Kind::Text, 31..=126) | (Kind::Bytes, _) => char::from_u32(self.code).unwrap_or('?'),
            _ => '?',
        };
        Fault::value(format!(
            "unsupported format character '{shown}' (0x{:x}) at index {}",
            self.code, self.index
        ))
    }
}

/// Reads a format piece by piece.
pub struct Pieces<'a> {
    format: &'a [u8],
    at: usize,
    kind: Kind,
}

impl<'a> Pieces<'a> {
    /// Begins at the start of `format`.
    pub fn new(format: &'a [u8], kind: Kind) -> Pieces<'a> {
        Pieces::from(format, kind, 0)
    }
    /// Goes on at a [`Pieces::place`].
    pub fn from(format: &'a [u8], kind: Kind, at: usize) -> Pieces<'a> {
        Pieces { format, at, kind }
    }
    /// Where the next piece begins.
    pub fn place(&self) -> usize {
        self.at
    }

    fn peek(&self) -> Option<u8> {
        self.format.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn conversion(&mut self) -> Result<Conversion<'a>, Fault> {
        let mut conversion = Conversion::default();
        if self.take(b'(') {
            conversion.key = Some(self.key()?);
        }
        if let Err(fault) = self.after_key(&mut conversion) {
            conversion.broken = Some(fault);
            // Nothing is read behind an error.
            self.at = self.format.len();
        }
        Ok(conversion)
    }

    /// The key up to its parenthesis; inner parentheses must match.
    fn key(&mut self) -> Result<&'a [u8], Fault> {
        let start = self.at;
        let mut depth = 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Ok(&self.format[start..self.at - 1]);
            }
        }
        Err(Fault::value("incomplete format key"))
    }

    fn after_key(&mut self, conversion: &mut Conversion) -> Result<(), Fault> {
        while let Some(byte) = self.peek() {
            let flag = match byte {
                b'-' => &mut conversion.flags.left,
                b'+' => &mut conversion.flags.plus,
                b' ' => &mut conversion.flags.space,
                b'#' => &mut conversion.flags.alternate,
                b'0' => &mut conversion.flags.zero,
                _ => break,
            };
            *flag = true;
            self.at += 1;
        }
        conversion.width = self.size(i64::MAX as u64, "width too big")?;
        if self.take(b'.') {
            let message = if self.kind == Kind::Text { "precision too big" } else { "prec too big" };
            conversion.precision = match self.size(i32::MAX as u64, message)? {
                Size::Absent => Size::Fixed(0),
                given => given,
            };
        }
        // Length modifiers of C mean nothing.
        if matches!(self.peek(), Some(b'h' | b'l' | b'L')) {
            self.at += 1;
        }
        let Some(first) = self.peek() else { return Err(Fault::value("incomplete format")) };
        let (code, next) = match self.kind {
            Kind::Text => wtf8::decode_at(self.format, self.at),
            Kind::Bytes => (first as u32, self.at + 1),
        };
        conversion.code = code;
        conversion.index = self.kind.len(&self.format[..self.at]);
        self.at = next.min(self.format.len());
        Ok(())
    }

    fn size(&mut self, limit: u64, message: &str) -> Result<Size, Fault> {
        if self.take(b'*') {
            return Ok(Size::Star);
        }
        let mut value = None;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            let digit = (digit - b'0') as u64;
            let sum = value.unwrap_or(0);
            if sum > (limit - digit) / 10 {
                return Err(Fault::value(message));
            }
            value = Some(sum * 10 + digit);
            self.at += 1;
        }
        Ok(value.map_or(Size::Absent, Size::Fixed))
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.format[self.at..];
        if rest.is_empty() {
            return None;
        }
        if rest[0] != b'%' {
            let len = memchr::memchr(b'%', rest).unwrap_or(rest.len());
            self.at += len;
            return Some(Ok(Piece::Literal(&rest[..len])));
        }
        self.at += 1;
        if rest.get(1) == Some(&b'%') {
            self.at += 1;
            return Some(Ok(Piece::Literal(&rest[..1])));
        }
        Some(self.conversion().map(Piece::Conversion).inspect_err(|_| self.at = self.format.len()))
    }
}

/// Which argument a conversion takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// An item of the tuple on the right.
    Item(usize),
    /// The right side itself, or the value found under the key.
    Whole,
}

/// Deals out the arguments.
#[derive(Clone, Copy, Debug)]
pub struct Arguments {
    /// The tuple's length; `None` for a single argument.
    len: Option<usize>,
    next: usize,
}

impl Arguments {
    /// `tuple_len` is the length of the right side if it is a tuple.
    pub fn new(tuple_len: Option<usize>) -> Arguments {
        Arguments { len: tuple_len, next: 0 }
    }

    /// To be called when a key was looked up: the value found is now the one argument there is.
    pub fn keyed(&mut self) {
        *self = Arguments::new(None);
    }

    /// The place of the next argument in the tuple, if the right side is one; it may be behind the end.
    pub fn peek(&self) -> Option<usize> {
        self.len.map(|_| self.next)
    }

    /// The next argument. Errors: there is none.
    pub fn take(&mut self) -> Result<Argument, Fault> {
        if self.next >= self.len.unwrap_or(1) {
            return Err(Fault::type_("not enough arguments for format string"));
        }
        self.next += 1;
        Ok(if self.len.is_some() { Argument::Item(self.next - 1) } else { Argument::Whole })
    }

    /// To be called at the end, unless the right side is a mapping. Errors: arguments left over.
    pub fn finish(&self, kind: Kind) -> Result<(), Fault> {
        if self.next < self.len.unwrap_or(1) {
            let what = if kind == Kind::Text { "string" } else { "bytes" };
            return Err(Fault::type_(format!("not all arguments converted during {what} formatting")));
        }
        Ok(())
    }
}

/// Flags, width and precision after `*` was looked up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// As given; a negative width from `*` sets `left`.
    pub flags: Flags,
    /// The least width.
    pub width: u64,
    /// The precision, if any.
    pub precision: Option<u64>,
}

impl Field {
    /// Puts the values of `*` in; they are looked up in the order width, precision.
    pub fn new(conversion: &Conversion, star_width: i64, star_precision: i64) -> Field {
        let mut flags = conversion.flags;
        let width = match conversion.width {
            Size::Absent => 0,
            Size::Fixed(width) => width,
            Size::Star => {
                flags.left |= star_width < 0;
                star_width.unsigned_abs()
            }
        };
        let precision = match conversion.precision {
            Size::Absent => None,
            Size::Fixed(precision) => Some(precision),
            Size::Star => Some(star_precision.max(0) as u64),
        };
        Field { flags, width, precision }
    }
}

/// `d i u o x X` of an integer. Errors: decimals beyond `max_digits` (0 for no limit); no memory.
pub fn format_int(value: IntArg, code: u8, field: &Field, max_digits: usize) -> Result<Vec<u8>, Fault> {
    let (base, prefix) = match code {
        b'o' => (8, "0o"),
        b'x' => (16, "0x"),
        b'X' => (16, "0X"),
        _ => (10, ""),
    };
    let mut digits = value.digits(base, max_digits)?;
    if code == b'X' {
        digits.make_ascii_uppercase();
    }
    let zeros = field.precision.unwrap_or(0).saturating_sub(digits.len() as u64);
    let mut body = zeros_for(zeros)?;
    body.extend_from_slice(digits.as_bytes());
    let prefix = if field.flags.alternate { prefix } else { "" };
    lay_out(value.is_negative(), prefix, &body, field)
}

/// `e E f F g G` of a float. Errors: no memory.
pub fn format_float(value: f64, code: u8, field: &Field) -> Result<Vec<u8>, Fault> {
    let precision = field.precision.unwrap_or(6) as usize;
    let layout = match code {
        b'e' | b'E' => Layout::Exponent(precision),
        b'f' | b'F' => Layout::Fixed(precision),
        _ => Layout::General(precision),
    };
    let shape = Shape { alternate: field.flags.alternate, upper: code.is_ascii_uppercase(), dot_zero: false };
    let body = float_repr::magnitude(value, layout, shape)?;
    lay_out(value.is_sign_negative() && !value.is_nan(), "", body.as_bytes(), field)
}

fn zeros_for(count: u64) -> Result<Vec<u8>, Fault> {
    let count = usize::try_from(count).map_err(|_| Fault::memory())?;
    let mut out = super::buffer(count)?;
    out.resize(count, b'0');
    Ok(out)
}

/// Sign, prefix and digits in a field.
fn lay_out(negative: bool, prefix: &str, body: &[u8], field: &Field) -> Result<Vec<u8>, Fault> {
    let sign: &[u8] = match (negative, field.flags.plus, field.flags.space) {
        (true, _, _) => b"-",
        (_, true, _) => b"+",
        (_, _, true) => b" ",
        _ => b"",
    };
    let head = [sign, prefix.as_bytes()].concat();
    let len = head.len() + body.len();
    let missing = field.width.saturating_sub(len as u64);
    let missing = usize::try_from(missing).map_err(|_| Fault::memory())?;
    let mut out = super::buffer(missing.saturating_add(len))?;
    let (before, inside, behind) = match (field.flags.left, field.flags.zero) {
        (true, _) => (0, 0, missing),
        (false, true) => (0, missing, 0),
        (false, false) => (missing, 0, 0),
    };
    out.resize(before, b' ');
    out.extend_from_slice(&head);
    out.resize(before + head.len() + inside, b'0');
    out.extend_from_slice(body);
    out.resize(out.len() + behind, b' ');
    Ok(out)
}

/// `s r a c b`: text cut to the precision (not for `c`) and padded with spaces. Errors: no memory.
pub fn format_text(text: &[u8], code: u8, field: &Field, kind: Kind) -> Result<Vec<u8>, Fault> {
    let text = match field.precision.and_then(|p| usize::try_from(p).ok()) {
        Some(precision) if code != b'c' && precision < text.len() => {
            let end = if kind == Kind::Text { wtf8::byte_offset(text, precision) } else { precision };
            &text[..end]
        }
        _ => text,
    };
    let missing = field.width.saturating_sub(kind.len(text) as u64);
    let missing = usize::try_from(missing).map_err(|_| Fault::memory())?;
    let mut out = super::buffer(missing.saturating_add(text.len()))?;
    if !field.flags.left {
        out.resize(missing, b' ');
    }
    out.extend_from_slice(text);
    if field.flags.left {
        out.resize(out.len() + missing, b' ');
    }
    Ok(out)
}

/// `%d` of something that is no number. `type_name` is the name of its class.
pub fn number_required(code: u8, type_name: &str) -> Fault {
    Fault::type_(match code {
        b'o' | b'x' | b'X' => format!("%{} format: an integer is required, not {type_name}", code as char),
        _ => format!("%{} format: a real number is required, not {type_name}", code as char),
    })
}

/// `%c` of something that is neither an int nor one character (of a str) or one byte (of a bytes format).
/// `len` is the length if it is a str, or bytes for a bytes format.
pub fn character_required(type_name: &str, len: Option<usize>, kind: Kind) -> Fault {
    let (wanted, what) = match kind {
        Kind::Text => ("an int or a unicode character", "a string"),
        Kind::Bytes => ("an integer in range(256) or a single byte", "a bytes object"),
    };
    Fault::type_(match len {
        Some(len) => format!("%c requires {wanted}, not {what} of length {len}"),
        None => format!("%c requires {wanted}, not {type_name}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(format: &str) -> Conversion<'_> {
        match Pieces::new(format.as_bytes(), Kind::Text).next() {
            Some(Ok(Piece::Conversion(conversion))) => conversion,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn reads_formats() {
        let pieces: Vec<_> = Pieces::new(b"a%%b%s", Kind::Text).map(|p| p.unwrap()).collect();
        let literal = |t| Piece::Literal(t);
        assert_eq!(pieces[..3], [literal(b"a"), literal(b"%"), literal(b"b")]);
        let all = only("%(k(x))-+ #0*.*lé");
        assert_eq!(
            (all.key, all.width, all.precision, all.code),
            (Some(&b"k(x)"[..]), Size::Star, Size::Star, 0xE9)
        );
        assert_eq!(only("%.d").precision, Size::Fixed(0));
    }

    #[test]
    fn words_errors() {
        let broken = |format| only(format).broken.map(|f| f.message).unwrap_or_default();
        assert_eq!(broken("%*"), "incomplete format");
        assert_eq!(broken("%99999999999999999999d"), "width too big");
        assert_eq!(broken("%.2147483648d"), "precision too big");
        assert!(
            matches!(Pieces::new(b"%(a", Kind::Text).next(), Some(Err(f)) if f.message == "incomplete format key")
        );
        assert_eq!(
            only("%5%").unsupported(Kind::Text).message,
            "unsupported format character '%' (0x25) at index 2"
        );
        let mut arguments = Arguments::new(Some(1));
        assert!(arguments.finish(Kind::Text).is_err());
        assert_eq!(arguments.take(), Ok(Argument::Item(0)));
        assert!(arguments.take().is_err() && arguments.finish(Kind::Bytes).is_ok());
    }

    #[test]
    fn lays_out() {
        for (format, value, expected) in [
            ("%05d", -3, "-0003"),
            ("%-05d", -3, "-3   "),
            ("%#08x", 3, "0x000003"),
            ("%+.5x", 3, "+00003"),
            ("% d", 3, " 3"),
            ("%#X", 255, "0XFF"),
            ("%08.5d", 3, "00000003"),
        ] {
            let conversion = only(format);
            let field = Field::new(&conversion, 0, 0);
            let got = format_int(IntArg::Small(value), conversion.code as u8, &field, 0).unwrap();
            assert_eq!(String::from_utf8(got).unwrap(), expected);
        }
        let field = Field { width: 5, precision: Some(2), flags: Flags { left: true, ..Flags::default() } };
        assert_eq!(format_text("éab".as_bytes(), b's', &field, Kind::Text).unwrap(), "éa   ".as_bytes());
        let field = Field { width: 5, precision: None, flags: Flags { zero: true, ..Flags::default() } };
        assert_eq!(format_float(f64::NEG_INFINITY, b'f', &field).unwrap(), b"-0inf");
    }
}
