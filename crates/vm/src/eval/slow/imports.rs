//! `import` statements.

use crate::{
    error::{Raised, Result},
    eval::{
        frame::{Continue, Then},
        stack::Regs,
    },
    names,
    objects::{
        dict::Dict,
        exceptions::{ExcKind, Exception},
        module::Module,
    },
    value::{Str, Value},
    vm::Vm,
};
use whipsnake_bytecode::Word;

/// `ImportName`: calls `builtins.__import__`.
pub(crate) fn import_name(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let (level, fromlist) = (fp.take(word.b()), fp.take(word.b() + 1));
    let frame = vm.fiber.top();
    let name = frame.code.get().names[usize::from(word.c())].clone();
    let globals = frame.globals.get().to_value();
    let locals = frame.locals().cloned().unwrap_or(Value::NONE);
    let function = super::names::running_function(vm);
    let builtins = match function.exact::<crate::objects::function::Function>() {
        Some(function) => function.builtins.clone(),
        None => vm.builtins.clone(),
    };
    let Some(import) = builtins.get_known(vm, names::__import__) else {
        return Err(vm.import_error_text("__import__ not found"));
    };
    let args = [name, globals, locals, fromlist, level];
    vm.call_array(import, args, fp.add(usize::from(word.a())), Continue::simple(Then::Store))
}

/// `ImportFrom`
pub(crate) fn import_from(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let name = vm.fiber.top().code.get().names[usize::from(word.c())].clone();
    let module = fp.at(word.b()).clone();
    let value = match vm.find_attr(&module, &name)? {
        Some(value) => value,
        None => from_submodule(vm, &module, &name)?,
    };
    drop(fp.replace(word.a(), value));
    Ok(())
}

/// `from package import submodule` while the package is still being imported: `sys.modules` knows it.
fn from_submodule(vm: &mut Vm, module: &Value, name: &Value) -> Result<Value> {
    let package = vm.find_known_attr(module, names::__name__)?.filter(|name| name.cast::<Str>().is_some());
    if let Some(package) = &package {
        let full = format!("{}.{}", vm.text_of(package), vm.text_of(name));
        let full = vm.intern_text(&full);
        let modules = vm.modules.clone();
        if let Some(found) = modules.get(vm, &full)? {
            return Ok(found);
        }
    }
    Err(cannot_import(vm, module, package, name))
}

#[cold]
fn cannot_import(vm: &mut Vm, module: &Value, package: Option<Value>, name: &Value) -> Raised {
    let shown = vm.text_of(name).into_owned();
    let package_text =
        package.as_ref().map_or("<unknown module name>".to_owned(), |p| vm.text_of(p).into_owned());
    let file = match vm.find_known_attr(module, names::__file__) {
        Ok(file) => file.filter(|file| file.cast::<Str>().is_some()),
        Err(raised) => return raised,
    };
    let place = file.as_ref().map_or("unknown location".to_owned(), |file| vm.text_of(file).into_owned());
    let initializing = module.cast::<Module>().is_some_and(|module| {
        let spec = module.dict.get_known(vm, names::__spec__);
        spec.is_some_and(|spec| vm.is_initializing(&spec))
    });
    let message = if initializing {
        format!(
            "cannot import name '{shown}' from partially initialized module '{package_text}' \
             (most likely due to a circular import) ({place})"
        )
    } else {
        format!("cannot import name '{shown}' from '{package_text}' ({place})")
    };
    let text = vm.new_str(&message);
    let exc = vm.new_exception(ExcKind::ImportError, vec![text]);
    if let Some(this) = exc.cast::<Exception>() {
        this.set_field(vm, 1, package.unwrap_or(Value::NONE));
        this.set_field(vm, 2, file.unwrap_or(Value::NONE));
        this.set_field(vm, 3, name.clone());
    }
    vm.raise(exc)
}

impl Vm {
    /// Whether a module's spec says that the module is being initialised.
    pub(crate) fn is_initializing(&mut self, spec: &Value) -> bool {
        match self.find_known_attr(spec, names::_initializing) {
            Ok(Some(value)) => self.truth(&value).unwrap_or_else(|raised| {
                drop(self.take_raised(raised));
                false
            }),
            Ok(None) => false,
            Err(raised) => {
                drop(self.take_raised(raised));
                false
            }
        }
    }
}

/// `from module import *`
pub(crate) fn import_star(vm: &mut Vm, module: &Value) -> Result<()> {
    let space = super::names::namespace(vm);
    let listed = vm.find_known_attr(module, names::__all__)?;
    let (names_list, all) = match listed {
        Some(list) => (vm.collect(&list)?, true),
        None => match vm.find_known_attr(module, names::__dict__)? {
            Some(dict) => match dict.cast::<Dict>() {
                Some(dict) => (dict.pairs(vm).into_iter().map(|(key, _)| key).collect(), false),
                None => {
                    let keys = vm.call_method(&dict, names::keys, &[])?;
                    (vm.collect(&keys)?, false)
                }
            },
            None => return Err(vm.import_error_text("from-import-* object has no __dict__ and no __all__")),
        },
    };
    for name in names_list {
        if name.cast::<Str>().is_none() {
            let own = vm.get_known_attr(module, names::__name__)?;
            let (own, given) = (vm.text_of(&own).into_owned(), vm.type_name(&name));
            let place = if all { "Item in " } else { "Key in " };
            let list = if all { "__all__" } else { "__dict__" };
            return Err(vm.type_error(format_args!("{place}{own}.{list} must be str, not {given}")));
        }
        if !all && vm.text_of(&name).starts_with('_') {
            continue;
        }
        let name = vm.intern(&name);
        let value = vm.get_attr(module, &name)?;
        match space.exact::<Dict>() {
            Some(dict) => dict.set_name(vm, name, value),
            None => vm.set_item(&space, &name, value)?,
        }
    }
    Ok(())
}
