//! The named slow paths: what arms of the loop call when their fast path does not do. Semantics live here once.

pub mod arith;
pub mod async_gen;
pub mod attrs;
pub mod build;
pub mod calls;
pub mod delegate;
pub mod exceptions;
pub mod functions;
mod gather;
pub mod imports;
pub mod items;
pub mod iteration;
pub mod names;
pub mod patterns;
pub mod rare;

pub(crate) use rare::rare;

use super::fetch::Pc;
use crate::{
    error::Result,
    value::{Header, Value, alloc},
    vm::Vm,
};

/// Ends an object whose last reference is gone; finalizers and callbacks that became due run at once.
#[cold]
#[inline(never)]
pub(crate) fn end_object(vm: &mut Vm, last: *mut Header, pc: Pc) {
    alloc::dealloc_here(last);
    if vm.heap.needs_attention() {
        vm.fiber.top().pc = pc;
        vm.run_attention();
    }
}

/// What a slow path that may have released objects does last: finalizers that became due run before the next instruction.
pub(crate) fn after(vm: &mut Vm) -> Result<()> {
    if vm.heap.needs_attention() {
        vm.run_attention();
    }
    Ok(())
}

/// Runs the cycle collector.
#[cold]
#[inline(never)]
pub(crate) fn collect(vm: &mut Vm) -> Result<()> {
    vm.collect_young();
    Ok(())
}

impl Vm {
    /// Runs finalizers and weak reference callbacks that have become due. What they raise is reported, not passed on.
    #[cold]
    #[inline(never)]
    pub fn run_attention(&mut self) {
        // Results that wait to be delivered must survive what the finalizers run.
        let waiting = self.raised.take();
        let (exit_value, native_input) = (self.exit_value.take(), self.native_input.take());
        while self.heap.needs_attention() {
            let (finalizers, callbacks) = self.heap.take_attention();
            for (callback, reference) in callbacks {
                if let Err(raised) = self.call(&callback, &[reference]) {
                    self.unraisable(raised, "calling weakref callback", &callback);
                }
            }
            for object in finalizers {
                self.run_finalizer(object);
            }
        }
        self.raised = waiting;
        self.exit_value = exit_value;
        self.native_input = native_input;
    }

    /// Runs `__del__` of an object once, then lets go of it.
    pub(crate) fn run_finalizer(&mut self, object: Value) {
        self.heap.mark_finalized(&object);
        if object.cast::<crate::objects::generator::Generator>().is_some() {
            super::generator::finalize(self, &object);
            return;
        }
        if let Some(awaitable) = object.cast::<crate::objects::async_send::AsyncSend>() {
            let what = awaitable.request.method();
            let generator = awaitable.generator.clone();
            self.warn_request_never_awaited(what, &generator);
            return;
        }
        let class = self.class_of(&object);
        if let Some(function) = class.slot(self, crate::types::Slot::Del)
            && let Err(raised) = self.call_slot(&function, &object, &[])
        {
            self.unraisable(raised, "calling deallocator", &function);
        }
    }
}
