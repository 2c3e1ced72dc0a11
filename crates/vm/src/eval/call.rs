//! Calling: pushing frames, calling natives, re-entering the loop from Rust.

use super::{
    construct::Called,
    fetch::{Kept, Pc},
    frame::{Continue, Frame, GENERATOR, Then},
    stack::Regs,
};
use crate::{
    error::Result,
    native::{
        MethodDef, NativeFn, Resumable, Step,
        function::{Builtin, NativeMethod},
        signature::MOST_PADDED,
        table::{Code as NativeCode, MethodKind},
    },
    objects::{
        code::Code,
        dict::Dict,
        function::{BoundMethod, Function},
    },
    types::{Slot, Type},
    value::{Handle, Obj, Str, Tuple, Value, fixed},
    vm::Vm,
};

/// Most boxes of native frames that are kept for the next ones.
const MOST_SPARE: usize = 16;

/// Natives that push frames answer with this.
pub const DEFERRED: Value = Value::DEFERRED;

impl Vm {
    /// Pushes a Python frame whose arguments are bound: `place` is register 0, `filled` registers are set.
    #[inline(always)]
    pub(crate) fn push_frame(
        &mut self,
        callable: Value,
        code: Kept<Code>,
        globals: Kept<Dict>,
        place: Regs,
        filled: usize,
        ret: Regs,
        then: Continue,
    ) -> Result<()> {
        let live = code.get();
        if self.fiber.depth >= self.recursion_limit {
            return Err(self.too_deep(place, filled));
        }
        let (fp, flags) = self.fiber.reserve(place, filled, live.registers as usize);
        for i in filled..live.local_count as usize {
            fp.init(i as u16, Value::UNDEF);
        }
        self.fiber.depth += 1;
        self.fiber.frames.push(Frame {
            pc: Pc::new(live.caches.words(), 0),
            fp,
            top: fp.add(live.registers as usize),
            ret,
            code,
            globals,
            callable,
            keep: Value::UNDEF,
            then,
            flags,
            hidden: 0,
            extra: None,
        });
        Ok(())
    }

    #[cold]
    fn too_deep(&mut self, place: Regs, filled: usize) -> crate::error::Raised {
        for i in 0..filled {
            drop(place.take(i as u16));
        }
        // The handler of the error needs a little room.
        let limit = self.recursion_limit;
        self.recursion_limit = limit + 50;
        let raised = self.recursion_error("maximum recursion depth exceeded");
        self.recursion_limit = limit;
        raised
    }

    /// Calls `callable` with the `count` arguments at `place`, which it consumes; keyword arguments are the last
    /// `names.len()` of them. One register before `place` may be used.
    pub(crate) fn call_at(
        &mut self,
        callable: Value,
        place: Regs,
        count: usize,
        names: &[Value],
        ret: Regs,
        then: Continue,
    ) -> Result<()> {
        match callable.header().map(|header| header.map.get()) {
            Some(fixed::FUNCTION) => self.call_function(callable, place, count, names, ret, then),
            Some(fixed::BOUND_METHOD) => {
                let Some(method) = callable.exact::<BoundMethod>() else { return Ok(()) };
                let place = place.sub(1);
                place.init(0, method.this.clone());
                let function = method.function.clone();
                drop(callable);
                if function.has_map(fixed::FUNCTION) {
                    return self.call_function(function, place, count + 1, names, ret, then);
                }
                // The window starts one earlier now; what is bound may be anything callable.
                self.call_shifted(function, place, count + 1, names, ret, then)
            }
            Some(fixed::BUILTIN | fixed::METHOD_WRAPPER | fixed::NATIVE_METHOD | fixed::WRAPPER)
            | Some(fixed::CLASS_METHOD_DESCRIPTOR) => {
                let args = place.slice(count);
                let depth = self.fiber.frames.len();
                let result = self.call_native(&callable, args, names);
                drop_all(place, count);
                drop(callable);
                self.finish_native(result?, depth, ret, then)
            }
            _ => self.call_other(callable, place, count, names, ret, then),
        }
    }

    /// Like `call_at` when no register before `place` may be used: arguments move up.
    fn call_shifted(
        &mut self,
        callable: Value,
        place: Regs,
        count: usize,
        names: &[Value],
        ret: Regs,
        then: Continue,
    ) -> Result<()> {
        let args: Vec<Value> = (0..count).map(|i| place.take(i as u16)).collect();
        self.call_values(callable, args, names, ret, then)
    }

    /// Calls with arguments that are not in registers yet; they go above the running frame's window.
    pub(crate) fn call_values(
        &mut self,
        callable: Value,
        args: Vec<Value>,
        names: &[Value],
        ret: Regs,
        then: Continue,
    ) -> Result<()> {
        if is_native(&callable) {
            // Natives read their arguments where they are: calls they make may use the stack above the window.
            let depth = self.fiber.frames.len();
            let result = self.call_native(&callable, &args, names);
            drop(args);
            drop(callable);
            return self.finish_native(result?, depth, ret, then);
        }
        self.call_above(callable, args.into_iter(), names, ret, then)
    }

    /// Like [`Vm::call_values`] with arguments that somebody else keeps: they are copied onto the stack.
    pub(crate) fn call_slice(
        &mut self,
        callable: Value,
        args: &[Value],
        names: &[Value],
        ret: Regs,
        then: Continue,
    ) -> Result<()> {
        if is_native(&callable) {
            let depth = self.fiber.frames.len();
            let result = self.call_native(&callable, args, names);
            drop(callable);
            return self.finish_native(result?, depth, ret, then);
        }
        self.call_above(callable, args.iter().cloned(), names, ret, then)
    }

    /// Like [`Vm::call_values`] with a known number of arguments. Inlined, so that they go straight to their registers:
    /// reading an array back in larger pieces than it was just written in stalls the processor.
    #[inline(always)]
    pub(crate) fn call_array<const N: usize>(
        &mut self,
        callable: Value,
        args: [Value; N],
        ret: Regs,
        then: Continue,
    ) -> Result<()> {
        if callable.has_map(fixed::FUNCTION) {
            let (place, flags) = self.place_above(N);
            for (i, arg) in args.into_iter().enumerate() {
                place.init(i as u16, arg);
            }
            return self.call_function_above(callable, place, N, ret, then, flags);
        }
        self.call_slice(callable, &args, &[], ret, then)
    }

    /// Where arguments of a call go that no instruction has prepared: above the running frame's window.
    #[inline]
    pub(crate) fn place_above(&mut self, count: usize) -> (Regs, u8) {
        let free = self.fiber.free_place();
        let (start, flags) = self.fiber.reserve(free, 0, count + 4);
        (start.add(2), flags)
    }

    /// Has a Python function answer in the stead of the native that calls this: its frame is pushed, or its result (a
    /// generator) is there at once.
    pub(crate) fn answer_by(
        &mut self,
        function: &Value,
        this: Option<&Value>,
        args: [&[Value]; 2],
        names: &[Value],
    ) -> Result<Value> {
        let count = usize::from(this.is_some()) + args[0].len() + args[1].len();
        let (place, flags) = self.place_above(count);
        if let Some(this) = this {
            place.init(0, this.clone());
        }
        let mut at = u16::from(this.is_some());
        for arg in args[0] {
            place.init(at, arg.clone());
            at += 1;
        }
        for arg in args[1] {
            place.init(at, arg.clone());
            at += 1;
        }
        let depth = self.fiber.frames.len();
        let exit = Continue::simple(Then::Exit);
        let result = self.call_function(function.clone(), place, count, names, Regs::NONE, exit);
        self.settle_chunk(flags, depth);
        result?;
        self.note_deferred(depth)
    }

    /// Calls a Python function whose arguments were put at a [`Vm::place_above`].
    #[inline(never)]
    fn call_function_above(
        &mut self,
        callable: Value,
        place: Regs,
        count: usize,
        ret: Regs,
        then: Continue,
        flags: u8,
    ) -> Result<()> {
        let depth = self.fiber.frames.len();
        let result = self.call_function(callable, place, count, &[], ret, then);
        self.settle_chunk(flags, depth);
        result
    }

    /// Calls with arguments that it puts above the running frame's window, where a native's own calls must not go.
    fn call_above(
        &mut self,
        callable: Value,
        args: impl ExactSizeIterator<Item = Value>,
        names: &[Value],
        ret: Regs,
        then: Continue,
    ) -> Result<()> {
        let count = args.len();
        let (place, flags) = self.place_above(count);
        for (i, arg) in args.enumerate() {
            place.init(i as u16, arg);
        }
        let depth = self.fiber.frames.len();
        if callable.has_map(fixed::FUNCTION) {
            // No native runs before the frame is there.
            let result = self.call_function(callable, place, count, names, ret, then);
            self.settle_chunk(flags, depth);
            return result;
        }
        let before = self.fiber.raise_top(place.add(count));
        let result = self.call_at(callable, place, count, names, ret, then);
        self.fiber.restore_top(depth, before);
        self.settle_chunk(flags, depth);
        result
    }

    /// Sees that a chunk opened for a window is closed again: with the frame that was pushed, or at once.
    pub(crate) fn settle_chunk(&mut self, flags: u8, depth: usize) {
        if flags == 0 {
            return;
        }
        if self.fiber.frames.len() > depth {
            let frame = &mut self.fiber.frames[depth];
            if frame.flags & flags != 0 {
                // The callee has opened a chunk of its own on top: both close with it.
                frame.keep_chunks();
            } else {
                frame.flags |= flags;
            }
        } else {
            self.fiber.shrink();
        }
    }

    pub(crate) fn call_function(
        &mut self,
        callable: Value,
        place: Regs,
        count: usize,
        names: &[Value],
        ret: Regs,
        then: Continue,
    ) -> Result<()> {
        let Some(function) = callable.exact::<Function>() else { return Ok(()) };
        let kept = Kept::new(function.code.get(self));
        let code = kept.get();
        let (place, flags, depth) = if code.simple_args as usize == count && names.is_empty() {
            (place, 0, 0)
        } else {
            // Binding may need more registers than the window has.
            let needed = code.local_count as usize + count + 4;
            let depth = self.fiber.frames.len();
            let (place, flags) = self.fiber.reserve(place, count, needed);
            if let Err(raised) = super::bind::bind_function(self, function, code, place, count, names) {
                self.settle_chunk(flags, depth);
                return Err(raised);
            }
            (place, flags, depth)
        };
        let filled = code.parameter_count();
        let result = if code.is_generator {
            let generator = super::generator::new_generator(self, callable, kept, place, filled);
            self.deliver(generator, ret, then)
        } else {
            let globals = Kept::new(&*function.globals);
            self.push_frame(callable, kept, globals, place, filled, ret, then)
        };
        self.settle_chunk(flags, depth);
        result
    }

    /// Calls a native function or method object.
    pub(crate) fn call_native(&mut self, callable: &Value, args: &[Value], names: &[Value]) -> Result<Value> {
        if let Some(builtin) = callable.cast::<Builtin>() {
            let def = builtin.def;
            if builtin.bound.is_undef() {
                if def.kind == MethodKind::StaticMethod
                    && let Some(owner) = builtin.module.cast::<Type>()
                {
                    // A `__new__` called by name: any class may have been given.
                    self.check_new(owner, args, names)?;
                }
                return self.call_def(def, args, names);
            }
            let mut all = Vec::with_capacity(args.len() + 1);
            all.push(builtin.bound.clone());
            all.extend_from_slice(args);
            return self.call_by_name(def, &all, names);
        }
        let Some(method) = callable.cast::<NativeMethod>() else {
            return Err(self.system_error("not a native function"));
        };
        let def = method.def;
        if def.kind == MethodKind::Method || def.kind == MethodKind::ClassMethod {
            let fits = args.len() > names.len() && std::ptr::eq(self.type_of(&args[0]), &*method.owner);
            if !fits {
                super::bind::check_receiver(self, method, args, names)?;
            }
        }
        self.call_by_name(def, args, names)
    }

    /// Calls a native by its row as a program does that names it, not as an operator.
    fn call_by_name(&mut self, def: &'static MethodDef, args: &[Value], names: &[Value]) -> Result<Value> {
        let result = self.call_def(def, args, names)?;
        if result.is_not_implemented()
            && let Some(raised) = self.refused_operand(def.signature.name(), args)
        {
            return Err(raised);
        }
        Ok(result)
    }

    /// Calls a native by its row.
    #[inline]
    pub(crate) fn call_def(
        &mut self,
        def: &'static MethodDef,
        args: &[Value],
        names: &[Value],
    ) -> Result<Value> {
        let result = match def.code {
            NativeCode::Raw(function) => function(self, args, names)?,
            NativeCode::Bound(function) | NativeCode::Placed(function, _) => {
                let signature = &def.signature;
                if names.is_empty() && signature.takes(args.len()) {
                    if args.len() == signature.len() {
                        function(self, args)?
                    } else {
                        let padded = crate::value::borrow_padded::<MOST_PADDED>(args);
                        function(self, &padded.as_slice()[..signature.len()])?
                    }
                } else {
                    return self.call_bound(function, def, args, names);
                }
            }
        };
        if result.is_undef() {
            return Err(self.stop_iteration(Value::UNDEF));
        }
        Ok(result)
    }

    /// Calls a native whose arguments have to be bound first.
    #[inline(never)]
    fn call_bound(
        &mut self,
        function: NativeFn,
        def: &'static MethodDef,
        args: &[Value],
        names: &[Value],
    ) -> Result<Value> {
        let count = def.signature.len();
        let result = if count <= MOST_PADDED {
            let mut room = [const { Value::UNDEF }; MOST_PADDED];
            super::bind::bind_native(self, def, args, names, &mut room[..count])?;
            function(self, &room[..count])?
        } else {
            let mut bound = vec![const { Value::UNDEF }; count];
            super::bind::bind_native(self, def, args, names, &mut bound)?;
            function(self, &bound)?
        };
        if result.is_undef() {
            return Err(self.stop_iteration(Value::UNDEF));
        }
        Ok(result)
    }

    /// A native's result: to its place, or left to the frame that the native has pushed at `depth`.
    #[inline]
    pub(crate) fn finish_native(
        &mut self,
        result: Value,
        depth: usize,
        ret: Regs,
        then: Continue,
    ) -> Result<()> {
        if result.is_deferred() {
            let frame = &mut self.fiber.frames[depth];
            frame.ret = ret;
            frame.then = then;
            return Ok(());
        }
        self.deliver(result, ret, then)
    }

    fn call_other(
        &mut self,
        callable: Value,
        place: Regs,
        count: usize,
        names: &[Value],
        ret: Regs,
        then: Continue,
    ) -> Result<()> {
        if callable.cast::<Type>().is_some()
            && let Ok(class) = callable.clone().into_handle::<Type>()
        {
            match self.call_class(&class, place, count, names, ret, then)? {
                Called::Done(value) => return self.deliver(value, ret, then),
                Called::Pushed => return Ok(()),
                Called::No => {}
            }
        }
        self.call_instance(callable, place, count, names, ret, then)
    }

    /// Calls what has a `__call__`: see [`Vm::call_at`].
    pub(crate) fn call_instance(
        &mut self,
        callable: Value,
        place: Regs,
        count: usize,
        names: &[Value],
        ret: Regs,
        then: Continue,
    ) -> Result<()> {
        let class = self.class_of(&callable);
        let Some(function) = class.slot(self, Slot::Call) else {
            drop_all(place, count);
            return Err(self.not_callable(&callable));
        };
        if let Some(method) = function.cast::<NativeMethod>()
            && method.def.kind == MethodKind::Method
            && class.is_subclass(self, &method.owner)
        {
            let start = place.sub(1);
            start.init(0, callable);
            let depth = self.fiber.frames.len();
            let result = self.call_def(method.def, start.slice(count + 1), names);
            drop_all(start, count + 1);
            return self.finish_native(result?, depth, ret, then);
        }
        if function.has_map(fixed::FUNCTION) || is_native(&function) {
            // A module's function is no descriptor, so it does not get the object.
            if function.has_map(fixed::BUILTIN) {
                return self.call_at(function, place, count, names, ret, then);
            }
            let start = place.sub(1);
            start.init(0, callable);
            return self.call_at(function, start, count + 1, names, ret, then);
        }
        let args: Vec<Value> = (0..count).map(|i| place.take(i as u16)).collect();
        let bound = self.bind(&function, &callable, &class)?;
        self.deeper(|vm| vm.call_values(bound, args, names, ret, then))
    }

    /// Makes a native wait for Python: `return vm.defer(state)`. Its `resume` is called by the loop.
    pub fn defer(&mut self, native: Box<dyn Resumable>) -> Result<Value> {
        let top = self.fiber.free_place();
        let frame = self.native_frame(native, top);
        self.fiber.frames.push(frame);
        Ok(DEFERRED)
    }

    pub(super) fn native_frame(&mut self, native: Box<dyn Resumable>, top: Regs) -> Frame {
        let mut extra = self.spare_extras.pop().unwrap_or_default();
        extra.native = Some(native);
        Frame {
            pc: Pc::NONE,
            fp: top,
            top,
            ret: Regs::NONE,
            code: Kept::NONE,
            globals: Kept::NONE,
            callable: Value::UNDEF,
            keep: Value::UNDEF,
            then: Continue::simple(Then::Discard),
            flags: 0,
            hidden: 0,
            extra: Some(extra),
        }
    }

    /// Runs the native frame on top with a result; pushes what it asks for, or ends it.
    #[inline(never)]
    pub(crate) fn step_native(&mut self, result: Result<Value>) -> Result<()> {
        let depth = self.fiber.frames.len();
        let Some(mut native) = self.fiber.top().extra().native.take() else {
            return Err(self.system_error("a native frame without a native"));
        };
        let step = native.resume(self, result);
        debug_assert!(
            self.fiber.frames.len() == depth || matches!(step, Ok(Step::Later { .. })),
            "a native must ask for calls by its step"
        );
        let to_native = Continue::simple(Then::Native);
        // Each way takes out of the step what it needs: moving a step as a whole reads back in large pieces what was
        // just written in small ones.
        let keep = |vm: &mut Vm, native| vm.fiber.frames[depth - 1].extra().native = Some(native);
        match step {
            Ok(Step::Later { ends }) => {
                keep(self, native);
                self.answer_to_native(depth, ends);
                Ok(())
            }
            Ok(Step::Return(value)) => {
                drop(native);
                let frame = self.fiber.top();
                let (ret, then, flags) = (frame.ret, frame.then, frame.flags);
                if let Some(extra) = frame.extra.take()
                    && self.spare_extras.len() < MOST_SPARE
                {
                    // Of a native's rare parts only the native is ever set.
                    self.spare_extras.push(extra);
                }
                if flags == 0 && matches!(then.then, Then::Store | Then::ForIter | Then::Native) {
                    super::fetch::forget_last(&mut self.fiber.frames);
                    return self.deliver(value, ret, then);
                }
                let frame = self.pop_frame();
                self.finish_frame(frame, value)
            }
            Err(raised) => {
                drop(native);
                // The exception goes on from the frame beneath; the loop pops this one.
                Err(raised)
            }
            Ok(Step::Call(f, args)) => {
                keep(self, native);
                self.call_values(f, args, &[], Regs::NONE, to_native)
            }
            Ok(Step::CallOne(f, arg)) => {
                keep(self, native);
                self.call_array(f, [arg], Regs::NONE, to_native)
            }
            Ok(Step::CallKw(f, args, names)) => {
                keep(self, native);
                self.call_values(f, args, &names, Regs::NONE, to_native)
            }
            Ok(Step::Next(iterator)) => {
                keep(self, native);
                self.step_next(iterator, Regs::NONE, to_native)
            }
            Ok(Step::Wait(pending)) => {
                keep(self, native);
                self.fiber.top().flags |= super::frame::WAITING;
                self.waiting = Some(pending);
                Ok(())
            }
            Ok(Step::Pause) => {
                keep(self, native);
                // Waiting for nothing: `settle` ends the slice.
                self.fiber.top().flags |= super::frame::WAITING;
                Ok(())
            }
        }
    }

    /// Asks an iterator for its next item; the result, or `UNDEF` at the end, goes on by `then` (`Native` or `Exit`).
    pub(crate) fn step_next(&mut self, iterator: Value, ret: Regs, then: Continue) -> Result<()> {
        let mut marked = then;
        marked.x |= STOP_IS_END;
        if iterator.has_map(fixed::GENERATOR) {
            return super::generator::resume(self, &iterator, Value::NONE, ret, marked);
        }
        let class = self.class_of(&iterator);
        let Some(function) = class.slot(self, Slot::Next) else {
            let name = self.type_name(&iterator);
            return Err(self.type_error(format_args!("'{name}' object is not an iterator")));
        };
        if let Some(method) = function.cast::<NativeMethod>()
            && let NativeCode::Bound(native) = method.def.code
        {
            let depth = self.fiber.frames.len();
            let result = native(self, std::slice::from_ref(&iterator));
            let result = match self.swallow(result, crate::objects::exceptions::ExcKind::StopIteration)? {
                Some(value) => value,
                None => Value::UNDEF,
            };
            return self.finish_native(result, depth, ret, marked);
        }
        let depth = self.fiber.frames.len();
        self.call_array(function, [iterator], ret, marked)?;
        debug_assert!(self.fiber.frames.len() >= depth);
        Ok(())
    }

    /// Runs module, class body or `exec` code in a namespace. The result is what the code returns.
    pub(crate) fn push_code(
        &mut self,
        code: &Handle<Code>,
        function: Option<&Obj<Function>>,
        globals: &Handle<Dict>,
        locals: Value,
        ret: Regs,
        then: Continue,
    ) -> Result<()> {
        let place = self.fiber.free_place();
        let callable = match function {
            Some(function) => function.to_value(),
            None => self.function_for(code, globals),
        };
        let Some(made) = callable.exact::<Function>() else { return Ok(()) };
        let (kept, kept_globals) = (Kept::new(made.code.get(self)), Kept::new(&*made.globals));
        self.push_frame(callable, kept, kept_globals, place, 0, ret, then)?;
        self.fiber.top().extra().locals = Some(locals);
        Ok(())
    }

    /// `exec`-like: runs code in namespaces, as a native that answers later.
    pub fn run_code(&mut self, code: &Handle<Code>, globals: &Handle<Dict>, locals: Value) -> Result<Value> {
        if code.is_generator {
            let callable = self.function_for(code, globals);
            return self.call(&callable, &[]);
        }
        self.push_code(code, None, globals, locals, Regs::NONE, Continue::simple(Then::Discard))?;
        Ok(DEFERRED)
    }

    /// Runs a class body function in a namespace; answers later with what the body returns (its `__class__` cell or None).
    pub fn run_class_body(&mut self, function: &Obj<Function>, namespace: Value) -> Result<Value> {
        let code = function.code.cloned(self);
        let globals = function.globals.clone();
        self.push_code(
            &code,
            Some(function),
            &globals,
            namespace,
            Regs::NONE,
            Continue::simple(Then::Discard),
        )?;
        Ok(DEFERRED)
    }

    // From Rust: these nest a loop when the callee is Python.

    /// Calls with positional arguments.
    pub fn call(&mut self, callable: &Value, args: &[Value]) -> Result<Value> {
        self.call_named(callable, args, &[])
    }
    /// Calls with positional and keyword arguments.
    pub fn call_kw(
        &mut self,
        callable: &Value,
        args: &[Value],
        keywords: &[(Value, Value)],
    ) -> Result<Value> {
        let mut all = args.to_vec();
        all.extend(keywords.iter().map(|(_, value)| value.clone()));
        let names: Vec<Value> = keywords.iter().map(|(name, _)| name.clone()).collect();
        self.call_named(callable, &all, &names)
    }
    /// Calls with arguments of which the last `names.len()` are keyword ones.
    pub fn call_named(&mut self, callable: &Value, args: &[Value], names: &[Value]) -> Result<Value> {
        if let Some(
            fixed::BUILTIN
            | fixed::METHOD_WRAPPER
            | fixed::NATIVE_METHOD
            | fixed::WRAPPER
            | fixed::CLASS_METHOD_DESCRIPTOR,
        ) = callable.header().map(|header| header.map.get())
        {
            let depth = self.fiber.frames.len();
            let result = self.call_native(callable, args, names)?;
            return self.await_native(result, depth);
        }
        self.deeper(|vm| {
            let depth = vm.fiber.frames.len();
            let exit = Continue::simple(Then::Exit);
            vm.call_slice(callable.clone(), args, names, Regs::NONE, exit)?;
            vm.finish_nested(depth)
        })
    }
    /// Calls a method by name.
    pub fn call_method(&mut self, object: &Value, name: crate::names::Name, args: &[Value]) -> Result<Value> {
        let function = self.get_known_attr(object, name)?;
        self.call(&function, args)
    }
    /// Calls a special method found on the class, binding it to `this`.
    pub fn call_slot(&mut self, function: &Value, this: &Value, args: &[&Value]) -> Result<Value> {
        let depth = self.fiber.frames.len();
        let result = self.start_slot(function, this, args)?;
        self.await_native(result, depth)
    }
    /// Like [`Vm::call_slot`], but a native may answer later.
    #[inline]
    pub(crate) fn start_slot(&mut self, function: &Value, this: &Value, args: &[&Value]) -> Result<Value> {
        match function.header().map(|header| header.map.get()) {
            Some(fixed::WRAPPER | fixed::NATIVE_METHOD) => {
                let Some(method) = function.cast::<NativeMethod>() else { return Ok(Value::NONE) };
                let def = method.def;
                match (args, def.code) {
                    ([], NativeCode::Bound(native)) if def.signature.len() == 1 => {
                        native(self, crate::value::borrow_args([this]).as_slice())
                    }
                    ([a], NativeCode::Bound(native)) if def.signature.len() == 2 => {
                        native(self, crate::value::borrow_args([this, a]).as_slice())
                    }
                    ([a, b], NativeCode::Bound(native)) if def.signature.len() == 3 => {
                        native(self, crate::value::borrow_args([this, a, b]).as_slice())
                    }
                    _ => {
                        let all: Vec<Value> =
                            std::iter::once(this).chain(args.iter().copied()).cloned().collect();
                        self.call_def(def, &all, &[])
                    }
                }
            }
            Some(fixed::FUNCTION) => self.deeper(|vm| {
                let depth = vm.fiber.frames.len();
                let (place, flags) = vm.place_above(args.len() + 1);
                place.init(0, this.clone());
                for (i, arg) in args.iter().enumerate() {
                    place.init(i as u16 + 1, Value::clone(arg));
                }
                let exit = Continue::simple(Then::Exit);
                vm.call_function_above(function.clone(), place, args.len() + 1, Regs::NONE, exit, flags)?;
                vm.finish_nested(depth)
            }),
            _ => {
                let class = self.class_of(this);
                let bound = self.bind(function, this, &class)?;
                let all: Vec<Value> = args.iter().copied().cloned().collect();
                self.call(&bound, &all)
            }
        }
    }
    /// Calls `__next__`; `UNDEF` at the end of a native iterator.
    pub(crate) fn call_next(&mut self, function: &Value, iterator: &Value) -> Result<Value> {
        if iterator.has_map(fixed::GENERATOR) {
            return self.deeper(|vm| {
                let depth = vm.fiber.frames.len();
                let exit = Continue { x: STOP_IS_END, ..Continue::simple(Then::Exit) };
                super::generator::resume(vm, iterator, Value::NONE, Regs::NONE, exit)?;
                vm.finish_nested(depth)
            });
        }
        self.call_slot(function, iterator, &[])
    }
    /// The result of a native that may have deferred it.
    pub(crate) fn await_native(&mut self, result: Value, depth: usize) -> Result<Value> {
        if !result.is_deferred() {
            return Ok(result);
        }
        self.fiber.frames[depth].then = Continue::simple(Then::Exit);
        self.deeper(|vm| vm.finish_nested(depth))
    }
    /// Runs until the frames above `depth` are gone and gives the result that was left.
    pub(crate) fn finish_nested(&mut self, depth: usize) -> Result<Value> {
        if self.fiber.frames.len() > depth {
            self.run_nested(depth)?;
        }
        Ok(self.exit_value.take())
    }
    /// A function object for code that has none (modules, `exec`).
    pub fn function_for(&mut self, code: &Handle<Code>, globals: &Handle<Dict>) -> Value {
        super::slow::functions::make_function(self, code.clone(), globals.clone()).into_value()
    }
    /// Takes the running frame off.
    pub(crate) fn pop_frame(&mut self) -> Frame {
        let frame = self.fiber.frames.pop().expect("there is a frame to pop");
        if !frame.is_native() {
            self.fiber.depth -= 1 + frame.hidden as usize;
        }
        if frame.flags & super::frame::FIRST_IN_CHUNK != 0 {
            self.fiber.shrink();
            if frame.flags & super::frame::TWO_CHUNKS != 0 {
                self.fiber.shrink();
            }
        }
        frame
    }
    /// `f(*args, **kwargs)` of a Python function with a plain dictionary: the arguments go straight to its window.
    pub(crate) fn call_spread_plain(
        &mut self,
        callable: Value,
        args: &Tuple,
        kwargs: &Dict,
        ret: Regs,
    ) -> Result<()> {
        let given = args.as_slice();
        let count = given.len() + kwargs.len(self);
        let (place, flags) = self.place_above(count);
        let table = kwargs.table.get(self);
        let mut names = Vec::with_capacity(table.len());
        let mut plain = true;
        for (at, entry) in (given.len()..).zip(table.iter()) {
            plain &= entry.key.cast::<Str>().is_some();
            place.init(at as u16, entry.value.clone());
            names.push(entry.key.clone());
        }
        for (at, arg) in given.iter().enumerate() {
            place.init(at as u16, arg.clone());
        }
        let depth = self.fiber.frames.len();
        let result = if plain {
            for name in &mut names {
                if !name.exact::<Str>().is_some_and(|text| text.is_interned()) {
                    *name = self.intern(name);
                }
            }
            self.call_function(callable, place, count, &names, ret, Continue::simple(Then::Store))
        } else {
            drop_all(place, count);
            Err(self.type_error("keywords must be strings"))
        };
        self.settle_chunk(flags, depth);
        result
    }
    /// Arguments of `f(*args, **kwargs)` as one list with names for the last of them.
    pub(crate) fn spread_call(
        &mut self,
        args: &Value,
        kwargs: Option<&Value>,
    ) -> Result<(Vec<Value>, Vec<Value>)> {
        let mut all = match args.exact::<Tuple>() {
            Some(tuple) => tuple.as_slice().to_vec(),
            None => self.collect(args)?,
        };
        let mut names = Vec::new();
        if let Some(kwargs) = kwargs
            && let Some(dict) = kwargs.cast::<Dict>()
        {
            for (key, value) in dict.pairs(self) {
                if key.cast::<crate::value::Str>().is_none() {
                    return Err(self.type_error("keywords must be strings"));
                }
                names.push(self.intern(&key));
                all.push(value);
            }
        }
        Ok((all, names))
    }
}

/// Whether a callable is a native function or method.
#[inline]
pub(super) fn is_native(callable: &Value) -> bool {
    matches!(
        callable.header().map(|header| header.map.get()),
        Some(
            fixed::BUILTIN
                | fixed::METHOD_WRAPPER
                | fixed::NATIVE_METHOD
                | fixed::WRAPPER
                | fixed::CLASS_METHOD_DESCRIPTOR
        )
    )
}

/// In `Continue::x` of a `__next__` call: StopIteration means the end, not an error.
pub(crate) const STOP_IS_END: u8 = 0x80;

impl Frame {
    fn keep_chunks(&mut self) {
        // Two chunks end with this frame: note it by a second flag bit.
        self.flags |= super::frame::TWO_CHUNKS;
    }
    /// Whether this is a generator's frame.
    pub fn is_generator(&self) -> bool {
        self.flags & GENERATOR != 0
    }
}

/// Releases the locals of a frame that ends, last to first as CPython does. By twos: engines look at their stack's limit
/// in each turn of a loop.
#[inline(always)]
pub(crate) fn drop_locals(fp: Regs, count: usize) {
    let mut pairs = fp.slice_mut(count).rchunks_exact_mut(2);
    for pair in &mut pairs {
        let [first, second] = pair else { continue };
        end_local(second);
        end_local(first);
    }
    for register in pairs.into_remainder() {
        end_local(register);
    }
}

#[inline(always)]
fn end_local(register: &mut Value) {
    if register.is_object() {
        drop(register.take());
    }
}

/// Releases arguments that have been used.
#[inline]
pub(crate) fn drop_all(place: Regs, count: usize) {
    for i in 0..count {
        drop(place.take(i as u16));
    }
}

impl Vm {
    /// An exception was raised with frames of a nested run already pushed: it goes on in them.
    pub(crate) fn fail_nested(&mut self, raised: crate::error::Raised, depth: usize) -> Result<()> {
        if self.fiber.frames.len() <= depth {
            return Err(raised);
        }
        self.pending_error = Some(self.take_raised(raised));
        Ok(())
    }
}

impl Vm {
    /// What a native answers that pushed a frame at `depth` with `Then::Exit`: later, or at once if that has ended.
    pub(crate) fn note_deferred(&mut self, depth: usize) -> Result<Value> {
        if self.fiber.frames.len() > depth {
            return Ok(DEFERRED);
        }
        Ok(self.exit_value.take())
    }
}
