//! A plain prompt with continuation lines.

use std::io::{BufRead, IsTerminal, Write};
use whipsnake::Interpreter;

/// Reads, runs and prints until the end of input; gives the exit code.
pub fn run(python: &mut Interpreter, banner: bool) -> i32 {
    if banner {
        eprintln!("Python {} [Whipsnake {}]", crate::VERSION, env!("CARGO_PKG_VERSION"));
        eprintln!("Type \"help\", \"copyright\", \"credits\" or \"license\" for more information.");
    }
    let terminal = std::io::stdin().is_terminal();
    let mut source = String::new();
    loop {
        if terminal {
            print!("{}", if source.is_empty() { ">>> " } else { "... " });
            let _ = std::io::stdout().flush();
        }
        let mut line = String::new();
        match std::io::stdin().lock().read_line(&mut line) {
            Ok(0) => {
                if !source.trim().is_empty()
                    && let Some(code) = python.run_prompt(&source)
                {
                    return code;
                }
                if terminal {
                    println!();
                }
                return 0;
            }
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {
                source.clear();
                println!("\nKeyboardInterrupt");
                continue;
            }
            Err(_) => return 1,
        }
        let first = source.is_empty();
        source.push_str(&line);
        if first && line.trim().is_empty() {
            source.clear();
            continue;
        }
        let is_block_line = !first && !line.trim().is_empty();
        if is_block_line && source.lines().next().is_some_and(is_compound)
            || whipsnake::is_incomplete(&source)
        {
            continue;
        }
        let text = std::mem::take(&mut source);
        if let Some(code) = python.run_prompt(&text) {
            return code;
        }
    }
}

/// Whether a statement goes on until an empty line.
fn is_compound(first_line: &str) -> bool {
    let line = first_line.trim_end();
    line.ends_with(':') || line.starts_with('@')
}
