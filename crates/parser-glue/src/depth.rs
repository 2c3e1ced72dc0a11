//! Refuses what is nested so deeply that a recursive parser, or a stage behind it, would not survive.
//!
//! The tokens are counted before parsing: open brackets, and operators that nest expressions without brackets
//! (`- - - x`, `a + b + c`, `x.y.z`), which count until a comma or the end of the line. The limit suits a stack of
//! one megabyte, the least that any host gives, and is the same everywhere.

use crate::diagnose::tokens::{MAX_BRACKETS, Stop, T, Tokenizer};
use crate::{ErrorKind, SourceFile, SyntaxError};

/// How deep expressions may nest, in units of the least a level can cost.
const MAX_DEPTH: usize = 5_000;
/// What most levels cost.
const LEVEL: usize = 5;
/// What a bracket costs more.
const BRACKET: usize = 15;
/// What a level of `a + b + c` costs: the parser and the last stages go along it without recursion, the stages between
/// take little, and outside of wasm stacks are larger than a megabyte.
const CHAIN: usize = if cfg!(target_family = "wasm") { LEVEL } else { 1 };

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
    if source.text().len() < MAX_DEPTH / (BRACKET + LEVEL) {
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
    // Whether the token before ended an operand, so that `-` takes it as its left one.
    let mut has_left = false;
    loop {
        let token = match tokenizer.next() {
            Ok(token) => token,
            Err(Stop::Fault(_) | Stop::Soft(_) | Stop::End) => return Depth::Broken,
        };
        let word = text.get(token.start..token.end).unwrap_or("");
        let top = levels.len() - 1;
        let is_binary = std::mem::replace(&mut has_left, ends_operand(token.kind, word));
        let is_prefix = match (token.kind, word) {
            (T::End, _) => return Depth::Safe,
            (T::Newline, _) | (T::Op, "," | ";") => {
                total -= levels[top];
                levels[top] = 0;
                continue;
            }
            (T::Op, "(" | "[" | "{") => {
                levels[top] += LEVEL;
                levels.push(BRACKET);
                total += LEVEL + BRACKET;
                true
            }
            (T::Op, ")" | "]" | "}") if top > 0 => {
                total -= levels.pop().unwrap_or(0);
                continue;
            }
            (T::Name, "not" | "lambda" | "if" | "else" | "await" | "yield") => {
                levels[top] += LEVEL;
                total += LEVEL;
                true
            }
            (T::Op, ":" | "=" | "==" | "!=" | "<" | ">" | "<=" | ">=" | "!" | "->") => continue,
            (T::Op, "+" | "-" | "*" | "/" | "//" | "%" | "@" | "|" | "&" | "^" | "<<" | ">>")
                if is_binary =>
            {
                levels[top] += CHAIN;
                total += CHAIN;
                false
            }
            (T::Op, word) => {
                levels[top] += LEVEL;
                total += LEVEL;
                matches!(word, "-" | "+" | "~" | "**")
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

/// Whether an operand may end with a token.
fn ends_operand(kind: T, word: &str) -> bool {
    match kind {
        T::Op => matches!(word, ")" | "]" | "}" | "..."),
        T::Name => !matches!(
            word,
            "not" | "lambda" | "if" | "else" | "await" | "yield" | "return" | "in" | "and" | "or" | "is"
        ),
        _ => true,
    }
}
