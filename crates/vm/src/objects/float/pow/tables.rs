//! The tables and constants of `pow`, which integers compute that have 100 bits behind the point.

use std::sync::LazyLock;

/// Steps of both tables in a factor of two.
pub const STEPS: usize = 1 << STEP_BITS;
/// Bits of a step's number.
pub const STEP_BITS: u32 = 7;

/// Bits of a float's fraction.
pub const FRACTION: u32 = f64::MANTISSA_DIGITS - 1;
/// The bits of 0.748: from here to its double lie the intervals of the logarithm. One of them has 1 in its midst, where
/// the logarithm is small and errors must be small beside it. Below 0.73 `r` would not always be exact.
pub const LEAST: u64 = 0x3fe7_f000_0000_0000;

/// Bits behind the point of the integers that the tables are computed in.
const POINT: u32 = 100;
/// log(2), [`POINT`] bits behind the point.
const LOG_2_FIXED: i128 = 0xb_1721_7f7d_1cf7_9abc_9e3b_3980;
/// 2 ** (1 / 128), [`POINT`] bits behind the point.
const ROOT_2_FIXED: i128 = 0x10_163d_a9fb_3335_6d84_a66a_e337;
/// log(2); products of the first part with exponents are exact.
pub const LOG_2: (f64, f64) = parts(LOG_2_FIXED, 42);
/// log(2) / 128; products of the first part with numbers of steps are exact.
pub const STEP: (f64, f64) = parts(LOG_2_FIXED >> STEP_BITS, 42);

/// What the numbers of one interval share.
pub struct Interval {
    /// About the reciprocal of the interval's middle. It has 8 bits behind the point, so that `r`, the product with a
    /// number of the interval less 1, is a float exactly.
    pub reciprocal: f64,
    /// Minus the reciprocal's logarithm: a part with 42 bits behind the point,
    pub high: f64,
    /// and the rest.
    pub low: f64,
}

/// What is looked up.
pub struct Tables {
    /// For the logarithm: the intervals from 0.748 to its double.
    pub intervals: [Interval; STEPS],
    /// For the exponential, 2 ** (i / 128): a part with 30 bits behind the point, and the rest.
    pub powers: [(f64, f64); STEPS],
}

/// Computed when first used, in less than a tenth of a millisecond: as data they would be 4 KB to download.
pub static TABLES: LazyLock<Tables> = LazyLock::new(Tables::new);

/// A number with [`POINT`] bits behind the point as the sum of two floats, the first with `bits` of them.
const fn parts(number: i128, bits: u32) -> (f64, f64) {
    // 62 bits at most of the rest are used.
    const CUT: u32 = 8;
    let rest = number & ((1 << (POINT - bits)) - 1);
    let first = (number >> (POINT - bits)) as i64 as f64 / (1u64 << bits) as f64;
    (first, (rest >> CUT) as i64 as f64 / (1u128 << (POINT - CUT)) as f64)
}

/// The product of two numbers that have [`POINT`] bits behind the point, by halves: 128 bits do not hold all of it.
fn product_of(a: i128, b: i128) -> i128 {
    const HALF: u32 = POINT / 2;
    let half = |number: i128| (number >> HALF, number & ((1 << HALF) - 1));
    let ((a, a_low), (b, b_low)) = (half(a), half(b));
    a * b + ((a * b_low + a_low * b) >> HALF)
}

impl Tables {
    fn new() -> Self {
        const ONE: usize = 256;
        // Of i / 128, for the reciprocals, which lie between 0.66 and 1.34.
        let mut logs = [0; 2 * ONE];
        for i in ONE / 2..2 * ONE - 1 {
            // log((i + 1) / i) = 2 * atanh(1 / (2 * i + 1))
            let divisor = 2 * i as i128 + 1;
            let (mut power, mut n, mut sum) = ((2 << POINT) / divisor, 1, 0);
            while power != 0 {
                sum += power / n;
                power /= divisor * divisor;
                n += 2;
            }
            logs[i + 1] = logs[i] + sum;
        }
        let intervals = std::array::from_fn(|i| {
            let middle = f64::from_bits(LEAST + ((2 * i as u64 + 1) << (FRACTION - STEP_BITS - 1)));
            let reciprocal = (ONE as f64 / middle).round();
            let (high, low) = parts(logs[ONE] - logs[reciprocal as usize], 42);
            Interval { reciprocal: reciprocal / ONE as f64, high, low }
        });
        let mut next = 1 << POINT;
        let powers = std::array::from_fn(|_| {
            let power = next;
            next = product_of(power, ROOT_2_FIXED);
            parts(power, 30)
        });
        Tables { intervals, powers }
    }
}
