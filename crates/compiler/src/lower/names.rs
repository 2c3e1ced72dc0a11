//! Where a name lives, and how it is read, bound and deleted there.

use super::{Lowerer, Result, UnitKind, Val};
use crate::ir::Reg;
use crate::symbols::{Resolution, ScopeKind, flags};
use whipsnake_bytecode::Op;
use whipsnake_parser_glue::TextRange;

/// Where a name lives, seen from the code object being made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// A register.
    Fast(Reg),
    /// A variable of an inlined comprehension that has no value yet.
    Unready,
    /// A cell in a register.
    Cell(Reg),
    /// A cell of the closure.
    Free(u32),
    /// Globals, then builtins.
    Global,
    /// The namespace, then globals, then builtins.
    Name,
    /// The namespace of the class body being run, then a cell of the closure.
    NameOrFree(u32),
    /// `__classdict__` in this closure cell, then another closure cell.
    DictOrFree(u32, u32),
    /// `__classdict__` in this closure cell, then globals and builtins.
    DictOrGlobal(u32),
}

impl<'a> Lowerer<'a> {
    /// Where the name written `name` lives.
    pub(super) fn find_place(&self, name: &str) -> Place {
        let mangled = self.table.scope(self.state.scope).mangle(name);
        self.find_place_mangled(&mangled)
    }

    fn find_place_mangled(&self, name: &str) -> Place {
        for (_, variables) in self.state.comprehensions.iter().rev() {
            if let Some(variable) = variables.get(name) {
                return match variable {
                    v if v.is_cell => Place::Cell(v.reg),
                    v if v.is_bound => Place::Fast(v.reg),
                    _ => Place::Unready,
                };
            }
        }
        let scope = self.table.scope(self.state.scope);
        let resolution = scope.symbol(name).map_or(Resolution::GlobalImplicit, |symbol| symbol.resolution);
        let inlined = self.state.scope != self.state.code_scope;
        if inlined {
            return self.place_from_comprehension(name, resolution);
        }
        self.place_in_code(name, resolution)
    }

    /// A name that no inlined comprehension binds, read from within one.
    fn place_from_comprehension(&self, name: &str, resolution: Resolution) -> Place {
        let code = self.table.scope(self.state.code_scope);
        if matches!(resolution, Resolution::GlobalExplicit | Resolution::GlobalImplicit) {
            let at_module = code.kind == ScopeKind::Module && resolution == Resolution::GlobalImplicit;
            return if at_module { Place::Name } else { Place::Global };
        }
        if code.kind == ScopeKind::Class {
            return self.cell_place(name).unwrap_or(Place::Global);
        }
        let outer = code.symbol(name).map_or(Resolution::GlobalImplicit, |symbol| symbol.resolution);
        self.place_in_code(name, outer)
    }

    /// The cell of `name`, in a register or in the closure.
    fn cell_place(&self, name: &str) -> Option<Place> {
        if let Some(&free) = self.state.frees.get(name) {
            return Some(Place::Free(free));
        }
        self.state.registers.get(name).map(|reg| Place::Cell(*reg))
    }

    fn place_in_code(&self, name: &str, resolution: Resolution) -> Place {
        let scope = self.table.scope(self.state.code_scope);
        let is_function = scope.kind.is_function_like();
        match resolution {
            Resolution::Local if is_function => {
                self.state.registers.get(name).map_or(Place::Global, |reg| Place::Fast(*reg))
            }
            Resolution::Local => Place::Name,
            Resolution::Cell => self.cell_place(name).unwrap_or(Place::Global),
            Resolution::Free => {
                let Some(&free) = self.state.frees.get(name) else { return Place::Global };
                if self.state.kind == UnitKind::Class {
                    return Place::NameOrFree(free);
                }
                match self.classdict() {
                    Some(dict) if name != "__classdict__" => Place::DictOrFree(dict, free),
                    _ => Place::Free(free),
                }
            }
            Resolution::GlobalExplicit => Place::Global,
            Resolution::GlobalImplicit => match self.classdict() {
                Some(dict) => Place::DictOrGlobal(dict),
                None if is_function => Place::Global,
                None => Place::Name,
            },
        }
    }

    /// The closure cell of `__classdict__` in code that looks into its class's namespace.
    fn classdict(&self) -> Option<u32> {
        if !self.table.scope(self.state.code_scope).can_see_class {
            return None;
        }
        self.state.frees.get("__classdict__").copied()
    }

    /// Reads a name for the instruction that follows: a borrowed register, or a new temporary.
    pub(super) fn name_operand(&mut self, at: TextRange, name: &str) -> Result<Val> {
        if let Place::Fast(reg) = self.find_place(name) {
            self.check_bound(at, reg);
            return Ok(Val::borrowed(reg));
        }
        let dst = self.alloc();
        self.load_name(at, name, dst)?;
        Ok(Val::temp(dst))
    }

    /// Emits the check that a local has a value, unless it is clear already.
    pub(super) fn check_bound(&mut self, at: TextRange, reg: Reg) {
        if reg < self.state.unit.base {
            self.state.unit.has_checks = true;
            self.emit(at, Op::CheckBound, 0, reg, 0, 0);
        }
    }

    /// Reads a name into `dst`.
    #[inline(never)]
    pub(super) fn load_name(&mut self, at: TextRange, name: &str, dst: Reg) -> Result<()> {
        match self.find_place(name) {
            Place::Fast(reg) => {
                self.check_bound(at, reg);
                if reg != dst {
                    self.emit(at, Op::Move, 0, dst, reg, 0);
                }
            }
            Place::Unready => self.raise_unready(at, name, dst)?,
            Place::Cell(reg) => self.emit(at, Op::LoadCell, 0, dst, reg, 0),
            Place::Free(free) => self.emit(at, Op::LoadFree, 0, dst, free, 0),
            Place::Global => {
                let index = self.private_name(name);
                self.emit(at, Op::LoadGlobal, 0, dst, index, 0);
            }
            Place::Name => {
                let index = self.private_name(name);
                self.emit(at, Op::LoadName, 0, dst, index, 0);
            }
            Place::NameOrFree(free) => {
                let index = self.private_name(name);
                self.emit(at, Op::LoadNameOrFree, 0, dst, free, index);
            }
            Place::DictOrFree(dict, free) => {
                let index = self.private_name(name);
                let temp = if self.is_temp(dst) { dst } else { self.alloc() };
                self.emit(at, Op::LoadFree, 0, temp, dict, 0);
                self.emit(at, Op::LoadFromDictOrFree, 0, temp, free, index);
                self.move_into(at, Val::temp(temp), dst);
            }
            Place::DictOrGlobal(dict) => {
                let index = self.private_name(name);
                let temp = if self.is_temp(dst) { dst } else { self.alloc() };
                self.emit(at, Op::LoadFree, 0, temp, dict, 0);
                self.emit(at, Op::LoadFromDictOrGlobal, 0, temp, index, 0);
                self.move_into(at, Val::temp(temp), dst);
            }
        }
        Ok(())
    }

    /// Reading a comprehension's variable before its `for`: always an error, raised where it is read.
    fn raise_unready(&mut self, at: TextRange, name: &str, dst: Reg) -> Result<()> {
        let mark = self.mark();
        let callee = self.alloc_run(2);
        let class = self.name("UnboundLocalError");
        self.emit(at, Op::LoadGlobal, 0, callee, class, 0);
        let message =
            format!("cannot access local variable '{name}' where it is not associated with a value");
        self.load_str(at, &message, callee + 1);
        self.emit(at, Op::Call, 0, callee, 1, 0);
        self.emit(at, Op::Raise, whipsnake_bytecode::instr::TAKE_A, callee, u32::from(u16::MAX), 0);
        self.release(mark);
        self.load_constant(at, whipsnake_bytecode::Constant::None, dst);
        Ok(())
    }

    /// Where binding `name` stores.
    fn binding_place(&self, name: &str) -> Place {
        match self.find_place(name) {
            Place::NameOrFree(free) | Place::DictOrFree(_, free) => {
                // A class binds in its own namespace unless it says `nonlocal`.
                let mangled = self.table.scope(self.state.scope).mangle(name);
                let scope = self.table.scope(self.state.code_scope);
                let symbol = scope.symbol(&mangled);
                let declared = symbol.is_some_and(|symbol| symbol.flags & flags::NONLOCAL != 0);
                if declared || scope.kind.is_function_like() { Place::Free(free) } else { Place::Name }
            }
            Place::DictOrGlobal(_) => Place::Global,
            place => place,
        }
    }

    /// The register a name is bound to, if binding it is a plain move.
    pub(super) fn bound_register(&self, name: &str) -> Option<Reg> {
        match self.binding_place(name) {
            Place::Fast(reg) => Some(reg),
            Place::Unready => self.comprehension_register(name),
            _ => None,
        }
    }

    fn comprehension_register(&self, name: &str) -> Option<Reg> {
        let mangled = self.table.scope(self.state.scope).mangle(name);
        let mut inward = self.state.comprehensions.iter().rev();
        inward.find_map(|(_, variables)| variables.get(mangled.as_ref())).map(|variable| variable.reg)
    }

    /// Marks a comprehension's variable as having a value from here on.
    pub(super) fn mark_ready(&mut self, name: &str) {
        let mangled = self.table.scope(self.state.scope).mangle(name);
        let mut inward = self.state.comprehensions.iter_mut().rev();
        if let Some(variable) = inward.find_map(|(_, variables)| variables.get_mut(mangled.as_ref())) {
            variable.is_bound = true;
        }
    }

    /// Binds `name` to `val`, which is consumed if it is a temporary.
    pub(super) fn store_name(&mut self, at: TextRange, name: &str, val: Val) {
        match self.binding_place(name) {
            Place::Fast(reg) => self.move_into(at, val, reg),
            Place::Unready => {
                if let Some(reg) = self.comprehension_register(name) {
                    self.move_into(at, val, reg);
                    self.mark_ready(name);
                }
            }
            Place::Cell(reg) => self.emit(at, Op::StoreCell, val.take_b(), reg, val.reg, 0),
            Place::Free(free) => self.emit(at, Op::StoreFree, val.take_b(), free, val.reg, 0),
            Place::Name => {
                let index = self.private_name(name);
                self.emit(at, Op::StoreName, val.take_a(), val.reg, index, 0);
            }
            _ => {
                let index = self.private_name(name);
                self.emit(at, Op::StoreGlobal, val.take_a(), val.reg, index, 0);
            }
        }
    }

    /// `del name`.
    pub(super) fn delete_name(&mut self, at: TextRange, name: &str) {
        match self.binding_place(name) {
            Place::Fast(reg) => self.emit(at, Op::DeleteFast, 0, reg, 0, 0),
            Place::Cell(reg) => self.emit(at, Op::DeleteCell, 0, reg, 0, 0),
            Place::Free(free) => self.emit(at, Op::DeleteFree, 0, free, 0, 0),
            Place::Name => {
                let index = self.private_name(name);
                self.emit(at, Op::DeleteName, 0, 0, index, 0);
            }
            _ => {
                let index = self.private_name(name);
                self.emit(at, Op::DeleteGlobal, 0, 0, index, 0);
            }
        }
    }
}
