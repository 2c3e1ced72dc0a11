//! Pickling arrays: `__reduce_ex__`, and `_array_reconstructor`, which reads the bytes of other machines.

use super::{Array, item::KINDS, item::Kind};
use whipsnake_vm::{
    error::Result,
    names,
    objects::{bytes::Bytes, list::List},
    text::wtf8,
    types::Type,
    value::{Obj, Str, Tuple, Value},
    vm::Vm,
};

/// How the items of a pickled array lie: bytes of an item, big end first, and what they are.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Machine {
    size: usize,
    big: bool,
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Unsigned,
    Signed,
    Float,
    Text,
}

const fn machine(size: usize, big: bool, what: What) -> Machine {
    Machine { size, big, what }
}

/// TABLE: the formats by number.
const FORMATS: &[Machine] = &[
    machine(1, false, What::Unsigned),
    machine(1, false, What::Signed),
    machine(2, false, What::Unsigned),
    machine(2, true, What::Unsigned),
    machine(2, false, What::Signed),
    machine(2, true, What::Signed),
    machine(4, false, What::Unsigned),
    machine(4, true, What::Unsigned),
    machine(4, false, What::Signed),
    machine(4, true, What::Signed),
    machine(8, false, What::Unsigned),
    machine(8, true, What::Unsigned),
    machine(8, false, What::Signed),
    machine(8, true, What::Signed),
    machine(4, false, What::Float),
    machine(4, true, What::Float),
    machine(8, false, What::Float),
    machine(8, true, What::Float),
    machine(2, false, What::Text),
    machine(2, true, What::Text),
    machine(4, false, What::Text),
    machine(4, true, What::Text),
];

/// The format that this machine's arrays of a kind have.
fn own_format(kind: Kind) -> Machine {
    let what = match kind {
        _ if kind.is_text() => What::Text,
        _ if kind.is_float() => What::Float,
        _ if kind.is_signed() => What::Signed,
        _ => What::Unsigned,
    };
    machine(kind.size, false, what)
}

/// `array.__reduce_ex__(protocol)`
pub fn reduce_ex(vm: &mut Vm, this: &Obj<Array>, protocol: &Value) -> Result<Value> {
    let Some(protocol) = vm.int_part(protocol) else {
        return Err(vm.type_error("__reduce_ex__ argument should be an integer"));
    };
    let protocol = vm.index_i64(&protocol)?;
    let this_value = this.to_value();
    let class = vm.class_of(&this_value).into_value();
    let state = vm.find_known_attr(&this_value, names::__dict__)?.unwrap_or(Value::NONE);
    let code = vm.new_str((this.kind.code as char).encode_utf8(&mut [0; 4]));
    if protocol < 3 {
        let items = this.values(vm)?;
        let args = vec![code, List::new(items).into_value()];
        return Ok(Tuple::new(vec![class, Tuple::new(args).into_value(), state]).into_value());
    }
    let module = vm.import_library("array")?;
    let reconstructor = vm.get_attr_text(&module, "_array_reconstructor")?;
    let own = own_format(this.kind);
    let format = FORMATS.iter().position(|format| *format == own).unwrap_or(0);
    let bytes = vm.new_bytes(&this.data.cloned(vm));
    let args = vec![class, code, Value::small(format as i64), bytes];
    Ok(Tuple::new(vec![reconstructor, Tuple::new(args).into_value(), state]).into_value())
}

/// `_array_reconstructor(arraytype, typecode, mformat_code, items)`
pub fn reconstruct(vm: &mut Vm, class: &Value, code: &Value, format: i32, items: &Value) -> Result<Value> {
    let Some(code) = code.cast::<Str>().filter(|code| code.char_count() == 1) else {
        return Err(super::not_a_character(vm, "_array_reconstructor() argument 2", code));
    };
    let code = wtf8::decode_at(code.as_bytes(), 0).0;
    let array_class = vm.native_type::<Array>();
    let Some(class) = class.cast::<Type>() else {
        let name = vm.type_name(class);
        return Err(vm.type_error(format_args!("first argument must be a type object, not {name}")));
    };
    if !class.is_subclass(vm, &array_class) {
        let name = class.name_text(vm).into_owned();
        return Err(vm.type_error(format_args!("{name} is not a subtype of array.array")));
    }
    let Some(kind) = Kind::find(code) else {
        return Err(vm.value_error("second argument must be a valid type code"));
    };
    let Some(format) = usize::try_from(format).ok().and_then(|format| FORMATS.get(format)).copied() else {
        return Err(vm.value_error("third argument must be a valid machine format code."));
    };
    let Some(bytes) = items.cast::<Bytes>() else {
        let name = vm.type_name(items);
        return Err(vm.type_error(format_args!("fourth argument should be bytes, not {name}")));
    };
    let bytes = bytes.as_slice();
    let own = format == own_format(kind);
    // Text counts in units of four bytes whatever its encoding.
    let unit = if format.what == What::Text { 4 } else { format.size };
    if bytes.len() % unit != 0 {
        let what = if own { "bytes" } else { "string" };
        return Err(vm.value_error(format_args!("{what} length not a multiple of item size")));
    }
    if own {
        return Ok(Array::instance(class, kind, bytes.to_vec()).into_value());
    }
    let ordered: Vec<u8> = match format.big {
        true => bytes.chunks_exact(format.size).flat_map(|item| item.iter().rev().copied()).collect(),
        false => bytes.to_vec(),
    };
    // An integer of another size finds the kind that has it; of several the last.
    let same_size = |kind: &&Kind| {
        !kind.is_text()
            && !kind.is_float()
            && kind.size == format.size
            && kind.is_signed() == (format.what == What::Signed)
    };
    let (kind, data) = match format.what {
        What::Signed | What::Unsigned => {
            (KINDS.iter().rev().find(same_size).copied().unwrap_or(kind), ordered)
        }
        What::Float if kind.is_float() && kind.size == format.size => (kind, ordered),
        What::Float => (kind, convert_floats(vm, kind, format.size, &ordered)?),
        What::Text => (kind, convert_text(vm, kind, format.size, &ordered)?),
    };
    Ok(Array::instance(class, kind, data).into_value())
}

fn convert_floats(vm: &mut Vm, kind: Kind, size: usize, bytes: &[u8]) -> Result<Vec<u8>> {
    let from = Kind { code: if size == 4 { b'f' } else { b'd' }, size };
    let mut data = Vec::with_capacity(bytes.len() / size * kind.size);
    for at in 0..bytes.len() / size {
        let value = from.get(bytes, at).unwrap_or(Value::NONE);
        let bits = kind.pack(vm, &value)?;
        data.extend_from_slice(&bits[..kind.size]);
    }
    Ok(data)
}

fn convert_text(vm: &mut Vm, kind: Kind, size: usize, bytes: &[u8]) -> Result<Vec<u8>> {
    let bytes_value = vm.new_bytes(bytes);
    let decode = vm.get_attr_text(&bytes_value, "decode")?;
    let encoding = vm.new_str(if size == 2 { "utf-16-le" } else { "utf-32-le" });
    let text = vm.call(&decode, &[encoding])?;
    let Some(text) = text.cast::<Str>() else { return Ok(Vec::new()) };
    if !kind.is_text() {
        let code = kind.code as char;
        return Err(
            vm.type_error(format_args!("cannot use a str to initialize an array with typecode '{code}'"))
        );
    }
    Ok(wtf8::code_points(text.as_bytes()).flat_map(u32::to_le_bytes).collect())
}
