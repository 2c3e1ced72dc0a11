//! From the bytes of a file to text: byte order mark, `coding:` line (PEP 263), UTF-8.

use crate::{ErrorKind, ErrorPosition, SyntaxError};

/// Decodes the bytes of a source.
///
/// `is_file` says that the bytes were read from the file `filename`, which errors then mention.
/// UTF-8, Latin-1 and ASCII are known here, under all their names.
///
/// # Errors
/// As CPython words them: bytes that are not UTF-8, an unknown encoding, one that a byte order mark contradicts.
pub fn decode_source(bytes: &[u8], filename: &str, is_file: bool) -> Result<String, SyntaxError> {
    let (has_mark, bytes) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => (true, rest),
        None => (false, bytes),
    };
    let Some((line, name)) = declared_encoding(bytes) else { return decode_utf8(bytes, filename, is_file) };
    let normal = normal_name(&name);
    if has_mark && normal != "utf-8" {
        let text = line_of(bytes, line);
        let end_offset = text.chars().count() as i32;
        let position = ErrorPosition { line, offset: 0, end_line: line, end_offset };
        let message = format!("encoding problem: {normal} with BOM");
        return Err(failure(filename, message, Some(position), Some(text)));
    }
    match canonical(&normal) {
        Some(Encoding::Utf8) => decode_utf8(bytes, filename, is_file),
        Some(Encoding::Latin1) => Ok(bytes.iter().map(|b| *b as char).collect()),
        Some(Encoding::Ascii) => match bytes.iter().position(|b| !b.is_ascii()) {
            None => Ok(bytes.iter().map(|b| *b as char).collect()),
            Some(at) => {
                let byte = bytes[at];
                let message = format!(
                    "'ascii' codec can't decode byte 0x{byte:02x} in position {at}: ordinal not in range(128)"
                );
                Err(failure(filename, message, Some(NOWHERE), None))
            }
        },
        None => Err(failure(filename, format!("unknown encoding: {name}"), Some(NOWHERE), None)),
    }
}

/// Where CPython places errors of a codec.
const NOWHERE: ErrorPosition = ErrorPosition { line: 0, offset: -1, end_line: 0, end_offset: 0 };

#[derive(Clone, Copy)]
enum Encoding {
    Utf8,
    Latin1,
    Ascii,
}

fn canonical(name: &str) -> Option<Encoding> {
    let squeezed: String = name.chars().filter(|c| !matches!(c, '-' | '_')).collect();
    Some(match squeezed.to_ascii_lowercase().as_str() {
        "utf8" | "u8" | "utf" | "utf8ucs2" | "utf8ucs4" | "cp65001" | "utf8sig" => Encoding::Utf8,
        "iso88591" | "latin1" | "isolatin1" | "latin" | "l1" | "8859" | "cp819" | "iso8859" => {
            Encoding::Latin1
        }
        "ascii" | "usascii" | "646" | "ansix3.41968" | "cp367" | "iso646us" | "us" => Encoding::Ascii,
        _ => return None,
    })
}

/// The names that the reader itself knows, made equal; other names stay as they are.
fn normal_name(name: &str) -> String {
    let lowered: String =
        name.chars().take(12).map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() }).collect();
    if lowered == "utf-8" || lowered.starts_with("utf-8-") {
        return "utf-8".to_owned();
    }
    let is = |known: &str| {
        lowered == known || lowered.strip_prefix(known).is_some_and(|rest| rest.starts_with('-'))
    };
    if is("latin-1") || is("iso-8859-1") || is("iso-latin-1") {
        return "iso-8859-1".to_owned();
    }
    name.to_owned()
}

/// The encoding declared in a comment in one of the first two lines, and in which.
fn declared_encoding(bytes: &[u8]) -> Option<(u32, String)> {
    for (index, line) in bytes.split(|b| *b == b'\n' || *b == b'\r').take(2).enumerate() {
        let blank = line.iter().take_while(|b| matches!(b, b' ' | b'\t' | 0x0C)).count();
        let rest = &line[blank..];
        if rest.first() != Some(&b'#') {
            if rest.is_empty() {
                continue;
            }
            return None;
        }
        let found = (1..rest.len()).find_map(|at| {
            let behind = rest[at..].strip_prefix(b"coding")?;
            let behind = behind.strip_prefix(b":").or_else(|| behind.strip_prefix(b"="))?;
            let start = behind.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
            let fits = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
            let name: Vec<u8> = behind[start..].iter().take_while(fits).copied().collect();
            String::from_utf8(name).ok().filter(|name| !name.is_empty())
        });
        if let Some(name) = found {
            return Some((index as u32 + 1, name));
        }
    }
    None
}

fn decode_utf8(bytes: &[u8], filename: &str, is_file: bool) -> Result<String, SyntaxError> {
    let at = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error.valid_up_to(),
    };
    let line = bytes[..at].iter().filter(|b| **b == b'\n').count() as u32 + 1;
    let start = bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |newline| newline + 1);
    let offset = String::from_utf8_lossy(&bytes[start..at]).chars().count() as i32 + 1;
    let place =
        if is_file { format!("in file {filename} on line {line}") } else { format!("on line {line}") };
    let message = format!(
        "Non-UTF-8 code starting with '\\x{:02x}' {place}, but no encoding declared; see https://peps.python.org/pep-0263/ for details",
        bytes[at]
    );
    let position = ErrorPosition { line, offset, end_line: line, end_offset: offset };
    Err(failure(filename, message, Some(position), Some(line_of(bytes, line))))
}

fn line_of(bytes: &[u8], line: u32) -> String {
    let line = bytes.split(|b| *b == b'\n').nth(line as usize - 1).unwrap_or_default();
    String::from_utf8_lossy(line).trim_end_matches('\r').to_owned()
}

fn failure(
    filename: &str,
    message: String,
    position: Option<ErrorPosition>,
    text: Option<String>,
) -> SyntaxError {
    SyntaxError { position, text, ..SyntaxError::nowhere(ErrorKind::Syntax, filename, message) }
}
