//! `isinstance`, `issubclass`, `C[x]`.

use crate::{
    error::Result,
    names,
    objects::union::Union,
    types::{Slot, Type},
    value::{Handle, Tuple, Value, fixed},
    vm::Vm,
};

/// The classes that a tuple or union of classes stands for.
fn alternatives(class: &Value) -> Option<Handle<Tuple>> {
    match class.cast::<Tuple>() {
        Some(classes) => Some(classes.to_handle()),
        None => class.exact::<Union>().map(|union| union.args.clone()),
    }
}

impl Vm {
    /// `isinstance(object, class)`
    pub fn is_instance(&mut self, object: &Value, class: &Value) -> Result<bool> {
        if let Some(exact) = class.cast::<Type>()
            && std::ptr::eq(self.type_of(object), exact)
        {
            return Ok(true);
        }
        if let Some(tuple) = alternatives(class) {
            return self.deeper(|vm| {
                for class in tuple.as_slice() {
                    if vm.is_instance(object, class)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            });
        }
        if class.cast::<Type>().is_some() && std::ptr::eq(self.type_of(class), self.type_of_map(fixed::TYPE))
        {
            return self.is_instance_plain(object, class);
        }
        match self.class_of(class).slot(self, Slot::InstanceCheck) {
            Some(check) => {
                let result = self.deeper(|vm| vm.call_slot(&check, class, &[object]))?;
                self.truth(&result)
            }
            None => self.is_instance_plain(object, class),
        }
    }
    /// Whether an object's `__class__` says no more than its real class.
    pub(crate) fn claims_nothing(&mut self, object: &Value) -> bool {
        // Numbers, texts and built-in containers do not claim to be something else.
        if !object.is_object() || (fixed::INT64..=fixed::SLICE).contains(&object.map()) {
            return true;
        }
        // Others do not as long as the `__class__` is the one of `object`.
        let own = self.class_of(object);
        let name = self.name(names::__class__).clone();
        own.find(self, &name).is_some_and(|found| found.has_map(fixed::GETSET))
            && own.slot(self, Slot::GetAttribute).is_some_and(|found| self.is_object_getattribute(&found))
    }
    /// What `type.__instancecheck__` does: the real class, or what `__class__` says.
    pub fn is_instance_plain(&mut self, object: &Value, class: &Value) -> Result<bool> {
        if let Some(class) = class.cast::<Type>() {
            if self.type_of(object).is_subclass(self, class) {
                return Ok(true);
            }
            if self.claims_nothing(object) {
                return Ok(false);
            }
            let claimed = self.find_known_attr(object, names::__class__)?;
            return Ok(match claimed.as_ref().and_then(|claimed| claimed.cast::<Type>()) {
                Some(claimed) => claimed.is_subclass(self, class),
                None => false,
            });
        }
        self.check_class_like(class, "isinstance() arg 2 must be a type, a tuple of types, or a union")?;
        match self.find_known_attr(object, names::__class__)? {
            Some(own) => self.derives_from(&own, class),
            None => Ok(false),
        }
    }
    /// `issubclass(class, base)`
    pub fn is_subclass(&mut self, class: &Value, base: &Value) -> Result<bool> {
        if let Some(tuple) = alternatives(base) {
            return self.deeper(|vm| {
                for base in tuple.as_slice() {
                    if vm.is_subclass(class, base)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            });
        }
        if base.cast::<Type>().is_some() && std::ptr::eq(self.type_of(base), self.type_of_map(fixed::TYPE)) {
            return self.is_subclass_plain(class, base);
        }
        match self.class_of(base).slot(self, Slot::SubclassCheck) {
            Some(check) => {
                let result = self.deeper(|vm| vm.call_slot(&check, base, &[class]))?;
                self.truth(&result)
            }
            None => self.is_subclass_plain(class, base),
        }
    }
    /// What `type.__subclasscheck__` does.
    pub fn is_subclass_plain(&mut self, class: &Value, base: &Value) -> Result<bool> {
        if let (Some(class), Some(base)) = (class.cast::<Type>(), base.cast::<Type>()) {
            return Ok(class.is_subclass(self, base));
        }
        self.check_class_like(class, "issubclass() arg 1 must be a class")?;
        self.check_class_like(base, "issubclass() arg 2 must be a class, a tuple of classes, or a union")?;
        self.derives_from(class, base)
    }
    fn check_class_like(&mut self, class: &Value, message: &str) -> Result<()> {
        if class.cast::<Type>().is_some() {
            return Ok(());
        }
        match self.find_known_attr(class, names::__bases__)? {
            Some(bases) if bases.cast::<Tuple>().is_some() => Ok(()),
            _ => Err(self.type_error(message)),
        }
    }
    fn derives_from(&mut self, class: &Value, base: &Value) -> Result<bool> {
        if class.is(base) {
            return Ok(true);
        }
        if let (Some(class), Some(base)) = (class.cast::<Type>(), base.cast::<Type>()) {
            return Ok(class.is_subclass(self, base));
        }
        let Some(bases) = self.find_known_attr(class, names::__bases__)? else { return Ok(false) };
        let Some(bases) = bases.cast::<Tuple>().map(|bases| bases.to_handle()) else { return Ok(false) };
        self.deeper(|vm| {
            for candidate in bases.as_slice() {
                if vm.derives_from(candidate, base)? {
                    return Ok(true);
                }
            }
            Ok(false)
        })
    }
    /// `C[x]` of a class: `__class_getitem__`.
    pub(crate) fn class_get_item(&mut self, class: &Value, key: &Value) -> Result<Value> {
        if class.cast::<Type>().is_some_and(|class| class.instance_map.get() == crate::value::fixed::TYPE) {
            return Ok(self.new_generic_alias(class, key));
        }
        match self.find_known_attr(class, names::__class_getitem__)? {
            Some(function) => self.call(&function, std::slice::from_ref(key)),
            None => {
                let name =
                    class.cast::<Type>().map(|class| class.name_text(self).into_owned()).unwrap_or_default();
                Err(self.type_error(format_args!("type '{name}' is not subscriptable")))
            }
        }
    }
    /// `ascii(value)`
    pub fn ascii(&mut self, value: &Value) -> Result<crate::value::Handle<crate::value::Str>> {
        self.repr(value).map(|text| self.escaped(text))
    }
    /// A text with escapes for what is not ASCII.
    pub(crate) fn escaped(
        &self,
        text: crate::value::Handle<crate::value::Str>,
    ) -> crate::value::Handle<crate::value::Str> {
        if text.is_ascii() {
            return text;
        }
        crate::value::Str::new(&crate::text::escape::to_ascii(text.as_bytes()))
    }
}
