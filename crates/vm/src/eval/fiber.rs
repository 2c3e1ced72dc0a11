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
    /// The chunk in use: its first register and how many it has.
    pub(crate) chunk: (Regs, usize),
    /// Python frames, for the recursion limit.
    pub depth: usize,
    /// Where windows start while there is no frame.
    floor: Regs,
}

impl Default for Fiber {
    fn default() -> Fiber {
        Fiber::on(Stack::new())
    }
}

impl Fiber {
    /// A fiber that begins with a small stack: there may be many.
    pub fn small() -> Fiber {
        Fiber::on(Stack::small())
    }
    fn on(mut stack: Stack) -> Fiber {
        let (chunk, floor) = (stack.chunk_in_use(), stack.bottom());
        Fiber { stack, frames: Vec::with_capacity(64), chunk, depth: 0, floor }
    }
}

impl Fiber {
    /// The running frame.
    #[inline(always)]
    pub fn top(&mut self) -> &mut Frame {
        super::fetch::last_frame(&mut self.frames)
    }
    /// The running frame, to look at.
    #[inline(always)]
    pub fn look(&self) -> &Frame {
        super::fetch::last_frame_of(&self.frames)
    }
    /// Where a new window may start when no instruction has prepared one.
    #[inline]
    pub fn free_place(&mut self) -> Regs {
        match self.frames.last() {
            Some(frame) => frame.top,
            None => self.floor,
        }
    }
    /// Where a new window may start above the first `depth` frames.
    pub(crate) fn place_after(&self, depth: usize) -> Regs {
        match depth.checked_sub(1) {
            Some(at) => self.frames[at].top,
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
    /// Makes room for `registers` from `place` on, of which `filled` are in use; moves them to the stack's free place
    /// when they lie in a generator, and to a new chunk if they do not fit. Gives the place and whether it is in a new
    /// chunk.
    #[inline(always)]
    pub fn reserve(&mut self, place: Regs, filled: usize, registers: usize) -> (Regs, u8) {
        // Slow paths use a few registers above a window.
        if place.fits(registers + 8, self.chunk) {
            (place, 0)
        } else {
            self.relocate(place, filled, registers)
        }
    }
    #[inline(never)]
    fn relocate(&mut self, place: Regs, filled: usize, registers: usize) -> (Regs, u8) {
        let free = self.free_place();
        if !place.fits(0, self.chunk) && free.fits(registers + 8, self.chunk) {
            place.move_to(free, filled);
            return (free, 0);
        }
        let start = self.stack.grow(registers + 8);
        place.move_to(start, filled);
        self.chunk = self.stack.chunk_in_use();
        (start, FIRST_IN_CHUNK)
    }
    /// Notes that the first frame of a chunk has ended.
    #[cold]
    #[inline(never)]
    pub fn shrink(&mut self) {
        self.stack.shrink();
        self.chunk = self.stack.chunk_in_use();
    }
    /// The continuation of the running frame.
    pub fn then(&mut self) -> Continue {
        self.top().then
    }
}
