//! `Str`: WTF-8 bytes behind the body, or in a buffer of their own when they are many or grow.

use super::{alloc, fixed, handle::Handle, handle::Obj, trace::Body, value::Value};
use std::cell::{Cell, OnceCell, UnsafeCell};

/// Longest text kept behind the body.
const INLINE_MAX: usize = 256;

/// The string is in the table of names.
const INTERNED: u8 = 1;
/// Caches rely on what the name means in some class.
const RELIED: u8 = 2;

/// A string: generalised UTF-8 in which lone surrogates take three bytes each.
#[repr(C)]
pub struct Str {
    hash: Cell<u32>,
    /// Code points.
    chars: Cell<u32>,
    /// Bytes behind the body; `u32::MAX` when the text is in `long`.
    inline: u32,
    /// See `INTERNED` and `RELIED`.
    notes: Cell<u8>,
    long: Option<Box<Long>>,
    tail: [u8; 0],
}

/// A text that does not fit behind the body.
struct Long {
    /// Grows in place while the string is unique.
    buffer: UnsafeCell<Vec<u8>>,
    /// Byte offset of every 64th code point of text that is not ASCII, made at first use.
    index: OnceCell<Box<[u32]>>,
}

fn count_chars(bytes: &[u8]) -> usize {
    // Most texts are short and ASCII.
    let (words, tail) = bytes.as_chunks::<8>();
    let high = words.iter().fold(0, |all, word| all | u64::from_ne_bytes(*word));
    let high_tail = tail.iter().fold(0, |all, byte| all | byte);
    if (high & 0x8080_8080_8080_8080 == 0) & high_tail.is_ascii() {
        return bytes.len();
    }
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

impl Str {
    /// Makes a string of WTF-8 bytes.
    pub fn new(bytes: &[u8]) -> Handle<Str> {
        Str::with_map(fixed::STR, bytes)
    }
    /// Makes a string of text.
    pub fn from_text(text: &str) -> Handle<Str> {
        Str::new(text.as_bytes())
    }
    /// Makes a string out of an owned buffer.
    pub fn from_vec(bytes: Vec<u8>) -> Handle<Str> {
        if bytes.len() <= INLINE_MAX {
            return Str::new(&bytes);
        }
        let chars = count_chars(&bytes);
        alloc::allocate(fixed::STR, Str::with_buffer(bytes, chars))
    }
    fn with_buffer(bytes: Vec<u8>, chars: usize) -> Str {
        Str {
            hash: Cell::new(0),
            chars: Cell::new(chars as u32),
            inline: u32::MAX,
            notes: Cell::new(0),
            long: Some(Box::new(Long { buffer: UnsafeCell::new(bytes), index: OnceCell::new() })),
            tail: [],
        }
    }
    /// Makes a string, or an instance of a subclass with the map `map`.
    pub fn with_map(map: u32, bytes: &[u8]) -> Handle<Str> {
        let chars = count_chars(bytes);
        if bytes.len() > INLINE_MAX {
            return alloc::allocate_with_tail(map, Str::with_buffer(bytes.to_vec(), chars), 0);
        }
        let body = Str {
            hash: Cell::new(0),
            chars: Cell::new(chars as u32),
            inline: bytes.len() as u32,
            notes: Cell::new(0),
            long: None,
            tail: [],
        };
        let handle = alloc::allocate_with_tail(map, body, bytes.len());
        // SAFETY: V5: the allocation has room for the bytes behind the body.
        unsafe { copy(bytes, handle.tail.as_ptr().cast_mut()) };
        handle
    }
    /// The WTF-8 bytes.
    #[inline(always)]
    pub fn as_bytes(&self) -> &[u8] {
        match &self.long {
            // SAFETY: V5: `inline` bytes follow the body.
            None => unsafe { std::slice::from_raw_parts(self.tail.as_ptr(), self.inline as usize) },
            // SAFETY: V4: the buffer changes only in `append_unique`, while nobody else holds the string.
            Some(long) => unsafe { &*long.buffer.get() },
        }
    }
    /// The text, if it has no surrogates.
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(self.as_bytes()).ok()
    }
    /// The text, if it has no surrogates.
    pub fn get_str(&self) -> Option<&str> {
        self.as_str()
    }
    /// The text for messages: surrogates become U+FFFD.
    #[inline(never)]
    pub fn to_text(&self) -> std::borrow::Cow<'_, str> {
        match self.as_str() {
            Some(text) => text.into(),
            None => String::from_utf8_lossy(self.as_bytes()).into_owned().into(),
        }
    }
    /// Length in code points.
    #[inline(always)]
    pub fn char_count(&self) -> usize {
        self.chars.get() as usize
    }
    /// Whether every code point is one byte.
    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.chars.get() as usize == self.as_bytes().len()
    }
    /// The cached hash's place: 0 when not yet known.
    #[inline(always)]
    pub fn hash_cache(&self) -> &Cell<u32> {
        &self.hash
    }
    /// Whether the string is in the table of names.
    #[inline(always)]
    pub fn is_interned(&self) -> bool {
        self.notes.get() & INTERNED != 0
    }
    pub(crate) fn mark_interned(&self) {
        self.notes.set(self.notes.get() | INTERNED);
    }
    /// Whether caches in code rely on what this name means in some class.
    pub(crate) fn is_relied(&self) -> bool {
        self.notes.get() & RELIED != 0
    }
    pub(crate) fn mark_relied(&self) {
        self.notes.set(self.notes.get() | RELIED);
    }
    /// Byte offset of a code point; `char_count()` gives the length. O(1) for ASCII, amortised for other text.
    pub fn byte_offset(&self, char_index: usize) -> usize {
        let bytes = self.as_bytes();
        if self.is_ascii() {
            return char_index.min(bytes.len());
        }
        if char_index >= self.char_count() {
            return bytes.len();
        }
        let walk = |mut at: usize, mut left: usize| {
            while left > 0 {
                at += 1;
                while at < bytes.len() && bytes[at] & 0xc0 == 0x80 {
                    at += 1;
                }
                left -= 1;
            }
            at
        };
        let Some(long) = &self.long else { return walk(0, char_index) };
        let index = long.index.get_or_init(|| self.make_index());
        walk(index[char_index / 64] as usize, char_index % 64)
    }
    /// Byte offset of every 64th code point.
    fn make_index(&self) -> Box<[u32]> {
        let mut offsets = Vec::with_capacity(self.char_count() / 64 + 1);
        let mut seen = 0;
        for (at, byte) in self.as_bytes().iter().enumerate() {
            if byte & 0xc0 != 0x80 {
                if seen % 64 == 0 {
                    offsets.push(at as u32);
                }
                seen += 1;
            }
        }
        offsets.into()
    }
    /// Code point index of a byte offset that starts a code point. O(1) for ASCII, amortised for other text.
    pub fn char_index(&self, byte_offset: usize) -> usize {
        if self.is_ascii() {
            return byte_offset;
        }
        let bytes = self.as_bytes();
        let Some(long) = &self.long else { return count_chars(&bytes[..byte_offset]) };
        let index = long.index.get_or_init(|| self.make_index());
        let block = index.partition_point(|start| *start as usize <= byte_offset).saturating_sub(1);
        let start = index.get(block).map_or(0, |start| *start as usize);
        block * 64 + count_chars(&bytes[start..byte_offset.max(start)])
    }
    /// Two texts as one.
    pub fn concat(a: &Str, b: &Str) -> Handle<Str> {
        let (left, right) = (a.as_bytes(), b.as_bytes());
        let length = left.len() + right.len();
        let chars = a.char_count() + b.char_count();
        if length > INLINE_MAX {
            let mut bytes = Vec::with_capacity(length);
            bytes.extend_from_slice(left);
            bytes.extend_from_slice(right);
            return Str::from_vec(bytes);
        }
        let body = Str {
            hash: Cell::new(0),
            chars: Cell::new(chars as u32),
            inline: length as u32,
            notes: Cell::new(0),
            long: None,
            tail: [],
        };
        let handle = alloc::allocate_with_tail(fixed::STR, body, length);
        let to = handle.tail.as_ptr().cast_mut();
        // SAFETY: V5: the allocation has room for both texts behind the body.
        unsafe {
            copy(left, to);
            copy(right, to.add(left.len()));
        }
        handle
    }
    /// Appends in place if `value` is the only reference to an exact string (`s += x` in a loop); otherwise
    /// hands the value back.
    pub fn append_unique(value: Value, more: &Str) -> Result<Value, Value> {
        let Some(this) = value.exact::<Str>() else { return Err(value) };
        let length = this.as_bytes().len();
        if !this.header().is_unique() || this.is_interned() || length + more.as_bytes().len() <= INLINE_MAX {
            return Err(value);
        }
        let Some(long) = &this.long else {
            let mut buffer = Vec::with_capacity((length + more.as_bytes().len()) * 2);
            buffer.extend_from_slice(this.as_bytes());
            buffer.extend_from_slice(more.as_bytes());
            let chars = this.char_count() + more.char_count();
            return Ok(alloc::allocate(fixed::STR, Str::with_buffer(buffer, chars)).into_value());
        };
        // SAFETY: V4: the reference in hand is the only one, so nobody has borrowed the buffer; `more` is another object.
        unsafe { (*long.buffer.get()).extend_from_slice(more.as_bytes()) };
        this.chars.set(this.chars.get() + more.chars.get());
        this.hash.set(0);
        if long.index.get().is_some() {
            // The offsets known so far stay right, but the list is too short: a string that grows is copied once.
            let copy = this.as_bytes().to_vec();
            let chars = this.char_count();
            return Ok(alloc::allocate(fixed::STR, Str::with_buffer(copy, chars)).into_value());
        }
        Ok(value)
    }
}

impl Body for Str {
    const CONTAINER: bool = false;
    const MAP: Option<u32> = Some(fixed::STR);
    const TAILED: bool = true;
    fn tail(&self) -> usize {
        if self.inline == u32::MAX { 0 } else { self.inline as usize }
    }
}

impl Str {
    /// Bytes of a string that owns nothing else, header included; nothing for others.
    #[inline(always)]
    pub(super) fn short_size(&self) -> Option<usize> {
        match self.long {
            None => Some((size_of::<Obj<Str>>() + self.inline as usize).next_multiple_of(8)),
            Some(_) => None,
        }
    }
}

/// Copies bytes to where there is room for them. WebAssembly engines leave the module to copy what has no constant length,
/// so that a few bytes go faster as words, which may overlap.
///
/// # Safety
/// As many bytes as there are must be writable at `to`, and be no part of them (V5).
#[inline(always)]
unsafe fn copy(bytes: &[u8], to: *mut u8) {
    let (from, length) = (bytes.as_ptr(), bytes.len());
    // SAFETY: V5: by the contract; words end where the bytes end.
    unsafe {
        if !cfg!(target_family = "wasm") || length > 16 {
            std::ptr::copy_nonoverlapping(from, to, length);
        } else if length >= 8 {
            let last = length - 8;
            let (a, b) = (from.cast::<u64>().read_unaligned(), from.add(last).cast::<u64>().read_unaligned());
            to.cast::<u64>().write_unaligned(a);
            to.add(last).cast::<u64>().write_unaligned(b);
        } else if length >= 4 {
            let last = length - 4;
            let (a, b) = (from.cast::<u32>().read_unaligned(), from.add(last).cast::<u32>().read_unaligned());
            to.cast::<u32>().write_unaligned(a);
            to.add(last).cast::<u32>().write_unaligned(b);
        } else if length > 0 {
            let (middle, last) = (length / 2, length - 1);
            let (a, b, c) = (*from, *from.add(middle), *from.add(last));
            *to = a;
            *to.add(middle) = b;
            *to.add(last) = c;
        }
    }
}

impl Obj<Str> {
    /// Whether both texts are equal.
    #[inline]
    pub fn same_text(&self, other: &Obj<Str>) -> bool {
        std::ptr::eq(self, other) || self.as_bytes() == other.as_bytes()
    }
}
