//! Functions of one or two real numbers.

use whipsnake_vm::{
    error::{Raised, Result},
    function, names,
    native::Row,
    objects::{float, int::Int},
    protocol::number::BinaryOp,
    text::{big, float_repr},
    value::{Tuple, Value},
    vm::Vm,
};

const DOMAIN: &str = "math domain error";
const RANGE: &str = "math range error";

fn domain(vm: &mut Vm, words: &str, x: f64) -> Raised {
    if words.is_empty() {
        return vm.value_error(DOMAIN);
    }
    let shown = float_repr::repr(x);
    vm.value_error(format_args!("{words}, got {shown}"))
}

/// Says what a result that is not finite means for a finite argument.
fn checked(vm: &mut Vm, x: f64, result: f64, overflows: bool, words: &str) -> Result<f64> {
    if result.is_nan() && !x.is_nan() {
        return Err(domain(vm, words, x));
    }
    if result.is_infinite() && x.is_finite() {
        return Err(if overflows { vm.overflow_error(RANGE) } else { domain(vm, words, x) });
    }
    Ok(result)
}

macro_rules! one {
    ($signature:literal, $function:expr, $overflows:literal, $words:literal, $doc:literal) => {
        function!(
            $signature,
            |vm: &mut Vm, x: f64| -> Result<f64> {
                let function: fn(f64) -> f64 = $function;
                checked(vm, x, function(x), $overflows, $words)
            },
            1,
            $doc
        )
    };
}

/// Rows of the module.
pub const ROWS: &[Row] = &[
    one!(
        "acos(x, /)",
        f64::acos,
        false,
        "expected a number in range from -1 up to 1",
        "Return the arc cosine (measured in radians) of x.\n\nThe result is between 0 and pi."
    ),
    one!(
        "acosh(x, /)",
        libm::acosh,
        false,
        "expected argument value not less than 1",
        "Return the inverse hyperbolic cosine of x."
    ),
    one!(
        "asin(x, /)",
        f64::asin,
        false,
        "expected a number in range from -1 up to 1",
        "Return the arc sine (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2."
    ),
    one!("asinh(x, /)", libm::asinh, false, "", "Return the inverse hyperbolic sine of x."),
    one!(
        "atan(x, /)",
        f64::atan,
        false,
        "",
        "Return the arc tangent (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2."
    ),
    one!(
        "atanh(x, /)",
        libm::atanh,
        false,
        "expected a number between -1 and 1",
        "Return the inverse hyperbolic tangent of x."
    ),
    one!("cbrt(x, /)", f64::cbrt, false, "", "Return the cube root of x."),
    one!(
        "cos(x, /)",
        f64::cos,
        false,
        "expected a finite input",
        "Return the cosine of x (measured in radians)."
    ),
    one!("cosh(x, /)", f64::cosh, true, "", "Return the hyperbolic cosine of x."),
    one!("erf(x, /)", libm::erf, false, "", "Error function at x."),
    one!("erfc(x, /)", libm::erfc, false, "", "Complementary error function at x."),
    one!("exp(x, /)", f64::exp, true, "", "Return e raised to the power of x."),
    one!("exp2(x, /)", f64::exp2, true, "", "Return 2 raised to the power of x."),
    one!(
        "expm1(x, /)",
        f64::exp_m1,
        true,
        "",
        "Return exp(x)-1.\n\nThis function avoids the loss of precision involved in the direct evaluation of exp(x)-1 for small x."
    ),
    one!("fabs(x, /)", f64::abs, false, "", "Return the absolute value of the float x."),
    one!(
        "log1p(x, /)",
        f64::ln_1p,
        false,
        "expected argument value > -1",
        "Return the natural logarithm of 1+x (base e).\n\nThe result is computed in a way which is accurate for x near zero."
    ),
    one!(
        "sin(x, /)",
        f64::sin,
        false,
        "expected a finite input",
        "Return the sine of x (measured in radians)."
    ),
    one!("sinh(x, /)", f64::sinh, true, "", "Return the hyperbolic sine of x."),
    one!("sqrt(x, /)", f64::sqrt, false, "expected a nonnegative input", "Return the square root of x."),
    one!(
        "tan(x, /)",
        f64::tan,
        false,
        "expected a finite input",
        "Return the tangent of x (measured in radians)."
    ),
    one!("tanh(x, /)", f64::tanh, false, "", "Return the hyperbolic tangent of x."),
    function!("gamma(x, /)", gamma, 1, "Gamma function at x."),
    function!("lgamma(x, /)", lgamma, 1, "Natural logarithm of absolute value of Gamma function at x."),
    function!(
        "atan2(y, x, /)",
        |_: &mut Vm, y: f64, x: f64| y.atan2(x),
        2,
        "Return the arc tangent (measured in radians) of y/x.\n\nUnlike atan(y/x), the signs of both x and y are considered."
    ),
    function!(
        "copysign(x, y, /)",
        |_: &mut Vm, x: f64, y: f64| x.copysign(y),
        2,
        "Return a float with the magnitude (absolute value) of x but the sign of y."
    ),
    function!("fmod(x, y, /)", fmod, 2, "Return fmod(x, y), according to platform C.\n\nx % y may differ."),
    function!(
        "remainder(x, y, /)",
        remainder,
        2,
        "Difference between x and the closest integer multiple of y."
    ),
    function!("pow(x, y, /)", pow, 2, "Return x**y (x to the power of y)."),
    function!(
        "fma(x, y, z, /)",
        fma,
        3,
        "Fused multiply-add operation.\n\nCompute (x * y) + z with a single round."
    ),
    function!(
        "frexp(x, /)",
        frexp,
        1,
        "Return the mantissa and exponent of x, as pair (m, e).\n\nm is a float and e is an int, such that x = m * 2.**e.\nIf x is 0, m and e are both 0.  Else 0.5 <= abs(m) < 1.0."
    ),
    function!(
        "ldexp(x, i, /)",
        ldexp,
        2,
        "Return x * (2**i).\n\nThis is essentially the inverse of frexp()."
    ),
    function!(
        "modf(x, /)",
        modf,
        1,
        "Return the fractional and integer parts of x.\n\nBoth results carry the sign of x and are floats."
    ),
    function!(
        "nextafter(x, y, /, *, steps=None)",
        next_after,
        3,
        "Return the floating-point value the given number of steps after x towards y.\n\nIf steps is not specified or is None, it defaults to 1.\n\nRaises a TypeError, if x or y is not a double, or if steps is not an integer.\nRaises ValueError if steps is negative."
    ),
    function!("ulp(x, /)", ulp, 1, "Return the value of the least significant bit of the float x."),
    function!(
        "isfinite(x, /)",
        |_: &mut Vm, x: f64| x.is_finite(),
        1,
        "Return True if x is neither an infinity nor a NaN, and False otherwise."
    ),
    function!(
        "isinf(x, /)",
        |_: &mut Vm, x: f64| x.is_infinite(),
        1,
        "Return True if x is a positive or negative infinity, and False otherwise."
    ),
    function!(
        "isnan(x, /)",
        |_: &mut Vm, x: f64| x.is_nan(),
        1,
        "Return True if x is a NaN (not a number), and False otherwise."
    ),
    function!(
        "isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
        is_close,
        4,
        "Determine whether two floating-point numbers are close in value.\n\n  rel_tol\n    maximum difference for being considered \"close\", relative to the\n    magnitude of the input values\n  abs_tol\n    maximum difference for being considered \"close\", regardless of the\n    magnitude of the input values"
    ),
    function!(
        "log(x, base=None, /)",
        log,
        2,
        "log(x, [base=math.e])\nReturn the logarithm of x to the given base.\n\nIf the base is not specified, returns the natural logarithm (base e) of x."
    ),
    function!(
        "log2(x, /)",
        |vm: &mut Vm, x: Value| log_of(vm, &x, f64::log2),
        1,
        "Return the base 2 logarithm of x."
    ),
    function!(
        "log10(x, /)",
        |vm: &mut Vm, x: Value| log_of(vm, &x, f64::log10),
        1,
        "Return the base 10 logarithm of x."
    ),
    function!(
        "ceil(x, /)",
        ceil,
        1,
        "Return the ceiling of x as an Integral.\n\nThis is the smallest integer >= x."
    ),
    function!(
        "floor(x, /)",
        floor,
        1,
        "Return the floor of x as an Integral.\n\nThis is the largest integer <= x."
    ),
    function!(
        "trunc(x, /)",
        trunc,
        1,
        "Truncates the Real x to the nearest Integral toward 0.\n\nUses the __trunc__ magic method."
    ),
];

const NO_GAMMA: &str = "expected a noninteger or positive integer";

fn gamma(vm: &mut Vm, x: f64) -> Result<f64> {
    if x == f64::NEG_INFINITY || x <= 0.0 && x.floor() == x {
        return Err(domain(vm, NO_GAMMA, x));
    }
    if x.floor() == x && x <= 23.0 {
        return Ok((1..x as i64).fold(1.0, |product, n| product * n as f64));
    }
    checked(vm, x, libm::tgamma(x), true, "")
}

fn lgamma(vm: &mut Vm, x: f64) -> Result<f64> {
    if x.is_infinite() {
        return Ok(f64::INFINITY);
    }
    if x <= 0.0 && x.floor() == x {
        return Err(domain(vm, NO_GAMMA, x));
    }
    if x == 1.0 || x == 2.0 {
        return Ok(0.0);
    }
    checked(vm, x, libm::lgamma(x), true, "")
}

fn fmod(vm: &mut Vm, x: f64, y: f64) -> Result<f64> {
    if y.is_infinite() && x.is_finite() {
        return Ok(x);
    }
    let result = x % y;
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(vm.value_error(DOMAIN));
    }
    Ok(result)
}

fn remainder(vm: &mut Vm, x: f64, y: f64) -> Result<f64> {
    if x.is_nan() || y.is_nan() {
        return Ok(x + y);
    }
    if x.is_infinite() || y == 0.0 {
        return Err(vm.value_error(DOMAIN));
    }
    if y.is_infinite() {
        return Ok(x);
    }
    let (high, low) = (x.abs(), y.abs());
    let m = high % low;
    let c = low - m;
    let result = if m < c {
        m
    } else if m > c {
        -c
    } else {
        // Halfway: the even multiple. (x - m) / 2 is exact here.
        m - 2.0 * ((0.5 * (high - m)) % low)
    };
    Ok(result * 1f64.copysign(x))
}

fn pow(vm: &mut Vm, x: f64, y: f64) -> Result<f64> {
    let result = float::power_of(x, y);
    if x.is_finite() && y.is_finite() {
        if result.is_nan() {
            return Err(vm.value_error(DOMAIN));
        }
        if result.is_infinite() {
            return Err(if x == 0.0 { vm.value_error(DOMAIN) } else { vm.overflow_error(RANGE) });
        }
    }
    Ok(result)
}

fn fma(vm: &mut Vm, x: f64, y: f64, z: f64) -> Result<f64> {
    let result = x.mul_add(y, z);
    if result.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
        return Err(vm.value_error("invalid operation in fma"));
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(vm.overflow_error("overflow in fma"));
    }
    Ok(result)
}

fn pair(a: Value, b: Value) -> Value {
    Tuple::new(vec![a, b]).into_value()
}

fn frexp(_vm: &mut Vm, x: f64) -> Value {
    if x == 0.0 || !x.is_finite() {
        return pair(Value::float_from_outside(x), Value::small(0));
    }
    let (mantissa, exponent) = libm::frexp(x);
    pair(Value::float(mantissa), Value::small(exponent.into()))
}

fn ldexp(vm: &mut Vm, x: f64, exponent: &Value) -> Result<f64> {
    let exponent = match exponent.as_int() {
        Some(Int::Small(exponent)) => exponent,
        Some(big) if big.is_negative() => i64::MIN,
        Some(_) => i64::MAX,
        None => return Err(vm.type_error("Expected an int as second argument to ldexp.")),
    };
    if x == 0.0 || !x.is_finite() {
        return Ok(x);
    }
    let result = libm::ldexp(x, exponent.clamp(-5000, 5000) as i32);
    if result.is_infinite() {
        return Err(vm.overflow_error(RANGE));
    }
    Ok(result)
}

fn modf(_vm: &mut Vm, x: f64) -> Value {
    let whole = x.trunc();
    let part = if x.is_infinite() { 0f64.copysign(x) } else { (x - whole).copysign(x) };
    pair(Value::float_from_outside(part), Value::float_from_outside(whole))
}

/// Floats in their order, as integers.
fn ordinal(x: f64) -> i64 {
    let bits = x.to_bits() as i64;
    if bits < 0 { -(bits & i64::MAX) } else { bits }
}

fn next_after(vm: &mut Vm, x: f64, y: f64, steps: Option<Value>) -> Result<f64> {
    let steps = match steps.filter(|steps| !steps.is_none()) {
        None => 1,
        Some(steps) => {
            let steps = vm.index(&steps)?;
            if vm.int_is_negative(&steps) {
                return Err(vm.value_error("steps must be a non-negative integer"));
            }
            vm.int_to_u64(&steps).unwrap_or(u64::MAX)
        }
    };
    if steps == 0 || x.is_nan() {
        return Ok(x);
    }
    if y.is_nan() || x == y {
        return Ok(y);
    }
    let (from, to) = (i128::from(ordinal(x)), i128::from(ordinal(y)));
    let steps = i128::from(steps);
    let at = if to > from { (from + steps).min(to) } else { (from - steps).max(to) };
    if at == to {
        return Ok(y);
    }
    let magnitude = f64::from_bits(at.unsigned_abs() as u64);
    Ok(if at < 0 || at == 0 && from < 0 { -magnitude } else { magnitude })
}

fn ulp(_vm: &mut Vm, x: f64) -> f64 {
    let x = x.abs();
    if !x.is_finite() {
        return x;
    }
    let next = f64::from_bits(x.to_bits() + 1);
    if next.is_infinite() { x - f64::from_bits(x.to_bits() - 1) } else { next - x }
}

fn is_close(vm: &mut Vm, a: f64, b: f64, relative: Option<f64>, absolute: Option<f64>) -> Result<bool> {
    let (relative, absolute) = (relative.unwrap_or(1e-9), absolute.unwrap_or(0.0));
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    if a == b {
        return Ok(true);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(false);
    }
    let difference = (b - a).abs();
    Ok(difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute)
}

fn log_of(vm: &mut Vm, x: &Value, log: fn(f64) -> f64) -> Result<f64> {
    if let Some(number) = x.as_int() {
        if number.is_negative() || number.is_zero() {
            return Err(vm.value_error("expected a positive input"));
        }
        if let Ok(x) = number.to_f64() {
            return Ok(log(x));
        }
        // Larger than any float: the top 64 bits, and the exponent apart.
        let number = number.to_big();
        let shift = number.bits() - 64;
        let top = big::to_f64(&(number.as_ref() >> shift)).unwrap_or(f64::MAX);
        return Ok(log(top / 18_446_744_073_709_551_616.0) + log(2.0) * (shift + 64) as f64);
    }
    let x = vm.float_value(x)?;
    checked(vm, x, log(x), false, "expected a positive input")
}

fn log(vm: &mut Vm, x: &Value, base: Option<Value>) -> Result<Value> {
    let numerator = Value::float_from_outside(log_of(vm, x, f64::ln)?);
    let Some(base) = base else { return Ok(numerator) };
    let denominator = Value::float_from_outside(log_of(vm, &base, f64::ln)?);
    vm.binary(BinaryOp::Div, &numerator, &denominator)
}

fn rounded(vm: &mut Vm, x: &Value, slot: names::Name, round: fn(f64) -> f64) -> Result<Value> {
    if let Some(x) = x.as_float() {
        return vm.int_from_f64(round(x));
    }
    let class = vm.class_of(x);
    let name = vm.name(slot).clone();
    if let Some(method) = class.find(vm, &name) {
        let method = vm.bind(&method, x, &class)?;
        return vm.tail_call(&method, &[], &[]);
    }
    let x = vm.float_value(x)?;
    vm.int_from_f64(round(x))
}

fn ceil(vm: &mut Vm, x: &Value) -> Result<Value> {
    rounded(vm, x, names::__ceil__, f64::ceil)
}

fn floor(vm: &mut Vm, x: &Value) -> Result<Value> {
    rounded(vm, x, names::__floor__, f64::floor)
}

fn trunc(vm: &mut Vm, x: &Value) -> Result<Value> {
    if let Some(x) = x.as_float() {
        return vm.int_from_f64(x);
    }
    let class = vm.class_of(x);
    let name = vm.name(names::__trunc__).clone();
    let Some(method) = class.find(vm, &name) else {
        let name = vm.type_name(x);
        return Err(vm.type_error(format_args!("type {name} doesn't define __trunc__ method")));
    };
    let method = vm.bind(&method, x, &class)?;
    vm.tail_call(&method, &[], &[])
}
