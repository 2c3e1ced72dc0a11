//! `generator`, `coroutine`, `async_generator`: a frame that outlives its call.

use crate::{
    // tidy: allow(room): a generator owns its frame
    eval::generator::Suspended,
    value::{Bin, Trace, Tracer, Value, VmCell, fixed},
};
use std::cell::Cell;

/// What a generator is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Not started.
    Created,
    /// Waiting at a yield.
    Suspended,
    /// On the fiber's stack.
    Running,
    /// Ended.
    Closed,
}

/// A generator, coroutine or async generator; the map tells which.
pub struct Generator {
    /// Registers and place, while not running.
    pub frame: VmCell<Suspended>,
    /// What it is doing.
    pub state: Cell<State>,
    /// `__name__`
    pub name: VmCell<Value>,
    /// `__qualname__`
    pub qualname: VmCell<Value>,
    /// What it delegates to by `yield from` or `await`; `UNDEF` when nothing.
    pub delegate: VmCell<Value>,
    /// How many generators delegate to it, one to the next.
    pub level: Cell<u32>,
    /// The exception it was handling when it was suspended; None when none.
    pub handled: VmCell<Value>,
    /// Nothing in the code could notice that it is closed: it handles no exception and delegates to nobody.
    pub quiet: bool,
    /// Async generators: hooks were called, is running an asend, finalizer to call.
    pub hooks_done: Cell<bool>,
    /// Async generators: an `asend`, `athrow` or `aclose` is under way.
    pub running_async: Cell<bool>,
    /// Async generators: closed by `aclose` or exhausted.
    pub closed: Cell<bool>,
    /// Async generators: finalizer hook of the event loop, or `UNDEF`.
    pub finalizer: VmCell<Value>,
    /// Coroutines: where it was made (`cr_origin`).
    pub origin: VmCell<Value>,
}
impl crate::value::Body for Generator {
    const CONTAINER: bool = true;
    const MAP: Option<u32> = Some(fixed::GENERATOR);
    fn trace(&self, tracer: &mut Tracer) {
        self.frame.trace(tracer);
        for field in
            [&self.name, &self.qualname, &self.delegate, &self.handled, &self.finalizer, &self.origin]
        {
            field.trace(tracer);
        }
    }
    fn clear(&self, bin: &mut Bin) {
        crate::value::trace::clear_field(&self.frame, bin);
        crate::value::trace::clear_field(&self.delegate, bin);
    }
    /// Only a call that is under way has something to finish.
    fn finalizable(&self) -> bool {
        !self.quiet && matches!(self.state.get(), State::Suspended | State::Created)
    }
}
