//! `_thread`: locks and threads, which are fibers (`eval/threads.rs`).

mod handle;
mod local;
mod locks;

use crate::{
    constant,
    error::Result,
    function,
    native::{ModuleDef, Row},
    objects::exceptions::ExcKind,
    value::Value,
    vm::Vm,
};
use handle::ThreadHandle;
use locks::Lock;

/// The identifier of the running thread.
pub fn ident(vm: &mut Vm) -> i64 {
    vm.current_fiber().into()
}

/// Longest timeout, in seconds.
const TIMEOUT_MAX: f64 = 9_223_372_036.0;

/// Reads `blocking` and `timeout`; what to wait for at most: nothing for no waiting, infinite for ever.
fn patience(vm: &mut Vm, blocking: Option<bool>, timeout: Option<Value>) -> Result<Option<f64>> {
    let blocking = blocking.unwrap_or(true);
    let timeout = match timeout {
        Some(timeout) => vm.float_value(&timeout)?,
        None => -1.0,
    };
    if !blocking && timeout != -1.0 {
        return Err(vm.value_error("can't specify a timeout for a non-blocking call"));
    }
    if timeout < 0.0 && timeout != -1.0 {
        return Err(vm.value_error("timeout value must be a non-negative number"));
    }
    if timeout > TIMEOUT_MAX {
        return Err(vm.overflow_error("timeout value is too large"));
    }
    Ok(match (blocking, timeout) {
        (false, _) => None,
        (true, -1.0) => Some(f64::INFINITY),
        (true, timeout) => Some(timeout),
    })
}

impl Vm {
    /// The monotonic clock's time in so many seconds; none if that is never.
    pub fn moment_in(&mut self, seconds: f64) -> Option<u64> {
        let now = self.host.monotonic_clock();
        seconds.is_finite().then(|| now.saturating_add((seconds * 1e9) as u64))
    }
}

fn exit(vm: &mut Vm) -> Result<()> {
    Err(vm.raise_args(ExcKind::SystemExit, vec![]))
}

fn interrupt_main(vm: &mut Vm, signal: Option<i64>) -> Result<()> {
    let number = signal.unwrap_or(super::signals::SIGINT);
    if !(1..65).contains(&number) {
        return Err(vm.value_error("signal number out of range"));
    }
    if vm.current_fiber() != vm.main_fiber() && number == super::signals::SIGINT {
        vm.interrupt_main_fiber();
        return Ok(());
    }
    // What the system would do is left undone: this only imitates a signal.
    vm.deliver_signal(number).map(drop)
}

fn stack_size(_vm: &mut Vm, _size: Option<i64>) -> i64 {
    0
}

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_thread",
    doc: "This module provides primitive operations to write multi-threaded programs.\nThe 'threading' module provides \
          a more convenient interface.",
    rows: ROWS,
    types: &[&locks::LOCK, &locks::RLOCK, &local::LOCAL, &handle::THREAD_HANDLE],
    init: Some(|vm, module| {
        let dict = module.dict.clone();
        let lock = vm.native_type::<Lock>().into_value();
        dict.set_text(vm, "LockType", lock);
        let error = vm.exception_type(ExcKind::RuntimeError).into_value();
        dict.set_text(vm, "error", error);
        Ok(())
    }),
};

const ROWS: &[Row] = &[
    function!(
        "get_ident()",
        ident,
        0,
        "Return a non-zero integer that uniquely identifies the current thread."
    ),
    function!(
        "get_native_id()",
        ident,
        0,
        "Return a non-negative integer identifying the thread as reported by the OS."
    ),
    function!("_get_main_thread_ident()", |vm: &mut Vm| i64::from(vm.main_fiber()), 0),
    function!(
        "_is_main_interpreter()",
        |_: &mut Vm| true,
        0,
        "Return True if the current interpreter is the main Python interpreter."
    ),
    function!("allocate_lock()", Lock::open, 0, "Create a new lock object."),
    function!("allocate()", Lock::open, 0),
    function!(
        "start_new_thread(function, args, kwargs=None, /)",
        handle::start_new,
        3,
        "Start a new thread and return its identifier."
    ),
    function!("start_new(function, args, kwargs=None, /)", handle::start_new, 3),
    function!("start_joinable_thread(function, handle=None, daemon=True)", handle::start_joinable, 3),
    function!("_make_thread_handle(ident, /)", ThreadHandle::of_running, 1),
    function!(
        "daemon_threads_allowed()",
        |_: &mut Vm| true,
        0,
        "Return True if daemon threads are allowed in the current interpreter."
    ),
    function!("exit()", exit, 0, "This is synonymous to ``raise SystemExit''."),
    function!("exit_thread()", exit, 0),
    function!(
        "interrupt_main(signum=2, /)",
        interrupt_main,
        1,
        "Simulate the arrival of the given signal in the main thread."
    ),
    function!(
        "stack_size(size=0, /)",
        stack_size,
        1,
        "Return the thread stack size used when creating new threads."
    ),
    function!("_count()", |vm: &mut Vm| vm.threads.started() as i64, 0),
    function!("_shutdown()", handle::shut_down, 0),
    function!("set_name(name)", |_: &mut Vm, _: Value| (), 1),
    constant!("TIMEOUT_MAX", |_| Value::float(TIMEOUT_MAX)),
];
