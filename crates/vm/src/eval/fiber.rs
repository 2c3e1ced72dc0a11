//! `Fiber`: one line of execution: its register stack and its frames.

use super::{
    frame::{Continue, FIRST_IN_CHUNK, Frame},
    stack::{Regs, Stack},
};

/// A line of execution.
pub struct Fiber {
    pub(crate) stack: Stack,
    /// The calls, innermost last.
    pub frames: Vec<Frame>,
    /// End of the chunk in use.
    pub(crate) limit: Regs,
    /// Python frames, for the recursion limit.
    pub depth: usize,
    /// Where windows start while there is no frame.
    floor: Regs,
}

impl Default for Fiber {
    fn default() -> Fiber {
        let mut stack = Stack::new();
        let (limit, floor) = (stack.limit(), stack.bottom());
        Fiber { stack, frames: Vec::with_capacity(64), limit, depth: 0, floor }
    }
}

impl Fiber {
    /// The running frame.
    #[inline(always)]
    pub fn top(&mut self) -> &mut Frame {
        super::fetch::last_frame(&mut self.frames)
    }
    /// Where a new window may start when no instruction has prepared one.
    #[inline]
    pub fn free_place(&mut self) -> Regs {
        match self.frames.last() {
            Some(frame) => frame.top,
            None => self.floor,
        }
    }
    /// Keeps the registers up to `end` from being given out, for a native whose arguments lie above the running frame;
    /// gives what [`Fiber::restore_top`] needs.
    pub(crate) fn raise_top(&mut self, end: Regs) -> Regs {
        match self.frames.last_mut() {
            Some(frame) => std::mem::replace(&mut frame.top, end),
            None => std::mem::replace(&mut self.floor, end),
        }
    }
    /// Gives the registers above the frame that was the `depth`th back to those who ask.
    pub(crate) fn restore_top(&mut self, depth: usize, top: Regs) {
        match depth.checked_sub(1) {
            Some(at) => {
                if let Some(frame) = self.frames.get_mut(at) {
                    frame.top = top;
                }
            }
            None => self.floor = top,
        }
    }
    /// Makes room for `registers` from `place` on, of which `filled` are in use; moves them to a new chunk if they do
    /// not fit. Gives the place and whether it is in a new chunk.
    #[inline(always)]
    pub fn reserve(&mut self, place: Regs, filled: usize, registers: usize) -> (Regs, u8) {
        // Slow paths use a few registers above a window.
        if place.add(registers + 8) <= self.limit { (place, 0) } else { self.grow(place, filled, registers) }
    }
    #[cold]
    #[inline(never)]
    fn grow(&mut self, place: Regs, filled: usize, registers: usize) -> (Regs, u8) {
        let start = self.stack.grow(registers + 8);
        place.move_to(start, filled);
        self.limit = self.stack.limit();
        (start, FIRST_IN_CHUNK)
    }
    /// Notes that the first frame of a chunk has ended.
    #[cold]
    #[inline(never)]
    pub fn shrink(&mut self) {
        self.stack.shrink();
        self.limit = self.stack.limit();
    }
    /// The continuation of the running frame.
    pub fn then(&mut self) -> Continue {
        self.top().then
    }
}
