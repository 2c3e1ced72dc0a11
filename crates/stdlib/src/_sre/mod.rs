//! `_sre`: compiled regular expressions. The library's `re` compiles patterns to codes; `whipsnake-sre` runs them.

mod job;
mod matched;
mod pattern;
mod scanner;
mod subject;
mod substitute;

use whipsnake_sre::codes::{MAGIC, MAX_GROUPS, MAX_REPEAT};
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
        &scanner::SCANNER,
        &scanner::FIND_ITER,
        &substitute::TEMPLATE,
    ],
    init: None,
};

/// Bytes of a code.
const CODE_SIZE: i64 = 4;

const ROWS: &[Row] = &[
    constant!("MAGIC", |_| Value::small(MAGIC.into())),
    constant!("CODESIZE", |_| Value::small(CODE_SIZE)),
    constant!("MAXREPEAT", |_| Value::small(MAX_REPEAT.into())),
    constant!("MAXGROUPS", |_| Value::small(MAX_GROUPS.into())),
    function!("compile(pattern, flags, code, groups, groupindex, indexgroup)", pattern::compile, 6),
    function!("template(pattern, template, /)", substitute::template, 2),
    function!("getcodesize()", |_: &mut Vm| CODE_SIZE, 0),
    function!("ascii_iscased(character, /)", ascii_is_cased, 1),
    function!("unicode_iscased(character, /)", unicode_is_cased, 1),
    function!(
        "ascii_tolower(character, /)",
        |_: &mut Vm, c: i32| u8::try_from(c).map_or(i64::from(c), |c| c.to_ascii_lowercase().into()),
        1
    ),
    function!(
        "unicode_tolower(character, /)",
        |_: &mut Vm, c: i32| i64::from(pattern::simple_lower(c as u32)),
        1
    ),
];

fn ascii_is_cased(_vm: &mut Vm, c: i32) -> bool {
    u8::try_from(c).is_ok_and(|c| c.is_ascii_alphabetic())
}

fn unicode_is_cased(_vm: &mut Vm, c: i32) -> bool {
    let c = c as u32;
    pattern::simple_lower(c) != c || pattern::simple_upper(c) != c
}
