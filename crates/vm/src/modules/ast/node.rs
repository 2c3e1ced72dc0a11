//! `ast.AST`: what nodes can do by themselves. Everything goes by `_fields` and `_attributes`, which programs may set
//! in classes of their own.

use crate::{
    body,
    error::Result,
    method,
    native::{Kwargs, Rest, TypeDef},
    objects::{dict::Dict, exceptions::ExcKind, generic_alias::GenericAlias, list::List, union::Union},
    raw, static_method,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Tuple, Value, map::Layout},
    vm::Vm,
};
use whipsnake_bytecode::tree::Kind;

/// A node; its fields are in its storage.
pub struct AstNode;
body!(AstNode);

/// A node of a class, without attributes.
pub fn new_node(class: &Obj<Type>) -> Value {
    Handle::new_instance(class.instance_map.get(), AstNode).into_value()
}

/// The class.
pub static TYPE: TypeDef = TypeDef {
    name: "ast.AST",
    doc: "",
    base: None,
    map: None,
    layout: Layout::of::<AstNode>(),
    flags: type_flags::BASE | type_flags::DICT,
    rows: &[
        static_method!("__new__(cls, /, *args, **kwargs)", new, 3),
        raw!(Method, "__init__(self, /, *args, **kwargs)", init),
        method!("__repr__(self, /)", repr, 1),
        crate::native::Row::GetSet(crate::objects::object::DICT),
        method!("__reduce__(self, /)", reduce, 1),
        raw!(
            Method,
            "__replace__(self, /, **fields)",
            replace,
            "Return a copy of the AST node with new values for the specified fields."
        ),
    ],
};

/// How the class calls itself in messages.
fn own_name(vm: &mut Vm, value: &Value) -> String {
    let class = vm.class_of(value);
    let is_base = std::ptr::eq(&*class, &*vm.native_type::<AstNode>());
    if is_base { TYPE.name.to_owned() } else { class.name_text(vm).into_owned() }
}

/// A sequence that the class keeps under `name`; nothing if it has none.
fn listed(vm: &mut Vm, node: &Value, name: &str) -> Result<Vec<Value>> {
    let class = vm.class_of(node).into_value();
    let name = vm.intern_text(name);
    match vm.find_attr(&class, &name)? {
        Some(names) => {
            vm.len(&names)?;
            vm.collect(&names)
        }
        None => Ok(Vec::new()),
    }
}

fn has(vm: &mut Vm, names: &[Value], name: &Value) -> Result<bool> {
    for known in names {
        if vm.equal(known, name)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn new(_vm: &mut Vm, class: &Obj<Type>, _args: Rest, _kwargs: Kwargs) -> Value {
    new_node(class)
}

fn init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let Some(node) = args.first().filter(|node| node.cast::<AstNode>().is_some()).cloned() else {
        return Err(vm.type_error("descriptor '__init__' of 'ast.AST' object needs an argument"));
    };
    let (positional, named) = args[1..].split_at(args.len() - 1 - names.len());
    let fields = listed(vm, &node, "_fields")?;
    let class_name = own_name(vm, &node);
    if positional.len() > fields.len() {
        let short = vm.class_of(&node).name_text(vm).into_owned();
        let most = fields.len();
        let ending = if most == 1 { "" } else { "s" };
        return Err(vm.type_error(format_args!(
            "{short} constructor takes at most {most} positional argument{ending}"
        )));
    }
    let mut is_set = vec![false; fields.len()];
    for (index, value) in positional.iter().enumerate() {
        vm.set_attr(&node, &fields[index], value.clone())?;
        is_set[index] = true;
    }
    let mut attributes = None;
    for (name, value) in names.iter().zip(named) {
        let mut at = None;
        for (index, field) in fields.iter().enumerate() {
            if vm.equal(field, name)? {
                at = Some(index);
                break;
            }
        }
        match at {
            Some(index) if std::mem::replace(&mut is_set[index], true) => {
                let shown = vm.repr_text(name)?;
                return Err(
                    vm.type_error(format_args!("{class_name} got multiple values for argument {shown}"))
                );
            }
            Some(_) => {}
            None => {
                let known = match attributes.take() {
                    Some(known) => known,
                    None => listed(vm, &node, "_attributes")?,
                };
                if !has(vm, &known, name)? {
                    let shown = vm.repr_text(name)?;
                    let message = format!(
                        "{class_name}.__init__ got an unexpected keyword argument {shown}. Support for arbitrary \
                         keyword arguments is deprecated and will be removed in Python 3.15."
                    );
                    vm.warn(ExcKind::DeprecationWarning, &message, 0)?;
                }
                attributes = Some(known);
            }
        }
        vm.set_attr(&node, name, value.clone())?;
    }
    let missing: Vec<Value> =
        fields.into_iter().zip(is_set).filter(|(_, is_set)| !is_set).map(|(field, _)| field).collect();
    if !missing.is_empty() {
        fill(vm, &node, &class_name, &missing)?;
    }
    Ok(Value::NONE)
}

/// Gives fields that the constructor was not told what their types stand for, or warns.
fn fill(vm: &mut Vm, node: &Value, class_name: &str, missing: &[Value]) -> Result<()> {
    let class = vm.class_of(node).into_value();
    let name = vm.intern_text("_field_types");
    let Some(types) = vm.find_attr(&class, &name)? else { return Ok(()) };
    let Some(types) = types.cast::<Dict>().map(|types| types.to_handle()) else { return Ok(()) };
    for field in missing {
        let message = match types.get(vm, field)? {
            None => format!("Field {} is missing from {class_name}._field_types", vm.repr_text(field)?),
            // The class has `None` for it.
            Some(type_) if type_.cast::<Union>().is_some() => continue,
            Some(type_) if type_.cast::<GenericAlias>().is_some() => {
                vm.set_attr(node, field, List::new(Vec::new()).into_value())?;
                continue;
            }
            Some(type_) => {
                let classes = vm.ast_classes()?;
                let context = super::group_index(Kind::Load.group().name);
                if context.is_some_and(|group| classes.groups[group].to_value().is(&type_)) {
                    let load = classes.lone[Kind::Load as usize].clone().unwrap_or(Value::NONE);
                    vm.set_attr(node, field, load)?;
                    continue;
                }
                format!(
                    "{class_name}.__init__ missing 1 required positional argument: {}",
                    vm.repr_text(field)?
                )
            }
        };
        let message = message + ". This will become an error in Python 3.15.";
        vm.warn(ExcKind::DeprecationWarning, &message, 0)?;
    }
    Ok(())
}

/// How deep a representation goes.
const SHOWN_DEPTH: usize = 3;

fn repr(vm: &mut Vm, this: &Value) -> Result<Value> {
    let mut out = Vec::new();
    show(vm, this, SHOWN_DEPTH, &mut out)?;
    Ok(Str::from_vec(out).into_value())
}

fn show(vm: &mut Vm, node: &Value, depth: usize, out: &mut Vec<u8>) -> Result<()> {
    let name = own_name(vm, node);
    out.extend_from_slice(name.as_bytes());
    if depth == 0 {
        out.extend_from_slice(b"(...)");
        return Ok(());
    }
    let shown = vm.guard_repr(node, |vm| {
        out.push(b'(');
        for (index, field) in listed(vm, node, "_fields")?.iter().enumerate() {
            let value = vm.get_attr(node, field)?;
            if index > 0 {
                out.extend_from_slice(b", ");
            }
            let field = vm.str_of(field)?;
            out.extend_from_slice(field.as_bytes());
            out.push(b'=');
            show_value(vm, &value, depth, out)?;
        }
        out.push(b')');
        Ok(())
    })?;
    if shown.is_none() {
        out.extend_from_slice(b"(...)");
    }
    Ok(())
}

fn show_value(vm: &mut Vm, value: &Value, depth: usize, out: &mut Vec<u8>) -> Result<()> {
    let (items, brackets) = if let Some(list) = value.cast::<List>() {
        (list.items.cloned(vm), b"[]")
    } else if let Some(tuple) = value.cast::<Tuple>() {
        (tuple.as_slice().to_vec(), b"()")
    } else {
        return show_item(vm, value, depth, out);
    };
    out.push(brackets[0]);
    for (index, item) in items.iter().enumerate() {
        // Of many only the first and the last are shown.
        let is_inner = index > 0 && index + 1 < items.len() && items.len() > 2;
        if is_inner && index > 1 {
            continue;
        }
        if index > 0 {
            out.extend_from_slice(b", ");
        }
        if is_inner {
            out.extend_from_slice(b"...");
        } else {
            show_item(vm, item, depth, out)?;
        }
    }
    out.push(brackets[1]);
    Ok(())
}

fn show_item(vm: &mut Vm, value: &Value, depth: usize, out: &mut Vec<u8>) -> Result<()> {
    if value.cast::<AstNode>().is_some() {
        return show(vm, value, depth - 1, out);
    }
    let text = vm.repr(value)?;
    out.extend_from_slice(text.as_bytes());
    Ok(())
}

/// The class, as many `None` as leading fields have values (so that the constructor does not warn), and the state.
fn reduce(vm: &mut Vm, this: &Value) -> Result<Value> {
    let class = vm.class_of(this).into_value();
    let state = vm.get_or_make_dict(this).unwrap_or_else(Dict::new);
    let mut count = 0;
    for field in listed(vm, this, "_fields")? {
        if state.get(vm, &field)?.is_none() {
            break;
        }
        count += 1;
    }
    let args = Tuple::new(vec![Value::NONE; count]).into_value();
    let state = state.copied(vm).into_value();
    Ok(Tuple::new(vec![class, args, state]).into_value())
}

fn replace(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
    let Some(this) = args.first().filter(|node| node.cast::<AstNode>().is_some()).cloned() else {
        return Err(vm.type_error("descriptor '__replace__' of 'ast.AST' object needs an argument"));
    };
    if args.len() - names.len() > 1 {
        return Err(vm.type_error("__replace__() takes no positional arguments"));
    }
    check_replacement(vm, &this, names)?;
    let class = vm.class_of(&this);
    let new = new_node(&class);
    let (fields, attributes) = (listed(vm, &this, "_fields")?, listed(vm, &this, "_attributes")?);
    if let Some(state) = vm.get_or_make_dict(&this) {
        for name in fields.iter().chain(&attributes) {
            if let Some(value) = state.get(vm, name)? {
                vm.set_attr(&new, name, value)?;
            }
        }
    }
    for (name, value) in names.iter().zip(&args[1..]) {
        vm.set_attr(&new, name, value.clone())?;
    }
    Ok(new)
}

/// Checks that the new values are for fields or attributes, and that none is missing that must be there.
fn check_replacement(vm: &mut Vm, this: &Value, names: &[Value]) -> Result<()> {
    let (fields, attributes) = (listed(vm, this, "_fields")?, listed(vm, this, "_attributes")?);
    let class_name = own_name(vm, this);
    for name in names {
        if !has(vm, &fields, name)? && !has(vm, &attributes, name)? {
            let shown = vm.repr_text(name)?;
            return Err(vm.type_error(format_args!(
                "{class_name}.__replace__ got an unexpected keyword argument {shown}."
            )));
        }
    }
    let class = vm.class_of(this).into_value();
    let types = vm.intern_text("_field_types");
    let types = vm.find_attr(&class, &types)?;
    let types = types.as_ref().and_then(|types| types.cast::<Dict>());
    let mut missing = Vec::new();
    for field in &fields {
        if has(vm, names, field)? || vm.find_attr(this, field)?.is_some() {
            continue;
        }
        let is_list = match types {
            Some(types) => types.get(vm, field)?.is_some_and(|type_| type_.cast::<GenericAlias>().is_some()),
            None => false,
        };
        if !is_list {
            missing.push(vm.repr_text(field)?);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let (count, ending) = (missing.len(), if missing.len() == 1 { "" } else { "s" });
    let missing = missing.join(", ");
    Err(vm.type_error(format_args!(
        "{class_name}.__replace__ missing {count} keyword argument{ending}: {missing}."
    )))
}
