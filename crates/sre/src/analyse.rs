//! What a part of a program must begin with. It saves choices that could not succeed.

use crate::{
    program::{Greed, Inst, One, Program},
    set::{ALL, ByteSet, EMPTY, add, count, overlap, union},
    text::Unit,
};

/// Instructions looked at for one question.
const BUDGET: u32 = 64;

impl Program {
    /// Adds to choices and repetitions what is known about the bytes that follow.
    pub(crate) fn look_ahead(&mut self) {
        for pc in (0..self.insts.len() as u32).rev() {
            match self.inst(pc) {
                Inst::Try { next } => self.insts[pc as usize] = self.choice(pc, next),
                Inst::Run(number) => self.look_behind_run(pc, number),
                Inst::Until(number) | Inst::PossessiveNext(number) => {
                    let made = self.loops[number as usize];
                    let (first, follow) = (self.first_of(made.body), self.first_of(made.end));
                    let made = &mut self.loops[number as usize];
                    (made.first, made.follow) = (first, follow);
                }
                _ => {}
            }
        }
    }

    /// A choice whose ways are known by their first bytes. Later ways have been looked at before.
    fn choice(&mut self, pc: u32, next: u32) -> Inst {
        if matches!(self.inst(next), Inst::Fail) {
            return Inst::Jump(pc + 1);
        }
        let (Some(first), rest) = (self.first_of(pc + 1), self.first_of(next)) else {
            return Inst::Try { next };
        };
        let number = self.firsts.len() as u32;
        self.firsts.extend([first, rest.unwrap_or(ALL)]);
        Inst::TryIf { next, first: number }
    }

    fn look_behind_run(&mut self, pc: u32, number: u32) {
        let follow = self.first_of(pc + 1);
        let run = self.runs[number as usize];
        let own = self.first_of_one(run.one);
        let made = &mut self.runs[number as usize];
        made.follow = follow;
        if let Some(follow) = &follow {
            if run.greed == Greed::Most && !overlap(follow, &own) {
                // Fewer of them would be followed by one of them, which cannot be.
                made.greed = Greed::Possessive;
            }
            if count(follow) == 1 {
                made.follow_byte = (0..=255).find(|byte| crate::set::has(follow, *byte));
            }
        }
    }

    /// First bytes of what one character may be.
    pub(crate) fn first_of_one(&self, one: One) -> ByteSet {
        let mut set = EMPTY;
        match one {
            One::Byte(byte) => add(&mut set, byte),
            One::AnyAll => set = ALL,
            One::Any => {
                add(&mut set, b'\n');
                set = set.map(|word| !word);
            }
            One::Set(number) => set = self.sets[number as usize].first_bytes(self.unit),
            One::Nothing => {}
        }
        set
    }

    /// Whether all it matches has one byte.
    pub(crate) fn is_narrow(&self, one: One) -> bool {
        match one {
            One::Byte(_) | One::Nothing => true,
            One::Any | One::AnyAll => self.unit == Unit::Byte,
            One::Set(number) => !self.sets[number as usize].wide,
        }
    }

    /// All bytes that a match from `pc` on may begin with; nothing if it may be empty or too much would have to be
    /// looked at.
    fn first_of(&self, pc: u32) -> Option<ByteSet> {
        self.first_within(pc, &mut BUDGET.clone())
    }

    fn first_within(&self, mut pc: u32, budget: &mut u32) -> Option<ByteSet> {
        let mut known = EMPTY;
        loop {
            *budget = budget.checked_sub(1)?;
            let more = match self.inst(pc) {
                Inst::Fail => EMPTY,
                Inst::Byte(byte) => self.first_of_one(One::Byte(byte)),
                Inst::Text { at, .. } => self.first_of_one(One::Byte(*self.bytes.get(at as usize)?)),
                Inst::One(one) => self.first_of_one(one),
                Inst::At(_) | Inst::Mark(_) | Inst::Atomic => {
                    pc += 1;
                    continue;
                }
                Inst::Jump(to) => {
                    pc = to;
                    continue;
                }
                Inst::Assert { end, .. } | Inst::AssertNot { end, .. } => {
                    pc = end;
                    continue;
                }
                Inst::Try { next } | Inst::TryIf { next, .. } | Inst::Unless { jump: next, .. } => {
                    known = union(&known, &self.first_within(pc + 1, budget)?);
                    pc = next;
                    continue;
                }
                Inst::Run(number) => {
                    let run = self.runs[number as usize];
                    let own = self.first_of_one(run.one);
                    if run.min == 0 {
                        known = union(&known, &own);
                        pc += 1;
                        continue;
                    }
                    own
                }
                Inst::Repeat(number) | Inst::Possessive(number) => {
                    let made = &self.loops[number as usize];
                    if made.min == 0 {
                        known = union(&known, &self.first_within(made.end, budget)?);
                    }
                    if made.max == 0 {
                        return (made.min == 0).then_some(known);
                    }
                    pc = made.body;
                    continue;
                }
                Inst::Until(number) | Inst::PossessiveNext(number) => {
                    let made = &self.loops[number as usize];
                    known = union(&known, &self.first_within(made.body, budget)?);
                    pc = made.end;
                    continue;
                }
                // What has matched before the end of an atomic group stays, whatever follows.
                Inst::AtomicEnd | Inst::PossessiveEnd(_) => return None,
                Inst::Accept | Inst::GroupRef { .. } | Inst::AssertEnd | Inst::AssertNotEnd => return None,
            };
            return Some(union(&known, &more));
        }
    }
}
