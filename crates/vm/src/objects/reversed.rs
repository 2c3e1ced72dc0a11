//! `reversed`: from the last item of a sequence to its first, by index.

use super::{iterators::itself, range::Range};
use crate::{
    body,
    error::Result,
    method,
    native::TypeDef,
    objects::exceptions::ExcKind,
    raw,
    types::{Slot, Type, type_flags},
    value::{Handle, Obj, Tuple, Value, VmCell, fixed, map::Layout},
    vm::Vm,
};
use std::cell::Cell;

/// A reversed object.
pub struct Reversed {
    /// The sequence; `UNDEF` once the end was reached.
    pub sequence: VmCell<Value>,
    /// Index of the next item.
    pub index: Cell<i64>,
}
body!(Reversed, fixed::REVERSED, [sequence]);

impl Reversed {
    /// Whether asking for an item never runs Python.
    pub fn is_native(&self, vm: &Vm) -> bool {
        let sequence = self.sequence.get(vm);
        sequence.is_undef()
            || sequence.exact::<Range>().is_some()
            || matches!(sequence.map(), fixed::TUPLE | fixed::STR | fixed::BYTES | fixed::BYTE_ARRAY)
    }
    fn new_(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let Some(class) = args.first().and_then(|class| class.cast::<Type>()) else {
            return Err(vm.type_error("reversed.__new__(): not enough arguments"));
        };
        if class.instance_map.get() == fixed::REVERSED && !names.is_empty() {
            return Err(vm.type_error("reversed() takes no keyword arguments"));
        }
        let [sequence] = &args[1..args.len() - names.len()] else {
            let given = args.len() - 1 - names.len();
            return Err(vm.type_error(format_args!("reversed expected 1 argument, got {given}")));
        };
        let sequence_class = vm.class_of(sequence);
        match sequence_class.slot(vm, Slot::Reversed) {
            Some(function) if !function.is_none() => return vm.call_slot(&function, sequence, &[]),
            None if sequence_class.has_slot(vm, Slot::GetItem)
                && !sequence_class.has(type_flags::MAPPING) => {}
            _ => {
                let name = vm.type_name(sequence);
                return Err(vm.type_error(format_args!("'{name}' object is not reversible")));
            }
        }
        let length = vm.len(sequence)? as i64;
        let body = Reversed { sequence: VmCell::new(sequence.clone()), index: Cell::new(length - 1) };
        Ok(Handle::new_instance(class.instance_map.get(), body).into_value())
    }
    fn next(vm: &mut Vm, this: &Obj<Reversed>) -> Result<Option<Value>> {
        let index = this.index.get();
        let sequence = this.sequence.cloned(vm);
        if index >= 0 && !sequence.is_undef() {
            let key = vm.new_int(index);
            let result = vm.get_item(&sequence, &key);
            let result = vm.swallow(result, ExcKind::IndexError)?;
            if let Some(item) = result {
                this.index.set(index - 1);
                return Ok(Some(item));
            }
        }
        this.index.set(-1);
        this.sequence.set(vm, Value::UNDEF);
        Ok(None)
    }
    fn length_hint(vm: &mut Vm, this: &Obj<Reversed>) -> Result<i64> {
        let sequence = this.sequence.cloned(vm);
        if sequence.is_undef() {
            return Ok(0);
        }
        let length = vm.len(&sequence)? as i64;
        let left = this.index.get() + 1;
        Ok(if length < left { 0 } else { left })
    }
    fn reduce(vm: &mut Vm, this: &Obj<Reversed>) -> Handle<Tuple> {
        let class = vm.class_of(&this.to_value()).into_value();
        let sequence = this.sequence.cloned(vm);
        if sequence.is_undef() {
            let empty = Tuple::new(vec![]).into_value();
            return Tuple::new(vec![class, Tuple::new(vec![empty]).into_value()]);
        }
        let index = vm.new_int(this.index.get());
        Tuple::new(vec![class, Tuple::new(vec![sequence]).into_value(), index])
    }
    fn set_state(vm: &mut Vm, this: &Obj<Reversed>, state: i64) -> Result<()> {
        let sequence = this.sequence.cloned(vm);
        if !sequence.is_undef() {
            let length = vm.len(&sequence)? as i64;
            this.index.set(state.clamp(-1, length - 1));
        }
        Ok(())
    }
}

/// The class.
pub static TYPE: TypeDef = TypeDef {
    name: "reversed",
    doc: "Return a reverse iterator over the values of the given sequence.",
    base: None,
    map: Some(fixed::REVERSED),
    layout: Layout::of::<Reversed>(),
    flags: type_flags::BASE,
    rows: &[
        raw!(StaticMethod, "__new__(cls, object, /)", Reversed::new_),
        method!("__iter__(self, /)", itself, 1),
        method!("__next__(self, /)", Reversed::next, 1),
        method!(
            "__length_hint__(self, /)",
            Reversed::length_hint,
            1,
            "Private method returning an estimate of len(list(it))."
        ),
        method!("__reduce__(self, /)", Reversed::reduce, 1, "Return state information for pickling."),
        method!(
            "__setstate__(self, object, /)",
            Reversed::set_state,
            2,
            "Set state information for unpickling."
        ),
    ],
};
