//! `CodeObject`: what a function, class body or module is before it lives. Frozen, plain data.

use crate::{constants::Constant, handlers::Handler, instr::Word, locations::Locations};
use std::rc::Rc;

/// A register number within a frame's window.
pub type Register = u16;

/// `co_flags`, with CPython's numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct CodeFlags(pub u32);

impl CodeFlags {
    /// Locals live in registers.
    pub const OPTIMIZED: u32 = 0x1;
    /// A call makes fresh locals (functions; not modules, not class bodies).
    pub const NEWLOCALS: u32 = 0x2;
    /// Has `*args`.
    pub const VARARGS: u32 = 0x4;
    /// Has `**kwargs`.
    pub const VARKEYWORDS: u32 = 0x8;
    /// Defined inside a function.
    pub const NESTED: u32 = 0x10;
    /// Contains `yield`.
    pub const GENERATOR: u32 = 0x20;
    /// `async def` without `yield`.
    pub const COROUTINE: u32 = 0x80;
    /// A generator that `await` accepts (`types.coroutine`).
    pub const ITERABLE_COROUTINE: u32 = 0x100;
    /// `async def` with `yield`.
    pub const ASYNC_GENERATOR: u32 = 0x200;
    /// `from __future__ import annotations`.
    pub const FUTURE_ANNOTATIONS: u32 = 0x100_0000;
    /// The first constant is the docstring.
    pub const HAS_DOCSTRING: u32 = 0x400_0000;
    /// A function defined in a class body.
    pub const METHOD: u32 = 0x800_0000;

    /// Whether any of `bits` is set.
    pub const fn has(self, bits: u32) -> bool {
        self.0 & bits != 0
    }
}

/// How a parameter may be given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParamKind {
    /// Before `/`.
    PositionalOnly,
    /// Anything else before `*`.
    Positional,
    /// `*args`
    VarArgs,
    /// Behind `*`.
    KeywordOnly,
    /// `**kwargs`
    VarKeywords,
}

/// A parameter, in register order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Param {
    /// Its name (mangled where the rules say so).
    pub name: Box<str>,
    /// How it may be given.
    pub kind: ParamKind,
}

/// What a function, class body or module is before it lives.
///
/// Registers: parameters in the order of `co_varnames` (positional-only, positional, keyword-only, `*args`,
/// `**kwargs`), then other locals, then cells that are not parameters, then temporaries. A parameter that inner
/// functions capture is turned into a cell in its own register by `MakeCell` at the start of the code.
#[derive(Clone, Debug, Default)]
pub struct CodeObject {
    /// `co_name`
    pub name: Box<str>,
    /// `co_qualname`
    pub qualname: Box<str>,
    /// `co_filename`, one for all code that was made of a text: sources are known by it.
    pub filename: Rc<str>,
    /// `co_firstlineno`
    pub first_line: u32,
    /// `co_flags`
    pub flags: CodeFlags,
    /// `co_argcount` (with positional-only parameters, without keyword-only ones).
    pub arg_count: u32,
    /// `co_posonlyargcount`
    pub posonly_count: u32,
    /// `co_kwonlyargcount`
    pub kwonly_count: u32,
    /// Names of registers `0..locals.len()`: `co_varnames` first, then cells that are not parameters.
    pub locals: Vec<Box<str>>,
    /// How many of `locals` are `co_varnames`.
    pub var_count: u32,
    /// Registers that hold cells, in the order of `co_cellvars`.
    pub cells: Vec<Register>,
    /// `co_freevars`: names of the closure's cells, in their order.
    pub frees: Vec<Box<str>>,
    /// Registers a frame needs: locals and the most temporaries alive at once, with the windows of calls.
    pub register_count: u32,
    /// `co_names`: names of globals, attributes, imports.
    pub names: Vec<Box<str>>,
    /// `co_consts`
    pub constants: Vec<Constant>,
    /// Instructions with room for their caches (zeros).
    pub words: Vec<Word>,
    /// The exception table.
    pub handlers: Vec<Handler>,
    /// A location for each word.
    pub locations: Locations,
}
