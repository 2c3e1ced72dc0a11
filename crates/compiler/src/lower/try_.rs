//! `try` in all its forms.
//!
//! A handler finds the exception in a register, `exc`, and keeps the state that was handled before it in the next,
//! `saved`. While the handler's own code runs, a cleanup entry catches what it raises, restores the state and raises
//! on. Final bodies are lowered once for each way out: falling off, an exception, and every `return`, `break` and
//! `continue` that leaves.

use super::{Block, Lowerer, Result, Val};
use crate::ir::{HandlerId, Label, Reg};
use whipsnake_bytecode::instr::{TAKE_A, TAKE_B, WHEN_TRUE};
use whipsnake_bytecode::{Intrinsic, Op};
use whipsnake_parser_glue::ast::{self, ExceptHandler};
use whipsnake_parser_glue::{Ranged, TextRange};

/// The registers of a handler in progress and the handlers in force.
#[derive(Clone, Copy)]
struct Handling {
    at: TextRange,
    exc: Reg,
    saved: Reg,
    /// Around the whole statement.
    outer: HandlerId,
    /// Around the handler's code.
    cleanup: HandlerId,
    cleanup_label: Label,
}

impl<'a> Lowerer<'a> {
    /// `try`
    pub(super) fn lower_try(&mut self, node: &'a ast::StmtTry) -> Result<()> {
        if node.finalbody.is_empty() {
            return self.lower_guarded(node);
        }
        let at = node.range();
        let target = self.label();
        let handler = self.new_handler(target, self.mark());
        self.enter_block(Block::Finally { body: &node.finalbody });
        let outer = self.set_handler(handler);
        self.lower_guarded(node)?;
        self.set_handler(outer);
        self.leave_innermost();
        self.lower_conditional(&node.finalbody)?;
        let end = self.label();
        self.enter_cold();
        let handling = self.enter_handling(at, target);
        self.enter_block(Block::Handler { exc: handling.exc, saved: handling.saved, name: None });
        self.set_handler(handling.cleanup);
        self.lower_conditional(&node.finalbody)?;
        self.leave_innermost();
        self.end_handling(handling);
        self.leave_cold();
        self.place(end);
        Ok(())
    }

    /// The part of `try` that `finally` guards.
    fn lower_guarded(&mut self, node: &'a ast::StmtTry) -> Result<()> {
        if node.handlers.is_empty() {
            self.lower_conditional(&node.body)?;
            return self.lower_conditional(&node.orelse);
        }
        let target = self.label();
        let handler = self.new_handler(target, self.mark());
        let outer = self.set_handler(handler);
        self.lower_conditional(&node.body)?;
        self.set_handler(outer);
        self.lower_conditional(&node.orelse)?;
        let end = self.label();
        self.enter_cold();
        if node.is_star {
            self.lower_star_handlers(node, target, end)?;
        } else {
            self.lower_handlers(node, target, end)?;
        }
        self.leave_cold();
        self.place(end);
        Ok(())
    }

    /// Begins a handler at `target`: its registers, and the cleanup entry for its code.
    fn enter_handling(&mut self, at: TextRange, target: Label) -> Handling {
        self.place(target);
        let exc = self.alloc_run(2);
        let saved = exc + 1;
        self.emit(at, Op::EnterHandler, 0, exc, saved, 0);
        let cleanup_label = self.label();
        let cleanup = self.new_handler(cleanup_label, exc + 2);
        Handling { at, exc, saved, outer: self.state.handler, cleanup, cleanup_label }
    }

    /// Ends a handler whose exception goes on: restores and reraises, then the cleanup entry.
    fn end_handling(&mut self, handling: Handling) {
        self.set_handler(handling.outer);
        self.emit(handling.at, Op::EndHandler, 0, handling.exc, handling.saved, 0);
        self.place_cleanup(handling);
    }

    /// The cleanup entry: what the handler's code raised goes on, the state from before restored.
    fn place_cleanup(&mut self, handling: Handling) {
        self.set_handler(handling.outer);
        self.place(handling.cleanup_label);
        self.release(handling.exc + 2);
        let raised = self.alloc();
        self.emit(TextRange::default(), Op::LeaveHandler, 0, handling.exc, handling.saved, 0);
        self.emit(TextRange::default(), Op::Reraise, 0, raised, 0, 0);
        self.release(handling.exc);
    }

    fn lower_handlers(&mut self, node: &'a ast::StmtTry, target: Label, end: Label) -> Result<()> {
        let handling = self.enter_handling(node.range(), target);
        self.enter_block(Block::Handler { exc: handling.exc, saved: handling.saved, name: None });
        self.set_handler(handling.cleanup);
        for ExceptHandler::ExceptHandler(clause) in &node.handlers {
            let next = self.label();
            let mark = self.mark();
            if let Some(class) = &clause.type_ {
                let at = class.range();
                let value = self.operand(class)?;
                let matches = if value.temp { value.reg } else { self.alloc() };
                let taken = value.take_c_unless(matches);
                self.emit(at, Op::MatchException, taken, matches, handling.exc, value.reg);
                self.emit_jump(at, Op::JumpIf, TAKE_A, matches, 0, next);
            }
            self.release(mark);
            self.lower_clause(clause, handling, end)?;
            self.set_handler(handling.cleanup);
            self.place(next);
        }
        self.leave_innermost();
        // A clause without a class catches everything: then nothing arrives here.
        self.end_handling(handling);
        Ok(())
    }

    /// The body of one `except`, with its name.
    fn lower_clause(
        &mut self,
        clause: &'a ast::ExceptHandlerExceptHandler,
        handling: Handling,
        end: Label,
    ) -> Result<()> {
        let at = clause.range();
        let Some(name) = &clause.name else {
            self.lower_conditional(&clause.body)?;
            self.set_handler(handling.outer);
            self.emit(at, Op::LeaveHandler, 0, handling.exc, handling.saved, 0);
            self.jump(at, end);
            return Ok(());
        };
        self.store_name(at, name, Val::borrowed(handling.exc));
        let unbind = self.label();
        let guard = self.new_handler(unbind, handling.exc + 2);
        self.rename_block(Some(name));
        self.set_handler(guard);
        self.lower_conditional(&clause.body)?;
        self.rename_block(None);
        self.set_handler(handling.outer);
        self.emit(at, Op::LeaveHandler, 0, handling.exc, handling.saved, 0);
        self.unbind_name(at, name);
        self.jump(at, end);
        // The body raised: the name goes, the exception goes on.
        self.enter_cold();
        self.place(unbind);
        let mark = self.mark();
        let raised = self.alloc();
        self.set_handler(handling.cleanup);
        self.unbind_name(at, name);
        self.set_handler(handling.outer);
        self.emit(at, Op::LeaveHandler, 0, handling.exc, handling.saved, 0);
        self.emit(at, Op::Reraise, 0, raised, 0, 0);
        self.release(mark);
        self.leave_cold();
        Ok(())
    }

    /// Says which name leaving the innermost handler unbinds.
    fn rename_block(&mut self, bound: Option<&'a ast::Identifier>) {
        if let Some(entry) = self.state.blocks.last_mut()
            && let Block::Handler { name, .. } = &mut entry.block
        {
            *name = bound;
        }
    }

    /// `except*`: each clause takes its part of the group; what is raised meanwhile is collected in a list.
    fn lower_star_handlers(&mut self, node: &'a ast::StmtTry, target: Label, end: Label) -> Result<()> {
        let at = node.range();
        let handling = self.enter_handling(at, target);
        self.enter_block(Block::Handler { exc: handling.exc, saved: handling.saved, name: None });
        self.set_handler(handling.cleanup);
        let rest = self.alloc_run(2);
        let raised = rest + 1;
        self.emit(at, Op::Move, 0, rest, handling.exc, 0);
        self.emit(at, Op::BuildList, 0, raised, raised, 0);
        for ExceptHandler::ExceptHandler(clause) in &node.handlers {
            self.lower_star_clause(clause, handling, rest, raised)?;
        }
        let no_rest = self.label();
        self.emit_jump(at, Op::JumpIsNone, WHEN_TRUE, rest, 0, no_rest);
        self.emit(at, Op::ListAppend, 0, raised, rest, 0);
        self.place(no_rest);
        self.emit(at, Op::Drop, 0, rest, 0, 0);
        let window = self.alloc_run(2);
        self.emit(at, Op::Move, 0, window, handling.exc, 0);
        self.emit(at, Op::Move, TAKE_B, window + 1, raised, 0);
        self.emit(at, Op::Intrinsic, 0, window, window, Intrinsic::PrepReraiseStar as u32);
        let done = self.label();
        self.emit_jump(at, Op::JumpIsNone, WHEN_TRUE, window, 0, done);
        self.set_handler(handling.outer);
        self.emit(at, Op::LeaveHandler, 0, handling.exc, handling.saved, 0);
        self.emit(at, Op::Reraise, 0, window, 0, 0);
        self.place(done);
        self.emit(at, Op::Drop, 0, window, 0, 0);
        self.emit(at, Op::LeaveHandler, 0, handling.exc, handling.saved, 0);
        self.jump(at, end);
        self.leave_innermost();
        self.place_cleanup(handling);
        Ok(())
    }

    fn lower_star_clause(
        &mut self,
        clause: &'a ast::ExceptHandlerExceptHandler,
        handling: Handling,
        rest: Reg,
        raised: Reg,
    ) -> Result<()> {
        let at = clause.range();
        let Some(class) = &clause.type_ else {
            return Err(self.error(at, "expected one or more exception types"));
        };
        let mark = self.mark();
        let matched = self.alloc_run(2);
        let saved = matched + 1;
        let class_val = self.operand(class)?;
        self.emit(class.range(), Op::MatchGroup, class_val.take_b(), rest, class_val.reg, matched);
        self.release(matched + 2);
        let (nothing, next, failed) = (self.label(), self.label(), self.label());
        self.emit_jump(class.range(), Op::JumpIsNone, WHEN_TRUE, matched, 0, nothing);
        self.emit(at, Op::EnterHandler, 0, matched, saved, 0);
        let guard = self.new_handler(failed, matched + 2);
        if let Some(name) = &clause.name {
            self.store_name(at, name, Val::borrowed(matched));
        }
        self.enter_block(Block::Handler { exc: matched, saved, name: clause.name.as_ref() });
        self.set_handler(guard);
        self.lower_conditional(&clause.body)?;
        self.leave_innermost();
        self.set_handler(handling.cleanup);
        self.emit(at, Op::LeaveHandler, 0, matched, saved, 0);
        if let Some(name) = &clause.name {
            self.unbind_name(at, name);
        }
        self.jump(at, next);
        self.enter_cold();
        self.place(failed);
        let exception = self.alloc();
        self.emit(at, Op::LeaveHandler, 0, matched, saved, 0);
        if let Some(name) = &clause.name {
            self.unbind_name(at, name);
        }
        self.emit(at, Op::ListAppend, TAKE_B, raised, exception, 0);
        self.jump(at, next);
        self.release(exception);
        self.place(nothing);
        self.emit(at, Op::Drop, 0, matched, 0, 0);
        self.jump(at, next);
        self.leave_cold();
        self.place(next);
        self.release(mark);
        Ok(())
    }
}
