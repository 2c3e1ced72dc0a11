//! `print` and `input`.

use crate::{
    error::Result,
    host::Pending,
    names,
    native::{Builtin, Resumable, Step},
    objects::{exceptions::ExcKind, function::Function},
    types::{Slot, type_flags},
    value::{Str, Trace, Tracer, Value},
    vm::Vm,
};

/// What `print` was given besides the things to print.
struct Options {
    sep: Option<Value>,
    end: Option<Value>,
    file: Value,
    flush: bool,
}

impl Options {
    /// Reads the keyword arguments; nothing when there is no place to print to.
    fn read(vm: &mut Vm, names: &[Value], values: &[Value]) -> Result<Option<Options>> {
        let (mut sep, mut end, mut file, mut flush) = (None, None, Value::NONE, false);
        for (name, value) in names.iter().zip(values) {
            match &*vm.text_of(name) {
                "sep" => sep = Some(value.clone()).filter(|value| !value.is_none()),
                "end" => end = Some(value.clone()).filter(|value| !value.is_none()),
                "file" => file = value.clone(),
                "flush" => flush = vm.truth(value)?,
                other => {
                    let message = format!("print() got an unexpected keyword argument '{other}'");
                    return Err(vm.type_error(message));
                }
            }
        }
        for (what, value) in [("sep", &sep), ("end", &end)] {
            if let Some(value) = value
                && value.cast::<Str>().is_none()
            {
                let given = vm.type_name(value);
                return Err(vm.type_error(format_args!("{what} must be None or a string, not {given}")));
            }
        }
        if file.is_none() {
            file = match vm.find_sys("stdout") {
                Some(file) => file,
                None => return Err(vm.runtime_error("lost sys.stdout")),
            };
            if file.is_none() {
                return Ok(None);
            }
        }
        Ok(Some(Options { sep, end, file, flush }))
    }
}

/// `print(*args, sep=' ', end='\n', file=None, flush=False)`
pub fn print(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let (things, values) = args.split_at(args.len() - names.len());
    let Some(options) = Options::read(vm, names, values)? else { return Ok(Value::NONE) };
    let write = vm.get_known_attr(&options.file, names::write)?;
    let native_write = write.exact::<Builtin>().is_some();
    if !native_write || things.iter().any(|thing| needs_python(vm, thing)) {
        let state =
            Printing { things: things.to_vec(), at: 0, options, write, native_write, stage: Stage::Text };
        return vm.defer(Box::new(state));
    }
    // All in one piece of text: nobody can see how many writes there were.
    let mut text: Vec<u8> = Vec::with_capacity(64);
    for (i, thing) in things.iter().enumerate() {
        if i > 0 {
            push_text(&mut text, options.sep.as_ref(), b" ");
        }
        push_value(vm, &mut text, thing)?;
    }
    push_text(&mut text, options.end.as_ref(), b"\n");
    let text = Str::from_vec(text).into_value();
    vm.call(&write, &[text])?;
    if options.flush {
        vm.call_method(&options.file, names::flush, &[])?;
    }
    Ok(Value::NONE)
}

fn push_text(out: &mut Vec<u8>, text: Option<&Value>, default: &[u8]) {
    out.extend_from_slice(text.and_then(|text| text.cast::<Str>()).map_or(default, |text| text.as_bytes()));
}

/// Appends `str(value)`.
fn push_value(vm: &mut Vm, out: &mut Vec<u8>, value: &Value) -> Result<()> {
    if let Some(text) = value.exact::<Str>() {
        out.extend_from_slice(text.as_bytes());
    } else if let Some(small) = value.as_small() {
        use std::io::Write;
        // Writing to a vector cannot fail.
        let _ = write!(out, "{small}");
    } else {
        let text = vm.str_of(value)?;
        out.extend_from_slice(text.as_bytes());
    }
    Ok(())
}

/// Whether `str(value)` is a Python function's to say.
fn needs_python(vm: &mut Vm, value: &Value) -> bool {
    if !value.is_object() || value.exact::<Str>().is_some() {
        return false;
    }
    let class = vm.class_of(value);
    class.has(type_flags::HEAP) && python_text(vm, value).is_some()
}

/// The Python function that makes the text of a value: `__str__`, or `__repr__` behind `object.__str__`.
fn python_text(vm: &mut Vm, value: &Value) -> Option<(Value, &'static str)> {
    let class = vm.class_of(value);
    let text = class.slot(vm, Slot::Str)?;
    if text.exact::<Function>().is_some() {
        return Some((text, "__str__"));
    }
    if !vm.is_objects_own(Slot::Str, &text) {
        return None;
    }
    let repr = class.slot(vm, Slot::Repr)?;
    repr.exact::<Function>().is_some().then_some((repr, "__repr__"))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The text of the next thing is wanted.
    Text,
    /// Python was asked for it, by this method.
    Asked(&'static str),
    /// The thing has been written.
    Written,
    /// The end has been written.
    Ended,
    Done,
}

/// A `print` that Python takes part in.
struct Printing {
    things: Vec<Value>,
    at: usize,
    options: Options,
    write: Value,
    native_write: bool,
    stage: Stage,
}

impl Printing {
    /// Writes a text: at once, or as the next step.
    fn write(&mut self, vm: &mut Vm, text: Value) -> Result<Option<Step>> {
        if self.native_write {
            vm.call(&self.write.clone(), &[text])?;
            return Ok(None);
        }
        Ok(Some(Step::Call(self.write.clone(), vec![text])))
    }
    fn write_thing(&mut self, vm: &mut Vm, text: Value) -> Result<Option<Step>> {
        self.stage = Stage::Written;
        self.write(vm, text)
    }
    fn separator(&mut self, vm: &mut Vm) -> Value {
        match &self.options.sep {
            Some(sep) => sep.clone(),
            None => vm.new_str(" "),
        }
    }
    fn step(&mut self, vm: &mut Vm, result: Value) -> Result<Option<Step>> {
        match self.stage {
            Stage::Text => {
                let Some(thing) = self.things.get(self.at).cloned() else {
                    self.stage = Stage::Ended;
                    let end = match &self.options.end {
                        Some(end) => end.clone(),
                        None => vm.new_str("\n"),
                    };
                    return self.write(vm, end);
                };
                if let Some((function, method)) = python_text(vm, &thing)
                    && thing.exact::<Str>().is_none()
                {
                    self.stage = Stage::Asked(method);
                    return Ok(Some(Step::Call(function, vec![thing])));
                }
                let text = vm.str_of(&thing)?.into_value();
                self.write_thing(vm, text)
            }
            Stage::Asked(method) => {
                if result.cast::<Str>().is_none() {
                    let given = vm.type_name(&result);
                    return Err(vm.type_error(format_args!("{method} returned non-string (type {given})")));
                }
                self.write_thing(vm, result)
            }
            Stage::Written => {
                self.at += 1;
                self.stage = Stage::Text;
                if self.at < self.things.len() {
                    let sep = self.separator(vm);
                    return self.write(vm, sep);
                }
                Ok(None)
            }
            Stage::Ended => {
                self.stage = Stage::Done;
                if self.options.flush {
                    let flush = vm.get_known_attr(&self.options.file.clone(), names::flush)?;
                    return Ok(Some(Step::Call(flush, Vec::new())));
                }
                Ok(None)
            }
            Stage::Done => Ok(Some(Step::Return(Value::NONE))),
        }
    }
}

impl Resumable for Printing {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let mut result = result?;
        loop {
            if let Some(step) = self.step(vm, result.take())? {
                return Ok(step);
            }
        }
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.things.trace(tracer);
        self.options.file.trace(tracer);
        self.write.trace(tracer);
    }
}

/// `input(prompt='')`: the prompt on `sys.stdout`, then a line of `sys.stdin`.
struct Reading {
    prompt: Option<Value>,
    stage: ReadStage,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ReadStage {
    Prompt,
    Flush,
    Read,
    Line,
}

impl Resumable for Reading {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let result = result?;
        let stream = |vm: &mut Vm, name: &str| match vm.find_sys(name).filter(|stream| !stream.is_none()) {
            Some(stream) => Ok(stream),
            None => Err(vm.runtime_error(format_args!("input(): lost sys.{name}"))),
        };
        match self.stage {
            ReadStage::Prompt => {
                let output = stream(vm, "stdout")?;
                self.stage = ReadStage::Flush;
                let Some(prompt) = self.prompt.take() else { return self.resume(vm, Ok(Value::NONE)) };
                let prompt = vm.str_of(&prompt)?.into_value();
                let write = vm.get_known_attr(&output, names::write)?;
                Ok(Step::Call(write, vec![prompt]))
            }
            ReadStage::Flush => {
                let output = stream(vm, "stdout")?;
                self.stage = ReadStage::Read;
                match vm.find_known_attr(&output, names::flush)? {
                    Some(flush) => Ok(Step::Call(flush, Vec::new())),
                    None => self.resume(vm, Ok(Value::NONE)),
                }
            }
            ReadStage::Read => {
                let input = stream(vm, "stdin")?;
                self.stage = ReadStage::Line;
                if cfg!(target_family = "wasm") && vm.find_sys("__stdin__").is_some_and(|own| own.is(&input))
                {
                    // A page cannot block: the fiber waits, and the line comes as the result.
                    return Ok(Step::Wait(Pending::Input));
                }
                let readline = vm.get_known_attr(&input, names::readline)?;
                Ok(Step::Call(readline, Vec::new()))
            }
            ReadStage::Line => self.line(vm, result),
        }
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.prompt.trace(tracer);
    }
}

impl Reading {
    fn line(&mut self, vm: &mut Vm, result: Value) -> Result<Step> {
        if result.is_none() {
            return Err(vm.eof_error("EOF when reading a line"));
        }
        let Some(text) = result.cast::<Str>() else {
            return Err(vm.type_error("object.readline() returned non-string"));
        };
        let bytes = text.as_bytes();
        if bytes.is_empty() {
            return Err(vm.eof_error("EOF when reading a line"));
        }
        Ok(Step::Return(match bytes.strip_suffix(b"\n") {
            Some(line) => Str::new(line).into_value(),
            None => result.clone(),
        }))
    }
}

/// `input(prompt='', /)`
pub fn input(vm: &mut Vm, prompt: Option<Value>) -> Result<Value> {
    for name in ["stdin", "stdout", "stderr"] {
        if vm.find_sys(name).is_none_or(|stream| stream.is_none()) {
            return Err(vm.runtime_error(format_args!("input(): lost sys.{name}")));
        }
    }
    if let Some(errors) = vm.find_sys("stderr") {
        let flushed = vm.call_method(&errors, names::flush, &[]);
        vm.swallow(flushed, ExcKind::Exception)?;
    }
    vm.defer(Box::new(Reading { prompt, stage: ReadStage::Prompt }))
}
