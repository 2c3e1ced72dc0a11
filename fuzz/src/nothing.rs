//! A host that gives a program nothing: output goes nowhere, there are no files, clocks stand, waiting is refused.

use whipsnake::{Answer, FileInfo, Host};

/// The host of `run_source`; the same program does the same under it every time.
pub struct Nothing;

fn none<T>() -> Answer<T> {
    Answer::Failed(2, "No such file or directory".to_owned())
}

impl Host for Nothing {
    fn write(&mut self, _fd: i32, bytes: &[u8]) -> Answer<usize> {
        Answer::Ready(bytes.len())
    }
    fn read(&mut self, _fd: i32, _size: usize) -> Answer<Vec<u8>> {
        Answer::Ready(Vec::new())
    }
    fn open(&mut self, _path: &[u8], _flags: i32, _mode: u32) -> Answer<i32> {
        none()
    }
    fn close(&mut self, _fd: i32) -> Answer<()> {
        Answer::Ready(())
    }
    fn seek(&mut self, _fd: i32, _offset: i64, _whence: i32) -> Answer<u64> {
        none()
    }
    fn truncate(&mut self, _fd: i32, _size: u64) -> Answer<()> {
        none()
    }
    fn stat(&mut self, _path: &[u8], _follow: bool) -> Answer<FileInfo> {
        none()
    }
    fn fstat(&mut self, _fd: i32) -> Answer<FileInfo> {
        Answer::Ready(FileInfo { mode: 0o020_620, ..FileInfo::default() })
    }
    fn is_terminal(&mut self, _fd: i32) -> bool {
        false
    }
    fn list_dir(&mut self, _path: &[u8]) -> Answer<Vec<(Vec<u8>, u32)>> {
        none()
    }
    fn make_dir(&mut self, _path: &[u8], _mode: u32) -> Answer<()> {
        none()
    }
    fn remove_file(&mut self, _path: &[u8]) -> Answer<()> {
        none()
    }
    fn remove_dir(&mut self, _path: &[u8]) -> Answer<()> {
        none()
    }
    fn rename(&mut self, _from: &[u8], _to: &[u8]) -> Answer<()> {
        none()
    }
    fn current_dir(&mut self) -> Answer<Vec<u8>> {
        Answer::Ready(b"/".to_vec())
    }
    fn change_dir(&mut self, _path: &[u8]) -> Answer<()> {
        none()
    }
    fn environment(&mut self) -> Vec<(Vec<u8>, Vec<u8>)> {
        vec![(b"PYTHONHASHSEED".to_vec(), b"0".to_vec())]
    }
    fn wall_clock(&mut self) -> i128 {
        0
    }
    fn monotonic_clock(&mut self) -> u64 {
        0
    }
    fn process_clock(&mut self) -> u64 {
        0
    }
    fn entropy(&mut self, buffer: &mut [u8]) {
        buffer.fill(7);
    }
    fn sleep(&mut self, _seconds: f64) -> Answer<()> {
        Answer::Ready(())
    }
}
