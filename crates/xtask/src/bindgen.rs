//! The wasm-bindgen step: `xtask-bindgen input.wasm output-folder`.
//!
//! A program of its own because its dependencies take minutes to build; `cargo xtask wasm` builds and calls it.
//! It writes the `no-modules` form of the glue, a single function expression without global state, which `wasm.rs`
//! wraps so that each interpreter gets a fresh copy.

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [input, output] = &args[..] else {
        eprintln!("usage: xtask-bindgen input.wasm output-folder");
        return ExitCode::from(2);
    };
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen.input_path(input).out_name("core").typescript(true).keep_debug(false).demangle(false);
    let made = bindgen.no_modules(true).and_then(|bindgen| bindgen.generate(output));
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("wasm-bindgen: {error:#}");
            ExitCode::FAILURE
        }
    }
}
