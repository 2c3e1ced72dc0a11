//! What a tree made by a program must be, beyond what its classes say: CPython's checks, in its words and order.

use super::{Result, malformed};
use crate::front::Problem;
use whipsnake_bytecode::{
    Constant,
    tree::{Count, Kind, Node, Place, Tree},
};

/// Checks a whole tree.
pub fn check(tree: &Tree) -> Result<()> {
    let Tree::Node(root) = tree else { return Err(malformed()) };
    required(root)?;
    match root.kind {
        Kind::Module | Kind::Interactive => body(root, 0),
        Kind::Expression => expr(&root.fields[0], Kind::Load),
        _ => Err(value_error("FunctionType is not compiled")),
    }
}

fn problem(class: &'static str, message: impl Into<String>) -> Problem {
    Problem { class, message: message.into(), ..Problem::default() }
}
fn value_error(message: impl Into<String>) -> Problem {
    problem("ValueError", message)
}
fn type_error(message: impl Into<String>) -> Problem {
    problem("TypeError", message)
}

/// Checks that no required field is `None`, here and below: this comes before all other checks.
fn required(node: &Node) -> Result<()> {
    for (field, value) in node.kind.fields().zip(&node.fields) {
        match value {
            Tree::Node(inner) => required(inner)?,
            Tree::List(items) => {
                for item in items {
                    if let Tree::Node(inner) = item {
                        required(inner)?;
                    }
                }
            }
            Tree::None if field.count == Count::One => {
                let (name, owner) = (field.name, node.kind.name());
                return Err(value_error(format!("field '{name}' is required for {owner}")));
            }
            _ => {}
        }
    }
    Ok(())
}

fn list(node: &Node, field: usize) -> &[Tree] {
    match node.fields.get(field) {
        Some(Tree::List(items)) => items,
        _ => &[],
    }
}

fn not_empty(node: &Node, field: usize) -> Result<()> {
    if !list(node, field).is_empty() {
        return Ok(());
    }
    let name = node.kind.fields().nth(field).map_or("", |field| field.name);
    Err(value_error(format!("empty {name} on {}", node.kind.name())))
}

fn positions(place: Option<Place>) -> Result<()> {
    let Some(Place { line, column, end_line, end_column }) = place else { return Ok(()) };
    if line > end_line {
        return Err(value_error(format!("AST node line range ({line}, {end_line}) is not valid")));
    }
    if (line < 0 && end_line != line) || (column < 0 && column != end_column) {
        return Err(value_error(format!(
            "AST node column range ({column}, {end_column}) for line range ({line}, {end_line}) is not valid"
        )));
    }
    if line == end_line && column > end_column {
        return Err(value_error(format!("line {line}, column {column}-{end_column} is not a valid range")));
    }
    Ok(())
}

/// Statements that may be none.
fn body(node: &Node, field: usize) -> Result<()> {
    list(node, field).iter().try_for_each(|item| match item {
        Tree::Node(node) => stmt(node),
        _ => Err(value_error("None disallowed in statement list")),
    })
}

/// Statements, at least one.
fn full_body(node: &Node, field: usize) -> Result<()> {
    not_empty(node, field)?;
    body(node, field)
}

fn exprs(node: &Node, field: usize, context: Kind, may_be_none: bool) -> Result<()> {
    list(node, field).iter().try_for_each(|item| match item {
        Tree::None if may_be_none => Ok(()),
        Tree::None => Err(value_error("None disallowed in expression list")),
        item => expr(item, context),
    })
}

/// An expression in a field, perhaps an optional one.
fn field(node: &Node, field: usize, context: Kind) -> Result<()> {
    match node.fields.get(field) {
        Some(value @ Tree::Node(_)) => expr(value, context),
        _ => Ok(()),
    }
}

fn kind_of(tree: Option<&Tree>) -> Option<Kind> {
    match tree {
        Some(Tree::Node(node)) => Some(node.kind),
        _ => None,
    }
}

fn node_of(tree: &Tree) -> Result<&Node> {
    match tree {
        Tree::Node(node) => Ok(node),
        _ => Err(malformed()),
    }
}

/// Names that only constants have.
fn check_name(tree: Option<&Tree>) -> Result<()> {
    let Some(Tree::Text(name)) = tree else { return Ok(()) };
    match &**name {
        b"None" | b"True" | b"False" => {
            let name = String::from_utf8_lossy(name);
            Err(value_error(format!("identifier field can't represent '{name}' constant")))
        }
        _ => Ok(()),
    }
}

fn stmt(node: &Node) -> Result<()> {
    positions(node.place)?;
    match node.kind {
        Kind::FunctionDef | Kind::AsyncFunctionDef => {
            full_body(node, 2)?;
            type_params(node, 6)?;
            arguments(&node.fields[1])?;
            exprs(node, 3, Kind::Load, false)?;
            field(node, 4, Kind::Load)
        }
        Kind::ClassDef => {
            full_body(node, 3)?;
            type_params(node, 5)?;
            exprs(node, 1, Kind::Load, false)?;
            keywords(node, 2)?;
            exprs(node, 4, Kind::Load, false)
        }
        Kind::Delete => {
            not_empty(node, 0)?;
            exprs(node, 0, Kind::Del, false)
        }
        Kind::Assign => {
            not_empty(node, 0)?;
            exprs(node, 0, Kind::Store, false)?;
            field(node, 1, Kind::Load)
        }
        Kind::AugAssign => {
            field(node, 0, Kind::Store)?;
            field(node, 2, Kind::Load)
        }
        Kind::AnnAssign => {
            let is_simple = matches!(node.fields[3], Tree::Int(simple) if simple != 0);
            if is_simple && kind_of(node.fields.first()) != Some(Kind::Name) {
                return Err(type_error("AnnAssign with simple non-Name target"));
            }
            field(node, 0, Kind::Store)?;
            field(node, 2, Kind::Load)?;
            field(node, 1, Kind::Load)
        }
        Kind::TypeAlias => {
            if kind_of(node.fields.first()) != Some(Kind::Name) {
                return Err(type_error("TypeAlias with non-Name name"));
            }
            field(node, 0, Kind::Store)?;
            type_params(node, 1)?;
            field(node, 2, Kind::Load)
        }
        Kind::For | Kind::AsyncFor => {
            field(node, 0, Kind::Store)?;
            field(node, 1, Kind::Load)?;
            full_body(node, 2)?;
            body(node, 3)
        }
        Kind::While | Kind::If => {
            field(node, 0, Kind::Load)?;
            full_body(node, 1)?;
            body(node, 2)
        }
        Kind::With | Kind::AsyncWith => {
            not_empty(node, 0)?;
            for item in list(node, 0) {
                let item = node_of(item)?;
                field(item, 0, Kind::Load)?;
                field(item, 1, Kind::Store)?;
            }
            full_body(node, 1)
        }
        Kind::Match => {
            field(node, 0, Kind::Load)?;
            not_empty(node, 1)?;
            for case in list(node, 1) {
                let case = node_of(case)?;
                pattern(&case.fields[0], false)?;
                field(case, 1, Kind::Load)?;
                full_body(case, 2)?;
            }
            Ok(())
        }
        Kind::Raise => {
            if matches!(node.fields[..], [Tree::None, Tree::Node(_)]) {
                return Err(value_error("Raise with cause but no exception"));
            }
            field(node, 0, Kind::Load)?;
            field(node, 1, Kind::Load)
        }
        Kind::Try | Kind::TryStar => handlers(node),
        Kind::Assert => {
            field(node, 0, Kind::Load)?;
            field(node, 1, Kind::Load)
        }
        Kind::Import | Kind::Global | Kind::Nonlocal => not_empty(node, 0),
        Kind::ImportFrom => {
            if matches!(node.fields[2], Tree::Int(level) if level < 0) {
                return Err(value_error("Negative ImportFrom level"));
            }
            not_empty(node, 1)
        }
        // `Return`, `Expr`, and those without fields.
        _ => field(node, 0, Kind::Load),
    }
}

fn handlers(node: &Node) -> Result<()> {
    full_body(node, 0)?;
    let name = node.kind.name();
    let (has_handlers, has_final) = (!list(node, 1).is_empty(), !list(node, 3).is_empty());
    if !has_handlers && !has_final {
        return Err(value_error(format!("{name} has neither except handlers nor finalbody")));
    }
    if !has_handlers && !list(node, 2).is_empty() {
        return Err(value_error(format!("{name} has orelse but no except handlers")));
    }
    for handler in list(node, 1) {
        let handler = node_of(handler)?;
        positions(handler.place)?;
        field(handler, 0, Kind::Load)?;
        full_body(handler, 2)?;
    }
    body(node, 3)?;
    body(node, 2)
}

fn type_params(node: &Node, params: usize) -> Result<()> {
    for param in list(node, params) {
        let param = node_of(param)?;
        positions(param.place)?;
        check_name(param.fields.first())?;
        for index in 1..param.fields.len() {
            field(param, index, Kind::Load)?;
        }
    }
    Ok(())
}

fn keywords(node: &Node, field_index: usize) -> Result<()> {
    list(node, field_index).iter().try_for_each(|keyword| field(node_of(keyword)?, 1, Kind::Load))
}

fn arguments(tree: &Tree) -> Result<()> {
    let node = node_of(tree)?;
    let check_arg = |arg: &Tree| match arg {
        Tree::Node(arg) => {
            positions(arg.place)?;
            field(arg, 1, Kind::Load)
        }
        _ => Ok(()),
    };
    for index in [0, 1, 3] {
        list(node, index).iter().try_for_each(check_arg)?;
    }
    for index in [2, 5] {
        check_arg(&node.fields[index])?;
    }
    if list(node, 6).len() > list(node, 0).len() + list(node, 1).len() {
        return Err(value_error("more positional defaults than args on arguments"));
    }
    if list(node, 4).len() != list(node, 3).len() {
        return Err(value_error("length of kwonlyargs is not the same as kw_defaults on arguments"));
    }
    exprs(node, 6, Kind::Load, false)?;
    exprs(node, 4, Kind::Load, true)
}

fn expr(tree: &Tree, context: Kind) -> Result<()> {
    let node = node_of(tree)?;
    positions(node.place)?;
    let own = match node.kind {
        Kind::Attribute | Kind::Subscript => kind_of(node.fields.get(2)),
        Kind::Starred | Kind::Name | Kind::List | Kind::Tuple => kind_of(node.fields.get(1)),
        _ if context != Kind::Load => {
            let context = context.name();
            return Err(value_error(format!("expression which can't be assigned to in {context} context")));
        }
        _ => None,
    };
    if let Some(own) = own.filter(|own| *own != context) {
        let (context, own) = (context.name(), own.name());
        return Err(value_error(format!("expression must have {context} context but has {own} instead")));
    }
    match node.kind {
        Kind::BoolOp => {
            if list(node, 1).len() < 2 {
                return Err(value_error("BoolOp with less than 2 values"));
            }
            exprs(node, 1, Kind::Load, false)
        }
        Kind::Lambda => {
            arguments(&node.fields[0])?;
            field(node, 1, Kind::Load)
        }
        Kind::Dict => {
            if list(node, 0).len() != list(node, 1).len() {
                return Err(value_error("Dict doesn't have the same number of keys as values"));
            }
            exprs(node, 0, Kind::Load, true)?;
            exprs(node, 1, Kind::Load, false)
        }
        Kind::ListComp | Kind::SetComp | Kind::GeneratorExp | Kind::DictComp => {
            comprehension(node, if node.kind == Kind::DictComp { 2 } else { 1 })
        }
        Kind::Compare => {
            if list(node, 2).is_empty() {
                return Err(value_error("Compare with no comparators"));
            }
            if list(node, 2).len() != list(node, 1).len() {
                return Err(value_error("Compare has a different number of comparators and operands"));
            }
            exprs(node, 2, Kind::Load, false)?;
            field(node, 0, Kind::Load)
        }
        Kind::Call => {
            field(node, 0, Kind::Load)?;
            exprs(node, 1, Kind::Load, false)?;
            keywords(node, 2)
        }
        Kind::NamedExpr => {
            if kind_of(node.fields.first()) != Some(Kind::Name) {
                return Err(type_error("NamedExpr target must be a Name"));
            }
            field(node, 1, Kind::Load)
        }
        Kind::Name => check_name(node.fields.first()),
        Kind::Starred => field(node, 0, context),
        Kind::List | Kind::Tuple => exprs(node, 0, context, false),
        Kind::Constant => Ok(()),
        // What is left has expressions to load, alone or in lists.
        _ => {
            for (index, value) in node.fields.iter().enumerate() {
                match value {
                    Tree::List(_) => exprs(node, index, Kind::Load, false)?,
                    Tree::Node(inner) if is_expr(inner.kind) => expr(value, Kind::Load)?,
                    _ => {}
                }
            }
            Ok(())
        }
    }
}

fn is_expr(kind: Kind) -> bool {
    kind as u8 >= Kind::BoolOp as u8 && kind as u8 <= Kind::Slice as u8
}

fn comprehension(node: &Node, generators: usize) -> Result<()> {
    if list(node, generators).is_empty() {
        return Err(value_error("comprehension with no generators"));
    }
    for generator in list(node, generators) {
        let generator = node_of(generator)?;
        field(generator, 0, Kind::Store)?;
        field(generator, 1, Kind::Load)?;
        exprs(generator, 2, Kind::Load, false)?;
    }
    (0..generators).try_for_each(|index| field(node, index, Kind::Load))
}

fn patterns(node: &Node, field: usize, star_ok: bool) -> Result<()> {
    list(node, field).iter().try_for_each(|item| pattern(item, star_ok))
}

/// A name that a pattern binds.
fn capture(tree: Option<&Tree>) -> Result<()> {
    match tree {
        Some(Tree::Text(name)) if **name == *b"_" => Err(value_error("can't capture name '_' in patterns")),
        other => check_name(other),
    }
}

fn pattern(tree: &Tree, star_ok: bool) -> Result<()> {
    let Tree::Node(node) = tree else {
        return Err(value_error("None disallowed in pattern list"));
    };
    positions(node.place)?;
    match node.kind {
        Kind::MatchValue => literal(&node.fields[0]),
        Kind::MatchSingleton => match node.fields[0] {
            Tree::Constant(Constant::None | Constant::True | Constant::False) => Ok(()),
            _ => Err(value_error("MatchSingleton can only contain True, False and None")),
        },
        Kind::MatchSequence => patterns(node, 0, true),
        Kind::MatchMapping => {
            if list(node, 0).len() != list(node, 1).len() {
                return Err(value_error("MatchMapping doesn't have the same number of keys as patterns"));
            }
            capture(node.fields.get(2))?;
            for key in list(node, 0) {
                let is_singleton = matches!(key, Tree::Node(key) if matches!(
                    key.fields.first(),
                    Some(Tree::Constant(Constant::None | Constant::True | Constant::False))
                ));
                if !is_singleton {
                    literal(key)?;
                }
            }
            patterns(node, 1, false)
        }
        Kind::MatchClass => {
            if list(node, 2).len() != list(node, 3).len() {
                return Err(value_error(
                    "MatchClass doesn't have the same number of keyword attributes as patterns",
                ));
            }
            expr(&node.fields[0], Kind::Load)?;
            let mut class = node_of(&node.fields[0])?;
            while class.kind == Kind::Attribute {
                class = node_of(&class.fields[0])?;
            }
            if class.kind != Kind::Name {
                return Err(value_error("MatchClass cls field can only contain Name or Attribute nodes."));
            }
            list(node, 2).iter().try_for_each(|name| check_name(Some(name)))?;
            patterns(node, 1, false)?;
            patterns(node, 3, false)
        }
        Kind::MatchStar if !star_ok => Err(value_error("can't use MatchStar here")),
        Kind::MatchStar => capture(node.fields.first()),
        Kind::MatchAs => {
            capture(node.fields.get(1))?;
            match &node.fields[..] {
                [Tree::None, _] => Ok(()),
                [_, Tree::None] => {
                    Err(value_error("MatchAs must specify a target name if a pattern is given"))
                }
                [inner, _] => pattern(inner, false),
                _ => Err(malformed()),
            }
        }
        Kind::MatchOr => {
            if list(node, 0).len() < 2 {
                return Err(value_error("MatchOr requires at least 2 patterns"));
            }
            patterns(node, 0, false)
        }
        _ => Err(value_error("Unexpected pattern node")),
    }
}

/// What a value pattern may compare with.
fn literal(tree: &Tree) -> Result<()> {
    expr(tree, Kind::Load)?;
    let node = node_of(tree)?;
    match node.kind {
        Kind::Constant => match &node.fields[0] {
            Tree::Constant(
                Constant::Int(_)
                | Constant::BigInt { .. }
                | Constant::Float(_)
                | Constant::Complex(..)
                | Constant::Str(_)
                | Constant::Bytes(_),
            ) => Ok(()),
            _ => Err(value_error("unexpected constant inside of a literal pattern")),
        },
        // Formatted strings are refused later.
        Kind::Attribute | Kind::JoinedStr | Kind::TemplateStr => Ok(()),
        Kind::UnaryOp if is_number(tree, true) => Ok(()),
        Kind::BinOp if is_complex(node) => Ok(()),
        _ => Err(value_error("patterns may only match literals and attribute lookups")),
    }
}

/// Whether a tree is a number, perhaps a negated one.
fn is_number(tree: &Tree, may_be_negated: bool) -> bool {
    let Tree::Node(node) = tree else { return false };
    match node.kind {
        Kind::UnaryOp if may_be_negated => {
            kind_of(node.fields.first()) == Some(Kind::USub) && is_number(&node.fields[1], false)
        }
        Kind::Constant => matches!(
            node.fields[0],
            Tree::Constant(
                Constant::Int(_) | Constant::BigInt { .. } | Constant::Float(_) | Constant::Complex(..)
            )
        ),
        _ => false,
    }
}

/// Whether a sum or difference is the way a complex number is written.
fn is_complex(node: &Node) -> bool {
    let right = match &node.fields[2] {
        Tree::Node(right) => right.fields.first(),
        _ => None,
    };
    matches!(kind_of(node.fields.get(1)), Some(Kind::Add | Kind::Sub))
        && is_number(&node.fields[0], true)
        && matches!(right, Some(Tree::Constant(Constant::Complex(..))))
}
