//! `int`: integers of any size. 49 bits lie in the value itself, up to 64 bits in an [`Int64`], the rest in a [`Big`].
//!
//! Every result is brought to the shortest of the three forms, so equal ints of exact type always have equal forms.
//! Instances of subclasses are an [`IntObject`] that holds an exact int; `True` and `False` are values without memory.
//! What is here: the forms and reading them. [`arith`] computes, [`fast`] serves the eval loop, [`convert`] is
//! `int(x, base)`, [`methods`] has the table.

pub mod arith;
pub mod convert;
pub mod fast;
pub mod methods;

pub use methods::TYPE;

use crate::{
    body,
    error::Result,
    text::{Fault, big, format_value::IntArg, int_text, numeric_hash},
    types::Type,
    value::{Handle, Obj, Value, fixed},
    vm::Vm,
};
use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;
use std::borrow::Cow;

/// An int that fits 64 bits but not the 49 that need no memory.
pub struct Int64(pub i64);
body!(Int64, fixed::INT64);

/// An int that does not fit 64 bits.
pub struct Big(pub BigInt);
body!(Big, fixed::BIG_INT);

/// An instance of a subclass of `int`.
pub struct IntObject {
    /// Its number, an exact int.
    pub value: Value,
}
body!(IntObject);

/// Settings of the conversion between ints and text.
pub struct IntState {
    /// `sys.get_int_max_str_digits()`; 0 for no limit.
    pub max_str_digits: usize,
}

impl Default for IntState {
    fn default() -> IntState {
        IntState { max_str_digits: int_text::DEFAULT_MAX_STR_DIGITS }
    }
}

/// An int of any form, borrowed.
#[derive(Clone, Copy, Debug)]
pub enum Int<'a> {
    /// It fits 64 bits.
    Small(i64),
    /// It does not.
    Big(&'a BigInt),
}

impl<'a> Int<'a> {
    /// As a big integer, copied if it is none.
    pub fn to_big(self) -> Cow<'a, BigInt> {
        match self {
            Int::Small(number) => Cow::Owned(number.into()),
            Int::Big(number) => Cow::Borrowed(number),
        }
    }
    /// As 128 bits, if it fits with a bit to spare.
    #[inline]
    pub fn to_wide(self) -> Option<i128> {
        match self {
            Int::Small(number) => Some(number.into()),
            Int::Big(number) if number.bits() <= 126 => number.to_i128(),
            Int::Big(_) => None,
        }
    }
    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        match self {
            Int::Small(number) => number < 0,
            Int::Big(number) => number.sign() == Sign::Minus,
        }
    }
    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        matches!(self, Int::Small(0))
    }
    /// For formatting.
    pub fn as_arg(self) -> IntArg<'a> {
        match self {
            Int::Small(number) => IntArg::Small(number),
            Int::Big(number) => IntArg::Big(number),
        }
    }
    /// The nearest float. Errors: too large.
    pub fn to_f64(self) -> std::result::Result<f64, Fault> {
        self.as_arg().to_f64()
    }
    /// `hash(int)`
    pub fn hash(self) -> i64 {
        match self {
            Int::Small(number) => numeric_hash::hash_i64(number),
            Int::Big(number) => numeric_hash::hash_big(number),
        }
    }
    /// As an exact int.
    pub fn to_value(self) -> Value {
        match self {
            Int::Small(number) => Value::int(number),
            Int::Big(number) => Handle::new(Big(number.clone())).into_value(),
        }
    }
    /// Decimal text. Errors: more digits than `max_digits` (0 for no limit).
    pub fn to_decimal(self, max_digits: usize) -> std::result::Result<String, Fault> {
        match self {
            Int::Small(number) => Ok(number.to_string()),
            Int::Big(number) => int_text::to_decimal(number, max_digits),
        }
    }
}

impl Value {
    /// An exact int.
    #[inline]
    pub fn int(number: i64) -> Value {
        match Value::try_small(number) {
            Some(value) => value,
            None => Handle::new(Int64(number)).into_value(),
        }
    }
    /// An exact int of 128 bits.
    #[inline]
    pub fn int_wide(number: i128) -> Value {
        match i64::try_from(number) {
            Ok(number) => Value::int(number),
            Err(_) => Value::int_of_words(number as u64, (number >> 64) as i64),
        }
    }
    /// One that needs more than 64 bits.
    #[inline(never)]
    fn int_of_words(low: u64, high: i64) -> Value {
        Handle::new(Big((i128::from(high) << 64 | i128::from(low)).into())).into_value()
    }
    /// An exact int of any size, in its shortest form.
    pub fn int_big(number: BigInt) -> Value {
        match number.to_i64() {
            Some(number) => Value::int(number),
            None => Handle::new(Big(number)).into_value(),
        }
    }
    /// The number of an exact int or a bool.
    #[inline]
    pub fn as_exact_int(&self) -> Option<Int<'_>> {
        if let Some(number) = self.as_small() {
            return Some(Int::Small(number));
        }
        if let Some(boxed) = self.exact::<Int64>() {
            return Some(Int::Small(boxed.0));
        }
        if let Some(boxed) = self.exact::<Big>() {
            return Some(Int::Big(&boxed.0));
        }
        if self.is_bool() { Some(Int::Small(self.is_true().into())) } else { None }
    }
    /// The number of an int, a bool or an instance of a subclass.
    #[inline]
    pub fn as_int(&self) -> Option<Int<'_>> {
        if let Some(number) = self.as_exact_int() {
            return Some(number);
        }
        self.cast::<IntObject>().and_then(|object| object.value.as_exact_int())
    }
}

impl Vm {
    /// An exact int.
    #[inline(always)]
    pub fn new_int(&self, number: i64) -> Value {
        Value::int(number)
    }
    /// An exact int.
    pub fn new_int_u64(&self, number: u64) -> Value {
        Value::int_wide(number.into())
    }
    /// An exact int.
    pub fn new_big(&self, number: BigInt) -> Value {
        Value::int_big(number)
    }
    /// The exact int that an int, a bool or an instance of a subclass stands for.
    #[inline]
    pub fn int_part(&self, value: &Value) -> Option<Value> {
        if value.is_small() || value.has_map(fixed::INT64) || value.has_map(fixed::BIG_INT) {
            return Some(value.clone());
        }
        if value.is_bool() {
            return Some(Value::small(value.is_true().into()));
        }
        value.cast::<IntObject>().map(|object| object.value.clone())
    }
    /// The int as 64 bits, if it fits (nothing for other things).
    #[inline]
    pub fn int_to_i64(&self, value: &Value) -> Option<i64> {
        match value.as_int()? {
            Int::Small(number) => Some(number),
            Int::Big(_) => None,
        }
    }
    /// The int as 64 bits without sign, if it fits.
    pub fn int_to_u64(&self, value: &Value) -> Option<u64> {
        match value.as_int()? {
            Int::Small(number) => u64::try_from(number).ok(),
            Int::Big(number) => number.to_u64(),
        }
    }
    /// Whether the value is an int below zero.
    pub fn int_is_negative(&self, value: &Value) -> bool {
        value.as_int().is_some_and(Int::is_negative)
    }
    /// The nearest float of an int. Errors: too large; not an int.
    pub fn int_to_f64(&mut self, value: &Value) -> Result<f64> {
        match value.as_int() {
            Some(number) => number.to_f64().map_err(|fault| self.fault(fault)),
            None => {
                let name = self.type_name(value);
                Err(self.type_error(format_args!("must be real number, not {name}")))
            }
        }
    }
    /// Hash of an int.
    pub fn int_hash(&self, value: &Value) -> i64 {
        value.as_int().map_or(0, Int::hash)
    }
    /// An int of any form as a big integer; nothing for other things.
    pub fn as_big<'a>(&self, value: &'a Value) -> Option<Cow<'a, BigInt>> {
        value.as_int().map(Int::to_big)
    }
    /// The limit of digits between ints and text: 0 for none.
    pub fn int_max_str_digits(&mut self) -> usize {
        self.state::<IntState>().max_str_digits
    }
    /// Decimal text of an int. Errors: beyond the limit of digits.
    pub fn int_to_text(&mut self, number: Int) -> Result<String> {
        let limit = match number {
            Int::Small(_) => 0,
            Int::Big(_) => self.int_max_str_digits(),
        };
        number.to_decimal(limit).map_err(|fault| self.fault(fault))
    }
    /// An instance of `class` (`int` or a subclass) with this exact number.
    pub fn new_int_of(&self, class: &Obj<Type>, number: Value) -> Value {
        match class.instance_map.get() {
            fixed::INT => number,
            map => Handle::new_instance(map, IntObject { value: number }).into_value(),
        }
    }
    /// The integer part of a float as an exact int. Errors: NaN and infinities.
    pub fn int_from_f64(&mut self, number: f64) -> Result<Value> {
        // Every float below 2^63 has an integer part of 64 bits.
        if number.abs() < 9.2e18 {
            return Ok(Value::int(number as i64));
        }
        match big::from_f64(number) {
            Ok(number) => Ok(Value::int_big(number)),
            Err(fault) => Err(self.fault(fault)),
        }
    }
}
