//! `cargo xtask profile [wasm|native]`: measures which code is hot, for builds that are optimised by it.
//!
//! An instrumented build runs pyperformance and the programs of `benches/training`; what its counters say goes to
//! `benches/profile/`, where release builds and the wasm build find it. A profile names functions as one compiler
//! names them, so it counts for that compiler only; others build as if there were none. Code that changed since is
//! optimised as if it had not been measured: renew the profile when benches say that it pays.

mod counts;
mod training;

use crate::Result;
use crate::tools::options::Options;
use crate::tools::toolchain::{self, Toolchain, WASM};
use crate::tools::{apt, bindgen, exec, paths, whipsnake};
use crate::{npm, parts, wasm};
use counts::Profile;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use training::Trainee;

/// Set while cargo calls this program in place of rustc.
const INSTRUMENTING: &str = "WHIPSNAKE_INSTRUMENTING";

/// Counters without a runtime of LLVM's, since none exists for wasm, and the same natively, so that one text form holds
/// both: names as they are and no values of operands.
const INSTRUMENT: &[&str] =
    &["-Cprofile-generate", "-Cllvm-args=-disable-vp=true", "-Cllvm-args=-enable-name-compression=false"];

/// Crates whose records would keep functions alive that engines of today cannot compile or that no program links.
const NOT_INSTRUMENTED: &[&str] = &[
    "alloc",
    "compiler_builtins",
    "core",
    "js_sys",
    "panic_abort",
    "std",
    "wasm_bindgen",
    "wasm_bindgen_shared",
    "web_sys",
];

/// The command.
pub fn run(args: &[String]) -> Result {
    let words = Options::new(args).words()?;
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| word == name);
    if let Some(other) = words.iter().find(|word| !matches!(word.as_str(), "wasm" | "native")) {
        return Err(format!("unknown build {other}; there are wasm and native"));
    }
    if wanted("wasm") {
        profile_wasm()?;
    }
    if wanted("native") {
        profile_native()?;
    }
    Ok(())
}

/// If cargo called us in place of rustc: calls rustc, with counters where they belong. `None`: we were called as ever.
pub fn as_rustc() -> Option<ExitCode> {
    std::env::var_os(INSTRUMENTING)?;
    let mut args = std::env::args_os().skip(1);
    let rustc = args.next()?;
    let args: Vec<_> = args.collect();
    let name = args.iter().position(|arg| arg == "--crate-name").and_then(|at| args.get(at + 1)?.to_str());
    let for_target = args.iter().any(|arg| arg == "--target");
    let mut command = Command::new(rustc);
    command.args(&args);
    if for_target && name.is_some_and(|name| name != "___" && !NOT_INSTRUMENTED.contains(&name)) {
        command.args(INSTRUMENT);
    }
    let status = command.status().ok()?;
    Some(ExitCode::from(u8::try_from(status.code().unwrap_or(1)).unwrap_or(1)))
}

fn profile_wasm() -> Result {
    let toolchain = toolchain::wasm()?;
    let home = home("wasm");
    exec::say("building crates/wasm with counters");
    let mut cargo = toolchain.cargo("build");
    let mut flags = toolchain.release_flags();
    flags.extend(
        ["-Zunstable-options", "-Zno-profiler-runtime", "--cfg=whipsnake_profile"].map(str::to_string),
    );
    let xtask = std::env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
    cargo
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTC_WRAPPER", xtask)
        .env(INSTRUMENTING, "1")
        .env("RUSTFLAGS", flags.join(" "))
        .env("CARGO_TARGET_DIR", &home)
        .args(["--quiet", "-p", "whipsnake-wasm", "--lib", "--profile", "wasm"]);
    exec::run(&mut cargo)?;
    let made = home.join("glue");
    let compiled = home.join(WASM).join("wasm").join("whipsnake_wasm.wasm");
    exec::run(&mut bindgen::glue(&compiled, &made)?)?;
    wasm::finish_glue(&made, &made)?;
    parts::undivided(&made.join("core_bg.wasm"), &made)?;
    let package = home.join("package");
    npm::put_together(&made, &home, &package)?;
    keep(Trainee::Wasm(&package), "wasm", toolchain)
}

fn profile_native() -> Result {
    let home = home("native");
    exec::say("building whipsnake with counters");
    let mut cargo = whipsnake::cargo("release");
    // Build scripts get counters too; nobody reads what they count.
    let nowhere = home.join("scripts.profraw");
    cargo.env("RUSTFLAGS", INSTRUMENT.join(" ")).env("CARGO_TARGET_DIR", &home);
    exec::run(cargo.env("LLVM_PROFILE_FILE", nowhere))?;
    let program = home.join("release").join("whipsnake");
    keep(Trainee::Native(&program), "native", toolchain::NATIVE)
}

/// Trains and keeps the profile with the name of the compiler it is for.
fn keep(trainee: Trainee, build: &str, toolchain: Toolchain) -> Result {
    let profdata = llvm_profdata(toolchain)?;
    let version = toolchain.version()?;
    let to = &toolchain::profile(build, &version);
    let work = paths::target().join("profile/counts");
    let mut profile = Profile::default();
    for program in training::programs()? {
        exec::say(format_args!("training with {}", program.name));
        let text = training::counts(&trainee, &program, &work, &profdata)?;
        profile.add(&text, program.weight).map_err(|error| format!("{}: {error}", program.name))?;
    }
    let text = work.join("all.proftext");
    paths::write(&text, profile.text())?;
    paths::make_dir(to.parent().expect("a profile lies in a folder"))?;
    exec::run(Command::new(&profdata).args(["merge"]).arg(&text).arg("-o").arg(to))?;
    paths::write(&to.with_extension("rustc"), version)?;
    println!("{}: {} functions ran", paths::relative(to), profile.len());
    Ok(())
}

fn home(name: &str) -> PathBuf {
    paths::target().join("profile").join(name)
}

/// `llvm-profdata` of the LLVM in a compiler: profiles change their form with LLVM's versions.
fn llvm_profdata(toolchain: Toolchain) -> Result<String> {
    let about = exec::capture(toolchain.rustc().arg("-vV").current_dir(paths::root()))?;
    let version = about
        .lines()
        .find_map(|line| line.strip_prefix("LLVM version: ")?.split('.').next())
        .ok_or("rustc -vV names no LLVM version")?;
    let program = format!("llvm-profdata-{version}");
    if !exec::has(&program) {
        apt::install(&[&format!("llvm-{version}")], "reading counters")?;
    }
    Ok(program)
}
