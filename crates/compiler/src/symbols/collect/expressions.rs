//! The part of the walk that goes through expressions and patterns.

use super::{Collector, Outcome, check_name};
use crate::symbols::{Problem, ScopeKind, flags};
use whipsnake_parser_glue::ast::{self, Expr, ExprContext, name::Name};
use whipsnake_parser_glue::{Ranged, TextRange};

impl Collector<'_> {
    pub(super) fn exprs(&mut self, exprs: &[Expr]) -> Outcome {
        exprs.iter().try_for_each(|expr| self.expr(expr))
    }

    pub(super) fn maybe(&mut self, expr: Option<&Expr>) -> Outcome {
        expr.map_or(Ok(()), |expr| self.expr(expr))
    }

    pub(super) fn keywords(&mut self, keywords: &[ast::Keyword]) -> Outcome {
        for keyword in keywords {
            if let Some(name) = &keyword.arg {
                check_name(&name.id, keyword.range, "assign to")?;
            }
            self.expr(&keyword.value)?;
        }
        Ok(())
    }

    pub(super) fn expr(&mut self, expr: &Expr) -> Outcome {
        match expr {
            Expr::Name(name) => self.name(name),
            Expr::Attribute(attribute) => self.attribute(attribute),
            Expr::Named(named) => self.named(named),
            Expr::Lambda(lambda) => self.lambda(lambda),
            Expr::BoolOp(node) => self.exprs(&node.values),
            Expr::BinOp(node) => {
                self.expr(&node.left)?;
                self.expr(&node.right)
            }
            Expr::UnaryOp(node) => self.expr(&node.operand),
            Expr::If(node) => {
                self.expr(&node.test)?;
                self.expr(&node.body)?;
                self.expr(&node.orelse)
            }
            Expr::Dict(dict) => {
                dict.items.iter().filter_map(|item| item.key.as_ref()).try_for_each(|key| self.expr(key))?;
                dict.items.iter().try_for_each(|item| self.expr(&item.value))
            }
            Expr::Set(node) => self.exprs(&node.elts),
            Expr::List(node) => self.exprs(&node.elts),
            Expr::Tuple(node) => self.exprs(&node.elts),
            Expr::Starred(node) => self.expr(&node.value),
            Expr::Subscript(node) => {
                self.expr(&node.value)?;
                self.expr(&node.slice)
            }
            Expr::Slice(node) => {
                self.maybe(node.lower.as_deref())?;
                self.maybe(node.upper.as_deref())?;
                self.maybe(node.step.as_deref())
            }
            Expr::Compare(node) => {
                self.expr(&node.left)?;
                self.exprs(&node.comparators)
            }
            Expr::Call(call) => {
                self.expr(&call.func)?;
                self.exprs(&call.arguments.args)?;
                self.keywords(&call.arguments.keywords)
            }
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
            Expr::Yield(node) => {
                self.refuse_in_annotation("yield expression", node.range)?;
                self.maybe(node.value.as_deref())?;
                self.yielded(node.range)
            }
            Expr::YieldFrom(node) => {
                self.refuse_in_annotation("yield expression", node.range)?;
                self.expr(&node.value)?;
                self.yielded(node.range)
            }
            Expr::Await(node) => {
                self.refuse_in_annotation("await expression", node.range)?;
                let kind = self.kind();
                if !kind.is_function_like() && !self.top().scope.is_coroutine {
                    return Err(Problem::at(node, "'await' outside function"));
                }
                if !kind.is_comprehension() && !self.top().scope.is_coroutine {
                    return Err(Problem::at(node, "'await' outside async function"));
                }
                self.expr(&node.value)?;
                self.top().scope.is_coroutine = true;
                Ok(())
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
            | Expr::IpyEscapeCommand(_) => Ok(()),
        }
    }

    pub(super) fn interpolated(&mut self, elements: &[ast::InterpolatedStringElement]) -> Outcome {
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

    pub(super) fn name(&mut self, name: &ast::ExprName) -> Outcome {
        match name.ctx {
            ExprContext::Load => self.add(&name.id, flags::USED, name.range)?,
            ExprContext::Del => {
                check_name(&name.id, name.range, "delete")?;
                self.add(&name.id, flags::LOCAL, name.range)?;
            }
            ExprContext::Store | ExprContext::Invalid => self.bind(&name.id, flags::LOCAL, name.range)?,
        }
        // `super()` needs the class it is written in.
        let kind = self.kind();
        let is_function = matches!(kind, ScopeKind::Function | ScopeKind::Lambda) || kind.is_comprehension();
        if name.ctx.is_load() && name.id.as_str() == "super" && is_function {
            self.add(&Name::new_static("__class__"), flags::USED, name.range)?;
        }
        Ok(())
    }

    pub(super) fn attribute(&mut self, attribute: &ast::ExprAttribute) -> Outcome {
        match attribute.ctx {
            ExprContext::Store => {
                check_name(&attribute.attr.id, attribute.range, "assign to")?;
                self.note_static_attribute(attribute);
            }
            ExprContext::Del => check_name(&attribute.attr.id, attribute.range, "delete")?,
            _ => {}
        }
        self.expr(&attribute.value)
    }

    /// `self.x = …` in a method tells the class of an attribute `x`.
    pub(super) fn note_static_attribute(&mut self, attribute: &ast::ExprAttribute) {
        if !matches!(&*attribute.value, Expr::Name(name) if name.id.as_str() == "self") {
            return;
        }
        let mut at = self.table.scope(self.table.code_scope(self.current())).parent;
        while let Some(id) = at {
            let scope = self.table.scope_mut(id);
            if scope.kind == ScopeKind::Class {
                if !scope.static_attributes.contains(&attribute.attr.id) {
                    scope.static_attributes.push(attribute.attr.id.clone());
                }
                return;
            }
            at = scope.parent;
        }
    }

    pub(super) fn lambda(&mut self, lambda: &ast::ExprLambda) -> Outcome {
        if let Some(parameters) = &lambda.parameters {
            self.defaults(parameters)?;
        }
        let is_unevaluated = self.top().open.is_unevaluated;
        self.enter(ScopeKind::Lambda, Name::new_static("<lambda>"), lambda.range);
        self.top().open.is_unevaluated = is_unevaluated;
        if let Some(parameters) = &lambda.parameters {
            self.parameters(parameters)?;
        }
        self.expr(&lambda.body)?;
        self.leave();
        Ok(())
    }

    pub(super) fn comprehension(
        &mut self,
        kind: ScopeKind,
        range: TextRange,
        generators: &[ast::Comprehension],
        parts: &[&Expr],
    ) -> Outcome {
        let [first, rest @ ..] = generators else { return Ok(()) };
        let name = match kind {
            ScopeKind::ListComprehension => "<listcomp>",
            ScopeKind::SetComprehension => "<setcomp>",
            ScopeKind::DictComprehension => "<dictcomp>",
            _ => "<genexpr>",
        };
        // The first iterable is evaluated outside.
        self.iterable(&first.iter)?;
        let is_unevaluated = self.top().open.is_unevaluated;
        self.enter(kind, Name::new_static(name), range);
        self.top().open.is_unevaluated = is_unevaluated;
        self.top().scope.is_coroutine = first.is_async;
        self.add(&Name::new_static(".0"), flags::PARAMETER, range)?;
        self.target(&first.target)?;
        self.exprs(&first.ifs)?;
        for generator in rest {
            self.target(&generator.target)?;
            self.iterable(&generator.iter)?;
            self.exprs(&generator.ifs)?;
            self.top().scope.is_coroutine |= generator.is_async;
        }
        parts.iter().try_for_each(|part| self.expr(part))?;
        let is_coroutine = self.top().scope.is_coroutine;
        self.leave();
        if is_coroutine && kind != ScopeKind::Generator {
            let outer = self.top().scope;
            // An async comprehension makes the comprehension around it async as well.
            outer.is_coroutine = true;
        }
        Ok(())
    }

    pub(super) fn target(&mut self, target: &Expr) -> Outcome {
        self.top().open.in_target = true;
        self.expr(target)?;
        self.top().open.in_target = false;
        Ok(())
    }

    pub(super) fn iterable(&mut self, iterable: &Expr) -> Outcome {
        self.top().open.in_iterable += 1;
        self.expr(iterable)?;
        self.top().open.in_iterable -= 1;
        Ok(())
    }

    pub(super) fn yielded(&mut self, range: TextRange) -> Outcome {
        let inside = match self.kind() {
            ScopeKind::ListComprehension => "list comprehension",
            ScopeKind::SetComprehension => "set comprehension",
            ScopeKind::DictComprehension => "dict comprehension",
            ScopeKind::Generator => "generator expression",
            _ => {
                self.top().scope.is_generator = true;
                return Ok(());
            }
        };
        Err(Problem::at(range, format!("'yield' inside {inside}")))
    }

    pub(super) fn refuse_in_annotation(&mut self, what: &str, range: TextRange) -> Outcome {
        let place = match self.kind() {
            ScopeKind::Annotations => "an annotation",
            ScopeKind::TypeVariableBound => "a TypeVar bound",
            ScopeKind::TypeParameterDefault => "a TypeVar default",
            ScopeKind::TypeAlias => "a type alias",
            ScopeKind::TypeParameters => "the definition of a generic",
            _ => return Ok(()),
        };
        Err(Problem::at(range, format!("{what} cannot be used within {place}")))
    }

    pub(super) fn named(&mut self, named: &ast::ExprNamed) -> Outcome {
        self.refuse_in_annotation("named expression", named.range)?;
        if self.top().open.in_iterable > 0 {
            let message = "assignment expression cannot be used in a comprehension iterable expression";
            return Err(Problem::at(named, message));
        }
        if let Expr::Name(target) = &*named.target
            && self.kind().is_comprehension()
        {
            self.extend_named(target)?;
        }
        self.expr(&named.value)?;
        self.expr(&named.target)
    }

    /// In a comprehension `:=` binds in the function or module around it.
    pub(super) fn extend_named(&mut self, target: &ast::ExprName) -> Outcome {
        let name = &target.id;
        for index in (0..self.stack.len()).rev() {
            let id = self.stack[index].id;
            let scope = self.table.scope(id);
            let mangled = Name::new(scope.mangle(name));
            let bits = scope.flags_of(&mangled);
            let refusal = match scope.kind {
                kind if kind.is_comprehension() => {
                    if bits & flags::ITERATION != 0 && bits & flags::LOCAL != 0 {
                        let message = format!(
                            "assignment expression cannot rebind comprehension iteration variable '{name}'"
                        );
                        return Err(Problem::at(target, message));
                    }
                    continue;
                }
                ScopeKind::Function | ScopeKind::Lambda => {
                    let is_global = bits & flags::GLOBAL != 0;
                    self.declare(
                        name,
                        if is_global { flags::GLOBAL } else { flags::NONLOCAL },
                        target.range,
                    )?;
                    self.table.scope_mut(id).enter_symbol(&mangled).flags |= flags::LOCAL;
                    return Ok(());
                }
                ScopeKind::Module => return self.declare(name, flags::GLOBAL, target.range),
                ScopeKind::Class => "a class body",
                ScopeKind::TypeVariableBound | ScopeKind::TypeParameterDefault => "a TypeVar bound",
                ScopeKind::TypeAlias => "a type alias",
                ScopeKind::TypeParameters => "the definition of a generic",
                _ => "an annotation",
            };
            let preposition = if scope.kind == ScopeKind::TypeParameters { "within" } else { "in" };
            let message = format!(
                "assignment expression within a comprehension cannot be used {preposition} {refusal}"
            );
            return Err(Problem::at(target, message));
        }
        Ok(())
    }

    // ---- patterns

    pub(super) fn pattern(&mut self, pattern: &ast::Pattern) -> Outcome {
        match pattern {
            ast::Pattern::MatchValue(node) => self.expr(&node.value),
            ast::Pattern::MatchSingleton(_) => Ok(()),
            ast::Pattern::MatchSequence(node) => node.patterns.iter().try_for_each(|p| self.pattern(p)),
            ast::Pattern::MatchMapping(node) => {
                self.exprs(&node.keys)?;
                node.patterns.iter().try_for_each(|p| self.pattern(p))?;
                self.capture(node.rest.as_ref(), node.range)
            }
            ast::Pattern::MatchClass(node) => {
                self.expr(&node.cls)?;
                node.arguments.patterns.iter().try_for_each(|p| self.pattern(p))?;
                for keyword in &node.arguments.keywords {
                    check_name(&keyword.attr.id, keyword.pattern.range(), "assign to")?;
                }
                node.arguments.keywords.iter().try_for_each(|k| self.pattern(&k.pattern))
            }
            ast::Pattern::MatchStar(node) => self.capture(node.name.as_ref(), node.range),
            ast::Pattern::MatchAs(node) => {
                if let Some(inner) = &node.pattern {
                    self.pattern(inner)?;
                }
                self.capture(node.name.as_ref(), node.range)
            }
            ast::Pattern::MatchOr(node) => node.patterns.iter().try_for_each(|p| self.pattern(p)),
        }
    }

    pub(super) fn capture(&mut self, name: Option<&ast::Identifier>, range: TextRange) -> Outcome {
        name.map_or(Ok(()), |name| self.bind(&name.id, flags::LOCAL, range))
    }
}
