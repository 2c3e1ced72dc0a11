//! `_sre`: compiled regular expressions. The library's `re` compiles patterns to codes; a crate runs them.

mod matched;
mod pattern;
mod subject;
mod substitute;

use rustpython_sre_engine::{CODESIZE, MAXGROUPS, MAXREPEAT, SRE_MAGIC, string};
use whipsnake_vm::{
    constant, function,
    native::{ModuleDef, Row},
    value::Value,
    vm::Vm,
};

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_sre",
    doc: "",
    rows: ROWS,
    types: &[
        &pattern::PATTERN,
        &matched::MATCH,
        &pattern::SCANNER,
        &pattern::FIND_ITER,
        &substitute::TEMPLATE,
    ],
    init: None,
};

const ROWS: &[Row] = &[
    constant!("MAGIC", |_| Value::small(SRE_MAGIC as i64)),
    constant!("CODESIZE", |_| Value::small(CODESIZE as i64)),
    constant!("MAXREPEAT", |_| Value::small(MAXREPEAT as i64)),
    constant!("MAXGROUPS", |_| Value::small(MAXGROUPS as i64)),
    function!("compile(pattern, flags, code, groups, groupindex, indexgroup)", pattern::compile, 6),
    function!("template(pattern, template, /)", substitute::template, 2),
    function!("getcodesize()", |_: &mut Vm| CODESIZE as i64, 0),
    function!("ascii_iscased(character, /)", ascii_is_cased, 1),
    function!("unicode_iscased(character, /)", unicode_is_cased, 1),
    function!(
        "ascii_tolower(character, /)",
        |_: &mut Vm, c: i32| i64::from(string::lower_ascii(c as u32)),
        1
    ),
    function!(
        "unicode_tolower(character, /)",
        |_: &mut Vm, c: i32| i64::from(string::lower_unicode(c as u32)),
        1
    ),
];

fn ascii_is_cased(_vm: &mut Vm, c: i32) -> bool {
    u8::try_from(c).is_ok_and(|c| c.is_ascii_alphabetic())
}

fn unicode_is_cased(_vm: &mut Vm, c: i32) -> bool {
    let c = c as u32;
    string::lower_unicode(c) != c || string::upper_unicode(c) != c
}
