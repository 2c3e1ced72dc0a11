//! Walks a tree that parsed: finds what the parser accepts and Python does not, so that it is looked at more closely,
//! and what the tokenizer would have warned of.

use crate::ast::StringFlags;
use crate::ast::visitor::{Visitor, walk_expr, walk_keyword, walk_pattern, walk_stmt};
use crate::ast::{self, Expr, InterpolatedStringElement, Pattern, Stmt};
use crate::literals::{check_escapes, check_number};
use crate::{Ranged, SourceFile, TextRange, Warning};

/// Format specifications may nest so deep.
const MAX_FIELDS: u32 = 3;

/// The first suspicious place in a tree, and warnings in the order of the text.
pub(crate) fn find(syntax: &ast::Mod, source: &SourceFile) -> (Option<TextRange>, Vec<Warning>) {
    let mut suspects = Suspects { found: None, source, warnings: Vec::new() };
    match syntax {
        ast::Mod::Module(module) => suspects.visit_body(&module.body),
        ast::Mod::Expression(expression) => suspects.visit_expr(&expression.body),
    }
    suspects.warnings.sort_by_key(|warning| warning.range.start());
    (suspects.found, suspects.warnings)
}

struct Suspects<'a> {
    found: Option<TextRange>,
    source: &'a SourceFile,
    warnings: Vec<Warning>,
}

impl Suspects<'_> {
    fn escapes(&mut self, range: TextRange, is_bytes: bool) {
        check_escapes(&self.source.text()[range], range.start(), is_bytes, &mut self.warnings);
    }

    fn suspect(&mut self, node: &impl Ranged) {
        self.found.get_or_insert(node.range());
    }

    fn literal(&mut self, literal: &ast::StringLiteral) {
        if !literal.flags.prefix().is_raw() {
            self.escapes(literal.content_range(), false);
        }
    }

    fn fields(&mut self, elements: &[InterpolatedStringElement], is_raw: bool, depth: u32) {
        for element in elements {
            if let InterpolatedStringElement::Literal(text) = element
                && !is_raw
            {
                self.escapes(text.range, false);
            }
            if let InterpolatedStringElement::Interpolation(field) = element {
                if depth >= MAX_FIELDS {
                    self.suspect(field);
                }
                if let Some(spec) = &field.format_spec {
                    self.fields(&spec.elements, is_raw, depth + 1);
                }
            }
        }
    }
}

impl Visitor<'_> for Suspects<'_> {
    fn visit_stmt(&mut self, stmt: &Stmt) {
        if let Stmt::ClassDef(class) = stmt
            && let Some(Expr::Generator(generator)) = class.bases().first()
            && !generator.parenthesized
        {
            self.suspect(generator);
        }
        walk_stmt(self, stmt);
    }

    fn visit_keyword(&mut self, keyword: &ast::Keyword) {
        // `f((a)=1)`: the name does not begin where the argument does.
        if keyword.arg.as_ref().is_some_and(|name| name.range.start() != keyword.range.start()) {
            self.suspect(keyword);
        }
        walk_keyword(self, keyword);
    }

    fn visit_pattern(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::MatchAs(node) => {
                let is_blank = node.name.as_ref().is_some_and(|name| name.as_str() == "_");
                if is_blank && node.pattern.is_some() {
                    self.suspect(node);
                }
            }
            Pattern::MatchMapping(node) if node.rest.as_ref().is_some_and(|name| name.as_str() == "_") => {
                self.suspect(node);
            }
            // `-1 ** 2` is no number.
            Pattern::MatchValue(node) if matches!(&*node.value, Expr::UnaryOp(unary) if unary.operand.is_bin_op_expr()) =>
            {
                self.suspect(node);
            }
            Pattern::MatchValue(node) if matches!(&*node.value, Expr::FString(_) | Expr::TString(_)) => {
                self.suspect(node);
            }
            _ => {}
        }
        walk_pattern(self, pattern);
    }

    fn visit_expr(&mut self, expr: &Expr) {
        match expr {
            Expr::FString(node) => {
                for part in &node.value {
                    match part {
                        ast::FStringPart::Literal(literal) => self.literal(literal),
                        ast::FStringPart::FString(part) => {
                            self.fields(&part.elements, part.flags.prefix().is_raw(), 0);
                        }
                    }
                }
            }
            Expr::TString(node) => node
                .value
                .iter()
                .for_each(|part| self.fields(&part.elements, part.flags.prefix().is_raw(), 0)),
            Expr::StringLiteral(node) => node.value.iter().for_each(|literal| self.literal(literal)),
            Expr::BytesLiteral(node) => {
                for literal in &node.value {
                    if !literal.flags.prefix().is_raw() {
                        let range = literal.range.add_start(literal.flags.opener_len());
                        self.escapes(range.sub_end(literal.flags.closer_len()), true);
                    }
                }
            }
            Expr::NumberLiteral(number) => check_number(self.source, number, &mut self.warnings),
            _ => {}
        }
        walk_expr(self, expr);
    }
}
