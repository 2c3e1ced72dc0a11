//! Calls that are not the plain ones, and leaving frames that carry something.

use super::{
    after,
    gather::{Goal, gather},
};
use crate::{
    error::Result,
    eval::{
        call::drop_all,
        construct::Called,
        fetch::forget_last,
        frame::{Continue, GENERATOR, Then},
        generator,
        stack::Regs,
    },
    native::{Builtin, MethodDef, MethodKind, NativeMethod, table::Code as NativeCode},
    objects::{consume::snapshot, dict::Dict, frame::FrameObject, list::List},
    types::{Slot, Type},
    value::{Tuple, Value, fixed},
    vm::Vm,
};
use whipsnake_bytecode::{Op, Word};

/// `Call` and `CallMethod` of anything but a plain Python function: `place` is where the arguments start, `self`
/// included. A native gets its arguments where they lie. The result goes into `base`; true: it is there, and the
/// running frame goes on as it was.
///
/// Natives whose arguments need no binding are called here; what is rarer is elsewhere, so that this stays small.
#[inline(never)]
pub(crate) fn call(vm: &mut Vm, base: Regs, place: Regs, count: usize) -> Result<bool> {
    let callable = base.at(0);
    let def = match callable.header().map(|header| header.map.get()) {
        Some(fixed::NATIVE_METHOD | fixed::WRAPPER) => match callable.cast::<NativeMethod>() {
            Some(method) if method.def.kind == MethodKind::Method && count > 0 => {
                let class = vm.type_of(place.at(0));
                if !std::ptr::eq(class, &*method.owner) && !class.is_subclass(vm, &method.owner) {
                    return call_any(vm, base, place, count);
                }
                method.def
            }
            _ => return call_any(vm, base, place, count),
        },
        Some(fixed::BUILTIN | fixed::METHOD_WRAPPER) => match callable.cast::<Builtin>() {
            Some(builtin) if builtin.bound.is_undef() && builtin.def.kind != MethodKind::StaticMethod => {
                builtin.def
            }
            Some(builtin) if !builtin.bound.is_undef() => return call_bound(vm, base, place, count),
            _ => return call_any(vm, base, place, count),
        },
        Some(fixed::FUNCTION) => return call_function(vm, base, place, count),
        _ => return call_object(vm, place, count, base),
    };
    let wanted = def.signature.len();
    if !def.signature.takes(count) || count != wanted && vm.fiber.top().flags & GENERATOR != 0 {
        return call_row(vm, def, base, place, count);
    }
    // Parameters left out are filled in behind the others, where nothing lives during a call, but for generators, whose
    // registers may end there.
    for missing in count..wanted {
        place.init(missing as u16, Value::UNDEF);
    }
    let (depth, args) = (vm.fiber.frames.len(), place.slice(wanted));
    let result = match def.code {
        NativeCode::Bound(function) => function(vm, args)?,
        NativeCode::Placed(_, placed) => {
            let result = placed(vm, args, base)?;
            if result.is_undef() {
                drop_all(place, count);
                after(vm)?;
                return Ok(false);
            }
            result
        }
        _ => return call_row(vm, def, base, place, count),
    };
    if result.is_peculiar() {
        return finish_row(vm, def, result, depth, base, place, count);
    }
    drop_all(place, count);
    drop(base.replace(0, result));
    after(vm)?;
    Ok(true)
}

/// Calls a Python function that is not called the plain way.
#[inline(never)]
fn call_function(vm: &mut Vm, base: Regs, place: Regs, count: usize) -> Result<bool> {
    let callable = base.take(0);
    vm.call_function(callable, place, count, &[], base, Continue::simple(Then::Store))?;
    after(vm)?;
    Ok(false)
}

/// Calls a native that is bound to its first argument.
#[inline(never)]
fn call_bound(vm: &mut Vm, base: Regs, place: Regs, count: usize) -> Result<bool> {
    // The receiver's place is the register before the arguments, which may be the callable's.
    let callable = base.take(0);
    let Some(builtin) = callable.cast::<Builtin>() else { return Ok(true) };
    let start = place.sub(1);
    start.init(0, builtin.bound.clone());
    let done = call_row(vm, builtin.def, base, start, count + 1);
    drop(callable);
    done
}

/// Calls a native by its row with arguments in registers, however many.
#[inline(never)]
fn call_row(vm: &mut Vm, def: &'static MethodDef, base: Regs, start: Regs, given: usize) -> Result<bool> {
    let (depth, wanted) = (vm.fiber.frames.len(), def.signature.len());
    let takes = def.signature.takes(given) && (given == wanted || vm.fiber.top().flags & GENERATOR == 0);
    let args = if takes {
        for missing in given..wanted {
            start.init(missing as u16, Value::UNDEF);
        }
        start.slice(wanted)
    } else {
        start.slice(given)
    };
    let result = match def.code {
        NativeCode::Bound(function) if takes => function(vm, args)?,
        NativeCode::Placed(_, placed) if takes => {
            let result = placed(vm, args, base)?;
            if result.is_undef() {
                drop_all(start, given);
                after(vm)?;
                return Ok(false);
            }
            result
        }
        _ => vm.call_def(def, start.slice(given), &[])?,
    };
    finish_row(vm, def, result, depth, base, start, given)
}

/// Takes what a native gave: a value, nothing (an iterator's end), or that it answers later, by a frame at `depth`.
#[inline(never)]
fn finish_row(
    vm: &mut Vm,
    def: &MethodDef,
    result: Value,
    depth: usize,
    base: Regs,
    start: Regs,
    given: usize,
) -> Result<bool> {
    if result.is_undef() {
        return Err(vm.stop_iteration(Value::UNDEF));
    }
    if result.is_not_implemented()
        && let Some(raised) = vm.refused_operand(def.signature.name(), start.slice(given))
    {
        return Err(raised);
    }
    drop_all(start, given);
    if result.is_deferred() {
        vm.finish_native(result, depth, base, Continue::simple(Then::Store))?;
        return Ok(false);
    }
    drop(base.replace(0, result));
    after(vm)?;
    Ok(true)
}

/// Calls a class, or what is neither function nor method.
#[inline(never)]
fn call_object(vm: &mut Vm, place: Regs, count: usize, base: Regs) -> Result<bool> {
    let class = match base.take(0).into_handle::<Type>() {
        Ok(class) => class,
        Err(callable) if callable.map() >= fixed::COUNT || callable.has_map(fixed::WEAK_REF) => {
            vm.call_instance(callable, place, count, &[], base, Continue::simple(Then::Store))?;
            after(vm)?;
            return Ok(false);
        }
        Err(callable) => return call_value(vm, callable, place, count, base),
    };
    if count == 1 {
        let made = match class.instance_map.get() {
            // `type` itself tells the class of a value.
            fixed::TYPE => vm.class_of(place.at(0)).into_value(),
            fixed::STR if place.at(0).has_map(fixed::STR) => place.at(0).clone(),
            _ => Value::UNDEF,
        };
        if !made.is_undef() {
            drop((class, place.take(0), base.replace(0, made)));
            after(vm)?;
            return Ok(true);
        }
    }
    if vm.start_plain(&class, place, count, base)? {
        drop(class);
        after(vm)?;
        return Ok(false);
    }
    if class.instance_map.get() == fixed::STR && count == 1 && vm.push_text(place.at(0), Slot::Str, base)? {
        drop(place.take(0));
        after(vm)?;
        return Ok(false);
    }
    if class.instance_map.get() == fixed::BOOL && count == 1 && place.at(0).map() >= fixed::COUNT {
        let value = place.take(0);
        let truth = super::arith::truth_or_push(vm, &value, Continue::simple(Then::Truth), base)?;
        drop((class, value));
        if let Some(truth) = truth {
            drop(base.replace(0, Value::bool(truth)));
        }
        after(vm)?;
        return Ok(truth.is_some());
    }
    let then = Continue::simple(Then::Store);
    match vm.call_class(&class, place, count, &[], base, then)? {
        Called::Done(value) => {
            drop(base.replace(0, value));
            drop(class);
            after(vm)?;
            Ok(true)
        }
        Called::Pushed => {
            drop(class);
            after(vm)?;
            Ok(false)
        }
        Called::No => call_value(vm, class.into_value(), place, count, base),
    }
}

#[inline(never)]
fn call_any(vm: &mut Vm, base: Regs, place: Regs, count: usize) -> Result<bool> {
    call_value(vm, base.take(0), place, count, base)
}

#[inline(never)]
fn call_value(vm: &mut Vm, callable: Value, place: Regs, count: usize, base: Regs) -> Result<bool> {
    vm.call_at(callable, place, count, &[], base, Continue::simple(Then::Store))?;
    after(vm)?;
    Ok(false)
}

/// `CallKw` and `CallMethodKw`
pub(crate) fn call_keywords(vm: &mut Vm, word: Word, fp: Regs, names: &Value, is_method: bool) -> Result<()> {
    let base = fp.add(usize::from(word.a()));
    let count = usize::from(word.b());
    let Some(names) = names.exact::<Tuple>().map(|names| names.to_handle()) else { return Ok(()) };
    let callable = base.take(0);
    let then = Continue::simple(Then::Store);
    if is_method {
        let with_self = !base.at(1).is_undef();
        let place = if with_self { base.add(1) } else { base.add(2) };
        vm.call_at(callable, place, count + usize::from(with_self), names.as_slice(), base, then)?;
    } else {
        vm.call_at(callable, base.add(1), count, names.as_slice(), base, then)?;
    }
    after(vm)
}

/// Makes the arguments behind a callable a tuple; false: that is done later, and the call then begins anew.
fn gather_args(vm: &mut Vm, base: Regs) -> Result<bool> {
    let args = base.at(1).clone();
    let class = vm.class_of(&args);
    if !class.has_slot(vm, Slot::Iter) && !class.has_slot(vm, Slot::GetItem) {
        let (shown, name) = (vm.callable_text(&base.at(0).clone()), vm.type_name(&args));
        return Err(vm.type_error(format_args!("{shown} argument after * must be an iterable, not {name}")));
    }
    let items = match args.exact::<List>() {
        Some(list) => Some(Tuple::from_slice(list.items.get(vm))),
        None => snapshot(vm, &args).map(Tuple::new),
    };
    if let Some(items) = items {
        drop(base.replace(1, items.into_value()));
        return Ok(true);
    }
    let depth = vm.frame_count();
    let gathered = gather(vm, &args, Goal::Call(depth), base)?;
    Ok(!gathered.is_deferred())
}

/// `CallEx`
pub(crate) fn call_spread(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let base = fp.add(usize::from(word.a()));
    if word.b() == 0
        && let Some(list) = base.at(1).exact::<List>()
        && list.header().is_unique()
    {
        // `f(*[…])`: nobody else sees the list, so its items are the arguments.
        let items = std::mem::take(list.items.get_mut(vm));
        let callable = base.take(0);
        drop(base.take(1));
        vm.call_values(callable, items, &[], base, Continue::simple(Then::Store))?;
        return after(vm);
    }
    if base.at(1).exact::<Tuple>().is_none() && !gather_args(vm, base)? {
        return Ok(());
    }
    let callable = base.take(0);
    let args = base.take(1);
    let kwargs = (word.b() == 1).then(|| base.take(2));
    let kwargs = kwargs.filter(|kwargs| !kwargs.exact::<Dict>().is_some_and(|dict| dict.is_empty(vm)));
    if kwargs.is_none()
        && let Some(tuple) = args.exact::<Tuple>()
    {
        vm.call_slice(callable, tuple.as_slice(), &[], base, Continue::simple(Then::Store))?;
        drop(args);
        return after(vm);
    }
    if callable.has_map(fixed::FUNCTION)
        && let (Some(tuple), Some(dict)) =
            (args.exact::<Tuple>(), kwargs.as_ref().and_then(|kwargs| kwargs.exact::<Dict>()))
    {
        vm.call_spread_plain(callable, tuple, dict, base)?;
        drop((args, kwargs));
        return after(vm);
    }
    let (all, names) = vm.spread_call(&args, kwargs.as_ref())?;
    drop((args, kwargs));
    vm.call_values(callable, all, &names, base, Continue::simple(Then::Store))?;
    after(vm)
}

/// Leaves the running frame with a value, when the plain way does not do.
#[inline(never)]
pub(crate) fn leave(vm: &mut Vm, value: Value) -> Result<()> {
    let frame = vm.fiber.top();
    let (flags, plain, then) = (frame.flags, frame.extra.is_none(), frame.then);
    let needs_frame = match then.then {
        Then::Init | Then::Binary | Then::GetAttr | Then::Keep => true,
        Then::CompareJump => value.is_not_implemented(),
        _ => false,
    };
    if flags == 0 && !needs_frame {
        // The frame is left without being moved.
        if !plain {
            FrameObject::leave(vm);
        }
        let frame = vm.fiber.top();
        let (ret, callable, keep) = (frame.ret, frame.callable.take(), frame.keep.take());
        let extra = frame.extra.take();
        crate::eval::call::drop_locals(frame.fp, frame.window());
        forget_last(&mut vm.fiber.frames);
        vm.fiber.depth -= 1;
        if then.then == Then::CompareJump {
            let truth = vm.truth(&value)?;
            drop(value);
            vm.jump_when(truth, then);
        } else {
            vm.deliver(value, ret, then)?;
        }
        drop((keep, callable, extra));
        return after(vm);
    }
    if flags & GENERATOR == 0 || !plain {
        // A plain generator's registers go with it.
        FrameObject::leave(vm);
        let frame = vm.fiber.top();
        crate::eval::call::drop_locals(frame.fp, frame.window());
    }
    if flags & GENERATOR != 0 {
        generator::returned(vm, value)?;
    } else {
        let frame = vm.pop_frame();
        vm.finish_frame(frame, value)?;
    }
    after(vm)
}

/// Which of the two keyword calls an opcode is.
pub(crate) fn is_method_call(op: Op) -> bool {
    op == Op::CallMethodKw
}
