//! Building a class: which metaclass wins, which base decides the layout, `__slots__`, the cells of the class body,
//! then `__set_name__` and `__init_subclass__`.
//!
//! [`Vm::new_class`] is `type.__new__` behind its argument checks; [`build`](super::build) is what a `class` statement
//! calls and ends in a call of the metaclass.

use crate::{
    error::{Raised, Result},
    names,
    native::{
        Resumable, Step,
        function::{GetSet, Member},
    },
    objects::{
        cell::Cell,
        descriptors::{ClassMethod, StaticMethod},
        dict::Dict,
        function::Function,
        mapping_proxy::MappingProxy,
        object,
    },
    types::{Slot, Type, layout, type_flags},
    value::{Handle, Obj, Str, Tuple, Value, fixed},
    vm::Vm,
};
use std::collections::BinaryHeap;

/// Names of a new class's attributes and what they are bound to, in order.
pub type Attributes = Vec<(Value, Value)>;

impl Vm {
    /// The most derived of `start` and the classes of the bases.
    pub fn winning_metaclass(&mut self, start: &Obj<Type>, bases: &[Value]) -> Result<Handle<Type>> {
        let mut winner = start.to_handle();
        for base in bases {
            let class = self.class_of(base);
            if winner.is_subclass(self, &class) {
                continue;
            }
            if !class.is_subclass(self, &winner) {
                return Err(self.type_error(
                    "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the \
                     metaclasses of all its bases",
                ));
            }
            winner = class;
        }
        Ok(winner)
    }

    /// Makes a class of checked parts; the metaclass is the winner already. The result may be deferred, when methods
    /// written in Python want to hear of the new class.
    pub fn new_class(
        &mut self,
        metaclass: &Obj<Type>,
        name: &Value,
        bases: &[Value],
        namespace: &Obj<Dict>,
        keywords: Attributes,
    ) -> Result<Value> {
        let bases =
            if bases.is_empty() { vec![self.type_of_map(fixed::OBJECT).to_value()] } else { bases.to_vec() };
        let base = layout::best_base(self, &bases)?;
        check_name(self, name)?;
        let mut attributes = Vec::new();
        for (key, value) in namespace.pairs(self) {
            attributes.push((self.intern(&key), value));
        }
        let plan = Plan::new(self, name, &base, &bases, &attributes)?;
        let class = allocate(self, metaclass, name, &base, &bases, &plan);
        let cells = set_attributes(self, &class, attributes, &plan)?;
        // A metaclass's `mro` may call methods that name `__class__`.
        if let Some(cell) = cells.class {
            cell.contents.set(self, class.to_value());
        }
        layout::set_mro(self, &class)?;
        let room = room_for(self, &class, &base);
        self.lay_out(&class, room);
        layout::register(self, &class);
        if let Some(cell) = cells.class_dict {
            let proxy = MappingProxy::of_class(class.clone()).into_value();
            cell.contents.set(self, proxy);
        }
        announce(self, class, keywords)
    }
}

/// Name of a class: a string that may be encoded, without null characters.
fn check_name(vm: &mut Vm, name: &Value) -> Result<()> {
    let Some(text) = name.cast::<Str>() else {
        let given = vm.type_name(name);
        return Err(vm.type_error(format_args!("type.__new__() argument 1 must be str, not {given}")));
    };
    if text.as_bytes().contains(&0) {
        return Err(vm.value_error("type name must not contain null characters"));
    }
    Ok(())
}

/// What `__slots__` and the bases say about instances.
struct Plan {
    add_dict: bool,
    add_weak: bool,
    /// Mangled, sorted names.
    slots: Vec<Value>,
}

impl Plan {
    fn new(
        vm: &mut Vm,
        name: &Value,
        base: &Obj<Type>,
        bases: &[Value],
        attributes: &Attributes,
    ) -> Result<Plan> {
        let is_metaclass = base.is_subclass(vm, &vm.class_type());
        let may_dict = !base.has(type_flags::DICT) && !is_metaclass;
        let may_weak = !base.has(type_flags::WEAK) && !is_metaclass && !layout::is_variable_sized(base);
        let wanted = vm.name(names::__slots__).clone();
        let Some((_, slots)) = attributes.iter().find(|(key, _)| key.is(&wanted)) else {
            return Ok(Plan { add_dict: may_dict, add_weak: may_weak, slots: Vec::new() });
        };
        let items = match slots.cast::<Str>() {
            Some(_) => vec![slots.clone()],
            None => vm.collect(slots)?,
        };
        if !items.is_empty() && (layout::is_variable_sized(base) || is_metaclass) {
            let base = base.name_text(vm).into_owned();
            return Err(
                vm.type_error(format_args!("nonempty __slots__ not supported for subtype of '{base}'"))
            );
        }
        let mut plan = Plan { add_dict: false, add_weak: false, slots: Vec::new() };
        for item in &items {
            plan.add(vm, name, item, may_dict, may_weak, attributes)?;
        }
        let text = |slot: &Value| slot.cast::<Str>().map_or(vec![], |text| text.as_bytes().to_vec());
        let keyed: BinaryHeap<(Vec<u8>, usize)> =
            plan.slots.iter().enumerate().map(|(at, slot)| (text(slot), at)).collect();
        plan.slots = keyed.into_sorted_vec().into_iter().map(|(_, at)| plan.slots[at].clone()).collect();
        plan.take_from_other_bases(vm, base, bases, may_dict, may_weak);
        Ok(plan)
    }
    fn add(
        &mut self,
        vm: &mut Vm,
        class_name: &Value,
        item: &Value,
        may_dict: bool,
        may_weak: bool,
        attributes: &Attributes,
    ) -> Result<()> {
        let Some(text) = item.cast::<Str>() else {
            let given = vm.type_name(item);
            return Err(vm.type_error(format_args!("__slots__ items must be strings, not '{given}'")));
        };
        let text = text.to_text().into_owned();
        if !is_identifier(&text) {
            return Err(vm.type_error("__slots__ must be identifiers"));
        }
        match &*text {
            "__dict__" if may_dict && !self.add_dict => self.add_dict = true,
            "__dict__" => return Err(vm.type_error("__dict__ slot disallowed: we already got one")),
            "__weakref__" if may_weak && !self.add_weak => self.add_weak = true,
            "__weakref__" => return Err(vm.type_error("__weakref__ slot disallowed: we already got one")),
            _ => {
                let mangled = mangle(&vm.text_of(class_name), &text);
                let slot = vm.intern_text(&mangled);
                let taken = attributes.iter().any(|(key, _)| key.is(&slot));
                if taken && !matches!(&*text, "__qualname__" | "__classcell__" | "__classdictcell__") {
                    let shown = vm.repr_text(item)?;
                    return Err(
                        vm.value_error(format_args!("{shown} in __slots__ conflicts with class variable"))
                    );
                }
                self.slots.push(slot);
            }
        }
        Ok(())
    }
    /// A second base may bring a `__dict__` or `__weakref__` that the first has not.
    fn take_from_other_bases(
        &mut self,
        vm: &Vm,
        base: &Obj<Type>,
        bases: &[Value],
        may_dict: bool,
        may_weak: bool,
    ) {
        let _ = vm;
        for other in bases.iter().filter_map(|other| other.cast::<Type>()) {
            if std::ptr::eq(other, base) {
                continue;
            }
            self.add_dict |= may_dict && other.has(type_flags::DICT);
            self.add_weak |= may_weak && other.has(type_flags::WEAK);
        }
    }
}

fn is_identifier(text: &str) -> bool {
    use crate::text::unicode::{is_xid_continue, is_xid_start};
    let mut chars = text.chars().map(u32::from);
    chars.next().is_some_and(is_xid_start) && chars.all(is_xid_continue)
}

/// A private name as it reads outside its class: `__x` in `class _A` is `_A__x`.
pub fn mangle(class_name: &str, name: &str) -> String {
    let stripped = class_name.trim_start_matches('_');
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') || stripped.is_empty() {
        return name.to_owned();
    }
    format!("_{stripped}{name}")
}

fn allocate(
    vm: &mut Vm,
    metaclass: &Obj<Type>,
    name: &Value,
    base: &Obj<Type>,
    bases: &[Value],
    plan: &Plan,
) -> Handle<Type> {
    let mut flags = type_flags::HEAP | type_flags::BASE | base.flags.get() & type_flags::INHERITED;
    if plan.add_dict {
        flags |= type_flags::DICT;
    }
    if plan.add_weak {
        flags |= type_flags::WEAK;
    }
    let kinds = type_flags::SEQUENCE | type_flags::MAPPING;
    if let Some(kind) = bases
        .iter()
        .filter_map(|base| base.cast::<Type>())
        .map(|base| base.flags.get() & kinds)
        .find(|kind| *kind != 0)
    {
        flags = flags & !kinds | kind;
    }
    let name = vm.intern(name);
    let mut class = Type::blank(name, Tuple::from_slice(bases), base.layout, flags);
    let mut fixed_slots = base.fixed_slots.cloned(vm);
    fixed_slots.extend(plan.slots.iter().cloned());
    *class.base.inner_mut() = Some(base.to_handle());
    *class.fixed_slots.inner_mut() = fixed_slots;
    layout::allocate_class(vm, metaclass, class)
}

struct Cells {
    class: Option<Handle<Cell>>,
    class_dict: Option<Handle<Cell>>,
}

fn set_attributes(vm: &mut Vm, class: &Obj<Type>, attributes: Attributes, plan: &Plan) -> Result<Cells> {
    let mut cells = Cells { class: None, class_dict: None };
    let name = |vm: &Vm, name| vm.name(name).clone();
    let (qualname, class_cell, dict_cell) =
        (name(vm, names::__qualname__), name(vm, names::__classcell__), name(vm, names::__classdictcell__));
    let (new, init_subclass, class_getitem) =
        (name(vm, names::__new__), name(vm, names::__init_subclass__), name(vm, names::__class_getitem__));
    let (module, doc) = (name(vm, names::__module__), name(vm, names::__doc__));
    for (key, mut value) in attributes {
        if key.is(&qualname) {
            if value.cast::<Str>().is_none() {
                let given = vm.type_name(&value);
                return Err(vm.type_error(format_args!("type __qualname__ must be a str, not {given}")));
            }
            class.qualname.set(vm, value);
            continue;
        }
        if key.is(&class_cell) || key.is(&dict_cell) {
            let place = if key.is(&class_cell) { &mut cells.class } else { &mut cells.class_dict };
            *place = Some(cell_of(vm, &key, value)?);
            continue;
        }
        if value.exact::<Function>().is_some() {
            if key.is(&new) {
                value = StaticMethod::new(vm, value).into_value();
            } else if key.is(&init_subclass) || key.is(&class_getitem) {
                value = ClassMethod::new(vm, value).into_value();
            }
        }
        drop(class.dict.get_mut(vm).insert(key, value));
    }
    if class.dict.get(vm).get(&module).is_none()
        && let Some(value) = vm.caller_module_name()
    {
        class.dict.get_mut(vm).insert(module, value);
    }
    let inherited = class.fixed_slots.get(vm).len() - plan.slots.len();
    for (at, slot) in plan.slots.iter().enumerate() {
        let index = (inherited + at) as u16;
        let member = Member { name: slot.clone(), owner: class.to_handle(), index, native: None };
        class.dict.get_mut(vm).insert(slot.clone(), Handle::new(member).into_value());
    }
    if plan.add_dict {
        add_getset(vm, class, &object::DICT);
    }
    if plan.add_weak {
        add_getset(vm, class, &object::WEAKREF);
    }
    if class.dict.get(vm).get(&doc).is_none() {
        class.dict.get_mut(vm).insert(doc, Value::NONE);
    }
    let (eq, hash) = (name(vm, names::__eq__), name(vm, names::__hash__));
    let table = class.dict.get(vm);
    if table.get(&eq).is_some() && table.get(&hash).is_none() {
        class.dict.get_mut(vm).insert(hash, Value::NONE);
    }
    Ok(cells)
}

fn add_getset(vm: &mut Vm, class: &Obj<Type>, def: &'static crate::native::GetSetDef) {
    let name = vm.intern_text(def.name);
    if class.dict.get(vm).get(&name).is_none() {
        let getset = GetSet { def, owner: class.to_handle() };
        class.dict.get_mut(vm).insert(name, Handle::new(getset).into_value());
    }
}

fn cell_of(vm: &mut Vm, key: &Value, value: Value) -> Result<Handle<Cell>> {
    match value.into_handle::<Cell>() {
        Ok(cell) => Ok(cell),
        Err(other) => {
            let name = vm.text_of(key).into_owned();
            let class = vm.class_of(&other).to_value();
            let shown = vm.repr_text(&class)?;
            Err(vm.type_error(format_args!("{name} must be a nonlocal cell, not {shown}")))
        }
    }
}

/// Slots that instances are likely to need: what methods assign to `self`, beside what the base knows of.
fn room_for(vm: &mut Vm, class: &Obj<Type>, base: &Obj<Type>) -> u16 {
    let name = vm.name(names::__static_attributes__).clone();
    let own = class
        .dict
        .get(vm)
        .get(&name)
        .and_then(|names| names.exact::<Tuple>())
        .map_or(0, |n| n.as_slice().len());
    (usize::from(base.room.get()) + own).clamp(4, 64) as u16
}

/// Calls `__set_name__` of the attributes and `__init_subclass__` of the bases.
fn announce(vm: &mut Vm, class: Handle<Type>, keywords: Attributes) -> Result<Value> {
    let mut waiting = Vec::new();
    let attributes: Attributes = class
        .dict
        .get(vm)
        .iter()
        .filter(|(_, v)| v.is_object())
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect();
    for (key, value) in attributes {
        if value.exact::<Function>().is_none() && vm.class_of(&value).has_slot(vm, Slot::SetName) {
            waiting.push((key, value));
        }
    }
    waiting.reverse();
    let hook = inherited_hook(vm, &class)?;
    if hook.is_none() && !keywords.is_empty() {
        let name = vm.text_of(class.qualname.get(vm)).into_owned();
        return Err(vm.type_error(format_args!("{name}.__init_subclass__() takes no keyword arguments")));
    }
    if waiting.is_empty() && hook.is_none() {
        return Ok(class.into_value());
    }
    vm.defer(Box::new(Announce { class, waiting, current: None, hook, keywords }))
}

/// `super(class, class).__init_subclass__` unless that is `object`'s.
fn inherited_hook(vm: &mut Vm, class: &Obj<Type>) -> Result<Option<Value>> {
    let name = vm.name(names::__init_subclass__).clone();
    let order = class.mro.cloned(vm);
    let found =
        order.iter().skip(1).find_map(|base| Some((base.clone(), base.dict.get(vm).get(&name)?.clone())));
    match found {
        Some((owner, hook)) if owner.instance_map.get() != fixed::OBJECT => {
            vm.bind_to_class(&hook, class).map(Some)
        }
        _ => Ok(None),
    }
}

struct Announce {
    class: Handle<Type>,
    /// Attributes still to be told their name, last first.
    waiting: Attributes,
    current: Option<(Value, Value)>,
    hook: Option<Value>,
    keywords: Attributes,
}

impl Resumable for Announce {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        if let Err(raised) = result {
            return Err(match self.current.take() {
                Some((key, value)) => self.explain(vm, raised, &key, &value),
                None => raised,
            });
        }
        while let Some((key, value)) = self.waiting.pop() {
            let class = vm.class_of(&value);
            let Some(function) = class.slot(vm, Slot::SetName) else { continue };
            let method = match vm.bind(&function, &value, &class) {
                Ok(method) => method,
                Err(raised) => return Err(self.explain(vm, raised, &key, &value)),
            };
            let args = vec![self.class.to_value(), key.clone()];
            self.current = Some((key, value));
            return Ok(Step::Call(method, args));
        }
        self.current = None;
        match self.hook.take() {
            Some(hook) => {
                let (names, values) = std::mem::take(&mut self.keywords).into_iter().unzip();
                Ok(Step::CallKw(hook, values, names))
            }
            None => Ok(Step::Return(self.class.to_value())),
        }
    }
    fn trace(&self, tracer: &mut crate::value::Tracer) {
        use crate::value::Trace;
        self.class.trace(tracer);
        self.waiting.trace(tracer);
        self.hook.trace(tracer);
        self.keywords.trace(tracer);
        if let Some(current) = &self.current {
            current.trace(tracer);
        }
    }
}

impl Announce {
    /// Adds the note that says which attribute's `__set_name__` failed.
    fn explain(&self, vm: &mut Vm, raised: Raised, key: &Value, value: &Value) -> Raised {
        let exc = vm.take_raised(raised);
        let kind = vm.type_name(value);
        let class = self.class.name_text(vm).into_owned();
        let shown = vm.repr_text(key).unwrap_or_else(|raised| {
            drop(vm.take_raised(raised));
            String::new()
        });
        let note = format!("Error calling __set_name__ on '{kind}' instance {shown} in '{class}'");
        let note = vm.new_str(&note);
        if let Err(raised) = crate::objects::exceptions::notes::add_note(vm, &exc, note) {
            drop(vm.take_raised(raised));
        }
        vm.raise_again(exc)
    }
}
