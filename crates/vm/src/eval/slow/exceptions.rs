//! Raising, handling, matching.

use crate::{
    error::Result,
    eval::{
        frame::{Continue, Then},
        stack::Regs,
    },
    objects::exceptions::{ExcKind, Exception},
    types::{Type, type_flags},
    value::{Tuple, Value},
    vm::Vm,
};
use whipsnake_bytecode::{Word, instr};

/// Makes `exc` what is being handled and gives what was before.
pub(crate) fn swap_handled(vm: &mut Vm, exc: Value) -> Value {
    match vm.handled.last_mut() {
        Some(place) => std::mem::replace(place, exc),
        None => {
            vm.handled.push(exc);
            Value::NONE
        }
    }
}

fn optional(word: Word, flag: u8, fp: Regs, register: u16) -> Option<Value> {
    if register == instr::NO_REG {
        return None;
    }
    Some(if word.has(flag) { fp.take(register) } else { fp.at(register).clone() })
}

/// `Raise`
pub(crate) fn raise(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let what = optional(word, instr::TAKE_A, fp, word.a());
    let cause = optional(word, instr::TAKE_B, fp, word.b());
    let Some(what) = what else {
        let Some(handled) = vm.handled_exception() else {
            return Err(vm.runtime_error("No active exception to reraise"));
        };
        vm.reraising = true;
        return Err(vm.raise_again(handled));
    };
    let exc = vm.exception_from(&what)?;
    drop(what);
    if let Some(cause) = cause {
        let cause = if cause.is_none() { cause } else { vm.cause_from(&cause)? };
        if let Some(this) = exc.cast::<Exception>() {
            this.cause.set(vm, cause);
            this.suppress_context.set(true);
        }
    }
    Err(vm.raise(exc))
}

impl Vm {
    /// The exception that `raise value` raises: the instance itself, or a new instance of the class.
    pub fn exception_from(&mut self, value: &Value) -> Result<Value> {
        if value.cast::<Exception>().is_some() {
            return Ok(value.clone());
        }
        if value.cast::<Type>().is_some_and(|class| class.has(type_flags::EXCEPTION)) {
            let made = self.call(value, &[])?;
            if made.cast::<Exception>().is_some() {
                return Ok(made);
            }
            let (class, name) = (self.repr_text(value)?, self.type_name(&made));
            return Err(self.type_error(format_args!(
                "calling {class} should have returned an instance of BaseException, not <class '{name}'>"
            )));
        }
        Err(self.type_error("exceptions must derive from BaseException"))
    }
    fn cause_from(&mut self, value: &Value) -> Result<Value> {
        if value.cast::<Exception>().is_some() {
            return Ok(value.clone());
        }
        if value.cast::<Type>().is_some_and(|class| class.has(type_flags::EXCEPTION)) {
            return self.exception_from(value);
        }
        Err(self.type_error("exception causes must derive from BaseException"))
    }
    /// Whether an exception matches what an `except` clause names; TypeError for anything but classes.
    pub fn exception_matches(&mut self, exc: &Value, wanted: &Value) -> Result<bool> {
        if let Some(class) = wanted.cast::<Type>()
            && class.has(type_flags::EXCEPTION)
        {
            return Ok(self.type_of(exc).is_subclass(self, class));
        }
        let classes = match wanted.cast::<Tuple>() {
            Some(tuple) => tuple.as_slice().to_vec(),
            None => vec![wanted.clone()],
        };
        for class in &classes {
            if !class.cast::<Type>().is_some_and(|class| class.has(type_flags::EXCEPTION)) {
                return Err(
                    self.type_error("catching classes that do not inherit from BaseException is not allowed")
                );
            }
        }
        let own = self.class_of(exc);
        Ok(classes.iter().filter_map(|class| class.cast::<Type>()).any(|class| own.is_subclass(self, class)))
    }
}

/// `Reraise`
pub(crate) fn reraise(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let exc = fp.take(word.a());
    vm.reraising = true;
    Err(vm.raise_again(exc))
}

/// `EndHandler`
pub(crate) fn end_handler(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let before = fp.take(word.b());
    drop(swap_handled(vm, before));
    reraise(vm, word, fp)
}

/// `MatchException`
pub(crate) fn match_exception(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let wanted = if word.has(instr::TAKE_C) { fp.take(word.c()) } else { fp.at(word.c()).clone() };
    let exc = if word.has(instr::TAKE_B) { fp.take(word.b()) } else { fp.at(word.b()).clone() };
    let truth = vm.exception_matches(&exc, &wanted)?;
    drop(fp.replace(word.a(), Value::bool(truth)));
    Ok(())
}

/// `MatchGroup`
pub(crate) fn match_group(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let wanted = if word.has(instr::TAKE_B) { fp.take(word.b()) } else { fp.at(word.b()).clone() };
    let exc = fp.at(word.a()).clone();
    let (matched, rest) = crate::objects::exceptions::group::match_group(vm, &exc, &wanted)?;
    drop(fp.replace(word.a(), rest));
    if !matched.is_none() {
        swap_handled(vm, matched.clone());
    }
    drop(fp.replace(word.c(), matched));
    Ok(())
}

/// `WithExcept`: calls the exit function of a `with` with the exception's parts.
pub(crate) fn with_except(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let exc = fp.at(word.c()).clone();
    let exit = fp.at(word.b()).clone();
    let this = fp.at(word.b() + 1).clone();
    let class = vm.class_of(&exc).into_value();
    let traceback = exc.cast::<Exception>().map_or(Value::NONE, |e| e.traceback.cloned(vm));
    let mut args = Vec::with_capacity(4);
    if !this.is_undef() {
        args.push(this);
    }
    args.extend([class, exc, traceback]);
    vm.call_values(exit, args, &[], fp.add(usize::from(word.a())), Continue::simple(Then::Store))
}

/// `EndAsyncFor`
pub(crate) fn end_async_for(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    if vm.is_exception_of(fp.at(word.a()), ExcKind::StopAsyncIteration) {
        drop(fp.take(word.a()));
        drop(fp.take(word.b()));
        return Ok(());
    }
    reraise(vm, word, fp)
}
