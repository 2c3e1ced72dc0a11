//! `range` iterators of small ints.
use crate::{
    body,
    value::{Value, fixed},
};
use std::cell::Cell;
/// `range_iterator`: from `next` in steps of `step`, ends when `next` is `stop`.
pub struct RangeIter {
    /// The next number.
    pub next: Cell<i64>,
    /// The number behind the last.
    pub stop: Cell<i64>,
    /// Distance.
    pub step: Cell<i64>,
}
body!(RangeIter, fixed::RANGE_ITER);
impl RangeIter {
    /// The next number.
    #[inline(always)]
    pub fn step(&self) -> Option<Value> {
        let next = self.next.get();
        if next == self.stop.get() {
            return None;
        }
        self.next.set(next + self.step.get());
        Some(Value::small(next))
    }
}
