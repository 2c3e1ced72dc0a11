//! Generators and their kin: a frame that outlives its call. Its registers lie in the object, running or not; what it
//! calls gets its window on the fiber's stack.

use super::{
    call::STOP_IS_END,
    delegation::{self, End},
    fetch::{Kept, KeptCode, Pc},
    frame::{Continue, DELEGATED, Frame, GENERATOR, Then},
    stack::Regs,
};
use crate::{
    error::{Raised, Result},
    native::Resumable,
    objects::{
        exceptions::ExcKind,
        frame::FrameObject,
        function::Function,
        generator::{Generator, Rare, State},
    },
    value::{Handle, Obj, TailValues, Trace, Tracer, Tuple, Value, VmCell, fixed},
    vm::Vm,
};
use whipsnake_bytecode::{CodeFlags, Op, Word};

/// Where a generator goes on. Its registers lie in the object, running or not.
pub struct Suspended {
    /// Where to go on.
    pub pc: Pc,
    /// The code, which the function owns, or the Vm where the function has got another since.
    pub code: KeptCode,
    /// The function.
    pub function: Value,
}

impl Trace for Suspended {
    fn trace(&self, tracer: &mut Tracer) {
        self.function.trace(tracer);
    }
}

/// Makes a generator, coroutine or async generator of bound arguments, which are moved out of their registers; the
/// callable is a function.
pub(crate) fn new_generator(
    vm: &mut Vm,
    callable: Value,
    code: KeptCode,
    place: Regs,
    filled: usize,
) -> Value {
    let code_object = code.get();
    let flags = code_object.source.flags;
    let map = if flags.has(CodeFlags::COROUTINE) {
        fixed::COROUTINE
    } else if flags.has(CodeFlags::ASYNC_GENERATOR) {
        fixed::ASYNC_GENERATOR
    } else {
        fixed::GENERATOR
    };
    let own_names = callable.exact::<Function>().is_some_and(|function| {
        function.name.get(vm).is(&code_object.name) && function.qualname.get(vm).is(&code_object.qualname)
    });
    let tells_origin = vm.tracing.origin_depth > 0 && map == fixed::COROUTINE;
    let rare = if own_names && !tells_origin { None } else { Some(rare(vm, &callable, tells_origin)) };
    let body = Generator {
        frame: VmCell::new(Suspended {
            pc: Pc::new(code_object.caches.words(), 0),
            code,
            function: callable,
        }),
        delegate: VmCell::new(Value::UNDEF),
        handled: VmCell::new(Value::NONE),
        rare: VmCell::new(rare),
        level: std::cell::Cell::new(0),
        chain: std::cell::Cell::new(0),
        state: std::cell::Cell::new(State::Created),
        quiet: code_object.is_quiet,
        hooks_done: std::cell::Cell::new(false),
        running_async: std::cell::Cell::new(false),
        closed: std::cell::Cell::new(false),
        registers: TailValues::default(),
    };
    let given = place.slice_mut(filled);
    Handle::new_with_values(map, body, code_object.registers as usize, given).into_value()
}

/// The rare parts of a generator whose function is not named as its code is, or which tells where it was made.
#[cold]
fn rare(vm: &mut Vm, callable: &Value, tells_origin: bool) -> Box<Rare> {
    let mut rare = Box::new(Rare::default());
    if let Some(function) = callable.exact::<Function>() {
        (rare.name, rare.qualname) = (function.name.cloned(vm), function.qualname.cloned(vm));
    }
    if tells_origin {
        rare.origin = calls_now(vm, vm.tracing.origin_depth as usize);
    }
    rare
}

/// Where the program is: file, line and function of the innermost calls.
#[cold]
fn calls_now(vm: &mut Vm, depth: usize) -> Value {
    let mut rows = Vec::new();
    for at in 0..depth {
        let Some(frame) = vm.frame_object(at) else { break };
        let Some(frame) = frame.exact::<FrameObject>() else { break };
        let line = Value::small(frame.line_number(vm).into());
        rows.push(Tuple::new(vec![frame.code.filename.clone(), line, frame.code.name.clone()]).into_value());
    }
    Tuple::new(rows).into_value()
}

/// What kind of generator a value is, for messages.
fn kind_name(generator: &Value) -> &'static str {
    if generator.has_map(fixed::COROUTINE) {
        "coroutine"
    } else if generator.has_map(fixed::ASYNC_GENERATOR) {
        "async generator"
    } else {
        "generator"
    }
}

/// ValueError: the generator runs, by itself or as a part of a chain.
#[cold]
fn already_executing(vm: &mut Vm, generator: &Value) -> Raised {
    let kind = kind_name(generator);
    vm.value_error(format_args!("{kind} already executing"))
}

/// Resumes a generator by sending a value: its frame is pushed. What it yields or returns goes on by `then`.
#[inline(always)]
pub(crate) fn resume(vm: &mut Vm, generator: &Value, sent: Value, ret: Regs, then: Continue) -> Result<()> {
    resume_quick(vm, generator, sent, ret, then).map(drop)
}

/// Like [`resume`]; true: the generator's frame is on top and goes on.
#[inline(never)]
pub(crate) fn resume_quick(
    vm: &mut Vm,
    generator: &Value,
    sent: Value,
    ret: Regs,
    then: Continue,
) -> Result<bool> {
    if let Some(this) = generator.cast::<Generator>()
        && let Some(waits_at_yield) = goes_on(vm, this, &sent)
    {
        check_depth(vm)?;
        let pc = push(vm, generator, this, Value::UNDEF, ret, then)?;
        if waits_at_yield {
            let place = Regs::of_generator(&this.registers);
            drop(place.replace(Word(pc.before().get()).a(), sent));
        }
        return Ok(true);
    }
    resume_other(vm, generator, sent, ret, then).map(|()| false)
}

/// Whether a generator that goes on by itself waits at a `yield` and not at its start; nothing when it delegates, or
/// cannot be resumed.
#[inline(always)]
fn goes_on(vm: &Vm, this: &Obj<Generator>, sent: &Value) -> Option<bool> {
    match this.state.get() {
        State::Suspended if this.delegate.get(vm).is_undef() => Some(true),
        State::Created if sent.is_none() => Some(false),
        _ => None,
    }
}

/// Resumes a generator that delegates, or that cannot be resumed.
#[inline(never)]
fn resume_other(vm: &mut Vm, generator: &Value, sent: Value, ret: Regs, then: Continue) -> Result<()> {
    let Some(this) = generator.cast::<Generator>() else {
        return Err(vm.system_error("not a generator"));
    };
    match this.state.get() {
        State::Running => return Err(already_executing(vm, generator)),
        State::Closed => {
            if generator.has_map(fixed::COROUTINE) {
                return Err(vm.runtime_error("cannot reuse already awaited coroutine"));
            }
            return finish(vm, Value::NONE, ret, then);
        }
        State::Created if !sent.is_none() => {
            let kind = kind_name(generator);
            return Err(vm.type_error(format_args!("can't send non-None value to a just-started {kind}")));
        }
        State::Suspended if !this.delegate.get(vm).is_undef() => match delegation::follow(vm, generator) {
            End::Here => {}
            End::Last(last) => {
                check_depth(vm)?;
                return enter(vm, &last, generator.clone(), sent, ret, then);
            }
            End::Running => return Err(already_executing(vm, generator)),
        },
        _ => {}
    }
    check_depth(vm)?;
    enter(vm, generator, Value::UNDEF, sent, ret, then)
}

/// Puts a generator's frame on top, for `resumed` if that is another one, and hands it what was sent.
pub(super) fn enter(
    vm: &mut Vm,
    generator: &Value,
    resumed: Value,
    sent: Value,
    ret: Regs,
    then: Continue,
) -> Result<()> {
    let Some(this) = generator.cast::<Generator>() else {
        return Err(vm.system_error("not a generator"));
    };
    let started = this.state.get() == State::Suspended;
    push_generator(vm, generator, this, resumed, ret, then)?;
    if started {
        // The instruction that yielded says where the sent value goes.
        let frame = vm.fiber.top();
        let word = Word(frame.pc.before().get());
        let fp = frame.fp;
        match Op::from_u8(word.op()) {
            Some(Op::Yield) => drop(fp.replace(word.a(), sent)),
            _ => {
                // Waiting in a `yield from`: hand the value on to the delegate.
                return super::slow::delegate::send(vm, sent);
            }
        }
    }
    Ok(())
}

fn check_depth(vm: &mut Vm) -> Result<()> {
    if vm.fiber.depth >= vm.recursion_limit {
        return Err(vm.recursion_error("maximum recursion depth exceeded"));
    }
    Ok(())
}

/// Puts a generator's frame on top without going on yet. `resumed` is the generator whose delegates lead to this one, or
/// `UNDEF`.
#[inline(never)]
pub(crate) fn push_generator(
    vm: &mut Vm,
    generator: &Value,
    this: &Obj<Generator>,
    resumed: Value,
    ret: Regs,
    then: Continue,
) -> Result<()> {
    push(vm, generator, this, resumed, ret, then).map(drop)
}

/// See [`push_generator`]; gives where the generator goes on.
#[inline(always)]
fn push(
    vm: &mut Vm,
    generator: &Value,
    this: &Obj<Generator>,
    resumed: Value,
    ret: Regs,
    then: Continue,
) -> Result<Pc> {
    let suspended = this.frame.get(vm);
    let Some(function) = suspended.function.exact::<Function>() else {
        return Err(vm.system_error("a generator without a function"));
    };
    let (pc, code, globals) = (suspended.pc, suspended.code, Kept::new(&*function.globals));
    let top = vm.fiber.free_place();
    this.state.set(State::Running);
    let handled = this.handled.replace(vm, Value::NONE);
    vm.handled.push(handled);
    let flags = if resumed.is_undef() { GENERATOR } else { GENERATOR | DELEGATED };
    let hidden = delegation::levels(this, &resumed);
    vm.fiber.depth += 1 + hidden as usize;
    vm.fiber.frames.push(Frame {
        pc,
        fp: Regs::of_generator(&this.registers),
        top,
        ret,
        code,
        globals,
        callable: generator.clone(),
        keep: resumed,
        then,
        flags,
        hidden,
        extra: None,
    });
    if this.rare.get(vm).as_ref().is_some_and(|rare| !rare.object.is_undef()) {
        push_object(vm, this);
    }
    Ok(pc)
}

/// The frame object that a program has asked for, if any, follows the frame that was pushed.
#[cold]
#[inline(never)]
fn push_object(vm: &mut Vm, this: &Obj<Generator>) {
    let object = this.rare(vm).object.take();
    if let Some(known) = object.exact::<FrameObject>() {
        let spot = crate::objects::frame::Spot::here(vm, vm.fiber.frames.len() - 1);
        known.place.set(vm, crate::objects::frame::Place::Running(spot));
    }
    vm.fiber.top().extra().object = Some(object);
}

/// Raises the waiting exception at the place where a generator is suspended.
pub(crate) fn throw(vm: &mut Vm, generator: &Value, exc: Value, ret: Regs, then: Continue) -> Result<()> {
    let Some(this) = generator.cast::<Generator>() else {
        return Err(vm.system_error("not a generator"));
    };
    if delegation::is_running(vm, this) {
        return Err(already_executing(vm, generator));
    }
    match this.state.get() {
        State::Closed => {
            if generator.has_map(fixed::COROUTINE) {
                return Err(vm.runtime_error("cannot reuse already awaited coroutine"));
            }
            Err(vm.raise(exc))
        }
        State::Created => {
            // Never started: it ends at once, at its first line.
            check_depth(vm)?;
            push_generator(vm, generator, this, Value::UNDEF, ret, then)?;
            Err(vm.raise(exc))
        }
        State::Suspended | State::Running => {
            check_depth(vm)?;
            push_generator(vm, generator, this, Value::UNDEF, ret, then)?;
            let word = Word(vm.fiber.top().pc.before().get());
            // What the thrower handles is no context of what is thrown; what the generator handles is.
            let raised = match vm.handled.last() {
                Some(handled) if !handled.is_none() => vm.raise(exc),
                _ => vm.raise_again(exc),
            };
            if Op::from_u8(word.op()) == Some(Op::YieldFrom) {
                let exc = vm.take_raised(raised);
                return super::slow::delegate::throw(vm, exc);
            }
            Err(raised)
        }
    }
}

/// What the loop does after a `yield`.
pub(crate) enum Yielded {
    /// The native beneath has taken the value: the generator runs on.
    Taken,
    /// The value is in its register: the frame on top goes on.
    Given,
    /// Wherever the frame on top says.
    Load,
}

/// `Yield`: suspends the running generator with a value, which goes on by its continuation.
#[inline(never)]
pub(crate) fn suspend(vm: &mut Vm, word: Word, fp: Regs, value: Value) -> Result<Yielded> {
    let frame = vm.fiber.top();
    if frame.extra.is_some()
        || frame.flags & !DELEGATED != GENERATOR
        || !frame.callable.has_map(fixed::GENERATOR)
    {
        return suspend_other(vm, value);
    }
    let (ret, then) = (frame.ret, frame.then);
    if then.then == Then::Native {
        if offer(vm, value)? {
            drop(fp.replace(word.a(), Value::NONE));
            return Ok(Yielded::Taken);
        }
        forget_frame(vm);
        return Ok(Yielded::Load);
    }
    forget(vm);
    let plain = matches!(then.then, Then::ForIter | Then::Store | Then::Next) && then.x == 0;
    if plain && !value.is_undef() {
        drop(ret.replace(0, value));
        super::slow::after(vm)?;
        return Ok(Yielded::Given);
    }
    vm.deliver_yield(value, ret, then).map(|()| Yielded::Load)
}

/// Suspends an async generator, a coroutine, or a generator whose frame carries something rare.
#[inline(never)]
fn suspend_other(vm: &mut Vm, value: Value) -> Result<Yielded> {
    let frame = take_off(vm, State::Suspended);
    if frame.callable.has_map(fixed::ASYNC_GENERATOR) {
        super::slow::async_gen::yielded(vm, &frame, value)?;
    } else {
        vm.deliver_yield(value, frame.ret, frame.then)?;
    }
    Ok(Yielded::Load)
}

/// Offers what the running generator yields to the native beneath; see `Resumable::offer`.
#[inline(always)]
fn offer(vm: &mut Vm, value: Value) -> Result<bool> {
    let beneath = vm.fiber.frames.len().wrapping_sub(2);
    let extra = vm.fiber.frames.get_mut(beneath).and_then(|frame| frame.extra.as_mut());
    let Some(mut native) = extra.and_then(|extra| extra.native.take()) else { return vm.refuse(value) };
    let taken = native.offer(vm, value);
    match &mut vm.fiber.frames[beneath].extra {
        Some(extra) if taken.is_ok() => extra.native = Some(native),
        _ => offer_failed(vm, native),
    }
    taken
}

/// The native has failed, and the generator waits at its yield.
#[cold]
#[inline(never)]
fn offer_failed(vm: &mut Vm, native: Box<dyn Resumable>) {
    drop(take_off(vm, State::Suspended));
    drop(native);
}

/// Takes the frame of a generator off that carries nothing rare.
#[inline(always)]
fn forget(vm: &mut Vm) {
    let frame = vm.fiber.top();
    let (pc, generator, resumed) = (frame.pc, frame.callable.take(), frame.keep.take());
    let hidden = frame.hidden;
    super::fetch::forget_last(&mut vm.fiber.frames);
    vm.fiber.depth -= 1 + hidden as usize;
    let handled = vm.handled.pop().unwrap_or(Value::NONE);
    if let Some(this) = generator.cast::<Generator>() {
        this.frame.get_mut(vm).pc = pc;
        if !resumed.is_undef() {
            vm.chain.note(&resumed, this, hidden);
        }
        if !handled.is_none() {
            this.handled.set(vm, handled);
        }
        this.state.set(State::Suspended);
    }
    drop(generator);
    drop(resumed);
}

#[inline(never)]
fn forget_frame(vm: &mut Vm) {
    forget(vm);
}

/// Suspends the running generator passing on what its delegate yielded.
pub(crate) fn suspend_delegating(vm: &mut Vm, value: Value) -> Result<()> {
    let frame = vm.fiber.top();
    if frame.extra.is_none() && frame.flags & !DELEGATED == GENERATOR {
        let (ret, then) = (frame.ret, frame.then);
        forget_frame(vm);
        return vm.deliver_yield(value, ret, then);
    }
    let frame = take_off(vm, State::Suspended);
    vm.deliver_yield(value, frame.ret, frame.then)
}

/// Takes a generator's frame off the fiber and keeps its registers in the object.
fn take_off(vm: &mut Vm, state: State) -> Frame {
    let word = vm.fiber.top().word() as u32;
    let mut frame = vm.pop_frame();
    let handled = vm.handled.pop().unwrap_or(Value::NONE);
    let object = frame.extra.as_mut().and_then(|extra| extra.object.take());
    if let Some(object) = object.as_ref().and_then(|object| object.exact::<FrameObject>()) {
        FrameObject::follow_generator(object, vm, &frame.callable, word);
    }
    if let Some(this) = frame.callable.cast::<Generator>() {
        this.frame.get_mut(vm).pc = frame.pc;
        if let Some(object) = object {
            this.rare(vm).object = object;
        }
        this.handled.set(vm, handled);
        this.state.set(state);
    }
    frame
}

/// Ends the running generator with a return value. Registers have been released.
pub(crate) fn returned(vm: &mut Vm, value: Value) -> Result<()> {
    let frame = vm.fiber.top();
    if frame.extra.is_none()
        && frame.flags & !DELEGATED == GENERATOR
        && !frame.callable.has_map(fixed::ASYNC_GENERATOR)
    {
        let (ret, then, generator) = (frame.ret, frame.then, frame.callable.take());
        let resumed = frame.keep.take();
        let depth = 1 + frame.hidden as usize;
        super::fetch::forget_last(&mut vm.fiber.frames);
        vm.fiber.depth -= depth;
        vm.handled.pop();
        if !resumed.is_undef() {
            end(vm, &generator);
            delegation::go_back(vm, &generator, resumed, ret, then)?;
            return super::slow::delegate::done(vm, value);
        }
        end(vm, &generator);
        drop(generator);
        if then.then == Then::Native && then.x & STOP_IS_END != 0 {
            vm.native_input = Some(Value::UNDEF);
            return Ok(());
        }
        return finish(vm, value, ret, then);
    }
    let mut frame = vm.pop_frame();
    vm.handled.pop();
    end(vm, &frame.callable);
    if frame.flags & DELEGATED != 0 {
        delegation::go_back(vm, &frame.callable, frame.keep.take(), frame.ret, frame.then)?;
        return super::slow::delegate::done(vm, value);
    }
    if frame.callable.has_map(fixed::ASYNC_GENERATOR) {
        return super::slow::async_gen::returned(vm, &frame);
    }
    finish(vm, value, frame.ret, frame.then)
}

/// Marks a generator as ended and lets go of its code.
pub(crate) fn end(vm: &mut Vm, generator: &Value) {
    if let Some(this) = generator.cast::<Generator>() {
        this.state.set(State::Closed);
        super::call::drop_locals(Regs::of_generator(&this.registers), this.registers.len());
        vm.chain.forget();
        this.delegate.set(vm, Value::UNDEF);
    }
}

/// What a generator's end means to who resumed it.
pub(crate) fn finish(vm: &mut Vm, value: Value, ret: Regs, then: Continue) -> Result<()> {
    match then.then {
        Then::ForIter => {
            vm.end_loop(then);
            Ok(())
        }
        Then::Delegate => vm.deliver(value, ret, then),
        // The default is there.
        Then::Next => Ok(()),
        Then::Native | Then::Exit if then.x & STOP_IS_END != 0 => vm.deliver(Value::UNDEF, ret, then),
        _ => Err(vm.stop_iteration(value)),
    }
}

/// The exception a generator ends with as its caller sees it: StopIteration becomes RuntimeError (PEP 479).
pub(crate) fn failed(vm: &mut Vm, generator: &Value) {
    end(vm, generator);
    let is_async = generator.has_map(fixed::ASYNC_GENERATOR);
    let exc = vm.raised.clone();
    let stop = vm.is_exception_of(&exc, ExcKind::StopIteration);
    let stop_async = is_async && vm.is_exception_of(&exc, ExcKind::StopAsyncIteration);
    if !stop && !stop_async {
        return;
    }
    let which = if stop { "StopIteration" } else { "StopAsyncIteration" };
    let kind = kind_name(generator);
    let text = vm.new_str(&format!("{kind} raised {which}"));
    let error = vm.new_exception(ExcKind::RuntimeError, vec![text]);
    if let Some(inner) = error.cast::<crate::objects::exceptions::Exception>() {
        inner.cause.set(vm, exc.clone());
        inner.context.set(vm, exc);
        inner.suppress_context.set(true);
    }
    vm.raised = error;
}

/// Whether a suspended generator is at a `yield` that no handler guards: to end it nothing need be raised.
fn waits_unguarded(vm: &Vm, this: &Obj<Generator>) -> bool {
    let suspended = this.frame.get(vm);
    let code = suspended.code.get();
    let at = suspended.pc.index_in(code.caches.words()) as u32;
    Op::from_u8(Word(suspended.pc.before().get()).op()) == Some(Op::Yield)
        && this.rarely(vm, |rare| &rare.object).is_undef()
        && !vm.tracing.is_active()
        && !code.source.handlers.iter().any(|handler| handler.start <= at && at < handler.end)
}

/// Ends a generator: GeneratorExit is raised where it waits. Gives what it returns, or None.
pub(crate) fn close(vm: &mut Vm, generator: &Value) -> Result<Value> {
    let Some(this) = generator.cast::<Generator>() else { return Ok(Value::NONE) };
    if delegation::is_running(vm, this) {
        return Err(already_executing(vm, generator));
    }
    match this.state.get() {
        State::Created => {
            end(vm, generator);
            return Ok(Value::NONE);
        }
        State::Closed => return Ok(Value::NONE),
        State::Suspended if waits_unguarded(vm, this) => {
            end(vm, generator);
            return Ok(Value::NONE);
        }
        State::Suspended | State::Running => {}
    }
    let exc = vm.new_exception(ExcKind::GeneratorExit, vec![]);
    let result = vm.deeper(|vm| {
        let depth = vm.fiber.frames.len();
        if let Err(raised) = throw(vm, generator, exc, Regs::NONE, Continue::simple(Then::Exit)) {
            vm.fail_nested(raised, depth)?;
        }
        vm.finish_nested(depth)
    });
    match result {
        Ok(_) => {
            let kind = kind_name(generator);
            Err(vm.runtime_error(format_args!("{kind} ignored GeneratorExit")))
        }
        Err(raised) if vm.raised_is(&raised, ExcKind::StopIteration) => {
            let exc = vm.take_raised(raised);
            let value = exc.cast::<crate::objects::exceptions::Exception>();
            Ok(value.map_or(Value::NONE, |exc| exc.field(vm, 0).or_none()))
        }
        Err(raised) if vm.raised_is(&raised, ExcKind::GeneratorExit) => {
            drop(vm.take_raised(raised));
            Ok(Value::NONE)
        }
        Err(raised) => Err(raised),
    }
}

/// Closes a generator that nobody holds any more; a coroutine that never ran is reported.
pub(crate) fn finalize(vm: &mut Vm, generator: &Value) {
    let Some(this) = generator.cast::<Generator>() else { return };
    if generator.has_map(fixed::COROUTINE) && this.state.get() == State::Created {
        vm.warn_never_awaited(generator);
        return;
    }
    if generator.has_map(fixed::ASYNC_GENERATOR) {
        let hook = this.rarely(vm, |rare| &rare.finalizer);
        if !hook.is_undef() && !hook.is_none() && !this.closed.get() {
            if let Err(raised) = vm.call(&hook, std::slice::from_ref(generator)) {
                vm.unraisable(raised, "finalizing generator", generator);
            }
            return;
        }
    }
    if let Err(raised) = close(vm, generator) {
        vm.unraisable(raised, "closing generator", generator);
    }
}

/// The frame object of a generator that has not ended.
pub(crate) fn frame_object(vm: &mut Vm, generator: &Value) -> Value {
    let Some(this) = generator.cast::<Generator>() else { return Value::NONE };
    if this.state.get() == State::Running {
        let running = vm.fiber.frames.iter().position(|frame| frame.callable.is(generator));
        return running.map_or(Value::NONE, |at| FrameObject::of(vm, at).into_value());
    }
    let known = this.rarely(vm, |rare| &rare.object);
    if !known.is_undef() {
        return known;
    }
    let suspended = this.frame.get(vm);
    let (function, pc, code) = (suspended.function.clone(), suspended.pc, suspended.code.get().to_handle());
    let Some(inner) = function.exact::<Function>() else { return Value::NONE };
    let word = if this.state.get() == State::Created { 0 } else { pc.index_in(code.caches.words()) as u32 };
    let inner = inner.to_handle();
    let object = FrameObject::of_suspended(vm, &inner, code, generator, word).into_value();
    this.rare(vm).object = object.clone();
    vm.chain.stop();
    object
}
