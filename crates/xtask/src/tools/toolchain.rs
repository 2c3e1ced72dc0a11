//! A compiler for `wasm32-unknown-unknown`: the Rust on the PATH or another of rustup's, else Debian's packages.
//! Those that a profile was made with come first, since others build what is slower.
//!
//! The standard library is compiled along with us, once per target folder, since the one that is shipped has panics
//! with messages and cannot be laid out with us: with it programs take 1.2 times as long in the mean
//! (docs/size.md). It is taken where the library's source cannot be had. Wasm builds keep a target folder of their
//! own, so that they and native builds never throw each other away.

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
pub struct Toolchain {
    rust: Rust,
    /// Whether it compiles std along.
    builds_std: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rust {
    /// The one on the PATH.
    Path,
    /// Rustup's [`MEASURED`].
    Measured,
    /// `/usr/bin/cargo`
    Debian,
}

/// The Rust on the PATH, as native builds use it.
pub const NATIVE: Toolchain = Toolchain { rust: Rust::Path, builds_std: false };

/// Finds or installs a toolchain and says in one line which it took.
pub fn wasm() -> Result<Toolchain> {
    let with_std = |rust| Toolchain { rust, builds_std: true };
    let path = with_std(Rust::Path);
    let is_measured = profile_of("wasm", path)?.is_some();
    let chosen = if is_measured && path.has_source() {
        path
    } else if has_debian() {
        with_std(Rust::Debian)
    } else if is_measured && path.can_add_source() {
        path
    } else if !is_measured && with_std(Rust::Measured).can_be_installed() {
        with_std(Rust::Measured)
    } else if NATIVE.has_target() || NATIVE.can_add_target() {
        NATIVE
    } else {
        apt::install(DEBIAN_PACKAGES, "building wasm without rustup's target")?;
        with_std(Rust::Debian)
    };
    let name = match chosen.rust {
        Rust::Path => "the PATH's Rust".to_string(),
        Rust::Measured => format!("rustup's {MEASURED}, which the profile was made with"),
        Rust::Debian => "Debian's rustc-web".to_string(),
    };
    let std = if chosen.builds_std { "std built from source" } else { "its std as it is, which is slower" };
    exec::say(format_args!("wasm toolchain: {name}, {std}"));
    Ok(chosen)
}

impl Toolchain {
    /// A cargo command (`build`, `test`, …) for the wasm target with everything this toolchain needs.
    pub fn cargo(self, subcommand: &str) -> Command {
        let mut command = self.command("cargo");
        command.args([subcommand, "--target", WASM]);
        if self.builds_std {
            command.env("RUSTC_BOOTSTRAP", "1").arg("-Zbuild-std=std,panic_abort");
            if subcommand == "test" {
                // Else cargo builds std a second time, unwinding, and the two do not mix.
                command.arg("-Zpanic-abort-tests");
            }
        }
        command.current_dir(paths::root()).env("CARGO_TARGET_DIR", target_dir());
        command
    }

    /// This toolchain's compiler.
    pub fn rustc(self) -> Command {
        self.command("rustc")
    }

    /// What the compiler calls itself, in a line.
    pub fn version(self) -> Result<String> {
        exec::capture(self.rustc().arg("-V").current_dir(paths::root()))
    }

    /// One of its programs.
    fn command(self, program: &str) -> Command {
        match self.rust {
            Rust::Path => Command::new(program),
            Rust::Measured => {
                let mut command = Command::new(program);
                command.env("RUSTUP_TOOLCHAIN", MEASURED);
                command
            }
            Rust::Debian => {
                let mut command = Command::new(format!("/usr/bin/{program}"));
                let path = std::env::var("PATH").unwrap_or_default();
                command
                    .env("PATH", format!("/usr/bin:{path}"))
                    .env("RUSTC", "/usr/bin/rustc")
                    // Set by rustup's proxy for what it starts; Debian's cargo must not follow them.
                    .env_remove("RUSTUP_TOOLCHAIN")
                    .env_remove("CARGO")
                    .env_remove("RUSTDOC");
                command
            }
        }
    }

    /// Where the compiler keeps libraries for other targets and their source.
    fn libraries(self) -> Option<PathBuf> {
        let sysroot = self.rustc().args(["--print", "sysroot"]).current_dir(paths::root()).output().ok()?;
        Some(Path::new(String::from_utf8(sysroot.stdout).ok()?.trim()).join("lib/rustlib"))
    }

    fn has_target(self) -> bool {
        self.libraries().is_some_and(|folder| folder.join(WASM).join("lib").is_dir())
    }

    fn has_source(self) -> bool {
        self.libraries().is_some_and(|folder| folder.join("src/rust/library/std").is_dir())
    }

    fn can_add_target(self) -> bool {
        self.rustup(&["target", "add", WASM], 60) && self.has_target()
    }

    fn can_add_source(self) -> bool {
        self.rustup(&["component", "add", "rust-src"], 60) && self.has_source()
    }

    /// Whether it is there with the library's source, or could be installed.
    fn can_be_installed(self) -> bool {
        let install = ["toolchain", "install", MEASURED, "--profile", "minimal", "--component", "rust-src"];
        self.has_source() || self.can_add_source() || self.rustup(&install, 180) && self.has_source()
    }

    /// Lets rustup fetch something, but not for long: behind a firewall it would wait for minutes.
    fn rustup(self, args: &[&str], seconds: u64) -> bool {
        exec::has("rustup")
            && exec::bounded(self.command("rustup").args(args).current_dir(paths::root()), seconds)
                .is_ok_and(|finished| finished.end.ok())
    }

    /// How what ships is built apart from cargo's profile, with or without counters: with vectors of 128 bits, which all
    /// browsers have had since 2023, and, where std is compiled along, without the messages of panics, which are our
    /// bugs and trap. `--quick` builds keep the messages, and so does a std that is shipped.
    pub fn release_flags(self) -> Vec<String> {
        let mut flags = vec!["-Ctarget-feature=+simd128".to_string()];
        if self.builds_std {
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
    // Functions that changed since the profile was made are no news.
    let options =
        ["-disable-vp=true", "-no-pgo-warn-mismatch=true"].map(|option| format!("-Cllvm-args={option}"));
    Ok([format!("-Cprofile-use={}", profile.display())].into_iter().chain(options).collect())
}

/// Where wasm builds go.
pub fn target_dir() -> PathBuf {
    paths::target().join("wasm")
}

fn has_debian() -> bool {
    let installed = |package: &&str| {
        exec::capture(Command::new("dpkg-query").args(["-W", "-f", "${db:Status-Status}"]).arg(package))
            .is_ok_and(|status| status.trim() == "installed")
    };
    DEBIAN_PACKAGES.iter().all(installed)
}
