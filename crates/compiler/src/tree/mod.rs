//! The parser's trees from and to plain trees ([`whipsnake_bytecode::tree`]), for `ast.parse` and for `compile()` of
//! a tree.
//!
//! Most nodes have the same fields on both sides: the TABLE below lists them, and both directions are made from it.
//! What differs is by hand in `write` (to plain trees), `read` (from them) and, for f-strings, `strings`. `validate`
//! checks a plain tree before it is read.

mod improve;
mod read;
pub mod signature;
mod strings;
mod validate;
mod write;

use crate::front::Problem;
use whipsnake_bytecode::tree::{Kind, Tree};
use whipsnake_parser_glue::ast::{self, name::Name};

pub use improve::improve;
pub use read::read;
pub use validate::check;
pub use write::write;

use read::{Open, Reader};
use write::Writer;

type Result<T> = std::result::Result<T, Problem>;

/// Something that a field can hold.
trait Part: Sized {
    fn write(&self, to: &Writer) -> Tree;
    fn read(tree: Tree, from: &mut Reader) -> Result<Self>;
}

/// A group whose nodes are not all in the table.
trait Special: Sized {
    fn write_special(&self, to: &Writer) -> Tree;
    fn read_special(node: Open, from: &mut Reader) -> Result<Self>;
}

macro_rules! group {
    ($group:ident: $($kind:ident $variant:ident $node:ident { $($field:ident)* } $([$extra:ident: $value:expr])?)*) => {
        impl Part for ast::$group {
            fn write(&self, to: &Writer) -> Tree {
                match self {
                    $(ast::$group::$variant(node) => {
                        to.node(Kind::$kind, node.range, vec![$(node.$field.write(to)),*])
                    })*
                    #[allow(unreachable_patterns)]
                    other => other.write_special(to),
                }
            }
            fn read(tree: Tree, from: &mut Reader) -> Result<Self> {
                #[allow(unused_mut)]
                let mut node = from.open(tree)?;
                match node.kind {
                    $(Kind::$kind => {
                        $(let $field = node.next(from)?;)*
                        let (range, node_index) = (from.close(&node), Default::default());
                        Ok(ast::$group::$variant(ast::$node { node_index, range, $($field,)* $($extra: $value)? }))
                    })*
                    _ => Self::read_special(node, from),
                }
            }
        }
    };
}

macro_rules! lone {
    ($($kind:ident $node:ident { $($field:ident)* })*) => {$(
        impl Part for ast::$node {
            fn write(&self, to: &Writer) -> Tree {
                to.node(Kind::$kind, self.range, vec![$(self.$field.write(to)),*])
            }
            fn read(tree: Tree, from: &mut Reader) -> Result<Self> {
                let mut node = from.open(tree)?;
                $(let $field = node.next(from)?;)*
                let (range, node_index) = (from.close(&node), Default::default());
                Ok(ast::$node { node_index, range, $($field),* })
            }
        }
    )*};
}

// TABLE: the class of the plain node, the parser's variant and struct, and its fields in the order of the signature.
group! { Stmt:
    Return Return StmtReturn { value }
    Delete Delete StmtDelete { targets }
    TypeAlias TypeAlias StmtTypeAlias { name type_params value }
    AugAssign AugAssign StmtAugAssign { target op value }
    AnnAssign AnnAssign StmtAnnAssign { target annotation value simple }
    While While StmtWhile { test body orelse }
    Match Match StmtMatch { subject cases }
    Raise Raise StmtRaise { exc cause }
    Assert Assert StmtAssert { test msg }
    Import Import StmtImport { names } [is_lazy: false]
    Global Global StmtGlobal { names }
    Nonlocal Nonlocal StmtNonlocal { names }
    Expr Expr StmtExpr { value }
    Pass Pass StmtPass {}
    Break Break StmtBreak {}
    Continue Continue StmtContinue {}
}
group! { Expr:
    BoolOp BoolOp ExprBoolOp { op values }
    NamedExpr Named ExprNamed { target value }
    BinOp BinOp ExprBinOp { left op right }
    UnaryOp UnaryOp ExprUnaryOp { op operand }
    IfExp If ExprIf { test body orelse }
    Set Set ExprSet { elts }
    ListComp ListComp ExprListComp { elt generators }
    SetComp SetComp ExprSetComp { elt generators }
    DictComp DictComp ExprDictComp { key value generators }
    Await Await ExprAwait { value }
    Yield Yield ExprYield { value }
    YieldFrom YieldFrom ExprYieldFrom { value }
    Compare Compare ExprCompare { left ops comparators }
    Attribute Attribute ExprAttribute { value attr ctx }
    Subscript Subscript ExprSubscript { value slice ctx }
    Starred Starred ExprStarred { value ctx }
    Name Name ExprName { id ctx }
    List List ExprList { elts ctx }
    Tuple Tuple ExprTuple { elts ctx } [parenthesized: true]
    Slice Slice ExprSlice { lower upper step }
}
group! { Pattern:
    MatchValue MatchValue PatternMatchValue { value }
    MatchSequence MatchSequence PatternMatchSequence { patterns }
    MatchMapping MatchMapping PatternMatchMapping { keys patterns rest }
    MatchStar MatchStar PatternMatchStar { name }
    MatchAs MatchAs PatternMatchAs { pattern name }
    MatchOr MatchOr PatternMatchOr { patterns }
}
group! { TypeParam:
    TypeVar TypeVar TypeParamTypeVar { name bound default }
    ParamSpec ParamSpec TypeParamParamSpec { name default }
    TypeVarTuple TypeVarTuple TypeParamTypeVarTuple { name default }
}
group! { ExceptHandler:
    ExceptHandler ExceptHandler ExceptHandlerExceptHandler { type_ name body }
}
lone! {
    Comprehension Comprehension { target iter ifs is_async }
    Keyword Keyword { arg value }
    Alias Alias { name asname }
    WithItem WithItem { context_expr optional_vars }
    MatchCase MatchCase { pattern guard body }
}

/// Groups of classes without fields: the parser's variants are numbered in the same order.
macro_rules! signs {
    ($($sign:ident: $first:ident [$($variant:ident)*])*) => {$(
        impl Part for ast::$sign {
            fn write(&self, to: &Writer) -> Tree {
                to.sign(Kind::$first, *self as usize)
            }
            fn read(tree: Tree, _from: &mut Reader) -> Result<Self> {
                let Tree::Node(node) = tree else { return Err(malformed()) };
                let all = [$(ast::$sign::$variant),*];
                let index = (node.kind as usize).checked_sub(Kind::$first as usize);
                index.and_then(|index| all.get(index).copied()).ok_or_else(malformed)
            }
        }
    )*};
}
signs! {
    ExprContext: Load [Load Store Del]
    BoolOp: And [And Or]
    Operator: Add [Add Sub Mult MatMult Div Mod Pow LShift RShift BitOr BitXor BitAnd FloorDiv]
    UnaryOp: Invert [Invert Not UAdd USub]
    CmpOp: Eq [Eq NotEq Lt LtE Gt GtE Is IsNot In NotIn]
}

impl<T: Part> Part for Box<T> {
    fn write(&self, to: &Writer) -> Tree {
        T::write(self, to)
    }
    fn read(tree: Tree, from: &mut Reader) -> Result<Self> {
        T::read(tree, from).map(Box::new)
    }
}
impl<T: Part> Part for Option<T> {
    fn write(&self, to: &Writer) -> Tree {
        self.as_ref().map_or(Tree::None, |value| value.write(to))
    }
    fn read(tree: Tree, from: &mut Reader) -> Result<Self> {
        match tree {
            Tree::None => Ok(None),
            Tree::List(items) if items.is_empty() => Ok(None),
            other => T::read(other, from).map(Some),
        }
    }
}
impl<T: Part> Part for Vec<T> {
    fn write(&self, to: &Writer) -> Tree {
        Tree::List(self.iter().map(|item| item.write(to)).collect())
    }
    fn read(tree: Tree, from: &mut Reader) -> Result<Self> {
        match tree {
            Tree::None => Ok(Vec::new()),
            Tree::List(items) => items.into_iter().map(|item| T::read(item, from)).collect(),
            _ => Err(malformed()),
        }
    }
}
impl<T: Part> Part for Box<[T]> {
    fn write(&self, to: &Writer) -> Tree {
        Tree::List(self.iter().map(|item| item.write(to)).collect())
    }
    fn read(tree: Tree, from: &mut Reader) -> Result<Self> {
        Vec::read(tree, from).map(Vec::into_boxed_slice)
    }
}
impl Part for bool {
    fn write(&self, _to: &Writer) -> Tree {
        Tree::Int((*self).into())
    }
    fn read(tree: Tree, _from: &mut Reader) -> Result<Self> {
        Ok(matches!(tree, Tree::Int(number) if number != 0))
    }
}
impl Part for Name {
    fn write(&self, _to: &Writer) -> Tree {
        Tree::Text(self.as_bytes().into())
    }
    fn read(tree: Tree, _from: &mut Reader) -> Result<Self> {
        match tree {
            Tree::Text(text) => Ok(Name::new(String::from_utf8_lossy(&text))),
            _ => Err(malformed()),
        }
    }
}
impl Part for ast::Identifier {
    fn write(&self, to: &Writer) -> Tree {
        self.id.write(to)
    }
    fn read(tree: Tree, from: &mut Reader) -> Result<Self> {
        let id = Name::read(tree, from)?;
        let range = from.name_range(id.len());
        Ok(ast::Identifier { id, range, node_index: Default::default() })
    }
}
impl Part for ast::Decorator {
    fn write(&self, to: &Writer) -> Tree {
        self.expression.write(to)
    }
    fn read(tree: Tree, from: &mut Reader) -> Result<Self> {
        let expression = ast::Expr::read(tree, from)?;
        let range = whipsnake_parser_glue::Ranged::range(&expression);
        Ok(ast::Decorator { range, expression, node_index: Default::default() })
    }
}
impl Part for ast::TypeParams {
    fn write(&self, to: &Writer) -> Tree {
        self.type_params.write(to)
    }
    fn read(tree: Tree, from: &mut Reader) -> Result<Self> {
        let type_params = Vec::read(tree, from)?;
        Ok(ast::TypeParams { range: from.here(), type_params, node_index: Default::default() })
    }
}

/// What validation should have found; trees of the parser never have it.
fn malformed() -> Problem {
    Problem { class: "SystemError", message: "malformed syntax tree".to_owned(), ..Problem::default() }
}
