//! Attributes: the base path of loads, stores and method look-ups, and the rules for when a cache takes over.

use super::after;
use crate::{
    error::Result,
    eval::{
        attr_cache::Meaning,
        fetch::Pc,
        frame::{Continue, Then},
        stack::Regs,
    },
    native::{
        GetSetDef,
        function::{GetSet, Member},
    },
    objects::{
        descriptors::{ClassMethod, StaticMethod},
        dict::Dict,
        module::Module,
        property::Property,
    },
    types::{Slot, Type, type_flags},
    value::{Obj, Str, Tuple, Value, fixed, map::flags},
    vm::Vm,
};
use whipsnake_bytecode::{Op, Word, instr};

fn name_at(vm: &mut Vm, index: u16) -> Value {
    vm.fiber.top().code.get().names[usize::from(index)].clone()
}

fn set(vm: &mut Vm, fp: Regs, register: u16, value: Value) -> Result<()> {
    drop(fp.replace(register, value));
    after(vm)
}

/// Whether a class reads attributes the plain way.
fn reads_plainly(vm: &mut Vm, class: &Obj<Type>) -> bool {
    class.slot(vm, Slot::GetAttribute).is_some_and(|function| vm.is_object_getattribute(&function))
}

/// Marks that caches rely on what a name means in a class: changing it there empties them.
fn rely_on(vm: &Vm, class: &Obj<Type>, name: &Value) {
    if let Some(name) = name.exact::<Str>() {
        name.mark_relied();
    }
    for class in class.mro.get(vm) {
        class.flags.set(class.flags.get() | type_flags::CACHED);
    }
}

/// Notes where instances of a map keep an attribute; what is known of storing there stays known.
fn note_slot(vm: &Vm, map: u32, name: &Value, slot: u16) {
    if !matches!(vm.attr_cache.find(map, name), Some(Meaning::OpenSlot(known)) if known == slot) {
        vm.attr_cache.note(map, name, Meaning::Slot(slot));
    }
}

/// `LoadAttr` whose own cache does not know the object's map. True: done in place.
#[inline(never)]
pub(crate) fn load_other(vm: &mut Vm, word: Word, pc: Pc, fp: Regs) -> Result<bool> {
    let name = &vm.fiber.top().code.get().names[usize::from(word.c())];
    let object = fp.at(word.b());
    if let Some(header) = object.header() {
        let map = header.map.get();
        let known = vm.attr_cache.find(map, name);
        // Slots first and by themselves: a jump table here is mispredicted.
        let value = if let Some(Meaning::Slot(slot) | Meaning::OpenSlot(slot)) = known {
            let cache = u64::from(map) | u64::from(slot) << 32;
            if word.op() == Op::LoadAttrSlot as u8 {
                pc.cache(1).set(cache);
            } else if word.op() == Op::LoadAttr as u8 {
                specialize(vm, pc, word.with_op(Op::LoadAttrSlot), cache, 0);
            }
            object.slot(slot).clone()
        } else if let Some(Meaning::Plain(bits)) = known {
            if word.op() == Op::LoadAttr as u8 {
                specialize(vm, pc, word.with_op(Op::LoadAttrClass), u64::from(map), bits);
            }
            Value::from_cache(bits)
        } else if let Some(Meaning::Getter(bits)) = known {
            if word.op() == Op::LoadAttr as u8 {
                specialize(vm, pc, word.with_op(Op::LoadAttrProperty), u64::from(map), bits);
            }
            let getter = Value::from_cache(bits);
            call_getter(vm, word, fp, getter)?;
            return Ok(false);
        } else if let Some(Meaning::Computed(def)) = known {
            vm.fiber.top().pc = pc.offset(2);
            (def.get)(vm, std::slice::from_ref(object))?
        } else if let Some(Meaning::Item(index)) = known {
            let item = object.cast::<Tuple>().and_then(|tuple| tuple.as_slice().get(usize::from(index)));
            item.cloned().unwrap_or(Value::UNDEF)
        } else if let Some(Meaning::Own(bits)) = known {
            match (own_value(vm, object, name), bits) {
                (Some(value), _) => value,
                (None, 0) => Value::UNDEF,
                (None, bits) => bind_method(vm, object, bits)?,
            }
        } else if let Some(Meaning::Method(bits)) = known {
            bind_method(vm, object, bits)?
        } else {
            Value::UNDEF
        };
        if !value.is_undef() {
            if word.has(instr::TAKE_B) {
                drop(fp.take(word.b()));
            }
            set(vm, fp, word.a(), value)?;
            return Ok(true);
        }
    }
    load(vm, word, pc, fp)?;
    Ok(false)
}

/// The attribute of an object that keeps its own in a dictionary.
#[inline(never)]
fn own_value(vm: &Vm, object: &Value, name: &Value) -> Option<Value> {
    object.storage_dict()?.exact::<Dict>()?.get_name(vm, name)
}

/// A function of the object's class, bound to the object.
#[inline(never)]
fn bind_method(vm: &mut Vm, object: &Value, bits: u64) -> Result<Value> {
    let class = vm.class_of(object);
    vm.bind(&Value::from_cache(bits), object, &class)
}

/// Makes the running instruction one that relies on classes: changing one of them empties it.
#[cold]
#[inline(never)]
fn specialize(vm: &mut Vm, pc: Pc, word: Word, first: u64, second: u64) {
    pc.before().set(word.0);
    pc.cache(0).set(first);
    pc.cache(1).set(second);
    let caches = vm.fiber.top().code.get().caches.clone();
    if !caches.relies_on_classes.replace(true) {
        vm.codes.push(std::rc::Rc::downgrade(&caches));
    }
}

/// `LoadAttr`, filling the cache.
#[cold]
#[inline(never)]
pub(crate) fn load(vm: &mut Vm, word: Word, pc: Pc, fp: Regs) -> Result<()> {
    let name = name_at(vm, word.c());
    let object = if word.has(instr::TAKE_B) || word.a() == word.b() {
        fp.take(word.b())
    } else {
        fp.at(word.b()).clone()
    };
    vm.fiber.top().pc = pc.offset(2);
    let class = vm.class_of(&object);
    if reads_plainly(vm, &class) {
        cache_load(vm, word, pc, &object, &class, &name);
        // With a `__getattr__` an AttributeError of the getter is not the end.
        if let Some(attribute) = class.find(vm, &name).filter(Value::is_object)
            && !class.has_slot(vm, Slot::GetAttr)
        {
            let (ret, then) = (fp.add(usize::from(word.a())), Continue::simple(Then::Store));
            if let Some(property) = attribute.exact::<Property>() {
                let getter = property.getter.cloned(vm);
                if getter.has_map(fixed::FUNCTION) {
                    return vm.call_array(getter, [object], ret, then);
                }
            } else if attribute.map() >= fixed::COUNT
                && let Some(get) = vm.python_get(&attribute, &object, &name)
            {
                return vm.call_array(get, [attribute, object, class.into_value()], ret, then);
            }
        }
        if let Some(value) = vm.find_generic_or_hook(&object, &class, &name, fp.add(usize::from(word.a())))? {
            drop(object);
            return set(vm, fp, word.a(), value);
        }
        return Ok(());
    }
    if let Some(module) = object.exact::<Module>() {
        cache_module(vm, word.with_op(Op::LoadAttrModule), pc, module, &name);
    }
    if let Some(class) = object.cast::<Type>() {
        cache_class_attribute(vm, word, pc, class, &name);
    }
    if let Some(function) = class.slot(vm, Slot::GetAttribute)
        && function.has_map(fixed::FUNCTION)
    {
        let pair = Tuple::new(vec![object.clone(), name.clone()]).into_value();
        let depth = vm.fiber.frames.len();
        let then = if class.has_slot(vm, Slot::GetAttr) { Then::GetAttr } else { Then::Store };
        let ret = fp.add(usize::from(word.a()));
        vm.call_array(function, [object, name], ret, Continue::simple(then))?;
        if vm.fiber.frames.len() > depth {
            vm.fiber.frames[depth].keep = pair;
        }
        return Ok(());
    }
    let value = vm.get_attr(&object, &name)?;
    drop(object);
    set(vm, fp, word.a(), value)
}

impl Vm {
    /// A plain attribute, or a frame for `__getattr__` whose result goes to `ret` (then nothing comes back).
    fn find_generic_or_hook(
        &mut self,
        object: &Value,
        class: &Obj<Type>,
        name: &Value,
        ret: Regs,
    ) -> Result<Option<Value>> {
        let found = self.find_generic(object, name);
        let hook = match &found {
            Ok(Some(_)) => return found,
            Ok(None) => class.slot(self, Slot::GetAttr),
            Err(raised) => {
                if !self.raised_is(raised, crate::objects::exceptions::ExcKind::AttributeError) {
                    return found;
                }
                class.slot(self, Slot::GetAttr)
            }
        };
        let Some(hook) = hook else {
            return match found {
                Ok(_) => Err(self.no_attribute(object, name)),
                Err(raised) => Err(raised),
            };
        };
        if let Err(raised) = found {
            drop(self.take_raised(raised));
        }
        if hook.has_map(fixed::FUNCTION) {
            let args = [object.clone(), name.clone()];
            self.call_array(hook, args, ret, Continue::simple(Then::Store))?;
            return Ok(None);
        }
        self.call_slot(&hook, object, &[name]).map(Some)
    }
    /// Asks `__getattr__` after `__getattribute__` has failed.
    pub(crate) fn call_getattr_hook(&mut self, object: &Value, name: &Value, ret: Regs) -> Result<()> {
        let class = self.class_of(object);
        let Some(hook) = class.slot(self, Slot::GetAttr) else {
            return Err(self.no_attribute(object, name));
        };
        let args = [object.clone(), name.clone()];
        if hook.has_map(fixed::FUNCTION) {
            return self.call_array(hook, args, ret, Continue::simple(Then::Store));
        }
        let value = self.call_slot(&hook, object, &[name])?;
        drop(ret.replace(0, value));
        Ok(())
    }
}

impl Vm {
    /// Notes that Rust computes an attribute of objects like this one.
    pub(crate) fn note_computed(
        &mut self,
        object: &Value,
        class: &Obj<Type>,
        name: &Value,
        def: &'static GetSetDef,
    ) {
        // With a `__getattr__` an AttributeError of the getter is not the end.
        if object.is_object() && reads_plainly(self, class) && !class.has_slot(self, Slot::GetAttr) {
            rely_on(self, class, name);
            self.attr_cache.note(object.map(), name, Meaning::Computed(def));
        }
    }
}

/// Fills the cache of a load of an instance's attribute, where the rules allow.
fn cache_load(vm: &mut Vm, word: Word, pc: Pc, object: &Value, class: &Obj<Type>, name: &Value) {
    if !object.is_object() {
        return;
    }
    let number = object.map();
    let map = vm.heap.map(number);
    let in_class = class.find(vm, name);
    let Some(attribute) = in_class else {
        if map.flags & flags::STORAGE != 0
            && map.flags & flags::DICT == 0
            && let Some(slot) = map.find(name)
        {
            cache_slot(vm, word, pc, (class, name), number, slot);
        } else if map.flags & flags::STORAGE != 0 && map.flags & flags::DICT != 0 {
            rely_on(vm, class, name);
            vm.attr_cache.note(number, name, Meaning::Own(0));
        }
        return;
    };
    if cache_descriptor(vm, word, pc, object, (class, name), &attribute) {
        return;
    }
    let map = vm.heap.map(number);
    // The instance's own attribute goes before a class attribute that is no data descriptor.
    if map.flags & flags::STORAGE != 0
        && map.flags & flags::DICT == 0
        && let Some(slot) = map.find(name)
    {
        if !vm.is_data_descriptor(&attribute) && !object.slot(slot).is_undef() {
            cache_slot(vm, word, pc, (class, name), number, slot);
        }
        return;
    }
    if note_method(vm, object, class, name, &attribute) {
        return;
    }
    let map = vm.heap.map(number);
    if map.flags & (flags::STORAGE | flags::DICT) == flags::STORAGE | flags::DICT {
        if !vm.is_data_descriptor(&attribute) {
            rely_on(vm, class, name);
            vm.attr_cache.note(number, name, Meaning::Own(0));
        }
        return;
    }
    // A plain value of the class, when the instance cannot have one of its own under this map.
    if map.flags & flags::DICT == 0
        && map.find(name).is_none()
        && vm.own_dict(object).is_none()
        && !vm.is_descriptor(&attribute)
        && class.may_cache_plain()
    {
        rely_on(vm, class, name);
        class.note_plain_cache(vm);
        vm.attr_cache.note(number, name, Meaning::Plain(attribute.bits()));
        specialize(vm, pc, word.with_op(Op::LoadAttrClass), u64::from(number), attribute.bits());
    }
}

/// Like `cache_load` for an attribute that goes before the instance's own; true if it is one.
fn cache_descriptor(
    vm: &mut Vm,
    word: Word,
    pc: Pc,
    object: &Value,
    (class, name): (&Obj<Type>, &Value),
    attribute: &Value,
) -> bool {
    let number = object.map();
    let computed = attribute.exact::<GetSet>().map(|getset| getset.def);
    let stored = attribute.exact::<Member>().and_then(|member| member.native);
    if let Some(def) = computed.or(stored) {
        vm.note_computed(object, class, name, def);
        return true;
    }
    if let Some(member) = attribute.exact::<Member>() {
        let tailed = vm.heap.map(number).layout.tailed;
        if member.native.is_none() && !tailed && vm.is_instance_exact(object, &member.owner) {
            let slot = vm.heap.map(number).first_slot + member.index;
            cache_slot(vm, word, pc, (class, name), number, slot);
        }
        return true;
    }
    if let Some(index) = crate::modules::structseq::item_index(attribute)
        && object.cast::<Tuple>().is_some()
    {
        rely_on(vm, class, name);
        vm.attr_cache.note(number, name, Meaning::Item(index));
        return true;
    }
    if let Some(property) = attribute.exact::<Property>() {
        let getter = property.getter.cloned(vm);
        let simple = getter.exact::<crate::objects::function::Function>().is_some()
            && !class.has_slot(vm, Slot::GetAttr);
        if simple {
            rely_on(vm, class, name);
            vm.attr_cache.note(number, name, Meaning::Getter(getter.bits()));
            specialize(vm, pc, word.with_op(Op::LoadAttrProperty), u64::from(number), getter.bits());
        }
        return true;
    }
    false
}

/// Notes the slot of an attribute, in the instruction too.
fn cache_slot(vm: &mut Vm, word: Word, pc: Pc, (class, name): (&Obj<Type>, &Value), number: u32, slot: u16) {
    rely_on(vm, class, name);
    note_slot(vm, number, name, slot);
    let cache = u64::from(number) | u64::from(slot) << 32;
    specialize(vm, pc, word.with_op(Op::LoadAttrSlot), cache, 0);
}

/// Notes a function of the class that takes the object first; true if that is what the attribute is. Objects with a
/// dictionary of their own may have another attribute of the name there.
fn note_method(vm: &mut Vm, object: &Value, class: &Obj<Type>, name: &Value, attribute: &Value) -> bool {
    if ![fixed::FUNCTION, fixed::NATIVE_METHOD, fixed::WRAPPER].contains(&attribute.map()) {
        return false;
    }
    let map = vm.heap.map(object.map());
    let meaning = if map.flags & flags::DICT == 0 {
        if map.find(name).is_some() || vm.own_dict_possible(object) {
            return true;
        }
        Meaning::Method(attribute.bits())
    } else if map.flags & flags::STORAGE != 0 {
        Meaning::Own(attribute.bits())
    } else {
        return true;
    };
    rely_on(vm, class, name);
    vm.attr_cache.note(object.map(), name, meaning);
    true
}

/// Fills the cache of a load of a class's own attribute: each class object has a map of its own.
fn cache_class_attribute(vm: &mut Vm, word: Word, pc: Pc, class: &Obj<Type>, name: &Value) {
    if let Some(attribute) = vm.note_class_attribute(class, name) {
        specialize(vm, pc, word.with_op(Op::LoadAttrClass), u64::from(class.own_map()), attribute.bits());
    }
}

impl Vm {
    /// Notes what a name means as an attribute of a class; gives the value if it comes out as it is.
    pub(crate) fn note_class_attribute(&mut self, class: &Obj<Type>, name: &Value) -> Option<Value> {
        let metaclass = self.class_of(&class.to_value());
        if metaclass.instance_map.get() != fixed::TYPE && metaclass.has_slot(self, Slot::GetAttr) {
            return None;
        }
        if !metaclass.slot(self, Slot::GetAttribute).is_some_and(|f| f.is(&self.known.type_getattribute)) {
            return None;
        }
        // What the metaclass has goes first only if it is a data descriptor.
        if let Some(found) = metaclass.find(self, name)
            && self.is_data_descriptor(&found)
        {
            if let Some(getset) = found.exact::<GetSet>() {
                rely_on(self, &metaclass, name);
                self.attr_cache.note(class.own_map(), name, Meaning::Computed(getset.def));
            }
            return None;
        }
        let attribute = class.find(self, name)?;
        let plain = !self.is_descriptor(&attribute);
        // Functions and methods of built-in classes come out of a class as they are.
        let function = [fixed::FUNCTION, fixed::NATIVE_METHOD, fixed::WRAPPER].contains(&attribute.map());
        if !(function || plain && class.may_cache_plain()) {
            return None;
        }
        rely_on(self, class, name);
        rely_on(self, &metaclass, name);
        if plain {
            class.note_plain_cache(self);
        }
        self.attr_cache.note(class.own_map(), name, Meaning::Plain(attribute.bits()));
        Some(attribute)
    }
}

fn cache_module(vm: &mut Vm, word: Word, pc: Pc, module: &Obj<Module>, name: &Value) {
    let hash = vm.hash_text(name);
    let table = module.dict.table.get(vm);
    if let Some(at) = table.find_text(name, hash) {
        let version = table.keys_version(|| vm.next_version());
        pc.before().set(word.0);
        pc.cache(0).set(u64::from(version) | (at as u64) << 32);
    }
}

/// Calls a property's getter written in Python.
#[inline(never)]
pub(crate) fn call_getter(vm: &mut Vm, word: Word, fp: Regs, getter: Value) -> Result<()> {
    let object = if word.has(instr::TAKE_B) || word.a() == word.b() {
        fp.take(word.b())
    } else {
        fp.at(word.b()).clone()
    };
    let ret = fp.add(usize::from(word.a()));
    let place = vm.fiber.free_place();
    let (start, chunk) = vm.fiber.reserve(place, 0, 4);
    let depth = vm.fiber.frames.len();
    start.add(1).init(0, object);
    let result = vm.call_at(getter, start.add(1), 1, &[], ret, Continue::simple(Then::Store));
    vm.settle_chunk(chunk, depth);
    result
}

/// `StoreAttr` whose own cache does not know the object's map. True: done in place.
#[inline(never)]
pub(crate) fn store_other(vm: &mut Vm, word: Word, pc: Pc, fp: Regs) -> Result<bool> {
    let name = &vm.fiber.top().code.get().names[usize::from(word.c())];
    let object = fp.at(word.a());
    if let Some(header) = object.header()
        && let Some(Meaning::OpenSlot(slot)) = vm.attr_cache.find(header.map.get(), name)
    {
        if word.op() == Op::StoreAttr as u8 {
            let map = header.map.get();
            let cache = u64::from(map) | u64::from(slot) << 32;
            specialize(vm, pc, word.with_op(Op::StoreAttrSlot), cache, u64::from(map));
        }
        let value = if word.has(instr::TAKE_B) { fp.take(word.b()) } else { fp.at(word.b()).clone() };
        let old = object.replace_slot(slot, value);
        if word.has(instr::TAKE_A) {
            drop(fp.take(word.a()));
        }
        drop(old);
        after(vm)?;
        return Ok(true);
    }
    store(vm, word, pc, fp)?;
    Ok(false)
}

/// `StoreAttr`, filling the cache.
#[cold]
#[inline(never)]
pub(crate) fn store(vm: &mut Vm, word: Word, pc: Pc, fp: Regs) -> Result<()> {
    let name = name_at(vm, word.c());
    let value = if word.has(instr::TAKE_B) { fp.take(word.b()) } else { fp.at(word.b()).clone() };
    let object = if word.has(instr::TAKE_A) { fp.take(word.a()) } else { fp.at(word.a()).clone() };
    vm.fiber.top().pc = pc.offset(2);
    let class = vm.class_of(&object);
    let setter = class.slot(vm, Slot::SetAttr);
    let plain = setter.as_ref().is_none_or(|function| vm.is_object_setattr(function));
    if !plain {
        if let Some(function) = setter
            && function.has_map(fixed::FUNCTION)
        {
            return vm.call_array(
                function,
                [object, name, value],
                Regs::NONE,
                Continue::simple(Then::Discard),
            );
        }
        vm.set_attr(&object, &name, value)?;
        drop(object);
        return after(vm);
    }
    let attribute = class.find(vm, &name);
    if let Some(property) = attribute.as_ref().and_then(|attribute| attribute.exact::<Property>()) {
        let function = property.setter.cloned(vm);
        if function.has_map(fixed::FUNCTION) {
            let then = Continue::simple(Then::Discard);
            return vm.call_array(function, [object, value], Regs::NONE, then);
        }
    }
    let before = object.map();
    vm.generic_set_attr(&object, &name, value)?;
    cache_store(vm, word, pc, &object, &class, attribute, before, &name);
    drop(object);
    after(vm)
}

fn cache_store(
    vm: &mut Vm,
    word: Word,
    pc: Pc,
    object: &Value,
    class: &Obj<Type>,
    attribute: Option<Value>,
    before: u32,
    name: &Value,
) {
    let number = object.map();
    let map = vm.heap.map(number);
    if map.flags & flags::STORAGE == 0 || map.layout.tailed {
        return;
    }
    let (in_dict, first_slot) = (map.flags & flags::DICT != 0, map.first_slot);
    let slot = match &attribute {
        Some(attribute) => match attribute.exact::<crate::native::function::Member>() {
            Some(member) if member.native.is_none() && vm.is_instance_exact(object, &member.owner) => {
                Some(first_slot + member.index)
            }
            Some(_) => None,
            None if vm.is_data_descriptor(attribute) => None,
            None if in_dict => None,
            None => vm.heap.map(number).find(name),
        },
        None if in_dict => None,
        None => vm.heap.map(number).find(name),
    };
    let Some(slot) = slot else { return };
    if vm.heap.map(before).flags & flags::DICT != 0 && before != number {
        return;
    }
    rely_on(vm, class, name);
    if before == number && reads_plainly(vm, class) {
        vm.attr_cache.note(number, name, Meaning::OpenSlot(slot));
    }
    let op = if before == number { Op::StoreAttrSlot } else { Op::StoreAttrAdd };
    specialize(vm, pc, word.with_op(op), u64::from(before) | u64::from(slot) << 32, u64::from(number));
}

/// `DeleteAttr`
pub(crate) fn delete(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let name = name_at(vm, word.c());
    let object = if word.has(instr::TAKE_A) { fp.take(word.a()) } else { fp.at(word.a()).clone() };
    vm.del_attr(&object, &name)?;
    drop(object);
    after(vm)
}

/// `LoadMethod` whose own cache does not know the object's map. True: done in place.
#[inline(never)]
pub(crate) fn load_method_other(vm: &mut Vm, word: Word, pc: Pc, fp: Regs) -> Result<bool> {
    let name = &vm.fiber.top().code.get().names[usize::from(word.c())];
    let object = fp.at(word.b());
    let found = match object.header() {
        Some(header) => vm.attr_cache.find(header.map.get(), name),
        None => None,
    };
    let takes = word.has(instr::TAKE_B) || word.a() == word.b() || word.a() + 1 == word.b();
    let value = match found {
        Some(Meaning::Own(bits)) => match own_value(vm, object, name) {
            Some(value) => value,
            None if bits == 0 => Value::UNDEF,
            None => {
                let this = if takes { fp.take(word.b()) } else { object.clone() };
                drop(fp.replace(word.a(), Value::from_cache(bits)));
                drop(fp.replace(word.a() + 1, this));
                after(vm)?;
                return Ok(true);
            }
        },
        Some(Meaning::Method(bits)) => {
            if word.op() == Op::LoadMethod as u8 {
                let map = u64::from(object.map());
                specialize(vm, pc, word.with_op(Op::LoadMethodCached), map, bits);
            }
            let function = Value::from_cache(bits);
            let this = if takes { fp.take(word.b()) } else { object.clone() };
            drop(fp.replace(word.a(), function));
            drop(fp.replace(word.a() + 1, this));
            after(vm)?;
            return Ok(true);
        }
        Some(Meaning::Slot(slot) | Meaning::OpenSlot(slot)) => object.slot(slot).clone(),
        Some(Meaning::Plain(bits)) => Value::from_cache(bits),
        Some(Meaning::OfClass(bits)) => {
            let function = Value::from_cache(bits);
            let class = vm.class_of(object).into_value();
            if takes {
                drop(fp.take(word.b()));
            }
            drop(fp.replace(word.a(), function));
            drop(fp.replace(word.a() + 1, class));
            after(vm)?;
            return Ok(true);
        }
        Some(Meaning::Computed(def)) => {
            vm.fiber.top().pc = pc.offset(2);
            (def.get)(vm, std::slice::from_ref(object))?
        }
        _ => Value::UNDEF,
    };
    if !value.is_undef() {
        if takes {
            drop(fp.take(word.b()));
        }
        drop(fp.replace(word.a(), value));
        drop(fp.replace(word.a() + 1, Value::UNDEF));
        after(vm)?;
        return Ok(true);
    }
    load_method(vm, word, pc, fp)?;
    Ok(false)
}

/// Notes what a call through a class (`C.method(…)`) finds: a static method's or plain function, or a class method's,
/// which takes the class.
fn note_class_call(vm: &mut Vm, class: &Obj<Type>, name: &Value) {
    let metaclass = vm.class_of(&class.to_value());
    let plain = metaclass.slot(vm, Slot::GetAttribute).is_some_and(|f| f.is(&vm.known.type_getattribute))
        && !metaclass.find(vm, name).is_some_and(|found| vm.is_data_descriptor(&found));
    if !plain {
        return;
    }
    let Some(attribute) = class.find(vm, name) else { return };
    let meaning = match attribute.header().map(|header| header.map.get()) {
        Some(fixed::STATIC_METHOD) => Meaning::Plain(StaticMethod::inner(vm, &attribute).bits()),
        Some(fixed::CLASS_METHOD) => {
            let function = ClassMethod::inner(vm, &attribute);
            if !function.has_map(fixed::FUNCTION) {
                return;
            }
            Meaning::Method(function.bits())
        }
        _ => {
            vm.note_class_attribute(class, name);
            return;
        }
    };
    rely_on(vm, class, name);
    rely_on(vm, &metaclass, name);
    vm.attr_cache.note(class.own_map(), name, meaning);
}

/// Notes what a call of a static or class method through an instance finds.
fn note_unbound(vm: &mut Vm, object: &Value, class: &Obj<Type>, name: &Value) {
    let Some(attribute) = class.find(vm, name) else { return };
    let meaning = match attribute.header().map(|header| header.map.get()) {
        Some(fixed::STATIC_METHOD) => Meaning::Plain(StaticMethod::inner(vm, &attribute).bits()),
        Some(fixed::CLASS_METHOD) => {
            let function = ClassMethod::inner(vm, &attribute);
            if !function.has_map(fixed::FUNCTION) {
                return;
            }
            Meaning::OfClass(function.bits())
        }
        _ => return,
    };
    let map = vm.heap.map(object.map());
    let own = map.flags & flags::DICT != 0 || map.find(name).is_some();
    if own || !object.is_object() || vm.own_dict_possible(object) || object.cast::<Type>().is_some() {
        return;
    }
    if reads_plainly(vm, class) && vm.instance_get(object, name).is_none() {
        rely_on(vm, class, name);
        vm.attr_cache.note(object.map(), name, meaning);
    }
}

/// `LoadMethod`, filling the cache.
#[cold]
#[inline(never)]
pub(crate) fn load_method(vm: &mut Vm, word: Word, pc: Pc, fp: Regs) -> Result<()> {
    let name = name_at(vm, word.c());
    let takes = word.has(instr::TAKE_B) || word.a() == word.b() || word.a() + 1 == word.b();
    let object = if takes { fp.take(word.b()) } else { fp.at(word.b()).clone() };
    vm.fiber.top().pc = pc.offset(2);
    let class = vm.class_of(&object);
    if reads_plainly(vm, &class)
        && let Some(attribute) = class.find(vm, &name)
        && let Some(fixed::FUNCTION | fixed::NATIVE_METHOD | fixed::WRAPPER) =
            attribute.header().map(|header| header.map.get())
        && vm.instance_get(&object, &name).is_none()
    {
        note_method(vm, &object, &class, &name, &attribute);
        let number = object.map();
        if let Some(Meaning::Method(bits)) = vm.attr_cache.find(number, &name) {
            specialize(vm, pc, word.with_op(Op::LoadMethodCached), u64::from(number), bits);
        }
        drop(fp.replace(word.a(), attribute));
        drop(fp.replace(word.a() + 1, object));
        return after(vm);
    }
    drop(fp.replace(word.a() + 1, Value::UNDEF));
    note_unbound(vm, &object, &class, &name);
    if let Some(module) = object.exact::<Module>() {
        cache_module(vm, word.with_op(Op::LoadMethodModule), pc, module, &name);
    } else if let Some(class) = object.cast::<Type>() {
        note_class_call(vm, class, &name);
    } else if object.is_object()
        && reads_plainly(vm, &class)
        && let Some(getset) = class.find(vm, &name).as_ref().and_then(|found| found.exact::<GetSet>())
    {
        vm.note_computed(&object, &class, &name, getset.def);
    } else if object.is_object() && reads_plainly(vm, &class) && class.find(vm, &name).is_none() {
        // An attribute of the instance that is called.
        let map = vm.heap.map(object.map());
        if map.flags & flags::STORAGE != 0
            && map.flags & flags::DICT == 0
            && let Some(slot) = map.find(&name)
        {
            rely_on(vm, &class, &name);
            note_slot(vm, object.map(), &name, slot);
        }
    }
    let value = vm.get_attr(&object, &name)?;
    drop(object);
    set(vm, fp, word.a(), value)
}

impl Vm {
    /// Whether objects of this kind may have attributes outside of maps (modules, functions).
    fn own_dict_possible(&self, object: &Value) -> bool {
        matches!(object.header().map(|h| h.map.get()), Some(fixed::FUNCTION))
            || object.cast::<Module>().is_some()
    }
}
