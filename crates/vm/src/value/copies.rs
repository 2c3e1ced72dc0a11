//! Copies of many values: the words at once, then the references are counted, which numbers and the like need not.

use super::Value;

/// A copy of the values.
pub fn copies(items: &[Value]) -> Vec<Value> {
    let mut all = Vec::with_capacity(items.len());
    append_copies(&mut all, items);
    all
}

/// Appends a copy of the values.
pub fn append_copies(to: &mut Vec<Value>, items: &[Value]) {
    to.reserve(items.len());
    // SAFETY: there is room for the items, which are borrowed and so lie elsewhere; their words are copies that own
    // nothing (V1) until `count` has counted them, and are out of reach until then.
    unsafe {
        copy_words(to.as_mut_ptr().add(to.len()), items);
        to.set_len(to.len() + items.len());
    }
}

/// Writes a copy of the values to `to`.
///
/// # Safety
/// `to` must have room for the items and lie elsewhere (V1: what is there is overwritten, not dropped).
#[inline]
pub(super) unsafe fn copy_words(to: *mut Value, items: &[Value]) {
    // SAFETY: V1: as the caller says; the copies are counted below.
    unsafe { std::ptr::copy_nonoverlapping(items.as_ptr(), to, items.len()) };
    let (fours, rest) = items.as_chunks::<4>();
    for four in fours {
        count(four);
    }
    count(rest);
}

/// Counts one more reference to each of the objects.
#[inline(always)]
fn count(items: &[Value]) {
    for item in items {
        if let Some(header) = item.header() {
            header.increment();
        }
    }
}
