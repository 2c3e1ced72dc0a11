//! `_warnings`: the filters and the decision what becomes of a warning. Showing one is left to the library's
//! `warnings` once that is imported; before, a plain line goes to `sys.stderr`.

use crate::{
    error::Result,
    function,
    host::CompileWarning,
    names,
    native::{ModuleDef, Row},
    objects::{
        dict::Dict,
        exceptions::{ExcKind, Exception},
        list::List,
    },
    types::Type,
    value::{Handle, Str, Tuple, Value},
    vm::Vm,
};

/// Filters and memory.
#[derive(Default)]
struct WarningState {
    once: Option<Value>,
    default_action: Option<Value>,
    filters: Option<Value>,
    version: i64,
}

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_warnings",
    doc: "_warnings provides basic warning filtering support.\nIt is a helper module to speed up interpreter start-up.",
    rows: ROWS,
    types: &[],
    init: Some(init),
};

const ROWS: &[Row] = &[
    function!(
        "warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=())",
        warn,
        5,
        "Issue a warning, or maybe ignore it or raise an exception."
    ),
    function!(
        "warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)",
        warn_explicit,
        8,
        "Issue a warning, or maybe ignore it or raise an exception."
    ),
    function!("_filters_mutated_lock_held()", mutated, 0),
    function!("_filters_mutated()", mutated, 0),
    function!("_acquire_lock()", |_: &mut Vm| (), 0),
    function!("_release_lock()", |_: &mut Vm| (), 0),
];

fn mutated(vm: &mut Vm) {
    vm.state::<WarningState>().version += 1;
}

fn init(vm: &mut Vm, module: &crate::objects::module::ModuleHandle) -> Result<()> {
    let dict = module.dict.clone();
    let once = Dict::new().into_value();
    let action = vm.new_str("default");
    let main = vm.new_str("__main__");
    let kinds = [
        ("default", ExcKind::DeprecationWarning, main),
        ("ignore", ExcKind::DeprecationWarning, Value::NONE),
        ("ignore", ExcKind::PendingDeprecationWarning, Value::NONE),
        ("ignore", ExcKind::ImportWarning, Value::NONE),
        ("ignore", ExcKind::ResourceWarning, Value::NONE),
    ];
    let mut filters = Vec::new();
    for (action, kind, module) in kinds {
        let action = vm.new_str(action);
        let class = vm.exception_type(kind).into_value();
        filters.push(Tuple::new(vec![action, Value::NONE, class, module, Value::small(0)]).into_value());
    }
    let filters = List::new(filters).into_value();
    let state = vm.state::<WarningState>();
    state.once = Some(once.clone());
    state.default_action = Some(action.clone());
    state.filters = Some(filters.clone());
    dict.set_text(vm, "filters", filters);
    dict.set_text(vm, "_onceregistry", once);
    dict.set_text(vm, "_defaultaction", action);
    let context = vm.new_namespace(&[]);
    dict.set_text(vm, "_warnings_context", context);
    Ok(())
}

/// What `warnings`, or this module, has under a name.
fn setting(vm: &mut Vm, name: &str) -> Result<Option<Value>> {
    if let Some(module) = vm.find_module("warnings").filter(|module| !module.is_none()) {
        return vm.find_attr_text(&module, name);
    }
    let state = vm.state::<WarningState>();
    Ok(match name {
        "filters" => state.filters.clone(),
        "onceregistry" => state.once.clone(),
        "defaultaction" => state.default_action.clone(),
        _ => None,
    })
}

/// The filters that count now: those of the innermost `catch_warnings`, where that works by context.
fn current_filters(vm: &mut Vm) -> Result<Vec<Value>> {
    match setting(vm, "filters")? {
        Some(filters) => vm.collect(&filters),
        None => Ok(Vec::new()),
    }
}

fn matches_text(vm: &mut Vm, pattern: &Value, text: &Value) -> Result<bool> {
    if pattern.is_none() {
        return Ok(true);
    }
    if pattern.exact::<Str>().is_some() {
        return vm.equal(pattern, text);
    }
    let match_ = vm.get_attr_text(pattern, "match")?;
    let found = vm.call(&match_, std::slice::from_ref(text))?;
    vm.truth(&found)
}

/// What the filters say of a warning.
fn action_for(vm: &mut Vm, category: &Value, text: &Value, module: &Value, line: i64) -> Result<String> {
    for filter in current_filters(vm)? {
        let parts = vm.collect(&filter)?;
        let [action, pattern, class, module_pattern, number] = &parts[..] else {
            return Err(vm.value_error("warnings.filters item isn't a 5-tuple"));
        };
        let number = vm.index_i64(number)?;
        if vm.is_subclass(category, class)?
            && (number == 0 || number == line)
            && matches_text(vm, pattern, text)?
            && matches_text(vm, module_pattern, module)?
        {
            return Ok(vm.text_of(action).into_owned());
        }
    }
    match setting(vm, "defaultaction")? {
        Some(action) => Ok(vm.text_of(&action).into_owned()),
        None => Ok("default".to_owned()),
    }
}

/// Whether a key was seen before; remembers it.
fn seen(vm: &mut Vm, registry: &Value, key: &Value) -> Result<bool> {
    let Some(dict) = registry.cast::<Dict>().map(|dict| dict.to_handle()) else { return Ok(false) };
    let version = vm.state::<WarningState>().version;
    let known = dict.get_text(vm, "version").and_then(|known| known.as_small());
    if known != Some(version) {
        drop(dict.table.get_mut(vm).take_all());
        dict.set_text(vm, "version", Value::small(version));
    }
    if let Some(known) = dict.get(vm, key)? {
        return vm.truth(&known);
    }
    dict.set(vm, key.clone(), Value::TRUE)?;
    Ok(false)
}

/// Where a warning comes from.
struct Place {
    file: Value,
    line: i64,
    module: Value,
    registry: Value,
    source: Value,
}

fn issue(vm: &mut Vm, category: Value, message: Value, place: Place) -> Result<()> {
    let (category, text, message) = if vm.is_exception_of_value(&message, ExcKind::Warning) {
        let text = vm.str_of(&message)?.into_value();
        (vm.class_of(&message).into_value(), text, message)
    } else {
        let made = vm.call(&category, std::slice::from_ref(&message))?;
        (category, message, made)
    };
    let number = vm.new_int(place.line);
    let key = Tuple::new(vec![text.clone(), category.clone(), number.clone()]).into_value();
    let has_registry = !place.registry.is_none();
    let action = action_for(vm, &category, &text, &place.module, place.line)?;
    match action.as_str() {
        "error" => {
            return Err(vm.raise(message));
        }
        "ignore" => return Ok(()),
        "always" | "all" => {}
        "once" => {
            let registry = setting(vm, "onceregistry")?.unwrap_or(Value::NONE);
            let key = Tuple::new(vec![text.clone(), category.clone()]).into_value();
            if seen(vm, &registry, &key)? {
                return Ok(());
            }
        }
        "default" => {
            if has_registry && seen(vm, &place.registry, &key)? {
                return Ok(());
            }
        }
        "module" => {
            let key = Tuple::new(vec![text.clone(), category.clone(), Value::small(0)]).into_value();
            if has_registry && seen(vm, &place.registry, &key)? {
                return Ok(());
            }
        }
        other => {
            let shown = other.to_owned();
            return Err(
                vm.runtime_error(format_args!("Unrecognized action ('{shown}') in warnings.filters:\n "))
            );
        }
    }
    show(vm, &category, &text, message, &place)
}

fn show(vm: &mut Vm, category: &Value, text: &Value, message: Value, place: &Place) -> Result<()> {
    if let Ok(module) = vm.import("warnings")
        && let Some(class) = vm.find_attr_text(&module, "WarningMessage")?
        && let Some(show) = vm.find_attr_text(&module, "_showwarnmsg")?
    {
        let line = vm.new_int(place.line);
        let args = [
            message,
            category.clone(),
            place.file.clone(),
            line,
            Value::NONE,
            Value::NONE,
            place.source.clone(),
        ];
        let shown = vm.call(&class, &args)?;
        vm.call(&show, &[shown])?;
        return Ok(());
    }
    let (file, name, text) =
        (vm.text_of(&place.file).into_owned(), class_name(vm, category), vm.str_text(text)?);
    let line = place.line;
    super::sys::write_error(vm, &format!("{file}:{line}: {name}: {text}\n"));
    Ok(())
}

fn class_name(vm: &mut Vm, class: &Value) -> String {
    class.cast::<Type>().map_or(String::new(), |class| class.name_text(vm).into_owned())
}

/// The category that counts, checked.
fn category_of(vm: &mut Vm, message: &Value, category: Option<Value>) -> Result<Value> {
    if vm.is_exception_of_value(message, ExcKind::Warning) {
        return Ok(vm.class_of(message).into_value());
    }
    let Some(category) = category.filter(|category| !category.is_none()) else {
        return Ok(vm.exception_type(ExcKind::UserWarning).into_value());
    };
    let good = match category.cast::<Type>() {
        Some(class) => class.is_subclass(vm, vm.exception_type_ref(ExcKind::Warning)),
        None => false,
    };
    if good {
        return Ok(category);
    }
    let given = format!("'{}'", vm.type_name(&category));
    Err(vm.type_error(format_args!("category must be a Warning subclass, not {given}")))
}

fn warn(
    vm: &mut Vm,
    message: Value,
    category: Option<Value>,
    stack_level: Option<i64>,
    source: Option<Value>,
    skip: Option<Value>,
) -> Result<()> {
    let category = category_of(vm, &message, category)?;
    let prefixes: Vec<String> = match skip {
        Some(skip) => {
            let Some(tuple) = skip.cast::<Tuple>() else {
                let given = vm.type_name(&skip);
                return Err(
                    vm.type_error(format_args!("skip_file_prefixes must be a tuple of strs, not {given}"))
                );
            };
            tuple.as_slice().iter().map(|prefix| vm.text_of(prefix).into_owned()).collect()
        }
        None => Vec::new(),
    };
    let mut level = stack_level.unwrap_or(1).max(1) as usize - 1;
    if !prefixes.is_empty() {
        level = level.max(1);
        while vm
            .frame_place(level)
            .is_some_and(|(file, _)| prefixes.iter().any(|prefix| file.starts_with(prefix)))
        {
            level += 1;
        }
    }
    let place = place_at(vm, level, source.unwrap_or(Value::NONE));
    issue(vm, category, message, place)
}

/// File, line, module and registry of the frame `level` frames out.
fn place_at(vm: &mut Vm, level: usize, source: Value) -> Place {
    let (Some((file, line)), Some(globals)) = (vm.frame_place(level), vm.globals_at(level)) else {
        let dict = vm.sys_dict.clone();
        return Place {
            file: vm.new_str("<sys>"),
            line: 0,
            module: vm.new_str("sys"),
            registry: registry_of(vm, &dict),
            source,
        };
    };
    let module = globals.get_known(vm, names::__name__).filter(|name| name.cast::<Str>().is_some());
    Place {
        file: vm.new_str(&file),
        line: i64::from(line),
        module: module.unwrap_or_else(|| vm.new_str("<string>")),
        registry: registry_of(vm, &globals),
        source,
    }
}

fn registry_of(vm: &mut Vm, globals: &Handle<Dict>) -> Value {
    if let Some(registry) = globals.get_known(vm, names::__warningregistry__) {
        return registry;
    }
    let registry = Dict::new().into_value();
    globals.set_known(vm, names::__warningregistry__, registry.clone());
    registry
}

fn warn_explicit(
    vm: &mut Vm,
    message: Value,
    category: Value,
    file: Value,
    line: i64,
    module: Option<Value>,
    registry: Option<Value>,
    _module_globals: Option<Value>,
    source: Option<Value>,
) -> Result<()> {
    let category = category_of(vm, &message, Some(category))?;
    let module = match module.filter(|module| !module.is_none()) {
        Some(module) => module,
        None => {
            let name = vm.text_of(&file).into_owned();
            let name = if name.is_empty() { "<unknown>".to_owned() } else { name };
            vm.new_str(name.strip_suffix(".py").unwrap_or(&name))
        }
    };
    let registry = registry.unwrap_or(Value::NONE);
    if !registry.is_none() && registry.cast::<Dict>().is_none() {
        let given = vm.type_name(&registry);
        return Err(vm.type_error(format_args!("'registry' must be a dict or None, not '{given}'")));
    }
    issue(
        vm,
        category,
        message,
        Place { file, line, module, registry, source: source.unwrap_or(Value::NONE) },
    )
}

impl Vm {
    /// RuntimeWarning "coroutine 'f' was never awaited", worded by the library if it can be.
    pub fn warn_never_awaited(&mut self, coroutine: &Value) {
        let warned = self.try_warn_never_awaited(coroutine);
        if let Err(raised) = warned {
            self.unraisable(raised, "finalizing coroutine", coroutine);
        }
    }
    /// Reports an awaitable of an async generator that was never awaited.
    pub fn warn_request_never_awaited(&mut self, method: &str, generator: &Value) {
        let warned = self.get_known_attr(generator, names::__qualname__).and_then(|name| {
            let name = self.repr_text(&name)?;
            let text = format!("coroutine method '{method}' of {name} was never awaited");
            self.warn(ExcKind::RuntimeWarning, &text, 0)
        });
        if let Err(raised) = warned {
            self.unraisable(raised, "finalizing coroutine method of", generator);
        }
    }
    fn try_warn_never_awaited(&mut self, coroutine: &Value) -> Result<()> {
        if let Ok(module) = self.import("warnings")
            && let Some(warn) = self.find_attr_text(&module, "_warn_unawaited_coroutine")?
        {
            return self.call(&warn, std::slice::from_ref(coroutine)).map(drop);
        }
        let name = self.get_known_attr(coroutine, names::__qualname__)?;
        let text = format!("coroutine '{}' was never awaited", self.text_of(&name));
        self.warn(ExcKind::RuntimeWarning, &text, 1)
    }

    /// Issues a warning from Rust, `level` frames out (0: the running Python frame).
    pub fn warn(&mut self, kind: ExcKind, message: &str, level: usize) -> Result<()> {
        let category = self.exception_type(kind).into_value();
        let message = self.new_str(message);
        let place = place_at(self, level, Value::NONE);
        issue(self, category, message, place)
    }
    /// Issues a warning that compiling gave.
    pub fn warn_syntax(&mut self, warning: &CompileWarning, filename: &str) -> Result<()> {
        let kind = ExcKind::from_name(warning.class).unwrap_or(ExcKind::SyntaxWarning);
        let category = self.exception_type(kind).into_value();
        let message = self.new_str(&warning.message);
        let name = filename.rsplit('/').next().unwrap_or(filename);
        let place = Place {
            file: self.new_str(filename),
            line: i64::from(warning.line),
            module: self.new_str(name.strip_suffix(".py").unwrap_or(name)),
            registry: Value::NONE,
            source: Value::NONE,
        };
        let issued = issue(self, category.clone(), message.clone(), place);
        let Err(raised) = issued else { return Ok(()) };
        if !self.raised_is(&raised, kind) {
            return Err(raised);
        }
        // A warning that a filter has made an error is a SyntaxError that says where.
        drop(self.take_raised(raised));
        let (file, line) = (self.new_str(filename), Value::small(i64::from(warning.line)));
        let place = Tuple::new(vec![file, line, Value::NONE, Value::NONE]).into_value();
        Err(self.raise_args(ExcKind::SyntaxError, vec![message, place]))
    }
    /// Whether a value is an instance of a built-in exception class.
    pub fn is_exception_of_value(&self, value: &Value, kind: ExcKind) -> bool {
        value.cast::<Exception>().is_some() && self.is_exception_of(value, kind)
    }
}
