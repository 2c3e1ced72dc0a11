//! `_io`: streams. [`fileio`] reaches the host; [`buffered`] and [`textio`] stand on any stream; [`bytesio`] and
//! [`stringio`] are streams in memory.

mod ahead;
mod base;
mod buffered;
mod bytesio;
pub mod fileio;
mod newline;
mod state;
mod stringio;
mod textio;

use whipsnake_vm::{
    constant,
    error::Result,
    function,
    native::{ModuleDef, Row},
    objects::{dict::Dict, exceptions::ExcKind},
    value::{Str, Tuple, Value, fixed},
    vm::Vm,
};

/// `io.UnsupportedOperation`, once made.
#[derive(Default)]
struct IoState {
    unsupported: Option<Value>,
}

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_io",
    doc: "The io module provides the Python interfaces to stream handling.",
    rows: ROWS,
    types: &[
        &base::IO_BASE,
        &base::RAW_BASE,
        &base::BUFFERED_BASE,
        &base::TEXT_BASE,
        &fileio::FILE_IO,
        &bytesio::BYTES_IO,
        &stringio::STRING_IO,
        &buffered::BUFFERED_READER,
        &buffered::BUFFERED_WRITER,
        &buffered::BUFFERED_RANDOM,
        &buffered::RW_PAIR,
        &textio::TEXT_IO,
        &newline::NEWLINE_DECODER,
    ],
    init: Some(|vm, module| {
        let dict = module.dict.clone();
        let unsupported = unsupported_class(vm)?;
        dict.set_text(vm, "UnsupportedOperation", unsupported);
        let blocking = vm.exception_type(ExcKind::BlockingIOError).into_value();
        dict.set_text(vm, "BlockingIOError", blocking);
        if let Some(open) = dict.get_text(vm, "open") {
            let builtins = vm.builtins.clone();
            builtins.set_text(vm, "open", open);
        }
        Ok(())
    }),
};

const ROWS: &[Row] = &[
    function!(
        "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
        open,
        8,
        "Open file and return a stream.  Raise OSError upon failure."
    ),
    function!(
        "open_code(path)",
        open_code,
        1,
        "Opens the provided file with the intent to import the contents."
    ),
    function!(
        "text_encoding(encoding, stacklevel=2, /)",
        text_encoding,
        2,
        "A helper function to choose the text encoding."
    ),
    function!(
        "_open_standard_streams()",
        open_standard_streams,
        0,
        "Makes sys.stdin, sys.stdout and sys.stderr."
    ),
    constant!("DEFAULT_BUFFER_SIZE", |_| Value::small(buffered::DEFAULT_SIZE as i64)),
];

/// `io.UnsupportedOperation`: an OSError and a ValueError.
fn unsupported_class(vm: &mut Vm) -> Result<Value> {
    if let Some(class) = &vm.state::<IoState>().unsupported {
        return Ok(class.clone());
    }
    let bases = [ExcKind::OSError, ExcKind::ValueError].map(|kind| vm.exception_type(kind).into_value());
    let bases = Tuple::new(bases.to_vec()).into_value();
    let namespace = Dict::new();
    let module = vm.new_str("io");
    namespace.set_text(vm, "__module__", module);
    let metaclass = vm.type_of_map(fixed::TYPE).to_value();
    let name = vm.new_str("UnsupportedOperation");
    let class = vm.call(&metaclass, &[name, bases, namespace.into_value()])?;
    vm.state::<IoState>().unsupported = Some(class.clone());
    Ok(class)
}

/// Puts bytes at the start of a writable buffer.
pub fn fill_buffer(vm: &mut Vm, buffer: &Value, bytes: &[u8]) -> Result<()> {
    let target = vm.writable_buffer(buffer)?;
    match target.bytes_mut(vm).and_then(|room| room.get_mut(..bytes.len())) {
        Some(room) => {
            room.copy_from_slice(bytes);
            Ok(())
        }
        None => Err(vm.buffer_error("the buffer is not contiguous")),
    }
}

/// What the letters of a mode ask for.
struct Wanted {
    raw: String,
    updating: bool,
    reading: bool,
    binary: bool,
}

fn parse_mode(vm: &mut Vm, mode: &str) -> Result<Wanted> {
    let wrong = |(at, letter)| mode[..at].contains(letter) || !"axrwb+t".contains(letter);
    if mode.char_indices().any(wrong) {
        return Err(vm.value_error(format_args!("invalid mode: '{mode}'")));
    }
    let has = |letter| mode.contains(letter);
    if has('t') && has('b') {
        return Err(vm.value_error("can't have text and binary mode at once"));
    }
    let kinds = ['x', 'r', 'w', 'a'].iter().filter(|letter| has(**letter)).count();
    if kinds != 1 {
        return Err(vm.value_error("must have exactly one of create/read/write/append mode"));
    }
    let raw = mode.chars().filter(|letter| !matches!(letter, 'b' | 't')).collect();
    Ok(Wanted { raw, updating: has('+'), reading: has('r'), binary: has('b') })
}

/// `open(…)`
fn open(
    vm: &mut Vm,
    file: Value,
    mode: Option<Value>,
    buffering: Option<i64>,
    encoding: Option<Value>,
    errors: Option<Value>,
    newline: Option<Value>,
    close_fd: Option<Value>,
    opener: Option<Value>,
) -> Result<Value> {
    let mode = match mode {
        Some(mode) if mode.cast::<Str>().is_some() => vm.text_of(&mode).into_owned(),
        Some(mode) => {
            let name = vm.type_name(&mode);
            return Err(vm.type_error(format_args!("open() argument 'mode' must be str, not {name}")));
        }
        None => "r".to_owned(),
    };
    let wanted = parse_mode(vm, &mode)?;
    let given = |value: &Option<Value>| value.as_ref().is_some_and(|value| !value.is_none());
    if wanted.binary {
        for (value, what) in [(&encoding, "an encoding"), (&errors, "an errors"), (&newline, "a newline")] {
            if given(value) {
                return Err(vm.value_error(format_args!("binary mode doesn't take {what} argument")));
            }
        }
    }
    let file = fileio::plain_path(vm, &file)?;
    let raw_mode = vm.new_str(&wanted.raw);
    let class = vm.native_type::<fileio::FileIo>().into_value();
    let raw =
        vm.call(&class, &[file, raw_mode, close_fd.unwrap_or(Value::TRUE), opener.unwrap_or(Value::NONE)])?;
    let result = dress(vm, &raw, &wanted, &mode, buffering.unwrap_or(-1), [encoding, errors, newline]);
    if result.is_err() {
        // The descriptor must not stay open; the first error is the one that counts.
        let waiting = std::mem::replace(&mut vm.raised, Value::UNDEF);
        if let Err(raised) = base::call(vm, &raw, "close", &[]) {
            drop(vm.take_raised(raised));
        }
        vm.raised = waiting;
    }
    result
}

/// Puts buffer and text layer over a raw file.
fn dress(
    vm: &mut Vm,
    raw: &Value,
    wanted: &Wanted,
    mode: &str,
    buffering: i64,
    [encoding, errors, newline]: [Option<Value>; 3],
) -> Result<Value> {
    let is_terminal = base::call(vm, raw, "isatty", &[])?.is_true();
    let line_buffering = buffering == 1 || buffering < 0 && is_terminal;
    let size = if buffering > 1 { buffering } else { buffered::DEFAULT_SIZE as i64 };
    if buffering == 0 {
        if !wanted.binary {
            return Err(vm.value_error("can't have unbuffered text I/O"));
        }
        return Ok(raw.clone());
    }
    let class = if wanted.updating {
        vm.native_type::<buffered::BufferedRandom>()
    } else if wanted.reading {
        vm.native_type::<buffered::BufferedReader>()
    } else {
        vm.native_type::<buffered::BufferedWriter>()
    };
    let buffer = vm.call(&class.into_value(), &[raw.clone(), Value::small(size)])?;
    if wanted.binary {
        return Ok(buffer);
    }
    let class = vm.native_type::<textio::TextIo>().into_value();
    let none = |value: Option<Value>| value.unwrap_or(Value::NONE);
    let line_buffering = Value::bool(line_buffering);
    let text = vm.call(&class, &[buffer, none(encoding), none(errors), none(newline), line_buffering])?;
    let mode = vm.new_str(mode);
    vm.set_attr_text(&text, "mode", mode)?;
    Ok(text)
}

fn open_code(vm: &mut Vm, path: Value) -> Result<Value> {
    let mode = vm.new_str("rb");
    open(vm, path, Some(mode), None, None, None, None, None, None)
}

fn text_encoding(vm: &mut Vm, encoding: Value, _level: Option<i64>) -> Value {
    if encoding.is_none() { vm.new_str("locale") } else { encoding }
}

/// Makes the three standard streams and puts them into `sys`.
fn open_standard_streams(vm: &mut Vm) -> Result<()> {
    for (fd, name, mode, errors) in
        [(0, "stdin", "r", "strict"), (1, "stdout", "w", "strict"), (2, "stderr", "w", "backslashreplace")]
    {
        let class = vm.native_type::<fileio::FileIo>().into_value();
        let raw_mode = vm.new_str(mode);
        let raw = vm.call(&class, &[Value::small(fd), raw_mode.clone(), Value::FALSE]);
        let stream = match raw {
            Ok(raw) => {
                let shown = vm.new_str(&format!("<{name}>"));
                vm.set_attr_text(&raw, "name", shown)?;
                let class = if fd == 0 {
                    vm.native_type::<buffered::BufferedReader>()
                } else {
                    vm.native_type::<buffered::BufferedWriter>()
                };
                let is_terminal = vm.host.is_terminal(fd as i32);
                let buffer = vm.call(&class.into_value(), &[raw])?;
                let (encoding, errors) = (vm.new_str("utf-8"), vm.new_str(errors));
                let newline = if fd == 0 { Value::NONE } else { vm.new_str("\n") };
                let line_buffering = Value::bool(fd == 2 || is_terminal);
                let write_through = Value::bool(vm.settings.unbuffered);
                let class = vm.native_type::<textio::TextIo>().into_value();
                let stream =
                    vm.call(&class, &[buffer, encoding, errors, newline, line_buffering, write_through])?;
                vm.set_attr_text(&stream, "mode", raw_mode)?;
                stream
            }
            Err(raised) => {
                drop(vm.take_raised(raised));
                Value::NONE
            }
        };
        vm.set_sys(name, stream.clone());
        vm.set_sys(&format!("__{name}__"), stream);
    }
    Ok(())
}
