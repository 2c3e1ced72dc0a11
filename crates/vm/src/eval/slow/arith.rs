//! Arithmetic, comparison and truth beyond small integers and floats.

use crate::{
    error::Result,
    eval::{
        frame::{Continue, Then},
        stack::Regs,
    },
    objects::{dict::Dict, int::fast, list::List},
    protocol::{BinaryOp, CompareOp},
    types::Slot,
    value::{Str, Tuple, Value, fixed, map::flags},
    vm::Vm,
};
use whipsnake_bytecode::{Op, Word, instr};

/// In `Continue::x` of binary answers: a comparison.
pub(crate) const COMPARE: u8 = 0x20;
/// In `Continue::x` of binary answers: the in-place form.
pub(crate) const IN_PLACE_OP: u8 = 0x10;

/// Texts up to here are put together without asking whether there is room.
const LONG: usize = 1 << 16;

/// `a * b` when it surely fits.
#[inline(always)]
pub(crate) fn mul_small(a: i64, b: i64) -> Option<Value> {
    if a as i32 as i64 == a && b as i32 as i64 == b { Value::try_small(a * b) } else { None }
}
/// `a / b` of integers that floats hold exactly.
#[inline(always)]
pub(crate) fn div_small(a: i64, b: i64) -> Option<Value> {
    (b != 0).then(|| Value::float(a as f64 / b as f64))
}
/// `a // b`
#[inline(always)]
pub(crate) fn floor_div_small(a: i64, b: i64) -> Option<Value> {
    if b == 0 {
        return None;
    }
    let quotient = a / b;
    let quotient = if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient };
    Value::try_small(quotient)
}
/// `a % b`
#[inline(always)]
pub(crate) fn mod_small(a: i64, b: i64) -> Option<Value> {
    if b == 0 {
        return None;
    }
    let rest = a % b;
    Some(Value::small(if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest }))
}
/// `a << b` when it surely fits.
#[inline(always)]
pub(crate) fn shl_small(a: i64, b: i64) -> Option<Value> {
    if (0..16).contains(&b) && a as i32 as i64 == a { Value::try_small(a << b) } else { None }
}
/// `a >> b`
#[inline(always)]
pub(crate) fn shr_small(a: i64, b: i64) -> Option<Value> {
    if b < 0 { None } else { Some(Value::small(a >> b.min(63))) }
}

fn release(word: Word, fp: Regs) {
    if word.has(instr::TAKE_B) {
        drop(fp.take(word.b()));
    }
    if word.has(instr::TAKE_C) {
        drop(fp.take(word.c()));
    }
}

fn store(vm: &mut Vm, fp: Regs, register: u16, value: Value) -> Result<bool> {
    drop(fp.replace(register, value));
    if vm.heap.needs_attention() {
        vm.run_attention();
    }
    Ok(true)
}

/// `R[a] = R[b] op R[c]`. True, of this and the next ones: the result is there, and the running frame goes on.
#[cold]
#[inline(never)]
pub(crate) fn binary(vm: &mut Vm, word: Word, op: BinaryOp, fp: Regs, _b: &Value) -> Result<bool> {
    let in_place = word.has(instr::IN_PLACE);
    if op == BinaryOp::Add
        && let (Some(_), Some(more)) = (fp.at(word.b()).exact::<Str>(), fp.at(word.c()).exact::<Str>())
    {
        return concatenate(vm, word, fp, more, word.has(instr::TAKE_C));
    }
    let (b, c) = (fp.at(word.b()).clone(), fp.at(word.c()).clone());
    release(word, fp);
    operate(vm, op, in_place, b, c, fp, word.a())
}

/// `R[a] = R[b] op constant`
#[cold]
#[inline(never)]
pub(crate) fn binary_const(vm: &mut Vm, word: Word, op: BinaryOp, fp: Regs, c: &Value) -> Result<bool> {
    if op == BinaryOp::Add
        && let (Some(_), Some(more)) = (fp.at(word.b()).exact::<Str>(), c.exact::<Str>())
    {
        return concatenate(vm, word, fp, more, false);
    }
    let b = fp.at(word.b()).clone();
    if word.has(instr::TAKE_B) {
        drop(fp.take(word.b()));
    }
    operate(vm, op, word.has(instr::IN_PLACE), b, c.clone(), fp, word.a())
}

/// `R[a] = R[b] + R[c]` of strings: the left one grows in place when this register is all that holds it.
fn concatenate(
    vm: &mut Vm,
    word: Word,
    fp: Regs,
    more: &crate::value::Obj<Str>,
    take_right: bool,
) -> Result<bool> {
    let same = word.a() == word.b();
    let more = more.to_handle();
    if let Some(text) = fp.at(word.b()).exact::<Str>() {
        let length = text.as_bytes().len().checked_add(more.as_bytes().len());
        if length.is_none_or(|length| length > LONG) {
            vm.check_size(length)?;
        }
    }
    let left = if same || word.has(instr::TAKE_B) { fp.take(word.b()) } else { fp.at(word.b()).clone() };
    let result = match Str::append_unique(left, &more) {
        Ok(grown) => grown,
        Err(left) => {
            let Some(text) = left.exact::<Str>() else { return Ok(true) };
            Str::concat(text, &more).into_value()
        }
    };
    if take_right {
        drop(fp.take(word.c()));
    }
    store(vm, fp, word.a(), result)
}

/// Does a binary operation on owned operands; methods written in Python get a frame.
fn operate(vm: &mut Vm, op: BinaryOp, in_place: bool, b: Value, c: Value, fp: Regs, to: u16) -> Result<bool> {
    if let Some(result) = fast::binary(op, &b, &c) {
        drop((b, c));
        return store(vm, fp, to, result);
    }
    let depth = vm.frame_count();
    if let Some(result) = vm.binary_exact(op, in_place, &b, &c) {
        return answer(vm, fp, to, depth, result?, (b, c));
    }
    if in_place && let Some(function) = op.in_place().and_then(|slot| vm.class_of(&b).slot(vm, slot)) {
        if function.has_map(fixed::FUNCTION) {
            return push_method(vm, function, b, c, fp, to, op as u8 | IN_PLACE_OP, 0);
        }
        let result = vm.start_slot(&function, &b, &[&c])?;
        if !result.is_not_implemented() {
            return answer(vm, fp, to, depth, result, (b, c));
        }
    }
    if let Some(function) = vm.first_python(op.slot(), &b, &c) {
        let x = op as u8 | if in_place { IN_PLACE_OP } else { 0 };
        return push_method(vm, function, b, c, fp, to, x, 1);
    }
    let candidates = vm.binary_candidates(op, &b, &c);
    for (stage, (function, swapped)) in candidates.into_iter().enumerate().filter_map(|(i, c)| Some((i, c?)))
    {
        let (this, other) = if swapped { (&c, &b) } else { (&b, &c) };
        if function.has_map(fixed::FUNCTION) {
            let x = op as u8 | if in_place { IN_PLACE_OP } else { 0 };
            let pair = Tuple::pair(c.clone(), b.clone()).into_value();
            return push_with(vm, function, [this, other], pair, fp, to, x, stage as u16 + 1);
        }
        let result = vm.start_slot(&function, this, &[other])?;
        if !result.is_not_implemented() {
            return answer(vm, fp, to, depth, result, (b, c));
        }
    }
    Err(operator_error(vm, op, in_place, &b, &c))
}

/// What a native method has answered, or will answer from the frame at `depth`.
fn answer(
    vm: &mut Vm,
    fp: Regs,
    to: u16,
    depth: usize,
    result: Value,
    operands: (Value, Value),
) -> Result<bool> {
    drop(operands);
    if !result.is_deferred() {
        return store(vm, fp, to, result);
    }
    vm.finish_native(result, depth, fp.add(usize::from(to)), Continue::simple(Then::Store))?;
    Ok(false)
}

#[cold]
fn operator_error(vm: &mut Vm, op: BinaryOp, in_place: bool, b: &Value, c: &Value) -> crate::error::Raised {
    let symbol = match (op, in_place) {
        (BinaryOp::Pow, true) => "**=".to_owned(),
        (_, true) => format!("{}=", op.symbol()),
        _ => op.symbol().to_owned(),
    };
    vm.bad_operands(&symbol, b, c)
}

fn push_method(
    vm: &mut Vm,
    function: Value,
    b: Value,
    c: Value,
    fp: Regs,
    to: u16,
    x: u8,
    stage: u16,
) -> Result<bool> {
    let then = Continue { then: Then::Binary, x, y: stage, z: 0 };
    push_pair(vm, function, b, c, fp.add(usize::from(to)), then)
}

/// Pushes the frame of a method of `a` that keeps both operands.
fn push_pair(vm: &mut Vm, function: Value, a: Value, b: Value, ret: Regs, then: Continue) -> Result<bool> {
    let depth = vm.fiber.frames.len();
    let pair = Tuple::pair(b, a);
    let [b, a] = pair.as_slice() else { return Ok(false) };
    vm.call_array(function, [a.clone(), b.clone()], ret, then)?;
    if vm.fiber.frames.len() > depth {
        vm.fiber.frames[depth].keep = pair.into_value();
    }
    Ok(false)
}

/// Pushes the frame of a binary method; `pair` and `stage` say how to go on when it gives NotImplemented. The pair
/// holds the right operand first: tuples let go of their last item first, and the left operand is to die first.
fn push_with(
    vm: &mut Vm,
    function: Value,
    args: [&Value; 2],
    pair: Value,
    fp: Regs,
    to: u16,
    x: u8,
    stage: u16,
) -> Result<bool> {
    let then = Continue { then: Then::Binary, x, y: stage, z: 0 };
    push_keeping(vm, function, args, pair, fp.add(usize::from(to)), then)
}

/// Pushes the frame of a method that keeps a pair.
fn push_keeping(
    vm: &mut Vm,
    function: Value,
    args: [&Value; 2],
    pair: Value,
    ret: Regs,
    then: Continue,
) -> Result<bool> {
    let depth = vm.fiber.frames.len();
    vm.call_array(function, args.map(Value::clone), ret, then)?;
    if vm.fiber.frames.len() > depth {
        vm.fiber.frames[depth].keep = pair;
    }
    Ok(false)
}

impl Vm {
    /// The rest of a binary operation after `stage` candidates have given NotImplemented.
    pub(crate) fn binary_after(
        &mut self,
        op: BinaryOp,
        in_place: bool,
        a: &Value,
        b: &Value,
        stage: u16,
    ) -> Result<Value> {
        let candidates = self.binary_candidates(op, a, b);
        for (function, swapped) in candidates.into_iter().skip(usize::from(stage)).flatten() {
            let (this, other) = if swapped { (b, a) } else { (a, b) };
            let result = self.call_slot(&function, this, &[other])?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        Err(operator_error(self, op, in_place, a, b))
    }
    /// The rest of a comparison after `stage` candidates have given NotImplemented.
    pub(crate) fn compare_after(&mut self, op: CompareOp, a: &Value, b: &Value, stage: u16) -> Result<Value> {
        let candidates = self.compare_candidates(op, a, b);
        for (function, swapped) in candidates.into_iter().skip(usize::from(stage)).flatten() {
            let (this, other) = if swapped { (b, a) } else { (a, b) };
            let result = self.call_slot(&function, this, &[other])?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        self.compare_default(op, a, b)
    }
}

/// Comparison of exact numbers and strings for all operators; nothing for anything else.
#[inline]
pub(crate) fn compare_plain(op: CompareOp, a: &Value, b: &Value) -> Option<bool> {
    if let (Some(a), Some(b)) = (a.exact::<Str>(), b.exact::<Str>()) {
        return Some(match op {
            CompareOp::Eq => a.same_text(b),
            CompareOp::Ne => !a.same_text(b),
            _ => op.of_order(a.as_bytes().cmp(b.as_bytes())),
        });
    }
    if a.is_none() || b.is_none() {
        let other = if a.is_none() { b } else { a };
        if !other.is_object() {
            return match op {
                CompareOp::Eq => Some(a.is(b)),
                CompareOp::Ne => Some(!a.is(b)),
                _ => None,
            };
        }
        return None;
    }
    fast::compare(op, a, b)
}

/// `a == b` for exact numbers and strings.
#[inline(always)]
pub(crate) fn equal_plain(a: &Value, b: &Value) -> Option<bool> {
    if let (Some(a), Some(b)) = (a.exact::<Str>(), b.exact::<Str>()) {
        return Some(a.same_text(b));
    }
    compare_plain(CompareOp::Eq, a, b)
}

/// `R[a] = R[b] op R[c]` for a comparison.
#[cold]
#[inline(never)]
pub(crate) fn compare(vm: &mut Vm, word: Word, op: CompareOp, fp: Regs) -> Result<bool> {
    let (b, c) = (fp.at(word.b()).clone(), fp.at(word.c()).clone());
    release(word, fp);
    if let Some(truth) = compare_plain(op, &b, &c) {
        drop((b, c));
        return store(vm, fp, word.a(), Value::bool(truth));
    }
    if let Some(result) = vm.compare_exact(op, &b, &c) {
        let result = result?;
        drop((b, c));
        return store(vm, fp, word.a(), result);
    }
    if let Some(function) = vm.first_python(op.slot(), &b, &c) {
        return push_method(vm, function, b, c, fp, word.a(), op as u8 | COMPARE, 1);
    }
    let candidates = vm.compare_candidates(op, &b, &c);
    for (stage, (function, swapped)) in candidates.into_iter().enumerate().filter_map(|(i, c)| Some((i, c?)))
    {
        let (this, other) = if swapped { (&c, &b) } else { (&b, &c) };
        if function.has_map(fixed::FUNCTION) {
            let pair = Tuple::pair(c.clone(), b.clone()).into_value();
            let x = op as u8 | COMPARE;
            return push_with(vm, function, [this, other], pair, fp, word.a(), x, stage as u16 + 1);
        }
        let result = vm.call_slot(&function, this, &[other])?;
        if !result.is_not_implemented() {
            drop((b, c));
            return store(vm, fp, word.a(), result);
        }
    }
    let result = vm.compare_default(op, &b, &c)?;
    drop((b, c));
    store(vm, fp, word.a(), result)
}

/// Jumps on `R[a] op other`; `R[b]` is released if the instruction says so. True: the running frame goes on, from the
/// place that it notes.
#[cold]
#[inline(never)]
pub(crate) fn compare_jump(vm: &mut Vm, word: Word, op: CompareOp, fp: Regs, other: &Value) -> Result<bool> {
    let (a, b) = (fp.at(word.a()).clone(), other.clone());
    if word.has(instr::TAKE_A) {
        drop(fp.take(word.a()));
    }
    if word.has(instr::TAKE_B) {
        drop(fp.take(word.b()));
    }
    let wanted = u8::from(word.has(instr::WHEN_TRUE));
    let then =
        Continue { then: Then::CompareJump, x: wanted | (op as u8) << 4, y: 0, z: i32::from(word.c_imm()) };
    let exact = match compare_plain(op, &a, &b) {
        Some(truth) => Some(Value::bool(truth)),
        None => vm.compare_exact(op, &a, &b).transpose()?,
    };
    let result = match exact {
        Some(result) => result,
        None => {
            let mut result = None;
            if let Some(function) = vm.first_python(op.slot(), &a, &b) {
                return push_pair(vm, function, a, b, Regs::NONE, Continue { y: 1, ..then });
            }
            let candidates = vm.compare_candidates(op, &a, &b);
            for (stage, (function, swapped)) in
                candidates.into_iter().enumerate().filter_map(|(i, c)| Some((i, c?)))
            {
                let (this, other) = if swapped { (&b, &a) } else { (&a, &b) };
                if function.has_map(fixed::FUNCTION) {
                    let pair = Tuple::pair(b.clone(), a.clone()).into_value();
                    let then = Continue { y: stage as u16 + 1, ..then };
                    return push_keeping(vm, function, [this, other], pair, Regs::NONE, then);
                }
                let answer = vm.call_slot(&function, this, &[other])?;
                if !answer.is_not_implemented() {
                    result = Some(answer);
                    break;
                }
            }
            match result {
                Some(result) => result,
                None => vm.compare_default(op, &a, &b)?,
            }
        }
    };
    drop((a, b));
    let truth = vm.truth(&result)?;
    vm.jump_when(truth, then);
    if vm.heap.needs_attention() {
        vm.run_attention();
    }
    Ok(true)
}

/// Truth of an object whose class has no say in it, and of common built-in containers.
#[inline]
fn known_truth(vm: &Vm, value: &Value) -> Option<bool> {
    let number = value.header()?.map.get();
    Some(match number {
        fixed::STR => !value.exact::<Str>()?.as_bytes().is_empty(),
        fixed::LIST => !value.exact::<List>()?.items.get(vm).is_empty(),
        fixed::TUPLE => !value.exact::<Tuple>()?.as_slice().is_empty(),
        fixed::DICT => !value.exact::<Dict>()?.is_empty(vm),
        _ if vm.heap.map(number).flags & flags::TRUE != 0 => true,
        _ => return None,
    })
}

/// Truth of any value; a frame is pushed for `__bool__` or `__len__` written in Python, and nothing comes back.
pub(super) fn truth_or_push(vm: &mut Vm, value: &Value, then: Continue, ret: Regs) -> Result<Option<bool>> {
    if let Some(truth) = known_truth(vm, value) {
        return Ok(Some(truth));
    }
    // Exact instances of built-in classes have nothing written in Python.
    if value.is_object() && value.map() >= fixed::COUNT {
        let class = vm.class_of(value);
        for (slot, bit) in [(Slot::Bool, 0), (Slot::Len, 2)] {
            if let Some(function) = class.slot(vm, slot) {
                if !function.has_map(fixed::FUNCTION) {
                    return vm.truth(value).map(Some);
                }
                let then = Continue { x: then.x | bit, ..then };
                vm.call_array(function, [value.clone()], ret, then)?;
                return Ok(None);
            }
        }
        return Ok(Some(true));
    }
    vm.truth(value).map(Some)
}

/// `JumpIf` of anything. True: the running frame goes on, from the place that it notes.
#[cold]
#[inline(never)]
pub(crate) fn jump_if(vm: &mut Vm, word: Word, fp: Regs) -> Result<bool> {
    let then =
        Continue { then: Then::TruthJump, x: u8::from(word.has(instr::WHEN_TRUE)), y: 0, z: word.bc() };
    let truth = match known_truth(vm, fp.at(word.a())) {
        Some(truth) => {
            if word.has(instr::TAKE_A) {
                drop(fp.take(word.a()));
            }
            truth
        }
        None => {
            let value = if word.has(instr::TAKE_A) { fp.take(word.a()) } else { fp.at(word.a()).clone() };
            let Some(truth) = truth_or_push(vm, &value, then, Regs::NONE)? else { return Ok(false) };
            drop(value);
            truth
        }
    };
    vm.jump_when(truth, then);
    if vm.heap.needs_attention() {
        vm.run_attention();
    }
    Ok(true)
}

/// `R[a] = bool(R[b])`, or `not`.
#[cold]
#[inline(never)]
pub(crate) fn truth_into(vm: &mut Vm, word: Word, fp: Regs, negated: bool) -> Result<bool> {
    let value = if word.has(instr::TAKE_B) { fp.take(word.b()) } else { fp.at(word.b()).clone() };
    let then = Continue { then: Then::Truth, x: u8::from(negated), y: 0, z: 0 };
    match truth_or_push(vm, &value, then, fp.add(usize::from(word.a())))? {
        Some(truth) => {
            drop(value);
            store(vm, fp, word.a(), Value::bool(truth != negated))
        }
        None => Ok(false),
    }
}

/// `-`, `+` and `~`.
#[cold]
#[inline(never)]
pub(crate) fn unary(vm: &mut Vm, word: Word, op: Op, fp: Regs) -> Result<bool> {
    let value = if word.has(instr::TAKE_B) { fp.take(word.b()) } else { fp.at(word.b()).clone() };
    let (slot, symbol) = match op {
        Op::Neg => (Slot::Neg, "-"),
        Op::Pos => (Slot::Pos, "+"),
        _ => (Slot::Invert, "~"),
    };
    if let Some(function) = vm.class_of(&value).slot(vm, slot)
        && function.has_map(fixed::FUNCTION)
    {
        let ret = fp.add(usize::from(word.a()));
        vm.call_array(function, [value], ret, Continue::simple(Then::Store))?;
        return Ok(false);
    }
    let result = vm.unary(slot, symbol, &value)?;
    drop(value);
    store(vm, fp, word.a(), result)
}
