//! `count`, `cycle`, `repeat`.

use super::drive::{Ask, Input, Machine};
use crate::iterator_type;
use std::cell::Cell;
use whipsnake_vm::{
    body,
    error::Result,
    method,
    protocol::number::BinaryOp,
    types::{Slot, Type},
    value::{Handle, Obj, Tuple, Value, VmCell},
    vm::Vm,
};

/// `count`: start, start + step, …
pub struct Count {
    next: VmCell<Value>,
    step: Value,
}
body!(Count; [next, step]);

impl Count {
    fn new_(
        vm: &mut Vm,
        class: &Obj<Type>,
        start: Option<Value>,
        step: Option<Value>,
    ) -> Result<Handle<Count>> {
        let start = start.unwrap_or(Value::small(0));
        let step = step.unwrap_or(Value::small(1));
        for value in [&start, &step] {
            let is_number = !value.is_object() && !value.is_none()
                || [Slot::Index, Slot::Float, Slot::Complex]
                    .iter()
                    .any(|slot| vm.class_of(value).has_slot(vm, *slot));
            if !is_number {
                return Err(vm.type_error("a number is required"));
            }
        }
        Ok(Handle::new_instance(class.instance_map.get(), Count { next: VmCell::new(start), step }))
    }
    fn repr(vm: &mut Vm, this: &Obj<Count>) -> Result<String> {
        let next = this.next.cloned(vm);
        let (name, shown) = (crate::class_name(vm, &this.to_value()), vm.repr_text(&next)?);
        if this.step.as_small() == Some(1) {
            return Ok(format!("{name}({shown})"));
        }
        let step = vm.repr_text(&this.step)?;
        Ok(format!("{name}({shown}, {step})"))
    }
}

impl Machine for Count {
    #[inline]
    fn quick(vm: &mut Vm, this: &Obj<Count>) -> Option<Value> {
        let next = this.next.get(vm);
        if !Value::both_small(next, &this.step) {
            return None;
        }
        let sum = Value::add_small(next, &this.step)?;
        Some(this.next.replace(vm, sum))
    }
    fn step(vm: &mut Vm, this: &Obj<Count>, _input: Input) -> Result<Ask> {
        let now = this.next.cloned(vm);
        let next = match Value::both_small(&now, &this.step) {
            true => Value::add_small(&now, &this.step),
            false => None,
        };
        let next = match next {
            Some(next) => next,
            None => vm.binary(BinaryOp::Add, &now, &this.step)?,
        };
        this.next.set(vm, next);
        Ok(Ask::Give(now))
    }
}

iterator_type!(
    COUNT,
    "count",
    Count,
    "__new__(cls, start=0, step=1)",
    Count::new_,
    3,
    "Return a count object whose .__next__() method returns consecutive values.",
    method!("__repr__(self, /)", Count::repr, 1),
);

/// `cycle`: the items again and again.
pub struct Cycle {
    source: VmCell<Option<Value>>,
    saved: VmCell<Vec<Value>>,
    at: Cell<usize>,
}
body!(Cycle; [source, saved]);

impl Cycle {
    fn new_(vm: &mut Vm, class: &Obj<Type>, iterable: &Value) -> Result<Handle<Cycle>> {
        let source = vm.iter(iterable)?;
        let cycle =
            Cycle { source: VmCell::new(Some(source)), saved: VmCell::new(Vec::new()), at: Cell::new(0) };
        Ok(Handle::new_instance(class.instance_map.get(), cycle))
    }
}

impl Machine for Cycle {
    fn step(vm: &mut Vm, this: &Obj<Cycle>, input: Input) -> Result<Ask> {
        match input {
            Input::Item(item) => {
                this.saved.get_mut(vm).push(item.clone());
                return Ok(Ask::Give(item));
            }
            Input::End => this.source.set(vm, None),
            Input::Start | Input::Result(_) => {
                if let Some(source) = this.source.get(vm) {
                    return Ok(Ask::Next(source.clone()));
                }
            }
        }
        let saved = this.saved.get(vm);
        let at = this.at.get();
        match saved.get(at) {
            Some(item) => {
                this.at.set(if at + 1 == saved.len() { 0 } else { at + 1 });
                Ok(Ask::Give(item.clone()))
            }
            None => Ok(Ask::Finish),
        }
    }
}

iterator_type!(
    CYCLE,
    "cycle",
    Cycle,
    "__new__(cls, iterable, /)",
    Cycle::new_,
    2,
    "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.",
);

/// `repeat`: one object, for ever or so many times.
pub struct Repeat {
    item: Value,
    left: Cell<Option<i64>>,
}
body!(Repeat; [item]);

impl Repeat {
    fn new_(vm: &mut Vm, class: &Obj<Type>, object: Value, times: Option<isize>) -> Handle<Repeat> {
        let _ = vm;
        let left = Cell::new(times.map(|times| times.max(0) as i64));
        Handle::new_instance(class.instance_map.get(), Repeat { item: object, left })
    }
    fn length_hint(vm: &mut Vm, this: &Obj<Repeat>) -> Result<Value> {
        match this.left.get() {
            Some(left) => Ok(vm.new_int(left)),
            None => Err(vm.type_error("len() of unsized object")),
        }
    }
    fn repr(vm: &mut Vm, this: &Obj<Repeat>) -> Result<String> {
        let (name, shown) = (crate::class_name(vm, &this.to_value()), vm.repr_text(&this.item)?);
        Ok(match this.left.get() {
            Some(left) => format!("{name}({shown}, {left})"),
            None => format!("{name}({shown})"),
        })
    }
    fn reduce(vm: &mut Vm, this: &Obj<Repeat>) -> Value {
        let class = vm.class_of(&this.to_value()).into_value();
        let mut args = vec![this.item.clone()];
        args.extend(this.left.get().map(|left| vm.new_int(left)));
        Tuple::new(vec![class, Tuple::new(args).into_value()]).into_value()
    }
}

impl Machine for Repeat {
    #[inline]
    fn quick(_vm: &mut Vm, this: &Obj<Repeat>) -> Option<Value> {
        let left = this.left.get().filter(|left| *left > 0)?;
        this.left.set(Some(left - 1));
        Some(this.item.clone())
    }
    fn step(_vm: &mut Vm, this: &Obj<Repeat>, _input: Input) -> Result<Ask> {
        match this.left.get() {
            Some(0) => Ok(Ask::Finish),
            left => {
                this.left.set(left.map(|left| left - 1));
                Ok(Ask::Give(this.item.clone()))
            }
        }
    }
}

iterator_type!(
    REPEAT,
    "repeat",
    Repeat,
    "__new__(cls, object, times=None)",
    Repeat::new_,
    3,
    "repeat(object [,times]) -> create an iterator which returns the object\nfor the specified number of times.",
    method!("__length_hint__(self, /)", Repeat::length_hint, 1),
    method!("__repr__(self, /)", Repeat::repr, 1),
    method!("__reduce__(self, /)", Repeat::reduce, 1),
);
