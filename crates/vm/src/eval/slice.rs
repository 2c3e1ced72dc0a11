//! Running the loop in slices, and what happens between them.

use super::{
    frame::{Continue, Then},
    run::Left,
    stack::Regs,
    tracing::run,
};
use crate::{
    error::{Raised, Result},
    host::{Answer, Fatal, Outcome, Pending},
    objects::{code::Code, dict::Dict},
    value::{Handle, Value},
    vm::Vm,
};

/// Backward jumps and calls of one slice.
pub const SLICE: i32 = if cfg!(feature = "stress-cycles") { 50 } else { 10_000 };
/// What a slice that ends before its time counts as, so that a program that only waits runs out of fuel too.
const LEAST_BURNT: i32 = 100;

impl Vm {
    /// Runs the fiber for one slice.
    ///
    /// A limit that is hit ends the program between two slices: what was running stays where it is and is never gone on
    /// with, so nothing of it can catch or outrun the end.
    pub fn run_slice(&mut self) -> Outcome {
        if let Some(reason) = &self.dead {
            return Outcome::Stopped(Fatal(reason.clone()));
        }
        if let Some(outcome) = self.choose_fiber() {
            return outcome;
        }
        let turns = self.turns();
        let left = run(self, 0, turns);
        self.burn(if matches!(left, Left::Paused) { turns } else { LEAST_BURNT });
        match left {
            Left::Done | Left::Raised(_) if self.fiber_ended() => Outcome::Paused,
            Left::Done => Outcome::Done(self.exit_value.take()),
            Left::Raised(raised) => Outcome::Raised(raised),
            Left::Waiting if self.begin_wait() => {
                self.give_way();
                Outcome::Paused
            }
            Left::Waiting => match self.waiting.clone() {
                Some(pending) => Outcome::Waiting(pending),
                None => Outcome::Paused,
            },
            Left::Paused => {
                if let Err(raised) = self.between_slices() {
                    self.raise_next(raised);
                }
                self.give_way();
                Outcome::Paused
            }
        }
    }

    /// Gives the program what it waits for.
    pub fn finish_wait(&mut self, result: Result<Value>) {
        if let Some(result) = self.end_idle(result) {
            self.finish_own_wait(result);
        }
    }

    /// What the eval breaker serves: interrupts, limits, collection, finalizers.
    pub(crate) fn between_slices(&mut self) -> Result<()> {
        if cfg!(feature = "stress-cycles") || self.gc_due() {
            self.collect_young();
        }
        if self.heap.needs_attention() {
            self.run_attention();
        }
        self.look_for_interrupt()?;
        if let Some(reason) = self.host.take_stop() {
            self.dead = Some(reason);
        }
        self.look_for_memory()
    }

    /// Lets the instruction that comes next raise this. A saved place stands for the instruction before it, and that one
    /// may be anywhere: the slice has ended with a jump or a call.
    pub(crate) fn raise_next(&mut self, raised: Raised) {
        if let Some(frame) = self.fiber.frames.last_mut()
            && !frame.is_native()
        {
            frame.pc = frame.pc.offset(1);
        }
        self.pending_error = Some(self.take_raised(raised));
    }

    /// Backward jumps and calls of the next slice: no more than there is fuel for.
    pub(crate) fn turns(&self) -> i32 {
        self.fuel.map_or(SLICE, |fuel| fuel.clamp(1, i64::from(SLICE)) as i32)
    }

    pub(crate) fn burn(&mut self, turns: i32) {
        if let Some(fuel) = self.fuel.as_mut() {
            *fuel -= i64::from(turns);
            if *fuel <= 0 && self.dead.is_none() {
                self.dead = Some("out of fuel".to_owned());
            }
        }
    }

    /// Runs nested in Rust until the frames above `base` are gone.
    pub(crate) fn run_nested(&mut self, base: usize) -> Result<()> {
        loop {
            let turns = self.turns();
            match run(self, base, turns) {
                Left::Done => return Ok(()),
                Left::Raised(raised) => return Err(raised),
                Left::Paused => {
                    self.burn(turns);
                    if let Err(raised) = self.between_slices() {
                        self.raise_next(raised);
                    }
                    if self.dead.is_some() {
                        // The native that waits for this goes back to the loop, which ends with its slice.
                        self.drop_frames(base);
                        return Err(self.system_error("the interpreter has been stopped"));
                    }
                }
                Left::Waiting => self.wait_nested(base)?,
            }
        }
    }

    /// A program waits inside a native that nests a loop: the host blocks if it can.
    fn wait_nested(&mut self, base: usize) -> Result<()> {
        debug_assert!(self.fiber.frames.len() > base);
        if self.begin_wait() {
            if let Err(raised) = self.wait_above() {
                self.give_up_wait(raised);
            }
            return Ok(());
        }
        let result = match self.waiting.clone() {
            Some(pending) => self.block_on(pending),
            None => Err(self.cannot_wait()),
        };
        self.finish_wait(result);
        Ok(())
    }

    /// RuntimeError: this host cannot wait here.
    pub(crate) fn cannot_wait(&mut self) -> Raised {
        self.runtime_error("cannot wait inside a callback of a built-in container or method on this host")
    }
    /// OSError with number and text.
    pub fn os_error(&mut self, number: i32, text: &str) -> Raised {
        self.os_error_for(number, text, None)
    }
}

impl Vm {
    /// Begins to run module code; its end is the end of the program.
    pub fn begin_code(&mut self, code: &Handle<Code>, globals: &Handle<Dict>) -> Result<()> {
        let exit = Continue::simple(Then::Exit);
        if code.is_generator {
            let callable = self.function_for(code, globals);
            return self.call_array(callable, [], Regs::NONE, exit);
        }
        self.push_code(code, None, globals, globals.to_value(), Regs::NONE, exit)
    }
    /// Lets the next slice end with this exception.
    pub fn fail_at_once(&mut self, raised: Raised) {
        self.pending_error = Some(self.take_raised(raised));
    }
    /// Waits for the host where blocking is possible.
    pub fn block_on(&mut self, pending: Pending) -> Result<Value> {
        match pending {
            Pending::Sleep(seconds) => match self.host.sleep(seconds) {
                Answer::Ready(()) => Ok(Value::NONE),
                Answer::Failed(number, text) => Err(self.os_error(number, &text)),
                Answer::Wait(_) => Err(self.cannot_wait()),
            },
            Pending::Load(file) => self.load_blocking(&file),
            _ => Err(self.cannot_wait()),
        }
    }
    /// Leaves the frames above `base` without running anything of them.
    pub(crate) fn drop_frames(&mut self, base: usize) {
        while self.fiber.frames.len() > base
            && let Some(frame) = self.fiber.frames.last()
        {
            if !frame.is_native() {
                for register in frame.fp.slice_mut(frame.window()) {
                    drop(register.take());
                }
            }
            drop(self.pop_frame());
        }
    }
    /// Ends everything: frames are dropped, modules emptied, cycles collected, so that the heap can go.
    pub fn shut_down(&mut self) {
        self.drop_frames(0);
        self.drop_fibers();
        self.run_attention();
        self.drop_modules();
        self.heap.close();
        self.collect_cycles(true);
    }

    /// Lets go of all modules as CPython does when it ends: first they die by themselves, with all that finalizers may
    /// use still there; what outlives that has its names set to None, the newest modules first; `sys` and `builtins`
    /// go last.
    fn drop_modules(&mut self) {
        // What an uncaught exception's traceback holds dies while all modules are still whole.
        for name in ["last_exc", "last_type", "last_value", "last_traceback"] {
            self.set_sys(name, Value::NONE);
        }
        let mut last = Vec::new();
        let mut links = Vec::new();
        for (name, module) in self.modules.pairs(self) {
            if matches!(&*self.text_of(&name), "sys" | "builtins") {
                last.push(module);
            } else if let Some(link) = self.heap.new_weak(&module) {
                links.push(link);
            }
        }
        let modules = self.modules.clone().table.get_mut(self).take_all();
        drop(modules);
        self.run_attention();
        self.collect_cycles(true);
        self.run_attention();
        for link in links.into_iter().rev() {
            if let Some(module) = link.upgrade() {
                self.clear_module(&module);
            }
            link.unregister();
        }
        self.collect_cycles(true);
        for module in last.iter().rev() {
            self.clear_module(module);
        }
    }

    /// Sets a module's names to None, those with a leading underscore first.
    fn clear_module(&mut self, module: &Value) {
        let Some(dict) = module.cast::<crate::objects::module::Module>().map(|module| module.dict.clone())
        else {
            return;
        };
        let pairs = dict.pairs(self);
        for private in [true, false] {
            for (name, _) in &pairs {
                let text = self.text_of(name);
                let is_private = text.starts_with('_') && !text.starts_with("__");
                if is_private == private && text != "__builtins__" {
                    dict.set_name(self, name.clone(), Value::NONE);
                }
            }
        }
        drop(pairs);
        self.run_attention();
    }
}
