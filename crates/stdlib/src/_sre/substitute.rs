//! `sub`: templates, and replacing matches by texts or by what a function gives.

use super::{
    job::{Job, Work},
    matched::Match,
    pattern::Pattern,
};
use whipsnake_sre::Unit;
use whipsnake_vm::{
    body,
    error::Result,
    native::{Step, TypeDef},
    objects::{bytes::Bytes, list::List},
    types::{Slot, type_flags},
    value::{Handle, Obj, Str, Trace, Tracer, Tuple, Value, map::Layout},
    vm::Vm,
};

/// A replacement text with references to groups.
pub struct Template {
    /// The text before the first reference.
    first: Value,
    /// A group (0 for the whole match), then the text behind the reference; in turn.
    rest: Vec<Value>,
}
body!(Template; [first, rest]);

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
    let mut items = items.items.cloned(vm);
    let valid = items.len() % 2 == 1
        && items.iter().skip(1).step_by(2).all(|index| index.as_small().is_some_and(|index| index >= 0));
    if !valid {
        return Err(vm.type_error("invalid template"));
    }
    let rest = items.split_off(1);
    let first = items.pop().unwrap_or(Value::NONE);
    Ok(vm.new_native(Template { first, rest }))
}

/// Whether a replacement text stands for itself.
fn is_literal(by: &Value) -> bool {
    match (by.cast::<Str>(), by.cast::<Bytes>()) {
        (Some(text), _) => !text.as_bytes().contains(&b'\\'),
        (None, Some(bytes)) => !bytes.as_slice().contains(&b'\\'),
        (None, None) => false,
    }
}

/// What a replacement text means: a [`Template`], or the text itself if it has no escapes.
pub fn compile(vm: &mut Vm, pattern: &Obj<Pattern>, by: &Value) -> Result<Value> {
    if is_literal(by) {
        return Ok(by.clone());
    }
    if by.cast::<Str>().is_none()
        && by.cast::<Bytes>().is_none()
        && let Some(bytes) = vm.find_bytes(by)?
    {
        let bytes = Bytes::new(bytes.to_vec()).into_value();
        return compile(vm, pattern, &bytes);
    }
    if let Some((known, made)) = pattern.template.get(vm)
        && known.is(by)
    {
        return Ok(made.clone());
    }
    let library = vm.import_library("re")?;
    let compile = vm.get_attr_text(&library, "_compile_template")?;
    let made = vm.call(&compile, &[pattern.to_value(), by.clone()])?;
    pattern.template.set(vm, Some((by.clone(), made.clone())));
    Ok(made)
}

/// Pieces of a result.
pub struct Pieces {
    out: Vec<u8>,
    unit: Unit,
    count: usize,
}

impl Pieces {
    /// No pieces yet.
    pub fn new(unit: Unit) -> Pieces {
        Pieces { out: Vec::new(), unit, count: 0 }
    }
    /// Appends a piece. MemoryError when the result gets too long.
    fn bytes(&mut self, vm: &mut Vm, bytes: &[u8]) -> Result<()> {
        let length = self.out.len() + bytes.len();
        if length > self.out.capacity() {
            vm.check_size(Some(length))?;
            if self.out.try_reserve(bytes.len()).is_err() {
                return Err(vm.memory_error(""));
            }
        }
        self.out.extend_from_slice(bytes);
        self.count += 1;
        Ok(())
    }
    /// Appends a text. Errors: it is of another kind.
    fn value(&mut self, vm: &mut Vm, piece: &Value) -> Result<()> {
        match (self.unit, piece.cast::<Str>(), piece.cast::<Bytes>()) {
            (Unit::CodePoint, Some(text), _) => self.bytes(vm, text.as_bytes()),
            (Unit::CodePoint, None, _) => {
                let (count, name) = (self.count, vm.type_name(piece));
                Err(vm.type_error(format_args!("sequence item {count}: expected str instance, {name} found")))
            }
            (Unit::Byte, _, Some(bytes)) => self.bytes(vm, bytes.as_slice()),
            (Unit::Byte, _, None) => match vm.find_bytes(piece)? {
                Some(bytes) => self.bytes(vm, &bytes),
                None => {
                    let (count, name) = (self.count, vm.type_name(piece));
                    Err(vm.type_error(format_args!(
                        "sequence item {count}: expected a bytes-like object, {name} found"
                    )))
                }
            },
        }
    }
    /// Appends a template's text for a match whose groups lie as `span` says (0 is the whole match).
    fn template(
        &mut self,
        vm: &mut Vm,
        template: &Template,
        subject: &super::subject::Subject,
        span: impl Fn(usize) -> Option<(usize, usize)>,
    ) -> Result<()> {
        self.value(vm, &template.first)?;
        for (at, item) in template.rest.iter().enumerate() {
            if at % 2 != 0 {
                self.value(vm, item)?;
            } else if let Some((from, to)) = span(item.as_small().unwrap_or(0) as usize) {
                let bytes = subject.bytes(vm).get(from..to).unwrap_or(&[]);
                self.out.extend_from_slice(bytes);
                self.count += 1;
            }
        }
        vm.check_size(Some(self.out.len())).map(drop)
    }
    fn finish(self, vm: &mut Vm) -> Value {
        match self.unit {
            Unit::CodePoint => Str::from_vec(self.out).into_value(),
            Unit::Byte => {
                let _ = vm;
                Bytes::new(self.out).into_value()
            }
        }
    }
}

/// The template's text for a match.
pub fn expand(vm: &mut Vm, template: &Obj<Template>, matched: &Obj<Match>) -> Result<Value> {
    let mut pieces = Pieces::new(matched.subject.unit());
    pieces.template(vm, template, &matched.subject, |group| matched.span_of(group))?;
    Ok(pieces.finish(vm))
}

/// What matches are replaced by.
pub enum By {
    /// A text.
    Text(Value),
    /// A text with references to groups.
    Template(Handle<Template>),
    /// What this gives.
    Call(Value),
}

impl By {
    /// What an argument of `sub` means.
    pub fn new(vm: &mut Vm, pattern: &Obj<Pattern>, by: &Value) -> Result<By> {
        let is_text = by.cast::<Str>().is_some();
        if !is_text && vm.class_of(by).has_slot(vm, Slot::Call) {
            return Ok(By::Call(by.clone()));
        }
        let made = compile(vm, pattern, by)?;
        Ok(match made.cast::<Template>() {
            Some(template) => By::Template(template.to_handle()),
            None => By::Text(made),
        })
    }
}

/// `sub` and `subn`.
pub struct Replace {
    by: By,
    pieces: Pieces,
    last: usize,
    done: isize,
    most: isize,
    counted: bool,
}

impl Replace {
    /// Replaces `most` matches at most (any number for 0); `counted`: the result is a pair with how many there were.
    pub fn new(by: By, unit: Unit, most: isize, counted: bool) -> Replace {
        Replace { by, pieces: Pieces::new(unit), last: 0, done: 0, most, counted }
    }
    fn copy(&mut self, vm: &Vm, job: &Job, to: usize) {
        let bytes = job.subject.bytes(vm);
        let to = to.min(bytes.len());
        if self.last < to {
            self.pieces.out.extend_from_slice(&bytes[self.last..to]);
            self.pieces.count += 1;
        }
    }
    fn append(&mut self, vm: &mut Vm, piece: &Value) -> Result<()> {
        if piece.is_none() { Ok(()) } else { self.pieces.value(vm, piece) }
    }
}

impl Work for Replace {
    fn found(&mut self, vm: &mut Vm, job: &mut Job) -> Result<Option<Step>> {
        let (from, to) = job.machine.span();
        self.copy(vm, job, from);
        self.last = to;
        self.done += 1;
        match &self.by {
            By::Text(text) => {
                let text = text.clone();
                self.append(vm, &text)?;
            }
            By::Template(template) => {
                let machine = &job.machine;
                self.pieces.template(vm, template, &job.subject, |group| match group {
                    0 => Some((from, to)),
                    group => machine.group(group - 1),
                })?;
            }
            By::Call(callable) => {
                let callable = callable.clone();
                let matched = Match::new(job, 0);
                if !vm.is_native_callable(&callable) {
                    return Ok(Some(Step::Call(callable, vec![matched])));
                }
                let piece = vm.call(&callable, &[matched])?;
                self.append(vm, &piece)?;
            }
        }
        Ok(None)
    }
    fn take(&mut self, vm: &mut Vm, _job: &mut Job, result: Value) -> Result<()> {
        self.append(vm, &result)
    }
    fn end(&mut self, vm: &mut Vm, job: &mut Job) -> Result<Value> {
        let end = job.query.end;
        let text = if self.done == 0 {
            job.subject.cut(vm, 0, end)
        } else {
            self.copy(vm, job, end);
            let unit = self.pieces.unit;
            std::mem::replace(&mut self.pieces, Pieces::new(unit)).finish(vm)
        };
        if !self.counted {
            return Ok(text);
        }
        Ok(Tuple::new(vec![text, vm.new_int(self.done as i64)]).into_value())
    }
    fn is_done(&self) -> bool {
        self.most != 0 && self.done >= self.most
    }
    fn trace(&self, tracer: &mut Tracer) {
        match &self.by {
            By::Text(value) | By::Call(value) => value.trace(tracer),
            By::Template(template) => template.trace(tracer),
        }
    }
}
