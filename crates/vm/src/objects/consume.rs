//! Taking all items of an iterable: natively while no Python is involved, else as a resumable native, so that a
//! program may wait inside its iterator.

use super::{
    dict::{Dict, views::DictView},
    list::List,
    range::Range,
    set::{FrozenSet, Set},
};
use crate::{
    error::Result,
    native::{Answer, Offered, Resumable, Step, Stepped, resumable::is_inert},
    types::Slot,
    value::{Trace, Tracer, Tuple, Value, fixed},
    vm::Vm,
};

/// Items taken natively before somebody looks up.
const AT_A_TIME: u32 = 1 << 16;

/// What becomes of the items.
pub trait Sink {
    /// Takes an item; false when no more are wanted.
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<bool>;
    /// Whether taking this item runs no Python.
    fn takes(&self, item: &Value) -> bool {
        is_inert(item)
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

/// Hands the items of `iterable` to the sink and gives what it makes of them; may be deferred.
pub fn consume<S: Sink + 'static>(vm: &mut Vm, iterable: &Value, mut sink: S) -> Result<Value> {
    let depth = vm.frame_count();
    match drain(vm, iterable, &mut sink)? {
        None => conclude(vm, &mut sink),
        Some(later) => Consumer::defer(vm, Box::new(sink), later, vec![], depth),
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
    let depth = vm.frame_count();
    for (at, iterable) in iterables.iter().enumerate() {
        if let Some(later) = drain(vm, iterable, &mut sink)? {
            let more = iterables[at + 1..].to_vec();
            return Consumer::defer(vm, Box::new(sink), later, more, depth);
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

/// Takes the items; when Python runs for one, says where a [`Consumer`] goes on.
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
    let iterator = match vm.iter_exact(iterable) {
        Some(iterator) => iterator,
        None => match vm.class_of(iterable).slot(vm, Slot::Iter) {
            Some(function) if function.has_map(fixed::FUNCTION) => {
                match vm.start_call(&function, std::slice::from_ref(iterable))? {
                    Answer::Now(iterator) => vm.check_iterator(iterator)?,
                    Answer::Later => return Ok(Some((Value::UNDEF, Stage::Iterator))),
                }
            }
            _ => vm.iter(iterable)?,
        },
    };
    Ok(if drain_iterator(vm, &iterator, sink)? { None } else { Some((iterator, Stage::Item)) })
}

/// Takes items until there are no more or none are wanted; false when the next one comes later.
fn drain_iterator(vm: &mut Vm, iterator: &Value, sink: &mut dyn Sink) -> Result<bool> {
    let mut left = AT_A_TIME;
    loop {
        match vm.advance(iterator)? {
            Stepped::Item(item) => {
                if !sink.item(vm, item)? {
                    return Ok(true);
                }
                left -= 1;
                if left == 0 {
                    vm.breathe()?;
                    left = AT_A_TIME;
                }
            }
            Stepped::End => return Ok(true),
            Stepped::Later => return Ok(false),
        }
    }
}

/// What is made of all items together with what was held meanwhile.
pub type Finish = fn(&mut Vm, &Value, Vec<Value>) -> Result<Value>;

/// Gathers items for a function.
struct Gathered {
    held: Value,
    items: Vec<Value>,
    finish: Finish,
}

/// Gives what `finish` makes of `held` and all items of an iterable; may be deferred. `finish` itself answers at once.
pub fn gather(vm: &mut Vm, iterable: &Value, held: Value, finish: Finish) -> Result<Value> {
    match snapshot(vm, iterable) {
        Some(items) => finish(vm, &held, items),
        None => consume(vm, iterable, Gathered { held, items: Vec::new(), finish }),
    }
}

impl Sink for Gathered {
    fn takes(&self, _item: &Value) -> bool {
        true
    }
    fn item(&mut self, _vm: &mut Vm, item: Value) -> Result<bool> {
        self.items.push(item);
        Ok(true)
    }
    fn finish(&mut self, vm: &mut Vm) -> Result<Value> {
        (self.finish)(vm, &self.held, std::mem::take(&mut self.items))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.held.trace(tracer);
        self.items.trace(tracer);
    }
}

/// What a consumer waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// What an `__iter__` written in Python gives.
    Iterator,
    /// The next item.
    Item,
}

/// Takes items of an iterator that runs Python.
struct Consumer {
    sink: Box<dyn Sink>,
    /// The iterator.
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
    /// Goes beneath the frames above the first `depth`, which give what is waited for.
    fn defer(
        vm: &mut Vm,
        sink: Box<dyn Sink>,
        (source, stage): (Value, Stage),
        more: Vec<Value>,
        depth: usize,
    ) -> Result<Value> {
        let consumer = Consumer { sink, source, stage, more, index: 0, rest: None, enough: false };
        vm.defer_beneath(depth, stage == Stage::Item, Box::new(consumer))
    }
    fn finish(&mut self, vm: &mut Vm) -> Result<Step> {
        self.rest = self.sink.then(vm);
        match &mut self.rest {
            Some(rest) => rest.resume(vm, Ok(Value::UNDEF)),
            None => self.sink.finish(vm).map(Step::Return),
        }
    }
    fn drain_source(&mut self, vm: &mut Vm) -> Result<Step> {
        self.stage = Stage::Item;
        if drain_iterator(vm, &self.source, &mut *self.sink)? {
            return self.next_source(vm);
        }
        Ok(Step::Later { ends: true })
    }
    fn next_source(&mut self, vm: &mut Vm) -> Result<Step> {
        while let Some(iterable) = self.more.get(self.index).cloned() {
            self.index += 1;
            if let Some(later) = drain(vm, &iterable, &mut *self.sink)? {
                (self.source, self.stage) = later;
                return Ok(Step::Later { ends: self.stage == Stage::Item });
            }
        }
        self.finish(vm)
    }
}

impl Resumable for Consumer {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        if let Some(rest) = &mut self.rest {
            return rest.resume(vm, result);
        }
        let value = result?;
        match self.stage {
            Stage::Iterator => {
                self.source = vm.check_iterator(value)?;
                self.drain_source(vm)
            }
            Stage::Item if value.is_undef() => self.next_source(vm),
            Stage::Item if !self.enough && self.sink.item(vm, value)? => self.drain_source(vm),
            Stage::Item => self.finish(vm),
        }
    }
    fn offer(&mut self, vm: &mut Vm, item: Value) -> Result<Offered> {
        let fits = self.stage == Stage::Item && self.rest.is_none();
        if !fits || !self.sink.takes(&item) {
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

impl Vm {
    /// TypeError "'int' object is not iterable".
    #[cold]
    pub fn not_iterable(&mut self, value: &Value) -> crate::error::Raised {
        let name = self.type_name(value);
        self.type_error(format_args!("'{name}' object is not iterable"))
    }
}
