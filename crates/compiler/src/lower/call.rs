//! Calls: functions, methods, keywords, stars, `super()`.

use super::{Lowerer, Result, Val};
use crate::ir::Reg;
use crate::symbols::Resolution;
use whipsnake_bytecode::instr::{TAKE_B, TAKE_C};
use whipsnake_bytecode::{Constant, Op};
use whipsnake_parser_glue::ast::{self, Expr, Keyword};
use whipsnake_parser_glue::{Ranged, TextRange};

/// Calls with more arguments than this gather them in a tuple first, so that windows stay small.
const MAX_WINDOW: usize = 200;

/// Whether arguments must be gathered in a tuple and a dict.
fn needs_gathering(args: &[Expr], keywords: &[Keyword]) -> bool {
    args.iter().any(Expr::is_starred_expr)
        || keywords.iter().any(|keyword| keyword.arg.is_none())
        || args.len() + keywords.len() > MAX_WINDOW
}

impl<'a> Lowerer<'a> {
    /// A call; the result ends in `dst`.
    #[inline(never)]
    pub(super) fn lower_call(&mut self, node: &'a ast::ExprCall, dst: Reg) -> Result<()> {
        let (args, keywords) = (&*node.arguments.args, &*node.arguments.keywords);
        let at = node.range();
        let window = self.window(dst);
        if needs_gathering(args, keywords) {
            self.expr_into(&node.func, window)?;
            self.call_gathered(at, window, args, keywords)?;
        } else if let Expr::Attribute(method) = &*node.func {
            let name_at = self.attribute_range(method);
            let second = self.alloc();
            debug_assert_eq!(second, window + 1);
            if !self.load_super_method(method, window)? {
                let object = self.method_object(&method.value, window)?;
                let name = self.private_name(&method.attr);
                self.emit(name_at, Op::LoadMethod, object.take_b_unless(window), window, object.reg, name);
            }
            let call_at = if name_at == method.range() {
                at
            } else {
                name_at.cover(at).intersect(name_at).map_or(at, |_| TextRange::new(name_at.start(), at.end()))
            };
            self.call_simple(call_at, window, Op::CallMethod, 0, args, keywords)?;
        } else {
            self.expr_into(&node.func, window)?;
            self.call_simple(at, window, Op::Call, 0, args, keywords)?;
        }
        self.move_into(at, Val::temp(window), dst);
        Ok(())
    }

    /// The object a method is called on. The window's two registers are taken already; the first is free for it.
    fn method_object(&mut self, object: &'a Expr, window: Reg) -> Result<Val> {
        if self.plain_local(object).is_some() {
            return self.operand(object);
        }
        self.expr_into(object, window)?;
        Ok(Val::temp(window))
    }

    /// Evaluates arguments into the window behind `window` and calls. `before` arguments are there already.
    #[inline(never)]
    pub(super) fn call_simple(
        &mut self,
        at: TextRange,
        window: Reg,
        op: Op,
        before: u32,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Result<()> {
        for arg in args {
            self.temporary(arg)?;
        }
        for keyword in keywords {
            self.temporary(&keyword.value)?;
        }
        let count = before + (args.len() + keywords.len()) as u32;
        if keywords.is_empty() {
            self.emit(at, op, 0, window, count, 0);
        } else {
            let names = keywords.iter().filter_map(|keyword| keyword.arg.as_ref());
            let names = names.map(|name| Constant::Str(name.as_str().as_bytes().into())).collect();
            let index = self.constant(Constant::Tuple(names));
            let op = if op == Op::CallMethod { Op::CallMethodKw } else { Op::CallKw };
            self.emit(at, op, 0, window, count, index);
        }
        self.release(window + 1);
        Ok(())
    }

    /// Calls what is in `window`, the last temporary, with arguments gathered in a tuple and a dict.
    #[inline(never)]
    fn call_gathered(
        &mut self,
        at: TextRange,
        window: Reg,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Result<()> {
        let positional = self.alloc();
        match args {
            [Expr::Starred(only)] => self.expr_into(&only.value, positional)?,
            _ => self.lower_tuple(at, args, positional)?,
        }
        self.call_with_tuple(at, window, keywords)
    }

    /// Calls what is in `window` with the positional arguments behind it in one iterable, and keywords.
    pub(super) fn call_with_tuple(
        &mut self,
        at: TextRange,
        window: Reg,
        keywords: &'a [Keyword],
    ) -> Result<()> {
        self.release(window + 2);
        if keywords.is_empty() {
            self.emit(at, Op::CallEx, 0, window, 0, 0);
        } else {
            let dict = self.alloc();
            self.gather_keywords(at, keywords, window, dict)?;
            self.emit(at, Op::CallEx, 0, window, 1, 0);
        }
        self.release(window + 1);
        Ok(())
    }

    /// The keywords of a call as a dict in `dst`. `callee` is named in errors.
    fn gather_keywords(
        &mut self,
        at: TextRange,
        keywords: &'a [Keyword],
        callee: Reg,
        dst: Reg,
    ) -> Result<()> {
        self.emit(at, Op::BuildDict, 0, dst, dst, 0);
        let mut seen_stars = false;
        for keyword in keywords {
            let mark = self.mark();
            match &keyword.arg {
                None => {
                    let value = self.operand(&keyword.value)?;
                    self.emit(keyword.value.range(), Op::DictMerge, value.take_b(), dst, value.reg, callee);
                    seen_stars = true;
                }
                Some(name) if seen_stars => {
                    // A name given twice is an error found by merging.
                    let part = self.alloc();
                    let pair = self.alloc_run(2);
                    self.load_str(at, name, pair);
                    self.expr_into(&keyword.value, pair + 1)?;
                    self.emit(at, Op::BuildDict, 0, part, pair, 1);
                    self.emit(at, Op::DictMerge, TAKE_B, dst, part, callee);
                }
                Some(name) => {
                    let key = self.alloc();
                    self.load_str(at, name, key);
                    let value = self.operand(&keyword.value)?;
                    self.emit(at, Op::DictInsert, TAKE_B | value.take_c(), dst, key, value.reg);
                }
            }
            self.release(mark);
        }
        Ok(())
    }

    /// `super().name` and `super(a, b).name` without making the super object; returns whether it applied.
    pub(super) fn lower_super_attribute(&mut self, node: &'a ast::ExprAttribute, dst: Reg) -> Result<bool> {
        let Some(call) = self.find_super_call(node) else { return Ok(false) };
        let window = self.window(dst);
        self.load_super_window(call, window)?;
        let name = self.private_name(&node.attr);
        let at = self.attribute_range(node);
        self.emit(at, Op::LoadSuperAttr, Self::super_flag(call), window, 0, name);
        self.move_into(at, Val::temp(window), dst);
        Ok(true)
    }

    /// The same for a method that is called at once. The window's first two registers are taken already.
    fn load_super_method(&mut self, node: &'a ast::ExprAttribute, window: Reg) -> Result<bool> {
        let Some(call) = self.find_super_call(node) else { return Ok(false) };
        self.release(window + 1);
        self.load_super_window(call, window)?;
        self.release(window + 2);
        let name = self.private_name(&node.attr);
        let at = self.attribute_range(node);
        self.emit(at, Op::LoadSuperMethod, Self::super_flag(call), window, 0, name);
        Ok(true)
    }

    /// The low flag that says whether `super` was written with arguments.
    fn super_flag(call: &ast::ExprCall) -> u8 {
        u8::from(!call.arguments.args.is_empty())
    }

    /// The call of `super` that an attribute is read from, if it may be short-cut.
    fn find_super_call(&self, node: &'a ast::ExprAttribute) -> Option<&'a ast::ExprCall> {
        let Expr::Call(call) = &*node.value else { return None };
        let Expr::Name(name) = &*call.func else { return None };
        if name.id != "super" || &node.attr == "__class__" || !call.arguments.keywords.is_empty() {
            return None;
        }
        let code = self.table.scope(self.state.code_scope);
        let scope = self.table.scope(self.state.scope);
        let is_global = |scope: &crate::symbols::Scope| {
            scope.symbol("super").is_none_or(|symbol| symbol.resolution == Resolution::GlobalImplicit)
        };
        if !is_global(scope) || !is_global(code) {
            return None;
        }
        match &*call.arguments.args {
            [] => {
                let has_self = !code.parameters.is_empty()
                    && code.parameters.len()
                        > usize::from(code.has_varargs) + usize::from(code.has_varkeywords)
                    && self.state.unit.arg_count > 0;
                (has_self && self.state.frees.contains_key("__class__")).then_some(call)
            }
            [first, second] if !first.is_starred_expr() && !second.is_starred_expr() => Some(call),
            _ => None,
        }
    }

    /// Loads `super`, the class and the object into `window` and the two registers behind it.
    fn load_super_window(&mut self, call: &'a ast::ExprCall, window: Reg) -> Result<()> {
        let at = call.range();
        let callee = self.name("super");
        self.emit(call.func.range(), Op::LoadGlobal, 0, window, callee, 0);
        match &*call.arguments.args {
            [class, object] => {
                self.temporary(class)?;
                self.temporary(object)?;
            }
            _ => {
                let class = self.alloc_run(2);
                let cell = self.state.frees.get("__class__").copied().unwrap_or_default();
                self.emit(at, Op::LoadFree, 0, class, cell, 0);
                if self.state.unit.cells.contains(&0) {
                    self.emit(at, Op::LoadCell, 0, class + 1, 0, 0);
                } else {
                    self.check_bound(at, 0);
                    self.emit(at, Op::Move, 0, class + 1, 0, 0);
                }
            }
        }
        Ok(())
    }

    /// Calls the callable in `window` with the one argument behind it.
    pub(super) fn call_with_one(&mut self, at: TextRange, window: Reg) {
        self.emit(at, Op::Call, 0, window, 1, 0);
    }

    /// Merges two values into the flags of an instruction that takes both.
    pub(super) fn take_pair(key: Val, value: Val) -> u8 {
        (if key.temp { TAKE_B } else { 0 }) | (if value.temp { TAKE_C } else { 0 })
    }
}
