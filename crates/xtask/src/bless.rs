//! `cargo xtask bless [filter]`: writes the expectations of the golden tests, as CPython 3.14 prints them.
//!
//! CPython is Pyodide's build of it in Node; Whipsnake never blesses itself, except for the listings in
//! `tests/bytecode`, which are its own.

use crate::Result;
use crate::tools::{exec, node, paths};

/// The command.
pub fn run(args: &[String]) -> Result {
    let pyodide = node::pyodide()?;
    let modules = pyodide.parent().expect("a package lies in node_modules");
    let mut node = node::command()?;
    node.arg(paths::root().join("tests/bless.mjs")).arg("--modules").arg(modules).current_dir(paths::root());
    let mut chosen = Vec::new();
    for word in args {
        match tests_named(word) {
            found if word.starts_with('-') || found.is_empty() => chosen.push(word.clone()),
            found => chosen.extend(found),
        }
    }
    exec::run(node.args(chosen))
}

/// The tests whose path contains the word, as the corpus names them.
fn tests_named(word: &str) -> Vec<String> {
    let tests = paths::root().join("tests");
    let all = ["golden", "errors"].iter().flat_map(|area| paths::files(&tests.join(area), ".py"));
    all.map(|file| paths::relative(&file)).filter(|path| path.contains(word)).collect()
}
