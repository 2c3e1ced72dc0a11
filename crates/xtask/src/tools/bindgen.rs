//! The programs of wasm-bindgen: `wasm-bindgen` and `wasm-bindgen-test-runner`, in the version of Cargo.lock.
//!
//! Those on the PATH serve if their version is right; else `cargo install` puts both into the cache, once. The crate
//! `wasm-bindgen-cli-support` as a dependency would save the install step for the first and not for the second, at the
//! price of building most of it twice.

use crate::Result;
use crate::tools::{exec, paths};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the program is; installs it when it is not there.
pub fn program(name: &str) -> Result<PathBuf> {
    let version = lock_version("wasm-bindgen")?;
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let is_right = |text: String| text.split_whitespace().any(|word| word == version);
    if exec::capture(Command::new(&name).arg("--version")).is_ok_and(is_right) {
        return Ok(PathBuf::from(name));
    }
    let home = paths::cache().join(format!("wasm-bindgen-cli-{version}"));
    let program = home.join("bin").join(&name);
    if !program.is_file() {
        exec::say(format_args!(
            "installing wasm-bindgen-cli {version} into {} (minutes)",
            paths::relative(&home)
        ));
        // A development build: it is ready in half the time, and runs for seconds.
        exec::run(
            Command::new("cargo")
                .args(["install", "--quiet", "--debug", "wasm-bindgen-cli", "--version", &version, "--root"])
                .arg(&home)
                .env("CARGO_TARGET_DIR", paths::target().join("wasm-bindgen-cli")),
        )?;
    }
    Ok(program)
}

/// The command that makes the glue of a compiled module in a folder: `core.js`, `core.d.ts` and `core_bg.wasm`.
///
/// The form for classic scripts is a single function expression without global state, which can be wrapped.
pub fn glue(compiled: &Path, made: &Path) -> Result<Command> {
    let mut command = Command::new(program("wasm-bindgen")?);
    command
        .args(["--target", "no-modules", "--out-name", "core", "--no-demangle", "--out-dir"])
        .args([made, compiled]);
    Ok(command)
}

/// The version Cargo.lock holds of a package.
fn lock_version(package: &str) -> Result<String> {
    let lock = paths::read(&paths::root().join("Cargo.lock"))?;
    let line = format!("name = \"{package}\"\nversion = \"");
    let at = lock.find(&line).ok_or_else(|| format!("Cargo.lock names no {package}"))?;
    let rest = &lock[at + line.len()..];
    Ok(rest[..rest.find('"').unwrap_or(0)].to_string())
}
