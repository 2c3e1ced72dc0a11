//! `list`: a growable array of values.

use crate::{
    body,
    value::{Handle, Value, VmCell, fixed},
};

/// A list.
#[derive(Default)]
pub struct List {
    /// The items.
    pub items: VmCell<Vec<Value>>,
}
body!(List, fixed::LIST, [items]);

impl List {
    /// Makes a list of items.
    pub fn new(items: Vec<Value>) -> Handle<List> {
        Handle::new(List { items: VmCell::new(items) })
    }
}
