//! `dict`: insertion order, keys kept with their hash, a string-key path that cannot call Python.

pub mod iter;
pub mod merge;
pub mod methods;
pub mod table;
pub mod views;

use crate::{
    body,
    error::Result,
    names::Name,
    value::{Handle, Obj, Value, VmCell, fixed},
    vm::Vm,
};
use table::Table;

/// A dictionary.
#[derive(Default)]
pub struct Dict {
    /// Keys and values.
    pub table: VmCell<Table>,
}
body!(Dict, fixed::DICT, [table]);

impl Dict {
    /// An empty dict.
    pub fn new() -> Handle<Dict> {
        Handle::new(Dict::default())
    }
    /// A dict of a table.
    pub fn from_table(table: Table) -> Handle<Dict> {
        Handle::new(Dict { table: VmCell::new(table) })
    }
    /// How many keys there are.
    pub fn len(&self, vm: &Vm) -> usize {
        self.table.get(vm).len()
    }
    /// Whether there are none.
    pub fn is_empty(&self, vm: &Vm) -> bool {
        self.len(vm) == 0
    }
}

impl Obj<Dict> {
    /// The entry of a key. Compares keys that are not strings by `==`, which may run Python.
    #[inline]
    pub fn find(&self, vm: &mut Vm, key: &Value, hash: u64) -> Result<Option<usize>> {
        let found = self.table.get(vm).find(key, hash);
        match found.unsure() {
            None => Ok(found.at()),
            Some(at) => self.find_comparing(vm, key, hash, at),
        }
    }
    #[cold]
    #[inline(never)]
    fn find_comparing(&self, vm: &mut Vm, key: &Value, hash: u64, mut at: usize) -> Result<Option<usize>> {
        loop {
            let table = self.table.get(vm);
            let changes = table.changes();
            let known = table.entries()[at].key.clone();
            let equal = vm.equal(&known, key)?;
            let table = self.table.get(vm);
            let found = if table.changes() != changes {
                table.find(key, hash)
            } else if equal {
                return Ok(Some(at));
            } else {
                table.find_next(key, hash, at)
            };
            match found.unsure() {
                None => return Ok(found.at()),
                Some(next) => at = next,
            }
        }
    }
    /// The value of a key, when it is there and that can be told without running Python.
    #[inline]
    pub fn peek<'a>(&'a self, vm: &'a Vm, key: &Value) -> Option<&'a Value> {
        let hash = vm.known_hash(key)?;
        let table = self.table.get(vm);
        let at = table.find(key, hash).at()?;
        Some(&table.entries()[at].value)
    }
    /// Whether a key is there; nothing if that cannot be told without running Python.
    #[inline]
    pub fn has_known(&self, vm: &Vm, key: &Value) -> Option<bool> {
        let found = self.table.get(vm).find(key, vm.known_hash(key)?);
        if found.unsure().is_some() { None } else { Some(found.at().is_some()) }
    }
    /// The value of a key; TypeError when it cannot be hashed.
    pub fn get(&self, vm: &mut Vm, key: &Value) -> Result<Option<Value>> {
        let hash = vm.hash_key(key)?;
        let at = self.find(vm, key, hash)?;
        Ok(at.map(|at| self.table.get(vm).entries()[at].value.clone()))
    }
    /// Sets the value of a key.
    pub fn set(&self, vm: &mut Vm, key: Value, value: Value) -> Result<()> {
        let hash = vm.hash_key(&key)?;
        self.set_hashed(vm, key, hash, value)
    }
    /// Sets the value of a key whose hash is known.
    pub fn set_hashed(&self, vm: &mut Vm, key: Value, hash: u64, value: Value) -> Result<()> {
        match self.find(vm, &key, hash)? {
            Some(at) => {
                let old = self.table.get_mut(vm).replace_value(at, value);
                drop(old);
            }
            None => self.table.get_mut(vm).push(hash, key, value),
        }
        Ok(())
    }
    /// Removes a key and hands out its value.
    pub fn remove(&self, vm: &mut Vm, key: &Value) -> Result<Option<Value>> {
        let hash = vm.hash_key(key)?;
        let Some(at) = self.find(vm, key, hash)? else { return Ok(None) };
        let (key, value) = self.table.get_mut(vm).remove(at);
        drop(key);
        Ok(Some(value))
    }
    /// The value of an interned name. Calls no Python.
    #[inline]
    pub fn get_name(&self, vm: &Vm, name: &Value) -> Option<Value> {
        let hash = vm.hash_text(name);
        let table = self.table.get(vm);
        table.find_text(name, hash).map(|at| table.entries()[at].value.clone())
    }
    /// The value of a name of the table.
    pub fn get_known(&self, vm: &Vm, name: Name) -> Option<Value> {
        self.get_name(vm, vm.name(name))
    }
    /// Sets the value of an interned name. Calls no Python.
    pub fn set_name(&self, vm: &mut Vm, name: Value, value: Value) {
        let hash = vm.hash_text(&name);
        let table = self.table.get_mut(vm);
        match table.find_text(&name, hash) {
            Some(at) => drop(table.replace_value(at, value)),
            None => table.push(hash, name, value),
        }
    }
    /// Sets the value of a name of the table.
    #[inline(never)]
    pub fn set_known(&self, vm: &mut Vm, name: Name, value: Value) {
        let name = vm.name(name).clone();
        self.set_name(vm, name, value);
    }
    /// Sets the value of a text.
    #[inline(never)]
    pub fn set_text(&self, vm: &mut Vm, name: &str, value: Value) {
        let name = vm.intern_text(name);
        self.set_name(vm, name, value);
    }
    /// The value of a text.
    #[inline(never)]
    pub fn get_text(&self, vm: &mut Vm, name: &str) -> Option<Value> {
        let name = vm.intern_text(name);
        self.get_name(vm, &name)
    }
    /// Removes an interned name.
    pub fn remove_name(&self, vm: &mut Vm, name: &Value) -> Option<Value> {
        let hash = vm.hash_text(name);
        let table = self.table.get_mut(vm);
        let at = table.find_text(name, hash)?;
        Some(table.remove(at).1)
    }
    /// Keys and values at this moment.
    pub fn pairs(&self, vm: &Vm) -> Vec<(Value, Value)> {
        self.table.get(vm).iter().map(|entry| (entry.key.clone(), entry.value.clone())).collect()
    }
}
