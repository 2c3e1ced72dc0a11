//! `Source`: items taken out of an iterable from Rust without standing between two Python frames.

use super::resumable::{Answer, Stepped};
use crate::{
    error::Result,
    objects::list::List,
    types::Slot,
    value::{Handle, Trace, Tracer, Tuple, Value, fixed, map::flags},
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

impl Source {
    /// The items of an iterable; TypeError when it is none. Nests a loop for an `__iter__` written in Python.
    pub fn new(vm: &mut Vm, iterable: &Value) -> Result<Source> {
        match Source::of_container(iterable) {
            Some(source) => Ok(source),
            None => vm.iter(iterable).map(Source::Iterator),
        }
    }
    fn of_container(iterable: &Value) -> Option<Source> {
        if let Some(list) = iterable.exact::<List>() {
            return Some(Source::List(list.to_handle(), 0));
        }
        iterable.exact_or_flagged::<Tuple>(flags::ITEMS).map(|tuple| Source::Tuple(tuple.to_handle(), 0))
    }
    /// Like [`Source::new`]; nothing when the iterator comes later.
    pub fn start(vm: &mut Vm, iterable: &Value) -> Result<Option<Source>> {
        if let Some(source) = Source::of_container(iterable) {
            return Ok(Some(source));
        }
        if let Some(iterator) = vm.iter_exact(iterable) {
            return Ok(Some(Source::Iterator(iterator)));
        }
        let iterator = match vm.class_of(iterable).slot(vm, Slot::Iter) {
            Some(function) if function.has_map(fixed::FUNCTION) => {
                match vm.start_call(&function, std::slice::from_ref(iterable))? {
                    Answer::Now(iterator) => vm.check_iterator(iterator)?,
                    Answer::Later => return Ok(None),
                }
            }
            _ => vm.iter(iterable)?,
        };
        Ok(Some(Source::Iterator(iterator)))
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
