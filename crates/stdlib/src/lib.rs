//! Native modules of the library, and its packed pure-Python part.

mod _abc;
mod _bisect;
mod _codecs;
mod _collections;
mod _csv;
mod _functools;
mod _heapq;
mod _io;
mod _json;
mod _opcode;
mod _operator;
mod _random;
mod _signal;
mod _sre;
mod _struct;
mod _tokenize;
mod array;
mod binascii;
mod cmath;
mod hashes;
mod itertools;
mod marshal;
mod math;
mod network;
pub mod packed;
mod posix;
mod small;
mod time;
pub mod unicodedata;
mod zlib;

use std::rc::Rc;
use whipsnake_vm::{
    native::ModuleDef,
    types::Type,
    value::{Obj, Value},
    vm::Vm,
};

/// TABLE: native modules beyond those of the machine itself.
pub static MODULES: &[&ModuleDef] = &[
    &_abc::MODULE,
    &_codecs::MODULE,
    &_collections::MODULE,
    &_heapq::MODULE,
    &_io::MODULE,
    &_opcode::MODULE,
    &_json::MODULE,
    &_operator::MODULE,
    &_random::MODULE,
    &_signal::MODULE,
    &_sre::MODULE,
    &_struct::MODULE,
    &_tokenize::MODULE,
    &_bisect::MODULE,
    &_csv::MODULE,
    &_functools::MODULE,
    &time::MODULE,
    &math::MODULE,
    &small::ERRNO,
    &small::STRING,
    &small::ATEXIT,
    &marshal::MODULE,
    &network::SELECT_MODULE,
    &network::SOCKET_MODULE,
    &network::SUBPROCESS_MODULE,
    &posix::MODULE,
    &itertools::MODULE,
    &unicodedata::MODULE,
    &zlib::MODULE,
    &array::MODULE,
    &binascii::MODULE,
    &cmath::MODULE,
    &hashes::MD5,
    &hashes::SHA1,
    &hashes::SHA2,
    &hashes::SHA3,
    &hashes::BLAKE2,
];

/// Makes the library importable. Call it before [`whipsnake_vm::modules::start`].
pub fn install(vm: &mut Vm) {
    for module in MODULES {
        vm.native_modules.insert(module.name, module);
    }
    vm.add_library(Rc::new(packed::Packs::new()));
}

/// `__class_getitem__` of generic native classes: `deque[int]`.
pub(crate) fn generic_alias(vm: &mut Vm, class: &Obj<Type>, item: &Value) -> Value {
    vm.new_generic_alias(&class.to_value(), item)
}

/// `__name__` of a value's class, for reprs.
pub(crate) fn class_name(vm: &Vm, value: &Value) -> String {
    vm.type_of(value).name_text(vm).into_owned()
}
