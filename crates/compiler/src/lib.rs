//! Syntax tree to code objects, a pure function.
//!
//! The stages in order: `symbols` (what each name is), `lower` (instructions with labels), `optimize` (fewer of
//! them), `assemble` (addresses and tables). Reading order: this file, `ir`, then the stages.

pub mod front;
pub mod symbols;

mod assemble;
mod constants;
mod ir;
mod lower;
mod optimize;
mod registers;
#[cfg(test)]
mod tests;
mod tree;
mod unparse;

use whipsnake_bytecode::CodeObject;
use whipsnake_parser_glue::{SourceFile, SyntaxError, Warning, ast};

/// What the source is compiled as.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Mode {
    /// A module: any statements.
    #[default]
    Exec,
    /// One expression, whose value is returned.
    Eval,
    /// Statements typed at a prompt: values of expressions are printed.
    Single,
}

impl From<Mode> for whipsnake_parser_glue::Mode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Exec => whipsnake_parser_glue::Mode::Module,
            Mode::Eval => whipsnake_parser_glue::Mode::Expression,
            Mode::Single => whipsnake_parser_glue::Mode::Interactive,
        }
    }
}

/// How to compile.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the source is compiled as.
    pub mode: Mode,
    /// 0, or 1 for `-O` (no assertions), or 2 for `-OO` (no docstrings either).
    pub optimize: u8,
    /// `from __future__ import annotations` is in force from outside (`exec` in a module that has it).
    pub future_annotations: bool,
    /// `await` outside of functions makes the code a coroutine (`ast.PyCF_ALLOW_TOP_LEVEL_AWAIT`).
    pub allow_top_level_await: bool,
}

/// A code object and what the compiler has to warn about.
#[derive(Debug)]
pub struct Compiled {
    /// The code of the module, expression or statement.
    pub code: CodeObject,
    /// Warnings in the order of CPython: the parser's, then the compiler's.
    pub warnings: Vec<Warning>,
}

/// Parses and compiles a source.
///
/// # Errors
/// The one error that CPython would report.
pub fn compile(source: &SourceFile, options: &Options) -> Result<Compiled, SyntaxError> {
    let parsed = whipsnake_parser_glue::parse(source, options.mode.into())?;
    let mut compiled = compile_tree(&parsed.syntax, source, options)?;
    compiled.warnings.splice(0..0, parsed.warnings);
    Ok(compiled)
}

/// Compiles a tree that was made from `source`.
///
/// # Errors
/// The first error found after parsing.
pub fn compile_tree(
    syntax: &ast::Mod,
    source: &SourceFile,
    options: &Options,
) -> Result<Compiled, SyntaxError> {
    let surroundings = symbols::Surroundings {
        future_annotations: options.future_annotations,
        top_level_await: options.allow_top_level_await,
    };
    let analysis = symbols::analyze_in(syntax, source, surroundings)?;
    let code = lower::lower(syntax, source, &analysis.table, options)?;
    Ok(Compiled { code, warnings: analysis.warnings })
}
