//! Statements: dispatch, and the kinds that need no file of their own.

use super::{Lowerer, Result, UnitKind, Val};
use crate::Mode;
use crate::ir::HandlerId;
use whipsnake_bytecode::instr::{NO_REG, TAKE_A};
use whipsnake_bytecode::{Constant, Intrinsic, Op};
use whipsnake_parser_glue::ast::{self, Stmt};
use whipsnake_parser_glue::{Ranged, TextRange};

impl<'a> Lowerer<'a> {
    /// A whole module.
    pub(super) fn lower_module(&mut self, module: &'a ast::ModModule) -> Result<()> {
        let start = TextRange::default();
        self.emit_cells();
        let mut body = module.body.as_slice();
        let mut doc = None;
        if self.options.mode != Mode::Single {
            (doc, body) = self.split_docstring(body);
        }
        if let Some(doc) = doc {
            let at = module.body.first().map_or(start, Ranged::range);
            let temp = self.alloc();
            self.load_constant(at, doc, temp);
            self.store_plain(at, "__doc__", temp);
            self.release(temp);
        }
        self.lower_body(body)?;
        let end = module.body.last().map_or(start, Ranged::range);
        self.return_none(end);
        self.prepend_annotations(module)
    }

    /// What must run before the first statement but is known only after the last: the annotation function.
    fn prepend_annotations(&mut self, module: &'a ast::ModModule) -> Result<()> {
        let body = std::mem::take(&mut self.state.unit.steps);
        let start = TextRange::default();
        let scope = self.table.scope(self.state.code_scope);
        let temp = self.alloc();
        if scope.has_conditional_annotations {
            self.emit(start, Op::BuildSet, 0, temp, temp, 0);
            self.store_plain(start, "__conditional_annotations__", temp);
        }
        if self.table.future_annotations && super::annotations::has_annotations(&module.body) {
            self.setup_annotations(start);
        }
        let first = module.body.first().map_or(start, Ranged::range);
        if self.lower_deferred_annotations(first, temp)? {
            self.store_plain(start, "__annotate__", temp);
        }
        self.release(temp);
        self.state.unit.steps.extend(body);
        Ok(())
    }

    /// An expression typed at a prompt.
    fn lower_printed(&mut self, node: &'a ast::StmtExpr) -> Result<()> {
        let at = node.range();
        let value = self.temporary(&node.value)?;
        self.emit(at, Op::Intrinsic, 0, value, value, Intrinsic::Print as u32);
        self.emit(at, Op::Drop, 0, value, 0, 0);
        self.release(value);
        Ok(())
    }

    /// Statements in order.
    pub(super) fn lower_body(&mut self, body: &'a [Stmt]) -> Result<()> {
        body.iter().try_for_each(|stmt| self.lower_stmt(stmt))
    }

    /// Statements that may not be reached: their annotations are conditional.
    pub(super) fn lower_conditional(&mut self, body: &'a [Stmt]) -> Result<()> {
        self.state.conditional_depth += 1;
        let result = self.lower_body(body);
        self.state.conditional_depth -= 1;
        result
    }

    fn lower_stmt(&mut self, stmt: &'a Stmt) -> Result<()> {
        let mark = self.mark();
        match stmt {
            Stmt::Expr(node) => self.lower_expr_stmt(node)?,
            Stmt::Assign(node) => self.lower_assign(node)?,
            Stmt::AugAssign(node) => self.lower_aug_assign(node)?,
            Stmt::AnnAssign(node) => self.lower_ann_assign(node)?,
            Stmt::Return(node) => self.lower_return(node)?,
            Stmt::Delete(node) => node.targets.iter().try_for_each(|target| self.lower_delete(target))?,
            Stmt::If(node) => self.lower_if(node)?,
            Stmt::While(node) => self.lower_while(node)?,
            Stmt::For(node) if node.is_async => self.lower_async_for(node)?,
            Stmt::For(node) => self.lower_for(node)?,
            Stmt::Break(_) => self.lower_break(stmt.range())?,
            Stmt::Continue(_) => self.lower_continue(stmt.range())?,
            Stmt::With(node) => self.lower_with(node, 0)?,
            Stmt::Try(node) => self.lower_try(node)?,
            Stmt::Match(node) => self.lower_match(node)?,
            Stmt::Raise(node) => self.lower_raise(node)?,
            Stmt::Assert(node) => self.lower_assert(node)?,
            Stmt::Import(node) => self.lower_import(node)?,
            Stmt::ImportFrom(node) => self.lower_import_from(node)?,
            Stmt::FunctionDef(node) => self.lower_function_def(node)?,
            Stmt::ClassDef(node) => self.lower_class_def(node)?,
            Stmt::TypeAlias(node) => self.lower_type_alias(node)?,
            Stmt::Pass(_) => self.emit(stmt.range(), Op::Nop, 0, 0, 0, 0),
            Stmt::Global(_) | Stmt::Nonlocal(_) => {}
            Stmt::IpyEscapeCommand(node) => return Err(self.error(node.range(), "invalid syntax")),
        }
        self.release(mark);
        Ok(())
    }

    fn lower_expr_stmt(&mut self, node: &'a ast::StmtExpr) -> Result<()> {
        if self.options.mode == Mode::Single && self.outer.is_empty() {
            return self.lower_printed(node);
        }
        if self.folder.constant_of(&node.value).is_some() {
            self.emit(node.range(), Op::Nop, 0, 0, 0, 0);
            return Ok(());
        }
        self.effect(&node.value)
    }

    fn lower_raise(&mut self, node: &'a ast::StmtRaise) -> Result<()> {
        let at = node.range();
        let none = Val { reg: u32::from(NO_REG), temp: false };
        let (mut exception, mut cause) = (none, none);
        if let Some(expr) = &node.exc {
            exception = self.operand(expr)?;
        }
        if let Some(expr) = &node.cause {
            exception = self.secure(at, exception, expr.range());
            cause = self.operand(expr)?;
        }
        let flags = exception.take_a() | cause.take_b();
        self.emit(at, Op::Raise, flags, exception.reg, cause.reg, 0);
        Ok(())
    }

    fn lower_assert(&mut self, node: &'a ast::StmtAssert) -> Result<()> {
        if self.options.optimize > 0 {
            return Ok(());
        }
        let end = self.label();
        self.jump_if(&node.test, true, end)?;
        let error = self.alloc();
        // The error's place is the condition that failed.
        let test_at = node.test.range();
        self.emit(test_at, Op::Intrinsic, 0, error, error, Intrinsic::LoadAssertionError as u32);
        if let Some(message) = &node.msg {
            self.temporary(message)?;
            self.call_with_one(node.range(), error);
        }
        self.emit(test_at, Op::Raise, TAKE_A, error, u32::from(NO_REG), 0);
        self.place(end);
        Ok(())
    }

    /// Imports `module` into the temporary `dst`, the last one.
    fn emit_import(&mut self, at: TextRange, module: &str, level: u32, from: Constant, dst: u32) {
        let list = self.alloc();
        self.load_constant(at, Constant::Int(i64::from(level)), dst);
        self.load_constant(at, from, list);
        let name = self.private_name(module);
        self.emit(at, Op::ImportName, 0, dst, dst, name);
        self.release(list);
    }

    fn lower_import(&mut self, node: &'a ast::StmtImport) -> Result<()> {
        for alias in &node.names {
            let at = node.range();
            let module = self.alloc();
            self.emit_import(at, &alias.name, 0, Constant::None, module);
            match &alias.asname {
                None => {
                    let first = alias.name.split('.').next().unwrap_or_default();
                    self.store_name(at, first, Val::temp(module));
                }
                Some(name) => {
                    // `import a.b.c as d` binds the submodule.
                    for part in alias.name.split('.').skip(1) {
                        let part = self.private_name(part);
                        self.emit(at, Op::ImportFrom, 0, module, module, part);
                    }
                    self.store_name(at, name, Val::temp(module));
                }
            }
            self.release(module);
        }
        Ok(())
    }

    fn lower_import_from(&mut self, node: &'a ast::StmtImportFrom) -> Result<()> {
        let at = node.range();
        let names =
            node.names.iter().map(|alias| Constant::Str(alias.name.as_str().as_bytes().into())).collect();
        let module_name = node.module.as_ref().map_or("", |name| name.as_str());
        let module = self.alloc();
        self.emit_import(at, module_name, node.level, Constant::Tuple(names), module);
        if let [only] = node.names.as_slice()
            && &only.name == "*"
        {
            self.emit(at, Op::Intrinsic, 0, module, module, Intrinsic::ImportStar as u32);
            self.emit(at, Op::Drop, 0, module, 0, 0);
            return Ok(());
        }
        for alias in &node.names {
            let target = alias.asname.as_ref().unwrap_or(&alias.name);
            let name = self.private_name(&alias.name);
            if let Some(reg) = self.bound_register(target) {
                self.emit(at, Op::ImportFrom, 0, reg, module, name);
                continue;
            }
            let value = self.alloc();
            self.emit(at, Op::ImportFrom, 0, value, module, name);
            self.store_name(at, target, Val::temp(value));
            self.release(value);
        }
        self.emit(at, Op::Drop, 0, module, 0, 0);
        Ok(())
    }

    /// `return`
    fn lower_return(&mut self, node: &'a ast::StmtReturn) -> Result<()> {
        let at = node.range();
        if !matches!(self.state.kind, UnitKind::Function | UnitKind::AsyncFunction) {
            return Err(self.error(at, "'return' outside function"));
        }
        let constant = match &node.value {
            None => Some(Constant::None),
            Some(value) => self.folder.constant_of(value),
        };
        if let Some(constant) = constant {
            self.unwind(0, at)?;
            let index = self.constant(constant);
            let handler = self.set_handler(HandlerId::NONE);
            self.emit(at, Op::ReturnConst, 0, 0, index, 0);
            self.set_handler(handler);
            return Ok(());
        }
        let Some(value) = &node.value else { return Ok(()) };
        let mut val = self.operand(value)?;
        if !val.temp && self.runs_code_on_exit() {
            let copy = self.alloc();
            self.emit(at, Op::Move, 0, copy, val.reg, 0);
            val = Val::temp(copy);
        }
        self.unwind(0, at)?;
        // Everything is left: nothing guards the instruction itself.
        let handler = self.set_handler(HandlerId::NONE);
        self.emit_return(at, val);
        self.set_handler(handler);
        Ok(())
    }
}
