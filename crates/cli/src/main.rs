//! The terminal as host: `whipsnake [options] [-c command | -m module | file | -] [arguments]`.

mod arguments;
mod host;
mod repl;
mod system;

use arguments::{Arguments, What};
use host::NativeHost;
use std::{
    io::Read,
    process::ExitCode,
    sync::{Arc, atomic::AtomicBool},
};
use whipsnake::{Interpreter, Mode};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// `sys.version`'s number.
pub const VERSION: &str = "3.14.0";

fn main() -> ExitCode {
    let given: Vec<String> =
        std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let arguments = match Arguments::parse(&given) {
        Ok(arguments) => arguments,
        Err(message) => {
            eprintln!("{message}");
            eprintln!("usage: whipsnake [option] ... [-c cmd | -m mod | file | -] [arg] ...");
            eprintln!("Try `whipsnake -h' for more information.");
            return ExitCode::from(2);
        }
    };
    // The loop keeps Python frames off the Rust stack, but nested natives (repr, comparison, parsing) use it.
    let worker = std::thread::Builder::new().stack_size(256 << 20).spawn(move || run(arguments));
    let code = match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(code)) => code,
        _ => 120,
    };
    ExitCode::from(code as u8)
}

fn run(arguments: Arguments) -> i32 {
    match &arguments.what {
        What::Help => {
            println!("{}", arguments::HELP);
            return 0;
        }
        What::Version => {
            println!("Python {VERSION}");
            return 0;
        }
        _ => {}
    }
    if arguments.listing {
        return list(&arguments);
    }
    let interrupted = Arc::new(AtomicBool::new(false));
    let flag = interrupted.clone();
    // Without a handler Ctrl-C simply ends the process, which is no worse.
    let _ = ctrlc::set_handler(move || flag.store(true, std::sync::atomic::Ordering::Relaxed));
    let mut python = Interpreter::new(Box::new(NativeHost::new(interrupted)), arguments.settings());
    let mut code = match &arguments.what {
        What::Command(source) => python.run_main(source, "<string>", Mode::Exec),
        What::Module(name) => python.run_module(name),
        What::File(path) => run_file(&mut python, path),
        What::Input => {
            if std::io::IsTerminal::is_terminal(&std::io::stdin()) || arguments.inspect {
                repl::run(&mut python, !arguments.quiet)
            } else {
                run_input(&mut python)
            }
        }
        What::Help | What::Version => 0,
    };
    if arguments.inspect && !matches!(arguments.what, What::Input) {
        code = repl::run(&mut python, false);
    }
    if !python.finalize() && code == 0 {
        code = 120;
    }
    code
}

/// Runs a file, a directory or a zip file with a `__main__`.
fn run_file(python: &mut Interpreter, path: &str) -> i32 {
    let kind = std::fs::metadata(path);
    if kind.as_ref().is_ok_and(std::fs::Metadata::is_dir) {
        return python.run_path_entry();
    }
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let number = error.raw_os_error().unwrap_or(0);
            let text = error.to_string();
            let text = text.split(" (os error").next().unwrap_or("");
            eprintln!("whipsnake: can't open file '{}': [Errno {number}] {text}", absolute(path));
            return 2;
        }
    };
    if bytes.starts_with(b"PK\x03\x04") {
        return python.run_path_entry();
    }
    let path = absolute(path);
    python.set_main_text("__file__", &path);
    python.run_main_bytes(&bytes, &path)
}

fn absolute(path: &str) -> String {
    match std::env::current_dir() {
        Ok(dir) => dir.join(path).to_string_lossy().into_owned(),
        Err(_) => path.to_owned(),
    }
}

fn run_input(python: &mut Interpreter) -> i32 {
    let mut bytes = Vec::new();
    if let Err(error) = std::io::stdin().read_to_end(&mut bytes) {
        eprintln!("whipsnake: can't read input: {error}");
        return 2;
    }
    python.run_main_bytes(&bytes, "<stdin>")
}

/// `--dis`: shows the listing instead of running.
fn list(arguments: &Arguments) -> i32 {
    let (source, name) = match &arguments.what {
        What::Command(source) => (source.clone(), "<string>".to_owned()),
        What::File(path) => match std::fs::read_to_string(path) {
            Ok(source) => (source, path.clone()),
            Err(error) => {
                eprintln!("whipsnake: can't open file '{path}': {error}");
                return 2;
            }
        },
        _ => {
            let mut source = String::new();
            if let Err(error) = std::io::stdin().read_to_string(&mut source) {
                eprintln!("whipsnake: can't read input: {error}");
                return 2;
            }
            (source, "<stdin>".to_owned())
        }
    };
    match whipsnake::listing(&source, &name, arguments.optimize) {
        Ok(text) => {
            print!("{text}");
            0
        }
        Err(problem) => {
            eprintln!("  File \"{name}\", line {}\n{}: {}", problem.line, problem.class, problem.message);
            1
        }
    }
}
