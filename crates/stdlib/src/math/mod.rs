//! `math`: functions of real numbers and of integers.

mod integer;
mod real;
mod sums;

use whipsnake_vm::{
    constant, function,
    native::{
        ModuleDef, Row,
        table::{count_rows, join_rows},
    },
    value::Value,
};

const GROUPS: &[&[Row]] = &[CONSTANTS, real::ROWS, integer::ROWS, sums::ROWS];

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "math",
    doc: "This module provides access to the mathematical functions\ndefined by the C standard.",
    rows: &join_rows::<{ count_rows(GROUPS) }>(GROUPS),
    types: &[],
    init: None,
};

const CONSTANTS: &[Row] = &[
    constant!("pi", |_| Value::float(std::f64::consts::PI)),
    constant!("e", |_| Value::float(std::f64::consts::E)),
    constant!("tau", |_| Value::float(std::f64::consts::TAU)),
    constant!("inf", |_| Value::float(f64::INFINITY)),
    constant!("nan", |_| Value::float_from_outside(f64::NAN)),
    function!(
        "degrees(x, /)",
        |_: &mut _, x: f64| x * (180.0 / std::f64::consts::PI),
        1,
        "Convert angle x from radians to degrees."
    ),
    function!(
        "radians(x, /)",
        |_: &mut _, x: f64| x * (std::f64::consts::PI / 180.0),
        1,
        "Convert angle x from degrees to radians."
    ),
];
