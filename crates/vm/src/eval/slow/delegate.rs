//! `yield from` and `await`: handing values, exceptions and results between a generator and what it delegates to.

use crate::{
    error::Result,
    eval::{
        fetch::Pc,
        frame::{Continue, Then},
        generator,
        stack::Regs,
    },
    names,
    objects::{
        async_send::AsyncSend,
        exceptions::{ExcKind, Exception},
        generator::{Generator, State},
    },
    types::Slot,
    value::{Value, fixed},
    vm::Vm,
};
use whipsnake_bytecode::{CodeFlags, Word, instr};

/// `YieldFrom`, at its first turn.
#[inline(never)]
pub(crate) fn start(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let delegate = fp.at(word.b()).clone();
    let running = vm.fiber.top().callable.clone();
    if let Some(this) = running.cast::<Generator>() {
        this.delegate.set(vm, delegate.clone());
    }
    if vm.fiber.depth < vm.recursion_limit
        && !delegate.has_map(fixed::ASYNC_GENERATOR)
        && let Some(next) = delegate.cast::<Generator>()
        && next.state.get() == State::Created
    {
        // The commonest of awaits: of a coroutine made for it.
        let ret = fp.add(usize::from(word.a()));
        let then = Continue::simple(Then::Delegate);
        return generator::push_generator(vm, &delegate, next, Value::UNDEF, ret, then);
    }
    let depth = vm.fiber.frames.len();
    let result = send(vm, Value::NONE);
    if result.is_err() && vm.fiber.frames.len() == depth {
        // It refused (it may be running): nobody delegates to it.
        end(vm);
    }
    result
}

/// The instruction and registers of the running `YieldFrom`.
fn place(vm: &mut Vm) -> (Word, Regs) {
    let frame = vm.fiber.top();
    let mut at: Pc = frame.pc.offset(-1);
    (at.fetch(), frame.fp)
}

pub(crate) fn done(vm: &mut Vm, value: Value) -> Result<()> {
    let (word, fp) = place(vm);
    forget(vm, word, fp);
    drop(fp.replace(word.a(), value));
    Ok(())
}

fn forget(vm: &mut Vm, word: Word, fp: Regs) {
    if word.a() != word.b() {
        drop(fp.take(word.b()));
    }
    end(vm);
}

/// The running generator delegates no more.
pub(crate) fn end(vm: &mut Vm) {
    vm.chain.forget();
    let running = vm.fiber.top().callable.clone();
    if let Some(this) = running.cast::<Generator>() {
        this.delegate.set(vm, Value::UNDEF);
    }
}

/// Sends a value to the delegate of the running generator.
pub(crate) fn send(vm: &mut Vm, sent: Value) -> Result<()> {
    let (word, fp) = place(vm);
    let delegate = fp.at(word.b()).clone();
    let then = Continue::simple(Then::Delegate);
    let ret = fp.add(usize::from(word.a()));
    if delegate.cast::<Generator>().is_some() {
        return generator::resume(vm, &delegate, sent, ret, then);
    }
    if delegate.cast::<AsyncSend>().is_some() {
        return super::async_gen::resume(vm, &delegate, sent, ret, then);
    }
    // Any other iterator: its answer is yielded on.
    let result = if sent.is_none() {
        let class = vm.class_of(&delegate);
        match class.slot(vm, Slot::Next) {
            Some(function) => vm.call_next(&function, &delegate),
            None => {
                let name = vm.type_name(&delegate);
                return Err(vm.type_error(format_args!("'{name}' object is not an iterator")));
            }
        }
    } else {
        vm.call_method(&delegate, names::send, &[sent])
    };
    pass_on(vm, result)
}

/// What a delegate that is no generator has answered.
fn pass_on(vm: &mut Vm, result: Result<Value>) -> Result<()> {
    match result {
        Ok(value) if value.is_undef() => done(vm, Value::NONE),
        Ok(value) => generator::suspend_delegating(vm, value),
        Err(raised) if vm.raised_is(&raised, ExcKind::StopIteration) => {
            let exc = vm.take_raised(raised);
            let value = exc.cast::<Exception>().map_or(Value::NONE, |e| e.field(vm, 0).or_none());
            done(vm, value)
        }
        Err(raised) => Err(raised),
    }
}

/// Raises an exception in the delegate of the running generator.
pub(crate) fn throw(vm: &mut Vm, exc: Value) -> Result<()> {
    let (word, fp) = place(vm);
    let delegate = fp.at(word.b()).clone();
    let then = Continue::simple(Then::Delegate);
    let ret = fp.add(usize::from(word.a()));
    if vm.is_exception_of(&exc, ExcKind::GeneratorExit) {
        // The delegate is closed, then the exception goes on here.
        close(vm, &delegate)?;
        forget(vm, word, fp);
        return Err(vm.raise(exc));
    }
    if delegate.cast::<Generator>().is_some() {
        return generator::throw(vm, &delegate, exc, ret, then);
    }
    if delegate.cast::<AsyncSend>().is_some() {
        return super::async_gen::throw(vm, &delegate, exc, ret, then);
    }
    match vm.find_known_attr(&delegate, names::throw)? {
        Some(method) => {
            let result = vm.call(&method, &[exc]);
            pass_on(vm, result)
        }
        None => {
            forget(vm, word, fp);
            Err(vm.raise(exc))
        }
    }
}

/// Closes a delegate.
pub(crate) fn close(vm: &mut Vm, delegate: &Value) -> Result<()> {
    if delegate.cast::<Generator>().is_some() {
        return generator::close(vm, delegate).map(drop);
    }
    if let Some(method) = vm.find_known_attr(delegate, names::close)? {
        vm.call(&method, &[])?;
    }
    Ok(())
}

/// `GetYieldFrom`
pub(crate) fn get_yield_from(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let takes = word.has(instr::TAKE_B) || word.a() == word.b();
    let source = if takes { fp.take(word.b()) } else { fp.at(word.b()).clone() };
    let iterator = if source.has_map(fixed::COROUTINE) {
        let flags = vm.fiber.top().code.get().source.flags;
        if !flags.has(CodeFlags::COROUTINE | CodeFlags::ITERABLE_COROUTINE) {
            return Err(vm.type_error("cannot 'yield from' a coroutine object in a non-coroutine generator"));
        }
        source
    } else {
        return super::iteration::iter_into(vm, source, fp.add(usize::from(word.a()))).map(drop);
    };
    drop(fp.replace(word.a(), iterator));
    Ok(())
}

/// `GetAwaitable`
pub(crate) fn get_awaitable(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let takes = word.has(instr::TAKE_B) || word.a() == word.b();
    let source = if takes { fp.take(word.b()) } else { fp.at(word.b()).clone() };
    if let Some(coroutine) = source.cast::<Generator>()
        && source.has_map(fixed::COROUTINE)
        && coroutine.delegate.get(vm).is_undef()
    {
        drop(fp.replace(word.a(), source));
        return Ok(());
    }
    let iterator = match vm.awaitable(&source) {
        Ok(iterator) => iterator,
        Err(raised) => {
            let wrong_type = vm.class_of(&source);
            if word.c() != 0
                && !wrong_type.has_slot(vm, Slot::Await)
                && vm.raised_is(&raised, ExcKind::TypeError)
            {
                drop(vm.take_raised(raised));
                let (method, name) =
                    (if word.c() == 1 { "__aenter__" } else { "__aexit__" }, vm.type_name(&source));
                return Err(vm.type_error(format_args!(
                    "'async with' received an object from {method} that does not implement __await__: {name}"
                )));
            }
            return Err(raised);
        }
    };
    if let Some(coroutine) = iterator.cast::<Generator>()
        && iterator.has_map(fixed::COROUTINE)
        && !coroutine.delegate.get(vm).is_undef()
    {
        return Err(vm.runtime_error("coroutine is being awaited already"));
    }
    drop(fp.replace(word.a(), iterator));
    Ok(())
}

impl Vm {
    /// The iterator that `await value` runs.
    pub fn awaitable(&mut self, value: &Value) -> Result<Value> {
        if value.has_map(fixed::COROUTINE) {
            return Ok(value.clone());
        }
        if value.has_map(fixed::GENERATOR)
            && let Some(generator) = value.cast::<Generator>()
            && let Some(function) =
                generator.frame.get(self).function.exact::<crate::objects::function::Function>()
            && function.code.get(self).source.flags.has(CodeFlags::ITERABLE_COROUTINE)
        {
            return Ok(value.clone());
        }
        let class = self.class_of(value);
        let Some(function) = class.slot(self, Slot::Await) else {
            let name = self.type_name(value);
            return Err(self.type_error(format_args!("'{name}' object can't be awaited")));
        };
        let result = self.call_slot(&function, value, &[])?;
        if result.has_map(fixed::COROUTINE) {
            return Err(self.type_error("__await__() returned a coroutine"));
        }
        if !self.class_of(&result).has_slot(self, Slot::Next) {
            let name = self.type_name(&result);
            return Err(self.type_error(format_args!("__await__() returned non-iterator of type '{name}'")));
        }
        Ok(result)
    }
}
