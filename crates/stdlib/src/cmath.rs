//! `cmath`: functions of complex numbers, after W. Kahan, "Branch Cuts for Complex Elementary Functions" (1987).
//!
//! Every function comes in two halves: the formulas for finite arguments, rearranged so that nothing overflows or
//! cancels on the way, and what annex G of the C standard says of infinities and NaN.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, LN_2, LN_10, PI, TAU};
use whipsnake_vm::{
    constant,
    error::{Raised, Result},
    function,
    native::{ModuleDef, Row},
    objects::complex::{Parts, new_value},
    value::{Handle, Tuple, Value},
    vm::Vm,
};

/// Beyond this, sums of squares overflow unless scaled.
const LARGE: f64 = f64::MAX / 4.0;
const INF: f64 = f64::INFINITY;
const NAN: f64 = f64::NAN;

/// Why a function has no value.
enum Bad {
    Domain,
    Range,
}
type Answer = std::result::Result<Parts, Bad>;

fn is_finite(z: Parts) -> bool {
    z.0.is_finite() && z.1.is_finite()
}
/// A result that overflowed is an error.
fn bounded(z: Parts) -> Answer {
    if z.0.is_infinite() || z.1.is_infinite() { Err(Bad::Range) } else { Ok(z) }
}
fn is_large((x, y): Parts) -> bool {
    x.abs() > LARGE || y.abs() > LARGE
}
/// `log(abs(z))` of large parts.
fn log_large((x, y): Parts) -> f64 {
    (x / 2.0).hypot(y / 2.0).ln() + 2.0 * LN_2
}
/// Times a power of the imaginary unit, exactly: `(x, y)` becomes `(-y, x)`.
fn turned((x, y): Parts) -> Parts {
    (-y, x)
}
/// The other way.
fn turned_back((x, y): Parts) -> Parts {
    (y, -x)
}

fn sqrt((x, y): Parts) -> Parts {
    if !is_finite((x, y)) {
        return match () {
            _ if y.is_infinite() => (INF, y),
            _ if x == INF => (INF, if y.is_nan() { NAN } else { 0.0f64.copysign(y) }),
            _ if x == -INF && y.is_nan() => (NAN, INF),
            _ if x == -INF => (0.0, INF.copysign(y)),
            _ => (NAN, NAN),
        };
    }
    if x == 0.0 && y == 0.0 {
        return (0.0, y);
    }
    let (ax, ay) = (x.abs(), y.abs());
    let root = if ax < f64::MIN_POSITIVE && ay < f64::MIN_POSITIVE {
        let (ax, ay) = (libm::ldexp(ax, 54), libm::ldexp(ay, 54));
        libm::ldexp((ax + ax.hypot(ay)).sqrt() / std::f64::consts::SQRT_2, -27)
    } else {
        let ax = ax / 8.0;
        2.0 * (ax + ax.hypot(ay / 8.0)).sqrt()
    };
    let other = ay / (2.0 * root);
    if x >= 0.0 { (root, other.copysign(y)) } else { (other, root.copysign(y)) }
}

fn acos((x, y): Parts) -> Parts {
    if !is_finite((x, y)) {
        let imag = -INF.copysign(y);
        return match () {
            _ if y.is_nan() && x.is_infinite() => (NAN, INF),
            _ if y.is_nan() && x == 0.0 => (FRAC_PI_2, NAN),
            _ if y.is_infinite() && x.is_nan() => (NAN, imag),
            _ if x.is_nan() || y.is_nan() => (NAN, NAN),
            _ if y.is_infinite() && x.is_infinite() => {
                (if x < 0.0 { 3.0 * FRAC_PI_4 } else { FRAC_PI_4 }, imag)
            }
            _ if y.is_infinite() => (FRAC_PI_2, imag),
            _ => (if x < 0.0 { PI } else { 0.0 }, imag),
        };
    }
    if is_large((x, y)) {
        let size = log_large((x, y));
        let imag = if x < 0.0 { -size.copysign(y) } else { size.copysign(-y) };
        return (y.abs().atan2(x), imag);
    }
    let (a, b) = (sqrt((1.0 - x, -y)), sqrt((1.0 + x, y)));
    (2.0 * a.0.atan2(b.0), libm::asinh(b.0 * a.1 - b.1 * a.0))
}

fn acosh((x, y): Parts) -> Parts {
    if !is_finite((x, y)) {
        let quarter = |angle: f64| angle.copysign(y);
        return match () {
            _ if y.is_nan() && x.is_infinite() => (INF, NAN),
            _ if y.is_nan() && x == 0.0 => (NAN, FRAC_PI_2),
            _ if x.is_nan() && y.is_infinite() => (INF, NAN),
            _ if x.is_nan() || y.is_nan() => (NAN, NAN),
            _ if x.is_infinite() && y.is_infinite() => {
                (INF, quarter(if x < 0.0 { 3.0 * FRAC_PI_4 } else { FRAC_PI_4 }))
            }
            _ if y.is_infinite() => (INF, quarter(FRAC_PI_2)),
            _ => (INF, quarter(if x < 0.0 { PI } else { 0.0 })),
        };
    }
    if is_large((x, y)) {
        return (log_large((x, y)), y.atan2(x));
    }
    let (a, b) = (sqrt((x - 1.0, y)), sqrt((x + 1.0, y)));
    (libm::asinh(a.0 * b.0 + a.1 * b.1), 2.0 * a.1.atan2(b.0))
}

fn asinh((x, y): Parts) -> Parts {
    if !is_finite((x, y)) {
        return match () {
            _ if x.is_nan() && y.is_infinite() => (INF, NAN),
            _ if x.is_nan() && y == 0.0 => (NAN, y),
            _ if y.is_nan() && x.is_infinite() => (x, NAN),
            _ if x.is_nan() || y.is_nan() => (NAN, NAN),
            _ if x.is_infinite() && y.is_infinite() => (x, FRAC_PI_4.copysign(y)),
            _ if y.is_infinite() => (INF.copysign(x), FRAC_PI_2.copysign(y)),
            _ => (x, 0.0f64.copysign(y)),
        };
    }
    if is_large((x, y)) {
        return (log_large((x, y)).copysign(x), y.atan2(x.abs()));
    }
    let (a, b) = (sqrt((1.0 + y, -x)), sqrt((1.0 - y, x)));
    (libm::asinh(a.0 * b.1 - b.0 * a.1), y.atan2(a.0 * b.0 - a.1 * b.1))
}

fn atanh((x, y): Parts) -> Answer {
    if !is_finite((x, y)) {
        return Ok(match () {
            _ if y.is_infinite() => {
                (0.0f64.copysign(if x.is_nan() { 1.0 } else { x }), FRAC_PI_2.copysign(y))
            }
            _ if x.is_infinite() && y.is_nan() => (0.0f64.copysign(x), NAN),
            _ if x.is_infinite() => (0.0f64.copysign(x), FRAC_PI_2.copysign(y)),
            _ if x == 0.0 => (x, NAN),
            _ => (NAN, NAN),
        });
    }
    if x.is_sign_negative() {
        let (real, imag) = atanh((-x, -y))?;
        return Ok((-real, -imag));
    }
    let ay = y.abs();
    let root_large = LARGE.sqrt();
    if x > root_large || ay > root_large {
        let size = (x / 2.0).hypot(y / 2.0);
        return Ok((x / 4.0 / size / size, -FRAC_PI_2.copysign(-y)));
    }
    if x == 1.0 && ay < f64::MIN_POSITIVE.sqrt() {
        if ay == 0.0 {
            return Err(Bad::Domain);
        }
        let real = -(ay.sqrt() / ay.hypot(2.0).sqrt()).ln();
        return Ok((real, (2.0f64.atan2(-ay) / 2.0).copysign(y)));
    }
    let rest = 1.0 - x;
    let real = libm::log1p(4.0 * x / (rest * rest + ay * ay)) / 4.0;
    Ok((real, -(-2.0 * y).atan2(rest * (1.0 + x) - ay * ay) / 2.0))
}

fn cosh((x, y): Parts) -> Answer {
    if !is_finite((x, y)) {
        if y.is_infinite() && !x.is_nan() {
            return Err(Bad::Domain);
        }
        return Ok(match () {
            _ if x.is_infinite() && y.is_finite() && y != 0.0 => {
                (INF.copysign(y.cos()), INF.copysign(y.sin()).copysign(y.sin() * x.signum()))
            }
            _ if x.is_infinite() && y.is_nan() => (INF, NAN),
            _ if x.is_infinite() => (INF, 0.0f64.copysign(y) * x.signum()),
            // The sign of this zero is not specified; CPython gives a plain one.
            _ if x == 0.0 => (NAN, 0.0),
            _ if y == 0.0 => (NAN, 0.0),
            _ => (NAN, NAN),
        });
    }
    if x.abs() > LARGE.ln() {
        let less = x - 1.0f64.copysign(x);
        let e = std::f64::consts::E;
        return bounded((y.cos() * less.cosh() * e, y.sin() * less.sinh() * e));
    }
    bounded((y.cos() * x.cosh(), y.sin() * x.sinh()))
}

fn sinh((x, y): Parts) -> Answer {
    if !is_finite((x, y)) {
        if y.is_infinite() && !x.is_nan() {
            return Err(Bad::Domain);
        }
        return Ok(match () {
            _ if x.is_infinite() && y.is_finite() && y != 0.0 => {
                (INF.copysign(y.cos() * x.signum()), INF.copysign(y.sin()))
            }
            _ if x.is_infinite() && y.is_nan() => (INF, NAN),
            _ if x.is_infinite() => (x, y),
            _ if x == 0.0 => (0.0, NAN),
            _ if y == 0.0 => (NAN, y),
            _ => (NAN, NAN),
        });
    }
    if x.abs() > LARGE.ln() {
        let less = x - 1.0f64.copysign(x);
        let e = std::f64::consts::E;
        return bounded((y.cos() * less.sinh() * e, y.sin() * less.cosh() * e));
    }
    bounded((y.cos() * x.sinh(), y.sin() * x.cosh()))
}

fn tanh((x, y): Parts) -> Answer {
    if !is_finite((x, y)) {
        if y.is_infinite() && x.is_finite() {
            return Err(Bad::Domain);
        }
        return Ok(match () {
            _ if x.is_infinite() && y.is_finite() && y != 0.0 => {
                (1.0f64.copysign(x), 0.0f64.copysign(2.0 * y.sin() * y.cos()))
            }
            _ if x.is_infinite() => (1.0f64.copysign(x), if y == 0.0 { y } else { 0.0 }),
            _ if x == 0.0 => (x, NAN),
            _ if y == 0.0 => (NAN, y),
            _ => (NAN, NAN),
        });
    }
    if x.abs() > LARGE.ln() {
        return Ok((1.0f64.copysign(x), 4.0 * y.sin() * y.cos() * (-2.0 * x.abs()).exp()));
    }
    let (tx, ty, cx) = (x.tanh(), y.tan(), 1.0 / x.cosh());
    let product = tx * ty;
    let denominator = 1.0 + product * product;
    Ok((tx * (1.0 + ty * ty) / denominator, ((ty / denominator) * cx) * cx))
}

fn exp((x, y): Parts) -> Answer {
    if !is_finite((x, y)) {
        if y.is_infinite() && (x.is_finite() || x == INF) {
            return Err(Bad::Domain);
        }
        return Ok(match () {
            _ if x.is_infinite() && y.is_finite() && y != 0.0 => {
                let size = if x > 0.0 { INF } else { 0.0 };
                (size.copysign(y.cos()), size.copysign(y.sin()))
            }
            _ if x == -INF => (0.0, if y == 0.0 { y } else { 0.0 }),
            _ if x == INF => (INF, y),
            _ if y == 0.0 => (NAN, y),
            _ => (NAN, NAN),
        });
    }
    let (size, more) = if x > LARGE.ln() { ((x - 1.0).exp(), std::f64::consts::E) } else { (x.exp(), 1.0) };
    bounded((size * y.cos() * more, size * y.sin() * more))
}

fn log((x, y): Parts) -> Answer {
    if !is_finite((x, y)) {
        return Ok(match () {
            _ if x.is_infinite() || y.is_infinite() => {
                (INF, if x.is_nan() || y.is_nan() { NAN } else { y.atan2(x) })
            }
            _ => (NAN, NAN),
        });
    }
    let (ax, ay) = (x.abs(), y.abs());
    let real = if is_large((x, y)) {
        (ax / 2.0).hypot(ay / 2.0).ln() + LN_2
    } else if ax < f64::MIN_POSITIVE && ay < f64::MIN_POSITIVE {
        if ax == 0.0 && ay == 0.0 {
            return Err(Bad::Domain);
        }
        libm::ldexp(ax, 53).hypot(libm::ldexp(ay, 53)).ln() - 53.0 * LN_2
    } else {
        let size = ax.hypot(ay);
        if (0.71..=1.73).contains(&size) {
            let (more, less) = if ax > ay { (ax, ay) } else { (ay, ax) };
            libm::log1p((more - 1.0) * (more + 1.0) + less * less) / 2.0
        } else {
            size.ln()
        }
    };
    Ok((real, y.atan2(x)))
}

fn rectangular(size: f64, angle: f64) -> Answer {
    if !size.is_finite() || !angle.is_finite() {
        if angle.is_infinite() && size != 0.0 && !size.is_nan() {
            return Err(Bad::Domain);
        }
        return Ok(match () {
            _ if size.is_infinite() && angle.is_finite() && angle != 0.0 => {
                let sign = size.signum();
                (INF.copysign(angle.cos() * sign), INF.copysign(angle.sin() * sign))
            }
            _ if size.is_infinite() && angle.is_nan() => (INF, NAN),
            _ if size.is_infinite() => (size, angle * size.signum()),
            _ if size == 0.0 => (0.0, 0.0),
            _ if angle == 0.0 => (NAN, 0.0),
            _ => (NAN, NAN),
        });
    }
    if angle == 0.0 {
        // The sign of the zero is kept.
        return Ok((size, size * angle));
    }
    Ok((size * angle.cos(), size * angle.sin()))
}

#[cold]
fn fail(vm: &mut Vm, bad: Bad) -> Raised {
    match bad {
        Bad::Domain => vm.value_error("math domain error"),
        Bad::Range => vm.overflow_error("math range error"),
    }
}
fn finish(vm: &mut Vm, answer: Answer) -> Result<Value> {
    match answer {
        Ok((real, imag)) => Ok(new_value(real, imag)),
        Err(bad) => Err(fail(vm, bad)),
    }
}

/// A row for a function of one number.
macro_rules! one {
    ($signature:literal, $function:expr, $doc:literal) => {
        function!(
            $signature,
            |vm: &mut Vm, z: &Value| -> Result<Value> {
                let z = vm.complex_value(z)?;
                let answer: Answer = $function(z);
                finish(vm, answer)
            },
            1,
            $doc
        )
    };
}

fn log_to(vm: &mut Vm, z: &Value, base: Option<&Value>) -> Result<Value> {
    let z = vm.complex_value(z)?;
    let base = base.map(|base| vm.complex_value(base)).transpose()?;
    let top = match log(z) {
        Ok(top) => top,
        Err(bad) => return Err(fail(vm, bad)),
    };
    let Some(base) = base else { return finish(vm, Ok(top)) };
    let answer = log(base).and_then(|below| {
        if below == (0.0, 0.0) {
            return Err(Bad::Domain);
        }
        whipsnake_vm::objects::complex::divide(top, below).map_err(|_| Bad::Domain)
    });
    finish(vm, answer)
}

fn absolute(vm: &mut Vm, z: Parts) -> Result<f64> {
    let size = if z.0.is_infinite() || z.1.is_infinite() { INF } else { z.0.hypot(z.1) };
    if size.is_infinite() && is_finite(z) {
        return Err(fail(vm, Bad::Range));
    }
    Ok(size)
}
fn phase(vm: &mut Vm, z: &Value) -> Result<f64> {
    let (x, y) = vm.complex_value(z)?;
    Ok(y.atan2(x))
}
fn polar(vm: &mut Vm, z: &Value) -> Result<Handle<Tuple>> {
    let z = vm.complex_value(z)?;
    let size = absolute(vm, z)?;
    Ok(Tuple::new(vec![Value::float_from_outside(size), Value::float_from_outside(z.1.atan2(z.0))]))
}
fn rect(vm: &mut Vm, r: f64, phi: f64) -> Result<Value> {
    finish(vm, rectangular(r, phi))
}
fn is_close(
    vm: &mut Vm,
    a: &Value,
    b: &Value,
    relative: Option<f64>,
    absolute_tolerance: Option<f64>,
) -> Result<bool> {
    let (a, b) = (vm.complex_value(a)?, vm.complex_value(b)?);
    let (relative, least) = (relative.unwrap_or(1e-9), absolute_tolerance.unwrap_or(0.0));
    if relative < 0.0 || least < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    if a == b {
        return Ok(true);
    }
    if [a.0, a.1, b.0, b.1].iter().any(|part| part.is_infinite()) {
        return Ok(false);
    }
    let difference = (a.0 - b.0).hypot(a.1 - b.1);
    let scale = a.0.hypot(a.1).max(b.0.hypot(b.1));
    Ok(difference <= relative * scale || difference <= least)
}

const ROWS: &[Row] = &[
    constant!("pi", |_| Value::float(PI)),
    constant!("e", |_| Value::float(std::f64::consts::E)),
    constant!("tau", |_| Value::float(TAU)),
    constant!("inf", |_| Value::float(INF)),
    constant!("nan", |_| Value::float_from_outside(NAN)),
    constant!("infj", |_| new_value(0.0, INF)),
    constant!("nanj", |_| new_value(0.0, NAN)),
    one!("acos(z, /)", |z| Ok(acos(z)), "Return the arc cosine of z."),
    one!("acosh(z, /)", |z| Ok(acosh(z)), "Return the inverse hyperbolic cosine of z."),
    one!("asin(z, /)", |z| Ok(turned_back(asinh(turned(z)))), "Return the arc sine of z."),
    one!("asinh(z, /)", |z| Ok(asinh(z)), "Return the inverse hyperbolic sine of z."),
    one!("atan(z, /)", |z| atanh(turned(z)).map(turned_back), "Return the arc tangent of z."),
    one!("atanh(z, /)", atanh, "Return the inverse hyperbolic tangent of z."),
    one!("cos(z, /)", |z| cosh(turned(z)), "Return the cosine of z."),
    one!("cosh(z, /)", cosh, "Return the hyperbolic cosine of z."),
    one!("exp(z, /)", exp, "Return the exponential value e**z."),
    one!(
        "log10(z, /)",
        |z| log(z).map(|(real, imag)| (real / LN_10, imag / LN_10)),
        "Return the base-10 logarithm of z."
    ),
    one!("sin(z, /)", |z| sinh(turned(z)).map(turned_back), "Return the sine of z."),
    one!("sinh(z, /)", sinh, "Return the hyperbolic sine of z."),
    one!("sqrt(z, /)", |z| Ok(sqrt(z)), "Return the square root of z."),
    one!("tan(z, /)", |z| tanh(turned(z)).map(turned_back), "Return the tangent of z."),
    one!("tanh(z, /)", tanh, "Return the hyperbolic tangent of z."),
    function!(
        "log(z, base=None, /)",
        log_to,
        2,
        "log(z[, base]) -> the logarithm of z to the given base.\n\nIf the base is not specified, returns the natural logarithm (base e) of z."
    ),
    function!("phase(z, /)", phase, 1, "Return argument, also known as the phase angle, of a complex."),
    function!(
        "polar(z, /)",
        polar,
        1,
        "Convert a complex from rectangular coordinates to polar coordinates.\n\nr is the distance from 0 and phi the phase angle."
    ),
    function!("rect(r, phi, /)", rect, 2, "Convert from polar coordinates to rectangular coordinates."),
    function!(
        "isfinite(z, /)",
        |vm: &mut Vm, z: &Value| vm.complex_value(z).map(is_finite),
        1,
        "Return True if both the real and imaginary parts of z are finite, else False."
    ),
    function!(
        "isnan(z, /)",
        |vm: &mut Vm, z: &Value| vm.complex_value(z).map(|(x, y)| x.is_nan() || y.is_nan()),
        1,
        "Checks if the real or imaginary part of z not a number (NaN)."
    ),
    function!(
        "isinf(z, /)",
        |vm: &mut Vm, z: &Value| vm.complex_value(z).map(|(x, y)| x.is_infinite() || y.is_infinite()),
        1,
        "Checks if the real or imaginary part of z is infinite."
    ),
    function!(
        "isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
        is_close,
        4,
        "Determine whether two complex numbers are close in value.\n\n  rel_tol\n    maximum difference for being considered \"close\", relative to the\n    magnitude of the input values\n  abs_tol\n    maximum difference for being considered \"close\", regardless of the\n    magnitude of the input values\n\nReturn True if a is close in value to b, and False otherwise.\n\nFor the values to be considered close, the difference between them must be\nsmaller than at least one of the tolerances.\n\n-inf, inf and NaN behave similarly to the IEEE 754 Standard. That is, NaN is\nnot close to anything, even itself. inf and -inf are only close to themselves."
    ),
];

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "cmath",
    doc: "This module provides access to mathematical functions for complex\nnumbers.",
    rows: ROWS,
    types: &[],
    init: None,
};
