//! Hidden classes. A map says of its objects: which kind of body, which type, which flags, and which attribute names
//! lie in which slots. Instances that got the same attributes in the same order share a map. Numbers are never used again.

use super::word_hash::WordMap;
use super::{alloc::Heap, header::Header, trace::Body, trace::Tracer, value::Value};
use crate::vm::Vm;
use std::any::TypeId;

/// How the heap handles a kind of body.
pub struct Layout {
    /// Identity of the Rust type.
    pub kind: TypeId,
    /// Bytes of header and body, without tail and slots; a multiple of 8.
    pub size: u32,
    /// Whether objects can be part of a cycle.
    pub container: bool,
    /// Whether objects may have a tail.
    pub tailed: bool,
    /// How the loop reaches items, for built-in sequences.
    pub(super) items: Option<Items>,
    /// Whether the body owns anything.
    pub(super) needs_drop: bool,
    pub(super) tail: unsafe fn(*mut Header) -> usize,
    /// Drops the body and says how large the object was, in bytes, slots left out.
    pub(super) end: unsafe fn(*mut Header) -> usize,
    pub(super) finalizable: unsafe fn(*mut Header) -> bool,
    pub(super) trace: unsafe fn(*mut Header, &mut Tracer),
    pub(super) clear: unsafe fn(*mut Header, &mut super::trace::Bin),
}

/// How items of a kind are reached (see `ItemAccess`) without its name.
#[derive(Clone, Copy)]
pub(super) struct Items {
    get: unsafe fn(&Vm, &Value, i64) -> Option<Value>,
    set: unsafe fn(&mut Vm, &Value, i64, &Value) -> bool,
}

/// Stores an item of an exact instance of a built-in sequence that says how; false if that takes more than writing.
#[inline]
pub(crate) fn set_item(vm: &mut Vm, value: &Value, index: i64, item: &Value) -> bool {
    let Some(header) = value.header() else { return false };
    let Some(items) = super::alloc::current().map(header.map.get()).items() else { return false };
    // SAFETY: V5: the functions are those of the object's layout.
    unsafe { (items.set)(vm, value, index, item) }
}

impl Layout {
    /// Whether this is the layout of a kind. Its address tells at once; only where the same constant lies in two places
    /// the kinds are compared.
    #[inline(always)]
    pub(super) fn is_of<T: Body>(&'static self) -> bool {
        std::ptr::eq(self, Layout::of::<T>()) || self.kind == TypeId::of::<T>()
    }
    /// The layout of a kind.
    pub const fn of<T: Body>() -> &'static Layout {
        &LayoutOf::<T>::LAYOUT
    }
}

struct LayoutOf<T>(std::marker::PhantomData<T>);

impl<T: Body> LayoutOf<T> {
    const LAYOUT: Layout = Layout {
        kind: TypeId::of::<T>(),
        size: size_of::<super::handle::Obj<T>>() as u32,
        container: T::CONTAINER,
        tailed: T::TAILED,
        items: match T::ITEMS {
            None => None,
            Some(_) => Some(Items {
                // SAFETY: V5: asked of objects whose map has this layout.
                get: |vm, value, index| unsafe {
                    let access = T::ITEMS?;
                    (access.get)(vm, &*value.object().cast(), index)
                },
                // SAFETY: V5.
                set: |vm, value, index, item| unsafe {
                    let Some(access) = T::ITEMS else { return false };
                    (access.set)(vm, &*value.object().cast(), index, item)
                },
            }),
        },
        needs_drop: std::mem::needs_drop::<T>(),
        tail: |header| {
            // SAFETY: V5: the heap calls this for objects whose map has this layout.
            unsafe { (*header.cast::<super::handle::Obj<T>>()).body.tail() }
        },
        finalizable: |header| {
            // SAFETY: V5.
            unsafe { (*header.cast::<super::handle::Obj<T>>()).body.finalizable() }
        },
        end: |header| {
            let size = size_of::<super::handle::Obj<T>>();
            // SAFETY: V5, and the object is being freed, so nobody reads the body again.
            unsafe {
                let body = &mut (*header.cast::<super::handle::Obj<T>>()).body;
                let size = if T::TAILED { (size + body.tail()).next_multiple_of(8) } else { size };
                std::ptr::drop_in_place(body);
                size
            }
        },
        trace: |header, tracer| {
            // SAFETY: V5.
            unsafe { (*header.cast::<super::handle::Obj<T>>()).body.trace(tracer) }
        },
        clear: |header, bin| {
            // SAFETY: V5.
            unsafe { (*header.cast::<super::handle::Obj<T>>()).body.clear(bin) }
        },
    };
}

/// Flags of maps.
pub mod flags {
    /// Instances have attribute storage behind the body: a word for a dictionary and, unless `DICT`, slots.
    pub const STORAGE: u32 = 1;
    /// Attributes live in a dictionary.
    pub const DICT: u32 = 2;
    /// The class has `__del__`.
    pub const DEL: u32 = 4;
    /// Objects are classes.
    pub const CLASS: u32 = 8;
    /// The class defines `__getattr__`, `__getattribute__` or the like: attribute access is not the plain one.
    pub const CUSTOM_GET: u32 = 0x10;
    /// The class defines `__setattr__` or `__delattr__`.
    pub const CUSTOM_SET: u32 = 0x20;
    /// Instances count a reference to their class (classes made by programs).
    pub const COUNTS_TYPE: u32 = 0x40;
    /// Storage has fixed slots only (`__slots__` without `__dict__`): no name may be added.
    pub const SEALED: u32 = 0x80;
    /// `__eq__`, `__ne__` and `__hash__` are those of `object`: an instance equals itself only, and hashes so.
    pub const IDENTITY: u32 = 0x100;
    /// Objects are tuples whose `__eq__`, `__ne__` and `__hash__` are those of `tuple`.
    pub const TUPLE: u32 = 0x200;
    /// Objects are dicts whose `__getitem__`, `__setitem__` and `__contains__` are those of `dict`.
    pub const KEYED: u32 = 0x400;
    /// `__eq__` and `__ne__` are those of `object`: an instance equals itself only.
    pub const SELF_EQUAL: u32 = 0x800;
    /// There is no `__bool__` and no `__len__`: an instance is true.
    pub const TRUE: u32 = 0x1000;
    /// Objects are of a subclass of `int` whose `__eq__`, `__ne__` and `__hash__` are those of `int`.
    pub const INT: u32 = 0x2000;
    /// Objects can be part of a cycle: by their body, or by attributes.
    pub const CONTAINER: u32 = 0x4000;
    /// Objects are tuples whose `__iter__` is that of `tuple`.
    pub const ITEMS: u32 = 0x8000;
    /// Flags that follow the special methods of the class.
    pub const BEHAVIOUR: u32 = DEL | IDENTITY | SELF_EQUAL | TRUE | TUPLE | KEYED | INT | ITEMS;
}

/// A hidden class.
pub struct Map {
    /// Its number.
    pub number: u32,
    /// See [`flags`].
    pub flags: u32,
    /// Kind of body.
    pub layout: &'static Layout,
    /// The layout's, kept where it is one step nearer, as are the next two.
    pub(super) kind: TypeId,
    /// Ends a body and says how large the object was; nothing where that takes no work and objects are of one size.
    pub(super) end: Option<unsafe fn(*mut Header) -> usize>,
    /// Bytes of header and body, without tail and slots.
    pub(super) size: u32,
    /// Number of the class in the heap's table of classes, as a raw object address.
    pub(super) type_: *mut Header,
    /// First slot, in words from the header. The word before it is for the dictionary.
    pub first_slot: u16,
    /// Slots that instances have room for.
    pub capacity: u16,
    /// Slots that hold a name (including fixed ones from `__slots__`, which have no name here).
    pub used: u16,
    /// Fixed slots at the start.
    pub fixed: u16,
    /// Names of the slots behind the fixed ones, in order: interned strings.
    pub names: Vec<Value>,
    index: Option<WordMap<u64, u16>>,
    transitions: Vec<(u64, u32)>,
    /// The maps reached by deleting names.
    removals: Vec<(u64, u32)>,
    /// How many removals the maps that grew from this one have together.
    removal_count: u32,
}

/// Most removals that the maps of a class keep. Instances whose names come and go for ever end with a dictionary.
const MOST_REMOVALS: u32 = 64;

impl Map {
    pub(super) fn new(
        number: u32,
        type_: *mut Header,
        layout: &'static Layout,
        flags: u32,
        capacity: u16,
        fixed: u16,
    ) -> Map {
        let container = layout.container || flags & flags::STORAGE != 0;
        Map {
            number,
            flags: if container { flags | flags::CONTAINER } else { flags & !flags::CONTAINER },
            layout,
            kind: layout.kind,
            end: (layout.needs_drop || layout.tailed).then_some(layout.end),
            size: layout.size,
            type_,
            first_slot: (layout.size / 8 + 1) as u16,
            capacity,
            used: fixed,
            fixed,
            names: Vec::new(),
            index: None,
            transitions: Vec::new(),
            removals: Vec::new(),
            removal_count: 0,
        }
    }

    /// How items are reached, if objects are exact instances of a built-in sequence that says so.
    #[inline(always)]
    fn items(&self) -> Option<Items> {
        if self.flags & flags::COUNTS_TYPE != 0 { None } else { self.layout.items }
    }
    /// An item of `value`, an object with this map, if it is such a sequence; nothing if that takes more than looking.
    #[inline]
    pub(crate) fn item(&self, vm: &Vm, value: &Value, index: i64) -> Option<Value> {
        debug_assert_eq!(value.map(), self.number);
        let items = self.items()?;
        // SAFETY: V5: the functions are those of the object's layout.
        unsafe { (items.get)(vm, value, index) }
    }

    /// The slot of a name (an interned string), in words from the header.
    pub fn find(&self, name: &Value) -> Option<u16> {
        let base = self.first_slot + self.fixed;
        match &self.index {
            Some(index) => index.get(&name.bits()).map(|slot| base + slot),
            None => self.names.iter().position(|known| known.is(name)).map(|slot| base + slot as u16),
        }
    }

    /// Whether a slot can be added.
    pub fn has_room(&self) -> bool {
        self.flags & (flags::DICT | flags::SEALED) == 0 && self.used < self.capacity
    }

    pub(super) fn find_transition(&self, name: &Value) -> Option<u32> {
        self.transitions.iter().find(|(known, _)| *known == name.bits()).map(|(_, map)| *map)
    }

    /// Bytes of an object with this map, without a tail.
    pub(super) fn object_size(&self) -> usize {
        let storage = if self.flags & flags::STORAGE != 0 { 8 * (1 + usize::from(self.capacity)) } else { 0 };
        self.layout.size as usize + storage
    }
}

/// Whether objects of this kind have a tail, so that slots cannot follow the body.
pub(crate) fn has_tail(layout: &Layout) -> bool {
    layout.tailed
}

/// Flags of the fixed maps that follow from how the built-in classes compare.
pub(super) fn behaviour(number: u32) -> u32 {
    match number {
        fixed::TUPLE => flags::TUPLE,
        fixed::DICT => flags::KEYED,
        fixed::OBJECT | fixed::TYPE | fixed::FUNCTION | fixed::MODULE | fixed::GENERATOR => {
            flags::IDENTITY | flags::SELF_EQUAL | flags::TRUE
        }
        _ => 0,
    }
}

impl Heap {
    /// Sets flags in all maps of a class.
    pub(crate) fn set_class_flags(&mut self, class: &super::Obj<crate::types::Type>, mask: u32, bits: u32) {
        let wanted = class as *const super::Obj<crate::types::Type> as *mut Header;
        for number in 0..self.map_count() {
            let map = self.map_mut(number);
            if map.type_ == wanted {
                map.flags = map.flags & !mask | bits;
            }
        }
    }

    /// The map reached from `from` by deleting the attribute `name`, when objects with it are laid out as those with
    /// `root`, which has no names, and not too many maps come about.
    pub(crate) fn without_name(&mut self, from: u32, root: u32, name: &Value) -> Option<u32> {
        let old = self.map(from);
        if let Some((_, found)) = old.removals.iter().find(|(known, _)| *known == name.bits()) {
            return Some(*found);
        }
        let first = self.map(root);
        let alike = first.names.is_empty()
            && first.type_ == old.type_
            && (first.flags, first.capacity, first.fixed) == (old.flags, old.capacity, old.fixed);
        if !alike || first.removal_count >= MOST_REMOVALS {
            return None;
        }
        let left: Vec<Value> = old.names.iter().filter(|known| !known.is(name)).cloned().collect();
        let number = left.iter().fold(root, |at, name| self.add_name(at, name));
        self.map_mut(root).removal_count += 1;
        self.map_mut(from).removals.push((name.bits(), number));
        Some(number)
    }

    /// The map reached from `from` by adding the attribute `name`; made when it is new.
    pub fn add_name(&mut self, from: u32, name: &Value) -> u32 {
        let old = self.map_mut(from);
        if let Some(found) = old.find_transition(name) {
            return found;
        }
        let mut names = old.names.clone();
        names.push(name.clone());
        let index = (names.len() > 8).then(|| {
            names
                .iter()
                .enumerate()
                .map(|(slot, known)| (known.bits(), slot as u16))
                .collect::<WordMap<_, _>>()
        });
        let (type_, layout, flags, capacity, fixed) =
            (old.type_, old.layout, old.flags, old.capacity, old.fixed);
        let number = self.new_map(type_, layout, flags, capacity, fixed);
        let new = self.map_mut(number);
        new.used = fixed + names.len() as u16;
        new.names = names;
        new.index = index;
        self.map_mut(from).transitions.push((name.bits(), number));
        number
    }
}

macro_rules! fixed_maps {
    ($($name:ident)*) => {
        /// Numbers of the maps of built-in exact types.
        pub mod fixed {
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            #[repr(u32)]
            enum Place { $($name),* }
            $(
                #[allow(missing_docs)]
                pub const $name: u32 = Place::$name as u32;
            )*
            /// Their names.
            pub const NAMES: &[&str] = &[$(stringify!($name)),*];
            /// How many there are.
            pub const COUNT: u32 = NAMES.len() as u32;
        }
    };
}

/// All fixed maps whose objects have the body that those of `map` have; nothing where nobody has listed them.
pub(super) const fn fixed_maps_of(map: u32) -> Option<&'static [u32]> {
    use fixed::*;
    Some(match map {
        GENERATOR => &[GENERATOR, COROUTINE, ASYNC_GENERATOR],
        BUILTIN => &[BUILTIN, METHOD_WRAPPER],
        NATIVE_METHOD => &[NATIVE_METHOD, WRAPPER, CLASS_METHOD_DESCRIPTOR],
        STR => &[STR],
        BYTES => &[BYTES],
        BYTE_ARRAY => &[BYTE_ARRAY],
        TUPLE => &[TUPLE],
        LIST => &[LIST],
        DICT => &[DICT],
        SET => &[SET],
        FROZEN_SET => &[FROZEN_SET],
        TYPE => &[TYPE],
        FUNCTION => &[FUNCTION],
        BOUND_METHOD => &[BOUND_METHOD],
        MODULE => &[MODULE],
        PROPERTY => &[PROPERTY],
        GETSET => &[GETSET],
        MEMBER => &[MEMBER],
        CODE => &[CODE],
        CELL => &[CELL],
        _ => return None,
    })
}

fixed_maps! {
    UNDEF INT FLOAT BOOL NONE NOT_IMPLEMENTED ELLIPSIS
    INT64 BIG_INT COMPLEX STR BYTES BYTE_ARRAY MEMORY_VIEW
    TUPLE LIST DICT SET FROZEN_SET RANGE SLICE OBJECT TYPE
    DICT_KEYS DICT_VALUES DICT_ITEMS MAPPING_PROXY
    LIST_ITER TUPLE_ITER RANGE_ITER LONG_RANGE_ITER STR_ITER BYTES_ITER BYTE_ARRAY_ITER MEMORY_ITER
    DICT_KEY_ITER DICT_VALUE_ITER DICT_ITEM_ITER DICT_REVERSE_KEY_ITER DICT_REVERSE_VALUE_ITER DICT_REVERSE_ITEM_ITER
    SET_ITER LIST_REVERSE_ITER SEQUENCE_ITER CALLABLE_ITER
    ENUMERATE ZIP MAP FILTER REVERSED
    FUNCTION BUILTIN NATIVE_METHOD CLASS_METHOD_DESCRIPTOR BOUND_METHOD WRAPPER METHOD_WRAPPER
    CLASS_METHOD STATIC_METHOD PROPERTY GETSET MEMBER SUPER CELL CODE FRAME FRAME_LOCALS TRACEBACK MODULE
    GENERATOR COROUTINE COROUTINE_WRAPPER ASYNC_GENERATOR ASYNC_SEND ASYNC_THROW ASYNC_WRAPPED ANEXT_DEFAULT
    NAMESPACE UNION GENERIC_ALIAS TEMPLATE TEMPLATE_ITER INTERPOLATION
    WEAK_REF WEAK_PROXY WEAK_CALLABLE_PROXY
    TYPE_VAR PARAM_SPEC PARAM_SPEC_ARGS PARAM_SPEC_KWARGS TYPE_VAR_TUPLE TYPE_ALIAS GENERIC NO_DEFAULT
    NATIVE_STATE
}
