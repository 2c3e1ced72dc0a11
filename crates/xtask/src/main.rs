//! Commands of the house: one file per command, whose first doc paragraph is its help text.
//!
//! `cargo xtask help` lists them. The helpers below `tools/` are shared: running programs, finding folders,
//! node packages, the wasm toolchain.

mod bench;
mod bless;
mod check;
mod conformance;
mod dis;
mod e2e;
mod fuzz;
mod listings;
mod missing;
mod npm;
mod parts;
mod profile;
mod serve;
mod size;
mod test;
mod tidy;
mod tools;
mod wasm;

use std::process::ExitCode;

/// What every command returns: nothing, or one sentence saying what went wrong and what to do.
pub type Result<T = ()> = std::result::Result<T, String>;

/// One command: its name, its usage and purpose in a line, and the function that runs it.
struct Command {
    name: &'static str,
    usage: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Result,
}

const COMMANDS: &[Command] = &[
    Command { name: "check", usage: "", about: "all that CI runs: fmt, clippy, tidy, test", run: check::run },
    Command { name: "test", usage: "[filter]", about: "every test there is, in order", run: test::run },
    Command { name: "tidy", usage: "", about: "the rules no compiler checks", run: tidy::run },
    Command { name: "bless", usage: "[filter]", about: "expectations from CPython 3.14", run: bless::run },
    Command { name: "wasm", usage: "[--quick]", about: "build the wasm file and its glue", run: wasm::run },
    Command { name: "npm", usage: "", about: "assemble dist/npm", run: npm::run },
    Command { name: "serve", usage: "[--port N]", about: "build and serve the playground", run: serve::run },
    Command { name: "e2e", usage: "[filter]", about: "the page in headless Chromium", run: e2e::run },
    Command { name: "size", usage: "", about: "bytes of everything a page downloads", run: size::run },
    Command {
        name: "bench",
        usage: "[filter] [options]",
        about: "pyperformance, engines side by side",
        run: bench::run,
    },
    Command {
        name: "conformance",
        usage: "[module…] [--lib PATH] [--bless]",
        about: "CPython's own test modules",
        run: conformance::run,
    },
    Command {
        name: "profile",
        usage: "[wasm|native]",
        about: "measure what is hot, for optimised builds",
        run: profile::run,
    },
    Command { name: "missing", usage: "", about: "names CPython has and we lack", run: missing::run },
    Command {
        name: "listings",
        usage: "[--bless]",
        about: "bytecode of the sources in tests/bytecode",
        run: listings::run,
    },
    Command { name: "dis", usage: "file.py", about: "the bytecode of a file", run: dis::run },
    Command {
        name: "fuzz",
        usage: "target [seconds]",
        about: "random programs: never a panic",
        run: fuzz::run,
    },
];

fn main() -> ExitCode {
    if let Some(code) = profile::as_rustc() {
        return code;
    }
    let args: Vec<String> = std::env::args().skip(1).collect();
    let name = args.first().map_or("help", String::as_str);
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        print_help();
        return if matches!(name, "help" | "-h" | "--help") { ExitCode::SUCCESS } else { ExitCode::from(2) };
    };
    match (command.run)(&args[1..]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("cargo xtask {name}: {message}");
            ExitCode::FAILURE
        }
    }
}

fn print_help() {
    println!("usage: cargo xtask <command>\n");
    for command in COMMANDS {
        let call = format!("{} {}", command.name, command.usage);
        println!("  {call:<44} {}", command.about);
    }
}
