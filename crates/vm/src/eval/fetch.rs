//! The next instruction, operands and constants: trusted, because the verifier has proved them in range.
//!
//! Invariants:
//! - F1: code that runs has been verified: jumps land on instructions, operands are in range.
//! - F2: a frame or a suspended generator keeps its code alive: its callable owns the code, or the Vm does where the
//!   function has got another since (`former_codes`). So pointers into it are good while the frame is there.
//! - F5: what the Vm knows as the last of a chain of delegates is only asked for by the first of it, which keeps it alive:
//!   the note is dropped when anything stops delegating (`delegation::Chain`).
//! - F4: a frame that is forgotten owns nothing any more.
//! - F3: the top frame pointer of a fiber is the last of its frames.
#![allow(unsafe_code)]

use crate::{
    objects::{code::Code, dict::Dict},
    value::{Obj, Value},
};
use std::cell::Cell;
use whipsnake_bytecode::Word;

/// A place in a code object's words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pc(*const Cell<u64>);

impl Pc {
    /// No place.
    pub const NONE: Pc = Pc(std::ptr::null());
    /// The place of a word.
    pub fn new(words: &[Cell<u64>], at: usize) -> Pc {
        Pc(words[at..].as_ptr())
    }
    /// Reads the instruction and steps behind it.
    #[inline(always)]
    pub fn fetch(&mut self) -> Word {
        // SAFETY: F1, F2.
        unsafe {
            let word = (*self.0).get();
            self.0 = self.0.add(1);
            Word(word)
        }
    }
    /// The cache word `n` behind this place.
    #[inline(always)]
    pub fn cache<'a>(self, n: usize) -> &'a Cell<u64> {
        // SAFETY: F1, F2.
        unsafe { &*self.0.add(n) }
    }
    /// The word just before this place: the instruction, when this place is right behind it.
    #[inline(always)]
    pub fn before<'a>(self) -> &'a Cell<u64> {
        // SAFETY: F1, F2.
        unsafe { &*self.0.sub(1) }
    }
    /// The word at this place, to look at.
    pub fn clone_word(self) -> u64 {
        // SAFETY: F1: a place of verified code is one of its words.
        unsafe { (*self.0).get() }
    }
    /// Whether nothing has been executed yet.
    pub fn is_start(self, words: &[Cell<u64>]) -> bool {
        std::ptr::eq(self.0, words.as_ptr())
    }
    /// The place some words on or back.
    #[inline(always)]
    pub fn offset(self, words: isize) -> Pc {
        Pc(self.0.wrapping_offset(words))
    }
    /// Index of the word just before this place: what a saved place stands for in tables.
    #[inline]
    pub fn index_in(self, words: &[Cell<u64>]) -> usize {
        ((self.0 as usize).wrapping_sub(words.as_ptr() as usize) / 8).saturating_sub(1)
    }
}

/// The constants of running code.
#[derive(Clone, Copy)]
pub struct Constants(*const Value);

impl Constants {
    /// No constants.
    pub const NONE: Constants = Constants(std::ptr::null());
    /// Those of a code object.
    #[inline(always)]
    pub fn new(code: &Code) -> Constants {
        Constants(code.constants.as_ptr())
    }
    /// A constant.
    #[inline(always)]
    pub fn at<'a>(self, index: usize) -> &'a Value {
        // SAFETY: F1, F2.
        unsafe { &*self.0.add(index) }
    }
}

/// An object that a frame keeps alive by other means.
pub struct Kept<T>(*const Obj<T>);

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Kept<T> {}

impl<T> Kept<T> {
    /// Nothing.
    pub const NONE: Kept<T> = Kept(std::ptr::null());
    /// Notes an object.
    #[inline(always)]
    pub fn new(object: &Obj<T>) -> Kept<T> {
        Kept(object)
    }
    /// Whether this is nothing (native frames have no code).
    #[inline(always)]
    pub fn is_none(self) -> bool {
        self.0.is_null()
    }
    /// Whether this is an object.
    #[inline(always)]
    pub fn is(self, object: &Obj<T>) -> bool {
        std::ptr::eq(self.0, object)
    }
    /// The object.
    #[inline(always)]
    pub fn get<'a>(self) -> &'a Obj<T> {
        debug_assert!(!self.0.is_null());
        // SAFETY: F2: the frame that this is a part of owns a callable that owns the object; or F5.
        unsafe { &*self.0 }
    }
}

/// Code of a frame.
pub type KeptCode = Kept<Code>;
/// Globals of a frame.
pub type KeptDict = Kept<Dict>;

/// The last of the frames.
#[inline(always)]
pub fn last_frame(frames: &mut [super::frame::Frame]) -> &mut super::frame::Frame {
    debug_assert!(!frames.is_empty());
    let last = frames.len().wrapping_sub(1);
    // SAFETY: F3: the loop runs only while there is a frame.
    unsafe { frames.get_unchecked_mut(last) }
}
/// The last of the frames, to look at.
#[inline(always)]
pub fn last_frame_of(frames: &[super::frame::Frame]) -> &super::frame::Frame {
    debug_assert!(!frames.is_empty());
    let last = frames.len().wrapping_sub(1);
    // SAFETY: F3.
    unsafe { frames.get_unchecked(last) }
}
/// Takes the last frame off without looking at it again: whoever calls has taken what it counted (F4: `callable` and
/// `keep` hold no object, `extra` is none). Moving a frame out would read back in one piece what was just written in
/// several, which stalls.
#[inline(always)]
pub fn forget_last(frames: &mut Vec<super::frame::Frame>) {
    let Some(left) = frames.len().checked_sub(1) else { return };
    debug_assert!(
        frames[left].extra.is_none() && !frames[left].callable.is_object() && !frames[left].keep.is_object()
    );
    // SAFETY: F4: nothing that is forgotten owns anything; the length only shrinks.
    unsafe { frames.set_len(left) }
}
/// The opcode of a word.
#[inline(always)]
pub fn decode(word: Word) -> Option<whipsnake_bytecode::Op> {
    debug_assert!(whipsnake_bytecode::Op::from_u8(word.op()).is_some());
    // SAFETY: F1: verified code has only opcodes of the table, whose numbers are those of the enum.
    Some(unsafe { std::mem::transmute::<u8, whipsnake_bytecode::Op>(word.op()) })
}
