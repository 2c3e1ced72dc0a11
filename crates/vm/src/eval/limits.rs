//! The memory a program may take.
//!
//! A host that limits it counts what is allocated. Something large is refused before it is made
//! ([`Vm::check_size`]); what grows in small steps is noticed between slices. Either way MemoryError is raised, and
//! cyclic garbage is looked for before it is. What Rust allocates meanwhile comes out of the margin between the limit
//! and what the host really has.

use crate::{error::Result, vm::Vm};

/// Smaller pieces are not worth a question.
const LARGE: usize = 64 << 10;
/// A program that holds on to more than its limit is told again when it has taken this part of the limit in addition.
const PATIENCE: usize = 32;

impl Vm {
    /// MemoryError when the program has taken more than it may.
    pub(crate) fn look_for_memory(&mut self) -> Result<()> {
        let Some(memory) = self.host.memory() else { return Ok(()) };
        if memory.used <= memory.limit {
            self.told_at = 0;
            return Ok(());
        }
        if self.told_at != 0 && memory.used <= self.told_at.saturating_add(memory.limit / PATIENCE) {
            return Ok(());
        }
        self.make_room();
        match self.host.memory() {
            Some(memory) if memory.used > memory.limit => {
                self.told_at = memory.used;
                Err(self.memory_error(""))
            }
            _ => Ok(()),
        }
    }
    /// MemoryError when so many bytes more are not to be had.
    #[inline]
    pub(crate) fn check_room(&mut self, bytes: usize) -> Result<()> {
        if bytes < LARGE { Ok(()) } else { self.check_large(bytes) }
    }
    #[cold]
    fn check_large(&mut self, bytes: usize) -> Result<()> {
        if self.has_room(bytes) {
            return Ok(());
        }
        self.make_room();
        if self.has_room(bytes) { Ok(()) } else { Err(self.memory_error("")) }
    }
    /// Frees what nobody uses: cyclic garbage, then the memory it and others had.
    fn make_room(&mut self) {
        self.collect_cycles(true);
        self.heap.release_empty_blocks();
        self.host.reclaim_memory();
    }
    fn has_room(&mut self, bytes: usize) -> bool {
        self.host.memory().is_none_or(|memory| memory.used.saturating_add(bytes) <= memory.limit)
    }
    /// What a native that goes through any number of items asks now and then: interrupts and limits are noticed.
    pub fn breathe(&mut self) -> Result<()> {
        self.look_for_interrupt()?;
        self.look_for_memory()
    }
}
