//! `unicodedata`: what the Unicode Character Database says of characters.

pub mod tables;

use tables::{Class, Digit, tables};
use unicode_normalization::UnicodeNormalization;
use whipsnake_vm::{
    constant,
    error::Result,
    function,
    native::{ModuleDef, Row},
    objects::exceptions::ExcKind,
    text::wtf8,
    value::{Obj, Str, Value},
    vm::Vm,
};

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "unicodedata",
    doc: "This module provides access to the Unicode Character Database which\ndefines character properties for all \
          Unicode characters. The data in\nthis database is based on the UnicodeData.txt file version\n16.0.0 which \
          is publicly available from ftp://ftp.unicode.org/.\n\nThe module uses the same names and symbols as defined \
          by the\nUnicodeData File Format 16.0.0.",
    rows: ROWS,
    types: &[],
    init: None,
};

const ROWS: &[Row] = &[
    constant!("unidata_version", |vm| vm.new_str("16.0.0")),
    function!(
        "category(chr, /)",
        category,
        1,
        "Returns the general category assigned to the character chr as string."
    ),
    function!(
        "bidirectional(chr, /)",
        bidirectional,
        1,
        "Returns the bidirectional class assigned to the character chr as string.\n\nIf no such value is defined, an \
         empty string is returned."
    ),
    function!(
        "combining(chr, /)",
        combining,
        1,
        "Returns the canonical combining class assigned to the character chr as integer.\n\nReturns 0 if no combining \
         class is defined."
    ),
    function!(
        "mirrored(chr, /)",
        mirrored,
        1,
        "Returns the mirrored property assigned to the character chr as integer.\n\nReturns 1 if the character has \
         been identified as a \"mirrored\"\ncharacter in bidirectional text, 0 otherwise."
    ),
    function!(
        "east_asian_width(chr, /)",
        east_asian_width,
        1,
        "Returns the east asian width assigned to the character chr as string."
    ),
    function!(
        "decomposition(chr, /)",
        decomposition,
        1,
        "Returns the character decomposition mapping assigned to the character chr as string.\n\nAn empty string is \
         returned in case no such mapping is defined."
    ),
    function!(
        "decimal(chr, default=None, /)",
        |vm: &mut Vm, c: &Value, default: Option<Value>| number(vm, "decimal", Digit::Decimal, c, default),
        2,
        "Converts a Unicode character into its equivalent decimal value.\n\nReturns the decimal value assigned to the \
         character chr as integer.\nIf no such value is defined, default is returned, or, if not given,\nValueError is \
         raised."
    ),
    function!(
        "digit(chr, default=None, /)",
        |vm: &mut Vm, c: &Value, default: Option<Value>| number(vm, "digit", Digit::Digit, c, default),
        2,
        "Converts a Unicode character into its equivalent digit value.\n\nReturns the digit value assigned to the \
         character chr as integer.\nIf no such value is defined, default is returned, or, if not given,\nValueError is \
         raised."
    ),
    function!(
        "numeric(chr, default=None, /)",
        |vm: &mut Vm, c: &Value, default: Option<Value>| number(vm, "numeric", Digit::Numeric, c, default),
        2,
        "Converts a Unicode character into its equivalent numeric value.\n\nReturns the numeric value assigned to the \
         character chr as float.\nIf no such value is defined, default is returned, or, if not given,\nValueError is \
         raised."
    ),
    function!(
        "name(chr, default=None, /)",
        name,
        2,
        "Returns the name assigned to the character chr as a string.\n\nIf no name is defined, default is returned, or, \
         if not given,\nValueError is raised."
    ),
    function!(
        "lookup(name, /)",
        lookup,
        1,
        "Look up character by name.\n\nIf a character with the given name is found, return the\ncorresponding \
         character.  If not found, KeyError is raised."
    ),
    function!(
        "normalize(form, unistr, /)",
        normalize,
        2,
        "Return the normal form 'form' for the Unicode string unistr.\n\nValid values for form are 'NFC', 'NFKC', \
         'NFD', and 'NFKD'."
    ),
    function!(
        "is_normalized(form, unistr, /)",
        is_normalized,
        2,
        "Return whether the Unicode string unistr is in the normal form 'form'.\n\nValid values for form are 'NFC', \
         'NFKC', 'NFD', and 'NFKD'."
    ),
];

/// The code point of the one character that `value` must be.
fn code_of(vm: &mut Vm, value: &Value, function: &str, argument: &str) -> Result<u32> {
    let Some(text) = value.cast::<Str>() else {
        let given = vm.type_name(value);
        return Err(vm.type_error(format_args!(
            "{function}() argument{argument} must be a unicode character, not {given}"
        )));
    };
    if text.char_count() != 1 {
        let count = text.char_count();
        return Err(vm.type_error(format_args!(
            "{function}(): argument{argument} must be a unicode character, not a string of length {count}"
        )));
    }
    Ok(wtf8::decode_at(text.as_bytes(), 0).0)
}

fn class_of(vm: &mut Vm, value: &Value, function: &str) -> Result<&'static Class> {
    let code = code_of(vm, value, function, "")?;
    match tables().class(code) {
        Some(class) => Ok(class),
        None => Err(vm.system_error("the character database is damaged")),
    }
}

fn category(vm: &mut Vm, c: &Value) -> Result<&'static str> {
    Ok(class_of(vm, c, "category")?.category)
}
fn bidirectional(vm: &mut Vm, c: &Value) -> Result<&'static str> {
    let class = class_of(vm, c, "bidirectional")?.bidirectional;
    Ok(if class == "-" { "" } else { class })
}
fn combining(vm: &mut Vm, c: &Value) -> Result<i64> {
    Ok(class_of(vm, c, "combining")?.combining.into())
}
fn mirrored(vm: &mut Vm, c: &Value) -> Result<i64> {
    Ok(class_of(vm, c, "mirrored")?.mirrored.into())
}
fn east_asian_width(vm: &mut Vm, c: &Value) -> Result<&'static str> {
    Ok(class_of(vm, c, "east_asian_width")?.width)
}
fn decomposition(vm: &mut Vm, c: &Value) -> Result<&'static str> {
    Ok(tables().decomposition(code_of(vm, c, "decomposition", "")?))
}

fn number(vm: &mut Vm, function: &str, wanted: Digit, c: &Value, default: Option<Value>) -> Result<Value> {
    let code = code_of(vm, c, function, " 1")?;
    match (tables().number(code).filter(|(kind, _)| *kind >= wanted), default) {
        (Some((_, value)), _) if wanted == Digit::Numeric => Ok(Value::float(value)),
        (Some((_, value)), _) => Ok(Value::small(value as i64)),
        (None, Some(default)) => Ok(default),
        (None, None) if wanted == Digit::Numeric => Err(vm.value_error("not a numeric character")),
        (None, None) => {
            let article = if wanted == Digit::Digit { "digit" } else { "decimal" };
            Err(vm.value_error(format_args!("not a {article}")))
        }
    }
}

fn name(vm: &mut Vm, c: &Value, default: Option<Value>) -> Result<Value> {
    let code = code_of(vm, c, "name", " 1")?;
    match (tables().name(code), default) {
        (Some(name), _) => Ok(vm.new_str(&name)),
        (None, Some(default)) => Ok(default),
        (None, None) => Err(vm.value_error("no such name")),
    }
}

fn lookup(vm: &mut Vm, name: &Value) -> Result<Value> {
    let text = match vm.find_bytes(name)? {
        Some(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        None => match name.cast::<Str>() {
            Some(_) => vm.text_of(name).into_owned(),
            None => {
                let given = vm.type_name(name);
                return Err(vm.type_error(format_args!("a bytes-like object is required, not '{given}'")));
            }
        },
    };
    match tables::character(&text) {
        Some(found) => Ok(vm.new_str(found.encode_utf8(&mut [0; 4]))),
        None => Err(vm.raise_text(ExcKind::KeyError, &format!("undefined character name '{text}'"))),
    }
}

/// The first code points of `rest` that have something to normalize, and the bytes of the one behind them: a lone
/// surrogate, or one that is not assigned (the crate may know a later Unicode).
fn next_piece(rest: &[u8]) -> (&str, usize) {
    let (valid, bad) = match std::str::from_utf8(rest) {
        Ok(valid) => (valid, 0),
        // A surrogate has three bytes.
        Err(error) => {
            let valid = std::str::from_utf8(&rest[..error.valid_up_to()]).unwrap_or_default();
            (valid, 3.min(rest.len() - valid.len()))
        }
    };
    let is_unassigned =
        |c: char| !c.is_ascii() && tables().class(c.into()).is_some_and(|class| class.category == "Cn");
    match valid.char_indices().find(|(_, c)| is_unassigned(*c)) {
        Some((at, c)) => (&valid[..at], c.len_utf8()),
        None => (valid, bad),
    }
}

/// Normalizes the pieces between code points that no form touches.
fn normalized(vm: &mut Vm, form: &Value, text: &Obj<Str>) -> Result<Vec<u8>> {
    let form = vm.text_of(form).into_owned();
    if !matches!(&*form, "NFC" | "NFD" | "NFKC" | "NFKD") {
        return Err(vm.value_error("invalid normalization form"));
    }
    let mut out = Vec::with_capacity(text.as_bytes().len());
    let mut rest = text.as_bytes();
    loop {
        let (valid, bad) = next_piece(rest);
        let mut push = |c: char| out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        match &*form {
            "NFC" => valid.nfc().for_each(&mut push),
            "NFD" => valid.nfd().for_each(&mut push),
            "NFKC" => valid.nfkc().for_each(&mut push),
            _ => valid.nfkd().for_each(&mut push),
        }
        if bad == 0 {
            return Ok(out);
        }
        out.extend_from_slice(&rest[valid.len()..valid.len() + bad]);
        rest = &rest[valid.len() + bad..];
    }
}

fn check<'a>(vm: &mut Vm, function: &str, form: &Value, text: &'a Value) -> Result<&'a Obj<Str>> {
    for (position, value) in [(1, form), (2, text)] {
        if value.cast::<Str>().is_none() {
            let given = vm.type_name(value);
            return Err(
                vm.type_error(format_args!("{function}() argument {position} must be str, not {given}"))
            );
        }
    }
    text.cast::<Str>().ok_or_else(|| vm.type_error("not a str"))
}

fn normalize(vm: &mut Vm, form: &Value, text: &Value) -> Result<Value> {
    let string = check(vm, "normalize", form, text)?;
    let new = normalized(vm, form, string)?;
    Ok(if new == string.as_bytes() { text.clone() } else { Str::from_vec(new).into_value() })
}

fn is_normalized(vm: &mut Vm, form: &Value, text: &Value) -> Result<bool> {
    let string = check(vm, "is_normalized", form, text)?;
    Ok(normalized(vm, form, string)? == string.as_bytes())
}
