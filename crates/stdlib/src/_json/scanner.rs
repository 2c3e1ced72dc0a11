//! `Scanner`: text to values, without recursion. Hooks that are Python functions run between two steps.

use super::text;
use whipsnake_vm::{
    body,
    error::{Raised, Result},
    method,
    native::{Resumable, Step, TypeDef},
    objects::{dict::Dict, list::List, map_filter::is_native_function},
    static_method,
    text::{float_text, int_text},
    types::Type,
    value::{Handle, Obj, Str, Trace, Tracer, Tuple, Value, map::Layout},
    vm::Vm,
};

/// Deepest nesting; beyond it RecursionError.
pub const MAX_DEPTH: usize = 20_000;

/// `_json.Scanner`
pub struct Scanner {
    strict: bool,
    object_hook: Value,
    object_pairs_hook: Value,
    parse_float: Value,
    parse_int: Value,
    parse_constant: Value,
    /// Whether `parse_float` and `parse_int` are the classes themselves.
    plain_float: bool,
    plain_int: bool,
}
body!(Scanner; [object_hook, object_pairs_hook, parse_float, parse_int, parse_constant]);

/// A container that is being read.
enum Open {
    List(Vec<Value>),
    /// The dict, and the key whose value comes next.
    Dict(Handle<Dict>, Value),
    /// The pairs for `object_pairs_hook`, and the key.
    Pairs(Vec<Value>, Value),
}

/// Places of remembered keys.
const KEYS: usize = 64;

/// A text being read.
struct Scan {
    scanner: Handle<Scanner>,
    document: Handle<Str>,
    at: usize,
    open: Vec<Open>,
    /// Keys seen lately, so that equal ones are one object.
    keys: Vec<Value>,
    /// The first call of a hook, before the loop has taken over.
    first: Option<(Value, Value)>,
}

/// What stands where a value begins or ends.
enum Found {
    /// A value.
    Value(Value),
    /// A container was opened.
    Opened,
    /// This must be called with that for the value.
    Call(Value, Value),
}

/// What a step gives: all is read, or a callable is asked.
enum Turn {
    Done(Value),
    Call(Value, Value),
}

fn key_place(text: &[u8]) -> usize {
    let first = text.first().copied().unwrap_or(0);
    let last = text.last().copied().unwrap_or(0);
    (usize::from(first) ^ usize::from(last) << 2 ^ text.len() << 1) % KEYS
}

impl Scan {
    fn new(scanner: &Obj<Scanner>, document: &Obj<Str>, at: usize) -> Scan {
        let (scanner, document) = (scanner.to_handle(), document.to_handle());
        Scan { scanner, document, at, open: Vec::new(), keys: Vec::new(), first: None }
    }
    fn skip_space(&mut self) {
        let text = self.document.as_bytes();
        while matches!(text.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }
    fn peek(&self) -> Option<u8> {
        self.document.as_bytes().get(self.at).copied()
    }
    /// Steps over spaces; the byte behind.
    fn next_byte(&mut self) -> Option<u8> {
        match self.peek() {
            Some(byte) if byte > b' ' => Some(byte),
            _ => {
                self.skip_space();
                self.peek()
            }
        }
    }
    #[cold]
    fn fail(&self, vm: &mut Vm, message: &str, at: usize) -> Raised {
        let place = self.document.char_index(at) as isize;
        super::decode_error(vm, message, &self.document, place)
    }
    /// StopIteration with a place: no value begins here.
    #[cold]
    fn no_value(&self, vm: &mut Vm, at: usize) -> Raised {
        let place = vm.new_int(self.document.char_index(at) as i64);
        vm.stop_iteration(place)
    }
    /// Reads the string behind a quote at the present place.
    fn string(&mut self, vm: &mut Vm, is_key: bool) -> Result<Value> {
        let quote = self.at;
        match text::scan(self.document.as_bytes(), quote + 1, self.scanner.strict) {
            Ok(found) => {
                let value = if is_key {
                    remember(&mut self.keys, &found.text)
                } else {
                    Str::new(&found.text).into_value()
                };
                self.at = found.end;
                Ok(value)
            }
            Err(bad) => {
                let begin = self.document.char_index(quote) as isize;
                Err(super::bad_string(vm, bad, &self.document, begin))
            }
        }
    }
    /// Reads the value that begins here, or the beginning of a container.
    fn value(&mut self, vm: &mut Vm) -> Result<Found> {
        let rest = self.document.as_bytes().get(self.at..).unwrap_or_default();
        let word = match rest.first() {
            Some(b'"') => return self.string(vm, false).map(Found::Value),
            Some(b'[') => return self.open_list(vm),
            Some(b'{') => return self.open_dict(vm),
            Some(b'n') if rest.starts_with(b"null") => (4, Value::NONE),
            Some(b't') if rest.starts_with(b"true") => (4, Value::TRUE),
            Some(b'f') if rest.starts_with(b"false") => (5, Value::FALSE),
            Some(b'N') if rest.starts_with(b"NaN") => return Ok(self.constant(vm, "NaN")),
            Some(b'I') if rest.starts_with(b"Infinity") => return Ok(self.constant(vm, "Infinity")),
            Some(b'-') if rest.starts_with(b"-Infinity") => return Ok(self.constant(vm, "-Infinity")),
            Some(b'-' | b'0'..=b'9') => return self.number(vm),
            _ => return Err(self.no_value(vm, self.at)),
        };
        self.at += word.0;
        Ok(Found::Value(word.1))
    }
    fn constant(&mut self, vm: &mut Vm, word: &str) -> Found {
        self.at += word.len();
        Found::Call(self.scanner.parse_constant.clone(), vm.new_str(word))
    }
    fn number(&mut self, vm: &mut Vm) -> Result<Found> {
        let text = self.document.as_bytes();
        let start = self.at;
        let digits = |from: usize| text[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mut at = start + usize::from(text[start] == b'-');
        at += match text.get(at) {
            Some(b'0') => 1,
            Some(b'1'..=b'9') => digits(at),
            _ => return Err(self.no_value(vm, start)),
        };
        let mut is_float = false;
        if text.get(at) == Some(&b'.') {
            let behind = digits(at + 1);
            if behind > 0 {
                is_float = true;
                at += 1 + behind;
            }
        }
        if matches!(text.get(at), Some(b'e' | b'E')) {
            let signed = usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
            let exponent = digits(at + 1 + signed);
            if exponent > 0 {
                is_float = true;
                at += 1 + signed + exponent;
            }
        }
        self.at = at;
        let number = &text[start..at];
        if is_float && self.scanner.plain_float {
            let value = float_text::parse(number).unwrap_or(f64::NAN);
            return Ok(Found::Value(Value::float_from_outside(value)));
        }
        if is_float {
            return Ok(Found::Call(self.scanner.parse_float.clone(), Str::new(number).into_value()));
        }
        if self.scanner.plain_int {
            return int(vm, number).map(Found::Value);
        }
        Ok(Found::Call(self.scanner.parse_int.clone(), Str::new(number).into_value()))
    }
    fn check_depth(&self, vm: &mut Vm, what: &str) -> Result<()> {
        if self.open.len() < MAX_DEPTH {
            return Ok(());
        }
        Err(vm.recursion_error(format_args!(
            "maximum recursion depth exceeded while decoding a JSON {what} from a unicode string"
        )))
    }
    fn open_list(&mut self, vm: &mut Vm) -> Result<Found> {
        self.check_depth(vm, "array")?;
        self.at += 1;
        if self.next_byte() == Some(b']') {
            self.at += 1;
            return Ok(Found::Value(List::new(Vec::new()).into_value()));
        }
        self.open.push(Open::List(Vec::new()));
        Ok(Found::Opened)
    }
    fn open_dict(&mut self, vm: &mut Vm) -> Result<Found> {
        self.check_depth(vm, "object")?;
        self.at += 1;
        let paired = !self.scanner.object_pairs_hook.is_none();
        if self.next_byte() == Some(b'}') {
            self.at += 1;
            let empty = if paired { Open::Pairs(Vec::new(), Value::UNDEF) } else { self.empty_dict() };
            return Ok(self.closed(empty));
        }
        let key = self.key(vm)?;
        self.open.push(match self.empty_dict() {
            _ if paired => Open::Pairs(Vec::new(), key),
            Open::Dict(dict, _) => Open::Dict(dict, key),
            other => other,
        });
        Ok(Found::Opened)
    }
    fn empty_dict(&self) -> Open {
        Open::Dict(Dict::new(), Value::UNDEF)
    }
    /// Reads a key and its colon, up to the value.
    fn key(&mut self, vm: &mut Vm) -> Result<Value> {
        if self.peek() != Some(b'"') {
            return Err(self.fail(vm, "Expecting property name enclosed in double quotes", self.at));
        }
        let key = self.string(vm, true)?;
        if self.next_byte() != Some(b':') {
            return Err(self.fail(vm, "Expecting ':' delimiter", self.at));
        }
        self.at += 1;
        self.next_byte();
        Ok(key)
    }
    /// What a container that is complete is worth.
    fn closed(&self, open: Open) -> Found {
        match open {
            Open::List(items) => Found::Value(List::new(items).into_value()),
            Open::Dict(dict, _) if self.scanner.object_hook.is_none() => Found::Value(dict.into_value()),
            Open::Dict(dict, _) => Found::Call(self.scanner.object_hook.clone(), dict.into_value()),
            Open::Pairs(pairs, _) => {
                Found::Call(self.scanner.object_pairs_hook.clone(), List::new(pairs).into_value())
            }
        }
    }
    /// Puts a value into the innermost container, and reads up to the next value or the container's end.
    fn accept(&mut self, vm: &mut Vm, value: Value) -> Result<Found> {
        let byte = self.next_byte();
        match self.open.last_mut() {
            Some(Open::List(items)) => items.push(value),
            Some(Open::Dict(dict, key)) => {
                let (dict, key) = (dict.clone(), key.take());
                dict.set(vm, key, value)?;
            }
            Some(Open::Pairs(pairs, key)) => {
                let pair = Tuple::new(vec![key.take(), value]);
                pairs.push(pair.into_value());
            }
            None => return Ok(Found::Value(value)),
        }
        let is_list = matches!(self.open.last(), Some(Open::List(_)));
        let close = if is_list { b']' } else { b'}' };
        match byte {
            Some(byte) if byte == close => {
                self.at += 1;
                let open = self.open.pop().expect("it was looked at above");
                return Ok(self.closed(open));
            }
            Some(b',') => {}
            _ => return Err(self.fail(vm, "Expecting ',' delimiter", self.at)),
        }
        let comma = self.at;
        self.at += 1;
        if self.next_byte() == Some(close) {
            let what = if is_list { "array" } else { "object" };
            return Err(self.fail(vm, &format!("Illegal trailing comma before end of {what}"), comma));
        }
        if !is_list {
            let new_key = self.key(vm)?;
            if let Some(Open::Dict(_, key) | Open::Pairs(_, key)) = self.open.last_mut() {
                *key = new_key;
            }
        }
        Ok(Found::Opened)
    }
    /// Reads on until all is read or Python must run. `value` is one that has just become known.
    fn run(&mut self, vm: &mut Vm, value: Option<Value>) -> Result<Turn> {
        let mut found = match value {
            Some(value) => Found::Value(value),
            None => self.value(vm)?,
        };
        loop {
            found = match found {
                Found::Value(value) if self.open.is_empty() => return Ok(Turn::Done(value)),
                Found::Value(value) => self.accept(vm, value)?,
                Found::Opened => self.value(vm)?,
                Found::Call(function, argument) if is_native_function(&function) => {
                    Found::Value(vm.call(&function, &[argument])?)
                }
                Found::Call(function, argument) => return Ok(Turn::Call(function, argument)),
            };
        }
    }
    fn finish(&self, vm: &Vm, value: Value) -> Value {
        let end = vm.new_int(self.document.char_index(self.at) as i64);
        Tuple::new(vec![value, end]).into_value()
    }
}

/// A key as an object, the same for equal texts read shortly after each other.
fn remember(keys: &mut Vec<Value>, text: &[u8]) -> Value {
    if keys.is_empty() {
        keys.resize(KEYS, Value::UNDEF);
    }
    let known = &mut keys[key_place(text)];
    if let Some(key) = known.exact::<Str>()
        && key.as_bytes() == text
    {
        return known.clone();
    }
    let key = Str::new(text).into_value();
    *known = key.clone();
    key
}

/// An int of decimal digits.
fn int(vm: &mut Vm, digits: &[u8]) -> Result<Value> {
    if digits.len() <= 18 {
        let (negative, digits) = match digits {
            [b'-', rest @ ..] => (true, rest),
            _ => (false, digits),
        };
        let number = digits.iter().fold(0i64, |all, digit| all * 10 + i64::from(digit - b'0'));
        return Ok(Value::int(if negative { -number } else { number }));
    }
    let limit = vm.int_max_str_digits();
    match int_text::parse(digits, 10, limit) {
        Ok(number) => Ok(Value::int_big(number.into_big())),
        Err(int_text::ParseError::TooManyDigits(count)) => {
            Err(vm.fault(int_text::too_many_digits_to_parse(limit, count)))
        }
        Err(int_text::ParseError::Invalid) => Err(vm.value_error("invalid number")),
    }
}

impl Resumable for Scan {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let value = result?;
        if let Some((function, argument)) = self.first.take() {
            return Ok(Step::Call(function, vec![argument]));
        }
        let turn = self.run(vm, value.defined())?;
        Ok(match turn {
            Turn::Done(value) => Step::Return(self.finish(vm, value)),
            Turn::Call(function, argument) => Step::Call(function, vec![argument]),
        })
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.scanner.trace(tracer);
        self.document.trace(tracer);
        for open in &self.open {
            match open {
                Open::List(items) => items.trace(tracer),
                Open::Dict(dict, key) => {
                    dict.trace(tracer);
                    key.trace(tracer);
                }
                Open::Pairs(pairs, key) => {
                    pairs.trace(tracer);
                    key.trace(tracer);
                }
            }
        }
        self.keys.trace(tracer);
        self.first.trace(tracer);
    }
}

impl Scanner {
    fn new_(vm: &mut Vm, class: &Obj<Type>, context: &Value) -> Result<Handle<Scanner>> {
        let strict = vm.get_attr_text(context, "strict")?;
        let strict = vm.truth(&strict)?;
        let object_hook = vm.get_attr_text(context, "object_hook")?;
        let object_pairs_hook = vm.get_attr_text(context, "object_pairs_hook")?;
        let parse_float = vm.get_attr_text(context, "parse_float")?;
        let parse_int = vm.get_attr_text(context, "parse_int")?;
        let parse_constant = vm.get_attr_text(context, "parse_constant")?;
        let builtin = |vm: &mut Vm, name: &str| vm.builtins.clone().get_text(vm, name);
        let plain_float = builtin(vm, "float").is_some_and(|float| float.is(&parse_float));
        let plain_int = builtin(vm, "int").is_some_and(|int| int.is(&parse_int));
        let scanner = Scanner {
            strict,
            object_hook,
            object_pairs_hook,
            parse_float,
            parse_int,
            parse_constant,
            plain_float,
            plain_int,
        };
        Ok(Handle::new_instance(class.instance_map.get(), scanner))
    }
    fn call(vm: &mut Vm, this: &Obj<Scanner>, string: &Value, index: isize) -> Result<Value> {
        let Some(document) = string.cast::<Str>() else { return Err(super::not_a_string(vm, string)) };
        let Ok(index) = usize::try_from(index) else {
            return Err(vm.value_error("idx cannot be negative"));
        };
        if index >= document.char_count() {
            let place = vm.new_int(index as i64);
            return Err(vm.stop_iteration(place));
        }
        let mut scan = Scan::new(this, document, document.byte_offset(index));
        match scan.run(vm, None)? {
            Turn::Done(value) => Ok(scan.finish(vm, value)),
            Turn::Call(function, argument) => {
                scan.first = Some((function, argument));
                vm.defer(Box::new(scan))
            }
        }
    }
}

/// A row for an attribute that only shows a field.
macro_rules! field {
    ($name:literal, $field:ident) => {
        whipsnake_vm::getset!($name, |_: &mut Vm, this: &Obj<Scanner>| this.$field.clone())
    };
}

/// Table of `_json.Scanner`.
pub static TYPE: TypeDef = TypeDef {
    name: "_json.Scanner",
    doc: "JSON scanner object",
    base: None,
    map: None,
    layout: Layout::of::<Scanner>(),
    flags: whipsnake_vm::types::type_flags::BASE,
    rows: &[
        static_method!("__new__(cls, context)", Scanner::new_, 2),
        method!("__call__(self, string, idx)", Scanner::call, 3),
        field!("strict", strict),
        field!("object_hook", object_hook),
        field!("object_pairs_hook", object_pairs_hook),
        field!("parse_float", parse_float),
        field!("parse_int", parse_int),
        field!("parse_constant", parse_constant),
    ],
};
