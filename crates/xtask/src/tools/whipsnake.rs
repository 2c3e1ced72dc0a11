//! Our own native program, built when needed.

use crate::Result;
use crate::tools::{exec, paths, toolchain};
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

/// A command that builds `whipsnake` with a profile of Cargo.toml.
pub fn cargo(profile: &str) -> Command {
    let mut command = Command::new("cargo");
    command
        .args(["build", "--quiet", "-p", "whipsnake-cli", "--profile", profile])
        .current_dir(paths::root());
    command
}

/// Builds `whipsnake`, perhaps with features of the machine that make rare events common; that program is put aside, so
/// that the plain one can be built beside it.
pub fn native_with(build: Build, features: Option<&str>) -> Result<PathBuf> {
    let (profile, folder) = match build {
        Build::Debug => ("dev", "debug"),
        Build::Fast => ("fast", "fast"),
        Build::Release => ("release", "release"),
    };
    let mut command = cargo(profile);
    if build == Build::Release {
        let flags = toolchain::profile_flags("native", toolchain::NATIVE)?;
        if !flags.is_empty() {
            command.env("RUSTFLAGS", flags.join(" "));
        }
    }
    if let Some(features) = features {
        command.args(["--features", features]);
    }
    exec::say(format_args!(
        "building whipsnake ({profile}{})",
        features.map_or(String::new(), |features| format!(", {features}"))
    ));
    exec::run(&mut command)?;
    let name = format!("whipsnake{}", std::env::consts::EXE_SUFFIX);
    let built = paths::target().join(folder).join(&name);
    if features.is_none() {
        return Ok(built);
    }
    let aside = paths::target().join("stress").join(name);
    paths::copy(&built, &aside)?;
    Ok(aside)
}
