//! The methods that `bytes` and `bytearray` share. Results are of the receiver's kind, always exact.

use super::{Bytes, is_bytes};
use crate::{
    error::{Raised, Result},
    method,
    native::Row,
    objects::{
        bytearray::ByteArray,
        consume::gather,
        list::List,
        sequence::Subscript,
        str::{
            codec::{codec_names, is_plain_utf8},
            find::{bounds, limit},
            format::{Finish, percent},
        },
    },
    protocol::CompareOp,
    static_method,
    text::{
        case,
        search::{self, Justify, Kind, StripSet},
    },
    types::Slot,
    value::{Handle, Str, Tuple, Value},
    vm::Vm,
};
use std::borrow::Cow;

/// The receiver's bytes.
#[inline]
pub fn look<'a>(vm: &'a Vm, this: &'a Value) -> &'a [u8] {
    if let Some(bytes) = this.cast::<Bytes>() {
        return bytes.as_slice();
    }
    this.cast::<ByteArray>().map_or(&[], |array| array.data.get(vm))
}

fn is_array(this: &Value) -> bool {
    this.cast::<ByteArray>().is_some()
}

/// New bytes of the receiver's kind.
fn make(this: &Value, data: Vec<u8>) -> Value {
    if is_array(this) { ByteArray::new(data).into_value() } else { Bytes::new(data).into_value() }
}

/// The receiver itself if it is exactly bytes; otherwise new bytes of its kind.
fn same(vm: &Vm, this: &Value) -> Value {
    if this.exact::<Bytes>().is_some() { this.clone() } else { make(this, look(vm, this).to_vec()) }
}

fn require<'a>(vm: &mut Vm, value: &'a Value) -> Result<Cow<'a, [u8]>> {
    vm.borrow_bytes(value)
}

/// What is searched for: bytes or a single byte.
fn needle<'a>(vm: &mut Vm, value: &'a Value) -> Result<Cow<'a, [u8]>> {
    if let Some(bytes) = value.cast::<Bytes>() {
        return Ok(bytes.as_slice().into());
    }
    if let Some(bytes) = vm.find_bytes(value)? {
        return Ok(bytes.into());
    }
    if vm.has_index(value) {
        return Ok(vec![vm.byte_value(value)?].into());
    }
    let name = vm.type_name(value);
    Err(vm.type_error(format_args!("argument should be integer or bytes-like object, not '{name}'")))
}

fn len(vm: &mut Vm, this: &Value) -> usize {
    look(vm, this).len()
}
/// `bytes[key]`
pub fn get_item(vm: &mut Vm, this: &Value, key: &Value) -> Result<Value> {
    let kind = if is_array(this) { "bytearray" } else { "byte" };
    match vm.subscript(key, kind)? {
        Subscript::Index(index) => {
            let data = look(vm, this);
            let at = if index < 0 { index + data.len() as isize } else { index };
            match usize::try_from(at).ok().and_then(|at| data.get(at)) {
                Some(byte) => Ok(Value::small((*byte).into())),
                None if is_array(this) => Err(vm.index_error("bytearray index out of range")),
                None => Err(vm.index_error("index out of range")),
            }
        }
        Subscript::Slice(slice) => {
            let span = vm.span(slice, |vm| look(vm, this).len())?;
            let data = look(vm, this);
            if span.step == 1 {
                if span.count == data.len() {
                    return Ok(same(vm, this));
                }
                let start = span.start as usize;
                return Ok(make(this, data[start..start + span.count].to_vec()));
            }
            Ok(make(this, span.places().filter_map(|at| data.get(at).copied()).collect()))
        }
    }
}
fn contains(vm: &mut Vm, this: &Value, key: &Value) -> Result<bool> {
    if vm.has_index(key) {
        let byte = vm.byte_value(key)?;
        return Ok(memchr::memchr(byte, look(vm, this)).is_some());
    }
    let needle = require(vm, key)?;
    Ok(search::find(look(vm, this), &needle).is_some())
}
/// `NotImplemented` for what is not bytes-like: the reflected method is asked before the operator is refused.
fn add(vm: &mut Vm, this: &Value, value: &Value) -> Result<Value> {
    let Some(other) = vm.find_bytes(value)? else { return Ok(Value::NOT_IMPLEMENTED) };
    let length = look(vm, this).len().checked_add(other.len());
    let mut out = Vec::with_capacity(vm.check_size(length)?);
    out.extend_from_slice(look(vm, this));
    out.extend_from_slice(&other);
    Ok(make(this, out))
}
fn mul(vm: &mut Vm, this: &Value, value: &Value) -> Result<Value> {
    let Some(count) = vm.repeat_factor(value)? else { return Ok(Value::NOT_IMPLEMENTED) };
    if count == 1 {
        return Ok(same(vm, this));
    }
    let length = look(vm, this).len().checked_mul(count);
    vm.check_size(length)?;
    Ok(make(this, look(vm, this).repeat(count)))
}
fn compare(vm: &mut Vm, op: CompareOp, this: &Value, value: &Value) -> Result<Value> {
    if is_bytes(value) {
        return Ok(Value::bool(op.of_order(look(vm, this).cmp(look(vm, value)))));
    }
    if this.cast::<Bytes>().is_some() {
        // Other views of memory compare themselves with bytes.
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match vm.find_bytes(value)? {
        Some(other) => Ok(Value::bool(op.of_order(look(vm, this).cmp(&other)))),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}
macro_rules! comparisons {
    ($($name:ident $op:ident;)*) => {$(
        fn $name(vm: &mut Vm, this: &Value, value: &Value) -> Result<Value> {
            compare(vm, CompareOp::$op, this, value)
        }
    )*};
}
comparisons! { eq Eq; ne Ne; lt Lt; le Le; gt Gt; ge Ge; }

fn mod_(vm: &mut Vm, this: &Value, value: &Value) -> Result<Value> {
    let format = look(vm, this).to_vec();
    let finish: Finish = if is_array(this) {
        |_, data| ByteArray::new(data).into_value()
    } else {
        |_, data| Bytes::new(data).into_value()
    };
    percent(vm, &format, Kind::Bytes, value, finish)
}
fn rmod(vm: &mut Vm, this: &Value, value: &Value) -> Result<Value> {
    if !is_bytes(value) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    mod_(vm, value, this)
}

fn found(
    vm: &mut Vm,
    this: &Value,
    sub: &Value,
    limits: (Option<&Value>, Option<&Value>),
    last: bool,
) -> Result<Option<usize>> {
    let sub = needle(vm, sub)?;
    let Some((start, end)) = bounds(vm, limits.0, limits.1, |vm| look(vm, this).len())? else {
        return Ok(None);
    };
    let window = &look(vm, this)[start..end];
    let at = if last { search::rfind(window, &sub) } else { search::find(window, &sub) };
    Ok(at.map(|at| start + at))
}
fn find(vm: &mut Vm, this: &Value, sub: &Value, start: Option<&Value>, end: Option<&Value>) -> Result<isize> {
    Ok(found(vm, this, sub, (start, end), false)?.map_or(-1, |at| at as isize))
}
fn rfind(
    vm: &mut Vm,
    this: &Value,
    sub: &Value,
    start: Option<&Value>,
    end: Option<&Value>,
) -> Result<isize> {
    Ok(found(vm, this, sub, (start, end), true)?.map_or(-1, |at| at as isize))
}
fn index(
    vm: &mut Vm,
    this: &Value,
    sub: &Value,
    start: Option<&Value>,
    end: Option<&Value>,
) -> Result<usize> {
    match found(vm, this, sub, (start, end), false)? {
        Some(at) => Ok(at),
        None => Err(vm.value_error("subsection not found")),
    }
}
fn rindex(
    vm: &mut Vm,
    this: &Value,
    sub: &Value,
    start: Option<&Value>,
    end: Option<&Value>,
) -> Result<usize> {
    match found(vm, this, sub, (start, end), true)? {
        Some(at) => Ok(at),
        None => Err(vm.value_error("subsection not found")),
    }
}
fn count(
    vm: &mut Vm,
    this: &Value,
    sub: &Value,
    start: Option<&Value>,
    end: Option<&Value>,
) -> Result<usize> {
    let sub = needle(vm, sub)?;
    let Some((start, end)) = bounds(vm, start, end, |vm| look(vm, this).len())? else { return Ok(0) };
    Ok(search::count(&look(vm, this)[start..end], &sub, Kind::Bytes))
}
fn affix(
    vm: &mut Vm,
    this: &Value,
    wanted: &Value,
    limits: (Option<&Value>, Option<&Value>),
    function: &str,
) -> Result<bool> {
    let range = bounds(vm, limits.0, limits.1, |vm| look(vm, this).len())?;
    let test = |vm: &Vm, affix: &[u8]| {
        range.is_some_and(|(start, end)| {
            let window = look(vm, this).get(start..end).unwrap_or(&[]);
            if function == "startswith" { window.starts_with(affix) } else { window.ends_with(affix) }
        })
    };
    if let Some(tuple) = wanted.cast::<Tuple>() {
        for item in tuple.as_slice() {
            let affix = require(vm, item)?;
            if test(vm, &affix) {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    match vm.find_bytes(wanted)? {
        Some(affix) => Ok(test(vm, &affix)),
        None => {
            let name = vm.type_name(wanted);
            Err(vm.type_error(format_args!(
                "{function} first arg must be bytes or a tuple of bytes, not {name}"
            )))
        }
    }
}
fn startswith(
    vm: &mut Vm,
    this: &Value,
    prefix: &Value,
    start: Option<&Value>,
    end: Option<&Value>,
) -> Result<bool> {
    affix(vm, this, prefix, (start, end), "startswith")
}
fn endswith(
    vm: &mut Vm,
    this: &Value,
    suffix: &Value,
    start: Option<&Value>,
    end: Option<&Value>,
) -> Result<bool> {
    affix(vm, this, suffix, (start, end), "endswith")
}
fn replace(vm: &mut Vm, this: &Value, old: &Value, new: &Value, count: Option<isize>) -> Result<Value> {
    let (old, new, count) = (require(vm, old)?, require(vm, new)?, limit(count));
    if new.len() > old.len() {
        let length = search::replaced_len(look(vm, this), &old, &new, count, Kind::Bytes);
        vm.check_size(length)?;
    }
    Ok(match search::replace(look(vm, this), &old, &new, count, Kind::Bytes) {
        Some(data) => make(this, data),
        None => same(vm, this),
    })
}

fn pieces(this: &Value, pieces: Vec<&[u8]>) -> Handle<List> {
    List::new(pieces.into_iter().map(|piece| make(this, piece.to_vec())).collect())
}
/// The separator of `split`: nothing for white space. Errors: not bytes-like; empty.
fn separator<'a>(vm: &mut Vm, sep: Option<&'a Value>) -> Result<Option<Cow<'a, [u8]>>> {
    let Some(sep) = sep.filter(|sep| !sep.is_none()) else { return Ok(None) };
    let sep = require(vm, sep)?;
    if sep.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    Ok(Some(sep))
}
fn split(vm: &mut Vm, this: &Value, sep: Option<&Value>, maxsplit: Option<isize>) -> Result<Handle<List>> {
    let (sep, limit) = (separator(vm, sep)?, limit(maxsplit));
    let data = look(vm, this);
    Ok(pieces(
        this,
        match sep {
            Some(sep) => search::split(data, &sep, limit),
            None => search::split_whitespace(data, limit, Kind::Bytes),
        },
    ))
}
fn rsplit(vm: &mut Vm, this: &Value, sep: Option<&Value>, maxsplit: Option<isize>) -> Result<Handle<List>> {
    let (sep, limit) = (separator(vm, sep)?, limit(maxsplit));
    let data = look(vm, this);
    Ok(pieces(
        this,
        match sep {
            Some(sep) => search::rsplit(data, &sep, limit),
            None => search::rsplit_whitespace(data, limit, Kind::Bytes),
        },
    ))
}
fn splitlines(vm: &mut Vm, this: &Value, keepends: Option<bool>) -> Handle<List> {
    pieces(this, search::splitlines(look(vm, this), keepends.unwrap_or(false), Kind::Bytes))
}
fn cut(vm: &mut Vm, this: &Value, sep: &Value, last: bool) -> Result<Handle<Tuple>> {
    let needle = require(vm, sep)?;
    if needle.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let hay = look(vm, this);
    let found = if last { search::rpartition(hay, &needle) } else { search::partition(hay, &needle) };
    Ok(Tuple::new(match found {
        Some((before, after)) => {
            let middle = if sep.exact::<Bytes>().is_some() && !is_array(this) {
                sep.clone()
            } else {
                make(this, needle.to_vec())
            };
            vec![make(this, before.to_vec()), middle, make(this, after.to_vec())]
        }
        None if last => vec![make(this, Vec::new()), make(this, Vec::new()), same(vm, this)],
        None => vec![same(vm, this), make(this, Vec::new()), make(this, Vec::new())],
    }))
}
fn partition(vm: &mut Vm, this: &Value, sep: &Value) -> Result<Handle<Tuple>> {
    cut(vm, this, sep, false)
}
fn rpartition(vm: &mut Vm, this: &Value, sep: &Value) -> Result<Handle<Tuple>> {
    cut(vm, this, sep, true)
}
fn stripped(vm: &mut Vm, this: &Value, chars: Option<&Value>, left: bool, right: bool) -> Result<Value> {
    let chars = match chars.filter(|chars| !chars.is_none()) {
        Some(chars) => Some(require(vm, chars)?),
        None => None,
    };
    let set = match &chars {
        Some(chars) => StripSet::Units(chars),
        None => StripSet::Space,
    };
    let data = look(vm, this);
    let rest = search::strip(data, set, left, right, Kind::Bytes);
    Ok(if rest.len() == data.len() { same(vm, this) } else { make(this, rest.to_vec()) })
}
fn strip(vm: &mut Vm, this: &Value, chars: Option<&Value>) -> Result<Value> {
    stripped(vm, this, chars, true, true)
}
fn lstrip(vm: &mut Vm, this: &Value, chars: Option<&Value>) -> Result<Value> {
    stripped(vm, this, chars, true, false)
}
fn rstrip(vm: &mut Vm, this: &Value, chars: Option<&Value>) -> Result<Value> {
    stripped(vm, this, chars, false, true)
}
fn removeprefix(vm: &mut Vm, this: &Value, prefix: &Value) -> Result<Value> {
    let prefix = require(vm, prefix)?;
    Ok(match look(vm, this).strip_prefix(&*prefix) {
        Some(rest) => make(this, rest.to_vec()),
        None => same(vm, this),
    })
}
fn removesuffix(vm: &mut Vm, this: &Value, suffix: &Value) -> Result<Value> {
    let suffix = require(vm, suffix)?;
    Ok(match look(vm, this).strip_suffix(&*suffix) {
        Some(rest) => make(this, rest.to_vec()),
        None => same(vm, this),
    })
}

fn fill_byte(vm: &mut Vm, fill: Option<&Value>, function: &str) -> Result<u8> {
    let Some(fill) = fill else { return Ok(b' ') };
    if is_bytes(fill) {
        if let [byte] = look(vm, fill) {
            return Ok(*byte);
        }
        let (length, kind) = (look(vm, fill).len(), if is_array(fill) { "bytearray" } else { "bytes" });
        return Err(vm.type_error(format_args!(
            "{function}(): argument 2 must be a byte string of length 1, not a {kind} object of length {length}"
        )));
    }
    let name = if fill.is_none() { "None".to_owned() } else { vm.type_name(fill) };
    Err(vm.type_error(format_args!("{function}() argument 2 must be a byte string of length 1, not {name}")))
}
fn justified(
    vm: &mut Vm,
    this: &Value,
    width: isize,
    fill: Option<&Value>,
    justify: Justify,
    function: &str,
) -> Result<Value> {
    let fill = fill_byte(vm, fill, function)?;
    let (left, right) = search::padding(look(vm, this).len(), width.max(0) as usize, justify);
    if left == 0 && right == 0 {
        return Ok(same(vm, this));
    }
    vm.check_size(Some(left + right))?;
    match search::pad(look(vm, this), left, right, fill.into(), Kind::Bytes) {
        Some(data) => Ok(make(this, data)),
        None => Err(vm.memory_error("")),
    }
}
fn center(vm: &mut Vm, this: &Value, width: isize, fillchar: Option<&Value>) -> Result<Value> {
    justified(vm, this, width, fillchar, Justify::Center, "center")
}
fn ljust(vm: &mut Vm, this: &Value, width: isize, fillchar: Option<&Value>) -> Result<Value> {
    justified(vm, this, width, fillchar, Justify::Left, "ljust")
}
fn rjust(vm: &mut Vm, this: &Value, width: isize, fillchar: Option<&Value>) -> Result<Value> {
    justified(vm, this, width, fillchar, Justify::Right, "rjust")
}
fn zfill(vm: &mut Vm, this: &Value, width: isize) -> Result<Value> {
    let (length, width) = (look(vm, this).len(), width.max(0) as usize);
    if width <= length {
        return Ok(same(vm, this));
    }
    vm.check_size(Some(width))?;
    match search::zfill(look(vm, this), length, width) {
        Some(data) => Ok(make(this, data)),
        None => Err(vm.memory_error("")),
    }
}
fn expandtabs(vm: &mut Vm, this: &Value, tabsize: Option<i32>) -> Result<Value> {
    let size = tabsize.unwrap_or(8) as isize;
    let tabs = search::count(look(vm, this), b"\t", Kind::Bytes);
    vm.check_size(tabs.checked_mul(size.max(0) as usize))?;
    match search::expand_tabs(look(vm, this), size, Kind::Bytes) {
        Some(data) => Ok(make(this, data)),
        None => Err(vm.overflow_error("result too long")),
    }
}

macro_rules! mapped {
    ($($name:ident $function:expr;)*) => {$(
        fn $name(vm: &mut Vm, this: &Value) -> Value {
            let function: fn(&[u8]) -> Vec<u8> = $function;
            make(this, function(look(vm, this)))
        }
    )*};
}
mapped! {
    lower |data| data.to_ascii_lowercase();
    upper |data| data.to_ascii_uppercase();
    title case::bytes_title;
    capitalize case::bytes_capitalize;
    swapcase case::bytes_swapcase;
}
macro_rules! questions {
    ($($name:ident $function:expr;)*) => {$(
        fn $name(vm: &mut Vm, this: &Value) -> bool {
            let function: fn(&[u8]) -> bool = $function;
            function(look(vm, this))
        }
    )*};
}
questions! {
    isalnum |data| case::bytes_all(data, |b| b.is_ascii_alphanumeric());
    isalpha |data| case::bytes_all(data, |b| b.is_ascii_alphabetic());
    isdigit |data| case::bytes_all(data, |b| b.is_ascii_digit());
    isspace |data| case::bytes_all(data, case::byte_is_space);
    isascii <[u8]>::is_ascii;
    islower case::bytes_is_lower;
    isupper case::bytes_is_upper;
    istitle case::bytes_is_title;
}

fn not_joinable(vm: &mut Vm, at: usize, item: &Value) -> Raised {
    let name = vm.type_name(item);
    vm.type_error(format_args!("sequence item {at}: expected a bytes-like object, {name} found"))
}
/// Several bytes objects joined, if they are nothing else and few enough to need no checks.
fn join_exact(separator: &[u8], items: &[Value]) -> Option<Vec<u8>> {
    let mut length = separator.len().checked_mul(items.len())?;
    for item in items {
        length = length.checked_add(item.exact::<Bytes>()?.as_slice().len())?;
    }
    if items.len() < 2 || length > 1 << 24 {
        return None;
    }
    let mut out = Vec::with_capacity(length);
    for (at, bytes) in items.iter().filter_map(|item| item.exact::<Bytes>()).enumerate() {
        if at > 0 {
            out.extend_from_slice(separator);
        }
        out.extend_from_slice(bytes.as_slice());
    }
    Some(out)
}

fn join(vm: &mut Vm, this: &Value, iterable: &Value) -> Result<Value> {
    if let (Some(separator), Some(list)) = (this.exact::<Bytes>(), iterable.exact::<List>())
        && let Some(out) = join_exact(separator.as_slice(), list.items.get(vm))
    {
        return Ok(make(this, out));
    }
    let class = vm.class_of(iterable);
    if !class.has_slot(vm, Slot::Iter) && !class.has_slot(vm, Slot::GetItem) {
        return Err(vm.type_error("can only join an iterable"));
    }
    gather(vm, iterable, this.clone(), join_items)
}

/// Joins items that must all be like bytes.
fn join_items(vm: &mut Vm, this: &Value, items: Vec<Value>) -> Result<Value> {
    let separator = look(vm, this).to_vec();
    if let [item] = &items[..]
        && item.exact::<Bytes>().is_some()
        && !is_array(this)
    {
        return Ok(item.clone());
    }
    let known = items.iter().filter_map(|item| item.cast::<Bytes>()).map(|bytes| bytes.as_slice().len());
    let between = separator.len().saturating_mul(items.len().saturating_sub(1));
    let length = vm.check_size(Some(known.fold(between, usize::saturating_add)))?;
    let mut out = Vec::new();
    if out.try_reserve(length).is_err() {
        return Err(vm.memory_error(""));
    }
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.extend_from_slice(&separator);
        }
        let more = match item.cast::<Bytes>() {
            Some(bytes) => Cow::Borrowed(bytes.as_slice()),
            None => match vm.find_bytes(item)? {
                Some(bytes) => bytes.into(),
                None => return Err(not_joinable(vm, at, item)),
            },
        };
        vm.check_size(out.len().checked_add(more.len()))?;
        if out.try_reserve(more.len()).is_err() {
            return Err(vm.memory_error(""));
        }
        out.extend_from_slice(&more);
    }
    Ok(make(this, out))
}
fn translate(vm: &mut Vm, this: &Value, table: &Value, delete: Option<&Value>) -> Result<Value> {
    let table = if table.is_none() { None } else { Some(require(vm, table)?) };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let delete = match delete {
        Some(delete) => require(vm, delete)?,
        None => Cow::Borrowed(&b""[..]),
    };
    let mut gone = [false; 256];
    delete.iter().for_each(|byte| gone[*byte as usize] = true);
    let data = look(vm, this);
    let kept = data.iter().filter(|byte| !gone[**byte as usize]);
    let out: Vec<u8> = match &table {
        Some(table) => kept.map(|byte| table[*byte as usize]).collect(),
        None => kept.copied().collect(),
    };
    Ok(if out == data { same(vm, this) } else { make(this, out) })
}
fn maketrans(vm: &mut Vm, from: &Value, to: &Value) -> Result<Handle<Bytes>> {
    let (from, to) = (require(vm, from)?, require(vm, to)?);
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    from.iter().zip(to.iter()).for_each(|(from, to)| table[*from as usize] = *to);
    Ok(Bytes::new(table))
}
fn decode(
    vm: &mut Vm,
    this: &Value,
    encoding: Option<&Value>,
    errors: Option<&Value>,
) -> Result<Handle<Str>> {
    if let Some(bytes) = this.exact::<Bytes>()
        && bytes.as_slice().is_ascii()
        && is_plain_utf8(encoding, errors)
    {
        return Ok(Str::new(bytes.as_slice()));
    }
    let (encoding, errors) = codec_names(vm, "decode", encoding, errors)?;
    let data = match this.cast::<Bytes>() {
        Some(bytes) => Cow::Borrowed(bytes.as_slice()),
        None => look(vm, this).to_vec().into(),
    };
    vm.decode_bytes(this, &data, &encoding, &errors)
}

/// The digits of `fromhex`. Errors: not text; something else than pairs of digits and white space.
pub fn parse_hex(vm: &mut Vm, string: &Value) -> Result<Vec<u8>> {
    let text = match string.cast::<Str>() {
        Some(text) => Cow::Borrowed(text.as_bytes()),
        None => match vm.find_bytes(string)? {
            Some(bytes) => bytes.into(),
            None => {
                let name = vm.type_name(string);
                return Err(
                    vm.type_error(format_args!("fromhex() argument must be str or bytes-like, not {name}"))
                );
            }
        },
    };
    let digit = |byte: &u8| (*byte as char).to_digit(16);
    let mut out = Vec::with_capacity(text.len() / 2);
    let mut at = 0;
    while at < text.len() {
        if case::byte_is_space(text[at]) {
            at += 1;
            continue;
        }
        let (high, low) = (digit(&text[at]), text.get(at + 1).and_then(digit));
        match (high, low) {
            (Some(high), Some(low)) => out.push((high * 16 + low) as u8),
            (Some(_), None) if at + 1 == text.len() => {
                return Err(vm.value_error("fromhex() arg must contain an even number of hexadecimal digits"));
            }
            _ => {
                let bad = at + usize::from(high.is_some());
                let bad = crate::text::wtf8::index_of_offset(&text, bad);
                return Err(vm.value_error(format_args!(
                    "non-hexadecimal number found in fromhex() arg at position {bad}"
                )));
            }
        }
        at += 2;
    }
    Ok(out)
}

/// `hex(sep, bytes_per_sep)` of any bytes.
pub fn to_hex(vm: &mut Vm, data: &[u8], sep: Option<&Value>, group: Option<i32>) -> Result<Value> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let separator = match sep {
        None => None,
        Some(sep) => {
            if vm.len(sep)? != 1 {
                return Err(vm.value_error("sep must be length 1."));
            }
            let byte = match (sep.cast::<Str>(), sep.cast::<Bytes>()) {
                (Some(text), _) => text.as_bytes().first().copied(),
                (_, Some(bytes)) => bytes.as_slice().first().copied(),
                _ => return Err(vm.type_error("sep must be str or bytes.")),
            };
            match byte.filter(u8::is_ascii) {
                Some(byte) => Some(byte),
                None => return Err(vm.value_error("sep must be ASCII.")),
            }
        }
    };
    let group = group.unwrap_or(1);
    let size = group.unsigned_abs() as usize;
    let length = data.len();
    vm.check_size(length.checked_mul(3))?;
    let mut out = Vec::with_capacity(length * 2);
    for (at, byte) in data.iter().enumerate() {
        if let Some(separator) = separator.filter(|_| at > 0 && size > 0) {
            // Groups are counted from the right, or from the left when the number is negative.
            let place = if group > 0 { length - at } else { at };
            if place.is_multiple_of(size) {
                out.push(separator);
            }
        }
        out.push(DIGITS[(byte >> 4) as usize]);
        out.push(DIGITS[(byte & 15) as usize]);
    }
    Ok(Str::from_vec(out).into_value())
}
fn hex(vm: &mut Vm, this: &Value, sep: Option<&Value>, group: Option<i32>) -> Result<Value> {
    let data = look(vm, this).to_vec();
    to_hex(vm, &data, sep, group)
}

/// Rows of both types.
pub const ROWS: &[Row] = &[
    method!("__len__(self, /)", len, 1),
    method!("__getitem__(self, key, /)", get_item, 2),
    method!("__contains__(self, key, /)", contains, 2),
    method!("__add__(self, value, /)", add, 2),
    method!("__mul__(self, value, /)", mul, 2),
    method!("__rmul__(self, value, /)", mul, 2),
    method!("__mod__(self, value, /)", mod_, 2),
    method!("__rmod__(self, value, /)", rmod, 2),
    method!("__lt__(self, value, /)", lt, 2),
    method!("__le__(self, value, /)", le, 2),
    method!("__eq__(self, value, /)", eq, 2),
    method!("__ne__(self, value, /)", ne, 2),
    method!("__gt__(self, value, /)", gt, 2),
    method!("__ge__(self, value, /)", ge, 2),
    method!(
        "capitalize(self, /)",
        capitalize,
        1,
        "B.capitalize() -> copy of B\n\nReturn a copy of B with only its first character capitalized (ASCII)\nand the rest lower-cased."
    ),
    method!(
        "center(self, width, fillchar=b' ', /)",
        center,
        3,
        "Return a centered string of length width.\n\nPadding is done using the specified fill character."
    ),
    method!(
        "count(self, sub, start=None, end=None, /)",
        count,
        4,
        "Return the number of non-overlapping occurrences of subsection 'sub' in bytes B[start:end]."
    ),
    method!(
        "decode(self, /, encoding='utf-8', errors='strict')",
        decode,
        3,
        "Decode the bytes using the codec registered for encoding."
    ),
    method!(
        "endswith(self, suffix, start=None, end=None, /)",
        endswith,
        4,
        "Return True if the bytes ends with the specified suffix, False otherwise."
    ),
    method!(
        "expandtabs(self, /, tabsize=8)",
        expandtabs,
        2,
        "Return a copy where all tab characters are expanded using spaces.\n\nIf tabsize is not given, a tab size of 8 characters is assumed."
    ),
    method!(
        "find(self, sub, start=None, end=None, /)",
        find,
        4,
        "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\nReturn -1 on failure."
    ),
    method!(
        "hex(self, /, sep=None, bytes_per_sep=1)",
        hex,
        3,
        "Create a string of hexadecimal numbers from a bytes object."
    ),
    method!(
        "index(self, sub, start=None, end=None, /)",
        index,
        4,
        "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\nRaise ValueError if the subsection is not found."
    ),
    method!(
        "isalnum(self, /)",
        isalnum,
        1,
        "B.isalnum() -> bool\n\nReturn True if all characters in B are alphanumeric\nand there is at least one character in B, False otherwise."
    ),
    method!(
        "isalpha(self, /)",
        isalpha,
        1,
        "B.isalpha() -> bool\n\nReturn True if all characters in B are alphabetic\nand there is at least one character in B, False otherwise."
    ),
    method!(
        "isascii(self, /)",
        isascii,
        1,
        "B.isascii() -> bool\n\nReturn True if B is empty or all characters in B are ASCII,\nFalse otherwise."
    ),
    method!(
        "isdigit(self, /)",
        isdigit,
        1,
        "B.isdigit() -> bool\n\nReturn True if all characters in B are digits\nand there is at least one character in B, False otherwise."
    ),
    method!(
        "islower(self, /)",
        islower,
        1,
        "B.islower() -> bool\n\nReturn True if all cased characters in B are lowercase and there is\nat least one cased character in B, False otherwise."
    ),
    method!(
        "isspace(self, /)",
        isspace,
        1,
        "B.isspace() -> bool\n\nReturn True if all characters in B are whitespace\nand there is at least one character in B, False otherwise."
    ),
    method!(
        "istitle(self, /)",
        istitle,
        1,
        "B.istitle() -> bool\n\nReturn True if B is a titlecased string and there is at least one\ncharacter in B, i.e. uppercase characters may only follow uncased\ncharacters and lowercase characters only cased ones. Return False\notherwise."
    ),
    method!(
        "isupper(self, /)",
        isupper,
        1,
        "B.isupper() -> bool\n\nReturn True if all cased characters in B are uppercase and there is\nat least one cased character in B, False otherwise."
    ),
    method!(
        "join(self, iterable_of_bytes, /)",
        join,
        2,
        "Concatenate any number of bytes objects.\n\nThe bytes whose method is called is inserted in between each pair.\n\nThe result is returned as a new bytes object.\n\nExample: b'.'.join([b'ab', b'pq', b'rs']) -> b'ab.pq.rs'."
    ),
    method!(
        "ljust(self, width, fillchar=b' ', /)",
        ljust,
        3,
        "Return a left-justified string of length width.\n\nPadding is done using the specified fill character."
    ),
    method!(
        "lower(self, /)",
        lower,
        1,
        "B.lower() -> copy of B\n\nReturn a copy of B with all ASCII characters converted to lowercase."
    ),
    method!(
        "lstrip(self, bytes=None, /)",
        lstrip,
        2,
        "Strip leading bytes contained in the argument.\n\nIf the argument is omitted or None, strip leading ASCII whitespace."
    ),
    static_method!(
        "maketrans(frm, to, /)",
        maketrans,
        2,
        "Return a translation table usable for the bytes or bytearray translate method.\n\nThe returned table will be one where each byte in frm is mapped to the byte at\nthe same position in to.\n\nThe bytes objects frm and to must be of the same length."
    ),
    method!(
        "partition(self, sep, /)",
        partition,
        2,
        "Partition the bytes into three parts using the given separator."
    ),
    method!(
        "removeprefix(self, prefix, /)",
        removeprefix,
        2,
        "Return a bytes object with the given prefix string removed if present."
    ),
    method!(
        "removesuffix(self, suffix, /)",
        removesuffix,
        2,
        "Return a bytes object with the given suffix string removed if present."
    ),
    method!(
        "replace(self, old, new, count=-1, /)",
        replace,
        4,
        "Return a copy with all occurrences of substring old replaced by new.\n\n  count\n    Maximum number of occurrences to replace.\n    -1 (the default value) means replace all occurrences.\n\nIf the optional argument count is given, only the first count occurrences are\nreplaced."
    ),
    method!(
        "rfind(self, sub, start=None, end=None, /)",
        rfind,
        4,
        "Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\nReturn -1 on failure."
    ),
    method!(
        "rindex(self, sub, start=None, end=None, /)",
        rindex,
        4,
        "Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\nRaise ValueError if the subsection is not found."
    ),
    method!(
        "rjust(self, width, fillchar=b' ', /)",
        rjust,
        3,
        "Return a right-justified string of length width.\n\nPadding is done using the specified fill character."
    ),
    method!(
        "rpartition(self, sep, /)",
        rpartition,
        2,
        "Partition the bytes into three parts using the given separator."
    ),
    method!(
        "rsplit(self, /, sep=None, maxsplit=-1)",
        rsplit,
        3,
        "Return a list of the sections in the bytes, using sep as the delimiter."
    ),
    method!(
        "rstrip(self, bytes=None, /)",
        rstrip,
        2,
        "Strip trailing bytes contained in the argument.\n\nIf the argument is omitted or None, strip trailing ASCII whitespace."
    ),
    method!(
        "split(self, /, sep=None, maxsplit=-1)",
        split,
        3,
        "Return a list of the sections in the bytes, using sep as the delimiter."
    ),
    method!(
        "splitlines(self, /, keepends=False)",
        splitlines,
        2,
        "Return a list of the lines in the bytes, breaking at line boundaries.\n\nLine breaks are not included in the resulting list unless keepends is given and\ntrue."
    ),
    method!(
        "startswith(self, prefix, start=None, end=None, /)",
        startswith,
        4,
        "Return True if the bytes starts with the specified prefix, False otherwise."
    ),
    method!(
        "strip(self, bytes=None, /)",
        strip,
        2,
        "Strip leading and trailing bytes contained in the argument.\n\nIf the argument is omitted or None, strip leading and trailing ASCII whitespace."
    ),
    method!(
        "swapcase(self, /)",
        swapcase,
        1,
        "B.swapcase() -> copy of B\n\nReturn a copy of B with uppercase ASCII characters converted\nto lowercase ASCII and vice versa."
    ),
    method!(
        "title(self, /)",
        title,
        1,
        "B.title() -> copy of B\n\nReturn a titlecased version of B, i.e. ASCII words start with uppercase\ncharacters, all remaining cased characters have lowercase."
    ),
    method!(
        "translate(self, table, /, delete=b'')",
        translate,
        3,
        "Return a copy with each character mapped by the given translation table.\n\n  table\n    Translation table, which must be a bytes object of length 256.\n\nAll characters occurring in the optional argument delete are removed.\nThe remaining characters are mapped through the given translation table."
    ),
    method!(
        "upper(self, /)",
        upper,
        1,
        "B.upper() -> copy of B\n\nReturn a copy of B with all ASCII characters converted to uppercase."
    ),
    method!(
        "zfill(self, width, /)",
        zfill,
        2,
        "Pad a numeric string with zeros on the left, to fill a field of the given width.\n\nThe original string is never truncated."
    ),
];
