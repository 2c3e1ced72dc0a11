//! `CodeObject` to live `Code`: constants made objects, caches empty.

use crate::{
    eval::cache::CodeCaches,
    objects::{code::Code, slice::Slice},
    value::{Handle, Str, Tuple, Value},
    vm::Vm,
};
use num_bigint::{BigInt, Sign};
use std::{cell::Cell, rc::Rc};
use whipsnake_bytecode::{CodeFlags, CodeObject, Constant};

impl Vm {
    /// Makes a live code object.
    pub fn load_code(&mut self, source: CodeObject) -> Handle<Code> {
        let constants = source.constants.iter().map(|constant| self.load_constant(constant)).collect();
        self.load_code_with(source, constants)
    }

    /// Makes a live code object whose constants are live already.
    pub fn load_code_with(&mut self, source: CodeObject, constants: Vec<Value>) -> Handle<Code> {
        let constants = constants.into_boxed_slice();
        let names = source.names.iter().map(|name| self.intern_text(name)).collect();
        let locals: Box<[Value]> = source.locals.iter().map(|name| self.intern_text(name)).collect();
        let frees = source.frees.iter().map(|name| self.intern_text(name)).collect();
        let (name, qualname) = (self.intern_text(&source.name), self.intern_text(&source.qualname));
        let filename = self.intern_text(&source.filename);
        let flags = source.flags;
        let is_generator =
            flags.has(CodeFlags::GENERATOR | CodeFlags::COROUTINE | CodeFlags::ASYNC_GENERATOR);
        let simple = !flags.has(CodeFlags::VARARGS | CodeFlags::VARKEYWORDS) && source.kwonly_count == 0;
        let caches = Rc::new(CodeCaches::new(&source));
        let code = Code {
            constants,
            names,
            local_count: locals.len() as u32,
            locals,
            frees,
            name,
            qualname,
            filename,
            caches,
            registers: source.register_count.max(source.locals.len() as u32),
            simple_args: if simple { source.arg_count } else { u32::MAX },
            is_generator,
            is_quiet: flags.has(CodeFlags::GENERATOR)
                && source.handlers.is_empty()
                && &*source.name == "<genexpr>",
            heat: Cell::new(0),
            source: Rc::new(source),
        };
        Handle::new(code)
    }

    /// Makes the object that a constant stands for.
    pub fn load_constant(&mut self, constant: &Constant) -> Value {
        match constant {
            Constant::None => Value::NONE,
            Constant::True => Value::TRUE,
            Constant::False => Value::FALSE,
            Constant::Ellipsis => Value::ELLIPSIS,
            Constant::Int(number) => self.new_int(*number),
            Constant::BigInt { negative, magnitude } => {
                let sign = if *negative { Sign::Minus } else { Sign::Plus };
                self.new_big(BigInt::from_bytes_le(sign, magnitude))
            }
            Constant::Float(number) => Value::float_from_outside(*number),
            Constant::Complex(real, imag) => self.new_complex(*real, *imag),
            Constant::Str(bytes) => {
                let text = Str::new(bytes).into_value();
                // Texts that look like names are interned, as CPython does.
                if bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
                    return self.intern(&text);
                }
                text
            }
            Constant::Bytes(bytes) => self.new_bytes(bytes),
            Constant::Tuple(items) => {
                Tuple::new(items.iter().map(|item| self.load_constant(item)).collect()).into()
            }
            Constant::FrozenSet(items) => {
                let items = items.iter().map(|item| self.load_constant(item)).collect();
                self.new_frozen_set(items)
            }
            Constant::Slice(parts) => {
                let [start, stop, step] = parts.as_ref();
                let parts = (self.load_constant(start), self.load_constant(stop), self.load_constant(step));
                Slice::new(parts.0, parts.1, parts.2).into_value()
            }
            Constant::Code(code) => self.load_code(code.as_ref().clone()).into_value(),
        }
    }
}
