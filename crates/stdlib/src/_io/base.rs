//! `_IOBase` and its three kinds: what every stream can do, written in terms of what its class can do.

use whipsnake_vm::{
    body,
    error::{Raised, Result},
    getset, method, names,
    native::Kwargs,
    native::{Rest, TypeDef},
    objects::{exceptions::ExcKind, list::List},
    static_method,
    types::{Type, type_flags},
    value::{Handle, Obj, Value, map::Layout},
    vm::Vm,
};

/// An instance of a class that derives from `_IOBase` in Python only.
pub struct IoBase;
body!(IoBase);

/// The kinds below need bodies of their own, so that each finds its class.
pub struct RawBase;
body!(RawBase);
/// `_BufferedIOBase`
pub struct BufferedBase;
body!(BufferedBase);
/// `_TextIOBase`
pub struct TextBase;
body!(TextBase);

/// Raises `io.UnsupportedOperation`.
pub fn unsupported(vm: &mut Vm, message: &str) -> Raised {
    let class = match super::unsupported_class(vm) {
        Ok(class) => class,
        Err(raised) => return raised,
    };
    let text = vm.new_str(message);
    match vm.call(&class, &[text]) {
        Ok(exc) => vm.raise(exc),
        Err(raised) => raised,
    }
}

/// ValueError of operations after `close`.
pub fn closed_error(vm: &mut Vm) -> Raised {
    vm.value_error("I/O operation on closed file.")
}

/// Whether a stream says it is closed.
pub fn is_closed(vm: &mut Vm, stream: &Value) -> Result<bool> {
    let closed = vm.get_attr_text(stream, "closed")?;
    vm.truth(&closed)
}

/// ValueError when a stream is closed.
pub fn check_open(vm: &mut Vm, stream: &Value) -> Result<()> {
    if is_closed(vm, stream)? { Err(closed_error(vm)) } else { Ok(()) }
}

/// Calls a method by a Rust text.
pub fn call(vm: &mut Vm, object: &Value, name: &str, args: &[Value]) -> Result<Value> {
    let method = vm.get_attr_text(object, name)?;
    vm.call(&method, args)
}

const CLOSED: &str = "__IOBase_closed";

fn new_base(_vm: &mut Vm, class: &Obj<Type>, _args: Rest, _keywords: Kwargs) -> Handle<IoBase> {
    Handle::new_instance(class.instance_map.get(), IoBase)
}
fn new_raw(_vm: &mut Vm, class: &Obj<Type>, _args: Rest, _keywords: Kwargs) -> Handle<RawBase> {
    Handle::new_instance(class.instance_map.get(), RawBase)
}
fn new_buffered(_vm: &mut Vm, class: &Obj<Type>, _args: Rest, _keywords: Kwargs) -> Handle<BufferedBase> {
    Handle::new_instance(class.instance_map.get(), BufferedBase)
}
fn new_text(_vm: &mut Vm, class: &Obj<Type>, _args: Rest, _keywords: Kwargs) -> Handle<TextBase> {
    Handle::new_instance(class.instance_map.get(), TextBase)
}

fn seek(vm: &mut Vm, _this: &Value, _offset: Value, _whence: Option<Value>) -> Result<()> {
    Err(unsupported(vm, "seek"))
}
fn tell(vm: &mut Vm, this: &Value) -> Result<Value> {
    call(vm, this, "seek", &[Value::small(0), Value::small(1)])
}
fn truncate(vm: &mut Vm, _this: &Value, _size: Option<Value>) -> Result<()> {
    Err(unsupported(vm, "truncate"))
}
fn fileno(vm: &mut Vm, _this: &Value) -> Result<()> {
    Err(unsupported(vm, "fileno"))
}
fn detach(vm: &mut Vm, _this: &Value) -> Result<()> {
    Err(unsupported(vm, "detach"))
}
fn isatty(vm: &mut Vm, this: &Value) -> Result<bool> {
    check_open(vm, this)?;
    Ok(false)
}
fn no(vm: &mut Vm, this: &Value) -> Result<bool> {
    check_open(vm, this)?;
    Ok(false)
}
fn flush(vm: &mut Vm, this: &Value) -> Result<()> {
    check_open(vm, this)
}
fn closed(vm: &mut Vm, this: &Value) -> Result<bool> {
    Ok(vm.find_attr_text(this, CLOSED)?.is_some())
}
fn close(vm: &mut Vm, this: &Value) -> Result<()> {
    if closed(vm, this)? {
        return Ok(());
    }
    let flushed = vm.call_method(this, names::flush, &[]);
    let set = vm.set_attr_text(this, CLOSED, Value::TRUE);
    flushed?;
    set
}
/// `__del__`: closes the stream; what goes wrong is nobody's business any more.
pub fn finalize(vm: &mut Vm, this: &Value) -> Result<()> {
    let closed = match is_closed(vm, this) {
        Ok(closed) => closed,
        Err(raised) => {
            drop(vm.take_raised(raised));
            false
        }
    };
    if !closed && let Err(raised) = call(vm, this, "close", &[]) {
        drop(vm.take_raised(raised));
    }
    Ok(())
}
fn enter(vm: &mut Vm, this: &Value) -> Result<Value> {
    check_open(vm, this)?;
    Ok(this.clone())
}
fn exit(vm: &mut Vm, this: &Value, _args: Rest) -> Result<()> {
    call(vm, this, "close", &[]).map(drop)
}
fn iter(vm: &mut Vm, this: &Value) -> Result<Value> {
    check_open(vm, this)?;
    Ok(this.clone())
}
fn next(vm: &mut Vm, this: &Value) -> Result<Option<Value>> {
    let line = vm.call_method(this, names::readline, &[])?;
    Ok(if vm.len(&line)? == 0 { None } else { Some(line) })
}
fn readline(vm: &mut Vm, this: &Value, size: Option<Value>) -> Result<Value> {
    let limit = match size.filter(|size| !size.is_none()) {
        Some(size) => vm.index_isize(&size)?,
        None => -1,
    };
    let peek = vm.find_attr_text(this, "peek")?;
    let mut line = Vec::new();
    while limit < 0 || (line.len() as isize) < limit {
        let mut wanted = 1;
        if let Some(peek) = &peek {
            let ahead = vm.call(peek, &[Value::small(1)])?;
            let ahead = vm.get_bytes(&ahead)?;
            if !ahead.is_empty() {
                wanted = ahead.iter().position(|byte| *byte == b'\n').map_or(ahead.len(), |at| at + 1);
                if limit >= 0 {
                    wanted = wanted.min(limit as usize - line.len());
                }
            }
        }
        let piece = vm.call_method(this, names::read, &[Value::small(wanted as i64)])?;
        let Some(bytes) = vm.find_bytes(&piece)? else {
            let name = vm.type_name(&piece);
            return Err(vm.raise_text(
                ExcKind::OSError,
                &format!("read() should have returned a bytes object, not '{name}'"),
            ));
        };
        if bytes.is_empty() {
            break;
        }
        line.extend_from_slice(&bytes);
        if line.ends_with(b"\n") {
            break;
        }
    }
    Ok(vm.new_bytes(&line))
}
fn readlines(vm: &mut Vm, this: &Value, hint: Option<Value>) -> Result<Value> {
    let hint = match hint.filter(|hint| !hint.is_none()) {
        Some(hint) => vm.index_isize(&hint)?,
        None => -1,
    };
    let iterator = vm.iter(this)?;
    let (mut lines, mut total) = (Vec::new(), 0);
    while let Some(line) = vm.next(&iterator)? {
        total += vm.len(&line)? as isize;
        lines.push(line);
        if hint > 0 && total >= hint {
            break;
        }
    }
    Ok(List::new(lines).into_value())
}
fn writelines(vm: &mut Vm, this: &Value, lines: &Value) -> Result<()> {
    check_open(vm, this)?;
    let iterator = vm.iter(lines)?;
    while let Some(line) = vm.next(&iterator)? {
        vm.call_method(this, names::write, &[line])?;
    }
    Ok(())
}
fn check(vm: &mut Vm, this: &Value, method: &str, message: &str) -> Result<Value> {
    let answer = call(vm, this, method, &[])?;
    if answer.is_true() { Ok(answer) } else { Err(unsupported(vm, message)) }
}
fn check_readable(vm: &mut Vm, this: &Value, _args: Rest) -> Result<Value> {
    check(vm, this, "readable", "File or stream is not readable.")
}
fn check_writable(vm: &mut Vm, this: &Value, _args: Rest) -> Result<Value> {
    check(vm, this, "writable", "File or stream is not writable.")
}
fn check_seekable(vm: &mut Vm, this: &Value, _args: Rest) -> Result<Value> {
    check(vm, this, "seekable", "File or stream is not seekable.")
}
fn check_closed(vm: &mut Vm, this: &Value, _args: Rest) -> Result<()> {
    check_open(vm, this)
}

const FLAGS: u32 = type_flags::BASE | type_flags::DICT | type_flags::WEAK;

/// Table of `_IOBase`.
pub static IO_BASE: TypeDef = TypeDef {
    name: "_io._IOBase",
    doc: "The abstract base class for all I/O classes.",
    base: None,
    map: None,
    layout: Layout::of::<IoBase>(),
    flags: FLAGS,
    rows: &[
        static_method!("__new__(cls, *args, **kwargs)", new_base, 3),
        method!(
            "seek(self, offset, whence=0, /)",
            seek,
            3,
            "Change the stream position to the given byte offset."
        ),
        method!("tell(self, /)", tell, 1, "Return current stream position."),
        method!("truncate(self, size=None, /)", truncate, 2, "Truncate file to size bytes."),
        method!("fileno(self, /)", fileno, 1, "Return underlying file descriptor if one exists."),
        method!("isatty(self, /)", isatty, 1, "Return whether this is an 'interactive' stream."),
        method!("readable(self, /)", no, 1, "Return whether object was opened for reading."),
        method!("writable(self, /)", no, 1, "Return whether object was opened for writing."),
        method!("seekable(self, /)", no, 1, "Return whether object supports random access."),
        method!("flush(self, /)", flush, 1, "Flush write buffers, if applicable."),
        method!("close(self, /)", close, 1, "Flush and close the IO object."),
        getset!("closed", closed),
        method!("__del__(self, /)", finalize, 1),
        method!("__enter__(self, /)", enter, 1),
        method!("__exit__(self, /, *args)", exit, 2),
        method!("__iter__(self, /)", iter, 1),
        method!("__next__(self, /)", next, 1),
        method!("readline(self, size=-1, /)", readline, 2, "Read and return a line from the stream."),
        method!("readlines(self, hint=-1, /)", readlines, 2, "Return a list of lines from the stream."),
        method!("writelines(self, lines, /)", writelines, 2, "Write a list of lines to stream."),
        method!("_checkReadable(self, /, *args)", check_readable, 2),
        method!("_checkWritable(self, /, *args)", check_writable, 2),
        method!("_checkSeekable(self, /, *args)", check_seekable, 2),
        method!("_checkClosed(self, /, *args)", check_closed, 2),
    ],
};

fn raw_read(vm: &mut Vm, this: &Value, size: Option<isize>) -> Result<Value> {
    let size = size.unwrap_or(-1);
    if size < 0 {
        return call(vm, this, "readall", &[]);
    }
    let buffer = vm.new_bytes(&vec![0; (size as usize).min(1 << 24)]);
    let class = vm.type_of_map(whipsnake_vm::value::fixed::BYTE_ARRAY).to_value();
    let buffer = vm.call(&class, &[buffer])?;
    let count = call(vm, this, "readinto", std::slice::from_ref(&buffer))?;
    if count.is_none() {
        return Ok(count);
    }
    let count = vm.index_isize(&count)?.max(0) as usize;
    let bytes = vm.get_bytes(&buffer)?;
    if count > bytes.len() {
        let most = bytes.len();
        return Err(vm.value_error(format_args!("readinto returned {count} outside buffer size {most}")));
    }
    Ok(vm.new_bytes(&bytes[..count]))
}
fn raw_readall(vm: &mut Vm, this: &Value) -> Result<Value> {
    let mut all = Vec::new();
    loop {
        let piece = vm.call_method(this, names::read, &[Value::small(8192)])?;
        if piece.is_none() && all.is_empty() {
            return Ok(piece);
        }
        let bytes = if piece.is_none() { Vec::new() } else { vm.get_bytes(&piece)? };
        if bytes.is_empty() {
            return Ok(vm.new_bytes(&all));
        }
        all.extend_from_slice(&bytes);
    }
}

/// Table of `_RawIOBase`.
pub static RAW_BASE: TypeDef = TypeDef {
    name: "_io._RawIOBase",
    doc: "Base class for raw binary I/O.",
    base: Some(&IO_BASE),
    map: None,
    layout: Layout::of::<RawBase>(),
    flags: FLAGS,
    rows: &[
        static_method!("__new__(cls, *args, **kwargs)", new_raw, 3),
        method!("read(self, size=-1, /)", raw_read, 2),
        method!("readall(self, /)", raw_readall, 1, "Read until EOF, using multiple read() call."),
    ],
};

fn unsupported_read(vm: &mut Vm, _this: &Value, _args: Rest) -> Result<()> {
    Err(unsupported(vm, "read"))
}
fn unsupported_write(vm: &mut Vm, _this: &Value, _args: Rest) -> Result<()> {
    Err(unsupported(vm, "write"))
}
fn unsupported_readline(vm: &mut Vm, _this: &Value, _args: Rest) -> Result<()> {
    Err(unsupported(vm, "readline"))
}
/// Reads into a writable buffer through `read` or `read1`.
fn read_into(vm: &mut Vm, this: &Value, buffer: &Value, method: &str) -> Result<usize> {
    let room = vm.get_bytes(buffer)?.len();
    let data = call(vm, this, method, &[Value::small(room as i64)])?;
    let data = vm.get_bytes(&data)?;
    super::fill_buffer(vm, buffer, &data)?;
    Ok(data.len())
}
fn buffered_readinto(vm: &mut Vm, this: &Value, buffer: &Value) -> Result<usize> {
    read_into(vm, this, buffer, "read")
}
fn buffered_readinto1(vm: &mut Vm, this: &Value, buffer: &Value) -> Result<usize> {
    read_into(vm, this, buffer, "read1")
}

/// Table of `_BufferedIOBase`.
pub static BUFFERED_BASE: TypeDef = TypeDef {
    name: "_io._BufferedIOBase",
    doc: "Base class for buffered IO objects.",
    base: Some(&IO_BASE),
    map: None,
    layout: Layout::of::<BufferedBase>(),
    flags: FLAGS,
    rows: &[
        static_method!("__new__(cls, *args, **kwargs)", new_buffered, 3),
        method!(
            "detach(self, /)",
            detach,
            1,
            "Disconnect this buffer from its underlying raw stream and return it."
        ),
        method!("read(self, /, *args)", unsupported_read, 2, "Read and return up to n bytes."),
        method!(
            "read1(self, /, *args)",
            unsupported_read,
            2,
            "Read and return up to size bytes, with at most one read() call to the underlying raw stream."
        ),
        method!("write(self, /, *args)", unsupported_write, 2, "Write buffer b to the IO stream."),
        method!("readinto(self, buffer, /)", buffered_readinto, 2),
        method!("readinto1(self, buffer, /)", buffered_readinto1, 2),
    ],
};

fn none(_vm: &mut Vm, _this: &Value) {}

/// Table of `_TextIOBase`.
pub static TEXT_BASE: TypeDef = TypeDef {
    name: "_io._TextIOBase",
    doc: "Base class for text I/O.",
    base: Some(&IO_BASE),
    map: None,
    layout: Layout::of::<TextBase>(),
    flags: FLAGS,
    rows: &[
        static_method!("__new__(cls, *args, **kwargs)", new_text, 3),
        method!(
            "detach(self, /)",
            detach,
            1,
            "Separate the underlying buffer from the TextIOBase and return it."
        ),
        method!("read(self, /, *args)", unsupported_read, 2, "Read at most size characters from stream."),
        method!("readline(self, /, *args)", unsupported_readline, 2, "Read until newline or EOF."),
        method!("write(self, /, *args)", unsupported_write, 2, "Write string s to stream."),
        getset!("encoding", none),
        getset!("newlines", none),
        getset!("errors", none),
    ],
};
