//! One module's run: its cases' states, and going on after a crash or a hang without the case that caused it.

use crate::Result;
use crate::tools::exec::{self, End};
use crate::tools::paths;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// How often a module is started again without the cases that took it down.
const MOST_RESTARTS: usize = 12;

/// Enough for every test that does not ask for more on purpose.
const MEMORY_MEGABYTES: u64 = 6_000;

/// How modules are run.
pub struct Runner {
    /// The interpreter.
    pub program: PathBuf,
    /// The folder whose only entry is `test`.
    pub links: PathBuf,
    /// How long one start may take.
    pub seconds: u64,
}

/// A case that did not pass.
pub struct Failure {
    /// `FAIL`, `ERROR`, `crash` or `hang`.
    pub state: &'static str,
    /// The exception's first words, or how the process ended.
    pub detail: String,
}

/// What became of a module.
pub struct Outcome {
    /// Its name without the package.
    pub module: String,
    ok: usize,
    skipped: usize,
    /// Cases that did not pass, by name without the module.
    pub failing: BTreeMap<String, Failure>,
    /// Why the module could not be loaded at all.
    unloadable: Option<String>,
}

impl Outcome {
    /// Cases that passed, expected failures included.
    pub fn passed(&self) -> usize {
        self.ok
    }

    /// Cases that ran: neither skipped nor lost.
    pub fn counted(&self) -> usize {
        self.ok + self.failing.len()
    }

    /// Whether the interpreter crashed or hung, or could not even load the module.
    pub fn broke(&self) -> bool {
        self.failing.values().any(|failure| matches!(failure.state, "crash" | "hang"))
    }

    /// What else there is to say in the module's line.
    pub fn note(&self) -> String {
        let mut notes = Vec::new();
        for state in ["FAIL", "ERROR", "crash", "hang"] {
            let count = self.failing.values().filter(|failure| failure.state == state).count();
            if count > 0 {
                notes.push(format!("{count} {state}"));
            }
        }
        if self.skipped > 0 {
            notes.push(format!("{} skipped", self.skipped));
        }
        notes.extend(self.unloadable.clone());
        notes.join(", ")
    }

    /// Reads the lines of one start; returns the case that had begun and not ended.
    fn read(&mut self, stdout: &str) -> Option<String> {
        let (mut open, mut detail) = (None, String::new());
        for line in stdout.lines() {
            let Some((state, name)) = line.split_once('\t') else { continue };
            let name = self.case_name(name);
            match state {
                "start" => open = Some(name),
                "detail" => detail = line["detail\t".len()..].to_string(),
                "ok" | "xfail" => {
                    self.ok += 1;
                    open = None;
                }
                "skip" => {
                    self.skipped += 1;
                    open = None;
                }
                "FAIL" | "ERROR" => {
                    let state = if state == "FAIL" { "FAIL" } else { "ERROR" };
                    self.failing.insert(name, Failure { state, detail: std::mem::take(&mut detail) });
                    open = None;
                }
                _ => {}
            }
        }
        open
    }

    fn case_name(&self, id: &str) -> String {
        id.strip_prefix("test.")
            .and_then(|id| id.strip_prefix(&self.module))
            .map_or(id, |id| id.trim_start_matches('.'))
            .to_string()
    }

    fn forget(&mut self) {
        self.ok = 0;
        self.skipped = 0;
        self.failing.retain(|_, failure| matches!(failure.state, "crash" | "hang"));
    }
}

impl Runner {
    /// Runs a module to its end, starting again after each crash without the case that crashed.
    pub fn run(&self, module: &str) -> Result<Outcome> {
        let mut outcome = Outcome {
            module: module.to_string(),
            ok: 0,
            skipped: 0,
            failing: BTreeMap::new(),
            unloadable: None,
        };
        let mut skipped: Vec<String> = Vec::new();
        for _ in 0..MOST_RESTARTS {
            let finished = self.start(module, &skipped)?;
            let ended = finished.stdout.lines().any(|line| line.starts_with("end\t"));
            let open = outcome.read(&finished.stdout);
            let Some(case) = open.filter(|_| !ended) else {
                if !ended {
                    outcome.unloadable = Some(unloadable(&finished));
                }
                return Ok(outcome);
            };
            let state = if finished.end == End::TimedOut { "hang" } else { "crash" };
            let detail = format!("{}; {}", finished.end, last_line(&finished.stderr));
            outcome.forget();
            skipped.push(full_id(&finished.stdout).unwrap_or_else(|| case.clone()));
            outcome.failing.insert(case, Failure { state, detail });
        }
        outcome.unloadable = Some(format!("given up after {MOST_RESTARTS} crashes"));
        Ok(outcome)
    }

    fn start(&self, module: &str, skipped: &[String]) -> Result<exec::Finished> {
        let home = paths::cache().join("conformance").join(module);
        paths::make_dir(&home)?;
        let mut command = exec::with_memory_limit(&self.program, MEMORY_MEGABYTES);
        command
            .arg(paths::root().join("tests/conformance/run_module.py"))
            .arg(&self.links)
            .arg(module)
            .current_dir(&home)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("PYTHONIOENCODING", "utf-8");
        for case in skipped {
            command.arg("--skip").arg(case);
        }
        exec::bounded(&mut command, self.seconds)
    }
}

/// The id of the last case that began, as the program printed it.
fn full_id(stdout: &str) -> Option<String> {
    stdout.lines().rev().find_map(|line| line.strip_prefix("start\t")).map(String::from)
}

fn unloadable(finished: &exec::Finished) -> String {
    format!("did not run to its end ({}): {}", finished.end, last_line(&finished.stderr))
}

fn last_line(text: &str) -> &str {
    text.trim().lines().last().unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_counted_and_an_open_case_is_found() {
        let mut outcome = Outcome {
            module: "test_int".into(),
            ok: 0,
            skipped: 0,
            failing: BTreeMap::new(),
            unloadable: None,
        };
        let text = "cases\t4\nstart\ttest.test_int.A.a\nok\ttest.test_int.A.a\nstart\ttest.test_int.A.b\n\
                    detail\tValueError: no\nERROR\ttest.test_int.A.b\nstart\ttest.test_int.A.c\n";
        assert_eq!(outcome.read(text).as_deref(), Some("A.c"));
        assert_eq!((outcome.passed(), outcome.counted()), (1, 2));
        assert_eq!(outcome.failing["A.b"].detail, "ValueError: no");
    }
}
