//! Functions of `builtins` that go through items: `all`, `any`, `iter`, `next`, `sorted`, `min`, `max` and kin.

use crate::{
    error::Result,
    // tidy: allow(room): what a generator yields goes where the native's result would
    eval::{
        frame::{Continue, Then},
        generator,
        stack::Regs,
    },
    native::{Answer, NativeMethod, Resumable, Step, Stepped, resumable::is_inert, table::Code},
    objects::{
        consume::{Sink, consume},
        iterators::CallableIter,
        list::List,
        set::set_cell,
    },
    protocol::compare::CompareOp,
    types::Slot,
    value::{Str, Trace, Tracer, Tuple, Value, fixed},
    vm::Vm,
};

/// `all` stops at the first false item, `any` at the first true one.
struct Until {
    wanted: bool,
    found: bool,
    /// The item that is asked for its truth.
    asked: Value,
}

impl Until {
    fn new(wanted: bool) -> Until {
        Until { wanted, found: false, asked: Value::UNDEF }
    }
    fn weigh(&mut self, truth: bool) -> bool {
        self.found = truth == self.wanted;
        !self.found
    }
}

impl Sink for Until {
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<bool> {
        Ok(match vm.start_truth(&item)? {
            Some(truth) => self.weigh(truth),
            None => {
                self.asked = item;
                false
            }
        })
    }
    fn asks(&self) -> bool {
        !self.asked.is_undef()
    }
    fn answered(&mut self, vm: &mut Vm, answer: Value) -> Result<bool> {
        let truth = vm.truth_answered(&self.asked.take(), &answer)?;
        Ok(self.weigh(truth))
    }
    fn finish(&mut self, _vm: &mut Vm) -> Result<Value> {
        Ok(Value::bool(self.found == self.wanted))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.asked.trace(tracer);
    }
}

/// `all(iterable)`
pub fn all(vm: &mut Vm, iterable: &Value) -> Result<Value> {
    consume(vm, iterable, Until::new(false))
}
/// `any(iterable)`
pub fn any(vm: &mut Vm, iterable: &Value) -> Result<Value> {
    consume(vm, iterable, Until::new(true))
}

/// `iter(object[, sentinel])`
pub fn iter(vm: &mut Vm, object: &Value, sentinel: Option<Value>) -> Result<Value> {
    let Some(sentinel) = sentinel else { return vm.iter_deferring(object) };
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

/// `next(iterator, default)` while the iterator runs.
struct NextOr(Value);

impl Resumable for NextOr {
    fn resume(&mut self, _vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        Ok(Step::Return(result?.defined().unwrap_or_else(|| self.0.take())))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.0.trace(tracer);
    }
}

/// `next(iterator[, default])`
pub fn next(vm: &mut Vm, iterator: &Value, default: Option<Value>) -> Result<Value> {
    if let Some(item) = vm.next_exact(iterator) {
        return item?.or(default).ok_or_else(|| vm.stop_iteration(Value::UNDEF));
    }
    let Some(default) = default else {
        // The iterator's own StopIteration goes on, with its value.
        let Some(function) = vm.class_of(iterator).slot(vm, Slot::Next) else {
            let name = vm.type_name(iterator);
            return Err(vm.type_error(format_args!("'{name}' object is not an iterator")));
        };
        if let Some(method) = function.cast::<NativeMethod>()
            && let Code::Bound(native) = method.def.code
        {
            return native(vm, std::slice::from_ref(iterator));
        }
        if function.has_map(fixed::FUNCTION) {
            return vm.tail_call(&function, std::slice::from_ref(iterator), &[]);
        }
        let class = vm.class_of(iterator);
        let bound = vm.bind(&function, iterator, &class)?;
        return vm.tail_call(&bound, &[], &[]);
    };
    let depth = vm.frame_count();
    match vm.advance(iterator)? {
        Stepped::Item(item) => Ok(item),
        Stepped::End => Ok(default),
        Stepped::Later => vm.defer_beneath(depth, true, Box::new(NextOr(default))),
    }
}

/// `next(generator[, default])`: what the generator yields goes straight to its place, where the default waits meanwhile.
pub(crate) fn next_placed(vm: &mut Vm, args: &[Value], ret: Regs) -> Result<Value> {
    let [iterator, default] = args else {
        return Err(vm.system_error("next() takes two arguments"));
    };
    if !iterator.has_map(fixed::GENERATOR) {
        let item = next(vm, iterator, default.clone().defined())?;
        return item.defined().ok_or_else(|| vm.stop_iteration(Value::UNDEF));
    }
    let then = if default.is_undef() { Then::Store } else { Then::Next };
    if then == Then::Next {
        drop(ret.replace(0, default.clone()));
    }
    let depth = vm.frame_count();
    if let Err(raised) = generator::resume(vm, iterator, Value::NONE, ret, Continue::simple(then)) {
        vm.fail_nested(raised, depth)?;
    }
    Ok(Value::UNDEF)
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

/// `min` and `max`.
struct Extreme {
    op: CompareOp,
    key: Option<Value>,
    /// The best item so far and its key; `UNDEF` when there is none.
    best: Value,
    best_key: Value,
    /// The item whose key is asked for.
    asked: Value,
    default: Option<Value>,
    name: &'static str,
}

impl Extreme {
    fn weigh(&mut self, vm: &mut Vm, item: Value, key: Value) -> Result<bool> {
        let better = if self.best.is_undef() {
            true
        } else if Value::both_small(&key, &self.best_key) {
            self.op.of(key.small_unchecked(), self.best_key.small_unchecked())
        } else {
            vm.compare_truth(self.op, &key, &self.best_key)?
        };
        if better {
            (self.best, self.best_key) = (item, key);
        }
        Ok(true)
    }
}

impl Sink for Extreme {
    #[inline]
    fn takes(&self, item: &Value) -> bool {
        self.key.is_none() && is_inert(item) && is_inert(&self.best_key)
    }
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<bool> {
        let key = match &self.key {
            None => item.clone(),
            Some(key) => match vm.start_call(key, std::slice::from_ref(&item))? {
                Answer::Now(key) => key,
                Answer::Later => {
                    self.asked = item;
                    return Ok(false);
                }
            },
        };
        self.weigh(vm, item, key)
    }
    fn asks(&self) -> bool {
        !self.asked.is_undef()
    }
    fn answered(&mut self, vm: &mut Vm, answer: Value) -> Result<bool> {
        let item = self.asked.take();
        self.weigh(vm, item, answer)
    }
    fn finish(&mut self, vm: &mut Vm) -> Result<Value> {
        if !self.best.is_undef() {
            return Ok(self.best.take());
        }
        let name = self.name;
        self.default.take().ok_or_else(|| vm.value_error(format_args!("{name}() iterable argument is empty")))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.key.trace(tracer);
        self.best.trace(tracer);
        self.best_key.trace(tracer);
        self.asked.trace(tracer);
        self.default.trace(tracer);
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
    let arguments;
    let iterable = if let [iterable] = positional {
        iterable
    } else {
        if default.is_some() {
            return Err(vm.type_error(format_args!(
                "Cannot specify a default for {name}() with multiple positional arguments"
            )));
        }
        if key.is_none() {
            return extreme_of(vm, op, positional);
        }
        arguments = Tuple::from_slice(positional).into_value();
        &arguments
    };
    let [best, best_key, asked] = [const { Value::UNDEF }; 3];
    consume(vm, iterable, Extreme { op, key, best, best_key, asked, default, name })
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
    if let Some(tuple) = iterable.exact::<Tuple>() {
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
