//! What an object refers to: the collector asks through these traits.

use super::{
    cell::VmCell,
    handle::{Handle, Obj},
    header::Header,
    value::Value,
};
use crate::vm::Vm;

/// Told about every strong reference an object holds.
pub struct Tracer<'a> {
    pub(super) pass: Pass<'a>,
}

/// What becomes of a reference that is reported. The collector's two passes are part of the tracer, not behind a function
/// pointer, since they see every reference in the heap.
pub(super) enum Pass<'a> {
    /// Takes the reference off the count of its object, if that is under test.
    Subtract,
    /// Gives the reference back, and notes objects seen for the first time.
    Reach(Vec<*mut Header>),
    /// Gives the reference back.
    Restore,
    /// Hands it to a function.
    Report(&'a mut dyn FnMut(*mut Header)),
}

impl Tracer<'_> {
    #[inline(always)]
    pub(super) fn visit(&mut self, child: *mut Header) {
        // SAFETY: V5: whoever reports a reference holds it, so the object is alive.
        let header = unsafe { &*child };
        match &mut self.pass {
            Pass::Subtract => {
                if header.is_tested() {
                    header.uncount();
                }
            }
            Pass::Reach(found) => {
                if header.is_tested() {
                    header.recount();
                    if header.reach() {
                        found.push(child);
                    }
                }
            }
            Pass::Restore => {
                if header.is_tested() {
                    header.recount();
                }
            }
            Pass::Report(report) => report(child),
        }
    }
}

/// Receives the references that a cleared object gives up; they are released when nothing is borrowed.
#[derive(Default)]
pub struct Bin(pub(super) Vec<Value>);

impl Bin {
    /// Gives up a reference.
    pub fn put(&mut self, value: Value) {
        self.0.push(value);
    }
}

/// Something that may hold references.
pub trait Trace {
    /// Reports every strong reference.
    fn trace(&self, tracer: &mut Tracer);
    /// Gives up references so that cycles through this object end. Only insides that can change need to.
    fn clear(&mut self, _bin: &mut Bin) {}
}

/// Items of a native sequence by index, for the loop: what has no such item, or needs more than that, goes the long way.
pub struct ItemAccess<T: Body> {
    /// The item at an index, which may count from the end.
    pub get: fn(&Vm, &Obj<T>, i64) -> Option<Value>,
    /// Stores an item; false if that did not work.
    pub set: fn(&mut Vm, &Obj<T>, i64, &Value) -> bool,
}

/// The Rust half of an object: what stands behind the header.
pub trait Body: Sized + 'static {
    /// Whether objects of this kind can be part of a cycle.
    const CONTAINER: bool;
    /// Number of the exact type's map if it is one of the fixed ones.
    const MAP: Option<u32> = None;
    /// How items are reached without asking the class, for sequences that the loop does not know itself.
    const ITEMS: Option<ItemAccess<Self>> = None;
    /// Reports every strong reference.
    fn trace(&self, _tracer: &mut Tracer) {}
    /// Gives up references so that cycles through this object end.
    fn clear(&self, _bin: &mut Bin) {}
    /// Whether an object of a class with a finalizer needs it now.
    fn finalizable(&self) -> bool {
        true
    }
    /// Whether objects of this kind may have a tail.
    const TAILED: bool = false;
    /// Bytes behind the struct that belong to it. Kinds that have any say so by `TAILED`.
    fn tail(&self) -> usize {
        0
    }
}

/// Implements [`Body`]: `body!(List, fixed::LIST, [items]);` for containers with their fields that hold references,
/// `body!(Bytes, fixed::BYTES);` for kinds that refer to nothing; `body!(Kind; [fields]);` and `body!(Kind);` for types
/// made at run time.
#[macro_export]
macro_rules! body {
    ($kind:ty, $map:path, [$($field:ident),* $(,)?]) => {
        $crate::body!(@container $kind, Some($map), $($field),*);
    };
    ($kind:ty; [$($field:ident),* $(,)?]) => {
        $crate::body!(@container $kind, None, $($field),*);
    };
    (@container $kind:ty, $map:expr, $($field:ident),*) => {
        impl $crate::value::Body for $kind {
            const CONTAINER: bool = true;
            const MAP: Option<u32> = $map;
            fn trace(&self, tracer: &mut $crate::value::Tracer) {
                $($crate::value::Trace::trace(&self.$field, tracer);)*
                let _ = tracer;
            }
            fn clear(&self, bin: &mut $crate::value::Bin) {
                $($crate::value::trace::clear_field(&self.$field, bin);)*
                let _ = bin;
            }
        }
    };
    ($kind:ty, $map:path) => {
        impl $crate::value::Body for $kind {
            const CONTAINER: bool = false;
            const MAP: Option<u32> = Some($map);
        }
    };
    ($kind:ty) => {
        impl $crate::value::Body for $kind {
            const CONTAINER: bool = false;
        }
    };
}

/// Clears a field if it is a `VmCell`; fields that cannot change stay.
pub fn clear_field<F: ClearField>(field: &F, bin: &mut Bin) {
    field.clear_field(bin);
}

/// Fields that `body!` may list.
pub trait ClearField {
    /// Gives up references if the field can change.
    fn clear_field(&self, _bin: &mut Bin) {}
}

impl<T: Trace> ClearField for VmCell<T> {
    fn clear_field(&self, bin: &mut Bin) {
        // SAFETY: V8: the collector runs when no borrow of any inside is alive.
        unsafe { (*self.raw()).clear(bin) }
    }
}
impl ClearField for Value {}
impl<T: Body> ClearField for Handle<T> {}
impl<T: Trace> ClearField for Option<T> {}
impl<T: Trace> ClearField for Vec<T> {}
impl<T: Trace> ClearField for Box<[T]> {}
impl<T: Trace, const N: usize> ClearField for [T; N] {}

impl<T: Trace> Trace for VmCell<T> {
    fn trace(&self, tracer: &mut Tracer) {
        // SAFETY: V8: the collector runs when no borrow of any inside is alive.
        unsafe { (*self.raw()).trace(tracer) }
    }
}
impl Trace for Value {
    #[inline]
    fn trace(&self, tracer: &mut Tracer) {
        if self.is_object() {
            tracer.visit(self.pointer());
        }
    }
    fn clear(&mut self, bin: &mut Bin) {
        bin.put(self.take());
    }
}
impl<T: Body> Trace for Handle<T> {
    fn trace(&self, tracer: &mut Tracer) {
        tracer.visit(self.as_header());
    }
}
impl<T: Trace> Trace for Option<T> {
    fn trace(&self, tracer: &mut Tracer) {
        if let Some(inner) = self {
            inner.trace(tracer);
        }
    }
    fn clear(&mut self, bin: &mut Bin) {
        if let Some(inner) = self {
            inner.clear(bin);
        }
    }
}
impl<T: Trace> Trace for Vec<T> {
    fn trace(&self, tracer: &mut Tracer) {
        self.iter().for_each(|item| item.trace(tracer));
    }
    fn clear(&mut self, bin: &mut Bin) {
        std::mem::take(self).iter_mut().for_each(|item| item.clear(bin));
    }
}
impl<T: Trace> Trace for std::collections::VecDeque<T> {
    fn trace(&self, tracer: &mut Tracer) {
        self.iter().for_each(|item| item.trace(tracer));
    }
    fn clear(&mut self, bin: &mut Bin) {
        std::mem::take(self).iter_mut().for_each(|item| item.clear(bin));
    }
}
impl<T: Trace> Trace for Box<T> {
    fn trace(&self, tracer: &mut Tracer) {
        (**self).trace(tracer);
    }
    fn clear(&mut self, bin: &mut Bin) {
        (**self).clear(bin);
    }
}
impl<T: Trace> Trace for Box<[T]> {
    fn trace(&self, tracer: &mut Tracer) {
        self.iter().for_each(|item| item.trace(tracer));
    }
    fn clear(&mut self, bin: &mut Bin) {
        self.iter_mut().for_each(|item| item.clear(bin));
    }
}
impl<T: Trace, const N: usize> Trace for [T; N] {
    fn trace(&self, tracer: &mut Tracer) {
        self.iter().for_each(|item| item.trace(tracer));
    }
    fn clear(&mut self, bin: &mut Bin) {
        self.iter_mut().for_each(|item| item.clear(bin));
    }
}
impl<A: Trace, B: Trace> Trace for (A, B) {
    fn trace(&self, tracer: &mut Tracer) {
        self.0.trace(tracer);
        self.1.trace(tracer);
    }
    fn clear(&mut self, bin: &mut Bin) {
        self.0.clear(bin);
        self.1.clear(bin);
    }
}
