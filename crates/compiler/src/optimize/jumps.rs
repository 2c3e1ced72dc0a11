//! The flow of control made straight: cold code moved behind, jumps to jumps resolved, dead code removed.

use crate::ir::{Flow, HandlerId, Inst, Label, Step, Unit, flow};
use std::collections::BinaryHeap;
use whipsnake_bytecode::Op;

/// All of it.
pub fn simplify(unit: &mut Unit) {
    sort_by_coldness(unit);
    thread(unit);
    remove_unreachable(unit);
    remove_idle(unit);
}

/// Moves colder steps behind warmer ones, keeping the order among equals.
fn sort_by_coldness(unit: &mut Unit) {
    let cold = |step: &Step| match step {
        Step::Label(_, cold) => *cold,
        Step::Inst(inst) => inst.cold,
    };
    if unit.steps.iter().any(|step| cold(step) != 0) {
        let order: BinaryHeap<_> = unit.steps.iter().enumerate().map(|(at, step)| (cold(step), at)).collect();
        let mut steps: Vec<Option<Step>> = std::mem::take(&mut unit.steps).into_iter().map(Some).collect();
        unit.steps = order.into_sorted_vec().into_iter().filter_map(|(_, at)| steps[at].take()).collect();
    }
}

/// The index of the step behind each label.
pub fn label_places(unit: &Unit) -> Vec<usize> {
    let mut places = vec![usize::MAX; unit.labels as usize];
    for (index, step) in unit.steps.iter().enumerate() {
        if let Step::Label(label, _) = step {
            places[label.0 as usize] = index;
        }
    }
    places
}

/// The first instruction at or behind a step.
fn first_inst(unit: &Unit, mut index: usize) -> Option<&Inst> {
    loop {
        match unit.steps.get(index)? {
            Step::Label(..) => index += 1,
            Step::Inst(inst) if inst.op == Op::Nop => index += 1,
            Step::Inst(inst) => return Some(inst),
        }
    }
}

/// Where a jump to `label` ends up, following unconditional jumps, but not backward ones: those must run to look at
/// the eval breaker.
fn final_target(unit: &Unit, places: &[usize], label: Label) -> Label {
    let mut at = label;
    for _ in 0..16 {
        match places.get(at.0 as usize).and_then(|place| first_inst(unit, *place)) {
            Some(inst) if inst.op == Op::Jump && inst.target != at => at = inst.target,
            _ => break,
        }
    }
    at
}

fn thread(unit: &mut Unit) {
    let places = label_places(unit);
    for index in 0..unit.steps.len() {
        let Step::Inst(inst) = unit.steps[index] else { continue };
        if inst.target == Label::NONE {
            continue;
        }
        let target = final_target(unit, &places, inst.target);
        // A jump to an instruction that leaves or goes back may as well be that instruction.
        let there = places.get(target.0 as usize).and_then(|place| first_inst(unit, *place)).copied();
        if let Step::Inst(inst) = &mut unit.steps[index] {
            inst.target = target;
            if let Some(there) = there
                && inst.op == Op::Jump
                && matches!(there.op, Op::ReturnConst | Op::JumpBack)
            {
                *inst = Inst { cold: inst.cold, handler: inst.handler, ..there };
            }
        }
    }
}

fn remove_unreachable(unit: &mut Unit) {
    let places = label_places(unit);
    let mut reached = vec![false; unit.steps.len()];
    let mut handled = vec![false; unit.handlers.len()];
    let mut open = vec![0];
    while let Some(mut index) = open.pop() {
        while index < unit.steps.len() && !reached[index] {
            reached[index] = true;
            if let Step::Inst(inst) = &unit.steps[index] {
                if inst.target != Label::NONE {
                    open.push(places[inst.target.0 as usize]);
                }
                if inst.handler != HandlerId::NONE && !handled[inst.handler.0 as usize] {
                    handled[inst.handler.0 as usize] = true;
                    open.push(places[unit.handlers[inst.handler.0 as usize].target.0 as usize]);
                }
                if matches!(flow(inst.op), Flow::Jump | Flow::Stop) {
                    break;
                }
            }
            index += 1;
        }
    }
    let mut index = 0;
    unit.steps.retain(|step| {
        index += 1;
        reached[index - 1] || matches!(step, Step::Label(..))
    });
}

/// Removes jumps to the next instruction, and `Nop`s that no debugger or traceback would miss.
fn remove_idle(unit: &mut Unit) {
    let places = label_places(unit);
    let mut keep = vec![true; unit.steps.len()];
    for (index, step) in unit.steps.iter().enumerate() {
        let Step::Inst(inst) = step else { continue };
        match inst.op {
            Op::Nop => keep[index] = false,
            Op::Jump => {
                let place = places[inst.target.0 as usize];
                let between = unit.steps.get(index + 1..=place.max(index));
                let is_next = place > index
                    && between
                        .is_some_and(|between| between.iter().all(|step| matches!(step, Step::Label(..))));
                keep[index] = !is_next;
            }
            _ => {}
        }
    }
    let mut index = 0;
    unit.steps.retain(|_| {
        index += 1;
        keep[index - 1]
    });
}
