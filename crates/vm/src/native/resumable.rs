//! Natives that call Python and can be suspended in between (DESIGN: no Rust frame between two Python frames).
//!
//! Such a native returns [`Vm::defer`] of an object that keeps its state. The loop gives it a frame; each time the
//! thing it asked for is done, `resume` is called with the result.

use crate::{
    error::Result,
    value::{Trace, Tracer, Value, fixed},
    vm::Vm,
};

/// What a suspended native wants next.
pub enum Step {
    /// It is done.
    Return(Value),
    /// Call this with these positional arguments; `resume` gets the result.
    Call(Value, Vec<Value>),
    /// Call this with one argument.
    CallOne(Value, Value),
    /// Call this with arguments of which the last `names` are keyword ones.
    CallKw(Value, Vec<Value>, Vec<Value>),
    /// Ask this iterator for its next item; `resume` gets it, or `UNDEF` at the end.
    Next(Value),
    /// What it has begun by `Vm::advance` or `Vm::start_call` answers later; `resume` gets the answer.
    Later {
        /// Whether it was an item: `UNDEF` says that there is none.
        ends: bool,
    },
    /// Wait for the host.
    Wait(crate::host::Pending),
    /// Let others live, then go on: long work without Python asks for this every few milliseconds.
    Pause,
}

impl Trace for Step {
    fn trace(&self, tracer: &mut Tracer) {
        match self {
            Step::Call(callable, args) => {
                callable.trace(tracer);
                args.trace(tracer);
            }
            Step::CallOne(callable, arg) => {
                callable.trace(tracer);
                arg.trace(tracer);
            }
            Step::CallKw(callable, args, names) => {
                callable.trace(tracer);
                args.trace(tracer);
                names.trace(tracer);
            }
            Step::Return(value) | Step::Next(value) => value.trace(tracer),
            Step::Wait(_) | Step::Pause | Step::Later { .. } => {}
        }
    }
}

/// What came of asking an iterator for its next item (`Vm::advance`).
pub enum Stepped {
    /// An item.
    Item(Value),
    /// There are no more.
    End,
    /// Python runs for it: frames have been pushed that answer.
    Later,
}

/// What came of a call (`Vm::start_call`).
pub enum Answer {
    /// The result.
    Now(Value),
    /// Python runs for it: frames have been pushed that answer.
    Later,
}

/// Whether hashing, comparing, adding and testing the value runs no Python.
#[inline]
pub fn is_inert(value: &Value) -> bool {
    match value.header() {
        None => true,
        Some(header) => (fixed::INT64..=fixed::BYTES).contains(&header.map.get()),
    }
}

/// A native between two calls into Python.
pub trait Resumable {
    /// Goes on with the result of what was asked for. The first call gets `Ok(UNDEF)`. An error that is not handled
    /// must be returned: it is the exception that waits in the Vm.
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step>;
    /// Takes what the generator on top yields to this native, so that the generator goes on at once and need not be
    /// suspended and resumed. False: the generator is to be suspended, and [`Vm::refuse`] was told what `resume` gets;
    /// natives that would run Python for the item do so with the item itself. An error is the native's, not the
    /// generator's.
    fn offer(&mut self, vm: &mut Vm, item: Value) -> Result<bool> {
        vm.refuse(item)
    }
    /// Reports every reference held, for the cycle collector.
    fn trace(&self, _tracer: &mut Tracer) {}
}

impl Vm {
    /// What [`Resumable::offer`] answers with when the generator is to be suspended: `resume` gets `value`.
    #[inline]
    pub fn refuse(&mut self, value: Value) -> Result<bool> {
        self.native_input = Some(value);
        Ok(false)
    }
}
