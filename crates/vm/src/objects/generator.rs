//! `generator`, `coroutine`, `async_generator`: a frame that outlives its call.

use crate::{
    // tidy: allow(room): a generator owns its frame
    eval::generator::Suspended,
    value::{Bin, TailValues, Tailed, Trace, Tracer, Value, VmCell, fixed},
    vm::Vm,
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
#[repr(C)]
pub struct Generator {
    /// Function and place, while not running.
    pub frame: VmCell<Suspended>,
    /// What it delegates to by `yield from` or `await`; `UNDEF` when nothing.
    pub delegate: VmCell<Value>,
    /// The exception it was handling when it was suspended; None when none.
    pub handled: VmCell<Value>,
    /// What few generators have.
    pub rare: VmCell<Option<Box<Rare>>>,
    /// How many generators delegate to it, one to the next.
    pub level: Cell<u32>,
    /// Says that the chain of delegates that the Vm knows begins here; 0 as long as none did (`eval/delegation.rs`).
    pub chain: Cell<u32>,
    /// What it is doing.
    pub state: Cell<State>,
    /// Nothing in the code could notice that it is closed.
    pub quiet: bool,
    /// Async generators: hooks were called.
    pub hooks_done: Cell<bool>,
    /// Async generators: an `asend`, `athrow` or `aclose` is under way.
    pub running_async: Cell<bool>,
    /// Async generators: closed by `aclose` or exhausted.
    pub closed: Cell<bool>,
    /// Registers. They stay where they are: the frame points at them.
    pub registers: TailValues,
}

/// What few generators have; each field is `UNDEF` where there is none.
pub struct Rare {
    /// `__name__`, when it is not the code's.
    pub name: Value,
    /// `__qualname__`, when it is not the code's.
    pub qualname: Value,
    /// The frame object, if a program has asked for it.
    pub object: Value,
    /// Async generators: finalizer hook of the event loop.
    pub finalizer: Value,
    /// Coroutines: where it was made (`cr_origin`).
    pub origin: Value,
}

impl Default for Rare {
    fn default() -> Rare {
        let [name, qualname, object, finalizer, origin] = [const { Value::UNDEF }; 5];
        Rare { name, qualname, object, finalizer, origin }
    }
}

impl Trace for Rare {
    fn trace(&self, tracer: &mut Tracer) {
        for field in [&self.name, &self.qualname, &self.object, &self.finalizer, &self.origin] {
            field.trace(tracer);
        }
    }
    fn clear(&mut self, bin: &mut Bin) {
        self.object.clear(bin);
    }
}

impl Generator {
    /// Rare parts, made when missing.
    pub fn rare<'a>(&'a self, vm: &'a mut Vm) -> &'a mut Rare {
        self.rare.get_mut(vm).get_or_insert_with(Default::default)
    }
    /// One of the rare parts, or `UNDEF`.
    #[inline]
    pub fn rarely(&self, vm: &Vm, part: fn(&Rare) -> &Value) -> Value {
        self.rare.get(vm).as_ref().map_or(Value::UNDEF, |rare| part(rare).clone())
    }
}

impl Tailed for Generator {
    #[inline(always)]
    fn tail_values(&self) -> &TailValues {
        &self.registers
    }
}

impl crate::value::Body for Generator {
    const CONTAINER: bool = true;
    const MAP: Option<u32> = Some(fixed::GENERATOR);
    const TAILED: bool = true;
    #[inline]
    fn tail(&self) -> usize {
        self.registers.bytes()
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.registers.trace(tracer);
        self.frame.trace(tracer);
        self.delegate.trace(tracer);
        self.handled.trace(tracer);
        self.rare.trace(tracer);
    }
    fn clear(&self, bin: &mut Bin) {
        self.registers.clear(bin);
        crate::value::trace::clear_field(&self.delegate, bin);
        crate::value::trace::clear_field(&self.rare, bin);
    }
    /// Only a call that is under way has something to finish.
    fn finalizable(&self) -> bool {
        !self.quiet && matches!(self.state.get(), State::Suspended | State::Created)
    }
}
