//! `iter` and `next` in the loop.

use crate::{
    error::{Raised, Result},
    eval::{
        ask::native_next,
        fetch::Pc,
        frame::{Continue, Then},
        generator,
        stack::Regs,
    },
    native::{function::NativeMethod, table::Code as NativeCode},
    objects::{
        dict::iter::DictIter,
        enumerate::Enumerate,
        exceptions::ExcKind,
        iterators::SequenceIter,
        zip::{Pair, Zip},
    },
    types::Slot,
    value::{Tuple, Value, alloc, fixed},
    vm::Vm,
};
use whipsnake_bytecode::{Op, Word, instr};

/// In `Continue::x` of a `for` loop's: the item comes from `__getitem__`, which ends the loop by IndexError too.
const BY_INDEX: u8 = 1;
/// In `Continue::x` of a `for` loop's: the loop goes over an `enumerate`, and the item is of the generator in that.
const COUNTED: u8 = 2;

/// A call that was to give the next item of a `for` loop has failed: by what ends the loop?
pub(crate) fn ends_loop(vm: &mut Vm, raised: &Raised, then: Continue) -> bool {
    let mut ends = vm.raised_is(raised, ExcKind::StopIteration);
    if then.x & BY_INDEX != 0 {
        ends |= vm.raised_is(raised, ExcKind::IndexError);
        if let Some(sequence) = vm.fiber.top().fp.at(then.y).exact::<SequenceIter>() {
            if ends {
                sequence.object.set(vm, Value::UNDEF);
            } else {
                sequence.index.set(sequence.index.get() - 1);
            }
        }
    }
    ends
}

/// `R[a] = iter(R[b])`
#[inline(never)]
pub(crate) fn get_iter(vm: &mut Vm, word: Word, fp: Regs) -> Result<bool> {
    let takes = word.has(instr::TAKE_B) || word.a() == word.b();
    let source = if takes { fp.take(word.b()) } else { fp.at(word.b()).clone() };
    iter_into(vm, source, fp.add(usize::from(word.a())))
}

/// Puts `iter(source)` into `ret`. True: it is there, and the running frame goes on as it was.
pub(super) fn iter_into(vm: &mut Vm, source: Value, ret: Regs) -> Result<bool> {
    let iterator = if matches!(source.map(), fixed::LIST_ITER..=fixed::REVERSED | fixed::GENERATOR) {
        // Built-in iterators are their own.
        source
    } else if let Some(iterator) = vm.iter_exact(&source) {
        iterator
    } else {
        let function = alloc::type_of_map(source.map()).slot(vm, Slot::Iter);
        if let Some(function) = &function
            && function.has_map(fixed::FUNCTION)
        {
            vm.call_array(function.clone(), [source], ret, Continue::simple(Then::Iter))?;
            return Ok(false);
        }
        let native = function.as_ref().and_then(|function| function.cast::<NativeMethod>());
        match native.map(|native| native.def.code) {
            Some(NativeCode::Bound(native)) => {
                let depth = vm.fiber.frames.len();
                let iterator = native(vm, std::slice::from_ref(&source))?;
                let iterator = vm.await_native(iterator, depth)?;
                vm.check_iterator(iterator)?
            }
            _ => vm.iter(&source)?,
        }
    };
    drop(ret.replace(0, iterator));
    Ok(true)
}

fn next_pair(vm: &mut Vm, iterator: &Value) -> Result<Pair> {
    if let Some(this) = iterator.exact::<Enumerate>() {
        return Enumerate::step_pair(vm, this);
    }
    if let Some(this) = iterator.exact::<Zip>() {
        return Zip::step_pair(vm, this);
    }
    match iterator.cast::<DictIter>() {
        Some(iter) if iterator.has_map(fixed::DICT_ITEM_ITER) => {
            Ok(iter.step_pair(vm)?.map_or(Pair::End, |(key, value)| Pair::Items(key, value)))
        }
        _ => Ok(Pair::Other),
    }
}

/// Whether the instruction at `pc` takes apart the two items that the loop has just put into a temporary: then nobody
/// sees the tuple, and none need be made. Gives the register of the first item.
fn unpacks_pair(pc: Pc, item: u16) -> Option<u16> {
    let next = Word(pc.cache(0).get());
    let fits = next.op() == Op::UnpackSequence as u8
        && next.b() == item
        && next.c() == 2
        && (next.has(instr::TAKE_B) || next.a() == item);
    fits.then(|| next.a())
}

/// Gives the `for` loop on top the item that it has waited for.
pub(crate) fn give_item(vm: &mut Vm, item: Value, ret: Regs, then: Continue) -> Result<()> {
    if then.x & COUNTED == 0 {
        drop(ret.replace(0, item));
        return Ok(());
    }
    let (pc, fp) = (vm.fiber.top().pc, vm.fiber.top().fp);
    let Some(this) = fp.at(then.y).exact::<Enumerate>() else { return Ok(()) };
    let count = this.advance_count(vm)?;
    // The word before the place is the instruction's cache.
    match unpacks_pair(pc, Word(pc.offset(-1).before().get()).b()) {
        Some(first) => {
            vm.fiber.top().pc = pc.offset(1);
            drop(fp.replace(first, count));
            drop(fp.replace(first + 1, item));
        }
        None => drop(ret.replace(0, Tuple::pair(count, item).into_value())),
    }
    super::after(vm)
}

/// How a loop goes on.
pub(crate) enum Next {
    /// With the next instruction of the running frame.
    Here,
    /// With the one after it, whose work is done.
    Skip,
    /// With the frame on top, which was pushed.
    Enter,
    /// Wherever the frame on top says.
    Load,
}

/// `ForIter` over anything but the iterators that the loop knows.
#[inline(never)]
pub(crate) fn for_next(vm: &mut Vm, word: Word, pc: Pc, fp: Regs) -> Result<Next> {
    let then = Continue { then: Then::ForIter, x: 0, y: word.a(), z: i32::from(word.c_imm()) };
    let ret = fp.add(usize::from(word.b()));
    let iterator = fp.at(word.a());
    if iterator.has_map(fixed::GENERATOR) {
        let entered = generator::resume_quick(vm, iterator, Value::NONE, ret, then)?;
        return Ok(if entered { Next::Enter } else { Next::Load });
    }
    if iterator.map() >= fixed::COUNT {
        return next_of_class(vm, iterator, ret, then);
    }
    let depth = vm.fiber.frames.len();
    if let Some(this) = iterator.exact::<Enumerate>()
        && this.iterator.get(vm).has_map(fixed::GENERATOR)
    {
        let generator = this.iterator.cloned(vm);
        let then = Continue { x: COUNTED, ..then };
        let entered = generator::resume_quick(vm, &generator, Value::NONE, ret, then)?;
        return Ok(if entered { Next::Enter } else { Next::Load });
    }
    if let Some(first) = unpacks_pair(pc, word.b()) {
        match next_pair(vm, iterator)? {
            Pair::Items(a, b) => {
                drop(fp.replace(first, a));
                drop(fp.replace(first + 1, b));
                super::after(vm)?;
                return Ok(Next::Skip);
            }
            Pair::End => {
                vm.end_loop(then);
                return Ok(Next::Load);
            }
            // The pair comes as a tuple, which the next instruction takes apart.
            Pair::Later => {
                vm.finish_native(Value::DEFERRED, depth, ret, then)?;
                return Ok(Next::Load);
            }
            Pair::Other => {}
        }
    }
    if let Some(sequence) = iterator.exact::<SequenceIter>() {
        let object = sequence.object.cloned(vm);
        if !object.is_undef()
            && let Some(function) = vm.class_of(&object).slot(vm, Slot::GetItem)
            && function.has_map(fixed::FUNCTION)
        {
            let index = sequence.index.get();
            sequence.index.set(index + 1);
            let index = vm.new_int(index);
            vm.call_array(function, [object, index], ret, Continue { x: BY_INDEX, ..then })?;
            return Ok(Next::Load);
        }
    }
    next_of_class(vm, iterator, ret, then)
}

/// Asks for the next item by the class's `__next__`.
fn next_of_class(vm: &mut Vm, iterator: &Value, ret: Regs, then: Continue) -> Result<Next> {
    // The iterator keeps its class.
    let class = alloc::type_of_map(iterator.map());
    if native_next(vm, class).is_none() && !class.has_slot(vm, Slot::Next) {
        let name = vm.type_name(iterator);
        return Err(vm.type_error(format_args!("'{name}' object is not an iterator")));
    }
    // It has been looked up by now.
    if let Some(native) = native_next(vm, class) {
        let depth = vm.fiber.frames.len();
        let result = native(vm, std::slice::from_ref(iterator));
        let value = match result {
            Ok(value) => value,
            Err(raised) => vm.swallow(Err(raised), ExcKind::StopIteration)?.unwrap_or(Value::UNDEF),
        };
        if value.is_undef() || value.is_deferred() {
            vm.finish_native(value, depth, ret, then)?;
            super::after(vm)?;
            return Ok(Next::Load);
        }
        drop(ret.replace(0, value));
        super::after(vm)?;
        return Ok(Next::Here);
    }
    if let Some(function) = class.slot(vm, Slot::Next) {
        vm.call_array(function, [iterator.clone()], ret, then)?;
    }
    Ok(Next::Load)
}
