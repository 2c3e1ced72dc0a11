//! Functions of `builtins` that go through items: `all`, `any`, `iter`, `next`, `sorted`, `min`, `max` and kin.

use crate::{
    error::Result,
    native::{
        NativeMethod, Resumable, Step,
        feed::{Pull, Sink, Source, feed},
        table::Code,
    },
    objects::{exceptions::ExcKind, iterators::CallableIter, list::List, set::set_cell},
    protocol::compare::CompareOp,
    types::Slot,
    value::{Str, Trace, Tracer, Value, fixed},
    vm::Vm,
};

/// `all` stops at the first false item, `any` at the first true one.
struct Until(bool);

impl Sink for Until {
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<Option<Value>> {
        Ok((vm.truth(&item)? == self.0).then_some(Value::bool(self.0)))
    }
    fn end(&mut self, _vm: &mut Vm) -> Result<Value> {
        Ok(Value::bool(!self.0))
    }
}

/// `all(iterable)`
pub fn all(vm: &mut Vm, iterable: &Value) -> Result<Value> {
    feed(vm, iterable, Until(false))
}
/// `any(iterable)`
pub fn any(vm: &mut Vm, iterable: &Value) -> Result<Value> {
    feed(vm, iterable, Until(true))
}

/// `iter(object[, sentinel])`
pub fn iter(vm: &mut Vm, object: &Value, sentinel: Option<Value>) -> Result<Value> {
    let Some(sentinel) = sentinel else { return vm.iter(object) };
    if !vm.class_of(object).has_slot(vm, Slot::Call) {
        return Err(vm.type_error("iter(v, w): v must be callable"));
    }
    Ok(CallableIter::new(object.clone(), sentinel).into_value())
}

/// `aiter(async_iterable)`
pub fn aiter(vm: &mut Vm, object: &Value) -> Result<Value> {
    let Some(method) = vm.find_special(object, Slot::AIter)? else {
        let name = vm.type_name(object);
        return Err(vm.type_error(format_args!("'{name}' object is not an async iterable")));
    };
    let result = vm.call(&method, &[])?;
    if vm.class_of(&result).has_slot(vm, Slot::ANext) {
        return Ok(result);
    }
    let name = vm.type_name(&result);
    Err(vm.type_error(format_args!("aiter() returned not an async iterator of type '{name}'")))
}

/// `anext(async_iterator[, default])`
pub fn anext(vm: &mut Vm, iterator: &Value, default: Option<Value>) -> Result<Value> {
    let Some(method) = vm.find_special(iterator, Slot::ANext)? else {
        let name = vm.type_name(iterator);
        return Err(vm.type_error(format_args!("'{name}' object is not an async iterator")));
    };
    let awaitable = vm.call(&method, &[])?;
    match default {
        None => Ok(awaitable),
        Some(default) => super::anext::AnextDefault::new(vm, &awaitable, default),
    }
}

/// `next(iterator, default)` over an iterator written in Python.
struct NextOr {
    iterator: Value,
    default: Value,
    asked: bool,
}

impl Resumable for NextOr {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let item = vm.swallow(result, ExcKind::StopIteration);
        if !self.asked {
            self.asked = true;
            return Ok(Step::Next(self.iterator.clone()));
        }
        Ok(Step::Return(item?.and_then(Value::defined).unwrap_or_else(|| self.default.clone())))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.iterator.trace(tracer);
        self.default.trace(tracer);
    }
}

/// `next(iterator[, default])`
pub fn next(vm: &mut Vm, iterator: &Value, default: Option<Value>) -> Result<Value> {
    let Some(function) = vm.class_of(iterator).slot(vm, Slot::Next) else {
        let name = vm.type_name(iterator);
        return Err(vm.type_error(format_args!("'{name}' object is not an iterator")));
    };
    if crate::native::feed::is_leaf_iterator(iterator) {
        let item = vm.call_next(&function, iterator)?;
        return match item.defined().or(default) {
            Some(item) => Ok(item),
            None => Err(vm.stop_iteration(Value::UNDEF)),
        };
    }
    if let Some(native) = function.cast::<NativeMethod>()
        && let Code::Bound(native) = native.def.code
        && !(default.is_some() && iterator.has_map(fixed::GENERATOR))
    {
        let depth = vm.fiber.frames.len();
        let item = native(vm, std::slice::from_ref(iterator));
        let Some(default) = default else {
            return item?.defined().ok_or_else(|| vm.stop_iteration(Value::UNDEF));
        };
        let item = vm.swallow(item, ExcKind::StopIteration)?.unwrap_or(Value::UNDEF);
        if item.is_deferred() {
            let asked = NextOr { iterator: Value::UNDEF, default, asked: true };
            return vm.defer_beneath(depth, Box::new(asked));
        }
        return Ok(item.defined().unwrap_or(default));
    }
    match default {
        Some(default) => vm.defer(Box::new(NextOr { iterator: iterator.clone(), default, asked: false })),
        None => match function.has_map(fixed::FUNCTION) || function.exact::<NativeMethod>().is_some() {
            true => vm.tail_call(&function, std::slice::from_ref(iterator), &[]),
            false => {
                let class = vm.class_of(iterator);
                let bound = vm.bind(&function, iterator, &class)?;
                vm.tail_call(&bound, &[], &[])
            }
        },
    }
}

/// `sorted(iterable, /, *, key=None, reverse=False)`
pub fn sorted(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let (positional, named) = args.split_at(args.len() - names.len());
    let [iterable] = positional else {
        let given = positional.len();
        return Err(vm.type_error(format_args!("sorted expected 1 argument, got {given}")));
    };
    let (mut key, mut reverse) = (Value::NONE, Value::FALSE);
    for (name, value) in names.iter().zip(named) {
        // What is named is meant for `list.sort`, which words the error.
        match &*vm.text_of(name) {
            "key" => key = value.clone(),
            "reverse" => reverse = value.clone(),
            other => {
                return Err(
                    vm.type_error(format_args!("sort() got an unexpected keyword argument '{other}'"))
                );
            }
        }
    }
    let reverse = vm.truth(&reverse)?;
    crate::objects::sort::sorted(vm, iterable, key, reverse)
}

/// What an [`Extreme`] waits for.
enum Wait {
    Nothing,
    Item,
    Key(Value),
}

/// `min` and `max`.
struct Extreme {
    source: Source,
    op: CompareOp,
    key: Option<Value>,
    native_key: bool,
    best: Option<(Value, Value)>,
    default: Option<Value>,
    name: &'static str,
    wait: Wait,
}

impl Extreme {
    fn offer(&mut self, vm: &mut Vm, item: Value, key: Value) -> Result<()> {
        let better = match &self.best {
            None => true,
            Some((_, best)) => vm.compare_truth(self.op, &key, best)?,
        };
        if better {
            self.best = Some((item, key));
        }
        Ok(())
    }
    /// Takes an item; what to call for its key when that is Python's to say.
    fn take(&mut self, vm: &mut Vm, item: Value) -> Result<Option<Step>> {
        match &self.key {
            None => self.offer(vm, item.clone(), item)?,
            Some(key) if self.native_key => {
                let value = vm.call(&key.clone(), std::slice::from_ref(&item))?;
                self.offer(vm, item, value)?;
            }
            Some(key) => {
                let step = Step::CallOne(key.clone(), item.clone());
                self.wait = Wait::Key(item);
                return Ok(Some(step));
            }
        }
        Ok(None)
    }
    fn run(&mut self, vm: &mut Vm) -> Result<Step> {
        loop {
            match self.source.pull(vm)? {
                Pull::Item(item) => {
                    if let Some(step) = self.take(vm, item)? {
                        return Ok(step);
                    }
                }
                Pull::End => return self.end(vm),
                Pull::Ask(iterator) => {
                    self.wait = Wait::Item;
                    return Ok(Step::Next(iterator));
                }
            }
        }
    }
    fn end(&mut self, vm: &mut Vm) -> Result<Step> {
        match (self.best.take(), self.default.take()) {
            (Some((item, _)), _) => Ok(Step::Return(item)),
            (None, Some(default)) => Ok(Step::Return(default)),
            (None, None) => {
                let name = self.name;
                Err(vm.value_error(format_args!("{name}() iterable argument is empty")))
            }
        }
    }
}

impl Resumable for Extreme {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let result = result?;
        match std::mem::replace(&mut self.wait, Wait::Nothing) {
            Wait::Nothing => {}
            Wait::Item if result.is_undef() => return self.end(vm),
            Wait::Item => {
                if let Some(step) = self.take(vm, result)? {
                    return Ok(step);
                }
            }
            Wait::Key(item) => self.offer(vm, item, result)?,
        }
        self.run(vm)
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.source.trace(tracer);
        self.key.trace(tracer);
        self.best.trace(tracer);
        self.default.trace(tracer);
        if let Wait::Key(item) = &self.wait {
            item.trace(tracer);
        }
    }
}

fn extreme(vm: &mut Vm, name: &'static str, op: CompareOp, args: &[Value], names: &[Value]) -> Result<Value> {
    let (positional, named) = args.split_at(args.len() - names.len());
    let (mut key, mut default) = (None, None);
    for (option, value) in names.iter().zip(named) {
        match &*vm.text_of(option) {
            "key" => key = Some(value.clone()).filter(|key| !key.is_none()),
            "default" => default = Some(value.clone()),
            other => {
                let message = format!("{name}() got an unexpected keyword argument '{other}'");
                return Err(vm.type_error(message));
            }
        }
    }
    if positional.is_empty() {
        return Err(vm.type_error(format_args!("{name} expected at least 1 argument, got 0")));
    }
    if let ([iterable], []) = (positional, names)
        && let Some(best) = extreme_small(vm, op, iterable)
    {
        return Ok(best);
    }
    let source = if let [iterable] = positional {
        Source::new(vm, iterable)?
    } else {
        if default.is_some() {
            return Err(vm.type_error(format_args!(
                "Cannot specify a default for {name}() with multiple positional arguments"
            )));
        }
        if key.is_none() {
            return extreme_of(vm, op, positional);
        }
        Source::Tuple(crate::value::Tuple::from_slice(positional), 0)
    };
    let native_key = key.as_ref().is_some_and(|key| vm.is_native_callable(key));
    let mut state = Extreme { source, op, key, native_key, best: None, default, name, wait: Wait::Nothing };
    if matches!(state.source, Source::Other(_)) || (state.key.is_some() && !native_key) {
        return vm.defer(Box::new(state));
    }
    match state.run(vm)? {
        Step::Return(value) => Ok(value),
        _ => Err(vm.system_error("a native source asked for Python")),
    }
}

/// The best of a list, tuple or set of small integers; nothing for anything else.
fn extreme_small(vm: &Vm, op: CompareOp, iterable: &Value) -> Option<Value> {
    fn best<'a>(op: CompareOp, mut items: impl Iterator<Item = &'a Value>) -> Option<Value> {
        let mut best = items.next()?.as_small()?;
        for item in items {
            let number = item.as_small()?;
            if op.of(number, best) {
                best = number;
            }
        }
        Some(Value::small(best))
    }
    if let Some(list) = iterable.exact::<List>() {
        return best(op, list.items.get(vm).iter());
    }
    if let Some(tuple) = iterable.exact::<crate::value::Tuple>() {
        return best(op, tuple.as_slice().iter());
    }
    let set = iterable.has_map(fixed::SET) || iterable.has_map(fixed::FROZEN_SET);
    let table = set_cell(iterable).filter(|_| set)?.get(vm);
    best(op, table.iter().map(|(_, key)| key))
}

/// The hot case: several arguments, no key.
fn extreme_of(vm: &mut Vm, op: CompareOp, values: &[Value]) -> Result<Value> {
    let mut best = &values[0];
    for value in &values[1..] {
        let better = if Value::both_small(value, best) {
            op.of(value.small_unchecked(), best.small_unchecked())
        } else {
            vm.compare_truth(op, value, best)?
        };
        if better {
            best = value;
        }
    }
    Ok(best.clone())
}

/// `min(iterable, *[, default, key])`, `min(a, b, …[, key])`
pub fn min(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    extreme(vm, "min", CompareOp::Lt, args, names)
}
/// `max(iterable, *[, default, key])`, `max(a, b, …[, key])`
pub fn max(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    extreme(vm, "max", CompareOp::Gt, args, names)
}

impl Vm {
    /// Whether calling this runs no Python function by itself: a native function, or a built-in class.
    pub fn is_native_callable(&self, callable: &Value) -> bool {
        use crate::{
            native::{Builtin, NativeMethod},
            types::{Type, type_flags},
        };
        callable.exact::<Builtin>().is_some()
            || callable.exact::<NativeMethod>().is_some()
            || callable.exact::<Type>().is_some_and(|class| !class.has(type_flags::HEAP))
    }
    /// Whether text of this value comes without Python: immediate values and strings, numbers.
    pub fn is_plain_text(&self, value: &Value) -> bool {
        !value.is_object() || value.exact::<Str>().is_some()
    }
}
