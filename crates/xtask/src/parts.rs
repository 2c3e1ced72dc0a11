//! The wasm in two parts: what a program's start needs and what is hot, and the rest.
//!
//! A browser takes longer to fetch and check a module than to run what a first `print` needs of it, so that comes alone.
//! Which functions those are is found by running: a build with counters runs the programs of `benches/first`, and all
//! they call is in the first part. What is hot in those of `benches/training` is in the rest, also what the first part
//! has already, since a call from one part into the other costs a little more than one inside. A program enters the rest
//! with the machine's loop.

mod count;
mod shape;
mod split;

use crate::Result;
use crate::size::OPCODES;
use crate::tools::{exec, node, paths, toolchain, wasm_file};
use crate::{npm, wasm};
use split::Place;
use std::path::{Path, PathBuf};

/// A function that one program of `benches/training` calls so often is hot: about once in 10 microseconds.
const OFTEN: u64 = 30_000;

/// Runs programs and reads the counters.
const DRIVER: &str = "benches/engines/calls.mjs";

/// Divides the whole module into `core.wasm` and `core.rest.wasm` of the dist folder.
pub fn divide(whole: &Path, quick: bool) -> Result {
    if quick {
        return undivided(whole, &wasm::dist());
    }
    exec::say("finding what a start needs of the wasm");
    let bytes = read(whole)?;
    let places = places(&bytes)?;
    let parts = split::split(&bytes, |function| places[function])?;
    write(&parts, &wasm::dist())
}

/// The same with everything in the first part.
pub fn undivided(whole: &Path, to: &Path) -> Result {
    write(&split::split(&read(whole)?, |_| Place::First)?, to)
}

/// What the division depends on besides the module.
pub fn sources() -> Vec<PathBuf> {
    let root = paths::root();
    let mut files = vec![root.join("crates/xtask/src/parts.rs"), root.join(DRIVER)];
    for (folder, suffix) in
        [("crates/xtask/src/parts", ".rs"), ("benches/first", ".py"), ("benches/training", ".py")]
    {
        files.extend(paths::files(&root.join(folder), suffix));
    }
    files
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn write(parts: &split::Parts, to: &Path) -> Result {
    paths::write(&to.join("core.wasm"), &parts.first)?;
    paths::write(&to.join("core.rest.wasm"), &parts.rest)
}

/// Where each function is to be, in the order of their code.
fn places(whole: &[u8]) -> Result<Vec<Place>> {
    let made = paths::target().join("parts");
    paths::copy(&wasm::dist().join("core.mjs"), &made.join("core.mjs"))?;
    let counting = split::split(&count::counting(whole)?, |_| Place::First)?;
    write(&counting, &made)?;
    let package = made.join("package");
    npm::put_together(&made, &toolchain::target_dir(), &package)?;
    let first = calls(&package, &programs("first"), &made.join("first.json"))?;
    let training = calls(&package, &programs("training"), &made.join("training.json"))?;
    let most = |of: &[Vec<u64>], at: usize| of.iter().map(|counts| counts[at]).max().unwrap_or(0);
    let loops: Vec<bool> = wasm_file::parse(whole)?
        .functions
        .iter()
        .map(|function| function.largest_table(whole) >= OPCODES)
        .collect();
    let place = |at: usize| match (most(&first, at) > 0, most(&training, at) >= OFTEN) {
        (true, _) if loops[at] => Place::Gate,
        (true, true) => Place::Both,
        (true, false) => Place::First,
        (false, _) => Place::Rest,
    };
    Ok((0..loops.len()).map(place).collect())
}

fn programs(folder: &str) -> Vec<PathBuf> {
    paths::files(&paths::root().join("benches").join(folder), ".py")
}

/// How often each function runs, for each program.
fn calls(package: &Path, programs: &[PathBuf], counts: &Path) -> Result<Vec<Vec<u64>>> {
    let mut node = node::command()?;
    node.arg(paths::root().join(DRIVER)).arg(package).arg(counts).args(programs);
    exec::run(&mut node)?;
    serde_json::from_str(&paths::read(counts)?).map_err(|error| format!("{}: {error}", counts.display()))
}
