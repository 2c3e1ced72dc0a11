//! The classes `set` and `frozenset`. Most methods take `&Value` as self, so that both classes share them.

use super::{
    FrozenSet, Set, add, discard, has, hash_of, hashed_items, iter::SetIter, set_cell, table::SetTable,
    update,
};
use crate::{
    allocator, constant,
    error::Result,
    method, names,
    native::{Rest, TypeDef},
    objects::{
        consume::{self, Sink},
        list::List,
        sequence,
    },
    protocol::{BinaryOp, CompareOp},
    raw,
    types::{Type, type_flags},
    value::{Handle, Obj, Str, Trace, Tracer, Tuple, Value, VmCell, fixed, map::Layout},
    vm::Vm,
};

/// Makes a set (or a frozen set, as `like` is) of a table.
fn make_like(like: &Value, table: SetTable) -> Value {
    if like.cast::<FrozenSet>().is_some() {
        FrozenSet::from_table(table).into_value()
    } else {
        Handle::new(Set { table: VmCell::new(table) }).into_value()
    }
}

fn copy_like(vm: &Vm, this: &Value) -> Value {
    let mut table = SetTable::default();
    if let Some(cell) = set_cell(this) {
        table.fill_from(cell.get(vm));
    }
    make_like(this, table)
}

fn length(vm: &Vm, set: &Value) -> usize {
    set_cell(set).map_or(0, |cell| cell.get(vm).len())
}

/// Finishes the work on a result set with one more iterable after another: the algebra of `difference(*others)` etc.
struct Algebra {
    result: Value,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    /// Remove items.
    Remove,
    /// Stop at the first item that is in the set `result`: False; else True.
    Disjoint,
    /// Stop at the first item that is not in the set `result`: False; else True.
    Contains,
}

impl Sink for Algebra {
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<bool> {
        let hash = vm.hash_element(&item)?;
        let Some(cell) = set_cell(&self.result) else { return Ok(false) };
        match self.kind {
            Kind::Remove => discard(vm, cell, &item, hash).map(|_| true),
            Kind::Disjoint | Kind::Contains => {
                let go_on = has(vm, cell, &item, hash)? == matches!(self.kind, Kind::Contains);
                if !go_on {
                    self.result = Value::FALSE;
                }
                Ok(go_on)
            }
        }
    }
    fn finish(&mut self, _vm: &mut Vm) -> Result<Value> {
        Ok(match self.kind {
            Kind::Remove => self.result.take(),
            _ => Value::bool(!self.result.is_false()),
        })
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.result.trace(tracer);
    }
}

/// Gathers the items that `of` has too.
struct Intersect {
    of: Value,
    result: Value,
}

impl Sink for Intersect {
    fn item(&mut self, vm: &mut Vm, item: Value) -> Result<bool> {
        let hash = vm.hash_element(&item)?;
        if let (Some(of), Some(result)) = (set_cell(&self.of), set_cell(&self.result))
            && has(vm, of, &item, hash)?
        {
            add(vm, result, item, hash)?;
        }
        Ok(true)
    }
    fn finish(&mut self, _vm: &mut Vm) -> Result<Value> {
        Ok(self.result.take())
    }
    fn trace(&self, tracer: &mut Tracer) {
        self.of.trace(tracer);
        self.result.trace(tracer);
    }
}

/// Whether every key of `a` is in `b`, both sets.
fn is_subset(vm: &mut Vm, a: &Value, b: &Value) -> Result<bool> {
    if length(vm, a) > length(vm, b) {
        return Ok(false);
    }
    let (Some(a), Some(b)) = (set_cell(a), set_cell(b)) else { return Ok(false) };
    if let Some(known) = a.get(vm).known_subset(b.get(vm)) {
        return Ok(known);
    }
    let mut at = 0;
    while at < a.get(vm).place_count() {
        if let Some((hash, key)) = a.get(vm).entry(at) {
            let key = key.clone();
            if !has(vm, b, &key, hash)? {
                return Ok(false);
            }
        }
        at += 1;
    }
    Ok(true)
}

fn same(vm: &mut Vm, a: &Value, b: &Value) -> Result<bool> {
    if length(vm, a) != length(vm, b) {
        return Ok(false);
    }
    if let (Some(a), Some(b)) = (a.cast::<FrozenSet>(), b.cast::<FrozenSet>())
        && let (Some(a), Some(b)) = (a.hash.get(), b.hash.get())
        && a != b
    {
        return Ok(false);
    }
    is_subset(vm, a, b)
}

/// `set op other`
pub fn compare(vm: &mut Vm, op: CompareOp, this: &Value, other: &Value) -> Result<Value> {
    if set_cell(other).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (length(vm, this), length(vm, other));
    let holds = match op {
        CompareOp::Eq => same(vm, this, other)?,
        CompareOp::Ne => !same(vm, this, other)?,
        CompareOp::Lt => a < b && is_subset(vm, this, other)?,
        CompareOp::Le => is_subset(vm, this, other)?,
        CompareOp::Gt => a > b && is_subset(vm, other, this)?,
        CompareOp::Ge => is_subset(vm, other, this)?,
    };
    Ok(Value::bool(holds))
}

/// `this` and all others, which must be sets; nothing if only Python can tell whether some keys are equal.
fn known_union(vm: &Vm, this: &Value, others: &[Value]) -> Option<Value> {
    let mut table = SetTable::default();
    table.fill_from(set_cell(this)?.get(vm));
    for other in others {
        let other = set_cell(other)?.get(vm);
        if table.is_empty() {
            table.fill_from(other);
        } else {
            table.add_all_known(other)?;
        }
    }
    Some(make_like(this, table))
}

fn union(vm: &mut Vm, this: &Value, others: Rest) -> Result<Value> {
    if let Some(result) = known_union(vm, this, others.0) {
        return Ok(result);
    }
    let result = copy_like(vm, this);
    update(vm, result.clone(), others.0, result)
}

/// What `this` and `other`, any iterable, have in common; may be deferred.
fn intersect(vm: &mut Vm, this: &Value, other: &Value) -> Result<Value> {
    if this.is(other) {
        return Ok(copy_like(vm, this));
    }
    if set_cell(other).is_some() {
        // Walk the smaller, ask the larger.
        let (walked, asked) =
            if length(vm, other) > length(vm, this) { (this, other) } else { (other, this) };
        if let (Some(walked), Some(asked)) = (set_cell(walked), set_cell(asked)) {
            let asked = asked.get(vm);
            if let Some(table) = walked.get(vm).filtered(|key, hash| asked.has_known(key, hash)) {
                return Ok(make_like(this, table));
            }
        }
        let result = make_like(this, SetTable::default());
        let items = hashed_items(vm, walked).unwrap_or_default();
        if let (Some(asked), Some(cell)) = (set_cell(asked), set_cell(&result)) {
            for (hash, key) in items {
                if has(vm, asked, &key, hash)? {
                    add(vm, cell, key, hash)?;
                }
            }
        }
        return Ok(result);
    }
    let result = make_like(this, SetTable::default());
    consume::consume(vm, other, Intersect { of: this.clone(), result })
}

fn intersection(vm: &mut Vm, this: &Value, others: Rest) -> Result<Value> {
    match others.0 {
        [] => Ok(copy_like(vm, this)),
        [other] => intersect(vm, this, other),
        [first, rest @ ..] => {
            let mut result = intersect_now(vm, this, first)?;
            for other in rest {
                result = intersect_now(vm, &result, other)?;
            }
            Ok(result)
        }
    }
}

/// `intersect` without being deferred: what runs Python is collected first.
fn intersect_now(vm: &mut Vm, this: &Value, other: &Value) -> Result<Value> {
    if set_cell(other).is_some() {
        return intersect(vm, this, other);
    }
    let items = vm.collect(other)?;
    let items = List::new(items).into_value();
    intersect(vm, this, &items)
}

fn difference(vm: &mut Vm, this: &Value, others: Rest) -> Result<Value> {
    let Some((first, rest)) = others.0.split_first() else { return Ok(copy_like(vm, this)) };
    let result = subtract_hashed(vm, this, first)?;
    let (result, left) = match result {
        Some(result) => (result, rest),
        None => (copy_like(vm, this), others.0),
    };
    if left.is_empty() {
        return Ok(result);
    }
    consume::consume_all(vm, left, Algebra { result, kind: Kind::Remove })
}

/// `this` without the keys of a set or dict; nothing for other iterables.
fn subtract_hashed(vm: &mut Vm, this: &Value, other: &Value) -> Result<Option<Value>> {
    let Some(cell) = set_cell(this) else { return Ok(None) };
    let count = match (set_cell(other), other.exact::<crate::objects::dict::Dict>()) {
        (Some(other), _) => other.get(vm).len(),
        (None, Some(dict)) => dict.len(vm),
        (None, None) => return Ok(None),
    };
    if cell.get(vm).len() >> 2 > count {
        // Few to remove: copy, then remove them.
        let result = copy_like(vm, this);
        let items = hashed_items(vm, other).unwrap_or_default();
        if let Some(cell) = set_cell(&result) {
            for (hash, key) in items {
                discard(vm, cell, &key, hash)?;
            }
        }
        return Ok(Some(result));
    }
    if let Some(other) = set_cell(other) {
        let other = other.get(vm);
        let left = cell.get(vm).filtered(|key, hash| other.has_known(key, hash).map(|there| !there));
        if let Some(table) = left {
            return Ok(Some(make_like(this, table)));
        }
    }
    let result = make_like(this, SetTable::default());
    let Some(target) = set_cell(&result) else { return Ok(None) };
    for (hash, key) in cell.get(vm).pairs() {
        let there = match (set_cell(other), other.exact::<crate::objects::dict::Dict>()) {
            (Some(other), _) => has(vm, other, &key, hash)?,
            (None, Some(dict)) => dict.find(vm, &key, hash)?.is_some(),
            (None, None) => false,
        };
        if !there {
            add(vm, target, key, hash)?;
        }
    }
    Ok(Some(result))
}

/// What is in one of two sets only; nothing if only Python can tell whether some keys are equal.
fn known_difference(vm: &Vm, this: &Value, other: &Value) -> Option<Value> {
    let mut table = SetTable::default();
    table.fill_from(set_cell(other)?.get(vm));
    table.toggle_all_known(set_cell(this)?.get(vm))?;
    Some(make_like(this, table))
}

fn symmetric_difference(vm: &mut Vm, this: &Value, other: &Value) -> Result<Value> {
    // The other one's items come first, as in CPython.
    if let Some(result) = known_difference(vm, this, other) {
        return Ok(result);
    }
    let result = make_like(this, SetTable::default());
    let others = Set::collect(vm, other)?;
    if let Some(cell) = set_cell(&result) {
        let mut table = SetTable::default();
        table.fill_from(others.table.get(vm));
        let old = cell.get_mut(vm).replace_by(table);
        drop(old);
        let items = hashed_items(vm, this).unwrap_or_default();
        for (hash, key) in items {
            if !discard(vm, cell, &key, hash)? {
                add(vm, cell, key, hash)?;
            }
        }
    }
    Ok(result)
}

fn is_disjoint(vm: &mut Vm, this: &Value, other: &Value) -> Result<Value> {
    if this.is(other) {
        return Ok(Value::bool(length(vm, this) == 0));
    }
    if set_cell(other).is_some() {
        let (walked, asked) =
            if length(vm, other) > length(vm, this) { (this, other) } else { (other, this) };
        if let (Some(walked), Some(asked)) = (set_cell(walked), set_cell(asked))
            && let Some(overlap) = walked.get(vm).known_overlap(asked.get(vm))
        {
            return Ok(Value::bool(!overlap));
        }
        let items = hashed_items(vm, walked).unwrap_or_default();
        if let Some(asked) = set_cell(asked) {
            for (hash, key) in items {
                if has(vm, asked, &key, hash)? {
                    return Ok(Value::FALSE);
                }
            }
        }
        return Ok(Value::TRUE);
    }
    consume::consume(vm, other, Algebra { result: this.clone(), kind: Kind::Disjoint })
}

fn is_subset_of(vm: &mut Vm, this: &Value, other: &Value) -> Result<bool> {
    if set_cell(other).is_some() {
        return is_subset(vm, this, other);
    }
    let other = Set::collect(vm, other)?.into_value();
    is_subset(vm, this, &other)
}

fn is_superset_of(vm: &mut Vm, this: &Value, other: &Value) -> Result<Value> {
    if set_cell(other).is_some() {
        return is_subset(vm, other, this).map(Value::bool);
    }
    consume::consume(vm, other, Algebra { result: this.clone(), kind: Kind::Contains })
}

/// The hash of a key that is looked for: a set stands for the frozen set with its items.
fn search_hash(vm: &mut Vm, key: &Value) -> Result<(Value, u64)> {
    if let Some(set) = key.cast::<Set>() {
        let hash_slot = vm.class_of(key).slot(vm, crate::types::Slot::Hash);
        if hash_slot.is_none_or(|function| function.is_none()) {
            let mut table = SetTable::default();
            table.fill_from(set.table.get(vm));
            let frozen = FrozenSet::from_table(table);
            let hash = hash_of(frozen.table.get(vm)) as u64;
            return Ok((frozen.into_value(), hash));
        }
    }
    let hash = vm.hash_element(key)?;
    Ok((key.clone(), hash))
}

fn contains_in(vm: &mut Vm, cell: &VmCell<SetTable>, key: &Value) -> Result<bool> {
    if let Some(hash) = vm.known_hash(key) {
        return has(vm, cell, key, hash);
    }
    let (key, hash) = search_hash(vm, key)?;
    has(vm, cell, &key, hash)
}

fn contains(vm: &mut Vm, this: &Value, key: &Value) -> Result<bool> {
    match set_cell(this) {
        Some(cell) => contains_in(vm, cell, key),
        None => Ok(false),
    }
}

fn len(vm: &mut Vm, this: &Value) -> usize {
    length(vm, this)
}

fn iter(vm: &mut Vm, this: Value) -> Handle<SetIter> {
    SetIter::new(vm, this)
}

fn repr(vm: &mut Vm, this: &Value) -> Result<Value> {
    let name = vm.type_name(this);
    let is_plain = this.exact::<Set>().is_some();
    let items = set_cell(this).map(|cell| cell.get(vm).pairs()).unwrap_or_default();
    if items.is_empty() {
        return Ok(vm.new_str(&format!("{name}()")));
    }
    let shown = vm.guard_repr(this, |vm| {
        let mut text = if is_plain { vec![b'{'] } else { format!("{name}({{").into_bytes() };
        for (at, (_, item)) in items.iter().enumerate() {
            if at > 0 {
                text.extend_from_slice(b", ");
            }
            text.extend_from_slice(vm.repr(item)?.as_bytes());
        }
        text.extend_from_slice(if is_plain { b"}" } else { b"})" });
        Ok(text)
    })?;
    Ok(Str::from_vec(shown.unwrap_or_else(|| format!("{name}(...)").into_bytes())).into_value())
}

fn reduce(vm: &mut Vm, this: &Value) -> Result<Handle<Tuple>> {
    let items = set_cell(this).map(|cell| cell.get(vm).pairs()).unwrap_or_default();
    let list = List::new(items.into_iter().map(|(_, key)| key).collect()).into_value();
    let state = vm.call_method(this, names::__getstate__, &[])?;
    let class = vm.class_of(this).into_value();
    Ok(Tuple::new(vec![class, Tuple::new(vec![list]).into_value(), state]))
}

fn size_of(vm: &mut Vm, this: &Value) -> usize {
    200 + set_cell(this).map_or(0, |cell| cell.get(vm).bytes())
}

/// A binary operator: NotImplemented unless both are sets.
fn both_sets(this: &Value, other: &Value) -> bool {
    set_cell(this).is_some() && set_cell(other).is_some()
}

macro_rules! operators {
    ($($name:ident $reflected:ident $work:expr;)*) => {$(
        fn $name(vm: &mut Vm, this: &Value, other: &Value) -> Result<Value> {
            if !both_sets(this, other) {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            $work(vm, this, other)
        }
        fn $reflected(vm: &mut Vm, this: &Value, other: &Value) -> Result<Value> {
            $name(vm, other, this)
        }
    )*};
}

operators! {
    or ror |vm, this, other: &Value| union(vm, this, Rest(std::slice::from_ref(other)));
    and rand intersect;
    sub rsub |vm, this, other: &Value| difference(vm, this, Rest(std::slice::from_ref(other)));
    xor rxor symmetric_difference;
}

/// `a op b` of two sets; nothing for operators that sets do not have.
pub fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> Option<Result<Value>> {
    match op {
        BinaryOp::Sub => Some(sub(vm, a, b)),
        BinaryOp::And => Some(and(vm, a, b)),
        BinaryOp::Or => Some(or(vm, a, b)),
        BinaryOp::Xor => Some(xor(vm, a, b)),
        _ => None,
    }
}

impl Set {
    /// `key in set`
    pub fn has(vm: &mut Vm, this: &Obj<Set>, key: &Value) -> Result<bool> {
        contains_in(vm, &this.table, key)
    }
    fn new_(class: &Obj<Type>) -> Handle<Set> {
        Handle::new_instance(class.instance_map.get(), Set::default())
    }
    fn init(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let Some(this) = args.first().and_then(|this| this.cast::<Set>()) else {
            return Err(vm.type_error("descriptor '__init__' of 'set' object needs an argument"));
        };
        if !names.is_empty() {
            return Err(vm.type_error("set() takes no keyword arguments"));
        }
        let more = &args[1..];
        if more.len() > 1 {
            let given = more.len();
            return Err(vm.type_error(format_args!("set expected at most 1 argument, got {given}")));
        }
        let old = this.table.get_mut(vm).take_all();
        drop(old);
        update(vm, this.to_value(), more, Value::NONE)
    }
    fn add(vm: &mut Vm, this: &Obj<Set>, object: Value) -> Result<()> {
        this.insert(vm, object).map(drop)
    }
    fn clear(vm: &mut Vm, this: &Obj<Set>) {
        let old = this.table.get_mut(vm).take_all();
        drop(old);
    }
    fn discard(vm: &mut Vm, this: &Obj<Set>, object: &Value) -> Result<()> {
        let (key, hash) = search_hash(vm, object)?;
        discard(vm, &this.table, &key, hash).map(drop)
    }
    fn remove(vm: &mut Vm, this: &Obj<Set>, object: &Value) -> Result<()> {
        let (key, hash) = search_hash(vm, object)?;
        if discard(vm, &this.table, &key, hash)? {
            return Ok(());
        }
        Err(vm.key_error(object.clone()))
    }
    fn pop(vm: &mut Vm, this: &Obj<Set>) -> Result<Value> {
        match this.table.get_mut(vm).pop() {
            Some(key) => Ok(key),
            None => {
                let message = vm.new_str("pop from an empty set");
                Err(vm.key_error(message))
            }
        }
    }
    fn update(vm: &mut Vm, this: &Obj<Set>, others: Rest) -> Result<Value> {
        update(vm, this.to_value(), others.0, Value::NONE)
    }
    fn difference_update(vm: &mut Vm, this: &Obj<Set>, others: Rest) -> Result<()> {
        for other in others.0 {
            Set::remove_all(vm, this, other)?;
        }
        Ok(())
    }
    fn intersection_update(vm: &mut Vm, this: &Obj<Set>, others: Rest) -> Result<()> {
        let mut result = copy_like(vm, &this.to_value());
        for other in others.0 {
            result = intersect_now(vm, &result, other)?;
        }
        this.take_over(vm, &result);
        Ok(())
    }
    fn symmetric_difference_update(vm: &mut Vm, this: &Obj<Set>, other: &Value) -> Result<()> {
        if this.is(other) {
            Set::clear(vm, this);
            return Ok(());
        }
        Set::toggle_all(vm, this, other)
    }
    fn or_in_place(vm: &mut Vm, this: &Obj<Set>, other: &Value) -> Result<Value> {
        if set_cell(other).is_none() {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        Set::add_all(vm, this, other)?;
        Ok(this.to_value())
    }
    fn and_in_place(vm: &mut Vm, this: &Obj<Set>, other: &Value) -> Result<Value> {
        if set_cell(other).is_none() {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        let result = intersect(vm, &this.to_value(), other)?;
        this.take_over(vm, &result);
        Ok(this.to_value())
    }
    fn sub_in_place(vm: &mut Vm, this: &Obj<Set>, other: &Value) -> Result<Value> {
        if set_cell(other).is_none() {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        Set::remove_all(vm, this, other)?;
        Ok(this.to_value())
    }
    fn xor_in_place(vm: &mut Vm, this: &Obj<Set>, other: &Value) -> Result<Value> {
        if set_cell(other).is_none() {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        Set::symmetric_difference_update(vm, this, other)?;
        Ok(this.to_value())
    }
    fn copy(vm: &mut Vm, this: &Value) -> Value {
        copy_like(vm, this)
    }
}

impl Obj<Set> {
    /// Takes over the table of a set that nobody else knows.
    fn take_over(&self, vm: &mut Vm, result: &Value) {
        let Some(cell) = set_cell(result) else { return };
        let table = cell.get_mut(vm).take_all();
        let old = self.table.get_mut(vm).replace_by(table);
        drop(old);
    }
}

impl FrozenSet {
    /// `key in set`
    pub fn has(vm: &mut Vm, this: &Obj<FrozenSet>, key: &Value) -> Result<bool> {
        contains_in(vm, &this.table, key)
    }
    fn new_(vm: &mut Vm, args: &[Value], names: &[Value]) -> Result<Value> {
        let Some(class) = args.first().and_then(|class| class.cast::<Type>()) else {
            return Err(vm.type_error("frozenset.__new__(): not enough arguments"));
        };
        let map = class.instance_map.get();
        let exact = map == fixed::FROZEN_SET;
        if !names.is_empty() && !vm.leaves_keywords(class, fixed::FROZEN_SET, crate::types::Slot::Init) {
            return Err(vm.type_error("frozenset() takes no keyword arguments"));
        }
        let more = &args[1..args.len() - names.len()];
        if more.len() > 1 {
            let given = more.len();
            return Err(vm.type_error(format_args!("frozenset expected at most 1 argument, got {given}")));
        }
        if let [iterable] = more
            && exact
            && iterable.exact::<FrozenSet>().is_some()
        {
            return Ok(iterable.clone());
        }
        let result = Handle::new_instance(map, FrozenSet::default()).into_value();
        update(vm, result.clone(), more, result)
    }
    fn hash(vm: &mut Vm, this: &Obj<FrozenSet>) -> i64 {
        if let Some(hash) = this.hash.get() {
            return hash;
        }
        let hash = hash_of(this.table.get(vm));
        this.hash.set(Some(hash));
        hash
    }
    fn copy(vm: &mut Vm, this: &Value) -> Value {
        if this.exact::<FrozenSet>().is_some() { this.clone() } else { copy_like(vm, this) }
    }
}

/// A row for a comparison.
macro_rules! set_comparison {
    ($signature:literal, $op:ident) => {
        method!(
            $signature,
            |vm: &mut Vm, this: &Value, other: &Value| compare(vm, CompareOp::$op, this, other),
            2
        )
    };
}

/// Rows that both classes have.
macro_rules! set_type {
    ($(#[$doc:meta])* $static:ident, $kind:ident, $map:ident, $name:literal, $text:literal, [$($own:expr),* $(,)?]) => {
        $(#[$doc])*
        pub static $static: TypeDef = TypeDef {
            name: $name,
            doc: $text,
            base: None,
            map: Some(fixed::$map),
            layout: Layout::of::<$kind>(),
            flags: type_flags::BASE | type_flags::MATCH_SELF | type_flags::WEAK,
            rows: &[
                $($own,)*
                method!("__repr__(self, /)", repr, 1),
                set_comparison!("__lt__(self, value, /)", Lt),
                set_comparison!("__le__(self, value, /)", Le),
                set_comparison!("__eq__(self, value, /)", Eq),
                set_comparison!("__ne__(self, value, /)", Ne),
                set_comparison!("__gt__(self, value, /)", Gt),
                set_comparison!("__ge__(self, value, /)", Ge),
                method!("__iter__(self, /)", iter, 1),
                method!("__sub__(self, value, /)", sub, 2),
                method!("__rsub__(self, value, /)", rsub, 2),
                method!("__and__(self, value, /)", and, 2),
                method!("__rand__(self, value, /)", rand, 2),
                method!("__xor__(self, value, /)", xor, 2),
                method!("__rxor__(self, value, /)", rxor, 2),
                method!("__or__(self, value, /)", or, 2),
                method!("__ror__(self, value, /)", ror, 2),
                method!("__len__(self, /)", len, 1),
                method!("__contains__(self, object, /)", contains, 2, "x.__contains__(y) <==> y in x."),
                method!("copy(self, /)", $kind::copy, 1, "Return a shallow copy of a set."),
                method!(
                    "difference(self, /, *others)",
                    difference,
                    2,
                    "Return a new set with elements in the set that are not in the others."
                ),
                method!(
                    "intersection(self, /, *others)",
                    intersection,
                    2,
                    "Return a new set with elements common to the set and all others."
                ),
                method!(
                    "isdisjoint(self, other, /)",
                    is_disjoint,
                    2,
                    "Return True if two sets have a null intersection."
                ),
                method!("issubset(self, other, /)", is_subset_of, 2, "Report whether another set contains this set."),
                method!("issuperset(self, other, /)", is_superset_of, 2, "Report whether this set contains another set."),
                method!("__reduce__(self, /)", reduce, 1, "Return state information for pickling."),
                method!("__sizeof__(self, /)", size_of, 1, "S.__sizeof__() -> size of S in memory, in bytes."),
                method!(
                    "symmetric_difference(self, other, /)",
                    symmetric_difference,
                    2,
                    "Return a new set with elements in either the set or other but not both."
                ),
                method!(
                    "union(self, /, *others)",
                    union,
                    2,
                    "Return a new set with elements from the set and all others."
                ),
                raw!(ClassMethod, "__class_getitem__(cls, object, /)", sequence::class_getitem, "See PEP 585"),
            ],
        };
    };
}

set_type!(
    /// `set`
    SET, Set, SET, "set", "Build an unordered collection of unique elements.", [
        allocator!("__new__(cls, /, *args, **kwargs)", Set::new_),
        raw!(Method, "__init__(self, iterable=(), /)", Set::init),
        constant!("__hash__", |_| Value::NONE),
        method!("__isub__(self, value, /)", Set::sub_in_place, 2),
        method!("__iand__(self, value, /)", Set::and_in_place, 2),
        method!("__ixor__(self, value, /)", Set::xor_in_place, 2),
        method!("__ior__(self, value, /)", Set::or_in_place, 2),
        method!("add(self, object, /)", Set::add, 2, "Add an element to a set.\n\nThis has no effect if the element is already present."),
        method!("clear(self, /)", Set::clear, 1, "Remove all elements from this set."),
        method!("discard(self, object, /)", Set::discard, 2, "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\nan exception when an element is missing from the set."),
        method!("difference_update(self, /, *others)", Set::difference_update, 2, "Update the set, removing elements found in others."),
        method!("intersection_update(self, /, *others)", Set::intersection_update, 2, "Update the set, keeping only elements found in it and all others."),
        method!("pop(self, /)", Set::pop, 1, "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty."),
        method!("remove(self, object, /)", Set::remove, 2, "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError."),
        method!("symmetric_difference_update(self, other, /)", Set::symmetric_difference_update, 2, "Update the set, keeping only elements found in either set, but not in both."),
        method!("update(self, /, *others)", Set::update, 2, "Update the set, adding elements from all others."),
    ]
);

set_type!(
    /// `frozenset`
    FROZEN_SET, FrozenSet, FROZEN_SET, "frozenset", "Build an immutable unordered collection of unique elements.", [
        raw!(StaticMethod, "__new__(cls, iterable=(), /)", FrozenSet::new_),
        method!("__hash__(self, /)", FrozenSet::hash, 1),
    ]
);
