//! `types.SimpleNamespace`: an object that is nothing but its attributes.

use super::dict::Dict;
use crate::{
    body,
    error::Result,
    getset, method,
    native::{Kwargs, Rest, TypeDef},
    protocol::CompareOp,
    raw, static_method,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Tuple, Value, fixed, map::Layout},
    vm::Vm,
};

/// A namespace; attributes are in its storage.
pub struct Namespace;
body!(Namespace, fixed::NAMESPACE);

fn get_dict(vm: &mut Vm, this: &Obj<Namespace>) -> Handle<Dict> {
    Namespace::attributes(vm, this)
}

/// Makes a namespace of names and values.
pub fn new(vm: &mut Vm, attributes: &[(&str, Value)]) -> Value {
    let dict = Dict::new();
    for (name, value) in attributes {
        dict.set_text(vm, name, value.clone());
    }
    Namespace::new(vm, dict)
}

impl Namespace {
    /// Makes a namespace with the attributes of `dict`.
    pub fn new(vm: &mut Vm, dict: Handle<Dict>) -> Value {
        let map = vm.native_type::<Namespace>().instance_map.get();
        let this = Handle::new_instance(map, Namespace).into_value();
        vm.replace_dict(&this, dict);
        this
    }
    fn attributes(vm: &mut Vm, this: &Obj<Namespace>) -> Handle<Dict> {
        vm.get_or_make_dict(&this.to_value()).unwrap_or_else(Dict::new)
    }
    fn new_(_vm: &mut Vm, class: &Obj<Type>, _args: Rest, _kwargs: Kwargs) -> Value {
        Handle::new_instance(class.instance_map.get(), Namespace).into_value()
    }
    fn init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let Some(this) = args.first().and_then(|this| this.cast::<Namespace>()) else {
            return Err(
                vm.type_error("descriptor '__init__' of 'types.SimpleNamespace' object needs an argument")
            );
        };
        let (positional, values) = args[1..].split_at(args.len() - 1 - names.len());
        if positional.len() > 1 {
            let class = vm.type_name(&args[0]);
            let given = positional.len();
            return Err(vm.type_error(format_args!("{class} expected at most 1 argument, got {given}")));
        }
        let mut pairs = Vec::new();
        if let [source] = positional {
            let dict = Dict::new();
            let depth = vm.fiber.frames.len();
            let updated = Dict::update_from(vm, dict.clone(), source, Vec::new(), Value::NONE)?;
            vm.await_native(updated, depth)?;
            pairs = dict.pairs(vm);
            if pairs.iter().any(|(key, _)| key.cast::<Str>().is_none()) {
                return Err(vm.type_error("keywords must be strings"));
            }
        }
        pairs.extend(names.iter().cloned().zip(values.iter().cloned()));
        for (name, value) in pairs {
            let name = vm.intern(&name);
            let object = this.to_value();
            if !vm.instance_set(&object, &name, value) {
                return Err(vm.no_attribute(&object, &name));
            }
        }
        Ok(Value::NONE)
    }
    fn repr(vm: &mut Vm, this: &Obj<Namespace>) -> Result<Value> {
        let value = this.to_value();
        let name = if this.is_exact() { "namespace".to_owned() } else { vm.type_name(&value) };
        let dict = Namespace::attributes(vm, this);
        let shown = vm.guard_repr(&value, |vm| {
            let mut text = format!("{name}(").into_bytes();
            let mut first = true;
            for (key, value) in dict.pairs(vm) {
                // Keys that cannot be attribute names are left out, as in CPython.
                let Some(key) = key.cast::<Str>().filter(|key| !key.as_bytes().is_empty()) else { continue };
                if !first {
                    text.extend_from_slice(b", ");
                }
                first = false;
                text.extend_from_slice(key.as_bytes());
                text.push(b'=');
                text.extend_from_slice(vm.repr(&value)?.as_bytes());
            }
            text.push(b')');
            Ok(text)
        })?;
        Ok(Str::from_vec(shown.unwrap_or_else(|| format!("{name}(...)").into_bytes())).into_value())
    }
    fn compare(vm: &mut Vm, op: CompareOp, this: &Obj<Namespace>, other: &Value) -> Result<Value> {
        let Some(other) = other.cast::<Namespace>() else { return Ok(Value::NOT_IMPLEMENTED) };
        let a = Namespace::attributes(vm, this).into_value();
        let b = Namespace::attributes(vm, other).into_value();
        vm.compare(op, &a, &b)
    }
    fn reduce(vm: &mut Vm, this: &Obj<Namespace>) -> Handle<Tuple> {
        let class = vm.class_of(&this.to_value()).into_value();
        let dict = Namespace::attributes(vm, this).into_value();
        Tuple::new(vec![class, Tuple::new(vec![]).into_value(), dict])
    }
    fn replace(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let Some(this) = args.first().and_then(|this| this.cast::<Namespace>()) else {
            return Err(
                vm.type_error("descriptor '__replace__' of 'types.SimpleNamespace' object needs an argument")
            );
        };
        if args.len() - names.len() > 1 {
            return Err(vm.type_error("__replace__() takes no positional arguments"));
        }
        let class = vm.class_of(&args[0]).into_value();
        let result = vm.call(&class, &[])?;
        let Some(new) = result.cast::<Namespace>() else {
            let (want, got) = (vm.type_name(&args[0]), vm.type_name(&result));
            return Err(
                vm.type_error(format_args!("expect {want} type, but {got}() returned '{got}' object"))
            );
        };
        let (from, to) = (Namespace::attributes(vm, this), Namespace::attributes(vm, new));
        to.merge(vm, &from)?;
        for (name, value) in names.iter().zip(&args[1..]) {
            to.set(vm, name.clone(), value.clone())?;
        }
        Ok(result)
    }
}

/// A row for a comparison.
macro_rules! row {
    ($signature:literal, $op:ident) => {
        super::sequence::comparison!($signature, Namespace, $op)
    };
}

/// The class.
pub static TYPE: TypeDef = TypeDef {
    name: "types.SimpleNamespace",
    doc: "A simple attribute-based namespace.",
    base: None,
    map: Some(fixed::NAMESPACE),
    layout: Layout::of::<Namespace>(),
    flags: type_flags::BASE | type_flags::DICT,
    rows: &[
        static_method!("__new__(cls, /, *args, **kwargs)", Namespace::new_, 3),
        getset!("__dict__", get_dict),
        raw!(Method, "__init__(self, mapping_or_iterable=(), /, **kwargs)", Namespace::init),
        method!("__repr__(self, /)", Namespace::repr, 1),
        row!("__lt__(self, value, /)", Lt),
        row!("__le__(self, value, /)", Le),
        row!("__eq__(self, value, /)", Eq),
        row!("__ne__(self, value, /)", Ne),
        row!("__gt__(self, value, /)", Gt),
        row!("__ge__(self, value, /)", Ge),
        crate::constant!("__hash__", |_| Value::NONE),
        method!("__reduce__(self, /)", Namespace::reduce, 1, "Return state information for pickling"),
        raw!(
            Method,
            "__replace__(self, /, **changes)",
            Namespace::replace,
            "Return a copy of the namespace object with new values for the specified attributes."
        ),
    ],
};
