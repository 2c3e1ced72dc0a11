//! Formatting str, int, float and complex values by a format specification: what `format(value, spec)` does.
//!
//! An empty specification means `str(value)`, which is the caller's to do: it may run Python.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

use super::float_repr::{self, Layout, Shape};
use super::format_spec::FormatSpec;
use super::{Fault, big, int_text, search, wtf8};

/// An integer to be formatted.
#[derive(Clone, Copy, Debug)]
pub enum IntArg<'a> {
    /// A machine integer.
    Small(i64),
    /// Any other.
    Big(&'a BigInt),
}

impl IntArg<'_> {
    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        match self {
            IntArg::Small(value) => value < 0,
            IntArg::Big(value) => value.is_negative(),
        }
    }

    /// The magnitude in base 2, 8, 10 or 16, lower case. Errors: decimals beyond `max_digits` (0 for no limit).
    pub fn digits(self, base: u32, max_digits: usize) -> Result<String, Fault> {
        match self {
            IntArg::Small(value) => {
                let value = value.unsigned_abs();
                Ok(match base {
                    2 => format!("{value:b}"),
                    8 => format!("{value:o}"),
                    16 => format!("{value:x}"),
                    _ => value.to_string(),
                })
            }
            IntArg::Big(value) if base == 10 => {
                let mut text = int_text::to_decimal(value, max_digits)?;
                if value.is_negative() {
                    text.remove(0);
                }
                Ok(text)
            }
            IntArg::Big(value) => Ok(int_text::magnitude_digits(value, base)),
        }
    }

    /// The nearest float. Errors: too large.
    pub fn to_f64(self) -> Result<f64, Fault> {
        match self {
            IntArg::Small(value) => Ok(value as f64),
            IntArg::Big(value) => {
                big::to_f64(value).ok_or_else(|| Fault::overflow("int too large to convert to float"))
            }
        }
    }

    /// The code point that this number names, for the code `c`. Errors: not in the range of code points, or beyond
    /// 64 bits, which has a message of its own here but not in the `%` operator.
    pub fn to_code_point(self) -> Result<u32, Fault> {
        let value = match self {
            IntArg::Small(value) => Some(value),
            IntArg::Big(value) => value.to_i64(),
        };
        let value = value.ok_or_else(|| Fault::overflow("Python int too large to convert to C long"))?;
        u32::try_from(value)
            .ok()
            .filter(|&v| v < 0x110000)
            .ok_or_else(|| Fault::overflow("%c arg not in range(0x110000)"))
    }
}

/// Formats a str. Errors: what a str cannot do with the specification.
pub fn format_str(text: &[u8], spec: &[u8], type_name: &str) -> Result<Vec<u8>, Fault> {
    let spec = FormatSpec::parse(spec, type_name, b's', b'<')?;
    if spec.code != 's' as u32 {
        return Err(spec.unknown_code(type_name));
    }
    match spec.sign {
        Some(b' ') => return Err(Fault::value("Space not allowed in string format specifier")),
        Some(_) => return Err(Fault::value("Sign not allowed in string format specifier")),
        None => {}
    }
    if spec.no_negative_zero {
        return Err(Fault::value("Negative zero coercion (z) not allowed in string format specifier"));
    }
    if spec.alternate {
        return Err(Fault::value("Alternate form (#) not allowed in string format specifier"));
    }
    if spec.align == b'=' {
        return Err(Fault::value("'=' alignment not allowed in string format specifier"));
    }
    let text = match spec.precision.and_then(|p| usize::try_from(p).ok()) {
        Some(precision) if precision < text.len() => &text[..wtf8::byte_offset(text, precision)],
        _ => text,
    };
    aligned(text, &spec)
}

/// `text` in a field of the width that `spec` asks for.
fn aligned(text: &[u8], spec: &FormatSpec) -> Result<Vec<u8>, Fault> {
    let missing = spec.width.unwrap_or(0).saturating_sub(wtf8::count(text) as u64);
    let missing = usize::try_from(missing).map_err(|_| Fault::memory())?;
    let left = match spec.align {
        b'>' => missing,
        b'^' => missing / 2,
        _ => 0,
    };
    search::pad(text, left, missing - left, spec.fill, search::Kind::Text).ok_or_else(Fault::memory)
}

/// Refuses padding that no memory can hold.
fn check_room(times: u64, fill: u32, more: usize) -> Result<(), Fault> {
    let bytes = times.checked_mul(wtf8::encoded_len(fill) as u64).and_then(|b| b.checked_add(more as u64));
    let bytes = bytes.and_then(|b| usize::try_from(b).ok()).ok_or_else(Fault::memory)?;
    // A trial allocation answers without harm what an infallible one would answer by aborting.
    if bytes > 1 << 20 {
        super::buffer(bytes)?;
    }
    Ok(())
}

/// The parts of a number's text: `-0x` `123` `456` `e+10`.
struct Number<'a> {
    negative: bool,
    prefix: &'a str,
    /// Digits before the point: these are grouped and filled up with zeros.
    whole: &'a str,
    /// Digits behind the point, if there is a point.
    fraction: Option<&'a str>,
    /// Whatever follows.
    rest: &'a str,
    /// How many digits make a group.
    group: usize,
}

/// Splits the text of a float's magnitude.
fn split_number(body: &str) -> (&str, Option<&str>, &str) {
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let (whole, rest) = body.split_at(digits(body));
    match rest.strip_prefix('.') {
        Some(rest) => {
            let (fraction, rest) = rest.split_at(digits(rest));
            (whole, Some(fraction), rest)
        }
        None => (whole, None, rest),
    }
}

/// Groups digits from the right, filling up with zeros to at least `width` characters.
fn group_digits(digits: &str, separator: Option<u8>, group: usize, width: usize) -> String {
    let Some(separator) = separator else {
        let zeros = width.saturating_sub(digits.len());
        let mut out = String::with_capacity(zeros + digits.len());
        out.extend(std::iter::repeat_n('0', zeros));
        out.push_str(digits);
        return out;
    };
    let mut out = Vec::with_capacity(digits.len() / group * (group + 1) + width);
    let mut left = digits.bytes().rev();
    let mut in_group = 0;
    loop {
        let next = left.next();
        if next.is_none() && out.len() >= width {
            break;
        }
        if in_group == group {
            out.push(separator);
            in_group = 0;
        }
        out.push(next.unwrap_or(b'0'));
        in_group += 1;
    }
    out.reverse();
    String::from_utf8(out).unwrap_or_default()
}

/// Groups the digits of a fraction from the left.
fn group_fraction(digits: &str, separator: Option<u8>) -> String {
    let Some(separator) = separator else { return digits.into() };
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && i % 3 == 0 {
            out.push(separator as char);
        }
        out.push(digit);
    }
    out
}

/// Puts a number into its field.
fn lay_out(number: &Number, spec: &FormatSpec) -> Result<Vec<u8>, Fault> {
    let sign = match (number.negative, spec.sign) {
        (true, _) => "-",
        (false, Some(b'+')) => "+",
        (false, Some(b' ')) => " ",
        _ => "",
    };
    let width = spec.width.unwrap_or(0);
    check_room(width, spec.fill, number.whole.len())?;
    let mut tail = String::new();
    if let Some(fraction) = number.fraction {
        tail.push('.');
        tail.push_str(&group_fraction(fraction, spec.fraction_grouping));
    }
    tail.push_str(number.rest);
    let fixed = sign.len() + number.prefix.len() + wtf8::count(tail.as_bytes());
    let zeros_to = match spec.fill == '0' as u32 && spec.align == b'=' {
        true => (width as usize).saturating_sub(fixed),
        false => 0,
    };
    let whole = match number.whole {
        "" => String::new(),
        digits => group_digits(digits, spec.grouping, number.group, zeros_to),
    };
    let missing = (width as usize).saturating_sub(fixed + whole.len());
    let (left, middle, right) = match spec.align {
        b'<' => (0, 0, missing),
        b'^' => (missing / 2, 0, missing - missing / 2),
        b'=' => (0, missing, 0),
        _ => (missing, 0, 0),
    };
    let mut text = Vec::with_capacity(sign.len() + number.prefix.len() + whole.len() + tail.len());
    let pad = |text: &[u8], before, behind| {
        search::pad(text, before, behind, spec.fill, search::Kind::Text).ok_or_else(Fault::memory)
    };
    text.extend_from_slice(sign.as_bytes());
    text.extend_from_slice(number.prefix.as_bytes());
    if middle > 0 {
        text = pad(&text, 0, middle)?;
    }
    text.extend_from_slice(whole.as_bytes());
    text.extend_from_slice(tail.as_bytes());
    if left == 0 && right == 0 { Ok(text) } else { pad(&text, left, right) }
}

/// Formats an int. `max_digits` is the limit for decimals. Errors: what an int cannot do with the specification.
pub fn format_int(value: IntArg, spec: &[u8], type_name: &str, max_digits: usize) -> Result<Vec<u8>, Fault> {
    let spec = FormatSpec::parse(spec, type_name, b'd', b'>')?;
    match spec.ascii_code() {
        Some(code @ (b'b' | b'c' | b'd' | b'o' | b'x' | b'X' | b'n')) => {
            format_integer(value, &spec, code, max_digits)
        }
        Some(b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'%') => float_by(value.to_f64()?, &spec, type_name),
        _ => Err(spec.unknown_code(type_name)),
    }
}

fn format_integer(value: IntArg, spec: &FormatSpec, code: u8, max_digits: usize) -> Result<Vec<u8>, Fault> {
    if spec.precision.is_some() {
        return Err(Fault::value("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(Fault::value("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    if code == b'c' {
        return format_character(value, spec);
    }
    let (base, prefix, group) = match code {
        b'b' => (2, "0b", 4),
        b'o' => (8, "0o", 4),
        b'x' => (16, "0x", 4),
        b'X' => (16, "0X", 4),
        _ => (10, "", 3),
    };
    let mut digits = value.digits(base, max_digits)?;
    if code == b'X' {
        digits.make_ascii_uppercase();
    }
    let prefix = if spec.alternate { prefix } else { "" };
    let number =
        Number { negative: value.is_negative(), prefix, whole: &digits, fraction: None, rest: "", group };
    lay_out(&number, spec)
}

fn format_character(value: IntArg, spec: &FormatSpec) -> Result<Vec<u8>, Fault> {
    if spec.sign.is_some() {
        return Err(Fault::value("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(Fault::value("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    let (bytes, len) = wtf8::encode(value.to_code_point()?);
    // There is no digit to align before, so '=' fills on the left.
    let align = if spec.align == b'=' { b'>' } else { spec.align };
    aligned(&bytes[..len], &FormatSpec { align, ..spec.clone() })
}

/// Formats a float. Errors: what a float cannot do with the specification.
pub fn format_float(value: f64, spec: &[u8], type_name: &str) -> Result<Vec<u8>, Fault> {
    let spec = FormatSpec::parse(spec, type_name, 0, b'>')?;
    float_by(value, &spec, type_name)
}

/// A precision that CPython's formatting accepts.
fn checked_precision(spec: &FormatSpec) -> Result<Option<usize>, Fault> {
    match spec.precision {
        Some(precision) if precision > i32::MAX as u64 => Err(Fault::value("precision too big")),
        precision => Ok(precision.map(|p| p as usize)),
    }
}

fn float_by(value: f64, spec: &FormatSpec, type_name: &str) -> Result<Vec<u8>, Fault> {
    let precision = checked_precision(spec)?;
    let six = precision.unwrap_or(6);
    let code = spec.ascii_code().unwrap_or(b'?');
    let mut shape =
        Shape { alternate: spec.alternate, upper: matches!(code, b'E' | b'F' | b'G'), dot_zero: false };
    let layout = match code {
        0 => {
            shape.dot_zero = true;
            precision.map_or(Layout::Shortest, Layout::General)
        }
        b'e' | b'E' => Layout::Exponent(six),
        b'f' | b'F' | b'%' => Layout::Fixed(six),
        b'g' | b'G' | b'n' => Layout::General(six),
        _ => return Err(spec.unknown_code(type_name)),
    };
    let value = if code == b'%' { value * 100.0 } else { value };
    let mut body = float_repr::magnitude(value, layout, shape)?;
    if code == b'%' {
        body.push('%');
    }
    let (whole, fraction, rest) = split_number(&body);
    let negative = shows_minus(value, &body, spec.no_negative_zero);
    lay_out(&Number { negative, prefix: "", whole, fraction, rest, group: 3 }, spec)
}

/// Whether a minus is shown: not for NaN, and with `z` not if only zeros are shown.
fn shows_minus(value: f64, body: &str, no_negative_zero: bool) -> bool {
    let digits = |b: u8| matches!(b, b'1'..=b'9');
    let zero = || value.is_finite() && !body.bytes().take_while(|&b| !matches!(b, b'e' | b'E')).any(digits);
    value.is_sign_negative() && !value.is_nan() && !(no_negative_zero && zero())
}

/// Formats a complex number. Errors: what it cannot do with the specification.
pub fn format_complex(real: f64, imaginary: f64, spec: &[u8], type_name: &str) -> Result<Vec<u8>, Fault> {
    let spec = FormatSpec::parse(spec, type_name, 0, b'>')?;
    let code = match spec.ascii_code() {
        Some(code @ (0 | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'n')) => code,
        _ => return Err(spec.unknown_code(type_name)),
    };
    if spec.fill == '0' as u32 {
        return Err(Fault::value("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == b'=' {
        return Err(Fault::value("'=' alignment flag is not allowed in complex format specifier"));
    }
    let precision = checked_precision(&spec)?;
    let six = precision.unwrap_or(6);
    let layout = match code {
        0 => precision.map_or(Layout::Shortest, Layout::General),
        b'e' | b'E' => Layout::Exponent(six),
        b'f' | b'F' => Layout::Fixed(six),
        _ => Layout::General(six),
    };
    let shape = Shape { alternate: spec.alternate, dot_zero: false, upper: code.is_ascii_uppercase() };
    let part = |value: f64, sign: Option<u8>| -> Result<Vec<u8>, Fault> {
        let body = float_repr::magnitude(value, layout, shape)?;
        let (whole, fraction, rest) = split_number(&body);
        let negative = shows_minus(value, &body, spec.no_negative_zero);
        let spec = FormatSpec { sign, width: None, ..spec.clone() };
        lay_out(&Number { negative, prefix: "", whole, fraction, rest, group: 3 }, &spec)
    };
    let mut out = Vec::new();
    // Without a type code the text is as in repr: in parentheses, the real part left out if it is +0.
    let bare = code == 0 && real.is_zero() && real.is_sign_positive();
    let parentheses = code == 0 && !bare;
    if parentheses {
        out.push(b'(');
    }
    if bare {
        out.extend(part(imaginary, spec.sign)?);
    } else {
        out.extend(part(real, spec.sign)?);
        out.extend(part(imaginary, Some(b'+'))?);
    }
    out.push(b'j');
    if parentheses {
        out.push(b')');
    }
    aligned(&out, &spec)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(result: Result<Vec<u8>, Fault>) -> String {
        match result {
            Ok(text) => String::from_utf8(text).unwrap(),
            Err(fault) => fault.message,
        }
    }

    #[test]
    fn texts() {
        for (spec, expected) in [
            ("5", "abé  "),
            (">5", "  abé"),
            ("^6.2", "  ab  "),
            ("05", "abé00"),
            ("=5", "'=' alignment not allowed in string format specifier"),
            ("+", "Sign not allowed in string format specifier"),
            (" ", "Space not allowed in string format specifier"),
            ("#", "Alternate form (#) not allowed in string format specifier"),
            ("d", "Unknown format code 'd' for object of type 'str'"),
        ] {
            assert_eq!(shown(format_str("abé".as_bytes(), spec.as_bytes(), "str")), expected, "{spec}");
        }
    }

    #[test]
    fn integers() {
        for (value, spec, expected) in [
            (1234567, ",", "1,234,567"),
            (1234, "08,", "0,001,234"),
            (-1234, "=+8", "-   1234"),
            (255, "#_x", "0xff"),
            (65535, "#012_X", "0X0_0000_FFFF"),
            (5, "+.1e", "+5.0e+00"),
            (0x1F600, "^3c", " 😀 "),
            (5, "+c", "Sign not allowed with integer format specifier 'c'"),
            (-1, "c", "%c arg not in range(0x110000)"),
            (5, ".1d", "Precision not allowed in integer format specifier"),
            (5, "zd", "Negative zero coercion (z) not allowed in integer format specifier"),
            (5, "s", "Unknown format code 's' for object of type 'int'"),
        ] {
            assert_eq!(
                shown(format_int(IntArg::Small(value), spec.as_bytes(), "int", 0)),
                expected,
                "{spec}"
            );
        }
    }

    #[test]
    fn floats() {
        for (value, spec, expected) in [
            (2.5, "020,.,f", "0,000,000,002.500,000"),
            (1234.5, ",.2f", "1,234.50"),
            (-0.001, "z.1f", "0.0"),
            (-0.001, ".1f", "-0.0"),
            (0.5, "09.1%", "000050.0%"),
            (f64::INFINITY, "06", "000inf"),
            (1e16, "#", "1.e+16"),
            (12.0, ".1", "1e+01"),
            (2.5, "d", "Unknown format code 'd' for object of type 'float'"),
            (2.5, ".2147483648f", "precision too big"),
        ] {
            assert_eq!(shown(format_float(value, spec.as_bytes(), "float")), expected, "{spec}");
        }
    }

    #[test]
    fn complexes() {
        for (real, imaginary, spec, expected) in [
            (1.0, 2.0, "", "(1+2j)"),
            (0.0, 2.0, ">+6", "   +2j"),
            (1.0, -2.0, ".1f", "1.0-2.0j"),
            (1.0, 2.0, "^12.2", "   (1+2j)   "),
            (1.0, 2.0, "010", "Zero padding is not allowed in complex format specifier"),
            (1.0, 2.0, "=10", "'=' alignment flag is not allowed in complex format specifier"),
        ] {
            assert_eq!(
                shown(format_complex(real, imaginary, spec.as_bytes(), "complex")),
                expected,
                "{spec}"
            );
        }
    }
}
