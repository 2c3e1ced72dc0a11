//! Calls that are not the plain ones, and leaving frames that carry something.

use super::after;
use crate::{
    error::Result,
    eval::{
        frame::{Continue, GENERATOR, Then},
        generator,
        stack::Regs,
    },
    objects::frame::FrameObject,
    value::{Tuple, Value},
    vm::Vm,
};
use whipsnake_bytecode::{Op, Word};

/// `Call` of anything but a plain Python function.
#[inline(never)]
pub(crate) fn call(vm: &mut Vm, base: Regs, count: usize) -> Result<()> {
    vm.call_window(base, count, &[])?;
    after(vm)
}

/// `CallMethod` of anything but a plain Python function: `place` is where the arguments start, `self` included.
#[inline(never)]
pub(crate) fn call_method(vm: &mut Vm, base: Regs, place: Regs, count: usize) -> Result<()> {
    let callable = base.take(0);
    vm.call_at(callable, place, count, &[], base, Continue::simple(Then::Store))?;
    after(vm)
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

/// `CallEx`
pub(crate) fn call_spread(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let base = fp.add(usize::from(word.a()));
    let callable = base.take(0);
    let args = base.take(1);
    let kwargs = (word.b() == 1).then(|| base.take(2));
    if args.exact::<Tuple>().is_none() {
        let class = vm.class_of(&args);
        if !class.has_slot(vm, crate::types::Slot::Iter) && !class.has_slot(vm, crate::types::Slot::GetItem) {
            let (shown, name) = (vm.callable_text(&callable), vm.type_name(&args));
            return Err(
                vm.type_error(format_args!("{shown} argument after * must be an iterable, not {name}"))
            );
        }
    }
    let (all, names) = vm.spread_call(&args, kwargs.as_ref())?;
    drop((args, kwargs));
    vm.call_values(callable, all, &names, base, Continue::simple(Then::Store))?;
    after(vm)
}

/// Leaves the running frame with a value, when the plain way does not do.
#[inline(never)]
pub(crate) fn leave(vm: &mut Vm, value: Value) -> Result<()> {
    FrameObject::leave(vm);
    let frame = vm.fiber.top();
    let (fp, top, flags) = (frame.fp, frame.top, frame.flags);
    crate::eval::call::drop_locals(fp, top.distance_from(fp));
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
