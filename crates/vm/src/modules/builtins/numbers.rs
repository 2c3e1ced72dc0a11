//! Functions of `builtins` about numbers and characters.

use crate::{
    error::Result,
    // tidy: allow(room): what a Python function answers goes where the native's result would
    eval::{
        frame::{Continue, Then},
        stack::Regs,
    },
    names,
    native::resumable::is_inert,
    objects::consume::{Sink, consume},
    protocol::number::BinaryOp,
    text::{escape, int_text, wtf8},
    types::Slot,
    value::{Str, Trace, Tracer, Value, fixed},
    vm::Vm,
};

/// `abs(x)`
pub fn abs(vm: &mut Vm, number: &Value) -> Result<Value> {
    if let Some(small) = number.as_small() {
        return Ok(vm.new_int(small.abs()));
    }
    if let Some(float) = number.as_float() {
        return Ok(Value::float(float.abs()));
    }
    match vm.class_of(number).slot(vm, Slot::Abs) {
        Some(function) => vm.call_slot(&function, number, &[]),
        None => {
            let name = vm.type_name(number);
            Err(vm.type_error(format_args!("bad operand type for abs(): '{name}'")))
        }
    }
}

fn in_base(vm: &mut Vm, number: &Value, base: u32) -> Result<String> {
    let number = vm.index(number)?;
    let big = vm.as_big(&number).expect("an index is an int");
    Ok(int_text::with_prefix(&big, base))
}
/// `bin(number)`
pub fn bin(vm: &mut Vm, number: &Value) -> Result<String> {
    in_base(vm, number, 2)
}
/// `oct(number)`
pub fn oct(vm: &mut Vm, number: &Value) -> Result<String> {
    in_base(vm, number, 8)
}
/// `hex(number)`
pub fn hex(vm: &mut Vm, number: &Value) -> Result<String> {
    in_base(vm, number, 16)
}

/// `chr(i)`
pub fn chr(vm: &mut Vm, number: &Value) -> Result<Value> {
    let number = vm.index(number)?;
    match vm.int_to_i64(&number) {
        Some(code @ 0..=0x10ffff) => Ok(vm.new_char(code as u32)),
        _ => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

/// Whether a value is an instance of the built-in class of a map.
fn is_a(vm: &Vm, value: &Value, map: u32) -> bool {
    vm.type_of(value).is_subclass(vm, vm.type_of_map(map))
}

/// Real and imaginary part of an exact complex number.
fn complex_parts(vm: &mut Vm, value: &Value) -> Option<(f64, f64)> {
    if !value.has_map(fixed::COMPLEX) {
        return None;
    }
    let mut part = |name| vm.get_known_attr(value, name).ok().and_then(|part| part.as_float());
    Some((part(names::real)?, part(names::imag)?))
}

/// `ord(c)`
pub fn ord(vm: &mut Vm, value: &Value) -> Result<i64> {
    let length = if let Some(text) = value.cast::<Str>() {
        if text.char_count() == 1 {
            return Ok(i64::from(wtf8::decode_at(text.as_bytes(), 0).0));
        }
        text.char_count()
    } else if is_a(vm, value, fixed::BYTES) || is_a(vm, value, fixed::BYTE_ARRAY) {
        let bytes = vm.get_bytes(value)?;
        if let [byte] = bytes[..] {
            return Ok(i64::from(byte));
        }
        bytes.len()
    } else {
        let name = vm.type_name(value);
        return Err(vm.type_error(format_args!("ord() expected string of length 1, but {name} found")));
    };
    Err(vm.type_error(format_args!("ord() expected a character, but string of length {length} found")))
}

/// `divmod(x, y)`
pub fn divmod(vm: &mut Vm, x: &Value, y: &Value) -> Result<Value> {
    vm.binary(BinaryOp::DivMod, x, y)
}

/// `pow(base, exp, mod=None)`
pub fn pow(vm: &mut Vm, base: &Value, exp: &Value, modulus: Option<Value>) -> Result<Value> {
    let Some(modulus) = modulus.filter(|modulus| !modulus.is_none()) else {
        return vm.binary(BinaryOp::Pow, base, exp);
    };
    let mine = vm.class_of(base).slot(vm, Slot::Pow);
    if let Some(function) = mine {
        let result = vm.call_slot(&function, base, &[exp, &modulus])?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    // Since 3.14 the reflected method is asked too.
    if let Some(function) = vm.class_of(exp).slot(vm, Slot::RPow)
        && !vm.class_of(exp).ptr_eq(&vm.class_of(base))
    {
        let result = vm.call_slot(&function, exp, &[base, &modulus])?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    let (a, b, c) = (vm.type_name(base), vm.type_name(exp), vm.type_name(&modulus));
    Err(vm.type_error(format_args!("unsupported operand type(s) for ** or pow(): '{a}', '{b}', '{c}'")))
}

/// `round(number, ndigits=None)`
pub fn round(vm: &mut Vm, number: &Value, digits: Option<Value>) -> Result<Value> {
    let Some(function) = vm.class_of(number).slot(vm, Slot::Round) else {
        let name = vm.type_name(number);
        return Err(vm.type_error(format_args!("type {name} doesn't define __round__ method")));
    };
    match digits.filter(|digits| !digits.is_none()) {
        Some(digits) => vm.call_slot(&function, number, &[&digits]),
        None => vm.call_slot(&function, number, &[]),
    }
}

/// `hash(obj)`
pub fn hash(vm: &mut Vm, value: &Value) -> Result<i64> {
    vm.hash(value).map(|hash| hash as i64)
}

/// `id(obj)`
pub fn id(vm: &mut Vm, value: &Value) -> u64 {
    vm.id(value)
}

/// `ascii(obj)`
pub fn ascii(vm: &mut Vm, value: &Value) -> Result<Value> {
    let text = vm.repr(value)?;
    if text.is_ascii() {
        return Ok(text.into_value());
    }
    Ok(Str::from_vec(escape::to_ascii(text.as_bytes())).into_value())
}

/// `format(value, format_spec='')`
pub fn format(vm: &mut Vm, value: &Value, spec: Option<Value>) -> Result<Value> {
    let spec = match spec {
        Some(spec) if spec.cast::<Str>().is_some() => spec,
        Some(spec) => {
            let name = vm.type_name(&spec);
            return Err(vm.type_error(format_args!("format() argument 2 must be str, not {name}")));
        }
        None => vm.new_str(""),
    };
    vm.format_deferring(value, &spec)
}

/// Sums: exact for ints, compensated for floats and complex numbers, `+` for everything else.
enum Sum {
    Int(i64),
    Float(Pair),
    Complex(Pair, Pair),
    Any(Value),
}

/// A running float sum with the error of its rounding (Neumaier, "Rundungsfehleranalyse einiger Verfahren zur
/// Summation endlicher Summen", 1974).
#[derive(Clone, Copy, Default)]
struct Pair {
    high: f64,
    low: f64,
}

impl Pair {
    fn new(start: f64) -> Pair {
        Pair { high: start, low: 0.0 }
    }
    fn add(&mut self, x: f64) {
        let total = self.high + x;
        self.low +=
            if self.high.abs() >= x.abs() { (self.high - total) + x } else { (x - total) + self.high };
        self.high = total;
    }
    fn total(self) -> f64 {
        if self.low != 0.0 && self.low.is_finite() { self.high + self.low } else { self.high }
    }
}

impl Sum {
    fn value(&self, vm: &mut Vm) -> Value {
        match self {
            Sum::Int(total) => vm.new_int(*total),
            Sum::Float(total) => Value::float(total.total()),
            Sum::Complex(real, imaginary) => vm.new_complex(real.total(), imaginary.total()),
            Sum::Any(value) => value.clone(),
        }
    }
    fn of_start(vm: &mut Vm, start: Value) -> Sum {
        if let Some(small) = start.as_small() {
            Sum::Int(small)
        } else if start.is_bool() {
            Sum::Any(start)
        } else if let Some(float) = start.as_float() {
            Sum::Float(Pair::new(float))
        } else if let Some((real, imaginary)) = complex_parts(vm, &start) {
            Sum::Complex(Pair::new(real), Pair::new(imaginary))
        } else {
            Sum::Any(start)
        }
    }
    /// Adds an item if the present way of adding takes it.
    fn add_fast(&mut self, vm: &mut Vm, item: &Value) -> bool {
        match self {
            Sum::Int(total) => {
                let number = match item.as_small() {
                    Some(small) => small,
                    None if item.is_bool() => i64::from(item.is_true()),
                    None => return false,
                };
                match total.checked_add(number) {
                    Some(sum) => *total = sum,
                    None => return false,
                }
            }
            Sum::Float(total) => {
                if let Some(float) = item.as_float() {
                    total.add(float);
                } else if let Some(number) = vm.int_part(item).and_then(|int| vm.int_to_i64(&int)) {
                    total.high += number as f64;
                } else {
                    return false;
                }
            }
            Sum::Complex(real, imaginary) => {
                if let Some((x, y)) = complex_parts(vm, item) {
                    real.add(x);
                    imaginary.add(y);
                } else if let Some(float) = item.as_float() {
                    real.add(float);
                } else if let Some(number) = vm.int_part(item).and_then(|int| vm.int_to_i64(&int)) {
                    real.high += number as f64;
                } else {
                    return false;
                }
            }
            Sum::Any(_) => return false,
        }
        true
    }
}

impl Sink for Sum {
    #[inline]
    fn takes(&self, item: &Value) -> bool {
        is_inert(item)
            && match self {
                Sum::Any(total) => is_inert(total),
                _ => true,
            }
    }
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<bool> {
        if self.add_fast(vm, &item) {
            return Ok(true);
        }
        let before = self.value(vm);
        let was_fast = !matches!(self, Sum::Any(_));
        let total = vm.binary(BinaryOp::Add, &before, &item)?;
        // From ints to floats, from floats to complex numbers, otherwise plainly on.
        *self = if was_fast && (total.is_float() || total.has_map(fixed::COMPLEX)) {
            Sum::of_start(vm, total)
        } else {
            Sum::Any(total)
        };
        Ok(true)
    }
    fn finish(&mut self, vm: &mut Vm) -> Result<Value> {
        Ok(self.value(vm))
    }
    fn trace(&self, tracer: &mut Tracer) {
        if let Sum::Any(value) = self {
            value.trace(tracer);
        }
    }
}

/// `sum(iterable, /, start=0)`
pub fn sum(vm: &mut Vm, iterable: &Value, start: Option<Value>) -> Result<Value> {
    let start = start.unwrap_or(Value::small(0));
    let wrong = if start.cast::<Str>().is_some() {
        Some("sum() can't sum strings [use ''.join(seq) instead]")
    } else if is_a(vm, &start, fixed::BYTES) {
        Some("sum() can't sum bytes [use b''.join(seq) instead]")
    } else if is_a(vm, &start, fixed::BYTE_ARRAY) {
        Some("sum() can't sum bytearray [use b''.join(seq) instead]")
    } else {
        None
    };
    if let Some(message) = wrong {
        return Err(vm.type_error(message));
    }
    let sum = Sum::of_start(vm, start);
    consume(vm, iterable, sum)
}

/// `len(obj)`
pub fn len(vm: &mut Vm, value: &Value) -> Result<usize> {
    vm.len(value)
}

/// `len(obj)` of an instance with a `__len__` written in Python.
pub(crate) fn len_placed(vm: &mut Vm, args: &[Value], ret: Regs) -> Result<Value> {
    let [value] = args else { return Err(vm.system_error("len() takes one argument")) };
    if value.is_object()
        && value.map() >= fixed::COUNT
        && let Some(function) = vm.class_of(value).slot(vm, Slot::Len)
        && function.has_map(fixed::FUNCTION)
    {
        vm.call_array(function, [value.clone()], ret, Continue::simple(Then::Length))?;
        return Ok(Value::UNDEF);
    }
    let length = vm.len(value)?;
    Ok(vm.new_int(length as i64))
}

/// `callable(obj)`
pub fn callable(vm: &mut Vm, value: &Value) -> bool {
    vm.class_of(value).has_slot(vm, Slot::Call)
}

/// `repr(obj)` of an instance with a `__repr__` written in Python.
pub(crate) fn repr_placed(vm: &mut Vm, args: &[Value], ret: Regs) -> Result<Value> {
    let [value] = args else { return Err(vm.system_error("repr() takes one argument")) };
    if vm.push_text(value, Slot::Repr, ret)? { Ok(Value::UNDEF) } else { repr(vm, value) }
}

/// `repr(obj)`
pub fn repr(vm: &mut Vm, value: &Value) -> Result<Value> {
    Ok(vm.repr(value)?.into_value())
}
