//! ROOM 5: one file per built-in type, all furnished alike: what it is, the struct, the Rust API, slots, methods, table.

pub mod async_send;
pub mod cell;
pub mod code;
pub mod descriptors;
pub mod dict;
pub mod exceptions;
pub mod frame;
pub mod function;
pub mod generator;
pub mod int;
pub mod iterators;
pub mod list;
pub mod module;
pub mod property;
pub mod range;
pub mod set;
pub mod slice;
pub mod standins;
pub mod super_;
pub mod traceback;
pub mod typing_hooks;

use crate::{
    native::{
        TypeDef,
        function::{Builtin, GetSet, Member, NativeMethod},
    },
    value::{fixed, instance::Plain, map::Layout},
};

/// TABLE: built-in types that exist from the start.
pub static TYPES: &[&TypeDef] = &[];

/// The layout of kinds whose class no table describes yet.
pub(crate) fn bare_layout(map: u32) -> &'static Layout {
    match map {
        fixed::INT64 => Layout::of::<int::Int64>(),
        fixed::BIG_INT => Layout::of::<int::Big>(),
        fixed::LIST => Layout::of::<list::List>(),
        fixed::DICT => Layout::of::<dict::Dict>(),
        fixed::SET => Layout::of::<set::Set>(),
        fixed::SLICE => Layout::of::<slice::Slice>(),
        fixed::LIST_ITER => Layout::of::<iterators::ListIter>(),
        fixed::TUPLE_ITER => Layout::of::<iterators::TupleIter>(),
        fixed::RANGE_ITER => Layout::of::<range::RangeIter>(),
        fixed::FUNCTION => Layout::of::<function::Function>(),
        fixed::BOUND_METHOD => Layout::of::<function::BoundMethod>(),
        fixed::BUILTIN | fixed::METHOD_WRAPPER => Layout::of::<Builtin>(),
        fixed::NATIVE_METHOD | fixed::WRAPPER | fixed::CLASS_METHOD_DESCRIPTOR => {
            Layout::of::<NativeMethod>()
        }
        fixed::GETSET => Layout::of::<GetSet>(),
        fixed::MEMBER => Layout::of::<Member>(),
        fixed::CLASS_METHOD => Layout::of::<descriptors::ClassMethod>(),
        fixed::STATIC_METHOD => Layout::of::<descriptors::StaticMethod>(),
        fixed::PROPERTY => Layout::of::<property::Property>(),
        fixed::CELL => Layout::of::<cell::Cell>(),
        fixed::CODE => Layout::of::<code::Code>(),
        fixed::FRAME => Layout::of::<frame::FrameObject>(),
        fixed::TRACEBACK => Layout::of::<traceback::Traceback>(),
        fixed::MODULE => Layout::of::<module::Module>(),
        fixed::GENERATOR | fixed::COROUTINE | fixed::ASYNC_GENERATOR => Layout::of::<generator::Generator>(),
        fixed::ASYNC_SEND | fixed::ASYNC_THROW => Layout::of::<async_send::AsyncSend>(),
        _ => Layout::of::<Plain>(),
    }
}
