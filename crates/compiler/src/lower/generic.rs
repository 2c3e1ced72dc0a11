//! Type parameters (PEP 695, 696): generic functions, classes and aliases, and values computed on demand.

use super::function::Part;
use super::{Lowerer, Result, UnitKind, Val};
use crate::ir::Reg;
use crate::symbols::{ScopeId, ScopeKind};
use whipsnake_bytecode::{Constant, Intrinsic, Op};
use whipsnake_parser_glue::ast::{self, Expr, TypeParam};
use whipsnake_parser_glue::{Ranged, TextRange};

impl<'a> Lowerer<'a> {
    fn intrinsic(&mut self, at: TextRange, which: Intrinsic, dst: Reg, window: Reg) {
        self.emit(at, Op::Intrinsic, 0, dst, window, which as u32);
    }

    /// Evaluates type parameters, binds their names, and leaves the tuple of them in a new temporary.
    fn lower_type_params(&mut self, params: &'a ast::TypeParams) -> Result<Reg> {
        let first = self.state.next;
        for param in params.iter() {
            let reg = self.alloc();
            self.lower_type_param(param, reg)?;
            self.store_name(param.range(), &param.name().id, Val::borrowed(reg));
        }
        self.emit(params.range(), Op::BuildTuple, 0, first, first, params.len() as u32);
        self.release(first + 1);
        Ok(first)
    }

    fn lower_type_param(&mut self, param: &'a TypeParam, dst: Reg) -> Result<()> {
        let at = param.range();
        self.load_str(at, param.name(), dst);
        match param {
            TypeParam::TypeVar(node) => match &node.bound {
                None => self.intrinsic(at, Intrinsic::TypeVar, dst, dst),
                Some(bound) => {
                    let function = self.alloc();
                    let id = self.table.scope_of(ScopeKind::TypeVariableBound, &**bound);
                    self.lower_lazy_value(id, &node.name, bound, function)?;
                    let is_tuple = matches!(&**bound, Expr::Tuple(_));
                    let which = if is_tuple {
                        Intrinsic::TypeVarWithConstraints
                    } else {
                        Intrinsic::TypeVarWithBound
                    };
                    self.intrinsic(at, which, dst, dst);
                    self.release(function);
                }
            },
            TypeParam::TypeVarTuple(_) => self.intrinsic(at, Intrinsic::TypeVarTuple, dst, dst),
            TypeParam::ParamSpec(_) => self.intrinsic(at, Intrinsic::ParamSpec, dst, dst),
        }
        if let Some(default) = param.default() {
            let function = self.alloc();
            let id = self.table.scope_of(ScopeKind::TypeParameterDefault, default);
            self.lower_lazy_value(id, param.name(), default, function)?;
            self.intrinsic(at, Intrinsic::SetTypeParamDefault, dst, dst);
            self.release(function);
        }
        Ok(())
    }

    /// A function of one parameter, the format, that computes `value`; made in the temporary `dst`.
    fn lower_lazy_value(&mut self, id: ScopeId, name: &str, value: &'a Expr, dst: Reg) -> Result<()> {
        let at = value.range();
        let line = self.line(at);
        self.enter_unit(id, UnitKind::Hidden, name, line);
        self.emit_format_check(at);
        // The default of a TypeVarTuple may be `*Ts`.
        let result = match value {
            Expr::Starred(starred) => {
                let inner = self.operand(&starred.value)?;
                let item = self.alloc();
                self.emit(at, Op::UnpackSequence, inner.take_b(), item, inner.reg, 1);
                Val::temp(item)
            }
            _ => self.operand(value)?,
        };
        self.emit_return(at, result);
        let code = self.leave_unit()?;
        self.make_function(at, code, id, dst);
        let defaults = self.alloc();
        self.load_constant(at, Constant::Tuple(vec![Constant::Int(1)]), defaults);
        self.set_function(at, dst, Part::Defaults, Val::temp(defaults));
        self.release(defaults);
        Ok(())
    }

    fn enter_generic(&mut self, node: impl Ranged, name: &str, line: u32) -> ScopeId {
        let id = self.table.scope_of(ScopeKind::TypeParameters, node);
        self.enter_unit(id, UnitKind::Hidden, &format!("<generic parameters of {name}>"), line);
        self.state.unit.arg_count = self.state.unit.params;
        id
    }

    /// A generic `def`: a hidden function makes the type parameters and then the function, into `dst`.
    pub(super) fn lower_generic_function(
        &mut self,
        node: &'a ast::StmtFunctionDef,
        params: &'a ast::TypeParams,
        at: TextRange,
        line: u32,
        dst: Reg,
    ) -> Result<()> {
        // The callable comes first in the window, but defaults are evaluated before it is made.
        let defaults = self.lower_default_tuple(&node.parameters)?;
        let keyword = self.lower_keyword_defaults(&node.parameters)?;
        let arguments = u32::from(defaults.is_some()) + u32::from(keyword.is_some());
        let id = self.enter_generic(node, &node.name, line);
        let window = self.alloc();
        let tuple = self.lower_type_params(params)?;
        debug_assert_eq!(tuple, window + 1);
        // Defaults arrive as parameters, in this order.
        let mut inner = [None, None];
        let mut next = 0;
        for (slot, given) in inner.iter_mut().zip([defaults, keyword]) {
            if given.is_some() {
                let copy = self.alloc();
                self.emit(at, Op::Move, 0, copy, next, 0);
                *slot = Some(copy);
                next += 1;
            }
        }
        self.lower_function_object(node, at, line, window, inner)?;
        self.intrinsic(at, Intrinsic::SetTypeParams, window, window);
        self.emit_return(at, Val::temp(window));
        let code = self.leave_unit()?;
        self.make_function(at, code, id, dst);
        self.emit(at, Op::Call, 0, dst, arguments, 0);
        self.release(dst + 1);
        Ok(())
    }

    /// A generic `class`, into `dst`.
    pub(super) fn lower_generic_class(
        &mut self,
        node: &'a ast::StmtClassDef,
        params: &'a ast::TypeParams,
        line: u32,
        dst: Reg,
    ) -> Result<()> {
        let at = self.source.definition_range(node.range(), &node.decorator_list);
        let id = self.enter_generic(node, &node.name, line);
        let tuple = self.lower_type_params(params)?;
        self.store_name(at, ".type_params", Val::temp(tuple));
        self.release(tuple);
        let base = self.state.registers.get(".generic_base").copied();
        let window = self.alloc();
        self.lower_class_object(node, line, window, base)?;
        self.emit_return(at, Val::temp(window));
        let code = self.leave_unit()?;
        self.make_function(at, code, id, dst);
        self.emit(at, Op::Call, 0, dst, 0, 0);
        Ok(())
    }

    /// `type name[params] = value`
    pub(super) fn lower_type_alias(&mut self, node: &'a ast::StmtTypeAlias) -> Result<()> {
        let at = node.range();
        let Expr::Name(name) = &*node.name else {
            return Err(self.error(node.name.range(), "type alias must have a name"));
        };
        let mark = self.mark();
        let line = self.line(at);
        let dst = self.alloc();
        match &node.type_params {
            None => self.lower_alias_object(node, &name.id, None, dst)?,
            Some(params) => {
                let id = self.enter_generic(node, &name.id, line);
                let window = self.alloc();
                self.lower_alias_object(node, &name.id, Some(params), window)?;
                self.emit_return(at, Val::temp(window));
                let code = self.leave_unit()?;
                self.make_function(at, code, id, dst);
                self.emit(at, Op::Call, 0, dst, 0, 0);
            }
        }
        self.store_name(name.range(), &name.id, Val::temp(dst));
        self.release(mark);
        Ok(())
    }

    /// The alias object in `dst`, the last temporary.
    fn lower_alias_object(
        &mut self,
        node: &'a ast::StmtTypeAlias,
        name: &str,
        params: Option<&'a ast::TypeParams>,
        dst: Reg,
    ) -> Result<()> {
        let at = node.range();
        self.load_str(at, name, dst);
        match params {
            Some(params) => {
                self.lower_type_params(params)?;
            }
            None => {
                let none = self.alloc();
                self.none(at, none);
            }
        }
        let function = self.alloc();
        let id = self.table.scope_of(ScopeKind::TypeAlias, node);
        self.lower_lazy_value(id, name, &node.value, function)?;
        self.intrinsic(at, Intrinsic::TypeAlias, dst, dst);
        self.release(dst + 1);
        Ok(())
    }
}
