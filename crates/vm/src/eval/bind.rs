//! Arguments to parameters: one binder for Python functions, one for native ones; both word every TypeError as CPython.

use super::{call::drop_all, stack::Regs};
use crate::{
    error::{Raised, Result},
    native::{Builtin, MethodDef, ModuleDef, NativeMethod, Row, signature::Kind},
    objects::{code::Code, dict::Dict, function::Function},
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Tuple, Value},
    vm::Vm,
};
use whipsnake_bytecode::CodeFlags;

impl Code {
    /// Registers that parameters take, `*args` and `**kwargs` among them.
    #[inline]
    pub fn parameter_count(&self) -> usize {
        let source = &self.source;
        (source.arg_count + source.kwonly_count) as usize
            + usize::from(source.flags.has(CodeFlags::VARARGS))
            + usize::from(source.flags.has(CodeFlags::VARKEYWORDS))
    }
}

/// Binds the `count` arguments at `place` (the last `names.len()` by name) into registers 0…; on error all are released.
// tidy: allow(long-function): one pass whose steps share a dozen locals
pub(crate) fn bind_function(
    vm: &mut Vm,
    function: &Obj<Function>,
    code: &Obj<Code>,
    place: Regs,
    count: usize,
    names: &[Value],
) -> Result<()> {
    let source = &code.source;
    let positional = source.arg_count as usize;
    let posonly = source.posonly_count as usize;
    let kwonly = source.kwonly_count as usize;
    let total = positional + kwonly;
    let has_rest = source.flags.has(CodeFlags::VARARGS);
    let has_keywords = source.flags.has(CodeFlags::VARKEYWORDS);
    let given = count - names.len();

    if names.is_empty()
        && count < positional
        && !(has_rest || has_keywords || kwonly > 0)
        && fill_defaults(vm, function, place, count, positional)
    {
        return Ok(());
    }
    // Keyword arguments wait above all registers that parameters take.
    let scratch = place.add(count.max(code.local_count as usize));
    place.add(given).move_to(scratch, names.len());
    let used = positional.min(given);
    let surplus = given - used;
    let rest = has_rest.then(|| Tuple::from_window(place.add(used).slice_mut(surplus)));
    drop_all(place.add(used), surplus);
    // From here on registers 0..used hold values and all behind them are free.
    for i in used..total {
        place.replace(i as u16, Value::UNDEF);
    }
    let mut at = total;
    if let Some(rest) = rest {
        place.replace(at as u16, rest.into_value());
        at += 1;
    }
    let keywords = has_keywords.then(Dict::new);
    if let Some(dict) = &keywords {
        place.replace(at as u16, dict.to_value());
        at += 1;
    }
    let fail = |_vm: &mut Vm, raised: Raised| {
        drop_all(place, at);
        drop_all(scratch, names.len());
        Err(raised)
    };

    for (index, name) in names.iter().enumerate() {
        let value = scratch.take(index as u16);
        let known = find_parameter(vm, code, name, posonly, total);
        match known {
            Some(index) => {
                if !place.at(index as u16).is_undef() {
                    let raised = multiple_values(vm, function, name);
                    return fail(vm, raised);
                }
                place.replace(index as u16, value);
            }
            None => match &keywords {
                Some(dict) => {
                    if let Err(raised) = dict.set(vm, name.clone(), value) {
                        return fail(vm, raised);
                    }
                }
                None => {
                    let raised = unexpected_keyword(vm, function, code, name, names, posonly);
                    return fail(vm, raised);
                }
            },
        }
    }
    if !has_rest && surplus > 0 {
        let raised = too_many(vm, function, code, place, given);
        return fail(vm, raised);
    }
    if used < positional {
        let defaults = function.defaults.cloned(vm);
        let defaults = defaults.cast::<Tuple>();
        let default_count = defaults.map_or(0, |tuple| tuple.as_slice().len());
        let first_default = positional.saturating_sub(default_count);
        let missing: Vec<usize> =
            (used..first_default).filter(|index| place.at(*index as u16).is_undef()).collect();
        if !missing.is_empty() {
            let raised = missing_arguments(vm, function, code, &missing, "positional");
            return fail(vm, raised);
        }
        if let Some(defaults) = defaults {
            let skip = default_count.saturating_sub(positional);
            for index in used.max(first_default)..positional {
                if place.at(index as u16).is_undef() {
                    place.replace(index as u16, defaults.as_slice()[skip + index - first_default].clone());
                }
            }
        }
    }
    if kwonly > 0 {
        let defaults = function.kwdefaults.cloned(vm);
        let mut missing = Vec::new();
        for index in positional..total {
            if !place.at(index as u16).is_undef() {
                continue;
            }
            let name = &code.locals[index];
            match defaults.cast::<Dict>().and_then(|dict| dict.get_name(vm, name)) {
                Some(value) => drop(place.replace(index as u16, value)),
                None => missing.push(index),
            }
        }
        if !missing.is_empty() {
            let raised = missing_arguments(vm, function, code, &missing, "keyword-only");
            return fail(vm, raised);
        }
    }
    Ok(())
}

/// Fills the parameters behind the first `count` from the defaults, if these are enough; nothing happens otherwise.
fn fill_defaults(vm: &Vm, function: &Obj<Function>, place: Regs, count: usize, positional: usize) -> bool {
    let Some(defaults) = function.defaults.get(vm).exact::<Tuple>() else { return false };
    let items = defaults.as_slice();
    let Some(skip) = (items.len() + count).checked_sub(positional) else { return false };
    for (index, value) in items[skip..].iter().enumerate() {
        place.replace((count + index) as u16, value.clone());
    }
    true
}

fn find_parameter(vm: &Vm, code: &Code, name: &Value, posonly: usize, total: usize) -> Option<usize> {
    let params = &code.locals[posonly..total];
    params.iter().position(|known| known.is(name)).map(|at| at + posonly).or_else(|| {
        // Names of parameters are interned: an interned name that is none of them is no parameter.
        if vm.is_interned(name) {
            return None;
        }
        let text = vm.text_of(name);
        params.iter().position(|known| vm.text_of(known) == text).map(|at| at + posonly)
    })
}

fn function_name(vm: &Vm, function: &Obj<Function>) -> String {
    vm.text_of(function.qualname.get(vm)).into_owned()
}

#[cold]
fn multiple_values(vm: &mut Vm, function: &Obj<Function>, name: &Value) -> Raised {
    let (function, name) = (function_name(vm, function), vm.text_of(name).into_owned());
    vm.type_error(format_args!("{function}() got multiple values for argument '{name}'"))
}

#[cold]
fn unexpected_keyword(
    vm: &mut Vm,
    function: &Obj<Function>,
    code: &Code,
    name: &Value,
    names: &[Value],
    posonly: usize,
) -> Raised {
    let shown = function_name(vm, function);
    let given: Vec<String> = names.iter().map(|name| vm.text_of(name).into_owned()).collect();
    let wrong: Vec<String> = code.locals[..posonly]
        .iter()
        .map(|param| vm.text_of(param).into_owned())
        .filter(|param| given.contains(param))
        .collect();
    if !wrong.is_empty() {
        let list = wrong.join(", ");
        return vm.type_error(format_args!(
            "{shown}() got some positional-only arguments passed as keyword arguments: '{list}'"
        ));
    }
    let total = (code.source.arg_count + code.source.kwonly_count) as usize;
    let name = vm.text_of(name).into_owned();
    let candidates: Vec<String> =
        code.locals[posonly..total].iter().map(|param| vm.text_of(param).into_owned()).collect();
    match crate::text::suggest::closest(&name, candidates.iter().map(String::as_str)) {
        Some(suggestion) => vm.type_error(format_args!(
            "{shown}() got an unexpected keyword argument '{name}'. Did you mean '{suggestion}'?"
        )),
        None => vm.type_error(format_args!("{shown}() got an unexpected keyword argument '{name}'")),
    }
}

#[cold]
fn missing_arguments(
    vm: &mut Vm,
    function: &Obj<Function>,
    code: &Code,
    missing: &[usize],
    kind: &str,
) -> Raised {
    let shown = function_name(vm, function);
    let names: Vec<String> =
        missing.iter().map(|index| format!("'{}'", vm.text_of(&code.locals[*index]))).collect();
    let list = match names.as_slice() {
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [most @ .., last] => format!("{}, and {last}", most.join(", ")),
        [] => String::new(),
    };
    let (count, plural) = (missing.len(), if missing.len() == 1 { "" } else { "s" });
    vm.type_error(format_args!("{shown}() missing {count} required {kind} argument{plural}: {list}"))
}

#[cold]
fn too_many(vm: &mut Vm, function: &Obj<Function>, code: &Code, place: Regs, given: usize) -> Raised {
    let shown = function_name(vm, function);
    let positional = code.source.arg_count as usize;
    let defaults = function.defaults.get(vm).cast::<Tuple>().map_or(0, |tuple| tuple.as_slice().len());
    let kwonly_given = (positional..positional + code.source.kwonly_count as usize)
        .filter(|index| !place.at(*index as u16).is_undef())
        .count();
    let plural = positional != 1 || defaults > 0;
    let takes = if defaults > 0 {
        format!("from {} to {positional}", positional - defaults)
    } else {
        positional.to_string()
    };
    let kwonly = if kwonly_given > 0 {
        let args = if given == 1 { "" } else { "s" };
        let only = if kwonly_given == 1 { "" } else { "s" };
        format!(" positional argument{args} (and {kwonly_given} keyword-only argument{only})")
    } else {
        String::new()
    };
    let (s, was) =
        (if plural { "s" } else { "" }, if given == 1 && kwonly_given == 0 { "was" } else { "were" });
    vm.type_error(format_args!(
        "{shown}() takes {takes} positional argument{s} but {given}{kwonly} {was} given"
    ))
}

/// Binds arguments to a native's signature: `bound` has a place for each parameter, none of which holds a value yet;
/// those that are left out stay `UNDEF`.
pub(crate) fn bind_native(
    vm: &mut Vm,
    def: &'static MethodDef,
    args: &[Value],
    names: &[Value],
    bound: &mut [Value],
) -> Result<()> {
    let signature = &def.signature;
    let given = args.len() - names.len();
    // Parameters that may be given by position come first.
    let positional = usize::from(signature.positional);
    for (to, value) in bound[..positional].iter_mut().zip(&args[..given]) {
        *to = value.clone();
    }
    if given > positional && !signature.has_var_args {
        if let Some(name) = names.first()
            && !takes_keywords(def)
        {
            let name = vm.text_of(name).into_owned();
            return Err(native_unexpected(vm, def, &name, args));
        }
        return Err(native_too_many(vm, def, positional, given, args));
    }
    let mut extra: Option<Handle<Dict>> = None;
    for (name, value) in names.iter().zip(&args[given..]) {
        let text = vm.text_of(name);
        let known = (0..signature.len()).find(|i| {
            matches!(signature.params()[*i].kind, Kind::Positional | Kind::KeywordOnly)
                && signature.param_name(*i) == text
        });
        match known {
            Some(index) if bound[index].is_undef() => bound[index] = value.clone(),
            Some(index) => {
                let at = if index < positional { index } else { 0 } + 1 - receiver(def);
                let shown = native_name(vm, def, args);
                return Err(vm.type_error(format_args!(
                    "argument for {shown}() given by name ('{text}') and position ({at})"
                )));
            }
            None if signature.has_var_keywords => {
                let dict = extra.get_or_insert_with(Dict::new).clone();
                dict.set(vm, name.clone(), value.clone())?;
            }
            None if leaves_keywords(vm, def, args) => {}
            None => return Err(native_unexpected(vm, def, &text, args)),
        }
    }
    for (index, param) in signature.params().iter().enumerate() {
        match param.kind {
            Kind::VarArgs => {
                bound[index] = Tuple::from_slice(args[..given].get(positional..).unwrap_or(&[])).into_value();
            }
            Kind::VarKeywords => bound[index] = extra.take().unwrap_or_else(Dict::new).into_value(),
            _ if bound[index].is_undef() && !param.optional => {
                return Err(native_missing(vm, def, index, given, args));
            }
            _ => {}
        }
    }
    Ok(())
}

fn receiver(def: &MethodDef) -> usize {
    usize::from(
        matches!(def.kind, crate::native::MethodKind::Method | crate::native::MethodKind::ClassMethod)
            || def.signature.name() == "__new__",
    )
}

/// The class whose table has the row, found through the receiver.
fn native_owner(vm: &Vm, def: &MethodDef, args: &[Value]) -> Option<String> {
    if receiver(def) == 0 {
        return None;
    }
    let first = args.first()?;
    let class = match first.cast::<Type>() {
        Some(class) if def.kind != crate::native::MethodKind::Method => class.to_handle(),
        _ => vm.class_of(first),
    };
    let name = vm.find_interned(&vm.new_str(def.signature.name()))?;
    let has_row = |class: &Type| match class.dict.get(vm).get(&name) {
        Some(found) => {
            let own = found.cast::<NativeMethod>().map(|method| method.def);
            own.or_else(|| found.cast::<Builtin>().map(|builtin| builtin.def))
                .is_some_and(|d| std::ptr::eq(d, def))
        }
        None => false,
    };
    let mro = class.mro.get(vm);
    // A `__new__` is kept in a form of its own; it is that of the nearest built-in class.
    let found = mro.iter().find(|class| has_row(class)).or_else(|| {
        mro.iter().find(|class| def.signature.name() == "__new__" && !class.has(type_flags::HEAP))
    })?;
    Some(found.name_text(vm).into_owned())
}

/// Whether any parameter of a native may be given by its name.
fn takes_keywords(def: &MethodDef) -> bool {
    def.signature.params().iter().any(|p| p.kind == Kind::Positional || p.kind == Kind::KeywordOnly)
}

/// The name that messages show: a class's own for its `__new__` and `__init__`.
fn native_name(vm: &Vm, def: &MethodDef, args: &[Value]) -> String {
    match def.signature.name() {
        name @ ("__new__" | "__init__") => native_owner(vm, def, args).unwrap_or_else(|| name.to_owned()),
        name => name.to_owned(),
    }
}

/// The name with its class in front, as messages about calls without parsing show it.
fn native_qualname(vm: &Vm, def: &MethodDef, args: &[Value]) -> String {
    match (def.signature.name(), native_owner(vm, def, args)) {
        ("__new__", Some(owner)) => owner,
        (name, None) if def.kind == crate::native::MethodKind::Function => match native_module(vm, def) {
            Some(module) if module != "builtins" => format!("{module}.{name}"),
            _ => name.to_owned(),
        },
        (name, Some(owner)) => match args.first().and_then(|this| this.cast::<Type>()) {
            // A method of the metaclass is found bound to the class.
            Some(class) => format!("{}.{name}", vm.text_of(class.qualname.get(vm))),
            None => format!("{owner}.{name}"),
        },
        (name, None) => name.to_owned(),
    }
}

/// The module whose table has the row.
fn native_module(vm: &Vm, def: &MethodDef) -> Option<&'static str> {
    let has_row = |module: &ModuleDef| {
        module.rows.iter().any(|row| matches!(row, Row::Method(known) if std::ptr::eq(known, def)))
    };
    vm.native_modules.iter().find(|(_, module)| has_row(module)).map(|(name, _)| *name)
}

/// Whether the row is a special method that programs see as a slot wrapper, whose messages name no function.
fn is_wrapper(def: &MethodDef) -> bool {
    const PLAIN: &[&str] = &[
        "__new__",
        "__format__",
        "__round__",
        "__trunc__",
        "__floor__",
        "__ceil__",
        "__complex__",
        "__bytes__",
        "__dir__",
        "__enter__",
        "__exit__",
        "__reversed__",
        "__length_hint__",
        "__missing__",
        "__prepare__",
        "__instancecheck__",
        "__subclasscheck__",
        "__init_subclass__",
        "__set_name__",
        "__aenter__",
        "__aexit__",
    ];
    let name = def.signature.name();
    def.kind == crate::native::MethodKind::Method
        && !PLAIN.contains(&name)
        && crate::types::Slot::ALL.iter().any(|slot| slot.text() == name)
}

#[cold]
fn native_too_many(vm: &mut Vm, def: &MethodDef, positional: usize, given: usize, args: &[Value]) -> Raised {
    let shown = native_name(vm, def, args);
    let own = receiver(def);
    let (most, least) = (positional - own, usize::from(def.signature.required).saturating_sub(own));
    let given = given.saturating_sub(own);
    let has_keywords = takes_keywords(def);
    if is_wrapper(def) && !has_keywords {
        return wrapper_count(vm, most, least, given);
    }
    if most == 0 && !has_keywords {
        let shown = native_qualname(vm, def, args);
        return vm.type_error(format_args!("{shown}() takes no arguments ({given} given)"));
    }
    if most == 1 && least == 1 && !has_keywords {
        let shown = native_qualname(vm, def, args);
        return vm.type_error(format_args!("{shown}() takes exactly one argument ({given} given)"));
    }
    if def.signature.name() == "__new__" && matches!(&*shown, "int" | "str") {
        // These two count their arguments before they parse them.
        return vm.type_error(format_args!("{shown} expected at most {most} arguments, got {given}"));
    }
    if has_keywords {
        if most == 0 {
            return vm.type_error(format_args!("{shown}() takes no positional arguments"));
        }
        let kind = if def.signature.has_keyword_only { " positional" } else { "" };
        let (bound, s) =
            (if least == most { "exactly" } else { "at most" }, if most == 1 { "" } else { "s" });
        return vm
            .type_error(format_args!("{shown}() takes {bound} {most}{kind} argument{s} ({given} given)"));
    }
    let (bound, s) = (if least == most { "" } else { "at most " }, if most == 1 { "" } else { "s" });
    vm.type_error(format_args!("{shown} expected {bound}{most} argument{s}, got {given}"))
}

fn wrapper_count(vm: &mut Vm, most: usize, least: usize, given: usize) -> Raised {
    let (bound, wanted) = match (least == most, given < least) {
        (true, _) => ("", most),
        (false, true) => ("at least ", least),
        (false, false) => ("at most ", most),
    };
    let s = if wanted == 1 { "" } else { "s" };
    vm.type_error(format_args!("expected {bound}{wanted} argument{s}, got {given}"))
}

#[cold]
fn native_missing(vm: &mut Vm, def: &MethodDef, index: usize, given: usize, args: &[Value]) -> Raised {
    let shown = native_name(vm, def, args);
    let own = receiver(def);
    let has_keywords = takes_keywords(def);
    if has_keywords {
        let params = def.signature.params();
        let fixed = params.iter().filter(|p| p.kind == Kind::PositionalOnly && !p.optional).count();
        let fixed = fixed.saturating_sub(own);
        let given = given.saturating_sub(own);
        if params[index].kind == Kind::PositionalOnly && given < fixed {
            let exactly = usize::from(def.signature.positional) == fixed + own;
            let (bound, s) =
                (if exactly { "exactly" } else { "at least" }, if fixed == 1 { "" } else { "s" });
            return vm.type_error(format_args!(
                "{shown}() takes {bound} {fixed} positional argument{s} ({given} given)"
            ));
        }
        let name = def.signature.param_name(index);
        let at = index + 1 - own;
        return vm.type_error(format_args!("{shown}() missing required argument '{name}' (pos {at})"));
    }
    let (most, least) = (
        usize::from(def.signature.positional) - own,
        usize::from(def.signature.required) - own.min(usize::from(def.signature.required)),
    );
    let given = given.saturating_sub(own);
    if is_wrapper(def) {
        return wrapper_count(vm, most, least, given);
    }
    if most == 1 && least == 1 {
        let shown = native_qualname(vm, def, args);
        return vm.type_error(format_args!("{shown}() takes exactly one argument ({given} given)"));
    }
    let bound = if least == most && !def.signature.has_var_args { "" } else { "at least " };
    let s = if least == 1 { "" } else { "s" };
    vm.type_error(format_args!("{shown} expected {bound}{least} argument{s}, got {given}"))
}

/// Whether keywords given to a `__new__` that takes none are meant for the `__init__` of a subclass.
#[cold]
fn leaves_keywords(vm: &mut Vm, def: &MethodDef, args: &[Value]) -> bool {
    if def.signature.name() != "__new__" || takes_keywords(def) {
        return false;
    }
    let Some(class) = args.first().and_then(|class| class.cast::<Type>()) else { return false };
    let mro = class.mro.cloned(vm);
    match mro.iter().find(|class| !class.has(type_flags::HEAP)) {
        Some(owner) if !owner.is(&class.to_value()) => {
            let map = owner.instance_map.get();
            vm.leaves_keywords(class, map, crate::types::Slot::Init)
        }
        _ => false,
    }
}

#[cold]
fn native_unexpected(vm: &mut Vm, def: &MethodDef, name: &str, args: &[Value]) -> Raised {
    let shown = native_name(vm, def, args);
    if is_wrapper(def) && !takes_keywords(def) {
        return vm.type_error(format_args!("wrapper {shown}() takes no keyword arguments"));
    }
    if takes_keywords(def) {
        vm.type_error(format_args!("{shown}() got an unexpected keyword argument '{name}'"))
    } else {
        let shown = native_qualname(vm, def, args);
        vm.type_error(format_args!("{shown}() takes no keyword arguments"))
    }
}

/// Checks that an unbound native method gets a receiver of its class.
pub(crate) fn check_receiver(
    vm: &mut Vm,
    method: &Obj<NativeMethod>,
    args: &[Value],
    names: &[Value],
) -> Result<()> {
    let name = method.def.signature.name();
    let owner = &method.owner;
    match args.first().filter(|_| args.len() > names.len()) {
        Some(this) => {
            let fits = if method.def.kind == crate::native::MethodKind::ClassMethod {
                true
            } else {
                vm.is_instance_exact(this, owner)
            };
            if fits {
                return Ok(());
            }
            let (owner, given) = (owner.name_text(vm).into_owned(), vm.type_name(this));
            Err(vm.type_error(format_args!(
                "descriptor '{name}' for '{owner}' objects doesn't apply to a '{given}' object"
            )))
        }
        None => {
            let owner = owner.name_text(vm).into_owned();
            if name.starts_with("__") {
                return Err(
                    vm.type_error(format_args!("descriptor '{name}' of '{owner}' object needs an argument"))
                );
            }
            Err(vm.type_error(format_args!("unbound method {owner}.{name}() needs an argument")))
        }
    }
}

/// The text of a name for messages.
pub fn name_text(value: &Value) -> String {
    value.cast::<Str>().map(|text| text.to_text().into_owned()).unwrap_or_default()
}
