//! `iter` and `next` in the loop.

use crate::{
    error::Result,
    eval::{
        frame::{Continue, Then},
        generator,
        stack::Regs,
    },
    native::{function::NativeMethod, table::Code as NativeCode},
    objects::{
        consume::Stepped,
        exceptions::ExcKind,
        iterators::{ListIter, TupleIter},
        list::List,
    },
    types::Slot,
    value::{Tuple, Value, fixed},
    vm::Vm,
};
use whipsnake_bytecode::{Word, instr};

/// `R[a] = iter(R[b])`
#[cold]
#[inline(never)]
pub(crate) fn get_iter(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let takes = word.has(instr::TAKE_B) || word.a() == word.b();
    let source = if takes { fp.take(word.b()) } else { fp.at(word.b()).clone() };
    let iterator = if let Some(list) = source.exact::<List>() {
        ListIter::new(list.to_handle()).into_value()
    } else if let Some(tuple) = source.exact::<Tuple>() {
        TupleIter::new(tuple.to_handle()).into_value()
    } else if source.has_map(fixed::GENERATOR) {
        source
    } else {
        if let Some(function) = vm.class_of(&source).slot(vm, Slot::Iter)
            && function.has_map(fixed::FUNCTION)
        {
            let ret = fp.add(usize::from(word.a()));
            return vm.call_array(function, [source], ret, Continue::simple(Then::Iter));
        }
        vm.iter(&source)?
    };
    drop(fp.replace(word.a(), iterator));
    Ok(())
}

/// `ForIter` over anything but the iterators that the loop knows.
#[inline(never)]
pub(crate) fn for_next(vm: &mut Vm, word: Word, fp: Regs) -> Result<bool> {
    let then = Continue { then: Then::ForIter, x: 0, y: word.a(), z: i32::from(word.c_imm()) };
    let ret = fp.add(usize::from(word.b()));
    let iterator = fp.at(word.a());
    if iterator.has_map(fixed::GENERATOR) {
        generator::resume(vm, iterator, Value::NONE, ret, then)?;
        return Ok(false);
    }
    match vm.advance_native(iterator)? {
        Stepped::Item(value) => {
            drop(ret.replace(0, value));
            super::after(vm)?;
            return Ok(true);
        }
        Stepped::End => {
            vm.end_loop(then);
            return Ok(false);
        }
        Stepped::Python => {}
    }
    let Some(function) = vm.class_of(iterator).slot(vm, Slot::Next) else {
        let name = vm.type_name(iterator);
        return Err(vm.type_error(format_args!("'{name}' object is not an iterator")));
    };
    if let Some(method) = function.cast::<NativeMethod>()
        && let NativeCode::Bound(native) = method.def.code
    {
        let iterator = iterator.clone();
        let depth = vm.fiber.frames.len();
        let result = native(vm, std::slice::from_ref(&iterator));
        drop(iterator);
        let value = match result {
            Ok(value) => value,
            Err(raised) => vm.swallow(Err(raised), ExcKind::StopIteration)?.unwrap_or(Value::UNDEF),
        };
        vm.finish_native(value, depth, ret, then)?;
        if vm.heap.needs_attention() {
            vm.run_attention();
        }
        return Ok(false);
    }
    vm.call_array(function, [iterator.clone()], ret, then)?;
    Ok(false)
}
