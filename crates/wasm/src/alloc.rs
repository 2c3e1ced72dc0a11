//! The memory of the module: freed pieces wait in a list for each size and are given out again.
//!
//! The interpreter's objects have a heap of their own (`vm/value/alloc.rs`); what comes here are the buffers of lists,
//! dictionaries and strings, boxes and frames. Their owners know the size of what they give back, so pieces need no
//! header. Memory of a WebAssembly module never shrinks: to keep freed pieces for the next one costs nothing that the
//! module could have given back.
//!
//! Invariants:
//! - A1: one thread: the target has no threads, so nothing here is used twice at a time.
//! - A2: a piece in a list has the size of the list's class, belongs to nobody and starts with the address of the next.
//! - A3: callers keep the contract of `GlobalAlloc`: what they give back has the layout that they asked for.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::UnsafeCell;
use std::ptr;

/// Sizes up to here are told apart in steps of [`FINE`] bytes, the rest in steps of [`COARSE`].
const FINE_UP_TO: usize = 512;
const FINE: usize = 16;
/// Larger pieces come from the system's allocator.
const LARGEST: usize = 4096;
const COARSE: usize = 256;
const CLASSES: usize = FINE_UP_TO / FINE + (LARGEST - FINE_UP_TO) / COARSE;
/// What is taken from the system's allocator at a time, in bytes.
const CHUNK: usize = 64 * 1024;

/// The allocator.
pub struct Pieces(UnsafeCell<State>);

struct State {
    /// The first free piece of each class.
    free: [*mut Piece; CLASSES],
    /// What is left of the chunk that new pieces are cut from.
    rest: *mut u8,
    left: usize,
}

struct Piece {
    next: *mut Piece,
}

// SAFETY: A1.
unsafe impl Sync for Pieces {}

/// The class of a size and the bytes of its pieces; none for what the system's allocator serves.
#[inline(always)]
fn class_of(layout: Layout) -> Option<(usize, usize)> {
    let size = layout.size();
    if layout.align() > FINE {
        None
    } else if size <= FINE_UP_TO {
        // No piece is empty: the smallest ones have the class of one byte.
        let class = size.saturating_sub(1) / FINE;
        Some((class, (class + 1) * FINE))
    } else if size <= LARGEST {
        let step = (size - FINE_UP_TO - 1) / COARSE;
        Some((FINE_UP_TO / FINE + step, FINE_UP_TO + (step + 1) * COARSE))
    } else {
        None
    }
}

impl Pieces {
    /// An allocator that has nothing yet.
    pub const fn new() -> Pieces {
        Pieces(UnsafeCell::new(State { free: [ptr::null_mut(); CLASSES], rest: ptr::null_mut(), left: 0 }))
    }
}

impl Default for Pieces {
    fn default() -> Pieces {
        Pieces::new()
    }
}

impl State {
    /// Cuts a piece from the chunk; null when there is no memory.
    #[cold]
    #[inline(never)]
    fn cut(&mut self, bytes: usize) -> *mut u8 {
        if self.left < bytes {
            let Ok(layout) = Layout::from_size_align(CHUNK, FINE) else { return ptr::null_mut() };
            // SAFETY: A3: the layout is not empty.
            let chunk = unsafe { System.alloc(layout) };
            if chunk.is_null() {
                return chunk;
            }
            self.rest = chunk;
            self.left = CHUNK;
        }
        let piece = self.rest;
        self.rest = piece.wrapping_add(bytes);
        self.left -= bytes;
        piece
    }
}

// SAFETY: A2: pieces are as large and as aligned as asked for, and given out once at a time.
unsafe impl GlobalAlloc for Pieces {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some((class, bytes)) = class_of(layout) else {
            // SAFETY: A3.
            return unsafe { System.alloc(layout) };
        };
        // SAFETY: A1, A2.
        unsafe {
            let state = &mut *self.0.get();
            let piece = state.free[class];
            if piece.is_null() {
                return state.cut(bytes);
            }
            state.free[class] = (*piece).next;
            piece.cast()
        }
    }

    #[inline]
    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        let Some((class, _)) = class_of(layout) else {
            // SAFETY: A3: `alloc` has served this layout from the same place.
            return unsafe { System.dealloc(memory, layout) };
        };
        // SAFETY: A1, A2: the caller gives the piece up.
        unsafe {
            let state = &mut *self.0.get();
            let piece = memory.cast::<Piece>();
            (*piece).next = state.free[class];
            state.free[class] = piece;
        }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: A3; the memory written to was just given out with this size.
        unsafe {
            if class_of(layout).is_none() {
                return System.alloc_zeroed(layout);
            }
            let memory = self.alloc(layout);
            if !memory.is_null() {
                memory.write_bytes(0, layout.size());
            }
            memory
        }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: A3: rounded up to the alignment the size fits the address space.
        let wanted = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        let (old, new) = (class_of(layout), class_of(wanted));
        // SAFETY: A3; what is copied fits both.
        unsafe {
            if old.is_none() && new.is_none() {
                return System.realloc(memory, layout, size);
            }
            if old == new {
                return memory;
            }
            let moved = self.alloc(wanted);
            if !moved.is_null() {
                ptr::copy_nonoverlapping(memory, moved, size.min(layout.size()));
                self.dealloc(memory, layout);
            }
            moved
        }
    }
}
