//! ROOM 2: what a class is.
//!
//! A class is a [`Type`]: names, bases, method resolution order, attributes, and a cache of its special methods
//! (*slots*). Built-in classes are described by a static [`TypeDef`](crate::native::TypeDef); [`class_body`] makes classes
//! for programs, [`build`] is what a `class` statement calls.

pub mod build;
pub mod class_body;
pub mod layout;
pub mod maker;
pub mod mro;
pub mod name_table;
pub mod shape;
pub mod slots;
pub mod type_object;

pub use maker::Maker;
pub use name_table::NameTable;
pub use slots::Slot;
pub use type_object::{Type, type_flags};
