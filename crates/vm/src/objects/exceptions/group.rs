//! `BaseExceptionGroup` and `ExceptionGroup`: made of exceptions, split by a condition, and what `except*` needs of them.

use super::{
    ExcKind, Exception,
    fields::get,
    methods::{no_keywords, receiver},
};
use crate::{
    error::Result,
    getset, method, names,
    native::Row,
    objects::list::List,
    raw,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Tuple, Value},
    vm::Vm,
};

const MESSAGE: usize = 0;
const EXCEPTIONS: usize = 1;

/// What decides which exceptions of a group are wanted.
enum Condition {
    /// Instances of a class or of one of a tuple of classes.
    Types(Value),
    /// Those that a function says yes to.
    Function(Value),
    /// These very objects, by identity.
    Objects(Vec<Value>),
}

/// A group taken apart: the part that fits and the rest; None where nothing is left.
struct Parts {
    matched: Value,
    rest: Value,
}

impl Vm {
    /// Whether an exception object is a group.
    pub fn is_group(&self, exc: &Value) -> bool {
        self.is_exception_of(exc, ExcKind::BaseExceptionGroup)
    }
    /// Makes an `ExceptionGroup` (or `BaseExceptionGroup`, when one of the exceptions is no `Exception`).
    pub fn new_group(&mut self, message: &str, exceptions: Vec<Value>) -> Result<Value> {
        let class = self.exception_type(ExcKind::BaseExceptionGroup);
        let (message, list) = (self.new_str(message), List::new(exceptions).into_value());
        make(self, &class, &[message, list]).map(Handle::into_value)
    }
    /// TypeError unless `wanted` may stand behind `except*`.
    pub fn check_star_types(&mut self, wanted: &Value) -> Result<()> {
        let classes = match wanted.cast::<Tuple>() {
            Some(classes) => classes.as_slice(),
            None => std::slice::from_ref(wanted),
        };
        let group = self.exception_type(ExcKind::BaseExceptionGroup);
        for class in classes {
            let Some(class) = class.cast::<Type>().filter(|class| class.has(type_flags::EXCEPTION)) else {
                return Err(
                    self.type_error("catching classes that do not inherit from BaseException is not allowed")
                );
            };
            if class.is_subclass(self, &group) {
                return Err(self
                    .type_error("catching ExceptionGroup with except* is not allowed. Use except instead."));
            }
        }
        Ok(())
    }
    /// `except* wanted` applied to an exception: the part that it handles and the rest, None where there is nothing.
    pub fn match_group(&mut self, exc: &Value, wanted: &Value) -> Result<(Value, Value)> {
        self.check_star_types(wanted)?;
        if exc.is_none() {
            return Ok((Value::NONE, Value::NONE));
        }
        let is_group = self.is_group(exc);
        if self.exception_matches(exc, wanted)? {
            if is_group {
                return Ok((exc.clone(), Value::NONE));
            }
            let class = self.exception_type(ExcKind::BaseExceptionGroup);
            let (message, one) = (self.new_str(""), Tuple::new(vec![exc.clone()]).into_value());
            let group = make(self, &class, &[message, one])?.into_value();
            if let (Some(made), Some(naked)) = (group.cast::<Exception>(), exc.cast::<Exception>()) {
                let traceback = naked.traceback.cloned(self);
                made.traceback.set(self, traceback);
            }
            return Ok((group, Value::NONE));
        }
        if !is_group {
            return Ok((Value::NONE, exc.clone()));
        }
        let split = self.get_attr_text(exc, "split")?;
        let pair = self.call(&split, std::slice::from_ref(wanted))?;
        let class = self.type_name(exc);
        let Some(parts) = pair.cast::<Tuple>() else {
            let given = self.type_name(&pair);
            return Err(self.type_error(format_args!("{class}.split must return a tuple, not {given}")));
        };
        match parts.as_slice() {
            [matched, rest, ..] => Ok((matched.clone(), rest.clone())),
            few => {
                let count = few.len();
                Err(self.type_error(format_args!(
                    "{class}.split must return a 2-tuple, got tuple of size {count}"
                )))
            }
        }
    }
    /// What is raised behind the last `except*`: of the original exception and a list of what each clause left (raised
    /// anew, raised again, or None). None when nothing is left.
    pub fn prep_reraise_star(&mut self, original: &Value, parts: &[Value]) -> Result<Value> {
        let parts: Vec<Value> = parts.iter().filter(|part| !part.is_none()).cloned().collect();
        if parts.is_empty() {
            return Ok(Value::NONE);
        }
        if !self.is_group(original) {
            // A naked exception was wrapped for one clause; what that left stands for itself.
            return Ok(parts[0].clone());
        }
        let (mut raised, mut again) = (Vec::new(), Vec::new());
        for part in parts {
            if self.same_metadata(&part, original)? { again.push(part) } else { raised.push(part) }
        }
        let mut leaves = Vec::new();
        for part in &again {
            collect_leaves(self, part, &mut leaves);
        }
        let kept = split_by(self, original, &Condition::Objects(leaves), false)?.matched;
        if raised.is_empty() {
            return Ok(kept);
        }
        if !kept.is_none() {
            raised.push(kept);
        }
        match raised.as_slice() {
            [one] => Ok(one.clone()),
            _ => self.new_group("", raised),
        }
    }
    /// Whether an exception is a part of `original` as `split` makes them: same notes, traceback, cause and context.
    fn same_metadata(&mut self, part: &Value, original: &Value) -> Result<bool> {
        if part.is(original) {
            return Ok(true);
        }
        let (Some(a), Some(b)) = (part.cast::<Exception>(), original.cast::<Exception>()) else {
            return Ok(false);
        };
        if !self.is_group(part)
            || !a.traceback.get(self).is(b.traceback.get(self))
            || !a.cause.get(self).is(b.cause.get(self))
            || !a.context.get(self).is(b.context.get(self))
        {
            return Ok(false);
        }
        let (a, b) = (notes_of(self, part)?, notes_of(self, original)?);
        Ok(match (a, b) {
            (None, None) => true,
            (Some(a), Some(b)) => {
                let (a, b) = (self.collect(&a)?, self.collect(&b)?);
                a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a.is(b))
            }
            _ => false,
        })
    }
}

/// `except* wanted`: the part of an exception that it handles and the rest, None where there is nothing.
pub fn match_group(vm: &mut Vm, exc: &Value, wanted: &Value) -> Result<(Value, Value)> {
    vm.match_group(exc, wanted)
}
/// The exception to raise behind the last `except*`, or None.
pub fn prepare_reraise(vm: &mut Vm, original: &Value, parts: &Value) -> Result<Value> {
    let parts = vm.collect(parts)?;
    vm.prep_reraise_star(original, &parts)
}

fn notes_of(vm: &mut Vm, exc: &Value) -> Result<Option<Value>> {
    let notes = vm.find_known_attr(exc, names::__notes__)?;
    Ok(notes.filter(|notes| notes.cast::<List>().is_some() || notes.cast::<Tuple>().is_some()))
}

fn members(vm: &Vm, group: &Value) -> Vec<Value> {
    let field = group.cast::<Exception>().map(|group| group.field(vm, EXCEPTIONS));
    field.and_then(|field| field.cast::<Tuple>().map(|items| items.as_slice().to_vec())).unwrap_or_default()
}

fn collect_leaves(vm: &Vm, exc: &Value, leaves: &mut Vec<Value>) {
    // Nesting is bounded by memory only: no recursion here.
    let mut waiting = vec![exc.clone()];
    while let Some(exc) = waiting.pop() {
        if vm.is_group(&exc) {
            waiting.extend(members(vm, &exc));
        } else {
            leaves.push(exc);
        }
    }
}

fn matches(vm: &mut Vm, exc: &Value, condition: &Condition) -> Result<bool> {
    match condition {
        Condition::Types(wanted) => vm.exception_matches(exc, wanted),
        Condition::Function(function) => {
            let answer = vm.call(function, std::slice::from_ref(exc))?;
            vm.truth(&answer)
        }
        Condition::Objects(objects) => Ok(!vm.is_group(exc) && objects.iter().any(|known| known.is(exc))),
    }
}

fn split_by(vm: &mut Vm, exc: &Value, condition: &Condition, want_rest: bool) -> Result<Parts> {
    if matches(vm, exc, condition)? {
        return Ok(Parts { matched: exc.clone(), rest: Value::NONE });
    }
    if !vm.is_group(exc) {
        return Ok(Parts { matched: Value::NONE, rest: if want_rest { exc.clone() } else { Value::NONE } });
    }
    let (mut matched, mut rest) = (Vec::new(), Vec::new());
    for member in members(vm, exc) {
        let parts = vm.deeper(|vm| split_by(vm, &member, condition, want_rest))?;
        matched.extend(Some(parts.matched).filter(|part| !part.is_none()));
        rest.extend(Some(parts.rest).filter(|part| !part.is_none()));
    }
    Ok(Parts {
        matched: subset(vm, exc, matched)?,
        rest: if want_rest { subset(vm, exc, rest)? } else { Value::NONE },
    })
}

/// A group like `group` of some of its exceptions, with the same notes, traceback, cause and context.
fn subset(vm: &mut Vm, group: &Value, exceptions: Vec<Value>) -> Result<Value> {
    if exceptions.is_empty() {
        return Ok(Value::NONE);
    }
    let derive = vm.get_attr_text(group, "derive")?;
    let made = vm.call(&derive, &[List::new(exceptions).into_value()])?;
    let (Some(new), Some(old)) =
        (made.cast::<Exception>().filter(|_| vm.is_group(&made)), group.cast::<Exception>())
    else {
        return Err(vm.type_error("derive must return an instance of BaseExceptionGroup"));
    };
    let (traceback, context, cause) =
        (old.traceback.cloned(vm), old.context.cloned(vm), old.cause.cloned(vm));
    new.traceback.set(vm, traceback);
    new.context.set(vm, context);
    new.cause.set(vm, cause);
    new.suppress_context.set(old.suppress_context.get());
    if let Some(notes) = notes_of(vm, group)? {
        let notes = vm.collect(&notes)?;
        let name = vm.name(names::__notes__).clone();
        vm.set_attr(&made, &name, List::new(notes).into_value())?;
    }
    Ok(made)
}

fn condition(vm: &mut Vm, wanted: &Value) -> Result<Condition> {
    let is_exception =
        |value: &Value| value.cast::<Type>().is_some_and(|class| class.has(type_flags::EXCEPTION));
    let all = wanted.cast::<Tuple>().is_some_and(|classes| classes.as_slice().iter().all(is_exception));
    if is_exception(wanted) || all {
        return Ok(Condition::Types(wanted.clone()));
    }
    if wanted.cast::<Type>().is_none() && vm.is_callable(wanted) {
        return Ok(Condition::Function(wanted.clone()));
    }
    Err(vm.type_error(
        "expected an exception type, a tuple of exception types, or a callable (other than a class)",
    ))
}

/// `BaseExceptionGroup.__new__(class, message, exceptions)`
fn make(vm: &mut Vm, class: &Obj<Type>, args: &[Value]) -> Result<Handle<Exception>> {
    let [message, exceptions] = args else {
        let given = args.len();
        return Err(vm.type_error(format_args!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({given} given)"
        )));
    };
    if message.cast::<Str>().is_none() {
        let given = vm.type_name(message);
        return Err(
            vm.type_error(format_args!("BaseExceptionGroup.__new__() argument 1 must be str, not {given}"))
        );
    }
    let sequence = exceptions.cast::<List>().is_some()
        || exceptions.cast::<Tuple>().is_some()
        || vm.is_sequence(exceptions);
    if !sequence {
        return Err(vm.type_error("second argument (exceptions) must be a sequence"));
    }
    let items = vm.collect(exceptions)?;
    if items.is_empty() {
        return Err(vm.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    let mut all_plain = true;
    for (index, item) in items.iter().enumerate() {
        if item.cast::<Exception>().is_none() {
            return Err(vm.value_error(format_args!(
                "Item {index} of second argument (exceptions) is not an exception"
            )));
        }
        all_plain &= vm.is_exception_of(item, ExcKind::Exception);
    }
    let class = fitting_class(vm, class, all_plain)?;
    let exc = Exception::bare(&class, Tuple::from_slice(args).into_value());
    exc.set_field(vm, MESSAGE, message.clone());
    exc.set_field(vm, EXCEPTIONS, Tuple::new(items).into_value());
    Ok(exc)
}

/// A `BaseExceptionGroup` of nothing but `Exception`s is an `ExceptionGroup`; an `ExceptionGroup` may not hold others.
fn fitting_class(vm: &mut Vm, class: &Obj<Type>, all_plain: bool) -> Result<Handle<Type>> {
    let (base, plain) =
        (vm.exception_type(ExcKind::BaseExceptionGroup), vm.exception_type(ExcKind::ExceptionGroup));
    if std::ptr::eq(class, &*base) {
        return Ok(if all_plain { plain } else { base });
    }
    if all_plain {
        return Ok(class.to_handle());
    }
    if std::ptr::eq(class, &*plain) {
        return Err(vm.type_error("Cannot nest BaseExceptions in an ExceptionGroup"));
    }
    if class.is_subclass(vm, vm.exception_type_ref(ExcKind::Exception)) {
        let name = class.name_text(vm).into_owned();
        return Err(vm.type_error(format_args!("Cannot nest BaseExceptions in '{name}'")));
    }
    Ok(class.to_handle())
}

fn new(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let Some(class) = args.first().and_then(|class| class.cast::<Type>()) else {
        return Err(vm.type_error("BaseExceptionGroup.__new__(): not enough arguments"));
    };
    make(vm, class, &args[1..args.len() - names.len()]).map(Handle::into_value)
}
fn init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let this = receiver(vm, args)?;
    no_keywords(vm, &args[0], names)?;
    this.args.set(vm, Tuple::from_slice(&args[1..]).into_value());
    Ok(Value::NONE)
}
fn str_(vm: &mut Vm, this: &Obj<Exception>) -> Result<String> {
    let message = this.field(vm, MESSAGE).or_none();
    let count = members(vm, &this.to_value()).len();
    let s = if count > 1 { "s" } else { "" };
    Ok(format!("{} ({count} sub-exception{s})", vm.str_text(&message)?))
}
fn derive(vm: &mut Vm, this: &Obj<Exception>, exceptions: Value) -> Result<Value> {
    let message = this.field(vm, MESSAGE).or_none();
    let class = vm.exception_type(ExcKind::BaseExceptionGroup);
    make(vm, &class, &[message, exceptions]).map(Handle::into_value)
}
fn split(vm: &mut Vm, this: &Obj<Exception>, wanted: &Value) -> Result<Value> {
    let condition = condition(vm, wanted)?;
    let parts = split_by(vm, &this.to_value(), &condition, true)?;
    Ok(Tuple::new(vec![parts.matched, parts.rest]).into_value())
}
fn subgroup(vm: &mut Vm, this: &Obj<Exception>, wanted: &Value) -> Result<Value> {
    let condition = condition(vm, wanted)?;
    Ok(split_by(vm, &this.to_value(), &condition, false)?.matched)
}
fn read_only(vm: &mut Vm, _this: &Value, _value: Option<Value>) -> Result<()> {
    Err(vm.attribute_error_text("readonly attribute"))
}

pub(super) static ROWS: &[Row] = &[
    raw!(StaticMethod, "__new__(cls, /, *args, **kwargs)", new),
    raw!(Method, "__init__(self, /, *args, **kwargs)", init),
    method!("__str__(self, /)", str_, 1),
    method!("derive(self, excs, /)", derive, 2),
    method!("split(self, matcher_value, /)", split, 2),
    method!("subgroup(self, matcher_value, /)", subgroup, 2),
    raw!(
        ClassMethod,
        "__class_getitem__(cls, object, /)",
        crate::objects::generic_alias::class_getitem,
        "See PEP 585"
    ),
    getset!("message", get::<MESSAGE>, read_only),
    getset!("exceptions", get::<EXCEPTIONS>, read_only),
];
