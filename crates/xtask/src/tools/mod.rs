//! What several commands need: folders, child processes, node packages, the wasm toolchain, options.

pub mod apt;
pub mod bindgen;
pub mod browser;
pub mod bundle;
pub mod counts;
pub mod exec;
pub mod node;
pub mod options;
pub mod paths;
pub mod python;
pub mod toolchain;
pub mod wasm_file;
pub mod wasm_tests;
pub mod whipsnake;
