//! What `ast.parse(…, optimize=1)` shows of optimization: `__debug__` is a constant, `%` formats are f-strings, numbers
//! in patterns are folded, and at level 2 docstrings are gone. The compiler itself does all this and more on its own.

use crate::optimize::fold;
use whipsnake_bytecode::{
    Constant,
    tree::{Kind, Node, Tree},
};
use whipsnake_parser_glue::ast::UnaryOp;

/// Improves a tree in place.
pub fn improve(tree: &mut Tree, optimize: u8) {
    match tree {
        Tree::List(items) => items.iter_mut().for_each(|item| improve(item, optimize)),
        Tree::Node(node) => {
            node.fields.iter_mut().for_each(|field| improve(field, optimize));
            improve_node(node, optimize);
        }
        _ => {}
    }
}

fn improve_node(node: &mut Node, optimize: u8) {
    match node.kind {
        Kind::Module => drop_docstring(node, 0, optimize),
        Kind::FunctionDef | Kind::AsyncFunctionDef => drop_docstring(node, 2, optimize),
        Kind::ClassDef => drop_docstring(node, 3, optimize),
        Kind::Name => {
            let is_load = matches!(&node.fields[1], Tree::Node(context) if context.kind == Kind::Load);
            if is_load && matches!(&node.fields[0], Tree::Text(name) if **name == *b"__debug__") {
                become_constant(node, fold::boolean(optimize == 0));
            }
        }
        Kind::BinOp => {
            if let Some(values) = format_values(node) {
                node.kind = Kind::JoinedStr;
                node.fields = vec![Tree::List(values)];
            }
        }
        Kind::MatchValue => fold_number(&mut node.fields[0]),
        Kind::MatchMapping => {
            if let Tree::List(keys) = &mut node.fields[0] {
                keys.iter_mut().for_each(fold_number);
            }
        }
        _ => {}
    }
}

fn become_constant(node: &mut Node, value: Constant) {
    node.kind = Kind::Constant;
    node.fields = vec![Tree::Constant(value), Tree::None];
}

fn drop_docstring(node: &mut Node, body: usize, optimize: u8) {
    let is_module = node.kind == Kind::Module;
    let Some(Tree::List(body)) = node.fields.get_mut(body).filter(|_| optimize >= 2) else { return };
    let Some(Tree::Node(first)) = body.first() else { return };
    let text = first.fields.first().filter(|_| first.kind == Kind::Expr).and_then(constant);
    if !matches!(text, Some(Constant::Str(_))) {
        return;
    }
    let place = first.place;
    body.remove(0);
    if body.is_empty() && !is_module {
        body.push(Tree::Node(Box::new(Node { kind: Kind::Pass, place, fields: Vec::new() })));
    }
}

fn constant(tree: &Tree) -> Option<&Constant> {
    match tree {
        Tree::Node(node) if node.kind == Kind::Constant => match node.fields.first() {
            Some(Tree::Constant(value)) => Some(value),
            _ => None,
        },
        _ => None,
    }
}

fn kind_of(tree: &Tree) -> Option<Kind> {
    match tree {
        Tree::Node(node) => Some(node.kind),
        _ => None,
    }
}

/// `-1` and `1 + 2j`, as patterns have them.
fn fold_number(tree: &mut Tree) {
    let Tree::Node(node) = tree else { return };
    let value = match node.kind {
        Kind::UnaryOp if kind_of(&node.fields[0]) == Some(Kind::USub) => {
            constant(&node.fields[1]).and_then(|value| fold::unary(UnaryOp::USub, value.clone()))
        }
        Kind::BinOp => {
            fold_number(&mut node.fields[0]);
            let parts = (constant(&node.fields[0]), constant(&node.fields[2]));
            let is_sum = kind_of(&node.fields[1]) == Some(Kind::Add);
            match parts {
                (Some(left), Some(Constant::Complex(real, imag))) => real_part(left).map(|left| {
                    if is_sum {
                        Constant::Complex(left + real, *imag)
                    } else {
                        Constant::Complex(left - real, -*imag)
                    }
                }),
                _ => None,
            }
        }
        _ => None,
    };
    if let Some(value) = value {
        become_constant(node, value);
    }
}

fn real_part(value: &Constant) -> Option<f64> {
    match value {
        Constant::Int(value) => Some(*value as f64),
        Constant::Float(value) => Some(*value),
        _ => None,
    }
}

/// The values of the f-string that `"…" % (a, b)` stands for, if it is that plain.
fn format_values(node: &Node) -> Option<Vec<Tree>> {
    let [format, operator, Tree::Node(tuple)] = &node.fields[..] else { return None };
    let Constant::Str(format) = constant(format)? else { return None };
    if kind_of(operator) != Some(Kind::Mod) || tuple.kind != Kind::Tuple {
        return None;
    }
    let Tree::List(items) = &tuple.fields[0] else { return None };
    if items.iter().any(|item| kind_of(item) == Some(Kind::Starred)) {
        return None;
    }
    let make = |kind, fields| Tree::Node(Box::new(Node { kind, place: node.place, fields }));
    let text =
        |bytes: &[u8]| make(Kind::Constant, vec![Tree::Constant(Constant::Str(bytes.into())), Tree::None]);
    let (mut values, mut plain) = (Vec::new(), Vec::new());
    let mut items = items.iter();
    let mut rest = &**format;
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        if *first != b'%' {
            plain.push(*first);
            continue;
        }
        if let Some(behind) = rest.strip_prefix(b"%") {
            plain.push(b'%');
            rest = behind;
            continue;
        }
        let (field, behind) = read_field(rest)?;
        rest = behind;
        if !plain.is_empty() {
            values.push(text(&std::mem::take(&mut plain)));
        }
        let spec = if field.spec.is_empty() { Tree::None } else { text(field.spec.as_bytes()) };
        let fields = vec![items.next()?.clone(), Tree::Int(field.conversion.into()), spec];
        values.push(make(Kind::FormattedValue, fields));
    }
    if items.next().is_some() {
        return None;
    }
    if !plain.is_empty() {
        values.push(text(&plain));
    }
    Some(values)
}

struct Field {
    conversion: u8,
    spec: String,
}

/// A field behind its `%`: flags, width, precision and `s`, `r` or `a`.
fn read_field(mut rest: &[u8]) -> Option<(Field, &[u8])> {
    let mut is_left = false;
    while let Some((flag @ (b'-' | b'+' | b' ' | b'#' | b'0'), behind)) = rest.split_first() {
        is_left |= *flag == b'-';
        rest = behind;
    }
    let digits = |rest: &[u8]| rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (width, behind) = rest.split_at(digits(rest));
    let mut spec = String::new();
    if !width.is_empty() {
        if !is_left {
            spec.push('>');
        }
        spec.push_str(std::str::from_utf8(width).ok()?);
    }
    rest = behind;
    if let Some(behind) = rest.strip_prefix(b".") {
        let (precision, behind) = behind.split_at(digits(behind));
        spec.push('.');
        spec.push_str(if precision.is_empty() { "0" } else { std::str::from_utf8(precision).ok()? });
        rest = behind;
    }
    match rest.split_first() {
        Some((conversion @ (b's' | b'r' | b'a'), behind)) => {
            Some((Field { conversion: *conversion, spec }, behind))
        }
        _ => None,
    }
}
