//! A program that runs again and again in one interpreter leaves no more objects behind each time.
//!
//! Names of the program stay until the next round replaces them, and caches fill in the first rounds; what still grows
//! after that is lost.

use std::path::{Path, PathBuf};
use whipsnake::{Interpreter, Mode, Settings, State};
use whipsnake_fuzz::Nothing;

/// Rounds before the count should stand still, and rounds it is watched for.
const WARM: usize = 3;
const WATCHED: usize = 3;

/// Areas of the corpus whose programs need no files.
const AREAS: &[&str] = &[
    "calls",
    "classes",
    "control",
    "coroutines",
    "exceptions",
    "generators",
    "iterators",
    "lifetime",
    "match",
    "scopes",
];

/// Programs that are known to leave objects behind: the last since the machine keeps code that `__code__` has replaced,
/// the others for a reason that is not known yet.
const KNOWN: &[&str] = &[
    "coroutines/anext_aclose_unawaited.py",
    "coroutines/anext_default_coroutine.py",
    "coroutines/await_kinds.py",
    "generators/code_replaced.py",
];

#[test]
fn programs_lose_nothing() {
    let mut losing = Vec::new();
    for file in programs().iter().filter(|file| !KNOWN.iter().any(|known| file.ends_with(known))) {
        let Ok(source) = std::fs::read_to_string(file) else { continue };
        let counts = counts(&source);
        if grow(&counts) {
            losing.push(format!("{}: {counts:?}", file.display()));
        }
    }
    assert!(losing.is_empty(), "objects live on:\n{}", losing.join("\n"));
}

#[test]
fn what_is_kept_shows() {
    assert!(grow(&counts("import sys\nsys.kept = [getattr(sys, 'kept', None)]")));
}

/// Whether there are more objects after each of the rounds that are watched.
fn grow(counts: &[usize]) -> bool {
    counts[WARM - 1..].windows(2).all(|pair| pair[1] > pair[0])
}

/// How many objects live after each round.
fn counts(source: &str) -> Vec<usize> {
    let mut python = Interpreter::new(Box::new(Nothing), Settings::default());
    let mut counts = Vec::new();
    for _ in 0..WARM + WATCHED {
        python.start(source, "<test>", Mode::Exec);
        while matches!(python.step(), State::Paused) {}
        let vm = python.vm();
        counts.push(vm.enter(|vm| {
            vm.collect_cycles(true);
            vm.collect_cycles(true);
            vm.heap().live_objects()
        }));
    }
    counts
}

fn programs() -> Vec<PathBuf> {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden");
    let mut found = Vec::new();
    for area in AREAS {
        let Ok(entries) = std::fs::read_dir(golden.join(area)) else { continue };
        let files = entries.flatten().map(|entry| entry.path());
        found.extend(files.filter(|path| path.extension().is_some_and(|extension| extension == "py")));
    }
    found.sort();
    found
}
