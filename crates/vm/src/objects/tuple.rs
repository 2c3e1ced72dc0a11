//! `tuple`: methods of [`Tuple`], whose memory is in `value/tuple.rs`.

use super::{
    iterators::TupleIter,
    sequence::{self, Subscript, comparison},
};
use crate::{
    error::Result,
    method,
    native::TypeDef,
    objects::{consume, list::List, range::Range},
    protocol::{
        CompareOp,
        compare::{known_position, known_prefix},
    },
    raw,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Tuple, Value, copies, fixed, map::Layout},
    vm::Vm,
};

/// Mixes hashes in order, after Yann Collet's xxHash (XXH64 without its final avalanche), as CPython's tuples do.
pub struct HashMixer {
    state: u64,
}

const PRIME_1: u64 = 0x9e37_79b1_85eb_ca87;
const PRIME_2: u64 = 0xc2b2_ae3d_27d4_eb4f;
const PRIME_5: u64 = 0x27d4_eb2f_1656_67c5;

impl Default for HashMixer {
    fn default() -> Self {
        HashMixer::new()
    }
}

impl HashMixer {
    /// Before the first item.
    pub fn new() -> HashMixer {
        HashMixer { state: PRIME_5 }
    }
    /// Adds the hash of an item.
    #[inline(always)]
    pub fn add(&mut self, hash: u64) {
        self.state =
            self.state.wrapping_add(hash.wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1);
    }
    /// The hash of what was added, `length` items.
    pub fn finish(mut self, length: usize) -> i64 {
        self.state = self.state.wrapping_add(length as u64 ^ (PRIME_5 ^ 3_527_539));
        self.finish_open()
    }
    /// The hash of what was added, when the number of items is always the same.
    pub fn finish_open(self) -> i64 {
        if self.state == u64::MAX { 1_546_275_796 } else { self.state as i64 }
    }
}

impl Tuple {
    /// A tuple of two.
    #[inline]
    pub fn pair(a: Value, b: Value) -> Handle<Tuple> {
        Tuple::from_window(&mut [a, b])
    }
    /// Hashes a tuple; TypeError when an item cannot be hashed. What was some work is kept.
    pub fn hash_of(vm: &mut Vm, this: &Obj<Tuple>) -> Result<i64> {
        let items = this.as_slice();
        let mut mixer = HashMixer::new();
        let mut simple = items.len() < 4;
        for item in items {
            simple &= !item.is_object() || item.exact::<Str>().is_some();
            mixer.add(vm.hash(item)?);
        }
        let hash = mixer.finish(items.len());
        if !simple {
            this.keep_hash(hash as u64);
        }
        Ok(hash)
    }
    /// `hash(tuple)`
    fn hash(vm: &mut Vm, this: &Obj<Tuple>) -> Result<i64> {
        match this.kept_hash() {
            Some(hash) => Ok(hash as i64),
            None => Tuple::hash_of(vm, this),
        }
    }
    /// Makes a tuple of the map `map`; MemoryError when the items are too many.
    fn make(vm: &mut Vm, map: u32, items: Vec<Value>) -> Result<Value> {
        if items.len() > sequence::MOST_ITEMS {
            return Err(vm.memory_error(""));
        }
        Ok(Tuple::with_map(map, items).into_value())
    }
    /// `tuple(iterable)`: the iterable itself if it is exactly a tuple. May be deferred.
    pub fn from_iterable(vm: &mut Vm, iterable: &Value) -> Result<Value> {
        if iterable.exact::<Tuple>().is_some() {
            return Ok(iterable.clone());
        }
        Tuple::from_iterable_of(vm, fixed::TUPLE, iterable)
    }
    fn from_iterable_of(vm: &mut Vm, map: u32, iterable: &Value) -> Result<Value> {
        if let Some(list) = iterable.exact::<List>() {
            if map == fixed::TUPLE && list.items.get(vm).len() <= sequence::MOST_ITEMS {
                return Ok(Tuple::from_slice(list.items.get(vm)).into_value());
            }
            let items = copies(list.items.get(vm));
            return Tuple::make(vm, map, items);
        }
        if let Some(tuple) = iterable.exact::<Tuple>() {
            return Ok(Tuple::with_map(map, tuple.as_slice().to_vec()).into_value());
        }
        Range::check_count(vm, iterable)?;
        consume::gather(vm, iterable, Value::small(map.into()), |vm, map, items| {
            Tuple::make(vm, map.small_unchecked() as u32, items)
        })
    }

    fn new_(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let Some(class) = args.first().and_then(|class| class.cast::<Type>()) else {
            return Err(vm.type_error("tuple.__new__(): not enough arguments"));
        };
        let map = class.instance_map.get();
        let exact = map == fixed::TUPLE;
        if !names.is_empty() && !vm.leaves_keywords(class, fixed::TUPLE, crate::types::Slot::Init) {
            return Err(vm.type_error("tuple() takes no keyword arguments"));
        }
        match &args[1..args.len() - names.len()] {
            [] => Ok(Tuple::with_map(map, Vec::new()).into_value()),
            [iterable] if exact => Tuple::from_iterable(vm, iterable),
            [iterable] => Tuple::from_iterable_of(vm, map, iterable),
            more => {
                let given = more.len();
                Err(vm.type_error(format_args!("tuple expected at most 1 argument, got {given}")))
            }
        }
    }
    fn repr(vm: &mut Vm, this: &Obj<Tuple>) -> Result<Value> {
        if this.as_slice().is_empty() {
            return Ok(vm.new_str("()"));
        }
        let shown = vm.guard_repr(&this.to_value(), |vm| {
            let mut text = vec![b'('];
            for (at, item) in this.as_slice().iter().enumerate() {
                if at > 0 {
                    text.extend_from_slice(b", ");
                }
                text.extend_from_slice(vm.repr(item)?.as_bytes());
            }
            text.extend_from_slice(if this.as_slice().len() == 1 { b",)" } else { b")" });
            Ok(text)
        })?;
        Ok(crate::value::Str::from_vec(shown.unwrap_or_else(|| b"(...)".to_vec())).into_value())
    }
    /// `tuple op other`
    pub fn compare(vm: &mut Vm, op: CompareOp, this: &Obj<Tuple>, other: &Value) -> Result<Value> {
        let Some(other) = other.cast::<Tuple>() else { return Ok(Value::NOT_IMPLEMENTED) };
        let first = known_prefix(this.as_slice(), other.as_slice());
        let item = |_: &Vm, second: bool, at: usize| {
            let tuple = if second { other } else { this };
            tuple.as_slice().get(first + at).cloned()
        };
        vm.compare_items(op, item, |_| (this.as_slice().len(), other.as_slice().len()))
    }
    fn iter(_vm: &mut Vm, this: &Obj<Tuple>) -> Handle<TupleIter> {
        TupleIter::new(this.to_handle())
    }
    fn len(_vm: &mut Vm, this: &Obj<Tuple>) -> usize {
        this.as_slice().len()
    }
    /// `tuple[key]`
    pub fn get_item(vm: &mut Vm, this: &Obj<Tuple>, key: &Value) -> Result<Value> {
        let items = this.as_slice();
        match vm.subscript(key, "tuple")? {
            Subscript::Index(index) => match sequence::place(index, items.len()) {
                Some(at) => Ok(items[at].clone()),
                None => Err(vm.index_error("tuple index out of range")),
            },
            Subscript::Slice(slice) => {
                let span = vm.span(slice, |_| items.len())?;
                if span.count == items.len() && span.step == 1 && this.is_exact() {
                    return Ok(this.to_value());
                }
                let start = span.start as usize;
                Ok(if span.step == 1 {
                    Tuple::from_slice(&items[start..start + span.count])
                } else {
                    Tuple::from_items(span.count, span.places().map(|at| items[at].clone()))
                }
                .into_value())
            }
        }
    }
    /// `tuple + value`
    pub fn add(vm: &mut Vm, this: &Obj<Tuple>, value: &Value) -> Result<Value> {
        let Some(other) = value.cast::<Tuple>() else { return vm.bad_concat("tuple", value) };
        let (a, b) = (this.as_slice(), other.as_slice());
        if b.is_empty() && this.is_exact() {
            return Ok(this.to_value());
        }
        if a.is_empty() && other.is_exact() {
            return Ok(value.clone());
        }
        let total = vm.checked_repeat(a.len() + b.len(), 1)?;
        Ok(Tuple::from_items(total, a.iter().chain(b).cloned()).into_value())
    }
    fn mul(vm: &mut Vm, this: &Obj<Tuple>, value: &Value) -> Result<Value> {
        let Some(count) = vm.repeat_factor(value)? else { return Ok(Value::NOT_IMPLEMENTED) };
        let items = this.as_slice();
        if this.is_exact() && (count == 1 || items.is_empty()) {
            return Ok(this.to_value());
        }
        let items = super::list::repeated(vm, items.to_vec(), count)?;
        Ok(Tuple::new(items).into_value())
    }
    /// `value in tuple`
    pub fn contains(vm: &mut Vm, this: &Obj<Tuple>, value: &Value) -> Result<bool> {
        let items = this.as_slice();
        if let Some(found) = known_position(items, value) {
            return Ok(found.is_some());
        }
        for item in items {
            if vm.equal(item, value)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
    fn get_new_args(_vm: &mut Vm, this: &Obj<Tuple>) -> Handle<Tuple> {
        Tuple::new(vec![Tuple::from_slice(this.as_slice()).into_value()])
    }
    fn index(
        vm: &mut Vm,
        this: &Obj<Tuple>,
        value: &Value,
        start: Option<Value>,
        stop: Option<Value>,
    ) -> Result<usize> {
        let items = this.as_slice();
        let start = start.map_or(Ok(0), |start| vm.search_bound(&start))?;
        let stop = stop.map_or(Ok(isize::MAX), |stop| vm.search_bound(&stop))?;
        let (start, stop) =
            (sequence::clip_place(start, items.len()), sequence::clip_place(stop, items.len()));
        for (at, item) in items.iter().enumerate().take(stop).skip(start) {
            if vm.equal(item, value)? {
                return Ok(at);
            }
        }
        Err(vm.value_error("tuple.index(x): x not in tuple"))
    }
    fn count(vm: &mut Vm, this: &Obj<Tuple>, value: &Value) -> Result<usize> {
        let mut count = 0;
        for item in this.as_slice() {
            count += usize::from(vm.equal(item, value)?);
        }
        Ok(count)
    }
}

/// The class.
pub static TYPE: TypeDef = TypeDef {
    name: "tuple",
    doc: "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\nIf iterable is specified the tuple is initialized from iterable's items.\n\nIf the argument is a tuple, the return value is the same object.",
    base: None,
    map: Some(fixed::TUPLE),
    layout: Layout::of::<Tuple>(),
    flags: type_flags::BASE | type_flags::SEQUENCE | type_flags::MATCH_SELF,
    rows: &[
        raw!(StaticMethod, "__new__(cls, iterable=(), /)", Tuple::new_),
        method!("__repr__(self, /)", Tuple::repr, 1),
        method!("__hash__(self, /)", Tuple::hash, 1),
        comparison!("__lt__(self, value, /)", Tuple, Lt),
        comparison!("__le__(self, value, /)", Tuple, Le),
        comparison!("__eq__(self, value, /)", Tuple, Eq),
        comparison!("__ne__(self, value, /)", Tuple, Ne),
        comparison!("__gt__(self, value, /)", Tuple, Gt),
        comparison!("__ge__(self, value, /)", Tuple, Ge),
        method!("__iter__(self, /)", Tuple::iter, 1),
        method!("__len__(self, /)", Tuple::len, 1),
        method!("__getitem__(self, key, /)", Tuple::get_item, 2),
        method!("__add__(self, value, /)", Tuple::add, 2),
        method!("__mul__(self, value, /)", Tuple::mul, 2),
        method!("__rmul__(self, value, /)", Tuple::mul, 2),
        method!("__contains__(self, key, /)", Tuple::contains, 2),
        method!("__getnewargs__(self, /)", Tuple::get_new_args, 1),
        method!(
            "index(self, value, start=0, stop=9223372036854775807, /)",
            Tuple::index,
            4,
            "Return first index of value.\n\nRaises ValueError if the value is not present."
        ),
        method!("count(self, value, /)", Tuple::count, 2, "Return number of occurrences of value."),
        raw!(ClassMethod, "__class_getitem__(cls, object, /)", sequence::class_getitem, "See PEP 585"),
    ],
};
