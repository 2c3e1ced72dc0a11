//! What a program in a page can reach: output and input through the loader's functions, files in memory, the page's
//! clocks and entropy. Nothing else, and nothing that blocks: what takes time is answered with "wait".

use crate::files::{Files, Info, errno};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
#[cfg(target_family = "wasm")]
use whipsnake_vm::host::Memory;
use whipsnake_vm::host::{Answer, FileInfo, Host, HostArg, Pending};

#[wasm_bindgen]
extern "C" {
    /// The object the loader hands in.
    pub type JsHost;
    #[wasm_bindgen(method)]
    fn write(this: &JsHost, fd: i32, bytes: &[u8]);
    #[wasm_bindgen(method)]
    fn isatty(this: &JsHost, fd: i32) -> bool;
    #[wasm_bindgen(method)]
    fn now(this: &JsHost) -> f64;
    #[wasm_bindgen(method)]
    fn monotonic(this: &JsHost) -> f64;
    #[wasm_bindgen(method)]
    fn entropy(this: &JsHost, bytes: &mut [u8]);
    /// The bytes of a file of the library, or undefined if they must be waited for.
    #[wasm_bindgen(method, catch)]
    fn load(this: &JsHost, file: &str, may_wait: bool) -> Result<Option<js_sys::Uint8Array>, JsValue>;
    /// `sys.argv` as an array of strings.
    #[wasm_bindgen(method, getter)]
    pub fn args(this: &JsHost) -> js_sys::Array;
    /// The environment as an object of strings.
    #[wasm_bindgen(method, getter)]
    pub fn env(this: &JsHost) -> js_sys::Object;
}

/// What the host and the class that JavaScript holds both see.
pub struct Shared {
    /// The files of the program.
    pub files: Files,
    /// Whether Stop was asked for since the machine last looked.
    pub interrupted: bool,
    /// Why the program must end, if it must.
    pub stop: Option<String>,
    /// Bytes of output that may still be written, if that is limited.
    pub output_left: Option<usize>,
    /// Input that came and was not read yet.
    pub input: VecDeque<u8>,
    /// Whether input has ended.
    pub input_ended: bool,
}

impl Shared {
    /// What of some output is within the limit. Past it, output is dropped and the program ended.
    fn within_limit<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        let Some(left) = &mut self.output_left else { return bytes };
        let kept = &bytes[..bytes.len().min(*left)];
        *left -= kept.len();
        if kept.len() < bytes.len() {
            self.stop = Some("too much output".to_owned());
        }
        kept
    }
}

/// The host of one interpreter.
pub struct WebHost {
    js: JsHost,
    shared: Rc<RefCell<Shared>>,
}

impl WebHost {
    /// A host over the loader's functions, with what it shares with the class that made it.
    pub fn new(js: JsHost) -> (WebHost, Rc<RefCell<Shared>>) {
        let shared = Shared {
            files: Files::new(),
            interrupted: false,
            stop: None,
            output_left: None,
            input: VecDeque::new(),
            input_ended: false,
        };
        let shared = Rc::new(RefCell::new(shared));
        (WebHost { js, shared: shared.clone() }, shared)
    }

    fn nanoseconds(&self) -> i128 {
        (self.js.now() * 1e6) as i128
    }

    /// One operation on the files, with its time.
    fn on_files<T>(&mut self, operation: impl FnOnce(&mut Files, i128) -> Result<T, i32>) -> Answer<T> {
        let now = self.nanoseconds();
        match operation(&mut self.shared.borrow_mut().files, now) {
            Ok(value) => Answer::Ready(value),
            Err(number) => Answer::Failed(number, errno::text(number).to_owned()),
        }
    }

    fn read_input(&mut self, size: usize) -> Answer<Vec<u8>> {
        let mut shared = self.shared.borrow_mut();
        if shared.input.is_empty() && !shared.input_ended {
            return Answer::Wait(Pending::Input);
        }
        let count = size.min(shared.input.len());
        Answer::Ready(shared.input.drain(..count).collect())
    }
}

fn file_info(info: Info) -> FileInfo {
    FileInfo {
        mode: info.mode,
        size: info.size,
        modified: info.modified,
        accessed: info.accessed,
        changed: info.modified,
        inode: info.inode,
        device: 1,
        links: info.links,
        uid: 0,
        gid: 0,
    }
}

/// Descriptors that belong to the page.
fn is_stream(fd: i32) -> bool {
    (0..=2).contains(&fd)
}

/// What `stat` says of a stream: a character device.
fn stream_info(fd: i32) -> FileInfo {
    FileInfo { mode: 0o020_620, inode: fd as u64, device: 2, links: 1, ..FileInfo::default() }
}

impl Host for WebHost {
    fn write(&mut self, fd: i32, bytes: &[u8]) -> Answer<usize> {
        match fd {
            1 | 2 => {
                let kept = self.shared.borrow_mut().within_limit(bytes);
                if !kept.is_empty() {
                    self.js.write(fd, kept);
                }
                Answer::Ready(bytes.len())
            }
            _ => self.on_files(|files, now| files.write(fd, bytes, now)),
        }
    }

    fn read(&mut self, fd: i32, size: usize) -> Answer<Vec<u8>> {
        if fd == 0 { self.read_input(size) } else { self.on_files(|files, _| files.read(fd, size)) }
    }

    fn open(&mut self, path: &[u8], flags: i32, mode: u32) -> Answer<i32> {
        self.on_files(|files, now| files.open(path, flags, mode, now))
    }

    fn close(&mut self, fd: i32) -> Answer<()> {
        if is_stream(fd) { Answer::Ready(()) } else { self.on_files(|files, _| files.close(fd)) }
    }

    fn seek(&mut self, fd: i32, offset: i64, whence: i32) -> Answer<u64> {
        if is_stream(fd) {
            return Answer::Failed(29, "Illegal seek".to_owned());
        }
        self.on_files(|files, _| files.seek(fd, offset, whence))
    }

    fn truncate(&mut self, fd: i32, size: u64) -> Answer<()> {
        self.on_files(|files, now| files.truncate(fd, size, now))
    }

    fn stat(&mut self, path: &[u8], follow: bool) -> Answer<FileInfo> {
        self.on_files(|files, _| files.stat(path, follow).map(file_info))
    }

    fn fstat(&mut self, fd: i32) -> Answer<FileInfo> {
        if is_stream(fd) {
            return Answer::Ready(stream_info(fd));
        }
        self.on_files(|files, _| files.fstat(fd).map(file_info))
    }

    fn is_terminal(&mut self, fd: i32) -> bool {
        is_stream(fd) && self.js.isatty(fd)
    }

    fn list_dir(&mut self, path: &[u8]) -> Answer<Vec<(Vec<u8>, u32)>> {
        self.on_files(|files, _| files.list_dir(path))
    }

    fn make_dir(&mut self, path: &[u8], mode: u32) -> Answer<()> {
        self.on_files(|files, now| files.make_dir(path, mode, now))
    }

    fn remove_file(&mut self, path: &[u8]) -> Answer<()> {
        self.on_files(|files, _| files.remove_file(path))
    }

    fn remove_dir(&mut self, path: &[u8]) -> Answer<()> {
        self.on_files(|files, _| files.remove_dir(path))
    }

    fn rename(&mut self, from: &[u8], to: &[u8]) -> Answer<()> {
        self.on_files(|files, _| files.rename(from, to))
    }

    fn current_dir(&mut self) -> Answer<Vec<u8>> {
        self.on_files(|files, _| Ok(files.current_dir().to_vec()))
    }

    fn change_dir(&mut self, path: &[u8]) -> Answer<()> {
        self.on_files(|files, _| files.change_dir(path))
    }

    fn environment(&mut self) -> Vec<(Vec<u8>, Vec<u8>)> {
        let text = |value: JsValue| value.as_string().unwrap_or_default().into_bytes();
        js_sys::Object::entries(&self.js.env())
            .iter()
            .map(|pair| js_sys::Array::from(&pair))
            .map(|pair| (text(pair.get(0)), text(pair.get(1))))
            .collect()
    }

    fn wall_clock(&mut self) -> i128 {
        self.nanoseconds()
    }

    fn monotonic_clock(&mut self) -> u64 {
        (self.js.monotonic() * 1e6) as u64
    }

    fn process_clock(&mut self) -> u64 {
        self.monotonic_clock()
    }

    fn entropy(&mut self, buffer: &mut [u8]) {
        // Browsers give at most 65,536 bytes at a time.
        for part in buffer.chunks_mut(65_536) {
            self.js.entropy(part);
        }
    }

    fn sleep(&mut self, seconds: f64) -> Answer<()> {
        Answer::Wait(Pending::Sleep(seconds))
    }

    fn load(&mut self, file: &str, may_wait: bool) -> Answer<Vec<u8>> {
        match self.js.load(file, may_wait) {
            Ok(Some(bytes)) => Answer::Ready(bytes.to_vec()),
            Ok(None) => Answer::Wait(Pending::Load(file.to_owned())),
            Err(error) => {
                let text = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
                Answer::Failed(5, text.unwrap_or_else(|| "the page could not load it".to_owned()))
            }
        }
    }

    fn other(&mut self, call: &str, arguments: &[HostArg]) -> Answer<HostArg> {
        use HostArg::{Bytes, Int};
        self.on_files(|files, now| match (call, arguments) {
            ("readlink", [Bytes(path)]) => files.read_link(path).map(Bytes),
            ("symlink", [Bytes(target), Bytes(path)]) => {
                files.symlink(target, path, now).map(|()| HostArg::None)
            }
            ("link", [Bytes(from), Bytes(to)]) => files.link(from, to).map(|()| HostArg::None),
            ("chmod", [Bytes(path), Int(mode)]) => {
                files.change_mode(path, *mode as u32).map(|()| HostArg::None)
            }
            // Everything belongs to the one user there is.
            ("chown", [Bytes(path), Int(_), Int(_), Int(follow)]) => {
                files.stat(path, *follow != 0).map(|_| HostArg::None)
            }
            ("getuid" | "geteuid" | "getgid" | "getegid", []) => Ok(Int(0)),
            ("utime", [Bytes(path), Int(accessed), Int(modified), Int(follow)]) => files
                .set_times(path, (*accessed).into(), (*modified).into(), *follow != 0)
                .map(|()| HostArg::None),
            // What is written is in memory, and so as safe as it will be.
            ("fsync", [Int(fd)]) => files.fstat(*fd as i32).map(|_| HostArg::None),
            _ => Err(errno::ENOSYS),
        })
    }

    #[cfg(target_family = "wasm")]
    fn memory(&mut self) -> Option<Memory> {
        let (used, limit) = crate::MEMORY.usage();
        Some(Memory { used, limit })
    }

    #[cfg(target_family = "wasm")]
    fn reclaim_memory(&mut self) {
        crate::MEMORY.count_idle();
    }

    fn take_stop(&mut self) -> Option<String> {
        self.shared.borrow_mut().stop.take()
    }

    fn take_interrupt(&mut self) -> bool {
        std::mem::take(&mut self.shared.borrow_mut().interrupted)
    }
}
