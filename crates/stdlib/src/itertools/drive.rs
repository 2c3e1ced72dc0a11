//! How iterators of this module advance: each is a small machine that says what it wants next (an item of another
//! iterator, a call) and is told the answer. While no Python runs the answers come at once; otherwise the loop gives
//! them, so that a program may wait anywhere inside.

use whipsnake_vm::{
    error::Result,
    native::{Answer, Resumable, Step, Stepped},
    objects::iterators::{ListIter, TupleIter},
    value::{Body, Handle, Obj, Trace, Tracer, Tuple, Value},
    vm::Vm,
};

/// What a machine is told.
pub enum Input {
    /// The next item is wanted: begin.
    Start,
    /// The item that was asked for.
    Item(Value),
    /// The iterator that was asked has no more items.
    End,
    /// The result of the call that was asked for.
    Result(Value),
}

/// What a machine answers.
pub enum Ask {
    /// Here is the next item.
    Give(Value),
    /// There are no more items.
    Finish,
    /// The next item of an iterator is wanted.
    Next(Value),
    /// A call with one argument is wanted.
    Call(Value, Value),
    /// A call with two arguments is wanted.
    CallTwo(Value, [Value; 2]),
    /// The next item is what a call with the items of this tuple gives.
    Last(Value, Handle<Tuple>),
}

/// The next item of an iterator that is one of a list or tuple; nothing from any other, and none at the end.
#[inline]
pub fn plain_item(vm: &mut Vm, iterator: &Value) -> Option<Value> {
    if let Some(iterator) = iterator.exact::<TupleIter>() {
        return iterator.step(vm);
    }
    iterator.exact::<ListIter>()?.step(vm)
}

/// An iterator as a machine.
pub trait Machine: Body {
    /// Goes on.
    fn step(vm: &mut Vm, this: &Obj<Self>, input: Input) -> Result<Ask>;
    /// The next item, when it can be had in one go; nothing has happened otherwise.
    #[inline]
    fn quick(_vm: &mut Vm, _this: &Obj<Self>) -> Option<Value> {
        None
    }
}

struct Driving<M: Machine> {
    machine: Handle<M>,
    /// An item has been asked for, not the result of a call.
    asked_next: bool,
    /// The call has been made whose result is the item.
    called_last: bool,
}

/// What came of running a machine.
enum Ran {
    /// The item, or nothing at the end.
    Done(Option<Value>),
    /// What it has asked for comes later: an item, or else the result of a call.
    Later(bool),
    /// What this call gives is the item.
    Call(Value, Handle<Tuple>),
}

/// Answers what can be answered at once.
fn run<M: Machine>(vm: &mut Vm, machine: &Obj<M>, mut input: Input) -> Result<Ran> {
    loop {
        input = match M::step(vm, machine, input)? {
            Ask::Give(item) => return Ok(Ran::Done(Some(item))),
            Ask::Finish => return Ok(Ran::Done(None)),
            Ask::Next(iterator) => match vm.advance(&iterator)? {
                Stepped::Item(item) => Input::Item(item),
                Stepped::End => Input::End,
                Stepped::Later => return Ok(Ran::Later(true)),
            },
            Ask::Call(function, arg) => match vm.start_call(&function, std::slice::from_ref(&arg))? {
                Answer::Now(result) => Input::Result(result),
                Answer::Later => return Ok(Ran::Later(false)),
            },
            Ask::CallTwo(function, args) => match vm.start_call(&function, &args)? {
                Answer::Now(result) => Input::Result(result),
                Answer::Later => return Ok(Ran::Later(false)),
            },
            Ask::Last(function, args) => return Ok(Ran::Call(function, args)),
        };
    }
}

impl<M: Machine> Resumable for Driving<M> {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let value = result?;
        if self.called_last {
            return Ok(Step::Return(value));
        }
        let input = match (self.asked_next, value.is_undef()) {
            (true, true) => Input::End,
            (true, false) => Input::Item(value),
            (false, _) => Input::Result(value),
        };
        Ok(match run(vm, &self.machine, input)? {
            Ran::Done(item) => Step::Return(item.unwrap_or(Value::UNDEF)),
            Ran::Later(ends) => {
                self.asked_next = ends;
                Step::Later { ends }
            }
            Ran::Call(function, args) => {
                self.called_last = true;
                Step::Call(function, args.as_slice().to_vec())
            }
        })
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.machine.trace(tracer);
    }
}

/// `__next__` of a machine.
pub fn next<M: Machine>(vm: &mut Vm, this: &Obj<M>) -> Result<Option<Value>> {
    if let Some(item) = M::quick(vm, this) {
        return Ok(Some(item));
    }
    let depth = vm.frame_count();
    match run(vm, this, Input::Start)? {
        Ran::Done(item) => Ok(item),
        Ran::Later(ends) => {
            let driving = Driving { machine: this.to_handle(), asked_next: ends, called_last: false };
            vm.defer_beneath(depth, ends, Box::new(driving)).map(Some)
        }
        // The function answers in this one's stead.
        Ran::Call(function, args) => vm.tail_call(&function, args.as_slice(), &[]).map(Some),
    }
}

/// `__iter__` of an iterator.
pub fn own<M: Body>(_vm: &mut Vm, this: &Obj<M>) -> Value {
    this.to_value()
}

/// The table of an iterator that is a machine.
#[macro_export]
macro_rules! iterator_type {
    ($static:ident, $name:literal, $kind:ty, $signature:literal, $new:expr, $count:tt, $doc:literal $(, $row:expr)* $(,)?) => {
        #[doc = concat!("Table of `", $name, "`.")]
        pub static $static: whipsnake_vm::native::TypeDef = whipsnake_vm::native::TypeDef {
            name: concat!("itertools.", $name),
            doc: $doc,
            base: None,
            map: None,
            layout: whipsnake_vm::value::map::Layout::of::<$kind>(),
            flags: whipsnake_vm::types::type_flags::BASE,
            rows: &[
                whipsnake_vm::static_method!($signature, $new, $count),
                whipsnake_vm::method!("__iter__(self, /)", $crate::itertools::drive::own::<$kind>, 1),
                whipsnake_vm::method!("__next__(self, /)", $crate::itertools::drive::next::<$kind>, 1),
                $($row),*
            ],
        };
    };
}
