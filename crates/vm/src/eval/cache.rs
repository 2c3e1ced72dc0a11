//! The writable copy of a code object's instructions, with its inline caches.
//!
//! Caches hold map numbers, versions and unowned words. A word is used only after its guard has matched, and
//! everything that could end the object it stands for empties the caches first (`Vm::flush_caches`).

use std::cell::Cell;
use whipsnake_bytecode::{CodeObject, Op, Word};

/// Instructions of a live code object.
pub struct CodeCaches {
    words: Box<[Cell<u64>]>,
    /// Whether some instruction relies on classes, so that `Vm::codes` lists this code.
    pub(crate) relies_on_classes: Cell<bool>,
}

impl CodeCaches {
    /// Copies the instructions.
    pub fn new(code: &CodeObject) -> CodeCaches {
        let words = code.words.iter().map(|word| Cell::new(word.0)).collect();
        CodeCaches { words, relies_on_classes: Cell::new(false) }
    }
    /// The words.
    #[inline(always)]
    pub fn words(&self) -> &[Cell<u64>] {
        &self.words
    }
    /// Forgets what rests on classes: those instructions become their base again. The others have guards that tell.
    pub fn flush(&self) {
        self.relies_on_classes.set(false);
        let mut at = 0;
        while at < self.words.len() {
            let word = Word(self.words[at].get());
            let Some(op) = Op::from_u8(word.op()) else { return };
            if op.is_specialized() && !is_guarded_by_version(op) {
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

/// Whether the cache holds nothing but the version of a namespace and a place in it.
fn is_guarded_by_version(op: Op) -> bool {
    use Op::*;
    matches!(op, LoadGlobalDict | LoadGlobalBuiltin | StoreGlobalDict | LoadAttrModule | LoadMethodModule)
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
