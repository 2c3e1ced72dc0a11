//! `_lru_cache_wrapper`: a function that remembers its results.
//!
//! Results lie in a slab of nodes; a dict leads from keys to nodes, and the nodes are linked from the least to the most
//! recently used. A key is hashed once for each call, as `functools` promises.

use std::cell::Cell;
use whipsnake_vm::{
    body,
    error::Result,
    method, names,
    native::{Answer, Resumable, Step, TypeDef},
    objects::{dict::Dict, function::BoundMethod},
    raw, static_method,
    types::{Slot, Type, type_flags},
    value::{Bin, Handle, Obj, Str, Trace, Tracer, Tuple, Value, VmCell, map::Layout},
    vm::Vm,
};

const NONE: usize = usize::MAX;

/// A remembered result.
struct Node {
    key: Value,
    hash: u64,
    result: Value,
    older: usize,
    newer: usize,
}

/// All remembered results, linked by age.
struct Nodes {
    slab: Vec<Node>,
    oldest: usize,
    newest: usize,
}

impl Default for Nodes {
    fn default() -> Nodes {
        Nodes { slab: Vec::new(), oldest: NONE, newest: NONE }
    }
}

impl Nodes {
    fn unlink(&mut self, at: usize) {
        let (older, newer) = (self.slab[at].older, self.slab[at].newer);
        match self.slab.get_mut(older) {
            Some(node) => node.newer = newer,
            None => self.oldest = newer,
        }
        match self.slab.get_mut(newer) {
            Some(node) => node.older = older,
            None => self.newest = older,
        }
    }
    fn link_newest(&mut self, at: usize) {
        let before = self.newest;
        (self.slab[at].older, self.slab[at].newer) = (before, NONE);
        match self.slab.get_mut(before) {
            Some(node) => node.newer = at,
            None => self.oldest = at,
        }
        self.newest = at;
    }
    fn push(&mut self, key: Value, hash: u64, result: Value) -> usize {
        self.slab.push(Node { key, hash, result, older: NONE, newer: NONE });
        let at = self.slab.len() - 1;
        self.link_newest(at);
        at
    }
}

impl Trace for Nodes {
    fn trace(&self, tracer: &mut Tracer) {
        for node in &self.slab {
            node.key.trace(tracer);
            node.result.trace(tracer);
        }
    }
    fn clear(&mut self, bin: &mut Bin) {
        for node in std::mem::take(self).slab {
            bin.put(node.key);
            bin.put(node.result);
        }
    }
}

/// A function with its results.
pub struct LruCache {
    function: Value,
    /// Most results; no number: all.
    most: Option<usize>,
    typed: bool,
    info: Value,
    places: Handle<Dict>,
    nodes: VmCell<Nodes>,
    hits: Cell<i64>,
    misses: Cell<i64>,
}
body!(LruCache; [function, info, places, nodes]);

/// What parts positional from keyword arguments in a key.
#[derive(Default)]
struct Mark(Option<Value>);

fn mark(vm: &mut Vm) -> Value {
    if let Some(known) = &vm.state::<Mark>().0 {
        return known.clone();
    }
    let made = Tuple::new(vec![Value::NONE]).into_value();
    vm.state::<Mark>().0 = Some(made.clone());
    made
}

/// A call whose result is to be remembered.
struct Calling {
    cache: Handle<LruCache>,
    key: Value,
    hash: u64,
}

impl Resumable for Calling {
    fn resume(&mut self, vm: &mut Vm, result: Result<Value>) -> Result<Step> {
        let result = result?;
        LruCache::remember(vm, &self.cache, self.key.clone(), self.hash, result.clone())?;
        Ok(Step::Return(result))
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.cache.trace(tracer);
        self.key.trace(tracer);
    }
}

impl LruCache {
    fn new_(
        vm: &mut Vm,
        class: &Obj<Type>,
        function: Value,
        most: Value,
        typed: bool,
        info: Value,
    ) -> Result<Value> {
        if !vm.class_of(&function).has_slot(vm, Slot::Call) {
            return Err(vm.type_error("the first argument must be callable"));
        }
        let most = if most.is_none() {
            None
        } else if vm.has_index(&most) {
            Some(vm.index_isize(&most)?.max(0) as usize)
        } else {
            return Err(vm.type_error("maxsize should be integer or None"));
        };
        let cache = LruCache {
            function,
            most,
            typed,
            info,
            places: Dict::new(),
            nodes: VmCell::new(Nodes::default()),
            hits: Cell::new(0),
            misses: Cell::new(0),
        };
        Ok(Handle::new_instance(class.instance_map.get(), cache).into_value())
    }
    /// What the results are found by: the only argument if that is an int or a string, else a tuple of all of them.
    fn key(&self, vm: &mut Vm, args: &[Value], names: &[Value]) -> Value {
        let (positional, named) = args.split_at(args.len() - names.len());
        if !self.typed && names.is_empty() {
            return match positional {
                [only] if only.is_small() || only.exact::<Str>().is_some() => only.clone(),
                _ => Tuple::from_slice(positional).into_value(),
            };
        }
        let mut parts = positional.to_vec();
        if !names.is_empty() {
            parts.push(mark(vm));
            for (name, value) in names.iter().zip(named) {
                parts.extend([name.clone(), value.clone()]);
            }
        }
        if self.typed {
            parts.extend(args.iter().map(|arg| vm.class_of(arg).into_value()));
        }
        Tuple::new(parts).into_value()
    }
    fn call(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let Some(this) = args.first().and_then(|this| this.cast::<LruCache>()).map(|this| this.to_handle())
        else {
            return Err(
                vm.type_error("descriptor '__call__' requires a 'functools._lru_cache_wrapper' object")
            );
        };
        let args = &args[1..];
        if this.most == Some(0) {
            this.misses.set(this.misses.get() + 1);
            return vm.tail_call(&this.function.clone(), args, names);
        }
        let key = this.key(vm, args, names);
        let hash = vm.hash(&key)?;
        if let Some(at) = LruCache::find(vm, &this, &key, hash)? {
            this.hits.set(this.hits.get() + 1);
            let nodes = this.nodes.get_mut(vm);
            if this.most.is_some() && nodes.newest != at {
                nodes.unlink(at);
                nodes.link_newest(at);
            }
            return Ok(nodes.slab[at].result.clone());
        }
        this.misses.set(this.misses.get() + 1);
        let depth = vm.frame_count();
        let function = this.function.clone();
        match vm.start_call_named(&function, args, names)? {
            Answer::Now(result) => {
                LruCache::remember(vm, &this, key, hash, result.clone())?;
                Ok(result)
            }
            Answer::Later => vm.defer_beneath(depth, false, Box::new(Calling { cache: this, key, hash })),
        }
    }
    /// The node of a key.
    fn find(vm: &mut Vm, this: &Obj<LruCache>, key: &Value, hash: u64) -> Result<Option<usize>> {
        let places = this.places.clone();
        let Some(at) = places.find(vm, key, hash)? else { return Ok(None) };
        let place = places.table.get(vm).entry(at).and_then(|entry| entry.value.as_small());
        Ok(place.map(|place| place as usize).filter(|place| *place < this.nodes.get(vm).slab.len()))
    }
    /// Keeps a result, in the place of the least recently used one when there are enough.
    fn remember(vm: &mut Vm, this: &Obj<LruCache>, key: Value, hash: u64, result: Value) -> Result<()> {
        if LruCache::find(vm, this, &key, hash)?.is_some() {
            // The call itself has put it there.
            return Ok(());
        }
        let places = this.places.clone();
        let full = this.most.is_some_and(|most| this.nodes.get(vm).slab.len() >= most);
        if !full {
            let at = this.nodes.get_mut(vm).push(key.clone(), hash, result);
            return places.set_hashed(vm, key, hash, Value::small(at as i64));
        }
        let at = this.nodes.get(vm).oldest;
        let (old_key, old_hash) = match this.nodes.get(vm).slab.get(at) {
            Some(node) => (node.key.clone(), node.hash),
            None => return Ok(()),
        };
        if let Some(place) = places.find(vm, &old_key, old_hash)? {
            let removed = places.table.get_mut(vm).remove(place);
            drop(removed);
        }
        let nodes = this.nodes.get_mut(vm);
        if nodes.oldest != at {
            // A comparison has run the cache meanwhile: this result is not kept.
            return Ok(());
        }
        nodes.unlink(at);
        nodes.link_newest(at);
        let node = &mut nodes.slab[at];
        let old =
            (std::mem::replace(&mut node.key, key.clone()), std::mem::replace(&mut node.result, result));
        node.hash = hash;
        drop(old);
        places.set_hashed(vm, key, hash, Value::small(at as i64))
    }
    fn cache_info(vm: &mut Vm, this: &Obj<LruCache>) -> Result<Value> {
        let most = match this.most {
            Some(most) => vm.new_int(most as i64),
            None => Value::NONE,
        };
        let numbers =
            [this.hits.get(), this.misses.get(), this.nodes.get(vm).slab.len() as i64].map(|n| vm.new_int(n));
        let [hits, misses, size] = numbers;
        let info = this.info.clone();
        vm.tail_call(&info, &[hits, misses, most, size], &[])
    }
    fn cache_clear(vm: &mut Vm, this: &Obj<LruCache>) {
        this.hits.set(0);
        this.misses.set(0);
        let nodes = std::mem::take(this.nodes.get_mut(vm));
        let places = this.places.table.get_mut(vm).take_all();
        drop((nodes, places));
    }
    fn get(_vm: &mut Vm, this: &Obj<LruCache>, object: &Value, _class: Option<Value>) -> Value {
        if object.is_none() {
            return this.to_value();
        }
        Handle::new(BoundMethod { function: this.to_value(), this: object.clone() }).into_value()
    }
    fn reduce(vm: &mut Vm, this: &Obj<LruCache>) -> Result<Value> {
        vm.get_known_attr(&this.to_value(), names::__qualname__)
    }
    fn copy(_vm: &mut Vm, this: &Obj<LruCache>) -> Value {
        this.to_value()
    }
    fn deep_copy(_vm: &mut Vm, this: &Obj<LruCache>, _memo: Value) -> Value {
        this.to_value()
    }
}

/// Table of the wrapper.
pub static LRU_CACHE: TypeDef = TypeDef {
    name: "functools._lru_cache_wrapper",
    doc: "Create a cached callable that wraps another function.\n\nuser_function:      the function being cached\n\n\
          maxsize:  0         for no caching\n          None      for unlimited cache size\n          n         for \
          a bounded cache\n\ntyped:    False     cache f(3) and f(3.0) as identical calls\n          True      cache \
          f(3) and f(3.0) as distinct calls\n\ncache_info_type:    namedtuple class with the fields:\n                            \
          hits misses currsize maxsize\n",
    base: None,
    map: None,
    layout: Layout::of::<LruCache>(),
    flags: type_flags::BASE | type_flags::DICT | type_flags::WEAK,
    rows: &[
        static_method!("__new__(cls, user_function, maxsize, typed, cache_info_type)", LruCache::new_, 5),
        raw!(Method, "__call__(self, /, *args, **kwargs)", LruCache::call),
        method!("__get__(self, instance, owner=None, /)", LruCache::get, 3),
        method!("cache_info(self, /)", LruCache::cache_info, 1, "Report cache statistics"),
        method!("cache_clear(self, /)", LruCache::cache_clear, 1, "Clear the cache and cache statistics"),
        method!("__reduce__(self, /)", LruCache::reduce, 1),
        method!("__copy__(self, /)", LruCache::copy, 1),
        method!("__deepcopy__(self, memo, /)", LruCache::deep_copy, 2),
    ],
};
