//! `typing.TypeAliasType`, made by `type X = …`, `typing.Generic` and `typing.NoDefault`; and the module `_typing`.

use crate::{
    body, constant,
    error::Result,
    function, getset, method,
    native::{ModuleDef, TypeDef},
    objects::{
        generic_alias::GenericAlias,
        typevar::{self, Kind, Lazy, TypeParam},
        union::{self, Union},
    },
    raw,
    types::type_flags,
    value::{Handle, Obj, Str, Tuple, Value, VmCell, fixed, instance::Plain, map::Layout},
    vm::Vm,
};

/// A type alias.
pub struct TypeAlias {
    /// `__name__`
    pub name: Value,
    /// `__type_params__`; none for an alias without brackets.
    pub params: Option<Handle<Tuple>>,
    /// `__value__`
    pub value: VmCell<Lazy>,
    /// `__module__`
    pub module: Value,
}
body!(TypeAlias, fixed::TYPE_ALIAS, [name, params, value, module]);

impl TypeAlias {
    /// The alias that a `type` statement makes; `function` computes the value.
    pub fn of_statement(vm: &mut Vm, name: Value, params: Value, function: Value) -> Value {
        let module = vm.caller_module_name().unwrap_or(Value::NONE);
        let params = params.into_handle::<Tuple>().ok();
        let value = VmCell::new(Lazy::of_function(function));
        Handle::new(TypeAlias { name, params, value, module }).into_value()
    }
    /// `TypeAliasType(name, value, *, type_params=())`
    fn new_(
        vm: &mut Vm,
        _class: &Value,
        name: Value,
        value: Value,
        params: Option<Value>,
    ) -> Result<Handle<TypeAlias>> {
        if name.cast::<Str>().is_none() {
            let given = vm.type_name(&name);
            return Err(vm.type_error(format_args!("typealias() argument 'name' must be str, not {given}")));
        }
        let params = match params {
            None => None,
            Some(params) => match params.into_handle::<Tuple>() {
                Ok(params) => Some(params),
                Err(_) => return Err(vm.type_error("type_params must be a tuple")),
            },
        };
        if let Some(params) = &params {
            check_params(vm, params.as_slice())?;
        }
        let params = params.filter(|params| !params.as_slice().is_empty());
        let module = vm.caller_module_name().unwrap_or(Value::NONE);
        Ok(Handle::new(TypeAlias { name, params, value: VmCell::new(Lazy::of_value(value)), module }))
    }
    fn getitem(vm: &mut Vm, this: &Obj<TypeAlias>, item: &Value) -> Result<Handle<GenericAlias>> {
        if this.params.is_none() {
            return Err(vm.type_error("Only generic type aliases are subscriptable"));
        }
        Ok(GenericAlias::new(this.to_value(), item))
    }
    fn repr(vm: &mut Vm, this: &Obj<TypeAlias>) -> Value {
        let _ = &vm;
        this.name.clone()
    }
    fn or(vm: &mut Vm, this: &Value, other: &Value) -> Result<Value> {
        Union::of(vm, this, other)
    }
    fn ror(vm: &mut Vm, this: &Value, other: &Value) -> Result<Value> {
        Union::of(vm, other, this)
    }
    fn iter(vm: &mut Vm, this: &Value) -> Result<Value> {
        let unpacked = typevar::unpack(vm, this)?;
        vm.iter(&Tuple::new(vec![unpacked]).into_value())
    }
    fn reduce(_vm: &mut Vm, this: &Obj<TypeAlias>) -> Value {
        this.name.clone()
    }
    fn get_name(_vm: &mut Vm, this: &Obj<TypeAlias>) -> Value {
        this.name.clone()
    }
    fn get_value(vm: &mut Vm, this: &Obj<TypeAlias>) -> Result<Value> {
        Ok(Lazy::get(&this.value, vm)?.unwrap_or(Value::NONE))
    }
    fn evaluate_value(vm: &mut Vm, this: &Obj<TypeAlias>) -> Value {
        Lazy::evaluator(&this.value, vm)
    }
    fn get_params(_vm: &mut Vm, this: &Obj<TypeAlias>) -> Handle<Tuple> {
        this.params.clone().unwrap_or_else(|| Tuple::new(Vec::new()))
    }
    /// The parameters with those that stand for several unpacked.
    fn get_parameters(vm: &mut Vm, this: &Obj<TypeAlias>) -> Result<Handle<Tuple>> {
        let mut parameters = Vec::new();
        for parameter in TypeAlias::get_params(vm, this).as_slice() {
            let several = parameter.cast::<TypeParam>().is_some_and(|found| found.kind == Kind::Tuple);
            parameters.push(if several { typevar::unpack(vm, parameter)? } else { parameter.clone() });
        }
        Ok(Tuple::new(parameters))
    }
    fn get_module(_vm: &mut Vm, this: &Obj<TypeAlias>) -> Value {
        this.module.clone()
    }
    fn read_only(vm: &mut Vm, _this: &Value, _value: Option<Value>) -> Result<()> {
        Err(vm.attribute_error_text("readonly attribute"))
    }
}

fn check_params(vm: &mut Vm, params: &[Value]) -> Result<()> {
    let mut with_default = false;
    for param in params {
        let Some(known) = param.cast::<TypeParam>() else {
            let shown = vm.repr_text(param)?;
            return Err(vm.type_error(format_args!("Expected a type param, got {shown}")));
        };
        let has_default = typevar::has_default(vm, known);
        if with_default && !has_default {
            let shown = vm.repr_text(param)?;
            return Err(vm.type_error(format_args!(
                "non-default type parameter '{shown}' follows default type parameter"
            )));
        }
        with_default |= has_default;
    }
    Ok(())
}

/// `typing.TypeAliasType`
pub static TYPE_ALIAS: TypeDef = TypeDef {
    name: "typing.TypeAliasType",
    doc: "Type alias.",
    base: None,
    map: Some(fixed::TYPE_ALIAS),
    layout: Layout::of::<TypeAlias>(),
    flags: 0,
    rows: &[
        crate::static_method!("__new__(cls, name, value, *, type_params=())", TypeAlias::new_, 4),
        method!("__getitem__(self, key, /)", TypeAlias::getitem, 2),
        method!("__repr__(self, /)", TypeAlias::repr, 1),
        method!("__or__(self, value, /)", TypeAlias::or, 2),
        method!("__ror__(self, value, /)", TypeAlias::ror, 2),
        method!("__iter__(self, /)", TypeAlias::iter, 1),
        method!("__reduce__(self, /)", TypeAlias::reduce, 1),
        getset!("__name__", TypeAlias::get_name, TypeAlias::read_only),
        getset!("__value__", TypeAlias::get_value),
        getset!("__type_params__", TypeAlias::get_params),
        getset!("__parameters__", TypeAlias::get_parameters),
        getset!("__module__", TypeAlias::get_module),
        getset!("evaluate_value", TypeAlias::evaluate_value),
    ],
};

/// `typing.Generic`: what it does is written in `typing`.
fn generic_getitem(vm: &mut Vm, args: &[Value], _names: &[Value]) -> Result<Value> {
    vm.call_typing("_generic_class_getitem", args)
}
fn generic_init_subclass(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let typing = vm.import_library("typing")?;
    let function = vm.get_attr_text(&typing, "_generic_init_subclass")?;
    vm.call_named(&function, args, names)
}

/// `typing.Generic`
pub static GENERIC: TypeDef = TypeDef {
    name: "typing.Generic",
    doc: "Abstract base class for generic types.\n\nOn Python 3.12 and newer, generic classes implicitly inherit from\nGeneric \
          when they declare a parameter list after the class's name::\n\n    class Mapping[KT, VT]:\n        def \
          __getitem__(self, key: KT) -> VT:\n            ...\n            # Etc.\n\nOn older versions of Python, however, \
          generic classes have to\nexplicitly inherit from Generic.\n\nAfter a class has been declared to be generic, it can \
          then be used as\nfollows::\n\n    def lookup_name[KT, VT](mapping: Mapping[KT, VT], key: KT, default: VT) -> VT:\n        \
          try:\n            return mapping[key]\n        except KeyError:\n            return default\n",
    base: None,
    map: Some(fixed::GENERIC),
    layout: Layout::of::<Plain>(),
    flags: type_flags::BASE,
    rows: &[
        raw!(ClassMethod, "__class_getitem__(cls, /, *args, **kwargs)", generic_getitem),
        raw!(ClassMethod, "__init_subclass__(cls, /, *args, **kwargs)", generic_init_subclass),
    ],
};

/// The type of `typing.NoDefault`.
pub struct NoDefault;
body!(NoDefault, fixed::NO_DEFAULT);

fn new_no_default(vm: &mut Vm, args: &[Value], _names: &[Value]) -> Result<Value> {
    if args.len() > 1 {
        return Err(vm.type_error("NoDefaultType takes no arguments"));
    }
    Ok(vm.known_no_default())
}
fn no_default_repr(_vm: &mut Vm, _this: &Value) -> &'static str {
    "typing.NoDefault"
}
fn no_default_reduce(_vm: &mut Vm, _this: &Value) -> &'static str {
    "NoDefault"
}

/// `NoDefaultType`
pub static NO_DEFAULT: TypeDef = TypeDef {
    name: "NoDefaultType",
    doc: "The type of the NoDefault singleton.",
    base: None,
    map: Some(fixed::NO_DEFAULT),
    layout: Layout::of::<NoDefault>(),
    flags: 0,
    rows: &[
        raw!(StaticMethod, "__new__(cls, /, *args, **kwargs)", new_no_default),
        method!("__repr__(self, /)", no_default_repr, 1),
        method!("__reduce__(self, /)", no_default_reduce, 1),
        // The one object lives here, so that it is there before any module is.
        constant!("__default__", |_| Handle::new(NoDefault).into_value()),
    ],
};

fn idfunc(_vm: &mut Vm, value: Value) -> Value {
    value
}
fn init(vm: &mut Vm, module: &crate::objects::module::ModuleHandle) -> Result<()> {
    let nothing = vm.known_no_default();
    module.dict.set_text(vm, "NoDefault", nothing);
    Ok(())
}

/// `_typing`
pub static MODULE: ModuleDef = ModuleDef {
    name: "_typing",
    doc: "Primitives and accelerators for the typing module.\n",
    rows: &[function!("_idfunc(x, /)", idfunc, 1)],
    types: &[
        &typevar::TYPE_VAR,
        &typevar::PARAM_SPEC,
        &typevar::PARAM_SPEC_ARGS,
        &typevar::PARAM_SPEC_KWARGS,
        &typevar::TYPE_VAR_TUPLE,
        &TYPE_ALIAS,
        &GENERIC,
        &union::TYPE,
    ],
    init: Some(init),
};
