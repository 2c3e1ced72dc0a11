//! Cycle collection: when it runs and what it does with what it finds.

use crate::{value::Value, vm::Vm};

/// State of the collector.
pub struct GcState {
    /// `gc.isenabled()`
    pub enabled: bool,
    /// Net new containers before a young collection; `i64::MAX` while disabled.
    pub threshold_now: i64,
    /// `gc.get_threshold()`
    pub thresholds: [i64; 3],
    /// Young collections since the last full one.
    pub young_runs: i64,
    /// Containers that survived the last full collection, and those that survived young ones since.
    pub old: (i64, i64),
    /// Set while collecting.
    pub running: bool,
    /// Per generation: collections, collected, uncollectable.
    pub stats: [[i64; 3]; 3],
    /// `gc.callbacks`
    pub callbacks: Value,
    /// `gc.garbage`
    pub garbage: Value,
    /// `gc.get_debug()`
    pub debug: i64,
}

impl Default for GcState {
    fn default() -> GcState {
        GcState {
            enabled: true,
            threshold_now: 2000,
            thresholds: [2000, 10, 0],
            young_runs: 0,
            old: (0, 0),
            running: false,
            stats: [[0; 3]; 3],
            callbacks: Value::NONE,
            garbage: Value::NONE,
            debug: 0,
        }
    }
}

impl Vm {
    /// Runs a young collection, or a full one when enough survivors have come together.
    pub fn collect_young(&mut self) {
        if self.gc.running || !self.gc.enabled {
            return;
        }
        let full = self.gc.young_runs >= self.gc.thresholds[1] && self.gc.old.1 > self.gc.old.0 / 4;
        self.collect_cycles(full);
    }

    /// Collects cycles; gives how many objects were freed.
    pub fn collect_cycles(&mut self, full: bool) -> i64 {
        if self.gc.running {
            return 0;
        }
        self.gc.running = true;
        let young = self.heap.young().max(0);
        let garbage = self.heap.find_garbage(!full);
        let mut found = garbage.len() as i64;
        if full {
            self.gc.young_runs = 0;
            self.gc.old = (self.gc.old.0 + self.gc.old.1 + young - found, 0);
        } else {
            self.gc.young_runs += 1;
            self.gc.old.1 += young - found;
        }
        if !garbage.is_empty() {
            found = self.dispose(garbage);
        }
        let generation = if full { 2 } else { 0 };
        self.gc.stats[generation][0] += 1;
        self.gc.stats[generation][1] += found;
        self.gc.running = false;
        found
    }

    /// Runs finalizers of garbage, then frees what they did not revive.
    fn dispose(&mut self, garbage: Vec<Value>) -> i64 {
        let mut finalized = false;
        self.heap.cut_weak_links(&garbage);
        self.run_attention();
        for object in &garbage {
            if self.heap.wants_finalizer(object) {
                finalized = true;
                self.run_finalizer(object.clone());
            }
        }
        let garbage = if finalized { self.heap.still_garbage(garbage) } else { garbage };
        let found = garbage.len() as i64;
        self.heap.clear(&garbage);
        drop(garbage);
        self.run_attention();
        found
    }
}
