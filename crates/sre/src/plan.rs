//! Where a match may begin: a fast look over the text before the machine tries.

use crate::{
    inner::Inner,
    program::{At, Inst, One, Program},
    set::{ByteSet, EMPTY, count, has, union},
    text::width,
    translate::unbounded,
};
use memchr::memmem::Finder;

/// Bytes at the beginning of a match that are looked at, at most: the bits of a mask.
const DEPTH: usize = 8;
/// Instructions looked at to find them.
const BUDGET: u32 = 100;
/// Where one of the first bytes turns up more often than this, looking for it does not pay.
const SPARSE: usize = 16;
/// How many such places in a row are looked at.
const PATIENCE: u32 = 4;
/// Bytes looked at one by one before trying again whether they have become rarer.
const BLOCK: usize = 1 << 12;

/// How to find where to try.
pub(crate) struct Plan {
    start: Start,
    /// What a match must contain, if looking for beginnings alone would stop too often.
    inner: Option<Inner>,
}

/// Where a match may begin.
enum Start {
    /// At every character.
    Anywhere,
    /// At the beginning of the text only.
    Beginning,
    /// At the beginnings of lines.
    Line,
    /// Anywhere, but once in a line: the pattern begins with anything but line feeds, so that what fails at one place
    /// of a line fails at those behind it.
    OnceInLine,
    /// Once, for the same reason.
    Once,
    /// Where this text lies.
    Text(Box<Finder<'static>>),
    /// Where a byte of the set lies; these are all of them if they are few.
    First(ByteSet, Vec<u8>),
    /// Where the first bytes fit.
    Window(Box<Window>),
}

/// Sets of bytes that the first bytes of a match belong to.
struct Window {
    /// Bit number `i` of the mask of a byte: it cannot be byte number `i` of a match.
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
        let start = Start::new(program);
        let weak = match &start {
            Start::Anywhere => true,
            Start::First(_, few) => few.is_empty(),
            _ => false,
        };
        let inner = if weak { Inner::new(program) } else { None };
        Plan { start, inner }
    }
    /// The first place from `from` on where a match may begin. `inner` is kept between calls of one search: where what
    /// must be contained lies, or 0.
    #[inline]
    pub(crate) fn find(
        &self,
        program: &Program,
        text: &[u8],
        from: usize,
        inner: &mut usize,
    ) -> Option<usize> {
        let Some(must) = &self.inner else { return self.start.find(text, from) };
        let mut at = from;
        loop {
            if *inner < at || *inner == 0 {
                *inner = must.find(text, at)?;
            }
            at = self.start.find(text, must.earliest(text, program.unit, at, *inner))?;
            if at <= *inner {
                return Some(at);
            }
        }
    }
    /// Where to go on after a place where nothing matched.
    #[inline]
    pub(crate) fn next(&self, program: &Program, text: &[u8], at: usize) -> Option<usize> {
        let byte = *text.get(at)?;
        match self.start {
            Start::Once => return None,
            Start::OnceInLine => return memchr::memchr(b'\n', &text[at..]).map(|line| at + line + 1),
            _ => {}
        }
        Some(at + if u32::from(byte) < program.unit.limit() { 1 } else { width(byte) })
    }
}

impl Start {
    fn new(program: &Program) -> Start {
        let mut pc = 0;
        while let Inst::Mark(_) = program.inst(pc) {
            pc += 1;
        }
        match program.inst(pc) {
            Inst::At(At::Beginning) => return Start::Beginning,
            Inst::At(At::BeginningLine) => return Start::Line,
            Inst::Run(number) if !program.looks_at_groups() => {
                let run = &program.runs[number as usize];
                match run.one {
                    One::Any if unbounded(run.max) => return Start::OnceInLine,
                    One::AnyAll if unbounded(run.max) => return Start::Once,
                    _ => {}
                }
            }
            Inst::Text { at, len } => {
                let text = &program.bytes[at as usize..(at + len) as usize];
                return Start::Text(Box::new(Finder::new(text).into_owned()));
            }
            _ => {}
        }
        let mut sets = Vec::new();
        look(program, 0, &mut sets, &mut BUDGET.clone());
        let Some(&first) = sets.first() else { return Start::Anywhere };
        let few = match count(&first) {
            0..=3 => (0..=255).filter(|byte| has(&first, *byte)).collect(),
            256 => return Start::Anywhere,
            _ => Vec::new(),
        };
        if sets.len() == 1 {
            return Start::First(first, few);
        }
        let mut masks = [!0; 256];
        for (byte, mask) in (0..=255).zip(&mut masks) {
            for (i, set) in sets.iter().enumerate() {
                *mask &= !(u8::from(has(set, byte)) << i);
            }
        }
        Start::Window(Box::new(Window { masks, last: 1 << (sets.len() - 1), len: sets.len(), few }))
    }

    #[inline]
    fn find(&self, text: &[u8], from: usize) -> Option<usize> {
        let rest = text.get(from..)?;
        match self {
            Start::Anywhere | Start::OnceInLine | Start::Once => Some(from),
            Start::Line if from == 0 || text.get(from - 1) == Some(&b'\n') => Some(from),
            Start::Line => memchr::memchr(b'\n', rest).map(|at| from + at + 1),
            Start::Beginning => (from == 0).then_some(0),
            Start::Text(finder) => finder.find(rest).map(|at| from + at),
            Start::First(set, few) => match few.is_empty() {
                false => find_few(few, rest),
                true => rest.iter().position(|byte| has(set, *byte)),
            }
            .map(|at| from + at),
            Start::Window(window) => window.find(rest).map(|at| from + at),
        }
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
        let mut at = 0;
        loop {
            if !self.few.is_empty() {
                let mut close = 0;
                while close < PATIENCE {
                    let distance = find_few(&self.few, text.get(at..)?)?;
                    at += distance;
                    if self.fits(&text[at..]) {
                        return Some(at);
                    }
                    at += 1;
                    close = if distance < SPARSE { close + 1 } else { 0 };
                }
            }
            let end = if self.few.is_empty() { text.len() } else { text.len().min(at + BLOCK) };
            let mut state = !0u8;
            for (i, byte) in text.get(at..end)?.iter().enumerate() {
                state = state << 1 | self.masks[usize::from(*byte)];
                if state & self.last == 0 {
                    return Some(at + i + 1 - self.len);
                }
            }
            if end == text.len() {
                return None;
            }
            // What has begun in the block may end behind it.
            at = end + 1 - self.len;
        }
    }
    /// Whether the first bytes of a text fit.
    fn fits(&self, text: &[u8]) -> bool {
        let Some(first) = text.get(..self.len) else { return false };
        first.iter().enumerate().all(|(i, byte)| self.masks[usize::from(*byte)] >> i & 1 == 0)
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
