//! Conversions between text and bytes that stop at each trouble and ask an error handler how to go on.
//!
//! A codec is a *step*: it converts from a place on, up to the first trouble. The loops here drive any step, so codecs
//! that consult Python objects (`charmap`) handle errors as the plain ones do.

use super::codec::{Builtin, CodecRegistry};
use crate::{
    error::{Raised, Result},
    objects::{bytes::Bytes, exceptions::ExcKind},
    text::{
        codec::{self, Cursor, Decoded, Encoding, Endian, Trouble},
        codec_errors::{Handler, Replacement},
        escape, utf7,
    },
    value::{Obj, Str, Tuple, Value},
    vm::Vm,
};

/// Encodes WTF-8 text from the cursor on; on trouble the cursor stays at its start.
pub type EncodeStep<'a> =
    &'a mut dyn FnMut(&mut Vm, &[u8], &mut Cursor, &mut Vec<u8>) -> Result<std::result::Result<(), Trouble>>;
/// Decodes bytes from a place on.
pub type DecodeStep<'a> = &'a mut dyn FnMut(&mut Vm, &[u8], usize, &mut Vec<u8>) -> Result<Decoded>;

/// How error handlers and errors see a codec.
#[derive(Clone, Copy)]
pub struct Target<'a> {
    /// What handlers go by.
    pub encoding: Encoding<'a>,
    /// `UnicodeError.encoding`
    pub name: &'a str,
}

impl<'a> Target<'a> {
    /// An encoding under its own name.
    pub fn of(encoding: Encoding<'a>) -> Target<'a> {
        Target { encoding, name: encoding.error_name() }
    }
}

/// Who handles errors of a conversion.
enum ErrorHandler {
    Builtin(Handler),
    Python(Value),
}

impl Vm {
    /// Encodes with a codec that is Rust.
    pub fn encode_builtin(&mut self, text: &Obj<Str>, codec: Builtin, errors: &str) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        let target = match codec {
            Builtin::Plain(Encoding::Utf8 | Encoding::Ascii | Encoding::Latin1) if text.is_ascii() => {
                return Ok(text.as_bytes().to_vec());
            }
            Builtin::Plain(encoding) => Target::of(encoding),
            Builtin::Utf16 => {
                out.extend_from_slice(&[0xff, 0xfe]);
                Target { encoding: Encoding::Utf16(Endian::Little), name: "utf-16" }
            }
            Builtin::Utf32 => {
                out.extend_from_slice(&[0xff, 0xfe, 0, 0]);
                Target { encoding: Encoding::Utf32(Endian::Little), name: "utf-32" }
            }
            Builtin::Utf7 => return Ok(utf7::encode(text.as_bytes())),
            Builtin::UnicodeEscape => return Ok(escape::unicode_escape_encode(text.as_bytes())),
            Builtin::RawUnicodeEscape => return Ok(escape::raw_unicode_escape_encode(text.as_bytes())),
        };
        self.encode_steps(text, target, errors, &mut out, &mut |_, text, cursor, out| {
            Ok(target.encoding.encode(text, cursor, out))
        })?;
        Ok(out)
    }
    /// Encodes by steps, appending to `out`.
    pub fn encode_steps(
        &mut self,
        text: &Obj<Str>,
        target: Target,
        errors: &str,
        out: &mut Vec<u8>,
        step: EncodeStep,
    ) -> Result<()> {
        let bytes = text.as_bytes();
        let mut cursor = Cursor::default();
        while let Err(trouble) = step(self, bytes, &mut cursor, out)? {
            let (replacement, next) = match self.find_error_handler(errors)? {
                ErrorHandler::Builtin(handler) => {
                    match handler.encode(target.encoding, bytes, cursor, trouble) {
                        Ok((replacement, run)) => (replacement, cursor.index + run),
                        Err(trouble) => return Err(self.encode_error(text, target.name, trouble)),
                    }
                }
                ErrorHandler::Python(function) => {
                    let exc = self.new_encode_error(text, target.name, trouble);
                    self.call_encode_handler(&function, exc, text.char_count())?
                }
            };
            match replacement {
                Replacement::Bytes(bytes) => {
                    if bytes.len() % target.encoding.unit() != 0 {
                        return Err(self.encode_error(text, target.name, trouble));
                    }
                    out.extend(bytes);
                }
                Replacement::Text(more) => {
                    let more = Str::from_vec(more);
                    // What a handler gives must itself be encodable.
                    if step(self, more.as_bytes(), &mut Cursor::default(), out)?.is_err() {
                        return Err(self.encode_error(text, target.name, trouble));
                    }
                }
            }
            cursor = Cursor::at_index(bytes, next);
        }
        Ok(())
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
        let unmarked = |name| Target { encoding: Encoding::Ascii, name };
        let mut invalid = None;
        let (target, at) = match codec {
            Builtin::Plain(encoding) => (Target::of(encoding), 0),
            Builtin::Utf16 => {
                let (endian, mark) = codec::byte_order_16(bytes);
                (Target::of(Encoding::Utf16(endian)), mark)
            }
            Builtin::Utf32 => {
                let (endian, mark) = codec::byte_order_32(bytes);
                (Target::of(Encoding::Utf32(endian)), mark)
            }
            Builtin::Utf7 => (unmarked("utf7"), 0),
            Builtin::UnicodeEscape => (unmarked("unicodeescape"), 0),
            Builtin::RawUnicodeEscape => (unmarked("rawunicodeescape"), 0),
        };
        let result = self.decode_steps(bytes.to_vec(), at, target, errors, &mut |vm, input, at, out| {
            Ok(match codec {
                Builtin::UnicodeEscape => {
                    let mut name = |name: &[u8]| vm.find_character(name);
                    escape::unicode_escape_decode(input, at, is_final, out, &mut name, &mut invalid)
                }
                Builtin::RawUnicodeEscape => escape::raw_unicode_escape_decode(input, at, is_final, out),
                Builtin::Utf7 => utf7::decode(input, at, is_final, out),
                _ => target.encoding.decode(input, at, is_final, out),
            })
        })?;
        if let Some(found) = invalid {
            self.warn_invalid_escape(&found)?;
        }
        Ok(result)
    }
    /// Decodes by steps from byte `at` on. Gives the text and how many bytes were used.
    pub fn decode_steps(
        &mut self,
        mut input: Vec<u8>,
        mut at: usize,
        target: Target,
        errors: &str,
        step: DecodeStep,
    ) -> Result<(Vec<u8>, usize)> {
        let mut out = Vec::with_capacity(input.len());
        loop {
            let trouble = match step(self, &input, at, &mut out)? {
                Decoded::Done(used) => return Ok((out, used)),
                Decoded::Bad(trouble) => trouble,
            };
            match self.find_error_handler(errors)? {
                ErrorHandler::Builtin(Handler::XmlCharRefReplace) => {
                    return Err(
                        self.type_error("don't know how to handle UnicodeDecodeError in error callback")
                    );
                }
                ErrorHandler::Builtin(handler) => match handler.decode(target.encoding, &input, trouble) {
                    Some((text, next)) => {
                        out.extend(text);
                        at = next;
                    }
                    None => {
                        let exc = self.new_decode_error(&input, target.name, trouble);
                        return Err(self.raise(exc));
                    }
                },
                ErrorHandler::Python(function) => {
                    let exc = self.new_decode_error(&input, target.name, trouble);
                    let (text, next) = self.call_decode_handler(&function, exc, &mut input)?;
                    out.extend_from_slice(&text);
                    at = next;
                }
            }
        }
    }

    /// Warns of an escape that means nothing.
    pub fn warn_invalid_escape(&mut self, found: &escape::InvalidEscape) -> Result<()> {
        let kind = if found.shown.len() == 3 { "octal " } else { "" };
        let shown: String = found.shown.iter().map(|byte| char::from(*byte)).collect();
        self.warn_deprecated(&format!(
            "\"\\{shown}\" is an invalid {kind}escape sequence. Such sequences will not work in the future. "
        ))
    }
    /// The character of a name, as `unicodedata` knows it.
    fn find_character(&mut self, name: &[u8]) -> Option<u32> {
        let name = Str::new(name).into_value();
        let found = self.import("unicodedata").and_then(|module| {
            let lookup = self.get_attr_text(&module, "lookup")?;
            self.call(&lookup, &[name])
        });
        match found {
            Ok(found) => {
                let text = found.cast::<Str>()?;
                // A name may also stand for a sequence of several characters, which an escape cannot.
                (text.char_count() == 1).then(|| crate::text::wtf8::decode_at(text.as_bytes(), 0).0)
            }
            Err(raised) => {
                drop(self.take_raised(raised));
                None
            }
        }
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
            None => self.lookup_error_handler(name).map(ErrorHandler::Python),
        }
    }
}
