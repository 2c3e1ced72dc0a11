//! Everything of a mapping that is no dict, for `dict(mapping)`, `{**mapping}` and `f(**mapping)`: its `keys()`, all of
//! them, then item after item. Any of these may be written in Python and wait.

use super::Dict;
use crate::{
    error::{Raised, Result},
    native::{Answer, Resumable, Step},
    objects::{
        exceptions::{ExcKind, Exception},
        list::List,
    },
    types::Slot,
    value::{Handle, Str, Trace, Tracer, Tuple, Value, fixed},
    vm::Vm,
};

/// What the mapping is for.
pub enum Purpose {
    /// `dict(mapping)` and `update`: keywords follow, then this is the result.
    Update(Vec<(Value, Value)>, Value),
    /// `{**mapping}`
    Display,
    /// `f(**mapping)` of this callable: no key may be there already.
    Call(Value),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// `keys()` runs.
    Keys,
    /// What it gave is made a list.
    List,
    /// The item of the key runs.
    Item,
}

struct Merging {
    dict: Handle<Dict>,
    source: Value,
    purpose: Purpose,
    stage: Stage,
    keys: Value,
    at: usize,
    key: Value,
}

/// Puts everything of a mapping with this method `keys` into a dict; may be deferred.
pub fn merge(
    vm: &mut Vm,
    dict: Handle<Dict>,
    source: &Value,
    keys: &Value,
    purpose: Purpose,
) -> Result<Value> {
    let (source, stage) = (source.clone(), Stage::Keys);
    let mut state = Merging { dict, source, purpose, stage, keys: Value::UNDEF, at: 0, key: Value::UNDEF };
    let depth = vm.frame_count();
    let step = match vm.start_call(keys, &[]) {
        Ok(Answer::Later) => Ok(Step::Later { ends: false }),
        Ok(Answer::Now(keys)) => state.resume(vm, Ok(keys)),
        Err(raised) => state.resume(vm, Err(raised)),
    };
    match step? {
        Step::Return(result) => Ok(result),
        _ => vm.defer_beneath(depth, false, Box::new(state)),
    }
}

impl Merging {
    fn step(&mut self, vm: &mut Vm, mut answer: Value) -> Result<Step> {
        const LATER: Step = Step::Later { ends: false };
        if self.stage == Stage::Keys {
            let class = vm.class_of(&answer);
            if !class.has_slot(vm, Slot::Iter) && !class.has_slot(vm, Slot::GetItem) {
                let (name, given) = (vm.type_name(&self.source), vm.type_name(&answer));
                return Err(
                    vm.type_error(format_args!("{name}.keys() returned a non-iterable (type {given})"))
                );
            }
            self.stage = Stage::List;
            answer = List::from_iterable(vm, &answer)?;
            if answer.is_deferred() {
                return Ok(LATER);
            }
        }
        if self.stage == Stage::List {
            (self.stage, self.keys) = (Stage::Item, answer);
        } else {
            self.dict.set(vm, self.key.take(), answer)?;
        }
        while let Some(key) =
            self.keys.exact::<List>().and_then(|keys| keys.items.get(vm).get(self.at).cloned())
        {
            self.at += 1;
            if matches!(self.purpose, Purpose::Call(_)) && self.dict.get(vm, &key)?.is_some() {
                return Err(vm.key_error(key));
            }
            let getter = vm.class_of(&self.source).slot(vm, Slot::GetItem);
            let value = match getter.filter(|getter| getter.has_map(fixed::FUNCTION)) {
                None => vm.get_item(&self.source, &key)?,
                Some(getter) => match vm.start_call(&getter, &[self.source.clone(), key.clone()])? {
                    Answer::Now(value) => value,
                    Answer::Later => {
                        self.key = key;
                        return Ok(LATER);
                    }
                },
            };
            self.dict.set(vm, key, value)?;
        }
        Ok(Step::Return(match &mut self.purpose {
            Purpose::Update(keywords, result) => {
                for (key, value) in std::mem::take(keywords) {
                    self.dict.set(vm, key, value)?;
                }
                result.take()
            }
            _ => Value::NONE,
        }))
    }
    /// How a failure is reported: missing methods and keys that are there already have words of their own.
    fn failure(&self, vm: &mut Vm, raised: Raised) -> Raised {
        let callable = match &self.purpose {
            Purpose::Update(..) => return raised,
            Purpose::Display => None,
            Purpose::Call(callable) => Some(callable),
        };
        if vm.raised_is(&raised, ExcKind::AttributeError) {
            drop(vm.take_raised(raised));
            return vm.not_a_mapping(&self.source, callable);
        }
        if let Some(callable) = callable
            && vm.raised_is(&raised, ExcKind::KeyError)
        {
            let exc = vm.take_raised(raised);
            let args = exc.cast::<Exception>().map(|exc| exc.args.cloned(vm));
            let key = match args.as_ref().and_then(|args| args.cast::<Tuple>()).map(|args| args.as_slice()) {
                Some([key]) => key,
                _ => return vm.raise(exc),
            };
            return vm.keyword_again(callable, key);
        }
        raised
    }
}

impl Resumable for Merging {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        result.and_then(|answer| self.step(vm, answer)).map_err(|raised| self.failure(vm, raised))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.dict.trace(tracer);
        self.source.trace(tracer);
        self.keys.trace(tracer);
        self.key.trace(tracer);
        match &self.purpose {
            Purpose::Update(keywords, result) => {
                keywords.trace(tracer);
                result.trace(tracer);
            }
            Purpose::Display => {}
            Purpose::Call(callable) => callable.trace(tracer),
        }
    }
}

impl Vm {
    /// TypeError: what follows `**` in a display, or in a call of `callable`, is no mapping.
    #[cold]
    pub(crate) fn not_a_mapping(&mut self, source: &Value, callable: Option<&Value>) -> Raised {
        let name = self.type_name(source);
        match callable {
            None => self.type_error(format_args!("'{name}' object is not a mapping")),
            Some(callable) => {
                let shown = self.callable_text(callable);
                self.type_error(format_args!("{shown} argument after ** must be a mapping, not {name}"))
            }
        }
    }
    /// TypeError: a keyword is given twice.
    #[cold]
    pub(crate) fn keyword_again(&mut self, callable: &Value, key: &Value) -> Raised {
        let shown = self.callable_text(callable);
        if key.cast::<Str>().is_none() {
            return self.type_error(format_args!("{shown} keywords must be strings"));
        }
        let key = self.text_of(key).into_owned();
        self.type_error(format_args!("{shown} got multiple values for keyword argument '{key}'"))
    }
}
