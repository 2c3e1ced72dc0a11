//! Branches and loops, and leaving them: `if`, `while`, `for`, `break`, `continue`, and unwinding for `return`.

use super::{Block, BlockEntry, Lowerer, Result, Val};
use crate::ir::{Label, Reg};
use whipsnake_bytecode::{Constant, Op};
use whipsnake_parser_glue::ast::{self, Expr};
use whipsnake_parser_glue::{Ranged, TextRange};

impl<'a> Lowerer<'a> {
    /// `if … elif … else`
    pub(super) fn lower_if(&mut self, node: &'a ast::StmtIf) -> Result<()> {
        let end = self.label();
        let first = std::iter::once((node.range(), Some(&*node.test), node.body.as_slice()));
        let others = node.elif_else_clauses.iter().map(|c| (c.range, c.test.as_ref(), c.body.as_slice()));
        let count = 1 + node.elif_else_clauses.len();
        for (index, (at, test, body)) in first.chain(others).enumerate() {
            let Some(test) = test else {
                self.lower_conditional(body)?;
                break;
            };
            match self.truth_of(test) {
                Some(true) => {
                    self.lower_conditional(body)?;
                    break;
                }
                Some(false) => continue,
                None => {}
            }
            let next = self.label();
            self.jump_if(test, false, next)?;
            self.lower_conditional(body)?;
            if index + 1 < count {
                self.jump(at, end);
            }
            self.place(next);
        }
        self.place(end);
        Ok(())
    }

    /// Enters a block whose cleanup runs under the handler in force now.
    pub(super) fn enter_block(&mut self, block: Block<'a>) {
        let outer = self.state.handler;
        self.state.blocks.push(BlockEntry { block, outer });
    }

    /// Leaves the innermost block.
    pub(super) fn leave_innermost(&mut self) {
        self.state.blocks.pop();
    }

    /// `while … else`
    pub(super) fn lower_while(&mut self, node: &'a ast::StmtWhile) -> Result<()> {
        let truth = self.truth_of(&node.test);
        let (start, otherwise, exit) = (self.label(), self.label(), self.label());
        if truth != Some(false) {
            self.place(start);
            if truth.is_none() {
                self.jump_if(&node.test, false, otherwise)?;
            }
            self.enter_block(Block::Loop { start, exit, iter: None });
            self.lower_conditional(&node.body)?;
            self.leave_innermost();
            self.emit_jump(node.test.range(), Op::JumpBack, 0, 0, 0, start);
        }
        self.place(otherwise);
        self.lower_conditional(&node.orelse)?;
        self.place(exit);
        Ok(())
    }

    /// `for … else`
    pub(super) fn lower_for(&mut self, node: &'a ast::StmtFor) -> Result<()> {
        let mark = self.mark();
        let (start, otherwise, exit) = (self.label(), self.label(), self.label());
        let iter = self.alloc();
        self.iterable_into(&node.iter, iter)?;
        self.emit(node.iter.range(), Op::GetIter, 0, iter, iter, 0);
        self.place(start);
        self.emit_for_iter(&node.target, node.iter.range(), iter, otherwise)?;
        self.enter_block(Block::Loop { start, exit, iter: Some(iter) });
        self.lower_conditional(&node.body)?;
        self.leave_innermost();
        self.emit_jump(node.iter.range(), Op::JumpBack, 0, 0, 0, start);
        self.release(mark);
        self.place(otherwise);
        self.lower_conditional(&node.orelse)?;
        self.place(exit);
        Ok(())
    }

    /// `for target in iterator`: the next item is bound, or the loop ended.
    pub(super) fn emit_for_iter(
        &mut self,
        target: &'a Expr,
        at: TextRange,
        iter: Reg,
        end: Label,
    ) -> Result<()> {
        if let Expr::Name(name) = target
            && let Some(reg) = self.bound_register(&name.id)
        {
            self.emit_jump(at, Op::ForIter, 0, iter, reg, end);
            self.mark_ready(&name.id);
            return Ok(());
        }
        let item = self.alloc();
        self.emit_jump(at, Op::ForIter, 0, iter, item, end);
        self.store(target, Val::temp(item))?;
        self.release(item);
        Ok(())
    }

    /// `async for … else`
    pub(super) fn lower_async_for(&mut self, node: &'a ast::StmtFor) -> Result<()> {
        let mark = self.mark();
        let at = node.iter.range();
        let (start, done, exit) = (self.label(), self.label(), self.label());
        let iter = self.alloc();
        self.expr_into(&node.iter, iter)?;
        self.emit(at, Op::GetAIter, 0, iter, iter, 0);
        self.place(start);
        // An await that fails shows the whole statement.
        self.emit_async_next(node.range(), &node.target, iter, done)?;
        self.enter_block(Block::Loop { start, exit, iter: Some(iter) });
        self.lower_conditional(&node.body)?;
        self.leave_innermost();
        self.emit_jump(at, Op::JumpBack, 0, 0, 0, start);
        self.emit_async_end(at, iter, done);
        self.release(mark);
        self.lower_conditional(&node.orelse)?;
        self.place(exit);
        Ok(())
    }

    /// Awaits the next item and binds it; its end arrives at `done` as an exception.
    pub(super) fn emit_async_next(
        &mut self,
        at: TextRange,
        target: &'a Expr,
        iterator: Reg,
        done: Label,
    ) -> Result<()> {
        let item = self.alloc();
        let handler = self.new_handler(done, item);
        let outer = self.set_handler(handler);
        self.emit(at, Op::GetANext, 0, item, iterator, 0);
        self.emit_await(at, item, item);
        self.set_handler(outer);
        self.store(target, Val::temp(item))?;
        self.release(item);
        Ok(())
    }

    /// Where the end of an asynchronous iteration arrives. The same temporaries live as at [`Self::emit_async_next`].
    pub(super) fn emit_async_end(&mut self, at: TextRange, iterator: Reg, done: Label) {
        self.place(done);
        let exception = self.alloc();
        self.emit(at, Op::EndAsyncFor, 0, exception, iterator, 0);
        self.release(exception);
    }

    fn find_loop(&self) -> Option<usize> {
        self.state.blocks.iter().rposition(|entry| matches!(entry.block, Block::Loop { .. }))
    }

    /// `break`
    pub(super) fn lower_break(&mut self, at: TextRange) -> Result<()> {
        let Some(index) = self.find_loop() else { return Err(self.error(at, "'break' outside loop")) };
        self.unwind(index + 1, at)?;
        let Block::Loop { exit, iter, .. } = self.state.blocks[index].block else { return Ok(()) };
        let handler = self.set_handler(self.state.blocks[index].outer);
        if let Some(iter) = iter {
            self.emit(at, Op::Drop, 0, iter, 0, 0);
        }
        self.jump(at, exit);
        self.set_handler(handler);
        Ok(())
    }

    /// `continue`
    pub(super) fn lower_continue(&mut self, at: TextRange) -> Result<()> {
        let Some(index) = self.find_loop() else {
            return Err(self.error(at, "'continue' not properly in loop"));
        };
        self.unwind(index + 1, at)?;
        let Block::Loop { start, .. } = self.state.blocks[index].block else { return Ok(()) };
        let handler = self.set_handler(self.state.blocks[index].outer);
        self.emit_jump(at, Op::JumpBack, 0, 0, 0, start);
        self.set_handler(handler);
        Ok(())
    }

    /// Whether leaving all blocks may run code of the program.
    pub(super) fn runs_code_on_exit(&self) -> bool {
        self.state.blocks.iter().any(|entry| !matches!(entry.block, Block::Loop { .. }))
    }

    /// Emits what must happen on leaving all blocks from `depth` on, innermost first.
    pub(super) fn unwind(&mut self, depth: usize, at: TextRange) -> Result<()> {
        if self.state.blocks.len() <= depth {
            return Ok(());
        }
        let handler = self.state.handler;
        let left = self.state.blocks.split_off(depth);
        for (index, entry) in left.iter().enumerate().rev() {
            // While the cleanup runs, the blocks around it are in force, and only they.
            self.state.blocks.extend_from_slice(&left[..index]);
            self.state.handler = entry.outer;
            self.leave_block(entry.block, at)?;
            self.state.blocks.truncate(depth);
        }
        self.state.blocks.extend(left);
        self.state.handler = handler;
        Ok(())
    }

    fn leave_block(&mut self, block: Block<'a>, at: TextRange) -> Result<()> {
        let mark = self.mark();
        match block {
            Block::Loop { iter: None, .. } => {}
            Block::Loop { iter: Some(iter), .. } => self.emit(at, Op::Drop, 0, iter, 0, 0),
            Block::Finally { body } => self.lower_body(body)?,
            Block::Handler { exc, saved, name } => {
                self.emit(at, Op::LeaveHandler, 0, exc, saved, 0);
                if let Some(name) = name {
                    self.unbind_name(at, name);
                }
            }
            Block::With { pair, is_async, at } => {
                // The value being returned may stand behind the pair: the call needs a window of its own.
                let window = self.alloc_run(2);
                self.move_into(at, Val::temp(pair), window);
                self.move_into(at, Val::temp(pair + 1), window + 1);
                self.emit_exit_call(at, window, is_async);
            }
        }
        self.release(mark);
        Ok(())
    }

    /// Calls the exit pair in `window`, the last two temporaries, with three times `None`, and drops the result.
    pub(super) fn emit_exit_call(&mut self, at: TextRange, window: Reg, is_async: bool) {
        for _ in 0..3 {
            let reg = self.alloc();
            self.load_constant(at, Constant::None, reg);
        }
        self.emit(at, Op::CallMethod, 0, window, 3, 0);
        if is_async {
            self.emit(at, Op::GetAwaitable, 0, window, window, 2);
            self.emit_await(at, window, window);
        }
        self.emit(at, Op::Drop, 0, window, 0, 0);
    }
}
