//! What string literals mean that the tree cannot say, and what about them is doubtful.
//!
//! The tree holds Rust strings, which have no room for lone surrogates (`"\ud800"`); [`string_value`] reads such a
//! literal again from the source.

use crate::ast::{self, Number};
use crate::{SourceFile, TextRange, TextSize, Warning, WarningKind};
use std::borrow::Cow;

/// The value of one literal as UTF-8 in which lone surrogates are encoded like other characters (WTF-8).
pub fn string_value<'a>(source: &SourceFile, literal: &'a ast::StringLiteral) -> Cow<'a, [u8]> {
    if !literal.value.contains('\u{FFFD}') || literal.flags.prefix().is_raw() {
        return Cow::Borrowed(literal.value.as_bytes());
    }
    Cow::Owned(decode(&source.text()[literal.content_range()]))
}

/// As [`string_value`], for the text between the fields of an f-string or t-string.
pub fn interpolated_value<'a>(
    source: &SourceFile,
    element: &'a ast::InterpolatedStringLiteralElement,
    is_raw: bool,
) -> Cow<'a, [u8]> {
    if !element.value.contains('\u{FFFD}') || is_raw {
        return Cow::Borrowed(element.value.as_bytes());
    }
    Cow::Owned(decode(&source.text()[element.range].replace("{{", "{").replace("}}", "}")))
}

/// Decodes the inside of a valid literal that is not raw.
fn decode(text: &str) -> Vec<u8> {
    let mut value = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        value.extend_from_slice(&rest.as_bytes()[..at]);
        rest = &rest[at + 1..];
        let Some(letter) = rest.chars().next() else { break };
        let behind = &rest[letter.len_utf8()..];
        let hex =
            |digits: usize| (behind.get(..digits).and_then(|d| u32::from_str_radix(d, 16).ok()), digits);
        let (code, taken) = match letter {
            '\n' => {
                rest = behind;
                continue;
            }
            'x' => hex(2),
            'u' => hex(4),
            'U' => hex(8),
            'N' => match behind.strip_prefix('{').and_then(|name| name.split_once('}')) {
                Some((name, _)) => (unicode_names2::character(name).map(u32::from), name.len() + 2),
                None => (None, 0),
            },
            '0'..='7' => {
                let digits = rest.bytes().take(3).take_while(|b| matches!(b, b'0'..=b'7')).count();
                (u32::from_str_radix(&rest[..digits], 8).ok(), digits - 1)
            }
            'a' => (Some(7), 0),
            'b' => (Some(8), 0),
            'f' => (Some(12), 0),
            'n' => (Some(10), 0),
            'r' => (Some(13), 0),
            't' => (Some(9), 0),
            'v' => (Some(11), 0),
            '\\' | '\'' | '"' => (Some(letter as u32), 0),
            _ => (None, 0),
        };
        match code {
            Some(code) => {
                push_code_point(&mut value, code);
                rest = &behind[taken..];
            }
            None => {
                value.push(b'\\');
                value.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
                rest = behind;
            }
        }
    }
    value.extend_from_slice(rest.as_bytes());
    value
}

fn push_code_point(value: &mut Vec<u8>, code: u32) {
    match char::from_u32(code) {
        Some(c) => value.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        // A surrogate: three bytes, as any other character of its size.
        None => {
            let low = |shift: u32| 0x80 | (code >> shift & 0x3F) as u8;
            value.extend_from_slice(&[0xE0 | (code >> 12) as u8, low(6), low(0)]);
        }
    }
}

/// Warns of the first escape in `text` (at `start`, not raw) that means nothing.
pub(crate) fn check_escapes(text: &str, start: TextSize, is_bytes: bool, warnings: &mut Vec<Warning>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|b| *b == b'\\') {
        let escape = at + found;
        at = escape + 2;
        let Some(letter) = bytes.get(escape + 1) else { return };
        let (shown, what) = match letter {
            b'4'..=b'7'
                if bytes[escape + 1..].iter().take(3).filter(|b| matches!(b, b'0'..=b'7')).count() == 3 =>
            {
                (&text[escape..escape + 4], "octal escape")
            }
            b'\n'
            | b'\\'
            | b'\''
            | b'"'
            | b'a'
            | b'b'
            | b'f'
            | b'n'
            | b'r'
            | b't'
            | b'v'
            | b'x'
            | b'0'..=b'7' => {
                continue;
            }
            b'u' | b'U' | b'N' if !is_bytes => continue,
            0x80.. => continue,
            _ => (&text[escape..escape + 2], "escape"),
        };
        let message = format!(
            "\"{shown}\" is an invalid {what} sequence. Such sequences will not work in the future. \
             Did you mean \"\\{shown}\"? A raw string is also an option."
        );
        let range = TextRange::at(start + TextSize::new(escape as u32), TextSize::new(2));
        warnings.push(Warning { kind: WarningKind::Syntax, message, range });
        return;
    }
}

/// Warns of a number that a keyword follows at once.
pub(crate) fn check_number(
    source: &SourceFile,
    number: &ast::ExprNumberLiteral,
    warnings: &mut Vec<Warning>,
) {
    let text = source.text();
    let end = number.range.end();
    if !text[end.to_usize()..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        return;
    }
    let spelled = text[number.range].as_bytes();
    let kind = match (spelled.get(1).map(u8::to_ascii_lowercase), &number.value) {
        (Some(b'x'), _) => "hexadecimal",
        (Some(b'o'), _) => "octal",
        (Some(b'b'), _) => "binary",
        (_, Number::Complex { .. }) => "imaginary",
        _ => "decimal",
    };
    let range = TextRange::empty(end - TextSize::new(1));
    warnings.push(Warning { kind: WarningKind::Syntax, message: format!("invalid {kind} literal"), range });
}
