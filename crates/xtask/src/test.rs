//! `cargo xtask test [filter]`: every test there is, in order, with what each step needs built or installed.
//!
//! A filter runs only the steps whose name contains it. A failing step does not stop the later ones; the end says
//! which failed.

use crate::tools::{exec, paths, wasm_tests};
use crate::{Result, tidy};
use std::process::Command;
use std::time::Instant;

/// One step: its name, and what it does.
struct Step {
    name: &'static str,
    run: fn() -> Result,
}

const STEPS: &[Step] = &[
    Step { name: "fmt", run: fmt },
    Step { name: "tidy", run: || tidy::run(&[]) },
    Step { name: "clippy", run: clippy },
    Step { name: "unit", run: unit },
    Step { name: "wasm-bindgen-test", run: wasm_tests::run },
];

/// The command.
pub fn run(args: &[String]) -> Result {
    let filter = args.first().map_or("", String::as_str);
    let steps: Vec<&Step> = STEPS.iter().filter(|step| step.name.contains(filter)).collect();
    if steps.is_empty() {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        return Err(format!("no step is named so; there are {}", names.join(", ")));
    }
    let mut lines = Vec::new();
    let mut failed = Vec::new();
    for step in steps {
        exec::heading(step.name);
        let start = Instant::now();
        let verdict = match (step.run)() {
            Ok(()) => "ok",
            Err(message) => {
                println!("{message}");
                failed.push(step.name);
                "FAILED"
            }
        };
        lines.push(format!("{:<24} {verdict:<7} {:>6.1} s", step.name, start.elapsed().as_secs_f64()));
    }
    exec::heading("summary");
    lines.iter().for_each(|line| println!("{line}"));
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
}

fn cargo(args: &[&str]) -> Result {
    exec::run(Command::new("cargo").args(args).current_dir(paths::root()))
}

fn fmt() -> Result {
    cargo(&["fmt", "--all", "--check"])
}

fn clippy() -> Result {
    cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"])
}

fn unit() -> Result {
    cargo(&["test", "--quiet", "--workspace", "--exclude", "whipsnake-tests"])
}
