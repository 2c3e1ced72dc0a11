//! `slice`: what stands between the brackets of `a[b:c:d]`, and the arithmetic of its bounds.

use super::sequence::{Span, clip_index, comparison};
use crate::{
    body,
    error::Result,
    member, method,
    native::TypeDef,
    protocol::{BinaryOp, CompareOp},
    raw,
    value::{Handle, Obj, Tuple, Value, fixed, map::Layout},
    vm::Vm,
};

/// A slice object.
pub struct Slice {
    /// `start`
    pub start: Value,
    /// `stop`
    pub stop: Value,
    /// `step`
    pub step: Value,
}
body!(Slice, fixed::SLICE, [start, stop, step]);

/// Clips the bounds of a slice to a sequence of `length` items. `step` must not be 0.
pub fn clip(start: isize, stop: isize, step: isize, length: usize) -> Span {
    let length = length as isize;
    let bound = |at: isize| {
        if at < 0 {
            let at = at.saturating_add(length);
            if at < 0 { if step < 0 { -1 } else { 0 } } else { at }
        } else if at >= length {
            if step < 0 { length - 1 } else { length }
        } else {
            at
        }
    };
    let (start, stop) = (bound(start), bound(stop));
    let count = if step < 0 {
        if stop < start { (start - stop - 1) / -step + 1 } else { 0 }
    } else if start < stop {
        (stop - start - 1) / step + 1
    } else {
        0
    };
    Span { start, stop, step, count: count as usize }
}

impl Slice {
    /// Makes a slice.
    pub fn new(start: Value, stop: Value, step: Value) -> Handle<Slice> {
        Handle::new(Slice { start, stop, step })
    }

    fn new_(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let parts = &args[1.min(args.len())..];
        if !names.is_empty() {
            return Err(vm.type_error("slice() takes no keyword arguments"));
        }
        let none = || Value::NONE;
        let slice = match parts {
            [] => return Err(vm.type_error("slice expected at least 1 argument, got 0")),
            [stop] => Slice::new(none(), stop.clone(), none()),
            [start, stop] => Slice::new(start.clone(), stop.clone(), none()),
            [start, stop, step] => Slice::new(start.clone(), stop.clone(), step.clone()),
            more => {
                let given = more.len();
                return Err(vm.type_error(format_args!("slice expected at most 3 arguments, got {given}")));
            }
        };
        Ok(slice.into_value())
    }
    fn repr(vm: &mut Vm, this: &Obj<Slice>) -> Result<String> {
        let (start, stop) = (vm.repr_text(&this.start)?, vm.repr_text(&this.stop)?);
        let step = vm.repr_text(&this.step)?;
        Ok(format!("slice({start}, {stop}, {step})"))
    }
    fn parts(&self) -> [&Value; 3] {
        [&self.start, &self.stop, &self.step]
    }
    fn hash(vm: &mut Vm, this: &Obj<Slice>) -> Result<i64> {
        let mut mixer = super::tuple::HashMixer::new();
        for part in this.parts() {
            mixer.add(vm.hash(part)?);
        }
        Ok(mixer.finish_open())
    }
    fn compare(vm: &mut Vm, op: CompareOp, this: &Obj<Slice>, other: &Value) -> Result<Value> {
        let Some(other) = other.exact::<Slice>() else { return Ok(Value::NOT_IMPLEMENTED) };
        if std::ptr::eq(this, other) {
            return Ok(Value::bool(matches!(op, CompareOp::Eq | CompareOp::Le | CompareOp::Ge)));
        }
        let item = |_: &Vm, second: bool, at: usize| {
            let slice = if second { other } else { this };
            slice.parts().get(at).map(|part| (*part).clone())
        };
        vm.compare_items(op, item, |_| (3, 3))
    }
    fn indices(vm: &mut Vm, this: &Obj<Slice>, length: &Value) -> Result<Handle<Tuple>> {
        let length = vm.index(length)?;
        let zero = Value::small(0);
        if vm.less(&length, &zero)? {
            return Err(vm.value_error("length should not be negative"));
        }
        let (start, stop, step) = this.big_bounds(vm, &length)?;
        Ok(Tuple::new(vec![start, stop, step]))
    }
    fn reduce(vm: &mut Vm, this: &Obj<Slice>) -> Handle<Tuple> {
        let class = vm.native_type::<Slice>().into_value();
        let parts = Tuple::new(this.parts().into_iter().cloned().collect()).into_value();
        Tuple::new(vec![class, parts])
    }
}

impl Obj<Slice> {
    /// The bounds as numbers, not yet clipped to a length: what is left out becomes an end of the number range.
    pub fn unpack(&self, vm: &mut Vm) -> Result<(isize, isize, isize)> {
        let step = if self.step.is_none() {
            1
        } else {
            match vm.slice_bound(&self.step)? {
                0 => return Err(vm.value_error("slice step cannot be zero")),
                // So that the step can be negated.
                step => step.max(-isize::MAX),
            }
        };
        let (first, last) = if step < 0 { (isize::MAX, isize::MIN) } else { (0, isize::MAX) };
        let start = if self.start.is_none() { first } else { vm.slice_bound(&self.start)? };
        let stop = if self.stop.is_none() { last } else { vm.slice_bound(&self.stop)? };
        Ok((start, stop, step))
    }
    /// Start, stop, step and count for a sequence of `length` items. ValueError for a step of 0, TypeError for parts
    /// that are no integers.
    pub fn adjust(&self, vm: &mut Vm, length: usize) -> Result<(isize, isize, isize, usize)> {
        let (start, stop, step) = self.unpack(vm)?;
        let span = clip(start, stop, step, length);
        Ok((span.start, span.stop, span.step, span.count))
    }
    /// Start, stop and step as ints of any size for a sequence of `length` items, `length` being such an int.
    pub(crate) fn big_bounds(&self, vm: &mut Vm, length: &Value) -> Result<(Value, Value, Value)> {
        let zero = Value::small(0);
        let step = if self.step.is_none() { Value::small(1) } else { vm.big_slice_bound(&self.step)? };
        if vm.equal(&step, &zero)? {
            return Err(vm.value_error("slice step cannot be zero"));
        }
        let backwards = vm.less(&step, &zero)?;
        let one = Value::small(1);
        let (low, high) = if backwards {
            (Value::small(-1), vm.binary(BinaryOp::Sub, length, &one)?)
        } else {
            (zero.clone(), length.clone())
        };
        let bound = |vm: &mut Vm, part: &Value, absent: &Value| -> Result<Value> {
            if part.is_none() {
                return Ok(absent.clone());
            }
            let mut at = vm.big_slice_bound(part)?;
            if vm.less(&at, &zero)? {
                at = vm.binary(BinaryOp::Add, &at, length)?;
                return Ok(if vm.less(&at, &low)? { low.clone() } else { at });
            }
            Ok(if vm.less(&high, &at)? { high.clone() } else { at })
        };
        let (first, last) = if backwards { (&high, &low) } else { (&low, &high) };
        let start = bound(vm, &self.start, first)?;
        let stop = bound(vm, &self.stop, last)?;
        Ok((start, stop, step))
    }
}

impl Vm {
    fn slice_bound(&mut self, part: &Value) -> Result<isize> {
        if let Some(number) = part.as_small() {
            return Ok(clip_index(number));
        }
        if self.has_index(part) {
            return self.index_clipped(part);
        }
        Err(self.type_error("slice indices must be integers or None or have an __index__ method"))
    }
    fn big_slice_bound(&mut self, part: &Value) -> Result<Value> {
        if self.has_index(part) {
            return self.index(part);
        }
        Err(self.type_error("slice indices must be integers or None or have an __index__ method"))
    }
}

/// The class.
pub static TYPE: TypeDef = TypeDef {
    name: "slice",
    doc: "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.\n\nThis is used for extended slicing (e.g. a[0:10:2]).",
    base: None,
    map: Some(fixed::SLICE),
    layout: Layout::of::<Slice>(),
    flags: 0,
    rows: &[
        raw!(StaticMethod, "__new__(cls, start, stop=None, step=None, /)", Slice::new_),
        method!("__repr__(self, /)", Slice::repr, 1),
        method!("__hash__(self, /)", Slice::hash, 1),
        comparison!("__lt__(self, value, /)", Slice, Lt),
        comparison!("__le__(self, value, /)", Slice, Le),
        comparison!("__eq__(self, value, /)", Slice, Eq),
        comparison!("__ne__(self, value, /)", Slice, Ne),
        comparison!("__gt__(self, value, /)", Slice, Gt),
        comparison!("__ge__(self, value, /)", Slice, Ge),
        method!(
            "indices(self, length, /)",
            Slice::indices,
            2,
            "S.indices(len) -> (start, stop, stride)\n\nAssuming a sequence of length len, calculate the start and stop\nindices, and the stride length of the extended slice described by\nS. Out of bounds indices are clipped in a manner consistent with the\nhandling of normal slices."
        ),
        method!("__reduce__(self, /)", Slice::reduce, 1, "Return state information for pickling."),
        member!("start", |_: &mut Vm, this: &Obj<Slice>| this.start.clone()),
        member!("stop", |_: &mut Vm, this: &Obj<Slice>| this.stop.clone()),
        member!("step", |_: &mut Vm, this: &Obj<Slice>| this.step.clone()),
    ],
};

#[cfg(test)]
mod tests {
    use super::clip;

    #[test]
    fn bounds_are_clipped() {
        let places = |start, stop, step, length| clip(start, stop, step, length).places().collect::<Vec<_>>();
        assert_eq!(places(0, isize::MAX, 1, 3), [0, 1, 2]);
        assert_eq!(places(isize::MAX, isize::MIN, -1, 3), [2, 1, 0]);
        assert_eq!(places(-2, 100, 1, 3), [1, 2]);
        assert_eq!(places(5, 1, 2, 3), []);
        assert_eq!(places(-100, 100, 2, 5), [0, 2, 4]);
        assert_eq!(places(3, -100, -2, 5), [3, 1]);
        assert_eq!(clip(3, 0, -2, 5).ascending().places().collect::<Vec<_>>(), [1, 3]);
    }
}
