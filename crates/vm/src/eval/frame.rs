//! `Frame`: one call of Python code, or of a native that can be suspended.

use super::{
    fetch::{KeptCode, KeptDict, Pc},
    stack::Regs,
};
use crate::{
    native::Resumable,
    value::{Trace, Tracer, Value},
};

/// What happens with a frame's result.
#[repr(u8)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Then {
    /// Into the register `ret`.
    Store,
    /// Nowhere.
    Discard,
    /// To the Rust code that entered the loop.
    Exit,
    /// To the native frame beneath.
    Native,
    /// It is an `__init__`'s: must be None; the new instance (`keep`) goes into `ret`.
    Init,
    /// A binary method's: NotImplemented asks the next candidate. `x` operator with flags, `z` jump for fused compares.
    Binary,
    /// A comparison's whose truth decides a jump.
    CompareJump,
    /// `__bool__`'s, whose truth decides a jump (`z`) or goes into `ret`, possibly negated.
    TruthJump,
    /// Truth into `ret`; `x` 1: negated.
    Truth,
    /// `__len__`'s: a length, into `ret`.
    Length,
    /// A text's, of `__str__` or for `x` 1 of `__repr__`: must be a string, into `ret`.
    Text,
    /// `__contains__`'s: truth, maybe negated, into `ret` or deciding a jump.
    Contains,
    /// `__next__`'s of a `for`: into `ret`, StopIteration ends the loop by jumping `z`; the iterator is in register `y`.
    ForIter,
    /// `__iter__`'s: must be an iterator.
    Iter,
    /// A generator's of `next(generator, default)`: into `ret`, where the default is; its end leaves that there.
    Next,
    /// A delegate's of `yield from`: yields pass on, the result goes into `ret`.
    Delegate,
    /// `__getattribute__`'s: AttributeError asks `__getattr__`.
    GetAttr,
    /// The class body's or module's: drop the result, give `keep`.
    Keep,
}

/// How to go on when a frame ends.
#[derive(Clone, Copy, Debug)]
pub struct Continue {
    /// What happens with the result.
    pub then: Then,
    /// Small operand.
    pub x: u8,
    /// Register operand.
    pub y: u16,
    /// Displacement.
    pub z: i32,
}

impl Continue {
    /// A continuation without operands.
    pub const fn simple(then: Then) -> Continue {
        Continue { then, x: 0, y: 0, z: 0 }
    }
}

/// Parts that most frames do without.
#[derive(Default)]
pub struct Extra {
    /// Namespace of a module or class body; `UNDEF` for functions.
    pub locals: Option<Value>,
    /// The frame object, if a program has asked for it.
    pub object: Option<Value>,
    /// The native that is suspended here.
    pub native: Option<Box<dyn Resumable>>,
    /// Builtins, when they are not those of the callable.
    pub builtins: Option<Value>,
}

/// Frame flag: the window is the first in its chunk of the stack.
pub const FIRST_IN_CHUNK: u8 = 1;
/// Frame flag: a generator's.
pub const GENERATOR: u8 = 2;
/// Frame flag: waits for the host.
pub const WAITING: u8 = 4;

/// Frame flag: a second chunk ends with this frame.
pub const TWO_CHUNKS: u8 = 8;

/// Frame flag: a generator's that others delegate to. The one that was resumed is in `keep`; neither it nor those between
/// have frames of their own while this one runs (`eval/delegation.rs`).
pub const DELEGATED: u8 = 16;

/// Frame flag: whoever watches the program knows of this call.
pub const TRACED: u8 = 32;

/// One call.
pub struct Frame {
    /// Where to go on.
    pub pc: Pc,
    /// First register.
    pub fp: Regs,
    /// Where callees' windows may start: behind the last register, or for a generator, whose registers lie in the object,
    /// where its own window would start.
    pub top: Regs,
    /// Where the result goes.
    pub ret: Regs,
    /// The code; none for natives.
    pub code: KeptCode,
    /// The globals; none for natives.
    pub globals: KeptDict,
    /// Function, code object or generator: owns code and globals.
    pub callable: Value,
    /// A value kept until the frame ends; see [`Then`].
    pub keep: Value,
    /// How to go on when the frame ends.
    pub then: Continue,
    /// See the flags above.
    pub flags: u8,
    /// Calls beneath that have no frames ([`DELEGATED`]).
    pub hidden: u32,
    /// Rare parts.
    pub extra: Option<Box<Extra>>,
}

impl Frame {
    /// Rare parts, made when missing.
    pub fn extra(&mut self) -> &mut Extra {
        self.extra.get_or_insert_with(Default::default)
    }
    /// Whether this is a native's frame.
    #[inline(always)]
    pub fn is_native(&self) -> bool {
        self.code.is_none()
    }
    /// How many registers a Python frame has.
    #[inline]
    pub fn window(&self) -> usize {
        self.code.get().registers as usize
    }
    /// The namespace mapping of a module or class body.
    pub fn locals(&self) -> Option<&Value> {
        self.extra.as_ref()?.locals.as_ref()
    }
    /// Index of the instruction the frame is at.
    pub fn word(&self) -> usize {
        self.pc.index_in(self.code.get().caches.words())
    }
}

impl Trace for Frame {
    fn trace(&self, tracer: &mut Tracer) {
        self.callable.trace(tracer);
        self.keep.trace(tracer);
        if let Some(extra) = &self.extra {
            extra.locals.trace(tracer);
            extra.object.trace(tracer);
            if let Some(native) = &extra.native {
                native.trace(tracer);
            }
        }
    }
}
