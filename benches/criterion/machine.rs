//! Single features of the machine: calls, attributes, dicts, strings, slices, loops.
//!
//! Each program in `micro/` has a part that sets things up, a line `# ---`, and the part that is measured, which is put
//! into a function and called. `cargo bench -p whipsnake-benches --bench machine -- calls` runs those named so.

// The macro that groups benches makes a public function without a word about it.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use std::path::{Path, PathBuf};
use whipsnake::{Interpreter, Mode, Settings, State};
use whipsnake_fuzz::Nothing;

fn machine(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("micro");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort();
    for file in files {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        let Some((setup, measured)) = text.split_once("# ---\n") else { continue };
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let body: String = measured.lines().map(|line| format!("    {line}\n")).collect();
        let mut python = Interpreter::new(Box::new(Nothing), Settings::default());
        run(&mut python, &format!("{setup}\ndef measured():\n{body}"));
        criterion.bench_function(&name, |bencher| bencher.iter(|| run(&mut python, "measured()")));
    }
}

fn run(python: &mut Interpreter, source: &str) {
    python.start(source, "<bench>", Mode::Exec);
    loop {
        match python.step() {
            State::Paused => {}
            State::Done(_) => return,
            State::Raised(report) => panic!("a bench failed: {}", report.traceback),
            State::Waiting(_) => panic!("a bench waits"),
            State::Stopped(why) => panic!("a bench was stopped: {why}"),
        }
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = machine
}
criterion_main!(benches);
