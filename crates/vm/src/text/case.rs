//! Case methods and `is…` questions over whole texts: `lower`, `title`, `isidentifier` and their kin, for str and bytes.

use super::unicode::{self, Mapped};
use super::wtf8;

fn push_mapped(out: &mut Vec<u8>, mapped: Mapped) {
    mapped.iter().for_each(|c| wtf8::push(out, c));
}

const SIGMA: u32 = 0x3A3;

/// Whether the sigma at byte `at` ends a word: after something cased and before nothing cased.
fn is_final_sigma(text: &[u8], at: usize) -> bool {
    let before = wtf8::code_points(&text[..at]).rev().find(|&c| !unicode::is_case_ignorable(c));
    if !before.is_some_and(unicode::is_cased) {
        return false;
    }
    let after =
        wtf8::code_points(&text[(at + 2).min(text.len())..]).find(|&c| !unicode::is_case_ignorable(c));
    !after.is_some_and(unicode::is_cased)
}

/// Lower case of the code point `c` at byte `at` of `text`.
fn push_lower(out: &mut Vec<u8>, text: &[u8], at: usize, c: u32) {
    if c == SIGMA {
        wtf8::push(out, if is_final_sigma(text, at) { 0x3C2 } else { 0x3C3 });
    } else {
        push_mapped(out, unicode::to_lower(c));
    }
}

/// Walks over `text` with byte offsets.
fn walk(text: &[u8], mut each: impl FnMut(usize, u32)) {
    let mut at = 0;
    while at < text.len() {
        let (c, next) = wtf8::decode_at(text, at);
        each(at, c);
        at = next;
    }
}

/// `str.lower`
pub fn lower(text: &[u8]) -> Vec<u8> {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = Vec::with_capacity(text.len());
    walk(text, |at, c| push_lower(&mut out, text, at, c));
    out
}

/// `str.upper`
pub fn upper(text: &[u8]) -> Vec<u8> {
    if text.is_ascii() {
        return text.to_ascii_uppercase();
    }
    let mut out = Vec::with_capacity(text.len());
    walk(text, |_, c| push_mapped(&mut out, unicode::to_upper(c)));
    out
}

/// `str.casefold`
pub fn casefold(text: &[u8]) -> Vec<u8> {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = Vec::with_capacity(text.len());
    walk(text, |_, c| push_mapped(&mut out, unicode::to_fold(c)));
    out
}

/// `str.title`: what follows something cased is lowered, all else gets title case.
pub fn title(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut inside = false;
    walk(text, |at, c| {
        if inside {
            push_lower(&mut out, text, at, c);
        } else {
            push_mapped(&mut out, unicode::to_title(c));
        }
        inside = unicode::is_cased(c);
    });
    out
}

/// `str.capitalize`
pub fn capitalize(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    walk(text, |at, c| {
        if at == 0 {
            push_mapped(&mut out, unicode::to_title(c));
        } else {
            push_lower(&mut out, text, at, c);
        }
    });
    out
}

/// `str.swapcase`
pub fn swapcase(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    walk(text, |at, c| {
        if unicode::is_upper(c) {
            push_lower(&mut out, text, at, c);
        } else if unicode::is_lower(c) {
            push_mapped(&mut out, unicode::to_upper(c));
        } else {
            wtf8::push(&mut out, c);
        }
    });
    out
}

/// Whether `text` is not empty and all its code points satisfy `test` (`isalpha`, `isdigit`, …).
pub fn all(text: &[u8], test: fn(u32) -> bool) -> bool {
    !text.is_empty() && wtf8::code_points(text).all(test)
}

/// `str.isprintable`: true for empty text.
pub fn is_printable(text: &[u8]) -> bool {
    wtf8::code_points(text).all(unicode::is_printable)
}

/// `str.isidentifier`
pub fn is_identifier(text: &[u8]) -> bool {
    let mut code_points = wtf8::code_points(text);
    code_points.next().is_some_and(unicode::is_xid_start) && code_points.all(unicode::is_xid_continue)
}

/// `str.islower`: something cased, and all that is cased is lower case.
pub fn is_lower(text: &[u8]) -> bool {
    let mut found = false;
    for c in wtf8::code_points(text) {
        if unicode::is_lower(c) {
            found = true;
        } else if unicode::is_cased(c) {
            return false;
        }
    }
    found
}

/// `str.isupper`: something cased, and all that is cased is upper case.
pub fn is_upper(text: &[u8]) -> bool {
    let mut found = false;
    for c in wtf8::code_points(text) {
        if unicode::is_upper(c) {
            found = true;
        } else if unicode::is_cased(c) {
            return false;
        }
    }
    found
}

/// `str.istitle`: upper and title case only begin words, lower case only continues them.
pub fn is_title(text: &[u8]) -> bool {
    let (mut inside, mut found) = (false, false);
    for c in wtf8::code_points(text) {
        if unicode::is_upper(c) || unicode::is_title(c) {
            if inside {
                return false;
            }
            (inside, found) = (true, true);
        } else if unicode::is_lower(c) {
            if !inside {
                return false;
            }
            found = true;
        } else {
            inside = false;
        }
    }
    found
}

/// `bytes.title`
pub fn bytes_title(data: &[u8]) -> Vec<u8> {
    let mut inside = false;
    data.iter()
        .map(|&b| {
            let out = if inside { b.to_ascii_lowercase() } else { b.to_ascii_uppercase() };
            inside = b.is_ascii_alphabetic();
            out
        })
        .collect()
}

/// `bytes.capitalize`
pub fn bytes_capitalize(data: &[u8]) -> Vec<u8> {
    let mut out = data.to_ascii_lowercase();
    if let Some(first) = out.first_mut() {
        *first = first.to_ascii_uppercase();
    }
    out
}

/// `bytes.swapcase`
pub fn bytes_swapcase(data: &[u8]) -> Vec<u8> {
    data.iter()
        .map(|&b| if b.is_ascii_lowercase() { b.to_ascii_uppercase() } else { b.to_ascii_lowercase() })
        .collect()
}

/// `bytes.islower`
pub fn bytes_is_lower(data: &[u8]) -> bool {
    data.iter().any(u8::is_ascii_lowercase) && !data.iter().any(u8::is_ascii_uppercase)
}

/// `bytes.isupper`
pub fn bytes_is_upper(data: &[u8]) -> bool {
    data.iter().any(u8::is_ascii_uppercase) && !data.iter().any(u8::is_ascii_lowercase)
}

/// `bytes.istitle`
pub fn bytes_is_title(data: &[u8]) -> bool {
    let (mut inside, mut found) = (false, false);
    for &b in data {
        if b.is_ascii_uppercase() {
            if inside {
                return false;
            }
            (inside, found) = (true, true);
        } else if b.is_ascii_lowercase() {
            if !inside {
                return false;
            }
            found = true;
        } else {
            inside = false;
        }
    }
    found
}

/// Whether `data` is not empty and all its bytes satisfy `test` (`isalpha`, `isspace`, … with ASCII's meaning).
pub fn bytes_all(data: &[u8], test: fn(u8) -> bool) -> bool {
    !data.is_empty() && data.iter().all(|&b| test(b))
}

/// `bytes.isspace` of one byte: vertical tab counts, unlike `u8::is_ascii_whitespace`.
pub fn byte_is_space(byte: u8) -> bool {
    matches!(byte, 9..=13 | 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases() {
        type Method = fn(&[u8]) -> Vec<u8>;
        let rows: &[(Method, &str, &str)] = &[
            (lower, "ΑΣ ΑΣΑ Σ 'Σ", "ας ασα σ 'σ"),
            (lower, "Α'Σ'", "α'ς'"),
            (upper, "straße ŉ", "STRASSE ʼN"),
            (title, "they're ǆ ßx 1a", "They'Re ǅ Ssx 1A"),
            (capitalize, "ǆABC ΑΣ", "ǅabc ας"),
            (swapcase, "aBß ΑΣ", "AbSS ας"),
            (casefold, "Straße ΑΣ", "strasse ασ"),
        ];
        for (method, text, expected) in rows {
            assert_eq!(String::from_utf8(method(text.as_bytes())).unwrap(), *expected);
        }
    }

    #[test]
    fn questions() {
        assert!(is_lower("aª1".as_bytes()) && !is_lower("aǅ".as_bytes()) && !is_upper(b"1"));
        assert!(is_title("A 1Bc ǅb".as_bytes()) && !is_title(b"aB"));
        assert!(is_identifier("_é1".as_bytes()) && !is_identifier(b"1a") && !is_identifier(b""));
        assert!(bytes_is_title(b"Ab Cd") && bytes_is_upper(b"A1") && !bytes_is_lower(b"1"));
    }
}
