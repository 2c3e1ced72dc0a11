//! `array[…]`: items and slices, read, written and deleted.

use super::Array;
use whipsnake_vm::{
    error::{Raised, Result},
    objects::{sequence::Span, sequence::place, slice::Slice},
    value::{Obj, Value},
    vm::Vm,
};

#[cold]
fn bad_index(vm: &mut Vm) -> Raised {
    vm.type_error("array indices must be integers")
}

/// The place of an index. `what` begins the message for one out of range.
#[inline]
fn at(vm: &mut Vm, this: &Obj<Array>, key: &Value, what: &str) -> Result<usize> {
    let index = match key.as_small() {
        Some(index) => index as isize,
        None if vm.has_index(key) => vm.index_for_item(key)?,
        None => return Err(bad_index(vm)),
    };
    match place(index, this.len(vm)) {
        Some(at) => Ok(at),
        None => Err(vm.index_error(format_args!("{what} index out of range"))),
    }
}

/// Item number `index`, for the loop.
pub fn quick_get(vm: &Vm, array: &Obj<Array>, index: i64) -> Option<Value> {
    let data = array.data.get(vm);
    if index >= 0 {
        return array.kind.get(data, index as usize);
    }
    array.kind.get(data, place(index as isize, data.len() / array.kind.size)?)
}

/// Stores item number `index` if the value is a float in an array of floats, or an int that fits in one of ints.
pub fn quick_set(vm: &mut Vm, array: &Obj<Array>, index: i64, value: &Value) -> bool {
    let (kind, data) = (array.kind, array.data.get_mut(vm));
    let Some(at) = place(index as isize, data.len() / kind.size) else { return false };
    let Some(bits) = kind.quick_pack(value) else { return false };
    match data.get_mut(at * kind.size..(at + 1) * kind.size) {
        Some(room) => {
            room.copy_from_slice(&bits[..kind.size]);
            true
        }
        None => false,
    }
}

/// `array[key]`
pub fn get_item(vm: &mut Vm, this: &Obj<Array>, key: &Value) -> Result<Value> {
    if let Some(index) = key.as_small()
        && let Some(at) = place(index as isize, this.len(vm))
        && let Some(item) = this.kind.get(this.data.get(vm), at)
    {
        return Ok(item);
    }
    if let Some(slice) = key.exact::<Slice>() {
        let span = vm.span(slice, |vm| this.len(vm))?;
        let (data, size) = (this.data.get(vm), this.kind.size);
        let taken = if span.step == 1 {
            let start = span.start as usize;
            data[start * size..(start + span.count) * size].to_vec()
        } else {
            span.places().flat_map(|at| data[at * size..(at + 1) * size].iter().copied()).collect()
        };
        return Ok(Array::new(vm, this.kind, taken).into_value());
    }
    let at = at(vm, this, key, "array")?;
    match this.get(vm, at)? {
        Some(item) => Ok(item),
        None => Err(vm.index_error("array index out of range")),
    }
}

/// `array[key] = value`
pub fn set_item(vm: &mut Vm, this: &Obj<Array>, key: &Value, value: &Value) -> Result<()> {
    if let Some(slice) = key.exact::<Slice>() {
        let span = vm.span(slice, |vm| this.len(vm))?;
        return set_slice(vm, this, span, value);
    }
    let index = at(vm, this, key, "array assignment")?;
    let bits = this.kind.pack(vm, value)?;
    let size = this.kind.size;
    // Converting the value may have run Python that shortened the array.
    match this.data.get_mut(vm).get_mut(index * size..(index + 1) * size) {
        Some(room) => {
            room.copy_from_slice(&bits[..size]);
            Ok(())
        }
        None => Err(vm.index_error("array assignment index out of range")),
    }
}

fn set_slice(vm: &mut Vm, this: &Obj<Array>, span: Span, value: &Value) -> Result<()> {
    let Some(other) = value.cast::<Array>() else {
        let name = vm.type_name(value);
        return Err(vm.type_error(format_args!("can only assign array (not \"{name}\") to array slice")));
    };
    if other.kind.code != this.kind.code {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    let new = other.data.cloned(vm);
    let size = this.kind.size;
    let count = new.len() / size;
    if count == 0 || count != span.count {
        this.resizable(vm)?;
    }
    if span.step == 1 {
        let (start, length) = (span.start as usize * size, this.data.get(vm).len());
        vm.check_size((length - span.count * size).checked_add(new.len()))?;
        this.data.get_mut(vm).splice(start..start + span.count * size, new);
        return Ok(());
    }
    if count == 0 {
        remove(vm, this, span);
        return Ok(());
    }
    if count != span.count {
        let wanted = span.count;
        return Err(vm.value_error(format_args!(
            "attempt to assign array of size {count} to extended slice of size {wanted}"
        )));
    }
    let data = this.data.get_mut(vm);
    for (at, item) in span.places().zip(new.chunks_exact(size)) {
        data[at * size..(at + 1) * size].copy_from_slice(item);
    }
    Ok(())
}

/// Takes the places of a slice away.
fn remove(vm: &mut Vm, this: &Obj<Array>, span: Span) {
    if span.count == 0 {
        return;
    }
    let span = span.ascending();
    let size = this.kind.size;
    let data = this.data.get_mut(vm);
    let (first, step) = (span.start as usize, span.step as usize);
    if step == 1 {
        data.drain(first * size..(first + span.count) * size);
        return;
    }
    let last = first + (span.count - 1) * step;
    let mut byte = 0;
    data.retain(|_| {
        let at = byte / size;
        byte += 1;
        at < first || at > last || !(at - first).is_multiple_of(step)
    });
}

/// `del array[key]`
pub fn del_item(vm: &mut Vm, this: &Obj<Array>, key: &Value) -> Result<()> {
    if let Some(slice) = key.exact::<Slice>() {
        let span = vm.span(slice, |vm| this.len(vm))?;
        this.resizable(vm)?;
        remove(vm, this, span);
        return Ok(());
    }
    let index = at(vm, this, key, "array assignment")?;
    delete(vm, this, index)
}

/// Takes one item away.
pub fn delete(vm: &mut Vm, this: &Obj<Array>, index: usize) -> Result<()> {
    let size = this.kind.size;
    this.resizable(vm)?.drain(index * size..(index + 1) * size);
    Ok(())
}
