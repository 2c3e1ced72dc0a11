//! `range`: integers of any size; nearly all fit 48 bits and take the short path.

use super::{
    exceptions::ExcKind,
    iterators::{itself, reduced},
    sequence::{self, Subscript, comparison},
};
use crate::{
    body,
    error::Result,
    member, method,
    native::TypeDef,
    protocol::{BinaryOp, CompareOp},
    raw,
    types::{Slot, type_flags},
    value::{
        Handle, Obj, Tuple, Value, VmCell, fixed,
        map::Layout,
        value::{SMALL_MAX, SMALL_MIN},
    },
    vm::Vm,
};
use std::cell::Cell;

/// A range whose numbers, and the one behind its last, are small integers.
#[derive(Clone, Copy, Debug)]
struct Small {
    start: i64,
    step: i64,
    count: i64,
}

/// A range.
pub struct Range {
    /// `start`, an int.
    pub start: Value,
    /// `stop`, an int.
    pub stop: Value,
    /// `step`, an int that is not 0.
    pub step: Value,
    /// How many numbers, an int.
    pub length: Value,
    small: Option<Small>,
}
body!(Range, fixed::RANGE);

/// `range_iterator`: from `next` in steps of `step`, ends when `next` is `stop`, which it meets exactly.
pub struct RangeIter {
    /// The next number.
    pub next: Cell<i64>,
    /// The number behind the last, as `next` will be when the iteration has ended.
    pub stop: Cell<i64>,
    /// Distance.
    pub step: Cell<i64>,
}
body!(RangeIter, fixed::RANGE_ITER);

/// `longrange_iterator`: numbers of any size.
pub struct LongRangeIter {
    start: VmCell<Value>,
    step: VmCell<Value>,
    /// How many numbers there were and how many are done.
    length: VmCell<Value>,
    done: VmCell<Value>,
}
body!(LongRangeIter, fixed::LONG_RANGE_ITER, [start, step, length, done]);

fn small_length(start: i64, stop: i64, step: i64) -> i64 {
    if step > 0 {
        if start < stop { (stop - start - 1) / step + 1 } else { 0 }
    } else if stop < start {
        (start - stop - 1) / -step + 1
    } else {
        0
    }
}

impl Range {
    /// Makes a range of ints; the step must not be 0.
    pub fn new(vm: &mut Vm, start: Value, stop: Value, step: Value) -> Result<Handle<Range>> {
        if let (Some(a), Some(b), Some(s)) = (start.as_small(), stop.as_small(), step.as_small()) {
            // Sums of 49-bit numbers never overflow; the number behind the last must be small for the iterator.
            let count = small_length(a, b, s);
            let fits = (count as i128 * s as i128 + a as i128) >= SMALL_MIN as i128
                && (count as i128 * s as i128 + a as i128) <= SMALL_MAX as i128;
            let small = fits.then_some(Small { start: a, step: s, count });
            return Ok(Handle::new(Range { start, stop, step, length: vm.new_int(count), small }));
        }
        let length = Range::big_length(vm, &start, &stop, &step)?;
        Ok(Handle::new(Range { start, stop, step, length, small: None }))
    }
    fn big_length(vm: &mut Vm, start: &Value, stop: &Value, step: &Value) -> Result<Value> {
        let (zero, one) = (Value::small(0), Value::small(1));
        let (low, high, step) = if vm.less(step, &zero)? {
            (stop, start, vm.binary(BinaryOp::Sub, &zero, step)?)
        } else {
            (start, stop, step.clone())
        };
        if !vm.less(low, high)? {
            return Ok(zero);
        }
        let distance = vm.binary(BinaryOp::Sub, high, low)?;
        let distance = vm.binary(BinaryOp::Sub, &distance, &one)?;
        let count = vm.binary(BinaryOp::FloorDiv, &distance, &step)?;
        vm.binary(BinaryOp::Add, &count, &one)
    }
    fn new_(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        if !names.is_empty() {
            return Err(vm.type_error("range() takes no keyword arguments"));
        }
        let (start, stop, step) = match args.get(1..).unwrap_or(&[]) {
            [stop] => (Value::small(0), vm.index(stop)?, Value::small(1)),
            [start, stop] => (vm.index(start)?, vm.index(stop)?, Value::small(1)),
            [start, stop, step] => {
                let (start, stop, step) = (vm.index(start)?, vm.index(stop)?, vm.index(step)?);
                if step.as_small() == Some(0) {
                    return Err(vm.value_error("range() arg 3 must not be zero"));
                }
                (start, stop, step)
            }
            [] => return Err(vm.type_error("range expected at least 1 argument, got 0")),
            more => {
                let given = more.len();
                return Err(vm.type_error(format_args!("range expected at most 3 arguments, got {given}")));
            }
        };
        Ok(Range::new(vm, start, stop, step)?.into_value())
    }
    /// MemoryError when an iterable is a range of more numbers than a sequence can hold.
    pub fn check_count(vm: &mut Vm, iterable: &Value) -> Result<()> {
        let Some(range) = iterable.exact::<Range>() else {
            return if iterable.is_object() && iterable.map() >= fixed::COUNT {
                Range::check_hint(vm, iterable)
            } else {
                Ok(())
            };
        };
        match range.length.as_small().and_then(|count| usize::try_from(count).ok()) {
            Some(count) => {
                vm.checked_repeat(count, 1)?;
                // Asked for before the first item, since the items come in one by one.
                if count > 1 << 20 && Vec::<Value>::new().try_reserve_exact(count).is_err() {
                    return Err(vm.memory_error(""));
                }
                Ok(())
            }
            None => Err(vm.memory_error("")),
        }
    }
    /// MemoryError when a native iterator like `itertools.repeat` has more items to give than a sequence can hold.
    #[cold]
    fn check_hint(vm: &mut Vm, iterable: &Value) -> Result<()> {
        let class = vm.class_of(iterable);
        let Some(function) = class.slot(vm, Slot::LengthHint).filter(|hint| !hint.has_map(fixed::FUNCTION))
        else {
            return Ok(());
        };
        let hint = vm.call_slot(&function, iterable, &[]);
        match vm.swallow(hint, ExcKind::TypeError)?.map(|hint| vm.int_to_i64(&hint)) {
            Some(Some(count)) => {
                vm.checked_repeat(usize::try_from(count.max(0)).unwrap_or(usize::MAX), 1).map(drop)
            }
            _ => Ok(()),
        }
    }
    /// All numbers, unless they are too many to hold or not small.
    pub fn items_now(&self) -> Option<Vec<Value>> {
        let Small { start, step, count } = self.small?;
        let room = usize::try_from(count).ok().filter(|room| *room <= sequence::MOST_ITEMS)?;
        let mut items = Vec::new();
        items.try_reserve_exact(room).ok()?;
        items.extend((0..count).map(|i| Value::small(start + i * step)));
        Some(items)
    }
    fn repr(vm: &mut Vm, this: &Obj<Range>) -> Result<String> {
        let (start, stop) = (vm.repr_text(&this.start)?, vm.repr_text(&this.stop)?);
        if this.step.as_small() == Some(1) {
            return Ok(format!("range({start}, {stop})"));
        }
        let step = vm.repr_text(&this.step)?;
        Ok(format!("range({start}, {stop}, {step})"))
    }
    /// Length, and start and step as far as they matter: equal ranges have equal ones.
    fn identity(&self) -> [Value; 3] {
        match self.length.as_small() {
            Some(0) => [Value::small(0), Value::NONE, Value::NONE],
            Some(1) => [Value::small(1), self.start.clone(), Value::NONE],
            _ => [self.length.clone(), self.start.clone(), self.step.clone()],
        }
    }
    fn hash(vm: &mut Vm, this: &Obj<Range>) -> Result<i64> {
        let mut mixer = super::tuple::HashMixer::new();
        for part in this.identity() {
            mixer.add(vm.hash(&part)?);
        }
        Ok(mixer.finish(3))
    }
    fn compare(vm: &mut Vm, op: CompareOp, this: &Obj<Range>, other: &Value) -> Result<Value> {
        let (Some(other), CompareOp::Eq | CompareOp::Ne) = (other.exact::<Range>(), op) else {
            return Ok(Value::NOT_IMPLEMENTED);
        };
        let mut same = true;
        for (a, b) in this.identity().iter().zip(other.identity().iter()) {
            same = same && vm.equal(a, b)?;
        }
        Ok(Value::bool(same == (op == CompareOp::Eq)))
    }
    fn bool(_vm: &mut Vm, this: &Obj<Range>) -> bool {
        this.length.as_small() != Some(0)
    }
    fn len(vm: &mut Vm, this: &Obj<Range>) -> Result<isize> {
        vm.index_isize(&this.length)
    }
    /// The number at a place, which is an int and in range.
    fn at(&self, vm: &mut Vm, place: &Value) -> Result<Value> {
        if let (Some(small), Some(place)) = (self.small, place.as_small()) {
            return Ok(vm.new_int(small.start + place * small.step));
        }
        let offset = vm.binary(BinaryOp::Mul, place, &self.step)?;
        vm.binary(BinaryOp::Add, &self.start, &offset)
    }
    fn get_item(vm: &mut Vm, this: &Obj<Range>, key: &Value) -> Result<Value> {
        if let (Some(small), Some(index)) = (this.small, key.as_small()) {
            return match sequence::place(index as isize, small.count as usize) {
                Some(at) => Ok(Value::small(small.start + at as i64 * small.step)),
                None => Err(vm.index_error("range object index out of range")),
            };
        }
        if key.exact::<super::slice::Slice>().is_some() || !vm.has_index(key) {
            // Words the TypeError for anything but an index or slice.
            let Subscript::Slice(slice) = vm.subscript(key, "range")? else { return Ok(Value::NONE) };
            let (start, stop, step) = slice.big_bounds(vm, &this.length)?;
            let (start, stop) = (this.at(vm, &start)?, this.at(vm, &stop)?);
            let step = vm.binary(BinaryOp::Mul, &step, &this.step)?;
            return Ok(Range::new(vm, start, stop, step)?.into_value());
        }
        let zero = Value::small(0);
        let mut index = vm.index(key)?;
        if vm.less(&index, &zero)? {
            index = vm.binary(BinaryOp::Add, &index, &this.length)?;
        }
        if vm.less(&index, &zero)? || !vm.less(&index, &this.length)? {
            return Err(vm.index_error("range object index out of range"));
        }
        this.at(vm, &index)
    }
    /// The place of an int (or bool), if it is in the range.
    fn place_of(&self, vm: &mut Vm, number: &Value) -> Result<Option<Value>> {
        if let (Some(small), Some(number)) = (self.small, number.as_small()) {
            let offset = number - small.start;
            let place = offset / small.step;
            let inside = offset % small.step == 0 && place >= 0 && place < small.count;
            return Ok(inside.then(|| Value::small(place)));
        }
        let zero = Value::small(0);
        let offset = vm.binary(BinaryOp::Sub, number, &self.start)?;
        let rest = vm.binary(BinaryOp::Mod, &offset, &self.step)?;
        if !vm.equal(&rest, &zero)? {
            return Ok(None);
        }
        let place = vm.binary(BinaryOp::FloorDiv, &offset, &self.step)?;
        let inside = !vm.less(&place, &zero)? && vm.less(&place, &self.length)?;
        Ok(inside.then_some(place))
    }
    /// An exact int or bool as an int.
    fn as_exact_int(vm: &mut Vm, value: &Value) -> Option<Value> {
        match value.map() {
            fixed::INT | fixed::INT64 | fixed::BIG_INT => Some(value.clone()),
            fixed::BOOL => vm.index(value).ok(),
            _ => None,
        }
    }
    fn contains(vm: &mut Vm, this: &Obj<Range>, value: &Value) -> Result<bool> {
        match Range::as_exact_int(vm, value) {
            Some(number) => Ok(this.place_of(vm, &number)?.is_some()),
            None => Ok(Range::search(vm, this, value, true)? > 0),
        }
    }
    /// Compares each number with `value`: how many are equal; at most one when `first`.
    fn search(vm: &mut Vm, this: &Obj<Range>, value: &Value, first: bool) -> Result<i64> {
        let iterator = vm.iter(&this.to_value())?;
        let mut count = 0;
        while let Some(number) = vm.next(&iterator)? {
            if vm.equal(&number, value)? {
                count += 1;
                if first {
                    break;
                }
            }
        }
        Ok(count)
    }
    fn count(vm: &mut Vm, this: &Obj<Range>, value: &Value) -> Result<i64> {
        match Range::as_exact_int(vm, value) {
            Some(number) => Ok(i64::from(this.place_of(vm, &number)?.is_some())),
            None => Range::search(vm, this, value, false),
        }
    }
    fn index(vm: &mut Vm, this: &Obj<Range>, value: &Value) -> Result<Value> {
        if let Some(number) = Range::as_exact_int(vm, value) {
            return match this.place_of(vm, &number)? {
                Some(place) => Ok(place),
                None => Err(vm.value_error("range.index(x): x not in range")),
            };
        }
        let iterator = vm.iter(&this.to_value())?;
        let mut at = 0;
        while let Some(number) = vm.next(&iterator)? {
            if vm.equal(&number, value)? {
                return Ok(vm.new_int(at));
            }
            at += 1;
        }
        Err(vm.value_error("sequence.index(x): x not in sequence"))
    }
    /// An iterator over the range.
    pub fn iter(_vm: &mut Vm, this: &Obj<Range>) -> Value {
        match this.small {
            Some(Small { start, step, count }) => {
                RangeIter::new(start, start + count * step, step).into_value()
            }
            None => {
                LongRangeIter::new(this.start.clone(), this.step.clone(), this.length.clone()).into_value()
            }
        }
    }
    fn reversed(vm: &mut Vm, this: &Obj<Range>) -> Result<Value> {
        if let Some(Small { start, step, count }) = this.small {
            // One step before the start is where it ends; that need not be small, but is never shown.
            return Ok(RangeIter::new(start + (count - 1) * step, start - step, -step).into_value());
        }
        let one = Value::small(1);
        let last = vm.binary(BinaryOp::Sub, &this.length, &one)?;
        let start = this.at(vm, &last)?;
        let step = vm.binary(BinaryOp::Sub, &Value::small(0), &this.step)?;
        Ok(LongRangeIter::new(start, step, this.length.clone()).into_value())
    }
    fn reduce(vm: &mut Vm, this: &Obj<Range>) -> Handle<Tuple> {
        let class = vm.native_type::<Range>().into_value();
        let parts = Tuple::new(vec![this.start.clone(), this.stop.clone(), this.step.clone()]).into_value();
        Tuple::new(vec![class, parts])
    }
}

impl RangeIter {
    /// An iterator from `next` to exactly `stop`.
    pub fn new(next: i64, stop: i64, step: i64) -> Handle<RangeIter> {
        Handle::new(RangeIter { next: Cell::new(next), stop: Cell::new(stop), step: Cell::new(step) })
    }
    /// The next number.
    #[inline(always)]
    pub fn step(&self) -> Option<Value> {
        let next = self.next.get();
        if next == self.stop.get() {
            return None;
        }
        self.next.set(next + self.step.get());
        Some(Value::small(next))
    }
    fn left(&self) -> i64 {
        (self.stop.get() - self.next.get()) / self.step.get()
    }
    fn next(_vm: &mut Vm, this: &Obj<RangeIter>) -> Option<Value> {
        this.step()
    }
    fn length_hint(_vm: &mut Vm, this: &Obj<RangeIter>) -> i64 {
        this.left()
    }
    fn reduce(vm: &mut Vm, this: &Obj<RangeIter>) -> Result<Value> {
        let numbers = [this.next.get(), this.stop.get(), this.step.get()].map(|number| vm.new_int(number));
        let [start, stop, step] = numbers;
        let range = Range::new(vm, start, stop, step)?.into_value();
        Ok(reduced(vm, "iter", vec![range], Some(Value::NONE)))
    }
    fn set_state(_vm: &mut Vm, this: &Obj<RangeIter>, state: i64) {
        let skipped = state.clamp(0, this.left());
        this.next.set(this.next.get() + skipped * this.step.get());
    }
}

impl LongRangeIter {
    fn new(start: Value, step: Value, length: Value) -> Handle<LongRangeIter> {
        Handle::new(LongRangeIter {
            start: VmCell::new(start),
            step: VmCell::new(step),
            length: VmCell::new(length),
            done: VmCell::new(Value::small(0)),
        })
    }
    fn next(vm: &mut Vm, this: &Obj<LongRangeIter>) -> Result<Option<Value>> {
        let (done, length) = (this.done.cloned(vm), this.length.cloned(vm));
        if !vm.less(&done, &length)? {
            return Ok(None);
        }
        let number = this.start.cloned(vm);
        let step = this.step.cloned(vm);
        let following = vm.binary(BinaryOp::Add, &number, &step)?;
        let done = vm.binary(BinaryOp::Add, &done, &Value::small(1))?;
        this.start.set(vm, following);
        this.done.set(vm, done);
        Ok(Some(number))
    }
    fn length_hint(vm: &mut Vm, this: &Obj<LongRangeIter>) -> Result<Value> {
        let (done, length) = (this.done.cloned(vm), this.length.cloned(vm));
        vm.binary(BinaryOp::Sub, &length, &done)
    }
    fn reduce(vm: &mut Vm, this: &Obj<LongRangeIter>) -> Result<Value> {
        let left = LongRangeIter::length_hint(vm, this)?;
        let (start, step) = (this.start.cloned(vm), this.step.cloned(vm));
        let distance = vm.binary(BinaryOp::Mul, &left, &step)?;
        let stop = vm.binary(BinaryOp::Add, &start, &distance)?;
        let range = Range::new(vm, start, stop, step)?.into_value();
        Ok(reduced(vm, "iter", vec![range], Some(Value::NONE)))
    }
    fn set_state(vm: &mut Vm, this: &Obj<LongRangeIter>, state: &Value) -> Result<()> {
        let mut state = vm.index(state)?;
        let left = LongRangeIter::length_hint(vm, this)?;
        if vm.less(&state, &Value::small(0))? {
            state = Value::small(0);
        } else if vm.less(&left, &state)? {
            state = left;
        }
        let (start, step, done) = (this.start.cloned(vm), this.step.cloned(vm), this.done.cloned(vm));
        let distance = vm.binary(BinaryOp::Mul, &state, &step)?;
        let start = vm.binary(BinaryOp::Add, &start, &distance)?;
        let done = vm.binary(BinaryOp::Add, &done, &state)?;
        this.start.set(vm, start);
        this.done.set(vm, done);
        Ok(())
    }
}

/// The class.
pub static TYPE: TypeDef = TypeDef {
    name: "range",
    doc: "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a sequence of integers from start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\nstart defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the valid indices for a list of 4 elements.\nWhen step is given, it specifies the increment (or decrement).",
    base: None,
    map: Some(fixed::RANGE),
    layout: Layout::of::<Range>(),
    flags: type_flags::SEQUENCE,
    rows: &[
        raw!(StaticMethod, "__new__(cls, start, stop=None, step=1, /)", Range::new_),
        method!("__repr__(self, /)", Range::repr, 1),
        method!("__hash__(self, /)", Range::hash, 1),
        comparison!("__lt__(self, value, /)", Range, Lt),
        comparison!("__le__(self, value, /)", Range, Le),
        comparison!("__eq__(self, value, /)", Range, Eq),
        comparison!("__ne__(self, value, /)", Range, Ne),
        comparison!("__gt__(self, value, /)", Range, Gt),
        comparison!("__ge__(self, value, /)", Range, Ge),
        method!("__iter__(self, /)", Range::iter, 1),
        method!("__bool__(self, /)", Range::bool, 1),
        method!("__len__(self, /)", Range::len, 1),
        method!("__getitem__(self, key, /)", Range::get_item, 2),
        method!("__contains__(self, key, /)", Range::contains, 2),
        method!("__reversed__(self, /)", Range::reversed, 1, "Return a reverse iterator."),
        method!("__reduce__(self, /)", Range::reduce, 1),
        method!(
            "count(self, value, /)",
            Range::count,
            2,
            "rangeobject.count(value) -> integer -- return number of occurrences of value"
        ),
        method!(
            "index(self, value, /)",
            Range::index,
            2,
            "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present."
        ),
        member!("start", |_: &mut Vm, this: &Obj<Range>| this.start.clone()),
        member!("stop", |_: &mut Vm, this: &Obj<Range>| this.stop.clone()),
        member!("step", |_: &mut Vm, this: &Obj<Range>| this.step.clone()),
    ],
};

macro_rules! iterator_type {
    ($static:ident, $kind:ident, $map:ident, $name:literal) => {
        #[doc = concat!("`", $name, "`")]
        pub static $static: TypeDef = TypeDef {
            name: $name,
            doc: "",
            base: None,
            map: Some(fixed::$map),
            layout: Layout::of::<$kind>(),
            flags: type_flags::NO_NEW,
            rows: &[
                method!("__iter__(self, /)", itself, 1),
                method!("__next__(self, /)", $kind::next, 1),
                method!(
                    "__length_hint__(self, /)",
                    $kind::length_hint,
                    1,
                    "Private method returning an estimate of len(list(it))."
                ),
                method!("__reduce__(self, /)", $kind::reduce, 1, "Return state information for pickling."),
                method!(
                    "__setstate__(self, object, /)",
                    $kind::set_state,
                    2,
                    "Set state information for unpickling."
                ),
            ],
        };
    };
}

iterator_type!(RANGE_ITER, RangeIter, RANGE_ITER, "range_iterator");
iterator_type!(LONG_RANGE_ITER, LongRangeIter, LONG_RANGE_ITER, "longrange_iterator");
