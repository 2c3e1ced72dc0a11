//! Splits a program whose last statement is an expression, so that its value can be had.
//!
//! The statements before run as a module, then the expression alone. Blank lines and columns are put before it, so that
//! tracebacks show the places of the program as it was written.

use whipsnake_parser_glue::{Mode, Ranged, SourceFile, ast, parse};

/// The statements before the last expression, and that expression in its place; nothing if there is none.
pub fn split(source: &str, filename: &str) -> Option<(String, String)> {
    let file = SourceFile::new(filename, source);
    let parsed = parse(&file, Mode::Module).ok()?;
    let ast::Mod::Module(module) = &parsed.syntax else { return None };
    let ast::Stmt::Expr(last) = module.body.last()? else { return None };
    // Positions are of the text as the parser saw it. The statement takes parentheses around its expression in.
    let text = file.text();
    let (start, end) = (usize::from(last.range().start()), usize::from(last.range().end()));
    let (before, expression) = (&text[..start], &text[start..end]);
    let lines = before.matches('\n').count();
    let column = before.chars().rev().take_while(|c| *c != '\n').count();
    let placed = match (lines, column) {
        (0, 0) => format!("{expression}\n"),
        // Within parentheses, blank lines and indentation mean nothing; the first takes a column itself.
        (0, _) => format!("({}{expression}\n)", " ".repeat(column - 1)),
        _ => format!("({}{}{expression}\n)", "\n".repeat(lines), " ".repeat(column)),
    };
    Some((before.to_string(), placed))
}

#[cfg(test)]
mod tests {
    use super::split;

    fn parts(source: &str) -> Option<(String, String)> {
        split(source, "<test>")
    }

    #[test]
    fn the_last_expression_keeps_its_place() {
        assert_eq!(parts("1 + 1"), Some((String::new(), "1 + 1\n".into())));
        assert_eq!(parts("a = 1; a"), Some(("a = 1; ".into(), "(      a\n)".into())));
        assert_eq!(parts("x = 2\nx * 3  # six\n"), Some(("x = 2\n".into(), "(\nx * 3\n)".into())));
    }

    #[test]
    fn other_ends_have_no_value() {
        assert_eq!(parts("a = 1"), None);
        assert_eq!(parts(""), None);
        assert_eq!(parts("1 +"), None);
    }
}
