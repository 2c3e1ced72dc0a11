//! Trees of objects to plain trees, for compiling what a program has made. What a field must hold is checked here;
//! what a whole tree must be, the compiler checks.

use super::{Classes, group_index};
use crate::{
    error::Result,
    objects::{bytes::Bytes, complex::Complex, exceptions::ExcKind, int::Int, list::List, set::FrozenSet},
    value::{Str, Tuple, Value},
    vm::Vm,
};
use whipsnake_bytecode::{
    Constant,
    tree::{Count, GROUPS, Kind, Node, Place, Places, Tree},
};

/// How deep trees may be: the stages of the compiler recurse along them.
const MAX_DEPTH: usize = 1_000;

impl Vm {
    /// Makes a plain tree of a node for `compile()` in a mode that wants a node of class `wanted`.
    pub fn ast_tree(&mut self, value: &Value, wanted: Kind) -> Result<Tree> {
        let classes = self.ast_classes()?;
        let class = classes.kinds[wanted as usize].to_value();
        if !self.is_instance(value, &class)? {
            let (wanted, given) = (wanted.name(), self.class_of(value).name_text(self).into_owned());
            return Err(self.type_error(format_args!("expected {wanted} node, got {given}")));
        }
        Reader { vm: self, classes: &classes, depth: 0 }.node_of_kind(value, wanted, None)
    }
}

struct Reader<'a> {
    vm: &'a mut Vm,
    classes: &'a Classes,
    depth: usize,
}

impl Reader<'_> {
    /// A node of a group.
    fn node(&mut self, value: &Value, group_number: usize) -> Result<Tree> {
        let group = &GROUPS[group_number];
        let place = match group.places {
            Places::No => None,
            Places::Yes | Places::All => Some(self.place(value, group_number)?),
        };
        let class = self.classes.groups[group_number].to_value();
        if self.vm.is_instance(value, &class)? {
            if group.is_lone {
                return self.node_of_kind(value, group.members[0], place);
            }
            for kind in group.members {
                let class = self.classes.kinds[*kind as usize].to_value();
                if self.vm.is_instance(value, &class)? {
                    return self.node_of_kind(value, *kind, place);
                }
            }
        } else if group.is_lone {
            // A lone class is not asked about: whatever has its fields will do.
            return self.node_of_kind(value, group.members[0], place);
        }
        let shown = self.vm.repr_text(value)?;
        Err(self.vm.type_error(format_args!("expected some sort of {}, but got {shown}", group.name)))
    }

    fn place(&mut self, value: &Value, group_number: usize) -> Result<Place> {
        let mut numbers = [0; 4];
        let group = &GROUPS[group_number];
        for (index, name) in self.classes.place.iter().enumerate() {
            let may_miss = index >= 2 && group.places == Places::Yes;
            numbers[index] = match self.vm.find_attr(value, name)? {
                Some(number) if !(number.is_none() && may_miss) => self.int(&number)? as i32,
                _ if may_miss => numbers[index - 2],
                _ => return Err(self.missing(super::PLACE[index], group.name)),
            };
        }
        let [line, column, end_line, end_column] = numbers;
        Ok(Place { line, column, end_line, end_column })
    }

    fn missing(&mut self, field: &str, owner: &str) -> crate::error::Raised {
        self.vm.type_error(format_args!("required field \"{field}\" missing from {owner}"))
    }

    fn node_of_kind(&mut self, value: &Value, kind: Kind, place: Option<Place>) -> Result<Tree> {
        if self.depth >= MAX_DEPTH {
            return Err(self.vm.recursion_error(format_args!(
                "maximum recursion depth exceeded while traversing '{}' node",
                kind.group().name
            )));
        }
        self.depth += 1;
        let mut fields = Vec::new();
        for field in &self.classes.fields[kind as usize] {
            let found = self.vm.find_attr(value, &field.name)?;
            let field = &field.field;
            fields.push(match (found, field.count) {
                (None, Count::One) => return Err(self.missing(field.name, kind.name())),
                (None, Count::Optional) => Tree::None,
                (None, _) => Tree::List(Vec::new()),
                (Some(value), Count::One | Count::Optional) => {
                    match value.is_none() && (field.count == Count::Optional || may_be_none(field.class)) {
                        true => Tree::None,
                        false => self.item(&value, field.class)?,
                    }
                }
                (Some(value), _) => self.list(&value, field.class, field.name, kind)?,
            });
        }
        self.depth -= 1;
        Ok(Tree::Node(Box::new(Node { kind, place, fields })))
    }

    fn list(&mut self, value: &Value, class: &str, name: &str, kind: Kind) -> Result<Tree> {
        let Some(list) = value.cast::<List>() else {
            let (owner, given) = (kind.name(), self.vm.type_name(value));
            return Err(self
                .vm
                .type_error(format_args!("{owner} field \"{name}\" must be a list, not a {given}")));
        };
        let length = list.items.get(self.vm).len();
        let mut items = Vec::with_capacity(length);
        while let Some(item) = list.items.get(self.vm).get(items.len()).cloned() {
            items.push(match item.is_none() && may_be_none(class) {
                true => Tree::None,
                false => self.item(&item, class)?,
            });
            if list.items.get(self.vm).len() != length {
                let owner = kind.name();
                return Err(self
                    .vm
                    .runtime_error(format_args!("{owner} field \"{name}\" changed size during iteration")));
            }
        }
        Ok(Tree::List(items))
    }

    fn item(&mut self, value: &Value, class: &str) -> Result<Tree> {
        match class {
            "identifier" | "string" => match value.exact::<Str>() {
                Some(text) => Ok(Tree::Text(text.as_bytes().into())),
                None => Err(self.vm.type_error(format_args!("AST {class} must be of type str"))),
            },
            "int" => Ok(Tree::Int(self.int(value)?)),
            "constant" => Ok(Tree::Constant(self.constant(value)?)),
            _ => match group_index(class) {
                Some(group) => self.node(value, group),
                None => Err(self.vm.system_error("the table of nodes names an unknown class")),
            },
        }
    }

    fn int(&mut self, value: &Value) -> Result<i64> {
        let Some(number) = value.as_int() else {
            let shown = self.vm.repr_text(value)?;
            return Err(self.vm.value_error(format_args!("invalid integer value: {shown}")));
        };
        match number.to_wide().and_then(|number| i32::try_from(number).ok()) {
            Some(number) => Ok(i64::from(number)),
            None => Err(self.vm.overflow_error("Python int too large to convert to C int")),
        }
    }

    fn constant(&mut self, value: &Value) -> Result<Constant> {
        if value.is_none() {
            return Ok(Constant::None);
        } else if value.is_bool() {
            return Ok(if value.is_true() { Constant::True } else { Constant::False });
        } else if value.is(&Value::ELLIPSIS) {
            return Ok(Constant::Ellipsis);
        } else if let Some(number) = value.as_exact_int() {
            return Ok(match number {
                Int::Small(number) => Constant::Int(number),
                Int::Big(number) => {
                    let (sign, magnitude) = number.to_bytes_le();
                    Constant::BigInt { negative: sign == num_bigint::Sign::Minus, magnitude }
                }
            });
        } else if let Some(number) = value.as_float() {
            return Ok(Constant::Float(number));
        } else if let Some(number) = value.exact::<Complex>() {
            return Ok(Constant::Complex(number.real, number.imag));
        } else if let Some(text) = value.exact::<Str>() {
            return Ok(Constant::Str(text.as_bytes().into()));
        } else if let Some(bytes) = value.exact::<Bytes>() {
            return Ok(Constant::Bytes(bytes.as_slice().into()));
        } else if let Some(tuple) = value.exact::<Tuple>() {
            let items = tuple.as_slice().to_vec();
            return Ok(Constant::Tuple(self.constants(items)?));
        } else if let Some(set) = value.exact::<FrozenSet>() {
            let items = set.items_now(self.vm);
            return Ok(Constant::FrozenSet(self.constants(items)?));
        }
        let given = self.vm.type_name(value);
        Err(self.vm.type_error(format_args!("got an invalid type in Constant: {given}")))
    }

    fn constants(&mut self, items: Vec<Value>) -> Result<Vec<Constant>> {
        if self.depth >= MAX_DEPTH {
            return Err(self
                .vm
                .raise_text(ExcKind::RecursionError, "maximum recursion depth exceeded during compilation"));
        }
        self.depth += 1;
        let items = items.iter().map(|item| self.constant(item)).collect();
        self.depth -= 1;
        items
    }
}

/// Whether `None` instead of a required value is left to the compiler to complain of. Elsewhere it is as wrong as
/// anything else.
fn may_be_none(class: &str) -> bool {
    match group_index(class) {
        Some(group) => !GROUPS[group].is_lone && !GROUPS[group].members[0].signature().is_empty(),
        None => matches!(class, "identifier" | "string"),
    }
}
