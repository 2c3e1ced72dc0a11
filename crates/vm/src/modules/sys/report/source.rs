//! Lines of source for reports: from files, the shipped library, what hosts handed in, and the library's `linecache`.

use crate::{
    import::shipped,
    objects::{code::Code, dict::Dict, list::List},
    value::{Obj, Str, Tuple, Value},
    vm::Vm,
};
use std::{collections::HashMap, rc::Rc};
use whipsnake_bytecode::{CodeObject, Constant};

/// Lines without their ends.
type Lines = Rc<Vec<String>>;

/// Texts that hosts handed in, as long as there is code of them.
#[derive(Default)]
pub(crate) struct Sources(Vec<Source>);

struct Source {
    /// The very name that all code of the text has.
    filename: Rc<str>,
    lines: Lines,
    /// Qualified name and first line of all its code.
    codes: Vec<(Box<str>, u32)>,
}

fn add_codes(code: &CodeObject, codes: &mut Vec<(Box<str>, u32)>) {
    codes.push((code.qualname.clone(), code.first_line));
    for constant in &code.constants {
        if let Constant::Code(inner) = constant {
            add_codes(inner, codes);
        }
    }
}

/// The module of the library that is told of texts without files.
const LINE_CACHE: &str = "linecache";

impl Vm {
    /// Keeps the text of a program that lies in no file, so that tracebacks can show its lines.
    pub fn remember_source(&mut self, text: &str, code: &Obj<Code>) {
        let mut codes = Vec::new();
        add_codes(&code.source, &mut codes);
        let filename = code.source.filename.clone();
        let source = Source { filename, lines: split(text), codes };
        if let Some(module) = self.find_module(LINE_CACHE) {
            self.register_sources(&module, std::slice::from_ref(&source));
        }
        let known = &mut self.state::<Sources>().0;
        known.retain(|source| Rc::strong_count(&source.filename) > 1);
        known.push(source);
    }

    /// Tells a module of the library that has just been imported, if it is `linecache`, which texts there are without
    /// files.
    pub(crate) fn share_sources(&mut self, name: &str, module: &Value) {
        if name == LINE_CACHE {
            let sources = std::mem::take(&mut self.state::<Sources>().0);
            self.register_sources(module, &sources);
            self.state::<Sources>().0 = sources;
        }
    }

    /// Puts sources where `linecache` of CPython's looks for them: those with a name like `<exec>` by their code, as
    /// `linecache._register_code` does, others by their name, as files that never change.
    fn register_sources(&mut self, linecache: &Value, sources: &[Source]) {
        let kept = |vm: &mut Vm, name| {
            let kept = quietly(vm, |vm| vm.get_attr_text(linecache, name))?;
            kept.cast::<Dict>().map(Obj::to_handle)
        };
        let (Some(by_code), Some(by_name)) = (kept(self, "_interactive_cache"), kept(self, "cache")) else {
            return;
        };
        // Strings and numbers: hashing and comparing them runs no Python.
        let put = |vm: &mut Vm, dict: &Obj<Dict>, key, entry| quietly(vm, |vm| dict.set(vm, key, entry));
        for source in sources {
            let filename = self.new_str(&source.filename);
            let lines = source.lines.iter().map(|line| self.new_str(&format!("{line}\n"))).collect();
            // Characters of the text, the ends of lines included but for the last.
            let length: usize = source.lines.iter().map(|line| line.chars().count() + 1).sum();
            let length = self.new_int(length as i64 - 1);
            let entry = vec![length, Value::NONE, List::new(lines).into_value(), filename.clone()];
            let entry = Tuple::new(entry).into_value();
            if !source.filename.starts_with('<') {
                put(self, &by_name, filename, entry);
                continue;
            }
            for (name, line) in &source.codes {
                let key = vec![filename.clone(), self.new_str(name), Value::small(i64::from(*line))];
                put(self, &by_code, Tuple::new(key).into_value(), entry.clone());
            }
        }
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
            let mut sources = vm.state::<Sources>().0.iter();
            let source = sources.find(|source| Rc::ptr_eq(&source.filename, &code.source.filename))?;
            Some(source.lines.clone())
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
