//! Matches the grammar against the tokens, backtracking, and reports the first mistake a rule recognises.
//!
//! This follows the method of CPython's parser, since its choice of error depends on it: the plain rules first; if
//! they fail, once more with the rules for mistakes; if these find nothing, "invalid syntax" at the last token that
//! the first attempt looked at.

use super::Ending;
use super::grammar::{Action, Alternative, Grammar, Peg};
use super::strings;
use super::tokens::{At, Fault, Stop, T, Token, Tokenizer, UNKNOWN};
use crate::ErrorKind;
use std::collections::HashMap;

/// Nesting of rules that the stack survives: a page's is one megabyte in all.
const MAX_DEPTH: u32 = if cfg!(target_family = "wasm") { 800 } else { 8_000 };

/// Words that cannot be names.
pub(super) const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
    "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// A matched part: what kind of thing, its place, its parts.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: &'static str,
    pub(super) from: At,
    pub(super) to: At,
    /// Byte range in the text.
    pub(super) bytes: (usize, usize),
    pub(super) parts: Vec<u32>,
}

/// Names of kinds that are no expressions.
const TOKEN: &str = "token";
const ROW: &str = "row";
const MIDDLE: &str = "middle";

/// The outcome of a diagnosis.
pub(super) enum Finding {
    /// The grammar accepts the text.
    Nothing,
    /// The grammar rejects it.
    Fault(Fault),
    /// The text is nested too deeply to tell.
    TooDeep,
}

pub(super) struct Engine<'a> {
    grammar: &'a Grammar,
    text: &'a str,
    tokenizer: Tokenizer<'a>,
    ending: Ending,
    tokens: Vec<Token>,
    mark: usize,
    error: Option<Fault>,
    from_tokenizer: bool,
    too_deep: bool,
    invalid: bool,
    memo: HashMap<(u16, u32), (Option<u32>, u32)>,
    nodes: Vec<Node>,
    depth: u32,
}

impl<'a> Engine<'a> {
    /// `text` ends with a line end.
    pub(super) fn new(grammar: &'a Grammar, text: &'a str, ending: Ending) -> Self {
        Self {
            grammar,
            text,
            tokenizer: Tokenizer::new(text.as_bytes(), ending == Ending::Unfinished),
            ending,
            tokens: Vec::new(),
            mark: 0,
            error: None,
            from_tokenizer: false,
            too_deep: false,
            invalid: false,
            memo: HashMap::new(),
            nodes: Vec::new(),
            depth: 0,
        }
    }

    /// Finds what is wrong with the text as a `start`.
    pub(super) fn diagnose(mut self, start: &str) -> (Finding, bool) {
        let rule = self.grammar.rule(start);
        if self.rule(rule).is_some() {
            return (Finding::Nothing, false);
        }
        let incomplete = self.tokenizer.at_end;
        if self.too_deep {
            return (Finding::TooDeep, incomplete);
        }
        let Some(last) = self.tokens.last().copied() else { return (Finding::Nothing, incomplete) };
        if !self.from_tokenizer {
            self.error = None;
            self.mark = 0;
            self.invalid = true;
            self.memo.clear();
            self.nodes.clear();
            if self.rule(rule).is_some() {
                return (Finding::Nothing, incomplete);
            }
            if self.too_deep {
                return (Finding::TooDeep, incomplete);
            }
        }
        let fault = match self.error.take() {
            Some(fault) if self.from_tokenizer => fault,
            Some(fault) => self.rest_of_text().unwrap_or(fault),
            None => self.general_fault(last),
        };
        (Finding::Fault(fault), incomplete)
    }

    /// No rule knows the mistake.
    fn general_fault(&mut self, last: Token) -> Fault {
        let fault = |kind, message: &str, from, to| Fault {
            kind,
            message: message.to_owned(),
            from,
            to,
            is_bare: false,
        };
        match last.kind {
            T::Indent | T::Dedent => {
                let message =
                    if last.kind == T::Indent { "unexpected indent" } else { "unexpected unindent" };
                let token = *self.tokens.last().unwrap_or(&last);
                let (from, to) = self.last_place(token);
                fault(ErrorKind::Indentation, message, from, to)
            }
            _ => {
                let plain = fault(ErrorKind::Syntax, "invalid syntax", last.from, last.to);
                self.rest_of_text().unwrap_or(plain)
            }
        }
    }

    /// An error of the tokenizer, anywhere behind, outranks what the parser found outside interpolated strings.
    fn rest_of_text(&mut self) -> Option<Fault> {
        if self.tokenizer.is_in_string() {
            return None;
        }
        let line = self.tokens.last().map_or(1, |token| token.from.line);
        loop {
            match self.tokenizer.next() {
                Ok(token) if token.kind == T::End => return None,
                Ok(_) => {}
                Err(Stop::Fault(fault)) => return Some(fault),
                Err(Stop::Soft(_) | Stop::End) => {
                    let (bracket, at) = self.tokenizer.open_bracket()?;
                    return (line > at.line).then(|| never_closed(bracket, at));
                }
            }
        }
    }

    // ---- tokens

    fn token(&mut self) -> Option<Token> {
        if self.error.is_some() {
            return None;
        }
        if self.mark == self.tokens.len() {
            match self.tokenizer.next() {
                Ok(mut token) => {
                    // At a prompt the end of the text stands for the empty line that ends a block.
                    if token.kind == T::End && self.ending == Ending::Prompt {
                        self.ending = Ending::Completed;
                        token.kind = T::Newline;
                    }
                    self.tokens.push(token);
                }
                Err(stop) => {
                    self.from_tokenizer = true;
                    self.error = Some(match stop {
                        Stop::Fault(fault) | Stop::Soft(fault) => fault,
                        Stop::End => match self.tokenizer.open_bracket() {
                            Some((bracket, at)) => never_closed(bracket, at),
                            None => {
                                let (from, to) = self.tokenizer.end_place();
                                let message = "unexpected EOF while parsing".to_owned();
                                Fault { kind: ErrorKind::Syntax, message, from, to, is_bare: false }
                            }
                        },
                    });
                    let at = self.tokenizer.here();
                    let pos = self.tokenizer.pos;
                    self.tokens.push(Token {
                        kind: T::End,
                        start: pos,
                        end: pos,
                        from: at,
                        to: at,
                        level: 0,
                    });
                    return None;
                }
            }
        }
        Some(self.tokens[self.mark])
    }

    fn text_of(&self, token: &Token) -> &'a str {
        self.text.get(token.start..token.end).unwrap_or("")
    }

    fn accept(&mut self, kind: &'static str, matches: impl Fn(&Token, &str) -> bool) -> Option<u32> {
        let token = self.token()?;
        if !matches(&token, self.text_of(&token)) {
            return None;
        }
        self.mark += 1;
        Some(self.node(kind, token.from, token.to, (token.start, token.end), Vec::new()))
    }

    fn node(&mut self, kind: &'static str, from: At, to: At, bytes: (usize, usize), parts: Vec<u32>) -> u32 {
        self.nodes.push(Node { kind, from, to, bytes, parts });
        self.nodes.len() as u32 - 1
    }

    // ---- matching

    fn rule(&mut self, id: u16) -> Option<u32> {
        if self.error.is_some() || self.too_deep {
            return None;
        }
        let grammar = self.grammar;
        let rule = &grammar.rules[id as usize];
        if rule.is_invalid && !self.invalid && rule.name != "invalid_ann_assign_target" {
            return None;
        }
        let start = self.mark;
        if let Some((result, mark)) = self.memo.get(&(id, start as u32)) {
            self.mark = *mark as usize;
            return *result;
        }
        if self.depth >= MAX_DEPTH {
            self.too_deep = true;
            return None;
        }
        self.depth += 1;
        let result = if rule.is_left_recursive {
            self.grow(id, start)
        } else if rule.name == "expression_without_invalid" {
            let outer = std::mem::replace(&mut self.invalid, false);
            let result = self.alternatives(&rule.alternatives, start);
            self.invalid = outer;
            result
        } else {
            self.alternatives(&rule.alternatives, start)
        };
        self.depth -= 1;
        if self.error.is_none() {
            self.memo.insert((id, start as u32), (result, self.mark as u32));
        }
        result
    }

    /// A left recursive rule: matched again and again with its own last result as the beginning.
    fn grow(&mut self, id: u16, start: usize) -> Option<u32> {
        let grammar = self.grammar;
        let alternatives = &grammar.rules[id as usize].alternatives;
        let (mut best, mut end) = (None, start);
        loop {
            self.memo.insert((id, start as u32), (best, end as u32));
            self.mark = start;
            let result = self.alternatives(alternatives, start);
            if self.error.is_some() {
                return None;
            }
            if result.is_none() || self.mark <= end {
                break;
            }
            (best, end) = (result, self.mark);
        }
        self.mark = end;
        best
    }

    fn alternatives(&mut self, list: &'a [Alternative], start: usize) -> Option<u32> {
        for alternative in list {
            self.mark = start;
            let mut parts: Vec<(Option<char>, u32)> = Vec::new();
            let mut committed = false;
            let matched = alternative.items.iter().all(|(name, item)| {
                committed |= matches!(item, Peg::Cut);
                match self.item(item) {
                    Some(part) => {
                        if let Some(part) = part {
                            parts.push((*name, part));
                        }
                        true
                    }
                    None => false,
                }
            });
            if self.error.is_some() || self.too_deep {
                return None;
            }
            if matched {
                let result = self.act(&alternative.action, &parts, start);
                if result.is_none() {
                    self.mark = start;
                }
                return result;
            }
            if committed {
                break;
            }
        }
        self.mark = start;
        None
    }

    /// Matches an item; `Some(None)` is a match without a part.
    fn item(&mut self, item: &'a Peg) -> Option<Option<u32>> {
        match item {
            Peg::Kind(T::Name) => self
                .accept("Name", |token, text| token.kind == T::Name && !KEYWORDS.contains(&text))
                .map(Some),
            Peg::Kind(kind) => {
                let name = match kind {
                    T::Number | T::Str => "Constant",
                    T::FMiddle | T::TMiddle => MIDDLE,
                    _ => TOKEN,
                };
                self.accept(name, |token, _| token.kind == *kind).map(Some)
            }
            Peg::Text(wanted) => {
                self.accept(TOKEN, |t, text| matches!(t.kind, T::Op | T::Name) && text == *wanted).map(Some)
            }
            Peg::Soft(wanted) => {
                self.accept("Name", |t, text| t.kind == T::Name && text == *wanted).map(Some)
            }
            Peg::AnySoft => self
                .accept(TOKEN, |t, text| t.kind == T::Name && matches!(text, "_" | "case" | "match" | "type"))
                .map(Some),
            Peg::Rule(id) => self.rule(*id).map(Some),
            Peg::Optional(inner) => {
                let start = self.mark;
                match self.item(inner) {
                    Some(part) => Some(part),
                    None if self.error.is_some() || self.too_deep => None,
                    None => {
                        self.mark = start;
                        Some(None)
                    }
                }
            }
            Peg::Repeat(inner, least) => self.repeat(inner, None, *least as usize),
            Peg::Gather(separator, inner) => self.repeat(inner, Some(separator), 1),
            Peg::Group(alternatives) => {
                let start = self.mark;
                self.alternatives(alternatives, start).map(Some)
            }
            Peg::Ahead(inner, wanted) => {
                let start = self.mark;
                let found = self.item(inner).is_some();
                self.mark = start;
                (self.error.is_none() && !self.too_deep && found == *wanted).then_some(None)
            }
            Peg::Forced(wanted) => {
                let token = self.token()?;
                if token.kind == T::Op && self.text_of(&token) == *wanted {
                    self.mark += 1;
                    return Some(None);
                }
                self.report(ErrorKind::Syntax, format!("expected '{wanted}'"), token.from, token.to);
                None
            }
            Peg::Cut => Some(None),
        }
    }

    fn repeat(&mut self, inner: &'a Peg, separator: Option<&'a Peg>, least: usize) -> Option<Option<u32>> {
        let first = self.mark;
        let mut parts = Vec::new();
        let mut count = 0;
        loop {
            let start = self.mark;
            let separated = match separator {
                Some(separator) if count > 0 => self.item(separator).is_some(),
                _ => true,
            };
            let part = if separated { self.item(inner) } else { None };
            if self.error.is_some() || self.too_deep {
                return None;
            }
            match part {
                Some(part) if self.mark > start => {
                    parts.extend(part);
                    count += 1;
                    self.forget(first, count);
                }
                _ => {
                    self.mark = start;
                    break;
                }
            }
        }
        (count >= least).then(|| Some(self.row(first, parts)))
    }

    /// Between the statements of a file nothing matched before is needed any more.
    fn forget(&mut self, first: usize, count: usize) {
        if first == 0 && count > 0 && self.depth == 2 && self.nodes.len() > 10_000 {
            self.memo.clear();
        }
    }

    fn row(&mut self, start: usize, parts: Vec<u32>) -> u32 {
        self.spanning(ROW, start, parts)
    }

    /// A node from the token at `start` to the last one matched.
    fn spanning(&mut self, kind: &'static str, start: usize, parts: Vec<u32>) -> u32 {
        if self.mark == start {
            let at = self.tokens.get(start).map_or(At { line: 1, col: 0 }, |token| token.from);
            return self.node(kind, at, at, (0, 0), parts);
        }
        let (first, last) = (self.tokens[start], self.tokens[self.mark - 1]);
        self.node(kind, first.from, last.to, (first.start, last.end), parts)
    }

    // ---- actions

    fn act(&mut self, action: &'a Action, parts: &[(Option<char>, u32)], start: usize) -> Option<u32> {
        let part = |name: char| parts.iter().find(|(n, _)| *n == Some(name)).map(|(_, part)| *part);
        match action {
            Action::Parts => match parts {
                [(_, only)] => Some(*only),
                _ => Some(self.row(start, parts.iter().map(|(_, part)| *part).collect())),
            },
            Action::Part(name) => part(*name),
            Action::Node(kind) => {
                Some(self.spanning(kind, start, parts.iter().map(|(_, part)| *part).collect()))
            }
            Action::Report(how, names, message) => {
                let named: Vec<u32> =
                    names.iter().filter_map(|name| part(name.chars().next().unwrap_or(' '))).collect();
                if *how == "call" {
                    let named: Vec<u32> = names[1..]
                        .iter()
                        .filter_map(|name| part(name.chars().next().unwrap_or(' ')))
                        .collect();
                    return self.call(names[0], &named, start);
                }
                if *how == "target" {
                    return self.invalid_target(names[0], part('a')?);
                }
                let message = self.worded(message, named.first().copied());
                self.locate(how, &named, message)
            }
        }
    }

    fn locate(&mut self, how: &str, named: &[u32], message: String) -> Option<u32> {
        let place =
            |this: &Self, index: usize| named.get(index).map(|id| (this.at(*id).from, this.at(*id).to));
        let (from, to) = match how {
            "at" => place(self, 0)?,
            "range" => (place(self, 0)?.0, place(self, 1)?.1),
            "from" => (place(self, 0)?.0, self.last_end()),
            "next" => {
                let token = self.token()?;
                (token.from, token.to)
            }
            _ => {
                let token = *self.tokens.last()?;
                self.last_place(token)
            }
        };
        let kind = if how == "indent" { ErrorKind::Indentation } else { ErrorKind::Syntax };
        self.report(kind, message, from, to);
        None
    }

    /// The place of the last token read; those made of indentation have no width of their own.
    fn last_place(&self, token: Token) -> (At, At) {
        if matches!(token.kind, T::Indent | T::Dedent | T::End) {
            return self.tokenizer.end_place();
        }
        (token.from, token.to)
    }

    /// Where an open-ended error ends: a column short of the last token's end.
    fn last_end(&self) -> At {
        let at = self.tokens.last().map_or(At { line: 1, col: 0 }, |token| token.to);
        At { line: at.line, col: (at.col - 1).max(0) }
    }

    fn report(&mut self, kind: ErrorKind, message: String, from: At, to: At) {
        if self.error.is_none() {
            self.error = Some(Fault { kind, message, from, to, is_bare: false });
        }
    }

    fn at(&self, id: u32) -> &Node {
        &self.nodes[id as usize]
    }

    fn text(&self, id: u32) -> &'a str {
        let (start, end) = self.at(id).bytes;
        self.text.get(start..end).unwrap_or("")
    }

    fn worded(&self, message: &str, part: Option<u32>) -> String {
        let mut worded = message.to_owned();
        if let Some(part) = part {
            worded = worded.replace("%e", self.kind_name(part));
            worded = worded.replace("%s", self.text(part));
            worded = worded.replace("%l", &self.at(part).from.line.to_string());
        }
        let is_template = self.tokens[..self.mark.min(self.tokens.len())]
            .iter()
            .rev()
            .find(|token| matches!(token.kind, T::FStart | T::TStart))
            .is_some_and(|token| token.kind == T::TStart);
        worded.replace("%f-string", if is_template { "t-string" } else { "f-string" })
    }

    /// What errors call an expression.
    fn kind_name(&self, id: u32) -> &'static str {
        match self.at(id).kind {
            "Attribute" => "attribute",
            "Subscript" => "subscript",
            "Starred" => "starred",
            "Name" => "name",
            "List" => "list",
            "Tuple" => "tuple",
            "Lambda" => "lambda",
            "Call" => "function call",
            "BoolOp" | "BinOp" | "UnaryOp" => "expression",
            "GeneratorExp" => "generator expression",
            "Yield" => "yield expression",
            "Await" => "await expression",
            "ListComp" => "list comprehension",
            "SetComp" => "set comprehension",
            "DictComp" => "dict comprehension",
            "Dict" => "dict literal",
            "Set" => "set display",
            "FString" => "f-string expression",
            "TString" => "t-string expression",
            "None" => "None",
            "True" => "True",
            "False" => "False",
            "Ellipsis" => "ellipsis",
            "Compare" => "comparison",
            "IfExp" => "conditional expression",
            "Named" => "named expression",
            _ => "literal",
        }
    }

    /// The expressions directly in a display, without brackets and commas.
    fn elements(&self, id: u32, found: &mut Vec<u32>) {
        for part in &self.at(id).parts {
            match self.at(*part).kind {
                TOKEN => {}
                ROW => self.elements(*part, found),
                _ => found.push(*part),
            }
        }
    }

    fn invalid_target(&mut self, wanted: &str, id: u32) -> Option<u32> {
        let culprit = self.culprit(wanted, id)?;
        let verb = if wanted == "del" { "delete" } else { "assign to" };
        let message = format!("cannot {verb} {}", self.kind_name(culprit));
        let (from, to) = (self.at(culprit).from, self.at(culprit).to);
        self.report(ErrorKind::Syntax, message, from, to);
        None
    }

    /// The part of a target that is none.
    fn culprit(&self, wanted: &str, id: u32) -> Option<u32> {
        let node = self.at(id);
        match node.kind {
            "List" | "Tuple" => {
                let mut elements = Vec::new();
                self.elements(id, &mut elements);
                elements.into_iter().find_map(|element| self.culprit(wanted, element))
            }
            "Starred" if wanted == "del" => Some(id),
            "Starred" => self.culprit(wanted, *node.parts.last()?),
            "Compare" if wanted == "for" => {
                let first = self.at(*node.parts.get(1)?).parts.first().copied();
                let is_in = first.is_some_and(|pair| self.at(pair).kind == "InPair");
                if is_in { self.culprit(wanted, *node.parts.first()?) } else { None }
            }
            "Name" | "Subscript" | "Attribute" => None,
            _ => Some(id),
        }
    }

    /// Checks that need more than a place and a message.
    fn call(&mut self, function: &str, parts: &[u32], start: usize) -> Option<u32> {
        let (a, b) = (*parts.first()?, parts.get(1).copied().unwrap_or_default());
        let (from, to) = (self.at(a).from, self.at(b).to);
        let last = self.tokens.last().copied()?;
        match function {
            "legacy" if matches!(self.text(a), "print" | "exec") => {
                let name = self.text(a);
                let message = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
                self.report(ErrorKind::Syntax, message, from, to);
            }
            "comma" => {
                let is_legacy = self.at(a).kind == "Name" && matches!(self.text(a), "print" | "exec");
                let inside = self.mark > 0 && self.tokens[self.mark - 1].level > 0;
                if !is_legacy && inside {
                    let message = "invalid syntax. Perhaps you forgot a comma?".to_owned();
                    self.report(ErrorKind::Syntax, message, from, to);
                }
            }
            "type_var_tuple" | "param_spec" => {
                let what = if self.at(b).kind == "Tuple" { "constraints" } else { "bound" };
                let whom = if function == "param_spec" { "ParamSpec" } else { "TypeVarTuple" };
                let message = format!("cannot use {what} with {whom}");
                let to = self.last_end();
                self.report(ErrorKind::Syntax, message, from, to);
            }
            "nonparen_genexp" => {
                let mut arguments = Vec::new();
                self.elements(a, &mut arguments);
                let positional = arguments
                    .iter()
                    .filter(|id| !matches!(self.at(**id).kind, "Keyword" | "DoubleStar"))
                    .count();
                if positional > 1 {
                    let from = self.at(arguments[positional - 1]).from;
                    let message = "Generator expression must be parenthesized".to_owned();
                    self.report(ErrorKind::Syntax, message, from, to);
                }
            }
            "positional_follows" => {
                let mut arguments = Vec::new();
                self.elements(a, &mut arguments);
                let unpacks = arguments.iter().any(|id| self.at(*id).kind == "DoubleStar");
                let message = format!(
                    "positional argument follows keyword argument{}",
                    if unpacks { " unpacking" } else { "" }
                );
                let (from, to) = self.last_place(last);
                self.report(ErrorKind::Syntax, message, from, to);
            }
            "no_default" => {
                let message = "parameter without a default follows parameter with a default".to_owned();
                // The part ends with its comma; the place is that of the parameter.
                let first = self.at(a).parts.first().copied().unwrap_or(a);
                let (from, to) = (self.at(first).from, self.at(first).to);
                self.report(ErrorKind::Syntax, message, from, to);
            }
            "no_value" => {
                let end = self.at(a).to;
                let from = At { line: from.line, col: end.col - 1 };
                let to = At { line: end.line, col: UNKNOWN };
                let message = "':' expected after dictionary key".to_owned();
                self.report(ErrorKind::Syntax, message, from, to);
            }
            "complex_pattern" => {
                let is_imaginary = |text: &str| text.ends_with(['j', 'J']);
                let (left, right) = (self.text(a), self.text(b));
                if is_imaginary(left) {
                    let (mut from, to) = (self.at(a).from, self.at(a).to);
                    // The number alone, without its sign.
                    if left.starts_with('-') {
                        from.col += 1;
                    }
                    let message = "real number required in complex literal".to_owned();
                    self.report(ErrorKind::Syntax, message, from, to);
                } else if !is_imaginary(right) {
                    let from = self.at(b).from;
                    let message = "imaginary number required in complex literal".to_owned();
                    self.report(ErrorKind::Syntax, message, from, to);
                } else {
                    return Some(self.row(start, parts.to_vec()));
                }
            }
            "conversion" => {
                let name = self.text(b);
                let kind = self.worded("%f-string", None);
                if self.at(a).bytes.1 != self.at(b).bytes.0 {
                    let message =
                        format!("{kind}: conversion type must come right after the exclamation mark");
                    self.report(ErrorKind::Syntax, message, from, to);
                } else if !matches!(name, "s" | "r" | "a") {
                    let message =
                        format!("{kind}: invalid conversion character '{name}': expected 's', 'r', or 'a'");
                    let from = self.at(b).from;
                    self.report(ErrorKind::Syntax, message, from, to);
                } else {
                    return Some(self.row(start, parts.to_vec()));
                }
            }
            "literal" => return self.literal(a),
            "format" => return self.format(start, b),
            "strings" => return self.strings(a, start),
            _ => {}
        }
        None
    }

    /// One literal: its escapes must mean something.
    fn literal(&mut self, id: u32) -> Option<u32> {
        match strings::check_literal(self.text(id)) {
            None => Some(id),
            Some(message) => {
                let last = *self.tokens.last()?;
                let (mut from, mut to) = self.last_place(last);
                if message.starts_with("bytes") {
                    (from, to) = (self.at(id).from, self.at(id).to);
                }
                self.report(ErrorKind::Syntax, message, from, to);
                None
            }
        }
    }

    /// An interpolated string: the escapes in its text must mean something.
    fn format(&mut self, start: usize, row: u32) -> Option<u32> {
        let opener = self.tokens[start];
        if !self.text_of(&opener).contains(['r', 'R']) {
            let texts = self.at(row).parts.clone();
            for part in texts {
                if self.at(part).kind != MIDDLE {
                    continue;
                }
                if let Some(message) = strings::check_text(self.text(part)) {
                    let last = *self.tokens.last()?;
                    let (from, to) = self.last_place(last);
                    self.report(ErrorKind::Syntax, message, from, to);
                    return None;
                }
            }
        }
        let kind = if opener.kind == T::FStart { "FString" } else { "TString" };
        Some(self.spanning(kind, start, Vec::new()))
    }

    /// Literals in a row must fit together.
    fn strings(&mut self, row: u32, start: usize) -> Option<u32> {
        let parts = &self.at(row).parts;
        let is_format = |id: &u32| self.at(*id).kind == "FString";
        let is_bytes = |id: &u32| {
            !is_format(id) && self.text(*id).split(['"', '\'']).next().unwrap_or("").contains(['b', 'B'])
        };
        let has_format = parts.iter().any(is_format);
        let bytes = parts.iter().filter(|id| is_bytes(id)).count();
        if bytes > 0 && bytes < parts.len() {
            let last = *self.tokens.last()?;
            let (from, to) = self.last_place(last);
            let message = "cannot mix bytes and nonbytes literals".to_owned();
            self.report(ErrorKind::Syntax, message, from, to);
            return None;
        }
        let kind = if has_format { "FString" } else { "Constant" };
        Some(self.spanning(kind, start, Vec::new()))
    }
}

fn never_closed(bracket: char, at: At) -> Fault {
    let to = At { line: at.line, col: UNKNOWN };
    let message = format!("'{bracket}' was never closed");
    Fault { kind: ErrorKind::Syntax, message, from: at, to, is_bare: false }
}
