//! `defaultdict`: a dict that makes values for keys it lacks. A subclass of `dict` with one slot for the factory.

use whipsnake_vm::{
    error::Result,
    method,
    modules::structseq,
    names,
    native::{Kwargs, Rest, Row},
    objects::dict::Dict,
    types::{Slot, Type},
    value::{Handle, Obj, Tuple, Value, fixed},
    vm::Vm,
};

/// The class, once made.
#[derive(Default)]
struct Class(Option<Handle<Type>>);

static ROWS: &[Row] = &[
    method!("__init__(self, default_factory=None, /, *args, **kwargs)", init, 4),
    method!(
        "__missing__(self, key, /)",
        missing,
        2,
        "Called by __getitem__ for missing key; pseudo-code:\n  if self.default_factory is None: raise KeyError((key,))\n  self[key] = value = self.default_factory()\n  return value"
    ),
    method!("__repr__(self, /)", repr, 1),
    method!("copy(self, /)", copy, 1, "D.copy() -> a shallow copy of D."),
    method!("__copy__(self, /)", copy, 1, "D.copy() -> a shallow copy of D."),
    method!("__reduce__(self, /)", reduce, 1, "Return state information for pickling."),
    method!("__or__(self, value, /)", or, 2, "Return self|value."),
    method!("__ror__(self, value, /)", reflected_or, 2, "Return value|self."),
];

/// The class, made at first use.
pub fn class(vm: &mut Vm) -> Result<Handle<Type>> {
    if let Some(class) = &vm.state::<Class>().0 {
        return Ok(class.clone());
    }
    let dict = vm.type_of_map(fixed::DICT).to_handle();
    let module = vm.intern_text("collections");
    let slots = vm.intern_text("default_factory");
    let slots = Tuple::new(vec![slots]).into_value();
    let doc = vm.new_str(
        "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe default factory is called \
         without arguments to produce\na new value when a key is not present, in __getitem__ only.\nA defaultdict \
         compares equal to a dict with the same items.\nAll remaining arguments are treated the same as if they \
         were\npassed to the dict constructor, including keyword arguments.",
    );
    let extra = [("__module__", module), ("__slots__", slots), ("__doc__", doc)];
    let class = structseq::native_class(vm, "defaultdict", &dict, ROWS, &extra)?;
    vm.state::<Class>().0 = Some(class.clone());
    Ok(class)
}

fn factory(vm: &mut Vm, this: &Value) -> Result<Value> {
    Ok(vm.find_attr_text(this, "default_factory")?.unwrap_or(Value::NONE))
}

fn init(vm: &mut Vm, this: &Obj<Dict>, factory: Option<Value>, args: Rest, keywords: Kwargs) -> Result<()> {
    let factory = factory.unwrap_or(Value::NONE);
    if !factory.is_none() && !vm.class_of(&factory).has_slot(vm, Slot::Call) {
        return Err(vm.type_error("first argument must be callable or None"));
    }
    let this = this.to_value();
    vm.set_attr_text(&this, "default_factory", factory)?;
    if args.0.is_empty() && keywords.0.is_empty(vm) {
        return Ok(());
    }
    if args.0.len() > 1 {
        let given = args.0.len();
        return Err(vm.type_error(format_args!("dict expected at most 1 argument, got {given}")));
    }
    let update = vm.get_known_attr(&this, names::update)?;
    let pairs = keywords.0.pairs(vm);
    vm.call_kw(&update, args.0, &pairs)?;
    Ok(())
}

fn missing(vm: &mut Vm, this: &Obj<Dict>, key: &Value) -> Result<Value> {
    let factory = factory(vm, &this.to_value())?;
    if factory.is_none() {
        return Err(vm.key_error(key.clone()));
    }
    let value = vm.call(&factory, &[])?;
    vm.set_item(&this.to_value(), key, value.clone())?;
    Ok(value)
}

fn repr(vm: &mut Vm, this: &Obj<Dict>) -> Result<String> {
    let this = this.to_value();
    let plain = vm.type_of_map(fixed::DICT).to_handle();
    let shown = match plain.slot(vm, Slot::Repr) {
        Some(function) => {
            let text = vm.call_slot(&function, &this, &[])?;
            vm.text_of(&text).into_owned()
        }
        None => String::new(),
    };
    let factory = factory(vm, &this)?;
    let made = vm.guard_repr(&this, |vm| vm.repr_text(&factory))?;
    let name = crate::class_name(vm, &this);
    Ok(format!("{name}({}, {shown})", made.unwrap_or_else(|| "...".to_owned())))
}

fn copy(vm: &mut Vm, this: &Obj<Dict>) -> Result<Value> {
    let this = this.to_value();
    let class = vm.class_of(&this).into_value();
    let factory = factory(vm, &this)?;
    vm.call(&class, &[factory, this])
}

fn reduce(vm: &mut Vm, this: &Obj<Dict>) -> Result<Value> {
    let this = this.to_value();
    let class = vm.class_of(&this).into_value();
    let factory = factory(vm, &this)?;
    let args = if factory.is_none() { vec![] } else { vec![factory] };
    let items = vm.call_method(&this, names::items, &[])?;
    let items = vm.iter(&items)?;
    Ok(Tuple::new(vec![class, Tuple::new(args).into_value(), Value::NONE, Value::NONE, items]).into_value())
}

fn or(vm: &mut Vm, this: &Obj<Dict>, other: &Value) -> Result<Value> {
    if other.cast::<Dict>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let made = copy(vm, this)?;
    vm.call_method(&made, names::update, std::slice::from_ref(other))?;
    Ok(made)
}

fn reflected_or(vm: &mut Vm, this: &Obj<Dict>, other: &Value) -> Result<Value> {
    if other.cast::<Dict>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let this = this.to_value();
    let class = vm.class_of(&this).into_value();
    let factory = factory(vm, &this)?;
    let made = vm.call(&class, &[factory, other.clone()])?;
    vm.call_method(&made, names::update, &[this])?;
    Ok(made)
}
