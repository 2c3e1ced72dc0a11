//! From the bytes of a source to text: byte order mark, `coding:` line (PEP 263), UTF-8.

use crate::{
    error::{Raised, Result},
    host::SyntaxProblem,
    value::{Str, Value},
    vm::Vm,
};

impl Vm {
    /// Decodes the bytes of a source given to `compile()` or found by an import.
    pub fn decode_source(&mut self, bytes: &[u8], filename: &str) -> Result<String> {
        self.decode(bytes, filename, false)
    }
    /// Decodes a file that is run as the main program; errors mention it.
    pub fn decode_main(&mut self, bytes: &[u8], filename: &str) -> Result<String> {
        self.decode(bytes, filename, true)
    }

    fn decode(&mut self, bytes: &[u8], filename: &str, is_main: bool) -> Result<String> {
        if bytes.contains(&0) {
            return Err(self.syntax_error_text("source code string cannot contain null bytes"));
        }
        let (has_mark, bytes) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
            Some(rest) => (true, rest),
            None => (false, bytes),
        };
        let decoded = match declared_encoding(bytes) {
            None => decode_utf8(bytes, filename, is_main),
            Some((line, name)) => {
                let normal = normal_name(&name);
                if has_mark && normal != "utf-8" {
                    let text = line_of(bytes, line);
                    let end_column = text.chars().count() as i32;
                    let message = format!("encoding problem: {normal} with BOM");
                    Err(problem(message, (line, 0), (line, end_column), Some(text)))
                } else {
                    match canonical(&normal) {
                        Some(Encoding::Utf8) => decode_utf8(bytes, filename, is_main),
                        Some(Encoding::Latin1) => Ok(bytes.iter().map(|b| *b as char).collect()),
                        None => return self.decode_by_codec(bytes, &name, filename),
                    }
                }
            }
        };
        decoded.map_err(|problem| self.syntax_problem(&problem, filename))
    }

    fn decode_by_codec(&mut self, bytes: &[u8], encoding: &str, filename: &str) -> Result<String> {
        let bytes = self.new_bytes(bytes);
        let decode = self.get_attr_text(&bytes, "decode")?;
        let name = self.new_str(encoding);
        match self.call(&decode, &[name]) {
            Ok(text) if text.cast::<Str>().is_some() => Ok(self.text_of(&text).into_owned()),
            Ok(_) => Err(self.codec_problem(format!("unknown encoding: {encoding}"), filename)),
            Err(raised) => {
                let error = self.take_raised(raised);
                let message = self.str_text(&error)?;
                let message = match message.strip_prefix("unknown encoding") {
                    Some(_) => format!("unknown encoding: {encoding}"),
                    None => message.replace("use bytes.decode()", "use codecs.decode()"),
                };
                Err(self.codec_problem(message, filename))
            }
        }
    }

    /// Where CPython places errors of a codec.
    fn codec_problem(&mut self, message: String, filename: &str) -> Raised {
        let details = crate::value::Tuple::new(vec![
            self.new_str(filename),
            Value::small(0),
            Value::small(-1),
            Value::NONE,
        ]);
        let args = vec![self.new_str(&message), details.into_value()];
        self.raise_args(crate::objects::exceptions::ExcKind::SyntaxError, args)
    }
}

#[derive(Clone, Copy)]
enum Encoding {
    Utf8,
    Latin1,
}

fn canonical(name: &str) -> Option<Encoding> {
    let squeezed: String = name.chars().filter(|c| !matches!(c, '-' | '_')).collect();
    Some(match squeezed.to_ascii_lowercase().as_str() {
        "utf8" | "u8" | "utf" | "utf8ucs2" | "utf8ucs4" | "cp65001" | "utf8sig" => Encoding::Utf8,
        "iso88591" | "latin1" | "isolatin1" | "latin" | "l1" | "8859" | "cp819" | "iso8859" => {
            Encoding::Latin1
        }
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

fn decode_utf8(bytes: &[u8], filename: &str, is_main: bool) -> std::result::Result<String, SyntaxProblem> {
    let at = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error.valid_up_to(),
    };
    let line = bytes[..at].iter().filter(|b| **b == b'\n').count() as u32 + 1;
    let start = bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |newline| newline + 1);
    let column = String::from_utf8_lossy(&bytes[start..at]).chars().count() as i32 + 1;
    let place =
        if is_main { format!("in file {filename} on line {line}") } else { format!("on line {line}") };
    let message = format!(
        "Non-UTF-8 code starting with '\\x{:02x}' {place}, but no encoding declared; see https://peps.python.org/pep-0263/ for details",
        bytes[at]
    );
    Err(problem(message, (line, column), (line, column), Some(line_of(bytes, line))))
}

fn line_of(bytes: &[u8], line: u32) -> String {
    let line = bytes.split(|b| *b == b'\n').nth(line as usize - 1).unwrap_or_default();
    String::from_utf8_lossy(line).trim_end_matches('\r').to_owned()
}

fn problem(message: String, start: (u32, i32), end: (u32, i32), text: Option<String>) -> SyntaxProblem {
    SyntaxProblem {
        class: "SyntaxError",
        message,
        line: start.0,
        column: start.1,
        end_line: end.0,
        end_column: end.1,
        text,
    }
}
