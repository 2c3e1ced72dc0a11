//! `itemgetter`, `attrgetter`, `methodcaller`.

use whipsnake_vm::{
    body,
    error::{Raised, Result},
    method,
    native::{Resumable, Step, TypeDef},
    objects::list::List,
    raw,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Trace, Tracer, Tuple, Value, map::Layout},
    vm::Vm,
};

/// `operator.itemgetter`
pub struct ItemGetter {
    items: Handle<Tuple>,
}
body!(ItemGetter; [items]);

/// `operator.attrgetter`
pub struct AttrGetter {
    /// As given.
    names: Handle<Tuple>,
    /// Each name in its parts.
    paths: Vec<Vec<Value>>,
}
body!(AttrGetter; [names]);

/// `operator.methodcaller`
pub struct MethodCaller {
    name: Value,
    args: Vec<Value>,
    /// Names of the last arguments.
    keywords: Vec<Value>,
}
body!(MethodCaller; [name, args, keywords]);

/// The class and the arguments of a `__new__` that takes no keywords.
fn positional<'a>(
    vm: &mut Vm,
    args: &'a [Value],
    names: &[Value],
    name: &str,
) -> Result<(&'a Obj<Type>, &'a [Value])> {
    let Some((class, rest)) = args.split_first() else {
        return Err(vm.type_error(format_args!("{name}.__new__(): not enough arguments")));
    };
    let Some(class) = class.cast::<Type>() else {
        return Err(vm.type_error(format_args!("{name}.__new__(X): X is not a type object")));
    };
    if !names.is_empty() {
        return Err(vm.type_error(format_args!("{name}() takes no keyword arguments")));
    }
    if rest.is_empty() {
        return Err(vm.type_error(format_args!("{name} expected 1 argument, got 0")));
    }
    Ok((class, rest))
}

/// The receiver and the one argument of a call.
fn operand<'a>(vm: &mut Vm, args: &'a [Value], names: &[Value], name: &str) -> Result<&'a Value> {
    if !names.is_empty() {
        return Err(vm.type_error(format_args!("{name}() takes no keyword arguments")));
    }
    match args {
        [_, object] => Ok(object),
        _ => {
            let given = args.len().saturating_sub(1);
            Err(vm.type_error(format_args!("{name} expected 1 argument, got {given}")))
        }
    }
}

fn wrong_receiver(vm: &mut Vm, name: &str) -> Raised {
    vm.type_error(format_args!("descriptor '__call__' requires an '{name}' object"))
}

/// `module.class(arguments)`, guarded against recursion.
fn shown(vm: &mut Vm, this: &Value, inside: impl FnOnce(&mut Vm) -> Result<String>) -> Result<String> {
    let class = vm.class_of(this);
    let name = vm.full_name(&class);
    let inside = vm.guard_repr(this, inside)?;
    Ok(format!("{name}({})", inside.as_deref().unwrap_or("...")))
}
fn joined(vm: &mut Vm, items: &[Value]) -> Result<String> {
    let mut text = String::new();
    for item in items {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(&vm.repr_text(item)?);
    }
    Ok(text)
}

/// What a getter of several items or of longer paths has found so far.
struct Walk {
    /// The getter and what it was called with.
    getter: Value,
    object: Value,
    found: Vec<Value>,
    /// How many parts of the path that is followed now have been asked for.
    part: usize,
}

impl Walk {
    /// Begins with some items found.
    fn start(vm: &mut Vm, getter: &Value, object: &Value, found: Vec<Value>) -> Result<Value> {
        let mut walk = Walk { getter: getter.clone(), object: object.clone(), found, part: 0 };
        let depth = vm.frame_count();
        match walk.run(vm, object.clone())? {
            Step::Return(result) => Ok(result),
            _ => vm.defer_beneath(depth, false, Box::new(walk)),
        }
    }
    /// The next part from where the path has come to; nothing at its end.
    fn next(&self, vm: &mut Vm, at: &Value) -> Result<Option<Value>> {
        if let Some(getter) = self.getter.cast::<ItemGetter>() {
            let item = getter.items.as_slice().get(self.found.len()).filter(|_| self.part == 0);
            return item.map(|item| vm.get_item_deferring(at, item)).transpose();
        }
        let paths = self.getter.cast::<AttrGetter>().map_or(&[][..], |getter| &getter.paths);
        let name = paths.get(self.found.len()).and_then(|path| path.get(self.part));
        name.map(|name| vm.get_attr_deferring(at, name)).transpose()
    }
    fn run(&mut self, vm: &mut Vm, mut at: Value) -> Result<Step> {
        let paths = self.getter.cast::<AttrGetter>().map(|getter| getter.paths.len());
        let wanted = paths.or_else(|| Some(self.getter.cast::<ItemGetter>()?.items.as_slice().len()));
        loop {
            match self.next(vm, &at)? {
                Some(next) => {
                    self.part += 1;
                    if next.is_deferred() {
                        return Ok(Step::Later { ends: false });
                    }
                    at = next;
                }
                None if wanted == Some(1) => return Ok(Step::Return(at)),
                None => {
                    self.found.push(std::mem::replace(&mut at, self.object.clone()));
                    self.part = 0;
                    if wanted == Some(self.found.len()) {
                        let found = std::mem::take(&mut self.found);
                        return Ok(Step::Return(Tuple::new(found).into_value()));
                    }
                }
            }
        }
    }
}

impl Resumable for Walk {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        self.run(vm, result?)
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.getter.trace(tracer);
        self.object.trace(tracer);
        self.found.trace(tracer);
    }
}

/// A `methodcaller` that waits for its method.
struct Calling(Option<Handle<MethodCaller>>);

impl Resumable for Calling {
    fn resume(&mut self, _vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let value = result?;
        Ok(match self.0.take() {
            Some(caller) => Step::CallKw(value, caller.args.clone(), caller.keywords.clone()),
            None => Step::Return(value),
        })
    }
    fn trace(&self, tracer: &mut Tracer) {
        if let Some(caller) = &self.0 {
            caller.trace(tracer);
        }
    }
}

impl ItemGetter {
    fn new_(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let (class, items) = positional(vm, args, names, "itemgetter")?;
        let getter = ItemGetter { items: Tuple::from_slice(items) };
        Ok(Handle::new_instance(class.instance_map.get(), getter).into_value())
    }
    /// An item of exact lists, tuples and dicts without asking their class.
    #[inline]
    fn quick(vm: &Vm, object: &Value, item: &Value) -> Option<Value> {
        let index = usize::try_from(item.as_small()?).ok()?;
        match object.exact::<Tuple>() {
            Some(tuple) => tuple.as_slice().get(index).cloned(),
            None => object.exact::<List>()?.items.get(vm).get(index).cloned(),
        }
    }
    fn call(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let object = operand(vm, args, names, "itemgetter")?;
        let Some(this) = args[0].cast::<ItemGetter>() else { return Err(wrong_receiver(vm, "itemgetter")) };
        if let [item] = this.items.as_slice() {
            return match ItemGetter::quick(vm, object, item) {
                Some(found) => Ok(found),
                None => vm.get_item_deferring(object, item),
            };
        }
        let mut found = Vec::with_capacity(this.items.as_slice().len());
        for item in this.items.as_slice() {
            match ItemGetter::quick(vm, object, item) {
                Some(item) => found.push(item),
                None => return Walk::start(vm, &args[0], object, found),
            }
        }
        Ok(Tuple::new(found).into_value())
    }
    fn repr(vm: &mut Vm, this: &Obj<ItemGetter>) -> Result<String> {
        let items = this.items.clone();
        shown(vm, &this.to_value(), |vm| joined(vm, items.as_slice()))
    }
    fn reduce(vm: &mut Vm, this: &Obj<ItemGetter>) -> Handle<Tuple> {
        let class = vm.class_of(&this.to_value()).into_value();
        Tuple::new(vec![class, this.items.to_value()])
    }
}

impl AttrGetter {
    fn new_(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let (class, given) = positional(vm, args, names, "attrgetter")?;
        let mut paths = Vec::with_capacity(given.len());
        for name in given {
            let Some(text) = name.cast::<Str>() else {
                return Err(vm.type_error("attribute name must be a string"));
            };
            let parts: Vec<Value> = text
                .as_bytes()
                .split(|byte| *byte == b'.')
                .map(|part| {
                    let part = Str::new(part).into_value();
                    vm.intern(&part)
                })
                .collect();
            paths.push(parts);
        }
        let getter = AttrGetter { names: Tuple::from_slice(given), paths };
        Ok(Handle::new_instance(class.instance_map.get(), getter).into_value())
    }
    fn call(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let object = operand(vm, args, names, "attrgetter")?;
        let Some(this) = args[0].cast::<AttrGetter>() else { return Err(wrong_receiver(vm, "attrgetter")) };
        if let [path] = &this.paths[..]
            && let [name] = &path[..]
        {
            return vm.get_attr_deferring(object, name);
        }
        let mut found = Vec::with_capacity(this.paths.len());
        let depth = vm.frame_count();
        for path in &this.paths {
            let [name] = &path[..] else { return Walk::start(vm, &args[0], object, found) };
            let value = vm.get_attr_deferring(object, name)?;
            if value.is_deferred() {
                let walk = Walk { getter: args[0].clone(), object: object.clone(), found, part: 1 };
                return vm.defer_beneath(depth, false, Box::new(walk));
            }
            found.push(value);
        }
        Ok(Tuple::new(found).into_value())
    }
    fn repr(vm: &mut Vm, this: &Obj<AttrGetter>) -> Result<String> {
        let names = this.names.clone();
        shown(vm, &this.to_value(), |vm| joined(vm, names.as_slice()))
    }
    fn reduce(vm: &mut Vm, this: &Obj<AttrGetter>) -> Handle<Tuple> {
        let class = vm.class_of(&this.to_value()).into_value();
        Tuple::new(vec![class, this.names.to_value()])
    }
}

impl MethodCaller {
    fn new_(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let positional = args.len() - names.len();
        if positional < 2 {
            return Err(vm.type_error("methodcaller needs at least one argument, the method name"));
        }
        let Some(class) = args[0].cast::<Type>() else {
            return Err(vm.type_error("methodcaller.__new__(X): X is not a type object"));
        };
        if args[1].cast::<Str>().is_none() {
            return Err(vm.type_error("method name must be a string"));
        }
        let name = vm.intern(&args[1]);
        let caller = MethodCaller { name, args: args[2..].to_vec(), keywords: names.to_vec() };
        Ok(Handle::new_instance(class.instance_map.get(), caller).into_value())
    }
    fn call(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let object = operand(vm, args, names, "methodcaller")?;
        let Some(this) = args[0].cast::<MethodCaller>() else {
            return Err(wrong_receiver(vm, "methodcaller"));
        };
        let depth = vm.frame_count();
        let method = vm.get_attr_deferring(object, &this.name)?;
        if method.is_deferred() {
            return vm.defer_beneath(depth, false, Box::new(Calling(Some(this.to_handle()))));
        }
        vm.tail_call(&method, &this.args, &this.keywords)
    }
    fn repr(vm: &mut Vm, this: &Obj<MethodCaller>) -> Result<String> {
        let this_value = this.to_value();
        shown(vm, &this_value, |vm| {
            let mut text = vm.repr_text(&this.name)?;
            let positional = this.args.len() - this.keywords.len();
            for (at, argument) in this.args.iter().enumerate() {
                text.push_str(", ");
                if let Some(name) = at.checked_sub(positional).and_then(|at| this.keywords.get(at)) {
                    text.push_str(&vm.text_of(name));
                    text.push('=');
                }
                text.push_str(&vm.repr_text(argument)?);
            }
            Ok(text)
        })
    }
    fn reduce(vm: &mut Vm, this: &Obj<MethodCaller>) -> Result<Handle<Tuple>> {
        let class = vm.class_of(&this.to_value()).into_value();
        let (positional, named) = this.args.split_at(this.args.len() - this.keywords.len());
        if named.is_empty() {
            let mut args = vec![this.name.clone()];
            args.extend_from_slice(positional);
            return Ok(Tuple::new(vec![class, Tuple::new(args).into_value()]));
        }
        let functools = vm.import_library("functools")?;
        let partial = vm.get_attr_text(&functools, "partial")?;
        let mut args = vec![class, this.name.clone()];
        args.extend_from_slice(named);
        let constructor = vm.call_named(&partial, &args, &this.keywords)?;
        Ok(Tuple::new(vec![constructor, Tuple::from_slice(positional).into_value()]))
    }
}

/// The tables differ in name, functions and documentation only.
macro_rules! getter {
    ($table:ident, $kind:ident, $name:literal, $signature:literal, $doc:literal) => {
        #[doc = concat!("Table of `", $name, "`.")]
        pub static $table: TypeDef = TypeDef {
            name: $name,
            doc: $doc,
            base: None,
            map: None,
            layout: Layout::of::<$kind>(),
            flags: type_flags::BASE,
            rows: &[
                raw!(StaticMethod, $signature, $kind::new_, "Create and return a new object."),
                raw!(Method, "__call__(self, /, *args, **kwargs)", $kind::call, "Call self as a function."),
                method!("__repr__(self, /)", $kind::repr, 1),
                method!("__reduce__(self, /)", $kind::reduce, 1, "Return state information for pickling"),
            ],
        };
    };
}
getter!(
    ITEM_GETTER,
    ItemGetter,
    "operator.itemgetter",
    "__new__(cls, /, *items)",
    "Return a callable object that fetches the given item(s) from its operand.\nAfter f = itemgetter(2), the call f(r) returns r[2].\nAfter g = itemgetter(2, 5, 3), the call g(r) returns (r[2], r[5], r[3])"
);
getter!(
    ATTR_GETTER,
    AttrGetter,
    "operator.attrgetter",
    "__new__(cls, /, *attrs)",
    "Return a callable object that fetches the given attribute(s) from its operand.\nAfter f = attrgetter('name'), the call f(r) returns r.name.\nAfter g = attrgetter('name', 'date'), the call g(r) returns (r.name, r.date).\nAfter h = attrgetter('name.first', 'name.last'), the call h(r) returns\n(r.name.first, r.name.last)."
);
getter!(
    METHOD_CALLER,
    MethodCaller,
    "operator.methodcaller",
    "__new__(cls, name, /, *args, **kwargs)",
    "Return a callable object that calls the given method on its operand.\nAfter f = methodcaller('name'), the call f(r) returns r.name().\nAfter g = methodcaller('name', 'date', foo=1), the call g(r) returns\nr.name('date', foo=1)."
);
