//! `str`: text as WTF-8 (the body is `value::Str`). The algorithms are in `crate::text`; here they meet objects.
//!
//! | file | methods |
//! |---|---|
//! | [`index`] | items, slices, iteration, `+`, `*`, `in`, comparison |
//! | [`find`] | searching, counting, replacing, splitting, stripping, padding |
//! | [`join`] | `join`, over Python iterators too |
//! | [`format`] | `format`, `format_map`, `%`, `__format__` |
//! | [`case`] | case and questions (`isalpha`, …) |
//! | [`translate`] | `translate`, `maketrans` |
//! | [`codec`] | `encode`, decoding, the registry of codecs |
//! | [`conversion`] | the loops of encoding and decoding, which ask error handlers |
//! | [`error_handlers`] | the built-in error handlers as functions |

pub mod case;
pub mod codec;
pub mod conversion;
pub mod error_handlers;
pub mod find;
pub mod format;
pub mod index;
pub mod join;
pub mod translate;

use crate::{
    error::{Raised, Result},
    method,
    native::{Row, TypeDef, table},
    static_method,
    text::{escape, wtf8},
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Tuple, Value, fixed, map::Layout},
    vm::Vm,
};

impl Vm {
    /// A string of one code point. Those of ASCII are not allocated.
    #[inline]
    pub fn new_char(&mut self, code_point: u32) -> Value {
        if let Some(known) = self.known.characters.get(code_point as usize) {
            return known.clone();
        }
        if code_point < 128 {
            self.known.characters = (0..128).map(|byte: u8| Str::new(&[byte]).into_value()).collect();
        }
        let (bytes, length) = wtf8::encode(code_point);
        Str::new(&bytes[..length]).into_value()
    }
    /// A string of WTF-8 bytes; single ASCII characters are not allocated.
    #[inline]
    pub fn new_text(&mut self, bytes: &[u8]) -> Value {
        match bytes {
            [byte @ 0..=127] => self.new_char(u32::from(*byte)),
            _ => Str::new(bytes).into_value(),
        }
    }
    /// TypeError "f() argument 1 must be str, not int".
    #[cold]
    pub fn not_str(&mut self, what: &str, value: &Value) -> Raised {
        let name = if value.is_none() { "None".to_owned() } else { self.type_name(value) };
        self.type_error(format_args!("{what} must be str, not {name}"))
    }
    /// Checks that a result may be allocated. Errors: MemoryError.
    pub fn check_size(&mut self, bytes: Option<usize>) -> Result<usize> {
        match bytes {
            Some(bytes) if bytes as u64 <= crate::text::MAX_BYTES => self.check_room(bytes).map(|()| bytes),
            _ => Err(self.memory_error("")),
        }
    }
}

/// The string itself, or a plain copy of an instance of a subclass.
pub fn plain(this: &Obj<Str>) -> Value {
    if this.is_exact() { this.to_value() } else { Str::new(this.as_bytes()).into_value() }
}

/// A result of bytes that may be all of `this`: then no copy is made.
pub fn part(vm: &mut Vm, this: &Obj<Str>, bytes: &[u8]) -> Value {
    if bytes.len() == this.as_bytes().len() { plain(this) } else { vm.new_text(bytes) }
}

fn new(
    vm: &mut Vm,
    class: &Obj<Type>,
    object: Option<&Value>,
    encoding: Option<&Value>,
    errors: Option<&Value>,
) -> Result<Value> {
    let text = match object {
        None => Str::new(b""),
        Some(object) if encoding.is_none() && errors.is_none() => {
            let text = vm.str_of(object)?;
            // What `__str__` gives stays what it is; a text of a subclass that stands for itself is copied.
            if class.instance_map.get() == fixed::STR && !text.to_value().is(object) {
                return Ok(text.into_value());
            }
            text
        }
        Some(object) => {
            for (value, name) in [(encoding, "encoding"), (errors, "errors")] {
                if let Some(value) = value.filter(|value| value.cast::<Str>().is_none()) {
                    return Err(vm.not_str(&format!("str() argument '{name}'"), value));
                }
            }
            if object.cast::<Str>().is_some() {
                return Err(vm.type_error("decoding str is not supported"));
            }
            let Some(bytes) = vm.find_bytes(object)? else {
                let name = vm.type_name(object);
                return Err(
                    vm.type_error(format_args!("decoding to str: need a bytes-like object, {name} found"))
                );
            };
            let encoding = encoding.map_or("utf-8".into(), |value| vm.text_of(value).into_owned());
            let errors = errors.map_or("strict".into(), |value| vm.text_of(value).into_owned());
            let object = object.clone();
            vm.decode_bytes(&object, &bytes, &encoding, &errors)?
        }
    };
    if class.instance_map.get() == fixed::STR {
        return Ok(plain(&text));
    }
    Ok(Str::with_map(class.instance_map.get(), text.as_bytes()).into_value())
}
fn repr(_vm: &mut Vm, this: &Obj<Str>) -> Handle<Str> {
    Str::from_vec(escape::repr_str(this.as_bytes()))
}
fn str_(_vm: &mut Vm, this: &Obj<Str>) -> Value {
    plain(this)
}
fn hash(vm: &mut Vm, this: &Value) -> i64 {
    vm.hash_text(this) as i64
}
fn getnewargs(_vm: &mut Vm, this: &Obj<Str>) -> Value {
    Tuple::new(vec![Str::new(this.as_bytes()).into_value()]).into_value()
}
/// As CPython counts: one, two or four bytes for each code point, by the largest.
fn sizeof(_vm: &mut Vm, this: &Obj<Str>) -> usize {
    let count = this.char_count();
    match wtf8::max_code_point(this.as_bytes()) {
        0..=127 => 41 + count,
        128..=255 => 58 + count,
        256..=0xffff => 58 + 2 * (count + 1),
        _ => 60 + 4 * (count + 1),
    }
}

const OWN: &[Row] = &[
    static_method!(
        "__new__(cls, object='', encoding='utf-8', errors='strict')",
        new,
        4,
        "Create and return a new object."
    ),
    method!("__repr__(self, /)", repr, 1),
    method!("__hash__(self, /)", hash, 1),
    method!("__str__(self, /)", str_, 1),
    method!("__getnewargs__(self, /)", getnewargs, 1),
    method!("__sizeof__(self, /)", sizeof, 1, "Return the size of the string in memory, in bytes."),
];

/// The rows of all files in the order of the table above.
const GROUPS: &[&[Row]] =
    &[OWN, index::ROWS, find::ROWS, join::ROWS, format::ROWS, case::ROWS, translate::ROWS, codec::ROWS];

/// `str`
pub static TYPE: TypeDef = TypeDef {
    name: "str",
    doc: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nCreate a new string object from the given object. If encoding or\nerrors is specified, then the object must expose a data buffer\nthat will be decoded using the given encoding and error handler.\nOtherwise, returns the result of object.__str__() (if defined)\nor repr(object).\nencoding defaults to 'utf-8'.\nerrors defaults to 'strict'.",
    base: None,
    map: Some(fixed::STR),
    layout: Layout::of::<Str>(),
    flags: type_flags::BASE | type_flags::MATCH_SELF,
    rows: &table::join_rows::<{ table::count_rows(GROUPS) }>(GROUPS),
};
