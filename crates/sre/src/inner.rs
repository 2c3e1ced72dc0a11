//! What every match must contain: where that is missing nothing need be tried, and where it lies far ahead little.

use crate::{
    program::{Inst, One, Program},
    text::Unit,
};
use memchr::memmem::Finder;

/// Instructions looked at to find out how wide something is.
const BUDGET: u32 = 100;

/// A text that every match contains.
pub(crate) struct Inner {
    needle: Needle,
    /// It lies at most so many bytes behind the beginning of the match, if that is known.
    reach: Option<usize>,
}

enum Needle {
    Byte(u8),
    Text(Box<Finder<'static>>),
}

impl Inner {
    /// The longest such text that stands outside of choices.
    pub(crate) fn new(program: &Program) -> Option<Inner> {
        let mut best: Option<(&[u8], Option<usize>)> = None;
        let (mut pc, mut reach, mut single) = (0, Some(0), [0]);
        loop {
            let found = match program.inst(pc) {
                Inst::Byte(byte) if best.is_none() => {
                    single = [byte];
                    Some(&[][..])
                }
                Inst::Text { at, len } => program.bytes.get(at as usize..(at + len) as usize),
                Inst::Accept | Inst::AssertEnd | Inst::AssertNotEnd | Inst::Unless { .. } => break,
                _ => None,
            };
            if let Some(text) = found
                && best.is_none_or(|(known, _)| known.len() < text.len())
            {
                best = Some((text, reach));
            }
            let mut budget = BUDGET;
            let (width, next) = program.width(pc, &mut budget)?;
            reach = reach.zip(width).map(|(reach, width)| reach + width);
            pc = next;
        }
        let (text, reach) = best?;
        let needle = match text {
            [] => Needle::Byte(single[0]),
            text => Needle::Text(Box::new(Finder::new(text).into_owned())),
        };
        Some(Inner { needle, reach })
    }
    /// Where the text lies, from `from` on.
    pub(crate) fn find(&self, text: &[u8], from: usize) -> Option<usize> {
        let rest = text.get(from..)?;
        let at = match &self.needle {
            Needle::Byte(byte) => memchr::memchr(*byte, rest),
            Needle::Text(finder) => finder.find(rest),
        };
        Some(from + at?)
    }
    /// The first place where a match may begin that contains the text at `at`, and begins at `from` at the earliest.
    pub(crate) fn earliest(&self, text: &[u8], unit: Unit, from: usize, at: usize) -> usize {
        let Some(mut start) = self.reach.and_then(|reach| at.checked_sub(reach)) else { return from };
        while unit == Unit::CodePoint && start < at && text.get(start).is_some_and(|byte| byte & 0xc0 == 0x80)
        {
            start += 1;
        }
        start.max(from)
    }
}

impl Program {
    /// How many bytes the construct at `pc` matches at most, if that is known, and where it goes on behind it. Nothing if
    /// it would take too long to find out.
    fn width(&self, pc: u32, budget: &mut u32) -> Option<(Option<usize>, u32)> {
        *budget = budget.checked_sub(1)?;
        Some(match self.inst(pc) {
            Inst::Byte(_) => (Some(1), pc + 1),
            Inst::Text { len, .. } => (Some(len as usize), pc + 1),
            Inst::One(one) => (Some(self.widest(one)), pc + 1),
            Inst::Run(number) => {
                let run = &self.runs[number as usize];
                // Wider ones are as good as unbounded.
                let width = (run.max < 1 << 16).then(|| run.max as usize * self.widest(run.one));
                (width, pc + 1)
            }
            Inst::Jump(to) => (Some(0), to),
            Inst::Assert { end, .. } | Inst::AssertNot { end, .. } => (Some(0), end),
            // What is repeated at least once is looked into; its width is not known.
            Inst::Repeat(number) | Inst::Possessive(number) => {
                let made = &self.loops[number as usize];
                (None, if made.min > 0 { made.body } else { made.end })
            }
            Inst::Until(number) | Inst::PossessiveNext(number) | Inst::PossessiveEnd(number) => {
                (None, self.loops[number as usize].end)
            }
            Inst::Try { next } | Inst::TryIf { next, .. } => self.width_of_ways(pc, next, budget)?,
            Inst::GroupRef { .. } | Inst::Unless { .. } => (None, pc + 1),
            _ => (Some(0), pc + 1),
        })
    }
    /// The same for a branch whose first way begins behind `pc` and whose second begins at `next`.
    fn width_of_ways(&self, pc: u32, next: u32, budget: &mut u32) -> Option<(Option<usize>, u32)> {
        // A jump to the end of the branch stands at the end of each way.
        let Inst::Jump(end) = self.inst(next.checked_sub(1)?) else { return None };
        let (mut way, mut next, mut widest) = (pc + 1, next, Some(0));
        loop {
            let (mut width, mut at) = (Some(0), way);
            while at < next - 1 {
                let (more, behind) = self.width(at, budget)?;
                width = width.zip(more).map(|(width, more)| width + more);
                at = behind;
            }
            widest = widest.zip(width).map(|(a, b): (usize, usize)| a.max(b));
            (way, next) = match self.inst(next) {
                Inst::Try { next: third } | Inst::TryIf { next: third, .. } => (next + 1, third),
                // The last way ends with a jump and what fails after it.
                _ if next + 1 < end => (next, end - 1),
                _ => return Some((widest, end)),
            };
        }
    }
    fn widest(&self, one: One) -> usize {
        if self.is_narrow(one) { 1 } else { 4 }
    }
}
