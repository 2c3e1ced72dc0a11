//! Natives whose result is that of one more call: the callee answers in their place.

use crate::{
    error::Result,
    objects::function::BoundMethod,
    value::{Value, fixed},
    vm::Vm,
};

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
        if rest.is_empty() {
            return self.answer_by_call(callable, first, names);
        }
        self.answer_by_call(callable, &[first, rest].concat(), names)
    }
}
