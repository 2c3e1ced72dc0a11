//! `SyntaxError`: where in which source, and how that is shown.

use super::{
    Exception,
    fields::{get, set},
    methods::{no_keywords, receiver},
};
use crate::{
    error::Result,
    getset, method,
    native::Row,
    raw,
    value::{Handle, Obj, Str, Tuple, Value},
    vm::Vm,
};

/// The place of the field `_metadata`: line and column of the statement, and the text if it lies in no file.
pub const METADATA: usize = 8;

/// Sets message and place from `(msg, (filename, lineno, offset, text[, end_lineno, end_offset[, metadata]]))`.
pub(super) fn set_fields(vm: &mut Vm, this: &Obj<Exception>, args: &[Value]) -> Result<()> {
    if let Some(message) = args.first() {
        this.set_field(vm, 0, message.clone());
    }
    let [_, place] = args else { return Ok(()) };
    let place = vm.collect(place)?;
    if place.len() < 4 {
        let given = place.len();
        return Err(vm.type_error(format_args!("function takes at least 4 arguments ({given} given)")));
    }
    if place.len() > 7 {
        let given = place.len();
        return Err(vm.type_error(format_args!("function takes at most 7 arguments ({given} given)")));
    }
    for at in 0..6 {
        this.set_field(vm, at + 1, place.get(at).cloned().unwrap_or(Value::UNDEF));
    }
    this.set_field(vm, METADATA, place.get(6).cloned().unwrap_or(Value::UNDEF));
    if place.len() == 5 {
        return Err(vm.type_error("end_offset must be provided when end_lineno is provided"));
    }
    Ok(())
}

fn init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let this = receiver(vm, args)?;
    no_keywords(vm, &args[0], names)?;
    this.args.set(vm, Tuple::from_slice(&args[1..]).into_value());
    set_fields(vm, &this, &args[1..])?;
    Ok(Value::NONE)
}

fn str_(vm: &mut Vm, this: &Obj<Exception>) -> Result<Handle<Str>> {
    let message = this.field(vm, 0).or_none();
    let text = vm.str_of(&message)?;
    let file = this.field(vm, 1);
    let file = file.cast::<Str>().map(|name| {
        let name = name.to_text().into_owned();
        name.rsplit('/').next().map_or(String::new(), str::to_owned)
    });
    let line = this.field(vm, 2);
    let line = if line.is_undef() { None } else { vm.int_part(&line).and_then(|line| vm.int_to_i64(&line)) };
    let shown = text.to_text().into_owned();
    Ok(match (file, line) {
        (Some(file), Some(line)) => Str::from_text(&format!("{shown} ({file}, line {line})")),
        (Some(file), None) => Str::from_text(&format!("{shown} ({file})")),
        (None, Some(line)) => Str::from_text(&format!("{shown} (line {line})")),
        (None, None) => text,
    })
}

pub(super) static ROWS: &[Row] = &[
    raw!(Method, "__init__(self, /, *args, **kwargs)", init),
    method!("__str__(self, /)", str_, 1),
    getset!("msg", get::<0>, set::<0>),
    getset!("filename", get::<1>, set::<1>),
    getset!("lineno", get::<2>, set::<2>),
    getset!("offset", get::<3>, set::<3>),
    getset!("text", get::<4>, set::<4>),
    getset!("end_lineno", get::<5>, set::<5>),
    getset!("end_offset", get::<6>, set::<6>),
    getset!("print_file_and_line", get::<7>, set::<7>),
    getset!("_metadata", get::<METADATA>, set::<METADATA>),
];
