//! `complex`: pairs of doubles. An operand that is real stays real: `1 - 0j` keeps the sign of its zero.

use crate::{
    body, class_method,
    error::Result,
    member, method,
    native::{Row, TypeDef},
    objects::float,
    static_method,
    text::{Fault, FaultKind, complex_text, format_value, int_text, numeric_hash},
    types::{Slot, Type, type_flags},
    value::{Handle, Obj, Str, Tuple, Value, fixed, map::Layout},
    vm::Vm,
};

/// A complex number.
pub struct Complex {
    /// `real`
    pub real: f64,
    /// `imag`
    pub imag: f64,
}
body!(Complex, fixed::COMPLEX);

/// Real and imaginary part.
pub type Parts = (f64, f64);

/// A complex number as a value.
pub fn new_value(real: f64, imag: f64) -> Value {
    Handle::new(Complex { real, imag }).into_value()
}

/// `a * b`. Infinities are recovered from NaNs as C's annex G has it.
fn multiply(a: Parts, b: Parts) -> Parts {
    let (ac, bd, ad, bc) = (a.0 * b.0, a.1 * b.1, a.0 * b.1, a.1 * b.0);
    let product = (ac - bd, ad + bc);
    if !product.0.is_nan() || !product.1.is_nan() {
        return product;
    }
    let boxed = |x: f64| (if x.is_infinite() { 1.0f64 } else { 0.0 }).copysign(x);
    let calm = |x: f64| if x.is_nan() { 0.0f64.copysign(x) } else { x };
    let (mut a, mut b, mut again) = (a, b, false);
    if a.0.is_infinite() || a.1.is_infinite() {
        (a, b, again) = ((boxed(a.0), boxed(a.1)), (calm(b.0), calm(b.1)), true);
    }
    if b.0.is_infinite() || b.1.is_infinite() {
        (a, b, again) = ((calm(a.0), calm(a.1)), (boxed(b.0), boxed(b.1)), true);
    }
    if !again && [ac, bd, ad, bc].iter().any(|x| x.is_infinite()) {
        (a, b, again) = ((calm(a.0), calm(a.1)), (calm(b.0), calm(b.1)), true);
    }
    if !again {
        return product;
    }
    (f64::INFINITY * (a.0 * b.0 - a.1 * b.1), f64::INFINITY * (a.0 * b.1 + a.1 * b.0))
}

/// `a / b`, scaled by the larger part of `b` so that nothing overflows on the way. Errors: division by zero.
pub fn divide(a: Parts, b: Parts) -> std::result::Result<Parts, Fault> {
    let quotient = if b.0.abs() >= b.1.abs() {
        if b.0 == 0.0 {
            return Err(crate::objects::int::arith::division_by_zero());
        }
        let ratio = b.1 / b.0;
        let scale = b.0 + b.1 * ratio;
        ((a.0 + a.1 * ratio) / scale, (a.1 - a.0 * ratio) / scale)
    } else if b.1.abs() >= b.0.abs() {
        let ratio = b.0 / b.1;
        let scale = b.0 * ratio + b.1;
        ((a.0 * ratio + a.1) / scale, (a.1 * ratio - a.0) / scale)
    } else {
        (f64::NAN, f64::NAN)
    };
    if !quotient.0.is_nan() || !quotient.1.is_nan() {
        return Ok(quotient);
    }
    // Infinities and zeros that were lost, as C's annex G has it.
    let boxed = |x: f64| (if x.is_infinite() { 1.0f64 } else { 0.0 }).copysign(x);
    if (a.0.is_infinite() || a.1.is_infinite()) && b.0.is_finite() && b.1.is_finite() {
        let (x, y) = (boxed(a.0), boxed(a.1));
        return Ok((f64::INFINITY * (x * b.0 + y * b.1), f64::INFINITY * (y * b.0 - x * b.1)));
    }
    if (b.0.is_infinite() || b.1.is_infinite()) && a.0.is_finite() && a.1.is_finite() {
        let (x, y) = (boxed(b.0), boxed(b.1));
        return Ok((0.0 * (a.0 * x + a.1 * y), 0.0 * (a.1 * x - a.0 * y)));
    }
    Ok(quotient)
}

/// A real number divided by a complex one.
fn divide_real(a: f64, b: Parts) -> std::result::Result<Parts, Fault> {
    let quotient = if b.0.abs() >= b.1.abs() {
        if b.0 == 0.0 {
            return Err(crate::objects::int::arith::division_by_zero());
        }
        let ratio = b.1 / b.0;
        let scale = b.0 + b.1 * ratio;
        (a / scale, (-a * ratio) / scale)
    } else if b.1.abs() >= b.0.abs() {
        let ratio = b.0 / b.1;
        let scale = b.0 * ratio + b.1;
        ((a * ratio) / scale, -a / scale)
    } else {
        (f64::NAN, f64::NAN)
    };
    if quotient.0.is_nan() && quotient.1.is_nan() && a.is_finite() && (b.0.is_infinite() || b.1.is_infinite())
    {
        let boxed = |x: f64| (if x.is_infinite() { 1.0f64 } else { 0.0 }).copysign(x);
        let (x, y) = (boxed(b.0), boxed(b.1));
        return Ok((0.0 * (a * x), 0.0 * (-a * y)));
    }
    Ok(quotient)
}

/// `a ** n` by squaring, for whole exponents up to 100.
fn power_whole(a: Parts, exponent: i32) -> std::result::Result<Parts, Fault> {
    let (mut result, mut square, mut left) = ((1.0, 0.0), a, exponent.unsigned_abs());
    while left > 0 {
        if left & 1 == 1 {
            result = multiply(result, square);
        }
        left >>= 1;
        if left > 0 {
            square = multiply(square, square);
        }
    }
    if exponent < 0 { divide((1.0, 0.0), result) } else { Ok(result) }
}

fn zero_to_negative() -> Fault {
    Fault { kind: FaultKind::ZeroDivision, message: "zero to a negative or complex power".into() }
}

/// `a ** b`. Errors: zero to a negative or complex power; an infinite part.
pub fn power(a: Parts, b: Parts) -> std::result::Result<Parts, Fault> {
    let result = if b == (0.0, 0.0) {
        (1.0, 0.0)
    } else if a == (0.0, 0.0) {
        if b.1 != 0.0 || b.0 < 0.0 {
            return Err(zero_to_negative());
        }
        (0.0, 0.0)
    } else if b.1 == 0.0 && b.0 == b.0.floor() && b.0.abs() <= 100.0 {
        power_whole(a, b.0 as i32).map_err(|_| zero_to_negative())?
    } else {
        let size = a.0.hypot(a.1);
        let angle = a.1.atan2(a.0);
        let (mut length, mut phase) = (float::power_of(size, b.0), angle * b.0);
        if b.1 != 0.0 {
            length *= (-angle * b.1).exp();
            phase += b.1 * size.ln();
        }
        (length * phase.cos(), length * phase.sin())
    };
    if result.0.is_infinite() || result.1.is_infinite() {
        return Err(Fault::overflow("complex exponentiation"));
    }
    Ok(result)
}

/// An operand of complex arithmetic.
#[derive(Clone, Copy)]
enum Operand {
    Real(f64),
    Complex(Parts),
}

impl Operand {
    fn parts(self) -> Parts {
        match self {
            Operand::Real(number) => (number, 0.0),
            Operand::Complex(parts) => parts,
        }
    }
}

/// A number as an operand; nothing for other things. Errors: an int too large for a float.
fn operand(vm: &mut Vm, value: &Value) -> Result<Option<Operand>> {
    if let Some(number) = value.cast::<Complex>() {
        return Ok(Some(Operand::Complex((number.real, number.imag))));
    }
    if let Some(number) = vm.float_part(value) {
        return Ok(Some(Operand::Real(number)));
    }
    match value.as_int() {
        Some(number) => number.to_f64().map(|n| Some(Operand::Real(n))).map_err(|fault| vm.fault(fault)),
        None => Ok(None),
    }
}

#[derive(Clone, Copy)]
enum Op {
    Add,
    Sub,
    Mul,
    Div,
    Pow,
}

fn compute(op: Op, a: Operand, b: Operand) -> std::result::Result<Parts, Fault> {
    use Operand::{Complex, Real};
    Ok(match (op, a, b) {
        (Op::Add, Complex(a), Real(b)) | (Op::Add, Real(b), Complex(a)) => (a.0 + b, a.1),
        (Op::Add, a, b) => (a.parts().0 + b.parts().0, a.parts().1 + b.parts().1),
        (Op::Sub, Complex(a), Real(b)) => (a.0 - b, a.1),
        (Op::Sub, Real(a), Complex(b)) => (a - b.0, -b.1),
        (Op::Sub, a, b) => (a.parts().0 - b.parts().0, a.parts().1 - b.parts().1),
        (Op::Mul, Complex(a), Real(b)) | (Op::Mul, Real(b), Complex(a)) => (a.0 * b, a.1 * b),
        (Op::Mul, a, b) => multiply(a.parts(), b.parts()),
        (Op::Div, Complex(a), Real(b)) => {
            if b == 0.0 {
                return Err(crate::objects::int::arith::division_by_zero());
            }
            (a.0 / b, a.1 / b)
        }
        (Op::Div, Real(a), Complex(b)) => divide_real(a, b)?,
        (Op::Div, a, b) => divide(a.parts(), b.parts())?,
        (Op::Pow, a, b) => power(a.parts(), b.parts())?,
    })
}

fn arithmetic(vm: &mut Vm, op: Op, a: &Value, b: &Value) -> Result<Value> {
    let Some(a) = operand(vm, a)? else { return Ok(Value::NOT_IMPLEMENTED) };
    let Some(b) = operand(vm, b)? else { return Ok(Value::NOT_IMPLEMENTED) };
    match compute(op, a, b) {
        Ok((real, imag)) => Ok(new_value(real, imag)),
        Err(fault) => Err(vm.fault(fault)),
    }
}

macro_rules! operators {
    ($($name:ident $reflected:ident $op:ident;)*) => {$(
        fn $name(vm: &mut Vm, this: &Value, value: &Value) -> Result<Value> {
            arithmetic(vm, Op::$op, this, value)
        }
        fn $reflected(vm: &mut Vm, this: &Value, value: &Value) -> Result<Value> {
            arithmetic(vm, Op::$op, value, this)
        }
    )*};
}
operators! { add radd Add; sub rsub Sub; mul rmul Mul; truediv rtruediv Div; }

fn pow(vm: &mut Vm, this: &Value, value: &Value, modulus: Option<&Value>) -> Result<Value> {
    if modulus.is_some_and(|modulus| !modulus.is_none()) {
        return Err(vm.value_error("complex modulo"));
    }
    arithmetic(vm, Op::Pow, this, value)
}
fn rpow(vm: &mut Vm, this: &Value, value: &Value, modulus: Option<&Value>) -> Result<Value> {
    pow(vm, value, this, modulus)
}

/// Whether both numbers are equal; nothing for other things.
fn same(vm: &mut Vm, this: &Obj<Complex>, value: &Value) -> Option<bool> {
    if let Some(other) = value.cast::<Complex>() {
        return Some(this.real == other.real && this.imag == other.imag);
    }
    if let Some(other) = vm.float_part(value) {
        return Some(this.imag == 0.0 && this.real == other);
    }
    let other = value.as_int()?;
    let equal = crate::objects::int::arith::compare_f64(other, this.real) == Some(std::cmp::Ordering::Equal);
    Some(this.imag == 0.0 && equal)
}
fn eq(vm: &mut Vm, this: &Obj<Complex>, value: &Value) -> Value {
    same(vm, this, value).map_or(Value::NOT_IMPLEMENTED, Value::bool)
}
fn ne(vm: &mut Vm, this: &Obj<Complex>, value: &Value) -> Value {
    same(vm, this, value).map_or(Value::NOT_IMPLEMENTED, |equal| Value::bool(!equal))
}
fn unordered(_vm: &mut Vm, _this: &Obj<Complex>, _value: &Value) -> Value {
    Value::NOT_IMPLEMENTED
}

impl Vm {
    /// A complex number.
    pub fn new_complex(&self, real: f64, imag: f64) -> Value {
        new_value(real, imag)
    }
    /// What `__complex__` of an object gives, if it has one.
    fn call_complex(&mut self, value: &Value) -> Result<Option<Parts>> {
        if let Some(number) = value.exact::<Complex>() {
            return Ok(Some((number.real, number.imag)));
        }
        let Some(function) = self.class_of(value).slot(self, Slot::Complex) else {
            return Ok(value.cast::<Complex>().map(|number| (number.real, number.imag)));
        };
        let result = self.call_slot(&function, value, &[])?;
        match result.cast::<Complex>() {
            Some(number) => {
                if !number.is_exact() {
                    self.warn_strict_subclass("__complex__", "complex", &result)?;
                }
                Ok(Some((number.real, number.imag)))
            }
            None => {
                let name = self.type_name(&result);
                Err(self.type_error(format_args!("__complex__ returned non-complex (type {name})")))
            }
        }
    }
    /// Whether `float_value` can make a float of this.
    fn is_real(&mut self, value: &Value) -> bool {
        if value.as_float().is_some() || value.as_int().is_some() {
            return true;
        }
        let class = self.class_of(value);
        class.has_slot(self, Slot::Float) || class.has_slot(self, Slot::Index)
    }
    /// The parts of a number: by `__complex__`, `__float__` or `__index__`. Errors: TypeError "must be real number".
    pub fn complex_value(&mut self, value: &Value) -> Result<Parts> {
        match self.call_complex(value)? {
            Some(parts) => Ok(parts),
            None => Ok((self.float_value(value)?, 0.0)),
        }
    }
    fn new_complex_of(&self, class: &Obj<Type>, (real, imag): Parts) -> Value {
        Handle::new_instance(class.instance_map.get(), Complex { real, imag }).into_value()
    }
}

fn new(vm: &mut Vm, class: &Obj<Type>, real: Option<&Value>, imag: Option<&Value>) -> Result<Value> {
    if let (Some(number), None) = (real, imag) {
        if number.exact::<Complex>().is_some() && class.instance_map.get() == fixed::COMPLEX {
            return Ok(number.clone());
        }
        if let Some(text) = number.cast::<Str>() {
            let ascii = int_text::to_ascii_digits(text.as_bytes());
            return match complex_text::parse(&ascii) {
                Some(parts) => Ok(vm.new_complex_of(class, parts)),
                None => Err(vm.value_error("complex() arg is a malformed string")),
            };
        }
        if let Some(parts) = vm.call_complex(number)? {
            return Ok(vm.new_complex_of(class, parts));
        }
        if !vm.is_real(number) {
            let name = vm.type_name(number);
            return Err(
                vm.type_error(format_args!("complex() argument must be a string or a number, not {name}"))
            );
        }
        let real = vm.float_value(number)?;
        return Ok(vm.new_complex_of(class, (real, 0.0)));
    }
    let real = part(vm, real, "real")?;
    let imag = part(vm, imag, "imag")?;
    // `real + imag * 1j`: complex parts are taken apart and put together without multiplying.
    let mut parts = (real.0, imag.0);
    if let Some(extra) = imag.1 {
        parts.0 -= extra;
    }
    if let Some(extra) = real.1 {
        parts.1 += extra;
    }
    Ok(vm.new_complex_of(class, parts))
}

/// An argument of `complex(real, imag)`: its real part, and its imaginary part if it is complex (deprecated).
fn part(vm: &mut Vm, value: Option<&Value>, name: &str) -> Result<(f64, Option<f64>)> {
    let Some(value) = value else { return Ok((0.0, None)) };
    let complex = if name == "real" {
        vm.call_complex(value)?
    } else {
        value.cast::<Complex>().map(|n| (n.real, n.imag))
    };
    if let Some((real, imag)) = complex {
        let class = vm.type_name(value);
        vm.warn_deprecated(&format!("complex() argument '{name}' must be a real number, not {class}"))?;
        return Ok((real, Some(imag)));
    }
    if !vm.is_real(value) || value.cast::<Str>().is_some() {
        let class = vm.type_name(value);
        return Err(
            vm.type_error(format_args!("complex() argument '{name}' must be a real number, not {class}"))
        );
    }
    Ok((vm.float_value(value)?, None))
}

fn from_number(vm: &mut Vm, class: &Obj<Type>, number: &Value) -> Result<Value> {
    let exact = class.instance_map.get() == fixed::COMPLEX;
    if exact && number.exact::<Complex>().is_some() {
        return Ok(number.clone());
    }
    let (real, imag) = vm.complex_value(number)?;
    let value = new_value(real, imag);
    if exact { Ok(value) } else { vm.call(&class.to_value(), &[value]) }
}
fn neg(_vm: &mut Vm, this: &Obj<Complex>) -> Value {
    new_value(-this.real, -this.imag)
}
fn pos(_vm: &mut Vm, this: &Obj<Complex>) -> Value {
    if this.is_exact() { this.to_value() } else { new_value(this.real, this.imag) }
}
fn conjugate(_vm: &mut Vm, this: &Obj<Complex>) -> Value {
    new_value(this.real, -this.imag)
}
fn abs(vm: &mut Vm, this: &Obj<Complex>) -> Result<f64> {
    let size = this.real.hypot(this.imag);
    if size.is_infinite() && this.real.is_finite() && this.imag.is_finite() {
        return Err(vm.overflow_error("absolute value too large"));
    }
    Ok(size)
}
fn bool_(_vm: &mut Vm, this: &Obj<Complex>) -> bool {
    this.real != 0.0 || this.imag != 0.0
}
fn hash(vm: &mut Vm, this: &Obj<Complex>) -> i64 {
    let nan = (vm.id(&this.to_value()) >> 4) as i64;
    let part = |x: f64| numeric_hash::hash_f64(x).unwrap_or(nan);
    numeric_hash::hash_complex(part(this.real), part(this.imag))
}
fn repr(_vm: &mut Vm, this: &Obj<Complex>) -> String {
    complex_text::repr(this.real, this.imag)
}
fn format(vm: &mut Vm, this: &Obj<Complex>, spec: &Value) -> Result<Value> {
    let Some(spec) = spec.cast::<Str>() else {
        let name = if spec.is_none() { "None".to_owned() } else { vm.type_name(spec) };
        return Err(vm.type_error(format_args!("__format__() argument must be str, not {name}")));
    };
    let value = this.to_value();
    if spec.as_bytes().is_empty() {
        return Ok(vm.str_of(&value)?.into_value());
    }
    let name = vm.type_name(&value);
    match format_value::format_complex(this.real, this.imag, spec.as_bytes(), &name) {
        Ok(text) => Ok(Str::from_vec(text).into_value()),
        Err(fault) => Err(vm.fault(fault)),
    }
}
fn getnewargs(_vm: &mut Vm, this: &Obj<Complex>) -> Value {
    Tuple::new(vec![Value::float(this.real), Value::float(this.imag)]).into_value()
}
fn real(_vm: &mut Vm, this: &Obj<Complex>) -> f64 {
    this.real
}
fn imag(_vm: &mut Vm, this: &Obj<Complex>) -> f64 {
    this.imag
}

const ROWS: &[Row] = &[
    static_method!("__new__(cls, real=0, imag=0)", new, 3, "Create and return a new object."),
    method!("__repr__(self, /)", repr, 1),
    method!("__hash__(self, /)", hash, 1),
    method!("__lt__(self, value, /)", unordered, 2),
    method!("__le__(self, value, /)", unordered, 2),
    method!("__eq__(self, value, /)", eq, 2),
    method!("__ne__(self, value, /)", ne, 2),
    method!("__gt__(self, value, /)", unordered, 2),
    method!("__ge__(self, value, /)", unordered, 2),
    method!("__add__(self, value, /)", add, 2),
    method!("__radd__(self, value, /)", radd, 2),
    method!("__sub__(self, value, /)", sub, 2),
    method!("__rsub__(self, value, /)", rsub, 2),
    method!("__mul__(self, value, /)", mul, 2),
    method!("__rmul__(self, value, /)", rmul, 2),
    method!("__pow__(self, value, mod=None, /)", pow, 3),
    method!("__rpow__(self, value, mod=None, /)", rpow, 3),
    method!("__neg__(self, /)", neg, 1),
    method!("__pos__(self, /)", pos, 1),
    method!("__abs__(self, /)", abs, 1),
    method!("__bool__(self, /)", bool_, 1),
    method!("__truediv__(self, value, /)", truediv, 2),
    method!("__rtruediv__(self, value, /)", rtruediv, 2),
    class_method!(
        "from_number(cls, number, /)",
        from_number,
        2,
        "Convert number to a complex floating-point number."
    ),
    method!(
        "conjugate(self, /)",
        conjugate,
        1,
        "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j."
    ),
    method!("__complex__(self, /)", pos, 1, "Convert this value to exact type complex."),
    method!("__getnewargs__(self, /)", getnewargs, 1),
    method!("__format__(self, format_spec, /)", format, 2, "Convert to a string according to format_spec."),
    member!("real", real),
    member!("imag", imag),
];

/// `complex`
pub static TYPE: TypeDef = TypeDef {
    name: "complex",
    doc: "Create a complex number from a string or numbers.\n\nIf a string is given, parse it as a complex number.\nIf a single number is given, convert it to a complex number.\nIf the 'real' or 'imag' arguments are given, create a complex number\nwith the specified real and imaginary components.",
    base: None,
    map: Some(fixed::COMPLEX),
    layout: Layout::of::<Complex>(),
    flags: type_flags::BASE,
    rows: ROWS,
};
