//! Handing the items of any iterable to something that takes them, without standing between two Python frames.
//!
//! [`consume`] gives what a [`Sink`] makes of the items. It runs straight through while no Python runs for an item, and
//! goes on as a resumable native otherwise.

use super::{
    dict::{Dict, views::DictView},
    list::List,
    range::Range,
    set::{FrozenSet, Set},
};
use crate::{
    error::Result,
    native::{Resumable, Step, Stepped, resumable::is_inert, source::Source},
    value::{Trace, Tracer, Tuple, Value, copies, fixed, map::flags},
    vm::Vm,
};

/// Items taken natively before somebody looks up.
const AT_A_TIME: u32 = 1 << 16;

/// What becomes of the items.
pub trait Sink: 'static {
    /// Takes an item; false when no more of this iterable are wanted, or when it has asked something of the item
    /// ([`Sink::asks`]).
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<bool>;
    /// Whether taking this item runs no Python.
    fn takes(&self, item: &Value) -> bool {
        is_inert(item)
    }
    /// Whether frames have been pushed that answer what it has asked of the last item.
    fn asks(&self) -> bool {
        false
    }
    /// Goes on with that answer; gives what `item` gives.
    fn answered(&mut self, _vm: &mut Vm, _answer: Value) -> Result<bool> {
        Ok(true)
    }
    /// Gives the result when there are no more items, or none are wanted. May be deferred.
    fn finish(&mut self, vm: &mut Vm) -> Result<Value>;
    /// Reports every reference held.
    fn trace(&self, _tracer: &mut Tracer) {}
}

/// Hands the items of `iterable` to the sink and gives what it makes of them; may be deferred.
pub fn consume<S: Sink>(vm: &mut Vm, iterable: &Value, sink: S) -> Result<Value> {
    consume_all(vm, std::slice::from_ref(iterable), sink)
}

/// Hands the items of several iterables to the sink, one iterable after the other; may be deferred.
pub fn consume_all<S: Sink>(vm: &mut Vm, iterables: &[Value], mut sink: S) -> Result<Value> {
    if let [iterable] = iterables
        && iterable.has_map(fixed::GENERATOR)
    {
        let source = Source::Iterator(iterable.clone());
        let place = Place { source, stage: Stage::Item, more: Vec::new() };
        return vm.defer_to_generator(Box::new(Consumer { place, sink }), iterable);
    }
    let depth = vm.frame_count();
    match Place::begin(vm, iterables, &mut sink)? {
        Begun::Done(result) => Ok(result),
        Begun::Later(place) => {
            let ends = place.stage == Stage::Item;
            vm.defer_beneath(depth, ends, Box::new(Consumer { place, sink }))
        }
    }
}

/// The items of an iterable whose iteration is not observable: exact built-in containers.
pub fn snapshot(vm: &Vm, iterable: &Value) -> Option<Vec<Value>> {
    Some(match iterable.map() {
        fixed::LIST => copies(iterable.exact::<List>()?.items.get(vm)),
        fixed::TUPLE => copies(iterable.exact::<Tuple>()?.as_slice()),
        fixed::DICT => iterable.exact::<Dict>()?.keys_now(vm),
        fixed::SET => iterable.exact::<Set>()?.items_now(vm),
        fixed::FROZEN_SET => iterable.exact::<FrozenSet>()?.items_now(vm),
        fixed::DICT_KEYS | fixed::DICT_VALUES | fixed::DICT_ITEMS => DictView::items_now(vm, iterable)?,
        fixed::RANGE => iterable.exact::<Range>()?.items_now()?,
        _ => copies(iterable.flagged::<Tuple>(flags::ITEMS)?.as_slice()),
    })
}

/// What is made of all items together with what was held meanwhile; may be deferred.
pub type Finish = fn(&mut Vm, &Value, Vec<Value>) -> Result<Value>;

/// Gathers items for a function.
struct Gathered {
    held: Value,
    items: Vec<Value>,
    finish: Finish,
}

/// Gives what `finish` makes of `held` and all items of an iterable; may be deferred.
pub fn gather(vm: &mut Vm, iterable: &Value, held: Value, finish: Finish) -> Result<Value> {
    match snapshot(vm, iterable) {
        Some(items) => finish(vm, &held, items),
        // Most have a few items: growing to these would take two steps.
        None => consume(vm, iterable, Gathered { held, items: Vec::with_capacity(8), finish }),
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
    /// The item that comes next has been taken and was the last one wanted.
    Enough,
    /// What the sink has asked.
    Answer,
    /// The result.
    Result,
}

/// Where a consumer is.
struct Place {
    source: Source,
    stage: Stage,
    /// Iterables that follow, the next one last.
    more: Vec<Value>,
}

/// What came of a consumer's first turn.
enum Begun {
    Done(Value),
    Later(Place),
}

impl Place {
    fn begin(vm: &mut Vm, iterables: &[Value], sink: &mut dyn Sink) -> Result<Begun> {
        let mut place =
            Place { source: Source::Iterator(Value::UNDEF), stage: Stage::Item, more: Vec::new() };
        for (at, iterable) in iterables.iter().enumerate() {
            if !place.open(vm, iterable)? || !place.drain(vm, sink)? {
                place.more.extend(iterables[at + 1..].iter().rev().cloned());
                return Ok(Begun::Later(place));
            }
        }
        sink.finish(vm).map(Begun::Done)
    }
    /// Goes to the items of an iterable; false when its iterator comes later.
    fn open(&mut self, vm: &mut Vm, iterable: &Value) -> Result<bool> {
        let source = Source::start(vm, iterable)?;
        self.stage = if source.is_some() { Stage::Item } else { Stage::Iterator };
        self.source = source.unwrap_or(Source::Iterator(Value::UNDEF));
        Ok(self.stage == Stage::Item)
    }
    /// Takes items until there are no more or none are wanted; false when the next one, or an answer, comes later.
    fn drain(&mut self, vm: &mut Vm, sink: &mut dyn Sink) -> Result<bool> {
        let mut left = AT_A_TIME;
        loop {
            match self.source.pull(vm)? {
                Stepped::Item(item) => {
                    if !sink.item(vm, item)? {
                        return Ok(!self.asked(sink));
                    }
                    left -= 1;
                    if left == 0 {
                        vm.breathe()?;
                        left = AT_A_TIME;
                    }
                }
                Stepped::End => return Ok(true),
                Stepped::Later => {
                    self.stage = Stage::Item;
                    return Ok(false);
                }
            }
        }
    }
    /// Whether the sink wants no more for now since it has asked something.
    fn asked(&mut self, sink: &dyn Sink) -> bool {
        let asks = sink.asks();
        if asks {
            self.stage = Stage::Answer;
        }
        asks
    }
    fn later(&self) -> Step {
        Step::Later { ends: self.stage == Stage::Item }
    }
    /// Takes the rest of the items.
    fn go_on(&mut self, vm: &mut Vm, sink: &mut dyn Sink) -> Result<Step> {
        if !self.drain(vm, sink)? {
            return Ok(self.later());
        }
        self.next_source(vm, sink)
    }
    fn next_source(&mut self, vm: &mut Vm, sink: &mut dyn Sink) -> Result<Step> {
        while let Some(iterable) = self.more.pop() {
            if !self.open(vm, &iterable)? || !self.drain(vm, sink)? {
                return Ok(self.later());
            }
        }
        let result = sink.finish(vm)?;
        if result.is_deferred() {
            self.stage = Stage::Result;
            return Ok(self.later());
        }
        Ok(Step::Return(result))
    }
    fn resume(&mut self, vm: &mut Vm, sink: &mut dyn Sink, value: Value) -> Result<Step> {
        let more = match self.stage {
            Stage::Iterator => {
                self.source = Source::Iterator(vm.check_iterator(value)?);
                true
            }
            Stage::Item if value.is_undef() => return self.next_source(vm, sink),
            Stage::Item => sink.item(vm, value)?,
            Stage::Answer => sink.answered(vm, value)?,
            Stage::Enough => false,
            Stage::Result => return Ok(Step::Return(value)),
        };
        if more {
            return self.go_on(vm, sink);
        }
        if self.asked(sink) {
            return Ok(self.later());
        }
        self.next_source(vm, sink)
    }
}

/// Takes items for which Python runs.
struct Consumer<S> {
    place: Place,
    sink: S,
}

impl<S: Sink> Resumable for Consumer<S> {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        self.place.resume(vm, &mut self.sink, result?)
    }
    fn offer(&mut self, vm: &mut Vm, item: Value) -> Result<bool> {
        if self.place.stage != Stage::Item || !self.sink.takes(&item) {
            return vm.refuse(item);
        }
        if self.sink.item(vm, item)? {
            return Ok(true);
        }
        self.place.stage = Stage::Enough;
        vm.refuse(Value::NONE)
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.place.source.trace(tracer);
        self.place.more.trace(tracer);
        self.sink.trace(tracer);
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
