//! Syntax tree to code objects, a pure function.

pub mod symbols;
