//! Type parameters as objects: `TypeVar`, `ParamSpec`, `TypeVarTuple`; bounds, constraints and defaults are computed when
//! asked for. Aliases made by `type` are in `type_alias.rs`.

use crate::{
    body,
    error::Result,
    getset, method, names,
    native::TypeDef,
    objects::union::Union,
    raw,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Tuple, Value, VmCell, fixed, map::Layout},
    vm::Vm,
};
use std::cell::Cell;

pub use super::type_alias::TypeAlias;

/// Something computed when asked for: a value, a function that gives it, or both.
#[derive(Default)]
pub struct Lazy {
    value: Option<Value>,
    function: Option<Value>,
}

impl crate::value::Trace for Lazy {
    fn trace(&self, tracer: &mut crate::value::Tracer) {
        self.value.trace(tracer);
        self.function.trace(tracer);
    }
    fn clear(&mut self, bin: &mut crate::value::Bin) {
        self.value.take().into_iter().chain(self.function.take()).for_each(|value| bin.put(value));
    }
}

impl Lazy {
    /// A value known already.
    pub fn of_value(value: Value) -> Lazy {
        Lazy { value: Some(value), function: None }
    }
    /// A value that a function gives when it is first wanted.
    pub fn of_function(function: Value) -> Lazy {
        Lazy { value: None, function: Some(function) }
    }
    fn of_option(value: Option<Value>) -> Lazy {
        Lazy { value, function: None }
    }
    /// The value, if there is one at all.
    pub fn get(cell: &VmCell<Lazy>, vm: &mut Vm) -> Result<Option<Value>> {
        if let Some(value) = &cell.get(vm).value {
            return Ok(Some(value.clone()));
        }
        let Some(function) = cell.get(vm).function.clone() else { return Ok(None) };
        let value = vm.call(&function, &[Value::small(1)])?;
        cell.get_mut(vm).value = Some(value.clone());
        Ok(Some(value))
    }
    /// The function that computes it, in the form programs see; None when there is nothing.
    pub fn evaluator(cell: &VmCell<Lazy>, vm: &Vm) -> Value {
        let lazy = cell.get(vm);
        match (&lazy.function, &lazy.value) {
            (Some(function), _) => function.clone(),
            (None, Some(value)) => vm.new_native(ConstEvaluator { value: value.clone() }).into_value(),
            (None, None) => Value::NONE,
        }
    }
    fn is_there(cell: &VmCell<Lazy>, vm: &Vm) -> bool {
        cell.get(vm).value.is_some() || cell.get(vm).function.is_some()
    }
}

/// `constevaluator`: gives a value that was known from the start.
pub struct ConstEvaluator {
    value: Value,
}
body!(ConstEvaluator; [value]);

impl ConstEvaluator {
    fn call(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let Some(this) = args[0].cast::<ConstEvaluator>() else {
            return Err(vm.type_error("not an evaluator"));
        };
        let [_, format] = args else {
            let given = args.len() - 1;
            return Err(vm.type_error(format_args!(
                "constevaluator.__call__() takes exactly 1 argument ({given} given)"
            )));
        };
        if !names.is_empty() {
            return Err(vm.type_error("constevaluator.__call__() takes no keyword arguments"));
        }
        let format = vm.index_i64(format)?;
        // Format 4 asks for source text.
        if format != 4 {
            return Ok(this.value.clone());
        }
        let value = this.value.clone();
        let text = match value.cast::<Tuple>() {
            Some(items) => {
                let mut shown = Vec::new();
                for item in items.as_slice() {
                    shown.push(super::generic_alias::type_text(vm, item)?);
                }
                format!("({})", shown.join(", "))
            }
            None => super::generic_alias::type_text(vm, &value)?,
        };
        Ok(vm.new_str(&text))
    }
    fn repr(vm: &mut Vm, this: &Obj<ConstEvaluator>) -> Result<String> {
        let value = this.value.clone();
        Ok(format!("<constevaluator {}>", vm.repr_text(&value)?))
    }
}

/// `constevaluator`
pub static CONST_EVALUATOR: TypeDef = TypeDef {
    name: "_typing._ConstEvaluator",
    doc: "",
    base: None,
    map: None,
    layout: Layout::of::<ConstEvaluator>(),
    flags: type_flags::NO_NEW,
    rows: &[
        raw!(Method, "__call__(self, /, *args, **kwargs)", ConstEvaluator::call),
        method!("__repr__(self, /)", ConstEvaluator::repr, 1),
    ],
};

/// Which kind of type parameter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// `T`
    Var,
    /// `**P`
    Spec,
    /// `*Ts`
    Tuple,
}

/// A type parameter; the map tells which kind.
pub struct TypeParam {
    /// `__name__`
    pub name: Value,
    /// Kind.
    pub kind: Kind,
    /// `__bound__`
    pub bound: VmCell<Lazy>,
    /// `__constraints__`
    pub constraints: VmCell<Lazy>,
    /// `__default__`
    pub default: VmCell<Lazy>,
    /// `__covariant__`
    pub covariant: Cell<bool>,
    /// `__contravariant__`
    pub contravariant: Cell<bool>,
    /// `__infer_variance__`
    pub infer_variance: Cell<bool>,
}
body!(TypeParam, fixed::TYPE_VAR, [name, bound, constraints, default]);

impl TypeParam {
    /// A parameter of PEP 695 syntax: its variance is inferred.
    pub fn inferred(vm: &mut Vm, kind: Kind, name: Value, bound: Lazy, constraints: Lazy) -> Value {
        let parameter = TypeParam::blank(kind, name);
        parameter.infer_variance.set(true);
        let made = TypeParam::allocate(vm, kind, parameter);
        made.bound.set(vm, bound);
        made.constraints.set(vm, constraints);
        made.into_value()
    }
    fn blank(kind: Kind, name: Value) -> TypeParam {
        TypeParam {
            name,
            kind,
            bound: VmCell::new(Lazy::default()),
            constraints: VmCell::new(Lazy::default()),
            default: VmCell::new(Lazy::default()),
            covariant: Cell::new(false),
            contravariant: Cell::new(false),
            infer_variance: Cell::new(false),
        }
    }
    fn allocate(vm: &mut Vm, kind: Kind, body: TypeParam) -> Handle<TypeParam> {
        let map = [fixed::TYPE_VAR, fixed::PARAM_SPEC, fixed::TYPE_VAR_TUPLE][kind as usize];
        let _ = vm;
        Handle::new_instance(map, body)
    }
    /// Sets what computes the default.
    pub fn set_default(vm: &mut Vm, parameter: &Value, function: Value) {
        if let Some(this) = parameter.cast::<TypeParam>() {
            this.default.set(vm, Lazy::of_function(function));
        }
    }
}

/// The module of the running Python code becomes `__module__`.
fn set_module(vm: &mut Vm, value: &Value) {
    let module = vm.caller_module_name().unwrap_or(Value::NONE);
    let name = vm.name(names::__module__).clone();
    vm.instance_set(value, &name, module);
}

/// The object `typing.NoDefault`.
pub fn no_default(vm: &Vm) -> Value {
    vm.known_no_default()
}

impl Vm {
    /// The one object of `NoDefaultType`.
    pub fn known_no_default(&self) -> Value {
        self.type_of_map(fixed::NO_DEFAULT)
            .dict
            .get(self)
            .get(self.name(names::__default__))
            .cloned()
            .unwrap_or(Value::NONE)
    }
    /// Calls a function of the module `typing`.
    pub fn call_typing(&mut self, function: &str, args: &[Value]) -> Result<Value> {
        let typing = self.import_library("typing")?;
        let function = self.get_attr_text(&typing, function)?;
        self.call(&function, args)
    }
    /// `__name__` of the module whose code is running.
    pub fn caller_module_name(&mut self) -> Option<Value> {
        let globals = self.calling_frame()?.globals.get().to_handle();
        globals.get_known(self, names::__name__)
    }
}

/// Keyword arguments of the constructors, each at most once.
struct Options {
    bound: Option<Value>,
    default: Option<Value>,
    covariant: bool,
    contravariant: bool,
    infer_variance: bool,
    name: Option<Value>,
}

fn options(
    vm: &mut Vm,
    function: &str,
    names: &[Value],
    values: &[Value],
    known: &[&str],
) -> Result<Options> {
    let mut options = Options {
        bound: None,
        default: None,
        covariant: false,
        contravariant: false,
        infer_variance: false,
        name: None,
    };
    for (name, value) in names.iter().zip(values) {
        let text = vm.text_of(name).into_owned();
        if !known.contains(&&*text) {
            return Err(
                vm.type_error(format_args!("{function}() got an unexpected keyword argument '{text}'"))
            );
        }
        match &*text {
            "bound" => options.bound = Some(value.clone()),
            "default" => options.default = Some(value.clone()),
            "covariant" => options.covariant = vm.truth(value)?,
            "contravariant" => options.contravariant = vm.truth(value)?,
            "infer_variance" => options.infer_variance = vm.truth(value)?,
            _ => options.name = Some(value.clone()),
        }
    }
    Ok(options)
}

/// Makes a parameter of the arguments of a constructor.
fn construct(vm: &mut Vm, kind: Kind, args: &[Value], names: &[Value]) -> Result<Value> {
    let function = ["typevar", "paramspec", "typevartuple"][kind as usize];
    let known: &[&str] = match kind {
        Kind::Tuple => &["name", "default"],
        _ => &["name", "bound", "default", "covariant", "contravariant", "infer_variance"],
    };
    let (positional, values) = args[1..].split_at(args.len() - 1 - names.len());
    let options = options(vm, function, names, values, known)?;
    let Some(name) = positional.first().or(options.name.as_ref()).cloned() else {
        return Err(vm.type_error(format_args!("{function}() missing required argument 'name' (pos 1)")));
    };
    if name.cast::<Str>().is_none() {
        let given = vm.type_name(&name);
        return Err(vm.type_error(format_args!("{function}() argument 'name' must be str, not {given}")));
    }
    let constraints = positional.get(1..).unwrap_or(&[]);
    if kind != Kind::Var && !constraints.is_empty() {
        let given = positional.len();
        return Err(
            vm.type_error(format_args!("{function}() takes exactly 1 positional argument ({given} given)"))
        );
    }
    if options.covariant && options.contravariant {
        return Err(vm.value_error("Bivariant types are not supported."));
    }
    if options.infer_variance && (options.covariant || options.contravariant) {
        return Err(vm.value_error("Variance cannot be specified with infer_variance."));
    }
    let bound = match options.bound.filter(|bound| !bound.is_none()) {
        Some(bound) => {
            let what = vm.new_str("Bound must be a type.");
            Some(vm.call_typing("_type_check", &[bound, what])?)
        }
        None => None,
    };
    if constraints.len() == 1 {
        return Err(vm.type_error("A single constraint is not allowed"));
    }
    if !constraints.is_empty() && bound.is_some() {
        return Err(vm.type_error("Constraints cannot be combined with bound=..."));
    }
    let made = TypeParam::allocate(vm, kind, TypeParam::blank(kind, name));
    made.covariant.set(options.covariant);
    made.contravariant.set(options.contravariant);
    made.infer_variance.set(options.infer_variance);
    made.bound.set(vm, Lazy::of_option(bound));
    if !constraints.is_empty() {
        let tuple = Tuple::from_slice(constraints).into_value();
        made.constraints.set(vm, Lazy::of_value(tuple));
    }
    let nothing = no_default(vm);
    made.default.set(vm, Lazy::of_option(options.default.filter(|default| !default.is(&nothing))));
    let value = made.into_value();
    set_module(vm, &value);
    Ok(value)
}
fn new_var(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    construct(vm, Kind::Var, args, names)
}
fn new_spec(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    construct(vm, Kind::Spec, args, names)
}
fn new_tuple(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    construct(vm, Kind::Tuple, args, names)
}

fn repr(vm: &mut Vm, this: &Obj<TypeParam>) -> String {
    let name = vm.text_of(&this.name).into_owned();
    let sign = if this.kind == Kind::Tuple || this.infer_variance.get() {
        ""
    } else if this.covariant.get() {
        "+"
    } else if this.contravariant.get() {
        "-"
    } else {
        "~"
    };
    format!("{sign}{name}")
}
fn get_name(_vm: &mut Vm, this: &Obj<TypeParam>) -> Value {
    this.name.clone()
}
fn read_only(vm: &mut Vm, _this: &Value, _value: Option<Value>) -> Result<()> {
    Err(vm.attribute_error_text("readonly attribute"))
}
fn get_bound(vm: &mut Vm, this: &Obj<TypeParam>) -> Result<Value> {
    let bound = Lazy::get(&this.bound, vm)?;
    Ok(bound.unwrap_or(Value::NONE))
}
fn get_constraints(vm: &mut Vm, this: &Obj<TypeParam>) -> Result<Value> {
    Ok(Lazy::get(&this.constraints, vm)?.unwrap_or_else(|| Tuple::new(Vec::new()).into_value()))
}
fn get_default(vm: &mut Vm, this: &Obj<TypeParam>) -> Result<Value> {
    let found = Lazy::get(&this.default, vm)?;
    Ok(found.unwrap_or_else(|| no_default(vm)))
}
fn get_covariant(_vm: &mut Vm, this: &Obj<TypeParam>) -> bool {
    this.covariant.get()
}
fn get_contravariant(_vm: &mut Vm, this: &Obj<TypeParam>) -> bool {
    this.contravariant.get()
}
fn get_infer_variance(_vm: &mut Vm, this: &Obj<TypeParam>) -> bool {
    this.infer_variance.get()
}
fn evaluate_bound(vm: &mut Vm, this: &Obj<TypeParam>) -> Value {
    Lazy::evaluator(&this.bound, vm)
}
fn evaluate_constraints(vm: &mut Vm, this: &Obj<TypeParam>) -> Value {
    Lazy::evaluator(&this.constraints, vm)
}
fn evaluate_default(vm: &mut Vm, this: &Obj<TypeParam>) -> Value {
    Lazy::evaluator(&this.default, vm)
}
pub(super) fn has_default(vm: &mut Vm, this: &Obj<TypeParam>) -> bool {
    Lazy::is_there(&this.default, vm)
}
fn or(vm: &mut Vm, this: &Value, other: &Value) -> Result<Value> {
    Union::make(vm, &[this.clone(), other.clone()])
}
fn ror(vm: &mut Vm, this: &Value, other: &Value) -> Result<Value> {
    Union::make(vm, &[other.clone(), this.clone()])
}
fn reduce(_vm: &mut Vm, this: &Obj<TypeParam>) -> Value {
    this.name.clone()
}
fn mro_entries(vm: &mut Vm, this: &Obj<TypeParam>, _bases: &Value) -> Result<()> {
    let kind = ["TypeVar", "ParamSpec", "TypeVarTuple"][this.kind as usize];
    Err(vm.type_error(format_args!("Cannot subclass an instance of {kind}")))
}
fn subst(vm: &mut Vm, this: &Obj<TypeParam>, arg: Value) -> Result<Value> {
    match this.kind {
        Kind::Var => vm.call_typing("_typevar_subst", &[this.to_value(), arg]),
        Kind::Spec => vm.call_typing("_paramspec_subst", &[this.to_value(), arg]),
        Kind::Tuple => Err(vm.type_error("Substitution of bare TypeVarTuple is not supported")),
    }
}
fn prepare_subst(vm: &mut Vm, this: &Obj<TypeParam>, alias: Value, args: Value) -> Result<Value> {
    match this.kind {
        Kind::Var => prepare_var(vm, this, alias, args),
        Kind::Spec => vm.call_typing("_paramspec_prepare_subst", &[this.to_value(), alias, args]),
        Kind::Tuple => vm.call_typing("_typevartuple_prepare_subst", &[this.to_value(), alias, args]),
    }
}
/// A default stands in for the first argument that is missing.
fn prepare_var(vm: &mut Vm, this: &Obj<TypeParam>, alias: Value, args: Value) -> Result<Value> {
    let parameters = vm.get_known_attr(&alias, names::__parameters__)?;
    let parameters = vm.collect(&parameters)?;
    let given = vm.collect(&args)?;
    let place = parameters.iter().position(|parameter| this.is(parameter)).unwrap_or(0);
    if place < given.len() {
        return Ok(args);
    }
    if place == given.len()
        && let Some(default) = Lazy::get(&this.default, vm)?
    {
        let mut given = given;
        given.push(default);
        return Ok(Tuple::new(given).into_value());
    }
    let (count, wanted, shown) = (given.len(), place + 1, vm.str_text(&alias)?);
    Err(vm.type_error(format_args!(
        "Too few arguments for {shown}; actual {count}, expected at least {wanted}"
    )))
}
fn iter(vm: &mut Vm, this: &Value) -> Result<Value> {
    let unpacked = unpack(vm, this)?;
    vm.iter(&Tuple::new(vec![unpacked]).into_value())
}
/// `typing.Unpack[value]`
pub fn unpack(vm: &mut Vm, value: &Value) -> Result<Value> {
    let typing = vm.import_library("typing")?;
    let unpack = vm.get_attr_text(&typing, "Unpack")?;
    vm.get_item(&unpack, value)
}
fn get_spec_args(vm: &mut Vm, this: &Value) -> Value {
    let _ = &vm;
    Handle::new_instance(fixed::PARAM_SPEC_ARGS, SpecPart { origin: this.clone() }).into_value()
}
fn get_spec_kwargs(vm: &mut Vm, this: &Value) -> Value {
    let _ = &vm;
    Handle::new_instance(fixed::PARAM_SPEC_KWARGS, SpecPart { origin: this.clone() }).into_value()
}

/// `P.args` and `P.kwargs`; the map tells which.
pub struct SpecPart {
    origin: Value,
}
body!(SpecPart, fixed::PARAM_SPEC_ARGS, [origin]);

impl SpecPart {
    fn new(vm: &mut Vm, class: &Obj<Type>, origin: Value) -> Handle<SpecPart> {
        let _ = &vm;
        Handle::new_instance(class.instance_map.get(), SpecPart { origin })
    }
    fn repr(vm: &mut Vm, this: &Obj<SpecPart>) -> Result<String> {
        let part = if this.to_value().has_map(fixed::PARAM_SPEC_ARGS) { "args" } else { "kwargs" };
        let origin = this.origin.clone();
        match origin.cast::<TypeParam>().filter(|origin| origin.kind == Kind::Spec) {
            Some(origin) => Ok(format!("{}.{part}", vm.text_of(&origin.name))),
            None => Ok(format!("{}.{part}", vm.repr_text(&origin)?)),
        }
    }
    fn eq(vm: &mut Vm, this: &Obj<SpecPart>, other: &Value) -> Result<Value> {
        let Some(same) = other.cast::<SpecPart>().filter(|_| other.map() == this.to_value().map()) else {
            return Ok(Value::NOT_IMPLEMENTED);
        };
        let (a, b) = (this.origin.clone(), same.origin.clone());
        Ok(Value::bool(vm.equal(&a, &b)?))
    }
    fn mro_entries(vm: &mut Vm, this: &Value, _bases: &Value) -> Result<()> {
        let kind = vm.type_name(this);
        Err(vm.type_error(format_args!("Cannot subclass an instance of {kind}")))
    }
    fn get_origin(_vm: &mut Vm, this: &Obj<SpecPart>) -> Value {
        this.origin.clone()
    }
}

macro_rules! spec_part {
    ($(#[$doc:meta])* $name:ident, $text:literal, $map:expr) => {
        $(#[$doc])*
        pub static $name: TypeDef = TypeDef {
            name: $text,
            doc: "",
            base: None,
            map: Some($map),
            layout: Layout::of::<SpecPart>(),
            flags: type_flags::WEAK,
            rows: &[
                crate::static_method!("__new__(cls, origin)", SpecPart::new, 2),
                method!("__repr__(self, /)", SpecPart::repr, 1),
                method!("__eq__(self, value, /)", SpecPart::eq, 2),
                crate::constant!("__hash__", |_| Value::NONE),
                method!("__mro_entries__(self, bases, /)", SpecPart::mro_entries, 2),
                getset!("__origin__", SpecPart::get_origin),
            ],
        };
    };
}
spec_part!(
    /// `typing.ParamSpecArgs`
    PARAM_SPEC_ARGS, "typing.ParamSpecArgs", fixed::PARAM_SPEC_ARGS
);
spec_part!(
    /// `typing.ParamSpecKwargs`
    PARAM_SPEC_KWARGS, "typing.ParamSpecKwargs", fixed::PARAM_SPEC_KWARGS
);

/// `typing.TypeVar`
pub static TYPE_VAR: TypeDef = TypeDef {
    name: "typing.TypeVar",
    doc: "Type variable.",
    base: None,
    map: Some(fixed::TYPE_VAR),
    layout: Layout::of::<TypeParam>(),
    flags: type_flags::DICT | type_flags::WEAK,
    rows: &[
        raw!(
            StaticMethod,
            "__new__(cls, name, *constraints, bound=None, default=None, covariant=False, contravariant=False, infer_variance=False)",
            new_var
        ),
        method!("__repr__(self, /)", repr, 1),
        method!("__or__(self, value, /)", or, 2),
        method!("__ror__(self, value, /)", ror, 2),
        method!("__reduce__(self, /)", reduce, 1),
        method!("__mro_entries__(self, bases, /)", mro_entries, 2),
        method!("__typing_subst__(self, arg, /)", subst, 2),
        method!("__typing_prepare_subst__(self, alias, args, /)", prepare_subst, 3),
        method!("has_default(self, /)", has_default, 1),
        getset!("__name__", get_name, read_only),
        getset!("__bound__", get_bound),
        getset!("__constraints__", get_constraints),
        getset!("__default__", get_default),
        getset!("__covariant__", get_covariant, read_only),
        getset!("__contravariant__", get_contravariant, read_only),
        getset!("__infer_variance__", get_infer_variance, read_only),
        getset!("evaluate_bound", evaluate_bound),
        getset!("evaluate_constraints", evaluate_constraints),
        getset!("evaluate_default", evaluate_default),
    ],
};

/// `typing.ParamSpec`
pub static PARAM_SPEC: TypeDef = TypeDef {
    name: "typing.ParamSpec",
    doc: "Parameter specification variable.",
    base: None,
    map: Some(fixed::PARAM_SPEC),
    layout: Layout::of::<TypeParam>(),
    flags: type_flags::DICT | type_flags::WEAK,
    rows: &[
        raw!(
            StaticMethod,
            "__new__(cls, name, *, bound=None, default=None, covariant=False, contravariant=False, infer_variance=False)",
            new_spec
        ),
        method!("__repr__(self, /)", repr, 1),
        method!("__or__(self, value, /)", or, 2),
        method!("__ror__(self, value, /)", ror, 2),
        method!("__reduce__(self, /)", reduce, 1),
        method!("__mro_entries__(self, bases, /)", mro_entries, 2),
        method!("__typing_subst__(self, arg, /)", subst, 2),
        method!("__typing_prepare_subst__(self, alias, args, /)", prepare_subst, 3),
        method!("has_default(self, /)", has_default, 1),
        getset!("__name__", get_name, read_only),
        getset!("__bound__", get_spec_bound),
        getset!("__default__", get_default),
        getset!("__covariant__", get_covariant, read_only),
        getset!("__contravariant__", get_contravariant, read_only),
        getset!("__infer_variance__", get_infer_variance, read_only),
        getset!("args", get_spec_args),
        getset!("kwargs", get_spec_kwargs),
        getset!("evaluate_default", evaluate_default),
    ],
};

/// CPython shows the class of None as the bound of a parameter specification without one.
fn get_spec_bound(vm: &mut Vm, this: &Obj<TypeParam>) -> Result<Value> {
    let bound = Lazy::get(&this.bound, vm)?;
    Ok(bound.unwrap_or_else(|| {
        if this.infer_variance.get() { Value::NONE } else { vm.type_of_map(fixed::NONE).to_value() }
    }))
}

/// `typing.TypeVarTuple`
pub static TYPE_VAR_TUPLE: TypeDef = TypeDef {
    name: "typing.TypeVarTuple",
    doc: "Type variable tuple.",
    base: None,
    map: Some(fixed::TYPE_VAR_TUPLE),
    layout: Layout::of::<TypeParam>(),
    flags: type_flags::DICT | type_flags::WEAK,
    rows: &[
        raw!(StaticMethod, "__new__(cls, name, *, default=None)", new_tuple),
        method!("__repr__(self, /)", repr, 1),
        method!("__iter__(self, /)", iter, 1),
        method!("__reduce__(self, /)", reduce, 1),
        method!("__mro_entries__(self, bases, /)", mro_entries, 2),
        method!("__typing_subst__(self, arg, /)", subst, 2),
        method!("__typing_prepare_subst__(self, alias, args, /)", prepare_subst, 3),
        method!("has_default(self, /)", has_default, 1),
        getset!("__name__", get_name, read_only),
        getset!("__default__", get_default),
        getset!("evaluate_default", evaluate_default),
    ],
};
