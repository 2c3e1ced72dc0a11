//! ROOM 6: modules the interpreter cannot do without.

pub mod builtins;
pub mod frames;
pub mod gc;
pub mod gc_module;
pub mod imp;
pub mod structseq;
pub mod sys;
pub mod thread;
pub mod warnings;

use crate::native::ModuleDef;

/// TABLE: native modules of the machine itself.
pub const MODULES: &[&ModuleDef] =
    &[&builtins::MODULE, &sys::MODULE, &imp::MODULE, &thread::MODULE, &warnings::MODULE, &gc_module::MODULE];
