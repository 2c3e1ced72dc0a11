//! Items and containment.

use super::after;
use crate::{
    error::Result,
    eval::{
        frame::{Continue, Then},
        stack::Regs,
    },
    objects::{
        dict::{
            Dict,
            merge::{Purpose, merge},
        },
        list::List,
        set::{FrozenSet, Set},
        slice::Slice,
    },
    protocol::compare::known_position,
    types::Slot,
    value::{
        Handle, Tuple, Value, fixed,
        map::{self, flags},
    },
    vm::Vm,
};
use whipsnake_bytecode::{Word, instr};

fn operand(word: Word, flag: u8, fp: Regs, register: u16) -> Value {
    if word.has(flag) { fp.take(register) } else { fp.at(register).clone() }
}

fn set_result(vm: &mut Vm, fp: Regs, register: u16, value: Value) -> Result<()> {
    drop(fp.replace(register, value));
    after(vm)
}

/// The value that a dict has for a key, when that can be told without running Python.
#[inline]
fn dict_value(vm: &Vm, object: &Value, key: &Value) -> Option<Value> {
    object.exact_or_flagged::<Dict>(flags::KEYED)?.peek(vm, key).cloned()
}

/// What a dict has for a key, or a built-in sequence at an index, when that can be told without running Python.
#[inline]
fn known_item(vm: &Vm, object: &Value, key: &Value) -> Option<Value> {
    let number = object.header()?.map.get();
    if number == fixed::DICT {
        return object.exact::<Dict>()?.peek(vm, key).cloned();
    }
    let map = vm.heap.map(number);
    if map.flags & flags::KEYED != 0 {
        return object.exact_or_flagged::<Dict>(flags::KEYED)?.peek(vm, key).cloned();
    }
    map.item(vm, object, key.as_small()?)
}

/// `R[a] = R[b][R[c]]`
#[inline(never)]
pub(crate) fn get(vm: &mut Vm, word: Word, fp: Regs) -> Result<bool> {
    if let Some(value) = known_item(vm, fp.at(word.b()), fp.at(word.c())) {
        if word.has(instr::TAKE_B) {
            drop(fp.take(word.b()));
        }
        if word.has(instr::TAKE_C) {
            drop(fp.take(word.c()));
        }
        set_result(vm, fp, word.a(), value)?;
        return Ok(true);
    }
    let key = operand(word, instr::TAKE_C, fp, word.c());
    get_other(vm, word, fp, &key)
}

/// `R[a] = R[b][key]`
#[inline(never)]
pub(crate) fn get_key(vm: &mut Vm, word: Word, fp: Regs, key: &Value) -> Result<bool> {
    if let Some(value) = dict_value(vm, fp.at(word.b()), key) {
        if word.has(instr::TAKE_B) {
            drop(fp.take(word.b()));
        }
        set_result(vm, fp, word.a(), value)?;
        return Ok(true);
    }
    get_other(vm, word, fp, key)
}

/// `R[a] = R[b][key]`, when it is no known key of a dict.
#[inline(never)]
fn get_other(vm: &mut Vm, word: Word, fp: Regs, key: &Value) -> Result<bool> {
    let object =
        if word.a() == word.b() { fp.take(word.b()) } else { operand(word, instr::TAKE_B, fp, word.b()) };
    if let Some(dict) = object.exact::<Dict>() {
        return match dict.get(vm, key)? {
            Some(value) => {
                drop(object);
                set_result(vm, fp, word.a(), value)?;
                Ok(true)
            }
            None => Err(vm.key_error(key.clone())),
        };
    }
    if let Some(item) = vm.get_item_exact(&object, key) {
        let item = item?;
        drop(object);
        set_result(vm, fp, word.a(), item)?;
        return Ok(true);
    }
    if let Some(function) = vm.class_of(&object).slot(vm, Slot::GetItem) {
        if function.has_map(fixed::FUNCTION) {
            let ret = fp.add(usize::from(word.a()));
            let args = [object, key.clone()];
            vm.call_array(function, args, ret, Continue::simple(Then::Store))?;
            return Ok(false);
        }
        let value = vm.call_slot(&function, &object, &[key])?;
        drop(object);
        set_result(vm, fp, word.a(), value)?;
        return Ok(true);
    }
    let value = vm.get_item(&object, key)?;
    drop(object);
    set_result(vm, fp, word.a(), value)?;
    Ok(true)
}

/// `R[a][R[b]] = R[c]`
#[inline(never)]
pub(crate) fn set(vm: &mut Vm, word: Word, fp: Regs) -> Result<bool> {
    if !fp.at(word.a()).has_map(fixed::DICT)
        && let Some(index) = fp.at(word.b()).as_small()
        && map::set_item(vm, fp.at(word.a()), index, fp.at(word.c()))
    {
        for (flag, register) in [(instr::TAKE_C, word.c()), (instr::TAKE_A, word.a())] {
            if word.has(flag) {
                drop(fp.take(register));
            }
        }
        after(vm)?;
        return Ok(true);
    }
    let value = operand(word, instr::TAKE_C, fp, word.c());
    if let Some(dict) = fp.at(word.a()).exact_or_flagged::<Dict>(flags::KEYED)
        && let Some(hash) = vm.known_hash(fp.at(word.b()))
    {
        let key = fp.at(word.b());
        let found = dict.table.get(vm).find(key, hash);
        if found.unsure().is_none() {
            let old = match found.at() {
                Some(at) => dict.table.get_mut(vm).replace_value(at, value),
                None => {
                    let key = key.clone();
                    dict.table.get_mut(vm).push(hash, key, value);
                    Value::UNDEF
                }
            };
            drop(old);
            if word.has(instr::TAKE_B) {
                drop(fp.take(word.b()));
            }
            if word.has(instr::TAKE_A) {
                drop(fp.take(word.a()));
            }
            after(vm)?;
            return Ok(true);
        }
    }
    let key = operand(word, instr::TAKE_B, fp, word.b());
    let object = operand(word, instr::TAKE_A, fp, word.a());
    if let Some(dict) = object.exact::<Dict>() {
        dict.set(vm, key, value)?;
        drop(object);
        after(vm)?;
        return Ok(true);
    }
    if let Some(function) = vm.class_of(&object).slot(vm, Slot::SetItem)
        && function.has_map(fixed::FUNCTION)
    {
        let args = [object, key, value];
        vm.call_array(function, args, Regs::NONE, Continue::simple(Then::Discard))?;
        return Ok(false);
    }
    vm.set_item(&object, &key, value)?;
    drop((object, key));
    after(vm)?;
    Ok(true)
}

/// `del R[a][R[b]]`
pub(crate) fn delete(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let key = operand(word, instr::TAKE_B, fp, word.b());
    let object = operand(word, instr::TAKE_A, fp, word.a());
    if let Some(function) = vm.class_of(&object).slot(vm, Slot::DelItem)
        && function.has_map(fixed::FUNCTION)
    {
        return vm.call_array(function, [object, key], Regs::NONE, Continue::simple(Then::Discard));
    }
    vm.del_item(&object, &key)?;
    drop((object, key));
    after(vm)
}

/// `R[a] = R[b][R[c]:R[c+1]]`
pub(crate) fn slice_get(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let (start, stop) = (fp.take(word.c()), fp.take(word.c() + 1));
    if let Some(value) = vm.slice_exact(fp.at(word.b()), &start, &stop) {
        if word.a() != word.b() && word.has(instr::TAKE_B) {
            drop(fp.take(word.b()));
        }
        return set_result(vm, fp, word.a(), value);
    }
    let slice = Slice::new(start, stop, Value::NONE).into_value();
    get_key(vm, word, fp, &slice).map(drop)
}

/// `R[a][R[b]:R[b+1]] = R[b+2]`
pub(crate) fn slice_set(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let (start, stop, value) = (fp.take(word.b()), fp.take(word.b() + 1), fp.take(word.b() + 2));
    let object = operand(word, instr::TAKE_A, fp, word.a());
    if vm.assign_slice_exact(&object, &start, &stop, &value)? {
        drop((object, value));
        return after(vm);
    }
    let slice = Slice::new(start, stop, Value::NONE).into_value();
    vm.set_item(&object, &slice, value)?;
    drop(object);
    after(vm)
}

/// Containment of keys with a known hash in dicts and exact sets, and of what compares by itself in lists and tuples:
/// nothing that runs Python.
#[inline]
fn contains_known(vm: &Vm, container: &Value, item: &Value) -> Option<bool> {
    match container.header()?.map.get() {
        fixed::DICT => container.exact::<Dict>()?.has_known(vm, item),
        fixed::LIST => known_position(container.exact::<List>()?.items.get(vm), item).map(|at| at.is_some()),
        fixed::TUPLE => known_position(container.exact::<Tuple>()?.as_slice(), item).map(|at| at.is_some()),
        fixed::SET => container.exact::<Set>()?.table.get(vm).has_known(item, vm.known_hash(item)?),
        fixed::FROZEN_SET => {
            container.exact::<FrozenSet>()?.table.get(vm).has_known(item, vm.known_hash(item)?)
        }
        number if number < fixed::COUNT => None,
        _ => container.exact_or_flagged::<Dict>(flags::KEYED)?.has_known(vm, item),
    }
}

/// Containment without calling Python, or a frame for `__contains__`; then nothing comes back.
fn contains_or_push(
    vm: &mut Vm,
    container: &Value,
    item: &Value,
    ret: Regs,
    then: Continue,
) -> Result<Option<bool>> {
    if let Some(found) = vm.contains_exact(container, item) {
        return found.map(Some);
    }
    if let Some(function) = vm.class_of(container).slot(vm, Slot::Contains)
        && function.has_map(fixed::FUNCTION)
    {
        vm.call_array(function, [container.clone(), item.clone()], ret, then)?;
        return Ok(None);
    }
    vm.contains(container, item).map(Some)
}

/// `R[a] = R[b] in R[c]`. True: done in place.
#[inline(never)]
pub(crate) fn contains(vm: &mut Vm, word: Word, fp: Regs) -> Result<bool> {
    let wanted = word.has(instr::WHEN_TRUE);
    let then = Continue { then: Then::Contains, x: u8::from(wanted), y: 0, z: 0 };
    let ret = fp.add(usize::from(word.a()));
    let found = match contains_known(vm, fp.at(word.c()), fp.at(word.b())) {
        None => contains_or_push(vm, &fp.at(word.c()).clone(), &fp.at(word.b()).clone(), ret, then)?,
        known => known,
    };
    if word.has(instr::TAKE_B) {
        drop(fp.take(word.b()));
    }
    if word.has(instr::TAKE_C) {
        drop(fp.take(word.c()));
    }
    if let Some(truth) = found {
        set_result(vm, fp, word.a(), Value::bool(truth == wanted))?;
        return Ok(true);
    }
    Ok(false)
}

/// `if (R[a] in R[b]) == WHEN_TRUE: jump`. Gives whether to jump, or nothing when a frame was pushed that will decide.
#[inline(never)]
pub(crate) fn jump_contains(vm: &mut Vm, word: Word, fp: Regs) -> Result<Option<bool>> {
    let wanted = word.has(instr::WHEN_TRUE);
    let then = Continue { then: Then::Contains, x: u8::from(wanted), y: 1, z: i32::from(word.c_imm()) };
    let found = match contains_known(vm, fp.at(word.b()), fp.at(word.a())) {
        None => contains_or_push(vm, &fp.at(word.b()).clone(), &fp.at(word.a()).clone(), Regs::NONE, then)?,
        known => known,
    };
    if word.has(instr::TAKE_A) {
        drop(fp.take(word.a()));
    }
    if word.has(instr::TAKE_B) {
        drop(fp.take(word.b()));
    }
    after(vm)?;
    Ok(found.map(|truth| truth == wanted))
}

/// `R[a][R[b]] = R[c]` of an exact dict.
pub(crate) fn dict_insert(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let key = operand(word, instr::TAKE_B, fp, word.b());
    let value = operand(word, instr::TAKE_C, fp, word.c());
    match fp.at(word.a()).exact::<Dict>().map(|dict| dict.to_handle()) {
        Some(dict) => dict.set(vm, key, value)?,
        None => return Err(vm.system_error("not a dict")),
    }
    after(vm)
}

/// `R[a].update(R[b])` for `{**b}`.
pub(crate) fn dict_update(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let source = operand(word, instr::TAKE_B, fp, word.b());
    let Some(dict) = fp.at(word.a()).exact::<Dict>().map(|dict| dict.to_handle()) else { return Ok(()) };
    if vm.is_plain_dict(&source)
        && let Some(other) = source.cast::<Dict>()
    {
        dict.merge(vm, other)?;
        drop(source);
        return after(vm);
    }
    merge_mapping(vm, dict, &source, Purpose::Display)
}

/// `R[a] |= R[b]` for `f(**b)`; errors name the callable in `R[c]`.
pub(crate) fn dict_merge(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let source = operand(word, instr::TAKE_B, fp, word.b());
    let callable = fp.at(word.c()).clone();
    let Some(dict) = fp.at(word.a()).exact::<Dict>().map(|dict| dict.to_handle()) else { return Ok(()) };
    let pairs = match source.cast::<Dict>() {
        Some(other) if vm.is_plain_dict(&source) => other.pairs(vm),
        _ => return merge_mapping(vm, dict, &source, Purpose::Call(callable)),
    };
    for (key, value) in pairs {
        let hash = vm.hash_key(&key)?;
        if dict.find(vm, &key, hash)?.is_some() {
            return Err(vm.keyword_again(&callable, &key));
        }
        dict.set_hashed(vm, key, hash, value)?;
    }
    after(vm)
}

/// Puts everything of what is no dict into a dict; goes on later if Python has to run.
fn merge_mapping(vm: &mut Vm, dict: Handle<Dict>, source: &Value, purpose: Purpose) -> Result<()> {
    match vm.find_known_attr(source, crate::names::keys)? {
        Some(keys) => merge(vm, dict, source, &keys, purpose)?,
        None => {
            let callable = if let Purpose::Call(callable) = &purpose { Some(callable) } else { None };
            return Err(vm.not_a_mapping(source, callable));
        }
    };
    after(vm)
}

impl Vm {
    /// A callable as messages about its arguments show it: `module.f()`.
    pub(crate) fn callable_text(&mut self, callable: &Value) -> String {
        let qualname = self.find_known_attr(callable, crate::names::__qualname__);
        let module = self.find_known_attr(callable, crate::names::__module__);
        let text = |value: Result<Option<Value>>, vm: &mut Vm| match value {
            Ok(Some(value)) => vm.text_of(&value).into_owned(),
            Ok(None) => String::new(),
            Err(raised) => {
                drop(vm.take_raised(raised));
                String::new()
            }
        };
        let (qualname, module) = (text(qualname, self), text(module, self));
        if qualname.is_empty() {
            return self.str_text(callable).unwrap_or_else(|raised| {
                drop(self.take_raised(raised));
                String::from("?")
            });
        }
        if module.is_empty() || module == "builtins" {
            format!("{qualname}()")
        } else {
            format!("{module}.{qualname}()")
        }
    }
}
