//! Compiling for hosts: plain data in and out, so that a front door needs to know neither parser nor tree.

use crate::{Options, compile as compile_source};
use whipsnake_parser_glue::{ErrorKind, SourceFile, WarningKind};

/// What compiling makes.
pub type Code = whipsnake_bytecode::CodeObject;

/// A warning as data.
#[derive(Clone, Debug)]
pub struct Note {
    /// Name of the warning class.
    pub class: &'static str,
    /// The message.
    pub message: String,
    /// Line from 1.
    pub line: u32,
}

/// An error as data, with the numbers that the exception's attributes show.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Name of the exception class.
    pub class: &'static str,
    /// The message.
    pub message: String,
    /// `lineno`; 0 when unknown.
    pub line: u32,
    /// `offset`
    pub column: i32,
    /// `end_lineno`
    pub end_line: u32,
    /// `end_offset`
    pub end_column: i32,
    /// `text`
    pub text: Option<String>,
}

/// Compiles a source text.
///
/// # Errors
/// The one error that CPython would report.
pub fn compile(source: &str, filename: &str, options: Options) -> Result<(Code, Vec<Note>), Problem> {
    let file = SourceFile::new(filename, source);
    match compile_source(&file, &options) {
        Ok(compiled) => {
            let notes = compiled.warnings.iter().map(|warning| Note {
                class: match warning.kind {
                    WarningKind::Syntax => "SyntaxWarning",
                    _ => "DeprecationWarning",
                },
                message: warning.message.clone(),
                line: file.location(warning.range.start()).line,
            });
            Ok((compiled.code, notes.collect()))
        }
        Err(error) => {
            let class = match error.kind {
                ErrorKind::Syntax => "SyntaxError",
                ErrorKind::Indentation => "IndentationError",
                ErrorKind::Tab => "TabError",
                ErrorKind::Incomplete => "_IncompleteInputError",
                ErrorKind::Memory => "MemoryError",
                ErrorKind::Recursion => "RecursionError",
            };
            let place = error.position;
            Err(Problem {
                class,
                message: error.message,
                line: place.map_or(0, |place| place.line),
                column: place.map_or(0, |place| place.offset),
                end_line: place.map_or(0, |place| place.end_line),
                end_column: place.map_or(0, |place| place.end_offset),
                text: error.text,
            })
        }
    }
}

/// The bytecode listing of a code object.
pub fn listing(code: &Code) -> String {
    whipsnake_bytecode::dis::listing(code)
}

/// Whether a source is the proper beginning of something longer (`codeop`).
pub fn is_incomplete(source: &str) -> bool {
    whipsnake_parser_glue::is_incomplete(source)
}
