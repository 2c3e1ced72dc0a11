//! `BytesIO`: a binary stream in memory.

use super::base::{BUFFERED_BASE, closed_error};
use std::cell::Cell;
use whipsnake_vm::{
    allocator, body,
    error::Result,
    getset, method,
    native::TypeDef,
    objects::list::List,
    types::{Type, type_flags},
    value::{Handle, Obj, Tuple, Value, VmCell, map::Layout},
    vm::Vm,
};

/// Bytes with a position; nothing once closed.
pub struct BytesIo {
    data: VmCell<Option<Vec<u8>>>,
    at: Cell<usize>,
}
body!(BytesIo);

impl BytesIo {
    fn new_(class: &Obj<Type>) -> Handle<BytesIo> {
        let body = BytesIo { data: VmCell::new(Some(Vec::new())), at: Cell::new(0) };
        Handle::new_instance(class.instance_map.get(), body)
    }
    fn init(vm: &mut Vm, this: &Obj<BytesIo>, initial: Option<Value>) -> Result<()> {
        let data = match initial.filter(|initial| !initial.is_none()) {
            Some(initial) => vm.get_bytes(&initial)?,
            None => Vec::new(),
        };
        this.data.set(vm, Some(data));
        this.at.set(0);
        Ok(())
    }
    fn data<'a>(&'a self, vm: &'a mut Vm) -> Result<&'a mut Vec<u8>> {
        if self.data.get(vm).is_none() {
            return Err(closed_error(vm));
        }
        Ok(self.data.get_mut(vm).as_mut().expect("it was just seen to be open"))
    }
    fn limit(vm: &mut Vm, size: Option<Value>) -> Result<usize> {
        match size.filter(|size| !size.is_none()) {
            Some(size) => Ok(usize::try_from(vm.index_isize(&size)?).unwrap_or(usize::MAX)),
            None => Ok(usize::MAX),
        }
    }
    fn take(&self, vm: &mut Vm, limit: usize, line: bool) -> Result<Vec<u8>> {
        let at = self.at.get();
        let rest = self.data(vm)?.get(at..).unwrap_or(&[]);
        let mut count = rest.len().min(limit);
        if line && let Some(end) = memchr::memchr(b'\n', &rest[..count]) {
            count = end + 1;
        }
        let taken = rest[..count].to_vec();
        self.at.set(at + count);
        Ok(taken)
    }
    fn read(vm: &mut Vm, this: &Obj<BytesIo>, size: Option<Value>) -> Result<Value> {
        let limit = BytesIo::limit(vm, size)?;
        let bytes = this.take(vm, limit, false)?;
        Ok(vm.new_bytes(&bytes))
    }
    fn readline(vm: &mut Vm, this: &Obj<BytesIo>, size: Option<Value>) -> Result<Value> {
        let limit = BytesIo::limit(vm, size)?;
        let bytes = this.take(vm, limit, true)?;
        Ok(vm.new_bytes(&bytes))
    }
    fn readlines(vm: &mut Vm, this: &Obj<BytesIo>, hint: Option<Value>) -> Result<Value> {
        let hint = match hint.filter(|hint| !hint.is_none()) {
            Some(hint) => vm.index_isize(&hint)?,
            None => 0,
        };
        let (mut lines, mut total) = (Vec::new(), 0);
        loop {
            let line = this.take(vm, usize::MAX, true)?;
            if line.is_empty() {
                break;
            }
            total += line.len() as isize;
            lines.push(vm.new_bytes(&line));
            if hint > 0 && total >= hint {
                break;
            }
        }
        Ok(List::new(lines).into_value())
    }
    fn next(vm: &mut Vm, this: &Obj<BytesIo>) -> Result<Option<Value>> {
        let line = this.take(vm, usize::MAX, true)?;
        Ok(if line.is_empty() { None } else { Some(vm.new_bytes(&line)) })
    }
    fn readinto(vm: &mut Vm, this: &Obj<BytesIo>, buffer: &Value) -> Result<usize> {
        let room = vm.get_bytes(buffer)?.len();
        let bytes = this.take(vm, room, false)?;
        super::fill_buffer(vm, buffer, &bytes)?;
        Ok(bytes.len())
    }
    fn write(vm: &mut Vm, this: &Obj<BytesIo>, bytes: &Value) -> Result<usize> {
        let bytes = vm.get_bytes(bytes)?;
        let at = this.at.get();
        let data = this.data(vm)?;
        if bytes.is_empty() {
            return Ok(0);
        }
        let length = at.checked_add(bytes.len());
        let more = length.map(|length| length.saturating_sub(data.len()));
        vm.check_size(more)?;
        let data = this.data(vm)?;
        if more.is_none_or(|more| data.try_reserve(more).is_err()) {
            return Err(vm.memory_error(""));
        }
        if data.len() < at {
            data.resize(at, 0);
        }
        let over = bytes.len().min(data.len() - at);
        data[at..at + over].copy_from_slice(&bytes[..over]);
        data.extend_from_slice(&bytes[over..]);
        this.at.set(at + bytes.len());
        Ok(bytes.len())
    }
    fn seek(vm: &mut Vm, this: &Obj<BytesIo>, position: isize, whence: Option<i32>) -> Result<usize> {
        let length = this.data(vm)?.len();
        let target = match whence.unwrap_or(0) {
            0 if position < 0 => return Err(vm.value_error(format_args!("negative seek value {position}"))),
            0 => position,
            1 => (this.at.get() as isize).saturating_add(position),
            2 => (length as isize).saturating_add(position),
            other => {
                return Err(vm.value_error(format_args!("invalid whence ({other}, should be 0, 1 or 2)")));
            }
        };
        this.at.set(target.max(0) as usize);
        Ok(this.at.get())
    }
    fn tell(vm: &mut Vm, this: &Obj<BytesIo>) -> Result<usize> {
        this.data(vm)?;
        Ok(this.at.get())
    }
    fn truncate(vm: &mut Vm, this: &Obj<BytesIo>, size: Option<Value>) -> Result<usize> {
        let size = match size.filter(|size| !size.is_none()) {
            Some(size) => {
                let size = vm.index_isize(&size)?;
                if size < 0 {
                    return Err(vm.value_error(format_args!("negative size value {size}")));
                }
                size as usize
            }
            None => this.at.get(),
        };
        this.data(vm)?.truncate(size);
        Ok(size)
    }
    fn get_value(vm: &mut Vm, this: &Obj<BytesIo>) -> Result<Value> {
        let bytes = this.data(vm)?.clone();
        Ok(vm.new_bytes(&bytes))
    }
    fn get_buffer(vm: &mut Vm, this: &Obj<BytesIo>) -> Result<Value> {
        // A copy: writing through the view does not reach the stream.
        let bytes = BytesIo::get_value(vm, this)?;
        let class = vm.type_of_map(whipsnake_vm::value::fixed::MEMORY_VIEW).to_value();
        vm.call(&class, &[bytes])
    }
    fn yes(vm: &mut Vm, this: &Obj<BytesIo>) -> Result<bool> {
        this.data(vm)?;
        Ok(true)
    }
    fn no(vm: &mut Vm, this: &Obj<BytesIo>) -> Result<bool> {
        this.data(vm)?;
        Ok(false)
    }
    fn close(vm: &mut Vm, this: &Obj<BytesIo>) {
        this.data.set(vm, None);
    }
    fn closed(vm: &mut Vm, this: &Obj<BytesIo>) -> bool {
        this.data.get(vm).is_none()
    }
    fn flush(vm: &mut Vm, this: &Obj<BytesIo>) -> Result<()> {
        this.data(vm).map(drop)
    }
    fn get_state(vm: &mut Vm, this: &Obj<BytesIo>) -> Result<Value> {
        let value = BytesIo::get_value(vm, this)?;
        let own = super::state::attributes(vm, &this.to_value());
        Ok(Tuple::new(vec![value, Value::small(this.at.get() as i64), own]).into_value())
    }
    fn set_state(vm: &mut Vm, this: &Obj<BytesIo>, state: &Value) -> Result<()> {
        this.data(vm)?;
        let parts = super::state::parts(vm, state, "BytesIO", 3)?;
        let bytes = vm.get_bytes(&parts[0])?;
        let at = super::state::position(vm, &parts[1], "second item of state", "not")?;
        *this.data(vm)? = bytes;
        this.at.set(at as usize);
        super::state::set_attributes(vm, &this.to_value(), &parts[2], "third")
    }
}

/// Table of `BytesIO`.
pub static BYTES_IO: TypeDef = TypeDef {
    name: "_io.BytesIO",
    doc: "Buffered I/O implementation using an in-memory bytes buffer.",
    base: Some(&BUFFERED_BASE),
    map: None,
    layout: Layout::of::<BytesIo>(),
    flags: type_flags::BASE | type_flags::DICT | type_flags::WEAK,
    rows: &[
        allocator!("__new__(cls, *args, **kwargs)", BytesIo::new_),
        method!("__init__(self, initial_bytes=b'')", BytesIo::init, 2),
        method!(
            "read(self, size=-1, /)",
            BytesIo::read,
            2,
            "Read at most size bytes, returned as a bytes object."
        ),
        method!("read1(self, size=-1, /)", BytesIo::read, 2),
        method!(
            "readline(self, size=-1, /)",
            BytesIo::readline,
            2,
            "Next line from the file, as a bytes object."
        ),
        method!(
            "readlines(self, size=None, /)",
            BytesIo::readlines,
            2,
            "List of bytes objects, each a line from the file."
        ),
        method!("readinto(self, buffer, /)", BytesIo::readinto, 2, "Read bytes into buffer."),
        method!("readinto1(self, buffer, /)", BytesIo::readinto, 2),
        method!("__next__(self, /)", BytesIo::next, 1),
        method!("write(self, b, /)", BytesIo::write, 2, "Write bytes to file."),
        method!("seek(self, pos, whence=0, /)", BytesIo::seek, 3, "Change stream position."),
        method!("tell(self, /)", BytesIo::tell, 1, "Current file position, an integer."),
        method!(
            "truncate(self, size=None, /)",
            BytesIo::truncate,
            2,
            "Truncate the file to at most size bytes."
        ),
        method!(
            "getvalue(self, /)",
            BytesIo::get_value,
            1,
            "Retrieve the entire contents of the BytesIO object."
        ),
        method!(
            "getbuffer(self, /)",
            BytesIo::get_buffer,
            1,
            "Get a read-write view over the contents of the BytesIO object."
        ),
        method!("readable(self, /)", BytesIo::yes, 1),
        method!("writable(self, /)", BytesIo::yes, 1),
        method!("seekable(self, /)", BytesIo::yes, 1),
        method!("isatty(self, /)", BytesIo::no, 1),
        method!("close(self, /)", BytesIo::close, 1, "Disable all I/O operations."),
        method!("flush(self, /)", BytesIo::flush, 1, "Does nothing."),
        method!("__getstate__(self, /)", BytesIo::get_state, 1),
        method!("__setstate__(self, state, /)", BytesIo::set_state, 2),
        getset!("closed", BytesIo::closed),
    ],
};
