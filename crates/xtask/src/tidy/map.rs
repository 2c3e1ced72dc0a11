//! The map is complete: `ARCHITECTURE.md` names every crate, and every room of the machine.

use super::Findings;
use crate::Result;
use crate::tools::paths;
use std::path::Path;

/// Checks that each folder that is a crate or a room of `vm` stands in the map as `name/`.
pub fn check(findings: &mut Findings) -> Result {
    let root = paths::root();
    let text = paths::read(&root.join("ARCHITECTURE.md"))?;
    for folder in folders(&root.join("crates")) {
        if !text.contains(&format!("`crates/{folder}`")) {
            findings.push(format!("ARCHITECTURE.md: no word about `crates/{folder}`"));
        }
    }
    for room in folders(&root.join("crates/vm/src")) {
        if !text.contains(&format!("`{room}/`")) {
            findings.push(format!("ARCHITECTURE.md: no word about the vm's room `{room}/`"));
        }
    }
    Ok(())
}

fn folders(dir: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(dir) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
