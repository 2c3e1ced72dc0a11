//! A source file: its name, its text, and the way from byte offsets to lines and columns.

use ruff_text_size::TextSize;
use std::{borrow::Cow, rc::Rc};

/// A place in a file as tracebacks and `ast` nodes count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 0, in bytes of UTF-8 (`col_offset`).
    pub column: u32,
}

/// A named text whose line ends are all `\n`.
#[derive(Clone, Debug)]
pub struct SourceFile {
    name: Rc<str>,
    text: String,
    /// Offset of the first byte of each line.
    line_starts: Vec<u32>,
    /// What offsets stand for when there is no text.
    places: Option<Places>,
}

/// Places of a tree that no text was parsed for.
#[derive(Clone, Debug)]
struct Places {
    by_offset: Vec<Location>,
    has_walruses: bool,
}

impl SourceFile {
    /// Takes a decoded text. `\r\n` and `\r` become `\n`, also inside string literals, as CPython's reader does.
    pub fn new(name: impl Into<Rc<str>>, text: impl Into<String>) -> Self {
        let text = text.into();
        let text = match normalize_newlines(&text) {
            Cow::Borrowed(_) => text,
            Cow::Owned(normalized) => normalized,
        };
        let mut line_starts = vec![0];
        line_starts.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1));
        Self { name: name.into(), text, line_starts, places: None }
    }

    /// A source without text, for a tree made by a program: offsets are numbers of places.
    pub fn of_places(name: impl Into<Rc<str>>, by_offset: Vec<Location>, has_walruses: bool) -> Self {
        let places = Some(Places { by_offset, has_walruses });
        Self { name: name.into(), text: String::new(), line_starts: vec![0], places }
    }

    /// Whether there is a text.
    pub fn has_text(&self) -> bool {
        self.places.is_none()
    }

    /// Whether the tree of a source without text has assignment expressions.
    pub(crate) fn has_walruses(&self) -> bool {
        self.places.as_ref().is_some_and(|places| places.has_walruses)
    }

    fn known_place(&self, offset: TextSize) -> Option<Location> {
        let places = &self.places.as_ref()?.by_offset;
        Some(places.get(offset.to_usize()).copied().unwrap_or(Location { line: 1, column: 0 }))
    }

    /// The file's name as it shows in tracebacks.
    pub fn name(&self) -> &Rc<str> {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many lines there are; a text that ends with a line end has one more, empty.
    pub fn line_count(&self) -> u32 {
        self.line_starts.len() as u32
    }

    /// The line (from 1) that `offset` is in.
    pub fn line(&self, offset: TextSize) -> u32 {
        if let Some(place) = self.known_place(offset) {
            return place.line;
        }
        self.line_starts.partition_point(|start| *start <= offset.to_u32()) as u32
    }

    /// Offset of the first byte of `line` (from 1); the end of the text for lines behind it.
    pub fn line_start(&self, line: u32) -> TextSize {
        let index = (line.max(1) - 1) as usize;
        TextSize::new(self.line_starts.get(index).copied().unwrap_or(self.text.len() as u32))
    }

    /// Line and byte column, as code positions count.
    pub fn location(&self, offset: TextSize) -> Location {
        if let Some(place) = self.known_place(offset) {
            return place;
        }
        let line = self.line(offset);
        Location { line, column: (offset - self.line_start(line)).to_u32() }
    }

    /// Line and character offset, both from 1, as `SyntaxError` counts.
    pub fn line_and_offset(&self, offset: TextSize) -> (u32, u32) {
        if let Some(place) = self.known_place(offset) {
            return (place.line, place.column + 1);
        }
        let line = self.line(offset);
        // An offset inside a character counts as that character's.
        let end = self.text.floor_char_boundary(offset.to_usize());
        let before = &self.text[self.line_start(line).to_usize()..end];
        (line, before.chars().count() as u32 + 1)
    }

    /// The text of `line` (from 1) with its line end; empty if there is no such line.
    pub fn line_text(&self, line: u32) -> &str {
        let (start, end) = (self.line_start(line), self.line_start(line + 1));
        &self.text[start.to_usize()..end.to_usize()]
    }
}

/// `\r\n` and `\r` as `\n`.
fn normalize_newlines(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}
