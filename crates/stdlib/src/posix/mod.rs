//! `posix`: files, directories and the environment, as far as the host gives them. Processes, users and the like are
//! absent: what a program cannot do here is not offered.

mod scandir;
mod system;

use crate::_io::fileio::{path_bytes, settle, settle_pair};
use whipsnake_vm::{
    constant,
    error::Result,
    function,
    host::FileInfo,
    modules::structseq::{self, StructSeq},
    names,
    native::{ModuleDef, Row, table},
    objects::{dict::Dict, exceptions::ExcKind, list::List, str::codec::Builtin},
    text::codec::Encoding,
    value::{Str, Value},
    vm::Vm,
};

static STAT_RESULT: StructSeq = StructSeq {
    name: "os.stat_result",
    doc: "stat_result: Result from stat, fstat, or lstat.",
    fields: &[
        "st_mode",
        "st_ino",
        "st_dev",
        "st_nlink",
        "st_uid",
        "st_gid",
        "st_size",
        "_integer_atime",
        "_integer_mtime",
        "_integer_ctime",
        "st_atime",
        "st_mtime",
        "st_ctime",
        "st_atime_ns",
        "st_mtime_ns",
        "st_ctime_ns",
    ],
    visible: 10,
};
static TERMINAL_SIZE: StructSeq = StructSeq {
    name: "os.terminal_size",
    doc: "A tuple of (columns, lines) for holding terminal window size",
    fields: &["columns", "lines"],
    visible: 2,
};
static UNAME_RESULT: StructSeq = StructSeq {
    name: "posix.uname_result",
    doc: "uname_result: Result from os.uname().",
    fields: &["sysname", "nodename", "release", "version", "machine"],
    visible: 5,
};

static TIMES_RESULT: StructSeq = StructSeq {
    name: "posix.times_result",
    doc: "times_result: Result from os.times().",
    fields: &["user", "system", "children_user", "children_system", "elapsed"],
    visible: 5,
};

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "posix",
    doc: "This module provides access to operating system functionality that is\nstandardized by the C Standard and the \
          POSIX standard.",
    rows: &table::join_rows::<{ table::count_rows(&[ROWS, system::ROWS]) }>(&[ROWS, system::ROWS]),
    types: &[&scandir::DIR_ENTRY, &scandir::SCANDIR_ITERATOR],
    init: Some(|vm, module| {
        let dict = module.dict.clone();
        for (name, def) in [
            ("stat_result", &STAT_RESULT),
            ("terminal_size", &TERMINAL_SIZE),
            ("uname_result", &UNAME_RESULT),
            ("times_result", &TIMES_RESULT),
        ] {
            let class = structseq::class(vm, def)?;
            dict.set_text(vm, name, class.into_value());
        }
        let error = vm.exception_type(ExcKind::OSError).into_value();
        dict.set_text(vm, "error", error);
        let environ = Dict::new();
        for (name, value) in vm.host.environment() {
            let (name, value) = (vm.new_bytes(&name), vm.new_bytes(&value));
            environ.set(vm, name, value)?;
        }
        dict.set_text(vm, "environ", environ.into_value());
        // What `stat` and `utime` can do that not every system can, as `os.supports_follow_symlinks` shows it.
        let have = ["HAVE_LSTAT", "HAVE_UTIMENSAT"].map(|name| vm.new_str(name)).to_vec();
        dict.set_text(vm, "_have_functions", List::new(have).into_value());
        for (name, number) in CONSTANTS {
            dict.set_text(vm, name, Value::small(*number));
        }
        Ok(())
    }),
};

const CONSTANTS: &[(&str, i64)] = &[
    ("O_RDONLY", 0),
    ("O_WRONLY", 1),
    ("O_RDWR", 2),
    ("O_CREAT", 0o100),
    ("O_EXCL", 0o200),
    ("O_TRUNC", 0o1000),
    ("O_APPEND", 0o2000),
    ("O_NONBLOCK", 0o4000),
    ("O_DIRECTORY", 0o200_000),
    ("O_NOFOLLOW", 0o400_000),
    ("O_CLOEXEC", 0o2_000_000),
    ("F_OK", 0),
    ("R_OK", 4),
    ("W_OK", 2),
    ("X_OK", 1),
    ("EX_OK", 0),
    ("WNOHANG", 1),
    ("SEEK_DATA", 3),
    ("SEEK_HOLE", 4),
];

const ROWS: &[Row] = &[
    function!("fspath(path)", fspath, 1, "Return the file system path representation of the object."),
    function!("getcwd()", getcwd, 0, "Return a unicode string representing the current working directory."),
    function!("getcwdb()", getcwdb, 0, "Return a bytes string representing the current working directory."),
    function!("chdir(path)", chdir, 1, "Change the current working directory to the specified path."),
    function!(
        "stat(path, *, dir_fd=None, follow_symlinks=True)",
        stat,
        3,
        "Perform a stat system call on the given path."
    ),
    function!(
        "lstat(path, *, dir_fd=None)",
        lstat,
        2,
        "Perform a stat system call on the given path, without following symbolic links."
    ),
    function!("fstat(fd)", fstat, 1, "Perform a stat system call on the given file descriptor."),
    function!(
        "listdir(path=None)",
        listdir,
        1,
        "Return a list containing the names of the files in the directory."
    ),
    function!("mkdir(path, mode=511, *, dir_fd=None)", mkdir, 3, "Create a directory."),
    function!("rmdir(path, *, dir_fd=None)", rmdir, 2, "Remove a directory."),
    function!("remove(path, *, dir_fd=None)", remove, 2, "Remove a file (same as unlink())."),
    function!("unlink(path, *, dir_fd=None)", remove, 2, "Remove a file (same as remove())."),
    function!(
        "rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
        rename,
        4,
        "Rename a file or directory."
    ),
    function!(
        "replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
        rename,
        4,
        "Rename a file or directory, overwriting the destination."
    ),
    function!(
        "access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)",
        access,
        5,
        "Use the real uid/gid to test for access to a path."
    ),
    function!(
        "open(path, flags, mode=511, *, dir_fd=None)",
        open,
        4,
        "Open a file for low level IO.  Returns a file descriptor (integer)."
    ),
    function!("close(fd)", close, 1, "Close a file descriptor."),
    function!("read(fd, length, /)", read, 2, "Read from a file descriptor.  Returns a bytes object."),
    function!("write(fd, data, /)", write, 2, "Write a bytes object to a file descriptor."),
    function!(
        "lseek(fd, position, how, /)",
        lseek,
        3,
        "Set the position of a file descriptor.  Return the new position."
    ),
    function!(
        "isatty(fd, /)",
        |vm: &mut Vm, fd: i32| vm.host.is_terminal(fd),
        1,
        "Return True if the fd is connected to a terminal."
    ),
    function!(
        "urandom(size, /)",
        urandom,
        1,
        "Return a bytes object containing random bytes suitable for cryptographic use."
    ),
    function!("strerror(code, /)", strerror, 1, "Translate an error code to a message string."),
    // There are no child processes to hand a changed environment to: `os.environ` itself is all there is to change.
    function!(
        "putenv(name, value, /)",
        |_: &mut Vm, _: Value, _: Value| (),
        2,
        "Change or add an environment variable."
    ),
    function!("unsetenv(name, /)", |_: &mut Vm, _: Value| (), 1, "Delete an environment variable."),
    function!(
        "scandir(path=None)",
        scandir::scandir,
        1,
        "Return an iterator of DirEntry objects for given path."
    ),
    function!("cpu_count()", |_: &mut Vm| 1i64, 0, "Return the number of logical CPUs in the system."),
    function!("_path_normpath(path)", normpath, 1, "Normalize path, eliminating double slashes, etc."),
    function!("_path_splitroot_ex(path)", split_root, 1),
    function!(
        "_exit(status)",
        exit_now,
        1,
        "Exit to the system with specified status, without normal exit processing."
    ),
    constant!("name", |vm| vm.new_str("posix")),
];

fn fspath(vm: &mut Vm, path: Value) -> Result<Value> {
    if path.cast::<Str>().is_some()
        || vm.type_of(&path).is_subclass(vm, vm.type_of_map(whipsnake_vm::value::fixed::BYTES))
    {
        return Ok(path);
    }
    let class = vm.class_of(&path);
    let name = vm.name(names::__fspath__).clone();
    let Some(method) = class.find(vm, &name) else {
        let name = vm.type_name(&path);
        return Err(vm.type_error(format_args!("expected str, bytes or os.PathLike object, not {name}")));
    };
    vm.call_slot(&method, &path, &[])
}

/// The text of a host's bytes: what is not UTF-8 in them is escaped by surrogates, as `os.fsdecode` does.
fn text_of_path(vm: &mut Vm, path: Vec<u8>) -> Result<Value> {
    if std::str::from_utf8(&path).is_ok() {
        return Ok(Str::from_vec(path).into_value());
    }
    let (text, _) = vm.decode_part(&path, Builtin::Plain(Encoding::Utf8), "surrogateescape", true)?;
    Ok(Str::from_vec(text).into_value())
}
/// A host's bytes in the form of a path that was given: text or bytes.
fn like_path(vm: &mut Vm, original: &Value, bytes: Vec<u8>) -> Result<Value> {
    if original.cast::<Str>().is_some() { text_of_path(vm, bytes) } else { Ok(vm.new_bytes(&bytes)) }
}
fn getcwd(vm: &mut Vm) -> Result<Value> {
    let path = settle(vm, None, |vm| vm.host.current_dir())?;
    text_of_path(vm, path)
}
fn getcwdb(vm: &mut Vm) -> Result<Value> {
    let path = settle(vm, None, |vm| vm.host.current_dir())?;
    Ok(vm.new_bytes(&path))
}
fn chdir(vm: &mut Vm, path: &Value) -> Result<()> {
    let bytes = path_bytes(vm, path)?;
    settle(vm, Some(path), |vm| vm.host.change_dir(&bytes))
}

fn describe(vm: &mut Vm, info: &FileInfo) -> Result<Value> {
    let times = [info.accessed, info.modified, info.changed];
    let mut values: Vec<Value> = vec![
        vm.new_int(i64::from(info.mode)),
        vm.new_int_u64(info.inode),
        vm.new_int_u64(info.device),
        vm.new_int_u64(info.links),
        vm.new_int(i64::from(info.uid)),
        vm.new_int(i64::from(info.gid)),
        vm.new_int_u64(info.size),
    ];
    values.extend(times.iter().map(|time| vm.new_int(time.div_euclid(1_000_000_000) as i64)));
    values.extend(times.iter().map(|time| Value::float(*time as f64 / 1e9)));
    values.extend(times.iter().map(|time| vm.new_int(*time as i64)));
    structseq::instance(vm, &STAT_RESULT, values)
}
fn stat_with(vm: &mut Vm, path: &Value, follow: bool) -> Result<Value> {
    let info = if vm.has_index(path) {
        let fd = vm.index_i64(path)? as i32;
        settle(vm, None, |vm| vm.host.fstat(fd))?
    } else {
        let bytes = path_bytes(vm, path)?;
        settle(vm, Some(path), |vm| vm.host.stat(&bytes, follow))?
    };
    describe(vm, &info)
}
fn stat(vm: &mut Vm, path: &Value, _dir: Option<Value>, follow: Option<bool>) -> Result<Value> {
    stat_with(vm, path, follow.unwrap_or(true))
}
fn lstat(vm: &mut Vm, path: &Value, _dir: Option<Value>) -> Result<Value> {
    stat_with(vm, path, false)
}
fn fstat(vm: &mut Vm, fd: &Value) -> Result<Value> {
    stat_with(vm, fd, true)
}
fn listdir(vm: &mut Vm, path: Option<Value>) -> Result<Value> {
    let path = path.filter(|path| !path.is_none()).unwrap_or_else(|| vm.new_str("."));
    let as_bytes = path.cast::<Str>().is_none() && vm.find_bytes(&path)?.is_some();
    let bytes = path_bytes(vm, &path)?;
    let entries = settle(vm, Some(&path), |vm| vm.host.list_dir(&bytes))?;
    let mut names = Vec::with_capacity(entries.len());
    for (name, _) in entries {
        names.push(if as_bytes { vm.new_bytes(&name) } else { text_of_path(vm, name)? });
    }
    Ok(List::new(names).into_value())
}
fn mkdir(vm: &mut Vm, path: &Value, mode: Option<i64>, _dir: Option<Value>) -> Result<()> {
    let bytes = path_bytes(vm, path)?;
    settle(vm, Some(path), |vm| vm.host.make_dir(&bytes, mode.unwrap_or(0o777) as u32))
}
fn rmdir(vm: &mut Vm, path: &Value, _dir: Option<Value>) -> Result<()> {
    let bytes = path_bytes(vm, path)?;
    settle(vm, Some(path), |vm| vm.host.remove_dir(&bytes))
}
fn remove(vm: &mut Vm, path: &Value, _dir: Option<Value>) -> Result<()> {
    let bytes = path_bytes(vm, path)?;
    settle(vm, Some(path), |vm| vm.host.remove_file(&bytes))
}
fn rename(vm: &mut Vm, from: &Value, to: &Value, _a: Option<Value>, _b: Option<Value>) -> Result<()> {
    let (source, target) = (path_bytes(vm, from)?, path_bytes(vm, to)?);
    let result = settle(vm, Some(from), |vm| vm.host.rename(&source, &target));
    settle_pair(vm, result, to)
}
fn access(
    vm: &mut Vm,
    path: &Value,
    mode: i64,
    _dir: Option<Value>,
    _effective: Option<Value>,
    follow: Option<bool>,
) -> Result<bool> {
    let bytes = path_bytes(vm, path)?;
    let answer = vm.host.stat(&bytes, follow.unwrap_or(true));
    let whipsnake_vm::host::Answer::Ready(info) = answer else { return Ok(false) };
    // Without users any permission bit will do.
    let bits = info.mode | info.mode >> 3 | info.mode >> 6;
    Ok(mode & !i64::from(bits) & 7 == 0)
}
fn open(vm: &mut Vm, path: &Value, flags: i32, mode: Option<i64>, _dir: Option<Value>) -> Result<i32> {
    let bytes = path_bytes(vm, path)?;
    settle(vm, Some(path), |vm| vm.host.open(&bytes, flags, mode.unwrap_or(0o777) as u32))
}
fn close(vm: &mut Vm, fd: i32) -> Result<()> {
    settle(vm, None, |vm| vm.host.close(fd))
}
fn read(vm: &mut Vm, fd: i32, length: isize) -> Result<Value> {
    if length < 0 {
        return Err(vm.os_error(22, "Invalid argument"));
    }
    let bytes = settle(vm, None, |vm| vm.host.read(fd, length as usize))?;
    Ok(vm.new_bytes(&bytes))
}
fn write(vm: &mut Vm, fd: i32, data: &Value) -> Result<usize> {
    let bytes = vm.get_bytes(data)?;
    settle(vm, None, |vm| vm.host.write(fd, &bytes))
}
fn lseek(vm: &mut Vm, fd: i32, position: i64, how: i32) -> Result<u64> {
    settle(vm, None, |vm| vm.host.seek(fd, position, how))
}
fn urandom(vm: &mut Vm, size: isize) -> Result<Value> {
    if size < 0 {
        return Err(vm.value_error("negative argument not allowed"));
    }
    if size > 1 << 30 {
        return Err(vm.memory_error(""));
    }
    let mut bytes = vec![0; size as usize];
    vm.host.entropy(&mut bytes);
    Ok(vm.new_bytes(&bytes))
}
fn strerror(_vm: &mut Vm, code: i64) -> String {
    match crate::small::error_text(code) {
        Some(text) => text.to_owned(),
        None => format!("Unknown error {code}"),
    }
}

/// Leading slashes of a path: none, one, or exactly two, which POSIX keeps apart.
fn root_of(path: &[u8]) -> usize {
    match path.iter().take_while(|byte| **byte == b'/').count() {
        0 => 0,
        2 => 2,
        _ => 1,
    }
}
fn like(vm: &Vm, original: &Value, bytes: Vec<u8>) -> Value {
    if original.cast::<Str>().is_some() { Str::from_vec(bytes).into_value() } else { vm.new_bytes(&bytes) }
}
fn normpath(vm: &mut Vm, path: Value) -> Result<Value> {
    let path = fspath(vm, path)?;
    let bytes = path_bytes_any(vm, &path)?;
    let root = root_of(&bytes);
    let mut parts: Vec<&[u8]> = Vec::new();
    for part in bytes.split(|byte| *byte == b'/') {
        match part {
            b"" | b"." => {}
            b".." if parts.last().is_some_and(|last| *last != b"..") => drop(parts.pop()),
            b".." if root > 0 => {}
            part => parts.push(part),
        }
    }
    let mut out = vec![b'/'; root];
    out.extend(parts.join(&b'/'));
    if out.is_empty() {
        out.push(b'.');
    }
    Ok(like(vm, &path, out))
}
fn path_bytes_any(vm: &mut Vm, path: &Value) -> Result<Vec<u8>> {
    match path.cast::<Str>() {
        Some(text) => Ok(text.as_bytes().to_vec()),
        None => vm.get_bytes(path),
    }
}
fn split_root(vm: &mut Vm, path: Value) -> Result<Value> {
    let path = fspath(vm, path)?;
    let bytes = path_bytes_any(vm, &path)?;
    let root = root_of(&bytes);
    let parts = vec![
        like(vm, &path, Vec::new()),
        like(vm, &path, bytes[..root].to_vec()),
        like(vm, &path, bytes[root..].to_vec()),
    ];
    Ok(whipsnake_vm::value::Tuple::new(parts).into_value())
}
fn exit_now(vm: &mut Vm, status: Value) -> Result<()> {
    // The host ends the process after the streams; there is no harder way out.
    Err(vm.raise_args(ExcKind::SystemExit, vec![status]))
}
