//! Source text to syntax tree: the only crate that names the parser.
//!
//! [`parse`] turns a [`SourceFile`] into a syntax tree, or into a [`SyntaxError`] that says what CPython would say.
//! The tree's types are re-exported as [`ast`]; positions in it are byte offsets into the file's text, and
//! [`SourceFile`] turns those into lines and columns.
//!
//! Reading order: `source` (text and positions), `error` (what can go wrong, as data), `depth`
//! (nesting that a recursive parser would not survive), `diagnose` (what is wrong with a text), `literals`, then this file.

pub use ruff_python_ast as ast;
pub use ruff_text_size::{Ranged, TextRange, TextSize};
/// The function that answers `\N{NAME}`; see [`install_character_names`].
pub use unicode_names2::Lookup as CharacterNames;

mod depth;
mod diagnose;
mod error;
mod literals;
mod places;
mod prompt;
mod soft;
mod source;
mod suspects;
#[cfg(test)]
mod tests;
mod tokenize;

pub use error::{ErrorKind, ErrorPosition, SyntaxError, Warning, WarningKind};
pub use literals::{interpolated_value, string_value};
pub use places::Walruses;
pub use source::{Location, SourceFile};
pub use tokenize::{Token, TokenKind, tokenize};

use depth::Depth;
use diagnose::Diagnosis;
use ruff_python_ast::PythonVersion;
use ruff_python_parser::{ParseErrorType, ParseOptions, parse_unchecked};
use soft::Renamed;

/// What a source is expected to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Any number of statements: a file, `exec`.
    Module,
    /// One expression: `eval`.
    Expression,
    /// One statement typed at a prompt: `single`.
    Interactive,
}

/// A syntax tree, and what the tokenizer had to warn about.
#[derive(Debug)]
pub struct Parsed {
    /// `Mod::Expression` for [`Mode::Expression`], else `Mod::Module`.
    pub syntax: ast::Mod,
    /// Warnings in the order of the text.
    pub warnings: Vec<Warning>,
}

/// Parses `source` as Python 3.14.
///
/// # Errors
/// The one error CPython would report, positions included.
pub fn parse(source: &SourceFile, mode: Mode) -> Result<Parsed, SyntaxError> {
    match mode {
        Mode::Module => parse_text(source, mode),
        Mode::Expression | Mode::Interactive => {
            prompt::check_not_blank(source, mode)?;
            parse_text(source, mode).map_err(|error| prompt::as_typed(error, source))
        }
    }
}

fn parse_text(source: &SourceFile, mode: Mode) -> Result<Parsed, SyntaxError> {
    if source.text().contains('\0') {
        let message = "source code string cannot contain null bytes";
        return Err(SyntaxError::nowhere(ErrorKind::Syntax, source.name(), message));
    }
    match depth::measure(source) {
        Depth::Safe => {}
        Depth::TooDeep(error) => return Err(error),
        // What is behind an error of the tokenizer may be deep, so the parser does not get to see it.
        Depth::Broken => {
            if let Diagnosis::Wrong(error) = diagnose::diagnose(source, mode) {
                return Err(error);
            }
        }
    }
    let parser_mode = match mode {
        Mode::Module | Mode::Interactive => ruff_python_parser::Mode::Module,
        Mode::Expression => ruff_python_parser::Mode::Expression,
    };
    let options = ParseOptions::from(parser_mode).with_target_version(PythonVersion::PY314);
    let mut parsed = parse_unchecked(source.text(), options.clone());
    let mut renamed = Renamed::default();
    if let Some((names, text)) = Renamed::new(source.text(), parsed.errors()) {
        parsed = parse_unchecked(&text, options);
        renamed = names;
    }
    if soft::mixes_indentation(source.text())
        && let Diagnosis::Wrong(error) = diagnose::diagnose(source, mode)
    {
        return Err(error);
    }
    let first = parsed.errors().first().map(|error| error.location);
    let unsupported = parsed.unsupported_syntax_errors().first().map(|error| error.range);
    let (suspect, warnings) = suspects::find(parsed.syntax(), source);
    if let Some(range) = first.or(unsupported).or(suspect) {
        let is_whole = parsed.errors().iter().all(|error| is_judged_later(&error.error));
        match diagnose::diagnose(source, mode) {
            Diagnosis::Wrong(error) => return Err(error),
            Diagnosis::Fine if is_whole && unsupported.is_none() => {}
            Diagnosis::Unknown if first.is_none() => {}
            Diagnosis::Fine | Diagnosis::Unknown => {
                return Err(SyntaxError::at(source, range, "invalid syntax"));
            }
        }
    }
    let mut syntax = parsed.into_syntax();
    renamed.restore(&mut syntax);
    if mode == Mode::Interactive {
        prompt::check_single(source, &syntax)?;
    }
    Ok(Parsed { syntax, warnings })
}

/// Errors of the parser that CPython leaves to the stages behind it; the tree is whole in spite of them.
fn is_judged_later(error: &ParseErrorType) -> bool {
    matches!(
        error,
        ParseErrorType::InvalidStarredExpressionUsage
            | ParseErrorType::DuplicateKeywordArgumentError(_)
            | ParseErrorType::IterableUnpackingInComprehension
    )
}

/// Whether `text`, typed at a prompt, is the beginning of something longer (what `codeop` finds out).
///
/// `false` means that it is complete or wrong: [`parse`] it to know.
pub fn is_incomplete(text: &str) -> bool {
    let is_blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    if text.lines().all(is_blank) {
        return false;
    }
    let text = SourceFile::new("", text);
    match diagnose::is_unfinished(text.text(), Mode::Interactive) {
        Ok(()) => false,
        // One more line end may be all that is missing.
        Err(_) => {
            diagnose::is_unfinished(&format!("{}\n", text.text()), Mode::Interactive).err().unwrap_or(true)
        }
    }
}

/// Installs the table behind `\N{NAME}` for the whole process; the first one wins. Returns whether this one did.
pub fn install_character_names(names: CharacterNames) -> bool {
    unicode_names2::install(names)
}
