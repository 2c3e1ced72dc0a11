//! Fields that built-in exception classes take from their arguments, and the classes for which that is all.

use super::{
    ExcKind, Exception,
    methods::{no_keywords, receiver, reduce_with, split},
    os, syntax, unicode,
};
use crate::{
    error::Result,
    getset, method,
    native::Row,
    objects::dict::Dict,
    raw,
    value::{Handle, Obj, Str, Tuple, Value},
    vm::Vm,
};

/// A field by its place, None when not set.
pub(super) fn get<const AT: usize>(vm: &mut Vm, this: &Obj<Exception>) -> Value {
    this.field(vm, AT).or_none()
}
/// Sets or deletes a field by its place.
pub(super) fn set<const AT: usize>(vm: &mut Vm, this: &Obj<Exception>, value: Option<Value>) {
    this.set_field(vm, AT, value.unwrap_or(Value::UNDEF));
}

impl Obj<Exception> {
    /// Sets the fields that the class takes from its positional arguments, as its `__init__` would. Arguments that do
    /// not fit leave them unset.
    pub(crate) fn fields_from_args(&self, vm: &mut Vm, kind: ExcKind) {
        let args = self.arg_list(vm);
        match kind {
            ExcKind::StopIteration => set_value(vm, self, &args),
            ExcKind::SystemExit => set_code(vm, self, &args),
            ExcKind::ImportError | ExcKind::ModuleNotFoundError => {
                if let [message] = args.as_slice() {
                    self.set_field(vm, 0, message.clone());
                }
            }
            _ if kind.fields()[0] == "errno" => os::set_fields(vm, self, &args),
            _ if kind.fields()[0] == "msg" => {
                if let Err(raised) = syntax::set_fields(vm, self, &args) {
                    drop(vm.take_raised(raised));
                }
            }
            ExcKind::UnicodeEncodeError | ExcKind::UnicodeDecodeError | ExcKind::UnicodeTranslateError => {
                unicode::set_fields(vm, self, kind, &args);
            }
            _ => {}
        }
    }
}

/// Takes the keyword arguments that a class knows as fields; TypeError for others.
fn keyword_fields(
    vm: &mut Vm,
    this: &Obj<Exception>,
    name: &str,
    keywords: &[(&Value, &Value)],
    known: &[(&str, usize)],
) -> Result<()> {
    for (_, at) in known {
        this.set_field(vm, *at, Value::UNDEF);
    }
    for (key, value) in keywords {
        let text = vm.text_of(key).into_owned();
        match known.iter().find(|(known, _)| *known == text) {
            Some((_, at)) => this.set_field(vm, *at, (*value).clone()),
            None => {
                let close = crate::text::suggest::closest(&text, known.iter().map(|(name, _)| *name));
                let hint = close.map_or(String::new(), |name| format!(". Did you mean '{name}'?"));
                return Err(
                    vm.type_error(format_args!("{name}() got an unexpected keyword argument '{text}'{hint}"))
                );
            }
        }
    }
    Ok(())
}

fn set_args(vm: &mut Vm, this: &Obj<Exception>, args: &[Value]) {
    this.args.set(vm, Tuple::from_slice(args).into_value());
}

fn set_value(vm: &mut Vm, this: &Obj<Exception>, args: &[Value]) {
    match args.first() {
        Some(value) => this.set_field(vm, 0, value.clone()),
        // A field that is not set shows as None.
        None if this.fields.get(vm).is_none() => {}
        None => this.set_field(vm, 0, Value::NONE),
    }
}
fn stop_init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let this = receiver(vm, args)?;
    no_keywords(vm, &args[0], names)?;
    set_args(vm, &this, &args[1..]);
    set_value(vm, &this, &args[1..]);
    Ok(Value::NONE)
}

fn set_code(vm: &mut Vm, this: &Obj<Exception>, args: &[Value]) {
    let code = match args {
        [] => return,
        [one] => one.clone(),
        _ => Tuple::from_slice(args).into_value(),
    };
    this.set_field(vm, 0, code);
}
fn exit_init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let this = receiver(vm, args)?;
    no_keywords(vm, &args[0], names)?;
    set_args(vm, &this, &args[1..]);
    set_code(vm, &this, &args[1..]);
    Ok(Value::NONE)
}

fn import_init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let this = receiver(vm, args)?;
    let (positional, keywords) = split(args, names);
    set_args(vm, &this, positional);
    keyword_fields(vm, &this, "ImportError", &keywords, &[("name", 1), ("path", 2), ("name_from", 3)])?;
    this.set_field(vm, 0, if positional.len() == 1 { positional[0].clone() } else { Value::UNDEF });
    Ok(Value::NONE)
}
fn import_str(vm: &mut Vm, this: &Obj<Exception>) -> Result<Handle<Str>> {
    match this.field(vm, 0).into_handle::<Str>() {
        Ok(message) if message.is_exact() => Ok(message),
        _ => this.plain_text(vm),
    }
}
/// `(class, args, state)` where the state holds the attributes and the named fields.
fn reduce_fields(
    vm: &mut Vm,
    this: &Obj<Exception>,
    fields: &[(&str, usize)],
    always_args: bool,
) -> Result<Value> {
    let (object, args) = (this.to_value(), this.args.cloned(vm));
    let state = state_with_fields(vm, this, fields, always_args)?;
    let mut items = vec![vm.class_of(&object).into_value(), args];
    if !state.is_empty(vm) {
        items.push(state.into_value());
    }
    Ok(Tuple::new(items).into_value())
}
fn state_with_fields(
    vm: &mut Vm,
    this: &Obj<Exception>,
    fields: &[(&str, usize)],
    with_args: bool,
) -> Result<Handle<Dict>> {
    let object = this.to_value();
    let state = Dict::new();
    if let Some(own) = vm.get_or_make_dict(&object) {
        for (name, value) in own.pairs(vm) {
            state.set(vm, name, value)?;
        }
    }
    for (name, at) in fields {
        if let Some(value) = this.field(vm, *at).defined() {
            state.set_text(vm, name, value);
        }
    }
    if with_args {
        let args = this.args.cloned(vm);
        state.set_text(vm, "args", args);
    }
    Ok(state)
}
fn import_reduce(vm: &mut Vm, this: &Obj<Exception>) -> Result<Value> {
    reduce_fields(vm, this, &[("name", 1), ("path", 2), ("name_from", 3)], false)
}

fn attribute_init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let this = receiver(vm, args)?;
    let (positional, keywords) = split(args, names);
    set_args(vm, &this, positional);
    keyword_fields(vm, &this, "AttributeError", &keywords, &[("name", 0), ("obj", 1)])?;
    Ok(Value::NONE)
}
/// The object itself stays out: it need not be one that can be copied.
fn attribute_state(vm: &mut Vm, this: &Obj<Exception>) -> Result<Handle<Dict>> {
    state_with_fields(vm, this, &[("name", 0)], true)
}
fn attribute_reduce(vm: &mut Vm, this: &Obj<Exception>) -> Result<Value> {
    reduce_fields(vm, this, &[("name", 0)], true)
}

fn name_init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let this = receiver(vm, args)?;
    let (positional, keywords) = split(args, names);
    set_args(vm, &this, positional);
    keyword_fields(vm, &this, "NameError", &keywords, &[("name", 0)])?;
    Ok(Value::NONE)
}

/// A single key is shown as it is written, so that an empty string can be seen.
fn key_str(vm: &mut Vm, this: &Obj<Exception>) -> Result<Handle<Str>> {
    match this.arg_list(vm).as_slice() {
        [key] => vm.repr(key),
        _ => this.plain_text(vm),
    }
}

pub(super) static SYSTEM_EXIT: &[Row] =
    &[raw!(Method, "__init__(self, /, *args, **kwargs)", exit_init), getset!("code", get::<0>, set::<0>)];
pub(super) static STOP_ITERATION: &[Row] =
    &[raw!(Method, "__init__(self, /, *args, **kwargs)", stop_init), getset!("value", get::<0>, set::<0>)];
pub(super) static IMPORT_ERROR: &[Row] = &[
    raw!(Method, "__init__(self, /, *args, **kwargs)", import_init),
    method!("__str__(self, /)", import_str, 1),
    method!("__reduce__(self, /)", import_reduce, 1),
    getset!("msg", get::<0>, set::<0>),
    getset!("name", get::<1>, set::<1>),
    getset!("path", get::<2>, set::<2>),
    getset!("name_from", get::<3>, set::<3>),
];
pub(super) static ATTRIBUTE_ERROR: &[Row] = &[
    raw!(Method, "__init__(self, /, *args, **kwargs)", attribute_init),
    method!("__getstate__(self, /)", attribute_state, 1),
    method!("__reduce__(self, /)", attribute_reduce, 1),
    getset!("name", get::<0>, set::<0>),
    getset!("obj", get::<1>, set::<1>),
];
pub(super) static NAME_ERROR: &[Row] =
    &[raw!(Method, "__init__(self, /, *args, **kwargs)", name_init), getset!("name", get::<0>, set::<0>)];
pub(super) static KEY_ERROR: &[Row] = &[method!("__str__(self, /)", key_str, 1)];

/// For classes whose arguments were changed when they were made.
pub(super) fn reduce_plain(vm: &mut Vm, this: &Obj<Exception>, args: Value) -> Value {
    reduce_with(vm, this, args)
}
