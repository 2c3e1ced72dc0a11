//! `cargo xtask wasm [--quick]`: builds the wasm crate, makes its glue, optimises it.
//!
//! The result is `target/wasm-dist/`: `core.wasm` and `core.rest.wasm` as they ship (`parts.rs`), `core.mjs` (the glue),
//! `core.d.ts`, and `core.named.wasm`, both parts' code with function names, from which `size` tells crates and the loop
//! apart. `--quick` leaves out link-time optimisation, wasm-opt and the division: larger and slower, but soon ready.

use crate::Result;
use crate::parts;
use crate::tools::options::Options;
use crate::tools::toolchain::{self, WASM};
use crate::tools::{bindgen, exec, node, paths};
use std::path::{Path, PathBuf};

/// The command.
pub fn run(args: &[String]) -> Result {
    let mut options = Options::new(args);
    let quick = options.flag("--quick");
    options.words()?;
    build(quick)?;
    let wasm = dist().join("core.wasm");
    let bytes = std::fs::metadata(&wasm).map_err(|error| error.to_string())?.len();
    println!("{}: {bytes} bytes", paths::relative(&wasm));
    Ok(())
}

/// Where the built files lie.
pub fn dist() -> PathBuf {
    paths::target().join("wasm-dist")
}

/// Builds everything; cargo decides what is fresh, and an unchanged wasm file skips the later steps.
pub fn build(quick: bool) -> Result {
    let toolchain = toolchain::wasm()?;
    let profile = if quick { "fast" } else { "wasm" };
    exec::say(format_args!("building crates/wasm ({profile})"));
    let mut cargo = toolchain.cargo("build");
    if !quick {
        toolchain.optimise(&mut cargo)?;
    }
    exec::run(cargo.args(["--quiet", "-p", "whipsnake-wasm", "--lib", "--profile", profile]))?;
    let compiled = toolchain::target_dir().join(WASM).join(profile).join("whipsnake_wasm.wasm");
    if is_current(&compiled, profile) {
        return Ok(());
    }
    let made = paths::target().join("wasm-bindgen");
    exec::run(&mut bindgen::glue(&compiled, &made)?)?;
    finish_glue(&made, &dist())?;
    let whole = made.join("core_whole.wasm");
    optimise(&made.join("core_bg.wasm"), &whole, quick)?;
    parts::divide(&whole, quick)?;
    paths::write(&stamp_path(), stamp(&compiled, profile)?)
}

/// Puts the glue that wasm-bindgen made in a folder into another, as the loader takes it in.
pub fn finish_glue(made: &Path, to: &Path) -> Result {
    let glue = paths::read(&made.join("core.js"))?;
    paths::write(&to.join("core.mjs"), wrap_glue(&glue)?)?;
    if made == to { Ok(()) } else { paths::copy(&made.join("core.d.ts"), &to.join("core.d.ts")) }
}

/// Turns the glue's function expression into one that a module exports and that can be called again and again: each
/// call yields glue with an instance of its own, which goes away with the interpreter.
fn wrap_glue(glue: &str) -> Result<String> {
    if !glue.contains("let wasm_bindgen") {
        return Err(
            "wasm-bindgen's no-modules glue no longer defines `wasm_bindgen`; wasm.rs must follow".into()
        );
    }
    let imports = "const imports = __wbg_get_imports();";
    if glue.matches(imports).count() != 2 {
        return Err("wasm-bindgen's glue no longer makes its imports as it did; wasm.rs must follow".into());
    }
    let glue = glue.replace(imports, "const imports = { ...__wbg_get_imports(), ...more };");
    Ok(format!("export function newCore(more) {{\n{glue}\nreturn wasm_bindgen;\n}}\n"))
}

/// `wasm-opt`, told never to inline the slow paths back into the loop (measured: 26.7 KB became 37.0 otherwise). `-O3`,
/// not `-Oz`: that one makes one function of two that differ in a constant, behind a call more, which costs an object's
/// making a tenth; the module is 3 % larger for it as it lies and, since likeness compresses, 0.6 % smaller by brotli.
fn optimise(input: &Path, shipped: &Path, quick: bool) -> Result {
    let named = dist().join("core.named.wasm");
    if quick {
        paths::copy(input, &named)?;
        return paths::copy(input, shipped);
    }
    let program = node::binaryen()?.join("bin").join("wasm-opt");
    exec::say("wasm-opt -O3");
    // What rustc's default target uses, and nothing that engines of today do not read yet.
    let features = [
        "--mvp-features",
        "--enable-sign-ext",
        "--enable-mutable-globals",
        "--enable-nontrapping-float-to-int",
        "--enable-bulk-memory",
        "--enable-simd",
        "--enable-bulk-memory-opt",
        "--enable-reference-types",
        "--enable-call-indirect-overlong",
        "--enable-multivalue",
    ];
    exec::run(
        node::command()?
            .arg(&program)
            // Nothing lies in the first KB, the far end of the stack, so constants become parts of loads and stores.
            .args(["-O3", "--low-memory-unused", "-ocimfs", "0", "-fimfs", "0", "-g"])
            .args(features)
            .arg(input)
            .arg("-o")
            .arg(&named),
    )?;
    exec::run(
        node::command()?
            .arg(&program)
            .args(["--strip-debug", "--strip-producers", "--strip-target-features"])
            .args(features)
            .arg(&named)
            .arg("-o")
            .arg(shipped),
    )
}

fn stamp_path() -> PathBuf {
    dist().join("stamp")
}

/// What the steps after cargo depend on: the file cargo made, what is done with it, and the programs that divide it.
fn stamp(compiled: &Path, profile: &str) -> Result<String> {
    let read = |path: &Path| std::fs::metadata(path).and_then(|file| Ok((file.len(), file.modified()?)));
    let made = read(compiled).map_err(|error| format!("cargo left no {}: {error}", compiled.display()))?;
    let mut steps = vec![paths::root().join("crates/xtask/src/wasm.rs")];
    steps.extend(parts::sources());
    let steps: std::io::Result<Vec<_>> = steps.iter().map(|path| read(path)).collect();
    let steps = steps.map_err(|error| format!("cannot look at the build's own files: {error}"))?;
    Ok(format!("{profile} {made:?} {steps:?}\n"))
}

fn is_current(compiled: &Path, profile: &str) -> bool {
    let old = std::fs::read_to_string(stamp_path()).unwrap_or_default();
    stamp(compiled, profile).is_ok_and(|new| new == old)
}
