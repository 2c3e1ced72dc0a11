//! `str.join`: straight over lists and tuples, resumable over iterators written in Python.

use super::plain;
use crate::{
    error::{Raised, Result},
    method,
    native::Row,
    objects::{consume::gather, list::List},
    types::Slot,
    value::{Obj, Str, Tuple, Value},
    vm::Vm,
};

fn not_text(vm: &mut Vm, at: usize, item: &Value) -> Raised {
    let name = vm.type_name(item);
    vm.type_error(format_args!("sequence item {at}: expected str instance, {name} found"))
}

/// Joins items into an empty buffer if all are strings of the class itself, and few enough to need no checks. Nothing:
/// something else, and the buffer is still empty.
fn join_exact(separator: &Obj<Str>, items: &[Value], out: &mut Vec<u8>) -> Option<()> {
    let separator = separator.as_bytes();
    let mut length = separator.len().checked_mul(items.len())?;
    for item in items {
        length = length.checked_add(item.exact::<Str>()?.as_bytes().len())?;
    }
    if length > 1 << 24 {
        return None;
    }
    out.reserve(length);
    for (at, text) in items.iter().filter_map(|item| item.exact::<Str>()).enumerate() {
        if at > 0 {
            out.extend_from_slice(separator);
        }
        out.extend_from_slice(text.as_bytes());
    }
    Some(())
}

/// Joins items that must all be strings.
pub fn join_items(vm: &mut Vm, separator: &Obj<Str>, items: &[Value]) -> Result<Value> {
    if let [item] = items
        && item.exact::<Str>().is_some()
    {
        return Ok(item.clone());
    }
    let mut out = vm.take_scratch();
    if join_exact(separator, items, &mut out).is_some() {
        return Ok(vm.text_of_scratch(out).into_value());
    }
    let separator = separator.as_bytes();
    let mut length = separator.len().saturating_mul(items.len().saturating_sub(1));
    for (at, item) in items.iter().enumerate() {
        match item.cast::<Str>() {
            Some(text) => length = length.saturating_add(text.as_bytes().len()),
            None => return Err(not_text(vm, at, item)),
        }
    }
    if let [item] = items
        && let Some(text) = item.cast::<Str>()
    {
        return Ok(plain(text));
    }
    let mut out = Vec::with_capacity(vm.check_size(Some(length))?);
    for (at, text) in items.iter().filter_map(|item| item.cast::<Str>()).enumerate() {
        if at > 0 {
            out.extend_from_slice(separator);
        }
        out.extend_from_slice(text.as_bytes());
    }
    Ok(Str::from_vec(out).into_value())
}

fn join(vm: &mut Vm, this: &Obj<Str>, iterable: &Value) -> Result<Value> {
    if let Some(list) = iterable.exact::<List>() {
        let mut out = vm.take_scratch();
        if list.items.get(vm).len() > 1 && join_exact(this, list.items.get(vm), &mut out).is_some() {
            return Ok(vm.text_of_scratch(out).into_value());
        }
        let items = list.items.cloned(vm);
        return join_items(vm, this, &items);
    }
    if let Some(tuple) = iterable.exact::<Tuple>() {
        return join_items(vm, this, tuple.as_slice());
    }
    let class = vm.class_of(iterable);
    if !class.has_slot(vm, Slot::Iter) && !class.has_slot(vm, Slot::GetItem) {
        return Err(vm.type_error("can only join an iterable"));
    }
    gather(vm, iterable, this.to_value(), |vm, this, items| match this.cast::<Str>() {
        Some(this) => join_items(vm, this, &items),
        None => Ok(Value::NONE),
    })
}

/// Rows of `str`.
pub const ROWS: &[Row] = &[method!(
    "join(self, iterable, /)",
    join,
    2,
    "Concatenate any number of strings.\n\nThe string whose method is called is inserted in between each given string.\nThe result is returned as a new string.\n\nExample: '.'.join(['ab', 'pq', 'rs']) -> 'ab.pq.rs'"
)];
