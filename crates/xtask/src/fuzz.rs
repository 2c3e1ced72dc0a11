//! `cargo xtask fuzz <target> [seconds]`: random and mutated programs against one target of `fuzz/`, for a while.

use crate::Result;
use crate::tools::{exec, paths};
use std::process::Command;

/// The command.
pub fn run(args: &[String]) -> Result {
    let manifest = paths::root().join("fuzz/Cargo.toml");
    let Some(target) = args.first() else {
        let found = paths::files(&paths::root().join("fuzz"), ".rs");
        let names: Vec<_> = found.iter().filter_map(|path| path.file_stem()?.to_str()).collect();
        return Err(format!("usage: cargo xtask fuzz <target> [seconds]; targets: {}", names.join(", ")));
    };
    let seconds = args.get(1).map_or("60", String::as_str);
    exec::run(
        Command::new("cargo")
            .args(["run", "--quiet", "--profile", "fast", "--manifest-path"])
            .arg(manifest)
            .args(["--bin", target, "--", seconds])
            .current_dir(paths::root()),
    )
}
