//! Constructors whose types' own files do not exist yet; each goes when its file comes.
use crate::{value::Value, vm::Vm};

impl Vm {
    /// RuntimeWarning "coroutine 'f' was never awaited" (modules/warnings).
    pub fn warn_never_awaited(&mut self, _coroutine: &Value) {}
}
