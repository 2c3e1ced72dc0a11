//! Pattern matching.

use crate::{
    error::Result,
    eval::stack::Regs,
    modules::builtins::attrs::isinstance,
    names,
    native::{Resumable, Step},
    objects::{dict::Dict, exceptions::ExcKind},
    types::{Type, type_flags},
    value::{Str, Trace, Tracer, Tuple, Value},
    vm::Vm,
};
use whipsnake_bytecode::Word;

/// `MatchSequence` and `MatchMapping`
pub(crate) fn match_kind(vm: &mut Vm, word: Word, fp: Regs, flag: u32) -> Result<()> {
    let truth = vm.type_of(fp.at(word.b())).has(flag);
    drop(fp.replace(word.a(), Value::bool(truth)));
    Ok(())
}

/// `MatchKeys`
pub(crate) fn match_keys(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let (subject, keys) = (fp.at(word.b()).clone(), fp.at(word.c()).clone());
    if word.has(whipsnake_bytecode::instr::TAKE_C) {
        drop(fp.take(word.c()));
    }
    let keys = keys.cast::<Tuple>().map(|keys| keys.as_slice().to_vec()).unwrap_or_default();
    let seen = Dict::new();
    let mut values = Vec::with_capacity(keys.len());
    for key in keys {
        let hash = vm.hash(&key)?;
        if seen.find(vm, &key, hash)?.is_some() {
            let shown = vm.repr_text(&key)?;
            return Err(vm.value_error(format_args!("mapping pattern checks duplicate key ({shown})")));
        }
        seen.set_hashed(vm, key.clone(), hash, Value::NONE)?;
        let found = match subject.exact::<Dict>() {
            Some(dict) => dict.get(vm, &key)?,
            None => {
                // `get` with a default tells a missing key without running `__missing__`.
                let marker = Dict::new().into_value();
                let value = vm.call_method(&subject, names::get, &[key, marker.clone()])?;
                if value.is(&marker) { None } else { Some(value) }
            }
        };
        match found {
            Some(value) => values.push(value),
            None => {
                drop(fp.replace(word.a(), Value::NONE));
                return Ok(());
            }
        }
    }
    drop(fp.replace(word.a(), Tuple::new(values).into_value()));
    Ok(())
}

/// `MatchClass`
pub(crate) fn match_class(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let (subject, class, given) = (fp.take(word.b()), fp.take(word.b() + 1), fp.take(word.b() + 2));
    let positional = usize::from(word.c());
    if class.cast::<Type>().is_none() {
        return Err(vm.type_error("called match pattern must be a class"));
    }
    let depth = vm.frame_count();
    let answer = isinstance(vm, &subject, &class)?;
    let mut state = MatchClass { subject, class, given, positional, place: fp.add(usize::from(word.a())) };
    if answer.is_deferred() {
        return vm.defer_beneath(depth, false, Box::new(state)).map(drop);
    }
    state.finish(vm, &answer)
}

/// A class pattern that waits for an `__instancecheck__`.
struct MatchClass {
    subject: Value,
    class: Value,
    /// Names of the attributes that keyword patterns are about.
    given: Value,
    positional: usize,
    place: Regs,
}

impl MatchClass {
    /// Puts the values for the patterns inside, or None, where they are wanted.
    fn finish(&mut self, vm: &mut Vm, answer: &Value) -> Result<()> {
        let result = if vm.truth(answer)? {
            let given = self.given.cast::<Tuple>().map_or(&[][..], |names| names.as_slice());
            class_values(vm, &self.subject, &self.class, self.positional, given)?
        } else {
            None
        };
        drop(self.place.replace(0, result.map_or(Value::NONE, |values| Tuple::new(values).into_value())));
        Ok(())
    }
}

impl Resumable for MatchClass {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let answer = result?;
        self.finish(vm, &answer)?;
        Ok(Step::Return(Value::NONE))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.subject.trace(tracer);
        self.class.trace(tracer);
        self.given.trace(tracer);
    }
}

fn class_values(
    vm: &mut Vm,
    subject: &Value,
    class: &Value,
    positional: usize,
    given: &[Value],
) -> Result<Option<Vec<Value>>> {
    let mut values = Vec::new();
    let mut seen: Vec<Value> = Vec::new();
    let class_name = class.cast::<Type>().map(|class| class.name_text(vm).into_owned()).unwrap_or_default();
    if positional > 0 {
        let match_args = vm.find_known_attr(class, names::__match_args__)?;
        let names = match &match_args {
            Some(args) => match args.exact::<Tuple>() {
                Some(tuple) => tuple.as_slice().to_vec(),
                None => {
                    let given = vm.type_name(args);
                    return Err(vm.type_error(format_args!(
                        "{class_name}.__match_args__ must be a tuple (got {given})"
                    )));
                }
            },
            None => Vec::new(),
        };
        let matches_self = match_args.is_none()
            && class.cast::<Type>().is_some_and(|class| class.has(type_flags::MATCH_SELF));
        let allowed = if matches_self { 1 } else { names.len() };
        if allowed < positional {
            let s = if allowed == 1 { "" } else { "s" };
            return Err(vm.type_error(format_args!(
                "{class_name}() accepts {allowed} positional sub-pattern{s} ({positional} given)"
            )));
        }
        if matches_self {
            values.push(subject.clone());
        } else {
            for name in &names[..positional] {
                if name.exact::<Str>().is_none() {
                    let given = vm.type_name(name);
                    return Err(
                        vm.type_error(format_args!("__match_args__ elements must be strings (got {given})"))
                    );
                }
                match class_value(vm, subject, &class_name, name, &mut seen)? {
                    Some(value) => values.push(value),
                    None => return Ok(None),
                }
            }
        }
    }
    for name in given {
        match class_value(vm, subject, &class_name, name, &mut seen)? {
            Some(value) => values.push(value),
            None => return Ok(None),
        }
    }
    Ok(Some(values))
}

fn class_value(
    vm: &mut Vm,
    subject: &Value,
    class_name: &str,
    name: &Value,
    seen: &mut Vec<Value>,
) -> Result<Option<Value>> {
    let name = vm.intern(name);
    if seen.iter().any(|known| known.is(&name)) {
        let shown = vm.repr_text(&name)?;
        return Err(
            vm.type_error(format_args!("{class_name}() got multiple sub-patterns for attribute {shown}"))
        );
    }
    seen.push(name.clone());
    let result = vm.get_attr(subject, &name);
    vm.swallow(result, ExcKind::AttributeError)
}

/// `GetLen`
pub(crate) fn get_len(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let value = fp.at(word.b()).clone();
    let length = vm.len(&value)?;
    let length = vm.new_int(length as i64);
    drop(fp.replace(word.a(), length));
    Ok(())
}
