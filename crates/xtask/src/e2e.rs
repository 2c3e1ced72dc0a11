//! `cargo xtask e2e [filter] [--no-build]`: the page in a real browser, and the golden corpus in it.
//!
//! Serves the playground on a free port and hands its address to `www/e2e/run.mjs`, which drives headless Chromium
//! through playwright-core (from the cache) and runs every file of that folder named `*.test.mjs`.

use crate::Result;
use crate::tools::counts::{self, Counts};
use crate::tools::options::Options;
use crate::tools::{browser, node, paths};
use std::process::Command;

/// The command.
pub fn run(args: &[String]) -> Result {
    let mut options = Options::new(args);
    let no_build = options.flag("--no-build");
    let words = options.words()?;
    if !no_build {
        crate::npm::assemble(false)?;
    }
    counts::run(&mut command(&words)?).1
}

/// The same as a step of the tests.
pub fn counted(words: &[String]) -> (Counts, Result) {
    match crate::npm::assemble(false).and_then(|()| command(words)) {
        Ok(mut command) => counts::run(&mut command),
        Err(message) => (Counts::default(), Err(message)),
    }
}

fn command(words: &[String]) -> Result<Command> {
    let playwright = node::playwright()?;
    let chromium = browser::chromium()?;
    let url = crate::serve::in_background()?;
    let mut node = node::command()?;
    node.arg(paths::root().join("www/e2e/run.mjs"))
        .arg(&url)
        .args(words)
        .env("WHIPSNAKE_PLAYWRIGHT", node::file_url(&playwright.join("index.mjs")))
        .env("WHIPSNAKE_CHROMIUM", chromium)
        .current_dir(paths::root());
    Ok(node)
}
