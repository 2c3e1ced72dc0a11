//! `bytearray`: bytes that change. While its memory is lent it keeps its size.

use crate::{
    class_method,
    error::Result,
    method,
    native::{Row, TypeDef, table},
    objects::{
        bytes::{iter::ByteArrayIter, shared},
        sequence::{Subscript, clip_place, place},
    },
    protocol::buffer::{Buffer, Memory},
    text::escape,
    types::{Slot, Type, type_flags},
    value::{Body, Handle, ItemAccess, Obj, Str, Tuple, Value, VmCell, fixed, map::Layout},
    vm::Vm,
};
use std::{cell::Cell, rc::Rc};

/// A bytearray.
#[derive(Default)]
pub struct ByteArray {
    /// The bytes. Their number changes only through [`ByteArray::resizable`].
    pub data: VmCell<Vec<u8>>,
    /// How many borrow the memory.
    exports: Cell<usize>,
}
impl Body for ByteArray {
    const CONTAINER: bool = false;
    const MAP: Option<u32> = Some(fixed::BYTE_ARRAY);
    const ITEMS: Option<ItemAccess<ByteArray>> = Some(ItemAccess {
        get: |vm, this, index| {
            let data = this.data.get(vm);
            Some(Value::small(data[place(index as isize, data.len())?].into()))
        },
        set: |vm, this, index, value| {
            let data = this.data.get_mut(vm);
            let (at, byte) = (place(index as isize, data.len()), value.as_small());
            let (Some(at), Some(byte)) = (at, byte.and_then(|byte| u8::try_from(byte).ok())) else {
                return false;
            };
            data[at] = byte;
            true
        },
    });
}

struct Lent(Handle<ByteArray>);

impl Memory for Lent {
    fn read<'a>(&'a self, vm: &'a Vm) -> &'a [u8] {
        self.0.data.get(vm)
    }
    fn write<'a>(&'a self, vm: &'a mut Vm) -> Option<&'a mut [u8]> {
        Some(self.0.data.get_mut(vm))
    }
}
impl Drop for Lent {
    fn drop(&mut self) {
        self.0.exports.set(self.0.exports.get().saturating_sub(1));
    }
}

impl ByteArray {
    /// Makes a bytearray.
    pub fn new(data: Vec<u8>) -> Handle<ByteArray> {
        Handle::new(ByteArray { data: VmCell::new(data), exports: Cell::new(0) })
    }
    /// Lends the memory; until all who have it let go, the size stays.
    pub fn buffer(vm: &Vm, this: &Obj<ByteArray>) -> Buffer {
        this.exports.set(this.exports.get() + 1);
        let memory = Rc::new(Lent(this.to_handle()));
        Buffer::of_bytes(this.to_value(), memory, false, this.data.get(vm).len())
    }
    /// The bytes, to change their number. Errors: the memory is lent.
    pub fn resizable<'a>(&'a self, vm: &'a mut Vm) -> Result<&'a mut Vec<u8>> {
        if self.exports.get() > 0 {
            return Err(vm.buffer_error("Existing exports of data: object cannot be re-sized"));
        }
        Ok(self.data.get_mut(vm))
    }
    /// Replaces the bytes between `start` and `stop`.
    fn splice(&self, vm: &mut Vm, start: usize, stop: usize, new: &[u8]) -> Result<()> {
        if new.len() == stop - start {
            self.data.get_mut(vm)[start..stop].copy_from_slice(new);
            return Ok(());
        }
        let length = self.data.get(vm).len();
        vm.check_size(length.checked_add(new.len()))?;
        let data = self.resizable(vm)?;
        let stop = stop.min(data.len());
        data.splice(start.min(stop)..stop, new.iter().copied());
        Ok(())
    }
}

fn new(_vm: &mut Vm, args: &[Value], _names: &[Value]) -> Result<Value> {
    let map = args
        .first()
        .and_then(|class| class.cast::<Type>())
        .map_or(fixed::BYTE_ARRAY, |c| c.instance_map.get());
    Ok(Handle::new_instance(map, ByteArray::default()).into_value())
}
fn init(
    vm: &mut Vm,
    this: &Obj<ByteArray>,
    source: Option<&Value>,
    encoding: Option<&Value>,
    errors: Option<&Value>,
) -> Result<()> {
    let data = vm.bytes_arguments("bytearray", source, encoding, errors)?;
    let own = this.resizable(vm)?;
    *own = data;
    Ok(())
}
fn repr(vm: &mut Vm, this: &Obj<ByteArray>) -> Handle<Str> {
    let name = vm.type_name(&this.to_value());
    let mut text = format!("{name}(").into_bytes();
    let data = this.data.get(vm);
    let shown = escape::repr_bytes(data);
    if shown.starts_with(b"b\"") {
        // Unlike in bytes, single quotes are escaped even between double ones.
        shown.iter().for_each(|byte| match byte {
            b'\'' => text.extend_from_slice(b"\\'"),
            _ => text.push(*byte),
        });
    } else {
        text.extend(shown);
    }
    text.push(b')');
    Str::from_vec(text)
}
fn iter(_vm: &mut Vm, this: &Obj<ByteArray>) -> Handle<ByteArrayIter> {
    ByteArrayIter::new(this)
}

/// What may be put in the place of a slice: bytes-like objects and iterables of ints.
fn replacement(vm: &mut Vm, value: &Value) -> Result<Vec<u8>> {
    if let Some(bytes) = vm.find_bytes(value)? {
        return Ok(bytes);
    }
    let class = vm.class_of(value);
    let iterable = class.has_slot(vm, Slot::Iter) || class.has_slot(vm, Slot::GetItem);
    if value.cast::<Str>().is_some() || value.as_int().is_some() || !iterable {
        return Err(vm.type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)"));
    }
    vm.bytes_from_items(value, "bytearray", "byte")
}
fn set_item(vm: &mut Vm, this: &Obj<ByteArray>, key: &Value, value: &Value) -> Result<()> {
    match vm.subscript(key, "bytearray")? {
        Subscript::Index(index) => {
            let byte = vm.byte_value(value)?;
            // Asking for the value may have run Python: the place is looked up afterwards.
            match place(index, this.data.get(vm).len()) {
                Some(at) => this.data.get_mut(vm)[at] = byte,
                None => return Err(vm.index_error("bytearray index out of range")),
            }
            Ok(())
        }
        Subscript::Slice(slice) => {
            let new = replacement(vm, value)?;
            let span = vm.span(slice, |vm| this.data.get(vm).len())?;
            if span.step == 1 {
                let (start, stop) = (span.start as usize, span.stop.max(span.start) as usize);
                return this.splice(vm, start, stop, &new);
            }
            if new.is_empty() {
                return remove_span(vm, this, span);
            }
            if new.len() != span.count {
                return Err(vm.value_error(format_args!(
                    "attempt to assign bytes of size {} to extended slice of size {}",
                    new.len(),
                    span.count
                )));
            }
            let data = this.data.get_mut(vm);
            for (at, byte) in span.places().zip(new) {
                data[at] = byte;
            }
            Ok(())
        }
    }
}
fn remove_span(vm: &mut Vm, this: &Obj<ByteArray>, span: crate::objects::sequence::Span) -> Result<()> {
    // A step is refused while the memory is lent even if it takes nothing away.
    if span.count == 0 && span.step == 1 {
        return Ok(());
    }
    let data = this.resizable(vm)?;
    if span.count == 0 {
        return Ok(());
    }
    let span = span.ascending();
    let (first, step) = (span.start as usize, span.step as usize);
    let last = first + (span.count - 1) * step;
    let mut at = 0;
    data.retain(|_| {
        let gone = at >= first && at <= last && (at - first).is_multiple_of(step);
        at += 1;
        !gone
    });
    Ok(())
}
fn del_item(vm: &mut Vm, this: &Obj<ByteArray>, key: &Value) -> Result<()> {
    match vm.subscript(key, "bytearray")? {
        Subscript::Index(index) => match place(index, this.data.get(vm).len()) {
            Some(at) => {
                this.resizable(vm)?.remove(at);
                Ok(())
            }
            None => Err(vm.index_error("bytearray index out of range")),
        },
        Subscript::Slice(slice) => {
            let span = vm.span(slice, |vm| this.data.get(vm).len())?;
            remove_span(vm, this, span)
        }
    }
}
fn iadd(vm: &mut Vm, this: &Obj<ByteArray>, value: &Value) -> Result<Value> {
    let Some(more) = vm.find_bytes(value)? else {
        let name = vm.type_name(value);
        return Err(vm.type_error(format_args!("can't concat {name} to bytearray")));
    };
    let end = this.data.get(vm).len();
    this.splice(vm, end, end, &more)?;
    Ok(this.to_value())
}
fn imul(vm: &mut Vm, this: &Obj<ByteArray>, value: &Value) -> Result<Value> {
    let Some(count) = vm.repeat_factor(value)? else { return Ok(Value::NOT_IMPLEMENTED) };
    if count != 1 {
        let length = this.data.get(vm).len();
        if vm.check_size(length.checked_mul(count))? != length {
            let data = this.resizable(vm)?;
            *data = data.repeat(count);
        }
    }
    Ok(this.to_value())
}
fn append(vm: &mut Vm, this: &Obj<ByteArray>, item: &Value) -> Result<()> {
    let byte = vm.byte_value(item)?;
    this.resizable(vm)?.push(byte);
    Ok(())
}
fn extend(vm: &mut Vm, this: &Obj<ByteArray>, iterable: &Value) -> Result<()> {
    let more = if let Some(bytes) = vm.find_bytes(iterable)? {
        bytes
    } else {
        let class = vm.class_of(iterable);
        let name = vm.type_name(iterable);
        if !class.has_slot(vm, Slot::Iter) && !class.has_slot(vm, Slot::GetItem) {
            return Err(vm.type_error(format_args!("can't extend bytearray with {name}")));
        }
        if iterable.cast::<Str>().is_some() {
            return Err(vm.type_error(format_args!("expected iterable of integers; got: '{name}'")));
        }
        vm.bytes_from_items(iterable, "bytearray", "byte")?
    };
    let end = this.data.get(vm).len();
    this.splice(vm, end, end, &more)
}
fn insert(vm: &mut Vm, this: &Obj<ByteArray>, index: isize, item: &Value) -> Result<()> {
    let byte = vm.byte_value(item)?;
    let data = this.resizable(vm)?;
    let at = clip_place(index, data.len());
    data.insert(at, byte);
    Ok(())
}
fn pop(vm: &mut Vm, this: &Obj<ByteArray>, index: Option<isize>) -> Result<i64> {
    let length = this.data.get(vm).len();
    if length == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    match place(index.unwrap_or(-1), length) {
        Some(at) => Ok(this.resizable(vm)?.remove(at).into()),
        None => Err(vm.index_error("pop index out of range")),
    }
}
fn remove(vm: &mut Vm, this: &Obj<ByteArray>, value: &Value) -> Result<()> {
    let byte = vm.byte_value(value)?;
    match memchr::memchr(byte, this.data.get(vm)) {
        Some(at) => {
            this.resizable(vm)?.remove(at);
            Ok(())
        }
        None => Err(vm.value_error("value not found in bytearray")),
    }
}
fn reverse(vm: &mut Vm, this: &Obj<ByteArray>) {
    this.data.get_mut(vm).reverse();
}
fn clear(vm: &mut Vm, this: &Obj<ByteArray>) -> Result<()> {
    if this.data.get(vm).is_empty() {
        return Ok(());
    }
    this.resizable(vm)?.clear();
    Ok(())
}
fn copy(vm: &mut Vm, this: &Obj<ByteArray>) -> Handle<ByteArray> {
    ByteArray::new(this.data.cloned(vm))
}
fn resize(vm: &mut Vm, this: &Obj<ByteArray>, size: isize) -> Result<()> {
    let Ok(size) = usize::try_from(size) else {
        return Err(vm.value_error(format_args!("Can only resize to positive sizes, got {size}")));
    };
    if size == this.data.get(vm).len() {
        return Ok(());
    }
    vm.check_size(Some(size))?;
    this.resizable(vm)?.resize(size, 0);
    Ok(())
}
fn alloc(vm: &mut Vm, this: &Obj<ByteArray>) -> usize {
    this.data.get(vm).capacity()
}
fn sizeof(vm: &mut Vm, this: &Obj<ByteArray>) -> usize {
    56 + this.data.get(vm).capacity()
}
/// As text in Latin-1, which all protocols of pickle can carry.
fn reduced(vm: &mut Vm, this: &Obj<ByteArray>, as_text: bool) -> Result<Value> {
    let class = vm.class_of(&this.to_value()).into_value();
    let data = this.data.cloned(vm);
    let args = if as_text {
        let mut text = Vec::new();
        data.iter().for_each(|byte| crate::text::wtf8::push(&mut text, (*byte).into()));
        let encoding = vm.new_str("latin-1");
        vec![Str::from_vec(text).into_value(), encoding]
    } else if data.is_empty() {
        Vec::new()
    } else {
        vec![vm.new_bytes(&data)]
    };
    let getstate = vm.intern_text("__getstate__");
    let state = vm.get_attr(&this.to_value(), &getstate)?;
    let state = vm.call(&state, &[])?;
    Ok(Tuple::new(vec![class, Tuple::new(args).into_value(), state]).into_value())
}
fn reduce(vm: &mut Vm, this: &Obj<ByteArray>) -> Result<Value> {
    reduced(vm, this, true)
}
fn reduce_ex(vm: &mut Vm, this: &Obj<ByteArray>, proto: Option<i64>) -> Result<Value> {
    reduced(vm, this, proto.unwrap_or(0) < 3)
}
fn from_hex(vm: &mut Vm, class: &Obj<Type>, string: &Value) -> Result<Value> {
    let data = shared::parse_hex(vm, string)?;
    if class.instance_map.get() == fixed::BYTE_ARRAY {
        return Ok(ByteArray::new(data).into_value());
    }
    let bytes = vm.new_bytes(&data);
    vm.call(&class.to_value(), &[bytes])
}

const OWN: &[Row] = &[
    crate::raw!(StaticMethod, "__new__(cls, *args, **kwargs)", new, "Create and return a new object."),
    method!("__init__(self, source=b'', encoding='utf-8', errors='strict')", init, 4),
    method!("__repr__(self, /)", repr, 1),
    method!("__str__(self, /)", repr, 1),
    crate::constant!("__hash__", |_| Value::NONE),
    method!("__iter__(self, /)", iter, 1),
    method!(
        "__buffer__(self, flags, /)",
        crate::objects::memoryview::lend,
        2,
        "Return a buffer object that exposes the underlying memory of the object."
    ),
    method!(
        "__release_buffer__(self, buffer, /)",
        crate::objects::memoryview::give_back,
        2,
        "Release the buffer object that exposes the underlying memory of the object."
    ),
    method!("__setitem__(self, key, value, /)", set_item, 3),
    method!("__delitem__(self, key, /)", del_item, 2),
    method!("__iadd__(self, value, /)", iadd, 2),
    method!("__imul__(self, value, /)", imul, 2),
    method!(
        "append(self, item, /)",
        append,
        2,
        "Append a single item to the end of the bytearray.\n\n  item\n    The item to be appended."
    ),
    method!(
        "extend(self, iterable_of_ints, /)",
        extend,
        2,
        "Append all the items from the iterator or sequence to the end of the bytearray.\n\n  iterable_of_ints\n    The iterable of items to append."
    ),
    method!(
        "insert(self, index, item, /)",
        insert,
        3,
        "Insert a single item into the bytearray before the given index.\n\n  index\n    The index where the value is to be inserted.\n  item\n    The item to be inserted."
    ),
    method!(
        "pop(self, index=-1, /)",
        pop,
        2,
        "Remove and return a single item from B.\n\n  index\n    The index from where to remove the item.\n    -1 (the default value) means remove the last item.\n\nIf no index argument is given, will pop the last item."
    ),
    method!(
        "remove(self, value, /)",
        remove,
        2,
        "Remove the first occurrence of a value in the bytearray.\n\n  value\n    The value to remove."
    ),
    method!("reverse(self, /)", reverse, 1, "Reverse the order of the values in B in place."),
    method!("clear(self, /)", clear, 1, "Remove all items from the bytearray."),
    method!("copy(self, /)", copy, 1, "Return a copy of B."),
    method!(
        "resize(self, size, /)",
        resize,
        2,
        "Resize the internal buffer of bytearray to len.\n\n  size\n    New size to resize to."
    ),
    method!(
        "__alloc__(self, /)",
        alloc,
        1,
        "B.__alloc__() -> int\n\nReturn the number of bytes actually allocated."
    ),
    method!(
        "__sizeof__(self, /)",
        sizeof,
        1,
        "Returns the size of the bytearray object in memory, in bytes."
    ),
    method!("__reduce__(self, /)", reduce, 1, "Return state information for pickling."),
    method!("__reduce_ex__(self, proto=0, /)", reduce_ex, 2, "Return state information for pickling."),
    class_method!(
        "fromhex(cls, string, /)",
        from_hex,
        2,
        "Create a bytearray object from a string of hexadecimal numbers.\n\nSpaces between two numbers are accepted.\nExample: bytearray.fromhex('B9 01EF') -> bytearray(b'\\\\xb9\\\\x01\\\\xef')"
    ),
];

const GROUPS: &[&[Row]] = &[OWN, shared::ROWS];

/// `bytearray`
pub static TYPE: TypeDef = TypeDef {
    name: "bytearray",
    doc: "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\nbytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) -> bytes array of size given by the parameter initialized with null bytes\nbytearray() -> empty bytes array\n\nConstruct a mutable bytearray object from:\n  - an iterable yielding integers in range(256)\n  - a text string encoded using the specified encoding\n  - a bytes or a buffer object\n  - any object implementing the buffer API.\n  - an integer",
    base: None,
    map: Some(fixed::BYTE_ARRAY),
    layout: Layout::of::<ByteArray>(),
    flags: type_flags::BASE | type_flags::MATCH_SELF,
    rows: &table::join_rows::<{ table::count_rows(GROUPS) }>(GROUPS),
};
