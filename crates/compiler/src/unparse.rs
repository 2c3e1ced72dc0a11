//! Expressions back to text, as CPython writes annotations under `from __future__ import annotations`.

use whipsnake_parser_glue::ast::Expr;
use whipsnake_parser_glue::{Ranged, SourceFile};

/// The text of an annotation.
pub fn annotation(expr: &Expr, source: &SourceFile) -> String {
    source.text()[expr.range()].to_owned()
}
