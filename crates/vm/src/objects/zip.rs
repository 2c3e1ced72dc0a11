//! `zip`: tuples of one item from each iterator.

use super::iterators::itself;
use crate::{
    body,
    error::{Raised, Result},
    method,
    native::{Resumable, Step, Stepped, TypeDef},
    raw,
    types::{Type, type_flags},
    value::{Handle, Obj, Trace, Tracer, Tuple, Value, VmCell, fixed, map::Layout},
    vm::Vm,
};
use std::cell::Cell;

/// A zip object.
pub struct Zip {
    /// The iterators.
    pub iterators: VmCell<Vec<Value>>,
    /// Whether all must end together.
    pub strict: Cell<bool>,
}
body!(Zip, fixed::ZIP, [iterators]);

/// What an iterator of pairs gave.
pub(crate) enum Pair {
    /// The two items.
    Items(Value, Value),
    /// There are no more.
    End,
    /// Python runs for one of them: frames have been pushed that answer with the pair.
    Later,
    /// Ask as usual.
    Other,
}

/// What one iterator's end means for an iteration over several.
pub enum End {
    /// The iteration is over.
    Over,
    /// The others must have ended too: go on asking at this one, for nothing but their end.
    Check(usize),
}

/// Says what it means that iterator `at` has ended, `strict` or not. ValueError "zip() argument 2 is shorter than
/// argument 1".
pub fn ended(vm: &mut Vm, name: &str, strict: bool, at: usize) -> Result<End> {
    if !strict {
        return Ok(End::Over);
    }
    if at == 0 {
        return Ok(End::Check(1));
    }
    Err(uneven(vm, name, "shorter", at))
}

/// ValueError "zip() argument 3 is longer than arguments 1-2".
#[cold]
pub fn uneven(vm: &mut Vm, name: &str, how: &str, at: usize) -> Raised {
    let (this, before) = (at + 1, at);
    if at == 1 {
        return vm.value_error(format_args!("{name}() argument {this} is {how} than argument 1"));
    }
    vm.value_error(format_args!("{name}() argument {this} is {how} than arguments 1-{before}"))
}

/// `__next__` while one of the iterators runs.
struct ZipNext {
    this: Handle<Zip>,
    items: Vec<Value>,
    /// The iterator asked.
    at: usize,
    /// Only the end is wanted: the first iterator has ended and all must.
    checking: bool,
}

impl ZipNext {
    /// Goes on with the iterator `at`. Nothing: its item comes later.
    fn run(&mut self, vm: &mut Vm) -> Result<Option<Value>> {
        loop {
            let Some(iterator) = self.this.iterators.get(vm).get(self.at).cloned() else {
                return Ok(Some(if self.checking { Value::UNDEF } else { self.tuple() }));
            };
            match vm.advance(&iterator)? {
                Stepped::Item(item) => self.take(vm, item)?,
                Stepped::End => {
                    if self.end(vm)? {
                        return Ok(Some(Value::UNDEF));
                    }
                }
                Stepped::Later => return Ok(None),
            }
        }
    }
    fn tuple(&mut self) -> Value {
        Tuple::new(std::mem::take(&mut self.items)).into_value()
    }
    fn take(&mut self, vm: &mut Vm, item: Value) -> Result<()> {
        if self.checking {
            return Err(uneven(vm, "zip", "longer", self.at));
        }
        self.items.push(item);
        self.at += 1;
        Ok(())
    }
    /// Iterator `at` has ended; true when the whole iteration has.
    fn end(&mut self, vm: &mut Vm) -> Result<bool> {
        if self.checking {
            self.at += 1;
            return Ok(self.at >= self.this.iterators.get(vm).len());
        }
        match ended(vm, "zip", self.this.strict.get(), self.at)? {
            End::Over => Ok(true),
            End::Check(next) => {
                (self.checking, self.at) = (true, next);
                Ok(self.at >= self.this.iterators.get(vm).len())
            }
        }
    }
}

impl Resumable for ZipNext {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let value = result?;
        if !value.is_undef() {
            self.take(vm, value)?;
        } else if self.end(vm)? {
            return Ok(Step::Return(Value::UNDEF));
        }
        Ok(self.run(vm)?.map_or(Step::Later { ends: true }, Step::Return))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.this.trace(tracer);
        self.items.trace(tracer);
    }
}

impl Zip {
    fn begin(this: &Obj<Zip>) -> ZipNext {
        ZipNext { this: this.to_handle(), items: Vec::new(), at: 0, checking: false }
    }
    /// The next two items of two iterators that need not end together; nothing when this is another kind of zip.
    pub(crate) fn step_pair(vm: &mut Vm, this: &Obj<Zip>) -> Result<Pair> {
        let [a, b] = this.iterators.get(vm).as_slice() else { return Ok(Pair::Other) };
        if this.strict.get() {
            return Ok(Pair::Other);
        }
        let (a, b) = (a.clone(), b.clone());
        let depth = vm.frame_count();
        let first = match vm.advance(&a)? {
            Stepped::Item(first) => first,
            Stepped::End => return Ok(Pair::End),
            Stepped::Later => {
                vm.defer_beneath(depth, true, Box::new(Zip::begin(this)))?;
                return Ok(Pair::Later);
            }
        };
        match vm.advance(&b)? {
            Stepped::Item(second) => Ok(Pair::Items(first, second)),
            Stepped::End => Ok(Pair::End),
            Stepped::Later => {
                let next = ZipNext { at: 1, items: vec![first], ..Zip::begin(this) };
                vm.defer_beneath(depth, true, Box::new(next))?;
                Ok(Pair::Later)
            }
        }
    }
    pub(crate) fn next(vm: &mut Vm, this: &Obj<Zip>) -> Result<Value> {
        // The common case needs no list of items on the way.
        match Zip::step_pair(vm, this)? {
            Pair::Items(first, second) => return Ok(Tuple::pair(first, second).into_value()),
            Pair::End => return Ok(Value::UNDEF),
            Pair::Later => return Ok(Value::DEFERRED),
            Pair::Other => {}
        }
        let count = this.iterators.get(vm).len();
        if count == 0 {
            return Ok(Value::UNDEF);
        }
        let mut state = Zip::begin(this);
        state.items.reserve_exact(count);
        let depth = vm.frame_count();
        match state.run(vm)? {
            Some(result) => Ok(result),
            None => vm.defer_beneath(depth, true, Box::new(state)),
        }
    }
    fn new_(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let Some(class) = args.first().and_then(|class| class.cast::<Type>()) else {
            return Err(vm.type_error("zip.__new__(): not enough arguments"));
        };
        let (iterables, values) = args[1..].split_at(args.len() - 1 - names.len());
        let strict = strict_keyword(vm, "zip", names, values)?;
        let mut iterators = Vec::with_capacity(iterables.len());
        for iterable in iterables {
            iterators.push(vm.iter(iterable)?);
        }
        let body = Zip { iterators: VmCell::new(iterators), strict: Cell::new(strict) };
        Ok(Handle::new_instance(class.instance_map.get(), body).into_value())
    }
    fn reduce(vm: &mut Vm, this: &Obj<Zip>) -> Handle<Tuple> {
        let class = vm.class_of(&this.to_value()).into_value();
        let mut parts = vec![class, Tuple::new(this.iterators.cloned(vm)).into_value()];
        if this.strict.get() {
            parts.push(Value::TRUE);
        }
        Tuple::new(parts)
    }
    fn set_state(_vm: &mut Vm, this: &Obj<Zip>, state: bool) {
        this.strict.set(state);
    }
}

/// The keyword argument `strict`; TypeError for any other.
pub fn strict_keyword(vm: &mut Vm, name: &str, names: &[Value], values: &[Value]) -> Result<bool> {
    let mut strict = false;
    if names.len() > 1 {
        let given = names.len();
        return Err(vm.type_error(format_args!("{name}() takes at most 1 keyword argument ({given} given)")));
    }
    for (keyword, value) in names.iter().zip(values) {
        let text = vm.text_of(keyword).into_owned();
        if text != "strict" {
            return Err(vm.type_error(format_args!("{name}() got an unexpected keyword argument '{text}'")));
        }
        strict = vm.truth(value)?;
    }
    Ok(strict)
}

/// The class.
pub static TYPE: TypeDef = TypeDef {
    name: "zip",
    doc: "The zip object yields n-length tuples, where n is the number of iterables\npassed as positional arguments to zip().  The i-th element in every tuple\ncomes from the i-th iterable argument to zip().  This continues until the\nshortest argument is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.\n\n   >>> list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]",
    base: None,
    map: Some(fixed::ZIP),
    layout: Layout::of::<Zip>(),
    flags: type_flags::BASE,
    rows: &[
        raw!(StaticMethod, "__new__(cls, /, *iterables, strict=False)", Zip::new_),
        method!("__iter__(self, /)", itself, 1),
        method!("__next__(self, /)", Zip::next, 1),
        method!("__reduce__(self, /)", Zip::reduce, 1, "Return state information for pickling."),
        method!("__setstate__(self, object, /)", Zip::set_state, 2, "Set state information for unpickling."),
    ],
};
