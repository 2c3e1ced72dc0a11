//! Making ints: `int(x)`, `int(text, base)`, `int.from_bytes`, `to_bytes`.

use super::{Int, arith};
use crate::{
    error::Result,
    objects::{bytearray::ByteArray, bytes::Bytes, exceptions::ExcKind},
    text::{big, int_text},
    types::{Slot, Type},
    value::{Handle, Obj, Str, Value, fixed},
    vm::Vm,
};

/// `int.__new__`
pub fn new(vm: &mut Vm, class: &Obj<Type>, x: Option<&Value>, base: Option<&Value>) -> Result<Value> {
    if class.instance_map.get() == fixed::BOOL {
        return Err(vm.type_error("int.__new__(bool) is not safe, use bool.__new__()"));
    }
    let number = match (x, base) {
        (None, None) => Value::small(0),
        (None, Some(_)) => return Err(vm.type_error("int() missing string argument")),
        (Some(x), None) => vm.int_of(x)?,
        (Some(x), Some(base)) => with_base(vm, x, base)?,
    };
    Ok(vm.new_int_of(class, number))
}

fn with_base(vm: &mut Vm, x: &Value, base: &Value) -> Result<Value> {
    let base = vm.index_clipped(base)?;
    if base != 0 && !(2..=36).contains(&base) {
        return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
    }
    if let Some(text) = x.cast::<Str>() {
        return parse(vm, text.as_bytes(), base as u32, x);
    }
    if let Some(bytes) = x.cast::<Bytes>() {
        return parse(vm, bytes.as_slice(), base as u32, x);
    }
    if let Some(array) = x.cast::<ByteArray>() {
        let bytes = array.data.cloned(vm);
        return parse(vm, &bytes, base as u32, x);
    }
    Err(vm.type_error("int() can't convert non-string with explicit base"))
}

/// Reads text (or bytes as text); `object` is what the message shows.
fn parse(vm: &mut Vm, text: &[u8], base: u32, object: &Value) -> Result<Value> {
    // The common case needs neither a limit nor a copy: few plain decimal digits.
    if base == 10 && (1..=18).contains(&text.len()) && text.iter().all(u8::is_ascii_digit) {
        return Ok(Value::int(text.iter().fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'))));
    }
    let limit = vm.int_max_str_digits();
    let ascii = if object.cast::<Str>().is_some() { int_text::to_ascii_digits(text) } else { text.into() };
    let fault = match int_text::parse(int_text::trim_number(&ascii), base, limit) {
        Ok(int_text::Int::Small(number)) => return Ok(Value::int(number)),
        Ok(int_text::Int::Big(number)) => return Ok(Value::int_big(number)),
        Err(int_text::ParseError::TooManyDigits(digits)) => int_text::too_many_digits_to_parse(limit, digits),
        Err(int_text::ParseError::Invalid) => {
            let shown = match object.cast::<Str>() {
                Some(_) => vm.repr_text(object)?,
                // All bytes-like objects show as bytes.
                None => String::from_utf8_lossy(&crate::text::escape::repr_bytes(text)).into_owned(),
            };
            int_text::invalid_literal(base, &shown)
        }
    };
    Err(vm.fault(fault))
}

impl Vm {
    /// `int(value)` as an exact int: by `__int__`, by `__index__`, or read from text.
    pub fn int_of(&mut self, value: &Value) -> Result<Value> {
        if value.is_small() || value.has_map(fixed::INT64) || value.has_map(fixed::BIG_INT) {
            return Ok(value.clone());
        }
        if let Some(number) = value.as_float() {
            return self.int_from_f64(number);
        }
        if let Some(text) = value.exact::<Str>() {
            return parse(self, text.as_bytes(), 10, value);
        }
        let class = self.class_of(value);
        if let Some(function) = class.slot(self, Slot::Int) {
            let result = self.call_slot(&function, value, &[])?;
            return self.exact_int(&result, "__int__");
        }
        if class.has_slot(self, Slot::Index) {
            return self.index(value);
        }
        if let Some(text) = value.cast::<Str>() {
            return parse(self, text.as_bytes(), 10, value);
        }
        match self.find_bytes(value)? {
            Some(bytes) => parse(self, &bytes, 10, value),
            None => {
                let name = self.type_name(value);
                Err(self.type_error(format_args!(
                    "int() argument must be a string, a bytes-like object or a real number, not '{name}'"
                )))
            }
        }
    }
    /// The exact int that a special method gave; an instance of a subclass is deprecated, anything else refused.
    pub fn exact_int(&mut self, result: &Value, method: &str) -> Result<Value> {
        let exact = result.is_small() || result.has_map(fixed::INT64) || result.has_map(fixed::BIG_INT);
        match self.int_part(result) {
            Some(number) if exact => Ok(number),
            Some(number) => {
                self.warn_strict_subclass(method, "int", result)?;
                Ok(number)
            }
            None => {
                let name = self.type_name(result);
                Err(self.type_error(format_args!("{method} returned non-int (type {name})")))
            }
        }
    }
    /// DeprecationWarning for a special method that gave an instance of a subclass of what it should give.
    pub fn warn_strict_subclass(&mut self, method: &str, kind: &str, result: &Value) -> Result<()> {
        let name = self.type_name(result);
        self.warn_deprecated(&format!(
            "{method} returned non-{kind} (type {name}).  The ability to return an instance of a strict subclass of {kind} \
             is deprecated, and may be removed in a future version of Python."
        ))
    }
    /// Issues a DeprecationWarning at the running line.
    pub fn warn_deprecated(&mut self, message: &str) -> Result<()> {
        self.warn(ExcKind::DeprecationWarning, message, 0)
    }
}

/// Whether the byte order is little. Errors: neither `little` nor `big`.
fn is_little(vm: &mut Vm, order: Option<&Value>, function: &str) -> Result<bool> {
    let Some(order) = order else { return Ok(false) };
    let Some(text) = order.cast::<Str>() else {
        let name = if order.is_none() { "None".to_owned() } else { vm.type_name(order) };
        return Err(vm.type_error(format_args!("{function}() argument 'byteorder' must be str, not {name}")));
    };
    match text.as_bytes() {
        b"little" => Ok(true),
        b"big" => Ok(false),
        _ => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
    }
}

/// `int.to_bytes`
pub fn to_bytes(
    vm: &mut Vm,
    this: &Value,
    length: Option<isize>,
    order: Option<&Value>,
    signed: Option<bool>,
) -> Result<Handle<Bytes>> {
    let little = is_little(vm, order, "to_bytes")?;
    let Ok(length) = usize::try_from(length.unwrap_or(1)) else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    if length as u64 > arith::MAX_BITS / 8 {
        return Err(vm.memory_error(""));
    }
    let number = this.as_int().unwrap_or(Int::Small(0));
    match big::to_bytes(&number.to_big(), length, little, signed.unwrap_or(false)) {
        Ok(bytes) => Ok(Bytes::new(bytes)),
        Err(fault) => Err(vm.fault(fault)),
    }
}

/// `int.from_bytes`
pub fn from_bytes(
    vm: &mut Vm,
    class: &Obj<Type>,
    bytes: &Value,
    order: Option<&Value>,
    signed: Option<bool>,
) -> Result<Value> {
    let little = is_little(vm, order, "from_bytes")?;
    let bytes = vm.bytes_from_object(bytes)?;
    let number = match bytes.len() {
        0..=7 if !signed.unwrap_or(false) => {
            let add = |sum: i64, byte: &u8| sum << 8 | i64::from(*byte);
            Value::int(if little { bytes.iter().rev().fold(0, add) } else { bytes.iter().fold(0, add) })
        }
        _ => Value::int_big(big::from_bytes(&bytes, little, signed.unwrap_or(false))),
    };
    if class.instance_map.get() == fixed::INT {
        return Ok(number);
    }
    vm.call(&class.to_value(), &[number])
}
