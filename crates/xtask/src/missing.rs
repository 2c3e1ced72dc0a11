//! `cargo xtask missing [--python PROGRAM]`: names CPython has and we lack, module by module and type by type.
//!
//! Both interpreters run the same few lines that list `dir()` of the builtins, of the built-in types and of the
//! modules the machine brings; the difference is printed. CPython 3.14 is Pyodide's unless a program is named.

use crate::Result;
use crate::tools::options::Options;
use crate::tools::whipsnake::{self, Build};
use crate::tools::{exec, node, paths};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Prints lines `owner<TAB>name`.
const LISTING: &str = r#"
import builtins, types
def show(owner, thing):
    for name in dir(thing):
        print(owner, name, sep="\t")
show("builtins", builtins)
for name in dir(builtins):
    thing = getattr(builtins, name)
    if isinstance(thing, type):
        show(name, thing)
for name in dir(types):
    thing = getattr(types, name)
    if isinstance(thing, type) and name.endswith("Type"):
        show("types." + name, thing)
for thing in (iter([]), iter(()), iter({}), iter(set()), iter(""), iter(b""), iter(range(0)), {}.keys(), {}.values(), {}.items()):
    show(type(thing).__name__, thing)
for name in ("sys", "time", "math", "cmath", "_random", "itertools", "_functools", "_collections", "_operator",
             "_bisect", "_heapq", "_struct", "array", "_weakref", "_abc", "_io", "_string", "_thread", "gc", "errno",
             "posix", "_sre", "_json", "_codecs", "_warnings", "_typing", "_contextvars", "_imp"):
    try:
        show("module " + name, __import__(name))
    except ImportError:
        print("module " + name, "(the whole module)", sep="\t")
"#;

/// The command.
pub fn run(args: &[String]) -> Result {
    let mut options = Options::new(args);
    let python = options.value("--python")?;
    options.words()?;
    let theirs = match python {
        Some(program) => exec::capture(Command::new(program).args(["-c", LISTING]))?,
        None => listing_of_pyodide()?,
    };
    let ours = exec::capture(Command::new(whipsnake::native(Build::Fast)?).args(["-c", LISTING]))?;
    let (theirs, ours) = (names(&theirs), names(&ours));
    let mut count = 0;
    for (owner, wanted) in &theirs {
        let nothing = BTreeSet::new();
        let lacking: Vec<&str> = wanted.difference(ours.get(owner).unwrap_or(&nothing)).copied().collect();
        if !lacking.is_empty() {
            count += lacking.len();
            println!("{owner}: {}", lacking.join(" "));
        }
    }
    println!("\n{count} names are missing");
    Ok(())
}

fn listing_of_pyodide() -> Result<String> {
    let package = node::pyodide()?;
    let folder = paths::cache().join("missing");
    paths::write(&folder.join("listing.py"), LISTING)?;
    let script = paths::root().join("benches/engines/pyodide.mjs");
    exec::capture(node::command()?.arg(script).arg(package).arg(&folder).arg(&folder).arg("listing.py"))
}

fn names(listing: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut owners: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (owner, name) in listing.lines().filter_map(|line| line.split_once('\t')) {
        owners.entry(owner).or_default().insert(name);
    }
    owners
}
