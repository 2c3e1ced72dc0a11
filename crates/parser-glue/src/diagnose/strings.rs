//! Escapes in string literals that mean nothing, in the words of the codecs that would have to decode them.

/// What is wrong with a whole literal, prefix and quotes included.
pub(super) fn check_literal(literal: &str) -> Option<String> {
    let quote_at = literal.find(['"', '\''])?;
    let (prefix, rest) = literal.split_at(quote_at);
    let size = if rest.len() >= 6 && (rest.starts_with("\"\"\"") || rest.starts_with("'''")) { 3 } else { 1 };
    let text = rest.get(size..rest.len().checked_sub(size)?)?;
    let has = |letters: [char; 2]| prefix.contains(letters);
    if has(['b', 'B']) {
        if !text.is_ascii() {
            return Some("bytes can only contain ASCII literal characters".to_owned());
        }
        return if has(['r', 'R']) { None } else { check_bytes(text) };
    }
    if has(['r', 'R']) { None } else { check_text(text) }
}

fn check_bytes(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|b| *b == b'\\') {
        let escape = at + found;
        at = (escape + 2).min(bytes.len());
        if bytes.get(escape + 1) == Some(&b'x') {
            let digits = bytes[at..].iter().take(2).filter(|b| b.is_ascii_hexdigit()).count();
            let leading = bytes[at..].iter().take(2).take_while(|b| b.is_ascii_hexdigit()).count();
            if digits < 2 || leading < 2 {
                return Some(format!("(value error) invalid \\x escape at position {escape}"));
            }
            at += 2;
        }
    }
    None
}

/// What is wrong with the inside of a literal that is not raw.
pub(super) fn check_text(text: &str) -> Option<String> {
    let mut shift = 0isize;
    let mut rest = text;
    let mut base = 0usize;
    // The codec sees characters outside ASCII as escapes of ten characters each, which moves the positions.
    while let Some(found) = rest.find('\\') {
        shift += rest[..found]
            .chars()
            .filter(|c| !c.is_ascii())
            .map(|c| 10 - c.len_utf8() as isize)
            .sum::<isize>();
        let escape = base + found;
        let tail = &rest[found + 1..];
        let Some(letter) = tail.chars().next() else { break };
        let mut taken = letter.len_utf8();
        if !letter.is_ascii() {
            shift += 10 - letter.len_utf8() as isize;
        }
        let start = (escape as isize + shift) as usize;
        let error = |length: usize, reason: &str| {
            let end = start + length - 1;
            let codec = "(unicode error) 'unicodeescape' codec can't decode";
            Some(if end == start {
                format!("{codec} byte 0x5c in position {start}: {reason}")
            } else {
                format!("{codec} bytes in position {start}-{end}: {reason}")
            })
        };
        let body = &tail[taken..];
        let wanted = match letter {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        if wanted > 0 {
            let digits = body.bytes().take(wanted).take_while(u8::is_ascii_hexdigit).count();
            if digits < wanted {
                let shape = ["\\xXX", "\\uXXXX", "\\UXXXXXXXX"][wanted / 4];
                return error(2 + digits, &format!("truncated {shape} escape"));
            }
            if u32::from_str_radix(&body[..wanted], 16).is_ok_and(|code| code > 0x10FFFF) {
                return error(2 + wanted, "illegal Unicode character");
            }
            taken += wanted;
        } else if letter == 'N' {
            let name = body.strip_prefix('{').and_then(|name| name.split_once('}')).map(|(name, _)| name);
            match name {
                Some(name) if !name.is_empty() => {
                    if unicode_names2::character(name).is_none() {
                        return error(name.chars().count() + 4, "unknown Unicode character name");
                    }
                    taken += name.len() + 2;
                }
                _ => {
                    let length = match body.strip_prefix('{') {
                        Some(_) if name.is_some() => 3,
                        Some(inner) => 3 + inner.len(),
                        None => 2,
                    };
                    return error(length, "malformed \\N character escape");
                }
            }
        }
        base = escape + 1 + taken;
        rest = &text[base..];
    }
    None
}
