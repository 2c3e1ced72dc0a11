//! `with` and `async with`: one item at a time, each guarding the rest.

use super::{Block, Lowerer, Result, Val};
use whipsnake_bytecode::Op;
use whipsnake_bytecode::instr::{TAKE_A, WHEN_TRUE};
use whipsnake_bytecode::opcodes::Special;
use whipsnake_parser_glue::Ranged;
use whipsnake_parser_glue::TextRange;
use whipsnake_parser_glue::ast;

impl<'a> Lowerer<'a> {
    /// The items of `with` from `index` on, and the body.
    pub(super) fn lower_with(&mut self, node: &'a ast::StmtWith, index: usize) -> Result<()> {
        let Some(item) = node.items.get(index) else { return self.lower_conditional(&node.body) };
        let at = item.context_expr.range();
        let (enter, exit) = match node.is_async {
            false => (Special::Enter, Special::Exit),
            true => (Special::AEnter, Special::AExit),
        };
        let mark = self.mark();
        let pair = self.alloc_run(2);
        let context = self.operand(&item.context_expr)?;
        self.release(pair + 2);
        let window = self.alloc_run(2);
        self.emit(at, Op::LoadSpecial, 0, pair, context.reg, exit as u32);
        self.emit(at, Op::LoadSpecial, context.take_b_unless(window), window, context.reg, enter as u32);
        self.emit(at, Op::CallMethod, 0, window, 0, 0);
        if node.is_async {
            self.emit(at, Op::GetAwaitable, 0, window, window, 1);
            self.emit_await(at, window, window);
        }
        self.release(window + 1);
        let target = self.label();
        let handler = self.new_handler(target, pair + 2);
        self.enter_block(Block::With { pair, is_async: node.is_async, at });
        let outer = self.set_handler(handler);
        match &item.optional_vars {
            Some(vars) => self.store(vars, Val::temp(window))?,
            None => self.emit(at, Op::Drop, 0, window, 0, 0),
        }
        self.release(window);
        self.lower_with(node, index + 1)?;
        self.set_handler(outer);
        self.leave_innermost();
        self.emit_exit_call(at, pair, node.is_async);
        self.release(pair + 2);
        self.lower_with_handler(at, target, pair, node.is_async);
        self.release(mark);
        Ok(())
    }

    /// The body raised: the exit function is asked whether that is all right.
    fn lower_with_handler(&mut self, at: TextRange, target: crate::ir::Label, pair: u32, is_async: bool) {
        let (end, suppressed, cleanup) = (self.label(), self.label(), self.label());
        self.enter_cold();
        self.place(target);
        let exc = self.alloc_run(2);
        let saved = exc + 1;
        self.emit(at, Op::EnterHandler, 0, exc, saved, 0);
        let guard = self.new_handler(cleanup, exc + 2);
        let outer = self.set_handler(guard);
        let answer = self.alloc();
        self.emit(at, Op::WithExcept, 0, answer, pair, exc);
        if is_async {
            self.emit(at, Op::GetAwaitable, 0, answer, answer, 2);
            self.emit_await(at, answer, answer);
        }
        self.emit_jump(at, Op::JumpIf, TAKE_A | WHEN_TRUE, answer, 0, suppressed);
        self.set_handler(outer);
        self.emit(at, Op::EndHandler, 0, exc, saved, 0);
        self.place(suppressed);
        self.emit(at, Op::LeaveHandler, 0, exc, saved, 0);
        self.emit(at, Op::Drop, 0, pair, 0, 0);
        self.emit(at, Op::Drop, 0, pair + 1, 0, 0);
        self.jump(at, end);
        self.place(cleanup);
        let raised = exc + 2;
        self.emit(TextRange::default(), Op::LeaveHandler, 0, exc, saved, 0);
        self.emit(TextRange::default(), Op::Reraise, 0, raised, 0, 0);
        self.leave_cold();
        self.place(end);
    }
}
