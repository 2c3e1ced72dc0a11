//! `_sre.SRE_Scanner`: one match after the other; and iterators of matches.

use super::{
    job::{Job, Work},
    matched::Match,
    pattern::Pattern,
    subject::Subject,
};
use std::cell::Cell;
use whipsnake_sre::{Kind, Query};
use whipsnake_vm::{
    body,
    error::Result,
    getset, method,
    native::{Step, TypeDef},
    types::type_flags,
    value::{Handle, Obj, Trace, Tracer, Value, map::Layout},
    vm::Vm,
};

/// `_sre.SRE_Scanner`
pub struct Scanner {
    pattern: Handle<Pattern>,
    subject: Subject,
    /// What to search for next; nothing while it is searched and after the end.
    query: Cell<Option<Query>>,
    /// Where the whole search began.
    start: usize,
}
body!(Scanner; [pattern, subject]);

impl whipsnake_vm::value::trace::ClearField for Subject {}

/// Finds the next match for a scanner.
struct Next {
    scanner: Handle<Scanner>,
    /// What is given at the end.
    end: Value,
}

impl Work for Next {
    fn found(&mut self, vm: &mut Vm, job: &mut Job) -> Result<Option<Step>> {
        self.scanner.query.set(Some(job.next_query()));
        let made = Match::new(job, self.scanner.start);
        let _ = vm;
        Ok(Some(Step::Return(made)))
    }
    fn end(&mut self, _vm: &mut Vm, _job: &mut Job) -> Result<Value> {
        Ok(self.end.clone())
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.scanner.trace(tracer);
        self.end.trace(tracer);
    }
}

impl Scanner {
    /// A scanner about to begin.
    pub fn new(pattern: &Obj<Pattern>, subject: Subject, query: Query) -> Scanner {
        Scanner { pattern: pattern.to_handle(), subject, query: Cell::new(Some(query)), start: query.start }
    }
    fn advance(vm: &mut Vm, this: &Obj<Scanner>, kind: Kind, end: Value) -> Result<Value> {
        let Some(mut query) = this.query.take() else { return Ok(end) };
        query.kind = kind;
        let work = Next { scanner: this.to_handle(), end };
        Job::new(&this.pattern, this.subject.clone(), query, work).start(vm)
    }
    fn match_(vm: &mut Vm, this: &Obj<Scanner>) -> Result<Value> {
        Scanner::advance(vm, this, Kind::Match, Value::NONE)
    }
    fn search(vm: &mut Vm, this: &Obj<Scanner>) -> Result<Value> {
        Scanner::advance(vm, this, Kind::Search, Value::NONE)
    }
}

/// Table of `_sre.SRE_Scanner`.
pub static SCANNER: TypeDef = TypeDef {
    name: "_sre.SRE_Scanner",
    doc: "",
    base: None,
    map: None,
    layout: Layout::of::<Scanner>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!("match(self, /)", Scanner::match_, 1),
        method!("search(self, /)", Scanner::search, 1),
        getset!("pattern", |_: &mut Vm, this: &Obj<Scanner>| this.pattern.clone()),
    ],
};

/// What `finditer` gives.
pub struct FindIter {
    pub(super) scanner: Handle<Scanner>,
}
body!(FindIter; [scanner]);

/// Table of the iterators of matches.
pub static FIND_ITER: TypeDef = TypeDef {
    name: "callable_iterator",
    doc: "",
    base: None,
    map: None,
    layout: Layout::of::<FindIter>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!("__iter__(self, /)", |_: &mut Vm, this: &Obj<FindIter>| this.to_value(), 1),
        method!(
            "__next__(self, /)",
            |vm: &mut Vm, this: &Obj<FindIter>| Scanner::advance(
                vm,
                &this.scanner,
                Kind::Search,
                Value::UNDEF
            ),
            1
        ),
    ],
};
