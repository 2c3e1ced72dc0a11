//! Syntax trees as plain data, for the way between the compiler and the program's `ast` objects.
//!
//! The one TABLE of node classes is at the end: [`Kind`] numbers them, [`Kind::signature`] says their fields in the
//! words of Python's own grammar of trees (`expr? value`). Both sides convert by it: the compiler from and to the
//! parser's types, the machine from and to objects.

use crate::Constant;

/// A node, or what a field of a node holds.
#[derive(Clone, Debug, Default)]
pub enum Tree {
    /// `None`: an optional field without value.
    #[default]
    None,
    /// A node.
    Node(Box<Node>),
    /// The value of a repeated field.
    List(Vec<Tree>),
    /// An identifier or string, as WTF-8.
    Text(Box<[u8]>),
    /// A number that is part of the grammar: `level`, `conversion`.
    Int(i64),
    /// A literal's value.
    Constant(Constant),
}

/// A node: its class, its place in the source and its fields in the order of its signature.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its class.
    pub kind: Kind,
    /// Where it is; nodes of some classes are nowhere.
    pub place: Option<Place>,
    /// As many as the signature has.
    pub fields: Vec<Tree>,
}

/// `lineno`, `col_offset`, `end_lineno`, `end_col_offset`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// First line, from 1.
    pub line: i32,
    /// Byte column in it, from 0.
    pub column: i32,
    /// Last line.
    pub end_line: i32,
    /// Byte column behind the end.
    pub end_column: i32,
}

/// How often the value of a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Once.
    One,
    /// Once or not at all (`?`).
    Optional,
    /// Any number of times (`*`).
    Many,
    /// Any number of times, each perhaps missing (`?*`).
    ManyOptional,
}

/// A field of a node.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// A group, a class without group, or one of `identifier`, `string`, `int`, `constant`.
    pub class: &'static str,
    /// How often.
    pub count: Count,
    /// Its name.
    pub name: &'static str,
}

/// A group of node classes (`expr`), or the lone class of the same name (`alias`).
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// Name of the base class.
    pub name: &'static str,
    /// Whether its classes stand for nothing but themselves and its name is that of its one class.
    pub is_lone: bool,
    /// How its nodes tell their places.
    pub places: Places,
    /// Its classes.
    pub members: &'static [Kind],
}

/// Which place attributes the nodes of a group have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Places {
    /// None.
    No,
    /// All four; the last two may be left out.
    Yes,
    /// All four.
    All,
}

impl Kind {
    /// The fields, parsed from the signature.
    pub fn fields(self) -> impl Iterator<Item = Field> {
        self.signature().split(", ").filter(|field| !field.is_empty()).map(|field| {
            let (class, name) = field.split_once(' ').unwrap_or((field, ""));
            let bare = class.trim_end_matches(['?', '*']);
            let count = match &class[bare.len()..] {
                "" => Count::One,
                "?" => Count::Optional,
                "*" => Count::Many,
                _ => Count::ManyOptional,
            };
            Field { class: bare, count, name }
        })
    }
    /// The group it belongs to.
    pub fn group(self) -> &'static Group {
        GROUPS
            .iter()
            .find(|group| group.members.contains(&self))
            .expect("the table puts each kind into a group")
    }
    /// The definition as the grammar spells it: `Return(expr? value)`.
    pub fn definition(self) -> String {
        match self.signature() {
            "" => self.name().to_owned(),
            signature => format!("{}({signature})", self.name()),
        }
    }
}

impl Group {
    /// The definition as the grammar spells it; documentation of the class.
    pub fn definition(&self) -> String {
        let members: Vec<String> = self.members.iter().map(|kind| kind.definition()).collect();
        if self.is_lone {
            return members.concat();
        }
        // Members with fields stand on lines of their own.
        let separator = match self.members[0].signature() {
            "" => " | ".to_owned(),
            _ => format!("\n{:1$} | ", "", self.name.len()),
        };
        format!("{} = {}", self.name, members.join(&separator))
    }
}

macro_rules! define_nodes {
    ($($group:literal $places:ident $lone:literal { $($kind:ident $name:literal $signature:literal)* })*) => {
        /// The classes of nodes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Kind { $($(
            #[doc = concat!("`", $name, "(", $signature, ")`")]
            $kind,
        )*)* }
        impl Kind {
            /// All, in the order of their numbers.
            pub const ALL: &[Kind] = &[$($(Kind::$kind,)*)*];
            /// The class's name.
            pub fn name(self) -> &'static str {
                const NAMES: &[&str] = &[$($($name,)*)*];
                NAMES[self as usize]
            }
            /// Its fields: class, how often, name.
            pub fn signature(self) -> &'static str {
                const SIGNATURES: &[&str] = &[$($($signature,)*)*];
                SIGNATURES[self as usize]
            }
        }
        /// The groups, in the order of the grammar.
        pub static GROUPS: &[Group] = &[$(
            Group { name: $group, is_lone: $lone, places: Places::$places, members: &[$(Kind::$kind,)*] },
        )*];
    };
}

// TABLE: groups with their places and whether they are lone, their classes, and the fields of those.
define_nodes! {
    "mod" No false {
        Module "Module" "stmt* body, type_ignore* type_ignores"
        Interactive "Interactive" "stmt* body"
        Expression "Expression" "expr body"
        FunctionType "FunctionType" "expr* argtypes, expr returns"
    }
    "stmt" Yes false {
        FunctionDef "FunctionDef" "identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params"
        AsyncFunctionDef "AsyncFunctionDef" "identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params"
        ClassDef "ClassDef" "identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params"
        Return "Return" "expr? value"
        Delete "Delete" "expr* targets"
        Assign "Assign" "expr* targets, expr value, string? type_comment"
        TypeAlias "TypeAlias" "expr name, type_param* type_params, expr value"
        AugAssign "AugAssign" "expr target, operator op, expr value"
        AnnAssign "AnnAssign" "expr target, expr annotation, expr? value, int simple"
        For "For" "expr target, expr iter, stmt* body, stmt* orelse, string? type_comment"
        AsyncFor "AsyncFor" "expr target, expr iter, stmt* body, stmt* orelse, string? type_comment"
        While "While" "expr test, stmt* body, stmt* orelse"
        If "If" "expr test, stmt* body, stmt* orelse"
        With "With" "withitem* items, stmt* body, string? type_comment"
        AsyncWith "AsyncWith" "withitem* items, stmt* body, string? type_comment"
        Match "Match" "expr subject, match_case* cases"
        Raise "Raise" "expr? exc, expr? cause"
        Try "Try" "stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody"
        TryStar "TryStar" "stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody"
        Assert "Assert" "expr test, expr? msg"
        Import "Import" "alias* names"
        ImportFrom "ImportFrom" "identifier? module, alias* names, int? level"
        Global "Global" "identifier* names"
        Nonlocal "Nonlocal" "identifier* names"
        Expr "Expr" "expr value"
        Pass "Pass" ""
        Break "Break" ""
        Continue "Continue" ""
    }
    "expr" Yes false {
        BoolOp "BoolOp" "boolop op, expr* values"
        NamedExpr "NamedExpr" "expr target, expr value"
        BinOp "BinOp" "expr left, operator op, expr right"
        UnaryOp "UnaryOp" "unaryop op, expr operand"
        Lambda "Lambda" "arguments args, expr body"
        IfExp "IfExp" "expr test, expr body, expr orelse"
        Dict "Dict" "expr?* keys, expr* values"
        Set "Set" "expr* elts"
        ListComp "ListComp" "expr elt, comprehension* generators"
        SetComp "SetComp" "expr elt, comprehension* generators"
        DictComp "DictComp" "expr key, expr value, comprehension* generators"
        GeneratorExp "GeneratorExp" "expr elt, comprehension* generators"
        Await "Await" "expr value"
        Yield "Yield" "expr? value"
        YieldFrom "YieldFrom" "expr value"
        Compare "Compare" "expr left, cmpop* ops, expr* comparators"
        Call "Call" "expr func, expr* args, keyword* keywords"
        FormattedValue "FormattedValue" "expr value, int conversion, expr? format_spec"
        Interpolation "Interpolation" "expr value, constant str, int conversion, expr? format_spec"
        JoinedStr "JoinedStr" "expr* values"
        TemplateStr "TemplateStr" "expr* values"
        Constant "Constant" "constant value, string? kind"
        Attribute "Attribute" "expr value, identifier attr, expr_context ctx"
        Subscript "Subscript" "expr value, expr slice, expr_context ctx"
        Starred "Starred" "expr value, expr_context ctx"
        Name "Name" "identifier id, expr_context ctx"
        List "List" "expr* elts, expr_context ctx"
        Tuple "Tuple" "expr* elts, expr_context ctx"
        Slice "Slice" "expr? lower, expr? upper, expr? step"
    }
    "expr_context" No false { Load "Load" "" Store "Store" "" Del "Del" "" }
    "boolop" No false { And "And" "" Or "Or" "" }
    "operator" No false {
        Add "Add" "" Sub "Sub" "" Mult "Mult" "" MatMult "MatMult" "" Div "Div" "" Mod "Mod" "" Pow "Pow" ""
        LShift "LShift" "" RShift "RShift" "" BitOr "BitOr" "" BitXor "BitXor" "" BitAnd "BitAnd" ""
        FloorDiv "FloorDiv" ""
    }
    "unaryop" No false { Invert "Invert" "" Not "Not" "" UAdd "UAdd" "" USub "USub" "" }
    "cmpop" No false {
        Eq "Eq" "" NotEq "NotEq" "" Lt "Lt" "" LtE "LtE" "" Gt "Gt" "" GtE "GtE" "" Is "Is" "" IsNot "IsNot" ""
        In "In" "" NotIn "NotIn" ""
    }
    "comprehension" No true {
        Comprehension "comprehension" "expr target, expr iter, expr* ifs, int is_async"
    }
    "excepthandler" Yes false {
        ExceptHandler "ExceptHandler" "expr? type, identifier? name, stmt* body"
    }
    "arguments" No true {
        Arguments "arguments" "arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* defaults"
    }
    "arg" Yes true { Arg "arg" "identifier arg, expr? annotation, string? type_comment" }
    "keyword" Yes true { Keyword "keyword" "identifier? arg, expr value" }
    "alias" Yes true { Alias "alias" "identifier name, identifier? asname" }
    "withitem" No true { WithItem "withitem" "expr context_expr, expr? optional_vars" }
    "match_case" No true { MatchCase "match_case" "pattern pattern, expr? guard, stmt* body" }
    "pattern" All false {
        MatchValue "MatchValue" "expr value"
        MatchSingleton "MatchSingleton" "constant value"
        MatchSequence "MatchSequence" "pattern* patterns"
        MatchMapping "MatchMapping" "expr* keys, pattern* patterns, identifier? rest"
        MatchClass "MatchClass" "expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns"
        MatchStar "MatchStar" "identifier? name"
        MatchAs "MatchAs" "pattern? pattern, identifier? name"
        MatchOr "MatchOr" "pattern* patterns"
    }
    "type_ignore" No false { TypeIgnore "TypeIgnore" "int lineno, string tag" }
    "type_param" All false {
        TypeVar "TypeVar" "identifier name, expr? bound, expr? default_value"
        ParamSpec "ParamSpec" "identifier name, expr? default_value"
        TypeVarTuple "TypeVarTuple" "identifier name, expr? default_value"
    }
}
