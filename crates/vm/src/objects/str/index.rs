//! Items, slices, iteration, `+`, `*`, `in` and comparison of strings.

use super::plain;
use crate::{
    body,
    error::Result,
    method,
    native::{Row, TypeDef},
    objects::{iterators::reduced, slice::Slice},
    protocol::CompareOp,
    text::{search, wtf8},
    value::{Handle, Obj, Str, Value, fixed, map::Layout},
    vm::Vm,
};
use std::cell::Cell;

/// Iterates over the characters of a string of ASCII; inside a [`WideIter`], of any other.
pub struct StrIter {
    /// The string; `UNDEF` at the end is not needed, as a string never grows.
    pub text: Handle<Str>,
    /// Byte offset of the next character.
    pub at: Cell<usize>,
    /// Whether the end was reached: then the string no longer counts.
    pub done: Cell<bool>,
}
body!(StrIter, fixed::STR_ITER);

/// Iterates over the characters of a string that is not ASCII: programs see another class.
pub struct WideIter(pub StrIter);
body!(WideIter);

/// The state of an iterator of either class.
fn state(this: &Value) -> Option<&StrIter> {
    if let Some(iter) = this.cast::<StrIter>() {
        return Some(iter);
    }
    this.cast::<WideIter>().map(|iter| &iter.0)
}

impl StrIter {
    /// Starts at the first character; an iterator of the class that fits the string.
    pub fn start(vm: &Vm, text: &Obj<Str>) -> Value {
        let iter = StrIter { text: text.to_handle(), at: Cell::new(0), done: Cell::new(false) };
        if text.is_ascii() {
            Handle::new(iter).into_value()
        } else {
            vm.new_native(WideIter(iter)).into_value()
        }
    }
    /// The next character.
    #[inline]
    pub fn advance(&self, vm: &mut Vm) -> Option<Value> {
        let bytes = self.text.as_bytes();
        let at = self.at.get();
        let Some(&byte) = bytes.get(at) else {
            self.done.set(true);
            return None;
        };
        if byte < 128 {
            self.at.set(at + 1);
            return Some(vm.new_char(byte.into()));
        }
        let end = (at + wtf8::width(byte)).min(bytes.len());
        self.at.set(end);
        Some(Str::new(&bytes[at..end]).into_value())
    }
}

impl Obj<Str> {
    /// The character number `index` (from the end when negative), if there is one. ASCII characters are not allocated.
    #[inline]
    pub fn char_at(&self, vm: &mut Vm, index: isize) -> Option<Value> {
        let length = self.char_count() as isize;
        let index = if index < 0 { index + length } else { index };
        if !(0..length).contains(&index) {
            return None;
        }
        let bytes = self.as_bytes();
        let start = self.byte_offset(index as usize);
        let byte = *bytes.get(start)?;
        if byte < 128 {
            return Some(vm.new_char(byte.into()));
        }
        Some(Str::new(&bytes[start..(start + wtf8::width(byte)).min(bytes.len())]).into_value())
    }
    /// The characters from `start` to before `stop`, both within the string and in order.
    pub fn range(&self, vm: &mut Vm, start: usize, stop: usize) -> Value {
        if start == 0 && stop == self.char_count() {
            return plain(self);
        }
        let (from, to) = (self.byte_offset(start), self.byte_offset(stop));
        vm.new_text(&self.as_bytes()[from..to.max(from)])
    }
    /// The text between two byte offsets, which are boundaries of characters; nothing beyond the end.
    pub fn byte_range(&self, vm: &mut Vm, from: usize, to: usize) -> Value {
        let bytes = self.as_bytes();
        let to = to.min(bytes.len());
        let from = from.min(to);
        if to - from == bytes.len() { plain(self) } else { vm.new_text(&bytes[from..to]) }
    }
}

fn iter(vm: &mut Vm, this: &Obj<Str>) -> Value {
    StrIter::start(vm, this)
}
fn len(_vm: &mut Vm, this: &Obj<Str>) -> usize {
    this.char_count()
}

/// `string[key]`
pub fn get_item(vm: &mut Vm, this: &Obj<Str>, key: &Value) -> Result<Value> {
    if let Some(index) = key.as_small() {
        return match this.char_at(vm, index as isize) {
            Some(value) => Ok(value),
            None => Err(vm.index_error("string index out of range")),
        };
    }
    if let Some(slice) = key.exact::<Slice>() {
        let span = vm.span(slice, |_| this.char_count())?;
        return Ok(sliced(vm, this, span.start, span.step, span.count));
    }
    if !vm.has_index(key) {
        let name = vm.type_name(key);
        return Err(vm.type_error(format_args!("string indices must be integers, not '{name}'")));
    }
    let index = vm.index_for_item(key)?;
    match this.char_at(vm, index) {
        Some(value) => Ok(value),
        None => Err(vm.index_error("string index out of range")),
    }
}

/// `count` characters from `start` on, `step` apart.
pub fn sliced(vm: &mut Vm, this: &Obj<Str>, start: isize, step: isize, count: usize) -> Value {
    if count == 0 {
        return vm.new_text(b"");
    }
    if step == 1 {
        return this.range(vm, start as usize, start as usize + count);
    }
    if this.is_ascii() {
        let bytes = this.as_bytes();
        let picked = (0..count as isize).filter_map(|i| bytes.get((start + i * step) as usize).copied());
        return vm.new_text(&picked.collect::<Vec<u8>>());
    }
    let text = this.as_bytes();
    let mut out = Vec::new();
    if step > 0 {
        let from = this.byte_offset(start as usize);
        let points = wtf8::code_points(&text[from..]).step_by(step as usize).take(count);
        points.for_each(|point| wtf8::push(&mut out, point));
    } else {
        let to = this.byte_offset(start as usize + 1);
        let points = wtf8::code_points(&text[..to]).rev().step_by(step.unsigned_abs()).take(count);
        points.for_each(|point| wtf8::push(&mut out, point));
    }
    vm.new_text(&out)
}

fn contains(vm: &mut Vm, this: &Obj<Str>, key: &Value) -> Result<bool> {
    match key.cast::<Str>() {
        Some(needle) => Ok(search::find(this.as_bytes(), needle.as_bytes()).is_some()),
        None => {
            let name = vm.type_name(key);
            Err(vm.type_error(format_args!("'in <string>' requires string as left operand, not {name}")))
        }
    }
}

/// `NotImplemented` for anything but a string: the reflected method is asked before the operator is refused.
fn add(vm: &mut Vm, this: &Obj<Str>, value: &Value) -> Result<Value> {
    let Some(other) = value.cast::<Str>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let (a, b) = (this.as_bytes(), other.as_bytes());
    if a.is_empty() {
        return Ok(plain(other));
    }
    if b.is_empty() {
        return Ok(plain(this));
    }
    let length = vm.check_size(a.len().checked_add(b.len()))?;
    let mut out = Vec::with_capacity(length);
    out.extend_from_slice(a);
    out.extend_from_slice(b);
    Ok(Str::from_vec(out).into_value())
}

fn mul(vm: &mut Vm, this: &Obj<Str>, value: &Value) -> Result<Value> {
    let Some(count) = vm.repeat_factor(value)? else { return Ok(Value::NOT_IMPLEMENTED) };
    let bytes = this.as_bytes();
    if count == 1 {
        return Ok(plain(this));
    }
    if count == 0 || bytes.is_empty() {
        return Ok(vm.new_text(b""));
    }
    vm.check_size(bytes.len().checked_mul(count))?;
    Ok(Str::from_vec(bytes.repeat(count)).into_value())
}

macro_rules! comparisons {
    ($($name:ident $op:ident;)*) => {$(
        fn $name(_vm: &mut Vm, this: &Obj<Str>, value: &Value) -> Value {
            match value.cast::<Str>() {
                // The order of WTF-8 bytes is the order of code points.
                Some(other) => Value::bool(CompareOp::$op.of_order(this.as_bytes().cmp(other.as_bytes()))),
                None => Value::NOT_IMPLEMENTED,
            }
        }
    )*};
}
comparisons! { lt Lt; le Le; gt Gt; ge Ge; }

fn eq(_vm: &mut Vm, this: &Obj<Str>, value: &Value) -> Value {
    value.cast::<Str>().map_or(Value::NOT_IMPLEMENTED, |other| Value::bool(this.same_text(other)))
}
fn ne(_vm: &mut Vm, this: &Obj<Str>, value: &Value) -> Value {
    value.cast::<Str>().map_or(Value::NOT_IMPLEMENTED, |other| Value::bool(!this.same_text(other)))
}

/// Rows of `str`.
pub const ROWS: &[Row] = &[
    method!("__lt__(self, value, /)", lt, 2),
    method!("__le__(self, value, /)", le, 2),
    method!("__eq__(self, value, /)", eq, 2),
    method!("__ne__(self, value, /)", ne, 2),
    method!("__gt__(self, value, /)", gt, 2),
    method!("__ge__(self, value, /)", ge, 2),
    method!("__iter__(self, /)", iter, 1),
    method!("__len__(self, /)", len, 1),
    method!("__getitem__(self, key, /)", get_item, 2),
    method!("__add__(self, value, /)", add, 2),
    method!("__mul__(self, value, /)", mul, 2),
    method!("__rmul__(self, value, /)", mul, 2),
    method!("__contains__(self, key, /)", contains, 2),
];

fn iter_iter(_vm: &mut Vm, this: &Value) -> Value {
    this.clone()
}
fn iter_next(vm: &mut Vm, this: &Value) -> Option<Value> {
    state(this)?.advance(vm)
}
fn iter_hint(_vm: &mut Vm, this: &Value) -> usize {
    state(this).map_or(0, |iter| wtf8::count(&iter.text.as_bytes()[iter.at.get()..]))
}
fn iter_reduce(vm: &mut Vm, this: &Value) -> Value {
    match state(this).filter(|iter| !iter.done.get()) {
        Some(iter) => {
            let index = Value::int(iter.text.char_index(iter.at.get()) as i64);
            reduced(vm, "iter", vec![iter.text.to_value()], Some(index))
        }
        None => {
            let empty = vm.new_text(b"");
            reduced(vm, "iter", vec![empty], None)
        }
    }
}
fn iter_set_state(vm: &mut Vm, this: &Value, index: &Value) -> Result<()> {
    let index = vm.index_clipped(index)?;
    if let Some(iter) = state(this) {
        let index = (index.max(0) as usize).min(iter.text.char_count());
        iter.at.set(iter.text.byte_offset(index));
    }
    Ok(())
}

const ITER_ROWS: &[Row] = &[
    method!("__iter__(self, /)", iter_iter, 1),
    method!("__next__(self, /)", iter_next, 1),
    method!(
        "__length_hint__(self, /)",
        iter_hint,
        1,
        "Private method returning an estimate of len(list(it))."
    ),
    method!("__reduce__(self, /)", iter_reduce, 1, "Return state information for pickling."),
    method!("__setstate__(self, object, /)", iter_set_state, 2, "Set state information for unpickling."),
];

/// `str_ascii_iterator`
pub static ITER: TypeDef = TypeDef {
    name: "str_ascii_iterator",
    doc: "",
    base: None,
    map: Some(fixed::STR_ITER),
    layout: Layout::of::<StrIter>(),
    flags: 0,
    rows: ITER_ROWS,
};

/// `str_iterator`
pub static WIDE_ITER: TypeDef = TypeDef {
    name: "str_iterator",
    doc: "",
    base: None,
    map: None,
    layout: Layout::of::<WideIter>(),
    flags: 0,
    rows: ITER_ROWS,
};
