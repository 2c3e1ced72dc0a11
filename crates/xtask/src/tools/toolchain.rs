//! A compiler for `wasm32-unknown-unknown`: rustup's target where it is or can be had, else Debian's packages. Compilers
//! that a profile was made with come first, since others build what is slower.
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

/// The toolchain of rustup's that there is a profile for.
const MEASURED: &str = "1.95.0";

/// Which toolchain builds the wasm.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Toolchain {
    /// The Rust on the PATH.
    Path,
    /// Rustup's [`MEASURED`].
    Measured,
    /// `/usr/bin/cargo`, with std built from source.
    Debian,
}

/// Finds or installs a toolchain and says in one line which it took.
pub fn wasm() -> Result<Toolchain> {
    let is_measured = profile_of("wasm", Toolchain::Path)?.is_some();
    let chosen = if is_measured && has_target(Toolchain::Path) {
        Toolchain::Path
    } else if has_debian() {
        Toolchain::Debian
    } else if is_measured && can_add_target(Toolchain::Path) {
        Toolchain::Path
    } else if !is_measured && can_install_measured() {
        Toolchain::Measured
    } else if has_target(Toolchain::Path) {
        Toolchain::Path
    } else {
        apt::install(DEBIAN_PACKAGES, "building wasm without rustup's target")?;
        Toolchain::Debian
    };
    exec::say(match chosen {
        Toolchain::Path => {
            "wasm toolchain: the PATH's Rust with its wasm32-unknown-unknown target".to_string()
        }
        Toolchain::Measured => {
            format!("wasm toolchain: rustup's {MEASURED}, which the profile was made with")
        }
        Toolchain::Debian => "wasm toolchain: Debian's rustc-web, std built from source".to_string(),
    });
    Ok(chosen)
}

impl Toolchain {
    /// A cargo command (`build`, `test`, …) for the wasm target with everything this toolchain needs.
    pub fn cargo(self, subcommand: &str) -> Command {
        let mut command = match self {
            Toolchain::Path | Toolchain::Measured => {
                let mut command = self.command("cargo");
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
        if self == Toolchain::Debian { Command::new("/usr/bin/rustc") } else { self.command("rustc") }
    }

    /// What the compiler calls itself, in a line.
    pub fn version(self) -> Result<String> {
        exec::capture(self.rustc().arg("-V").current_dir(paths::root()))
    }

    /// A program of rustup's.
    fn command(self, program: &str) -> Command {
        let mut command = Command::new(program);
        if self == Toolchain::Measured {
            command.env("RUSTUP_TOOLCHAIN", MEASURED);
        }
        command
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
        let profiled = profile_flags("wasm", self)?;
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

/// Where `cargo xtask profile` keeps the profile of a build, `wasm` or `native`, by a compiler, which is named as
/// [`Toolchain::version`] names it. Beside it lies that name.
pub fn profile(build: &str, version: &str) -> PathBuf {
    let number = version.split_whitespace().nth(1).unwrap_or_default();
    paths::root().join("benches/profile").join(format!("{build}-{number}.profdata"))
}

/// The profile that was made with this very compiler, if there is one: others name functions differently.
fn profile_of(build: &str, toolchain: Toolchain) -> Result<Option<PathBuf>> {
    let version = toolchain.version()?;
    let profile = profile(build, &version);
    let made_with = std::fs::read_to_string(profile.with_extension("rustc")).unwrap_or_default();
    Ok((made_with == version).then_some(profile))
}

/// Flags for rustc to use the profile of a build, none if there is none.
pub fn profile_flags(build: &str, toolchain: Toolchain) -> Result<Vec<String>> {
    let Some(profile) = profile_of(build, toolchain)? else {
        exec::say(format_args!(
            "no profile for the {build} build by {}: slower",
            toolchain.version()?.trim()
        ));
        return Ok(Vec::new());
    };
    Ok(vec![format!("-Cprofile-use={}", profile.display()), "-Cllvm-args=-disable-vp=true".to_string()])
}

/// Where wasm builds go.
pub fn target_dir() -> PathBuf {
    paths::target().join("wasm")
}

fn has_target(toolchain: Toolchain) -> bool {
    let sysroot = exec::capture(toolchain.rustc().args(["--print", "sysroot"]).current_dir(paths::root()));
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
fn can_add_target(toolchain: Toolchain) -> bool {
    rustup(toolchain, &["target", "add", WASM], 60) && has_target(toolchain)
}

/// The same for the toolchain of the profile with its target.
fn can_install_measured() -> bool {
    let toolchain = Toolchain::Measured;
    has_target(toolchain)
        || rustup(
            toolchain,
            &["toolchain", "install", MEASURED, "--profile", "minimal", "--target", WASM],
            180,
        ) && has_target(toolchain)
}

fn rustup(toolchain: Toolchain, args: &[&str], seconds: u64) -> bool {
    exec::has("rustup")
        && exec::bounded(toolchain.command("rustup").args(args).current_dir(paths::root()), seconds)
            .is_ok_and(|finished| finished.end.ok())
}
