//! Who binds and who uses each name: the second stage, from the syntax tree to a [`SymbolTable`].
//!
//! [`analyze`] walks the tree three times. `collect` enters one [`Scope`] for each piece of code that has names of
//! its own and records what happens to each name there; `resolve` decides for each name whether it is local, a
//! cell, free or global; `checks` finds the errors and warnings that need no names (`return` outside a function).
//! The order is CPython's, so that of several errors the same one is reported.
//!
//! How a lowerer follows the table: it starts with [`SymbolTable::root`], enters the scope of a node with
//! [`SymbolTable::scope_of`] (by [`ScopeKind`] and the node's range), and asks [`SymbolTable::resolve`] for each
//! name as it is written in the source (private names are mangled inside).
//!
//! Comprehensions that are not generator expressions are *inlined* (PEP 709): they have a scope, marked
//! [`Scope::is_inlined`], but no code object. Their [`Scope::isolated`] names live in registers (or, when a nested
//! function captures them, in fresh cells) of the code that contains them and hide the outer names of the same
//! spelling. [`SymbolTable::resolve`] sees through them: [`Resolved::owner`] says whose the name is.

mod checks;
mod collect;
mod patterns;
mod resolve;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::{BinaryHeap, HashMap};
use std::rc::Rc;
use whipsnake_parser_glue::ast::{self, name::Name};
use whipsnake_parser_glue::{ErrorKind, Ranged, SourceFile, SyntaxError, TextRange, TextSize, Warning};

/// Analyzes one parsed source.
///
/// # Errors
/// The first error that CPython would report after parsing.
pub fn analyze(syntax: &ast::Mod, source: &SourceFile) -> Result<Analysis, SyntaxError> {
    analyze_in(syntax, source, Surroundings::default())
}

/// What the code around a source decides for it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surroundings {
    /// `from __future__ import annotations` is in force already.
    pub future_annotations: bool,
    /// `await` is allowed outside functions.
    pub top_level_await: bool,
}

/// Analyzes one parsed source that is compiled for given surroundings.
///
/// # Errors
/// The first error that CPython would report after parsing.
pub fn analyze_in(
    syntax: &ast::Mod,
    source: &SourceFile,
    surroundings: Surroundings,
) -> Result<Analysis, SyntaxError> {
    let mut warnings = Vec::new();
    let fail = |error: Problem| error.into_error(source);
    let future_annotations = checks::check_future(syntax).map_err(fail)? || surroundings.future_annotations;
    checks::check_finally(syntax, &mut warnings);
    let mut table = collect::collect(
        syntax,
        future_annotations,
        checks::last_future(syntax),
        surroundings.top_level_await,
        source,
    )
    .map_err(fail)?;
    resolve::resolve(&mut table).map_err(fail)?;
    checks::check(syntax, &table, source, surroundings.top_level_await, &mut warnings).map_err(fail)?;
    Ok(Analysis { table, warnings })
}

/// What [`analyze`] finds out.
#[derive(Debug)]
pub struct Analysis {
    /// Every scope and every name.
    pub table: SymbolTable,
    /// What `warnings.warn_explicit` is to be called with, in CPython's order.
    pub warnings: Vec<Warning>,
}

/// An error before it knows its file.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) kind: ErrorKind,
    pub(crate) message: String,
    pub(crate) range: TextRange,
}

impl Problem {
    pub(crate) fn at(node: impl Ranged, message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Syntax, message: message.into(), range: node.range() }
    }

    /// Errors found after parsing count offsets in bytes and take their line of text from the file on disk.
    fn into_error(self, source: &SourceFile) -> SyntaxError {
        SyntaxError::after_parsing(self.kind, source, self.range, self.message)
    }
}

/// Which scope of a [`SymbolTable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ScopeId(u32);

/// What kind of code a scope belongs to. Each says which node's range finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScopeKind {
    /// A module or an `eval` expression: the `Mod`.
    Module,
    /// The body of `def`: the `StmtFunctionDef`.
    Function,
    /// The body of `class`: the `StmtClassDef`.
    Class,
    /// The `ExprLambda`.
    Lambda,
    /// The `ExprListComp`.
    ListComprehension,
    /// The `ExprSetComp`.
    SetComprehension,
    /// The `ExprDictComp`.
    DictComprehension,
    /// The `ExprGenerator`.
    Generator,
    /// The hidden function around a generic `def`, `class` or `type`: that statement.
    TypeParameters,
    /// The value of `type X = value`: the `StmtTypeAlias`.
    TypeAlias,
    /// The bound or constraints of a type variable: the bound's expression.
    TypeVariableBound,
    /// The default of a type parameter: the default's expression.
    TypeParameterDefault,
    /// `__annotate__`: of a function the `StmtFunctionDef`, of a class the `StmtClassDef`, of a module the `Mod`.
    Annotations,
}

impl ScopeKind {
    /// Whether names bound here are seen by the functions inside.
    pub fn is_function_like(self) -> bool {
        !matches!(self, Self::Module | Self::Class)
    }

    /// Whether it is any of the four comprehensions.
    pub fn is_comprehension(self) -> bool {
        matches!(
            self,
            Self::ListComprehension | Self::SetComprehension | Self::DictComprehension | Self::Generator
        )
    }
}

/// Where the value of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// A register of a function, or an entry of a class's or module's namespace.
    Local,
    /// A cell made by this scope, since a function inside captures it.
    Cell,
    /// A cell handed in by the function around.
    Free,
    /// Declared `global`.
    GlobalExplicit,
    /// Not bound by any function around: looked up when run.
    GlobalImplicit,
}

/// What happens to a name in one scope: bits for [`Symbol::flags`].
pub mod flags {
    /// Declared `global`.
    pub const GLOBAL: u16 = 1;
    /// Bound by assignment, `def`, `class`, `for`, `with`, `except`, a pattern, or deleted.
    pub const LOCAL: u16 = 1 << 1;
    /// A parameter.
    pub const PARAMETER: u16 = 1 << 2;
    /// Declared `nonlocal`.
    pub const NONLOCAL: u16 = 1 << 3;
    /// Read.
    pub const USED: u16 = 1 << 4;
    /// Bound by `import`.
    pub const IMPORTED: u16 = 1 << 5;
    /// Annotated.
    pub const ANNOTATED: u16 = 1 << 6;
    /// The target of a comprehension's `for`.
    pub const ITERATION: u16 = 1 << 7;
    /// A type parameter.
    pub const TYPE_PARAMETER: u16 = 1 << 8;
    /// In a class: also captured from around for the functions inside, apart from the class's own binding.
    pub const FREE_IN_CLASS: u16 = 1 << 9;
    /// All ways to bind a name.
    pub const BOUND: u16 = LOCAL | PARAMETER | IMPORTED | TYPE_PARAMETER;
}

/// One name in one scope.
#[derive(Clone, Debug)]
pub struct Symbol {
    /// The name, mangled.
    pub name: Name,
    /// What happens to it here; see [`flags`].
    pub flags: u16,
    /// Where its value is.
    pub resolution: Resolution,
    /// Where it was declared `global` or `nonlocal`, for errors.
    declared: Option<TextRange>,
}

/// The names of one piece of code, and what its code object needs to know.
#[derive(Debug)]
pub struct Scope {
    /// What kind of code it is.
    pub kind: ScopeKind,
    /// The name of the function or class; `<lambda>`, `<listcomp>`, `__annotate__` and so on for the nameless.
    pub name: Name,
    /// The scope around, none for the module.
    pub parent: Option<ScopeId>,
    /// The scopes directly inside, in the order CPython enters them.
    pub children: Vec<ScopeId>,
    /// The range of the node named by [`ScopeKind`].
    pub range: TextRange,
    /// Parameters, mangled, in the order of their registers: positional, keyword-only, `*args`, `**kwargs`.
    pub parameters: Vec<Name>,
    /// `*args` is among the parameters.
    pub has_varargs: bool,
    /// `**kwargs` is among the parameters.
    pub has_varkeywords: bool,
    /// A `yield` is directly in it, or it is a generator expression.
    pub is_generator: bool,
    /// `async def`, or a comprehension that awaits.
    pub is_coroutine: bool,
    /// Some scope around is a function.
    pub is_nested: bool,
    /// A comprehension without code of its own.
    pub is_inlined: bool,
    /// Code directly in a class that looks names up in the class's namespace first, through `__classdict__`.
    pub can_see_class: bool,
    /// A class whose functions use `__class__`: the cell is needed.
    pub needs_class_cell: bool,
    /// A class whose annotations or type parameters need the cell `__classdict__`.
    pub needs_classdict_cell: bool,
    /// A module or class some of whose annotations may not be reached: `__conditional_annotations__` is needed.
    pub has_conditional_annotations: bool,
    /// The body begins with a docstring.
    pub has_docstring: bool,
    /// Some variable is annotated directly in it.
    pub has_annotations: bool,
    /// The scope of this module's, class's or function's annotations, if it has any to evaluate.
    pub annotations: Option<ScopeId>,
    /// Of a class: names X of every `self.X = …` in its methods, sorted (`__static_attributes__`).
    pub static_attributes: Vec<Name>,
    /// The class whose private names are mangled here.
    pub private: Option<Name>,
    /// If set, only these names are mangled (around a generic class).
    mangled_only: Option<Rc<Vec<Name>>>,
    symbols: Vec<Symbol>,
    index: HashMap<Name, u32>,
}

impl Scope {
    /// Every symbol, in the order of first mention.
    pub fn symbols(&self) -> &[Symbol] {
        &self.symbols
    }

    /// The symbol of an already mangled name.
    pub fn symbol(&self, mangled: &str) -> Option<&Symbol> {
        self.index.get(mangled).map(|index| &self.symbols[*index as usize])
    }

    fn symbol_mut(&mut self, mangled: &str) -> Option<&mut Symbol> {
        self.index.get(mangled).map(|index| &mut self.symbols[*index as usize])
    }

    /// The symbol of `mangled`, made if new.
    fn enter_symbol(&mut self, mangled: &Name) -> &mut Symbol {
        let next = self.symbols.len() as u32;
        let index = *self.index.entry(mangled.clone()).or_insert(next);
        if index == next {
            let name = mangled.clone();
            self.symbols.push(Symbol {
                name,
                flags: 0,
                resolution: Resolution::GlobalImplicit,
                declared: None,
            });
        }
        &mut self.symbols[index as usize]
    }

    fn flags_of(&self, mangled: &str) -> u16 {
        self.symbol(mangled).map_or(0, |symbol| symbol.flags)
    }

    /// A name as code in this scope really calls it.
    pub fn mangle<'a>(&self, name: &'a str) -> Cow<'a, str> {
        match (&self.private, &self.mangled_only) {
            (Some(_), Some(only)) if !only.iter().any(|n| n == name) => Cow::Borrowed(name),
            (Some(class), _) => mangle(class, name),
            (None, _) => Cow::Borrowed(name),
        }
    }

    /// The names of a comprehension that hide those around it, in the order of first mention.
    pub fn isolated(&self) -> impl Iterator<Item = &Symbol> {
        let own = |s: &&Symbol| matches!(s.resolution, Resolution::Local | Resolution::Cell);
        self.symbols.iter().filter(own).filter(|s| s.flags & flags::PARAMETER == 0)
    }

    /// The cells this scope makes for the functions inside, sorted by name.
    pub fn cells(&self) -> Vec<&Name> {
        self.sorted(|symbol| symbol.resolution == Resolution::Cell)
    }

    /// The cells handed in from around, sorted by name (`co_freevars`).
    pub fn frees(&self) -> Vec<&Name> {
        self.sorted(|s| s.resolution == Resolution::Free || s.flags & flags::FREE_IN_CLASS != 0)
    }

    /// Whether the code object is an async generator.
    pub fn is_async_generator(&self) -> bool {
        self.is_generator && self.is_coroutine
    }

    fn sorted(&self, wanted: impl Fn(&Symbol) -> bool) -> Vec<&Name> {
        // A heap sorts with a tenth of the code that `sort` needs.
        let names: BinaryHeap<&Name> = self.symbols.iter().filter(|s| wanted(s)).map(|s| &s.name).collect();
        names.into_sorted_vec()
    }
}

/// The answer to "what is this name here".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// Where the value is, from the point of view of `owner`'s code.
    pub resolution: Resolution,
    /// The scope the answer belongs to: the asking scope or, from within inlined comprehensions, one around it.
    pub owner: ScopeId,
}

/// Every scope of one source.
#[derive(Debug)]
pub struct SymbolTable {
    scopes: Vec<Scope>,
    by_node: HashMap<(ScopeKind, TextSize, TextSize), ScopeId>,
    /// `from __future__ import annotations` is in force: annotations are text.
    pub future_annotations: bool,
}

impl SymbolTable {
    /// The module's scope.
    pub fn root(&self) -> ScopeId {
        ScopeId(0)
    }

    /// A scope by its id.
    pub fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0 as usize]
    }

    fn scope_mut(&mut self, id: ScopeId) -> &mut Scope {
        &mut self.scopes[id.0 as usize]
    }

    /// All scopes; a scope comes before the scopes inside it.
    pub fn scopes(&self) -> impl Iterator<Item = (ScopeId, &Scope)> {
        self.scopes.iter().enumerate().map(|(index, scope)| (ScopeId(index as u32), scope))
    }

    /// The scope that belongs to `node` as a `kind`, if it has one.
    pub fn find_scope(&self, kind: ScopeKind, node: impl Ranged) -> Option<ScopeId> {
        let range = node.range();
        self.by_node.get(&(kind, range.start(), range.end())).copied()
    }

    /// The scope that belongs to `node` as a `kind`.
    ///
    /// # Panics
    /// If the node was not in the tree the table was made from: a mistake of the caller.
    pub fn scope_of(&self, kind: ScopeKind, node: impl Ranged) -> ScopeId {
        self.find_scope(kind, node).expect("every scope of the tree was collected")
    }

    /// What the name written `name` is for code in scope `id`.
    ///
    /// From an inlined comprehension the answer may belong to a scope around it. In a class or module `Local` means
    /// the namespace. A comprehension's `GlobalImplicit` skips the namespace of a class around it, as does `Free`
    /// owned by a class: load it from the cell, not through the class's namespace. For a `Free` that code directly
    /// in a class reads, the namespace comes first.
    pub fn resolve(&self, id: ScopeId, name: &str) -> Resolved {
        let mangled = self.scope(id).mangle(name);
        self.resolve_mangled(id, &mangled)
    }

    fn resolve_mangled(&self, id: ScopeId, mangled: &str) -> Resolved {
        let scope = self.scope(id);
        let resolution = scope.symbol(mangled).map_or(Resolution::GlobalImplicit, |s| s.resolution);
        match scope.parent {
            Some(parent) if scope.is_inlined && resolution == Resolution::Free => {
                if self.scope(parent).kind == ScopeKind::Class {
                    Resolved { resolution, owner: parent }
                } else {
                    self.resolve_mangled(parent, mangled)
                }
            }
            _ => Resolved { resolution, owner: id },
        }
    }

    /// The scope whose code object runs the code of `id`: itself, or the first around that is not inlined.
    pub fn code_scope(&self, mut id: ScopeId) -> ScopeId {
        while self.scope(id).is_inlined {
            id = self.scope(id).parent.expect("an inlined comprehension is inside something");
        }
        id
    }
}

/// A private name (`__x`) as code in the class `class` calls it: `_class__x`; other names are returned unchanged.
pub fn mangle<'a>(class: &str, name: &'a str) -> Cow<'a, str> {
    let class = class.trim_start_matches('_');
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') || class.is_empty() {
        return Cow::Borrowed(name);
    }
    Cow::Owned(format!("_{class}{name}"))
}
