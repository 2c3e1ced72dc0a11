//! ROOM 4: operations on any object, through slots only. All are methods of `Vm`.
//!
//! These nest a loop when the operation is written in Python; the loop itself does the same operations without nesting
//! (`eval/slow`).

pub mod attr;
pub mod buffer;
pub mod compare;
pub mod deferring;
pub mod exact;
pub mod hash;
pub mod instance;
pub mod iter;
pub mod number;
pub mod subscript;
pub mod text;

pub use compare::CompareOp;
pub use number::BinaryOp;
