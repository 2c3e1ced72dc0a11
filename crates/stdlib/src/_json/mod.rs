//! `_json`: the fast half of `json`.

mod encoder;
mod scanner;
mod text;

use text::Bad;
use whipsnake_vm::{
    error::{Raised, Result},
    function,
    native::{ModuleDef, Row},
    objects::module::ModuleHandle,
    raw,
    value::{Obj, Str, Tuple, Value},
    vm::Vm,
};

#[cold]
fn not_a_string(vm: &mut Vm, value: &Value) -> Raised {
    let name = vm.type_name(value);
    vm.type_error(format_args!("first argument must be a string, not {name}"))
}

/// Raises `JSONDecodeError(message, document, place)`.
#[cold]
fn decode_error(vm: &mut Vm, message: &str, document: &Obj<Str>, place: isize) -> Raised {
    let made = (|| {
        let decoder = vm.import("json.decoder")?;
        let class = vm.get_attr_text(&decoder, "JSONDecodeError")?;
        let args = [vm.new_str(message), document.to_value(), vm.new_int(place as i64)];
        vm.call(&class, &args)
    })();
    match made {
        Ok(error) => vm.raise(error),
        Err(raised) => raised,
    }
}

/// Raises what is wrong with a string whose quote is at `begin`.
#[cold]
fn bad_string(vm: &mut Vm, bad: Bad, document: &Obj<Str>, begin: isize) -> Raised {
    let (message, place) = match bad {
        Bad::Unterminated => return decode_error(vm, "Unterminated string starting at", document, begin),
        Bad::Control(at) => ("Invalid control character at", at),
        Bad::Escape(at) => ("Invalid \\escape", at),
        Bad::Hex(at) => ("Invalid \\uXXXX escape", at + 1),
    };
    let place = document.char_index(place) as isize;
    decode_error(vm, message, document, place)
}

/// `scanstring(string, end, strict=True)`
fn scan_string(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    if !names.is_empty() {
        return Err(vm.type_error("scanstring() takes no keyword arguments"));
    }
    let (string, end, strict) = match args {
        [string, end] => (string, end, true),
        [string, end, strict] => (string, end, vm.truth(strict)?),
        _ => {
            let (word, count) = if args.len() < 2 { ("least", 2) } else { ("most", 3) };
            let given = args.len();
            return Err(
                vm.type_error(format_args!("scanstring() takes at {word} {count} arguments ({given} given)"))
            );
        }
    };
    let end = vm.index_isize(end)?;
    let Some(document) = string.cast::<Str>() else { return Err(not_a_string(vm, string)) };
    let start = usize::try_from(end).ok().filter(|end| *end <= document.char_count());
    let Some(start) = start else { return Err(vm.value_error("end is out of bounds")) };
    match text::scan(document.as_bytes(), document.byte_offset(start), strict) {
        Ok(found) => {
            let behind = vm.new_int(document.char_index(found.end) as i64);
            Ok(Tuple::new(vec![Str::new(&found.text).into_value(), behind]).into_value())
        }
        Err(bad) => Err(bad_string(vm, bad, document, end - 1)),
    }
}

fn encode(vm: &mut Vm, string: &Value, ascii: bool) -> Result<Value> {
    let Some(string) = string.cast::<Str>() else { return Err(not_a_string(vm, string)) };
    let mut out = Vec::new();
    text::push_string(&mut out, string.as_bytes(), ascii);
    Ok(Str::from_vec(out).into_value())
}

const ROWS: &[Row] = &[
    raw!(
        Function,
        "scanstring(string, end, strict=True)",
        scan_string,
        "scanstring(string, end, strict=True) -> (string, end)\n\nScan the string s for a JSON string. End is the index of the\ncharacter in s after the quote that started the JSON string.\nUnescapes all valid JSON string escape sequences and raises ValueError\non attempt to decode an invalid string. If strict is False then literal\ncontrol characters are allowed in the string.\n\nReturns a tuple of the decoded string and the index of the character in s\nafter the end quote."
    ),
    function!(
        "encode_basestring(string, /)",
        |vm: &mut Vm, string: &Value| encode(vm, string, false),
        1,
        "encode_basestring(string) -> string\n\nReturn a JSON representation of a Python string"
    ),
    function!(
        "encode_basestring_ascii(string, /)",
        |vm: &mut Vm, string: &Value| encode(vm, string, true),
        1,
        "encode_basestring_ascii(string) -> string\n\nReturn an ASCII-only JSON representation of a Python string"
    ),
];

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_json",
    doc: "json speedups\n",
    rows: ROWS,
    types: &[],
    init: Some(|vm: &mut Vm, module: &ModuleHandle| {
        let dict = module.dict.clone();
        for (name, def) in [("make_scanner", &scanner::TYPE), ("make_encoder", &encoder::TYPE)] {
            let class = vm.make_class_with_rows(def, "_json").into_value();
            dict.set_text(vm, name, class);
        }
        Ok(())
    }),
};
