//! Searching, counting, replacing, splitting, stripping and padding strings.

use super::{part, plain};
use crate::{
    error::Result,
    method,
    native::Row,
    objects::{list::List, sequence::clip_place},
    text::search::{self, Justify, Kind, StripSet},
    value::{Handle, Obj, Str, Tuple, Value},
    vm::Vm,
};

/// The limits that `find(sub, start, end)` and its kin set: `None` where start lies behind the end or the string.
/// `length` is asked for once both have been evaluated.
pub fn bounds(
    vm: &mut Vm,
    start: Option<&Value>,
    end: Option<&Value>,
    length: impl FnOnce(&Vm) -> usize,
) -> Result<Option<(usize, usize)>> {
    let start = match start.filter(|start| !start.is_none()) {
        Some(start) => bound(vm, start)?,
        None => 0,
    };
    let end = match end.filter(|end| !end.is_none()) {
        Some(end) => bound(vm, end)?,
        None => isize::MAX,
    };
    let length = length(vm);
    // A start behind the end finds nothing, not even the empty string.
    if start > length as isize {
        return Ok(None);
    }
    let (start, end) = (clip_place(start, length), clip_place(end, length));
    Ok((start <= end).then_some((start, end)))
}

fn bound(vm: &mut Vm, value: &Value) -> Result<isize> {
    if value.is_small() || vm.has_index(value) {
        return vm.index_clipped(value);
    }
    Err(vm.type_error("slice indices must be integers or None or have an __index__ method"))
}

/// The part of `this` between `start` and `end`, with its byte offset.
fn window<'a>(
    vm: &mut Vm,
    this: &'a Obj<Str>,
    start: Option<&Value>,
    end: Option<&Value>,
) -> Result<Option<(usize, &'a [u8])>> {
    if start.is_none() && end.is_none() {
        return Ok(Some((0, this.as_bytes())));
    }
    let Some((start, end)) = bounds(vm, start, end, |_| this.char_count())? else { return Ok(None) };
    let (from, to) = (this.byte_offset(start), this.byte_offset(end));
    Ok(Some((from, &this.as_bytes()[from..to])))
}

/// A parameter that must be a string: "find() argument 1 must be str, not int".
fn text<'a>(vm: &mut Vm, value: &'a Value, function: &str, position: &str) -> Result<&'a Obj<Str>> {
    match value.cast::<Str>() {
        Some(text) => Ok(text),
        None => Err(vm.not_str(&format!("{function}() argument{position}"), value)),
    }
}

fn found(
    vm: &mut Vm,
    this: &Obj<Str>,
    sub: &Value,
    limits: (Option<&Value>, Option<&Value>),
    function: &str,
    last: bool,
) -> Result<Option<usize>> {
    let sub = text(vm, sub, function, " 1")?;
    let Some((from, window)) = window(vm, this, limits.0, limits.1)? else { return Ok(None) };
    let at = if last { search::rfind(window, sub.as_bytes()) } else { search::find(window, sub.as_bytes()) };
    Ok(at.map(|at| this.char_index(from + at)))
}

fn find(
    vm: &mut Vm,
    this: &Obj<Str>,
    sub: &Value,
    start: Option<&Value>,
    end: Option<&Value>,
) -> Result<isize> {
    Ok(found(vm, this, sub, (start, end), "find", false)?.map_or(-1, |at| at as isize))
}
fn rfind(
    vm: &mut Vm,
    this: &Obj<Str>,
    sub: &Value,
    start: Option<&Value>,
    end: Option<&Value>,
) -> Result<isize> {
    Ok(found(vm, this, sub, (start, end), "rfind", true)?.map_or(-1, |at| at as isize))
}
fn index(
    vm: &mut Vm,
    this: &Obj<Str>,
    sub: &Value,
    start: Option<&Value>,
    end: Option<&Value>,
) -> Result<usize> {
    match found(vm, this, sub, (start, end), "index", false)? {
        Some(at) => Ok(at),
        None => Err(vm.value_error("substring not found")),
    }
}
fn rindex(
    vm: &mut Vm,
    this: &Obj<Str>,
    sub: &Value,
    start: Option<&Value>,
    end: Option<&Value>,
) -> Result<usize> {
    match found(vm, this, sub, (start, end), "rindex", true)? {
        Some(at) => Ok(at),
        None => Err(vm.value_error("substring not found")),
    }
}
fn count(
    vm: &mut Vm,
    this: &Obj<Str>,
    sub: &Value,
    start: Option<&Value>,
    end: Option<&Value>,
) -> Result<usize> {
    let sub = text(vm, sub, "count", " 1")?;
    let window = window(vm, this, start, end)?;
    Ok(window.map_or(0, |(_, window)| search::count(window, sub.as_bytes(), Kind::Text)))
}

/// `startswith` and `endswith` of a string or a tuple of strings.
fn affix(
    vm: &mut Vm,
    this: &Obj<Str>,
    wanted: &Value,
    limits: (Option<&Value>, Option<&Value>),
    function: &str,
) -> Result<bool> {
    let window = window(vm, this, limits.0, limits.1)?.map(|(_, window)| window);
    let test = |affix: &Obj<Str>| {
        window.is_some_and(|window| match function {
            "startswith" => window.starts_with(affix.as_bytes()),
            _ => window.ends_with(affix.as_bytes()),
        })
    };
    if let Some(affix) = wanted.cast::<Str>() {
        return Ok(test(affix));
    }
    let Some(tuple) = wanted.cast::<Tuple>() else {
        let name = vm.type_name(wanted);
        return Err(
            vm.type_error(format_args!("{function} first arg must be str or a tuple of str, not {name}"))
        );
    };
    for item in tuple.as_slice() {
        match item.cast::<Str>() {
            Some(affix) if test(affix) => return Ok(true),
            Some(_) => {}
            None => {
                let name = vm.type_name(item);
                return Err(
                    vm.type_error(format_args!("tuple for {function} must only contain str, not {name}"))
                );
            }
        }
    }
    Ok(false)
}
fn startswith(
    vm: &mut Vm,
    this: &Obj<Str>,
    prefix: &Value,
    start: Option<&Value>,
    end: Option<&Value>,
) -> Result<bool> {
    affix(vm, this, prefix, (start, end), "startswith")
}
fn endswith(
    vm: &mut Vm,
    this: &Obj<Str>,
    suffix: &Value,
    start: Option<&Value>,
    end: Option<&Value>,
) -> Result<bool> {
    affix(vm, this, suffix, (start, end), "endswith")
}

/// A limit of cuts or replacements: none when negative or left out.
pub fn limit(count: Option<isize>) -> Option<usize> {
    count.and_then(|count| usize::try_from(count).ok())
}

fn replace(vm: &mut Vm, this: &Obj<Str>, old: &Value, new: &Value, count: Option<isize>) -> Result<Value> {
    let (old, new) = (text(vm, old, "replace", " 1")?, text(vm, new, "replace", " 2")?);
    let (hay, old, new, count) = (this.as_bytes(), old.as_bytes(), new.as_bytes(), limit(count));
    if new.len() > old.len() {
        // Few results are long; those are measured before they are made.
        let most = (hay.len() + 1).saturating_mul(new.len() + 1);
        if most > 1 << 20 {
            vm.check_size(search::replaced_len(hay, old, new, count, Kind::Text))?;
        }
    }
    Ok(match search::replace(hay, old, new, count, Kind::Text) {
        Some(bytes) => Str::from_vec(bytes).into_value(),
        None => plain(this),
    })
}

/// A list of strings; a single piece that is all of `this` is not copied.
fn pieces(vm: &mut Vm, this: &Obj<Str>, pieces: Vec<&[u8]>) -> Handle<List> {
    let items = pieces.into_iter().map(|piece| part(vm, this, piece)).collect();
    List::new(items)
}

/// The separator of `split`: nothing for white space. Errors: not a string; empty.
fn separator<'a>(vm: &mut Vm, sep: Option<&'a Value>) -> Result<Option<&'a [u8]>> {
    let Some(sep) = sep.filter(|sep| !sep.is_none()) else { return Ok(None) };
    let Some(text) = sep.cast::<Str>() else {
        let name = vm.type_name(sep);
        return Err(vm.type_error(format_args!("must be str or None, not {name}")));
    };
    if text.as_bytes().is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    Ok(Some(text.as_bytes()))
}
/// The pieces of a short text between the places of a byte.
fn split_at(vm: &mut Vm, this: &Obj<Str>, byte: u8) -> Handle<List> {
    let mut items = Vec::with_capacity(4);
    let mut rest = this.as_bytes();
    while let Some(at) = rest.iter().position(|b| *b == byte) {
        items.push(vm.new_text(&rest[..at]));
        rest = &rest[at + 1..];
    }
    items.push(part(vm, this, rest));
    List::new(items)
}
fn split(vm: &mut Vm, this: &Obj<Str>, sep: Option<&Value>, maxsplit: Option<isize>) -> Result<Handle<List>> {
    let limit = limit(maxsplit);
    let parts = match separator(vm, sep)? {
        Some([byte]) if limit.is_none() && this.as_bytes().len() < 256 => {
            return Ok(split_at(vm, this, *byte));
        }
        Some(sep) => search::split(this.as_bytes(), sep, limit),
        None => search::split_whitespace(this.as_bytes(), limit, Kind::Text),
    };
    Ok(pieces(vm, this, parts))
}
fn rsplit(
    vm: &mut Vm,
    this: &Obj<Str>,
    sep: Option<&Value>,
    maxsplit: Option<isize>,
) -> Result<Handle<List>> {
    let limit = limit(maxsplit);
    let parts = match separator(vm, sep)? {
        Some(sep) => search::rsplit(this.as_bytes(), sep, limit),
        None => search::rsplit_whitespace(this.as_bytes(), limit, Kind::Text),
    };
    Ok(pieces(vm, this, parts))
}
fn splitlines(vm: &mut Vm, this: &Obj<Str>, keepends: Option<bool>) -> Handle<List> {
    let parts = search::splitlines(this.as_bytes(), keepends.unwrap_or(false), Kind::Text);
    pieces(vm, this, parts)
}

fn cut(vm: &mut Vm, this: &Obj<Str>, sep: &Value, last: bool) -> Result<Handle<Tuple>> {
    let Some(text) = sep.cast::<Str>() else {
        let name = vm.type_name(sep);
        return Err(vm.type_error(format_args!("must be str, not {name}")));
    };
    if text.as_bytes().is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let (hay, needle) = (this.as_bytes(), text.as_bytes());
    let found = if last { search::rpartition(hay, needle) } else { search::partition(hay, needle) };
    Ok(Tuple::new(match found {
        Some((before, after)) => vec![vm.new_text(before), plain(text), vm.new_text(after)],
        None if last => vec![vm.new_text(b""), vm.new_text(b""), plain(this)],
        None => vec![plain(this), vm.new_text(b""), vm.new_text(b"")],
    }))
}
fn partition(vm: &mut Vm, this: &Obj<Str>, sep: &Value) -> Result<Handle<Tuple>> {
    cut(vm, this, sep, false)
}
fn rpartition(vm: &mut Vm, this: &Obj<Str>, sep: &Value) -> Result<Handle<Tuple>> {
    cut(vm, this, sep, true)
}

fn stripped(
    vm: &mut Vm,
    this: &Obj<Str>,
    chars: Option<&Value>,
    left: bool,
    right: bool,
    name: &str,
) -> Result<Value> {
    let set = match chars.filter(|chars| !chars.is_none()) {
        None => StripSet::Space,
        Some(chars) => match chars.cast::<Str>() {
            Some(text) => StripSet::Units(text.as_bytes()),
            None => return Err(vm.type_error(format_args!("{name} arg must be None or str"))),
        },
    };
    let bytes = search::strip(this.as_bytes(), set, left, right, Kind::Text);
    Ok(part(vm, this, bytes))
}
fn strip(vm: &mut Vm, this: &Obj<Str>, chars: Option<&Value>) -> Result<Value> {
    stripped(vm, this, chars, true, true, "strip")
}
fn lstrip(vm: &mut Vm, this: &Obj<Str>, chars: Option<&Value>) -> Result<Value> {
    stripped(vm, this, chars, true, false, "lstrip")
}
fn rstrip(vm: &mut Vm, this: &Obj<Str>, chars: Option<&Value>) -> Result<Value> {
    stripped(vm, this, chars, false, true, "rstrip")
}
fn removeprefix(vm: &mut Vm, this: &Obj<Str>, prefix: &Value) -> Result<Value> {
    let prefix = text(vm, prefix, "removeprefix", "")?;
    let bytes = this.as_bytes();
    Ok(part(vm, this, bytes.strip_prefix(prefix.as_bytes()).unwrap_or(bytes)))
}
fn removesuffix(vm: &mut Vm, this: &Obj<Str>, suffix: &Value) -> Result<Value> {
    let suffix = text(vm, suffix, "removesuffix", "")?;
    let bytes = this.as_bytes();
    Ok(part(vm, this, bytes.strip_suffix(suffix.as_bytes()).unwrap_or(bytes)))
}

fn justified(
    vm: &mut Vm,
    this: &Obj<Str>,
    width: isize,
    fill: Option<&Value>,
    justify: Justify,
) -> Result<Value> {
    let fill = match fill {
        None => 32,
        Some(fill) => {
            let Some(text) = fill.cast::<Str>() else {
                let name = vm.type_name(fill);
                return Err(
                    vm.type_error(format_args!("The fill character must be a unicode character, not {name}"))
                );
            };
            if text.char_count() != 1 {
                return Err(vm.type_error("The fill character must be exactly one character long"));
            }
            crate::text::wtf8::decode_at(text.as_bytes(), 0).0
        }
    };
    let (left, right) = search::padding(this.char_count(), width.max(0) as usize, justify);
    if left == 0 && right == 0 {
        return Ok(plain(this));
    }
    vm.check_size((left + right).checked_mul(crate::text::wtf8::encoded_len(fill)))?;
    match search::pad(this.as_bytes(), left, right, fill, Kind::Text) {
        Some(bytes) => Ok(Str::from_vec(bytes).into_value()),
        None => Err(vm.memory_error("")),
    }
}
fn center(vm: &mut Vm, this: &Obj<Str>, width: isize, fillchar: Option<&Value>) -> Result<Value> {
    justified(vm, this, width, fillchar, Justify::Center)
}
fn ljust(vm: &mut Vm, this: &Obj<Str>, width: isize, fillchar: Option<&Value>) -> Result<Value> {
    justified(vm, this, width, fillchar, Justify::Left)
}
fn rjust(vm: &mut Vm, this: &Obj<Str>, width: isize, fillchar: Option<&Value>) -> Result<Value> {
    justified(vm, this, width, fillchar, Justify::Right)
}
fn zfill(vm: &mut Vm, this: &Obj<Str>, width: isize) -> Result<Value> {
    let (length, width) = (this.char_count(), width.max(0) as usize);
    if width <= length {
        return Ok(plain(this));
    }
    vm.check_size(Some(width))?;
    match search::zfill(this.as_bytes(), length, width) {
        Some(bytes) => Ok(Str::from_vec(bytes).into_value()),
        None => Err(vm.memory_error("")),
    }
}
fn expandtabs(vm: &mut Vm, this: &Obj<Str>, tabsize: Option<i32>) -> Result<Value> {
    let size = tabsize.unwrap_or(8) as isize;
    let tabs = search::count(this.as_bytes(), b"\t", Kind::Bytes);
    vm.check_size(tabs.checked_mul(size.max(0) as usize))?;
    match search::expand_tabs(this.as_bytes(), size, Kind::Text) {
        Some(bytes) => Ok(Str::from_vec(bytes).into_value()),
        None => Err(vm.overflow_error("new string is too long")),
    }
}

/// Rows of `str`.
pub const ROWS: &[Row] = &[
    method!(
        "replace(self, old, new, /, count=-1)",
        replace,
        4,
        "Return a copy with all occurrences of substring old replaced by new.\n\n  count\n    Maximum number of occurrences to replace.\n    -1 (the default value) means replace all occurrences.\n\nIf the optional argument count is given, only the first count occurrences are\nreplaced."
    ),
    method!(
        "split(self, /, sep=None, maxsplit=-1)",
        split,
        3,
        "Return a list of the substrings in the string, using sep as the separator string.\n\n  sep\n    The separator used to split the string.\n\n    When set to None (the default value), will split on any whitespace\n    character (including \\n \\r \\t \\f and spaces) and will discard\n    empty strings from the result.\n  maxsplit\n    Maximum number of splits.\n    -1 (the default value) means no limit.\n\nSplitting starts at the front of the string and works to the end.\n\nNote, str.split() is mainly useful for data that has been intentionally\ndelimited.  With natural text that includes punctuation, consider using\nthe regular expression module."
    ),
    method!(
        "rsplit(self, /, sep=None, maxsplit=-1)",
        rsplit,
        3,
        "Return a list of the substrings in the string, using sep as the separator string.\n\n  sep\n    The separator used to split the string.\n\n    When set to None (the default value), will split on any whitespace\n    character (including \\n \\r \\t \\f and spaces) and will discard\n    empty strings from the result.\n  maxsplit\n    Maximum number of splits.\n    -1 (the default value) means no limit.\n\nSplitting starts at the end of the string and works to the front."
    ),
    method!(
        "splitlines(self, /, keepends=False)",
        splitlines,
        2,
        "Return a list of the lines in the string, breaking at line boundaries.\n\nLine breaks are not included in the resulting list unless keepends is given and\ntrue."
    ),
    method!(
        "partition(self, sep, /)",
        partition,
        2,
        "Partition the string into three parts using the given separator.\n\nThis will search for the separator in the string.  If the separator is found,\nreturns a 3-tuple containing the part before the separator, the separator\nitself, and the part after it.\n\nIf the separator is not found, returns a 3-tuple containing the original string\nand two empty strings."
    ),
    method!(
        "rpartition(self, sep, /)",
        rpartition,
        2,
        "Partition the string into three parts using the given separator.\n\nThis will search for the separator in the string, starting at the end. If\nthe separator is found, returns a 3-tuple containing the part before the\nseparator, the separator itself, and the part after it.\n\nIf the separator is not found, returns a 3-tuple containing two empty strings\nand the original string."
    ),
    method!(
        "count(self, sub, start=None, end=None, /)",
        count,
        4,
        "Return the number of non-overlapping occurrences of substring sub in string S[start:end].\n\nOptional arguments start and end are interpreted as in slice notation."
    ),
    method!(
        "find(self, sub, start=None, end=None, /)",
        find,
        4,
        "Return the lowest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice notation.\nReturn -1 on failure."
    ),
    method!(
        "rfind(self, sub, start=None, end=None, /)",
        rfind,
        4,
        "Return the highest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice notation.\nReturn -1 on failure."
    ),
    method!(
        "index(self, sub, start=None, end=None, /)",
        index,
        4,
        "Return the lowest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice notation.\nRaises ValueError when the substring is not found."
    ),
    method!(
        "rindex(self, sub, start=None, end=None, /)",
        rindex,
        4,
        "Return the highest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice notation.\nRaises ValueError when the substring is not found."
    ),
    method!(
        "startswith(self, prefix, start=None, end=None, /)",
        startswith,
        4,
        "Return True if the string starts with the specified prefix, False otherwise.\n\n  prefix\n    A string or a tuple of strings to try.\n  start\n    Optional start position. Default: start of the string.\n  end\n    Optional stop position. Default: end of the string."
    ),
    method!(
        "endswith(self, suffix, start=None, end=None, /)",
        endswith,
        4,
        "Return True if the string ends with the specified suffix, False otherwise.\n\n  suffix\n    A string or a tuple of strings to try.\n  start\n    Optional start position. Default: start of the string.\n  end\n    Optional stop position. Default: end of the string."
    ),
    method!(
        "strip(self, chars=None, /)",
        strip,
        2,
        "Return a copy of the string with leading and trailing whitespace removed.\n\nIf chars is given and not None, remove characters in chars instead."
    ),
    method!(
        "lstrip(self, chars=None, /)",
        lstrip,
        2,
        "Return a copy of the string with leading whitespace removed.\n\nIf chars is given and not None, remove characters in chars instead."
    ),
    method!(
        "rstrip(self, chars=None, /)",
        rstrip,
        2,
        "Return a copy of the string with trailing whitespace removed.\n\nIf chars is given and not None, remove characters in chars instead."
    ),
    method!(
        "removeprefix(self, prefix, /)",
        removeprefix,
        2,
        "Return a str with the given prefix string removed if present.\n\nIf the string starts with the prefix string, return string[len(prefix):].\nOtherwise, return a copy of the original string."
    ),
    method!(
        "removesuffix(self, suffix, /)",
        removesuffix,
        2,
        "Return a str with the given suffix string removed if present.\n\nIf the string ends with the suffix string and that suffix is not empty,\nreturn string[:-len(suffix)]. Otherwise, return a copy of the original\nstring."
    ),
    method!(
        "center(self, width, fillchar=' ', /)",
        center,
        3,
        "Return a centered string of length width.\n\nPadding is done using the specified fill character (default is a space)."
    ),
    method!(
        "ljust(self, width, fillchar=' ', /)",
        ljust,
        3,
        "Return a left-justified string of length width.\n\nPadding is done using the specified fill character (default is a space)."
    ),
    method!(
        "rjust(self, width, fillchar=' ', /)",
        rjust,
        3,
        "Return a right-justified string of length width.\n\nPadding is done using the specified fill character (default is a space)."
    ),
    method!(
        "zfill(self, width, /)",
        zfill,
        2,
        "Pad a numeric string with zeros on the left, to fill a field of the given width.\n\nThe string is never truncated."
    ),
    method!(
        "expandtabs(self, /, tabsize=8)",
        expandtabs,
        2,
        "Return a copy where all tab characters are expanded using spaces.\n\nIf tabsize is not given, a tab size of 8 characters is assumed."
    ),
];
