//! `function` as programs see it. The struct is in `function.rs`.

use crate::{
    error::{Raised, Result},
    getset, method,
    native::TypeDef,
    objects::{
        cell::Cell,
        code::Code,
        dict::Dict,
        exceptions::ExcKind,
        function::{BoundMethod, Function},
    },
    raw, static_method,
    types::type_flags,
    value::{Handle, Obj, Str, Tuple, Value, fixed, map::Layout},
    vm::Vm,
};
use whipsnake_bytecode::CodeFlags;

impl Function {
    /// TypeError for an attribute that must have another type.
    fn wrong(vm: &mut Vm, name: &str, what: &str) -> Raised {
        vm.type_error(format_args!("{name} must be set to a {what} object"))
    }
    fn touch(&self) {
        self.version.set(self.version.get().wrapping_add(1));
    }
    fn get_code(vm: &mut Vm, this: &Obj<Function>) -> Handle<Code> {
        this.code.cloned(vm)
    }
    fn set_code(vm: &mut Vm, this: &Obj<Function>, value: Option<Value>) -> Result<()> {
        let Some(Ok(code)) = value.map(Value::into_handle::<Code>) else {
            return Err(Function::wrong(vm, "__code__", "code"));
        };
        let cells = this.closure.get(vm).as_ref().map_or(0, |cells| cells.as_slice().len());
        let wanted = code.frees.len();
        if cells != wanted {
            let name = vm.text_of(this.name.get(vm)).into_owned();
            return Err(vm.value_error(format_args!(
                "{name}() requires a code object with {cells} free vars, not {wanted}"
            )));
        }
        if [CodeFlags::GENERATOR, CodeFlags::COROUTINE, CodeFlags::ASYNC_GENERATOR]
            .iter()
            .any(|kind| code.source.flags.has(*kind) != this.code.get(vm).source.flags.has(*kind))
        {
            let text = "Assigning a code object of non-matching type is deprecated \
                        (e.g., from a generator to a plain function)";
            vm.warn(ExcKind::DeprecationWarning, text, 0)?;
        }
        let former = this.code.replace(vm, code);
        if !vm.former_codes.iter().any(|known| known.ptr_eq(&former)) {
            vm.former_codes.push(former);
        }
        this.touch();
        vm.flush_caches();
        Ok(())
    }
    fn get_defaults(vm: &mut Vm, this: &Obj<Function>) -> Value {
        this.defaults.cloned(vm)
    }
    fn set_defaults(vm: &mut Vm, this: &Obj<Function>, value: Option<Value>) -> Result<()> {
        let value = value.unwrap_or(Value::NONE);
        if !value.is_none() && value.cast::<Tuple>().is_none() {
            return Err(Function::wrong(vm, "__defaults__", "tuple"));
        }
        this.defaults.set(vm, value);
        this.touch();
        Ok(())
    }
    fn get_kwdefaults(vm: &mut Vm, this: &Obj<Function>) -> Value {
        this.kwdefaults.cloned(vm)
    }
    fn set_kwdefaults(vm: &mut Vm, this: &Obj<Function>, value: Option<Value>) -> Result<()> {
        let value = value.unwrap_or(Value::NONE);
        if !value.is_none() && value.cast::<Dict>().is_none() {
            return Err(Function::wrong(vm, "__kwdefaults__", "dict"));
        }
        this.kwdefaults.set(vm, value);
        this.touch();
        Ok(())
    }
    fn get_name(vm: &mut Vm, this: &Obj<Function>) -> Value {
        this.name.cloned(vm)
    }
    fn set_name(vm: &mut Vm, this: &Obj<Function>, value: Option<Value>) -> Result<()> {
        match value.filter(|value| value.cast::<Str>().is_some()) {
            Some(value) => {
                this.name.set(vm, value);
                Ok(())
            }
            None => Err(Function::wrong(vm, "__name__", "string")),
        }
    }
    fn get_qualname(vm: &mut Vm, this: &Obj<Function>) -> Value {
        this.qualname.cloned(vm)
    }
    fn set_qualname(vm: &mut Vm, this: &Obj<Function>, value: Option<Value>) -> Result<()> {
        match value.filter(|value| value.cast::<Str>().is_some()) {
            Some(value) => {
                this.qualname.set(vm, value);
                Ok(())
            }
            None => Err(Function::wrong(vm, "__qualname__", "string")),
        }
    }
    fn get_module(vm: &mut Vm, this: &Obj<Function>) -> Value {
        this.module.cloned(vm).or_none()
    }
    fn set_module(vm: &mut Vm, this: &Obj<Function>, value: Option<Value>) {
        this.module.set(vm, value.unwrap_or(Value::NONE));
    }
    fn get_doc(vm: &mut Vm, this: &Obj<Function>) -> Value {
        this.doc.cloned(vm).or_none()
    }
    fn set_doc(vm: &mut Vm, this: &Obj<Function>, value: Option<Value>) {
        this.doc.set(vm, value.unwrap_or(Value::NONE));
    }
    fn get_closure(vm: &mut Vm, this: &Obj<Function>) -> Value {
        this.closure.cloned(vm).map_or(Value::NONE, Value::from)
    }
    fn get_globals(_vm: &mut Vm, this: &Obj<Function>) -> Handle<Dict> {
        this.globals.clone()
    }
    fn get_builtins(_vm: &mut Vm, this: &Obj<Function>) -> Handle<Dict> {
        this.builtins.clone()
    }
    fn get_dict(vm: &mut Vm, this: &Value) -> Value {
        vm.get_or_make_dict(this).map_or(Value::NONE, Value::from)
    }
    fn set_dict(vm: &mut Vm, this: &Obj<Function>, value: Option<Value>) -> Result<()> {
        let Some(value) = value else { return Err(vm.type_error("cannot delete __dict__")) };
        if value.cast::<Dict>().is_none() {
            let given = vm.type_name(&value);
            return Err(vm.type_error(format_args!("__dict__ must be set to a dictionary, not a '{given}'")));
        }
        this.dict.set(vm, value);
        Ok(())
    }
    fn get_type_params(vm: &mut Vm, this: &Obj<Function>) -> Value {
        match this.type_params.cloned(vm).defined() {
            Some(params) if !params.is_none() => params,
            _ => Tuple::new(Vec::new()).into_value(),
        }
    }
    fn set_type_params(vm: &mut Vm, this: &Obj<Function>, value: Option<Value>) -> Result<()> {
        match value.filter(|value| value.cast::<Tuple>().is_some()) {
            Some(value) => {
                this.type_params.set(vm, value);
                Ok(())
            }
            None => Err(vm.type_error("__type_params__ must be set to a tuple")),
        }
    }
    fn get_annotate(vm: &mut Vm, this: &Obj<Function>) -> Value {
        this.annotate.cloned(vm).or_none()
    }
    fn set_annotate(vm: &mut Vm, this: &Obj<Function>, value: Option<Value>) -> Result<()> {
        let Some(value) = value else { return Err(vm.type_error("__annotate__ cannot be deleted")) };
        if !value.is_none() && !vm.is_callable(&value) {
            return Err(vm.type_error("__annotate__ must be callable or None"));
        }
        if !value.is_none() {
            this.annotations.set(vm, Value::UNDEF);
        }
        this.annotate.set(vm, value);
        Ok(())
    }
    fn get_annotations(vm: &mut Vm, this: &Obj<Function>) -> Result<Value> {
        if let Some(known) = this.annotations.cloned(vm).defined() {
            return Ok(known);
        }
        let annotate = this.annotate.cloned(vm).or_none();
        let found = if annotate.is_none() {
            Dict::new().into_value()
        } else {
            let found = vm.call(&annotate, &[Value::small(1)])?;
            if found.cast::<Dict>().is_none() {
                let given = vm.type_name(&found);
                return Err(vm.type_error(format_args!("__annotate__() must return a dict, not {given}")));
            }
            found
        };
        this.annotations.set(vm, found.clone());
        Ok(found)
    }
    fn set_annotations(vm: &mut Vm, this: &Obj<Function>, value: Option<Value>) -> Result<()> {
        let value = value.filter(|value| !value.is_none());
        if value.as_ref().is_some_and(|value| value.cast::<Dict>().is_none()) {
            return Err(Function::wrong(vm, "__annotations__", "dict"));
        }
        this.annotations.set(vm, value.unwrap_or(Value::UNDEF));
        this.annotate.set(vm, Value::NONE);
        Ok(())
    }
    fn repr(vm: &mut Vm, this: &Obj<Function>) -> String {
        let (object, name) = (this.to_value(), vm.text_of(this.qualname.get(vm)).into_owned());
        format!("<function {name} at {:#x}>", vm.id(&object))
    }
    fn get(vm: &mut Vm, this: &Obj<Function>, instance: &Value, owner: Option<Value>) -> Result<Value> {
        if instance.is_none() {
            if owner.is_none_or(|owner| owner.is_none()) {
                return Err(vm.type_error("__get__(None, None) is invalid"));
            }
            return Ok(this.to_value());
        }
        Ok(Handle::new(BoundMethod { function: this.to_value(), this: instance.clone() }).into_value())
    }
    fn call(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        vm.call_through(args[0].clone(), &args[1..], names)
    }
    /// `FunctionType(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)`
    #[allow(clippy::too_many_arguments)]
    fn new_(
        vm: &mut Vm,
        _class: &Value,
        code: Value,
        globals: Value,
        name: Option<Value>,
        defaults: Option<Value>,
        closure: Option<Value>,
        kwdefaults: Option<Value>,
    ) -> Result<Value> {
        let given = vm.type_name(&code);
        let Ok(code) = code.into_handle::<Code>() else {
            return Err(vm.type_error(format_args!("function() argument 'code' must be code, not {given}")));
        };
        let given = vm.type_name(&globals);
        let Ok(globals) = globals.into_handle::<Dict>() else {
            return Err(
                vm.type_error(format_args!("function() argument 'globals' must be dict, not {given}"))
            );
        };
        let present = |value: Option<Value>| value.filter(|value| !value.is_none());
        let (name, defaults, closure, kwdefaults) =
            (present(name), present(defaults), present(closure), present(kwdefaults));
        if name.as_ref().is_some_and(|name| name.cast::<Str>().is_none()) {
            return Err(vm.type_error("arg 3 (name) must be None or string"));
        }
        if defaults.as_ref().is_some_and(|defaults| defaults.cast::<Tuple>().is_none()) {
            return Err(vm.type_error("arg 4 (defaults) must be None or tuple"));
        }
        let wanted = code.frees.len();
        let cells = match closure {
            None if wanted != 0 => return Err(vm.type_error("arg 5 (closure) must be tuple")),
            None => None,
            Some(cells) => match cells.into_handle::<Tuple>() {
                Ok(cells) => Some(cells),
                Err(_) => return Err(vm.type_error("arg 5 (closure) must be None or tuple")),
            },
        };
        let count = cells.as_ref().map_or(0, |cells| cells.as_slice().len());
        if count != wanted {
            let name = vm.text_of(&code.name).into_owned();
            return Err(
                vm.value_error(format_args!("{name} requires closure of length {wanted}, not {count}"))
            );
        }
        for cell in cells.iter().flat_map(|cells| cells.as_slice()) {
            if cell.cast::<Cell>().is_none() {
                let given = vm.type_name(cell);
                return Err(vm.type_error(format_args!("arg 5 (closure) expected cell, found {given}")));
            }
        }
        if kwdefaults.as_ref().is_some_and(|dict| dict.cast::<Dict>().is_none()) {
            return Err(vm.type_error("arg 6 (kwdefaults) must be None or dict"));
        }
        let made = vm.function_for(&code, &globals);
        if let Some(function) = made.exact::<Function>() {
            if let Some(name) = name {
                function.name.set(vm, name);
            }
            function.defaults.set(vm, defaults.unwrap_or(Value::NONE));
            function.kwdefaults.set(vm, kwdefaults.unwrap_or(Value::NONE));
            function.closure.set(vm, cells);
        }
        Ok(made)
    }
}

/// `function`
pub static TYPE: TypeDef = TypeDef {
    name: "function",
    doc: "Create a function object.\n\n  code\n    a code object\n  globals\n    the globals dictionary\n  name\n    a string that \
          overrides the name from the code object\n  argdefs\n    a tuple that specifies the default argument values\n  \
          closure\n    a tuple that supplies the bindings for free variables\n  kwdefaults\n    a dictionary that specifies \
          the default keyword argument values",
    base: None,
    map: Some(fixed::FUNCTION),
    layout: Layout::of::<Function>(),
    flags: type_flags::WEAK | type_flags::DICT,
    rows: &[
        static_method!(
            "__new__(cls, code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
            Function::new_,
            7
        ),
        raw!(Method, "__call__(self, /, *args, **kwargs)", Function::call),
        method!("__get__(self, instance, owner=None, /)", Function::get, 3),
        method!("__repr__(self, /)", Function::repr, 1),
        getset!("__code__", Function::get_code, Function::set_code),
        getset!("__defaults__", Function::get_defaults, Function::set_defaults),
        getset!("__kwdefaults__", Function::get_kwdefaults, Function::set_kwdefaults),
        getset!("__name__", Function::get_name, Function::set_name),
        getset!("__qualname__", Function::get_qualname, Function::set_qualname),
        getset!("__module__", Function::get_module, Function::set_module),
        getset!("__doc__", Function::get_doc, Function::set_doc),
        crate::member!("__closure__", Function::get_closure),
        crate::member!("__globals__", Function::get_globals),
        crate::member!("__builtins__", Function::get_builtins),
        getset!("__dict__", Function::get_dict, Function::set_dict),
        getset!("__type_params__", Function::get_type_params, Function::set_type_params),
        getset!("__annotate__", Function::get_annotate, Function::set_annotate),
        getset!("__annotations__", Function::get_annotations, Function::set_annotations),
    ],
};
