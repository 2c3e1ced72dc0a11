//! `Value`: one NaN-boxed 64-bit word, the same on 32 and 64 bits.
//!
//! | top 16 bits       | holds                                             |
//! |-------------------|---------------------------------------------------|
//! | `0000`            | pointer to an object header, counted              |
//! | `0001`            | None, True, False, NotImplemented, Ellipsis, …     |
//! | `0002` … `fffd`   | a double: its bits plus 2^49                      |
//! | `fffe` and `ffff` | a 49-bit integer: the number plus `ffff << 48`    |

use super::header::Header;
use std::num::NonZeroU64;

/// Any Python object. Owning: a clone counts a reference, a drop releases it.
#[repr(transparent)]
pub struct Value(NonZeroU64);

const FLOAT: u64 = 0x0002 << 48;
const INT: u64 = 0xfffe << 48;
const BIAS: u64 = 0xffff << 48;
const IMMEDIATE: u64 = 1 << 48;

/// Smallest integer that needs no memory.
pub const SMALL_MIN: i64 = -(1 << 48);
/// Largest integer that needs no memory.
pub const SMALL_MAX: i64 = (1 << 48) - 1;

const fn immediate(n: u64) -> Value {
    match NonZeroU64::new(IMMEDIATE | n) {
        Some(bits) => Value(bits),
        None => unreachable!(),
    }
}

impl Value {
    /// `False`
    pub const FALSE: Value = immediate(2);
    /// `True`
    pub const TRUE: Value = immediate(3);
    /// `None`
    pub const NONE: Value = immediate(4);
    /// `NotImplemented`
    pub const NOT_IMPLEMENTED: Value = immediate(6);
    /// `...`
    pub const ELLIPSIS: Value = immediate(8);
    /// No value: an unbound local, an argument left out, the end of an iteration. Never seen by a program.
    pub const UNDEF: Value = immediate(10);
    /// "The result comes later", from a frame that the callee has pushed. Never seen by a program.
    pub const DEFERRED: Value = immediate(12);

    /// The word.
    #[inline(always)]
    pub const fn bits(&self) -> u64 {
        self.0.get()
    }

    /// Makes a value of a word, taking over the reference it stands for.
    ///
    /// # Safety
    /// `bits` must come from `bits()` of a value whose reference the caller owns (V1).
    #[inline(always)]
    pub unsafe fn from_bits(bits: u64) -> Value {
        // SAFETY: V1: words of values are never zero.
        Value(unsafe { NonZeroU64::new_unchecked(bits) })
    }

    /// A new reference to the value that a cache has noted without counting. The cache's guard must have matched: it says
    /// that the object is alive.
    #[inline(always)]
    pub(crate) fn from_cache(bits: u64) -> Value {
        // SAFETY: V1: the guard says that the object is alive; the copy is counted by the clone and not dropped itself.
        unsafe { Value::clone(&std::mem::ManuallyDrop::new(Value::from_bits(bits))) }
    }

    /// Takes over a counted reference to the object at `header`.
    ///
    /// # Safety
    /// `header` must be a live object of the current heap and the caller must own one reference (V1).
    #[inline(always)]
    pub unsafe fn from_raw(header: *mut Header) -> Value {
        // SAFETY: V1: object addresses are not null and fit 48 bits.
        Value(unsafe { NonZeroU64::new_unchecked(header as usize as u64) })
    }

    /// A double. Its bits must come from arithmetic; see [`Value::float_from_outside`].
    #[inline(always)]
    pub fn float(number: f64) -> Value {
        // SAFETY: V2: arithmetic makes no NaN above fff8_…, so the sum neither wraps nor reaches the integers.
        Value(unsafe { NonZeroU64::new_unchecked(number.to_bits().wrapping_add(FLOAT)) })
    }

    /// A double whose bits come from outside (unpacked bytes): any NaN becomes the standard one.
    pub fn float_from_outside(number: f64) -> Value {
        if number.is_nan() {
            let sign = number.to_bits() & (1 << 63);
            return Value::float(f64::from_bits(0x7ff8_0000_0000_0000 | sign));
        }
        Value::float(number)
    }

    /// A small integer.
    #[inline(always)]
    pub fn small(number: i64) -> Value {
        debug_assert!((SMALL_MIN..=SMALL_MAX).contains(&number));
        // SAFETY: V2: the sum lies in fffe<<48 … ffff_ffff_ffff_ffff.
        Value(unsafe { NonZeroU64::new_unchecked((number as u64).wrapping_add(BIAS)) })
    }

    /// A small integer if it fits.
    #[inline(always)]
    pub fn try_small(number: i64) -> Option<Value> {
        let bits = (number as u64).wrapping_add(BIAS);
        // A number outside wraps below the tag.
        if (SMALL_MIN..=SMALL_MAX).contains(&number) {
            // SAFETY: V2, as above.
            Some(Value(unsafe { NonZeroU64::new_unchecked(bits) }))
        } else {
            None
        }
    }

    /// `True` or `False`.
    #[inline(always)]
    pub fn bool(truth: bool) -> Value {
        // SAFETY: V2: a constant with the low bit chosen.
        Value(unsafe { NonZeroU64::new_unchecked(IMMEDIATE | 2 | truth as u64) })
    }

    /// Whether this is a pointer to a counted object.
    #[inline(always)]
    pub fn is_object(&self) -> bool {
        self.bits() >> 48 == 0
    }
    /// Whether this is a small integer (a bool is none).
    #[inline(always)]
    pub fn is_small(&self) -> bool {
        self.bits() >= INT
    }
    /// Whether both are small integers.
    #[inline(always)]
    pub fn both_small(a: &Value, b: &Value) -> bool {
        a.bits() & b.bits() >= INT
    }
    /// Whether this is a float (exactly; subclasses are objects).
    #[inline(always)]
    pub fn is_float(&self) -> bool {
        self.bits().wrapping_sub(FLOAT) < INT - FLOAT
    }
    /// Whether this is `True` or `False`.
    #[inline(always)]
    pub fn is_bool(&self) -> bool {
        self.bits() | 1 == IMMEDIATE | 3
    }
    /// Whether this is `None`.
    #[inline(always)]
    pub fn is_none(&self) -> bool {
        self.bits() == Value::NONE.bits()
    }
    /// Whether this is no value at all.
    #[inline(always)]
    pub fn is_undef(&self) -> bool {
        self.bits() == Value::UNDEF.bits()
    }
    /// Whether this is `True`.
    #[inline(always)]
    pub fn is_true(&self) -> bool {
        self.bits() == Value::TRUE.bits()
    }
    /// Whether this is `False`.
    #[inline(always)]
    pub fn is_false(&self) -> bool {
        self.bits() == Value::FALSE.bits()
    }
    /// Whether this is `NotImplemented`.
    #[inline(always)]
    pub fn is_not_implemented(&self) -> bool {
        self.bits() == Value::NOT_IMPLEMENTED.bits()
    }
    /// Whether a native that was called by its name may have more to say than this value: its place is beside
    /// `UNDEF`, `DEFERRED` and `NotImplemented`, which are told apart elsewhere.
    #[inline(always)]
    pub fn is_peculiar(&self) -> bool {
        let first = Value::NOT_IMPLEMENTED.bits();
        self.bits().wrapping_sub(first) <= Value::DEFERRED.bits() - first
    }
    /// Whether the result comes from a frame pushed by the callee.
    #[inline(always)]
    pub fn is_deferred(&self) -> bool {
        self.bits() == Value::DEFERRED.bits()
    }

    /// The small integer; meaningless for anything else.
    #[inline(always)]
    pub fn small_unchecked(&self) -> i64 {
        self.bits().wrapping_sub(BIAS) as i64
    }
    /// The small integer, if it is one.
    #[inline(always)]
    pub fn as_small(&self) -> Option<i64> {
        if self.is_small() { Some(self.small_unchecked()) } else { None }
    }
    /// The double; meaningless for anything else.
    #[inline(always)]
    pub fn float_unchecked(&self) -> f64 {
        f64::from_bits(self.bits().wrapping_sub(FLOAT))
    }
    /// The double, if it is exactly a float.
    #[inline(always)]
    pub fn as_float(&self) -> Option<f64> {
        if self.is_float() { Some(self.float_unchecked()) } else { None }
    }
    /// `a + b` of two small integers, if the sum is small too.
    #[inline(always)]
    pub fn add_small(a: &Value, b: &Value) -> Option<Value> {
        // Both carry the bias once; the sum must carry it once. Sums of 49-bit numbers never wrap the tag around.
        let sum = a.small_unchecked() + b.small_unchecked();
        Value::try_small(sum)
    }

    /// The header of an object.
    #[inline(always)]
    pub fn header(&self) -> Option<&Header> {
        if self.is_object() {
            // SAFETY: V1: a pointer value keeps its object alive as long as it is borrowed.
            Some(unsafe { &*self.object() })
        } else {
            None
        }
    }
    /// The address of an object that is there. The compiler is told that it is not null, which it cannot see where
    /// addresses are shorter than values.
    ///
    /// # Safety
    /// The value must be a pointer (V1).
    #[inline(always)]
    pub(super) unsafe fn object(&self) -> *mut Header {
        let pointer = self.pointer();
        // SAFETY: V1: pointers of values are not null.
        unsafe { std::hint::assert_unchecked(!pointer.is_null()) };
        pointer
    }
    /// The address of the object, for identity only.
    #[inline(always)]
    pub(super) fn pointer(&self) -> *mut Header {
        self.bits() as usize as *mut Header
    }
    /// Same object? (What `is` asks. Equal numbers without memory are the same object.)
    #[inline(always)]
    pub fn is(&self, other: &Value) -> bool {
        self.bits() == other.bits()
    }
    /// The number of the object's map, or of the immediate's.
    #[inline(always)]
    pub fn map(&self) -> u32 {
        match self.header() {
            Some(header) => header.map.get(),
            None => self.immediate_map(),
        }
    }
    #[inline(never)]
    fn immediate_map(&self) -> u32 {
        use super::map::fixed;
        if self.is_small() {
            fixed::INT
        } else if self.is_float() {
            fixed::FLOAT
        } else if self.is_bool() {
            fixed::BOOL
        } else if self.is_none() {
            fixed::NONE
        } else if self.is_not_implemented() {
            fixed::NOT_IMPLEMENTED
        } else if self.bits() == Value::ELLIPSIS.bits() {
            fixed::ELLIPSIS
        } else {
            fixed::UNDEF
        }
    }
    /// Whether this is an object with exactly the map `number`.
    #[inline(always)]
    pub fn has_map(&self, number: u32) -> bool {
        match self.header() {
            Some(header) => header.map.get() == number,
            None => false,
        }
    }
    /// Releases the reference; true if it was the last one, and the caller must then call `heap::dealloc`.
    #[inline(always)]
    pub(crate) fn release(self) -> Option<*mut Header> {
        let pointer = self.pointer();
        let counted = self.is_object();
        std::mem::forget(self);
        if counted {
            // SAFETY: V1: we owned a reference, so the object is alive.
            let header = unsafe { &*pointer };
            if header.decrement() {
                return Some(pointer);
            }
        }
        None
    }
    /// Moves the value out, leaving no value.
    #[inline(always)]
    pub fn take(&mut self) -> Value {
        std::mem::replace(self, Value::UNDEF)
    }
    /// `None` for no value, otherwise the value itself.
    #[inline(always)]
    pub fn or_none(self) -> Value {
        if self.is_undef() { Value::NONE } else { self }
    }
    /// The value as an option: nothing for no value.
    #[inline(always)]
    pub fn defined(self) -> Option<Value> {
        if self.is_undef() { None } else { Some(self) }
    }
}

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Value {
        if let Some(header) = self.header() {
            header.increment();
        }
        Value(self.0)
    }
}

impl Drop for Value {
    #[inline(always)]
    fn drop(&mut self) {
        if self.is_object() {
            // SAFETY: V1: we own a reference, so the object is alive.
            let header = unsafe { &*self.pointer() };
            if header.decrement() {
                super::alloc::dealloc(self.pointer());
            }
        }
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(n) = self.as_small() {
            write!(f, "Value({n})")
        } else if let Some(x) = self.as_float() {
            write!(f, "Value({x:?})")
        } else {
            write!(f, "Value(map {}, {:#x})", self.map(), self.bits())
        }
    }
}

/// A few borrowed values side by side, for native functions that want a slice, without counting references.
#[repr(transparent)]
pub struct Args<const N: usize>([std::mem::ManuallyDrop<Value>; N]);

/// Borrows values as one array: `borrow_args([&a, &b])`.
#[inline(always)]
pub fn borrow_args<const N: usize>(values: [&Value; N]) -> Args<N> {
    // SAFETY: V1: the copies are never dropped and `Args` is only read while the originals are borrowed by the caller.
    Args(values.map(|value| std::mem::ManuallyDrop::new(unsafe { Value::from_bits(value.bits()) })))
}

/// Borrows up to `N` values as one array; the places behind them hold no value.
#[inline(always)]
pub fn borrow_padded<const N: usize>(values: &[Value]) -> Args<N> {
    Args(std::array::from_fn(|index| {
        std::mem::ManuallyDrop::new(match values.get(index) {
            // SAFETY: V1: as in `borrow_args`.
            Some(value) => unsafe { Value::from_bits(value.bits()) },
            None => Value::UNDEF,
        })
    }))
}

impl<const N: usize> Args<N> {
    /// The values. The originals must outlive the call, which natives called by reference guarantee.
    #[inline(always)]
    pub fn as_slice(&self) -> &[Value] {
        // SAFETY: V3: `ManuallyDrop<Value>` has the layout of `Value`.
        unsafe { std::slice::from_raw_parts(self.0.as_ptr().cast::<Value>(), N) }
    }
}
