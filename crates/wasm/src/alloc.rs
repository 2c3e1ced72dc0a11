//! The memory of the module: freed pieces wait in a list for each size and are given out again.
//!
//! The interpreter's objects have a heap of their own (`vm/value/alloc.rs`); what comes here are the buffers of lists,
//! dictionaries and strings, boxes and frames. Their owners know the size of what they give back, so pieces need no
//! header. Memory of a WebAssembly module never shrinks: to keep freed pieces for the next one costs nothing that the
//! module could have given back.
//!
//! What is taken is counted, and the interpreter raises MemoryError when it is more than a limit (`vm/eval/limits.rs`).
//! The limit is half of what a module can address, since a list that grows needs its new buffer beside the old one; a
//! buffer that could not double once more counts as too much whatever the limit. Should the engine have less to give,
//! the limit falls to what there was. Large pieces are then refused, and whoever
//! asks for what a program wants to be large (`try_reserve`) makes a MemoryError of that. Small ones come out of a
//! reserve until the interpreter looks up. Who can take no refusal traps: the loader says so and gives the interpreter
//! up.
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

/// What is taken when there is no other limit.
const LIMIT: usize = 2 << 30;
/// What is put aside for small pieces once so much has been taken that there may soon be no more.
const RESERVE: usize = 16 << 20;
const RESERVE_FROM: usize = 128 << 20;
/// A buffer that could not be doubled: no buffer has more than `isize::MAX` bytes.
const HUGE: usize = 1 << 30;
/// Larger pieces do not come out of the reserve.
const SMALL: usize = 256 << 10;

/// The allocator.
pub struct Pieces(UnsafeCell<State>);

struct State {
    /// The first free piece of each class.
    free: [*mut Piece; CLASSES],
    /// What is left of the chunk that new pieces are cut from.
    rest: *mut u8,
    left: usize,
    /// Bytes taken from the system's allocator.
    used: usize,
    /// Bytes that may be taken before the interpreter is told.
    limit: usize,
    /// Bytes of free pieces when they were last counted.
    idle: usize,
    /// How many pieces of at least [`HUGE`] bytes there are.
    huge: usize,
    /// A piece of [`RESERVE`] bytes, or null.
    reserve: *mut u8,
    /// Whether the last large piece that was asked for could not be had.
    refused: bool,
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
        Pieces(UnsafeCell::new(State {
            free: [ptr::null_mut(); CLASSES],
            rest: ptr::null_mut(),
            left: 0,
            used: 0,
            limit: LIMIT,
            idle: 0,
            huge: 0,
            reserve: ptr::null_mut(),
            refused: false,
        }))
    }
    /// Bytes taken and the limit.
    pub fn usage(&self) -> (usize, usize) {
        // SAFETY: A1.
        let state = unsafe { &*self.0.get() };
        let used = state.used.saturating_sub(state.idle);
        (used, if state.huge > 0 { state.limit.min(used.saturating_sub(1)) } else { state.limit })
    }
    /// Counts the free pieces, which the program may have again. It is right until some of them are given out, and
    /// then says too much; it is counted anew when the limit is reached once more.
    pub fn count_idle(&self) {
        // SAFETY: A1.
        let state = unsafe { &mut *self.0.get() };
        state.idle = 0;
        for (class, first) in state.free.iter().enumerate() {
            let fine = FINE_UP_TO / FINE;
            let bytes =
                if class < fine { (class + 1) * FINE } else { FINE_UP_TO + (class - fine + 1) * COARSE };
            let mut piece = *first;
            while !piece.is_null() {
                state.idle += bytes;
                // SAFETY: A2.
                piece = unsafe { (*piece).next };
            }
        }
    }
    /// Sets the limit.
    pub fn set_limit(&self, bytes: usize) {
        // SAFETY: A1.
        unsafe { (*self.0.get()).limit = bytes };
    }
    /// Whether the last large piece that was asked for could not be had.
    pub fn has_refused(&self) -> bool {
        // SAFETY: A1.
        unsafe { (*self.0.get()).refused }
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
            let chunk = unsafe { self.take(layout, false) };
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

    /// A piece from the system's allocator; null when there is none.
    ///
    /// # Safety
    /// The layout must not be empty (A3).
    unsafe fn take(&mut self, layout: Layout, zeroed: bool) -> *mut u8 {
        let take = |layout| {
            // SAFETY: A3.
            unsafe { if zeroed { System.alloc_zeroed(layout) } else { System.alloc(layout) } }
        };
        let mut memory = take(layout);
        if memory.is_null() && layout.size() <= SMALL && self.open_reserve() {
            memory = take(layout);
        }
        self.refused = memory.is_null();
        if !memory.is_null() {
            self.count(layout.size(), 0);
            self.keep_reserve();
        }
        memory
    }
    /// Gives a piece back to the system's allocator.
    ///
    /// # Safety
    /// As for `GlobalAlloc::dealloc` (A3).
    unsafe fn give_back(&mut self, memory: *mut u8, layout: Layout) {
        self.count(0, layout.size());
        // SAFETY: A3: `take` has served this layout.
        unsafe { System.dealloc(memory, layout) };
    }
    /// Makes a piece larger or smaller; null when there is no room.
    ///
    /// # Safety
    /// As for `GlobalAlloc::realloc` (A3).
    unsafe fn resize(&mut self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: A3: `take` has served this layout.
        let moved = unsafe { System.realloc(memory, layout, size) };
        self.refused = moved.is_null();
        if !moved.is_null() {
            self.count(size, layout.size());
        }
        moved
    }

    #[inline]
    fn count(&mut self, taken: usize, given_back: usize) {
        self.used = self.used + taken - given_back;
        self.huge = self.huge + usize::from(taken >= HUGE) - usize::from(given_back >= HUGE);
    }
    fn reserve_layout() -> Option<Layout> {
        Layout::from_size_align(RESERVE, FINE).ok()
    }
    /// Puts something aside if much has been taken.
    #[inline]
    fn keep_reserve(&mut self) {
        if self.used > RESERVE_FROM
            && self.reserve.is_null()
            && self.used.saturating_add(2 * RESERVE) < self.limit
        {
            self.fill_reserve();
        }
    }
    #[cold]
    fn fill_reserve(&mut self) {
        let Some(layout) = State::reserve_layout() else { return };
        // SAFETY: A3: the layout is not empty.
        self.reserve = unsafe { System.alloc(layout) };
        if self.reserve.is_null() {
            self.limit = self.used;
        }
    }
    /// Gives the reserve to the system's allocator; false if there was none.
    #[cold]
    fn open_reserve(&mut self) -> bool {
        let Some(layout) = State::reserve_layout() else { return false };
        self.limit = self.limit.min(self.used);
        let reserve = std::mem::replace(&mut self.reserve, ptr::null_mut());
        if reserve.is_null() {
            return false;
        }
        // SAFETY: A3: `fill_reserve` has taken it with this layout.
        unsafe { System.dealloc(reserve, layout) };
        true
    }
}

// SAFETY: A2: pieces are as large and as aligned as asked for, and given out once at a time.
unsafe impl GlobalAlloc for Pieces {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some((class, bytes)) = class_of(layout) else {
            // SAFETY: A1, A3.
            return unsafe { (*self.0.get()).take(layout, false) };
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
            // SAFETY: A1; A3: `alloc` has served this layout from the same place.
            return unsafe { (*self.0.get()).give_back(memory, layout) };
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
                return (*self.0.get()).take(layout, true);
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
                return (*self.0.get()).resize(memory, layout, size);
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
