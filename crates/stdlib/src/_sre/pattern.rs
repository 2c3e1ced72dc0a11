//! `re.Pattern`, scanners, and iterators of matches.

use super::{
    matched::Match,
    subject::{Found, Kind, Query, Subject},
    substitute,
};
use std::{borrow::Cow, cell::Cell};
use whipsnake_vm::{
    body, class_method,
    error::Result,
    getset, method,
    native::{TypeDef, convert::Clipped},
    objects::{bytes::Bytes, dict::Dict, list::List},
    types::type_flags,
    value::{Handle, Obj, Str, Tuple, Value, map::Layout},
    vm::Vm,
};

/// `re.Pattern`
pub struct Pattern {
    pub(super) pattern: Value,
    flags: i64,
    pub(super) codes: Vec<u32>,
    pub(super) groups: usize,
    pub(super) group_index: Value,
    pub(super) index_group: Value,
}
body!(Pattern; [pattern, group_index, index_group]);

/// `_sre.compile`
pub fn compile(
    vm: &mut Vm,
    pattern: Value,
    flags: i64,
    code: &Obj<List>,
    groups: isize,
    group_index: Value,
    index_group: Value,
) -> Result<Handle<Pattern>> {
    let items = code.items.cloned(vm);
    let mut codes = Vec::with_capacity(items.len());
    for item in items {
        match vm.int_to_u64(&item).and_then(|code| u32::try_from(code).ok()) {
            Some(code) => codes.push(code),
            None => return Err(vm.overflow_error("regular expression code size limit exceeded")),
        }
    }
    // The engine reads codes as it goes: they must end.
    if codes.last() != Some(&1) {
        return Err(vm.runtime_error("invalid SRE code"));
    }
    let groups = groups.max(0) as usize;
    Ok(vm.new_native(Pattern { pattern, flags, codes, groups, group_index, index_group }))
}

/// Characters `start` to `end` of a string or of bytes.
pub fn cut(vm: &mut Vm, string: &Value, start: usize, end: usize) -> Result<Value> {
    if let Some(text) = string.cast::<Str>() {
        return Ok(text.range(vm, start, end.max(start)));
    }
    if let Some(bytes) = string.exact::<Bytes>()
        && start == 0
        && end == bytes.as_slice().len()
    {
        return Ok(string.clone());
    }
    let bytes = vm.borrow_bytes(string)?;
    let end = end.min(bytes.len());
    Ok(vm.new_bytes(&bytes[start.min(end)..end]))
}

impl Pattern {
    /// What is searched in `string`. Errors: it is not of the pattern's kind.
    pub fn subject<'a>(vm: &mut Vm, this: &Obj<Pattern>, string: &'a Value) -> Result<Subject<'a>> {
        if let Some(text) = string.cast::<Str>() {
            if !this.pattern.is_none() && this.pattern.cast::<Str>().is_none() {
                return Err(vm.type_error("cannot use a bytes pattern on a string-like object"));
            }
            let bytes = text.as_bytes();
            return Ok(match text.is_ascii() {
                true => Subject::of_bytes(Cow::Borrowed(bytes)),
                false => Subject::of_text(bytes),
            });
        }
        let data = match string.cast::<Bytes>() {
            Some(bytes) => Cow::Borrowed(bytes.as_slice()),
            None => match vm.find_bytes(string)? {
                Some(bytes) => Cow::Owned(bytes),
                None => {
                    let name = vm.type_name(string);
                    return Err(
                        vm.type_error(format_args!("expected string or bytes-like object, got '{name}'"))
                    );
                }
            },
        };
        if this.pattern.cast::<Str>().is_some() {
            return Err(vm.type_error("cannot use a string pattern on a bytes-like object"));
        }
        Ok(Subject::of_bytes(data))
    }
    fn query(subject: &Subject, start: Option<Clipped>, end: Option<Clipped>, kind: Kind) -> Query {
        let len = subject.len();
        let clip = |at: Option<Clipped>, default: usize| match at {
            Some(Clipped(at)) => (at.max(0) as usize).min(len),
            None => default,
        };
        Query { start: clip(start, 0), end: clip(end, len), kind, must_advance: false }
    }
    fn once(
        vm: &mut Vm,
        this: &Obj<Pattern>,
        string: &Value,
        start: Option<Clipped>,
        end: Option<Clipped>,
        kind: Kind,
    ) -> Result<Value> {
        let subject = Pattern::subject(vm, this, string)?;
        let query = Pattern::query(&subject, start, end, kind);
        match subject.find(&this.codes, this.groups, query) {
            Some(found) => Ok(Match::new(vm, this, string, query.start, query.end, found)),
            None => Ok(Value::NONE),
        }
    }
    fn match_(
        vm: &mut Vm,
        this: &Obj<Pattern>,
        string: &Value,
        start: Option<Clipped>,
        end: Option<Clipped>,
    ) -> Result<Value> {
        Pattern::once(vm, this, string, start, end, Kind::Match)
    }
    fn full_match(
        vm: &mut Vm,
        this: &Obj<Pattern>,
        string: &Value,
        start: Option<Clipped>,
        end: Option<Clipped>,
    ) -> Result<Value> {
        Pattern::once(vm, this, string, start, end, Kind::Full)
    }
    fn search(
        vm: &mut Vm,
        this: &Obj<Pattern>,
        string: &Value,
        start: Option<Clipped>,
        end: Option<Clipped>,
    ) -> Result<Value> {
        Pattern::once(vm, this, string, start, end, Kind::Search)
    }
    /// The next match, and the query for the one after it.
    pub fn step(this: &Pattern, subject: &Subject, query: &mut Query) -> Option<Found> {
        let found = subject.find(&this.codes, this.groups, *query)?;
        let (start, end) = found.span();
        query.must_advance = start == end;
        query.start = end;
        Some(found)
    }
    fn find_all(
        vm: &mut Vm,
        this: &Obj<Pattern>,
        string: &Value,
        start: Option<Clipped>,
        end: Option<Clipped>,
    ) -> Result<Value> {
        let subject = Pattern::subject(vm, this, string)?;
        let mut query = Pattern::query(&subject, start, end, Kind::Search);
        let mut items = Vec::new();
        while let Some(found) = Pattern::step(this, &subject, &mut query) {
            let spans = if this.groups == 0 { &found.spans[..] } else { &found.spans[1..] };
            let mut texts = Vec::with_capacity(spans.len());
            for span in spans {
                let (start, end) = span.unwrap_or((0, 0));
                texts.push(cut(vm, string, start, end)?);
            }
            items.push(match (texts.len(), texts.pop()) {
                (1, Some(text)) => text,
                (_, Some(last)) => {
                    texts.push(last);
                    Tuple::new(texts).into_value()
                }
                (_, None) => Value::NONE,
            });
        }
        Ok(List::new(items).into_value())
    }
    fn split(vm: &mut Vm, this: &Obj<Pattern>, string: &Value, most: Option<isize>) -> Result<Value> {
        let subject = Pattern::subject(vm, this, string)?;
        let mut query = Pattern::query(&subject, None, None, Kind::Search);
        let most = most.unwrap_or(0);
        let (mut items, mut last, mut count) = (Vec::new(), 0, 0);
        while most == 0 || count < most {
            let Some(found) = Pattern::step(this, &subject, &mut query) else { break };
            let (start, end) = found.span();
            items.push(cut(vm, string, last, start)?);
            for span in &found.spans[1..] {
                items.push(match span {
                    Some((start, end)) => cut(vm, string, *start, *end)?,
                    None => Value::NONE,
                });
            }
            last = end;
            count += 1;
        }
        items.push(cut(vm, string, last, subject.len())?);
        Ok(List::new(items).into_value())
    }
    fn scanner(
        vm: &mut Vm,
        this: &Obj<Pattern>,
        string: Value,
        start: Option<Clipped>,
        end: Option<Clipped>,
    ) -> Result<Handle<Scanner>> {
        let subject = Pattern::subject(vm, this, &string)?;
        let query = Pattern::query(&subject, start, end, Kind::Search);
        let subject = subject.into_owned();
        Ok(vm.new_native(Scanner {
            pattern: this.to_handle(),
            string: string.clone(),
            subject,
            query: Cell::new(Some(query)),
            whole: (query.start, query.end),
        }))
    }
    fn find_iter(
        vm: &mut Vm,
        this: &Obj<Pattern>,
        string: Value,
        start: Option<Clipped>,
        end: Option<Clipped>,
    ) -> Result<Handle<FindIter>> {
        let scanner = Pattern::scanner(vm, this, string, start, end)?;
        Ok(vm.new_native(FindIter { scanner }))
    }
    fn sub(
        vm: &mut Vm,
        this: &Obj<Pattern>,
        by: &Value,
        string: &Value,
        count: Option<isize>,
    ) -> Result<Value> {
        substitute::substitute(vm, this, by, string, count.unwrap_or(0), false)
    }
    fn subn(
        vm: &mut Vm,
        this: &Obj<Pattern>,
        by: &Value,
        string: &Value,
        count: Option<isize>,
    ) -> Result<Value> {
        substitute::substitute(vm, this, by, string, count.unwrap_or(0), true)
    }
    fn group_names(vm: &mut Vm, this: &Obj<Pattern>) -> Value {
        match this.group_index.cast::<Dict>() {
            Some(names) => names.copied(vm).into_value(),
            None => this.group_index.clone(),
        }
    }
    fn same(_vm: &mut Vm, this: &Obj<Pattern>, _memo: Option<Value>) -> Value {
        this.to_value()
    }
    fn eq(vm: &mut Vm, this: &Obj<Pattern>, other: &Value) -> Result<Value> {
        let Some(other) = other.cast::<Pattern>() else { return Ok(Value::NOT_IMPLEMENTED) };
        let same_kind = this.pattern.cast::<Str>().is_some() == other.pattern.cast::<Str>().is_some();
        let same = same_kind
            && this.flags == other.flags
            && this.codes == other.codes
            && vm.equal(&this.pattern, &other.pattern)?;
        Ok(Value::bool(same))
    }
    fn hash(vm: &mut Vm, this: &Obj<Pattern>) -> Result<i64> {
        let hash = vm.hash(&this.pattern)?;
        Ok((hash as i64 ^ this.flags ^ this.codes.len() as i64).max(-2))
    }
    fn repr(vm: &mut Vm, this: &Obj<Pattern>) -> Result<String> {
        const NAMES: &[(i64, &str)] = &[
            (2, "re.IGNORECASE"),
            (4, "re.LOCALE"),
            (8, "re.MULTILINE"),
            (16, "re.DOTALL"),
            (32, "re.UNICODE"),
            (64, "re.VERBOSE"),
            (128, "re.DEBUG"),
            (256, "re.ASCII"),
        ];
        let mut flags = this.flags;
        if this.pattern.cast::<Str>().is_some() && flags & (4 | 32 | 256) == 32 {
            flags &= !32;
        }
        let mut words = Vec::new();
        for (bit, name) in NAMES {
            if flags & bit != 0 {
                words.push((*name).to_owned());
                flags &= !bit;
            }
        }
        if flags != 0 {
            words.push(format!("{flags:#x}"));
        }
        let shown: String = vm.repr_text(&this.pattern)?.chars().take(200).collect();
        if words.is_empty() {
            return Ok(format!("re.compile({shown})"));
        }
        Ok(format!("re.compile({shown}, {})", words.join("|")))
    }
}

/// Table of `re.Pattern`.
pub static PATTERN: TypeDef = TypeDef {
    name: "re.Pattern",
    doc: "Compiled regular expression object.",
    base: None,
    map: None,
    layout: Layout::of::<Pattern>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!(
            "match(self, /, string, pos=0, endpos=sys.maxsize)",
            Pattern::match_,
            4,
            "Matches zero or more characters at the beginning of the string."
        ),
        method!(
            "fullmatch(self, /, string, pos=0, endpos=sys.maxsize)",
            Pattern::full_match,
            4,
            "Matches against all of the string."
        ),
        method!(
            "search(self, /, string, pos=0, endpos=sys.maxsize)",
            Pattern::search,
            4,
            "Scan through string looking for a match, and return a corresponding match object instance.\n\nReturn None if no position in the string matches."
        ),
        method!(
            "findall(self, /, string, pos=0, endpos=sys.maxsize)",
            Pattern::find_all,
            4,
            "Return a list of all non-overlapping matches of pattern in string."
        ),
        method!(
            "finditer(self, /, string, pos=0, endpos=sys.maxsize)",
            Pattern::find_iter,
            4,
            "Return an iterator over all non-overlapping matches for the RE pattern in string.\n\nFor each match, the iterator returns a match object."
        ),
        method!("scanner(self, /, string, pos=0, endpos=sys.maxsize)", Pattern::scanner, 4),
        method!(
            "split(self, /, string, maxsplit=0)",
            Pattern::split,
            3,
            "Split string by the occurrences of pattern."
        ),
        method!(
            "sub(self, /, repl, string, count=0)",
            Pattern::sub,
            4,
            "Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by the replacement repl."
        ),
        method!(
            "subn(self, /, repl, string, count=0)",
            Pattern::subn,
            4,
            "Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost non-overlapping occurrences of pattern with the replacement repl."
        ),
        method!("__copy__(self, memo=None, /)", Pattern::same, 2),
        method!("__deepcopy__(self, memo=None, /)", Pattern::same, 2),
        method!("__eq__(self, value, /)", Pattern::eq, 2),
        method!("__hash__(self, /)", Pattern::hash, 1),
        method!("__repr__(self, /)", Pattern::repr, 1),
        class_method!("__class_getitem__(cls, item, /)", crate::generic_alias, 2, "See PEP 585"),
        getset!("pattern", |_: &mut Vm, this: &Obj<Pattern>| this.pattern.clone()),
        getset!("flags", |_: &mut Vm, this: &Obj<Pattern>| this.flags),
        getset!("groups", |_: &mut Vm, this: &Obj<Pattern>| this.groups),
        getset!("groupindex", Pattern::group_names),
    ],
};

/// `_sre.SRE_Scanner`: one match after the other.
pub struct Scanner {
    pattern: Handle<Pattern>,
    string: Value,
    subject: Subject<'static>,
    query: Cell<Option<Query>>,
    whole: (usize, usize),
}
body!(Scanner; [pattern, string]);

impl Scanner {
    fn advance(vm: &mut Vm, this: &Obj<Scanner>, kind: Kind) -> Option<Value> {
        let mut query = this.query.get()?;
        query.kind = kind;
        let found = Pattern::step(&this.pattern, &this.subject, &mut query);
        this.query.set(found.as_ref().map(|_| query));
        let (start, end) = this.whole;
        found.map(|found| Match::new(vm, &this.pattern, &this.string, start, end, found))
    }
    fn match_(vm: &mut Vm, this: &Obj<Scanner>) -> Value {
        Scanner::advance(vm, this, Kind::Match).unwrap_or(Value::NONE)
    }
    fn search(vm: &mut Vm, this: &Obj<Scanner>) -> Value {
        Scanner::advance(vm, this, Kind::Search).unwrap_or(Value::NONE)
    }
}

/// Table of `_sre.SRE_Scanner`.
pub static SCANNER: TypeDef = TypeDef {
    name: "_sre.SRE_Scanner",
    doc: "",
    base: None,
    map: None,
    layout: Layout::of::<Scanner>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!("match(self, /)", Scanner::match_, 1),
        method!("search(self, /)", Scanner::search, 1),
        getset!("pattern", |_: &mut Vm, this: &Obj<Scanner>| this.pattern.clone()),
    ],
};

/// What `finditer` gives.
pub struct FindIter {
    scanner: Handle<Scanner>,
}
body!(FindIter; [scanner]);

/// Table of the iterators of matches.
pub static FIND_ITER: TypeDef = TypeDef {
    name: "callable_iterator",
    doc: "",
    base: None,
    map: None,
    layout: Layout::of::<FindIter>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!("__iter__(self, /)", |_: &mut Vm, this: &Obj<FindIter>| this.to_value(), 1),
        method!(
            "__next__(self, /)",
            |vm: &mut Vm, this: &Obj<FindIter>| Scanner::advance(vm, &this.scanner, Kind::Search),
            1
        ),
    ],
};
