//! `memory_iterator`

use super::MemoryView;
use crate::{
    body,
    error::Result,
    method,
    native::TypeDef,
    value::{Handle, Obj, Value, VmCell, fixed, map::Layout},
    vm::Vm,
};
use std::cell::Cell;

/// Iterates over the items of a view in one dimension.
pub struct MemoryIter {
    view: VmCell<Option<Handle<MemoryView>>>,
    index: Cell<usize>,
    length: usize,
}
body!(MemoryIter, fixed::MEMORY_ITER, [view]);

impl MemoryIter {
    /// Starts at the first item. Errors: the view is released or has no single dimension.
    pub fn new(vm: &mut Vm, view: &Obj<MemoryView>) -> Result<Handle<MemoryIter>> {
        let length = super::items(vm, view)?;
        let view = VmCell::new(Some(view.to_handle()));
        Ok(Handle::new(MemoryIter { view, index: Cell::new(0), length }))
    }
}

fn iter(_vm: &mut Vm, this: &Obj<MemoryIter>) -> Handle<MemoryIter> {
    this.to_handle()
}
fn next(vm: &mut Vm, this: &Obj<MemoryIter>) -> Result<Option<Value>> {
    let Some(view) = this.view.cloned(vm) else { return Ok(None) };
    let at = this.index.get();
    if at >= this.length {
        this.view.set(vm, None);
        return Ok(None);
    }
    this.index.set(at + 1);
    super::item_at(vm, &view, at as isize).map(Some)
}

/// `memory_iterator`
pub static ITER: TypeDef = TypeDef {
    name: "memory_iterator",
    doc: "",
    base: None,
    map: Some(fixed::MEMORY_ITER),
    layout: Layout::of::<MemoryIter>(),
    flags: 0,
    rows: &[method!("__iter__(self, /)", iter, 1), method!("__next__(self, /)", next, 1)],
};
