//! Arithmetic: chains of binary operators, unary operators.

use super::{Lowerer, Result, Val};
use crate::ir::Reg;
use crate::optimize::fold;
use whipsnake_bytecode::{Constant, Op};
use whipsnake_parser_glue::ast::{self, Expr, Operator, UnaryOp};
use whipsnake_parser_glue::{Ranged, TextRange};

/// Operators that nest to the right deeper than this are not recursed into.
const RIGHT_SPINE: usize = 8;

/// The instruction with two registers.
pub(super) fn register_form(op: Operator) -> Op {
    match op {
        Operator::Add => Op::Add,
        Operator::Sub => Op::Sub,
        Operator::Mult => Op::Mul,
        Operator::MatMult => Op::MatMul,
        Operator::Div => Op::Div,
        Operator::Mod => Op::Mod,
        Operator::Pow => Op::Pow,
        Operator::LShift => Op::LShift,
        Operator::RShift => Op::RShift,
        Operator::BitOr => Op::Or,
        Operator::BitXor => Op::Xor,
        Operator::BitAnd => Op::And,
        Operator::FloorDiv => Op::FloorDiv,
    }
}

/// The instruction with a constant on the right.
fn constant_form(op: Operator) -> Option<Op> {
    Some(match op {
        Operator::Add => Op::AddConst,
        Operator::Sub => Op::SubConst,
        Operator::Mult => Op::MulConst,
        Operator::MatMult => return None,
        Operator::Div => Op::DivConst,
        Operator::Mod => Op::ModConst,
        Operator::Pow => Op::PowConst,
        Operator::LShift => Op::LShiftConst,
        Operator::RShift => Op::RShiftConst,
        Operator::BitOr => Op::OrConst,
        Operator::BitXor => Op::XorConst,
        Operator::BitAnd => Op::AndConst,
        Operator::FloorDiv => Op::FloorDivConst,
    })
}

impl<'a> Lowerer<'a> {
    /// `left op right op right …`: the left spine is walked, not recursed into.
    #[inline(never)]
    pub(super) fn lower_binary(&mut self, top: &'a ast::ExprBinOp, dst: Reg) -> Result<()> {
        if self.lower_right_spine(top, dst)? {
            return Ok(());
        }
        let mut spine = vec![top];
        while let Expr::BinOp(inner) = &*spine[spine.len() - 1].left {
            spine.push(inner);
        }
        let leftmost = &*spine[spine.len() - 1].left;
        let mut folded = self.folder.constant_of(leftmost);
        let mut rest = spine.into_iter().rev().peekable();
        while let (Some(left), Some(node)) = (&folded, rest.peek()) {
            let right = self.folder.constant_of(&node.right);
            let Some(value) = right.and_then(|right| fold::binary(node.op, left, &right)) else { break };
            folded = Some(value);
            rest.next();
        }
        let mark = self.mark();
        let at = leftmost.range();
        let formatted = match (&folded, rest.peek()) {
            (Some(Constant::Str(format)), Some(node)) if node.op == Operator::Mod => match &*node.right {
                Expr::Tuple(values) => {
                    let is_last = std::ptr::eq(*node, top);
                    let out = if is_last || self.is_temp(dst) { dst } else { self.alloc() };
                    let done = self.lower_percent_format(node.range(), format, &values.elts, out)?;
                    done.then_some(Val::temp(out))
                }
                _ => None,
            },
            _ => None,
        };
        let mut acc = match (formatted, folded) {
            (Some(text), _) => {
                rest.next();
                self.release(mark.max(if self.is_temp(text.reg) { text.reg + 1 } else { mark }));
                text
            }
            (None, Some(value)) if rest.peek().is_none() => {
                self.load_constant(top.range(), value, dst);
                return Ok(());
            }
            (None, Some(value)) => {
                let reg = if self.is_temp(dst) { dst } else { self.alloc() };
                self.load_constant(at, value, reg);
                Val::temp(reg)
            }
            (None, None) => self.operand_hint(leftmost, dst)?,
        };
        while let Some(node) = rest.next() {
            acc = self.secure(node.left.range(), acc, node.right.range());
            let last = rest.peek().is_none();
            let out = if last || self.is_temp(dst) { Some(dst) } else { None };
            acc = self.binary_step(node.range(), node.op, 0, acc, &node.right, out)?;
            self.release(if out.is_some() { mark } else { acc.reg + 1 });
        }
        self.release(mark);
        Ok(())
    }

    /// `a op (b op (c op …))`, as `**` nests: long ones are walked too. Returns whether it was one.
    #[inline(never)]
    fn lower_right_spine(&mut self, top: &'a ast::ExprBinOp, dst: Reg) -> Result<bool> {
        let mut spine = vec![top];
        while let Expr::BinOp(inner) = &*spine[spine.len() - 1].right
            && !inner.left.is_bin_op_expr()
        {
            spine.push(inner);
        }
        if spine.len() < RIGHT_SPINE {
            return Ok(false);
        }
        let mark = self.mark();
        let mut lefts = Vec::with_capacity(spine.len());
        for node in &spine {
            let left = self.operand(&node.left)?;
            lefts.push(self.secure(node.left.range(), left, node.right.range()));
        }
        let mut right: Option<Val> = None;
        for (node, left) in spine.iter().zip(lefts).rev() {
            let is_last = std::ptr::eq(*node, top);
            let value = match right {
                None => self.binary_step(node.range(), node.op, 0, left, &node.right, None)?,
                Some(right) => {
                    let out = if is_last {
                        dst
                    } else if left.temp {
                        left.reg
                    } else {
                        right.reg
                    };
                    self.emit_binary(node.range(), register_form(node.op), 0, out, left, right);
                    Val::temp(out)
                }
            };
            right = Some(value);
        }
        self.release(mark);
        Ok(true)
    }

    /// Emits one operation of `left` and the expression `right`. Without `out` the result goes into a temporary
    /// that `left` or `right` leaves free, or into a new one.
    #[inline(never)]
    pub(super) fn binary_step(
        &mut self,
        at: TextRange,
        op: Operator,
        flags: u8,
        left: Val,
        right: &'a Expr,
        out: Option<Reg>,
    ) -> Result<Val> {
        let spare = |this: &mut Self| match out {
            Some(reg) => reg,
            None if left.temp => left.reg,
            None => this.alloc(),
        };
        if let Some(constant) = self.folder.constant_of(right) {
            let small = match constant {
                Constant::Int(value) => i16::try_from(value).ok(),
                _ => None,
            };
            let immediate = match op {
                Operator::Add => Some(Op::AddInt),
                Operator::Sub => Some(Op::SubInt),
                _ => None,
            };
            if let (Some(small), Some(code)) = (small, immediate) {
                let dst = spare(self);
                let taken = left.take_b_unless(dst);
                self.emit(at, code, flags | taken, dst, left.reg, small as i32 as u32);
                return Ok(Val::temp(dst));
            }
            if let Some(code) = constant_form(op) {
                let index = self.constant(constant.clone());
                if index <= u32::from(u16::MAX) {
                    let dst = spare(self);
                    let taken = left.take_b_unless(dst);
                    self.emit(at, code, flags | taken, dst, left.reg, index);
                    return Ok(Val::temp(dst));
                }
            }
        }
        let right = self.operand(right)?;
        let dst = match out {
            Some(reg) => reg,
            None if left.temp => left.reg,
            None if right.temp => right.reg,
            None => self.alloc(),
        };
        self.emit_binary(at, register_form(op), flags, dst, left, right);
        Ok(Val::temp(dst))
    }

    /// Emits an instruction with two sources.
    pub(super) fn emit_binary(&mut self, at: TextRange, op: Op, flags: u8, dst: Reg, left: Val, right: Val) {
        let taken = left.take_b_unless(dst) | right.take_c_unless(dst);
        self.emit(at, op, flags | taken, dst, left.reg, right.reg);
    }

    /// `-x`, `+x`, `~x`, `not x`.
    #[inline(never)]
    pub(super) fn lower_unary(&mut self, node: &'a ast::ExprUnaryOp, dst: Reg) -> Result<()> {
        let at = node.range();
        if let Some(value) = self.folder.constant_of_unary(node) {
            self.load_constant(at, value, dst);
            return Ok(());
        }
        if node.op == UnaryOp::Not
            && let Expr::Compare(compare) = &*node.operand
            && let [op @ (ast::CmpOp::Is | ast::CmpOp::IsNot | ast::CmpOp::In | ast::CmpOp::NotIn)] =
                &*compare.ops
        {
            return self.lower_single_comparison(
                at,
                &compare.left,
                op.negate(),
                &compare.comparators[0],
                dst,
            );
        }
        let mark = self.mark();
        let op = match node.op {
            UnaryOp::Invert => Op::Invert,
            UnaryOp::Not => Op::Not,
            UnaryOp::UAdd => Op::Pos,
            UnaryOp::USub => Op::Neg,
        };
        let value = self.operand_hint(&node.operand, dst)?;
        self.emit(at, op, value.take_b_unless(dst), dst, value.reg, 0);
        self.release(mark);
        Ok(())
    }
}
