//! `OSError`: the class that fits an error number, file names, and how they are shown.

use super::{
    ExcKind, Exception,
    fields::{get, reduce_plain, set},
    methods::{no_keywords, receiver},
};
use crate::{
    error::Result,
    getset, method,
    native::Row,
    raw,
    types::{Slot, Type},
    value::{Handle, Obj, Str, Tuple, Value},
    vm::Vm,
};

const ERRNO: usize = 0;
const STRERROR: usize = 1;
const FILENAME: usize = 2;
const FILENAME2: usize = 3;
const WRITTEN: usize = 4;

/// The class for an error number (Linux's numbers, on every platform), if it has one of its own.
pub fn kind_for(errno: i64) -> Option<ExcKind> {
    Some(match errno {
        1 | 13 => ExcKind::PermissionError,
        2 => ExcKind::FileNotFoundError,
        3 => ExcKind::ProcessLookupError,
        4 => ExcKind::InterruptedError,
        10 => ExcKind::ChildProcessError,
        11 | 114 | 115 => ExcKind::BlockingIOError,
        17 => ExcKind::FileExistsError,
        20 => ExcKind::NotADirectoryError,
        21 => ExcKind::IsADirectoryError,
        32 | 108 => ExcKind::BrokenPipeError,
        103 => ExcKind::ConnectionAbortedError,
        104 => ExcKind::ConnectionResetError,
        110 => ExcKind::TimeoutError,
        111 => ExcKind::ConnectionRefusedError,
        _ => return None,
    })
}

impl Vm {
    /// Raises the OSError that fits an error number: `OSError(errno, text[, filename])`.
    #[cold]
    pub fn os_error_for(&mut self, errno: i32, text: &str, filename: Option<Value>) -> crate::error::Raised {
        let kind = kind_for(i64::from(errno)).unwrap_or(ExcKind::OSError);
        let mut args = vec![Value::small(i64::from(errno)), self.new_str(text)];
        args.extend(filename);
        self.raise_args(kind, args)
    }
}

/// Sets the fields, and drops file names from `args` as CPython does.
pub(super) fn set_fields(vm: &mut Vm, this: &Obj<Exception>, args: &[Value]) {
    if !(2..=5).contains(&args.len()) {
        return;
    }
    this.set_field(vm, ERRNO, args[0].clone());
    this.set_field(vm, STRERROR, args[1].clone());
    let Some(filename) = args.get(2).filter(|name| !name.is_none()) else { return };
    let object = this.to_value();
    if vm.exception_kind(&vm.class_of(&object)) == ExcKind::BlockingIOError
        && args.len() == 3
        && let Ok(Some(written)) = vm.written_count(filename)
    {
        this.set_field(vm, WRITTEN, written);
        return;
    }
    this.set_field(vm, FILENAME, filename.clone());
    if let Some(second) = args.get(4).filter(|name| !name.is_none()) {
        this.set_field(vm, FILENAME2, second.clone());
    }
    this.args.set(vm, Tuple::from_slice(&args[..2]).into_value());
}

impl Vm {
    /// The third argument of BlockingIOError as a count, if it is a number.
    fn written_count(&mut self, value: &Value) -> Result<Option<Value>> {
        let class = self.class_of(value);
        if !class.has_slot(self, Slot::Index) {
            return Ok(None);
        }
        self.index(value).map(Some)
    }
}

/// Whether arguments are read by `__init__` rather than by `__new__`: when a subclass has an `__init__` of its own but no
/// `__new__`.
fn reads_in_init(vm: &mut Vm, class: &Obj<Type>) -> bool {
    let base = vm.exception_type(ExcKind::OSError);
    let same = |vm: &mut Vm, slot| match (class.slot(vm, slot), base.slot(vm, slot)) {
        (Some(own), Some(base)) => own.is(&base),
        _ => true,
    };
    !same(vm, Slot::Init) && same(vm, Slot::New)
}

fn new(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let Some(class) = args.first().and_then(|class| class.cast::<Type>()) else {
        return Err(vm.type_error("OSError.__new__(): not enough arguments"));
    };
    let mut class = class.to_handle();
    if reads_in_init(vm, &class) {
        return Ok(Exception::bare(&class, Tuple::new(Vec::new()).into_value()).into_value());
    }
    if !names.is_empty() {
        let name = class.name_text(vm).into_owned();
        return Err(vm.type_error(format_args!("{name}() takes no keyword arguments")));
    }
    let given = &args[1..];
    if (2..=5).contains(&given.len())
        && class.ptr_eq(&vm.exception_type(ExcKind::OSError))
        && let Some(kind) = given[0].as_small().and_then(kind_for)
    {
        class = vm.exception_type(kind);
    }
    let exc = Exception::bare(&class, Tuple::from_slice(given).into_value());
    set_fields(vm, &exc, given);
    Ok(exc.into_value())
}

fn init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let this = receiver(vm, args)?;
    let class = vm.class_of(&args[0]);
    if !reads_in_init(vm, &class) {
        return Ok(Value::NONE);
    }
    no_keywords(vm, &args[0], names)?;
    this.args.set(vm, Tuple::from_slice(&args[1..]).into_value());
    set_fields(vm, &this, &args[1..]);
    Ok(Value::NONE)
}

fn str_(vm: &mut Vm, this: &Obj<Exception>) -> Result<Handle<Str>> {
    let [errno, strerror, filename, second] =
        [ERRNO, STRERROR, FILENAME, FILENAME2].map(|at| this.field(vm, at).or_none());
    if !filename.is_none() {
        let (errno, strerror) = (vm.str_text(&errno)?, vm.str_text(&strerror)?);
        let shown = vm.repr_text(&filename)?;
        if !second.is_none() {
            let second = vm.repr_text(&second)?;
            return Ok(Str::from_text(&format!("[Errno {errno}] {strerror}: {shown} -> {second}")));
        }
        return Ok(Str::from_text(&format!("[Errno {errno}] {strerror}: {shown}")));
    }
    if this.field(vm, ERRNO).defined().is_some() && this.field(vm, STRERROR).defined().is_some() {
        let (errno, strerror) = (vm.str_text(&errno)?, vm.str_text(&strerror)?);
        return Ok(Str::from_text(&format!("[Errno {errno}] {strerror}")));
    }
    this.plain_text(vm)
}

fn reduce(vm: &mut Vm, this: &Obj<Exception>) -> Value {
    let mut args = this.arg_list(vm);
    let (filename, second) = (this.field(vm, FILENAME), this.field(vm, FILENAME2));
    if args.len() == 2 && !filename.is_undef() {
        args.push(filename);
        if !second.is_undef() {
            args.extend([Value::NONE, second]);
        }
    }
    reduce_plain(vm, this, Tuple::new(args).into_value())
}

fn get_written(vm: &mut Vm, this: &Obj<Exception>) -> Result<Value> {
    match this.field(vm, WRITTEN).defined() {
        Some(count) => Ok(count),
        None => Err(no_count(vm, this)),
    }
}
fn no_count(vm: &mut Vm, this: &Obj<Exception>) -> crate::error::Raised {
    let (object, name) = (this.to_value(), vm.intern_text("characters_written"));
    vm.attribute_error("characters_written", &object, &name)
}
fn set_written(vm: &mut Vm, this: &Obj<Exception>, value: Option<Value>) -> Result<()> {
    match value {
        Some(value) => {
            let count = vm.index_isize(&value)?;
            let count = vm.new_int(count as i64);
            this.set_field(vm, WRITTEN, count);
            Ok(())
        }
        None if this.field(vm, WRITTEN).is_undef() => Err(no_count(vm, this)),
        None => {
            this.set_field(vm, WRITTEN, Value::UNDEF);
            Ok(())
        }
    }
}

pub(super) static ROWS: &[Row] = &[
    raw!(StaticMethod, "__new__(cls, /, *args, **kwargs)", new),
    raw!(Method, "__init__(self, /, *args, **kwargs)", init),
    method!("__str__(self, /)", str_, 1),
    method!("__reduce__(self, /)", reduce, 1),
    getset!("errno", get::<ERRNO>, set::<ERRNO>),
    getset!("strerror", get::<STRERROR>, set::<STRERROR>),
    getset!("filename", get::<FILENAME>, set::<FILENAME>),
    getset!("filename2", get::<FILENAME2>, set::<FILENAME2>),
    getset!("characters_written", get_written, set_written),
];
