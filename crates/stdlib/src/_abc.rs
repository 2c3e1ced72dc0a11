//! `_abc`: what `abc.ABCMeta` keeps of abstract classes, and its answers to `isinstance` and `issubclass`.
//!
//! Registries and caches hold weak references. A counter of all registrations tells when negative answers are stale.

use std::{cell::Cell, collections::HashSet, hash::BuildHasherDefault, rc::Rc};
use whipsnake_vm::{
    body,
    error::Result,
    function, names,
    native::{ModuleDef, Row, TypeDef},
    objects::list::List,
    types::{Type, type_flags},
    value::{Obj, Trace, Tracer, Tuple, Value, VmCell, map::Layout, weak::WeakLink, word_hash::WordHasher},
    vm::Vm,
};

/// Classes, not kept alive. Those that are gone stay for a while: no other class gets their numbers.
#[derive(Default)]
struct Classes {
    links: Vec<Rc<WeakLink>>,
    numbers: HashSet<u32, BuildHasherDefault<WordHasher>>,
}
impl Trace for Classes {
    fn trace(&self, _tracer: &mut Tracer) {}
}
type Links = VmCell<Classes>;

/// What a class keeps in `_abc_impl`.
pub struct AbcData {
    registry: Links,
    cache: Links,
    negative: Links,
    negative_version: Cell<u64>,
}
body!(AbcData);

/// Registrations so far in this interpreter.
#[derive(Default)]
struct Counter(u64);

/// Table of `_abc_data`.
pub static ABC_DATA: TypeDef = TypeDef {
    name: "_abc._abc_data",
    doc: "Internal state held by ABC machinery.",
    base: None,
    map: None,
    layout: Layout::of::<AbcData>(),
    flags: type_flags::NO_NEW,
    rows: &[],
};

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_abc",
    doc: "Module contains faster C implementation of abc.ABCMeta",
    rows: ROWS,
    types: &[&ABC_DATA],
    init: None,
};

const ROWS: &[Row] = &[
    function!("get_cache_token()", cache_token, 0, "Returns the current ABC cache token."),
    function!(
        "_abc_init(self, /)",
        init,
        1,
        "Internal ABC helper for class set-up. Should be never used outside abc module."
    ),
    function!(
        "_abc_register(self, subclass, /)",
        register,
        2,
        "Internal ABC helper for subclasss registration. Should be never used outside abc module."
    ),
    function!(
        "_abc_instancecheck(self, instance, /)",
        instance_check,
        2,
        "Internal ABC helper for instance checks. Should be never used outside abc module."
    ),
    function!(
        "_abc_subclasscheck(self, subclass, /)",
        subclass_check,
        2,
        "Internal ABC helper for subclasss checks. Should be never used outside abc module."
    ),
    function!(
        "_reset_registry(self, /)",
        reset_registry,
        1,
        "Internal ABC helper to reset registry of a given class."
    ),
    function!(
        "_reset_caches(self, /)",
        reset_caches,
        1,
        "Internal ABC helper to reset both caches of a given class."
    ),
    function!("_get_dump(self, /)", dump, 1, "Internal ABC helper for cache and registry debugging."),
];

fn cache_token(vm: &mut Vm) -> u64 {
    vm.state::<Counter>().0
}

fn is_abstract(vm: &mut Vm, value: &Value) -> Result<bool> {
    match vm.find_known_attr(value, names::__isabstractmethod__)? {
        Some(flag) => vm.truth(&flag),
        None => Ok(false),
    }
}

/// Names of abstract methods: own ones, and inherited ones not overridden.
fn abstract_names(vm: &mut Vm, class: &Obj<Type>) -> Result<Value> {
    let mut found = Vec::new();
    let own: Vec<(Value, Value)> =
        class.dict.get(vm).iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    for (name, value) in own {
        if is_abstract(vm, &value)? {
            found.push(name);
        }
    }
    let bases = class.bases.cloned(vm);
    let this = class.to_value();
    for base in bases.as_slice() {
        let Some(names) = vm.find_known_attr(base, names::__abstractmethods__)? else { continue };
        for name in vm.collect(&names)? {
            if let Some(value) = vm.find_attr(&this, &name)?
                && is_abstract(vm, &value)?
            {
                found.push(name);
            }
        }
    }
    Ok(vm.new_frozen_set(found))
}

fn init(vm: &mut Vm, class: &Value) -> Result<()> {
    let Some(this) = class.cast::<Type>() else {
        return Err(vm.type_error("_abc_init() argument must be a class"));
    };
    let this = this.to_handle();
    let names = abstract_names(vm, &this)?;
    let name = vm.name(names::__abstractmethods__).clone();
    vm.set_attr(class, &name, names)?;
    let links = || VmCell::new(Classes::default());
    let version = vm.state::<Counter>().0;
    let data = AbcData {
        registry: links(),
        cache: links(),
        negative: links(),
        negative_version: Cell::new(version),
    };
    let data = vm.new_native(data).into_value();
    let name = vm.name(names::_abc_impl).clone();
    vm.set_attr(class, &name, data)?;
    // Collections of the standard ABCs match patterns: classes say so by a flag that is not an attribute.
    let flags_name = vm.intern_text("__abc_tpflags__");
    if let Some(flags) = this.dict.get(vm).get(&flags_name).cloned() {
        let bits = flags.as_small().unwrap_or(0);
        let mut add = 0;
        if bits & (1 << 5) != 0 {
            add |= type_flags::SEQUENCE;
        }
        if bits & (1 << 6) != 0 {
            add |= type_flags::MAPPING;
        }
        this.flags.set(this.flags.get() | add);
        this.remove_own(vm, &flags_name);
    }
    Ok(())
}

fn data_of(vm: &mut Vm, class: &Value) -> Result<Value> {
    if let Some(class) = class.cast::<Type>()
        && let Some(data) = class.find(vm, vm.name(names::_abc_impl))
        && data.cast::<AbcData>().is_some()
    {
        return Ok(data);
    }
    let data = vm.get_known_attr(class, names::_abc_impl)?;
    if data.cast::<AbcData>().is_none() {
        return Err(vm.type_error("_abc_impl is set to a wrong type"));
    }
    Ok(data)
}

fn has(vm: &Vm, links: &Links, class: &Value) -> bool {
    class.cast::<Type>().is_some_and(|class| links.get(vm).numbers.contains(&class.own_map()))
}

fn add(vm: &mut Vm, links: &Links, class: &Value) {
    let Some(link) = vm.heap_mut().new_weak(class) else { return };
    let classes = links.get_mut(vm);
    classes.links.push(link);
    classes.numbers.extend(class.cast::<Type>().map(|class| class.own_map()));
    if classes.links.len().is_power_of_two() {
        classes.links.retain(|link| !link.is_dead());
        let live = classes.links.iter().filter_map(|link| link.upgrade());
        classes.numbers = live.filter_map(|class| Some(class.cast::<Type>()?.own_map())).collect();
    }
}

fn register(vm: &mut Vm, class: &Value, subclass: Value) -> Result<Value> {
    if subclass.cast::<Type>().is_none() {
        return Err(vm.type_error("Can only register classes"));
    }
    if vm.is_subclass(&subclass, class)? {
        return Ok(subclass);
    }
    if vm.is_subclass(class, &subclass)? {
        return Err(vm.runtime_error("Refusing to create an inheritance cycle"));
    }
    let data = data_of(vm, class)?;
    let Some(data) = data.cast::<AbcData>() else { return Ok(subclass) };
    add(vm, &data.registry, &subclass);
    vm.state::<Counter>().0 += 1;
    // Sequence and mapping patterns look at flags of the class.
    if let (Some(class), Some(made)) = (class.cast::<Type>(), subclass.cast::<Type>()) {
        let wanted = class.flags.get() & (type_flags::SEQUENCE | type_flags::MAPPING);
        // Subclasses made before are to hear of it too.
        let mut open = vec![made.to_handle()];
        while let Some(made) = open.pop().filter(|_| wanted != 0) {
            if made.has(type_flags::HEAP) {
                made.flags.set(made.flags.get() | wanted);
                open.extend(made.live_subclasses(vm));
            }
        }
    }
    Ok(subclass)
}

fn instance_check(vm: &mut Vm, class: &Value, instance: &Value) -> Result<Value> {
    let data = data_of(vm, class)?;
    let said = vm.get_known_attr(instance, names::__class__)?;
    if let Some(data) = data.cast::<AbcData>()
        && has(vm, &data.cache, &said)
    {
        return Ok(Value::TRUE);
    }
    let real = vm.class_of(instance).into_value();
    if real.is(&said)
        && let Some(data) = data.cast::<AbcData>()
        && data.negative_version.get() == vm.state::<Counter>().0
        && has(vm, &data.negative, &said)
    {
        return Ok(Value::FALSE);
    }
    let check = vm.get_attr_text(class, "__subclasscheck__")?;
    if real.is(&said) {
        return vm.tail_call(&check, &[said], &[]);
    }
    let answer = vm.call(&check, &[said])?;
    if vm.truth(&answer)? {
        return Ok(answer);
    }
    vm.tail_call(&check, &[real], &[])
}

fn subclass_check(vm: &mut Vm, class: &Value, subclass: &Value) -> Result<bool> {
    if subclass.cast::<Type>().is_none() {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    }
    let data_value = data_of(vm, class)?;
    let Some(data) = data_value.cast::<AbcData>() else { return Ok(false) };
    if has(vm, &data.cache, subclass) {
        return Ok(true);
    }
    let version = vm.state::<Counter>().0;
    if data.negative_version.get() < version {
        data.negative.set(vm, Classes::default());
        data.negative_version.set(version);
    } else if has(vm, &data.negative, subclass) {
        return Ok(false);
    }
    let hook = vm.get_known_attr(class, names::__subclasshook__)?;
    let answer = vm.call(&hook, std::slice::from_ref(subclass))?;
    if answer.is_bool() {
        add(vm, if answer.is_true() { &data.cache } else { &data.negative }, subclass);
        return Ok(answer.is_true());
    }
    if !answer.is_not_implemented() {
        return Err(vm.assertion_error("__subclasshook__ must return either False, True, or NotImplemented"));
    }
    if derives(vm, class, subclass)? {
        add(vm, &data.cache, subclass);
        return Ok(true);
    }
    let registered: Vec<Value> =
        data.registry.get(vm).links.iter().filter_map(|link| link.upgrade()).collect();
    for known in registered {
        if vm.is_subclass(subclass, &known)? {
            add(vm, &data.cache, subclass);
            return Ok(true);
        }
    }
    let subclasses = vm.get_known_attr(class, names::__subclasses__)?;
    let subclasses = vm.call(&subclasses, &[])?;
    if subclasses.cast::<List>().is_none() {
        return Err(vm.type_error("__subclasses__() must return a list"));
    }
    for known in vm.collect(&subclasses)? {
        if vm.is_subclass(subclass, &known)? {
            add(vm, &data.cache, subclass);
            return Ok(true);
        }
    }
    add(vm, &data.negative, subclass);
    Ok(false)
}

/// Whether `class` is in the method resolution order of `subclass`.
fn derives(vm: &mut Vm, class: &Value, subclass: &Value) -> Result<bool> {
    match (class.cast::<Type>(), subclass.cast::<Type>()) {
        (Some(class), Some(subclass)) => Ok(subclass.is_subclass(vm, class)),
        _ => Ok(false),
    }
}

fn reset_registry(vm: &mut Vm, class: &Value) -> Result<()> {
    let data = data_of(vm, class)?;
    if let Some(data) = data.cast::<AbcData>() {
        data.registry.set(vm, Classes::default());
    }
    Ok(())
}

fn reset_caches(vm: &mut Vm, class: &Value) -> Result<()> {
    let data = data_of(vm, class)?;
    if let Some(data) = data.cast::<AbcData>() {
        data.cache.set(vm, Classes::default());
        data.negative.set(vm, Classes::default());
    }
    Ok(())
}

fn dump(vm: &mut Vm, class: &Value) -> Result<Value> {
    let data_value = data_of(vm, class)?;
    let Some(data) = data_value.cast::<AbcData>() else { return Ok(Value::NONE) };
    let mut parts = Vec::new();
    for links in [&data.registry, &data.cache, &data.negative] {
        let live: Vec<Value> = links.get(vm).links.iter().filter_map(|link| link.upgrade()).collect();
        parts.push(List::new(live).into_value());
    }
    parts.push(vm.new_int(data.negative_version.get() as i64));
    Ok(Tuple::new(parts).into_value())
}
