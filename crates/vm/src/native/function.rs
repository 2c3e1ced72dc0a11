//! Callables made of Rust: functions of modules, methods of built-in types, and either bound to an object.

use super::table::{GetSetDef, MethodDef};
use crate::{
    body,
    types::Type,
    value::{Handle, Value, fixed},
};

/// A function of a module, or a method bound to an object (`[].append`).
pub struct Builtin {
    /// Its row.
    pub def: &'static MethodDef,
    /// What it is bound to: an object or class; for a module's function `UNDEF`.
    pub bound: Value,
    /// `__module__`: a string, or `None`.
    pub module: Value,
}
body!(Builtin, fixed::BUILTIN, [bound, module]);

/// A method of a built-in type, not bound: a method descriptor, a slot wrapper for dunders, or a class method descriptor.
pub struct NativeMethod {
    /// Its row.
    pub def: &'static MethodDef,
    /// The class that defines it.
    pub owner: Handle<Type>,
}
body!(NativeMethod, fixed::NATIVE_METHOD, [owner]);

/// A computed attribute of a built-in type.
pub struct GetSet {
    /// Its row.
    pub def: &'static GetSetDef,
    /// The class that defines it.
    pub owner: Handle<Type>,
}
body!(GetSet, fixed::GETSET, [owner]);

/// A fixed slot of a class with `__slots__`, or an attribute of a built-in type that is stored, not computed.
pub struct Member {
    /// The attribute's name.
    pub name: Value,
    /// The class that defines it.
    pub owner: Handle<Type>,
    /// Index among the fixed slots.
    pub index: u16,
    /// How Rust gets and sets it, in a built-in type.
    pub native: Option<&'static GetSetDef>,
}
body!(Member, fixed::MEMBER, [name, owner]);
