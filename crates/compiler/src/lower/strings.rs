//! f-strings and t-strings.

use super::{Lowerer, Result, Val};
use crate::ir::Reg;
use crate::optimize::text;
use whipsnake_bytecode::instr::{NO_REG, TAKE_C};
use whipsnake_bytecode::{Constant, Intrinsic, Op};
use whipsnake_parser_glue::ast::{
    self, ConversionFlag, Expr, FStringPart, InterpolatedElement, InterpolatedStringElement,
};
use whipsnake_parser_glue::{Ranged, TextRange};

/// Strings of more pieces than this are put together in several goes.
const MAX_PIECES: u32 = 64;

/// One piece of an f-string.
enum Piece<'a> {
    Text(Vec<u8>),
    Value(&'a InterpolatedElement),
}

/// The texts of a `%` format, each with the conversion behind it (as `FormatValue` counts them; none behind the
/// last). None if it has any other kind of field.
fn split_percent_format(format: &[u8]) -> Option<Vec<(Vec<u8>, u8)>> {
    let mut texts = Vec::new();
    let mut text = Vec::new();
    let mut bytes = format.iter();
    while let Some(&byte) = bytes.next() {
        if byte != b'%' {
            text.push(byte);
            continue;
        }
        match bytes.next()? {
            b'%' => text.push(b'%'),
            b's' => texts.push((std::mem::take(&mut text), 1)),
            b'r' => texts.push((std::mem::take(&mut text), 2)),
            b'a' => texts.push((std::mem::take(&mut text), 3)),
            _ => return None,
        }
    }
    texts.push((text, 0));
    Some(texts)
}

/// Adds literal text to the piece before it if that is text too.
fn push_text(pieces: &mut Vec<Piece<'_>>, bytes: &[u8]) {
    if bytes.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(Piece::Text(text)) => text.extend(bytes),
        _ => pieces.push(Piece::Text(bytes.to_vec())),
    }
}

impl<'a> Lowerer<'a> {
    fn push_elements(
        &self,
        pieces: &mut Vec<Piece<'a>>,
        elements: &'a [InterpolatedStringElement],
        is_raw: bool,
    ) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => {
                    let bytes = text::repaired(&literal.value, literal.range, is_raw, true, self.source);
                    push_text(pieces, &bytes);
                }
                InterpolatedStringElement::Interpolation(value) => {
                    if let Some(debug) = value.debug_text.as_ref().filter(|_| self.source.has_text()) {
                        let shown = self.text_of(value.expression.range());
                        for text in [&debug.leading, shown, &debug.trailing] {
                            push_text(pieces, text::without_comments(text).as_bytes());
                        }
                    }
                    pieces.push(Piece::Value(value));
                }
            }
        }
    }

    fn text_of(&self, range: TextRange) -> &'a str {
        self.source.text().get(range.start().to_usize()..range.end().to_usize()).unwrap_or_default()
    }

    /// An f-string, with the plain strings it is concatenated with.
    #[inline(never)]
    pub(super) fn lower_fstring(&mut self, node: &'a ast::ExprFString, dst: Reg) -> Result<()> {
        let mut pieces = Vec::new();
        for part in node.value.as_slice() {
            match part {
                FStringPart::Literal(literal) => {
                    push_text(&mut pieces, &text::part_value(literal, self.source))
                }
                FStringPart::FString(string) => {
                    self.push_elements(&mut pieces, &string.elements, string.flags.prefix().is_raw());
                }
            }
        }
        self.join_pieces(node.range(), pieces, dst)
    }

    /// Builds a string of pieces.
    fn join_pieces(&mut self, at: TextRange, pieces: Vec<Piece<'a>>, dst: Reg) -> Result<()> {
        match pieces.as_slice() {
            [] => {
                self.load_str(at, "", dst);
                return Ok(());
            }
            [Piece::Value(only)] => return self.format_value(only, dst),
            _ => {}
        }
        let start = self.window(dst);
        let mut count = 0;
        for piece in pieces {
            if count == MAX_PIECES {
                self.emit(at, Op::BuildString, 0, start, start, count);
                self.release(start + 1);
                count = 1;
            }
            let reg = if count == 0 { start } else { self.alloc() };
            match piece {
                Piece::Text(text) => self.load_constant(at, Constant::Str(text.into()), reg),
                Piece::Value(value) => self.format_value(value, reg)?,
            }
            count += 1;
        }
        if count == 1 {
            // A single text, or what earlier goes have put together.
            self.move_into(at, Val::temp(start), dst);
        } else {
            self.emit(at, Op::BuildString, 0, dst, start, count);
        }
        Ok(())
    }

    /// `'…%s…' % (a, b)` as if it were an f-string, if the format has plain `%s`, `%r` and `%a` only and as many
    /// values; returns whether it was.
    pub(super) fn lower_percent_format(
        &mut self,
        at: TextRange,
        format: &[u8],
        values: &'a [Expr],
        dst: Reg,
    ) -> Result<bool> {
        let Some(texts) = split_percent_format(format) else { return Ok(false) };
        let starred = values.iter().any(Expr::is_starred_expr);
        if texts.len() != values.len() + 1
            || starred
            || values.is_empty()
            || values.len() > MAX_PIECES as usize / 2
        {
            return Ok(false);
        }
        let start = self.window(dst);
        let mut next = start;
        for (index, (text, conversion)) in texts.into_iter().enumerate() {
            if !text.is_empty() {
                let reg = if next == start { start } else { self.alloc() };
                self.load_constant(at, Constant::Str(text.into()), reg);
                next = reg + 1;
            }
            if let Some(value) = values.get(index) {
                let reg = if next == start { start } else { self.alloc() };
                let object = self.operand_hint(value, reg)?;
                let flags = conversion | object.take_b_unless(reg);
                self.emit(value.range(), Op::FormatValue, flags, reg, object.reg, u32::from(NO_REG));
                self.release(reg + 1);
                next = reg + 1;
            }
        }
        self.emit(at, Op::BuildString, 0, dst, start, next - start);
        Ok(true)
    }

    /// The conversion of a replacement field: `=` alone means `!r`.
    fn conversion(value: &InterpolatedElement) -> ConversionFlag {
        let is_plain = value.conversion == ConversionFlag::None && value.format_spec.is_none();
        if value.debug_text.is_some() && is_plain { ConversionFlag::Repr } else { value.conversion }
    }

    /// Formats one replacement field into `dst`.
    fn format_value(&mut self, value: &'a InterpolatedElement, dst: Reg) -> Result<()> {
        let at = value.range();
        let mark = self.mark();
        let flags = match Self::conversion(value) {
            ConversionFlag::None => 0,
            ConversionFlag::Str => 1,
            ConversionFlag::Repr => 2,
            ConversionFlag::Ascii => 3,
        };
        let object = self.operand_hint(&value.expression, dst)?;
        match &value.format_spec {
            None => {
                let taken = object.take_b_unless(dst);
                self.emit(at, Op::FormatValue, flags | taken, dst, object.reg, u32::from(NO_REG));
            }
            Some(spec) => {
                let object = self.secure(value.expression.range(), object, spec.range());
                let reg = self.alloc();
                self.lower_spec(spec, reg)?;
                let taken = object.take_b_unless(dst) | TAKE_C;
                self.emit(at, Op::FormatValue, flags | taken, dst, object.reg, reg);
            }
        }
        self.release(mark);
        Ok(())
    }

    fn lower_spec(&mut self, spec: &'a ast::InterpolatedStringFormatSpec, dst: Reg) -> Result<()> {
        let mut pieces = Vec::new();
        self.push_elements(&mut pieces, &spec.elements, false);
        self.join_pieces(spec.range(), pieces, dst)
    }

    /// A t-string: a template of texts and interpolations.
    #[inline(never)]
    pub(super) fn lower_tstring(&mut self, node: &'a ast::ExprTString, dst: Reg) -> Result<()> {
        let at = node.range();
        let mut pieces = Vec::new();
        for part in node.value.as_slice() {
            self.push_elements(&mut pieces, &part.elements, part.flags.prefix().is_raw());
        }
        let mut strings = vec![Vec::new()];
        let mut values = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => strings.last_mut().expect("never empty").extend(text),
                Piece::Value(value) => {
                    values.push(value);
                    strings.push(Vec::new());
                }
            }
        }
        let window = self.alloc_run(2);
        let strings = strings.into_iter().map(|text| Constant::Str(text.into())).collect();
        self.load_constant(at, Constant::Tuple(strings), window);
        // Many interpolations go into a list first.
        self.emit(at, Op::BuildList, 0, window + 1, window + 1, 0);
        for value in values {
            let part = self.alloc();
            self.lower_interpolation(value, part)?;
            self.emit(at, Op::ListAppend, whipsnake_bytecode::instr::TAKE_B, window + 1, part, 0);
            self.release(part);
        }
        self.emit(at, Op::ListToTuple, 0, window + 1, window + 1, 0);
        self.emit(at, Op::Intrinsic, 0, dst, window, Intrinsic::BuildTemplate as u32);
        Ok(())
    }

    fn lower_interpolation(&mut self, value: &'a InterpolatedElement, dst: Reg) -> Result<()> {
        let at = value.range();
        let window = self.window(dst);
        self.expr_into(&value.expression, window)?;
        let rest = self.alloc_run(3);
        let text = self.source.interpolation_text(value);
        self.load_str(at, text, rest);
        match Self::conversion(value).to_char() {
            Some(conversion) => self.load_str(at, conversion.encode_utf8(&mut [0; 4]), rest + 1),
            None => self.load_constant(at, Constant::None, rest + 1),
        }
        match &value.format_spec {
            Some(spec) => self.lower_spec(spec, rest + 2)?,
            None => self.load_str(at, "", rest + 2),
        }
        self.emit(at, Op::Intrinsic, 0, dst, window, Intrinsic::BuildInterpolation as u32);
        Ok(())
    }
}
