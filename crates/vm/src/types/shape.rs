//! Attributes of instances: slots laid out by the map, or a dictionary when asked for or when slots do not do.

use std::any::TypeId;

use crate::{
    objects::{
        descriptors::{self, ClassMethod, StaticMethod},
        dict::{Dict, table::Table},
        function::Function,
        int::IntObject,
        module::Module,
    },
    types::{
        Slot,
        type_object::{Type, type_flags},
    },
    value::{Handle, Obj, Tuple, Value, fixed, map::flags},
    vm::Vm,
};

/// Most slots an instance gets; more names live in a dictionary.
const MOST_SLOTS: u16 = 64;

impl Vm {
    /// An attribute of the instance itself. `name` must be interned. Runs no Python.
    pub fn instance_get(&self, object: &Value, name: &Value) -> Option<Value> {
        let map = self.heap.map(object.map());
        if map.flags & flags::STORAGE != 0 {
            if map.flags & flags::DICT == 0 {
                return object.slot(map.find(name)?).clone().defined();
            }
            return object.storage_dict()?.cast::<Dict>()?.get_name(self, name);
        }
        self.own_dict(object)?.get_name(self, name)
    }

    /// The dictionary of an object that keeps one of its own (modules, functions), if it has been made.
    pub fn own_dict(&self, object: &Value) -> Option<Handle<Dict>> {
        if let Some(module) = object.cast::<Module>() {
            return Some(module.dict.clone());
        }
        let cell = match object.exact::<Function>() {
            Some(function) => &function.dict,
            None => descriptors::dict_cell(object)?,
        };
        cell.get(self).cast::<Dict>().map(Obj::to_handle)
    }

    /// Sets an attribute of the instance itself; false if the object has no room for attributes. Runs no Python.
    pub fn instance_set(&mut self, object: &Value, name: &Value, value: Value) -> bool {
        let map = self.heap.map(object.map());
        if map.flags & flags::STORAGE == 0 {
            return match self.get_or_make_dict(object) {
                Some(dict) => {
                    dict.set_name(self, name.clone(), value);
                    true
                }
                None => false,
            };
        }
        if map.flags & flags::DICT != 0 {
            if let Some(dict) = self.get_or_make_dict(object) {
                dict.set_name(self, name.clone(), value);
                return true;
            }
            return false;
        }
        if let Some(slot) = map.find(name) {
            drop(object.replace_slot(slot, value));
            return true;
        }
        if map.flags & flags::SEALED != 0 {
            return false;
        }
        if map.has_room() {
            let number = self.heap.add_name(object.map(), name);
            let slot = self.heap.map(number).find(name);
            object.set_map(number);
            if let Some(slot) = slot {
                drop(object.replace_slot(slot, value));
            }
            return true;
        }
        // No slot left: this instance goes on with a dictionary, later ones get more room.
        let (wanted, class) = (map.used.saturating_mul(2).clamp(4, MOST_SLOTS), self.class_of(object));
        if map.used < MOST_SLOTS && class.room.get() < wanted {
            self.give_room(&class, wanted);
        }
        if let Some(dict) = self.get_or_make_dict(object) {
            dict.set_name(self, name.clone(), value);
        }
        true
    }

    /// Removes an attribute of the instance itself; false if it was not there.
    pub fn instance_delete(&mut self, object: &Value, name: &Value) -> bool {
        let map = self.heap.map(object.map());
        if map.flags & (flags::STORAGE | flags::DICT | flags::SEALED) == flags::STORAGE
            && let Some(slot) = map.find(name)
            && !object.slot(slot).is_undef()
        {
            let end = map.first_slot + map.used;
            let root = self.type_of(object).instance_map.get();
            if let Some(number) = self.heap.without_name(object.map(), root, name) {
                // The names behind it move up, so that they stay in order.
                let old = object.replace_slot(slot, Value::UNDEF);
                for behind in slot + 1..end {
                    let moved = object.replace_slot(behind, Value::UNDEF);
                    drop(object.replace_slot(behind - 1, moved));
                }
                object.set_map(number);
                drop(old);
                return true;
            }
        }
        if self.instance_get(object, name).is_none() {
            return false;
        }
        match self.get_or_make_dict(object) {
            Some(dict) => dict.remove_name(self, name).is_some(),
            None => false,
        }
    }

    /// The `__dict__` of an object: made when asked for, from then on the one place of its attributes. Nothing for
    /// objects that cannot have one.
    pub fn get_or_make_dict(&mut self, object: &Value) -> Option<Handle<Dict>> {
        let map = self.heap.map(object.map());
        if map.flags & flags::STORAGE == 0 {
            let cell = match object.exact::<Function>() {
                Some(function) => Some(&function.dict),
                None => descriptors::dict_cell(object),
            };
            if let Some(cell) = cell
                && cell.get(self).is_undef()
            {
                let dict = Dict::new();
                cell.set(self, dict.to_value());
                return Some(dict);
            }
            return self.own_dict(object);
        }
        if map.flags & flags::DICT != 0 {
            if let Some(dict) = object.storage_dict().and_then(|dict| dict.cast::<Dict>()) {
                return Some(dict.to_handle());
            }
            let dict = Dict::new();
            drop(object.replace_storage_dict(dict.to_value()));
            return Some(dict);
        }
        if map.flags & flags::SEALED != 0 {
            return None;
        }
        let dict = Dict::from_table(Table::with_capacity(map.names.len()));
        let base = map.first_slot + map.fixed;
        let names = map.names.clone();
        for (slot, name) in names.into_iter().enumerate() {
            let value = object.replace_slot(base + slot as u16, Value::UNDEF);
            if !value.is_undef() {
                dict.set_name(self, name, value);
            }
        }
        let number = self.dict_map_of(object.map());
        object.set_map(number);
        drop(object.replace_storage_dict(dict.to_value()));
        Some(dict)
    }

    /// Replaces the `__dict__` of an object; false if it cannot have one.
    pub fn replace_dict(&mut self, object: &Value, dict: Handle<Dict>) -> bool {
        if self.get_or_make_dict(object).is_none() {
            return false;
        }
        if let Some(function) = object.exact::<Function>() {
            function.dict.set(self, dict.into_value());
            return true;
        }
        if let Some(cell) = descriptors::dict_cell(object) {
            cell.set(self, dict.into_value());
            return true;
        }
        if object.cast::<Module>().is_some() {
            return false;
        }
        drop(object.replace_storage_dict(dict.into_value()));
        true
    }

    /// The map for objects like those of `map` whose attributes are in a dictionary.
    fn dict_map_of(&mut self, map: u32) -> u32 {
        let (capacity, fixed) = (self.heap.map(map).capacity, self.heap.map(map).fixed);
        let class = self.type_of_map(map).to_handle();
        let known = class.dict_map.get();
        if known != 0 && self.heap.map(known).capacity == capacity {
            return known;
        }
        let flags = self.heap.map(map).flags | flags::DICT;
        let number = self.new_class_map(&class, flags, capacity, fixed);
        class.dict_map.set(number);
        number
    }

    fn new_class_map(&mut self, class: &Obj<Type>, flags: u32, capacity: u16, fixed: u16) -> u32 {
        let number = self.heap.new_map(std::ptr::null_mut(), class.layout, flags, capacity, fixed);
        crate::value::alloc::set_map_type(number, class);
        number
    }

    /// Lays out instances of a class made by a program: `room` slots for names, behind the fixed ones.
    pub(crate) fn lay_out(&mut self, class: &Obj<Type>, room: u16) {
        let fixed = class.fixed_slots.get(self).len() as u16;
        let has_dict = class.has(type_flags::DICT) && !keeps_dict(class.layout);
        let mut bits = flags::COUNTS_TYPE;
        let tailed = crate::value::map::has_tail(class.layout);
        let capacity = if tailed { 0 } else { fixed + if has_dict { room } else { 0 } };
        if has_dict || fixed > 0 {
            bits |= flags::STORAGE;
        }
        if !has_dict {
            bits |= flags::SEALED;
        } else if tailed {
            bits |= flags::DICT;
        }
        bits |= self.behaviour_of(class);
        let number = self.new_class_map(class, bits, capacity, fixed.min(capacity));
        class.instance_map.set(number);
        class.dict_map.set(if bits & flags::DICT != 0 { number } else { 0 });
        class.room.set(room);
    }

    /// Gives an object a class whose instances are laid out alike (`__class__` assignment; the caller has checked).
    pub(crate) fn move_to_class(&mut self, object: &Value, class: &Obj<Type>) {
        if class.has(type_flags::DICT) {
            // Names lie in other slots in the new class: from now on they are in a dictionary.
            self.get_or_make_dict(object);
        }
        let map = self.heap.map(object.map());
        let (bits, capacity, fixed) = (map.flags, map.capacity, map.fixed);
        let known = class.dict_map.get();
        let number = if bits & flags::STORAGE == 0 {
            class.instance_map.get()
        } else if known != 0 && bits & flags::DICT != 0 && self.heap.map(known).capacity == capacity {
            known
        } else {
            let bits = bits & !(flags::BEHAVIOUR | flags::COUNTS_TYPE) | self.behaviour_of(class);
            let counts = if class.has(type_flags::HEAP) { flags::COUNTS_TYPE } else { 0 };
            let number = self.new_class_map(class, bits | counts, capacity, fixed);
            if bits & flags::DICT != 0 {
                class.dict_map.set(number);
            }
            number
        };
        object.change_type(number);
    }

    /// Gives instances made from now on more slots.
    fn give_room(&mut self, class: &Obj<Type>, room: u16) {
        if class.has(type_flags::HEAP) {
            self.lay_out(class, room);
        }
    }

    pub(crate) fn refresh_map_flags_of(&mut self, class: &Obj<Type>) {
        if class.instance_map.get() != 0 {
            let bits = self.behaviour_of(class);
            self.heap.set_class_flags(class, flags::BEHAVIOUR, bits);
        }
    }
    /// Whether a special method decides about flags of maps.
    pub(crate) fn is_behaviour(&self, name: &Value) -> bool {
        [Slot::Del, Slot::Iter]
            .iter()
            .chain(COMPARING.iter().chain(&KEYED).chain(&TRUTH))
            .any(|slot| self.name(slot.name()).is(name))
    }
    /// The flags that follow the special methods of a class.
    fn behaviour_of(&mut self, class: &Obj<Type>) -> u32 {
        let mut bits = 0;
        if class.has_slot(self, Slot::Del) {
            bits |= flags::DEL;
        }
        let kind = class.layout.kind;
        if kind == TypeId::of::<Dict>() && self.has_slots_of(class, fixed::DICT, &KEYED) {
            bits |= flags::KEYED;
        }
        if kind == TypeId::of::<Tuple>() {
            if self.has_slots_of(class, fixed::TUPLE, &COMPARING) {
                bits |= flags::TUPLE;
            }
            if self.has_slots_of(class, fixed::TUPLE, &[Slot::Iter]) {
                bits |= flags::ITEMS;
            }
        } else if kind == TypeId::of::<IntObject>() {
            if self.has_slots_of(class, fixed::INT, &COMPARING) {
                bits |= flags::INT;
            }
        } else if self.has_slots_of(class, fixed::OBJECT, &COMPARING[1..]) {
            bits |= flags::SELF_EQUAL;
            if self.has_slots_of(class, fixed::OBJECT, &COMPARING[..1]) {
                bits |= flags::IDENTITY;
            }
        }
        if !TRUTH.iter().any(|slot| class.has_slot(self, *slot)) {
            bits |= flags::TRUE;
        }
        bits
    }
    /// Whether a class has these special methods from the built-in class with the map `map`.
    fn has_slots_of(&mut self, class: &Obj<Type>, map: u32, slots: &[Slot]) -> bool {
        let base = self.type_of_map(map).to_handle();
        slots.iter().all(|slot| match (class.slot(self, *slot), base.slot(self, *slot)) {
            (Some(own), Some(known)) => own.is(&known),
            _ => false,
        })
    }
}

/// Special methods that say how objects hash and whether they are equal.
const COMPARING: [Slot; 3] = [Slot::Hash, Slot::Eq, Slot::Ne];
/// Special methods that say whether an object is true.
const TRUTH: [Slot; 2] = [Slot::Bool, Slot::Len];
/// Special methods that say how a dict finds its keys.
const KEYED: [Slot; 3] = [Slot::GetItem, Slot::SetItem, Slot::Contains];

/// Kinds of body that keep the dictionary of attributes themselves.
fn keeps_dict(layout: &crate::value::map::Layout) -> bool {
    let kind = layout.kind;
    [TypeId::of::<Module>(), TypeId::of::<StaticMethod>(), TypeId::of::<ClassMethod>()].contains(&kind)
}

impl Obj<Type> {
    /// Recomputes what maps say about the class's special methods.
    pub(crate) fn refresh_map_flags(&self, vm: &mut Vm) {
        if self.has(type_flags::HEAP) {
            vm.refresh_map_flags_of(self);
        }
    }
}
