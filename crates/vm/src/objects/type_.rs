//! `type`: the class of classes. How classes are made by a call, how their attributes are found, and what they tell of
//! themselves. Building a class from its parts is in `types/class_body.rs`, layouts are in `types/layout.rs`.

use crate::{
    error::Result,
    getset, method,
    names::{self, Name},
    native::{Answer, NativeMethod, Resumable, Step, TypeDef},
    objects::{dict::Dict, list::List, mapping_proxy::MappingProxy, object},
    raw,
    types::{Slot, Type, class_body::Attributes, layout, mro, type_flags},
    value::{Handle, Obj, Str, Trace, Tracer, Tuple, Value, fixed, instance, map::Layout},
    vm::Vm,
};

impl Vm {
    /// The class `type`.
    pub fn class_type(&self) -> Handle<Type> {
        self.type_of_map(fixed::TYPE).to_handle()
    }

    /// `class.name` as `type.__getattribute__` finds it; nothing if there is no such attribute. `name` is interned.
    pub fn find_class_attr(&mut self, class: &Obj<Type>, name: &Value) -> Result<Option<Value>> {
        let value = class.to_value();
        let metaclass = self.class_of(&value);
        let of_metaclass = metaclass.find(self, name);
        if let Some(attribute) = &of_metaclass
            && self.is_data_descriptor(attribute)
        {
            return self.bind(attribute, &value, &metaclass).map(Some);
        }
        if let Some(attribute) = class.find(self, name) {
            return self.bind_to_class(&attribute, class).map(Some);
        }
        match of_metaclass {
            Some(attribute) => self.bind(&attribute, &value, &metaclass).map(Some),
            None => Ok(None),
        }
    }

    /// `class.name = value` as `type.__setattr__` does it; `UNDEF` deletes. `name` is interned.
    pub fn set_class_attr(&mut self, class: &Obj<Type>, name: &Value, value: Value) -> Result<()> {
        if !class.has(type_flags::HEAP) || class.has(type_flags::IMMUTABLE) {
            let (name, class) = (self.repr_text(name)?, self.class_name(class));
            return Err(
                self.type_error(format_args!("cannot set {name} attribute of immutable type '{class}'"))
            );
        }
        let object = class.to_value();
        let metaclass = self.class_of(&object);
        if let Some(attribute) = metaclass.find(self, name)
            && self.is_data_descriptor(&attribute)
        {
            return self.generic_set_attr(&object, name, value);
        }
        if value.is_undef() {
            if class.remove_own(self, name) {
                return Ok(());
            }
            return Err(self.no_attribute(&object, name));
        }
        class.set_own(self, name.clone(), value);
        Ok(())
    }

    /// Checks the arguments of a built-in `__new__` that a program calls by itself: the first must be a class that derives
    /// from `owner` and whose instances `owner` may make.
    pub fn check_new(&mut self, owner: &Obj<Type>, args: &[Value], names: &[Value]) -> Result<()> {
        let own = self.class_name(owner);
        if args.len() == names.len() {
            return Err(self.type_error(format_args!("{own}.__new__(): not enough arguments")));
        }
        let Some(class) = args[0].cast::<Type>() else {
            let given = self.type_name(&args[0]);
            return Err(self.type_error(format_args!("{own}.__new__(X): X is not a type object ({given})")));
        };
        if !class.is_subclass(self, owner) {
            let name = self.class_name(class);
            return Err(
                self.type_error(format_args!("{own}.__new__({name}): {name} is not a subtype of {own}"))
            );
        }
        let mut native = class.to_handle();
        while native.has(type_flags::HEAP) {
            let Some(base) = native.base.cloned(self) else { break };
            native = base;
        }
        if native.layout.kind != owner.layout.kind {
            let (name, safe) = (self.class_name(class), self.class_name(&native));
            return Err(
                self.type_error(format_args!("{own}.__new__({name}) is not safe, use {safe}.__new__()"))
            );
        }
        Ok(())
    }
}

/// `type.__call__(cls, *args, **kwargs)`: `__new__`, then `__init__` if that gave an instance.
pub fn call(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let Some(class) = args.first().and_then(|class| class.cast::<Type>()) else {
        return Err(vm.type_error("descriptor '__call__' requires a 'type' object"));
    };
    let class = class.to_handle();
    let rest = &args[1..];
    if class.ptr_eq(&vm.class_type()) {
        match rest {
            [object] if names.is_empty() => return Ok(vm.class_of(object).into_value()),
            _ if rest.len() - names.len() != 3 => return Err(vm.type_error("type() takes 1 or 3 arguments")),
            _ => {}
        }
    }
    if let Some(result) = super::construct::construct(vm, class.instance_map.get(), rest, names) {
        return result;
    }
    let depth = vm.frame_count();
    let new = class.slot(vm, Slot::New);
    let Some(new) = new.filter(|_| !class.has(type_flags::NO_NEW)) else {
        let name = vm.class_name(&class);
        return Err(vm.type_error(format_args!("cannot create '{name}' instances")));
    };
    let init = class.slot(vm, Slot::Init);
    let plain_init = init.as_ref().is_none_or(|init| object::is_object_init(vm, init));
    let native_new = vm.native_new(&class, &new);
    if plain_init {
        if let Some(def) = native_new {
            // Nothing follows, so that a deferred result may pass through.
            return vm.call_def(def, args, names);
        }
    } else if let (Some(def), true) = (native_new, class.has(type_flags::EXCEPTION)) {
        let instance = vm.call_def(def, args, names)?;
        let mut state =
            Call { class, args: args.to_vec(), names: names.to_vec(), made: None, exception: true };
        let step = state.initialise(vm, instance)?;
        return state.settle(vm, depth, step);
    }
    let mut state = Call { class, args: args.to_vec(), names: names.to_vec(), made: None, exception: false };
    let function = vm.bind_to_class(&new, &state.class)?;
    let step = match vm.start_call_named(&function, args, names)? {
        Answer::Now(instance) => state.initialise(vm, instance)?,
        Answer::Later => Step::Later { ends: false },
    };
    state.settle(vm, depth, step)
}

/// A class being called: first `__new__`, then `__init__`.
struct Call {
    class: Handle<Type>,
    /// The class, later the instance, and what is given.
    args: Vec<Value>,
    names: Vec<Value>,
    /// What `__new__` has given.
    made: Option<Value>,
    /// The class is one of exceptions made by a native `__new__`: any `__init__` runs.
    exception: bool,
}

impl Call {
    /// Goes on with what `__new__` has given.
    fn initialise(&mut self, vm: &mut Vm, instance: Value) -> Result<Step> {
        let class = vm.class_of(&instance);
        let init = if class.is_subclass(vm, &self.class) { class.slot(vm, Slot::Init) } else { None };
        let Some(init) = init.filter(|init| self.exception || !is_idle_init(vm, init, &class)) else {
            return Ok(Step::Return(instance));
        };
        self.made = Some(instance.clone());
        let answer = if init.has_map(fixed::FUNCTION) || init.cast::<NativeMethod>().is_some() {
            self.args[0] = instance;
            vm.start_call_named(&init, &self.args, &self.names)?
        } else {
            let method = vm.bind(&init, &instance, &class)?;
            vm.start_call_named(&method, &self.args[1..], &self.names)?
        };
        match answer {
            Answer::Now(result) => self.finish(vm, &result),
            Answer::Later => Ok(Step::Later { ends: false }),
        }
    }
    /// Goes on with what `__init__` has given.
    fn finish(&mut self, vm: &mut Vm, result: &Value) -> Result<Step> {
        if !result.is_none() {
            let given = vm.type_name(result);
            return Err(vm.type_error(format_args!("__init__() should return None, not '{given}'")));
        }
        Ok(Step::Return(self.made.take().unwrap_or(Value::NONE)))
    }
    /// What the call gives after a step that was made above the first `depth` frames.
    fn settle(self, vm: &mut Vm, depth: usize, step: Step) -> Result<Value> {
        match step {
            Step::Return(instance) => Ok(instance),
            _ => vm.defer_beneath(depth, false, Box::new(self)),
        }
    }
}

impl Resumable for Call {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let result = result?;
        match self.made {
            None => self.initialise(vm, result),
            Some(_) => self.finish(vm, &result),
        }
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.class.trace(tracer);
        self.args.trace(tracer);
        self.names.trace(tracer);
        self.made.trace(tracer);
    }
}

/// Whether calling this `__init__` would do nothing: `object`'s, of a class with a `__new__` of its own.
fn is_idle_init(vm: &mut Vm, init: &Value, class: &Obj<Type>) -> bool {
    object::is_object_init(vm, init)
        && class.slot(vm, Slot::New).is_some_and(|new| !object::is_object_new(vm, &new))
}

/// `type.__new__(metatype, name, bases, dict, **kwds)`
fn new(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let Some(metaclass) = args.first().and_then(|class| class.cast::<Type>()) else {
        return Err(vm.type_error("type.__new__(): not enough arguments"));
    };
    let (positional, values) = args[1..].split_at(args.len() - 1 - names.len());
    let [name, bases, namespace] = positional else {
        let given = positional.len();
        return Err(vm.type_error(format_args!("type.__new__() takes exactly 3 arguments ({given} given)")));
    };
    let wrong = |vm: &mut Vm, place: u8, expected: &str, value: &Value| {
        let given = vm.type_name(value);
        vm.type_error(format_args!("type.__new__() argument {place} must be {expected}, not {given}"))
    };
    if name.cast::<Str>().is_none() {
        return Err(wrong(vm, 1, "str", name));
    }
    let Some(bases) = bases.cast::<Tuple>() else { return Err(wrong(vm, 2, "tuple", bases)) };
    let Some(dict) = namespace.cast::<Dict>() else { return Err(wrong(vm, 3, "dict", namespace)) };
    for base in bases.as_slice() {
        if base.cast::<Type>().is_none() && vm.find_known_attr(base, names::__mro_entries__)?.is_some() {
            return Err(vm.type_error("type() doesn't support MRO entry resolution; use types.new_class()"));
        }
    }
    let winner = vm.winning_metaclass(metaclass, bases.as_slice())?;
    if !std::ptr::eq(&*winner, metaclass)
        && let Some(other) = winner.slot(vm, Slot::New)
        && !vm.native_def(&other).is_some_and(|def| std::ptr::eq(def, new_def(vm)))
    {
        let function = vm.bind_to_class(&other, &winner)?;
        let mut all = args.to_vec();
        all[0] = winner.to_value();
        return vm.call_named(&function, &all, names);
    }
    let keywords: Attributes = names.iter().cloned().zip(values.iter().cloned()).collect();
    vm.new_class(&winner, name, bases.as_slice(), dict, keywords)
}

/// The row of `type.__new__` itself.
fn new_def(vm: &mut Vm) -> &'static crate::native::MethodDef {
    let class = vm.class_type();
    let found = class.slot(vm, Slot::New);
    found.and_then(|new| vm.native_def(&new)).expect("`type` has a row for `__new__`")
}

/// `type.__init__(cls, name, bases, dict, **kwds)` checks and does nothing else.
fn init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    match args.len() - 1 - names.len() {
        1 if !names.is_empty() => Err(vm.type_error("type.__init__() takes no keyword arguments")),
        1 | 3 => Ok(Value::NONE),
        _ => Err(vm.type_error("type.__init__() takes 1 or 3 arguments")),
    }
}

impl Type {
    fn getattribute(vm: &mut Vm, this: &Obj<Type>, name: &Value) -> Result<Value> {
        let name = vm.attribute_name(name)?;
        match vm.find_class_attr(this, &name)? {
            Some(value) => Ok(value),
            None => {
                let object = this.to_value();
                Err(vm.no_attribute(&object, &name))
            }
        }
    }
    fn setattr(vm: &mut Vm, this: &Obj<Type>, name: &Value, value: Value) -> Result<()> {
        let name = vm.attribute_name(name)?;
        vm.set_class_attr(this, &name, value)
    }
    fn delattr(vm: &mut Vm, this: &Obj<Type>, name: &Value) -> Result<()> {
        let name = vm.attribute_name(name)?;
        vm.set_class_attr(this, &name, Value::UNDEF)
    }
    fn repr(vm: &mut Vm, this: &Obj<Type>) -> Result<String> {
        let qualname = vm.text_of(this.qualname.get(vm)).into_owned();
        Ok(match module_of(vm, this) {
            Some(module) if module.cast::<Str>().is_some() && vm.text_of(&module) != "builtins" => {
                format!("<class '{}.{qualname}'>", vm.text_of(&module))
            }
            _ => format!(
                "<class '{}'>",
                if this.has(type_flags::HEAP) {
                    vm.text_of(this.name.get(vm)).into_owned()
                } else {
                    qualname
                }
            ),
        })
    }
    fn mro(vm: &mut Vm, this: &Obj<Type>) -> Result<Handle<List>> {
        let order = mro::linearize_class(vm, this)?;
        Ok(List::new(order.into_iter().map(Value::from).collect()))
    }
    fn subclasses(vm: &mut Vm, this: &Obj<Type>) -> Handle<List> {
        List::new(this.live_subclasses(vm).into_iter().map(Value::from).collect())
    }
    fn instancecheck(vm: &mut Vm, this: &Obj<Type>, instance: &Value) -> Result<bool> {
        let class = this.to_value();
        vm.is_instance_plain(instance, &class)
    }
    fn subclasscheck(vm: &mut Vm, this: &Obj<Type>, subclass: &Value) -> Result<bool> {
        let class = this.to_value();
        vm.is_subclass_plain(subclass, &class)
    }
    fn dir(vm: &mut Vm, this: &Obj<Type>) -> Result<Handle<List>> {
        let found = Dict::new();
        for class in this.mro.cloned(vm).iter().rev() {
            let names: Vec<Value> = class.dict.get(vm).iter().map(|(name, _)| name.clone()).collect();
            for name in names {
                found.set(vm, name, Value::NONE)?;
            }
        }
        let names = found.pairs(vm).into_iter().map(|(name, _)| name).collect();
        Ok(List::new(names))
    }
    fn or(vm: &mut Vm, this: &Value, other: &Value) -> Result<Value> {
        crate::objects::union::Union::of(vm, this, other)
    }
    fn ror(vm: &mut Vm, this: &Value, other: &Value) -> Result<Value> {
        crate::objects::union::Union::of(vm, other, this)
    }
    fn sizeof(vm: &mut Vm, this: &Obj<Type>) -> i64 {
        size_of::<Type>() as i64 + 16 * this.dict.get(vm).len() as i64
    }
    fn prepare(_vm: &mut Vm, _args: &[Value], _names: &[Value]) -> Result<Value> {
        Ok(Dict::new().into_value())
    }
}

/// `__module__`: what the class's own namespace says.
pub fn module_of(vm: &mut Vm, class: &Obj<Type>) -> Option<Value> {
    match own(vm, class, names::__module__) {
        // `type` and `TypeAliasType` have a getter of that name for their instances.
        Some(value) if value.has_map(fixed::GETSET) => {
            let alias = class.instance_map.get() == fixed::TYPE_ALIAS;
            Some(vm.new_str(if alias { "typing" } else { "builtins" }))
        }
        found => found,
    }
}

fn own(vm: &Vm, class: &Obj<Type>, name: Name) -> Option<Value> {
    class.dict.get(vm).get(vm.name(name)).cloned()
}

/// Refuses to set or delete a special attribute of a class that is not the program's, or to delete it at all.
fn settable(vm: &mut Vm, class: &Obj<Type>, value: Option<Value>, name: &str) -> Result<Value> {
    let fixed = !class.has(type_flags::HEAP) || class.has(type_flags::IMMUTABLE);
    match value {
        Some(value) if !fixed => Ok(value),
        Some(_) => {
            let class = vm.class_name(class);
            Err(vm.type_error(format_args!("cannot set '{name}' attribute of immutable type '{class}'")))
        }
        None if fixed => {
            let class = vm.class_name(class);
            Err(vm.type_error(format_args!("cannot set '{name}' attribute of immutable type '{class}'")))
        }
        None => {
            let class = class.name_text(vm).into_owned();
            Err(vm.type_error(format_args!("cannot delete '{name}' attribute of immutable type '{class}'")))
        }
    }
}

/// Getters and setters.
impl Type {
    fn get_name(vm: &mut Vm, this: &Obj<Type>) -> Value {
        this.name.cloned(vm)
    }
    fn set_name(vm: &mut Vm, this: &Obj<Type>, value: Option<Value>) -> Result<()> {
        let value = settable(vm, this, value, "__name__")?;
        let Some(text) = value.cast::<Str>() else {
            let (name, given) = (this.name_text(vm).into_owned(), vm.type_name(&value));
            return Err(
                vm.type_error(format_args!("can only assign string to {name}.__name__, not '{given}'"))
            );
        };
        if text.as_bytes().contains(&0) {
            return Err(vm.value_error("type name must not contain null characters"));
        }
        this.name.set(vm, value);
        Ok(())
    }
    fn get_qualname(vm: &mut Vm, this: &Obj<Type>) -> Value {
        this.qualname.cloned(vm)
    }
    fn set_qualname(vm: &mut Vm, this: &Obj<Type>, value: Option<Value>) -> Result<()> {
        let value = settable(vm, this, value, "__qualname__")?;
        if value.cast::<Str>().is_none() {
            let (name, given) = (this.name_text(vm).into_owned(), vm.type_name(&value));
            return Err(
                vm.type_error(format_args!("can only assign string to {name}.__qualname__, not '{given}'"))
            );
        }
        this.qualname.set(vm, value);
        Ok(())
    }
    fn get_module(vm: &mut Vm, this: &Obj<Type>) -> Result<Value> {
        match module_of(vm, this) {
            Some(module) => Ok(module),
            None if !this.has(type_flags::HEAP) => Ok(vm.new_str("builtins")),
            None => Err(missing(vm, this, names::__module__)),
        }
    }
    fn set_module(vm: &mut Vm, this: &Obj<Type>, value: Option<Value>) -> Result<()> {
        let value = settable(vm, this, value, "__module__")?;
        let line = vm.name(names::__firstlineno__).clone();
        this.remove_own(vm, &line);
        this.set_own_name(vm, names::__module__, value);
        Ok(())
    }
    fn get_bases(vm: &mut Vm, this: &Obj<Type>) -> Handle<Tuple> {
        this.bases.cloned(vm)
    }
    fn set_bases(vm: &mut Vm, this: &Obj<Type>, value: Option<Value>) -> Result<()> {
        let value = settable(vm, this, value, "__bases__")?;
        layout::set_bases(vm, this, &value)
    }
    fn get_base(vm: &mut Vm, this: &Obj<Type>) -> Value {
        this.base.cloned(vm).map_or(Value::NONE, Value::from)
    }
    fn get_mro(vm: &mut Vm, this: &Obj<Type>) -> Handle<Tuple> {
        if let Some(known) = this.shown_mro.get(vm).exact::<Tuple>() {
            return known.to_handle();
        }
        let order = this.mro.get(vm);
        let shown = Tuple::from_items(order.len(), order.iter().map(|class| class.to_value()));
        this.shown_mro.set(vm, shown.to_value());
        shown
    }
    fn get_doc(vm: &mut Vm, this: &Obj<Type>) -> Result<Value> {
        let Some(doc) = own(vm, this, names::__doc__) else { return Ok(Value::NONE) };
        if doc.has_map(fixed::GETSET) && this.instance_map.get() == fixed::TYPE {
            return Ok(vm.new_str(DOC));
        }
        match vm.class_of(&doc).slot(vm, Slot::Get) {
            Some(get) => {
                let class = this.to_value();
                vm.call_slot(&get, &doc, &[&Value::NONE, &class])
            }
            None => Ok(doc),
        }
    }
    fn set_doc(vm: &mut Vm, this: &Obj<Type>, value: Option<Value>) -> Result<()> {
        let value = settable(vm, this, value, "__doc__")?;
        this.set_own_name(vm, names::__doc__, value);
        Ok(())
    }
    fn get_dict(_vm: &mut Vm, this: &Obj<Type>) -> Value {
        MappingProxy::of_class(this.to_handle()).into_value()
    }
    fn get_text_signature(vm: &mut Vm, this: &Obj<Type>) -> Value {
        if this.has(type_flags::HEAP) {
            return Value::NONE;
        }
        let Some(def) = this.slot(vm, Slot::New).and_then(|new| vm.native_def(&new)) else {
            return Value::NONE;
        };
        if this.to_value().is(&vm.type_of_map(fixed::OBJECT).to_value()) {
            // It takes whatever its subclasses take, but shows that it wants nothing.
            return vm.new_str("()");
        }
        let text = def.signature.parameters_text();
        let rest = text.trim_start_matches("(cls, /").trim_start_matches("(cls").trim_start_matches(", ");
        vm.new_str(&format!("({rest}"))
    }
    fn get_abstract(vm: &mut Vm, this: &Obj<Type>) -> Result<Value> {
        match own(vm, this, names::__abstractmethods__) {
            Some(value) if !value.has_map(fixed::GETSET) => Ok(value),
            _ => Err(missing(vm, this, names::__abstractmethods__)),
        }
    }
    fn set_abstract(vm: &mut Vm, this: &Obj<Type>, value: Option<Value>) -> Result<()> {
        let abstract_now = match value {
            Some(value) => {
                let truth = vm.truth(&value)?;
                this.set_own_name(vm, names::__abstractmethods__, value);
                truth
            }
            None => {
                let name = vm.name(names::__abstractmethods__).clone();
                if !this.remove_own(vm, &name) {
                    return Err(missing(vm, this, names::__abstractmethods__));
                }
                false
            }
        };
        let flags = this.flags.get() & !type_flags::ABSTRACT;
        this.flags.set(if abstract_now { flags | type_flags::ABSTRACT } else { flags });
        Ok(())
    }
    fn get_type_params(vm: &mut Vm, this: &Obj<Type>) -> Value {
        match own(vm, this, names::__type_params__) {
            Some(value) if !value.has_map(fixed::GETSET) => value,
            _ => Tuple::new(Vec::new()).into_value(),
        }
    }
    fn set_type_params(vm: &mut Vm, this: &Obj<Type>, value: Option<Value>) -> Result<()> {
        let value = settable(vm, this, value, "__type_params__")?;
        this.set_own_name(vm, names::__type_params__, value);
        Ok(())
    }
    fn read_only(vm: &mut Vm, _this: &Obj<Type>, _value: Option<Value>) -> Result<()> {
        Err(vm.attribute_error_text("readonly attribute"))
    }
    fn get_flags(_vm: &mut Vm, this: &Obj<Type>) -> i64 {
        // The bits that programs look at, with CPython's numbers.
        let pairs: [(u32, i64); 7] = [
            (type_flags::HEAP, 1 << 9),
            (type_flags::BASE, 1 << 10),
            (type_flags::SEQUENCE, 1 << 5),
            (type_flags::MAPPING, 1 << 6),
            (type_flags::ABSTRACT, 1 << 20),
            (type_flags::EXCEPTION, 1 << 30),
            (type_flags::NO_NEW, 1 << 7),
        ];
        let mut flags =
            pairs.iter().filter(|(flag, _)| this.has(*flag)).fold(1 << 12, |all, (_, bit)| all | bit);
        if !this.has(type_flags::HEAP) || this.has(type_flags::IMMUTABLE) {
            flags |= 1 << 8;
        }
        if this.layout.container || this.has(type_flags::HEAP) {
            flags |= 1 << 14;
        }
        if this.instance_map.get() == fixed::GENERIC {
            // Made from a specification, so that `copyreg` does not take it for what holds an instance's state.
            flags |= 1 << 9;
        }
        flags
    }
    fn get_basic_size(_vm: &mut Vm, this: &Obj<Type>) -> i64 {
        i64::from(this.layout.size)
    }
    fn get_item_size(_vm: &mut Vm, this: &Obj<Type>) -> i64 {
        if layout::is_variable_sized(this) { 8 } else { 0 }
    }
    fn get_dict_offset(_vm: &mut Vm, this: &Obj<Type>) -> i64 {
        if this.has(type_flags::DICT) { -1 } else { 0 }
    }
    fn get_weak_offset(_vm: &mut Vm, this: &Obj<Type>) -> i64 {
        if this.has(type_flags::WEAK) { i64::from(this.layout.size) } else { 0 }
    }
}

fn missing(vm: &mut Vm, class: &Obj<Type>, name: Name) -> crate::error::Raised {
    let (object, name) = (class.to_value(), vm.name(name).clone());
    let text = vm.text_of(&name).into_owned();
    vm.attribute_error(&text, &object, &name)
}

/// Annotations (PEP 649): kept in the class's namespace under names of their own, computed when asked for.
impl Type {
    fn get_annotate(vm: &mut Vm, this: &Obj<Type>) -> Result<Value> {
        if !this.has(type_flags::HEAP) {
            let (object, name) = (this.to_value(), vm.name(names::__annotate__).clone());
            return Err(vm.no_attribute(&object, &name));
        }
        let found = match own(vm, this, names::__annotate_func__) {
            Some(found) => Some(found),
            None => own(vm, this, names::__annotate__),
        };
        match found {
            Some(found) => vm.bind_to_class(&found, this),
            None => {
                this.set_own_name(vm, names::__annotate_func__, Value::NONE);
                Ok(Value::NONE)
            }
        }
    }
    fn set_annotate(vm: &mut Vm, this: &Obj<Type>, value: Option<Value>) -> Result<()> {
        let Some(value) = value else { return Err(vm.type_error("cannot delete __annotate__ attribute")) };
        let value = settable(vm, this, Some(value), "__annotate__")?;
        if !value.is_none() && !vm.is_callable(&value) {
            return Err(vm.type_error("__annotate__ must be callable or None"));
        }
        if !value.is_none() {
            let cache = vm.name(names::__annotations_cache__).clone();
            this.remove_own(vm, &cache);
        }
        this.set_own_name(vm, names::__annotate_func__, value);
        Ok(())
    }
    fn get_annotations(vm: &mut Vm, this: &Obj<Type>) -> Result<Value> {
        if !this.has(type_flags::HEAP) {
            let (object, name) = (this.to_value(), vm.name(names::__annotations__).clone());
            return Err(vm.no_attribute(&object, &name));
        }
        for name in [names::__annotations__, names::__annotations_cache__] {
            if let Some(found) = own(vm, this, name) {
                return vm.bind_to_class(&found, this);
            }
        }
        let annotate = Type::get_annotate(vm, this)?;
        let annotations = if annotate.is_none() || !vm.is_callable(&annotate) {
            Dict::new().into_value()
        } else {
            let found = vm.call(&annotate, &[Value::small(1)])?;
            if found.cast::<Dict>().is_none() {
                let given = vm.type_name(&found);
                return Err(vm.type_error(format_args!("__annotate__() must return a dict, not {given}")));
            }
            found
        };
        this.set_own_name(vm, names::__annotations_cache__, annotations.clone());
        Ok(annotations)
    }
    fn set_annotations(vm: &mut Vm, this: &Obj<Type>, value: Option<Value>) -> Result<()> {
        if !this.has(type_flags::HEAP) || this.has(type_flags::IMMUTABLE) {
            settable(vm, this, value.clone(), "__annotations__")?;
        }
        let plain = vm.name(names::__annotations__).clone();
        let cache = vm.name(names::__annotations_cache__).clone();
        let function = vm.name(names::__annotate_func__).clone();
        let annotate = vm.name(names::__annotate__).clone();
        match value {
            Some(value) => {
                let place = if this.dict.get(vm).get(&plain).is_some() { plain } else { cache };
                this.set_own(vm, place, value);
            }
            None => {
                let first = this.remove_own(vm, &plain);
                let second = this.remove_own(vm, &cache);
                if !first && !second {
                    return Err(missing(vm, this, names::__annotations__));
                }
            }
        }
        this.remove_own(vm, &function);
        this.remove_own(vm, &annotate);
        Ok(())
    }
}

/// A plain instance of a class without `__new__` and `__init__` of its own.
pub fn plain_instance(class: &Obj<Type>) -> Value {
    instance::allocate(class.instance_map.get())
}

const DOC: &str = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type";

/// `type`
pub static TYPE: TypeDef = TypeDef {
    name: "type",
    doc: DOC,
    base: None,
    map: Some(fixed::TYPE),
    layout: Layout::of::<Type>(),
    flags: type_flags::BASE | type_flags::WEAK,
    rows: &[
        raw!(StaticMethod, "__new__(cls, /, *args, **kwargs)", new, "Create and return a new object."),
        raw!(Method, "__init__(self, /, *args, **kwargs)", init, "Initialize self."),
        raw!(Method, "__call__(self, /, *args, **kwargs)", call, "Call self as a function."),
        method!("__getattribute__(self, name, /)", Type::getattribute, 2, "Return getattr(self, name)."),
        method!(
            "__setattr__(self, name, value, /)",
            Type::setattr,
            3,
            "Implement setattr(self, name, value)."
        ),
        method!("__delattr__(self, name, /)", Type::delattr, 2, "Implement delattr(self, name)."),
        method!("__repr__(self, /)", Type::repr, 1, "Return repr(self)."),
        method!("__or__(self, value, /)", Type::or, 2, "Return self|value."),
        method!("__ror__(self, value, /)", Type::ror, 2, "Return value|self."),
        method!("mro(self, /)", Type::mro, 1, "Return a type's method resolution order."),
        method!("__subclasses__(self, /)", Type::subclasses, 1, "Return a list of immediate subclasses."),
        method!(
            "__instancecheck__(self, instance, /)",
            Type::instancecheck,
            2,
            "Check if an object is an instance."
        ),
        method!(
            "__subclasscheck__(self, subclass, /)",
            Type::subclasscheck,
            2,
            "Check if a class is a subclass."
        ),
        method!("__dir__(self, /)", Type::dir, 1, "Specialized __dir__ implementation for types."),
        method!("__sizeof__(self, /)", Type::sizeof, 1, "Return memory consumption of the type object."),
        raw!(
            ClassMethod,
            "__prepare__(cls, /, *args, **kwargs)",
            Type::prepare,
            "Create the namespace for the class statement"
        ),
        getset!("__name__", Type::get_name, Type::set_name),
        getset!("__qualname__", Type::get_qualname, Type::set_qualname),
        getset!("__module__", Type::get_module, Type::set_module),
        getset!("__bases__", Type::get_bases, Type::set_bases),
        getset!("__base__", Type::get_base),
        getset!("__mro__", Type::get_mro),
        getset!("__doc__", Type::get_doc, Type::set_doc),
        getset!("__dict__", Type::get_dict),
        getset!("__text_signature__", Type::get_text_signature),
        getset!("__abstractmethods__", Type::get_abstract, Type::set_abstract),
        getset!("__type_params__", Type::get_type_params, Type::set_type_params),
        getset!("__annotate__", Type::get_annotate, Type::set_annotate),
        getset!("__annotations__", Type::get_annotations, Type::set_annotations),
        getset!("__flags__", Type::get_flags, Type::read_only),
        getset!("__basicsize__", Type::get_basic_size, Type::read_only),
        getset!("__itemsize__", Type::get_item_size, Type::read_only),
        getset!("__dictoffset__", Type::get_dict_offset, Type::read_only),
        getset!("__weakrefoffset__", Type::get_weak_offset, Type::read_only),
    ],
};
