//! Entering and leaving code objects.

use super::{Lowerer, Result, State, UnitKind};
use crate::constants::Pool;
use crate::ir::{HandlerId, Names, Reg, Unit};
use crate::symbols::{Resolution, Scope, ScopeId, ScopeKind, SymbolTable, flags};
use crate::{assemble, optimize};
use std::collections::{HashMap, HashSet};
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
    let mut locals: Vec<Box<str>> = Vec::new();
    let mut registers: HashMap<Box<str>, Reg> = HashMap::new();
    for parameter in &scope.parameters {
        registers.insert(parameter.as_str().into(), locals.len() as Reg);
        locals.push(parameter.as_str().into());
    }
    let params = locals.len() as Reg;
    if scope.kind.is_function_like() {
        for symbol in scope.symbols() {
            let is_variable = symbol.resolution == Resolution::Local && symbol.flags & flags::PARAMETER == 0;
            if is_variable && !registers.contains_key(symbol.name.as_str()) {
                registers.insert(symbol.name.as_str().into(), locals.len() as Reg);
                locals.push(symbol.name.as_str().into());
            }
        }
    }
    let hidden_names = if scope.kind.is_function_like() { hidden_names(table, id) } else { Vec::new() };
    let mut hidden: HashMap<(Box<str>, usize), Reg> = HashMap::new();
    let taken = |registers: &HashMap<Box<str>, Reg>, name: &str| {
        registers.contains_key(name) || scope.symbol(name).is_some_and(|s| s.resolution == Resolution::Cell)
    };
    // Variables of inlined comprehensions are locals like others, unless a local of that name exists already.
    for (name, depth) in &hidden_names {
        let is_known = locals[params as usize..].iter().any(|known| **known == **name);
        if !is_known && !taken(&registers, name) {
            hidden.insert((name.clone(), *depth), locals.len() as Reg);
            locals.push(name.clone());
        }
    }
    let var_count = locals.len() as u32;
    let mut cells = Vec::new();
    let mut cell_names: Vec<&str> = scope.cells().into_iter().map(|name| name.as_str()).collect();
    // Parameters come first, in their own order.
    cell_names
        .sort_by_key(|name| registers.get(*name).copied().filter(|reg| *reg < params).unwrap_or(params));
    if scope.kind == ScopeKind::Class {
        let wanted = [
            ("__class__", scope.needs_class_cell),
            ("__classdict__", needs_classdict(table, scope)),
            ("__conditional_annotations__", scope.has_conditional_annotations),
        ];
        for (name, needed) in wanted {
            if needed && !cell_names.contains(&name) {
                cell_names.push(name);
            }
        }
        cell_names.sort_unstable();
    }
    for cell in cell_names {
        let reg = *registers.entry(cell.into()).or_insert_with(|| {
            locals.push(cell.into());
            locals.len() as Reg - 1
        });
        cells.push(reg);
    }
    for key in hidden_names {
        hidden.entry(key).or_insert_with_key(|(name, _)| {
            locals.push(name.clone());
            locals.len() as Reg - 1
        });
    }
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
        registers,
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

/// The variables of the comprehensions inlined into a function, each with how many of them are around it.
fn hidden_names(table: &SymbolTable, id: ScopeId) -> Vec<(Box<str>, usize)> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut open: Vec<(ScopeId, usize)> =
        table.scope(id).children.iter().rev().map(|child| (*child, 0)).collect();
    while let Some((id, depth)) = open.pop() {
        let scope = table.scope(id);
        if !scope.is_inlined {
            continue;
        }
        for symbol in scope.isolated().filter(|symbol| symbol.resolution == Resolution::Local) {
            let key: (Box<str>, usize) = (symbol.name.as_str().into(), depth);
            if seen.insert(key.clone()) {
                found.push(key);
            }
        }
        open.extend(scope.children.iter().rev().map(|child| (*child, depth + 1)));
    }
    found
}

/// Whether a class keeps its namespace in a cell: for annotations and type parameters, and for every `def`, whose
/// annotations might need it.
pub(super) fn needs_classdict(table: &SymbolTable, scope: &Scope) -> bool {
    let is_def =
        |id: &ScopeId| matches!(table.scope(*id).kind, ScopeKind::Function | ScopeKind::TypeParameters);
    scope.needs_classdict_cell || scope.children.iter().any(is_def)
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
