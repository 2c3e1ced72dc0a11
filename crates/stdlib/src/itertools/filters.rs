//! Iterators over one other: `takewhile`, `dropwhile`, `filterfalse`, `starmap`, `compress`, `islice`, `accumulate`.

use super::drive::{Ask, Input, Machine, plain_item};
use crate::iterator_type;
use std::cell::Cell;
use whipsnake_vm::{
    body,
    error::Result,
    protocol::number::BinaryOp,
    types::Type,
    value::{Handle, Obj, Tuple, Value, VmCell},
    vm::Vm,
};

fn make<T: whipsnake_vm::value::Body>(class: &Obj<Type>, body: T) -> Handle<T> {
    Handle::new_instance(class.instance_map.get(), body)
}

/// `takewhile`
pub struct TakeWhile {
    predicate: Value,
    source: Value,
    held: VmCell<Value>,
    done: Cell<bool>,
}
body!(TakeWhile; [predicate, source, held]);

impl TakeWhile {
    fn new_(vm: &mut Vm, class: &Obj<Type>, predicate: Value, iterable: &Value) -> Result<Handle<TakeWhile>> {
        let source = vm.iter(iterable)?;
        Ok(make(
            class,
            TakeWhile { predicate, source, held: VmCell::new(Value::UNDEF), done: Cell::new(false) },
        ))
    }
}
impl Machine for TakeWhile {
    fn step(vm: &mut Vm, this: &Obj<TakeWhile>, input: Input) -> Result<Ask> {
        Ok(match input {
            Input::Start if this.done.get() => Ask::Finish,
            Input::Start => Ask::Next(this.source.clone()),
            Input::End => Ask::Finish,
            Input::Item(item) => {
                this.held.set(vm, item.clone());
                Ask::Call(this.predicate.clone(), item)
            }
            Input::Result(answer) => {
                let item = this.held.replace(vm, Value::UNDEF);
                if vm.truth(&answer)? {
                    Ask::Give(item)
                } else {
                    this.done.set(true);
                    Ask::Finish
                }
            }
        })
    }
}
iterator_type!(
    TAKEWHILE,
    "takewhile",
    TakeWhile,
    "__new__(cls, predicate, iterable, /)",
    TakeWhile::new_,
    3,
    "Return successive entries from an iterable as long as the predicate evaluates to true for each entry.",
);

/// `dropwhile`
pub struct DropWhile {
    predicate: Value,
    source: Value,
    held: VmCell<Value>,
    started: Cell<bool>,
}
body!(DropWhile; [predicate, source, held]);

impl DropWhile {
    fn new_(vm: &mut Vm, class: &Obj<Type>, predicate: Value, iterable: &Value) -> Result<Handle<DropWhile>> {
        let source = vm.iter(iterable)?;
        Ok(make(
            class,
            DropWhile { predicate, source, held: VmCell::new(Value::UNDEF), started: Cell::new(false) },
        ))
    }
}
impl Machine for DropWhile {
    fn step(vm: &mut Vm, this: &Obj<DropWhile>, input: Input) -> Result<Ask> {
        Ok(match input {
            Input::Start => Ask::Next(this.source.clone()),
            Input::End => Ask::Finish,
            Input::Item(item) if this.started.get() => Ask::Give(item),
            Input::Item(item) => {
                this.held.set(vm, item.clone());
                Ask::Call(this.predicate.clone(), item)
            }
            Input::Result(answer) => {
                let item = this.held.replace(vm, Value::UNDEF);
                if vm.truth(&answer)? {
                    Ask::Next(this.source.clone())
                } else {
                    this.started.set(true);
                    Ask::Give(item)
                }
            }
        })
    }
}
iterator_type!(
    DROPWHILE,
    "dropwhile",
    DropWhile,
    "__new__(cls, predicate, iterable, /)",
    DropWhile::new_,
    3,
    "Drop items from the iterable while predicate(item) is true.\n\nAfterwards, return every element until the \
     iterable is exhausted.",
);

/// `filterfalse`
pub struct FilterFalse {
    predicate: Value,
    source: Value,
    held: VmCell<Value>,
}
body!(FilterFalse; [predicate, source, held]);

impl FilterFalse {
    fn new_(
        vm: &mut Vm,
        class: &Obj<Type>,
        predicate: Value,
        iterable: &Value,
    ) -> Result<Handle<FilterFalse>> {
        let source = vm.iter(iterable)?;
        Ok(make(class, FilterFalse { predicate, source, held: VmCell::new(Value::UNDEF) }))
    }
}
impl Machine for FilterFalse {
    fn step(vm: &mut Vm, this: &Obj<FilterFalse>, input: Input) -> Result<Ask> {
        let (item, answer) = match input {
            Input::Start => return Ok(Ask::Next(this.source.clone())),
            Input::End => return Ok(Ask::Finish),
            Input::Item(item) if this.predicate.is_none() => (item.clone(), item),
            Input::Item(item) => {
                this.held.set(vm, item.clone());
                return Ok(Ask::Call(this.predicate.clone(), item));
            }
            Input::Result(answer) => (this.held.replace(vm, Value::UNDEF), answer),
        };
        Ok(if vm.truth(&answer)? { Ask::Next(this.source.clone()) } else { Ask::Give(item) })
    }
}
iterator_type!(
    FILTERFALSE,
    "filterfalse",
    FilterFalse,
    "__new__(cls, function, iterable, /)",
    FilterFalse::new_,
    3,
    "Return those items of iterable for which function(item) is false.\n\nIf function is None, return the items that \
     are false.",
);

/// `starmap`
pub struct StarMap {
    function: Value,
    source: Value,
}
body!(StarMap; [function, source]);

impl StarMap {
    fn new_(vm: &mut Vm, class: &Obj<Type>, function: Value, iterable: &Value) -> Result<Handle<StarMap>> {
        let source = vm.iter(iterable)?;
        Ok(make(class, StarMap { function, source }))
    }
}
impl Machine for StarMap {
    fn step(vm: &mut Vm, this: &Obj<StarMap>, input: Input) -> Result<Ask> {
        Ok(match input {
            Input::Start => Ask::Next(this.source.clone()),
            Input::End => Ask::Finish,
            Input::Item(item) => {
                let args = match item.exact::<Tuple>() {
                    Some(args) => args.to_handle(),
                    None => Tuple::new(vm.collect(&item)?),
                };
                Ask::Last(this.function.clone(), args)
            }
            Input::Result(value) => Ask::Give(value),
        })
    }
}
iterator_type!(
    STARMAP,
    "starmap",
    StarMap,
    "__new__(cls, function, iterable, /)",
    StarMap::new_,
    3,
    "Return an iterator whose values are returned from the function evaluated with an argument tuple taken from the \
     given sequence.",
);

/// `compress`
pub struct Compress {
    data: Value,
    selectors: Value,
    held: VmCell<Value>,
}
body!(Compress; [data, selectors, held]);

impl Compress {
    fn new_(vm: &mut Vm, class: &Obj<Type>, data: &Value, selectors: &Value) -> Result<Handle<Compress>> {
        let (data, selectors) = (vm.iter(data)?, vm.iter(selectors)?);
        Ok(make(class, Compress { data, selectors, held: VmCell::new(Value::UNDEF) }))
    }
}
impl Machine for Compress {
    fn step(vm: &mut Vm, this: &Obj<Compress>, input: Input) -> Result<Ask> {
        Ok(match input {
            Input::Start | Input::Result(_) => Ask::Next(this.data.clone()),
            Input::End => {
                this.held.set(vm, Value::UNDEF);
                Ask::Finish
            }
            Input::Item(item) => {
                if this.held.get(vm).is_undef() {
                    this.held.set(vm, item);
                    return Ok(Ask::Next(this.selectors.clone()));
                }
                let data = this.held.replace(vm, Value::UNDEF);
                if vm.truth(&item)? { Ask::Give(data) } else { Ask::Next(this.data.clone()) }
            }
        })
    }
}
iterator_type!(
    COMPRESS,
    "compress",
    Compress,
    "__new__(cls, data, selectors)",
    Compress::new_,
    3,
    "Return data elements corresponding to true selector elements.",
);

/// `islice`
pub struct ISlice {
    source: VmCell<Option<Value>>,
    /// Items taken from the source so far.
    taken: Cell<usize>,
    /// Index of the next item to give.
    next: Cell<usize>,
    stop: Option<usize>,
    step: usize,
}
body!(ISlice; [source]);

impl ISlice {
    fn bound(vm: &mut Vm, value: &Value, what: &str) -> Result<Option<usize>> {
        if value.is_none() {
            return Ok(None);
        }
        let number = if vm.has_index(value) { Some(vm.index(value)?) } else { None };
        match number.and_then(|number| vm.int_to_i64(&number)).and_then(|number| usize::try_from(number).ok())
        {
            Some(number) => Ok(Some(number)),
            None if what == "step" => {
                Err(vm.value_error("Step for islice() must be a positive integer or None."))
            }
            None if what != "start" => Err(vm.value_error(
                "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.",
            )),
            None => {
                Err(vm.value_error("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."))
            }
        }
    }
    fn new_(
        vm: &mut Vm,
        class: &Obj<Type>,
        iterable: &Value,
        first: Value,
        second: Option<Value>,
        third: Option<Value>,
    ) -> Result<Handle<ISlice>> {
        let (start, stop, step) = match second {
            None => (None, ISlice::bound(vm, &first, "stop")?, None),
            Some(second) => {
                let stop = ISlice::bound(vm, &second, "stop")?;
                let start = ISlice::bound(vm, &first, "start")?;
                let step = match third {
                    Some(third) => ISlice::bound(vm, &third, "step")?,
                    None => None,
                };
                (start, stop, step)
            }
        };
        if step == Some(0) {
            return Err(vm.value_error("Step for islice() must be a positive integer or None."));
        }
        let source = vm.iter(iterable)?;
        let slice = ISlice {
            source: VmCell::new(Some(source)),
            taken: Cell::new(0),
            next: Cell::new(start.unwrap_or(0)),
            stop,
            step: step.unwrap_or(1),
        };
        Ok(make(class, slice))
    }
    fn ask(vm: &mut Vm, this: &Obj<ISlice>) -> Ask {
        // Items before the stop are consumed even when the next one to give lies beyond it.
        let wanted = this.next.get().min(this.stop.unwrap_or(usize::MAX));
        let over = this.stop.is_some_and(|stop| this.next.get() >= stop) && this.taken.get() >= wanted;
        match this.source.get(vm) {
            Some(source) if !over => Ask::Next(source.clone()),
            _ => {
                this.source.set(vm, None);
                Ask::Finish
            }
        }
    }
}
impl Machine for ISlice {
    #[inline]
    fn quick(vm: &mut Vm, this: &Obj<ISlice>) -> Option<Value> {
        let (taken, next) = (this.taken.get(), this.next.get());
        if taken != next || this.stop.is_some_and(|stop| next >= stop) {
            return None;
        }
        let source = this.source.cloned(vm)?;
        let item = plain_item(vm, &source)?;
        this.taken.set(taken + 1);
        this.next.set(next.saturating_add(this.step));
        Some(item)
    }
    fn step(vm: &mut Vm, this: &Obj<ISlice>, input: Input) -> Result<Ask> {
        match input {
            Input::Start | Input::Result(_) => Ok(ISlice::ask(vm, this)),
            Input::End => {
                this.source.set(vm, None);
                Ok(Ask::Finish)
            }
            Input::Item(item) => {
                let index = this.taken.get();
                this.taken.set(index + 1);
                if index < this.next.get() {
                    return Ok(ISlice::ask(vm, this));
                }
                this.next.set(this.next.get().saturating_add(this.step));
                Ok(Ask::Give(item))
            }
        }
    }
}
iterator_type!(
    ISLICE,
    "islice",
    ISlice,
    "__new__(cls, iterable, start, stop=None, step=None, /)",
    ISlice::new_,
    5,
    "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object",
);

/// `accumulate`
pub struct Accumulate {
    source: Value,
    function: Value,
    total: VmCell<Value>,
    initial: VmCell<Value>,
}
body!(Accumulate; [source, function, total, initial]);

impl Accumulate {
    fn new_(
        vm: &mut Vm,
        class: &Obj<Type>,
        iterable: &Value,
        function: Option<Value>,
        initial: Option<Value>,
    ) -> Result<Handle<Accumulate>> {
        let source = vm.iter(iterable)?;
        let initial = initial.filter(|initial| !initial.is_none()).unwrap_or(Value::UNDEF);
        let function = function.unwrap_or(Value::NONE);
        Ok(make(
            class,
            Accumulate { source, function, total: VmCell::new(Value::UNDEF), initial: VmCell::new(initial) },
        ))
    }
}
impl Machine for Accumulate {
    fn step(vm: &mut Vm, this: &Obj<Accumulate>, input: Input) -> Result<Ask> {
        let total = match input {
            Input::Start => {
                let initial = this.initial.replace(vm, Value::UNDEF);
                if initial.is_undef() {
                    return Ok(Ask::Next(this.source.clone()));
                }
                initial
            }
            Input::End => return Ok(Ask::Finish),
            Input::Item(item) => {
                let total = this.total.cloned(vm);
                if total.is_undef() {
                    item
                } else if this.function.is_none() {
                    match Value::both_small(&total, &item).then(|| Value::add_small(&total, &item)) {
                        Some(Some(sum)) => sum,
                        _ => vm.binary(BinaryOp::Add, &total, &item)?,
                    }
                } else {
                    return Ok(Ask::CallTwo(this.function.clone(), [total, item]));
                }
            }
            Input::Result(total) => total,
        };
        this.total.set(vm, total.clone());
        Ok(Ask::Give(total))
    }
}
iterator_type!(
    ACCUMULATE,
    "accumulate",
    Accumulate,
    "__new__(cls, iterable, func=None, *, initial=None)",
    Accumulate::new_,
    4,
    "Return series of accumulated sums.",
);

/// Items of a tuple as a value.
pub fn tuple(items: Vec<Value>) -> Value {
    Tuple::new(items).into_value()
}
