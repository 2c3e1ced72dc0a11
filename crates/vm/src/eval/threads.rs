//! Threads: other fibers beside the one that runs. They take turns between slices, as under CPython's GIL; one that waits
//! for a lock, for time or for data lets the others run.
//!
//! All that belongs to one line of execution is swapped as a whole ([`Parked`]). A fiber that waits inside a native which
//! nests a loop has Rust frames beneath it: it is *pinned*, and goes on only when those that run above it have given way.

use super::{fiber::Fiber, frame::WAITING, run::Left, tracing::Tracing};
use crate::{
    error::Result,
    host::{Answer, Outcome, Pending},
    native::Resumable,
    value::Value,
    vm::Vm,
};
use std::collections::VecDeque;

/// Number of the fiber that the program starts in.
pub const MAIN: u32 = 1;

/// How long to sleep, in seconds, when nothing says when anybody can go on: a signal or the host may change that.
const LONG: f64 = 3600.0;

/// What keeps a fiber from running.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Wait {
    /// Nothing.
    Not,
    /// What it waits for has happened.
    Woken,
    /// Something with this key, until this time (of the monotonic clock).
    For(Option<usize>, Option<u64>),
}

impl Wait {
    fn is_over(self, now: u64) -> bool {
        match self {
            Wait::Not | Wait::Woken => true,
            Wait::For(_, until) => until.is_some_and(|until| until <= now),
        }
    }
}

/// A line of execution that does not run now.
struct Parked {
    id: u32,
    fiber: Fiber,
    handled: Vec<Value>,
    repr_stack: Vec<usize>,
    exit_value: Value,
    native_input: Option<Value>,
    waiting: Option<Pending>,
    pending_error: Option<Value>,
    reraising: bool,
    tracing: Tracing,
    wait: Wait,
    pinned: bool,
}

/// The fibers of an interpreter.
pub struct Threads {
    /// The one that runs.
    current: u32,
    latest: u32,
    parked: VecDeque<Parked>,
    /// What the running one waits for.
    wait: Wait,
    /// Nobody can run: the host sleeps.
    idle: bool,
    /// The host's interrupt has come and the main fiber has not seen it yet.
    interrupted: bool,
}

impl Default for Threads {
    fn default() -> Threads {
        Threads {
            current: MAIN,
            latest: MAIN,
            parked: VecDeque::new(),
            wait: Wait::Not,
            idle: false,
            interrupted: false,
        }
    }
}

impl Threads {
    /// The fiber that runs.
    pub fn current(&self) -> u32 {
        self.current
    }
    /// Whether there are others.
    pub fn others(&self) -> bool {
        !self.parked.is_empty()
    }
    /// How many there are beside the first.
    pub fn started(&self) -> usize {
        self.parked.iter().filter(|parked| parked.id != MAIN).count() + usize::from(self.current != MAIN)
    }
    /// Numbers of all fibers.
    pub fn all(&self) -> Vec<u32> {
        let mut all: Vec<u32> = self.parked.iter().map(|parked| parked.id).collect();
        all.push(self.current);
        all.sort_unstable();
        all
    }
    /// Whether what happens between two slices concerns this.
    fn is_plain(&self) -> bool {
        self.parked.is_empty() && self.wait == Wait::Not && !self.idle && !self.interrupted
    }
    fn parked(&self, id: u32) -> Option<&Parked> {
        self.parked.iter().find(|parked| parked.id == id)
    }
    /// Lets those go on that wait for `key`.
    pub fn wake(&mut self, key: usize) {
        let waits = self.parked.iter_mut().map(|parked| &mut parked.wait).chain([&mut self.wait]);
        for wait in waits {
            if matches!(wait, Wait::For(Some(waits_for), _) if *waits_for == key) {
                *wait = Wait::Woken;
            }
        }
    }
    fn wake_main(&mut self) {
        let main = self.parked.iter_mut().find(|parked| parked.id == MAIN).map(|parked| &mut parked.wait);
        let wait = match main {
            Some(wait) => wait,
            None if self.current == MAIN => &mut self.wait,
            None => return,
        };
        if *wait != Wait::Not {
            *wait = Wait::Woken;
        }
    }
    /// When the first of all waits ends by itself.
    fn first_end(&self) -> Option<u64> {
        let waits = self.parked.iter().map(|parked| parked.wait).chain([self.wait]);
        waits
            .filter_map(|wait| match wait {
                Wait::For(_, until) => until,
                _ => None,
            })
            .min()
    }
}

impl Vm {
    /// The fiber with this number, to look at.
    pub(crate) fn fiber_of(&self, id: u32) -> Option<&Fiber> {
        if id == self.threads.current {
            return Some(&self.fiber);
        }
        self.threads.parked(id).map(|parked| &parked.fiber)
    }

    /// All fibers, the running one first.
    pub(crate) fn fibers(&self) -> impl Iterator<Item = &Fiber> {
        std::iter::once(&self.fiber).chain(self.threads.parked.iter().map(|parked| &parked.fiber))
    }

    /// Starts a fiber that calls `native` first; it gets its turn at the end of a slice. Gives its number.
    pub fn start_fiber(&mut self, native: Box<dyn Resumable>) -> Result<u32> {
        self.threads.latest += 1;
        let id = self.threads.latest;
        // The frame goes onto the new fiber: it is in place for as long as that takes.
        let before = std::mem::replace(&mut self.fiber, Fiber::small());
        let deferred = self.defer(native);
        let fiber = std::mem::replace(&mut self.fiber, before);
        deferred?;
        self.threads.parked.push_back(Parked {
            id,
            fiber,
            handled: vec![Value::NONE],
            repr_stack: Vec::new(),
            exit_value: Value::UNDEF,
            native_input: None,
            waiting: None,
            pending_error: None,
            reraising: false,
            tracing: Tracing::default(),
            wait: Wait::Not,
            pinned: false,
        });
        Ok(id)
    }

    /// The number of the fiber that the program starts in.
    pub fn main_fiber(&self) -> u32 {
        MAIN
    }

    /// The number of the fiber that runs.
    pub fn current_fiber(&self) -> u32 {
        self.threads.current
    }

    /// Whether there are other fibers than the running one.
    pub fn has_other_fibers(&self) -> bool {
        self.threads.others()
    }

    /// Lets those go on that wait for `key`.
    pub fn wake(&mut self, key: usize) {
        self.threads.wake(key);
    }

    /// Puts the running fiber aside and goes on with the one at `at` among those that are.
    fn switch(&mut self, at: usize, pinned: bool) {
        let Some(next) = self.threads.parked.remove(at) else { return };
        if let Some(parked) = self.put_aside(next, pinned) {
            self.threads.parked.push_back(parked);
        }
    }

    /// Takes a fiber in; gives the one that ran, unless that has ended.
    fn put_aside(&mut self, next: Parked, pinned: bool) -> Option<Parked> {
        let ended = self.threads.current != MAIN && self.fiber.frames.is_empty();
        let parked = Parked {
            id: std::mem::replace(&mut self.threads.current, next.id),
            fiber: std::mem::replace(&mut self.fiber, next.fiber),
            handled: std::mem::replace(&mut self.handled, next.handled),
            repr_stack: std::mem::replace(&mut self.repr_stack, next.repr_stack),
            exit_value: std::mem::replace(&mut self.exit_value, next.exit_value),
            native_input: std::mem::replace(&mut self.native_input, next.native_input),
            waiting: std::mem::replace(&mut self.waiting, next.waiting),
            pending_error: std::mem::replace(&mut self.pending_error, next.pending_error),
            reraising: std::mem::replace(&mut self.reraising, next.reraising),
            tracing: std::mem::replace(&mut self.tracing, next.tracing),
            wait: std::mem::replace(&mut self.threads.wait, next.wait),
            pinned,
        };
        (!ended).then_some(parked)
    }

    /// Before a slice: sees that the fiber in place can run. Nothing when it can.
    pub(crate) fn choose_fiber(&mut self) -> Option<Outcome> {
        if self.threads.is_plain() {
            return None;
        }
        self.threads.idle = false;
        let now = self.host.monotonic_clock();
        if !self.threads.wait.is_over(now) {
            self.take_host_interrupt();
            if !self.threads.wait.is_over(now) {
                match self.next_ready(now) {
                    Some(at) => self.switch(at, false),
                    None => {
                        self.threads.idle = true;
                        return Some(Outcome::Waiting(Pending::Sleep(self.time_left(now))));
                    }
                }
            }
        }
        self.end_wait();
        if self.threads.interrupted
            && self.threads.current == MAIN
            && let Err(raised) = self.deliver_interrupt()
        {
            self.raise_next(raised);
        }
        None
    }

    /// The next of the others that can run, in the order in which they have waited for it.
    fn next_ready(&self, now: u64) -> Option<usize> {
        self.threads.parked.iter().position(|parked| !parked.pinned && parked.wait.is_over(now))
    }

    /// The same among those that have something left to run: the first fiber stays when it has ended.
    fn next_running(&self, now: u64) -> Option<usize> {
        self.threads
            .parked
            .iter()
            .position(|parked| !parked.pinned && parked.wait.is_over(now) && !parked.fiber.frames.is_empty())
    }

    fn time_left(&self, now: u64) -> f64 {
        self.threads.first_end().map_or(LONG, |end| end.saturating_sub(now) as f64 / 1e9)
    }

    /// The running fiber's wait is over: its native is resumed with whether it was woken.
    fn end_wait(&mut self) {
        let wait = std::mem::replace(&mut self.threads.wait, Wait::Not);
        if wait != Wait::Not {
            self.finish_own_wait(Ok(Value::bool(wait == Wait::Woken)));
        }
    }

    /// After a slice that ended with waiting: what the scheduler itself waits for. False when it is for the host.
    pub(crate) fn begin_wait(&mut self) -> bool {
        let wait = match &self.waiting {
            Some(Pending::Fiber { key, until }) => Wait::For(Some(*key), *until),
            Some(Pending::Sleep(seconds)) if self.threads.others() => {
                let end = self.host.monotonic_clock().saturating_add((seconds * 1e9) as u64);
                Wait::For(None, Some(end))
            }
            _ => return false,
        };
        self.threads.wait = wait;
        true
    }

    /// After a slice that was used up: it is somebody else's turn.
    pub(crate) fn give_way(&mut self) {
        if self.threads.others() {
            let now = self.host.monotonic_clock();
            if let Some(at) = self.next_ready(now) {
                self.switch(at, false);
            }
        }
    }

    /// A slice ended with the running fiber's end. True when it was not the first one: others go on.
    pub(crate) fn fiber_ended(&mut self) -> bool {
        if self.threads.current == MAIN {
            return false;
        }
        let now = self.host.monotonic_clock();
        // The first fiber is always there: it may only be waiting, or pinned below a run that looks after itself.
        let main = self.threads.parked.iter().position(|parked| parked.id == MAIN);
        if let Some(at) = self.next_ready(now).or(main) {
            self.switch(at, false);
        }
        true
    }

    /// What the scheduler was idle for has come.
    pub(crate) fn end_idle(&mut self, result: Result<Value>) -> Option<Result<Value>> {
        if !std::mem::take(&mut self.threads.idle) {
            return Some(result);
        }
        if let Err(raised) = result {
            // The host cannot wait: whoever is in place hears of it.
            self.threads.wait = Wait::Not;
            return Some(Err(raised));
        }
        None
    }

    /// Lets the first fiber find an interrupt when it runs next.
    pub fn interrupt_main_fiber(&mut self) {
        self.threads.interrupted = true;
        self.threads.wake_main();
    }

    fn take_host_interrupt(&mut self) {
        if self.host.take_interrupt() {
            self.threads.interrupted = true;
            self.threads.wake_main();
        }
    }

    /// Raises KeyboardInterrupt, or does what the program wants instead, if the interrupt has come.
    pub(crate) fn look_for_interrupt(&mut self) -> Result<()> {
        self.take_host_interrupt();
        if self.threads.interrupted && self.threads.current == MAIN {
            return self.deliver_interrupt();
        }
        Ok(())
    }

    fn deliver_interrupt(&mut self) -> Result<()> {
        self.threads.interrupted = false;
        self.deliver_signal(crate::modules::signals::SIGINT).map(drop)
    }

    /// The running fiber waits inside a native that nests a loop: others run above it until what it waits for has come.
    pub(crate) fn wait_above(&mut self) -> Result<()> {
        let id = self.threads.current;
        loop {
            let now = self.host.monotonic_clock();
            if self.threads.wait.is_over(now) {
                self.end_wait();
                return Ok(());
            }
            self.look_for_interrupt()?;
            if self.dead.is_some() {
                return Err(self.system_error("the interpreter has been stopped"));
            }
            match self.next_running(now) {
                Some(at) => {
                    self.switch(at, true);
                    self.run_above(id);
                }
                None => {
                    let left = self.time_left(now).min(LONG);
                    match self.host.sleep(left) {
                        Answer::Ready(()) => {}
                        Answer::Failed(number, text) => return Err(self.os_error(number, &text)),
                        Answer::Wait(_) => return Err(self.cannot_wait()),
                    }
                }
            }
        }
    }

    /// What the running fiber waits for inside a native will not come: it goes on with an exception.
    pub(crate) fn give_up_wait(&mut self, raised: crate::error::Raised) {
        self.threads.wait = Wait::Not;
        self.finish_own_wait(Err(raised));
    }

    /// Runs the fiber in place for a slice, then puts `id`, which waits beneath, back into its place.
    fn run_above(&mut self, id: u32) {
        self.end_wait();
        let turns = self.turns();
        let left = super::tracing::run(self, 0, turns);
        self.burn(turns);
        match left {
            Left::Done if self.threads.current == MAIN => {}
            Left::Done => drop(self.exit_value.take()),
            Left::Raised(raised) => {
                let exc = self.take_raised(raised);
                if self.threads.current == MAIN {
                    // The first fiber's slice ends with it once its turn comes.
                    self.pending_error = Some(exc);
                }
            }
            Left::Waiting => {
                if !self.begin_wait() {
                    let result = match self.waiting.clone() {
                        Some(pending) => self.block_on(pending),
                        None => Ok(Value::NONE),
                    };
                    self.finish_own_wait(result);
                }
            }
            Left::Paused => {
                if let Err(raised) = self.between_slices() {
                    self.raise_next(raised);
                }
            }
        }
        let Some(at) = self.threads.parked.iter().position(|parked| parked.id == id) else { return };
        self.switch(at, false);
    }

    /// All fibers but the first end where they are: nothing of them runs any more.
    pub(crate) fn drop_fibers(&mut self) {
        while let Some(at) = self.threads.parked.iter().position(|parked| parked.id != MAIN) {
            let Some(parked) = self.threads.parked.remove(at) else { return };
            let before = std::mem::replace(&mut self.fiber, parked.fiber);
            self.drop_frames(0);
            self.fiber = before;
        }
    }
}

impl Vm {
    /// Gives the running fiber what it waits for.
    pub(crate) fn finish_own_wait(&mut self, result: Result<Value>) {
        self.waiting = None;
        if let Some(frame) = self.fiber.frames.last_mut() {
            frame.flags &= !WAITING;
        }
        match result {
            Ok(value) => self.native_input = Some(value),
            Err(raised) => self.pending_error = Some(self.take_raised(raised)),
        }
    }
}
