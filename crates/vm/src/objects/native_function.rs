//! Callables and attributes made of Rust, as programs see them: `builtin_function_or_method`, `method_descriptor`,
//! `wrapper_descriptor`, `method-wrapper`, `classmethod_descriptor`, `getset_descriptor`, `member_descriptor`.
//! Their structs are in `native/function.rs`.

use crate::{
    error::Result,
    getset, method,
    native::{
        MethodDef, NativeMethod, TypeDef,
        function::{Builtin, GetSet, Member},
        table::MethodKind,
    },
    raw,
    types::{Type, type_flags},
    value::{Handle, Obj, Tuple, Value, borrow_args, fixed, map::Layout},
    vm::Vm,
};

/// `(getattr, (object, name))`, by which bound natives are copied.
pub fn getattr_of(vm: &mut Vm, object: &Value, name: Value) -> Result<Value> {
    let getattr = vm.builtins.clone().get_text(vm, "getattr").unwrap_or(Value::NONE);
    let args = Tuple::new(vec![object.clone(), name]).into_value();
    Ok(Tuple::new(vec![getattr, args]).into_value())
}

/// `__text_signature__` of a row: the receiver is written with a dollar sign.
pub fn text_signature(def: &MethodDef) -> String {
    let text = def.signature.parameters_text();
    let receiver = match def.kind {
        MethodKind::Method => "$self",
        MethodKind::ClassMethod => "$type",
        MethodKind::StaticMethod if def.signature.name() == "__new__" => "$type",
        MethodKind::StaticMethod => return text.to_owned(),
        MethodKind::Function => {
            // A slash stands somewhere, so that the module is taken by position.
            let slash = if text.contains('/') { "" } else { ", /" };
            let comma = if text == "()" { "" } else { ", " };
            return format!("($module{slash}{comma}{}", &text[1..]);
        }
    };
    if def.signature.is_empty() {
        return text.to_owned();
    }
    let rest = &text[1 + def.signature.param_name(0).len()..];
    if def.signature.name() == "__new__" {
        let rest = rest.strip_prefix(", /").unwrap_or(rest);
        return format!("({receiver}{rest}");
    }
    format!("({receiver}{rest}")
}

fn doc_value(vm: &Vm, doc: &str) -> Value {
    if doc.is_empty() { Value::NONE } else { vm.new_str(doc) }
}

/// The docstring of a row; special methods without one of their own share one.
fn doc_of(vm: &Vm, def: &MethodDef) -> Value {
    if !def.doc.is_empty() {
        return vm.new_str(def.doc);
    }
    let name = def.signature.name();
    let shared = SPECIAL_DOCS.iter().find(|(known, _)| *known == name);
    shared.map_or(Value::NONE, |(_, doc)| vm.new_str(doc))
}

/// TABLE: docstrings of special methods, the same for all types.
const SPECIAL_DOCS: &[(&str, &str)] = &[
    ("__repr__", "Return repr(self)."),
    ("__str__", "Return str(self)."),
    ("__hash__", "Return hash(self)."),
    ("__call__", "Call self as a function."),
    ("__getattribute__", "Return getattr(self, name)."),
    ("__setattr__", "Implement setattr(self, name, value)."),
    ("__delattr__", "Implement delattr(self, name)."),
    ("__lt__", "Return self<value."),
    ("__le__", "Return self<=value."),
    ("__eq__", "Return self==value."),
    ("__ne__", "Return self!=value."),
    ("__gt__", "Return self>value."),
    ("__ge__", "Return self>=value."),
    ("__iter__", "Implement iter(self)."),
    ("__next__", "Implement next(self)."),
    ("__get__", "Return an attribute of instance, which is of type owner."),
    ("__set__", "Set an attribute of instance to value."),
    ("__delete__", "Delete an attribute of instance."),
    ("__init__", "Initialize self.  See help(type(self)) for accurate signature."),
    ("__new__", "Create and return a new object.  See help(type) for accurate signature."),
    ("__len__", "Return len(self)."),
    ("__getitem__", "Return self[key]."),
    ("__setitem__", "Set self[key] to value."),
    ("__delitem__", "Delete self[key]."),
    ("__contains__", "Return bool(key in self)."),
    ("__add__", "Return self+value."),
    ("__radd__", "Return value+self."),
    ("__sub__", "Return self-value."),
    ("__rsub__", "Return value-self."),
    ("__mul__", "Return self*value."),
    ("__rmul__", "Return value*self."),
    ("__mod__", "Return self%value."),
    ("__rmod__", "Return value%self."),
    ("__divmod__", "Return divmod(self, value)."),
    ("__rdivmod__", "Return divmod(value, self)."),
    ("__pow__", "Return pow(self, value, mod)."),
    ("__rpow__", "Return pow(value, self, mod)."),
    ("__neg__", "-self"),
    ("__pos__", "+self"),
    ("__abs__", "abs(self)"),
    ("__bool__", "True if self else False"),
    ("__invert__", "~self"),
    ("__lshift__", "Return self<<value."),
    ("__rlshift__", "Return value<<self."),
    ("__rshift__", "Return self>>value."),
    ("__rrshift__", "Return value>>self."),
    ("__and__", "Return self&value."),
    ("__rand__", "Return value&self."),
    ("__xor__", "Return self^value."),
    ("__rxor__", "Return value^self."),
    ("__or__", "Return self|value."),
    ("__ror__", "Return value|self."),
    ("__int__", "int(self)"),
    ("__float__", "float(self)"),
    ("__iadd__", "Implement self+=value."),
    ("__isub__", "Implement self-=value."),
    ("__imul__", "Implement self*=value."),
    ("__imod__", "Implement self%=value."),
    ("__ipow__", "Implement self**=value."),
    ("__ilshift__", "Implement self<<=value."),
    ("__irshift__", "Implement self>>=value."),
    ("__iand__", "Implement self&=value."),
    ("__ixor__", "Implement self^=value."),
    ("__ior__", "Implement self|=value."),
    ("__floordiv__", "Return self//value."),
    ("__rfloordiv__", "Return value//self."),
    ("__truediv__", "Return self/value."),
    ("__rtruediv__", "Return value/self."),
    ("__ifloordiv__", "Implement self//=value."),
    ("__itruediv__", "Implement self/=value."),
    (
        "__index__",
        "Return self converted to an integer, if self is suitable for use as an index into a list.",
    ),
    ("__matmul__", "Return self@value."),
    ("__rmatmul__", "Return value@self."),
    ("__imatmul__", "Implement self@=value."),
    ("__await__", "Return an iterator to be used in await expression."),
    ("__aiter__", "Return an awaitable, that resolves in asynchronous iterator."),
    ("__anext__", "Return a value or raise StopAsyncIteration."),
];

/// The class that a static method like `__new__` belongs to, which it keeps in the place of its module.
fn static_owner(this: &Obj<Builtin>) -> Option<&Obj<Type>> {
    this.module.cast::<Type>()
}

impl Builtin {
    fn get_name(_vm: &mut Vm, this: &Obj<Builtin>) -> &'static str {
        this.def.signature.name()
    }
    fn get_qualname(vm: &mut Vm, this: &Obj<Builtin>) -> Result<String> {
        let name = this.def.signature.name();
        if let Some(owner) = static_owner(this) {
            let owner = vm.text_of(owner.qualname.get(vm)).into_owned();
            return Ok(format!("{owner}.{name}"));
        }
        if this.bound.is_undef() {
            return Ok(name.to_owned());
        }
        let bound = this.bound.clone();
        let class = match bound.cast::<Type>() {
            Some(class) => class.to_handle(),
            None => vm.class_of(&bound),
        };
        let owner = vm.text_of(class.qualname.get(vm)).into_owned();
        Ok(format!("{owner}.{name}"))
    }
    fn get_module(_vm: &mut Vm, this: &Obj<Builtin>) -> Value {
        if static_owner(this).is_some() { Value::NONE } else { this.module.clone().or_none() }
    }
    fn set_module(vm: &mut Vm, _this: &Obj<Builtin>, _value: Option<Value>) -> Result<()> {
        Err(vm
            .attribute_error_text("'builtin_function_or_method' object attribute '__module__' is read-only"))
    }
    fn get_self(vm: &mut Vm, this: &Obj<Builtin>) -> Result<Value> {
        if let Some(owner) = static_owner(this) {
            return Ok(owner.to_value());
        }
        if !this.bound.is_undef() {
            return Ok(this.bound.clone());
        }
        let modules = vm.modules.clone();
        Ok(modules.get(vm, &this.module.clone().or_none())?.unwrap_or(Value::NONE))
    }
    fn get_doc(vm: &mut Vm, this: &Obj<Builtin>) -> Value {
        doc_of(vm, this.def)
    }
    fn get_signature(_vm: &mut Vm, this: &Obj<Builtin>) -> String {
        text_signature(this.def)
    }
    fn repr(vm: &mut Vm, this: &Obj<Builtin>) -> String {
        let name = this.def.signature.name();
        let owner = static_owner(this).map(Obj::to_value);
        let bound = owner.unwrap_or_else(|| this.bound.clone());
        if bound.is_undef() {
            return format!("<built-in function {name}>");
        }
        let (kind, id) = (vm.type_name(&bound), vm.id(&bound));
        if this.to_value().has_map(fixed::METHOD_WRAPPER) {
            return format!("<method-wrapper '{name}' of {kind} object at {id:#x}>");
        }
        format!("<built-in method {name} of {kind} object at {id:#x}>")
    }
    fn eq(_vm: &mut Vm, this: &Obj<Builtin>, other: &Value) -> Value {
        match other.cast::<Builtin>() {
            Some(other) => Value::bool(std::ptr::eq(this.def, other.def) && this.bound.is(&other.bound)),
            None => Value::NOT_IMPLEMENTED,
        }
    }
    fn ne(vm: &mut Vm, this: &Obj<Builtin>, other: &Value) -> Value {
        let equal = Builtin::eq(vm, this, other);
        if equal.is_bool() { Value::bool(equal.is_false()) } else { equal }
    }
    fn hash(vm: &mut Vm, this: &Obj<Builtin>) -> i64 {
        let own = vm.id(&this.bound).rotate_right(4)
            ^ (std::ptr::from_ref(this.def) as usize as u64).rotate_right(3);
        (own & (i64::MAX as u64)) as i64
    }
    fn reduce(vm: &mut Vm, this: &Obj<Builtin>) -> Result<Value> {
        let name = vm.new_str(this.def.signature.name());
        let bound = Builtin::get_self(vm, this)?;
        if this.bound.is_undef() && static_owner(this).is_none() {
            return Ok(name);
        }
        getattr_of(vm, &bound, name)
    }
    fn call(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        vm.call_native(&args[0].clone(), &args[1..], names)
    }
}

impl NativeMethod {
    fn get_name(_vm: &mut Vm, this: &Obj<NativeMethod>) -> &'static str {
        this.def.signature.name()
    }
    fn get_qualname(vm: &mut Vm, this: &Obj<NativeMethod>) -> String {
        format!("{}.{}", vm.text_of(this.owner.qualname.get(vm)), this.def.signature.name())
    }
    fn get_owner(_vm: &mut Vm, this: &Obj<NativeMethod>) -> Handle<Type> {
        this.owner.clone()
    }
    fn get_doc(vm: &mut Vm, this: &Obj<NativeMethod>) -> Value {
        doc_of(vm, this.def)
    }
    fn get_signature(_vm: &mut Vm, this: &Obj<NativeMethod>) -> String {
        text_signature(this.def)
    }
    fn repr(vm: &mut Vm, this: &Obj<NativeMethod>) -> String {
        let what = if this.to_value().has_map(fixed::WRAPPER) { "slot wrapper" } else { "method" };
        format!("<{what} '{}' of '{}' objects>", this.def.signature.name(), this.owner.name_text(vm))
    }
    fn get(vm: &mut Vm, this: &Obj<NativeMethod>, instance: &Value, owner: Option<Value>) -> Result<Value> {
        let method = this.to_value();
        if method.has_map(fixed::CLASS_METHOD_DESCRIPTOR) {
            return NativeMethod::get_class_method(vm, this, instance, owner);
        }
        if instance.is_none() && !this.owner.is(&vm.type_of_map(fixed::NONE).to_value()) {
            return Ok(method);
        }
        check_owner(vm, this.def.signature.name(), &this.owner, instance)?;
        let class = vm.class_of(instance);
        Ok(vm.bind_native(&method, instance, &class))
    }
    fn get_class_method(
        vm: &mut Vm,
        this: &Obj<NativeMethod>,
        instance: &Value,
        owner: Option<Value>,
    ) -> Result<Value> {
        let (name, own) = (this.def.signature.name(), this.owner.name_text(vm).into_owned());
        let owner = match owner {
            Some(owner) if !owner.is_none() => owner,
            _ if instance.is_none() => {
                return Err(vm.type_error(format_args!(
                    "descriptor '{name}' for type '{own}' needs either an object or a type"
                )));
            }
            _ => vm.class_of(instance).into_value(),
        };
        let Some(class) = owner.cast::<Type>() else {
            let given = vm.type_name(&owner);
            return Err(vm.type_error(format_args!(
                "descriptor '{name}' for type '{own}' needs a type, not a '{given}' as arg 2"
            )));
        };
        if !class.is_subclass(vm, &this.owner) {
            let given = class.name_text(vm).into_owned();
            return Err(vm.type_error(format_args!(
                "descriptor '{name}' requires a subtype of '{own}' but received '{given}'"
            )));
        }
        Ok(vm.bind_native(&this.to_value(), instance, class))
    }
    fn reduce(vm: &mut Vm, this: &Obj<NativeMethod>) -> Result<Value> {
        let name = vm.new_str(this.def.signature.name());
        getattr_of(vm, &this.owner.to_value(), name)
    }
    fn call(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        vm.call_native(&args[0].clone(), &args[1..], names)
    }
}

fn check_owner(vm: &mut Vm, name: &str, owner: &Obj<Type>, instance: &Value) -> Result<()> {
    if vm.is_instance_exact(instance, owner) {
        return Ok(());
    }
    let (own, given) = (owner.name_text(vm).into_owned(), vm.type_name(instance));
    Err(vm.type_error(format_args!(
        "descriptor '{name}' for '{own}' objects doesn't apply to a '{given}' object"
    )))
}

impl GetSet {
    fn get_name(_vm: &mut Vm, this: &Obj<GetSet>) -> &'static str {
        this.def.name
    }
    fn get_qualname(vm: &mut Vm, this: &Obj<GetSet>) -> String {
        format!("{}.{}", vm.text_of(this.owner.qualname.get(vm)), this.def.name)
    }
    fn get_owner(_vm: &mut Vm, this: &Obj<GetSet>) -> Handle<Type> {
        this.owner.clone()
    }
    fn get_doc(vm: &mut Vm, this: &Obj<GetSet>) -> Value {
        doc_value(vm, this.def.doc)
    }
    fn repr(vm: &mut Vm, this: &Obj<GetSet>) -> String {
        format!("<attribute '{}' of '{}' objects>", this.def.name, this.owner.name_text(vm))
    }
    fn get(vm: &mut Vm, this: &Obj<GetSet>, instance: &Value, _owner: Option<Value>) -> Result<Value> {
        if instance.is_none() {
            return Ok(this.to_value());
        }
        check_owner(vm, this.def.name, &this.owner, instance)?;
        (this.def.get)(vm, borrow_args([instance]).as_slice())
    }
    fn set(vm: &mut Vm, this: &Obj<GetSet>, instance: &Value, value: Value) -> Result<()> {
        check_owner(vm, this.def.name, &this.owner, instance)?;
        match this.def.set {
            Some(set) => set(vm, borrow_args([instance, &value]).as_slice()).map(drop),
            None => {
                let owner = this.owner.name_text(vm).into_owned();
                let name = this.def.name;
                Err(vm.attribute_error_text(format_args!(
                    "attribute '{name}' of '{owner}' objects is not writable"
                )))
            }
        }
    }
    fn delete(vm: &mut Vm, this: &Obj<GetSet>, instance: &Value) -> Result<()> {
        GetSet::set(vm, this, instance, Value::UNDEF)
    }
}

impl Member {
    fn get_name(_vm: &mut Vm, this: &Obj<Member>) -> Value {
        this.name.clone()
    }
    fn get_qualname(vm: &mut Vm, this: &Obj<Member>) -> String {
        format!("{}.{}", vm.text_of(this.owner.qualname.get(vm)), vm.text_of(&this.name))
    }
    fn get_owner(_vm: &mut Vm, this: &Obj<Member>) -> Handle<Type> {
        this.owner.clone()
    }
    fn get_doc(_vm: &mut Vm, _this: &Obj<Member>) {}
    fn repr(vm: &mut Vm, this: &Obj<Member>) -> String {
        format!("<member '{}' of '{}' objects>", vm.text_of(&this.name), this.owner.name_text(vm))
    }
    fn get(vm: &mut Vm, this: &Obj<Member>, instance: &Value, _owner: Option<Value>) -> Result<Value> {
        if instance.is_none() {
            return Ok(this.to_value());
        }
        vm.check_member_owner(this, instance)?;
        let class = vm.class_of(instance);
        vm.bind(&this.to_value(), instance, &class)
    }
    fn set(vm: &mut Vm, this: &Obj<Member>, instance: &Value, value: Value) -> Result<()> {
        vm.set_member(this, instance, value)
    }
    fn delete(vm: &mut Vm, this: &Obj<Member>, instance: &Value) -> Result<()> {
        vm.set_member(this, instance, Value::UNDEF)
    }
    fn reduce(vm: &mut Vm, this: &Obj<Member>) -> Result<Value> {
        getattr_of(vm, &this.owner.to_value(), this.name.clone())
    }
}

/// `builtin_function_or_method`
pub static BUILTIN: TypeDef = TypeDef {
    name: "builtin_function_or_method",
    doc: "",
    base: None,
    map: Some(fixed::BUILTIN),
    layout: Layout::of::<Builtin>(),
    flags: type_flags::NO_NEW | type_flags::WEAK,
    rows: &[
        raw!(Method, "__call__(self, /, *args, **kwargs)", Builtin::call),
        method!("__repr__(self, /)", Builtin::repr, 1),
        method!("__eq__(self, value, /)", Builtin::eq, 2),
        method!("__ne__(self, value, /)", Builtin::ne, 2),
        method!("__hash__(self, /)", Builtin::hash, 1),
        method!("__reduce__(self, /)", Builtin::reduce, 1),
        getset!("__name__", Builtin::get_name),
        getset!("__qualname__", Builtin::get_qualname),
        getset!("__module__", Builtin::get_module, Builtin::set_module),
        getset!("__self__", Builtin::get_self),
        getset!("__doc__", Builtin::get_doc),
        getset!("__text_signature__", Builtin::get_signature),
    ],
};

/// `method-wrapper`: a special method of a built-in type, bound.
pub static METHOD_WRAPPER: TypeDef = TypeDef {
    name: "method-wrapper",
    doc: "",
    base: None,
    map: Some(fixed::METHOD_WRAPPER),
    layout: Layout::of::<Builtin>(),
    flags: type_flags::NO_NEW,
    rows: &[
        raw!(Method, "__call__(self, /, *args, **kwargs)", Builtin::call),
        method!("__repr__(self, /)", Builtin::repr, 1),
        method!("__eq__(self, value, /)", Builtin::eq, 2),
        method!("__ne__(self, value, /)", Builtin::ne, 2),
        method!("__hash__(self, /)", Builtin::hash, 1),
        method!("__reduce__(self, /)", Builtin::reduce, 1),
        getset!("__name__", Builtin::get_name),
        getset!("__qualname__", Builtin::get_qualname),
        getset!("__self__", Builtin::get_self),
        getset!("__objclass__", wrapper_owner),
        getset!("__doc__", Builtin::get_doc),
        getset!("__text_signature__", Builtin::get_signature),
    ],
};

/// The class whose table has the row of a bound special method.
fn wrapper_owner(vm: &mut Vm, this: &Obj<Builtin>) -> Value {
    let name = vm.intern_text(this.def.signature.name());
    let class = vm.class_of(&this.bound);
    for class in class.mro.cloned(vm) {
        if let Some(found) = class.dict.get(vm).get(&name)
            && let Some(method) = found.cast::<NativeMethod>()
            && std::ptr::eq(method.def, this.def)
        {
            return method.owner.to_value();
        }
    }
    class.into_value()
}

macro_rules! native_method_type {
    ($(#[$doc:meta])* $name:ident, $text:literal, $map:expr $(, $more:expr)*) => {
        $(#[$doc])*
        pub static $name: TypeDef = TypeDef {
            name: $text,
            doc: "",
            base: None,
            map: Some($map),
            layout: Layout::of::<NativeMethod>(),
            flags: type_flags::NO_NEW,
            rows: &[
                raw!(Method, "__call__(self, /, *args, **kwargs)", NativeMethod::call),
                method!("__get__(self, instance, owner=None, /)", NativeMethod::get, 3),
                method!("__repr__(self, /)", NativeMethod::repr, 1),
                getset!("__name__", NativeMethod::get_name),
                getset!("__qualname__", NativeMethod::get_qualname),
                getset!("__objclass__", NativeMethod::get_owner),
                getset!("__doc__", NativeMethod::get_doc),
                getset!("__text_signature__", NativeMethod::get_signature),
                $($more),*
            ],
        };
    };
}
native_method_type!(
    /// `method_descriptor`: a method of a built-in type.
    METHOD_DESCRIPTOR, "method_descriptor", fixed::NATIVE_METHOD,
    method!("__reduce__(self, /)", NativeMethod::reduce, 1)
);
native_method_type!(
    /// `wrapper_descriptor`: a special method of a built-in type.
    WRAPPER, "wrapper_descriptor", fixed::WRAPPER,
    method!("__reduce__(self, /)", NativeMethod::reduce, 1)
);
native_method_type!(
    /// `classmethod_descriptor`: a class method of a built-in type.
    CLASS_METHOD_DESCRIPTOR, "classmethod_descriptor", fixed::CLASS_METHOD_DESCRIPTOR
);

/// `getset_descriptor`
pub static GETSET: TypeDef = TypeDef {
    name: "getset_descriptor",
    doc: "",
    base: None,
    map: Some(fixed::GETSET),
    layout: Layout::of::<GetSet>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!("__get__(self, instance, owner=None, /)", GetSet::get, 3),
        method!("__set__(self, instance, value, /)", GetSet::set, 3),
        method!("__delete__(self, instance, /)", GetSet::delete, 2),
        method!("__repr__(self, /)", GetSet::repr, 1),
        getset!("__name__", GetSet::get_name),
        getset!("__qualname__", GetSet::get_qualname),
        getset!("__objclass__", GetSet::get_owner),
        getset!("__doc__", GetSet::get_doc),
    ],
};

/// `member_descriptor`
pub static MEMBER: TypeDef = TypeDef {
    name: "member_descriptor",
    doc: "",
    base: None,
    map: Some(fixed::MEMBER),
    layout: Layout::of::<Member>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!("__get__(self, instance, owner=None, /)", Member::get, 3),
        method!("__set__(self, instance, value, /)", Member::set, 3),
        method!("__delete__(self, instance, /)", Member::delete, 2),
        method!("__repr__(self, /)", Member::repr, 1),
        method!("__reduce__(self, /)", Member::reduce, 1),
        getset!("__name__", Member::get_name),
        getset!("__qualname__", Member::get_qualname),
        getset!("__objclass__", Member::get_owner),
        getset!("__doc__", Member::get_doc),
    ],
};
