//! Names: globals, builtins, namespaces, cells, unbound variables.

use super::after;
use crate::{
    error::Result,
    eval::{fetch::Pc, stack::Regs},
    objects::{cell::Cell, dict::Dict, exceptions::ExcKind, function::Function, generator::Generator},
    value::{Handle, Obj, Value},
    vm::Vm,
};
use whipsnake_bytecode::{CodeFlags, Op, Word, instr};

fn set(vm: &mut Vm, fp: Regs, register: u16, value: Value) -> Result<()> {
    drop(fp.replace(register, value));
    if vm.heap.needs_attention() {
        vm.run_attention();
    }
    Ok(())
}

/// UnboundLocalError for a register.
#[cold]
#[inline(never)]
pub(crate) fn unbound(vm: &mut Vm, register: u16) -> Result<()> {
    let code = vm.fiber.top().code.get().to_handle();
    let name = match code.locals.get(usize::from(register)) {
        Some(name) => name.clone(),
        None => vm.intern_text("<comprehension variable>"),
    };
    let text = format!(
        "cannot access local variable '{}' where it is not associated with a value",
        vm.text_of(&name)
    );
    let kind = if code.source.flags.has(CodeFlags::OPTIMIZED) {
        ExcKind::UnboundLocalError
    } else {
        ExcKind::NameError
    };
    Err(vm.raise_text(kind, &text))
}

/// NameError for an empty cell in a register.
#[cold]
#[inline(never)]
pub(crate) fn empty_cell(vm: &mut Vm, register: u16) -> Result<()> {
    unbound(vm, register)
}

/// NameError for an empty cell of the closure.
#[cold]
#[inline(never)]
pub(crate) fn empty_free(vm: &mut Vm, index: u16) -> Result<()> {
    let code = vm.fiber.top().code.get().to_handle();
    let name = code.frees.get(usize::from(index)).cloned().unwrap_or(Value::NONE);
    let text = format!(
        "cannot access free variable '{}' where it is not associated with a value in enclosing scope",
        vm.text_of(&name)
    );
    Err(vm.name_error_text(ExcKind::NameError, &text, &name))
}

/// The function of the running frame.
pub(crate) fn running_function(vm: &mut Vm) -> Value {
    let callable = vm.fiber.top().callable.clone();
    match callable.cast::<Generator>() {
        Some(generator) => generator.frame.get(vm).function.clone(),
        None => callable,
    }
}

/// A cell of the running function's closure, to look into.
#[inline(always)]
pub(crate) fn free_cell_at(vm: &Vm, index: u16) -> Option<&Obj<Cell>> {
    let callable = &vm.fiber.look().callable;
    let function = match callable.exact::<Function>() {
        Some(function) => function,
        None => callable.cast::<Generator>()?.frame.get(vm).function.exact::<Function>()?,
    };
    function.closure.get(vm).as_ref()?.as_slice().get(usize::from(index))?.exact::<Cell>()
}

/// A cell of the running function's closure.
#[inline]
pub(crate) fn free_cell(vm: &mut Vm, index: u16) -> Value {
    let frame = vm.fiber.top();
    if let Some(function) = frame.callable.exact::<Function>() {
        let function = function.to_handle();
        return cell_of(vm, &function, index);
    }
    let function = running_function(vm);
    match function.exact::<Function>() {
        Some(function) => cell_of(vm, function, index),
        None => Value::UNDEF,
    }
}

fn cell_of(vm: &Vm, function: &Obj<Function>, index: u16) -> Value {
    let closure = function.closure.get(vm);
    closure
        .as_ref()
        .and_then(|cells| cells.as_slice().get(usize::from(index)).cloned())
        .unwrap_or(Value::UNDEF)
}

fn builtins_of(vm: &mut Vm) -> Handle<Dict> {
    match running_function(vm).exact::<Function>() {
        Some(function) => function.builtins.clone(),
        None => vm.builtins.clone(),
    }
}

fn name_at(vm: &mut Vm, index: usize) -> Value {
    vm.fiber.top().code.get().names[index].clone()
}

/// `LoadGlobal`, filling the cache.
#[cold]
#[inline(never)]
pub(crate) fn load_global(vm: &mut Vm, word: Word, pc: Pc, fp: Regs) -> Result<()> {
    let name = name_at(vm, word.bc_index());
    let value = global_cached(vm, word, pc, &name)?;
    vm.fiber.top().pc = pc.offset(2);
    set(vm, fp, word.a(), value)
}

fn global_cached(vm: &mut Vm, word: Word, pc: Pc, name: &Value) -> Result<Value> {
    let globals = vm.fiber.top().globals.get();
    if !globals.is_exact() {
        return global_of_mapping(vm, name);
    }
    let hash = vm.hash_text(name);
    let fresh = || vm.next_version();
    let table = globals.table.get(vm);
    if let Some(at) = table.find_text(name, hash) {
        let version = table.keys_version(fresh);
        if Op::from_u8(word.op()) != Some(Op::LoadName) {
            pc.before().set(word.with_op(Op::LoadGlobalDict).0);
            pc.cache(0).set(u64::from(version) | (at as u64) << 32);
        }
        return Ok(table.entries()[at].value.clone());
    }
    let globals_version = table.keys_version(fresh);
    let builtins = builtins_of(vm);
    let table = builtins.table.get(vm);
    if let Some(at) = table.find_text(name, hash) {
        if builtins.ptr_eq(&vm.builtins) && Op::from_u8(word.op()) != Some(Op::LoadName) {
            let version = table.keys_version(|| vm.next_version());
            pc.before().set(word.with_op(Op::LoadGlobalBuiltin).0);
            pc.cache(0).set(u64::from(globals_version));
            pc.cache(1).set(u64::from(version) | (at as u64) << 32);
        }
        return Ok(table.entries()[at].value.clone());
    }
    Err(vm.name_error(name))
}

/// A global where the globals are an instance of a subclass of dict, which may have `__getitem__` or `__missing__`.
#[cold]
fn global_of_mapping(vm: &mut Vm, name: &Value) -> Result<Value> {
    let globals = vm.fiber.top().globals.get().to_value();
    let found = vm.get_item(&globals, name);
    if let Some(value) = vm.swallow(found, ExcKind::KeyError)? {
        return Ok(value);
    }
    match builtins_of(vm).get_name(vm, name) {
        Some(value) => Ok(value),
        None => Err(vm.name_error(name)),
    }
}

/// `StoreGlobal`
#[cold]
#[inline(never)]
pub(crate) fn store_global(vm: &mut Vm, word: Word, pc: Pc, fp: Regs) -> Result<()> {
    let name = name_at(vm, word.bc_index());
    let value = if word.has(instr::TAKE_A) { fp.take(word.a()) } else { fp.at(word.a()).clone() };
    let globals = vm.fiber.top().globals.get();
    globals.set_name(vm, name, value);
    vm.fiber.top().pc = pc.offset(1);
    after(vm)
}

/// `DeleteGlobal`
pub(crate) fn delete_global(vm: &mut Vm, word: Word) -> Result<()> {
    let name = name_at(vm, word.bc_index());
    let globals = vm.fiber.top().globals.get();
    match globals.remove_name(vm, &name) {
        Some(old) => {
            drop(old);
            after(vm)
        }
        None => Err(vm.name_error(&name)),
    }
}

/// The namespace mapping of the running frame; its globals when it has none.
pub(crate) fn namespace(vm: &mut Vm) -> Value {
    let frame = vm.fiber.top();
    match frame.locals() {
        Some(locals) => locals.clone(),
        None => frame.globals.get().to_value(),
    }
}

/// An item of a namespace by an interned name; nothing when it is not there.
pub(crate) fn find_in(vm: &mut Vm, namespace: &Value, name: &Value) -> Result<Option<Value>> {
    if let Some(dict) = namespace.exact::<Dict>() {
        return Ok(dict.get_name(vm, name));
    }
    let result = vm.get_item(namespace, name);
    vm.swallow(result, ExcKind::KeyError)
}

/// `LoadName`
#[cold]
#[inline(never)]
pub(crate) fn load_name(vm: &mut Vm, word: Word, pc: Pc, fp: Regs) -> Result<()> {
    let name = name_at(vm, word.bc_index());
    let space = namespace(vm);
    let value = match find_in(vm, &space, &name)? {
        Some(value) => value,
        None => global_cached(vm, word, pc, &name)?,
    };
    vm.fiber.top().pc = pc.offset(2);
    set(vm, fp, word.a(), value)
}

/// `StoreName`
#[cold]
#[inline(never)]
pub(crate) fn store_name(vm: &mut Vm, word: Word, pc: Pc, fp: Regs) -> Result<()> {
    let name = name_at(vm, word.bc_index());
    let value = if word.has(instr::TAKE_A) { fp.take(word.a()) } else { fp.at(word.a()).clone() };
    let space = namespace(vm);
    vm.fiber.top().pc = pc.offset(1);
    match space.exact::<Dict>() {
        Some(dict) => dict.set_name(vm, name, value),
        None => vm.set_item(&space, &name, value)?,
    }
    after(vm)
}

/// `DeleteName`
pub(crate) fn delete_name(vm: &mut Vm, word: Word) -> Result<()> {
    let name = name_at(vm, word.bc_index());
    let space = namespace(vm);
    let done = match space.exact::<Dict>() {
        Some(dict) => dict.remove_name(vm, &name).is_some(),
        None => {
            let result = vm.del_item(&space, &name);
            vm.swallow(result, ExcKind::KeyError)?.is_some()
        }
    };
    if done { after(vm) } else { Err(vm.name_error(&name)) }
}

/// `LoadNameOrFree` and `LoadNameOrCell`: a namespace first, then a cell.
pub(crate) fn load_name_or_cell(vm: &mut Vm, word: Word, fp: Regs, cell: Value, is_free: bool) -> Result<()> {
    let name = name_at(vm, usize::from(word.c()));
    let space = namespace(vm);
    let found = find_in(vm, &space, &name)?;
    load_or_cell(vm, word, fp, cell, is_free, found)
}

/// `LoadFromDictOrFree`: the mapping in `R[a]` first, then a cell of the closure.
pub(crate) fn load_from_dict_or_free(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let name = name_at(vm, usize::from(word.c()));
    let space = fp.take(word.a());
    let found = find_in(vm, &space, &name)?;
    let cell = free_cell(vm, word.b());
    load_or_cell(vm, word, fp, cell, true, found)
}

fn load_or_cell(
    vm: &mut Vm,
    word: Word,
    fp: Regs,
    cell: Value,
    is_free: bool,
    found: Option<Value>,
) -> Result<()> {
    let value = match found {
        Some(value) => value,
        None => cell.exact::<Cell>().map_or(Value::UNDEF, |cell| cell.contents.cloned(vm)),
    };
    if value.is_undef() {
        return if is_free { empty_free(vm, word.b()) } else { empty_cell(vm, word.b()) };
    }
    set(vm, fp, word.a(), value)
}

/// `LoadFromDictOrGlobal`
pub(crate) fn load_from_dict_or_global(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let name = name_at(vm, usize::from(word.b()));
    let space = fp.take(word.a());
    let value = match find_in(vm, &space, &name)? {
        Some(value) => value,
        None if !vm.fiber.top().globals.get().is_exact() => global_of_mapping(vm, &name)?,
        None => {
            let globals = vm.fiber.top().globals.get();
            match globals.get_name(vm, &name) {
                Some(value) => value,
                None => match builtins_of(vm).get_name(vm, &name) {
                    Some(value) => value,
                    None => return Err(vm.name_error(&name)),
                },
            }
        }
    };
    set(vm, fp, word.a(), value)
}

/// `DeleteCell` and `DeleteFree`
pub(crate) fn delete_cell(vm: &mut Vm, cell: Value, index: u16, is_free: bool) -> Result<()> {
    let old = match cell.exact::<Cell>() {
        Some(cell) => cell.contents.replace(vm, Value::UNDEF),
        None => Value::UNDEF,
    };
    if old.is_undef() {
        return if is_free { empty_free(vm, index) } else { empty_cell(vm, index) };
    }
    drop(old);
    after(vm)
}
