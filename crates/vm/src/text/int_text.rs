//! Integers to text and back, in any base from 2 to 36, in better than quadratic time, with the digit limit as data.

use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{One, Pow, Zero};

use super::{Fault, unicode, wtf8};

/// The digit limit that `sys.set_int_max_str_digits` starts with; 0 means none.
pub const DEFAULT_MAX_STR_DIGITS: usize = 4300;
/// The smallest limit, other than none, that may be set.
pub const MIN_MAX_STR_DIGITS: usize = 640;

/// The decimal digits of a number, written at the end of `buffer`.
pub fn small_digits(number: i64, buffer: &mut [u8; 20]) -> &[u8] {
    let mut left = number.unsigned_abs();
    let mut at = buffer.len();
    loop {
        at -= 1;
        buffer[at] = b'0' + (left % 10) as u8;
        left /= 10;
        if left == 0 {
            break;
        }
    }
    if number < 0 {
        at -= 1;
        buffer[at] = b'-';
    }
    &buffer[at..]
}

/// An integer as parsing finds it: most fit a machine word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Int {
    /// Fits 64 bits.
    Small(i64),
    /// Does not.
    Big(BigInt),
}

impl Int {
    /// As a big integer in any case.
    pub fn into_big(self) -> BigInt {
        match self {
            Int::Small(value) => value.into(),
            Int::Big(value) => value,
        }
    }

    fn new(negative: bool, magnitude: BigUint) -> Int {
        let value = BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, magnitude);
        i64::try_from(&value).map_or(Int::Big(value), Int::Small)
    }
}

/// Why [`parse`] refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseError {
    /// Not a number: "invalid literal for int() with base B: REPR"; the caller has the object and its repr.
    Invalid,
    /// More digits than the limit allows; see [`too_many_digits_to_parse`].
    TooManyDigits(usize),
}

/// The message for text that is no integer. `repr` is the repr of the object given (str or bytes).
pub fn invalid_literal(base: u32, repr: &str) -> Fault {
    // CPython shows at most 200 characters of it.
    Fault::value(format!(
        "invalid literal for int() with base {base}: {}",
        repr.chars().take(200).collect::<String>()
    ))
}

/// The message for text longer than the limit.
pub fn too_many_digits_to_parse(limit: usize, digits: usize) -> Fault {
    Fault::value(format!(
        "Exceeds the limit ({limit} digits) for integer string conversion: value has {digits} digits; \
         use sys.set_int_max_str_digits() to increase the limit"
    ))
}

/// The message for an integer too large to be written.
pub fn too_many_digits_to_write(limit: usize) -> Fault {
    Fault::value(format!(
        "Exceeds the limit ({limit} digits) for integer string conversion; \
         use sys.set_int_max_str_digits() to increase the limit"
    ))
}

/// Text ready for number parsers: decimal digits of all scripts become ASCII digits, all white space becomes spaces,
/// anything else outside ASCII becomes `?`, which no number contains.
pub fn to_ascii_digits(text: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    if text.is_ascii() {
        return text.into();
    }
    let ascii = |c: u32| match c {
        0..=0x7F => c as u8,
        _ if unicode::is_space(c) => b' ',
        _ => unicode::decimal_value(c).map_or(b'?', |v| b'0' + v as u8),
    };
    wtf8::code_points(text).map(ascii).collect::<Vec<u8>>().into()
}

/// White space around a number in text that went through [`to_ascii_digits`]: `str`'s ASCII white space.
pub fn trim_number(text: &[u8]) -> &[u8] {
    let space = |b: &u8| matches!(b, 9..=13 | 28..=32);
    let start = text.iter().position(|b| !space(b)).unwrap_or(text.len());
    let end = text.iter().rposition(|b| !space(b)).map_or(start, |i| i + 1);
    &text[start..end]
}

/// The value of a digit in bases up to 36.
fn digit(byte: u8) -> u32 {
    (byte as char).to_digit(36).unwrap_or(99)
}

/// `int(text, base)`: `base` is 0 or 2 to 36, `text` is ASCII already trimmed ([`trim_number`]).
/// Sign, prefix for the base (`0x`…), single underscores between digits. Errors: see [`ParseError`].
pub fn parse(text: &[u8], base: u32, max_digits: usize) -> Result<Int, ParseError> {
    let (negative, mut rest) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let prefixed = match rest {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    let mut actual = base;
    let mut only_zeros = false;
    if base == 0 {
        actual = if prefixed != 0 { prefixed } else { 10 };
        // "old" octal literals are refused, but any number of zeros is zero.
        only_zeros = prefixed == 0 && rest.first() == Some(&b'0');
    }
    if prefixed != 0 && prefixed == actual {
        rest = &rest[2..];
        // One underscore may follow the prefix.
        if let [b'_', tail @ ..] = rest {
            rest = tail;
        }
    }
    let digits = plain_digits(rest, actual).ok_or(ParseError::Invalid)?;
    if only_zeros && digits.iter().any(|&d| d != b'0') {
        return Err(ParseError::Invalid);
    }
    if !actual.is_power_of_two() && max_digits > 0 && digits.len() > max_digits {
        return Err(ParseError::TooManyDigits(digits.len()));
    }
    Ok(from_digits(negative, &digits, actual))
}

/// The digits without underscores, if all are digits of the base and underscores stand between digits.
fn plain_digits(text: &[u8], base: u32) -> Option<std::borrow::Cow<'_, [u8]>> {
    if !text.contains(&b'_') {
        return (!text.is_empty() && text.iter().all(|&b| digit(b) < base)).then_some(text.into());
    }
    let mut out = Vec::with_capacity(text.len());
    let mut after_digit = false;
    for &byte in text {
        if byte == b'_' {
            if !after_digit {
                return None;
            }
            after_digit = false;
        } else if digit(byte) < base {
            out.push(byte);
            after_digit = true;
        } else {
            return None;
        }
    }
    after_digit.then_some(out.into())
}

/// The value of valid digits.
fn from_digits(negative: bool, digits: &[u8], base: u32) -> Int {
    // 12 digits of base 36 fit 63 bits.
    if digits.len() <= 12 {
        let value = digits.iter().fold(0i64, |value, &d| value * base as i64 + digit(d) as i64);
        return Int::Small(if negative { -value } else { value });
    }
    let magnitude = if base.is_power_of_two() {
        let values: Vec<u8> = digits.iter().map(|&d| digit(d) as u8).collect();
        BigUint::from_radix_be(&values, base).unwrap_or_default()
    } else {
        from_digits_recursive(digits, base, &mut Vec::new())
    };
    Int::new(negative, magnitude)
}

/// Below this many digits reading is left to num-bigint, which is quadratic with a small constant.
const READ_CHUNK: usize = 512;

/// Divide and conquer: high half times a power of the base plus low half. `powers[i]` is `base ** (READ_CHUNK << i)`.
fn from_digits_recursive(digits: &[u8], base: u32, powers: &mut Vec<BigUint>) -> BigUint {
    if digits.len() <= READ_CHUNK {
        let values: Vec<u8> = digits.iter().map(|&d| digit(d) as u8).collect();
        return BigUint::from_radix_be(&values, base).unwrap_or_default();
    }
    // The low part has the largest size READ_CHUNK << i that is below the whole.
    let level = ((digits.len() - 1) / READ_CHUNK).ilog2() as usize;
    while powers.len() <= level {
        let next = match powers.last() {
            None => BigUint::from(base).pow(READ_CHUNK as u32),
            Some(last) => last * last,
        };
        powers.push(next);
    }
    let (high, low) = digits.split_at(digits.len() - (READ_CHUNK << level));
    let high = from_digits_recursive(high, base, powers);
    let low = from_digits_recursive(low, base, powers);
    high * &powers[level] + low
}

/// `str(value)`. Errors: more digits than `max_digits` (0 for no limit).
pub fn to_decimal(value: &BigInt, max_digits: usize) -> Result<String, Fault> {
    if max_digits > 0 {
        // log10(2) between 30103/100001 and 30103/100000: a cheap bound answers for nearly all, digits decide the rest.
        let least = (value.bits().saturating_sub(1) as u128 * 30102 / 100_000) as usize;
        if least >= max_digits {
            return Err(too_many_digits_to_write(max_digits));
        }
        let text = value.to_str_radix(10);
        if text.len() - usize::from(text.starts_with('-')) > max_digits {
            return Err(too_many_digits_to_write(max_digits));
        }
        return Ok(text);
    }
    Ok(value.to_str_radix(10))
}

/// `hex`, `oct`, `bin`: sign, prefix, digits. `base` is 16, 8 or 2.
pub fn with_prefix(value: &BigInt, base: u32) -> String {
    let prefix = match base {
        16 => "0x",
        8 => "0o",
        _ => "0b",
    };
    let sign = if value.sign() == Sign::Minus { "-" } else { "" };
    format!("{sign}{prefix}{}", value.magnitude().to_str_radix(base))
}

/// The digits of the magnitude in base 2, 8, 10 or 16 (lower case), without sign.
pub fn magnitude_digits(value: &BigInt, base: u32) -> String {
    if value.is_zero() {
        return "0".into();
    }
    value.magnitude().to_str_radix(base)
}

/// `10 ** exponent`
pub fn power_of_ten(exponent: u64) -> BigInt {
    // 5**n shifted: multiplications of half the size.
    let five = if exponent == 0 { BigInt::one() } else { Pow::pow(BigInt::from(5), exponent) };
    five << exponent
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, base: u32) -> String {
        let ascii = to_ascii_digits(text.as_bytes());
        match parse(trim_number(&ascii), base, 4300) {
            Ok(value) => value.into_big().to_string(),
            Err(error) => format!("{error:?}"),
        }
    }

    #[test]
    fn parses() {
        for (text, base, expected) in [
            (" 12\n", 10, "12"),
            ("-1_000", 10, "-1000"),
            ("1__0", 10, "Invalid"),
            ("_1", 10, "Invalid"),
            ("1_", 10, "Invalid"),
            ("", 10, "Invalid"),
            ("-", 10, "Invalid"),
            ("- 1", 10, "Invalid"),
            ("0x_1f", 16, "31"),
            ("0x_1f", 0, "31"),
            ("0x", 16, "Invalid"),
            ("0b1", 16, "177"),
            ("0b1", 10, "Invalid"),
            ("010", 0, "Invalid"),
            ("0_0", 0, "0"),
            ("00", 0, "0"),
            ("0", 0, "0"),
            ("z", 36, "35"),
            ("z", 35, "Invalid"),
            ("\u{0663}\u{a0}", 10, "3"),
            ("9223372036854775808", 10, "9223372036854775808"),
            ("-9223372036854775808", 10, "-9223372036854775808"),
        ] {
            assert_eq!(shown(text, base), expected, "{text:?} {base}");
        }
        assert_eq!(shown(&"1".repeat(4301), 10), "TooManyDigits(4301)");
        assert_eq!(parse(b"8", 0, 1), Ok(Int::Small(8)));
    }

    #[test]
    fn long_numbers_survive() {
        for (len, base) in [(513, 10), (1024, 7), (5000, 10), (4097, 36)] {
            let text: String =
                (0..len).map(|i| char::from_digit((i * i + 1) % base, base).unwrap()).collect();
            let value = parse(text.as_bytes(), base, 0).unwrap().into_big();
            assert_eq!(value.to_str_radix(base), text);
        }
    }

    #[test]
    fn the_limit() {
        let value = power_of_ten(4299);
        assert!(to_decimal(&value, 4300).is_ok());
        assert!(to_decimal(&(value * 10), 4300).is_err());
        assert_eq!(with_prefix(&(-255).into(), 16), "-0xff");
    }
}
