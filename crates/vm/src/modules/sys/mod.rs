//! `sys`: what a program can know of and set in its interpreter.

mod frames;
pub mod hooks;
mod info;
mod library_names;
mod report;

pub use hooks::{finalize, print_exception, write_error};

use crate::{
    error::Result,
    function,
    native::{ModuleDef, Resumable, Row, Step},
    objects::{dict::Dict, exceptions::ExcKind, list::List, module::ModuleHandle},
    raw,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Tuple, Value},
    vm::Vm,
};

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "sys",
    doc: "This module provides access to some objects used or maintained by the\ninterpreter and to functions that \
          interact strongly with the interpreter.",
    rows: ROWS,
    types: &[],
    init: Some(init),
};

/// What `sys` functions store.
#[derive(Default)]
struct SysState {
    audit_hooks: Vec<Value>,
    asyncgen_hooks: (Option<Value>, Option<Value>),
    switch_interval: Option<f64>,
    finalizing: bool,
}

const ROWS: &[Row] = &[
    raw!(Function, "audit(event, /, *args)", audit, "Passes the event to any hooks that are attached."),
    function!("addaudithook(hook)", add_audit_hook, 1, "Adds a new audit hook callback."),
    raw!(
        Function,
        "breakpointhook(*args, **kwargs)",
        hooks::breakpoint_hook,
        "This hook function is called by built-in breakpoint()."
    ),
    function!(
        "displayhook(object, /)",
        hooks::display_hook,
        1,
        "Print an object to sys.stdout and also save it in builtins._"
    ),
    function!(
        "excepthook(exctype, value, traceback, /)",
        hooks::except_hook,
        3,
        "Handle an exception by displaying it with a traceback on sys.stderr."
    ),
    function!("unraisablehook(unraisable, /)", hooks::unraisable_hook, 1, "Handle an unraisable exception."),
    function!("exc_info()", exc_info, 0, "Return current exception information: (type, value, traceback)."),
    function!("exception()", exception, 0, "Return the current exception."),
    function!("exit(status=None, /)", exit, 1, "Exit the interpreter by raising SystemExit(status)."),
    function!(
        "getdefaultencoding()",
        |_: &mut Vm| "utf-8",
        0,
        "Return the current default encoding used by the Unicode implementation."
    ),
    function!(
        "getfilesystemencoding()",
        |_: &mut Vm| "utf-8",
        0,
        "Return the encoding used to convert Unicode filenames to OS filenames."
    ),
    function!(
        "getfilesystemencodeerrors()",
        |_: &mut Vm| "surrogateescape",
        0,
        "Return the error mode used for Unicode to OS filename conversion."
    ),
    function!("getrefcount(object, /)", get_ref_count, 1, "Return the reference count of object."),
    function!(
        "getrecursionlimit()",
        |vm: &mut Vm| vm.recursion_limit,
        0,
        "Return the current value of the recursion limit."
    ),
    function!(
        "setrecursionlimit(limit, /)",
        set_recursion_limit,
        1,
        "Set the maximum depth of the Python interpreter stack to n."
    ),
    function!("getsizeof(object, default=None)", get_size_of, 2, "Return the size of object in bytes."),
    function!(
        "_clear_type_descriptors(type, /)",
        clear_type_descriptors,
        1,
        "Private function for clearing certain descriptors from a type's dictionary.\n\nSee gh-135228 for context."
    ),
    function!("_getframe(depth=0, /)", frames::get_frame, 1, "Return a frame object from the call stack."),
    function!(
        "_getframemodulename(depth=0)",
        frames::get_frame_module_name,
        1,
        "Return the name of the module for a calling frame."
    ),
    function!(
        "_current_frames()",
        frames::current_frames,
        0,
        "Return a dict mapping each thread's thread id to its current stack frame."
    ),
    function!(
        "_current_exceptions()",
        frames::current_exceptions,
        0,
        "Return a dict mapping each thread's identifier to its current raised exception."
    ),
    function!("_clear_type_cache()", |_: &mut Vm| (), 0, "Clear the internal type lookup cache."),
    function!(
        "_clear_internal_caches()",
        |_: &mut Vm| (),
        0,
        "Clear all internal performance-related caches."
    ),
    function!("_is_gil_enabled()", |_: &mut Vm| true, 0, "Return True if the GIL is currently enabled."),
    function!(
        "_is_immortal(op, /)",
        |_: &mut Vm, value: &Value| !value.is_object(),
        1,
        "Return True if the given object is immortal."
    ),
    function!("_is_interned(string, /)", is_interned, 1, "Return True if the given string is interned."),
    function!(
        "_debugmallocstats()",
        |_: &mut Vm| (),
        0,
        "Print debug info about the state of the allocator."
    ),
    function!("intern(string, /)", intern, 1, "``Intern'' the given string."),
    function!(
        "is_finalizing()",
        |vm: &mut Vm| vm.state::<SysState>().finalizing,
        0,
        "Return True if Python is exiting."
    ),
    function!(
        "is_remote_debug_enabled()",
        |_: &mut Vm| false,
        0,
        "Return True if remote debugging is enabled, False otherwise."
    ),
    function!(
        "is_stack_trampoline_active()",
        |_: &mut Vm| false,
        0,
        "Return *True* if a stack profiler trampoline is active."
    ),
    function!("settrace(function, /)", set_trace, 1, "Set the global debug tracing function."),
    function!("gettrace()", get_trace, 0, "Return the global debug tracing function set with sys.settrace."),
    function!("setprofile(function, /)", set_profile, 1, "Set the profiling function."),
    function!("getprofile()", get_profile, 0, "Return the profiling function set with sys.setprofile."),
    function!("_settraceallthreads(function, /)", set_trace, 1),
    function!("_setprofileallthreads(function, /)", set_profile, 1),
    function!("call_tracing(func, args, /)", call_tracing, 2, "Call func(*args), while tracing is enabled."),
    function!(
        "set_int_max_str_digits(maxdigits)",
        set_int_max_str_digits,
        1,
        "Set the maximum string digits limit for non-binary int<->str conversions."
    ),
    function!(
        "get_int_max_str_digits()",
        |vm: &mut Vm| vm.int_max_str_digits(),
        0,
        "Return the maximum string digits limit for non-binary int<->str conversions."
    ),
    function!(
        "getswitchinterval()",
        |vm: &mut Vm| vm.state::<SysState>().switch_interval.unwrap_or(0.005),
        0,
        "Return the current thread switch interval."
    ),
    function!(
        "setswitchinterval(interval, /)",
        set_switch_interval,
        1,
        "Set the ideal thread switching delay inside the Python interpreter."
    ),
    function!(
        "get_asyncgen_hooks()",
        get_asyncgen_hooks,
        0,
        "Return the installed asynchronous generators hooks."
    ),
    function!(
        "set_asyncgen_hooks(firstiter=None, finalizer=None)",
        set_asyncgen_hooks,
        2,
        "Set a finalizer for async generators objects."
    ),
    function!(
        "get_coroutine_origin_tracking_depth()",
        |vm: &mut Vm| i64::from(vm.tracing.origin_depth),
        0,
        "Check status of origin tracking for coroutine objects in this thread."
    ),
    function!(
        "set_coroutine_origin_tracking_depth(depth)",
        set_origin_depth,
        1,
        "Enable or disable origin tracking for coroutine objects in this thread."
    ),
    function!(
        "getallocatedblocks()",
        |vm: &mut Vm| vm.heap().count_containers(),
        0,
        "Return the number of memory blocks currently allocated."
    ),
    function!(
        "getunicodeinternedsize(*, _only_immortal=False)",
        |vm: &mut Vm, _: Option<Value>| vm.interned.len(),
        1,
        "Return the number of elements of the unicode interned dictionary"
    ),
];

fn init(vm: &mut Vm, module: &ModuleHandle) -> Result<()> {
    let dict = module.dict.clone();
    vm.sys_dict = dict.clone();
    info::fill(vm, &dict)?;
    for name in ["displayhook", "excepthook", "breakpointhook", "unraisablehook"] {
        if let Some(hook) = dict.get_text(vm, name) {
            dict.set_text(vm, &format!("__{name}__"), hook);
        }
    }
    let modules = vm.modules.to_value();
    dict.set_text(vm, "modules", modules);
    let settings = vm.settings.clone();
    let texts = |vm: &Vm, texts: &[String]| {
        List::new(texts.iter().map(|text| vm.new_str(text)).collect()).into_value()
    };
    let argv = texts(vm, &settings.argv);
    let mut entries = settings.path.clone();
    if !entries.iter().any(|entry| entry == crate::import::LIBRARY_DIR) {
        entries.push(crate::import::LIBRARY_DIR.to_owned());
    }
    let path = texts(vm, &entries);
    let orig = texts(
        vm,
        &std::iter::once(settings.executable.clone()).chain(settings.argv.clone()).collect::<Vec<_>>(),
    );
    let warnings = texts(vm, &settings.warnings);
    dict.set_text(vm, "argv", argv);
    dict.set_text(vm, "path", path);
    dict.set_text(vm, "orig_argv", orig);
    dict.set_text(vm, "warnoptions", warnings);
    for name in ["meta_path", "path_hooks"] {
        dict.set_text(vm, name, List::new(Vec::new()).into_value());
    }
    dict.set_text(vm, "path_importer_cache", Dict::new().into_value());
    let options = Dict::new();
    for (name, value) in &settings.x_options {
        let value = value.as_ref().map_or(Value::TRUE, |value| vm.new_str(value));
        options.set_text(vm, name, value);
    }
    dict.set_text(vm, "_xoptions", options.into_value());
    let executable = vm.new_str(&settings.executable);
    dict.set_text(vm, "executable", executable.clone());
    dict.set_text(vm, "_base_executable", executable);
    dict.set_text(vm, "dont_write_bytecode", Value::bool(settings.dont_write_bytecode));
    dict.set_text(vm, "pycache_prefix", Value::NONE);
    Ok(())
}

fn audit(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    if !names.is_empty() {
        return Err(vm.type_error("sys.audit() takes no keyword arguments"));
    }
    let Some((event, rest)) = args.split_first() else {
        return Err(vm.type_error("audit expected at least 1 argument, got 0"));
    };
    if event.cast::<Str>().is_none() {
        let name = vm.type_name(event);
        return Err(vm.type_error(format_args!("expected str for argument 'event', not {name}")));
    }
    let hooks = vm.state::<SysState>().audit_hooks.clone();
    if hooks.is_empty() {
        return Ok(Value::NONE);
    }
    let rest = Tuple::from_slice(rest).into_value();
    for hook in hooks {
        vm.call(&hook, &[event.clone(), rest.clone()])?;
    }
    Ok(Value::NONE)
}

fn add_audit_hook(vm: &mut Vm, hook: Value) {
    vm.state::<SysState>().audit_hooks.push(hook);
}

fn exc_info(vm: &mut Vm) -> Value {
    match vm.handled_exception() {
        None => Tuple::new(vec![Value::NONE, Value::NONE, Value::NONE]).into_value(),
        Some(exc) => {
            let class = vm.class_of(&exc).into_value();
            let traceback = vm.exception_object(&exc).map_or(Value::NONE, |exc| exc.traceback.cloned(vm));
            Tuple::new(vec![class, exc, traceback]).into_value()
        }
    }
}

fn exception(vm: &mut Vm) -> Value {
    vm.handled_exception().unwrap_or(Value::NONE)
}

fn exit(vm: &mut Vm, status: Option<Value>) -> Result<Value> {
    let args = match status {
        None => vec![],
        Some(status) => match status.exact::<Tuple>() {
            Some(tuple) => tuple.as_slice().to_vec(),
            None if status.is_none() => vec![],
            None => vec![status],
        },
    };
    Err(vm.raise_args(ExcKind::SystemExit, args))
}

/// References held by the program: not those that the call itself adds, plus one as CPython counts its argument.
fn get_ref_count(_vm: &mut Vm, value: &Value) -> i64 {
    match value.header() {
        Some(header) => header.references().into(),
        None => i64::from(u32::MAX),
    }
}

fn clear_type_descriptors(vm: &mut Vm, class: &Obj<Type>) -> Result<()> {
    if class.has(type_flags::IMMUTABLE) || !class.has(type_flags::HEAP) {
        return Err(vm.type_error("argument is immutable"));
    }
    for name in ["__dict__", "__weakref__"] {
        let name = vm.intern_text(name);
        class.remove_own(vm, &name);
    }
    Ok(())
}

fn set_recursion_limit(vm: &mut Vm, limit: i32) -> Result<()> {
    if limit < 1 {
        return Err(vm.value_error("recursion limit must be greater or equal than 1"));
    }
    let depth = vm.fiber.depth;
    if depth >= limit as usize {
        return Err(vm.raise_format(
            ExcKind::RecursionError,
            format_args!("cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"),
        ));
    }
    vm.recursion_limit = usize::try_from(limit).unwrap_or(usize::MAX);
    Ok(())
}

fn get_size_of(vm: &mut Vm, object: &Value, default: Option<Value>) -> Result<Value> {
    let class = vm.class_of(object);
    let name = vm.special_name("__sizeof__");
    let Some(method) = class.find(vm, &name) else {
        return match default {
            Some(default) => Ok(default),
            None => Ok(Value::small(64)),
        };
    };
    let bound = vm.bind(&method, object, &class)?;
    let size = vm.call(&bound, &[])?;
    match vm.int_part(&size).and_then(|size| vm.int_to_i64(&size)) {
        Some(size) if size >= 0 => Ok(vm.new_int(size)),
        Some(_) => Err(vm.value_error("__sizeof__() should return >= 0")),
        None => match default {
            Some(default) => Ok(default),
            None => {
                let name = vm.type_name(&size);
                Err(vm.type_error(format_args!("'{name}' object cannot be interpreted as an integer")))
            }
        },
    }
}

fn intern(vm: &mut Vm, text: &Value) -> Result<Value> {
    if text.exact::<Str>().is_some() {
        return Ok(vm.intern(text));
    }
    let name = vm.type_name(text);
    Err(vm.type_error(if text.cast::<Str>().is_some() {
        format!("can't intern {name}")
    } else {
        format!("intern() argument must be str, not {name}")
    }))
}

fn is_interned(vm: &mut Vm, text: &Value) -> bool {
    vm.is_interned(text)
}

fn optional(value: Value) -> Option<Value> {
    Some(value).filter(|value| !value.is_none())
}

/// Ends the slice, so that the loop's other copy may go on.
struct EndSlice(bool);

impl Resumable for EndSlice {
    fn resume(&mut self, _vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        result?;
        Ok(if std::mem::replace(&mut self.0, true) { Step::Return(Value::NONE) } else { Step::Pause })
    }
}

fn set_trace(vm: &mut Vm, function: Value) -> Result<Value> {
    vm.set_tracing(Some(optional(function)), None);
    vm.defer(Box::new(EndSlice(false)))
}
fn get_trace(vm: &mut Vm) -> Value {
    vm.tracing.trace.clone().unwrap_or(Value::NONE)
}
fn set_profile(vm: &mut Vm, function: Value) -> Result<Value> {
    vm.set_tracing(None, Some(optional(function)));
    vm.defer(Box::new(EndSlice(false)))
}
fn get_profile(vm: &mut Vm) -> Value {
    vm.tracing.profile.clone().unwrap_or(Value::NONE)
}

fn call_tracing(vm: &mut Vm, function: &Value, args: &Obj<Tuple>) -> Result<Value> {
    vm.tail_call(function, args.as_slice(), &[])
}

fn set_int_max_str_digits(vm: &mut Vm, digits: i64) -> Result<()> {
    if digits != 0 && digits < 640 {
        return Err(vm.value_error("maxdigits must be >= 640 or 0 for unlimited"));
    }
    vm.state::<crate::objects::int::IntState>().max_str_digits = digits as usize;
    Ok(())
}

fn set_switch_interval(vm: &mut Vm, interval: f64) -> Result<()> {
    if interval <= 0.0 {
        return Err(vm.value_error("switch interval must be strictly positive"));
    }
    vm.state::<SysState>().switch_interval = Some(interval);
    Ok(())
}

fn get_asyncgen_hooks(vm: &mut Vm) -> Result<Value> {
    let (first, last) = vm.state::<SysState>().asyncgen_hooks.clone();
    info::asyncgen_hooks(vm, first.unwrap_or(Value::NONE), last.unwrap_or(Value::NONE))
}

fn set_asyncgen_hooks(vm: &mut Vm, first: Option<Value>, last: Option<Value>) -> Result<()> {
    for (what, hook) in [("firstiter", &first), ("finalizer", &last)] {
        if let Some(hook) = hook
            && !hook.is_none()
            && !vm.class_of(hook).has_slot(vm, crate::types::Slot::Call)
        {
            let name = vm.type_name(hook);
            return Err(vm.type_error(format_args!("callable {what} expected, got {name}")));
        }
    }
    let hooks = &mut vm.state::<SysState>().asyncgen_hooks;
    if let Some(hook) = first {
        hooks.0 = optional(hook);
    }
    if let Some(hook) = last {
        hooks.1 = optional(hook);
    }
    Ok(())
}

fn set_origin_depth(vm: &mut Vm, depth: i32) -> Result<()> {
    if depth < 0 {
        return Err(vm.value_error("depth must be >= 0"));
    }
    vm.tracing.origin_depth = depth.unsigned_abs();
    Ok(())
}

impl Vm {
    /// An attribute of `sys`, as programs have set it.
    pub fn find_sys(&mut self, name: &str) -> Option<Value> {
        let dict: Handle<Dict> = self.sys_dict.clone();
        dict.get_text(self, name)
    }
    /// Sets an attribute of `sys`.
    pub fn set_sys(&mut self, name: &str, value: Value) {
        let dict: Handle<Dict> = self.sys_dict.clone();
        dict.set_text(self, name, value);
    }
    /// Hooks for async generators: the first iteration's and the finalizer.
    pub fn asyncgen_hook_pair(&mut self) -> (Option<Value>, Option<Value>) {
        self.state::<SysState>().asyncgen_hooks.clone()
    }
}
