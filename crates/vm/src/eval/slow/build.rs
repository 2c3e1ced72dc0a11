//! Building and taking apart: tuples, lists, sets, dicts, strings.

use super::gather::{Goal, gather};
use crate::{
    error::Result,
    eval::{fetch::Pc, stack::Regs},
    objects::{
        dict::Dict,
        list::List,
        set::{Set, update},
        slice::Slice,
    },
    types::Slot,
    value::{Str, Tuple, Value, fixed, map::flags},
    vm::Vm,
};
use whipsnake_bytecode::{Word, instr};

fn operand(word: Word, flag: u8, fp: Regs, register: u16) -> Value {
    if word.has(flag) { fp.take(register) } else { fp.at(register).clone() }
}

/// Items of an exact list or tuple.
pub(crate) fn items_of<'a>(vm: &'a Vm, value: &'a Value) -> &'a [Value] {
    if let Some(tuple) = value.exact::<Tuple>() {
        return tuple.as_slice();
    }
    value.exact::<List>().map_or(&[], |list| list.items.get(vm).as_slice())
}

/// `UnpackSequence` of anything.
#[inline(never)]
pub(crate) fn unpack(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let source = operand(word, instr::TAKE_B, fp, word.b());
    let wanted = usize::from(word.c());
    let registers = fp.add(usize::from(word.a()));
    // Of a tuple of another class only the count decides the words of an error.
    if let Some(tuple) = source.flagged::<Tuple>(flags::ITEMS)
        && tuple.as_slice().len() == wanted
    {
        for (i, item) in tuple.as_slice().iter().enumerate() {
            drop(registers.replace(i as u16, item.clone()));
        }
        return Ok(());
    }
    let items = match source.exact::<Dict>() {
        Some(dict) => dict.keys_now(vm),
        None if source.exact::<List>().is_some() || source.exact::<Tuple>().is_some() => {
            items_of(vm, &source).to_vec()
        }
        None => {
            check_iterable(vm, &source)?;
            return gather(vm, &source, Goal::Registers(wanted), registers).map(drop);
        }
    };
    let got = items.len();
    if got > wanted {
        return Err(vm.value_error(format_args!("too many values to unpack (expected {wanted}, got {got})")));
    }
    place(vm, registers, items, wanted)
}

/// Puts as many items as are wanted, or fewer, into registers.
pub(super) fn place(vm: &mut Vm, registers: Regs, items: Vec<Value>, wanted: usize) -> Result<()> {
    let got = items.len();
    if got < wanted {
        return Err(
            vm.value_error(format_args!("not enough values to unpack (expected {wanted}, got {got})"))
        );
    }
    for (i, item) in items.into_iter().enumerate() {
        drop(registers.replace(i as u16, item));
    }
    Ok(())
}

fn check_iterable(vm: &mut Vm, source: &Value) -> Result<()> {
    let class = vm.class_of(source);
    if !class.has_slot(vm, Slot::Iter) && !class.has_slot(vm, Slot::GetItem) {
        let name = vm.type_name(source);
        return Err(vm.type_error(format_args!("cannot unpack non-iterable {name} object")));
    }
    Ok(())
}

/// `UnpackEx`: some items, a list, some items.
pub(crate) fn unpack_ex(vm: &mut Vm, word: Word, pc: Pc, fp: Regs) -> Result<()> {
    let source = operand(word, instr::TAKE_B, fp, word.b());
    let (before, after) = (usize::from(word.c()), pc.cache(0).get() as usize);
    vm.fiber.top().pc = pc.offset(1);
    check_iterable(vm, &source)?;
    gather(vm, &source, Goal::Around(before, after), fp.add(usize::from(word.a()))).map(drop)
}

/// Puts items into registers from `place` on: some, a list of those in the middle, some.
pub(super) fn spread(
    vm: &mut Vm,
    place: Regs,
    mut items: Vec<Value>,
    before: usize,
    after: usize,
) -> Result<()> {
    let (got, least) = (items.len(), before + after);
    if got < least {
        return Err(vm.value_error(format_args!(
            "not enough values to unpack (expected at least {least}, got {got})"
        )));
    }
    let tail = items.split_off(got - after);
    let middle = items.split_off(before);
    let list = List::new(middle).into_value();
    for (i, item) in items.into_iter().chain([list]).chain(tail).enumerate() {
        drop(place.replace(i as u16, item));
    }
    Ok(())
}

/// Concatenation of `count` strings, which are consumed.
#[inline(never)]
pub(crate) fn string(first: Regs, count: usize) -> Value {
    let parts = first.slice_mut(count);
    let length = parts.iter().filter_map(|part| part.cast::<Str>()).map(|text| text.as_bytes().len()).sum();
    let mut bytes = Vec::with_capacity(length);
    for part in parts.iter_mut() {
        let part = part.take();
        if let Some(text) = part.cast::<Str>() {
            bytes.extend_from_slice(text.as_bytes());
        }
    }
    Str::from_vec(bytes).into_value()
}

/// `FormatValue`
#[inline(never)]
pub(crate) fn format(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let value = operand(word, instr::TAKE_B, fp, word.b());
    let spec = (word.c() != instr::NO_REG).then(|| operand(word, instr::TAKE_C, fp, word.c()));
    let conversion = word.flags() & instr::LOW;
    if value.is_object()
        && !value.has_map(fixed::STR)
        && super::gather::text(vm, &value, conversion, spec.as_ref(), fp.add(usize::from(word.a())))?
    {
        return Ok(());
    }
    let value = match conversion {
        1 => vm.str_of(&value)?.into_value(),
        2 => vm.repr(&value)?.into_value(),
        3 => vm.ascii(&value)?.into_value(),
        _ => value,
    };
    let text = match spec {
        Some(spec) => vm.format(&value, &spec)?,
        None => match value.exact::<Str>() {
            Some(text) => text.to_handle(),
            None => {
                let empty = vm.known.empty_str.clone();
                vm.format(&value, &empty)?
            }
        },
    };
    // What is put together of texts is about as long as they are.
    vm.check_size(text.as_bytes().len().checked_mul(2))?;
    drop(fp.replace(word.a(), text.into_value()));
    Ok(())
}

/// `BuildSet`
pub(crate) fn set(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let set = Set::new();
    for i in 0..word.c() {
        let item = fp.take(word.b() + i);
        set.add(vm, item)?;
    }
    drop(fp.replace(word.a(), set.into_value()));
    Ok(())
}

/// `BuildDict`
pub(crate) fn dict(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    // A table made first would be moved, in larger pieces than it was just written in.
    let dict = Dict::new();
    dict.table.get_mut(vm).make_room(usize::from(word.c()));
    for i in 0..word.c() {
        let (key, value) = (fp.take(word.b() + 2 * i), fp.take(word.b() + 2 * i + 1));
        dict.set(vm, key, value)?;
    }
    drop(fp.replace(word.a(), dict.into_value()));
    Ok(())
}

/// `BuildSlice`
pub(crate) fn slice(word: Word, fp: Regs) {
    let (start, stop) = (fp.take(word.b()), fp.take(word.b() + 1));
    let step = if word.c() == 3 { fp.take(word.b() + 2) } else { Value::NONE };
    drop(fp.replace(word.a(), Slice::new(start, stop, step).into_value()));
}

/// `ListExtend`
pub(crate) fn list_extend(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let source = operand(word, instr::TAKE_B, fp, word.b());
    match fp.at(word.a()).exact::<List>().map(|list| list.to_handle()) {
        Some(list) => {
            let class = vm.class_of(&source);
            if !class.has_slot(vm, Slot::Iter) && !class.has_slot(vm, Slot::GetItem) {
                let name = vm.type_name(&source);
                return Err(vm.type_error(format_args!("Value after * must be an iterable, not {name}")));
            }
            List::extend_to(vm, list, &source, Value::NONE).map(drop)
        }
        None => Err(vm.system_error("not a list")),
    }
}

/// `ListToTuple`
pub(crate) fn list_to_tuple(vm: &mut Vm, word: Word, fp: Regs) {
    let list = if word.has(instr::TAKE_B) || word.a() == word.b() {
        fp.take(word.b())
    } else {
        fp.at(word.b()).clone()
    };
    let items = match list.exact::<List>() {
        Some(list) if list.header().is_unique() => std::mem::take(list.items.get_mut(vm)),
        Some(list) => list.items.cloned(vm),
        None => Vec::new(),
    };
    drop(fp.replace(word.a(), Tuple::new(items).into_value()));
}

/// `SetAdd` and `SetUpdate`
pub(crate) fn set_add(vm: &mut Vm, word: Word, fp: Regs, many: bool) -> Result<()> {
    let item = operand(word, instr::TAKE_B, fp, word.b());
    let Some(set) = fp.at(word.a()).cast::<Set>().map(|set| set.to_handle()) else {
        return Err(vm.system_error("not a set"));
    };
    if !many {
        return set.add(vm, item);
    }
    update(vm, set.into_value(), &[item], Value::NONE).map(drop)
}
