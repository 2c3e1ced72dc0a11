//! How a SyntaxError shows where it is.

use super::{
    source::{Files, quietly},
    theme::Theme,
    typo,
};
use crate::{
    names::{self, Name},
    value::{Str, Tuple, Value},
    vm::Vm,
};

/// What a SyntaxError says, as a program may have set it.
struct Details {
    filename: Value,
    line: Option<String>,
    end_line: Option<String>,
    text: Option<String>,
    offset: Value,
    end_offset: Value,
    message: Value,
}

impl Details {
    fn of(vm: &mut Vm, exc: &Value) -> Details {
        let mut get = |name: Name| quietly(vm, |vm| vm.get_known_attr(exc, name)).unwrap_or(Value::NONE);
        let (filename, line, end_line) = (get(names::filename), get(names::lineno), get(names::end_lineno));
        let (text, offset, end_offset) = (get(names::text), get(names::offset), get(names::end_offset));
        let message = get(names::msg);
        let mut shown = |value: &Value| {
            if value.is_none() { None } else { quietly(vm, |vm| vm.str_text(value)) }
        };
        let (line, end_line) = (shown(&line), shown(&end_line));
        let text = text.cast::<Str>().map(super::printable);
        Details { filename, line, end_line, text, offset, end_offset, message }
    }
}

/// The lines of a SyntaxError: its place, the line of source with carets, the message.
pub(super) fn syntax_error(vm: &mut Vm, exc: &Value, kind: &str, theme: &Theme) -> String {
    let mut details = Details::of(vm, exc);
    let mut out = String::new();
    let Theme {
        kind: kind_color, message: message_color, filename: file_color, line: line_color, reset, ..
    } = *theme;
    let mut file = String::new();
    if !details.filename.is_none() {
        file = quietly(vm, |vm| vm.str_text(&details.filename)).unwrap_or_default();
    }
    let mut suffix = String::new();
    if let Some(line) = &details.line {
        let shown = if file.is_empty() { "<string>" } else { &*file };
        out.push_str(&format!("  File {file_color}\"{shown}\"{reset}, line {line_color}{line}{reset}\n"));
    } else if !details.filename.is_none() {
        suffix = format!(" ({file})");
    }
    if details.text.is_some() {
        correct_keyword(vm, exc, &file, &mut details);
    }
    if let Some(text) = &details.text {
        pointed(text, &details, theme, &mut out);
    }
    let message = match vm.truth(&details.message) {
        Ok(true) => quietly(vm, |vm| vm.str_text(&details.message)).unwrap_or_default(),
        Ok(false) => "<no detail available>".to_owned(),
        Err(raised) => {
            drop(vm.take_raised(raised));
            "<no detail available>".to_owned()
        }
    };
    out.push_str(&format!("{kind_color}{kind}{reset}: {message_color}{message}{reset}{suffix}\n"));
    out
}

/// Points at a misspelt keyword instead, if there is one.
fn correct_keyword(vm: &mut Vm, exc: &Value, filename: &str, details: &mut Details) {
    let message = vm.text_of(&details.message).into_owned();
    if message != "invalid syntax" && !message.contains("Perhaps you forgot a comma") {
        return;
    }
    let Some(metadata) = quietly(vm, |vm| vm.get_attr_text(exc, "_metadata")) else { return };
    let Some([line, _, source]) = metadata.cast::<Tuple>().map(|parts| parts.as_slice()) else { return };
    let (Some(line), Some(last)) =
        (line.as_small(), details.line.as_ref().and_then(|line| line.parse().ok()))
    else {
        return;
    };
    let lines: Vec<String> = match source.cast::<Str>() {
        Some(text) => text.to_text().lines().map(str::to_owned).collect(),
        None => {
            let mut files = Files::default();
            (1..=last).map(|number| files.line(vm, filename, None, None, number as u32)).collect()
        }
    };
    let is_file = source.is_none();
    if let Some(found) = typo::find(vm, &lines, line.max(0) as usize, last, is_file) {
        details.text = Some(found.text);
        details.offset = Value::small(found.from as i64 + 1);
        details.end_offset = Value::small(found.to as i64 + 1);
        details.end_line = details.line.clone();
        details.message = vm.new_str(&format!("invalid syntax. Did you mean '{}'?", found.keyword));
    }
}

/// The line and its carets.
fn pointed(text: &str, details: &Details, theme: &Theme, out: &mut String) {
    let whole: Vec<char> = text.chars().collect();
    let stripped = text.trim_end_matches('\n');
    let shown = stripped.trim_start_matches([' ', '\n', '\x0c']);
    let length = stripped.chars().count() as i64;
    let spaces = length - shown.chars().count() as i64;
    let Some(offset) = details.offset.as_small() else {
        if details.offset.is_none() {
            out.push_str(&format!("    {shown}\n"));
        }
        return;
    };
    let mut offset = offset;
    let mut end = if details.line == details.end_line {
        details.end_offset.as_small().filter(|end| *end != 0).unwrap_or(offset)
    } else {
        length + 1
    };
    if !whole.is_empty() {
        let limit = whole.len() as i64;
        if offset > limit {
            offset = length + 1;
        }
        if end > limit {
            end = length + 1;
        }
    }
    if offset >= end || end < 0 {
        end = offset + 1;
    }
    // From columns counted from 1 to characters of the line as shown.
    let (from, to) = (offset - 1 - spaces, end - 1 - spaces);
    if from < 0 {
        out.push_str(&format!("    {shown}\n"));
        return;
    }
    let (from, to) = (from as usize, to.max(0) as usize);
    let characters: Vec<char> = shown.chars().collect();
    // White space that is no space keeps its width.
    let before: String =
        characters.iter().take(from).map(|c| if c.is_whitespace() { *c } else { ' ' }).collect();
    let part = |from: usize, to: usize| -> String {
        characters.iter().skip(from).take(to.saturating_sub(from)).collect()
    };
    let Theme { highlight, reset, .. } = *theme;
    let (head, middle, tail) = (part(0, from), part(from, to), part(to, characters.len()));
    let line =
        if theme.is_plain() { shown.to_owned() } else { format!("{head}{highlight}{middle}{reset}{tail}") };
    let carets = "^".repeat(to.saturating_sub(from));
    out.push_str(&format!("    {line}\n    {before}{highlight}{carets}{reset}\n"));
}
