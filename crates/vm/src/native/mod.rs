//! ROOM 3: how Rust is shown to Python.
//!
//! A native function is a row: its Python signature as text, the Rust function, and how many parameters that has.
//! [`signature`] parses the text while compiling; [`convert`] turns values into Rust types and back; [`table`] holds the
//! rows of types and modules; [`function`] is the callable object; [`resumable`] are natives that call Python and can be
//! suspended in between.

pub mod convert;
pub mod function;
pub mod resumable;
pub mod signature;
pub mod source;
pub mod table;
pub mod tail;

pub use convert::{ArgError, FromArg, IntoResult, Kwargs, Rest};
pub use function::{Builtin, NativeMethod};
pub use resumable::{Answer, Resumable, Step, Stepped};
pub use signature::Signature;
pub use table::{GetSetDef, MethodDef, MethodKind, ModuleDef, NativeFn, Row, TypeDef};
