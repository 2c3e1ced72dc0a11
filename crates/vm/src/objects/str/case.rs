//! Case and questions about strings. ASCII text takes the short way.

use super::plain;
use crate::{
    method,
    native::Row,
    text::{case, unicode},
    value::{Handle, Obj, Str, Value},
    vm::Vm,
};

/// ASCII text in another case.
fn ascii(vm: &mut Vm, this: &Obj<Str>, change: fn(&mut [u8])) -> Handle<Str> {
    let mut out = vm.take_scratch();
    out.extend_from_slice(this.as_bytes());
    change(&mut out);
    vm.text_of_scratch(out)
}
fn lower(vm: &mut Vm, this: &Obj<Str>) -> Handle<Str> {
    match this.is_ascii() {
        true => ascii(vm, this, <[u8]>::make_ascii_lowercase),
        false => Str::from_vec(case::lower(this.as_bytes())),
    }
}
fn upper(vm: &mut Vm, this: &Obj<Str>) -> Handle<Str> {
    match this.is_ascii() {
        true => ascii(vm, this, <[u8]>::make_ascii_uppercase),
        false => Str::from_vec(case::upper(this.as_bytes())),
    }
}
fn casefold(vm: &mut Vm, this: &Obj<Str>) -> Handle<Str> {
    match this.is_ascii() {
        true => ascii(vm, this, <[u8]>::make_ascii_lowercase),
        false => Str::from_vec(case::casefold(this.as_bytes())),
    }
}
fn title(_vm: &mut Vm, this: &Obj<Str>) -> Handle<Str> {
    Str::from_vec(case::title(this.as_bytes()))
}
fn capitalize(_vm: &mut Vm, this: &Obj<Str>) -> Value {
    if this.as_bytes().is_empty() {
        plain(this)
    } else {
        Str::from_vec(case::capitalize(this.as_bytes())).into_value()
    }
}
fn swapcase(_vm: &mut Vm, this: &Obj<Str>) -> Handle<Str> {
    Str::from_vec(case::swapcase(this.as_bytes()))
}

macro_rules! questions {
    ($($name:ident $ascii:expr, $test:ident;)*) => {$(
        fn $name(_vm: &mut Vm, this: &Obj<Str>) -> bool {
            let bytes = this.as_bytes();
            if this.is_ascii() {
                let test: fn(&u8) -> bool = $ascii;
                return !bytes.is_empty() && bytes.iter().all(test);
            }
            case::all(bytes, unicode::$test)
        }
    )*};
}
questions! {
    isalpha |b| b.is_ascii_alphabetic(), is_alpha;
    isalnum |b| b.is_ascii_alphanumeric(), is_alnum;
    isdecimal |b| b.is_ascii_digit(), is_decimal;
    isdigit |b| b.is_ascii_digit(), is_digit;
    isnumeric |b| b.is_ascii_digit(), is_numeric;
    isspace |b| matches!(b, 9..=13 | 28..=32), is_space;
}
fn isascii(_vm: &mut Vm, this: &Obj<Str>) -> bool {
    this.is_ascii()
}
fn isidentifier(_vm: &mut Vm, this: &Obj<Str>) -> bool {
    case::is_identifier(this.as_bytes())
}
fn islower(_vm: &mut Vm, this: &Obj<Str>) -> bool {
    case::is_lower(this.as_bytes())
}
fn isupper(_vm: &mut Vm, this: &Obj<Str>) -> bool {
    case::is_upper(this.as_bytes())
}
fn istitle(_vm: &mut Vm, this: &Obj<Str>) -> bool {
    case::is_title(this.as_bytes())
}
fn isprintable(_vm: &mut Vm, this: &Obj<Str>) -> bool {
    case::is_printable(this.as_bytes())
}

/// Rows of `str`.
pub const ROWS: &[Row] = &[
    method!(
        "capitalize(self, /)",
        capitalize,
        1,
        "Return a capitalized version of the string.\n\nMore specifically, make the first character have upper case and the rest lower\ncase."
    ),
    method!(
        "casefold(self, /)",
        casefold,
        1,
        "Return a version of the string suitable for caseless comparisons."
    ),
    method!(
        "title(self, /)",
        title,
        1,
        "Return a version of the string where each word is titlecased.\n\nMore specifically, words start with uppercased characters and all remaining\ncased characters have lower case."
    ),
    method!("lower(self, /)", lower, 1, "Return a copy of the string converted to lowercase."),
    method!("upper(self, /)", upper, 1, "Return a copy of the string converted to uppercase."),
    method!(
        "swapcase(self, /)",
        swapcase,
        1,
        "Convert uppercase characters to lowercase and lowercase characters to uppercase."
    ),
    method!(
        "isascii(self, /)",
        isascii,
        1,
        "Return True if all characters in the string are ASCII, False otherwise.\n\nASCII characters have code points in the range U+0000-U+007F.\nEmpty string is ASCII too."
    ),
    method!(
        "islower(self, /)",
        islower,
        1,
        "Return True if the string is a lowercase string, False otherwise.\n\nA string is lowercase if all cased characters in the string are lowercase and\nthere is at least one cased character in the string."
    ),
    method!(
        "isupper(self, /)",
        isupper,
        1,
        "Return True if the string is an uppercase string, False otherwise.\n\nA string is uppercase if all cased characters in the string are uppercase and\nthere is at least one cased character in the string."
    ),
    method!(
        "istitle(self, /)",
        istitle,
        1,
        "Return True if the string is a title-cased string, False otherwise.\n\nIn a title-cased string, upper- and title-case characters may only\nfollow uncased characters and lowercase characters only cased ones."
    ),
    method!(
        "isspace(self, /)",
        isspace,
        1,
        "Return True if the string is a whitespace string, False otherwise.\n\nA string is whitespace if all characters in the string are whitespace and there\nis at least one character in the string."
    ),
    method!(
        "isdecimal(self, /)",
        isdecimal,
        1,
        "Return True if the string is a decimal string, False otherwise.\n\nA string is a decimal string if all characters in the string are decimal and\nthere is at least one character in the string."
    ),
    method!(
        "isdigit(self, /)",
        isdigit,
        1,
        "Return True if the string is a digit string, False otherwise.\n\nA string is a digit string if all characters in the string are digits and there\nis at least one character in the string."
    ),
    method!(
        "isnumeric(self, /)",
        isnumeric,
        1,
        "Return True if the string is a numeric string, False otherwise.\n\nA string is numeric if all characters in the string are numeric and there is at\nleast one character in the string."
    ),
    method!(
        "isalpha(self, /)",
        isalpha,
        1,
        "Return True if the string is an alphabetic string, False otherwise.\n\nA string is alphabetic if all characters in the string are alphabetic and there\nis at least one character in the string."
    ),
    method!(
        "isalnum(self, /)",
        isalnum,
        1,
        "Return True if the string is an alpha-numeric string, False otherwise.\n\nA string is alpha-numeric if all characters in the string are alpha-numeric and\nthere is at least one character in the string."
    ),
    method!(
        "isidentifier(self, /)",
        isidentifier,
        1,
        "Return True if the string is a valid Python identifier, False otherwise.\n\nCall keyword.iskeyword(s) to test whether string s is a reserved identifier,\nsuch as \"def\" or \"class\"."
    ),
    method!(
        "isprintable(self, /)",
        isprintable,
        1,
        "Return True if all characters in the string are printable, False otherwise.\n\nA character is printable if repr() may use it in its output."
    ),
];
