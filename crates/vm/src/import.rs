//! Finding, loading and caching modules.
//!
//! The common path is here, in Rust: native modules, the shipped library, source files and packages on `sys.path`.
//! It needs no `importlib` at all, so programs that never touch the import system do not pay for it. As soon as a
//! program looks (`import importlib`, or anything that uses it), CPython's own `importlib` is set up, modules made so
//! far get real specs and loaders, and from then on new ones get them too. A program that changes `sys.meta_path` or
//! `sys.path_hooks`, or a path entry that is not a directory, is served by `importlib` alone.
//!
//! The shipped library looks like a directory, [`LIBRARY_DIR`], at its place in `sys.path`: what stands before it
//! shadows it, as in CPython.

mod find;
pub(crate) mod shipped;
mod spec;

pub(crate) use find::find_shipped;
pub use find::{Found, Library, Packed, Part};
pub(crate) use shipped::{module_of_path, with_shipped};

use crate::{
    error::{Raised, Result},
    function, names,
    native::{Builtin, MethodDef, Resumable, Row, Step},
    objects::{
        code::Code,
        dict::Dict,
        exceptions::{ExcKind, Exception},
        module::Module,
    },
    value::{Handle, Obj, Str, Trace, Tracer, Value},
    vm::Vm,
};
use std::rc::Rc;

/// Where the shipped library seems to lie.
pub const LIBRARY_DIR: &str = "/whipsnake/lib/python3.14";

/// What importing remembers in this interpreter.
#[derive(Default)]
pub struct ImportState {
    /// Shipped libraries, asked in order.
    pub libraries: Vec<Rc<dyn Library>>,
    /// `importlib._bootstrap`, once set up.
    pub(crate) importlib: Option<Value>,
    /// The module that makes specs and loaders, once `importlib` is set up.
    pub(crate) helper: Option<Value>,
    /// `sys.meta_path` and `sys.path_hooks` as the import system itself filled them.
    pub(crate) known_finders: (Vec<Value>, Vec<Value>),
    /// While `importlib` is being set up, which imports by itself.
    setting_up: bool,
}

/// What `__import__` gives in the end.
enum Goal {
    /// The module of this name (the first part, for `import a.b`).
    Named(String),
    /// The last module.
    Last,
    /// The last module, after names of `from m import …` that are submodules have been imported.
    From(Vec<Value>),
}

enum Wait {
    Nothing,
    /// A module's code runs.
    Body(Value),
    /// `importlib` is at it.
    Importlib,
    /// The host was asked.
    Host,
}

/// An import under way.
struct Importing {
    /// Dotted name in parts.
    parts: Vec<String>,
    at: usize,
    /// The module of the part before `at`.
    parent: Option<Value>,
    goal: Goal,
    /// The submodule of a `from` list that is being imported, and the package it belongs to.
    sub: Option<(Value, String)>,
    wait: Wait,
}

fn run_module(vm: &mut Vm, code: &Obj<Code>, namespace: &Obj<Dict>) -> Result<Value> {
    let locals = namespace.to_value();
    let (code, namespace) = (code.to_handle(), namespace.to_handle());
    vm.run_code(&code, &namespace, locals)
}
static RUN_MODULE: Row = function!("run_module(code, namespace, /)", run_module, 2);

fn run_module_def() -> &'static MethodDef {
    match &RUN_MODULE {
        Row::Method(def) => def,
        _ => unreachable!("the row is a function"),
    }
}

impl Importing {
    fn new(name: &str, goal: Goal) -> Importing {
        let parts = name.split('.').map(str::to_owned).collect();
        Importing { parts, at: 0, parent: None, goal, sub: None, wait: Wait::Nothing }
    }
    fn full_name(&self) -> String {
        self.parts[..=self.at].join(".")
    }
    /// The part at `at` is imported: on to the next one.
    fn arrived(&mut self, vm: &mut Vm, module: Value) -> Result<Option<Step>> {
        self.parent = Some(module);
        self.at += 1;
        if self.at < self.parts.len() { Ok(None) } else { self.finish(vm) }
    }
    /// Makes the module the parent's attribute.
    fn attach(&mut self, vm: &mut Vm, module: &Value) -> Result<()> {
        if let Some(parent) = &self.parent {
            let name = vm.intern_text(&self.parts[self.at]);
            let set = vm.set_attr(&parent.clone(), &name, module.clone());
            vm.swallow(set, ExcKind::AttributeError)?;
        }
        Ok(())
    }
    fn finish(&mut self, vm: &mut Vm) -> Result<Option<Step>> {
        let Some(module) = self.parent.clone() else { return Err(vm.system_error("import of nothing")) };
        if let Some((package, _)) = &mut self.sub {
            let package = package.clone();
            self.sub = None;
            self.parent = Some(package.clone());
            return self.next_from(vm, package);
        }
        match &self.goal {
            Goal::Last => Ok(Some(Step::Return(module))),
            Goal::Named(name) => {
                let name = name.clone();
                match vm.find_module(&name) {
                    Some(module) => Ok(Some(Step::Return(module))),
                    None => {
                        let name = vm.new_str(&name);
                        Err(vm.key_error(name))
                    }
                }
            }
            Goal::From(_) => self.next_from(vm, module),
        }
    }
    /// Looks at the next name of a `from` list; imports it if it is a submodule that is not there yet.
    fn next_from(&mut self, vm: &mut Vm, package: Value) -> Result<Option<Step>> {
        loop {
            let Goal::From(list) = &mut self.goal else { return Ok(Some(Step::Return(package))) };
            let Some(name) = list.pop() else { return Ok(Some(Step::Return(package))) };
            let Some(text) = name.cast::<Str>() else {
                let given = vm.type_name(&name);
                return Err(vm.type_error(format_args!("Item in ``from list'' must be str, not {given}")));
            };
            if text.as_bytes() == b"*" {
                if let Some(all) = vm.find_known_attr(&package, names::__all__)? {
                    let mut all = vm.collect(&all)?;
                    all.retain(|name| name.cast::<Str>().is_none_or(|text| text.as_bytes() != b"*"));
                    all.reverse();
                    if let Goal::From(list) = &mut self.goal {
                        list.extend(all);
                    }
                }
                continue;
            }
            if vm.find_attr(&package, &name)?.is_some() {
                continue;
            }
            let package_name = vm.get_known_attr(&package, names::__name__)?;
            let full = format!("{}.{}", vm.text_of(&package_name), vm.text_of(&name));
            self.parts = full.split('.').map(str::to_owned).collect();
            self.at = self.parts.len() - 1;
            self.parent = Some(package.clone());
            self.sub = Some((package, full));
            return Ok(None);
        }
    }
    /// One part: from `sys.modules`, or found and run.
    fn step(&mut self, vm: &mut Vm) -> Result<Option<Step>> {
        let full = self.full_name();
        if let Some(module) = vm.find_module(&full) {
            if module.is_none() {
                let message = format!("import of {full} halted; None in sys.modules");
                return Err(vm.module_not_found(&message, &full));
            }
            return self.arrived(vm, module);
        }
        let path = match &self.parent {
            None => None,
            Some(parent) => match vm.find_known_attr(&parent.clone(), names::__path__)? {
                Some(path) => Some(path),
                None => {
                    let package = self.parts[..self.at].join(".");
                    let message = format!("No module named '{full}'; '{package}' is not a package");
                    return Err(vm.module_not_found(&message, &full));
                }
            },
        };
        if !vm.finders_are_plain() {
            return self.ask_importlib(vm, &full);
        }
        match find::find(vm, &full, path.as_ref())? {
            Found::Missing => {
                let message = format!("No module named '{full}'");
                Err(vm.module_not_found(&message, &full))
            }
            Found::Elsewhere => self.ask_importlib(vm, &full),
            Found::Wait(pending) => {
                self.wait = Wait::Host;
                Ok(Some(Step::Wait(pending)))
            }
            Found::Ready(module) => {
                self.attach(vm, &module)?;
                self.arrived(vm, module)
            }
            Found::Native(def) => {
                if let Some(pending) = vm.load_data(&full)? {
                    self.wait = Wait::Host;
                    return Ok(Some(Step::Wait(pending)));
                }
                let module = vm.import_native(&full, def)?;
                self.attach(vm, &module)?;
                self.arrived(vm, module)
            }
            found => self.run(vm, &full, found),
        }
    }
    /// Makes the module and runs its code.
    fn run(&mut self, vm: &mut Vm, full: &str, found: Found) -> Result<Option<Step>> {
        let Some((module, code)) = spec::make_module(vm, full, found)? else {
            return Err(vm.system_error("nothing to import"));
        };
        let Some(body) = module.cast::<Module>() else { return Err(vm.system_error("not a module")) };
        let dict = body.dict.clone();
        let modules = vm.modules.clone();
        modules.set_text(vm, full, module.clone());
        let Some(code) = code else {
            self.attach(vm, &module)?;
            return self.arrived(vm, module);
        };
        self.wait = Wait::Body(module);
        let run = Builtin { def: run_module_def(), bound: Value::UNDEF, module: Value::NONE };
        Ok(Some(Step::Call(Handle::new(run).into_value(), vec![code.into_value(), dict.into_value()])))
    }
    fn ask_importlib(&mut self, vm: &mut Vm, full: &str) -> Result<Option<Step>> {
        if let Some(pending) = vm.load_importlib_files()? {
            self.wait = Wait::Host;
            return Ok(Some(Step::Wait(pending)));
        }
        let importlib = vm.ensure_importlib()?;
        let find_and_load = vm.get_attr_text(&importlib, "_find_and_load")?;
        let import = vm.get_attr_text(&importlib, "_gcd_import")?;
        self.wait = Wait::Importlib;
        let name = vm.new_str(full);
        Ok(Some(Step::Call(find_and_load, vec![name, import])))
    }
    /// A module's code has ended.
    fn after_body(&mut self, vm: &mut Vm, module: Value, result: Result<Value>) -> Result<Option<Step>> {
        let full = self.full_name();
        let modules = vm.modules.clone();
        spec::set_initializing(vm, &module, false);
        if let Err(raised) = result {
            // The exception stays where it is: removing a key of text runs no Python.
            let name = vm.intern_text(&full);
            drop(modules.remove_name(vm, &name));
            return Err(raised);
        }
        // A module may have put something else in its place.
        let Some(module) = vm.find_module(&full) else {
            let name = vm.new_str(&full);
            return Err(vm.key_error(name));
        };
        vm.share_sources(&full, &module);
        self.attach(vm, &module)?;
        self.arrived(vm, module)
    }
    /// An error: a submodule of a `from` list that does not exist is none.
    fn after_error(&mut self, vm: &mut Vm, raised: Raised) -> Result<Option<Step>> {
        let Some((package, full)) = self.sub.clone() else { return Err(raised) };
        if !vm.raised_is(&raised, ExcKind::ModuleNotFoundError) {
            return Err(raised);
        }
        let name = match vm.look_at_raised(&raised).cast::<Exception>() {
            Some(exc) => exc.field(vm, 1),
            None => Value::NONE,
        };
        if vm.text_of(&name) != full.as_str() || vm.find_module(&full).is_some_and(|module| module.is_none())
        {
            return Err(raised);
        }
        drop(vm.take_raised(raised));
        self.sub = None;
        self.parent = Some(package.clone());
        self.next_from(vm, package)
    }
    fn advance(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Option<Step>> {
        match std::mem::replace(&mut self.wait, Wait::Nothing) {
            Wait::Nothing | Wait::Host => result.map(|_| None),
            Wait::Body(module) => self.after_body(vm, module, result),
            Wait::Importlib => {
                let module = result?;
                self.arrived(vm, module)
            }
        }
    }
    /// Goes on until Python must run or the import is done.
    fn run_on(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let mut outcome = self.advance(vm, result);
        loop {
            outcome = match outcome {
                Ok(Some(step)) => return Ok(step),
                Ok(None) => self.step(vm),
                Err(raised) => Ok(match self.after_error(vm, raised)? {
                    Some(step) => return Ok(step),
                    None => None,
                }),
            };
        }
    }
}

impl Resumable for Importing {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        self.run_on(vm, result)
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.parent.trace(tracer);
        if let Wait::Body(module) = &self.wait {
            module.trace(tracer);
        }
        if let Goal::From(list) = &self.goal {
            list.trace(tracer);
        }
        if let Some((package, _)) = &self.sub {
            package.trace(tracer);
        }
    }
}

/// An import whose first steps needed no Python.
struct Begun {
    first: Option<Step>,
    then: Importing,
}

impl Resumable for Begun {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        match self.first.take() {
            Some(step) => result.map(|_| step),
            None => self.then.run_on(vm, result),
        }
    }
    fn trace(&self, tracer: &mut Tracer) {
        if let Some(Step::Call(callable, args)) = &self.first {
            callable.trace(tracer);
            args.trace(tracer);
        }
        self.then.trace(tracer);
    }
}

fn begin(vm: &mut Vm, mut import: Importing) -> Result<Value> {
    match import.run_on(vm, Ok(Value::UNDEF))? {
        Step::Return(module) => Ok(module),
        step => vm.defer(Box::new(Begun { first: Some(step), then: import })),
    }
}

impl Vm {
    /// A module in `sys.modules`.
    pub fn find_module(&mut self, name: &str) -> Option<Value> {
        let modules = self.modules.clone();
        modules.get_text(self, name)
    }
    /// `import name`, giving the last module of a dotted name. Nests a loop when Python must run.
    pub fn import(&mut self, name: &str) -> Result<Value> {
        if let Some(module) = self.find_module(name)
            && !module.is_none()
        {
            return Ok(module);
        }
        let depth = self.fiber.frames.len();
        let result = begin(self, Importing::new(name, Goal::Last))?;
        self.await_native(result, depth)
    }
    /// `__import__(name, globals, locals, fromlist, level)`: the module, at once or deferred.
    pub fn import_deferring(
        &mut self,
        name: &Value,
        globals: Option<&Value>,
        fromlist: &Value,
        level: i32,
    ) -> Result<Value> {
        let text = self.text_of(name).into_owned();
        if level < 0 {
            return Err(self.value_error("level must be >= 0"));
        }
        let absolute = if level > 0 {
            self.absolute_name(&text, globals, level as usize)?
        } else if text.is_empty() {
            return Err(self.value_error("Empty module name"));
        } else {
            text.clone()
        };
        let has_from = !fromlist.is_none() && self.truth(fromlist)?;
        if has_from {
            if let Some(module) = self.find_module(&absolute).filter(|module| !module.is_none())
                && self.find_known_attr(&module, names::__path__)?.is_none()
            {
                return Ok(module);
            }
            let mut list = self.collect(fromlist)?;
            list.reverse();
            return begin(self, Importing::new(&absolute, Goal::From(list)));
        }
        let goal = match text.split_once('.') {
            _ if level == 0 => absolute.split('.').next().unwrap_or(&absolute).to_owned(),
            _ if text.is_empty() => absolute.clone(),
            Some((first, _)) => absolute[..absolute.len() - (text.len() - first.len())].to_owned(),
            None => absolute.clone(),
        };
        if self.find_module(&absolute).is_some_and(|module| !module.is_none())
            && let Some(module) = self.find_module(&goal).filter(|module| !module.is_none())
        {
            return Ok(module);
        }
        begin(self, Importing::new(&absolute, Goal::Named(goal)))
    }
    /// The absolute name that a relative one means in a module with these globals.
    fn absolute_name(&mut self, name: &str, globals: Option<&Value>, level: usize) -> Result<String> {
        let Some(globals) =
            globals.and_then(|globals| globals.cast::<Dict>()).map(|globals| globals.to_handle())
        else {
            return Err(match globals {
                Some(_) => self.type_error("globals must be a dict"),
                None => self.key_error_text("'__name__' not in globals"),
            });
        };
        let package = self.package_of(&globals)?;
        let mut base = package.as_str();
        for _ in 1..level {
            match base.rsplit_once('.') {
                Some((front, _)) => base = front,
                None => {
                    return Err(self.import_error_text("attempted relative import beyond top-level package"));
                }
            }
        }
        if base.is_empty() {
            return Err(self.import_error_text("attempted relative import with no known parent package"));
        }
        Ok(if name.is_empty() { base.to_owned() } else { format!("{base}.{name}") })
    }
    fn package_of(&mut self, globals: &Handle<Dict>) -> Result<String> {
        let package = globals.get_known(self, names::__package__).filter(|package| !package.is_none());
        let spec = globals.get_known(self, names::__spec__).filter(|spec| !spec.is_none());
        if let Some(package) = package {
            if package.cast::<Str>().is_none() {
                return Err(self.type_error("package must be a string"));
            }
            return Ok(self.text_of(&package).into_owned());
        }
        if let Some(spec) = spec {
            let parent = self.get_attr_text(&spec, "parent")?;
            if parent.cast::<Str>().is_none() {
                return Err(self.type_error("__spec__.parent must be a string"));
            }
            return Ok(self.text_of(&parent).into_owned());
        }
        let Some(name) = globals.get_known(self, names::__name__) else {
            return Err(self.key_error_text("'__name__' not in globals"));
        };
        let text = self.text_of(&name).into_owned();
        if globals.get_known(self, names::__path__).is_some() {
            return Ok(text);
        }
        match text.rsplit_once('.') {
            Some((package, _)) => Ok(package.to_owned()),
            None => Err(self.import_error_text("attempted relative import with no known parent package")),
        }
    }
    fn key_error_text(&mut self, message: &str) -> Raised {
        let text = self.new_str(message);
        self.key_error(text)
    }
    /// Raises ModuleNotFoundError with `name` set.
    pub fn module_not_found(&mut self, message: &str, name: &str) -> Raised {
        let message = self.new_str(message);
        let exc = self.new_exception(ExcKind::ModuleNotFoundError, vec![message]);
        let name = self.new_str(name);
        if let Some(inner) = exc.cast::<Exception>() {
            inner.set_field(self, 1, name);
        }
        self.raise(exc)
    }
    /// Whether the import system is as it was set up, so that `importlib` need not be asked.
    fn finders_are_plain(&mut self) -> bool {
        let (meta, hooks) = self.state::<ImportState>().known_finders.clone();
        for (name, known) in [("meta_path", meta), ("path_hooks", hooks)] {
            let Some(now) = self.find_sys(name) else { return false };
            let Some(list) = now.cast::<crate::objects::list::List>() else { return false };
            let now = list.items.get(self);
            if now.len() != known.len() || !now.iter().zip(&known).all(|(a, b)| a.is(b)) {
                return false;
            }
        }
        true
    }
    /// `importlib._bootstrap`, set up at first use.
    pub fn ensure_importlib(&mut self) -> Result<Value> {
        if let Some(importlib) = self.state::<ImportState>().importlib.clone() {
            return Ok(importlib);
        }
        if std::mem::replace(&mut self.state::<ImportState>().setting_up, true) {
            return Err(self.import_error_text("the import system is being set up or taken down"));
        }
        let made = spec::set_up_importlib(self);
        self.state::<ImportState>().setting_up = false;
        made
    }
    /// Makes a module of a native table and puts it into `sys.modules`.
    pub fn import_native(&mut self, name: &str, def: &'static crate::native::ModuleDef) -> Result<Value> {
        let module = self.make_native_module(def)?.into_value();
        let modules = self.modules.clone();
        modules.set_text(self, name, module.clone());
        spec::describe_native(self, &module, name)?;
        Ok(module)
    }
    /// Adds a shipped library.
    pub fn add_library(&mut self, library: Rc<dyn Library>) {
        self.state::<ImportState>().libraries.push(library);
    }
}
