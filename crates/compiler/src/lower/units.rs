//! Entering and leaving code objects.

use super::{Lowerer, Result, State, UnitKind};
use crate::constants::Pool;
use crate::ir::{HandlerId, Names, Reg, Unit};
use crate::registers::Registers;
use crate::symbols::{Resolution, ScopeId, ScopeKind, SymbolTable};
use crate::{assemble, optimize};
use whipsnake_bytecode::{CodeFlags, CodeObject, Constant, Op};
use whipsnake_parser_glue::{ErrorKind, SyntaxError, TextRange};

/// The state before the first statement of a module.
pub(super) fn module_state(table: &SymbolTable) -> State<'_> {
    let name = "<module>";
    new_state(table, table.root(), UnitKind::Module, name.into(), name.into(), 1)
}

fn new_state<'a>(
    table: &'a SymbolTable,
    id: ScopeId,
    kind: UnitKind,
    name: Box<str>,
    qualname: Box<str>,
    first_line: u32,
) -> State<'a> {
    let scope = table.scope(id);
    let Registers { locals, by_name, params, var_count, cells, hidden } = Registers::assign(table, id);
    let frees: Vec<Box<str>> = scope.frees().into_iter().map(|name| name.as_str().into()).collect();
    let free_index = frees.iter().enumerate().map(|(at, name)| (name.clone(), at as u32)).collect();
    let base = locals.len() as Reg;
    let unit = Unit {
        name,
        qualname,
        first_line,
        flags: CodeFlags(code_flags(table, id, kind)),
        arg_count: 0,
        posonly_count: 0,
        kwonly_count: 0,
        locals,
        var_count,
        cells,
        frees,
        names: Names::default(),
        constants: Pool::default(),
        steps: Vec::new(),
        labels: 0,
        handlers: Vec::new(),
        base,
        registers: base,
        params,
        has_checks: false,
    };
    State {
        unit,
        kind,
        code_scope: id,
        scope: id,
        registers: by_name,
        frees: free_index,
        hidden,
        comprehensions: Vec::new(),
        next: base,
        handler: HandlerId::NONE,
        cold: 0,
        blocks: Vec::new(),
        deferred: Vec::new(),
        conditional_count: 0,
        conditional_depth: 0,
    }
}

fn code_flags(table: &SymbolTable, id: ScopeId, kind: UnitKind) -> u32 {
    let scope = table.scope(id);
    let mut bits = 0;
    if scope.kind.is_function_like() {
        bits |= CodeFlags::OPTIMIZED | CodeFlags::NEWLOCALS;
        if scope.has_varargs {
            bits |= CodeFlags::VARARGS;
        }
        if scope.has_varkeywords {
            bits |= CodeFlags::VARKEYWORDS;
        }
        bits |= match (scope.is_generator, scope.is_coroutine) {
            (true, true) => CodeFlags::ASYNC_GENERATOR,
            (true, false) => CodeFlags::GENERATOR,
            (false, true) => CodeFlags::COROUTINE,
            (false, false) => 0,
        };
        if scope.has_docstring && matches!(kind, UnitKind::Function | UnitKind::AsyncFunction) {
            bits |= CodeFlags::HAS_DOCSTRING;
        }
    }
    if scope.is_nested && scope.kind.is_function_like() {
        bits |= CodeFlags::NESTED;
    }
    if table.future_annotations {
        bits |= CodeFlags::FUTURE_ANNOTATIONS;
    }
    bits
}

impl<'a> Lowerer<'a> {
    /// Begins the code object of scope `id`; what is emitted goes there until [`Lowerer::leave_unit`].
    pub(super) fn enter_unit(&mut self, id: ScopeId, kind: UnitKind, name: &str, line: u32) {
        let qualname = self.qualname(id, name);
        let mut state = new_state(self.table, id, kind, name.into(), qualname.into(), line);
        if matches!(kind, UnitKind::Function | UnitKind::AsyncFunction) && self.state.kind == UnitKind::Class
        {
            state.unit.flags.0 |= CodeFlags::METHOD;
        }
        self.outer.push(std::mem::replace(&mut self.state, state));
        self.emit_cells();
    }

    /// Turns captured parameters into cells and makes the other cells.
    pub(super) fn emit_cells(&mut self) {
        for at in 0..self.state.unit.cells.len() {
            let reg = self.state.unit.cells[at];
            self.emit(TextRange::default(), Op::MakeCell, 0, reg, 0, 0);
        }
    }

    /// Ends the code object begun last and goes back to the one around it.
    ///
    /// # Errors
    /// When the code is too large for the format.
    pub(super) fn leave_unit(&mut self) -> Result<CodeObject> {
        let outer = self.outer.pop().expect("entered before");
        let state = std::mem::replace(&mut self.state, outer);
        self.assemble(state)
    }

    /// Ends the outermost code object.
    pub(super) fn finish_unit(mut self) -> Result<CodeObject> {
        let empty = new_state(self.table, self.table.root(), UnitKind::Module, "".into(), "".into(), 1);
        let mut state = std::mem::replace(&mut self.state, empty);
        if self.has_top_level_await {
            state.unit.flags.0 |= CodeFlags::COROUTINE;
        }
        self.assemble(state)
    }

    fn assemble(&self, state: State<'a>) -> Result<CodeObject> {
        let unit = optimize::optimize(state.unit);
        assemble::assemble(unit, self.source)
            .map_err(|message| SyntaxError::nowhere(ErrorKind::Syntax, self.source.name(), message))
    }

    /// Emits the end of a body that falls off: `return None`.
    pub(super) fn return_none(&mut self, at: TextRange) {
        let index = self.constant(Constant::None);
        self.emit(at, Op::ReturnConst, 0, 0, index, 0);
    }

    /// `__qualname__` of something named `name` with scope `id`, defined in the current code object.
    fn qualname(&self, id: ScopeId, name: &str) -> String {
        // A hidden scope is passed over, but only one.
        let mut parent = &self.state;
        let mut depth = self.outer.len();
        if parent.kind == UnitKind::Hidden && depth > 0 {
            depth -= 1;
            parent = &self.outer[depth];
        }
        if depth == 0 {
            return name.to_owned();
        }
        let kind = self.table.scope(id).kind;
        if matches!(kind, ScopeKind::Function | ScopeKind::Class) {
            let mangled = self.table.scope(parent.code_scope).mangle(name);
            let found = self.table.scope(parent.code_scope).symbol(&mangled);
            if found.is_some_and(|symbol| symbol.resolution == Resolution::GlobalExplicit) {
                return name.to_owned();
            }
        }
        let around = &parent.unit.qualname;
        match parent.kind {
            UnitKind::Class | UnitKind::Module | UnitKind::Hidden => format!("{around}.{name}"),
            _ => format!("{around}.<locals>.{name}"),
        }
    }
}
