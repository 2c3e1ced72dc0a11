//! Plain trees to trees of objects: what `ast.parse` gives.

use super::{Classes, node};
use crate::{
    error::Result,
    objects::list::List,
    value::{Str, Value},
    vm::Vm,
};
use whipsnake_bytecode::tree::{Count, Places, Tree};

impl Vm {
    /// Makes objects of a tree. Trees come from the parser, which bounds how deep they are.
    pub fn ast_object(&mut self, tree: &Tree) -> Result<Value> {
        let classes = self.ast_classes()?;
        Ok(object(self, &classes, tree))
    }
}

fn object(vm: &mut Vm, classes: &Classes, tree: &Tree) -> Value {
    match tree {
        Tree::None => Value::NONE,
        Tree::List(items) => {
            let items = items.iter().map(|item| object(vm, classes, item)).collect();
            List::new(items).into_value()
        }
        Tree::Text(text) => {
            let text = Str::new(text).into_value();
            vm.intern(&text)
        }
        Tree::Int(number) => vm.new_int(*number),
        Tree::Constant(constant) => vm.load_constant(constant),
        Tree::Node(node) => {
            let number = node.kind as usize;
            if let Some(lone) = &classes.lone[number] {
                return lone.clone();
            }
            let made = node::new_node(&classes.kinds[number]);
            for (field, value) in classes.fields[number].iter().zip(&node.fields) {
                let value = match (value, field.field.count) {
                    (Tree::None, Count::Many | Count::ManyOptional) => List::new(Vec::new()).into_value(),
                    _ => object(vm, classes, value),
                };
                vm.instance_set(&made, &field.name, value);
            }
            if let (Some(place), true) = (node.place, node.kind.group().places != Places::No) {
                let numbers = [place.line, place.column, place.end_line, place.end_column];
                for (name, number) in classes.place.iter().zip(numbers) {
                    vm.instance_set(&made, name, Value::small(i64::from(number)));
                }
            }
            made
        }
    }
}
