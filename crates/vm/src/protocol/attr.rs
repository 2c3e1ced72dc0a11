//! Attributes: `a.b`, `a.b = c`, `del a.b`, and binding what a class has to an instance.

use crate::{
    error::Result,
    // tidy: allow(room): what instructions have noted of attributes serves Rust too
    eval::attr_cache::Meaning,
    names::Name,
    native::{
        GetSetDef,
        function::{Builtin, GetSet, Member, NativeMethod},
    },
    objects::dict::Dict,
    objects::{
        descriptors::{ClassMethod, StaticMethod},
        exceptions::ExcKind,
        function::BoundMethod,
        property::Property,
    },
    types::{Slot, Type, type_flags},
    value::{Handle, Obj, Str, Value, borrow_args, fixed},
    vm::Vm,
};

/// What is known of an attribute without asking the class.
pub(super) enum Known {
    Value(Value),
    Computed(&'static GetSetDef),
    Nothing,
}

impl Vm {
    /// `object.name`; `name` is any string.
    pub fn get_attr(&mut self, object: &Value, name: &Value) -> Result<Value> {
        match self.known_attr(object, name) {
            Known::Value(value) => return Ok(value),
            Known::Computed(def) => return (def.get)(self, borrow_args([object]).as_slice()),
            Known::Nothing => {}
        }
        let name = self.attribute_name(name)?;
        let class = self.class_of(object);
        let result = match class.slot(self, Slot::GetAttribute) {
            Some(function) if self.is_object_getattribute(&function) => self.generic_get_attr(object, &name),
            Some(function) if function.is(&self.known.type_getattribute) => {
                let found = match object.cast::<Type>() {
                    Some(owner) => self.find_class_attr(owner, &name),
                    None => Ok(None),
                };
                match found {
                    Ok(Some(value)) => Ok(value),
                    Ok(None) => self.call_slot(&function, object, &[&name]),
                    Err(raised) => Err(raised),
                }
            }
            Some(function) => self.call_slot(&function, object, &[&name]),
            None => self.generic_get_attr(object, &name),
        };
        let raised = match result {
            Ok(value) => return Ok(value),
            Err(raised) => raised,
        };
        if !self.raised_is(&raised, ExcKind::AttributeError) {
            return Err(raised);
        }
        let Some(hook) = class.slot(self, Slot::GetAttr) else {
            self.blame_attribute(&raised, object, &name);
            return Err(raised);
        };
        drop(self.take_raised(raised));
        let result = self.call_slot(&hook, object, &[&name]);
        if let Err(raised) = &result {
            self.blame_attribute(raised, object, &name);
        }
        result
    }
    /// What instructions have noted of an attribute.
    #[inline]
    pub(super) fn known_attr(&self, object: &Value, name: &Value) -> Known {
        let Some(header) = object.header() else { return Known::Nothing };
        let value = match self.attr_cache.find(header.map.get(), name) {
            Some(Meaning::Slot(slot) | Meaning::OpenSlot(slot)) => object.slot(slot).clone(),
            Some(Meaning::Plain(bits)) => return Known::Value(Value::from_cache(bits)),
            Some(Meaning::Computed(def)) => return Known::Computed(def),
            _ => return Known::Nothing,
        };
        value.defined().map_or(Known::Nothing, Known::Value)
    }
    /// `object.name`, or nothing if that raises AttributeError.
    pub fn find_attr(&mut self, object: &Value, name: &Value) -> Result<Option<Value>> {
        match self.known_attr(object, name) {
            Known::Value(value) => return Ok(Some(value)),
            Known::Computed(def) => {
                let found = (def.get)(self, borrow_args([object]).as_slice());
                return match found {
                    Ok(found) => Ok(Some(found)),
                    Err(raised) => self.swallow(Err(raised), ExcKind::AttributeError),
                };
            }
            Known::Nothing => {}
        }
        // The common miss makes no exception.
        let class = self.class_of(object);
        if let Some(function) = class.slot(self, Slot::GetAttribute)
            && (self.is_object_getattribute(&function) || function.is(&self.known.type_getattribute))
            && !class.has_slot(self, Slot::GetAttr)
        {
            let name = self.attribute_name(name)?;
            let found = match object.cast::<Type>() {
                Some(owner) if function.is(&self.known.type_getattribute) => {
                    // Noting what a class of a program has would make its changes dear.
                    let fixed = !owner.has(type_flags::HEAP);
                    match fixed.then(|| self.note_class_attribute(owner, &name)).flatten() {
                        Some(found) => return Ok(Some(found)),
                        None => self.find_class_attr(owner, &name),
                    }
                }
                _ => self.find_generic(object, &name),
            };
            return match found {
                Ok(found) => Ok(found),
                Err(raised) => self.swallow(Err(raised), ExcKind::AttributeError),
            };
        }
        let result = self.get_attr(object, name);
        self.swallow(result, ExcKind::AttributeError)
    }
    /// `object.name` with a name of the table.
    #[inline(never)]
    pub fn get_known_attr(&mut self, object: &Value, name: Name) -> Result<Value> {
        let name = self.name(name).clone();
        self.get_attr(object, &name)
    }
    /// `object.name` with a name of the table, or nothing if that raises AttributeError.
    #[inline(never)]
    pub fn find_known_attr(&mut self, object: &Value, name: Name) -> Result<Option<Value>> {
        let name = self.name(name).clone();
        self.find_attr(object, &name)
    }
    /// `object.name` with a Rust text.
    #[inline(never)]
    pub fn get_attr_text(&mut self, object: &Value, name: &str) -> Result<Value> {
        let name = self.intern_text(name);
        self.get_attr(object, &name)
    }
    /// An attribute name, interned; TypeError for anything but a string.
    pub(crate) fn attribute_name(&mut self, name: &Value) -> Result<Value> {
        match name.cast::<Str>() {
            Some(text) if text.is_interned() => Ok(name.clone()),
            Some(_) => Ok(self.intern(name)),
            None => {
                let given = self.type_name(name);
                Err(self.type_error(format_args!("attribute name must be string, not '{given}'")))
            }
        }
    }
    /// Whether a function is `object.__getattribute__` itself.
    #[inline]
    pub(crate) fn is_object_getattribute(&self, function: &Value) -> bool {
        function.is(&self.known.object_getattribute)
    }
    /// `object.__getattribute__(object, name)`; `name` is interned.
    pub fn generic_get_attr(&mut self, object: &Value, name: &Value) -> Result<Value> {
        match self.find_generic(object, name)? {
            Some(value) => Ok(value),
            None => Err(self.no_attribute(object, name)),
        }
    }
    /// Like `generic_get_attr`, nothing when there is no such attribute.
    pub(crate) fn find_generic(&mut self, object: &Value, name: &Value) -> Result<Option<Value>> {
        let class = self.class_of(object);
        let found = class.find(self, name);
        if let Some(attribute) = &found
            && self.is_data_descriptor(attribute)
            && self.is_readable_descriptor(attribute)
        {
            if let Some(getset) = attribute.exact::<GetSet>() {
                self.note_computed(object, &class, name, getset.def);
            }
            return self.bind(attribute, object, &class).map(Some);
        }
        if let Some(value) = self.instance_get(object, name) {
            return Ok(Some(value));
        }
        match found {
            Some(attribute) => self.bind(&attribute, object, &class).map(Some),
            None => Ok(None),
        }
    }
    /// Whether a class attribute goes before the instance's own (it has `__set__` or `__delete__`).
    pub fn is_data_descriptor(&mut self, attribute: &Value) -> bool {
        match attribute.header().map(|header| header.map.get()) {
            None => false,
            Some(
                fixed::FUNCTION
                | fixed::NATIVE_METHOD
                | fixed::WRAPPER
                | fixed::CLASS_METHOD
                | fixed::STATIC_METHOD,
            ) => false,
            Some(fixed::STR | fixed::TUPLE | fixed::LIST | fixed::DICT | fixed::BUILTIN) => false,
            Some(fixed::GETSET | fixed::MEMBER | fixed::PROPERTY) => true,
            Some(_) => {
                let class = self.class_of(attribute);
                class.has_slot(self, Slot::Set) || class.has_slot(self, Slot::Delete)
            }
        }
    }
    /// Whether a data descriptor has `__get__`; one without lets the instance's own attribute be read.
    fn is_readable_descriptor(&mut self, attribute: &Value) -> bool {
        match attribute.header().map(|header| header.map.get()) {
            Some(fixed::GETSET | fixed::MEMBER | fixed::PROPERTY) => true,
            _ => self.class_of(attribute).has_slot(self, Slot::Get),
        }
    }
    /// Whether a value is a descriptor of any kind.
    pub fn is_descriptor(&mut self, value: &Value) -> bool {
        if !value.is_object() {
            return false;
        }
        let class = self.class_of(value);
        class.has_slot(self, Slot::Get)
            || class.has_slot(self, Slot::Set)
            || class.has_slot(self, Slot::Delete)
    }
    /// What a class attribute becomes when it is read through an instance.
    pub fn bind(&mut self, attribute: &Value, object: &Value, class: &Obj<Type>) -> Result<Value> {
        match attribute.header().map(|header| header.map.get()) {
            None | Some(fixed::STR | fixed::TUPLE | fixed::LIST | fixed::DICT | fixed::BUILTIN) => {
                Ok(attribute.clone())
            }
            Some(fixed::FUNCTION) => {
                Ok(Handle::new(BoundMethod { function: attribute.clone(), this: object.clone() })
                    .into_value())
            }
            Some(fixed::NATIVE_METHOD | fixed::WRAPPER | fixed::CLASS_METHOD_DESCRIPTOR) => {
                Ok(self.bind_native(attribute, object, class))
            }
            Some(fixed::STATIC_METHOD) => Ok(StaticMethod::inner(self, attribute)),
            Some(fixed::CLASS_METHOD) => {
                let inner = ClassMethod::inner(self, attribute);
                self.bind_class_method(&inner, class)
            }
            Some(fixed::GETSET) => {
                let Some(getset) = attribute.exact::<GetSet>() else { return Ok(attribute.clone()) };
                (getset.def.get)(self, borrow_args([object]).as_slice())
            }
            Some(fixed::MEMBER) => self.get_member(attribute, object),
            Some(fixed::PROPERTY) => Property::get(self, attribute, object),
            Some(_) => match self.class_of(attribute).slot(self, Slot::Get) {
                Some(getter) => {
                    let class = class.to_value();
                    self.call_slot(&getter, attribute, &[object, &class])
                }
                None => Ok(attribute.clone()),
            },
        }
    }
    /// What a class attribute becomes when it is read through the class itself (`__get__(None, class)`).
    pub fn bind_to_class(&mut self, attribute: &Value, class: &Obj<Type>) -> Result<Value> {
        match attribute.header().map(|header| header.map.get()) {
            None => Ok(attribute.clone()),
            Some(
                fixed::FUNCTION
                | fixed::NATIVE_METHOD
                | fixed::WRAPPER
                | fixed::GETSET
                | fixed::MEMBER
                | fixed::PROPERTY
                | fixed::STR
                | fixed::TUPLE
                | fixed::LIST
                | fixed::DICT
                | fixed::BUILTIN,
            ) => Ok(attribute.clone()),
            Some(fixed::STATIC_METHOD) => Ok(StaticMethod::inner(self, attribute)),
            Some(fixed::CLASS_METHOD) => {
                let inner = ClassMethod::inner(self, attribute);
                self.bind_class_method(&inner, class)
            }
            Some(fixed::CLASS_METHOD_DESCRIPTOR) => Ok(self.bind_native(attribute, &Value::NONE, class)),
            Some(_) => match self.class_of(attribute).slot(self, Slot::Get) {
                Some(getter) => {
                    let class = class.to_value();
                    self.call_slot(&getter, attribute, &[&Value::NONE, &class])
                }
                None => Ok(attribute.clone()),
            },
        }
    }
    fn bind_class_method(&mut self, inner: &Value, class: &Obj<Type>) -> Result<Value> {
        Ok(Handle::new(BoundMethod { function: inner.clone(), this: class.to_value() }).into_value())
    }
    /// A native method bound to an object (a class method to the class).
    pub(crate) fn bind_native(&mut self, method: &Value, object: &Value, class: &Obj<Type>) -> Value {
        let Some(native) = method.cast::<NativeMethod>() else { return method.clone() };
        let is_class_method = method.has_map(fixed::CLASS_METHOD_DESCRIPTOR);
        let bound = if is_class_method { class.to_value() } else { object.clone() };
        let builtin = Builtin { def: native.def, bound, module: Value::NONE };
        if method.has_map(fixed::WRAPPER) {
            return Handle::new_with_map(fixed::METHOD_WRAPPER, builtin).into_value();
        }
        Handle::new(builtin).into_value()
    }
    /// Reads a fixed slot.
    fn get_member(&mut self, member: &Value, object: &Value) -> Result<Value> {
        let Some(member) = member.exact::<Member>() else { return Ok(Value::NONE) };
        self.check_member_owner(member, object)?;
        if let Some(def) = member.native {
            return (def.get)(self, borrow_args([object]).as_slice());
        }
        let map = self.heap.map(object.map());
        let found = if map.layout.tailed {
            let dict = object.storage_dict().and_then(|dict| dict.exact::<Dict>());
            dict.and_then(|dict| dict.get_name(self, &member.name))
        } else {
            object.slot(map.first_slot + member.index).clone().defined()
        };
        match found {
            Some(value) => Ok(value),
            None => {
                let name = member.name.clone();
                Err(self.no_attribute(object, &name))
            }
        }
    }
    /// Writes a fixed slot; `UNDEF` deletes.
    pub(crate) fn set_member(&mut self, member: &Obj<Member>, object: &Value, value: Value) -> Result<()> {
        self.check_member_owner(member, object)?;
        if let Some(def) = member.native {
            return match def.set {
                Some(set) => set(self, borrow_args([object, &value]).as_slice()).map(drop),
                None => Err(self.attribute_error_text("readonly attribute")),
            };
        }
        let map = self.heap.map(object.map());
        let deleting = value.is_undef();
        let old = if map.layout.tailed {
            self.replace_tailed_member(member, object, value)
        } else {
            object.replace_slot(map.first_slot + member.index, value)
        };
        if deleting && old.is_undef() {
            let (name, text) = (member.name.clone(), self.text_of(&member.name).into_owned());
            return Err(self.attribute_error(&text, object, &name));
        }
        Ok(())
    }
    /// Stores a fixed slot of an object whose length varies: such ones have room for a dictionary only, which nobody
    /// else sees. Hands out what was there.
    fn replace_tailed_member(&mut self, member: &Obj<Member>, object: &Value, value: Value) -> Value {
        let dict = match object.storage_dict().and_then(|dict| dict.exact::<Dict>()) {
            Some(dict) => dict.to_handle(),
            None => {
                let dict = Dict::new();
                drop(object.replace_storage_dict(dict.to_value()));
                dict
            }
        };
        let old = dict.remove_name(self, &member.name);
        if !value.is_undef() {
            dict.set_name(self, member.name.clone(), value);
        }
        old.unwrap_or(Value::UNDEF)
    }
    pub(crate) fn check_member_owner(&mut self, member: &Obj<Member>, object: &Value) -> Result<()> {
        if self.is_instance_exact(object, &member.owner) {
            return Ok(());
        }
        let (name, owner) =
            (self.text_of(&member.name).into_owned(), member.owner.name_text(self).into_owned());
        let given = self.type_name(object);
        Err(self.type_error(format_args!(
            "descriptor '{name}' for '{owner}' objects doesn't apply to a '{given}' object"
        )))
    }

    /// `object.name = value`; `UNDEF` deletes.
    pub fn set_attr(&mut self, object: &Value, name: &Value, value: Value) -> Result<()> {
        let name = self.attribute_name(name)?;
        let class = self.class_of(object);
        let slot = if value.is_undef() { Slot::DelAttr } else { Slot::SetAttr };
        match class.slot(self, slot) {
            Some(function) if self.is_object_setattr(&function) => {
                self.generic_set_attr(object, &name, value)
            }
            Some(function) if value.is_undef() => self.call_slot(&function, object, &[&name]).map(drop),
            Some(function) => self.call_slot(&function, object, &[&name, &value]).map(drop),
            None => self.generic_set_attr(object, &name, value),
        }
    }
    /// `object.name = value` with a Rust text.
    pub fn set_attr_text(&mut self, object: &Value, name: &str, value: Value) -> Result<()> {
        let name = self.intern_text(name);
        self.set_attr(object, &name, value)
    }
    /// `del object.name`
    pub fn del_attr(&mut self, object: &Value, name: &Value) -> Result<()> {
        self.set_attr(object, name, Value::UNDEF)
    }
    /// Whether a function is `object.__setattr__` or `object.__delattr__` itself.
    pub(crate) fn is_object_setattr(&self, function: &Value) -> bool {
        function.cast::<NativeMethod>().is_some_and(|method| {
            method.owner.instance_map.get() == fixed::OBJECT
                && matches!(method.def.signature.name(), "__setattr__" | "__delattr__")
        })
    }
    /// `object.__setattr__(object, name, value)`, or `__delattr__` for `UNDEF`; `name` is interned.
    pub fn generic_set_attr(&mut self, object: &Value, name: &Value, value: Value) -> Result<()> {
        let class = self.class_of(object);
        let found = class.find(self, name);
        if let Some(attribute) = &found {
            match attribute.header().map(|header| header.map.get()) {
                Some(fixed::GETSET) => {
                    let getset = attribute.exact::<GetSet>().map(|getset| getset.def);
                    return match getset.and_then(|def| def.set) {
                        Some(set) => set(self, borrow_args([object, &value]).as_slice()).map(drop),
                        None => Err(self.read_only_getset(attribute, object)),
                    };
                }
                Some(fixed::MEMBER) => {
                    if let Some(member) = attribute.exact::<Member>() {
                        return self.set_member(member, object, value);
                    }
                }
                Some(fixed::PROPERTY) => return Property::set(self, attribute, object, value),
                Some(fixed::FUNCTION | fixed::NATIVE_METHOD | fixed::WRAPPER) | None => {}
                Some(_) => {
                    let class = self.class_of(attribute);
                    let (set, delete) = (class.slot(self, Slot::Set), class.slot(self, Slot::Delete));
                    if value.is_undef() {
                        if let Some(delete) = delete {
                            return self.call_slot(&delete, attribute, &[object]).map(drop);
                        }
                        if set.is_some() {
                            return Err(self.attribute_error("__delete__", object, name));
                        }
                    } else if let Some(set) = set {
                        return self.call_slot(&set, attribute, &[object, &value]).map(drop);
                    } else if delete.is_some() {
                        return Err(self.attribute_error("__set__", object, name));
                    }
                }
            }
        }
        let done = if value.is_undef() {
            self.instance_delete(object, name)
        } else {
            self.instance_set(object, name, value)
        };
        if done {
            return Ok(());
        }
        let (type_name, shown) = (self.type_name(object), self.text_of(name).into_owned());
        let message = if found.is_some() && self.get_or_make_dict(object).is_none() {
            format!("'{type_name}' object attribute '{shown}' is read-only")
        } else if self.get_or_make_dict(object).is_none() {
            format!(
                "'{type_name}' object has no attribute '{shown}' and no __dict__ for setting new attributes"
            )
        } else {
            return Err(self.no_attribute(object, name));
        };
        self.attribute_error(&message, object, name).into_err()
    }
    #[cold]
    fn read_only_getset(&mut self, attribute: &Value, object: &Value) -> crate::error::Raised {
        let Some(getset) = attribute.exact::<GetSet>() else { return self.runtime_error("not a getset") };
        let owner = getset.owner.name_text(self).into_owned();
        let name = getset.def.name;
        let message = format!("attribute '{name}' of '{owner}' objects is not writable");
        let name = self.intern_text(name);
        self.attribute_error(&message, object, &name)
    }
    /// A special method of the value's class, bound; nothing if the class has none.
    pub fn find_special(&mut self, object: &Value, slot: Slot) -> Result<Option<Value>> {
        let class = self.class_of(object);
        match class.slot(self, slot) {
            Some(function) => self.bind(&function, object, &class).map(Some),
            None => Ok(None),
        }
    }
}

impl crate::error::Raised {
    /// As the error of a result.
    pub fn into_err<T>(self) -> Result<T> {
        Err(self)
    }
}
