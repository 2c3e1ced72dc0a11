//! Which classes have instances of the same shape: the base that decides a layout, conflicts between bases, assignment
//! to `__class__` and `__bases__`, and the bookkeeping of a class among its bases.

use crate::{
    error::Result,
    objects::exceptions::ExcKind,
    types::{Type, mro, type_flags},
    value::{Handle, Obj, Tuple, Value, alloc, fixed, map::flags},
    vm::Vm,
};

/// The base among `bases` whose layout a class with these bases has.
///
/// Errors: TypeError when one of them is no class, may not be a base, or when two have layouts of their own.
pub fn best_base(vm: &mut Vm, bases: &[Value]) -> Result<Handle<Type>> {
    let mut best: Option<(Handle<Type>, Handle<Type>)> = None;
    for base in bases {
        let Some(class) = base.cast::<Type>() else { return Err(vm.type_error("bases must be types")) };
        if !class.has(type_flags::BASE) {
            let name = vm.class_name(class);
            return Err(vm.type_error(format_args!("type '{name}' is not an acceptable base type")));
        }
        let solid = solid_base(vm, class);
        match &best {
            Some((_, winner)) if winner.is_subclass(vm, &solid) => {}
            Some((_, winner)) if !solid.is_subclass(vm, winner) => {
                return Err(vm.type_error("multiple bases have instance lay-out conflict"));
            }
            _ => best = Some((class.to_handle(), solid)),
        }
    }
    match best {
        Some((base, _)) => Ok(base),
        None => Ok(vm.type_of_map(fixed::OBJECT).to_handle()),
    }
}

/// The nearest class of the chain of bases that gave instances something of their own: a kind of body or fixed slots.
pub fn solid_base(vm: &Vm, class: &Obj<Type>) -> Handle<Type> {
    let mut at = class.to_handle();
    loop {
        let Some(base) = at.base.cloned(vm) else { return at };
        if adds_layout(vm, &at, &base) {
            return at;
        }
        at = base;
    }
}

fn adds_layout(vm: &Vm, class: &Obj<Type>, base: &Obj<Type>) -> bool {
    if class.layout.kind != base.layout.kind
        || class.fixed_slots.get(vm).len() > base.fixed_slots.get(vm).len()
    {
        return true;
    }
    // Built-in exceptions share one kind of body; those that add fields count as layouts of their own.
    if class.has(type_flags::EXCEPTION) && !class.has(type_flags::HEAP) {
        let fields = |class: &Obj<Type>| ExcKind::from_name(&class.name_text(vm)).map(ExcKind::fields);
        return fields(class) != fields(base);
    }
    false
}

/// Whether instances vary in size by themselves, so that no slots can follow.
pub fn is_variable_sized(class: &Obj<Type>) -> bool {
    let kinds = [fixed::INT, fixed::TUPLE, fixed::BYTES];
    kinds.iter().any(|map| alloc::type_of_map(*map).layout.kind == class.layout.kind)
}

/// Finds the method resolution order of a class, by its metaclass's `mro` if that is not `type`'s.
pub fn set_mro(vm: &mut Vm, class: &Obj<Type>) -> Result<()> {
    let order = find_mro(vm, class)?;
    class.mro.set(vm, order);
    class.shown_mro.set(vm, Value::UNDEF);
    Ok(())
}

fn find_mro(vm: &mut Vm, class: &Obj<Type>) -> Result<Vec<Handle<Type>>> {
    let value = class.to_value();
    let metaclass = vm.class_of(&value);
    let type_class = vm.class_type();
    if !metaclass.ptr_eq(&type_class) {
        let name = vm.intern_text("mro");
        let found = metaclass.find(vm, &name);
        let plain = type_class.find(vm, &name);
        if let (Some(found), Some(plain)) = (found, plain)
            && !found.is(&plain)
        {
            let method = vm.bind(&found, &value, &metaclass)?;
            let result = vm.call(&method, &[])?;
            return checked_order(vm, class, &result);
        }
    }
    mro::linearize_class(vm, class)
}

fn checked_order(vm: &mut Vm, class: &Obj<Type>, result: &Value) -> Result<Vec<Handle<Type>>> {
    let solid = solid_base(vm, class);
    let mut order = Vec::new();
    for item in vm.collect(result)? {
        let Some(found) = item.cast::<Type>() else {
            let given = vm.type_name(&item);
            return Err(vm.type_error(format_args!("mro() returned a non-class ('{given}')")));
        };
        let own = solid_base(vm, found);
        if !std::ptr::eq(found, class) && !solid.is_subclass(vm, &own) {
            let name = found.name_text(vm).into_owned();
            return Err(vm.type_error(format_args!("mro() returned base with unsuitable layout ('{name}')")));
        }
        order.push(found.to_handle());
    }
    Ok(order)
}

/// Allocates a class object with a map that it shares with nobody.
pub fn allocate_class(vm: &mut Vm, metaclass: &Obj<Type>, class: Type) -> Handle<Type> {
    let bits = if metaclass.has(type_flags::HEAP) {
        let behaviour = vm.heap().map(metaclass.instance_map.get()).flags & flags::BEHAVIOUR;
        flags::CLASS | flags::COUNTS_TYPE | behaviour
    } else {
        flags::CLASS
    };
    let number = vm.heap_mut().new_map(std::ptr::null_mut(), metaclass.layout, bits, 0, 0);
    alloc::set_map_type(number, metaclass);
    Handle::new_with_map(number, class)
}

/// Tells the bases of a class that it derives from them.
pub fn register(vm: &mut Vm, class: &Obj<Type>) {
    let value = class.to_value();
    for base in class.bases.cloned(vm).as_slice() {
        let Some(base) = base.cast::<Type>() else { continue };
        let Some(link) = vm.heap_mut().new_weak(&value) else { continue };
        let known = base.subclasses.get_mut(vm);
        if known.len() >= 16 && known.len().is_power_of_two() {
            known.retain(|link| !link.is_dead());
        }
        known.push(link);
    }
}

fn unregister(vm: &mut Vm, class: &Obj<Type>) {
    for base in class.bases.cloned(vm).as_slice() {
        let Some(base) = base.cast::<Type>() else { continue };
        let links = base.subclasses.get(vm).clone();
        let kept =
            links.into_iter().filter(|link| link.upgrade().is_some_and(|found| !class.is(&found))).collect();
        base.subclasses.set(vm, kept);
    }
}

/// Whether objects of one class may become objects of the other.
pub fn check_compatible(vm: &mut Vm, old: &Obj<Type>, new: &Obj<Type>, attribute: &str) -> Result<()> {
    if old.has(type_flags::HEAP) != new.has(type_flags::HEAP) {
        let (new, old) = (new.name_text(vm).into_owned(), old.name_text(vm).into_owned());
        return Err(
            vm.type_error(format_args!("{attribute} assignment: '{new}' deallocator differs from '{old}'"))
        );
    }
    let shape = type_flags::DICT | type_flags::WEAK;
    let same_slots = {
        let (a, b) = (old.fixed_slots.get(vm), new.fixed_slots.get(vm));
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is(b))
    };
    let same_kind = native_root(vm, old).ptr_eq(&native_root(vm, new));
    if same_slots && same_kind && old.flags.get() & shape == new.flags.get() & shape {
        return Ok(());
    }
    let (new, old) = (new.name_text(vm).into_owned(), old.name_text(vm).into_owned());
    Err(vm.type_error(format_args!("{attribute} assignment: '{new}' object layout differs from '{old}'")))
}

/// The built-in class that a class derives its body from.
fn native_root(vm: &Vm, class: &Obj<Type>) -> Handle<Type> {
    let mut at = class.to_handle();
    while at.has(type_flags::HEAP) {
        match at.base.cloned(vm) {
            Some(base) => at = base,
            None => break,
        }
    }
    at
}

/// `class.__bases__ = bases`
pub fn set_bases(vm: &mut Vm, class: &Obj<Type>, value: &Value) -> Result<()> {
    let name = class.name_text(vm).into_owned();
    let Some(tuple) = value.cast::<Tuple>() else {
        let given = vm.type_name(value);
        return Err(vm.type_error(format_args!("can only assign tuple to {name}.__bases__, not {given}")));
    };
    if tuple.as_slice().is_empty() {
        return Err(
            vm.type_error(format_args!("can only assign non-empty tuple to {name}.__bases__, not ()"))
        );
    }
    for base in tuple.as_slice() {
        let Some(base) = base.cast::<Type>() else {
            let given = vm.type_name(base);
            return Err(
                vm.type_error(format_args!("{name}.__bases__ must be tuple of classes, not '{given}'"))
            );
        };
        // An `mro` method may have been asked in between, so the orders may not be up to date.
        if base.is_subclass(vm, class) || derives_from(vm, base, class) {
            return Err(vm.type_error("a __bases__ item causes an inheritance cycle"));
        }
    }
    let new_base = best_base(vm, tuple.as_slice())?;
    if let Some(old_base) = class.base.cloned(vm) {
        check_bases(vm, class, &old_base, &new_base)?;
    }
    let old = (class.bases.cloned(vm), class.base.cloned(vm));
    unregister(vm, class);
    class.bases.set(vm, tuple.to_handle());
    class.base.set(vm, Some(new_base));
    register(vm, class);
    if let Err(raised) = refresh_orders(vm, class) {
        unregister(vm, class);
        class.bases.set(vm, old.0);
        class.base.set(vm, old.1);
        register(vm, class);
        let exc = vm.take_raised(raised);
        if let Err(second) = refresh_orders(vm, class) {
            drop(vm.take_raised(second));
        }
        return Err(vm.raise_again(exc));
    }
    class.changed_altogether(vm);
    Ok(())
}

/// Whether a class is among the bases of another, or theirs.
fn derives_from(vm: &Vm, class: &Obj<Type>, wanted: &Obj<Type>) -> bool {
    let (mut seen, mut waiting): (Vec<Handle<Type>>, _) = (Vec::new(), vec![class.to_handle()]);
    while let Some(next) = waiting.pop() {
        if std::ptr::eq(&*next, wanted) {
            return true;
        }
        if seen.iter().any(|known| known.ptr_eq(&next)) {
            continue;
        }
        let bases = next.bases.cloned(vm);
        waiting.extend(bases.as_slice().iter().filter_map(|base| base.cast::<Type>().map(Obj::to_handle)));
        seen.push(next);
    }
    false
}

/// The new base may differ in nothing that instances have room for; a base without `__dict__` will do for a class that
/// adds its own.
fn check_bases(vm: &mut Vm, class: &Obj<Type>, old: &Obj<Type>, new: &Obj<Type>) -> Result<()> {
    let has_all = |flags: u32| {
        class.flags.get() & flags == flags & (type_flags::DICT | type_flags::WEAK) | class.flags.get() & flags
    };
    let (a, b) = (solid_base(vm, old), solid_base(vm, new));
    let same_kind = old.has(type_flags::HEAP) == new.has(type_flags::HEAP);
    if a.ptr_eq(&b) && same_kind && has_all(new.flags.get()) {
        return Ok(());
    }
    check_compatible(vm, old, new, "__bases__")
}

fn refresh_orders(vm: &mut Vm, class: &Obj<Type>) -> Result<()> {
    set_mro(vm, class)?;
    for subclass in class.live_subclasses(vm) {
        refresh_orders(vm, &subclass)?;
    }
    Ok(())
}

/// `object.__class__ = class`
pub fn set_class(vm: &mut Vm, object: &Value, class: &Value) -> Result<()> {
    let Some(new) = class.cast::<Type>() else {
        let given = vm.type_name(class);
        return Err(vm.type_error(format_args!("__class__ must be set to a class, not '{given}' object")));
    };
    let old = vm.class_of(object);
    let is_module =
        object.cast::<crate::objects::module::Module>().is_some() && new.layout.kind == old.layout.kind;
    let both_made = old.has(type_flags::HEAP) && new.has(type_flags::HEAP);
    if !is_module && !both_made {
        return Err(
            vm.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses")
        );
    }
    if std::ptr::eq(&*old, new) {
        return Ok(());
    }
    check_compatible(vm, &old, new, "__class__")?;
    vm.move_to_class(object, new);
    Ok(())
}
