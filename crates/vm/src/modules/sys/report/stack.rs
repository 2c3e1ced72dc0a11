//! The frames of a traceback, the outermost first.

use super::{excerpt::excerpt, source::Files, theme::Theme};
use crate::{
    objects::{code::Code, traceback::Traceback},
    value::{Handle, Obj, Value},
    vm::Vm,
};
use whipsnake_bytecode::Location;

/// How often the same line of the same function is shown before it is only counted.
const REPEATS: usize = 3;

/// The entries that are to be shown: as many innermost ones as `sys.tracebacklimit` allows.
fn entries(vm: &mut Vm, traceback: &Value) -> Vec<Handle<Traceback>> {
    let mut entries = Vec::new();
    let mut at = traceback.clone();
    while let Some(entry) = at.cast::<Traceback>().map(Obj::to_handle) {
        at = entry.next.cloned(vm);
        entries.push(entry);
    }
    let limit = vm.find_sys("tracebacklimit").and_then(|limit| vm.int_part(&limit));
    if let Some(limit) = limit {
        let limit = vm.int_to_i64(&limit).unwrap_or(i64::MAX).max(0);
        let first = entries.len() as i64 - limit;
        // A limit beyond the count makes a negative index, which counts from the end.
        let first = if first < 0 { (first + entries.len() as i64).max(0) } else { first };
        entries.drain(..first as usize);
    }
    entries
}

/// Where an entry is: its instruction's place, or a line alone.
fn place(code: &Obj<Code>, entry: &Obj<Traceback>) -> Location {
    let place = code.source.locations.find(entry.word);
    if place.line != 0 {
        return place;
    }
    let line = entry.line_number();
    Location { line, end_line: line, column: u32::MAX, end_column: u32::MAX }
}

/// The text of all frames; empty when there are none.
pub(super) fn stack(vm: &mut Vm, traceback: &Value, files: &mut Files, theme: &Theme) -> String {
    let mut out = String::new();
    let mut last: Option<(Value, Value, u32)> = None;
    let mut count = 0;
    for entry in entries(vm, traceback) {
        let code = entry.frame.code.clone();
        let place = place(&code, &entry);
        let is_same = last.as_ref().is_some_and(|(file, name, line)| {
            let same = |a: &Value, b: &Value| a.is(b) || vm.text_of(a) == vm.text_of(b);
            *line == place.line && same(file, &code.filename) && same(name, &code.name)
        });
        if !is_same {
            repeated(count, &mut out);
            last = Some((code.filename.clone(), code.name.clone(), place.line));
            count = 0;
        }
        count += 1;
        if count <= REPEATS {
            frame(vm, &entry, &code, place, files, theme, &mut out);
        }
    }
    repeated(count, &mut out);
    out
}

fn repeated(count: usize, out: &mut String) {
    if count > REPEATS {
        let more = count - REPEATS;
        let times = if more > 1 { "times" } else { "time" };
        out.push_str(&format!("  [Previous line repeated {more} more {times}]\n"));
    }
}

fn frame(
    vm: &mut Vm,
    entry: &Obj<Traceback>,
    code: &Obj<Code>,
    place: Location,
    files: &mut Files,
    theme: &Theme,
    out: &mut String,
) {
    let (filename, name) = (vm.text_of(&code.filename).into_owned(), vm.text_of(&code.name).into_owned());
    let shown =
        if filename.starts_with("<stdin-") && filename.ends_with('>') { "<stdin>" } else { &*filename };
    let line = if place.line == 0 { "None".to_owned() } else { place.line.to_string() };
    let Theme { filename: file_color, line: line_color, frame: frame_color, reset, .. } = *theme;
    out.push_str(&format!(
        "  File {file_color}\"{shown}\"{reset}, line {line_color}{line}{reset}, in {frame_color}{name}{reset}\n"
    ));
    if place.line == 0 {
        return;
    }
    let globals = entry.frame.globals.clone();
    let lines: Vec<String> = (place.line..=place.end_line.max(place.line))
        .map(|line| files.line(vm, &filename, Some(code), Some(&globals), line).trim_end().to_owned())
        .collect();
    if let Some(text) = excerpt(vm, &lines, place, theme) {
        out.push_str(&text);
    }
}
