//! `int`: small ones inline, 64-bit ones in boxes, others as big integers.
pub mod fast;
use crate::{
    body,
    error::Result,
    protocol::hash::hash_i64,
    value::{Handle, Value, fixed},
    vm::Vm,
};
use num_bigint::BigInt;
use std::borrow::Cow;

/// An integer of 64 bits.
pub struct Int64(pub i64);
body!(Int64, fixed::INT64);
/// A larger integer.
pub struct Big(pub BigInt);
body!(Big, fixed::BIG_INT);
/// An instance of a subclass of int.
pub struct IntObject {
    /// The number, exactly an int.
    pub value: Value,
}
body!(IntObject);

impl Vm {
    /// An int.
    pub fn new_int(&self, number: i64) -> Value {
        Value::try_small(number).unwrap_or_else(|| Handle::new(Int64(number)).into_value())
    }
    /// An int.
    pub fn new_int_u64(&self, number: u64) -> Value {
        match i64::try_from(number) {
            Ok(number) => self.new_int(number),
            Err(_) => Handle::new(Big(BigInt::from(number))).into_value(),
        }
    }
    /// The exact int of an int or bool or subclass instance.
    pub fn int_part(&self, value: &Value) -> Option<Value> {
        if value.is_small() {
            return Some(value.clone());
        }
        if value.is_bool() {
            return Some(Value::small(i64::from(value.is_true())));
        }
        if value.exact::<Int64>().is_some() || value.exact::<Big>().is_some() {
            return Some(value.clone());
        }
        value.cast::<IntObject>().map(|object| object.value.clone())
    }
    /// As `i64` if it fits.
    pub fn int_to_i64(&self, value: &Value) -> Option<i64> {
        value.as_small().or_else(|| value.exact::<Int64>().map(|boxed| boxed.0))
    }
    /// Whether below zero.
    pub fn int_is_negative(&self, value: &Value) -> bool {
        match self.int_to_i64(value) {
            Some(number) => number < 0,
            None => value.exact::<Big>().is_some_and(|big| big.0.sign() == num_bigint::Sign::Minus),
        }
    }
    /// As a float.
    pub fn int_to_f64(&mut self, value: &Value) -> Result<f64> {
        Ok(self.int_to_i64(value).unwrap_or(0) as f64)
    }
    /// Its hash.
    pub fn int_hash(&self, value: &Value) -> i64 {
        hash_i64(self.int_to_i64(value).unwrap_or(0))
    }
    /// As a big integer.
    pub fn as_big<'a>(&self, value: &'a Value) -> Option<Cow<'a, BigInt>> {
        match value.exact::<Big>() {
            Some(big) => Some(Cow::Borrowed(&big.0)),
            None => self.int_to_i64(value).map(|number| Cow::Owned(BigInt::from(number))),
        }
    }
    /// The float of a float or subclass instance.
    pub fn float_part(&self, value: &Value) -> Option<f64> {
        value.as_float()
    }
}
