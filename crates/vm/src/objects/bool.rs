//! `bool`: `True` and `False`, values without memory and ints of their own class.

use crate::{
    error::Result,
    method,
    native::TypeDef,
    objects::int::{self, IntObject},
    static_method,
    types::{Type, type_flags},
    value::{Obj, Value, fixed, map::Layout},
    vm::Vm,
};

/// Two bools; nothing unless both are.
fn both(a: &Value, b: &Value) -> Option<(bool, bool)> {
    if a.is_bool() && b.is_bool() { Some((a.is_true(), b.is_true())) } else { None }
}

fn new(vm: &mut Vm, _class: &Obj<Type>, object: Option<&Value>) -> Result<bool> {
    match object {
        Some(object) => vm.truth(object),
        None => Ok(false),
    }
}
fn repr(_vm: &mut Vm, this: &Value) -> &'static str {
    if this.is_true() { "True" } else { "False" }
}
fn and(_vm: &mut Vm, this: &Value, value: &Value) -> Value {
    match both(this, value) {
        Some((a, b)) => Value::bool(a & b),
        None => int_op(this, value, crate::protocol::BinaryOp::And),
    }
}
fn or(_vm: &mut Vm, this: &Value, value: &Value) -> Value {
    match both(this, value) {
        Some((a, b)) => Value::bool(a | b),
        None => int_op(this, value, crate::protocol::BinaryOp::Or),
    }
}
fn xor(_vm: &mut Vm, this: &Value, value: &Value) -> Value {
    match both(this, value) {
        Some((a, b)) => Value::bool(a ^ b),
        None => int_op(this, value, crate::protocol::BinaryOp::Xor),
    }
}
/// The operation on ints; these three never fail.
fn int_op(a: &Value, b: &Value, op: crate::protocol::BinaryOp) -> Value {
    let (Some(a), Some(b)) = (a.as_int(), b.as_int()) else { return Value::NOT_IMPLEMENTED };
    int::arith::binary(op, a, b).ok().flatten().unwrap_or(Value::NOT_IMPLEMENTED)
}
fn invert(vm: &mut Vm, this: &Value) -> Result<Value> {
    vm.warn_deprecated(
        "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise \
         inversion of the underlying int object and is usually not what you expect from negating a bool. Use the \
         'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int.",
    )?;
    Ok(Value::small(if this.is_true() { -2 } else { -1 }))
}

/// `bool`
pub static TYPE: TypeDef = TypeDef {
    name: "bool",
    doc: "Returns True when the argument is true, False otherwise.\nThe builtins True and False are the only two instances of the class bool.\nThe class bool is a subclass of the class int, and cannot be subclassed.",
    base: Some(&int::TYPE),
    map: Some(fixed::BOOL),
    layout: Layout::of::<IntObject>(),
    flags: type_flags::MATCH_SELF,
    rows: &[
        static_method!("__new__(cls, object=False, /)", new, 2, "Create and return a new object."),
        method!("__repr__(self, /)", repr, 1),
        method!("__invert__(self, /)", invert, 1),
        method!("__and__(self, value, /)", and, 2),
        method!("__rand__(self, value, /)", and, 2),
        method!("__or__(self, value, /)", or, 2),
        method!("__ror__(self, value, /)", or, 2),
        method!("__xor__(self, value, /)", xor, 2),
        method!("__rxor__(self, value, /)", xor, 2),
    ],
};
