//! System calls that `posix` asks a host for by name.

use crate::host::failed;
use rustix::{
    fs::{self, AtFlags, CWD, Gid, Mode, Timespec, Timestamps, Uid},
    io::Errno,
    process,
};
use std::{
    ffi::OsStr,
    os::{fd::OwnedFd, unix::ffi::OsStrExt},
};
use whipsnake::{Answer, HostArg};

fn answer(result: rustix::io::Result<HostArg>) -> Answer<HostArg> {
    match result {
        Ok(value) => Answer::Ready(value),
        Err(errno) => failed(errno),
    }
}

fn bytes(argument: &HostArg) -> &[u8] {
    match argument {
        HostArg::Bytes(bytes) => bytes,
        _ => &[],
    }
}

fn path(argument: &HostArg) -> &OsStr {
    OsStr::from_bytes(bytes(argument))
}

fn number(argument: &HostArg) -> i64 {
    match argument {
        HostArg::Int(number) => *number,
        _ => 0,
    }
}

fn moment(nanoseconds: i64) -> Timespec {
    Timespec { tv_sec: nanoseconds.div_euclid(1_000_000_000), tv_nsec: nanoseconds.rem_euclid(1_000_000_000) }
}

/// A call about files or the process; `None` if this is none of them.
pub fn call(name: &str, arguments: &[HostArg]) -> Option<Answer<HostArg>> {
    let done = |result: rustix::io::Result<()>| result.map(|()| HostArg::None);
    Some(match (name, arguments) {
        ("readlink", [file]) => {
            answer(fs::readlink(path(file), Vec::new()).map(|target| HostArg::Bytes(target.into_bytes())))
        }
        ("symlink", [target, file]) => answer(done(fs::symlink(path(target), path(file)))),
        ("link", [source, file]) => answer(done(fs::link(path(source), path(file)))),
        ("chmod", [file, mode]) => {
            answer(done(fs::chmod(path(file), Mode::from_raw_mode(number(mode) as u32))))
        }
        ("chown", [file, user, group, follow]) => {
            // -1 leaves an owner as it is.
            let id = |argument| u32::try_from(number(argument)).ok();
            let (user, group) = (id(user).map(Uid::from_raw), id(group).map(Gid::from_raw));
            let flags = if number(follow) == 0 { AtFlags::SYMLINK_NOFOLLOW } else { AtFlags::empty() };
            answer(done(fs::chownat(CWD, path(file), user, group, flags)))
        }
        ("utime", [file, accessed, modified, follow]) => {
            let times = Timestamps {
                last_access: moment(number(accessed)),
                last_modification: moment(number(modified)),
            };
            let flags = if number(follow) == 0 { AtFlags::SYMLINK_NOFOLLOW } else { AtFlags::empty() };
            answer(done(fs::utimensat(CWD, path(file), &times, flags)))
        }
        ("umask", [mask]) => {
            let before = process::umask(Mode::from_raw_mode(number(mask) as u32));
            Answer::Ready(HostArg::Int(before.as_raw_mode().into()))
        }
        ("getuid", []) => Answer::Ready(HostArg::Int(process::getuid().as_raw().into())),
        ("geteuid", []) => Answer::Ready(HostArg::Int(process::geteuid().as_raw().into())),
        ("getgid", []) => Answer::Ready(HostArg::Int(process::getgid().as_raw().into())),
        ("getegid", []) => Answer::Ready(HostArg::Int(process::getegid().as_raw().into())),
        ("getpid", []) => Answer::Ready(HostArg::Int(std::process::id().into())),
        ("getppid", []) => {
            let parent = process::getppid().map_or(0, |parent| parent.as_raw_nonzero().get());
            Answer::Ready(HostArg::Int(parent.into()))
        }
        ("uname", []) => {
            let name = rustix::system::uname();
            let parts = [name.sysname(), name.nodename(), name.release(), name.version(), name.machine()];
            let parts = parts.into_iter().map(|part| HostArg::Bytes(part.to_bytes().to_vec()));
            Answer::Ready(HostArg::List(parts.collect()))
        }
        ("kill", [id, signal]) => kill(number(id), number(signal)),
        ("raise", [signal]) => kill(std::process::id().into(), number(signal)),
        _ => return None,
    })
}

fn kill(id: i64, signal: i64) -> Answer<HostArg> {
    let process = i32::try_from(id).ok().and_then(process::Pid::from_raw);
    if let (Some(process), 0) = (process, signal) {
        // Only whether there is such a process.
        return answer(process::test_kill_process(process).map(|()| HostArg::None));
    }
    let signal = i32::try_from(signal).ok().and_then(process::Signal::from_named_raw);
    match (process, signal) {
        (Some(process), Some(signal)) => {
            answer(process::kill_process(process, signal).map(|()| HostArg::None))
        }
        _ => failed(Errno::INVAL),
    }
}

/// A pipe's two ends.
pub fn pipe() -> rustix::io::Result<(OwnedFd, OwnedFd)> {
    rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC)
}
