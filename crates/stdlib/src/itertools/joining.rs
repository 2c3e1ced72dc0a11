//! Iterators over several others, or over groups of items: `chain`, `zip_longest`, `pairwise`, `batched`.

use super::{
    drive::{Ask, Input, Machine, plain_item},
    filters::tuple,
};
use crate::iterator_type;
use std::cell::Cell;
use whipsnake_vm::{
    body, class_method,
    error::Result,
    native::Rest,
    objects::iterators::TupleIter,
    types::Type,
    value::{Handle, Obj, Value, VmCell, fixed},
    vm::Vm,
};

/// `chain`
pub struct Chain {
    /// The iterator of iterables; none at the end.
    outer: VmCell<Option<Value>>,
    /// The iterator in use.
    inner: VmCell<Option<Value>>,
}
body!(Chain; [outer, inner]);

impl Chain {
    fn new_(vm: &mut Vm, class: &Obj<Type>, iterables: &Value) -> Result<Handle<Chain>> {
        Chain::from_iterable(vm, class, iterables)
    }
    fn from_iterable(vm: &mut Vm, class: &Obj<Type>, iterable: &Value) -> Result<Handle<Chain>> {
        let outer = vm.iter(iterable)?;
        let chain = Chain { outer: VmCell::new(Some(outer)), inner: VmCell::new(None) };
        Ok(Handle::new_instance(class.instance_map.get(), chain))
    }
}
impl Machine for Chain {
    #[inline]
    fn quick(vm: &mut Vm, this: &Obj<Chain>) -> Option<Value> {
        loop {
            if let Some(inner) = this.inner.cloned(vm) {
                let item = plain_item(vm, &inner);
                if item.is_some() || !matches!(inner.map(), fixed::TUPLE_ITER | fixed::LIST_ITER) {
                    return item;
                }
                this.inner.set(vm, None);
            }
            // What comes next is looked at first: only lists and tuples are begun here.
            let outer = this.outer.cloned(vm)?;
            let next = outer.exact::<TupleIter>()?.peek(vm)?;
            if !matches!(next.map(), fixed::TUPLE | fixed::LIST) {
                return None;
            }
            plain_item(vm, &outer);
            let inner = vm.iter_exact(&next);
            this.inner.set(vm, inner);
        }
    }
    fn step(vm: &mut Vm, this: &Obj<Chain>, input: Input) -> Result<Ask> {
        match input {
            Input::Start | Input::Result(_) => {}
            Input::Item(item) => {
                if this.inner.get(vm).is_some() {
                    return Ok(Ask::Give(item));
                }
                let result = vm.iter(&item);
                match result {
                    Ok(inner) => this.inner.set(vm, Some(inner)),
                    Err(raised) => {
                        this.outer.set(vm, None);
                        return Err(raised);
                    }
                }
            }
            Input::End => {
                if this.inner.replace(vm, None).is_none() {
                    this.outer.set(vm, None);
                    return Ok(Ask::Finish);
                }
            }
        }
        Ok(match (this.inner.get(vm), this.outer.get(vm)) {
            (Some(inner), _) => Ask::Next(inner.clone()),
            (None, Some(outer)) => Ask::Next(outer.clone()),
            (None, None) => Ask::Finish,
        })
    }
}
iterator_type!(
    CHAIN,
    "chain",
    Chain,
    "__new__(cls, *iterables)",
    Chain::new_,
    2,
    "Return a chain object whose .__next__() method returns elements from the\nfirst iterable until it is exhausted, \
     then elements from the next\niterable, until all of the iterables are exhausted.",
    class_method!(
        "from_iterable(cls, iterable, /)",
        Chain::from_iterable,
        2,
        "Alternative chain() constructor taking a single iterable argument that evaluates lazily."
    ),
    class_method!("__class_getitem__(cls, item, /)", crate::generic_alias, 2, "See PEP 585"),
);

/// `zip_longest`
pub struct ZipLongest {
    sources: VmCell<Vec<Option<Value>>>,
    fill: Value,
    row: VmCell<Vec<Value>>,
    active: Cell<usize>,
}
body!(ZipLongest; [sources, fill, row]);

impl ZipLongest {
    fn new_(
        vm: &mut Vm,
        class: &Obj<Type>,
        iterables: Rest,
        fill: Option<Value>,
    ) -> Result<Handle<ZipLongest>> {
        let mut sources = Vec::with_capacity(iterables.0.len());
        for iterable in iterables.0 {
            sources.push(Some(vm.iter(iterable)?));
        }
        let zip = ZipLongest {
            active: Cell::new(sources.len()),
            sources: VmCell::new(sources),
            fill: fill.unwrap_or(Value::NONE),
            row: VmCell::new(Vec::new()),
        };
        Ok(Handle::new_instance(class.instance_map.get(), zip))
    }
}
impl Machine for ZipLongest {
    fn step(vm: &mut Vm, this: &Obj<ZipLongest>, input: Input) -> Result<Ask> {
        match input {
            Input::Start | Input::Result(_) => drop(this.row.replace(vm, Vec::new())),
            Input::Item(item) => this.row.get_mut(vm).push(item),
            Input::End => {
                let at = this.row.get(vm).len();
                this.sources.get_mut(vm)[at] = None;
                this.active.set(this.active.get() - 1);
                this.row.get_mut(vm).push(this.fill.clone());
            }
        }
        if this.active.get() == 0 {
            this.row.set(vm, Vec::new());
            return Ok(Ask::Finish);
        }
        loop {
            let at = this.row.get(vm).len();
            match this.sources.get(vm).get(at) {
                Some(Some(source)) => return Ok(Ask::Next(source.clone())),
                Some(None) => this.row.get_mut(vm).push(this.fill.clone()),
                None => return Ok(Ask::Give(tuple(this.row.replace(vm, Vec::new())))),
            }
        }
    }
}
iterator_type!(
    ZIP_LONGEST,
    "zip_longest",
    ZipLongest,
    "__new__(cls, *iterables, fillvalue=None)",
    ZipLongest::new_,
    3,
    "Return a zip_longest object whose .__next__() method returns a tuple where\nthe i-th element comes from the i-th \
     iterable argument.",
);

/// `pairwise`
pub struct Pairwise {
    source: VmCell<Option<Value>>,
    old: VmCell<Value>,
}
body!(Pairwise; [source, old]);

impl Pairwise {
    fn new_(vm: &mut Vm, class: &Obj<Type>, iterable: &Value) -> Result<Handle<Pairwise>> {
        let source = vm.iter(iterable)?;
        let pairs = Pairwise { source: VmCell::new(Some(source)), old: VmCell::new(Value::UNDEF) };
        Ok(Handle::new_instance(class.instance_map.get(), pairs))
    }
}
impl Machine for Pairwise {
    fn step(vm: &mut Vm, this: &Obj<Pairwise>, input: Input) -> Result<Ask> {
        match input {
            Input::Start | Input::Result(_) => {}
            Input::Item(item) => {
                let old = this.old.replace(vm, item.clone());
                if !old.is_undef() {
                    return Ok(Ask::Give(tuple(vec![old, item])));
                }
            }
            Input::End => {
                this.source.set(vm, None);
                this.old.set(vm, Value::UNDEF);
            }
        }
        Ok(match this.source.get(vm) {
            Some(source) => Ask::Next(source.clone()),
            None => Ask::Finish,
        })
    }
}
iterator_type!(
    PAIRWISE,
    "pairwise",
    Pairwise,
    "__new__(cls, iterable, /)",
    Pairwise::new_,
    2,
    "Return an iterator of overlapping pairs taken from the input iterator.\n\n    s -> (s0,s1), (s1,s2), (s2, s3), ...",
);

/// `batched`
pub struct Batched {
    source: VmCell<Option<Value>>,
    size: usize,
    strict: bool,
    batch: VmCell<Vec<Value>>,
}
body!(Batched; [source, batch]);

impl Batched {
    fn new_(
        vm: &mut Vm,
        class: &Obj<Type>,
        iterable: &Value,
        n: isize,
        strict: Option<bool>,
    ) -> Result<Handle<Batched>> {
        if n < 1 {
            return Err(vm.value_error("n must be at least one"));
        }
        let source = vm.iter(iterable)?;
        let batched = Batched {
            source: VmCell::new(Some(source)),
            size: n as usize,
            strict: strict.unwrap_or(false),
            batch: VmCell::new(Vec::new()),
        };
        Ok(Handle::new_instance(class.instance_map.get(), batched))
    }
}
impl Machine for Batched {
    fn step(vm: &mut Vm, this: &Obj<Batched>, input: Input) -> Result<Ask> {
        match input {
            Input::Start | Input::Result(_) => this.batch.set(vm, Vec::new()),
            Input::Item(item) => {
                this.batch.get_mut(vm).push(item);
                if this.batch.get(vm).len() == this.size {
                    return Ok(Ask::Give(tuple(this.batch.replace(vm, Vec::new()))));
                }
            }
            Input::End => {
                this.source.set(vm, None);
                let batch = this.batch.replace(vm, Vec::new());
                if batch.is_empty() {
                    return Ok(Ask::Finish);
                }
                if this.strict {
                    return Err(vm.value_error("batched(): incomplete batch"));
                }
                return Ok(Ask::Give(tuple(batch)));
            }
        }
        Ok(match this.source.get(vm) {
            Some(source) => Ask::Next(source.clone()),
            None => Ask::Finish,
        })
    }
}
iterator_type!(
    BATCHED,
    "batched",
    Batched,
    "__new__(cls, iterable, n, *, strict=False)",
    Batched::new_,
    4,
    "Batch data into tuples of length n. The last batch may be shorter than n.",
);
