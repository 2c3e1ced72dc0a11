//! The running Python code, as natives see it: its code, globals, locals and place in the source.

use crate::{
    error::Result,
    names,
    objects::{
        cell::Cell, code::Code, dict::Dict, frame::FrameObject, module::Module, namespace::Namespace,
        traceback::Traceback,
    },
    types::{Slot, type_flags},
    value::{Handle, Obj, Value},
    vm::Vm,
};

impl Vm {
    /// Place among the fiber's frames of the Python frame `depth` frames out (0: the running one).
    pub(crate) fn python_frame(&self, depth: usize) -> Option<usize> {
        (0..self.fiber.frames.len()).rev().filter(|at| !self.fiber.frames[*at].is_native()).nth(depth)
    }
    /// The frame object of the Python frame `depth` frames out.
    pub fn frame_object(&mut self, depth: usize) -> Option<Value> {
        Some(self.frame_out(depth)?.into_value())
    }
    fn frame_out(&mut self, depth: usize) -> Option<Handle<FrameObject>> {
        let at = self.python_frame(0)?;
        let mut object = FrameObject::of(self, at);
        for _ in 0..depth {
            object = FrameObject::back(self, &object)?;
        }
        Some(object)
    }
    /// Whether each of the `depth` innermost calls has a frame of its own.
    fn all_have_frames(&self, depth: usize) -> bool {
        let calls = self.fiber.frames.iter().rev().filter(|frame| !frame.is_native());
        calls.take(depth).all(|frame| frame.hidden == 0)
    }
    /// Globals of the Python frame `depth` frames out.
    pub fn globals_at(&mut self, depth: usize) -> Option<Handle<Dict>> {
        if !self.all_have_frames(depth) {
            return Some(self.frame_out(depth)?.globals.clone());
        }
        let at = self.python_frame(depth)?;
        Some(self.fiber.frames[at].globals.get().to_handle())
    }
    /// Code of the running Python frame.
    pub fn current_code(&self) -> Option<Handle<Code>> {
        let at = self.python_frame(0)?;
        Some(self.fiber.frames[at].code.get().to_handle())
    }
    /// Globals of the running Python frame.
    pub fn current_globals(&mut self) -> Result<Handle<Dict>> {
        match self.globals_at(0) {
            Some(globals) => Ok(globals),
            None => Err(self.system_error("frame does not exist")),
        }
    }
    /// `locals()` of the running Python frame: its namespace, or for a function a fresh dict of what is bound.
    pub fn current_locals(&mut self) -> Result<Value> {
        let Some(at) = self.python_frame(0) else { return Err(self.system_error("frame does not exist")) };
        let frame = &self.fiber.frames[at];
        let code = frame.code.get().to_handle();
        let namespace = frame.locals().cloned();
        if !code.source.flags.has(whipsnake_bytecode::CodeFlags::OPTIMIZED)
            && let Some(hidden) = FrameObject::hidden_variables(self, at)
        {
            return Ok(hidden.into_value());
        }
        let frame = &self.fiber.frames[at];
        if let Some(namespace) = namespace {
            return Ok(namespace);
        }
        if !code.source.flags.has(whipsnake_bytecode::CodeFlags::OPTIMIZED) {
            return Ok(frame.globals.get().to_value());
        }
        let object = FrameObject::of(self, at);
        let dict = Dict::new();
        for (index, name) in code.locals.iter().enumerate() {
            let value = object.register(self, index);
            let value = match value.exact::<Cell>() {
                Some(cell) if code.source.cells.contains(&(index as u16)) => cell.contents.cloned(self),
                _ => value,
            };
            if !value.is_undef() {
                dict.set_name(self, name.clone(), value);
            }
        }
        if let Some(function) = object.function.exact::<crate::objects::function::Function>()
            && let Some(closure) = function.closure.cloned(self)
        {
            for (name, cell) in code.frees.iter().zip(closure.as_slice()) {
                let value = cell.exact::<Cell>().map_or(Value::UNDEF, |cell| cell.contents.cloned(self));
                if !value.is_undef() {
                    dict.set_name(self, name.clone(), value);
                }
            }
        }
        Ok(dict.into_value())
    }
    /// File name and line of the Python frame `depth` frames out.
    pub fn frame_place(&mut self, depth: usize) -> Option<(String, u32)> {
        let (code, line) = if self.all_have_frames(depth) {
            let at = self.python_frame(depth)?;
            let frame = &self.fiber.frames[at];
            let code = frame.code.get().to_handle();
            let line = line_of(&code, frame.word());
            (code, line)
        } else {
            let object = self.frame_out(depth)?;
            (object.code.clone(), object.line_number(self))
        };
        Some((self.text_of(&code.filename).into_owned(), line))
    }
    /// File name, line and function of an entry of a traceback.
    pub fn traceback_place(&mut self, entry: &Obj<Traceback>) -> (String, u32, String) {
        let code = entry.frame.code.clone();
        let line = entry.line.unwrap_or_else(|| line_of(&code, entry.word as usize));
        (self.text_of(&code.filename).into_owned(), line, self.text_of(&code.name).into_owned())
    }
    /// What `__builtins__` of fresh globals is: the module, as in `__main__`, or its dict.
    pub fn builtins_for_globals(&mut self) -> Value {
        self.builtins.to_value()
    }
    /// Whether a value can be subscripted: a mapping, for all that `eval` asks.
    pub(crate) fn has_index_items(&mut self, value: &Value) -> bool {
        let class = self.class_of(value);
        value.cast::<Dict>().is_some()
            || class.has(type_flags::MAPPING)
            || class.has_slot(self, Slot::GetItem)
    }
    /// A namespace with these attributes.
    pub fn new_namespace(&mut self, entries: &[(&str, Value)]) -> Value {
        let dict = Dict::new();
        for (name, value) in entries {
            dict.set_text(self, name, value.clone());
        }
        Namespace::new(self, dict)
    }
    /// Whether a function is what `object` itself has for a special method.
    pub fn is_objects_own(&mut self, slot: Slot, function: &Value) -> bool {
        let object = self.type_of_map(crate::value::fixed::OBJECT).to_handle();
        object.slot(self, slot).is_some_and(|own| own.is(function))
    }
    /// The `__name__` of a module, for messages.
    pub fn module_name(&mut self, module: &Obj<Module>) -> Option<String> {
        let name = module.dict.get_known(self, names::__name__)?;
        Some(self.text_of(&name).into_owned())
    }
}

/// Line of an instruction.
pub(crate) fn line_of(code: &Code, word: usize) -> u32 {
    match code.source.locations.find(word as u32).line {
        0 => code.source.first_line,
        line => line,
    }
}
