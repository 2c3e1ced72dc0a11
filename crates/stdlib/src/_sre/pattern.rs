//! `re.Pattern`.

use super::{
    job::{FindAll, Job, Once, Split},
    scanner::{FindIter, Scanner},
    subject::Subject,
    substitute::{self, By},
};
use std::cell::{Cell, OnceCell};
use whipsnake_sre::{Kind, Machine, Program, Properties, Query, Unit};
use whipsnake_vm::{
    body, class_method,
    error::Result,
    getset, method,
    native::{TypeDef, convert::Clipped},
    objects::{dict::Dict, list::List, mapping_proxy::MappingProxy},
    text::unicode,
    types::type_flags,
    value::{Handle, Obj, Str, Value, VmCell, map::Layout},
    vm::Vm,
};

/// `re.Pattern`
pub struct Pattern {
    pub(super) pattern: Value,
    /// What it searches; nothing if it may search both (`re.Scanner` makes such patterns).
    pub(super) unit: Option<Unit>,
    flags: i64,
    codes: Box<[u32]>,
    pub(super) groups: usize,
    pub(super) group_index: Value,
    pub(super) index_group: Value,
    /// The program for text, and that for bytes.
    programs: [OnceCell<Program>; 2],
    /// The map of matches.
    pub(super) match_map: u32,
    /// A machine that is not at work.
    machine: Cell<Option<Box<Machine>>>,
    /// The replacement text used last and what it became.
    pub(super) template: VmCell<Option<(Value, Value)>>,
}
body!(Pattern; [pattern, group_index, index_group, template]);

/// What the engine asks about characters.
const PROPERTIES: Properties = Properties {
    is_alnum: unicode::is_alnum,
    is_space: unicode::is_space,
    is_decimal: unicode::is_decimal,
    lower: simple_lower,
    upper: simple_upper,
};

/// The lower case of a character, or the first character of it if there are several.
pub fn simple_lower(c: u32) -> u32 {
    unicode::to_lower(c).iter().next().unwrap_or(c)
}

/// The upper case of a character, or the first character of it: `S` for `ß`.
pub fn simple_upper(c: u32) -> u32 {
    unicode::to_upper(c).iter().next().unwrap_or(c)
}

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
        let code = match item.as_small() {
            Some(code) => u32::try_from(code).ok(),
            None => vm.int_to_u64(&item).and_then(|code| u32::try_from(code).ok()),
        };
        match code {
            Some(code) => codes.push(code),
            None => return Err(vm.overflow_error("regular expression code size limit exceeded")),
        }
    }
    let unit = match pattern.cast::<Str>() {
        Some(_) => Some(Unit::CodePoint),
        None if pattern.is_none() => None,
        None => Some(Unit::Byte),
    };
    let groups = groups.max(0) as usize;
    let Some(program) = Program::new(&codes, groups, unit.unwrap_or(Unit::CodePoint), PROPERTIES) else {
        return Err(vm.runtime_error("invalid SRE code"));
    };
    let match_map = vm.native_type::<super::matched::Match>().instance_map.get();
    let made = Pattern {
        pattern,
        unit,
        flags,
        codes: codes.into(),
        groups,
        group_index,
        index_group,
        programs: Default::default(),
        match_map,
        machine: Cell::new(None),
        template: VmCell::new(None),
    };
    let _ = made.programs[place(program.unit())].set(program);
    Ok(vm.new_native(made))
}

fn place(unit: Unit) -> usize {
    usize::from(unit == Unit::Byte)
}

impl Pattern {
    /// The program for one kind of subject.
    #[inline]
    pub fn program(&self, unit: Unit) -> &Program {
        self.programs[place(unit)].get_or_init(|| {
            let program = Program::new(&self.codes, self.groups, unit, PROPERTIES);
            program.expect("codes that were good for text are good for bytes")
        })
    }
    /// A machine to search with.
    #[inline]
    pub fn take_machine(&self) -> Box<Machine> {
        self.machine.take().unwrap_or_default()
    }
    /// Gives it back for the next search.
    #[inline]
    pub fn keep_machine(&self, machine: Box<Machine>) {
        self.machine.set(Some(machine));
    }
    /// What to search for between two indexes that a program gave.
    #[inline]
    pub fn query(
        vm: &Vm,
        subject: &Subject,
        start: Option<Clipped>,
        end: Option<Clipped>,
        kind: Kind,
    ) -> Query {
        let end = match end {
            Some(Clipped(isize::MAX)) | None => subject.bytes(vm).len(),
            Some(Clipped(end)) => subject.offset(vm, end),
        };
        let start = match start {
            Some(Clipped(0)) | None => 0,
            Some(Clipped(start)) => subject.offset(vm, start),
        };
        Query { start, end, kind, must_advance: false }
    }
    #[inline]
    fn once(
        vm: &mut Vm,
        this: &Obj<Pattern>,
        string: &Value,
        start: Option<Clipped>,
        end: Option<Clipped>,
        kind: Kind,
    ) -> Result<Value> {
        let subject = Subject::new(vm, this, string)?;
        let query = Pattern::query(vm, &subject, start, end, kind);
        Job::new(this, subject, query, Once).start(vm)
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
    fn find_all(
        vm: &mut Vm,
        this: &Obj<Pattern>,
        string: &Value,
        start: Option<Clipped>,
        end: Option<Clipped>,
    ) -> Result<Value> {
        let subject = Subject::new(vm, this, string)?;
        let query = Pattern::query(vm, &subject, start, end, Kind::Search);
        Job::new(this, subject, query, FindAll::default()).start(vm)
    }
    fn split(vm: &mut Vm, this: &Obj<Pattern>, string: &Value, most: Option<isize>) -> Result<Value> {
        let subject = Subject::new(vm, this, string)?;
        let query = Pattern::query(vm, &subject, None, None, Kind::Search);
        Job::new(this, subject, query, Split::new(most.unwrap_or(0))).start(vm)
    }
    fn scanner(
        vm: &mut Vm,
        this: &Obj<Pattern>,
        string: &Value,
        start: Option<Clipped>,
        end: Option<Clipped>,
    ) -> Result<Handle<Scanner>> {
        let subject = Subject::new(vm, this, string)?;
        let query = Pattern::query(vm, &subject, start, end, Kind::Search);
        Ok(vm.new_native(Scanner::new(this, subject, query)))
    }
    fn find_iter(
        vm: &mut Vm,
        this: &Obj<Pattern>,
        string: &Value,
        start: Option<Clipped>,
        end: Option<Clipped>,
    ) -> Result<Handle<FindIter>> {
        let scanner = Pattern::scanner(vm, this, string, start, end)?;
        Ok(vm.new_native(FindIter { scanner }))
    }
    fn replace(
        vm: &mut Vm,
        this: &Obj<Pattern>,
        by: &Value,
        string: &Value,
        most: isize,
        counted: bool,
    ) -> Result<Value> {
        let by = By::new(vm, this, by)?;
        let subject = Subject::new(vm, this, string)?;
        let query = Pattern::query(vm, &subject, None, None, Kind::Search);
        let work = substitute::Replace::new(by, subject.unit(), most, counted);
        Job::new(this, subject, query, work).start(vm)
    }
    fn sub(
        vm: &mut Vm,
        this: &Obj<Pattern>,
        by: &Value,
        string: &Value,
        count: Option<isize>,
    ) -> Result<Value> {
        Pattern::replace(vm, this, by, string, count.unwrap_or(0), false)
    }
    fn subn(
        vm: &mut Vm,
        this: &Obj<Pattern>,
        by: &Value,
        string: &Value,
        count: Option<isize>,
    ) -> Result<Value> {
        Pattern::replace(vm, this, by, string, count.unwrap_or(0), true)
    }
    fn group_names(vm: &mut Vm, this: &Obj<Pattern>) -> Value {
        match this.group_index.cast::<Dict>() {
            Some(names) => MappingProxy::of_mapping(names.copied(vm).into_value()).into_value(),
            None => this.group_index.clone(),
        }
    }
    fn same(_vm: &mut Vm, this: &Obj<Pattern>, _memo: Option<Value>) -> Value {
        this.to_value()
    }
    fn eq(vm: &mut Vm, this: &Obj<Pattern>, other: &Value) -> Result<Value> {
        let Some(other) = other.cast::<Pattern>() else { return Ok(Value::NOT_IMPLEMENTED) };
        let same = this.unit == other.unit
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
        if this.unit == Some(Unit::CodePoint) && flags & (4 | 32 | 256) == 32 {
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
    flags: type_flags::NO_NEW | type_flags::WEAK,
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The engine has the categories of the first 256 characters built in: they must be those of the tables.
    #[test]
    fn categories_agree() {
        let word = |c| unicode::is_alnum(c) || c == u32::from(b'_');
        let tests: [(u32, &dyn Fn(u32) -> bool); 3] =
            [(10, &unicode::is_decimal), (12, &unicode::is_space), (14, &word)];
        for (number, test) in tests {
            let codes = [13, 4, 8, number, 0, 1];
            let program = Program::new(&codes, 0, Unit::CodePoint, PROPERTIES).expect("a set");
            for c in 0..0x500 {
                let text = char::from_u32(c).expect("not a surrogate").to_string();
                let mut machine = Machine::default();
                let query = Query { start: 0, end: text.len(), kind: Kind::Match, must_advance: false };
                machine.begin(query);
                let found = machine.go(&program, text.as_bytes(), 100) == whipsnake_sre::Outcome::Match;
                assert_eq!(found, test(c), "{c:#x} of category {number}");
            }
        }
    }
}
