//! What is searched: text or bytes laid out so that every character has a fixed width, and one search in it.

use rustpython_sre_engine::{Request, State, StrDrive, StringCursor};
use std::borrow::Cow;
use whipsnake_vm::text::wtf8;

/// Characters of one byte each.
#[derive(Clone, Copy)]
struct Narrow<'a>(&'a [u8]);

impl StrDrive for Narrow<'_> {
    #[inline]
    fn count(&self) -> usize {
        self.0.len()
    }
    #[inline]
    fn create_cursor(&self, n: usize) -> StringCursor {
        self.0.create_cursor(n)
    }
    #[inline]
    fn adjust_cursor(&self, cursor: &mut StringCursor, n: usize) {
        self.0.adjust_cursor(cursor, n);
    }
    #[inline]
    fn advance(cursor: &mut StringCursor) -> u32 {
        let unit = <&[u8]>::peek(cursor);
        <&[u8]>::skip(cursor, 1);
        unit
    }
    #[inline]
    fn peek(cursor: &StringCursor) -> u32 {
        <&[u8]>::peek(cursor)
    }
    #[inline]
    fn skip(cursor: &mut StringCursor, n: usize) {
        <&[u8]>::skip(cursor, n);
    }
    #[inline]
    fn back_advance(cursor: &mut StringCursor) -> u32 {
        <&[u8]>::back_skip(cursor, 1);
        <&[u8]>::peek(cursor)
    }
    #[inline]
    fn back_peek(cursor: &StringCursor) -> u32 {
        <&[u8]>::back_peek(cursor)
    }
    #[inline]
    fn back_skip(cursor: &mut StringCursor, n: usize) {
        <&[u8]>::back_skip(cursor, n);
    }
}

/// Characters of four bytes each, the lowest first.
#[derive(Clone, Copy)]
struct Wide<'a>(&'a [u8]);

impl Wide<'_> {
    #[inline]
    fn moved(cursor: &mut StringCursor, position: usize, work: impl FnOnce(&mut StringCursor)) {
        work(cursor);
        cursor.position = position;
    }
}

impl StrDrive for Wide<'_> {
    fn count(&self) -> usize {
        self.0.len() / 4
    }
    fn create_cursor(&self, n: usize) -> StringCursor {
        let mut cursor = self.0.create_cursor(n * 4);
        cursor.position = n;
        cursor
    }
    fn adjust_cursor(&self, cursor: &mut StringCursor, n: usize) {
        *cursor = self.create_cursor(n);
    }
    fn advance(cursor: &mut StringCursor) -> u32 {
        let unit = Self::peek(cursor);
        Self::skip(cursor, 1);
        unit
    }
    fn peek(cursor: &StringCursor) -> u32 {
        let mut at = *cursor;
        let mut unit = <&[u8]>::peek(&at);
        for shift in [8, 16, 24] {
            <&[u8]>::skip(&mut at, 1);
            unit |= <&[u8]>::peek(&at) << shift;
        }
        unit
    }
    fn skip(cursor: &mut StringCursor, n: usize) {
        let position = cursor.position + n;
        Self::moved(cursor, position, |cursor| <&[u8]>::skip(cursor, n * 4));
    }
    fn back_advance(cursor: &mut StringCursor) -> u32 {
        Self::back_skip(cursor, 1);
        Self::peek(cursor)
    }
    fn back_peek(cursor: &StringCursor) -> u32 {
        let mut at = *cursor;
        Self::back_skip(&mut at, 1);
        Self::peek(&at)
    }
    fn back_skip(cursor: &mut StringCursor, n: usize) {
        let position = cursor.position - n;
        // The position is counted in characters: make room for what the bytes subtract.
        cursor.position = n * 4;
        Self::moved(cursor, position, |cursor| <&[u8]>::back_skip(cursor, n * 4));
    }
}

/// What is searched.
pub struct Subject<'a> {
    data: Cow<'a, [u8]>,
    wide: bool,
}

/// Where and how to search.
#[derive(Clone, Copy)]
pub struct Query {
    /// First character.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
    /// What must match.
    pub kind: Kind,
    /// Whether an empty match at the start does not count.
    pub must_advance: bool,
}

/// What must match.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something anywhere.
    Search,
    /// Something at the start.
    Match,
    /// All of it.
    Full,
}

/// Where a match and its groups lie.
pub struct Found {
    /// Start and end of the match, then of each group that took part.
    pub spans: Vec<Option<(usize, usize)>>,
    /// The group matched last; 0 for none.
    pub last_index: usize,
}

impl Found {
    /// Start and end of the whole match.
    pub fn span(&self) -> (usize, usize) {
        self.spans.first().copied().flatten().unwrap_or((0, 0))
    }
}

fn run<S: StrDrive>(string: S, codes: &[u32], groups: usize, query: Query) -> Option<Found> {
    let mut request = Request::new(string, query.start, query.end, codes, query.kind == Kind::Full);
    request.must_advance = query.must_advance;
    let mut state = State::default();
    state.reset(&request, request.start);
    let matched = match query.kind {
        Kind::Search => state.search(request),
        Kind::Match | Kind::Full => state.py_match(&request),
    };
    if !matched {
        return None;
    }
    let mut spans = Vec::with_capacity(groups + 1);
    spans.push(Some((state.start, state.cursor.position)));
    for group in 0..groups {
        let (start, end) = state.marks.get(group);
        spans.push(start.into_option().zip(end.into_option()));
    }
    Some(Found { spans, last_index: state.marks.last_index().max(0) as usize })
}

impl<'a> Subject<'a> {
    /// Bytes, or text of ASCII.
    pub fn of_bytes(data: Cow<'a, [u8]>) -> Subject<'a> {
        Subject { data, wide: false }
    }
    /// Any text.
    pub fn of_text(text: &[u8]) -> Subject<'static> {
        let wide = wtf8::max_code_point(text) > 0xff;
        let units = wtf8::code_points(text);
        let data: Vec<u8> = match wide {
            false => units.map(|unit| unit as u8).collect(),
            true => units.flat_map(u32::to_le_bytes).collect(),
        };
        Subject { data: data.into(), wide }
    }
    /// The same without borrowing.
    pub fn into_owned(self) -> Subject<'static> {
        Subject { data: self.data.into_owned().into(), wide: self.wide }
    }
    /// How many characters there are.
    pub fn len(&self) -> usize {
        if self.wide { self.data.len() / 4 } else { self.data.len() }
    }
    /// Looks for a match of compiled codes.
    pub fn find(&self, codes: &[u32], groups: usize, query: Query) -> Option<Found> {
        if query.start > query.end {
            return None;
        }
        match self.wide {
            false => run(Narrow(&self.data), codes, groups, query),
            true => run(Wide(&self.data), codes, groups, query),
        }
    }
}
