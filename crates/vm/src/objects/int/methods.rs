//! The methods of `int` and its table.

use super::{Int, IntObject, arith, convert};
use crate::{
    class_method,
    error::Result,
    getset, method,
    native::{Row, TypeDef},
    objects::complex::Complex,
    protocol::{BinaryOp, CompareOp},
    static_method,
    text::format_value,
    types::type_flags,
    value::{Str, Tuple, Value, fixed, map::Layout},
    vm::Vm,
};

/// The number of `this`, which the caller has checked to be an int.
fn number(this: &Value) -> Int<'_> {
    this.as_int().unwrap_or(Int::Small(0))
}

/// `a op b`, `NotImplemented` unless both are ints.
fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> Result<Value> {
    let (Some(a), Some(b)) = (a.as_int(), b.as_int()) else { return Ok(Value::NOT_IMPLEMENTED) };
    match arith::binary(op, a, b) {
        Ok(value) => Ok(value.unwrap_or(Value::NOT_IMPLEMENTED)),
        Err(fault) => Err(vm.fault(fault)),
    }
}

fn compare(op: CompareOp, a: &Value, b: &Value) -> Value {
    let (Some(a), Some(b)) = (a.as_int(), b.as_int()) else { return Value::NOT_IMPLEMENTED };
    Value::bool(op.of_order(arith::compare(a, b)))
}

macro_rules! operators {
    ($($name:ident $reflected:ident $op:ident;)*) => {$(
        fn $name(vm: &mut Vm, this: &Value, value: &Value) -> Result<Value> {
            binary(vm, BinaryOp::$op, this, value)
        }
        fn $reflected(vm: &mut Vm, this: &Value, value: &Value) -> Result<Value> {
            binary(vm, BinaryOp::$op, value, this)
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
    divmod rdivmod DivMod;
    lshift rlshift LShift;
    rshift rrshift RShift;
    and rand And;
    or ror Or;
    xor rxor Xor;
}

macro_rules! comparisons {
    ($($name:ident $op:ident;)*) => {$(
        fn $name(_vm: &mut Vm, this: &Value, value: &Value) -> Value {
            compare(CompareOp::$op, this, value)
        }
    )*};
}
comparisons! { eq Eq; ne Ne; lt Lt; le Le; gt Gt; ge Ge; }

fn pow(vm: &mut Vm, this: &Value, value: &Value, modulus: Option<&Value>) -> Result<Value> {
    let modulus = match modulus {
        None => return binary(vm, BinaryOp::Pow, this, value),
        Some(modulus) if modulus.is_none() => return binary(vm, BinaryOp::Pow, this, value),
        Some(modulus) => modulus,
    };
    let (Some(a), Some(b)) = (this.as_int(), value.as_int()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let Some(m) = modulus.as_int() else {
        // The third operand is asked last, and these two refuse.
        if vm.float_part(modulus).is_some() {
            return Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
        }
        if modulus.cast::<Complex>().is_some() {
            return Err(vm.value_error("complex modulo"));
        }
        return Ok(Value::NOT_IMPLEMENTED);
    };
    arith::power_modulo(a, b, m).map_err(|fault| vm.fault(fault))
}
fn rpow(vm: &mut Vm, this: &Value, value: &Value, modulus: Option<&Value>) -> Result<Value> {
    pow(vm, value, this, modulus)
}

fn neg(_vm: &mut Vm, this: &Value) -> Value {
    arith::negate(number(this))
}
fn pos(vm: &mut Vm, this: &Value) -> Value {
    vm.int_part(this).unwrap_or(Value::small(0))
}
fn abs(_vm: &mut Vm, this: &Value) -> Value {
    arith::absolute(number(this))
}
fn invert(_vm: &mut Vm, this: &Value) -> Value {
    arith::invert(number(this))
}
fn bool_(_vm: &mut Vm, this: &Value) -> bool {
    !number(this).is_zero()
}
fn hash(_vm: &mut Vm, this: &Value) -> i64 {
    number(this).hash()
}
fn float_(vm: &mut Vm, this: &Value) -> Result<f64> {
    vm.int_to_f64(this)
}
fn repr(vm: &mut Vm, this: &Value) -> Result<String> {
    vm.int_to_text(number(this))
}

fn format(vm: &mut Vm, this: &Value, spec: &Value) -> Result<Value> {
    let Some(spec) = spec.cast::<Str>() else {
        let name = if spec.is_none() { "None".to_owned() } else { vm.type_name(spec) };
        return Err(vm.type_error(format_args!("__format__() argument must be str, not {name}")));
    };
    vm.format_int(this, spec.as_bytes())
}

impl Vm {
    /// `int.__format__`
    pub fn format_int(&mut self, this: &Value, spec: &[u8]) -> Result<Value> {
        if spec.is_empty() {
            return Ok(self.str_of(this)?.into_value());
        }
        let limit = self.int_max_str_digits();
        let name = self.type_name(this);
        match format_value::format_int(number(this).as_arg(), spec, &name, limit) {
            Ok(text) => Ok(Str::from_vec(text).into_value()),
            Err(fault) => Err(self.fault(fault)),
        }
    }
}

/// `round(number, digits)`: only digits below zero change anything.
fn round(vm: &mut Vm, this: &Value, digits: Option<&Value>) -> Result<Value> {
    let Some(digits) = digits.filter(|digits| !digits.is_none()) else { return Ok(pos(vm, this)) };
    let digits = vm.index(digits)?;
    match digits.as_int() {
        Some(digits) if digits.is_negative() => Ok(arith::round(number(this), digits)),
        _ => Ok(pos(vm, this)),
    }
}

fn as_integer_ratio(vm: &mut Vm, this: &Value) -> Value {
    Tuple::new(vec![pos(vm, this), Value::small(1)]).into_value()
}
fn bit_length(_vm: &mut Vm, this: &Value) -> u64 {
    arith::bit_length(number(this))
}
fn bit_count(_vm: &mut Vm, this: &Value) -> u64 {
    arith::bit_count(number(this))
}
fn is_integer(_vm: &mut Vm, _this: &Value) -> bool {
    true
}
fn getnewargs(vm: &mut Vm, this: &Value) -> Value {
    Tuple::new(vec![pos(vm, this)]).into_value()
}
fn zero(_vm: &mut Vm, _this: &Value) -> Value {
    Value::small(0)
}
fn one(_vm: &mut Vm, _this: &Value) -> Value {
    Value::small(1)
}
/// As CPython counts: a header and digits of 30 bits.
fn sizeof(_vm: &mut Vm, this: &Value) -> u64 {
    24 + 4 * arith::bit_length(number(this)).div_ceil(30).max(1)
}

const ROWS: &[Row] = &[
    static_method!("__new__(cls, x=0, /, base=10)", convert::new, 3, "Create and return a new object."),
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
    method!("__divmod__(self, value, /)", divmod, 2),
    method!("__rdivmod__(self, value, /)", rdivmod, 2),
    method!("__pow__(self, value, mod=None, /)", pow, 3),
    method!("__rpow__(self, value, mod=None, /)", rpow, 3),
    method!("__neg__(self, /)", neg, 1),
    method!("__pos__(self, /)", pos, 1),
    method!("__abs__(self, /)", abs, 1),
    method!("__bool__(self, /)", bool_, 1),
    method!("__invert__(self, /)", invert, 1),
    method!("__lshift__(self, value, /)", lshift, 2),
    method!("__rlshift__(self, value, /)", rlshift, 2),
    method!("__rshift__(self, value, /)", rshift, 2),
    method!("__rrshift__(self, value, /)", rrshift, 2),
    method!("__and__(self, value, /)", and, 2),
    method!("__rand__(self, value, /)", rand, 2),
    method!("__xor__(self, value, /)", xor, 2),
    method!("__rxor__(self, value, /)", rxor, 2),
    method!("__or__(self, value, /)", or, 2),
    method!("__ror__(self, value, /)", ror, 2),
    method!("__int__(self, /)", pos, 1),
    method!("__float__(self, /)", float_, 1),
    method!("__floordiv__(self, value, /)", floordiv, 2),
    method!("__rfloordiv__(self, value, /)", rfloordiv, 2),
    method!("__truediv__(self, value, /)", truediv, 2),
    method!("__rtruediv__(self, value, /)", rtruediv, 2),
    method!("__index__(self, /)", pos, 1),
    method!("conjugate(self, /)", pos, 1, "Returns self, the complex conjugate of any int."),
    method!(
        "bit_length(self, /)",
        bit_length,
        1,
        "Number of bits necessary to represent self in binary.\n\n>>> bin(37)\n'0b100101'\n>>> (37).bit_length()\n6"
    ),
    method!(
        "bit_count(self, /)",
        bit_count,
        1,
        "Number of ones in the binary representation of the absolute value of self.\n\nAlso known as the population count.\n\n>>> bin(13)\n'0b1101'\n>>> (13).bit_count()\n3"
    ),
    method!(
        "to_bytes(self, /, length=1, byteorder='big', *, signed=False)",
        convert::to_bytes,
        4,
        "Return an array of bytes representing an integer."
    ),
    class_method!(
        "from_bytes(cls, /, bytes, byteorder='big', *, signed=False)",
        convert::from_bytes,
        4,
        "Return the integer represented by the given array of bytes."
    ),
    method!(
        "as_integer_ratio(self, /)",
        as_integer_ratio,
        1,
        "Return a pair of integers, whose ratio is equal to the original int.\n\nThe ratio is in lowest terms and has a positive denominator."
    ),
    method!(
        "is_integer(self, /)",
        is_integer,
        1,
        "Returns True. Exists for duck type compatibility with float.is_integer."
    ),
    method!("__trunc__(self, /)", pos, 1, "Truncating an Integral returns itself."),
    method!("__floor__(self, /)", pos, 1, "Flooring an Integral returns itself."),
    method!("__ceil__(self, /)", pos, 1, "Ceiling of an Integral returns itself."),
    method!(
        "__round__(self, ndigits=None, /)",
        round,
        2,
        "Rounding an Integral returns itself.\n\nRounding with an ndigits argument also returns an integer."
    ),
    method!("__getnewargs__(self, /)", getnewargs, 1),
    method!("__format__(self, format_spec, /)", format, 2, "Convert to a string according to format_spec."),
    method!("__sizeof__(self, /)", sizeof, 1, "Returns size in memory, in bytes."),
    getset!("real", pos),
    getset!("imag", zero),
    getset!("numerator", pos),
    getset!("denominator", one),
];

/// `int`
pub static TYPE: TypeDef = TypeDef {
    name: "int",
    doc: "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or string to an integer, or return 0 if no arguments\nare given.  If x is a number, return x.__int__().  For floating-point\nnumbers, this truncates towards zero.\n\nIf x is not a number or if base is given, then x must be a string,\nbytes, or bytearray instance representing an integer literal in the\ngiven base.  The literal can be preceded by '+' or '-' and be surrounded\nby whitespace.  The base defaults to 10.  Valid bases are 0 and 2-36.\nBase 0 means to interpret the base from the string as an integer literal.\n>>> int('0b100', base=0)\n4",
    base: None,
    map: Some(fixed::INT),
    layout: Layout::of::<IntObject>(),
    flags: type_flags::BASE | type_flags::MATCH_SELF,
    rows: ROWS,
};
