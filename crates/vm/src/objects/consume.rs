//! Taking all items of an iterable: natively while no Python is involved, else as a resumable native, so that a
//! program may wait inside its iterator.

use super::{
    dict::{Dict, views::DictView},
    enumerate::Enumerate,
    list::List,
    map_filter::{Filter, Map, is_native_function},
    range::Range,
    reversed::Reversed,
    set::{FrozenSet, Set},
    zip::Zip,
};
use crate::{
    error::Result,
    native::{
        Offered, Resumable, Step,
        feed::{Asked, ask_native, native_next},
        resumable::is_inert,
    },
    objects::exceptions::ExcKind,
    types::{Slot, Type},
    value::{Str, Trace, Tracer, Tuple, Value, fixed},
    vm::Vm,
};

/// What becomes of the items.
pub trait Sink {
    /// Takes an item; false when no more are wanted.
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<bool>;
    /// Whether taking an item runs no Python, whatever the item.
    fn takes_anything(&self) -> bool {
        false
    }
    /// Gives the result when there are no more items, or none are wanted.
    fn finish(&mut self, vm: &mut Vm) -> Result<Value>;
    /// What is left to do with the items and may run Python, instead of `finish`.
    fn then(&mut self, _vm: &mut Vm) -> Option<Box<dyn Resumable>> {
        None
    }
    /// Reports every reference held.
    fn trace(&self, _tracer: &mut Tracer) {}
}

/// What one step of an iterator gave.
pub enum Stepped {
    /// An item.
    Item(Value),
    /// The end.
    End,
    /// Nothing yet: the iterator may run Python and must be asked by `Step::Next`.
    Python,
}

/// Hands the items of `iterable` to the sink and gives what it makes of them; may be deferred.
pub fn consume<S: Sink + 'static>(vm: &mut Vm, iterable: &Value, mut sink: S) -> Result<Value> {
    let depth = vm.fiber.frames.len();
    match drain(vm, iterable, &mut sink)? {
        None => conclude(vm, &mut sink),
        Some((source, stage)) => Consumer::defer(vm, Box::new(sink), source, stage, vec![], depth),
    }
}

fn conclude(vm: &mut Vm, sink: &mut dyn Sink) -> Result<Value> {
    match sink.then(vm) {
        Some(rest) => vm.defer(rest),
        None => sink.finish(vm),
    }
}

/// Hands the items of several iterables to the sink, one iterable after the other; may be deferred.
pub fn consume_all<S: Sink + 'static>(vm: &mut Vm, iterables: &[Value], mut sink: S) -> Result<Value> {
    let depth = vm.fiber.frames.len();
    for (at, iterable) in iterables.iter().enumerate() {
        if let Some((source, stage)) = drain(vm, iterable, &mut sink)? {
            let more = iterables[at + 1..].to_vec();
            return Consumer::defer(vm, Box::new(sink), source, stage, more, depth);
        }
    }
    conclude(vm, &mut sink)
}

/// The items of an iterable whose iteration is not observable: exact built-in containers.
pub fn snapshot(vm: &Vm, iterable: &Value) -> Option<Vec<Value>> {
    Some(match iterable.map() {
        fixed::LIST => iterable.exact::<List>()?.items.cloned(vm),
        fixed::TUPLE => iterable.exact::<Tuple>()?.as_slice().to_vec(),
        fixed::DICT => iterable.exact::<Dict>()?.keys_now(vm),
        fixed::SET => iterable.exact::<Set>()?.items_now(vm),
        fixed::FROZEN_SET => iterable.exact::<FrozenSet>()?.items_now(vm),
        fixed::DICT_KEYS | fixed::DICT_VALUES | fixed::DICT_ITEMS => DictView::items_now(vm, iterable)?,
        fixed::RANGE => iterable.exact::<Range>()?.items_now()?,
        _ => return None,
    })
}

/// Drains what needs no Python; otherwise says where a [`Consumer`] goes on.
fn drain(vm: &mut Vm, iterable: &Value, sink: &mut dyn Sink) -> Result<Option<(Value, Stage)>> {
    if let Some(list) = iterable.exact::<List>() {
        let mut at = 0;
        while let Some(item) = list.items.get(vm).get(at).cloned() {
            if !sink.item(vm, item)? {
                break;
            }
            at += 1;
        }
        return Ok(None);
    }
    if let Some(tuple) = iterable.exact::<Tuple>() {
        for item in tuple.as_slice() {
            if !sink.item(vm, item.clone())? {
                break;
            }
        }
        return Ok(None);
    }
    if let Some(iterator) = vm.iter_exact(iterable) {
        return drain_iterator(vm, iterator, sink);
    }
    if vm.class_of(iterable).slot(vm, Slot::Iter).is_some_and(|function| function.has_map(fixed::FUNCTION)) {
        return Ok(Some((iterable.clone(), Stage::Iterable)));
    }
    let iterator = vm.iter(iterable)?;
    drain_iterator(vm, iterator, sink)
}

fn drain_iterator(vm: &mut Vm, iterator: Value, sink: &mut dyn Sink) -> Result<Option<(Value, Stage)>> {
    loop {
        match vm.advance_native(&iterator)? {
            Stepped::Item(item) => {
                if !sink.item(vm, item)? {
                    return Ok(None);
                }
            }
            Stepped::End => return Ok(None),
            Stepped::Python => break,
        }
    }
    let Some(native) = native_next(vm, &iterator) else { return Ok(Some((iterator, Stage::Start))) };
    loop {
        match ask_native(vm, native, &iterator)? {
            Asked::Now(Some(item)) => {
                if !sink.item(vm, item)? {
                    return Ok(None);
                }
            }
            Asked::Now(None) => return Ok(None),
            Asked::Later => return Ok(Some((iterator, Stage::Item))),
        }
    }
}

/// Whether a call is that of a built-in class which makes a number or a text of one, and runs no Python for it.
fn converts_plainly(function: &Value, args: &[Value]) -> bool {
    let Some(class) = function.cast::<Type>() else { return false };
    let [arg] = args else { return false };
    matches!(class.instance_map.get(), fixed::INT | fixed::FLOAT | fixed::STR | fixed::BOOL)
        && (!arg.is_object() || arg.exact::<Str>().is_some())
}

/// What a consumer waits for.
enum Stage {
    /// Nothing yet; `source` is the iterable, whose `__iter__` is a Python function.
    Iterable,
    /// The result of `__iter__`.
    Iterator,
    /// Nothing yet; `source` is the iterator.
    Start,
    /// The next item, which has been asked for.
    Item,
}

/// Takes items of an iterator that may run Python.
struct Consumer {
    sink: Box<dyn Sink>,
    source: Value,
    stage: Stage,
    /// Iterables that follow, and how many of them were begun.
    more: Vec<Value>,
    index: usize,
    /// What goes on in place of this once there are no more items.
    rest: Option<Box<dyn Resumable>>,
    /// The item that comes next has been taken and was the last one wanted.
    enough: bool,
}

impl Consumer {
    /// Puts off the rest. Frames above the first `depth` are those of an iterator that was asked for an item.
    fn defer(
        vm: &mut Vm,
        sink: Box<dyn Sink>,
        source: Value,
        stage: Stage,
        more: Vec<Value>,
        depth: usize,
    ) -> Result<Value> {
        let asked = matches!(stage, Stage::Item);
        let consumer = Box::new(Consumer { sink, source, stage, more, index: 0, rest: None, enough: false });
        if asked { vm.defer_beneath(depth, consumer) } else { vm.defer(consumer) }
    }
    fn finish(&mut self, vm: &mut Vm) -> Result<Step> {
        self.rest = self.sink.then(vm);
        match &mut self.rest {
            Some(rest) => rest.resume(vm, Ok(Value::UNDEF)),
            None => self.sink.finish(vm).map(Step::Return),
        }
    }
    fn ask(&mut self, vm: &mut Vm) -> Result<Step> {
        self.stage = Stage::Item;
        // A `map` over native iterators is seen through: its function is called from here.
        let source = self.source.clone();
        while let Some(map) = source.exact::<Map>()
            && let Some(step) = map.step(vm)?
        {
            let Some((function, args)) = step else { return self.next_source(vm) };
            if !converts_plainly(&function, &args) {
                return Ok(Step::Call(function, args));
            }
            let item = match &args[..] {
                [arg] if function.is(&vm.type_of_map(fixed::STR).to_value()) => vm.str_of(arg)?.into_value(),
                _ => vm.call(&function, &args)?,
            };
            if !self.sink.item(vm, item)? {
                return self.finish(vm);
            }
        }
        let Some(native) = native_next(vm, &source) else { return Ok(Step::Next(source)) };
        loop {
            match ask_native(vm, native, &source)? {
                Asked::Now(Some(item)) => {
                    if !self.sink.item(vm, item)? {
                        return self.finish(vm);
                    }
                }
                Asked::Now(None) => return self.next_source(vm),
                Asked::Later => return Ok(Step::Later),
            }
        }
    }
    fn next_source(&mut self, vm: &mut Vm) -> Result<Step> {
        while let Some(iterable) = self.more.get(self.index).cloned() {
            self.index += 1;
            if let Some((source, stage)) = drain(vm, &iterable, &mut *self.sink)? {
                (self.source, self.stage) = (source, stage);
                if matches!(self.stage, Stage::Item) {
                    return Ok(Step::Later);
                }
                return self.go_on(vm, Value::UNDEF);
            }
        }
        self.finish(vm)
    }
    fn go_on(&mut self, vm: &mut Vm, value: Value) -> Result<Step> {
        match self.stage {
            Stage::Iterable => {
                let Some(function) = vm.class_of(&self.source).slot(vm, Slot::Iter) else {
                    return Err(vm.not_iterable(&self.source));
                };
                self.stage = Stage::Iterator;
                Ok(Step::Call(function, vec![self.source.clone()]))
            }
            Stage::Iterator => {
                let iterator = vm.check_iterator(value)?;
                match drain_iterator(vm, iterator, &mut *self.sink)? {
                    Some((source, stage)) => {
                        self.source = source;
                        if matches!(stage, Stage::Item) {
                            self.stage = stage;
                            return Ok(Step::Later);
                        }
                        self.ask(vm)
                    }
                    None => self.next_source(vm),
                }
            }
            Stage::Start => self.ask(vm),
            Stage::Item if value.is_undef() => self.next_source(vm),
            Stage::Item => {
                if !self.enough && self.sink.item(vm, value)? {
                    self.ask(vm)
                } else {
                    self.finish(vm)
                }
            }
        }
    }
}

impl Resumable for Consumer {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        if let Some(rest) = &mut self.rest {
            return rest.resume(vm, result);
        }
        // What a `map` seen through calls may raise StopIteration, which ends the map.
        let value = vm.swallow(result, ExcKind::StopIteration)?.unwrap_or(Value::UNDEF);
        self.go_on(vm, value)
    }
    fn offer(&mut self, vm: &mut Vm, item: Value) -> Result<Offered> {
        let fits = matches!(self.stage, Stage::Item) && self.rest.is_none();
        if !fits || !(self.sink.takes_anything() || is_inert(&item)) {
            return Ok(Offered::Refused(item));
        }
        if self.sink.item(vm, item)? {
            return Ok(Offered::Taken);
        }
        self.enough = true;
        Ok(Offered::Refused(Value::NONE))
    }
    fn trace(&self, tracer: &mut Tracer) {
        if let Some(rest) = &self.rest {
            rest.trace(tracer);
        }
        self.sink.trace(tracer);
        self.source.trace(tracer);
        self.more.trace(tracer);
    }
}

/// Whether the iterator is of a built-in kind that never runs Python when asked for the next item.
pub fn is_native(vm: &Vm, iterator: &Value) -> bool {
    match iterator.map() {
        fixed::LIST_ITER..=fixed::LIST_REVERSE_ITER => true,
        fixed::ENUMERATE => {
            iterator.exact::<Enumerate>().is_some_and(|this| is_native(vm, this.iterator.get(vm)))
        }
        fixed::ZIP => iterator
            .exact::<Zip>()
            .is_some_and(|this| this.iterators.get(vm).iter().all(|inner| is_native(vm, inner))),
        // Native functions are called on the spot, from wherever the next item is asked for.
        fixed::MAP => iterator.exact::<Map>().is_some_and(|this| {
            is_native_function(this.function.get(vm))
                && this.iterators.get(vm).iter().all(|inner| is_native(vm, inner))
        }),
        fixed::FILTER => iterator.exact::<Filter>().is_some_and(|this| {
            let function = this.function.get(vm);
            (function.is_none() || is_native_function(function)) && is_native(vm, this.iterator.get(vm))
        }),
        fixed::REVERSED => iterator.exact::<Reversed>().is_some_and(|this| this.is_native(vm)),
        _ => false,
    }
}

impl Vm {
    /// The next item of an iterator, if it can be had without running Python.
    #[inline]
    pub fn advance_native(&mut self, iterator: &Value) -> Result<Stepped> {
        let item = if let Some(item) = self.next_exact(iterator) {
            item?
        } else if let Some(this) = iterator.exact::<Enumerate>() {
            let inner = this.iterator.cloned(self);
            return match self.advance_native(&inner)? {
                Stepped::Item(item) => this.pair(self, item).map(Stepped::Item),
                other => Ok(other),
            };
        } else if is_native(self, iterator) {
            self.next(iterator)?
        } else {
            return Ok(Stepped::Python);
        };
        Ok(item.map_or(Stepped::End, Stepped::Item))
    }
    /// TypeError "'int' object is not iterable".
    #[cold]
    pub fn not_iterable(&mut self, value: &Value) -> crate::error::Raised {
        let name = self.type_name(value);
        self.type_error(format_args!("'{name}' object is not iterable"))
    }
}
