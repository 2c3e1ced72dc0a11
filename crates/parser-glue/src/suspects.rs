//! Finds what the parser accepts and Python does not, so that it is looked at more closely.

use crate::ast::visitor::{Visitor, walk_expr, walk_keyword, walk_pattern, walk_stmt};
use crate::ast::{self, Expr, InterpolatedStringElement, Pattern, Stmt};
use crate::{Ranged, TextRange};

/// Format specifications may nest so deep.
const MAX_FIELDS: u32 = 3;

/// The first suspicious place in a tree.
pub(crate) fn find(syntax: &ast::Mod) -> Option<TextRange> {
    let mut suspects = Suspects { found: None };
    match syntax {
        ast::Mod::Module(module) => suspects.visit_body(&module.body),
        ast::Mod::Expression(expression) => suspects.visit_expr(&expression.body),
    }
    suspects.found
}

struct Suspects {
    found: Option<TextRange>,
}

impl Suspects {
    fn suspect(&mut self, node: &impl Ranged) {
        self.found.get_or_insert(node.range());
    }

    fn fields(&mut self, elements: &[InterpolatedStringElement], depth: u32) {
        for element in elements {
            if let InterpolatedStringElement::Interpolation(field) = element {
                if depth >= MAX_FIELDS {
                    self.suspect(field);
                }
                if let Some(spec) = &field.format_spec {
                    self.fields(&spec.elements, depth + 1);
                }
            }
        }
    }
}

impl Visitor<'_> for Suspects {
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
            Pattern::MatchValue(node) if matches!(&*node.value, Expr::FString(_) | Expr::TString(_)) => {
                self.suspect(node);
            }
            _ => {}
        }
        walk_pattern(self, pattern);
    }

    fn visit_expr(&mut self, expr: &Expr) {
        match expr {
            Expr::FString(node) => node.value.f_strings().for_each(|part| self.fields(&part.elements, 0)),
            Expr::TString(node) => node.value.iter().for_each(|part| self.fields(&part.elements, 0)),
            _ => {}
        }
        walk_expr(self, expr);
    }
}
