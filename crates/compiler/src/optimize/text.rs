//! The exact bytes of string literals.
//!
//! The tree holds Rust strings, in which a surrogate written as an escape has become U+FFFD. Where that character
//! occurs, the literal is read along with its source text once more, and surrogates are put back (as WTF-8).

use std::borrow::Cow;
use whipsnake_parser_glue::SourceFile;
use whipsnake_parser_glue::TextRange;
use whipsnake_parser_glue::ast;

/// The value of a string literal of any number of parts.
pub fn string_value(node: &ast::ExprStringLiteral, source: &SourceFile) -> Vec<u8> {
    let mut out = Vec::new();
    for part in node.value.iter() {
        out.extend(part_value(part, source));
    }
    out
}

/// The value of one part of a string literal.
pub fn part_value(part: &ast::StringLiteral, source: &SourceFile) -> Vec<u8> {
    if !source.has_text() {
        return part.as_str().as_bytes().to_vec();
    }
    let is_raw = part.flags.prefix().is_raw();
    repaired(part.as_str(), part.content_range(), is_raw, false, source)
}

/// `value` with the surrogates that its source text at `range` wrote.
pub fn repaired(
    value: &str,
    range: TextRange,
    is_raw: bool,
    is_format: bool,
    source: &SourceFile,
) -> Vec<u8> {
    if is_raw || !value.contains('\u{fffd}') {
        return value.as_bytes().to_vec();
    }
    let text = source.text().get(range.start().to_usize()..range.end().to_usize()).unwrap_or_default();
    let mut out = Vec::with_capacity(value.len());
    let mut chars = value.chars();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (length, produced, surrogate) = unit_at(rest, first, is_format);
        rest = &rest[length..];
        for _ in 0..produced {
            let Some(value) = chars.next() else { break };
            match surrogate {
                Some(code) if value == '\u{fffd}' => out.extend([
                    0xe0 | (code >> 12) as u8,
                    0x80 | (code >> 6 & 0x3f) as u8,
                    0x80 | (code & 0x3f) as u8,
                ]),
                _ => out.extend(value.encode_utf8(&mut [0; 4]).bytes()),
            }
        }
    }
    out.extend(chars.as_str().bytes());
    out
}

/// The next unit of source: its bytes, how many characters it makes, and the surrogate it makes if it does.
fn unit_at(rest: &str, first: char, is_format: bool) -> (usize, usize, Option<u32>) {
    if is_format && (rest.starts_with("{{") || rest.starts_with("}}")) {
        return (2, 1, None);
    }
    if first != '\\' {
        return (first.len_utf8(), 1, None);
    }
    let Some(kind) = rest[1..].chars().next() else { return (1, 1, None) };
    let digits = |count: usize| {
        let code = rest.get(2..2 + count).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        (2 + count, 1, code.filter(|code| (0xd800..0xe000).contains(code)))
    };
    match kind {
        '\n' => (2, 0, None),
        'u' => digits(4),
        'U' => digits(8),
        'x' => (4.min(rest.len()), 1, None),
        'N' => (rest.find('}').map_or(2, |end| end + 1), 1, None),
        '0'..='7' => {
            let octal = rest[1..].bytes().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).count();
            (1 + octal, 1, None)
        }
        '\\' | '\'' | '"' | 'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' => (2, 1, None),
        other => (1 + other.len_utf8(), 2, None),
    }
}

/// What `{value=}` shows of its source: the text without its comments.
pub fn without_comments(text: &str) -> Cow<'_, str> {
    if !text.contains('#') {
        return Cow::Borrowed(text);
    }
    let (mut out, mut quote, mut letters) = (String::with_capacity(text.len()), None, text.chars());
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (None, '#') => match letters.by_ref().find(|letter| *letter == '\n') {
                Some(end) => out.push(end),
                None => break,
            },
            (None, '"' | '\'') => {
                quote = Some(letter);
                out.push(letter);
            }
            (Some(_), '\\') => {
                out.push(letter);
                out.extend(letters.next());
            }
            _ => {
                if quote == Some(letter) {
                    quote = None;
                }
                out.push(letter);
            }
        }
    }
    Cow::Owned(out)
}
