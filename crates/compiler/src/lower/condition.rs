//! Truth: comparisons, boolean operators, and conditions as jumps.

use super::{Lowerer, Result, Val};
use crate::ir::{Label, Reg};
use crate::optimize::fold;
use whipsnake_bytecode::instr::{TAKE_B, WHEN_TRUE};
use whipsnake_bytecode::{Constant, Op};
use whipsnake_parser_glue::ast::{self, BoolOp, CmpOp, Expr, UnaryOp};
use whipsnake_parser_glue::{Ranged, TextRange};

/// The flag of a conditional jump.
fn when(wanted: bool) -> u8 {
    if wanted { WHEN_TRUE } else { 0 }
}

/// The value form of a comparison, and its flag.
fn value_form(op: CmpOp) -> (Op, u8) {
    match op {
        CmpOp::Eq => (Op::Eq, 0),
        CmpOp::NotEq => (Op::Ne, 0),
        CmpOp::Lt => (Op::Lt, 0),
        CmpOp::LtE => (Op::Le, 0),
        CmpOp::Gt => (Op::Gt, 0),
        CmpOp::GtE => (Op::Ge, 0),
        CmpOp::Is => (Op::Is, WHEN_TRUE),
        CmpOp::IsNot => (Op::Is, 0),
        CmpOp::In => (Op::Contains, WHEN_TRUE),
        CmpOp::NotIn => (Op::Contains, 0),
    }
}

/// The jump form of a comparison, and whether it answers the opposite question.
fn jump_form(op: CmpOp) -> (Op, bool) {
    match op {
        CmpOp::Eq => (Op::JumpEq, false),
        CmpOp::NotEq => (Op::JumpNe, false),
        CmpOp::Lt => (Op::JumpLt, false),
        CmpOp::LtE => (Op::JumpLe, false),
        CmpOp::Gt => (Op::JumpGt, false),
        CmpOp::GtE => (Op::JumpGe, false),
        CmpOp::Is => (Op::JumpIs, false),
        CmpOp::IsNot => (Op::JumpIs, true),
        CmpOp::In => (Op::JumpContains, false),
        CmpOp::NotIn => (Op::JumpContains, true),
    }
}

fn int_jump(op: CmpOp) -> Option<Op> {
    Some(match op {
        CmpOp::Eq => Op::JumpEqInt,
        CmpOp::NotEq => Op::JumpNeInt,
        CmpOp::Lt => Op::JumpLtInt,
        CmpOp::LtE => Op::JumpLeInt,
        CmpOp::Gt => Op::JumpGtInt,
        CmpOp::GtE => Op::JumpGeInt,
        _ => return None,
    })
}

impl<'a> Lowerer<'a> {
    /// The truth of an expression that is constant.
    pub(super) fn truth_of(&self, expr: &Expr) -> Option<bool> {
        self.folder.constant_of(expr).map(|value| fold::truth(&value))
    }

    /// Jumps to `target` if the truth of `expr` is `wanted`, else goes on behind.
    pub(super) fn jump_if(&mut self, expr: &'a Expr, wanted: bool, target: Label) -> Result<()> {
        let mark = self.mark();
        self.jump_if_unmarked(expr, wanted, target)?;
        self.release(mark);
        Ok(())
    }

    fn jump_if_unmarked(&mut self, expr: &'a Expr, wanted: bool, target: Label) -> Result<()> {
        let at = expr.range();
        if let Some(truth) = self.truth_of(expr) {
            if truth == wanted {
                self.jump(at, target);
            }
            return Ok(());
        }
        match expr {
            Expr::UnaryOp(node) if node.op == UnaryOp::Not => self.jump_if(&node.operand, !wanted, target),
            Expr::BoolOp(node) => {
                let (last, first) =
                    node.values.split_last().expect("a boolean operation has two values or more");
                // `and` ends early when false, `or` when true.
                let early = node.op == BoolOp::Or;
                if early == wanted {
                    for value in first {
                        self.jump_if(value, wanted, target)?;
                    }
                    return self.jump_if(last, wanted, target);
                }
                let end = self.label();
                for value in first {
                    self.jump_if(value, early, end)?;
                }
                self.jump_if(last, wanted, target)?;
                self.place(end);
                Ok(())
            }
            Expr::If(node) => {
                let (other, end) = (self.label(), self.label());
                self.jump_if(&node.test, false, other)?;
                self.jump_if(&node.body, wanted, target)?;
                self.jump(at, end);
                self.place(other);
                self.jump_if(&node.orelse, wanted, target)?;
                self.place(end);
                Ok(())
            }
            Expr::Compare(node) if node.ops.len() == 1 => {
                let left = self.operand(&node.left)?;
                let left = self.secure(node.left.range(), left, node.comparators[0].range());
                self.jump_compare(at, left, node.ops[0], &node.comparators[0], wanted, target)
            }
            Expr::Compare(node) => self.jump_chain(node, wanted, target),
            _ => {
                let value = self.operand(expr)?;
                self.emit_jump(at, Op::JumpIf, value.take_a() | when(wanted), value.reg, 0, target);
                Ok(())
            }
        }
    }

    /// Jumps on `left op right` and consumes both.
    pub(super) fn jump_compare(
        &mut self,
        at: TextRange,
        left: Val,
        op: CmpOp,
        right: &'a Expr,
        wanted: bool,
        target: Label,
    ) -> Result<()> {
        let (code, negated) = jump_form(op);
        if let Some(constant) = self.folder.constant_of(right) {
            if matches!(constant, Constant::None) && matches!(op, CmpOp::Is | CmpOp::IsNot) {
                let flags = left.take_a() | when(wanted != negated);
                self.emit_jump(at, Op::JumpIsNone, flags, left.reg, 0, target);
                return Ok(());
            }
            if let Constant::Int(value) = constant
                && let (Ok(small), Some(code)) = (i16::try_from(value), int_jump(op))
            {
                let flags = left.take_a() | when(wanted);
                self.emit_jump(at, code, flags, left.reg, small as i32 as u32, target);
                return Ok(());
            }
            let code = match op {
                CmpOp::Eq => Some(Op::JumpEqConst),
                CmpOp::NotEq => Some(Op::JumpNeConst),
                _ => None,
            };
            if let Some(code) = code {
                let index = self.constant(constant);
                if index <= u32::from(u16::MAX) {
                    self.emit_jump(at, code, left.take_a() | when(wanted), left.reg, index, target);
                    return Ok(());
                }
            }
        }
        let right = self.comparator(op, right)?;
        let flags = left.take_a() | right.take_b() | when(wanted != negated);
        self.emit_jump(at, code, flags, left.reg, right.reg, target);
        Ok(())
    }

    /// The right side of a comparison; displays searched by `in` are constants where they can be.
    fn comparator(&mut self, op: CmpOp, expr: &'a Expr) -> Result<Val> {
        if matches!(op, CmpOp::In | CmpOp::NotIn)
            && let Some(constant) = self.folder.searched_display(expr)
        {
            let dst = self.alloc();
            self.load_constant(expr.range(), constant, dst);
            return Ok(Val::temp(dst));
        }
        self.operand(expr)
    }

    /// `a < b < c` as a condition. Each middle value is evaluated once and dropped where the chain breaks off.
    fn jump_chain(&mut self, node: &'a ast::ExprCompare, wanted: bool, target: Label) -> Result<()> {
        let at = node.range();
        let end = self.label();
        let broken = if wanted { end } else { target };
        let left = self.operand(&node.left)?;
        let mut left = self.secure(node.left.range(), left, node.range());
        let last = node.ops.len() - 1;
        for (op, right) in node.ops.iter().zip(&*node.comparators).take(last) {
            let value = self.comparator(*op, right)?;
            let value = self.secure(right.range(), value, node.range());
            let (code, negated) = jump_form(*op);
            let flags = left.take_a() | when(negated);
            if value.temp {
                let drop = self.label();
                self.emit_jump(at, code, flags, left.reg, value.reg, drop);
                self.enter_cold();
                self.place(drop);
                self.emit(at, Op::Drop, 0, value.reg, 0, 0);
                self.jump(at, broken);
                self.leave_cold();
            } else {
                self.emit_jump(at, code, flags, left.reg, value.reg, broken);
            }
            left = value;
        }
        self.jump_compare(at, left, node.ops[last], &node.comparators[last], wanted, target)?;
        self.place(end);
        Ok(())
    }

    /// A comparison for its value.
    #[inline(never)]
    pub(super) fn lower_compare(&mut self, node: &'a ast::ExprCompare, dst: Reg) -> Result<()> {
        let at = node.range();
        if let ([op], [right]) = (&*node.ops, &*node.comparators) {
            return self.lower_single_comparison(at, &node.left, *op, right, dst);
        }
        // The result so far is in `result`; a false one is the answer.
        let result = if self.is_temp(dst) { dst } else { self.alloc() };
        let left = self.operand(&node.left)?;
        let mut left = self.secure(node.left.range(), left, node.range());
        let end = self.label();
        let last = node.ops.len() - 1;
        for (at_op, (op, right)) in node.ops.iter().zip(&*node.comparators).enumerate() {
            let value = self.comparator(*op, right)?;
            let value = self.secure(right.range(), value, node.range());
            let (code, flag) = value_form(*op);
            if at_op == last {
                let flags = flag | left.take_b() | value.take_c();
                self.emit(at, code, flags, result, left.reg, value.reg);
                break;
            }
            self.emit(at, code, flag | left.take_b(), result, left.reg, value.reg);
            if value.temp {
                let drop = self.label();
                self.emit_jump(at, Op::JumpIf, 0, result, 0, drop);
                self.enter_cold();
                self.place(drop);
                self.emit(at, Op::Drop, 0, value.reg, 0, 0);
                self.jump(at, end);
                self.leave_cold();
            } else {
                self.emit_jump(at, Op::JumpIf, 0, result, 0, end);
            }
            left = value;
        }
        self.place(end);
        self.move_into(at, Val::temp(result), dst);
        Ok(())
    }

    /// `left op right` for its value.
    pub(super) fn lower_single_comparison(
        &mut self,
        at: TextRange,
        left: &'a Expr,
        op: CmpOp,
        right: &'a Expr,
        dst: Reg,
    ) -> Result<()> {
        let value = self.operand_hint(left, dst)?;
        let value = self.secure(left.range(), value, right.range());
        let right = self.comparator(op, right)?;
        let (code, flag) = value_form(op);
        self.emit_binary(at, code, flag, dst, value, right);
        Ok(())
    }

    /// `a and b`, `a or b` for their value.
    #[inline(never)]
    pub(super) fn lower_bool_op(&mut self, node: &'a ast::ExprBoolOp, dst: Reg) -> Result<()> {
        let at = node.range();
        let stop = node.op == BoolOp::Or;
        let (last, first) = node.values.split_last().expect("a boolean operation has two values or more");
        let end = self.label();
        for value in first {
            match self.truth_of(value) {
                Some(truth) if truth == stop => {
                    self.expr_into(value, dst)?;
                    self.place(end);
                    return Ok(());
                }
                Some(_) => continue,
                None => {}
            }
            let mark = self.mark();
            let next = self.label();
            if let Some(reg) = self.plain_local(value) {
                // A local is copied only where it is the answer.
                self.check_bound(value.range(), reg);
                self.emit_jump(at, Op::JumpIf, when(!stop), reg, 0, next);
                self.move_into(at, Val::borrowed(reg), dst);
                self.jump(at, end);
                self.place(next);
            } else if self.is_temp(dst) {
                self.expr_into(value, dst)?;
                self.emit_jump(at, Op::JumpIf, when(stop), dst, 0, end);
                self.emit(at, Op::Drop, 0, dst, 0, 0);
            } else {
                let temp = self.temporary(value)?;
                let keep = self.label();
                self.emit_jump(at, Op::JumpIf, when(stop), temp, 0, keep);
                self.emit(at, Op::Drop, 0, temp, 0, 0);
                self.jump(at, next);
                self.place(keep);
                self.emit(at, Op::Move, TAKE_B, dst, temp, 0);
                self.jump(at, end);
                self.place(next);
            }
            self.release(mark);
        }
        self.expr_into(last, dst)?;
        self.place(end);
        Ok(())
    }
}
