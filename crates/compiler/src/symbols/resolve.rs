//! Decides where the value of each name is.
//!
//! Scopes are visited from the outside in. A name bound in its scope is local; otherwise the scopes around are asked
//! in turn, passing over classes, and the first function that binds the name owns it: its symbol becomes a cell and
//! every scope in between hands the cell on. Inlined comprehensions share their function's registers, so reaching
//! out of one is no capture.

use super::{Problem, Resolution, ScopeId, ScopeKind, Symbol, SymbolTable, flags};
use whipsnake_parser_glue::ast::name::Name;

/// The cells that a class makes for its methods and annotations without being asked by any assignment.
const CLASS_CELLS: [&str; 3] = ["__class__", "__classdict__", "__conditional_annotations__"];

/// Resolves every symbol of `table`.
pub(super) fn resolve(table: &mut SymbolTable) -> Result<(), Problem> {
    for id in (0..table.scopes.len() as u32).map(ScopeId) {
        let mut index = 0;
        // Symbols that `capture` adds meanwhile are only ever added to scopes already visited.
        while let Some(symbol) = table.scope(id).symbols.get(index).cloned() {
            let resolution = resolve_symbol(table, id, &symbol)?;
            table.scope_mut(id).symbols[index].resolution = resolution;
            index += 1;
        }
    }
    Ok(())
}

fn resolve_symbol(table: &mut SymbolTable, id: ScopeId, symbol: &Symbol) -> Result<Resolution, Problem> {
    let (name, bits) = (&symbol.name, symbol.flags);
    let problem = |message: String| Problem::at(symbol.declared.unwrap_or_default(), message);
    if bits & flags::GLOBAL != 0 {
        if bits & flags::NONLOCAL != 0 {
            return Err(problem(format!("name '{name}' is nonlocal and global")));
        }
        return Ok(Resolution::GlobalExplicit);
    }
    if bits & flags::NONLOCAL != 0 {
        if table.scope(id).parent.is_none() {
            return Err(problem("nonlocal declaration not allowed at module level".to_owned()));
        }
        let Some(Around::Bound(owner)) = look_around(table, id, name) else {
            return Err(problem(format!("no binding for nonlocal '{name}' found")));
        };
        if table.scope(owner).flags_of(name) & flags::TYPE_PARAMETER != 0 {
            return Err(problem(format!("nonlocal binding not allowed for type parameter '{name}'")));
        }
        capture(table, id, owner, name);
        return Ok(Resolution::Free);
    }
    if bits & flags::BOUND != 0 {
        return Ok(Resolution::Local);
    }
    if table.scope(id).kind == ScopeKind::Class && name == "__conditional_annotations__" {
        return Ok(Resolution::Cell);
    }
    if let Some(resolution) = class_binding(table, id, name) {
        return Ok(resolution);
    }
    match look_around(table, id, name) {
        Some(Around::Bound(owner)) => {
            // In a class an inlined comprehension runs where the cell would be, so it cannot be handed it.
            if table.scope(owner).kind == ScopeKind::Class && table.code_scope(id) == owner {
                return Ok(Resolution::GlobalImplicit);
            }
            capture(table, id, owner, name);
            Ok(Resolution::Free)
        }
        Some(Around::Global) | None => Ok(Resolution::GlobalImplicit),
    }
}

/// For code that looks into its class's namespace first: what the class's own binding makes of the name.
fn class_binding(table: &SymbolTable, id: ScopeId, name: &str) -> Option<Resolution> {
    let mut at = id;
    while table.scope(at).can_see_class {
        at = table.scope(at).parent?;
        if table.scope(at).kind == ScopeKind::Class {
            let bits = table.scope(at).flags_of(name);
            if bits & flags::GLOBAL != 0 {
                return Some(Resolution::GlobalExplicit);
            }
            let bound = bits & flags::BOUND != 0 && bits & flags::NONLOCAL == 0;
            return bound.then_some(Resolution::GlobalImplicit);
        }
    }
    None
}

enum Around {
    /// This scope binds the name.
    Bound(ScopeId),
    /// A function around declares the name `global`.
    Global,
}

/// The nearest scope around `id` that has a say about `name`.
fn look_around(table: &SymbolTable, id: ScopeId, name: &Name) -> Option<Around> {
    let mut next = table.scope(id).parent;
    while let Some(at) = next {
        let scope = table.scope(at);
        let bits = scope.flags_of(name);
        match scope.kind {
            ScopeKind::Module => return None,
            ScopeKind::Class if CLASS_CELLS.contains(&name.as_str()) => return Some(Around::Bound(at)),
            ScopeKind::Class => {}
            _ if bits & flags::GLOBAL != 0 => return Some(Around::Global),
            _ if bits & flags::BOUND != 0 && bits & flags::NONLOCAL == 0 => return Some(Around::Bound(at)),
            _ => {}
        }
        next = scope.parent;
    }
    None
}

/// Hands the cell of `name` from `owner` down to `id`.
fn capture(table: &mut SymbolTable, id: ScopeId, owner: ScopeId, name: &Name) {
    let mut is_captured = !table.scope(id).is_inlined;
    let mut next = table.scope(id).parent;
    while let Some(at) = next {
        if at == owner {
            break;
        }
        let scope = table.scope_mut(at);
        is_captured |= !scope.is_inlined;
        let is_class = scope.kind == ScopeKind::Class;
        let symbol = scope.enter_symbol(name);
        if is_class && symbol.flags & (flags::BOUND | flags::GLOBAL) != 0 {
            symbol.flags |= flags::FREE_IN_CLASS;
        } else {
            symbol.resolution = Resolution::Free;
        }
        next = scope.parent;
    }
    if !is_captured {
        return;
    }
    let scope = table.scope_mut(owner);
    if scope.kind == ScopeKind::Class {
        match name.as_str() {
            "__class__" => scope.needs_class_cell = true,
            "__classdict__" => scope.needs_classdict_cell = true,
            _ => {}
        }
    } else if let Some(symbol) = scope.symbol_mut(name) {
        symbol.resolution = Resolution::Cell;
    }
}
