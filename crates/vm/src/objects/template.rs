//! `string.templatelib`: what a t-string gives (PEP 750).

use crate::{
    body, constant,
    error::Result,
    getset, method,
    native::TypeDef,
    objects::generic_alias,
    raw, static_method,
    types::Type,
    value::{Handle, Obj, Str, Tuple, Value, fixed, map::Layout},
    vm::Vm,
};
use std::cell::Cell;

/// A template: strings, and one interpolation fewer between them.
pub struct Template {
    strings: Handle<Tuple>,
    interpolations: Handle<Tuple>,
}
body!(Template, fixed::TEMPLATE, [strings, interpolations]);

/// A value within a template.
pub struct Interpolation {
    value: Value,
    expression: Value,
    conversion: Value,
    format_spec: Value,
}
body!(Interpolation, fixed::INTERPOLATION, [value, expression, conversion, format_spec]);

/// Strings that are not empty and interpolations, in turn.
pub struct TemplateIter {
    template: Handle<Template>,
    at: Cell<usize>,
}
body!(TemplateIter, fixed::TEMPLATE_ITER, [template]);

fn tuple_of(value: Value) -> Handle<Tuple> {
    value.into_handle::<Tuple>().unwrap_or_else(|_| Tuple::new(Vec::new()))
}

impl Template {
    /// What a t-string makes of its tuples.
    pub fn new(strings: Value, interpolations: Value) -> Value {
        Handle::new(Template { strings: tuple_of(strings), interpolations: tuple_of(interpolations) })
            .into_value()
    }
    /// `Template(*args)`: neighbouring strings become one.
    fn make(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        if !names.is_empty() {
            return Err(vm.type_error("Template.__new__ only accepts *args arguments"));
        }
        let (mut strings, mut interpolations) = (Vec::new(), Vec::new());
        let mut text: Vec<u8> = Vec::new();
        for arg in &args[1..] {
            if let Some(part) = arg.cast::<Str>() {
                text.extend_from_slice(part.as_bytes());
            } else if arg.exact::<Interpolation>().is_some() {
                strings.push(Str::new(&std::mem::take(&mut text)).into_value());
                interpolations.push(arg.clone());
            } else {
                let given = vm.type_name(arg);
                return Err(vm.type_error(format_args!(
                    "Template.__new__ *args need to be of type 'str' or 'Interpolation', got {given}"
                )));
            }
        }
        strings.push(Str::new(&text).into_value());
        let (strings, interpolations) = (Tuple::new(strings), Tuple::new(interpolations));
        Ok(Handle::new(Template { strings, interpolations }).into_value())
    }
    fn add(vm: &mut Vm, a: &Value, b: &Value) -> Result<Value> {
        let (Some(first), Some(second)) = (a.exact::<Template>(), b.exact::<Template>()) else {
            let other = if a.exact::<Template>().is_some() { b } else { a };
            let given = vm.type_name(other);
            let text = "can only concatenate string.templatelib.Template";
            return Err(
                vm.type_error(format_args!("{text} (not \"{given}\") to string.templatelib.Template"))
            );
        };
        let mut strings = first.strings.as_slice().to_vec();
        let rest = second.strings.as_slice();
        if let (Some(last), Some(next)) = (strings.pop(), rest.first()) {
            let mut joined = last.cast::<Str>().map_or(Vec::new(), |text| text.as_bytes().to_vec());
            joined.extend_from_slice(next.cast::<Str>().map_or(&[], |text| text.as_bytes()));
            strings.push(Str::new(&joined).into_value());
        }
        strings.extend(rest.iter().skip(1).cloned());
        let interpolations = [first.interpolations.as_slice(), second.interpolations.as_slice()].concat();
        Ok(Handle::new(Template { strings: Tuple::new(strings), interpolations: Tuple::new(interpolations) })
            .into_value())
    }
    fn iter(_vm: &mut Vm, this: &Obj<Template>) -> Handle<TemplateIter> {
        Handle::new(TemplateIter { template: this.to_handle(), at: Cell::new(0) })
    }
    fn repr(vm: &mut Vm, this: &Obj<Template>) -> Result<String> {
        let strings = vm.repr_text(&this.strings.to_value())?;
        let interpolations = vm.repr_text(&this.interpolations.to_value())?;
        Ok(format!("Template(strings={strings}, interpolations={interpolations})"))
    }
    fn reduce(vm: &mut Vm, this: &Obj<Template>) -> Result<Value> {
        let Some(import) = vm.builtins.get_known(vm, crate::names::__import__) else {
            return Err(vm.import_error_text("__import__ not found"));
        };
        let name = vm.intern_text("string.templatelib");
        let package = vm.call(&import, &[name])?;
        let module = vm.get_attr_text(&package, "templatelib")?;
        let function = vm.get_attr_text(&module, "_template_unpickle")?;
        let parts = Tuple::new(vec![this.strings.to_value(), this.interpolations.to_value()]).into_value();
        Ok(Tuple::new(vec![function, parts]).into_value())
    }
    fn get_strings(_vm: &mut Vm, this: &Obj<Template>) -> Handle<Tuple> {
        this.strings.clone()
    }
    fn get_interpolations(_vm: &mut Vm, this: &Obj<Template>) -> Handle<Tuple> {
        this.interpolations.clone()
    }
    fn get_values(_vm: &mut Vm, this: &Obj<Template>) -> Handle<Tuple> {
        let values = this.interpolations.as_slice().iter();
        Tuple::new(
            values.filter_map(|item| item.exact::<Interpolation>()).map(|item| item.value.clone()).collect(),
        )
    }
}

impl TemplateIter {
    fn iter(_vm: &mut Vm, this: &Value) -> Value {
        this.clone()
    }
    fn next(_vm: &mut Vm, this: &Obj<TemplateIter>) -> Option<Value> {
        loop {
            let at = this.at.get();
            this.at.set(at + 1);
            if at % 2 == 1 {
                return this.template.interpolations.as_slice().get(at / 2).cloned();
            }
            let text = this.template.strings.as_slice().get(at / 2)?;
            if text.cast::<Str>().is_some_and(|text| !text.as_bytes().is_empty()) {
                return Some(text.clone());
            }
        }
    }
}

impl Interpolation {
    /// What a t-string makes for one pair of braces.
    pub fn new(value: Value, expression: Value, conversion: Value, format_spec: Value) -> Value {
        Handle::new(Interpolation { value, expression, conversion, format_spec }).into_value()
    }
    /// `Interpolation(value, expression='', conversion=None, format_spec='')`
    fn make(
        vm: &mut Vm,
        _class: &Obj<Type>,
        value: Value,
        expression: Option<Value>,
        conversion: Option<Value>,
        format_spec: Option<Value>,
    ) -> Result<Value> {
        let empty = || Str::from_text("").into_value();
        let expression = expression.unwrap_or_else(empty);
        check_text(vm, &expression, "expression")?;
        let conversion = conversion.unwrap_or(Value::NONE);
        if !conversion.is_none() {
            check_text(vm, &conversion, "conversion")?;
            if !matches!(&*vm.text_of(&conversion), "s" | "a" | "r") {
                return Err(
                    vm.value_error("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'")
                );
            }
        }
        let format_spec = format_spec.unwrap_or_else(empty);
        check_text(vm, &format_spec, "format_spec")?;
        Ok(Interpolation::new(value, expression, conversion, format_spec))
    }
    fn repr(vm: &mut Vm, this: &Obj<Interpolation>) -> Result<String> {
        let parts = [&this.value, &this.expression, &this.conversion, &this.format_spec].map(Value::clone);
        let mut shown = Vec::new();
        for part in &parts {
            shown.push(vm.repr_text(part)?);
        }
        Ok(format!("Interpolation({})", shown.join(", ")))
    }
    fn reduce(vm: &mut Vm, this: &Obj<Interpolation>) -> Value {
        let class = vm.class_of(&this.to_value()).into_value();
        let parts = [&this.value, &this.expression, &this.conversion, &this.format_spec].map(Value::clone);
        Tuple::new(vec![class, Tuple::from_slice(&parts).into_value()]).into_value()
    }
    fn get_value(_vm: &mut Vm, this: &Obj<Interpolation>) -> Value {
        this.value.clone()
    }
    fn get_expression(_vm: &mut Vm, this: &Obj<Interpolation>) -> Value {
        this.expression.clone()
    }
    fn get_conversion(_vm: &mut Vm, this: &Obj<Interpolation>) -> Value {
        this.conversion.clone()
    }
    fn get_format_spec(_vm: &mut Vm, this: &Obj<Interpolation>) -> Value {
        this.format_spec.clone()
    }
}

fn check_text(vm: &mut Vm, value: &Value, name: &str) -> Result<()> {
    if value.cast::<Str>().is_some() {
        return Ok(());
    }
    let given = vm.type_name(value);
    Err(vm.type_error(format_args!("Interpolation() argument '{name}' must be str, not {given}")))
}
fn read_only(vm: &mut Vm, _this: &Value, _value: Option<Value>) -> Result<()> {
    Err(vm.attribute_error_text("readonly attribute"))
}

/// `string.templatelib.Template`
pub static TEMPLATE: TypeDef = TypeDef {
    name: "string.templatelib.Template",
    doc: "Template object",
    base: None,
    map: Some(fixed::TEMPLATE),
    layout: Layout::of::<Template>(),
    flags: 0,
    rows: &[
        raw!(StaticMethod, "__new__(cls, /, *args, **kwargs)", Template::make),
        method!("__add__(self, value, /)", Template::add, 2),
        method!("__iter__(self, /)", Template::iter, 1),
        method!("__repr__(self, /)", Template::repr, 1),
        method!("__reduce__(self, /)", Template::reduce, 1),
        raw!(ClassMethod, "__class_getitem__(cls, object, /)", generic_alias::class_getitem, "See PEP 585"),
        getset!("strings", Template::get_strings, read_only),
        getset!("interpolations", Template::get_interpolations, read_only),
        getset!("values", Template::get_values, read_only),
    ],
};

/// `string.templatelib.TemplateIter`
pub static TEMPLATE_ITER: TypeDef = TypeDef {
    name: "string.templatelib.TemplateIter",
    doc: "Template iterator object",
    base: None,
    map: Some(fixed::TEMPLATE_ITER),
    layout: Layout::of::<TemplateIter>(),
    flags: crate::types::type_flags::NO_NEW,
    rows: &[
        method!("__iter__(self, /)", TemplateIter::iter, 1),
        method!("__next__(self, /)", TemplateIter::next, 1),
    ],
};

/// `string.templatelib.Interpolation`
pub static INTERPOLATION: TypeDef = TypeDef {
    name: "string.templatelib.Interpolation",
    doc: "Interpolation object",
    base: None,
    map: Some(fixed::INTERPOLATION),
    layout: Layout::of::<Interpolation>(),
    flags: 0,
    rows: &[
        static_method!(
            "__new__(cls, value, expression='', conversion=None, format_spec='')",
            Interpolation::make,
            5
        ),
        method!("__repr__(self, /)", Interpolation::repr, 1),
        method!("__reduce__(self, /)", Interpolation::reduce, 1),
        raw!(ClassMethod, "__class_getitem__(cls, object, /)", generic_alias::class_getitem, "See PEP 585"),
        constant!("__match_args__", |vm| {
            let names = ["value", "expression", "conversion", "format_spec"];
            Tuple::new(names.iter().map(|name| vm.intern_text(name)).collect()).into_value()
        }),
        getset!("value", Interpolation::get_value, read_only),
        getset!("expression", Interpolation::get_expression, read_only),
        getset!("conversion", Interpolation::get_conversion, read_only),
        getset!("format_spec", Interpolation::get_format_spec, read_only),
    ],
};
