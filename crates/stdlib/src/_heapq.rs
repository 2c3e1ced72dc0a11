//! `_heapq`: lists as binary heaps. A comparison written in Python is left to the loop.
//!
//! Every function is one or many *sifts*. A sift up moves the item at a place down to a leaf along the path of smaller
//! children, then sifts it down again towards where it started; [`Sifting`] keeps where it is between two comparisons.

use whipsnake_vm::{
    error::Result,
    function,
    native::{ModuleDef, Resumable, Row, Step},
    objects::list::List,
    types::{Slot, type_flags},
    value::{Handle, Obj, Trace, Tracer, Value, fixed},
    vm::Vm,
};

/// What a sift does next.
#[derive(Clone, Copy)]
enum Phase {
    /// Looks at the children of `at`.
    Up,
    /// Knows whether the second child goes first.
    Chosen,
    /// Looks at the parent of `at`.
    Down,
    /// Knows whether the item goes before its parent.
    Compared,
}

/// A heap being put in order.
struct Sifting {
    heap: Handle<List>,
    /// Whether the greatest item comes first.
    is_max: bool,
    phase: Phase,
    /// Items when the sift began.
    size: usize,
    start: usize,
    at: usize,
    /// Places below `left` are to be sifted up when this one is done.
    left: usize,
    /// What the function gives.
    result: Value,
    /// A comparison that the loop has not yet been asked for.
    ask: Option<(Value, Vec<Value>)>,
    /// The operands of a comparison the loop was asked for.
    pending: Option<(Value, Value)>,
}

impl Sifting {
    fn new(vm: &Vm, heap: &Obj<List>, is_max: bool, result: Value) -> Sifting {
        let size = heap.items.get(vm).len();
        let heap = heap.to_handle();
        let (phase, ask, pending) = (Phase::Up, None, None);
        Sifting { heap, is_max, phase, size, start: 0, at: 0, left: 0, result, ask, pending }
    }
    /// Whether item `i` goes before item `j`: nothing if the loop must be asked.
    fn goes_before(&mut self, vm: &mut Vm, i: usize, j: usize) -> Result<Option<bool>> {
        let (i, j) = if self.is_max { (j, i) } else { (i, j) };
        let items = self.heap.items.get(vm);
        let (Some(a), Some(b)) = (items.get(i), items.get(j)) else {
            return Err(vm.index_error("index out of range"));
        };
        if Value::both_small(a, b) {
            return Ok(Some(a.small_unchecked() < b.small_unchecked()));
        }
        let (a, b) = (a.clone(), b.clone());
        if let Some(function) = python_less(vm, &a, &b) {
            self.ask = Some((function, vec![a.clone(), b.clone()]));
            self.pending = Some((a, b));
            return Ok(None);
        }
        let answer = vm.less(&a, &b)?;
        self.check_size(vm)?;
        Ok(Some(answer))
    }
    fn check_size(&self, vm: &mut Vm) -> Result<()> {
        if self.heap.items.get(vm).len() == self.size {
            return Ok(());
        }
        Err(vm.runtime_error("list changed size during iteration"))
    }
    /// Goes on until all is in order (true) or the loop must be asked.
    fn run(&mut self, vm: &mut Vm, mut answer: Option<bool>) -> Result<bool> {
        loop {
            match self.phase {
                Phase::Up => {
                    let child = 2 * self.at + 1;
                    if self.at >= self.size / 2 {
                        self.phase = Phase::Down;
                    } else if child + 1 < self.size {
                        self.phase = Phase::Chosen;
                        answer = self.goes_before(vm, child, child + 1)?;
                        if answer.is_none() {
                            return Ok(false);
                        }
                    } else {
                        self.swap(vm, child);
                    }
                }
                Phase::Chosen => {
                    let first = answer.take().unwrap_or(false);
                    self.swap(vm, 2 * self.at + 1 + usize::from(!first));
                    self.phase = Phase::Up;
                }
                Phase::Down if self.at > self.start => {
                    self.phase = Phase::Compared;
                    answer = self.goes_before(vm, self.at, (self.at - 1) / 2)?;
                    if answer.is_none() {
                        return Ok(false);
                    }
                }
                Phase::Compared if answer.take() == Some(true) => {
                    self.swap(vm, (self.at - 1) / 2);
                    self.phase = Phase::Down;
                }
                Phase::Down | Phase::Compared => {
                    let Some(next) = self.left.checked_sub(1) else { return Ok(true) };
                    (self.left, self.at, self.start, self.phase) = (next, next, next, Phase::Up);
                }
            }
        }
    }
    /// Exchanges the item with the one at `other`, and follows it.
    fn swap(&mut self, vm: &mut Vm, other: usize) {
        let items = self.heap.items.get_mut(vm);
        if other < items.len() && self.at < items.len() {
            items.swap(other, self.at);
        }
        self.at = other;
    }
    /// Runs as far as possible; the result, at once or deferred.
    fn start(mut self, vm: &mut Vm) -> Result<Value> {
        if self.run(vm, None)? { Ok(self.result) } else { vm.defer(Box::new(self)) }
    }
}

/// The `__lt__` of two operands if it is a Python function.
fn python_less(vm: &mut Vm, a: &Value, b: &Value) -> Option<Value> {
    if !a.is_object() {
        return None;
    }
    let class = vm.class_of(a);
    if !class.has(type_flags::HEAP) {
        return None;
    }
    let other = vm.class_of(b);
    if !class.ptr_eq(&other) && other.is_subclass(vm, &class) {
        return None;
    }
    class.slot(vm, Slot::Lt).filter(|function| function.has_map(fixed::FUNCTION))
}

impl Resumable for Sifting {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let result = result?;
        let mut answer = None;
        if self.ask.is_none()
            && let Some((a, b)) = self.pending.take()
        {
            answer = Some(match result.is_not_implemented() {
                true => vm.less(&a, &b)?,
                false => vm.truth(&result)?,
            });
            self.check_size(vm)?;
        }
        if self.ask.is_none() && self.run(vm, answer)? {
            return Ok(Step::Return(self.result.take()));
        }
        match self.ask.take() {
            Some((function, args)) => Ok(Step::Call(function, args)),
            None => Ok(Step::Return(self.result.take())),
        }
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.heap.trace(tracer);
        self.result.trace(tracer);
        self.pending.trace(tracer);
    }
}

fn push(vm: &mut Vm, heap: &Obj<List>, item: Value, is_max: bool) -> Result<Value> {
    heap.items.get_mut(vm).push(item);
    let mut sift = Sifting::new(vm, heap, is_max, Value::NONE);
    sift.at = sift.size - 1;
    sift.phase = Phase::Down;
    sift.start(vm)
}

fn pop(vm: &mut Vm, heap: &Obj<List>, is_max: bool) -> Result<Value> {
    let items = heap.items.get_mut(vm);
    let Some(last) = items.pop() else { return Err(vm.index_error("index out of range")) };
    let Some(first) = items.first_mut() else { return Ok(last) };
    let result = std::mem::replace(first, last);
    Sifting::new(vm, heap, is_max, result).start(vm)
}

fn replace(vm: &mut Vm, heap: &Obj<List>, item: Value, is_max: bool) -> Result<Value> {
    let Some(first) = heap.items.get_mut(vm).first_mut() else {
        return Err(vm.index_error("index out of range"));
    };
    let result = std::mem::replace(first, item);
    Sifting::new(vm, heap, is_max, result).start(vm)
}

fn push_pop(vm: &mut Vm, heap: &Obj<List>, item: Value, is_max: bool) -> Result<Value> {
    let Some(top) = heap.items.get(vm).first().cloned() else { return Ok(item) };
    let goes_first = if is_max { vm.less(&item, &top)? } else { vm.less(&top, &item)? };
    if goes_first { replace(vm, heap, item, is_max) } else { Ok(item) }
}

fn heapify(vm: &mut Vm, heap: &Obj<List>, is_max: bool) -> Result<Value> {
    let mut sift = Sifting::new(vm, heap, is_max, Value::NONE);
    // Nothing is to be done at first but to go on with the inner places, last to first.
    sift.phase = Phase::Down;
    sift.left = sift.size / 2;
    sift.start(vm)
}

/// Rows for a function and its twin for heaps with the greatest item first.
macro_rules! twins {
    ($($min:literal, $max:literal, $function:ident($($argument:ident: $kind:ty),*), $count:tt, $doc:literal, $max_doc:literal;)*) => {
        &[$(
            function!($min, |vm: &mut Vm, heap: &Obj<List> $(, $argument: $kind)*| $function(vm, heap $(, $argument)*, false), $count, $doc),
            function!($max, |vm: &mut Vm, heap: &Obj<List> $(, $argument: $kind)*| $function(vm, heap $(, $argument)*, true), $count, $max_doc),
        )*]
    };
}

const ROWS: &[Row] = twins! {
    "heappush(heap, item, /)", "heappush_max(heap, item, /)", push(item: Value), 2,
        "Push item onto heap, maintaining the heap invariant.", "Push item onto max heap, maintaining the heap invariant.";
    "heappop(heap, /)", "heappop_max(heap, /)", pop(), 1,
        "Pop the smallest item off the heap, maintaining the heap invariant.",
        "Maxheap variant of heappop.";
    "heapreplace(heap, item, /)", "heapreplace_max(heap, item, /)", replace(item: Value), 2,
        "Pop and return the current smallest value, and add the new item.\n\nThis is more efficient than heappop() followed by heappush(), and can be\nmore appropriate when using a fixed-size heap.  Note that the value\nreturned may be larger than item!  That constrains reasonable uses of\nthis routine unless written as part of a conditional replacement:\n\n    if item > heap[0]:\n        item = heapreplace(heap, item)",
        "Maxheap variant of heapreplace.";
    "heappushpop(heap, item, /)", "heappushpop_max(heap, item, /)", push_pop(item: Value), 2,
        "Push item on the heap, then pop and return the smallest item from the heap.\n\nThe combined action runs more efficiently than heappush() followed by\na separate call to heappop().",
        "Maxheap variant of heappushpop.\n\nThe combined action runs more efficiently than heappush_max() followed by\na separate call to heappop_max().";
    "heapify(heap, /)", "heapify_max(heap, /)", heapify(), 1,
        "Transform list into a heap, in-place, in O(len(heap)) time.",
        "Maxheap variant of heapify.";
};

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_heapq",
    doc: "Heap queue algorithm (a.k.a. priority queue).\n\nHeaps are arrays for which a[k] <= a[2*k+1] and a[k] <= a[2*k+2] for\nall k, counting elements from 0.",
    rows: ROWS,
    types: &[],
    init: None,
};
