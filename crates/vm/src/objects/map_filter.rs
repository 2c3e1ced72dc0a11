//! `map` and `filter`.

use super::{
    consume::Stepped,
    iterators::itself,
    zip::{End, ended, strict_keyword, uneven},
};
use crate::{
    body,
    error::Result,
    method,
    native::{Resumable, Step, TypeDef},
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

enum Asked {
    Nothing,
    Iterator,
    Function,
}

/// `map.__next__` while an iterator or the function runs.
struct MapNext {
    this: Handle<Map>,
    args: Vec<Value>,
    at: usize,
    asked: Asked,
    checking: bool,
}

/// How far the arguments of a call have been gathered.
enum Gathered {
    /// All are there.
    Ready,
    /// The iteration is over.
    Over,
    /// The iterator `at` must be asked by `Step::Next`.
    Ask,
}

impl MapNext {
    fn new(this: Handle<Map>) -> MapNext {
        MapNext { this, args: Vec::new(), at: 0, asked: Asked::Nothing, checking: false }
    }
    fn gather(&mut self, vm: &mut Vm) -> Result<Gathered> {
        loop {
            let Some(iterator) = self.this.iterators.get(vm).get(self.at).cloned() else {
                return Ok(if self.checking { Gathered::Over } else { Gathered::Ready });
            };
            match vm.advance_native(&iterator)? {
                Stepped::Item(item) => self.take(vm, item)?,
                Stepped::End => {
                    if self.end(vm)? {
                        return Ok(Gathered::Over);
                    }
                }
                Stepped::Python => return Ok(Gathered::Ask),
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
    fn go_on(&mut self, vm: &mut Vm) -> Result<Step> {
        match self.gather(vm)? {
            Gathered::Over => Ok(Step::Return(Value::UNDEF)),
            Gathered::Ready => {
                self.asked = Asked::Function;
                let function = self.this.function.cloned(vm);
                Ok(Step::Call(function, std::mem::take(&mut self.args)))
            }
            Gathered::Ask => {
                self.asked = Asked::Iterator;
                let iterator = self.this.iterators.get(vm)[self.at].clone();
                Ok(Step::Next(iterator))
            }
        }
    }
}

impl Resumable for MapNext {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let value = result?;
        match self.asked {
            Asked::Function => return Ok(Step::Return(value)),
            Asked::Iterator if value.is_undef() => {
                if self.end(vm)? {
                    return Ok(Step::Return(Value::UNDEF));
                }
            }
            Asked::Iterator => self.take(vm, value)?,
            Asked::Nothing => {}
        }
        self.go_on(vm)
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.this.trace(tracer);
        self.args.trace(tracer);
    }
}

impl Map {
    fn next(vm: &mut Vm, this: &Obj<Map>) -> Result<Value> {
        let mut state = MapNext::new(this.to_handle());
        match state.gather(vm)? {
            Gathered::Over => Ok(Value::UNDEF),
            Gathered::Ready => {
                let function = this.function.cloned(vm);
                if is_native_function(&function) {
                    return vm.call(&function, &state.args);
                }
                vm.defer(Box::new(state))
            }
            Gathered::Ask => vm.defer(Box::new(state)),
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

impl Obj<Map> {
    /// The next call, if all iterators are native: function and arguments, or nothing inside at the end.
    #[allow(clippy::type_complexity)]
    pub fn step(&self, vm: &mut Vm) -> Result<Option<Option<(Value, Vec<Value>)>>> {
        let native = self.iterators.get(vm).iter().all(|iterator| super::consume::is_native(vm, iterator));
        if !native {
            return Ok(None);
        }
        let mut state = MapNext::new(self.to_handle());
        match state.gather(vm)? {
            Gathered::Ready => Ok(Some(Some((self.function.cloned(vm), state.args)))),
            Gathered::Over | Gathered::Ask => Ok(Some(None)),
        }
    }
}

/// `filter.__next__` while the iterator or the function runs.
struct FilterNext {
    this: Handle<Filter>,
    item: Value,
    asked: Asked,
}

impl FilterNext {
    /// Looks for the next item natively; nothing when Python must be asked, as `asked` says.
    fn run(&mut self, vm: &mut Vm) -> Result<Option<Value>> {
        let iterator = self.this.iterator.cloned(vm);
        let function = self.this.function.cloned(vm);
        loop {
            if self.item.is_undef() {
                match vm.advance_native(&iterator)? {
                    Stepped::Item(item) => self.item = item,
                    Stepped::End => return Ok(Some(Value::UNDEF)),
                    Stepped::Python => {
                        self.asked = Asked::Iterator;
                        return Ok(None);
                    }
                }
            }
            let item = self.item.clone();
            let good = if function.is_none() || vm.is_bool_class(&function) {
                vm.truth(&item)?
            } else if is_native_function(&function) {
                let answer = vm.call(&function, std::slice::from_ref(&item))?;
                vm.truth(&answer)?
            } else {
                self.asked = Asked::Function;
                return Ok(None);
            };
            self.item = Value::UNDEF;
            if good {
                return Ok(Some(item));
            }
        }
    }
}

impl Resumable for FilterNext {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let value = result?;
        // The first call comes after `run` has found what to ask.
        if !value.is_undef() || !matches!(self.asked, Asked::Nothing) {
            match std::mem::replace(&mut self.asked, Asked::Nothing) {
                Asked::Iterator if value.is_undef() => return Ok(Step::Return(Value::UNDEF)),
                Asked::Iterator => self.item = value,
                Asked::Function => {
                    let item = self.item.take();
                    if vm.truth(&value)? {
                        return Ok(Step::Return(item));
                    }
                }
                Asked::Nothing => {}
            }
        }
        if let Some(done) = self.run(vm)? {
            return Ok(Step::Return(done));
        }
        Ok(match self.asked {
            Asked::Function => Step::CallOne(self.this.function.cloned(vm), self.item.clone()),
            _ => Step::Next(self.this.iterator.cloned(vm)),
        })
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.this.trace(tracer);
        self.item.trace(tracer);
    }
}

impl Filter {
    fn next(vm: &mut Vm, this: &Obj<Filter>) -> Result<Value> {
        let mut state = FilterNext { this: this.to_handle(), item: Value::UNDEF, asked: Asked::Nothing };
        match state.run(vm)? {
            Some(done) => Ok(done),
            None => {
                // The item in hand stays; `resume` asks again.
                state.asked = Asked::Nothing;
                vm.defer(Box::new(state))
            }
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
