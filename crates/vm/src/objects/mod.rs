//! ROOM 5: one file per built-in type, all furnished alike: what it is, the struct, the Rust API, slots, methods, table.

pub mod async_send;
pub mod bool;
pub mod bytearray;
pub mod bytes;
pub mod cell;
pub mod code;
pub mod code_methods;
pub mod complex;
pub mod construct;
pub mod consume;
pub mod descriptors;
pub mod dict;
pub mod enumerate;
pub mod exceptions;
pub mod float;
pub mod frame;
pub mod frame_locals;
pub mod frame_methods;
pub mod function;
pub mod function_methods;
pub mod generator;
pub mod generator_methods;
pub mod generic_alias;
pub mod int;
pub mod iterators;
pub mod list;
pub mod map_filter;
pub mod mapping_proxy;
pub mod memoryview;
pub mod method;
pub mod module;
pub mod namespace;
pub mod native_function;
pub mod none;
pub mod object;
pub mod property;
pub mod range;
pub mod reversed;
pub mod sequence;
pub mod set;
pub mod slice;
pub mod sort;
pub mod str;
pub mod super_;
pub mod template;
pub mod traceback;
pub mod tuple;
pub mod type_;
pub mod type_alias;
pub mod typevar;
pub mod typing_hooks;
pub mod union;
pub mod weak_proxy;
pub mod weakref;
pub mod zip;

use crate::{
    native::{
        TypeDef,
        function::{Builtin, GetSet, Member, NativeMethod},
    },
    value::{fixed, instance::Plain, map::Layout},
};

/// TABLE: built-in types that exist from the start.
pub static TYPES: &[&TypeDef] = &[
    &none::NONE,
    &none::ELLIPSIS,
    &none::NOT_IMPLEMENTED,
    &int::TYPE,
    &bool::TYPE,
    &float::TYPE,
    &complex::TYPE,
    &str::TYPE,
    &str::index::ITER,
    &str::index::WIDE_ITER,
    &bytes::TYPE,
    &bytes::iter::TYPE,
    &bytearray::TYPE,
    &bytes::iter::ARRAY_TYPE,
    &memoryview::TYPE,
    &memoryview::iter::ITER,
    // tidy: allow(room): the table of types is whole
    &crate::modules::builtins::anext::TYPE,
    // tidy: allow(room): the table of types is whole
    &crate::modules::builtins::site::QUITTER,
    // tidy: allow(room): the table of types is whole
    &crate::modules::builtins::site::HELPER,
    // tidy: allow(room): the table of types is whole
    &crate::modules::builtins::site::NOTICE,
    &object::TYPE,
    &type_::TYPE,
    &function_methods::TYPE,
    &method::TYPE,
    &native_function::BUILTIN,
    &native_function::METHOD_WRAPPER,
    &native_function::METHOD_DESCRIPTOR,
    &native_function::WRAPPER,
    &native_function::CLASS_METHOD_DESCRIPTOR,
    &native_function::GETSET,
    &native_function::MEMBER,
    &descriptors::STATIC_METHOD,
    &descriptors::CLASS_METHOD,
    &property::TYPE,
    &super_::TYPE,
    &module::TYPE,
    &cell::TYPE,
    &code_methods::TYPE,
    &frame_methods::TYPE,
    &frame_locals::TYPE,
    &traceback::TYPE,
    &generic_alias::TYPE,
    &union::TYPE,
    &typevar::TYPE_VAR,
    &typevar::PARAM_SPEC,
    &typevar::PARAM_SPEC_ARGS,
    &typevar::PARAM_SPEC_KWARGS,
    &typevar::TYPE_VAR_TUPLE,
    &typevar::CONST_EVALUATOR,
    &type_alias::TYPE_ALIAS,
    &type_alias::GENERIC,
    &type_alias::NO_DEFAULT,
    &weakref::REF,
    &template::TEMPLATE,
    &template::TEMPLATE_ITER,
    &template::INTERPOLATION,
    &weak_proxy::PROXY,
    &weak_proxy::CALLABLE_PROXY,
    &tuple::TYPE,
    &list::TYPE,
    &dict::methods::TYPE,
    &dict::views::DICT_KEYS,
    &dict::views::DICT_VALUES,
    &dict::views::DICT_ITEMS,
    &dict::iter::DICT_KEY_ITER,
    &dict::iter::DICT_VALUE_ITER,
    &dict::iter::DICT_ITEM_ITER,
    &dict::iter::DICT_REVERSE_KEY_ITER,
    &dict::iter::DICT_REVERSE_VALUE_ITER,
    &dict::iter::DICT_REVERSE_ITEM_ITER,
    &mapping_proxy::TYPE,
    &set::methods::SET,
    &set::methods::FROZEN_SET,
    &set::iter::TYPE,
    &range::TYPE,
    &range::RANGE_ITER,
    &range::LONG_RANGE_ITER,
    &slice::TYPE,
    &iterators::LIST_ITER,
    &iterators::LIST_REVERSE_ITER,
    &iterators::TUPLE_ITER,
    &iterators::SEQUENCE_ITER,
    &iterators::CALLABLE_ITER,
    &enumerate::TYPE,
    &zip::TYPE,
    &map_filter::MAP,
    &map_filter::FILTER,
    &reversed::TYPE,
    &namespace::TYPE,
    &generator_methods::GENERATOR,
    &generator_methods::COROUTINE,
    &generator_methods::COROUTINE_WRAPPER,
    &generator_methods::ASYNC_GENERATOR,
    &generator_methods::ASYNC_SEND,
    &generator_methods::ASYNC_THROW,
];

/// The layout of kinds whose class no table describes yet.
pub(crate) fn bare_layout(map: u32) -> &'static Layout {
    match map {
        fixed::INT64 => Layout::of::<int::Int64>(),
        fixed::BIG_INT => Layout::of::<int::Big>(),
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
