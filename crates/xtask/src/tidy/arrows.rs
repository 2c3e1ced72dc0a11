//! Arrows between crates: who may use whom, read from the Cargo.toml files.

use super::Findings;
use crate::Result;
use crate::tools::paths;
use toml::Table;

/// Each crate of ours with all of ours it may depend on, what lies behind an arrow included.
const ARROWS: &[(&str, &[&str])] = &[
    ("whipsnake-parser-glue", &[]),
    ("whipsnake-bytecode", &[]),
    ("whipsnake-compiler", &["whipsnake-parser-glue", "whipsnake-bytecode"]),
    ("whipsnake-vm", &["whipsnake-bytecode"]),
    ("whipsnake-sre", &[]),
    ("whipsnake-stdlib", &["whipsnake-vm", "whipsnake-bytecode", "whipsnake-sre"]),
    (
        "whipsnake",
        &[
            "whipsnake-stdlib",
            "whipsnake-vm",
            "whipsnake-bytecode",
            "whipsnake-sre",
            "whipsnake-compiler",
            "whipsnake-parser-glue",
        ],
    ),
    ("whipsnake-cli", FRONT),
    ("whipsnake-wasm", FRONT),
    ("whipsnake-tests", FRONT),
    ("whipsnake-benches", FRONT),
    ("whipsnake-fuzz", FRONT),
    ("xtask", &[]),
];

/// What may be used by those who use the front door.
const FRONT: &[&str] = &[
    "whipsnake",
    "whipsnake-stdlib",
    "whipsnake-vm",
    "whipsnake-bytecode",
    "whipsnake-sre",
    "whipsnake-compiler",
    "whipsnake-parser-glue",
];

/// The library is compiled while it is packed, so this build script alone reaches across the waist.
const BUILD_ARROWS: &[(&str, &[&str])] =
    &[("whipsnake-stdlib", &["whipsnake-compiler", "whipsnake-bytecode", "whipsnake-parser-glue"])];

/// Checks every manifest of the repository.
pub fn check(findings: &mut Findings) -> Result {
    for folder in ["crates", "tests", "benches", "fuzz"] {
        for manifest in paths::files(&paths::root().join(folder), "Cargo.toml") {
            let place = paths::relative(&manifest);
            let table: Table = paths::read(&manifest)?
                .parse()
                .map_err(|error| format!("{place} is not valid TOML: {error}"))?;
            check_manifest(&place, &table, findings);
        }
    }
    Ok(())
}

fn check_manifest(place: &str, manifest: &Table, findings: &mut Findings) {
    let name = manifest.get("package").and_then(|package| package.get("name")).and_then(|name| name.as_str());
    let Some(name) = name else { return };
    let Some(allowed) = allowed(ARROWS, name) else {
        findings
            .push(format!("{place}: crate {name} is not in the map of arrows (xtask/src/tidy/arrows.rs)"));
        return;
    };
    let for_build = self::allowed(BUILD_ARROWS, name).unwrap_or(&[]);
    for (section, ours) in [("dependencies", allowed), ("build-dependencies", for_build)] {
        for dependency in names(manifest, section) {
            if is_ours(&dependency) && !ours.contains(&dependency.as_str()) {
                findings.push(format!("{place}: {name} may not depend on {dependency} ({section})"));
            }
            if is_parser(&dependency) && name != "whipsnake-parser-glue" {
                findings.push(format!("{place}: only parser-glue names the parser, not {name}"));
            }
        }
    }
    if name == "whipsnake-bytecode" && !names(manifest, "dependencies").is_empty() {
        findings.push(format!("{place}: bytecode depends on nothing"));
    }
}

fn allowed(arrows: &[(&str, &'static [&'static str])], name: &str) -> Option<&'static [&'static str]> {
    arrows.iter().find(|(from, _)| *from == name).map(|(_, to)| *to)
}

/// The packages a section depends on, by the name of the package where the key is another.
fn names(manifest: &Table, section: &str) -> Vec<String> {
    let Some(table) = manifest.get(section).and_then(|section| section.as_table()) else { return Vec::new() };
    let package = |value: &toml::Value| value.get("package").and_then(|name| name.as_str()).map(String::from);
    table.iter().map(|(key, value)| package(value).unwrap_or_else(|| key.clone())).collect()
}

fn is_ours(name: &str) -> bool {
    name == "whipsnake" || name.starts_with("whipsnake-") || name == "xtask"
}

fn is_parser(name: &str) -> bool {
    name.contains("ruff_")
}
