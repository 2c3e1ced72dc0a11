//! Regular expressions: runs the codes that the library's `re` compiles patterns to.
//!
//! Reading order: `codes` (what `re` emits), `program` (what runs), `translate` (codes to program, checked), `set`
//! (sets of characters), `analyse` (what a match must begin with), `plan` and `inner` (finding where to try), `machine` (trying).
//!
//! Text is searched where it lies: bytes, or WTF-8 of which every character below 128 is one byte. Positions are byte
//! offsets throughout. Matching keeps its choices on a stack of its own, never on Rust's, and stops when its fuel is
//! used up, to be gone on with later: no pattern can freeze its host.

mod analyse;
pub mod codes;
mod inner;
mod machine;
mod plan;
mod program;
mod set;
#[cfg(test)]
mod tests;
mod text;
mod translate;

pub use machine::{Kind, Machine, Outcome, Query};
pub use program::Program;
pub use text::{Properties, Unit};
