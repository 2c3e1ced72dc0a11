//! `tee`: several iterators over one, sharing what some have read and others have not.
//!
//! What has been read lies in a chain of links, each with one item; a link that no iterator stands before any more is
//! freed.

use super::drive::{Ask, Input, Machine};
use crate::iterator_type;
use std::cell::Cell;
use whipsnake_vm::{
    body,
    error::Result,
    method,
    types::{Type, type_flags},
    value::{Handle, Obj, Tuple, Value, VmCell, map::Layout},
    vm::Vm,
};

/// An item that was read, and the link behind it.
pub struct TeeData {
    source: Value,
    item: VmCell<Value>,
    next: VmCell<Option<Handle<TeeData>>>,
    running: Cell<bool>,
}
body!(TeeData; [source, item, next]);

/// One of the iterators: stands before a link.
pub struct Tee {
    link: VmCell<Option<Handle<TeeData>>>,
}
body!(Tee; [link]);

fn new_link(vm: &mut Vm, source: Value) -> Handle<TeeData> {
    let (item, next) = (VmCell::new(Value::UNDEF), VmCell::new(None));
    vm.new_native(TeeData { source, item, next, running: Cell::new(false) })
}

impl Tee {
    fn new_(vm: &mut Vm, class: &Obj<Type>, iterable: &Value) -> Result<Handle<Tee>> {
        let iterator = vm.iter(iterable)?;
        let link = match iterator.cast::<Tee>() {
            Some(other) => other.link.cloned(vm),
            None => Some(new_link(vm, iterator)),
        };
        Ok(Handle::new_instance(class.instance_map.get(), Tee { link: VmCell::new(link) }))
    }
    fn copy(vm: &mut Vm, this: &Obj<Tee>) -> Handle<Tee> {
        let link = this.link.cloned(vm);
        vm.new_native(Tee { link: VmCell::new(link) })
    }
}

impl Machine for Tee {
    fn step(vm: &mut Vm, this: &Obj<Tee>, input: Input) -> Result<Ask> {
        let Some(link) = this.link.cloned(vm) else { return Ok(Ask::Finish) };
        match input {
            Input::Start | Input::Result(_) => {
                if link.item.get(vm).is_undef() {
                    if link.running.replace(true) {
                        return Err(vm.runtime_error("cannot re-enter the tee iterator"));
                    }
                    return Ok(Ask::Next(link.source.clone()));
                }
            }
            Input::Item(item) => {
                link.running.set(false);
                let next = new_link(vm, link.source.clone());
                link.item.set(vm, item);
                link.next.set(vm, Some(next));
            }
            Input::End => {
                link.running.set(false);
                return Ok(Ask::Finish);
            }
        }
        let (item, next) = (link.item.cloned(vm), link.next.cloned(vm));
        this.link.set(vm, next);
        Ok(Ask::Give(item))
    }
}
iterator_type!(
    TEE,
    "_tee",
    Tee,
    "__new__(cls, iterable, /)",
    Tee::new_,
    2,
    "Iterator wrapped to make it copyable.",
    method!("__copy__(self, /)", Tee::copy, 1, "Returns an independent iterator."),
);

/// Table of the links, which programs can only see by name.
pub static TEE_DATA: whipsnake_vm::native::TypeDef = whipsnake_vm::native::TypeDef {
    name: "itertools._tee_dataobject",
    doc: "teedataobject(iterable, values, next, /)\n--\n\nData container common to multiple tee objects.",
    base: None,
    map: None,
    layout: Layout::of::<TeeData>(),
    flags: type_flags::NO_NEW,
    rows: &[],
};

/// `tee(iterable, n=2)`
pub fn tee(vm: &mut Vm, iterable: &Value, n: Option<isize>) -> Result<Value> {
    let n = n.unwrap_or(2);
    if n < 0 {
        return Err(vm.value_error("n must be >= 0"));
    }
    if n > 1 << 24 {
        return Err(vm.memory_error(""));
    }
    let iterator = vm.iter(iterable)?;
    let link = match iterator.cast::<Tee>() {
        Some(other) => other.link.cloned(vm),
        None => Some(new_link(vm, iterator)),
    };
    let tees = (0..n).map(|_| vm.new_native(Tee { link: VmCell::new(link.clone()) }).into_value()).collect();
    Ok(Tuple::new(tees).into_value())
}
