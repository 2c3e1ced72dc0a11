//! Functions of integers.

use num_bigint::BigUint;
use num_traits::{One, ToPrimitive, Zero};
use whipsnake_vm::{
    error::Result,
    function,
    native::{Rest, Row},
    objects::int::Int,
    text::big,
    value::Value,
    vm::Vm,
};

/// Rows of the module.
pub const ROWS: &[Row] = &[
    function!("gcd(*integers)", gcd, 1, "Greatest Common Divisor."),
    function!("lcm(*integers)", lcm, 1, "Least Common Multiple."),
    function!("isqrt(n, /)", isqrt, 1, "Return the integer part of the square root of the input."),
    function!("factorial(n, /)", factorial, 1, "Find n!."),
    function!(
        "comb(n, k, /)",
        comb,
        2,
        "Number of ways to choose k items from n items without repetition and without order.\n\nEvaluates to n! / (k! * (n - k)!) when k <= n and evaluates\nto zero when k > n.\n\nAlso called the binomial coefficient because it is equivalent\nto the coefficient of k-th term in polynomial expansion of the\nexpression (1 + x)**n.\n\nRaises TypeError if either of the arguments are not integers.\nRaises ValueError if either of the arguments are negative."
    ),
    function!(
        "perm(n, k=None, /)",
        perm,
        2,
        "Number of ways to choose k items from n items without repetition and with order.\n\nEvaluates to n! / (n - k)! when k <= n and evaluates\nto zero when k > n.\n\nIf k is not specified or is None, then k defaults to n\nand the function returns n!.\n\nRaises TypeError if either of the arguments are not integers.\nRaises ValueError if either of the arguments are negative."
    ),
];

fn int<'a>(value: &'a Value) -> Int<'a> {
    value.as_int().unwrap_or(Int::Small(0))
}

fn gcd_small(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

fn gcd_of(a: Int, b: Int) -> Value {
    if let (Int::Small(a), Int::Small(b)) = (a, b) {
        return Value::int_wide(gcd_small(a.unsigned_abs(), b.unsigned_abs()).into());
    }
    Value::int_big(big::gcd(&a.to_big(), &b.to_big()))
}

fn gcd(vm: &mut Vm, numbers: Rest) -> Result<Value> {
    let mut result = Value::small(0);
    for number in numbers.0 {
        let number = vm.index(number)?;
        result = gcd_of(int(&result), int(&number));
    }
    Ok(result)
}

fn lcm(vm: &mut Vm, numbers: Rest) -> Result<Value> {
    let mut result = Value::small(1);
    for number in numbers.0 {
        let number = vm.index(number)?;
        if int(&result).is_zero() || int(&number).is_zero() {
            result = Value::small(0);
            continue;
        }
        let divisor = gcd_of(int(&result), int(&number));
        let product =
            int(&result).to_big().as_ref() / int(&divisor).to_big().as_ref() * int(&number).to_big().as_ref();
        result = Value::int_big(product.magnitude().clone().into());
    }
    Ok(result)
}

fn isqrt(vm: &mut Vm, n: &Value) -> Result<Value> {
    let n = vm.index(n)?;
    match big::isqrt(&int(&n).to_big()) {
        Some(root) => Ok(Value::int_big(root)),
        None => Err(vm.value_error("isqrt() argument must be nonnegative")),
    }
}

/// `low * (low + 1) * … * high`, by halves, so that factors are of like size.
fn product(low: u64, high: u64) -> BigUint {
    if low > high {
        return BigUint::one();
    }
    if high - low < 8 {
        return (low..=high).fold(BigUint::one(), |product, n| product * n);
    }
    let middle = low + (high - low) / 2;
    product(low, middle) * product(middle + 1, high)
}

fn factorial(vm: &mut Vm, n: &Value) -> Result<Value> {
    let n = vm.index(n)?;
    if int(&n).is_negative() {
        return Err(vm.value_error("factorial() not defined for negative values"));
    }
    match vm.int_to_i64(&n) {
        // A product of so many factors would not fit any memory.
        Some(n) if n < 100_000_000 => Ok(Value::int_big(product(2, n as u64).into())),
        Some(_) => Err(vm.memory_error("")),
        None => Err(vm.overflow_error(format_args!("factorial() argument should not exceed {}", i64::MAX))),
    }
}

fn counts(vm: &mut Vm, n: &Value, k: &Value) -> Result<(Value, Value)> {
    let n = vm.index(n)?;
    let k = vm.index(k)?;
    if int(&n).is_negative() {
        return Err(vm.value_error("n must be a non-negative integer"));
    }
    if int(&k).is_negative() {
        return Err(vm.value_error("k must be a non-negative integer"));
    }
    Ok((n, k))
}

/// `n * (n - 1) * …`, `count` factors.
fn falling(n: &BigUint, count: u64) -> BigUint {
    if let Some(n) = n.to_u64() {
        return product(n - count + 1, n);
    }
    (0..count).fold(BigUint::one(), |product, i| product * (n - i))
}

fn comb(vm: &mut Vm, n: &Value, k: &Value) -> Result<Value> {
    let (n, k) = counts(vm, n, k)?;
    let (n, k) = (int(&n).to_big().magnitude().clone(), int(&k).to_big().magnitude().clone());
    if k > n {
        return Ok(Value::small(0));
    }
    let least = k.clone().min(&n - &k);
    let Some(k) = least.to_i64() else {
        return Err(vm.overflow_error(format_args!("min(n - k, k) must not exceed {}", i64::MAX)));
    };
    if k > 100_000_000 {
        return Err(vm.memory_error(""));
    }
    let k = k as u64;
    // Exact at every step while everything fits 128 bits.
    if let Some(n) = n.to_u64() {
        let small = (0..k)
            .try_fold(1u128, |result, i| Some(result.checked_mul(u128::from(n - i))? / u128::from(i + 1)));
        if let Some(small) = small {
            return Ok(Value::int_big(small.into()));
        }
    }
    Ok(Value::int_big((falling(&n, k) / product(2, k)).into()))
}

fn perm(vm: &mut Vm, n: &Value, k: Option<Value>) -> Result<Value> {
    let Some(k) = k.filter(|k| !k.is_none()) else { return factorial(vm, n) };
    let (n, k) = counts(vm, n, &k)?;
    let (n, k) = (int(&n).to_big().magnitude().clone(), int(&k).to_big().magnitude().clone());
    if k > n {
        return Ok(Value::small(0));
    }
    if k.is_zero() {
        return Ok(Value::small(1));
    }
    match k.to_i64() {
        Some(k) if k <= 100_000_000 => Ok(Value::int_big(falling(&n, k as u64).into())),
        Some(_) => Err(vm.memory_error("")),
        None => Err(vm.overflow_error(format_args!("k must not exceed {}", i64::MAX))),
    }
}
