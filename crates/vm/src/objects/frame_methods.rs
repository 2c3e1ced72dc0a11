//! `frame` as programs see it. The struct is in `frame.rs`.

use crate::{
    error::Result,
    getset, method,
    native::TypeDef,
    objects::{
        code::Code,
        dict::Dict,
        frame::{FrameObject, Place},
        frame_locals::FrameLocals,
        generator::{Generator, State},
    },
    types::type_flags,
    value::{Handle, Obj, Value, fixed, map::Layout},
    vm::Vm,
};

impl FrameObject {
    /// The line the call is at; 0 when unknown.
    pub fn line_number(&self, vm: &Vm) -> u32 {
        if self.shown_line.get() != 0 {
            return self.shown_line.get();
        }
        if let Place::Generator(generator) = self.place.get(vm)
            && let Some(generator) = generator.get()
            && generator.cast::<Generator>().is_some_and(|generator| generator.state.get() == State::Created)
        {
            return self.code.source.first_line;
        }
        self.code.source.locations.line(self.word_now(vm))
    }
    fn get_line(vm: &mut Vm, this: &Obj<FrameObject>) -> Value {
        match this.line_number(vm) {
            0 => Value::NONE,
            line => Value::small(i64::from(line)),
        }
    }
    fn set_line(vm: &mut Vm, _this: &Obj<FrameObject>, value: Option<Value>) -> Result<()> {
        match value {
            None => Err(vm.attribute_error_text("cannot delete attribute")),
            Some(value) if vm.int_part(&value).is_none() => Err(vm.value_error("lineno must be an integer")),
            Some(_) => Err(vm.value_error("f_lineno can only be set in a trace function")),
        }
    }
    fn get_back(vm: &mut Vm, this: &Obj<FrameObject>) -> Value {
        FrameObject::back(vm, this).map_or(Value::NONE, Handle::into_value)
    }
    fn get_code(_vm: &mut Vm, this: &Obj<FrameObject>) -> Handle<Code> {
        this.code.clone()
    }
    fn get_globals(_vm: &mut Vm, this: &Obj<FrameObject>) -> Handle<Dict> {
        this.globals.clone()
    }
    fn get_builtins(_vm: &mut Vm, this: &Obj<FrameObject>) -> Handle<Dict> {
        this.builtins.clone()
    }
    fn get_locals(vm: &mut Vm, this: &Obj<FrameObject>) -> Value {
        if this.namespace.is_undef() || FrameObject::hidden_of(vm, this).is_some() {
            return Handle::new(FrameLocals { frame: this.to_handle() }).into_value();
        }
        this.namespace.clone()
    }
    fn get_lasti(vm: &mut Vm, this: &Obj<FrameObject>) -> i64 {
        i64::from(this.word_now(vm)) * 2
    }
    fn get_trace(vm: &mut Vm, this: &Obj<FrameObject>) -> Value {
        this.trace.cloned(vm).or_none()
    }
    fn set_trace(vm: &mut Vm, this: &Obj<FrameObject>, value: Option<Value>) {
        this.trace.set(vm, value.unwrap_or(Value::NONE));
    }
    fn get_trace_lines(_vm: &mut Vm, this: &Obj<FrameObject>) -> bool {
        this.traces_lines.get()
    }
    fn set_trace_lines(vm: &mut Vm, this: &Obj<FrameObject>, value: Option<Value>) -> Result<()> {
        match value.filter(Value::is_bool).map(|value| value.is_true()) {
            Some(value) => this.traces_lines.set(value),
            None => return Err(vm.type_error("attribute value type must be bool")),
        }
        Ok(())
    }
    fn get_trace_opcodes(_vm: &mut Vm, _this: &Obj<FrameObject>) -> bool {
        false
    }
    fn ignore_flag(_vm: &mut Vm, _this: &Obj<FrameObject>, _value: Option<Value>) {}
    fn get_generator(vm: &mut Vm, this: &Obj<FrameObject>) -> Value {
        match this.place.get(vm) {
            Place::Generator(generator) => generator.get().unwrap_or(Value::NONE),
            Place::Running(spot) => match spot.frame(vm) {
                Some(frame) if frame.is_generator() => frame.callable.clone(),
                _ => Value::NONE,
            },
            Place::Ended(_) => Value::NONE,
        }
    }
    fn clear(vm: &mut Vm, this: &Obj<FrameObject>) -> Result<()> {
        match this.place.get(vm) {
            Place::Running(_) => Err(vm.runtime_error("cannot clear an executing frame")),
            Place::Generator(generator) => {
                let Some(generator) = generator.get() else { return Ok(()) };
                if generator.cast::<Generator>().is_some_and(|g| g.state.get() == State::Suspended) {
                    return Err(vm.runtime_error("cannot clear a suspended frame"));
                }
                let close = vm.get_known_attr(&generator, crate::names::close)?;
                vm.call(&close, &[]).map(drop)
            }
            Place::Ended(_) => {
                let empty = Place::Ended(Box::new([]));
                drop(this.place.replace(vm, empty));
                drop(this.extra_locals.replace(vm, Value::UNDEF));
                Ok(())
            }
        }
    }
    fn repr(vm: &mut Vm, this: &Obj<FrameObject>) -> Result<String> {
        let (id, line) = (vm.id(&this.to_value()), this.line_number(vm));
        let file = vm.repr_text(&this.code.filename.clone())?;
        Ok(format!("<frame at {id:#x}, file {file}, line {line}, code {}>", vm.text_of(&this.code.name)))
    }
    fn sizeof(_vm: &mut Vm, this: &Obj<FrameObject>) -> i64 {
        (size_of::<FrameObject>() + 8 * this.code.registers as usize) as i64
    }
}

/// `frame`
pub static TYPE: TypeDef = TypeDef {
    name: "frame",
    doc: "",
    base: None,
    map: Some(fixed::FRAME),
    layout: Layout::of::<FrameObject>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!("__repr__(self, /)", FrameObject::repr, 1),
        method!("__sizeof__(self, /)", FrameObject::sizeof, 1),
        method!("clear(self, /)", FrameObject::clear, 1, "Clear all references held by the frame."),
        getset!("f_back", FrameObject::get_back),
        getset!("f_builtins", FrameObject::get_builtins),
        getset!("f_code", FrameObject::get_code),
        getset!("f_generator", FrameObject::get_generator),
        getset!("f_globals", FrameObject::get_globals),
        getset!("f_lasti", FrameObject::get_lasti),
        getset!("f_lineno", FrameObject::get_line, FrameObject::set_line),
        getset!("f_locals", FrameObject::get_locals),
        getset!("f_trace", FrameObject::get_trace, FrameObject::set_trace),
        getset!("f_trace_lines", FrameObject::get_trace_lines, FrameObject::set_trace_lines),
        getset!("f_trace_opcodes", FrameObject::get_trace_opcodes, FrameObject::ignore_flag),
    ],
};
