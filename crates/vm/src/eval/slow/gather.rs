//! Instructions that wait for Python: items taken out of iterators, texts made by `__format__`, `__str__` and `__repr__`.
//! The state stands on the fiber like that of any native; the result goes into the registers of the frame beneath.

use crate::{
    error::Result,
    eval::stack::Regs,
    native::{Answer, Resumable, Step},
    objects::consume::{Sink, consume},
    types::Slot,
    value::{Str, Trace, Tracer, Tuple, Value, fixed},
    vm::Vm,
};

/// Where items go.
pub(super) enum Goal {
    /// Into so many registers.
    Registers(usize),
    /// Into registers, a list, and registers.
    Around(usize, usize),
    /// A tuple behind the callable of a call with a star, by the frame that was on top of so many. That one does its
    /// instruction again when it had to wait.
    Call(usize),
}

/// Taking items out of what may run Python.
struct Gather {
    items: Vec<Value>,
    goal: Goal,
    place: Regs,
}

/// Takes all items of an iterable, at once or later.
pub(super) fn gather(vm: &mut Vm, source: &Value, goal: Goal, place: Regs) -> Result<Value> {
    consume(vm, source, Gather { items: Vec::new(), goal, place })
}

impl Sink for Gather {
    fn takes(&self, _item: &Value) -> bool {
        true
    }
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<bool> {
        if let Goal::Registers(wanted) = self.goal
            && self.items.len() == wanted
        {
            return Err(vm.value_error(format_args!("too many values to unpack (expected {wanted})")));
        }
        self.items.push(item);
        Ok(true)
    }
    fn finish(&mut self, vm: &mut Vm) -> Result<Value> {
        let items = std::mem::take(&mut self.items);
        match self.goal {
            Goal::Registers(wanted) => super::build::place(vm, self.place, items, wanted)?,
            Goal::Around(before, after) => super::build::spread(vm, self.place, items, before, after)?,
            Goal::Call(depth) => {
                drop(self.place.replace(1, Tuple::new(items).into_value()));
                if vm.frame_count() > depth {
                    let frame = &mut vm.fiber.frames[depth - 1];
                    frame.pc = frame.pc.offset(-1);
                }
            }
        }
        Ok(Value::NONE)
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.items.trace(tracer);
    }
}

/// A text that Python makes for `FormatValue`.
struct Texting {
    /// The method that makes it, for messages.
    slot: Slot,
    /// What the text is formatted by when it comes from `!s` or `!r`.
    spec: Option<Value>,
    place: Regs,
}

/// Begins to make the text of a value by a method written in Python; false if there is none to call.
pub(super) fn text(
    vm: &mut Vm,
    value: &Value,
    conversion: u8,
    spec: Option<&Value>,
    place: Regs,
) -> Result<bool> {
    if !value.is_object() {
        return Ok(false);
    }
    let slot = match conversion {
        0 => Slot::Format,
        1 => Slot::Str,
        2 => Slot::Repr,
        _ => return Ok(false),
    };
    let bare = spec.is_none_or(|spec| spec.exact::<Str>().is_some_and(|spec| spec.as_bytes().is_empty()));
    if bare && slot != Slot::Format {
        return vm.push_text(value, slot, place);
    }
    let Some(method) = vm.class_of(value).slot(vm, slot) else { return Ok(false) };
    if bare && vm.is_objects_own(Slot::Format, &method) {
        // `object.__format__` is `str`.
        return vm.push_text(value, Slot::Str, place);
    }
    if !method.has_map(fixed::FUNCTION) {
        return Ok(false);
    }
    let depth = vm.frame_count();
    let empty = vm.known.empty_str.clone();
    let (answer, later) = if slot == Slot::Format {
        let spec = spec.cloned().unwrap_or(empty);
        (vm.start_call(&method, &[value.clone(), spec])?, None)
    } else {
        (vm.start_call(&method, std::slice::from_ref(value))?, spec.cloned())
    };
    let mut state = Texting { slot, spec: later, place };
    match answer {
        Answer::Now(text) => state.resume(vm, Ok(text)).map(|_| true),
        Answer::Later => vm.defer_beneath(depth, false, Box::new(state)).map(|_| true),
    }
}

impl Resumable for Texting {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let text = result?;
        if text.cast::<Str>().is_none() {
            let (name, method) = (vm.type_name(&text), self.slot.text());
            return Err(match self.slot {
                Slot::Format => vm.type_error(format_args!("__format__ must return a str, not {name}")),
                _ => vm.type_error(format_args!("{method} returned non-string (type {name})")),
            });
        }
        let text = match &self.spec {
            Some(spec) => vm.format(&text, spec)?.into_value(),
            None => text,
        };
        drop(self.place.replace(0, text));
        Ok(Step::Return(Value::NONE))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.spec.trace(tracer);
    }
}
