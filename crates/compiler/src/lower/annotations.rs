//! Annotations: `__annotate__` functions (PEP 649), or texts under `from __future__ import annotations`.

use super::{Lowerer, Result, UnitKind, Val};
use crate::ir::Reg;
use crate::symbols::ScopeId;
use crate::unparse;
use whipsnake_bytecode::instr::{NO_REG, TAKE_A, TAKE_B, TAKE_C};
use whipsnake_bytecode::{Constant, Intrinsic, Op};
use whipsnake_parser_glue::ast::{self, Expr, Stmt};
use whipsnake_parser_glue::{Ranged, TextRange};

/// An annotation of a variable, to be evaluated by `__annotate__`.
#[derive(Clone, Copy)]
pub(super) struct Deferred<'a> {
    name: &'a ast::ExprName,
    annotation: &'a Expr,
    /// If it may not be reached: its number in `__conditional_annotations__`.
    condition: Option<u32>,
}

/// Whether statements annotate a variable, not looking into functions and classes.
pub(super) fn has_annotations(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match stmt {
        Stmt::AnnAssign(_) => true,
        Stmt::For(node) => has_annotations(&node.body) || has_annotations(&node.orelse),
        Stmt::While(node) => has_annotations(&node.body) || has_annotations(&node.orelse),
        Stmt::If(node) => {
            has_annotations(&node.body)
                || node.elif_else_clauses.iter().any(|clause| has_annotations(&clause.body))
        }
        Stmt::With(node) => has_annotations(&node.body),
        Stmt::Match(node) => node.cases.iter().any(|case| has_annotations(&case.body)),
        Stmt::Try(node) => {
            let in_handler = |handler: &ast::ExceptHandler| match handler {
                ast::ExceptHandler::ExceptHandler(handler) => has_annotations(&handler.body),
            };
            has_annotations(&node.body)
                || node.handlers.iter().any(in_handler)
                || has_annotations(&node.orelse)
                || has_annotations(&node.finalbody)
        }
        _ => false,
    })
}

impl<'a> Lowerer<'a> {
    /// `target: annotation = value`
    pub(super) fn lower_ann_assign(&mut self, node: &'a ast::StmtAnnAssign) -> Result<()> {
        if let Some(value) = &node.value {
            self.assign_value(&node.target, value)?;
        }
        match &*node.target {
            Expr::Name(name) if node.simple => self.lower_variable_annotation(name, &node.annotation),
            // The parts of the target are evaluated even if nothing is stored.
            Expr::Attribute(target) if node.value.is_none() => self.effect(&target.value),
            Expr::Subscript(target) if node.value.is_none() => {
                self.effect(&target.value)?;
                self.effect(&target.slice)
            }
            _ => Ok(()),
        }
    }

    fn lower_variable_annotation(&mut self, name: &'a ast::ExprName, annotation: &'a Expr) -> Result<()> {
        if !matches!(self.state.kind, UnitKind::Module | UnitKind::Class) {
            return Ok(());
        }
        let at = name.range();
        let mark = self.mark();
        if self.table.future_annotations {
            let dict = self.alloc();
            self.load_name(at, "__annotations__", dict)?;
            let pair = self.alloc_run(2);
            let mangled = self.table.scope(self.state.scope).mangle(&name.id);
            self.load_str(at, &mangled, pair);
            self.load_str(at, &unparse::annotation(annotation, self.source), pair + 1);
            let flags = TAKE_A | TAKE_B | TAKE_C;
            self.emit(at, Op::StoreSubscr, flags, dict, pair, pair + 1);
            self.release(mark);
            return Ok(());
        }
        let is_conditional = self.state.kind == UnitKind::Module || self.state.conditional_depth > 0;
        let mut condition = None;
        if is_conditional {
            let number = self.state.conditional_count;
            self.state.conditional_count += 1;
            condition = Some(number);
            let set = self.alloc();
            self.load_conditional_set(at, set)?;
            let item = self.alloc();
            self.load_constant(at, Constant::Int(i64::from(number)), item);
            self.emit(at, Op::SetAdd, TAKE_B, set, item, 0);
            self.emit(at, Op::Drop, 0, set, 0, 0);
        }
        self.state.deferred.push(Deferred { name, annotation, condition });
        self.release(mark);
        Ok(())
    }

    fn load_conditional_set(&mut self, at: TextRange, dst: Reg) -> Result<()> {
        let name = "__conditional_annotations__";
        if let Some(&reg) = self.state.registers.get(name) {
            self.emit(at, Op::LoadCell, 0, dst, reg, 0);
            return Ok(());
        }
        if let Some(&free) = self.state.frees.get(name) {
            self.emit(at, Op::LoadFree, 0, dst, free, 0);
            return Ok(());
        }
        let index = self.name(name);
        let op = if self.state.kind == UnitKind::Module { Op::LoadName } else { Op::LoadGlobal };
        self.emit(at, op, 0, dst, index, 0);
        Ok(())
    }

    /// `__annotations__` exists from the start of a module or class whose annotations are texts.
    pub(super) fn setup_annotations(&mut self, at: TextRange) {
        let temp = self.alloc();
        self.emit(at, Op::Intrinsic, 0, temp, temp, Intrinsic::SetupAnnotations as u32);
        self.emit(at, Op::Drop, 0, temp, 0, 0);
        self.release(temp);
    }

    /// At the start of an annotation function: formats other than plain values are not served.
    pub(super) fn emit_format_check(&mut self, at: TextRange) {
        self.state.unit.arg_count = 1;
        self.state.unit.posonly_count = 1;
        let fine = self.label();
        self.emit_jump(at, Op::JumpGtInt, 0, 0, 2, fine);
        let error = self.alloc();
        self.emit(at, Op::Intrinsic, 0, error, error, Intrinsic::LoadNotImplementedError as u32);
        self.emit(at, Op::Raise, TAKE_A, error, u32::from(NO_REG), 0);
        self.release(error);
        self.place(fine);
    }

    fn enter_annotate(&mut self, id: ScopeId, line: u32, at: TextRange) {
        self.enter_unit(id, UnitKind::Hidden, "__annotate__", line);
        if let Some(first) = self.state.unit.locals.first_mut() {
            *first = "format".into();
        }
        self.emit_format_check(at);
    }

    /// The `__annotate__` function of a `def` in the temporary `dst`.
    pub(super) fn lower_function_annotations(
        &mut self,
        node: &'a ast::StmtFunctionDef,
        id: ScopeId,
        at: TextRange,
        dst: Reg,
    ) -> Result<()> {
        let line = self.line(at);
        self.enter_annotate(id, line, at);
        let dict = self.alloc();
        self.emit(at, Op::BuildDict, 0, dict, dict, 0);
        let p = &*node.parameters;
        let positional = p.posonlyargs.iter().chain(&p.args).map(|p| &p.parameter);
        let keyword = p.kwonlyargs.iter().map(|p| &p.parameter);
        let all = positional.chain(p.vararg.as_deref()).chain(keyword).chain(p.kwarg.as_deref());
        let named = all.filter_map(|p| Some((p.name.as_str(), p.annotation.as_deref()?)));
        for (name, annotation) in named.chain(node.returns.as_deref().map(|returns| ("return", returns))) {
            let mangled = self.table.scope(self.state.scope).mangle(name);
            self.lower_annotation_entry(at, dict, &mangled, annotation)?;
        }
        self.emit_return(at, Val::temp(dict));
        let code = self.leave_unit()?;
        self.make_function(at, code, id, dst);
        Ok(())
    }

    /// `dict[name] = annotation`
    fn lower_annotation_entry(
        &mut self,
        at: TextRange,
        dict: Reg,
        name: &str,
        annotation: &'a Expr,
    ) -> Result<()> {
        let mark = self.mark();
        let pair = self.alloc_run(2);
        self.load_str(at, name, pair);
        if self.table.future_annotations {
            self.load_str(annotation.range(), &unparse::annotation(annotation, self.source), pair + 1);
        } else if let Expr::Starred(starred) = annotation {
            // `*args: *Ts`
            let value = self.operand(&starred.value)?;
            self.emit(annotation.range(), Op::UnpackSequence, value.take_b(), pair + 1, value.reg, 1);
        } else {
            self.expr_into(annotation, pair + 1)?;
        }
        let flags = TAKE_B | TAKE_C;
        self.emit(at, Op::DictInsert, flags, dict, pair, pair + 1);
        self.release(mark);
        Ok(())
    }

    /// The `__annotate__` function of a module or class in the temporary `dst`, if it has annotations.
    pub(super) fn lower_deferred_annotations(&mut self, at: TextRange, dst: Reg) -> Result<bool> {
        let deferred = std::mem::take(&mut self.state.deferred);
        let Some(id) = self.table.scope(self.state.code_scope).annotations else { return Ok(false) };
        if deferred.is_empty() {
            return Ok(false);
        }
        let line =
            self.line(if at.is_empty() && at.start() == 0.into() { deferred[0].name.range() } else { at });
        self.enter_annotate(id, line, at);
        let dict = self.alloc();
        self.emit(at, Op::BuildDict, 0, dict, dict, 0);
        for entry in deferred {
            let entry_at = TextRange::new(entry.name.start(), entry.annotation.end());
            let skip = self.label();
            if let Some(number) = entry.condition {
                let mark = self.mark();
                let pair = self.alloc_run(2);
                self.load_constant(entry_at, Constant::Int(i64::from(number)), pair);
                self.load_conditional_set(entry_at, pair + 1)?;
                self.emit_jump(entry_at, Op::JumpContains, TAKE_A | TAKE_B, pair, pair + 1, skip);
                self.release(mark);
            }
            let mangled = self.table.scope(self.state.scope).mangle(&entry.name.id);
            self.lower_annotation_entry(at, dict, &mangled, entry.annotation)?;
            self.place(skip);
        }
        self.emit_return(at, Val::temp(dict));
        let code = self.leave_unit()?;
        self.make_function(at, code, id, dst);
        Ok(true)
    }
}
