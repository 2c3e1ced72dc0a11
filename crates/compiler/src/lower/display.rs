//! Displays: tuples, lists, sets, dicts, with `*` and `**`.

use super::{Lowerer, Result, Val};
use crate::ir::Reg;
use whipsnake_bytecode::instr::TAKE_B;
use whipsnake_bytecode::{Constant, Op};
use whipsnake_parser_glue::ast::{self, Expr};
use whipsnake_parser_glue::{Ranged, TextRange};

/// Displays longer than this are built piece by piece.
const MAX_WINDOW: usize = 64;

impl<'a> Lowerer<'a> {
    /// Evaluates expressions into registers in a row; returns the first.
    fn in_a_row(&mut self, items: &'a [Expr], dst: Reg) -> Result<Reg> {
        let Some((first, rest)) = items.split_first() else { return Ok(dst) };
        let start = self.window(dst);
        self.expr_into(first, start)?;
        for item in rest {
            self.temporary(item)?;
        }
        Ok(start)
    }

    /// `dst`, or a new temporary if that is a local: for values built in several steps.
    fn workplace(&mut self, dst: Reg) -> Reg {
        if self.is_temp(dst) { dst } else { self.alloc() }
    }

    fn is_plain(items: &[Expr]) -> bool {
        items.len() <= MAX_WINDOW && !items.iter().any(Expr::is_starred_expr)
    }

    /// A tuple display.
    #[inline(never)]
    pub(super) fn lower_tuple(&mut self, at: TextRange, items: &'a [Expr], dst: Reg) -> Result<()> {
        if let Some(constants) = self.constants_of(items) {
            self.load_constant(at, Constant::Tuple(constants), dst);
            return Ok(());
        }
        if Self::is_plain(items) {
            let start = self.in_a_row(items, dst)?;
            self.emit(at, Op::BuildTuple, 0, dst, start, items.len() as u32);
            return Ok(());
        }
        let list = self.workplace(dst);
        self.emit(at, Op::BuildList, 0, list, list, 0);
        self.extend_list(at, items, list)?;
        self.emit(at, Op::ListToTuple, if list == dst { 0 } else { TAKE_B }, dst, list, 0);
        Ok(())
    }

    /// The values of items that are all constant.
    fn constants_of(&self, items: &[Expr]) -> Option<Vec<Constant>> {
        items.iter().map(|item| self.folder.constant_of(item)).collect()
    }

    /// A list display.
    #[inline(never)]
    pub(super) fn lower_list(&mut self, at: TextRange, items: &'a [Expr], dst: Reg) -> Result<()> {
        if items.len() > 2
            && let Some(constants) = self.constants_of(items)
        {
            let list = self.workplace(dst);
            let tuple = self.alloc();
            self.emit(at, Op::BuildList, 0, list, list, 0);
            self.load_constant(at, Constant::Tuple(constants), tuple);
            self.emit(at, Op::ListExtend, TAKE_B, list, tuple, 0);
            self.move_into(at, Val::temp(list), dst);
            return Ok(());
        }
        if Self::is_plain(items) {
            let start = self.in_a_row(items, dst)?;
            self.emit(at, Op::BuildList, 0, dst, start, items.len() as u32);
            return Ok(());
        }
        let list = self.workplace(dst);
        self.emit(at, Op::BuildList, 0, list, list, 0);
        self.extend_list(at, items, list)?;
        self.move_into(at, Val::temp(list), dst);
        Ok(())
    }

    /// Adds items, starred or not, to the list in `list`.
    pub(super) fn extend_list(&mut self, at: TextRange, items: &'a [Expr], list: Reg) -> Result<()> {
        for item in items {
            let mark = self.mark();
            match item {
                Expr::Starred(starred) => {
                    let value = self.operand(&starred.value)?;
                    self.emit(at, Op::ListExtend, value.take_b(), list, value.reg, 0);
                }
                _ => {
                    let value = self.operand(item)?;
                    self.emit(at, Op::ListAppend, value.take_b(), list, value.reg, 0);
                }
            }
            self.release(mark);
        }
        Ok(())
    }

    /// A set display.
    #[inline(never)]
    pub(super) fn lower_set(&mut self, node: &'a ast::ExprSet, dst: Reg) -> Result<()> {
        let (at, items) = (node.range(), &*node.elts);
        if Self::is_plain(items) {
            let start = self.in_a_row(items, dst)?;
            self.emit(at, Op::BuildSet, 0, dst, start, items.len() as u32);
            return Ok(());
        }
        let set = self.workplace(dst);
        self.emit(at, Op::BuildSet, 0, set, set, 0);
        for item in items {
            let mark = self.mark();
            let (op, item) = match item {
                Expr::Starred(starred) => (Op::SetUpdate, &*starred.value),
                _ => (Op::SetAdd, item),
            };
            let value = self.operand(item)?;
            self.emit(at, op, value.take_b(), set, value.reg, 0);
            self.release(mark);
        }
        self.move_into(at, Val::temp(set), dst);
        Ok(())
    }

    /// A dict display.
    #[inline(never)]
    pub(super) fn lower_dict(&mut self, node: &'a ast::ExprDict, dst: Reg) -> Result<()> {
        let at = node.range();
        let whole = node.items.len() <= MAX_WINDOW / 2 && node.items.iter().all(|item| item.key.is_some());
        if whole {
            let mut start = None;
            for item in &node.items {
                let key = if start.is_none() { self.window(dst) } else { self.alloc() };
                start.get_or_insert(key);
                if let Some(expr) = &item.key {
                    self.expr_into(expr, key)?;
                }
                self.temporary(&item.value)?;
            }
            self.emit(at, Op::BuildDict, 0, dst, start.unwrap_or(dst), node.items.len() as u32);
            return Ok(());
        }
        let dict = self.workplace(dst);
        self.emit(at, Op::BuildDict, 0, dict, dict, 0);
        for item in &node.items {
            let mark = self.mark();
            match &item.key {
                Some(key) => {
                    let key_val = self.operand(key)?;
                    let key_val = self.secure(key.range(), key_val, item.value.range());
                    let value = self.operand(&item.value)?;
                    self.emit(
                        at,
                        Op::DictInsert,
                        Self::take_pair(key_val, value),
                        dict,
                        key_val.reg,
                        value.reg,
                    );
                }
                None => {
                    let value = self.operand(&item.value)?;
                    self.emit(at, Op::DictUpdate, value.take_b(), dict, value.reg, 0);
                }
            }
            self.release(mark);
        }
        self.move_into(at, Val::temp(dict), dst);
        Ok(())
    }
}
