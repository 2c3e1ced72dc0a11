//! `cargo xtask test [filter]`: every test there is, in order, with what each step needs built or installed.
//!
//! A filter runs only the steps whose name contains it. A failing step does not stop the later ones; the end says how
//! each went and how many tests it counted.

use crate::tools::counts::{self, Counts};
use crate::tools::whipsnake::{self, Build};
use crate::tools::{browser, exec, node, paths, wasm_tests};
use crate::{Result, e2e, npm, serve, size, tidy};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// What a step comes back with.
type Ended = (Counts, Result);

/// One step: its name, and what it does.
struct Step {
    name: &'static str,
    run: fn() -> Ended,
}

const STEPS: &[Step] = &[
    Step { name: "fmt", run: || uncounted(cargo(&["fmt", "--all", "--check"])) },
    Step { name: "tidy", run: || uncounted(tidy::run(&[])) },
    Step { name: "clippy", run: || uncounted(cargo(CLIPPY)) },
    Step { name: "unit", run: unit },
    Step { name: "golden-native", run: || golden(Build::Fast, None, &[]) },
    Step {
        name: "golden-stress",
        run: || golden(Build::Debug, Some("stress-stack,stress-cycles"), STRESSED),
    },
    Step { name: "golden-node", run: golden_node },
    Step { name: "golden-browser", run: golden_browser },
    Step { name: "page", run: || e2e::counted(&[]) },
    Step { name: "wasm-bindgen-test", run: wasm_tests::run },
    Step { name: "size", run: || uncounted(size::run(&[])) },
    Step { name: "fuzz", run: fuzz },
];

/// What the stress build runs, with the checks of a development build: where frames, generators and lifetimes matter.
const STRESSED: &[&str] = &[
    "golden/calls/",
    "golden/classes/",
    "golden/control/",
    "golden/coroutines/",
    "golden/generators/",
    "golden/iterators/",
    "golden/lifetime/",
    "golden/scopes/",
    "golden/lines/",
];

const CLIPPY: &[&str] = &["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"];

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
    let mut total = Counts::default();
    for step in steps {
        exec::heading(step.name);
        let start = Instant::now();
        let (counts, ended) = (step.run)();
        let verdict = match ended {
            Ok(()) => "ok",
            Err(message) => {
                println!("{message}");
                failed.push(step.name);
                "FAILED"
            }
        };
        total.add(counts);
        lines.push(format!(
            "{:<20} {verdict:<7} {:>6.1} s  {counts}",
            step.name,
            start.elapsed().as_secs_f64()
        ));
    }
    exec::heading("summary");
    lines.iter().for_each(|line| println!("{line}"));
    println!("{:<20} {:<7} {:>8}  {total}", "all", if failed.is_empty() { "ok" } else { "FAILED" }, "");
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
}

fn uncounted(ended: Result) -> Ended {
    (Counts::default(), ended)
}

fn cargo(args: &[&str]) -> Result {
    exec::run(Command::new("cargo").args(args).current_dir(paths::root()))
}

fn unit() -> Ended {
    let mut command = Command::new("cargo");
    command.args(["test", "--quiet", "--workspace", "--exclude", "whipsnake-tests"]);
    counts::run(command.current_dir(paths::root()))
}

/// The corpus, or those areas of it, with a native build, perhaps a stress build.
fn golden(build: Build, features: Option<&str>, areas: &[&str]) -> Ended {
    match whipsnake::native_with(build, features) {
        Ok(program) => run_golden(&program, areas),
        Err(message) => uncounted(Err(message)),
    }
}

fn run_golden(program: &Path, areas: &[&str]) -> Ended {
    let mut command = Command::new("cargo");
    command
        .args(["test", "--quiet", "-p", "whipsnake-tests", "--"])
        .args(areas)
        .env("WHIPSNAKE_BIN", program);
    counts::run(command.current_dir(paths::root()))
}

fn golden_node() -> Ended {
    wasm_corpus(|node| {
        node.arg("node");
        Ok(())
    })
}

fn golden_browser() -> Ended {
    wasm_corpus(|node| {
        let playwright = node::playwright()?;
        node.arg("browser")
            .env("WHIPSNAKE_PLAYWRIGHT", node::file_url(&playwright.join("index.mjs")))
            .env("WHIPSNAKE_CHROMIUM", browser::chromium()?)
            .env("WHIPSNAKE_URL", serve::in_background()?);
        Ok(())
    })
}

fn wasm_corpus(configure: impl FnOnce(&mut Command) -> Result) -> Ended {
    let prepare = || {
        npm::assemble(false)?;
        let mut node = node::command()?;
        node.arg(paths::root().join("tests/wasm.mjs")).current_dir(paths::root());
        configure(&mut node)?;
        Ok(node)
    };
    match prepare() {
        Ok(mut node) => counts::run(&mut node),
        Err(message) => uncounted(Err(message)),
    }
}

/// A short session from a fixed seed: it shows that the targets work; finding things takes longer ones.
fn fuzz() -> Ended {
    let targets = paths::files(&paths::root().join("fuzz/targets"), ".rs");
    let run = |target: &std::path::PathBuf| {
        let name = target.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        crate::fuzz::run(&[name, "15".into(), "1".into()])
    };
    uncounted(targets.iter().try_for_each(run))
}
