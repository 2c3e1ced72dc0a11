//! `weakref.proxy`: stands for an object without keeping it alive. Every operation goes to the object.

use super::weakref::WeakRef;
use crate::{
    constant,
    error::Result,
    method,
    native::TypeDef,
    protocol::{BinaryOp, CompareOp},
    raw,
    types::{Slot, type_flags},
    value::{Obj, Value, fixed, map::Layout},
    vm::Vm,
};

/// The object that a proxy stands for; other values are themselves.
#[inline(never)]
fn open(vm: &mut Vm, value: &Value) -> Result<Value> {
    if !value.has_map(fixed::WEAK_PROXY) && !value.has_map(fixed::WEAK_CALLABLE_PROXY) {
        return Ok(value.clone());
    }
    match value.cast::<WeakRef>().and_then(|this| this.target()) {
        Some(target) => Ok(target),
        None => Err(vm.reference_error("weakly-referenced object no longer exists")),
    }
}

macro_rules! binary {
    ($($op:ident $plain:ident $reflected:ident $in_place:ident;)*) => {$(
        fn $plain(vm: &mut Vm, a: &Value, b: &Value) -> Result<Value> {
            let (a, b) = (open(vm, a)?, open(vm, b)?);
            vm.binary(BinaryOp::$op, &a, &b)
        }
        fn $reflected(vm: &mut Vm, b: &Value, a: &Value) -> Result<Value> {
            let (a, b) = (open(vm, a)?, open(vm, b)?);
            vm.binary(BinaryOp::$op, &a, &b)
        }
        fn $in_place(vm: &mut Vm, a: &Value, b: &Value) -> Result<Value> {
            let (a, b) = (open(vm, a)?, open(vm, b)?);
            vm.binary_in_place(BinaryOp::$op, &a, &b)
        }
    )*};
}
binary! {
    Add add radd iadd; Sub sub rsub isub; Mul mul rmul imul; Div truediv rtruediv itruediv;
    FloorDiv floordiv rfloordiv ifloordiv; Mod rem rrem irem; Pow pow rpow ipow; MatMul matmul rmatmul imatmul;
    LShift lshift rlshift ilshift; RShift rshift rrshift irshift; And and rand iand; Or or ror ior; Xor xor rxor ixor;
}
fn divmod(vm: &mut Vm, a: &Value, b: &Value) -> Result<Value> {
    let (a, b) = (open(vm, a)?, open(vm, b)?);
    vm.binary(BinaryOp::DivMod, &a, &b)
}
fn rdivmod(vm: &mut Vm, b: &Value, a: &Value) -> Result<Value> {
    divmod(vm, a, b)
}

macro_rules! unary {
    ($($slot:ident $symbol:literal $function:ident;)*) => {$(
        fn $function(vm: &mut Vm, a: &Value) -> Result<Value> {
            let a = open(vm, a)?;
            vm.unary(Slot::$slot, $symbol, &a)
        }
    )*};
}
unary! { Neg "-" neg; Pos "+" pos; Abs "abs()" abs; Invert "~" invert; }

macro_rules! forwarded {
    ($($function:ident $name:literal;)*) => {$(
        fn $function(vm: &mut Vm, a: &Value) -> Result<Value> {
            let a = open(vm, a)?;
            let method = vm.get_attr_text(&a, $name)?;
            vm.call(&method, &[])
        }
    )*};
}
forwarded! { int "__int__"; float "__float__"; bytes "__bytes__"; reversed "__reversed__"; }

macro_rules! comparison {
    ($($op:ident $function:ident;)*) => {$(
        fn $function(vm: &mut Vm, a: &Value, b: &Value) -> Result<Value> {
            let (a, b) = (open(vm, a)?, open(vm, b)?);
            vm.compare(CompareOp::$op, &a, &b)
        }
    )*};
}
comparison! { Eq eq; Ne ne; Lt lt; Le le; Gt gt; Ge ge; }

fn index(vm: &mut Vm, a: &Value) -> Result<Value> {
    let a = open(vm, a)?;
    vm.index(&a)
}
fn truth(vm: &mut Vm, a: &Value) -> Result<bool> {
    let a = open(vm, a)?;
    vm.truth(&a)
}
fn len(vm: &mut Vm, a: &Value) -> Result<usize> {
    let a = open(vm, a)?;
    vm.len(&a)
}
fn contains(vm: &mut Vm, a: &Value, item: &Value) -> Result<bool> {
    let a = open(vm, a)?;
    vm.contains(&a, item)
}
fn getitem(vm: &mut Vm, a: &Value, key: &Value) -> Result<Value> {
    let a = open(vm, a)?;
    vm.get_item(&a, key)
}
fn setitem(vm: &mut Vm, a: &Value, key: &Value, item: Value) -> Result<()> {
    let a = open(vm, a)?;
    vm.set_item(&a, key, item)
}
fn delitem(vm: &mut Vm, a: &Value, key: &Value) -> Result<()> {
    let a = open(vm, a)?;
    vm.del_item(&a, key)
}
fn iter(vm: &mut Vm, a: &Value) -> Result<Value> {
    let a = open(vm, a)?;
    vm.iter(&a)
}
fn next(vm: &mut Vm, a: &Value) -> Result<Option<Value>> {
    let a = open(vm, a)?;
    vm.next(&a)
}
fn getattribute(vm: &mut Vm, a: &Value, name: &Value) -> Result<Value> {
    let a = open(vm, a)?;
    vm.get_attr(&a, name)
}
fn setattr(vm: &mut Vm, a: &Value, name: &Value, value: Value) -> Result<()> {
    let a = open(vm, a)?;
    vm.set_attr(&a, name, value)
}
fn delattr(vm: &mut Vm, a: &Value, name: &Value) -> Result<()> {
    let a = open(vm, a)?;
    vm.del_attr(&a, name)
}
fn str_(vm: &mut Vm, a: &Value) -> Result<Value> {
    let a = open(vm, a)?;
    vm.str_of(&a).map(Value::from)
}
fn repr(vm: &mut Vm, this: &Obj<WeakRef>) -> String {
    let id = vm.id(&this.to_value());
    match this.target() {
        Some(target) => {
            format!("<weakproxy at {id:#x}; to '{}' at {:#x}>", vm.type_name(&target), vm.id(&target))
        }
        None => format!("<weakproxy at {id:#x}; dead>"),
    }
}
fn call(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let target = open(vm, &args[0])?;
    vm.call_through(target, &args[1..], names)
}

macro_rules! proxy_type {
    ($(#[$doc:meta])* $name:ident, $text:literal, $map:expr $(, $more:expr)*) => {
        $(#[$doc])*
        pub static $name: TypeDef = TypeDef {
            name: $text,
            doc: "",
            base: None,
            map: Some($map),
            layout: Layout::of::<WeakRef>(),
            flags: type_flags::NO_NEW,
            rows: &[
                method!("__add__(self, value, /)", add, 2),
                method!("__radd__(self, value, /)", radd, 2),
                method!("__iadd__(self, value, /)", iadd, 2),
                method!("__sub__(self, value, /)", sub, 2),
                method!("__rsub__(self, value, /)", rsub, 2),
                method!("__isub__(self, value, /)", isub, 2),
                method!("__mul__(self, value, /)", mul, 2),
                method!("__rmul__(self, value, /)", rmul, 2),
                method!("__imul__(self, value, /)", imul, 2),
                method!("__truediv__(self, value, /)", truediv, 2),
                method!("__rtruediv__(self, value, /)", rtruediv, 2),
                method!("__itruediv__(self, value, /)", itruediv, 2),
                method!("__floordiv__(self, value, /)", floordiv, 2),
                method!("__rfloordiv__(self, value, /)", rfloordiv, 2),
                method!("__ifloordiv__(self, value, /)", ifloordiv, 2),
                method!("__mod__(self, value, /)", rem, 2),
                method!("__rmod__(self, value, /)", rrem, 2),
                method!("__imod__(self, value, /)", irem, 2),
                method!("__pow__(self, value, /)", pow, 2),
                method!("__rpow__(self, value, /)", rpow, 2),
                method!("__ipow__(self, value, /)", ipow, 2),
                method!("__matmul__(self, value, /)", matmul, 2),
                method!("__rmatmul__(self, value, /)", rmatmul, 2),
                method!("__imatmul__(self, value, /)", imatmul, 2),
                method!("__lshift__(self, value, /)", lshift, 2),
                method!("__rlshift__(self, value, /)", rlshift, 2),
                method!("__ilshift__(self, value, /)", ilshift, 2),
                method!("__rshift__(self, value, /)", rshift, 2),
                method!("__rrshift__(self, value, /)", rrshift, 2),
                method!("__irshift__(self, value, /)", irshift, 2),
                method!("__and__(self, value, /)", and, 2),
                method!("__rand__(self, value, /)", rand, 2),
                method!("__iand__(self, value, /)", iand, 2),
                method!("__or__(self, value, /)", or, 2),
                method!("__ror__(self, value, /)", ror, 2),
                method!("__ior__(self, value, /)", ior, 2),
                method!("__xor__(self, value, /)", xor, 2),
                method!("__rxor__(self, value, /)", rxor, 2),
                method!("__ixor__(self, value, /)", ixor, 2),
                method!("__divmod__(self, value, /)", divmod, 2),
                method!("__rdivmod__(self, value, /)", rdivmod, 2),
                method!("__neg__(self, /)", neg, 1),
                method!("__pos__(self, /)", pos, 1),
                method!("__abs__(self, /)", abs, 1),
                method!("__invert__(self, /)", invert, 1),
                method!("__int__(self, /)", int, 1),
                method!("__float__(self, /)", float, 1),
                method!("__index__(self, /)", index, 1),
                method!("__bytes__(self, /)", bytes, 1),
                method!("__bool__(self, /)", truth, 1),
                method!("__len__(self, /)", len, 1),
                method!("__contains__(self, key, /)", contains, 2),
                method!("__getitem__(self, key, /)", getitem, 2),
                method!("__setitem__(self, key, value, /)", setitem, 3),
                method!("__delitem__(self, key, /)", delitem, 2),
                method!("__iter__(self, /)", iter, 1),
                method!("__next__(self, /)", next, 1),
                method!("__reversed__(self, /)", reversed, 1),
                method!("__eq__(self, value, /)", eq, 2),
                method!("__ne__(self, value, /)", ne, 2),
                method!("__lt__(self, value, /)", lt, 2),
                method!("__le__(self, value, /)", le, 2),
                method!("__gt__(self, value, /)", gt, 2),
                method!("__ge__(self, value, /)", ge, 2),
                constant!("__hash__", |_| Value::NONE),
                method!("__getattribute__(self, name, /)", getattribute, 2),
                method!("__setattr__(self, name, value, /)", setattr, 3),
                method!("__delattr__(self, name, /)", delattr, 2),
                method!("__str__(self, /)", str_, 1),
                method!("__repr__(self, /)", repr, 1),
                $($more),*
            ],
        };
    };
}
proxy_type!(
    /// `weakref.ProxyType`
    PROXY, "weakref.ProxyType", fixed::WEAK_PROXY
);
proxy_type!(
    /// `weakref.CallableProxyType`
    CALLABLE_PROXY, "weakref.CallableProxyType", fixed::WEAK_CALLABLE_PROXY,
    raw!(Method, "__call__(self, /, *args, **kwargs)", call)
);
