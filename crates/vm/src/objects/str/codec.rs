//! Encoding and decoding: the codecs that are Rust, and the registry of those that are Python.
//!
//! The registry is the interpreter's: `_codecs` reads and writes it, and the module `encodings` fills it when a name is
//! looked up that is not known here.

use crate::{
    error::{Raised, Result},
    method,
    native::Row,
    objects::{bytes::Bytes, exceptions::ExcKind},
    text::{
        codec::{self, Cursor, Decoded, Encoding, Endian, Trouble},
        codec_errors::{Handler, Replacement},
        escape,
    },
    value::{Handle, Obj, Str, Tuple, Value},
    vm::Vm,
};
use std::collections::HashMap;

/// What programs have registered.
#[derive(Default)]
pub struct CodecRegistry {
    /// Search functions, in order.
    pub search: Vec<Value>,
    /// Codecs found, by normalised name.
    pub cache: HashMap<String, Value>,
    /// Error handlers by name; they go before the built-in ones.
    pub handlers: HashMap<String, Value>,
}

/// A codec that is Rust.
#[derive(Clone, Copy, Debug)]
pub enum Builtin {
    /// One of the encodings of `crate::text`.
    Plain(Encoding<'static>),
    /// UTF-16 with a byte order mark.
    Utf16,
    /// UTF-32 with a byte order mark.
    Utf32,
    /// `unicode_escape`
    UnicodeEscape,
    /// `raw_unicode_escape`
    RawUnicodeEscape,
}

impl Builtin {
    /// The codec of a name in any of its spellings.
    pub fn by_name(name: &str) -> Option<Builtin> {
        let name: String = name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
            .collect();
        Some(match &*name {
            "utf_8" | "utf8" | "u8" | "utf" | "cp65001" => Builtin::Plain(Encoding::Utf8),
            "ascii" | "us_ascii" | "646" | "ansi_x3.4_1968" => Builtin::Plain(Encoding::Ascii),
            "latin_1" | "latin1" | "iso_8859_1" | "iso8859_1" | "iso8859" | "8859" | "cp819" | "latin"
            | "l1" => Builtin::Plain(Encoding::Latin1),
            "utf_16" | "utf16" | "u16" => Builtin::Utf16,
            "utf_32" | "utf32" | "u32" => Builtin::Utf32,
            "utf_16_le" | "utf_16le" => Builtin::Plain(Encoding::Utf16(Endian::Little)),
            "utf_16_be" | "utf_16be" => Builtin::Plain(Encoding::Utf16(Endian::Big)),
            "utf_32_le" | "utf_32le" => Builtin::Plain(Encoding::Utf32(Endian::Little)),
            "utf_32_be" | "utf_32be" => Builtin::Plain(Encoding::Utf32(Endian::Big)),
            "unicode_escape" => Builtin::UnicodeEscape,
            "raw_unicode_escape" => Builtin::RawUnicodeEscape,
            _ => return None,
        })
    }
}

impl Vm {
    /// `text.encode(encoding, errors)`, a bytes object.
    pub fn encode_text(&mut self, text: &Obj<Str>, encoding: &str, errors: &str) -> Result<Value> {
        if let Some(codec) = Builtin::by_name(encoding) {
            return self.encode_builtin(text, codec, errors).map(|bytes| Bytes::new(bytes).into_value());
        }
        let codec = self.text_codec(encoding, "encode")?;
        let encoder = self.get_item(&codec, &Value::small(0))?;
        let errors = self.new_str(errors);
        let result = self.call(&encoder, &[text.to_value(), errors])?;
        let value = self.codec_result(&result, "encoder")?;
        if value.cast::<Bytes>().is_some() {
            return Ok(value);
        }
        let name = self.type_name(&value);
        Err(self.type_error(format_args!(
            "'{encoding}' encoder returned '{name}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types"
        )))
    }
    /// Encodes with a codec that is Rust.
    pub fn encode_builtin(&mut self, text: &Obj<Str>, codec: Builtin, errors: &str) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        let encoding = match codec {
            Builtin::Plain(Encoding::Utf8 | Encoding::Ascii | Encoding::Latin1) if text.is_ascii() => {
                return Ok(text.as_bytes().to_vec());
            }
            Builtin::Plain(encoding) => encoding,
            Builtin::Utf16 => {
                out.extend_from_slice(&[0xff, 0xfe]);
                Encoding::Utf16(Endian::Little)
            }
            Builtin::Utf32 => {
                out.extend_from_slice(&[0xff, 0xfe, 0, 0]);
                Encoding::Utf32(Endian::Little)
            }
            Builtin::UnicodeEscape => return Ok(escape::unicode_escape_encode(text.as_bytes())),
            Builtin::RawUnicodeEscape => return Ok(escape::raw_unicode_escape_encode(text.as_bytes())),
        };
        self.encode_with(text, encoding, errors, &mut out)?;
        Ok(out)
    }
    fn encode_with(
        &mut self,
        text: &Obj<Str>,
        encoding: Encoding,
        errors: &str,
        out: &mut Vec<u8>,
    ) -> Result<()> {
        let bytes = text.as_bytes();
        let mut cursor = Cursor::default();
        while let Err(trouble) = encoding.encode(bytes, &mut cursor, out) {
            let custom = self.find_error_handler(errors)?;
            let (replacement, next) = match custom {
                ErrorHandler::Builtin(handler) => match handler.encode(encoding, bytes, cursor, trouble) {
                    Ok((replacement, run)) => (replacement, cursor.index + run),
                    Err(trouble) => return Err(self.encode_error(text, encoding.error_name(), trouble)),
                },
                ErrorHandler::Python(function) => {
                    let exc = self.new_encode_error(text, encoding.error_name(), trouble);
                    self.call_encode_handler(&function, exc, text.char_count())?
                }
            };
            match replacement {
                Replacement::Bytes(bytes) => {
                    if bytes.len() % encoding.unit() != 0 {
                        return Err(self.encode_error(text, encoding.error_name(), trouble));
                    }
                    out.extend(bytes);
                }
                Replacement::Text(more) => {
                    let more = Str::from_vec(more);
                    // What a handler gives must itself be encodable.
                    let mut inner = Cursor::default();
                    if encoding.encode(more.as_bytes(), &mut inner, out).is_err() {
                        return Err(self.encode_error(text, encoding.error_name(), trouble));
                    }
                }
            }
            cursor = Cursor::at_index(bytes, next);
        }
        Ok(())
    }
    /// `bytes.decode(encoding, errors)`; `object` is what the bytes come from, shown by errors.
    pub fn decode_bytes(
        &mut self,
        object: &Value,
        bytes: &[u8],
        encoding: &str,
        errors: &str,
    ) -> Result<Handle<Str>> {
        if let Some(codec) = Builtin::by_name(encoding) {
            return self.decode_builtin(bytes, codec, errors).map(Str::from_vec);
        }
        let codec = self.text_codec(encoding, "decode")?;
        let decoder = self.get_item(&codec, &Value::small(1))?;
        let errors = self.new_str(errors);
        let result = self.call(&decoder, &[object.clone(), errors])?;
        let value = self.codec_result(&result, "decoder")?;
        match value.into_handle::<Str>() {
            Ok(text) => Ok(text),
            Err(other) => {
                let name = self.type_name(&other);
                Err(self.type_error(format_args!(
                    "'{encoding}' decoder returned '{name}' instead of 'str'; use codecs.decode() to decode to arbitrary types"
                )))
            }
        }
    }
    /// Decodes all of `bytes` with a codec that is Rust.
    pub fn decode_builtin(&mut self, bytes: &[u8], codec: Builtin, errors: &str) -> Result<Vec<u8>> {
        if let Builtin::Plain(Encoding::Utf8 | Encoding::Ascii | Encoding::Latin1) = codec
            && bytes.is_ascii()
        {
            return Ok(bytes.to_vec());
        }
        self.decode_part(bytes, codec, errors, true).map(|(text, _)| text)
    }
    /// Decodes `bytes`; unless `is_final`, an incomplete end is left. Gives the text and how many bytes were used.
    pub fn decode_part(
        &mut self,
        bytes: &[u8],
        codec: Builtin,
        errors: &str,
        is_final: bool,
    ) -> Result<(Vec<u8>, usize)> {
        let mut out = Vec::with_capacity(bytes.len());
        let mut input = bytes.to_vec();
        let mut invalid = None;
        let (encoding, mut at, name) = match codec {
            Builtin::Plain(encoding) => (Some(encoding), 0, encoding.error_name()),
            Builtin::Utf16 => {
                let (endian, mark) = codec::byte_order_16(bytes);
                (Some(Encoding::Utf16(endian)), mark, "utf-16")
            }
            Builtin::Utf32 => {
                let (endian, mark) = codec::byte_order_32(bytes);
                (Some(Encoding::Utf32(endian)), mark, "utf-32")
            }
            Builtin::UnicodeEscape => (None, 0, "unicodeescape"),
            Builtin::RawUnicodeEscape => (None, 0, "rawunicodeescape"),
        };
        loop {
            let decoded = match (codec, encoding) {
                (_, Some(encoding)) => encoding.decode(&input, at, is_final, &mut out),
                (Builtin::UnicodeEscape, _) => {
                    escape::unicode_escape_decode(&input, at, is_final, &mut out, &mut |_| None, &mut invalid)
                }
                _ => escape::raw_unicode_escape_decode(&input, at, is_final, &mut out),
            };
            let trouble = match decoded {
                Decoded::Done(used) => {
                    if let Some(found) = invalid {
                        self.warn_invalid_escape(found)?;
                    }
                    return Ok((out, used));
                }
                Decoded::Bad(trouble) => trouble,
            };
            match self.find_error_handler(errors)? {
                ErrorHandler::Builtin(Handler::XmlCharRefReplace) => {
                    return Err(
                        self.type_error("don't know how to handle UnicodeDecodeError in error callback")
                    );
                }
                ErrorHandler::Builtin(handler) => {
                    let shown = encoding.unwrap_or(Encoding::Ascii);
                    match handler.decode(shown, &input, trouble) {
                        Some((text, next)) => {
                            out.extend(text);
                            at = next;
                        }
                        None => {
                            let exc = self.new_decode_error(&input, name, trouble);
                            return Err(self.raise(exc));
                        }
                    }
                }
                ErrorHandler::Python(function) => {
                    let exc = self.new_decode_error(&input, name, trouble);
                    let (text, next) = self.call_decode_handler(&function, exc, &mut input)?;
                    out.extend_from_slice(&text);
                    at = next;
                }
            }
        }
    }

    fn warn_invalid_escape(&mut self, found: escape::InvalidEscape) -> Result<()> {
        let kind = if found.shown.len() == 3 { "octal " } else { "" };
        let shown: String = found.shown.iter().map(|byte| char::from(*byte)).collect();
        self.warn_deprecated(&format!(
            "\"\\{shown}\" is an invalid {kind}escape sequence. Such sequences will not work in the future. "
        ))
    }
    fn new_encode_error(&mut self, text: &Obj<Str>, encoding: &str, trouble: Trouble) -> Value {
        let encoding = self.new_str(encoding);
        let reason = self.new_str(trouble.reason);
        let (start, end) = (Value::int(trouble.start as i64), Value::int(trouble.end as i64));
        self.new_exception(ExcKind::UnicodeEncodeError, vec![encoding, text.to_value(), start, end, reason])
    }
    fn encode_error(&mut self, text: &Obj<Str>, encoding: &str, trouble: Trouble) -> Raised {
        let exc = self.new_encode_error(text, encoding, trouble);
        self.raise(exc)
    }
    fn new_decode_error(&mut self, input: &[u8], encoding: &str, trouble: Trouble) -> Value {
        let encoding = self.new_str(encoding);
        let reason = self.new_str(trouble.reason);
        let object = Bytes::new(input.to_vec()).into_value();
        let (start, end) = (Value::int(trouble.start as i64), Value::int(trouble.end as i64));
        self.new_exception(ExcKind::UnicodeDecodeError, vec![encoding, object, start, end, reason])
    }
    /// A handler's answer: a replacement and where to go on, counted from the end when negative.
    fn handler_answer(&mut self, result: &Value, length: usize, what: &str) -> Result<(Value, usize)> {
        let items = result.cast::<Tuple>().map(|tuple| tuple.as_slice().to_vec()).unwrap_or_default();
        let [replacement, position] = &items[..] else {
            let text = if what == "encoding" { "str/bytes" } else { "str" };
            return Err(self.type_error(format_args!("{what} error handler must return ({text}, int) tuple")));
        };
        let position = self.index_isize(position)?;
        let next = if position < 0 { position + length as isize } else { position };
        if next < 0 || next as usize > length {
            return Err(
                self.index_error(format_args!("position {position} from error handler out of bounds"))
            );
        }
        Ok((replacement.clone(), next as usize))
    }
    fn call_encode_handler(
        &mut self,
        function: &Value,
        exc: Value,
        length: usize,
    ) -> Result<(Replacement, usize)> {
        let result = self.call(function, &[exc])?;
        let (replacement, next) = self.handler_answer(&result, length, "encoding")?;
        if let Some(text) = replacement.cast::<Str>() {
            return Ok((Replacement::Text(text.as_bytes().to_vec()), next));
        }
        if let Some(bytes) = replacement.cast::<Bytes>() {
            return Ok((Replacement::Bytes(bytes.as_slice().to_vec()), next));
        }
        Err(self.type_error("encoding error handler must return (str/bytes, int) tuple"))
    }
    fn call_decode_handler(
        &mut self,
        function: &Value,
        exc: Value,
        input: &mut Vec<u8>,
    ) -> Result<(Vec<u8>, usize)> {
        let result = self.call(function, std::slice::from_ref(&exc))?;
        // A handler may put other bytes in the exception's `object`.
        let object = self.get_known_attr(&exc, crate::names::object)?;
        if let Some(bytes) = object.cast::<Bytes>() {
            *input = bytes.as_slice().to_vec();
        }
        let (replacement, next) = self.handler_answer(&result, input.len(), "decoding")?;
        match replacement.cast::<Str>() {
            Some(text) => Ok((text.as_bytes().to_vec(), next)),
            None => Err(self.type_error("decoding error handler must return (str, int) tuple")),
        }
    }
    /// The handler of that name: a registered one, else a built-in one.
    fn find_error_handler(&mut self, name: &str) -> Result<ErrorHandler> {
        if let Some(function) = self.state::<CodecRegistry>().handlers.get(name) {
            return Ok(ErrorHandler::Python(function.clone()));
        }
        match Handler::by_name(name) {
            Some(handler) => Ok(ErrorHandler::Builtin(handler)),
            None => {
                let message = format!("unknown error handler name '{name}'");
                Err(self.lookup_error(message))
            }
        }
    }
    /// `codecs.lookup(name)`: asks the search functions, once for each name.
    pub fn lookup_codec(&mut self, name: &str) -> Result<Value> {
        let key: String = name.chars().map(|c| if c == ' ' { '_' } else { c.to_ascii_lowercase() }).collect();
        if let Some(known) = self.state::<CodecRegistry>().cache.get(&key) {
            return Ok(known.clone());
        }
        if self.state::<CodecRegistry>().search.is_empty() {
            self.import("encodings")?;
        }
        let functions = self.state::<CodecRegistry>().search.clone();
        let argument = self.new_str(&key);
        for function in functions {
            let found = self.call(&function, std::slice::from_ref(&argument))?;
            if found.is_none() {
                continue;
            }
            if found.cast::<Tuple>().is_none_or(|tuple| tuple.as_slice().len() != 4) {
                return Err(self.type_error("codec search functions must return 4-tuples"));
            }
            self.state::<CodecRegistry>().cache.insert(key, found.clone());
            return Ok(found);
        }
        Err(self.lookup_error(format_args!("unknown encoding: {name}")))
    }
    fn text_codec(&mut self, name: &str, verb: &str) -> Result<Value> {
        let codec = self.lookup_codec(name)?;
        let is_text = self.get_attr_text(&codec, "_is_text_encoding");
        let is_text = match self.swallow(is_text, ExcKind::AttributeError)? {
            Some(value) => self.truth(&value)?,
            None => true,
        };
        if is_text {
            return Ok(codec);
        }
        Err(self.lookup_error(format_args!(
            "'{name}' is not a text encoding; use codecs.{verb}() to handle arbitrary codecs"
        )))
    }
    fn codec_result(&mut self, result: &Value, what: &str) -> Result<Value> {
        match result.cast::<Tuple>().map(|tuple| tuple.as_slice()) {
            Some([value, _]) => Ok(value.clone()),
            _ => Err(self.type_error(format_args!("{what} must return a tuple (object, integer)"))),
        }
    }
}

/// Who handles errors of a conversion.
enum ErrorHandler {
    Builtin(Handler),
    Python(Value),
}

/// The names that `encode(encoding, errors)` and `decode` take; both must be strings.
pub fn codec_names(
    vm: &mut Vm,
    function: &str,
    encoding: Option<&Value>,
    errors: Option<&Value>,
) -> Result<(String, String)> {
    let mut names = [String::from("utf-8"), String::from("strict")];
    for (name, (value, what)) in names.iter_mut().zip([(encoding, "encoding"), (errors, "errors")]) {
        if let Some(value) = value {
            match value.cast::<Str>() {
                Some(text) => *name = text.to_text().into_owned(),
                None => return Err(vm.not_str(&format!("{function}() argument '{what}'"), value)),
            }
            if name.contains('\0') {
                return Err(vm.value_error("embedded null character"));
            }
        }
    }
    let [encoding, errors] = names;
    Ok((encoding, errors))
}

fn encode(vm: &mut Vm, this: &Obj<Str>, encoding: Option<&Value>, errors: Option<&Value>) -> Result<Value> {
    let (encoding, errors) = codec_names(vm, "encode", encoding, errors)?;
    vm.encode_text(this, &encoding, &errors)
}

/// Rows of `str`.
pub const ROWS: &[Row] = &[method!(
    "encode(self, /, encoding='utf-8', errors='strict')",
    encode,
    3,
    "Encode the string using the codec registered for encoding.\n\n  encoding\n    The encoding in which to encode the string.\n  errors\n    The error handling scheme to use for encoding errors.\n    The default is 'strict' meaning that encoding errors raise a\n    UnicodeEncodeError.  Other possible values are 'ignore', 'replace' and\n    'xmlcharrefreplace' as well as any other name registered with\n    codecs.register_error that can handle UnicodeEncodeErrors."
)];
