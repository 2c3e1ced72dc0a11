//! `Dialect`: how rows are written down.

use super::{State, fail};
use whipsnake_vm::{
    body,
    error::{Raised, Result},
    getset,
    native::TypeDef,
    objects::exceptions::ExcKind,
    raw,
    text::wtf8,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Value, map::Layout},
    vm::Vm,
};

/// Which fields are quoted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quoting {
    /// Those that need it.
    Minimal,
    /// All.
    All,
    /// All that are no numbers; the others are read as floats.
    NonNumeric,
    /// None.
    None,
    /// All strings.
    Strings,
    /// All but None.
    NotNull,
}

/// TABLE: by number.
const QUOTING: [Quoting; 6] =
    [Quoting::Minimal, Quoting::All, Quoting::NonNumeric, Quoting::None, Quoting::Strings, Quoting::NotNull];

/// `_csv.Dialect`
#[derive(Clone)]
pub struct Dialect {
    /// Stands between fields.
    pub delimiter: u32,
    /// Stands around quoted fields.
    pub quote: Option<u32>,
    /// Takes the next character its meaning.
    pub escape: Option<u32>,
    /// Ends rows that are written.
    pub terminator: Value,
    /// Whether a quote within quotes is written twice.
    pub double_quote: bool,
    /// Whether spaces behind a delimiter are skipped.
    pub skip_space: bool,
    /// Whether bad input is an error.
    pub strict: bool,
    /// Which fields are quoted.
    pub quoting: Quoting,
}
body!(Dialect; [terminator]);

/// TABLE: names of the options, as keyword arguments and attributes.
const OPTIONS: [&str; 8] = [
    "delimiter",
    "doublequote",
    "escapechar",
    "lineterminator",
    "quotechar",
    "quoting",
    "skipinitialspace",
    "strict",
];

/// Makes a dialect of arguments behind the class: a base, then options.
pub fn make(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let (positional, named) = args.split_at(args.len() - names.len());
    let mut base = positional.first().cloned().filter(|base| !base.is_none());
    let mut options: [Option<Value>; 8] = Default::default();
    for (option, value) in options.iter_mut().zip(positional.iter().skip(1)) {
        *option = Some(value.clone());
    }
    for (name, value) in names.iter().zip(named) {
        let text = vm.text_of(name).into_owned();
        match OPTIONS.iter().position(|option| **option == text) {
            Some(at) => options[at] = Some(value.clone()),
            None if text == "dialect" => base = Some(value.clone()).filter(|base| !base.is_none()),
            None => {
                return Err(
                    vm.type_error(format_args!("this function got an unexpected keyword argument '{text}'"))
                );
            }
        }
    }
    if let Some(name) = base.as_ref().filter(|base| base.cast::<Str>().is_some()) {
        base = Some(find(vm, name)?);
    }
    if let Some(base) = base {
        if base.cast::<Dialect>().is_some() && options.iter().all(Option::is_none) {
            return Ok(base);
        }
        for (option, name) in options.iter_mut().zip(OPTIONS) {
            if option.is_none() {
                let found = vm.get_attr_text(&base, name);
                *option = vm.swallow(found, ExcKind::AttributeError)?;
            }
        }
    }
    let dialect = read(vm, &options)?;
    Ok(vm.new_native(dialect).into_value())
}

/// A registered dialect.
pub fn find(vm: &mut Vm, name: &Value) -> Result<Value> {
    let dialects = State::dialects(vm);
    match dialects.get(vm, name)? {
        Some(dialect) => Ok(dialect),
        None => Err(fail(vm, "unknown dialect")),
    }
}

fn character(vm: &mut Vm, name: &str, value: &Value, or_none: &str) -> Result<u32> {
    let Some(text) = value.cast::<Str>() else {
        let given = vm.type_name(value);
        return Err(
            vm.type_error(format_args!("\"{name}\" must be a unicode character{or_none}, not {given}"))
        );
    };
    match text.char_count() {
        1 => Ok(wtf8::decode_at(text.as_bytes(), 0).0),
        count => Err(vm.type_error(format_args!(
            "\"{name}\" must be a unicode character{or_none}, not a string of length {count}"
        ))),
    }
}
fn character_or_none(
    vm: &mut Vm,
    name: &str,
    value: &Option<Value>,
    default: Option<u32>,
) -> Result<Option<u32>> {
    match value {
        None => Ok(default),
        Some(value) if value.is_none() => Ok(None),
        Some(value) => character(vm, name, value, " or None").map(Some),
    }
}
fn flag(vm: &mut Vm, value: &Option<Value>, default: bool) -> Result<bool> {
    value.as_ref().map_or(Ok(default), |value| vm.truth(value))
}

fn read(vm: &mut Vm, options: &[Option<Value>; 8]) -> Result<Dialect> {
    let [delimiter, double_quote, escape, terminator, quote, quoting, skip_space, strict] = options;
    let no_quote = quote.as_ref().is_some_and(Value::is_none) && quoting.is_none();
    let delimiter = match delimiter {
        Some(value) => character(vm, "delimiter", value, "")?,
        None => ','.into(),
    };
    let double_quote = flag(vm, double_quote, true)?;
    let escape = character_or_none(vm, "escapechar", escape, None)?;
    let terminator = match terminator {
        None => vm.new_str("\r\n"),
        Some(value) if value.cast::<Str>().is_some() => value.clone(),
        Some(value) => {
            let given = vm.type_name(value);
            return Err(vm.type_error(format_args!("\"lineterminator\" must be a string, not {given}")));
        }
    };
    let quote = character_or_none(vm, "quotechar", quote, Some('"'.into()))?;
    let quoting = match quoting {
        None => Some(if no_quote { Quoting::None } else { Quoting::Minimal }),
        Some(value) => match value.as_exact_int() {
            Some(_) => {
                let number = vm.int_to_i64(value).and_then(|number| usize::try_from(number).ok());
                number.and_then(|number| QUOTING.get(number)).copied()
            }
            None => {
                let given = vm.type_name(value);
                return Err(vm.type_error(format_args!("\"quoting\" must be an integer, not {given}")));
            }
        },
    };
    let (skip_space, strict) = (flag(vm, skip_space, false)?, flag(vm, strict, false)?);
    let Some(quoting) = quoting else { return Err(vm.type_error("bad \"quoting\" value")) };
    if quoting != Quoting::None && quote.is_none() {
        return Err(vm.type_error("quotechar must be set if quoting enabled"));
    }
    let dialect = Dialect { delimiter, quote, escape, terminator, double_quote, skip_space, strict, quoting };
    dialect.check(vm)?;
    Ok(dialect)
}

impl Dialect {
    fn check(&self, vm: &mut Vm) -> Result<()> {
        let special = [
            ("delimiter", Some(self.delimiter), true),
            ("escapechar", self.escape, !self.skip_space),
            ("quotechar", self.quote, !self.skip_space),
        ];
        for (name, code, space_allowed) in special {
            let Some(code) = code else { continue };
            if code == 10 || code == 13 || (code == 32 && !space_allowed) {
                return Err(vm.value_error(format_args!("bad {name} value")));
            }
            let terminator = self.terminator.cast::<Str>().map_or(&[][..], |text| text.as_bytes());
            if wtf8::code_points(terminator).any(|other| other == code) {
                return Err(vm.value_error(format_args!("bad {name} or lineterminator value")));
            }
        }
        for (i, j) in [(0, 1), (0, 2), (1, 2)] {
            if special[i].1.is_some() && special[i].1 == special[j].1 {
                let (a, b) = (special[i].0, special[j].0);
                return Err(vm.value_error(format_args!("bad {a} or {b} value")));
            }
        }
        Ok(())
    }
    fn new_(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let Some((class, rest)) = args.split_first() else {
            return Err(vm.type_error("Dialect.__new__(): not enough arguments"));
        };
        let made = make(vm, rest, names)?;
        // A subclass gets an instance of its own.
        let own = vm.native_type::<Dialect>();
        let class = class.cast::<Type>().filter(|class| !class.to_handle().ptr_eq(&own));
        Ok(match (class, made.cast::<Dialect>()) {
            (Some(class), Some(dialect)) => {
                Handle::new_instance(class.instance_map.get(), Dialect::clone(dialect)).into_value()
            }
            _ => made,
        })
    }
}

fn shown(code: Option<u32>) -> Value {
    match code {
        Some(code) => Str::from_vec(wtf8::from_code_points([code])).into_value(),
        None => Value::NONE,
    }
}
fn locked(vm: &mut Vm, name: &str) -> Raised {
    vm.attribute_error_text(format_args!("attribute '{name}' of '_csv.Dialect' objects is not writable"))
}

/// A row for an attribute that cannot be changed.
macro_rules! option {
    ($name:literal, $get:expr) => {
        getset!($name, $get, |vm: &mut Vm, _: &Obj<Dialect>, _: Option<Value>| -> Result<()> {
            Err(locked(vm, $name))
        })
    };
}

/// Table of `_csv.Dialect`.
pub static TYPE: TypeDef = TypeDef {
    name: "_csv.Dialect",
    doc: "CSV dialect\n\nThe Dialect type records CSV parsing and generation options.\n",
    base: None,
    map: None,
    layout: Layout::of::<Dialect>(),
    flags: type_flags::BASE,
    rows: &[
        raw!(
            StaticMethod,
            "__new__(cls, /, dialect=None, delimiter=',', doublequote=True, escapechar=None, lineterminator=None, quotechar=None, quoting=0, skipinitialspace=False, strict=False)",
            Dialect::new_,
            "Create and return a new object.  See help(type) for accurate signature."
        ),
        option!("delimiter", |_: &mut Vm, this: &Obj<Dialect>| shown(Some(this.delimiter))),
        option!("quotechar", |_: &mut Vm, this: &Obj<Dialect>| shown(this.quote)),
        option!("escapechar", |_: &mut Vm, this: &Obj<Dialect>| shown(this.escape)),
        option!("lineterminator", |_: &mut Vm, this: &Obj<Dialect>| this.terminator.clone()),
        option!("doublequote", |_: &mut Vm, this: &Obj<Dialect>| this.double_quote),
        option!("skipinitialspace", |_: &mut Vm, this: &Obj<Dialect>| this.skip_space),
        option!("strict", |_: &mut Vm, this: &Obj<Dialect>| this.strict),
        option!("quoting", |_: &mut Vm, this: &Obj<Dialect>| this.quoting as i64),
    ],
};
