//! Compiles and verifies files, or shows the listing of one: `compile_all [--dis] file...`.

use std::time::Instant;
use whipsnake_bytecode::{dis, verify};
use whipsnake_compiler::{Options, compile};
use whipsnake_parser_glue::SourceFile;

fn main() {
    let mut show = false;
    let (mut files, mut lines, mut failed) = (0, 0, 0);
    let start = Instant::now();
    for path in std::env::args().skip(1) {
        if path == "--dis" {
            show = true;
            continue;
        }
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        files += 1;
        lines += text.lines().count();
        let source = SourceFile::new(path.as_str(), text);
        match compile(&source, &Options::default()) {
            Ok(compiled) => {
                if show {
                    print!("{}", dis::listing(&compiled.code));
                }
                if let Err(fault) = verify::verify(&compiled.code) {
                    failed += 1;
                    println!("{path}: {fault}");
                }
            }
            Err(error) => {
                failed += 1;
                let line = error.position.map_or(0, |position| position.line);
                println!("{path}:{line}: {}", error.message);
            }
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("{files} files, {lines} lines, {failed} failed, {:.0} lines/s", lines as f64 / seconds);
}
