//! The lines of source that a frame was at, with carets below the part that failed.

use super::{
    anchors::{self, Anchors},
    theme::Theme,
};
use crate::{text::width, vm::Vm};
use std::collections::BTreeSet;
use whipsnake_bytecode::locations::Location;

/// The columns that the first `count` characters of a line take.
fn columns(line: &[char], count: usize) -> usize {
    if line.iter().all(char::is_ascii) {
        return count;
    }
    line.iter().take(count).map(|c| width::columns(*c)).sum()
}

fn is_blank(line: &str) -> bool {
    line.chars().all(char::is_whitespace)
}

/// Takes off the white space that all lines begin with; blank lines become empty.
pub(super) fn dedent(lines: &[String]) -> Vec<String> {
    let mut margin: Option<&str> = None;
    for line in lines.iter().filter(|line| !is_blank(line)) {
        let white = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        margin = Some(match margin {
            None => white,
            Some(known) => {
                let same = known.bytes().zip(white.bytes()).take_while(|(a, b)| a == b).count();
                &known[..same]
            }
        });
    }
    let cut = margin.map_or(0, str::len);
    lines.iter().map(|line| if is_blank(line) { String::new() } else { line[cut..].to_owned() }).collect()
}

fn character_at(line: &str, byte: u32) -> usize {
    let byte = byte as usize;
    match line.get(..byte.min(line.len())) {
        Some(before) => before.chars().count(),
        // In the middle of a character: what is cut counts as one.
        None => line.char_indices().take_while(|(at, _)| *at < byte).count(),
    }
}

/// What is to be pointed at, in the columns of a terminal.
struct Pointer {
    lines: Vec<Vec<char>>,
    start: usize,
    end: usize,
    anchors: Option<Anchors>,
    is_shown: bool,
}

/// The excerpt for a place whose lines of source, stripped at their ends, are `source`. `None`: there is nothing to show.
pub(super) fn excerpt(vm: &mut Vm, source: &[String], place: Location, theme: &Theme) -> Option<String> {
    let dedented = dedent(source);
    if dedented.iter().all(|line| line.is_empty()) {
        return None;
    }
    if place.column == u32::MAX || place.end_column == u32::MAX {
        return Some(format!("    {}\n", source[0].trim()));
    }
    let (first, last) = (source.first()?, source.last()?);
    let shift = first.chars().count() - dedented[0].chars().count();
    let start = character_at(first, place.column).saturating_sub(shift);
    let end = character_at(last, place.end_column).saturating_sub(shift);
    let lines: Vec<Vec<char>> = dedented.iter().map(|line| line.chars().collect()).collect();
    let segment = segment(&lines, start, end);
    let anchors = anchors::find(vm, &segment);
    let is_part = || {
        let is_solid = |c: &char| !c.is_whitespace();
        lines[0].iter().take(start).any(is_solid) || lines[lines.len() - 1].iter().skip(end).any(is_solid)
    };
    let is_shown = !anchors::is_plain_call(vm, &dedented, start, end) && (anchors.is_some() || is_part());
    let anchors = anchors.map(|found| {
        let place = |(line, column): (usize, usize)| {
            let column = column + if line == 0 { start } else { 0 };
            (line, lines.get(line).map_or(column, |text| columns(text, column)))
        };
        Anchors { left: place(found.left), right: place(found.right) }
    });
    let (start, end) = (columns(&lines[0], start), columns(&lines[lines.len() - 1], end));
    let pointer = Pointer { lines, start, end, anchors, is_shown };
    let shown = dedent(&pointer.show(theme));
    Some(shown.iter().map(|line| format!("    {line}\n")).collect())
}

/// The text from `start` in the first line to `end` in the last.
fn segment(lines: &[Vec<char>], start: usize, end: usize) -> String {
    let mut text = String::new();
    let last = lines.len() - 1;
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            text.push('\n');
        }
        let from = if number == 0 { start } else { 0 };
        let to = if number == last { end.min(line.len()) } else { line.len() };
        text.extend(line.get(from..to).unwrap_or(&[]));
    }
    text
}

impl Pointer {
    /// Numbers of the lines worth showing: the first, the last, and those around the anchors.
    fn significant(&self) -> Vec<usize> {
        let last = self.lines.len() - 1;
        let mut numbers = BTreeSet::from([0, last]);
        for line in self.anchors.iter().flat_map(|anchors| [anchors.left.0, anchors.right.0]) {
            numbers.extend(line.saturating_sub(1)..=(line + 1).min(last));
        }
        numbers.into_iter().collect()
    }
    fn show(&self, theme: &Theme) -> Vec<String> {
        let mut out = Vec::new();
        let mut before: Option<usize> = None;
        for number in self.significant() {
            match before.map(|before| number - before) {
                // One line between two that are shown is shown too.
                Some(2) => self.show_line(number - 1, theme, &mut out),
                Some(skipped @ 3..) => out.push(format!("...<{} lines>...", skipped - 1)),
                _ => {}
            }
            self.show_line(number, theme, &mut out);
            before = Some(number);
        }
        out
    }
    fn show_line(&self, number: usize, theme: &Theme, out: &mut Vec<String>) {
        let line = &self.lines[number];
        if !self.is_shown {
            out.push(line.iter().collect());
            return;
        }
        let carets = self.carets(number);
        if theme.is_plain() {
            out.push(line.iter().collect());
            out.push(carets.into_iter().collect());
            return;
        }
        // The parts of both lines that the carets cover have the carets' colours.
        let (mut colored, mut below) = (String::new(), String::new());
        let mut at = 0;
        while at < line.len().max(carets.len()) {
            let kind = carets.get(at);
            let run = (at..line.len().max(carets.len())).take_while(|i| carets.get(*i) == kind).count();
            let color = match kind {
                Some('^') => theme.highlight,
                Some('~') => theme.range,
                _ => "",
            };
            let reset = if color.is_empty() { "" } else { theme.reset };
            for (text, all) in [(&mut colored, line), (&mut below, &carets)] {
                text.push_str(color);
                text.extend(all.iter().skip(at).take(run));
                text.push_str(reset);
            }
            at += run;
        }
        out.push(colored);
        out.push(below);
    }
    fn carets(&self, number: usize) -> Vec<char> {
        let line = &self.lines[number];
        let count = if number == self.lines.len() - 1 { self.end } else { columns(line, line.len()) };
        let blanks = line.iter().take_while(|c| c.is_whitespace()).count();
        let caret = |column: usize| {
            if column < blanks || number == 0 && column < self.start {
                return ' ';
            }
            match &self.anchors {
                None => '^',
                Some(anchors) if (number, column) >= anchors.left && (number, column) < anchors.right => '^',
                Some(_) => '~',
            }
        };
        (0..count).map(caret).collect()
    }
}
