//! Text to floats: `float(text)` and `float.fromhex`. Rust's parser rounds correctly; Python's grammar is checked here.

use num_bigint::BigUint;

use super::{Fault, big};

/// `float(text)` for text that went through [`super::int_text::to_ascii_digits`] and
/// [`super::int_text::trim_number`]. `None` if it is no float.
pub fn parse(text: &[u8]) -> Option<f64> {
    let mut plain = Vec::new();
    let text = if text.contains(&b'_') {
        // An underscore stands between digits only.
        for (i, &byte) in text.iter().enumerate() {
            let digit_at = |j: usize| text.get(j).is_some_and(u8::is_ascii_digit);
            if byte != b'_' {
                plain.push(byte);
            } else if i == 0 || !digit_at(i - 1) || !digit_at(i + 1) {
                return None;
            }
        }
        &plain[..]
    } else {
        text
    };
    let (value, rest) = parse_prefix(text)?;
    rest.is_empty().then_some(value)
}

/// The float that `text` begins with, and what follows it. Also what `complex()` reads its parts with.
pub fn parse_prefix(text: &[u8]) -> Option<(f64, &[u8])> {
    let (sign, rest) = split_sign(text);
    if let Some((value, rest)) = parse_special(rest) {
        return Some((value.copysign(sign), rest));
    }
    let digits = |from: &[u8]| from.iter().take_while(|b| b.is_ascii_digit()).count();
    let mut len = digits(rest);
    let mut found = len > 0;
    if rest.get(len) == Some(&b'.') {
        let behind = digits(&rest[len + 1..]);
        found |= behind > 0;
        len += 1 + behind;
    }
    if !found {
        return None;
    }
    if matches!(rest.get(len), Some(b'e' | b'E')) {
        let signed = usize::from(matches!(rest.get(len + 1), Some(b'+' | b'-')));
        let exponent = digits(&rest[len + 1 + signed..]);
        if exponent > 0 {
            len += 1 + signed + exponent;
        }
    }
    let number = std::str::from_utf8(&rest[..len]).ok()?;
    Some((number.parse::<f64>().ok()?.copysign(sign), &rest[len..]))
}

fn split_sign(text: &[u8]) -> (f64, &[u8]) {
    match text {
        [b'-', rest @ ..] => (-1.0, rest),
        [b'+', rest @ ..] => (1.0, rest),
        _ => (1.0, text),
    }
}

/// `inf`, `infinity`, `nan` in any case.
fn parse_special(text: &[u8]) -> Option<(f64, &[u8])> {
    let begins = |word: &[u8]| text.len() >= word.len() && text[..word.len()].eq_ignore_ascii_case(word);
    [(&b"infinity"[..], f64::INFINITY), (b"inf", f64::INFINITY), (b"nan", f64::NAN)]
        .into_iter()
        .find(|(word, _)| begins(word))
        .map(|(word, value)| (value, &text[word.len()..]))
}

/// The message for text that is no float. `repr` is the repr of the object given.
pub fn could_not_convert(repr: &str) -> Fault {
    Fault::value(format!("could not convert string to float: {repr}"))
}

/// `float.fromhex`. Errors: malformed text; a value too large.
pub fn from_hex(text: &[u8]) -> Result<f64, Fault> {
    let space = |b: &u8| matches!(b, 9..=13 | 32);
    let start = text.iter().position(|b| !space(b)).unwrap_or(text.len());
    let end = text.iter().rposition(|b| !space(b)).map_or(start, |i| i + 1);
    let (sign, rest) = split_sign(&text[start..end]);
    if let Some((value, rest)) = parse_special(rest)
        && rest.is_empty()
    {
        return Ok(value.copysign(sign));
    }
    let malformed = || Fault::value("invalid hexadecimal floating-point string");
    let magnitude = hex_magnitude(rest).ok_or_else(malformed)?;
    if magnitude.is_infinite() {
        return Err(Fault::overflow("hexadecimal value too large to represent as a float"));
    }
    Ok(magnitude.copysign(sign))
}

/// `[0x]hhh[.hhh][p[+-]ddd]`, infinite if too large.
fn hex_magnitude(text: &[u8]) -> Option<f64> {
    let text = match text {
        [b'0', b'x' | b'X', rest @ ..] => rest,
        _ => text,
    };
    let mut digits = Vec::new();
    let mut behind_point = None;
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        if byte == b'.' && behind_point.is_none() {
            behind_point = Some(0i64);
        } else if let Some(value) = (byte as char).to_digit(16) {
            digits.push(value as u8);
            behind_point = behind_point.map(|n| n + 1);
        } else {
            break;
        }
        at += 1;
    }
    if digits.is_empty() {
        return None;
    }
    let exponent = match &text[at..] {
        [] => 0,
        [b'p' | b'P', rest @ ..] => {
            let (sign, number) = split_sign(rest);
            if number.is_empty() || !number.iter().all(u8::is_ascii_digit) {
                return None;
            }
            // No string is long enough to bring an exponent beyond this back into range.
            let value = number.iter().fold(0i64, |v, &d| (v * 10 + (d - b'0') as i64).min(1 << 50));
            if sign < 0.0 { -value } else { value }
        }
        _ => return None,
    };
    let mantissa = BigUint::from_radix_be(&digits, 16)?;
    Some(big::scale(mantissa, false, exponent - 4 * behind_point.unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_text() {
        for (text, value) in [
            ("1.5", Some(1.5)),
            ("-.5e-1", Some(-0.05)),
            ("5.", Some(5.0)),
            ("1_0.0_1", Some(10.01)),
            ("1__0", None),
            ("1_.0", None),
            ("1e", None),
            (".", None),
            ("", None),
            ("+-1", None),
            ("0x10", None),
            ("1e400", Some(f64::INFINITY)),
            ("-InFinity", Some(f64::NEG_INFINITY)),
            ("infi", None),
            ("1e5_0", Some(1e50)),
        ] {
            assert_eq!(parse(text.as_bytes()), value, "{text}");
        }
        assert!(parse(b"-nan").is_some_and(|v| v.is_nan() && v.is_sign_negative()));
    }

    #[test]
    fn hexadecimal_text() {
        for (text, value) in [
            (" -0x1.8p+1\n", Ok(-3.0)),
            ("ff", Ok(255.0)),
            (".8", Ok(0.5)),
            ("0x1p-1075", Ok(0.0)),
            ("0x1.8p-1075", Ok(5e-324)),
            ("0x1.fffffffffffff8p0", Ok(2.0)),
            ("0x1p99999999999999999999", Err(super::super::FaultKind::Overflow)),
            ("0x0p99999999999999999999", Ok(0.0)),
            ("0x1.fffffffffffff8p1023", Err(super::super::FaultKind::Overflow)),
            ("0x.p1", Err(super::super::FaultKind::Value)),
            ("1p", Err(super::super::FaultKind::Value)),
            ("1..0", Err(super::super::FaultKind::Value)),
        ] {
            assert_eq!(from_hex(text.as_bytes()).map_err(|f| f.kind), value, "{text}");
        }
    }
}
