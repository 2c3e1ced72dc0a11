//! Expressions and statements typed alone: what `eval` and `single` demand beyond a file.
//!
//! CPython ends a file's last line for it, but not these texts; errors at their end show it.

use crate::{ErrorKind, ErrorPosition, SourceFile, SyntaxError};
use crate::{Mode, Ranged, TextRange, TextSize, ast};

/// Refuses what has nothing to evaluate.
pub(crate) fn check_not_blank(source: &SourceFile, mode: Mode) -> Result<(), SyntaxError> {
    let text = source.text();
    let fail = |kind, message: &str, line: u32, offset: i32, end_offset: i32| {
        let position = ErrorPosition { line, offset, end_line: line, end_offset };
        let mut error = SyntaxError::at_position(kind, source, position, message);
        error.text = Some(source.line_text(line).to_owned());
        Err(error)
    };
    if text.is_empty() {
        return fail(ErrorKind::Syntax, "invalid syntax", 0, 0, 0).map_err(|mut error: SyntaxError| {
            error.text = Some(String::new());
            error
        });
    }
    if text.trim_matches([' ', '\t']).is_empty() {
        return fail(ErrorKind::Indentation, "unexpected indent", 1, text.chars().count() as i32, -1);
    }
    let is_blank = |line: &str| line.trim_start().is_empty() || line.trim_start().starts_with('#');
    if mode == Mode::Interactive && text.lines().all(is_blank) {
        let lines = text.lines().count() as u32;
        return fail(ErrorKind::Syntax, "invalid syntax", lines.max(1), 0, 0);
    }
    Ok(())
}

/// An error in a text without a last line end, as it shows in the text as it is.
pub(crate) fn as_typed(mut error: SyntaxError, source: &SourceFile) -> SyntaxError {
    if source.text().ends_with('\n') {
        return error;
    }
    let last = source.line_count();
    if let Some(position) = error.position.as_mut().filter(|position| position.line == last) {
        let length = source.line_text(last).chars().count() as i32;
        // The line end that is not there.
        if position.offset == length + 1 && position.end_offset == length + 2 {
            (position.offset, position.end_offset) = (0, 0);
        }
        if let Some(text) = error.text.as_mut().filter(|text| text.ends_with('\n')) {
            text.pop();
        }
    }
    error
}

/// At a prompt one line, or one compound statement, is all there may be.
pub(crate) fn check_single(source: &SourceFile, syntax: &ast::Mod) -> Result<(), SyntaxError> {
    let ast::Mod::Module(module) = syntax else { return Ok(()) };
    for pair in module.body.windows(2) {
        let end = pair[0].range().end();
        if source.line(end) < source.line(pair[1].range().start()) {
            let is_compound = pair[0].is_function_def_stmt()
                || pair[0].is_class_def_stmt()
                || pair[0].is_if_stmt()
                || pair[0].is_for_stmt()
                || pair[0].is_while_stmt()
                || pair[0].is_with_stmt()
                || pair[0].is_try_stmt()
                || pair[0].is_match_stmt();
            if is_compound {
                let start = pair[1].range().start();
                let range = TextRange::at(start, first_token(&source.text()[start.to_usize()..]));
                return Err(SyntaxError::at(source, range, "invalid syntax"));
            }
            let message = "multiple statements found while compiling a single statement";
            let (line, offset) = source.line_and_offset(end);
            let offset = offset as i32;
            let position = ErrorPosition { line, offset, end_line: line, end_offset: offset + 1 };
            return Err(SyntaxError::at_position(ErrorKind::Syntax, source, position, message));
        }
    }
    Ok(())
}

/// How long the name or number at the start of a text is; of anything else the first character.
fn first_token(text: &str) -> TextSize {
    let name: usize = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').map(char::len_utf8).sum();
    let first = text.chars().next().map_or(0, char::len_utf8);
    TextSize::new(name.max(first) as u32)
}
