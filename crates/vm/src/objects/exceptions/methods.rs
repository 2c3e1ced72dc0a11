//! Methods of `BaseException`, and the table that says which rows each built-in exception class has.

use super::{ExcKind, Exception, fields, group, notes, os, syntax, unicode};
use crate::{
    error::Result,
    getset, method, names,
    native::Row,
    objects::{dict::Dict, traceback::Traceback},
    raw,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Tuple, Value},
    vm::Vm,
};

impl ExcKind {
    /// Rows of a class's table.
    pub fn rows(self) -> &'static [Row] {
        use ExcKind::*;
        match self {
            BaseException => BASE,
            BaseExceptionGroup => group::ROWS,
            SystemExit => fields::SYSTEM_EXIT,
            StopIteration => fields::STOP_ITERATION,
            ImportError => fields::IMPORT_ERROR,
            AttributeError => fields::ATTRIBUTE_ERROR,
            NameError => fields::NAME_ERROR,
            KeyError => fields::KEY_ERROR,
            OSError => os::ROWS,
            SyntaxError => syntax::ROWS,
            UnicodeEncodeError | UnicodeDecodeError => unicode::CODEC,
            UnicodeTranslateError => unicode::TRANSLATE,
            _ => &[],
        }
    }
}

impl Vm {
    /// The built-in exception class that an exception class is or derives from, by layout.
    pub fn exception_kind(&self, class: &Obj<Type>) -> ExcKind {
        let mut at = class.to_handle();
        while at.has(type_flags::HEAP) {
            match at.base.cloned(self) {
                Some(base) => at = base,
                None => break,
            }
        }
        let found = self.exceptions.iter().position(|known| known.ptr_eq(&at));
        found.map_or(ExcKind::BaseException, |place| ExcKind::ALL[place])
    }
}

/// Positional arguments and keyword pairs of a raw call, without the receiver.
pub(super) fn split<'a>(args: &'a [Value], names: &'a [Value]) -> (&'a [Value], Vec<(&'a Value, &'a Value)>) {
    let (positional, values) = args[1..].split_at(args.len() - 1 - names.len());
    (positional, names.iter().zip(values).collect())
}

fn new(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let Some(class) = args.first().and_then(|class| class.cast::<Type>()) else {
        return Err(vm.type_error("BaseException.__new__(): not enough arguments"));
    };
    let given = args.len() - 1 - names.len();
    let tuple = Tuple::from_slice(&args[1..=given]);
    Ok(Exception::bare(class, tuple.into_value()).into_value())
}

/// The receiver of a raw method of exceptions.
pub(super) fn receiver(vm: &mut Vm, args: &[Value]) -> Result<Handle<Exception>> {
    match args.first().and_then(|this| this.cast::<Exception>()) {
        Some(this) => Ok(this.to_handle()),
        None => Err(vm.type_error("descriptor '__init__' requires a 'BaseException' object")),
    }
}

/// Refuses keyword arguments.
pub(super) fn no_keywords(vm: &mut Vm, this: &Value, names: &[Value]) -> Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    let name = vm.type_name(this);
    Err(vm.type_error(format_args!("{name}() takes no keyword arguments")))
}

fn init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let this = receiver(vm, args)?;
    no_keywords(vm, &args[0], names)?;
    this.args.set(vm, Tuple::from_slice(&args[1..]).into_value());
    Ok(Value::NONE)
}

impl Obj<Exception> {
    /// What `BaseException.__str__` shows: the argument, or all of them as a tuple.
    pub fn plain_text(&self, vm: &mut Vm) -> Result<Handle<Str>> {
        let args = self.args.cloned(vm);
        match self.arg_list(vm).as_slice() {
            [] => Ok(Str::from_text("")),
            [one] => vm.str_of(one),
            _ => vm.repr(&args),
        }
    }
}

fn str_(vm: &mut Vm, this: &Obj<Exception>) -> Result<Handle<Str>> {
    this.plain_text(vm)
}
fn repr(vm: &mut Vm, this: &Obj<Exception>) -> Result<String> {
    let object = this.to_value();
    let name = vm.type_name(&object);
    let args = this.args.cloned(vm);
    match this.arg_list(vm).as_slice() {
        [one] => Ok(format!("{name}({})", vm.repr_text(one)?)),
        _ => Ok(format!("{name}{}", vm.repr_text(&args)?)),
    }
}
/// `(class, args)`, with the attributes if there are any.
pub(super) fn reduce_with(vm: &mut Vm, this: &Obj<Exception>, args: Value) -> Value {
    let object = this.to_value();
    let class = vm.class_of(&object).into_value();
    let dict = vm.get_or_make_dict(&object).filter(|dict| !dict.is_empty(vm));
    let mut items = vec![class, args];
    items.extend(dict.map(Handle::into_value));
    Tuple::new(items).into_value()
}
fn reduce(vm: &mut Vm, this: &Obj<Exception>) -> Value {
    let args = this.args.cloned(vm);
    reduce_with(vm, this, args)
}
fn set_state(vm: &mut Vm, this: &Obj<Exception>, state: &Value) -> Result<()> {
    if state.is_none() {
        return Ok(());
    }
    let Some(state) = state.cast::<Dict>() else { return Err(vm.type_error("state is not a dictionary")) };
    let object = this.to_value();
    for (name, value) in state.pairs(vm) {
        vm.set_attr(&object, &name, value)?;
    }
    Ok(())
}
fn with_traceback(vm: &mut Vm, this: &Obj<Exception>, traceback: Value) -> Result<Value> {
    set_traceback(vm, this, Some(traceback))?;
    Ok(this.to_value())
}
fn add_note(vm: &mut Vm, this: &Obj<Exception>, note: Value) -> Result<()> {
    let object = this.to_value();
    notes::add_note(vm, &object, note)
}

fn get_args(vm: &mut Vm, this: &Obj<Exception>) -> Value {
    this.args.cloned(vm)
}
fn set_args(vm: &mut Vm, this: &Obj<Exception>, value: Option<Value>) -> Result<()> {
    let Some(value) = value else { return Err(vm.type_error("args may not be deleted")) };
    let items = vm.collect(&value)?;
    this.args.set(vm, Tuple::new(items).into_value());
    Ok(())
}
fn get_traceback(vm: &mut Vm, this: &Obj<Exception>) -> Value {
    this.traceback.cloned(vm)
}
fn set_traceback(vm: &mut Vm, this: &Obj<Exception>, value: Option<Value>) -> Result<()> {
    let Some(value) = value else { return Err(vm.type_error("__traceback__ may not be deleted")) };
    if !value.is_none() && value.cast::<Traceback>().is_none() {
        return Err(vm.type_error("__traceback__ must be a traceback or None"));
    }
    this.traceback.set(vm, value);
    Ok(())
}
fn chained(vm: &mut Vm, value: Option<Value>, name: &str, what: &str) -> Result<Value> {
    let Some(value) = value else { return Err(vm.type_error(format_args!("{name} may not be deleted"))) };
    if !value.is_none() && value.cast::<Exception>().is_none() {
        return Err(vm.type_error(format_args!("exception {what} must be None or derive from BaseException")));
    }
    Ok(value)
}
fn get_context(vm: &mut Vm, this: &Obj<Exception>) -> Value {
    this.context.cloned(vm)
}
fn set_context(vm: &mut Vm, this: &Obj<Exception>, value: Option<Value>) -> Result<()> {
    let value = chained(vm, value, "__context__", "context")?;
    this.context.set(vm, value);
    Ok(())
}
fn get_cause(vm: &mut Vm, this: &Obj<Exception>) -> Value {
    this.cause.cloned(vm)
}
fn set_cause(vm: &mut Vm, this: &Obj<Exception>, value: Option<Value>) -> Result<()> {
    let value = chained(vm, value, "__cause__", "cause")?;
    this.cause.set(vm, value);
    this.suppress_context.set(true);
    Ok(())
}
fn get_suppress(_vm: &mut Vm, this: &Obj<Exception>) -> bool {
    this.suppress_context.get()
}
fn set_suppress(vm: &mut Vm, this: &Obj<Exception>, value: Option<Value>) -> Result<()> {
    match value {
        Some(value) if value.is_bool() => {
            this.suppress_context.set(value.is_true());
            Ok(())
        }
        Some(_) => Err(vm.type_error("attribute value type must be bool")),
        None => Err(vm.type_error("can't delete numeric/char attribute")),
    }
}
fn get_dict(vm: &mut Vm, this: &Obj<Exception>) -> Result<Value> {
    let object = this.to_value();
    match vm.get_or_make_dict(&object) {
        Some(dict) => Ok(dict.into_value()),
        None => {
            let name = vm.name(names::__dict__).clone();
            Err(vm.no_attribute(&object, &name))
        }
    }
}
fn set_dict(vm: &mut Vm, this: &Obj<Exception>, value: Option<Value>) -> Result<()> {
    let Some(value) = value else { return Err(vm.type_error("cannot delete __dict__")) };
    let given = vm.type_name(&value);
    let Ok(dict) = value.into_handle::<Dict>() else {
        return Err(vm.type_error(format_args!("__dict__ must be set to a dictionary, not a '{given}'")));
    };
    let object = this.to_value();
    vm.replace_dict(&object, dict);
    Ok(())
}

static BASE: &[Row] = &[
    raw!(StaticMethod, "__new__(cls, /, *args, **kwargs)", new),
    raw!(
        Method,
        "__init__(self, /, *args, **kwargs)",
        init,
        "Initialize self.  See help(type(self)) for accurate signature."
    ),
    method!("__str__(self, /)", str_, 1, "Return str(self)."),
    method!("__repr__(self, /)", repr, 1, "Return repr(self)."),
    method!("__reduce__(self, /)", reduce, 1),
    method!("__setstate__(self, state, /)", set_state, 2),
    method!(
        "with_traceback(self, tb, /)",
        with_traceback,
        2,
        "Set self.__traceback__ to tb and return self."
    ),
    method!("add_note(self, note, /)", add_note, 2, "Add a note to the exception"),
    getset!("args", get_args, set_args),
    getset!("__traceback__", get_traceback, set_traceback),
    getset!("__context__", get_context, set_context),
    getset!("__cause__", get_cause, set_cause),
    getset!("__suppress_context__", get_suppress, set_suppress),
    getset!("__dict__", get_dict, set_dict),
];
