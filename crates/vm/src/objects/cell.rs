//! `cell`: a variable shared by a function and the functions inside it.

use crate::{
    body,
    value::{Handle, Value, VmCell, fixed},
};

/// A cell; `UNDEF` when empty.
pub struct Cell {
    /// What the variable is bound to.
    pub contents: VmCell<Value>,
}
body!(Cell, fixed::CELL, [contents]);

impl Cell {
    /// Makes a cell.
    pub fn new(contents: Value) -> Handle<Cell> {
        Handle::new(Cell { contents: VmCell::new(contents) })
    }
}
