//! Native modules of the library, and its packed pure-Python part.

pub mod packed;

use std::rc::Rc;
use whipsnake_vm::{native::ModuleDef, vm::Vm};

/// TABLE: native modules beyond those of the machine itself.
pub static MODULES: &[&ModuleDef] = &[];

/// Packs that travel inside the binary.
static PACKS: &[&[u8]] = &[
    include_bytes!(concat!(env!("OUT_DIR"), "/core.pack")),
    #[cfg(not(target_family = "wasm"))]
    include_bytes!(concat!(env!("OUT_DIR"), "/library.pack")),
];

/// Makes the library importable. Call it before [`whipsnake_vm::modules::start`].
pub fn install(vm: &mut Vm) {
    for module in MODULES {
        vm.native_modules.insert(module.name, module);
    }
    for pack in PACKS {
        if let Some(pack) = packed::Pack::open(pack) {
            vm.add_library(Rc::new(pack));
        }
    }
}
