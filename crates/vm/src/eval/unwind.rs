//! Where results and exceptions go when a frame ends: `deliver`, and the search for a handler: the only place where
//! tracebacks grow.

use super::{
    call::STOP_IS_END,
    frame::{Continue, DELEGATED, Frame, GENERATOR, Then},
    generator,
    stack::Regs,
};
use crate::{
    error::{Raised, Result},
    objects::{
        exceptions::{ExcKind, Exception},
        frame::FrameObject,
        traceback::Traceback,
    },
    protocol::{BinaryOp, CompareOp},
    value::{Handle, Str, Tuple, Value},
    vm::Vm,
};

/// The folder of the shipped library.
const LIBRARY: &[u8] = b"/whipsnake/lib/python3.14/";

/// What the loop finds on top.
pub(crate) enum Top {
    /// A Python frame: go on with it.
    Python,
    /// Nothing above the base: the run is over, its result is in `exit_value`.
    Exit,
    /// A native that waits for the host.
    Waiting,
    /// A native that has worked for long: the slice ends.
    Paused,
}

/// How unwinding ended.
pub(crate) enum Unwound {
    /// A handler was found, or somebody turned the exception into a result.
    Handled,
    /// No frame is left above the base.
    Exit(Raised),
}

impl Vm {
    /// Hands a result to where it goes. The frame it came from is gone.
    pub(crate) fn deliver(&mut self, value: Value, ret: Regs, then: Continue) -> Result<()> {
        if value.is_undef() {
            match then.then {
                Then::ForIter => {
                    self.end_loop(then);
                    return Ok(());
                }
                Then::Native | Then::Exit if then.x & STOP_IS_END != 0 => {}
                Then::Discard | Then::Delegate => {}
                _ => return Err(self.stop_iteration(Value::UNDEF)),
            }
        }
        match then.then {
            Then::Store | Then::Next => {
                drop(ret.replace(0, value));
                Ok(())
            }
            Then::ForIter => super::slow::iteration::give_item(self, value, ret, then),
            Then::Delegate => {
                drop(ret.replace(0, value));
                super::slow::delegate::end(self);
                Ok(())
            }
            Then::Discard => {
                drop(value);
                Ok(())
            }
            Then::Exit => {
                self.exit_value = value;
                Ok(())
            }
            Then::Native => {
                self.native_input = Some(value);
                Ok(())
            }
            Then::TruthJump => {
                let truth = self.check_truth(&value, then.x & 2 != 0)?;
                self.jump_when(truth, then);
                Ok(())
            }
            Then::Truth => {
                let truth = self.check_truth(&value, then.x & 2 != 0)?;
                drop(ret.replace(0, Value::bool(truth != (then.x & 1 != 0))));
                Ok(())
            }
            Then::Length => {
                let length = self.check_length(&value)?;
                let length = self.new_int(length as i64);
                drop(ret.replace(0, length));
                Ok(())
            }
            Then::Text => {
                let text = self.text_result(value, if then.x == 0 { "__str__" } else { "__repr__" })?;
                drop(ret.replace(0, text.into_value()));
                Ok(())
            }
            Then::Contains => {
                let truth = self.truth(&value)?;
                if then.y == 1 {
                    self.jump_when(truth, then);
                } else {
                    drop(ret.replace(0, Value::bool(truth == (then.x & 1 != 0))));
                }
                Ok(())
            }
            Then::Iter => {
                let value = self.check_iterator(value)?;
                drop(ret.replace(0, value));
                Ok(())
            }
            Then::Init | Then::Binary | Then::CompareJump | Then::GetAttr | Then::Keep => {
                // Only whole frames carry what these need.
                drop(ret.replace(0, value));
                Ok(())
            }
        }
    }

    /// What `__bool__` or, if so said, `__len__` has given.
    pub(super) fn check_truth(&mut self, value: &Value, by_length: bool) -> Result<bool> {
        if by_length {
            let number = self.index(value)?;
            return match self.int_to_i64(&number) {
                Some(length) if length < 0 => Err(self.value_error("__len__() should return >= 0")),
                Some(length) => Ok(length != 0),
                None => Err(self.overflow_error("cannot fit 'int' into an index-sized integer")),
            };
        }
        self.check_bool(value)
    }

    /// Takes a conditional jump of the running frame: `x` bit 0 is the wanted truth, `z` the displacement.
    pub(crate) fn jump_when(&mut self, truth: bool, then: Continue) {
        if truth == (then.x & 1 != 0) {
            let frame = self.fiber.top();
            frame.pc = frame.pc.offset(then.z as isize);
        }
    }

    /// Ends the `for` loop that the running frame is in: `y` is the iterator's register, `z` the way out.
    pub(crate) fn end_loop(&mut self, then: Continue) {
        let frame = self.fiber.top();
        frame.pc = frame.pc.offset(then.z as isize);
        let iterator = frame.fp.take(then.y);
        drop(iterator);
    }

    /// Hands a result on with all that the ended frame carried.
    pub(crate) fn finish_frame(&mut self, frame: Frame, value: Value) -> Result<()> {
        match frame.then.then {
            Then::Init => {
                if !value.is_none() {
                    let name = self.type_name(&value);
                    return Err(self.type_error(format_args!("__init__() should return None, not '{name}'")));
                }
                drop(frame.ret.replace(0, frame.keep));
                Ok(())
            }
            Then::Binary => self.binary_answered(frame, value),
            Then::CompareJump => self.compare_answered(frame, value),
            Then::Keep => {
                drop(frame.ret.replace(0, frame.keep));
                Ok(())
            }
            Then::GetAttr => {
                drop(frame.ret.replace(0, value));
                Ok(())
            }
            _ => self.deliver(value, frame.ret, frame.then),
        }
    }

    /// A binary method or comparison has answered: NotImplemented asks further.
    fn binary_answered(&mut self, frame: Frame, value: Value) -> Result<()> {
        if !value.is_not_implemented() {
            drop(frame.ret.replace(0, value));
            return Ok(());
        }
        let Some(pair) = frame.keep.exact::<Tuple>() else { return Ok(()) };
        let (a, b) = (&pair.as_slice()[1], &pair.as_slice()[0]);
        let stage = frame.then.y;
        let result = if frame.then.x & super::slow::arith::COMPARE != 0 {
            let op = CompareOp::ALL[usize::from(frame.then.x & 15)];
            self.compare_after(op, a, b, stage)?
        } else {
            let op = BinaryOp::ALL[usize::from(frame.then.x & 15)];
            let in_place = frame.then.x & super::slow::arith::IN_PLACE_OP != 0;
            self.binary_after(op, in_place, a, b, stage)?
        };
        drop(frame.ret.replace(0, result));
        Ok(())
    }

    fn compare_answered(&mut self, frame: Frame, value: Value) -> Result<()> {
        let value = if value.is_not_implemented() {
            let Some(pair) = frame.keep.exact::<Tuple>() else { return Ok(()) };
            let op = CompareOp::ALL[usize::from(frame.then.x >> 4)];
            self.compare_after(op, &pair.as_slice()[1], &pair.as_slice()[0], frame.then.y)?
        } else {
            value
        };
        let truth = self.truth(&value)?;
        self.jump_when(truth, frame.then);
        Ok(())
    }

    /// Hands on what a delegate has yielded: the delegating generator suspends too.
    pub(crate) fn deliver_yield(&mut self, value: Value, ret: Regs, then: Continue) -> Result<()> {
        if then.then == Then::Delegate {
            return generator::suspend_delegating(self, value);
        }
        self.deliver(value, ret, then)
    }

    /// Brings a Python frame to the top: runs natives that are there.
    pub(crate) fn settle(&mut self, base: usize) -> Result<Top> {
        loop {
            if self.fiber.frames.len() <= base {
                return Ok(Top::Exit);
            }
            let frame = self.fiber.top();
            if !frame.is_native() {
                return Ok(Top::Python);
            }
            if frame.flags & super::frame::WAITING != 0 {
                if self.waiting.is_none() {
                    self.fiber.top().flags &= !super::frame::WAITING;
                    return Ok(Top::Paused);
                }
                return Ok(Top::Waiting);
            }
            let input = self.native_input.take().unwrap_or(Value::UNDEF);
            self.step_native(Ok(input))?;
            if let Some(exc) = self.pending_error.take() {
                return Err(self.raise_again(exc));
            }
            // What a native has held may have ended with it.
            if self.heap.needs_attention() {
                self.run_attention();
            }
        }
    }

    /// Finds the handler for the exception that waits; ends frames that have none.
    pub(crate) fn unwind(&mut self, raised: Raised, base: usize) -> Unwound {
        let mut raised = raised;
        let mut note = !std::mem::replace(&mut self.reraising, false);
        loop {
            if self.fiber.frames.len() <= base {
                return Unwound::Exit(raised);
            }
            if self.fiber.top().is_native() {
                note = true;
                match self.unwind_native(raised) {
                    Ok(()) => return Unwound::Handled,
                    Err(again) => raised = again,
                }
                continue;
            }
            if note {
                self.note_traceback();
                raised = self.trace_exception(raised);
            }
            note = true;
            if self.enter_handler() {
                return Unwound::Handled;
            }
            match self.leave_failed(raised) {
                Ok(()) => return Unwound::Handled,
                Err(again) => raised = again,
            }
        }
    }

    #[inline(never)]
    fn unwind_native(&mut self, raised: Raised) -> Result<()> {
        let has_native = self.fiber.top().extra.as_ref().is_some_and(|extra| extra.native.is_some());
        if has_native {
            let depth = self.fiber.frames.len();
            match self.step_native(Err(raised)) {
                Ok(()) => {
                    let Some(exc) = self.pending_error.take() else { return Ok(()) };
                    return Err(self.raise_again(exc));
                }
                Err(again) => {
                    // The native gave up: its frame is still there unless it had ended before.
                    if self.fiber.frames.len() < depth {
                        return Err(again);
                    }
                    return self.leave_native(again);
                }
            }
        }
        self.leave_native(raised)
    }

    fn leave_native(&mut self, raised: Raised) -> Result<()> {
        let frame = self.pop_frame();
        self.native_input = None;
        self.pass_failure(frame, raised)
    }

    /// Adds an entry for the running frame to the traceback of the exception that waits.
    ///
    /// Frames of modules that CPython has in C do not show there, so they do not show here.
    #[inline(never)]
    fn note_traceback(&mut self) {
        if self.stands_for_native() {
            return;
        }
        let object = FrameObject::of_top(self);
        let word = self.fiber.top().word();
        let exc = self.raised.clone();
        if let Some(this) = exc.cast::<Exception>() {
            let next = this.traceback.cloned(self);
            let entry = Handle::new(Traceback::new(next, object, word as u32));
            this.traceback.set(self, entry.into_value());
        }
    }

    /// Whether the running code is the library's Python in place of a module in C.
    fn stands_for_native(&mut self) -> bool {
        let code = self.fiber.top().code.get();
        let (filename, function) = (code.filename.clone(), code.name.clone());
        let Some(name) = filename.exact::<Str>().and_then(|name| name.as_bytes().strip_prefix(LIBRARY))
        else {
            return false;
        };
        const STAND_INS: [&[u8]; 8] = [
            b"_pydatetime.py",
            b"datetime.py",
            b"_pydecimal.py",
            b"decimal.py",
            b"_contextvars.py",
            b"pickle.py",
            b"_pickle.py",
            b"asyncio/futures.py",
        ];
        // Of the tasks only what runs them.
        const STEPS: [&str; 3] = ["__step", "__step_run_and_handle_result", "__wakeup"];
        STAND_INS.contains(&name) || name == b"asyncio/tasks.py" && STEPS.contains(&&*self.text_of(&function))
    }

    /// Goes to the handler that guards the running instruction, if there is one.
    fn enter_handler(&mut self) -> bool {
        let frame = self.fiber.top();
        let code = frame.code.get();
        if frame.pc.is_start(code.caches.words()) {
            // Thrown into a generator that has not started: nothing guards it yet.
            return false;
        }
        let word = frame.word() as u32;
        let found = code.source.handlers.iter().find(|handler| handler.start <= word && word < handler.end);
        let Some(handler) = found else { return false };
        let fp = frame.fp;
        frame.pc = super::fetch::Pc::new(code.caches.words(), handler.target as usize);
        let count = code.registers as usize - usize::from(handler.depth);
        for register in fp.add(usize::from(handler.depth)).slice_mut(count) {
            drop(register.take());
        }
        let exc = self.raised.take();
        drop(fp.replace(handler.depth, exc));
        true
    }

    /// Ends the running frame, which has no handler.
    #[inline(never)]
    fn leave_failed(&mut self, raised: Raised) -> Result<()> {
        let raised = self.trace_failure(raised);
        self.blame_caller(&raised);
        FrameObject::leave(self);
        let frame = self.fiber.top();
        let is_generator = frame.flags & GENERATOR != 0;
        super::call::drop_locals(frame.fp, frame.window());
        let frame = self.pop_frame();
        if is_generator {
            self.handled.pop();
            generator::failed(self, &frame.callable);
            if frame.callable.has_map(crate::value::fixed::ASYNC_GENERATOR) {
                super::slow::async_gen::failed(self, &frame);
            }
            if frame.flags & DELEGATED != 0 {
                // Nobody is beneath but who resumed the whole chain: it goes on in the generator that delegates.
                let Frame { callable, keep, ret, then, .. } = frame;
                super::delegation::go_back(self, &callable, keep, ret, then)?;
                super::slow::delegate::end(self);
                return Err(raised);
            }
        }
        self.pass_failure(frame, raised)
    }

    /// What a frame's failure means to who waits for it: some exceptions are answers.
    fn pass_failure(&mut self, frame: Frame, raised: Raised) -> Result<()> {
        match frame.then.then {
            Then::ForIter if super::slow::iteration::ends_loop(self, &raised, frame.then) => {
                drop(self.take_raised(raised));
                self.end_loop(frame.then);
                Ok(())
            }
            Then::Native | Then::Exit
                if frame.then.x & STOP_IS_END != 0 && self.raised_is(&raised, ExcKind::StopIteration) =>
            {
                drop(self.take_raised(raised));
                self.deliver(Value::UNDEF, frame.ret, frame.then)
            }
            Then::Delegate if self.raised_is(&raised, ExcKind::StopIteration) => {
                let exc = self.take_raised(raised);
                let value = exc.cast::<Exception>().map_or(Value::NONE, |e| e.field(self, 0).or_none());
                self.deliver(value, frame.ret, frame.then)
            }
            Then::GetAttr if self.raised_is(&raised, ExcKind::AttributeError) => {
                drop(self.take_raised(raised));
                let Some(pair) = frame.keep.exact::<Tuple>() else { return Ok(()) };
                let (object, name) = (pair.as_slice()[0].clone(), pair.as_slice()[1].clone());
                self.call_getattr_hook(&object, &name, frame.ret)
            }
            _ => Err(raised),
        }
    }
}
