//! Methods of generators, coroutines, async generators and of what their awaitables are.
//!
//! `send`, `throw` and `__next__` push the generator's frame and answer later, so that no Rust frame lies between.

use crate::{
    error::Result,
    // tidy: allow(room): a generator runs in the loop
    eval::{
        delegation::is_running,
        frame::{Continue, Then},
        generator,
        slow::async_gen,
        stack::Regs,
    },
    getset,
    method,
    native::TypeDef,
    objects::{
        async_send::{AsyncSend, Request},
        exceptions::{ExcKind, Exception},
        generator::{Generator, State},
    },
    types::type_flags,
    value::{Handle, Obj, Tuple, Value, fixed, map::Layout},
    vm::Vm,
};

/// The wrapper that `coroutine.__await__` gives.
pub struct CoroutineWrapper {
    /// The coroutine.
    pub coroutine: Value,
}
crate::body!(CoroutineWrapper, fixed::COROUTINE_WRAPPER, [coroutine]);

/// Results that come at once are left where `note_deferred` finds them; otherwise the caller says where they go.
const LATER: Continue = Continue::simple(Then::Exit);

fn send(vm: &mut Vm, this: &Value, value: Value) -> Result<Value> {
    if let Some(wrapper) = this.cast::<CoroutineWrapper>() {
        let coroutine = wrapper.coroutine.clone();
        return send(vm, &coroutine, value);
    }
    let depth = vm.fiber.frames.len();
    if this.cast::<AsyncSend>().is_some() {
        if let Err(raised) = async_gen::resume(vm, this, value, Regs::NONE, LATER) {
            // What `athrow` and `aclose` raise goes on in the frame that was pushed.
            vm.fail_nested(raised, depth)?;
        }
    } else {
        generator::resume(vm, this, value, Regs::NONE, LATER)?;
    }
    vm.note_deferred(depth)
}

fn next(vm: &mut Vm, this: &Value) -> Result<Value> {
    send(vm, this, Value::NONE)
}

fn itself(_vm: &mut Vm, this: &Value) -> Value {
    this.clone()
}

fn is_exception_class(what: &Value) -> bool {
    what.cast::<crate::types::Type>().is_some_and(|class| class.has(type_flags::EXCEPTION))
}

/// The exception that `throw(type_or_value, value, traceback)` raises.
fn thrown(vm: &mut Vm, what: &Value, value: Option<Value>, traceback: Option<Value>) -> Result<Value> {
    if let Some(traceback) = &traceback
        && !traceback.is_none()
        && traceback.cast::<crate::objects::traceback::Traceback>().is_none()
    {
        return Err(vm.type_error("throw() third argument must be a traceback object"));
    }
    let is_class = is_exception_class(what);
    let value = value.filter(|value| !value.is_none());
    let exc = if is_class {
        match value {
            None => vm.exception_from(what)?,
            Some(value) if vm.is_instance(&value, what)? => value,
            Some(value) => {
                let args = match value.cast::<Tuple>() {
                    Some(tuple) => tuple.as_slice().to_vec(),
                    None => vec![value],
                };
                vm.call(what, &args)?
            }
        }
    } else if what.cast::<Exception>().is_some() {
        if value.is_some() {
            return Err(vm.type_error("instance exception may not have a separate value"));
        }
        what.clone()
    } else {
        let name = vm.type_name(what);
        return Err(vm.type_error(format_args!(
            "exceptions must be classes or instances deriving from BaseException, not {name}"
        )));
    };
    if let (Some(traceback), Some(inner)) = (traceback.filter(|tb| !tb.is_none()), exc.cast::<Exception>()) {
        inner.traceback.set(vm, traceback);
    }
    Ok(exc)
}

fn throw(
    vm: &mut Vm,
    this: &Value,
    what: &Value,
    value: Option<Value>,
    traceback: Option<Value>,
) -> Result<Value> {
    if let Some(wrapper) = this.cast::<CoroutineWrapper>() {
        let coroutine = wrapper.coroutine.clone();
        return throw(vm, &coroutine, what, value, traceback);
    }
    if value.is_some() || traceback.is_some() {
        let text =
            "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.";
        vm.warn(ExcKind::DeprecationWarning, text, 0)?;
    }
    let exc = match thrown(vm, what, value, traceback) {
        Ok(exc) => exc,
        // What cannot be made is thrown in its place; what is no exception at all is the caller's mistake.
        Err(raised) if is_exception_class(what) => vm.take_raised(raised),
        Err(raised) => return Err(raised),
    };
    let depth = vm.fiber.frames.len();
    let result = if this.cast::<AsyncSend>().is_some() {
        async_gen::throw(vm, this, exc, Regs::NONE, LATER)
    } else {
        generator::throw(vm, this, exc, Regs::NONE, LATER)
    };
    if let Err(raised) = result {
        // The exception goes on in the frame that was pushed.
        vm.fail_nested(raised, depth)?;
    }
    vm.note_deferred(depth)
}

fn close(vm: &mut Vm, this: &Value) -> Result<Value> {
    if let Some(wrapper) = this.cast::<CoroutineWrapper>() {
        let coroutine = wrapper.coroutine.clone();
        return generator::close(vm, &coroutine);
    }
    generator::close(vm, this)
}

fn close_awaitable(vm: &mut Vm, this: &Obj<AsyncSend>) -> Result<()> {
    if this.state.get() == 2 {
        return Ok(());
    }
    if this.state.get() == 0 {
        this.state.set(2);
        return Ok(());
    }
    let exc = vm.new_exception(ExcKind::GeneratorExit, vec![]);
    let this = this.to_value();
    let result = vm.call_method(&this, crate::names::throw, &[exc]);
    match result {
        Ok(_) => Err(vm.runtime_error("coroutine ignored GeneratorExit")),
        Err(raised)
            if vm.raised_is(&raised, ExcKind::GeneratorExit)
                || vm.raised_is(&raised, ExcKind::StopIteration)
                || vm.raised_is(&raised, ExcKind::StopAsyncIteration) =>
        {
            drop(vm.take_raised(raised));
            Ok(())
        }
        Err(raised) => Err(raised),
    }
}

fn repr(vm: &mut Vm, this: &Obj<Generator>) -> String {
    let value = this.to_value();
    let kind = if value.has_map(fixed::COROUTINE) {
        "coroutine"
    } else if value.has_map(fixed::ASYNC_GENERATOR) {
        "async_generator"
    } else {
        "generator"
    };
    let (name, id) = (qualname(vm, this), vm.id(&value));
    format!("<{kind} object {} at {id:#x}>", vm.text_of(&name))
}

fn name(vm: &mut Vm, this: &Obj<Generator>) -> Value {
    match this.rarely(vm, |rare| &rare.name) {
        name if name.is_undef() => this.frame.get(vm).code.get().name.clone(),
        name => name,
    }
}
fn set_name(vm: &mut Vm, this: &Obj<Generator>, value: Option<Value>) -> Result<()> {
    match value.filter(|value| value.cast::<crate::value::Str>().is_some()) {
        Some(value) => {
            this.rare(vm).name = value;
            Ok(())
        }
        None => Err(vm.type_error("__name__ must be set to a string object")),
    }
}
fn qualname(vm: &mut Vm, this: &Obj<Generator>) -> Value {
    match this.rarely(vm, |rare| &rare.qualname) {
        name if name.is_undef() => this.frame.get(vm).code.get().qualname.clone(),
        name => name,
    }
}
fn set_qualname(vm: &mut Vm, this: &Obj<Generator>, value: Option<Value>) -> Result<()> {
    match value.filter(|value| value.cast::<crate::value::Str>().is_some()) {
        Some(value) => {
            this.rare(vm).qualname = value;
            Ok(())
        }
        None => Err(vm.type_error("__qualname__ must be set to a string object")),
    }
}
fn running(vm: &mut Vm, this: &Obj<Generator>) -> bool {
    is_running(vm, this)
}
fn running_async(_vm: &mut Vm, this: &Obj<Generator>) -> bool {
    this.running_async.get()
}
fn suspended(vm: &mut Vm, this: &Obj<Generator>) -> bool {
    this.state.get() == State::Suspended && !is_running(vm, this)
}
fn delegate(vm: &mut Vm, this: &Obj<Generator>) -> Value {
    if is_running(vm, this) {
        return Value::NONE;
    }
    this.delegate.cloned(vm).or_none()
}
fn code(vm: &mut Vm, this: &Obj<Generator>) -> Value {
    this.frame.get(vm).code.get().to_value()
}
fn frame(vm: &mut Vm, this: &Obj<Generator>) -> Value {
    if this.state.get() == State::Closed {
        return Value::NONE;
    }
    generator::frame_object(vm, &this.to_value())
}
fn origin(vm: &mut Vm, this: &Obj<Generator>) -> Value {
    this.rarely(vm, |rare| &rare.origin).or_none()
}
fn await_coroutine(_vm: &mut Vm, this: Value) -> Handle<CoroutineWrapper> {
    Handle::new(CoroutineWrapper { coroutine: this })
}
fn anext(vm: &mut Vm, this: &Value) -> Result<Value> {
    async_gen::request(vm, this, Request::Send, Value::NONE)
}
fn asend(vm: &mut Vm, this: &Value, value: Value) -> Result<Value> {
    async_gen::request(vm, this, Request::Send, value)
}
fn athrow(
    vm: &mut Vm,
    this: &Value,
    what: &Value,
    value: Option<Value>,
    traceback: Option<Value>,
) -> Result<Value> {
    if value.is_some() || traceback.is_some() {
        let text =
            "the (type, exc, tb) signature of athrow() is deprecated, use the single-arg signature instead.";
        vm.warn(ExcKind::DeprecationWarning, text, 0)?;
    }
    let exc = thrown(vm, what, value, traceback)?;
    async_gen::request(vm, this, Request::Throw, exc)
}
fn aclose(vm: &mut Vm, this: &Value) -> Result<Value> {
    let exc = vm.new_exception(ExcKind::GeneratorExit, vec![]);
    async_gen::request(vm, this, Request::Close, exc)
}
fn class_getitem(vm: &mut Vm, class: Value, item: &Value) -> Value {
    vm.new_generic_alias(&class, item)
}

macro_rules! throw_row {
    () => {
        method!(
            "throw(self, type, value=None, traceback=None, /)",
            throw,
            4,
            "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded value or raise\nStopIteration.\nthe (type, val, tb) signature is deprecated, \nand may be removed in a future version of Python."
        )
    };
}

/// `generator`
pub static GENERATOR: TypeDef = TypeDef {
    name: "generator",
    doc: "",
    base: None,
    map: Some(fixed::GENERATOR),
    layout: Layout::of::<Generator>(),
    flags: type_flags::NO_NEW | type_flags::WEAK,
    rows: &[
        method!("__repr__(self, /)", repr, 1),
        method!("__iter__(self, /)", itself, 1),
        method!("__next__(self, /)", next, 1),
        method!(
            "send(self, value, /)",
            send,
            2,
            "send(value) -> send 'value' into generator,\nreturn next yielded value or raise StopIteration."
        ),
        throw_row!(),
        method!("close(self, /)", close, 1, "close() -> raise GeneratorExit inside generator."),
        crate::class_method!("__class_getitem__(cls, item, /)", class_getitem, 2),
        getset!("__name__", name, set_name),
        getset!("__qualname__", qualname, set_qualname),
        getset!("gi_running", running),
        getset!("gi_suspended", suspended),
        getset!("gi_yieldfrom", delegate),
        getset!("gi_code", code),
        getset!("gi_frame", frame),
    ],
};

/// `coroutine`
pub static COROUTINE: TypeDef = TypeDef {
    name: "coroutine",
    doc: "",
    base: None,
    map: Some(fixed::COROUTINE),
    layout: Layout::of::<Generator>(),
    flags: type_flags::NO_NEW | type_flags::WEAK,
    rows: &[
        method!("__repr__(self, /)", repr, 1),
        method!("__await__(self, /)", await_coroutine, 1),
        method!(
            "send(self, value, /)",
            send,
            2,
            "send(arg) -> send 'arg' into coroutine,\nreturn next yielded value or raise StopIteration."
        ),
        throw_row!(),
        method!("close(self, /)", close, 1, "close() -> raise GeneratorExit inside coroutine."),
        crate::class_method!("__class_getitem__(cls, item, /)", class_getitem, 2),
        getset!("__name__", name, set_name),
        getset!("__qualname__", qualname, set_qualname),
        getset!("cr_running", running),
        getset!("cr_suspended", suspended),
        getset!("cr_await", delegate),
        getset!("cr_code", code),
        getset!("cr_frame", frame),
        getset!("cr_origin", origin),
    ],
};

/// `coroutine_wrapper`
pub static COROUTINE_WRAPPER: TypeDef = TypeDef {
    name: "coroutine_wrapper",
    doc: "A wrapper object implementing __await__ for coroutines.",
    base: None,
    map: Some(fixed::COROUTINE_WRAPPER),
    layout: Layout::of::<CoroutineWrapper>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!("__iter__(self, /)", itself, 1),
        method!("__next__(self, /)", next, 1),
        method!(
            "send(self, value, /)",
            send,
            2,
            "send(arg) -> send 'arg' into coroutine,\nreturn next yielded value or raise StopIteration."
        ),
        throw_row!(),
        method!("close(self, /)", close, 1, "close() -> raise GeneratorExit inside coroutine."),
    ],
};

/// `async_generator`
pub static ASYNC_GENERATOR: TypeDef = TypeDef {
    name: "async_generator",
    doc: "",
    base: None,
    map: Some(fixed::ASYNC_GENERATOR),
    layout: Layout::of::<Generator>(),
    flags: type_flags::NO_NEW | type_flags::WEAK,
    rows: &[
        method!("__repr__(self, /)", repr, 1),
        method!("__aiter__(self, /)", itself, 1),
        method!("__anext__(self, /)", anext, 1),
        method!("asend(self, value, /)", asend, 2, "asend(v) -> send 'v' in generator."),
        method!(
            "athrow(self, type, value=None, traceback=None, /)",
            athrow,
            4,
            "athrow(value)\nathrow(type[,value[,tb]])\n\nraise exception in generator.\nthe (type, val, tb) signature is deprecated, \nand may be removed in a future version of Python."
        ),
        method!("aclose(self, /)", aclose, 1, "aclose() -> raise GeneratorExit inside generator."),
        crate::class_method!("__class_getitem__(cls, item, /)", class_getitem, 2),
        getset!("__name__", name, set_name),
        getset!("__qualname__", qualname, set_qualname),
        getset!("ag_running", running_async),
        getset!("ag_suspended", suspended),
        getset!("ag_await", delegate),
        getset!("ag_code", code),
        getset!("ag_frame", frame),
    ],
};

const AWAITABLE_ROWS: &[crate::native::Row] = &[
    method!("__await__(self, /)", itself, 1),
    method!("__iter__(self, /)", itself, 1),
    method!("__next__(self, /)", next, 1),
    method!("send(self, value, /)", send, 2),
    method!("throw(self, type, value=None, traceback=None, /)", throw, 4),
    method!("close(self, /)", close_awaitable, 1),
];

/// `async_generator_asend`
pub static ASYNC_SEND: TypeDef = TypeDef {
    name: "async_generator_asend",
    doc: "",
    base: None,
    map: Some(fixed::ASYNC_SEND),
    layout: Layout::of::<AsyncSend>(),
    flags: type_flags::NO_NEW,
    rows: AWAITABLE_ROWS,
};

/// `async_generator_athrow`
pub static ASYNC_THROW: TypeDef = TypeDef {
    name: "async_generator_athrow",
    doc: "",
    base: None,
    map: Some(fixed::ASYNC_THROW),
    layout: Layout::of::<AsyncSend>(),
    flags: type_flags::NO_NEW,
    rows: AWAITABLE_ROWS,
};
