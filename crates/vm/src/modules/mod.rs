//! ROOM 6: modules the interpreter cannot do without.

pub mod gc;

use crate::native::ModuleDef;

/// TABLE: native modules of the machine itself.
pub const MODULES: &[&ModuleDef] = &[];
