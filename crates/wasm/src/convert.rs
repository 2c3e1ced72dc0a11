//! Plain data between Python and JavaScript, by copying: numbers, text, bytes, lists, dicts, sets.
//!
//! | Python | JavaScript |
//! |---|---|
//! | `None` | `undefined` (and `null` comes back as `None`) |
//! | `bool`, `float`, `str` | boolean, number, string |
//! | `int` | number within ±2⁵³, else BigInt |
//! | `list`, `tuple` | Array (comes back as `list`) |
//! | `dict` | Object if all keys are strings, else Map |
//! | `set`, `frozenset` | Set |
//! | anything else | an object with `type` and `repr` that cannot come back |
//!
//! A whole number comes back as `int`. Data nested deeper than a hundred levels, cycles among it, is an error.

use js_sys::{Array, BigInt, JsString, Map, Object, Reflect, Set};
use wasm_bindgen::prelude::*;
use whipsnake_vm::error::Result;
use whipsnake_vm::objects::dict::Dict;
use whipsnake_vm::objects::list::List;
use whipsnake_vm::objects::set::set_cell;
use whipsnake_vm::value::{Str, Tuple, Value};
use whipsnake_vm::vm::Vm;

/// Deeper data is refused, so that cycles end.
const DEEPEST: usize = 100;

/// The largest number that JavaScript counts exactly.
const SAFE: f64 = 9_007_199_254_740_991.0;

/// A Python value as JavaScript data.
///
/// # Errors
/// `ValueError` for data that is nested too deep.
pub fn to_js(vm: &mut Vm, value: &Value) -> Result<JsValue> {
    out(vm, value, 0)
}

/// JavaScript data as a Python value.
///
/// # Errors
/// `TypeError` for what is not plain data, `ValueError` for what is nested too deep.
pub fn from_js(vm: &mut Vm, value: &JsValue) -> Result<Value> {
    into(vm, value, 0)
}

fn too_deep(vm: &mut Vm, depth: usize) -> Result<()> {
    if depth > DEEPEST {
        return Err(vm.value_error("data is nested too deep to be copied to or from JavaScript"));
    }
    Ok(())
}

fn out(vm: &mut Vm, value: &Value, depth: usize) -> Result<JsValue> {
    too_deep(vm, depth)?;
    if value.is_none() || value.is_undef() {
        return Ok(JsValue::UNDEFINED);
    }
    if value.is_bool() {
        return Ok(JsValue::from_bool(value.is_true()));
    }
    if let Some(number) = value.as_float() {
        return Ok(JsValue::from_f64(number));
    }
    if let Some(whole) = vm.int_part(value) {
        return int_out(vm, &whole);
    }
    if let Some(text) = value.cast::<Str>() {
        return Ok(text_out(text.as_bytes()));
    }
    if let Some(list) = value.cast::<List>() {
        let items = list.items.cloned(vm);
        return array_out(vm, &items, depth);
    }
    if let Some(tuple) = value.cast::<Tuple>() {
        let items = tuple.as_slice().to_vec();
        return array_out(vm, &items, depth);
    }
    if let Some(dict) = value.cast::<Dict>() {
        let pairs = dict.pairs(vm);
        return dict_out(vm, &pairs, depth);
    }
    if let Some(cell) = set_cell(value) {
        let members = cell.get(vm).pairs();
        let set = Set::new(&JsValue::UNDEFINED);
        for (_, member) in members {
            set.add(&out(vm, &member, depth + 1)?);
        }
        return Ok(set.into());
    }
    opaque_out(vm, value)
}

fn int_out(vm: &mut Vm, whole: &Value) -> Result<JsValue> {
    if let Some(number) = vm.int_to_i64(whole)
        && number.unsigned_abs() <= SAFE as u64
    {
        return Ok(JsValue::from_f64(number as f64));
    }
    let digits = vm.repr_text(whole)?;
    Ok(BigInt::new(&JsValue::from_str(&digits)).map_or(JsValue::UNDEFINED, JsValue::from))
}

/// A string; lone surrogates, which WTF-8 can hold and UTF-8 cannot, arrive as they are.
fn text_out(bytes: &[u8]) -> JsValue {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return JsValue::from_str(text);
    }
    let parts = Array::new();
    for points in code_points(bytes).chunks(1000) {
        // Only numbers past the last code point are refused, and WTF-8 has none.
        parts.push(&JsString::from_code_point(points).unwrap_or_else(|_| JsString::from("")));
    }
    parts.join("").into()
}

/// The code points of WTF-8 text.
fn code_points(bytes: &[u8]) -> Vec<u32> {
    let mut points: Vec<u32> = Vec::new();
    for byte in bytes {
        let byte = u32::from(*byte);
        match byte {
            0x80..=0xBF => {
                if let Some(last) = points.last_mut() {
                    *last = *last << 6 | (byte & 0x3F);
                }
            }
            0xC0..=0xDF => points.push(byte & 0x1F),
            0xE0..=0xEF => points.push(byte & 0x0F),
            0xF0..=0xFF => points.push(byte & 0x07),
            _ => points.push(byte),
        }
    }
    points
}

fn array_out(vm: &mut Vm, items: &[Value], depth: usize) -> Result<JsValue> {
    let array = Array::new();
    for item in items {
        array.push(&out(vm, item, depth + 1)?);
    }
    Ok(array.into())
}

fn dict_out(vm: &mut Vm, pairs: &[(Value, Value)], depth: usize) -> Result<JsValue> {
    if pairs.iter().all(|(key, _)| key.cast::<Str>().is_some()) {
        let object = Object::new();
        for (key, value) in pairs {
            let (key, value) = (out(vm, key, depth + 1)?, out(vm, value, depth + 1)?);
            set_field(&object, &key, &value);
        }
        return Ok(object.into());
    }
    let map = Map::new();
    for (key, value) in pairs {
        let (key, value) = (out(vm, key, depth + 1)?, out(vm, value, depth + 1)?);
        map.set(&key, &value);
    }
    Ok(map.into())
}

fn opaque_out(vm: &mut Vm, value: &Value) -> Result<JsValue> {
    let object = Object::new();
    set_field(&object, &"type".into(), &vm.type_name(value).into());
    set_field(&object, &"repr".into(), &vm.repr_text(value)?.into());
    Ok(object.into())
}

/// Sets a field of an object that is ours, which cannot fail.
pub fn set_field(object: &Object, name: &JsValue, value: &JsValue) {
    let _ = Reflect::set(object, name, value);
}

fn into(vm: &mut Vm, value: &JsValue, depth: usize) -> Result<Value> {
    too_deep(vm, depth)?;
    if value.is_undefined() || value.is_null() {
        return Ok(Value::NONE);
    }
    if let Some(truth) = value.as_bool() {
        return Ok(Value::bool(truth));
    }
    if let Some(number) = value.as_f64() {
        let whole =
            number.fract() == 0.0 && number.abs() <= SAFE && !(number == 0.0 && number.is_sign_negative());
        return Ok(if whole { vm.new_int(number as i64) } else { Value::float_from_outside(number) });
    }
    if let Some(text) = value.dyn_ref::<JsString>() {
        return Ok(Str::from_vec(text_in(text)).into_value());
    }
    if let Some(big) = value.dyn_ref::<BigInt>() {
        let digits = big.to_string(10).map(String::from).unwrap_or_default();
        let (int, digits) = (vm.builtins.clone().get_text(vm, "int"), vm.new_str(&digits));
        return match int {
            Some(int) => vm.call(&int, &[digits]),
            None => Ok(Value::NONE),
        };
    }
    if Array::is_array(value) {
        return vm_list(vm, Array::from(value).iter(), depth);
    }
    if let Some(map) = value.dyn_ref::<Map>() {
        let entries = js_sys::try_iter(&map.entries()).ok().flatten();
        return dict_in(vm, entries.into_iter().flatten().flatten(), depth);
    }
    if let Some(set) = value.dyn_ref::<Set>() {
        let members = js_sys::try_iter(&set.values()).ok().flatten();
        let list = vm_list(vm, members.into_iter().flatten().flatten(), depth)?;
        return match vm.builtins.clone().get_text(vm, "set") {
            Some(set) => vm.call(&set, &[list]),
            None => Ok(list),
        };
    }
    if value.is_object() && !value.is_function() {
        let entries = Object::entries(value.unchecked_ref());
        return dict_in(vm, entries.iter(), depth);
    }
    let kind = value.js_typeof().as_string().unwrap_or_default();
    Err(vm.type_error(format_args!("a JavaScript {kind} cannot be copied to Python")))
}

/// A string's bytes in WTF-8.
fn text_in(text: &JsString) -> Vec<u8> {
    if text.is_valid_utf16() {
        return String::from(text).into_bytes();
    }
    let mut bytes = Vec::new();
    for unit in char::decode_utf16(text.iter()) {
        match unit {
            Ok(c) => bytes.extend(c.encode_utf8(&mut [0; 4]).bytes()),
            Err(lone) => {
                let unit = lone.unpaired_surrogate();
                bytes.extend([
                    0xE0 | (unit >> 12) as u8,
                    0x80 | (unit >> 6 & 0x3F) as u8,
                    0x80 | (unit & 0x3F) as u8,
                ]);
            }
        }
    }
    bytes
}

fn vm_list(vm: &mut Vm, items: impl Iterator<Item = JsValue>, depth: usize) -> Result<Value> {
    let mut list = Vec::new();
    for item in items {
        list.push(into(vm, &item, depth + 1)?);
    }
    Ok(List::new(list).into_value())
}

fn dict_in(vm: &mut Vm, entries: impl Iterator<Item = JsValue>, depth: usize) -> Result<Value> {
    let dict = Dict::new();
    for entry in entries {
        let pair = Array::from(&entry);
        let (key, value) = (into(vm, &pair.get(0), depth + 1)?, into(vm, &pair.get(1), depth + 1)?);
        dict.set(vm, key, value)?;
    }
    Ok(dict.into_value())
}
