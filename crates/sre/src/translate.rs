//! Codes to programs. Every code is checked, since a program may hand in codes of its own making.
//!
//! Constructs nest in codes; those that are open lie on a list here, so that deep nesting costs no stack.

use crate::{
    codes::{MAX_REPEAT, op},
    program::{At, Greed, Inst, Loop, One, Program, Run},
    set::{Fold, Set, end_of_set},
    text::{Unit, encode},
};

/// A construct whose end has not been reached.
struct Open {
    what: What,
    /// Where its codes (of this part of it) end.
    end: usize,
}

enum What {
    /// The codes of the whole.
    Pattern,
    /// A way of a branch: the instruction that chose it, jumps of ways before to the end.
    Way {
        choice: u32,
        jumps: Vec<u32>,
    },
    /// The part for a group that matched: the instruction that jumps to the other part.
    Yes {
        unless: u32,
    },
    /// The part for one that did not: the jump that ends the first part.
    No {
        jump: u32,
    },
    /// What is repeated.
    Loop {
        number: u32,
        until: u32,
    },
    /// The same with atomic turns.
    Possessive {
        number: u32,
    },
    /// What must or must not match.
    Assert {
        inst: u32,
        negative: bool,
    },
    Atomic,
}

struct Translator<'a> {
    program: &'a mut Program,
    codes: Box<[u32]>,
    at: usize,
    open: Vec<Open>,
    /// Instructions before this may be jumped to the end of: nothing is joined across.
    fence: usize,
}

/// Fills in the program's instructions. Nothing if its codes are none.
pub(crate) fn translate(program: &mut Program) -> Option<()> {
    let codes = program.codes.clone();
    let end = codes.len();
    let mut translator =
        Translator { program, codes, at: 0, open: vec![Open { what: What::Pattern, end }], fence: 0 };
    while !translator.open.is_empty() {
        translator.step()?;
    }
    Some(())
}

impl Translator<'_> {
    /// The next code.
    fn take(&mut self) -> Option<u32> {
        let code = *self.codes.get(self.at)?;
        self.at += 1;
        Some(code)
    }
    /// The next code as a distance from itself; it must stay inside of what is open.
    fn take_skip(&mut self) -> Option<usize> {
        let from = self.at;
        let end = from.checked_add(self.take()? as usize)?;
        (end > from && end <= self.open.last()?.end).then_some(end)
    }
    fn emit(&mut self, inst: Inst) -> u32 {
        self.program.insts.push(inst);
        self.program.insts.len() as u32 - 1
    }
    /// The next instruction is jumped to.
    fn label(&mut self) -> u32 {
        self.fence = self.program.insts.len();
        self.fence as u32
    }
    fn begin(&mut self, what: What, end: usize) {
        self.open.push(Open { what, end });
        self.label();
    }
    fn group(&mut self) -> Option<u32> {
        let group = self.take()?;
        ((group as usize) < self.program.groups).then_some(group)
    }

    fn step(&mut self) -> Option<()> {
        let end = self.open.last()?.end;
        if self.at == end && !matches!(self.open.last()?.what, What::Pattern | What::Way { .. }) {
            return self.close();
        }
        let code = self.take()?;
        if self.at > end {
            return None;
        }
        match code {
            op::SUCCESS => self.success(),
            op::JUMP => self.jump(),
            op::LITERAL => {
                let c = self.take()?;
                self.literal(c);
                Some(())
            }
            op::MARK => {
                let mark = self.take()?;
                if mark as usize / 2 >= self.program.groups {
                    return None;
                }
                self.emit(Inst::Mark(mark));
                Some(())
            }
            op::AT => {
                let at = place(self.take()?)?;
                self.emit(Inst::At(at));
                Some(())
            }
            op::INFO => {
                // What it says about prefixes is found out again from the instructions.
                self.at = self.take_skip()?;
                Some(())
            }
            op::BRANCH => self.branch(Vec::new()),
            op::REPEAT => self.repeat(),
            op::POSSESSIVE_REPEAT => self.possessive_repeat(),
            op::REPEAT_ONE => self.run(Greed::Most),
            op::MIN_REPEAT_ONE => self.run(Greed::Least),
            op::POSSESSIVE_REPEAT_ONE => self.run(Greed::Possessive),
            op::ASSERT | op::ASSERT_NOT => self.assertion(code == op::ASSERT_NOT),
            op::ATOMIC_GROUP => {
                let end = self.take_skip()?;
                self.emit(Inst::Atomic);
                self.begin(What::Atomic, end);
                Some(())
            }
            op::GROUPREF | op::GROUPREF_IGNORE | op::GROUPREF_LOC_IGNORE | op::GROUPREF_UNI_IGNORE => {
                let group = self.group()?;
                self.emit(Inst::GroupRef { group, fold: fold_of(code) });
                Some(())
            }
            op::GROUPREF_EXISTS => {
                let group = self.group()?;
                // The distance counts from the code before itself.
                let end = (self.at - 1).checked_add(self.take()? as usize)?;
                if end < self.at || end > self.open.last()?.end {
                    return None;
                }
                let unless = self.emit(Inst::Unless { group, jump: 0 });
                self.begin(What::Yes { unless }, end);
                Some(())
            }
            _ => {
                let one = self.one(code)?;
                self.emit(match one {
                    One::Byte(byte) => Inst::Byte(byte),
                    One::Nothing => Inst::Fail,
                    one => Inst::One(one),
                });
                Some(())
            }
        }
    }

    /// A literal joins the one before.
    fn literal(&mut self, c: u32) {
        let bytes = &mut self.program.bytes;
        let start = bytes.len() as u32;
        if self.program.unit == Unit::Byte && c > 0xff || c > 0x10ffff {
            self.emit(Inst::Fail);
            return;
        }
        let joins = self.program.insts.len() > self.fence;
        let at = match self.program.insts.last() {
            Some(&Inst::Byte(byte)) if joins => {
                self.program.insts.pop();
                bytes.push(byte);
                start
            }
            Some(&Inst::Text { at, len }) if joins && at + len == start => {
                self.program.insts.pop();
                at
            }
            _ => start,
        };
        encode(bytes, self.program.unit, c);
        let len = bytes.len() as u32 - at;
        if len == 1 {
            let byte = bytes.pop().unwrap_or(0);
            self.emit(Inst::Byte(byte));
        } else {
            self.emit(Inst::Text { at, len });
        }
    }

    /// What matches one character; its operator has been taken.
    fn one(&mut self, code: u32) -> Option<One> {
        let (unit, properties) = (self.program.unit, self.program.properties);
        let set = match code {
            op::FAILURE => return Some(One::Nothing),
            op::ANY => return Some(One::Any),
            op::ANY_ALL => return Some(One::AnyAll),
            op::LITERAL => {
                let c = self.take()?;
                match u8::try_from(c) {
                    Ok(byte) if c < unit.limit() => return Some(One::Byte(byte)),
                    _ => Set::of_char(c, Fold::None, false, unit, &properties),
                }
            }
            op::LITERAL_IGNORE | op::LITERAL_LOC_IGNORE | op::LITERAL_UNI_IGNORE => {
                Set::of_char(self.take()?, fold_of(code), false, unit, &properties)
            }
            op::NOT_LITERAL
            | op::NOT_LITERAL_IGNORE
            | op::NOT_LITERAL_LOC_IGNORE
            | op::NOT_LITERAL_UNI_IGNORE => {
                Set::of_char(self.take()?, fold_of(code), true, unit, &properties)
            }
            op::IN | op::IN_IGNORE | op::IN_LOC_IGNORE | op::IN_UNI_IGNORE => {
                let end = self.take_skip()?;
                let from = self.at;
                if end_of_set(&self.codes, from)? != end {
                    return None;
                }
                self.at = end;
                Set::of_codes(&self.codes, from, fold_of(code), unit, &properties)?
            }
            _ => return None,
        };
        self.program.sets.push(set);
        Some(One::Set(self.program.sets.len() as u32 - 1))
    }

    fn bounds(&mut self) -> Option<(u32, u32)> {
        let (min, max) = (self.take()?, self.take()?);
        (min <= max).then_some((min, max))
    }

    /// A repetition of one character.
    fn run(&mut self, greed: Greed) -> Option<()> {
        let end = self.take_skip()?;
        let (min, max) = self.bounds()?;
        let code = self.take()?;
        let one = self.one(code)?;
        if self.take()? != op::SUCCESS || self.at != end {
            return None;
        }
        self.program.runs.push(Run { one, min, max, greed, follow: None, follow_byte: None });
        self.emit(Inst::Run(self.program.runs.len() as u32 - 1));
        Some(())
    }

    fn new_loop(&mut self, min: u32, max: u32) -> u32 {
        self.program.loops.push(Loop {
            min,
            max,
            lazy: false,
            body: 0,
            until: 0,
            end: 0,
            first: None,
            follow: None,
        });
        self.program.loops.len() as u32 - 1
    }

    fn repeat(&mut self) -> Option<()> {
        let end = self.take_skip()?;
        let (min, max) = self.bounds()?;
        // The code that says how to go on lies behind what is repeated.
        let until = *self.codes.get(end)?;
        if !matches!(until, op::MAX_UNTIL | op::MIN_UNTIL) || end + 1 > self.open.last()?.end {
            return None;
        }
        let number = self.new_loop(min, max);
        self.emit(Inst::Repeat(number));
        self.begin(What::Loop { number, until }, end);
        self.program.loops[number as usize].body = self.program.insts.len() as u32;
        Some(())
    }

    fn possessive_repeat(&mut self) -> Option<()> {
        let end = self.take_skip()?;
        let (min, max) = self.bounds()?;
        // SUCCESS lies behind what is repeated.
        if self.codes.get(end) != Some(&op::SUCCESS) || end + 1 > self.open.last()?.end {
            return None;
        }
        let number = self.new_loop(min, max);
        self.emit(Inst::Possessive(number));
        let until = self.label();
        self.emit(Inst::PossessiveNext(number));
        self.begin(What::Possessive { number }, end);
        let body = self.program.insts.len() as u32;
        let made = &mut self.program.loops[number as usize];
        (made.body, made.until) = (body, until);
        Some(())
    }

    fn assertion(&mut self, negative: bool) -> Option<()> {
        let end = self.take_skip()?;
        let back = self.take()?;
        let inst = match negative {
            true => self.emit(Inst::AssertNot { back, end: 0 }),
            false => self.emit(Inst::Assert { back, end: 0 }),
        };
        self.begin(What::Assert { inst, negative }, end);
        Some(())
    }

    /// The next way of a branch, or its end.
    fn branch(&mut self, jumps: Vec<u32>) -> Option<()> {
        if *self.codes.get(self.at)? == 0 {
            self.at += 1;
            if self.at > self.open.last()?.end {
                return None;
            }
            self.emit(Inst::Fail);
            let end = self.label();
            for jump in jumps {
                self.program.insts[jump as usize] = Inst::Jump(end);
            }
            return Some(());
        }
        let end = self.take_skip()?;
        let choice = self.emit(Inst::Try { next: 0 });
        self.begin(What::Way { choice, jumps }, end);
        Some(())
    }

    /// JUMP ends a way of a branch, or the first part of a condition.
    fn jump(&mut self) -> Option<()> {
        let from = self.at;
        let open = self.open.pop()?;
        if from + 1 != open.end {
            return None;
        }
        let to = from.checked_add(self.take()? as usize)?;
        match open.what {
            What::Way { choice, mut jumps } => {
                jumps.push(self.emit(Inst::Jump(0)));
                let next = self.label();
                self.program.insts[choice as usize] = Inst::Try { next };
                self.branch(jumps)
            }
            What::Yes { unless } => {
                if to < self.at || to > self.open.last()?.end {
                    return None;
                }
                let jump = self.emit(Inst::Jump(0));
                self.end_condition(unless);
                self.begin(What::No { jump }, to);
                Some(())
            }
            _ => None,
        }
    }

    fn end_condition(&mut self, unless: u32) {
        let to = self.label();
        if let Inst::Unless { jump, .. } = &mut self.program.insts[unless as usize] {
            *jump = to;
        }
    }

    /// SUCCESS ends the pattern, an assertion or an atomic group.
    fn success(&mut self) -> Option<()> {
        let open = self.open.pop()?;
        if self.at != open.end {
            return None;
        }
        match open.what {
            What::Pattern => {
                self.emit(Inst::Accept);
            }
            What::Assert { inst, negative } => {
                self.emit(if negative { Inst::AssertNotEnd } else { Inst::AssertEnd });
                let here = self.label();
                if let Inst::Assert { end, .. } | Inst::AssertNot { end, .. } =
                    &mut self.program.insts[inst as usize]
                {
                    *end = here;
                }
            }
            What::Atomic => {
                self.emit(Inst::AtomicEnd);
                self.label();
            }
            _ => return None,
        }
        Some(())
    }

    /// The codes of what is open have ended.
    fn close(&mut self) -> Option<()> {
        match self.open.pop()?.what {
            What::Yes { unless } => self.end_condition(unless),
            What::No { jump } => {
                let here = self.label();
                self.program.insts[jump as usize] = Inst::Jump(here);
            }
            What::Possessive { number } => {
                self.at += 1;
                self.emit(Inst::PossessiveEnd(number));
                self.program.loops[number as usize].end = self.label();
            }
            What::Loop { number, until } => {
                self.at += 1;
                let here = self.label();
                self.emit(Inst::Until(number));
                let end = self.label();
                let made = &mut self.program.loops[number as usize];
                (made.until, made.lazy, made.end) = (here, until == op::MIN_UNTIL, end);
            }
            _ => return None,
        }
        Some(())
    }
}

fn place(code: u32) -> Option<At> {
    Some(match code {
        0 | 2 => At::Beginning,
        1 => At::BeginningLine,
        3 | 8 => At::Boundary { unicode: false },
        4 | 9 => At::NonBoundary { unicode: false },
        5 => At::End,
        6 => At::EndLine,
        7 => At::EndString,
        10 => At::Boundary { unicode: true },
        11 => At::NonBoundary { unicode: true },
        _ => return None,
    })
}

fn fold_of(code: u32) -> Fold {
    match code {
        op::GROUPREF_IGNORE | op::IN_IGNORE | op::LITERAL_IGNORE | op::NOT_LITERAL_IGNORE => Fold::Ascii,
        op::GROUPREF_LOC_IGNORE | op::IN_LOC_IGNORE | op::LITERAL_LOC_IGNORE | op::NOT_LITERAL_LOC_IGNORE => {
            Fold::Locale
        }
        op::GROUPREF_UNI_IGNORE | op::IN_UNI_IGNORE | op::LITERAL_UNI_IGNORE | op::NOT_LITERAL_UNI_IGNORE => {
            Fold::Unicode
        }
        _ => Fold::None,
    }
}

/// Whether a count has no bound.
pub(crate) fn unbounded(max: u32) -> bool {
    max == MAX_REPEAT
}
