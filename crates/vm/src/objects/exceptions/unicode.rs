//! `UnicodeEncodeError`, `UnicodeDecodeError`, `UnicodeTranslateError`: which part of what could not be converted.

use super::{
    ExcKind, Exception,
    methods::{no_keywords, receiver},
};
use crate::{
    error::Result,
    getset, method,
    native::Row,
    raw,
    value::{Handle, Obj, Str, Tuple, Value, fixed},
    vm::Vm,
};

/// Places of the fields: a translation has no encoding.
struct Places {
    encoding: Option<usize>,
    object: usize,
    start: usize,
    end: usize,
    reason: usize,
}
const WITH_ENCODING: Places = Places { encoding: Some(0), object: 1, start: 2, end: 3, reason: 4 };
const WITHOUT: Places = Places { encoding: None, object: 0, start: 1, end: 2, reason: 3 };

fn places(kind: ExcKind) -> &'static Places {
    if kind == ExcKind::UnicodeTranslateError { &WITHOUT } else { &WITH_ENCODING }
}

fn kind_of(vm: &Vm, this: &Obj<Exception>) -> ExcKind {
    let object = this.to_value();
    vm.exception_kind(&vm.class_of(&object))
}

/// Sets the fields of arguments that are known to fit.
pub(super) fn set_fields(vm: &mut Vm, this: &Obj<Exception>, kind: ExcKind, args: &[Value]) {
    let count = if places(kind).encoding.is_some() { 5 } else { 4 };
    if args.len() != count {
        return;
    }
    for (at, value) in args.iter().enumerate() {
        this.set_field(vm, at, value.clone());
    }
}

fn init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let this = receiver(vm, args)?;
    no_keywords(vm, &args[0], names)?;
    let given = &args[1..];
    this.args.set(vm, Tuple::from_slice(given).into_value());
    let kind = kind_of(vm, &this);
    let count = kind.fields().len();
    if given.len() != count {
        let given = given.len();
        return Err(vm.type_error(format_args!("function takes exactly {count} arguments ({given} given)")));
    }
    let mut checked = given.to_vec();
    let at = places(kind);
    for index in [at.encoding, Some(at.reason)].into_iter().flatten() {
        check_text(vm, &checked[index], index)?;
    }
    for index in [at.start, at.end] {
        let number = vm.index_isize(&checked[index])?;
        checked[index] = vm.new_int(number as i64);
    }
    if kind == ExcKind::UnicodeDecodeError {
        let bytes = vm.get_bytes(&checked[at.object])?;
        if !checked[at.object].has_map(fixed::BYTES) {
            checked[at.object] = vm.new_bytes(&bytes);
        }
    } else {
        check_text(vm, &checked[at.object], at.object)?;
    }
    set_fields(vm, &this, kind, &checked);
    Ok(Value::NONE)
}

fn check_text(vm: &mut Vm, value: &Value, index: usize) -> Result<()> {
    if value.cast::<Str>().is_some() {
        return Ok(());
    }
    let (given, place) = (vm.type_name(value), index + 1);
    Err(vm.type_error(format_args!("argument {place} must be str, not {given}")))
}

fn number(vm: &Vm, this: &Obj<Exception>, at: usize) -> i64 {
    this.field(vm, at).as_small().unwrap_or(0)
}

fn str_(vm: &mut Vm, this: &Obj<Exception>) -> Result<Handle<Str>> {
    let kind = kind_of(vm, this);
    let at = places(kind);
    let object = this.field(vm, at.object);
    if object.is_undef() {
        return Ok(Str::from_text(""));
    }
    let reason = this.field(vm, at.reason).or_none();
    let reason = vm.str_text(&reason)?;
    let codec = match at.encoding {
        Some(encoding) => {
            let encoding = this.field(vm, encoding).or_none();
            vm.str_text(&encoding)?
        }
        None => String::new(),
    };
    let (start, end) = (number(vm, this, at.start), number(vm, this, at.end));
    let single = start >= 0 && end == start + 1;
    let last = end - 1;
    let text = match kind {
        ExcKind::UnicodeDecodeError => {
            let byte = vm.find_bytes(&object)?.and_then(|bytes| bytes.get(start as usize).copied());
            match byte.filter(|_| single) {
                Some(byte) => {
                    format!("'{codec}' codec can't decode byte {byte:#04x} in position {start}: {reason}")
                }
                None => format!("'{codec}' codec can't decode bytes in position {start}-{last}: {reason}"),
            }
        }
        _ => {
            let found =
                object.cast::<Str>().filter(|_| single).and_then(|text| code_point(text, start as usize));
            let what = match found {
                Some(code) if code <= 0xff => format!("character '\\x{code:02x}' in position {start}"),
                Some(code) if code <= 0xffff => format!("character '\\u{code:04x}' in position {start}"),
                Some(code) => format!("character '\\U{code:08x}' in position {start}"),
                None => format!("characters in position {start}-{last}"),
            };
            match at.encoding {
                Some(_) => format!("'{codec}' codec can't encode {what}: {reason}"),
                None => format!("can't translate {what}: {reason}"),
            }
        }
    };
    Ok(Str::from_text(&text))
}

/// The code point with a number.
fn code_point(text: &Obj<Str>, index: usize) -> Option<u32> {
    crate::text::wtf8::code_points(text.as_bytes()).nth(index)
}

fn get<const AT: usize>(vm: &mut Vm, this: &Obj<Exception>) -> Value {
    this.field(vm, AT).or_none()
}
fn get_number<const AT: usize>(vm: &mut Vm, this: &Obj<Exception>) -> Value {
    this.field(vm, AT).defined().unwrap_or(Value::small(0))
}
fn set_number<const AT: usize>(vm: &mut Vm, this: &Obj<Exception>, value: Option<Value>) -> Result<()> {
    let Some(value) = value else { return Err(vm.type_error("can't delete numeric/char attribute")) };
    match vm.int_part(&value).and_then(|number| vm.int_to_i64(&number)) {
        Some(number) => {
            let number = vm.new_int(number);
            this.set_field(vm, AT, number);
            Ok(())
        }
        None => Err(vm.type_error("an integer is required")),
    }
}
fn set_object<const AT: usize>(vm: &mut Vm, this: &Obj<Exception>, value: Option<Value>) {
    this.set_field(vm, AT, value.unwrap_or(Value::UNDEF));
}

pub(super) static CODEC: &[Row] = &[
    raw!(Method, "__init__(self, /, *args, **kwargs)", init),
    method!("__str__(self, /)", str_, 1),
    getset!("encoding", get::<0>, set_object::<0>),
    getset!("object", get::<1>, set_object::<1>),
    getset!("start", get_number::<2>, set_number::<2>),
    getset!("end", get_number::<3>, set_number::<3>),
    getset!("reason", get::<4>, set_object::<4>),
];
pub(super) static TRANSLATE: &[Row] = &[
    raw!(Method, "__init__(self, /, *args, **kwargs)", init),
    method!("__str__(self, /)", str_, 1),
    getset!("object", get::<0>, set_object::<0>),
    getset!("start", get_number::<1>, set_number::<1>),
    getset!("end", get_number::<2>, set_number::<2>),
    getset!("reason", get::<3>, set_object::<3>),
];
