//! "Did you mean": names near to a wrong one, and modules that were not imported.

use super::source::quietly;
use crate::{
    error::Result,
    names,
    objects::{
        exceptions::{ExcKind, Exception},
        traceback::Traceback,
    },
    text::suggest::closest,
    value::{Obj, Str, Value},
    vm::Vm,
};
use std::collections::BinaryHeap;

/// What is to be added to an exception's message.
pub(super) fn suggestion(vm: &mut Vm, exc: &Value) -> String {
    let is = |vm: &Vm, kind| vm.is_exception_of(exc, kind);
    let get = |vm: &mut Vm, name: &str| {
        quietly(vm, |vm| vm.find_attr_text(exc, name)).flatten().filter(|value| !value.is_none())
    };
    if is(vm, ExcKind::ImportError) {
        let Some(wrong) = get(vm, "name_from") else { return String::new() };
        let found = near(vm, &wrong, |vm, wrong| import_names(vm, exc, wrong));
        return shown(found.as_deref());
    }
    let is_name = is(vm, ExcKind::NameError);
    if !is_name && !is(vm, ExcKind::AttributeError) {
        return String::new();
    }
    let Some(wrong) = get(vm, "name") else { return String::new() };
    if !is_name {
        let found = near(vm, &wrong, |vm, wrong| attribute_names(vm, exc, wrong));
        return shown(found.as_deref());
    }
    let found = own_attribute(vm, exc, &wrong).or_else(|| near(vm, &wrong, |vm, _| visible_names(vm, exc)));
    let mut text = shown(found.as_deref());
    if is_stdlib_module(vm, &wrong) {
        let wrong = vm.text_of(&wrong);
        match found {
            Some(_) => text.push_str(&format!(" Or did you forget to import '{wrong}'?")),
            None => text.push_str(&format!(". Did you forget to import '{wrong}'?")),
        }
    }
    text
}

fn shown(found: Option<&str>) -> String {
    found.map_or_else(String::new, |name| format!(". Did you mean: '{name}'?"))
}

/// The nearest of the names that `candidates` gives.
fn near(
    vm: &mut Vm,
    wrong: &Value,
    candidates: impl FnOnce(&mut Vm, &str) -> Result<Vec<String>>,
) -> Option<String> {
    let wrong = wrong.cast::<Str>()?.to_text().into_owned();
    let names = quietly(vm, |vm| candidates(vm, &wrong))?;
    closest(&wrong, names.iter().map(|name| &**name)).map(str::to_owned)
}

fn texts(items: &[Value]) -> Vec<String> {
    items.iter().filter_map(|item| item.cast::<Str>()).map(|text| text.to_text().into_owned()).collect()
}

/// What `__dir__` of an object gives, sorted.
fn dir_of(vm: &mut Vm, object: &Value) -> Result<Vec<String>> {
    let listed = vm.get_attr_text(object, "__dir__").and_then(|method| vm.call(&method, &[]));
    let listed = match vm.swallow(listed, ExcKind::TypeError)? {
        Some(listed) => listed,
        None => {
            // A class: its own `__dir__` is for its instances.
            let class = vm.class_of(object).into_value();
            let method = vm.get_attr_text(&class, "__dir__")?;
            vm.call(&method, std::slice::from_ref(object))?
        }
    };
    Ok(BinaryHeap::from(texts(&vm.collect(&listed)?)).into_sorted_vec())
}

/// The innermost frame's object.
fn last_frame(vm: &Vm, exc: &Value) -> Option<Value> {
    let mut at = exc.cast::<Exception>()?.traceback.cloned(vm);
    let mut last = None;
    while let Some(entry) = at.cast::<Traceback>().map(Obj::to_handle) {
        at = entry.next.cloned(vm);
        last = Some(entry.frame.to_value());
    }
    last
}

/// The variable `self` of the innermost frame.
fn own_self(vm: &mut Vm, exc: &Value) -> Option<Value> {
    let frame = last_frame(vm, exc)?;
    quietly(vm, |vm| {
        let locals = vm.get_attr_text(&frame, "f_locals")?;
        let name = vm.intern_text("self");
        let found = vm.get_item(&locals, &name);
        vm.swallow(found, ExcKind::KeyError)
    })?
}

/// `self.name`, if that is what a method meant by `name`.
fn own_attribute(vm: &mut Vm, exc: &Value, wrong: &Value) -> Option<String> {
    let text = wrong.cast::<Str>()?.to_text().into_owned();
    let own = own_self(vm, exc)?;
    let name = vm.intern(wrong);
    quietly(vm, |vm| vm.find_attr(&own, &name))?.map(|_| format!("self.{text}"))
}

fn attribute_names(vm: &mut Vm, exc: &Value, wrong: &str) -> Result<Vec<String>> {
    let object = vm.get_known_attr(exc, names::obj)?;
    let mut names = dir_of(vm, &object)?;
    // Private names are for methods of the object itself, and for who writes one.
    let hides = !wrong.starts_with('_') && !own_self(vm, exc).is_some_and(|own| own.is(&object));
    if hides {
        names.retain(|name| !name.starts_with('_'));
    }
    Ok(names)
}

fn import_names(vm: &mut Vm, exc: &Value, wrong: &str) -> Result<Vec<String>> {
    let module = vm.get_known_attr(exc, names::name)?;
    let module = vm.text_of(&module).into_owned();
    vm.import(&module)?;
    let top = vm.import(module.split('.').next().unwrap_or(&module))?;
    let mut names = dir_of(vm, &top)?;
    if !wrong.starts_with('_') {
        names.retain(|name| !name.starts_with('_'));
    }
    Ok(names)
}

/// Names of variables that the innermost frame sees.
fn visible_names(vm: &mut Vm, exc: &Value) -> Result<Vec<String>> {
    let Some(frame) = last_frame(vm, exc) else { return Ok(Vec::new()) };
    let mut names = Vec::new();
    for space in ["f_locals", "f_globals", "f_builtins"] {
        let space = vm.get_attr_text(&frame, space)?;
        names.extend(texts(&vm.collect(&space)?));
    }
    Ok(names)
}

fn is_stdlib_module(vm: &mut Vm, name: &Value) -> bool {
    let Some(known) = vm.find_sys("stdlib_module_names") else { return false };
    quietly(vm, |vm| vm.contains(&known, name)).unwrap_or(false)
}
