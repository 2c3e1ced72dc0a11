//! `tests/conformance/expected.toml`: for each module how many cases there are and which do not pass.
//!
//! ```toml
//! [test_int]
//! cases = 60                       # as CPython counts them, skipped ones left out
//! passed = 58
//! failing = [
//!     "IntTestCases.test_a",
//! ]
//! [test_int.reasons]               # kept by hand, and by --bless for cases that still fail
//! "IntTestCases.test_a" = "why"
//! ```

use super::module::Outcome;
use crate::Result;
use crate::tools::paths;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::PathBuf;

const HEADER: &str = "# Which cases of CPython's own tests pass. Written by `cargo xtask conformance --bless`;\n\
                      # `cases` is what CPython 3.13 runs; reasons are written by hand.\n";

#[derive(Default)]
struct Module {
    cases: Option<usize>,
    passed: usize,
    failing: BTreeSet<String>,
    reasons: BTreeMap<String, String>,
}

/// The file's content.
pub struct Expected {
    modules: BTreeMap<String, Module>,
}

fn file() -> PathBuf {
    paths::root().join("tests/conformance/expected.toml")
}

impl Expected {
    /// Reads the file; an absent one expects nothing.
    pub fn read() -> Result<Expected> {
        let path = file();
        if !path.is_file() {
            return Ok(Expected { modules: BTreeMap::new() });
        }
        let table: toml::Table =
            paths::read(&path)?.parse().map_err(|error| format!("{}: {error}", path.display()))?;
        let modules = table.iter().map(|(name, value)| (name.clone(), read_module(value))).collect();
        Ok(Expected { modules })
    }

    /// Writes the file, modules and cases sorted.
    pub fn write(&self) -> Result {
        let mut text = String::from(HEADER);
        for (name, module) in &self.modules {
            write_module(&mut text, name, module);
        }
        paths::write(&file(), text)
    }

    /// How many cases CPython runs of a module, if that was recorded.
    pub fn cases(&self, module: &str) -> Option<usize> {
        self.modules.get(module)?.cases
    }

    /// Records how many cases an interpreter known to be right ran.
    pub fn set_cases(&mut self, outcome: &Outcome) {
        self.modules.entry(outcome.module.clone()).or_default().cases = Some(outcome.counted());
    }

    /// Takes an outcome as what is expected from now on; reasons for cases that now pass go away.
    pub fn record(&mut self, outcome: &Outcome) {
        let module = self.modules.entry(outcome.module.clone()).or_default();
        module.passed = outcome.passed();
        module.failing = outcome.failing.keys().cloned().collect();
        let failing = &module.failing;
        module.reasons.retain(|case, _| failing.contains(case));
    }

    /// What is not as expected, a line each.
    pub fn differences(&self, outcome: &Outcome) -> Vec<String> {
        let none = Module::default();
        let module = self.modules.get(&outcome.module).unwrap_or(&none);
        let mut lines = Vec::new();
        for (case, failure) in &outcome.failing {
            if !module.failing.contains(case) {
                lines.push(format!(
                    "{}.{case} is new among the failing: {} {}",
                    outcome.module, failure.state, failure.detail
                ));
            }
        }
        for case in module.failing.iter().filter(|case| !outcome.failing.contains_key(*case)) {
            lines.push(format!("{}.{case} was expected to fail and does not", outcome.module));
        }
        if lines.is_empty() && outcome.passed() != module.passed {
            lines.push(format!(
                "{}: {} cases pass, {} were expected to",
                outcome.module,
                outcome.passed(),
                module.passed
            ));
        }
        lines
    }
}

fn read_module(value: &toml::Value) -> Module {
    let number =
        |key: &str| value.get(key).and_then(toml::Value::as_integer).and_then(|n| usize::try_from(n).ok());
    let failing = value.get("failing").and_then(toml::Value::as_array);
    let reasons = value.get("reasons").and_then(toml::Value::as_table);
    Module {
        cases: number("cases"),
        passed: number("passed").unwrap_or(0),
        failing: failing.into_iter().flatten().filter_map(|case| Some(case.as_str()?.to_string())).collect(),
        reasons: reasons
            .into_iter()
            .flatten()
            .filter_map(|(case, reason)| Some((case.clone(), reason.as_str()?.to_string())))
            .collect(),
    }
}

fn write_module(text: &mut String, name: &str, module: &Module) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "\n[{name}]");
    if let Some(cases) = module.cases {
        let _ = writeln!(text, "cases = {cases}");
    }
    let _ = writeln!(text, "passed = {}", module.passed);
    if !module.failing.is_empty() {
        let _ = writeln!(text, "failing = [");
        for case in &module.failing {
            let _ = writeln!(text, "    {},", quote(case));
        }
        let _ = writeln!(text, "]");
    }
    if !module.reasons.is_empty() {
        let _ = writeln!(text, "\n[{name}.reasons]");
        for (case, reason) in &module.reasons {
            let _ = writeln!(text, "{} = {}", quote(case), quote(reason));
        }
    }
}

fn quote(text: &str) -> String {
    toml::Value::String(text.to_string()).to_string()
}
