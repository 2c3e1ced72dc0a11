//! The cycle collector: trial deletion over containers (Bacon and Rajan, "Concurrent Cycle Collection in Reference
//! Counted Systems", 2001, in its synchronous form), young objects first.
//!
//! For the objects under test, references from one to another are subtracted from the counts. What still has a count is
//! reachable from outside, and so is all it reaches. The rest is garbage. The collector itself never runs Python (V8): it
//! hands the garbage to `modules/gc.rs`, which runs finalizers and then asks for `clear`.

use super::{
    alloc::{BLOCK, Block, Heap, LARGE_PREFIX, Large, is_in_block, size_of_object, storage_word},
    header::Header,
    map::flags,
    trace::{Bin, Tracer},
    value::Value,
};

/// State byte: survived a collection.
const OLD: u8 = 1;
/// State byte: among the objects under test.
const TESTED: u8 = 2;
/// State byte: found reachable.
const REACHED: u8 = 4;

impl Heap {
    fn is_container(&self, header: *mut Header) -> bool {
        // SAFETY: V5: the object is alive.
        let map = self.map(unsafe { (*header).map.get() });
        map.layout.container || map.flags & flags::STORAGE != 0
    }

    fn is_in_block(&self, header: *mut Header) -> bool {
        // SAFETY: V5.
        unsafe { is_in_block(size_of_object(header, self.map((*header).map.get()))) }
    }

    /// State byte of a container.
    #[allow(clippy::mut_from_ref)]
    fn state(&self, header: *mut Header) -> &mut u8 {
        // SAFETY: V7: a container lies in a block or behind a prefix.
        unsafe {
            if self.is_in_block(header) {
                let block = (header as usize & !(BLOCK - 1)) as *mut Block;
                &mut (*block).states[(header as usize & (BLOCK - 1)) >> 4]
            } else {
                &mut *(*header.cast::<u8>().sub(LARGE_PREFIX).cast::<Large>()).state.as_ptr()
            }
        }
    }

    /// Trial count of a container under test.
    #[allow(clippy::mut_from_ref)]
    fn count(&self, header: *mut Header) -> &mut u32 {
        // SAFETY: V7: as above; blocks under test have their counts allocated.
        unsafe {
            if self.is_in_block(header) {
                let block = (header as usize & !(BLOCK - 1)) as *mut Block;
                &mut (&mut (*block).counts)[(header as usize & (BLOCK - 1)) >> 4]
            } else {
                &mut *(*header.cast::<u8>().sub(LARGE_PREFIX).cast::<Large>()).count.as_ptr()
            }
        }
    }

    /// Calls `visit` for everything the object refers to, its class included where instances count it.
    fn trace_object(&self, header: *mut Header, visit: &mut dyn FnMut(*mut Header)) {
        // SAFETY: V5: the object is alive.
        unsafe {
            let map = self.map((*header).map.get());
            let mut tracer = Tracer { visit };
            (map.layout.trace)(header, &mut tracer);
            if map.flags & flags::STORAGE != 0 {
                let word = storage_word(header, map);
                for i in 0..=usize::from(map.capacity) {
                    let value = &*word.add(i);
                    if value.is_object() {
                        (tracer.visit)(value.pointer());
                    }
                }
            }
            if map.flags & flags::COUNTS_TYPE != 0 {
                (tracer.visit)(map.type_);
            }
        }
    }

    /// Live containers: all, or those made since the last collection.
    fn containers(&self, young_only: bool) -> Vec<*mut Header> {
        let mut found = Vec::new();
        for block in &self.blocks {
            // SAFETY: V6, V7: blocks belong to this heap; slots with a count hold live objects.
            unsafe {
                let block = *block;
                if !(*block).container || (*block).live == 0 || young_only && !(*block).touched {
                    continue;
                }
                let slot = (*block).slot_size as usize;
                let first = size_of::<Block>().next_multiple_of(16);
                for at in (first..=BLOCK - slot).step_by(slot) {
                    let header = block.cast::<u8>().add(at).cast::<Header>();
                    if (*header).references() != 0 && !(young_only && (&(*block).states)[at >> 4] & OLD != 0)
                    {
                        found.push(header);
                    }
                }
            }
        }
        for header in &self.large {
            // SAFETY: V7: large containers have a prefix.
            let state = unsafe { (*header.cast::<u8>().sub(LARGE_PREFIX).cast::<Large>()).state.get() };
            if !(young_only && state & OLD != 0) {
                found.push(*header);
            }
        }
        found
    }

    /// Number of live containers.
    pub fn count_containers(&self) -> usize {
        self.containers(false).len()
    }

    /// Every live container, each with a reference of its own (`gc.get_objects`).
    pub fn all_containers(&self) -> Vec<Value> {
        self.containers(false).into_iter().map(own).collect()
    }

    /// What an object refers to directly (`gc.get_referents`).
    pub fn referents(&self, value: &Value) -> Vec<Value> {
        let mut found = Vec::new();
        if value.is_object() {
            self.trace_object(value.pointer(), &mut |header| found.push(own(header)));
        }
        found
    }

    /// Finds unreachable containers and gives an owned reference to each. Survivors become old.
    pub fn find_garbage(&mut self, young_only: bool) -> Vec<Value> {
        let tested = self.containers(young_only);
        self.find_among(&tested, 0)
    }

    /// Of objects found to be garbage before, those still unreachable (finalizers may have revived some).
    pub fn still_garbage(&mut self, garbage: Vec<Value>) -> Vec<Value> {
        let tested: Vec<*mut Header> = garbage.iter().map(Value::pointer).collect();
        // One reference to each is `garbage`'s own and does not count as coming from outside.
        self.find_among(&tested, 1)
    }

    fn find_among(&mut self, tested: &[*mut Header], own_references: u32) -> Vec<Value> {
        for header in tested {
            if self.is_in_block(*header) {
                // SAFETY: V7.
                let block = unsafe { &mut *((*header as usize & !(BLOCK - 1)) as *mut Block) };
                if block.counts.is_empty() {
                    block.counts = vec![0; BLOCK / 16];
                }
            }
            // SAFETY: V1.
            *self.count(*header) = unsafe { (**header).references() } - own_references;
            let state = self.state(*header);
            *state = *state & !REACHED | TESTED;
        }
        for header in tested {
            self.trace_object(*header, &mut |child| {
                if self.is_container(child) && *self.state(child) & TESTED != 0 {
                    let count = self.count(child);
                    *count = count.wrapping_sub(1);
                }
            });
        }
        let mut reached: Vec<*mut Header> = Vec::new();
        for header in tested {
            if *self.count(*header) != 0 {
                *self.state(*header) |= REACHED;
                reached.push(*header);
            }
        }
        while let Some(header) = reached.pop() {
            self.trace_object(header, &mut |child| {
                if self.is_container(child) {
                    let state = self.state(child);
                    if *state & (TESTED | REACHED) == TESTED {
                        *state |= REACHED;
                        reached.push(child);
                    }
                }
            });
        }
        let mut garbage = Vec::new();
        for header in tested {
            let state = self.state(*header);
            let was_reached = *state & REACHED != 0;
            *state = OLD;
            if !was_reached {
                garbage.push(own(*header));
            }
        }
        for block in &self.blocks {
            // SAFETY: V6.
            unsafe {
                (**block).counts = Vec::new();
                (**block).touched = (**block).touched && tested.is_empty();
            }
        }
        for pool_block in self.current_blocks() {
            // SAFETY: V6: new objects go on coming from the current blocks.
            unsafe { (*pool_block).touched = true };
        }
        self.young = 0;
        garbage
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
                if (*header).count.get() & super::header::WEAK != 0 {
                    (*header).count.set((*header).count.get() & !super::header::WEAK);
                    super::weak::object_dies(self, header);
                }
            }
        }
    }
}
