//! `code`: a live code object: constants made, caches of its own.

use crate::{
    body,
    // tidy: allow(room): live code owns its caches
    eval::cache::CodeCaches,
    value::{Value, fixed},
};
use std::{cell::Cell, rc::Rc};
use whipsnake_bytecode::CodeObject;

/// A live code object.
pub struct Code {
    /// What the compiler made.
    pub source: Rc<CodeObject>,
    /// `co_consts`, live.
    pub constants: Box<[Value]>,
    /// `co_names`, interned.
    pub names: Box<[Value]>,
    /// Names of the first registers, interned.
    pub locals: Box<[Value]>,
    /// `co_freevars`, interned.
    pub frees: Box<[Value]>,
    /// `co_name`, `co_qualname`, `co_filename`
    pub name: Value,
    /// `co_qualname`
    pub qualname: Value,
    /// `co_filename`
    pub filename: Value,
    /// The writable copy of the instructions.
    pub caches: Rc<CodeCaches>,
    /// Registers of a frame.
    pub registers: u32,
    /// Registers that are locals or cells; the rest are temporaries.
    pub local_count: u32,
    /// Positional parameters when the code takes nothing else (no defaults are the function's business): calls with
    /// exactly this many arguments need no binder; `u32::MAX` otherwise.
    pub simple_args: u32,
    /// Generator, coroutine or the like: calling makes an object.
    pub is_generator: bool,
    /// Nothing in a generator's code could notice that it is closed: it handles no exception and delegates to nobody.
    pub is_quiet: bool,
    /// Calls so far, for the compiling tier.
    pub heat: Cell<u32>,
}
body!(Code, fixed::CODE, [constants, names, locals, frees, name, qualname, filename]);
