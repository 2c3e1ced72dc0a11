//! `BufferedReader`, `BufferedWriter`, `BufferedRandom`, `BufferedRWPair`: bytes read ahead and written late.
//!
//! One buffer serves reading, another writing; before a stream changes direction the other buffer is given up (the
//! position of the raw stream is moved back over what was read ahead) or written out.

use super::base::{self, BUFFERED_BASE, call, closed_error, is_closed, unsupported};
use super::fileio::FileIo;
use std::cell::Cell;
use whipsnake_vm::{
    body,
    error::Result,
    getset, method, names,
    native::{Kwargs, Rest, TypeDef},
    static_method,
    types::{Type, type_flags},
    value::{Handle, Obj, Trace, Tracer, Value, VmCell, map::Layout},
    vm::Vm,
};

/// `io.DEFAULT_BUFFER_SIZE`
pub const DEFAULT_SIZE: usize = 131_072;

/// What the three kinds share.
pub struct Buffered {
    raw: VmCell<Value>,
    /// Bytes read ahead, and how many of them are used up.
    ahead: VmCell<Vec<u8>>,
    used: Cell<usize>,
    /// Bytes not yet written.
    pending: VmCell<Vec<u8>>,
    size: Cell<usize>,
}

/// A kind of buffered stream.
pub trait Kind: whipsnake_vm::value::Body {
    /// May be read.
    const READS: bool;
    /// May be written.
    const WRITES: bool;
    /// The shared part.
    fn inner(&self) -> &Buffered;
    /// Makes one.
    fn make(inner: Buffered) -> Self;
}

macro_rules! kinds {
    ($($kind:ident $reads:literal $writes:literal;)*) => {$(
        /// A buffered stream.
        pub struct $kind(Buffered);
        impl whipsnake_vm::value::Body for $kind {
            const CONTAINER: bool = true;
            fn trace(&self, tracer: &mut Tracer) {
                self.0.raw.trace(tracer);
            }
        }
        impl Kind for $kind {
            const READS: bool = $reads;
            const WRITES: bool = $writes;
            fn inner(&self) -> &Buffered {
                &self.0
            }
            fn make(inner: Buffered) -> $kind {
                $kind(inner)
            }
        }
    )*};
}
kinds! {
    BufferedReader true false;
    BufferedWriter false true;
    BufferedRandom true true;
}

impl Buffered {
    fn raw(&self, vm: &mut Vm) -> Result<Value> {
        let raw = self.raw.cloned(vm);
        if raw.is_undef() {
            return Err(vm.value_error("raw stream has been detached"));
        }
        Ok(raw)
    }
    fn open_raw(&self, vm: &mut Vm, what: &str) -> Result<Value> {
        let raw = self.raw(vm)?;
        if is_closed(vm, &raw)? {
            return Err(vm.value_error(format_args!("{what} closed file")));
        }
        Ok(raw)
    }
    fn raw_read(&self, vm: &mut Vm, raw: &Value, size: usize) -> Result<Option<Vec<u8>>> {
        if let Some(file) = raw.cast::<FileIo>()
            && raw.map() == vm.native_type::<FileIo>().instance_map.get()
        {
            return file.read_some(vm, size).map(Some);
        }
        let data = call(vm, raw, "read", &[Value::small(size as i64)])?;
        if data.is_none() {
            return Ok(None);
        }
        vm.get_bytes(&data).map(Some)
    }
    fn raw_write(&self, vm: &mut Vm, raw: &Value, bytes: &[u8]) -> Result<usize> {
        if let Some(file) = raw.cast::<FileIo>()
            && raw.map() == vm.native_type::<FileIo>().instance_map.get()
        {
            return file.write_some(vm, bytes);
        }
        let data = vm.new_bytes(bytes);
        let count = vm.call_method(raw, names::write, &[data])?;
        if count.is_none() {
            return Err(vm.raise_text(
                whipsnake_vm::objects::exceptions::ExcKind::BlockingIOError,
                "write could not complete without blocking",
            ));
        }
        let count = vm.index_isize(&count)?;
        if count < 0 || count as usize > bytes.len() {
            let most = bytes.len();
            return Err(vm.raise_text(
                whipsnake_vm::objects::exceptions::ExcKind::OSError,
                &format!(
                    "raw write() returned invalid length {count} (should have been between 0 and {most})"
                ),
            ));
        }
        Ok(count as usize)
    }
    fn flush_pending(&self, vm: &mut Vm) -> Result<()> {
        if self.pending.get(vm).is_empty() {
            return Ok(());
        }
        let raw = self.raw(vm)?;
        let bytes = std::mem::take(self.pending.get_mut(vm));
        let mut at = 0;
        while at < bytes.len() {
            match self.raw_write(vm, &raw, &bytes[at..]) {
                Ok(count) => at += count,
                Err(raised) => {
                    let mut rest = bytes[at..].to_vec();
                    let pending = self.pending.get_mut(vm);
                    rest.append(pending);
                    *pending = rest;
                    return Err(raised);
                }
            }
        }
        Ok(())
    }
    /// Gives up what was read ahead: the raw position moves back over it.
    fn drop_ahead(&self, vm: &mut Vm) -> Result<()> {
        let left = self.ahead.get(vm).len() - self.used.get();
        self.ahead.get_mut(vm).clear();
        self.used.set(0);
        if left > 0 {
            let raw = self.raw(vm)?;
            call(vm, &raw, "seek", &[Value::small(-(left as i64)), Value::small(1)])?;
        }
        Ok(())
    }
    fn left<'a>(&'a self, vm: &'a Vm) -> &'a [u8] {
        &self.ahead.get(vm)[self.used.get()..]
    }
    /// Reads more into an empty buffer; false at the end of the file.
    fn fill(&self, vm: &mut Vm, raw: &Value, size: usize) -> Result<bool> {
        let Some(bytes) = self.raw_read(vm, raw, size)? else { return Ok(false) };
        let more = !bytes.is_empty();
        if self.left(vm).is_empty() {
            *self.ahead.get_mut(vm) = bytes;
            self.used.set(0);
        } else {
            self.ahead.get_mut(vm).extend_from_slice(&bytes);
        }
        Ok(more)
    }
    fn take(&self, vm: &mut Vm, count: usize) -> Vec<u8> {
        let bytes = self.left(vm)[..count].to_vec();
        self.used.set(self.used.get() + count);
        bytes
    }
    /// Up to `size` bytes, or all; fewer only at the end.
    pub fn read_bytes(&self, vm: &mut Vm, size: Option<usize>) -> Result<Vec<u8>> {
        let raw = self.open_raw(vm, "read of")?;
        self.flush_pending(vm)?;
        let mut bytes = Vec::new();
        loop {
            let wanted = size.map_or(usize::MAX, |size| size - bytes.len());
            let count = self.left(vm).len().min(wanted);
            bytes.extend(self.take(vm, count));
            if size.is_some_and(|size| bytes.len() >= size) {
                return Ok(bytes);
            }
            let chunk = self.size.get().max(if size.is_none() { 1 << 16 } else { 1 });
            if !self.fill(vm, &raw, chunk)? {
                return Ok(bytes);
            }
        }
    }
    /// One read of the raw stream at most.
    pub fn read_once(&self, vm: &mut Vm, size: usize) -> Result<Vec<u8>> {
        let raw = self.open_raw(vm, "read of")?;
        self.flush_pending(vm)?;
        if self.left(vm).is_empty() && size > 0 {
            self.fill(vm, &raw, self.size.get())?;
        }
        let count = self.left(vm).len().min(size);
        Ok(self.take(vm, count))
    }
    /// Writes bytes late.
    pub fn write_bytes(&self, vm: &mut Vm, bytes: &[u8]) -> Result<usize> {
        self.drop_ahead(vm)?;
        self.pending.get_mut(vm).extend_from_slice(bytes);
        if self.pending.get(vm).len() > self.size.get() {
            self.flush_pending(vm)?;
        }
        Ok(bytes.len())
    }
}

fn size_of(vm: &mut Vm, size: Option<Value>) -> Result<Option<usize>> {
    match size.filter(|size| !size.is_none()) {
        Some(size) => match vm.index_isize(&size)? {
            -1 => Ok(None),
            size if size < 0 => Err(vm.value_error("read length must be non-negative or -1")),
            size => Ok(Some(size as usize)),
        },
        None => Ok(None),
    }
}

fn new_<K: Kind>(_vm: &mut Vm, class: &Obj<Type>, _args: Rest, _keywords: Kwargs) -> Handle<K> {
    let inner = Buffered {
        raw: VmCell::new(Value::UNDEF),
        ahead: VmCell::new(Vec::new()),
        used: Cell::new(0),
        pending: VmCell::new(Vec::new()),
        size: Cell::new(DEFAULT_SIZE),
    };
    Handle::new_instance(class.instance_map.get(), K::make(inner))
}
fn init<K: Kind>(vm: &mut Vm, this: &Obj<K>, raw: Value, size: Option<isize>) -> Result<()> {
    let size = size.unwrap_or(DEFAULT_SIZE as isize);
    if size <= 0 {
        return Err(vm.value_error("buffer size must be strictly positive"));
    }
    for (wanted, method, message) in [
        (K::READS, "readable", "File or stream is not readable."),
        (K::WRITES, "writable", "File or stream is not writable."),
    ] {
        if wanted && !call(vm, &raw, method, &[])?.is_true() {
            return Err(match method {
                "readable" => unsupported(vm, message),
                _ => unsupported(vm, message),
            });
        }
    }
    let inner = this.inner();
    inner.raw.set(vm, raw);
    inner.size.set(size as usize);
    Ok(())
}
fn read<K: Kind>(vm: &mut Vm, this: &Obj<K>, size: Option<Value>) -> Result<Value> {
    let size = size_of(vm, size)?;
    let bytes = this.inner().read_bytes(vm, size)?;
    Ok(vm.new_bytes(&bytes))
}
fn read1<K: Kind>(vm: &mut Vm, this: &Obj<K>, size: Option<isize>) -> Result<Value> {
    let inner = this.inner();
    let size = usize::try_from(size.unwrap_or(-1)).unwrap_or(inner.size.get());
    let bytes = inner.read_once(vm, size)?;
    Ok(vm.new_bytes(&bytes))
}
fn peek<K: Kind>(vm: &mut Vm, this: &Obj<K>, _size: Option<isize>) -> Result<Value> {
    let inner = this.inner();
    let raw = inner.open_raw(vm, "peek of")?;
    inner.flush_pending(vm)?;
    if inner.left(vm).is_empty() {
        inner.fill(vm, &raw, inner.size.get())?;
    }
    let bytes = inner.left(vm).to_vec();
    Ok(vm.new_bytes(&bytes))
}
fn readline<K: Kind>(vm: &mut Vm, this: &Obj<K>, size: Option<Value>) -> Result<Value> {
    let limit = size_of(vm, size)?;
    let inner = this.inner();
    let raw = inner.open_raw(vm, "readline of")?;
    inner.flush_pending(vm)?;
    let mut line = Vec::new();
    loop {
        let left = inner.left(vm);
        let room = limit.map_or(usize::MAX, |limit| limit - line.len());
        let end = memchr::memchr(b'\n', left).map(|at| at + 1);
        let count = end.unwrap_or(left.len()).min(room);
        let complete = end.is_some_and(|end| end <= room) || count == room;
        line.extend(inner.take(vm, count));
        if complete || !inner.fill(vm, &raw, inner.size.get())? {
            return Ok(vm.new_bytes(&line));
        }
    }
}
fn write<K: Kind>(vm: &mut Vm, this: &Obj<K>, data: &Value) -> Result<usize> {
    if data.cast::<whipsnake_vm::value::Str>().is_some() {
        return Err(vm.type_error("a bytes-like object is required, not 'str'"));
    }
    let bytes = vm.get_bytes(data)?;
    this.inner().open_raw(vm, "write to")?;
    this.inner().write_bytes(vm, &bytes)
}
fn flush<K: Kind>(vm: &mut Vm, this: &Obj<K>) -> Result<()> {
    let inner = this.inner();
    let raw = inner.open_raw(vm, "flush of")?;
    inner.flush_pending(vm)?;
    vm.call_method(&raw, names::flush, &[]).map(drop)
}
fn seek<K: Kind>(vm: &mut Vm, this: &Obj<K>, offset: i64, whence: Option<i32>) -> Result<Value> {
    let inner = this.inner();
    let whence = whence.unwrap_or(0);
    if !(0..=2).contains(&whence) {
        return Err(vm.value_error(format_args!("whence value {whence} unsupported")));
    }
    let raw = inner.open_raw(vm, "seek of")?;
    inner.flush_pending(vm)?;
    inner.drop_ahead(vm)?;
    let offset = vm.new_int(offset);
    call(vm, &raw, "seek", &[offset, Value::small(i64::from(whence))])
}
fn tell<K: Kind>(vm: &mut Vm, this: &Obj<K>) -> Result<i64> {
    let inner = this.inner();
    let raw = inner.open_raw(vm, "tell of")?;
    let position = call(vm, &raw, "tell", &[])?;
    let position = vm.index_i64(&position)?;
    Ok(position - inner.left(vm).len() as i64 + inner.pending.get(vm).len() as i64)
}
fn truncate<K: Kind>(vm: &mut Vm, this: &Obj<K>, size: Option<Value>) -> Result<Value> {
    let inner = this.inner();
    let raw = inner.open_raw(vm, "truncate of")?;
    if !K::WRITES {
        return Err(unsupported(vm, "truncate"));
    }
    inner.flush_pending(vm)?;
    inner.drop_ahead(vm)?;
    let size = match size.filter(|size| !size.is_none()) {
        Some(size) => size,
        None => call(vm, &raw, "tell", &[])?,
    };
    call(vm, &raw, "truncate", &[size])
}
fn close<K: Kind>(vm: &mut Vm, this: &Obj<K>) -> Result<()> {
    let inner = this.inner();
    let raw = inner.raw.cloned(vm);
    if raw.is_undef() || is_closed(vm, &raw)? {
        return Ok(());
    }
    let this_value = this.to_value();
    let flushed = vm.call_method(&this_value, names::flush, &[]);
    let closed = call(vm, &raw, "close", &[]);
    flushed?;
    closed.map(drop)
}
fn detach<K: Kind>(vm: &mut Vm, this: &Obj<K>) -> Result<Value> {
    let this_value = this.to_value();
    vm.call_method(&this_value, names::flush, &[])?;
    let raw = this.inner().raw(vm)?;
    this.inner().raw.set(vm, Value::UNDEF);
    Ok(raw)
}
fn closed<K: Kind>(vm: &mut Vm, this: &Obj<K>) -> Result<Value> {
    let raw = this.inner().raw(vm)?;
    vm.get_attr_text(&raw, "closed")
}
fn raw<K: Kind>(vm: &mut Vm, this: &Obj<K>) -> Value {
    this.inner().raw.cloned(vm).or_none()
}
fn name<K: Kind>(vm: &mut Vm, this: &Obj<K>) -> Result<Value> {
    let raw = this.inner().raw(vm)?;
    vm.get_attr_text(&raw, "name")
}
fn mode<K: Kind>(vm: &mut Vm, this: &Obj<K>) -> Result<Value> {
    let raw = this.inner().raw(vm)?;
    vm.get_attr_text(&raw, "mode")
}
fn ask_raw<K: Kind>(vm: &mut Vm, this: &Obj<K>, method: &str) -> Result<Value> {
    let raw = this.inner().raw(vm)?;
    call(vm, &raw, method, &[])
}
fn readable<K: Kind>(vm: &mut Vm, this: &Obj<K>) -> Result<Value> {
    if K::READS { ask_raw(vm, this, "readable") } else { Ok(Value::FALSE) }
}
fn writable<K: Kind>(vm: &mut Vm, this: &Obj<K>) -> Result<Value> {
    if K::WRITES { ask_raw(vm, this, "writable") } else { Ok(Value::FALSE) }
}
fn seekable<K: Kind>(vm: &mut Vm, this: &Obj<K>) -> Result<Value> {
    ask_raw(vm, this, "seekable")
}
fn fileno<K: Kind>(vm: &mut Vm, this: &Obj<K>) -> Result<Value> {
    ask_raw(vm, this, "fileno")
}
fn isatty<K: Kind>(vm: &mut Vm, this: &Obj<K>) -> Result<Value> {
    ask_raw(vm, this, "isatty")
}
fn repr<K: Kind>(vm: &mut Vm, this: &Obj<K>) -> Result<String> {
    let value = this.to_value();
    let class = vm.class_of(&value);
    let class = vm.full_name(&class);
    Ok(match vm.find_attr_text(&value, "name")? {
        Some(name) => {
            let name = vm.repr_text(&name)?;
            format!("<{class} name={name}>")
        }
        None => format!("<{class}>"),
    })
}
fn enter<K: Kind>(vm: &mut Vm, this: &Obj<K>) -> Result<Value> {
    let value = this.to_value();
    if is_closed(vm, &value)? { Err(closed_error(vm)) } else { Ok(value) }
}

macro_rules! table {
    ($static:ident $name:literal $kind:ident $doc:literal [$($row:expr),* $(,)?]) => {
        /// Its table.
        pub static $static: TypeDef = TypeDef {
            name: $name,
            doc: $doc,
            base: Some(&BUFFERED_BASE),
            map: None,
            layout: Layout::of::<$kind>(),
            flags: type_flags::BASE | type_flags::DICT | type_flags::WEAK,
            rows: &[
                static_method!("__new__(cls, *args, **kwargs)", new_::<$kind>, 3),
                method!("__init__(self, raw, buffer_size=131072)", init::<$kind>, 3),
                method!("flush(self, /)", flush::<$kind>, 1),
                method!("seek(self, target, whence=0, /)", seek::<$kind>, 3),
                method!("tell(self, /)", tell::<$kind>, 1),
                method!("truncate(self, pos=None, /)", truncate::<$kind>, 2),
                method!("close(self, /)", close::<$kind>, 1),
                method!("detach(self, /)", detach::<$kind>, 1),
                method!("readable(self, /)", readable::<$kind>, 1),
                method!("writable(self, /)", writable::<$kind>, 1),
                method!("seekable(self, /)", seekable::<$kind>, 1),
                method!("fileno(self, /)", fileno::<$kind>, 1),
                method!("isatty(self, /)", isatty::<$kind>, 1),
                method!("__repr__(self, /)", repr::<$kind>, 1),
                method!("__enter__(self, /)", enter::<$kind>, 1),
                method!("__del__(self, /)", base::finalize, 1),
                getset!("closed", closed::<$kind>),
                getset!("raw", raw::<$kind>),
                getset!("name", name::<$kind>),
                getset!("mode", mode::<$kind>),
                $($row),*
            ],
        };
    };
}
table!(BUFFERED_READER "_io.BufferedReader" BufferedReader "Create a new buffered reader using the given readable raw IO object." [
    method!("read(self, size=-1, /)", read::<BufferedReader>, 2),
    method!("read1(self, size=-1, /)", read1::<BufferedReader>, 2),
    method!("peek(self, size=0, /)", peek::<BufferedReader>, 2),
    method!("readline(self, size=-1, /)", readline::<BufferedReader>, 2),
]);
table!(BUFFERED_WRITER "_io.BufferedWriter" BufferedWriter "A buffer for a writeable sequential RawIO object." [
    method!("write(self, buffer, /)", write::<BufferedWriter>, 2),
]);
table!(BUFFERED_RANDOM "_io.BufferedRandom" BufferedRandom "A buffered interface to random access streams." [
    method!("read(self, size=-1, /)", read::<BufferedRandom>, 2),
    method!("read1(self, size=-1, /)", read1::<BufferedRandom>, 2),
    method!("peek(self, size=0, /)", peek::<BufferedRandom>, 2),
    method!("readline(self, size=-1, /)", readline::<BufferedRandom>, 2),
    method!("write(self, buffer, /)", write::<BufferedRandom>, 2),
]);

/// The shared part of a native buffered stream of exactly its class.
pub fn native_buffer<'a>(vm: &Vm, stream: &'a Value) -> Option<&'a Buffered> {
    let exact = |class: Handle<Type>| stream.map() == class.instance_map.get();
    if let Some(this) = stream.cast::<BufferedWriter>() {
        return exact(vm.native_type::<BufferedWriter>()).then(|| this.inner());
    }
    if let Some(this) = stream.cast::<BufferedReader>() {
        return exact(vm.native_type::<BufferedReader>()).then(|| this.inner());
    }
    let this = stream.cast::<BufferedRandom>()?;
    exact(vm.native_type::<BufferedRandom>()).then(|| this.inner())
}

/// `BufferedRWPair`: one stream to read, another to write.
pub struct RwPair {
    reader: VmCell<Value>,
    writer: VmCell<Value>,
}
body!(RwPair; [reader, writer]);

impl RwPair {
    fn new_(_vm: &mut Vm, class: &Obj<Type>, _args: Rest, _keywords: Kwargs) -> Handle<RwPair> {
        let empty = || VmCell::new(Value::UNDEF);
        Handle::new_instance(class.instance_map.get(), RwPair { reader: empty(), writer: empty() })
    }
    fn init(
        vm: &mut Vm,
        this: &Obj<RwPair>,
        reader: Value,
        writer: Value,
        size: Option<Value>,
    ) -> Result<()> {
        let size = size.unwrap_or(Value::small(DEFAULT_SIZE as i64));
        let class = vm.native_type::<BufferedReader>().into_value();
        let reader = vm.call(&class, &[reader, size.clone()])?;
        let class = vm.native_type::<BufferedWriter>().into_value();
        let writer = vm.call(&class, &[writer, size])?;
        this.reader.set(vm, reader);
        this.writer.set(vm, writer);
        Ok(())
    }
    fn of_reader(vm: &mut Vm, this: &Obj<RwPair>, name: &str, args: &[Value]) -> Result<Value> {
        let reader = this.reader.cloned(vm);
        call(vm, &reader, name, args)
    }
    fn of_writer(vm: &mut Vm, this: &Obj<RwPair>, name: &str, args: &[Value]) -> Result<Value> {
        let writer = this.writer.cloned(vm);
        call(vm, &writer, name, args)
    }
    fn read(vm: &mut Vm, this: &Obj<RwPair>, args: Rest) -> Result<Value> {
        RwPair::of_reader(vm, this, "read", args.0)
    }
    fn read1(vm: &mut Vm, this: &Obj<RwPair>, args: Rest) -> Result<Value> {
        RwPair::of_reader(vm, this, "read1", args.0)
    }
    fn peek(vm: &mut Vm, this: &Obj<RwPair>, args: Rest) -> Result<Value> {
        RwPair::of_reader(vm, this, "peek", args.0)
    }
    fn readinto(vm: &mut Vm, this: &Obj<RwPair>, buffer: Value) -> Result<Value> {
        RwPair::of_reader(vm, this, "readinto", &[buffer])
    }
    fn readable(vm: &mut Vm, this: &Obj<RwPair>) -> Result<Value> {
        RwPair::of_reader(vm, this, "readable", &[])
    }
    fn write(vm: &mut Vm, this: &Obj<RwPair>, data: Value) -> Result<Value> {
        RwPair::of_writer(vm, this, "write", &[data])
    }
    fn flush(vm: &mut Vm, this: &Obj<RwPair>) -> Result<Value> {
        RwPair::of_writer(vm, this, "flush", &[])
    }
    fn writable(vm: &mut Vm, this: &Obj<RwPair>) -> Result<Value> {
        RwPair::of_writer(vm, this, "writable", &[])
    }
    fn close(vm: &mut Vm, this: &Obj<RwPair>) -> Result<()> {
        let first = RwPair::of_writer(vm, this, "close", &[]);
        let second = RwPair::of_reader(vm, this, "close", &[]);
        first?;
        second.map(drop)
    }
    fn closed(vm: &mut Vm, this: &Obj<RwPair>) -> Result<Value> {
        let writer = this.writer.cloned(vm);
        vm.get_attr_text(&writer, "closed")
    }
}

/// Its table.
pub static RW_PAIR: TypeDef = TypeDef {
    name: "_io.BufferedRWPair",
    doc: "A buffered reader and writer object together.",
    base: Some(&BUFFERED_BASE),
    map: None,
    layout: Layout::of::<RwPair>(),
    flags: type_flags::BASE | type_flags::DICT | type_flags::WEAK,
    rows: &[
        static_method!("__new__(cls, *args, **kwargs)", RwPair::new_, 3),
        method!("__init__(self, reader, writer, buffer_size=131072, /)", RwPair::init, 4),
        method!("read(self, *args)", RwPair::read, 2),
        method!("read1(self, *args)", RwPair::read1, 2),
        method!("peek(self, *args)", RwPair::peek, 2),
        method!("readinto(self, buffer, /)", RwPair::readinto, 2),
        method!("write(self, data, /)", RwPair::write, 2),
        method!("flush(self, /)", RwPair::flush, 1),
        method!("readable(self, /)", RwPair::readable, 1),
        method!("writable(self, /)", RwPair::writable, 1),
        method!("close(self, /)", RwPair::close, 1),
        getset!("closed", RwPair::closed),
    ],
};
