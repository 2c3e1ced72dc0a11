//! What sequences share: subscripts, bounds, comparing item by item, concatenation and repetition sizes.

use crate::{
    error::{Raised, Result},
    objects::slice::{Slice, clip},
    protocol::compare::CompareOp,
    types::{Slot, type_flags},
    value::{Obj, Value, fixed},
    vm::Vm,
};

/// What stands between the brackets of `sequence[…]`.
pub enum Subscript<'a> {
    /// An index as written: negative ones count from the end.
    Index(isize),
    /// A slice.
    Slice(&'a Obj<Slice>),
}

/// Places that a slice takes of a sequence: `count` of them, from `start` in steps of `step`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First place; where an empty slice would be filled in.
    pub start: isize,
    /// End, as clipped; before `start` when the slice is empty.
    pub stop: isize,
    /// Distance, never 0.
    pub step: isize,
    /// How many places.
    pub count: usize,
}

impl Span {
    /// The places in order.
    pub fn places(self) -> impl DoubleEndedIterator<Item = usize> + ExactSizeIterator {
        (0..self.count).map(move |i| (self.start + i as isize * self.step) as usize)
    }
    /// The same places in ascending order.
    pub fn ascending(self) -> Span {
        if self.step > 0 || self.count == 0 {
            return self;
        }
        let first = self.start + (self.count as isize - 1) * self.step;
        Span { start: first, stop: self.start + 1, step: -self.step, count: self.count }
    }
}

/// The place of an index in a sequence of `length` items.
#[inline(always)]
pub fn place(index: isize, length: usize) -> Option<usize> {
    let at = if index < 0 { index.wrapping_add(length as isize) } else { index };
    if at >= 0 && (at as usize) < length { Some(at as usize) } else { None }
}

/// An index or bound as the machine counts: numbers beyond what can be addressed stay beyond it.
#[inline(always)]
pub fn clip_index(number: i64) -> isize {
    number.clamp(isize::MIN as i64, isize::MAX as i64) as isize
}

/// Clips the `start` or `stop` of `index(value, start, stop)` and `insert` to `0..=length`.
#[inline]
pub fn clip_place(index: isize, length: usize) -> usize {
    let at = if index < 0 { index.saturating_add(length as isize).max(0) } else { index };
    (at as usize).min(length)
}

impl Vm {
    /// Reads a subscript; TypeError "list indices must be integers or slices, not str" names the `kind`.
    #[inline]
    pub fn subscript<'a>(&mut self, key: &'a Value, kind: &str) -> Result<Subscript<'a>> {
        if let Some(index) = key.as_small() {
            return Ok(Subscript::Index(clip_index(index)));
        }
        if let Some(slice) = key.exact::<Slice>() {
            return Ok(Subscript::Slice(slice));
        }
        if self.has_index(key) {
            return self.index_for_item(key).map(Subscript::Index);
        }
        let given = self.type_name(key);
        Err(self.type_error(format_args!("{kind} indices must be integers or slices, not {given}")))
    }
    /// The places of a slice in a sequence whose length is asked for once the slice's parts have been evaluated.
    pub fn span(&mut self, slice: &Obj<Slice>, length: impl FnOnce(&Vm) -> usize) -> Result<Span> {
        let (start, stop, step) = slice.unpack(self)?;
        Ok(clip(start, stop, step, length(self)))
    }
    /// The bound of a search (`list.index(x, start)`): clipped, TypeError for what has no `__index__`.
    pub fn search_bound(&mut self, value: &Value) -> Result<isize> {
        if let Some(number) = value.as_small() {
            return Ok(clip_index(number));
        }
        if self.has_index(value) {
            return self.index_clipped(value);
        }
        Err(self.type_error("slice indices must be integers or have an __index__ method"))
    }
    /// The factor of `sequence * value`: nothing if the value is no integer, so that the other operand is asked.
    /// Negative factors count as 0.
    pub fn repeat_factor(&mut self, value: &Value) -> Result<Option<usize>> {
        if let Some(number) = value.as_small() {
            return Ok(Some(number.max(0) as usize));
        }
        if !self.has_index(value) {
            return Ok(None);
        }
        let number = self.index(value)?;
        match self.int_to_i64(&number).and_then(|n| isize::try_from(n).ok()) {
            Some(number) => Ok(Some(number.max(0) as usize)),
            None => {
                let name = self.type_name(value);
                Err(self.overflow_error(format_args!("cannot fit '{name}' into an index-sized integer")))
            }
        }
    }
    /// The length of `count` times `length` items; MemoryError when that many words cannot be.
    pub fn checked_repeat(&mut self, length: usize, count: usize) -> Result<usize> {
        match length.checked_mul(count) {
            Some(total) if total <= MOST_ITEMS => {
                self.check_room(total.saturating_mul(size_of::<Value>()))?;
                Ok(total)
            }
            _ => Err(self.memory_error("")),
        }
    }
    /// TypeError for `sequence + value`, or NotImplemented when the value's class wants to be asked.
    pub(crate) fn bad_concat(&mut self, kind: &str, value: &Value) -> Result<Value> {
        if self.class_of(value).has_slot(self, Slot::RAdd) {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        let given = self.type_name(value);
        Err(self.concat_error(kind, &given))
    }
    /// TypeError "can only concatenate list (not "int") to list".
    pub(crate) fn concat_error(&mut self, kind: &str, given: &str) -> Raised {
        self.type_error(format_args!("can only concatenate {kind} (not \"{given}\") to {kind}"))
    }
    /// The TypeError of `a + b` or `a * b` when one of them is a built-in sequence and no method answered; nothing for
    /// other operands.
    #[cold]
    pub(crate) fn bad_sequence_operands(&mut self, symbol: &str, a: &Value, b: &Value) -> Option<Raised> {
        let sequence = |vm: &Vm, value: &Value| {
            const MAPS: [(u32, &str); 5] = [
                (fixed::LIST, "list"),
                (fixed::TUPLE, "tuple"),
                (fixed::STR, "str"),
                (fixed::BYTES, "bytes"),
                (fixed::BYTE_ARRAY, "bytearray"),
            ];
            let found = MAPS.iter().find(|(map, _)| vm.is_instance_exact(value, vm.type_of_map(*map)));
            found.map(|(_, name)| *name)
        };
        let (left, right) = (self.type_name(a), self.type_name(b));
        match symbol {
            "+" | "+=" => match sequence(self, a)? {
                "bytes" | "bytearray" => {
                    Some(self.type_error(format_args!("can't concat {right} to {left}")))
                }
                kind => Some(self.concat_error(kind, &right)),
            },
            "*" | "*=" => {
                let other = if sequence(self, a).is_some() || self.is_native_sequence(a) {
                    right
                } else if self.is_native_sequence(b) {
                    left
                } else {
                    sequence(self, b)?;
                    left
                };
                Some(self.type_error(format_args!("can't multiply sequence by non-int of type '{other}'")))
            }
            _ => None,
        }
    }
    /// The TypeError of a sequence's `__add__` or `__mul__` that was called by its name and knows nothing of the
    /// argument: only operators go on to ask the other operand.
    #[cold]
    pub(crate) fn refused_operand(&mut self, name: &str, args: &[Value]) -> Option<Raised> {
        let [this, other] = args else { return None };
        match name {
            "__add__" => self.bad_sequence_operands("+", this, other),
            "__mul__" | "__rmul__" | "__imul__"
                if self.is_plain_sequence(this) || self.is_native_sequence(this) =>
            {
                let name = self.type_name(other);
                Some(self.type_error(format_args!("'{name}' object cannot be interpreted as an integer")))
            }
            _ => None,
        }
    }
    /// Whether a value is one of the built-in sequences that can be added to each other.
    fn is_plain_sequence(&self, value: &Value) -> bool {
        const MAPS: [u32; 5] = [fixed::LIST, fixed::TUPLE, fixed::STR, fixed::BYTES, fixed::BYTE_ARRAY];
        MAPS.iter().any(|map| self.is_instance_exact(value, self.type_of_map(*map)))
    }
    /// Whether a built-in class beyond the fixed ones (`array`, `deque`) makes sequences that can be repeated.
    fn is_native_sequence(&mut self, value: &Value) -> bool {
        let class = self.class_of(value);
        class.has(type_flags::SEQUENCE) && !class.has(type_flags::HEAP) && class.has_slot(self, Slot::Mul)
    }
    /// Compares two sequences item by item: `item(vm, which, at)` reads, nothing behind the end.
    ///
    /// Identical items count as equal; the first that differ decide, by whatever their comparison gives.
    pub fn compare_items(
        &mut self,
        op: CompareOp,
        mut item: impl FnMut(&Vm, bool, usize) -> Option<Value>,
        lengths: impl FnOnce(&Vm) -> (usize, usize),
    ) -> Result<Value> {
        let mut at = 0;
        while let (Some(a), Some(b)) = (item(self, false, at), item(self, true, at)) {
            if !self.equal(&a, &b)? {
                if item(self, false, at).is_none() || item(self, true, at).is_none() {
                    // The comparison took the items away: what is left are the lengths.
                    break;
                }
                return match op {
                    CompareOp::Eq => Ok(Value::FALSE),
                    CompareOp::Ne => Ok(Value::TRUE),
                    _ => self.compare(op, &a, &b),
                };
            }
            at += 1;
        }
        let (a, b) = lengths(self);
        Ok(Value::bool(op.of(a, b)))
    }
}

impl Vm {
    /// Whether keyword arguments of a constructor without any are meant for the class of a program: that of a subclass
    /// of `owner` which has a `__new__` or `__init__` (`other`) of its own.
    pub(crate) fn leaves_keywords(
        &mut self,
        class: &Obj<crate::types::Type>,
        owner: u32,
        other: crate::types::Slot,
    ) -> bool {
        let owner = self.type_of_map(owner).to_handle();
        match (class.slot(self, other), owner.slot(self, other)) {
            (Some(own), Some(theirs)) => !own.is(&theirs),
            (own, theirs) => own.is_some() != theirs.is_some(),
        }
    }
}

/// Most items of a sequence: what is beyond could not be addressed, or would only fail later.
pub const MOST_ITEMS: usize =
    if cfg!(target_pointer_width = "32") { (1 << 27) - 1 } else { u32::MAX as usize - 1 };

/// Sets an attribute that cannot be set.
pub fn read_only(vm: &mut Vm, _this: &Value, _value: Option<Value>) -> Result<()> {
    Err(vm.attribute_error_text("readonly attribute"))
}

/// `__class_getitem__` of built-in containers: `list[int]`.
pub fn class_getitem(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    if !names.is_empty() {
        return Err(vm.type_error("__class_getitem__() takes no keyword arguments"));
    }
    match args {
        [class, item] => Ok(vm.new_generic_alias(class, item)),
        _ => {
            let given = args.len().saturating_sub(1);
            Err(vm.type_error(format_args!("__class_getitem__() takes exactly one argument ({given} given)")))
        }
    }
}

/// A row for a comparison: `comparison!("__lt__(self, value, /)", List, Lt)` calls `List::compare(vm, op, this, value)`.
macro_rules! comparison {
    ($signature:literal, $kind:ty, $op:ident) => {
        $crate::method!(
            $signature,
            |vm: &mut $crate::vm::Vm, this: &$crate::value::Obj<$kind>, value: &$crate::value::Value| {
                <$kind>::compare(vm, $crate::protocol::CompareOp::$op, this, value)
            },
            2
        )
    };
}
pub(crate) use comparison;
