//! Writes the code of a file as a Python literal, for tools that run or compare it: `export_code file`.

use std::fmt::Write;
use whipsnake_bytecode::{CodeObject, Constant, Op};
use whipsnake_compiler::{Options, compile};
use whipsnake_parser_glue::SourceFile;

fn text(bytes: &[u8]) -> String {
    let mut out = String::from("b'");
    for byte in bytes {
        let _ = write!(out, "\\x{byte:02x}");
    }
    out + "'"
}

fn names(names: &[Box<str>]) -> String {
    let all: Vec<String> = names.iter().map(|name| text(name.as_bytes())).collect();
    format!("[{}]", all.join(","))
}

fn constant(value: &Constant) -> String {
    let all = |items: &[Constant]| items.iter().map(|item| constant(item) + ",").collect::<String>();
    match value {
        Constant::None => "None".into(),
        Constant::True => "True".into(),
        Constant::False => "False".into(),
        Constant::Ellipsis => "...".into(),
        Constant::Int(value) => format!("({value})"),
        Constant::BigInt { negative, magnitude } => {
            format!("({}int.from_bytes({},'little'))", if *negative { "-" } else { "" }, text(magnitude))
        }
        Constant::Float(value) => format!("float('{value:e}')"),
        Constant::Complex(real, imaginary) => format!("complex(float('{real:e}'),float('{imaginary:e}'))"),
        Constant::Str(bytes) => format!("{}.decode('utf-8','surrogatepass')", text(bytes)),
        Constant::Bytes(bytes) => text(bytes),
        Constant::Tuple(items) => format!("({})", all(items)),
        Constant::FrozenSet(items) => format!("frozenset([{}])", all(items)),
        Constant::Slice(parts) => format!("slice({})", all(parts.as_slice())),
        Constant::Code(code) => export(code),
    }
}

fn export(code: &CodeObject) -> String {
    let mut words = String::new();
    let mut at = 0;
    while let Some(word) = code.words.get(at) {
        let Some(op) = Op::from_u8(word.op()) else { break };
        let data = code.words.get(at + 1).map_or(0, |word| word.0);
        let line = code.locations.find(at as u32).line;
        let _ = write!(
            words,
            "{at}:('{}',{},{},{},{},{},{},{line},{data}),",
            op.name(),
            word.flags(),
            word.a(),
            word.b(),
            word.c(),
            word.bc(),
            1 + op.cache_words()
        );
        at += 1 + op.cache_words();
    }
    let handlers: String =
        code.handlers.iter().map(|h| format!("({},{},{},{}),", h.start, h.end, h.target, h.depth)).collect();
    let constants: String = code.constants.iter().map(|value| constant(value) + ",").collect();
    format!(
        "Code({},{},{},{},{},{},{},{},{},{:?},{},{},{},[{}],{{{}}},[{}])",
        text(code.name.as_bytes()),
        text(code.qualname.as_bytes()),
        code.first_line,
        code.flags.0,
        code.arg_count,
        code.posonly_count,
        code.kwonly_count,
        names(&code.locals),
        code.var_count,
        code.cells,
        names(&code.frees),
        code.register_count,
        names(&code.names),
        constants,
        words,
        handlers
    )
}

fn main() {
    for path in std::env::args().skip(1) {
        let Ok(source) = std::fs::read_to_string(&path) else { continue };
        match compile(&SourceFile::new(path.as_str(), source), &Options::default()) {
            Ok(compiled) => println!("{}", export(&compiled.code)),
            Err(error) => println!("SyntaxError({:?})", error.message),
        }
    }
}
