//! Parts of the shipped library that are loaded when they are needed: asking the host, and waiting for it.

use super::{Found, ImportState, Library, Packed, Part, find_shipped, spec::compile_file};
use crate::{
    error::Result,
    host::{Answer, Pending},
    native::{Resumable, Step},
    objects::code::Code,
    value::{Handle, Value},
    vm::Vm,
};
use std::rc::Rc;

/// A module of the shipped library: the library, the module's name there, its path.
pub(crate) type Shipped = (Rc<dyn Library>, String, String);

/// What is to be done with a module once a part of it is there.
type Work = fn(&mut Vm, &Shipped) -> Result<Value>;

/// A native that waits for a part of a module.
struct Loading {
    module: Shipped,
    part: Part,
    work: Work,
}

impl Resumable for Loading {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        result?;
        match vm.load_shipped(&self.module.0, &self.module.1, self.part)? {
            Some(pending) => Ok(Step::Wait(pending)),
            None => (self.work)(vm, &self.module).map(Step::Return),
        }
    }
}

/// Does something with a shipped module as soon as a part of it is there; `None` if there is no such module.
pub(crate) fn with_shipped(vm: &mut Vm, name: &str, part: Part, work: Work) -> Result<Option<Value>> {
    let Found::Shipped { library, name, path, .. } = find_shipped(vm, name) else { return Ok(None) };
    let module = (library, name, path);
    if module.0.missing(&module.1, part).is_none() {
        return work(vm, &module).map(Some);
    }
    vm.defer(Box::new(Loading { module, part, work })).map(Some)
}

impl Vm {
    /// The code of a shipped module whose code is there. Under `-O` it is compiled again, without assertions.
    pub(crate) fn shipped_code(
        &mut self,
        library: &Rc<dyn Library>,
        name: &str,
        path: &str,
    ) -> Result<Option<Handle<Code>>> {
        let packed = match self.settings.optimize {
            0 => library.load(name),
            _ => library.source(name).map(Packed::Source),
        };
        match packed {
            Some(Packed::Code(code)) => Ok(Some(self.load_code(*code))),
            Some(Packed::Source(source)) => compile_file(self, &source, path).map(Some),
            None => Ok(None),
        }
    }

    /// Sees to it that a part of a shipped module is there, or says what to wait for.
    pub(crate) fn load_shipped(
        &mut self,
        library: &Rc<dyn Library>,
        name: &str,
        part: Part,
    ) -> Result<Option<Pending>> {
        let part = if self.settings.optimize > 0 && part == Part::Code { Part::Source } else { part };
        while let Some(file) = library.missing(name, part) {
            match self.host.load(&file, true) {
                Answer::Ready(bytes) => self.provide(&file, &bytes)?,
                Answer::Failed(number, text) => return Err(self.cannot_load(number, &text, &file)),
                Answer::Wait(pending) => return Ok(Some(pending)),
            }
        }
        Ok(None)
    }

    /// Sees to it that what a native module works with is there, or says what to wait for.
    pub(crate) fn load_data(&mut self, name: &str) -> Result<Option<Pending>> {
        for library in self.state::<ImportState>().libraries.clone() {
            if let Some(pending) = self.load_shipped(&library, name, Part::Data)? {
                return Ok(Some(pending));
            }
        }
        Ok(None)
    }

    /// The same where nothing can wait but the host itself; whether anything was missing.
    pub(crate) fn load_data_blocking(&mut self, name: &str) -> Result<bool> {
        let mut missed = false;
        for library in self.state::<ImportState>().libraries.clone() {
            while let Some(file) = library.missing(name, Part::Data) {
                missed = true;
                self.load_blocking(&file)?;
            }
        }
        Ok(missed)
    }

    /// The same for what setting up `importlib` runs.
    pub(crate) fn load_importlib_files(&mut self) -> Result<Option<Pending>> {
        if self.state::<ImportState>().importlib.is_some() {
            return Ok(None);
        }
        for name in ["importlib._bootstrap", "importlib._bootstrap_external", "_library_importer"] {
            if let Found::Shipped { library, name, .. } = find_shipped(self, name)
                && let Some(pending) = self.load_shipped(&library, &name, Part::Code)?
            {
                return Ok(Some(pending));
            }
        }
        Ok(None)
    }

    /// Hands the bytes of a file to the library it belongs to.
    ///
    /// # Errors
    /// OSError when the file is damaged, or no library knows it.
    pub fn provide(&mut self, file: &str, bytes: &[u8]) -> Result<()> {
        for library in self.state::<ImportState>().libraries.clone() {
            match library.provide(file, bytes) {
                Ok(true) => return Ok(()),
                Ok(false) => {}
                Err(text) => return Err(self.cannot_load(5, &text, file)),
            }
        }
        Err(self.cannot_load(2, "not a file of the library", file))
    }

    /// Loads a file of the library now, where the host can block.
    pub(crate) fn load_blocking(&mut self, file: &str) -> Result<Value> {
        match self.host.load(file, false) {
            Answer::Ready(bytes) => self.provide(file, &bytes).map(|()| Value::NONE),
            Answer::Failed(number, text) => Err(self.cannot_load(number, &text, file)),
            Answer::Wait(_) => Err(self.cannot_wait()),
        }
    }

    /// Sees to it that an exception can be shown with its source lines: those of the library's frames in the traceback.
    /// Says what to wait for; what cannot be loaded is done without.
    pub fn prepare_traceback(&mut self, exc: &Value) -> Option<Pending> {
        self.files_of_traceback(exc).into_iter().find_map(|path| {
            let name = module_of_path(&path)?;
            let Found::Shipped { library, name, .. } = find_shipped(self, &name) else { return None };
            match self.load_shipped(&library, &name, Part::Source) {
                Ok(pending) => pending,
                Err(raised) => {
                    drop(self.take_raised(raised));
                    None
                }
            }
        })
    }

    fn cannot_load(&mut self, number: i32, text: &str, file: &str) -> crate::error::Raised {
        let text = format!("cannot load a part of the library: {text}");
        let file = self.new_str(file);
        self.os_error_for(number, &text, Some(file))
    }
}

/// The source of the library's module at a path, if it is there already.
pub(crate) fn source_of_path(vm: &mut Vm, path: &str) -> Option<Vec<u8>> {
    match find_shipped(vm, &module_of_path(path)?) {
        Found::Shipped { library, name, .. } if library.missing(&name, Part::Source).is_none() => {
            library.source(&name)
        }
        _ => None,
    }
}

/// The name of the library's module at a path.
pub(crate) fn module_of_path(path: &str) -> Option<String> {
    let inner = path.strip_prefix(super::LIBRARY_DIR)?.strip_prefix('/')?.strip_suffix(".py")?;
    Some(inner.strip_suffix("/__init__").unwrap_or(inner).replace('/', "."))
}
