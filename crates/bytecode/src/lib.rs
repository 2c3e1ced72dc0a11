//! The format that the compiler and the machine agree on: plain data, no live object.
//!
//! Read in this order: [`opcodes`] (what an instruction is called and means), [`instr`] (how a word is laid out),
//! [`code`] (what a function is before it lives), [`constants`], [`handlers`], [`locations`]; then [`verify`], which
//! proves code well formed, [`pack`], its bytes, and [`dis`], its text form. [`tree`] is what both sides know of syntax
//! trees.

pub mod code;
pub mod constants;
pub mod dis;
pub mod handlers;
pub mod instr;
pub mod locations;
pub mod opcodes;
pub mod pack;
pub mod tree;
pub mod verify;

pub use code::{CodeFlags, CodeObject, Param, ParamKind, Register};
pub use constants::Constant;
pub use handlers::Handler;
pub use instr::Word;
pub use locations::{Location, Locations};
pub use opcodes::{Intrinsic, Op, Operand, Special};
pub use tree::Tree;
