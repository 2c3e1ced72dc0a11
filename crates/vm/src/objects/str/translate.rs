//! `str.translate` and `str.maketrans`.

use super::plain;
use crate::{
    error::Result,
    method,
    native::Row,
    objects::{dict::Dict, exceptions::ExcKind},
    static_method,
    text::wtf8,
    value::{Handle, Obj, Str, Value},
    vm::Vm,
};

/// What a character becomes.
enum Target {
    Same,
    Gone,
    Text(Value),
    Point(u32),
}

fn target(vm: &mut Vm, table: &Value, point: u32) -> Result<Target> {
    let key = Value::small(point.into());
    let found = match table.exact::<Dict>() {
        Some(dict) => dict.get(vm, &key)?,
        None => {
            let result = vm.get_item(table, &key);
            vm.swallow(result, ExcKind::LookupError)?
        }
    };
    let Some(found) = found else { return Ok(Target::Same) };
    if found.is_none() {
        return Ok(Target::Gone);
    }
    if found.cast::<Str>().is_some() {
        return Ok(Target::Text(found));
    }
    if found.as_int().is_none() {
        return Err(vm.type_error("character mapping must return integer, None or str"));
    }
    match vm.int_to_i64(&found).and_then(|point| u32::try_from(point).ok()).filter(|point| *point < 0x110000)
    {
        Some(point) => Ok(Target::Point(point)),
        None => Err(vm.value_error("character mapping must be in range(0x110000)")),
    }
}

fn translate(vm: &mut Vm, this: &Obj<Str>, table: &Value) -> Result<Value> {
    let text = this.as_bytes();
    let mut out = Vec::with_capacity(text.len());
    // ASCII characters are looked up once each: a table is not expected to change its mind.
    let mut known: [Option<Option<u8>>; 128] = [None; 128];
    let mut changed = false;
    for point in wtf8::code_points(text) {
        if let Some(Some(answer)) = known.get(point as usize) {
            out.extend(answer);
            changed |= *answer != Some(point as u8);
            continue;
        }
        let answer = match target(vm, table, point)? {
            Target::Same => {
                wtf8::push(&mut out, point);
                if point < 128 { Some(Some(point as u8)) } else { None }
            }
            Target::Gone => {
                changed = true;
                Some(None)
            }
            Target::Text(text) => {
                changed = true;
                if let Some(text) = text.cast::<Str>() {
                    out.extend_from_slice(text.as_bytes());
                }
                None
            }
            Target::Point(to) => {
                changed = true;
                wtf8::push(&mut out, to);
                if to < 128 { Some(Some(to as u8)) } else { None }
            }
        };
        if let Some(slot) = known.get_mut(point as usize) {
            *slot = answer;
        }
    }
    Ok(if changed { Str::from_vec(out).into_value() } else { plain(this) })
}

fn maketrans(vm: &mut Vm, x: &Value, y: Option<&Value>, z: Option<&Value>) -> Result<Handle<Dict>> {
    let table = Dict::new();
    let Some(y) = y else {
        from_dict(vm, &table, x)?;
        return Ok(table);
    };
    let Some(from) = x.cast::<Str>() else {
        return Err(vm.type_error("first maketrans argument must be a string if there is a second argument"));
    };
    let Some(to) = y.cast::<Str>() else { return Err(vm.not_str("maketrans() argument 2", y)) };
    let gone = match z {
        None => None,
        Some(z) => match z.cast::<Str>() {
            Some(gone) => Some(gone),
            None => return Err(vm.not_str("maketrans() argument 3", z)),
        },
    };
    if from.char_count() != to.char_count() {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    for (from, to) in wtf8::code_points(from.as_bytes()).zip(wtf8::code_points(to.as_bytes())) {
        table.set(vm, Value::small(from.into()), Value::small(to.into()))?;
    }
    for point in gone.into_iter().flat_map(|gone| wtf8::code_points(gone.as_bytes())) {
        table.set(vm, Value::small(point.into()), Value::NONE)?;
    }
    Ok(table)
}

/// A dict whose keys are characters or ints, with ints for keys.
fn from_dict(vm: &mut Vm, table: &Obj<Dict>, x: &Value) -> Result<()> {
    let Some(dict) = x.exact::<Dict>() else {
        return Err(vm.type_error("if you give only one argument to maketrans it must be a dict"));
    };
    for (key, value) in dict.pairs(vm) {
        if let Some(text) = key.cast::<Str>() {
            if text.char_count() != 1 {
                return Err(vm.value_error("string keys in translate table must be of length 1"));
            }
            let point = wtf8::decode_at(text.as_bytes(), 0).0;
            table.set(vm, Value::small(point.into()), value)?;
        } else if key.as_int().is_some() {
            table.set(vm, key, value)?;
        } else {
            return Err(vm.type_error("keys in translate table must be strings or integers"));
        }
    }
    Ok(())
}

/// Rows of `str`.
pub const ROWS: &[Row] = &[
    method!(
        "translate(self, table, /)",
        translate,
        2,
        "Replace each character in the string using the given translation table.\n\n  table\n    Translation table, which must be a mapping of Unicode ordinals to\n    Unicode ordinals, strings, or None.\n\nThe table must implement lookup/indexing via __getitem__, for instance a\ndictionary or list.  If this operation raises LookupError, the character is\nleft untouched.  Characters mapped to None are deleted."
    ),
    static_method!(
        "maketrans(x, y=None, z=None, /)",
        maketrans,
        3,
        "Return a translation table usable for str.translate().\n\nIf there is only one argument, it must be a dictionary mapping Unicode\nordinals (integers) or characters to Unicode ordinals, strings or None.\nCharacter keys will be then converted to ordinals.\nIf there are two arguments, they must be strings of equal length, and\nin the resulting dictionary, each character in x will be mapped to the\ncharacter at the same position in y. If there is a third argument, it\nmust be a string, whose characters will be mapped to None in the result."
    ),
];
