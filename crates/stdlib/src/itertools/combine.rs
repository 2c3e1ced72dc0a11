//! `product`, `permutations`, `combinations`, `combinations_with_replacement`: the items are collected first, then
//! indices count through the pools.

use super::{
    drive::{Ask, Input, Machine},
    filters::tuple,
};
use crate::iterator_type;
use std::cell::RefCell;
use whipsnake_vm::{
    body,
    error::Result,
    method,
    native::Rest,
    types::Type,
    value::{Handle, Obj, Tuple, Value},
    vm::Vm,
};

/// Where an iterator stands.
#[derive(Default)]
struct State {
    indices: Vec<usize>,
    cycles: Vec<usize>,
    started: bool,
    done: bool,
}

fn make<T: whipsnake_vm::value::Body>(class: &Obj<Type>, body: T) -> Handle<T> {
    Handle::new_instance(class.instance_map.get(), body)
}

/// Most items a result may have: the tuple must be allocatable.
const MOST: usize = 1 << 28;

/// `product`
pub struct Product {
    pools: Vec<Vec<Value>>,
    state: RefCell<State>,
}
body!(Product; [pools]);

impl Product {
    fn new_(
        vm: &mut Vm,
        class: &Obj<Type>,
        iterables: Rest,
        repeat: Option<isize>,
    ) -> Result<Handle<Product>> {
        let repeat = repeat.unwrap_or(1);
        if repeat < 0 {
            return Err(vm.value_error("repeat argument cannot be negative"));
        }
        let count = iterables.0.len().checked_mul(repeat as usize).filter(|count| *count <= MOST);
        let Some(count) = count else { return Err(vm.overflow_error("repeat argument too large")) };
        let mut once = Vec::with_capacity(iterables.0.len());
        if repeat > 0 {
            for iterable in iterables.0 {
                once.push(vm.collect(iterable)?);
            }
        }
        let mut pools = Vec::with_capacity(count);
        for _ in 0..repeat {
            pools.extend(once.iter().cloned());
        }
        let state = State { indices: vec![0; pools.len()], ..State::default() };
        Ok(make(class, Product { pools, state: RefCell::new(state) }))
    }
    fn size_of(_vm: &mut Vm, this: &Obj<Product>) -> usize {
        64 + this.pools.len() * 16
    }
}
impl Machine for Product {
    fn step(_vm: &mut Vm, this: &Obj<Product>, _input: Input) -> Result<Ask> {
        let state = &mut *this.state.borrow_mut();
        if state.done {
            return Ok(Ask::Finish);
        }
        if !state.started {
            state.started = true;
            state.done = this.pools.iter().any(Vec::is_empty);
        } else {
            state.done = true;
            for (index, pool) in state.indices.iter_mut().zip(&this.pools).rev() {
                *index += 1;
                if *index < pool.len() {
                    state.done = false;
                    break;
                }
                *index = 0;
            }
        }
        if state.done {
            return Ok(Ask::Finish);
        }
        let items = state.indices.iter().zip(&this.pools).map(|(index, pool)| pool[*index].clone());
        Ok(Ask::Give(Tuple::from_items(this.pools.len(), items).into_value()))
    }
}
iterator_type!(
    PRODUCT,
    "product",
    Product,
    "__new__(cls, *iterables, repeat=1)",
    Product::new_,
    3,
    "Cartesian product of input iterables.  Equivalent to nested for-loops.",
    method!("__sizeof__(self, /)", Product::size_of, 1),
);

/// A pool and how many of its items to take.
struct Choice {
    pool: Vec<Value>,
    state: RefCell<State>,
}

impl Choice {
    fn pick(&self, indices: &[usize]) -> Ask {
        Ask::Give(tuple(indices.iter().map(|index| self.pool[*index].clone()).collect()))
    }
}

fn length(vm: &mut Vm, r: isize) -> Result<usize> {
    if r < 0 {
        return Err(vm.value_error("r must be non-negative"));
    }
    Ok((r as usize).min(MOST))
}

macro_rules! choices {
    ($($kind:ident)*) => {$(
        /// See the table.
        pub struct $kind(Choice);
        impl whipsnake_vm::value::Body for $kind {
            const CONTAINER: bool = true;
            fn trace(&self, tracer: &mut whipsnake_vm::value::Tracer) {
                whipsnake_vm::value::Trace::trace(&self.0.pool, tracer);
            }
        }
    )*};
}
choices!(Permutations Combinations WithReplacement);

impl Permutations {
    fn new_(
        vm: &mut Vm,
        class: &Obj<Type>,
        iterable: &Value,
        r: Option<Value>,
    ) -> Result<Handle<Permutations>> {
        let pool = vm.collect(iterable)?;
        let n = pool.len();
        let r = match r.filter(|r| !r.is_none()) {
            Some(r) if vm.int_part(&r).is_some() => {
                let r = vm.index_isize(&r)?;
                length(vm, r)?
            }
            Some(_) => return Err(vm.type_error("Expected int as r")),
            None => n,
        };
        let cycles = (0..r.min(n)).map(|i| n - i).collect();
        let state = State { indices: (0..n).collect(), cycles, started: false, done: r > n };
        Ok(make(class, Permutations(Choice { pool, state: RefCell::new(state) })))
    }
}
impl Machine for Permutations {
    fn step(_vm: &mut Vm, this: &Obj<Permutations>, _input: Input) -> Result<Ask> {
        let state = &mut *this.0.state.borrow_mut();
        if state.done {
            return Ok(Ask::Finish);
        }
        let (n, r) = (this.0.pool.len(), state.cycles.len());
        if !state.started {
            state.started = true;
            return Ok(this.0.pick(&state.indices[..r]));
        }
        for i in (0..r).rev() {
            state.cycles[i] -= 1;
            if state.cycles[i] == 0 {
                state.indices[i..].rotate_left(1);
                state.cycles[i] = n - i;
            } else {
                let j = n - state.cycles[i];
                state.indices.swap(i, j);
                return Ok(this.0.pick(&state.indices[..r]));
            }
        }
        state.done = true;
        Ok(Ask::Finish)
    }
}
iterator_type!(
    PERMUTATIONS,
    "permutations",
    Permutations,
    "__new__(cls, iterable, r=None)",
    Permutations::new_,
    3,
    "Return successive r-length permutations of elements in the iterable.\n\npermutations(range(3), 2) --> (0,1), \
     (0,2), (1,0), (1,2), (2,0), (2,1)",
);

impl Combinations {
    fn new_(vm: &mut Vm, class: &Obj<Type>, iterable: &Value, r: isize) -> Result<Handle<Combinations>> {
        let pool = vm.collect(iterable)?;
        let r = length(vm, r)?;
        let done = r > pool.len();
        let indices = if done { Vec::new() } else { (0..r).collect() };
        let state = State { indices, cycles: Vec::new(), started: false, done };
        Ok(make(class, Combinations(Choice { pool, state: RefCell::new(state) })))
    }
}
impl Machine for Combinations {
    fn step(_vm: &mut Vm, this: &Obj<Combinations>, _input: Input) -> Result<Ask> {
        let state = &mut *this.0.state.borrow_mut();
        if state.done {
            return Ok(Ask::Finish);
        }
        if state.started {
            let (n, r) = (this.0.pool.len(), state.indices.len());
            let Some(i) = (0..r).rev().find(|i| state.indices[*i] != i + n - r) else {
                state.done = true;
                return Ok(Ask::Finish);
            };
            state.indices[i] += 1;
            for j in i + 1..r {
                state.indices[j] = state.indices[j - 1] + 1;
            }
        }
        state.started = true;
        Ok(this.0.pick(&state.indices))
    }
}
iterator_type!(
    COMBINATIONS,
    "combinations",
    Combinations,
    "__new__(cls, iterable, r)",
    Combinations::new_,
    3,
    "Return successive r-length combinations of elements in the iterable.\n\ncombinations(range(4), 3) --> (0,1,2), \
     (0,1,3), (0,2,3), (1,2,3)",
);

impl WithReplacement {
    fn new_(vm: &mut Vm, class: &Obj<Type>, iterable: &Value, r: isize) -> Result<Handle<WithReplacement>> {
        let pool = vm.collect(iterable)?;
        let r = length(vm, r)?;
        let done = pool.is_empty() && r > 0;
        let indices = if done { Vec::new() } else { vec![0; r] };
        let state = State { indices, cycles: Vec::new(), started: false, done };
        Ok(make(class, WithReplacement(Choice { pool, state: RefCell::new(state) })))
    }
}
impl Machine for WithReplacement {
    fn step(_vm: &mut Vm, this: &Obj<WithReplacement>, _input: Input) -> Result<Ask> {
        let state = &mut *this.0.state.borrow_mut();
        if state.done {
            return Ok(Ask::Finish);
        }
        if state.started {
            let n = this.0.pool.len();
            let Some(i) = (0..state.indices.len()).rev().find(|i| state.indices[*i] != n - 1) else {
                state.done = true;
                return Ok(Ask::Finish);
            };
            let next = state.indices[i] + 1;
            state.indices[i..].fill(next);
        }
        state.started = true;
        Ok(this.0.pick(&state.indices))
    }
}
iterator_type!(
    COMBINATIONS_WITH_REPLACEMENT,
    "combinations_with_replacement",
    WithReplacement,
    "__new__(cls, iterable, r)",
    WithReplacement::new_,
    3,
    "Return successive r-length combinations of elements in the iterable allowing individual elements to have \
     successive repeats.",
);
