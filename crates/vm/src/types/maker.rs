//! `Maker`: what a class knows of how it is called (worked out in `eval/construct`).

use crate::native::MethodDef;

/// How instances of a class are made.
#[derive(Clone, Copy)]
pub enum Maker {
    /// By the `__call__` of its metaclass.
    Long,
    /// By `type.__call__`, step by step.
    Steps,
    /// It is `type` itself: with one argument it tells that one's class.
    TypeOf,
    /// A plain instance that an `__init__` written in Python fills in.
    Plain,
    /// A plain instance and nothing more.
    Bare,
    /// It is `list`, `set`, `dict` or `weakref.ref` itself.
    Container,
    /// A native `__new__` alone.
    New(&'static MethodDef),
    /// A native `__new__`, then a native `__init__`.
    NewInit(&'static MethodDef, &'static MethodDef),
    /// A native `__new__`, then an `__init__` written in Python.
    NewPython(&'static MethodDef),
}
