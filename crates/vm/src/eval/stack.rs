//! The register stack, in chunks that never move.
//!
//! Invariants:
//! - S1: a chunk never moves and lives as long as its stack, so registers stay readable during calls.
//! - S2: every word of a chunk is a valid value; words above the running frame's window hold no counted pointer.
//! - S3: a `Regs` points into a chunk or into the registers of a generator, and the code verified for the frame stays
//!   within the window it was given. A generator's registers live as long as its frame, which keeps the object.
#![allow(unsafe_code)]

use crate::value::{TailValues, Value};

const FIRST_CHUNK: usize = 8 * 1024;
const CHUNK: usize = 64 * 1024;

/// A place in a register stack.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Regs(*mut Value);

impl Regs {
    /// No place at all.
    pub const NONE: Regs = Regs(std::ptr::null_mut());
    /// The first of a generator's own registers.
    #[inline(always)]
    pub fn of_generator(registers: &TailValues) -> Regs {
        Regs(registers.start())
    }
    /// The place `n` registers on.
    #[allow(clippy::should_implement_trait)]
    #[inline(always)]
    pub fn add(self, n: usize) -> Regs {
        Regs(self.0.wrapping_add(n))
    }
    /// The place `n` registers back.
    #[allow(clippy::should_implement_trait)]
    #[inline(always)]
    pub fn sub(self, n: usize) -> Regs {
        Regs(self.0.wrapping_sub(n))
    }
    /// Whether `count` registers from this place on lie in the chunk that starts at `start`. Other memory does not.
    #[inline(always)]
    pub fn fits(self, count: usize, (start, length): (Regs, usize)) -> bool {
        // A place before the start wraps around to a distance that no chunk has.
        let distance = (self.0 as usize).wrapping_sub(start.0 as usize) / 8;
        distance + count <= length
    }
    /// Looks at a register.
    #[inline(always)]
    pub fn at<'a>(self, index: u16) -> &'a Value {
        // SAFETY: S1, S3.
        unsafe { &*self.0.add(usize::from(index)) }
    }
    /// Puts a value into a register and hands out the old one.
    #[inline(always)]
    pub fn replace(self, index: u16, value: Value) -> Value {
        // SAFETY: S1, S3; S2: the old word is a valid value.
        unsafe { std::mem::replace(&mut *self.0.add(usize::from(index)), value) }
    }
    /// Moves a value out of a register, leaving no value.
    #[inline(always)]
    pub fn take(self, index: u16) -> Value {
        self.replace(index, Value::UNDEF)
    }
    /// Puts a value into a register that is known to hold no counted pointer.
    #[inline(always)]
    pub fn init(self, index: u16, value: Value) {
        debug_assert!(!self.at(index).is_object(), "a dead register holds a pointer");
        // SAFETY: S1, S3; S2: nothing counted is overwritten.
        unsafe { self.0.add(usize::from(index)).write(value) }
    }
    /// Looks at a run of registers.
    #[inline(always)]
    pub fn slice<'a>(self, count: usize) -> &'a [Value] {
        // SAFETY: S1, S2, S3.
        unsafe { std::slice::from_raw_parts(self.0, count) }
    }
    /// Opens a run of registers. No other borrow of them may be alive.
    #[inline(always)]
    #[allow(clippy::mut_from_ref)]
    pub fn slice_mut<'a>(self, count: usize) -> &'a mut [Value] {
        // SAFETY: S1, S2, S3.
        unsafe { std::slice::from_raw_parts_mut(self.0, count) }
    }
    /// Moves registers from one place to another, leaving no values behind; the places may overlap.
    #[inline(always)]
    pub fn move_to(self, to: Regs, count: usize) {
        if to.0 < self.0 {
            for i in 0..count {
                to.replace(i as u16, self.take(i as u16));
            }
        } else if to.0 > self.0 {
            for i in (0..count).rev() {
                to.replace(i as u16, self.take(i as u16));
            }
        }
    }
}

/// A register stack.
pub struct Stack {
    chunks: Vec<Box<[Value]>>,
    /// Chunk in use.
    current: usize,
}

impl Default for Stack {
    fn default() -> Stack {
        Stack::new()
    }
}

impl Stack {
    /// A stack of one small chunk.
    pub fn new() -> Stack {
        let size = if cfg!(feature = "stress-stack") { 256 } else { FIRST_CHUNK };
        Stack { chunks: vec![Stack::chunk(size)], current: 0 }
    }
    /// A stack whose first chunk is a fraction of that.
    pub fn small() -> Stack {
        Stack {
            chunks: vec![Stack::chunk(if cfg!(feature = "stress-stack") { 256 } else { 1024 })],
            current: 0,
        }
    }
    fn chunk(size: usize) -> Box<[Value]> {
        (0..size).map(|_| Value::UNDEF).collect()
    }
    /// First register.
    pub fn bottom(&mut self) -> Regs {
        Regs(self.chunks[0].as_mut_ptr())
    }
    /// The chunk in use: its first register and how many it has.
    pub fn chunk_in_use(&mut self) -> (Regs, usize) {
        let chunk = &mut self.chunks[self.current];
        (Regs(chunk.as_mut_ptr()), chunk.len())
    }
    /// Goes on in the next chunk, which has room for `needed` registers; gives its start.
    pub fn grow(&mut self, needed: usize) -> Regs {
        let size = if cfg!(feature = "stress-stack") { needed } else { needed.max(CHUNK) };
        self.current += 1;
        while self.chunks.get(self.current).is_some_and(|chunk| chunk.len() < needed) {
            self.chunks.truncate(self.current);
        }
        if self.current == self.chunks.len() {
            self.chunks.push(Stack::chunk(size));
        }
        Regs(self.chunks[self.current].as_mut_ptr())
    }
    /// Goes back to the chunk before.
    pub fn shrink(&mut self) {
        self.current -= 1;
        // One spare chunk stays, against growing and shrinking at each call.
        self.chunks.truncate(self.current + 2);
    }
}
