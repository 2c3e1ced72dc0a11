//! What a native asks for while it runs: the next item of an iterator, the result of a call. It comes at once when no
//! Python runs for it; otherwise frames have been pushed that will answer, and the native puts itself beneath them
//! ([`Vm::defer_beneath`]) or, when it has a frame already, says so by [`Step::Later`](crate::native::Step::Later).

use super::{
    call::{STOP_IS_END, is_native},
    frame::{Continue, Then},
    generator,
    stack::Regs,
};
use crate::{
    error::Result,
    native::{Answer, MethodDef, NativeFn, NativeMethod, Resumable, Step, Stepped, table::Code},
    objects::{
        enumerate::Enumerate,
        exceptions::ExcKind,
        map_filter::{Filter, Map},
        zip::Zip,
    },
    types::{Maker, Slot, Type},
    value::{Obj, Trace, Tracer, Value, alloc, borrow_args, fixed},
    vm::Vm,
};

/// Iterators of iterators nest in Rust to this depth; from there on each is asked from a frame of its own.
const MOST_NESTED: usize = crate::vm::MAX_DEPTH / 2;

/// The native behind the `__next__` of a class, when that has been looked up before.
#[inline]
pub(super) fn native_next(vm: &Vm, class: &Obj<Type>) -> Option<NativeFn> {
    match class.known_slot(vm, Slot::Next)?.cast::<NativeMethod>()?.def.code {
        Code::Bound(native) => Some(native),
        _ => None,
    }
}

/// Asks an iterator from the loop.
struct Relay(Value);

impl Resumable for Relay {
    fn resume(&mut self, _vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let item = result?;
        let iterator = self.0.take();
        Ok(if iterator.is_undef() { Step::Return(item) } else { Step::Next(iterator) })
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.0.trace(tracer);
    }
}

impl Vm {
    /// Asks an iterator for its next item.
    #[inline]
    pub fn advance(&mut self, iterator: &Value) -> Result<Stepped> {
        match self.next_exact(iterator) {
            Some(item) => Ok(item?.map_or(Stepped::End, Stepped::Item)),
            None => self.advance_other(iterator),
        }
    }

    #[inline(never)]
    fn advance_other(&mut self, iterator: &Value) -> Result<Stepped> {
        if self.depth >= MOST_NESTED {
            self.defer(Box::new(Relay(iterator.clone())))?;
            return Ok(Stepped::Later);
        }
        self.depth += 1;
        let result = self.advance_class(iterator);
        self.depth -= 1;
        result
    }

    fn advance_class(&mut self, iterator: &Value) -> Result<Stepped> {
        let result = if let Some(this) = iterator.exact::<Enumerate>() {
            Enumerate::next(self, this)
        } else if let Some(this) = iterator.exact::<Zip>() {
            Zip::next(self, this)
        } else if let Some(this) = iterator.exact::<Map>() {
            Map::next(self, this)
        } else if let Some(this) = iterator.exact::<Filter>() {
            Filter::next(self, this)
        } else if iterator.has_map(fixed::GENERATOR) {
            return self.advance_python(None, iterator);
        } else {
            // The iterator keeps its class.
            let class = alloc::type_of_map(iterator.map());
            let native = match native_next(self, class) {
                Some(native) => native,
                None => {
                    let Some(function) = class.slot(self, Slot::Next) else {
                        let name = self.type_name(iterator);
                        return Err(self.type_error(format_args!("'{name}' object is not an iterator")));
                    };
                    // It has been looked up now.
                    match native_next(self, class) {
                        Some(native) => native,
                        None => return self.advance_python(Some(function), iterator),
                    }
                }
            };
            native(self, std::slice::from_ref(iterator))
        };
        let item = match result {
            Ok(item) => item,
            failed => self.swallow(failed, ExcKind::StopIteration)?.unwrap_or(Value::UNDEF),
        };
        Ok(if item.is_deferred() {
            Stepped::Later
        } else if item.is_undef() {
            Stepped::End
        } else {
            Stepped::Item(item)
        })
    }

    /// Pushes the frame of a generator, or of a `__next__` written in Python.
    fn advance_python(&mut self, function: Option<Value>, iterator: &Value) -> Result<Stepped> {
        let depth = self.fiber.frames.len();
        let then = Continue { x: STOP_IS_END, ..Continue::simple(Then::Exit) };
        let result = match function {
            Some(function) => self.call_array(function, [iterator.clone()], Regs::NONE, then),
            None => generator::resume(self, iterator, Value::NONE, Regs::NONE, then),
        };
        Ok(match self.answer_of(result, depth)? {
            Answer::Later => Stepped::Later,
            Answer::Now(item) if item.is_undef() => Stepped::End,
            Answer::Now(item) => Stepped::Item(item),
        })
    }

    /// Calls with positional arguments.
    pub fn start_call(&mut self, callable: &Value, args: &[Value]) -> Result<Answer> {
        self.start_call_named(callable, args, &[])
    }
    /// Calls with arguments of which the last `names.len()` are keyword ones.
    pub fn start_call_named(&mut self, callable: &Value, args: &[Value], names: &[Value]) -> Result<Answer> {
        let depth = self.fiber.frames.len();
        let result = if callable.has_map(fixed::FUNCTION) {
            Some(self.answer_by(callable, None, [args, &[]], names)?)
        } else if is_native(callable) {
            Some(self.call_native(callable, args, names)?)
        } else if let ([arg], []) = (args, names)
            && callable.map() >= fixed::COUNT
            && let Some(native) = self.native_of_one(callable)
        {
            Some(self.call_def(native, borrow_args([callable, arg]).as_slice(), &[])?)
        } else {
            None
        };
        if let Some(result) = result {
            return Ok(if result.is_deferred() { Answer::Later } else { Answer::Now(result) });
        }
        let exit = Continue::simple(Then::Exit);
        let result = self.call_slice(callable.clone(), args, names, Regs::NONE, exit);
        self.answer_of(result, depth)
    }

    /// Asks for the truth of a value; nothing when it comes later: `truth_answered` makes it of the answer.
    pub fn start_truth(&mut self, value: &Value) -> Result<Option<bool>> {
        if value.is_object() && value.map() >= fixed::COUNT {
            let class = self.class_of(value);
            let function = class.slot(self, Slot::Bool).or_else(|| class.slot(self, Slot::Len));
            if let Some(function) = function.filter(|function| function.has_map(fixed::FUNCTION)) {
                return match self.start_call(&function, std::slice::from_ref(value))? {
                    Answer::Now(answer) => self.truth_answered(value, &answer).map(Some),
                    Answer::Later => Ok(None),
                };
            }
        }
        self.truth(value).map(Some)
    }
    /// The truth of a value by what its `__bool__` or `__len__` has answered.
    pub fn truth_answered(&mut self, value: &Value, answer: &Value) -> Result<bool> {
        let by_length = !answer.is_bool() && !self.class_of(value).has_slot(self, Slot::Bool);
        self.check_truth(answer, by_length)
    }

    /// The native that answers when an object, or a class that only has a `__new__`, is called: it gets the callable and
    /// the arguments.
    fn native_of_one(&mut self, callable: &Value) -> Option<&'static MethodDef> {
        if let Some(class) = callable.cast::<Type>() {
            return match self.maker(class) {
                Maker::New(new) => Some(new),
                _ => None,
            };
        }
        let call = self.class_of(callable).slot(self, Slot::Call)?;
        call.cast::<NativeMethod>().map(|method| method.def)
    }

    /// Has a callable answer in the stead of the native that calls this.
    pub(crate) fn answer_by_call(
        &mut self,
        callable: &Value,
        args: &[Value],
        names: &[Value],
    ) -> Result<Value> {
        Ok(match self.start_call_named(callable, args, names)? {
            Answer::Now(value) => value,
            Answer::Later => Value::DEFERRED,
        })
    }

    /// Pushes the frame of the method written in Python that makes `str(value)`, or `repr(value)` for `Slot::Repr`; the
    /// text goes to `ret`. False: there is none.
    pub(crate) fn push_text(&mut self, value: &Value, slot: Slot, ret: Regs) -> Result<bool> {
        if !value.is_object() || value.map() < fixed::COUNT {
            return Ok(false);
        }
        let class = self.class_of(value);
        let mut method = class.slot(self, slot);
        let mut then = Continue { x: u8::from(slot == Slot::Repr), ..Continue::simple(Then::Text) };
        if slot == Slot::Str
            && let Some(found) = &method
            && self.is_objects_own(slot, found)
        {
            // The `__str__` of `object` asks `__repr__`.
            method = class.slot(self, Slot::Repr);
            then.x = 1;
        }
        match method.filter(|method| method.has_map(fixed::FUNCTION)) {
            Some(method) => self.call_array(method, [value.clone()], ret, then).map(|()| true),
            None => Ok(false),
        }
    }

    /// The answer of what was begun with `Then::Exit` above the first `depth` frames.
    pub(crate) fn answer_of(&mut self, result: Result<()>, depth: usize) -> Result<Answer> {
        if let Err(raised) = result {
            // With frames pushed the exception is theirs.
            self.fail_nested(raised, depth)?;
            return Ok(Answer::Later);
        }
        Ok(if self.fiber.frames.len() > depth { Answer::Later } else { Answer::Now(self.exit_value.take()) })
    }

    /// Puts off the answer of a native that has asked for something that comes later: it goes beneath the frames above
    /// the first `depth`, and its `resume` gets what these answer. `ends`: it has asked for an item, and `UNDEF` says
    /// that there is none.
    pub fn defer_beneath(&mut self, depth: usize, ends: bool, native: Box<dyn Resumable>) -> Result<Value> {
        let top = self.fiber.place_after(depth);
        let frame = self.native_frame(native, top);
        self.fiber.frames.insert(depth, frame);
        crate::objects::frame::moved_up(self, depth + 1);
        self.answer_to_native(depth + 1, ends);
        Ok(Value::DEFERRED)
    }

    /// Puts off the answer of a native until a generator has given it its items: those it takes by `Resumable::offer` cost
    /// no more than a call.
    pub(crate) fn defer_to_generator(
        &mut self,
        native: Box<dyn Resumable>,
        generator: &Value,
    ) -> Result<Value> {
        let depth = self.fiber.frames.len() + 1;
        self.defer(native)?;
        let then = Continue { x: STOP_IS_END, ..Continue::simple(Then::Native) };
        if let Err(raised) = generator::resume(self, generator, Value::NONE, Regs::NONE, then) {
            if self.fiber.frames.len() == depth {
                drop(self.pop_frame());
            }
            self.fail_nested(raised, depth)?;
        }
        Ok(Value::DEFERRED)
    }

    /// How many frames there are: what [`Vm::defer_beneath`] wants to know, from before something was asked for.
    pub fn frame_count(&self) -> usize {
        self.fiber.frames.len()
    }

    /// The frame at `at` answers to the native beneath it.
    pub(super) fn answer_to_native(&mut self, at: usize, ends: bool) {
        let frame = &mut self.fiber.frames[at];
        frame.ret = Regs::NONE;
        frame.then = Continue { x: if ends { STOP_IS_END } else { 0 }, ..Continue::simple(Then::Native) };
    }
}
