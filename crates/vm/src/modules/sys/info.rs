//! Facts about the interpreter that `sys` shows.

use crate::{
    error::Result,
    modules::structseq::{self, StructSeq, text},
    objects::dict::Dict,
    value::{Obj, Tuple, Value},
    vm::Vm,
};
use std::collections::BinaryHeap;

/// `sys.version_info`
static VERSION_INFO: StructSeq = StructSeq {
    name: "sys.version_info",
    doc: "sys.version_info\n\nVersion information as a named tuple.",
    fields: &["major", "minor", "micro", "releaselevel", "serial"],
    visible: 5,
};
static FLAGS: StructSeq = StructSeq {
    name: "sys.flags",
    doc: "sys.flags\n\nFlags provided through command line arguments or environment vars.",
    fields: &[
        "debug",
        "inspect",
        "interactive",
        "optimize",
        "dont_write_bytecode",
        "no_user_site",
        "no_site",
        "ignore_environment",
        "verbose",
        "bytes_warning",
        "quiet",
        "hash_randomization",
        "isolated",
        "dev_mode",
        "utf8_mode",
        "warn_default_encoding",
        "safe_path",
        "int_max_str_digits",
        "gil",
        "thread_inherit_context",
        "context_aware_warnings",
    ],
    visible: 18,
};
static FLOAT_INFO: StructSeq = StructSeq {
    name: "sys.float_info",
    doc: "sys.float_info\n\nA named tuple holding information about the float type.",
    fields: &[
        "max",
        "max_exp",
        "max_10_exp",
        "min",
        "min_exp",
        "min_10_exp",
        "dig",
        "mant_dig",
        "epsilon",
        "radix",
        "rounds",
    ],
    visible: 11,
};
static INT_INFO: StructSeq = StructSeq {
    name: "sys.int_info",
    doc: "sys.int_info\n\nA named tuple that holds information about Python's\ninternal representation of integers.",
    fields: &["bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"],
    visible: 4,
};
static HASH_INFO: StructSeq = StructSeq {
    name: "sys.hash_info",
    doc: "hash_info\n\nA named tuple providing parameters used for computing hashes.",
    fields: &["width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"],
    visible: 9,
};
static THREAD_INFO: StructSeq = StructSeq {
    name: "sys.thread_info",
    doc: "sys.thread_info\n\nA named tuple holding information about the thread implementation.",
    fields: &["name", "lock", "version"],
    visible: 3,
};
static ASYNCGEN_HOOKS: StructSeq =
    StructSeq { name: "asyncgen_hooks", doc: "", fields: &["firstiter", "finalizer"], visible: 2 };

/// `sys.get_asyncgen_hooks()`
pub fn asyncgen_hooks(vm: &mut Vm, first: Value, last: Value) -> Result<Value> {
    structseq::instance(vm, &ASYNCGEN_HOOKS, vec![first, last])
}

/// 3.14.0 final, as `sys.hexversion` packs it.
const HEX_VERSION: i64 = 0x030e_00f0;

/// Fills `sys` with what does not change.
pub fn fill(vm: &mut Vm, dict: &Obj<Dict>) -> Result<()> {
    let int = Value::small;
    let version_fields = || vec![int(3), int(14), int(0), text("final"), int(0)];
    let version_info = structseq::instance(vm, &VERSION_INFO, version_fields())?;
    let platform = vm.settings.platform;
    let version = format!("3.14.0 (whipsnake {}) [Rust]", env!("CARGO_PKG_VERSION"));
    let implementation = vm.new_namespace(&[
        ("name", text("whipsnake")),
        ("cache_tag", text("whipsnake-314")),
        ("version", version_info.clone()),
        ("hexversion", int(HEX_VERSION)),
        ("_multiarch", text(platform)),
        ("supports_isolated_interpreters", Value::FALSE),
    ]);
    let git = Tuple::new(vec![text("Whipsnake"), text(""), text("")]).into_value();
    let max_size = vm.new_int(if cfg!(target_pointer_width = "64") { i64::MAX } else { i64::from(i32::MAX) });
    let entries = [
        ("version", text(&version)),
        ("version_info", version_info),
        ("hexversion", int(HEX_VERSION)),
        ("api_version", int(1013)),
        (
            "copyright",
            text(
                "Copyright (c) the Whipsnake authors.\nThe library: Copyright (c) 2001 Python Software Foundation.\nAll Rights Reserved.",
            ),
        ),
        ("implementation", implementation),
        ("_git", git),
        ("platform", text(platform)),
        ("byteorder", text("little")),
        ("maxsize", max_size),
        ("maxunicode", int(0x10ffff)),
        ("float_repr_style", text("short")),
        ("platlibdir", text("lib")),
        ("prefix", text(PREFIX)),
        ("base_prefix", text(PREFIX)),
        ("exec_prefix", text(PREFIX)),
        ("base_exec_prefix", text(PREFIX)),
        ("_stdlib_dir", text(crate::import::LIBRARY_DIR)),
        ("_framework", text("")),
        ("abiflags", text("")),
        ("ps1", Value::UNDEF),
    ];
    for (name, value) in entries {
        if !value.is_undef() {
            dict.set_text(vm, name, value);
        }
    }
    let sequences = [
        ("flags", &FLAGS, flags(vm)),
        ("float_info", &FLOAT_INFO, float_info()),
        ("int_info", &INT_INFO, vec![int(30), int(4), int(4300), int(640)]),
        ("hash_info", &HASH_INFO, hash_info(vm)),
        ("thread_info", &THREAD_INFO, vec![text("whipsnake"), Value::NONE, Value::NONE]),
    ];
    for (name, def, values) in sequences {
        let value = structseq::instance(vm, def, values)?;
        dict.set_text(vm, name, value);
    }
    // A heap sorts with a tenth of the code that `sort` needs, and there are few names.
    let names = vm.native_modules.keys().copied().collect::<BinaryHeap<&str>>().into_sorted_vec();
    let builtin_names = Tuple::new(names.iter().map(|name| text(name)).collect()).into_value();
    dict.set_text(vm, "builtin_module_names", builtin_names);
    let library_names = super::library_names::names(vm);
    dict.set_text(vm, "stdlib_module_names", library_names);
    let monitoring = monitoring(vm);
    dict.set_text(vm, "monitoring", monitoring);
    Ok(())
}

/// Where the library seems to be installed.
const PREFIX: &str = "/whipsnake";

fn flags(vm: &mut Vm) -> Vec<Value> {
    let digits = vm.int_max_str_digits();
    let settings = &vm.settings;
    let bit = |set: bool| Value::small(i64::from(set));
    let x_option = |name: &str| settings.x_options.iter().any(|(known, _)| known == name);
    vec![
        bit(false),
        bit(settings.inspect),
        bit(settings.inspect),
        Value::small(i64::from(settings.optimize)),
        bit(settings.dont_write_bytecode),
        bit(settings.isolated),
        bit(false),
        bit(settings.ignore_environment || settings.isolated),
        Value::small(i64::from(settings.verbose)),
        bit(false),
        bit(settings.quiet),
        bit(true),
        bit(settings.isolated),
        Value::bool(x_option("dev")),
        bit(true),
        bit(x_option("warn_default_encoding")),
        Value::bool(settings.isolated),
        Value::small(digits as i64),
        Value::small(1),
        Value::small(0),
        Value::small(0),
    ]
}

fn float_info() -> Vec<Value> {
    let int = Value::small;
    vec![
        Value::float(f64::MAX),
        int(1024),
        int(308),
        Value::float(f64::MIN_POSITIVE),
        int(-1021),
        int(-307),
        int(15),
        int(53),
        Value::float(f64::EPSILON),
        int(2),
        int(1),
    ]
}

fn hash_info(vm: &mut Vm) -> Vec<Value> {
    let int = Value::small;
    let modulus = vm.new_int((1 << 61) - 1);
    vec![int(64), modulus, int(314_159), int(0), int(1_000_003), text("ahash"), int(64), int(128), int(0)]
}

/// `sys.monitoring`: its constants. Nothing is monitored yet.
fn monitoring(vm: &mut Vm) -> Value {
    let names = [
        "PY_START",
        "PY_RESUME",
        "PY_RETURN",
        "PY_YIELD",
        "CALL",
        "LINE",
        "INSTRUCTION",
        "JUMP",
        "BRANCH_LEFT",
        "BRANCH_RIGHT",
        "STOP_ITERATION",
        "RAISE",
        "EXCEPTION_HANDLED",
        "PY_UNWIND",
        "PY_THROW",
        "RERAISE",
        "C_RETURN",
        "C_RAISE",
        "BRANCH",
    ];
    let mut events = vec![("NO_EVENTS", Value::small(0))];
    events.extend(names.iter().enumerate().map(|(bit, name)| (*name, Value::small(1 << bit))));
    let events = vm.new_namespace(&events);
    vm.new_namespace(&[
        ("events", events),
        ("DEBUGGER_ID", Value::small(0)),
        ("COVERAGE_ID", Value::small(1)),
        ("PROFILER_ID", Value::small(2)),
        ("OPTIMIZER_ID", Value::small(5)),
    ])
}
