//! Errors and warnings as data: what an exception will be made of once they cross into the machine.

use crate::SourceFile;
use ruff_text_size::TextRange;

/// Which exception class a [`SyntaxError`] becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `SyntaxError`.
    Syntax,
    /// `IndentationError`.
    Indentation,
    /// `TabError`.
    Tab,
    /// `_IncompleteInputError`: the text is a proper beginning of something longer.
    Incomplete,
    /// `MemoryError`: nested too deeply for the parser.
    Memory,
    /// `RecursionError`: nested too deeply for the compiler.
    Recursion,
}

/// One error found before a program runs.
///
/// Lines and offsets count from 1 and offsets count characters, as the attributes of Python's `SyntaxError` do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The exception class.
    pub kind: ErrorKind,
    /// CPython's words.
    pub message: String,
    /// `SyntaxError.filename`.
    pub filename: String,
    /// `lineno, offset, end_lineno, end_offset`; none for errors that concern no place in the text.
    pub position: Option<ErrorPosition>,
    /// `SyntaxError.text`: the line the error begins in, with its line end if it has one.
    pub text: Option<String>,
    /// Errors found after parsing show the line of the file on disk called `filename`, and none if there is no such
    /// file (`text` is what that line should be); errors of the parser show what was parsed.
    pub text_from_file: bool,
}

/// Where a [`SyntaxError`] is, in the numbers that the exception's attributes show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorPosition {
    /// `lineno`.
    pub line: u32,
    /// `offset`; 0 and -1 where CPython shows these.
    pub offset: i32,
    /// `end_lineno`.
    pub end_line: u32,
    /// `end_offset`; 0 and -1 where CPython shows these.
    pub end_offset: i32,
}

impl SyntaxError {
    /// A plain `SyntaxError` over `range`.
    pub fn at(source: &SourceFile, range: TextRange, message: impl Into<String>) -> Self {
        Self::of_kind(ErrorKind::Syntax, source, range, message)
    }

    /// An error of any class over `range`.
    pub fn of_kind(
        kind: ErrorKind,
        source: &SourceFile,
        range: TextRange,
        message: impl Into<String>,
    ) -> Self {
        let (line, offset) = source.line_and_offset(range.start());
        let (end_line, end_offset) = source.line_and_offset(range.end());
        let (offset, end_offset) = (offset as i32, end_offset as i32);
        let position = ErrorPosition { line, offset, end_line, end_offset };
        Self::at_position(kind, source, position, message)
    }

    /// An error of any class at a position already counted in lines and offsets.
    pub fn at_position(
        kind: ErrorKind,
        source: &SourceFile,
        position: ErrorPosition,
        message: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            message: message.into(),
            filename: source.name().to_string(),
            position: Some(position),
            text: source.has_text().then(|| source.line_text(position.line).to_owned()),
            text_from_file: false,
        }
    }

    /// An error found after parsing: CPython counts its offsets in bytes.
    pub fn after_parsing(
        kind: ErrorKind,
        source: &SourceFile,
        range: TextRange,
        message: impl Into<String>,
    ) -> Self {
        let (start, end) = (source.location(range.start()), source.location(range.end()));
        let position = ErrorPosition {
            line: start.line,
            offset: start.column as i32 + 1,
            end_line: end.line,
            end_offset: end.column as i32 + 1,
        };
        Self { text_from_file: true, ..Self::at_position(kind, source, position, message) }
    }

    /// An error that has no place in the text.
    pub fn nowhere(kind: ErrorKind, filename: &str, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            filename: filename.to_owned(),
            position: None,
            text: None,
            text_from_file: false,
        }
    }
}

/// Which class a [`Warning`] is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WarningKind {
    /// `SyntaxWarning`.
    Syntax,
    /// `DeprecationWarning`.
    Deprecation,
}

/// Something doubtful that is no error: what `warnings.warn_explicit` is to be called with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The warning class.
    pub kind: WarningKind,
    /// CPython's words.
    pub message: String,
    /// The place; if a filter turns the warning into an error, CPython raises a `SyntaxError` here.
    pub range: TextRange,
}
