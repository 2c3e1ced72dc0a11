//! Iteration from Rust.

use crate::{
    error::Result,
    objects::{consume::snapshot, exceptions::ExcKind, range::Range},
    types::Slot,
    value::Value,
    vm::Vm,
};

/// Items taken before limits and interrupts are looked at.
const LOOK_UP_AFTER: usize = 1 << 16;

impl Vm {
    /// `iter(value)`
    pub fn iter(&mut self, value: &Value) -> Result<Value> {
        if let Some(iterator) = self.iter_exact(value) {
            return Ok(iterator);
        }
        let class = self.class_of(value);
        match class.slot(self, Slot::Iter) {
            Some(function) if !function.is_none() => {
                let result = self.call_slot(&function, value, &[])?;
                self.check_iterator(result)
            }
            None if class.has_slot(self, Slot::GetItem) && !value.has_map(crate::value::fixed::DICT) => {
                Ok(self.sequence_iter(value))
            }
            _ => {
                let name = self.type_name(value);
                Err(self.type_error(format_args!("'{name}' object is not iterable")))
            }
        }
    }
    /// What `__iter__` gave, if it is an iterator.
    pub(crate) fn check_iterator(&mut self, result: Value) -> Result<Value> {
        if self.class_of(&result).has_slot(self, Slot::Next) {
            return Ok(result);
        }
        let name = self.type_name(&result);
        Err(self.type_error(format_args!("iter() returned non-iterator of type '{name}'")))
    }
    /// The next item of an iterator, or nothing at its end. Nests a loop if the iterator is written in Python.
    pub fn next(&mut self, iterator: &Value) -> Result<Option<Value>> {
        if let Some(item) = self.next_exact(iterator) {
            return item;
        }
        let Some(function) = self.class_of(iterator).slot(self, Slot::Next) else {
            let name = self.type_name(iterator);
            return Err(self.type_error(format_args!("'{name}' object is not an iterator")));
        };
        let result = self.call_next(&function, iterator);
        match self.swallow(result, ExcKind::StopIteration)? {
            Some(item) => Ok(item.defined()),
            None => Ok(None),
        }
    }
    /// All items of an iterable.
    pub fn collect(&mut self, iterable: &Value) -> Result<Vec<Value>> {
        Range::check_count(self, iterable)?;
        if let Some(items) = snapshot(self, iterable) {
            return Ok(items);
        }
        let iterator = self.iter(iterable)?;
        let mut items = Vec::new();
        while let Some(item) = self.next(&iterator)? {
            items.push(item);
            if items.len() % LOOK_UP_AFTER == 0 {
                self.breathe()?;
            }
        }
        Ok(items)
    }
    /// A guess at how many items are left, for reserving room.
    pub fn length_hint(&mut self, value: &Value) -> Result<usize> {
        let class = self.class_of(value);
        if class.has_slot(self, Slot::Len) {
            return self.len(value);
        }
        let Some(function) = class.slot(self, Slot::LengthHint) else { return Ok(0) };
        let result = self.call_slot(&function, value, &[])?;
        if result.is_not_implemented() {
            return Ok(0);
        }
        let Some(number) = self.int_part(&result) else {
            let name = self.type_name(&result);
            return Err(self.type_error(format_args!("__length_hint__ must be an integer, not {name}")));
        };
        match self.int_to_i64(&number) {
            Some(hint) if hint < 0 => Err(self.value_error("__length_hint__() should return >= 0")),
            Some(hint) => Ok((hint as usize).min(1 << 20)),
            None => Ok(0),
        }
    }
}
