//! `_thread.lock` and `_thread.RLock`: who finds one taken waits, and others run meanwhile.

use super::patience;
use crate::{
    body,
    error::Result,
    host::Pending,
    method,
    native::{Resumable, Step, TypeDef},
    raw, static_method,
    types::{Type, type_flags},
    value::{Handle, Obj, Trace, Tracer, Tuple, Value, map::Layout},
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
    /// The fiber that holds it, if `count` is not zero.
    owner: Cell<u32>,
    count: Cell<u64>,
}
body!(RLock);

/// A lock of either kind.
trait Lockable {
    /// Takes it for a fiber, if that can be.
    fn take(&self, fiber: u32) -> bool;
}

impl Lockable for Lock {
    fn take(&self, _fiber: u32) -> bool {
        !self.locked.replace(true)
    }
}

impl Lockable for RLock {
    fn take(&self, fiber: u32) -> bool {
        if self.count.get() > 0 && self.owner.get() != fiber {
            return false;
        }
        self.owner.set(fiber);
        self.count.set(self.count.get() + 1);
        true
    }
}

fn key<T>(lock: &Obj<T>) -> usize {
    std::ptr::from_ref(lock) as usize
}

/// Waiting for a lock.
struct Acquire<T: crate::value::Body> {
    lock: Handle<T>,
    until: Option<u64>,
    /// What `RLock._acquire_restore` sets once the lock is there.
    restore: Option<u64>,
}

impl<T: Lockable + crate::value::Body> Resumable for Acquire<T>
where
    Handle<T>: AsCount,
{
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        result?;
        if self.lock.take(vm.current_fiber()) {
            if let Some(count) = self.restore {
                self.lock.set_count(count);
                return Ok(Step::Return(Value::NONE));
            }
            return Ok(Step::Return(Value::TRUE));
        }
        if self.until.is_some_and(|until| until <= vm.host.monotonic_clock()) {
            return Ok(Step::Return(Value::FALSE));
        }
        Ok(Step::Wait(Pending::Fiber { key: key(&self.lock), until: self.until }))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.lock.trace(tracer);
    }
}

/// What only locks that count have.
trait AsCount {
    fn set_count(&self, _count: u64) {}
}
impl AsCount for Handle<Lock> {}
impl AsCount for Handle<RLock> {
    fn set_count(&self, count: u64) {
        self.count.set(count);
    }
}

/// Takes a lock, now or later.
fn acquire<T: Lockable + crate::value::Body>(
    vm: &mut Vm,
    this: &Obj<T>,
    blocking: Option<bool>,
    timeout: Option<Value>,
) -> Result<Value>
where
    Handle<T>: AsCount,
{
    let patience = patience(vm, blocking, timeout)?;
    if this.take(vm.current_fiber()) {
        return Ok(Value::TRUE);
    }
    match patience {
        None => Ok(Value::FALSE),
        Some(seconds) => {
            let until = vm.moment_in(seconds);
            vm.defer(Box::new(Acquire { lock: this.to_handle(), until, restore: None }))
        }
    }
}

/// The lock that an `__exit__` is called of; what else it gets is of no interest.
fn receiver_of_exit<'a, T: crate::value::Body>(
    vm: &mut Vm,
    args: &'a [Value],
    names: &[Value],
) -> Result<&'a Obj<T>> {
    match args.first().and_then(|this| this.cast::<T>()) {
        Some(this) if names.is_empty() => Ok(this),
        _ => Err(vm.type_error("__exit__() takes no keyword arguments")),
    }
}

impl Lock {
    /// A lock that nobody holds.
    pub fn open(vm: &mut Vm) -> Handle<Lock> {
        vm.new_native(Lock { locked: Cell::new(false) })
    }
    fn new_(vm: &mut Vm, _class: &Obj<Type>) -> Handle<Lock> {
        Lock::open(vm)
    }
    fn release(vm: &mut Vm, this: &Obj<Lock>) -> Result<()> {
        if !this.locked.replace(false) {
            return Err(vm.runtime_error("release unlocked lock"));
        }
        vm.wake(key(this));
        Ok(())
    }
    fn locked(_vm: &mut Vm, this: &Obj<Lock>) -> bool {
        this.locked.get()
    }
    fn enter(vm: &mut Vm, this: &Obj<Lock>) -> Result<Value> {
        acquire(vm, this, None, None)
    }
    fn exit(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let this = receiver_of_exit::<Lock>(vm, args, names)?;
        Lock::release(vm, this).map(|()| Value::NONE)
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
        method!("acquire(self, blocking=True, timeout=-1)", acquire::<Lock>, 3, "Lock the lock."),
        method!("acquire_lock(self, blocking=True, timeout=-1)", acquire::<Lock>, 3),
        method!("release(self)", Lock::release, 1, "Release the lock."),
        method!("release_lock(self)", Lock::release, 1),
        method!("locked(self)", Lock::locked, 1, "Return whether the lock is in the locked state."),
        method!("locked_lock(self)", Lock::locked, 1),
        method!("__enter__(self)", Lock::enter, 1),
        raw!(Method, "__exit__(self, *exc_info)", Lock::exit),
        method!("_at_fork_reinit(self)", Lock::reinit, 1),
        method!("__repr__(self, /)", Lock::repr, 1),
    ],
};

impl RLock {
    fn new_(vm: &mut Vm, class: &Obj<Type>) -> Handle<RLock> {
        let _ = vm;
        Handle::new_instance(class.instance_map.get(), RLock { owner: Cell::new(0), count: Cell::new(0) })
    }
    fn release(vm: &mut Vm, this: &Obj<RLock>) -> Result<()> {
        if !RLock::is_owned(vm, this) {
            return Err(vm.runtime_error("cannot release un-acquired lock"));
        }
        let left = this.count.get() - 1;
        this.count.set(left);
        if left == 0 {
            vm.wake(key(this));
        }
        Ok(())
    }
    fn enter(vm: &mut Vm, this: &Obj<RLock>) -> Result<Value> {
        acquire(vm, this, None, None)
    }
    fn exit(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let this = receiver_of_exit::<RLock>(vm, args, names)?;
        RLock::release(vm, this).map(|()| Value::NONE)
    }
    fn locked(_vm: &mut Vm, this: &Obj<RLock>) -> bool {
        this.count.get() > 0
    }
    fn is_owned(vm: &mut Vm, this: &Obj<RLock>) -> bool {
        this.count.get() > 0 && this.owner.get() == vm.current_fiber()
    }
    fn recursion_count(vm: &mut Vm, this: &Obj<RLock>) -> u64 {
        if RLock::is_owned(vm, this) { this.count.get() } else { 0 }
    }
    fn release_save(vm: &mut Vm, this: &Obj<RLock>) -> Result<Value> {
        let (count, owner) = (this.count.replace(0), this.owner.get());
        if count == 0 {
            return Err(vm.runtime_error("cannot release un-acquired lock"));
        }
        vm.wake(key(this));
        let count = vm.new_int(count as i64);
        Ok(Tuple::new(vec![count, Value::small(owner.into())]).into_value())
    }
    fn acquire_restore(vm: &mut Vm, this: &Obj<RLock>, state: &Value) -> Result<Value> {
        let state = vm.collect(state)?;
        let count = match state.first() {
            Some(count) => vm.index_i64(count)?.max(0) as u64,
            None => 0,
        };
        if this.take(vm.current_fiber()) {
            this.count.set(count);
            return Ok(Value::NONE);
        }
        vm.defer(Box::new(Acquire { lock: this.to_handle(), until: None, restore: Some(count) }))
    }
    fn reinit(_vm: &mut Vm, this: &Obj<RLock>) {
        this.count.set(0);
    }
    fn repr(vm: &mut Vm, this: &Obj<RLock>) -> String {
        let count = this.count.get();
        let (word, owner) = if count > 0 { ("locked", this.owner.get()) } else { ("unlocked", 0) };
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
        method!("acquire(self, blocking=True, timeout=-1)", acquire::<RLock>, 3, "Lock the lock."),
        method!("release(self)", RLock::release, 1, "Release the lock."),
        method!("locked(self)", RLock::locked, 1),
        method!("__enter__(self)", RLock::enter, 1),
        raw!(Method, "__exit__(self, *exc_info)", RLock::exit),
        method!("_is_owned(self)", RLock::is_owned, 1),
        method!("_recursion_count(self)", RLock::recursion_count, 1),
        method!("_release_save(self)", RLock::release_save, 1),
        method!("_acquire_restore(self, state, /)", RLock::acquire_restore, 2),
        method!("_at_fork_reinit(self)", RLock::reinit, 1),
        method!("__repr__(self, /)", RLock::repr, 1),
    ],
};
