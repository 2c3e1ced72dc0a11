//! Natives whose result is that of one more call: the callee answers in their place.

use super::{Builtin, NativeMethod, Resumable, Step};
use crate::{
    error::Result,
    value::{Trace, Tracer, Value},
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
    pub fn tail_call(&mut self, callable: &Value, args: Vec<Value>, names: &[Value]) -> Result<Value> {
        if callable.exact::<Builtin>().is_some() || callable.exact::<NativeMethod>().is_some() {
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
