//! Values to Rust types and back, for native functions.

use crate::{
    error::{Raised, Result},
    objects::dict::Dict,
    types::Type,
    value::{Body, Handle, Obj, Str, Tuple, Value},
    vm::Vm,
};
use std::any::TypeId;

/// Why an argument did not convert.
pub enum ArgError {
    /// An exception has been raised.
    Raised(Raised),
    /// The argument is not of this type; the message names function and position.
    Expected(&'static str),
    /// The same, by the kind of body that it should have.
    Kind(&'static TypeId),
}

impl From<Raised> for ArgError {
    fn from(raised: Raised) -> ArgError {
        ArgError::Raised(raised)
    }
}

/// A Rust type that a native parameter may have.
pub trait FromArg<'a>: Sized {
    /// Converts a value. `UNDEF` stands for an argument left out.
    fn from_arg(vm: &mut Vm, value: &'a Value) -> std::result::Result<Self, ArgError>;
}

/// `*args`: the items of the tuple.
pub struct Rest<'a>(pub &'a [Value]);
/// `**kwargs`: the dict.
pub struct Kwargs<'a>(pub &'a Obj<Dict>);
/// An index for sequences: any object with `__index__`, clipped to `isize`.
pub struct Clipped(pub isize);
/// Text without surrogates, for natives that work on `&str`.
pub struct Text<'a>(pub std::borrow::Cow<'a, str>);

impl<'a> FromArg<'a> for Value {
    #[inline(always)]
    fn from_arg(_vm: &mut Vm, value: &'a Value) -> std::result::Result<Value, ArgError> {
        Ok(value.clone())
    }
}
impl<'a> FromArg<'a> for &'a Value {
    #[inline(always)]
    fn from_arg(_vm: &mut Vm, value: &'a Value) -> std::result::Result<&'a Value, ArgError> {
        Ok(value)
    }
}
impl<'a, T: FromArg<'a>> FromArg<'a> for Option<T> {
    #[inline]
    fn from_arg(vm: &mut Vm, value: &'a Value) -> std::result::Result<Option<T>, ArgError> {
        if value.is_undef() { Ok(None) } else { T::from_arg(vm, value).map(Some) }
    }
}
impl<'a, T: Body> FromArg<'a> for &'a Obj<T> {
    #[inline(always)]
    fn from_arg(_vm: &mut Vm, value: &'a Value) -> std::result::Result<&'a Obj<T>, ArgError> {
        match value.cast::<T>() {
            Some(object) => Ok(object),
            None => Err(ArgError::Kind(const { &TypeId::of::<T>() })),
        }
    }
}
impl<'a, T: Body> FromArg<'a> for Handle<T> {
    fn from_arg(vm: &mut Vm, value: &'a Value) -> std::result::Result<Handle<T>, ArgError> {
        <&Obj<T>>::from_arg(vm, value).map(Obj::to_handle)
    }
}
impl<'a> FromArg<'a> for Rest<'a> {
    fn from_arg(_vm: &mut Vm, value: &'a Value) -> std::result::Result<Rest<'a>, ArgError> {
        Ok(Rest(value.exact::<Tuple>().map_or(&[], |tuple| tuple.as_slice())))
    }
}
impl<'a> FromArg<'a> for Kwargs<'a> {
    fn from_arg(_vm: &mut Vm, value: &'a Value) -> std::result::Result<Kwargs<'a>, ArgError> {
        value.exact::<Dict>().map(Kwargs).ok_or(ArgError::Expected("dict"))
    }
}
impl<'a> FromArg<'a> for bool {
    fn from_arg(vm: &mut Vm, value: &'a Value) -> std::result::Result<bool, ArgError> {
        Ok(vm.truth(value)?)
    }
}
impl<'a> FromArg<'a> for isize {
    fn from_arg(vm: &mut Vm, value: &'a Value) -> std::result::Result<isize, ArgError> {
        Ok(vm.index_isize(value)?)
    }
}
impl<'a> FromArg<'a> for i64 {
    fn from_arg(vm: &mut Vm, value: &'a Value) -> std::result::Result<i64, ArgError> {
        Ok(vm.index_i64(value)?)
    }
}
impl<'a> FromArg<'a> for i32 {
    fn from_arg(vm: &mut Vm, value: &'a Value) -> std::result::Result<i32, ArgError> {
        let wide = vm.index_i64(value)?;
        match i32::try_from(wide) {
            Ok(number) => Ok(number),
            Err(_) => Err(vm.overflow_error("Python int too large to convert to C int").into()),
        }
    }
}
impl<'a> FromArg<'a> for Clipped {
    fn from_arg(vm: &mut Vm, value: &'a Value) -> std::result::Result<Clipped, ArgError> {
        Ok(Clipped(vm.index_clipped(value)?))
    }
}
impl<'a> FromArg<'a> for f64 {
    fn from_arg(vm: &mut Vm, value: &'a Value) -> std::result::Result<f64, ArgError> {
        Ok(vm.float_value(value)?)
    }
}
impl<'a> FromArg<'a> for Text<'a> {
    fn from_arg(_vm: &mut Vm, value: &'a Value) -> std::result::Result<Text<'a>, ArgError> {
        match value.cast::<Str>() {
            Some(text) => Ok(Text(text.body_text())),
            None => Err(ArgError::Expected("str")),
        }
    }
}

impl Obj<Str> {
    /// The text; surrogates become U+FFFD.
    pub fn body_text(&self) -> std::borrow::Cow<'_, str> {
        self.to_text()
    }
}

/// A Rust type that a native function may return.
pub trait IntoResult {
    /// Turns it into a value.
    fn into_result(self, vm: &mut Vm) -> Result<Value>;
}

impl IntoResult for Value {
    #[inline(always)]
    fn into_result(self, _vm: &mut Vm) -> Result<Value> {
        Ok(self)
    }
}
impl IntoResult for () {
    #[inline(always)]
    fn into_result(self, _vm: &mut Vm) -> Result<Value> {
        Ok(Value::NONE)
    }
}
impl IntoResult for bool {
    #[inline(always)]
    fn into_result(self, _vm: &mut Vm) -> Result<Value> {
        Ok(Value::bool(self))
    }
}
impl IntoResult for f64 {
    #[inline(always)]
    fn into_result(self, _vm: &mut Vm) -> Result<Value> {
        Ok(Value::float_from_outside(self))
    }
}
macro_rules! integers {
    ($($kind:ty)*) => {$(
        impl IntoResult for $kind {
            #[inline(always)]
            fn into_result(self, vm: &mut Vm) -> Result<Value> {
                Ok(vm.new_int(self as i64))
            }
        }
    )*};
}
integers!(i64 i32 u32 isize u8 u16);
impl IntoResult for usize {
    fn into_result(self, vm: &mut Vm) -> Result<Value> {
        Ok(vm.new_int_u64(self as u64))
    }
}
impl IntoResult for u64 {
    fn into_result(self, vm: &mut Vm) -> Result<Value> {
        Ok(vm.new_int_u64(self))
    }
}
impl IntoResult for String {
    fn into_result(self, _vm: &mut Vm) -> Result<Value> {
        Ok(Str::from_vec(self.into_bytes()).into_value())
    }
}
impl IntoResult for &str {
    fn into_result(self, _vm: &mut Vm) -> Result<Value> {
        Ok(Str::from_text(self).into_value())
    }
}
impl<T: Body> IntoResult for Handle<T> {
    #[inline(always)]
    fn into_result(self, _vm: &mut Vm) -> Result<Value> {
        Ok(self.into_value())
    }
}
/// `__next__` returns an option: nothing is the end, without an exception being made.
impl IntoResult for Option<Value> {
    #[inline(always)]
    fn into_result(self, _vm: &mut Vm) -> Result<Value> {
        Ok(self.unwrap_or(Value::UNDEF))
    }
}
impl<T: IntoResult> IntoResult for Result<T> {
    #[inline(always)]
    fn into_result(self, vm: &mut Vm) -> Result<Value> {
        self?.into_result(vm)
    }
}

/// A function was called with arguments that nobody has bound: a mistake of ours, and no reason to end the interpreter.
#[cold]
#[inline(never)]
pub fn unbound(vm: &mut Vm, signature: &str) -> Raised {
    vm.runtime_error(format_args!("internal error: arguments of {signature} are not bound"))
}

/// Words the TypeError for an argument that did not convert.
#[cold]
#[inline(never)]
pub fn bad_argument(vm: &mut Vm, signature: &str, args: &[Value], value: &Value, error: ArgError) -> Raised {
    let expected = match error {
        ArgError::Raised(raised) => return raised,
        ArgError::Expected(name) => name,
        ArgError::Kind(kind) => vm.name_of_kind(kind),
    };
    let index = args.iter().position(|arg| std::ptr::eq(arg, value)).unwrap_or(0);
    let (name, params) = signature.split_once('(').unwrap_or((signature, ""));
    let is_method = params.starts_with("self") || params.starts_with("cls") || params.starts_with("type");
    let given = if value.is_none() { "None".to_owned() } else { vm.type_name(value) };
    if index == 0 && params.starts_with("self") {
        let given = vm.type_name(value);
        return vm.type_error(format_args!(
            "descriptor '{name}' for '{expected}' objects doesn't apply to a '{given}' object"
        ));
    }
    let count =
        params.trim_end_matches(')').split(',').filter(|part| !matches!(part.trim(), "" | "/" | "*")).count();
    let own = usize::from(is_method);
    if count - own.min(count) == 1 {
        vm.type_error(format_args!("{name}() argument must be {expected}, not {given}"))
    } else {
        vm.type_error(format_args!("{name}() argument {} must be {expected}, not {given}", index + 1 - own))
    }
}

impl Vm {
    /// The Python name of a kind of body, for messages.
    pub fn kind_name<T: Body>(&self) -> &'static str {
        self.name_of_kind(const { &TypeId::of::<T>() })
    }
    #[cold]
    #[inline(never)]
    fn name_of_kind(&self, kind: &TypeId) -> &'static str {
        self.kind_names.get(kind).copied().unwrap_or("object")
    }
    /// The built-in class whose instances have bodies of kind `T`.
    pub fn native_type<T: Body>(&self) -> Handle<Type> {
        if let Some(map) = T::MAP {
            return self.type_of_map(map).to_handle();
        }
        self.type_of_kind(const { &TypeId::of::<T>() })
    }
    #[inline(never)]
    fn type_of_kind(&self, kind: &TypeId) -> Handle<Type> {
        self.kind_types.get(kind).expect("types are made before their instances").clone()
    }
    /// Allocates an instance of a built-in class made at run time.
    pub fn new_native<T: Body>(&self, body: T) -> Handle<T> {
        let class = self.native_type::<T>();
        Handle::new_instance(class.instance_map.get(), body)
    }
}
