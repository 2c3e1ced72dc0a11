//! The text form of code: one line per instruction, for people, golden tests and `--dis`.
//!
//! A line shows the source line when it changes, the address, the name, the flags that matter, then each operand as
//! its kind asks: registers by name where they have one, else `t0`, `t1` … for temporaries; constants and names
//! written out; jumps as `-> address`. Taken operands are marked with `!`. The handler table follows.

use crate::instr::{IN_PLACE, LOW, NO_REG, TAKE_A, TAKE_B, TAKE_C, WHEN_TRUE};
use crate::{CodeObject, Constant, Intrinsic, Op, Operand, Word};
use std::fmt::Write;

/// The listing of `code`, and of the code objects among its constants below it.
pub fn listing(code: &CodeObject) -> String {
    let mut out = String::new();
    write_code(code, &mut out);
    out
}

fn write_code(code: &CodeObject, out: &mut String) {
    let _ =
        writeln!(out, "code {} (line {}, {} registers)", code.qualname, code.first_line, code.register_count);
    if !code.locals.is_empty() {
        let _ = writeln!(out, "  locals {}", code.locals.join(" "));
    }
    if !code.frees.is_empty() {
        let _ = writeln!(out, "  closure {}", code.frees.join(" "));
    }
    let mut at = 0;
    let mut line = 0;
    let mut runs = code.locations.runs().peekable();
    while let Some(word) = code.words.get(at) {
        while runs.next_if(|(first, count, _)| at as u32 >= first + count).is_some() {}
        let here = runs.peek().map_or(0, |(_, _, place)| place.line);
        let shown = if here != line && here != 0 { here.to_string() } else { String::new() };
        line = if here != 0 { here } else { line };
        let _ = write!(out, "{shown:>6} {at:>5} ");
        at += write_instruction(code, at, *word, out);
        out.push('\n');
    }
    for handler in &code.handlers {
        let _ = writeln!(
            out,
            "  handler {}..{} -> {} in t{}",
            handler.start,
            handler.end,
            handler.target,
            usize::from(handler.depth).saturating_sub(code.locals.len())
        );
    }
    for constant in &code.constants {
        if let Constant::Code(inner) = constant {
            out.push('\n');
            write_code(inner, out);
        }
    }
}

fn register(code: &CodeObject, number: u16) -> String {
    if number == NO_REG {
        return "-".to_owned();
    }
    let number = usize::from(number);
    match code.locals.get(number) {
        Some(name) => name.to_string(),
        None => format!("t{}", number - code.locals.len()),
    }
}

/// What stands behind the name of the instruction at `at`, and how many words it takes.
pub fn operands(code: &CodeObject, at: usize) -> (String, usize) {
    let Some(word) = code.words.get(at) else { return (String::new(), 1) };
    let mut text = String::new();
    let length = write_instruction(code, at, *word, &mut text);
    let behind = text.find(char::is_whitespace).map_or("", |end| text[end..].trim());
    (behind.to_owned(), length)
}

/// Writes one instruction; returns its length in words.
fn write_instruction(code: &CodeObject, at: usize, word: Word, out: &mut String) -> usize {
    let Some(op) = Op::from_u8(word.op()) else {
        let _ = write!(out, "?{:#x}", word.0);
        return 1;
    };
    let length = 1 + op.cache_words();
    let _ = write!(out, "{:<16}", op.name());
    let kinds = op.operands();
    let values = [word.a(), word.b(), word.c()];
    let takes = [TAKE_A, TAKE_B, TAKE_C];
    let name = |index: usize| code.names.get(index).map_or("?", |name| name);
    let constant = |index: usize| code.constants.get(index).map_or("?".to_owned(), constant_text);
    for (slot, kind) in kinds.into_iter().enumerate() {
        let value = values[slot];
        let target = |distance: i64| at as i64 + length as i64 + distance;
        let text = match kind {
            Operand::No | Operand::Half => continue,
            Operand::Dst | Operand::Src | Operand::OptSrc | Operand::Both => register(code, value),
            Operand::Window | Operand::DstWindow => format!("{}..", register(code, value)),
            Operand::Name => name(value.into()).to_owned(),
            Operand::Const => constant(value.into()),
            Operand::Free => {
                code.frees.get(usize::from(value)).map_or("?".to_owned(), |name| format!("*{name}"))
            }
            Operand::Num if op == Op::Intrinsic => {
                Intrinsic::from_u8(value as u8).map_or("?".to_owned(), |which| which.name().to_owned())
            }
            Operand::Num => value.to_string(),
            Operand::Imm => (value as i16).to_string(),
            Operand::Jump => format!("-> {}", target((value as i16).into())),
            Operand::WideName => name(word.bc_index()).to_owned(),
            Operand::WideConst => constant(word.bc_index()),
            Operand::WideImm => word.bc().to_string(),
            Operand::WideJump => format!("-> {}", target(word.bc().into())),
        };
        let taken = if word.has(takes[slot]) { "!" } else { "" };
        let _ = write!(out, " {text}{taken}");
    }
    if op == Op::UnpackEx {
        let after = code.words.get(at + 1).map_or(0, |word| word.0);
        let _ = write!(out, " +{after}");
    }
    let is_jump = kinds.contains(&Operand::Jump) || kinds.contains(&Operand::WideJump);
    if word.has(WHEN_TRUE) {
        out.push_str(if is_jump || matches!(op, Op::Is | Op::Contains) { " if true" } else { " in place" });
    }
    debug_assert_eq!(WHEN_TRUE, IN_PLACE);
    if op == Op::FormatValue && word.flags() & LOW != 0 {
        let _ = write!(out, " !{}", ["", "s", "r", "a"].get(usize::from(word.flags() & LOW)).unwrap_or(&"?"));
    }
    length
}

fn list_text(items: &[Constant], open: &str, close: &str) -> String {
    let texts: Vec<String> = items.iter().map(constant_text).collect();
    format!("{open}{}{close}", texts.join(", "))
}

/// A constant, much as Python would write it.
fn constant_text(constant: &Constant) -> String {
    match constant {
        Constant::None => "None".to_owned(),
        Constant::True => "True".to_owned(),
        Constant::False => "False".to_owned(),
        Constant::Ellipsis => "...".to_owned(),
        Constant::Int(value) => value.to_string(),
        Constant::BigInt { negative, magnitude } => {
            let digits: String = magnitude.iter().rev().map(|byte| format!("{byte:02x}")).collect();
            format!("{}0x{}", if *negative { "-" } else { "" }, digits.trim_start_matches('0'))
        }
        Constant::Float(value) => format!("{value:?}"),
        Constant::Complex(real, imaginary) => format!("({real:?}+{imaginary:?}j)"),
        Constant::Str(text) => format!("{:?}", String::from_utf8_lossy(text)),
        Constant::Bytes(bytes) => format!("b{:?}", String::from_utf8_lossy(bytes)),
        Constant::Tuple(items) => list_text(items, "(", if items.len() == 1 { ",)" } else { ")" }),
        Constant::FrozenSet(items) => list_text(items, "frozenset({", "})"),
        Constant::Slice(parts) => list_text(parts.as_slice(), "slice(", ")"),
        Constant::Code(code) => format!("<code {}>", code.qualname),
    }
}
