//! `_codecs`: the registry of codecs and error handlers, and the codecs that are Rust one by one.
//!
//! What `*_encode` and `*_decode` give is a pair: the result, and how much of the input was used.

mod charmap;

use whipsnake_vm::{
    error::Result,
    function,
    native::{ArgError, FromArg, ModuleDef, Row, convert::Text, table},
    objects::str::{
        codec::{Builtin, CodecRegistry},
        error_handlers,
    },
    text::{
        codec::{self, Encoding, Endian},
        escape::{self, BadEscape},
    },
    types::Slot,
    value::{Obj, Str, Tuple, Value},
    vm::Vm,
};

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_codecs",
    doc: "",
    rows: &table::join_rows::<{ table::count_rows(&[REGISTRY, DECODERS, ENCODERS, charmap::ROWS]) }>(&[
        REGISTRY,
        DECODERS,
        ENCODERS,
        charmap::ROWS,
    ]),
    types: &[&charmap::ENCODING_MAP],
    init: None,
};

const REGISTRY: &[Row] = &[
    function!(
        "register(search_function, /)",
        register,
        1,
        "Register a codec search function.\n\nSearch functions are expected to take one argument, the encoding name in\nall lower case letters, and either return None, or a tuple of functions\n(encoder, decoder, stream_reader, stream_writer) (or a CodecInfo object)."
    ),
    function!(
        "unregister(search_function, /)",
        unregister,
        1,
        "Unregister a codec search function and clear the registry's cache.\n\nIf the search function is not registered, do nothing."
    ),
    function!(
        "lookup(encoding, /)",
        lookup,
        1,
        "Looks up a codec tuple in the Python codec registry and returns a CodecInfo object."
    ),
    function!(
        "encode(obj, encoding='utf-8', errors='strict')",
        encode,
        3,
        "Encodes obj using the codec registered for encoding.\n\nThe default encoding is 'utf-8'.  errors may be given to set a\ndifferent error handling scheme.  Default is 'strict' meaning that encoding\nerrors raise a ValueError.  Other possible values are 'ignore', 'replace'\nand 'backslashreplace' as well as any other name registered with\ncodecs.register_error that can handle ValueErrors."
    ),
    function!(
        "decode(obj, encoding='utf-8', errors='strict')",
        decode,
        3,
        "Decodes obj using the codec registered for encoding.\n\nDefault encoding is 'utf-8'.  errors may be given to set a\ndifferent error handling scheme.  Default is 'strict' meaning that encoding\nerrors raise a ValueError.  Other possible values are 'ignore', 'replace'\nand 'backslashreplace' as well as any other name registered with\ncodecs.register_error that can handle ValueErrors."
    ),
    function!(
        "register_error(errors, handler, /)",
        register_error,
        2,
        "Register the specified error handler under the name errors.\n\nhandler must be a callable object, that\nwill be called with an exception instance containing\ninformation about the location of the encoding/decoding\nerror and must return a (replacement, new position) tuple."
    ),
    function!(
        "_unregister_error(errors, /)",
        unregister_error,
        1,
        "Un-register the specified error handler for the error handling `errors'.\n\nOnly custom error handlers can be un-registered. An exception is raised\nif the error handling is a built-in one (e.g., 'strict'), or if an error\noccurs.\n\nOtherwise, this returns True if a custom handler has been successfully\nun-registered, and False if no custom handler for the specified error\nhandling exists."
    ),
    function!(
        "lookup_error(name, /)",
        lookup_error,
        1,
        "lookup_error(errors) -> handler\n\nReturn the error handler for the specified error handling name or raise a\nLookupError, if no handler exists under this name."
    ),
];

fn register(vm: &mut Vm, function: Value) -> Result<()> {
    if !vm.class_of(&function).has_slot(vm, Slot::Call) {
        return Err(vm.type_error("argument must be callable"));
    }
    vm.start_codecs()?;
    vm.state::<CodecRegistry>().search.push(function);
    Ok(())
}

fn unregister(vm: &mut Vm, function: &Value) {
    let registry = vm.state::<CodecRegistry>();
    if let Some(at) = registry.search.iter().position(|known| known.is(function)) {
        let gone = (registry.search.remove(at), std::mem::take(&mut registry.cache));
        drop(gone);
    }
}

/// A name given by a program, which C could not take with a NUL in it.
fn checked_name(vm: &mut Vm, name: Text) -> Result<String> {
    if name.0.contains('\0') {
        return Err(vm.value_error("embedded null character"));
    }
    Ok(name.0.into_owned())
}

fn lookup(vm: &mut Vm, name: Text) -> Result<Value> {
    let name = checked_name(vm, name)?;
    vm.lookup_codec(&name)
}

fn run(
    vm: &mut Vm,
    object: Value,
    name: Option<Text>,
    errors: Option<Text>,
    is_encoding: bool,
) -> Result<Value> {
    let name = match name {
        Some(name) => checked_name(vm, name)?,
        None => "utf-8".to_owned(),
    };
    let mut args = vec![object];
    if let Some(errors) = errors {
        let errors = checked_name(vm, errors)?;
        args.push(vm.new_str(&errors));
    }
    let codec = vm.lookup_codec(&name)?;
    vm.run_codec(&codec, &name, &args, is_encoding)
}
fn encode(vm: &mut Vm, object: Value, name: Option<Text>, errors: Option<Text>) -> Result<Value> {
    run(vm, object, name, errors, true)
}
fn decode(vm: &mut Vm, object: Value, name: Option<Text>, errors: Option<Text>) -> Result<Value> {
    run(vm, object, name, errors, false)
}

fn register_error(vm: &mut Vm, name: Text, handler: Value) -> Result<()> {
    let name = checked_name(vm, name)?;
    if !vm.class_of(&handler).has_slot(vm, Slot::Call) {
        return Err(vm.type_error("handler must be callable"));
    }
    let before = vm.state::<CodecRegistry>().handlers.insert(name, handler);
    drop(before);
    Ok(())
}

fn unregister_error(vm: &mut Vm, name: Text) -> Result<bool> {
    let name = checked_name(vm, name)?;
    if error_handlers::is_builtin(&name) {
        return Err(vm.value_error(format_args!("cannot un-register built-in error handler '{name}'")));
    }
    let gone = vm.state::<CodecRegistry>().handlers.remove(&name);
    Ok(gone.is_some())
}

fn lookup_error(vm: &mut Vm, name: Text) -> Result<Value> {
    let name = checked_name(vm, name)?;
    vm.lookup_error_handler(&name)
}

/// The parameter `errors`: a name, or `None` for `strict`.
struct Errors(String);

impl<'a> FromArg<'a> for Errors {
    fn from_arg(vm: &mut Vm, value: &'a Value) -> std::result::Result<Errors, ArgError> {
        if value.is_undef() || value.is_none() {
            return Ok(Errors("strict".to_owned()));
        }
        match value.cast::<Str>() {
            Some(text) => Ok(Errors(checked_name(vm, Text(text.to_text()))?)),
            None => Err(ArgError::Expected("str or None")),
        }
    }
}

/// Input of those decoders that take text too, as its UTF-8.
fn text_or_bytes(vm: &mut Vm, data: &Value) -> Result<Vec<u8>> {
    match data.cast::<Str>() {
        Some(text) => Ok(text.as_bytes().to_vec()),
        None => vm.get_bytes(data),
    }
}

/// A result with how much of the input was used.
fn pair(result: Value, used: usize) -> Value {
    Tuple::new(vec![result, Value::int(used as i64)]).into_value()
}

fn decode_with(vm: &mut Vm, data: &[u8], codec: Builtin, errors: &Errors, is_final: bool) -> Result<Value> {
    let (text, used) = vm.decode_part(data, codec, &errors.0, is_final)?;
    Ok(pair(Str::from_vec(text).into_value(), used))
}

macro_rules! decoder {
    ($signature:literal, $codec:expr) => {
        function!(
            $signature,
            |vm: &mut Vm, data: &Value, errors: Errors, is_final: Option<bool>| -> Result<Value> {
                let data = vm.borrow_bytes(data)?;
                decode_with(vm, &data, $codec, &errors, is_final.unwrap_or(false))
            },
            3
        )
    };
}
macro_rules! whole_decoder {
    ($signature:literal, $codec:expr) => {
        function!(
            $signature,
            |vm: &mut Vm, data: &Value, errors: Errors| -> Result<Value> {
                let data = vm.borrow_bytes(data)?;
                decode_with(vm, &data, $codec, &errors, true)
            },
            2
        )
    };
}
macro_rules! escape_decoder {
    ($signature:literal, $codec:expr) => {
        function!(
            $signature,
            |vm: &mut Vm, data: &Value, errors: Errors, is_final: Option<bool>| -> Result<Value> {
                let data = text_or_bytes(vm, data)?;
                decode_with(vm, &data, $codec, &errors, is_final.unwrap_or(true))
            },
            3
        )
    };
}

const UTF_16_LE: Builtin = Builtin::Plain(Encoding::Utf16(Endian::Little));
const UTF_16_BE: Builtin = Builtin::Plain(Encoding::Utf16(Endian::Big));
const UTF_32_LE: Builtin = Builtin::Plain(Encoding::Utf32(Endian::Little));
const UTF_32_BE: Builtin = Builtin::Plain(Encoding::Utf32(Endian::Big));

const DECODERS: &[Row] = &[
    function!("escape_decode(data, errors=None, /)", escape_decode, 2),
    decoder!("utf_7_decode(data, errors=None, final=False, /)", Builtin::Utf7),
    decoder!("utf_8_decode(data, errors=None, final=False, /)", Builtin::Plain(Encoding::Utf8)),
    decoder!("utf_16_decode(data, errors=None, final=False, /)", Builtin::Utf16),
    decoder!("utf_16_le_decode(data, errors=None, final=False, /)", UTF_16_LE),
    decoder!("utf_16_be_decode(data, errors=None, final=False, /)", UTF_16_BE),
    function!("utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /)", utf_16_ex_decode, 4),
    decoder!("utf_32_decode(data, errors=None, final=False, /)", Builtin::Utf32),
    decoder!("utf_32_le_decode(data, errors=None, final=False, /)", UTF_32_LE),
    decoder!("utf_32_be_decode(data, errors=None, final=False, /)", UTF_32_BE),
    function!("utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /)", utf_32_ex_decode, 4),
    escape_decoder!("unicode_escape_decode(data, errors=None, final=True, /)", Builtin::UnicodeEscape),
    escape_decoder!("raw_unicode_escape_decode(data, errors=None, final=True, /)", Builtin::RawUnicodeEscape),
    whole_decoder!("latin_1_decode(data, errors=None, /)", Builtin::Plain(Encoding::Latin1)),
    whole_decoder!("ascii_decode(data, errors=None, /)", Builtin::Plain(Encoding::Ascii)),
];

fn escape_decode(vm: &mut Vm, data: &Value, errors: Errors) -> Result<Value> {
    let data = text_or_bytes(vm, data)?;
    // An unknown way to handle errors is told of only when there is one.
    let bad = match &*errors.0 {
        "ignore" => BadEscape::Ignore,
        "replace" => BadEscape::Replace,
        _ => BadEscape::Strict,
    };
    let mut invalid = None;
    let decoded = escape::escape_decode(&data, bad, &mut invalid).map_err(|fault| {
        if errors.0 == "strict" || !fault.message.contains("\\x") {
            return vm.fault(fault);
        }
        vm.value_error(format_args!("decoding error; unknown error handling code: {}", errors.0))
    })?;
    if let Some(found) = invalid {
        vm.warn_invalid_escape(&found)?;
    }
    Ok(pair(vm.new_bytes(&decoded), data.len()))
}

/// Decodes with the byte order given, or found by a mark and told as the third item.
fn decode_ordered(
    vm: &mut Vm,
    data: &Value,
    errors: &Errors,
    order: i32,
    is_final: bool,
    widths: (fn(&[u8]) -> (Endian, usize), fn(Endian) -> Encoding<'static>),
) -> Result<Value> {
    let data = vm.borrow_bytes(data)?;
    let (find_mark, encoding) = widths;
    let (endian, mark) = match order {
        0 => find_mark(&data),
        ..0 => (Endian::Little, 0),
        _ => (Endian::Big, 0),
    };
    let found = match endian {
        Endian::Little if order != 0 || mark > 0 => -1,
        Endian::Little => 0,
        Endian::Big => 1,
    };
    let order = if order == 0 { found } else { order as i64 };
    let (text, used) =
        vm.decode_part(&data[mark..], Builtin::Plain(encoding(endian)), &errors.0, is_final)?;
    let items = vec![Str::from_vec(text).into_value(), Value::int((used + mark) as i64), Value::small(order)];
    Ok(Tuple::new(items).into_value())
}
fn utf_16_ex_decode(
    vm: &mut Vm,
    data: &Value,
    errors: Errors,
    order: Option<i32>,
    is_final: Option<bool>,
) -> Result<Value> {
    let widths: (fn(&[u8]) -> (Endian, usize), fn(Endian) -> Encoding<'static>) =
        (codec::byte_order_16, Encoding::Utf16);
    decode_ordered(vm, data, &errors, order.unwrap_or(0), is_final.unwrap_or(false), widths)
}
fn utf_32_ex_decode(
    vm: &mut Vm,
    data: &Value,
    errors: Errors,
    order: Option<i32>,
    is_final: Option<bool>,
) -> Result<Value> {
    let widths: (fn(&[u8]) -> (Endian, usize), fn(Endian) -> Encoding<'static>) =
        (codec::byte_order_32, Encoding::Utf32);
    decode_ordered(vm, data, &errors, order.unwrap_or(0), is_final.unwrap_or(false), widths)
}

fn encode_with(vm: &mut Vm, text: &Obj<Str>, codec: Builtin, errors: &Errors) -> Result<Value> {
    let bytes = vm.encode_builtin(text, codec, &errors.0)?;
    Ok(pair(vm.new_bytes(&bytes), text.char_count()))
}

macro_rules! encoder {
    ($signature:literal, $codec:expr) => {
        function!(
            $signature,
            |vm: &mut Vm, text: &Obj<Str>, errors: Errors| -> Result<Value> {
                encode_with(vm, text, $codec, &errors)
            },
            2
        )
    };
}
macro_rules! ordered_encoder {
    ($signature:literal, $marked:expr, $little:expr, $big:expr) => {
        function!(
            $signature,
            |vm: &mut Vm, text: &Obj<Str>, errors: Errors, order: Option<i32>| -> Result<Value> {
                let codec = match order.unwrap_or(0) {
                    0 => $marked,
                    ..0 => $little,
                    _ => $big,
                };
                encode_with(vm, text, codec, &errors)
            },
            3
        )
    };
}

const ENCODERS: &[Row] = &[
    function!("escape_encode(data, errors=None, /)", escape_encode, 2),
    function!("readbuffer_encode(data, errors=None, /)", readbuffer_encode, 2),
    encoder!("utf_7_encode(str, errors=None, /)", Builtin::Utf7),
    encoder!("utf_8_encode(str, errors=None, /)", Builtin::Plain(Encoding::Utf8)),
    ordered_encoder!("utf_16_encode(str, errors=None, byteorder=0, /)", Builtin::Utf16, UTF_16_LE, UTF_16_BE),
    encoder!("utf_16_le_encode(str, errors=None, /)", UTF_16_LE),
    encoder!("utf_16_be_encode(str, errors=None, /)", UTF_16_BE),
    ordered_encoder!("utf_32_encode(str, errors=None, byteorder=0, /)", Builtin::Utf32, UTF_32_LE, UTF_32_BE),
    encoder!("utf_32_le_encode(str, errors=None, /)", UTF_32_LE),
    encoder!("utf_32_be_encode(str, errors=None, /)", UTF_32_BE),
    encoder!("unicode_escape_encode(str, errors=None, /)", Builtin::UnicodeEscape),
    encoder!("raw_unicode_escape_encode(str, errors=None, /)", Builtin::RawUnicodeEscape),
    encoder!("latin_1_encode(str, errors=None, /)", Builtin::Plain(Encoding::Latin1)),
    encoder!("ascii_encode(str, errors=None, /)", Builtin::Plain(Encoding::Ascii)),
];

fn escape_encode(vm: &mut Vm, data: &Obj<whipsnake_vm::objects::bytes::Bytes>, _errors: Errors) -> Value {
    let encoded = escape::escape_encode(data.as_slice());
    pair(vm.new_bytes(&encoded), data.as_slice().len())
}

fn readbuffer_encode(vm: &mut Vm, data: &Value, _errors: Errors) -> Result<Value> {
    let bytes = text_or_bytes(vm, data)?;
    Ok(pair(vm.new_bytes(&bytes), bytes.len()))
}
