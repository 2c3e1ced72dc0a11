//! f-strings and t-strings: in plain trees the parts of a concatenation are one node, with neighbouring texts joined.

use super::{Part, Reader, Result, malformed, read::Open, write::Writer};
use crate::optimize::text;
use whipsnake_bytecode::{
    Constant,
    tree::{Kind, Tree},
};
use whipsnake_parser_glue::ast::{
    self, ConversionFlag, Expr, FStringPart, InterpolatedElement, InterpolatedStringElement,
};
use whipsnake_parser_glue::{Ranged, TextRange, TextSize};

/// The values of a string, with text that may go on.
struct Values<'a> {
    to: &'a Writer<'a>,
    done: Vec<Tree>,
    text: Vec<u8>,
    text_at: Option<TextRange>,
    is_template: bool,
}

pub(super) fn write_fstring(node: &ast::ExprFString, to: &Writer) -> Tree {
    let mut values = Values::new(to, false);
    for part in node.value.as_slice() {
        match part {
            FStringPart::Literal(literal) => {
                values.push_text(&text::part_value(literal, to.source), literal.range());
            }
            FStringPart::FString(part) => values.push_all(&part.elements, part.flags.prefix().is_raw()),
        }
    }
    to.node(Kind::JoinedStr, node.range, vec![values.finish()])
}

pub(super) fn write_tstring(node: &ast::ExprTString, to: &Writer) -> Tree {
    let mut values = Values::new(to, true);
    for part in node.value.as_slice() {
        values.push_all(&part.elements, part.flags.prefix().is_raw());
    }
    to.node(Kind::TemplateStr, node.range, vec![values.finish()])
}

impl<'a> Values<'a> {
    fn new(to: &'a Writer<'a>, is_template: bool) -> Values<'a> {
        Values { to, done: Vec::new(), text: Vec::new(), text_at: None, is_template }
    }

    fn push_text(&mut self, bytes: &[u8], at: TextRange) {
        if bytes.is_empty() {
            return;
        }
        self.text.extend(bytes);
        let start = self.text_at.map_or(at.start(), |at| at.start());
        self.text_at = Some(TextRange::new(start, at.end()));
    }

    fn flush(&mut self) {
        if let Some(at) = self.text_at.take() {
            let value = Constant::Str(std::mem::take(&mut self.text).into());
            self.done.push(self.to.constant(at, value, Tree::None));
        }
    }

    fn finish(mut self) -> Tree {
        self.flush();
        Tree::List(self.done)
    }

    fn push_all(&mut self, elements: &[InterpolatedStringElement], is_raw: bool) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => {
                    let bytes = text::repaired(&literal.value, literal.range, is_raw, true, self.to.source);
                    self.push_text(&bytes, literal.range);
                }
                InterpolatedStringElement::Interpolation(value) => self.push_value(value, is_raw),
            }
        }
    }

    fn push_value(&mut self, value: &InterpolatedElement, is_raw: bool) {
        let to = self.to;
        if let Some(debug) = &value.debug_text {
            let shown = &to.source.text()[value.expression.range()];
            let start = value.range.start() + TextSize::new(1);
            let text = [&*debug.leading, shown, &*debug.trailing].concat();
            let end = start + TextSize::of(text.as_str());
            self.push_text(text::without_comments(&text).as_bytes(), TextRange::new(start, end));
        }
        self.flush();
        let conversion = match (value.conversion, &value.debug_text, &value.format_spec) {
            (ConversionFlag::None, Some(_), None) => ConversionFlag::Repr,
            (conversion, ..) => conversion,
        };
        let spec = match &value.format_spec {
            None => Tree::None,
            Some(spec) => {
                let mut values = Values::new(to, false);
                values.push_all(&spec.elements, is_raw);
                // The colon belongs to it.
                let at = TextRange::new(spec.range.start() - TextSize::new(1), spec.range.end());
                // In templates too the specification is an f-string.
                to.node(Kind::JoinedStr, at, vec![values.finish()])
            }
        };
        let (expression, conversion) = (value.expression.write(to), Tree::Int(conversion as i64));
        self.done.push(if self.is_template {
            let text = to.source.interpolation_text(value);
            let text = Tree::Constant(Constant::Str(text.as_bytes().into()));
            to.node(Kind::Interpolation, value.range, vec![expression, text, conversion, spec])
        } else {
            to.node(Kind::FormattedValue, value.range, vec![expression, conversion, spec])
        });
    }
}

/// Reads the values of a string into the parser's elements.
fn elements(values: Tree, from: &mut Reader) -> Result<ast::InterpolatedStringElements> {
    let Tree::List(values) = values else { return Err(malformed()) };
    let elements: Result<Vec<_>> = values.into_iter().map(|value| element(value, from)).collect();
    Ok(elements?.into())
}

fn element(value: Tree, from: &mut Reader) -> Result<InterpolatedStringElement> {
    let (kind, text) = match &value {
        Tree::Node(node) => match (node.kind, node.fields.first()) {
            (Kind::Constant, Some(Tree::Constant(Constant::Str(text)))) => {
                (node.kind, std::str::from_utf8(text).ok().map(str::to_owned))
            }
            (kind, _) => (kind, None),
        },
        _ => return Err(malformed()),
    };
    if let Some(text) = text {
        let node = from.open(value)?;
        return Ok(InterpolatedStringElement::Literal(ast::InterpolatedStringLiteralElement {
            range: from.close(&node),
            value: text.into(),
            node_index: Default::default(),
        }));
    }
    if matches!(kind, Kind::FormattedValue | Kind::Interpolation) {
        let node = from.open(value)?;
        return interpolation(node, from);
    }
    // Any other expression is put in as if it stood in braces.
    let expression = Expr::read(value, from)?;
    Ok(InterpolatedStringElement::Interpolation(ast::InterpolatedElement {
        range: expression.range(),
        expression: Box::new(expression),
        debug_text: None,
        conversion: ConversionFlag::None,
        format_spec: None,
        node_index: Default::default(),
    }))
}

fn interpolation(mut node: Open, from: &mut Reader) -> Result<InterpolatedStringElement> {
    let expression = node.next(from)?;
    // The text of the expression, which elsewhere is looked up in the source, travels as debug text.
    let debug_text = match node.kind {
        Kind::Interpolation => match node.take() {
            Tree::Constant(Constant::Str(text)) => Some(ast::DebugText {
                leading: String::from_utf8_lossy(&text).into_owned(),
                trailing: String::new(),
            }),
            _ => Some(ast::DebugText { leading: String::new(), trailing: String::new() }),
        },
        _ => None,
    };
    let conversion = match node.take() {
        Tree::Int(-1) => ConversionFlag::None,
        Tree::Int(0x73) => ConversionFlag::Str,
        Tree::Int(0x72) => ConversionFlag::Repr,
        Tree::Int(0x61) => ConversionFlag::Ascii,
        Tree::Int(other) => {
            let message = format!("Unrecognized conversion character {other}");
            return Err(crate::front::Problem { class: "SystemError", message, ..Default::default() });
        }
        _ => return Err(malformed()),
    };
    let format_spec = match node.take() {
        Tree::None => None,
        Tree::Node(mut spec) => {
            let inner = match (spec.kind, spec.fields.first_mut()) {
                (Kind::JoinedStr, Some(values)) => std::mem::take(values),
                _ => Tree::List(vec![Tree::Node(spec)]),
            };
            let elements = elements(inner, from)?;
            let range = from.here();
            let node_index = Default::default();
            Some(Box::new(ast::InterpolatedStringFormatSpec { range, elements, node_index }))
        }
        _ => return Err(malformed()),
    };
    Ok(InterpolatedStringElement::Interpolation(ast::InterpolatedElement {
        range: from.close(&node),
        expression,
        debug_text,
        conversion,
        format_spec,
        node_index: Default::default(),
    }))
}

/// Reads a node that is a string of parts, or one part alone.
pub(super) fn read_string(mut node: Open, from: &mut Reader) -> Result<Expr> {
    let is_template = matches!(node.kind, Kind::TemplateStr | Kind::Interpolation);
    let elements = match node.kind {
        Kind::JoinedStr | Kind::TemplateStr => {
            let values = node.take();
            elements(values, from)?
        }
        _ => {
            let start = (node.kind, node.start, node.place);
            let element = interpolation(node, from)?;
            node = Open::again(start);
            vec![element].into()
        }
    };
    let (range, node_index) = (from.close(&node), ast::AtomicNodeIndex::default());
    Ok(if is_template {
        let flags = ast::TStringFlags::empty();
        let part = ast::TString { range, elements, flags, node_index: Default::default() };
        Expr::TString(ast::ExprTString { range, value: ast::TStringValue::single(part), node_index })
    } else {
        let flags = ast::FStringFlags::empty();
        let part = ast::FString { range, elements, flags, node_index: Default::default() };
        Expr::FString(ast::ExprFString { range, value: ast::FStringValue::single(part), node_index })
    })
}
