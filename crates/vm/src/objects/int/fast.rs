//! Arithmetic that runs no Python.
use crate::{
    protocol::{BinaryOp, CompareOp},
    value::Value,
};
/// A binary operation on exact numbers.
pub fn binary(op: BinaryOp, a: &Value, b: &Value) -> Option<Value> {
    let (a, b) = (number(a)?, number(b)?);
    match op {
        BinaryOp::Add => Some(Value::float(a + b)),
        BinaryOp::Sub => Some(Value::float(a - b)),
        BinaryOp::Mul => Some(Value::float(a * b)),
        _ => None,
    }
}
fn number(value: &Value) -> Option<f64> {
    value.as_float().or_else(|| value.as_small().map(|n| n as f64))
}
/// A comparison of exact numbers.
pub fn compare(op: CompareOp, a: &Value, b: &Value) -> Option<bool> {
    Some(op.of(number(a)?, number(b)?))
}
