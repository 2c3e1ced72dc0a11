//! Hashes of numbers: equal numbers of any type hash alike. Python reduces modulo the prime 2^61 - 1.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

/// The prime that numbers are reduced by: `sys.hash_info.modulus`.
pub const MODULUS: u64 = (1 << 61) - 1;
/// The hash of infinity: `sys.hash_info.inf`.
pub const INFINITY: i64 = 314_159;
/// What a complex number's imaginary part is multiplied by: `sys.hash_info.imag`.
pub const IMAGINARY: i64 = 1_000_003;

/// -1 means "error" inside CPython, so no object hashes to it.
fn avoid_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

/// `hash(int)`
#[inline]
pub fn hash_i64(value: i64) -> i64 {
    let magnitude = (value.unsigned_abs() % MODULUS) as i64;
    avoid_minus_one(if value < 0 { -magnitude } else { magnitude })
}

/// `hash(int)`
pub fn hash_big(value: &BigInt) -> i64 {
    // 2^64 is 8 modulo the prime: reducing by digits from the top needs one multiplication each.
    let mut sum = 0u128;
    for digit in value.magnitude().iter_u64_digits().rev() {
        sum = ((sum << 64) + digit as u128) % MODULUS as u128;
    }
    let magnitude = sum.to_i64().unwrap_or(0);
    avoid_minus_one(if value.sign() == num_bigint::Sign::Minus { -magnitude } else { magnitude })
}

/// `hash(float)`, but for NaN, whose hash is that of its object's identity: `None`.
pub fn hash_f64(value: f64) -> Option<i64> {
    if value.is_nan() {
        return None;
    }
    if value.is_infinite() {
        return Some(if value > 0.0 { INFINITY } else { -INFINITY });
    }
    let (negative, mantissa, exponent) = super::big::decompose(value);
    // Multiplying by 2**e modulo 2^61 - 1 rotates 61 bits by e.
    let turn = exponent.rem_euclid(61) as u32;
    let mantissa = mantissa % MODULUS;
    let rotated = (mantissa << turn & MODULUS) | (mantissa >> (61 - turn));
    let magnitude = (rotated % MODULUS) as i64;
    Some(avoid_minus_one(if negative { -magnitude } else { magnitude }))
}

/// `hash(complex)` of the hashes of both parts.
pub fn hash_complex(real: i64, imaginary: i64) -> i64 {
    avoid_minus_one(real.wrapping_add(IMAGINARY.wrapping_mul(imaginary)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_hash_alike() {
        for (value, expected) in [
            (0, 0),
            (-1, -2),
            (-2, -2),
            (MODULUS as i64, 0),
            (i64::MAX, 3),
            (i64::MIN, -4),
            (1 << 53, 9007199254740992),
        ] {
            assert_eq!(hash_i64(value), expected);
            assert_eq!(hash_big(&value.into()), expected);
        }
        assert_eq!(hash_f64((1u64 << 53) as f64), Some(9007199254740992));
        assert_eq!(hash_f64(0.5), Some(1152921504606846976));
        assert_eq!(hash_f64(-0.1), Some(-230584300921369408));
        assert_eq!(hash_f64(5e-324), Some(16777216));
        assert_eq!(hash_f64(f64::NEG_INFINITY), Some(-314159));
        assert_eq!(hash_f64(1e300), Some(hash_big(&super::super::big::from_f64(1e300).unwrap())));
        assert_eq!(hash_f64(-1.0), Some(-2));
        assert_eq!(hash_complex(1, 2), 2000007);
    }
}
