//! `cargo xtask fuzz <target> [seconds [seed]]`: random and mutated programs against one target of `fuzz/`, for a while.

use crate::Result;
use crate::tools::{exec, paths};
use std::process::Command;

/// The command.
pub fn run(args: &[String]) -> Result {
    let Some(target) = args.first() else {
        let found = paths::files(&paths::root().join("fuzz/targets"), ".rs");
        let names: Vec<_> = found.iter().filter_map(|path| path.file_stem()?.to_str()).collect();
        return Err(format!(
            "usage: cargo xtask fuzz <target> [seconds [seed]]; targets: {}",
            names.join(", ")
        ));
    };
    // A development build: its checks find more, and a panic can be caught.
    exec::run(
        Command::new("cargo")
            .args(["run", "--quiet", "-p", "whipsnake-fuzz", "--bin", target, "--"])
            .args(&args[1..])
            .current_dir(paths::root()),
    )
}
