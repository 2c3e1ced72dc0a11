//! `_functools`: `partial`, `reduce`, `cmp_to_key`; the wrapper of `lru_cache` is in a file of its own.

mod lru_cache;

use whipsnake_vm::{
    body, class_method,
    error::Result,
    function, getset, method, names,
    native::{Answer, ModuleDef, Resumable, Row, Step, Stepped, TypeDef, source::Source},
    objects::{dict::Dict, function::BoundMethod},
    protocol::compare::CompareOp,
    raw, static_method,
    types::{Slot, Type, type_flags},
    value::{Handle, Obj, Str, Trace, Tracer, Tuple, Value, VmCell, map::Layout},
    vm::Vm,
};

/// `functools.Placeholder`'s class.
pub struct Placeholder;
body!(Placeholder);

/// The one placeholder.
#[derive(Default)]
struct State {
    placeholder: Option<Value>,
}

fn placeholder(vm: &mut Vm) -> Value {
    if let Some(known) = &vm.state::<State>().placeholder {
        return known.clone();
    }
    let made = vm.new_native(Placeholder).into_value();
    vm.state::<State>().placeholder = Some(made.clone());
    made
}

impl Placeholder {
    fn new_(vm: &mut Vm, _class: &Obj<Type>) -> Value {
        placeholder(vm)
    }
    fn repr(_vm: &mut Vm, _this: &Obj<Placeholder>) -> &'static str {
        "Placeholder"
    }
}

/// Table of the placeholder's class.
pub static PLACEHOLDER: TypeDef = TypeDef {
    name: "functools._PlaceholderType",
    doc: "The type of the Placeholder singleton.",
    base: None,
    map: None,
    layout: Layout::of::<Placeholder>(),
    flags: 0,
    rows: &[
        static_method!("__new__(cls)", Placeholder::new_, 1),
        method!("__repr__(self, /)", Placeholder::repr, 1),
        method!("__reduce__(self, /)", Placeholder::repr, 1),
    ],
};

/// `partial`
pub struct Partial {
    function: VmCell<Value>,
    args: VmCell<Handle<Tuple>>,
    keywords: VmCell<Handle<Dict>>,
    /// How many of `args` are placeholders.
    open: std::cell::Cell<usize>,
}
impl whipsnake_vm::value::Body for Partial {
    const CONTAINER: bool = true;
    fn trace(&self, tracer: &mut Tracer) {
        self.function.trace(tracer);
        self.args.trace(tracer);
        self.keywords.trace(tracer);
    }
}

impl Partial {
    fn new_(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let (positional, named) = args.split_at(args.len() - names.len());
        let Some((class, positional)) = positional.split_first() else {
            return Err(vm.type_error("partial.__new__(): not enough arguments"));
        };
        let Some((function, rest)) = positional.split_first() else {
            return Err(vm.type_error("type 'partial' takes at least one argument"));
        };
        if !vm.class_of(function).has_slot(vm, Slot::Call) {
            return Err(vm.type_error("the first argument must be callable"));
        }
        let Some(class) = class.cast::<Type>().map(|class| class.to_handle()) else {
            return Err(vm.type_error("partial.__new__(X): X is not a type object"));
        };
        let hole = placeholder(vm);
        if rest.last().is_some_and(|last| last.is(&hole)) {
            return Err(vm.type_error("trailing Placeholders are not allowed"));
        }
        if named.iter().any(|value| value.is(&hole)) {
            return Err(vm.type_error("Placeholder cannot be passed as a keyword argument"));
        }
        let (mut function, mut all, keywords) = (function.clone(), rest.to_vec(), Dict::new());
        // A partial of a partial becomes one.
        let inner = function
            .cast::<Partial>()
            .filter(|_| function.map() == vm.native_type::<Partial>().instance_map.get());
        if let Some(inner) = inner.map(|inner| inner.to_handle()) {
            let mut given = rest.iter().cloned();
            all = inner.args.get(vm).as_slice().to_vec();
            for slot in all.iter_mut().filter(|slot| slot.is(&hole)) {
                if let Some(value) = given.next() {
                    *slot = value;
                }
            }
            all.extend(given);
            for (key, value) in inner.keywords.cloned(vm).pairs(vm) {
                keywords.set(vm, key, value)?;
            }
            function = inner.function.cloned(vm);
        }
        for (name, value) in names.iter().zip(named) {
            keywords.set(vm, name.clone(), value.clone())?;
        }
        let open = all.iter().filter(|value| value.is(&hole)).count();
        let body = Partial {
            function: VmCell::new(function),
            args: VmCell::new(Tuple::new(all)),
            keywords: VmCell::new(keywords),
            open: std::cell::Cell::new(open),
        };
        Ok(Handle::new_instance(class.instance_map.get(), body).into_value())
    }
    fn call(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let Some(this) = args.first().and_then(|this| this.cast::<Partial>()).map(|this| this.to_handle())
        else {
            return Err(vm.type_error("descriptor '__call__' requires a 'functools.partial' object"));
        };
        let (positional, named) = args[1..].split_at(args.len() - 1 - names.len());
        let open = this.open.get();
        if positional.len() < open {
            let given = positional.len();
            return Err(vm.type_error(format_args!(
                "missing positional arguments in 'partial' call; expected at least {open}, got {given}"
            )));
        }
        if open == 0 && names.is_empty() && this.keywords.get(vm).is_empty(vm) {
            let (function, first) = (this.function.cloned(vm), this.args.cloned(vm));
            return vm.tail_call_joined(&function, first.as_slice(), positional, &[]);
        }
        let mut all = this.args.get(vm).as_slice().to_vec();
        if open > 0 {
            let hole = placeholder(vm);
            let slots = all.iter_mut().filter(|slot| slot.is(&hole));
            slots.zip(positional).for_each(|(slot, value)| *slot = value.clone());
        }
        all.extend_from_slice(&positional[open..]);
        let function = this.function.cloned(vm);
        let keywords = this.keywords.cloned(vm);
        let table = keywords.table.get(vm);
        let mut keys: Vec<Value> = table.iter().map(|entry| entry.key.clone()).collect();
        let first = all.len();
        all.extend(table.iter().map(|entry| entry.value.clone()));
        for (name, value) in names.iter().zip(named) {
            match keys.iter().position(|key| key.is(name) || vm.text_of(key) == vm.text_of(name)) {
                Some(at) => all[first + at] = value.clone(),
                None => {
                    keys.push(name.clone());
                    all.push(value.clone());
                }
            }
        }
        if keys.iter().any(|name| name.cast::<Str>().is_none()) {
            return Err(vm.type_error("keywords must be strings"));
        }
        vm.tail_call(&function, &all, &keys)
    }
    fn get(_vm: &mut Vm, this: &Obj<Partial>, object: &Value, _class: Option<Value>) -> Value {
        if object.is_none() {
            return this.to_value();
        }
        Handle::new(BoundMethod { function: this.to_value(), this: object.clone() }).into_value()
    }
    fn function(vm: &mut Vm, this: &Obj<Partial>) -> Value {
        this.function.cloned(vm)
    }
    fn args(vm: &mut Vm, this: &Obj<Partial>) -> Value {
        this.args.cloned(vm).into_value()
    }
    fn keywords(vm: &mut Vm, this: &Obj<Partial>) -> Value {
        this.keywords.cloned(vm).into_value()
    }
    fn repr(vm: &mut Vm, this: &Obj<Partial>) -> Result<String> {
        let value = this.to_value();
        let shown = vm.guard_repr(&value, |vm| {
            let class = vm.class_of(&value);
            let mut parts = vec![vm.repr_text(&this.function.cloned(vm))?];
            for arg in this.args.cloned(vm).as_slice() {
                parts.push(vm.repr_text(arg)?);
            }
            for (key, arg) in this.keywords.cloned(vm).pairs(vm) {
                let shown = vm.repr_text(&arg)?;
                parts.push(format!("{}={shown}", vm.str_text(&key)?));
            }
            Ok(format!("{}({})", vm.full_name(&class), parts.join(", ")))
        })?;
        Ok(shown.unwrap_or_else(|| "...".to_owned()))
    }
    fn reduce(vm: &mut Vm, this: &Obj<Partial>) -> Result<Value> {
        let value = this.to_value();
        let class = vm.class_of(&value).into_value();
        let function = this.function.cloned(vm);
        let dict = vm.find_known_attr(&value, names::__dict__)?.unwrap_or(Value::NONE);
        let state =
            Tuple::new(vec![function.clone(), Partial::args(vm, this), Partial::keywords(vm, this), dict]);
        Ok(Tuple::new(vec![class, Tuple::new(vec![function]).into_value(), state.into_value()]).into_value())
    }
    fn set_state(vm: &mut Vm, this: &Obj<Partial>, state: &Value) -> Result<()> {
        let parts = state.cast::<Tuple>().map(|state| state.as_slice().to_vec()).unwrap_or_default();
        let [function, args, keywords, dict] = &parts[..] else {
            return Err(vm.type_error("invalid partial state"));
        };
        let callable = vm.class_of(function).has_slot(vm, Slot::Call);
        let (Some(args), true) = (args.cast::<Tuple>(), callable) else {
            return Err(vm.type_error("invalid partial state"));
        };
        let keywords = match keywords.cast::<Dict>() {
            Some(dict) if dict.is_exact() => dict.to_handle(),
            Some(dict) => dict.copied(vm),
            None if keywords.is_none() => Dict::new(),
            None => return Err(vm.type_error("invalid partial state")),
        };
        let hole = placeholder(vm);
        if args.as_slice().last().is_some_and(|last| last.is(&hole)) {
            return Err(vm.type_error("trailing Placeholders are not allowed"));
        }
        this.open.set(args.as_slice().iter().filter(|value| value.is(&hole)).count());
        let args = if args.is_exact() { args.to_handle() } else { Tuple::from_slice(args.as_slice()) };
        this.function.set(vm, function.clone());
        this.args.set(vm, args);
        this.keywords.set(vm, keywords);
        let dict = dict.cast::<Dict>().map_or_else(Dict::new, |dict| dict.to_handle());
        vm.replace_dict(&this.to_value(), dict);
        Ok(())
    }
}

/// Table of `partial`.
pub static PARTIAL: TypeDef = TypeDef {
    name: "functools.partial",
    doc: "Create a new function with partial application of the given arguments and keywords.",
    base: None,
    map: None,
    layout: Layout::of::<Partial>(),
    flags: type_flags::BASE | type_flags::DICT | type_flags::WEAK,
    rows: &[
        raw!(StaticMethod, "__new__(cls, func, /, *args, **keywords)", Partial::new_),
        raw!(Method, "__call__(self, /, *args, **kwargs)", Partial::call),
        method!("__get__(self, instance, owner=None, /)", Partial::get, 3),
        method!("__repr__(self, /)", Partial::repr, 1),
        method!("__reduce__(self, /)", Partial::reduce, 1),
        method!("__setstate__(self, state, /)", Partial::set_state, 2),
        getset!("func", Partial::function),
        getset!("args", Partial::args),
        getset!("keywords", Partial::keywords),
        class_method!("__class_getitem__(cls, item, /)", crate::generic_alias, 2),
    ],
};

/// `cmp_to_key`'s keys; without an object it is the function that makes them.
pub struct Key {
    compare: Value,
    object: Value,
}
body!(Key; [compare, object]);

impl Key {
    fn call(vm: &mut Vm, this: &Obj<Key>, object: Value) -> Handle<Key> {
        vm.new_native(Key { compare: this.compare.clone(), object })
    }
    fn ask(vm: &mut Vm, this: &Obj<Key>, other: &Value, op: CompareOp) -> Result<Value> {
        let Some(other) = other.cast::<Key>() else {
            return Err(vm.type_error("other argument must be K instance"));
        };
        let result = vm.call(&this.compare, &[this.object.clone(), other.object.clone()])?;
        vm.compare(op, &result, &Value::small(0))
    }
    fn lt(vm: &mut Vm, this: &Obj<Key>, other: &Value) -> Result<Value> {
        Key::ask(vm, this, other, CompareOp::Lt)
    }
    fn le(vm: &mut Vm, this: &Obj<Key>, other: &Value) -> Result<Value> {
        Key::ask(vm, this, other, CompareOp::Le)
    }
    fn eq(vm: &mut Vm, this: &Obj<Key>, other: &Value) -> Result<Value> {
        Key::ask(vm, this, other, CompareOp::Eq)
    }
    fn ne(vm: &mut Vm, this: &Obj<Key>, other: &Value) -> Result<Value> {
        Key::ask(vm, this, other, CompareOp::Ne)
    }
    fn gt(vm: &mut Vm, this: &Obj<Key>, other: &Value) -> Result<Value> {
        Key::ask(vm, this, other, CompareOp::Gt)
    }
    fn ge(vm: &mut Vm, this: &Obj<Key>, other: &Value) -> Result<Value> {
        Key::ask(vm, this, other, CompareOp::Ge)
    }
    fn object(_vm: &mut Vm, this: &Obj<Key>) -> Value {
        this.object.clone().or_none()
    }
}

/// Table of the keys.
pub static KEY: TypeDef = TypeDef {
    name: "functools.KeyWrapper",
    doc: "",
    base: None,
    map: None,
    layout: Layout::of::<Key>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!("__call__(self, obj)", Key::call, 2),
        method!("__lt__(self, value, /)", Key::lt, 2),
        method!("__le__(self, value, /)", Key::le, 2),
        method!("__eq__(self, value, /)", Key::eq, 2),
        method!("__ne__(self, value, /)", Key::ne, 2),
        method!("__gt__(self, value, /)", Key::gt, 2),
        method!("__ge__(self, value, /)", Key::ge, 2),
        getset!("obj", Key::object),
        whipsnake_vm::constant!("__hash__", |_| Value::NONE),
    ],
};

fn cmp_to_key(vm: &mut Vm, mycmp: Value) -> Handle<Key> {
    vm.new_native(Key { compare: mycmp, object: Value::UNDEF })
}

/// `reduce`
struct Reduce {
    function: Value,
    source: Source,
    total: Option<Value>,
    /// An item has been asked for, not a result.
    asked_next: bool,
}

impl Reduce {
    /// Takes an item; false when the new total comes later.
    fn take(&mut self, vm: &mut Vm, item: Value) -> Result<bool> {
        let Some(total) = self.total.take() else {
            self.total = Some(item);
            return Ok(true);
        };
        match vm.start_call(&self.function, &[total, item])? {
            Answer::Now(total) => {
                self.total = Some(total);
                Ok(true)
            }
            Answer::Later => Ok(false),
        }
    }
    fn end(&mut self, vm: &mut Vm) -> Result<Step> {
        match self.total.take() {
            Some(total) => Ok(Step::Return(total)),
            None => Err(vm.type_error("reduce() of empty iterable with no initial value")),
        }
    }
    fn later(&mut self, ends: bool) -> Result<Step> {
        self.asked_next = ends;
        Ok(Step::Later { ends })
    }
    fn run(&mut self, vm: &mut Vm) -> Result<Step> {
        loop {
            match self.source.pull(vm)? {
                Stepped::Item(item) => {
                    if !self.take(vm, item)? {
                        return self.later(false);
                    }
                }
                Stepped::End => return self.end(vm),
                Stepped::Later => return self.later(true),
            }
        }
    }
}

impl Resumable for Reduce {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let value = result?;
        if !self.asked_next {
            self.total = Some(value);
        } else if value.is_undef() {
            return self.end(vm);
        } else if !self.take(vm, value)? {
            return self.later(false);
        }
        self.run(vm)
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.function.trace(tracer);
        self.source.trace(tracer);
        self.total.trace(tracer);
    }
}

fn reduce(vm: &mut Vm, function: Value, iterable: &Value, initial: Option<Value>) -> Result<Value> {
    let result = Source::new(vm, iterable);
    let source = match result {
        Ok(source) => source,
        Err(raised) if vm.raised_is(&raised, whipsnake_vm::objects::exceptions::ExcKind::TypeError) => {
            drop(vm.take_raised(raised));
            return Err(vm.type_error("reduce() arg 2 must support iteration"));
        }
        Err(raised) => return Err(raised),
    };
    let mut state = Reduce { function, source, total: initial, asked_next: false };
    let depth = vm.frame_count();
    match state.run(vm)? {
        Step::Return(total) => Ok(total),
        _ => vm.defer_beneath(depth, state.asked_next, Box::new(state)),
    }
}

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_functools",
    doc: "Tools that operate on functions.",
    rows: ROWS,
    types: &[&PARTIAL, &KEY, &PLACEHOLDER, &lru_cache::LRU_CACHE],
    init: Some(|vm, module| {
        let hole = placeholder(vm);
        let dict = module.dict.clone();
        dict.set_text(vm, "Placeholder", hole);
        Ok(())
    }),
};

const ROWS: &[Row] = &[
    function!(
        "reduce(function, iterable, /, initial=None)",
        reduce,
        3,
        "Apply a function of two arguments cumulatively to the items of an iterable, from left to right."
    ),
    function!("cmp_to_key(mycmp)", cmp_to_key, 1, "Convert a cmp= function into a key= function."),
];
