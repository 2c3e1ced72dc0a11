//! `wasm_bindgen_test`s: cargo for the wasm target, with the runner of the version in Cargo.lock.

use crate::Result;
use crate::tools::counts::{self, Counts};
use crate::tools::{bindgen, browser, toolchain};
use std::process::Command;

/// Runs the tests of the wasm crate: in Node, and in headless Chromium those files that ask for a browser
/// (`crates/wasm/webdriver.json` holds the browser's flags).
pub fn run() -> (Counts, Result) {
    match command() {
        Ok(mut command) => counts::run(&mut command),
        Err(message) => (Counts::default(), Err(message)),
    }
}

fn command() -> Result<Command> {
    let runner = bindgen::program("wasm-bindgen-test-runner")?;
    let mut command = toolchain::wasm()?.cargo("test");
    // Not `--quiet`: cargo hands it on to the runner, which refuses it.
    command
        .args(["-p", "whipsnake-wasm", "--profile", "fast", "--test", "node", "--test", "browser"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", browser::chromedriver()?)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    Ok(command)
}
