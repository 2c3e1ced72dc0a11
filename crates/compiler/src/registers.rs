//! Which register each name of a code object has.
//!
//! Parameters come first, then other locals, then the variables of inlined comprehensions whose names are new, then
//! cells that are not parameters, then comprehension variables that share their name with a local (in modules and
//! classes all comprehension variables, which `locals()` shows alone while they live). Temporaries
//! follow; they are given out and taken back by the lowerer in the order of a stack.

use crate::ir::Reg;
use crate::symbols::{Resolution, Scope, ScopeId, ScopeKind, SymbolTable, flags};
use std::collections::{BinaryHeap, HashMap, HashSet};

/// The registers of a code object's names.
#[derive(Default)]
pub struct Registers {
    /// The names, by register.
    pub locals: Vec<Box<str>>,
    /// The register of each local and cell.
    pub by_name: HashMap<Box<str>, Reg>,
    /// How many are parameters.
    pub params: Reg,
    /// How many are `co_varnames`.
    pub var_count: u32,
    /// Registers with cells, in the order of `co_cellvars`.
    pub cells: Vec<Reg>,
    /// Registers of the variables of inlined comprehensions: by name, and by how many comprehensions are around.
    pub hidden: HashMap<(Box<str>, usize), Reg>,
}

impl Registers {
    /// Assigns registers to the names of scope `id`.
    pub fn assign(table: &SymbolTable, id: ScopeId) -> Registers {
        let scope = table.scope(id);
        let mut registers = Registers::default();
        for parameter in &scope.parameters {
            registers.add(parameter);
        }
        registers.params = registers.locals.len() as Reg;
        let is_function = scope.kind.is_function_like();
        let hidden = hidden_names(table, id);
        if is_function {
            for symbol in scope.symbols() {
                if symbol.resolution == Resolution::Local && symbol.flags & flags::PARAMETER == 0 {
                    registers.add(&symbol.name);
                }
            }
            registers.add_new_hidden(scope, &hidden);
        }
        registers.var_count = registers.locals.len() as u32;
        registers.add_cells(table, scope);
        for key in hidden {
            if !registers.hidden.contains_key(&key) {
                let reg = registers.push(&key.0);
                registers.hidden.insert(key, reg);
            }
        }
        registers
    }

    fn push(&mut self, name: &str) -> Reg {
        self.locals.push(name.into());
        self.locals.len() as Reg - 1
    }

    /// The register of `name`, made if new.
    fn add(&mut self, name: &str) -> Reg {
        if let Some(&reg) = self.by_name.get(name) {
            return reg;
        }
        let reg = self.push(name);
        self.by_name.insert(name.into(), reg);
        reg
    }

    /// Comprehension variables are locals like others, unless a local or cell has the name.
    fn add_new_hidden(&mut self, scope: &Scope, hidden: &[(Box<str>, usize)]) {
        let mut added: HashSet<&str> = HashSet::new();
        for (name, depth) in hidden {
            let is_cell = scope.symbol(name).is_some_and(|symbol| symbol.resolution == Resolution::Cell);
            if is_cell || self.by_name.contains_key(name) || !added.insert(name) {
                continue;
            }
            let reg = self.push(name);
            self.hidden.insert((name.clone(), *depth), reg);
        }
    }

    fn add_cells(&mut self, table: &SymbolTable, scope: &Scope) {
        let mut names: Vec<&str> = scope.cells().into_iter().map(|name| name.as_str()).collect();
        if scope.kind == ScopeKind::Class {
            let wanted = [
                ("__class__", scope.needs_class_cell),
                ("__classdict__", needs_classdict(table, scope)),
                ("__conditional_annotations__", scope.has_conditional_annotations),
            ];
            for (name, needed) in wanted {
                if needed && !names.contains(&name) {
                    names.push(name);
                }
            }
            names = BinaryHeap::from(names).into_sorted_vec();
        }
        // Parameters come first, in their own order.
        let params = self.params;
        let place = |name| self.by_name.get(name).copied().filter(|reg| *reg < params).unwrap_or(params);
        let order: BinaryHeap<_> = names.iter().enumerate().map(|(at, name)| (place(*name), at)).collect();
        self.cells = order.into_sorted_vec().into_iter().map(|(_, at)| self.add(names[at])).collect();
    }
}

/// The variables of the comprehensions inlined into a code object, each with how many of them are around it.
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
fn needs_classdict(table: &SymbolTable, scope: &Scope) -> bool {
    let is_def =
        |id: &ScopeId| matches!(table.scope(*id).kind, ScopeKind::Function | ScopeKind::TypeParameters);
    scope.needs_classdict_cell || scope.children.iter().any(is_def)
}
