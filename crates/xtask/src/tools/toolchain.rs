//! A compiler for `wasm32-unknown-unknown`: rustup's target where it is or can be had, else Debian's packages.
//!
//! Debian ships cargo, rustc and the standard library's source; std is then compiled along with us, once per target
//! folder. Wasm builds keep a target folder of their own, so that they and native builds never throw each other away.

use crate::Result;
use crate::tools::{apt, exec, paths};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target all our wasm is built for.
pub const WASM: &str = "wasm32-unknown-unknown";

const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];

/// Which toolchain builds the wasm.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Toolchain {
    /// The Rust on the PATH with its wasm target.
    Rustup,
    /// `/usr/bin/cargo`, with std built from source.
    Debian,
}

/// Finds or installs a toolchain and says in one line which it took.
pub fn wasm() -> Result<Toolchain> {
    let chosen = if has_target() {
        Toolchain::Rustup
    } else if has_debian() {
        Toolchain::Debian
    } else if can_add_target() {
        Toolchain::Rustup
    } else {
        apt::install(DEBIAN_PACKAGES, "building wasm without rustup's target")?;
        Toolchain::Debian
    };
    exec::say(match chosen {
        Toolchain::Rustup => "wasm toolchain: the PATH's Rust with its wasm32-unknown-unknown target",
        Toolchain::Debian => "wasm toolchain: Debian's rustc-web, std built from source",
    });
    Ok(chosen)
}

impl Toolchain {
    /// A cargo command (`build`, `test`, …) for the wasm target with everything this toolchain needs.
    pub fn cargo(self, subcommand: &str) -> Command {
        let mut command = match self {
            Toolchain::Rustup => {
                let mut command = Command::new("cargo");
                command.args([subcommand, "--target", WASM]);
                command
            }
            Toolchain::Debian => {
                let mut command = Command::new("/usr/bin/cargo");
                let path = std::env::var("PATH").unwrap_or_default();
                command
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("PATH", format!("/usr/bin:{path}"))
                    .env("RUSTC", "/usr/bin/rustc")
                    // Set by rustup's proxy for what it starts; Debian's cargo must not follow them.
                    .env_remove("RUSTUP_TOOLCHAIN")
                    .env_remove("CARGO")
                    .env_remove("RUSTDOC")
                    .args([subcommand, "--target", WASM, "-Zbuild-std=std,panic_abort"]);
                if subcommand == "test" {
                    // Else cargo builds std a second time, unwinding, and the two do not mix.
                    command.arg("-Zpanic-abort-tests");
                }
                command
            }
        };
        command.current_dir(paths::root()).env("CARGO_TARGET_DIR", target_dir());
        command
    }

    /// This toolchain's compiler.
    pub fn rustc(self) -> Command {
        Command::new(if self == Toolchain::Debian { "/usr/bin/rustc" } else { "rustc" })
    }

    /// How what ships is built apart from cargo's profile, with or without counters: with vectors of 128 bits, which all
    /// browsers have had since 2023, and, where std is compiled along, without the messages of panics, which are our
    /// bugs and trap. `--quick` builds keep the messages, and so does rustup's std.
    pub fn release_flags(self) -> Vec<String> {
        let mut flags = vec!["-Ctarget-feature=+simd128".to_string()];
        if self == Toolchain::Debian {
            flags.extend(["-Zunstable-options", "-Cpanic=immediate-abort"].map(str::to_string));
        }
        flags
    }

    /// Makes a cargo command build what ships: small, and fast where the profile says that time is spent.
    pub fn optimise(self, command: &mut Command) -> Result {
        let mut flags = self.release_flags();
        let profiled = profile_flags("wasm", &self.rustc())?;
        if !profiled.is_empty() {
            flags.extend(profiled);
            flags.extend(PROFILED_SIZE.iter().map(|option| format!("-Cllvm-args={option}")));
        }
        command.env("RUSTFLAGS", flags.join(" "));
        Ok(())
    }
}

/// How a build with a profile is kept small: only what is hot is taken into its callers generously, and all that takes
/// no hundredth of the time together is optimised for size.
const PROFILED_SIZE: &[&str] = &[
    "-pgso-lwss-only=false",
    "-profile-summary-cutoff-cold=990000",
    "-hot-callsite-threshold=300",
    "-inline-threshold=60",
    "-inlinehint-threshold=150",
    "-enable-chr=false",
    "-unroll-allow-peeling=false",
];

/// Where `cargo xtask profile` keeps the profile of a build, `wasm` or `native`; beside it, the name of its compiler.
pub fn profile(build: &str) -> PathBuf {
    paths::root().join("benches/profile").join(format!("{build}.profdata"))
}

/// Flags for rustc to use the profile of a build, none if it was made with another compiler: it would name no function
/// of ours.
pub fn profile_flags(build: &str, rustc: &Command) -> Result<Vec<String>> {
    let profile = profile(build);
    let made_with = std::fs::read_to_string(profile.with_extension("rustc")).unwrap_or_default();
    let version = version_of(rustc)?;
    if made_with != version {
        exec::say(format_args!("no profile for the {build} build by {}: slower", version.trim()));
        return Ok(Vec::new());
    }
    Ok(vec![format!("-Cprofile-use={}", profile.display()), "-Cllvm-args=-disable-vp=true".to_string()])
}

/// What a compiler calls itself, in a line.
pub fn version_of(rustc: &Command) -> Result<String> {
    exec::capture(Command::new(rustc.get_program()).arg("-V").current_dir(paths::root()))
}

/// Where wasm builds go.
pub fn target_dir() -> PathBuf {
    paths::target().join("wasm")
}

fn has_target() -> bool {
    let sysroot =
        exec::capture(Command::new("rustc").args(["--print", "sysroot"]).current_dir(paths::root()));
    sysroot.is_ok_and(|sysroot| Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).join("lib").is_dir())
}

fn has_debian() -> bool {
    let installed = |package: &&str| {
        exec::capture(Command::new("dpkg-query").args(["-W", "-f", "${db:Status-Status}"]).arg(package))
            .is_ok_and(|status| status.trim() == "installed")
    };
    DEBIAN_PACKAGES.iter().all(installed)
}

/// Lets rustup fetch the target, but not for long: behind a firewall it would wait for minutes.
fn can_add_target() -> bool {
    exec::has("rustup")
        && exec::bounded(Command::new("rustup").args(["target", "add", WASM]).current_dir(paths::root()), 60)
            .is_ok_and(|finished| finished.end.ok())
        && has_target()
}
