//! All tokens of a text, comments and empty lines included: what Python's `tokenize` shows.

use crate::{
    ErrorKind, ErrorPosition, SourceFile, SyntaxError,
    diagnose::{
        self,
        tokens::{At, Stop, T, Tokenizer},
    },
};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A name or keyword.
    Name,
    /// A number.
    Number,
    /// A string that is not interpolated.
    String,
    /// The beginning of an f-string, up to its quotes.
    FormatStart,
    /// Text of an f-string.
    FormatMiddle,
    /// The quotes that end an f-string.
    FormatEnd,
    /// The beginning of a t-string, up to its quotes.
    TemplateStart,
    /// Text of a t-string.
    TemplateMiddle,
    /// The quotes that end a t-string.
    TemplateEnd,
    /// An operator or bracket, or a character that is none.
    Operator,
    /// The end of a statement's line.
    Newline,
    /// The line end of an empty line, or within brackets.
    Blank,
    /// A comment.
    Comment,
    /// A block begins.
    Indent,
    /// A block ends.
    Dedent,
    /// The end of the text.
    End,
}

/// A token: its bytes in the text, and its place as line from 1 and byte column from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its first byte.
    pub start: usize,
    /// Behind its last byte; not beyond the text, even for the line end that a last line lacks.
    pub end: usize,
    /// Where it begins.
    pub from: (u32, u32),
    /// Where it ends.
    pub to: (u32, u32),
}

fn kind_of(kind: T) -> TokenKind {
    match kind {
        T::Name => TokenKind::Name,
        T::Number => TokenKind::Number,
        T::Str => TokenKind::String,
        T::FStart => TokenKind::FormatStart,
        T::FMiddle => TokenKind::FormatMiddle,
        T::FEnd => TokenKind::FormatEnd,
        T::TStart => TokenKind::TemplateStart,
        T::TMiddle => TokenKind::TemplateMiddle,
        T::TEnd => TokenKind::TemplateEnd,
        T::Op => TokenKind::Operator,
        T::Newline => TokenKind::Newline,
        T::Indent => TokenKind::Indent,
        T::Dedent => TokenKind::Dedent,
        T::End => TokenKind::End,
        T::Comment => TokenKind::Comment,
        T::Blank => TokenKind::Blank,
    }
}

/// The tokens of `text`, whose line ends are `\n`, up to its end or to the first error.
pub fn tokenize(text: &str) -> (Vec<Token>, Option<SyntaxError>) {
    let source = SourceFile::new("<string>", text);
    let mut completed = text.to_owned();
    if !completed.is_empty() && !completed.ends_with('\n') {
        completed.push('\n');
    }
    // The line behind the last one: where the end of the text is shown, and the blocks that end with it.
    let behind = (completed.bytes().filter(|byte| *byte == b'\n').count() as u32 + 1, 0);
    let mut tokenizer = Tokenizer::new(completed.as_bytes(), false);
    tokenizer.extras = Some(Vec::new());
    let mut tokens = Vec::new();
    let place = |at: At| (at.line, at.col.max(0) as u32);
    loop {
        let next = tokenizer.next();
        for extra in tokenizer.extras.iter_mut().flat_map(std::mem::take).chain(next.clone()) {
            let kind = kind_of(extra.kind);
            let (mut from, mut to) = (place(extra.from), place(extra.to));
            let mut start = extra.start;
            match kind {
                // A block's beginning is the white space that makes it one.
                TokenKind::Indent => {
                    start -= from.1 as usize;
                    from.1 = 0;
                }
                TokenKind::Dedent | TokenKind::End if tokenizer.at_end => (from, to) = (behind, behind),
                _ => {}
            }
            let (start, end) = (start.min(text.len()), extra.end.min(text.len()));
            // White space that makes a block belongs to no token of the text itself.
            let end = if kind == TokenKind::Indent { extra.start.min(text.len()) } else { end };
            tokens.push(Token { kind, start, end, from, to });
        }
        match next {
            Ok(token) if token.kind == T::End => return (tokens, None),
            Ok(_) => {}
            Err(Stop::End) => {
                let position = ErrorPosition { line: 1, offset: 0, end_line: 1, end_offset: 0 };
                let message = "unexpected EOF in multi-line statement";
                let error = SyntaxError::at_position(ErrorKind::Syntax, &source, position, message);
                return (tokens, Some(error));
            }
            Err(Stop::Fault(fault) | Stop::Soft(fault)) => {
                return (tokens, Some(diagnose::error(&source, &completed, fault)));
            }
        }
    }
}
