//! `Type`: a class object, and finding attributes through its method resolution order.

use super::{maker::Maker, name_table::NameTable, slots::Slot};
use crate::{
    body,
    names::Name,
    value::{Handle, Obj, Str, Tuple, Value, VmCell, alloc, fixed, map::Layout, weak::WeakLink},
    vm::Vm,
};
use std::{cell::Cell, rc::Rc};

/// Flags of a class; the inherited ones go to subclasses.
pub mod type_flags {
    /// Made by a program: attributes may be set, instances count it.
    pub const HEAP: u32 = 1;
    /// May be a base.
    pub const BASE: u32 = 2;
    /// Instances may have a `__dict__`.
    pub const DICT: u32 = 4;
    /// Instances may be weakly referenced.
    pub const WEAK: u32 = 8;
    /// Matches sequence patterns.
    pub const SEQUENCE: u32 = 0x10;
    /// Matches mapping patterns.
    pub const MAPPING: u32 = 0x20;
    /// `__abstractmethods__` is not empty.
    pub const ABSTRACT: u32 = 0x40;
    /// A single positional class pattern matches the subject itself (`int(x)`).
    pub const MATCH_SELF: u32 = 0x80;
    /// Attributes may not be set although the class was made at run time.
    pub const IMMUTABLE: u32 = 0x100;
    /// Cannot be called to make instances.
    pub const NO_NEW: u32 = 0x200;
    /// Caches in code rely on the attributes of this class.
    pub const CACHED: u32 = 0x400;
    /// Caches keep a plain value found through this class.
    pub const PLAIN_CACHED: u32 = 0x1000;
    /// Subclasses of BaseException.
    pub const EXCEPTION: u32 = 0x800;
    /// Generators' kin: instances are coroutines or the like for `await`.
    pub const INHERITED: u32 = SEQUENCE | MAPPING | MATCH_SELF | EXCEPTION | DICT | WEAK;
}

/// A class.
pub struct Type {
    /// `__name__`
    pub name: VmCell<Value>,
    /// `__qualname__`
    pub qualname: VmCell<Value>,
    /// `__base__`: the one that decides the layout; none for `object`.
    pub base: VmCell<Option<Handle<Type>>>,
    /// `__bases__`
    pub bases: VmCell<Handle<Tuple>>,
    /// `__mro__`, itself first.
    pub mro: VmCell<Vec<Handle<Type>>>,
    /// `__mro__` as programs get it, a tuple once asked for. A value and not a handle: the collector can clear it.
    pub shown_mro: VmCell<Value>,
    /// Own attributes.
    pub dict: VmCell<NameTable>,
    /// See [`type_flags`].
    pub flags: Cell<u32>,
    /// Kind of body of instances.
    pub layout: &'static Layout,
    /// Map of fresh instances.
    pub instance_map: Cell<u32>,
    /// Map of instances whose attributes are in a dictionary; 0 when they have no storage.
    pub dict_map: Cell<u32>,
    /// Slots for instances made from now on.
    pub room: Cell<u16>,
    /// Names of fixed slots (`__slots__`), inherited ones first.
    pub fixed_slots: VmCell<Vec<Value>>,
    /// Changes whenever an attribute of this class or a base changes; 0: not yet asked for.
    pub version: Cell<u32>,
    /// How often a plain value that caches kept has changed.
    pub plain_changes: Cell<u8>,
    /// How instances are made, as found when the class and its metaclass had these versions.
    pub(crate) maker: Cell<((u32, u32), Maker)>,
    /// Classes that name this one as a base.
    pub subclasses: VmCell<Vec<Rc<WeakLink>>>,
    slots: VmCell<Option<Box<[Value; Slot::COUNT]>>>,
}

body!(Type, fixed::TYPE, [name, qualname, base, bases, mro, shown_mro, dict, fixed_slots, slots]);

impl crate::value::Trace for Rc<WeakLink> {
    fn trace(&self, _tracer: &mut crate::value::Tracer) {}
}

impl Type {
    /// A class without anything: the caller fills it in.
    pub(crate) fn blank(name: Value, bases: Handle<Tuple>, layout: &'static Layout, flags: u32) -> Type {
        Type {
            qualname: VmCell::new(name.clone()),
            name: VmCell::new(name),
            base: VmCell::new(None),
            bases: VmCell::new(bases),
            mro: VmCell::new(Vec::new()),
            shown_mro: VmCell::new(Value::UNDEF),
            dict: VmCell::new(NameTable::default()),
            flags: Cell::new(flags),
            layout,
            instance_map: Cell::new(0),
            dict_map: Cell::new(0),
            room: Cell::new(0),
            fixed_slots: VmCell::new(Vec::new()),
            version: Cell::new(0),
            plain_changes: Cell::new(0),
            maker: Cell::new(((0, 0), Maker::Long)),
            subclasses: VmCell::new(Vec::new()),
            slots: VmCell::new(None),
        }
    }
    /// Whether any of `flags` is set.
    #[inline(always)]
    pub fn has(&self, flags: u32) -> bool {
        self.flags.get() & flags != 0
    }
    /// The name for messages (`__name__`).
    pub fn name_text<'a>(&'a self, vm: &'a Vm) -> std::borrow::Cow<'a, str> {
        vm.text_of(self.name.get(vm))
    }
}

impl Obj<Type> {
    /// Whether this class is `other` or derives from it (by method resolution order).
    #[inline]
    pub fn is_subclass(&self, vm: &Vm, other: &Obj<Type>) -> bool {
        std::ptr::eq(self, other) || self.mro.get(vm).iter().any(|class| std::ptr::eq(&**class, other))
    }

    /// Finds an attribute along the method resolution order. `name` must be interned.
    pub fn find(&self, vm: &Vm, name: &Value) -> Option<Value> {
        debug_assert!(vm.is_interned(name));
        let key = (self.header().map.get(), name.bits());
        let slot = &vm.lookup_cache[(key.0 as usize ^ (key.1 >> 4) as usize) & (crate::vm::LOOKUP_CACHE - 1)];
        if let Some(found) = slot.get(self, key, vm) {
            return found;
        }
        let found = self.mro.get(vm).iter().find_map(|class| class.dict.get(vm).get(name).cloned());
        slot.set(self, key, &found, vm);
        found
    }
    /// Finds an attribute and the class that has it.
    pub fn find_with_owner(&self, vm: &Vm, name: &Value) -> Option<(Handle<Type>, Value)> {
        self.mro.get(vm).iter().find_map(|class| Some((class.clone(), class.dict.get(vm).get(name)?.clone())))
    }
    /// Finds a special method (the function or descriptor itself, not bound). One array access when known.
    #[inline]
    pub fn slot(&self, vm: &mut Vm, slot: Slot) -> Option<Value> {
        if let Some(slots) = self.slots.get(vm) {
            let known = &slots[slot as usize];
            if known.is_deferred() {
                return None;
            }
            if !known.is_undef() {
                return Some(known.clone());
            }
        }
        self.fill_slot(vm, slot)
    }
    /// A special method that has been looked up before.
    #[inline]
    pub(crate) fn known_slot<'a>(&'a self, vm: &'a Vm, slot: Slot) -> Option<&'a Value> {
        self.slots.get(vm).as_ref().map(|slots| &slots[slot as usize])
    }
    #[cold]
    #[inline(never)]
    fn fill_slot(&self, vm: &mut Vm, slot: Slot) -> Option<Value> {
        let name = vm.name(slot.name()).clone();
        let found = self.find(vm, &name);
        let slots =
            self.slots.get_mut(vm).get_or_insert_with(|| Box::new([const { Value::UNDEF }; Slot::COUNT]));
        slots[slot as usize] = found.clone().unwrap_or(Value::DEFERRED);
        found
    }
    /// Whether caches may keep plain values of this class: not of classes whose values keep changing.
    pub(crate) fn may_cache_plain(&self) -> bool {
        self.plain_changes.get() < 8
    }
    /// Notes that a cache keeps a plain value found along this class's order.
    pub(crate) fn note_plain_cache(&self, vm: &Vm) {
        for class in self.mro.get(vm) {
            class.flags.set(class.flags.get() | type_flags::PLAIN_CACHED);
        }
    }
    /// Whether the class has a special method.
    #[inline]
    pub fn has_slot(&self, vm: &mut Vm, slot: Slot) -> bool {
        if let Some(slots) = self.slots.get(vm) {
            let known = &slots[slot as usize];
            if !known.is_undef() {
                return !known.is_deferred();
            }
        }
        self.fill_slot(vm, slot).is_some()
    }

    /// Sets an own attribute (interned name) and forgets everything cached about it, in subclasses too.
    pub fn set_own(&self, vm: &mut Vm, name: Value, value: Value) {
        let old = self.dict.get_mut(vm).insert(name.clone(), value.clone());
        // Where no cache keeps a plain value, replacing one plain value by another changes nothing they rely on.
        let plain = |value: &Value, vm: &mut Vm| !vm.is_descriptor(value);
        let quiet = match &old {
            Some(old) => plain(old, vm) && plain(&value, vm) && !self.has(type_flags::PLAIN_CACHED),
            None => false,
        };
        // Only emptied caches keep no plain values any more: the name may be one that none of them has.
        if self.changed(vm, &name, quiet) && self.has(type_flags::PLAIN_CACHED) {
            self.flags.set(self.flags.get() & !type_flags::PLAIN_CACHED);
            self.plain_changes.set(self.plain_changes.get().saturating_add(1));
        }
        drop(old);
    }
    /// Sets an own attribute by a name of the table.
    pub fn set_own_name(&self, vm: &mut Vm, name: Name, value: Value) {
        let name = vm.name(name).clone();
        self.set_own(vm, name, value);
    }
    /// Removes an own attribute; false if there is none.
    pub fn remove_own(&self, vm: &mut Vm, name: &Value) -> bool {
        let old = self.dict.get_mut(vm).remove(name);
        let removed = old.is_some();
        if removed {
            self.changed(vm, name, false);
        }
        removed
    }
    /// Forgets all that is cached about this class and its subclasses: any name may mean something else now.
    pub fn changed_altogether(&self, vm: &mut Vm) {
        if self.has(type_flags::CACHED) {
            vm.flush_caches();
        }
        self.forget(vm, true, true);
    }
    /// Forgets what is cached about a name in this class and its subclasses; whether that emptied the caches.
    fn changed(&self, vm: &mut Vm, name: &Value, quiet: bool) -> bool {
        let dunder = vm.is_dunder(name);
        // Caches rely on single names, and on special methods all together.
        let relied = name.exact::<Str>().is_none_or(|name| name.is_relied())
            || dunder && Slot::ALL.iter().any(|slot| vm.name(slot.name()).is(name));
        let flush = self.has(type_flags::CACHED) && !quiet && relied;
        if flush {
            vm.flush_caches();
        }
        let behaviour = dunder && vm.is_behaviour(name);
        self.forget(vm, dunder, behaviour);
        flush
    }
    fn forget(&self, vm: &mut Vm, slots: bool, behaviour: bool) {
        self.version.set(0);
        if slots {
            let old = self.slots.replace(vm, None);
            drop(old);
        }
        for class in self.live_subclasses(vm) {
            class.forget(vm, slots, behaviour);
        }
        if behaviour {
            self.refresh_map_flags(vm);
        }
    }
    /// Subclasses that still exist.
    pub fn live_subclasses(&self, vm: &Vm) -> Vec<Handle<Type>> {
        let links = self.subclasses.get(vm).iter();
        links.filter_map(|link| link.upgrade()?.into_handle::<Type>().ok()).collect()
    }
    /// A number that stands for the present attributes of the class and its bases; never 0, never used again.
    pub fn version_now(&self, vm: &Vm) -> u32 {
        if self.version.get() == 0 {
            self.version.set(vm.next_version());
        }
        self.version.get()
    }
    /// The class's own map number, which no other object shares.
    #[inline(always)]
    pub fn own_map(&self) -> u32 {
        self.header().map.get()
    }
}

impl Vm {
    /// The class of a value.
    #[inline]
    pub fn type_of<'a>(&'a self, value: &'a Value) -> &'a Obj<Type> {
        self.type_of_map(value.map())
    }
    /// The class of a value, owned.
    pub fn class_of(&self, value: &Value) -> Handle<Type> {
        self.type_of_map(value.map()).to_handle()
    }
    /// The class of a map's objects.
    #[inline]
    pub fn type_of_map(&self, map: u32) -> &Obj<Type> {
        alloc::type_of_map(map)
    }
    /// The name of a value's class, for messages.
    /// Built-in classes outside of `builtins` are named with their module.
    #[inline(never)]
    pub fn type_name(&self, value: &Value) -> String {
        self.class_name(self.type_of(value))
    }
    /// The name of a class for messages, with the module in front if it is built in but not one of `builtins`.
    pub fn class_name(&self, class: &Obj<Type>) -> String {
        let name = class.name_text(self);
        if !class.has(type_flags::HEAP)
            && let Some(module) = class.dict.get(self).get(self.name(crate::names::__module__))
            && let Some(module) = module.exact::<crate::value::Str>()
        {
            return format!("{}.{name}", module.to_text());
        }
        if let Some(module) = class.dict.get(self).get(self.name(crate::names::__module__))
            && let Some(module) = module.exact::<crate::value::Str>()
            && matches!(module.as_bytes(), b"datetime" | b"decimal")
        {
            // Here they are written in Python, but CPython has them in C.
            return format!("{}.{name}", module.to_text());
        }
        if class.instance_map.get() == fixed::TYPE_ALIAS {
            // Its `__module__` is a getter for instances.
            return format!("typing.{name}");
        }
        name.into_owned()
    }
    /// Whether the value is an instance of the class, by real class only.
    pub fn is_instance_exact(&self, value: &Value, class: &Obj<Type>) -> bool {
        self.type_of(value).is_subclass(self, class)
    }
}
