//! What an AttributeError that a program raised itself is told: which attribute of which object was asked for.
//!
//! `raise AttributeError(name)` in a property or a `__getattr__` says neither; whoever read the attribute knows both, and
//! suggestions ("Did you mean") are made of them.

use super::frame::{Frame, GENERATOR, Then};
use crate::{
    error::Raised,
    objects::{
        cell::Cell,
        exceptions::{ExcKind, Exception},
    },
    value::{Value, fixed},
    vm::Vm,
};
use whipsnake_bytecode::{Op, Word};

impl Vm {
    /// Sets `name` and `obj` of the waiting exception if it is an AttributeError that has neither.
    #[cold]
    pub(crate) fn blame_attribute(&mut self, raised: &Raised, object: &Value, name: &Value) {
        if self.lacks_attribute(raised) {
            let exc = self.raised.clone();
            if let Some(this) = exc.cast::<Exception>() {
                this.set_field(self, 0, name.clone());
                this.set_field(self, 1, object.clone());
            }
        }
    }

    /// The same for the frame on top, which fails: it may run a getter for an instruction that reads an attribute.
    #[inline(never)]
    pub(super) fn blame_caller(&mut self, raised: &Raised) {
        if !self.lacks_attribute(raised) {
            return;
        }
        let [.., caller, getter] = &self.fiber.frames[..] else { return };
        if getter.then.then != Then::Store || getter.flags & GENERATOR != 0 || getter.is_native() {
            return;
        }
        let named = Some(&getter.keep).filter(|name| name.has_map(fixed::STR)).cloned();
        if let (Some(name), Some(object)) = (named.or_else(|| read_name(caller)), receiver(self, getter)) {
            self.blame_attribute(raised, &object, &name);
        }
    }

    /// Notes which attribute the frame at `depth` computes, where no instruction tells.
    pub(crate) fn name_getter(&mut self, depth: usize, name: &Value) {
        if let Some(frame) = self.fiber.frames.get_mut(depth)
            && !frame.is_native()
            && frame.keep.is_undef()
        {
            frame.keep = name.clone();
        }
    }

    fn lacks_attribute(&self, raised: &Raised) -> bool {
        self.raised_is(raised, ExcKind::AttributeError)
            && self
                .raised
                .cast::<Exception>()
                .is_some_and(|exc| exc.field(self, 0).is_undef() && exc.field(self, 1).is_undef())
    }
}

/// Whether an instruction reads an attribute.
fn reads(op: Op) -> bool {
    matches!(
        op,
        Op::LoadAttr
            | Op::LoadAttrSlot
            | Op::LoadAttrClass
            | Op::LoadAttrModule
            | Op::LoadAttrProperty
            | Op::LoadAttrMethod
            | Op::LoadMethod
            | Op::LoadMethodCached
            | Op::LoadMethodModule
    )
}

/// The name of the attribute that a waiting frame reads, if that is what it does.
fn read_name(frame: &Frame) -> Option<Value> {
    // The instructions that the machine writes in their places are as long.
    const LENGTHS: (usize, usize) = (Op::LoadAttr.cache_words(), Op::LoadMethod.cache_words());
    const LONGEST: usize = if LENGTHS.0 > LENGTHS.1 { LENGTHS.0 } else { LENGTHS.1 };
    if frame.is_native() {
        return None;
    }
    let code = frame.code.get();
    let (words, wanted) = (code.caches.words(), frame.word());
    let op_at = |at: usize| Op::from_u8(Word(words.get(at)?.get()).op());
    // Instructions are found from the start only: a look at those that it could be spares most of the ways there.
    if !(wanted.saturating_sub(LONGEST)..=wanted).any(|at| op_at(at).is_some_and(reads)) {
        return None;
    }
    let mut at = 0;
    loop {
        let op = op_at(at)?;
        let next = at + 1 + op.cache_words();
        if next > wanted {
            let name = usize::from(Word(words.get(at)?.get()).c());
            return if reads(op) { code.names.get(name).cloned() } else { None };
        }
        at = next;
    }
}

/// The object whose attribute a getter computes: its first argument, behind the descriptor itself in a `__get__`.
fn receiver(vm: &Vm, frame: &Frame) -> Option<Value> {
    let code = frame.code.get();
    let index = usize::from(vm.text_of(&code.name) == "__get__");
    if code.parameter_count() <= index {
        return None;
    }
    let value = frame.fp.at(index as u16);
    match value.cast::<Cell>() {
        Some(cell) if value.has_map(fixed::CELL) => cell.contents.cloned(vm).defined(),
        _ => value.clone().defined(),
    }
}
