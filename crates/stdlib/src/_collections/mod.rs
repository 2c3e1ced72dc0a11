//! `_collections`: `deque`, `OrderedDict`, `defaultdict`, and helpers of `collections`.

mod default_dict;
mod deque;
mod deque_iter;
mod ordered_dict;

use whipsnake_vm::{
    error::Result,
    function,
    modules::structseq::TUPLE_GETTER,
    native::ModuleDef,
    objects::{
        consume::{Sink, consume},
        dict::Dict,
    },
    protocol::number::BinaryOp,
    value::{Handle, Trace, Tracer, Value},
    vm::Vm,
};

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_collections",
    doc: "High performance data structures.\n- deque:        ordered collection accessible from endpoints only\n- \
          defaultdict:  dict subclass with a default value factory",
    rows: &[function!(
        "_count_elements(mapping, iterable, /)",
        count_elements,
        2,
        "Count elements in the iterable, updating the mapping"
    )],
    types: &[
        &TUPLE_GETTER,
        &deque::DEQUE,
        &deque_iter::DEQUE_ITER,
        &deque_iter::DEQUE_REVERSE_ITER,
        &ordered_dict::ORDERED_DICT,
    ],
    init: Some(|vm, module| {
        let class = default_dict::class(vm)?;
        let dict = module.dict.clone();
        dict.set_text(vm, "defaultdict", class.into_value());
        Ok(())
    }),
};

/// Counts items in a plain dict.
struct Counting(Handle<Dict>);

impl Sink for Counting {
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<bool> {
        let hash = vm.hash(&item)?;
        let one = Value::small(1);
        match self.0.find(vm, &item, hash)? {
            Some(at) => {
                let old = self.0.table.get(vm).entries()[at].value.clone();
                let new = match Value::both_small(&old, &one).then(|| Value::add_small(&old, &one)).flatten()
                {
                    Some(new) => new,
                    None => vm.binary(BinaryOp::Add, &old, &one)?,
                };
                drop(self.0.table.get_mut(vm).replace_value(at, new));
            }
            None => self.0.table.get_mut(vm).push(hash, item, one),
        }
        Ok(true)
    }
    fn finish(&mut self, _vm: &mut Vm) -> Result<Value> {
        Ok(Value::NONE)
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.0.trace(tracer);
    }
}

/// Counts items in any mapping.
struct CountingAny(Value, Value);

impl Sink for CountingAny {
    fn takes(&self, _item: &Value) -> bool {
        false
    }
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<bool> {
        let old = vm.call(&self.1.clone(), &[item.clone(), Value::small(0)])?;
        let new = vm.binary(BinaryOp::Add, &old, &Value::small(1))?;
        vm.set_item(&self.0.clone(), &item, new)?;
        Ok(true)
    }
    fn finish(&mut self, _vm: &mut Vm) -> Result<Value> {
        Ok(Value::NONE)
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.0.trace(tracer);
        self.1.trace(tracer);
    }
}

fn count_elements(vm: &mut Vm, mapping: &Value, iterable: &Value) -> Result<Value> {
    // A subclass may have its own idea of items, unless get and item assignment are those of dict.
    if let Some(dict) = mapping.cast::<Dict>() {
        let plain = vm.type_of_map(whipsnake_vm::value::fixed::DICT).to_handle();
        let class = vm.class_of(mapping);
        let same = ["get", "__setitem__"].iter().all(|name| {
            let name = vm.intern_text(name);
            match (class.find(vm, &name), plain.find(vm, &name)) {
                (Some(a), Some(b)) => a.is(&b),
                _ => false,
            }
        });
        if same {
            let dict = dict.to_handle();
            return consume(vm, iterable, Counting(dict));
        }
    }
    let get = vm.get_attr_text(mapping, "get")?;
    consume(vm, iterable, CountingAny(mapping.clone(), get))
}
