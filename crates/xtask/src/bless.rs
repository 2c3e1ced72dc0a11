//! `cargo xtask bless [filter]`: writes the expectations of the golden tests, as CPython 3.14 prints them.
//!
//! CPython is Pyodide's build of it in Node; Whipsnake never blesses itself, except for the listings in
//! `tests/bytecode`, which are its own.

use crate::Result;
use crate::tools::{exec, node, paths};

/// The command.
pub fn run(args: &[String]) -> Result {
    let pyodide = node::pyodide()?;
    let script = paths::root().join("tests/bless.mjs");
    exec::run(
        node::command()?.arg(script).args(args).env("WHIPSNAKE_PYODIDE", pyodide).current_dir(paths::root()),
    )
}
