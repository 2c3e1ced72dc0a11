//! Buffers: reading and writing the memory of bytes-like objects in place.
//!
//! A built-in kind takes part by registering an exporter (`vm.register_buffer::<Array>(…)`); a Python class by
//! `__buffer__`. A [`Buffer`] keeps the memory where it is for as long as it lives: what exports it counts its
//! [`Memory`] and refuses to change its size meanwhile.

use crate::{
    error::Result,
    objects::{bytearray::ByteArray, bytes::Bytes, memoryview::MemoryView},
    types::Slot,
    value::{Body, KindMap, Obj, Value, alloc},
    vm::Vm,
};
use std::{any::TypeId, rc::Rc};

/// Memory that an object lends.
pub trait Memory {
    /// All of it, to look at.
    fn read<'a>(&'a self, vm: &'a Vm) -> &'a [u8];
    /// All of it, to change; nothing if it is read-only.
    fn write<'a>(&'a self, vm: &'a mut Vm) -> Option<&'a mut [u8]>;
}

/// How items lie in borrowed memory.
#[derive(Clone)]
pub struct Buffer {
    /// The object that lends it.
    pub owner: Value,
    /// The memory.
    pub memory: Rc<dyn Memory>,
    /// Whether it may not be changed.
    pub readonly: bool,
    /// The format of an item, as `struct` has it.
    pub format: Rc<str>,
    /// Bytes of an item.
    pub itemsize: usize,
    /// Where the first item begins.
    pub offset: usize,
    /// Items in each dimension.
    pub shape: Vec<usize>,
    /// Bytes from one item to the next in each dimension.
    pub strides: Vec<isize>,
}

impl Buffer {
    /// A buffer of `length` bytes without structure.
    pub fn of_bytes(owner: Value, memory: Rc<dyn Memory>, readonly: bool, length: usize) -> Buffer {
        Buffer {
            owner,
            memory,
            readonly,
            format: "B".into(),
            itemsize: 1,
            offset: 0,
            shape: vec![length],
            strides: vec![1],
        }
    }
    /// A buffer of items in one dimension.
    pub fn of_items(
        owner: Value,
        memory: Rc<dyn Memory>,
        readonly: bool,
        format: &str,
        itemsize: usize,
        count: usize,
    ) -> Buffer {
        let strides = vec![itemsize as isize];
        Buffer {
            owner,
            memory,
            readonly,
            format: format.into(),
            itemsize,
            offset: 0,
            shape: vec![count],
            strides,
        }
    }
    /// How many items there are.
    pub fn count(&self) -> usize {
        self.shape.iter().product()
    }
    /// Bytes of all items.
    pub fn nbytes(&self) -> usize {
        self.count() * self.itemsize
    }
    /// Whether items lie side by side, the last index changing fastest.
    pub fn is_c_contiguous(&self) -> bool {
        self.is_contiguous(self.shape.iter().zip(&self.strides).rev())
    }
    /// Whether items lie side by side, the first index changing fastest.
    pub fn is_f_contiguous(&self) -> bool {
        self.is_contiguous(self.shape.iter().zip(&self.strides))
    }
    fn is_contiguous<'a>(&self, dimensions: impl Iterator<Item = (&'a usize, &'a isize)>) -> bool {
        if self.count() == 0 {
            return true;
        }
        let mut expected = self.itemsize as isize;
        for (&length, &stride) in dimensions {
            if length > 1 && stride != expected {
                return false;
            }
            expected *= length as isize;
        }
        true
    }
    /// Where each item begins, in C order.
    pub fn offsets(&self) -> Vec<usize> {
        let mut offsets = vec![self.offset as isize];
        for (&length, &stride) in self.shape.iter().zip(&self.strides) {
            offsets =
                offsets.iter().flat_map(|at| (0..length as isize).map(move |i| at + i * stride)).collect();
        }
        offsets.into_iter().map(|at| at as usize).collect()
    }
    /// The bytes of an item that begins at `offset`.
    pub fn item<'a>(&'a self, vm: &'a Vm, offset: usize) -> &'a [u8] {
        self.memory.read(vm).get(offset..offset + self.itemsize).unwrap_or(&[])
    }
    /// The bytes if they lie side by side.
    pub fn bytes<'a>(&'a self, vm: &'a Vm) -> Option<&'a [u8]> {
        if !self.is_c_contiguous() {
            return None;
        }
        self.memory.read(vm).get(self.offset..self.offset + self.nbytes())
    }
    /// The bytes to be changed, if they lie side by side and are not read-only.
    pub fn bytes_mut<'a>(&'a self, vm: &'a mut Vm) -> Option<&'a mut [u8]> {
        if self.readonly || !self.is_c_contiguous() {
            return None;
        }
        let range = self.offset..self.offset + self.nbytes();
        self.memory.write(vm)?.get_mut(range)
    }
    /// A copy of all items in C order.
    pub fn to_vec(&self, vm: &Vm) -> Vec<u8> {
        if let Some(bytes) = self.bytes(vm) {
            return bytes.to_vec();
        }
        let mut out = Vec::with_capacity(self.nbytes());
        for offset in self.offsets() {
            out.extend_from_slice(self.item(vm, offset));
        }
        out
    }
}

impl crate::value::Trace for Buffer {
    fn trace(&self, tracer: &mut crate::value::Tracer) {
        self.owner.trace(tracer);
    }
}

/// Makes the buffer of an object of a registered kind.
pub type Exporter = fn(&mut Vm, &Value) -> Result<Buffer>;

/// Kinds that registered.
#[derive(Default)]
struct Exporters(KindMap<Exporter>);

/// `inspect.BufferFlags.FULL_RO`, what `__buffer__` is asked for.
const FULL_RO: i64 = 0x11c;

impl Vm {
    /// Lets objects of the kind `T` lend their memory.
    pub fn register_buffer<T: Body>(&mut self, exporter: Exporter) {
        self.state::<Exporters>().0.insert(TypeId::of::<T>(), exporter);
    }
    /// The memory of a bytes-like object; nothing for anything else. Errors: the object cannot lend it now.
    pub fn buffer(&mut self, value: &Value) -> Result<Option<Buffer>> {
        if let Some(bytes) = value.cast::<Bytes>() {
            return Ok(Some(Bytes::buffer(bytes)));
        }
        if let Some(array) = value.cast::<ByteArray>() {
            return Ok(Some(ByteArray::buffer(self, array)));
        }
        if let Some(view) = value.cast::<MemoryView>() {
            return MemoryView::buffer(self, view).map(Some);
        }
        let Some(header) = value.header() else { return Ok(None) };
        let kind = alloc::kind_of(header.map.get());
        if let Some(exporter) = self.state::<Exporters>().0.get(&kind).copied() {
            return exporter(self, value).map(Some);
        }
        let Some(function) = self.class_of(value).slot(self, Slot::Buffer) else { return Ok(None) };
        let flags = Value::small(FULL_RO);
        let result = self.call_slot(&function, value, &[&flags])?;
        match result.cast::<MemoryView>() {
            Some(view) => MemoryView::buffer(self, view).map(Some),
            None => Err(self.type_error("__buffer__ returned non-memoryview object")),
        }
    }
    /// Memory that may be changed. Errors: TypeError for what has none.
    pub fn writable_buffer(&mut self, value: &Value) -> Result<Buffer> {
        match self.buffer(value)? {
            Some(buffer) if !buffer.readonly => Ok(buffer),
            _ => {
                let name = self.type_name(value);
                Err(self.type_error(format_args!("a read-write bytes-like object is required, not '{name}'")))
            }
        }
    }
    /// A copy of the bytes of a bytes-like object; nothing for anything else.
    pub fn find_bytes(&mut self, value: &Value) -> Result<Option<Vec<u8>>> {
        if let Some(bytes) = value.cast::<Bytes>() {
            return Ok(Some(bytes.as_slice().to_vec()));
        }
        Ok(self.buffer(value)?.map(|buffer| buffer.to_vec(self)))
    }
    /// The bytes of a bytes-like object; TypeError "a bytes-like object is required, not 'int'".
    pub fn get_bytes(&mut self, value: &Value) -> Result<Vec<u8>> {
        match self.find_bytes(value)? {
            Some(bytes) => Ok(bytes),
            None => {
                let name = self.type_name(value);
                Err(self.type_error(format_args!("a bytes-like object is required, not '{name}'")))
            }
        }
    }
    /// The same with less copying: exact bytes are borrowed.
    pub fn borrow_bytes<'a>(&mut self, value: &'a Value) -> Result<std::borrow::Cow<'a, [u8]>> {
        match value.cast::<Bytes>() {
            Some(bytes) => Ok(bytes_of(bytes).into()),
            None => self.get_bytes(value).map(Into::into),
        }
    }
}

fn bytes_of(bytes: &Obj<Bytes>) -> &[u8] {
    bytes.as_slice()
}
