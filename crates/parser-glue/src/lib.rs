//! Source text to syntax tree: the only crate that names the parser.
//!
//! [`parse`] turns a [`SourceFile`] into a syntax tree, or into a [`SyntaxError`] that says what CPython would say.
//! The tree's types are re-exported as [`ast`]; positions in it are byte offsets into the file's text, and
//! [`SourceFile`] turns those into lines and columns.
//!
//! Reading order: `source` (text and positions), `error` (what can go wrong, as data), `depth` (nesting that a
//! recursive parser would not survive), then this file.

pub use ruff_python_ast as ast;
pub use ruff_text_size::{Ranged, TextRange, TextSize};
/// The function that answers `\N{NAME}`; see [`install_character_names`].
pub use unicode_names2::Lookup as CharacterNames;

mod error;
mod source;

pub use error::{ErrorKind, ErrorPosition, SyntaxError, Warning, WarningKind};
pub use source::{Location, SourceFile};

use ruff_python_ast::PythonVersion;
use ruff_python_parser::{ParseOptions, parse_unchecked};

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
    let parser_mode = match mode {
        Mode::Module | Mode::Interactive => ruff_python_parser::Mode::Module,
        Mode::Expression => ruff_python_parser::Mode::Expression,
    };
    let options = ParseOptions::from(parser_mode).with_target_version(PythonVersion::PY314);
    let parsed = parse_unchecked(source.text(), options);
    if let Some(error) = parsed.errors().first() {
        return Err(SyntaxError::at(source, error.location, error.error.to_string()));
    }
    if let Some(error) = parsed.unsupported_syntax_errors().first() {
        return Err(SyntaxError::at(source, error.range, "invalid syntax"));
    }
    Ok(Parsed { syntax: parsed.into_syntax(), warnings: Vec::new() })
}

/// Installs the table behind `\N{NAME}` for the whole process; the first one wins. Returns whether this one did.
pub fn install_character_names(names: CharacterNames) -> bool {
    unicode_names2::install(names)
}
