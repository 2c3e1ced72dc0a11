//! `None`, `NotImplemented` and `...`: three values without memory, each the only one of its class.

use crate::{
    error::Result,
    method,
    native::TypeDef,
    native::{Kwargs, Rest},
    static_method,
    types::Type,
    value::{Obj, Value, fixed, instance::Plain, map::Layout},
    vm::Vm,
};

/// Refuses arguments of a class whose only instance exists already.
fn no_arguments(vm: &mut Vm, class: &Obj<Type>, args: Rest, kwargs: Kwargs) -> Result<()> {
    if args.0.is_empty() && kwargs.0.is_empty(vm) {
        return Ok(());
    }
    let name = match class.instance_map.get() {
        fixed::NONE => "NoneType",
        fixed::ELLIPSIS => "EllipsisType",
        _ => "NotImplementedType",
    };
    Err(vm.type_error(format_args!("{name} takes no arguments")))
}

fn new_none(vm: &mut Vm, class: &Obj<Type>, args: Rest, kwargs: Kwargs) -> Result<Value> {
    no_arguments(vm, class, args, kwargs)?;
    Ok(Value::NONE)
}
fn new_ellipsis(vm: &mut Vm, class: &Obj<Type>, args: Rest, kwargs: Kwargs) -> Result<Value> {
    no_arguments(vm, class, args, kwargs)?;
    Ok(Value::ELLIPSIS)
}
fn new_not_implemented(vm: &mut Vm, class: &Obj<Type>, args: Rest, kwargs: Kwargs) -> Result<Value> {
    no_arguments(vm, class, args, kwargs)?;
    Ok(Value::NOT_IMPLEMENTED)
}
fn none_repr(_vm: &mut Vm, _this: &Value) -> &'static str {
    "None"
}
fn none_bool(_vm: &mut Vm, _this: &Value) -> bool {
    false
}
fn none_hash(_vm: &mut Vm, _this: &Value) -> i64 {
    0xfca86420
}
fn ellipsis_text(_vm: &mut Vm, _this: &Value) -> &'static str {
    "Ellipsis"
}
fn not_implemented_text(_vm: &mut Vm, _this: &Value) -> &'static str {
    "NotImplemented"
}
fn not_implemented_bool(vm: &mut Vm, _this: &Value) -> Result<bool> {
    Err(vm.type_error("NotImplemented should not be used in a boolean context"))
}

/// `types.NoneType`
pub static NONE: TypeDef = TypeDef {
    name: "NoneType",
    doc: "The type of the None singleton.",
    base: None,
    map: Some(fixed::NONE),
    layout: Layout::of::<Plain>(),
    flags: 0,
    rows: &[
        static_method!("__new__(cls, *args, **kwargs)", new_none, 3, "Create and return a new object."),
        method!("__repr__(self, /)", none_repr, 1),
        method!("__bool__(self, /)", none_bool, 1),
        method!("__hash__(self, /)", none_hash, 1),
    ],
};

/// `types.EllipsisType`
pub static ELLIPSIS: TypeDef = TypeDef {
    name: "ellipsis",
    doc: "The type of the Ellipsis singleton.",
    base: None,
    map: Some(fixed::ELLIPSIS),
    layout: Layout::of::<Plain>(),
    flags: 0,
    rows: &[
        static_method!("__new__(cls, *args, **kwargs)", new_ellipsis, 3, "Create and return a new object."),
        method!("__repr__(self, /)", ellipsis_text, 1),
        method!("__reduce__(self, /)", ellipsis_text, 1),
    ],
};

/// `types.NotImplementedType`
pub static NOT_IMPLEMENTED: TypeDef = TypeDef {
    name: "NotImplementedType",
    doc: "The type of the NotImplemented singleton.",
    base: None,
    map: Some(fixed::NOT_IMPLEMENTED),
    layout: Layout::of::<Plain>(),
    flags: 0,
    rows: &[
        static_method!(
            "__new__(cls, *args, **kwargs)",
            new_not_implemented,
            3,
            "Create and return a new object."
        ),
        method!("__repr__(self, /)", not_implemented_text, 1),
        method!("__reduce__(self, /)", not_implemented_text, 1),
        method!("__bool__(self, /)", not_implemented_bool, 1),
    ],
};
