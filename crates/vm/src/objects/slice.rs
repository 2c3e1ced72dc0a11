//! `slice`
use crate::{
    body,
    value::{Handle, Value, fixed},
};
/// A slice.
pub struct Slice {
    /// `start`
    pub start: Value,
    /// `stop`
    pub stop: Value,
    /// `step`
    pub step: Value,
}
body!(Slice, fixed::SLICE, [start, stop, step]);
impl Slice {
    /// Makes a slice.
    pub fn new(start: Value, stop: Value, step: Value) -> Handle<Slice> {
        Handle::new(Slice { start, stop, step })
    }
}
