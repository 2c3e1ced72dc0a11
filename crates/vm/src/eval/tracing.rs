//! `sys.settrace` and `sys.setprofile`. While one of them is set, the loop's other copy runs (`run::<true>`), which looks
//! here before each instruction; the usual one knows nothing of it and pays nothing.

use super::{frame::TRACED, run::Left, stack::Regs};
use crate::{
    error::{Raised, Result},
    objects::{
        exceptions::Exception,
        frame::FrameObject,
        function::{BoundMethod, Function},
    },
    value::{Handle, Tuple, Value, fixed},
    vm::Vm,
};
use std::{collections::HashMap, rc::Rc};
use whipsnake_bytecode::{Op, Word};

/// What one thread is watched by.
#[derive(Default)]
pub struct Tracing {
    /// `sys.settrace`
    pub trace: Option<Value>,
    /// `sys.setprofile`
    pub profile: Option<Value>,
    /// How many calls new coroutines remember.
    pub origin_depth: u32,
    /// One of them runs: it is not watched itself.
    inside: bool,
    /// Lines of the words of code objects, which stay alive for it.
    lines: HashMap<usize, (Value, Rc<[u32]>)>,
}

impl Tracing {
    /// Whether the watching copy of the loop is needed.
    #[inline]
    pub fn is_active(&self) -> bool {
        !self.inside && (self.trace.is_some() || self.profile.is_some())
    }
}

/// Runs the frames above `base` for a slice, watched or not.
#[inline]
pub(crate) fn run(vm: &mut Vm, base: usize, budget: i32) -> Left {
    if vm.tracing.is_active() {
        super::run::run::<true>(vm, base, budget)
    } else {
        super::run::run::<false>(vm, base, budget)
    }
}

/// What is told to whom.
#[derive(Clone, Copy, PartialEq)]
enum Event {
    Call,
    Line,
    Return,
    Exception,
    CCall,
    CReturn,
    CException,
}

impl Event {
    fn name(self) -> &'static str {
        match self {
            Event::Call => "call",
            Event::Line => "line",
            Event::Return => "return",
            Event::Exception => "exception",
            Event::CCall => "c_call",
            Event::CReturn => "c_return",
            Event::CException => "c_exception",
        }
    }
}

/// Whether an instruction belongs to no line that anybody wrote, though it may carry one for tracebacks.
fn is_housekeeping(op: Op) -> bool {
    matches!(
        op,
        Op::EnterHandler
            | Op::LeaveHandler
            | Op::EndHandler
            | Op::Reraise
            | Op::Drop
            | Op::MakeCell
            | Op::JumpBack
    )
}

impl Vm {
    /// Sets what watches; calls that run already are not new.
    pub fn set_tracing(&mut self, trace: Option<Option<Value>>, profile: Option<Option<Value>>) {
        if let Some(trace) = trace {
            self.tracing.trace = trace;
        }
        if let Some(profile) = profile {
            self.tracing.profile = profile;
        }
        if self.tracing.trace.is_none() && self.tracing.profile.is_none() {
            self.tracing.lines.clear();
        }
        for frame in &mut self.fiber.frames {
            frame.flags |= TRACED;
        }
    }

    /// Before an instruction of the watched loop; the frame's place is saved.
    pub(crate) fn trace_step(&mut self) -> Result<()> {
        if !self.tracing.is_active() {
            return Ok(());
        }
        let frame = self.fiber.top();
        let words = frame.code.get().caches.words();
        let is_start = frame.pc.is_start(words);
        // A saved place stands for the word before it.
        let word = if is_start { 0 } else { frame.word() + 1 };
        let is_new = frame.flags & TRACED == 0;
        frame.flags |= TRACED;
        let is_new = is_new && (is_start || frame.is_generator());
        let instruction = Word(frame.pc.clone_word());
        let object = FrameObject::of_top(self);
        if is_new {
            let line = if is_start { object.code.source.first_line } else { self.line_at(&object, word - 1) };
            if is_start {
                object.watched.set((0, 0));
            }
            self.tell_all(&object, Event::Call, line, Value::NONE)?;
        }
        self.end_native(&object, Event::CReturn)?;
        let op = Op::from_u8(instruction.op());
        if !op.is_some_and(is_housekeeping) {
            self.trace_line(&object, word)?;
        }
        match op {
            Some(op @ (Op::Return | Op::ReturnConst | Op::Yield)) => {
                let value = self.leaving_value(op, instruction);
                let line = self.line_at(&object, word);
                self.tell_all(&object, Event::Return, line, value)
            }
            Some(Op::Call | Op::CallMethod | Op::CallKw | Op::CallEx) if self.tracing.profile.is_some() => {
                self.begin_native(&object, instruction, word)
            }
            _ => Ok(()),
        }
    }

    fn leaving_value(&mut self, op: Op, word: Word) -> Value {
        let frame = self.fiber.top();
        match op {
            Op::Return => frame.fp.at(word.a()).clone(),
            Op::Yield => frame.fp.at(word.b()).clone(),
            _ => super::fetch::Constants::new(frame.code.get()).at(word.bc_index()).clone(),
        }
    }

    /// Tells of a line when the instruction at `word` begins one, or is jumped back to.
    fn trace_line(&mut self, object: &Handle<FrameObject>, word: usize) -> Result<()> {
        let line = self.line_at(object, word);
        let (last_line, last_word) = object.watched.get();
        if line == 0 {
            return Ok(());
        }
        object.watched.set((line, word as u32));
        let begins = word == 0 || self.line_at(object, word - 1) != line;
        let jumped_back = (word as u32) < last_word;
        if line == last_line && !(jumped_back && begins) {
            return Ok(());
        }
        if self.tracing.trace.is_none() || object.trace.get(self).is_none() || !object.traces_lines.get() {
            return Ok(());
        }
        self.tell(object, Event::Line, line, Value::NONE)
    }

    fn line_at(&mut self, object: &Handle<FrameObject>, word: usize) -> u32 {
        let key = std::ptr::from_ref(&*object.code) as usize;
        if let Some((_, lines)) = self.tracing.lines.get(&key) {
            return lines.get(word).copied().unwrap_or(0);
        }
        let mut lines = vec![0; object.code.caches.words().len()];
        for (first, count, place) in object.code.source.locations.runs() {
            let (first, end) = (first as usize, first as usize + count as usize);
            let end = end.min(lines.len());
            if first < end {
                lines[first..end].fill(place.line);
            }
        }
        let line = lines.get(word).copied().unwrap_or(0);
        self.tracing.lines.insert(key, (object.code.to_value(), lines.into()));
        line
    }

    /// Tells both watchers of what happens to a call.
    fn tell_all(&mut self, object: &Handle<FrameObject>, event: Event, line: u32, arg: Value) -> Result<()> {
        if let Some(trace) = self.tracing.trace.clone() {
            if event == Event::Call {
                match self.call_watcher(&trace, object, event, line, arg.clone()) {
                    Ok(local) => object.trace.set(self, local),
                    Err(raised) => return Err(self.stop_tracing(raised)),
                }
            } else if !object.trace.get(self).is_none() {
                self.tell(object, event, line, arg.clone())?;
            }
        }
        self.tell_profile(object, event, line, arg)
    }

    fn tell_profile(
        &mut self,
        object: &Handle<FrameObject>,
        event: Event,
        line: u32,
        arg: Value,
    ) -> Result<()> {
        let Some(profile) = self.tracing.profile.clone() else { return Ok(()) };
        match self.call_watcher(&profile, object, event, line, arg) {
            Ok(_) => Ok(()),
            Err(raised) => {
                self.tracing.profile = None;
                Err(raised)
            }
        }
    }

    /// Tells the call's own watcher, which may name another to come after it.
    fn tell(&mut self, object: &Handle<FrameObject>, event: Event, line: u32, arg: Value) -> Result<()> {
        let local = object.trace.cloned(self);
        match self.call_watcher(&local, object, event, line, arg) {
            Ok(next) => {
                if !next.is_none() {
                    object.trace.set(self, next);
                }
                Ok(())
            }
            Err(raised) => {
                object.trace.set(self, Value::NONE);
                Err(self.stop_tracing(raised))
            }
        }
    }

    /// A watcher that fails is not asked again.
    fn stop_tracing(&mut self, raised: Raised) -> Raised {
        self.tracing.trace = None;
        raised
    }

    fn call_watcher(
        &mut self,
        watcher: &Value,
        object: &Handle<FrameObject>,
        event: Event,
        line: u32,
        arg: Value,
    ) -> Result<Value> {
        let name = self.intern_text(event.name());
        self.tracing.inside = true;
        let before = object.shown_line.replace(line);
        // Registers above the window may hold what the next instruction needs.
        let (exit_value, native_input) = (self.exit_value.take(), self.native_input.take());
        let result = self.call(watcher, &[object.to_value(), name, arg]);
        self.exit_value = exit_value;
        self.native_input = native_input;
        object.shown_line.set(before);
        self.tracing.inside = false;
        result
    }

    /// A call instruction whose callee is native: profilers are told before and after.
    fn begin_native(&mut self, object: &Handle<FrameObject>, instruction: Word, word: usize) -> Result<()> {
        let window: Regs = self.fiber.top().fp.add(usize::from(instruction.a()));
        let callable = window.at(0).clone();
        let is_method = Op::from_u8(instruction.op()) == Some(Op::CallMethod);
        let native = |value: &Value| {
            matches!(
                value.header().map(|header| header.map.get()),
                Some(fixed::BUILTIN | fixed::NATIVE_METHOD | fixed::METHOD_WRAPPER | fixed::WRAPPER)
            )
        };
        let inner = callable.exact::<BoundMethod>().map(|method| method.function.clone());
        if !native(&callable) && !inner.as_ref().is_some_and(native) || callable.exact::<Function>().is_some()
        {
            return Ok(());
        }
        let shown = if is_method && !window.at(1).is_undef() {
            let this = window.at(1).clone();
            let class = self.class_of(&this);
            self.bind(&callable, &this, &class)?
        } else {
            callable
        };
        let line = self.line_at(object, word);
        self.tell_profile(object, Event::CCall, line, shown.clone())?;
        object.native.set(self, shown);
        Ok(())
    }

    fn end_native(&mut self, object: &Handle<FrameObject>, event: Event) -> Result<()> {
        if object.native.get(self).is_undef() {
            return Ok(());
        }
        let native = object.native.replace(self, Value::UNDEF);
        let (line, _) = object.watched.get();
        self.tell_profile(object, event, line, native)
    }

    /// An exception passes the running frame.
    #[inline(never)]
    pub(crate) fn trace_exception(&mut self, raised: Raised) -> Raised {
        if !self.tracing.is_active() || self.fiber.top().flags & TRACED == 0 {
            return raised;
        }
        let object = FrameObject::of_top(self);
        let exc = self.take_raised(raised);
        if let Err(other) = self.end_native(&object, Event::CException) {
            return other;
        }
        if self.tracing.trace.is_some() && !object.trace.get(self).is_none() {
            let line = object.line_number(self);
            let class = self.class_of(&exc).into_value();
            let traceback = exc.cast::<Exception>().map_or(Value::NONE, |exc| exc.traceback.cloned(self));
            let arg = Tuple::new(vec![class, exc.clone(), traceback.or_none()]).into_value();
            if let Err(other) = self.tell(&object, Event::Exception, line, arg) {
                return other;
            }
        }
        self.raise_again(exc)
    }

    /// The running frame ends with an exception.
    #[inline(never)]
    pub(crate) fn trace_failure(&mut self, raised: Raised) -> Raised {
        if !self.tracing.is_active() || self.fiber.top().flags & TRACED == 0 {
            return raised;
        }
        let object = FrameObject::of_top(self);
        let exc = self.take_raised(raised);
        let line = object.line_number(self);
        match self.tell_all(&object, Event::Return, line, Value::NONE) {
            Ok(()) => self.raise_again(exc),
            Err(other) => other,
        }
    }
}
