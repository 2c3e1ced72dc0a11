//! Syntax tree to instructions: the third stage.
//!
//! Reading order: this file (state, emission, temporaries), `units` (entering and leaving code objects), `names`
//! (where a name lives), `expr`, `binary`, `condition`, `call`, `display`, `comprehension`, `strings`, `assign`,
//! `stmt`, `control` (loops and leaving them), `try_`, `with`, `function`, `class`, `generic` (type parameters),
//! `annotations`, `pattern`.
//!
//! How values travel: [`Lowerer::operand`] gives a register to read, either a local (borrowed) or a temporary that
//! the reading instruction must take; [`Lowerer::expr_into`] writes an expression into a given register and does so
//! only with the last instruction of each path, so that the register may be a local the expression itself reads.

mod annotations;
mod assign;
mod binary;
mod call;
mod class;
mod comprehension;
mod condition;
mod control;
mod display;
mod expr;
mod function;
mod generic;
mod names;
mod pattern;
mod stmt;
mod strings;
mod try_;
mod units;
mod with;

use crate::Options;
use crate::ir::{HandlerId, HandlerInfo, Inst, Label, Reg, Step, Unit};
use crate::optimize::fold::Folder;
use crate::symbols::{ScopeId, SymbolTable};
use std::collections::HashMap;
use whipsnake_bytecode::instr::{TAKE_A, TAKE_B, TAKE_C};
use whipsnake_bytecode::{CodeObject, Constant, Op};
use whipsnake_parser_glue::ast::{self, Expr, Stmt};
use whipsnake_parser_glue::{Ranged, SourceFile, SyntaxError, TextRange, Walruses};

pub(crate) type Result<T> = std::result::Result<T, SyntaxError>;

/// A value to be read: a register, and whether it is a temporary that dies with the reading.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Val {
    pub(crate) reg: Reg,
    pub(crate) temp: bool,
}

impl Val {
    fn temp(reg: Reg) -> Val {
        Val { reg, temp: true }
    }
    fn borrowed(reg: Reg) -> Val {
        Val { reg, temp: false }
    }
    /// The flag for reading it as `a`.
    fn take_a(self) -> u8 {
        if self.temp { TAKE_A } else { 0 }
    }
    /// The flag for reading it as `b`.
    fn take_b(self) -> u8 {
        if self.temp { TAKE_B } else { 0 }
    }
    /// The flag for reading it as `b` of an instruction that writes `dst`.
    fn take_b_unless(self, dst: Reg) -> u8 {
        if self.temp && self.reg != dst { TAKE_B } else { 0 }
    }
    /// The flag for reading it as `c`.
    fn take_c(self) -> u8 {
        if self.temp { TAKE_C } else { 0 }
    }
    /// The flag for reading it as `c` of an instruction that writes `dst`.
    fn take_c_unless(self, dst: Reg) -> u8 {
        if self.temp && self.reg != dst { TAKE_C } else { 0 }
    }
}

/// Something that `return`, `break` and `continue` must clean up on their way out.
#[derive(Clone, Copy)]
enum Block<'a> {
    /// A loop: where `continue` and `break` go, and the iterator to release.
    Loop { start: Label, exit: Label, iter: Option<Reg> },
    /// The body of `with`: the exit pair.
    With { pair: Reg, is_async: bool, at: TextRange },
    /// The guarded part of `try … finally`: the final body runs on the way out.
    Finally { body: &'a [Stmt] },
    /// An exception is being handled: exception and saved state, and the name it is bound to.
    Handler { exc: Reg, saved: Reg, name: Option<&'a ast::Identifier> },
}

#[derive(Clone, Copy)]
struct BlockEntry<'a> {
    block: Block<'a>,
    /// The handler in force around the statement.
    outer: HandlerId,
}

/// A variable of an inlined comprehension.
#[derive(Clone, Copy)]
struct CompVar {
    reg: Reg,
    is_cell: bool,
    /// Whether its `for` has been lowered, so that it has a value.
    is_bound: bool,
}

/// What the code object being made is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum UnitKind {
    Module,
    Function,
    AsyncFunction,
    Lambda,
    Class,
    Comprehension,
    /// Annotation scopes: `__annotate__`, type parameters, aliases, bounds.
    Hidden,
}

/// The state of the code object being made.
struct State<'a> {
    unit: Unit,
    kind: UnitKind,
    /// The scope of the code object.
    code_scope: ScopeId,
    /// The scope names are looked up in: `code_scope` or an inlined comprehension in it.
    scope: ScopeId,
    /// Registers of locals by name.
    registers: HashMap<Box<str>, Reg>,
    /// Numbers of the closure's cells by name.
    frees: HashMap<Box<str>, u32>,
    /// Registers of the variables of inlined comprehensions, by name and by how many comprehensions are around.
    hidden: HashMap<(Box<str>, usize), Reg>,
    /// Variables of the inlined comprehensions around, by their scope.
    comprehensions: Vec<(ScopeId, HashMap<Box<str>, CompVar>)>,
    /// The next free temporary.
    next: Reg,
    /// The handler for what is emitted now.
    handler: HandlerId,
    /// How cold is what is emitted now.
    cold: u32,
    blocks: Vec<BlockEntry<'a>>,
    /// Annotations met so far, for `__annotate__`, with the number for conditional ones.
    deferred: Vec<annotations::Deferred<'a>>,
    /// How many conditionally reached annotations were met.
    conditional_count: u32,
    /// How many conditional statements are around (in modules and classes).
    conditional_depth: u32,
}

/// Lowers one source, one code object at a time.
pub(crate) struct Lowerer<'a> {
    source: &'a SourceFile,
    table: &'a SymbolTable,
    options: &'a Options,
    state: State<'a>,
    outer: Vec<State<'a>>,
    /// Whether the module itself awaits, which makes it a coroutine.
    has_top_level_await: bool,
    /// Folds constants.
    folder: Folder<'a>,
    /// Offsets of every `:=` in the text, to know cheaply where names may be bound within expressions.
    walruses: Walruses,
}

/// Lowers a whole tree.
///
/// # Errors
/// What only shows while lowering: code too large, `break` outside loops.
pub(crate) fn lower(
    syntax: &ast::Mod,
    source: &SourceFile,
    table: &SymbolTable,
    options: &Options,
) -> Result<CodeObject> {
    let walruses = source.walruses();
    let state = units::module_state(table);
    let folder = Folder { source, optimize: options.optimize };
    let mut lowerer = Lowerer {
        source,
        table,
        options,
        folder,
        has_top_level_await: false,
        state,
        outer: Vec::new(),
        walruses,
    };
    match syntax {
        ast::Mod::Module(module) => lowerer.lower_module(module)?,
        ast::Mod::Expression(expression) => {
            let value = lowerer.operand(&expression.body)?;
            lowerer.emit(TextRange::default(), Op::Return, value.take_a(), value.reg, 0, 0);
        }
    }
    lowerer.finish_unit()
}

impl<'a> Lowerer<'a> {
    // Emission.

    /// Writes an instruction that does not jump.
    fn emit(&mut self, at: TextRange, op: Op, flags: u8, a: u32, b: u32, c: u32) {
        self.emit_jump_full(at, op, flags, a, b, c, Label::NONE);
    }

    /// Writes an instruction that may jump to `target`.
    fn emit_jump(&mut self, at: TextRange, op: Op, flags: u8, a: u32, b: u32, target: Label) {
        self.emit_jump_full(at, op, flags, a, b, 0, target);
    }

    fn emit_jump_full(&mut self, at: TextRange, op: Op, flags: u8, a: u32, b: u32, c: u32, target: Label) {
        let (handler, cold) = (self.state.handler, self.state.cold);
        self.state.unit.steps.push(Step::Inst(Inst { op, flags, cold, a, b, c, target, handler, at }));
    }

    /// Writes an unconditional jump.
    fn jump(&mut self, at: TextRange, target: Label) {
        self.emit_jump(at, Op::Jump, 0, 0, 0, target);
    }

    /// A place to be fixed later by [`Lowerer::place`].
    fn label(&mut self) -> Label {
        self.state.unit.labels += 1;
        Label(self.state.unit.labels - 1)
    }

    /// Fixes `label` here.
    fn place(&mut self, label: Label) {
        let cold = self.state.cold;
        self.state.unit.steps.push(Step::Label(label, cold));
    }

    /// Makes a handler whose exception arrives in register `depth`.
    fn new_handler(&mut self, target: Label, depth: Reg) -> HandlerId {
        self.state.unit.handlers.push(HandlerInfo { target, depth });
        HandlerId(self.state.unit.handlers.len() as u32 - 1)
    }

    /// Makes `handler` the one in force and returns the one before.
    fn set_handler(&mut self, handler: HandlerId) -> HandlerId {
        std::mem::replace(&mut self.state.handler, handler)
    }

    /// What follows is seldom run: it is moved away from what is emitted around it.
    fn enter_cold(&mut self) {
        self.state.cold += 1;
    }

    /// Ends what [`Lowerer::enter_cold`] began. The last instruction before must not go on behind.
    fn leave_cold(&mut self) {
        self.state.cold -= 1;
    }

    // Temporaries.

    /// A new temporary, the one behind all others.
    fn alloc(&mut self) -> Reg {
        self.alloc_run(1)
    }

    /// `count` new temporaries in a row; the first one's number.
    fn alloc_run(&mut self, count: u32) -> Reg {
        let first = self.state.next;
        self.state.next += count;
        self.state.unit.registers = self.state.unit.registers.max(self.state.next);
        first
    }

    /// The next temporary's number, to return to with [`Lowerer::release`].
    fn mark(&self) -> Reg {
        self.state.next
    }

    /// Forgets all temporaries from `mark` on.
    fn release(&mut self, mark: Reg) {
        self.state.next = mark;
    }

    /// Whether `reg` is no local.
    fn is_temp(&self, reg: Reg) -> bool {
        reg >= self.state.unit.base
    }

    /// Whether `reg` is the last temporary in use, so that a window may begin with it.
    fn is_top(&self, reg: Reg) -> bool {
        reg + 1 == self.state.next && self.is_temp(reg)
    }

    /// The first register of a window for a result wanted in `dst`: `dst` itself if it is on top.
    fn window(&mut self, dst: Reg) -> Reg {
        if self.is_top(dst) { dst } else { self.alloc() }
    }

    /// Moves `val` into `dst` unless it is there.
    fn move_into(&mut self, at: TextRange, val: Val, dst: Reg) {
        if val.reg != dst {
            self.emit(at, Op::Move, val.take_b(), dst, val.reg, 0);
        }
    }

    /// Releases `val` unread.
    fn discard(&mut self, at: TextRange, val: Val) {
        if val.temp {
            self.emit(at, Op::Drop, 0, val.reg, 0, 0);
        }
    }

    // Constants and names.

    /// The number of `constant` in the pool.
    fn constant(&mut self, constant: Constant) -> u32 {
        self.state.unit.constants.add(constant)
    }

    /// Writes the instruction that loads `constant`.
    fn load_constant(&mut self, at: TextRange, constant: Constant, dst: Reg) {
        if let Constant::Int(value) = constant
            && let Ok(small) = i32::try_from(value)
        {
            self.emit(at, Op::LoadInt, 0, dst, small as u32, 0);
            return;
        }
        let index = self.constant(constant);
        self.emit(at, Op::LoadConst, 0, dst, index, 0);
    }

    /// Loads a string constant.
    fn load_str(&mut self, at: TextRange, text: &str, dst: Reg) {
        self.load_constant(at, Constant::Str(text.as_bytes().into()), dst);
    }

    /// The number of `name` in `co_names`.
    fn name(&mut self, name: &str) -> u32 {
        self.state.unit.names.add(name)
    }

    /// The number of a name as written, mangled if private.
    fn private_name(&mut self, name: &str) -> u32 {
        let mangled = self.table.scope(self.state.scope).mangle(name);
        self.state.unit.names.add(&mangled)
    }

    /// Whether an assignment expression may stand within `range`.
    fn has_walrus(&self, range: TextRange) -> bool {
        self.walruses.may_be_in(range)
    }

    /// Makes sure that `val` is not a local that evaluating `later` might bind anew.
    fn secure(&mut self, at: TextRange, val: Val, later: TextRange) -> Val {
        if val.temp || !self.has_walrus(later) {
            return val;
        }
        let copy = self.alloc();
        self.emit(at, Op::Move, 0, copy, val.reg, 0);
        Val::temp(copy)
    }

    /// An error at a place in the source.
    fn error(&self, at: TextRange, message: impl Into<String>) -> SyntaxError {
        SyntaxError::at(self.source, at, message)
    }

    /// The line an offset is in.
    fn line(&self, node: impl Ranged) -> u32 {
        self.source.line(node.range().start())
    }

    /// Whether an expression is a name that needs no instruction to read: then its register.
    fn plain_local(&self, expr: &Expr) -> Option<Reg> {
        let Expr::Name(name) = expr else { return None };
        match self.find_place(&name.id) {
            names::Place::Fast(reg) => Some(reg),
            _ => None,
        }
    }
}
