//! Errors in the patterns of `match`.

use super::Problem;
use crate::optimize::fold::Folder;
use std::collections::{BinaryHeap, HashSet};
use whipsnake_parser_glue::ast::{self, Expr, Identifier, Pattern};
use whipsnake_parser_glue::{SourceFile, TextRange};

/// Checks the pattern of one case. `may_be_irrefutable`: it is the last or has a guard.
pub(super) fn check(pattern: &Pattern, may_be_irrefutable: bool, source: &SourceFile) -> Result<(), Problem> {
    Patterns { source, names: Vec::new() }.pattern(pattern, may_be_irrefutable)
}

struct Patterns<'a> {
    source: &'a SourceFile,
    /// The names bound so far by the alternative being checked.
    names: Vec<String>,
}

impl Patterns<'_> {
    fn pattern(&mut self, pattern: &Pattern, may_be_irrefutable: bool) -> Result<(), Problem> {
        match pattern {
            Pattern::MatchValue(node) if matches!(&*node.value, Expr::FString(_) | Expr::TString(_)) => {
                let message = "patterns may only match literals and attribute lookups";
                Err(Problem::at(&*node.value, message))
            }
            Pattern::MatchValue(_) | Pattern::MatchSingleton(_) => Ok(()),
            Pattern::MatchSequence(node) => {
                if node.patterns.iter().filter(|p| p.is_match_star()).count() > 1 {
                    return Err(Problem::at(node, "multiple starred names in sequence pattern"));
                }
                node.patterns.iter().try_for_each(|p| self.pattern(p, true))
            }
            Pattern::MatchStar(node) => self.bind(node.name.as_ref(), node.range),
            Pattern::MatchMapping(node) => {
                self.keys(node)?;
                node.patterns.iter().try_for_each(|p| self.pattern(p, true))?;
                self.bind(node.rest.as_ref(), node.range)
            }
            Pattern::MatchClass(node) => {
                let mut seen = HashSet::new();
                for keyword in &node.arguments.keywords {
                    if !seen.insert(keyword.attr.as_str()) {
                        let message = format!("attribute name repeated in class pattern: {}", keyword.attr);
                        return Err(Problem::at(&keyword.pattern, message));
                    }
                }
                node.arguments.patterns.iter().try_for_each(|p| self.pattern(p, true))?;
                node.arguments.keywords.iter().try_for_each(|k| self.pattern(&k.pattern, true))
            }
            Pattern::MatchAs(node) => match &node.pattern {
                None if !may_be_irrefutable => Err(Problem::at(
                    node,
                    match &node.name {
                        Some(name) => format!("name capture '{name}' makes remaining patterns unreachable"),
                        None => "wildcard makes remaining patterns unreachable".to_owned(),
                    },
                )),
                None => self.bind(node.name.as_ref(), node.range),
                Some(inner) => {
                    self.bind(node.name.as_ref(), node.range)?;
                    self.pattern(inner, may_be_irrefutable)
                }
            },
            Pattern::MatchOr(node) => self.alternatives(node, may_be_irrefutable),
        }
    }

    fn alternatives(&mut self, node: &ast::PatternMatchOr, may_be_irrefutable: bool) -> Result<(), Problem> {
        let before = self.names.len();
        let last = node.patterns.len().saturating_sub(1);
        let mut expected: Option<Vec<String>> = None;
        for (index, pattern) in node.patterns.iter().enumerate() {
            self.names.truncate(before);
            self.pattern(pattern, index == last && may_be_irrefutable)?;
            let bound = BinaryHeap::from(self.names[before..].to_vec()).into_sorted_vec();
            if expected.get_or_insert_with(|| bound.clone()) != &bound {
                return Err(Problem::at(node, "alternative patterns bind different names"));
            }
        }
        Ok(())
    }

    fn keys(&self, node: &ast::PatternMatchMapping) -> Result<(), Problem> {
        let mut seen = HashSet::new();
        for key in &node.keys {
            if matches!(key, Expr::Attribute(_)) {
                continue;
            }
            let Some(constant) = (Folder { source: self.source, optimize: 0 }).constant_of(key) else {
                continue;
            };
            if !seen.insert(crate::constants::equality_key(&constant)) {
                let shown = crate::unparse::literals::shown(&constant);
                return Err(Problem::at(node, format!("mapping pattern checks duplicate key ({shown})")));
            }
        }
        Ok(())
    }

    fn bind(&mut self, name: Option<&Identifier>, range: TextRange) -> Result<(), Problem> {
        let Some(name) = name else { return Ok(()) };
        if self.names.iter().any(|known| known == name.as_str()) {
            return Err(Problem::at(range, format!("multiple assignments to name '{name}' in pattern")));
        }
        self.names.push(name.to_string());
        Ok(())
    }
}
