//! `_thread`: locks and what `threading` needs. One line of execution so far: threads cannot be started yet, so a lock
//! that is held can only have been taken by the program itself, and waiting for it would never end.

use crate::{
    body, constant,
    error::Result,
    function, getset,
    host::Answer,
    method,
    native::{Kwargs, ModuleDef, Rest, Row, TypeDef},
    objects::exceptions::ExcKind,
    static_method,
    types::{Type, type_flags},
    value::{Handle, Obj, Value, map::Layout},
    vm::Vm,
};
use std::cell::Cell;

/// `_thread.lock`
pub struct Lock {
    locked: Cell<bool>,
}
body!(Lock);

/// `_thread.RLock`
pub struct RLock {
    count: Cell<u64>,
}
body!(RLock);

/// `_thread._local`: attributes of its own in each thread.
pub struct Local {}
body!(Local);

/// `_thread._ThreadHandle`
pub struct ThreadHandle {
    ident: Cell<i64>,
    done: Cell<bool>,
}
body!(ThreadHandle);

/// The identifier of the only thread.
pub fn ident(_vm: &mut Vm) -> i64 {
    1
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

/// Waits for something that cannot happen: false after the timeout, an error if that is never.
fn wait_in_vain(vm: &mut Vm, patience: Option<f64>) -> Result<bool> {
    match patience {
        None => Ok(false),
        Some(seconds) if seconds.is_finite() => {
            let answer: Answer<()> = vm.host.sleep(seconds);
            let _ = answer;
            Ok(false)
        }
        Some(_) => Err(vm.runtime_error("waiting for a lock that this thread holds itself would never end")),
    }
}

impl Lock {
    fn new_(vm: &mut Vm, _class: &Obj<Type>) -> Handle<Lock> {
        vm.new_native(Lock { locked: Cell::new(false) })
    }
    fn acquire(
        vm: &mut Vm,
        this: &Obj<Lock>,
        blocking: Option<bool>,
        timeout: Option<Value>,
    ) -> Result<bool> {
        let patience = patience(vm, blocking, timeout)?;
        if !this.locked.get() {
            this.locked.set(true);
            return Ok(true);
        }
        wait_in_vain(vm, patience)
    }
    fn release(vm: &mut Vm, this: &Obj<Lock>) -> Result<()> {
        if !this.locked.replace(false) {
            return Err(vm.runtime_error("release unlocked lock"));
        }
        Ok(())
    }
    fn locked(_vm: &mut Vm, this: &Obj<Lock>) -> bool {
        this.locked.get()
    }
    fn enter(vm: &mut Vm, this: &Obj<Lock>) -> Result<bool> {
        Lock::acquire(vm, this, None, None)
    }
    fn exit(vm: &mut Vm, this: &Obj<Lock>, _args: Rest) -> Result<()> {
        Lock::release(vm, this)
    }
    fn reinit(_vm: &mut Vm, this: &Obj<Lock>) {
        this.locked.set(false);
    }
    fn repr(vm: &mut Vm, this: &Obj<Lock>) -> String {
        let word = if this.locked.get() { "locked" } else { "unlocked" };
        let id = vm.id(&this.to_value());
        format!("<{word} _thread.lock object at {id:#x}>")
    }
}

/// Table of `lock`.
pub static LOCK: TypeDef = TypeDef {
    name: "_thread.lock",
    doc: "A lock object is a synchronization primitive.",
    base: None,
    map: None,
    layout: Layout::of::<Lock>(),
    flags: type_flags::WEAK,
    rows: &[
        static_method!("__new__(cls)", Lock::new_, 1),
        method!("acquire(self, blocking=True, timeout=-1)", Lock::acquire, 3, "Lock the lock."),
        method!("acquire_lock(self, blocking=True, timeout=-1)", Lock::acquire, 3),
        method!("release(self)", Lock::release, 1, "Release the lock."),
        method!("release_lock(self)", Lock::release, 1),
        method!("locked(self)", Lock::locked, 1, "Return whether the lock is in the locked state."),
        method!("locked_lock(self)", Lock::locked, 1),
        method!("__enter__(self)", Lock::enter, 1),
        method!("__exit__(self, *exc_info)", Lock::exit, 2),
        method!("_at_fork_reinit(self)", Lock::reinit, 1),
        method!("__repr__(self, /)", Lock::repr, 1),
    ],
};

impl RLock {
    fn new_(vm: &mut Vm, class: &Obj<Type>) -> Handle<RLock> {
        let _ = vm;
        Handle::new_instance(class.instance_map.get(), RLock { count: Cell::new(0) })
    }
    fn acquire(
        vm: &mut Vm,
        this: &Obj<RLock>,
        blocking: Option<bool>,
        timeout: Option<Value>,
    ) -> Result<bool> {
        patience(vm, blocking, timeout)?;
        this.count.set(this.count.get() + 1);
        Ok(true)
    }
    fn release(vm: &mut Vm, this: &Obj<RLock>) -> Result<()> {
        match this.count.get().checked_sub(1) {
            Some(count) => {
                this.count.set(count);
                Ok(())
            }
            None => Err(vm.runtime_error("cannot release un-acquired lock")),
        }
    }
    fn enter(vm: &mut Vm, this: &Obj<RLock>) -> Result<bool> {
        RLock::acquire(vm, this, None, None)
    }
    fn exit(vm: &mut Vm, this: &Obj<RLock>, _args: Rest) -> Result<()> {
        RLock::release(vm, this)
    }
    fn is_owned(_vm: &mut Vm, this: &Obj<RLock>) -> bool {
        this.count.get() > 0
    }
    fn recursion_count(_vm: &mut Vm, this: &Obj<RLock>) -> u64 {
        this.count.get()
    }
    fn release_save(vm: &mut Vm, this: &Obj<RLock>) -> Result<Value> {
        let count = this.count.replace(0);
        if count == 0 {
            return Err(vm.runtime_error("cannot release un-acquired lock"));
        }
        let (count, owner) = (vm.new_int(count as i64), ident(vm));
        Ok(crate::value::Tuple::new(vec![count, Value::small(owner)]).into_value())
    }
    fn acquire_restore(vm: &mut Vm, this: &Obj<RLock>, state: &Value) -> Result<()> {
        let state = vm.collect(state)?;
        let count = match state.first() {
            Some(count) => vm.index_i64(count)?,
            None => 0,
        };
        this.count.set(count.max(0) as u64);
        Ok(())
    }
    fn reinit(_vm: &mut Vm, this: &Obj<RLock>) {
        this.count.set(0);
    }
    fn repr(vm: &mut Vm, this: &Obj<RLock>) -> String {
        let count = this.count.get();
        let (word, owner) = if count > 0 { ("locked", ident(vm)) } else { ("unlocked", 0) };
        let value = this.to_value();
        let (name, id) = (vm.full_name(&vm.class_of(&value)), vm.id(&value));
        format!("<{word} {name} object owner={owner} count={count} at {id:#x}>")
    }
}

/// Table of `RLock`.
pub static RLOCK: TypeDef = TypeDef {
    name: "_thread.RLock",
    doc: "",
    base: None,
    map: None,
    layout: Layout::of::<RLock>(),
    flags: type_flags::WEAK | type_flags::BASE,
    rows: &[
        static_method!("__new__(cls)", RLock::new_, 1),
        method!("acquire(self, blocking=True, timeout=-1)", RLock::acquire, 3, "Lock the lock."),
        method!("release(self)", RLock::release, 1, "Release the lock."),
        method!("locked(self)", RLock::is_owned, 1),
        method!("__enter__(self)", RLock::enter, 1),
        method!("__exit__(self, *exc_info)", RLock::exit, 2),
        method!("_is_owned(self)", RLock::is_owned, 1),
        method!("_recursion_count(self)", RLock::recursion_count, 1),
        method!("_release_save(self)", RLock::release_save, 1),
        method!("_acquire_restore(self, state, /)", RLock::acquire_restore, 2),
        method!("_at_fork_reinit(self)", RLock::reinit, 1),
        method!("__repr__(self, /)", RLock::repr, 1),
    ],
};

impl Local {
    fn new_(vm: &mut Vm, class: &Obj<Type>, args: Rest, keywords: Kwargs) -> Result<Value> {
        let plain = match class.slot(vm, crate::types::Slot::Init) {
            Some(init) => vm.is_objects_own(crate::types::Slot::Init, &init),
            None => true,
        };
        if plain && (!args.0.is_empty() || !keywords.0.is_empty(vm)) {
            return Err(vm.type_error("Initialization arguments are not supported"));
        }
        Ok(Handle::new_instance(class.instance_map.get(), Local {}).into_value())
    }
}

/// Table of `_local`.
pub static LOCAL: TypeDef = TypeDef {
    name: "_thread._local",
    doc: "Thread-local data",
    base: None,
    map: None,
    layout: Layout::of::<Local>(),
    flags: type_flags::WEAK | type_flags::BASE | type_flags::DICT,
    rows: &[
        static_method!("__new__(cls, *args, **kwargs)", Local::new_, 3),
        getset!("__dict__", crate::objects::object::get_dict, crate::objects::object::set_dict),
    ],
};

impl ThreadHandle {
    fn join(_vm: &mut Vm, this: &Obj<ThreadHandle>, _timeout: Option<Value>) {
        this.done.set(true);
    }
    fn is_done(_vm: &mut Vm, this: &Obj<ThreadHandle>) -> bool {
        this.done.get()
    }
    fn set_done(_vm: &mut Vm, this: &Obj<ThreadHandle>) {
        this.done.set(true);
    }
    fn ident(_vm: &mut Vm, this: &Obj<ThreadHandle>) -> i64 {
        this.ident.get()
    }
    fn new_(vm: &mut Vm, _class: &Obj<Type>) -> Handle<ThreadHandle> {
        vm.new_native(ThreadHandle { ident: Cell::new(0), done: Cell::new(false) })
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
        getset!("ident", ThreadHandle::ident),
    ],
};

fn cannot_start(vm: &mut Vm, _args: Rest, _keywords: Kwargs) -> Result<()> {
    Err(vm.runtime_error("can't start new thread"))
}

fn make_thread_handle(vm: &mut Vm, number: i64) -> Handle<ThreadHandle> {
    vm.new_native(ThreadHandle { ident: Cell::new(number), done: Cell::new(false) })
}

fn allocate_lock(vm: &mut Vm) -> Handle<Lock> {
    vm.new_native(Lock { locked: Cell::new(false) })
}

fn exit(vm: &mut Vm) -> Result<()> {
    Err(vm.raise_args(ExcKind::SystemExit, vec![]))
}

fn interrupt_main(vm: &mut Vm, signal: Option<i64>) -> Result<()> {
    let number = signal.unwrap_or(super::signals::SIGINT);
    if !(1..65).contains(&number) {
        return Err(vm.value_error("signal number out of range"));
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
    types: &[&LOCK, &RLOCK, &LOCAL, &THREAD_HANDLE],
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
    function!("_get_main_thread_ident()", ident, 0),
    function!(
        "_is_main_interpreter()",
        |_: &mut Vm| true,
        0,
        "Return True if the current interpreter is the main Python interpreter."
    ),
    function!("allocate_lock()", allocate_lock, 0, "Create a new lock object."),
    function!("allocate()", allocate_lock, 0),
    function!(
        "start_new_thread(*args, **kwargs)",
        cannot_start,
        2,
        "Start a new thread and return its identifier."
    ),
    function!("start_new(*args, **kwargs)", cannot_start, 2),
    function!("start_joinable_thread(*args, **kwargs)", cannot_start, 2),
    function!("_make_thread_handle(ident, /)", make_thread_handle, 1),
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
    function!("_count()", |_: &mut Vm| 0i64, 0),
    function!("_shutdown()", |_: &mut Vm| (), 0),
    function!("set_name(name)", |_: &mut Vm, _: Value| (), 1),
    constant!("TIMEOUT_MAX", |_| Value::float(TIMEOUT_MAX)),
];
