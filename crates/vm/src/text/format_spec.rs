//! The format specification: `[[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]`, read and checked.
//!
//! What a specification does to a value is in `format_value.rs`. Errors come in the order and words of CPython.

use super::{Fault, unicode, wtf8};

/// A specification, read. Characters are code points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatSpec {
    /// What a field wider than its contents is filled with.
    pub fill: u32,
    /// `<`, `>`, `^` or `=`.
    pub align: u8,
    /// `+`, `-` or a space, if given.
    pub sign: Option<u8>,
    /// `z`: a negative zero loses its sign.
    pub no_negative_zero: bool,
    /// `#`
    pub alternate: bool,
    /// The least width.
    pub width: Option<u64>,
    /// `,` or `_` between groups of digits.
    pub grouping: Option<u8>,
    /// What follows the point.
    pub precision: Option<u64>,
    /// `,` or `_` between groups of digits behind the decimal point.
    pub fraction_grouping: Option<u8>,
    /// The type code, 0 if none was given and the value's type has no default.
    pub code: u32,
}

/// Walks over the code points of a specification.
struct Reader<'a> {
    text: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u32> {
        (self.at < self.text.len()).then(|| wtf8::decode_at(self.text, self.at).0)
    }

    fn peek_second(&self) -> Option<u32> {
        if self.at >= self.text.len() {
            return None;
        }
        let next = wtf8::decode_at(self.text, self.at).1;
        (next < self.text.len()).then(|| wtf8::decode_at(self.text, next).0)
    }

    fn next(&mut self) -> Option<u32> {
        let c = self.peek()?;
        self.at += wtf8::encoded_len(c);
        Some(c)
    }

    fn take(&mut self, wanted: u8) -> bool {
        let found = self.text.get(self.at) == Some(&wanted);
        self.at += usize::from(found);
        found
    }

    /// A decimal number in digits of any script; `None` if there is none.
    fn number(&mut self) -> Result<Option<u64>, Fault> {
        let mut value = None;
        while let Some(digit) = self.peek().and_then(unicode::decimal_value) {
            let sum = value.unwrap_or(0i64).checked_mul(10).and_then(|v| v.checked_add(digit as i64));
            value = Some(sum.ok_or_else(|| Fault::value("Too many decimal digits in format string"))?);
            self.next();
        }
        Ok(value.map(|v| v as u64))
    }

    /// `,` or `_`, not both.
    fn grouping(&mut self) -> Result<Option<u8>, Fault> {
        let both = || Err(Fault::value("Cannot specify both ',' and '_'."));
        let mut found = None;
        if self.take(b',') {
            found = Some(b',');
        }
        if self.take(b'_') {
            if found.is_some() {
                return both();
            }
            found = Some(b'_');
        }
        if found == Some(b'_') && self.peek() == Some(',' as u32) {
            return both();
        }
        Ok(found)
    }
}

fn as_align(c: Option<u32>) -> Option<u8> {
    c.filter(|&c| matches!(c, 0x3C..=0x3E | 0x5E)).map(|c| c as u8)
}

impl FormatSpec {
    /// Reads `text`. `type_name` is the name of the value's class, for messages; `code` and `align` are what holds
    /// when the text names none: `s` and `<` for str, `d` and `>` for int, 0 and `>` for float and complex.
    pub fn parse(text: &[u8], type_name: &str, code: u8, align: u8) -> Result<FormatSpec, Fault> {
        let mut reader = Reader { text, at: 0 };
        let mut spec = FormatSpec {
            fill: 0x20,
            align,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: None,
            grouping: None,
            precision: None,
            fraction_grouping: None,
            code: code as u32,
        };
        let (mut fill_given, mut align_given) = (false, false);
        if let Some(found) = as_align(reader.peek_second()) {
            spec.fill = reader.next().unwrap_or(0x20);
            spec.align = found;
            reader.next();
            (fill_given, align_given) = (true, true);
        } else if let Some(found) = as_align(reader.peek()) {
            spec.align = found;
            reader.next();
            align_given = true;
        }
        if let Some(sign) = reader.peek().filter(|&c| matches!(c, 0x2B | 0x2D | 0x20)) {
            spec.sign = Some(sign as u8);
            reader.next();
        }
        spec.no_negative_zero = reader.take(b'z');
        spec.alternate = reader.take(b'#');
        if !fill_given && reader.take(b'0') {
            spec.fill = '0' as u32;
            if !align_given && align == b'>' {
                spec.align = b'=';
            }
        }
        spec.width = reader.number()?;
        spec.grouping = reader.grouping()?;
        if reader.take(b'.') {
            spec.precision = reader.number()?;
            spec.fraction_grouping = reader.grouping()?;
            if spec.precision.is_none() && spec.fraction_grouping.is_none() {
                return Err(Fault::value("Format specifier missing precision"));
            }
        }
        if reader.peek_second().is_some() {
            let shown = wtf8::to_string_lossy(text);
            return Err(Fault::value(format!(
                "Invalid format specifier '{shown}' for object of type '{type_name}'"
            )));
        }
        if let Some(found) = reader.next() {
            spec.code = found;
        }
        spec.check_grouping()?;
        Ok(spec)
    }

    fn check_grouping(&self) -> Result<(), Fault> {
        let code = u8::try_from(self.code).unwrap_or(b'?');
        if let Some(separator) = self.grouping {
            let allowed = match code {
                b'd' | b'e' | b'f' | b'g' | b'E' | b'G' | b'%' | b'F' | 0 => true,
                b'b' | b'o' | b'x' | b'X' => separator == b'_',
                _ => false,
            };
            if !allowed {
                return Err(cannot_group(separator, self.code));
            }
        }
        match self.fraction_grouping {
            Some(separator) if code == b'n' => Err(cannot_group(separator, self.code)),
            _ => Ok(()),
        }
    }

    /// "Unknown format code": the type does not know this code.
    pub fn unknown_code(&self, type_name: &str) -> Fault {
        Fault::value(format!(
            "Unknown format code '{}' for object of type '{type_name}'",
            show_code(self.code)
        ))
    }

    /// The type code as a byte, 0 for none; `None` if it is not ASCII.
    pub fn ascii_code(&self) -> Option<u8> {
        u8::try_from(self.code).ok().filter(u8::is_ascii)
    }
}

fn cannot_group(separator: u8, code: u32) -> Fault {
    Fault::value(format!("Cannot specify '{}' with '{}'.", separator as char, show_code(code)))
}

/// A type code in a message: itself if it is visible ASCII, else in hexadecimal.
fn show_code(code: u32) -> String {
    match char::from_u32(code) {
        Some(c) if code > 32 && code < 128 => c.to_string(),
        _ => format!("\\x{code:x}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str, code: u8) -> String {
        FormatSpec::parse(text.as_bytes(), "int", code, b'>').unwrap_err().message
    }

    #[test]
    fn reads_everything() {
        let spec = FormatSpec::parse("é^+z#12_.3,f".as_bytes(), "float", 0, b'>').unwrap();
        let expected = FormatSpec {
            fill: 0xE9,
            align: b'^',
            sign: Some(b'+'),
            no_negative_zero: true,
            alternate: true,
            width: Some(12),
            grouping: Some(b'_'),
            precision: Some(3),
            fraction_grouping: Some(b','),
            code: 'f' as u32,
        };
        assert_eq!(spec, expected);
        let spec = FormatSpec::parse(b"08", "int", b'd', b'>').unwrap();
        assert_eq!((spec.fill, spec.align, spec.width), (0x30, b'=', Some(8)));
        let spec = FormatSpec::parse(b"08", "str", b's', b'<').unwrap();
        assert_eq!((spec.fill, spec.align, spec.width), (0x30, b'<', Some(8)));
        assert_eq!(FormatSpec::parse("\u{661}".as_bytes(), "int", b'd', b'>').unwrap().width, Some(1));
    }

    #[test]
    fn words_its_errors() {
        for (text, message) in [
            ("xx", "Invalid format specifier 'xx' for object of type 'int'"),
            (".", "Format specifier missing precision"),
            ("99999999999999999999", "Too many decimal digits in format string"),
            (",_", "Cannot specify both ',' and '_'."),
            ("_,", "Cannot specify both ',' and '_'."),
            (".1_,", "Cannot specify both ',' and '_'."),
            (",s", "Cannot specify ',' with 's'."),
            (",x", "Cannot specify ',' with 'x'."),
            (",é", "Cannot specify ',' with '\\xe9'."),
            (".,n", "Cannot specify ',' with 'n'."),
        ] {
            assert_eq!(error(text, b'd'), message, "{text}");
        }
    }
}
