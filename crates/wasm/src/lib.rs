//! The browser as host: what the loader in `npm/` calls, and nothing a page calls by itself.

pub mod files;

use wasm_bindgen::prelude::*;

/// The version of Whipsnake, as the package names it.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_string()
}
