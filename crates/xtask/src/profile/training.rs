//! The programs an instrumented build is trained with, and how it runs them.

use crate::Result;
use crate::bench;
use crate::tools::{exec, node, paths};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Seconds a program may take; with counters it takes a few times as long as without.
const LIMIT: u64 = 300;

/// The weight of a program that spends its time in a few places.
const DEEP: u64 = 1_000_000_000;

/// The weight of a program that does a little of everything: enough to tell its usual branches from its rare ones, and so
/// little that only what many of them use is hot. A weight of an eighth made the download 24 KB larger.
const BROAD: u64 = DEEP / 64;

/// What is trained.
pub enum Trainee<'a> {
    /// The package in this folder, in Node.
    Wasm(&'a Path),
    /// This program.
    Native(&'a Path),
}

/// A program to train with: a script in a folder, and its arguments.
pub struct Program {
    /// What it is called.
    pub name: String,
    folder: PathBuf,
    script: String,
    args: &'static [&'static str],
    /// What its counts are scaled to in all, so that a long program weighs no more than a short one.
    pub weight: u64,
}

/// Everything under `benches/training`, and pyperformance's programs, each for a moment.
pub fn programs() -> Result<Vec<Program>> {
    let ours = paths::root().join("benches/training");
    let mut programs: Vec<Program> = paths::files(&ours, ".py")
        .iter()
        .filter_map(|file| file.file_name()?.to_str().map(str::to_string))
        .map(|script| Program {
            name: script.clone(),
            folder: ours.clone(),
            script,
            args: &[],
            weight: BROAD,
        })
        .collect();
    let theirs = bench::pyperformance()?;
    programs.extend(bench::PROGRAMS.iter().map(|name| Program {
        name: (*name).to_string(),
        folder: theirs.join(format!("bm_{name}")),
        script: "run_benchmark.py".to_string(),
        // Long enough that compiling the program and importing weigh little.
        args: &["--shim-seconds=0.3", "--shim-values=1"],
        weight: DEEP,
    }));
    Ok(programs)
}

/// Runs a program and returns its counts in text form; `work` is a folder for files that may go afterwards.
pub fn counts(trainee: &Trainee, program: &Program, work: &Path, profdata: &str) -> Result<String> {
    paths::make_dir(work)?;
    let text = work.join("one.proftext");
    let raw = work.join("one.profraw");
    let shim = paths::root().join("benches/pyperf_shim");
    let mut command = match trainee {
        Trainee::Wasm(package) => {
            let mut command = node::command()?;
            command
                .arg(paths::root().join("benches/engines/train.mjs"))
                .args([package, program.folder.as_path(), &shim])
                .env("WHIPSNAKE_COUNTS", &text);
            command
        }
        Trainee::Native(path) => {
            let mut command = Command::new(path);
            command.env("PYTHONPATH", &shim).env("LLVM_PROFILE_FILE", &raw);
            command
        }
    };
    command.arg(&program.script).args(program.args).current_dir(&program.folder);
    let finished = exec::bounded(&mut command, LIMIT)?;
    if !finished.end.ok() {
        return Err(format!("{}: {}\n{}", program.name, finished.end, finished.stderr.trim_end()));
    }
    if let Trainee::Native(_) = trainee {
        exec::run(Command::new(profdata).args(["merge", "--text"]).arg(&raw).arg("-o").arg(&text))?;
    }
    paths::read(&text)
}
