//! Instructions that wait for Python: items taken out of iterators, texts made by `__format__`, `__str__` and `__repr__`.
//! The state stands on the fiber like that of any native; the result goes into the registers of the frame beneath.

use crate::{
    error::Result,
    eval::stack::Regs,
    native::{Answer, Offered, Resumable, Step},
    objects::list::List,
    types::Slot,
    value::{Handle, Str, Trace, Tracer, Value, fixed},
    vm::Vm,
};

/// Where items go.
pub(super) enum Goal {
    /// Into so many registers.
    Registers(usize),
    /// Into registers, a list, and registers.
    Around(usize, usize),
    /// To the end of a list.
    List(Handle<List>),
}

/// Taking items out of an iterator that runs Python.
struct Gather {
    iterator: Value,
    items: Vec<Value>,
    goal: Goal,
    place: Regs,
    begun: bool,
}

/// Whether asking an iterator for an item runs Python.
fn runs_python(vm: &mut Vm, iterator: &Value) -> bool {
    iterator.has_map(fixed::GENERATOR)
        || vm.class_of(iterator).slot(vm, Slot::Next).is_some_and(|next| next.has_map(fixed::FUNCTION))
}

/// Begins to take items, if that runs Python; false if it does not.
pub(super) fn gather(vm: &mut Vm, iterator: &Value, goal: Goal, place: Regs) -> Result<bool> {
    if !runs_python(vm, iterator) {
        return Ok(false);
    }
    let state = Gather { iterator: iterator.clone(), items: Vec::new(), goal, place, begun: false };
    vm.defer(Box::new(state)).map(|_| true)
}

impl Gather {
    fn take(&mut self, vm: &mut Vm, item: Value) -> Result<()> {
        match &self.goal {
            Goal::List(list) => list.items.get_mut(vm).push(item),
            Goal::Registers(wanted) if self.items.len() == *wanted => {
                return Err(vm.value_error(format_args!("too many values to unpack (expected {wanted})")));
            }
            Goal::Registers(_) | Goal::Around(..) => self.items.push(item),
        }
        Ok(())
    }

    fn finish(&mut self, vm: &mut Vm) -> Result<()> {
        let items = std::mem::take(&mut self.items);
        let got = items.len();
        match self.goal {
            Goal::List(_) => {}
            Goal::Registers(wanted) if got < wanted => {
                return Err(vm.value_error(format_args!(
                    "not enough values to unpack (expected {wanted}, got {got})"
                )));
            }
            Goal::Registers(_) => {
                for (at, item) in items.into_iter().enumerate() {
                    drop(self.place.replace(at as u16, item));
                }
            }
            Goal::Around(before, after) => super::build::spread(vm, self.place, items, before, after)?,
        }
        Ok(())
    }
}

impl Resumable for Gather {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let item = result?;
        if self.begun {
            if item.is_undef() {
                self.finish(vm)?;
                return Ok(Step::Return(Value::NONE));
            }
            self.take(vm, item)?;
        }
        self.begun = true;
        Ok(Step::Next(self.iterator.clone()))
    }
    fn offer(&mut self, vm: &mut Vm, item: Value) -> Result<Offered> {
        if let Goal::Registers(wanted) = self.goal
            && self.items.len() == wanted
        {
            return Ok(Offered::Refused(item));
        }
        self.take(vm, item)?;
        Ok(Offered::Taken)
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.iterator.trace(tracer);
        self.items.trace(tracer);
        if let Goal::List(list) = &self.goal {
            list.trace(tracer);
        }
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
