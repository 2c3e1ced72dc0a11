//! Iterators over keys, values and items of a dict, forwards and backwards. One body serves all six classes; the map
//! of an iterator says which it is.

use super::Dict;
use crate::{
    body,
    error::Result,
    method,
    native::TypeDef,
    objects::{
        iterators::{itself, reduced},
        list::List,
    },
    types::type_flags,
    value::{Handle, Obj, Tuple, Value, VmCell, fixed, map::Layout},
    vm::Vm,
};
use std::cell::Cell;

/// An iterator over a dict.
pub struct DictIter {
    /// The dict; nothing once the end was reached.
    pub dict: VmCell<Option<Handle<Dict>>>,
    /// Number of the next entry to look at; backwards, one more than that.
    pub index: Cell<usize>,
    /// How many keys the dict had at the start.
    pub length: Cell<usize>,
    /// How many are left.
    pub left: Cell<usize>,
}
body!(DictIter, fixed::DICT_KEY_ITER, [dict]);

impl DictIter {
    /// An iterator of the class of `map`, one of `fixed::DICT_…_ITER`.
    pub fn new(vm: &Vm, map: u32, dict: Handle<Dict>) -> Handle<DictIter> {
        let table = dict.table.get(vm);
        let length = table.len();
        let index = if is_reverse(map) { table.entries().len() } else { 0 };
        let iterator = DictIter {
            index: Cell::new(index),
            length: Cell::new(length),
            left: Cell::new(length),
            dict: VmCell::new(Some(dict)),
        };
        Handle::new_with_map(map, iterator)
    }
    /// The next key, value or pair, as the iterator's map says; RuntimeError when keys were added or removed. Calls no
    /// Python.
    #[inline]
    pub fn step(&self, vm: &mut Vm, map: u32) -> Result<Option<Value>> {
        let Some(at) = self.step_entry(vm, map)? else { return Ok(None) };
        let Some(dict) = self.dict.get(vm) else { return Ok(None) };
        let entry = &dict.table.get(vm).entries()[at];
        Ok(Some(match map {
            fixed::DICT_VALUE_ITER | fixed::DICT_REVERSE_VALUE_ITER => entry.value.clone(),
            fixed::DICT_ITEM_ITER | fixed::DICT_REVERSE_ITEM_ITER => {
                Tuple::pair(entry.key.clone(), entry.value.clone()).into_value()
            }
            _ => entry.key.clone(),
        }))
    }
    /// The next key and value, forwards.
    #[inline]
    pub fn step_pair(&self, vm: &mut Vm) -> Result<Option<(Value, Value)>> {
        let Some(at) = self.step_entry(vm, fixed::DICT_ITEM_ITER)? else { return Ok(None) };
        let Some(dict) = self.dict.get(vm) else { return Ok(None) };
        let entry = &dict.table.get(vm).entries()[at];
        Ok(Some((entry.key.clone(), entry.value.clone())))
    }
    /// Goes on to the next entry and gives its number; nothing at the end.
    #[inline]
    fn step_entry(&self, vm: &mut Vm, map: u32) -> Result<Option<usize>> {
        let Some(dict) = self.dict.get(vm) else { return Ok(None) };
        let table = dict.table.get(vm);
        if table.len() != self.length.get() {
            // From now on it fails again, whatever the dict's size.
            self.length.set(usize::MAX);
            return Err(vm.runtime_error("dictionary changed size during iteration"));
        }
        let entries = table.entries();
        let mut at = self.index.get();
        let found = if is_reverse(map) {
            at = at.min(entries.len());
            while at > 0 && entries[at - 1].key.is_undef() {
                at -= 1;
            }
            at.checked_sub(1).map(|at| (at, at))
        } else {
            while at < entries.len() && entries[at].key.is_undef() {
                at += 1;
            }
            (at < entries.len()).then_some((at, at + 1))
        };
        let Some((entry, next)) = found else {
            let old = self.dict.replace(vm, None);
            drop(old);
            return Ok(None);
        };
        if self.left.get() == 0 {
            return Err(vm.runtime_error("dictionary keys changed during iteration"));
        }
        self.left.set(self.left.get() - 1);
        self.index.set(next);
        Ok(Some(entry))
    }
    fn next(vm: &mut Vm, this: &Obj<DictIter>) -> Result<Option<Value>> {
        this.step(vm, this.header().map.get())
    }
    fn length_hint(vm: &mut Vm, this: &Obj<DictIter>) -> usize {
        match this.dict.get(vm) {
            Some(dict) if dict.len(vm) == this.length.get() => this.left.get(),
            _ => 0,
        }
    }
    /// What is left goes into a list; the iterator itself stays where it is.
    fn reduce(vm: &mut Vm, this: &Obj<DictIter>) -> Result<Value> {
        let map = this.header().map.get();
        let copy = DictIter {
            dict: VmCell::new(this.dict.cloned(vm)),
            index: this.index.clone(),
            length: this.length.clone(),
            left: this.left.clone(),
        };
        let copy: Handle<DictIter> = Handle::new_with_map(map, copy);
        let mut items = Vec::new();
        while let Some(item) = DictIter::next(vm, &copy)? {
            items.push(item);
        }
        Ok(reduced(vm, "iter", vec![List::new(items).into_value()], None))
    }
}

fn is_reverse(map: u32) -> bool {
    matches!(
        map,
        fixed::DICT_REVERSE_KEY_ITER | fixed::DICT_REVERSE_VALUE_ITER | fixed::DICT_REVERSE_ITEM_ITER
    )
}

macro_rules! iterator_type {
    ($static:ident, $name:literal) => {
        #[doc = concat!("`", $name, "`")]
        pub static $static: TypeDef = TypeDef {
            name: $name,
            doc: "",
            base: None,
            map: Some(fixed::$static),
            layout: Layout::of::<DictIter>(),
            flags: type_flags::NO_NEW,
            rows: &[
                method!("__iter__(self, /)", itself, 1),
                method!("__next__(self, /)", DictIter::next, 1),
                method!(
                    "__length_hint__(self, /)",
                    DictIter::length_hint,
                    1,
                    "Private method returning an estimate of len(list(it))."
                ),
                method!("__reduce__(self, /)", DictIter::reduce, 1, "Return state information for pickling."),
            ],
        };
    };
}

iterator_type!(DICT_KEY_ITER, "dict_keyiterator");
iterator_type!(DICT_VALUE_ITER, "dict_valueiterator");
iterator_type!(DICT_ITEM_ITER, "dict_itemiterator");
iterator_type!(DICT_REVERSE_KEY_ITER, "dict_reversekeyiterator");
iterator_type!(DICT_REVERSE_VALUE_ITER, "dict_reversevalueiterator");
iterator_type!(DICT_REVERSE_ITEM_ITER, "dict_reverseitemiterator");
