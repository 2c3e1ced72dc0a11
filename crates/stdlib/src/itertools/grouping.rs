//! `groupby`: runs of items with equal keys.

use super::{
    drive::{Ask, Input, Machine},
    filters::tuple,
};
use crate::iterator_type;
use std::cell::Cell;
use whipsnake_vm::{
    body,
    error::Result,
    types::Type,
    value::{Handle, Obj, Value, VmCell},
    vm::Vm,
};

/// `groupby`
pub struct GroupBy {
    source: Value,
    key: Value,
    /// Item and key that were read last.
    value: VmCell<Value>,
    value_key: VmCell<Value>,
    /// Key of the group given last.
    target: VmCell<Value>,
    /// Number of the group given last: older groups are over.
    group: Cell<u64>,
}
body!(GroupBy; [source, key, value, value_key, target]);

impl GroupBy {
    fn new_(vm: &mut Vm, class: &Obj<Type>, iterable: &Value, key: Option<Value>) -> Result<Handle<GroupBy>> {
        let source = vm.iter(iterable)?;
        let undef = || VmCell::new(Value::UNDEF);
        let groups = GroupBy {
            source,
            key: key.unwrap_or(Value::NONE),
            value: undef(),
            value_key: undef(),
            target: undef(),
            group: Cell::new(0),
        };
        Ok(Handle::new_instance(class.instance_map.get(), groups))
    }
    /// Takes what was read: what to ask next, or nothing when item and key are there.
    fn take(&self, vm: &mut Vm, input: Input) -> Result<Option<Ask>> {
        match input {
            Input::Item(item) => {
                self.value.set(vm, item.clone());
                if self.key.is_none() {
                    self.value_key.set(vm, item);
                    return Ok(None);
                }
                Ok(Some(Ask::Call(self.key.clone(), item)))
            }
            Input::Result(key) => {
                self.value_key.set(vm, key);
                Ok(None)
            }
            Input::End => Ok(Some(Ask::Finish)),
            Input::Start => Ok(None),
        }
    }
}

impl Machine for GroupBy {
    fn step(vm: &mut Vm, this: &Obj<GroupBy>, input: Input) -> Result<Ask> {
        if matches!(input, Input::Start) {
            this.group.set(this.group.get() + 1);
        }
        if let Some(ask) = this.take(vm, input)? {
            return Ok(ask);
        }
        // Skip what is left of the group given last.
        let (key, target) = (this.value_key.cloned(vm), this.target.cloned(vm));
        if key.is_undef() || !target.is_undef() && vm.equal(&target, &key)? {
            return Ok(Ask::Next(this.source.clone()));
        }
        this.target.set(vm, key.clone());
        let grouper =
            vm.new_native(Grouper { parent: this.to_handle(), key: key.clone(), group: this.group.get() });
        Ok(Ask::Give(tuple(vec![key, grouper.into_value()])))
    }
}
iterator_type!(
    GROUPBY,
    "groupby",
    GroupBy,
    "__new__(cls, iterable, key=None)",
    GroupBy::new_,
    3,
    "make an iterator that returns consecutive keys and groups from the iterable",
);

/// One group of a `groupby`.
pub struct Grouper {
    parent: Handle<GroupBy>,
    key: Value,
    group: u64,
}
body!(Grouper; [parent, key]);

impl Grouper {
    fn new_(_vm: &mut Vm, class: &Obj<Type>, parent: Handle<GroupBy>, key: Value) -> Handle<Grouper> {
        let group = parent.group.get();
        Handle::new_instance(class.instance_map.get(), Grouper { parent, key, group })
    }
}

impl Machine for Grouper {
    fn step(vm: &mut Vm, this: &Obj<Grouper>, input: Input) -> Result<Ask> {
        let parent = this.parent.clone();
        if parent.group.get() != this.group {
            return Ok(Ask::Finish);
        }
        if let Some(ask) = parent.take(vm, input)? {
            return Ok(ask);
        }
        if parent.value.get(vm).is_undef() {
            return Ok(Ask::Next(parent.source.clone()));
        }
        let key = parent.value_key.cloned(vm);
        if !vm.equal(&this.key, &key)? {
            return Ok(Ask::Finish);
        }
        Ok(Ask::Give(parent.value.replace(vm, Value::UNDEF)))
    }
}
iterator_type!(GROUPER, "_grouper", Grouper, "__new__(cls, parent, tgtkey, /)", Grouper::new_, 3, "");
