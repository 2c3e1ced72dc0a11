//! Lines of source for reports: from files, the shipped library, what hosts handed in, and the library's `linecache`.

use crate::{
    import::shipped,
    objects::{code::Code, dict::Dict, list::List},
    value::{Obj, Str, Tuple},
    vm::Vm,
};
use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};
use whipsnake_bytecode::{CodeObject, Constant};

/// Lines without their ends.
type Lines = Rc<Vec<String>>;

/// Texts that came from no file, by the name tracebacks show.
#[derive(Default)]
pub(crate) struct Sources(HashMap<String, Source>);

struct Source {
    lines: Lines,
    /// Name and first line of all code that was made from it: other code may have the same file name.
    codes: HashSet<(Box<str>, u32)>,
}

fn add_codes(code: &CodeObject, codes: &mut HashSet<(Box<str>, u32)>) {
    codes.insert((code.name.clone(), code.first_line));
    for constant in &code.constants {
        if let Constant::Code(inner) = constant {
            add_codes(inner, codes);
        }
    }
}

impl Vm {
    /// Keeps the text of a program that lies in no file, so that tracebacks can show its lines.
    pub fn remember_source(&mut self, text: &str, code: &Obj<Code>) {
        let mut codes = HashSet::new();
        add_codes(&code.source, &mut codes);
        let name = code.source.filename.to_string();
        self.state::<Sources>().0.insert(name, Source { lines: split(text), codes });
    }
}

fn split(text: &str) -> Lines {
    let text = if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        std::borrow::Cow::Borrowed(text)
    };
    Rc::new(text.split('\n').map(str::to_owned).collect())
}

/// Files that were read for one report.
#[derive(Default)]
pub(super) struct Files(HashMap<String, Option<Lines>>);

impl Files {
    /// A line, counted from 1; empty when there is none.
    pub(super) fn line(
        &mut self,
        vm: &mut Vm,
        filename: &str,
        code: Option<&Obj<Code>>,
        globals: Option<&Obj<Dict>>,
        number: u32,
    ) -> String {
        let index = (number as usize).wrapping_sub(1);
        let known = code.and_then(|code| {
            let source = vm.state::<Sources>().0.get(filename)?;
            let key = (code.source.name.clone(), code.source.first_line);
            source.codes.contains(&key).then(|| source.lines.clone())
        });
        let lines = match known {
            Some(lines) => Some(lines),
            None => match self.0.get(filename) {
                Some(lines) => lines.clone(),
                None => {
                    let lines = find(vm, filename, globals);
                    self.0.insert(filename.to_owned(), lines.clone());
                    lines
                }
            },
        };
        lines.and_then(|lines| lines.get(index).cloned()).unwrap_or_default()
    }
}

fn find(vm: &mut Vm, filename: &str, globals: Option<&Obj<Dict>>) -> Option<Lines> {
    let is_name_only = filename.starts_with('<') && filename.ends_with('>');
    if !is_name_only && let Some(bytes) = read(vm, filename) {
        return decoded(vm, &bytes, filename);
    }
    if let Some(lines) = cached(vm, filename) {
        return Some(lines);
    }
    if let Some(bytes) = shipped::source_of_path(vm, filename) {
        return decoded(vm, &bytes, filename);
    }
    from_loader(vm, globals?)
}

/// A file; one with a relative name may lie in any directory of `sys.path`.
fn read(vm: &mut Vm, filename: &str) -> Option<Vec<u8>> {
    if filename.is_empty() {
        return None;
    }
    if let Some(bytes) = vm.read_file(filename.as_bytes()) {
        return Some(bytes);
    }
    if filename.starts_with('/') {
        return None;
    }
    let path = vm.find_sys("path")?;
    let folders = path.cast::<List>()?.items.get(vm).clone();
    folders.iter().find_map(|folder| {
        let folder = folder.cast::<Str>()?.to_text().into_owned();
        vm.read_file(format!("{}/{filename}", folder.trim_end_matches('/')).as_bytes())
    })
}

fn decoded(vm: &mut Vm, bytes: &[u8], filename: &str) -> Option<Lines> {
    match vm.decode_source(bytes, filename) {
        Ok(text) => Some(split(&text)),
        Err(raised) => {
            drop(vm.take_raised(raised));
            None
        }
    }
}

/// What a program has put into `linecache.cache`, as prompts do.
fn cached(vm: &mut Vm, filename: &str) -> Option<Lines> {
    let module = vm.find_module("linecache").filter(|module| !module.is_none())?;
    let cache = quietly(vm, |vm| vm.get_attr_text(&module, "cache"))?;
    let entry = cache.cast::<Dict>()?.get_text(vm, filename)?;
    let lines = entry.cast::<Tuple>()?.as_slice().get(2)?.clone();
    let lines = lines.cast::<List>()?.items.get(vm).clone();
    Some(Rc::new(lines.iter().map(|line| vm.text_of(line).trim_end_matches('\n').to_owned()).collect()))
}

/// What a module's loader gives.
fn from_loader(vm: &mut Vm, globals: &Obj<Dict>) -> Option<Lines> {
    let name = globals.get_text(vm, "__name__")?;
    let mut loader = globals.get_text(vm, "__loader__");
    if let Some(spec) = globals.get_text(vm, "__spec__").filter(|spec| !spec.is_none()) {
        loader = quietly(vm, |vm| vm.get_attr_text(&spec, "loader")).or(loader);
    }
    let loader = loader.filter(|loader| !loader.is_none())?;
    let get = quietly(vm, |vm| vm.get_attr_text(&loader, "get_source"))?;
    let text = quietly(vm, |vm| vm.call(&get, &[name]))?;
    text.cast::<Str>().map(|text| split(&text.to_text()))
}

/// A result, or nothing: a report is made in spite of what goes wrong meanwhile.
pub(super) fn quietly<T>(vm: &mut Vm, work: impl FnOnce(&mut Vm) -> crate::error::Result<T>) -> Option<T> {
    match work(vm) {
        Ok(value) => Some(value),
        Err(raised) => {
            drop(vm.take_raised(raised));
            None
        }
    }
}
