//! Syntax tree to code objects, a pure function.
