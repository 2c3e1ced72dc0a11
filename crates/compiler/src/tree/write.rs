//! The parser's trees to plain trees, where fields differ; and places.

use super::{Part, Special, strings};
use crate::optimize::{fold, text};
use whipsnake_bytecode::{
    Constant,
    tree::{Kind, Node, Place, Tree},
};
use whipsnake_parser_glue::ast::{self, Expr, Pattern, Singleton, Stmt};
use whipsnake_parser_glue::{Ranged, SourceFile, TextRange, TextSize};

/// Makes a plain tree of a parsed source.
pub fn write(syntax: &ast::Mod, source: &SourceFile, is_interactive: bool) -> Tree {
    let to = Writer { source };
    match syntax {
        ast::Mod::Module(module) if is_interactive => {
            to.plain(Kind::Interactive, vec![module.body.write(&to)])
        }
        ast::Mod::Module(module) => to.plain(Kind::Module, vec![module.body.write(&to), Tree::None]),
        ast::Mod::Expression(expression) => to.plain(Kind::Expression, vec![expression.body.write(&to)]),
    }
}

pub(super) struct Writer<'a> {
    pub(super) source: &'a SourceFile,
}

impl Writer<'_> {
    /// A node at a place.
    pub(super) fn node(&self, kind: Kind, at: TextRange, fields: Vec<Tree>) -> Tree {
        let mut end = at.end();
        if ends_with_block(kind) {
            // A semicolon behind the last statement belongs to the block, not to the statement.
            let rest = self.source.text().get(end.to_usize()..).unwrap_or_default();
            let bare = rest.trim_start_matches([' ', '\t', '\x0c']);
            if bare.starts_with(';') {
                end += TextSize::new((rest.len() - bare.len()) as u32 + 1);
            }
        }
        let (start, end) = (self.source.location(at.start()), self.source.location(end));
        let place = Place {
            line: start.line as i32,
            column: start.column as i32,
            end_line: end.line as i32,
            end_column: end.column as i32,
        };
        Tree::Node(Box::new(Node { kind, place: Some(place), fields }))
    }
    /// A node that is nowhere.
    pub(super) fn plain(&self, kind: Kind, fields: Vec<Tree>) -> Tree {
        Tree::Node(Box::new(Node { kind, place: None, fields }))
    }
    /// The node of a class without fields, the `index`-th of its group, whose first is `first`.
    pub(super) fn sign(&self, first: Kind, index: usize) -> Tree {
        self.plain(Kind::ALL[first as usize + index], Vec::new())
    }
    pub(super) fn constant(&self, at: TextRange, value: Constant, kind: Tree) -> Tree {
        self.node(Kind::Constant, at, vec![Tree::Constant(value), kind])
    }

    fn arg(&self, parameter: &ast::Parameter) -> Tree {
        let end = parameter.annotation.as_ref().map_or(parameter.name.range.end(), |_| parameter.range.end());
        let at = TextRange::new(parameter.name.range.start(), end);
        self.node(
            Kind::Arg,
            at,
            vec![parameter.name.write(self), parameter.annotation.write(self), Tree::None],
        )
    }

    fn arguments(&self, parameters: &ast::Parameters) -> Tree {
        let args = |list: &[ast::ParameterWithDefault]| {
            Tree::List(list.iter().map(|parameter| self.arg(&parameter.parameter)).collect())
        };
        let variadic = |parameter: &Option<Box<ast::Parameter>>| {
            parameter.as_ref().map_or(Tree::None, |parameter| self.arg(parameter))
        };
        let defaults = parameters.posonlyargs.iter().chain(&parameters.args);
        let defaults = defaults.filter_map(|parameter| parameter.default.as_ref()).map(|it| it.write(self));
        let kw_defaults = parameters.kwonlyargs.iter().map(|parameter| parameter.default.write(self));
        self.plain(
            Kind::Arguments,
            vec![
                args(&parameters.posonlyargs),
                args(&parameters.args),
                variadic(&parameters.vararg),
                args(&parameters.kwonlyargs),
                Tree::List(kw_defaults.collect()),
                variadic(&parameters.kwarg),
                Tree::List(defaults.collect()),
            ],
        )
    }

    /// What follows the body of an `if`: nothing, the body of `else`, or another `if`.
    fn or_else(&self, clauses: &[ast::ElifElseClause]) -> Tree {
        // Made from the end, for chains may be long.
        let mut result = Vec::new();
        let end = clauses.last().map_or(TextSize::new(0), |clause| clause.range.end());
        for clause in clauses.iter().rev() {
            result = match (&clause.test, clause.body.write(self)) {
                (None, Tree::List(body)) => body,
                (None, _) => Vec::new(),
                (Some(test), body) => {
                    let at = TextRange::new(clause.range.start(), end);
                    vec![self.node(Kind::If, at, vec![test.write(self), body, Tree::List(result)])]
                }
            };
        }
        Tree::List(result)
    }
}

fn ends_with_block(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::FunctionDef
            | Kind::AsyncFunctionDef
            | Kind::ClassDef
            | Kind::For
            | Kind::AsyncFor
            | Kind::While
            | Kind::If
            | Kind::With
            | Kind::AsyncWith
            | Kind::Match
            | Kind::Try
            | Kind::TryStar
            | Kind::ExceptHandler
    )
}

fn pick(is_async: bool, async_kind: Kind, kind: Kind) -> Kind {
    if is_async { async_kind } else { kind }
}

impl Special for Stmt {
    fn write_special(&self, to: &Writer) -> Tree {
        match self {
            Stmt::FunctionDef(node) => {
                let at = to.source.definition_range(node.range, &node.decorator_list);
                to.node(
                    pick(node.is_async, Kind::AsyncFunctionDef, Kind::FunctionDef),
                    at,
                    vec![
                        node.name.write(to),
                        to.arguments(&node.parameters),
                        node.body.write(to),
                        node.decorator_list.write(to),
                        node.returns.write(to),
                        Tree::None,
                        node.type_params.write(to),
                    ],
                )
            }
            Stmt::ClassDef(node) => {
                let at = to.source.definition_range(node.range, &node.decorator_list);
                let arguments = node.arguments.as_ref();
                to.node(
                    Kind::ClassDef,
                    at,
                    vec![
                        node.name.write(to),
                        arguments.map_or(Tree::None, |arguments| arguments.args.write(to)),
                        arguments.map_or(Tree::None, |arguments| arguments.keywords.write(to)),
                        node.body.write(to),
                        node.decorator_list.write(to),
                        node.type_params.write(to),
                    ],
                )
            }
            Stmt::Assign(node) => to.node(
                Kind::Assign,
                node.range,
                vec![node.targets.write(to), node.value.write(to), Tree::None],
            ),
            Stmt::For(node) => to.node(
                pick(node.is_async, Kind::AsyncFor, Kind::For),
                node.range,
                vec![
                    node.target.write(to),
                    node.iter.write(to),
                    node.body.write(to),
                    node.orelse.write(to),
                    Tree::None,
                ],
            ),
            Stmt::If(node) => to.node(
                Kind::If,
                node.range,
                vec![node.test.write(to), node.body.write(to), to.or_else(&node.elif_else_clauses)],
            ),
            Stmt::With(node) => to.node(
                pick(node.is_async, Kind::AsyncWith, Kind::With),
                node.range,
                vec![node.items.write(to), node.body.write(to), Tree::None],
            ),
            Stmt::Try(node) => to.node(
                pick(node.is_star, Kind::TryStar, Kind::Try),
                node.range,
                vec![
                    node.body.write(to),
                    node.handlers.write(to),
                    node.orelse.write(to),
                    node.finalbody.write(to),
                ],
            ),
            Stmt::ImportFrom(node) => to.node(
                Kind::ImportFrom,
                node.range,
                vec![node.module.write(to), node.names.write(to), Tree::Int(node.level.into())],
            ),
            // The rest is in the table; shell commands the parser does not read.
            other => to.node(Kind::Pass, other.range(), Vec::new()),
        }
    }

    fn read_special(node: super::Open, from: &mut super::Reader) -> super::Result<Self> {
        super::read::stmt(node, from)
    }
}

impl Special for Expr {
    fn write_special(&self, to: &Writer) -> Tree {
        match self {
            Expr::Lambda(node) => {
                let arguments = match &node.parameters {
                    Some(parameters) => to.arguments(parameters),
                    None => to.arguments(&ast::Parameters::default()),
                };
                to.node(Kind::Lambda, node.range, vec![arguments, node.body.write(to)])
            }
            Expr::Dict(node) => {
                let keys = node.items.iter().map(|item| item.key.write(to)).collect();
                let values = node.items.iter().map(|item| item.value.write(to)).collect();
                to.node(Kind::Dict, node.range, vec![Tree::List(keys), Tree::List(values)])
            }
            Expr::Generator(node) => {
                let at = to.source.generator_range(node);
                to.node(Kind::GeneratorExp, at, vec![node.elt.write(to), node.generators.write(to)])
            }
            Expr::Call(node) => to.node(
                Kind::Call,
                node.range,
                vec![node.func.write(to), node.arguments.args.write(to), node.arguments.keywords.write(to)],
            ),
            Expr::FString(node) => strings::write_fstring(node, to),
            Expr::TString(node) => strings::write_tstring(node, to),
            Expr::StringLiteral(node) => {
                let kind = match node.value.is_unicode() {
                    true => Tree::Text(b"u".as_slice().into()),
                    false => Tree::None,
                };
                let value = text::string_value(node, to.source);
                to.constant(node.range, Constant::Str(value.into()), kind)
            }
            Expr::BytesLiteral(node) => {
                to.constant(node.range, Constant::Bytes(node.value.bytes().collect()), Tree::None)
            }
            Expr::NumberLiteral(node) => to.constant(node.range, fold::number(&node.value), Tree::None),
            Expr::BooleanLiteral(node) => to.constant(node.range, fold::boolean(node.value), Tree::None),
            Expr::EllipsisLiteral(node) => to.constant(node.range, Constant::Ellipsis, Tree::None),
            // The rest is in the table; shell commands the parser does not read.
            other => to.constant(other.range(), Constant::None, Tree::None),
        }
    }

    fn read_special(node: super::Open, from: &mut super::Reader) -> super::Result<Self> {
        super::read::expr(node, from)
    }
}

impl Special for Pattern {
    fn write_special(&self, to: &Writer) -> Tree {
        match self {
            Pattern::MatchClass(node) => {
                let keywords = &node.arguments.keywords;
                to.node(
                    Kind::MatchClass,
                    node.range,
                    vec![
                        node.cls.write(to),
                        node.arguments.patterns.write(to),
                        Tree::List(keywords.iter().map(|keyword| keyword.attr.write(to)).collect()),
                        Tree::List(keywords.iter().map(|keyword| keyword.pattern.write(to)).collect()),
                    ],
                )
            }
            Pattern::MatchSingleton(node) => {
                let value = match node.value {
                    Singleton::None => Constant::None,
                    Singleton::True => Constant::True,
                    Singleton::False => Constant::False,
                };
                to.node(Kind::MatchSingleton, node.range, vec![Tree::Constant(value)])
            }
            // All others are in the table.
            other => to.node(Kind::MatchAs, other.range(), vec![Tree::None, Tree::None]),
        }
    }

    fn read_special(node: super::Open, from: &mut super::Reader) -> super::Result<Self> {
        super::read::pattern(node, from)
    }
}

/// Groups that the table describes in full.
macro_rules! complete {
    ($($group:ident)*) => {$(
        impl Special for ast::$group {
            fn write_special(&self, to: &Writer) -> Tree {
                to.plain(Kind::Pass, Vec::new())
            }
            fn read_special(_node: super::Open, _from: &mut super::Reader) -> super::Result<Self> {
                Err(super::malformed())
            }
        }
    )*};
}
complete! { TypeParam ExceptHandler }
