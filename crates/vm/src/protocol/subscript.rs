//! Items, length, containment.

use crate::{
    error::Result,
    objects::{dict::Dict, exceptions::ExcKind, list::List, set::set_cell},
    types::{Slot, Type, type_flags},
    value::{Str, Tuple, Value, fixed},
    vm::Vm,
};

impl Vm {
    /// `len(value)`
    pub fn len(&mut self, value: &Value) -> Result<usize> {
        if let Some(list) = value.exact::<List>() {
            return Ok(list.items.get(self).len());
        }
        if let Some(tuple) = value.exact::<Tuple>() {
            return Ok(tuple.as_slice().len());
        }
        if let Some(text) = value.exact::<Str>() {
            return Ok(text.char_count());
        }
        if let Some(dict) = value.exact::<Dict>() {
            return Ok(dict.len(self));
        }
        if matches!(value.header().map(|header| header.map.get()), Some(fixed::SET | fixed::FROZEN_SET))
            && let Some(cell) = set_cell(value)
        {
            return Ok(cell.get(self).len());
        }
        let Some(function) = self.class_of(value).slot(self, Slot::Len) else {
            let name = self.type_name(value);
            return Err(self.type_error(format_args!("object of type '{name}' has no len()")));
        };
        let result = self.call_slot(&function, value, &[])?;
        self.check_length(&result)
    }
    /// A length as `__len__` gave it.
    pub(crate) fn check_length(&mut self, given: &Value) -> Result<usize> {
        let number = self.index(given)?;
        match self.int_to_i64(&number).and_then(|n| isize::try_from(n).ok()) {
            Some(length) if length >= 0 => Ok(length as usize),
            Some(_) => Err(self.value_error("__len__() should return >= 0")),
            None if self.int_is_negative(&number) => Err(self.value_error("__len__() should return >= 0")),
            None => Err(self.overflow_error("cannot fit 'int' into an index-sized integer")),
        }
    }
    /// `value[key]`
    pub fn get_item(&mut self, value: &Value, key: &Value) -> Result<Value> {
        if let Some(item) = self.get_item_exact(value, key) {
            return item;
        }
        if let Some(function) = self.class_of(value).slot(self, Slot::GetItem) {
            return self.call_slot(&function, value, &[key]);
        }
        if value.cast::<Type>().is_some() {
            return self.class_get_item(value, key);
        }
        let name = self.type_name(value);
        Err(self.type_error(format_args!("'{name}' object is not subscriptable")))
    }
    /// `value[key] = item`
    pub fn set_item(&mut self, value: &Value, key: &Value, item: Value) -> Result<()> {
        if let Some(dict) = value.exact::<Dict>() {
            return dict.set(self, key.clone(), item);
        }
        match self.class_of(value).slot(self, Slot::SetItem) {
            Some(function) => self.call_slot(&function, value, &[key, &item]).map(drop),
            None => {
                let name = self.type_name(value);
                Err(self.type_error(format_args!("'{name}' object does not support item assignment")))
            }
        }
    }
    /// `del value[key]`
    pub fn del_item(&mut self, value: &Value, key: &Value) -> Result<()> {
        match self.class_of(value).slot(self, Slot::DelItem) {
            Some(function) => self.call_slot(&function, value, &[key]).map(drop),
            None => {
                let name = self.type_name(value);
                let class = self.class_of(value);
                let sequence = class.has(type_flags::HEAP)
                    || [Slot::Len, Slot::GetItem, Slot::Contains]
                        .into_iter()
                        .any(|slot| class.has_slot(self, slot));
                let how = if sequence && self.has_index(key) { "doesn't" } else { "does not" };
                Err(self.type_error(format_args!("'{name}' object {how} support item deletion")))
            }
        }
    }
    /// `item in value`
    pub fn contains(&mut self, value: &Value, item: &Value) -> Result<bool> {
        if let Some(found) = self.contains_exact(value, item) {
            return found;
        }
        match self.class_of(value).slot(self, Slot::Contains) {
            Some(function) if !function.is_none() => {
                let result = self.call_slot(&function, value, &[item])?;
                return self.truth(&result);
            }
            Some(_) => {
                let name = self.type_name(value);
                return Err(self.type_error(format_args!("'{name}' object is not a container")));
            }
            None => {}
        }
        let class = self.class_of(value);
        if !class.has_slot(self, Slot::Iter) && !class.has_slot(self, Slot::GetItem) {
            let name = self.type_name(value);
            return Err(
                self.type_error(format_args!("argument of type '{name}' is not a container or iterable"))
            );
        }
        let iterator = match self.iter(value) {
            Ok(iterator) => iterator,
            Err(raised) if self.raised_is(&raised, ExcKind::TypeError) => {
                drop(self.take_raised(raised));
                let name = self.type_name(value);
                return Err(
                    self.type_error(format_args!("argument of type '{name}' is not a container or iterable"))
                );
            }
            Err(raised) => return Err(raised),
        };
        while let Some(candidate) = self.next(&iterator)? {
            if self.equal(&candidate, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
