//! A tokenizer that finds the errors CPython's tokenizer finds, where it finds them.
//!
//! Used only after parsing has failed. Tokens are made one at a time, since an error of the tokenizer counts only if
//! nothing before it is wrong. Interpolated strings are a stack of modes: text between the quotes, or an expression
//! between braces.

use super::names::{is_identifier_continue, is_identifier_start, is_printable};
use crate::ErrorKind;

/// Brackets nested deeper than this are refused.
pub(crate) const MAX_BRACKETS: usize = 200;
/// Blocks nested deeper than this are refused.
const MAX_INDENTS: usize = 100;
/// Replacement fields nested deeper than this are refused.
const MAX_FIELDS: i32 = 3;

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(
    clippy::enum_variant_names,
    reason = "T is for token, and template strings begin with a T of their own"
)]
pub(crate) enum T {
    Name,
    Number,
    Str,
    FStart,
    FMiddle,
    FEnd,
    TStart,
    TMiddle,
    TEnd,
    Op,
    Newline,
    Indent,
    Dedent,
    End,
    /// Only for programs that ask for tokens.
    Comment,
    /// A line end that ends no statement; only for programs that ask for tokens.
    Blank,
}

/// A place: line from 1, column in bytes from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct At {
    pub(crate) line: u32,
    pub(crate) col: i32,
}

/// A column that CPython does not know: it shows as offset 0.
pub(crate) const UNKNOWN: i32 = -1;
/// A column that CPython forgets to correct: it shows as offset -1.
pub(crate) const NEVER: i32 = -2;

/// A token: what it is, its bytes in the text, and its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) kind: T,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) from: At,
    pub(crate) to: At,
    /// How many brackets are open around it.
    pub(crate) level: usize,
}

/// An error found while looking for what is wrong. `from.col` counts bytes from 0, `to.col` is -1 for "not known".
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) kind: ErrorKind,
    pub(crate) message: String,
    pub(crate) from: At,
    pub(crate) to: At,
    /// The line is shown without its line end: so does the tokenizer.
    pub(crate) is_bare: bool,
}

/// Why the tokenizer stopped.
#[derive(Clone, Debug)]
pub(crate) enum Stop {
    /// A definite error.
    Fault(Fault),
    /// A definite error that an error found earlier by the parser outranks.
    Soft(Fault),
    /// The text ended inside brackets, or behind a backslash.
    End,
}

#[derive(Clone, Copy, Debug)]
struct Bracket {
    opener: u8,
    at: At,
}

/// One interpolated string that is open.
#[derive(Clone, Copy, Debug)]
struct Interpolated {
    prefix: char,
    quote: u8,
    size: usize,
    is_raw: bool,
    start: usize,
    at: At,
    line_start: usize,
    /// Reading text between quotes, not an expression.
    in_text: bool,
    in_spec: bool,
    depth: i32,
    field: i32,
}

/// The state of the tokenizer.
pub(crate) struct Tokenizer<'a> {
    text: &'a [u8],
    pub(crate) pos: usize,
    pub(crate) line: u32,
    pub(crate) line_start: usize,
    brackets: Vec<Bracket>,
    indents: Vec<(usize, usize)>,
    pending: i32,
    at_line_begin: bool,
    strings: Vec<Interpolated>,
    /// The end of the text was reached.
    pub(crate) at_end: bool,
    keep_blocks: bool,
    /// Comments and line ends without meaning, if anybody wants them; brackets need not match then.
    pub(crate) extras: Option<Vec<Token>>,
}

type Step = Result<Token, Stop>;

impl<'a> Tokenizer<'a> {
    /// `text` ends with a line end.
    ///
    /// `keep_blocks`: the end of the text ends no block.
    pub(crate) fn new(text: &'a [u8], keep_blocks: bool) -> Self {
        Self {
            text,
            pos: 0,
            line: 1,
            line_start: 0,
            brackets: Vec::new(),
            indents: vec![(0, 0)],
            pending: 0,
            at_line_begin: true,
            strings: Vec::new(),
            at_end: false,
            keep_blocks,
            extras: None,
        }
    }

    /// The innermost open bracket, with its character.
    pub(crate) fn open_bracket(&self) -> Option<(char, At)> {
        self.brackets.last().map(|bracket| (bracket.opener as char, bracket.at))
    }

    /// Whether an interpolated string is open.
    pub(crate) fn is_in_string(&self) -> bool {
        !self.strings.is_empty()
    }

    /// Where the tokenizer is.
    pub(crate) fn here(&self) -> At {
        self.at(self.pos)
    }

    /// The place behind everything: the last line that has a line end, and behind that line end.
    pub(crate) fn end_place(&self) -> (At, At) {
        let mut line = self.line;
        let mut start = self.line_start;
        if self.is_over() && self.pos == start && line > 1 {
            line -= 1;
            start = self.text[..start - 1].iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
        }
        (At { line, col: self.pos as i32 - start as i32 - 1 }, At { line, col: NEVER })
    }

    fn at(&self, pos: usize) -> At {
        At { line: self.line, col: pos as i32 - self.line_start as i32 }
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.text.get(self.pos + ahead).copied().unwrap_or(0)
    }

    fn is_over(&self) -> bool {
        self.pos >= self.text.len()
    }

    fn newline(&mut self) {
        self.line += 1;
        self.line_start = self.pos;
    }

    fn token(&mut self, kind: T, start: usize, from: At) -> Step {
        Ok(Token { kind, start, end: self.pos, from, to: self.here(), level: self.brackets.len() })
    }

    /// Keeps a comment or line end that the parser never sees.
    fn extra(&mut self, kind: T, start: usize) {
        let (from, mut to) = (self.at(start), self.here());
        if kind == T::Blank {
            to = At { line: from.line, col: from.col + 1 };
        }
        let token = Token { kind, start, end: self.pos, from, to, level: self.brackets.len() };
        if let Some(extras) = &mut self.extras {
            extras.push(token);
        }
    }

    /// A comment up to the line end, which is not part of it.
    fn comment(&mut self) {
        let start = self.pos;
        while !self.is_over() && self.peek(0) != b'\n' {
            self.pos += 1;
        }
        self.extra(T::Comment, start);
    }

    /// A line end that ends no statement.
    fn blank_line_end(&mut self) {
        self.pos += 1;
        self.extra(T::Blank, self.pos - 1);
        self.newline();
    }

    fn op(&mut self, start: usize, width: usize) -> Step {
        self.pos = start + width;
        let from = self.at(start);
        self.token(T::Op, start, from)
    }

    /// An error just before the current position.
    fn fail<X>(&self, message: impl Into<String>) -> Result<X, Stop> {
        let at = self.at(self.char_before(self.pos));
        Err(Stop::Fault(Fault {
            kind: ErrorKind::Syntax,
            message: message.into(),
            from: at,
            to: at,
            is_bare: true,
        }))
    }

    fn fail_over<X>(&self, from: At, to: At, message: &str) -> Result<X, Stop> {
        let kind = ErrorKind::Syntax;
        Err(Stop::Fault(Fault { kind, message: message.to_owned(), from, to, is_bare: true }))
    }

    fn fail_soft<X>(&self, kind: ErrorKind, from: At, to: At, message: &str) -> Result<X, Stop> {
        Err(Stop::Soft(Fault { kind, message: message.to_owned(), from, to, is_bare: false }))
    }

    /// The start of the character that ends at `pos`.
    fn char_before(&self, mut pos: usize) -> usize {
        if pos == 0 {
            return 0;
        }
        pos -= 1;
        while pos > 0 && self.text[pos] & 0xC0 == 0x80 {
            pos -= 1;
        }
        pos
    }

    /// The next token.
    pub(crate) fn next(&mut self) -> Step {
        match self.strings.last() {
            Some(string) if string.in_text => self.interpolated_text(),
            _ => self.normal(),
        }
    }

    fn normal(&mut self) -> Step {
        if self.at_line_begin {
            self.at_line_begin = false;
            self.indentation()?;
        }
        if self.pending != 0 {
            let kind = if self.pending > 0 { T::Indent } else { T::Dedent };
            self.pending -= self.pending.signum();
            let at = self.here();
            return self.token(kind, self.pos, at).map(|t| Token { end: t.start, ..t });
        }
        self.skip_blanks()?;
        if self.is_over() {
            self.at_end = true;
            if !self.brackets.is_empty() {
                return Err(Stop::End);
            }
            return self.finish();
        }
        let start = self.pos;
        let from = self.at(start);
        let c = self.peek(0);
        match c {
            b'\n' => {
                self.pos += 1;
                let token = self.token(T::Newline, start, from);
                let token = token.map(|t| Token { to: At { line: from.line, col: from.col + 1 }, ..t });
                self.newline();
                self.at_line_begin = true;
                token
            }
            b'0'..=b'9' => self.number(start),
            b'.' if self.peek(1).is_ascii_digit() => self.number(start),
            b'"' | b'\'' => self.string(start),
            b'(' | b'[' | b'{' => self.open(c),
            b')' | b']' | b'}' => self.close(c),
            b'_' | b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => self.identifier(start),
            b':' if self.is_spec_colon() => {
                let string = self.strings.last_mut().expect("a colon of a field is inside a string");
                string.in_text = true;
                string.in_spec = true;
                self.op(start, 1)
            }
            0x00..=0x1F | 0x7F => {
                self.pos += 1;
                self.fail(format!("invalid non-printable character U+{c:04X}"))
            }
            _ => {
                let width = operator_width(&self.text[start..]);
                self.op(start, width)
            }
        }
    }

    fn is_spec_colon(&self) -> bool {
        self.strings.last().is_some_and(|string| string.depth - 1 == string.field)
    }

    /// Pending dedents, then the end.
    fn finish(&mut self) -> Step {
        if self.indents.len() > 1 && !self.keep_blocks {
            self.pending = 1 - self.indents.len() as i32;
            self.indents.truncate(1);
            return self.normal();
        }
        let (at, _) = self.end_place();
        self.token(T::End, self.pos, at).map(|t| Token {
            from: At { col: UNKNOWN, ..at },
            to: At { col: UNKNOWN, ..at },
            ..t
        })
    }

    /// Blanks, comments, continued lines, and line ends inside brackets or on empty lines.
    fn skip_blanks(&mut self) -> Result<(), Stop> {
        loop {
            match self.peek(0) {
                b' ' | b'\t' | 0x0C if !self.is_over() => self.pos += 1,
                b'#' => self.comment(),
                b'\\' => {
                    self.pos += 1;
                    if self.peek(0) != b'\n' || self.is_over() {
                        let from = At { line: self.line, col: self.at(self.pos).col };
                        let to = At { line: self.line, col: UNKNOWN };
                        let message = "unexpected character after line continuation character";
                        return self.fail_soft(ErrorKind::Syntax, from, to, message);
                    }
                    self.pos += 1;
                    self.newline();
                    if self.is_over() {
                        self.at_end = true;
                        return Err(Stop::End);
                    }
                }
                b'\n' if !self.brackets.is_empty() => self.blank_line_end(),
                _ => return Ok(()),
            }
        }
    }

    /// Measures the indentation of the next line that is not blank.
    fn indentation(&mut self) -> Result<(), Stop> {
        loop {
            let (mut col, mut alt, mut continued) = (0usize, 0usize, None);
            loop {
                match self.peek(0) {
                    b' ' => (col, alt) = (col + 1, alt + 1),
                    b'\t' => (col, alt) = ((col / 8 + 1) * 8, alt + 1),
                    0x0C => (col, alt) = (0, 0),
                    // The first line of a continued one says how deep it is.
                    b'\\' if self.peek(1) == b'\n' => {
                        continued = continued.or(Some((col, alt)));
                        self.pos += 2;
                        self.newline();
                        if self.is_over() {
                            self.at_end = true;
                            return Err(Stop::End);
                        }
                        continue;
                    }
                    _ => break,
                }
                self.pos += 1;
            }
            if self.is_over() {
                return Ok(());
            }
            match self.peek(0) {
                b'#' => {
                    self.comment();
                    if !self.is_over() {
                        self.blank_line_end();
                    }
                }
                b'\n' => self.blank_line_end(),
                _ => {
                    let (col, alt) = continued.unwrap_or((col, alt));
                    return if self.brackets.is_empty() { self.indent_to(col, alt) } else { Ok(()) };
                }
            }
        }
    }

    fn indent_to(&mut self, col: usize, alt: usize) -> Result<(), Stop> {
        let (top, top_alt) = *self.indents.last().expect("the outermost level stays");
        if col == top {
            return if alt == top_alt { Ok(()) } else { self.tab_error() };
        }
        if col > top {
            if self.indents.len() >= MAX_INDENTS {
                let at = At { line: self.line, col: 0 };
                let to = At { line: self.line, col: UNKNOWN };
                return self.fail_soft(ErrorKind::Indentation, at, to, "too many levels of indentation");
            }
            if alt <= top_alt {
                return self.tab_error();
            }
            self.indents.push((col, alt));
            self.pending += 1;
            return Ok(());
        }
        while self.indents.len() > 1 && self.indents[self.indents.len() - 1].0 > col {
            self.indents.pop();
            self.pending -= 1;
        }
        let (top, top_alt) = self.indents[self.indents.len() - 1];
        if col != top {
            while !self.is_over() && self.peek(0) != b'\n' {
                self.pos += 1;
            }
            let at = At { line: self.line, col: self.at(self.pos).col };
            let to = At { line: self.line, col: NEVER };
            let message = "unindent does not match any outer indentation level";
            return self.fail_soft(ErrorKind::Indentation, at, to, message);
        }
        if alt == top_alt { Ok(()) } else { self.tab_error() }
    }

    fn tab_error(&mut self) -> Result<(), Stop> {
        let at = At { line: self.line, col: 0 };
        let to = At { line: self.line, col: UNKNOWN };
        self.fail_soft(ErrorKind::Tab, at, to, "inconsistent use of tabs and spaces in indentation")
    }

    // ---- brackets

    fn open(&mut self, c: u8) -> Step {
        let start = self.pos;
        if self.brackets.len() >= MAX_BRACKETS {
            self.pos += 1;
            return self.fail("too many nested parentheses");
        }
        let at = self.at(start);
        self.brackets.push(Bracket { opener: c, at });
        if let Some(string) = self.strings.last_mut() {
            string.depth += 1;
        }
        self.op(start, 1)
    }

    fn close(&mut self, c: u8) -> Step {
        let start = self.pos;
        self.pos += 1;
        let shown = c as char;
        if let Some(string) = self.strings.last()
            && string.depth == 0
            && c == b'}'
        {
            return self.fail(format!("{}-string: single '}}' is not allowed", string.prefix));
        }
        let Some(bracket) = self.brackets.pop() else {
            if self.extras.is_some() {
                return self.op(start, 1);
            }
            return self.fail(format!("unmatched '{shown}'"));
        };
        let matches = matches!((bracket.opener, c), (b'(', b')') | (b'[', b']') | (b'{', b'}'));
        if !matches && self.extras.is_none() {
            if let Some(string) = self.strings.last()
                && bracket.opener == b'{'
                && string.depth - 1 == string.field
            {
                return self.fail(format!("{}-string: unmatched '{shown}'", string.prefix));
            }
            let opener = bracket.opener as char;
            let mut message =
                format!("closing parenthesis '{shown}' does not match opening parenthesis '{opener}'");
            if bracket.at.line != self.line {
                message.push_str(&format!(" on line {}", bracket.at.line));
            }
            return self.fail(message);
        }
        if let Some(string) = self.strings.last_mut() {
            string.depth -= 1;
            if c == b'}' && string.depth == string.field {
                string.field -= 1;
                string.in_text = true;
                string.in_spec = false;
                if string.field >= 0 {
                    // Behind a field nested in a format specification.
                    string.in_spec = true;
                }
            }
        }
        self.op(start, 1)
    }

    // ---- names and strings

    fn identifier(&mut self, start: usize) -> Step {
        if let Some(width) = self.string_prefix() {
            self.pos += width;
            return self.string(start);
        }
        while !self.is_over()
            && (self.peek(0) >= 0x80 || self.peek(0) == b'_' || self.peek(0).is_ascii_alphanumeric())
        {
            self.pos += 1;
        }
        let text = std::str::from_utf8(&self.text[start..self.pos]).unwrap_or_default();
        let bad = text.char_indices().find(|(index, c)| {
            let fits = if *index == 0 { is_identifier_start(*c) } else { is_identifier_continue(*c) };
            !fits
        });
        if let Some((index, c)) = bad {
            self.pos = start + index + c.len_utf8();
            return if is_printable(c) {
                self.fail(format!("invalid character '{c}' (U+{:04X})", c as u32))
            } else {
                self.fail(format!("invalid non-printable character U+{:04X}", c as u32))
            };
        }
        let from = self.at(start);
        self.token(T::Name, start, from)
    }

    /// Length of the letters before a quote, if these are letters before a quote.
    fn string_prefix(&self) -> Option<usize> {
        let mut width = 0;
        while matches!(self.peek(width).to_ascii_lowercase(), b'r' | b'b' | b'u' | b'f' | b't') {
            width += 1;
        }
        let letters = self.text[self.pos..self.pos + width].to_ascii_lowercase();
        let is_quote = matches!(self.peek(width), b'"' | b'\'');
        let known = matches!(
            letters.as_slice(),
            b"r" | b"b" | b"u" | b"f" | b"t" | b"rb" | b"br" | b"rf" | b"fr" | b"rt" | b"tr"
        );
        (is_quote && (known || self.clash(&letters).is_some())).then_some(width)
    }

    /// Two letters that cannot stand before one string.
    fn clash(&self, letters: &[u8]) -> Option<(char, char)> {
        let has = |c: u8| letters.contains(&c);
        let doubled = (1..letters.len()).any(|at| letters[..at].contains(&letters[at]));
        if doubled || letters.len() < 2 {
            return None;
        }
        [(b'u', b'b'), (b'u', b'r'), (b'u', b'f'), (b'u', b't'), (b'b', b'f'), (b'b', b't'), (b'f', b't')]
            .into_iter()
            .find(|(a, b)| has(*a) && has(*b))
            .map(|(a, b)| (a as char, b as char))
    }

    /// A string whose prefix has been passed.
    fn string(&mut self, start: usize) -> Step {
        let letters = self.text[start..self.pos].to_ascii_lowercase();
        if let Some((a, b)) = self.clash(&letters) {
            let (from, to) = (self.at(start), self.at(self.pos));
            let message = format!("'{a}' and '{b}' prefixes are incompatible");
            return self.fail_over(from, to, &message);
        }
        let from = self.at(start);
        let quote = self.peek(0);
        let size = if self.peek(1) == quote && self.peek(2) == quote { 3 } else { 1 };
        if letters.contains(&b'f') || letters.contains(&b't') {
            self.pos += size;
            let prefix = if letters.contains(&b'f') { 'f' } else { 't' };
            self.strings.push(Interpolated {
                prefix,
                quote,
                size,
                is_raw: letters.contains(&b'r'),
                start,
                at: from,
                line_start: self.line_start,
                in_text: true,
                in_spec: false,
                depth: 0,
                field: -1,
            });
            return self.token(if prefix == 'f' { T::FStart } else { T::TStart }, start, from);
        }
        if size == 1 && self.peek(1) == quote {
            self.pos += 2;
            return self.token(T::Str, start, from);
        }
        self.pos += size;
        let (mut ended, mut escaped_quote) = (0, false);
        while ended != size {
            let c = self.peek(0);
            if self.is_over() || (size == 1 && c == b'\n') {
                return self.unterminated(start, from, quote, size, escaped_quote);
            }
            self.pos += 1;
            if c == quote {
                ended += 1;
                continue;
            }
            ended = 0;
            if c == b'\n' {
                self.newline();
            }
            if c == b'\\' {
                if self.is_over() {
                    return self.unterminated(start, from, quote, size, escaped_quote);
                }
                escaped_quote |= self.peek(0) == quote;
                self.pos += 1;
                if self.text[self.pos - 1] == b'\n' {
                    self.newline();
                }
            }
        }
        self.token(T::Str, start, from)
    }

    fn unterminated(&mut self, start: usize, from: At, quote: u8, size: usize, escaped: bool) -> Step {
        let over = self.is_over();
        if let Some(string) = self.strings.last()
            && string.quote == quote
            && string.size == size
        {
            let message = format!("{}-string: expecting '}}'", string.prefix);
            return self.fail_at_start(start, from, message, over);
        }
        let line = self.last_line();
        let message = if size == 3 {
            format!("unterminated triple-quoted string literal (detected at line {line})")
        } else if escaped {
            format!(
                "unterminated string literal (detected at line {line}); perhaps you escaped the end quote"
            )
        } else {
            format!("unterminated string literal (detected at line {line})")
        };
        self.fail_at_start(start, from, message, over && size == 3)
    }

    /// The line that the end of a string was missed in.
    fn last_line(&self) -> u32 {
        // At the end of the text the line behind the last line end does not count.
        if self.is_over() && self.pos == self.line_start { self.line - 1 } else { self.line }
    }

    fn fail_at_start(&mut self, start: usize, from: At, message: String, over: bool) -> Step {
        let _ = start;
        self.at_end |= over;
        Err(Stop::Fault(Fault { kind: ErrorKind::Syntax, message, from, to: from, is_bare: true }))
    }

    /// Inside the quotes of an interpolated string.
    fn interpolated_text(&mut self) -> Step {
        let string = *self.strings.last().expect("called inside an interpolated string");
        let (start, from) = (self.pos, self.here());
        let is_format = string.prefix == 'f';
        let at_quote = |this: &Self| (0..string.size).all(|i| this.peek(i) == string.quote);
        if at_quote(self) {
            self.pos += string.size;
            self.strings.pop();
            return self.token(if is_format { T::FEnd } else { T::TEnd }, start, from);
        }
        let middle = if is_format { T::FMiddle } else { T::TMiddle };
        let mut in_name = false;
        loop {
            let c = self.peek(0);
            if self.is_over() || (string.size == 1 && c == b'\n') {
                return self.unterminated_text(string, c == b'\n' && !self.is_over());
            }
            if at_quote(self) {
                break;
            }
            let next = self.peek(1);
            match c {
                b'{' if next != b'{' || string.in_spec => {
                    let open = self.strings.last_mut().expect("still inside the string");
                    open.field += 1;
                    open.in_text = false;
                    if open.field >= MAX_FIELDS {
                        return self.fail(format!("{}-string: expressions nested too deeply", string.prefix));
                    }
                    break;
                }
                b'}' if in_name => {
                    in_name = false;
                    self.pos += 1;
                }
                b'}' if next != b'}' || string.in_spec || string.depth != 0 => {
                    self.strings.last_mut().expect("still inside the string").in_text = false;
                    break;
                }
                b'{' | b'}' => self.pos += 2,
                b'\\' => {
                    self.pos += 1;
                    match next {
                        b'{' | b'}' => {}
                        b'N' if !string.is_raw && self.peek(1) == b'{' => {
                            in_name = true;
                            self.pos += 2;
                        }
                        b'\n' => {
                            self.pos += 1;
                            self.newline();
                        }
                        _ => self.pos += 1,
                    }
                }
                b'\n' => {
                    self.pos += 1;
                    self.newline();
                }
                _ => self.pos += 1,
            }
        }
        if self.pos == start { self.next() } else { self.token(middle, start, from) }
    }

    fn unterminated_text(&mut self, string: Interpolated, at_newline: bool) -> Step {
        let prefix = string.prefix;
        if string.in_spec && at_newline {
            let message = format!(
                "{prefix}-string: newlines are not allowed in format specifiers for single quoted {prefix}-strings"
            );
            self.pos += 1;
            return self.fail(message);
        }
        let over = self.is_over();
        let line = self.last_line();
        let kind = if string.size == 3 { "triple-quoted " } else { "" };
        let message = format!("unterminated {kind}{prefix}-string literal (detected at line {line})");
        self.line_start = string.line_start;
        self.fail_at_start(string.start, string.at, message, over && string.size == 3)
    }

    // ---- numbers

    fn digits(&mut self, fits: impl Fn(u8) -> bool) {
        while fits(self.peek(0)) {
            self.pos += 1;
        }
    }

    fn decimal_tail(&mut self) -> Result<(), Stop> {
        loop {
            self.digits(|c| c.is_ascii_digit());
            if self.peek(0) != b'_' {
                return Ok(());
            }
            self.pos += 1;
            if !self.peek(0).is_ascii_digit() {
                return self.fail("invalid decimal literal");
            }
        }
    }

    fn number(&mut self, start: usize) -> Step {
        let from = self.at(start);
        if self.peek(0) == b'0' {
            let radix = match self.peek(1).to_ascii_lowercase() {
                b'x' => Some((16, "hexadecimal")),
                b'o' => Some((8, "octal")),
                b'b' => Some((2, "binary")),
                _ => None,
            };
            if let Some((radix, name)) = radix {
                self.pos += 2;
                self.radix_tail(radix, name)?;
                return self.token(T::Number, start, from);
            }
        }
        let mut leading_zeros = None;
        if self.peek(0) == b'0' {
            loop {
                if self.peek(0) == b'_' {
                    self.pos += 1;
                    if !self.peek(0).is_ascii_digit() {
                        return self.fail("invalid decimal literal");
                    }
                }
                if self.peek(0) != b'0' {
                    break;
                }
                self.pos += 1;
            }
            if self.peek(0).is_ascii_digit() {
                leading_zeros = Some(self.pos);
                self.decimal_tail()?;
            }
        } else if self.peek(0) != b'.' {
            self.decimal_tail()?;
        }
        let mut is_float = false;
        if self.peek(0) == b'.' {
            is_float = true;
            self.pos += 1;
            if self.peek(0).is_ascii_digit() {
                self.decimal_tail()?;
            }
        }
        if matches!(self.peek(0), b'e' | b'E') {
            let exponent = self.pos;
            self.pos += 1;
            if matches!(self.peek(0), b'+' | b'-') {
                self.pos += 1;
                if !self.peek(0).is_ascii_digit() {
                    return self.fail("invalid decimal literal");
                }
            } else if !self.peek(0).is_ascii_digit() {
                self.pos = exponent;
                self.end_of_number("decimal")?;
                return self.token(T::Number, start, from);
            }
            is_float = true;
            self.decimal_tail()?;
        }
        if matches!(self.peek(0), b'j' | b'J') {
            self.pos += 1;
            self.end_of_number("imaginary")?;
        } else if let (Some(zeros_end), false) = (leading_zeros, is_float) {
            let message = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
            let to = self.at(zeros_end);
            return self.fail_over(from, to, message);
        } else {
            self.end_of_number("decimal")?;
        }
        self.token(T::Number, start, from)
    }

    fn radix_tail(&mut self, radix: u32, name: &str) -> Result<(), Stop> {
        let fits = |c: u8| (c as char).is_digit(radix);
        loop {
            if self.peek(0) == b'_' {
                self.pos += 1;
            }
            let c = self.peek(0);
            if !fits(c) {
                if c.is_ascii_digit() {
                    self.pos += 1;
                    return self.fail(format!("invalid digit '{}' in {name} literal", c as char));
                }
                return self.fail(format!("invalid {name} literal"));
            }
            self.digits(fits);
            if self.peek(0) != b'_' {
                break;
            }
        }
        let c = self.peek(0);
        if c.is_ascii_digit() {
            self.pos += 1;
            return self.fail(format!("invalid digit '{}' in {name} literal", c as char));
        }
        self.end_of_number(name)
    }

    /// A keyword may follow a number at once; any other letter is an error.
    fn end_of_number(&mut self, kind: &str) -> Result<(), Stop> {
        let rest = &self.text[self.pos..];
        let keywords: [&[u8]; 5] = [b"and", b"else", b"for", b"or", b"not"];
        let ends = |width: usize| !rest.get(width).is_some_and(|c| *c == b'_' || c.is_ascii_alphanumeric());
        let is_keyword = keywords.iter().any(|keyword| rest.starts_with(keyword) && ends(keyword.len()));
        if is_keyword || matches!(rest, [b'i', b'f' | b'n' | b's', ..]) {
            return Ok(());
        }
        let c = self.peek(0);
        if c == b'_' || c.is_ascii_alphanumeric() {
            return self.fail(format!("invalid {kind} literal"));
        }
        Ok(())
    }
}

/// How many bytes the operator at the start of `text` has.
fn operator_width(text: &[u8]) -> usize {
    const THREE: [&[u8]; 5] = [b"**=", b"//=", b"<<=", b">>=", b"..."];
    const TWO: [&[u8]; 20] = [
        b"**", b"//", b"<<", b">>", b"<=", b">=", b"==", b"!=", b"<>", b"->", b"+=", b"-=", b"*=", b"/=",
        b"%=", b"&=", b"|=", b"^=", b"@=", b":=",
    ];
    if THREE.iter().any(|op| text.starts_with(op)) {
        3
    } else if TWO.iter().any(|op| text.starts_with(op)) {
        2
    } else {
        1
    }
}
