//! `traceback`: one entry per frame that an exception has passed.

use crate::{
    body,
    objects::frame::FrameObject,
    value::{Handle, Value, VmCell, fixed},
};

/// An entry of a traceback.
pub struct Traceback {
    /// `tb_next`: the entry further in, or None.
    pub next: VmCell<Value>,
    /// `tb_frame`
    pub frame: Handle<FrameObject>,
    /// Index of the instruction.
    pub word: u32,
    /// `tb_lineno` when given by a program; 0: that of the instruction.
    pub line: u32,
}
body!(Traceback, fixed::TRACEBACK, [next, frame]);

impl Traceback {
    /// An entry in front of `next`.
    pub fn new(next: Value, frame: Handle<FrameObject>, word: u32) -> Traceback {
        Traceback { next: VmCell::new(next), frame, word, line: 0 }
    }
}
