//! Walks the tree, enters scopes, and records what happens to each name in each of them.
//!
//! Errors here are those that follow from the order of mention (`global x` after a use of `x`) or from the kind of
//! scope (`yield` inside a list comprehension). The order of the walk is CPython's, which is not always the order of
//! the text: it decides which of two errors is reported.

mod expressions;

use super::{Problem, Scope, ScopeId, ScopeKind, SymbolTable, checks, flags};
use std::collections::{BinaryHeap, HashMap};
use std::rc::Rc;
use whipsnake_parser_glue::ast::{self, Expr, Stmt, name::Name};
use whipsnake_parser_glue::{Ranged, SourceFile, TextRange, TextSize};

type Outcome = Result<(), Problem>;

/// Builds the scopes of a module or expression; names are not resolved yet.
///
/// `last_future` is where the last proper `from __future__` import is.
pub(super) fn collect(
    syntax: &ast::Mod,
    future_annotations: bool,
    last_future: Option<TextSize>,
    top_level_await: bool,
    source: &SourceFile,
) -> Result<SymbolTable, Problem> {
    let table = SymbolTable { scopes: Vec::new(), by_node: HashMap::new(), future_annotations };
    let last_future = last_future.map_or(0, |end| source.line(end));
    let mut collector = Collector { table, stack: Vec::new(), source, last_future };
    collector.enter(ScopeKind::Module, Name::new_static("top"), syntax.range());
    collector.top().scope.is_coroutine = top_level_await;
    match syntax {
        ast::Mod::Module(module) => {
            collector.top().scope.has_docstring = has_docstring(&module.body);
            collector.body(&module.body)?;
        }
        ast::Mod::Expression(expression) => collector.expr(&expression.body)?,
    }
    collector.leave();
    Ok(collector.table)
}

/// Whether the first statement is a string on its own.
fn has_docstring(body: &[Stmt]) -> bool {
    matches!(body.first(), Some(Stmt::Expr(first)) if first.value.is_string_literal_expr())
}

/// What is known of a scope only while it is being walked.
struct Open {
    id: ScopeId,
    /// Inside `if`, `for`, `try` and the like: an annotation here may not be reached.
    in_conditional: bool,
    /// Inside the target of a comprehension's `for`.
    in_target: bool,
    /// How many iterables of comprehensions we are inside.
    in_iterable: u32,
    /// Annotations of a function's local variables: checked, but their names do not count.
    is_unevaluated: bool,
}

struct Collector<'a> {
    table: SymbolTable,
    stack: Vec<Open>,
    source: &'a SourceFile,
    /// The line of the last proper future import, 0 if there is none.
    last_future: u32,
}

/// The innermost scope with its temporary state.
struct Top<'a> {
    scope: &'a mut Scope,
    open: &'a mut Open,
}

impl Collector<'_> {
    fn top(&mut self) -> Top<'_> {
        let open = self.stack.last_mut().expect("the module stays open throughout");
        Top { scope: &mut self.table.scopes[open.id.0 as usize], open }
    }

    fn current(&self) -> ScopeId {
        self.stack.last().expect("the module stays open throughout").id
    }

    fn kind(&self) -> ScopeKind {
        self.table.scope(self.current()).kind
    }

    /// Enters a new scope; it inherits the class whose private names are mangled.
    fn enter(&mut self, kind: ScopeKind, name: Name, range: TextRange) -> ScopeId {
        let id = ScopeId(self.table.scopes.len() as u32);
        let parent = self.stack.last().map(|open| open.id);
        let outer = parent.map(|parent| self.table.scope(parent));
        let is_nested = outer.is_some_and(|outer| outer.is_nested || outer.kind.is_function_like());
        let sees_class = outer.is_some_and(|outer| outer.can_see_class);
        let scope = Scope {
            kind,
            name,
            parent,
            children: Vec::new(),
            range,
            parameters: Vec::new(),
            has_varargs: false,
            has_varkeywords: false,
            is_generator: kind == ScopeKind::Generator,
            is_coroutine: false,
            is_nested,
            is_inlined: kind.is_comprehension() && kind != ScopeKind::Generator && !sees_class,
            can_see_class: false,
            needs_class_cell: false,
            needs_classdict_cell: false,
            has_conditional_annotations: false,
            has_docstring: false,
            has_annotations: false,
            annotations: None,
            static_attributes: Vec::new(),
            private: outer.and_then(|outer| outer.private.clone()),
            mangled_only: outer.and_then(|outer| outer.mangled_only.clone()),
            symbols: Vec::new(),
            index: HashMap::new(),
        };
        self.table.scopes.push(scope);
        if let Some(parent) = parent {
            self.table.scope_mut(parent).children.push(id);
        }
        self.table.by_node.insert((kind, range.start(), range.end()), id);
        self.reenter(id);
        id
    }

    fn reenter(&mut self, id: ScopeId) {
        // What is inside an iterable stays inside it, in inner scopes too.
        let in_iterable = self.stack.last().map_or(0, |open| open.in_iterable);
        let open = Open { id, in_conditional: false, in_target: false, in_iterable, is_unevaluated: false };
        self.stack.push(open);
    }

    fn leave(&mut self) {
        self.stack.pop();
    }

    /// Enters a scope that looks into the namespace of a class directly around it.
    fn enter_seeing_class(
        &mut self,
        kind: ScopeKind,
        name: Name,
        range: TextRange,
    ) -> Result<ScopeId, Problem> {
        let outer = self.table.scope(self.current());
        let sees_class = outer.kind == ScopeKind::Class || outer.can_see_class;
        let id = self.enter(kind, name, range);
        if sees_class {
            self.top().scope.can_see_class = true;
            self.add(&Name::new_static("__classdict__"), flags::USED, range)?;
        }
        Ok(id)
    }

    /// Records that `bits` happens to the name written `name` in the innermost scope.
    fn add(&mut self, name: &Name, bits: u16, at: TextRange) -> Outcome {
        let Top { scope, open } = self.top();
        if open.is_unevaluated {
            return Ok(());
        }
        let mangled = Name::new(scope.mangle(name));
        let in_target = open.in_target;
        let symbol = scope.enter_symbol(&mangled);
        if bits & symbol.flags & flags::PARAMETER != 0 {
            return Err(Problem::at(at, format!("duplicate argument '{name}' in function definition")));
        }
        if bits & symbol.flags & flags::TYPE_PARAMETER != 0 {
            return Err(Problem::at(at, format!("duplicate type parameter '{name}'")));
        }
        symbol.flags |= bits;
        if in_target {
            if symbol.flags & (flags::GLOBAL | flags::NONLOCAL) != 0 {
                let message =
                    format!("comprehension inner loop cannot rebind assignment expression target '{name}'");
                return Err(Problem::at(at, message));
            }
            symbol.flags |= flags::ITERATION;
        }
        if bits & flags::PARAMETER != 0 {
            scope.parameters.push(mangled);
        }
        Ok(())
    }

    /// As [`Self::add`], for names that are bound by text: `__debug__` cannot be.
    fn bind(&mut self, name: &Name, bits: u16, at: TextRange) -> Outcome {
        check_name(name, at, "assign to")?;
        self.add(name, bits, at)
    }

    fn flags_here(&mut self, name: &Name) -> u16 {
        let scope = self.top().scope;
        scope.flags_of(&scope.mangle(name))
    }

    // ---- statements

    fn body(&mut self, body: &[Stmt]) -> Outcome {
        body.iter().try_for_each(|stmt| self.stmt(stmt))
    }

    /// A body that may not run.
    fn conditional(&mut self, body: &[Stmt]) -> Outcome {
        let outer = std::mem::replace(&mut self.top().open.in_conditional, true);
        self.body(body)?;
        self.top().open.in_conditional = outer;
        Ok(())
    }

    fn stmt(&mut self, stmt: &Stmt) -> Outcome {
        match stmt {
            Stmt::FunctionDef(def) => self.function(def),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::TypeAlias(alias) => self.type_alias(alias),
            Stmt::Return(ret) => self.maybe(ret.value.as_deref()),
            Stmt::Delete(delete) => self.exprs(&delete.targets),
            Stmt::Assign(assign) => {
                self.exprs(&assign.targets)?;
                self.expr(&assign.value)
            }
            Stmt::AugAssign(assign) => {
                // `self.x += 1` makes no new attribute, so it does not count as one of the class's.
                if let Expr::Attribute(target) = &*assign.target {
                    check_name(&target.attr.id, target.range, "assign to")?;
                    self.expr(&target.value)?;
                } else {
                    self.expr(&assign.target)?;
                }
                self.expr(&assign.value)
            }
            Stmt::AnnAssign(assign) => self.annotated(assign),
            Stmt::For(node) => {
                self.expr(&node.target)?;
                self.expr(&node.iter)?;
                self.conditional(&node.body)?;
                self.conditional(&node.orelse)
            }
            Stmt::While(node) => {
                self.expr(&node.test)?;
                self.conditional(&node.body)?;
                self.conditional(&node.orelse)
            }
            Stmt::If(node) => {
                self.expr(&node.test)?;
                self.conditional(&node.body)?;
                for clause in &node.elif_else_clauses {
                    self.maybe(clause.test.as_ref())?;
                    self.conditional(&clause.body)?;
                }
                Ok(())
            }
            Stmt::With(node) => {
                for item in &node.items {
                    self.expr(&item.context_expr)?;
                    self.maybe(item.optional_vars.as_deref())?;
                }
                self.conditional(&node.body)
            }
            Stmt::Match(node) => {
                self.expr(&node.subject)?;
                for case in &node.cases {
                    self.pattern(&case.pattern)?;
                    self.maybe(case.guard.as_deref())?;
                    self.conditional(&case.body)?;
                }
                Ok(())
            }
            Stmt::Raise(raise) => {
                self.maybe(raise.exc.as_deref())?;
                self.maybe(raise.cause.as_deref())
            }
            Stmt::Try(node) => self.try_statement(node),
            Stmt::Assert(assert) => {
                self.expr(&assert.test)?;
                self.maybe(assert.msg.as_deref())
            }
            Stmt::Import(import) => import.names.iter().try_for_each(|alias| self.alias(alias)),
            Stmt::ImportFrom(import) => {
                import.names.iter().try_for_each(|alias| self.alias(alias))?;
                let line = self.source.line(import.range.start());
                if checks::is_future(import) && line > self.last_future {
                    let message = "from __future__ imports must occur at the beginning of the file";
                    return Err(Problem::at(import, message));
                }
                Ok(())
            }
            Stmt::Global(node) => self.declaration(&node.names, node.range, true),
            Stmt::Nonlocal(node) => self.declaration(&node.names, node.range, false),
            Stmt::Expr(node) => self.expr(&node.value),
            Stmt::Pass(_) | Stmt::Break(_) | Stmt::Continue(_) | Stmt::IpyEscapeCommand(_) => Ok(()),
        }
    }

    fn function(&mut self, def: &ast::StmtFunctionDef) -> Outcome {
        let range = def_range(def);
        self.bind(&def.name.id, flags::LOCAL, range)?;
        self.defaults(&def.parameters)?;
        self.decorators(&def.decorator_list)?;
        if let Some(type_params) = &def.type_params {
            let parameters = &def.parameters;
            let has_defaults =
                parameters.args.iter().chain(&parameters.posonlyargs).any(|p| p.default.is_some());
            let has_kw_defaults = parameters.kwonlyargs.iter().any(|p| p.default.is_some());
            self.enter_type_parameters(&def.name.id, def.range, false, has_defaults, has_kw_defaults)?;
            self.type_params(type_params)?;
        }
        let annotations = self.function_annotations(def)?;
        self.enter(ScopeKind::Function, def.name.id.clone(), def.range);
        let scope = self.top().scope;
        scope.annotations = annotations;
        scope.has_docstring = has_docstring(&def.body);
        scope.is_coroutine = def.is_async;
        self.parameters(&def.parameters)?;
        self.body(&def.body)?;
        self.leave();
        if def.type_params.is_some() {
            self.leave();
        }
        Ok(())
    }

    fn class(&mut self, class: &ast::StmtClassDef) -> Outcome {
        self.bind(&class.name.id, flags::LOCAL, class_range(class))?;
        self.decorators(&class.decorator_list)?;
        if let Some(type_params) = &class.type_params {
            self.enter_type_parameters(&class.name.id, class.range, true, false, false)?;
            let names: Vec<Name> = type_params.iter().map(|param| param.name().id.clone()).collect();
            let scope = self.top().scope;
            scope.private = Some(class.name.id.clone());
            scope.mangled_only = Some(Rc::new(names));
            self.type_params(type_params)?;
        }
        if let Some(arguments) = &class.arguments {
            self.exprs(&arguments.args)?;
            self.keywords(&arguments.keywords)?;
        }
        self.enter(ScopeKind::Class, class.name.id.clone(), class.range);
        let scope = self.top().scope;
        scope.private = Some(class.name.id.clone());
        scope.mangled_only = None;
        scope.has_docstring = has_docstring(&class.body);
        if class.type_params.is_some() {
            self.add(&Name::new_static("__type_params__"), flags::LOCAL, class.range)?;
            self.add(&Name::new_static(".type_params"), flags::USED, class.range)?;
        }
        self.body(&class.body)?;
        let attributes = &mut self.top().scope.static_attributes;
        *attributes = BinaryHeap::from(std::mem::take(attributes)).into_sorted_vec();
        self.leave();
        if class.type_params.is_some() {
            self.leave();
        }
        Ok(())
    }

    fn type_alias(&mut self, alias: &ast::StmtTypeAlias) -> Outcome {
        self.expr(&alias.name)?;
        let name = match &*alias.name {
            Expr::Name(name) => name.id.clone(),
            _ => Name::empty(),
        };
        if let Some(type_params) = &alias.type_params {
            self.enter_type_parameters(&name, alias.range, false, false, false)?;
            self.type_params(type_params)?;
        }
        self.enter_seeing_class(ScopeKind::TypeAlias, name, alias.range)?;
        self.format_parameter(alias.range)?;
        self.expr(&alias.value)?;
        self.leave();
        if alias.type_params.is_some() {
            self.leave();
        }
        Ok(())
    }

    fn annotated(&mut self, assign: &ast::StmtAnnAssign) -> Outcome {
        if let Expr::Name(target) = &*assign.target {
            let bits = self.flags_here(&target.id);
            let is_module = self.kind() == ScopeKind::Module;
            if assign.simple && !is_module && bits & (flags::GLOBAL | flags::NONLOCAL) != 0 {
                let how = if bits & flags::GLOBAL != 0 { "global" } else { "nonlocal" };
                return Err(Problem::at(assign, format!("annotated name '{}' can't be {how}", target.id)));
            }
            if assign.simple {
                self.bind(&target.id, flags::ANNOTATED | flags::LOCAL, target.range)?;
            } else if assign.value.is_some() {
                self.bind(&target.id, flags::LOCAL, target.range)?;
            } else {
                check_name(&target.id, target.range, "assign to")?;
            }
        } else if let (Expr::Attribute(target), None) = (&*assign.target, &assign.value) {
            // Nothing is stored, so the class gets no attribute by it.
            check_name(&target.attr.id, target.range, "assign to")?;
            self.expr(&target.value)?;
        } else {
            self.expr(&assign.target)?;
        }
        self.top().scope.has_annotations = true;
        self.variable_annotation(&assign.annotation)?;
        self.maybe(assign.value.as_deref())
    }

    fn try_statement(&mut self, node: &ast::StmtTry) -> Outcome {
        self.conditional(&node.body)?;
        for ast::ExceptHandler::ExceptHandler(handler) in &node.handlers {
            self.maybe(handler.type_.as_deref())?;
            if let Some(name) = &handler.name {
                self.bind(&name.id, flags::LOCAL, handler.range)?;
            }
            self.conditional(&handler.body)?;
        }
        self.conditional(&node.orelse)?;
        self.conditional(&node.finalbody)
    }

    fn alias(&mut self, alias: &ast::Alias) -> Outcome {
        if let Some(name) = &alias.asname {
            return self.bind(&name.id, flags::IMPORTED, alias.range);
        }
        let first = alias.name.split('.').next().unwrap_or_default();
        if first != "*" {
            return self.bind(&Name::new(first), flags::IMPORTED, alias.range);
        }
        if self.kind() != ScopeKind::Module {
            return Err(Problem::at(alias, "import * only allowed at module level"));
        }
        Ok(())
    }

    fn declaration(&mut self, names: &[ast::Identifier], range: TextRange, is_global: bool) -> Outcome {
        let (bit, how) = if is_global { (flags::GLOBAL, "global") } else { (flags::NONLOCAL, "nonlocal") };
        for name in names {
            let bits = self.flags_here(&name.id);
            let message = if bits & flags::PARAMETER != 0 {
                format!("name '{name}' is parameter and {how}")
            } else if bits & flags::USED != 0 {
                format!("name '{name}' is used prior to {how} declaration")
            } else if bits & flags::ANNOTATED != 0 {
                format!("annotated name '{name}' can't be {how}")
            } else if bits & flags::LOCAL != 0 {
                format!("name '{name}' is assigned to before {how} declaration")
            } else {
                self.declare(&name.id, bit, range)?;
                continue;
            };
            return Err(Problem::at(range, message));
        }
        Ok(())
    }

    /// Marks a name `global` or `nonlocal`, remembering where.
    fn declare(&mut self, name: &Name, bit: u16, range: TextRange) -> Outcome {
        self.add(name, bit, range)?;
        let scope = self.top().scope;
        let mangled = Name::new(scope.mangle(name));
        let symbol = scope.enter_symbol(&mangled);
        symbol.declared.get_or_insert(range);
        if bit == flags::GLOBAL {
            let root = self.table.root();
            self.table.scope_mut(root).enter_symbol(&mangled).flags |= flags::GLOBAL;
        }
        Ok(())
    }

    // ---- functions

    fn decorators(&mut self, decorators: &[ast::Decorator]) -> Outcome {
        decorators.iter().try_for_each(|decorator| self.expr(&decorator.expression))
    }

    /// The defaults belong to the scope around the function.
    fn defaults(&mut self, parameters: &ast::Parameters) -> Outcome {
        let all = parameters.posonlyargs.iter().chain(&parameters.args).chain(&parameters.kwonlyargs);
        all.filter_map(|p| p.default.as_deref()).try_for_each(|default| self.expr(default))
    }

    fn parameters(&mut self, parameters: &ast::Parameters) -> Outcome {
        for p in parameters.posonlyargs.iter().chain(&parameters.args).chain(&parameters.kwonlyargs) {
            self.bind(&p.parameter.name.id, flags::PARAMETER, p.parameter.range)?;
        }
        if let Some(vararg) = &parameters.vararg {
            self.bind(&vararg.name.id, flags::PARAMETER, vararg_range(vararg))?;
            self.top().scope.has_varargs = true;
        }
        if let Some(kwarg) = &parameters.kwarg {
            self.bind(&kwarg.name.id, flags::PARAMETER, vararg_range(kwarg))?;
            self.top().scope.has_varkeywords = true;
        }
        Ok(())
    }

    /// The scope of the annotations is entered before the function's own, which then refers to it.
    fn function_annotations(&mut self, def: &ast::StmtFunctionDef) -> Result<Option<ScopeId>, Problem> {
        let p = &def.parameters;
        let plain = p.posonlyargs.iter().chain(&p.args).map(|p| &p.parameter);
        let starred = p.vararg.iter().chain(&p.kwarg).map(|p| &**p);
        let keyword_only = p.kwonlyargs.iter().map(|p| &p.parameter);
        let annotations: Vec<&Expr> = plain
            .chain(starred)
            .chain(keyword_only)
            .filter_map(|p| p.annotation.as_deref())
            .chain(def.returns.as_deref())
            .collect();
        if annotations.is_empty() {
            return Ok(None);
        }
        let name = Name::new_static("__annotate__");
        let id = self.enter_seeing_class(ScopeKind::Annotations, name, def.range)?;
        self.format_parameter(def.range)?;
        self.top().open.is_unevaluated = self.table.future_annotations;
        annotations.into_iter().try_for_each(|annotation| self.expr(annotation))?;
        self.leave();
        Ok(Some(id))
    }

    /// `__annotate__` and the values of type aliases and bounds are functions of one positional parameter.
    fn format_parameter(&mut self, range: TextRange) -> Outcome {
        self.add(&Name::new_static(".format"), flags::PARAMETER | flags::USED, range)
    }

    /// An annotation of a variable: evaluated by `__annotate__` of the class or module, never in a function.
    fn variable_annotation(&mut self, annotation: &Expr) -> Outcome {
        let kind = self.kind();
        let is_unevaluated = kind.is_function_like() || self.table.future_annotations;
        let may_be_skipped = kind == ScopeKind::Module
            || kind == ScopeKind::Class && self.stack.last().is_some_and(|open| open.in_conditional);
        let conditional_annotations = Name::new_static("__conditional_annotations__");
        if may_be_skipped && !self.top().scope.has_conditional_annotations {
            self.top().scope.has_conditional_annotations = true;
            self.add(&conditional_annotations, flags::USED, annotation.range())?;
        }
        let range = self.top().scope.range;
        if is_unevaluated {
            // Only checked: its names do not count and nobody asks for the scope.
            self.enter(ScopeKind::Annotations, Name::new_static("__annotate__"), annotation.range());
            self.top().open.is_unevaluated = true;
            self.expr(annotation)?;
            self.leave();
            return Ok(());
        }
        match self.top().scope.annotations {
            Some(id) => self.reenter(id),
            None => {
                let name = Name::new_static("__annotate__");
                let id = self.enter_seeing_class(ScopeKind::Annotations, name, range)?;
                self.format_parameter(range)?;
                let parent = self.table.scope(id).parent.expect("annotations are inside something");
                self.table.scope_mut(parent).annotations = Some(id);
            }
        }
        if may_be_skipped {
            self.add(&conditional_annotations, flags::USED, annotation.range())?;
        }
        self.expr(annotation)?;
        self.leave();
        Ok(())
    }

    fn enter_type_parameters(
        &mut self,
        name: &Name,
        range: TextRange,
        is_class: bool,
        has_defaults: bool,
        has_kw_defaults: bool,
    ) -> Outcome {
        let name = Name::new(format!("<generic parameters of {name}>"));
        self.enter_seeing_class(ScopeKind::TypeParameters, name, range)?;
        if is_class {
            self.add(&Name::new_static(".type_params"), flags::LOCAL | flags::USED, range)?;
            self.add(&Name::new_static(".generic_base"), flags::LOCAL | flags::USED, range)?;
        }
        if has_defaults {
            self.add(&Name::new_static(".defaults"), flags::PARAMETER, range)?;
        }
        if has_kw_defaults {
            self.add(&Name::new_static(".kwdefaults"), flags::PARAMETER, range)?;
        }
        Ok(())
    }

    fn type_params(&mut self, params: &ast::TypeParams) -> Outcome {
        let mut seen_default = false;
        for param in params.iter() {
            let name = param.name();
            self.bind(&name.id, flags::TYPE_PARAMETER | flags::LOCAL, param.range())?;
            if let ast::TypeParam::TypeVar(variable) = param
                && let Some(bound) = variable.bound.as_deref()
            {
                self.type_variable_part(ScopeKind::TypeVariableBound, &name.id, bound)?;
            }
            match param.default() {
                Some(default) => {
                    seen_default = true;
                    self.type_variable_part(ScopeKind::TypeParameterDefault, &name.id, default)?;
                }
                None if seen_default => {
                    let message =
                        format!("non-default type parameter '{name}' follows default type parameter");
                    return Err(Problem::at(param, message));
                }
                None => {}
            }
        }
        Ok(())
    }

    fn type_variable_part(&mut self, kind: ScopeKind, name: &Name, part: &Expr) -> Outcome {
        self.enter_seeing_class(kind, name.clone(), part.range())?;
        self.format_parameter(part.range())?;
        self.expr(part)?;
        self.leave();
        Ok(())
    }
}

/// `__debug__` is a constant.
fn check_name(name: &Name, at: TextRange, verb: &str) -> Outcome {
    if name.as_str() == "__debug__" {
        return Err(Problem::at(at, format!("cannot {verb} __debug__")));
    }
    Ok(())
}

/// The statement without its decorators, which is what CPython calls its place.
fn def_range(def: &ast::StmtFunctionDef) -> TextRange {
    let keyword = if def.is_async { "async def " } else { "def " };
    without_decorators(&def.decorator_list, keyword, &def.name, def.range)
}

fn class_range(class: &ast::StmtClassDef) -> TextRange {
    without_decorators(&class.decorator_list, "class ", &class.name, class.range)
}

/// The tree does not say where the keyword behind decorators is: one blank before the name is assumed.
fn without_decorators(
    list: &[ast::Decorator],
    keyword: &str,
    name: &ast::Identifier,
    all: TextRange,
) -> TextRange {
    if list.is_empty() {
        return all;
    }
    let width = TextSize::of(keyword);
    TextRange::new(name.range.start().checked_sub(width).unwrap_or(all.start()), all.end())
}

/// The parser's range of `*args` includes the star; CPython's begins at the name.
fn vararg_range(parameter: &ast::Parameter) -> TextRange {
    TextRange::new(parameter.name.range.start(), parameter.range.end())
}
