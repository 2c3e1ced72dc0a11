//! The cycle collector: trial deletion over containers (Bacon and Rajan, "Concurrent Cycle Collection in Reference
//! Counted Systems", 2001, in its synchronous form), young objects first.
//!
//! For the objects under test, references from one to another are taken off the counts, in place. What still has a count
//! is reachable from outside, and so is all it reaches; every object gives the references back when it is found reachable,
//! or at the end. What was not found is garbage. The notes of a run stand in the upper bits of the map numbers, so that
//! following a reference looks at one word of the object it leads to. The collector itself never runs Python (V8): it
//! hands the garbage to `modules/gc.rs`, which runs finalizers and then asks for `clear`.

use super::{
    alloc::{BLOCK, Block, Heap, LARGE_PREFIX, Large, storage_word},
    header::{Header, WEAK},
    map::flags,
    trace::{Bin, Pass, Tracer},
    value::Value,
};

/// State byte: survived a collection.
const OLD: u8 = 1;
/// State byte: lives as long as the interpreter and is never under test.
const PERMANENT: u8 = 2;

impl Heap {
    /// Reports everything the object refers to, its class included where instances count it.
    #[inline]
    fn trace_object(&self, header: *mut Header, tracer: &mut Tracer) {
        // SAFETY: V5: the object is alive.
        unsafe {
            let map = self.map((*header).map_number());
            if map.layout.container {
                (map.layout.trace)(header, tracer);
            }
            if map.flags & flags::STORAGE != 0 {
                let word = storage_word(header, map);
                for i in 0..=usize::from(map.capacity) {
                    let value = &*word.add(i);
                    if value.is_object() {
                        tracer.visit(value.pointer());
                    }
                }
            }
            if map.flags & flags::COUNTS_TYPE != 0 {
                tracer.visit(map.type_);
            }
        }
    }

    /// Live containers: all, or those made since the last collection. With `mark`, those that are not
    /// permanent are put under test, and have that state from now on.
    fn containers(&self, young_only: bool, mark: Option<u8>) -> Vec<*mut Header> {
        let mut found = Vec::new();
        for block in &self.blocks {
            // SAFETY: V6, V7: blocks belong to this heap; slots with a count hold live objects.
            unsafe {
                let block = *block;
                if !(*block).container || (*block).live == 0 || young_only && !(*block).touched {
                    continue;
                }
                let states = &mut (*block).states;
                let slot = (*block).slot_size as usize;
                let first = size_of::<Block>().next_multiple_of(16);
                for at in (first..=BLOCK - slot).step_by(slot) {
                    let header = block.cast::<u8>().add(at).cast::<Header>();
                    let state = states[at >> 4];
                    if (*header).references() != 0
                        && !(young_only && state & OLD != 0)
                        && !(mark.is_some() && state & PERMANENT != 0)
                    {
                        if let Some(mark) = mark {
                            (*header).test();
                            states[at >> 4] = mark;
                        }
                        found.push(header);
                    }
                }
            }
        }
        for header in &self.large {
            // SAFETY: V7: large containers have a prefix.
            let state = unsafe { &(*header.cast::<u8>().sub(LARGE_PREFIX).cast::<Large>()).state };
            let is_left_out =
                young_only && state.get() & OLD != 0 || mark.is_some() && state.get() & PERMANENT != 0;
            if !is_left_out {
                if let Some(mark) = mark {
                    // SAFETY: V5: large objects in the list are alive.
                    unsafe { (**header).test() };
                    state.set(mark);
                }
                found.push(*header);
            }
        }
        found
    }

    /// Takes what is alive now out of all collections to come: what the interpreter itself is made of.
    pub fn make_permanent(&mut self) {
        for header in self.containers(false, Some(OLD | PERMANENT)) {
            // SAFETY: V5: the containers are alive.
            unsafe { (*header).end_test() };
        }
        self.young = 0;
    }

    /// Number of live containers.
    pub fn count_containers(&self) -> usize {
        self.containers(false, None).len()
    }

    /// Every live container, each with a reference of its own (`gc.get_objects`).
    pub fn all_containers(&self) -> Vec<Value> {
        self.containers(false, None).into_iter().map(own).collect()
    }

    /// What an object refers to directly (`gc.get_referents`).
    pub fn referents(&self, value: &Value) -> Vec<Value> {
        let mut found = Vec::new();
        if value.is_object() {
            let mut report = |header| found.push(own(header));
            self.trace_object(value.pointer(), &mut Tracer { pass: Pass::Report(&mut report) });
        }
        found
    }

    /// Finds unreachable containers and gives an owned reference to each. Survivors become old.
    pub fn find_garbage(&mut self, young_only: bool) -> Vec<Value> {
        let tested = self.containers(young_only, Some(OLD));
        for block in &self.blocks {
            // SAFETY: V6.
            unsafe { (**block).touched = false };
        }
        for block in self.current_blocks() {
            // SAFETY: V6: new objects go on coming from the current blocks.
            unsafe { (*block).touched = true };
        }
        self.young = 0;
        self.find_among(&tested, 0)
    }

    /// Of objects found to be garbage before, those still unreachable (finalizers may have revived some).
    pub fn still_garbage(&mut self, garbage: Vec<Value>) -> Vec<Value> {
        let tested: Vec<*mut Header> = garbage.iter().map(Value::pointer).collect();
        for header in &tested {
            // SAFETY: V5: `garbage` holds references.
            unsafe { (**header).test() };
        }
        // One reference to each is `garbage`'s own and does not count as coming from outside.
        self.find_among(&tested, 1)
    }

    /// Of the objects under test, those not reachable from outside of them; ends the test.
    fn find_among(&self, tested: &[*mut Header], own_references: u32) -> Vec<Value> {
        let mut tracer = Tracer { pass: Pass::Subtract };
        for header in tested {
            self.trace_object(*header, &mut tracer);
        }
        let mut tracer = Tracer { pass: Pass::Reach(Vec::new()) };
        for header in tested {
            // SAFETY: V5: nothing is freed while the collector looks.
            let seen = unsafe { &**header };
            if seen.references() == own_references || !seen.reach() {
                continue;
            }
            let mut next = Some(*header);
            while let Some(header) = next {
                self.trace_object(header, &mut tracer);
                next = match &mut tracer.pass {
                    Pass::Reach(found) => found.pop(),
                    _ => None,
                };
            }
        }
        let mut tracer = Tracer { pass: Pass::Restore };
        let mut garbage = Vec::new();
        for header in tested {
            // SAFETY: V5, as above.
            if !unsafe { (**header).is_reached() } {
                self.trace_object(*header, &mut tracer);
                garbage.push(*header);
            }
        }
        for header in tested {
            // SAFETY: V5, as above.
            unsafe { (**header).end_test() };
        }
        garbage.into_iter().map(own).collect()
    }

    /// Makes garbage give up what it refers to, so that its cycles end and the counts free it.
    pub fn clear(&mut self, garbage: &[Value]) {
        let mut bin = Bin::default();
        for value in garbage {
            let header = value.pointer();
            // SAFETY: V5, V8: the caller owns references, and no inside is borrowed.
            unsafe {
                let map = self.map((*header).map.get());
                (map.layout.clear)(header, &mut bin);
                if map.flags & flags::STORAGE != 0 {
                    let word = storage_word(header, map);
                    for i in 0..=usize::from(map.capacity) {
                        bin.put((*word.add(i)).take());
                    }
                }
            }
        }
        drop(bin);
    }
}

fn own(header: *mut Header) -> Value {
    // SAFETY: V1: the object is alive, and the count is raised for the new value.
    unsafe {
        (*header).increment();
        Value::from_raw(header)
    }
}

impl Heap {
    /// Whether an object has a finalizer that has not run.
    pub fn wants_finalizer(&self, value: &Value) -> bool {
        let Some(header) = value.header() else { return false };
        let map = self.map(header.map.get());
        // SAFETY: V5.
        map.flags & flags::DEL != 0
            && !self.is_finalized(value)
            && unsafe { (map.layout.finalizable)(value.pointer()) }
    }
    /// Cuts the weak references to garbage, so that finalizers cannot bring it back through them; callbacks of references
    /// that are not garbage themselves are queued.
    pub fn cut_weak_links(&mut self, garbage: &[Value]) {
        for value in garbage {
            let header = value.pointer();
            // SAFETY: V1: the caller owns a reference.
            unsafe {
                if (*header).count.get() & WEAK != 0 {
                    (*header).count.set((*header).count.get() & !WEAK);
                    super::weak::object_dies(self, header);
                }
            }
        }
    }
}
