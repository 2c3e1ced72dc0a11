//! Source text to syntax tree: the only crate that names the parser.
