//! `cargo xtask listings [--bless]`: the bytecode of the sources in `tests/bytecode`.
//!
//! Compares each with the listing in the comment at its end; `--bless` writes the listings anew. They are the one
//! expectation that is our own.

use crate::Result;
use crate::tools::options::Options;
use crate::tools::{exec, paths};
use std::process::Command;

/// The command.
pub fn run(args: &[String]) -> Result {
    let mut options = Options::new(args);
    let bless = options.flag("--bless");
    if !options.words()?.is_empty() {
        return Err("usage: cargo xtask listings [--bless]".into());
    }
    let mut command = Command::new("cargo");
    command.current_dir(paths::root()).args([
        "test",
        "--quiet",
        "-p",
        "whipsnake-compiler",
        "--test",
        "listings",
    ]);
    if bless {
        command.env("WHIPSNAKE_BLESS_LISTINGS", "1");
    }
    exec::run(&mut command)
}
