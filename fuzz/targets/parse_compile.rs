//! Any text compiles, or is refused with a SyntaxError: in each mode, without a panic.

use std::process::ExitCode;
use whipsnake_compiler::{Mode, Options, compile};
use whipsnake_parser_glue::SourceFile;

fn main() -> ExitCode {
    whipsnake_fuzz::drive("parse_compile", |text| {
        for mode in [Mode::Exec, Mode::Eval, Mode::Single] {
            let source = SourceFile::new("<fuzz>", text);
            // Which of the two it is does not matter here.
            let _ = compile(&source, &Options { mode, ..Options::default() });
        }
    })
}
