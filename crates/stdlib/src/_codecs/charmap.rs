//! `charmap_decode`, `charmap_encode`, `charmap_build`: encodings of one byte by a table, a mapping or a built map.

use super::{Errors, pair};
use std::collections::HashMap;
use whipsnake_vm::{
    body,
    error::Result,
    function, method,
    native::{Row, TypeDef},
    objects::{bytes::Bytes, dict::Dict, exceptions::ExcKind, str::conversion::Target},
    text::{
        codec::{Cursor, Decoded, Encoding, Trouble},
        wtf8,
    },
    types::type_flags,
    value::{Obj, Str, Value, map::Layout},
    vm::Vm,
};

/// What `charmap_build` makes: which byte a character is.
pub struct EncodingMap(HashMap<u32, u8>);
body!(EncodingMap);

/// `EncodingMap`
pub static ENCODING_MAP: TypeDef = TypeDef {
    name: "EncodingMap",
    doc: "",
    base: None,
    map: None,
    layout: Layout::of::<EncodingMap>(),
    flags: type_flags::NO_NEW,
    rows: &[method!(
        "size(self, /)",
        |_: &mut Vm, this: &Obj<EncodingMap>| std::mem::size_of_val(&this.0) + this.0.len() * 8,
        1,
        "Return the size (in bytes) of this object."
    )],
};

pub(super) const ROWS: &[Row] = &[
    function!("charmap_decode(data, errors=None, mapping=None, /)", decode, 3),
    function!("charmap_encode(str, errors=None, mapping=None, /)", encode, 3),
    function!("charmap_build(map, /)", build, 1),
];

const UNDEFINED: &str = "character maps to <undefined>";

fn decode(vm: &mut Vm, data: &Value, errors: Errors, mapping: Option<Value>) -> Result<Value> {
    let data = vm.get_bytes(data)?;
    let length = data.len();
    let Some(mapping) = mapping.filter(|mapping| !mapping.is_none()) else {
        let text = wtf8::from_code_points(data.iter().map(|byte| *byte as u32));
        return Ok(pair(Str::from_vec(text).into_value(), length));
    };
    let table: Option<Vec<u32>> =
        mapping.cast::<Str>().map(|table| wtf8::code_points(table.as_bytes()).take(256).collect());
    let target = Target::of(Encoding::Charmap(&[]));
    let (text, _) = vm.decode_steps(data, 0, target, &errors.0, &mut |vm, input, at, out| {
        if let Some(table) = &table {
            return Ok(Encoding::Charmap(table).decode(input, at, true, out));
        }
        for (start, &byte) in input.iter().enumerate().skip(at) {
            if !decode_byte(vm, &mapping, byte, out)? {
                return Ok(Decoded::Bad(Trouble { start, end: start + 1, reason: UNDEFINED }));
            }
        }
        Ok(Decoded::Done(input.len()))
    })?;
    Ok(pair(Str::from_vec(text).into_value(), length))
}

/// Appends what a mapping has for a byte; false if that is nothing.
fn decode_byte(vm: &mut Vm, mapping: &Value, byte: u8, out: &mut Vec<u8>) -> Result<bool> {
    let found = vm.get_item(mapping, &Value::small(byte as i64));
    let Some(found) = vm.swallow(found, ExcKind::LookupError)?.filter(|found| !found.is_none()) else {
        return Ok(false);
    };
    if let Some(text) = found.cast::<Str>() {
        if text.as_bytes() == "\u{FFFE}".as_bytes() {
            return Ok(false);
        }
        out.extend_from_slice(text.as_bytes());
        return Ok(true);
    }
    let Some(number) = vm.int_part(&found) else {
        return Err(vm.type_error("character mapping must return integer, None or str"));
    };
    match vm.int_to_i64(&number) {
        Some(0xFFFE) => Ok(false),
        Some(c @ 0..0x110000) => {
            wtf8::push(out, c as u32);
            Ok(true)
        }
        _ => Err(vm.type_error("character mapping must be in range(0x110000)")),
    }
}

fn encode(vm: &mut Vm, text: &Obj<Str>, errors: Errors, mapping: Option<Value>) -> Result<Value> {
    let mut out = Vec::with_capacity(text.char_count());
    let Some(mapping) = mapping.filter(|mapping| !mapping.is_none()) else {
        return super::encode_with(
            vm,
            text,
            whipsnake_vm::objects::str::codec::Builtin::Plain(Encoding::Latin1),
            &errors,
        );
    };
    let target = Target::of(Encoding::Charmap(&[]));
    vm.encode_steps(text, target, &errors.0, &mut out, &mut |vm, text, cursor, out| {
        while cursor.byte < text.len() {
            let (c, next) = wtf8::decode_at(text, cursor.byte);
            if !encode_character(vm, &mapping, c, out)? {
                return trouble(vm, &mapping, text, *cursor).map(Err);
            }
            *cursor = Cursor { byte: next, index: cursor.index + 1 };
        }
        Ok(Ok(()))
    })?;
    Ok(pair(vm.new_bytes(&out), text.char_count()))
}

/// The run of characters at `cursor` that a mapping does not have.
fn trouble(vm: &mut Vm, mapping: &Value, text: &[u8], cursor: Cursor) -> Result<Trouble> {
    let mut end = cursor.index;
    for c in wtf8::code_points(&text[cursor.byte..]) {
        if encode_character(vm, mapping, c, &mut Vec::new())? {
            break;
        }
        end += 1;
    }
    Ok(Trouble { start: cursor.index, end, reason: UNDEFINED })
}

/// Appends what a mapping has for a character; false if that is nothing.
fn encode_character(vm: &mut Vm, mapping: &Value, c: u32, out: &mut Vec<u8>) -> Result<bool> {
    if let Some(map) = mapping.cast::<EncodingMap>() {
        return Ok(map.0.get(&c).map(|byte| out.push(*byte)).is_some());
    }
    let found = vm.get_item(mapping, &Value::small(c as i64));
    let Some(found) = vm.swallow(found, ExcKind::LookupError)?.filter(|found| !found.is_none()) else {
        return Ok(false);
    };
    if let Some(bytes) = found.cast::<Bytes>() {
        out.extend_from_slice(bytes.as_slice());
        return Ok(true);
    }
    let Some(number) = vm.int_part(&found) else {
        let name = vm.type_name(&found);
        return Err(
            vm.type_error(format_args!("character mapping must return integer, bytes or None, not {name}"))
        );
    };
    match vm.int_to_i64(&number).map(u8::try_from) {
        Some(Ok(byte)) => {
            out.push(byte);
            Ok(true)
        }
        _ => Err(vm.type_error("character mapping must be in range(256)")),
    }
}

/// A map for tables that begin with NUL and stay within 16 bits, as nearly all do; a dict for others.
fn build(vm: &mut Vm, table: &Obj<Str>) -> Result<Value> {
    let characters: Vec<u32> = wtf8::code_points(table.as_bytes()).take(256).collect();
    let simple = characters.first() == Some(&0) && characters[1..].iter().all(|c| (1..0x10000).contains(c));
    if simple {
        let defined = characters.iter().enumerate().filter(|(_, c)| **c != 0xFFFE);
        let map = defined.map(|(byte, c)| (*c, byte as u8)).collect();
        return Ok(vm.new_native(EncodingMap(map)).into_value());
    }
    let dict = Dict::new();
    for (byte, c) in characters.into_iter().enumerate() {
        dict.set(vm, Value::small(c as i64), Value::small(byte as i64))?;
    }
    Ok(dict.into_value())
}
