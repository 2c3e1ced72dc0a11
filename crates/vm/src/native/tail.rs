//! Natives whose result is that of one more call: the callee answers in their place.

use super::{Builtin, NativeMethod, Resumable, Step};
use crate::{
    error::Result,
    objects::function::BoundMethod,
    value::{Trace, Tracer, Value, fixed},
    vm::Vm,
};

struct Tail(Option<Step>);

impl Resumable for Tail {
    fn resume(&mut self, _vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let value = result?;
        Ok(self.0.take().unwrap_or(Step::Return(value)))
    }
    fn trace(&self, tracer: &mut Tracer) {
        if let Some(step) = &self.0 {
            step.trace(tracer);
        }
    }
}

impl Vm {
    /// Ends a native by a call: its result, at once or deferred, is the native's. The last `names.len()` arguments are
    /// keyword ones. Nests no loop.
    pub fn tail_call(&mut self, callable: &Value, args: &[Value], names: &[Value]) -> Result<Value> {
        self.tail_call_joined(callable, args, &[], names)
    }
    /// Like [`Vm::tail_call`] with arguments in two pieces.
    pub fn tail_call_joined(
        &mut self,
        callable: &Value,
        first: &[Value],
        rest: &[Value],
        names: &[Value],
    ) -> Result<Value> {
        // The frame of a Python function stands where the native's would.
        if callable.has_map(fixed::FUNCTION) {
            return self.answer_by(callable, None, [first, rest], names);
        }
        if let Some(method) = callable.exact::<BoundMethod>()
            && method.function.has_map(fixed::FUNCTION)
        {
            return self.answer_by(&method.function, Some(&method.this), [first, rest], names);
        }
        let is_native = callable.cast::<Builtin>().is_some() || callable.cast::<NativeMethod>().is_some();
        if is_native && rest.is_empty() {
            return self.call_native(callable, first, names);
        }
        let args = [first, rest].concat();
        if is_native {
            return self.call_native(callable, &args, names);
        }
        let step = if names.is_empty() {
            Step::Call(callable.clone(), args)
        } else {
            Step::CallKw(callable.clone(), args, names.to_vec())
        };
        self.defer(Box::new(Tail(Some(step))))
    }
}
