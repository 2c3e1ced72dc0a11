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
    native_with(build, None)
}

/// Builds `whipsnake` with a feature of the machine that makes rare events common, in a target folder of its own, so that
/// the plain build stays.
pub fn native_with(build: Build, feature: Option<&str>) -> Result<PathBuf> {
    let (profile, folder) = match build {
        Build::Debug => ("dev", "debug"),
        Build::Fast => ("fast", "fast"),
        Build::Release => ("release", "release"),
    };
    let mut command = Command::new("cargo");
    command
        .args(["build", "--quiet", "-p", "whipsnake-cli", "--profile", profile])
        .current_dir(paths::root());
    let mut target = paths::target();
    if let Some(feature) = feature {
        target = target.join(feature);
        command.args(["--features", feature]).env("CARGO_TARGET_DIR", &target);
    }
    exec::say(format_args!(
        "building whipsnake ({profile}{})",
        feature.map_or(String::new(), |f| format!(", {f}"))
    ));
    exec::run(&mut command)?;
    Ok(target.join(folder).join(format!("whipsnake{}", std::env::consts::EXE_SUFFIX)))
}
