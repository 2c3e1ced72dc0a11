//! The heap of one interpreter: blocks of equal slots with free lists, the table of maps, and dropping.
//!
//! Objects up to 512 bytes lie in blocks of 16 KiB, one slot size and one kind (container or not) a block; larger ones
//! are allocated singly. The collector walks the blocks, so containers need no links. One heap is current on a thread
//! at a time: whoever enters an interpreter makes its heap current (V6).

use super::{
    handle::{Handle, Obj},
    header::{Header, WEAK},
    map::{Layout, Map, flags},
    trace::Body,
    value::Value,
};
use std::{any::TypeId, cell::Cell, ptr::NonNull};

pub(super) const BLOCK: usize = 16 * 1024;
const LARGEST: usize = 512;
const CLASSES: usize = LARGEST / 16 + 1;
/// Nested drops before the rest waits in a queue.
const DEEPEST_DROP: u32 = 100;

thread_local! {
    static CURRENT: Cell<*mut Heap> = const { Cell::new(std::ptr::null_mut()) };
}

/// First bytes of a block.
#[repr(C)]
pub(super) struct Block {
    pub(super) free: *mut FreeSlot,
    pub(super) slot_size: u32,
    pub(super) live: u32,
    pub(super) container: bool,
    /// In its pool's list of blocks with room.
    listed: bool,
    /// Holds objects made since the last collection.
    pub(super) touched: bool,
    pub(super) next: *mut Block,
    /// One byte per 16 bytes: see `cycles`.
    pub(super) states: [u8; BLOCK / 16],
}

#[repr(C)]
pub(super) struct FreeSlot {
    header: Header,
    next: *mut FreeSlot,
}

const FIRST_SLOT: usize = size_of::<Block>().next_multiple_of(16);

struct Pool {
    /// Block that allocations come from.
    current: *mut Block,
    /// Other blocks with room.
    with_room: *mut Block,
}

/// Before a large object.
#[repr(C)]
pub(super) struct Large {
    pub(super) index: Cell<u32>,
    pub(super) state: Cell<u8>,
    bytes: usize,
}
pub(super) const LARGE_PREFIX: usize = size_of::<Large>().next_multiple_of(16);

/// The memory of one interpreter.
pub struct Heap {
    maps: Vec<*mut Map>,
    pools: [[Pool; CLASSES]; 2],
    pub(super) blocks: Vec<*mut Block>,
    pub(super) large: Vec<*mut Header>,
    drop_depth: u32,
    dropping: bool,
    waiting_drops: Vec<*mut Header>,
    /// Objects whose `__del__` is to run; each is kept alive by its place here.
    pub(super) finalizers: Vec<Value>,
    /// Objects whose `__del__` has run and which live on.
    pub(super) finalized: super::word_hash::WordSet<usize>,
    /// Callbacks of weak references whose object is gone: (callback, reference).
    pub(super) callbacks: Vec<(Value, Value)>,
    pub(super) weak: super::weak::WeakTable,
    /// Hashes of tuples that were asked for them (see `tuple`).
    pub(super) tuple_hashes: super::tuple::Hashes,
    /// Whether finalizers or callbacks wait.
    attention: bool,
    /// Containers allocated minus freed since the last collection.
    pub(super) young: i64,
    /// Bytes in blocks and large objects.
    bytes: usize,
    closing: bool,
    /// `()`, once it was asked for; goes with the heap.
    pub(super) empty_tuple: std::mem::ManuallyDrop<Cell<Option<Handle<super::tuple::Tuple>>>>,
}

/// The current heap.
#[inline(always)]
pub(super) fn heap() -> *mut Heap {
    let heap = CURRENT.get();
    debug_assert!(!heap.is_null(), "no interpreter is entered");
    heap
}

/// Makes `heap` current and gives back the one that was.
pub(crate) fn enter(heap: *mut Heap) -> *mut Heap {
    CURRENT.replace(heap)
}

#[inline(always)]
fn class_of(size: usize) -> usize {
    size.div_ceil(16)
}

impl Default for Heap {
    fn default() -> Self {
        Heap::new()
    }
}

impl Heap {
    /// An empty heap.
    pub fn new() -> Heap {
        let pools = || {
            std::array::from_fn(|_| Pool { current: std::ptr::null_mut(), with_room: std::ptr::null_mut() })
        };
        Heap {
            maps: Vec::new(),
            pools: [pools(), pools()],
            blocks: Vec::new(),
            large: Vec::new(),
            drop_depth: 0,
            dropping: false,
            waiting_drops: Vec::new(),
            finalizers: Vec::new(),
            finalized: Default::default(),
            callbacks: Vec::new(),
            weak: Default::default(),
            tuple_hashes: Default::default(),
            attention: false,
            young: 0,
            bytes: 0,
            closing: false,
            empty_tuple: Default::default(),
        }
    }

    /// Bytes held in blocks and large objects.
    pub fn bytes(&self) -> usize {
        self.bytes
    }
    /// How many objects there are.
    pub fn live_objects(&self) -> usize {
        // SAFETY: V6: blocks are the heap's own until it goes.
        let in_block = |block: &*mut Block| unsafe { (**block).live as usize };
        self.blocks.iter().map(in_block).sum::<usize>() + self.large.len()
    }
    /// Containers allocated minus freed since the last collection.
    pub fn young(&self) -> i64 {
        self.young
    }
    /// Whether finalizers or weak reference callbacks wait to be run.
    #[inline(always)]
    pub fn needs_attention(&self) -> bool {
        self.attention
    }
    /// Takes the waiting finalizers and callbacks.
    pub fn take_attention(&mut self) -> (Vec<Value>, Vec<(Value, Value)>) {
        self.attention = false;
        (std::mem::take(&mut self.finalizers), std::mem::take(&mut self.callbacks))
    }
    pub(super) fn set_attention(&mut self) {
        self.attention = true;
    }
    /// From now on objects are dropped without `__del__` and callbacks: the interpreter is going away.
    pub fn close(&mut self) {
        self.closing = true;
    }
    /// Whether [`Heap::close`] was called.
    pub fn is_closing(&self) -> bool {
        self.closing
    }
    /// Notes that the `__del__` of an object has run, so that it never runs again.
    pub fn mark_finalized(&mut self, value: &Value) {
        self.finalized.insert(value.pointer() as usize);
    }
    /// Whether `__del__` of this object has run.
    pub fn is_finalized(&self, value: &Value) -> bool {
        self.finalized.contains(&(value.pointer() as usize))
    }

    pub(crate) fn map_count(&self) -> u32 {
        self.maps.len() as u32
    }
    /// Adds a map and gives its number.
    pub(crate) fn new_map(
        &mut self,
        type_: *mut Header,
        layout: &'static Layout,
        flags: u32,
        capacity: u16,
        fixed: u16,
    ) -> u32 {
        let number = self.maps.len() as u32;
        assert!(number < super::header::MAPS, "more maps than an address space holds");
        // Classes whose class is a built-in one equal themselves only.
        let plain_class = flags & (flags::CLASS | flags::COUNTS_TYPE) == flags::CLASS;
        let plain = flags::IDENTITY | flags::SELF_EQUAL | flags::TRUE;
        let flags = if plain_class { flags | plain } else { flags };
        let map = Box::new(Map::new(number, type_, layout, flags, capacity, fixed));
        self.maps.push(Box::into_raw(map));
        number
    }
    /// Reserves the numbers of the fixed maps; each is filled by `set_fixed_map`.
    pub(crate) fn reserve_fixed_maps(&mut self) {
        for number in 0..super::map::fixed::COUNT {
            let map = Map::new(number, std::ptr::null_mut(), Layout::of::<super::instance::Plain>(), 0, 0, 0);
            self.maps.push(Box::into_raw(Box::new(map)));
        }
    }
    pub(crate) fn set_fixed_map(&mut self, number: u32, layout: &'static Layout, flags: u32) {
        let map = self.map_mut(number);
        *map = Map::new(number, map.type_, layout, flags | super::map::behaviour(number), 0, 0);
    }
    /// A map.
    #[inline(always)]
    pub fn map(&self, number: u32) -> &Map {
        debug_assert!((number as usize) < self.maps.len());
        // SAFETY: V5: map numbers in headers come from this table, whose entries live as long as the heap.
        unsafe { &**self.maps.get_unchecked(number as usize) }
    }
    #[inline(always)]
    pub(crate) fn map_mut(&mut self, number: u32) -> &mut Map {
        debug_assert!((number as usize) < self.maps.len());
        // SAFETY: V5, and the heap is borrowed mutably.
        unsafe { &mut **self.maps.get_unchecked(number as usize) }
    }

    #[cold]
    #[inline(never)]
    fn new_block(&mut self, class: usize, container: bool) -> *mut Block {
        let layout = std::alloc::Layout::from_size_align(BLOCK, BLOCK).expect("a constant");
        // SAFETY: V7: the layout is not empty; zeroed memory is a valid `Block`.
        let block = unsafe { std::alloc::alloc_zeroed(layout) }.cast::<Block>();
        if block.is_null() {
            std::alloc::handle_alloc_error(layout);
        }
        self.bytes += BLOCK;
        let slot = class * 16;
        // SAFETY: V7: the block is ours, and slots lie within it.
        unsafe {
            (*block).slot_size = slot as u32;
            (*block).container = container;
            let base = block.cast::<u8>();
            let mut at = FIRST_SLOT + (BLOCK - FIRST_SLOT) / slot * slot;
            let mut free: *mut FreeSlot = std::ptr::null_mut();
            while at > FIRST_SLOT {
                at -= slot;
                let this = base.add(at).cast::<FreeSlot>();
                (*this).next = free;
                free = this;
            }
            (*block).free = free;
        }
        self.blocks.push(block);
        block
    }

    #[cold]
    #[inline(never)]
    fn next_block(&mut self, class: usize, container: bool) -> *mut Block {
        let pool = &mut self.pools[container as usize][class];
        let mut block = pool.with_room;
        if block.is_null() {
            block = self.new_block(class, container);
        } else {
            // SAFETY: V6: blocks in the list belong to this heap.
            unsafe {
                pool.with_room = (*block).next;
                (*block).listed = false;
            }
        }
        // SAFETY: V6.
        unsafe { (*block).touched = true };
        self.pools[container as usize][class].current = block;
        block
    }

    /// Gives back the blocks that hold no object, but for those that allocations come from.
    pub(crate) fn release_empty_blocks(&mut self) {
        let current: Vec<*mut Block> = self.current_blocks().collect();
        let layout = std::alloc::Layout::from_size_align(BLOCK, BLOCK).expect("a constant");
        for pool in self.pools.iter_mut().flatten() {
            pool.with_room = std::ptr::null_mut();
        }
        for block in std::mem::take(&mut self.blocks) {
            let is_current = current.contains(&block);
            // SAFETY: V6, V7: the block belongs to this heap; without a live object nothing refers into it, and it was
            // made with this layout.
            unsafe {
                if (*block).live == 0 && !is_current {
                    std::alloc::dealloc(block.cast(), layout);
                    self.bytes -= BLOCK;
                    continue;
                }
                (*block).listed = !is_current && !(*block).free.is_null();
                if (*block).listed {
                    let class = (*block).slot_size as usize / 16;
                    let pool = &mut self.pools[(*block).container as usize][class];
                    (*block).next = pool.with_room;
                    pool.with_room = block;
                }
            }
            self.blocks.push(block);
        }
    }

    #[inline(always)]
    fn take_slot(&mut self, size: usize, container: bool) -> *mut Header {
        if size > LARGEST {
            return self.take_large(size, container);
        }
        let class = class_of(size);
        let mut block = self.pools[container as usize][class].current;
        // SAFETY: V6, V7: the current block of a pool belongs to this heap.
        unsafe {
            if block.is_null() || (*block).free.is_null() {
                block = self.next_block(class, container);
            }
            let slot = (*block).free;
            (*block).free = (*slot).next;
            (*block).live += 1;
            if container {
                self.young += 1;
                (*block).states[(slot as usize & (BLOCK - 1)) >> 4] = 0;
            }
            slot.cast()
        }
    }

    #[cold]
    #[inline(never)]
    fn take_large(&mut self, size: usize, container: bool) -> *mut Header {
        let bytes = size + LARGE_PREFIX;
        let layout = std::alloc::Layout::from_size_align(bytes, 16).expect("sizes are checked before");
        // SAFETY: V5: every object has a size, so the layout is not empty.
        let memory = unsafe { std::alloc::alloc_zeroed(layout) };
        if memory.is_null() {
            std::alloc::handle_alloc_error(layout);
        }
        self.bytes += bytes;
        // SAFETY: V5: the prefix and the object lie within the allocation, which was made for them.
        let header = unsafe {
            let large = memory.cast::<Large>();
            (*large).bytes = bytes;
            (*large).index = Cell::new(if container { self.large.len() as u32 } else { u32::MAX });
            memory.add(LARGE_PREFIX).cast::<Header>()
        };
        if container {
            self.young += 1;
            self.large.push(header);
        }
        header
    }

    fn give_back(&mut self, header: *mut Header, size: usize, container: bool) {
        if container {
            self.young -= 1;
        }
        // SAFETY: V7: `size` is what the slot was taken with, so the object lies in a block or behind a prefix.
        unsafe {
            if size > LARGEST {
                let memory = header.cast::<u8>().sub(LARGE_PREFIX);
                let large = memory.cast::<Large>();
                let index = (*large).index.get() as usize;
                if index != u32::MAX as usize {
                    self.large.swap_remove(index);
                    if let Some(moved) = self.large.get(index) {
                        (*moved.cast::<u8>().sub(LARGE_PREFIX).cast::<Large>()).index.set(index as u32);
                    }
                }
                let bytes = (*large).bytes;
                self.bytes -= bytes;
                std::alloc::dealloc(memory, std::alloc::Layout::from_size_align_unchecked(bytes, 16));
                return;
            }
            let block = (header as usize & !(BLOCK - 1)) as *mut Block;
            let slot = header.cast::<FreeSlot>();
            (*slot).header.count.set(0);
            (*slot).next = (*block).free;
            let was_full = (*block).free.is_null();
            (*block).free = slot;
            (*block).live -= 1;
            if was_full && !(*block).listed {
                let pool = &mut self.pools[container as usize][class_of(size)];
                if pool.current != block {
                    (*block).listed = true;
                    (*block).next = pool.with_room;
                    pool.with_room = block;
                }
            }
        }
    }
}

impl Heap {
    /// The blocks that allocations come from now.
    pub(super) fn current_blocks(&self) -> impl Iterator<Item = *mut Block> + '_ {
        self.pools.iter().flatten().map(|pool| pool.current).filter(|block| !block.is_null())
    }
}

/// Kind of body of a map's objects.
#[inline(always)]
pub(crate) fn kind_of(number: u32) -> TypeId {
    // SAFETY: V6.
    unsafe { (*heap()).map(number).kind }
}

/// Whether a map's objects have bodies of this kind. Not inlined: it is asked in thousands of places.
#[inline(never)]
pub(crate) fn is_of_kind(number: u32, kind: &TypeId) -> bool {
    kind_of(number) == *kind
}

/// Whether a map's objects are classes.
#[inline(always)]
pub(crate) fn holds_classes(number: u32) -> bool {
    let map = current().map(number);
    debug_assert_eq!(map.flags & flags::CLASS != 0, map.layout.kind == TypeId::of::<crate::types::Type>());
    map.flags & flags::CLASS != 0
}

/// A shared look at the current heap.
#[inline(always)]
pub fn current() -> &'static Heap {
    // SAFETY: V6: the current heap outlives every use of its objects.
    unsafe { &*heap() }
}

/// Allocates an object without slots and without a tail.
#[inline(always)]
pub(crate) fn allocate<T: Body>(map: u32, body: T) -> Handle<T> {
    // SAFETY: V5: the slot has room for header and body, and both are written before anyone sees them.
    unsafe {
        let slot = (*heap()).take_slot(size_of::<Obj<T>>(), T::CONTAINER).cast::<Obj<T>>();
        slot.write(Obj { header: Header { count: Cell::new(1), map: Cell::new(map) }, body });
        Handle::from_pointer(NonNull::new_unchecked(slot))
    }
}

/// Allocates an object whose map may give it slots; the map's kind must be `T`.
pub(crate) fn allocate_checked<T: Body>(map: u32, body: T) -> Handle<T> {
    let known = current().map(map);
    assert!(known.layout.is_of::<T>(), "map of another kind");
    let size = known.object_size();
    let (storage, counts) = (known.flags & flags::STORAGE != 0, known.flags & flags::COUNTS_TYPE != 0);
    let (first, capacity, type_) = (known.first_slot, known.capacity, known.type_);
    // SAFETY: V5: the slot has room for header, body and storage, and all are written before anyone sees them.
    unsafe {
        let slot = (*heap()).take_slot(size, T::CONTAINER || storage).cast::<Obj<T>>();
        slot.write(Obj { header: Header { count: Cell::new(1), map: Cell::new(map) }, body });
        if storage {
            let words = slot.cast::<u64>().add(usize::from(first) - 1);
            for i in 0..=usize::from(capacity) {
                words.add(i).write(Value::UNDEF.bits());
            }
        }
        if counts {
            (*type_).increment();
        }
        Handle::from_pointer(NonNull::new_unchecked(slot))
    }
}

/// Allocates an object with `tail` bytes behind its body, and a word for a dictionary behind those if the map has storage.
pub(crate) fn allocate_with_tail<T: Body>(map: u32, body: T, tail: usize) -> Handle<T> {
    let (storage, counts, type_) = if Some(map) == T::MAP {
        (false, false, std::ptr::null_mut())
    } else {
        let known = current().map(map);
        assert!(known.layout.is_of::<T>(), "map of another kind");
        (known.flags & flags::STORAGE != 0, known.flags & flags::COUNTS_TYPE != 0, known.type_)
    };
    let end = (size_of::<Obj<T>>() + tail).next_multiple_of(8);
    let size = if storage { end + 8 } else { end };
    // SAFETY: V5: as above; the tail is written by the caller before anyone sees the object.
    unsafe {
        let slot = (*heap()).take_slot(size, T::CONTAINER || storage).cast::<Obj<T>>();
        slot.write(Obj { header: Header { count: Cell::new(1), map: Cell::new(map) }, body });
        if storage {
            slot.cast::<u8>().add(end).cast::<u64>().write(Value::UNDEF.bits());
        }
        if counts {
            (*type_).increment();
        }
        Handle::from_pointer(NonNull::new_unchecked(slot))
    }
}

/// The word for the dictionary of an object with storage.
///
/// # Safety
/// The object must be alive and its map must have the flag `STORAGE` (V5).
#[inline(always)]
pub(super) unsafe fn storage_word(header: *mut Header, map: &Map) -> *mut Value {
    // SAFETY: V5: by the contract.
    unsafe {
        // Objects with a tail have no slots (`lay_out`).
        if map.capacity != 0 || !map.layout.tailed {
            return header.cast::<Value>().add(usize::from(map.first_slot) - 1);
        }
        let tail = (map.layout.tail)(header);
        header.cast::<u8>().add((map.layout.size as usize + tail).next_multiple_of(8)).cast()
    }
}

/// Ends an object whose last reference is gone.
#[cold]
#[inline(never)]
pub(crate) fn dealloc(header: *mut Header) {
    dealloc_here(header);
}

/// As `dealloc`, where that is all a function does.
#[inline(always)]
pub(crate) fn dealloc_here(header: *mut Header) {
    // SAFETY: V6; V1: the last reference is gone, so the object is ours.
    unsafe {
        let heap = heap();
        if (*heap).drop_depth > DEEPEST_DROP {
            (*heap).waiting_drops.push(header);
            return;
        }
        (*heap).drop_depth += 1;
        free_object(heap, header);
        (*heap).drop_depth -= 1;
        if (*heap).drop_depth == 0 && !(*heap).waiting_drops.is_empty() && !(*heap).dropping {
            drop_waiting(heap);
        }
    }
}

/// Ends the objects that were too deep in others to be ended with them.
#[cold]
#[inline(never)]
unsafe fn drop_waiting(heap: *mut Heap) {
    // SAFETY: V6; V1: nobody else refers to the objects that wait.
    unsafe {
        (*heap).dropping = true;
        while let Some(next) = (*heap).waiting_drops.pop() {
            dealloc(next);
        }
        (*heap).dropping = false;
    }
}

#[inline(always)]
unsafe fn free_object(heap: *mut Heap, header: *mut Header) {
    // SAFETY: V5, V6; the object is ours.
    unsafe {
        let number = (*header).map.get();
        if number == super::map::fixed::TUPLE && (*header).count.get() & WEAK == 0 {
            // The commonest of short lives: no more questions.
            let tuple = header.cast::<Obj<super::tuple::Tuple>>();
            let size = size_of::<Obj<super::tuple::Tuple>>() + (*tuple).tail();
            std::ptr::drop_in_place(&mut (*tuple).body);
            (*heap).give_back(header, size, true);
            return;
        }
        if number == super::map::fixed::STR
            && let Some(size) = (*header.cast::<Obj<super::text::Str>>()).short_size()
        {
            (*heap).give_back(header, size, false);
            return;
        }
        let map = (*heap).map(number) as *const Map;
        let bits = (*map).flags;
        if bits & (flags::DEL | flags::STORAGE | flags::COUNTS_TYPE) == 0 && (*header).count.get() & WEAK == 0
        {
            let size = (*map).end.map_or((*map).size as usize, |end| end(header));
            (*heap).give_back(header, size, bits & flags::CONTAINER != 0);
            return;
        }
        if bits & flags::DEL != 0 && !(*heap).closing {
            let done = !(*heap).finalized.is_empty() && (*heap).finalized.remove(&(header as usize));
            if !done && ((*map).layout.finalizable)(header) {
                (*header).count.set((*header).count.get() & WEAK | 1);
                (*heap).finalizers.push(Value::from_raw(header));
                (*heap).attention = true;
                return;
            }
        }
        if (*header).count.get() & WEAK != 0 {
            super::weak::object_dies(heap, header);
        }
        let storage = bits & flags::STORAGE != 0;
        // Attributes go before the body does.
        let slots = if storage {
            let word = storage_word(header, &*map);
            let slots = 1 + usize::from((*map).capacity);
            for i in 0..slots {
                std::ptr::drop_in_place(word.add(i));
            }
            8 * slots
        } else {
            0
        };
        let size = (*map).end.map_or((*map).size as usize, |end| end(header)) + slots;
        let container = bits & flags::CONTAINER != 0;
        let type_ = if bits & flags::COUNTS_TYPE != 0 { (*map).type_ } else { std::ptr::null_mut() };
        (*heap).give_back(header, size, container);
        if !type_.is_null() && (*type_).decrement() {
            dealloc(type_);
        }
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        // SAFETY: V6: nothing refers to the heap any more; what lives in cycles or was leaked has its memory returned
        // without being dropped, but for the buffers that bodies own, which the interpreter's shutdown has cleared.
        unsafe {
            for map in self.maps.drain(..) {
                // Names are objects of this heap and go with it.
                std::mem::forget(std::mem::take(&mut (*map).names));
                drop(Box::from_raw(map));
            }
            let layout = std::alloc::Layout::from_size_align_unchecked(BLOCK, BLOCK);
            for block in self.blocks.drain(..) {
                std::alloc::dealloc(block.cast(), layout);
            }
            for header in self.large.drain(..) {
                let memory = header.cast::<u8>().sub(LARGE_PREFIX);
                let bytes = (*memory.cast::<Large>()).bytes;
                std::alloc::dealloc(memory, std::alloc::Layout::from_size_align_unchecked(bytes, 16));
            }
        }
    }
}

/// The class of a map's objects.
#[inline(always)]
pub(crate) fn type_of_map(number: u32) -> &'static Obj<crate::types::Type> {
    // SAFETY: V5: maps point at live classes: fixed ones live as long as the heap, others are counted by instances.
    unsafe { &*current().map(number).type_.cast::<Obj<crate::types::Type>>() }
}

/// Says which class the objects of a map have.
pub(crate) fn set_map_type(number: u32, class: &Obj<crate::types::Type>) {
    // SAFETY: V6.
    unsafe { (*heap()).map_mut(number).type_ = class as *const Obj<crate::types::Type> as *mut Header };
}

/// Whether the objects of a map have a class yet.
pub(crate) fn has_type(number: u32) -> bool {
    !current().map(number).type_.is_null()
}
