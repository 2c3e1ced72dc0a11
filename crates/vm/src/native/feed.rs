//! Taking items out of an iterable from Rust without standing between two Python frames.
//!
//! [`Source`] gives items, at once while no Python runs for them. [`feed`] hands every item to a [`Sink`].

use super::resumable::{Offered, Resumable, Step, Stepped, is_inert};
use crate::{
    error::Result,
    objects::list::List,
    value::{Handle, Trace, Tracer, Tuple, Value, fixed},
    vm::Vm,
};

/// Where items come from.
pub enum Source {
    /// The items of a list from an index on.
    List(Handle<List>, usize),
    /// The items of a tuple from an index on.
    Tuple(Handle<Tuple>, usize),
    /// An iterator.
    Iterator(Value),
}

/// Whether an iterator is one of a built-in container, so that its `__next__` never runs Python.
pub fn is_leaf_iterator(iterator: &Value) -> bool {
    (fixed::LIST_ITER..=fixed::LIST_REVERSE_ITER).contains(&iterator.map())
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
        vm.iter(iterable).map(Source::Iterator)
    }
    /// The next item; see `Vm::advance`.
    #[inline]
    pub fn pull(&mut self, vm: &mut Vm) -> Result<Stepped> {
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
            Source::Iterator(iterator) => return vm.advance(iterator),
        };
        Ok(item.map_or(Stepped::End, Stepped::Item))
    }
}

impl Trace for Source {
    fn trace(&self, tracer: &mut Tracer) {
        match self {
            Source::List(list, _) => list.trace(tracer),
            Source::Tuple(tuple, _) => tuple.trace(tracer),
            Source::Iterator(iterator) => iterator.trace(tracer),
        }
    }
}

/// Takes items one by one.
pub trait Sink: 'static {
    /// Takes an item; a value ends the iteration with it as the result. `DEFERRED`: it has asked something of the item,
    /// and `answered` goes on.
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<Option<Value>>;
    /// What was asked of an item has been answered.
    fn answered(&mut self, _vm: &mut Vm, _answer: Value) -> Result<Option<Value>> {
        Ok(None)
    }
    /// The result when there are no more items.
    fn end(&mut self, vm: &mut Vm) -> Result<Value>;
    /// Reports every reference held.
    fn trace(&self, _tracer: &mut Tracer) {}
}

struct Feeding<S> {
    source: Source,
    sink: S,
    /// The result, when an item that was offered has brought it.
    ready: Option<Value>,
    /// The sink has asked something of an item.
    asked: bool,
}

impl<S: Sink> Feeding<S> {
    /// Goes on as long as items come at once; nothing when the next one comes later.
    fn run(&mut self, vm: &mut Vm) -> Result<Option<Value>> {
        loop {
            match self.source.pull(vm)? {
                Stepped::Item(item) => {
                    if let Some(result) = self.sink.item(vm, item)? {
                        self.asked = result.is_deferred();
                        return Ok(Some(result).filter(|_| !self.asked));
                    }
                }
                Stepped::End => return self.sink.end(vm).map(Some),
                Stepped::Later => return Ok(None),
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
        let result = if std::mem::take(&mut self.asked) {
            self.sink.answered(vm, item)?
        } else if item.is_undef() {
            return self.sink.end(vm).map(Step::Return);
        } else {
            self.sink.item(vm, item)?
        };
        if let Some(result) = result {
            self.asked = result.is_deferred();
            return Ok(if self.asked { Step::Later { ends: false } } else { Step::Return(result) });
        }
        Ok(match self.run(vm)? {
            Some(result) => Step::Return(result),
            None => Step::Later { ends: !self.asked },
        })
    }
    fn offer(&mut self, vm: &mut Vm, item: Value) -> Result<Offered> {
        if !is_inert(&item) {
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
    let mut feeding = Feeding { source: Source::new(vm, iterable)?, sink, ready: None, asked: false };
    let depth = vm.frame_count();
    match feeding.run(vm)? {
        Some(result) => Ok(result),
        None => vm.defer_beneath(depth, !feeding.asked, Box::new(feeding)),
    }
}
