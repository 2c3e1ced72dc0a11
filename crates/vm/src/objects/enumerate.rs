//! `enumerate`: pairs of a count and an item.

use super::{iterators::itself, sequence, zip::Pair};
use crate::{
    body,
    error::Result,
    method,
    native::{Resumable, Step, Stepped, TypeDef},
    protocol::BinaryOp,
    raw,
    types::{Type, type_flags},
    value::{Handle, Obj, Trace, Tracer, Tuple, Value, VmCell, fixed, map::Layout},
    vm::Vm,
};

/// An enumerate object.
pub struct Enumerate {
    /// What is counted.
    pub iterator: VmCell<Value>,
    /// The next count, an int.
    pub count: VmCell<Value>,
}
body!(Enumerate, fixed::ENUMERATE, [iterator, count]);

/// `__next__` while the iterator runs.
struct EnumerateNext(Handle<Enumerate>);

impl Resumable for EnumerateNext {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let item = result?;
        if item.is_undef() {
            return Ok(Step::Return(item));
        }
        self.0.pair(vm, item).map(Step::Return)
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.0.trace(tracer);
    }
}

impl Enumerate {
    /// The pair for an item; the count goes on.
    pub(crate) fn pair(&self, vm: &mut Vm, item: Value) -> Result<Value> {
        let count = self.advance_count(vm)?;
        Ok(Tuple::pair(count, item).into_value())
    }
    /// The count of the next item; it goes on.
    pub(crate) fn advance_count(&self, vm: &mut Vm) -> Result<Value> {
        let count = self.count.cloned(vm);
        let next = match count.as_small() {
            Some(number) => vm.new_int(number + 1),
            None => vm.binary(BinaryOp::Add, &count, &Value::small(1))?,
        };
        self.count.set(vm, next);
        Ok(count)
    }
    /// The next count and item.
    pub(crate) fn step_pair(vm: &mut Vm, this: &Obj<Enumerate>) -> Result<Pair> {
        let iterator = this.iterator.cloned(vm);
        if iterator.has_map(fixed::GENERATOR) {
            vm.defer_to_generator(Box::new(EnumerateNext(this.to_handle())), &iterator)?;
            return Ok(Pair::Later);
        }
        let depth = vm.frame_count();
        match vm.advance(&iterator)? {
            Stepped::Item(item) => Ok(Pair::Items(this.advance_count(vm)?, item)),
            Stepped::End => Ok(Pair::End),
            Stepped::Later => {
                vm.defer_beneath(depth, true, Box::new(EnumerateNext(this.to_handle())))?;
                Ok(Pair::Later)
            }
        }
    }
    pub(crate) fn next(vm: &mut Vm, this: &Obj<Enumerate>) -> Result<Value> {
        Ok(match Enumerate::step_pair(vm, this)? {
            Pair::Items(count, item) => Tuple::pair(count, item).into_value(),
            Pair::Later => Value::DEFERRED,
            Pair::End | Pair::Other => Value::UNDEF,
        })
    }
    fn new_(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let Some(class) = args.first().and_then(|class| class.cast::<Type>()) else {
            return Err(vm.type_error("enumerate.__new__(): not enough arguments"));
        };
        let given = args.len() - 1;
        if given > 2 {
            return Err(vm.type_error(format_args!("enumerate() takes at most 2 arguments ({given} given)")));
        }
        let positional = given - names.len();
        let mut parts = [args.get(1).filter(|_| positional > 0), args.get(2).filter(|_| positional > 1)];
        for (name, value) in names.iter().zip(&args[1 + positional..]) {
            let text = vm.text_of(name).into_owned();
            let at = match &*text {
                "iterable" => 0,
                "start" => 1,
                _ => {
                    return Err(vm.type_error(format_args!(
                        "enumerate() got an unexpected keyword argument '{text}'"
                    )));
                }
            };
            if parts[at].is_some() {
                let at = at + 1;
                return Err(vm.type_error(format_args!(
                    "argument for enumerate() given by name ('{text}') and position ({at})"
                )));
            }
            parts[at] = Some(value);
        }
        let Some(iterable) = parts[0] else {
            return Err(vm.type_error("enumerate() missing required argument 'iterable'"));
        };
        let count = match parts[1] {
            Some(start) => vm.index(start)?,
            None => Value::small(0),
        };
        let iterator = vm.iter(iterable)?;
        let body = Enumerate { iterator: VmCell::new(iterator), count: VmCell::new(count) };
        Ok(Handle::new_instance(class.instance_map.get(), body).into_value())
    }
    fn reduce(vm: &mut Vm, this: &Obj<Enumerate>) -> Handle<Tuple> {
        let class = vm.class_of(&this.to_value()).into_value();
        let parts = vec![this.iterator.cloned(vm), this.count.cloned(vm)];
        Tuple::new(vec![class, Tuple::new(parts).into_value()])
    }
}

/// The class.
pub static TYPE: TypeDef = TypeDef {
    name: "enumerate",
    doc: "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields pairs containing a count (from start, which\ndefaults to zero) and a value yielded by the iterable argument.\n\nenumerate is useful for obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
    base: None,
    map: Some(fixed::ENUMERATE),
    layout: Layout::of::<Enumerate>(),
    flags: type_flags::BASE,
    rows: &[
        raw!(StaticMethod, "__new__(cls, iterable, start=0)", Enumerate::new_),
        method!("__iter__(self, /)", itself, 1),
        method!("__next__(self, /)", Enumerate::next, 1),
        method!("__reduce__(self, /)", Enumerate::reduce, 1, "Return state information for pickling."),
        raw!(ClassMethod, "__class_getitem__(cls, object, /)", sequence::class_getitem, "See PEP 585"),
    ],
};
