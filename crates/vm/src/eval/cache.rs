//! The writable copy of a code object's instructions, with its inline caches.
//!
//! Caches hold map numbers, versions and unowned words. A word is used only after its guard has matched, and
//! everything that could end the object it stands for empties the caches first (`Vm::flush_caches`).

use std::cell::Cell;
use whipsnake_bytecode::{CodeObject, Op, Word};

/// Instructions of a live code object.
pub struct CodeCaches {
    words: Box<[Cell<u64>]>,
}

impl CodeCaches {
    /// Copies the instructions.
    pub fn new(code: &CodeObject) -> CodeCaches {
        CodeCaches { words: code.words.iter().map(|word| Cell::new(word.0)).collect() }
    }
    /// The words.
    #[inline(always)]
    pub fn words(&self) -> &[Cell<u64>] {
        &self.words
    }
    /// Forgets everything cached: specialised instructions become their base again.
    pub fn flush(&self) {
        let mut at = 0;
        while at < self.words.len() {
            let word = Word(self.words[at].get());
            let Some(op) = Op::from_u8(word.op()) else { return };
            if op.is_specialized() {
                let base = base_of(op);
                self.words[at].set(word.with_op(base).0);
                for cache in &self.words[at + 1..at + 1 + op.cache_words()] {
                    cache.set(0);
                }
            }
            at += 1 + op.cache_words();
        }
    }
}

/// The opcode that a specialised one stands for.
pub fn base_of(op: Op) -> Op {
    match op {
        Op::LoadAttrSlot
        | Op::LoadAttrClass
        | Op::LoadAttrModule
        | Op::LoadAttrProperty
        | Op::LoadAttrMethod => Op::LoadAttr,
        Op::StoreAttrSlot | Op::StoreAttrAdd => Op::StoreAttr,
        Op::LoadMethodCached | Op::LoadMethodModule => Op::LoadMethod,
        Op::LoadGlobalDict | Op::LoadGlobalBuiltin => Op::LoadGlobal,
        Op::StoreGlobalDict => Op::StoreGlobal,
        Op::CallPython | Op::CallNative | Op::CallClass | Op::CallBoundPython => Op::Call,
        Op::CallMethodPython | Op::CallMethodNative => Op::CallMethod,
        Op::SubscrListInt | Op::SubscrTupleInt | Op::SubscrDict => Op::Subscr,
        Op::StoreSubscrList | Op::StoreSubscrDict => Op::StoreSubscr,
        Op::ForIterList | Op::ForIterTuple | Op::ForIterRange | Op::ForIterGenerator => Op::ForIter,
        other => other,
    }
}
