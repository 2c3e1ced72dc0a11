//! `bytes`: bytes that never change. What it shares with `bytearray` is in [`shared`].

pub mod iter;
pub mod shared;

use crate::{
    body, class_method,
    error::Result,
    method,
    native::{Row, TypeDef, table},
    objects::{bytearray::ByteArray, list::List, str::codec::codec_names},
    protocol::buffer::{Buffer, Memory},
    static_method,
    text::escape,
    types::{Slot, Type, type_flags},
    value::{Handle, Obj, Str, Tuple, Value, fixed, map::Layout},
    vm::Vm,
};
use std::{cell::Cell, rc::Rc};

/// A bytes object.
pub struct Bytes {
    data: Box<[u8]>,
    /// Cached hash, 0 when not known.
    hash: Cell<i64>,
}
body!(Bytes, fixed::BYTES);

impl Bytes {
    /// Makes a bytes object.
    pub fn new(data: Vec<u8>) -> Handle<Bytes> {
        Handle::new(Bytes::body(data))
    }
    fn body(data: Vec<u8>) -> Bytes {
        Bytes { data: data.into_boxed_slice(), hash: Cell::new(0) }
    }
    /// Makes a bytes object of two pieces.
    pub fn joined(a: &[u8], b: &[u8]) -> Handle<Bytes> {
        let mut data = Vec::with_capacity(a.len() + b.len());
        data.extend_from_slice(a);
        data.extend_from_slice(b);
        Bytes::new(data)
    }
    /// The bytes.
    #[inline(always)]
    pub fn as_slice(&self) -> &[u8] {
        &self.data
    }
    /// Lends the memory.
    pub fn buffer(this: &Obj<Bytes>) -> Buffer {
        Buffer::of_bytes(this.to_value(), Rc::new(Lent(this.to_handle())), true, this.data.len())
    }
}

struct Lent(Handle<Bytes>);

impl Memory for Lent {
    fn read<'a>(&'a self, _vm: &'a Vm) -> &'a [u8] {
        self.0.as_slice()
    }
    fn write<'a>(&'a self, _vm: &'a mut Vm) -> Option<&'a mut [u8]> {
        None
    }
}

impl Vm {
    /// A bytes object.
    pub fn new_bytes(&self, data: &[u8]) -> Value {
        Bytes::new(data.to_vec()).into_value()
    }
    /// A byte out of an int: ValueError "byte must be in range(0, 256)".
    pub fn byte_value(&mut self, value: &Value) -> Result<u8> {
        let number = self.index(value)?;
        match self.int_to_i64(&number).and_then(|number| u8::try_from(number).ok()) {
            Some(byte) => Ok(byte),
            None => Err(self.value_error("byte must be in range(0, 256)")),
        }
    }
    /// `bytes(object)` for an object that is no string and no count: by `__bytes__`, by buffer, or item by item.
    pub fn bytes_from_object(&mut self, object: &Value) -> Result<Vec<u8>> {
        if let Some(bytes) = object.exact::<Bytes>() {
            return Ok(bytes.as_slice().to_vec());
        }
        if let Some(function) = self.class_of(object).slot(self, Slot::Bytes) {
            let result = self.call_slot(&function, object, &[])?;
            return match result.cast::<Bytes>() {
                Some(bytes) => Ok(bytes.as_slice().to_vec()),
                None => {
                    let name = self.type_name(&result);
                    Err(self.type_error(format_args!("__bytes__ returned non-bytes (type {name})")))
                }
            };
        }
        self.bytes_from_items(object, "bytes", "bytes")
    }
    /// Bytes out of a buffer or an iterable of ints. `kind` and `word` are for the messages.
    pub fn bytes_from_items(&mut self, object: &Value, kind: &str, word: &str) -> Result<Vec<u8>> {
        if let Some(bytes) = self.find_bytes(object)? {
            return Ok(bytes);
        }
        let class = self.class_of(object);
        let iterable = class.has_slot(self, Slot::Iter) || class.has_slot(self, Slot::GetItem);
        if object.cast::<Str>().is_some() || !iterable {
            let name = self.type_name(object);
            return Err(self.type_error(format_args!("cannot convert '{name}' object to {kind}")));
        }
        let mut bytes = Vec::new();
        let mut add = |vm: &mut Vm, item: &Value| -> Result<()> {
            if let Some(byte) = item.as_small().and_then(|number| u8::try_from(number).ok()) {
                bytes.push(byte);
                return Ok(());
            }
            let number = vm.index(item)?;
            match vm.int_to_i64(&number).and_then(|number| u8::try_from(number).ok()) {
                Some(byte) => bytes.push(byte),
                None => return Err(vm.value_error(format_args!("{word} must be in range(0, 256)"))),
            }
            Ok(())
        };
        if let Some(list) = object.exact::<List>() {
            let mut at = 0;
            while let Some(item) = list.items.get(self).get(at).cloned() {
                add(self, &item)?;
                at += 1;
            }
            return Ok(bytes);
        }
        if let Some(tuple) = object.exact::<Tuple>() {
            for item in tuple.as_slice() {
                add(self, item)?;
            }
            return Ok(bytes);
        }
        let iterator = self.iter(object)?;
        while let Some(item) = self.next(&iterator)? {
            add(self, &item)?;
        }
        Ok(bytes)
    }
    /// The bytes that `bytes(source, encoding, errors)` and `bytearray` make. `kind` names the class.
    pub fn bytes_arguments(
        &mut self,
        kind: &str,
        source: Option<&Value>,
        encoding: Option<&Value>,
        errors: Option<&Value>,
    ) -> Result<Vec<u8>> {
        let (names, function) = ((encoding, errors), kind);
        if encoding.is_some() || errors.is_some() {
            // The kinds of the names are looked at before what they mean.
            codec_names(self, function, encoding, errors)?;
        }
        let Some(source) = source else {
            return match names {
                (None, None) => Ok(Vec::new()),
                (Some(_), _) => Err(self.type_error("encoding without a string argument")),
                _ => Err(self.type_error("errors without a string argument")),
            };
        };
        let by_method = kind == "bytes" && self.class_of(source).has_slot(self, Slot::Bytes);
        let asked = by_method && encoding.is_none() && errors.is_none();
        if let Some(text) = source.cast::<Str>().filter(|_| !asked) {
            if encoding.is_none() {
                return Err(self.type_error("string argument without an encoding"));
            }
            let (encoding, errors) = codec_names(self, function, encoding, errors)?;
            let bytes = self.encode_text(text, &encoding, &errors)?;
            return Ok(bytes.cast::<Bytes>().map(|bytes| bytes.as_slice().to_vec()).unwrap_or_default());
        }
        match names {
            (None, None) => {}
            (Some(_), _) => return Err(self.type_error("encoding without a string argument")),
            _ => return Err(self.type_error("errors without a string argument")),
        }
        if !by_method && self.has_index(source) {
            let count = self.index(source)?;
            let count = match self.int_to_i64(&count).and_then(|count| isize::try_from(count).ok()) {
                Some(count) if count < 0 => return Err(self.value_error("negative count")),
                Some(count) => count as usize,
                None => {
                    let name = self.type_name(source);
                    return Err(
                        self.overflow_error(format_args!("cannot fit '{name}' into an index-sized integer"))
                    );
                }
            };
            let count = self.check_size(Some(count))?;
            return Ok(vec![0; count]);
        }
        match kind {
            "bytes" => self.bytes_from_object(source),
            _ => self.bytes_from_items(source, kind, "byte"),
        }
    }
}

fn new(
    vm: &mut Vm,
    class: &Obj<Type>,
    source: Option<&Value>,
    encoding: Option<&Value>,
    errors: Option<&Value>,
) -> Result<Value> {
    let exact = class.instance_map.get() == fixed::BYTES;
    if let (true, Some(source), None, None) = (exact, source, encoding, errors)
        && source.exact::<Bytes>().is_some()
    {
        return Ok(source.clone());
    }
    let data = vm.bytes_arguments("bytes", source, encoding, errors)?;
    if exact {
        return Ok(Bytes::new(data).into_value());
    }
    Ok(Handle::new_instance(class.instance_map.get(), Bytes::body(data)).into_value())
}
fn repr(_vm: &mut Vm, this: &Obj<Bytes>) -> Handle<Str> {
    Str::from_vec(escape::repr_bytes(this.as_slice()))
}
/// `hash(bytes)`
pub fn hash(vm: &mut Vm, this: &Obj<Bytes>) -> i64 {
    if this.hash.get() == 0 {
        let hash = vm.hash_bytes(this.as_slice()) as i64;
        this.hash.set(hash);
    }
    this.hash.get()
}
/// The bytes object itself, or a plain copy of an instance of a subclass.
fn to_bytes(_vm: &mut Vm, this: &Obj<Bytes>) -> Value {
    if this.is_exact() { this.to_value() } else { Bytes::new(this.as_slice().to_vec()).into_value() }
}
fn getnewargs(_vm: &mut Vm, this: &Obj<Bytes>) -> Value {
    Tuple::new(vec![Bytes::new(this.as_slice().to_vec()).into_value()]).into_value()
}
fn sizeof(_vm: &mut Vm, this: &Obj<Bytes>) -> usize {
    33 + this.as_slice().len()
}
fn from_hex(vm: &mut Vm, class: &Obj<Type>, string: &Value) -> Result<Value> {
    let data = shared::parse_hex(vm, string)?;
    let value = Bytes::new(data).into_value();
    if class.instance_map.get() == fixed::BYTES { Ok(value) } else { vm.call(&class.to_value(), &[value]) }
}

const OWN: &[Row] = &[
    static_method!(
        "__new__(cls, source=b'', encoding='utf-8', errors='strict')",
        new,
        4,
        "Create and return a new object."
    ),
    method!("__repr__(self, /)", repr, 1),
    method!("__str__(self, /)", repr, 1),
    method!("__hash__(self, /)", hash, 1),
    method!("__bytes__(self, /)", to_bytes, 1, "Convert this value to exact type bytes."),
    method!("__iter__(self, /)", iter, 1),
    method!(
        "__buffer__(self, flags, /)",
        crate::objects::memoryview::lend,
        2,
        "Return a buffer object that exposes the underlying memory of the object."
    ),
    method!("__getnewargs__(self, /)", getnewargs, 1),
    method!("__sizeof__(self, /)", sizeof, 1, "Size of object in memory, in bytes."),
    class_method!(
        "fromhex(cls, string, /)",
        from_hex,
        2,
        "Create a bytes object from a string of hexadecimal numbers.\n\nSpaces between two numbers are accepted.\nExample: bytes.fromhex('B9 01EF') -> b'\\\\xb9\\\\x01\\\\xef'."
    ),
];

fn iter(_vm: &mut Vm, this: &Obj<Bytes>) -> Handle<iter::BytesIter> {
    iter::BytesIter::new(this)
}

const GROUPS: &[&[Row]] = &[OWN, shared::ROWS];

/// `bytes`
pub static TYPE: TypeDef = TypeDef {
    name: "bytes",
    doc: "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\nbytes(int) -> bytes object of size given by the parameter initialized with null bytes\nbytes() -> empty bytes object\n\nConstruct an immutable array of bytes from:\n  - an iterable yielding integers in range(256)\n  - a text string encoded using the specified encoding\n  - any object implementing the buffer API.\n  - an integer",
    base: None,
    map: Some(fixed::BYTES),
    layout: Layout::of::<Bytes>(),
    flags: type_flags::BASE | type_flags::MATCH_SELF,
    rows: &table::join_rows::<{ table::count_rows(GROUPS) }>(GROUPS),
};

/// Whether a value is `bytes` or `bytearray`, which are equal when their bytes are.
pub fn is_bytes(value: &Value) -> bool {
    value.cast::<Bytes>().is_some() || value.cast::<ByteArray>().is_some()
}
