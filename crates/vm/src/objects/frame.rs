//! `frame`: a call as a program sees it. Made only when asked for; keeps the registers when the call ends.

use crate::{
    body,
    // tidy: allow(room): the calls of a chain of generators are found where chains are kept
    eval::delegation::{self, Beneath},
    objects::{code::Code, dict::Dict, function::Function, generator::Generator},
    value::{Bin, Handle, Obj, Trace, Tracer, Value, VmCell, fixed, weak::WeakLink},
    vm::Vm,
};
use std::{cell::Cell, rc::Rc};

/// Where a frame's registers are.
pub enum Place {
    /// On a fiber's stack.
    Running(Spot),
    /// In the generator that is suspended. It owns its frame, so the way back is a weak one.
    Generator(Suspender),
    /// Here: the call has ended.
    Ended(Box<[Value]>),
}

impl Trace for Place {
    fn trace(&self, tracer: &mut Tracer) {
        match self {
            Place::Running(_) => {}
            Place::Generator(_) => {}
            Place::Ended(registers) => registers.trace(tracer),
        }
    }
    fn clear(&mut self, bin: &mut Bin) {
        match self {
            Place::Running(_) => {}
            Place::Generator(_) => {}
            Place::Ended(registers) => registers.clear(bin),
        }
    }
}

/// A place among the frames of a fiber.
#[derive(Clone, Copy)]
pub struct Spot {
    /// The fiber's number.
    pub fiber: u32,
    /// Index of the frame.
    pub at: usize,
}

impl Spot {
    /// A place among the running fiber's frames.
    pub fn here(vm: &Vm, at: usize) -> Spot {
        Spot { fiber: vm.current_fiber(), at }
    }
    /// The call.
    // tidy: allow(room): a call as a program sees it is one of the machine's
    pub fn frame(self, vm: &Vm) -> Option<&crate::eval::frame::Frame> {
        vm.fiber_of(self.fiber)?.frames.get(self.at)
    }
}

/// Frames from the index on have moved up by one: their frame objects follow.
pub(crate) fn moved_up(vm: &mut Vm, from: usize) {
    for at in from..vm.fiber.frames.len() {
        let object = vm.fiber.frames[at].extra.as_ref().and_then(|extra| extra.object.clone());
        if let Some(object) = object.as_ref().and_then(|object| object.exact::<FrameObject>()) {
            let spot = Spot::here(vm, at);
            object.place.set(vm, Place::Running(spot));
        }
    }
}

/// A weak link from a frame object to its generator.
pub struct Suspender(Option<Rc<WeakLink>>);

impl Suspender {
    fn new(vm: &mut Vm, generator: &Value) -> Suspender {
        Suspender(vm.heap_mut().new_weak(generator))
    }
    /// The generator, while it lives.
    pub fn get(&self) -> Option<Value> {
        self.0.as_ref().and_then(|link| link.upgrade())
    }
}

impl Drop for Suspender {
    fn drop(&mut self) {
        if let Some(link) = &self.0 {
            link.unregister();
        }
    }
}

/// A call.
pub struct FrameObject {
    /// `f_code`
    pub code: Handle<Code>,
    /// `f_globals`
    pub globals: Handle<Dict>,
    /// `f_builtins`
    pub builtins: Handle<Dict>,
    /// The function, or `UNDEF`.
    pub function: Value,
    /// Namespace mapping of modules and class bodies, else `UNDEF`.
    pub namespace: Value,
    /// Registers.
    pub place: VmCell<Place>,
    /// `f_back` once the call has ended; before, it is found on the fiber.
    pub back: VmCell<Value>,
    /// Index of the instruction at the end of the call.
    pub word: Cell<u32>,
    /// `f_trace`: who is told of what happens in this call.
    pub trace: VmCell<Value>,
    /// `f_trace_lines`
    pub traces_lines: Cell<bool>,
    /// The line and the instruction that were told last.
    pub watched: Cell<(u32, u32)>,
    /// `f_lineno` while somebody is told; 0: where the call is.
    pub shown_line: Cell<u32>,
    /// The native that is being called, while a profiler is told of it.
    pub native: VmCell<Value>,
    /// Names that `f_locals` writes got beyond the code's own.
    pub extra_locals: VmCell<Value>,
}
body!(
    FrameObject,
    fixed::FRAME,
    [code, globals, builtins, function, namespace, place, back, trace, native, extra_locals]
);

impl FrameObject {
    /// The frame object of the running call.
    pub fn of_top(vm: &mut Vm) -> Handle<FrameObject> {
        let at = vm.fiber.frames.len() - 1;
        FrameObject::of(vm, at)
    }
    /// The frame object of the call at this place among the frames, which must be Python's.
    pub fn of(vm: &mut Vm, at: usize) -> Handle<FrameObject> {
        let frame = &vm.fiber.frames[at];
        if let Some(known) = frame.extra.as_ref().and_then(|extra| extra.object.as_ref())
            && let Some(known) = known.exact::<FrameObject>()
        {
            return known.to_handle();
        }
        let code = frame.code.get().to_handle();
        let globals = frame.globals.get().to_handle();
        let namespace = frame.locals().cloned().unwrap_or(Value::UNDEF);
        let function = match frame.callable.cast::<Generator>() {
            Some(generator) => generator.frame.get(vm).function.clone(),
            None => frame.callable.clone(),
        };
        let builtins =
            function.exact::<Function>().map_or_else(|| vm.builtins.clone(), |f| f.builtins.clone());
        let object = Handle::new(FrameObject {
            code,
            globals,
            builtins,
            function,
            namespace,
            place: VmCell::new(Place::Running(Spot::here(vm, at))),
            back: VmCell::new(Value::UNDEF),
            word: Cell::new(0),
            trace: VmCell::new(Value::NONE),
            traces_lines: Cell::new(true),
            watched: Cell::new((0, 0)),
            shown_line: Cell::new(0),
            native: VmCell::new(Value::UNDEF),
            extra_locals: VmCell::new(Value::UNDEF),
        });
        vm.fiber.frames[at].extra().object = Some(object.to_value());
        object
    }
    /// The Python call beneath the one at `at`.
    pub fn beneath(vm: &mut Vm, at: usize) -> Option<Handle<FrameObject>> {
        match delegation::delegating(vm, at) {
            Some(generator) => FrameObject::of_generator(vm, &generator),
            None => FrameObject::caller(vm, at),
        }
    }
    /// The Python call beneath the frame at `at` and beneath those that have delegated to it.
    fn caller(vm: &mut Vm, at: usize) -> Option<Handle<FrameObject>> {
        let below = (0..at).rev().find(|i| !vm.fiber.frames[*i].is_native())?;
        Some(FrameObject::of(vm, below))
    }
    fn of_generator(vm: &mut Vm, generator: &Value) -> Option<Handle<FrameObject>> {
        let object = crate::eval::generator::frame_object(vm, generator);
        object.exact::<FrameObject>().map(|object| object.to_handle())
    }
    /// `f_back`
    pub fn back(vm: &mut Vm, this: &Obj<FrameObject>) -> Option<Handle<FrameObject>> {
        let generator = match this.place.get(vm) {
            Place::Running(spot) if spot.fiber == vm.current_fiber() => {
                let at = spot.at;
                return FrameObject::beneath(vm, at);
            }
            // Another thread's: the objects of its calls are made when it runs.
            Place::Running(_) => return None,
            Place::Ended(_) => return this.back.get(vm).exact::<FrameObject>().map(|back| back.to_handle()),
            Place::Generator(suspender) => suspender.get()?,
        };
        match delegation::beneath(vm, &generator)? {
            Beneath::Generator(parent) => FrameObject::of_generator(vm, &parent),
            Beneath::CallerOf(at) => FrameObject::caller(vm, at),
        }
    }
    /// Before the running frame ends: its object, if somebody else holds it, takes over the registers.
    pub(crate) fn leave(vm: &mut Vm) {
        let at = vm.fiber.frames.len() - 1;
        let frame = &mut vm.fiber.frames[at];
        let Some(object) = frame.extra.as_mut().and_then(|extra| extra.object.take()) else { return };
        let word = frame.word() as u32;
        let (fp, count) = (frame.fp, frame.code.get().local_count as usize);
        let Some(this) = object.exact::<FrameObject>() else { return };
        if object.header().is_some_and(|header| header.references() == 1) {
            return;
        }
        this.word.set(word);
        let registers: Box<[Value]> = fp.slice_mut(count).iter_mut().map(Value::take).collect();
        this.place.set(vm, Place::Ended(registers));
        let back = FrameObject::beneath(vm, at).map_or(Value::NONE, Handle::into_value);
        this.back.set(vm, back);
    }
    /// The running frame's object follows its generator into suspension.
    pub(crate) fn follow_generator(this: &Obj<FrameObject>, vm: &mut Vm, generator: &Value, word: u32) {
        this.word.set(word);
        let place = Place::Generator(Suspender::new(vm, generator));
        this.place.set(vm, place);
    }
    /// Index of the instruction the call is at.
    pub fn word_now(&self, vm: &Vm) -> u32 {
        match self.place.get(vm) {
            Place::Running(spot) => spot.frame(vm).map_or(0, |frame| frame.word() as u32),
            _ => self.word.get(),
        }
    }
    /// A register; `UNDEF` when not bound.
    pub fn register(&self, vm: &Vm, index: usize) -> Value {
        match self.place.get(vm) {
            Place::Running(spot) => {
                spot.frame(vm).map_or(Value::UNDEF, |frame| frame.fp.at(index as u16).clone())
            }
            Place::Generator(suspender) => match suspender.get().as_ref().and_then(|g| g.cast::<Generator>())
            {
                Some(generator) => generator.registers.cloned(vm, index),
                None => Value::UNDEF,
            },
            Place::Ended(registers) => registers.get(index).cloned().unwrap_or(Value::UNDEF),
        }
    }
    /// Sets a register.
    pub fn set_register(&self, vm: &mut Vm, index: usize, value: Value) {
        let old = match self.place.get_mut(vm) {
            Place::Running(spot) => {
                let spot = *spot;
                match spot.frame(vm) {
                    Some(frame) => frame.fp.replace(index as u16, value),
                    None => value,
                }
            }
            Place::Generator(suspender) => {
                let generator = suspender.get();
                match generator.as_ref().and_then(|generator| generator.cast::<Generator>()) {
                    Some(generator) => generator.registers.replace(vm, index, value),
                    None => value,
                }
            }
            Place::Ended(registers) => match registers.get_mut(index) {
                Some(register) => std::mem::replace(register, value),
                None => value,
            },
        };
        drop(old);
    }
}

impl FrameObject {
    /// The frame object of a suspended generator.
    pub(crate) fn of_suspended(
        vm: &mut Vm,
        function: &Obj<Function>,
        code: Handle<Code>,
        generator: &Value,
        word: u32,
    ) -> Handle<FrameObject> {
        let place = Place::Generator(Suspender::new(vm, generator));
        Handle::new(FrameObject {
            code,
            globals: function.globals.clone(),
            builtins: function.builtins.clone(),
            function: function.to_value(),
            namespace: Value::UNDEF,
            place: VmCell::new(place),
            back: VmCell::new(Value::NONE),
            word: Cell::new(word),
            trace: VmCell::new(Value::NONE),
            traces_lines: Cell::new(true),
            watched: Cell::new((0, 0)),
            shown_line: Cell::new(0),
            native: VmCell::new(Value::UNDEF),
            extra_locals: VmCell::new(Value::UNDEF),
        })
    }
}
