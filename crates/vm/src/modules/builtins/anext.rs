//! The awaitable that `anext(iterator, default)` gives: the iterator's own, with the default in place of
//! `StopAsyncIteration`.

use crate::{
    body,
    error::Result,
    method,
    native::{Rest, Resumable, Step, TypeDef},
    objects::exceptions::ExcKind,
    types::type_flags,
    value::{Handle, Obj, Trace, Tracer, Value, fixed, map::Layout},
    vm::Vm,
};

/// `anext_awaitable`
pub struct AnextDefault {
    inner: Value,
    default: Value,
}
body!(AnextDefault, fixed::ANEXT_DEFAULT, [inner, default]);

/// A call of the inner iterator's method under way.
struct Asking {
    call: Option<(Value, Vec<Value>)>,
    default: Value,
}

impl Resumable for Asking {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        if let Some((method, args)) = self.call.take() {
            result?;
            return Ok(Step::Call(method, args));
        }
        match vm.swallow(result, ExcKind::StopAsyncIteration)? {
            Some(value) => Ok(Step::Return(value)),
            None => Err(vm.stop_iteration(self.default.clone())),
        }
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.call.trace(tracer);
        self.default.trace(tracer);
    }
}

impl AnextDefault {
    /// Wraps an awaitable.
    pub fn new(vm: &mut Vm, awaitable: &Value, default: Value) -> Result<Value> {
        let inner = vm.awaitable(awaitable)?;
        Ok(Handle::new(AnextDefault { inner, default }).into_value())
    }
    fn ask(vm: &mut Vm, this: &Obj<AnextDefault>, method: &str, args: Vec<Value>) -> Result<Value> {
        let method = vm.get_attr_text(&this.inner, method)?;
        vm.defer(Box::new(Asking { call: Some((method, args)), default: this.default.clone() }))
    }
    fn own(_vm: &mut Vm, this: &Obj<AnextDefault>) -> Value {
        this.to_value()
    }
    fn next(vm: &mut Vm, this: &Obj<AnextDefault>) -> Result<Value> {
        if this.inner.has_map(fixed::COROUTINE) {
            return AnextDefault::ask(vm, this, "send", vec![Value::NONE]);
        }
        AnextDefault::ask(vm, this, "__next__", vec![])
    }
    fn send(vm: &mut Vm, this: &Obj<AnextDefault>, value: Value) -> Result<Value> {
        AnextDefault::ask(vm, this, "send", vec![value])
    }
    fn throw(vm: &mut Vm, this: &Obj<AnextDefault>, args: Rest) -> Result<Value> {
        AnextDefault::ask(vm, this, "throw", args.0.to_vec())
    }
    fn close(vm: &mut Vm, this: &Obj<AnextDefault>) -> Result<Value> {
        AnextDefault::ask(vm, this, "close", vec![])
    }
}

/// Its table.
pub static TYPE: TypeDef = TypeDef {
    name: "anext_awaitable",
    doc: "",
    base: None,
    map: Some(fixed::ANEXT_DEFAULT),
    layout: Layout::of::<AnextDefault>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!("__await__(self, /)", AnextDefault::own, 1),
        method!("__iter__(self, /)", AnextDefault::own, 1),
        method!("__next__(self, /)", AnextDefault::next, 1),
        method!("send(self, value, /)", AnextDefault::send, 2),
        method!("throw(self, *args)", AnextDefault::throw, 2),
        method!("close(self, /)", AnextDefault::close, 1),
    ],
};
