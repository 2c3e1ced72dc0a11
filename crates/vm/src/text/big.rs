//! Helpers over `num-bigint`: Python's meaning of division, shifts, powers, bytes and floats.
//!
//! `num-bigint` (0.4.8 on) multiplies by Karatsuba and Toom-3, divides by Burnikel-Ziegler and writes decimals by
//! divide and conquer; what it lacks, reading decimals in better than quadratic time, is in `int_text.rs`.

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::Fault;

/// How many bits more than the divisor a number may have for [`near_quotient`].
const NEAR: u64 = 30;
/// How many of the divisor's first bits it looks at.
const LEADING: u64 = 32;

/// The quotient of two magnitudes of nearly the same length, rounded down, and its product with the divisor; nothing when
/// they are short or differ more. The first bits tell the quotient up to a few units, so this takes one pass over the
/// digits where long division takes many (Knuth, The Art of Computer Programming, 4.3.1, on trial quotients).
pub fn near_quotient(a: &BigInt, b: &BigInt) -> Option<(i64, BigUint)> {
    let (a, b) = (a.magnitude(), b.magnitude());
    let (a_bits, b_bits) = (a.bits(), b.bits());
    if b_bits < 2 * LEADING || a_bits < b_bits || a_bits - b_bits > NEAR {
        return None;
    }
    let cut = b_bits - LEADING;
    // The divisor's bits that are left out make the trial quotient too large, by two at most.
    let mut quotient = bits_from(a, cut) / bits_from(b, cut);
    let mut product = b * quotient;
    while product > *a {
        product -= b;
        quotient -= 1;
    }
    Some((quotient as i64, product))
}

/// A number without its lowest `cut` bits; no more than 64 may be left.
fn bits_from(number: &BigUint, cut: u64) -> u64 {
    let (word, bit) = (cut / 64, cut % 64);
    let mut digits = number.iter_u64_digits();
    let above = digits.len() as u64 - word;
    let first = digits.next_back().unwrap_or(0);
    if above <= 1 {
        return first >> bit;
    }
    let second = digits.next_back().unwrap_or(0);
    if bit == 0 { second } else { second >> bit | first << (64 - bit) }
}

/// `divmod`: the quotient rounded down and a remainder with the sign of the divisor. `None` for division by zero.
pub fn divmod(a: &BigInt, b: &BigInt) -> Option<(BigInt, BigInt)> {
    if b.is_zero() { None } else { Some(a.div_mod_floor(b)) }
}

/// `divmod` of machine integers. `None` for division by zero or when the quotient does not fit.
pub fn divmod_i64(a: i64, b: i64) -> Option<(i64, i64)> {
    let (q, r) = (a.checked_div(b)?, a.checked_rem(b)?);
    if r != 0 && (r < 0) != (b < 0) { Some((q - 1, r + b)) } else { Some((q, r)) }
}

/// `a / b` of two integers: the nearest float, ties to even, without rounding twice.
/// Errors: division by zero; a quotient too large for a float.
pub fn true_divide(a: &BigInt, b: &BigInt) -> Result<f64, Fault> {
    if b.is_zero() {
        return Err(Fault { kind: super::FaultKind::ZeroDivision, message: "division by zero".into() });
    }
    let negative = a.is_negative() != b.is_negative();
    let (a, b) = (a.magnitude(), b.magnitude());
    // Scale so that the integer quotient has at least 66 bits: enough for 53 and a guard; what is left is sticky.
    // Tiny quotients need no more, since `scale` rounds subnormals from the same bits.
    let shift = b.bits() as i64 - a.bits() as i64 + 66;
    let (quotient, rest) =
        if shift >= 0 { (a << shift as u64).div_rem(b) } else { a.div_rem(&(b << (-shift) as u64)) };
    let value = scale(quotient, !rest.is_zero(), -shift);
    if value.is_infinite() {
        return Err(Fault::overflow("integer division result too large for a float"));
    }
    Ok(if negative { -value } else { value })
}

/// `(magnitude + something below 1 if sticky) * 2**exponent` as the nearest float, ties to even; infinite if too large.
pub fn scale(magnitude: BigUint, sticky: bool, exponent: i64) -> f64 {
    if magnitude.is_zero() {
        return 0.0;
    }
    let bits = magnitude.bits() as i64;
    let top = bits + exponent;
    if top > 1024 {
        return f64::INFINITY;
    }
    // The lowest bit that a float of this size can keep.
    let lowest = (top - 53).max(-1074);
    let drop = lowest - exponent;
    let mantissa = if drop <= 0 {
        (magnitude << (-drop) as u64).to_u64().unwrap_or(0)
    } else {
        let kept = (&magnitude >> drop as u64).to_u64().unwrap_or(0);
        let half = magnitude.bit(drop as u64 - 1);
        let below = sticky || magnitude.trailing_zeros().unwrap_or(0) < drop as u64 - 1;
        kept + u64::from(half && (below || kept & 1 == 1))
    };
    ldexp_exact(mantissa, lowest)
}

/// `mantissa * 2**exponent` for a mantissa of at most 2^53 and an exponent of at least -1074: exact but for overflow.
fn ldexp_exact(mantissa: u64, exponent: i64) -> f64 {
    let value = mantissa as f64;
    if exponent < -1000 {
        value * f64::from_bits(1) * 2f64.powi((exponent + 1074) as i32)
    } else if exponent > 900 {
        value * 2f64.powi(900) * 2f64.powi((exponent - 900) as i32)
    } else {
        value * 2f64.powi(exponent as i32)
    }
}

/// The nearest float, ties to even; `None` if it would be infinite ("int too large to convert to float").
pub fn to_f64(value: &BigInt) -> Option<f64> {
    value.to_f64().filter(|f| f.is_finite())
}

/// The integer part of a float. Errors: NaN and infinities, worded as `int()` does.
pub fn from_f64(value: f64) -> Result<BigInt, Fault> {
    if value.is_nan() {
        return Err(Fault::value("cannot convert float NaN to integer"));
    }
    if value.is_infinite() {
        return Err(Fault::overflow("cannot convert float infinity to integer"));
    }
    let (negative, mantissa, exponent) = decompose(value);
    let magnitude = if exponent >= 0 {
        BigInt::from(mantissa) << exponent as u64
    } else if exponent <= -64 {
        BigInt::zero()
    } else {
        BigInt::from(mantissa >> -exponent)
    };
    Ok(if negative { -magnitude } else { magnitude })
}

/// A finite float as sign, mantissa and exponent: `mantissa * 2**exponent`.
pub fn decompose(value: f64) -> (bool, u64, i32) {
    let bits = value.to_bits();
    let biased = (bits >> 52 & 0x7FF) as i32;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) =
        if biased == 0 { (fraction, -1074) } else { (fraction | 1 << 52, biased - 1075) };
    (value.is_sign_negative(), mantissa, exponent)
}

/// Compares an integer with a float exactly; `None` for NaN.
pub fn compare_f64(a: &BigInt, b: f64) -> Option<std::cmp::Ordering> {
    use std::cmp::Ordering;
    if b.is_nan() {
        return None;
    }
    if b.is_infinite() {
        return Some(if b > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let whole = b.trunc();
    let floor = from_f64(whole).ok()?;
    Some(a.cmp(&floor).then_with(|| whole.partial_cmp(&b).unwrap_or(Ordering::Equal)))
}

/// `math.isqrt`: the largest integer whose square is not above `value`; `None` below zero.
///
/// Newton's method with a precision that doubles each round (the algorithm that CPython's `mathmodule.c` explains):
/// all rounds together cost about one division of the full size.
pub fn isqrt(value: &BigInt) -> Option<BigInt> {
    let n = value.to_biguint()?;
    if n.is_zero() {
        return Some(BigInt::zero());
    }
    let half = (n.bits() - 1) / 2;
    let mut root = BigUint::one();
    let mut known = 0;
    for shift in (0..u64::BITS - half.leading_zeros()).rev() {
        let before = known;
        known = half >> shift;
        let quotient = (&n >> (2 * half + 1 - before - known)) / &root;
        root = (root << (known - before - 1)) + quotient;
    }
    if &root * &root > n {
        root -= 1u32;
    }
    Some(root.into())
}

/// `pow(base, exponent)` for an exponent that is not negative.
pub fn pow(base: &BigInt, exponent: u64) -> BigInt {
    // Powers of two are shifts; num-bigint does not see that.
    if base.magnitude().count_ones() == 1 {
        let shift = base.magnitude().trailing_zeros().unwrap_or(0) * exponent;
        let value = BigInt::one() << shift;
        return if base.is_negative() && exponent % 2 == 1 { -value } else { value };
    }
    num_traits::Pow::pow(base, exponent)
}

/// About how many bits `pow(base, exponent)` will have, to be checked against limits before computing.
pub fn pow_bits(base: &BigInt, exponent: u64) -> u64 {
    if base.magnitude().is_one() { 1 } else { base.bits().saturating_mul(exponent) }
}

/// `pow(base, exponent, modulus)`: the result has the sign of the modulus; a negative exponent takes the inverse.
/// Errors: a modulus of zero; a base without an inverse.
pub fn pow_mod(base: &BigInt, exponent: &BigInt, modulus: &BigInt) -> Result<BigInt, Fault> {
    if modulus.is_zero() {
        return Err(Fault::value("pow() 3rd argument cannot be 0"));
    }
    if modulus.magnitude().is_one() {
        return Ok(BigInt::zero());
    }
    if !exponent.is_negative() {
        return Ok(base.modpow(exponent, modulus));
    }
    let positive = modulus.abs();
    let inverse = base
        .mod_floor(&positive)
        .modinv(&positive)
        .ok_or_else(|| Fault::value("base is not invertible for the given modulus"))?;
    Ok(inverse.modpow(&-exponent, modulus))
}

/// `a >> count`, rounding down.
pub fn shift_right(value: &BigInt, count: u64) -> BigInt {
    if count >= value.bits() {
        return if value.is_negative() { BigInt::from(-1) } else { BigInt::zero() };
    }
    value >> count
}

/// `int.bit_length`
pub fn bit_length(value: &BigInt) -> u64 {
    value.bits()
}

/// `int.bit_count`: ones in the magnitude.
pub fn bit_count(value: &BigInt) -> u64 {
    value.magnitude().count_ones()
}

/// `math.gcd` of two integers, never negative.
pub fn gcd(a: &BigInt, b: &BigInt) -> BigInt {
    // Binary gcd as num-bigint has it is quadratic with a small constant; Euclid's steps are as many but dearer.
    a.gcd(b)
}

/// `int.to_bytes`. Errors: `OverflowError` when the value does not fit or is negative and not `signed`.
pub fn to_bytes(value: &BigInt, length: usize, little: bool, signed: bool) -> Result<Vec<u8>, Fault> {
    if value.is_negative() && !signed {
        return Err(Fault::overflow("can't convert negative int to unsigned"));
    }
    let mut bytes = if signed { value.to_signed_bytes_le() } else { value.magnitude().to_bytes_le() };
    let fill = if value.is_negative() { 0xFF } else { 0 };
    if value.is_zero() {
        bytes.clear();
    }
    // num-bigint gives the shortest form, so one byte too many does not fit.
    if bytes.len() > length {
        return Err(Fault::overflow("int too big to convert"));
    }
    bytes.resize(length, fill);
    if !little {
        bytes.reverse();
    }
    Ok(bytes)
}

/// `int.from_bytes`
pub fn from_bytes(bytes: &[u8], little: bool, signed: bool) -> BigInt {
    match (little, signed) {
        (true, true) => BigInt::from_signed_bytes_le(bytes),
        (false, true) => BigInt::from_signed_bytes_be(bytes),
        (true, false) => BigInt::from_bytes_le(Sign::Plus, bytes),
        (false, false) => BigInt::from_bytes_be(Sign::Plus, bytes),
    }
}

/// `int.__round__(ndigits)` for negative digits: the nearest multiple of `10**places`, ties to even.
pub fn round_to_power_of_ten(value: &BigInt, places: u64) -> BigInt {
    // Beyond the number's size the result is 0, and the power need not be computed.
    if places > value.bits() / 3 + 2 {
        return BigInt::zero();
    }
    let unit = pow(&BigInt::from(10), places);
    let (quotient, rest) = value.div_mod_floor(&unit);
    let up = match (&rest * 2u32).cmp(&unit) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => quotient.is_odd(),
    };
    (if up { quotient + 1 } else { quotient }) * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> BigInt {
        text.parse().unwrap()
    }

    #[test]
    fn division_rounds_down() {
        for (a, b, q, r) in [(7, 2, 3, 1), (-7, 2, -4, 1), (7, -2, -4, -1), (-7, -2, 3, -1)] {
            assert_eq!(divmod_i64(a, b), Some((q, r)));
            assert_eq!(divmod(&a.into(), &b.into()), Some((q.into(), r.into())));
        }
        assert_eq!(divmod_i64(i64::MIN, -1), None);
        assert_eq!(divmod_i64(1, 0), None);
    }

    #[test]
    fn quotients_round_once() {
        let t = |a: &str, b: &str| true_divide(&big(a), &big(b));
        assert_eq!(t("1", "3"), Ok(1.0 / 3.0));
        assert_eq!(t("-9007199254740993", "1"), Ok(-9007199254740992.0));
        assert_eq!(t("0", "-5"), Ok(0.0));
        let huge = pow(&big("10"), 400);
        assert_eq!(true_divide(&huge, &(&huge * 7)), Ok(1.0 / 7.0));
        assert!(true_divide(&huge, &big("3")).is_err());
        assert_eq!(true_divide(&big("1"), &pow(&big("2"), 1074)), Ok(5e-324));
        assert_eq!(true_divide(&big("3"), &pow(&big("2"), 1076)), Ok(5e-324));
        assert_eq!(true_divide(&big("1"), &pow(&big("2"), 1075)), Ok(0.0));
        assert_eq!(true_divide(&big("1"), &huge), Ok(0.0));
    }

    #[test]
    fn powers() {
        assert_eq!(pow_mod(&3.into(), &(-1).into(), &7.into()), Ok(5.into()));
        assert_eq!(pow_mod(&3.into(), &2.into(), &(-7).into()), Ok((-5).into()));
        assert!(pow_mod(&2.into(), &(-1).into(), &4.into()).is_err());
        assert_eq!(pow(&(-2).into(), 3), (-8).into());
    }

    #[test]
    fn bytes_both_ways() {
        for (value, len, signed, expected) in [
            (-128, 1, true, Ok(vec![0x80])),
            (128, 1, true, Err(())),
            (255, 1, false, Ok(vec![255])),
            (0, 0, false, Ok(vec![])),
            (-1, 0, true, Err(())),
            (-1, 3, true, Ok(vec![255; 3])),
            (258, 3, false, Ok(vec![0, 1, 2])),
        ] {
            let got = to_bytes(&value.into(), len, false, signed);
            assert_eq!(got.clone().map_err(|_| ()), expected, "{value}");
            if let Ok(bytes) = got {
                assert_eq!(from_bytes(&bytes, false, signed), value.into());
            }
        }
    }

    #[test]
    fn floats_both_ways() {
        assert_eq!(from_f64(-1e20), Ok(big("-100000000000000000000")));
        assert_eq!(from_f64(-0.9), Ok(0.into()));
        assert_eq!(
            compare_f64(&big("9007199254740993"), 9007199254740992.0),
            Some(std::cmp::Ordering::Greater)
        );
        assert_eq!(compare_f64(&0.into(), -0.5), Some(std::cmp::Ordering::Greater));
        assert_eq!(round_to_power_of_ten(&big("-25"), 1), big("-20"));
        assert_eq!(round_to_power_of_ten(&big("350"), 2), big("400"));
    }
}
