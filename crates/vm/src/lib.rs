//! Objects and the eval loop.
//!
//! Read in this order: [`value`] (memory), [`types`] (classes), [`native`] (how Rust is shown to Python), [`protocol`]
//! (operations on any object), [`objects`] (built-in types), [`modules`], [`eval`] (the loop). [`vm::Vm`] holds the state.
//!
//! Invariants:
//! - `&Vm` may look, `&mut Vm` may run Python.
//! - No Python frame is ever on the Rust stack.
//! - A room uses the rooms before it; what must go up goes through a method on `Vm`.

pub mod error;
pub mod eval;
pub mod host;
pub mod import;
pub mod load;
pub mod modules;
pub mod names;
pub mod native;
pub mod objects;
pub mod protocol;
pub mod text;
pub mod types;
pub mod value;
pub mod vm;
