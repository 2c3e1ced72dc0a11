//! Rich comparison.

use crate::{
    error::Result,
    objects::{
        bytes::Bytes,
        int::{IntObject, fast},
    },
    types::Slot,
    value::{Obj, Str, Tuple, Value, alloc, fixed, map::flags},
    vm::Vm,
};

/// A comparison operator. The order is that of the opcodes.
#[repr(u8)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CompareOp {
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
}

impl CompareOp {
    /// All operators in order.
    pub const ALL: [CompareOp; 6] =
        [CompareOp::Eq, CompareOp::Ne, CompareOp::Lt, CompareOp::Le, CompareOp::Gt, CompareOp::Ge];
    /// As a program writes it.
    pub fn symbol(self) -> &'static str {
        ["==", "!=", "<", "<=", ">", ">="][self as usize]
    }
    /// Asked of the left operand.
    pub fn slot(self) -> Slot {
        [Slot::Eq, Slot::Ne, Slot::Lt, Slot::Le, Slot::Gt, Slot::Ge][self as usize]
    }
    /// The operator with its operands swapped.
    pub fn swapped(self) -> CompareOp {
        use CompareOp::*;
        [Eq, Ne, Gt, Ge, Lt, Le][self as usize]
    }
    /// The answer for operands in this order.
    #[inline(always)]
    pub fn of_order(self, order: std::cmp::Ordering) -> bool {
        use std::cmp::Ordering::*;
        match self {
            CompareOp::Eq => order == Equal,
            CompareOp::Ne => order != Equal,
            CompareOp::Lt => order == Less,
            CompareOp::Le => order != Greater,
            CompareOp::Gt => order == Greater,
            CompareOp::Ge => order != Less,
        }
    }
    /// The answer for two numbers.
    #[inline(always)]
    pub fn of<T: PartialOrd>(self, a: T, b: T) -> bool {
        match self {
            CompareOp::Eq => a == b,
            CompareOp::Ne => a != b,
            CompareOp::Lt => a < b,
            CompareOp::Le => a <= b,
            CompareOp::Gt => a > b,
            CompareOp::Ge => a >= b,
        }
    }
}

/// What is known of how a value compares, without asking its class.
enum Kind<'a> {
    /// An exact int, bool or float, or an int of a subclass that compares as ints do.
    Number,
    /// An exact string.
    Text,
    /// An exact bytes object.
    Bytes(&'a [u8]),
    /// A tuple that compares as tuples do.
    Tuple,
    /// Equals itself only, as far as it is concerned.
    Identity,
}

fn kind(value: &Value) -> Option<Kind<'_>> {
    if !value.is_object() {
        return Some(if value.is_small() || value.is_float() || value.is_bool() {
            Kind::Number
        } else {
            Kind::Identity
        });
    }
    let map = value.map();
    match map {
        fixed::STR => return Some(Kind::Text),
        fixed::BYTES => return value.exact::<Bytes>().map(|bytes| Kind::Bytes(bytes.as_slice())),
        fixed::INT64 | fixed::BIG_INT => return Some(Kind::Number),
        _ => {}
    }
    let behaviour = alloc::current().map(map).flags;
    if behaviour & flags::TUPLE != 0 {
        return Some(Kind::Tuple);
    }
    if behaviour & flags::INT != 0 {
        return Some(Kind::Number);
    }
    (behaviour & flags::SELF_EQUAL != 0).then_some(Kind::Identity)
}

/// The exact int behind an int of a subclass that compares as ints do.
fn exact_number(value: &Value) -> &Value {
    value.flagged::<IntObject>(flags::INT).map_or(value, |object| &object.value)
}

/// A tuple that compares as tuples do.
#[inline(always)]
fn plain_tuple(value: &Value) -> Option<&Obj<Tuple>> {
    value.exact_or_flagged::<Tuple>(flags::TUPLE)
}

/// Deepest nesting of tuples that is compared without a `Vm`.
const DEEPEST: u32 = 30;

/// `a is b or a == b`, if that can be told without running Python: of numbers, strings, tuples of such, and objects that
/// equal themselves only.
#[inline(always)]
pub fn known_equal(a: &Value, b: &Value) -> Option<bool> {
    if a.is(b) {
        return Some(true);
    }
    if Value::both_small(a, b) {
        return Some(false);
    }
    if let (Some(a), Some(b)) = (a.exact::<Str>(), b.exact::<Str>()) {
        return Some(a.same_text(b));
    }
    known_equal_slow(a, b, 0)
}

#[inline(never)]
fn known_equal_slow(a: &Value, b: &Value, depth: u32) -> Option<bool> {
    if let (Some(a), Some(b)) = (plain_tuple(a), plain_tuple(b)) {
        return known_equal_items(a.as_slice(), b.as_slice(), depth);
    }
    match (kind(a)?, kind(b)?) {
        (Kind::Number, Kind::Number) => fast::compare(CompareOp::Eq, exact_number(a), exact_number(b)),
        (Kind::Text, Kind::Text) => Some(a.exact::<Str>()?.same_text(b.exact::<Str>()?)),
        (Kind::Bytes(a), Kind::Bytes(b)) => Some(a == b),
        _ => Some(false),
    }
}

#[inline]
fn known_equal_items(a: &[Value], b: &[Value], depth: u32) -> Option<bool> {
    for (a, b) in a.iter().zip(b) {
        if a.is(b) {
            continue;
        }
        if Value::both_small(a, b) {
            return Some(false);
        }
        if let (Some(a), Some(b)) = (a.exact::<Str>(), b.exact::<Str>()) {
            if a.same_text(b) {
                continue;
            }
            return Some(false);
        }
        if depth > DEEPEST {
            return None;
        }
        match known_equal_slow(a, b, depth + 1) {
            Some(true) => {}
            other => return other,
        }
    }
    Some(a.len() == b.len())
}

/// `a == b` where one of them equals itself only and the other has no say.
#[inline]
pub fn identity_equal(a: &Value, b: &Value) -> Option<bool> {
    match (kind(a)?, kind(b)?) {
        (Kind::Identity, _) | (_, Kind::Identity) => Some(a.is(b)),
        _ => None,
    }
}

/// How many items at the start are known to be equal.
#[inline]
pub fn known_prefix(a: &[Value], b: &[Value]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| known_equal(a, b) == Some(true)).count()
}

/// Where `value` stands among the items, if anywhere; nothing if that cannot be told without running Python.
#[inline]
pub fn known_position(items: &[Value], value: &Value) -> Option<Option<usize>> {
    if value.is_small() {
        // Most lists that are asked for a number hold such numbers only.
        for (at, item) in items.iter().enumerate() {
            if item.is(value) {
                return Some(Some(at));
            }
            if !item.is_small() && known_equal_slow(item, value, 0)? {
                return Some(Some(at));
            }
        }
        return Some(None);
    }
    for (at, item) in items.iter().enumerate() {
        if known_equal(item, value)? {
            return Some(Some(at));
        }
    }
    Some(None)
}

impl Vm {
    /// The special method that an operation of two values asks first, if that is the left one's.
    pub(crate) fn first_method(&mut self, slot: Slot, a: &Value, b: &Value) -> Option<Value> {
        // The operands keep their classes.
        let (left, right) = (alloc::type_of_map(a.map()), alloc::type_of_map(b.map()));
        if !std::ptr::eq(left, right) && right.is_subclass(self, left) {
            return None;
        }
        left.slot(self, slot)
    }
    /// The same if it is written in Python.
    pub(crate) fn first_python(&mut self, slot: Slot, a: &Value, b: &Value) -> Option<Value> {
        if a.map() < fixed::COUNT {
            return None;
        }
        self.first_method(slot, a, b).filter(|function| function.has_map(fixed::FUNCTION))
    }
    /// Which special methods a comparison asks, in order: (function, operands swapped).
    pub(crate) fn compare_candidates(
        &mut self,
        op: CompareOp,
        a: &Value,
        b: &Value,
    ) -> [Option<(Value, bool)>; 2] {
        let left = self.class_of(a);
        let right = self.class_of(b);
        let mine = left.slot(self, op.slot()).map(|f| (f, false));
        let theirs = right.slot(self, op.swapped().slot()).map(|f| (f, true));
        if !left.ptr_eq(&right) && right.is_subclass(self, &left) { [theirs, mine] } else { [mine, theirs] }
    }
    /// `a op b`, whatever the methods give.
    pub fn compare(&mut self, op: CompareOp, a: &Value, b: &Value) -> Result<Value> {
        if Value::both_small(a, b) {
            return Ok(Value::bool(op.of(a.small_unchecked(), b.small_unchecked())));
        }
        if let Some(answer) = fast::compare(op, a, b) {
            return Ok(Value::bool(answer));
        }
        if let Some(result) = self.compare_exact(op, a, b) {
            return result;
        }
        self.deeper(|vm| {
            let first = vm.first_method(op.slot(), a, b);
            let asked = usize::from(first.is_some());
            if let Some(function) = first {
                let result = vm.call_slot(&function, a, &[b])?;
                if !result.is_not_implemented() {
                    return Ok(result);
                }
            }
            for (function, swapped) in vm.compare_candidates(op, a, b).into_iter().skip(asked).flatten() {
                let (this, other) = if swapped { (b, a) } else { (a, b) };
                let result = vm.call_slot(&function, this, &[other])?;
                if !result.is_not_implemented() {
                    return Ok(result);
                }
            }
            vm.compare_default(op, a, b)
        })
    }
    /// What a comparison gives when no method answered.
    pub(crate) fn compare_default(&mut self, op: CompareOp, a: &Value, b: &Value) -> Result<Value> {
        match op {
            CompareOp::Eq => Ok(Value::bool(a.is(b))),
            CompareOp::Ne => Ok(Value::bool(!a.is(b))),
            _ => {
                let (left, right) = (self.type_name(a), self.type_name(b));
                let symbol = op.symbol();
                Err(self.type_error(format_args!(
                    "'{symbol}' not supported between instances of '{left}' and '{right}'"
                )))
            }
        }
    }
    /// Truth of `a op b`.
    pub fn compare_truth(&mut self, op: CompareOp, a: &Value, b: &Value) -> Result<bool> {
        let result = self.compare(op, a, b)?;
        self.truth(&result)
    }
    /// `a is b or a == b`, as containers compare.
    #[inline]
    pub fn equal(&mut self, a: &Value, b: &Value) -> Result<bool> {
        match known_equal(a, b) {
            Some(equal) => Ok(equal),
            None => self.equal_slow(a, b),
        }
    }
    #[inline(never)]
    fn equal_slow(&mut self, a: &Value, b: &Value) -> Result<bool> {
        if let (Some(a), Some(b)) = (a.exact::<Tuple>(), b.exact::<Tuple>()) {
            // Keys of dicts are tuples often; the way through the methods gives the same.
            let (a, b) = (a.as_slice(), b.as_slice());
            return self.deeper(|vm| {
                for (a, b) in a.iter().zip(b) {
                    if !vm.equal(a, b)? {
                        return Ok(false);
                    }
                }
                Ok(a.len() == b.len())
            });
        }
        self.compare_truth(CompareOp::Eq, a, b)
    }
    /// `a < b`
    pub fn less(&mut self, a: &Value, b: &Value) -> Result<bool> {
        self.compare_truth(CompareOp::Lt, a, b)
    }
}
