//! `_struct`: numbers and bytes in records of C.

use num_bigint::BigInt;
use std::rc::Rc;
use whipsnake_vm::{
    body,
    error::{Raised, Result},
    function, getset, method,
    native::{ModuleDef, Rest, Row, TypeDef},
    objects::{bytes::Bytes, exceptions::ExcKind, list::List},
    static_method,
    text::big,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Tuple, Value, VmCell, map::Layout},
    vm::Vm,
};

/// One item of a format.
#[derive(Clone, Copy)]
struct Item {
    code: u8,
    offset: usize,
    /// Bytes of one value.
    size: usize,
    /// How many values; for `s`, `p` and `x` how many bytes.
    count: usize,
    /// Whether the machine converts it, which lets floats overflow to infinity.
    native: bool,
}

/// A format, read.
#[derive(Clone, Default)]
struct Format {
    items: Vec<Item>,
    size: usize,
    values: usize,
    big_endian: bool,
}

/// `struct.Struct`
pub struct Struct {
    text: VmCell<String>,
    format: VmCell<Rc<Format>>,
}
body!(Struct);

/// `struct.error`, made at first use.
#[derive(Default)]
struct ErrorClass(Option<Value>);

/// Formats that functions of the module were last given.
#[derive(Default)]
struct Recent {
    formats: Vec<(Value, Rc<Format>)>,
    /// Which of them the next one replaces.
    oldest: usize,
}

/// How many formats are remembered: they are searched in order.
const MOST_RECENT: usize = 8;

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_struct",
    doc: "Functions to convert between Python values and C structs.\nPython bytes objects are used to hold the data representing the C struct\nand also as format strings (explained below) to describe the layout of data\nin the C struct.",
    rows: ROWS,
    types: &[&STRUCT],
    init: None,
};

const ROWS: &[Row] = &[
    Row::Const("error", |vm| error_class(vm).unwrap_or(Value::NONE)),
    function!(
        "_clearcache()",
        |vm: &mut Vm| *vm.state::<Recent>() = Recent::default(),
        0,
        "Clear the internal cache."
    ),
    function!(
        "calcsize(format, /)",
        calc_size,
        1,
        "Return size in bytes of the struct described by the format string."
    ),
    function!(
        "pack(format, /, *values)",
        |vm: &mut Vm, format: Value, values: Rest| -> Result<Value> {
            let format = recent(vm, &format)?;
            pack(vm, &format, values.0, "pack")
        },
        2,
        "Return a bytes object containing values packed according to the format string."
    ),
    function!(
        "unpack(format, buffer, /)",
        |vm: &mut Vm, format: Value, buffer: Value| -> Result<Value> {
            let format = recent(vm, &format)?;
            unpack(vm, &format, &buffer)
        },
        2,
        "Return a tuple containing values unpacked according to the format string."
    ),
    function!(
        "unpack_from(format, /, buffer, offset=0)",
        |vm: &mut Vm, format: Value, buffer: Value, offset: Option<isize>| -> Result<Value> {
            let format = recent(vm, &format)?;
            unpack_from(vm, &format, &buffer, offset.unwrap_or(0))
        },
        3,
        "Return a tuple containing values unpacked according to the format string."
    ),
    function!(
        "pack_into(format, buffer, offset, /, *values)",
        |vm: &mut Vm, format: Value, buffer: Value, offset: isize, values: Rest| -> Result<()> {
            let format = recent(vm, &format)?;
            pack_into(vm, &format, &buffer, offset, values.0)
        },
        4,
        "Pack values and write the packed bytes into the buffer starting at offset."
    ),
    function!(
        "iter_unpack(format, buffer, /)",
        |vm: &mut Vm, format: Value, buffer: Value| -> Result<Value> {
            let format = recent(vm, &format)?;
            iter_unpack(vm, &format, &buffer)
        },
        2,
        "Return an iterator yielding tuples unpacked from the given bytes."
    ),
];

/// Table of `struct.Struct`.
pub static STRUCT: TypeDef = TypeDef {
    name: "_struct.Struct",
    doc: "Struct(fmt) --> compiled struct object",
    base: None,
    map: None,
    layout: Layout::of::<Struct>(),
    flags: type_flags::BASE,
    rows: &[
        static_method!("__new__(cls, format)", Struct::new_, 2),
        method!("pack(self, /, *values)", Struct::pack, 2),
        method!("unpack(self, buffer, /)", Struct::unpack, 2),
        method!("unpack_from(self, /, buffer, offset=0)", Struct::unpack_from, 3),
        method!("pack_into(self, buffer, offset, /, *values)", Struct::pack_into, 4),
        method!("iter_unpack(self, buffer, /)", Struct::iter_unpack, 2),
        method!("__repr__(self, /)", Struct::repr, 1),
        getset!("format", |vm: &mut Vm, this: &Obj<Struct>| this.text.get(vm).clone()),
        getset!("size", |vm: &mut Vm, this: &Obj<Struct>| this.format.get(vm).size),
    ],
};

impl Struct {
    fn new_(vm: &mut Vm, class: &Obj<Type>, format: &Value) -> Result<Handle<Struct>> {
        let (text, format) = read(vm, format)?;
        let made = Struct { text: VmCell::new(text), format: VmCell::new(Rc::new(format)) };
        Ok(Handle::new_instance(class.instance_map.get(), made))
    }
    fn pack(vm: &mut Vm, this: &Obj<Struct>, values: Rest) -> Result<Value> {
        let format = this.format.cloned(vm);
        pack(vm, &format, values.0, "pack")
    }
    fn unpack(vm: &mut Vm, this: &Obj<Struct>, buffer: &Value) -> Result<Value> {
        let format = this.format.cloned(vm);
        unpack(vm, &format, buffer)
    }
    fn unpack_from(vm: &mut Vm, this: &Obj<Struct>, buffer: &Value, offset: Option<isize>) -> Result<Value> {
        let format = this.format.cloned(vm);
        unpack_from(vm, &format, buffer, offset.unwrap_or(0))
    }
    fn pack_into(vm: &mut Vm, this: &Obj<Struct>, buffer: &Value, offset: isize, values: Rest) -> Result<()> {
        let format = this.format.cloned(vm);
        pack_into(vm, &format, buffer, offset, values.0)
    }
    fn iter_unpack(vm: &mut Vm, this: &Obj<Struct>, buffer: &Value) -> Result<Value> {
        let format = this.format.cloned(vm);
        iter_unpack(vm, &format, buffer)
    }
    fn repr(vm: &mut Vm, this: &Obj<Struct>) -> Result<String> {
        let text = vm.new_str(&this.text.get(vm).clone());
        Ok(format!("Struct({})", vm.repr_text(&text)?))
    }
}

fn error_class(vm: &mut Vm) -> Result<Value> {
    if let Some(class) = &vm.state::<ErrorClass>().0 {
        return Ok(class.clone());
    }
    let base = vm.exception_type(ExcKind::Exception);
    let module = vm.intern_text("struct");
    let class =
        whipsnake_vm::modules::structseq::native_class(vm, "error", &base, &[], &[("__module__", module)])?;
    let class = class.into_value();
    vm.state::<ErrorClass>().0 = Some(class.clone());
    Ok(class)
}

#[cold]
fn fail(vm: &mut Vm, message: impl std::fmt::Display) -> Raised {
    let message = vm.new_str(&message.to_string());
    let made = error_class(vm).and_then(|class| vm.call(&class, &[message]));
    match made {
        Ok(error) => vm.raise(error),
        Err(raised) => raised,
    }
}

/// Size and alignment of a code, as the machine has them (64 bits) or by the standard.
fn measure(code: u8, native: bool) -> Option<usize> {
    Some(match code {
        b'x' | b's' | b'p' | b'c' | b'b' | b'B' | b'?' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' => {
            if native {
                8
            } else {
                4
            }
        }
        b'q' | b'Q' | b'd' => 8,
        b'n' | b'N' | b'P' if native => 8,
        _ => return None,
    })
}

fn read(vm: &mut Vm, format: &Value) -> Result<(String, Format)> {
    let text = match format.cast::<Str>() {
        Some(text) => text.to_text().into_owned(),
        None => match format.cast::<Bytes>() {
            Some(bytes) => bytes.as_slice().iter().map(|byte| *byte as char).collect(),
            None => {
                let name = vm.type_name(format);
                return Err(vm.type_error(format_args!(
                    "Struct() argument 1 must be a str or bytes object, not {name}"
                )));
            }
        },
    };
    let mut bytes = text.as_bytes();
    if bytes.contains(&0) {
        return Err(fail(vm, "embedded null character"));
    }
    let (mut native, mut big_endian) = (true, false);
    if let Some(first) = bytes.first().filter(|first| b"@=<>!".contains(first)) {
        native = *first == b'@';
        big_endian = matches!(first, b'>' | b'!');
        bytes = &bytes[1..];
    }
    let mut made = Format { big_endian, ..Format::default() };
    let mut count: Option<usize> = None;
    for byte in bytes {
        if byte.is_ascii_digit() {
            let grown =
                count.unwrap_or(0).checked_mul(10).and_then(|n| n.checked_add(usize::from(byte - b'0')));
            count = Some(
                grown
                    .filter(|n| *n <= isize::MAX as usize)
                    .ok_or(())
                    .map_err(|()| fail(vm, "total struct size too long"))?,
            );
            continue;
        }
        if byte.is_ascii_whitespace() && count.is_none() {
            continue;
        }
        let Some(size) = measure(*byte, native) else { return Err(fail(vm, "bad char in struct format")) };
        let many = count.take().unwrap_or(1);
        if native {
            made.size = made.size.next_multiple_of(size);
        }
        let end = size
            .checked_mul(many)
            .and_then(|bytes| bytes.checked_add(made.size))
            .filter(|end| *end <= isize::MAX as usize);
        let Some(end) = end else { return Err(fail(vm, "total struct size too long")) };
        match byte {
            b'x' => {}
            b's' | b'p' => made.values += 1,
            _ => made.values += many,
        }
        if *byte != b'x' {
            made.items.push(Item { code: *byte, offset: made.size, size, count: many, native });
        }
        made.size = end;
    }
    if count.is_some() {
        return Err(fail(vm, "repeat count given without format specifier"));
    }
    Ok((text, made))
}

/// Like [`read`]; the very same string is read once, as long as few others come in between.
fn recent(vm: &mut Vm, format: &Value) -> Result<Rc<Format>> {
    if let Some((_, known)) = vm.state::<Recent>().formats.iter().find(|(text, _)| text.is(format)) {
        return Ok(known.clone());
    }
    let made = Rc::new(read(vm, format)?.1);
    if format.exact::<Str>().is_some() {
        let entry = (format.clone(), made.clone());
        let recent = vm.state::<Recent>();
        if recent.formats.len() < MOST_RECENT {
            recent.formats.push(entry);
        } else {
            recent.formats[recent.oldest] = entry;
            recent.oldest = (recent.oldest + 1) % MOST_RECENT;
        }
    }
    Ok(made)
}

fn calc_size(vm: &mut Vm, format: &Value) -> Result<usize> {
    Ok(recent(vm, format)?.size)
}

fn half(x: f64) -> Option<u16> {
    let sign = if x.is_sign_negative() { 0x8000 } else { 0 };
    if x.is_nan() {
        return Some(sign | 0x7e00);
    }
    let x = x.abs();
    if x.is_infinite() {
        return Some(sign | 0x7c00);
    }
    let exponent = if x < 2f64.powi(-14) { -14 } else { ((x.to_bits() >> 52) as i32) - 1023 };
    if exponent > 15 {
        return None;
    }
    // Units of the last place; a carry moves into the exponent by itself.
    let units = (x * 2f64.powi(10 - exponent)).round_ties_even() as i32;
    let bits = if exponent == -14 { units } else { ((exponent + 14) << 10) + units };
    if bits >= 0x7c00 { None } else { Some(sign | bits as u16) }
}

fn from_half(bits: u16) -> f64 {
    let (exponent, part) = (i32::from(bits >> 10 & 31), f64::from(bits & 0x3ff));
    let x = match exponent {
        0 => part * 2f64.powi(-24),
        31 if part == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + part) * 2f64.powi(exponent - 25),
    };
    if bits & 0x8000 != 0 { -x } else { x }
}

fn pack_float(vm: &mut Vm, item: Item, value: &Value) -> Result<Vec<u8>> {
    let result = vm.float_value(value);
    let Some(x) = vm.swallow(result, ExcKind::TypeError)? else {
        return Err(fail(vm, "required argument is not a float"));
    };
    match item.code {
        b'd' => Ok(x.to_le_bytes().to_vec()),
        b'f' => {
            let y = x as f32;
            if !item.native && y.is_infinite() && x.is_finite() {
                return Err(vm.overflow_error("float too large to pack with f format"));
            }
            Ok(y.to_le_bytes().to_vec())
        }
        _ => match half(x) {
            Some(bits) => Ok(bits.to_le_bytes().to_vec()),
            None => Err(vm.overflow_error("float too large to pack with e format")),
        },
    }
}

/// The bytes of a small integer, lowest first, if it fits, or of a float.
fn plain_bytes(item: Item, value: &Value) -> Option<[u8; 8]> {
    if item.code == b'd' {
        return value.as_float().map(f64::to_le_bytes);
    }
    let number = value.as_small()?;
    if matches!(item.code, b'?' | b'c' | b'd' | b'f' | b'e') {
        return None;
    }
    let bits = item.size as u32 * 8;
    let fits = match item.code.is_ascii_lowercase() {
        true => bits >= 64 || (number >> (bits - 1) == 0 || number >> (bits - 1) == -1),
        false => number >= 0 && (bits >= 64 || number >> bits == 0),
    };
    fits.then(|| number.to_le_bytes())
}

fn pack_one(vm: &mut Vm, item: Item, value: &Value) -> Result<Vec<u8>> {
    match item.code {
        b'?' => return Ok(vec![u8::from(vm.truth(value)?)]),
        b'c' => {
            return match value.cast::<Bytes>().map(|bytes| bytes.as_slice()) {
                Some([byte]) => Ok(vec![*byte]),
                _ => Err(fail(vm, "char format requires a bytes object of length 1")),
            };
        }
        b'd' | b'f' | b'e' => return pack_float(vm, item, value),
        _ => {}
    }
    if !vm.has_index(value) {
        return Err(fail(vm, "required argument is not an integer"));
    }
    let number = vm.index(value)?;
    let number = number.as_int().map(|number| number.to_big().into_owned()).unwrap_or_default();
    let signed = item.code.is_ascii_lowercase();
    match big::to_bytes(&number, item.size, true, signed) {
        Ok(bytes) => Ok(bytes),
        Err(_) => {
            let bits = item.size * 8;
            let (low, high) = match signed {
                true => (-(BigInt::from(1) << (bits - 1)), (BigInt::from(1) << (bits - 1)) - 1),
                false => (BigInt::from(0), (BigInt::from(1) << bits) - 1),
            };
            let code = item.code as char;
            Err(fail(vm, format_args!("'{code}' format requires {low} <= number <= {high}")))
        }
    }
}

fn fill(vm: &mut Vm, format: &Format, values: &[Value], name: &str) -> Result<Vec<u8>> {
    if values.len() != format.values {
        let (wanted, given) = (format.values, values.len());
        return Err(fail(vm, format_args!("{name} expected {wanted} items for packing (got {given})")));
    }
    vm.check_size(Some(format.size))?;
    let mut out = Vec::new();
    if out.try_reserve_exact(format.size).is_err() {
        return Err(vm.memory_error(""));
    }
    out.resize(format.size, 0u8);
    let mut values = values.iter();
    for item in &format.items {
        if matches!(item.code, b's' | b'p') {
            let Some(value) = values.next() else { break };
            let Some(bytes) = vm.find_bytes(value)? else {
                let code = item.code as char;
                return Err(fail(vm, format_args!("argument for '{code}' must be a bytes object")));
            };
            let (at, room) = match item.code {
                b'p' => (item.offset + 1, item.count.saturating_sub(1)),
                _ => (item.offset, item.count),
            };
            let len = bytes.len().min(room);
            if item.code == b'p' && item.count > 0 {
                out[item.offset] = len.min(255) as u8;
            }
            out[at.min(format.size)..][..len].copy_from_slice(&bytes[..len]);
            continue;
        }
        for (i, value) in values.by_ref().take(item.count).enumerate() {
            let at = item.offset + i * item.size;
            if let Some(bytes) = plain_bytes(*item, value) {
                let to = &mut out[at..at + item.size];
                to.copy_from_slice(&bytes[..item.size]);
                if format.big_endian {
                    to.reverse();
                }
                continue;
            }
            let mut bytes = pack_one(vm, *item, value)?;
            if format.big_endian {
                bytes.reverse();
            }
            out[at..at + item.size].copy_from_slice(&bytes);
        }
    }
    Ok(out)
}

fn pack(vm: &mut Vm, format: &Format, values: &[Value], name: &str) -> Result<Value> {
    let out = fill(vm, format, values, name)?;
    Ok(vm.new_bytes(&out))
}

/// Where a record of the format lies in `len` bytes. Errors: not inside.
fn place(vm: &mut Vm, format: &Format, len: usize, offset: isize, name: &str) -> Result<usize> {
    let verb = if name == "pack_into" { "packing" } else { "unpacking" };
    let size = format.size;
    let start = if offset < 0 { offset.saturating_add(len as isize) } else { offset };
    if offset < 0 && size as isize > offset.saturating_neg() {
        let words = if name == "pack_into" { "no space to pack" } else { "not enough data to unpack" };
        return Err(fail(vm, format_args!("{words} {size} bytes at offset {offset}")));
    }
    if start < 0 {
        return Err(fail(vm, format_args!("offset {offset} out of range for {len}-byte buffer")));
    }
    let start = start as usize;
    if start > len || len - start < size {
        return Err(fail(
            vm,
            format_args!(
                "{name} requires a buffer of at least {} bytes for {verb} {size} bytes at offset {start} (actual buffer size is {len})",
                start.saturating_add(size)
            ),
        ));
    }
    Ok(start)
}

fn pack_into(vm: &mut Vm, format: &Format, buffer: &Value, offset: isize, values: &[Value]) -> Result<()> {
    let out = fill(vm, format, values, "pack_into")?;
    let buffer = vm.writable_buffer(buffer)?;
    let len = buffer.nbytes();
    let start = place(vm, format, len, offset, "pack_into")?;
    if let Some(bytes) = buffer.bytes_mut(vm) {
        bytes[start..start + out.len()].copy_from_slice(&out);
    }
    Ok(())
}

fn take(vm: &mut Vm, format: &Format, data: &[u8]) -> Value {
    let mut values = Vec::with_capacity(format.values.min(data.len() + 16));
    for item in &format.items {
        let bytes = &data[item.offset..item.offset + item.size * item.count];
        match item.code {
            b's' => values.push(vm.new_bytes(bytes)),
            b'p' => {
                let len = bytes.first().map_or(0, |len| usize::from(*len).min(bytes.len() - 1));
                values.push(vm.new_bytes(bytes.get(1..1 + len).unwrap_or(&[])));
            }
            code => {
                for one in bytes.chunks_exact(item.size) {
                    let mut le = [0u8; 8];
                    le[..one.len()].copy_from_slice(one);
                    if format.big_endian {
                        le[..one.len()].reverse();
                    }
                    let raw = u64::from_le_bytes(le);
                    let shift = 64 - 8 * item.size as u32;
                    values.push(match code {
                        b'c' => vm.new_bytes(one),
                        b'?' => Value::bool(raw != 0),
                        b'd' => Value::float_from_outside(f64::from_bits(raw)),
                        b'f' => Value::float_from_outside(f32::from_bits(raw as u32).into()),
                        b'e' => Value::float_from_outside(from_half(raw as u16)),
                        code if code.is_ascii_lowercase() => vm.new_int(((raw << shift) as i64) >> shift),
                        _ => vm.new_int_u64(raw),
                    });
                }
            }
        }
    }
    Tuple::new(values).into_value()
}

fn unpack(vm: &mut Vm, format: &Format, buffer: &Value) -> Result<Value> {
    let data = vm.borrow_bytes(buffer)?;
    if data.len() != format.size {
        let size = format.size;
        return Err(fail(vm, format_args!("unpack requires a buffer of {size} bytes")));
    }
    Ok(take(vm, format, &data))
}

fn unpack_from(vm: &mut Vm, format: &Format, buffer: &Value, offset: isize) -> Result<Value> {
    let data = vm.borrow_bytes(buffer)?;
    let start = place(vm, format, data.len(), offset, "unpack_from")?;
    Ok(take(vm, format, &data[start..start + format.size]))
}

fn iter_unpack(vm: &mut Vm, format: &Format, buffer: &Value) -> Result<Value> {
    if format.size == 0 {
        return Err(fail(vm, "cannot iteratively unpack with a struct of length 0"));
    }
    let data = vm.borrow_bytes(buffer)?;
    if data.len() % format.size != 0 {
        let size = format.size;
        return Err(fail(
            vm,
            format_args!("iterative unpacking requires a buffer of a multiple of {size} bytes"),
        ));
    }
    let records = data.chunks_exact(format.size).map(|record| take(vm, format, record)).collect();
    let records = List::new(records).into_value();
    vm.iter(&records)
}
