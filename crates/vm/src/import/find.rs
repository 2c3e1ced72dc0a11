//! Finding a module without `importlib`: native ones, the shipped library, files and packages in directories.

use super::{ImportState, LIBRARY_DIR};
use crate::{
    error::Result,
    host::{Answer, Pending},
    native::ModuleDef,
    value::{Str, Value},
    vm::Vm,
};
use std::rc::Rc;
use whipsnake_bytecode::CodeObject;

/// Code of a shipped module.
pub enum Packed {
    /// Compiled while building.
    Code(Box<CodeObject>),
    /// To be compiled now.
    Source(Vec<u8>),
}

/// What a shipped module consists of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// What runs.
    Code,
    /// What tracebacks show.
    Source,
    /// What a native module works with, such as the names of all characters.
    Data,
}

/// A shipped library of modules written in Python. It may lie in files that are loaded when they are needed.
pub trait Library {
    /// Whether it has a module of this full name, and whether that is a package.
    fn find(&self, name: &str) -> Option<bool>;
    /// A module's code.
    fn load(&self, name: &str) -> Option<Packed>;
    /// A module's source text, if it travels along.
    fn source(&self, name: &str) -> Option<Vec<u8>>;
    /// Names of all modules.
    fn names(&self) -> Vec<String>;
    /// The file that must be loaded before a part of this module can be had; none if it is there, or there is none.
    fn missing(&self, name: &str, part: Part) -> Option<String> {
        let _ = (name, part);
        None
    }
    /// Takes the bytes of a file that was missing; whether it is one of the library's.
    ///
    /// # Errors
    /// What is wrong with the bytes.
    fn provide(&self, file: &str, bytes: &[u8]) -> std::result::Result<bool, String> {
        let _ = (file, bytes);
        Ok(false)
    }
}

/// What was found.
pub enum Found {
    /// Nothing.
    Missing,
    /// Something that only `importlib` can tell.
    Elsewhere,
    /// The host must be waited for.
    Wait(Pending),
    /// A module that is complete.
    Ready(Value),
    /// A native module.
    Native(&'static ModuleDef),
    /// A module of the shipped library: library, its name there, its path, whether it is a package.
    Shipped {
        /// The library.
        library: Rc<dyn Library>,
        /// Its name in the library.
        name: String,
        /// Where it seems to lie.
        path: String,
        /// Whether it has submodules.
        package: bool,
    },
    /// A source file: its path, and the directory of a package.
    File {
        /// Path of the file.
        path: String,
        /// Directory of the package, if it is one.
        package: Option<String>,
    },
    /// A package without code: its directories.
    Namespace(Vec<String>),
}

/// File type bits of a mode, and a directory's and a plain file's.
const TYPE_BITS: u32 = 0o170_000;
const DIRECTORY: u32 = 0o040_000;

enum Kind {
    Nothing,
    Directory,
    File,
    Wait(Pending),
}

fn kind_of(vm: &mut Vm, path: &str) -> Kind {
    match vm.host.stat(path.as_bytes(), true) {
        Answer::Ready(info) if info.mode & TYPE_BITS == DIRECTORY => Kind::Directory,
        Answer::Ready(_) => Kind::File,
        Answer::Failed(..) => Kind::Nothing,
        Answer::Wait(pending) => Kind::Wait(pending),
    }
}

/// Finds a module. `path` is the package's `__path__`, nothing for a top-level module.
pub(super) fn find(vm: &mut Vm, full: &str, path: Option<&Value>) -> Result<Found> {
    if let Some(def) = vm.native_modules.get(full) {
        return Ok(Found::Native(def));
    }
    if full == "_frozen_importlib" || full == "_frozen_importlib_external" {
        if let Some(pending) = vm.load_importlib_files()? {
            return Ok(Found::Wait(pending));
        }
        let importlib = vm.ensure_importlib()?;
        return Ok(Found::Ready(match full {
            "_frozen_importlib" => importlib,
            _ => vm.get_attr_text(&importlib, "_bootstrap_external")?,
        }));
    }
    let tail = full.rsplit('.').next().unwrap_or(full);
    let entries = match path {
        Some(path) => vm.collect(path)?,
        None => match vm.find_sys("path") {
            Some(path) => vm.collect(&path)?,
            None => return Err(vm.runtime_error("sys.path must be a list of directory names")),
        },
    };
    let mut portions = Vec::new();
    for entry in entries {
        let Some(entry) = entry.cast::<Str>() else { continue };
        let entry = entry.to_text().into_owned();
        match look_in(vm, &entry, tail, &mut portions) {
            Found::Missing => {}
            Found::Shipped { library, name, path, package } => {
                return Ok(match vm.load_shipped(&library, &name, Part::Code)? {
                    Some(pending) => Found::Wait(pending),
                    None => Found::Shipped { library, name, path, package },
                });
            }
            found => return Ok(found),
        }
    }
    Ok(if portions.is_empty() { Found::Missing } else { Found::Namespace(portions) })
}

fn join(directory: &str, name: &str) -> String {
    if directory.is_empty() || directory.ends_with('/') {
        format!("{directory}{name}")
    } else {
        format!("{directory}/{name}")
    }
}

fn look_in(vm: &mut Vm, entry: &str, tail: &str, portions: &mut Vec<String>) -> Found {
    if let Some(inside) = entry.strip_prefix(LIBRARY_DIR) {
        let prefix = inside.trim_matches('/').replace('/', ".");
        let name = if prefix.is_empty() { tail.to_owned() } else { format!("{prefix}.{tail}") };
        return find_shipped(vm, &name);
    }
    let directory = if entry.is_empty() {
        match vm.host.current_dir() {
            Answer::Ready(path) => String::from_utf8_lossy(&path).into_owned(),
            _ => return Found::Missing,
        }
    } else {
        entry.to_owned()
    };
    let base = join(&directory, tail);
    let mut is_portion = false;
    match kind_of(vm, &base) {
        Kind::Wait(pending) => return Found::Wait(pending),
        Kind::Directory => {
            let path = join(&base, "__init__.py");
            match kind_of(vm, &path) {
                Kind::File => return Found::File { path, package: Some(base) },
                Kind::Wait(pending) => return Found::Wait(pending),
                _ => is_portion = true,
            }
        }
        _ => {}
    }
    let path = format!("{base}.py");
    match kind_of(vm, &path) {
        Kind::File => return Found::File { path, package: None },
        Kind::Wait(pending) => return Found::Wait(pending),
        _ => {}
    }
    if is_portion {
        portions.push(base);
    } else if let Kind::File = kind_of(vm, &directory) {
        // A zip archive or the like: a path hook's business.
        return Found::Elsewhere;
    }
    Found::Missing
}

/// Finds a module of the shipped library by its full name.
pub(crate) fn find_shipped(vm: &mut Vm, name: &str) -> Found {
    for library in vm.state::<ImportState>().libraries.clone() {
        if let Some(package) = library.find(name) {
            return Found::Shipped {
                library,
                name: name.to_owned(),
                path: shipped_path(name, package),
                package,
            };
        }
    }
    Found::Missing
}

/// Where a module of the shipped library seems to lie.
pub(crate) fn shipped_path(name: &str, package: bool) -> String {
    let inner = name.replace('.', "/");
    if package { format!("{LIBRARY_DIR}/{inner}/__init__.py") } else { format!("{LIBRARY_DIR}/{inner}.py") }
}
