//! Exceptions: TABLE of the tree, and `BaseException`'s own state. Classes with fields or methods of their own are in
//! the files beside this one.

pub mod base;
pub mod fields;
pub mod group;
pub mod methods;
pub mod notes;
pub mod os;
pub mod syntax;
pub mod unicode;

pub use base::Exception;

macro_rules! exceptions {
    ($($name:ident $base:ident [$($field:ident)*] $doc:literal;)*) => {
        /// A built-in exception class; its number is its place in the table.
        #[repr(u8)]
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        pub enum ExcKind { $(#[doc = $doc] $name),* }
        impl ExcKind {
            /// All of them, bases before what derives from them.
            pub const ALL: &'static [ExcKind] = &[$(ExcKind::$name),*];
            const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];
            const BASES: &'static [&'static str] = &[$(stringify!($base)),*];
            const FIELDS: &'static [&'static [&'static str]] = &[$(&[$(stringify!($field)),*]),*];
            const DOCS: &'static [&'static str] = &[$($doc),*];
            /// `__name__`
            pub fn name(self) -> &'static str { Self::NAMES[self as usize] }
            /// Name of its base; `object` for `BaseException`.
            pub fn base(self) -> &'static str { Self::BASES[self as usize] }
            /// Names of fields that its instances have beside those of `BaseException`, in order.
            pub fn fields(self) -> &'static [&'static str] { Self::FIELDS[self as usize] }
            /// Docstring.
            pub fn doc(self) -> &'static str { Self::DOCS[self as usize] }
            /// The class of a name.
            pub fn from_name(name: &str) -> Option<ExcKind> {
                Self::NAMES.iter().position(|known| *known == name).map(|at| Self::ALL[at])
            }
        }
    };
}

exceptions! {
    BaseException object [] "Common base class for all exceptions.";
    Exception BaseException [] "Common base class for all non-exit exceptions.";
    BaseExceptionGroup BaseException [message exceptions] "A combination of multiple unrelated exceptions.";
    ExceptionGroup BaseExceptionGroup [message exceptions] "A combination of multiple unrelated exceptions, none of which ends the program.";
    GeneratorExit BaseException [] "Request that a generator exit.";
    KeyboardInterrupt BaseException [] "Program interrupted by user.";
    SystemExit BaseException [code] "Request to exit from the interpreter.";
    ArithmeticError Exception [] "Base class for arithmetic errors.";
    FloatingPointError ArithmeticError [] "Floating-point operation failed.";
    OverflowError ArithmeticError [] "Result too large to be represented.";
    ZeroDivisionError ArithmeticError [] "Second argument to a division or modulo operation was zero.";
    AssertionError Exception [] "Assertion failed.";
    AttributeError Exception [name obj] "Attribute not found.";
    BufferError Exception [] "Buffer error.";
    EOFError Exception [] "Read beyond end of file.";
    ImportError Exception [msg name path name_from] "Import can't find module, or can't find name in module.";
    ModuleNotFoundError ImportError [msg name path name_from] "Module not found.";
    LookupError Exception [] "Base class for lookup errors.";
    IndexError LookupError [] "Sequence index out of range.";
    KeyError LookupError [] "Mapping key not found.";
    MemoryError Exception [] "Out of memory.";
    NameError Exception [name] "Name not found globally.";
    UnboundLocalError NameError [name] "Local name referenced but not bound to a value.";
    OSError Exception [errno strerror filename filename2 characters_written] "Base class for I/O related errors.";
    BlockingIOError OSError [errno strerror filename filename2 characters_written] "I/O operation would block.";
    ChildProcessError OSError [errno strerror filename filename2 characters_written] "Child process error.";
    ConnectionError OSError [errno strerror filename filename2 characters_written] "Connection error.";
    BrokenPipeError ConnectionError [errno strerror filename filename2 characters_written] "Broken pipe.";
    ConnectionAbortedError ConnectionError [errno strerror filename filename2 characters_written] "Connection aborted.";
    ConnectionRefusedError ConnectionError [errno strerror filename filename2 characters_written] "Connection refused.";
    ConnectionResetError ConnectionError [errno strerror filename filename2 characters_written] "Connection reset.";
    FileExistsError OSError [errno strerror filename filename2 characters_written] "File already exists.";
    FileNotFoundError OSError [errno strerror filename filename2 characters_written] "File not found.";
    InterruptedError OSError [errno strerror filename filename2 characters_written] "Interrupted by signal.";
    IsADirectoryError OSError [errno strerror filename filename2 characters_written] "Operation doesn't work on directories.";
    NotADirectoryError OSError [errno strerror filename filename2 characters_written] "Operation only works on directories.";
    PermissionError OSError [errno strerror filename filename2 characters_written] "Not enough permissions.";
    ProcessLookupError OSError [errno strerror filename filename2 characters_written] "Process not found.";
    TimeoutError OSError [errno strerror filename filename2 characters_written] "Timeout expired.";
    ReferenceError Exception [] "Weak ref proxy used after referent went away.";
    RuntimeError Exception [] "Unspecified run-time error.";
    NotImplementedError RuntimeError [] "Method or function hasn't been implemented yet.";
    PythonFinalizationError RuntimeError [] "Operation blocked during Python finalization.";
    RecursionError RuntimeError [] "Recursion limit exceeded.";
    StopAsyncIteration Exception [] "Signal the end from iterator.__anext__().";
    StopIteration Exception [value] "Signal the end from iterator.__next__().";
    SyntaxError Exception [msg filename lineno offset text end_lineno end_offset print_file_and_line _metadata] "Invalid syntax.";
    IndentationError SyntaxError [msg filename lineno offset text end_lineno end_offset print_file_and_line _metadata] "Improper indentation.";
    TabError IndentationError [msg filename lineno offset text end_lineno end_offset print_file_and_line _metadata] "Improper mixture of spaces and tabs.";
    _IncompleteInputError SyntaxError [msg filename lineno offset text end_lineno end_offset print_file_and_line _metadata] "incomplete input.";
    SystemError Exception [] "Internal error in the Python interpreter.\n\nPlease report this to the Python maintainer, along with the traceback,\nthe Python version, and the hardware/OS platform and version.";
    TypeError Exception [] "Inappropriate argument type.";
    ValueError Exception [] "Inappropriate argument value (of correct type).";
    UnicodeError ValueError [] "Unicode related error.";
    UnicodeDecodeError UnicodeError [encoding object start end reason] "Unicode decoding error.";
    UnicodeEncodeError UnicodeError [encoding object start end reason] "Unicode encoding error.";
    UnicodeTranslateError UnicodeError [object start end reason] "Unicode translation error.";
    Warning Exception [] "Base class for warning categories.";
    BytesWarning Warning [] "Base class for warnings about bytes and buffer related problems, mostly\nrelated to conversion from str or comparing to str.";
    DeprecationWarning Warning [] "Base class for warnings about deprecated features.";
    EncodingWarning Warning [] "Base class for warnings about encodings.";
    FutureWarning Warning [] "Base class for warnings about constructs that will change semantically\nin the future.";
    ImportWarning Warning [] "Base class for warnings about probable mistakes in module imports";
    PendingDeprecationWarning Warning [] "Base class for warnings about features which will be deprecated\nin the future.";
    ResourceWarning Warning [] "Base class for warnings about resource usage.";
    RuntimeWarning Warning [] "Base class for warnings about dubious runtime behavior.";
    SyntaxWarning Warning [] "Base class for warnings about dubious syntax.";
    UnicodeWarning Warning [] "Base class for warnings about Unicode related problems, mostly\nrelated to conversion problems.";
    UserWarning Warning [] "Base class for warnings generated by user code.";
}

/// Attributes of a built-in exception class of its own.
pub fn rows_of(kind: ExcKind) -> &'static [crate::native::Row] {
    kind.rows()
}
