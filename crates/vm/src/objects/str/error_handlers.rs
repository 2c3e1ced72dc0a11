//! The built-in error handlers as functions that take a `UnicodeError`: what `codecs.lookup_error('replace')` gives.
//!
//! Conversions do not call these, but for `namereplace`: `text::codec_errors` does the same without objects.

use super::codec::CodecRegistry;
use crate::{
    error::{Raised, Result},
    function,
    native::{Row, function::Builtin},
    objects::{
        bytes::Bytes,
        exceptions::{ExcKind, Exception},
    },
    text::{
        codec::{Encoding, Endian},
        escape, wtf8,
    },
    value::{Handle, Str, Tuple, Value},
    vm::Vm,
};

/// TABLE: the handlers by the names they are registered under.
const HANDLERS: &[(&str, Row)] = &[
    (
        "strict",
        function!(
            "strict_errors(error, /)",
            strict,
            1,
            "Implements the 'strict' error handling, which raises a UnicodeError on coding errors."
        ),
    ),
    (
        "ignore",
        function!(
            "ignore_errors(error, /)",
            ignore,
            1,
            "Implements the 'ignore' error handling, which ignores malformed data and continues."
        ),
    ),
    (
        "replace",
        function!(
            "replace_errors(error, /)",
            replace,
            1,
            "Implements the 'replace' error handling, which replaces malformed data with a replacement marker."
        ),
    ),
    (
        "xmlcharrefreplace",
        function!(
            "xmlcharrefreplace_errors(error, /)",
            xml_char_ref_replace,
            1,
            "Implements the 'xmlcharrefreplace' error handling, which replaces an unencodable character with the appropriate XML character reference."
        ),
    ),
    (
        "backslashreplace",
        function!(
            "backslashreplace_errors(error, /)",
            backslash_replace,
            1,
            "Implements the 'backslashreplace' error handling, which replaces malformed data with a backslashed escape sequence."
        ),
    ),
    (
        "namereplace",
        function!(
            "namereplace_errors(error, /)",
            name_replace,
            1,
            "Implements the 'namereplace' error handling, which replaces an unencodable character with a \\N{...} escape sequence."
        ),
    ),
    ("surrogatepass", function!("surrogatepass(error, /)", surrogate_pass, 1)),
    ("surrogateescape", function!("surrogateescape(error, /)", surrogate_escape, 1)),
];

/// Whether a handler of that name is built in.
pub fn is_builtin(name: &str) -> bool {
    HANDLERS.iter().any(|(known, _)| *known == name)
}

impl Vm {
    /// `codecs.lookup_error(name)`: a registered handler, else the function of a built-in one.
    pub fn lookup_error_handler(&mut self, name: &str) -> Result<Value> {
        let registry = self.state::<CodecRegistry>();
        if let Some(function) = registry.handlers.get(name).or_else(|| registry.functions.get(name)) {
            return Ok(function.clone());
        }
        let Some((name, Row::Method(def))) = HANDLERS.iter().find(|(known, _)| *known == name) else {
            return Err(self.lookup_error(format_args!("unknown error handler name '{name}'")));
        };
        let function = Handle::new(Builtin { def, bound: Value::UNDEF, module: Value::NONE }).into_value();
        self.state::<CodecRegistry>().functions.insert(name, function.clone());
        Ok(function)
    }
}

/// What an error tells about a conversion.
struct Trouble {
    kind: ExcKind,
    encoding: String,
    /// Text as WTF-8, or bytes when decoding.
    object: Vec<u8>,
    /// Clipped to the object, in code points or bytes.
    start: usize,
    end: usize,
}

impl Trouble {
    /// Reads an exception that is one of the three kinds of `UnicodeError`.
    fn of(vm: &mut Vm, error: &Value) -> Result<Trouble> {
        let kinds =
            [ExcKind::UnicodeEncodeError, ExcKind::UnicodeDecodeError, ExcKind::UnicodeTranslateError];
        let kind = kinds.into_iter().find(|kind| vm.is_exception_of(error, *kind));
        let (Some(kind), Some(exc)) = (kind, error.cast::<Exception>()) else {
            return Err(unknown(vm, error));
        };
        let shift = usize::from(kind != ExcKind::UnicodeTranslateError);
        let encoding = if shift == 1 { exc.field(vm, 0).or_none() } else { Value::NONE };
        let object = exc.field(vm, shift);
        let number = |vm: &Vm, at| exc.field(vm, at).as_small().unwrap_or(0);
        let (start, end) = (number(vm, shift + 1), number(vm, shift + 2));
        let (object, length) = match (object.cast::<Str>(), object.cast::<Bytes>()) {
            (Some(text), _) => (text.as_bytes().to_vec(), text.char_count()),
            (_, Some(bytes)) => (bytes.as_slice().to_vec(), bytes.as_slice().len()),
            _ => return Err(vm.type_error("object attribute not set")),
        };
        let start = (start.max(0) as usize).min(length.saturating_sub(1));
        let end = (end.max(1) as usize).min(length).max(start);
        Ok(Trouble { kind, encoding: vm.text_of(&encoding).into_owned(), object, start, end })
    }
    fn is_decoding(&self) -> bool {
        self.kind == ExcKind::UnicodeDecodeError
    }
    fn code_points(&self) -> impl Iterator<Item = u32> {
        wtf8::code_points(&self.object).skip(self.start).take(self.end - self.start)
    }
    fn bytes(&self) -> &[u8] {
        &self.object[self.start..self.end]
    }
    /// The answer that goes on behind the trouble.
    fn answer(&self, text: Vec<u8>) -> Value {
        answer(Str::from_vec(text).into_value(), self.end)
    }
}

fn answer(replacement: Value, next: usize) -> Value {
    Tuple::new(vec![replacement, Value::int(next as i64)]).into_value()
}

fn unknown(vm: &mut Vm, error: &Value) -> Raised {
    let name = vm.type_name(error);
    vm.type_error(format_args!("don't know how to handle {name} in error callback"))
}

fn strict(vm: &mut Vm, error: Value) -> Result<()> {
    if error.cast::<Exception>().is_some() {
        return Err(vm.raise(error));
    }
    Err(vm.type_error("codec must pass exception instance"))
}

fn ignore(vm: &mut Vm, error: &Value) -> Result<Value> {
    Ok(Trouble::of(vm, error)?.answer(Vec::new()))
}

fn replace(vm: &mut Vm, error: &Value) -> Result<Value> {
    let trouble = Trouble::of(vm, error)?;
    let count = trouble.end - trouble.start;
    Ok(trouble.answer(match trouble.kind {
        ExcKind::UnicodeEncodeError => vec![b'?'; count],
        ExcKind::UnicodeDecodeError => "\u{FFFD}".into(),
        _ => "\u{FFFD}".repeat(count).into_bytes(),
    }))
}

fn xml_char_ref_replace(vm: &mut Vm, error: &Value) -> Result<Value> {
    let trouble = Trouble::of(vm, error)?;
    if trouble.kind != ExcKind::UnicodeEncodeError {
        return Err(unknown(vm, error));
    }
    let text: String = trouble.code_points().map(|c| format!("&#{c};")).collect();
    Ok(trouble.answer(text.into_bytes()))
}

fn backslash_replace(vm: &mut Vm, error: &Value) -> Result<Value> {
    let trouble = Trouble::of(vm, error)?;
    let mut text = Vec::new();
    if trouble.is_decoding() {
        trouble.bytes().iter().for_each(|&byte| escape::push_escape(&mut text, byte as u32));
    } else {
        trouble.code_points().for_each(|c| escape::push_escape(&mut text, c));
    }
    Ok(trouble.answer(text))
}

fn name_replace(vm: &mut Vm, error: &Value) -> Result<Value> {
    let trouble = Trouble::of(vm, error)?;
    if trouble.kind != ExcKind::UnicodeEncodeError {
        return Err(unknown(vm, error));
    }
    let module = vm.import("unicodedata")?;
    let name = vm.get_attr_text(&module, "name")?;
    let mut text = Vec::new();
    for c in trouble.code_points() {
        let character = vm.new_char(c);
        let found = vm.call(&name, &[character, Value::NONE])?;
        match found.cast::<Str>() {
            Some(found) => {
                text.extend_from_slice(b"\\N{");
                text.extend_from_slice(found.as_bytes());
                text.push(b'}');
            }
            None => escape::push_escape(&mut text, c),
        }
    }
    Ok(trouble.answer(text))
}

/// The encodings that have room for surrogates, by the names that errors carry.
fn wide_encoding(name: &str) -> Option<Encoding<'static>> {
    let name = super::codec::normalize(name).replace('_', "");
    Some(match &*name {
        "utf8" | "cp65001" => Encoding::Utf8,
        "utf16" | "utf16le" => Encoding::Utf16(Endian::Little),
        "utf16be" => Encoding::Utf16(Endian::Big),
        "utf32" | "utf32le" => Encoding::Utf32(Endian::Little),
        "utf32be" => Encoding::Utf32(Endian::Big),
        _ => return None,
    })
}

fn surrogate_pass(vm: &mut Vm, error: Value) -> Result<Value> {
    let trouble = Trouble::of(vm, &error)?;
    if trouble.kind == ExcKind::UnicodeTranslateError {
        return Err(unknown(vm, &error));
    }
    let Some(encoding) = wide_encoding(&trouble.encoding) else { return Err(vm.raise(error)) };
    if trouble.is_decoding() {
        return match encoding.surrogate_at(&trouble.object, trouble.start) {
            Some((c, length)) => {
                let text = Str::from_vec(wtf8::from_code_points([c])).into_value();
                Ok(answer(text, trouble.start + length))
            }
            None => Err(vm.raise(error)),
        };
    }
    if !trouble.code_points().all(wtf8::is_surrogate) {
        return Err(vm.raise(error));
    }
    let mut bytes = Vec::new();
    trouble.code_points().for_each(|c| encoding.push(&mut bytes, c));
    Ok(answer(vm.new_bytes(&bytes), trouble.end))
}

fn surrogate_escape(vm: &mut Vm, error: Value) -> Result<Value> {
    let trouble = Trouble::of(vm, &error)?;
    match trouble.kind {
        ExcKind::UnicodeEncodeError => {
            if !trouble.code_points().all(|c| (0xDC80..0xDD00).contains(&c)) {
                return Err(vm.raise(error));
            }
            let bytes: Vec<u8> = trouble.code_points().map(|c| (c - 0xDC00) as u8).collect();
            Ok(answer(vm.new_bytes(&bytes), trouble.end))
        }
        ExcKind::UnicodeDecodeError => {
            let high: Vec<u32> = trouble.bytes().iter().take(4).map(|&byte| byte as u32).collect();
            let count = high.iter().take_while(|byte| **byte >= 0x80).count();
            if count == 0 {
                return Err(vm.raise(error));
            }
            let text = wtf8::from_code_points(high[..count].iter().map(|byte| 0xDC00 + byte));
            Ok(answer(Str::from_vec(text).into_value(), trouble.start + count))
        }
        _ => Err(unknown(vm, &error)),
    }
}
