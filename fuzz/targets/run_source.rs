//! Any program runs until it ends, raises, waits, or has used the slices it is given: never a panic.

use std::process::ExitCode;
use whipsnake::{Interpreter, Mode, Settings, State};
use whipsnake_fuzz::Nothing;

/// Slices a program gets; a slice is some ten thousand turns and calls.
const SLICES: usize = 60;

fn main() -> ExitCode {
    // Nested natives use the Rust stack as deep as the command line allows them.
    let worker = std::thread::Builder::new().stack_size(256 << 20).spawn(|| {
        whipsnake_fuzz::drive("run_source", |text| {
            let mut python = Interpreter::new(Box::new(Nothing), Settings::default());
            python.start(text, "<fuzz>", Mode::Exec);
            for _ in 0..SLICES {
                if !matches!(python.step(), State::Paused) {
                    break;
                }
            }
        })
    });
    match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(code)) => code,
        _ => ExitCode::FAILURE,
    }
}
