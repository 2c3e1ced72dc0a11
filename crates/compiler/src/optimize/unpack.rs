//! `a, b = pair`: items go straight into variables that lie side by side, without temporaries between.

use crate::ir::{Inst, Step, Unit};
use whipsnake_bytecode::{Op, instr::TAKE_B};

/// Lets `UnpackSequence` write the variables that the moves behind it would.
pub fn unpack_into_locals(unit: &mut Unit) {
    let mut at = 0;
    while at < unit.steps.len() {
        if let Step::Inst(unpack) = unit.steps[at]
            && unpack.op == Op::UnpackSequence
            && let Some(first) = moves_to(&unit.steps[at + 1..], unpack, unit.locals.len() as u32)
        {
            let consumed =
                unpack.flags & TAKE_B != 0 || unpack.b >= unpack.a && unpack.b < unpack.a + unpack.c;
            let flags = if consumed { unpack.flags | TAKE_B } else { unpack.flags };
            unit.steps[at] = Step::Inst(Inst { a: first, flags, ..unpack });
            unit.steps.drain(at + 1..at + 1 + unpack.c as usize);
        }
        at += 1;
    }
}

/// The first of neighbouring variables that the next instructions move all items to, in order.
fn moves_to(next: &[Step], unpack: Inst, locals: u32) -> Option<u32> {
    let count = unpack.c;
    if count == 0 || next.len() < count as usize {
        return None;
    }
    let mut first = None;
    for (index, step) in (0..count).zip(next) {
        let Step::Inst(inst) = step else { return None };
        let fits = inst.op == Op::Move
            && inst.flags & TAKE_B != 0
            && inst.b == unpack.a + index
            && inst.a < locals
            && inst.cold == unpack.cold
            && *first.get_or_insert(inst.a) + index == inst.a;
        if !fits {
            return None;
        }
    }
    first
}
