//! Our own native program, built when needed.

use crate::Result;
use crate::tools::{exec, paths};
use std::path::PathBuf;
use std::process::Command;

/// Which build of the native program a command wants.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// Checks on, for tests of the machine itself.
    Debug,
    /// Optimised without link-time optimisation: quick to build, quick enough for corpora.
    Fast,
    /// As it ships: for numbers.
    Release,
}

/// Builds `whipsnake` and returns the path of the program.
///
/// `WHIPSNAKE_BIN` names a program to use instead of building one.
pub fn native(build: Build) -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("WHIPSNAKE_BIN") {
        return Ok(PathBuf::from(path));
    }
    let (profile, folder) = match build {
        Build::Debug => ("dev", "debug"),
        Build::Fast => ("fast", "fast"),
        Build::Release => ("release", "release"),
    };
    exec::say(format_args!("building whipsnake ({profile})"));
    exec::run(
        Command::new("cargo")
            .args(["build", "--quiet", "-p", "whipsnake-cli", "--profile", profile])
            .current_dir(paths::root()),
    )?;
    Ok(paths::target().join(folder).join(format!("whipsnake{}", std::env::consts::EXE_SUFFIX)))
}
