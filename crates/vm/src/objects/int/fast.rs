//! Arithmetic and comparison of exact numbers without running Python and without a Vm: the eval loop asks here before it
//! looks for special methods. Anything else, errors included, is answered with nothing.

use super::{Int, arith};
use crate::{
    objects::float,
    protocol::{BinaryOp, CompareOp},
    value::Value,
};
use std::cmp::Ordering;

/// An exact number that is no complex.
#[derive(Clone, Copy)]
enum Number<'a> {
    Int(Int<'a>),
    Float(f64),
}

#[inline]
fn number(value: &Value) -> Option<Number<'_>> {
    if let Some(number) = value.as_float() {
        return Some(Number::Float(number));
    }
    value.as_exact_int().map(Number::Int)
}

/// `a op b` of exact ints, bools and floats in any mix. Nothing when an operand is something else, or when the result
/// is an error or a complex number.
#[inline]
pub fn binary(op: BinaryOp, a: &Value, b: &Value) -> Option<Value> {
    match (number(a)?, number(b)?) {
        (Number::Int(x), Number::Int(y)) => {
            if a.is_bool() && b.is_bool() {
                // `&`, `|` and `^` of two bools are bools.
                match op {
                    BinaryOp::And => return Some(Value::bool(a.is_true() & b.is_true())),
                    BinaryOp::Or => return Some(Value::bool(a.is_true() | b.is_true())),
                    BinaryOp::Xor => return Some(Value::bool(a.is_true() ^ b.is_true())),
                    _ => {}
                }
            }
            arith::binary(op, x, y).ok().flatten()
        }
        (Number::Float(a), Number::Float(b)) => float::binary(op, a, b),
        (Number::Float(a), Number::Int(b)) => float::binary(op, a, b.to_f64().ok()?),
        (Number::Int(a), Number::Float(b)) => float::binary(op, a.to_f64().ok()?, b),
    }
}

/// `a op b` of exact ints, bools and floats in any mix; nothing when an operand is something else.
#[inline]
pub fn compare(op: CompareOp, a: &Value, b: &Value) -> Option<bool> {
    let order: Option<Ordering> = match (number(a)?, number(b)?) {
        (Number::Int(a), Number::Int(b)) => Some(arith::compare(a, b)),
        (Number::Float(a), Number::Float(b)) => return Some(op.of(a, b)),
        (Number::Int(a), Number::Float(b)) => arith::compare_f64(a, b),
        (Number::Float(a), Number::Int(b)) => arith::compare_f64(b, a).map(Ordering::reverse),
    };
    // NaN is unequal to everything and has no order.
    Some(order.map_or(op == CompareOp::Ne, |order| op.of_order(order)))
}
