//! Sums, products and distances of many numbers.
//!
//! Norms and sums of products are kept with what rounding lost (error-free transformations of Dekker and Knuth).

use whipsnake_vm::{
    error::Result,
    function,
    native::{Rest, Row, resumable::is_inert},
    objects::{
        consume::{Sink, consume},
        int::Int,
    },
    protocol::number::BinaryOp,
    value::{Trace, Tracer, Tuple, Value},
    vm::Vm,
};

/// Rows of the module.
pub const ROWS: &[Row] = &[
    function!(
        "fsum(seq, /)",
        |vm: &mut Vm, seq: Value| consume(vm, &seq, Exact::default()),
        1,
        "Return an accurate floating-point sum of values in the iterable seq.\n\nAssumes IEEE-754 floating-point arithmetic."
    ),
    function!(
        "prod(iterable, /, *, start=1)",
        prod,
        2,
        "Calculate the product of all the elements in the input iterable.\n\nThe default start value for the product is 1.\n\nWhen the iterable is empty, return the start value.  This function is\nintended specifically for use with numeric values and may reject\nnon-numeric types."
    ),
    function!(
        "hypot(*coordinates)",
        hypot,
        1,
        "Multidimensional Euclidean distance from the origin to a point.\n\nRoughly equivalent to:\n    sqrt(sum(x**2 for x in coordinates))\n\nFor a two dimensional point (x, y), gives the hypotenuse\nusing the Pythagorean theorem:  sqrt(x*x + y*y).\n\nFor example, the hypotenuse of a 3/4/5 right triangle is:\n\n    >>> hypot(3.0, 4.0)\n    5.0"
    ),
    function!(
        "dist(p, q, /)",
        dist,
        2,
        "Return the Euclidean distance between two points p and q.\n\nThe points should be specified as sequences (or iterables) of\ncoordinates.  Both inputs must have the same dimension.\n\nRoughly equivalent to:\n    sqrt(sum((px - qx) ** 2.0 for px, qx in zip(p, q)))"
    ),
    function!(
        "sumprod(p, q, /)",
        sumprod,
        2,
        "Return the sum of products of values from two iterables p and q.\n\nRoughly equivalent to:\n\n    sum(map(operator.mul, p, q, strict=True))\n\nFor float and mixed int/float inputs, the intermediate products\nand sums are computed with extended precision."
    ),
];

/// `a + b` and what rounding lost.
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let part = sum - a;
    (sum, (a - (sum - part)) + (b - part))
}

/// `a * b` and what rounding lost.
fn two_product(a: f64, b: f64) -> (f64, f64) {
    let product = a * b;
    (product, a.mul_add(b, -product))
}

/// Shewchuk's partial sums: they do not overlap, so nothing is lost.
#[derive(Default)]
struct Exact {
    partials: Vec<f64>,
    special: f64,
    infinities: f64,
    has_special: bool,
}

impl Exact {
    fn add(&mut self, vm: &mut Vm, x: f64) -> Result<()> {
        let original = x;
        let (mut x, mut kept) = (x, 0);
        for at in 0..self.partials.len() {
            let mut y = self.partials[at];
            if x.abs() < y.abs() {
                (x, y) = (y, x);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                self.partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        self.partials.truncate(kept);
        if x == 0.0 {
            return Ok(());
        }
        if x.is_finite() {
            self.partials.push(x);
            return Ok(());
        }
        if original.is_finite() {
            return Err(vm.overflow_error("intermediate overflow in fsum"));
        }
        if original.is_infinite() {
            self.infinities += original;
        }
        self.special += original;
        self.has_special = true;
        self.partials.clear();
        Ok(())
    }
    fn total(&mut self) -> f64 {
        let Some(mut high) = self.partials.pop() else { return 0.0 };
        let mut low = 0.0;
        while let Some(y) = self.partials.pop() {
            let x = high;
            high = x + y;
            low = y - (high - x);
            if low != 0.0 {
                break;
            }
        }
        // Exactly halfway: the rest decides which way to round.
        if let Some(rest) = self.partials.last()
            && (low < 0.0 && *rest < 0.0 || low > 0.0 && *rest > 0.0)
        {
            let twice = low * 2.0;
            let rounded = high + twice;
            if twice == rounded - high {
                high = rounded;
            }
        }
        high
    }
}

impl Sink for Exact {
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<bool> {
        let x = vm.float_value(&item)?;
        self.add(vm, x)?;
        Ok(true)
    }
    fn finish(&mut self, vm: &mut Vm) -> Result<Value> {
        if self.has_special {
            if self.infinities.is_nan() {
                return Err(vm.value_error("-inf + inf in fsum"));
            }
            return Ok(Value::float_from_outside(self.special));
        }
        Ok(Value::float(self.total()))
    }
}

struct Product(Value);

impl Sink for Product {
    fn takes(&self, item: &Value) -> bool {
        is_inert(item) && is_inert(&self.0)
    }
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<bool> {
        self.0 = vm.binary(BinaryOp::Mul, &self.0, &item)?;
        Ok(true)
    }
    fn finish(&mut self, _vm: &mut Vm) -> Result<Value> {
        Ok(self.0.clone())
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.0.trace(tracer);
    }
}

fn prod(vm: &mut Vm, iterable: &Value, start: Option<Value>) -> Result<Value> {
    consume(vm, iterable, Product(start.unwrap_or(Value::small(1))))
}

/// The Euclidean norm, almost always correctly rounded.
fn norm(mut values: Vec<f64>) -> f64 {
    let most = values.iter().fold(0f64, |most, x| most.max(x.abs()));
    if values.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    if values.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if most == 0.0 || values.len() <= 1 {
        return most;
    }
    let exponent = libm::frexp(most).1;
    if exponent < -1023 {
        for x in &mut values {
            *x /= f64::MIN_POSITIVE;
        }
        return f64::MIN_POSITIVE * norm(values);
    }
    let scale = libm::ldexp(1.0, -exponent);
    let (mut sum, mut lost, mut lost_products) = (1.0, 0.0, 0.0);
    for x in values {
        let x = x * scale;
        let (square, error) = two_product(x, x);
        let (next, low) = two_sum(sum, square);
        sum = next;
        lost += low;
        lost_products += error;
    }
    let mut root = (sum - 1.0 + (lost + lost_products)).sqrt();
    let (square, error) = two_product(-root, root);
    let (next, low) = two_sum(sum, square);
    let rest = next - 1.0 + (lost + low + (lost_products + error));
    root += rest / (2.0 * root);
    root / scale
}

fn hypot(vm: &mut Vm, coordinates: Rest) -> Result<f64> {
    let mut values = Vec::with_capacity(coordinates.0.len());
    for value in coordinates.0 {
        values.push(vm.float_value(value)?);
    }
    Ok(norm(values))
}

fn point(vm: &mut Vm, value: &Value) -> Result<Vec<Value>> {
    match value.cast::<Tuple>() {
        Some(tuple) => Ok(tuple.as_slice().to_vec()),
        None => vm.collect(value),
    }
}

fn dist(vm: &mut Vm, p: &Value, q: &Value) -> Result<f64> {
    let p = point(vm, p)?;
    let q = point(vm, q)?;
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let mut values = Vec::with_capacity(p.len());
    for (p, q) in p.iter().zip(&q) {
        let p = vm.float_value(p)?;
        let q = vm.float_value(q)?;
        values.push((p - q).abs());
    }
    Ok(norm(values))
}

/// A sum of products in triple precision.
#[derive(Default)]
struct Triple {
    high: f64,
    low: f64,
    tiny: f64,
    used: bool,
}

impl Triple {
    fn add(&mut self, x: f64, y: f64) {
        let (product, error) = two_product(x, y);
        let (high, lost) = two_sum(self.high, product);
        let (low, a) = two_sum(self.low, error);
        let (low, b) = two_sum(low, lost);
        (self.high, self.low, self.tiny) = (high, low, self.tiny + a + b);
        self.used = true;
    }
    fn total(&self) -> f64 {
        let (high, low) = two_sum(self.high, self.low);
        high + (self.tiny + low)
    }
}

fn small(value: &Value) -> Option<i64> {
    match value.as_exact_int() {
        Some(Int::Small(number)) => Some(number),
        _ => None,
    }
}

fn sumprod(vm: &mut Vm, p: &Value, q: &Value) -> Result<Value> {
    let p = vm.iter(p)?;
    let q = vm.iter(q)?;
    let mut total = Value::small(0);
    let mut floats = Triple::default();
    loop {
        let (a, b) = (vm.next(&p)?, vm.next(&q)?);
        let (a, b) = match (a, b) {
            (Some(a), Some(b)) => (a, b),
            (None, None) => break,
            _ => return Err(vm.value_error("Inputs are not the same length")),
        };
        let reals = match (a.as_float(), b.as_float()) {
            (Some(a), Some(b)) => Some((a, b)),
            (Some(a), None) => small(&b).map(|b| (a, b as f64)),
            (None, Some(b)) => small(&a).map(|a| (a as f64, b)),
            (None, None) => None,
        };
        if let Some((a, b)) = reals {
            let product = a * b;
            if product.is_finite() && floats.high.is_finite() {
                floats.add(a, b);
                continue;
            }
        }
        if floats.used && (small(&a).is_none() || small(&b).is_none()) {
            total = vm.binary(BinaryOp::Add, &total, &Value::float_from_outside(floats.total()))?;
            floats = Triple::default();
        }
        let product = vm.binary(BinaryOp::Mul, &a, &b)?;
        total = vm.binary(BinaryOp::Add, &total, &product)?;
    }
    if floats.used {
        total = vm.binary(BinaryOp::Add, &total, &Value::float_from_outside(floats.total()))?;
    }
    Ok(total)
}
