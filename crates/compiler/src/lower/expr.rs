//! Expressions: the entry points, and the kinds that need no file of their own.

use super::{Lowerer, Result, Val};
use crate::ir::Reg;
use whipsnake_bytecode::instr::TAKE_A;
use whipsnake_bytecode::{Constant, Op};
use whipsnake_parser_glue::ast::{self, Expr};
use whipsnake_parser_glue::{Ranged, TextRange};

impl<'a> Lowerer<'a> {
    /// Evaluates `expr` to be read by the next instruction: a local as it is, anything else in a new temporary.
    pub(super) fn operand(&mut self, expr: &'a Expr) -> Result<Val> {
        if let Expr::Name(name) = expr
            && name.id != "__debug__"
        {
            return self.name_operand(expr.range(), &name.id);
        }
        let dst = self.alloc();
        self.expr_into(expr, dst)?;
        Ok(Val::temp(dst))
    }

    /// Like [`Lowerer::operand`], with `dst` as the temporary if it is one: for the first operand of an instruction
    /// that will write `dst`.
    pub(super) fn operand_hint(&mut self, expr: &'a Expr, dst: Reg) -> Result<Val> {
        if !self.is_temp(dst) || matches!(expr, Expr::Name(_)) && self.plain_local(expr).is_some() {
            return self.operand(expr);
        }
        self.expr_into(expr, dst)?;
        Ok(Val::temp(dst))
    }

    /// Evaluates `expr` into a new temporary, always.
    pub(super) fn temporary(&mut self, expr: &'a Expr) -> Result<Reg> {
        let dst = self.alloc();
        self.expr_into(expr, dst)?;
        Ok(dst)
    }

    /// Evaluates `expr` for what it does, dropping its value.
    pub(super) fn effect(&mut self, expr: &'a Expr) -> Result<()> {
        let mark = self.mark();
        match expr {
            Expr::Named(named) => {
                // The value is stored; nobody needs it a second time.
                self.assign_value(&named.target, &named.value)?;
            }
            Expr::If(_) | Expr::BoolOp(_) if self.effect_branches(expr)? => {}
            _ => {
                let value = self.operand(expr)?;
                self.discard(expr.range(), value);
            }
        }
        self.release(mark);
        Ok(())
    }

    /// `a and f()` and `f() if a else g()` as statements need no value; returns whether that was done.
    fn effect_branches(&mut self, expr: &'a Expr) -> Result<bool> {
        match expr {
            Expr::If(node) => {
                let (other, end) = (self.label(), self.label());
                self.jump_if(&node.test, false, other)?;
                self.effect(&node.body)?;
                self.jump(node.range(), end);
                self.place(other);
                self.effect(&node.orelse)?;
                self.place(end);
                Ok(true)
            }
            Expr::BoolOp(node) => {
                let end = self.label();
                let (last, first) =
                    node.values.split_last().expect("a boolean operation has two values or more");
                for value in first {
                    self.jump_if(value, node.op == ast::BoolOp::Or, end)?;
                }
                self.effect(last)?;
                self.place(end);
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// Evaluates `expr` into `dst`, which is written by the last instruction of each path only if it is a local.
    /// A temporary `dst` is dead before and may serve as scratch.
    pub(super) fn expr_into(&mut self, expr: &'a Expr, dst: Reg) -> Result<()> {
        let mark = self.mark();
        self.expr_into_unmarked(expr, dst)?;
        self.release(mark);
        Ok(())
    }

    // What it calls is kept out of line: this frame repeats for every level of nesting, and stacks may be small.
    fn expr_into_unmarked(&mut self, expr: &'a Expr, dst: Reg) -> Result<()> {
        let at = expr.range();
        match expr {
            Expr::Name(name) => {
                if name.id == "__debug__" {
                    let value = if self.options.optimize == 0 { Constant::True } else { Constant::False };
                    self.load_constant(at, value, dst);
                    return Ok(());
                }
                self.load_name(at, &name.id, dst)
            }
            Expr::NumberLiteral(_)
            | Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_) => {
                let value = self.folder.constant_of(expr).unwrap_or(Constant::None);
                self.load_constant(at, value, dst);
                Ok(())
            }
            Expr::BinOp(node) => self.lower_binary(node, dst),
            Expr::UnaryOp(node) => self.lower_unary(node, dst),
            Expr::BoolOp(node) => self.lower_bool_op(node, dst),
            Expr::Compare(node) => self.lower_compare(node, dst),
            Expr::Named(node) => self.lower_named(node, dst),
            Expr::Lambda(node) => self.lower_lambda(node, dst),
            Expr::If(node) => self.lower_if_expression(node, dst),
            Expr::Call(node) => self.lower_call(node, dst),
            Expr::Attribute(node) => self.lower_attribute(node, dst),
            Expr::Subscript(node) => self.lower_subscript(node, dst),
            Expr::Slice(node) => self.lower_slice(node, dst),
            Expr::Tuple(node) => self.lower_tuple(at, &node.elts, dst),
            Expr::List(node) => self.lower_list(at, &node.elts, dst),
            Expr::Set(node) => self.lower_set(node, dst),
            Expr::Dict(node) => self.lower_dict(node, dst),
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) => self.lower_comprehension(expr, dst),
            Expr::Generator(node) => self.lower_generator(node, dst),
            Expr::FString(node) => self.lower_fstring(node, dst),
            Expr::TString(node) => self.lower_tstring(node, dst),
            Expr::Await(node) => self.lower_await(node, dst),
            Expr::Yield(node) => self.lower_yield(node, dst),
            Expr::YieldFrom(node) => self.lower_yield_from(node, dst),
            Expr::Starred(node) => Err(self.error(node.range(), "can't use starred expression here")),
            Expr::IpyEscapeCommand(node) => {
                let constant = self.folder.constant_of(expr);
                let constant = constant.ok_or_else(|| self.error(node.range(), "invalid syntax"))?;
                self.load_constant(node.range(), constant, dst);
                Ok(())
            }
        }
    }

    /// `name := value`
    #[inline(never)]
    fn lower_named(&mut self, node: &'a ast::ExprNamed, dst: Reg) -> Result<()> {
        let Expr::Name(target) = &*node.target else {
            return Err(self.error(node.target.range(), "cannot use assignment expressions with this target"));
        };
        if let Some(reg) = self.bound_register(&target.id) {
            self.expr_into(&node.value, reg)?;
            self.move_into(node.range(), Val::borrowed(reg), dst);
            return Ok(());
        }
        let temp = if self.is_temp(dst) { dst } else { self.alloc() };
        self.expr_into(&node.value, temp)?;
        self.store_name(target.range(), &target.id, Val::borrowed(temp));
        self.move_into(node.range(), Val::temp(temp), dst);
        Ok(())
    }

    #[inline(never)]
    fn lower_if_expression(&mut self, node: &'a ast::ExprIf, dst: Reg) -> Result<()> {
        match self.truth_of(&node.test) {
            Some(true) => return self.expr_into(&node.body, dst),
            Some(false) => return self.expr_into(&node.orelse, dst),
            None => {}
        }
        let (other, end) = (self.label(), self.label());
        self.jump_if(&node.test, false, other)?;
        self.expr_into(&node.body, dst)?;
        self.jump(node.range(), end);
        self.place(other);
        self.expr_into(&node.orelse, dst)?;
        self.place(end);
        Ok(())
    }

    #[inline(never)]
    fn lower_attribute(&mut self, node: &'a ast::ExprAttribute, dst: Reg) -> Result<()> {
        if self.lower_super_attribute(node, dst)? {
            return Ok(());
        }
        let object = self.operand_hint(&node.value, dst)?;
        let at = self.attribute_range(node);
        let name = self.private_name(&node.attr);
        self.emit(at, Op::LoadAttr, object.take_b_unless(dst), dst, object.reg, name);
        Ok(())
    }

    /// The place of an attribute access: the whole expression, or the name alone when it stands on another line.
    pub(super) fn attribute_range(&self, node: &ast::ExprAttribute) -> TextRange {
        let range = node.range();
        let name = node.attr.range();
        if self.source.spans_lines(range.start(), name.start()) { name } else { range }
    }

    #[inline(never)]
    fn lower_subscript(&mut self, node: &'a ast::ExprSubscript, dst: Reg) -> Result<()> {
        let at = node.range();
        let object = self.operand_hint(&node.value, dst)?;
        if let Expr::Slice(slice) = &*node.slice
            && self.folder.constant_of(&node.slice).is_none()
            && slice.step.is_none()
        {
            let object = self.secure(node.value.range(), object, slice.range());
            let pair = self.slice_bounds(slice)?;
            self.emit(at, Op::SliceGet, object.take_b_unless(dst), dst, object.reg, pair);
            return Ok(());
        }
        if let Some(key) = self.folder.constant_of(&node.slice) {
            if let Constant::Int(value) = key
                && let Ok(small) = i16::try_from(value)
            {
                let imm = small as i32 as u32;
                self.emit(at, Op::SubscrInt, object.take_b_unless(dst), dst, object.reg, imm);
                return Ok(());
            }
            let index = self.constant(key);
            if index <= u32::from(u16::MAX) {
                self.emit(at, Op::SubscrConst, object.take_b_unless(dst), dst, object.reg, index);
                return Ok(());
            }
        }
        let object = self.secure(node.value.range(), object, node.slice.range());
        let key = self.operand(&node.slice)?;
        self.emit_binary(at, Op::Subscr, 0, dst, object, key);
        Ok(())
    }

    /// Start and stop of a slice in two temporaries in a row.
    pub(super) fn slice_bounds(&mut self, slice: &'a ast::ExprSlice) -> Result<Reg> {
        let pair = self.alloc_run(2);
        for (part, reg) in [(&slice.lower, pair), (&slice.upper, pair + 1)] {
            match part {
                Some(part) => self.expr_into(part, reg)?,
                None => self.load_constant(slice.range(), Constant::None, reg),
            }
        }
        Ok(pair)
    }

    #[inline(never)]
    fn lower_slice(&mut self, slice: &'a ast::ExprSlice, dst: Reg) -> Result<()> {
        let at = slice.range();
        if let Some(parts) = self.folder.constant_slice(slice) {
            self.load_constant(at, parts, dst);
            return Ok(());
        }
        let window = self.slice_bounds(slice)?;
        let mut count = 2;
        if let Some(step) = &slice.step {
            self.temporary(step)?;
            count = 3;
        }
        self.emit(at, Op::BuildSlice, 0, dst, window, count);
        Ok(())
    }

    #[inline(never)]
    fn lower_await(&mut self, node: &'a ast::ExprAwait, dst: Reg) -> Result<()> {
        let at = node.range();
        let value = self.operand(&node.value)?;
        let temp = if value.temp { value.reg } else { self.alloc() };
        self.emit(at, Op::GetAwaitable, value.take_b_unless(temp), temp, value.reg, 0);
        self.emit_await(at, temp, dst);
        Ok(())
    }

    /// Awaits the awaitable iterator in the temporary `iterator`, which is consumed.
    pub(super) fn emit_await(&mut self, at: TextRange, iterator: Reg, dst: Reg) {
        self.has_top_level_await |= self.outer.is_empty();
        self.emit(at, Op::YieldFrom, 0, dst, iterator, 1);
    }

    #[inline(never)]
    fn lower_yield(&mut self, node: &'a ast::ExprYield, dst: Reg) -> Result<()> {
        let at = node.range();
        let value = match &node.value {
            Some(value) => self.operand_hint(value, dst)?,
            None => {
                let temp = if self.is_temp(dst) { dst } else { self.alloc() };
                self.load_constant(at, Constant::None, temp);
                Val::temp(temp)
            }
        };
        self.emit(at, Op::Yield, value.take_b_unless(dst), dst, value.reg, 0);
        Ok(())
    }

    #[inline(never)]
    fn lower_yield_from(&mut self, node: &'a ast::ExprYieldFrom, dst: Reg) -> Result<()> {
        let at = node.range();
        let value = self.operand(&node.value)?;
        let temp = if value.temp { value.reg } else { self.alloc() };
        self.emit(at, Op::GetYieldFrom, value.take_b_unless(temp), temp, value.reg, 0);
        self.emit(at, Op::YieldFrom, 0, dst, temp, 0);
        Ok(())
    }

    /// Returns the value in `val`, which is taken.
    pub(super) fn emit_return(&mut self, at: TextRange, val: Val) {
        let flag = if val.temp { TAKE_A } else { 0 };
        self.emit(at, Op::Return, flag, val.reg, 0, 0);
    }
}
