//! `_ast`: the classes of syntax trees, made from the one table of nodes, and the way between trees of objects and
//! trees of plain data. What the nodes can do by themselves is in `node`.

mod from_objects;
mod node;
mod to_objects;

use crate::{
    constant,
    error::Result,
    native::{ModuleDef, Row},
    objects::{dict::Dict, module::ModuleHandle, union::Union},
    types::Type,
    value::{Handle, Obj, Tuple, Value, fixed},
    vm::Vm,
};
use std::rc::Rc;
use whipsnake_bytecode::tree::{Count, Field, GROUPS, Group, Kind, Places};

/// `PyCF_ONLY_AST`
pub const ONLY_AST: i64 = 0x400;
/// `PyCF_TYPE_COMMENTS`
pub const TYPE_COMMENTS: i64 = 0x1000;
/// `PyCF_ALLOW_TOP_LEVEL_AWAIT`
pub const TOP_LEVEL_AWAIT: i64 = 0x2000;
/// `PyCF_OPTIMIZED_AST` without the flag that asks for a tree.
pub const OPTIMIZED: i64 = 0x8000;

/// The module.
pub static MODULE: ModuleDef =
    ModuleDef { name: "_ast", doc: "", rows: ROWS, types: &[&node::TYPE], init: Some(init) };

const ROWS: &[Row] = &[
    constant!("PyCF_ALLOW_TOP_LEVEL_AWAIT", |_| Value::small(TOP_LEVEL_AWAIT)),
    constant!("PyCF_ONLY_AST", |_| Value::small(ONLY_AST)),
    constant!("PyCF_TYPE_COMMENTS", |_| Value::small(TYPE_COMMENTS)),
    constant!("PyCF_OPTIMIZED_AST", |_| Value::small(OPTIMIZED | ONLY_AST)),
];

/// Names of the attributes that tell a node's place.
const PLACE: [&str; 4] = ["lineno", "col_offset", "end_lineno", "end_col_offset"];

/// A field, its name an interned string.
struct NamedField {
    name: Value,
    field: Field,
}

/// What conversions need to know, made once.
struct Classes {
    /// Classes of the groups, as in [`GROUPS`].
    groups: Vec<Handle<Type>>,
    /// Classes of nodes, by number.
    kinds: Vec<Handle<Type>>,
    /// Fields of nodes, by number.
    fields: Vec<Vec<NamedField>>,
    /// [`PLACE`], interned.
    place: [Value; 4],
    /// The one node of each class without fields and place (`Load`), by number.
    lone: Vec<Option<Value>>,
}

#[derive(Default)]
struct AstState(Option<Rc<Classes>>);

impl Vm {
    /// The classes; imports the module if need be.
    fn ast_classes(&mut self) -> Result<Rc<Classes>> {
        if let Some(classes) = &self.state::<AstState>().0 {
            return Ok(classes.clone());
        }
        self.import("_ast")?;
        match &self.state::<AstState>().0 {
            Some(classes) => Ok(classes.clone()),
            None => Err(self.system_error("_ast has no classes")),
        }
    }

    /// Whether a value is a node of a syntax tree.
    pub fn is_ast(&mut self, value: &Value) -> bool {
        value.cast::<node::AstNode>().is_some()
    }
}

fn group_index(name: &str) -> Option<usize> {
    GROUPS.iter().position(|group| group.name == name)
}

fn init(vm: &mut Vm, module: &ModuleHandle) -> Result<()> {
    let base = vm.native_type::<node::AstNode>();
    for name in ["_fields", "__match_args__", "_attributes"] {
        let name = vm.intern_text(name);
        base.set_own(vm, name, Tuple::new(vec![]).into_value());
    }
    let mut classes = Classes {
        groups: Vec::new(),
        kinds: Vec::new(),
        fields: Vec::new(),
        place: PLACE.map(|name| vm.intern_text(name)),
        lone: Vec::new(),
    };
    for group in GROUPS {
        let class = make_group(vm, group, &base)?;
        module.dict.set_text(vm, group.name, class.to_value());
        for kind in group.members {
            let made = if group.is_lone { class.clone() } else { make_class(vm, kind.name(), &class)? };
            module.dict.set_text(vm, kind.name(), made.to_value());
            classes.kinds.push(made);
        }
        classes.groups.push(class);
    }
    for kind in Kind::ALL {
        let fields = kind.fields().map(|field| NamedField { name: vm.intern_text(field.name), field });
        classes.fields.push(fields.collect());
    }
    for kind in Kind::ALL {
        let class = classes.kinds[*kind as usize].clone();
        describe(vm, *kind, &class, &classes)?;
        let is_lone = kind.signature().is_empty() && kind.group().places == Places::No;
        classes.lone.push(is_lone.then(|| node::new_node(&class)));
    }
    vm.state::<AstState>().0 = Some(Rc::new(classes));
    Ok(())
}

/// Makes a class named `name` with one base.
fn make_class(vm: &mut Vm, name: &str, base: &Obj<Type>) -> Result<Handle<Type>> {
    let metaclass = vm.type_of_map(fixed::TYPE).to_handle();
    let (name, module) = (vm.intern_text(name), vm.new_str("ast"));
    let namespace = Dict::new();
    namespace.set_text(vm, "__module__", module);
    let class = vm.new_class(&metaclass, &name, &[base.to_value()], &namespace, Vec::new())?;
    match class.cast::<Type>() {
        Some(class) => Ok(class.to_handle()),
        None => Err(vm.system_error("a class of _ast was not made")),
    }
}

fn set(vm: &mut Vm, class: &Obj<Type>, name: &str, value: Value) {
    let name = vm.intern_text(name);
    class.set_own(vm, name, value);
}

fn make_group(vm: &mut Vm, group: &Group, base: &Obj<Type>) -> Result<Handle<Type>> {
    let class = make_class(vm, group.name, base)?;
    let doc = vm.new_str(&group.definition());
    set(vm, &class, "__doc__", doc);
    for name in ["_fields", "__match_args__"] {
        set(vm, &class, name, Tuple::new(vec![]).into_value());
    }
    let names: &[&str] = if group.places == Places::No { &[] } else { &PLACE };
    let attributes = names.iter().map(|name| vm.intern_text(name)).collect();
    set(vm, &class, "_attributes", Tuple::new(attributes).into_value());
    if group.places == Places::Yes {
        set(vm, &class, PLACE[2], Value::NONE);
        set(vm, &class, PLACE[3], Value::NONE);
    }
    Ok(class)
}

/// Tells a class its documentation, its fields and what goes into them.
fn describe(vm: &mut Vm, kind: Kind, class: &Obj<Type>, classes: &Classes) -> Result<()> {
    let doc = vm.new_str(&kind.definition());
    set(vm, class, "__doc__", doc);
    let types = Dict::new();
    let fields = &classes.fields[kind as usize];
    for NamedField { name, field } in fields {
        let class_of_value = match field.class {
            "identifier" | "string" => vm.type_of_map(fixed::STR).to_value(),
            "int" => vm.type_of_map(fixed::INT).to_value(),
            "constant" => vm.type_of_map(fixed::OBJECT).to_value(),
            other => match group_index(other) {
                Some(group) => classes.groups[group].to_value(),
                None => return Err(vm.system_error("the table of nodes names an unknown class")),
            },
        };
        let type_ = match field.count {
            Count::One => class_of_value,
            Count::Optional => {
                class.set_own(vm, name.clone(), Value::NONE);
                Union::make(vm, &[class_of_value, vm.class_of(&Value::NONE).into_value()])?
            }
            Count::Many | Count::ManyOptional => {
                let list = vm.type_of_map(fixed::LIST).to_value();
                vm.new_generic_alias(&list, &class_of_value)
            }
        };
        types.set(vm, name.clone(), type_)?;
    }
    let names = || Tuple::new(fields.iter().map(|field| field.name.clone()).collect()).into_value();
    set(vm, class, "_fields", names());
    set(vm, class, "__match_args__", names());
    set(vm, class, "_field_types", types.to_value());
    set(vm, class, "__annotations_cache__", types.into_value());
    Ok(())
}
