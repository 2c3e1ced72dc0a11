//! Encoding and decoding: the codecs that are Rust, and the registry of those that are Python.
//!
//! The registry is the interpreter's: `_codecs` reads and writes it, and the module `encodings` fills it when a name is
//! looked up that is not known here.

use crate::{
    error::Result,
    method,
    native::Row,
    objects::{bytes::Bytes, exceptions::ExcKind},
    text::codec::{Encoding, Endian},
    value::{Handle, Obj, Str, Tuple, Value},
    vm::Vm,
};
use std::collections::HashMap;

/// What programs have registered.
#[derive(Default)]
pub struct CodecRegistry {
    /// Whether `encodings` was asked to register its search function, which comes first.
    pub is_started: bool,
    /// Search functions, in order.
    pub search: Vec<Value>,
    /// Codecs found, by normalised name.
    pub cache: HashMap<String, Value>,
    /// Error handlers that programs registered, by name; they go before the built-in ones.
    pub handlers: HashMap<String, Value>,
    /// The built-in error handlers as functions, as far as they were asked for.
    pub functions: HashMap<&'static str, Value>,
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
    /// UTF-7
    Utf7,
    /// `unicode_escape`
    UnicodeEscape,
    /// `raw_unicode_escape`
    RawUnicodeEscape,
}

/// A codec's name as search functions get it: words in lower case, joined by single underscores.
pub fn normalize(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut between = false;
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '.' {
            if between && !out.is_empty() {
                out.push('_');
            }
            between = false;
            out.push(c.to_ascii_lowercase());
        } else {
            between = true;
        }
    }
    out
}

/// Whether CPython takes a shortcut for the name, past the registry. Errors of the others get a note.
fn is_shortcut(name: &str) -> bool {
    let name = normalize(name);
    let known = ["ascii", "us_ascii", "latin1", "latin_1", "iso_8859_1", "iso8859_1"];
    let width = name.strip_prefix("utf").map(|width| width.strip_prefix('_').unwrap_or(width));
    matches!(width, Some("8" | "16" | "32")) || known.contains(&&*name)
}

impl Builtin {
    /// The codec of a name in any of its spellings.
    pub fn by_name(name: &str) -> Option<Builtin> {
        let name = normalize(name);
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
            "utf_7" | "utf7" | "u7" => Builtin::Utf7,
            "unicode_escape" => Builtin::UnicodeEscape,
            "raw_unicode_escape" => Builtin::RawUnicodeEscape,
            _ => return None,
        })
    }
}

impl Vm {
    /// `text.encode(encoding, errors)`, a bytes object.
    pub fn encode_text(&mut self, text: &Obj<Str>, encoding: &str, errors: &str) -> Result<Value> {
        if encoding == "utf-8" && text.is_ascii() {
            return Ok(self.new_bytes(text.as_bytes()));
        }
        if let Some(codec) = Builtin::by_name(encoding) {
            let result = self.encode_builtin(text, codec, errors);
            let result = self.noting("encoding", encoding, result)?;
            return Ok(Bytes::new(result).into_value());
        }
        let codec = self.text_codec(encoding, "encode")?;
        let errors = self.new_str(errors);
        let value = self.run_codec(&codec, encoding, &[text.to_value(), errors], true)?;
        if value.cast::<Bytes>().is_some() {
            return Ok(value);
        }
        let name = self.type_name(&value);
        Err(self.type_error(format_args!(
            "'{encoding}' encoder returned '{name}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types"
        )))
    }
    /// `bytes.decode(encoding, errors)`; `object` is what the bytes come from, shown by errors.
    pub fn decode_bytes(
        &mut self,
        object: &Value,
        bytes: &[u8],
        encoding: &str,
        errors: &str,
    ) -> Result<Handle<Str>> {
        if encoding == "utf-8" && bytes.is_ascii() {
            return Ok(Str::new(bytes));
        }
        if let Some(codec) = Builtin::by_name(encoding) {
            let result = self.decode_builtin(bytes, codec, errors);
            return self.noting("decoding", encoding, result).map(Str::from_vec);
        }
        let codec = self.text_codec(encoding, "decode")?;
        let errors = self.new_str(errors);
        let value = self.run_codec(&codec, encoding, &[object.clone(), errors], false)?;
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
    /// Imports `encodings` once, which registers where the library's codecs are.
    pub fn start_codecs(&mut self) -> Result<()> {
        let registry = self.state::<CodecRegistry>();
        if !std::mem::replace(&mut registry.is_started, true) {
            self.import("encodings")?;
        }
        Ok(())
    }
    /// `codecs.lookup(name)`: asks the search functions, once for each name.
    pub fn lookup_codec(&mut self, name: &str) -> Result<Value> {
        let key = normalize(name);
        if let Some(known) = self.state::<CodecRegistry>().cache.get(&key) {
            return Ok(known.clone());
        }
        self.start_codecs()?;
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
    /// Calls the encoder or decoder of a codec and takes the object out of its answer.
    pub fn run_codec(
        &mut self,
        codec: &Value,
        name: &str,
        args: &[Value],
        is_encoding: bool,
    ) -> Result<Value> {
        let (index, what, doing) =
            if is_encoding { (0, "encoder", "encoding") } else { (1, "decoder", "decoding") };
        let function = self.get_item(codec, &Value::small(index))?;
        let result = self.call(&function, args);
        let result = self.note_codec(doing, name, result)?;
        match result.cast::<Tuple>().map(|tuple| tuple.as_slice()) {
            Some([value, _]) => Ok(value.clone()),
            _ => Err(self.type_error(format_args!("{what} must return a tuple (object, integer)"))),
        }
    }
    /// Adds the note that CPython adds where a codec of the registry fails.
    fn note_codec<T>(&mut self, doing: &str, name: &str, result: Result<T>) -> Result<T> {
        let raised = match result {
            Ok(value) => return Ok(value),
            Err(raised) => raised,
        };
        let exc = self.take_raised(raised);
        let note = self.new_str(&format!("{doing} with '{name}' codec failed"));
        if let Err(raised) = crate::objects::exceptions::notes::add_note(self, &exc, note) {
            // The error itself matters more than that it cannot be noted.
            drop(self.take_raised(raised));
        }
        Err(self.raise_again(exc))
    }
    fn noting<T>(&mut self, doing: &str, name: &str, result: Result<T>) -> Result<T> {
        if result.is_ok() || is_shortcut(name) { result } else { self.note_codec(doing, name, result) }
    }
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

/// Whether a codec's arguments ask for strict UTF-8, by being left out or by its name.
pub fn is_plain_utf8(encoding: Option<&Value>, errors: Option<&Value>) -> bool {
    let is_utf8 = |name: &Value| name.exact::<Str>().is_some_and(|name| name.as_bytes() == b"utf-8");
    errors.is_none() && encoding.is_none_or(is_utf8)
}

fn encode(vm: &mut Vm, this: &Obj<Str>, encoding: Option<&Value>, errors: Option<&Value>) -> Result<Value> {
    if this.is_ascii() && is_plain_utf8(encoding, errors) {
        return Ok(vm.new_bytes(this.as_bytes()));
    }
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
