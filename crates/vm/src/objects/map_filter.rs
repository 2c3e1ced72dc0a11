//! `map` and `filter`.

use super::{
    iterators::itself,
    zip::{End, ended, strict_keyword, uneven},
};
use crate::{
    body,
    error::Result,
    method,
    native::{Answer, Resumable, Step, Stepped, TypeDef},
    raw,
    types::{Type, type_flags},
    value::{Handle, Obj, Trace, Tracer, Tuple, Value, VmCell, fixed, map::Layout},
    vm::Vm,
};
use std::cell::Cell;

/// A map object.
pub struct Map {
    /// What is called.
    pub function: VmCell<Value>,
    /// Where its arguments come from.
    pub iterators: VmCell<Vec<Value>>,
    /// Whether all iterators must end together.
    pub strict: Cell<bool>,
}
body!(Map, fixed::MAP, [function, iterators]);

/// A filter object.
pub struct Filter {
    /// What is asked; None: the items' own truth.
    pub function: VmCell<Value>,
    /// Where items come from.
    pub iterator: VmCell<Value>,
}
body!(Filter, fixed::FILTER, [function, iterator]);

/// Whether a callable is a native function, which is called directly.
pub fn is_native_function(function: &Value) -> bool {
    matches!(function.map(), fixed::BUILTIN | fixed::NATIVE_METHOD | fixed::METHOD_WRAPPER | fixed::WRAPPER)
}

/// `map.__next__` while an iterator or the function runs.
struct MapNext {
    this: Handle<Map>,
    args: Vec<Value>,
    at: usize,
    /// The function has been called.
    called: bool,
    checking: bool,
}

/// How far the arguments of a call have been gathered.
enum Gathered {
    /// All are there.
    Ready,
    /// The iteration is over.
    Over,
    /// The item of the iterator `at` comes later.
    Later,
}

impl MapNext {
    fn new(this: Handle<Map>) -> MapNext {
        MapNext { this, args: Vec::new(), at: 0, called: false, checking: false }
    }
    fn gather(&mut self, vm: &mut Vm) -> Result<Gathered> {
        loop {
            let Some(iterator) = self.this.iterators.get(vm).get(self.at).cloned() else {
                return Ok(if self.checking { Gathered::Over } else { Gathered::Ready });
            };
            match vm.advance(&iterator)? {
                Stepped::Item(item) => self.take(vm, item)?,
                Stepped::End => {
                    if self.end(vm)? {
                        return Ok(Gathered::Over);
                    }
                }
                Stepped::Later => return Ok(Gathered::Later),
            }
        }
    }
    fn take(&mut self, vm: &mut Vm, item: Value) -> Result<()> {
        if self.checking {
            return Err(uneven(vm, "map", "longer", self.at));
        }
        self.args.push(item);
        self.at += 1;
        Ok(())
    }
    fn end(&mut self, vm: &mut Vm) -> Result<bool> {
        if self.checking {
            self.at += 1;
            return Ok(self.at >= self.this.iterators.get(vm).len());
        }
        match ended(vm, "map", self.this.strict.get(), self.at)? {
            End::Over => Ok(true),
            End::Check(next) => {
                (self.checking, self.at) = (true, next);
                Ok(self.at >= self.this.iterators.get(vm).len())
            }
        }
    }
}

impl Resumable for MapNext {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let value = result?;
        if self.called {
            return Ok(Step::Return(value));
        }
        if !value.is_undef() {
            self.take(vm, value)?;
        } else if self.end(vm)? {
            return Ok(Step::Return(Value::UNDEF));
        }
        match self.gather(vm)? {
            Gathered::Over => Ok(Step::Return(Value::UNDEF)),
            Gathered::Later => Ok(Step::Later { ends: true }),
            Gathered::Ready => {
                self.called = true;
                let function = self.this.function.cloned(vm);
                Ok(Step::Call(function, std::mem::take(&mut self.args)))
            }
        }
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.this.trace(tracer);
        self.args.trace(tracer);
    }
}

impl Map {
    pub(crate) fn next(vm: &mut Vm, this: &Obj<Map>) -> Result<Value> {
        let depth = vm.frame_count();
        if let [iterator] = this.iterators.get(vm).as_slice() {
            let iterator = iterator.clone();
            if iterator.has_map(fixed::GENERATOR) {
                return vm.defer_to_generator(Box::new(MapNext::new(this.to_handle())), &iterator);
            }
            return match vm.advance(&iterator)? {
                // The function answers in this one's stead.
                Stepped::Item(item) => {
                    let function = this.function.cloned(vm);
                    vm.tail_call(&function, std::slice::from_ref(&item), &[])
                }
                Stepped::End => Ok(Value::UNDEF),
                Stepped::Later => vm.defer_beneath(depth, true, Box::new(MapNext::new(this.to_handle()))),
            };
        }
        let mut state = MapNext::new(this.to_handle());
        match state.gather(vm)? {
            Gathered::Over => Ok(Value::UNDEF),
            Gathered::Ready => {
                let function = this.function.cloned(vm);
                vm.tail_call(&function, &state.args, &[])
            }
            Gathered::Later => vm.defer_beneath(depth, true, Box::new(state)),
        }
    }
    fn new_(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let Some(class) = args.first().and_then(|class| class.cast::<Type>()) else {
            return Err(vm.type_error("map.__new__(): not enough arguments"));
        };
        let (positional, values) = args[1..].split_at(args.len() - 1 - names.len());
        let exact = class.instance_map.get() == fixed::MAP;
        let strict = if !exact && vm.leaves_keywords(class, fixed::MAP, crate::types::Slot::Init) {
            false
        } else {
            strict_keyword(vm, "map", names, values)?
        };
        let [function, iterables @ ..] = positional else {
            return Err(vm.type_error("map() must have at least two arguments."));
        };
        if iterables.is_empty() {
            return Err(vm.type_error("map() must have at least two arguments."));
        }
        let mut iterators = Vec::with_capacity(iterables.len());
        for iterable in iterables {
            iterators.push(vm.iter(iterable)?);
        }
        let body = Map {
            function: VmCell::new(function.clone()),
            iterators: VmCell::new(iterators),
            strict: Cell::new(strict),
        };
        Ok(Handle::new_instance(class.instance_map.get(), body).into_value())
    }
    fn reduce(vm: &mut Vm, this: &Obj<Map>) -> Handle<Tuple> {
        let class = vm.class_of(&this.to_value()).into_value();
        let mut args = vec![this.function.cloned(vm)];
        args.extend(this.iterators.cloned(vm));
        let mut parts = vec![class, Tuple::new(args).into_value()];
        if this.strict.get() {
            parts.push(Value::TRUE);
        }
        Tuple::new(parts)
    }
    fn set_state(_vm: &mut Vm, this: &Obj<Map>, state: bool) {
        this.strict.set(state);
    }
}

/// `filter.__next__` while the iterator or the function runs.
struct FilterNext {
    this: Handle<Filter>,
    /// What the function is asked about; `UNDEF` while the iterator runs.
    item: Value,
    /// The item or what the function has answered, while it is asked for its truth.
    weighed: Value,
}

/// Whether a filter lets an item pass; when that comes later, what is asked for its truth, or `UNDEF` for the function.
type Verdict = std::result::Result<bool, Value>;

/// Asks the function of a filter about an item, or the item itself.
fn judge(vm: &mut Vm, function: &Value, item: &Value) -> Result<Verdict> {
    if function.is_none() || vm.is_bool_class(function) {
        return weigh(vm, item);
    }
    match vm.start_call(function, std::slice::from_ref(item))? {
        Answer::Now(answer) => weigh(vm, &answer),
        Answer::Later => Ok(Err(Value::UNDEF)),
    }
}

fn weigh(vm: &mut Vm, value: &Value) -> Result<Verdict> {
    Ok(vm.start_truth(value)?.ok_or_else(|| value.clone()))
}

impl FilterNext {
    /// Looks for the next item; nothing when it depends on what comes later.
    fn run(&mut self, vm: &mut Vm) -> Result<Option<Value>> {
        let iterator = self.this.iterator.cloned(vm);
        let function = self.this.function.cloned(vm);
        loop {
            let item = match vm.advance(&iterator)? {
                Stepped::Item(item) => item,
                Stepped::End => return Ok(Some(Value::UNDEF)),
                Stepped::Later => return Ok(None),
            };
            match judge(vm, &function, &item)? {
                Ok(true) => return Ok(Some(item)),
                Ok(false) => {}
                Err(weighed) => {
                    (self.item, self.weighed) = (item, weighed);
                    return Ok(None);
                }
            }
        }
    }
    /// Whether what comes later is an item.
    fn ends(&self) -> bool {
        self.item.is_undef()
    }
}

impl Resumable for FilterNext {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let value = result?;
        let (mut item, weighed) = (self.item.take(), self.weighed.take());
        let verdict = if !weighed.is_undef() {
            Ok(vm.truth_answered(&weighed, &value)?)
        } else if !item.is_undef() {
            weigh(vm, &value)?
        } else if value.is_undef() {
            return Ok(Step::Return(value));
        } else {
            let function = self.this.function.cloned(vm);
            item = value;
            judge(vm, &function, &item)?
        };
        match verdict {
            Ok(true) => return Ok(Step::Return(item)),
            Ok(false) => {}
            Err(weighed) => {
                (self.item, self.weighed) = (item, weighed);
                return Ok(Step::Later { ends: false });
            }
        }
        Ok(match self.run(vm)? {
            Some(done) => Step::Return(done),
            None => Step::Later { ends: self.ends() },
        })
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.this.trace(tracer);
        self.item.trace(tracer);
        self.weighed.trace(tracer);
    }
}

impl Filter {
    pub(crate) fn next(vm: &mut Vm, this: &Obj<Filter>) -> Result<Value> {
        let mut state = FilterNext { this: this.to_handle(), item: Value::UNDEF, weighed: Value::UNDEF };
        let iterator = this.iterator.cloned(vm);
        if iterator.has_map(fixed::GENERATOR) {
            return vm.defer_to_generator(Box::new(state), &iterator);
        }
        let depth = vm.frame_count();
        match state.run(vm)? {
            Some(done) => Ok(done),
            None => vm.defer_beneath(depth, state.ends(), Box::new(state)),
        }
    }
    fn new_(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let Some(class) = args.first().and_then(|class| class.cast::<Type>()) else {
            return Err(vm.type_error("filter.__new__(): not enough arguments"));
        };
        let exact = class.instance_map.get() == fixed::FILTER;
        if exact && !names.is_empty() {
            return Err(vm.type_error("filter() takes no keyword arguments"));
        }
        let [function, iterable] = &args[1..args.len() - names.len()] else {
            let given = args.len() - 1 - names.len();
            return Err(vm.type_error(format_args!("filter expected 2 arguments, got {given}")));
        };
        let iterator = vm.iter(iterable)?;
        let body = Filter { function: VmCell::new(function.clone()), iterator: VmCell::new(iterator) };
        Ok(Handle::new_instance(class.instance_map.get(), body).into_value())
    }
    fn reduce(vm: &mut Vm, this: &Obj<Filter>) -> Handle<Tuple> {
        let class = vm.class_of(&this.to_value()).into_value();
        let parts = vec![this.function.cloned(vm), this.iterator.cloned(vm)];
        Tuple::new(vec![class, Tuple::new(parts).into_value()])
    }
}

impl Vm {
    /// Whether a value is the class `bool`.
    fn is_bool_class(&self, value: &Value) -> bool {
        value.cast::<Type>().is_some_and(|class| std::ptr::eq(class, self.type_of_map(fixed::BOOL)))
    }
}

/// `map`
pub static MAP: TypeDef = TypeDef {
    name: "map",
    doc: "Make an iterator that computes the function using arguments from\neach of the iterables.  Stops when the shortest iterable is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.",
    base: None,
    map: Some(fixed::MAP),
    layout: Layout::of::<Map>(),
    flags: type_flags::BASE,
    rows: &[
        raw!(StaticMethod, "__new__(cls, function, iterable, /, *iterables, strict=False)", Map::new_),
        method!("__iter__(self, /)", itself, 1),
        method!("__next__(self, /)", Map::next, 1),
        method!("__reduce__(self, /)", Map::reduce, 1, "Return state information for pickling."),
        method!("__setstate__(self, object, /)", Map::set_state, 2, "Set state information for unpickling."),
    ],
};

/// `filter`
pub static FILTER: TypeDef = TypeDef {
    name: "filter",
    doc: "Return an iterator yielding those items of iterable for which function(item)\nis true. If function is None, return the items that are true.",
    base: None,
    map: Some(fixed::FILTER),
    layout: Layout::of::<Filter>(),
    flags: type_flags::BASE,
    rows: &[
        raw!(StaticMethod, "__new__(cls, function, iterable, /)", Filter::new_),
        method!("__iter__(self, /)", itself, 1),
        method!("__next__(self, /)", Filter::next, 1),
        method!("__reduce__(self, /)", Filter::reduce, 1, "Return state information for pickling."),
    ],
};
