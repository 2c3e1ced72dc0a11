//! Places that the tree does not tell and the text does; each has an answer for sources without text too.

use crate::ast::{self, Decorator};
use crate::{Ranged, SourceFile, TextRange, TextSize};

impl SourceFile {
    fn between(&self, start: TextSize, end: TextSize) -> &str {
        self.text().get(start.to_usize()..end.to_usize()).unwrap_or_default()
    }

    /// The place of a definition without its decorators.
    pub fn definition_range(&self, whole: TextRange, decorators: &[Decorator]) -> TextRange {
        let Some(last) = decorators.last().filter(|_| self.has_text()) else { return whole };
        let text = self.text();
        let mut start = last.range().end().to_usize();
        loop {
            let rest = text.get(start..).unwrap_or_default();
            // A line may go on behind a backslash.
            start += rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\\').len();
            if !text.get(start..).is_some_and(|rest| rest.starts_with('#')) {
                break;
            }
            start += text.get(start..).and_then(|rest| rest.find('\n')).unwrap_or(1);
        }
        TextRange::new(TextSize::new(start as u32).min(whole.end()), whole.end())
    }

    /// The place of a generator expression; as the only argument of a call it includes the call's parentheses.
    pub fn generator_range(&self, node: &ast::ExprGenerator) -> TextRange {
        let range = node.range();
        if node.parenthesized || !self.has_text() {
            return range;
        }
        let before = self.between(TextSize::new(0), range.start()).trim_end();
        let behind = self.text().get(range.end().to_usize()..).unwrap_or_default();
        let gap = behind.len() - behind.trim_start().len();
        if !before.ends_with('(') || !behind.trim_start().starts_with(')') {
            return range;
        }
        let end = range.end() + TextSize::new(gap as u32 + 1);
        TextRange::new(TextSize::new(before.len() as u32 - 1), end)
    }

    /// What stands between the brace and the `=`, `!`, `:` or brace behind the expression of a t-string.
    pub fn interpolation_text<'a>(&'a self, value: &'a ast::InterpolatedElement) -> &'a str {
        if !self.has_text() {
            return value.debug_text.as_ref().map_or("", |text| &text.leading);
        }
        let start = value.range().start() + TextSize::new(1);
        let behind = self.between(value.expression.end(), value.range().end());
        let closing = behind.len() - behind.trim_start_matches(|c: char| c.is_whitespace() || c == ')').len();
        let end = value.expression.end() + TextSize::new(closing as u32);
        self.between(start, end).trim_end()
    }

    /// Whether a line ends between two places.
    pub fn spans_lines(&self, start: TextSize, end: TextSize) -> bool {
        match self.has_text() {
            true => self.between(start, end).contains('\n'),
            false => self.line(start) != self.line(end),
        }
    }

    /// The start of the line that a place is in; without text, the place itself.
    pub fn start_of_line(&self, offset: TextSize) -> TextSize {
        if self.has_text() { self.line_start(self.line(offset)) } else { offset }
    }

    /// Where assignment expressions may be: offsets in order. Without text, everywhere if there is any.
    pub fn walruses(&self) -> Walruses {
        match self.has_text() {
            true => Walruses::At(self.text().match_indices(":=").map(|(at, _)| at as u32).collect()),
            false if self.has_walruses() => Walruses::Anywhere,
            false => Walruses::At(Vec::new()),
        }
    }
}

/// Where assignment expressions may be.
#[derive(Clone, Debug)]
pub enum Walruses {
    /// At these offsets.
    At(Vec<u32>),
    /// Nobody knows.
    Anywhere,
}

impl Walruses {
    /// Whether one may stand within `range`.
    pub fn may_be_in(&self, range: TextRange) -> bool {
        let Walruses::At(places) = self else { return true };
        let first = places.partition_point(|at| *at < range.start().to_u32());
        places.get(first).is_some_and(|at| *at < range.end().to_u32())
    }
}
