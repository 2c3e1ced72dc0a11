//! Tuples with named fields, as `sys.version_info` and `time.struct_time`: classes made at run time from a table.

use crate::{
    body,
    error::Result,
    getset, method,
    native::{Builtin, MethodDef, MethodKind, NativeMethod, Row, TypeDef},
    objects::dict::Dict,
    static_method,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Tuple, Value, VmCell, fixed, map::Layout},
    vm::Vm,
};
use std::collections::HashMap;

/// Describes a class of named tuples.
pub struct StructSeq {
    /// Module and name: `sys.version_info`.
    pub name: &'static str,
    /// Docstring.
    pub doc: &'static str,
    /// Names of the fields: visible ones first, then those that only exist as attributes.
    pub fields: &'static [&'static str],
    /// How many fields are items of the tuple.
    pub visible: usize,
}

/// Gives item `index` of a tuple as an attribute (`collections.namedtuple`'s fields too).
pub struct TupleGetter {
    index: usize,
    doc: VmCell<Value>,
}
body!(TupleGetter; [doc]);

/// Which item of a tuple a class attribute gives, if it is such a field.
pub(crate) fn item_index(attribute: &Value) -> Option<u16> {
    let getter = attribute.cast::<TupleGetter>()?;
    u16::try_from(getter.index).ok()
}

impl TupleGetter {
    fn new_(vm: &mut Vm, _class: &Obj<Type>, index: isize, doc: Value) -> Result<Handle<TupleGetter>> {
        Ok(vm.new_native(TupleGetter { index: index.max(0) as usize, doc: VmCell::new(doc) }))
    }
    fn get(vm: &mut Vm, this: &Obj<TupleGetter>, object: &Value, _class: Option<Value>) -> Result<Value> {
        if object.is_none() {
            return Ok(this.to_value());
        }
        let index = this.index;
        let Some(tuple) = object.cast::<Tuple>() else {
            let name = vm.type_name(object);
            return Err(vm.type_error(format_args!(
                "descriptor for index '{index}' for tuple subclasses doesn't apply to '{name}' object"
            )));
        };
        match tuple.as_slice().get(index) {
            Some(item) => Ok(item.clone()),
            None => Err(vm.index_error("tuple index out of range")),
        }
    }
    fn set(vm: &mut Vm, _this: &Obj<TupleGetter>, _object: Value, _value: Value) -> Result<()> {
        Err(vm.attribute_error_text("can't set attribute"))
    }
    fn delete(vm: &mut Vm, _this: &Obj<TupleGetter>, _object: Value) -> Result<()> {
        Err(vm.attribute_error_text("can't delete attribute"))
    }
    fn doc(vm: &mut Vm, this: &Obj<TupleGetter>) -> Value {
        this.doc.cloned(vm)
    }
    fn set_doc(vm: &mut Vm, this: &Obj<TupleGetter>, doc: Option<Value>) {
        this.doc.set(vm, doc.unwrap_or(Value::NONE));
    }
    fn reduce(vm: &mut Vm, this: &Obj<TupleGetter>) -> Value {
        let class = vm.native_type::<TupleGetter>().into_value();
        let args = Tuple::new(vec![Value::small(this.index as i64), this.doc.cloned(vm)]).into_value();
        Tuple::new(vec![class, args]).into_value()
    }
}

/// The class of fields of named tuples.
pub static TUPLE_GETTER: TypeDef = TypeDef {
    name: "_collections._tuplegetter",
    doc: "",
    base: None,
    map: None,
    layout: Layout::of::<TupleGetter>(),
    flags: 0,
    rows: &[
        static_method!("__new__(cls, index, doc, /)", TupleGetter::new_, 3),
        method!("__get__(self, instance, owner=None, /)", TupleGetter::get, 3),
        method!("__set__(self, instance, value, /)", TupleGetter::set, 3),
        method!("__delete__(self, instance, /)", TupleGetter::delete, 2),
        method!("__reduce__(self, /)", TupleGetter::reduce, 1),
        getset!("__doc__", TupleGetter::doc, TupleGetter::set_doc),
    ],
};

/// Classes made so far, by name.
#[derive(Default)]
struct Classes(HashMap<&'static str, (Handle<Type>, &'static StructSeq)>);

static METHODS: &[Row] = &[
    static_method!("__new__(cls, sequence, dict=None)", new, 3),
    method!("__repr__(self, /)", repr, 1),
    method!("__reduce__(self, /)", reduce, 1),
    crate::raw!(
        Method,
        "__replace__(self, /, **changes)",
        replace,
        "Return a copy of the structure with new values for the specified fields."
    ),
];

fn def_of(row: &'static Row) -> Option<&'static MethodDef> {
    match row {
        Row::Method(def) => Some(def),
        _ => None,
    }
}

/// The class of a table, made at first use.
pub fn class(vm: &mut Vm, def: &'static StructSeq) -> Result<Handle<Type>> {
    if let Some((class, _)) = vm.state::<Classes>().0.get(def.name) {
        return Ok(class.clone());
    }
    let (module, name) = def.name.rsplit_once('.').unwrap_or(("builtins", def.name));
    let tuple = vm.type_of_map(fixed::TUPLE).to_handle();
    let namespace = Dict::new();
    let texts = [("__module__", module), ("__doc__", def.doc)];
    for (key, text) in texts {
        let text = vm.new_str(text);
        namespace.set_text(vm, key, text);
    }
    for (index, field) in def.fields.iter().enumerate().take(def.visible) {
        let getter = vm.new_native(TupleGetter { index, doc: VmCell::new(Value::NONE) }).into_value();
        namespace.set_text(vm, field, getter);
    }
    let names: Vec<Value> = def.fields[..def.visible].iter().map(|field| vm.intern_text(field)).collect();
    namespace.set_text(vm, "__match_args__", Tuple::new(names).into_value());
    let counts =
        [("n_fields", def.fields.len()), ("n_sequence_fields", def.visible), ("n_unnamed_fields", 0)];
    for (key, count) in counts {
        namespace.set_text(vm, key, Value::small(count as i64));
    }
    if def.visible == def.fields.len() {
        namespace.set_text(vm, "__slots__", Tuple::new(Vec::new()).into_value());
    }
    let made = class_of_rows(vm, name, &tuple, METHODS, namespace)?;
    let flags = made.flags.get();
    made.flags.set(flags & !type_flags::BASE);
    vm.state::<Classes>().0.insert(def.name, (made.clone(), def));
    Ok(made)
}

/// Makes a class with one base and native methods, as a class statement would; `extra` goes into its namespace.
pub fn native_class(
    vm: &mut Vm,
    name: &str,
    base: &Handle<Type>,
    rows: &'static [Row],
    extra: &[(&str, Value)],
) -> Result<Handle<Type>> {
    let namespace = Dict::new();
    for (key, value) in extra {
        namespace.set_text(vm, key, value.clone());
    }
    let made = class_of_rows(vm, name, base, rows, namespace)?;
    made.flags.set(made.flags.get() | type_flags::IMMUTABLE);
    Ok(made)
}

fn class_of_rows(
    vm: &mut Vm,
    name: &str,
    base: &Handle<Type>,
    rows: &'static [Row],
    namespace: Handle<Dict>,
) -> Result<Handle<Type>> {
    for def in rows.iter().filter_map(def_of) {
        let made = if def.kind == MethodKind::StaticMethod {
            Handle::new(Builtin { def, bound: Value::UNDEF, module: Value::NONE }).into_value()
        } else {
            Handle::new(NativeMethod { def, owner: base.clone() }).into_value()
        };
        namespace.set_text(vm, def.signature.name(), made);
    }
    let metaclass = vm.type_of_map(fixed::TYPE).to_value();
    let bases = Tuple::new(vec![base.to_value()]).into_value();
    let name = vm.intern_text(name);
    let made = vm.call(&metaclass, &[name, bases, namespace.into_value()])?;
    match made.into_handle::<Type>() {
        Ok(class) => Ok(class),
        Err(_) => Err(vm.system_error("type() did not make a class")),
    }
}

/// An instance with values for all fields.
pub fn instance(vm: &mut Vm, def: &'static StructSeq, values: Vec<Value>) -> Result<Value> {
    let class = class(vm, def)?;
    Ok(build(vm, &class, def, values))
}

fn build(vm: &mut Vm, class: &Obj<Type>, def: &'static StructSeq, mut values: Vec<Value>) -> Value {
    values.resize(def.fields.len(), Value::NONE);
    let hidden = values.split_off(def.visible);
    let made = Tuple::with_map(class.instance_map.get(), values).into_value();
    for (field, value) in def.fields[def.visible..].iter().zip(hidden) {
        let name = vm.intern_text(field);
        vm.instance_set(&made, &name, value);
    }
    made
}

fn def_for(vm: &mut Vm, class: &Obj<Type>) -> Option<&'static StructSeq> {
    let wanted = class.own_map();
    vm.state::<Classes>().0.values().find(|(known, _)| known.own_map() == wanted).map(|(_, def)| *def)
}

fn new(vm: &mut Vm, class: &Obj<Type>, sequence: &Value, dict: Option<Value>) -> Result<Value> {
    let Some(def) = def_for(vm, class) else { return Err(vm.type_error("not a class of named tuples")) };
    let result = vm.collect(sequence);
    let Some(mut values) = vm.swallow(result, crate::objects::exceptions::ExcKind::TypeError)? else {
        return Err(vm.type_error("constructor requires a sequence"));
    };
    let (least, most, given, name) = (def.visible, def.fields.len(), values.len(), def.name);
    if given < least || given > most {
        let (word, bound) = match (least == most, given < least) {
            (true, _) => ("a", least),
            (false, true) => ("an at least", least),
            (false, false) => ("an at most", most),
        };
        return Err(
            vm.type_error(format_args!("{name}() takes {word} {bound}-sequence ({given}-sequence given)"))
        );
    }
    if let Some(dict) = dict {
        let Some(dict) = dict.cast::<Dict>() else {
            return Err(vm.type_error(format_args!("{name}() takes a dict as second arg, if any")));
        };
        let mut used = 0;
        for field in &def.fields[values.len()..] {
            let value = dict.get_text(vm, field);
            used += usize::from(value.is_some());
            values.push(value.unwrap_or(Value::NONE));
        }
        if used < dict.pairs(vm).len() {
            return Err(vm.type_error(format_args!("{name}() got duplicate or unexpected field name(s)")));
        }
    }
    Ok(build(vm, class, def, values))
}

fn repr(vm: &mut Vm, this: &Obj<Tuple>) -> Result<String> {
    let this = this.to_value();
    let class = vm.class_of(&this);
    let name = vm.full_name(&class);
    let mut out = format!("{name}(");
    let fields = vm.get_attr_text(&class.to_value(), "__match_args__")?;
    let (Some(fields), Some(items)) = (fields.cast::<Tuple>(), this.cast::<Tuple>()) else { return Ok(out) };
    for (i, (field, item)) in fields.as_slice().iter().zip(items.as_slice()).enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        out.push_str(&vm.text_of(field));
        out.push('=');
        out.push_str(&vm.repr_text(item)?);
    }
    out.push(')');
    Ok(out)
}

/// `__replace__(**changes)`: a copy with other values for some fields.
fn replace(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let Some(this) = args.first().and_then(|this| this.cast::<Tuple>()) else {
        return Err(vm.type_error("descriptor '__replace__' needs an argument"));
    };
    if args.len() > 1 + names.len() {
        return Err(vm.type_error("__replace__() takes no positional arguments"));
    }
    let class = vm.class_of(&args[0]);
    let Some(def) = def_for(vm, &class) else { return Err(vm.type_error("not a class of named tuples")) };
    let mut values = this.as_slice().to_vec();
    for field in &def.fields[def.visible..] {
        values.push(vm.get_attr_text(&args[0], field)?);
    }
    let mut unknown = Vec::new();
    for (name, value) in names.iter().zip(&args[1..]) {
        let text = vm.text_of(name).into_owned();
        match def.fields.iter().position(|field| *field == text) {
            Some(at) => values[at] = value.clone(),
            None => unknown.push(name.clone()),
        }
    }
    if !unknown.is_empty() {
        let list = vm.new_list(unknown);
        let shown = vm.repr_text(&list)?;
        return Err(vm.type_error(format_args!("Got unexpected field name(s): {shown}")));
    }
    Ok(build(vm, &class, def, values))
}

fn reduce(vm: &mut Vm, this: &Obj<Tuple>) -> Result<Value> {
    let this_value = this.to_value();
    let class = vm.class_of(&this_value);
    let items = Tuple::from_slice(this.as_slice()).into_value();
    let hidden = Dict::new();
    if let Some(def) = def_for(vm, &class) {
        for field in &def.fields[def.visible..] {
            let value = vm.get_attr_text(&this_value, field)?;
            hidden.set_text(vm, field, value);
        }
    }
    let args = Tuple::new(vec![items, hidden.into_value()]).into_value();
    Ok(Tuple::new(vec![class.into_value(), args]).into_value())
}

/// A text as a value, for tables of fields.
pub fn text(text: &str) -> Value {
    Str::from_text(text).into_value()
}
