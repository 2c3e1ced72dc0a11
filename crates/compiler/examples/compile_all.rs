//! Compiles and verifies files, or shows their listings or attributes: `compile_all [--dis | --meta] file...`.

use std::time::Instant;
use whipsnake_bytecode::{CodeObject, Constant, dis, pack, verify};
use whipsnake_compiler::{Options, compile};
use whipsnake_parser_glue::SourceFile;

/// The attributes of code objects that programs can see, one line each.
fn print_attributes(code: &CodeObject) {
    let of = |names: Vec<&str>| names.join(",");
    let mut names: Vec<&str> = code.names.iter().map(|name| &**name).collect();
    names.sort_unstable();
    println!(
        "{}|{}|{:x}|{}|{}|{}|{}|{}|{}|{}|{}",
        code.first_line,
        code.qualname,
        code.flags.0,
        code.arg_count,
        code.posonly_count,
        code.kwonly_count,
        of(code.locals[..code.var_count as usize].iter().map(|name| &**name).collect()),
        of(code.cells.iter().map(|reg| &*code.locals[usize::from(*reg)]).collect()),
        of(code.frees.iter().map(|name| &**name).collect()),
        of(names),
        code.name,
    );
    for constant in &code.constants {
        if let Constant::Code(inner) = constant {
            print_attributes(inner);
        }
    }
}

fn main() {
    let (mut show, mut attributes) = (false, false);
    let (mut files, mut lines, mut failed, mut bytes) = (0, 0, 0, 0);
    let start = Instant::now();
    for path in std::env::args().skip(1) {
        if path == "--dis" {
            show = true;
            continue;
        }
        if path == "--meta" {
            attributes = true;
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
                if attributes {
                    print_attributes(&compiled.code);
                }
                let packed = pack::pack(&compiled.code);
                bytes += packed.len();
                let again = pack::unpack(&packed).map(|code| format!("{code:?}"));
                if again.as_deref() != Ok(&*format!("{:?}", compiled.code)) {
                    println!("{path}: packs differently");
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
    println!(
        "{files} files, {lines} lines, {bytes} bytes packed, {failed} failed, {:.0} lines/s",
        lines as f64 / seconds
    );
}
