//! `cargo xtask check`: what CI runs, in the same order. The tests begin with fmt, clippy and tidy, so this is `test`.

use crate::Result;

/// The command.
pub fn run(_args: &[String]) -> Result {
    crate::test::run(&[])
}
