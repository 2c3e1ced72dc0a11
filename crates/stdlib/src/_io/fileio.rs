//! `FileIO`: a file descriptor of the host.

use super::base::{self, RAW_BASE, closed_error, unsupported};
use std::cell::Cell;
use whipsnake_vm::{
    body,
    error::Result,
    getset,
    host::{Answer, Pending},
    method, names,
    native::{Kwargs, Rest, TypeDef},
    objects::exceptions::ExcKind,
    static_method,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Value, map::Layout},
    vm::Vm,
};

/// Flags of `open`, as Linux numbers them.
pub mod flags {
    pub const WRITE_ONLY: i32 = 1;
    pub const READ_WRITE: i32 = 2;
    pub const CREATE: i32 = 0o100;
    pub const EXCLUSIVE: i32 = 0o200;
    pub const TRUNCATE: i32 = 0o1000;
    pub const APPEND: i32 = 0o2000;
    pub const CLOSE_ON_EXEC: i32 = 0o200_0000;
}

/// A file descriptor.
#[derive(Default)]
pub struct FileIo {
    fd: Cell<Option<i32>>,
    readable: Cell<bool>,
    writable: Cell<bool>,
    appending: Cell<bool>,
    created: Cell<bool>,
    close_fd: Cell<bool>,
    seekable: Cell<Option<bool>>,
}
body!(FileIo);

/// Raises OSError (or the subclass that the number means) with number, text and file name.
pub fn os_error(vm: &mut Vm, number: i32, text: &str, file: Option<&Value>) -> whipsnake_vm::error::Raised {
    let class = vm.exception_type(ExcKind::OSError).into_value();
    let mut args = vec![Value::small(i64::from(number)), vm.new_str(text)];
    if let Some(file) = file {
        match plain_path(vm, file) {
            Ok(path) => args.push(path),
            Err(raised) => return raised,
        }
    }
    match vm.call(&class, &args) {
        Ok(exc) => vm.raise(exc),
        Err(raised) => raised,
    }
}

/// A path object as the text or bytes it stands for; anything else as it is.
pub fn plain_path(vm: &mut Vm, path: &Value) -> Result<Value> {
    if !path.is_object() || path.cast::<Str>().is_some() {
        return Ok(path.clone());
    }
    match vm.find_known_attr(path, names::__fspath__)? {
        Some(method) => vm.call(&method, &[]),
        None => Ok(path.clone()),
    }
}

/// A host's answer, waited for if need be.
pub fn settle<T>(vm: &mut Vm, file: Option<&Value>, mut ask: impl FnMut(&mut Vm) -> Answer<T>) -> Result<T> {
    loop {
        match ask(vm) {
            Answer::Ready(value) => return Ok(value),
            Answer::Failed(number, text) => return Err(os_error(vm, number, &text, file)),
            Answer::Wait(pending) => drop(vm.block_on(pending)?),
        }
    }
}

/// The same for what concerns two files, both of which the exception names.
pub fn settle_pair<T>(vm: &mut Vm, result: Result<T>, second: &Value) -> Result<T> {
    result.or_else(|raised| {
        let exc = vm.take_raised(raised);
        vm.set_attr_text(&exc, "filename2", second.clone())?;
        Err(vm.raise_again(exc))
    })
}

/// The bytes of a path given as `str`, bytes or path object.
pub fn path_bytes(vm: &mut Vm, path: &Value) -> Result<Vec<u8>> {
    let path = match vm.find_known_attr(path, names::__fspath__)? {
        Some(method) if path.cast::<Str>().is_none() => vm.call(&method, &[])?,
        _ => path.clone(),
    };
    let bytes = match path.cast::<Str>() {
        Some(text) if text.as_str().is_some() => text.as_bytes().to_vec(),
        // Surrogates stand for bytes that are not UTF-8.
        Some(text) => {
            let text = text.to_handle();
            let encoded = vm.encode_text(&text, "utf-8", "surrogateescape")?;
            vm.get_bytes(&encoded)?
        }
        None => match vm.find_bytes(&path)? {
            Some(bytes) => bytes,
            None => {
                let name = vm.type_name(&path);
                return Err(
                    vm.type_error(format_args!("expected str, bytes or os.PathLike object, not {name}"))
                );
            }
        },
    };
    if bytes.contains(&0) {
        return Err(vm.value_error("embedded null byte"));
    }
    Ok(bytes)
}

impl FileIo {
    fn new_(_vm: &mut Vm, class: &Obj<Type>, _args: Rest, _keywords: Kwargs) -> Handle<FileIo> {
        Handle::new_instance(class.instance_map.get(), FileIo::default())
    }
    fn parse_mode(&self, vm: &mut Vm, mode: &str) -> Result<i32> {
        let (mut kind, mut plus, mut bits) = (None, false, 0);
        let bad = "Must have exactly one of create/read/write/append mode and at most one plus";
        for letter in mode.chars() {
            match letter {
                'r' | 'w' | 'a' | 'x' if kind.is_none() => kind = Some(letter),
                '+' if !plus => plus = true,
                'b' => {}
                'r' | 'w' | 'a' | 'x' | '+' => return Err(vm.value_error(bad)),
                _ => return Err(vm.value_error(format_args!("invalid mode: {mode}"))),
            }
        }
        match kind {
            Some('r') => self.readable.set(true),
            Some('w') => bits |= flags::CREATE | flags::TRUNCATE,
            Some('a') => {
                self.appending.set(true);
                bits |= flags::CREATE | flags::APPEND;
            }
            Some('x') => {
                self.created.set(true);
                bits |= flags::CREATE | flags::EXCLUSIVE;
            }
            _ => return Err(vm.value_error(bad)),
        }
        self.readable.set(kind == Some('r') || plus);
        self.writable.set(kind != Some('r') || plus);
        Ok(bits
            | flags::CLOSE_ON_EXEC
            | match (self.readable.get(), self.writable.get()) {
                (true, true) => flags::READ_WRITE,
                (false, true) => flags::WRITE_ONLY,
                _ => 0,
            })
    }
    fn init(
        vm: &mut Vm,
        this: &Obj<FileIo>,
        file: Value,
        mode: Option<Value>,
        close_fd: Option<bool>,
        opener: Option<Value>,
    ) -> Result<()> {
        let mode = mode.map_or("r".to_owned(), |mode| vm.text_of(&mode).into_owned());
        let close_fd = close_fd.unwrap_or(true);
        let bits = this.parse_mode(vm, &mode)?;
        this.close_fd.set(close_fd);
        if vm.has_index(&file) {
            let fd = vm.index_i64(&file)?;
            if fd < 0 {
                return Err(vm.value_error("negative file descriptor"));
            }
            if fd > 2 {
                // Not every host knows more of the standard streams than how to read and write them.
                settle(vm, None, |vm| vm.host.fstat(fd as i32))?;
            }
            this.fd.set(Some(fd as i32));
        } else {
            if !close_fd {
                return Err(vm.value_error("Cannot use closefd=False with file name"));
            }
            let path = path_bytes(vm, &file)?;
            let fd = match opener.filter(|opener| !opener.is_none()) {
                Some(opener) => {
                    let fd = vm.call(&opener, &[file.clone(), Value::small(i64::from(bits))])?;
                    let fd = vm.index_i64(&fd)?;
                    if fd < 0 {
                        return Err(vm.value_error(format_args!("opener returned {fd}")));
                    }
                    fd as i32
                }
                None => settle(vm, Some(&file), |vm| vm.host.open(&path, bits, 0o666))?,
            };
            this.fd.set(Some(fd));
            let info = settle(vm, Some(&file), |vm| vm.host.fstat(fd))?;
            if info.mode & 0o170_000 == 0o040_000 {
                let _ = vm.host.close(fd);
                this.fd.set(None);
                return Err(os_error(vm, 21, "Is a directory", Some(&file)));
            }
        }
        let this_value = this.to_value();
        vm.set_attr_text(&this_value, "name", file)?;
        if this.appending.get()
            && let Some(fd) = this.fd.get()
        {
            let _ = vm.host.seek(fd, 0, 2);
        }
        Ok(())
    }
    fn fd(&self, vm: &mut Vm) -> Result<i32> {
        match self.fd.get() {
            Some(fd) => Ok(fd),
            None => Err(closed_error(vm)),
        }
    }
    /// Reads up to so many bytes; empty at the end.
    pub fn read_some(&self, vm: &mut Vm, size: usize) -> Result<Vec<u8>> {
        let fd = self.fd(vm)?;
        if !self.readable.get() {
            return Err(unsupported(vm, "File not open for reading"));
        }
        loop {
            match vm.host.read(fd, size) {
                Answer::Ready(bytes) => return Ok(bytes),
                Answer::Failed(number, text) => return Err(os_error(vm, number, &text, None)),
                Answer::Wait(pending) => {
                    let is_input = matches!(pending, Pending::Input);
                    let answer = vm.block_on(pending)?;
                    if is_input {
                        return Ok(vm.text_of(&answer).into_owned().into_bytes());
                    }
                }
            }
        }
    }
    /// Writes bytes; gives how many were taken.
    pub fn write_some(&self, vm: &mut Vm, bytes: &[u8]) -> Result<usize> {
        let fd = self.fd(vm)?;
        if !self.writable.get() {
            return Err(unsupported(vm, "File not open for writing"));
        }
        settle(vm, None, |vm| vm.host.write(fd, bytes))
    }
    fn read(vm: &mut Vm, this: &Obj<FileIo>, size: Option<Value>) -> Result<Value> {
        let size = match size.filter(|size| !size.is_none()) {
            Some(size) => vm.index_isize(&size)?,
            None => -1,
        };
        let bytes = if size < 0 { this.read_all(vm)? } else { this.read_some(vm, size as usize)? };
        Ok(vm.new_bytes(&bytes))
    }
    fn read_all(&self, vm: &mut Vm) -> Result<Vec<u8>> {
        let mut all = Vec::new();
        loop {
            let piece = self.read_some(vm, 1 << 16)?;
            if piece.is_empty() {
                return Ok(all);
            }
            all.extend_from_slice(&piece);
        }
    }
    fn readall(vm: &mut Vm, this: &Obj<FileIo>) -> Result<Value> {
        let all = this.read_all(vm)?;
        Ok(vm.new_bytes(&all))
    }
    fn readinto(vm: &mut Vm, this: &Obj<FileIo>, buffer: &Value) -> Result<usize> {
        let room = vm.get_bytes(buffer)?.len();
        let bytes = this.read_some(vm, room)?;
        super::fill_buffer(vm, buffer, &bytes)?;
        Ok(bytes.len())
    }
    fn write(vm: &mut Vm, this: &Obj<FileIo>, data: &Value) -> Result<usize> {
        let bytes = vm.get_bytes(data)?;
        this.write_some(vm, &bytes)
    }
    fn seek(vm: &mut Vm, this: &Obj<FileIo>, offset: i64, whence: Option<i32>) -> Result<u64> {
        let fd = this.fd(vm)?;
        settle(vm, None, |vm| vm.host.seek(fd, offset, whence.unwrap_or(0)))
    }
    fn tell(vm: &mut Vm, this: &Obj<FileIo>) -> Result<u64> {
        FileIo::seek(vm, this, 0, Some(1))
    }
    fn truncate(vm: &mut Vm, this: &Obj<FileIo>, size: Option<Value>) -> Result<Value> {
        let fd = this.fd(vm)?;
        if !this.writable.get() {
            return Err(unsupported(vm, "File not open for writing"));
        }
        let size = match size.filter(|size| !size.is_none()) {
            Some(size) => vm.index_i64(&size)?.max(0) as u64,
            None => FileIo::tell(vm, this)?,
        };
        settle(vm, None, |vm| vm.host.truncate(fd, size))?;
        Ok(vm.new_int_u64(size))
    }
    fn close(vm: &mut Vm, this: &Obj<FileIo>) -> Result<()> {
        let Some(fd) = this.fd.take() else { return Ok(()) };
        if this.close_fd.get() {
            settle(vm, None, |vm| vm.host.close(fd))?;
        }
        Ok(())
    }
    fn closed(_vm: &mut Vm, this: &Obj<FileIo>) -> bool {
        this.fd.get().is_none()
    }
    fn fileno(vm: &mut Vm, this: &Obj<FileIo>) -> Result<i32> {
        this.fd(vm)
    }
    fn isatty(vm: &mut Vm, this: &Obj<FileIo>) -> Result<bool> {
        let fd = this.fd(vm)?;
        Ok(vm.host.is_terminal(fd))
    }
    fn readable(vm: &mut Vm, this: &Obj<FileIo>) -> Result<bool> {
        this.fd(vm)?;
        Ok(this.readable.get())
    }
    fn writable(vm: &mut Vm, this: &Obj<FileIo>) -> Result<bool> {
        this.fd(vm)?;
        Ok(this.writable.get())
    }
    fn seekable(vm: &mut Vm, this: &Obj<FileIo>) -> Result<bool> {
        let fd = this.fd(vm)?;
        if let Some(known) = this.seekable.get() {
            return Ok(known);
        }
        let can = matches!(vm.host.seek(fd, 0, 1), Answer::Ready(_));
        this.seekable.set(Some(can));
        Ok(can)
    }
    fn mode(_vm: &mut Vm, this: &Obj<FileIo>) -> &'static str {
        match (this.created.get(), this.appending.get(), this.readable.get(), this.writable.get()) {
            (true, _, true, _) => "xb+",
            (true, _, false, _) => "xb",
            (_, true, true, _) => "ab+",
            (_, true, false, _) => "ab",
            (_, _, true, true) => "rb+",
            (_, _, true, false) => "rb",
            _ => "wb",
        }
    }
    fn closefd(_vm: &mut Vm, this: &Obj<FileIo>) -> bool {
        this.close_fd.get()
    }
    fn repr(vm: &mut Vm, this: &Obj<FileIo>) -> Result<String> {
        let value = this.to_value();
        let class = vm.class_of(&value);
        let class = vm.full_name(&class);
        let Some(fd) = this.fd.get() else { return Ok(format!("<{class} [closed]>")) };
        let close_fd = if this.close_fd.get() { "True" } else { "False" };
        let mode = FileIo::mode(vm, this);
        Ok(match vm.find_attr_text(&value, "name")? {
            Some(name) => {
                let name = vm.repr_text(&name)?;
                format!("<{class} name={name} mode='{mode}' closefd={close_fd}>")
            }
            None => format!("<{class} fd={fd} mode='{mode}' closefd={close_fd}>"),
        })
    }
}

/// Table of `FileIO`.
pub static FILE_IO: TypeDef = TypeDef {
    name: "_io.FileIO",
    doc: "Open a file.",
    base: Some(&RAW_BASE),
    map: None,
    layout: Layout::of::<FileIo>(),
    flags: type_flags::BASE | type_flags::DICT | type_flags::WEAK,
    rows: &[
        static_method!("__new__(cls, *args, **kwargs)", FileIo::new_, 3),
        method!("__init__(self, file, mode='r', closefd=True, opener=None)", FileIo::init, 5),
        method!("read(self, size=-1, /)", FileIo::read, 2, "Read at most size bytes, returned as bytes."),
        method!("readall(self, /)", FileIo::readall, 1, "Read all data from the file, returned as bytes."),
        method!("readinto(self, buffer, /)", FileIo::readinto, 2, "Same as RawIOBase.readinto()."),
        method!(
            "write(self, b, /)",
            FileIo::write,
            2,
            "Write buffer b to file, return number of bytes written."
        ),
        method!(
            "seek(self, pos, whence=0, /)",
            FileIo::seek,
            3,
            "Move to new file position and return the file position."
        ),
        method!("tell(self, /)", FileIo::tell, 1, "Current file position."),
        method!(
            "truncate(self, size=None, /)",
            FileIo::truncate,
            2,
            "Truncate the file to at most size bytes and return the truncated size."
        ),
        method!("close(self, /)", FileIo::close, 1, "Close the file."),
        method!("fileno(self, /)", FileIo::fileno, 1, "Return the underlying file descriptor (an integer)."),
        method!("isatty(self, /)", FileIo::isatty, 1, "True if the file is connected to a TTY device."),
        method!("readable(self, /)", FileIo::readable, 1, "True if file was opened in a read mode."),
        method!("writable(self, /)", FileIo::writable, 1, "True if file was opened in a write mode."),
        method!("seekable(self, /)", FileIo::seekable, 1, "True if file supports random-access."),
        method!("__repr__(self, /)", FileIo::repr, 1),
        method!("__del__(self, /)", base::finalize, 1),
        getset!("closed", FileIo::closed),
        getset!("closefd", FileIo::closefd),
        getset!("mode", FileIo::mode),
    ],
};
