//! `FrameLocalsProxy`: a function's variables as a mapping that writes through to them (PEP 667).

use crate::{
    body, constant,
    error::{Raised, Result},
    method,
    native::TypeDef,
    objects::{
        cell::Cell, dict::Dict, exceptions::ExcKind, frame::FrameObject, function::Function, list::List,
    },
    protocol::{BinaryOp, CompareOp},
    types::type_flags,
    value::{Handle, Obj, Str, Tuple, Value, fixed, map::Layout},
    vm::Vm,
};

/// The variables of a frame.
pub struct FrameLocals {
    /// Whose.
    pub frame: Handle<FrameObject>,
}
body!(FrameLocals, fixed::FRAME_LOCALS, [frame]);

/// Where a variable lives.
enum Place {
    Register(usize),
    Cell(Handle<Cell>),
}

impl FrameObject {
    /// Names of all variables with their places, in CPython's order: locals, cells, free variables.
    fn places(&self, vm: &Vm) -> Vec<(Value, Place)> {
        let code = &self.code;
        let mut places = Vec::new();
        for (at, name) in code.locals.iter().enumerate() {
            let is_cell = code.source.cells.contains(&(at as u16));
            let value = self.register(vm, at);
            match value.exact::<Cell>().filter(|_| is_cell) {
                Some(cell) => places.push((name.clone(), Place::Cell(cell.to_handle()))),
                None => places.push((name.clone(), Place::Register(at))),
            }
        }
        let closure = self.function.exact::<Function>().and_then(|function| function.closure.cloned(vm));
        for (at, name) in code.frees.iter().enumerate() {
            let cell = closure
                .as_ref()
                .and_then(|cells| cells.as_slice().get(at))
                .and_then(|cell| cell.exact::<Cell>());
            if let Some(cell) = cell {
                places.push((name.clone(), Place::Cell(cell.to_handle())));
            }
        }
        places
    }
    fn read(&self, vm: &Vm, place: &Place) -> Value {
        match place {
            Place::Register(at) => self.register(vm, *at),
            Place::Cell(cell) => cell.contents.cloned(vm),
        }
    }
    fn extra(&self, vm: &Vm) -> Option<Handle<Dict>> {
        self.extra_locals.get(vm).cast::<Dict>().map(Obj::to_handle)
    }
    /// All variables that are bound, in order (`locals()` makes a dict of them).
    pub fn bound_variables(&self, vm: &Vm) -> Vec<(Value, Value)> {
        let mut found: Vec<(Value, Value)> = Vec::new();
        for (name, place) in self.places(vm) {
            let value = self.read(vm, &place);
            // A name may be both a local and a cell of an inlined scope: the first bound one counts.
            if !value.is_undef() && !found.iter().any(|(known, _)| known.is(&name)) {
                found.push((name, value));
            }
        }
        if let Some(extra) = self.extra(vm) {
            found.extend(extra.pairs(vm));
        }
        found
    }
    /// Variables of comprehensions that run in the namespace of a module or class, as a dict; nothing when none runs.
    pub(crate) fn hidden_variables(vm: &mut Vm, at: usize) -> Option<Handle<Dict>> {
        let code = vm.fiber.frames[at].code.get();
        if code.locals.len() == code.source.cells.len() {
            return None;
        }
        let frame = FrameObject::of(vm, at);
        FrameObject::hidden_of(vm, &frame)
    }
    /// The same for a frame object.
    pub(crate) fn hidden_of(vm: &mut Vm, frame: &Obj<FrameObject>) -> Option<Handle<Dict>> {
        let code = frame.code.clone();
        let cells = &code.source.cells;
        let dict = Dict::new();
        for (index, name) in code.locals.iter().enumerate() {
            let value = frame.register(vm, index);
            if !cells.contains(&(index as u16)) && !value.is_undef() {
                dict.set_name(vm, name.clone(), value);
            }
        }
        (!dict.is_empty(vm)).then_some(dict)
    }
    /// A snapshot of the variables as a dict.
    pub fn locals_dict(&self, vm: &mut Vm) -> Handle<Dict> {
        let dict = Dict::new();
        for (name, value) in self.bound_variables(vm) {
            dict.set_name(vm, name, value);
        }
        dict
    }
    fn get_variable(&self, vm: &mut Vm, key: &Value) -> Result<Option<Value>> {
        if let Some(name) = vm.find_interned(key) {
            for (known, place) in self.places(vm) {
                let value = self.read(vm, &place);
                if known.is(&name) && !value.is_undef() {
                    return Ok(Some(value));
                }
            }
        }
        match self.extra(vm) {
            Some(extra) => extra.get(vm, key),
            None => vm.hash(key).map(|_| None),
        }
    }
    fn set_variable(&self, vm: &mut Vm, key: Value, value: Value) -> Result<()> {
        if let Some(name) = vm.find_interned(&key) {
            for (known, place) in self.places(vm) {
                if known.is(&name) {
                    match place {
                        Place::Register(at) => self.set_register(vm, at, value),
                        Place::Cell(cell) => cell.contents.set(vm, value),
                    }
                    return Ok(());
                }
            }
        }
        let extra = match self.extra(vm) {
            Some(extra) => extra,
            None => {
                let extra = Dict::new();
                self.extra_locals.set(vm, extra.to_value());
                extra
            }
        };
        extra.set(vm, key, value)
    }
}

impl FrameLocals {
    fn is_variable(&self, vm: &Vm, key: &Value) -> bool {
        vm.find_interned(key)
            .is_some_and(|name| self.frame.places(vm).iter().any(|(known, _)| known.is(&name)))
    }
    fn missing(vm: &mut Vm, key: &Value) -> Result<Raised> {
        let shown = vm.repr_text(key)?;
        Ok(vm.raise_text(ExcKind::KeyError, &format!("local variable '{shown}' is not defined")))
    }
    fn snapshot(vm: &mut Vm, this: &Obj<FrameLocals>) -> Handle<Dict> {
        this.frame.locals_dict(vm)
    }
    fn getitem(vm: &mut Vm, this: &Obj<FrameLocals>, key: &Value) -> Result<Value> {
        match this.frame.get_variable(vm, key)? {
            Some(value) => Ok(value),
            None => Err(FrameLocals::missing(vm, key)?),
        }
    }
    fn setitem(vm: &mut Vm, this: &Obj<FrameLocals>, key: Value, value: Value) -> Result<()> {
        this.frame.set_variable(vm, key, value)
    }
    fn delitem(vm: &mut Vm, this: &Obj<FrameLocals>, key: &Value) -> Result<()> {
        FrameLocals::pop(vm, this, key, None).map(drop)
    }
    fn pop(vm: &mut Vm, this: &Obj<FrameLocals>, key: &Value, default: Option<Value>) -> Result<Value> {
        if this.is_variable(vm, key) {
            return Err(vm.value_error("cannot remove local variables from FrameLocalsProxy"));
        }
        let removed = match this.frame.extra(vm) {
            Some(extra) => extra.remove(vm, key)?,
            None => None,
        };
        match removed.or(default) {
            Some(value) => Ok(value),
            None => Err(vm.key_error(key.clone())),
        }
    }
    fn len(vm: &mut Vm, this: &Obj<FrameLocals>) -> usize {
        this.frame.bound_variables(vm).len()
    }
    fn contains(vm: &mut Vm, this: &Obj<FrameLocals>, key: &Value) -> Result<bool> {
        Ok(this.frame.get_variable(vm, key)?.is_some())
    }
    fn names(vm: &Vm, this: &Obj<FrameLocals>) -> Vec<Value> {
        this.frame.bound_variables(vm).into_iter().map(|(name, _)| name).collect()
    }
    fn iter(vm: &mut Vm, this: &Obj<FrameLocals>) -> Result<Value> {
        let names = List::new(FrameLocals::names(vm, this)).into_value();
        vm.iter(&names)
    }
    fn reversed(vm: &mut Vm, this: &Obj<FrameLocals>) -> Result<Value> {
        let mut names = FrameLocals::names(vm, this);
        names.reverse();
        vm.iter(&List::new(names).into_value())
    }
    fn keys(vm: &mut Vm, this: &Obj<FrameLocals>) -> Handle<List> {
        List::new(FrameLocals::names(vm, this))
    }
    fn values(vm: &mut Vm, this: &Obj<FrameLocals>) -> Handle<List> {
        List::new(this.frame.bound_variables(vm).into_iter().map(|(_, value)| value).collect())
    }
    fn items(vm: &mut Vm, this: &Obj<FrameLocals>) -> Handle<List> {
        let pairs = this.frame.bound_variables(vm).into_iter();
        List::new(pairs.map(|(name, value)| Tuple::new(vec![name, value]).into_value()).collect())
    }
    fn get(vm: &mut Vm, this: &Obj<FrameLocals>, key: &Value, default: Option<Value>) -> Result<Value> {
        Ok(this.frame.get_variable(vm, key)?.or(default).unwrap_or(Value::NONE))
    }
    fn setdefault(vm: &mut Vm, this: &Obj<FrameLocals>, key: Value, default: Option<Value>) -> Result<Value> {
        if let Some(found) = this.frame.get_variable(vm, &key)? {
            return Ok(found);
        }
        let value = default.unwrap_or(Value::NONE);
        this.frame.set_variable(vm, key, value.clone())?;
        Ok(value)
    }
    fn update(vm: &mut Vm, this: &Obj<FrameLocals>, other: &Value) -> Result<()> {
        let pairs = match other.cast::<FrameLocals>() {
            Some(other) => other.frame.bound_variables(vm),
            None => match other.cast::<Dict>() {
                Some(dict) => dict.pairs(vm),
                None => {
                    return Err(vm.type_error("update() argument must be dict or another FrameLocalsProxy"));
                }
            },
        };
        for (name, value) in pairs {
            this.frame.set_variable(vm, name, value)?;
        }
        Ok(())
    }
    fn or(vm: &mut Vm, this: &Obj<FrameLocals>, other: &Value) -> Result<Value> {
        if other.cast::<Dict>().is_none() && other.cast::<FrameLocals>().is_none() {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        let (left, right) = (FrameLocals::snapshot(vm, this).into_value(), as_dict(vm, other));
        vm.binary(BinaryOp::Or, &left, &right)
    }
    fn ror(vm: &mut Vm, this: &Obj<FrameLocals>, other: &Value) -> Result<Value> {
        if other.cast::<Dict>().is_none() && other.cast::<FrameLocals>().is_none() {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        let (left, right) = (as_dict(vm, other), FrameLocals::snapshot(vm, this).into_value());
        vm.binary(BinaryOp::Or, &left, &right)
    }
    fn ior(vm: &mut Vm, this: &Obj<FrameLocals>, other: &Value) -> Result<Value> {
        if other.cast::<Dict>().is_none() && other.cast::<FrameLocals>().is_none() {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        FrameLocals::update(vm, this, other)?;
        Ok(this.to_value())
    }
    fn compare(vm: &mut Vm, this: &Obj<FrameLocals>, other: &Value, op: CompareOp) -> Result<Value> {
        if let Some(other) = other.cast::<FrameLocals>() {
            return Ok(Value::bool(this.frame.ptr_eq(&other.frame) == (op == CompareOp::Eq)));
        }
        if other.cast::<Dict>().is_none() {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        let own = FrameLocals::snapshot(vm, this).into_value();
        vm.compare(op, &own, other)
    }
    fn eq(vm: &mut Vm, this: &Obj<FrameLocals>, other: &Value) -> Result<Value> {
        FrameLocals::compare(vm, this, other, CompareOp::Eq)
    }
    fn ne(vm: &mut Vm, this: &Obj<FrameLocals>, other: &Value) -> Result<Value> {
        FrameLocals::compare(vm, this, other, CompareOp::Ne)
    }
    fn repr(vm: &mut Vm, this: &Obj<FrameLocals>) -> Result<Handle<Str>> {
        let object = this.frame.to_value();
        let shown = vm.guard_repr(&object, |vm| {
            let dict = FrameLocals::snapshot(vm, this).into_value();
            vm.repr(&dict)
        })?;
        Ok(shown.unwrap_or_else(|| Str::from_text("{...}")))
    }
}

fn as_dict(vm: &mut Vm, value: &Value) -> Value {
    match value.cast::<FrameLocals>() {
        Some(locals) => locals.frame.locals_dict(vm).into_value(),
        None => value.clone(),
    }
}

/// `FrameLocalsProxy`
pub static TYPE: TypeDef = TypeDef {
    name: "FrameLocalsProxy",
    doc: "Create a write-through view of the locals dictionary for a frame.",
    base: None,
    map: Some(fixed::FRAME_LOCALS),
    layout: Layout::of::<FrameLocals>(),
    flags: type_flags::NO_NEW | type_flags::MAPPING,
    rows: &[
        method!("__getitem__(self, key, /)", FrameLocals::getitem, 2),
        method!("__setitem__(self, key, value, /)", FrameLocals::setitem, 3),
        method!("__delitem__(self, key, /)", FrameLocals::delitem, 2),
        method!("__contains__(self, key, /)", FrameLocals::contains, 2),
        method!("__len__(self, /)", FrameLocals::len, 1),
        method!("__iter__(self, /)", FrameLocals::iter, 1),
        method!("__reversed__(self, /)", FrameLocals::reversed, 1),
        method!("__repr__(self, /)", FrameLocals::repr, 1),
        method!("__eq__(self, value, /)", FrameLocals::eq, 2),
        method!("__ne__(self, value, /)", FrameLocals::ne, 2),
        method!("__or__(self, value, /)", FrameLocals::or, 2),
        method!("__ror__(self, value, /)", FrameLocals::ror, 2),
        method!("__ior__(self, value, /)", FrameLocals::ior, 2),
        constant!("__hash__", |_| Value::NONE),
        method!("keys(self, /)", FrameLocals::keys, 1),
        method!("values(self, /)", FrameLocals::values, 1),
        method!("items(self, /)", FrameLocals::items, 1),
        method!("get(self, key, default=None, /)", FrameLocals::get, 3),
        method!("setdefault(self, key, default=None, /)", FrameLocals::setdefault, 3),
        method!("pop(self, key, default=None, /)", FrameLocals::pop, 3),
        method!("update(self, other, /)", FrameLocals::update, 2),
        method!("copy(self, /)", FrameLocals::snapshot, 1),
    ],
};
