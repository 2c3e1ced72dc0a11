//! ROOM 7: running code.
//!
//! Everything a running program is doing lives in a [`fiber::Fiber`]: a register stack and an array of frames. [`run`] is
//! the one loop; [`slice`] enters it again and again; [`slow`] holds the named slow paths.

pub mod ask;
pub(crate) mod attr_cache;
pub mod bind;
mod blame;
pub mod boot;
pub mod cache;
pub mod call;
pub(crate) mod construct;
pub(crate) mod delegation;
pub mod fetch;
pub mod fiber;
pub mod frame;
pub mod generator;
pub mod limits;
pub mod run;
pub mod slice;
pub mod slow;
pub mod stack;
pub mod threads;
pub mod tracing;
pub mod unwind;
