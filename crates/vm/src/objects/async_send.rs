//! What `asend`, `athrow`, `aclose` and `__anext__` of an async generator give: awaitables that run it to its next yield.

use crate::value::{Bin, Body, Trace, Tracer, Value, VmCell, fixed, trace::clear_field};
use std::cell::Cell;

/// What is asked of the async generator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Request {
    /// Go on, with a value.
    Send,
    /// Raise an exception in it.
    Throw,
    /// End it.
    Close,
}

impl Request {
    /// The method that asks for it.
    pub fn method(self) -> &'static str {
        match self {
            Request::Send => "asend",
            Request::Throw => "athrow",
            Request::Close => "aclose",
        }
    }
}

/// An awaitable that runs an async generator to its next yield.
pub struct AsyncSend {
    /// The async generator.
    pub generator: Value,
    /// What is asked.
    pub request: Request,
    /// The value sent or the exception raised.
    pub argument: VmCell<Value>,
    /// 0 not started, 1 running, 2 done.
    pub state: Cell<u8>,
}
impl Body for AsyncSend {
    const CONTAINER: bool = true;
    const MAP: Option<u32> = Some(fixed::ASYNC_SEND);
    fn trace(&self, tracer: &mut Tracer) {
        self.generator.trace(tracer);
        self.argument.trace(tracer);
    }
    fn clear(&self, bin: &mut Bin) {
        clear_field(&self.argument, bin);
    }
    /// One that was never awaited is told of.
    fn finalizable(&self) -> bool {
        self.state.get() == 0
    }
}
