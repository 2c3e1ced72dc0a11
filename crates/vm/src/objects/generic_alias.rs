//! `types.GenericAlias`: a class with type arguments, `list[int]`; and substituting type parameters in arguments, which
//! unions and type aliases share.

use crate::{
    body,
    error::Result,
    getset, method,
    names::{self, Name},
    native::{Resumable, Step, TypeDef},
    objects::{exceptions::ExcKind, list::List, union::Union},
    raw,
    types::{Slot, Type, type_flags},
    value::{Handle, Obj, Str, Trace, Tracer, Tuple, Value, VmCell, fixed, map::Layout},
    vm::Vm,
};

/// A class with type arguments.
pub struct GenericAlias {
    /// `__origin__`
    pub origin: Value,
    /// `__args__`
    pub args: Handle<Tuple>,
    /// `__parameters__`, once asked for.
    pub parameters: VmCell<Option<Handle<Tuple>>>,
    /// Whether it is written with a star: `*tuple[int, str]`.
    pub starred: bool,
}
body!(GenericAlias, fixed::GENERIC_ALIAS, [origin, args, parameters]);

/// Attributes that are the alias's own and not its origin's.
const OWN: [&str; 12] = [
    "__class__",
    "__bases__",
    "__origin__",
    "__args__",
    "__unpacked__",
    "__parameters__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__copy__",
    "__deepcopy__",
];

impl GenericAlias {
    /// `origin[args]`; a single argument that is no tuple stands for itself.
    pub fn new(origin: Value, args: &Value) -> Handle<GenericAlias> {
        let args = match args.cast::<Tuple>() {
            Some(args) => args.to_handle(),
            None => Tuple::new(vec![args.clone()]),
        };
        Handle::new(GenericAlias { origin, args, parameters: VmCell::new(None), starred: false })
    }
    fn with_star(origin: Value, args: Handle<Tuple>, starred: bool) -> Handle<GenericAlias> {
        Handle::new(GenericAlias { origin, args, parameters: VmCell::new(None), starred })
    }
}

impl Vm {
    /// `list[int]` and the like.
    pub fn new_generic_alias(&mut self, origin: &Value, args: &Value) -> Value {
        GenericAlias::new(origin.clone(), args).into_value()
    }
}

/// `cls.__class_getitem__(item)` of built-in classes.
pub fn class_getitem(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    match args {
        [class, item] if names.is_empty() => Ok(GenericAlias::new(class.clone(), item).into_value()),
        _ => {
            let given = args.len().saturating_sub(1);
            let name = match args.first().and_then(|class| class.cast::<Type>()) {
                Some(class) => class.name_text(vm).into_owned(),
                None => "type".to_owned(),
            };
            Err(vm.type_error(format_args!(
                "{name}.__class_getitem__() takes exactly one argument ({given} given)"
            )))
        }
    }
}

/// How a type is written within an alias or union.
pub fn type_text(vm: &mut Vm, value: &Value) -> Result<String> {
    if value.is(&Value::ELLIPSIS) {
        return Ok("...".to_owned());
    }
    if vm.type_of_map(fixed::NONE).is(value) {
        return Ok("None".to_owned());
    }
    let is_alias = vm.find_known_attr(value, names::__origin__)?.is_some()
        && vm.find_known_attr(value, names::__args__)?.is_some();
    if is_alias {
        return vm.repr_text(value);
    }
    let qualname = vm.find_known_attr(value, names::__qualname__)?.filter(|name| !name.is_none());
    let module = vm.find_known_attr(value, names::__module__)?.filter(|name| !name.is_none());
    match (qualname, module) {
        (Some(qualname), Some(module)) => {
            let qualname = vm.str_text(&qualname)?;
            if module.cast::<Str>().is_some() && vm.text_of(&module) == "builtins" {
                return Ok(qualname);
            }
            Ok(format!("{}.{qualname}", vm.str_text(&module)?))
        }
        _ => vm.repr_text(value),
    }
}

fn argument_text(vm: &mut Vm, value: &Value) -> Result<String> {
    let Some(list) = value.exact::<List>() else { return type_text(vm, value) };
    let mut shown = Vec::new();
    for item in list.items.cloned(vm) {
        shown.push(vm.deeper(|vm| argument_text(vm, &item))?);
    }
    Ok(format!("[{}]", shown.join(", ")))
}

fn add_once(found: &mut Vec<Value>, parameter: &Value) {
    if !found.iter().any(|known| known.is(parameter)) {
        found.push(parameter.clone());
    }
}

/// The type parameters that occur in arguments, each once, in order.
pub fn make_parameters(vm: &mut Vm, args: &[Value]) -> Result<Handle<Tuple>> {
    let mut found = Vec::new();
    for arg in args {
        // A bare class has `__parameters__` of another meaning.
        if arg.cast::<Type>().is_some() {
            continue;
        }
        if vm.find_known_attr(arg, names::__typing_subst__)?.is_some() {
            add_once(&mut found, arg);
            continue;
        }
        let inner = match (arg.cast::<Tuple>(), arg.cast::<List>()) {
            (Some(items), _) => Some(items.as_slice().to_vec()),
            (_, Some(items)) => Some(items.items.cloned(vm)),
            _ => None,
        };
        let parameters = match inner {
            Some(items) => Some(vm.deeper(|vm| make_parameters(vm, &items))?.into_value()),
            None => vm.find_known_attr(arg, names::__parameters__)?,
        };
        if let Some(parameters) = parameters.as_ref().and_then(|parameters| parameters.cast::<Tuple>()) {
            parameters.as_slice().iter().for_each(|parameter| add_once(&mut found, parameter));
        }
    }
    Ok(Tuple::new(found))
}

fn call_attr(vm: &mut Vm, object: &Value, name: Name, args: &[Value]) -> Result<Option<Value>> {
    match vm.find_known_attr(object, name)? {
        Some(method) if !method.is_none() => vm.call(&method, args).map(Some),
        _ => Ok(None),
    }
}

/// Items of a subscript with starred tuples spread out.
fn spread(vm: &mut Vm, item: &Value) -> Result<Vec<Value>> {
    let items = match item.cast::<Tuple>() {
        Some(items) => items.as_slice().to_vec(),
        None => vec![item.clone()],
    };
    let mut spread = Vec::new();
    for item in items {
        if item.cast::<Type>().is_none()
            && let Some(inner) = vm.find_known_attr(&item, names::__typing_unpacked_tuple_args__)?
            && let Some(inner) = inner.cast::<Tuple>()
            && !inner.as_slice().last().is_some_and(|last| last.is(&Value::ELLIPSIS))
        {
            spread.extend_from_slice(inner.as_slice());
            continue;
        }
        spread.push(item);
    }
    Ok(spread)
}

/// The arguments of `alias` with `item` put in place of `parameters`.
pub fn substitute(
    vm: &mut Vm,
    alias: &Value,
    args: &[Value],
    parameters: &Handle<Tuple>,
    item: &Value,
) -> Result<Vec<Value>> {
    let wanted = parameters.as_slice().len();
    if wanted == 0 {
        let shown = vm.repr_text(alias)?;
        return Err(vm.type_error(format_args!("{shown} is not a generic class")));
    }
    let mut items = spread(vm, item)?;
    for parameter in parameters.as_slice() {
        let given = Tuple::from_slice(&items).into_value();
        if let Some(prepared) =
            call_attr(vm, parameter, names::__typing_prepare_subst__, &[alias.clone(), given])?
        {
            items = match prepared.cast::<Tuple>() {
                Some(prepared) => prepared.as_slice().to_vec(),
                None => vec![prepared],
            };
        }
    }
    if items.len() != wanted {
        let (few, given, shown) =
            (if items.len() > wanted { "many" } else { "few" }, items.len(), vm.repr_text(alias)?);
        return Err(
            vm.type_error(format_args!("Too {few} arguments for {shown}; actual {given}, expected {wanted}"))
        );
    }
    put_in_place(vm, args, parameters.as_slice(), &items)
}

fn put_in_place(vm: &mut Vm, args: &[Value], parameters: &[Value], items: &[Value]) -> Result<Vec<Value>> {
    let mut new = Vec::new();
    for arg in args {
        if arg.cast::<Type>().is_some() {
            new.push(arg.clone());
            continue;
        }
        if let Some(inner) = arg.cast::<Tuple>() {
            let inner = vm.deeper(|vm| put_in_place(vm, inner.as_slice(), parameters, items))?;
            new.push(Tuple::new(inner).into_value());
            continue;
        }
        if let Some(inner) = arg.cast::<List>() {
            let inner = inner.items.cloned(vm);
            let inner = vm.deeper(|vm| put_in_place(vm, &inner, parameters, items))?;
            new.push(List::new(inner).into_value());
            continue;
        }
        let name = vm.intern_text("__typing_is_unpacked_typevartuple__");
        let unpacked = match vm.find_attr(arg, &name)? {
            Some(answer) => vm.truth(&answer)?,
            None => false,
        };
        let place = parameters.iter().position(|parameter| parameter.is(arg));
        let replaced = match (place, vm.find_known_attr(arg, names::__typing_subst__)?) {
            (Some(place), Some(subst)) => vm.call(&subst, std::slice::from_ref(&items[place]))?,
            _ => substitute_inside(vm, arg, parameters, items)?,
        };
        match replaced.cast::<Tuple>() {
            Some(several) if unpacked => new.extend_from_slice(several.as_slice()),
            _ if unpacked => {
                let given = vm.type_name(&replaced);
                return Err(vm.type_error(format_args!(
                    "expected __typing_subst__ of TypeVarTuple to return a tuple, not {given}"
                )));
            }
            _ => new.push(replaced),
        }
    }
    Ok(new)
}

/// An argument that has type parameters itself, subscripted with what stands for them.
fn substitute_inside(vm: &mut Vm, arg: &Value, parameters: &[Value], items: &[Value]) -> Result<Value> {
    let inner = vm.find_known_attr(arg, names::__parameters__)?;
    let Some(inner) =
        inner.as_ref().and_then(|inner| inner.cast::<Tuple>()).filter(|t| !t.as_slice().is_empty())
    else {
        return Ok(arg.clone());
    };
    let mut subscript = Vec::new();
    for parameter in inner.as_slice() {
        match parameters.iter().position(|known| known.is(parameter)) {
            Some(place) => match items[place].cast::<Tuple>() {
                // A TypeVarTuple stands for several.
                Some(several) if vm.class_of(parameter).has_slot(vm, Slot::Iter) => {
                    subscript.extend_from_slice(several.as_slice());
                }
                _ => subscript.push(items[place].clone()),
            },
            None => subscript.push(parameter.clone()),
        }
    }
    vm.get_item(arg, &Tuple::new(subscript).into_value())
}

fn new(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    if !names.is_empty() {
        return Err(vm.type_error("GenericAlias() takes no keyword arguments"));
    }
    let [class, origin, arguments] = args else {
        let given = args.len().saturating_sub(1);
        return Err(vm.type_error(format_args!("GenericAlias expected 2 arguments, got {given}")));
    };
    let Some(class) = class.cast::<Type>() else {
        return Err(vm.type_error("GenericAlias.__new__(): no class"));
    };
    let arguments = match arguments.cast::<Tuple>() {
        Some(arguments) => arguments.to_handle(),
        None => Tuple::new(vec![arguments.clone()]),
    };
    let body = GenericAlias {
        origin: origin.clone(),
        args: arguments,
        parameters: VmCell::new(None),
        starred: false,
    };
    Ok(Handle::new_instance(class.instance_map.get(), body).into_value())
}

/// A call of an alias: an instance of the origin, told of the alias.
struct Made {
    alias: Value,
    call: Option<(Value, Vec<Value>, Vec<Value>)>,
}
impl Resumable for Made {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let value = result?;
        if let Some((function, args, names)) = self.call.take() {
            return Ok(Step::CallKw(function, args, names));
        }
        let name = vm.name(names::__orig_class__).clone();
        if let Err(raised) = vm.set_attr(&value, &name, self.alias.clone()) {
            let ignored =
                vm.raised_is(&raised, ExcKind::AttributeError) || vm.raised_is(&raised, ExcKind::TypeError);
            if !ignored {
                return Err(raised);
            }
            drop(vm.take_raised(raised));
        }
        Ok(Step::Return(value))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.alias.trace(tracer);
        if let Some((function, args, names)) = &self.call {
            function.trace(tracer);
            args.trace(tracer);
            names.trace(tracer);
        }
    }
}

fn call(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let Some(this) = args[0].cast::<GenericAlias>() else { return Err(vm.type_error("not a generic alias")) };
    let call = Some((this.origin.clone(), args[1..].to_vec(), names.to_vec()));
    vm.defer(Box::new(Made { alias: args[0].clone(), call }))
}

impl Obj<GenericAlias> {
    fn find_parameters(&self, vm: &mut Vm) -> Result<Handle<Tuple>> {
        if let Some(known) = self.parameters.cloned(vm) {
            return Ok(known);
        }
        let found = make_parameters(vm, self.args.as_slice())?;
        self.parameters.set(vm, Some(found.clone()));
        Ok(found)
    }
}

fn getitem(vm: &mut Vm, this: &Obj<GenericAlias>, item: &Value) -> Result<Value> {
    let parameters = this.find_parameters(vm)?;
    let args = substitute(vm, &this.to_value(), this.args.as_slice(), &parameters, item)?;
    Ok(GenericAlias::with_star(this.origin.clone(), Tuple::new(args), this.starred).into_value())
}
fn getattribute(vm: &mut Vm, this: &Obj<GenericAlias>, name: &Value) -> Result<Value> {
    let name = vm.attribute_name(name)?;
    if !OWN.contains(&&*vm.text_of(&name)) {
        return vm.get_attr(&this.origin.clone(), &name);
    }
    vm.generic_get_attr(&this.to_value(), &name)
}
fn repr(vm: &mut Vm, this: &Obj<GenericAlias>) -> Result<String> {
    let origin = type_text(vm, &this.origin.clone())?;
    let mut shown = Vec::new();
    for arg in this.args.as_slice() {
        shown.push(argument_text(vm, arg)?);
    }
    let star = if this.starred { "*" } else { "" };
    let args = if shown.is_empty() { "()".to_owned() } else { shown.join(", ") };
    Ok(format!("{star}{origin}[{args}]"))
}
fn eq(vm: &mut Vm, this: &Obj<GenericAlias>, other: &Value) -> Result<Value> {
    let Some(other) = other.cast::<GenericAlias>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let same = this.starred == other.starred
        && vm.equal(&this.origin, &other.origin)?
        && vm.equal(&this.args.to_value(), &other.args.to_value())?;
    Ok(Value::bool(same))
}
fn hash(vm: &mut Vm, this: &Obj<GenericAlias>) -> Result<i64> {
    let hash = vm.hash(&this.origin)? ^ vm.hash(&this.args.to_value())?;
    Ok(if hash as i64 == -1 { -2 } else { hash as i64 })
}
fn or(vm: &mut Vm, this: &Value, other: &Value) -> Result<Value> {
    Union::of(vm, this, other)
}
fn ror(vm: &mut Vm, this: &Value, other: &Value) -> Result<Value> {
    Union::of(vm, other, this)
}
fn iter(vm: &mut Vm, this: &Obj<GenericAlias>) -> Result<Value> {
    let starred = GenericAlias::with_star(this.origin.clone(), this.args.clone(), true).into_value();
    vm.iter(&List::new(vec![starred]).into_value())
}
fn mro_entries(_vm: &mut Vm, this: &Obj<GenericAlias>, _bases: &Value) -> Handle<Tuple> {
    Tuple::new(vec![this.origin.clone()])
}
fn instance_check(vm: &mut Vm, _this: &Value, _instance: &Value) -> Result<bool> {
    Err(vm.type_error("isinstance() argument 2 cannot be a parameterized generic"))
}
fn subclass_check(vm: &mut Vm, _this: &Value, _subclass: &Value) -> Result<bool> {
    Err(vm.type_error("issubclass() argument 2 cannot be a parameterized generic"))
}
fn reduce(vm: &mut Vm, this: &Obj<GenericAlias>) -> Result<Value> {
    if this.starred {
        let plain = GenericAlias::with_star(this.origin.clone(), this.args.clone(), false).into_value();
        let iterator = vm.iter(&plain)?;
        let next = vm.builtins.clone().get_text(vm, "next").unwrap_or(Value::NONE);
        return Ok(Tuple::new(vec![next, Tuple::new(vec![iterator]).into_value()]).into_value());
    }
    let class = vm.class_of(&this.to_value()).into_value();
    let parts = Tuple::new(vec![this.origin.clone(), this.args.to_value()]).into_value();
    Ok(Tuple::new(vec![class, parts]).into_value())
}
fn dir(vm: &mut Vm, this: &Obj<GenericAlias>) -> Result<Handle<List>> {
    let origin = this.origin.clone();
    let names = vm.dir(&origin)?;
    let mut names = vm.collect(&names)?;
    for own in OWN.iter().filter(|name| !matches!(**name, "__bases__" | "__copy__" | "__deepcopy__")) {
        if !names.iter().any(|known| vm.text_of(known) == *own) {
            names.push(vm.new_str(own));
        }
    }
    Ok(List::new(names))
}
fn get_origin(_vm: &mut Vm, this: &Obj<GenericAlias>) -> Value {
    this.origin.clone()
}
fn get_args(_vm: &mut Vm, this: &Obj<GenericAlias>) -> Handle<Tuple> {
    this.args.clone()
}
fn get_parameters(vm: &mut Vm, this: &Obj<GenericAlias>) -> Result<Handle<Tuple>> {
    this.find_parameters(vm)
}
fn get_unpacked(_vm: &mut Vm, this: &Obj<GenericAlias>) -> bool {
    this.starred
}
fn get_unpacked_args(vm: &mut Vm, this: &Obj<GenericAlias>) -> Value {
    let is_tuple = vm.type_of_map(fixed::TUPLE).is(&this.origin);
    if this.starred && is_tuple { this.args.to_value() } else { Value::NONE }
}
fn read_only(vm: &mut Vm, _this: &Value, _value: Option<Value>) -> Result<()> {
    Err(vm.attribute_error_text("readonly attribute"))
}

/// `types.GenericAlias`
pub static TYPE: TypeDef = TypeDef {
    name: "types.GenericAlias",
    doc: "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
    base: None,
    map: Some(fixed::GENERIC_ALIAS),
    layout: Layout::of::<GenericAlias>(),
    flags: type_flags::BASE | type_flags::WEAK,
    rows: &[
        raw!(StaticMethod, "__new__(cls, origin, args, /)", new),
        raw!(Method, "__call__(self, /, *args, **kwargs)", call),
        method!("__getitem__(self, key, /)", getitem, 2),
        method!("__getattribute__(self, name, /)", getattribute, 2),
        method!("__repr__(self, /)", repr, 1),
        method!("__eq__(self, value, /)", eq, 2),
        method!("__hash__(self, /)", hash, 1),
        method!("__or__(self, value, /)", or, 2),
        method!("__ror__(self, value, /)", ror, 2),
        method!("__iter__(self, /)", iter, 1),
        method!("__mro_entries__(self, bases, /)", mro_entries, 2),
        method!("__instancecheck__(self, instance, /)", instance_check, 2),
        method!("__subclasscheck__(self, subclass, /)", subclass_check, 2),
        method!("__reduce__(self, /)", reduce, 1),
        method!("__dir__(self, /)", dir, 1),
        getset!("__origin__", get_origin, read_only),
        getset!("__args__", get_args, read_only),
        getset!("__parameters__", get_parameters),
        getset!("__unpacked__", get_unpacked, read_only),
        getset!("__typing_unpacked_tuple_args__", get_unpacked_args),
    ],
};
