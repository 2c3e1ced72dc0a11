//! Items of a view: bytes to values and back by a format of one letter, in the machine's own sizes and order.

use crate::{
    error::{Raised, Result},
    objects::{bytes::Bytes, exceptions::ExcKind},
    value::Value,
    vm::Vm,
};

const WORD: usize = size_of::<usize>();

/// The letter of a native format, `@` in front allowed; nothing for anything else.
pub fn code(format: &str) -> Option<u8> {
    match format.strip_prefix('@').unwrap_or(format).as_bytes() {
        [code] if size(*code).is_some() => Some(*code),
        _ => None,
    }
}

/// Bytes of an item.
pub fn size(code: u8) -> Option<usize> {
    Some(match code {
        b'c' | b'b' | b'B' | b'?' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'q' | b'Q' | b'd' => 8,
        b'l' | b'L' | b'n' | b'N' | b'P' => WORD,
        _ => return None,
    })
}

fn is_signed(code: u8) -> bool {
    matches!(code, b'b' | b'h' | b'i' | b'l' | b'q' | b'n')
}

/// A float of 16 bits.
pub fn half_to_f64(bits: u16) -> f64 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f64::from(bits & 1023));
    sign * match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1.0 + fraction / 1024.0) * 2f64.powi(exponent - 15),
    }
}

/// The nearest float of 16 bits, ties to even; nothing if that would be infinite.
pub fn f64_to_half(number: f64) -> Option<u16> {
    let sign = if number.is_sign_negative() { 1 << 15 } else { 0 };
    let size = number.abs();
    if size.is_nan() {
        return Some(sign | 0x7e00);
    }
    if size.is_infinite() {
        return Some(sign | 0x7c00);
    }
    // The distance between neighbours at this size, exact powers of two throughout.
    let exponent = ((size.to_bits() >> 52) as i32 - 1023).max(-14);
    let steps = (size * 2f64.powi(10 - exponent)).round_ties_even();
    let (exponent, steps) = if steps >= 2048.0 { (exponent + 1, steps / 2.0) } else { (exponent, steps) };
    if exponent > 15 {
        return None;
    }
    if steps < 1024.0 {
        return Some(sign | steps as u16);
    }
    Some(sign | ((exponent + 15) as u16) << 10 | (steps as u16 - 1024))
}

/// The value of an item.
pub fn unpack(code: u8, bytes: &[u8]) -> Value {
    let mut word = [0u8; 8];
    let length = bytes.len().min(8);
    let negative = is_signed(code) && bytes.last().is_some_and(|byte| *byte > 127);
    if negative {
        word = [0xff; 8];
    }
    word[..length].copy_from_slice(&bytes[..length]);
    let bits = u64::from_le_bytes(word);
    match code {
        b'c' => Bytes::new(bytes.to_vec()).into_value(),
        b'?' => Value::bool(bits != 0),
        b'e' => Value::float_from_outside(half_to_f64(bits as u16)),
        b'f' => Value::float_from_outside(f32::from_bits(bits as u32).into()),
        b'd' => Value::float_from_outside(f64::from_bits(bits)),
        _ if is_signed(code) => Value::int(bits as i64),
        _ => Value::int_wide(bits.into()),
    }
}

fn wrong_type(vm: &mut Vm, code: u8) -> Raised {
    vm.type_error(format_args!("memoryview: invalid type for format '{}'", code as char))
}
fn wrong_value(vm: &mut Vm, code: u8) -> Raised {
    vm.value_error(format_args!("memoryview: invalid value for format '{}'", code as char))
}

/// The bytes of an item. Errors: a value of another type, or out of range.
pub fn pack(vm: &mut Vm, code: u8, value: &Value) -> Result<Vec<u8>> {
    let length = size(code).unwrap_or(1);
    match code {
        b'c' => match value.cast::<Bytes>().map(|bytes| bytes.as_slice()) {
            Some([byte]) => Ok(vec![*byte]),
            Some(_) => Err(wrong_value(vm, code)),
            None => Err(wrong_type(vm, code)),
        },
        b'?' => Ok(vec![vm.truth(value)?.into()]),
        b'd' | b'f' | b'e' => {
            let number = vm.float_value(value);
            let Some(number) = vm.swallow(number, ExcKind::TypeError)? else {
                return Err(wrong_type(vm, code));
            };
            match code {
                b'd' => Ok(number.to_le_bytes().to_vec()),
                b'f' => Ok((number as f32).to_le_bytes().to_vec()),
                _ => match f64_to_half(number) {
                    Some(bits) => Ok(bits.to_le_bytes().to_vec()),
                    None => Err(vm.overflow_error("float too large to pack with e format")),
                },
            }
        }
        _ => {
            let number = vm.index(value);
            let Some(number) = vm.swallow(number, ExcKind::TypeError)? else {
                return Err(wrong_type(vm, code));
            };
            let Some(number) = number.as_int().and_then(|number| number.to_wide()) else {
                return Err(wrong_value(vm, code));
            };
            let bits = length as u32 * 8;
            let (low, high) = match is_signed(code) {
                true => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
                false => (0, (1i128 << bits) - 1),
            };
            if !(low..=high).contains(&number) {
                return Err(wrong_value(vm, code));
            }
            Ok(number.to_le_bytes()[..length].to_vec())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves() {
        for bits in 0..=u16::MAX {
            let number = half_to_f64(bits);
            if !number.is_nan() {
                assert_eq!(f64_to_half(number), Some(bits), "{number}");
            }
        }
        assert_eq!(f64_to_half(65519.9), Some(0x7bff));
        assert_eq!(f64_to_half(65520.0), None);
        assert_eq!(f64_to_half(1e-9), Some(0));
    }
}
