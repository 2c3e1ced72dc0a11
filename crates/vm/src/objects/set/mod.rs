//! `set` and `frozenset`: what Rust does with them. Their classes are in [`methods`].

pub mod iter;
pub mod methods;
pub mod table;

use super::{
    consume::{self, Sink},
    dict::Dict,
    list::List,
    range::Range,
};
use crate::{
    body,
    error::Result,
    value::{Handle, Obj, Trace, Tracer, Tuple, Value, VmCell, fixed},
    vm::Vm,
};
use std::cell::Cell;
use table::{Found, SetTable};

/// A set.
#[derive(Default)]
pub struct Set {
    /// The keys.
    pub table: VmCell<SetTable>,
}
body!(Set, fixed::SET, [table]);

/// A frozen set.
#[derive(Default)]
pub struct FrozenSet {
    /// The keys.
    pub table: VmCell<SetTable>,
    /// The hash, once asked for.
    pub hash: Cell<Option<i64>>,
}
body!(FrozenSet, fixed::FROZEN_SET, [table]);

/// The table of a set or frozen set, subclasses included.
#[inline]
pub fn set_cell(value: &Value) -> Option<&VmCell<SetTable>> {
    match value.cast::<Set>() {
        Some(set) => Some(&set.table),
        None => value.cast::<FrozenSet>().map(|set| &set.table),
    }
}

/// A place for a key: where it is, or where it would go.
pub enum Seat {
    /// The key is here.
    Taken(usize),
    /// The key would go here.
    Free(usize),
}

/// Looks a key up. Compares keys by `==`, which may run Python.
pub fn find(vm: &mut Vm, cell: &VmCell<SetTable>, key: &Value, hash: u64) -> Result<Seat> {
    'again: loop {
        let mut found = cell.get(vm).find(key, hash);
        loop {
            match found {
                Found::At(at) => return Ok(Seat::Taken(at)),
                Found::Missing(at) => return Ok(Seat::Free(at)),
                Found::Compare(at, probe) => {
                    let table = cell.get(vm);
                    let changes = table.changes();
                    let Some((_, known)) = table.entry(at) else { continue 'again };
                    let known = known.clone();
                    let equal = vm.equal(&known, key)?;
                    let table = cell.get(vm);
                    if table.changes() != changes {
                        continue 'again;
                    }
                    if equal {
                        return Ok(Seat::Taken(at));
                    }
                    found = table.find_next(key, hash, probe);
                }
            }
        }
    }
}

/// Whether a key whose hash is known is there.
pub fn has(vm: &mut Vm, cell: &VmCell<SetTable>, key: &Value, hash: u64) -> Result<bool> {
    Ok(matches!(find(vm, cell, key, hash)?, Seat::Taken(_)))
}

/// Adds a key whose hash is known; false if it was there.
pub fn add(vm: &mut Vm, cell: &VmCell<SetTable>, key: Value, hash: u64) -> Result<bool> {
    match find(vm, cell, &key, hash)? {
        Seat::Taken(_) => Ok(false),
        Seat::Free(at) => {
            cell.get_mut(vm).insert_at(at, hash, key);
            Ok(true)
        }
    }
}

/// Removes a key whose hash is known; false if it was not there.
pub fn discard(vm: &mut Vm, cell: &VmCell<SetTable>, key: &Value, hash: u64) -> Result<bool> {
    match find(vm, cell, key, hash)? {
        Seat::Taken(at) => {
            let old = cell.get_mut(vm).remove(at);
            drop(old);
            Ok(true)
        }
        Seat::Free(_) => Ok(false),
    }
}

/// Hashes and keys of a set, frozen set, or dict whose iteration is the built-in one; nothing for anything else.
pub fn hashed_items(vm: &mut Vm, value: &Value) -> Option<Vec<(u64, Value)>> {
    if let Some(cell) = set_cell(value) {
        return Some(cell.get(vm).pairs());
    }
    let dict = value.exact::<Dict>()?;
    Some(dict.table.get(vm).iter().map(|entry| (entry.hash, entry.key.clone())).collect())
}

/// Adds everything to the set that `target` is.
struct AddAll {
    target: Value,
    /// What `finish` gives.
    result: Value,
}

impl Sink for AddAll {
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<bool> {
        let hash = vm.hash_element(&item)?;
        if let Some(cell) = set_cell(&self.target) {
            add(vm, cell, item, hash)?;
        }
        Ok(true)
    }
    fn finish(&mut self, _vm: &mut Vm) -> Result<Value> {
        Ok(self.result.take())
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.target.trace(tracer);
        self.result.trace(tracer);
    }
}

/// Adds the items of all iterables to a set, then gives `result`; may be deferred.
pub fn update(vm: &mut Vm, target: Value, iterables: &[Value], result: Value) -> Result<Value> {
    let mut done = 0;
    for iterable in iterables {
        if !add_hashed(vm, &target, iterable)? && !add_items(vm, &target, iterable)? {
            break;
        }
        done += 1;
    }
    if done == iterables.len() {
        return Ok(result);
    }
    for iterable in &iterables[done..] {
        Range::check_count(vm, iterable)?;
    }
    consume::consume_all(vm, &iterables[done..], AddAll { target, result })
}

/// Adds the items of an exact list or tuple; false if `source` is something else.
fn add_items(vm: &mut Vm, target: &Value, source: &Value) -> Result<bool> {
    let Some(cell) = set_cell(target) else { return Ok(true) };
    if let Some(list) = source.exact::<List>() {
        let mut at = 0;
        while let Some(item) = list.items.get(vm).get(at).cloned() {
            let hash = vm.hash_element(&item)?;
            add(vm, cell, item, hash)?;
            at += 1;
        }
        return Ok(true);
    }
    let Some(tuple) = source.exact::<Tuple>() else { return Ok(false) };
    for item in tuple.as_slice() {
        let hash = vm.hash_element(item)?;
        add(vm, cell, item.clone(), hash)?;
    }
    Ok(true)
}

/// Adds the keys of a set or dict, whose hashes are known; false if `source` is something else.
fn add_hashed(vm: &mut Vm, target: &Value, source: &Value) -> Result<bool> {
    let Some(cell) = set_cell(target) else { return Ok(true) };
    if let Some(other) = set_cell(source) {
        if std::ptr::eq(cell, other) {
            return Ok(true);
        }
        if cell.get(vm).is_empty() {
            // A copy first, since two tables of one Vm are not opened at the same time.
            let mut fresh = SetTable::default();
            fresh.fill_from(other.get(vm));
            let old = cell.get_mut(vm).replace_by(fresh);
            drop(old);
            return Ok(true);
        }
    }
    let Some(items) = hashed_items(vm, source) else { return Ok(false) };
    cell.get_mut(vm).reserve(items.len());
    for (hash, key) in items {
        add(vm, cell, key, hash)?;
    }
    Ok(true)
}

impl Set {
    /// An empty set.
    pub fn new() -> Handle<Set> {
        Handle::new(Set::default())
    }
    /// A set of the items of an iterable. Nests a loop if the iterable is written in Python.
    pub fn collect(vm: &mut Vm, iterable: &Value) -> Result<Handle<Set>> {
        let set = Set::new();
        Set::add_all(vm, &set, iterable)?;
        Ok(set)
    }
    /// Adds the items of an iterable.
    pub fn add_all(vm: &mut Vm, this: &Obj<Set>, iterable: &Value) -> Result<()> {
        let target = this.to_value();
        if add_hashed(vm, &target, iterable)? {
            return Ok(());
        }
        let iterator = vm.iter(iterable)?;
        while let Some(item) = vm.next(&iterator)? {
            this.insert(vm, item)?;
        }
        Ok(())
    }
    /// Removes the items of an iterable.
    pub fn remove_all(vm: &mut Vm, this: &Obj<Set>, iterable: &Value) -> Result<()> {
        if this.is(iterable) {
            let old = this.table.get_mut(vm).take_all();
            drop(old);
            return Ok(());
        }
        if let Some(items) = hashed_items(vm, iterable) {
            for (hash, key) in items {
                discard(vm, &this.table, &key, hash)?;
            }
            return Ok(());
        }
        let iterator = vm.iter(iterable)?;
        while let Some(item) = vm.next(&iterator)? {
            let hash = vm.hash_element(&item)?;
            discard(vm, &this.table, &item, hash)?;
        }
        Ok(())
    }
    /// Adds the items of an iterable that are not there and removes those that are.
    pub fn toggle_all(vm: &mut Vm, this: &Obj<Set>, iterable: &Value) -> Result<()> {
        let items = match hashed_items(vm, iterable) {
            Some(items) => items,
            None => Set::collect(vm, iterable)?.table.get(vm).pairs(),
        };
        for (hash, key) in items {
            if !discard(vm, &this.table, &key, hash)? {
                add(vm, &this.table, key, hash)?;
            }
        }
        Ok(())
    }
    /// The keys now.
    pub fn items_now(&self, vm: &Vm) -> Vec<Value> {
        self.table.get(vm).keys()
    }
}

impl Obj<Set> {
    /// Adds a key. TypeError when it cannot be hashed.
    pub fn add(&self, vm: &mut Vm, key: Value) -> Result<()> {
        self.insert(vm, key).map(drop)
    }
    /// Adds a key; false if it was there. TypeError when it cannot be hashed.
    pub fn insert(&self, vm: &mut Vm, key: Value) -> Result<bool> {
        let hash = vm.hash_element(&key)?;
        add(vm, &self.table, key, hash)
    }
}

impl FrozenSet {
    /// A frozen set of a table.
    pub fn from_table(table: SetTable) -> Handle<FrozenSet> {
        Handle::new(FrozenSet { table: VmCell::new(table), hash: Cell::new(None) })
    }
    /// The keys now.
    pub fn items_now(&self, vm: &Vm) -> Vec<Value> {
        self.table.get(vm).keys()
    }
}

/// The hash of a frozen set: its keys' hashes, stirred so that near ones differ in many bits, in any order.
pub fn hash_of(table: &SetTable) -> i64 {
    let mut hash = 0u64;
    for (key, _) in table.iter() {
        hash ^= (key ^ 89_869_747 ^ (key << 16)).wrapping_mul(3_644_798_167);
    }
    hash ^= (table.len() as u64 + 1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    if hash == u64::MAX { 590_923_713 } else { hash as i64 }
}

impl Vm {
    /// A frozen set of items that are hashable, as constants are; others are left out.
    pub fn new_frozen_set(&mut self, items: Vec<Value>) -> Value {
        let set = Handle::new(FrozenSet::default());
        for item in items {
            let added = self.hash_element(&item).and_then(|hash| add(self, &set.table, item, hash));
            if let Err(raised) = added {
                drop(self.take_raised(raised));
            }
        }
        set.into_value()
    }
    /// The hash of a set's element; TypeError "cannot use 'list' as a set element (unhashable type: 'list')".
    #[inline]
    pub fn hash_element(&mut self, key: &Value) -> Result<u64> {
        match self.hash(key) {
            Ok(hash) => Ok(hash),
            Err(raised) => Err(self.unhashable_use(key, "set element", raised)),
        }
    }
}
