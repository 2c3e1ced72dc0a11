//! Complex numbers to text and back. Formatting by a format specification is in `format_value.rs`.

use super::float_repr::{self, Layout, Shape};
use super::float_text;

/// `repr(complex)`: `2j`, `(1+2j)`, `(-0-0j)`.
pub fn repr(real: f64, imaginary: f64) -> String {
    let part = |value: f64, plus: bool| {
        let sign = match value.is_sign_negative() && !value.is_nan() {
            true => "-",
            false if plus => "+",
            false => "",
        };
        // Digits as in a float's repr, without ".0".
        let body = float_repr::magnitude(value, Layout::Shortest, Shape::default()).unwrap_or_default();
        format!("{sign}{body}")
    };
    if real == 0.0 && real.is_sign_positive() {
        format!("{}j", part(imaginary, false))
    } else {
        format!("({}{}j)", part(real, false), part(imaginary, true))
    }
}

/// `complex(text)` for text that went through [`super::int_text::to_ascii_digits`]. `None` if it is malformed
/// ("complex() arg is a malformed string").
pub fn parse(text: &[u8]) -> Option<(f64, f64)> {
    let plain;
    let mut rest = text;
    if rest.contains(&b'_') {
        plain = without_underscores(rest)?;
        rest = &plain;
    }
    rest = super::int_text::trim_number(rest);
    if let [b'(', inner @ .., b')'] = rest {
        rest = super::int_text::trim_number(inner);
    }
    let (real, imaginary, rest) = parse_parts(rest)?;
    rest.is_empty().then_some((real, imaginary))
}

/// One float, one imaginary, or a float and a signed imaginary; the number of the imaginary may be left out.
fn parse_parts(text: &[u8]) -> Option<(f64, f64, &[u8])> {
    if let Some((first, rest)) = float_text::parse_prefix(text) {
        return match rest {
            [b'+' | b'-', ..] => {
                let (imaginary, rest) = match float_text::parse_prefix(rest) {
                    Some(found) => found,
                    None => (if rest[0] == b'-' { -1.0 } else { 1.0 }, &rest[1..]),
                };
                strip_j(rest).map(|rest| (first, imaginary, rest))
            }
            [b'j' | b'J', rest @ ..] => Some((0.0, first, rest)),
            _ => Some((first, 0.0, rest)),
        };
    }
    let (unit, rest) = match text {
        [b'-', rest @ ..] => (-1.0, rest),
        [b'+', rest @ ..] => (1.0, rest),
        _ => (1.0, text),
    };
    strip_j(rest).map(|rest| (0.0, unit, rest))
}

fn strip_j(text: &[u8]) -> Option<&[u8]> {
    match text {
        [b'j' | b'J', rest @ ..] => Some(rest),
        _ => None,
    }
}

fn without_underscores(text: &[u8]) -> Option<Vec<u8>> {
    let digit_at = |i: usize| text.get(i).is_some_and(u8::is_ascii_digit);
    let misplaced = |(i, &b): (usize, &u8)| b == b'_' && (i == 0 || !digit_at(i - 1) || !digit_at(i + 1));
    if text.iter().enumerate().any(misplaced) {
        return None;
    }
    Some(text.iter().copied().filter(|&b| b != b'_').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        for (text, real, imaginary, shown) in [
            ("1+2j", 1.0, 2.0, "(1+2j)"),
            (" ( -1.5J ) ", 0.0, -1.5, "-1.5j"),
            ("1-j", 1.0, -1.0, "(1-1j)"),
            ("-j", 0.0, -1.0, "-1j"),
            ("1e16", 1e16, 0.0, "(1e+16+0j)"),
            ("-0-0j", -0.0, -0.0, "(-0-0j)"),
            ("inf-infj", f64::INFINITY, f64::NEG_INFINITY, "(inf-infj)"),
        ] {
            assert_eq!(parse(text.as_bytes()), Some((real, imaginary)), "{text}");
            assert_eq!(repr(real, imaginary), shown);
        }
        for text in ["", "1+", "1+2", "1 + 2j", "(1", "1)", "1j+2", "j2", "+-j", "1__0"] {
            assert_eq!(parse(text.as_bytes()), None, "{text}");
        }
    }
}
