//! A Chromium and its driver, for tests in a real browser.

use crate::Result;
use crate::tools::{apt, exec};
use std::path::{Path, PathBuf};

const CHROMIUMS: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The program of a Chromium: `WHIPSNAKE_CHROMIUM`, one on the PATH, or Debian's, installed when missing.
pub fn chromium() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("WHIPSNAKE_CHROMIUM") {
        return Ok(PathBuf::from(path));
    }
    let found = || CHROMIUMS.iter().find_map(|name| on_path(name));
    if let Some(path) = found() {
        return Ok(path);
    }
    apt::install(&["chromium", "chromium-driver"], "tests in a browser")?;
    found()
        .ok_or_else(|| "no Chromium was found after installing it; name one with WHIPSNAKE_CHROMIUM".into())
}

/// The driver that `wasm_bindgen_test` talks to.
pub fn chromedriver() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("CHROMEDRIVER") {
        return Ok(PathBuf::from(path));
    }
    if let Some(path) = on_path("chromedriver") {
        return Ok(path);
    }
    apt::install(&["chromium", "chromium-driver"], "tests in a browser")?;
    on_path("chromedriver").ok_or_else(|| "no chromedriver was found; name one with CHROMEDRIVER".into())
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| Path::is_file(file) && exec::has(&file.to_string_lossy()))
}
