//! Searches as work that may be put aside: a pattern that takes long lets others live in between, and a function called
//! for each match may wait.

use super::{matched::Match, pattern::Pattern, subject::Subject};
use whipsnake_sre::{Kind, Machine, Outcome, Query};
use whipsnake_vm::{
    error::Result,
    native::{Resumable, Step},
    objects::list::List,
    value::{Handle, Obj, Trace, Tracer, Tuple, Value},
    vm::Vm,
};

/// Steps of the machine between two pauses: a few milliseconds.
const FUEL: i64 = 500_000;

/// What is done with matches.
pub trait Work {
    /// A match has been found. Gives what to do if the search does not simply go on.
    fn found(&mut self, vm: &mut Vm, job: &mut Job) -> Result<Option<Step>>;
    /// There are no more matches: the result.
    fn end(&mut self, vm: &mut Vm, job: &mut Job) -> Result<Value>;
    /// Takes the result of what `found` asked to be called.
    fn take(&mut self, _vm: &mut Vm, _job: &mut Job, _result: Value) -> Result<()> {
        Ok(())
    }
    /// Whether no more matches are wanted.
    fn is_done(&self) -> bool {
        false
    }
    /// Reports every reference held.
    fn trace(&self, _tracer: &mut Tracer) {}
}

/// A search, or several one after the other.
pub struct Job {
    pub(super) pattern: Handle<Pattern>,
    pub(super) subject: Subject,
    pub(super) machine: Box<Machine>,
    pub(super) query: Query,
    /// Whether the machine is in the middle of a search.
    searching: bool,
}

/// A job and its work.
pub struct Task<W> {
    job: Job,
    work: W,
}

/// A task that has been put aside.
struct Deferred<W> {
    /// Nothing once it is done.
    task: Option<Task<W>>,
    /// What is asked for first.
    first: Option<Step>,
    /// Whether a result is awaited.
    calling: bool,
}

impl Job {
    /// A job about to begin.
    #[inline]
    pub fn new<W: Work + 'static>(
        pattern: &Obj<Pattern>,
        subject: Subject,
        query: Query,
        work: W,
    ) -> Task<W> {
        let machine = pattern.take_machine();
        Task { job: Job { pattern: pattern.to_handle(), subject, machine, query, searching: false }, work }
    }
    /// What to search for after the match just found.
    #[inline]
    pub fn next_query(&self) -> Query {
        let (start, end) = self.machine.span();
        Query { start: end, must_advance: start == end, ..self.query }
    }
    /// The text of a group that took part.
    #[inline]
    pub fn group(&self, vm: &mut Vm, group: usize) -> Option<Value> {
        let (from, to) = self.machine.group(group)?;
        Some(self.subject.cut(vm, from, to))
    }
    #[inline]
    fn search(&mut self, vm: &Vm) -> Outcome {
        if !self.searching {
            let mut query = self.query;
            if query.start > query.end {
                if query.kind != Kind::Match {
                    return Outcome::Nothing;
                }
                // Nothing is left to match; matching nothing is still possible.
                query.end = query.start;
            }
            self.machine.begin(query);
        }
        let program = self.pattern.program(self.subject.unit());
        let outcome = self.machine.go(program, self.subject.bytes(vm), FUEL);
        self.searching = outcome == Outcome::Pause;
        outcome
    }
}

impl<W: Work + 'static> Task<W> {
    /// Works until it is done or asks for something.
    fn run(&mut self, vm: &mut Vm) -> Result<Step> {
        loop {
            if !self.job.searching && self.work.is_done() {
                return self.work.end(vm, &mut self.job).map(Step::Return);
            }
            match self.job.search(vm) {
                Outcome::Match => {
                    if let Some(step) = self.work.found(vm, &mut self.job)? {
                        return Ok(step);
                    }
                    self.job.query = self.job.next_query();
                }
                Outcome::Nothing => return self.work.end(vm, &mut self.job).map(Step::Return),
                Outcome::Pause => return Ok(Step::Pause),
                Outcome::TooMuch => return Err(vm.memory_error("")),
            }
        }
    }
    /// Begins; what cannot be finished at once is put aside.
    #[inline]
    pub fn start(mut self, vm: &mut Vm) -> Result<Value> {
        match self.run(vm) {
            Ok(Step::Return(value)) => {
                self.job.pattern.keep_machine(self.job.machine);
                Ok(value)
            }
            Ok(step) => {
                let calling = !matches!(step, Step::Pause);
                vm.defer(Box::new(Deferred { task: Some(self), first: Some(step), calling }))
            }
            Err(raised) => Err(raised),
        }
    }
}

impl<W: Work + 'static> Resumable for Deferred<W> {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let value = result?;
        if let Some(step) = self.first.take() {
            return Ok(step);
        }
        let Some(task) = &mut self.task else { return Ok(Step::Return(Value::NONE)) };
        if std::mem::take(&mut self.calling) {
            task.work.take(vm, &mut task.job, value)?;
            task.job.query = task.job.next_query();
        }
        let step = task.run(vm)?;
        match &step {
            Step::Return(_) => {
                if let Some(task) = self.task.take() {
                    task.job.pattern.keep_machine(task.job.machine);
                }
            }
            Step::Pause => {}
            _ => self.calling = true,
        }
        Ok(step)
    }
    fn trace(&self, tracer: &mut Tracer) {
        if let Some(task) = &self.task {
            task.job.pattern.trace(tracer);
            task.job.subject.trace(tracer);
            task.work.trace(tracer);
        }
        if let Some(Step::Call(callable, args)) = &self.first {
            callable.trace(tracer);
            args.trace(tracer);
        }
    }
}

/// `match`, `fullmatch` and `search`: the first match or None.
pub struct Once;

impl Work for Once {
    #[inline]
    fn found(&mut self, _vm: &mut Vm, job: &mut Job) -> Result<Option<Step>> {
        let start = job.query.start;
        Ok(Some(Step::Return(Match::new(job, start))))
    }
    #[inline]
    fn end(&mut self, _vm: &mut Vm, _job: &mut Job) -> Result<Value> {
        Ok(Value::NONE)
    }
}

/// `findall`: a list of texts.
#[derive(Default)]
pub struct FindAll {
    items: Vec<Value>,
}

impl Work for FindAll {
    fn found(&mut self, vm: &mut Vm, job: &mut Job) -> Result<Option<Step>> {
        let item = match job.pattern.groups {
            0 => {
                let (from, to) = job.machine.span();
                job.subject.cut(vm, from, to)
            }
            1 => match job.group(vm, 0) {
                Some(text) => text,
                None => job.subject.cut(vm, 0, 0),
            },
            groups => {
                let mut texts = Vec::with_capacity(groups);
                for group in 0..groups {
                    texts.push(match job.group(vm, group) {
                        Some(text) => text,
                        None => job.subject.cut(vm, 0, 0),
                    });
                }
                Tuple::new(texts).into_value()
            }
        };
        self.items.push(item);
        Ok(None)
    }
    fn end(&mut self, _vm: &mut Vm, _job: &mut Job) -> Result<Value> {
        Ok(List::new(std::mem::take(&mut self.items)).into_value())
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.items.trace(tracer);
    }
}

/// `split`: what lies between matches, and the groups of matches.
pub struct Split {
    items: Vec<Value>,
    last: usize,
    done: isize,
    most: isize,
}

impl Split {
    /// Splits `most` times at most; any number of times for 0.
    pub fn new(most: isize) -> Split {
        Split { items: Vec::new(), last: 0, done: 0, most }
    }
}

impl Work for Split {
    fn found(&mut self, vm: &mut Vm, job: &mut Job) -> Result<Option<Step>> {
        let (from, to) = job.machine.span();
        self.items.push(job.subject.cut(vm, self.last, from));
        for group in 0..job.pattern.groups {
            self.items.push(job.group(vm, group).unwrap_or(Value::NONE));
        }
        self.last = to;
        self.done += 1;
        Ok(None)
    }
    fn end(&mut self, vm: &mut Vm, job: &mut Job) -> Result<Value> {
        let end = job.query.end;
        self.items.push(job.subject.cut(vm, self.last, end));
        Ok(List::new(std::mem::take(&mut self.items)).into_value())
    }
    fn is_done(&self) -> bool {
        self.most != 0 && self.done >= self.most
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.items.trace(tracer);
    }
}
