//! The doors to the outside: `Host` for everything a program can do to the world, `CompileFn` for `eval`, `exec` and
//! `import`, `Tier` (later) for hot code. Whoever builds an interpreter hands them in.

use crate::value::Value;
use whipsnake_bytecode::{CodeObject, Tree};

/// Something the program waits for. The host finishes it and hands the result to the fiber that waits.
#[derive(Debug, Clone)]
pub enum Pending {
    /// `time.sleep`: seconds.
    Sleep(f64),
    /// A line of input, after showing a prompt (already written to output).
    Input,
    /// A file of the shipped library that must be loaded first: its name.
    Load(String),
    /// Something another fiber does, which the key tells apart, until a time of the monotonic clock if there is one. The
    /// machine waits for this by itself; a host never sees it.
    Fiber {
        /// Address of what is waited for.
        key: usize,
        /// When to give up.
        until: Option<u64>,
    },
}

/// What a host call answers.
#[derive(Debug)]
pub enum Answer<T> {
    /// Done.
    Ready(T),
    /// Not allowed or not possible: an `OSError` number and text.
    Failed(i32, String),
    /// The fiber must wait.
    Wait(Pending),
}

/// Information about a file.
#[derive(Debug, Clone, Default)]
pub struct FileInfo {
    /// `st_mode`
    pub mode: u32,
    /// `st_size`
    pub size: u64,
    /// Modification time in nanoseconds since 1970.
    pub modified: i128,
    /// `st_ino`
    pub inode: u64,
    /// `st_dev`
    pub device: u64,
    /// `st_nlink`
    pub links: u64,
    /// `st_uid`
    pub uid: u32,
    /// `st_gid`
    pub gid: u32,
    /// Access time in nanoseconds since 1970.
    pub accessed: i128,
    /// Creation (or status change) time in nanoseconds since 1970.
    pub changed: i128,
}

/// Everything a program can do to the world goes through here. File names are WTF-8 bytes as the program gave them.
/// An error is an `errno` with its text.
pub trait Host {
    /// Writes to a descriptor (1: output, 2: errors); gives how many bytes were taken.
    fn write(&mut self, fd: i32, bytes: &[u8]) -> Answer<usize>;
    /// Reads up to `size` bytes from a descriptor.
    fn read(&mut self, fd: i32, size: usize) -> Answer<Vec<u8>>;
    /// Opens a file with POSIX flags and mode; gives a descriptor.
    fn open(&mut self, path: &[u8], flags: i32, mode: u32) -> Answer<i32>;
    /// Closes a descriptor.
    fn close(&mut self, fd: i32) -> Answer<()>;
    /// Moves the position: whence 0 start, 1 here, 2 end; gives the new position.
    fn seek(&mut self, fd: i32, offset: i64, whence: i32) -> Answer<u64>;
    /// Cuts or extends a file.
    fn truncate(&mut self, fd: i32, size: u64) -> Answer<()>;
    /// Information about a path; `follow` symbolic links or not.
    fn stat(&mut self, path: &[u8], follow: bool) -> Answer<FileInfo>;
    /// Information about a descriptor.
    fn fstat(&mut self, fd: i32) -> Answer<FileInfo>;
    /// Whether a descriptor is a terminal.
    fn is_terminal(&mut self, fd: i32) -> bool;
    /// Names in a directory with the file kind bits of their mode.
    fn list_dir(&mut self, path: &[u8]) -> Answer<Vec<(Vec<u8>, u32)>>;
    /// Makes a directory.
    fn make_dir(&mut self, path: &[u8], mode: u32) -> Answer<()>;
    /// Removes a file.
    fn remove_file(&mut self, path: &[u8]) -> Answer<()>;
    /// Removes an empty directory.
    fn remove_dir(&mut self, path: &[u8]) -> Answer<()>;
    /// Renames.
    fn rename(&mut self, from: &[u8], to: &[u8]) -> Answer<()>;
    /// The working directory.
    fn current_dir(&mut self) -> Answer<Vec<u8>>;
    /// Changes the working directory.
    fn change_dir(&mut self, path: &[u8]) -> Answer<()>;
    /// Environment variables.
    fn environment(&mut self) -> Vec<(Vec<u8>, Vec<u8>)>;
    /// Nanoseconds since 1970.
    fn wall_clock(&mut self) -> i128;
    /// Nanoseconds of a clock that never goes back.
    fn monotonic_clock(&mut self) -> u64;
    /// Nanoseconds of processor time used.
    fn process_clock(&mut self) -> u64;
    /// Fills a buffer with entropy.
    fn entropy(&mut self, buffer: &mut [u8]);
    /// Waits, for a host that can block the thread; `Answer::Wait` where it cannot.
    fn sleep(&mut self, seconds: f64) -> Answer<()>;
    /// The bytes of a file of the shipped library that does not travel inside the binary. `may_wait` says whether the
    /// answer may be "wait"; else the host blocks, if it can.
    fn load(&mut self, file: &str, may_wait: bool) -> Answer<Vec<u8>> {
        let _ = (file, may_wait);
        Answer::Failed(2, "No such file or directory".to_owned())
    }
    /// Any other system call of `posix` by name, with textual or numeric arguments; ENOSYS where there is none.
    fn other(&mut self, call: &str, arguments: &[HostArg]) -> Answer<HostArg> {
        let _ = (call, arguments);
        Answer::Failed(38, "Function not implemented".to_owned())
    }
    /// Why the program must end now, if the host wants that: a deadline, too much output. Asked between slices.
    fn take_stop(&mut self) -> Option<String> {
        None
    }
    /// How much memory there is for the program, where that is limited. Asked between slices and before something large
    /// is made.
    fn memory(&mut self) -> Option<Memory> {
        None
    }
    /// Looks for memory that is counted as taken and is not in use. Asked before the program is refused any.
    fn reclaim_memory(&mut self) {}
    /// Whether an interrupt (Ctrl-C, Stop) was asked for since the last question.
    fn take_interrupt(&mut self) -> bool {
        false
    }
}

/// What a program has taken and may take.
#[derive(Debug, Clone, Copy)]
pub struct Memory {
    /// Bytes taken now.
    pub used: usize,
    /// Bytes that may be taken. A program that has taken more goes on for a short while, until it is told.
    pub limit: usize,
}

/// Arguments and results of [`Host::other`].
#[derive(Debug, Clone)]
pub enum HostArg {
    /// Nothing.
    None,
    /// A number.
    Int(i64),
    /// Bytes.
    Bytes(Vec<u8>),
    /// Several.
    List(Vec<HostArg>),
}

/// How source is to be compiled.
#[derive(Clone, Debug)]
pub struct CompileRequest<'a> {
    /// The source text, or a tree of one.
    pub source: Source<'a>,
    /// What tracebacks show.
    pub filename: &'a str,
    /// `exec`, `eval` or `single`.
    pub mode: CompileMode,
    /// Future features and other `compile()` flags, with CPython's numbers.
    pub flags: u32,
    /// 0, 1 or 2, as `-O`.
    pub optimize: u8,
}

/// What there is to compile.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// A text.
    Text(&'a str),
    /// A tree made by a program.
    Tree(&'a Tree),
}

impl<'a> From<&'a str> for Source<'a> {
    fn from(text: &'a str) -> Source<'a> {
        Source::Text(text)
    }
}

/// What compiling makes: a tree if the flags say so (`PyCF_ONLY_AST`), else code.
#[derive(Debug)]
pub enum Product {
    /// Code.
    Code(Box<CodeObject>),
    /// The tree of the source.
    Tree(Tree),
}

/// What a piece of source is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CompileMode {
    /// A module.
    Exec,
    /// An expression.
    Eval,
    /// An interactive statement, whose values are shown.
    Single,
    /// A comment that tells the type of a function; only as a tree.
    FunctionType,
}

/// What is wrong with a source: data until it crosses into the machine.
#[derive(Clone, Debug, Default)]
pub struct SyntaxProblem {
    /// Name of the exception class: `SyntaxError`, `IndentationError`, `TabError`, `MemoryError`, …
    pub class: &'static str,
    /// The message.
    pub message: String,
    /// Line from 1; 0 when unknown.
    pub line: u32,
    /// Character column from 1.
    pub column: i32,
    /// Last line.
    pub end_line: u32,
    /// Character column behind the end, from 1.
    pub end_column: i32,
    /// The line of source, if known.
    pub text: Option<String>,
}

/// A warning that compiling gave.
#[derive(Clone, Debug)]
pub struct CompileWarning {
    /// Name of the warning class.
    pub class: &'static str,
    /// The message.
    pub message: String,
    /// Line from 1.
    pub line: u32,
}

/// Compiles source. Builds without a compiler hand in none.
pub type CompileFn = fn(&CompileRequest) -> Result<(Product, Vec<CompileWarning>), SyntaxProblem>;

/// A token of a source text.
#[derive(Clone, Copy, Debug)]
pub struct SourceToken {
    /// Number of its kind in Python's `token`; all operators are `OP`.
    pub kind: u8,
    /// First byte and the one behind the last.
    pub bytes: (usize, usize),
    /// Line from 1, byte column from 0.
    pub from: (u32, u32),
    /// Line from 1, byte column from 0.
    pub to: (u32, u32),
}

/// Cuts a source whose line ends are `\n` into tokens, up to the first error. Builds without a compiler hand in none.
pub type TokenizeFn = fn(&str) -> (Vec<SourceToken>, Option<SyntaxProblem>);

/// A fatal report that no program can catch.
#[derive(Debug, Clone)]
pub struct Fatal(pub String);

/// What a slice ends with.
pub enum Outcome {
    /// The program ended with a value.
    Done(Value),
    /// The program ended with an exception, which waits in the Vm.
    Raised(crate::error::Raised),
    /// The program waits for the host.
    Waiting(Pending),
    /// The slice is over; call again.
    Paused,
    /// A limit is hit: the program has ended, whatever it was doing.
    Stopped(Fatal),
}
