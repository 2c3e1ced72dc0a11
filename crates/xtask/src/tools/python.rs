//! Real CPythons on this machine, used as references and as peers in benches.

use crate::Result;
use crate::tools::exec;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The `major.minor.micro` a Python executable reports, if it runs.
pub fn version_of(python: &Path) -> Option<String> {
    let script = "import sys; print('.'.join(map(str, sys.version_info[:3])))";
    exec::capture(Command::new(python).args(["-c", script])).ok().map(|text| text.trim().to_string())
}

/// The system's own Python, which distributions build with profile-guided optimisation.
pub fn system() -> Option<PathBuf> {
    let path = PathBuf::from("/usr/bin/python3");
    version_of(&path).is_some().then_some(path)
}

/// A Python of the given `major.minor`: from `WHIPSNAKE_PYTHON<major><minor>`, the PATH, or pyenv's versions.
pub fn find(version: &str) -> Option<PathBuf> {
    let variable = format!("WHIPSNAKE_PYTHON{}", version.replace('.', ""));
    let named = std::env::var_os(variable).map(PathBuf::from);
    let on_path = Some(PathBuf::from(format!("python{version}")));
    named.into_iter().chain(on_path).chain(pyenv(version)).find(|path| is_version(path, version))
}

fn is_version(python: &Path, version: &str) -> bool {
    version_of(python).is_some_and(|found| found.starts_with(&format!("{version}.")))
}

fn pyenv(version: &str) -> Vec<PathBuf> {
    let home = std::env::var_os("PYENV_ROOT")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".pyenv")));
    let Some(home) = home else { return Vec::new() };
    let Ok(entries) = std::fs::read_dir(home.join("versions")) else { return Vec::new() };
    let prefix = format!("{version}.");
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(&prefix))
        .map(|entry| entry.path().join("bin").join(format!("python{version}")))
        .collect();
    found.sort();
    found.reverse();
    found
}

/// Any Python 3 with pip, for downloading a source archive.
pub fn with_pip() -> Result<PathBuf> {
    let candidates = [Some(PathBuf::from("python3")), system(), find("3.13")];
    candidates
        .into_iter()
        .flatten()
        .find(|python| exec::capture(Command::new(python).args(["-m", "pip", "--version"])).is_ok())
        .ok_or_else(|| "this command needs a Python 3 with pip on the PATH".to_string())
}
