//! `cargo xtask conformance [module…] [--lib PATH] [--bless] [--python PROGRAM] [--details]`: CPython's own tests.
//!
//! Points at a `Lib/test` folder (`--lib`, else `WHIPSNAKE_CPYTHON_TESTS`, else a CPython 3.13 on this machine) and
//! runs modules of it with the library's real unittest. Nothing of the folder is copied: the package `test` is seen
//! through a link, so that all else is imported from our own library. What passed is compared with
//! `tests/conformance/expected.toml`; `--bless` writes it anew. `--python` runs another interpreter instead of ours,
//! `--cases` with it records how many cases there are, against which we count.

mod expected;
mod module;

use crate::Result;
use crate::tools::options::Options;
use crate::tools::whipsnake::{self, Build};
use crate::tools::{exec, paths, python};
use expected::Expected;
use module::{Outcome, Runner};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

/// The modules that run when none is named: what the language and its first library modules promise.
const MODULES: &[&str] = &[
    "test_grammar",
    "test_int",
    "test_float",
    "test_bool",
    "test_list",
    "test_tuple",
    "test_dict",
    "test_set",
    "test_range",
    "test_slice",
    "test_generators",
    "test_genexps",
    "test_listcomps",
    "test_with",
    "test_exceptions",
    "test_raise",
    "test_except_star",
    "test_super",
    "test_property",
    "test_decorators",
    "test_scope",
    "test_keywordonlyarg",
    "test_positional_only_arg",
    "test_unpack",
    "test_unpack_ex",
    "test_patma",
    "test_fstring",
    "test_augassign",
    "test_binop",
    "test_compare",
    "test_contains",
    "test_opcodes",
    "test_pow",
    "test_string_literals",
    "test_itertools",
    "test_functools",
    "test_bisect",
    "test_heapq",
    "test_dataclasses",
    "test_enum",
];

/// The command.
pub fn run(args: &[String]) -> Result {
    let mut options = Options::new(args);
    let folder = find_tests(options.value("--lib")?)?;
    let bless = options.flag("--bless");
    let cases = options.flag("--cases");
    let details = options.flag("--details");
    let limit =
        options.value("--seconds")?.map_or(Ok(300), |n| n.parse().map_err(|_| format!("--seconds {n}?")))?;
    let program = match options.value("--python")? {
        Some(program) => PathBuf::from(program),
        None => whipsnake::native(Build::Fast)?,
    };
    let words = options.words()?;
    let modules: Vec<String> =
        if words.is_empty() { MODULES.iter().map(|name| name.to_string()).collect() } else { words };
    let runner = Runner { program, links: link_tests(&folder)?, seconds: limit };
    let mut expected = Expected::read()?;
    let outcomes = run_all(&runner, &modules, &expected, details)?;
    print_totals(&outcomes, &expected);
    if cases {
        outcomes.iter().for_each(|outcome| expected.set_cases(outcome));
        return expected.write();
    }
    if bless {
        outcomes.iter().for_each(|outcome| expected.record(outcome));
        return expected.write();
    }
    let changes: Vec<String> = outcomes.iter().flat_map(|outcome| expected.differences(outcome)).collect();
    if changes.is_empty() {
        return Ok(());
    }
    println!();
    changes.iter().for_each(|change| println!("{change}"));
    Err(format!("{} cases are not as expected.toml says; if rightly so, run with --bless", changes.len()))
}

/// The `Lib/test` folder to run.
fn find_tests(named: Option<String>) -> Result<PathBuf> {
    let named = named.or_else(|| std::env::var("WHIPSNAKE_CPYTHON_TESTS").ok());
    let folder = match named {
        Some(path) => PathBuf::from(path),
        None => {
            let python =
                python::find("3.13").ok_or("name a Lib/test folder with --lib: no CPython 3.13 is here")?;
            let script = "import os, sysconfig; print(os.path.join(sysconfig.get_path('stdlib'), 'test'))";
            PathBuf::from(exec::capture(Command::new(python).args(["-c", script]))?.trim())
        }
    };
    let folder = if folder.join("test").is_dir() { folder.join("test") } else { folder };
    if folder.join("support").is_dir() {
        return folder.canonicalize().map_err(|error| format!("{}: {error}", folder.display()));
    }
    Err(format!("{} is no Lib/test folder: it has no `support`", folder.display()))
}

/// A folder that holds nothing but a link named `test`.
fn link_tests(folder: &Path) -> Result<PathBuf> {
    let links = paths::cache().join("conformance/links");
    paths::make_dir(&links)?;
    let link = links.join("test");
    if link.read_link().is_ok_and(|to| to == folder) {
        return Ok(links);
    }
    let _ = std::fs::remove_file(&link);
    #[cfg(unix)]
    let made = std::os::unix::fs::symlink(folder, &link);
    #[cfg(windows)]
    let made = std::os::windows::fs::symlink_dir(folder, &link);
    made.map_err(|error| format!("cannot link {}: {error}", link.display()))?;
    Ok(links)
}

/// Runs the modules on all cores and prints each as it ends; the outcomes come back in the order asked for.
fn run_all(runner: &Runner, modules: &[String], expected: &Expected, details: bool) -> Result<Vec<Outcome>> {
    let next = Mutex::new(0);
    let done: Mutex<Vec<(usize, Outcome)>> = Mutex::new(Vec::new());
    let failure: Mutex<Option<String>> = Mutex::new(None);
    let workers =
        std::thread::available_parallelism().map_or(1, |count| count.get()).min(modules.len().max(1));
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let at = {
                        let mut next = next.lock().expect("no worker panics while it counts");
                        *next += 1;
                        *next - 1
                    };
                    let Some(name) = modules.get(at) else { return };
                    match runner.run(name) {
                        Ok(outcome) => {
                            print_module(&outcome, expected, details);
                            done.lock().expect("no worker panics while it stores").push((at, outcome));
                        }
                        Err(message) => {
                            *failure.lock().expect("no worker panics while it stores") = Some(message)
                        }
                    }
                }
            });
        }
    });
    if let Some(message) = failure.into_inner().expect("all workers have ended") {
        return Err(message);
    }
    let mut outcomes = done.into_inner().expect("all workers have ended");
    outcomes.sort_by_key(|(at, _)| *at);
    Ok(outcomes.into_iter().map(|(_, outcome)| outcome).collect())
}

fn print_module(outcome: &Outcome, expected: &Expected, details: bool) {
    let cases = expected.cases(&outcome.module).unwrap_or(outcome.counted());
    let note = outcome.note();
    println!("{:<28} {:>4} of {:>4} pass  {note}", outcome.module, outcome.passed(), cases);
    if details {
        for (name, failure) in &outcome.failing {
            println!("    {:<6} {name}: {}", failure.state, failure.detail);
        }
    }
}

fn print_totals(outcomes: &[Outcome], expected: &Expected) {
    let passed: usize = outcomes.iter().map(Outcome::passed).sum();
    let cases: usize =
        outcomes.iter().map(|outcome| expected.cases(&outcome.module).unwrap_or(outcome.counted())).sum();
    let broken = outcomes.iter().filter(|outcome| outcome.broke()).count();
    let percent = 100.0 * passed as f64 / cases.max(1) as f64;
    println!(
        "\n{passed} of {cases} cases pass ({percent:.1} %) in {} modules; {broken} modules crashed or hung",
        outcomes.len()
    );
}
