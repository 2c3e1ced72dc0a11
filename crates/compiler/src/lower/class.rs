//! Classes.

use super::{Lowerer, Result, UnitKind, Val};
use crate::ir::Reg;
use crate::symbols::{ScopeId, ScopeKind};
use whipsnake_bytecode::instr::TAKE_A;
use whipsnake_bytecode::{CodeObject, Constant, Intrinsic, Op};
use whipsnake_parser_glue::ast::{self, Stmt};
use whipsnake_parser_glue::{Ranged, TextRange, TextSize};

impl<'a> Lowerer<'a> {
    /// `class`, with decorators and type parameters.
    pub(super) fn lower_class_def(&mut self, node: &'a ast::StmtClassDef) -> Result<()> {
        let mark = self.mark();
        let first = self.lower_decorators(&node.decorator_list)?;
        let line = self.line(node);
        let at = self.source.definition_range(node.range(), &node.decorator_list);
        let class = self.alloc();
        match &node.type_params {
            None => self.lower_class_object(node, line, class, None)?,
            Some(params) => self.lower_generic_class(node, params, line, class)?,
        }
        let result = self.apply_decorators(&node.decorator_list, first, class);
        self.store_name(at, &node.name, Val::temp(result));
        self.release(mark);
        Ok(())
    }

    /// Calls `__build_class__` in the window `dst`, the last temporary. `generic_base` is a local with one more base.
    pub(super) fn lower_class_object(
        &mut self,
        node: &'a ast::StmtClassDef,
        line: u32,
        dst: Reg,
        generic_base: Option<Reg>,
    ) -> Result<()> {
        let at = self.source.definition_range(node.range(), &node.decorator_list);
        self.emit(at, Op::Intrinsic, 0, dst, dst, Intrinsic::LoadBuildClass as u32);
        let id = self.table.scope_of(ScopeKind::Class, node);
        let code = self.lower_class_code(node, id, line)?;
        let function = self.alloc();
        self.make_function(at, code, id, function);
        let name = self.alloc();
        self.load_str(at, &node.name, name);
        if let Some(base) = generic_base {
            // The base is computed here, when the body has been compiled but nothing else evaluated.
            let params = self.alloc();
            self.load_name(at, ".type_params", params)?;
            self.emit(at, Op::Intrinsic, 0, base, params, Intrinsic::SubscriptGeneric as u32);
            self.release(params);
        }
        let (args, keywords) = match &node.arguments {
            Some(arguments) => (&*arguments.args, &*arguments.keywords),
            None => (&[][..], &[][..]),
        };
        let is_gathered = args.iter().any(ast::Expr::is_starred_expr)
            || keywords.iter().any(|k| k.arg.is_none())
            || args.len() > 200;
        if is_gathered {
            return self.call_class_gathered(at, dst, args, keywords, generic_base);
        }
        for arg in args {
            self.temporary(arg)?;
        }
        if let Some(base) = generic_base {
            let last = self.alloc();
            self.emit(at, Op::Move, 0, last, base, 0);
        }
        let before = 2 + args.len() as u32 + u32::from(generic_base.is_some());
        self.call_simple(at, dst, Op::Call, before, &[], keywords)
    }

    fn call_class_gathered(
        &mut self,
        at: TextRange,
        dst: Reg,
        args: &'a [ast::Expr],
        keywords: &'a [ast::Keyword],
        generic_base: Option<Reg>,
    ) -> Result<()> {
        let list = dst + 1;
        self.emit(at, Op::BuildList, 0, list, list, 2);
        self.release(list + 1);
        self.extend_list(at, args, list)?;
        if let Some(base) = generic_base {
            self.emit(at, Op::ListAppend, 0, list, base, 0);
        }
        self.emit(at, Op::ListToTuple, 0, list, list, 0);
        self.call_with_tuple(at, dst, keywords)
    }

    /// The code of a class body.
    fn lower_class_code(
        &mut self,
        node: &'a ast::StmtClassDef,
        id: ScopeId,
        line: u32,
    ) -> Result<CodeObject> {
        self.enter_unit(id, UnitKind::Class, &node.name, line);
        let at = self.first_line_of(node.range());
        let temp = self.alloc();
        self.load_name(at, "__name__", temp)?;
        self.store_plain(at, "__module__", temp);
        let qualname = self.state.unit.qualname.clone();
        self.load_str(at, &qualname, temp);
        self.store_plain(at, "__qualname__", temp);
        self.load_constant(at, Constant::Int(i64::from(line)), temp);
        self.store_plain(at, "__firstlineno__", temp);
        if node.type_params.is_some() {
            match self.state.frees.get(".type_params").copied() {
                Some(free) => self.emit(at, Op::LoadFree, 0, temp, free, 0),
                None => self.load_constant(at, Constant::Tuple(Vec::new()), temp),
            }
            self.store_plain(at, "__type_params__", temp);
        }
        let cell = |this: &Self, name: &str| this.state.registers.get(name).copied();
        if let Some(dict) = cell(self, "__classdict__") {
            self.emit(at, Op::Intrinsic, 0, temp, temp, Intrinsic::LoadLocals as u32);
            self.emit(at, Op::StoreCell, whipsnake_bytecode::instr::TAKE_B, dict, temp, 0);
        }
        if let Some(set) = cell(self, "__conditional_annotations__") {
            self.emit(at, Op::BuildSet, 0, temp, temp, 0);
            self.emit(at, Op::StoreCell, whipsnake_bytecode::instr::TAKE_B, set, temp, 0);
        }
        self.release(temp);
        self.lower_class_body(&node.body, at)?;
        self.lower_class_end(at, id)?;
        self.leave_unit()
    }

    fn lower_class_body(&mut self, body: &'a [Stmt], at: TextRange) -> Result<()> {
        if self.table.future_annotations && super::annotations::has_annotations(body) {
            self.setup_annotations(at);
        }
        let (doc, rest) = self.split_docstring(body);
        if let Some(doc) = doc {
            let temp = self.alloc();
            let doc_at = body.first().map_or(at, Ranged::range);
            self.load_constant(doc_at, doc, temp);
            self.store_plain(doc_at, "__doc__", temp);
            self.release(temp);
        }
        self.lower_body(rest)
    }

    /// What follows a class's statements: annotations, attributes, and the cells the class will fill.
    fn lower_class_end(&mut self, at: TextRange, id: ScopeId) -> Result<()> {
        let temp = self.alloc();
        if self.lower_deferred_annotations(at, temp)? {
            self.store_plain(at, "__annotate_func__", temp);
        }
        let attributes = &self.table.scope(id).static_attributes;
        let attributes =
            attributes.iter().map(|name| Constant::Str(name.as_str().as_bytes().into())).collect();
        self.load_constant(at, Constant::Tuple(attributes), temp);
        self.store_plain(at, "__static_attributes__", temp);
        let scope = self.table.scope(id);
        let cell = |this: &Self, name: &str| this.state.registers.get(name).copied();
        if let Some(reg) = cell(self, "__classdict__") {
            self.emit(at, Op::Move, 0, temp, reg, 0);
            self.store_plain(at, "__classdictcell__", temp);
        }
        match cell(self, "__class__").filter(|_| scope.needs_class_cell) {
            Some(reg) => {
                self.emit(at, Op::Move, 0, temp, reg, 0);
                let index = self.name("__classcell__");
                self.emit(at, Op::StoreName, 0, temp, index, 0);
                self.emit_return(at, Val::temp(temp));
            }
            None => self.return_none(at),
        }
        self.release(temp);
        Ok(())
    }

    /// Stores the temporary `reg` in the namespace under a name that is never mangled.
    pub(super) fn store_plain(&mut self, at: TextRange, name: &str, reg: Reg) {
        let index = self.name(name);
        self.emit(at, Op::StoreName, TAKE_A, reg, index, 0);
    }

    /// The start of the line that `range` begins on, for what belongs to a definition as a whole.
    pub(super) fn first_line_of(&self, range: TextRange) -> TextRange {
        let start = self.source.start_of_line(range.start());
        // An empty range at the very start of the text would mean "nowhere".
        let end = if start == TextSize::new(0) { TextSize::new(1).min(range.end()) } else { start };
        TextRange::new(start, end)
    }
}
