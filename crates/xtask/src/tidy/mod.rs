//! `cargo xtask tidy`: the rules reviewers should not have to check.
//!
//! Arrows between crates and rooms; lengths of files and functions; where `unsafe` may stand and what its comment
//! says; golden tests complete; the map complete; no leftovers; overrides state their reason.
//! A rule that has to be broken is broken in sight: a comment `// tidy: allow(rule): reason` on the line before, or
//! at the top of the file for rules about files. Rules: `room`, `long-file`, `long-function`, `print`.

mod arrows;
mod goldens;
mod map;
mod rules;
mod source;

use crate::Result;
use crate::tools::paths;
use source::Source;

/// What a check found: each a line `place: what is wrong`.
pub type Findings = Vec<String>;

/// The command.
pub fn run(_args: &[String]) -> Result {
    let mut findings = Findings::new();
    arrows::check(&mut findings)?;
    goldens::check(&mut findings)?;
    map::check(&mut findings)?;
    let mut files = 0;
    for folder in ["crates", "tests", "benches", "fuzz", "patches"] {
        for path in paths::files(&paths::root().join(folder), ".rs") {
            files += 1;
            let source = Source::new(paths::relative(&path), &paths::read(&path)?);
            rules::check(&source, &mut findings);
        }
    }
    if findings.is_empty() {
        println!("tidy: {files} Rust files, nothing to report");
        return Ok(());
    }
    for finding in &findings {
        eprintln!("{finding}");
    }
    Err(format!("{} places need tidying", findings.len()))
}
