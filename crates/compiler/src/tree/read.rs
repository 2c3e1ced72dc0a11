//! Plain trees to the parser's trees. Places become offsets into a source without text that only knows places: each
//! node gets an offset for its start and one for its end, in the order of the tree, so that ranges nest.

use super::{Part, Result, malformed, strings, validate};
use whipsnake_bytecode::{
    Constant,
    tree::{Kind, Place, Tree},
};
use whipsnake_parser_glue::ast::{self, Expr, Number, Pattern, Singleton, Stmt};
use whipsnake_parser_glue::{Location, SourceFile, TextRange, TextSize};

/// Reads a whole tree; with it comes the source that knows its places.
///
/// # Errors
/// What is wrong with the tree.
pub fn read(tree: &Tree, filename: &str) -> Result<(ast::Mod, SourceFile)> {
    validate::check(tree)?;
    let nowhere = Location { line: 1, column: 0 };
    let mut from =
        Reader { places: vec![nowhere], current: (Kind::Module, Place::default()), walruses: false };
    let Tree::Node(root) = tree else { return Err(malformed()) };
    let body = root.fields.first().cloned().unwrap_or_default();
    let node_index = ast::AtomicNodeIndex::default();
    let syntax = match root.kind {
        Kind::Expression => {
            let body = Box::new(Expr::read(body, &mut from)?);
            ast::Mod::Expression(ast::ModExpression { range: from.here(), body, node_index })
        }
        _ => {
            let body = Vec::read(body, &mut from)?;
            ast::Mod::Module(ast::ModModule { range: from.here(), body, node_index })
        }
    };
    Ok((syntax, SourceFile::of_places(filename, from.places, from.walruses)))
}

pub(super) struct Reader {
    /// What the offsets handed out stand for. The first stands for nothing.
    places: Vec<Location>,
    /// Class and place of the innermost open node that has a place.
    current: (Kind, Place),
    /// Whether names are bound within expressions.
    walruses: bool,
}

/// A node being read.
pub(super) struct Open {
    pub(super) kind: Kind,
    pub(super) start: TextSize,
    pub(super) place: Place,
    outer: (Kind, Place),
    fields: std::vec::IntoIter<Tree>,
}

impl Open {
    /// The next field.
    pub(super) fn next<T: Part>(&mut self, from: &mut Reader) -> Result<T> {
        T::read(self.take(), from)
    }
    /// The next field as it is.
    pub(super) fn take(&mut self) -> Tree {
        self.fields.next().unwrap_or_default()
    }
    /// A node whose fields have been read, to be closed once more.
    pub(super) fn again((kind, start, place): (Kind, TextSize, Place)) -> Open {
        Open { kind, start, place, outer: (kind, place), fields: Vec::new().into_iter() }
    }
}

fn place_of(line: i32, column: i32) -> Location {
    Location { line: u32::try_from(line).unwrap_or(0), column: u32::try_from(column).unwrap_or(0) }
}

impl Reader {
    fn offset(&mut self, line: i32, column: i32) -> TextSize {
        self.places.push(place_of(line, column));
        TextSize::new(self.places.len() as u32 - 1)
    }
    /// Begins a node.
    pub(super) fn open(&mut self, tree: Tree) -> Result<Open> {
        let Tree::Node(node) = tree else { return Err(malformed()) };
        let place = node.place.unwrap_or(self.current.1);
        let outer = self.current;
        if node.place.is_some() {
            self.current = (node.kind, place);
        }
        self.walruses |= node.kind == Kind::NamedExpr;
        let start = self.offset(place.line, place.column);
        Ok(Open { kind: node.kind, start, place, outer, fields: node.fields.into_iter() })
    }
    /// Ends it.
    pub(super) fn close(&mut self, node: &Open) -> TextRange {
        self.current = node.outer;
        let end = self.offset(node.place.end_line, node.place.end_column);
        TextRange::new(node.start, end)
    }
    /// A range of its own for something that is no node, with the place of the node around it.
    pub(super) fn here(&mut self) -> TextRange {
        let place = self.current.1;
        let start = self.offset(place.line, place.column);
        TextRange::new(start, self.offset(place.end_line, place.end_column))
    }
    /// The range of a name of `length` bytes: at the end of an attribute, else nowhere better than its node.
    pub(super) fn name_range(&mut self, length: usize) -> TextRange {
        let (kind, mut place) = self.current;
        if kind == Kind::Attribute {
            place.line = place.end_line;
            place.column = (place.end_column - length as i32).max(0);
        }
        let start = self.offset(place.line, place.column);
        TextRange::new(start, self.offset(place.end_line, place.end_column))
    }
}

/// Parameters, of the node `arguments`.
fn parameters(tree: Tree, from: &mut Reader) -> Result<ast::Parameters> {
    let mut node = from.open(tree)?;
    let posonlyargs: Vec<ast::Parameter> = node.next(from)?;
    let args: Vec<ast::Parameter> = node.next(from)?;
    let vararg = node.next(from)?;
    let kwonlyargs: Vec<ast::Parameter> = node.next(from)?;
    let kw_defaults: Vec<Option<Box<Expr>>> = node.next(from)?;
    let kwarg = node.next(from)?;
    let defaults: Vec<Box<Expr>> = node.next(from)?;
    // Defaults belong to the last of the positional ones.
    let bare = (posonlyargs.len() + args.len()).checked_sub(defaults.len()).ok_or_else(malformed)?;
    let mut defaults = std::iter::repeat_with(|| None).take(bare).chain(defaults.into_iter().map(Some));
    let mut join = |list: Vec<ast::Parameter>| -> Vec<ast::ParameterWithDefault> {
        list.into_iter().map(|parameter| with_default(parameter, defaults.next().flatten())).collect()
    };
    let (posonlyargs, args) = (join(posonlyargs), join(args));
    let kwonlyargs = kwonlyargs.into_iter().zip(kw_defaults);
    let kwonlyargs = kwonlyargs.map(|(parameter, default)| with_default(parameter, default)).collect();
    let (range, node_index) = (from.close(&node), Default::default());
    Ok(ast::Parameters { range, posonlyargs, args, vararg, kwonlyargs, kwarg, node_index })
}

fn with_default(parameter: ast::Parameter, default: Option<Box<Expr>>) -> ast::ParameterWithDefault {
    ast::ParameterWithDefault { range: parameter.range, parameter, default, node_index: Default::default() }
}

impl Part for ast::Parameter {
    fn write(&self, to: &super::Writer) -> Tree {
        self.name.write(to)
    }
    fn read(tree: Tree, from: &mut Reader) -> Result<Self> {
        let mut node = from.open(tree)?;
        let name = node.next(from)?;
        let annotation = node.next(from)?;
        let (range, node_index) = (from.close(&node), Default::default());
        Ok(ast::Parameter { range, name, annotation, node_index })
    }
}

/// Statements that are not in the table.
pub(super) fn stmt(mut node: Open, from: &mut Reader) -> Result<Stmt> {
    let node_index = ast::AtomicNodeIndex::default();
    Ok(match node.kind {
        Kind::FunctionDef | Kind::AsyncFunctionDef => {
            let name = node.next(from)?;
            let parameters = Box::new(parameters(node.take(), from)?);
            let body = node.next(from)?;
            let decorator_list = node.next(from)?;
            let returns = node.next(from)?;
            let _type_comment = node.take();
            let type_params = node.next(from)?;
            Stmt::FunctionDef(ast::StmtFunctionDef {
                range: from.close(&node),
                is_async: node.kind == Kind::AsyncFunctionDef,
                decorator_list,
                name,
                type_params,
                parameters,
                returns,
                body,
                node_index,
            })
        }
        Kind::ClassDef => {
            let name = node.next(from)?;
            let (args, keywords) = (node.next(from)?, node.next(from)?);
            let arguments =
                ast::Arguments { range: from.here(), args, keywords, node_index: Default::default() };
            let body = node.next(from)?;
            let decorator_list = node.next(from)?;
            let type_params = node.next(from)?;
            Stmt::ClassDef(ast::StmtClassDef {
                range: from.close(&node),
                decorator_list,
                name,
                type_params,
                arguments: Some(Box::new(arguments)),
                body,
                node_index,
            })
        }
        Kind::Assign => {
            let (targets, value) = (node.next(from)?, node.next(from)?);
            Stmt::Assign(ast::StmtAssign { range: from.close(&node), targets, value, node_index })
        }
        Kind::For | Kind::AsyncFor => {
            let (target, iter) = (node.next(from)?, node.next(from)?);
            let (body, orelse) = (node.next(from)?, node.next(from)?);
            let (range, is_async) = (from.close(&node), node.kind == Kind::AsyncFor);
            Stmt::For(ast::StmtFor { range, is_async, target, iter, body, orelse, node_index })
        }
        Kind::If => {
            let (test, body) = (node.next(from)?, node.next(from)?);
            let orelse: Vec<Stmt> = node.next(from)?;
            let mut elif_else_clauses = Vec::new();
            if !orelse.is_empty() {
                elif_else_clauses.push(ast::ElifElseClause {
                    range: from.here(),
                    test: None,
                    body: orelse,
                    node_index: Default::default(),
                });
            }
            Stmt::If(ast::StmtIf { range: from.close(&node), test, body, elif_else_clauses, node_index })
        }
        Kind::With | Kind::AsyncWith => {
            let (items, body) = (node.next(from)?, node.next(from)?);
            let (range, is_async) = (from.close(&node), node.kind == Kind::AsyncWith);
            Stmt::With(ast::StmtWith { range, is_async, items, body, node_index })
        }
        Kind::Try | Kind::TryStar => {
            let (body, handlers) = (node.next(from)?, node.next(from)?);
            let (orelse, finalbody) = (node.next(from)?, node.next(from)?);
            let (range, is_star) = (from.close(&node), node.kind == Kind::TryStar);
            Stmt::Try(ast::StmtTry { range, body, handlers, orelse, finalbody, is_star, node_index })
        }
        Kind::ImportFrom => {
            let (module, names) = (node.next(from)?, node.next(from)?);
            let level = match node.take() {
                Tree::Int(level) => u32::try_from(level).unwrap_or(0),
                _ => 0,
            };
            let range = from.close(&node);
            Stmt::ImportFrom(ast::StmtImportFrom { range, module, names, level, is_lazy: false, node_index })
        }
        _ => return Err(malformed()),
    })
}

/// Expressions that are not in the table.
pub(super) fn expr(mut node: Open, from: &mut Reader) -> Result<Expr> {
    let node_index = ast::AtomicNodeIndex::default();
    Ok(match node.kind {
        Kind::Lambda => {
            let parameters = Some(Box::new(parameters(node.take(), from)?));
            let body = node.next(from)?;
            Expr::Lambda(ast::ExprLambda { range: from.close(&node), parameters, body, node_index })
        }
        Kind::Dict => {
            let keys: Vec<Option<Expr>> = node.next(from)?;
            let values: Vec<Expr> = node.next(from)?;
            let items = keys.into_iter().zip(values).map(|(key, value)| ast::DictItem { key, value });
            let items = items.collect();
            Expr::Dict(ast::ExprDict { range: from.close(&node), items, node_index })
        }
        Kind::GeneratorExp => {
            let (elt, generators) = (node.next(from)?, node.next(from)?);
            let range = from.close(&node);
            Expr::Generator(ast::ExprGenerator { range, elt, generators, parenthesized: true, node_index })
        }
        Kind::Call => {
            let func = node.next(from)?;
            let (args, keywords) = (node.next(from)?, node.next(from)?);
            let arguments =
                ast::Arguments { range: from.here(), args, keywords, node_index: Default::default() };
            Expr::Call(ast::ExprCall { range: from.close(&node), func, arguments, node_index })
        }
        Kind::Constant => return constant(node, from),
        Kind::JoinedStr | Kind::TemplateStr | Kind::FormattedValue | Kind::Interpolation => {
            return strings::read_string(node, from);
        }
        _ => return Err(malformed()),
    })
}

fn constant(mut node: Open, from: &mut Reader) -> Result<Expr> {
    let Tree::Constant(constant) = node.take() else { return Err(malformed()) };
    let (range, node_index) = (from.close(&node), ast::AtomicNodeIndex::default());
    let number =
        |value| Expr::NumberLiteral(ast::ExprNumberLiteral { range, value, node_index: Default::default() });
    Ok(match constant {
        Constant::None => Expr::NoneLiteral(ast::ExprNoneLiteral { range, node_index }),
        Constant::Ellipsis => Expr::EllipsisLiteral(ast::ExprEllipsisLiteral { range, node_index }),
        Constant::True | Constant::False => {
            let value = matches!(constant, Constant::True);
            Expr::BooleanLiteral(ast::ExprBooleanLiteral { range, value, node_index })
        }
        Constant::Int(value) if value >= 0 => number(Number::Int((value as u64).into())),
        Constant::Float(value) => number(Number::Float(value)),
        Constant::Complex(real, imag) => number(Number::Complex { real, imag }),
        Constant::Str(ref text) if std::str::from_utf8(text).is_ok() => {
            let value = String::from_utf8_lossy(text).into();
            let flags = ast::StringLiteralFlags::empty();
            let literal = ast::StringLiteral { range, value, flags, node_index: Default::default() };
            let value = ast::StringLiteralValue::single(literal);
            Expr::StringLiteral(ast::ExprStringLiteral { range, value, node_index })
        }
        Constant::Bytes(value) => {
            let flags = ast::BytesLiteralFlags::empty();
            let literal = ast::BytesLiteral { range, value, flags, node_index: Default::default() };
            let value = ast::BytesLiteralValue::single(literal);
            Expr::BytesLiteral(ast::ExprBytesLiteral { range, value, node_index })
        }
        other => crate::constants::planted(&other, range),
    })
}

/// Patterns that are not in the table.
pub(super) fn pattern(mut node: Open, from: &mut Reader) -> Result<Pattern> {
    let node_index = ast::AtomicNodeIndex::default();
    match node.kind {
        Kind::MatchClass => {
            let (cls, patterns) = (node.next(from)?, node.next(from)?);
            let attributes: Vec<ast::Identifier> = node.next(from)?;
            let values: Vec<Pattern> = node.next(from)?;
            let keywords = attributes.into_iter().zip(values).map(|(attr, pattern)| ast::PatternKeyword {
                range: attr.range,
                attr,
                pattern,
                node_index: Default::default(),
            });
            let keywords = keywords.collect();
            let arguments = ast::PatternArguments {
                range: from.here(),
                patterns,
                keywords,
                node_index: Default::default(),
            };
            let range = from.close(&node);
            Ok(Pattern::MatchClass(ast::PatternMatchClass { range, cls, arguments, node_index }))
        }
        Kind::MatchSingleton => {
            let value = match node.take() {
                Tree::Constant(Constant::True) => Singleton::True,
                Tree::Constant(Constant::False) => Singleton::False,
                _ => Singleton::None,
            };
            let range = from.close(&node);
            Ok(Pattern::MatchSingleton(ast::PatternMatchSingleton { range, value, node_index }))
        }
        _ => Err(malformed()),
    }
}
