//! Functions of `builtins` about attributes and classes.

use crate::{
    error::Result,
    // tidy: allow(room): what a Python function answers goes where the native's result would
    eval::{
        frame::{Continue, Then},
        stack::Regs,
    },
    names,
    native::{Resumable, Step},
    objects::{exceptions::ExcKind, list::List},
    protocol::deferring::Started,
    types::{Slot, Type},
    value::{Str, Trace, Tracer, Tuple, Value, fixed},
    vm::Vm,
};

fn check_name(vm: &mut Vm, name: &Value) -> Result<()> {
    if name.cast::<Str>().is_some() {
        return Ok(());
    }
    let given = vm.type_name(name);
    Err(vm.type_error(format_args!("attribute name must be string, not '{given}'")))
}

/// `getattr(object, name[, default])`
pub fn getattr(vm: &mut Vm, object: &Value, name: &Value, default: Option<Value>) -> Result<Value> {
    check_name(vm, name)?;
    match default {
        None => vm.get_attr_deferring(object, name),
        Some(default) => attr_or(vm, object, name, Attribute { found: None, missing: default }),
    }
}

/// What `getattr` with a default and `hasattr` make of an attribute that Python computes.
struct Attribute {
    /// The result if there is one; nothing: the attribute itself.
    found: Option<Value>,
    missing: Value,
}

impl Attribute {
    fn result(&mut self, found: Option<Value>) -> Value {
        match found {
            Some(value) => self.found.take().unwrap_or(value),
            None => self.missing.take(),
        }
    }
}

impl Resumable for Attribute {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let found = vm.swallow(result, ExcKind::AttributeError)?;
        Ok(Step::Return(self.result(found)))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.missing.trace(tracer);
    }
}

fn attr_or(vm: &mut Vm, object: &Value, name: &Value, mut state: Attribute) -> Result<Value> {
    let depth = vm.frame_count();
    let started = vm.start_attr(object, name);
    let found = match vm.swallow(started, ExcKind::AttributeError)? {
        Some(Started::Found(value)) if value.is_deferred() => {
            return vm.defer_beneath(depth, false, Box::new(state));
        }
        Some(Started::Found(value)) => Some(value),
        Some(Started::Native) => vm.find_attr(object, name)?,
        Some(Started::Missing) | None => None,
    };
    Ok(state.result(found))
}

/// `hasattr(obj, name)`
pub fn hasattr(vm: &mut Vm, object: &Value, name: &Value) -> Result<Value> {
    check_name(vm, name)?;
    attr_or(vm, object, name, Attribute { found: Some(Value::TRUE), missing: Value::FALSE })
}

/// `setattr(obj, name, value)`
pub fn setattr(vm: &mut Vm, object: &Value, name: &Value, value: Value) -> Result<()> {
    check_name(vm, name)?;
    vm.set_attr(object, name, value)
}

/// `delattr(obj, name)`
pub fn delattr(vm: &mut Vm, object: &Value, name: &Value) -> Result<()> {
    check_name(vm, name)?;
    vm.del_attr(object, name)
}

/// Sorts a list of names natively.
fn sorted_list(vm: &mut Vm, names: Value) -> Result<Value> {
    let items = vm.collect(&names)?;
    let list = List::new(items).into_value();
    let method = vm.get_attr_text(&list, "sort")?;
    vm.call(&method, &[])?;
    Ok(list)
}

/// `dir([object])`
pub fn dir(vm: &mut Vm, object: Option<Value>) -> Result<Value> {
    let Some(object) = object else {
        let locals = vm.current_locals()?;
        let names = vm.call_method(&locals, names::keys, &[])?;
        return sorted_list(vm, names);
    };
    let names = vm.special_name("__dir__");
    match vm.class_of(&object).find(vm, &names) {
        Some(method) => {
            let class = vm.class_of(&object);
            let bound = vm.bind(&method, &object, &class)?;
            let names = vm.call(&bound, &[])?;
            sorted_list(vm, names)
        }
        None => Err(vm.type_error("object does not provide __dir__")),
    }
}

/// `vars([object])`
pub fn vars(vm: &mut Vm, object: Option<Value>) -> Result<Value> {
    let Some(object) = object else { return vm.current_locals() };
    match vm.find_known_attr(&object, names::__dict__)? {
        Some(dict) => Ok(dict),
        None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
    }
}

/// Which question a [`Classes`] asks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Question {
    Instance,
    Subclass,
}

impl Question {
    fn slot(self) -> Slot {
        if self == Question::Instance { Slot::InstanceCheck } else { Slot::SubclassCheck }
    }
}

/// `isinstance` and `issubclass` with classes whose metaclass answers in Python.
struct Classes {
    question: Question,
    subject: Value,
    left: Vec<Value>,
    asked: bool,
}

impl Classes {
    /// Asks class after class; the first that says yes ends it.
    fn run(&mut self, vm: &mut Vm) -> Result<Step> {
        while let Some(class) = self.left.pop() {
            if let Some(tuple) = class.cast::<Tuple>() {
                self.left.extend(tuple.as_slice().iter().rev().cloned());
                continue;
            }
            if let Some(union) = class.exact::<crate::objects::union::Union>() {
                self.left.extend(union.args.as_slice().iter().rev().cloned());
                continue;
            }
            match check(vm, self.question, &self.subject, &class)? {
                Checked::Yes => return Ok(Step::Return(Value::TRUE)),
                Checked::No => {}
                Checked::Ask(method) => {
                    self.asked = true;
                    return Ok(Step::Call(method, vec![self.subject.clone()]));
                }
            }
        }
        Ok(Step::Return(Value::FALSE))
    }
}

impl Resumable for Classes {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let answer = result?;
        if std::mem::take(&mut self.asked) && vm.truth(&answer)? {
            return Ok(Step::Return(Value::TRUE));
        }
        self.run(vm)
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.subject.trace(tracer);
        self.left.trace(tracer);
    }
}

enum Checked {
    Yes,
    No,
    Ask(Value),
}

/// One class: answered at once unless its metaclass has a say.
fn check(vm: &mut Vm, question: Question, subject: &Value, class: &Value) -> Result<Checked> {
    if question == Question::Instance
        && let Some(class) = class.cast::<Type>()
        && std::ptr::eq(vm.type_of(subject), class)
    {
        return Ok(Checked::Yes);
    }
    let answer = |yes| if yes { Checked::Yes } else { Checked::No };
    if vm.has_plain_metaclass(class) {
        return match question {
            Question::Instance => vm.is_instance_plain(subject, class).map(answer),
            Question::Subclass => vm.is_subclass_plain(subject, class).map(answer),
        };
    }
    match vm.find_special(class, question.slot())? {
        Some(method) => Ok(Checked::Ask(method)),
        None if question == Question::Instance => vm.is_instance_plain(subject, class).map(answer),
        None => vm.is_subclass_plain(subject, class).map(answer),
    }
}

fn ask(vm: &mut Vm, question: Question, subject: &Value, classes: &Value) -> Result<Value> {
    let is_union = classes.exact::<crate::objects::union::Union>().is_some();
    if classes.cast::<Tuple>().is_none() && !is_union {
        match check(vm, question, subject, classes)? {
            Checked::Yes => return Ok(Value::TRUE),
            Checked::No => return Ok(Value::FALSE),
            Checked::Ask(method) if vm.is_native_callable(&method) => {
                let answer = vm.call(&method, std::slice::from_ref(subject))?;
                return vm.truth(&answer).map(Value::bool);
            }
            Checked::Ask(_) => {}
        }
    }
    if let Some(tuple) = classes.exact::<Tuple>()
        && let Some(answer) = any_plain(vm, question, subject, tuple.as_slice())?
    {
        return Ok(Value::bool(answer));
    }
    let mut state = Classes { question, subject: subject.clone(), left: vec![classes.clone()], asked: false };
    match state.run(vm)? {
        Step::Return(value) => Ok(value),
        // The question that stopped the run is asked again first: nothing has been called yet.
        Step::Call(method, args) => vm.defer(Box::new(Restart { first: Some((method, args)), then: state })),
        _ => Err(vm.system_error("unexpected step")),
    }
}

/// The answer for classes of which none has a metaclass of its own; nothing if one that counts has.
fn any_plain(vm: &mut Vm, question: Question, subject: &Value, classes: &[Value]) -> Result<Option<bool>> {
    let mut claims_nothing = None;
    for class in classes {
        let Some(wanted) = class.cast::<Type>() else { return Ok(None) };
        if question == Question::Instance && std::ptr::eq(vm.type_of(subject), wanted) {
            return Ok(Some(true));
        }
        if !std::ptr::eq(vm.type_of(class), vm.type_of_map(fixed::TYPE)) {
            return Ok(None);
        }
        let yes = match question {
            Question::Subclass => vm.is_subclass_plain(subject, class)?,
            Question::Instance if vm.type_of(subject).is_subclass(vm, wanted) => true,
            Question::Instance if *claims_nothing.get_or_insert_with(|| vm.claims_nothing(subject)) => false,
            Question::Instance => vm.is_instance_plain(subject, class)?,
        };
        if yes {
            return Ok(Some(true));
        }
    }
    Ok(Some(false))
}

/// A state whose first step is already known.
struct Restart {
    first: Option<(Value, Vec<Value>)>,
    then: Classes,
}

impl Resumable for Restart {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        match self.first.take() {
            Some((method, args)) => result.map(|_| Step::Call(method, args)),
            None => self.then.resume(vm, result),
        }
    }
    fn trace(&self, tracer: &mut Tracer) {
        if let Some((method, args)) = &self.first {
            method.trace(tracer);
            args.trace(tracer);
        }
        self.then.trace(tracer);
    }
}

/// `isinstance(obj, class_or_tuple)`
pub fn isinstance(vm: &mut Vm, subject: &Value, classes: &Value) -> Result<Value> {
    ask(vm, Question::Instance, subject, classes)
}

/// `isinstance` with one class whose metaclass answers in Python.
pub(crate) fn isinstance_placed(vm: &mut Vm, args: &[Value], ret: Regs) -> Result<Value> {
    placed(vm, Question::Instance, args, ret)
}

/// `issubclass` with one class whose metaclass answers in Python.
pub(crate) fn issubclass_placed(vm: &mut Vm, args: &[Value], ret: Regs) -> Result<Value> {
    placed(vm, Question::Subclass, args, ret)
}

fn placed(vm: &mut Vm, question: Question, args: &[Value], ret: Regs) -> Result<Value> {
    let [subject, class] = args else {
        return Err(vm.system_error("a check of classes takes two arguments"));
    };
    let Some(asked) = class.cast::<Type>() else { return ask(vm, question, subject, class) };
    let metaclass = vm.type_of(class);
    let mut plain = metaclass.instance_map.get() == fixed::TYPE;
    let mut check = None;
    if !plain {
        check = metaclass.to_handle().slot(vm, question.slot());
        let own = vm.class_type().slot(vm, question.slot());
        plain = check.as_ref().is_some_and(|check| own.is_some_and(|own| own.is(check)));
    }
    if plain {
        return match (question, subject.cast::<Type>()) {
            (Question::Subclass, Some(subject)) => Ok(Value::bool(subject.is_subclass(vm, asked))),
            (Question::Instance, _) if vm.type_of(subject).is_subclass(vm, asked) => Ok(Value::TRUE),
            (Question::Instance, _) => Ok(Value::bool(vm.is_instance_plain(subject, class)?)),
            _ => ask(vm, question, subject, class),
        };
    }
    if question == Question::Instance && std::ptr::eq(vm.type_of(subject), asked) {
        return Ok(Value::TRUE);
    }
    let Some(check) = check.filter(|check| check.has_map(fixed::FUNCTION)) else {
        return ask(vm, question, subject, class);
    };
    let then = Continue { then: Then::Contains, x: 1, y: 0, z: 0 };
    vm.call_array(check, [class.clone(), subject.clone()], ret, then)?;
    Ok(Value::UNDEF)
}

/// `issubclass(cls, class_or_tuple)`
pub fn issubclass(vm: &mut Vm, subject: &Value, classes: &Value) -> Result<Value> {
    ask(vm, Question::Subclass, subject, classes)
}

impl Vm {
    /// Whether `class` is a class whose metaclass is exactly `type`.
    fn has_plain_metaclass(&self, class: &Value) -> bool {
        match class.cast::<Type>() {
            Some(_) => std::ptr::eq(self.type_of(class), self.type_of_map(fixed::TYPE)),
            None => false,
        }
    }
    /// An interned name that the table of names lacks.
    pub(crate) fn special_name(&mut self, name: &str) -> Value {
        self.intern_text(name)
    }
}
