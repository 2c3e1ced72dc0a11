//! Assignment: targets of all kinds, unpacking, augmented assignment, deletion.

use super::{Lowerer, Result, Val};
use crate::ir::Reg;
use whipsnake_bytecode::instr::{IN_PLACE, TAKE_B};
use whipsnake_bytecode::{Constant, Op};
use whipsnake_parser_glue::ast::{self, Expr};
use whipsnake_parser_glue::{Ranged, TextRange};

impl<'a> Lowerer<'a> {
    /// `target = value`: straight into the register of a local.
    pub(super) fn assign_value(&mut self, target: &'a Expr, value: &'a Expr) -> Result<()> {
        let mark = self.mark();
        if let Expr::Name(name) = target
            && let Some(reg) = self.bound_register(&name.id).filter(|reg| !self.is_temp(*reg))
        {
            self.expr_into(value, reg)?;
        } else if !self.assign_parallel(target, value)? {
            let value = self.operand(value)?;
            // Evaluating the target may bind the local the value was borrowed from.
            let value = self.secure(target.range(), value, target.range());
            self.store(target, value)?;
        }
        self.release(mark);
        Ok(())
    }

    /// `a, b = x, y` without the tuple; returns whether it applied.
    fn assign_parallel(&mut self, target: &'a Expr, value: &'a Expr) -> Result<bool> {
        let targets = match target {
            Expr::Tuple(node) => &node.elts,
            Expr::List(node) => &node.elts,
            _ => return Ok(false),
        };
        let values = match value {
            Expr::Tuple(node) => &node.elts,
            Expr::List(node) => &node.elts,
            _ => return Ok(false),
        };
        let starred = targets.iter().chain(values).any(Expr::is_starred_expr);
        if targets.len() != values.len() || targets.is_empty() || targets.len() > 16 || starred {
            return Ok(false);
        }
        let bound: Vec<Option<Reg>> = targets
            .iter()
            .map(|target| match target {
                Expr::Name(name) => self.bound_register(&name.id),
                _ => None,
            })
            .collect();
        // Nested targets may bind anything: then nothing is borrowed.
        let nested = targets.iter().any(|target| matches!(target, Expr::Tuple(_) | Expr::List(_)));
        let mut vals = Vec::with_capacity(values.len());
        for (index, value) in values.iter().enumerate() {
            let mut val = self.operand(value)?;
            let is_rebound = !val.temp && (nested || bound[..index].contains(&Some(val.reg)));
            if is_rebound
                || !val.temp
                    && self.has_walrus(TextRange::new(
                        value.end(),
                        target.end().max(values[values.len() - 1].end()),
                    ))
            {
                let copy = self.alloc();
                self.emit(value.range(), Op::Move, 0, copy, val.reg, 0);
                val = Val::temp(copy);
            }
            vals.push(val);
        }
        for (target, val) in targets.iter().zip(vals) {
            self.store(target, val)?;
        }
        Ok(true)
    }

    /// Binds `val` to a target; a temporary is consumed.
    pub(super) fn store(&mut self, target: &'a Expr, val: Val) -> Result<()> {
        let at = target.range();
        let mark = self.mark();
        match target {
            Expr::Name(name) => self.store_name(at, &name.id, val),
            Expr::Attribute(node) => {
                let object = self.operand(&node.value)?;
                let name = self.private_name(&node.attr);
                let at = self.attribute_range(node);
                let flags = object.take_a() | val.take_b();
                self.emit(at, Op::StoreAttr, flags, object.reg, val.reg, name);
            }
            Expr::Subscript(node) => {
                let object = self.operand(&node.value)?;
                let object = self.secure(node.value.range(), object, node.slice.range());
                if let Expr::Slice(slice) = &*node.slice
                    && slice.step.is_none()
                    && self.folder.constant_slice(slice).is_none()
                {
                    let bounds = self.slice_bounds(slice)?;
                    let last = self.alloc();
                    self.emit(at, Op::Move, val.take_b(), last, val.reg, 0);
                    self.emit(at, Op::SliceSet, object.take_a(), object.reg, bounds, 0);
                } else {
                    let key = self.operand(&node.slice)?;
                    let flags = object.take_a() | Self::subscript_flags(key, val);
                    self.emit(at, Op::StoreSubscr, flags, object.reg, key.reg, val.reg);
                }
            }
            Expr::Tuple(node) => self.unpack(at, &node.elts, val)?,
            Expr::List(node) => self.unpack(at, &node.elts, val)?,
            Expr::Starred(node) => {
                return Err(self.error(node.range(), "starred assignment target must be in a list or tuple"));
            }
            _ => return Err(self.error(at, "cannot assign to expression")),
        }
        self.release(mark);
        Ok(())
    }

    fn subscript_flags(key: Val, val: Val) -> u8 {
        key.take_b() | val.take_c()
    }

    /// Unpacks `val` into targets, at most one of them starred.
    fn unpack(&mut self, at: TextRange, targets: &'a [Expr], val: Val) -> Result<()> {
        let star = targets.iter().position(Expr::is_starred_expr);
        // The value may be overwritten by its own first item.
        let first = if val.temp && val.reg + 1 == self.state.next && !targets.is_empty() {
            self.alloc_run(targets.len() as u32 - 1);
            val.reg
        } else {
            self.alloc_run(targets.len() as u32)
        };
        let take = val.take_b_unless(if targets.is_empty() { Reg::MAX } else { first });
        match star {
            None => {
                self.emit_unpack(at, take, first, val.reg, targets)?;
            }
            Some(index) => {
                let behind = targets.len() - index - 1;
                if targets[index + 1..].iter().any(Expr::is_starred_expr) {
                    return Err(self.error(at, "multiple starred expressions in assignment"));
                }
                let counts = index as u32 | (behind as u32) << 16;
                self.emit(at, Op::UnpackEx, take, first, val.reg, counts);
            }
        }
        for (offset, target) in targets.iter().enumerate() {
            let item = Val::temp(first + offset as u32);
            match target {
                Expr::Starred(starred) => self.store(&starred.value, item)?,
                _ => self.store(target, item)?,
            }
        }
        Ok(())
    }

    fn emit_unpack(
        &mut self,
        at: TextRange,
        take: u8,
        first: Reg,
        src: Reg,
        targets: &'a [Expr],
    ) -> Result<()> {
        if targets.len() > usize::from(u16::MAX) {
            return Err(self.error(at, "too many expressions in assignment"));
        }
        self.emit(at, Op::UnpackSequence, take, first, src, targets.len() as u32);
        Ok(())
    }

    /// `a = b = value`
    pub(super) fn lower_assign(&mut self, node: &'a ast::StmtAssign) -> Result<()> {
        let mark = self.mark();
        let (first, rest) = node.targets.split_first().expect("an assignment has a target");
        if rest.is_empty() {
            return self.assign_value(first, &node.value);
        }
        let (last, middle) = rest.split_last().expect("there are two targets or more");
        let constant = self.folder.constant_of(&node.value);
        if let Some(constant) = constant {
            for target in &node.targets {
                let reg = self.alloc();
                self.load_constant(node.value.range(), constant.clone(), reg);
                self.store(target, Val::temp(reg))?;
                self.release(mark);
            }
            return Ok(());
        }
        let value = self.operand(&node.value)?;
        let value = if value.temp {
            value
        } else {
            // Storing to the first target may bind the local that the value is.
            let copy = self.alloc();
            self.emit(node.value.range(), Op::Move, 0, copy, value.reg, 0);
            Val::temp(copy)
        };
        for target in std::iter::once(first).chain(middle) {
            self.store(target, Val::borrowed(value.reg))?;
        }
        self.store(last, value)?;
        self.release(mark);
        Ok(())
    }

    /// `target op= value`
    pub(super) fn lower_aug_assign(&mut self, node: &'a ast::StmtAugAssign) -> Result<()> {
        let at = node.range();
        let mark = self.mark();
        match &*node.target {
            Expr::Name(name) => {
                let target_at = name.range();
                let left = self.name_operand(target_at, &name.id)?;
                let out = self.bound_register(&name.id);
                let left = self.secure(target_at, left, node.value.range());
                let out = if left.temp && out.is_none() { left.reg } else { out.unwrap_or(left.reg) };
                let result = self.binary_step(at, node.op, IN_PLACE, left, &node.value, Some(out))?;
                if self.is_temp(result.reg) && Some(result.reg) != self.bound_register(&name.id) {
                    self.store_name(target_at, &name.id, result);
                }
            }
            Expr::Attribute(target) => {
                let object = self.operand(&target.value)?;
                let object = self.secure(target.value.range(), object, node.value.range());
                let name = self.private_name(&target.attr);
                let place = self.attribute_range(target);
                let value = self.alloc();
                self.emit(place, Op::LoadAttr, 0, value, object.reg, name);
                let out = Some(value);
                self.binary_step(at, node.op, IN_PLACE, Val::temp(value), &node.value, out)?;
                self.emit(place, Op::StoreAttr, object.take_a() | TAKE_B, object.reg, value, name);
            }
            Expr::Subscript(target) => {
                let object = self.operand(&target.value)?;
                let object = self.secure(
                    target.value.range(),
                    object,
                    TextRange::new(target.slice.start(), node.value.end()),
                );
                let key = self.operand(&target.slice)?;
                let key = self.secure(target.slice.range(), key, node.value.range());
                let value = self.alloc();
                self.emit(target.range(), Op::Subscr, 0, value, object.reg, key.reg);
                let out = Some(value);
                self.binary_step(at, node.op, IN_PLACE, Val::temp(value), &node.value, out)?;
                let flags = object.take_a() | Self::subscript_flags(key, Val::temp(value));
                self.emit(target.range(), Op::StoreSubscr, flags, object.reg, key.reg, value);
            }
            other => return Err(self.error(other.range(), "illegal expression for augmented assignment")),
        }
        self.release(mark);
        Ok(())
    }

    /// `del target`
    pub(super) fn lower_delete(&mut self, target: &'a Expr) -> Result<()> {
        let at = target.range();
        let mark = self.mark();
        match target {
            Expr::Name(name) => self.delete_name(at, &name.id),
            Expr::Attribute(node) => {
                let object = self.operand(&node.value)?;
                let name = self.private_name(&node.attr);
                let at = self.attribute_range(node);
                self.emit(at, Op::DeleteAttr, object.take_a(), object.reg, 0, name);
            }
            Expr::Subscript(node) => {
                let object = self.operand(&node.value)?;
                let object = self.secure(node.value.range(), object, node.slice.range());
                let key = self.operand(&node.slice)?;
                self.emit(at, Op::DeleteSubscr, object.take_a() | key.take_b(), object.reg, key.reg, 0);
            }
            Expr::Tuple(node) => {
                for item in &node.elts {
                    self.lower_delete(item)?;
                }
            }
            Expr::List(node) => {
                for item in &node.elts {
                    self.lower_delete(item)?;
                }
            }
            _ => return Err(self.error(at, "cannot delete expression")),
        }
        self.release(mark);
        Ok(())
    }

    /// Binds a name to `None` and unbinds it: the end of `except … as name`.
    pub(super) fn unbind_name(&mut self, at: TextRange, name: &str) {
        if let Some(reg) = self.bound_register(name) {
            self.load_constant(at, Constant::None, reg);
        } else {
            let temp = self.alloc();
            self.none(at, temp);
            self.store_name(at, name, Val::temp(temp));
            self.release(temp);
        }
        self.delete_name(at, name);
    }
}
