//! `re.Match`: what a search has found.

use super::{
    job::Job,
    pattern::Pattern,
    subject::Subject,
    substitute::{self, Template},
};
use whipsnake_vm::{
    body, class_method,
    error::{Raised, Result},
    getset, method,
    native::{Rest, TypeDef},
    objects::dict::Dict,
    types::type_flags,
    value::{Handle, Obj, Str, Tuple, Value, map::Layout},
    vm::Vm,
};

/// Groups that need no memory of their own, the whole match included.
const FEW: usize = 4;
/// The offset of what took no part.
const NONE: u32 = u32::MAX;

/// Where a match and its groups lie, in bytes.
enum Spans {
    Few([(u32, u32); FEW]),
    Many(Box<[(u32, u32)]>),
}

/// `re.Match`
pub struct Match {
    pub(super) pattern: Handle<Pattern>,
    pub(super) subject: Subject,
    /// The part that was searched, in bytes.
    start: usize,
    end: usize,
    spans: Spans,
    last_index: u32,
}
body!(Match; [pattern, subject]);

impl Match {
    /// What a job has found, searching from `start` on.
    #[inline]
    pub fn new(job: &Job, start: usize) -> Value {
        let groups = job.pattern.groups;
        let (from, to) = job.machine.span();
        let whole = (from as u32, to as u32);
        let group = |group: usize| match job.machine.group(group) {
            Some((from, to)) => (from as u32, to as u32),
            None => (NONE, NONE),
        };
        let spans = if groups < FEW {
            let mut few = [(NONE, NONE); FEW];
            few[0] = whole;
            for number in 0..groups {
                few[number + 1] = group(number);
            }
            Spans::Few(few)
        } else {
            Spans::Many(std::iter::once(whole).chain((0..groups).map(group)).collect())
        };
        let matched = Match {
            pattern: job.pattern.clone(),
            subject: job.subject.released(),
            start,
            end: job.query.end,
            spans,
            last_index: job.machine.last_group(),
        };
        Handle::new_instance(job.pattern.match_map, matched).into_value()
    }
    fn spans(&self) -> &[(u32, u32)] {
        match &self.spans {
            Spans::Few(few) => &few[..=self.pattern.groups.min(FEW - 1)],
            Spans::Many(many) => many,
        }
    }
    /// Where a group lies (0 is the whole match), in bytes, if it took part.
    pub fn span_of(&self, group: usize) -> Option<(usize, usize)> {
        match self.spans().get(group) {
            Some(&(from, to)) if from != NONE => Some((from as usize, to as usize)),
            _ => None,
        }
    }
    /// The index of the character that begins at a byte.
    fn index_of(&self, offset: usize) -> i64 {
        match self.subject.string.cast::<Str>() {
            Some(text) => text.char_index(offset) as i64,
            None => offset as i64,
        }
    }
    /// Where a group lies, in characters; -1 if it took no part.
    fn indexes(&self, group: usize) -> (i64, i64) {
        match self.span_of(group) {
            Some((from, to)) => (self.index_of(from), self.index_of(to)),
            None => (-1, -1),
        }
    }
    fn no_group(vm: &mut Vm) -> Raised {
        vm.index_error("no such group")
    }
    fn index(vm: &mut Vm, this: &Obj<Match>, group: &Value) -> Result<usize> {
        let index = if let Some(index) = group.as_small() {
            Some(index)
        } else if vm.has_index(group) {
            let index = vm.index(group)?;
            vm.int_to_i64(&index)
        } else if let Some(names) = this.pattern.group_index.cast::<Dict>() {
            let names = names.to_handle();
            names.get(vm, group)?.and_then(|index| index.as_small())
        } else {
            None
        };
        match index {
            Some(index) if index >= 0 && (index as usize) < this.spans().len() => Ok(index as usize),
            _ => Err(Match::no_group(vm)),
        }
    }
    /// The text of a group; nothing if it took no part.
    fn text(vm: &mut Vm, this: &Match, index: usize) -> Option<Value> {
        let (from, to) = this.span_of(index)?;
        Some(this.subject.cut(vm, from, to))
    }
    fn one(vm: &mut Vm, this: &Obj<Match>, group: &Value, default: &Value) -> Result<Value> {
        let index = Match::index(vm, this, group)?;
        Ok(Match::text(vm, this, index).unwrap_or_else(|| default.clone()))
    }
    fn group(vm: &mut Vm, this: &Obj<Match>, groups: Rest) -> Result<Value> {
        match groups.0 {
            [] => Match::one(vm, this, &Value::small(0), &Value::NONE),
            [group] => Match::one(vm, this, group, &Value::NONE),
            groups => {
                let mut items = Vec::with_capacity(groups.len());
                for group in groups {
                    items.push(Match::one(vm, this, group, &Value::NONE)?);
                }
                Ok(Tuple::new(items).into_value())
            }
        }
    }
    fn get_item(vm: &mut Vm, this: &Obj<Match>, group: &Value) -> Result<Value> {
        Match::one(vm, this, group, &Value::NONE)
    }
    fn groups(vm: &mut Vm, this: &Obj<Match>, default: Option<Value>) -> Result<Value> {
        let default = default.unwrap_or(Value::NONE);
        let mut items = Vec::new();
        for index in 1..this.spans().len() {
            items.push(Match::text(vm, this, index).unwrap_or_else(|| default.clone()));
        }
        Ok(Tuple::new(items).into_value())
    }
    fn group_dict(vm: &mut Vm, this: &Obj<Match>, default: Option<Value>) -> Result<Value> {
        let default = default.unwrap_or(Value::NONE);
        let made = Dict::new();
        let names = match this.pattern.group_index.cast::<Dict>() {
            Some(names) => names.pairs(vm),
            None => Vec::new(),
        };
        for (name, index) in names {
            let value = Match::one(vm, this, &index, &default)?;
            made.set(vm, name, value)?;
        }
        Ok(made.into_value())
    }
    fn bounds(vm: &mut Vm, this: &Obj<Match>, group: Option<Value>) -> Result<(i64, i64)> {
        let index = match group {
            Some(group) => Match::index(vm, this, &group)?,
            None => 0,
        };
        Ok(this.indexes(index))
    }
    fn start(vm: &mut Vm, this: &Obj<Match>, group: Option<Value>) -> Result<i64> {
        Ok(Match::bounds(vm, this, group)?.0)
    }
    fn end(vm: &mut Vm, this: &Obj<Match>, group: Option<Value>) -> Result<i64> {
        Ok(Match::bounds(vm, this, group)?.1)
    }
    fn span(vm: &mut Vm, this: &Obj<Match>, group: Option<Value>) -> Result<Value> {
        let (start, end) = Match::bounds(vm, this, group)?;
        Ok(Tuple::new(vec![vm.new_int(start), vm.new_int(end)]).into_value())
    }
    fn regs(_vm: &mut Vm, this: &Obj<Match>) -> Value {
        let pair = |group| {
            let (start, end) = this.indexes(group);
            Tuple::new(vec![Value::small(start), Value::small(end)]).into_value()
        };
        Tuple::new((0..this.spans().len()).map(pair).collect()).into_value()
    }
    fn expand(vm: &mut Vm, this: &Obj<Match>, template: &Value) -> Result<Value> {
        let made = substitute::compile(vm, &this.pattern, template)?;
        match made.cast::<Template>() {
            Some(template) => substitute::expand(vm, template, this),
            None => Ok(made),
        }
    }
    fn last_index(_vm: &mut Vm, this: &Obj<Match>) -> Value {
        match this.last_index {
            0 => Value::NONE,
            index => Value::small(i64::from(index)),
        }
    }
    fn last_group(_vm: &mut Vm, this: &Obj<Match>) -> Value {
        let names = this.pattern.index_group.cast::<Tuple>().map_or(&[][..], |names| names.as_slice());
        match this.last_index {
            0 => Value::NONE,
            index => names.get(index as usize).cloned().unwrap_or(Value::NONE),
        }
    }
    fn same(_vm: &mut Vm, this: &Obj<Match>, _memo: Option<Value>) -> Value {
        this.to_value()
    }
    fn repr(vm: &mut Vm, this: &Obj<Match>) -> Result<String> {
        let (start, end) = this.indexes(0);
        let text = Match::text(vm, this, 0).unwrap_or(Value::NONE);
        let text = vm.repr_text(&text)?;
        Ok(format!("<re.Match object; span=({start}, {end}), match={text}>"))
    }
}

/// Table of `re.Match`.
pub static MATCH: TypeDef = TypeDef {
    name: "re.Match",
    doc: "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
    base: None,
    map: None,
    layout: Layout::of::<Match>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!(
            "group(self, /, *args)",
            Match::group,
            2,
            "group([group1, ...]) -> str or tuple.\nReturn subgroup(s) of the match by indices or names.\nFor 0 returns the entire match."
        ),
        method!("__getitem__(self, key, /)", Match::get_item, 2),
        method!(
            "groups(self, /, default=None)",
            Match::groups,
            2,
            "Return a tuple containing all the subgroups of the match, from 1."
        ),
        method!(
            "groupdict(self, /, default=None)",
            Match::group_dict,
            2,
            "Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name."
        ),
        method!(
            "start(self, group=0, /)",
            Match::start,
            2,
            "Return index of the start of the substring matched by group."
        ),
        method!(
            "end(self, group=0, /)",
            Match::end,
            2,
            "Return index of the end of the substring matched by group."
        ),
        method!(
            "span(self, group=0, /)",
            Match::span,
            2,
            "For match object m, return the 2-tuple (m.start(group), m.end(group))."
        ),
        method!(
            "expand(self, /, template)",
            Match::expand,
            2,
            "Return the string obtained by doing backslash substitution on the string template, as done by the sub() method."
        ),
        method!("__copy__(self, memo=None, /)", Match::same, 2),
        method!("__deepcopy__(self, memo=None, /)", Match::same, 2),
        method!("__repr__(self, /)", Match::repr, 1),
        class_method!("__class_getitem__(cls, item, /)", crate::generic_alias, 2, "See PEP 585"),
        getset!("string", |_: &mut Vm, this: &Obj<Match>| this.subject.string.clone()),
        getset!("re", |_: &mut Vm, this: &Obj<Match>| this.pattern.clone()),
        getset!("pos", |_: &mut Vm, this: &Obj<Match>| this.index_of(this.start)),
        getset!("endpos", |_: &mut Vm, this: &Obj<Match>| this.index_of(this.end)),
        getset!("lastindex", Match::last_index),
        getset!("lastgroup", Match::last_group),
        getset!("regs", Match::regs),
    ],
};
