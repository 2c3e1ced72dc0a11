//! Kinds of items of an array: their sizes, and values to bytes and back.

use whipsnake_vm::{
    error::{Raised, Result},
    objects::int::Int,
    text::wtf8,
    value::{Str, Value},
    vm::Vm,
};

const WORD: usize = size_of::<usize>();

/// A kind of item, by its type code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kind {
    /// The type code.
    pub code: u8,
    /// Bytes of an item.
    pub size: usize,
}

/// TABLE: all kinds, in the order in which the reconstructor looks through them.
pub const KINDS: &[Kind] = &[
    Kind { code: b'b', size: 1 },
    Kind { code: b'B', size: 1 },
    Kind { code: b'u', size: 4 },
    Kind { code: b'w', size: 4 },
    Kind { code: b'h', size: 2 },
    Kind { code: b'H', size: 2 },
    Kind { code: b'i', size: 4 },
    Kind { code: b'I', size: 4 },
    Kind { code: b'l', size: WORD },
    Kind { code: b'L', size: WORD },
    Kind { code: b'q', size: 8 },
    Kind { code: b'Q', size: 8 },
    Kind { code: b'f', size: 4 },
    Kind { code: b'd', size: 8 },
];

/// The bytes of one item; the first `size` count.
pub type Bits = [u8; 8];

fn word<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at * N..at * N + N)?.try_into().ok()
}

impl Kind {
    /// The kind of a type code.
    pub fn find(code: u32) -> Option<Kind> {
        KINDS.iter().find(|kind| u32::from(kind.code) == code).copied()
    }
    /// Whether items are characters.
    pub fn is_text(self) -> bool {
        matches!(self.code, b'u' | b'w')
    }
    /// Whether items are floats.
    pub fn is_float(self) -> bool {
        matches!(self.code, b'f' | b'd')
    }
    /// Whether items are integers with a sign.
    pub fn is_signed(self) -> bool {
        matches!(self.code, b'b' | b'h' | b'i' | b'l' | b'q')
    }
    /// Item number `at`; nothing behind the end, and for what is no character.
    #[inline]
    pub fn get(self, bytes: &[u8], at: usize) -> Option<Value> {
        Some(match self.code {
            b'd' => Value::float_from_outside(f64::from_le_bytes(word(bytes, at)?)),
            b'f' => Value::float_from_outside(f32::from_le_bytes(word(bytes, at)?).into()),
            b'b' => Value::small((*bytes.get(at)? as i8).into()),
            b'B' => Value::small((*bytes.get(at)?).into()),
            b'h' => Value::small(i16::from_le_bytes(word(bytes, at)?).into()),
            b'H' => Value::small(u16::from_le_bytes(word(bytes, at)?).into()),
            b'i' => Value::small(i32::from_le_bytes(word(bytes, at)?).into()),
            b'I' => Value::small(u32::from_le_bytes(word(bytes, at)?).into()),
            b'l' if WORD == 4 => Value::small(i32::from_le_bytes(word(bytes, at)?).into()),
            b'L' if WORD == 4 => Value::small(u32::from_le_bytes(word(bytes, at)?).into()),
            b'l' | b'q' => Value::int(i64::from_le_bytes(word(bytes, at)?)),
            b'L' | b'Q' => Value::int_wide(u64::from_le_bytes(word(bytes, at)?).into()),
            _ => {
                let code_point = u32::from_le_bytes(word(bytes, at)?);
                if code_point > 0x10ffff {
                    return None;
                }
                let (text, length) = wtf8::encode(code_point);
                Str::new(&text[..length]).into_value()
            }
        })
    }
    /// The bytes of an item for the usual values: a float where floats are, a small int within bounds.
    #[inline]
    pub fn quick_pack(self, value: &Value) -> Option<Bits> {
        match self.code {
            b'd' => match value.as_float() {
                Some(number) => Some(number.to_le_bytes()),
                None => value.as_small().map(|number| (number as f64).to_le_bytes()),
            },
            b'f' => value.as_float().map(|number| widen((number as f32).to_le_bytes())),
            b'u' | b'w' => None,
            _ => value.as_small().filter(|number| self.fits(*number)).map(i64::to_le_bytes),
        }
    }
    /// Whether an integer is within the kind's bounds.
    fn fits(self, number: i64) -> bool {
        let unused = 64 - 8 * self.size as u32;
        if self.is_signed() {
            number << unused >> unused == number
        } else {
            number >= 0 && (number << unused) as u64 >> unused == number as u64
        }
    }
    /// The bytes of an item. Errors: a value of another type, or out of range.
    #[inline]
    pub fn pack(self, vm: &mut Vm, value: &Value) -> Result<Bits> {
        match self.code {
            b'd' | b'f' => {
                let number = match value.as_float() {
                    Some(number) => number,
                    None => vm.float_value(value)?,
                };
                Ok(if self.code == b'd' {
                    number.to_le_bytes()
                } else {
                    widen((number as f32).to_le_bytes())
                })
            }
            b'u' | b'w' => Ok(widen(character(vm, value)?.to_le_bytes())),
            _ => match self.quick_pack(value) {
                Some(bits) => Ok(bits),
                None => self.pack_int(vm, value),
            },
        }
    }
    /// Least and greatest integer.
    fn bounds(self) -> (i128, i128) {
        let bits = 8 * self.size as u32;
        if self.is_signed() { (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) } else { (0, (1 << bits) - 1) }
    }
    #[cold]
    fn pack_int(self, vm: &mut Vm, value: &Value) -> Result<Bits> {
        let index = vm.index(value)?;
        let (low, high) = self.bounds();
        let wide = index.as_int().and_then(Int::to_wide);
        match wide {
            Some(number) if number < low || number > high => Err(self.out_of_range(vm, number)),
            Some(number) => Ok((number as u64).to_le_bytes()),
            None => {
                let far = if vm.int_is_negative(&index) { i128::MIN } else { i128::MAX };
                Err(self.out_of_range(vm, far))
            }
        }
    }
    /// How an integer out of range is refused. Each kind goes through the C type that CPython takes it in first.
    fn out_of_range(self, vm: &mut Vm, number: i128) -> Raised {
        let side = if number < 0 { "less than minimum" } else { "greater than maximum" };
        let fits = |bits: usize| number >= -(1i128 << (bits - 1)) && number < 1i128 << (bits - 1);
        let long = |vm: &mut Vm| vm.overflow_error("Python int too large to convert to C long");
        match self.code {
            b'q' => vm.overflow_error("int too big to convert"),
            b'Q' if number < 0 => vm.overflow_error("can't convert negative int to unsigned"),
            b'Q' => vm.overflow_error("int too big to convert"),
            b'I' | b'L' if number < 0 => vm.overflow_error("can't convert negative value to unsigned int"),
            b'I' if WORD == 8 && number < 1 << 64 => {
                vm.overflow_error("unsigned int is greater than maximum")
            }
            b'I' | b'L' => vm.overflow_error("Python int too large to convert to C unsigned long"),
            _ if !fits(8 * WORD) => long(vm),
            b'b' if fits(16) => vm.overflow_error(format_args!("signed char is {side}")),
            b'b' | b'h' => vm.overflow_error(format_args!("signed short integer is {side}")),
            b'B' => vm.overflow_error(format_args!("unsigned byte integer is {side}")),
            b'H' if fits(32) => vm.overflow_error(format_args!("unsigned short is {side}")),
            _ => vm.overflow_error(format_args!("signed integer is {side}")),
        }
    }
}

fn widen(bytes: [u8; 4]) -> Bits {
    let mut bits = [0; 8];
    bits[..4].copy_from_slice(&bytes);
    bits
}

/// The code point of a string of one character.
fn character(vm: &mut Vm, value: &Value) -> Result<u32> {
    let Some(text) = value.cast::<Str>() else {
        let name = vm.type_name(value);
        return Err(vm.type_error(format_args!("array item must be a unicode character, not {name}")));
    };
    match text.char_count() {
        1 => Ok(wtf8::decode_at(text.as_bytes(), 0).0),
        count => Err(vm.type_error(format_args!(
            "array item must be a unicode character, not a string of length {count}"
        ))),
    }
}
