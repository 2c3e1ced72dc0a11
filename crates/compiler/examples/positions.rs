//! Writes the opcode family and place of each instruction that may raise: `positions file`.

use whipsnake_bytecode::{CodeObject, Constant, Op};
use whipsnake_compiler::{Options, compile};
use whipsnake_parser_glue::SourceFile;

fn family(op: Op) -> Option<&'static str> {
    Some(match op {
        Op::Call | Op::CallMethod | Op::CallKw | Op::CallMethodKw | Op::CallEx => "call",
        Op::LoadAttr | Op::LoadMethod | Op::LoadSuperAttr | Op::LoadSuperMethod => "attr",
        Op::StoreAttr => "storeattr",
        Op::DeleteAttr => "delattr",
        Op::Subscr | Op::SubscrInt | Op::SubscrConst | Op::SliceGet => "binary",
        Op::StoreSubscr | Op::SliceSet => "storesub",
        Op::DeleteSubscr => "delsub",
        Op::Raise => "raise",
        Op::LoadGlobal | Op::LoadName => "name",
        Op::GetIter => "iter",
        Op::ForIter => "foriter",
        Op::UnpackSequence | Op::UnpackEx => "unpack",
        Op::ImportName => "import",
        Op::ImportFrom => "importfrom",
        Op::Neg | Op::Invert => "unary",
        op if (Op::Eq as u8..=Op::Ge as u8).contains(&(op as u8)) => "compare",
        op if (Op::JumpEq as u8..=Op::JumpNeConst as u8).contains(&(op as u8)) => "compare",
        Op::Contains | Op::JumpContains => "contains",
        op if (Op::Add as u8..=Op::XorConst as u8).contains(&(op as u8)) => "binary",
        _ => return None,
    })
}

fn show(code: &CodeObject) {
    let mut at = 0;
    while let Some(word) = code.words.get(at) {
        let Some(op) = Op::from_u8(word.op()) else { break };
        if let Some(family) = family(op) {
            let place = code.locations.find(at as u32);
            println!("{family} {} {} {} {}", place.line, place.end_line, place.column, place.end_column);
        }
        at += 1 + op.cache_words();
    }
    for constant in &code.constants {
        if let Constant::Code(inner) = constant {
            show(inner);
        }
    }
}

fn main() {
    for path in std::env::args().skip(1) {
        let Ok(source) = std::fs::read_to_string(&path) else { continue };
        match compile(&SourceFile::new(path.as_str(), source), &Options::default()) {
            Ok(compiled) => show(&compiled.code),
            Err(error) => println!("SyntaxError({:?})", error.message),
        }
    }
}
