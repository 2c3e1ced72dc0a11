//! What the parser gets wrong about lines: `match` as a name behind a semicolon, and tabs that do not line up.

use crate::ast::visitor::transformer::{Transformer, walk_expr};
use crate::ast::{self, Expr, name::Name};
use crate::{Ranged, TextSize};
use ruff_python_parser::{ParseError, ParseErrorType};

/// What `match` is called while the parser looks at it; of the same length.
const ALIAS: &str = "m_tch";

/// Names that were given another name for the parser.
#[derive(Default)]
pub(crate) struct Renamed {
    places: Vec<TextSize>,
}

impl Renamed {
    /// The text with each `match` behind a semicolon renamed: the parser takes it for the statement, which cannot stand
    /// there, so it can only be a name. Nothing when the errors have another cause.
    pub(crate) fn new(text: &str, errors: &[ParseError]) -> Option<(Renamed, String)> {
        let places: Vec<TextSize> = errors
            .iter()
            .filter(|error| matches!(error.error, ParseErrorType::SimpleAndCompoundStatementOnSameLine))
            .filter(|error| {
                &text[error.location] == "match" && follows_semicolon(text, error.location.start())
            })
            .map(|error| error.location.start())
            .collect();
        if places.is_empty() {
            return None;
        }
        let mut renamed = text.to_owned();
        for place in &places {
            let start = place.to_usize();
            renamed.replace_range(start..start + ALIAS.len(), ALIAS);
        }
        Some((Renamed { places }, renamed))
    }
    /// Gives the names back.
    pub(crate) fn restore(&self, syntax: &mut ast::Mod) {
        if self.places.is_empty() {
            return;
        }
        match syntax {
            ast::Mod::Module(module) => module.body.iter_mut().for_each(|stmt| self.visit_stmt(stmt)),
            ast::Mod::Expression(expression) => self.visit_expr(&mut expression.body),
        }
    }
}

impl Transformer for Renamed {
    fn visit_expr(&self, expr: &mut Expr) {
        if let Expr::Name(name) = expr
            && self.places.contains(&name.start())
        {
            name.id = Name::new_static("match");
        }
        walk_expr(self, expr);
    }
}

fn follows_semicolon(text: &str, at: TextSize) -> bool {
    text[..at.to_usize()].trim_end_matches([' ', '\t', '\x0c']).ends_with(';')
}

/// Whether lines are indented by tabs and by spaces, so that CPython may find them inconsistent.
pub(crate) fn mixes_indentation(text: &str) -> bool {
    if !text.contains('\t') {
        return false;
    }
    let (mut tabs, mut spaces) = (false, false);
    for line in text.lines() {
        for letter in line.bytes() {
            match letter {
                b'\t' => tabs = true,
                b' ' => spaces = true,
                _ => break,
            }
        }
        if tabs && spaces {
            return true;
        }
    }
    false
}
