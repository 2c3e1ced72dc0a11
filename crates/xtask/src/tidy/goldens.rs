//! Golden tests are complete: each `.py` has what it expects beside it and says in its first line what would break.

use super::Findings;
use crate::Result;
use crate::tools::paths;
use std::path::Path;

/// Checks `tests/` and the library's overrides.
pub fn check(findings: &mut Findings) -> Result {
    let tests = paths::root().join("tests");
    for area in ["golden", "errors", "bytecode", "differences"] {
        for file in paths::files(&tests.join(area), ".py") {
            // A module or package that a test imports is not a test; such files lie in folders named `…_files`.
            if paths::relative(&file).split('/').any(|part| part.ends_with("_files")) {
                continue;
            }
            check_test(area, &file, findings)?;
        }
        check_orphans(&tests.join(area), findings);
    }
    check_overrides(findings)
}

fn check_test(area: &str, file: &Path, findings: &mut Findings) -> Result {
    let place = paths::relative(file);
    let text = paths::read(file)?;
    let first = text.lines().next().unwrap_or("");
    if !first.starts_with('#') || first.trim_start_matches(['#', '!', ' ']).len() < 8 {
        findings.push(format!("{place}:1: the first line is a comment saying what would break"));
    }
    let expects = |extension: &str| file.with_extension(extension).is_file();
    let complete = match area {
        "bytecode" => true,
        "errors" => expects("err"),
        _ => expects("out"),
    };
    if !complete {
        findings.push(format!("{place}: no expectation; run `cargo xtask bless`"));
    }
    Ok(())
}

fn check_orphans(folder: &Path, findings: &mut Findings) {
    for expectation in paths::files(folder, ".out") {
        if !expectation.with_extension("py").is_file() {
            findings.push(format!("{}: an expectation without a program", paths::relative(&expectation)));
        }
    }
}

fn check_overrides(findings: &mut Findings) -> Result {
    for file in paths::files(&paths::root().join("crates/stdlib/overrides"), ".py") {
        let text = paths::read(&file)?;
        let first = text.lines().next().unwrap_or("");
        if !first.starts_with('#') || first.len() < 20 {
            findings.push(format!(
                "{}:1: the first line says why this replaces the library's file",
                paths::relative(&file)
            ));
        }
    }
    Ok(())
}
