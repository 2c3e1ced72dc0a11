//! `TextIOWrapper`: text over a binary stream. Text read ahead waits decoded; text written waits encoded.
//!
//! Positions that `tell` gives are byte positions of the stream below; in the middle of decoded text they are found by
//! encoding what is used of it again (`ahead.rs`).

use super::{
    ahead::{self, Piece, Pieces},
    base::{self, TEXT_BASE, call, is_closed, unsupported},
    buffered::native_buffer,
    newline::{Mode, find_line, translate},
};
use std::cell::{Cell, RefCell};
use whipsnake_vm::{
    body,
    error::Result,
    getset, method, names,
    native::{Kwargs, Rest, TypeDef},
    objects::str::codec::Builtin,
    static_method,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Value, VmCell, map::Layout},
    vm::Vm,
};

/// Bytes read from the stream at once, and written at once.
const CHUNK: usize = 8192;

/// Text over a binary stream.
pub struct TextIo {
    buffer: VmCell<Value>,
    encoding: RefCell<String>,
    errors: RefCell<String>,
    mode: Cell<Mode>,
    line_buffering: Cell<bool>,
    write_through: Cell<bool>,
    /// Text read ahead, and how many bytes of it are used up.
    text: VmCell<Vec<u8>>,
    used: Cell<usize>,
    /// What the text was made of.
    pieces: VmCell<Pieces>,
    /// The encoding without the mark that told the order of its bytes, once that was read.
    unmarked: RefCell<Option<String>>,
    /// Bytes that do not make a whole character yet, or half of a line end.
    tail: VmCell<Vec<u8>>,
    /// Encoded text not yet handed down.
    pending: VmCell<Vec<u8>>,
    /// Kinds of line ends seen: 1 `\r`, 2 `\n`, 4 `\r\n`.
    seen: Cell<u8>,
    at_end: Cell<bool>,
    has_written: Cell<bool>,
}
body!(TextIo; [buffer]);

fn text_option(vm: &mut Vm, value: Option<Value>, what: &str, default: &str) -> Result<String> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(default.to_owned()) };
    if value.cast::<Str>().is_none() {
        let given = vm.type_name(&value);
        return Err(
            vm.type_error(format_args!("TextIOWrapper() argument '{what}' must be str or None, not {given}"))
        );
    }
    Ok(vm.text_of(&value).into_owned())
}

impl TextIo {
    fn new_(_vm: &mut Vm, class: &Obj<Type>, _args: Rest, _keywords: Kwargs) -> Handle<TextIo> {
        let body = TextIo {
            buffer: VmCell::new(Value::UNDEF),
            encoding: RefCell::default(),
            errors: RefCell::default(),
            mode: Cell::new(Mode::UNIVERSAL),
            line_buffering: Cell::new(false),
            write_through: Cell::new(false),
            text: VmCell::default(),
            used: Cell::new(0),
            pieces: VmCell::default(),
            unmarked: RefCell::default(),
            tail: VmCell::default(),
            pending: VmCell::default(),
            seen: Cell::new(0),
            at_end: Cell::new(false),
            has_written: Cell::new(false),
        };
        Handle::new_instance(class.instance_map.get(), body)
    }
    fn init(
        vm: &mut Vm,
        this: &Obj<TextIo>,
        buffer: Value,
        encoding: Option<Value>,
        errors: Option<Value>,
        newline: Option<Value>,
        line_buffering: Option<bool>,
        write_through: Option<bool>,
    ) -> Result<()> {
        let encoding = text_option(vm, encoding, "encoding", "locale")?;
        let encoding = if encoding == "locale" { "UTF-8".to_owned() } else { encoding };
        if Builtin::by_name(&encoding).is_none() {
            vm.lookup_codec(&encoding)?;
        }
        let errors = text_option(vm, errors, "errors", "strict")?;
        this.mode.set(Mode::of(vm, newline)?);
        // What is appended to a stream needs no second mark.
        let appends = ahead::has_mark(&encoding)
            && call(vm, &buffer, "seekable", &[])?.is_true()
            && call(vm, &buffer, "tell", &[])?.as_small() != Some(0);
        this.has_written.set(appends);
        *this.encoding.borrow_mut() = encoding;
        *this.errors.borrow_mut() = errors;
        this.line_buffering.set(line_buffering.unwrap_or(false));
        this.write_through.set(write_through.unwrap_or(false));
        this.buffer.set(vm, buffer);
        Ok(())
    }
    fn buffer(&self, vm: &mut Vm) -> Result<Value> {
        let buffer = self.buffer.cloned(vm);
        if buffer.is_undef() {
            return Err(vm.value_error("underlying buffer has been detached"));
        }
        Ok(buffer)
    }
    fn open_buffer(&self, vm: &mut Vm) -> Result<Value> {
        let buffer = self.buffer(vm)?;
        if native_buffer(vm, &buffer).is_none() || is_closed(vm, &buffer)? {
            base::check_open(vm, &buffer)?;
        }
        Ok(buffer)
    }
    fn flush_pending(&self, vm: &mut Vm) -> Result<()> {
        if self.pending.get(vm).is_empty() {
            return Ok(());
        }
        let buffer = self.buffer(vm)?;
        let bytes = std::mem::take(self.pending.get_mut(vm));
        if let Some(native) = native_buffer(vm, &buffer) {
            return native.write_bytes(vm, &bytes).map(drop);
        }
        let data = vm.new_bytes(&bytes);
        vm.call_method(&buffer, names::write, &[data]).map(drop)
    }
    fn write(vm: &mut Vm, this: &Obj<TextIo>, text: &Value) -> Result<usize> {
        let Some(string) = text.cast::<Str>().map(|text| text.to_handle()) else {
            let name = vm.type_name(text);
            return Err(vm.type_error(format_args!("write() argument must be str, not {name}")));
        };
        let buffer = this.open_buffer(vm)?;
        let bytes = string.as_bytes();
        let has_line_end =
            this.line_buffering.get() && bytes.iter().any(|byte| matches!(byte, b'\n' | b'\r'));
        let line_end = this.mode.get().line_end();
        let utf8 = matches!(&*this.encoding.borrow(), encoding if encoding == "utf-8" || encoding == "UTF-8");
        if line_end == "\n" && utf8 && string.as_str().is_some() {
            this.pending.get_mut(vm).extend_from_slice(bytes);
        } else {
            this.encode(vm, &string, line_end)?;
        }
        if this.used.get() < this.text.get(vm).len() || !this.tail.get(vm).is_empty() {
            this.forget_ahead(vm)?;
        }
        if this.pending.get(vm).len() > CHUNK || has_line_end || this.write_through.get() {
            this.flush_pending(vm)?;
        }
        if has_line_end {
            vm.call_method(&buffer, names::flush, &[])?;
        }
        Ok(string.char_count())
    }
    fn encode(&self, vm: &mut Vm, string: &Obj<Str>, line_end: &str) -> Result<()> {
        let translated;
        let source = if line_end != "\n" && string.as_bytes().contains(&b'\n') {
            let pieces: Vec<&[u8]> = string.as_bytes().split(|byte| *byte == b'\n').collect();
            translated = Str::from_vec(pieces.join(line_end.as_bytes()));
            &*translated
        } else {
            string
        };
        let mut encoding = self.encoding.borrow().clone();
        // The byte order mark comes once, at the start.
        if self.has_written.replace(true) {
            match Builtin::by_name(&encoding) {
                Some(Builtin::Utf16) => encoding = "utf-16-le".to_owned(),
                Some(Builtin::Utf32) => encoding = "utf-32-le".to_owned(),
                _ if ahead::is_signed(&encoding) => encoding = "utf-8".to_owned(),
                _ => {}
            }
        }
        let errors = self.errors.borrow().clone();
        let encoded = vm.encode_text(source, &encoding, &errors)?;
        let bytes = vm.get_bytes(&encoded)?;
        self.pending.get_mut(vm).extend_from_slice(&bytes);
        Ok(())
    }
    /// Gives up text that was read ahead: the stream's position is where reading stopped.
    fn forget_ahead(&self, vm: &mut Vm) -> Result<()> {
        self.text.get_mut(vm).clear();
        self.used.set(0);
        self.tail.get_mut(vm).clear();
        self.pieces.get_mut(vm).clear();
        self.at_end.set(false);
        Ok(())
    }
    /// Reads and decodes more; false at the end.
    fn fill(&self, vm: &mut Vm, all: bool) -> Result<bool> {
        let buffer = self.open_buffer(vm)?;
        self.flush_pending(vm)?;
        let marked = self.encoding.borrow().clone();
        let known = self.unmarked.borrow().clone();
        let encoding = known.clone().unwrap_or_else(|| marked.clone());
        let codec = Builtin::by_name(&encoding);
        let width = codec.and_then(ahead::width);
        let all = all || width.is_none();
        let piece = if let Some(native) = native_buffer(vm, &buffer) {
            if all { native.read_bytes(vm, None)? } else { native.read_once(vm, CHUNK)? }
        } else {
            let data = if all {
                call(vm, &buffer, "read", &[])?
            } else {
                match vm.find_attr_text(&buffer, "read1")? {
                    Some(read1) => vm.call(&read1, &[Value::small(CHUNK as i64)])?,
                    None => call(vm, &buffer, "read", &[Value::small(CHUNK as i64)])?,
                }
            };
            match vm.find_bytes(&data)? {
                Some(bytes) => bytes,
                None => {
                    let name = vm.type_name(&data);
                    return Err(vm.type_error(format_args!(
                        "underlying read1() should have returned a bytes-like object, not '{name}'"
                    )));
                }
            }
        };
        let is_final = all || piece.is_empty();
        let mut bytes = std::mem::take(self.tail.get_mut(vm));
        bytes.extend_from_slice(&piece);
        let errors = self.errors.borrow().clone();
        let mut text = match codec {
            Some(codec) => {
                let (mut text, mut used) = vm.decode_part(&bytes, codec, &errors, is_final)?;
                // A carriage return at the end may be half of a line end: it waits for what follows.
                if self.mode.get().translates && !is_final && text.last() == Some(&b'\r') {
                    text.pop();
                    used -= width.unwrap_or(1);
                }
                *self.tail.get_mut(vm) = bytes.split_off(used);
                text
            }
            None => {
                let object = vm.new_bytes(&bytes);
                vm.decode_bytes(&object, &bytes, &encoding, &errors)?.as_bytes().to_vec()
            }
        };
        if self.mode.get().universal {
            self.seen.set(self.seen.get() | super::newline::kinds(&text));
        }
        if self.mode.get().translates {
            text = translate(text);
        }
        let (unmarked, mark) = match known {
            Some(known) => (known, 0),
            None => ahead::after_mark(&marked, &bytes),
        };
        if !bytes.is_empty() && unmarked != marked {
            *self.unmarked.borrow_mut() = Some(unmarked.clone());
        }
        let used = self.used.replace(0);
        let pieces = self.pieces.get_mut(vm);
        pieces.forget(used);
        pieces.push(Piece { bytes, text: text.len(), encoding: unmarked, mark });
        let ahead = self.text.get_mut(vm);
        ahead.drain(..used);
        ahead.extend_from_slice(&text);
        Ok(!piece.is_empty() && !all)
    }
    fn take(&self, vm: &mut Vm, count: usize) -> Value {
        let start = self.used.get();
        self.used.set(start + count);
        Str::new(&self.text.get(vm)[start..start + count]).into_value()
    }
    fn check_readable(&self, vm: &mut Vm) -> Result<()> {
        let buffer = self.open_buffer(vm)?;
        if native_buffer(vm, &buffer).is_some() && buffer.cast::<super::buffered::BufferedWriter>().is_some()
        {
            return Err(unsupported(vm, "not readable"));
        }
        Ok(())
    }
    fn read(vm: &mut Vm, this: &Obj<TextIo>, size: Option<Value>) -> Result<Value> {
        let size = match size.filter(|size| !size.is_none()) {
            Some(size) => vm.index_isize(&size)?,
            None => -1,
        };
        this.check_readable(vm)?;
        if size < 0 {
            this.fill(vm, true)?;
            let count = this.text.get(vm).len() - this.used.get();
            return Ok(this.take(vm, count));
        }
        loop {
            let left = &this.text.get(vm)[this.used.get()..];
            let mut chars = 0;
            let end = left.iter().position(|byte| {
                chars += usize::from(byte & 0xc0 != 0x80);
                chars > size as usize
            });
            if let Some(end) = end {
                return Ok(this.take(vm, end));
            }
            let count = left.len();
            if chars == size as usize || !this.fill(vm, false)? {
                let now = this.text.get(vm).len() - this.used.get();
                if chars == size as usize || now == count {
                    return Ok(this.take(vm, count));
                }
            }
        }
    }
    /// The next line with its end; empty at the end of the stream.
    fn read_line(&self, vm: &mut Vm, limit: Option<usize>) -> Result<Value> {
        let mut more = true;
        loop {
            let left = &self.text.get(vm)[self.used.get()..];
            let mut end = find_line(left, self.mode.get(), !more);
            if let Some(limit) = limit {
                let cut = whipsnake_vm::text::wtf8::byte_offset(left, limit);
                if end.map_or(left.len(), |end| end) >= cut && cut < left.len()
                    || end.is_some_and(|end| end > cut)
                {
                    end = Some(cut);
                }
            }
            if let Some(end) = end {
                return Ok(self.take(vm, end));
            }
            if !more {
                let count = left.len();
                return Ok(self.take(vm, count));
            }
            more = self.fill(vm, false)?;
        }
    }
    fn readline(vm: &mut Vm, this: &Obj<TextIo>, size: Option<Value>) -> Result<Value> {
        this.check_readable(vm)?;
        let limit = match size.filter(|size| !size.is_none()) {
            Some(size) => usize::try_from(vm.index_isize(&size)?).ok(),
            None => None,
        };
        this.read_line(vm, limit)
    }
    fn next(vm: &mut Vm, this: &Obj<TextIo>) -> Result<Option<Value>> {
        this.check_readable(vm)?;
        let line = this.read_line(vm, None)?;
        Ok(if line.cast::<Str>().is_some_and(|line| line.as_bytes().is_empty()) { None } else { Some(line) })
    }
    fn flush(vm: &mut Vm, this: &Obj<TextIo>) -> Result<()> {
        let buffer = this.open_buffer(vm)?;
        this.flush_pending(vm)?;
        vm.call_method(&buffer, names::flush, &[]).map(drop)
    }
    fn seek(vm: &mut Vm, this: &Obj<TextIo>, position: i64, whence: Option<i32>) -> Result<Value> {
        let buffer = this.open_buffer(vm)?;
        if !call(vm, &buffer, "seekable", &[])?.is_true() {
            return Err(unsupported(vm, "underlying stream is not seekable"));
        }
        let (position, whence) = match whence.unwrap_or(0) {
            1 if position != 0 => return Err(unsupported(vm, "can't do nonzero cur-relative seeks")),
            1 => (TextIo::tell(vm, this)?, 0),
            2 if position != 0 => return Err(unsupported(vm, "can't do nonzero end-relative seeks")),
            2 => (0, 2),
            0 if position < 0 => {
                return Err(vm.value_error(format_args!("negative seek position {position}")));
            }
            0 => (position, 0),
            other => {
                return Err(vm.value_error(format_args!("invalid whence ({other}, should be 0, 1 or 2)")));
            }
        };
        this.flush_pending(vm)?;
        vm.call_method(&buffer, names::flush, &[])?;
        this.forget_ahead(vm)?;
        if position == 0 && whence == 0 {
            *this.unmarked.borrow_mut() = None;
        }
        this.has_written.set(position != 0 || whence == 2);
        let position = vm.new_int(position);
        call(vm, &buffer, "seek", &[position, Value::small(whence)])
    }
    fn tell(vm: &mut Vm, this: &Obj<TextIo>) -> Result<i64> {
        let buffer = this.open_buffer(vm)?;
        if !call(vm, &buffer, "seekable", &[])?.is_true() {
            return Err(unsupported(vm, "underlying stream is not seekable"));
        }
        this.flush_pending(vm)?;
        let position = call(vm, &buffer, "tell", &[])?;
        let position = vm.index_i64(&position)?;
        let place = this.pieces.get(vm).place(this.used.get()).map(|(piece, used, behind)| {
            let left = piece.bytes.len() + behind;
            ((piece.bytes.clone(), piece.encoding.clone(), piece.mark), used, left)
        });
        let mut ahead = this.tail.get(vm).len();
        if let Some((piece, used, left)) = place {
            let errors = this.errors.borrow().clone();
            ahead += left.saturating_sub(ahead::measure(vm, piece, &errors, this.mode.get(), used)?);
        }
        Ok(position - ahead as i64)
    }
    fn truncate(vm: &mut Vm, this: &Obj<TextIo>, size: Option<Value>) -> Result<Value> {
        TextIo::flush(vm, this)?;
        let buffer = this.buffer(vm)?;
        call(vm, &buffer, "truncate", &[size.unwrap_or(Value::NONE)])
    }
    fn close(vm: &mut Vm, this: &Obj<TextIo>) -> Result<()> {
        let buffer = this.buffer.cloned(vm);
        if buffer.is_undef() || is_closed(vm, &buffer)? {
            return Ok(());
        }
        let this_value = this.to_value();
        let flushed = vm.call_method(&this_value, names::flush, &[]);
        let closed = call(vm, &buffer, "close", &[]);
        flushed?;
        closed.map(drop)
    }
    fn detach(vm: &mut Vm, this: &Obj<TextIo>) -> Result<Value> {
        TextIo::flush(vm, this)?;
        let buffer = this.buffer(vm)?;
        this.buffer.set(vm, Value::UNDEF);
        Ok(buffer)
    }
    fn reconfigure(
        vm: &mut Vm,
        this: &Obj<TextIo>,
        encoding: Option<Value>,
        errors: Option<Value>,
        newline: Option<Value>,
        line_buffering: Option<Value>,
        write_through: Option<Value>,
    ) -> Result<()> {
        TextIo::flush(vm, this)?;
        let has_encoding = encoding.as_ref().is_some_and(|encoding| !encoding.is_none());
        let old = (this.encoding.borrow().clone(), this.errors.borrow().clone());
        let encoding = text_option(vm, encoding, "encoding", &old.0)?;
        let errors = text_option(vm, errors, "errors", if has_encoding { "strict" } else { &old.1 })?;
        if Builtin::by_name(&encoding).is_none() {
            vm.lookup_codec(&encoding)?;
        }
        *this.encoding.borrow_mut() = encoding;
        *this.unmarked.borrow_mut() = None;
        *this.errors.borrow_mut() = errors;
        if let Some(newline) = newline {
            this.mode.set(Mode::of(vm, Some(newline))?);
        }
        for (flag, cell) in [(line_buffering, &this.line_buffering), (write_through, &this.write_through)] {
            if let Some(flag) = flag.filter(|flag| !flag.is_none()) {
                cell.set(vm.truth(&flag)?);
            }
        }
        Ok(())
    }
    fn below(vm: &mut Vm, this: &Obj<TextIo>, method: &str) -> Result<Value> {
        let buffer = this.buffer(vm)?;
        call(vm, &buffer, method, &[])
    }
    fn readable(vm: &mut Vm, this: &Obj<TextIo>) -> Result<Value> {
        TextIo::below(vm, this, "readable")
    }
    fn writable(vm: &mut Vm, this: &Obj<TextIo>) -> Result<Value> {
        TextIo::below(vm, this, "writable")
    }
    fn seekable(vm: &mut Vm, this: &Obj<TextIo>) -> Result<Value> {
        TextIo::below(vm, this, "seekable")
    }
    fn fileno(vm: &mut Vm, this: &Obj<TextIo>) -> Result<Value> {
        TextIo::below(vm, this, "fileno")
    }
    fn isatty(vm: &mut Vm, this: &Obj<TextIo>) -> Result<Value> {
        TextIo::below(vm, this, "isatty")
    }
    fn closed(vm: &mut Vm, this: &Obj<TextIo>) -> Result<Value> {
        let buffer = this.buffer(vm)?;
        vm.get_attr_text(&buffer, "closed")
    }
    fn name(vm: &mut Vm, this: &Obj<TextIo>) -> Result<Value> {
        let buffer = this.buffer(vm)?;
        vm.get_attr_text(&buffer, "name")
    }
    fn get_buffer(vm: &mut Vm, this: &Obj<TextIo>) -> Value {
        this.buffer.cloned(vm).or_none()
    }
    fn encoding(vm: &mut Vm, this: &Obj<TextIo>) -> Value {
        vm.new_str(&this.encoding.borrow())
    }
    fn errors(vm: &mut Vm, this: &Obj<TextIo>) -> Value {
        vm.new_str(&this.errors.borrow())
    }
    fn newlines(vm: &mut Vm, this: &Obj<TextIo>) -> Value {
        super::newline::seen_value(vm, this.seen.get())
    }
    fn line_buffering(_vm: &mut Vm, this: &Obj<TextIo>) -> bool {
        this.line_buffering.get()
    }
    fn write_through(_vm: &mut Vm, this: &Obj<TextIo>) -> bool {
        this.write_through.get()
    }
    fn repr(vm: &mut Vm, this: &Obj<TextIo>) -> Result<String> {
        let value = this.to_value();
        let class = vm.class_of(&value);
        let mut out = format!("<{}", vm.full_name(&class));
        for attribute in ["name", "mode"] {
            if let Some(found) = vm.find_attr_text(&value, attribute)? {
                out.push_str(&format!(" {attribute}={}", vm.repr_text(&found)?));
            }
        }
        out.push_str(&format!(" encoding='{}'>", this.encoding.borrow()));
        Ok(out)
    }
}

/// Table of `TextIOWrapper`.
pub static TEXT_IO: TypeDef = TypeDef {
    name: "_io.TextIOWrapper",
    doc: "Character and line based layer over a BufferedIOBase object, buffer.",
    base: Some(&TEXT_BASE),
    map: None,
    layout: Layout::of::<TextIo>(),
    flags: type_flags::BASE | type_flags::DICT | type_flags::WEAK,
    rows: &[
        static_method!("__new__(cls, *args, **kwargs)", TextIo::new_, 3),
        method!(
            "__init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)",
            TextIo::init,
            7
        ),
        method!("write(self, text, /)", TextIo::write, 2),
        method!("read(self, size=-1, /)", TextIo::read, 2),
        method!("readline(self, size=-1, /)", TextIo::readline, 2),
        method!("__next__(self, /)", TextIo::next, 1),
        method!("flush(self, /)", TextIo::flush, 1),
        method!("seek(self, cookie, whence=0, /)", TextIo::seek, 3),
        method!("tell(self, /)", TextIo::tell, 1),
        method!("truncate(self, pos=None, /)", TextIo::truncate, 2),
        method!("close(self, /)", TextIo::close, 1),
        method!("detach(self, /)", TextIo::detach, 1),
        method!(
            "reconfigure(self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
            TextIo::reconfigure,
            6
        ),
        method!("readable(self, /)", TextIo::readable, 1),
        method!("writable(self, /)", TextIo::writable, 1),
        method!("seekable(self, /)", TextIo::seekable, 1),
        method!("fileno(self, /)", TextIo::fileno, 1),
        method!("isatty(self, /)", TextIo::isatty, 1),
        method!("__repr__(self, /)", TextIo::repr, 1),
        method!("__del__(self, /)", base::finalize, 1),
        getset!("closed", TextIo::closed),
        getset!("name", TextIo::name),
        getset!("buffer", TextIo::get_buffer),
        getset!("encoding", TextIo::encoding),
        getset!("errors", TextIo::errors),
        getset!("newlines", TextIo::newlines),
        getset!("line_buffering", TextIo::line_buffering),
        getset!("write_through", TextIo::write_through),
    ],
};
