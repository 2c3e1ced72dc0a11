//! Rows: how the table of a type or module describes methods, getters and constants.

use super::signature::Signature;
use crate::{
    error::Result,
    value::{Value, map::Layout},
    vm::Vm,
};

/// A native function with bound arguments: one value per parameter of the signature, `UNDEF` for those left out.
pub type NativeFn = fn(&mut Vm, &[Value]) -> Result<Value>;
/// A native function that gets its arguments as they are: positional ones, then those named by the last parameter.
pub type RawFn = fn(&mut Vm, &[Value], &[Value]) -> Result<Value>;

/// A native function with bound arguments that may push the frame of a Python function in its stead; the last argument is
/// where that one's result goes. Gives `UNDEF` when it has.
// tidy: allow(room): a place for a result is the loop's
pub type PlacedFn = fn(&mut Vm, &[Value], crate::eval::stack::Regs) -> Result<Value>;

/// What binds when a row is looked up on an instance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MethodKind {
    /// Takes the instance first. Dunders become slot wrappers.
    Method,
    /// Takes the class first.
    ClassMethod,
    /// Takes nothing.
    StaticMethod,
    /// A module's function.
    Function,
}

/// How the function wants its arguments.
#[derive(Clone, Copy)]
pub enum Code {
    /// Bound to the signature.
    Bound(NativeFn),
    /// As they are: `(vm, arguments, names)`, where the last `names.len()` arguments are the keyword ones.
    Raw(RawFn),
    /// Bound to the signature; a call that gives exactly its parameters goes to the second function.
    Placed(NativeFn, PlacedFn),
}

/// A row for a function.
#[derive(Clone, Copy)]
pub struct MethodDef {
    /// Its parsed signature.
    pub signature: Signature,
    /// What binds.
    pub kind: MethodKind,
    /// The Rust function.
    pub code: Code,
    /// Docstring.
    pub doc: &'static str,
}

/// A row for an attribute computed by Rust.
#[derive(Clone, Copy)]
pub struct GetSetDef {
    /// Name.
    pub name: &'static str,
    /// Gets: `[self]`.
    pub get: NativeFn,
    /// Sets: `[self, value]`, deletes with `UNDEF` as value.
    pub set: Option<NativeFn>,
    /// Docstring.
    pub doc: &'static str,
}

/// A row of a type's or module's table.
#[derive(Clone, Copy)]
pub enum Row {
    /// A function.
    Method(MethodDef),
    /// A computed attribute.
    GetSet(GetSetDef),
    /// An attribute that programs see as stored: a `member_descriptor`.
    Member(GetSetDef),
    /// A constant made when the table is loaded.
    Const(&'static str, fn(&mut Vm) -> Value),
}

/// How many rows several tables have together.
pub const fn count_rows(groups: &[&[Row]]) -> usize {
    let (mut count, mut group) = (0, 0);
    while group < groups.len() {
        count += groups[group].len();
        group += 1;
    }
    count
}

/// Several tables as one, for types whose methods are spread over files.
pub const fn join_rows<const N: usize>(groups: &[&[Row]]) -> [Row; N] {
    let mut rows = [groups[0][0]; N];
    let (mut at, mut group) = (0, 0);
    while group < groups.len() {
        let mut row = 0;
        while row < groups[group].len() {
            rows[at] = groups[group][row];
            at += 1;
            row += 1;
        }
        group += 1;
    }
    rows
}

/// A built-in class.
pub struct TypeDef {
    /// `__name__`, with the module in front when that is not builtins: `itertools.count`.
    pub name: &'static str,
    /// Docstring, or "".
    pub doc: &'static str,
    /// Its base, as a table; none for `object` and for direct children of it.
    pub base: Option<&'static TypeDef>,
    /// Number of the exact instances' map if fixed.
    pub map: Option<u32>,
    /// Kind of body of instances.
    pub layout: &'static Layout,
    /// `type_flags`.
    pub flags: u32,
    /// Attributes.
    pub rows: &'static [Row],
}

/// A native module.
pub struct ModuleDef {
    /// Full name.
    pub name: &'static str,
    /// Docstring.
    pub doc: &'static str,
    /// Functions and constants.
    pub rows: &'static [Row],
    /// Classes.
    pub types: &'static [&'static TypeDef],
    /// Runs when the module has been made.
    pub init: Option<fn(&mut Vm, &crate::objects::module::ModuleHandle) -> Result<()>>,
}

/// A row for a method: `method!("insert(self, index, object, /)", List::insert, 3)`; the number counts the Rust
/// function's parameters behind `vm`, which must be as many as the signature's.
#[macro_export]
macro_rules! method {
    ($signature:literal, $function:expr, $count:tt $(, $doc:literal)?) => {
        $crate::row!(Method, $signature, $function, $count $(, $doc)?)
    };
}
/// A row for a class method; the first parameter is the class.
#[macro_export]
macro_rules! class_method {
    ($signature:literal, $function:expr, $count:tt $(, $doc:literal)?) => {
        $crate::row!(ClassMethod, $signature, $function, $count $(, $doc)?)
    };
}
/// A row for a static method, `__new__` among them (whose first parameter is the class).
#[macro_export]
macro_rules! static_method {
    ($signature:literal, $function:expr, $count:tt $(, $doc:literal)?) => {
        $crate::row!(StaticMethod, $signature, $function, $count $(, $doc)?)
    };
}
/// A row for a module's function.
#[macro_export]
macro_rules! function {
    ($signature:literal, $function:expr, $count:tt $(, $doc:literal)?) => {
        $crate::row!(Function, $signature, $function, $count $(, $doc)?)
    };
}
/// A row for a module's function whose plain calls may be answered by a Python function: see `Code::Placed`.
#[macro_export]
macro_rules! placed {
    ($signature:literal, $function:expr, $count:tt, $placed:expr $(, $doc:literal)?) => {
        $crate::native::Row::Method($crate::native::MethodDef {
            signature: $crate::signature!($signature),
            kind: $crate::native::MethodKind::Function,
            code: $crate::native::table::Code::Placed($crate::shim!($signature, $function, $count), $placed),
            doc: concat!("" $(, $doc)?),
        })
    };
}
/// A row whose function takes `(vm, args: &[Value], names: &[Value])` as they are: `raw!(Function, "print(*args, …)", print)`.
#[macro_export]
macro_rules! raw {
    ($kind:ident, $signature:literal, $function:expr $(, $doc:literal)?) => {
        $crate::native::Row::Method($crate::native::MethodDef {
            signature: $crate::signature!($signature),
            kind: $crate::native::MethodKind::$kind,
            code: $crate::native::table::Code::Raw($function),
            doc: concat!("" $(, $doc)?),
        })
    };
}
/// A row for a `__new__` that only allocates, whatever it is given: `allocator!("__new__(cls, *args, **kwargs)", make)`
/// with `fn make(class: &Obj<Type>) -> Handle<T>`.
#[macro_export]
macro_rules! allocator {
    ($signature:literal, $make:expr) => {
        $crate::raw!(StaticMethod, $signature, {
            fn allocate(
                vm: &mut $crate::vm::Vm,
                args: &[$crate::value::Value],
                _names: &[$crate::value::Value],
            ) -> $crate::error::Result<$crate::value::Value> {
                match args.first().and_then(|class| class.cast::<$crate::types::Type>()) {
                    Some(class) => Ok($make(class).into_value()),
                    None => Err(vm.type_error("object.__new__(): not enough arguments")),
                }
            }
            allocate
        })
    };
}
/// A row for a computed attribute: `getset!("real", Float::real)` or `getset!("name", get, set)`; a setter takes
/// `(vm, this, Option<Value>)`, nothing for deletion.
#[macro_export]
macro_rules! getset {
    ($name:literal, $get:expr) => {
        $crate::native::Row::GetSet($crate::native::GetSetDef {
            name: $name,
            get: $crate::shim!(concat!($name, "(self, /)"), $get, 1),
            set: None,
            doc: "",
        })
    };
    ($name:literal, $get:expr, $set:expr) => {
        $crate::native::Row::GetSet($crate::native::GetSetDef {
            name: $name,
            get: $crate::shim!(concat!($name, "(self, /)"), $get, 1),
            set: Some($crate::shim!(concat!($name, "(self, value=None, /)"), $set, 2)),
            doc: "",
        })
    };
}
/// Like `getset!`, for an attribute that CPython keeps as a plain field.
#[macro_export]
macro_rules! member {
    ($name:literal, $get:expr) => {
        $crate::native::Row::Member($crate::native::GetSetDef {
            name: $name,
            get: $crate::shim!(concat!($name, "(self, /)"), $get, 1),
            set: None,
            doc: "",
        })
    };
}
/// A row for a constant: `constant!("pi", |_| Value::float(3.14))`.
#[macro_export]
macro_rules! constant {
    ($name:literal, $make:expr) => {
        $crate::native::Row::Const($name, $make)
    };
}
#[doc(hidden)]
#[macro_export]
macro_rules! row {
    ($kind:ident, $signature:literal, $function:expr, $count:tt $(, $doc:literal)?) => {
        $crate::native::Row::Method($crate::native::MethodDef {
            signature: const {
                let signature = $crate::signature!($signature);
                assert!(signature.len() == $count, "signature and function differ in parameters");
                signature
            },
            kind: $crate::native::MethodKind::$kind,
            code: $crate::native::table::Code::Bound($crate::shim!($signature, $function, $count)),
            doc: concat!("" $(, $doc)?),
        })
    };
}
/// Wraps a Rust function with typed parameters as a [`NativeFn`].
#[doc(hidden)]
#[macro_export]
macro_rules! shim {
    ($signature:expr, $function:expr, 0) => { $crate::shim!(@make $signature, $function, 0;) };
    ($signature:expr, $function:expr, 1) => { $crate::shim!(@make $signature, $function, 1; a) };
    ($signature:expr, $function:expr, 2) => { $crate::shim!(@make $signature, $function, 2; a, b) };
    ($signature:expr, $function:expr, 3) => { $crate::shim!(@make $signature, $function, 3; a, b, c) };
    ($signature:expr, $function:expr, 4) => { $crate::shim!(@make $signature, $function, 4; a, b, c, d) };
    ($signature:expr, $function:expr, 5) => { $crate::shim!(@make $signature, $function, 5; a, b, c, d, e) };
    ($signature:expr, $function:expr, 6) => { $crate::shim!(@make $signature, $function, 6; a, b, c, d, e, f) };
    ($signature:expr, $function:expr, 7) => { $crate::shim!(@make $signature, $function, 7; a, b, c, d, e, f, g) };
    ($signature:expr, $function:expr, 8) => { $crate::shim!(@make $signature, $function, 8; a, b, c, d, e, f, g, h) };
    ($signature:expr, $function:expr, 9) => { $crate::shim!(@make $signature, $function, 9; a, b, c, d, e, f, g, h, i) };
    ($signature:expr, $function:expr, 10) => { $crate::shim!(@make $signature, $function, 10; a, b, c, d, e, f, g, h, i, j) };
    ($signature:expr, $function:expr, 11) => { $crate::shim!(@make $signature, $function, 11; a, b, c, d, e, f, g, h, i, j, k) };
    ($signature:expr, $function:expr, 12) => { $crate::shim!(@make $signature, $function, 12; a, b, c, d, e, f, g, h, i, j, k, l) };
    (@make $signature:expr, $function:expr, $count:literal; $($name:ident),*) => {{
        fn shim(vm: &mut $crate::vm::Vm, args: &[$crate::value::Value]) -> $crate::error::Result<$crate::value::Value> {
            // One look at the length serves all arguments: there are thousands of these functions.
            let Some([$($name),*]) = args.first_chunk::<$count>() else {
                return Err($crate::native::convert::unbound(vm, $signature));
            };
            $(let $name = match $crate::native::FromArg::from_arg(vm, $name) {
                Ok(argument) => argument,
                Err(error) => {
                    return Err($crate::native::convert::bad_argument(vm, $signature, args, $name, error));
                }
            };)*
            $crate::native::IntoResult::into_result($function(vm $(, $name)*), vm)
        }
        shim as $crate::native::NativeFn
    }};
}
