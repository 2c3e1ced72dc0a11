//! Compiling for hosts: plain data in and out, so that a front door needs to know neither parser nor tree.

use crate::{Compiled, Mode, Options, compile as compile_source, compile_tree as compile_syntax, tree};
use whipsnake_parser_glue::{ErrorKind, SourceFile, SyntaxError, Warning, WarningKind};

/// What compiling makes.
pub type Code = whipsnake_bytecode::CodeObject;

/// A syntax tree as data.
pub type Tree = whipsnake_bytecode::Tree;

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
#[derive(Clone, Debug, Default)]
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
    finish(compile_source(&file, &options), &file)
}

/// Compiles a tree made by a program.
///
/// # Errors
/// What is wrong with the tree, or the error that CPython would report of the code it stands for.
pub fn compile_tree(tree: &Tree, filename: &str, options: Options) -> Result<(Code, Vec<Note>), Problem> {
    let (syntax, file) = tree::read(tree, filename)?;
    finish(compile_syntax(&syntax, &file, &options), &file)
}

/// Checks a tree made by a program and gives a copy of it.
///
/// # Errors
/// What is wrong with the tree.
pub fn check_tree(tree: &Tree) -> Result<Tree, Problem> {
    tree::check(tree)?;
    Ok(tree.clone())
}

/// What `ast.parse(optimize=…)` shows of optimization.
pub fn improve_tree(tree: &mut Tree, optimize: u8) {
    tree::improve(tree, optimize);
}

/// Parses a source text to a tree.
///
/// # Errors
/// The one error that CPython would report.
pub fn parse(source: &str, filename: &str, mode: Mode) -> Result<(Tree, Vec<Note>), Problem> {
    let file = SourceFile::new(filename, source);
    let parsed = whipsnake_parser_glue::parse(&file, mode.into()).map_err(problem)?;
    let tree = tree::write(&parsed.syntax, &file, mode == Mode::Single);
    Ok((tree, notes(&parsed.warnings, &file)))
}

/// Parses a comment that tells the type of a function.
///
/// # Errors
/// The one error that CPython would report.
pub fn parse_signature(source: &str, filename: &str) -> Result<Tree, Problem> {
    tree::signature::parse(source, filename)
}

fn finish(result: Result<Compiled, SyntaxError>, file: &SourceFile) -> Result<(Code, Vec<Note>), Problem> {
    let compiled = result.map_err(problem)?;
    Ok((compiled.code, notes(&compiled.warnings, file)))
}

fn notes(warnings: &[Warning], file: &SourceFile) -> Vec<Note> {
    let note = |warning: &Warning| Note {
        class: match warning.kind {
            WarningKind::Syntax => "SyntaxWarning",
            _ => "DeprecationWarning",
        },
        message: warning.message.clone(),
        line: file.location(warning.range.start()).line,
    };
    warnings.iter().map(note).collect()
}

pub(crate) fn problem(error: SyntaxError) -> Problem {
    let class = match error.kind {
        ErrorKind::Syntax => "SyntaxError",
        ErrorKind::Indentation => "IndentationError",
        ErrorKind::Tab => "TabError",
        ErrorKind::Incomplete => "_IncompleteInputError",
        ErrorKind::Memory => "MemoryError",
        ErrorKind::Recursion => "RecursionError",
    };
    let place = error.position;
    // What `exec` and `eval` are given lies in no file, where its lines would be looked up once it has been parsed.
    let lost = error.text_from_file && error.filename == "<string>";
    Problem {
        class,
        message: error.message,
        line: place.map_or(0, |place| place.line),
        column: place.map_or(0, |place| place.offset),
        end_line: place.map_or(0, |place| place.end_line),
        end_column: place.map_or(0, |place| place.end_offset),
        text: error.text.filter(|_| !lost),
    }
}

/// A token as plain data: the number of its kind in Python's `token`, its bytes, and where it begins and ends.
#[derive(Clone, Copy, Debug)]
pub struct PlainToken {
    /// Number of the kind.
    pub kind: u8,
    /// First byte and the one behind the last.
    pub bytes: (usize, usize),
    /// Line from 1, byte column from 0.
    pub from: (u32, u32),
    /// Line from 1, byte column from 0.
    pub to: (u32, u32),
}

/// The tokens of a text whose line ends are `\n`, up to the first error.
pub fn tokenize(text: &str) -> (Vec<PlainToken>, Option<Problem>) {
    use whipsnake_parser_glue::TokenKind;
    let (tokens, error) = whipsnake_parser_glue::tokenize(text);
    let tokens = tokens.into_iter().map(|token| PlainToken {
        kind: match token.kind {
            TokenKind::End => 0,
            TokenKind::Name => 1,
            TokenKind::Number => 2,
            TokenKind::String => 3,
            TokenKind::Newline => 4,
            TokenKind::Indent => 5,
            TokenKind::Dedent => 6,
            TokenKind::Operator => 55,
            TokenKind::FormatStart => 59,
            TokenKind::FormatMiddle => 60,
            TokenKind::FormatEnd => 61,
            TokenKind::TemplateStart => 62,
            TokenKind::TemplateMiddle => 63,
            TokenKind::TemplateEnd => 64,
            TokenKind::Comment => 65,
            TokenKind::Blank => 66,
        },
        bytes: (token.start, token.end),
        from: token.from,
        to: token.to,
    });
    (tokens.collect(), error.map(problem))
}

/// The bytecode listing of a code object.
pub fn listing(code: &Code) -> String {
    whipsnake_bytecode::dis::listing(code)
}

/// Installs the table behind `\N{NAME}` for the whole process; the first one wins.
pub fn install_character_names(names: fn(&str) -> Option<char>) {
    whipsnake_parser_glue::install_character_names(names);
}

/// Whether a source is the proper beginning of something longer (`codeop`).
pub fn is_incomplete(source: &str) -> bool {
    whipsnake_parser_glue::is_incomplete(source)
}
