//! Literals as Python's `repr` writes them.

use std::fmt::Write;
use whipsnake_bytecode::Constant;

/// `repr` of a string given as WTF-8.
pub fn string(bytes: &[u8]) -> String {
    let has = |byte: u8| bytes.contains(&byte);
    let quote = if has(b'\'') && !has(b'"') { '"' } else { '\'' };
    let mut out = String::new();
    out.push(quote);
    let mut rest = bytes;
    while !rest.is_empty() {
        match next_char(rest) {
            (Ok(char), length) => {
                push_char(&mut out, char, quote);
                rest = &rest[length..];
            }
            (Err(surrogate), length) => {
                let _ = write!(out, "\\u{surrogate:04x}");
                rest = &rest[length..];
            }
        }
    }
    out.push(quote);
    out
}

/// The first character, or surrogate, and its length.
fn next_char(bytes: &[u8]) -> (Result<char, u32>, usize) {
    let length = match bytes[0] {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
    .min(bytes.len());
    if let Ok(text) = std::str::from_utf8(&bytes[..length])
        && let Some(char) = text.chars().next()
    {
        return (Ok(char), length);
    }
    let low = |index: usize| u32::from(bytes.get(index).copied().unwrap_or(0) & 0x3f);
    (Err(u32::from(bytes[0] & 0x0f) << 12 | low(1) << 6 | low(2)), length)
}

fn push_char(out: &mut String, char: char, quote: char) {
    match char {
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        _ if char == quote => {
            out.push('\\');
            out.push(char);
        }
        ' ' => out.push(char),
        _ if char.is_control()
            || char.is_whitespace()
            || matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}') =>
        {
            let code = char as u32;
            let _ = match code {
                0..0x100 => write!(out, "\\x{code:02x}"),
                0x100..0x10000 => write!(out, "\\u{code:04x}"),
                _ => write!(out, "\\U{code:08x}"),
            };
        }
        _ => out.push(char),
    }
}

/// `repr` of bytes.
pub fn bytes(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { b'"' } else { b'\'' };
    let mut out = String::from("b");
    out.push(quote.into());
    for &byte in bytes {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            _ if byte == quote => {
                out.push('\\');
                out.push(byte.into());
            }
            b' '..0x7f => out.push(byte.into()),
            _ => {
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
    }
    out.push(quote.into());
    out
}

/// `repr` of a float that is not negative; infinity, which only a huge literal can be, as such a literal.
pub fn float(value: f64) -> String {
    if value.is_infinite() {
        return "1e309".to_owned();
    }
    let scientific = format!("{value:e}");
    let Some((digits, exponent)) = scientific.split_once('e') else { return scientific };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let plain = format!("{value}");
        return if plain.contains('.') { plain } else { plain + ".0" };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

/// An integer beyond 64 bits in decimal, from the digits of any base.
pub fn big_integer(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let (digits, base) = match lower.get(..2) {
        Some("0x") => (&lower[2..], 16),
        Some("0o") => (&lower[2..], 8),
        Some("0b") => (&lower[2..], 2),
        _ => return lower.chars().filter(|char| *char != '_').collect(),
    };
    // Nine decimal digits in each part, lowest first.
    const PART: u64 = 1_000_000_000;
    let mut parts: Vec<u64> = vec![0];
    for digit in digits.chars().filter_map(|char| char.to_digit(base)) {
        let mut carry = u64::from(digit);
        for part in &mut parts {
            carry += *part * u64::from(base);
            *part = carry % PART;
            carry /= PART;
        }
        if carry != 0 {
            parts.push(carry);
        }
    }
    let mut out = String::new();
    for (index, part) in parts.iter().rev().enumerate() {
        let _ = if index == 0 { write!(out, "{part}") } else { write!(out, "{part:09}") };
    }
    out
}

/// `repr` of a number, string or the like, as messages show keys.
pub fn shown(constant: &Constant) -> String {
    let signed = |value: f64| {
        if value.is_sign_negative() { format!("-{}", float(-value)) } else { float(value) }
    };
    let short = |value: f64| signed(value).trim_end_matches(".0").to_owned();
    match constant {
        Constant::None => "None".to_owned(),
        Constant::True => "True".to_owned(),
        Constant::False => "False".to_owned(),
        Constant::Int(value) => value.to_string(),
        Constant::BigInt { negative, magnitude } => {
            let digits: String = magnitude.iter().rev().map(|byte| format!("{byte:02x}")).collect();
            format!("{}{}", if *negative { "-" } else { "" }, big_integer(&format!("0x{digits}")))
        }
        Constant::Float(value) => signed(*value),
        Constant::Complex(real, imag) if *real == 0.0 && real.is_sign_positive() => {
            format!("{}j", short(*imag))
        }
        Constant::Complex(real, imag) => {
            let sign = if imag.is_sign_negative() { "" } else { "+" };
            format!("({}{sign}{}j)", short(*real), short(*imag))
        }
        Constant::Str(text) => string(text),
        Constant::Bytes(value) => bytes(value),
        _ => String::new(),
    }
}

/// Text for the inside of an f-string.
pub fn doubled_braces(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for &byte in bytes {
        out.push(byte);
        if matches!(byte, b'{' | b'}') {
            out.push(byte);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_pythons() {
        assert_eq!(float(1e16), "1e+16");
        assert_eq!(float(1e15), "1000000000000000.0");
        assert_eq!(float(0.00001), "1e-05");
        assert_eq!(float(0.5), "0.5");
        assert_eq!(big_integer("0x10000000000000000"), "18446744073709551616");
    }

    #[test]
    fn strings_read_as_pythons() {
        assert_eq!(string(b"it's"), "\"it's\"");
        assert_eq!(string(b"\xed\xa0\x80\n"), "'\\ud800\\n'");
        assert_eq!(bytes(b"a\x00\xff'"), "b\"a\\x00\\xff'\"");
    }
}
