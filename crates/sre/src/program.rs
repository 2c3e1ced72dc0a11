//! Programs: what codes become, so that the machine need not check anything again.

use crate::{
    plan::Plan,
    set::{ByteSet, Fold, Set},
    text::{Properties, Unit},
    translate,
};
use std::cell::OnceCell;

/// One instruction. What does not match fails: the machine goes back to the last choice.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Inst {
    /// The whole pattern has matched.
    Accept,
    Fail,
    /// This byte.
    Byte(u8),
    /// These bytes of `Program::bytes`.
    Text {
        at: u32,
        len: u32,
    },
    /// One character.
    One(One),
    /// Nothing, at a place such as this.
    At(At),
    /// Notes where a group begins (even) or ends (odd).
    Mark(u32),
    Jump(u32),
    /// Goes on; if that fails, at `next`.
    Try {
        next: u32,
    },
    /// The same, but goes to `next` at once unless the next byte is of the set number `first`, and does not come back
    /// unless it is of the set after that.
    TryIf {
        next: u32,
        first: u32,
    },
    /// What a group has matched, once more.
    GroupRef {
        group: u32,
        fold: Fold,
    },
    /// Jumps unless the group has matched.
    Unless {
        group: u32,
        jump: u32,
    },
    /// One character again and again: `Program::runs`.
    Run(u32),
    /// Begins a repetition: `Program::loops`. Jumps to its `Until`.
    Repeat(u32),
    /// Decides whether to repeat once more.
    Until(u32),
    /// What follows must match (or must not, if `negative`) from `back` characters before; ends at `Assert end`.
    Assert {
        back: u32,
        end: u32,
    },
    AssertNot {
        back: u32,
        end: u32,
    },
    AssertEnd,
    AssertNotEnd,
    /// What has matched between this and `AtomicEnd` is not tried in other ways.
    Atomic,
    AtomicEnd,
    /// Begins a repetition whose turns are atomic; jumps to its `PossessiveNext`.
    Possessive(u32),
    /// Begins another turn or leaves.
    PossessiveNext(u32),
    /// Ends a turn.
    PossessiveEnd(u32),
}

/// What one character must be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum One {
    Byte(u8),
    /// Anything but a line feed.
    Any,
    AnyAll,
    /// A member of a set of `Program::sets`.
    Set(u32),
    Nothing,
}

/// Places between characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    Beginning,
    BeginningLine,
    End,
    EndLine,
    EndString,
    Boundary { unicode: bool },
    NonBoundary { unicode: bool },
}

/// How often something is repeated, and in which order the counts are tried.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Greed {
    Most,
    Least,
    Possessive,
}

/// A repetition of one character.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) one: One,
    pub(crate) min: u32,
    pub(crate) max: u32,
    pub(crate) greed: Greed,
    /// Which bytes may follow; nothing if there may be an end.
    pub(crate) follow: Option<ByteSet>,
    /// That byte, if it is only one.
    pub(crate) follow_byte: Option<u8>,
}

/// A repetition of anything.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Loop {
    pub(crate) min: u32,
    pub(crate) max: u32,
    pub(crate) lazy: bool,
    /// First instruction of what is repeated.
    pub(crate) body: u32,
    /// Its `Until` or `PossessiveNext`.
    pub(crate) until: u32,
    /// Where it goes on behind the repetition.
    pub(crate) end: u32,
    /// Which bytes what is repeated may begin with; nothing if it may be empty.
    pub(crate) first: Option<ByteSet>,
    /// Which bytes may follow; nothing if there may be an end.
    pub(crate) follow: Option<ByteSet>,
}

/// A pattern that can be matched.
pub struct Program {
    pub(crate) insts: Vec<Inst>,
    pub(crate) sets: Vec<Set>,
    pub(crate) runs: Vec<Run>,
    pub(crate) loops: Vec<Loop>,
    pub(crate) firsts: Vec<ByteSet>,
    pub(crate) bytes: Vec<u8>,
    pub(crate) codes: Box<[u32]>,
    pub(crate) groups: usize,
    pub(crate) unit: Unit,
    pub(crate) properties: Properties,
    plan: OnceCell<Plan>,
}

impl Program {
    /// Makes a program of codes. Nothing if they are not codes of a pattern with so many groups.
    pub fn new(codes: &[u32], groups: usize, unit: Unit, properties: Properties) -> Option<Program> {
        let mut program = Program {
            insts: Vec::with_capacity(codes.len() / 2 + 2),
            sets: Vec::new(),
            runs: Vec::new(),
            loops: Vec::new(),
            firsts: Vec::new(),
            bytes: Vec::new(),
            codes: codes.into(),
            groups,
            unit,
            properties,
            plan: OnceCell::new(),
        };
        translate::translate(&mut program)?;
        program.look_ahead();
        Some(program)
    }
    /// The codes it was made of.
    pub fn codes(&self) -> &[u32] {
        &self.codes
    }
    /// What it searches.
    pub fn unit(&self) -> Unit {
        self.unit
    }
    /// How many groups there are.
    pub fn groups(&self) -> usize {
        self.groups
    }
    /// Whether what matches may depend on what groups have matched.
    pub(crate) fn looks_at_groups(&self) -> bool {
        self.insts.iter().any(|inst| matches!(inst, Inst::GroupRef { .. } | Inst::Unless { .. }))
    }
    pub(crate) fn plan(&self) -> &Plan {
        self.plan.get_or_init(|| Plan::new(self))
    }
    #[inline(always)]
    pub(crate) fn inst(&self, pc: u32) -> Inst {
        self.insts.get(pc as usize).copied().unwrap_or(Inst::Fail)
    }
}
