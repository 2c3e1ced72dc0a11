//! `StringIO`: a text stream in memory.

use super::{
    base::TEXT_BASE,
    newline::{Mode, find_line, translate},
};
use std::cell::Cell;
use whipsnake_vm::{
    allocator, body,
    error::Result,
    getset, method,
    native::TypeDef,
    text::wtf8,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Tuple, Value, VmCell, map::Layout},
    vm::Vm,
};

/// Text with a position; nothing once closed.
pub struct StringIo {
    text: VmCell<Option<Vec<u8>>>,
    /// Byte offset of the position; beyond the end when `past` is not 0.
    at: Cell<usize>,
    /// Characters beyond the end.
    past: Cell<usize>,
    mode: Cell<Mode>,
    seen: Cell<u8>,
}
body!(StringIo);

impl StringIo {
    fn new_(class: &Obj<Type>) -> Handle<StringIo> {
        let body = StringIo {
            text: VmCell::new(Some(Vec::new())),
            at: Cell::new(0),
            past: Cell::new(0),
            mode: Cell::new(Mode::UNIVERSAL),
            seen: Cell::new(0),
        };
        Handle::new_instance(class.instance_map.get(), body)
    }
    fn init(vm: &mut Vm, this: &Obj<StringIo>, initial: Option<Value>, newline: Option<Value>) -> Result<()> {
        let newline = newline.unwrap_or_else(|| vm.new_str("\n"));
        this.mode.set(Mode::of(vm, Some(newline))?);
        this.text.set(vm, Some(Vec::new()));
        this.at.set(0);
        this.past.set(0);
        if let Some(initial) = initial.filter(|initial| !initial.is_none()) {
            if initial.cast::<Str>().is_none() {
                let name = vm.type_name(&initial);
                return Err(vm.type_error(format_args!("initial_value must be str or None, not {name}")));
            }
            StringIo::write(vm, this, &initial)?;
            this.at.set(0);
        }
        Ok(())
    }
    fn text<'a>(&'a self, vm: &'a mut Vm) -> Result<&'a mut Vec<u8>> {
        if self.text.get(vm).is_none() {
            return Err(vm.value_error("I/O operation on closed file"));
        }
        Ok(self.text.get_mut(vm).as_mut().expect("it was just seen to be open"))
    }
    fn write(vm: &mut Vm, this: &Obj<StringIo>, text: &Value) -> Result<usize> {
        let Some(string) = text.cast::<Str>().map(|text| text.to_handle()) else {
            let name = vm.type_name(text);
            return Err(vm.type_error(format_args!("string argument expected, got '{name}'")));
        };
        let mode = this.mode.get();
        let mut bytes = std::borrow::Cow::Borrowed(string.as_bytes());
        if mode.universal {
            this.seen.set(this.seen.get() | super::newline::kinds(&bytes));
        }
        if mode.translates {
            bytes = translate(bytes.into_owned()).into();
        } else if mode.line_end() != "\n" {
            bytes = bytes
                .split(|byte| *byte == b'\n')
                .collect::<Vec<_>>()
                .join(mode.line_end().as_bytes())
                .into();
        }
        let (at, past) = (this.at.get(), this.past.replace(0));
        let more = past.checked_add(bytes.len());
        vm.check_size(more)?;
        let stored = this.text(vm)?;
        if more.is_none_or(|more| stored.try_reserve(more).is_err()) {
            return Err(vm.memory_error(""));
        }
        stored.resize(stored.len() + past, 0);
        let at = at + past;
        if at >= stored.len() {
            stored.extend_from_slice(&bytes);
        } else {
            // As many characters are replaced as are written.
            let end = wtf8::byte_offset_from(stored, at, wtf8::count(&bytes)).min(stored.len());
            stored.splice(at..end, bytes.iter().copied());
        }
        this.at.set(at + bytes.len());
        Ok(string.char_count())
    }
    fn take(&self, vm: &mut Vm, limit: Option<usize>, line: bool) -> Result<Value> {
        let (at, mode) = (self.at.get(), self.mode.get());
        let rest = if self.past.get() > 0 { &[] } else { &self.text(vm)?[at..] };
        let mut count = limit.map_or(rest.len(), |limit| wtf8::byte_offset(rest, limit).min(rest.len()));
        if line && let Some(end) = find_line(rest, mode, true) {
            count = count.min(end);
        }
        let taken = Str::new(&rest[..count]).into_value();
        self.at.set(at + count);
        Ok(taken)
    }
    fn limit(vm: &mut Vm, size: Option<Value>) -> Result<Option<usize>> {
        match size.filter(|size| !size.is_none()) {
            Some(size) if vm.has_index(&size) => Ok(usize::try_from(vm.index_isize(&size)?).ok()),
            Some(size) => {
                let name = vm.type_name(&size);
                Err(vm.type_error(format_args!("argument should be integer or None, not '{name}'")))
            }
            None => Ok(None),
        }
    }
    fn read(vm: &mut Vm, this: &Obj<StringIo>, size: Option<Value>) -> Result<Value> {
        let limit = StringIo::limit(vm, size)?;
        this.text(vm)?;
        this.take(vm, limit, false)
    }
    fn readline(vm: &mut Vm, this: &Obj<StringIo>, size: Option<Value>) -> Result<Value> {
        let limit = StringIo::limit(vm, size)?;
        this.text(vm)?;
        this.take(vm, limit, true)
    }
    fn next(vm: &mut Vm, this: &Obj<StringIo>) -> Result<Option<Value>> {
        this.text(vm)?;
        let line = this.take(vm, None, true)?;
        Ok(if line.cast::<Str>().is_some_and(|line| line.as_bytes().is_empty()) { None } else { Some(line) })
    }
    fn seek(vm: &mut Vm, this: &Obj<StringIo>, position: isize, whence: Option<i32>) -> Result<usize> {
        let whence = whence.unwrap_or(0);
        if !(0..=2).contains(&whence) {
            return Err(vm.value_error(format_args!("Invalid whence ({whence}, should be 0, 1 or 2)")));
        }
        if whence == 0 && position < 0 {
            return Err(vm.value_error(format_args!("Negative seek position {position}")));
        }
        if whence != 0 && position != 0 {
            return Err(vm.raise_text(
                whipsnake_vm::objects::exceptions::ExcKind::OSError,
                "Can't do nonzero cur-relative seeks",
            ));
        }
        if whence == 1 {
            return StringIo::tell(vm, this);
        }
        let text = this.text(vm)?;
        let length = wtf8::count(text);
        let target = if whence == 2 { length } else { position as usize };
        let at = wtf8::byte_offset(text, target.min(length)).min(text.len());
        this.at.set(at);
        this.past.set(target.saturating_sub(length));
        Ok(target)
    }
    fn tell(vm: &mut Vm, this: &Obj<StringIo>) -> Result<usize> {
        let at = this.at.get();
        let before = wtf8::count(&this.text(vm)?[..at]);
        Ok(before + this.past.get())
    }
    fn truncate(vm: &mut Vm, this: &Obj<StringIo>, size: Option<Value>) -> Result<usize> {
        let size = match size.filter(|size| !size.is_none()) {
            Some(size) => {
                let size = vm.index_isize(&size)?;
                if size < 0 {
                    return Err(vm.value_error(format_args!("Negative size value {size}")));
                }
                size as usize
            }
            None => StringIo::tell(vm, this)?,
        };
        let text = this.text(vm)?;
        let end = wtf8::byte_offset(text, size).min(text.len());
        text.truncate(end);
        if this.at.get() > end {
            this.at.set(end);
        }
        Ok(size)
    }
    fn get_value(vm: &mut Vm, this: &Obj<StringIo>) -> Result<Value> {
        Ok(Str::new(this.text(vm)?).into_value())
    }
    fn get_state(vm: &mut Vm, this: &Obj<StringIo>) -> Result<Value> {
        let text = StringIo::get_value(vm, this)?;
        let mode = this.mode.get();
        let newline = match (mode.universal, mode.translates) {
            (true, true) => Value::NONE,
            (true, false) => vm.new_str(""),
            _ => vm.new_str(mode.line_end()),
        };
        let at = StringIo::tell(vm, this)?;
        let own = super::state::attributes(vm, &this.to_value());
        Ok(Tuple::new(vec![text, newline, Value::small(at as i64), own]).into_value())
    }
    fn set_state(vm: &mut Vm, this: &Obj<StringIo>, state: &Value) -> Result<()> {
        this.text(vm)?;
        let parts = super::state::parts(vm, state, "StringIO", 4)?;
        // The text is as it was stored: only the newline's meaning is taken from how a stream begins.
        StringIo::init(vm, this, Some(parts[0].clone()), Some(parts[1].clone()))?;
        let at = super::state::position(vm, &parts[2], "third item of state", "got")?;
        if let Some(text) = parts[0].cast::<Str>() {
            let bytes = text.as_bytes().to_vec();
            *this.text(vm)? = bytes;
        }
        StringIo::seek(vm, this, at, None)?;
        super::state::set_attributes(vm, &this.to_value(), &parts[3], "fourth")
    }
    fn yes(vm: &mut Vm, this: &Obj<StringIo>) -> Result<bool> {
        this.text(vm)?;
        Ok(true)
    }
    fn close(vm: &mut Vm, this: &Obj<StringIo>) {
        this.text.set(vm, None);
    }
    fn closed(vm: &mut Vm, this: &Obj<StringIo>) -> bool {
        this.text.get(vm).is_none()
    }
    fn newlines(vm: &mut Vm, this: &Obj<StringIo>) -> Value {
        super::newline::seen_value(vm, this.seen.get())
    }
    fn line_buffering(vm: &mut Vm, this: &Obj<StringIo>) -> Result<bool> {
        this.text(vm)?;
        Ok(false)
    }
}

/// Table of `StringIO`.
pub static STRING_IO: TypeDef = TypeDef {
    name: "_io.StringIO",
    doc: "Text I/O implementation using an in-memory buffer.",
    base: Some(&TEXT_BASE),
    map: None,
    layout: Layout::of::<StringIo>(),
    flags: type_flags::BASE | type_flags::DICT | type_flags::WEAK,
    rows: &[
        allocator!("__new__(cls, *args, **kwargs)", StringIo::new_),
        method!("__init__(self, initial_value='', newline='\\n')", StringIo::init, 3),
        method!("write(self, s, /)", StringIo::write, 2, "Write string to file."),
        method!(
            "read(self, size=-1, /)",
            StringIo::read,
            2,
            "Read at most size characters, returned as a string."
        ),
        method!("readline(self, size=-1, /)", StringIo::readline, 2, "Read until newline or EOF."),
        method!("__next__(self, /)", StringIo::next, 1),
        method!("seek(self, pos, whence=0, /)", StringIo::seek, 3, "Change stream position."),
        method!("tell(self, /)", StringIo::tell, 1, "Tell the current file position."),
        method!("truncate(self, pos=None, /)", StringIo::truncate, 2, "Truncate size to pos."),
        method!("getvalue(self, /)", StringIo::get_value, 1, "Retrieve the entire contents of the object."),
        method!("readable(self, /)", StringIo::yes, 1),
        method!("writable(self, /)", StringIo::yes, 1),
        method!("seekable(self, /)", StringIo::yes, 1),
        method!("close(self, /)", StringIo::close, 1, "Close the IO object."),
        method!("__getstate__(self, /)", StringIo::get_state, 1),
        method!("__setstate__(self, state, /)", StringIo::set_state, 2),
        getset!("closed", StringIo::closed),
        getset!("newlines", StringIo::newlines),
        getset!("line_buffering", StringIo::line_buffering),
    ],
};
