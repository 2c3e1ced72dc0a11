//! Chains of generators that delegate to each other by `yield from` or `await`: only the last of a chain has a frame.
//!
//! A tree walked by a recursive generator would otherwise push and pop a frame for every level with every item. A delegate
//! starts on top of the frame of who delegates; once all are suspended, whoever resumes the first of the chain gets the
//! frame of the last one, which notes the first in `keep` (flag `DELEGATED`) and carries the first one's continuation:
//! what it yields goes straight there. The others stay suspended. When the last one ends, or fails, the one that delegates
//! to it gets its frame back and goes on.
//!
//! A generator needs its frame when somebody could tell: while it handles an exception, or when a program holds its frame
//! object, or watches all calls. Its delegate's frame then stands on its own, as that of any callee.

use super::{
    fetch::Kept,
    fiber::Fiber,
    frame::{Continue, DELEGATED},
    generator::push_generator,
    stack::Regs,
};
use crate::{
    error::Result,
    objects::generator::{Generator, State},
    value::{Obj, Value, fixed},
    vm::Vm,
};

/// A generator or coroutine that a chain may lead through.
fn link(value: &Value) -> Option<&Obj<Generator>> {
    match value.header().map(|header| header.map.get()) {
        Some(fixed::GENERATOR | fixed::COROUTINE) => value.cast::<Generator>(),
        _ => None,
    }
}

/// How many calls deeper the last of a chain is than the one that was resumed (`UNDEF`: the same).
#[inline]
pub(super) fn levels(last: &Obj<Generator>, resumed: &Value) -> u32 {
    match resumed.cast::<Generator>() {
        Some(first) => last.level.get().saturating_sub(first.level.get()),
        None => 0,
    }
}

/// The chain of delegates that was resumed last, so that a deep one need not be followed with every item.
///
/// The first of a chain says that it is the one by a number that no other generator has. What lies between the two ends
/// stays as it is until something stops delegating or a program asks for a frame.
pub(crate) struct Chain {
    /// The number of the first; 0 when none is known.
    number: u32,
    /// The last, if nothing has changed since it was suspended.
    last: Kept<Generator>,
    /// How many generators delegate between the two.
    levels: u32,
    /// A program has asked for the frame of a suspended generator: chains may no longer be what they seem.
    stopped: bool,
}

impl Default for Chain {
    fn default() -> Chain {
        Chain { number: 0, last: Kept::NONE, levels: 0, stopped: false }
    }
}

impl Chain {
    /// Something delegates no more.
    #[inline(always)]
    pub(super) fn forget(&mut self) {
        self.last = Kept::NONE;
    }
    /// A suspended generator needs its own frame from now on, wherever it is in a chain.
    #[cold]
    pub(super) fn stop(&mut self) {
        (self.last, self.stopped) = (Kept::NONE, true);
    }
    /// The running last of a chain is suspended.
    #[inline(always)]
    pub(super) fn note(&mut self, first: &Value, last: &Obj<Generator>, levels: u32) {
        if !self.last.is(last) {
            self.note_other(first, last, levels);
        }
    }
    fn note_other(&mut self, first: &Value, last: &Obj<Generator>, levels: u32) {
        let Some(first) = link(first) else { return };
        if self.stopped {
            return;
        }
        if self.number == 0 || first.chain.get() != self.number {
            let Some(number) = self.number.checked_add(1) else { return self.stop() };
            self.number = number;
            first.chain.set(number);
        }
        (self.last, self.levels) = (Kept::new(last), levels);
    }
    /// The last of the chain that begins with `first`, if it is known and suspended.
    #[inline]
    fn find(&self, first: &Obj<Generator>) -> Option<&Obj<Generator>> {
        if self.number == 0 || first.chain.get() != self.number || self.last.is_none() {
            return None;
        }
        let last = self.last.get();
        last.level.set(first.level.get() + self.levels);
        Some(last).filter(|last| last.state.get() == State::Suspended)
    }
}

/// Where a chain of delegates leads.
pub(super) enum End {
    /// The first one needs its own frame.
    Here,
    /// To another generator that is suspended.
    Last(Value),
    /// The first one is running.
    Running,
}

/// Follows the delegates of a suspended generator to the last that is suspended too, if those before need no frame.
pub(super) fn follow(vm: &Vm, first: &Value) -> End {
    let Some(mut this) = link(first) else { return End::Here };
    if vm.tracing.is_active() {
        // Who watches is told of every call.
        return End::Here;
    }
    let known = vm.chain.find(this);
    this = known.unwrap_or(this);
    let mut found: Option<&Value> = None;
    while let Some(next) = link(this.delegate.get(vm)) {
        match next.state.get() {
            State::Suspended => {}
            State::Running => return before_running(vm, first),
            State::Created | State::Closed => break,
        }
        if !this.handled.get(vm).is_none() || !this.rarely(vm, |rare| &rare.object).is_undef() {
            break;
        }
        // Another one may have delegated to it before, at another depth.
        next.level.set(this.level.get() + 1);
        found = Some(this.delegate.get(vm));
        this = next;
    }
    match (found, known) {
        (Some(last), _) => End::Last(last.clone()),
        (None, Some(last)) => End::Last(last.to_value()),
        (None, None) => End::Here,
    }
}

/// Like [`follow`] when the chain ends at a generator that runs: with it run those of the chain that it was resumed by,
/// and who delegates to one of those is to be told.
#[cold]
fn before_running(vm: &Vm, first: &Value) -> End {
    let mut found: Option<&Value> = None;
    let mut at = first;
    while let Some(this) = link(at) {
        if is_running(vm, this) {
            break;
        }
        if let Some(before) = found.and_then(link) {
            this.level.set(before.level.get() + 1);
        }
        found = Some(at);
        at = this.delegate.get(vm);
    }
    match found {
        None => End::Running,
        Some(last) if last.is(first) => End::Here,
        Some(last) => End::Last(last.clone()),
    }
}

/// Gives the generator that delegates to `ended` its frame back; `resumed` is the first of the chain.
pub(super) fn go_back(vm: &mut Vm, ended: &Value, resumed: Value, ret: Regs, then: Continue) -> Result<()> {
    let Some(parent) = parent(vm, &resumed, ended) else {
        return Err(vm.system_error("a delegate that nobody waits for"));
    };
    let first = if parent.is(&resumed) { Value::UNDEF } else { resumed };
    match link(&parent) {
        Some(this) => push_generator(vm, &parent, this, first, ret, then),
        None => Err(vm.system_error("a delegate that nobody waits for")),
    }
}

/// The generator in the chain from `first` on that delegates to `generator`.
fn parent(vm: &Vm, first: &Value, generator: &Value) -> Option<Value> {
    let mut at = first;
    loop {
        let delegate = link(at)?.delegate.get(vm);
        if delegate.is(generator) {
            return Some(at.clone());
        }
        at = delegate;
    }
}

/// Whether a generator runs: it has a frame, or waits for the last of its chain, which has.
pub(crate) fn is_running(vm: &Vm, this: &Obj<Generator>) -> bool {
    if this.state.get() != State::Suspended {
        return this.state.get() == State::Running;
    }
    let mut at = this;
    while let Some(next) = link(at.delegate.get(vm)) {
        match next.state.get() {
            State::Suspended => at = next,
            // In a thread that waits for its turn, maybe.
            State::Running => return vm.fibers().any(|fiber| place_in_chain(vm, fiber, this).is_some()),
            State::Created | State::Closed => return false,
        }
    }
    false
}

/// Place among the frames of the running last of the chain that `this` is a part of.
fn place_in_chain(vm: &Vm, fiber: &Fiber, this: &Obj<Generator>) -> Option<usize> {
    (0..fiber.frames.len()).rev().find(|at| {
        let frame = &fiber.frames[*at];
        if frame.flags & DELEGATED == 0 {
            return false;
        }
        let mut link_at = &frame.keep;
        while let Some(generator) = link(link_at) {
            if std::ptr::eq(generator, this) {
                return true;
            }
            if link_at.is(&frame.callable) {
                return false;
            }
            link_at = generator.delegate.get(vm);
        }
        false
    })
}

/// What is beneath a generator without a frame in a running chain: the one that delegates to it, or for the first one the
/// place of the last one's frame, beneath which its caller is. None when it is not running.
pub(crate) fn beneath(vm: &Vm, generator: &Value) -> Option<Beneath> {
    let at = place_in_chain(vm, &vm.fiber, link(generator)?)?;
    let first = &vm.fiber.frames[at].keep;
    if first.is(generator) {
        return Some(Beneath::CallerOf(at));
    }
    parent(vm, first, generator).map(Beneath::Generator)
}

/// See [`beneath`].
pub(crate) enum Beneath {
    /// A generator that delegates.
    Generator(Value),
    /// Who has called the frame at this place.
    CallerOf(usize),
}

/// The generator that delegates to the one whose frame is at this place, if it has no frame itself.
pub(crate) fn delegating(vm: &Vm, at: usize) -> Option<Value> {
    let frame = &vm.fiber.frames[at];
    if frame.flags & DELEGATED == 0 {
        return None;
    }
    parent(vm, &frame.keep, &frame.callable)
}
