//! Calling a class: how it makes its instances is worked out once and kept until the class or its metaclass changes.

use super::{
    call::drop_all,
    fetch::Kept,
    frame::{Continue, Then},
    stack::Regs,
};
use crate::{
    error::Result,
    native::{MethodDef, NativeMethod},
    objects::{function::Function, object::is_object_init},
    types::{Maker, Slot, Type, type_flags},
    value::{Handle, Obj, Value, fixed, instance},
    vm::Vm,
};
use std::any::TypeId;

/// What came of calling a class.
pub(crate) enum Called {
    /// Nothing has happened: `type.__call__` has to do it.
    No,
    /// The new object; the arguments are released.
    Done(Value),
    /// A frame goes on with it.
    Pushed,
}

impl Vm {
    /// Calls a class with the `count` arguments at `place`, which it consumes unless the answer is `Called::No`; the
    /// register before `place` is used.
    pub(crate) fn call_class(
        &mut self,
        class: &Handle<Type>,
        place: Regs,
        count: usize,
        names: &[Value],
        ret: Regs,
        then: Continue,
    ) -> Result<Called> {
        let maker = self.maker(class);
        let depth = self.fiber.frames.len();
        let stores = then.then == Then::Store;
        match maker {
            Maker::TypeOf if count == 1 && names.is_empty() => {
                let found = self.class_of(place.at(0)).into_value();
                drop(place.take(0));
                Ok(Called::Done(found))
            }
            Maker::Bare if count == 0 && !class.has(type_flags::ABSTRACT) => {
                Ok(Called::Done(instance::allocate(class.instance_map.get())))
            }
            Maker::Plain if stores && !class.has(type_flags::ABSTRACT) => {
                let Some(init) = class.slot(self, Slot::Init) else { return Ok(Called::No) };
                let instance = instance::allocate(class.instance_map.get());
                self.start_init(init, instance, place, count, names, ret)
            }
            Maker::Container => {
                let map = class.instance_map.get();
                match crate::objects::construct::construct(self, map, place.slice(count), names) {
                    Some(result) => {
                        drop_all(place, count);
                        self.made(result?, depth, ret, then)
                    }
                    None => Ok(Called::No),
                }
            }
            Maker::Steps => {
                let start = place.sub(1);
                start.init(0, class.to_value());
                let result = crate::objects::type_::call(self, start.slice(count + 1), names);
                drop_all(start, count + 1);
                self.made(result?, depth, ret, then)
            }
            Maker::New(new) => {
                let start = place.sub(1);
                start.init(0, class.to_value());
                let result = self.call_def(new, start.slice(count + 1), names);
                drop_all(start, count + 1);
                self.made(result?, depth, ret, then)
            }
            Maker::NewInit(new, init) if stores || class.has(type_flags::EXCEPTION) => {
                let start = place.sub(1);
                let made = self.start_new(new, class, start, count, names)?;
                if self.type_of(&made).is_subclass(self, class) {
                    drop(start.replace(0, made.clone()));
                    let depth = self.fiber.frames.len();
                    let result = self.call_def(init, start.slice(count + 1), names);
                    drop_all(start, count + 1);
                    let result = result?;
                    if result.is_deferred() {
                        let frame = &mut self.fiber.frames[depth];
                        frame.ret = ret;
                        frame.then = Continue::simple(Then::Init);
                        frame.keep = made;
                        return Ok(Called::Pushed);
                    }
                } else {
                    drop_all(start, count + 1);
                }
                Ok(Called::Done(made))
            }
            Maker::NewPython(new) if stores => {
                let made = self.start_new(new, class, place.sub(1), count, names)?;
                let class_made = self.class_of(&made);
                let init = class_made.slot(self, Slot::Init);
                match init.filter(|init| init.has_map(fixed::FUNCTION) && class_made.is_subclass(self, class))
                {
                    Some(init) => {
                        drop(place.sub(1).take(0));
                        self.start_init(init, made, place, count, names, ret)
                    }
                    None => {
                        drop_all(place.sub(1), count + 1);
                        Ok(Called::Done(made))
                    }
                }
            }
            _ => Ok(Called::No),
        }
    }

    /// Calls a class of the commonest kind: instances without more than attributes, and an `__init__` in Python that takes
    /// just these arguments. False: nothing has happened.
    #[inline(always)]
    pub(crate) fn start_plain(
        &mut self,
        class: &Obj<Type>,
        place: Regs,
        count: usize,
        ret: Regs,
    ) -> Result<bool> {
        if !matches!(self.maker(class), Maker::Plain) || class.has(type_flags::ABSTRACT) {
            return Ok(false);
        }
        let Some(init) = class.slot(self, Slot::Init) else { return Ok(false) };
        let Some(function) = init.exact::<Function>() else { return Ok(false) };
        let code = function.code.get(self);
        if code.simple_args as usize != count + 1 || code.is_generator {
            return Ok(false);
        }
        let (code, globals) = (Kept::new(code), Kept::new(&*function.globals));
        let instance = instance::allocate(class.instance_map.get());
        let place = place.sub(1);
        place.init(0, instance.clone());
        self.push_frame(init, code, globals, place, count + 1, ret, Continue::simple(Then::Init))?;
        self.fiber.top().keep = instance;
        Ok(true)
    }

    /// A native's result: the new object, unless a frame that the native has pushed at `depth` will give it.
    fn made(&mut self, result: Value, depth: usize, ret: Regs, then: Continue) -> Result<Called> {
        if result.is_deferred() {
            self.finish_native(result, depth, ret, then)?;
            return Ok(Called::Pushed);
        }
        Ok(Called::Done(result))
    }

    /// Runs a native `__new__` with the class before its arguments; what stays in the registers is released by an error.
    fn start_new(
        &mut self,
        new: &'static MethodDef,
        class: &Handle<Type>,
        start: Regs,
        count: usize,
        names: &[Value],
    ) -> Result<Value> {
        let depth = self.fiber.frames.len();
        start.init(0, class.to_value());
        let result = match self.call_def(new, start.slice(count + 1), names) {
            Ok(made) => self.await_native(made, depth),
            failed => failed,
        };
        if result.is_err() {
            drop_all(start, count + 1);
        }
        result
    }

    /// Pushes the frame of an `__init__` written in Python.
    fn start_init(
        &mut self,
        init: Value,
        instance: Value,
        place: Regs,
        count: usize,
        names: &[Value],
        ret: Regs,
    ) -> Result<Called> {
        let place = place.sub(1);
        place.init(0, instance.clone());
        let depth = self.fiber.frames.len();
        self.call_function(init, place, count + 1, names, ret, Continue::simple(Then::Init))?;
        if self.fiber.frames.len() > depth {
            self.fiber.frames[depth].keep = instance;
        }
        Ok(Called::Pushed)
    }

    /// How a class makes its instances.
    #[inline]
    pub(super) fn maker(&mut self, class: &Obj<Type>) -> Maker {
        let versions = (class.version.get(), self.type_of_map(class.own_map()).version.get());
        let (known, maker) = class.maker.get();
        if known == versions && versions.0 != 0 && versions.1 != 0 {
            return maker;
        }
        self.learn_maker(class)
    }

    #[cold]
    fn learn_maker(&mut self, class: &Obj<Type>) -> Maker {
        let metaclass = self.type_of_map(class.own_map()).to_handle();
        let maker = self.find_maker(class, &metaclass);
        let versions = (class.version_now(self), metaclass.version_now(self));
        class.maker.set((versions, maker));
        maker
    }

    fn find_maker(&mut self, class: &Obj<Type>, metaclass: &Obj<Type>) -> Maker {
        if !metaclass.slot(self, Slot::Call).is_some_and(|call| call.is(&self.known.type_call)) {
            return Maker::Long;
        }
        let map = class.instance_map.get();
        if map == fixed::TYPE {
            return Maker::TypeOf;
        }
        if [fixed::LIST, fixed::SET, fixed::DICT, fixed::WEAK_REF].contains(&map) {
            return Maker::Container;
        }
        let Some(new) = class.slot(self, Slot::New).filter(|_| !class.has(type_flags::NO_NEW)) else {
            return Maker::Steps;
        };
        let init = class.slot(self, Slot::Init);
        let idle_init = init.as_ref().is_none_or(|init| is_object_init(self, init));
        let python_init = init.as_ref().is_some_and(|init| init.has_map(fixed::FUNCTION));
        let plain = class.has(type_flags::HEAP)
            && class.layout.kind == TypeId::of::<instance::Plain>()
            && new.is(&self.known.object_new);
        if plain && python_init {
            return Maker::Plain;
        }
        if plain && idle_init && init.is_some() {
            return Maker::Bare;
        }
        let Some(new) = self.native_new(class, &new) else { return Maker::Steps };
        if idle_init {
            return Maker::New(new);
        }
        // Rows that take anything only allocate: what is given is for `__init__`. Others may run Python.
        let allocates = new.signature.has_var_args
            && new.signature.has_var_keywords
            && class.layout.kind != TypeId::of::<Type>();
        if !(class.has(type_flags::EXCEPTION) || allocates) {
            return Maker::Steps;
        }
        if python_init {
            return Maker::NewPython(new);
        }
        match init.as_ref().and_then(|init| init.cast::<NativeMethod>()) {
            Some(init) => Maker::NewInit(new, init.def),
            None => Maker::Steps,
        }
    }
}
