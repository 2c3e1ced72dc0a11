//! Taking items out of an iterable from Rust without standing between two Python frames.
//!
//! [`Source`] gives items while no Python runs (lists, tuples, iterators of built-in containers) and otherwise says
//! which iterator the loop must be asked for ([`Step::Next`]). [`feed`] hands every item to a [`Sink`]: at once while
//! the source is native, through the loop from then on.

use super::{
    function::NativeMethod,
    resumable::{Offered, Resumable, Step, is_inert},
    table::{Code, NativeFn},
};
use crate::{
    error::Result,
    objects::{exceptions::ExcKind, list::List},
    types::Slot,
    value::{Handle, Trace, Tracer, Tuple, Value, fixed},
    vm::Vm,
};

/// Where items come from.
pub enum Source {
    /// The items of a list from an index on.
    List(Handle<List>, usize),
    /// The items of a tuple from an index on.
    Tuple(Handle<Tuple>, usize),
    /// An iterator that never runs Python.
    Leaf(Value),
    /// Any other iterator.
    Other(Value),
}

/// What a source answers.
pub enum Pull {
    /// An item.
    Item(Value),
    /// There are no more items.
    End,
    /// The loop must be asked for the next item of this iterator.
    Ask(Value),
}

/// Whether an iterator is one of a built-in container, so that its `__next__` never runs Python.
pub fn is_leaf_iterator(iterator: &Value) -> bool {
    (fixed::LIST_ITER..=fixed::LIST_REVERSE_ITER).contains(&iterator.map())
}

/// What the `__next__` of a native iterator that may run Python gave.
pub(crate) enum Asked {
    /// An item, or nothing at the end.
    Now(Option<Value>),
    /// Frames have been pushed that will answer.
    Later,
}

/// The native function that is an iterator's `__next__`, unless the loop knows a shorter way to the item.
pub(crate) fn native_next(vm: &mut Vm, iterator: &Value) -> Option<NativeFn> {
    if matches!(iterator.map(), fixed::GENERATOR | fixed::MAP) {
        return None;
    }
    let function = vm.class_of(iterator).slot(vm, Slot::Next)?;
    match function.cast::<NativeMethod>()?.def.code {
        Code::Bound(native) => Some(native),
        _ => None,
    }
}

/// Calls a native `__next__`.
pub(crate) fn ask_native(vm: &mut Vm, native: NativeFn, iterator: &Value) -> Result<Asked> {
    let result = native(vm, std::slice::from_ref(iterator));
    let item = match result {
        Ok(item) => item,
        failed => vm.swallow(failed, ExcKind::StopIteration)?.unwrap_or(Value::UNDEF),
    };
    Ok(if item.is_deferred() { Asked::Later } else { Asked::Now(item.defined()) })
}

impl Source {
    /// The items of an iterable; TypeError when it is none.
    pub fn new(vm: &mut Vm, iterable: &Value) -> Result<Source> {
        if let Some(list) = iterable.exact::<List>() {
            return Ok(Source::List(list.to_handle(), 0));
        }
        if let Some(tuple) = iterable.exact::<Tuple>() {
            return Ok(Source::Tuple(tuple.to_handle(), 0));
        }
        let iterator = vm.iter(iterable)?;
        Ok(Source::of_iterator(iterator))
    }
    /// The items of an iterator.
    pub fn of_iterator(iterator: Value) -> Source {
        if is_leaf_iterator(&iterator) { Source::Leaf(iterator) } else { Source::Other(iterator) }
    }
    /// The next item, or who to ask for it.
    #[inline]
    pub fn pull(&mut self, vm: &mut Vm) -> Result<Pull> {
        let item = match self {
            Source::List(list, at) => {
                let item = list.items.get(vm).get(*at).cloned();
                *at += 1;
                item
            }
            Source::Tuple(tuple, at) => {
                let item = tuple.as_slice().get(*at).cloned();
                *at += 1;
                item
            }
            Source::Leaf(iterator) => vm.next(iterator)?,
            Source::Other(iterator) => return Ok(Pull::Ask(iterator.clone())),
        };
        Ok(item.map_or(Pull::End, Pull::Item))
    }
    /// The next item, nesting a loop if Python must run for it.
    pub fn pull_nested(&mut self, vm: &mut Vm) -> Result<Option<Value>> {
        match self.pull(vm)? {
            Pull::Item(item) => Ok(Some(item)),
            Pull::End => Ok(None),
            Pull::Ask(iterator) => vm.next(&iterator),
        }
    }
}

impl Trace for Source {
    fn trace(&self, tracer: &mut Tracer) {
        match self {
            Source::List(list, _) => list.trace(tracer),
            Source::Tuple(tuple, _) => tuple.trace(tracer),
            Source::Leaf(iterator) | Source::Other(iterator) => iterator.trace(tracer),
        }
    }
}

/// Takes items one by one.
pub trait Sink: 'static {
    /// Takes an item; a value ends the iteration with it as the result.
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<Option<Value>>;
    /// The result when there are no more items.
    fn end(&mut self, vm: &mut Vm) -> Result<Value>;
    /// Reports every reference held.
    fn trace(&self, _tracer: &mut Tracer) {}
}

struct Feeding<S> {
    source: Source,
    sink: S,
    started: bool,
    /// The result, when an item that was offered has brought it.
    ready: Option<Value>,
}

impl<S: Sink> Feeding<S> {
    /// Goes on as long as no Python need run, and says what is to happen then.
    fn run(&mut self, vm: &mut Vm) -> Result<Step> {
        let iterator = loop {
            match self.source.pull(vm)? {
                Pull::Item(item) => {
                    if let Some(result) = self.sink.item(vm, item)? {
                        return Ok(Step::Return(result));
                    }
                }
                Pull::End => return self.sink.end(vm).map(Step::Return),
                Pull::Ask(iterator) => break iterator,
            }
        };
        let Some(native) = native_next(vm, &iterator) else { return Ok(Step::Next(iterator)) };
        loop {
            match ask_native(vm, native, &iterator)? {
                Asked::Now(Some(item)) => {
                    if let Some(result) = self.sink.item(vm, item)? {
                        return Ok(Step::Return(result));
                    }
                }
                Asked::Now(None) => return self.sink.end(vm).map(Step::Return),
                Asked::Later => return Ok(Step::Later),
            }
        }
    }
}

impl<S: Sink> Resumable for Feeding<S> {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let item = result?;
        if let Some(ready) = self.ready.take() {
            return Ok(Step::Return(ready));
        }
        if !self.started {
            self.started = true;
        } else if item.is_undef() {
            return self.sink.end(vm).map(Step::Return);
        } else if let Some(result) = self.sink.item(vm, item)? {
            return Ok(Step::Return(result));
        }
        self.run(vm)
    }
    fn offer(&mut self, vm: &mut Vm, item: Value) -> Result<Offered> {
        if !self.started || !is_inert(&item) {
            return Ok(Offered::Refused(item));
        }
        self.ready = self.sink.item(vm, item)?;
        Ok(if self.ready.is_some() { Offered::Refused(Value::NONE) } else { Offered::Taken })
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.source.trace(tracer);
        self.sink.trace(tracer);
        self.ready.trace(tracer);
    }
}

/// Hands every item of an iterable to `sink`; gives the sink's result, or defers it when Python must run for an item.
pub fn feed<S: Sink>(vm: &mut Vm, iterable: &Value, sink: S) -> Result<Value> {
    let source = Source::new(vm, iterable)?;
    feed_source(vm, source, sink)
}

/// Like [`feed`], from a source.
pub fn feed_source<S: Sink>(vm: &mut Vm, source: Source, sink: S) -> Result<Value> {
    let mut feeding = Feeding { source, sink, started: false, ready: None };
    let depth = vm.fiber.frames.len();
    match feeding.run(vm)? {
        Step::Return(result) => Ok(result),
        Step::Later => {
            feeding.started = true;
            vm.defer_beneath(depth, Box::new(feeding))
        }
        _ => vm.defer(Box::new(feeding)),
    }
}
