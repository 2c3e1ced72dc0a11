//! `_tokenize`: the tokens of a source, for `tokenize`. The work is done by the parser's side of the house, which the
//! host hands in.
//!
//! All lines are read before the first token is given: what reads them is asked as often as CPython would, only sooner.

use std::cell::{Cell, RefCell};
use whipsnake_vm::{
    body,
    error::Result,
    host::{SourceToken, SyntaxProblem},
    method,
    native::{ModuleDef, TypeDef},
    objects::{bytes::Bytes, exceptions::ExcKind},
    static_method,
    types::Type,
    value::{Handle, Obj, Str, Tuple, Value, VmCell, map::Layout},
    vm::Vm,
};

/// The module.
pub static MODULE: ModuleDef =
    ModuleDef { name: "_tokenize", doc: "", rows: &[], types: &[&TOKENIZER_ITER], init: None };

/// Numbers of kinds in `token`.
mod kind {
    pub const END: u8 = 0;
    pub const NEWLINE: u8 = 4;
    pub const DEDENT: u8 = 6;
    pub const OP: u8 = 55;
    pub const COMMENT: u8 = 65;
    pub const NL: u8 = 66;
}

/// What was read and cut.
struct Source {
    /// The text with `\n` for every line end.
    text: String,
    /// Where lines begin.
    lines: Vec<usize>,
    /// Lines that end with `\r\n`.
    returns: Vec<bool>,
    tokens: Vec<SourceToken>,
    problem: Option<SyntaxProblem>,
}

/// `TokenizerIter`
pub struct TokenizerIter {
    readline: VmCell<Value>,
    encoding: Option<String>,
    extra_tokens: bool,
    source: RefCell<Option<Source>>,
    at: Cell<usize>,
}
body!(TokenizerIter; [readline]);

static TOKENIZER_ITER: TypeDef = TypeDef {
    name: "_tokenize.TokenizerIter",
    doc: "",
    base: None,
    map: None,
    layout: Layout::of::<TokenizerIter>(),
    flags: 0,
    rows: &[
        static_method!("__new__(cls, readline, /, *, encoding=None, extra_tokens)", TokenizerIter::new_, 4),
        method!("__iter__(self, /)", |_: &mut Vm, this: Handle<TokenizerIter>| this, 1),
        method!("__next__(self, /)", TokenizerIter::next, 1),
    ],
};

impl TokenizerIter {
    fn new_(
        vm: &mut Vm,
        class: &Obj<Type>,
        readline: Value,
        encoding: Option<Value>,
        extra_tokens: bool,
    ) -> Result<Handle<TokenizerIter>> {
        let encoding = match encoding {
            Some(name) => match name.cast::<Str>() {
                Some(text) => Some(text.to_text().into_owned()),
                None => return Err(vm.not_str("tokenizeriter() argument 'encoding'", &name)),
            },
            None => None,
        };
        Ok(Handle::new_instance(
            class.instance_map.get(),
            TokenizerIter {
                readline: VmCell::new(readline),
                encoding,
                extra_tokens,
                source: RefCell::new(None),
                at: Cell::new(0),
            },
        ))
    }
    fn next(vm: &mut Vm, this: &Obj<TokenizerIter>) -> Result<Option<Value>> {
        if this.source.borrow().is_none() {
            let text = read_all(vm, this)?;
            let Some(tokenize) = vm.tokenize else {
                return Err(vm.runtime_error("this build of whipsnake has no tokenizer"));
            };
            if text.contains('\0') {
                let problem = null_byte(&text);
                return Err(vm.syntax_problem(&problem, "<string>"));
            }
            let plain = text.replace("\r\n", "\n");
            let returns = text.split_inclusive('\n').map(|line| line.ends_with("\r\n")).collect();
            let ends = plain.match_indices('\n').map(|(at, _)| at + 1);
            let lines = std::iter::once(0).chain(ends).collect();
            let (tokens, problem) = tokenize(&plain);
            *this.source.borrow_mut() = Some(Source { text: plain, lines, returns, tokens, problem });
        }
        loop {
            let at = this.at.get();
            let source = this.source.borrow();
            let Some(source) = &*source else { return Ok(None) };
            let Some(token) = source.tokens.get(at).copied() else {
                // An error comes once, and then the end.
                let problem = source.problem.clone().filter(|_| at == source.tokens.len());
                this.at.set(at + 1);
                return match problem {
                    Some(problem) => Err(vm.syntax_problem(&problem, "<string>")),
                    None => Ok(None),
                };
            };
            this.at.set(at + 1);
            if this.extra_tokens || !matches!(token.kind, kind::COMMENT | kind::NL) {
                return source.show(vm, token, this.extra_tokens).map(Some);
            }
        }
    }
}

fn null_byte(text: &str) -> SyntaxProblem {
    let before = text.split('\0').next().unwrap_or("");
    let line = before.matches('\n').count() as u32 + 1;
    SyntaxProblem {
        class: "SyntaxError",
        message: "source code cannot contain null bytes".to_owned(),
        line,
        end_line: line,
        ..SyntaxProblem::default()
    }
}

/// Asks for lines until there are no more.
fn read_all(vm: &mut Vm, this: &Obj<TokenizerIter>) -> Result<String> {
    let readline = this.readline.cloned(vm);
    let mut text = String::new();
    loop {
        let line = vm.call(&readline, &[]);
        let Some(line) = vm.swallow(line, ExcKind::StopIteration)? else { return Ok(text) };
        let decoded = match (&this.encoding, line.cast::<Str>(), line.cast::<Bytes>()) {
            (None, Some(line), _) => line.to_text().into_owned(),
            (None, None, _) => {
                return Err(vm.type_error("readline() returned a non-string object"));
            }
            (Some(encoding), _, Some(bytes)) => {
                let decoded = vm.decode_bytes(&line, bytes.as_slice(), encoding, "replace")?;
                decoded.to_text().into_owned()
            }
            (Some(_), _, None) => {
                return Err(vm.type_error("readline() returned a non-bytes object"));
            }
        };
        if decoded.is_empty() {
            return Ok(text);
        }
        text.push_str(&decoded);
    }
}

impl Source {
    /// Whether the line (from 1) ends with a carriage return too.
    fn has_return(&self, line: u32) -> bool {
        self.returns.get((line as usize).wrapping_sub(1)).copied().unwrap_or(false)
    }
    fn line_start(&self, line: u32) -> usize {
        self.lines.get((line as usize).wrapping_sub(1)).copied().unwrap_or(self.text.len())
    }
    fn column(&self, place: (u32, u32)) -> i64 {
        let start = self.line_start(place.0);
        let before = self.text.get(start..start + place.1 as usize);
        before.map_or(place.1 as i64, |before| before.chars().count() as i64)
    }
    /// The lines that a token stands in, with their own line ends.
    fn shown_lines(&self, from: u32, to: u32) -> String {
        let text = self.text.get(self.line_start(from)..self.line_start(to + 1)).unwrap_or("");
        if !self.returns.contains(&true) {
            return text.to_owned();
        }
        let lines = text.split_inclusive('\n').zip(from..).map(|(line, number)| {
            match line.strip_suffix('\n').filter(|_| self.has_return(number)) {
                Some(line) => format!("{line}\r\n"),
                None => line.to_owned(),
            }
        });
        lines.collect()
    }
    /// `(type, string, start, end, line)`
    fn show(&self, vm: &mut Vm, token: SourceToken, extra_tokens: bool) -> Result<Value> {
        let string = self.text.get(token.bytes.0..token.bytes.1).unwrap_or("");
        let is_behind = token.kind == kind::END
            || token.kind == kind::DEDENT && token.from.0 as usize > self.text.split_inclusive('\n').count();
        let line = if is_behind { String::new() } else { self.shown_lines(token.from.0, token.to.0) };
        let (from, mut to) = (self.column(token.from), self.column(token.to));
        let mut string = string.to_owned();
        if matches!(token.kind, kind::NEWLINE | kind::NL) {
            to = from + 1;
            if token.kind == kind::NEWLINE && self.has_return(token.from.0) {
                string = "\r\n".to_owned();
                to += 1;
            }
        }
        let number = match token.kind {
            kind::OP if !extra_tokens => exact_operator(vm, &string)?,
            number => Value::small(number.into()),
        };
        let place = |line: u32, column: i64| {
            Tuple::new(vec![Value::small(line.into()), Value::small(column)]).into_value()
        };
        let (start, end) = (place(token.from.0, from), place(token.to.0, to));
        let items = vec![number, vm.new_str(&string), start, end, vm.new_str(&line)];
        Ok(Tuple::new(items).into_value())
    }
}

/// The kind of one operator, as `token.EXACT_TOKEN_TYPES` has it.
fn exact_operator(vm: &mut Vm, text: &str) -> Result<Value> {
    let module = vm.import("token")?;
    let kinds = vm.get_attr_text(&module, "EXACT_TOKEN_TYPES")?;
    let text = vm.new_str(text);
    vm.get_item(&kinds, &text)
}
