//! `float`: doubles, kept in the value itself; instances of subclasses are a [`FloatObject`].

mod pow;

use crate::{
    body, class_method,
    error::Result,
    getset, method,
    native::{Row, TypeDef},
    objects::{complex, int},
    protocol::{BinaryOp, CompareOp},
    static_method,
    text::{Fault, FaultKind, float_repr, float_text, format_value, int_text, numeric_hash},
    types::{Slot, Type, type_flags},
    value::{Handle, Obj, Str, Tuple, Value, fixed, map::Layout},
    vm::Vm,
};
use std::cmp::Ordering;

/// An instance of a subclass of `float`.
pub struct FloatObject {
    /// Its number.
    pub value: f64,
}
body!(FloatObject);

/// What a power of floats is.
pub enum Power {
    /// A float.
    Real(f64),
    /// Complex: a negative base and an exponent that is not whole.
    Complex,
}

/// The message of the OverflowError for results too large; it comes with an `errno` (see `Vm::fault`).
pub const OUT_OF_RANGE: &str = "Numerical result out of range";

/// `a // b` and `a % b`, for `b` that is not zero. The remainder has the sign of `b`.
pub fn divmod(a: f64, b: f64) -> (f64, f64) {
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0.0f64.copysign(b);
    } else if (b < 0.0) != (rest < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0.0f64.copysign(a / b), rest);
    }
    // The quotient is whole but for rounding.
    let floor = quotient.floor();
    (if quotient - floor > 0.5 { floor + 1.0 } else { floor }, rest)
}

/// `a % b` for `b` that is not zero.
fn modulo(a: f64, b: f64) -> f64 {
    let rest = a % b;
    if rest == 0.0 {
        0.0f64.copysign(b)
    } else if (b < 0.0) != (rest < 0.0) {
        rest + b
    } else {
        rest
    }
}

/// `a ** b` as C has it, without errors: the C library's, which is CPython's too; ours on WebAssembly, where there is
/// none.
#[inline]
pub fn power_of(a: f64, b: f64) -> f64 {
    if cfg!(target_family = "wasm") { pow::pow(a, b) } else { a.powf(b) }
}

/// `a ** b`. Errors: zero to a negative power; overflow.
pub fn power(a: f64, b: f64) -> std::result::Result<Power, Fault> {
    if a == 0.0 && b < 0.0 && b.is_finite() {
        return Err(Fault { kind: FaultKind::ZeroDivision, message: "zero to a negative power".into() });
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && b != b.floor() {
        return Ok(Power::Complex);
    }
    let result = power_of(a, b);
    if result.is_infinite() && a.is_finite() && b.is_finite() {
        return Err(Fault::overflow(OUT_OF_RANGE));
    }
    Ok(Power::Real(result))
}

/// `a op b` without a Vm; nothing for errors, complex results and operators that floats do not have.
#[inline]
pub fn binary(op: BinaryOp, a: f64, b: f64) -> Option<Value> {
    Some(Value::float(match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a * b,
        BinaryOp::Div if b != 0.0 => a / b,
        BinaryOp::FloorDiv if b != 0.0 => divmod(a, b).0,
        BinaryOp::Mod if b != 0.0 => modulo(a, b),
        BinaryOp::DivMod if b != 0.0 => {
            let (quotient, rest) = divmod(a, b);
            return Some(Tuple::new(vec![Value::float(quotient), Value::float(rest)]).into_value());
        }
        BinaryOp::Pow => match power(a, b) {
            Ok(Power::Real(result)) => result,
            _ => return None,
        },
        _ => return None,
    }))
}

impl Vm {
    /// A NaN that is not the same object as any before it: programs tell NaNs apart by `is`, so each has bits of its own.
    pub fn new_nan(&mut self, negative: bool) -> Value {
        self.nans = self.nans % NAN_PAYLOADS + 1;
        let sign = if negative { 1 << 63 } else { 0 };
        Value::float(f64::from_bits(0x7ff8_0000_0000_0000 | sign | self.nans))
    }
    /// The number of a float or an instance of a subclass.
    #[inline]
    pub fn float_part(&self, value: &Value) -> Option<f64> {
        match value.as_float() {
            Some(number) => Some(number),
            None => value.cast::<FloatObject>().map(|object| object.value),
        }
    }
    /// An instance of `class` (`float` or a subclass).
    pub fn new_float_of(&self, class: &Obj<Type>, number: f64) -> Value {
        match class.instance_map.get() {
            fixed::FLOAT => Value::float(number),
            map => Handle::new_instance(map, FloatObject { value: number }).into_value(),
        }
    }
    /// `float(value)`: by `__float__`, by `__index__`, or read from text.
    pub fn float_of(&mut self, value: &Value) -> Result<f64> {
        if let Some(number) = value.as_float() {
            return Ok(number);
        }
        if let Some(text) = value.cast::<Str>() {
            let ascii = int_text::to_ascii_digits(text.as_bytes());
            return self.parse_float(&ascii, value);
        }
        let class = self.class_of(value);
        if value.as_int().is_some() || class.has_slot(self, Slot::Float) || class.has_slot(self, Slot::Index)
        {
            return self.float_value(value);
        }
        match self.find_bytes(value)? {
            Some(bytes) => self.parse_float(&bytes, value),
            None => {
                let name = self.type_name(value);
                Err(self.type_error(format_args!(
                    "float() argument must be a string or a real number, not '{name}'"
                )))
            }
        }
    }
    fn parse_float(&mut self, text: &[u8], object: &Value) -> Result<f64> {
        if let Some(number) = float_text::parse(int_text::trim_number(text)) {
            return Ok(number);
        }
        let shown = self.repr_text(object)?;
        Err(self.fault(float_text::could_not_convert(&shown)))
    }
    /// `float.__format__`
    pub fn format_float(&mut self, this: &Value, spec: &[u8]) -> Result<Value> {
        if spec.is_empty() {
            return Ok(self.str_of(this)?.into_value());
        }
        let name = self.type_name(this);
        match format_value::format_float(number(this), spec, &name) {
            Ok(text) => Ok(Str::from_vec(text).into_value()),
            Err(fault) => Err(self.fault(fault)),
        }
    }
}

/// The number of `this`, which the caller has checked to be a float.
fn number(this: &Value) -> f64 {
    this.as_float().or_else(|| this.cast::<FloatObject>().map(|object| object.value)).unwrap_or(0.0)
}

/// A float or int operand as a float; nothing for other things. Errors: an int too large.
fn operand(vm: &mut Vm, value: &Value) -> Result<Option<f64>> {
    if let Some(number) = vm.float_part(value) {
        return Ok(Some(number));
    }
    match value.as_int() {
        Some(number) => number.to_f64().map(Some).map_err(|fault| vm.fault(fault)),
        None => Ok(None),
    }
}

/// `a op b`, `NotImplemented` unless both are numbers.
fn arithmetic(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> Result<Value> {
    let Some(a) = operand(vm, a)? else { return Ok(Value::NOT_IMPLEMENTED) };
    let Some(b) = operand(vm, b)? else { return Ok(Value::NOT_IMPLEMENTED) };
    if let Some(value) = binary(op, a, b) {
        return Ok(value);
    }
    if op != BinaryOp::Pow {
        return Err(vm.fault(int::arith::division_by_zero()));
    }
    match power(a, b) {
        Ok(Power::Real(number)) => Ok(Value::float(number)),
        Ok(Power::Complex) => match complex::power((a, 0.0), (b, 0.0)) {
            Ok((real, imag)) => Ok(complex::new_value(real, imag)),
            Err(fault) => Err(vm.fault(fault)),
        },
        Err(fault) => Err(vm.fault(fault)),
    }
}

macro_rules! operators {
    ($($name:ident $reflected:ident $op:ident;)*) => {$(
        fn $name(vm: &mut Vm, this: &Value, value: &Value) -> Result<Value> {
            arithmetic(vm, BinaryOp::$op, this, value)
        }
        fn $reflected(vm: &mut Vm, this: &Value, value: &Value) -> Result<Value> {
            arithmetic(vm, BinaryOp::$op, value, this)
        }
    )*};
}
operators! {
    add radd Add;
    sub rsub Sub;
    mul rmul Mul;
    truediv rtruediv Div;
    floordiv rfloordiv FloorDiv;
    mod_ rmod Mod;
    divmod_ rdivmod DivMod;
}

fn pow(vm: &mut Vm, this: &Value, value: &Value, modulus: Option<&Value>) -> Result<Value> {
    if modulus.is_some_and(|modulus| !modulus.is_none()) {
        return Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    }
    arithmetic(vm, BinaryOp::Pow, this, value)
}
fn rpow(vm: &mut Vm, this: &Value, value: &Value, modulus: Option<&Value>) -> Result<Value> {
    pow(vm, value, this, modulus)
}

/// How many NaNs are told apart: what the word of a value has room for with either sign.
const NAN_PAYLOADS: u64 = (1 << 48) - 1;

/// Orders a float and a number; `None` for other things, `Some(None)` for NaN.
fn order(this: &Value, value: &Value) -> Option<Option<Ordering>> {
    let a = number(this);
    if let Some(b) = value.as_float().or_else(|| value.cast::<FloatObject>().map(|object| object.value)) {
        return Some(a.partial_cmp(&b));
    }
    value.as_int().map(|b| int::arith::compare_f64(b, a).map(Ordering::reverse))
}

macro_rules! comparisons {
    ($($name:ident $op:ident;)*) => {$(
        fn $name(_vm: &mut Vm, this: &Value, value: &Value) -> Value {
            match order(this, value) {
                Some(Some(order)) => Value::bool(CompareOp::$op.of_order(order)),
                Some(None) => Value::bool(CompareOp::$op == CompareOp::Ne),
                None => Value::NOT_IMPLEMENTED,
            }
        }
    )*};
}
comparisons! { eq Eq; ne Ne; lt Lt; le Le; gt Gt; ge Ge; }

fn new(vm: &mut Vm, class: &Obj<Type>, x: Option<&Value>) -> Result<Value> {
    let number = match x {
        Some(x) if x.is_float() => x.float_unchecked(),
        Some(x) => vm.float_of(x)?,
        None => return Ok(vm.new_float_of(class, 0.0)),
    };
    if number.is_nan() && x.is_some_and(|x| !x.is_float()) && class.instance_map.get() == fixed::FLOAT {
        return Ok(vm.new_nan(number.is_sign_negative()));
    }
    Ok(vm.new_float_of(class, number))
}
fn neg(_vm: &mut Vm, this: &Value) -> f64 {
    -number(this)
}
fn pos(_vm: &mut Vm, this: &Value) -> f64 {
    number(this)
}
fn abs(_vm: &mut Vm, this: &Value) -> f64 {
    number(this).abs()
}
fn bool_(_vm: &mut Vm, this: &Value) -> bool {
    number(this) != 0.0
}
/// NaNs hash by identity, so that many of them do not collide; one kept in the value has only its bits.
fn hash(vm: &mut Vm, this: &Value) -> i64 {
    match numeric_hash::hash_f64(number(this)) {
        Some(hash) => hash,
        None => (vm.id(this) >> 4) as i64,
    }
}
fn repr(_vm: &mut Vm, this: &Value) -> String {
    float_repr::repr(number(this))
}
fn int_(vm: &mut Vm, this: &Value) -> Result<Value> {
    vm.int_from_f64(number(this))
}
fn floor(vm: &mut Vm, this: &Value) -> Result<Value> {
    vm.int_from_f64(number(this).floor())
}
fn ceil(vm: &mut Vm, this: &Value) -> Result<Value> {
    vm.int_from_f64(number(this).ceil())
}
fn round(vm: &mut Vm, this: &Value, digits: Option<&Value>) -> Result<Value> {
    let this = number(this);
    let Some(digits) = digits.filter(|digits| !digits.is_none()) else {
        return vm.int_from_f64(this.round_ties_even());
    };
    let digits = vm.index_clipped(digits)?;
    match float_repr::round(this, digits as i64) {
        Ok(number) => Ok(Value::float(number)),
        Err(fault) => Err(vm.fault(fault)),
    }
}
fn format(vm: &mut Vm, this: &Value, spec: &Value) -> Result<Value> {
    let Some(spec) = spec.cast::<Str>() else {
        let name = if spec.is_none() { "None".to_owned() } else { vm.type_name(spec) };
        return Err(vm.type_error(format_args!("__format__() argument must be str, not {name}")));
    };
    vm.format_float(this, spec.as_bytes())
}
fn as_integer_ratio(vm: &mut Vm, this: &Value) -> Result<Value> {
    match float_repr::as_integer_ratio(number(this)) {
        Ok((top, bottom)) => Ok(Tuple::new(vec![Value::int_big(top), Value::int_big(bottom)]).into_value()),
        Err(fault) => Err(vm.fault(fault)),
    }
}
fn is_integer(_vm: &mut Vm, this: &Value) -> bool {
    let number = number(this);
    number.is_finite() && number == number.floor()
}
fn hex(_vm: &mut Vm, this: &Value) -> String {
    float_repr::hex(number(this))
}
fn from_hex(vm: &mut Vm, class: &Obj<Type>, string: &Value) -> Result<Value> {
    let Some(text) = string.cast::<Str>() else {
        return Err(vm.type_error("bad argument type for built-in operation"));
    };
    let number = float_text::from_hex(text.as_bytes()).map_err(|fault| vm.fault(fault))?;
    made(vm, class, number)
}
fn from_number(vm: &mut Vm, class: &Obj<Type>, number: &Value) -> Result<Value> {
    let number = vm.float_value(number)?;
    made(vm, class, number)
}
/// What a class method gives: a float, or what the subclass makes of it.
fn made(vm: &mut Vm, class: &Obj<Type>, number: f64) -> Result<Value> {
    if class.instance_map.get() == fixed::FLOAT {
        return Ok(Value::float(number));
    }
    vm.call(&class.to_value(), &[Value::float(number)])
}
fn get_format(vm: &mut Vm, _class: &Obj<Type>, kind: &Value) -> Result<&'static str> {
    let Some(text) = kind.cast::<Str>() else {
        let name = if kind.is_none() { "None".to_owned() } else { vm.type_name(kind) };
        return Err(vm.type_error(format_args!("__getformat__() argument must be str, not {name}")));
    };
    match text.as_bytes() {
        b"double" | b"float" => Ok("IEEE, little-endian"),
        _ => Err(vm.value_error("__getformat__() argument 1 must be 'double' or 'float'")),
    }
}
fn getnewargs(_vm: &mut Vm, this: &Value) -> Value {
    Tuple::new(vec![Value::float(number(this))]).into_value()
}
fn zero(_vm: &mut Vm, _this: &Value) -> f64 {
    0.0
}

const ROWS: &[Row] = &[
    static_method!("__new__(cls, x=0, /)", new, 2, "Create and return a new object."),
    method!("__repr__(self, /)", repr, 1),
    method!("__hash__(self, /)", hash, 1),
    method!("__lt__(self, value, /)", lt, 2),
    method!("__le__(self, value, /)", le, 2),
    method!("__eq__(self, value, /)", eq, 2),
    method!("__ne__(self, value, /)", ne, 2),
    method!("__gt__(self, value, /)", gt, 2),
    method!("__ge__(self, value, /)", ge, 2),
    method!("__add__(self, value, /)", add, 2),
    method!("__radd__(self, value, /)", radd, 2),
    method!("__sub__(self, value, /)", sub, 2),
    method!("__rsub__(self, value, /)", rsub, 2),
    method!("__mul__(self, value, /)", mul, 2),
    method!("__rmul__(self, value, /)", rmul, 2),
    method!("__mod__(self, value, /)", mod_, 2),
    method!("__rmod__(self, value, /)", rmod, 2),
    method!("__divmod__(self, value, /)", divmod_, 2),
    method!("__rdivmod__(self, value, /)", rdivmod, 2),
    method!("__pow__(self, value, mod=None, /)", pow, 3),
    method!("__rpow__(self, value, mod=None, /)", rpow, 3),
    method!("__neg__(self, /)", neg, 1),
    method!("__pos__(self, /)", pos, 1),
    method!("__abs__(self, /)", abs, 1),
    method!("__bool__(self, /)", bool_, 1),
    method!("__int__(self, /)", int_, 1),
    method!("__float__(self, /)", pos, 1),
    method!("__floordiv__(self, value, /)", floordiv, 2),
    method!("__rfloordiv__(self, value, /)", rfloordiv, 2),
    method!("__truediv__(self, value, /)", truediv, 2),
    method!("__rtruediv__(self, value, /)", rtruediv, 2),
    class_method!(
        "from_number(cls, number, /)",
        from_number,
        2,
        "Convert real number to a floating-point number."
    ),
    method!("conjugate(self, /)", pos, 1, "Return self, the complex conjugate of any float."),
    method!("__trunc__(self, /)", int_, 1, "Return the Integral closest to x between 0 and x."),
    method!("__floor__(self, /)", floor, 1, "Return the floor as an Integral."),
    method!("__ceil__(self, /)", ceil, 1, "Return the ceiling as an Integral."),
    method!(
        "__round__(self, ndigits=None, /)",
        round,
        2,
        "Return the Integral closest to x, rounding half toward even.\n\nWhen an argument is passed, work like built-in round(x, ndigits)."
    ),
    method!(
        "as_integer_ratio(self, /)",
        as_integer_ratio,
        1,
        "Return a pair of integers, whose ratio is exactly equal to the original float.\n\nThe ratio is in lowest terms and has a positive denominator.  Raise\nOverflowError on infinities and a ValueError on NaNs."
    ),
    class_method!(
        "fromhex(cls, string, /)",
        from_hex,
        2,
        "Create a floating-point number from a hexadecimal string."
    ),
    method!("hex(self, /)", hex, 1, "Return a hexadecimal representation of a floating-point number."),
    method!("is_integer(self, /)", is_integer, 1, "Return True if the float is an integer."),
    method!("__getnewargs__(self, /)", getnewargs, 1),
    class_method!(
        "__getformat__(cls, typestr, /)",
        get_format,
        2,
        "You probably don't want to use this function."
    ),
    method!("__format__(self, format_spec, /)", format, 2, "Formats the float according to format_spec."),
    getset!("real", pos),
    getset!("imag", zero),
];

/// `float`
pub static TYPE: TypeDef = TypeDef {
    name: "float",
    doc: "Convert a string or number to a floating-point number, if possible.",
    base: None,
    map: Some(fixed::FLOAT),
    layout: Layout::of::<FloatObject>(),
    flags: type_flags::BASE | type_flags::MATCH_SELF,
    rows: ROWS,
};
