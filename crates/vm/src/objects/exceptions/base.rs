//! `BaseException`: arguments, traceback, chaining, and the fields that some subclasses add.

use super::ExcKind;
use crate::{
    body,
    types::Type,
    value::{Handle, Obj, Value, VmCell},
    vm::Vm,
};
use std::cell::Cell;

/// Most fields that a built-in exception class adds.
pub const MAX_FIELDS: usize = 9;

/// An exception.
pub struct Exception {
    /// `args`, a tuple.
    pub args: VmCell<Value>,
    /// `__traceback__`: a traceback or None.
    pub traceback: VmCell<Value>,
    /// `__context__`: an exception or None.
    pub context: VmCell<Value>,
    /// `__cause__`: an exception or None.
    pub cause: VmCell<Value>,
    /// `__suppress_context__`
    pub suppress_context: Cell<bool>,
    /// Fields of the class, as its row in the table lists them; `UNDEF` when not set (shown as None).
    pub fields: VmCell<Option<Box<[Value; MAX_FIELDS]>>>,
}
body!(Exception; [args, traceback, context, cause, fields]);

impl Exception {
    /// Makes an exception of a built-in class with `args`, without calling `__init__`; fields that built-in classes take from
    /// their arguments are set.
    pub fn new(vm: &mut Vm, kind: ExcKind, args: Value) -> Handle<Exception> {
        let exc = Exception::bare(vm.exception_type_ref(kind), args);
        if !kind.fields().is_empty() {
            exc.fields_from_args(vm, kind);
        }
        exc
    }
    /// Makes an exception with `args` and nothing else set.
    pub fn bare(class: &Obj<Type>, args: Value) -> Handle<Exception> {
        Handle::new_instance(
            class.instance_map.get(),
            Exception {
                args: VmCell::new(args),
                traceback: VmCell::new(Value::NONE),
                context: VmCell::new(Value::NONE),
                cause: VmCell::new(Value::NONE),
                suppress_context: Cell::new(false),
                fields: VmCell::new(None),
            },
        )
    }
    /// A field by its place in the class's row; `UNDEF` when not set.
    pub fn field(&self, vm: &Vm, index: usize) -> Value {
        self.fields.get(vm).as_ref().map_or(Value::UNDEF, |fields| fields[index].clone())
    }
    /// Sets a field.
    #[inline(never)]
    pub fn set_field(&self, vm: &mut Vm, index: usize, value: Value) {
        let fields =
            self.fields.get_mut(vm).get_or_insert_with(|| Box::new([const { Value::UNDEF }; MAX_FIELDS]));
        let old = std::mem::replace(&mut fields[index], value);
        drop(old);
    }
    /// The arguments.
    pub fn arg_list(&self, vm: &Vm) -> Vec<Value> {
        self.args.get(vm).cast::<crate::value::Tuple>().map(|t| t.as_slice().to_vec()).unwrap_or_default()
    }
}

impl Vm {
    /// Sets `__context__` of an exception about to be raised to what is being handled, as CPython does: not to itself,
    /// and without making a ring.
    pub(crate) fn chain_context(&mut self, exc: &Value) {
        let Some(handled) = self.handled_exception() else { return };
        if handled.is(exc) {
            return;
        }
        // Cut a ring that would come about: walk the handled exception's contexts.
        let mut at = handled.clone();
        let (mut slow, mut odd) = (handled.clone(), false);
        while let Some(this) = at.cast::<Exception>() {
            let next = this.context.cloned(self);
            if next.is_none() {
                break;
            }
            if next.is(exc) {
                this.context.set(self, Value::NONE);
                break;
            }
            at = next;
            if odd {
                let Some(next) = slow.cast::<Exception>().map(|e| e.context.cloned(self)) else { break };
                slow = next;
                if slow.is(&at) {
                    break;
                }
            }
            odd = !odd;
        }
        if let Some(this) = exc.cast::<Exception>() {
            this.context.set(self, handled);
        }
    }
    /// The exception being handled (`sys.exception()`).
    pub fn handled_exception(&self) -> Option<Value> {
        self.handled.iter().rev().find(|exc| !exc.is_none() && !exc.is_undef()).cloned()
    }
}
