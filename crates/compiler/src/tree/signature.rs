//! `ast.parse(…, mode="func_type")`: a comment such as `(int, *str) -> bool` as a tree.
//!
//! Its two halves are read as a call and an expression. Spaces stand for what is not part of either, so that places
//! are right.

use super::{Part, malformed, write::Writer};
use crate::front::Problem;
use whipsnake_bytecode::tree::{Kind, Node, Tree};
use whipsnake_parser_glue::{Mode, SourceFile, SyntaxError, TextRange, TextSize, ast};

/// Parses a function's type.
pub fn parse(source: &str, filename: &str) -> Result<Tree, Problem> {
    let file = SourceFile::new(filename, source);
    let wrong = |file: &SourceFile| {
        let end = TextSize::of(file.text().trim_end());
        let error = SyntaxError::at(file, TextRange::at(end, TextSize::new(0)), "invalid syntax");
        crate::front::problem(error)
    };
    let text = file.text();
    let Some(arrow) = find_arrow(text) else { return Err(wrong(&file)) };
    let (arguments, returns) = (&text[..arrow], &text[arrow + 2..]);
    if returns.trim().is_empty() {
        return Err(wrong(&file));
    }
    // One byte less in front of the parentheses makes room for the name of a function.
    let call = format!("_{arguments}");
    let blank: String = text[..arrow + 2]
        .chars()
        .map(|c| if c == '\n' { "\n".into() } else { " ".repeat(c.len_utf8()) })
        .collect();
    let returns =
        SourceFile::new(filename, format!("({})", blank.get(1..).unwrap_or_default().to_owned() + returns));
    let call = SourceFile::new(filename, call);
    let parse =
        |file: &SourceFile| whipsnake_parser_glue::parse(file, Mode::Expression).map_err(|_| wrong(file));
    let (parsed_call, parsed_returns) = (parse(&call)?, parse(&returns)?);
    let (ast::Mod::Expression(parsed_call), ast::Mod::Expression(parsed_returns)) =
        (parsed_call.syntax, parsed_returns.syntax)
    else {
        return Err(malformed());
    };
    let ast::Expr::Call(node) = &*parsed_call.body else { return Err(wrong(&file)) };
    let mut types = Vec::new();
    let to = Writer { source: &call };
    let mut stars = 0;
    for argument in &node.arguments.args {
        let is_star = argument.is_starred_expr();
        stars += usize::from(is_star);
        if (stars > 0 && !is_star) || stars > 1 {
            return Err(wrong(&file));
        }
        types.push(match argument {
            ast::Expr::Starred(starred) => starred.value.write(&to),
            other => other.write(&to),
        });
    }
    match &*node.arguments.keywords {
        [] => {}
        [keyword] if keyword.arg.is_none() => types.push(keyword.value.write(&to)),
        _ => return Err(wrong(&file)),
    }
    if arguments.trim_end().trim_end_matches(')').trim_end().ends_with(',') {
        return Err(wrong(&file));
    }
    // The name in front has moved everything on the first line.
    for tree in &mut types {
        shift(tree);
    }
    let returns = parsed_returns.body.write(&Writer { source: &returns });
    let fields = vec![Tree::List(types), returns];
    Ok(Tree::Node(Box::new(Node { kind: Kind::FunctionType, place: None, fields })))
}

/// Where the one arrow outside of brackets is.
fn find_arrow(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth -= 1,
            b'-' if depth == 0 && text[at..].starts_with("->") => return Some(at),
            _ => {}
        }
    }
    None
}

/// Moves the places of a tree on the first line one column to the left.
fn shift(tree: &mut Tree) {
    match tree {
        Tree::List(items) => items.iter_mut().for_each(shift),
        Tree::Node(node) => {
            if let Some(place) = &mut node.place {
                place.column -= i32::from(place.line == 1);
                place.end_column -= i32::from(place.end_line == 1);
            }
            node.fields.iter_mut().for_each(shift);
        }
        _ => {}
    }
}
