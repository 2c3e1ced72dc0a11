//! ROOM 1: memory. All secrets of object layout end here; the outside of the room is safe.
//!
//! | file | holds |
//! |---|---|
//! | [`value`] | `Value`, one NaN-boxed word |
//! | [`header`] | reference count and map number |
//! | [`handle`] | `Obj<T>` and `Handle<T>`: an object of known kind |
//! | [`cell`] | `VmCell<T>`: an inside that is opened with the Vm |
//! | [`map`] | hidden classes: kind, type, flags, names of slots |
//! | [`alloc`] | blocks, free lists, the queue that keeps deep drops off the Rust stack |
//! | [`instance`] | attribute slots behind an object's body |
//! | [`copies`] | copies of many values at once |
//! | [`tuple`], [`text`], [`tail`] | objects with a tail of items, bytes or registers |
//! | [`trace`], [`cycles`] | what an object refers to; the cycle collector |
//! | [`weak`] | weak references |
//! | `word_hash` | hash maps keyed by addresses, interned names, Rust types |
//!
//! Invariants:
//! - V1: a pointer value owns one reference to a live object of the current heap; words are never zero.
//! - V2: the four ranges of words do not overlap.
//! - V3: `Value`, `ManuallyDrop<Value>` and `u64` have the same layout.
//! - V4: the inside of an object is reached only through a borrow of the one Vm that owns the heap.
//! - V5: an object's map says what its body is, how large it is and where its slots are.
//! - V6: a heap outlives its objects, and is the current one whenever they are touched.
//! - V7: blocks are aligned to their size, so masking an address finds the block.
//! - V8: dropping and collecting never run Python.
#![allow(unsafe_code)]

pub mod alloc;
pub mod cell;
pub mod copies;
pub mod cycles;
pub mod handle;
pub mod header;
pub mod instance;
pub mod map;
pub mod tail;
pub mod text;
pub mod trace;
pub mod tuple;
#[allow(clippy::module_inception)]
pub mod value;
pub mod weak;
pub mod word_hash;

pub use alloc::Heap;
pub use cell::VmCell;
pub use copies::{append_copies, copies};
pub use handle::{Handle, Obj};
pub use header::Header;
pub use map::{Map, fixed};
pub use tail::{TailValues, Tailed};
pub use text::Str;
pub use trace::{Bin, Body, ItemAccess, Trace, Tracer};
pub use tuple::Tuple;
pub use value::{Value, borrow_args, borrow_padded};
pub(crate) use word_hash::KindMap;
