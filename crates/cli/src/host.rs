//! The world as the terminal's interpreter sees it: files, clocks, the environment, Ctrl-C.

use rustix::{
    fd::{BorrowedFd, OwnedFd},
    fs::{self, AtFlags, CWD, Mode, OFlags, SeekFrom},
    io::Errno,
};
use std::{
    collections::HashMap,
    ffi::OsStr,
    os::unix::ffi::{OsStrExt, OsStringExt},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use whipsnake::{Answer, FileInfo, Host, HostArg};

/// The operating system.
pub struct NativeHost {
    files: HashMap<i32, OwnedFd>,
    interrupted: Arc<AtomicBool>,
}

impl NativeHost {
    /// A host whose `interrupted` flag raises KeyboardInterrupt.
    pub fn new(interrupted: Arc<AtomicBool>) -> NativeHost {
        NativeHost { files: HashMap::new(), interrupted }
    }
    fn with<T>(&self, fd: i32, work: impl FnOnce(BorrowedFd) -> Result<T, Errno>) -> Answer<T> {
        let result = match fd {
            0 => work(rustix::stdio::stdin()),
            1 => work(rustix::stdio::stdout()),
            2 => work(rustix::stdio::stderr()),
            _ => match self.files.get(&fd) {
                Some(file) => work(std::os::fd::AsFd::as_fd(file)),
                None => Err(Errno::BADF),
            },
        };
        answer(result)
    }
    /// Takes a descriptor in; its number.
    fn keep(&mut self, file: OwnedFd) -> HostArg {
        let number = std::os::fd::AsRawFd::as_raw_fd(&file);
        self.files.insert(number, file);
        HostArg::Int(number.into())
    }
}

fn answer<T>(result: Result<T, Errno>) -> Answer<T> {
    match result {
        Ok(value) => Answer::Ready(value),
        Err(errno) => failed(errno),
    }
}

/// The answer that an error of the system is.
pub(crate) fn failed<T>(errno: Errno) -> Answer<T> {
    let number = errno.raw_os_error();
    let text = std::io::Error::from_raw_os_error(number).to_string();
    // Rust adds the number, which the exception shows by itself.
    let text = text.split(" (os error").next().unwrap_or(&text).to_owned();
    Answer::Failed(number, text)
}

fn path(bytes: &[u8]) -> &OsStr {
    OsStr::from_bytes(bytes)
}

fn info(stat: &fs::Stat) -> FileInfo {
    let time = |seconds: i64, nanos: u64| i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
    FileInfo {
        mode: stat.st_mode,
        size: stat.st_size as u64,
        modified: time(stat.st_mtime, stat.st_mtime_nsec),
        inode: stat.st_ino,
        device: stat.st_dev,
        links: stat.st_nlink,
        uid: stat.st_uid,
        gid: stat.st_gid,
        accessed: time(stat.st_atime, stat.st_atime_nsec),
        changed: time(stat.st_ctime, stat.st_ctime_nsec),
    }
}

impl Host for NativeHost {
    fn write(&mut self, fd: i32, bytes: &[u8]) -> Answer<usize> {
        self.with(fd, |fd| rustix::io::retry_on_intr(|| rustix::io::write(fd, bytes)))
    }
    fn read(&mut self, fd: i32, size: usize) -> Answer<Vec<u8>> {
        let mut buffer = vec![0; size.min(1 << 24)];
        let interrupted = self.interrupted.clone();
        let result = self.with(fd, |fd| {
            loop {
                match rustix::io::read(fd, &mut buffer) {
                    Err(Errno::INTR) if !interrupted.load(Ordering::Relaxed) => {}
                    other => return other,
                }
            }
        });
        match result {
            Answer::Ready(count) => {
                buffer.truncate(count);
                Answer::Ready(buffer)
            }
            Answer::Failed(number, text) => Answer::Failed(number, text),
            Answer::Wait(pending) => Answer::Wait(pending),
        }
    }
    fn open(&mut self, name: &[u8], flags: i32, mode: u32) -> Answer<i32> {
        let flags = OFlags::from_bits_retain(flags as u32) | OFlags::CLOEXEC;
        match fs::open(path(name), flags, Mode::from_raw_mode(mode)) {
            Ok(file) => {
                let number = std::os::fd::AsRawFd::as_raw_fd(&file);
                self.files.insert(number, file);
                Answer::Ready(number)
            }
            Err(errno) => failed(errno),
        }
    }
    fn close(&mut self, fd: i32) -> Answer<()> {
        match self.files.remove(&fd) {
            Some(file) => {
                drop(file);
                Answer::Ready(())
            }
            None if (0..=2).contains(&fd) => Answer::Ready(()),
            None => failed(Errno::BADF),
        }
    }
    fn seek(&mut self, fd: i32, offset: i64, whence: i32) -> Answer<u64> {
        let to = match whence {
            0 if offset >= 0 => SeekFrom::Start(offset as u64),
            1 => SeekFrom::Current(offset),
            2 => SeekFrom::End(offset),
            _ => return failed(Errno::INVAL),
        };
        self.with(fd, |fd| fs::seek(fd, to))
    }
    fn truncate(&mut self, fd: i32, size: u64) -> Answer<()> {
        self.with(fd, |fd| fs::ftruncate(fd, size))
    }
    fn stat(&mut self, name: &[u8], follow: bool) -> Answer<FileInfo> {
        let result = if follow { fs::stat(path(name)) } else { fs::lstat(path(name)) };
        answer(result.map(|stat| info(&stat)))
    }
    fn fstat(&mut self, fd: i32) -> Answer<FileInfo> {
        self.with(fd, |fd| fs::fstat(fd).map(|stat| info(&stat)))
    }
    fn is_terminal(&mut self, fd: i32) -> bool {
        matches!(self.with(fd, |fd| Ok(rustix::termios::isatty(fd))), Answer::Ready(true))
    }
    fn list_dir(&mut self, name: &[u8]) -> Answer<Vec<(Vec<u8>, u32)>> {
        let entries = match std::fs::read_dir(path(name)) {
            Ok(entries) => entries,
            Err(error) => return failed(Errno::from_io_error(&error).unwrap_or(Errno::IO)),
        };
        let mut found = Vec::new();
        for entry in entries.flatten() {
            let kind = entry.file_type().map_or(0, |kind| {
                if kind.is_symlink() {
                    0o120_000
                } else if kind.is_dir() {
                    0o040_000
                } else if kind.is_file() {
                    0o100_000
                } else {
                    0
                }
            });
            found.push((entry.file_name().into_vec(), kind));
        }
        Answer::Ready(found)
    }
    fn make_dir(&mut self, name: &[u8], mode: u32) -> Answer<()> {
        answer(fs::mkdir(path(name), Mode::from_raw_mode(mode)))
    }
    fn remove_file(&mut self, name: &[u8]) -> Answer<()> {
        answer(fs::unlink(path(name)))
    }
    fn remove_dir(&mut self, name: &[u8]) -> Answer<()> {
        answer(fs::unlinkat(CWD, path(name), AtFlags::REMOVEDIR))
    }
    fn rename(&mut self, from: &[u8], to: &[u8]) -> Answer<()> {
        answer(fs::rename(path(from), path(to)))
    }
    fn current_dir(&mut self) -> Answer<Vec<u8>> {
        match std::env::current_dir() {
            Ok(dir) => Answer::Ready(dir.into_os_string().into_vec()),
            Err(error) => failed(Errno::from_io_error(&error).unwrap_or(Errno::NOENT)),
        }
    }
    fn change_dir(&mut self, name: &[u8]) -> Answer<()> {
        answer(rustix::process::chdir(path(name)))
    }
    fn environment(&mut self) -> Vec<(Vec<u8>, Vec<u8>)> {
        std::env::vars_os().map(|(name, value)| (name.into_vec(), value.into_vec())).collect()
    }
    fn wall_clock(&mut self) -> i128 {
        let now = rustix::time::clock_gettime(rustix::time::ClockId::Realtime);
        i128::from(now.tv_sec) * 1_000_000_000 + i128::from(now.tv_nsec)
    }
    fn monotonic_clock(&mut self) -> u64 {
        let now = rustix::time::clock_gettime(rustix::time::ClockId::Monotonic);
        now.tv_sec as u64 * 1_000_000_000 + now.tv_nsec as u64
    }
    fn process_clock(&mut self) -> u64 {
        let now = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        now.tv_sec as u64 * 1_000_000_000 + now.tv_nsec as u64
    }
    fn entropy(&mut self, buffer: &mut [u8]) {
        let mut filled = 0;
        while filled < buffer.len() {
            match rustix::rand::getrandom(&mut buffer[filled..], rustix::rand::GetRandomFlags::empty()) {
                Ok(count) => filled += count,
                Err(Errno::INTR) => {}
                Err(_) => return,
            }
        }
    }
    fn sleep(&mut self, seconds: f64) -> Answer<()> {
        let mut left = Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX);
        // Short naps, so that Ctrl-C ends a long one.
        while !left.is_zero() && !self.interrupted.load(Ordering::Relaxed) {
            let nap = left.min(Duration::from_millis(20));
            std::thread::sleep(nap);
            left -= nap;
        }
        Answer::Ready(())
    }
    fn other(&mut self, call: &str, arguments: &[HostArg]) -> Answer<HostArg> {
        match (call, arguments) {
            ("pipe", []) => match crate::system::pipe() {
                Ok(ends) => Answer::Ready(HostArg::List([ends.0, ends.1].map(|end| self.keep(end)).to_vec())),
                Err(errno) => failed(errno),
            },
            ("dup", [HostArg::Int(fd)]) => {
                match self.with(*fd as i32, |fd| rustix::io::fcntl_dupfd_cloexec(fd, 3)) {
                    Answer::Ready(copy) => Answer::Ready(self.keep(copy)),
                    Answer::Failed(number, text) => Answer::Failed(number, text),
                    Answer::Wait(pending) => Answer::Wait(pending),
                }
            }
            ("fsync", [HostArg::Int(fd)]) => {
                self.with(*fd as i32, |fd| rustix::fs::fsync(fd).map(|()| HostArg::None))
            }
            ("terminal_size", [HostArg::Int(fd)]) => self.with(*fd as i32, |fd| {
                let size = rustix::termios::tcgetwinsize(fd)?;
                let sides = [size.ws_col, size.ws_row].map(|side| HostArg::Int(side.into()));
                Ok(HostArg::List(sides.to_vec()))
            }),
            _ => crate::system::call(call, arguments).unwrap_or_else(|| failed(Errno::NOSYS)),
        }
    }
    fn take_interrupt(&mut self) -> bool {
        self.interrupted.swap(false, Ordering::Relaxed)
    }
}
