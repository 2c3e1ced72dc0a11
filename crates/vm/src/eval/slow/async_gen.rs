//! Async generators: a yield inside one ends the awaitable that runs it, an `await` inside one passes through.

use crate::{
    error::Result,
    eval::{
        frame::{Continue, Frame, Then},
        generator,
        stack::Regs,
    },
    objects::{
        async_send::{AsyncSend, Request},
        exceptions::ExcKind,
        generator::{Generator, State},
    },
    types::Slot,
    value::{Handle, Value, VmCell, fixed},
    vm::Vm,
};
use std::cell::Cell;
use whipsnake_bytecode::{Word, instr};

/// Makes an awaitable for a request to an async generator.
pub(crate) fn request(vm: &mut Vm, generator: &Value, request: Request, argument: Value) -> Result<Value> {
    init_hooks(vm, generator)?;
    let awaitable = AsyncSend {
        generator: generator.clone(),
        request,
        argument: VmCell::new(argument),
        state: Cell::new(0),
    };
    let map = if request == Request::Send { fixed::ASYNC_SEND } else { fixed::ASYNC_THROW };
    Ok(Handle::new_with_map(map, awaitable).into_value())
}

/// Tells the event loop's hooks about an async generator at its first use.
fn init_hooks(vm: &mut Vm, generator: &Value) -> Result<()> {
    let Some(this) = generator.cast::<Generator>() else { return Ok(()) };
    if this.hooks_done.replace(true) {
        return Ok(());
    }
    let (first, finalizer) = vm.asyncgen_hook_pair();
    if let Some(finalizer) = finalizer {
        this.rare(vm).finalizer = finalizer;
    }
    if let Some(first) = first.filter(|first| !first.is_none()) {
        vm.call(&first, std::slice::from_ref(generator))?;
    }
    Ok(())
}

fn words(request: Request) -> &'static str {
    match request {
        Request::Send => "__anext__()/asend()",
        Request::Throw | Request::Close => "aclose()/athrow()",
    }
}

fn already_running(request: Request) -> &'static str {
    match request {
        Request::Send => "anext(): asynchronous generator is already running",
        Request::Throw => "athrow(): asynchronous generator is already running",
        Request::Close => "aclose(): asynchronous generator is already running",
    }
}

/// Runs an awaitable of an async generator: sends it a value.
pub(crate) fn resume(vm: &mut Vm, awaitable: &Value, sent: Value, ret: Regs, then: Continue) -> Result<()> {
    let Some(this) = awaitable.cast::<AsyncSend>() else { return Err(vm.system_error("not an awaitable")) };
    let generator = this.generator.clone();
    let Some(inner) = generator.cast::<Generator>() else {
        return Err(vm.system_error("not an async generator"));
    };
    let words = words(this.request);
    match this.state.get() {
        2 => return Err(vm.runtime_error(format_args!("cannot reuse already awaited {words}"))),
        _ if this.request != Request::Send && inner.state.get() == State::Closed => {
            // What has ended cannot be ended or thrown into, and says so as if it were done.
            this.state.set(2);
            return finish(vm, Value::NONE, ret, then);
        }
        0 => {
            if inner.running_async.get() {
                this.state.set(2);
                return Err(vm.runtime_error(already_running(this.request)));
            }
            if inner.closed.get() && this.request != Request::Send {
                this.state.set(2);
                return match this.request {
                    Request::Close => finish(vm, Value::NONE, ret, then),
                    _ => Err(vm.raise_args(ExcKind::StopAsyncIteration, vec![])),
                };
            }
            if this.request != Request::Send && !sent.is_none() {
                return Err(vm.runtime_error("can't send non-None value to a just-started async generator"));
            }
            this.state.set(1);
            inner.running_async.set(true);
        }
        _ => {}
    }
    let first = this.argument.replace(vm, Value::UNDEF);
    let depth = vm.fiber.frames.len();
    let result = match (this.request, first.is_undef()) {
        (Request::Send, false) => {
            let value = if sent.is_none() { first } else { sent };
            if inner.state.get() == State::Closed {
                inner.running_async.set(false);
                this.state.set(2);
                return Err(vm.raise_args(ExcKind::StopAsyncIteration, vec![]));
            }
            generator::resume(vm, &generator, value, ret, then)
        }
        (Request::Throw | Request::Close, false) => {
            if this.request == Request::Close {
                inner.closed.set(true);
            }
            generator::throw(vm, &generator, first, ret, then)
        }
        (_, true) => generator::resume(vm, &generator, sent, ret, then),
    };
    note(vm, depth, awaitable, result)
}

/// The awaitable stays with the generator's frame, which answers to it. A generator that could not be run at all has
/// no frame: the request fails at once.
fn note(vm: &mut Vm, depth: usize, awaitable: &Value, result: Result<()>) -> Result<()> {
    if let Some(frame) = vm.fiber.frames.get_mut(depth) {
        frame.keep = awaitable.clone();
        return result;
    }
    if result.is_err()
        && let Some(this) = awaitable.cast::<AsyncSend>()
    {
        this.state.set(2);
        fail(vm, &this.generator, Some(this.request));
    }
    result
}

/// Raises an exception in what an awaitable of an async generator runs.
pub(crate) fn throw(vm: &mut Vm, awaitable: &Value, exc: Value, ret: Regs, then: Continue) -> Result<()> {
    let Some(this) = awaitable.cast::<AsyncSend>() else { return Err(vm.system_error("not an awaitable")) };
    let generator = this.generator.clone();
    if this.state.get() == 2 {
        let words = words(this.request);
        return Err(vm.runtime_error(format_args!("cannot reuse already awaited {words}")));
    }
    if this.state.get() == 0 {
        let running = generator.cast::<Generator>().is_some_and(|inner| inner.running_async.get());
        if running {
            this.state.set(2);
            return Err(vm.runtime_error(already_running(this.request)));
        }
        this.state.set(1);
        this.argument.set(vm, Value::UNDEF);
        if let Some(inner) = generator.cast::<Generator>() {
            inner.running_async.set(true);
        }
    }
    let depth = vm.fiber.frames.len();
    let result = generator::throw(vm, &generator, exc, ret, then);
    note(vm, depth, awaitable, result)
}

fn settle(vm: &mut Vm, frame: &Frame) -> Option<Request> {
    if let Some(inner) = frame.callable.cast::<Generator>() {
        inner.running_async.set(false);
    }
    let awaitable = frame.keep.cast::<AsyncSend>()?;
    awaitable.state.set(2);
    let _ = vm;
    Some(awaitable.request)
}

/// The async generator has yielded: whoever awaits gets the value as a result.
pub(crate) fn yielded(vm: &mut Vm, frame: &Frame, value: Value) -> Result<()> {
    if settle(vm, frame) == Some(Request::Close) {
        return Err(vm.runtime_error("async generator ignored GeneratorExit"));
    }
    finish(vm, value, frame.ret, frame.then)
}

fn finish(vm: &mut Vm, value: Value, ret: Regs, then: Continue) -> Result<()> {
    if then.then == Then::Delegate {
        return vm.deliver(value, ret, then);
    }
    Err(vm.stop_iteration(value))
}

/// The async generator has returned: StopAsyncIteration for whoever awaits, a plain end for `aclose`.
pub(crate) fn returned(vm: &mut Vm, frame: &Frame) -> Result<()> {
    let request = settle(vm, frame);
    if let Some(inner) = frame.callable.cast::<Generator>() {
        inner.closed.set(true);
    }
    if request == Some(Request::Close) {
        return finish(vm, Value::NONE, frame.ret, frame.then);
    }
    Err(vm.raise_args(ExcKind::StopAsyncIteration, vec![]))
}

/// The async generator has failed: `aclose` takes GeneratorExit and StopAsyncIteration for its end.
pub(crate) fn failed(vm: &mut Vm, frame: &Frame) {
    let request = settle(vm, frame);
    fail(vm, &frame.callable, request);
}

/// What a failure means for the async generator and for who asked it.
fn fail(vm: &mut Vm, generator: &Value, request: Option<Request>) {
    let exc = vm.raised.clone();
    let ends = vm.is_exception_of(&exc, ExcKind::GeneratorExit)
        || vm.is_exception_of(&exc, ExcKind::StopAsyncIteration);
    if let Some(inner) = generator.cast::<Generator>() {
        inner.running_async.set(false);
        inner.closed.set(inner.closed.get() || ends);
    }
    if request == Some(Request::Close) && ends {
        vm.raised = vm.new_exception(ExcKind::StopIteration, vec![]);
    }
}

/// `GetAIter`
pub(crate) fn get_aiter(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let takes = word.has(instr::TAKE_B) || word.a() == word.b();
    let source = if takes { fp.take(word.b()) } else { fp.at(word.b()).clone() };
    let class = vm.class_of(&source);
    let Some(function) = class.slot(vm, Slot::AIter) else {
        let name = vm.type_name(&source);
        return Err(
            vm.type_error(format_args!("'async for' requires an object with __aiter__ method, got {name}"))
        );
    };
    let iterator = vm.call_slot(&function, &source, &[])?;
    if !vm.class_of(&iterator).has_slot(vm, Slot::ANext) {
        let name = vm.type_name(&iterator);
        return Err(vm.type_error(format_args!(
            "'async for' received an object from __aiter__ that does not implement __anext__: {name}"
        )));
    }
    drop(fp.replace(word.a(), iterator));
    Ok(())
}

/// `GetANext`
pub(crate) fn get_anext(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let iterator = fp.at(word.b()).clone();
    if iterator.has_map(fixed::ASYNC_GENERATOR) {
        let awaitable = request(vm, &iterator, Request::Send, Value::NONE)?;
        drop(fp.replace(word.a(), awaitable));
        return Ok(());
    }
    let class = vm.class_of(&iterator);
    let Some(function) = class.slot(vm, Slot::ANext) else {
        let name = vm.type_name(&iterator);
        return Err(
            vm.type_error(format_args!("'async for' requires an iterator with __anext__ method, got {name}"))
        );
    };
    let next = vm.call_slot(&function, &iterator, &[])?;
    let awaitable = match vm.awaitable(&next) {
        Ok(awaitable) => awaitable,
        Err(raised) => {
            let cause = vm.take_raised(raised);
            let name = vm.type_name(&next);
            let text = vm.new_str(&format!("'async for' received an invalid object from __anext__: {name}"));
            let exc = vm.new_exception(ExcKind::TypeError, vec![text]);
            if let Some(this) = exc.cast::<crate::objects::exceptions::Exception>() {
                this.cause.set(vm, cause.clone());
                this.context.set(vm, cause);
                this.suppress_context.set(true);
            }
            return Err(vm.raise_again(exc));
        }
    };
    drop(fp.replace(word.a(), awaitable));
    Ok(())
}
