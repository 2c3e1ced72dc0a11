//! Definite assignment: removes the checks of locals that are bound on every path.
//!
//! A forward analysis over basic blocks: the set of bound locals at a block's start is what all ways into it have in
//! common. An exception may come from anywhere in a guarded run, so its handler gets what was bound before the first
//! instruction of the run, less what was unbound within it.

use super::jumps::label_places;
use crate::ir::{Flow, HandlerId, Label, Step, Unit, flow};
use whipsnake_bytecode::{Op, Operand};

/// A set of locals.
#[derive(Clone, PartialEq)]
struct Set(Vec<u64>);

impl Set {
    fn has(&self, reg: u32) -> bool {
        self.0[reg as usize / 64] & 1 << (reg % 64) != 0
    }
    fn add(&mut self, reg: u32) {
        self.0[reg as usize / 64] |= 1 << (reg % 64);
    }
    fn remove(&mut self, reg: u32) {
        self.0[reg as usize / 64] &= !(1 << (reg % 64));
    }
    /// Keeps what is in both; whether that changed anything.
    fn meet(&mut self, other: &Set) -> bool {
        let mut changed = false;
        for (mine, other) in self.0.iter_mut().zip(&other.0) {
            changed |= *mine & !other != 0;
            *mine &= other;
        }
        changed
    }
}

/// Removes every `CheckBound` that cannot fail.
pub fn remove_checks(unit: &mut Unit) {
    if !unit.has_checks || unit.base == 0 {
        return;
    }
    let mut analysis = Analysis::new(unit);
    analysis.run(unit);
    let keep = analysis.needed_checks(unit);
    let mut index = 0;
    unit.steps.retain(|_| {
        index += 1;
        keep[index - 1]
    });
}

struct Analysis {
    /// The first step of each block, in order.
    starts: Vec<usize>,
    /// The block of each label.
    block_of_label: Vec<usize>,
    /// What is bound at each block's start; none if it has not been reached.
    at_start: Vec<Option<Set>>,
    base: u32,
}

/// The locals an instruction binds: a run of registers.
fn bound_by(op: Op, a: u32, b: u32, c: u32) -> (u32, u32) {
    match op {
        Op::ForIter => (b, 1),
        Op::DeleteFast | Op::Drop => (0, 0),
        Op::UnpackSequence => (a, c),
        Op::MakeCell => (a, 1),
        _ => match op.operands()[0] {
            Operand::Dst | Operand::Both => (a, 1),
            _ => (0, 0),
        },
    }
}

impl Analysis {
    fn new(unit: &Unit) -> Analysis {
        let mut starts = vec![0];
        let mut previous_handler = HandlerId::NONE;
        let mut ended = false;
        for (index, step) in unit.steps.iter().enumerate() {
            let begins = match step {
                Step::Label(..) => true,
                Step::Inst(inst) => {
                    let begins = ended || inst.handler != previous_handler;
                    previous_handler = inst.handler;
                    ended = flow(inst.op) != Flow::Next;
                    begins
                }
            };
            if begins && index != 0 {
                starts.push(index);
            }
        }
        let mut block_of_step = vec![0; unit.steps.len() + 1];
        let mut block = 0;
        for (index, slot) in block_of_step.iter_mut().enumerate() {
            if starts.get(block + 1) == Some(&index) {
                block += 1;
            }
            *slot = block;
        }
        let places = label_places(unit);
        let block_of_label =
            places.iter().map(|place| block_of_step.get(*place).copied().unwrap_or(0)).collect();
        let at_start = vec![None; starts.len()];
        Analysis { starts, block_of_label, at_start, base: unit.base }
    }

    fn empty(&self) -> Set {
        Set(vec![0; self.base as usize / 64 + 1])
    }

    /// Merges `state` into a block's start; notes the block if that changed it.
    fn flow_into(&mut self, block: usize, state: &Set, open: &mut Vec<usize>) {
        match &mut self.at_start[block] {
            Some(known) => {
                if known.meet(state) {
                    open.push(block);
                }
            }
            slot => {
                *slot = Some(state.clone());
                open.push(block);
            }
        }
    }

    fn run(&mut self, unit: &Unit) {
        let mut entry = self.empty();
        for reg in 0..unit.params {
            entry.add(reg);
        }
        let mut open = Vec::new();
        self.flow_into(0, &entry, &mut open);
        while let Some(block) = open.pop() {
            let Some(mut state) = self.at_start[block].clone() else { continue };
            let end = self.starts.get(block + 1).copied().unwrap_or(unit.steps.len());
            let mut falls = true;
            // What is bound at every moment of the block.
            let mut throughout = state.clone();
            let mut handler = HandlerId::NONE;
            for step in &unit.steps[self.starts[block]..end] {
                let Step::Inst(inst) = step else { continue };
                handler = inst.handler;
                if inst.target != Label::NONE {
                    // The item of a loop is bound only when the loop goes on.
                    let target = self.block_of_label[inst.target.0 as usize];
                    self.flow_into(target, &state, &mut open);
                }
                if matches!(inst.op, Op::DeleteFast | Op::Drop) && inst.a < self.base {
                    state.remove(inst.a);
                    throughout.remove(inst.a);
                } else if inst.op == Op::CheckBound && inst.a < self.base {
                    // Behind a check the local is bound.
                    state.add(inst.a);
                } else {
                    let (first, count) = bound_by(inst.op, inst.a, inst.b, inst.c);
                    (first..first + count).filter(|reg| *reg < self.base).for_each(|reg| state.add(reg));
                }
                falls = !matches!(flow(inst.op), Flow::Jump | Flow::Stop);
            }
            if handler != HandlerId::NONE {
                let target = self.block_of_label[unit.handlers[handler.0 as usize].target.0 as usize];
                self.flow_into(target, &throughout, &mut open);
            }
            if falls && block + 1 < self.starts.len() {
                self.flow_into(block + 1, &state, &mut open);
            }
        }
    }

    fn needed_checks(&self, unit: &Unit) -> Vec<bool> {
        let mut keep = vec![true; unit.steps.len()];
        for (block, start) in self.starts.iter().enumerate() {
            let Some(mut state) = self.at_start[block].clone() else { continue };
            let end = self.starts.get(block + 1).copied().unwrap_or(unit.steps.len());
            for (index, step) in unit.steps.iter().enumerate().take(end).skip(*start) {
                let Step::Inst(inst) = step else { continue };
                if inst.op == Op::CheckBound && inst.a < self.base {
                    keep[index] = !state.has(inst.a);
                    state.add(inst.a);
                } else if matches!(inst.op, Op::DeleteFast | Op::Drop) && inst.a < self.base {
                    state.remove(inst.a);
                } else {
                    let (first, count) = bound_by(inst.op, inst.a, inst.b, inst.c);
                    (first..first + count).filter(|reg| *reg < self.base).for_each(|reg| state.add(reg));
                }
            }
        }
        keep
    }
}
