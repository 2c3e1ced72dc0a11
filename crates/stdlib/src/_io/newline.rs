//! Line ends of text streams, and `IncrementalNewlineDecoder`.

use std::cell::Cell;
use whipsnake_vm::{
    body,
    error::Result,
    getset, method,
    native::{Kwargs, Rest, TypeDef},
    static_method,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Tuple, Value, VmCell, map::Layout},
    vm::Vm,
};

/// What a stream does with line ends, by its `newline` argument.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Mode {
    /// Any line end ends a line.
    pub universal: bool,
    /// All line ends become `\n` when read.
    pub translates: bool,
    /// The one that ends lines when not universal, and that is written for `\n`.
    end: End,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Newline,
    Return,
    Both,
}

impl Mode {
    /// `newline=None`
    pub const UNIVERSAL: Mode = Mode { universal: true, translates: true, end: End::Newline };
    /// Reads a `newline` argument.
    pub fn of(vm: &mut Vm, newline: Option<Value>) -> Result<Mode> {
        let Some(newline) = newline.filter(|newline| !newline.is_none()) else { return Ok(Mode::UNIVERSAL) };
        let Some(text) = newline.cast::<Str>() else {
            let name = vm.type_name(&newline);
            return Err(vm.type_error(format_args!("newline must be str or None, not {name}")));
        };
        let plain = |end| Mode { universal: false, translates: false, end };
        Ok(match text.as_bytes() {
            b"" => Mode { universal: true, translates: false, end: End::Newline },
            b"\n" => plain(End::Newline),
            b"\r" => plain(End::Return),
            b"\r\n" => plain(End::Both),
            _ => {
                let shown = vm.repr_text(&newline)?;
                return Err(vm.value_error(format_args!("illegal newline value: {shown}")));
            }
        })
    }
    /// What is written for `\n`.
    pub fn line_end(self) -> &'static str {
        match self.end {
            End::Newline => "\n",
            End::Return => "\r",
            End::Both => "\r\n",
        }
    }
}

/// Where the first line ends (behind its line end); nothing if it does not end yet.
pub fn find_line(text: &[u8], mode: Mode, is_final: bool) -> Option<usize> {
    if mode.translates || !mode.universal && mode.end == End::Newline {
        return memchr::memchr(b'\n', text).map(|at| at + 1);
    }
    if mode.universal {
        let at = memchr::memchr2(b'\n', b'\r', text)?;
        if text[at] == b'\n' {
            return Some(at + 1);
        }
        return match text.get(at + 1) {
            Some(b'\n') => Some(at + 2),
            Some(_) => Some(at + 1),
            None => is_final.then_some(at + 1),
        };
    }
    let end = mode.line_end().as_bytes();
    memchr::memmem::find(text, end).map(|at| at + end.len())
}

/// All line ends become `\n`.
pub fn translate(text: Vec<u8>) -> Vec<u8> {
    if memchr::memchr(b'\r', &text).is_none() {
        return text;
    }
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.iter().peekable();
    while let Some(byte) = bytes.next() {
        if *byte == b'\r' {
            bytes.next_if(|next| **next == b'\n');
            out.push(b'\n');
        } else {
            out.push(*byte);
        }
    }
    out
}

/// Kinds of line ends in a text: 1 `\r`, 2 `\n`, 4 `\r\n`.
pub fn kinds(text: &[u8]) -> u8 {
    let mut seen = 0;
    for at in memchr::memchr2_iter(b'\r', b'\n', text) {
        seen |= match text[at] {
            b'\n' if at > 0 && text[at - 1] == b'\r' => 0,
            b'\n' => 2,
            _ if text.get(at + 1) == Some(&b'\n') => 4,
            _ => 1,
        };
    }
    seen
}

/// The `newlines` attribute.
pub fn seen_value(vm: &mut Vm, seen: u8) -> Value {
    let found: Vec<Value> = [(1, "\r"), (2, "\n"), (4, "\r\n")]
        .iter()
        .filter(|(bit, _)| seen & bit != 0)
        .map(|(_, text)| vm.new_str(text))
        .collect();
    match &found[..] {
        [] => Value::NONE,
        [one] => one.clone(),
        _ => Tuple::new(found).into_value(),
    }
}

/// `IncrementalNewlineDecoder`
pub struct NewlineDecoder {
    decoder: VmCell<Value>,
    translates: Cell<bool>,
    held: Cell<bool>,
    seen: Cell<u8>,
}
body!(NewlineDecoder; [decoder]);

impl NewlineDecoder {
    fn new_(_vm: &mut Vm, class: &Obj<Type>, _args: Rest, _keywords: Kwargs) -> Handle<NewlineDecoder> {
        let body = NewlineDecoder {
            decoder: VmCell::new(Value::NONE),
            translates: Cell::new(false),
            held: Cell::new(false),
            seen: Cell::new(0),
        };
        Handle::new_instance(class.instance_map.get(), body)
    }
    fn init(
        vm: &mut Vm,
        this: &Obj<NewlineDecoder>,
        decoder: Value,
        translate: bool,
        _errors: Option<Value>,
    ) {
        this.decoder.set(vm, decoder);
        this.translates.set(translate);
    }
    fn decode(
        vm: &mut Vm,
        this: &Obj<NewlineDecoder>,
        input: Value,
        is_final: Option<bool>,
    ) -> Result<Value> {
        let is_final = is_final.unwrap_or(false);
        let decoder = this.decoder.cloned(vm);
        let output = if decoder.is_none() {
            input
        } else {
            super::base::call(vm, &decoder, "decode", &[input, Value::bool(is_final)])?
        };
        let Some(text) = output.cast::<Str>() else {
            return Err(vm.type_error("decoder should return a string result"));
        };
        let mut text = text.as_bytes().to_vec();
        if this.held.get() && (!text.is_empty() || is_final) {
            text.insert(0, b'\r');
            this.held.set(false);
        }
        if text.last() == Some(&b'\r') && !is_final {
            text.pop();
            this.held.set(true);
        }
        this.seen.set(this.seen.get() | kinds(&text));
        if this.translates.get() {
            text = translate(text);
        }
        Ok(Str::from_vec(text).into_value())
    }
    fn get_state(vm: &mut Vm, this: &Obj<NewlineDecoder>) -> Result<Value> {
        let decoder = this.decoder.cloned(vm);
        let (buffer, flag) = if decoder.is_none() {
            (vm.new_bytes(b""), 0)
        } else {
            let state = super::base::call(vm, &decoder, "getstate", &[])?;
            match &vm.collect(&state)?[..] {
                [buffer, flag] => (buffer.clone(), vm.index_i64(flag)?),
                _ => return Err(vm.type_error("illegal decoder state")),
            }
        };
        let flag = vm.new_int(flag << 1 | i64::from(this.held.get()));
        Ok(Tuple::new(vec![buffer, flag]).into_value())
    }
    fn set_state(vm: &mut Vm, this: &Obj<NewlineDecoder>, state: &Value) -> Result<()> {
        let parts = vm.collect(state)?;
        let [buffer, flag] = &parts[..] else { return Err(vm.type_error("state argument must be a tuple")) };
        let flag = vm.index_i64(flag)?;
        this.held.set(flag & 1 != 0);
        let decoder = this.decoder.cloned(vm);
        if !decoder.is_none() {
            let flag = vm.new_int(flag >> 1);
            let state = Tuple::new(vec![buffer.clone(), flag]).into_value();
            super::base::call(vm, &decoder, "setstate", &[state])?;
        }
        Ok(())
    }
    fn reset(vm: &mut Vm, this: &Obj<NewlineDecoder>) -> Result<()> {
        this.held.set(false);
        this.seen.set(0);
        let decoder = this.decoder.cloned(vm);
        if decoder.is_none() { Ok(()) } else { super::base::call(vm, &decoder, "reset", &[]).map(drop) }
    }
    fn newlines(vm: &mut Vm, this: &Obj<NewlineDecoder>) -> Value {
        seen_value(vm, this.seen.get())
    }
}

/// Its table.
pub static NEWLINE_DECODER: TypeDef = TypeDef {
    name: "_io.IncrementalNewlineDecoder",
    doc: "Codec used when reading a file in universal newlines mode.",
    base: None,
    map: None,
    layout: Layout::of::<NewlineDecoder>(),
    flags: type_flags::BASE,
    rows: &[
        static_method!("__new__(cls, *args, **kwargs)", NewlineDecoder::new_, 3),
        method!("__init__(self, decoder, translate, errors='strict')", NewlineDecoder::init, 4),
        method!("decode(self, input, final=False)", NewlineDecoder::decode, 3),
        method!("getstate(self, /)", NewlineDecoder::get_state, 1),
        method!("setstate(self, state, /)", NewlineDecoder::set_state, 2),
        method!("reset(self, /)", NewlineDecoder::reset, 1),
        getset!("newlines", NewlineDecoder::newlines),
    ],
};
