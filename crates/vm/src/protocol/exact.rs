//! What exact built-in containers do at once: the same as their special methods, without looking them up and calling them.
//! Everything here answers nothing for other objects, and for work that runs Python.

use crate::{
    error::Result,
    objects::{
        bytes::{Bytes, shared},
        dict::{Dict, iter::DictIter, views::DictView},
        iterators::{ListIter, ListReverseIter, TupleIter},
        list::List,
        range::{Range, RangeIter},
        sequence::{self, clip_index},
        set::{self, FrozenSet, Set, iter::SetIter},
        slice::clip,
        str::{
            format,
            index::{self, StrIter},
        },
    },
    protocol::{
        BinaryOp, CompareOp,
        compare::{identity_equal, known_equal},
    },
    text::search,
    value::{Str, Tuple, Value, copies, fixed},
    vm::Vm,
};

/// A bound of a slice that is left out or a small integer.
#[inline]
fn plain_bound(bound: &Value, missing: isize) -> Option<isize> {
    match bound.as_small() {
        Some(number) => Some(clip_index(number)),
        None => bound.is_none().then_some(missing),
    }
}

fn value_bytes(value: &Value) -> Option<&[u8]> {
    value.exact::<Bytes>().map(|bytes| bytes.as_slice())
}

impl Vm {
    /// `iter(value)`
    pub fn iter_exact(&mut self, value: &Value) -> Option<Value> {
        Some(match value.map() {
            fixed::LIST => ListIter::new(value.exact::<List>()?.to_handle()).into_value(),
            fixed::TUPLE => TupleIter::new(value.exact::<Tuple>()?.to_handle()).into_value(),
            fixed::DICT => {
                let dict = value.exact::<Dict>()?.to_handle();
                DictIter::new(self, fixed::DICT_KEY_ITER, dict).into_value()
            }
            fixed::DICT_KEYS | fixed::DICT_VALUES | fixed::DICT_ITEMS => {
                DictView::iter(self, value.cast::<DictView>()?).into_value()
            }
            fixed::SET | fixed::FROZEN_SET => SetIter::new(self, value.clone()).into_value(),
            fixed::RANGE => Range::iter(self, value.exact::<Range>()?),
            fixed::STR => StrIter::start(self, value.exact::<Str>()?),
            fixed::LIST_ITER..=fixed::CALLABLE_ITER | fixed::GENERATOR => value.clone(),
            _ => return None,
        })
    }
    /// `next(iterator)` of an iterator of a built-in container: an item, or nothing at the end.
    #[inline]
    pub fn next_exact(&mut self, iterator: &Value) -> Option<Result<Option<Value>>> {
        let map = iterator.map();
        Some(match map {
            fixed::LIST_ITER => Ok(iterator.exact::<ListIter>()?.step(self)),
            fixed::TUPLE_ITER => Ok(iterator.exact::<TupleIter>()?.step(self)),
            fixed::RANGE_ITER => Ok(iterator.exact::<RangeIter>()?.step()),
            fixed::STR_ITER => Ok(iterator.exact::<StrIter>()?.advance(self)),
            fixed::DICT_KEY_ITER..=fixed::DICT_REVERSE_ITEM_ITER => {
                iterator.cast::<DictIter>()?.step(self, map)
            }
            fixed::SET_ITER => SetIter::next(self, iterator.exact::<SetIter>()?),
            fixed::LIST_REVERSE_ITER => Ok(ListReverseIter::next(self, iterator.exact::<ListReverseIter>()?)),
            _ => return None,
        })
    }
    /// `value[key]`
    #[inline]
    pub fn get_item_exact(&mut self, value: &Value, key: &Value) -> Option<Result<Value>> {
        match value.map() {
            fixed::LIST => Some(List::get_item(self, value.exact::<List>()?, key)),
            fixed::TUPLE => Some(Tuple::get_item(self, value.exact::<Tuple>()?, key)),
            fixed::STR => Some(index::get_item(self, value.exact::<Str>()?, key)),
            fixed::BYTES => Some(shared::get_item(self, value, key)),
            _ => None,
        }
    }
    /// `value[start:stop]`
    pub fn slice_exact(&mut self, value: &Value, start: &Value, stop: &Value) -> Option<Value> {
        let (start, stop) = (plain_bound(start, 0)?, plain_bound(stop, isize::MAX)?);
        match value.map() {
            fixed::LIST => {
                let items = value.exact::<List>()?.items.get(self);
                let span = clip(start, stop, 1, items.len());
                let start = span.start as usize;
                Some(List::new(copies(&items[start..start + span.count])).into_value())
            }
            fixed::TUPLE => {
                let items = value.exact::<Tuple>()?.as_slice();
                let span = clip(start, stop, 1, items.len());
                if span.count == items.len() {
                    return Some(value.clone());
                }
                let start = span.start as usize;
                Some(Tuple::from_slice(&items[start..start + span.count]).into_value())
            }
            fixed::STR => {
                let text = value.exact::<Str>()?;
                let span = clip(start, stop, 1, text.char_count());
                Some(index::sliced(self, text, span.start, 1, span.count))
            }
            fixed::BYTES => {
                let data = value.exact::<Bytes>()?.as_slice();
                let span = clip(start, stop, 1, data.len());
                if span.count == data.len() {
                    return Some(value.clone());
                }
                let start = span.start as usize;
                Some(Bytes::new(data[start..start + span.count].to_vec()).into_value())
            }
            _ => None,
        }
    }
    /// `value[start:stop] = items`; whether it was done.
    pub fn assign_slice_exact(
        &mut self,
        value: &Value,
        start: &Value,
        stop: &Value,
        items: &Value,
    ) -> Result<bool> {
        let (Some(list), Some(start), Some(stop)) =
            (value.exact::<List>(), plain_bound(start, 0), plain_bound(stop, isize::MAX))
        else {
            return Ok(false);
        };
        if value.is(items) || !(items.has_map(fixed::LIST) || items.has_map(fixed::TUPLE)) {
            return Ok(false);
        }
        let span = clip(start, stop, 1, list.items.get(self).len());
        list.assign_from(self, span, items)?;
        Ok(true)
    }
    /// `item in value`
    pub fn contains_exact(&mut self, value: &Value, item: &Value) -> Option<Result<bool>> {
        match value.map() {
            fixed::DICT => {
                let dict = value.exact::<Dict>()?;
                Some(self.hash_key(item).and_then(|hash| Ok(dict.find(self, item, hash)?.is_some())))
            }
            fixed::STR => {
                let (text, part) = (value.exact::<Str>()?, item.exact::<Str>()?);
                Some(Ok(search::find(text.as_bytes(), part.as_bytes()).is_some()))
            }
            fixed::LIST => Some(List::contains(self, value.exact::<List>()?, item)),
            fixed::TUPLE => Some(Tuple::contains(self, value.exact::<Tuple>()?, item)),
            fixed::SET => Some(Set::has(self, value.exact::<Set>()?, item)),
            fixed::FROZEN_SET => Some(FrozenSet::has(self, value.exact::<FrozenSet>()?, item)),
            _ => None,
        }
    }
    /// `a op b` of two sets, two lists or two tuples; `==` and `!=` of objects that equal themselves only.
    pub fn compare_exact(&mut self, op: CompareOp, a: &Value, b: &Value) -> Option<Result<Value>> {
        if let (CompareOp::Eq | CompareOp::Ne, Some(equal)) = (op, identity_equal(a, b)) {
            return Some(Ok(Value::bool(equal == (op == CompareOp::Eq))));
        }
        match (a.map(), b.map()) {
            (fixed::TUPLE, fixed::TUPLE) => {
                if let (CompareOp::Eq | CompareOp::Ne, Some(equal)) = (op, known_equal(a, b)) {
                    return Some(Ok(Value::bool(equal == (op == CompareOp::Eq))));
                }
                let a = a.exact::<Tuple>()?;
                Some(self.deeper(|vm| Tuple::compare(vm, op, a, b)))
            }
            (fixed::BYTES, fixed::BYTES) => {
                let order = value_bytes(a)?.cmp(value_bytes(b)?);
                Some(Ok(Value::bool(op.of_order(order))))
            }
            (fixed::LIST, fixed::LIST) => {
                let a = a.exact::<List>()?;
                Some(self.deeper(|vm| List::compare(vm, op, a, b)))
            }
            (fixed::SET | fixed::FROZEN_SET, fixed::SET | fixed::FROZEN_SET) => {
                Some(self.deeper(|vm| set::methods::compare(vm, op, a, b)))
            }
            _ => None,
        }
    }
    /// `a op b`, or `a op= b`, of sets, lists and tuples.
    pub fn binary_exact(
        &mut self,
        op: BinaryOp,
        in_place: bool,
        a: &Value,
        b: &Value,
    ) -> Option<Result<Value>> {
        match (op, a.map(), b.map()) {
            (BinaryOp::Add, fixed::LIST, fixed::LIST) if in_place => {
                Some(List::add_in_place(self, a.exact::<List>()?, b))
            }
            (BinaryOp::Add, fixed::LIST, fixed::LIST) => Some(List::add(self, a.exact::<List>()?, b)),
            (BinaryOp::Add, fixed::TUPLE, fixed::TUPLE) => Some(Tuple::add(self, a.exact::<Tuple>()?, b)),
            (BinaryOp::Add, fixed::BYTES, fixed::BYTES) => {
                let (a, b) = (value_bytes(a)?, value_bytes(b)?);
                if a.len() + b.len() > sequence::MOST_ITEMS {
                    return None;
                }
                Some(Ok(Bytes::joined(a, b).into_value()))
            }
            // A subclass of `str` on the right may have a say before the left one; built-in classes have none.
            (BinaryOp::Mod, fixed::STR, right) if right < fixed::COUNT => {
                Some(format::mod_(self, a.exact::<Str>()?, b))
            }
            (BinaryOp::Mul, fixed::LIST, fixed::INT) if !in_place => {
                Some(List::mul(self, a.exact::<List>()?, b))
            }
            (_, fixed::SET, fixed::SET | fixed::FROZEN_SET) if !in_place => {
                set::methods::binary(self, op, a, b)
            }
            (_, fixed::FROZEN_SET, fixed::SET | fixed::FROZEN_SET) => set::methods::binary(self, op, a, b),
            _ => None,
        }
    }
}
