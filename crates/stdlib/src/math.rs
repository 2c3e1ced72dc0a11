//! `math`: floats by the platform's library, integers by `num-bigint`.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Zero};
use whipsnake_vm::{
    constant,
    error::Result,
    function,
    native::{ModuleDef, Rest, Row},
    protocol::number::BinaryOp,
    text::big,
    value::{Tuple, Value},
    vm::Vm,
};

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "math",
    doc: "This module provides access to the mathematical functions\ndefined by the C standard.",
    rows: ROWS,
    types: &[],
    init: None,
};

/// A function of one float: NaN from a number is a domain error, infinity from a finite number a range error.
fn checked(vm: &mut Vm, x: f64, result: f64, can_overflow: bool) -> Result<f64> {
    if result.is_nan() && !x.is_nan() {
        return Err(vm.value_error("math domain error"));
    }
    if result.is_infinite() && x.is_finite() {
        return Err(if can_overflow {
            vm.overflow_error("math range error")
        } else {
            vm.value_error("math domain error")
        });
    }
    Ok(result)
}

macro_rules! floats {
    ($($name:ident $make:expr, $overflow:literal;)*) => {
        $(fn $name(vm: &mut Vm, x: f64) -> Result<f64> {
            let result: f64 = ($make)(x);
            checked(vm, x, result, $overflow)
        })*
    };
}
floats! {
    acos f64::acos, false; acosh f64::acosh, false; asin f64::asin, false; asinh f64::asinh, false;
    atan f64::atan, false; atanh f64::atanh, false; cbrt f64::cbrt, false; cos f64::cos, false; cosh f64::cosh, true;
    exp f64::exp, true; exp2 f64::exp2, true; expm1 f64::exp_m1, true; fabs f64::abs, false; log1p f64::ln_1p, false;
    sin f64::sin, false; sinh f64::sinh, true; tan f64::tan, false; tanh f64::tanh, false;
}

fn sqrt(vm: &mut Vm, x: f64) -> Result<f64> {
    if x < 0.0 {
        return Err(vm.value_error(format_args!(
            "expected a nonnegative input, got {}",
            whipsnake_vm::text::float_repr::repr(x)
        )));
    }
    Ok(x.sqrt())
}

const ROWS: &[Row] = &[
    function!("acos(x, /)", acos, 1),
    function!("acosh(x, /)", acosh, 1),
    function!("asin(x, /)", asin, 1),
    function!("asinh(x, /)", asinh, 1),
    function!("atan(x, /)", atan, 1),
    function!("atanh(x, /)", atanh, 1),
    function!("cbrt(x, /)", cbrt, 1),
    function!("cos(x, /)", cos, 1),
    function!("cosh(x, /)", cosh, 1),
    function!("exp(x, /)", exp, 1),
    function!("exp2(x, /)", exp2, 1),
    function!("expm1(x, /)", expm1, 1),
    function!("fabs(x, /)", fabs, 1),
    function!("log1p(x, /)", log1p, 1),
    function!("sin(x, /)", sin, 1),
    function!("sinh(x, /)", sinh, 1),
    function!("tan(x, /)", tan, 1),
    function!("tanh(x, /)", tanh, 1),
    function!("sqrt(x, /)", sqrt, 1),
    function!("atan2(y, x, /)", |_: &mut Vm, y: f64, x: f64| y.atan2(x), 2),
    function!("copysign(x, y, /)", |_: &mut Vm, x: f64, y: f64| x.copysign(y), 2),
    function!("degrees(x, /)", |_: &mut Vm, x: f64| x * (180.0 / std::f64::consts::PI), 1),
    function!("radians(x, /)", |_: &mut Vm, x: f64| x * (std::f64::consts::PI / 180.0), 1),
    function!("isnan(x, /)", |_: &mut Vm, x: f64| x.is_nan(), 1),
    function!("isinf(x, /)", |_: &mut Vm, x: f64| x.is_infinite(), 1),
    function!("isfinite(x, /)", |_: &mut Vm, x: f64| x.is_finite(), 1),
    function!("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", is_close, 4),
    function!("fmod(x, y, /)", fmod, 2),
    function!("remainder(x, y, /)", remainder, 2),
    function!("pow(x, y, /)", pow, 2),
    function!("fma(x, y, z, /)", |_: &mut Vm, x: f64, y: f64, z: f64| x.mul_add(y, z), 3),
    function!("frexp(x, /)", frexp, 1),
    function!("ldexp(x, i, /)", ldexp, 2),
    function!("modf(x, /)", modf, 1),
    function!("log(x, base=None, /)", log, 2),
    function!("log2(x, /)", |vm: &mut Vm, x: &Value| logarithm(vm, x, f64::log2), 1),
    function!("log10(x, /)", |vm: &mut Vm, x: &Value| logarithm(vm, x, f64::log10), 1),
    function!("ceil(x, /)", ceil, 1),
    function!("floor(x, /)", floor, 1),
    function!("trunc(x, /)", trunc, 1),
    function!("factorial(n, /)", factorial, 1),
    function!("isqrt(n, /)", isqrt, 1),
    function!("gcd(*integers)", gcd, 1),
    function!("lcm(*integers)", lcm, 1),
    function!("comb(n, k, /)", comb, 2),
    function!("perm(n, k=None, /)", perm, 2),
    function!("fsum(seq, /)", fsum, 1),
    function!("prod(iterable, /, *, start=1)", prod, 2),
    function!("hypot(*coordinates)", hypot, 1),
    function!("dist(p, q, /)", dist, 2),
    function!("sumprod(p, q, /)", sum_prod, 2),
    function!("ulp(x, /)", |_: &mut Vm, x: f64| ulp(x), 1),
    function!("nextafter(x, y, /, *, steps=None)", next_after, 3),
    constant!("pi", |_| Value::float(std::f64::consts::PI)),
    constant!("e", |_| Value::float(std::f64::consts::E)),
    constant!("tau", |_| Value::float(std::f64::consts::TAU)),
    constant!("inf", |_| Value::float(f64::INFINITY)),
    constant!("nan", |_| Value::float(f64::NAN.abs())),
];

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

fn fmod(vm: &mut Vm, x: f64, y: f64) -> Result<f64> {
    if y.is_infinite() && x.is_finite() {
        return Ok(x);
    }
    let result = x % y;
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(vm.value_error("math domain error"));
    }
    Ok(result)
}

fn remainder(vm: &mut Vm, x: f64, y: f64) -> Result<f64> {
    if x.is_nan() || y.is_nan() {
        return Ok(f64::NAN);
    }
    if x.is_infinite() || y == 0.0 {
        return Err(vm.value_error("math domain error"));
    }
    if y.is_infinite() {
        return Ok(x);
    }
    // The nearest multiple, ties to even: the C library's definition by exact remainders.
    let (a, b) = (x.abs(), y.abs());
    let m = a % b;
    let c = b - m;
    let r = if m < c {
        m
    } else if m > c {
        -c
    } else {
        m - 2.0 * ((0.5 * (a - m)) % b)
    };
    Ok(1f64.copysign(x) * r)
}

fn pow(vm: &mut Vm, x: f64, y: f64) -> Result<f64> {
    let result = x.powf(y);
    if x.is_finite() && y.is_finite() {
        if result.is_nan() {
            return Err(vm.value_error("math domain error"));
        }
        if result.is_infinite() {
            return Err(if x == 0.0 {
                vm.value_error("math domain error")
            } else {
                vm.overflow_error("math range error")
            });
        }
    }
    Ok(result)
}

fn frexp(vm: &mut Vm, x: f64) -> Value {
    let (mantissa, exponent) = split(x);
    Tuple::new(vec![Value::float(mantissa), vm.new_int(exponent)]).into_value()
}

fn split(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (x, bias) = if x.abs() < f64::MIN_POSITIVE { (x * 2f64.powi(64), 64) } else { (x, 0) };
    let bits = x.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i64 - 1022;
    (f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52), exponent - bias)
}

fn ldexp(vm: &mut Vm, x: f64, exponent: &Value) -> Result<f64> {
    let exponent = match vm.int_part(exponent) {
        Some(exponent) => vm.index_clipped(&exponent)?,
        None => return Err(vm.type_error("Expected an int as second argument to ldexp.")),
    };
    if x == 0.0 || !x.is_finite() {
        return Ok(x);
    }
    let (mantissa, own) = split(x);
    let total = (exponent as i64).saturating_add(own);
    if total > 1024 {
        return Err(vm.overflow_error("math range error"));
    }
    if total < -1080 {
        return Ok(0f64.copysign(x));
    }
    // Two steps keep the only rounding at the end.
    let result = if total < -1021 {
        mantissa * 2f64.powi(total as i32 + 100) * 2f64.powi(-100)
    } else {
        mantissa * 2.0 * 2f64.powi(total as i32 - 1)
    };
    if result.is_infinite() { Err(vm.overflow_error("math range error")) } else { Ok(result) }
}

fn modf(_vm: &mut Vm, x: f64) -> Value {
    let (whole, part) =
        if x.is_infinite() { (x, 0f64.copysign(x)) } else { (x.trunc(), (x - x.trunc()).copysign(x)) };
    Tuple::new(vec![Value::float(part), Value::float(whole)]).into_value()
}

/// A logarithm of an int of any size, or of a float.
fn logarithm(vm: &mut Vm, x: &Value, function: fn(f64) -> f64) -> Result<f64> {
    if let Some(number) = vm.int_part(x) {
        let number = vm.as_big(&number).map(|number| number.into_owned()).unwrap_or_default();
        if number <= BigInt::zero() {
            return Err(vm.value_error("expected a positive input"));
        }
        if let Some(small) = big::to_f64(&number) {
            return Ok(function(small));
        }
        let shift = big::bit_length(&number) - 64;
        let high = big::to_f64(&(&number >> shift)).unwrap_or(f64::MAX);
        return Ok(function(high) + function(2.0) * shift as f64);
    }
    let x = vm.float_value(x)?;
    if x <= 0.0 {
        return Err(vm.value_error(format_args!(
            "expected a positive input, got {}",
            whipsnake_vm::text::float_repr::repr(x)
        )));
    }
    Ok(function(x))
}

fn log(vm: &mut Vm, x: &Value, base: Option<Value>) -> Result<f64> {
    let number = logarithm(vm, x, f64::ln)?;
    let Some(base) = base else { return Ok(number) };
    let base = logarithm(vm, &base, f64::ln)?;
    if base == 0.0 {
        return Err(vm.zero_division_error("division by zero"));
    }
    Ok(number / base)
}

fn rounded(vm: &mut Vm, x: &Value, method: &str, round: fn(f64) -> f64) -> Result<Value> {
    if let Some(float) = x.as_float() {
        return vm.int_from_f64(round(float));
    }
    let name = vm.intern_text(method);
    let class = vm.class_of(x);
    match class.find(vm, &name) {
        Some(function) => vm.call_slot(&function, x, &[]),
        None if method == "__trunc__" => {
            let name = vm.type_name(x);
            Err(vm.type_error(format_args!("type {name} doesn't define __trunc__ method")))
        }
        None => {
            let float = vm.float_value(x)?;
            vm.int_from_f64(round(float))
        }
    }
}
fn ceil(vm: &mut Vm, x: &Value) -> Result<Value> {
    rounded(vm, x, "__ceil__", f64::ceil)
}
fn floor(vm: &mut Vm, x: &Value) -> Result<Value> {
    rounded(vm, x, "__floor__", f64::floor)
}
fn trunc(vm: &mut Vm, x: &Value) -> Result<Value> {
    rounded(vm, x, "__trunc__", f64::trunc)
}

fn big_of(vm: &mut Vm, value: &Value) -> Result<BigInt> {
    let number = vm.index(value)?;
    Ok(vm.as_big(&number).map(|number| number.into_owned()).unwrap_or_default())
}

/// The product of `low..=high`, by halves so that factors stay of similar size.
fn product(low: u64, high: u64) -> BigInt {
    match high.checked_sub(low) {
        None => BigInt::one(),
        Some(0..=16) => (low..=high).fold(BigInt::one(), |total, factor| total * factor),
        Some(width) => product(low, low + width / 2) * product(low + width / 2 + 1, high),
    }
}

/// Largest argument whose factorial is worth computing: the result would have hundreds of megabytes beyond it.
const LARGEST: u64 = 1 << 26;

fn factorial(vm: &mut Vm, n: &Value) -> Result<Value> {
    let n = big_of(vm, n)?;
    if n < BigInt::zero() {
        return Err(vm.value_error("factorial() not defined for negative values"));
    }
    match u64::try_from(&n) {
        Ok(n) if n <= LARGEST => Ok(vm.new_big(product(1, n))),
        Ok(n) if n <= i64::MAX as u64 => Err(vm.memory_error("")),
        _ => Err(vm.overflow_error(format_args!("factorial() argument should not exceed {}", i64::MAX))),
    }
}

fn isqrt(vm: &mut Vm, n: &Value) -> Result<Value> {
    let n = big_of(vm, n)?;
    match big::isqrt(&n) {
        Some(root) => Ok(vm.new_big(root)),
        None => Err(vm.value_error("isqrt() argument must be nonnegative")),
    }
}

fn gcd(vm: &mut Vm, numbers: Rest) -> Result<Value> {
    let mut total = BigInt::zero();
    for number in numbers.0 {
        total = total.gcd(&big_of(vm, number)?);
    }
    Ok(vm.new_big(total))
}

fn lcm(vm: &mut Vm, numbers: Rest) -> Result<Value> {
    let mut total = BigInt::one();
    for number in numbers.0 {
        total = total.lcm(&big_of(vm, number)?);
    }
    Ok(vm.new_big(total))
}

fn counts(vm: &mut Vm, n: &Value, k: &Value) -> Result<(u64, Option<u64>)> {
    let (n, k) = (big_of(vm, n)?, big_of(vm, k)?);
    for (name, number) in [("n", &n), ("k", &k)] {
        if *number < BigInt::zero() {
            return Err(vm.value_error(format_args!("{name} must be a non-negative integer")));
        }
    }
    if k > n {
        return Ok((0, None));
    }
    match (u64::try_from(&n), u64::try_from(&k)) {
        (Ok(n), Ok(k)) => Ok((n, Some(k))),
        _ => Err(vm.overflow_error(format_args!("min(n - k, k) must not exceed {}", i64::MAX))),
    }
}

fn comb(vm: &mut Vm, n: &Value, k: &Value) -> Result<Value> {
    let (n, Some(k)) = counts(vm, n, k)? else { return Ok(Value::small(0)) };
    let k = k.min(n - k);
    if k > LARGEST {
        return Err(vm.memory_error(""));
    }
    Ok(vm.new_big(product(n - k + 1, n) / product(1, k)))
}

fn perm(vm: &mut Vm, n: &Value, k: Option<Value>) -> Result<Value> {
    let Some(k) = k.filter(|k| !k.is_none()) else { return factorial(vm, n) };
    let (n, Some(k)) = counts(vm, n, &k)? else { return Ok(Value::small(0)) };
    if k > LARGEST {
        return Err(vm.memory_error(""));
    }
    Ok(vm.new_big(product(n - k + 1, n)))
}

/// Exact sum of floats (Shewchuk, "Adaptive Precision Floating-Point Arithmetic", 1997).
fn fsum(vm: &mut Vm, iterable: &Value) -> Result<f64> {
    let mut partials: Vec<f64> = Vec::new();
    let (mut special, mut infinities) = (0.0, 0.0);
    for item in vm.collect(iterable)? {
        let original = vm.float_value(&item)?;
        let mut x = original;
        let mut kept = 0;
        for i in 0..partials.len() {
            let mut y = partials[i];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        partials.truncate(kept);
        if x != 0.0 {
            if !x.is_finite() {
                if original.is_finite() {
                    return Err(vm.overflow_error("intermediate overflow in fsum"));
                }
                if original.is_infinite() {
                    infinities += original;
                }
                special += original;
                partials.clear();
            } else {
                partials.push(x);
            }
        }
    }
    if special != 0.0 {
        return if f64::is_nan(infinities) { Err(vm.value_error("-inf + inf in fsum")) } else { Ok(special) };
    }
    let Some(mut high) = partials.pop() else { return Ok(0.0) };
    let mut low = 0.0;
    while let Some(y) = partials.pop() {
        let x = high;
        high = x + y;
        low = y - (high - x);
        if low != 0.0 {
            break;
        }
    }
    // Half-way cases round by what lies further down.
    if let Some(next) = partials.last()
        && ((low < 0.0 && *next < 0.0) || (low > 0.0 && *next > 0.0))
    {
        let y = low * 2.0;
        let x = high + y;
        if y == x - high {
            high = x;
        }
    }
    Ok(high)
}

fn prod(vm: &mut Vm, iterable: &Value, start: Option<Value>) -> Result<Value> {
    let mut total = start.unwrap_or(Value::small(1));
    let iterator = vm.iter(iterable)?;
    while let Some(item) = vm.next(&iterator)? {
        total = vm.binary(BinaryOp::Mul, &total, &item)?;
    }
    Ok(total)
}

/// Length of a vector, scaled so that squares neither overflow nor vanish, with compensated summation.
fn length(values: &[f64]) -> f64 {
    if values.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    let largest =
        values.iter().fold(0f64, |largest, x| if x.is_nan() { f64::NAN } else { largest.max(x.abs()) });
    if largest == 0.0 || largest.is_nan() || values.iter().any(|x| x.is_nan()) {
        return if values.iter().any(|x| x.is_nan()) { f64::NAN } else { largest };
    }
    let (_, exponent) = split(largest);
    let scale = 2f64.powi((-exponent).clamp(-1022, 1022) as i32);
    let (mut sum, mut error) = (0.0, 0.0);
    for x in values {
        let x = x * scale;
        let square = x * x;
        let lost = x.mul_add(x, -square);
        let total = sum + square;
        error += (sum - total) + square + lost;
        sum = total;
    }
    let root = (sum + error).sqrt();
    // One step of Newton's method with the exact residue.
    let residue = (sum - root * root) - root.mul_add(root, -(root * root)) + error;
    (root + residue / (2.0 * root)) / scale
}

fn hypot(vm: &mut Vm, coordinates: Rest) -> Result<f64> {
    let mut values = Vec::with_capacity(coordinates.0.len());
    for value in coordinates.0 {
        values.push(vm.float_value(value)?);
    }
    Ok(length(&values))
}

fn dist(vm: &mut Vm, p: &Value, q: &Value) -> Result<f64> {
    let (p, q) = (vm.collect(p)?, vm.collect(q)?);
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let mut values = Vec::with_capacity(p.len());
    for (a, b) in p.iter().zip(&q) {
        values.push(vm.float_value(a)? - vm.float_value(b)?);
    }
    Ok(length(&values))
}

fn sum_prod(vm: &mut Vm, p: &Value, q: &Value) -> Result<Value> {
    let (p, q) = (vm.collect(p)?, vm.collect(q)?);
    if p.len() != q.len() {
        return Err(vm.value_error("Inputs are not the same length"));
    }
    if !p.is_empty() && p.iter().chain(&q).all(|value| value.is_float()) {
        // Products and their errors, summed exactly.
        let mut terms = Vec::with_capacity(p.len() * 2);
        for (a, b) in p.iter().zip(&q) {
            let (a, b) = (a.float_unchecked(), b.float_unchecked());
            terms.push(Value::float(a * b));
            let error = a.mul_add(b, -(a * b));
            if error.is_finite() {
                terms.push(Value::float(error));
            }
        }
        let terms = Tuple::new(terms).into_value();
        return fsum(vm, &terms).map(Value::float_from_outside);
    }
    let mut total = Value::small(0);
    for (a, b) in p.iter().zip(&q) {
        let term = vm.binary(BinaryOp::Mul, a, b)?;
        total = vm.binary(BinaryOp::Add, &total, &term)?;
    }
    Ok(total)
}

fn ulp(x: f64) -> f64 {
    if !x.is_finite() {
        return x.abs();
    }
    let x = x.abs();
    let next = x.next_up();
    if next.is_infinite() { x - x.next_down() } else { next - x }
}

fn next_after(vm: &mut Vm, x: f64, y: f64, steps: Option<Value>) -> Result<f64> {
    let steps = match steps.filter(|steps| !steps.is_none()) {
        Some(steps) => {
            let steps = vm.index_clipped(&steps)?;
            if steps < 0 {
                return Err(vm.value_error("steps must be a non-negative integer"));
            }
            steps as u64
        }
        None => 1,
    };
    if x.is_nan() || y.is_nan() {
        return Ok(f64::NAN);
    }
    // Floats in order are integers in order.
    let order = |x: f64| {
        let bits = x.to_bits() as i64;
        if bits < 0 { i64::MIN - bits } else { bits }
    };
    let (from, to) = (order(x), order(y));
    if steps == 0 || from == to {
        return Ok(if steps == 0 { x } else { y });
    }
    let distance = from.abs_diff(to);
    if steps >= distance {
        return Ok(y);
    }
    let at = if to > from { from.wrapping_add(steps as i64) } else { from.wrapping_sub(steps as i64) };
    Ok(f64::from_bits(if at < 0 { i64::MIN.wrapping_sub(at) as u64 } else { at as u64 }))
}
