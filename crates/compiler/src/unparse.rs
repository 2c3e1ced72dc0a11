//! Expressions back to text, as `from __future__ import annotations` shows them in `__annotations__`.
//!
//! The text is made from the tree: spaces, quotes and needless parentheses of the source are gone, parentheses that
//! the tree needs are written by precedence.

pub mod literals;

use crate::optimize::text;
use std::fmt::Write;
use whipsnake_parser_glue::ast::{
    self, BoolOp, Comprehension, Expr, FStringPart, InterpolatedStringElement, Number, Operator, Parameters,
    UnaryOp,
};
use whipsnake_parser_glue::{Ranged, SourceFile};

/// How tightly an expression binds; a weaker one inside a tighter place needs parentheses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Comparison,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Arithmetic,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

impl Level {
    const ALL: [Level; 16] = [
        Level::Tuple,
        Level::Test,
        Level::Or,
        Level::And,
        Level::Not,
        Level::Comparison,
        Level::BitOr,
        Level::BitXor,
        Level::BitAnd,
        Level::Shift,
        Level::Arithmetic,
        Level::Term,
        Level::Factor,
        Level::Power,
        Level::Await,
        Level::Atom,
    ];

    /// The next tighter level.
    fn next(self) -> Level {
        Level::ALL.get(self as usize + 1).copied().unwrap_or(Level::Atom)
    }
}

/// The text of an annotation.
pub fn annotation(expr: &Expr, source: &SourceFile) -> String {
    let mut writer = Writer { out: String::new(), source };
    writer.expr(expr, Level::Test);
    writer.out
}

struct Writer<'a> {
    out: String,
    source: &'a SourceFile,
}

fn operator(op: Operator) -> (&'static str, Level) {
    match op {
        Operator::Add => (" + ", Level::Arithmetic),
        Operator::Sub => (" - ", Level::Arithmetic),
        Operator::Mult => (" * ", Level::Term),
        Operator::MatMult => (" @ ", Level::Term),
        Operator::Div => (" / ", Level::Term),
        Operator::Mod => (" % ", Level::Term),
        Operator::FloorDiv => (" // ", Level::Term),
        Operator::Pow => (" ** ", Level::Power),
        Operator::LShift => (" << ", Level::Shift),
        Operator::RShift => (" >> ", Level::Shift),
        Operator::BitOr => (" | ", Level::BitOr),
        Operator::BitXor => (" ^ ", Level::BitXor),
        Operator::BitAnd => (" & ", Level::BitAnd),
    }
}

impl Writer<'_> {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Writes what `inside` writes, in parentheses if `wanted`.
    fn parenthesized(&mut self, wanted: bool, inside: impl FnOnce(&mut Self)) {
        if wanted {
            self.push("(");
        }
        inside(self);
        if wanted {
            self.push(")");
        }
    }

    fn list<'e>(&mut self, items: impl IntoIterator<Item = &'e Expr>, level: Level) {
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.push(", ");
            }
            self.expr(item, level);
        }
    }

    fn expr(&mut self, expr: &Expr, level: Level) {
        match expr {
            Expr::Name(node) => self.push(&node.id),
            Expr::NoneLiteral(_) => self.push("None"),
            Expr::EllipsisLiteral(_) => self.push("..."),
            Expr::BooleanLiteral(node) => self.push(if node.value { "True" } else { "False" }),
            Expr::NumberLiteral(node) => self.number(&node.value),
            Expr::StringLiteral(node) => {
                if node.value.is_unicode() {
                    self.push("u");
                }
                let value = text::string_value(node, self.source);
                self.push(&literals::string(&value));
            }
            Expr::BytesLiteral(node) => {
                let value: Vec<u8> = node.value.bytes().collect();
                self.push(&literals::bytes(&value));
            }
            Expr::BoolOp(node) => self.bool_op(node, level),
            Expr::BinOp(node) => self.binary(node, level),
            Expr::UnaryOp(node) => self.unary(node, level),
            Expr::Compare(node) => self.compare(node, level),
            Expr::Lambda(node) => self.lambda(node, level),
            Expr::If(node) => self.parenthesized(level > Level::Test, |this| {
                this.expr(&node.body, Level::Or);
                this.push(" if ");
                this.expr(&node.test, Level::Or);
                this.push(" else ");
                this.expr(&node.orelse, Level::Test);
            }),
            Expr::Named(node) => self.parenthesized(level > Level::Tuple, |this| {
                this.expr(&node.target, Level::Atom);
                this.push(" := ");
                this.expr(&node.value, Level::Atom);
            }),
            Expr::Call(node) => self.call(node),
            Expr::Attribute(node) => {
                self.expr(&node.value, Level::Atom);
                // `1 .real`: the point would belong to the number.
                let is_int =
                    matches!(&*node.value, Expr::NumberLiteral(n) if matches!(n.value, Number::Int(_)));
                self.push(if is_int { " ." } else { "." });
                self.push(&node.attr);
            }
            Expr::Subscript(node) => {
                self.expr(&node.value, Level::Atom);
                self.push("[");
                self.expr(&node.slice, Level::Tuple);
                self.push("]");
            }
            Expr::Slice(node) => self.slice(node),
            Expr::Starred(node) => {
                self.push("*");
                self.expr(&node.value, Level::BitOr);
            }
            _ => self.rest(expr, level),
        }
    }

    /// Displays, comprehensions, strings with values, and what suspends.
    fn rest(&mut self, expr: &Expr, level: Level) {
        match expr {
            Expr::Tuple(node) => self.tuple(&node.elts, level),
            Expr::List(node) => {
                self.push("[");
                self.list(&node.elts, Level::Test);
                self.push("]");
            }
            Expr::Set(node) => {
                self.push("{");
                self.list(&node.elts, Level::Test);
                self.push("}");
            }
            Expr::Dict(node) => self.dict(node),
            Expr::ListComp(node) => self.comprehension("[", &node.elt, None, &node.generators, "]"),
            Expr::SetComp(node) => self.comprehension("{", &node.elt, None, &node.generators, "}"),
            Expr::DictComp(node) => {
                self.comprehension("{", &node.key, Some(&node.value), &node.generators, "}")
            }
            Expr::Generator(node) => self.comprehension("(", &node.elt, None, &node.generators, ")"),
            Expr::FString(node) => self.fstring(node),
            Expr::TString(node) => self.tstring(node),
            Expr::Await(node) => self.parenthesized(level > Level::Await, |this| {
                this.push("await ");
                this.expr(&node.value, Level::Atom);
            }),
            Expr::Yield(node) => match &node.value {
                None => self.push("(yield)"),
                Some(value) => {
                    self.push("(yield ");
                    self.expr(value, Level::Test);
                    self.push(")");
                }
            },
            Expr::YieldFrom(node) => {
                self.push("(yield from ");
                self.expr(&node.value, Level::Test);
                self.push(")");
            }
            _ => {}
        }
    }

    fn number(&mut self, value: &Number) {
        match value {
            Number::Int(value) => match value.as_u64() {
                Some(small) => {
                    let _ = write!(self.out, "{small}");
                }
                None => {
                    let text = value.to_string();
                    self.push(&literals::big_integer(&text));
                }
            },
            Number::Float(value) => self.push(&literals::float(*value)),
            Number::Complex { imag, .. } => {
                let text = literals::float(*imag);
                self.push(text.strip_suffix(".0").unwrap_or(&text));
                self.push("j");
            }
        }
    }

    fn bool_op(&mut self, node: &ast::ExprBoolOp, level: Level) {
        let (word, own) = match node.op {
            BoolOp::And => (" and ", Level::And),
            BoolOp::Or => (" or ", Level::Or),
        };
        self.parenthesized(level > own, |this| {
            for (index, value) in node.values.iter().enumerate() {
                if index > 0 {
                    this.push(word);
                }
                this.expr(value, own.next());
            }
        });
    }

    fn binary(&mut self, node: &ast::ExprBinOp, level: Level) {
        let (word, own) = operator(node.op);
        let is_power = node.op == Operator::Pow;
        self.parenthesized(level > own, |this| {
            this.expr(&node.left, if is_power { own.next() } else { own });
            this.push(word);
            this.expr(&node.right, if is_power { own } else { own.next() });
        });
    }

    fn unary(&mut self, node: &ast::ExprUnaryOp, level: Level) {
        let (word, own) = match node.op {
            UnaryOp::Invert => ("~", Level::Factor),
            UnaryOp::Not => ("not ", Level::Not),
            UnaryOp::UAdd => ("+", Level::Factor),
            UnaryOp::USub => ("-", Level::Factor),
        };
        self.parenthesized(level > own, |this| {
            this.push(word);
            this.expr(&node.operand, own);
        });
    }

    fn compare(&mut self, node: &ast::ExprCompare, level: Level) {
        self.parenthesized(level > Level::Comparison, |this| {
            this.expr(&node.left, Level::BitOr);
            for (op, right) in node.ops.iter().zip(&node.comparators) {
                let _ = write!(this.out, " {} ", op.as_str());
                this.expr(right, Level::BitOr);
            }
        });
    }

    fn lambda(&mut self, node: &ast::ExprLambda, level: Level) {
        self.parenthesized(level > Level::Test, |this| {
            this.push("lambda");
            if let Some(parameters) = &node.parameters
                && !parameters.is_empty()
            {
                this.push(" ");
                this.parameters(parameters);
            }
            this.push(": ");
            this.expr(&node.body, Level::Test);
        });
    }

    fn parameters(&mut self, parameters: &Parameters) {
        let mut first = true;
        let mut separate = |this: &mut Self| {
            if !std::mem::take(&mut first) {
                this.push(", ");
            }
        };
        let with_default = |this: &mut Self, p: &ast::ParameterWithDefault| {
            this.push(&p.parameter.name);
            if let Some(default) = &p.default {
                this.push("=");
                this.expr(default, Level::Test);
            }
        };
        for parameter in &parameters.posonlyargs {
            separate(self);
            with_default(self, parameter);
        }
        if !parameters.posonlyargs.is_empty() {
            self.push(", /");
        }
        for parameter in &parameters.args {
            separate(self);
            with_default(self, parameter);
        }
        if parameters.vararg.is_some() || !parameters.kwonlyargs.is_empty() {
            separate(self);
            self.push("*");
            if let Some(vararg) = &parameters.vararg {
                self.push(&vararg.name);
            }
        }
        for parameter in &parameters.kwonlyargs {
            separate(self);
            with_default(self, parameter);
        }
        if let Some(kwarg) = &parameters.kwarg {
            separate(self);
            self.push("**");
            self.push(&kwarg.name);
        }
    }

    fn call(&mut self, node: &ast::ExprCall) {
        self.expr(&node.func, Level::Atom);
        let (args, keywords) = (&node.arguments.args, &node.arguments.keywords);
        if let ([only @ Expr::Generator(_)], []) = (&**args, &**keywords) {
            self.expr(only, Level::Test);
            return;
        }
        self.push("(");
        self.list(&**args, Level::Test);
        for (index, keyword) in keywords.iter().enumerate() {
            if index > 0 || !args.is_empty() {
                self.push(", ");
            }
            match &keyword.arg {
                Some(name) => {
                    self.push(name);
                    self.push("=");
                }
                None => self.push("**"),
            }
            self.expr(&keyword.value, Level::Test);
        }
        self.push(")");
    }

    fn slice(&mut self, node: &ast::ExprSlice) {
        if let Some(lower) = &node.lower {
            self.expr(lower, Level::Test);
        }
        self.push(":");
        if let Some(upper) = &node.upper {
            self.expr(upper, Level::Test);
        }
        if let Some(step) = &node.step {
            self.push(":");
            self.expr(step, Level::Test);
        }
    }

    fn tuple(&mut self, items: &[Expr], level: Level) {
        if items.is_empty() {
            return self.push("()");
        }
        self.parenthesized(level > Level::Tuple, |this| {
            this.list(items, Level::Test);
            if items.len() == 1 {
                this.push(",");
            }
        });
    }

    fn dict(&mut self, node: &ast::ExprDict) {
        self.push("{");
        for (index, item) in node.items.iter().enumerate() {
            if index > 0 {
                self.push(", ");
            }
            match &item.key {
                Some(key) => {
                    self.expr(key, Level::Test);
                    self.push(": ");
                    self.expr(&item.value, Level::Test);
                }
                None => {
                    self.push("**");
                    self.expr(&item.value, Level::BitOr);
                }
            }
        }
        self.push("}");
    }

    fn comprehension(
        &mut self,
        open: &str,
        element: &Expr,
        value: Option<&Expr>,
        clauses: &[Comprehension],
        close: &str,
    ) {
        self.push(open);
        self.expr(element, Level::Test);
        if let Some(value) = value {
            self.push(": ");
            self.expr(value, Level::Test);
        }
        for clause in clauses {
            self.push(if clause.is_async { " async for " } else { " for " });
            self.expr(&clause.target, Level::Tuple);
            self.push(" in ");
            self.expr(&clause.iter, Level::Or);
            for condition in &clause.ifs {
                self.push(" if ");
                self.expr(condition, Level::Or);
            }
        }
        self.push(close);
    }

    fn fstring(&mut self, node: &ast::ExprFString) {
        let mut content = Vec::new();
        for part in node.value.as_slice() {
            match part {
                FStringPart::Literal(literal) => {
                    let value = text::part_value(literal, self.source);
                    content.extend(literals::doubled_braces(&value));
                }
                FStringPart::FString(string) => {
                    self.elements(&string.elements, string.flags.prefix().is_raw(), &mut content);
                }
            }
        }
        self.push("f");
        self.push(&literals::string(&content));
    }

    fn tstring(&mut self, node: &ast::ExprTString) {
        let mut content = Vec::new();
        for part in node.value.as_slice() {
            self.elements(&part.elements, part.flags.prefix().is_raw(), &mut content);
        }
        self.push("t");
        self.push(&literals::string(&content));
    }

    /// The inside of an f-string, whose expressions become text before the whole is quoted.
    fn elements(&mut self, elements: &[InterpolatedStringElement], is_raw: bool, content: &mut Vec<u8>) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => {
                    let value = text::repaired(&literal.value, literal.range, is_raw, true, self.source);
                    content.extend(literals::doubled_braces(&value));
                }
                InterpolatedStringElement::Interpolation(value) => {
                    if let Some(debug) = &value.debug_text {
                        content.extend(literals::doubled_braces(debug.leading.as_bytes()));
                        let range = value.expression.range();
                        content.extend(self.source.text()[range].bytes());
                        content.extend(literals::doubled_braces(debug.trailing.as_bytes()));
                    }
                    let mut inner = Writer { out: String::new(), source: self.source };
                    inner.expr(&value.expression, Level::Or);
                    content.push(b'{');
                    if inner.out.starts_with('{') {
                        content.push(b' ');
                    }
                    content.extend(inner.out.bytes());
                    let is_debug = value.debug_text.is_some() && value.format_spec.is_none();
                    match value.conversion.to_char() {
                        Some(conversion) => content.extend([b'!', conversion as u8]),
                        None if is_debug => content.extend(*b"!r"),
                        None => {}
                    }
                    if let Some(spec) = &value.format_spec {
                        content.push(b':');
                        self.elements(&spec.elements, false, content);
                    }
                    content.push(b'}');
                }
            }
        }
    }
}
