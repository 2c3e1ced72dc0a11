//! The machine: tries a program at a place of a text, going back to choices when it fails.
//!
//! What can be gone back to lies on a stack of entries. Besides choices they are old values: groups and counters are
//! changed in place and set back on the way. An assertion or atomic group puts a barrier there; when it has matched, the
//! choices above its barrier are taken out, and the old values stay.

use crate::{
    program::{At, Greed, Inst, Loop, One, Program},
    set::{self, Fold, lower_ascii},
    text::{Unit, decode, step_back, width},
    translate::unbounded,
};

/// A group that has not matched; a place that is none.
const NONE: u32 = u32::MAX;
/// Where to go on when that is going back.
const BACK: u32 = u32::MAX;
/// Most entries: about a gigabyte natively, an eighth of that in a page.
const MOST_ENTRIES: usize = if cfg!(target_pointer_width = "64") { 1 << 26 } else { 1 << 23 };
/// Entries whose memory is kept for the next search.
const KEPT_ENTRIES: usize = 1 << 12;

/// What must match.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Something anywhere.
    Search,
    /// Something at the start.
    Match,
    /// All of it.
    Full,
}

/// Where and how to search.
#[derive(Clone, Copy, Debug)]
pub struct Query {
    /// First byte.
    pub start: usize,
    /// Behind the last byte.
    pub end: usize,
    /// What must match.
    pub kind: Kind,
    /// Whether an empty match at the start does not count.
    pub must_advance: bool,
}

/// What came of a search.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// There is a match.
    Match,
    /// There is none.
    Nothing,
    /// The fuel is used up; [`Machine::go`] goes on.
    Pause,
    /// More choices than memory holds.
    TooMuch,
}

/// Something to go back to, or to set back on the way.
#[derive(Clone, Copy, Debug)]
enum Entry {
    /// Go on here.
    Choice { pc: u32, pos: u32 },
    /// A repetition of one character may end earlier, but not before `low`.
    Fewer { pc: u32, low: u32, pos: u32 },
    /// One may be longer, by `left` characters at most.
    Longer { pc: u32, pos: u32, left: u32 },
    /// A lazy repetition may go on.
    Again { pc: u32, pos: u32 },
    /// A mark was `old`, and the last group `last`.
    Mark { slot: u32, old: u32, last: u32 },
    /// A counter was this.
    Count { number: u32, count: u32, last: u32 },
    /// An assertion or atomic group began at `pos`; `before` is the barrier around it. If it fails, go on at `pc`.
    Barrier { pc: u32, pos: u32, before: u32 },
}

/// The memory of searches; one can serve many, one after the other.
pub struct Machine {
    stack: Vec<Entry>,
    marks: Vec<u32>,
    counts: Vec<(u32, u32)>,
    last_group: u32,
    /// Place of the innermost barrier on the stack.
    barrier: u32,
    query: Query,
    start: usize,
    end: usize,
    pc: u32,
    pos: usize,
    fuel: i64,
    /// Where what a match must contain lies; 0 if that is not yet known.
    inner: usize,
    trying: bool,
    marked: bool,
}

impl Default for Machine {
    fn default() -> Machine {
        let query = Query { start: 0, end: 0, kind: Kind::Search, must_advance: false };
        Machine {
            stack: Vec::new(),
            marks: Vec::new(),
            counts: Vec::new(),
            last_group: 0,
            barrier: NONE,
            query,
            start: 0,
            end: 0,
            pc: 0,
            pos: 0,
            fuel: 0,
            inner: 0,
            trying: false,
            marked: true,
        }
    }
}

enum Tried {
    Match,
    Nothing,
    Pause,
    TooMuch,
}

/// Where going back led.
enum Back {
    To(u32, usize),
    Nothing,
    Pause,
}

impl Machine {
    /// Prepares for a search; [`Machine::go`] makes it.
    #[inline]
    pub fn begin(&mut self, query: Query) {
        self.query = query;
        self.start = query.start;
        self.trying = false;
        self.inner = 0;
        // What was found before no longer counts.
        self.marked = true;
    }
    /// Searches in `text`, which must be that of the query all the while, for about so many steps.
    pub fn go(&mut self, program: &Program, text: &[u8], fuel: i64) -> Outcome {
        self.fuel = fuel;
        let end = self.query.end.min(text.len());
        let text = &text[..end];
        if end as u64 >= u64::from(NONE) {
            return Outcome::TooMuch;
        }
        if self.start > end {
            return Outcome::Nothing;
        }
        let search = self.query.kind == Kind::Search;
        loop {
            if !self.trying {
                if search {
                    match program.plan().find(program, text, self.start, &mut self.inner) {
                        Some(at) => self.start = at,
                        None => return Outcome::Nothing,
                    }
                }
                self.prepare(program);
            }
            match self.attempt(program, text) {
                Tried::Match => {
                    self.tidy();
                    return Outcome::Match;
                }
                Tried::Pause => return Outcome::Pause,
                Tried::TooMuch => {
                    self.stack = Vec::new();
                    return Outcome::TooMuch;
                }
                Tried::Nothing => {}
            }
            self.trying = false;
            match program.plan().next(program, text, self.start) {
                Some(next) if search => self.start = next,
                _ => {
                    self.tidy();
                    return Outcome::Nothing;
                }
            }
        }
    }
    fn prepare(&mut self, program: &Program) {
        if self.marked {
            self.marks.clear();
            self.marks.resize(program.groups * 2, NONE);
            self.counts.resize(program.loops.len(), (0, 0));
            self.last_group = 0;
            self.marked = false;
        }
        self.barrier = NONE;
        (self.pc, self.pos) = (0, self.start);
        self.trying = true;
    }
    fn tidy(&mut self) {
        self.stack.clear();
        self.stack.shrink_to(KEPT_ENTRIES);
    }
    /// Start and end of the match.
    #[inline]
    pub fn span(&self) -> (usize, usize) {
        (self.start, self.end)
    }
    /// Start and end of a group (from 0 on) if it took part in the match.
    #[inline]
    pub fn group(&self, group: usize) -> Option<(usize, usize)> {
        match self.marks.get(group * 2..group * 2 + 2) {
            Some(&[from, to]) if from != NONE && to != NONE && from <= to => {
                Some((from as usize, to as usize))
            }
            _ => None,
        }
    }
    /// The group that ended last, from 1 on; 0 for none.
    #[inline]
    pub fn last_group(&self) -> u32 {
        self.last_group
    }

    fn set_count(&mut self, number: u32, count: u32, last: u32) {
        let place = &mut self.counts[number as usize];
        let (old_count, old_last) = std::mem::replace(place, (count, last));
        if !self.stack.is_empty() {
            self.stack.push(Entry::Count { number, count: old_count, last: old_last });
        }
    }
    fn set_mark(&mut self, slot: u32, pos: usize) {
        let last = self.last_group;
        if slot & 1 != 0 {
            self.last_group = slot / 2 + 1;
        }
        self.marked = true;
        let old = std::mem::replace(&mut self.marks[slot as usize], pos as u32);
        if !self.stack.is_empty() {
            self.stack.push(Entry::Mark { slot, old, last });
        }
    }
    fn put_barrier(&mut self, pc: u32, pos: usize) {
        let before = self.barrier;
        self.barrier = self.stack.len() as u32;
        self.stack.push(Entry::Barrier { pc, pos: pos as u32, before });
    }
    /// Takes the barrier away and with it the choices above; gives the place where it was put.
    fn commit(&mut self) -> usize {
        let at = self.barrier as usize;
        let Some(&Entry::Barrier { pos, before, .. }) = self.stack.get(at) else { return self.pos };
        self.barrier = before;
        let mut to = at;
        if at > 0 {
            for from in at + 1..self.stack.len() {
                if matches!(self.stack[from], Entry::Mark { .. } | Entry::Count { .. }) {
                    self.stack[to] = self.stack[from];
                    to += 1;
                }
            }
        }
        self.stack.truncate(to);
        pos as usize
    }
    /// Sets back what happened above the barrier, and takes it away.
    fn roll_back(&mut self) {
        while let Some(entry) = self.stack.pop() {
            match entry {
                Entry::Mark { .. } | Entry::Count { .. } => self.set_back(entry),
                Entry::Barrier { before, .. } => {
                    self.barrier = before;
                    return;
                }
                _ => {}
            }
        }
    }
    fn set_back(&mut self, entry: Entry) {
        match entry {
            Entry::Mark { slot, old, last } => {
                self.marks[slot as usize] = old;
                self.last_group = last;
            }
            Entry::Count { number, count, last } => self.counts[number as usize] = (count, last),
            _ => {}
        }
    }

    /// Tries at one place, from `pc` and `pos` on.
    fn attempt(&mut self, program: &Program, text: &[u8]) -> Tried {
        let (mut pc, mut pos) = (self.pc, self.pos);
        'run: loop {
            // No program is so long that `BACK` is one of its places: it reads as `Fail`.
            match program.inst(pc) {
                Inst::Byte(byte) => {
                    if text.get(pos) == Some(&byte) {
                        (pc, pos) = (pc + 1, pos + 1);
                        continue 'run;
                    }
                }
                Inst::Text { at, len } => {
                    let wanted = &program.bytes[at as usize..(at + len) as usize];
                    if text[pos..].starts_with(wanted) {
                        (pc, pos) = (pc + 1, pos + wanted.len());
                        continue 'run;
                    }
                }
                Inst::One(one) => {
                    if let Some(next) = step(program, one, text, pos) {
                        (pc, pos) = (pc + 1, next);
                        continue 'run;
                    }
                }
                Inst::Run(number) => {
                    if let Some(end) = self.run(program, text, pc, pos, number) {
                        (pc, pos) = (pc + 1, end);
                        continue 'run;
                    }
                }
                Inst::Mark(slot) => {
                    self.set_mark(slot, pos);
                    pc += 1;
                    continue 'run;
                }
                Inst::Jump(to) => {
                    pc = to;
                    continue 'run;
                }
                Inst::Try { next } => {
                    self.stack.push(Entry::Choice { pc: next, pos: pos as u32 });
                    pc += 1;
                    continue 'run;
                }
                Inst::TryIf { next, first } => {
                    let byte = text.get(pos);
                    let number = first as usize;
                    if byte.is_some_and(|byte| set::has(&program.firsts[number], *byte)) {
                        if byte.is_some_and(|byte| set::has(&program.firsts[number + 1], *byte)) {
                            self.stack.push(Entry::Choice { pc: next, pos: pos as u32 });
                        }
                        pc += 1;
                    } else {
                        pc = next;
                    }
                    continue 'run;
                }
                Inst::At(at) => {
                    if is_at(program, at, text, pos) {
                        pc += 1;
                        continue 'run;
                    }
                }
                Inst::Repeat(number) => {
                    self.set_count(number, NONE, NONE);
                    pc = program.loops[number as usize].until;
                    continue 'run;
                }
                Inst::Until(number) => {
                    self.fuel -= 1;
                    if self.stack.len() > MOST_ENTRIES {
                        return Tried::TooMuch;
                    }
                    if self.fuel < 0 {
                        (self.pc, self.pos) = (pc, pos);
                        return Tried::Pause;
                    }
                    let made = &program.loops[number as usize];
                    pc = self.until(made, number, pc, text, pos);
                    continue 'run;
                }
                Inst::GroupRef { group, fold } => {
                    if let Some(next) = self.group_again(program, group, fold, text, pos) {
                        (pc, pos) = (pc + 1, next);
                        continue 'run;
                    }
                }
                Inst::Unless { group, jump } => {
                    pc = if self.group(group as usize).is_some() { pc + 1 } else { jump };
                    continue 'run;
                }
                Inst::Assert { back, .. } => {
                    self.fuel -= i64::from(back.min(pos as u32)) / 8;
                    if let Some(from) = back_by(program, text, pos, back) {
                        self.put_barrier(BACK, pos);
                        (pc, pos) = (pc + 1, from);
                        continue 'run;
                    }
                }
                Inst::AssertNot { back, end } => {
                    self.fuel -= i64::from(back.min(pos as u32)) / 8;
                    match back_by(program, text, pos, back) {
                        Some(from) => {
                            self.put_barrier(end, pos);
                            (pc, pos) = (pc + 1, from);
                        }
                        None => pc = end,
                    }
                    continue 'run;
                }
                Inst::AssertEnd => {
                    pos = self.commit();
                    pc += 1;
                    continue 'run;
                }
                Inst::AssertNotEnd => self.roll_back(),
                Inst::Atomic => {
                    self.put_barrier(BACK, pos);
                    pc += 1;
                    continue 'run;
                }
                Inst::AtomicEnd => {
                    self.commit();
                    pc += 1;
                    continue 'run;
                }
                Inst::Possessive(number) => {
                    self.set_count(number, 0, NONE);
                    pc += 1;
                    continue 'run;
                }
                Inst::PossessiveNext(number) => {
                    let made = &program.loops[number as usize];
                    let (count, last) = self.counts[number as usize];
                    if count < made.min {
                        self.put_barrier(BACK, pos);
                        pc = made.body;
                    } else if (count < made.max || unbounded(made.max)) && last != pos as u32 {
                        self.put_barrier(made.end, pos);
                        self.set_count(number, count, pos as u32);
                        pc = made.body;
                    } else {
                        pc = made.end;
                    }
                    continue 'run;
                }
                Inst::PossessiveEnd(number) => {
                    self.commit();
                    let (count, last) = self.counts[number as usize];
                    self.set_count(number, count.saturating_add(1), last);
                    self.fuel -= 1;
                    pc = program.loops[number as usize].until;
                    if self.fuel < 0 {
                        (self.pc, self.pos) = (pc, pos);
                        return Tried::Pause;
                    }
                    continue 'run;
                }
                Inst::Accept => {
                    let empty = self.query.must_advance && pos == self.start && pos == self.query.start;
                    if !empty && (self.query.kind != Kind::Full || pos == text.len()) {
                        self.end = pos;
                        return Tried::Match;
                    }
                }
                Inst::Fail => {}
            }
            match self.go_back(program, text) {
                Back::To(to, at) => (pc, pos) = (to, at),
                Back::Nothing => return Tried::Nothing,
                Back::Pause => {
                    (self.pc, self.pos) = (BACK, pos);
                    return Tried::Pause;
                }
            }
        }
    }

    /// Goes back to the last choice that can be made in another way.
    #[inline(always)]
    fn go_back(&mut self, program: &Program, text: &[u8]) -> Back {
        loop {
            self.fuel -= 1;
            if self.fuel < 0 {
                return Back::Pause;
            }
            let Some(entry) = self.stack.pop() else { return Back::Nothing };
            match entry {
                Entry::Choice { pc, pos } => return Back::To(pc, pos as usize),
                Entry::Fewer { pc, low, pos } => {
                    if let Some(at) = self.fewer(program, text, pc, low as usize, pos as usize) {
                        return Back::To(pc + 1, at);
                    }
                }
                Entry::Longer { pc, pos, left } => {
                    if let Some(at) = self.one_longer(program, text, pc, pos as usize, left) {
                        return Back::To(pc + 1, at);
                    }
                }
                Entry::Again { pc, pos } => {
                    if let Some(body) = self.again(program, pc, pos) {
                        return Back::To(body, pos as usize);
                    }
                }
                Entry::Mark { .. } | Entry::Count { .. } => self.set_back(entry),
                Entry::Barrier { pc, pos, before } => {
                    self.barrier = before;
                    if pc != BACK {
                        return Back::To(pc, pos as usize);
                    }
                }
            }
        }
    }

    /// Where a repetition of one character that begins at `pos` ends; keeps what is left to try.
    #[inline]
    fn run(&mut self, program: &Program, text: &[u8], pc: u32, pos: usize, number: u32) -> Option<usize> {
        let run = &program.runs[number as usize];
        let low = steps(program, run.one, text, pos, run.min)?;
        if run.greed == Greed::Least {
            let left = if unbounded(run.max) { NONE } else { run.max - run.min };
            return self.longer(program, text, pc, low, left);
        }
        let high = most(program, run.one, text, low, run.max, run.min);
        self.fuel -= (high - pos) as i64 / 32;
        if run.greed == Greed::Possessive {
            return Some(high);
        }
        let here = match &run.follow {
            Some(follow) => text.get(high).is_some_and(|byte| set::has(follow, *byte)),
            None => true,
        };
        if !here {
            return self.fewer(program, text, pc, low, high);
        }
        if high > low {
            self.stack.push(Entry::Fewer { pc, low: low as u32, pos: high as u32 });
        }
        Some(high)
    }

    /// Where a repetition of one character ends if it ends before `high` but not before `low`; keeps what is left to try.
    fn fewer(&mut self, program: &Program, text: &[u8], pc: u32, low: usize, high: usize) -> Option<usize> {
        let Inst::Run(number) = program.inst(pc) else { return None };
        let run = &program.runs[number as usize];
        let candidates = text.get(low..high)?;
        let at = match (&run.follow_byte, &run.follow) {
            (Some(byte), _) => low + memchr::memrchr(*byte, candidates)?,
            (None, Some(follow)) => low + candidates.iter().rposition(|byte| set::has(follow, *byte))?,
            (None, None) if high > low => step_back(text, program.unit, high),
            _ => return None,
        };
        self.fuel -= (high - at) as i64 / 32;
        if at > low {
            self.stack.push(Entry::Fewer { pc, low: low as u32, pos: at as u32 });
        }
        Some(at)
    }
    /// Where a lazy repetition of one character that has reached `pos` ends; keeps what is left to try.
    fn longer(
        &mut self,
        program: &Program,
        text: &[u8],
        pc: u32,
        mut pos: usize,
        mut left: u32,
    ) -> Option<usize> {
        let Inst::Run(number) = program.inst(pc) else { return None };
        let run = &program.runs[number as usize];
        if let Some(follow) = &run.follow {
            let from = pos;
            while !text.get(pos).is_some_and(|byte| set::has(follow, *byte)) {
                match step(program, run.one, text, pos) {
                    Some(next) if left > 0 => pos = next,
                    _ => {
                        self.fuel -= (pos - from) as i64 / 8;
                        return None;
                    }
                }
                left -= u32::from(left != NONE);
            }
            self.fuel -= (pos - from) as i64 / 8;
        }
        if left > 0 {
            self.stack.push(Entry::Longer { pc, pos: pos as u32, left });
        }
        Some(pos)
    }
    fn one_longer(
        &mut self,
        program: &Program,
        text: &[u8],
        pc: u32,
        pos: usize,
        left: u32,
    ) -> Option<usize> {
        let Inst::Run(number) = program.inst(pc) else { return None };
        let next = step(program, program.runs[number as usize].one, text, pos)?;
        self.longer(program, text, pc, next, if left == NONE { NONE } else { left - 1 })
    }

    /// At the end of a turn: where to go on.
    fn until(&mut self, made: &Loop, number: u32, pc: u32, text: &[u8], pos: usize) -> u32 {
        let (count, last) = self.counts[number as usize];
        let count = count.wrapping_add(1);
        if count < made.min {
            self.set_count(number, count, last);
            return made.body;
        }
        let byte = text.get(pos);
        let may = |set: &Option<set::ByteSet>| match set {
            Some(set) => byte.is_some_and(|byte| set::has(set, *byte)),
            None => true,
        };
        if made.lazy {
            if !may(&made.first) {
                return made.end;
            }
            self.stack.push(Entry::Again { pc, pos: pos as u32 });
            return made.end;
        }
        let more = (count < made.max || unbounded(made.max)) && last != pos as u32 && may(&made.first);
        if !more {
            return made.end;
        }
        if may(&made.follow) {
            self.stack.push(Entry::Choice { pc: made.end, pos: pos as u32 });
        }
        self.set_count(number, count, pos as u32);
        made.body
    }
    /// A lazy repetition goes on: the body, unless it may not be repeated again.
    fn again(&mut self, program: &Program, until: u32, pos: u32) -> Option<u32> {
        let Inst::Until(number) = program.inst(until) else { return None };
        let made = &program.loops[number as usize];
        let (count, last) = self.counts[number as usize];
        let count = count.wrapping_add(1);
        if (count >= made.max && !unbounded(made.max)) || last == pos {
            return None;
        }
        self.set_count(number, count, pos);
        Some(made.body)
    }

    /// Behind the text of a group, found once more at `pos`.
    fn group_again(
        &self,
        program: &Program,
        group: u32,
        fold: Fold,
        text: &[u8],
        mut pos: usize,
    ) -> Option<usize> {
        let (from, to) = self.group(group as usize)?;
        let wanted = text.get(from..to)?;
        if fold == Fold::None {
            return text[pos..].starts_with(wanted).then(|| pos + wanted.len());
        }
        let fold = |c: u32| match fold {
            Fold::Unicode => (program.properties.lower)(c),
            _ => lower_ascii(c),
        };
        let mut at = from;
        while at < to {
            if pos >= text.len() {
                return None;
            }
            let ((a, next_at), (b, next_pos)) = (char_at(program, text, at), char_at(program, text, pos));
            if a != b && fold(a) != fold(b) {
                return None;
            }
            (at, pos) = (next_at, next_pos);
        }
        Some(pos)
    }
}

/// The character at `pos`, which is before the end, and where the next one begins.
#[inline]
fn char_at(program: &Program, text: &[u8], pos: usize) -> (u32, usize) {
    match program.unit {
        Unit::Byte => (u32::from(text.get(pos).copied().unwrap_or(0)), pos + 1),
        Unit::CodePoint => decode(text, pos),
    }
}

/// Behind one character, if it matches.
#[inline(always)]
fn step(program: &Program, one: One, text: &[u8], pos: usize) -> Option<usize> {
    let byte = *text.get(pos)?;
    let next = || {
        if u32::from(byte) < program.unit.limit() { pos + 1 } else { (pos + width(byte)).min(text.len()) }
    };
    match one {
        One::Byte(wanted) => (byte == wanted).then_some(pos + 1),
        One::Any => (byte != b'\n').then(next),
        One::AnyAll => Some(next()),
        One::Nothing => None,
        One::Set(number) => {
            let set = &program.sets[number as usize];
            if u32::from(byte) < program.unit.limit() {
                return set::has(&set.fast, byte).then_some(pos + 1);
            }
            if !set.wide {
                return None;
            }
            let (c, next) = decode(text, pos);
            set.test(&program.codes, &program.properties, c).then_some(next)
        }
    }
}

/// Behind `count` characters.
#[inline(always)]
fn steps(program: &Program, one: One, text: &[u8], mut pos: usize, count: u32) -> Option<usize> {
    for _ in 0..count {
        pos = step(program, one, text, pos)?;
    }
    Some(pos)
}

/// Behind as many characters as there are, `max - min` at most.
#[inline(always)]
fn most(program: &Program, one: One, text: &[u8], mut pos: usize, max: u32, min: u32) -> usize {
    if !unbounded(max) {
        for _ in min..max {
            match step(program, one, text, pos) {
                Some(next) => pos = next,
                None => break,
            }
        }
        return pos;
    }
    let rest = &text[pos..];
    let here = |found: Option<usize>| found.map_or(text.len(), |at| pos + at);
    match one {
        One::Byte(wanted) => here(rest.iter().position(|byte| *byte != wanted)),
        One::Any => here(memchr::memchr(b'\n', rest)),
        One::AnyAll => text.len(),
        One::Nothing => pos,
        One::Set(number) => {
            let set = &program.sets[number as usize];
            loop {
                match text[pos..].iter().position(|byte| !set::has(&set.fast, *byte)) {
                    Some(at) => pos += at,
                    None => return text.len(),
                }
                // What stopped it may be a character of several bytes.
                match set.wide {
                    true => match step(program, one, text, pos) {
                        Some(next) => pos = next,
                        None => return pos,
                    },
                    false => return pos,
                }
            }
        }
    }
}

/// The place `count` characters before `pos`, if there is one.
fn back_by(program: &Program, text: &[u8], mut pos: usize, count: u32) -> Option<usize> {
    let at = pos.checked_sub(count as usize);
    if program.unit == Unit::Byte || at.is_none() {
        return at;
    }
    for _ in 0..count {
        if pos == 0 {
            return None;
        }
        pos = step_back(text, program.unit, pos);
    }
    Some(pos)
}

fn is_word(program: &Program, text: &[u8], pos: usize, unicode: bool) -> bool {
    let number = if unicode { crate::codes::category::UNI_WORD } else { crate::codes::category::WORD };
    pos < text.len() && set::in_category(&program.properties, number, char_at(program, text, pos).0)
}

fn is_at(program: &Program, at: At, text: &[u8], pos: usize) -> bool {
    match at {
        At::Beginning => pos == 0,
        At::BeginningLine => pos == 0 || text.get(pos - 1) == Some(&b'\n'),
        At::End => pos == text.len() || pos + 1 == text.len() && text[pos] == b'\n',
        At::EndLine => text.get(pos).is_none_or(|byte| *byte == b'\n'),
        At::EndString => pos == text.len(),
        At::Boundary { unicode } | At::NonBoundary { unicode } => {
            let before = pos > 0 && is_word(program, text, step_back(text, program.unit, pos), unicode);
            let differs = before != is_word(program, text, pos, unicode);
            differs == matches!(at, At::Boundary { .. })
        }
    }
}
