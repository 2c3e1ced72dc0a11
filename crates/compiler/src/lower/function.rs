//! Functions: `def`, `lambda`, defaults, closures, decorators.

use super::{Lowerer, Result, UnitKind, Val};
use crate::ir::Reg;
use crate::optimize::text;
use crate::symbols::{ScopeId, ScopeKind};
use whipsnake_bytecode::instr::TAKE_B;
use whipsnake_bytecode::{CodeFlags, CodeObject, Constant, Op};
use whipsnake_parser_glue::ast::{self, Expr, ParameterWithDefault, Parameters, Stmt};
use whipsnake_parser_glue::{Ranged, TextRange};

/// What `SetFunction` sets.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Defaults = 0,
    KeywordDefaults = 1,
    Annotate = 2,
    Closure = 3,
}

impl<'a> Lowerer<'a> {
    /// `def` and `async def`, with decorators and type parameters.
    pub(super) fn lower_function_def(&mut self, node: &'a ast::StmtFunctionDef) -> Result<()> {
        let mark = self.mark();
        let first = self.lower_decorators(&node.decorator_list)?;
        let at = self.source.definition_range(node.range(), &node.decorator_list);
        let line = self.line(node);
        let function = self.alloc();
        match &node.type_params {
            None => {
                let defaults = self.lower_default_tuple(&node.parameters)?;
                let keyword = self.lower_keyword_defaults(&node.parameters)?;
                self.lower_function_object(node, at, line, function, [defaults, keyword])?;
            }
            Some(params) => self.lower_generic_function(node, params, at, line, function)?,
        }
        let result = self.apply_decorators(&node.decorator_list, first, function);
        self.store_name(at, &node.name, Val::temp(result));
        self.release(mark);
        Ok(())
    }

    /// Evaluates decorators into registers in a row; returns the first.
    pub(super) fn lower_decorators(&mut self, decorators: &'a [ast::Decorator]) -> Result<Reg> {
        let first = self.state.next;
        for decorator in decorators {
            self.temporary(&decorator.expression)?;
        }
        Ok(first)
    }

    /// Calls the decorators, innermost first, each with the value behind it. Returns where the result is.
    pub(super) fn apply_decorators(
        &mut self,
        decorators: &'a [ast::Decorator],
        first: Reg,
        value: Reg,
    ) -> Reg {
        for (index, decorator) in decorators.iter().enumerate().rev() {
            self.call_with_one(decorator.expression.range(), first + index as u32);
        }
        if decorators.is_empty() { value } else { first }
    }

    /// The tuple of positional defaults, if there are any.
    pub(super) fn lower_default_tuple(&mut self, parameters: &'a Parameters) -> Result<Option<Reg>> {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let defaults: Vec<&'a Expr> = positional.filter_map(|p| p.default.as_deref()).collect();
        let (Some(first), Some(last)) = (defaults.first(), defaults.last()) else { return Ok(None) };
        let at = TextRange::new(first.start(), last.end());
        let dst = self.alloc();
        let constants: Option<Vec<Constant>> = defaults.iter().map(|d| self.folder.constant_of(d)).collect();
        if let Some(constants) = constants {
            self.load_constant(at, Constant::Tuple(constants), dst);
            return Ok(Some(dst));
        }
        self.expr_into(first, dst)?;
        for default in &defaults[1..] {
            self.temporary(default)?;
        }
        self.emit(at, Op::BuildTuple, 0, dst, dst, defaults.len() as u32);
        self.release(dst + 1);
        Ok(Some(dst))
    }

    /// The dict of keyword-only defaults, if there are any.
    pub(super) fn lower_keyword_defaults(&mut self, parameters: &'a Parameters) -> Result<Option<Reg>> {
        let with_default = |p: &&'a ParameterWithDefault| p.default.is_some();
        let all: Vec<&'a ParameterWithDefault> = parameters.kwonlyargs.iter().filter(with_default).collect();
        if all.is_empty() {
            return Ok(None);
        }
        let dict = self.alloc();
        self.emit(parameters.range(), Op::BuildDict, 0, dict, dict, 0);
        for parameter in all {
            let Some(default) = &parameter.default else { continue };
            let key = self.alloc();
            let name = self.table.scope(self.state.scope).mangle(&parameter.parameter.name);
            self.load_str(default.range(), &name, key);
            let value = self.operand(default)?;
            let flags = TAKE_B | value.take_c();
            self.emit(default.range(), Op::DictInsert, flags, dict, key, value.reg);
            self.release(key);
        }
        Ok(Some(dict))
    }

    /// The function object of a `def` in `dst`; `defaults` (tuple and dict) are consumed.
    pub(super) fn lower_function_object(
        &mut self,
        node: &'a ast::StmtFunctionDef,
        at: TextRange,
        line: u32,
        dst: Reg,
        defaults: [Option<Reg>; 2],
    ) -> Result<()> {
        let id = self.table.scope_of(ScopeKind::Function, node);
        let mark = self.mark();
        let annotate = match self.table.scope(id).annotations {
            Some(scope) => {
                let reg = self.alloc();
                self.lower_function_annotations(node, scope, at, reg)?;
                Some(reg)
            }
            None => None,
        };
        let kind = if node.is_async { UnitKind::AsyncFunction } else { UnitKind::Function };
        let code = self.lower_function_code(id, kind, &node.name, line, &node.parameters, &node.body)?;
        self.make_function(at, code, id, dst);
        for (part, value) in
            [(Part::Annotate, annotate), (Part::KeywordDefaults, defaults[1]), (Part::Defaults, defaults[0])]
        {
            if let Some(reg) = value {
                self.set_function(at, dst, part, Val::temp(reg));
            }
        }
        self.release(mark);
        Ok(())
    }

    pub(super) fn set_function(&mut self, at: TextRange, function: Reg, part: Part, value: Val) {
        self.emit(at, Op::SetFunction, value.take_b(), function, value.reg, part as u32);
    }

    fn set_parameters(&mut self, parameters: &Parameters) {
        let unit = &mut self.state.unit;
        unit.posonly_count = parameters.posonlyargs.len() as u32;
        unit.arg_count = (parameters.posonlyargs.len() + parameters.args.len()) as u32;
        unit.kwonly_count = parameters.kwonlyargs.len() as u32;
    }

    fn lower_function_code(
        &mut self,
        id: ScopeId,
        kind: UnitKind,
        name: &str,
        line: u32,
        parameters: &Parameters,
        body: &'a [Stmt],
    ) -> Result<CodeObject> {
        self.enter_unit(id, kind, name, line);
        self.set_parameters(parameters);
        let (doc, body) = self.split_docstring(body);
        self.state.unit.flags.0 &= !CodeFlags::HAS_DOCSTRING;
        if let Some(doc) = doc {
            self.state.unit.flags.0 |= CodeFlags::HAS_DOCSTRING;
            self.constant(doc);
        }
        self.lower_body(body)?;
        let end = body.last().map_or_else(TextRange::default, Ranged::range);
        self.return_none(end);
        self.leave_unit()
    }

    /// The docstring of a body, indentation removed, unless `-OO` removes it; and the statements behind it.
    pub(super) fn split_docstring(&self, body: &'a [Stmt]) -> (Option<Constant>, &'a [Stmt]) {
        if let [Stmt::Expr(first), rest @ ..] = body
            && let Expr::StringLiteral(literal) = &*first.value
        {
            if self.options.optimize >= 2 {
                return (None, rest);
            }
            let value = text::string_value(literal, self.source);
            return (Some(Constant::Str(clean_docstring(value).into())), rest);
        }
        (None, body)
    }

    /// `lambda`
    #[inline(never)]
    pub(super) fn lower_lambda(&mut self, node: &'a ast::ExprLambda, dst: Reg) -> Result<()> {
        let at = node.range();
        let function = if self.is_temp(dst) { dst } else { self.alloc() };
        let (mut defaults, mut keyword) = (None, None);
        if let Some(parameters) = &node.parameters {
            defaults = self.lower_default_tuple(parameters)?;
            keyword = self.lower_keyword_defaults(parameters)?;
        }
        let id = self.table.scope_of(ScopeKind::Lambda, node);
        let line = self.line(at);
        self.enter_unit(id, UnitKind::Lambda, "<lambda>", line);
        if let Some(parameters) = &node.parameters {
            self.set_parameters(parameters);
        }
        let value = self.operand(&node.body)?;
        self.emit_return(node.body.range(), value);
        let code = self.leave_unit()?;
        self.make_function(at, code, id, function);
        for (part, value) in [(Part::KeywordDefaults, keyword), (Part::Defaults, defaults)] {
            if let Some(reg) = value {
                self.set_function(at, function, part, Val::temp(reg));
            }
        }
        self.move_into(at, Val::temp(function), dst);
        Ok(())
    }

    /// Makes a function of `code`, whose scope is `id`, in the temporary `dst`, with its closure.
    pub(super) fn make_function(&mut self, at: TextRange, code: CodeObject, id: ScopeId, dst: Reg) {
        let frees: Vec<Box<str>> = code.frees.clone();
        let index = self.constant(Constant::Code(Box::new(code)));
        self.emit(at, Op::MakeFunction, 0, dst, index, 0);
        if frees.is_empty() {
            return;
        }
        let mark = self.mark();
        let window = self.alloc_run(frees.len() as u32);
        for (offset, name) in frees.iter().enumerate() {
            let reg = window + offset as u32;
            self.load_cell_itself(at, name, id, reg);
        }
        self.emit(at, Op::BuildTuple, 0, window, window, frees.len() as u32);
        self.set_function(at, dst, Part::Closure, Val::temp(window));
        self.release(mark);
    }

    /// Loads the cell that a function inside calls `name`.
    fn load_cell_itself(&mut self, at: TextRange, name: &str, _inner: ScopeId, dst: Reg) {
        let mut inward = self.state.comprehensions.iter().rev();
        let variable = inward.find_map(|(_, variables)| variables.get(name)).filter(|v| v.is_cell);
        if let Some(variable) = variable {
            self.emit(at, Op::Move, 0, dst, variable.reg, 0);
        } else if let Some(&free) = self.state.frees.get(name) {
            self.emit(at, Op::LoadFreeCell, 0, dst, free, 0);
        } else if let Some(&reg) = self.state.registers.get(name) {
            self.emit(at, Op::Move, 0, dst, reg, 0);
        } else {
            // Not reached with a sound symbol table; an empty cell keeps the code well formed.
            self.emit(at, Op::Drop, 0, dst, 0, 0);
            self.emit(at, Op::MakeCell, 0, dst, 0, 0);
        }
    }
}

/// Removes the indentation that all lines of a docstring but the first have in common.
fn clean_docstring(text: Vec<u8>) -> Vec<u8> {
    let text = expand_tabs(&text);
    let mut lines = text.split(|byte| *byte == b'\n');
    let first = lines.next().unwrap_or_default();
    let rest: Vec<&[u8]> = lines.collect();
    let indent = |line: &[u8]| line.iter().take_while(|byte| **byte == b' ').count();
    let margins = rest.iter().filter(|line| indent(line) < line.len()).map(|line| indent(line));
    let margin = margins.min().unwrap_or(0);
    let mut out = first[indent(first)..].to_vec();
    for line in rest {
        out.push(b'\n');
        out.extend(&line[margin.min(indent(line)).min(line.len())..]);
    }
    out
}

/// Tabs as spaces up to the next multiple of eight columns.
fn expand_tabs(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut column = 0;
    for &byte in text {
        match byte {
            b'\t' => {
                let spaces = 8 - column % 8;
                out.extend(std::iter::repeat_n(b' ', spaces));
                column += spaces;
            }
            b'\n' | b'\r' => {
                out.push(byte);
                column = 0;
            }
            _ => {
                out.push(byte);
                // Continuation bytes take no column of their own.
                column += usize::from(byte & 0xc0 != 0x80);
            }
        }
    }
    out
}
