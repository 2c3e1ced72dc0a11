//! Errors and warnings that depend on where a statement stands, not on names.
//!
//! [`check_future`] and [`check_finally`] run before names are collected and [`check`] after they are resolved, as
//! the corresponding stages of CPython do. `check` walks in the order CPython generates code.

use super::{Problem, ScopeId, ScopeKind, SymbolTable, patterns};
use std::collections::HashSet;
use whipsnake_parser_glue::ast::{self, Expr, Stmt};
use whipsnake_parser_glue::{Ranged, SourceFile, TextRange, TextSize, Warning, WarningKind};

type Outcome = Result<(), Problem>;

/// The features `from __future__` has ever had; all but `annotations` change nothing any more.
const FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

/// Reads the `from __future__` imports at the beginning; answers whether annotations are to be text.
pub(super) fn check_future(syntax: &ast::Mod) -> Result<bool, Problem> {
    let mut annotations = false;
    for import in future_imports(syntax) {
        for alias in &import.names {
            match alias.name.as_str() {
                "annotations" => annotations = true,
                "braces" => return Err(Problem::at(alias, "not a chance")),
                name if FEATURES.contains(&name) => {}
                name => return Err(Problem::at(alias, format!("future feature {name} is not defined"))),
            }
        }
    }
    Ok(annotations)
}

/// Where the last proper future import is.
pub(super) fn last_future(syntax: &ast::Mod) -> Option<TextSize> {
    future_imports(syntax).map(|import| import.range.start()).max()
}

/// The imports that stand where future imports may.
fn future_imports(syntax: &ast::Mod) -> impl Iterator<Item = &ast::StmtImportFrom> {
    let body = match syntax {
        ast::Mod::Module(module) => module.body.as_slice(),
        ast::Mod::Expression(_) => &[],
    };
    let has_docstring =
        matches!(body.first(), Some(Stmt::Expr(first)) if first.value.is_string_literal_expr());
    body[usize::from(has_docstring)..].iter().map_while(|stmt| match stmt {
        Stmt::ImportFrom(import) if is_future(import) => Some(import),
        _ => None,
    })
}

pub(super) fn is_future(import: &ast::StmtImportFrom) -> bool {
    import.level == 0 && import.module.as_ref().is_some_and(|module| module.as_str() == "__future__")
}

/// Warns of `return`, `break` and `continue` that leave a `finally` block (PEP 765).
pub(super) fn check_finally(syntax: &ast::Mod, warnings: &mut Vec<Warning>) {
    if let ast::Mod::Module(module) = syntax {
        finally_body(&module.body, Leaving::default(), warnings);
    }
}

/// Which statements would leave a `finally` block.
#[derive(Clone, Copy, Default)]
struct Leaving {
    by_return: bool,
    by_break: bool,
}

fn finally_body(body: &[Stmt], leaving: Leaving, warnings: &mut Vec<Warning>) {
    let in_loop = Leaving { by_break: false, ..leaving };
    for stmt in body {
        let mut visit = |body: &[Stmt], leaving| finally_body(body, leaving, warnings);
        let (word, leaves) = match stmt {
            Stmt::Return(_) => ("return", leaving.by_return),
            Stmt::Break(_) => ("break", leaving.by_break),
            Stmt::Continue(_) => ("continue", leaving.by_break),
            Stmt::FunctionDef(def) => {
                visit(&def.body, Leaving::default());
                continue;
            }
            Stmt::ClassDef(class) => {
                visit(&class.body, leaving);
                continue;
            }
            Stmt::For(node) => {
                visit(&node.body, in_loop);
                visit(&node.orelse, leaving);
                continue;
            }
            Stmt::While(node) => {
                visit(&node.body, in_loop);
                visit(&node.orelse, leaving);
                continue;
            }
            Stmt::If(node) => {
                visit(&node.body, leaving);
                node.elif_else_clauses.iter().for_each(|clause| visit(&clause.body, leaving));
                continue;
            }
            Stmt::With(node) => {
                visit(&node.body, leaving);
                continue;
            }
            Stmt::Match(node) => {
                node.cases.iter().for_each(|case| visit(&case.body, leaving));
                continue;
            }
            Stmt::Try(node) => {
                visit(&node.body, leaving);
                for ast::ExceptHandler::ExceptHandler(handler) in &node.handlers {
                    visit(&handler.body, leaving);
                }
                visit(&node.orelse, leaving);
                visit(&node.finalbody, Leaving { by_return: true, by_break: true });
                continue;
            }
            _ => continue,
        };
        if leaves {
            warnings.push(warning(stmt.range(), format!("'{word}' in a 'finally' block")));
        }
    }
}

fn warning(range: TextRange, message: String) -> Warning {
    Warning { kind: WarningKind::Syntax, message, range }
}

/// Checks a whole tree whose names are resolved.
pub(super) fn check(
    syntax: &ast::Mod,
    table: &SymbolTable,
    source: &SourceFile,
    top_level_await: bool,
    warnings: &mut Vec<Warning>,
) -> Outcome {
    let code = if top_level_await { Code::AsyncModule } else { Code::Module };
    let mut checker = Checker { table, warnings, code, function: None, blocks: Vec::new(), source };
    match syntax {
        ast::Mod::Module(module) => checker.body(&module.body),
        ast::Mod::Expression(expression) => checker.expr(&expression.body),
    }
}

/// What kind of code object the code being checked belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Code {
    Module,
    /// A module that may await.
    AsyncModule,
    Class,
    Function,
    AsyncFunction,
    Generator,
}

/// What a jump out of the current place would pass through.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Loop,
    ExceptStar,
}

struct Checker<'a> {
    table: &'a SymbolTable,
    source: &'a SourceFile,
    warnings: &'a mut Vec<Warning>,
    code: Code,
    function: Option<ScopeId>,
    blocks: Vec<Block>,
}

impl Checker<'_> {
    /// Checks the inside of another code object.
    fn inside(
        &mut self,
        code: Code,
        function: Option<ScopeId>,
        check: impl FnOnce(&mut Self) -> Outcome,
    ) -> Outcome {
        let outer = (self.code, self.function, std::mem::take(&mut self.blocks));
        (self.code, self.function) = (code, function);
        check(self)?;
        (self.code, self.function, self.blocks) = outer;
        Ok(())
    }

    fn block(&mut self, block: Block, body: &[Stmt]) -> Outcome {
        self.blocks.push(block);
        self.body(body)?;
        self.blocks.pop();
        Ok(())
    }

    fn warn(&mut self, range: TextRange, message: String) {
        self.warnings.push(warning(range, message));
    }

    fn is_function(&self) -> bool {
        !matches!(self.code, Code::Module | Code::Class)
    }

    fn body(&mut self, body: &[Stmt]) -> Outcome {
        body.iter().try_for_each(|stmt| self.stmt(stmt))
    }

    fn stmt(&mut self, stmt: &Stmt) -> Outcome {
        match stmt {
            Stmt::FunctionDef(def) => self.function(def),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::Return(node) => self.returned(node),
            Stmt::Delete(node) => self.exprs(&node.targets),
            Stmt::Assign(node) => {
                self.expr(&node.value)?;
                node.targets.iter().try_for_each(|target| self.target(target))
            }
            Stmt::AugAssign(node) => {
                self.target(&node.target)?;
                self.expr(&node.value)
            }
            Stmt::AnnAssign(node) => self.annotated(node),
            Stmt::For(node) => {
                if node.is_async && !self.may_await() {
                    return Err(Problem::at(node, "'async for' outside async function"));
                }
                self.expr(&node.iter)?;
                self.target(&node.target)?;
                self.block(Block::Loop, &node.body)?;
                self.body(&node.orelse)
            }
            Stmt::While(node) => {
                self.expr(&node.test)?;
                self.block(Block::Loop, &node.body)?;
                self.body(&node.orelse)
            }
            Stmt::If(node) => {
                self.expr(&node.test)?;
                self.body(&node.body)?;
                for clause in &node.elif_else_clauses {
                    self.maybe(clause.test.as_ref())?;
                    self.body(&clause.body)?;
                }
                Ok(())
            }
            Stmt::With(node) => {
                if node.is_async && !self.may_await() {
                    return Err(Problem::at(node, "'async with' outside async function"));
                }
                for item in &node.items {
                    self.expr(&item.context_expr)?;
                    item.optional_vars.as_deref().map_or(Ok(()), |target| self.target(target))?;
                }
                self.body(&node.body)
            }
            Stmt::Match(node) => self.matched(node),
            Stmt::Raise(node) => {
                self.maybe(node.exc.as_deref())?;
                self.maybe(node.cause.as_deref())
            }
            Stmt::Try(node) => self.tried(node),
            Stmt::Assert(node) => {
                if matches!(&*node.test, Expr::Tuple(tuple) if !tuple.elts.is_empty()) {
                    self.warn(node.range, "assertion is always true, perhaps remove parentheses?".to_owned());
                }
                self.expr(&node.test)?;
                self.maybe(node.msg.as_deref())
            }
            Stmt::Expr(node) => self.expr(&node.value),
            Stmt::Break(node) => self.jump(node.range, "'break' outside loop"),
            Stmt::Continue(node) => self.jump(node.range, "'continue' not properly in loop"),
            Stmt::TypeAlias(alias) => {
                let value = |checker: &mut Self| {
                    checker.type_params(alias.type_params.as_deref())?;
                    checker.expr(&alias.value)
                };
                self.inside(Code::Function, None, value)
            }
            Stmt::Import(_)
            | Stmt::ImportFrom(_)
            | Stmt::Global(_)
            | Stmt::Nonlocal(_)
            | Stmt::Pass(_)
            | Stmt::IpyEscapeCommand(_) => Ok(()),
        }
    }

    fn function(&mut self, def: &ast::StmtFunctionDef) -> Outcome {
        def.decorator_list.iter().try_for_each(|decorator| self.expr(&decorator.expression))?;
        self.defaults(&def.parameters)?;
        let annotations = |checker: &mut Self| {
            checker.type_params(def.type_params.as_deref())?;
            if checker.table.future_annotations {
                return Ok(());
            }
            for parameter in def.parameters.iter() {
                match parameter.annotation() {
                    // `*args: *Ts` is the one place for a star.
                    Some(Expr::Starred(starred)) if parameter.is_variadic() => {
                        checker.expr(&starred.value)?
                    }
                    annotation => checker.maybe(annotation)?,
                }
            }
            checker.maybe(def.returns.as_deref())
        };
        self.inside(Code::Function, None, annotations)?;
        let code = if def.is_async { Code::AsyncFunction } else { Code::Function };
        let scope = self.table.find_scope(ScopeKind::Function, def);
        self.inside(code, scope, |checker| checker.body(&def.body))
    }

    fn class(&mut self, class: &ast::StmtClassDef) -> Outcome {
        class.decorator_list.iter().try_for_each(|decorator| self.expr(&decorator.expression))?;
        let type_params = class.type_params.as_deref();
        self.inside(Code::Function, None, |checker| checker.type_params(type_params))?;
        self.inside(Code::Class, None, |checker| checker.body(&class.body))?;
        class.arguments.as_deref().map_or(Ok(()), |arguments| self.arguments(arguments))
    }

    fn type_params(&mut self, params: Option<&ast::TypeParams>) -> Outcome {
        for param in params.into_iter().flat_map(|params| params.iter()) {
            if let ast::TypeParam::TypeVar(variable) = param {
                self.maybe(variable.bound.as_deref())?;
            }
            match (param, param.default()) {
                (ast::TypeParam::TypeVarTuple(_), Some(Expr::Starred(starred))) => {
                    self.expr(&starred.value)?
                }
                (_, default) => self.maybe(default)?,
            }
        }
        Ok(())
    }

    fn defaults(&mut self, parameters: &ast::Parameters) -> Outcome {
        let all = parameters.posonlyargs.iter().chain(&parameters.args).chain(&parameters.kwonlyargs);
        all.filter_map(|p| p.default.as_deref()).try_for_each(|default| self.expr(default))
    }

    fn may_await(&self) -> bool {
        matches!(self.code, Code::AsyncFunction | Code::AsyncModule)
    }

    fn returned(&mut self, node: &ast::StmtReturn) -> Outcome {
        if !self.is_function() {
            return Err(Problem::at(node, "'return' outside function"));
        }
        let is_async_generator = self.function.is_some_and(|id| self.table.scope(id).is_async_generator());
        if node.value.is_some() && self.code == Code::AsyncFunction && is_async_generator {
            return Err(Problem::at(node, "'return' with value in async generator"));
        }
        self.maybe(node.value.as_deref())?;
        if self.blocks.contains(&Block::ExceptStar) {
            return Err(except_star(node.range));
        }
        Ok(())
    }

    fn jump(&mut self, range: TextRange, outside: &str) -> Outcome {
        match self.blocks.last() {
            Some(Block::Loop) => Ok(()),
            Some(Block::ExceptStar) => Err(except_star(range)),
            None => Err(Problem::at(range, outside)),
        }
    }

    fn tried(&mut self, node: &ast::StmtTry) -> Outcome {
        self.body(&node.body)?;
        // The code of `else` comes before that of the handlers, except with `except*`.
        if node.is_star {
            self.handlers(node)?;
            self.body(&node.orelse)?;
        } else {
            self.body(&node.orelse)?;
            self.handlers(node)?;
        }
        self.body(&node.finalbody)
    }

    fn handlers(&mut self, node: &ast::StmtTry) -> Outcome {
        for (index, ast::ExceptHandler::ExceptHandler(handler)) in node.handlers.iter().enumerate() {
            if handler.type_.is_none() && index + 1 < node.handlers.len() {
                return Err(Problem::at(handler, "default 'except:' must be last"));
            }
            self.maybe(handler.type_.as_deref())?;
            if node.is_star {
                self.block(Block::ExceptStar, &handler.body)?;
            } else {
                self.body(&handler.body)?;
            }
        }
        Ok(())
    }

    fn matched(&mut self, node: &ast::StmtMatch) -> Outcome {
        self.expr(&node.subject)?;
        let last = node.cases.len().saturating_sub(1);
        for (index, case) in node.cases.iter().enumerate() {
            patterns::check(&case.pattern, index == last || case.guard.is_some(), self.source)?;
            self.maybe(case.guard.as_deref())?;
            self.body(&case.body)?;
        }
        Ok(())
    }

    fn annotated(&mut self, node: &ast::StmtAnnAssign) -> Outcome {
        if let Some(value) = node.value.as_deref() {
            self.expr(value)?;
            self.target(&node.target)?;
        }
        let is_evaluated = !self.table.future_annotations && (!self.is_function() || !node.simple);
        if is_evaluated {
            return self.inside(Code::Function, None, |checker| checker.expr(&node.annotation));
        }
        Ok(())
    }

    // ---- targets

    fn target(&mut self, target: &Expr) -> Outcome {
        match target {
            Expr::Tuple(tuple) => self.unpacking(&tuple.elts, tuple.range),
            Expr::List(list) => self.unpacking(&list.elts, list.range),
            Expr::Starred(starred) => {
                Err(Problem::at(starred, "starred assignment target must be in a list or tuple"))
            }
            _ => self.expr(target),
        }
    }

    fn unpacking(&mut self, elts: &[Expr], range: TextRange) -> Outcome {
        let mut stars = elts.iter().enumerate().filter(|(_, elt)| elt.is_starred_expr());
        if let Some((first, _)) = stars.next() {
            if stars.next().is_some() {
                return Err(Problem::at(range, "multiple starred expressions in assignment"));
            }
            if first >= 1 << 8 || elts.len() - first > (i32::MAX >> 8) as usize {
                return Err(Problem::at(range, "too many expressions in star-unpacking assignment"));
            }
        }
        for elt in elts {
            match elt {
                Expr::Starred(starred) => self.target(&starred.value)?,
                _ => self.target(elt)?,
            }
        }
        Ok(())
    }

    // ---- expressions

    fn exprs(&mut self, exprs: &[Expr]) -> Outcome {
        exprs.iter().try_for_each(|expr| self.expr(expr))
    }

    fn maybe(&mut self, expr: Option<&Expr>) -> Outcome {
        expr.map_or(Ok(()), |expr| self.expr(expr))
    }

    /// Elements of a display, where a star is allowed.
    fn elements(&mut self, elts: &[Expr]) -> Outcome {
        for elt in elts {
            match elt {
                Expr::Starred(starred) => self.expr(&starred.value)?,
                _ => self.expr(elt)?,
            }
        }
        Ok(())
    }

    fn arguments(&mut self, arguments: &ast::Arguments) -> Outcome {
        let mut seen = HashSet::new();
        for keyword in &arguments.keywords {
            if let Some(name) = &keyword.arg
                && !seen.insert(name.as_str())
            {
                return Err(Problem::at(keyword, format!("keyword argument repeated: {name}")));
            }
        }
        self.elements(&arguments.args)?;
        arguments.keywords.iter().try_for_each(|keyword| self.expr(&keyword.value))
    }

    fn expr(&mut self, expr: &Expr) -> Outcome {
        match expr {
            Expr::Starred(starred) => Err(Problem::at(starred, "can't use starred expression here")),
            Expr::BoolOp(node) => self.exprs(&node.values),
            Expr::Named(node) => {
                self.expr(&node.value)?;
                self.expr(&node.target)
            }
            Expr::BinOp(node) => {
                self.expr(&node.left)?;
                self.expr(&node.right)
            }
            Expr::UnaryOp(node) => self.expr(&node.operand),
            Expr::Lambda(node) => {
                if let Some(parameters) = &node.parameters {
                    self.defaults(parameters)?;
                }
                self.inside(Code::Function, None, |checker| checker.expr(&node.body))
            }
            Expr::If(node) => {
                self.expr(&node.test)?;
                self.expr(&node.body)?;
                self.expr(&node.orelse)
            }
            Expr::Dict(dict) => {
                for item in &dict.items {
                    self.maybe(item.key.as_ref())?;
                    self.expr(&item.value)?;
                }
                Ok(())
            }
            Expr::Set(node) => self.elements(&node.elts),
            Expr::List(node) => self.elements(&node.elts),
            Expr::Tuple(node) => self.elements(&node.elts),
            Expr::ListComp(node) => {
                self.comprehension(ScopeKind::ListComprehension, node.range, &node.generators, &[&node.elt])
            }
            Expr::SetComp(node) => {
                self.comprehension(ScopeKind::SetComprehension, node.range, &node.generators, &[&node.elt])
            }
            Expr::DictComp(node) => {
                let parts: [&Expr; 2] = [&node.key, &node.value];
                self.comprehension(ScopeKind::DictComprehension, node.range, &node.generators, &parts)
            }
            Expr::Generator(node) => {
                self.comprehension(ScopeKind::Generator, node.range, &node.generators, &[&node.elt])
            }
            Expr::Await(node) => {
                if !self.is_function() && !self.may_await() {
                    return Err(Problem::at(node, "'await' outside function"));
                }
                if self.code == Code::Function {
                    return Err(Problem::at(node, "'await' outside async function"));
                }
                self.expr(&node.value)
            }
            Expr::Yield(node) => {
                if !self.is_function() {
                    return Err(Problem::at(node, "'yield' outside function"));
                }
                self.maybe(node.value.as_deref())
            }
            Expr::YieldFrom(node) => {
                if !self.is_function() {
                    return Err(Problem::at(node, "'yield from' outside function"));
                }
                if self.code == Code::AsyncFunction {
                    return Err(Problem::at(node, "'yield from' inside async function"));
                }
                self.expr(&node.value)
            }
            Expr::Compare(node) => self.compare(node),
            Expr::Call(call) => {
                if let Some(type_name) = literal_type(&call.func).filter(|name| *name != "function") {
                    let message =
                        format!("'{type_name}' object is not callable; perhaps you missed a comma?");
                    self.warn(call.func.range(), message);
                }
                self.expr(&call.func)?;
                self.arguments(&call.arguments)
            }
            Expr::Attribute(node) => self.expr(&node.value),
            Expr::Subscript(node) => self.subscript(node),
            Expr::Slice(node) => {
                self.maybe(node.lower.as_deref())?;
                self.maybe(node.upper.as_deref())?;
                self.maybe(node.step.as_deref())
            }
            Expr::FString(node) => {
                node.value.f_strings().try_for_each(|part| self.interpolated(&part.elements))
            }
            Expr::TString(node) => node.value.iter().try_for_each(|part| self.interpolated(&part.elements)),
            Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::Name(_)
            | Expr::IpyEscapeCommand(_) => Ok(()),
        }
    }

    fn interpolated(&mut self, elements: &[ast::InterpolatedStringElement]) -> Outcome {
        for element in elements {
            if let ast::InterpolatedStringElement::Interpolation(element) = element {
                self.expr(&element.expression)?;
                if let Some(spec) = &element.format_spec {
                    self.interpolated(&spec.elements)?;
                }
            }
        }
        Ok(())
    }

    fn comprehension(
        &mut self,
        kind: ScopeKind,
        range: TextRange,
        generators: &[ast::Comprehension],
        parts: &[&Expr],
    ) -> Outcome {
        let Some(first) = generators.first() else { return Ok(()) };
        let is_generator = kind == ScopeKind::Generator;
        let scope = self.table.find_scope(kind, range);
        let is_async = scope.is_some_and(|id| self.table.scope(id).is_coroutine);
        if is_async && !is_generator && !self.may_await() && self.code != Code::Generator {
            let message = "asynchronous comprehension outside of an asynchronous function";
            return Err(Problem::at(range, message));
        }
        self.expr(&first.iter)?;
        let is_inlined = scope.is_some_and(|id| self.table.scope(id).is_inlined);
        let inner = |checker: &mut Self| {
            for (index, generator) in generators.iter().enumerate() {
                if index > 0 {
                    checker.expr(&generator.iter)?;
                }
                checker.target(&generator.target)?;
                checker.exprs(&generator.ifs)?;
            }
            parts.iter().try_for_each(|part| checker.expr(part))
        };
        if is_inlined { inner(self) } else { self.inside(Code::Generator, None, inner) }
    }

    fn compare(&mut self, node: &ast::ExprCompare) -> Outcome {
        let mut left = &*node.left;
        for (op, right) in node.ops.iter().zip(&node.comparators) {
            let (spelled, better) = match op {
                ast::CmpOp::Is => ("is", "=="),
                ast::CmpOp::IsNot => ("is not", "!="),
                _ => {
                    left = right;
                    continue;
                }
            };
            if let Some(type_name) = is_compared(left).or_else(|| is_compared(right)) {
                let message = format!("\"{spelled}\" with '{type_name}' literal. Did you mean \"{better}\"?");
                self.warn(node.range, message);
                // One warning for a whole chain of comparisons.
                break;
            }
            left = right;
        }
        self.expr(&node.left)?;
        self.exprs(&node.comparators)
    }

    fn subscript(&mut self, node: &ast::ExprSubscript) -> Outcome {
        if node.ctx.is_load() {
            let value = literal_type(&node.value);
            let unsubscriptable = [
                "NoneType",
                "ellipsis",
                "int",
                "float",
                "complex",
                "bool",
                "set",
                "generator",
                "function",
                "string.templatelib.Template",
            ];
            if let Some(name) = value.filter(|name| unsubscriptable.contains(name)) {
                let message = format!("'{name}' object is not subscriptable; perhaps you missed a comma?");
                self.warn(node.value.range(), message);
            } else if let (Some(name @ ("str" | "bytes" | "tuple" | "list")), Some(index)) =
                (value, literal_type(&node.slice))
                && !matches!(index, "int" | "bool")
            {
                let message = format!(
                    "{name} indices must be integers or slices, not {index}; perhaps you missed a comma?"
                );
                self.warn(node.value.range(), message);
            }
        }
        self.expr(&node.value)?;
        match &*node.slice {
            Expr::Tuple(tuple) => self.elements(&tuple.elts),
            slice => self.expr(slice),
        }
    }
}

fn except_star(range: TextRange) -> Problem {
    Problem::at(range, "'break', 'continue' and 'return' cannot appear in an except* block")
}

/// The type of a literal or display, if it is plain to see.
fn literal_type(expr: &Expr) -> Option<&'static str> {
    Some(match expr {
        Expr::Tuple(_) => "tuple",
        Expr::List(_) | Expr::ListComp(_) => "list",
        Expr::Dict(_) | Expr::DictComp(_) => "dict",
        Expr::Set(_) | Expr::SetComp(_) => "set",
        Expr::Generator(_) => "generator",
        Expr::Lambda(_) => "function",
        Expr::FString(_) | Expr::StringLiteral(_) => "str",
        Expr::TString(_) => "string.templatelib.Template",
        Expr::BytesLiteral(_) => "bytes",
        Expr::BooleanLiteral(_) => "bool",
        Expr::NoneLiteral(_) => "NoneType",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::NumberLiteral(number) => match number.value {
            ast::Number::Int(_) => "int",
            ast::Number::Float(_) => "float",
            ast::Number::Complex { .. } => "complex",
        },
        _ => return None,
    })
}

/// The type of a constant whose identity means nothing.
fn is_compared(expr: &Expr) -> Option<&'static str> {
    match expr {
        Expr::Tuple(tuple) if tuple.elts.iter().all(is_constant) => Some("tuple"),
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => literal_type(expr),
        _ => None,
    }
}

fn is_constant(expr: &Expr) -> bool {
    match expr {
        Expr::Tuple(tuple) => tuple.elts.iter().all(is_constant),
        Expr::BooleanLiteral(_) | Expr::NoneLiteral(_) | Expr::EllipsisLiteral(_) => true,
        _ => is_compared(expr).is_some(),
    }
}
