//! Making code smaller and faster without changing what it does.
//!
//! `fold` and `text` serve the lowerer, which folds while it lowers. `jumps`, `bound` and `unpack` work on the instructions.

pub mod bound;
pub mod fold;
pub mod jumps;
pub mod text;
pub mod unpack;

use crate::ir::Unit;

/// All passes over one unit.
pub fn optimize(mut unit: Unit) -> Unit {
    jumps::simplify(&mut unit);
    bound::remove_checks(&mut unit);
    unpack::unpack_into_locals(&mut unit);
    unit
}
