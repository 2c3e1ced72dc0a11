//! What is searched: a string or bytes-like object, looked at where it lies.

use super::pattern::Pattern;
use whipsnake_sre::Unit;
use whipsnake_vm::{
    error::Result,
    objects::bytes::Bytes,
    protocol::buffer::Buffer,
    value::{Obj, Str, Trace, Tracer, Value},
    vm::Vm,
};

/// What is searched.
#[derive(Clone)]
pub struct Subject {
    /// The object, as matches show it.
    pub string: Value,
    /// The memory of what is neither a string nor bytes.
    buffer: Option<Box<Buffer>>,
}

impl Trace for Subject {
    fn trace(&self, tracer: &mut Tracer) {
        self.string.trace(tracer);
        if let Some(buffer) = &self.buffer {
            buffer.trace(tracer);
        }
    }
}

impl Subject {
    /// What a pattern searches in `string`. Errors: it is not of the pattern's kind.
    #[inline]
    pub fn new(vm: &mut Vm, pattern: &Obj<Pattern>, string: &Value) -> Result<Subject> {
        let subject = Subject { string: string.clone(), buffer: None };
        if string.cast::<Str>().is_some() {
            if pattern.unit == Some(Unit::Byte) {
                return Err(vm.type_error("cannot use a bytes pattern on a string-like object"));
            }
            return Ok(subject);
        }
        subject.of_buffer(vm, pattern)
    }
    #[inline(never)]
    fn of_buffer(mut self, vm: &mut Vm, pattern: &Obj<Pattern>) -> Result<Subject> {
        if self.string.cast::<Bytes>().is_none() {
            let buffer = vm.buffer(&self.string)?.filter(|buffer| buffer.bytes(vm).is_some());
            let Some(buffer) = buffer else {
                let name = vm.type_name(&self.string);
                return Err(vm.type_error(format_args!("expected string or bytes-like object, got '{name}'")));
            };
            self.buffer = Some(Box::new(buffer));
        }
        if pattern.unit == Some(Unit::CodePoint) {
            return Err(vm.type_error("cannot use a string pattern on a bytes-like object"));
        }
        Ok(self)
    }
    /// What a character is in it.
    #[inline]
    pub fn unit(&self) -> Unit {
        if self.string.cast::<Str>().is_some() { Unit::CodePoint } else { Unit::Byte }
    }
    /// Its bytes.
    #[inline]
    pub fn bytes<'a>(&'a self, vm: &'a Vm) -> &'a [u8] {
        if let Some(text) = self.string.cast::<Str>() {
            return text.as_bytes();
        }
        if let Some(bytes) = self.string.cast::<Bytes>() {
            return bytes.as_slice();
        }
        self.buffer.as_ref().and_then(|buffer| buffer.bytes(vm)).unwrap_or(&[])
    }
    /// The byte at which a character begins, for an index that a program gave.
    pub fn offset(&self, vm: &Vm, index: isize) -> usize {
        let index = index.max(0) as usize;
        match self.string.cast::<Str>() {
            Some(text) => text.byte_offset(index),
            None => index.min(self.bytes(vm).len()),
        }
    }
    /// The same without holding on to the memory: what a match keeps, so that a `bytearray` may grow or shrink again.
    pub fn released(&self) -> Subject {
        Subject { string: self.string.clone(), buffer: None }
    }
    /// The part of it between two bytes.
    #[inline]
    pub fn cut(&self, vm: &mut Vm, from: usize, to: usize) -> Value {
        if let Some(text) = self.string.cast::<Str>() {
            return text.byte_range(vm, from, to);
        }
        if self.buffer.is_none() && self.string.cast::<Bytes>().is_none() {
            return self.cut_released(vm, from, to);
        }
        let bytes = self.bytes(vm);
        let to = to.min(bytes.len());
        let from = from.min(to);
        if to - from == bytes.len() && self.string.exact::<Bytes>().is_some() {
            return self.string.clone();
        }
        vm.new_bytes(&bytes[from..to])
    }
    /// The part between two bytes of memory that has to be asked for anew; what is no longer there is left out.
    #[cold]
    fn cut_released(&self, vm: &mut Vm, from: usize, to: usize) -> Value {
        let buffer = match vm.buffer(&self.string) {
            Ok(buffer) => buffer,
            Err(raised) => {
                drop(vm.take_raised(raised));
                None
            }
        };
        let bytes = buffer.as_ref().and_then(|buffer| buffer.bytes(vm)).unwrap_or(&[]);
        let to = to.min(bytes.len());
        vm.new_bytes(&bytes[from.min(to)..to])
    }
}
