//! Comprehensions, inlined (PEP 709) or as functions, and generator expressions.

use super::{CompVar, Lowerer, Result, UnitKind, Val};
use crate::ir::Reg;
use crate::symbols::{Resolution, ScopeId, ScopeKind};
use std::collections::HashMap;
use whipsnake_bytecode::instr::TAKE_B;
use whipsnake_bytecode::{Constant, Op};
use whipsnake_parser_glue::ast::{self, Comprehension, Expr};
use whipsnake_parser_glue::{Ranged, TextRange};

/// What a comprehension does with each element.
#[derive(Clone, Copy)]
enum Element<'a> {
    /// Appends it to the list in the register.
    List(&'a Expr),
    /// Adds it to the set.
    Set(&'a Expr),
    /// Inserts key and value.
    Dict(&'a Expr, &'a Expr),
    /// Yields it.
    Yield(&'a Expr),
}

/// A comprehension of any kind, taken apart.
#[derive(Clone, Copy)]
struct Parts<'a> {
    at: TextRange,
    kind: ScopeKind,
    name: &'static str,
    generators: &'a [Comprehension],
    element: Element<'a>,
}

fn parts_of(expr: &Expr) -> Option<Parts<'_>> {
    let at = expr.range();
    Some(match expr {
        Expr::ListComp(node) => Parts {
            at,
            kind: ScopeKind::ListComprehension,
            name: "<listcomp>",
            generators: &node.generators,
            element: Element::List(&node.elt),
        },
        Expr::SetComp(node) => Parts {
            at,
            kind: ScopeKind::SetComprehension,
            name: "<setcomp>",
            generators: &node.generators,
            element: Element::Set(&node.elt),
        },
        Expr::DictComp(node) => Parts {
            at,
            kind: ScopeKind::DictComprehension,
            name: "<dictcomp>",
            generators: &node.generators,
            element: Element::Dict(&node.key, &node.value),
        },
        _ => return None,
    })
}

impl<'a> Lowerer<'a> {
    /// A list, set or dict comprehension.
    #[inline(never)]
    pub(super) fn lower_comprehension(&mut self, expr: &'a Expr, dst: Reg) -> Result<()> {
        let Some(parts) = parts_of(expr) else { return Ok(()) };
        let id = self.table.scope_of(parts.kind, expr);
        if self.table.scope(id).is_inlined {
            return self.inline_comprehension(parts, id, dst);
        }
        self.call_comprehension(parts, id, dst)
    }

    /// A generator expression.
    #[inline(never)]
    pub(super) fn lower_generator(&mut self, node: &'a ast::ExprGenerator, dst: Reg) -> Result<()> {
        let parts = Parts {
            at: self.source.generator_range(node),
            kind: ScopeKind::Generator,
            name: "<genexpr>",
            generators: &node.generators,
            element: Element::Yield(&node.elt),
        };
        let id = self.table.scope_of(ScopeKind::Generator, node);
        self.call_comprehension(parts, id, dst)
    }

    fn inline_comprehension(&mut self, parts: Parts<'a>, id: ScopeId, dst: Reg) -> Result<()> {
        let start = self.mark();
        let result = if self.is_temp(dst) { dst } else { self.alloc() };
        let iterator = self.alloc();
        self.outermost_iterator(&parts.generators[0], iterator)?;
        let mut variables: HashMap<Box<str>, CompVar> = HashMap::new();
        let mut registers = Vec::new();
        let depth = self.state.comprehensions.len();
        for symbol in self.table.scope(id).isolated() {
            let name: Box<str> = symbol.name.as_str().into();
            let is_cell = symbol.resolution == Resolution::Cell;
            let local = self.state.hidden.get(&(name.clone(), depth)).copied().filter(|_| !is_cell);
            let reg = local.unwrap_or_else(|| self.alloc());
            registers.push(reg);
            if is_cell {
                // A cell begins empty, whatever number the register held.
                self.emit(parts.at, Op::Drop, 0, reg, 0, 0);
                self.emit(parts.at, Op::MakeCell, 0, reg, 0, 0);
            }
            variables.insert(name, CompVar { reg, is_cell, is_bound: is_cell || local.is_some() });
        }
        let failed = self.label();
        let outer_handler = self.state.handler;
        let locals: Vec<Reg> = registers.iter().copied().filter(|reg| !self.is_temp(*reg)).collect();
        if !locals.is_empty() {
            let handler = self.new_handler(failed, start);
            self.set_handler(handler);
        }
        self.state.comprehensions.push((id, variables));
        let outer = std::mem::replace(&mut self.state.scope, id);
        self.emit_collection(parts, result);
        self.lower_clauses(parts, 0, iterator, result)?;
        self.state.scope = outer;
        self.state.comprehensions.pop();
        self.set_handler(outer_handler);
        for reg in &registers {
            self.emit(parts.at, Op::Drop, 0, *reg, 0, 0);
        }
        if !locals.is_empty() {
            // An exception leaves no trace of the variables either.
            self.enter_cold();
            self.place(failed);
            for reg in &locals {
                self.emit(parts.at, Op::Drop, 0, *reg, 0, 0);
            }
            self.emit(parts.at, Op::Reraise, 0, start, 0, 0);
            self.leave_cold();
        }
        self.move_into(parts.at, Val::temp(result), dst);
        Ok(())
    }

    /// Emits the empty collection that elements are added to.
    fn emit_collection(&mut self, parts: Parts<'a>, result: Reg) {
        let op = match parts.element {
            Element::List(_) => Op::BuildList,
            Element::Set(_) => Op::BuildSet,
            Element::Dict(..) => Op::BuildDict,
            Element::Yield(_) => return,
        };
        self.emit(parts.at, op, 0, result, result, 0);
    }

    /// Evaluates the first clause's iterable, which belongs to the code around, and makes its iterator.
    fn outermost_iterator(&mut self, clause: &'a Comprehension, dst: Reg) -> Result<()> {
        self.iterable_into(&clause.iter, dst)?;
        let op = if clause.is_async { Op::GetAIter } else { Op::GetIter };
        self.emit(clause.iter.range(), op, 0, dst, dst, 0);
        Ok(())
    }

    /// An expression that is iterated at once: displays of constants become constants.
    pub(super) fn iterable_into(&mut self, expr: &'a Expr, dst: Reg) -> Result<()> {
        match self.folder.searched_display(expr) {
            Some(constant) => {
                self.load_constant(expr.range(), constant, dst);
                Ok(())
            }
            None => self.expr_into(expr, dst),
        }
    }

    /// Lowers the clauses from `index` on and the element inside them. `iterator` holds the clause's iterator.
    fn lower_clauses(&mut self, parts: Parts<'a>, index: usize, iterator: Reg, result: Reg) -> Result<()> {
        let clause = &parts.generators[index];
        if clause.is_async {
            return self.lower_async_clause(parts, index, iterator, result);
        }
        let (start, skip, end) = (self.label(), self.label(), self.label());
        let mark = self.mark();
        self.place(start);
        self.emit_for_iter(&clause.target, clause.iter.range(), iterator, end)?;
        self.lower_inside(parts, index, skip, result)?;
        self.place(skip);
        self.emit_jump(parts.at, Op::JumpBack, 0, 0, 0, start);
        self.place(end);
        self.release(mark);
        Ok(())
    }

    fn lower_async_clause(
        &mut self,
        parts: Parts<'a>,
        index: usize,
        iterator: Reg,
        result: Reg,
    ) -> Result<()> {
        let clause = &parts.generators[index];
        let (start, skip, done) = (self.label(), self.label(), self.label());
        let mark = self.mark();
        self.place(start);
        self.emit_async_next(clause.iter.range(), &clause.target, iterator, done)?;
        self.lower_inside(parts, index, skip, result)?;
        self.place(skip);
        self.emit_jump(parts.at, Op::JumpBack, 0, 0, 0, start);
        self.release(mark);
        self.emit_async_end(clause.iter.range(), iterator, done);
        Ok(())
    }

    /// The conditions of a clause, then the next clause or the element.
    fn lower_inside(
        &mut self,
        parts: Parts<'a>,
        index: usize,
        skip: crate::ir::Label,
        result: Reg,
    ) -> Result<()> {
        for condition in &parts.generators[index].ifs {
            self.jump_if(condition, false, skip)?;
        }
        let Some(next) = parts.generators.get(index + 1) else { return self.lower_element(parts, result) };
        let mark = self.mark();
        if let Some(only) = single_item(next) {
            // `for x in [value]` is an assignment.
            self.assign_value(&next.target, only)?;
            let inner = self.label();
            self.lower_inside(parts, index + 1, inner, result)?;
            self.place(inner);
        } else {
            let iterator = self.alloc();
            self.outermost_iterator(next, iterator)?;
            self.lower_clauses(parts, index + 1, iterator, result)?;
        }
        self.release(mark);
        Ok(())
    }

    fn lower_element(&mut self, parts: Parts<'a>, result: Reg) -> Result<()> {
        let mark = self.mark();
        match parts.element {
            Element::List(expr) => {
                let value = self.operand(expr)?;
                self.emit(expr.range(), Op::ListAppend, value.take_b(), result, value.reg, 0);
            }
            Element::Set(expr) => {
                let value = self.operand(expr)?;
                self.emit(expr.range(), Op::SetAdd, value.take_b(), result, value.reg, 0);
            }
            Element::Dict(key, value) => {
                let at = TextRange::new(key.start(), value.end());
                let key_val = self.operand(key)?;
                let key_val = self.secure(key.range(), key_val, value.range());
                let value = self.operand(value)?;
                self.emit(
                    at,
                    Op::DictInsert,
                    Self::take_pair(key_val, value),
                    result,
                    key_val.reg,
                    value.reg,
                );
            }
            Element::Yield(expr) => {
                let value = self.operand(expr)?;
                let sent = self.alloc();
                self.emit(expr.range(), Op::Yield, value.take_b(), sent, value.reg, 0);
                self.emit(expr.range(), Op::Drop, 0, sent, 0, 0);
            }
        }
        self.release(mark);
        Ok(())
    }

    /// A comprehension with a code object of its own: makes the function and calls it with the first iterator.
    fn call_comprehension(&mut self, parts: Parts<'a>, id: ScopeId, dst: Reg) -> Result<()> {
        let line = self.line(parts.at);
        self.enter_unit(id, UnitKind::Comprehension, parts.name, line);
        self.state.unit.arg_count = 1;
        let is_generator = matches!(parts.element, Element::Yield(_));
        let result = if is_generator { 0 } else { self.alloc() };
        self.emit_collection(parts, result);
        let iterator = self.alloc();
        self.emit(parts.at, Op::Move, 0, iterator, 0, 0);
        self.lower_clauses(parts, 0, iterator, result)?;
        if is_generator {
            self.return_none(parts.at);
        } else {
            self.emit_return(parts.at, Val::temp(result));
        }
        let is_coroutine = self.table.scope(id).is_coroutine;
        let code = self.leave_unit()?;
        let window = if self.is_top(dst) { dst } else { self.alloc() };
        self.make_function(parts.at, code, id, window);
        let argument = self.alloc();
        self.outermost_iterator(&parts.generators[0], argument)?;
        self.call_with_one(parts.at, window);
        if is_coroutine && !is_generator {
            self.emit(parts.at, Op::GetAwaitable, 0, window, window, 0);
            self.emit_await(parts.at, window, window);
        }
        if window != dst {
            self.emit(parts.at, Op::Move, TAKE_B, dst, window, 0);
        }
        Ok(())
    }

    /// Loads `None`.
    pub(super) fn none(&mut self, at: TextRange, dst: Reg) {
        self.load_constant(at, Constant::None, dst);
    }
}

/// The item of `for x in [item]` and `for x in (item,)`.
fn single_item(clause: &Comprehension) -> Option<&Expr> {
    let items = match &clause.iter {
        Expr::List(list) => &list.elts,
        Expr::Tuple(tuple) => &tuple.elts,
        _ => return None,
    };
    match items.as_slice() {
        [only] if !clause.is_async && !only.is_starred_expr() => Some(only),
        _ => None,
    }
}
