//! Iterators of `deque`, forwards and backwards.

use super::deque::Deque;
use std::cell::Cell;
use whipsnake_vm::{
    body,
    error::Result,
    method,
    native::TypeDef,
    types::type_flags,
    value::{Handle, Obj, Value, map::Layout},
    vm::Vm,
};

macro_rules! iterators {
    ($($kind:ident $static:ident $name:literal $back:literal;)*) => {$(
        /// An iterator over a deque.
        pub struct $kind {
            deque: Handle<Deque>,
            at: Cell<usize>,
            state: u64,
        }
        body!($kind; [deque]);
        impl $kind {
            /// Starts at the end.
            pub fn new(vm: &Vm, deque: &Obj<Deque>) -> Handle<$kind> {
                let state = deque.state.get();
                vm.new_native($kind { deque: deque.to_handle(), at: Cell::new(0), state })
            }
            fn next(vm: &mut Vm, this: &Obj<$kind>) -> Result<Option<Value>> {
                if this.deque.state.get() != this.state {
                    this.at.set(usize::MAX / 2);
                    return Err(vm.runtime_error("deque mutated during iteration"));
                }
                let items = this.deque.items.get(vm);
                let at = this.at.get();
                let index = if $back { items.len().checked_sub(at + 1) } else { Some(at) };
                let Some(item) = index.and_then(|index| items.get(index)).cloned() else { return Ok(None) };
                this.at.set(at + 1);
                Ok(Some(item))
            }
            fn length_hint(vm: &mut Vm, this: &Obj<$kind>) -> usize {
                this.deque.items.get(vm).len().saturating_sub(this.at.get())
            }
            fn own(_vm: &mut Vm, this: &Obj<$kind>) -> Value {
                this.to_value()
            }
        }
        /// Its table.
        pub static $static: TypeDef = TypeDef {
            name: $name,
            doc: "",
            base: None,
            map: None,
            layout: Layout::of::<$kind>(),
            flags: type_flags::NO_NEW,
            rows: &[
                method!("__iter__(self, /)", $kind::own, 1),
                method!("__next__(self, /)", $kind::next, 1),
                method!("__length_hint__(self, /)", $kind::length_hint, 1),
            ],
        };
    )*};
}
iterators! {
    DequeIter DEQUE_ITER "_collections._deque_iterator" false;
    DequeReverseIter DEQUE_REVERSE_ITER "_collections._deque_reverse_iterator" true;
}
