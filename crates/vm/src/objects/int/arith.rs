//! Arithmetic of integers without a Vm: each operation on 64 bits first, on 128 bits next, on big integers last.

use super::Int;
use crate::{
    protocol::BinaryOp,
    text::{Fault, FaultKind, big},
    value::{Tuple, Value},
};
use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive};
use std::cmp::Ordering;

/// Largest number of bits that a shift or power may make; beyond it is a MemoryError. A GiB natively.
pub const MAX_BITS: u64 = if cfg!(target_pointer_width = "32") { 1 << 31 } else { 1 << 33 };

/// Largest number of bits that a power may make: more would take minutes in which nothing can interrupt it.
const MAX_POWER_BITS: u64 = 1 << 30;

/// What an operation gives: nothing if ints do not have it.
pub type Outcome = Result<Option<Value>, Fault>;

/// "division by zero", for all kinds of division.
pub fn division_by_zero() -> Fault {
    Fault { kind: FaultKind::ZeroDivision, message: "division by zero".into() }
}

/// `a op b`. Errors: division by zero, a negative shift count, a result that is too large.
#[inline]
pub fn binary(op: BinaryOp, a: Int, b: Int) -> Outcome {
    if let (Int::Small(a), Int::Small(b)) = (a, b)
        && let Some(value) = small(op, a, b)
    {
        return Ok(Some(value));
    }
    general(op, a, b)
}

/// What 64 bits can do; nothing where the result may be longer, or is an error.
#[inline]
fn small(op: BinaryOp, a: i64, b: i64) -> Option<Value> {
    Some(match op {
        BinaryOp::Add => Value::int_wide(i128::from(a) + i128::from(b)),
        BinaryOp::Sub => Value::int_wide(i128::from(a) - i128::from(b)),
        BinaryOp::Mul => Value::int_wide(i128::from(a) * i128::from(b)),
        BinaryOp::And => Value::int(a & b),
        BinaryOp::Or => Value::int(a | b),
        BinaryOp::Xor => Value::int(a ^ b),
        BinaryOp::FloorDiv => Value::int(big::divmod_i64(a, b)?.0),
        BinaryOp::Mod => Value::int(big::divmod_i64(a, b)?.1),
        BinaryOp::DivMod => {
            let (quotient, rest) = big::divmod_i64(a, b)?;
            Tuple::new(vec![Value::int(quotient), Value::int(rest)]).into_value()
        }
        BinaryOp::RShift if b >= 0 => Value::int(a >> b.min(63)),
        BinaryOp::LShift if (0..64).contains(&b) => Value::int_wide(i128::from(a) << b),
        BinaryOp::Div => {
            const EXACT: u64 = 1 << 53;
            if b == 0 || a.unsigned_abs() > EXACT || b.unsigned_abs() > EXACT {
                return None;
            }
            Value::float(a as f64 / b as f64)
        }
        BinaryOp::Pow if (0..=u32::MAX as i64).contains(&b) => Value::int(a.checked_pow(b as u32)?),
        _ => return None,
    })
}

/// What 128 bits can do.
fn wide(op: BinaryOp, a: i128, b: i128) -> Option<Value> {
    Some(Value::int_wide(match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a.checked_mul(b)?,
        BinaryOp::And => a & b,
        BinaryOp::Or => a | b,
        BinaryOp::Xor => a ^ b,
        BinaryOp::FloorDiv if b != 0 => Integer::div_floor(&a, &b),
        BinaryOp::Mod if b != 0 => Integer::mod_floor(&a, &b),
        BinaryOp::RShift if b >= 0 => a >> b.min(127),
        _ => return None,
    }))
}

fn general(op: BinaryOp, a: Int, b: Int) -> Outcome {
    if let (Some(a), Some(b)) = (a.to_wide(), b.to_wide())
        && let Some(value) = wide(op, a, b)
    {
        return Ok(Some(value));
    }
    let value = match op {
        BinaryOp::LShift => return shift_left(a, b).map(Some),
        BinaryOp::RShift => return shift_right(a, b).map(Some),
        BinaryOp::Pow => return power(a, b).map(Some),
        BinaryOp::And => return Ok(Some(and(a, b))),
        BinaryOp::Div => {
            let quotient = big::true_divide(&a.to_big(), &b.to_big())?;
            return Ok(Some(Value::float(quotient)));
        }
        BinaryOp::FloorDiv | BinaryOp::Mod | BinaryOp::DivMod => {
            if b.is_zero() {
                return Err(division_by_zero());
            }
            return Ok(Some(divide(op, &a.to_big(), &b.to_big())));
        }
        // One word more or less needs no number of its own.
        BinaryOp::Add => match (a, b) {
            (Int::Big(long), Int::Small(word)) | (Int::Small(word), Int::Big(long)) => long + word,
            _ => &*a.to_big() + &*b.to_big(),
        },
        BinaryOp::Sub => match (a, b) {
            (Int::Big(long), Int::Small(word)) => long - word,
            _ => &*a.to_big() - &*b.to_big(),
        },
        BinaryOp::Mul => match (a, b) {
            (Int::Big(long), Int::Small(word)) | (Int::Small(word), Int::Big(long)) => {
                check_bits(long.bits().saturating_add(64))?;
                long * word
            }
            _ => {
                let (a, b) = (a.to_big(), b.to_big());
                check_bits(a.bits().saturating_add(b.bits()))?;
                &*a * &*b
            }
        },
        BinaryOp::Or => &*a.to_big() | &*b.to_big(),
        BinaryOp::Xor => &*a.to_big() ^ &*b.to_big(),
        BinaryOp::MatMul => return Ok(None),
    };
    Ok(Some(Value::int_big(value)))
}

/// Division by something that is not zero.
fn divide(op: BinaryOp, a: &BigInt, b: &BigInt) -> Value {
    if let Some((quotient, product)) = big::near_quotient(a, b) {
        return near_division(op, a, b, quotient, product);
    }
    match op {
        BinaryOp::FloorDiv => Value::int_big(a.div_floor(b)),
        BinaryOp::Mod => Value::int_big(a.mod_floor(b)),
        _ => {
            let (quotient, rest) = a.div_mod_floor(b);
            Tuple::new(vec![Value::int_big(quotient), Value::int_big(rest)]).into_value()
        }
    }
}

/// Division whose quotient is known without signs, and with it the product of quotient and divisor.
fn near_division(op: BinaryOp, a: &BigInt, b: &BigInt, quotient: i64, product: BigUint) -> Value {
    let exact = product == *a.magnitude();
    // The floor of a negative quotient lies further from zero.
    let negative = a.is_negative() != b.is_negative();
    let floor = if !negative { quotient } else { -quotient - i64::from(!exact) };
    if op == BinaryOp::FloorDiv {
        return Value::int(floor);
    }
    let mut rest = a.magnitude() - product;
    if negative && !exact {
        rest = b.magnitude() - rest;
    }
    let rest = Value::int_big(BigInt::from_biguint(b.sign(), rest));
    if op == BinaryOp::Mod { rest } else { Tuple::new(vec![Value::int(floor), rest]).into_value() }
}

/// `a & b`: a mask that is small and not negative needs only the low bits of the other.
fn and(a: Int, b: Int) -> Value {
    match (a, b) {
        (Int::Big(long), Int::Small(mask)) | (Int::Small(mask), Int::Big(long)) if mask >= 0 => {
            let low = long.iter_u64_digits().next().unwrap_or(0);
            let low = if long.is_negative() { low.wrapping_neg() } else { low };
            Value::int((low & mask as u64) as i64)
        }
        _ => Value::int_big(&*a.to_big() & &*b.to_big()),
    }
}

/// Refuses results that no memory should be spent on.
pub fn check_bits(bits: u64) -> Result<(), Fault> {
    if bits > MAX_BITS { Err(Fault::memory()) } else { Ok(()) }
}

fn negative_shift() -> Fault {
    Fault::value("negative shift count")
}

fn shift_left(a: Int, b: Int) -> Result<Value, Fault> {
    if b.is_negative() {
        return Err(negative_shift());
    }
    if a.is_zero() {
        return Ok(Value::small(0));
    }
    let Int::Small(count) = b else { return Err(Fault::overflow("too many digits in integer")) };
    let number = a.to_big();
    check_bits(number.bits().saturating_add(count as u64))?;
    Ok(Value::int_big(&*number << count as u64))
}

fn shift_right(a: Int, b: Int) -> Result<Value, Fault> {
    if b.is_negative() {
        return Err(negative_shift());
    }
    let Int::Small(count) = b else { return Ok(Value::small(if a.is_negative() { -1 } else { 0 })) };
    Ok(Value::int_big(big::shift_right(&a.to_big(), count as u64)))
}

/// `a ** b`; a negative exponent makes a float.
fn power(a: Int, b: Int) -> Result<Value, Fault> {
    if b.is_negative() {
        return match crate::objects::float::power(a.to_f64()?, b.to_f64()?)? {
            crate::objects::float::Power::Real(number) => Ok(Value::float(number)),
            // A whole exponent never leaves the real numbers.
            crate::objects::float::Power::Complex => Ok(Value::float(f64::NAN)),
        };
    }
    if let Int::Small(base @ -1..=1) = a {
        let odd = match b {
            Int::Small(exponent) => exponent & 1 == 1,
            Int::Big(exponent) => exponent.is_odd(),
        };
        return Ok(Value::small(match base {
            0 => i64::from(b.is_zero()),
            -1 if odd => -1,
            _ => 1,
        }));
    }
    let Int::Small(exponent) = b else { return Err(Fault::memory()) };
    let base = a.to_big();
    if big::pow_bits(&base, exponent as u64) > MAX_POWER_BITS {
        return Err(Fault::memory());
    }
    Ok(Value::int_big(big::pow(&base, exponent as u64)))
}

/// `pow(a, b, modulus)`
pub fn power_modulo(a: Int, b: Int, modulus: Int) -> Result<Value, Fault> {
    if let (Int::Small(a), Int::Small(mut b @ 0..), Int::Small(m @ 2..=0xffff_ffff)) = (a, b, modulus) {
        let modulus = m as u64;
        let (mut base, mut result) = (a.rem_euclid(m) as u64, 1);
        while b > 0 {
            if b & 1 == 1 {
                result = result * base % modulus;
            }
            base = base * base % modulus;
            b >>= 1;
        }
        return Ok(Value::int(result as i64));
    }
    big::pow_mod(&a.to_big(), &b.to_big(), &modulus.to_big()).map(Value::int_big)
}

/// Orders two ints.
#[inline]
pub fn compare(a: Int, b: Int) -> Ordering {
    match (a, b) {
        (Int::Small(a), Int::Small(b)) => a.cmp(&b),
        (Int::Small(_), Int::Big(b)) => {
            if b.is_negative() {
                Ordering::Greater
            } else {
                Ordering::Less
            }
        }
        (Int::Big(a), Int::Small(_)) => {
            if a.is_negative() {
                Ordering::Less
            } else {
                Ordering::Greater
            }
        }
        (Int::Big(a), Int::Big(b)) => a.cmp(b),
    }
}

/// Orders an int and a float exactly; nothing for NaN.
pub fn compare_f64(a: Int, b: f64) -> Option<Ordering> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    match a {
        Int::Big(a) => big::compare_f64(a, b),
        Int::Small(_) if b.is_nan() => None,
        Int::Small(_) if b >= LIMIT => Some(Ordering::Less),
        Int::Small(_) if b < -LIMIT => Some(Ordering::Greater),
        Int::Small(a) => {
            let whole = b.trunc();
            Some(a.cmp(&(whole as i64)).then_with(|| whole.partial_cmp(&b).unwrap_or(Ordering::Equal)))
        }
    }
}

/// `-a`
pub fn negate(a: Int) -> Value {
    match a {
        Int::Small(number) => Value::int_wide(-i128::from(number)),
        Int::Big(number) => Value::int_big(-number),
    }
}

/// `abs(a)`
pub fn absolute(a: Int) -> Value {
    if a.is_negative() { negate(a) } else { a.to_value() }
}

/// `~a`
pub fn invert(a: Int) -> Value {
    match a {
        Int::Small(number) => Value::int(!number),
        Int::Big(number) => Value::int_big(!number),
    }
}

/// `a.bit_length()`
pub fn bit_length(a: Int) -> u64 {
    match a {
        Int::Small(number) => 64 - u64::from(number.unsigned_abs().leading_zeros()),
        Int::Big(number) => number.bits(),
    }
}

/// `a.bit_count()`
pub fn bit_count(a: Int) -> u64 {
    match a {
        Int::Small(number) => number.unsigned_abs().count_ones().into(),
        Int::Big(number) => big::bit_count(number),
    }
}

/// `round(a, digits)` for `digits` below zero: the nearest multiple of a power of ten, ties to even.
pub fn round(a: Int, digits: Int) -> Value {
    let places = match digits {
        Int::Small(digits) => digits.unsigned_abs(),
        Int::Big(_) => u64::MAX,
    };
    let number = a.to_big();
    if places > number.bits() {
        return Value::small(0);
    }
    Value::int_big(big::round_to_power_of_ten(&number, places))
}

/// The low 64 bits, for machine arithmetic that wraps.
pub fn low_bits(a: Int) -> u64 {
    match a {
        Int::Small(number) => number as u64,
        Int::Big(number) => {
            let low = number.iter_u64_digits().next().unwrap_or(0);
            if number.is_negative() { low.wrapping_neg() } else { low }
        }
    }
}

/// The int as an exponent or count, if it fits.
pub fn to_usize(a: Int) -> Option<usize> {
    match a {
        Int::Small(number) => usize::try_from(number).ok(),
        Int::Big(number) => number.to_usize(),
    }
}
