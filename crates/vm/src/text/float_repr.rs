//! Floats to text: `repr`, the formats `e f g %`, `hex`, and rounding to decimal places.
//!
//! Digits come from Rust's formatting, which is exact at any precision and rounds ties to even: shortest digits that
//! read back for `repr`, correctly rounded ones else. What is ours is Python's layout: when an exponent is shown, how
//! it looks, which zeros stay. Signs, padding and grouping are in `format_value.rs`.

use num_bigint::BigInt;
use num_traits::Zero;

use super::{Fault, big, int_text};

/// More digits than any float has: 1074 behind the point, 767 significant. All further ones are zeros.
const ENOUGH_DIGITS: usize = 1100;

/// The layout of a float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// As `repr`: the shortest digits that read back.
    Shortest,
    /// `e`: one digit before the point, this many behind.
    Exponent(usize),
    /// `f`: this many digits behind the point.
    Fixed(usize),
    /// `g`: this many significant digits, zeros at the end left out.
    General(usize),
}

/// What else shapes the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// `#`: a point even with nothing behind it, and zeros kept by `g`.
    pub alternate: bool,
    /// `.0` behind a whole number shown without exponent.
    pub dot_zero: bool,
    /// `E`, `INF`, `NAN`.
    pub upper: bool,
}

/// `repr(value)`: `0.1`, `1e+16`, `-inf`, `nan`.
pub fn repr(value: f64) -> String {
    let body = magnitude(value, Layout::Shortest, Shape { dot_zero: true, ..Shape::default() });
    match body {
        Ok(body) if value.is_sign_negative() && !value.is_nan() => format!("-{body}"),
        Ok(body) => body,
        // Only an enormous precision can fail.
        Err(_) => String::new(),
    }
}

/// The text of the magnitude of `value`, without sign. Errors: `MemoryError` when zeros asked for have no room.
pub fn magnitude(value: f64, layout: Layout, shape: Shape) -> Result<String, Fault> {
    let value = value.abs();
    if !value.is_finite() {
        let text = if value.is_nan() { "nan" } else { "inf" };
        return Ok(if shape.upper { text.to_ascii_uppercase() } else { text.into() });
    }
    let mut out = match layout {
        Layout::Fixed(precision) => fixed(value, precision, shape)?,
        Layout::Exponent(precision) => {
            let (mut digits, exponent) = significant(value, precision.saturating_add(1));
            pad_zeros(&mut digits, precision.saturating_add(1))?;
            lay_out(&digits, exponent, true, shape)
        }
        Layout::General(precision) => {
            let precision = precision.max(1);
            let (mut digits, exponent) = significant(value, precision);
            if shape.alternate {
                pad_zeros(&mut digits, precision)?;
            } else {
                strip_zeros(&mut digits);
            }
            // With ".0" to come a number that fills the precision has no room left for it.
            let limit = precision as i64 - i64::from(shape.dot_zero);
            lay_out(&digits, exponent, exponent < -4 || exponent as i64 >= limit, shape)
        }
        Layout::Shortest => {
            let (digits, exponent) = shortest(value);
            lay_out(&digits, exponent, !(-4..16).contains(&exponent), shape)
        }
    };
    if shape.upper {
        out.make_ascii_uppercase();
    }
    Ok(out)
}

/// Appends a finite number with `precision` digits behind the point.
pub fn push_fixed(out: &mut Vec<u8>, value: f64, precision: usize) {
    if let Some(scaled) = scaled_exactly(value.abs(), precision) {
        if value.is_sign_negative() {
            out.push(b'-');
        }
        let mut room = [b'0'; 20];
        let digits = int_text::small_digits(scaled, &mut room);
        let zeros = (precision + 1).saturating_sub(digits.len());
        out.resize(out.len() + zeros, b'0');
        out.extend_from_slice(digits);
        if precision > 0 {
            out.insert(out.len() - precision, b'.');
        }
        return;
    }
    // Writing into a vector does not fail.
    let _ = std::io::Write::write_fmt(out, format_args!("{value:.precision$}"));
}

/// `value * 10**precision`, rounded to an integer as the exact value says, the half to even; nothing when a number is too
/// large or too small for a quick answer. `value` is finite and not negative.
fn scaled_exactly(value: f64, precision: usize) -> Option<i64> {
    let bits = value.to_bits();
    let (exponent, fraction) = ((bits >> 52) as i32, bits & ((1 << 52) - 1));
    if exponent == 0 {
        return (fraction == 0).then_some(0);
    }
    if precision > 9 {
        return None;
    }
    // Less than 2**83.
    let scaled = u128::from(fraction | 1 << 52) * u128::from(10u64.pow(precision as u32));
    let shift = exponent - 1075;
    let rounded = match shift {
        0..=40 => scaled << shift,
        -120..=-1 => {
            let half = 1u128 << (-shift - 1);
            let (whole, rest) = (scaled >> -shift, scaled & (2 * half - 1));
            whole + u128::from(rest > half || rest == half && whole & 1 == 1)
        }
        _ => return None,
    };
    i64::try_from(rounded).ok()
}

/// Turns `d.ddde-x` into digits and exponent.
fn split_exponent(mut text: String) -> (String, i32) {
    let mark = text.rfind('e').unwrap_or(text.len());
    let exponent = text.get(mark + 1..).and_then(|e| e.parse().ok()).unwrap_or(0);
    text.truncate(mark);
    if text.len() > 1 {
        text.remove(1);
    }
    (text, exponent)
}

/// The shortest digits that read back, and the exponent of the first.
fn shortest(value: f64) -> (String, i32) {
    let (digits, exponent) = split_exponent(format!("{value:e}"));
    // When two shortest candidates are equally near Python takes the even one, Rust the upper one. Candidates lie that
    // close together only with 16 digits or more, and then the exact value is one digit longer, a 5: behind the point
    // a number with k binary places has exactly k decimal places.
    if digits.len() >= 16 {
        let (_, mantissa, power) = big::decompose(value);
        let places = -(power + mantissa.trailing_zeros() as i32);
        if exponent > 16 || places == digits.len() as i32 - exponent {
            let (even, even_exponent) = significant(value, digits.len());
            if even != digits
                && format!("{even}e{}", even_exponent - even.len() as i32 + 1).parse() == Ok(value)
            {
                return (even, even_exponent);
            }
        }
    }
    (digits, exponent)
}

/// `count` correctly rounded significant digits (no more than a float can have) and the exponent of the first.
fn significant(value: f64, count: usize) -> (String, i32) {
    split_exponent(format!("{value:.*e}", count.min(ENOUGH_DIGITS) - 1))
}

fn pad_zeros(digits: &mut String, count: usize) -> Result<(), Fault> {
    let more = count.saturating_sub(digits.len());
    digits.try_reserve(more).map_err(|_| Fault::memory())?;
    digits.extend(std::iter::repeat_n('0', more));
    Ok(())
}

fn strip_zeros(digits: &mut String) {
    let kept = digits.trim_end_matches('0').len().max(1);
    digits.truncate(kept);
}

fn fixed(value: f64, precision: usize, shape: Shape) -> Result<String, Fault> {
    let shown = precision.min(ENOUGH_DIGITS);
    let mut text = format!("{value:.shown$}");
    let all = text.len() + (precision - shown);
    pad_zeros(&mut text, all)?;
    if precision == 0 {
        if shape.dot_zero {
            text.push_str(".0");
        } else if shape.alternate {
            text.push('.');
        }
    }
    Ok(text)
}

/// Places point, zeros and exponent around `digits`, the first of which counts `10**exponent`.
fn lay_out(digits: &str, exponent: i32, with_exponent: bool, shape: Shape) -> String {
    let mut out = String::with_capacity(digits.len() + 8);
    if with_exponent {
        let (first, rest) = digits.split_at(1);
        out.push_str(first);
        if !rest.is_empty() || shape.alternate {
            out.push('.');
        }
        out.push_str(rest);
        out.push_str(if exponent < 0 { "e-" } else { "e+" });
        out.push_str(&format!("{:02}", exponent.unsigned_abs()));
        return out;
    }
    let fraction = if exponent < 0 {
        out.push('0');
        let zeros = (-1 - exponent) as usize;
        "0".repeat(zeros) + digits
    } else {
        let whole = exponent as usize + 1;
        let (before, behind) = digits.split_at(whole.min(digits.len()));
        out.push_str(before);
        out.extend(std::iter::repeat_n('0', whole - before.len()));
        behind.to_string()
    };
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(&fraction);
    } else if shape.dot_zero {
        out.push_str(".0");
    } else if shape.alternate {
        out.push('.');
    }
    out
}

/// `float.hex`
pub fn hex(value: f64) -> String {
    let sign = if value.is_sign_negative() && !value.is_nan() { "-" } else { "" };
    if !value.is_finite() {
        return format!("{sign}{}", if value.is_nan() { "nan" } else { "inf" });
    }
    if value == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let (lead, exponent) = match (bits >> 52 & 0x7FF) as i32 {
        0 => (0, -1022),
        biased => (1, biased - 1023),
    };
    format!("{sign}0x{lead}.{fraction:013x}p{exponent:+}")
}

/// `round(value, digits)` of a finite float: the decimal nearest to the exact value, ties to even, read back.
/// Errors: a result too large for a float. Infinities and NaN come back as they are.
pub fn round(value: f64, digits: i64) -> Result<f64, Fault> {
    // Beyond 323 places every float is exact; left of 308 none is above half.
    if !value.is_finite() || digits > 323 {
        return Ok(value);
    }
    if digits < -308 {
        return Ok(0.0 * value);
    }
    if digits >= 0 {
        let text = format!("{value:.*}", digits as usize);
        return Ok(text.parse().unwrap_or(value));
    }
    let whole = big::from_f64(value.abs())?;
    let unit = int_text::power_of_ten(digits.unsigned_abs());
    let (quotient, rest) = (&whole / &unit, &whole % &unit);
    let up = match (rest * 2u32).cmp(&unit) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => true,
        // What is behind the point decides a tie.
        std::cmp::Ordering::Equal => value.fract() != 0.0 || quotient.bit(0),
    };
    let rounded = (quotient + u32::from(up)) * unit;
    let magnitude =
        big::to_f64(&rounded).ok_or_else(|| Fault::overflow("rounded value too large to represent"))?;
    Ok(magnitude.copysign(value))
}

/// `round(value)` without digits: the nearest integer, ties to even. Errors: as [`big::from_f64`].
pub fn round_to_int(value: f64) -> Result<BigInt, Fault> {
    big::from_f64(value.round_ties_even())
}

/// `float.as_integer_ratio`: numerator and denominator in lowest terms. Errors: NaN and infinities.
pub fn as_integer_ratio(value: f64) -> Result<(BigInt, BigInt), Fault> {
    if value.is_nan() {
        return Err(Fault::value("cannot convert NaN to integer ratio"));
    }
    if value.is_infinite() {
        return Err(Fault::overflow("cannot convert Infinity to integer ratio"));
    }
    let (negative, mantissa, exponent) = big::decompose(value);
    if mantissa == 0 {
        return Ok((BigInt::zero(), 1.into()));
    }
    let spare = mantissa.trailing_zeros();
    let (mantissa, exponent) = (BigInt::from(mantissa >> spare), exponent + spare as i32);
    let mantissa = if negative { -mantissa } else { mantissa };
    Ok(if exponent >= 0 {
        (mantissa << exponent as u64, 1.into())
    } else {
        (mantissa, BigInt::from(1) << exponent.unsigned_abs() as u64)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    // Two shortest texts are as near: the numbers are written out to show it.
    #[allow(clippy::excessive_precision)]
    fn reprs() {
        for (value, text) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (0.1, "0.1"),
            (1e16, "1e+16"),
            (9999999999999998.0, "9999999999999998.0"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1.5e300, "1.5e+300"),
            (5e-324, "5e-324"),
            (984163455688761.25, "984163455688761.2"),
            (8983581523130.8125, "8983581523130.812"),
            (123456.75, "123456.75"),
            (f64::NEG_INFINITY, "-inf"),
            (-f64::NAN, "nan"),
        ] {
            assert_eq!(repr(value), text);
        }
    }

    #[test]
    fn layouts() {
        let plain = Shape::default();
        let alt = Shape { alternate: true, ..plain };
        for (value, layout, shape, text) in [
            (2.5, Layout::Fixed(0), plain, "2"),
            (0.125, Layout::Fixed(2), plain, "0.12"),
            (1e22, Layout::Fixed(1), plain, "10000000000000000000000.0"),
            (2.5, Layout::Fixed(0), alt, "2."),
            (12345.678, Layout::Exponent(2), plain, "1.23e+04"),
            (1.0, Layout::Exponent(0), alt, "1.e+00"),
            (1e-5, Layout::General(6), plain, "1e-05"),
            (100000.0, Layout::General(6), plain, "100000"),
            (1000000.0, Layout::General(6), plain, "1e+06"),
            (1.0, Layout::General(6), alt, "1.00000"),
            (12345.0, Layout::General(5), Shape { dot_zero: true, ..plain }, "1.2345e+04"),
            (1234.0, Layout::General(5), Shape { dot_zero: true, ..plain }, "1234.0"),
            (0.0, Layout::General(0), plain, "0"),
            (f64::NAN, Layout::Fixed(3), Shape { upper: true, ..plain }, "NAN"),
        ] {
            assert_eq!(magnitude(value, layout, shape).as_deref(), Ok(text));
        }
        assert_eq!(magnitude(0.1, Layout::Fixed(70_000), plain).unwrap().len(), 70_002);
    }

    #[test]
    fn rounding() {
        for (value, digits, expected) in [
            (2.675, 2, 2.67),
            (0.5, 0, 0.0),
            (1.5, 0, 2.0),
            (25.0, -1, 20.0),
            (25.5, -1, 30.0),
            (-35.0, -1, -40.0),
            (1e308, -308, 1e308),
            (4.0, -309, 0.0),
            (1.25, 400, 1.25),
        ] {
            assert_eq!(round(value, digits), Ok(expected), "{value} {digits}");
        }
        assert!(round(1.7e308, -308).is_err());
        assert_eq!(as_integer_ratio(-0.75), Ok(((-3).into(), 4.into())));
    }

    #[test]
    fn hexes() {
        assert_eq!(hex(-0.1), "-0x1.999999999999ap-4");
        assert_eq!(hex(5e-324), "0x0.0000000000001p-1022");
        assert_eq!(hex(0.0), "0x0.0p+0");
    }
}
