//! `sub`: templates, and replacing matches by texts or by what a function gives.

use super::{
    matched::Match,
    pattern::{Pattern, cut},
    subject::{Kind, Query, Subject},
};
use whipsnake_vm::{
    body,
    error::Result,
    native::{Resumable, Step, TypeDef},
    objects::list::List,
    types::{Slot, type_flags},
    value::{Handle, Obj, Str, Trace, Tracer, Tuple, Value, map::Layout},
    vm::Vm,
};

/// A replacement text with references to groups.
pub struct Template {
    /// Literals and group numbers in turn, a literal first and last.
    items: Vec<Value>,
}
body!(Template; [items]);

/// Table of templates.
pub static TEMPLATE: TypeDef = TypeDef {
    name: "_sre.SRE_Template",
    doc: "",
    base: None,
    map: None,
    layout: Layout::of::<Template>(),
    flags: type_flags::NO_NEW,
    rows: &[],
};

/// `_sre.template`
pub fn template(vm: &mut Vm, _pattern: Value, items: &Obj<List>) -> Result<Handle<Template>> {
    let items = items.items.cloned(vm);
    let valid = items.len() % 2 == 1
        && items.iter().skip(1).step_by(2).all(|index| index.as_small().is_some_and(|index| index >= 0));
    if !valid {
        return Err(vm.type_error("invalid template"));
    }
    Ok(vm.new_native(Template { items }))
}

fn is_literal(by: &Value) -> bool {
    by.cast::<Str>().is_some_and(|text| !text.as_bytes().contains(&b'\\'))
}

/// What a replacement text means: a [`Template`], or the text itself if it has no escapes.
pub fn compile(vm: &mut Vm, pattern: &Value, by: &Value) -> Result<Value> {
    if is_literal(by) {
        return Ok(by.clone());
    }
    let library = vm.import_library("re")?;
    let compile = vm.get_attr_text(&library, "_compile_template")?;
    vm.call(&compile, &[pattern.clone(), by.clone()])
}

fn append(vm: &mut Vm, out: &mut Vec<u8>, piece: &Value, position: usize, is_text: bool) -> Result<()> {
    if is_text {
        if let Some(text) = piece.cast::<Str>() {
            out.extend_from_slice(text.as_bytes());
            return Ok(());
        }
        let name = vm.type_name(piece);
        return Err(
            vm.type_error(format_args!("sequence item {position}: expected str instance, {name} found"))
        );
    }
    match vm.find_bytes(piece)? {
        Some(bytes) => out.extend_from_slice(&bytes),
        None => {
            let name = vm.type_name(piece);
            return Err(vm.type_error(format_args!(
                "sequence item {position}: expected a bytes-like object, {name} found"
            )));
        }
    }
    Ok(())
}

fn finish(vm: &mut Vm, out: Vec<u8>, is_text: bool) -> Value {
    if is_text { Str::from_vec(out).into_value() } else { vm.new_bytes(&out) }
}

/// The template's text for a match.
pub fn expand(vm: &mut Vm, template: &Obj<Template>, matched: &Obj<Match>) -> Result<Value> {
    let is_text = matched.string.cast::<Str>().is_some();
    let mut out = Vec::new();
    for (at, item) in template.items.iter().enumerate() {
        if at % 2 == 0 {
            append(vm, &mut out, item, at, is_text)?;
        } else if let Some(text) = Match::text(vm, matched, item.as_small().unwrap_or(0) as usize)? {
            append(vm, &mut out, &text, at, is_text)?;
        }
    }
    Ok(finish(vm, out, is_text))
}

/// Replacing, between two calls of the function.
struct Replacing {
    pattern: Handle<Pattern>,
    by: Value,
    string: Value,
    subject: Subject<'static>,
    query: Query,
    out: Vec<u8>,
    is_text: bool,
    pieces: usize,
    last: usize,
    done: isize,
    most: isize,
    counted: bool,
    started: bool,
}

impl Replacing {
    fn copy(&mut self, vm: &mut Vm, to: usize) -> Result<()> {
        if self.last < to {
            let piece = cut(vm, &self.string, self.last, to)?;
            append(vm, &mut self.out, &piece, self.pieces, self.is_text)?;
            self.pieces += 1;
        }
        Ok(())
    }
    fn take(&mut self, vm: &mut Vm, piece: &Value) -> Result<()> {
        if !piece.is_none() {
            append(vm, &mut self.out, piece, self.pieces, self.is_text)?;
            self.pieces += 1;
        }
        Ok(())
    }
    /// Goes on to the next match; gives it, or nothing at the end.
    fn next(&mut self, vm: &mut Vm) -> Result<Option<Value>> {
        if self.most != 0 && self.done >= self.most {
            return Ok(None);
        }
        let Some(found) = Pattern::step(&self.pattern, &self.subject, &mut self.query) else {
            return Ok(None);
        };
        let (start, end) = found.span();
        self.copy(vm, start)?;
        self.last = end;
        self.done += 1;
        let len = self.subject.len();
        Ok(Some(Match::new(vm, &self.pattern, &self.string, 0, len, found)))
    }
    fn result(&mut self, vm: &mut Vm) -> Result<Value> {
        let text = if self.done == 0 {
            let len = self.subject.len();
            cut(vm, &self.string, 0, len)?
        } else {
            let len = self.subject.len();
            self.copy(vm, len)?;
            finish(vm, std::mem::take(&mut self.out), self.is_text)
        };
        if !self.counted {
            return Ok(text);
        }
        Ok(Tuple::new(vec![text, vm.new_int(self.done as i64)]).into_value())
    }
}

impl Resumable for Replacing {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let value = result?;
        if self.started {
            self.take(vm, &value)?;
        }
        self.started = true;
        Ok(match self.next(vm)? {
            Some(matched) => Step::Call(self.by.clone(), vec![matched]),
            None => Step::Return(self.result(vm)?),
        })
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.pattern.trace(tracer);
        self.by.trace(tracer);
        self.string.trace(tracer);
    }
}

/// `sub` and, with `counted`, `subn`.
pub fn substitute(
    vm: &mut Vm,
    pattern: &Obj<Pattern>,
    by: &Value,
    string: &Value,
    most: isize,
    counted: bool,
) -> Result<Value> {
    let callable = by.cast::<Str>().is_none() && vm.class_of(by).has_slot(vm, Slot::Call);
    let by = if callable { by.clone() } else { compile(vm, &pattern.to_value(), by)? };
    let subject = Pattern::subject(vm, pattern, string)?.into_owned();
    let query = Query { start: 0, end: subject.len(), kind: Kind::Search, must_advance: false };
    let mut replacing = Replacing {
        pattern: pattern.to_handle(),
        by,
        string: string.clone(),
        subject,
        query,
        out: Vec::new(),
        is_text: string.cast::<Str>().is_some(),
        pieces: 0,
        last: 0,
        done: 0,
        most,
        counted,
        started: false,
    };
    if callable && !vm.is_native_callable(&replacing.by) {
        return vm.defer(Box::new(replacing));
    }
    let by = replacing.by.clone();
    while let Some(matched) = replacing.next(vm)? {
        let piece = match (by.cast::<Template>(), matched.cast::<Match>()) {
            (Some(template), Some(matched)) => expand(vm, template, matched)?,
            _ if callable => vm.call(&by, &[matched])?,
            _ => by.clone(),
        };
        replacing.take(vm, &piece)?;
    }
    replacing.result(vm)
}
