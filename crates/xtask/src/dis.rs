//! `cargo xtask dis file.py`: the bytecode of a file, as the golden tests show it.

use crate::Result;
use crate::tools::exec;
use crate::tools::whipsnake::{self, Build};
use std::process::Command;

/// The command.
pub fn run(args: &[String]) -> Result {
    let [file] = args else { return Err("usage: cargo xtask dis file.py".into()) };
    let program = whipsnake::native(Build::Debug)?;
    exec::run(Command::new(program).arg("--dis").arg(file))
}
