//! Calls that not every host has: links, modes and times of files, users, terminals. A host without one answers with
//! `ENOSYS`.

use super::{TERMINAL_SIZE, TIMES_RESULT, UNAME_RESULT, fspath, like_path};
use crate::_io::fileio::{path_bytes, settle, settle_pair};
use whipsnake_vm::{
    error::Result,
    function,
    host::{Answer, HostArg},
    modules::structseq,
    native::Row,
    value::{Str, Tuple, Value},
    vm::Vm,
};

macro_rules! number_call {
    ($signature:literal, $name:literal, $doc:literal) => {
        function!($signature, |vm: &mut Vm| -> Result<i64> { number(vm, $name, &[]) }, 0, $doc)
    };
}

pub(super) const ROWS: &[Row] = &[
    function!(
        "readlink(path, *, dir_fd=None)",
        readlink,
        2,
        "Return a string representing the path to which the symbolic link points."
    ),
    function!(
        "symlink(src, dst, target_is_directory=False, *, dir_fd=None)",
        symlink,
        4,
        "Create a symbolic link pointing to src named dst."
    ),
    function!(
        "link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)",
        link,
        5,
        "Create a hard link to a file."
    ),
    function!(
        "chmod(path, mode, *, dir_fd=None, follow_symlinks=True)",
        chmod,
        4,
        "Change the access permissions of a file."
    ),
    function!(
        "chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True)",
        chown,
        5,
        "Change the owner and group id of path to the numeric uid and gid."
    ),
    function!(
        "lchown(path, uid, gid)",
        |vm: &mut Vm, path: &Value, user: i64, group: i64| -> Result<()> {
            chown(vm, path, user, group, None, Some(false))
        },
        3,
        "Change the owner and group id of path to the numeric uid and gid; links are not followed."
    ),
    function!(
        "utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)",
        utime,
        5,
        "Set the access and modified time of path."
    ),
    function!(
        "truncate(path, length)",
        truncate,
        2,
        "Truncate a file, specified by path, to a specific length."
    ),
    function!(
        "ftruncate(fd, length, /)",
        |vm: &mut Vm, fd: i32, length: i64| -> Result<()> {
            settle(vm, None, |vm| vm.host.truncate(fd, length.max(0) as u64))
        },
        2,
        "Truncate a file, specified by file descriptor, to a specific length."
    ),
    function!(
        "fsync(fd)",
        |vm: &mut Vm, fd: i32| -> Result<()> {
            call(vm, "fsync", None, &[HostArg::Int(fd.into())]).map(drop)
        },
        1,
        "Force write of fd to disk."
    ),
    function!(
        "dup(fd, /)",
        |vm: &mut Vm, fd: i32| -> Result<i64> { number(vm, "dup", &[HostArg::Int(fd.into())]) },
        1,
        "Return a duplicate of a file descriptor."
    ),
    function!(
        "pipe()",
        pipe,
        0,
        "Create a pipe.\n\nReturns a tuple of two file descriptors:\n  (read_fd, write_fd)"
    ),
    function!(
        "umask(mask, /)",
        |vm: &mut Vm, mask: i64| -> Result<i64> { number(vm, "umask", &[HostArg::Int(mask)]) },
        1,
        "Set the current numeric umask and return the previous umask."
    ),
    number_call!("getuid()", "getuid", "Return the current process's user id."),
    number_call!("geteuid()", "geteuid", "Return the current process's effective user id."),
    number_call!("getgid()", "getgid", "Return the current process's group id."),
    number_call!("getegid()", "getegid", "Return the current process's effective group id."),
    number_call!("getppid()", "getppid", "Return the parent's process id."),
    function!("getpid()", own_process, 0, "Return the current process id."),
    function!(
        "kill(pid, signal, /)",
        |vm: &mut Vm, pid: i64, signal: i64| -> Result<()> {
            // A signal to the program itself is handled before the call ends.
            if pid == own_process(vm)
                && (signal == 0 || (1..65).contains(&signal) && vm.deliver_signal(signal)?)
            {
                return Ok(());
            }
            call(vm, "kill", None, &[HostArg::Int(pid), HostArg::Int(signal)]).map(drop)
        },
        2,
        "Kill a process with a signal."
    ),
    function!(
        "waitpid(pid, options, /)",
        |vm: &mut Vm, _pid: i64, _options: i64| -> Result<()> {
            // Nothing here starts one.
            Err(vm.os_error(10, "No child processes"))
        },
        2,
        "Wait for completion of a given child process."
    ),
    function!("waitstatus_to_exitcode(status)", exit_code, 1, "Convert a wait status to an exit code."),
    function!(
        "WIFSTOPPED(status)",
        |_: &mut Vm, status: i64| status & 0xff == 0x7f,
        1,
        "Return True if the process returning status was stopped."
    ),
    function!(
        "WSTOPSIG(status)",
        |_: &mut Vm, status: i64| status >> 8 & 0xff,
        1,
        "Return the signal that stopped the process that provided the status value."
    ),
    function!("uname()", uname, 0, "Return an object identifying the current operating system."),
    function!("times()", times, 0, "Return a collection containing process timing information."),
    function!(
        "get_terminal_size(fd=1, /)",
        terminal_size,
        1,
        "Return the size of the terminal window as (columns, lines)."
    ),
    function!(
        "get_inheritable(fd, /)",
        |vm: &mut Vm, fd: i32| -> Result<bool> { settle(vm, None, |vm| vm.host.fstat(fd)).map(|_| false) },
        1,
        "Get the close-on-exe flag of the specified file descriptor."
    ),
    function!(
        "set_inheritable(fd, inheritable, /)",
        |vm: &mut Vm, fd: i32, _inheritable: bool| -> Result<()> {
            // There are no child processes that could inherit anything.
            settle(vm, None, |vm| vm.host.fstat(fd)).map(drop)
        },
        2,
        "Set the inheritable flag of the specified file descriptor."
    ),
];

fn call(vm: &mut Vm, name: &str, file: Option<&Value>, arguments: &[HostArg]) -> Result<HostArg> {
    settle(vm, file, |vm| vm.host.other(name, arguments))
}

fn number(vm: &mut Vm, name: &str, arguments: &[HostArg]) -> Result<i64> {
    match call(vm, name, None, arguments)? {
        HostArg::Int(number) => Ok(number),
        _ => Ok(0),
    }
}

fn readlink(vm: &mut Vm, path: Value, _dir: Option<Value>) -> Result<Value> {
    let path = fspath(vm, path)?;
    let bytes = path_bytes(vm, &path)?;
    match call(vm, "readlink", Some(&path), &[HostArg::Bytes(bytes)])? {
        HostArg::Bytes(target) => like_path(vm, &path, target),
        _ => Err(vm.os_error(22, "Invalid argument")),
    }
}

fn symlink(
    vm: &mut Vm,
    target: &Value,
    path: &Value,
    _directory: Option<bool>,
    _dir: Option<Value>,
) -> Result<()> {
    let arguments = [HostArg::Bytes(path_bytes(vm, target)?), HostArg::Bytes(path_bytes(vm, path)?)];
    let result = call(vm, "symlink", Some(target), &arguments).map(drop);
    settle_pair(vm, result, path)
}

fn link(
    vm: &mut Vm,
    source: &Value,
    path: &Value,
    _a: Option<Value>,
    _b: Option<Value>,
    _follow: Option<bool>,
) -> Result<()> {
    let arguments = [HostArg::Bytes(path_bytes(vm, source)?), HostArg::Bytes(path_bytes(vm, path)?)];
    let result = call(vm, "link", Some(source), &arguments).map(drop);
    settle_pair(vm, result, path)
}

fn chown(
    vm: &mut Vm,
    path: &Value,
    user: i64,
    group: i64,
    _dir: Option<Value>,
    follow: Option<bool>,
) -> Result<()> {
    let bytes = path_bytes(vm, path)?;
    let follow = HostArg::Int(follow.unwrap_or(true).into());
    let arguments = [HostArg::Bytes(bytes), HostArg::Int(user), HostArg::Int(group), follow];
    call(vm, "chown", Some(path), &arguments).map(drop)
}

fn chmod(vm: &mut Vm, path: &Value, mode: i64, _dir: Option<Value>, _follow: Option<bool>) -> Result<()> {
    let bytes = path_bytes(vm, path)?;
    call(vm, "chmod", Some(path), &[HostArg::Bytes(bytes), HostArg::Int(mode)]).map(drop)
}

/// Access and modification time in nanoseconds; now when none are given.
fn utime(
    vm: &mut Vm,
    path: &Value,
    times: Option<Value>,
    nanoseconds: Option<Value>,
    _dir: Option<Value>,
    follow: Option<bool>,
) -> Result<()> {
    let times = times.filter(|times| !times.is_none());
    if times.is_some() && nanoseconds.is_some() {
        return Err(vm.value_error("utime: you may specify either 'times' or 'ns' but not both"));
    }
    let mut pair = [0i64; 2];
    match (&times, &nanoseconds) {
        (None, None) => pair = [vm.host.wall_clock() as i64; 2],
        (Some(given), _) | (None, Some(given)) => {
            let Some([first, second]) = given.cast::<Tuple>().map(|given| given.as_slice()) else {
                let what = if times.is_some() {
                    "either a tuple of two ints or None"
                } else {
                    "a tuple of two ints"
                };
                let name = if times.is_some() { "times" } else { "ns" };
                return Err(vm.type_error(format_args!("utime: '{name}' must be {what}")));
            };
            for (place, value) in pair.iter_mut().zip([first, second]) {
                *place = match value.as_small() {
                    Some(whole) if times.is_some() => whole.saturating_mul(1_000_000_000),
                    _ if times.is_some() => (vm.float_value(value)? * 1e9).floor() as i64,
                    _ => vm.index_i64(value)?,
                };
            }
        }
    }
    let bytes = path_bytes(vm, path)?;
    let follow = HostArg::Int(follow.unwrap_or(true).into());
    let arguments = [HostArg::Bytes(bytes), HostArg::Int(pair[0]), HostArg::Int(pair[1]), follow];
    call(vm, "utime", Some(path), &arguments).map(drop)
}

fn truncate(vm: &mut Vm, path: &Value, length: i64) -> Result<()> {
    /// `O_WRONLY`
    const WRITE: i32 = 1;
    let length = length.max(0) as u64;
    if vm.has_index(path) {
        let fd = vm.index_i64(path)? as i32;
        return settle(vm, None, |vm| vm.host.truncate(fd, length));
    }
    let bytes = path_bytes(vm, path)?;
    let fd = settle(vm, Some(path), |vm| vm.host.open(&bytes, WRITE, 0))?;
    let result = settle(vm, Some(path), |vm| vm.host.truncate(fd, length));
    settle(vm, None, |vm| vm.host.close(fd))?;
    result
}

fn numbers(answer: HostArg) -> Vec<Value> {
    let HostArg::List(items) = answer else { return Vec::new() };
    let number = |item: &HostArg| match item {
        HostArg::Int(number) => Value::int(*number),
        _ => Value::NONE,
    };
    items.iter().map(number).collect()
}

fn pipe(vm: &mut Vm) -> Result<Value> {
    let ends = numbers(call(vm, "pipe", None, &[])?);
    Ok(Tuple::new(ends).into_value())
}

fn uname(vm: &mut Vm) -> Result<Value> {
    let HostArg::List(parts) = call(vm, "uname", None, &[])? else {
        return Err(vm.os_error(38, "Function not implemented"));
    };
    let texts = parts.into_iter().map(|part| match part {
        HostArg::Bytes(text) => Str::from_vec(text).into_value(),
        _ => Value::NONE,
    });
    let texts = texts.collect();
    structseq::instance(vm, &UNAME_RESULT, texts)
}

fn times(vm: &mut Vm) -> Result<Value> {
    let (used, now) = (vm.host.process_clock() as f64 / 1e9, vm.host.monotonic_clock() as f64 / 1e9);
    let values = [used, 0.0, 0.0, 0.0, now].into_iter().map(Value::float).collect();
    structseq::instance(vm, &TIMES_RESULT, values)
}

/// The code of a process that ended; the negative number of the signal that ended it.
fn exit_code(vm: &mut Vm, status: i64) -> Result<i64> {
    match status & 0x7f {
        0 => Ok(status >> 8 & 0xff),
        0x7f => {
            let signal = status >> 8 & 0xff;
            Err(vm.value_error(format_args!("process stopped by delivery of signal {signal}")))
        }
        signal => Ok(-signal),
    }
}

fn terminal_size(vm: &mut Vm, fd: Option<i32>) -> Result<Value> {
    let sizes = numbers(call(vm, "terminal_size", None, &[HostArg::Int(fd.unwrap_or(1).into())])?);
    structseq::instance(vm, &TERMINAL_SIZE, sizes)
}

/// The number of the process; a host without processes is number one.
fn own_process(vm: &mut Vm) -> i64 {
    match vm.host.other("getpid", &[]) {
        Answer::Ready(HostArg::Int(number)) => number,
        _ => 1,
    }
}
