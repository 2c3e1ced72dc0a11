//! `cargo xtask e2e [filter] [--no-build]`: the page in a real browser, and the golden corpus in it.
//!
//! Serves the playground on a free port and hands its address to `www/e2e/run.mjs`, which drives headless Chromium
//! through playwright-core (from the cache) and runs every file of that folder named `*.test.mjs`.

use crate::Result;
use crate::tools::options::Options;
use crate::tools::{browser, exec, node, paths};

/// The command.
pub fn run(args: &[String]) -> Result {
    let mut options = Options::new(args);
    let no_build = options.flag("--no-build");
    let words = options.words()?;
    if !no_build {
        crate::npm::assemble(false)?;
    }
    let playwright = node::playwright()?;
    let chromium = browser::chromium()?;
    let url = crate::serve::in_background()?;
    exec::run(
        node::command()?
            .arg(paths::root().join("www/e2e/run.mjs"))
            .arg(&url)
            .args(&words)
            .env("WHIPSNAKE_PLAYWRIGHT", node::file_url(&playwright.join("index.mjs")))
            .env("WHIPSNAKE_CHROMIUM", chromium)
            .current_dir(paths::root()),
    )
}
