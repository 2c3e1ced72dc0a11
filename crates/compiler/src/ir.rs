//! Code on its way: instructions with labels instead of addresses, and everything else a code object needs.
//!
//! A [`Unit`] is one flat list of steps. Exception handling is a property of each instruction: it names the handler
//! that catches what it raises. Cold instructions (handlers, rare exits) may stand anywhere in the list; the first pass
//! moves them behind the hot ones, and colder ones behind those. So one never falls into a cold run nor out of it.

use crate::constants::Pool;
use std::collections::HashMap;
use whipsnake_bytecode::{CodeFlags, Op};
use whipsnake_parser_glue::TextRange;

/// A register, not yet known to fit 16 bits.
pub type Reg = u32;

/// A place in the code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Label(pub u32);

impl Label {
    /// No place: the instruction does not jump.
    pub const NONE: Label = Label(u32::MAX);
}

/// Which handler guards an instruction: an index into [`Unit::handlers`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HandlerId(pub u32);

impl HandlerId {
    /// Exceptions leave the frame.
    pub const NONE: HandlerId = HandlerId(u32::MAX);
}

/// Where an exception goes.
#[derive(Clone, Copy, Debug)]
pub struct HandlerInfo {
    /// The handler's first instruction.
    pub target: Label,
    /// The register that receives the exception; it and all behind it are released before.
    pub depth: Reg,
}

/// One instruction. Wide operands are whole in `b`; signed ones as the bits of an `i32`.
#[derive(Clone, Copy, Debug)]
pub struct Inst {
    /// The opcode.
    pub op: Op,
    /// The flags byte.
    pub flags: u8,
    /// How far behind it stands: instructions are ordered by this number first.
    pub cold: u32,
    /// Operand `a`.
    pub a: u32,
    /// Operand `b`.
    pub b: u32,
    /// Operand `c`, or the data word of `UnpackEx` in the high half.
    pub c: u32,
    /// Where it may jump.
    pub target: Label,
    /// What catches its exceptions.
    pub handler: HandlerId,
    /// The source it came from; empty at zero: nowhere.
    pub at: TextRange,
}

/// An element of the list.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// Jumps to the label arrive here. The number says among which instructions, as [`Inst::cold`].
    Label(Label, u32),
    /// An instruction.
    Inst(Inst),
}

/// Strings numbered in the order of their first use.
#[derive(Default, Debug)]
pub struct Names {
    /// The strings by number.
    pub list: Vec<Box<str>>,
    index: HashMap<Box<str>, u32>,
}

impl Names {
    /// The number of `name`, which is added if it is new.
    pub fn add(&mut self, name: &str) -> u32 {
        if let Some(&at) = self.index.get(name) {
            return at;
        }
        let at = self.list.len() as u32;
        self.list.push(name.into());
        self.index.insert(name.into(), at);
        at
    }
}

/// A function, class body or module before it has addresses.
#[derive(Debug)]
pub struct Unit {
    /// `co_name`
    pub name: Box<str>,
    /// `co_qualname`
    pub qualname: Box<str>,
    /// `co_firstlineno`
    pub first_line: u32,
    /// `co_flags`
    pub flags: CodeFlags,
    /// `co_argcount`
    pub arg_count: u32,
    /// `co_posonlyargcount`
    pub posonly_count: u32,
    /// `co_kwonlyargcount`
    pub kwonly_count: u32,
    /// Names of registers below `base`.
    pub locals: Vec<Box<str>>,
    /// How many of `locals` are `co_varnames`.
    pub var_count: u32,
    /// Registers with cells.
    pub cells: Vec<Reg>,
    /// Names of the closure's cells.
    pub frees: Vec<Box<str>>,
    /// `co_names`
    pub names: Names,
    /// `co_consts`
    pub constants: Pool,
    /// The code.
    pub steps: Vec<Step>,
    /// How many labels there are.
    pub labels: u32,
    /// All handlers.
    pub handlers: Vec<HandlerInfo>,
    /// The first temporary.
    pub base: Reg,
    /// One more than the highest register used.
    pub registers: Reg,
    /// How many registers hold parameters (bound at entry).
    pub params: Reg,
    /// Whether a `CheckBound` was emitted that may prove superfluous.
    pub has_checks: bool,
}

/// What an instruction does to the flow of control.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
    /// Goes on behind.
    Next,
    /// Goes on behind or at the target.
    Branch,
    /// Goes on at the target only.
    Jump,
    /// Leaves.
    Stop,
}

/// How control leaves an instruction with this opcode.
pub fn flow(op: Op) -> Flow {
    match op {
        Op::Jump | Op::JumpBack => Flow::Jump,
        Op::Return | Op::ReturnConst | Op::Raise | Op::Reraise | Op::EndHandler => Flow::Stop,
        _ if jumps(op) => Flow::Branch,
        _ => Flow::Next,
    }
}

/// Whether the opcode has a displacement.
pub fn jumps(op: Op) -> bool {
    use whipsnake_bytecode::Operand;
    let operands = op.operands();
    operands[1] == Operand::WideJump || operands[2] == Operand::Jump
}
