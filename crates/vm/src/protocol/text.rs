//! `repr`, `str`, `format`.

use crate::{
    error::Result,
    names,
    text::{escape, float_repr, int_text},
    types::Slot,
    value::{Handle, Obj, Str, Value},
    vm::Vm,
};

/// The text of a small int or an exact float, which nobody can redefine.
#[inline]
fn number_text(value: &Value) -> Option<Handle<Str>> {
    if let Some(number) = value.as_small() {
        return Some(Str::new(int_text::small_digits(number, &mut [0; 20])));
    }
    value.as_float().map(|number| Str::from_vec(float_repr::repr(number).into_bytes()))
}

impl Vm {
    pub(crate) fn text_result(&mut self, result: Value, method: &str) -> Result<Handle<Str>> {
        match result.into_handle::<Str>() {
            Ok(text) => Ok(text),
            Err(other) => {
                let name = self.type_name(&other);
                Err(self.type_error(format_args!("{method} returned non-string (type {name})")))
            }
        }
    }
    /// `repr(value)`
    pub fn repr(&mut self, value: &Value) -> Result<Handle<Str>> {
        if let Some(text) = number_text(value) {
            return Ok(text);
        }
        if let Some(text) = value.exact::<Str>() {
            let mut out = self.take_scratch();
            escape::push_repr(&mut out, text.as_bytes());
            return Ok(self.text_of_scratch(out));
        }
        self.deeper(|vm| {
            let Some(function) = vm.class_of(value).slot(vm, Slot::Repr) else {
                let text = format!("<{} object at {:#x}>", vm.type_name(value), vm.id(value));
                return Ok(Str::from_text(&text));
            };
            let result = vm.call_slot(&function, value, &[])?;
            vm.text_result(result, "__repr__")
        })
    }
    /// `str(value)`; the value itself if it is exactly a string.
    pub fn str_of(&mut self, value: &Value) -> Result<Handle<Str>> {
        if let Some(text) = value.exact::<Str>() {
            return Ok(text.to_handle());
        }
        if let Some(text) = number_text(value) {
            return Ok(text);
        }
        self.deeper(|vm| {
            let Some(function) = vm.class_of(value).slot(vm, Slot::Str) else { return vm.repr(value) };
            let result = vm.call_slot(&function, value, &[])?;
            vm.text_result(result, "__str__")
        })
    }
    /// `format(value, spec)`
    pub fn format(&mut self, value: &Value, spec: &Value) -> Result<Handle<Str>> {
        if let (Some(text), Some(spec)) = (value.exact::<Str>(), spec.exact::<Str>())
            && spec.as_bytes().is_empty()
        {
            return Ok(text.to_handle());
        }
        if let Some(spec) = spec.exact::<Str>()
            && (value.is_small() || value.is_float() || value.exact::<Str>().is_some())
        {
            if let Some(text) = number_text(value).filter(|_| spec.as_bytes().is_empty()) {
                return Ok(text);
            }
            let mut out = self.take_scratch();
            self.format_into(value, spec.as_bytes(), &mut out)?;
            return Ok(self.text_of_scratch(out));
        }
        let Some(function) = self.class_of(value).slot(self, Slot::Format) else {
            let name = self.type_name(value);
            return Err(self.type_error(format_args!("Type {name} doesn't define __format__")));
        };
        let result = self.call_slot(&function, value, &[spec])?;
        match result.into_handle::<Str>() {
            Ok(text) => Ok(text),
            Err(other) => Err(self.not_formatted(&other)),
        }
    }
    /// What a `__format__` gave, if it is a string.
    pub(crate) fn format_result(&mut self, result: Value) -> Result<Value> {
        if result.cast::<Str>().is_some() {
            return Ok(result);
        }
        Err(self.not_formatted(&result))
    }
    fn not_formatted(&mut self, result: &Value) -> crate::error::Raised {
        let name = self.type_name(result);
        self.type_error(format_args!("__format__ must return a str, not {name}"))
    }
    /// `repr(value)` as Rust text, for messages.
    #[inline(never)]
    pub fn repr_text(&mut self, value: &Value) -> Result<String> {
        Ok(self.repr(value)?.to_text().into_owned())
    }
    /// `str(value)` as Rust text, for messages.
    #[inline(never)]
    pub fn str_text(&mut self, value: &Value) -> Result<String> {
        Ok(self.str_of(value)?.to_text().into_owned())
    }
    /// `id(value)`: an address, or a number made of an immediate.
    pub fn id(&self, value: &Value) -> u64 {
        if value.is_object() { value.bits() } else { value.bits() >> 3 | 1 }
    }
    /// Runs `work` unless `value` is already being shown further out (a container that holds itself): then `None`.
    pub fn guard_repr<R>(
        &mut self,
        value: &Value,
        work: impl FnOnce(&mut Vm) -> Result<R>,
    ) -> Result<Option<R>> {
        let key = self.id(value) as usize;
        if self.repr_stack.contains(&key) {
            return Ok(None);
        }
        self.repr_stack.push(key);
        let result = work(self);
        self.repr_stack.pop();
        result.map(Some)
    }
    /// The qualified name of a class with its module in front unless that is builtins.
    pub fn full_name(&mut self, class: &Obj<crate::types::Type>) -> String {
        let qualname = self.text_of(class.qualname.get(self)).into_owned();
        let module = self.name(names::__module__).clone();
        match class.find(self, &module) {
            Some(module) if module.cast::<Str>().is_some() => match &*self.text_of(&module) {
                "builtins" => qualname,
                module => format!("{module}.{qualname}"),
            },
            _ => qualname,
        }
    }
}
