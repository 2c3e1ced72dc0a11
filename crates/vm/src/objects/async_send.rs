//! What `asend`, `athrow`, `aclose` and `__anext__` of an async generator give: awaitables that run it to its next yield.

use crate::{
    body,
    value::{Value, VmCell, fixed},
};
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
body!(AsyncSend, fixed::ASYNC_SEND, [generator, argument]);
