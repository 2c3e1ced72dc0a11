//! ROOM 6: modules the interpreter cannot do without.

pub mod ast;
pub mod builtins;
pub mod frames;
pub mod gc;
pub mod gc_module;
pub mod imp;
pub mod signals;
pub mod structseq;
pub mod sys;
pub mod thread;
pub mod warnings;

use crate::{error::Result, native::ModuleDef, objects::exceptions::ExcKind, value::fixed, vm::Vm};

/// TABLE: native modules of the machine itself.
pub const MODULES: &[&ModuleDef] = &[
    &builtins::MODULE,
    &ast::MODULE,
    &sys::MODULE,
    &imp::MODULE,
    &thread::MODULE,
    &warnings::MODULE,
    &gc_module::MODULE,
    &crate::objects::weakref::MODULE,
    &crate::objects::type_alias::MODULE,
];

/// Names of the classes that `builtins` shows, with the maps of their exact instances.
const CLASSES: &[(&str, u32)] = &[
    ("object", fixed::OBJECT),
    ("type", fixed::TYPE),
    ("int", fixed::INT),
    ("float", fixed::FLOAT),
    ("complex", fixed::COMPLEX),
    ("bool", fixed::BOOL),
    ("str", fixed::STR),
    ("bytes", fixed::BYTES),
    ("bytearray", fixed::BYTE_ARRAY),
    ("memoryview", fixed::MEMORY_VIEW),
    ("tuple", fixed::TUPLE),
    ("list", fixed::LIST),
    ("dict", fixed::DICT),
    ("set", fixed::SET),
    ("frozenset", fixed::FROZEN_SET),
    ("range", fixed::RANGE),
    ("slice", fixed::SLICE),
    ("enumerate", fixed::ENUMERATE),
    ("zip", fixed::ZIP),
    ("map", fixed::MAP),
    ("filter", fixed::FILTER),
    ("reversed", fixed::REVERSED),
    ("property", fixed::PROPERTY),
    ("classmethod", fixed::CLASS_METHOD),
    ("staticmethod", fixed::STATIC_METHOD),
    ("super", fixed::SUPER),
];

/// Fills `builtins`, makes `sys` and, where there is an `_io`, the standard streams. Native modules must have been
/// registered before.
pub fn start(vm: &mut Vm) -> Result<()> {
    vm.make_class_with_rows(&structseq::TUPLE_GETTER, "collections");
    let module = vm.make_native_module(&builtins::MODULE)?;
    vm.builtins = module.dict.clone();
    let dict = module.dict.clone();
    let build_class = crate::types::build::function(vm);
    dict.set_known(vm, crate::names::__build_class__, build_class);
    for (name, map) in CLASSES {
        let class = vm.type_of_map(*map).to_value();
        dict.set_text(vm, name, class);
    }
    for kind in ExcKind::ALL {
        let class = vm.exception_type(*kind).into_value();
        dict.set_text(vm, kind.name(), class);
    }
    for alias in ["EnvironmentError", "IOError"] {
        let class = vm.exception_type(ExcKind::OSError).into_value();
        dict.set_text(vm, alias, class);
    }
    let modules = vm.modules.clone();
    modules.set_text(vm, "builtins", module.into_value());
    vm.import_native("sys", &sys::MODULE)?;
    // Without the steps of an import: no program has had a say in it yet.
    if let Some(def) = vm.native_modules.get("_io").copied() {
        let io = vm.import_native("_io", def)?;
        let open = vm.get_attr_text(&io, "_open_standard_streams")?;
        vm.call(&open, &[])?;
    }
    Ok(())
}
