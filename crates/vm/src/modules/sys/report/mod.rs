//! What is shown of an exception that nobody caught: its chain, groups, frames with their lines, notes, suggestions.
//!
//! This is what the library's `traceback` prints, made here without importing it: that would take longer than most
//! programs run. Nothing that goes wrong meanwhile ends the report; it shows what can be known.

mod anchors;
mod excerpt;
pub(crate) mod source;
mod stack;
mod suggest;
mod syntax;
mod theme;
mod typo;

use crate::{
    names,
    objects::{
        bytes::Bytes,
        exceptions::{ExcKind, Exception},
        list::List,
    },
    text::wtf8,
    value::{Obj, Str, Tuple, Value},
    vm::Vm,
};
use source::{Files, quietly};
use std::collections::HashSet;
use theme::Theme;

/// Most exceptions of one group that are shown.
const GROUP_WIDTH: usize = 15;
/// Deepest nesting of groups that is shown.
const GROUP_DEPTH: usize = 10;

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

/// The report on an exception as text.
pub(crate) fn text(vm: &mut Vm, exc: &Value) -> String {
    report(vm, exc, &Theme::default())
}

/// The report as it suits a stream: on terminals in colour.
pub(crate) fn text_for(vm: &mut Vm, exc: &Value, stream: &Value) -> String {
    let theme = Theme::for_stream(vm, stream);
    report(vm, exc, &theme)
}

fn report(vm: &mut Vm, exc: &Value, theme: &Theme) -> String {
    let entries = collect(vm, exc, theme);
    let mut writer = Writer { entries, out: String::new(), depth: 0, needs_close: false };
    writer.exception(0);
    writer.out
}

/// Text for output: lone surrogates are written as escapes.
pub(super) fn printable(text: &Obj<Str>) -> String {
    if let Some(text) = text.get_str() {
        return text.to_owned();
    }
    let mut out = String::new();
    for code in wtf8::code_points(text.as_bytes()) {
        match char::from_u32(code) {
            Some(c) => out.push(c),
            None => out.push_str(&format!("\\u{code:04x}")),
        }
    }
    out
}

/// One exception of the chain or of a group.
struct Entry {
    exc: Value,
    stack: String,
    lines: String,
    cause: Option<usize>,
    context: Option<usize>,
    members: Option<Vec<usize>>,
}

/// The exception and all that belongs to it; the first entry is the exception itself.
fn collect(vm: &mut Vm, exc: &Value, theme: &Theme) -> Vec<Entry> {
    let (mut files, mut seen) = (Files::default(), HashSet::new());
    let mut entries: Vec<Entry> = Vec::new();
    let mut add = |vm: &mut Vm, entries: &mut Vec<Entry>, exc: &Value, seen: &mut HashSet<usize>| {
        seen.insert(vm.id(exc) as usize);
        let traceback = exc.cast::<Exception>().map_or(Value::NONE, |this| this.traceback.cloned(vm));
        let stack = stack::stack(vm, &traceback, &mut files, theme);
        let lines = exception_lines(vm, exc, theme);
        entries.push(Entry { exc: exc.clone(), stack, lines, cause: None, context: None, members: None });
        entries.len() - 1
    };
    let first = add(vm, &mut entries, exc, &mut seen);
    let mut queue = vec![first];
    while let Some(at) = queue.pop() {
        let Some(this) = entries[at].exc.cast::<Exception>().map(Obj::to_handle) else { continue };
        let mut related = |vm: &mut Vm, entries: &mut Vec<Entry>, other: Value| {
            let is_new = !other.is_none() && !seen.contains(&(vm.id(&other) as usize));
            is_new.then(|| add(vm, entries, &other, &mut seen))
        };
        let cause = this.cause.cloned(vm);
        entries[at].cause = related(vm, &mut entries, cause);
        if entries[at].cause.is_none() && !this.suppress_context.get() {
            let context = this.context.cloned(vm);
            entries[at].context = related(vm, &mut entries, context);
        }
        let members = group_members(vm, &entries[at].exc);
        let members = members.map(|members| {
            members.iter().map(|member| add(vm, &mut entries, member, &mut seen)).collect::<Vec<usize>>()
        });
        queue.extend(entries[at].cause);
        queue.extend(entries[at].context);
        queue.extend(members.iter().flatten());
        entries[at].members = members;
    }
    entries
}

fn group_members(vm: &mut Vm, exc: &Value) -> Option<Vec<Value>> {
    if !vm.is_exception_of(exc, ExcKind::BaseExceptionGroup) {
        return None;
    }
    quietly(vm, |vm| {
        let members = vm.get_attr_text(exc, "exceptions")?;
        vm.collect(&members)
    })
}

/// Class, message and notes.
fn exception_lines(vm: &mut Vm, exc: &Value, theme: &Theme) -> String {
    let class = vm.class_of(exc).into_value();
    let kind = class_name(vm, &class);
    let mut out = if vm.is_exception_of(exc, ExcKind::SyntaxError) {
        syntax::syntax_error(vm, exc, &kind, theme)
    } else {
        let mut message = match quietly(vm, |vm| vm.str_of(exc)) {
            Some(text) => printable(&text),
            None => "<exception str() failed>".to_owned(),
        };
        message.push_str(&suggest::suggestion(vm, exc));
        let Theme { kind: kind_color, message: message_color, reset, .. } = *theme;
        match &*message {
            "" => format!("{kind_color}{kind}{reset}\n"),
            _ => format!("{kind_color}{kind}{reset}: {message_color}{message}{reset}\n"),
        }
    };
    notes(vm, exc, &mut out);
    out
}

/// The class with its module, where that is not one that everything sees.
fn class_name(vm: &mut Vm, class: &Value) -> String {
    let name = quietly(vm, |vm| vm.get_attr_text(class, "__qualname__"));
    let name = name.map_or_else(String::new, |name| vm.text_of(&name).into_owned());
    let module = quietly(vm, |vm| vm.get_attr_text(class, "__module__")).unwrap_or(Value::NONE);
    match module.cast::<Str>().map(|module| module.to_text()) {
        Some(module) if matches!(&*module, "__main__" | "builtins") => name,
        Some(module) => format!("{module}.{name}"),
        None => format!("<unknown>.{name}"),
    }
}

fn notes(vm: &mut Vm, exc: &Value, out: &mut String) {
    let notes = match vm.find_known_attr(exc, names::__notes__) {
        Ok(None) => return,
        Ok(Some(notes)) if notes.is_none() => return,
        Ok(Some(notes)) => notes,
        Err(raised) => {
            let error = vm.take_raised(raised);
            let shown = quietly(vm, |vm| vm.repr_text(&error));
            let shown = shown.unwrap_or_else(|| "<__notes__ repr() failed>".to_owned());
            out.push_str(&format!("Ignored error getting __notes__: {shown}\n"));
            return;
        }
    };
    if !is_sequence(vm, &notes) {
        let shown = quietly(vm, |vm| vm.repr_text(&notes));
        out.push_str(&shown.unwrap_or_else(|| "<__notes__ repr() failed>".to_owned()));
        out.push('\n');
        return;
    }
    for note in quietly(vm, |vm| vm.collect(&notes)).unwrap_or_default() {
        match quietly(vm, |vm| vm.str_of(&note)) {
            Some(text) => out.push_str(&printable(&text)),
            None => out.push_str("<note str() failed>"),
        }
        out.push('\n');
    }
}

/// Whether notes are a sequence and no text.
fn is_sequence(vm: &mut Vm, notes: &Value) -> bool {
    if notes.cast::<Str>().is_some() || notes.cast::<Bytes>().is_some() {
        return false;
    }
    if notes.cast::<List>().is_some() || notes.cast::<Tuple>().is_some() {
        return true;
    }
    let Some(module) = vm.find_module("_collections_abc") else { return false };
    quietly(vm, |vm| {
        let sequence = vm.get_attr_text(&module, "Sequence")?;
        vm.is_instance(notes, &sequence)
    })
    .unwrap_or(false)
}

/// Puts the entries in order, groups in boxes.
struct Writer {
    entries: Vec<Entry>,
    out: String,
    /// How many boxes are open.
    depth: usize,
    /// Whether the last box of a group still needs its lower edge.
    needs_close: bool,
}

impl Writer {
    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }
    fn emit_with(&mut self, text: &str, margin: char) {
        let prefix = if self.depth > 0 { format!("{}{margin} ", self.indent()) } else { String::new() };
        for line in text.split_inclusive('\n') {
            self.out.push_str(&prefix);
            self.out.push_str(line);
        }
    }
    fn emit(&mut self, text: &str) {
        self.emit_with(text, '|');
    }
    /// An exception behind what led to it.
    fn exception(&mut self, index: usize) {
        let mut chain = Vec::new();
        let mut next = Some(index);
        while let Some(at) = next {
            let entry = &self.entries[at];
            let (link, before) = match (entry.cause, entry.context) {
                (Some(cause), _) => (CAUSE, Some(cause)),
                (None, Some(context)) => (CONTEXT, Some(context)),
                (None, None) => ("", None),
            };
            chain.push((link, at));
            next = before;
        }
        for (link, at) in chain.into_iter().rev() {
            self.emit(link);
            match self.entries[at].members.take() {
                None => self.single(at),
                Some(_) if self.depth > GROUP_DEPTH => {
                    self.emit(&format!("... (max_group_depth is {GROUP_DEPTH})\n"));
                }
                Some(members) => self.group(at, &members),
            }
        }
    }
    fn single(&mut self, at: usize) {
        let stack = std::mem::take(&mut self.entries[at].stack);
        if !stack.is_empty() {
            self.emit("Traceback (most recent call last):\n");
            self.emit(&stack);
        }
        let lines = std::mem::take(&mut self.entries[at].lines);
        self.emit(&lines);
    }
    fn group(&mut self, at: usize, members: &[usize]) {
        let is_outermost = self.depth == 0;
        if is_outermost {
            self.depth = 1;
        }
        let stack = std::mem::take(&mut self.entries[at].stack);
        if !stack.is_empty() {
            let head = "Exception Group Traceback (most recent call last):\n";
            self.emit_with(head, if is_outermost { '+' } else { '|' });
            self.emit(&stack);
        }
        let lines = std::mem::take(&mut self.entries[at].lines);
        self.emit(&lines);
        let shown = members.len().min(GROUP_WIDTH + 1);
        self.needs_close = false;
        for (number, member) in members.iter().take(shown).enumerate() {
            let is_last = number + 1 == shown;
            if is_last {
                // The lower edge may come with a group inside.
                self.needs_close = true;
            }
            let is_rest = number >= GROUP_WIDTH;
            let title = if is_rest { "...".to_owned() } else { (number + 1).to_string() };
            let edge = if number == 0 { "+-" } else { "  " };
            let line = format!("{}{edge}+---------------- {title} ----------------\n", self.indent());
            self.out.push_str(&line);
            self.depth += 1;
            if is_rest {
                let remaining = members.len() - GROUP_WIDTH;
                let plural = if remaining > 1 { "s" } else { "" };
                self.emit(&format!("and {remaining} more exception{plural}\n"));
            } else {
                self.exception(*member);
            }
            if is_last && self.needs_close {
                let line = format!("{}+------------------------------------\n", self.indent());
                self.out.push_str(&line);
                self.needs_close = false;
            }
            self.depth -= 1;
        }
        if is_outermost {
            self.depth = 0;
        }
    }
}
