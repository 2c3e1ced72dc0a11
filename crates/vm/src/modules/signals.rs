//! What programs want done at signals. The only signal that reaches a program by itself is the host's interrupt
//! (SIGINT), at the eval breaker; others come from `raise_signal`.

use crate::{error::Result, objects::exceptions::ExcKind, value::Value, vm::Vm};
use std::collections::BTreeMap;

/// The number of SIGINT.
pub const SIGINT: i64 = 2;
/// The handler that does what the system does.
pub const DEFAULT: i64 = 0;
/// The handler that does nothing.
pub const IGNORE: i64 = 1;

/// Handlers that programs have set: functions, [`DEFAULT`] or [`IGNORE`]. SIGINT without one raises KeyboardInterrupt.
#[derive(Default)]
pub struct Signals {
    /// By number.
    pub handlers: BTreeMap<i64, Value>,
}

impl Vm {
    /// Does what the program wants done at a signal. Gives false if that is what the system would do.
    pub fn deliver_signal(&mut self, number: i64) -> Result<bool> {
        match self.state::<Signals>().handlers.get(&number).cloned() {
            Some(handler) if handler.as_small() == Some(IGNORE) => Ok(true),
            Some(handler) if handler.as_small() == Some(DEFAULT) => Ok(false),
            Some(handler) => {
                let frame = self.frame_object(0).unwrap_or(Value::NONE);
                self.call(&handler, &[Value::small(number), frame]).map(|_| true)
            }
            None if number == SIGINT => Err(self.raise_args(ExcKind::KeyboardInterrupt, vec![])),
            None => Ok(false),
        }
    }
}
