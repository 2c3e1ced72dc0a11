//! `_thread._ThreadHandle`: a thread as others see it, and starting and joining threads.

use super::{ident, local, patience};
use crate::{
    body,
    error::Result,
    getset,
    host::Pending,
    method,
    native::{Resumable, Step, TypeDef},
    objects::{dict::Dict, exceptions::ExcKind},
    static_method,
    types::Type,
    value::{Handle, Obj, Trace, Tracer, Tuple, Value, map::Layout},
    vm::Vm,
};
use std::cell::Cell;

/// How far a thread has come.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    NotStarted,
    Running,
    Done,
}

/// `_thread._ThreadHandle`
pub struct ThreadHandle {
    ident: Cell<u32>,
    stage: Cell<Stage>,
}
body!(ThreadHandle);

/// Threads that the end of the program waits for.
#[derive(Default)]
struct Awaited(Vec<Handle<ThreadHandle>>);

fn key(this: &Obj<ThreadHandle>) -> usize {
    std::ptr::from_ref(this) as usize
}

/// Waiting for the ends of threads.
struct Join {
    handles: Vec<Handle<ThreadHandle>>,
    until: Option<u64>,
}

impl Resumable for Join {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        result?;
        self.handles.retain(|handle| handle.stage.get() != Stage::Done);
        let Some(next) = self.handles.first() else { return Ok(Step::Return(Value::NONE)) };
        if self.until.is_some_and(|until| until <= vm.host.monotonic_clock()) {
            return Ok(Step::Return(Value::NONE));
        }
        Ok(Step::Wait(Pending::Fiber { key: key(next), until: self.until }))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.handles.trace(tracer);
    }
}

impl ThreadHandle {
    /// A handle for a thread that runs already.
    pub(super) fn of_running(vm: &mut Vm, number: i64) -> Handle<ThreadHandle> {
        let ident = u32::try_from(number).unwrap_or(0);
        vm.new_native(ThreadHandle { ident: Cell::new(ident), stage: Cell::new(Stage::Running) })
    }
    fn new_(vm: &mut Vm, _class: &Obj<Type>) -> Handle<ThreadHandle> {
        vm.new_native(ThreadHandle { ident: Cell::new(0), stage: Cell::new(Stage::NotStarted) })
    }
    fn join(vm: &mut Vm, this: &Obj<ThreadHandle>, timeout: Option<Value>) -> Result<Value> {
        let seconds = match timeout.filter(|timeout| !timeout.is_none()) {
            Some(timeout) => vm.float_value(&timeout)?,
            None => -1.0,
        };
        let timeout = Some(Value::float(if seconds < 0.0 { -1.0 } else { seconds }));
        let patience = patience(vm, None, timeout)?.unwrap_or(f64::INFINITY);
        match this.stage.get() {
            Stage::NotStarted => return Err(vm.runtime_error("thread not started")),
            Stage::Done => return Ok(Value::NONE),
            Stage::Running if this.ident.get() == vm.current_fiber() => {
                return Err(vm.runtime_error("Cannot join current thread"));
            }
            Stage::Running => {}
        }
        let until = vm.moment_in(patience);
        vm.defer(Box::new(Join { handles: vec![this.to_handle()], until }))
    }
    fn is_done(_vm: &mut Vm, this: &Obj<ThreadHandle>) -> bool {
        this.stage.get() == Stage::Done
    }
    fn set_done(vm: &mut Vm, this: &Obj<ThreadHandle>) -> Result<()> {
        if this.stage.get() == Stage::NotStarted {
            return Err(vm.runtime_error("thread not started"));
        }
        this.stage.set(Stage::Done);
        vm.wake(key(this));
        Ok(())
    }
    fn ident(_vm: &mut Vm, this: &Obj<ThreadHandle>) -> i64 {
        this.ident.get().into()
    }
    fn repr(_vm: &mut Vm, this: &Obj<ThreadHandle>) -> String {
        format!("<_ThreadHandle object: ident={}>", this.ident.get())
    }
}

/// Table of `_ThreadHandle`.
pub static THREAD_HANDLE: TypeDef = TypeDef {
    name: "_thread._ThreadHandle",
    doc: "",
    base: None,
    map: None,
    layout: Layout::of::<ThreadHandle>(),
    flags: 0,
    rows: &[
        static_method!("__new__(cls)", ThreadHandle::new_, 1),
        method!("join(self, timeout=None, /)", ThreadHandle::join, 2),
        method!("is_done(self, /)", ThreadHandle::is_done, 1),
        method!("_set_done(self, /)", ThreadHandle::set_done, 1),
        method!("__repr__(self, /)", ThreadHandle::repr, 1),
        getset!("ident", ThreadHandle::ident),
    ],
};

/// The first frame of a thread: calls its function and sees to what that raises.
struct Main {
    /// What is called, once it has been.
    function: Value,
    /// Its arguments, the last of them by name.
    args: Vec<Value>,
    /// Names of the last arguments.
    names: Vec<Value>,
    /// What is told of the end, if anything: a thread handle.
    handle: Value,
    /// Set once the function was called.
    called: bool,
}

impl Resumable for Main {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        if !self.called {
            self.called = true;
            let (args, names) = (std::mem::take(&mut self.args), std::mem::take(&mut self.names));
            return Ok(Step::CallKw(self.function.clone(), args, names));
        }
        if let Err(raised) = result {
            let exc = vm.take_raised(raised);
            if !vm.is_exception_of(&exc, ExcKind::SystemExit) {
                let text = match vm.repr_text(&self.function) {
                    Ok(shown) => format!("Exception ignored in thread started by {shown}"),
                    Err(raised) => {
                        drop(vm.take_raised(raised));
                        "Exception ignored in thread started by".to_owned()
                    }
                };
                vm.report_unraisable(exc, Some(&text), &Value::NONE);
            }
        }
        drop(self.function.take());
        ended(vm, &self.handle);
        Ok(Step::Return(Value::NONE))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.function.trace(tracer);
        self.args.trace(tracer);
        self.names.trace(tracer);
        self.handle.trace(tracer);
    }
}

/// `start_new_thread(function, args, kwargs={}, /)`
pub(super) fn start_new(vm: &mut Vm, function: Value, args: &Value, keywords: Option<Value>) -> Result<i64> {
    if !vm.is_callable(&function) {
        return Err(vm.type_error("first arg must be callable"));
    }
    if args.cast::<Tuple>().is_none() {
        return Err(vm.type_error("2nd arg must be a tuple"));
    }
    if keywords.as_ref().is_some_and(|keywords| keywords.cast::<Dict>().is_none()) {
        return Err(vm.type_error("optional 3rd arg must be a dictionary"));
    }
    let (args, names) = vm.spread_call(args, keywords.as_ref())?;
    let main = Main { function, args, names, handle: Value::UNDEF, called: false };
    vm.start_fiber(Box::new(main)).map(i64::from)
}

/// `start_joinable_thread(function, handle=None, daemon=True)`
pub(super) fn start_joinable(
    vm: &mut Vm,
    function: Value,
    handle: Option<Value>,
    daemon: Option<bool>,
) -> Result<Value> {
    if !vm.is_callable(&function) {
        return Err(vm.type_error("thread function must be callable"));
    }
    let handle = match handle.filter(|handle| !handle.is_none()) {
        Some(handle) => handle,
        None => {
            let made = ThreadHandle { ident: Cell::new(0), stage: Cell::new(Stage::NotStarted) };
            vm.new_native(made).into_value()
        }
    };
    let Some(this) = handle.cast::<ThreadHandle>() else {
        return Err(vm.type_error("'handle' must be a _ThreadHandle"));
    };
    if this.stage.get() != Stage::NotStarted {
        return Err(vm.runtime_error("thread already started"));
    }
    let main = Main { function, args: Vec::new(), names: Vec::new(), handle: handle.clone(), called: false };
    let id = vm.start_fiber(Box::new(main))?;
    this.ident.set(id);
    this.stage.set(Stage::Running);
    if daemon == Some(false) {
        let awaited = this.to_handle();
        vm.state::<Awaited>().0.push(awaited);
    }
    Ok(handle)
}

/// The running thread's function has ended.
fn ended(vm: &mut Vm, handle: &Value) {
    let fiber = vm.current_fiber();
    local::forget(vm, fiber);
    if let Some(this) = handle.cast::<ThreadHandle>() {
        this.stage.set(Stage::Done);
        let awaited = &mut vm.state::<Awaited>().0;
        awaited.retain(|awaited| awaited.stage.get() != Stage::Done);
        vm.wake(key(this));
    }
}

/// `_shutdown()`: waits for the threads that are not daemons.
pub(super) fn shut_down(vm: &mut Vm) -> Result<Value> {
    let me = ident(vm);
    let handles: Vec<_> = vm
        .state::<Awaited>()
        .0
        .iter()
        .filter(|handle| i64::from(handle.ident.get()) != me)
        .cloned()
        .collect();
    if handles.is_empty() {
        return Ok(Value::NONE);
    }
    vm.defer(Box::new(Join { handles, until: None }))
}
