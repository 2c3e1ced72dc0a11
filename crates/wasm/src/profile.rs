//! Where a profiled build keeps its counters: what `cargo xtask profile` reads out of the memory after training.

#![allow(unsafe_code)]

unsafe extern "C" {
    #[link_name = "__start___llvm_prf_data"]
    static DATA: u8;
    #[link_name = "__stop___llvm_prf_data"]
    static DATA_END: u8;
    #[link_name = "__start___llvm_prf_cnts"]
    static COUNTERS: u8;
    #[link_name = "__stop___llvm_prf_cnts"]
    static COUNTERS_END: u8;
    #[link_name = "__start___llvm_prf_names"]
    static NAMES: u8;
    #[link_name = "__stop___llvm_prf_names"]
    static NAMES_END: u8;
}

/// What instrumented code refers to so that its runtime is linked; there is none, the counters are read from outside.
#[unsafe(no_mangle)]
pub static __llvm_profile_runtime: i32 = 0;

/// The addresses of the sections' ends: data, counters, names, each its first byte and the one behind its last.
#[unsafe(no_mangle)]
pub extern "C" fn profile_section(index: u32) -> *const u8 {
    match index {
        0 => &raw const DATA,
        1 => &raw const DATA_END,
        2 => &raw const COUNTERS,
        3 => &raw const COUNTERS_END,
        4 => &raw const NAMES,
        _ => &raw const NAMES_END,
    }
}
