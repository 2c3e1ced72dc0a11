//! Refuses what is nested so deeply that a recursive parser, or a stage behind it, would not survive.
//!
//! The tokens are counted before parsing: open brackets, and operators that nest expressions without brackets
//! (`- - - x`, `a + b + c`, `x.y.z`), which count until a comma or the end of the line. The limit suits a stack of
//! one megabyte, the least that any host gives, and is the same everywhere.

use crate::diagnose::tokens::{MAX_BRACKETS, Stop, T, Tokenizer};
use crate::{ErrorKind, SourceFile, SyntaxError};

/// How deep expressions may nest. A bracket weighs more than an operator.
const MAX_DEPTH: usize = 1_000;
const BRACKET: usize = 3;

/// What the count found.
pub(crate) enum Depth {
    /// Safe to parse.
    Safe,
    /// Not safe to parse, but wrong before that.
    Broken,
    /// Nested too deeply.
    TooDeep(SyntaxError),
}

/// Measures `source`.
pub(crate) fn measure(source: &SourceFile) -> Depth {
    // Nothing short can be deep.
    if source.text().len() < MAX_DEPTH / BRACKET {
        return Depth::Safe;
    }
    let mut text = source.text().to_owned();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let mut tokenizer = Tokenizer::new(text.as_bytes(), false);
    // Operators met so far, for each open bracket.
    let mut levels = vec![0usize];
    let mut total = 0;
    loop {
        let token = match tokenizer.next() {
            Ok(token) => token,
            Err(Stop::Fault(_) | Stop::Soft(_) | Stop::End) => return Depth::Broken,
        };
        let word = text.get(token.start..token.end).unwrap_or("");
        let top = levels.len() - 1;
        let is_prefix = match (token.kind, word) {
            (T::End, _) => return Depth::Safe,
            (T::Newline, _) | (T::Op, "," | ";") => {
                total -= levels[top];
                levels[top] = 0;
                continue;
            }
            (T::Op, "(" | "[" | "{") => {
                levels[top] += 1;
                levels.push(BRACKET);
                total += 1 + BRACKET;
                true
            }
            (T::Op, ")" | "]" | "}") if top > 0 => {
                total -= levels.pop().unwrap_or(0);
                continue;
            }
            (T::Name, "not" | "lambda" | "if" | "else" | "await" | "yield") => {
                levels[top] += 1;
                total += 1;
                true
            }
            (T::Op, ":" | "=" | "==" | "!" | "->") => continue,
            (T::Op, word) => {
                levels[top] += 1;
                total += 1;
                matches!(word, "-" | "~" | "**")
            }
            _ => continue,
        };
        if total > MAX_DEPTH && levels.len() <= MAX_BRACKETS {
            let (kind, message) = if is_prefix {
                (ErrorKind::Memory, "Parser stack overflowed - Python source too complex to parse")
            } else {
                (ErrorKind::Recursion, "maximum recursion depth exceeded during compilation")
            };
            return Depth::TooDeep(SyntaxError::nowhere(kind, source.name(), message));
        }
    }
}
