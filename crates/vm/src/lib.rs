//! Objects and the eval loop.

pub mod text;
