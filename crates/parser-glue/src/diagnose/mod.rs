//! What is wrong with a text that does not parse, in CPython's words and at CPython's place.
//!
//! The parser that makes trees recovers from errors in its own way and words them for an editor. So its verdict is
//! only "does not parse"; then the text is read once more by the rules of `grammar.txt`, the way CPython reads it,
//! which leads to the same error. This costs nothing until there is an error to report.

mod engine;
mod grammar;
mod names;
mod strings;
pub(crate) mod tokens;

use crate::{ErrorPosition, Mode, SourceFile, SyntaxError};
use engine::{Engine, Finding};
use grammar::Grammar;
use std::sync::OnceLock;
use tokens::{At, Fault};

/// Read at the first error.
static GRAMMAR: OnceLock<Grammar> = OnceLock::new();

/// The outcome of reading a text a second time.
pub(crate) enum Diagnosis {
    /// By these rules nothing is wrong.
    Fine,
    /// Here is what is wrong.
    Wrong(SyntaxError),
    /// Nested too deeply to tell.
    Unknown,
}

/// Finds what is wrong with `source`.
pub(crate) fn diagnose(source: &SourceFile, mode: Mode) -> Diagnosis {
    let mut text = source.text().to_owned();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let start = match mode {
        Mode::Module => "file",
        Mode::Expression => "eval",
        Mode::Interactive => "interactive",
    };
    match read(&text, start, Ending::Completed).0 {
        Finding::Nothing => Diagnosis::Fine,
        Finding::TooDeep => Diagnosis::Unknown,
        Finding::Fault(fault) => Diagnosis::Wrong(error(source, &text, fault)),
    }
}

/// How the end of a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// All blocks end with the text.
    Completed,
    /// At a prompt: an empty line ends a block; the end of the text counts as one.
    Prompt,
    /// At a prompt, in the middle of a line: blocks stay open.
    Unfinished,
}

/// Whether `text`, typed at a prompt, is wrong only for want of more text; `Ok` if it is right as it is.
pub(crate) fn is_unfinished(text: &str, mode: Mode) -> Result<(), bool> {
    let start = match mode {
        Mode::Module => "file",
        Mode::Expression => "eval",
        Mode::Interactive => "interactive",
    };
    let (completed, ending) = match text.ends_with('\n') {
        true => (text.to_owned(), Ending::Prompt),
        false => (format!("{text}\n"), Ending::Unfinished),
    };
    let ending = if mode == Mode::Interactive { ending } else { Ending::Completed };
    match read(&completed, start, ending) {
        (Finding::Nothing, _) => Ok(()),
        (_, incomplete) => Err(incomplete),
    }
}

/// Matching recurses deeply, so it gets a stack of its own where there are threads.
#[cfg(not(target_family = "wasm"))]
fn read(text: &str, start: &str, ending: Ending) -> (Finding, bool) {
    const STACK: usize = 32 << 20;
    let grammar = GRAMMAR.get_or_init(Grammar::read);
    std::thread::scope(|scope| {
        let reader = std::thread::Builder::new().stack_size(STACK);
        let reader = reader.spawn_scoped(scope, || Engine::new(grammar, text, ending).diagnose(start));
        reader.ok().and_then(|reader| reader.join().ok()).unwrap_or((Finding::TooDeep, false))
    })
}

#[cfg(target_family = "wasm")]
fn read(text: &str, start: &str, ending: Ending) -> (Finding, bool) {
    Engine::new(GRAMMAR.get_or_init(Grammar::read), text, ending).diagnose(start)
}

pub(crate) fn error(source: &SourceFile, text: &str, fault: Fault) -> SyntaxError {
    let line = text.split('\n').nth(fault.from.line as usize - 1).unwrap_or("");
    // CPython counts the characters of both columns in the first line, even if the second is in another.
    let offset = |at: At| {
        if at.col < 0 {
            return at.col + 1;
        }
        let col = at.col as usize;
        let chars = line.get(..col.min(line.len())).map_or(col, |before| before.chars().count());
        let behind = if at.line == fault.from.line { col.saturating_sub(line.len()) } else { 0 };
        (chars + behind) as i32 + 1
    };
    let position = ErrorPosition {
        line: fault.from.line,
        offset: offset(fault.from),
        end_line: fault.to.line,
        end_offset: offset(fault.to),
    };
    let mut error = SyntaxError::at_position(fault.kind, source, position, fault.message);
    if let Some(shown) = &mut error.text {
        if fault.is_bare {
            shown.truncate(shown.trim_end_matches('\n').len());
        } else if !shown.ends_with('\n') {
            // The reader has completed the last line.
            shown.push('\n');
        }
    }
    error
}
