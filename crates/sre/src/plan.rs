//! Where a match may begin: a fast look over the text before the machine tries.

use crate::{
    program::{At, Inst, One, Program},
    set::{ByteSet, EMPTY, count, has, union},
    text::width,
};
use memchr::memmem::Finder;

/// Bytes at the beginning of a match that are looked at, at most: the bits of a mask.
const DEPTH: usize = 8;
/// Instructions looked at to find them.
const BUDGET: u32 = 100;
/// Bytes without a hope before a search for the next one pays.
const PATIENCE: u32 = 16;

/// How to find where to try.
pub(crate) enum Plan {
    /// At every character.
    Anywhere,
    /// At the beginning of the text only.
    Beginning,
    /// Where this text lies.
    Text(Box<Finder<'static>>),
    /// Where a byte of the set lies; these are all of them if they are few.
    First(ByteSet, Vec<u8>),
    /// Where the first bytes fit.
    Window(Box<Window>),
}

/// Sets of bytes that the first bytes of a match belong to.
pub(crate) struct Window {
    /// Bit number `i` of the mask of a byte: it may be byte number `i` of a match.
    masks: [u8; 256],
    /// The bit of the last byte looked at.
    last: u8,
    /// How many bytes are looked at.
    len: usize,
    /// The first bytes, if they are few.
    few: Vec<u8>,
}

impl Plan {
    pub(crate) fn new(program: &Program) -> Plan {
        let mut pc = 0;
        while let Inst::Mark(_) = program.inst(pc) {
            pc += 1;
        }
        match program.inst(pc) {
            Inst::At(At::Beginning) => return Plan::Beginning,
            Inst::Text { at, len } => {
                let text = &program.bytes[at as usize..(at + len) as usize];
                return Plan::Text(Box::new(Finder::new(text).into_owned()));
            }
            _ => {}
        }
        let mut sets = Vec::new();
        look(program, 0, &mut sets, &mut BUDGET.clone());
        let Some(&first) = sets.first() else { return Plan::Anywhere };
        let few = match count(&first) {
            0..=3 => (0..=255).filter(|byte| has(&first, *byte)).collect(),
            256 => return Plan::Anywhere,
            _ => Vec::new(),
        };
        if sets.len() == 1 {
            return Plan::First(first, few);
        }
        let mut masks = [0; 256];
        for (byte, mask) in (0..=255).zip(&mut masks) {
            for (i, set) in sets.iter().enumerate() {
                *mask |= u8::from(has(set, byte)) << i;
            }
        }
        Plan::Window(Box::new(Window { masks, last: 1 << (sets.len() - 1), len: sets.len(), few }))
    }

    /// The first place from `from` on where a match may begin.
    #[inline]
    pub(crate) fn find(&self, text: &[u8], from: usize) -> Option<usize> {
        let rest = text.get(from..)?;
        match self {
            Plan::Anywhere => Some(from),
            Plan::Beginning => (from == 0).then_some(0),
            Plan::Text(finder) => finder.find(rest).map(|at| from + at),
            Plan::First(set, few) => match few.is_empty() {
                false => find_few(few, rest),
                true => rest.iter().position(|byte| has(set, *byte)),
            }
            .map(|at| from + at),
            Plan::Window(window) => window.find(rest).map(|at| from + at),
        }
    }
    /// Where to go on after a place where nothing matched.
    #[inline]
    pub(crate) fn next(&self, program: &Program, text: &[u8], at: usize) -> Option<usize> {
        let byte = *text.get(at)?;
        Some(at + if u32::from(byte) < program.unit.limit() { 1 } else { width(byte) })
    }
}

fn find_few(few: &[u8], text: &[u8]) -> Option<usize> {
    match *few {
        [a] => memchr::memchr(a, text),
        [a, b] => memchr::memchr2(a, b, text),
        [a, b, c] => memchr::memchr3(a, b, c, text),
        _ => Some(0),
    }
}

impl Window {
    fn find(&self, text: &[u8]) -> Option<usize> {
        let (mut state, mut at, mut hopeless) = (0u8, 0, 0);
        while let Some(&byte) = text.get(at) {
            state = (state << 1 | 1) & self.masks[usize::from(byte)];
            at += 1;
            if state & self.last != 0 {
                return Some(at - self.len);
            }
            if state == 0 && !self.few.is_empty() {
                hopeless += 1;
                if hopeless >= PATIENCE {
                    at += find_few(&self.few, text.get(at..)?)?;
                    hopeless = PATIENCE / 2;
                }
            } else {
                hopeless = 0;
            }
        }
        None
    }
}

/// Appends the sets of bytes that a match from `pc` on begins with, as far as they are sure to be there.
fn look(program: &Program, mut pc: u32, sets: &mut Vec<ByteSet>, budget: &mut u32) {
    while sets.len() < DEPTH && *budget > 0 {
        *budget -= 1;
        match program.inst(pc) {
            Inst::Fail => {
                // Nothing at all: whatever else there is decides.
                sets.resize(DEPTH, EMPTY);
                return;
            }
            Inst::Byte(byte) => sets.push(program.first_of_one(One::Byte(byte))),
            Inst::Text { at, len } => {
                for byte in &program.bytes[at as usize..(at + len) as usize] {
                    sets.push(program.first_of_one(One::Byte(*byte)));
                }
                sets.truncate(DEPTH);
            }
            Inst::One(one) => {
                sets.push(program.first_of_one(one));
                if !program.is_narrow(one) {
                    return;
                }
            }
            Inst::At(_) | Inst::Mark(_) | Inst::Atomic | Inst::AtomicEnd => {}
            Inst::Jump(to) => {
                pc = to;
                continue;
            }
            Inst::Assert { end, .. } | Inst::AssertNot { end, .. } => {
                pc = end;
                continue;
            }
            Inst::Try { next } | Inst::TryIf { next, .. } | Inst::Unless { jump: next, .. } => {
                let (mut a, mut b) = (Vec::new(), Vec::new());
                look(program, pc + 1, &mut a, budget);
                look(program, next, &mut b, budget);
                sets.extend(a.iter().zip(&b).map(|(a, b)| union(a, b)));
                sets.truncate(DEPTH);
                return;
            }
            Inst::Run(number) => {
                let run = program.runs[number as usize];
                for _ in 0..run.min.min(DEPTH as u32) {
                    sets.push(program.first_of_one(run.one));
                    if !program.is_narrow(run.one) {
                        return;
                    }
                }
                sets.truncate(DEPTH);
                if run.min != run.max {
                    return;
                }
            }
            Inst::Repeat(number) if program.loops[number as usize].min > 0 => {
                pc = program.loops[number as usize].body;
                continue;
            }
            _ => return,
        }
        pc += 1;
    }
}
