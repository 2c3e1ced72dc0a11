//! `typing.Union`: `int | str`.

use crate::{
    body,
    error::Result,
    getset, method,
    native::TypeDef,
    objects::{
        generic_alias::{GenericAlias, make_parameters, substitute, type_text},
        typevar::TypeAlias,
    },
    raw,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Tuple, Value, VmCell, fixed, map::Layout},
    vm::Vm,
};

/// A union of types.
pub struct Union {
    /// `__args__`: without doubles, no unions among them.
    pub args: Handle<Tuple>,
    /// `__parameters__`, once asked for.
    pub parameters: VmCell<Option<Handle<Tuple>>>,
}
body!(Union, fixed::UNION, [args, parameters]);

impl Union {
    /// `left | right` for types; NotImplemented when one of them cannot be part of a union.
    pub fn of(vm: &mut Vm, left: &Value, right: &Value) -> Result<Value> {
        let fits = |value: &Value| {
            value.is_none()
                || value.cast::<Type>().is_some()
                || value.cast::<GenericAlias>().is_some()
                || value.cast::<Union>().is_some()
                || value.cast::<TypeAlias>().is_some()
        };
        if !fits(left) || !fits(right) {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        Union::make(vm, &[left.clone(), right.clone()])
    }
    /// The union of any values; strings become forward references. A single type stands for itself.
    pub fn make(vm: &mut Vm, types: &[Value]) -> Result<Value> {
        let mut args: Vec<Value> = Vec::new();
        for value in types {
            match value.cast::<Union>() {
                Some(inner) => {
                    for value in inner.args.as_slice() {
                        add(vm, &mut args, value.clone())?;
                    }
                }
                None => {
                    let value = converted(vm, value)?;
                    add(vm, &mut args, value)?;
                }
            }
        }
        if let [one] = args.as_slice() {
            return Ok(one.clone());
        }
        if args.is_empty() {
            return Err(vm.type_error("Cannot take a Union of no types."));
        }
        Ok(Handle::new(Union { args: Tuple::new(args), parameters: VmCell::new(None) }).into_value())
    }
}

fn converted(vm: &mut Vm, value: &Value) -> Result<Value> {
    if value.is_none() {
        return Ok(vm.type_of_map(fixed::NONE).to_value());
    }
    if value.exact::<Str>().is_some() {
        let typing = vm.import_library("typing")?;
        let convert = vm.get_attr_text(&typing, "_type_convert")?;
        return vm.call(&convert, std::slice::from_ref(value));
    }
    Ok(value.clone())
}

fn add(vm: &mut Vm, args: &mut Vec<Value>, value: Value) -> Result<()> {
    for known in args.iter() {
        // Types of different kinds may be equal without being the same type, such as 1 and True.
        if known.is(&value) || vm.class_of(known).ptr_eq(&vm.class_of(&value)) && vm.equal(known, &value)? {
            return Ok(());
        }
    }
    args.push(value);
    Ok(())
}

fn class_getitem(vm: &mut Vm, args: &[Value], _names: &[Value]) -> Result<Value> {
    match args {
        [_, item] => match item.cast::<Tuple>() {
            Some(items) => Union::make(vm, items.as_slice()),
            None => Union::make(vm, std::slice::from_ref(item)),
        },
        _ => Err(vm.type_error("Union.__class_getitem__() takes exactly one argument")),
    }
}

fn getitem(vm: &mut Vm, this: &Obj<Union>, item: &Value) -> Result<Value> {
    let parameters = get_parameters(vm, this)?;
    let args = substitute(vm, &this.to_value(), this.args.as_slice(), &parameters, item)?;
    Union::make(vm, &args)
}
fn repr(vm: &mut Vm, this: &Obj<Union>) -> Result<String> {
    let mut shown = Vec::new();
    for arg in this.args.as_slice() {
        shown.push(type_text(vm, arg)?);
    }
    Ok(shown.join(" | "))
}
fn contains(vm: &mut Vm, args: &[Value], wanted: &Value) -> Result<bool> {
    for arg in args {
        if vm.equal(arg, wanted)? {
            return Ok(true);
        }
    }
    Ok(false)
}
fn eq(vm: &mut Vm, this: &Obj<Union>, other: &Value) -> Result<Value> {
    let Some(other) = other.cast::<Union>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let (a, b) = (this.args.as_slice(), other.args.as_slice());
    if a.len() != b.len() {
        return Ok(Value::FALSE);
    }
    for arg in a {
        if !contains(vm, b, arg)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}
fn hash(vm: &mut Vm, this: &Obj<Union>) -> Result<i64> {
    // Order does not count.
    let mut sum = 0x9e37_79b9u64;
    for arg in this.args.as_slice() {
        let hash = vm.hash(arg)?;
        sum = sum.wrapping_add((hash ^ hash << 16 ^ 0x5bd1_e995).wrapping_mul(0x0001_0000_0001_b3c5));
    }
    Ok((sum >> 3) as i64)
}
fn or(vm: &mut Vm, this: &Value, other: &Value) -> Result<Value> {
    Union::of(vm, this, other)
}
fn ror(vm: &mut Vm, this: &Value, other: &Value) -> Result<Value> {
    Union::of(vm, other, this)
}
fn mro_entries(vm: &mut Vm, this: &Value, _bases: &Value) -> Result<()> {
    let shown = vm.repr_text(this)?;
    Err(vm.type_error(format_args!("Cannot subclass {shown}")))
}
fn get_args(_vm: &mut Vm, this: &Obj<Union>) -> Handle<Tuple> {
    this.args.clone()
}
fn get_parameters(vm: &mut Vm, this: &Obj<Union>) -> Result<Handle<Tuple>> {
    if let Some(known) = this.parameters.cloned(vm) {
        return Ok(known);
    }
    let found = make_parameters(vm, this.args.as_slice())?;
    this.parameters.set(vm, Some(found.clone()));
    Ok(found)
}
fn get_origin(vm: &mut Vm, _this: &Value) -> Handle<Type> {
    vm.type_of_map(fixed::UNION).to_handle()
}
fn get_name(_vm: &mut Vm, _this: &Value) -> &'static str {
    "Union"
}

/// `typing.Union`
pub static TYPE: TypeDef = TypeDef {
    name: "typing.Union",
    doc: "Represent a union type\n\nE.g. for int | str",
    base: None,
    map: Some(fixed::UNION),
    layout: Layout::of::<Union>(),
    flags: type_flags::NO_NEW | type_flags::WEAK,
    rows: &[
        raw!(ClassMethod, "__class_getitem__(cls, object, /)", class_getitem),
        method!("__getitem__(self, key, /)", getitem, 2),
        method!("__repr__(self, /)", repr, 1),
        method!("__eq__(self, value, /)", eq, 2),
        method!("__hash__(self, /)", hash, 1),
        method!("__or__(self, value, /)", or, 2),
        method!("__ror__(self, value, /)", ror, 2),
        method!("__mro_entries__(self, bases, /)", mro_entries, 2),
        getset!("__args__", get_args),
        getset!("__parameters__", get_parameters),
        getset!("__origin__", get_origin),
        getset!("__name__", get_name),
        getset!("__qualname__", get_name),
    ],
};
