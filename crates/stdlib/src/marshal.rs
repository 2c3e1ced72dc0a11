//! `marshal`: values to bytes and back, in CPython's format. Code objects are in a format of our own (`bytecode::pack`),
//! as they are of each version of CPython.

use std::collections::HashMap;
use whipsnake_bytecode::{pack, verify};
use whipsnake_vm::{
    constant,
    error::{Raised, Result},
    function,
    native::{ModuleDef, Row},
    objects::{
        code::Code,
        complex::Complex,
        dict::Dict,
        exceptions::ExcKind,
        list::List,
        set::{FrozenSet, Set},
        slice::Slice,
    },
    value::{Handle, Str, Tuple, Value},
    vm::Vm,
};

/// The format's version.
const VERSION: i64 = 5;
/// Deepest nesting that is written or read.
const DEEPEST: usize = 1000;
/// In a type code: later references mean this object.
const FLAG: u8 = 0x80;

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "marshal",
    doc: "This module contains functions that can read and write Python values in\na binary format. The format is specific to Python, but independent of\nmachine architecture issues.",
    rows: ROWS,
    types: &[],
    init: None,
};

const ROWS: &[Row] = &[
    function!(
        "dump(value, file, version=5, /, *, allow_code=True)",
        dump,
        4,
        "Write the value on the open file."
    ),
    function!(
        "dumps(value, version=5, /, *, allow_code=True)",
        dumps,
        3,
        "Return the bytes object that would be written to a file by dump(value, file)."
    ),
    function!(
        "load(file, /, *, allow_code=True)",
        load,
        2,
        "Read one value from the open file and return it."
    ),
    function!("loads(bytes, /, *, allow_code=True)", loads, 2, "Convert the bytes-like object to a value."),
    constant!("version", |_| Value::small(VERSION)),
];

fn dumps(vm: &mut Vm, value: &Value, version: Option<i64>, allow_code: Option<bool>) -> Result<Value> {
    let mut writer = Writer {
        out: Vec::new(),
        version: version.unwrap_or(VERSION),
        allow_code: allow_code.unwrap_or(true),
        known: HashMap::new(),
        depth: 0,
    };
    writer.write(vm, value)?;
    Ok(vm.new_bytes(&writer.out))
}

fn dump(
    vm: &mut Vm,
    value: &Value,
    file: &Value,
    version: Option<i64>,
    allow_code: Option<bool>,
) -> Result<Value> {
    let bytes = dumps(vm, value, version, allow_code)?;
    let write = vm.get_attr_text(file, "write")?;
    vm.tail_call(&write, &[bytes], &[])
}

fn loads(vm: &mut Vm, bytes: &Value, allow_code: Option<bool>) -> Result<Value> {
    let bytes = vm.get_bytes(bytes)?;
    read_one(vm, &bytes, allow_code).map(|(value, _)| value)
}

/// Reads a value from a file, which is left behind it.
fn load(vm: &mut Vm, file: &Value, allow_code: Option<bool>) -> Result<Value> {
    let read = vm.get_attr_text(file, "read")?;
    let rest = vm.call(&read, &[])?;
    let bytes = vm.get_bytes(&rest)?;
    let (value, used) = read_one(vm, &bytes, allow_code)?;
    let back = used as i64 - bytes.len() as i64;
    if back != 0 {
        let seek = vm.get_attr_text(file, "seek")?;
        vm.call(&seek, &[Value::small(back), Value::small(1)])?;
    }
    Ok(value)
}

fn read_one(vm: &mut Vm, bytes: &[u8], allow_code: Option<bool>) -> Result<(Value, usize)> {
    let mut reader =
        Reader { bytes, at: 0, known: Vec::new(), allow_code: allow_code.unwrap_or(true), depth: 0 };
    match reader.read(vm)? {
        Some(value) => Ok((value, reader.at)),
        None => Err(vm.type_error("NULL object in marshal data for object")),
    }
}

struct Writer {
    out: Vec<u8>,
    version: i64,
    allow_code: bool,
    /// Numbers of the objects written so far, by address; each is kept so that its address stays its own.
    known: HashMap<u64, (u32, Value)>,
    depth: usize,
}

impl Writer {
    fn long(&mut self, number: usize) {
        self.out.extend((number as u32).to_le_bytes());
    }
    fn sized(&mut self, vm: &mut Vm, code: u8, bytes: &[u8]) -> Result<()> {
        self.size(vm, code, bytes.len())?;
        self.out.extend(bytes);
        Ok(())
    }
    fn size(&mut self, vm: &mut Vm, code: u8, size: usize) -> Result<()> {
        if size > i32::MAX as usize {
            return Err(vm.value_error("unmarshallable object"));
        }
        self.out.push(code);
        self.long(size);
        Ok(())
    }

    fn write(&mut self, vm: &mut Vm, value: &Value) -> Result<()> {
        if self.depth >= DEEPEST {
            return Err(vm.value_error("object too deeply nested to marshal"));
        }
        let single = match value {
            value if value.is_none() => Some(b'N'),
            value if value.is_true() => Some(b'T'),
            value if value.is_false() => Some(b'F'),
            value if value.is(&Value::ELLIPSIS) => Some(b'.'),
            value if value.is(&vm.exception_type(ExcKind::StopIteration).to_value()) => Some(b'S'),
            _ => None,
        };
        if let Some(code) = single {
            self.out.push(code);
            return Ok(());
        }
        let mut flag = 0;
        if self.version >= 3 && value.is_object() {
            let next = self.known.len() as u32;
            if let Some((number, _)) = self.known.get(&vm.id(value)) {
                let number = *number;
                self.out.push(b'r');
                self.long(number as usize);
                return Ok(());
            }
            self.known.insert(vm.id(value), (next, value.clone()));
            flag = FLAG;
        }
        self.depth += 1;
        let result = self.write_object(vm, value, flag);
        self.depth -= 1;
        result
    }

    fn write_object(&mut self, vm: &mut Vm, value: &Value, flag: u8) -> Result<()> {
        if let Some(number) = value.as_exact_int() {
            self.write_int(&number.to_big(), flag);
            return Ok(());
        }
        if let Some(number) = value.as_float() {
            self.write_float(vm, b'g', b'f', number, flag);
            return Ok(());
        }
        if let Some(complex) = value.exact::<Complex>() {
            if self.version > 1 {
                self.out.push(b'y' | flag);
                self.out.extend(complex.real.to_le_bytes());
                self.out.extend(complex.imag.to_le_bytes());
            } else {
                self.out.push(b'x');
                for part in [complex.real, complex.imag] {
                    self.float_text(vm, part);
                }
            }
            return Ok(());
        }
        if let Some(text) = value.exact::<Str>() {
            return self.write_text(vm, text, flag);
        }
        if let Some(tuple) = value.exact::<Tuple>() {
            let items = tuple.as_slice().to_vec();
            if self.version >= 4 && items.len() < 256 {
                self.out.extend([b')' | flag, items.len() as u8]);
            } else {
                self.size(vm, b'(' | flag, items.len())?;
            }
            return items.iter().try_for_each(|item| self.write(vm, item));
        }
        if let Some(list) = value.exact::<List>() {
            let items = list.items.get(vm).clone();
            self.size(vm, b'[' | flag, items.len())?;
            return items.iter().try_for_each(|item| self.write(vm, item));
        }
        if let Some(dict) = value.exact::<Dict>() {
            self.out.push(b'{' | flag);
            for (key, item) in dict.pairs(vm) {
                self.write(vm, &key)?;
                self.write(vm, &item)?;
            }
            self.out.push(b'0');
            return Ok(());
        }
        let set = match (value.exact::<Set>(), value.exact::<FrozenSet>()) {
            (Some(set), _) => Some((b'<', set.items_now(vm))),
            (_, Some(set)) => Some((b'>', set.items_now(vm))),
            _ => None,
        };
        if let Some((code, items)) = set {
            self.size(vm, code | flag, items.len())?;
            return items.iter().try_for_each(|item| self.write(vm, item));
        }
        self.write_rare(vm, value, flag)
    }

    fn write_rare(&mut self, vm: &mut Vm, value: &Value, flag: u8) -> Result<()> {
        if let Some(slice) = value.exact::<Slice>()
            && self.version >= 5
        {
            self.out.push(b':' | flag);
            let parts = [slice.start.clone(), slice.stop.clone(), slice.step.clone()];
            return parts.iter().try_for_each(|part| self.write(vm, part));
        }
        if let Some(code) = value.exact::<Code>() {
            if !self.allow_code {
                return Err(vm.value_error("marshalling code objects is disallowed"));
            }
            let bytes = pack::pack(&code.source);
            return self.sized(vm, b'c' | flag, &bytes);
        }
        match vm.find_bytes(value)? {
            Some(bytes) => self.sized(vm, b's' | flag, &bytes),
            None => Err(vm.value_error("unmarshallable object")),
        }
    }

    fn write_int(&mut self, number: &num_bigint::BigInt, flag: u8) {
        if let Ok(small) = i32::try_from(number) {
            self.out.push(b'i' | flag);
            self.out.extend(small.to_le_bytes());
            return;
        }
        // Digits of 15 bits, the count negative for a negative number.
        let digits = number.magnitude().to_bytes_le();
        let bits = digits.len() * 8;
        let count = (number.bits() as usize).div_ceil(15);
        let digit = |at: usize| {
            (0..15).filter(|bit| at * 15 + bit < bits).fold(0u16, |sum, bit| {
                let place = at * 15 + bit;
                sum | u16::from(digits[place / 8] >> (place % 8) & 1) << bit
            })
        };
        let signed = if number.sign() == num_bigint::Sign::Minus { -(count as i32) } else { count as i32 };
        self.out.push(b'l' | flag);
        self.out.extend(signed.to_le_bytes());
        (0..count).for_each(|at| self.out.extend(digit(at).to_le_bytes()));
    }

    fn write_float(&mut self, vm: &mut Vm, binary: u8, text: u8, number: f64, flag: u8) {
        if self.version > 1 {
            self.out.push(binary | flag);
            self.out.extend(number.to_le_bytes());
        } else {
            self.out.push(text);
            self.float_text(vm, number);
        }
    }
    fn float_text(&mut self, _vm: &mut Vm, number: f64) {
        let text = if number.is_finite() { format!("{number:?}") } else { number.to_string().to_lowercase() };
        let text = text.strip_suffix(".0").unwrap_or(&text);
        self.out.push(text.len() as u8);
        self.out.extend(text.as_bytes());
    }

    fn write_text(&mut self, vm: &mut Vm, text: &Str, flag: u8) -> Result<()> {
        let (bytes, interned) = (text.as_bytes(), text.is_interned());
        if self.version >= 4 && text.is_ascii() {
            if bytes.len() < 256 {
                self.out.extend([if interned { b'Z' } else { b'z' } | flag, bytes.len() as u8]);
                self.out.extend(bytes);
                return Ok(());
            }
            return self.sized(vm, if interned { b'A' } else { b'a' } | flag, bytes);
        }
        let code = if self.version >= 3 && interned { b't' } else { b'u' };
        self.sized(vm, code | flag, bytes)
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Objects that references may mean; those that are not ready are undefined.
    known: Vec<Value>,
    allow_code: bool,
    depth: usize,
}

impl Reader<'_> {
    fn take(&mut self, vm: &mut Vm, count: usize) -> Result<&[u8]> {
        match self.at.checked_add(count).filter(|end| *end <= self.bytes.len()) {
            Some(end) => {
                let taken = &self.bytes[self.at..end];
                self.at = end;
                Ok(taken)
            }
            None => Err(end_of_file(vm, "marshal data too short")),
        }
    }
    fn byte(&mut self, vm: &mut Vm) -> Result<u8> {
        self.take(vm, 1).map(|bytes| bytes[0])
    }
    fn int(&mut self, vm: &mut Vm) -> Result<i32> {
        self.take(vm, 4).map(|bytes| i32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }
    fn float(&mut self, vm: &mut Vm) -> Result<f64> {
        let mut eight = [0; 8];
        eight.copy_from_slice(self.take(vm, 8)?);
        Ok(f64::from_le_bytes(eight))
    }
    fn size(&mut self, vm: &mut Vm, what: &str) -> Result<usize> {
        let size = self.int(vm)?;
        usize::try_from(size)
            .map_err(|_| vm.value_error(format_args!("bad marshal data ({what} size out of range)")))
    }
    fn float_text(&mut self, vm: &mut Vm) -> Result<f64> {
        let size = self.byte(vm)?;
        let bytes = self.take(vm, size.into())?.to_vec();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (text, float) = (vm.new_str(&text), vm.class_of(&Value::float(0.0)).into_value());
        let number = vm.call(&float, &[text])?;
        vm.float_value(&number)
    }

    /// Reads a value; nothing for the mark that ends a dictionary.
    fn read(&mut self, vm: &mut Vm) -> Result<Option<Value>> {
        let Some(code) = self.bytes.get(self.at).copied() else {
            return Err(end_of_file(vm, "EOF read where object expected"));
        };
        self.at += 1;
        if self.depth >= 2 * DEEPEST {
            return Err(vm.value_error("recursion limit exceeded"));
        }
        let place = if code & FLAG != 0 {
            self.known.push(Value::UNDEF);
            Some(self.known.len() - 1)
        } else {
            None
        };
        self.depth += 1;
        let value = self.read_object(vm, code & !FLAG, place);
        self.depth -= 1;
        let value = value?;
        if let (Some(place), Some(value)) = (place, &value) {
            self.known[place] = value.clone();
        }
        Ok(value)
    }

    fn item(&mut self, vm: &mut Vm, what: &str) -> Result<Value> {
        match self.read(vm)? {
            Some(value) => Ok(value),
            None => Err(vm.type_error(format_args!("NULL object in marshal data for {what}"))),
        }
    }
    fn items(&mut self, vm: &mut Vm, count: usize, what: &str) -> Result<Vec<Value>> {
        // A count may promise more than there is.
        let mut items = Vec::with_capacity(count.min(self.bytes.len() - self.at));
        for _ in 0..count {
            items.push(self.item(vm, what)?);
        }
        Ok(items)
    }

    fn read_object(&mut self, vm: &mut Vm, code: u8, place: Option<usize>) -> Result<Option<Value>> {
        let value = match code {
            b'0' => return Ok(None),
            b'N' => Value::NONE,
            b'T' => Value::TRUE,
            b'F' => Value::FALSE,
            b'.' => Value::ELLIPSIS,
            b'S' => vm.exception_type(ExcKind::StopIteration).into_value(),
            b'i' => Value::small(self.int(vm)?.into()),
            b'I' => {
                let (low, high) = (self.int(vm)?, self.int(vm)?);
                vm.new_int(i64::from(high) << 32 | i64::from(low as u32))
            }
            b'l' => self.read_long(vm)?,
            b'g' => Value::float(self.float(vm)?),
            b'f' => Value::float(self.float_text(vm)?),
            b'y' => {
                let (real, imag) = (self.float(vm)?, self.float(vm)?);
                vm.new_complex(real, imag)
            }
            b'x' => {
                let (real, imag) = (self.float_text(vm)?, self.float_text(vm)?);
                vm.new_complex(real, imag)
            }
            b's' => {
                let size = self.size(vm, "bytes object")?;
                let bytes = self.take(vm, size)?.to_vec();
                vm.new_bytes(&bytes)
            }
            b'z' | b'Z' | b'a' | b'A' | b't' | b'u' => self.read_text(vm, code)?,
            b')' => {
                let count = self.byte(vm)?;
                Tuple::new(self.items(vm, count.into(), "tuple")?).into_value()
            }
            b'(' => {
                let count = self.size(vm, "tuple")?;
                Tuple::new(self.items(vm, count, "tuple")?).into_value()
            }
            b'[' => {
                let count = self.size(vm, "list")?;
                let list = List::new(Vec::new());
                self.note(place, list.to_value());
                for _ in 0..count {
                    let item = self.item(vm, "list")?;
                    list.items.get_mut(vm).push(item);
                }
                list.into_value()
            }
            b'{' => {
                let dict = Dict::new();
                self.note(place, dict.to_value());
                while let Some(key) = self.read(vm)? {
                    let Some(value) = self.read(vm)? else { break };
                    dict.set(vm, key, value)?;
                }
                dict.into_value()
            }
            b'<' => {
                let count = self.size(vm, "set")?;
                let set = Set::new();
                self.note(place, set.to_value());
                for _ in 0..count {
                    let item = self.item(vm, "set")?;
                    set.add(vm, item)?;
                }
                set.into_value()
            }
            b'>' => {
                let count = self.size(vm, "set")?;
                let set = Set::new();
                for item in self.items(vm, count, "set")? {
                    set.add(vm, item)?;
                }
                let items = set.items_now(vm);
                vm.new_frozen_set(items)
            }
            b':' => {
                let (start, stop) = (self.item(vm, "slice")?, self.item(vm, "slice")?);
                let step = self.item(vm, "slice")?;
                Handle::new(Slice { start, stop, step }).into_value()
            }
            b'c' => self.read_code(vm)?,
            b'r' => {
                let number = self.int(vm)?;
                let known = usize::try_from(number).ok().and_then(|number| self.known.get(number));
                match known.filter(|value| !value.is_undef()) {
                    Some(value) => value.clone(),
                    None => return Err(vm.value_error("bad marshal data (invalid reference)")),
                }
            }
            _ => return Err(vm.value_error("bad marshal data (unknown type code)")),
        };
        Ok(Some(value))
    }

    /// What contains itself is known before it is whole.
    fn note(&mut self, place: Option<usize>, value: Value) {
        if let Some(place) = place {
            self.known[place] = value;
        }
    }

    fn read_text(&mut self, vm: &mut Vm, code: u8) -> Result<Value> {
        let size = match code {
            b'z' | b'Z' => self.byte(vm)?.into(),
            _ => self.size(vm, "string")?,
        };
        let bytes = self.take(vm, size)?.to_vec();
        let text = if bytes.is_ascii() {
            Str::new(&bytes).into_value()
        } else {
            let bytes = vm.new_bytes(&bytes);
            let (utf8, pass) = (vm.new_str("utf-8"), vm.new_str("surrogatepass"));
            let decode = vm.get_attr_text(&bytes, "decode")?;
            vm.call(&decode, &[utf8, pass])?
        };
        Ok(if matches!(code, b'Z' | b'A' | b't') { vm.intern(&text) } else { text })
    }

    fn read_long(&mut self, vm: &mut Vm) -> Result<Value> {
        let signed = self.int(vm)?;
        if signed == i32::MIN {
            return Err(vm.value_error("bad marshal data (long size out of range)"));
        }
        let mut number = num_bigint::BigInt::from(0);
        let count = signed.unsigned_abs() as usize;
        let bytes = self.take(vm, count.saturating_mul(2))?.to_vec();
        for pair in bytes.chunks(2).rev() {
            let digit = u16::from_le_bytes([pair[0], pair[1]]);
            if digit >= 1 << 15 {
                return Err(vm.value_error("bad marshal data (digit out of range in long)"));
            }
            number = (number << 15) + digit;
        }
        Ok(vm.new_big(if signed < 0 { -number } else { number }))
    }

    fn read_code(&mut self, vm: &mut Vm) -> Result<Value> {
        if !self.allow_code {
            return Err(vm.value_error("unmarshalling code objects is disallowed"));
        }
        let size = self.size(vm, "code object")?;
        let bytes = self.take(vm, size)?;
        let code = pack::unpack(bytes).ok().filter(|code| verify::verify(code).is_ok());
        match code {
            Some(code) => Ok(vm.load_code(code).into_value()),
            None => Err(vm.value_error("bad marshal data (invalid code object)")),
        }
    }
}

fn end_of_file(vm: &mut Vm, text: &str) -> Raised {
    let text = vm.new_str(text);
    vm.raise_args(ExcKind::EOFError, vec![text])
}
