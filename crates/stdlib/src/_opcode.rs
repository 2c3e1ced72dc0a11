//! `_opcode`: the instructions of this machine, for `opcode` and `dis` (both have files of their own here, since a
//! register machine's instructions have other operands than CPython's).

use whipsnake_bytecode::{Op, Operand, dis};
use whipsnake_vm::{
    error::Result,
    function,
    native::{ModuleDef, Row},
    objects::{code::Code, dict::Dict, list::List},
    value::{Handle, Obj, Tuple, Value},
    vm::Vm,
};

/// The module.
pub static MODULE: ModuleDef =
    ModuleDef { name: "_opcode", doc: "Opcode support module.", rows: ROWS, types: &[], init: None };

macro_rules! question {
    ($signature:literal, $test:expr, $doc:literal) => {
        function!($signature, |_: &mut Vm, opcode: i64| -> bool { find(opcode).is_some_and($test) }, 1, $doc)
    };
}

const ROWS: &[Row] = &[
    function!(
        "is_valid(opcode)",
        |_: &mut Vm, opcode: i64| find(opcode).is_some(),
        1,
        "Return True if opcode is valid, False otherwise."
    ),
    question!(
        "has_arg(opcode)",
        |op| op.operands()[0] != Operand::No || op.operands()[1] != Operand::No,
        "Return True if the opcode uses its oparg, False otherwise."
    ),
    question!(
        "has_const(opcode)",
        |op| has(op, &[Operand::Const, Operand::WideConst]),
        "Return True if the opcode accesses a constant, False otherwise."
    ),
    question!(
        "has_name(opcode)",
        |op| has(op, &[Operand::Name, Operand::WideName]),
        "Return True if the opcode accesses an attribute by name, False otherwise."
    ),
    question!(
        "has_jump(opcode)",
        |op| has(op, &[Operand::Jump, Operand::WideJump]),
        "Return True if the opcode has a jump target, False otherwise."
    ),
    question!(
        "has_free(opcode)",
        |op| has(op, &[Operand::Free]),
        "Return True if the opcode accesses a free variable, False otherwise."
    ),
    question!(
        "has_local(opcode)",
        |op| has(op, &[Operand::Dst, Operand::Src, Operand::OptSrc, Operand::Both]),
        "Return True if the opcode accesses a local variable, False otherwise."
    ),
    question!(
        "has_exc(opcode)",
        |_| false,
        "Return True if the opcode sets an exception handler, False otherwise."
    ),
    function!(
        "stack_effect(opcode, oparg=None, /, *, jump=None)",
        stack_effect,
        3,
        "Compute the stack effect of the opcode."
    ),
    function!("_names()", names, 0, "Names of all instructions with their numbers."),
    function!(
        "_instructions(code, /)",
        instructions,
        1,
        "For each instruction: index of its word, length in words, number, operands as text, name or constant, target."
    ),
];

fn find(opcode: i64) -> Option<Op> {
    u8::try_from(opcode).ok().and_then(Op::from_u8)
}

fn has(op: Op, kinds: &[Operand]) -> bool {
    op.operands().iter().any(|operand| kinds.contains(operand))
}

/// Registers take the place of a stack, so no instruction moves one.
fn stack_effect(vm: &mut Vm, opcode: i64, _oparg: Option<Value>, _jump: Option<Value>) -> Result<i64> {
    match find(opcode) {
        Some(_) => Ok(0),
        None => Err(vm.value_error("invalid opcode or oparg")),
    }
}

/// `LoadConst` as `LOAD_CONST`.
fn shown_name(op: Op) -> String {
    let mut text = String::new();
    for c in op.name().chars() {
        if c.is_ascii_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.push(c.to_ascii_uppercase());
    }
    text
}

fn names(vm: &mut Vm) -> Handle<Dict> {
    let dict = Dict::new();
    for op in Op::ALL.iter().filter(|op| !op.is_specialized()) {
        dict.set_text(vm, &shown_name(*op), Value::small(*op as i64));
    }
    dict
}

fn instructions(vm: &mut Vm, code: &Obj<Code>) -> Handle<List> {
    let source = code.source.clone();
    let mut rows = Vec::new();
    let mut at = 0;
    while let Some(word) = source.words.get(at).copied() {
        let (text, length) = dis::operands(&source, at);
        let (mut value, mut target) = (Value::NONE, Value::NONE);
        if let Some(op) = Op::from_u8(word.op()) {
            for (kind, field) in op.operands().into_iter().zip([word.a(), word.b(), word.c()]) {
                let behind = (at + 1 + op.cache_words()) as i64;
                match kind {
                    Operand::Name => value = pick(&code.names, field.into()),
                    Operand::WideName => value = pick(&code.names, word.bc_index()),
                    Operand::Const => value = pick(&code.constants, field.into()),
                    Operand::WideConst => value = pick(&code.constants, word.bc_index()),
                    Operand::Free => value = pick(&code.frees, field.into()),
                    Operand::Jump => target = Value::small(behind + i64::from(field as i16)),
                    Operand::WideJump => target = Value::small(behind + i64::from(word.bc())),
                    _ => {}
                }
            }
        }
        let (first, length_value) = (Value::small(at as i64), Value::small(length as i64));
        let number = Value::small(word.op().into());
        let row = vec![first, length_value, number, vm.new_str(&text), value, target];
        rows.push(Tuple::new(row).into_value());
        at += length.max(1);
    }
    List::new(rows)
}

fn pick(items: &[Value], index: usize) -> Value {
    items.get(index).cloned().unwrap_or(Value::NONE)
}
