//! `cell`: a variable shared by a function and the functions inside it.

use crate::{
    body, constant,
    error::Result,
    getset, method,
    native::TypeDef,
    protocol::CompareOp,
    raw,
    value::{Handle, Obj, Value, VmCell, fixed, map::Layout},
    vm::Vm,
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

fn new(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    if !names.is_empty() {
        return Err(vm.type_error("cell() takes no keyword arguments"));
    }
    match &args[1..] {
        [] => Ok(Cell::new(Value::UNDEF).into_value()),
        [contents] => Ok(Cell::new(contents.clone()).into_value()),
        more => {
            let given = more.len();
            Err(vm.type_error(format_args!("cell expected at most 1 argument, got {given}")))
        }
    }
}
fn repr(vm: &mut Vm, this: &Obj<Cell>) -> String {
    let (contents, id) = (this.contents.cloned(vm), vm.id(&this.to_value()));
    if contents.is_undef() {
        return format!("<cell at {id:#x}: empty>");
    }
    let (kind, inner) = (vm.type_name(&contents), vm.id(&contents));
    format!("<cell at {id:#x}: {kind} object at {inner:#x}>")
}
/// Cells compare by their contents; an empty one is less than all others.
fn compare(vm: &mut Vm, this: &Obj<Cell>, other: &Value, op: CompareOp) -> Result<Value> {
    let Some(other) = other.exact::<Cell>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let (a, b) = (this.contents.cloned(vm), other.contents.cloned(vm));
    if a.is_undef() || b.is_undef() {
        return Ok(Value::bool(op.of(u8::from(!a.is_undef()), u8::from(!b.is_undef()))));
    }
    vm.compare(op, &a, &b)
}
fn eq(vm: &mut Vm, this: &Obj<Cell>, other: &Value) -> Result<Value> {
    compare(vm, this, other, CompareOp::Eq)
}
fn ne(vm: &mut Vm, this: &Obj<Cell>, other: &Value) -> Result<Value> {
    compare(vm, this, other, CompareOp::Ne)
}
fn lt(vm: &mut Vm, this: &Obj<Cell>, other: &Value) -> Result<Value> {
    compare(vm, this, other, CompareOp::Lt)
}
fn le(vm: &mut Vm, this: &Obj<Cell>, other: &Value) -> Result<Value> {
    compare(vm, this, other, CompareOp::Le)
}
fn gt(vm: &mut Vm, this: &Obj<Cell>, other: &Value) -> Result<Value> {
    compare(vm, this, other, CompareOp::Gt)
}
fn ge(vm: &mut Vm, this: &Obj<Cell>, other: &Value) -> Result<Value> {
    compare(vm, this, other, CompareOp::Ge)
}
fn get_contents(vm: &mut Vm, this: &Obj<Cell>) -> Result<Value> {
    match this.contents.cloned(vm).defined() {
        Some(contents) => Ok(contents),
        None => Err(vm.value_error("Cell is empty")),
    }
}
fn set_contents(vm: &mut Vm, this: &Obj<Cell>, value: Option<Value>) {
    this.contents.set(vm, value.unwrap_or(Value::UNDEF));
}

/// `cell`
pub static TYPE: TypeDef = TypeDef {
    name: "cell",
    doc: "Create a new cell object.\n\n  contents\n    the contents of the cell. If not specified, the cell will be empty,\n    \
          and \n further attempts to access its cell_contents attribute will\n    raise a ValueError.",
    base: None,
    map: Some(fixed::CELL),
    layout: Layout::of::<Cell>(),
    flags: 0,
    rows: &[
        raw!(StaticMethod, "__new__(cls, contents=None, /)", new),
        method!("__repr__(self, /)", repr, 1),
        method!("__eq__(self, value, /)", eq, 2),
        method!("__ne__(self, value, /)", ne, 2),
        method!("__lt__(self, value, /)", lt, 2),
        method!("__le__(self, value, /)", le, 2),
        method!("__gt__(self, value, /)", gt, 2),
        method!("__ge__(self, value, /)", ge, 2),
        constant!("__hash__", |_| Value::NONE),
        getset!("cell_contents", get_contents, set_contents),
    ],
};
