//! `super`
use crate::{error::Result, types::Type, value::Value, vm::Vm};
/// Finds an attribute behind `class` in the order of `this`'s class: what was found, and what a function binds to.
pub fn find(vm: &mut Vm, class: &Value, this: &Value, name: &Value) -> Result<(Value, Option<Value>)> {
    let Some(start) = class.cast::<Type>() else {
        return Err(vm.type_error("super(): __class__ is not a type"));
    };
    let of_class =
        this.cast::<Type>().filter(|this| this.is_subclass(vm, start)).map(|this| this.to_handle());
    let own = match &of_class {
        Some(class) => class.clone(),
        None => vm.class_of(this),
    };
    let order = own.mro.cloned(vm);
    let behind = order.iter().skip_while(|class| !std::ptr::eq(&***class, start)).skip(1);
    for candidate in behind {
        let Some(found) = candidate.dict.get(vm).get(name).cloned() else { continue };
        if of_class.is_some() {
            let bound = vm.bind_to_class(&found, &own)?;
            return Ok((bound, None));
        }
        if found.has_map(crate::value::fixed::FUNCTION)
            || found.has_map(crate::value::fixed::NATIVE_METHOD)
            || found.has_map(crate::value::fixed::WRAPPER)
        {
            return Ok((found, Some(this.clone())));
        }
        return Ok((vm.bind(&found, this, &own)?, None));
    }
    let name = vm.text_of(name).into_owned();
    Err(vm.attribute_error_text(format_args!("'super' object has no attribute '{name}'")))
}
