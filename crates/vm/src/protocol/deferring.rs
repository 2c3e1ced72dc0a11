//! Operators for natives that stand between two Python frames: what runs Python is deferred instead of nesting a loop.

use crate::{
    error::Result,
    native::{Answer, Resumable, Step},
    objects::{exceptions::ExcKind, int::fast, property::Property},
    protocol::{BinaryOp, CompareOp, attr::Known},
    types::{Slot, Type},
    value::{Handle, Str, Trace, Tracer, Value, borrow_args, fixed},
    vm::Vm,
};

/// What is raised or given when no method answers.
#[derive(Clone, Copy)]
enum Otherwise {
    Binary(BinaryOp),
    InPlace(BinaryOp),
    Compare(CompareOp),
}

/// An operator whose methods are asked one after the other.
struct Operation {
    a: Value,
    b: Value,
    /// Methods still to be asked, the next one last: function, and whether the right operand is the receiver.
    methods: Vec<(Value, bool)>,
    otherwise: Otherwise,
}

impl Operation {
    /// Asks until one answers or is written in Python.
    fn run(&mut self, vm: &mut Vm) -> Result<Step> {
        while let Some((function, swapped)) = self.methods.pop() {
            let (this, other) = if swapped { (&self.b, &self.a) } else { (&self.a, &self.b) };
            if function.has_map(fixed::FUNCTION) {
                return Ok(Step::Call(function, vec![this.clone(), other.clone()]));
            }
            let result = vm.call_slot(&function, this, &[other])?;
            if !result.is_not_implemented() {
                return Ok(Step::Return(result));
            }
        }
        let (a, b) = (&self.a, &self.b);
        match self.otherwise {
            Otherwise::Binary(op) => Err(vm.bad_operands(op.symbol(), a, b)),
            Otherwise::InPlace(BinaryOp::Pow) => Err(vm.bad_operands("**=", a, b)),
            Otherwise::InPlace(op) => Err(vm.bad_operands(&format!("{}=", op.symbol()), a, b)),
            Otherwise::Compare(op) => vm.compare_default(op, a, b).map(Step::Return),
        }
    }
    /// Answers at once, or leaves the rest to the loop.
    fn start(mut self, vm: &mut Vm) -> Result<Value> {
        match self.run(vm)? {
            Step::Call(function, args) => {
                vm.defer(Box::new(Deferred { operation: self, first: Some((function, args)) }))
            }
            Step::Return(value) => Ok(value),
            _ => Ok(Value::NONE),
        }
    }
}

struct Deferred {
    operation: Operation,
    first: Option<(Value, Vec<Value>)>,
}

impl Resumable for Deferred {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let result = result?;
        if let Some((function, args)) = self.first.take() {
            return Ok(Step::Call(function, args));
        }
        if result.is_not_implemented() { self.operation.run(vm) } else { Ok(Step::Return(result)) }
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.operation.a.trace(tracer);
        self.operation.b.trace(tracer);
        for (function, _) in &self.operation.methods {
            function.trace(tracer);
        }
        if let Some((function, args)) = &self.first {
            function.trace(tracer);
            args.trace(tracer);
        }
    }
}

/// An attribute that Python computes, with the `__getattr__` that is asked if there is none.
struct Hooked(Option<(Value, Vec<Value>)>);

impl Resumable for Hooked {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let Some((hook, args)) = self.0.take() else { return result.map(Step::Return) };
        let found = vm.swallow(result, ExcKind::AttributeError)?;
        Ok(found.map_or_else(|| Step::Call(hook, args), Step::Return))
    }
    fn trace(&self, tracer: &mut Tracer) {
        if let Some((hook, args)) = &self.0 {
            hook.trace(tracer);
            args.trace(tracer);
        }
    }
}

/// What [`Vm::start_attr`] answers.
pub(crate) enum Started {
    /// The attribute, or `DEFERRED`.
    Found(Value),
    /// There is none.
    Missing,
    /// Python has no say in it: the plain operations tell.
    Native,
}

/// Judges what a method written in Python has given.
type Check = fn(&mut Vm, Value) -> Result<Value>;

struct Checked(Check);

impl Resumable for Checked {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let value = result?;
        (self.0)(vm, value).map(Step::Return)
    }
}

impl Vm {
    fn call_checked(&mut self, function: &Value, args: &[Value], check: Check) -> Result<Value> {
        let depth = self.frame_count();
        match self.start_call(function, args)? {
            Answer::Now(value) => check(self, value),
            Answer::Later => self.defer_beneath(depth, false, Box::new(Checked(check))),
        }
    }
    /// `iter(value)`; deferred when it runs Python.
    pub fn iter_deferring(&mut self, value: &Value) -> Result<Value> {
        match self.class_of(value).slot(self, Slot::Iter) {
            Some(function) if function.has_map(fixed::FUNCTION) => {
                self.call_checked(&function, std::slice::from_ref(value), Vm::check_iterator)
            }
            _ => self.iter(value),
        }
    }
    /// `format(value, spec)`; deferred when it runs Python.
    pub fn format_deferring(&mut self, value: &Value, spec: &Value) -> Result<Value> {
        if value.map() >= fixed::COUNT
            && let Some(function) = self.class_of(value).slot(self, Slot::Format)
            && function.has_map(fixed::FUNCTION)
        {
            return self.call_checked(&function, &[value.clone(), spec.clone()], Vm::format_result);
        }
        Ok(self.format(value, spec)?.into_value())
    }
    /// `a op b`, or `a op= b`; deferred when it runs Python.
    pub fn binary_deferring(&mut self, op: BinaryOp, a: &Value, b: &Value, in_place: bool) -> Result<Value> {
        if let Some(value) = fast::binary(op, a, b) {
            return Ok(value);
        }
        let mut methods: Vec<(Value, bool)> =
            self.binary_candidates(op, a, b).into_iter().flatten().collect();
        methods.reverse();
        if in_place
            && let Some(slot) = op.in_place()
            && let Some(function) = self.class_of(a).slot(self, slot)
        {
            methods.push((function, false));
        }
        let otherwise = if in_place { Otherwise::InPlace(op) } else { Otherwise::Binary(op) };
        Operation { a: a.clone(), b: b.clone(), methods, otherwise }.start(self)
    }
    /// `a op b` for a comparison; deferred when it runs Python.
    pub fn compare_deferring(&mut self, op: CompareOp, a: &Value, b: &Value) -> Result<Value> {
        if let Some(answer) = fast::compare(op, a, b) {
            return Ok(Value::bool(answer));
        }
        let mut methods: Vec<(Value, bool)> =
            self.compare_candidates(op, a, b).into_iter().flatten().collect();
        methods.reverse();
        Operation { a: a.clone(), b: b.clone(), methods, otherwise: Otherwise::Compare(op) }.start(self)
    }
    /// `value[key]`; deferred when it runs Python.
    pub fn get_item_deferring(&mut self, value: &Value, key: &Value) -> Result<Value> {
        match self.class_of(value).slot(self, Slot::GetItem) {
            Some(function) if function.has_map(fixed::FUNCTION) => {
                self.tail_call(&function, &[value.clone(), key.clone()], &[])
            }
            _ => self.get_item(value, key),
        }
    }
    /// `object.name`; deferred when it runs Python.
    pub fn get_attr_deferring(&mut self, object: &Value, name: &Value) -> Result<Value> {
        let depth = self.frame_count();
        match self.start_attr(object, name)? {
            Started::Found(value) => {
                if value.is_deferred() {
                    self.name_getter(depth, name);
                }
                Ok(value)
            }
            Started::Missing => Err(self.no_attribute(object, name)),
            Started::Native => self.get_attr(object, name),
        }
    }
    /// An attribute of an object of a program's class.
    pub(crate) fn start_attr(&mut self, object: &Value, name: &Value) -> Result<Started> {
        if object.map() < fixed::COUNT || name.cast::<Str>().is_none() {
            return Ok(Started::Native);
        }
        match self.known_attr(object, name) {
            Known::Value(value) => return Ok(Started::Found(value)),
            Known::Computed(def) => {
                return (def.get)(self, borrow_args([object]).as_slice()).map(Started::Found);
            }
            Known::Nothing => {}
        }
        let class = self.class_of(object);
        let Some(reader) = class.slot(self, Slot::GetAttribute) else { return Ok(Started::Native) };
        let hook = class.slot(self, Slot::GetAttr);
        let name = self.attribute_name(name)?;
        let call = if self.is_object_getattribute(&reader) {
            self.attr_call(object, class, &name)
        } else if reader.has_map(fixed::FUNCTION) {
            Some((reader, vec![object.clone(), name.clone()]))
        } else {
            return Ok(Started::Native);
        };
        let Some(hook) = hook else {
            let found = match call {
                Some((function, args)) => self.tail_call(&function, &args, &[]).map(Some),
                None => self.find_generic(object, &name),
            };
            return Ok(found?.map_or(Started::Missing, Started::Found));
        };
        let depth = self.frame_count();
        let found = match call {
            Some((function, args)) => self.tail_call(&function, &args, &[]).map(Some),
            None => self.find_generic(object, &name),
        };
        let args = vec![object.clone(), name];
        match self.swallow(found, ExcKind::AttributeError)?.flatten() {
            Some(value) if value.is_deferred() => {
                self.defer_beneath(depth, false, Box::new(Hooked(Some((hook, args))))).map(Started::Found)
            }
            None => self.tail_call(&hook, &args, &[]).map(Started::Found),
            Some(found) => Ok(Started::Found(found)),
        }
    }
    /// The function in Python that computes an attribute of an object that is read the plain way, and its arguments.
    fn attr_call(
        &mut self,
        object: &Value,
        class: Handle<Type>,
        name: &Value,
    ) -> Option<(Value, Vec<Value>)> {
        let attribute = class.find(self, name).filter(Value::is_object)?;
        if let Some(property) = attribute.exact::<Property>() {
            let getter = property.getter.cloned(self);
            return getter.has_map(fixed::FUNCTION).then(|| (getter, vec![object.clone()]));
        }
        if attribute.map() < fixed::COUNT {
            return None;
        }
        let get = self.python_get(&attribute, object, name)?;
        Some((get, vec![attribute, object.clone(), class.into_value()]))
    }
    /// The `__get__` written in Python of an attribute of the object's class that comes before the object's own.
    pub(crate) fn python_get(&mut self, attribute: &Value, object: &Value, name: &Value) -> Option<Value> {
        let kind = self.class_of(attribute);
        let get = kind.slot(self, Slot::Get).filter(|get| get.has_map(fixed::FUNCTION))?;
        let first = kind.has_slot(self, Slot::Set)
            || kind.has_slot(self, Slot::Delete)
            || self.instance_get(object, name).is_none();
        first.then_some(get)
    }
}
