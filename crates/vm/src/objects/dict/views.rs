//! `dict_keys`, `dict_values`, `dict_items`: one body, the map says which. Keys and items are sets.

use super::{Dict, iter::DictIter};
use crate::{
    body, constant,
    error::Result,
    getset, method,
    native::TypeDef,
    objects::{
        mapping_proxy::MappingProxy,
        sequence::comparison,
        set::{Set, set_cell},
    },
    protocol::CompareOp,
    types::type_flags,
    value::{Handle, Obj, Str, Tuple, Value, fixed, map::Layout},
    vm::Vm,
};

/// A view of a dict.
pub struct DictView {
    /// The dict.
    pub dict: Handle<Dict>,
}
body!(DictView, fixed::DICT_KEYS, [dict]);

impl DictView {
    /// A view of the class of `map`: `fixed::DICT_KEYS`, `DICT_VALUES` or `DICT_ITEMS`.
    pub fn new(map: u32, dict: Handle<Dict>) -> Handle<DictView> {
        Handle::new_with_map(map, DictView { dict })
    }
    /// What iterating over the view gives now.
    pub fn items_now(vm: &Vm, view: &Value) -> Option<Vec<Value>> {
        let dict = &view.cast::<DictView>()?.dict;
        let entries = dict.table.get(vm).iter();
        Some(match view.map() {
            fixed::DICT_KEYS => entries.map(|entry| entry.key.clone()).collect(),
            fixed::DICT_VALUES => entries.map(|entry| entry.value.clone()).collect(),
            _ => entries
                .map(|entry| Tuple::pair(entry.key.clone(), entry.value.clone()).into_value())
                .collect(),
        })
    }
    /// The view of keys or items that a value is; views of values are no sets.
    fn as_set(value: &Value) -> Option<&Obj<DictView>> {
        if value.has_map(fixed::DICT_VALUES) { None } else { value.cast::<DictView>() }
    }
    fn kind(this: &Obj<DictView>) -> u32 {
        this.header().map.get()
    }

    fn repr(vm: &mut Vm, this: &Obj<DictView>) -> Result<Value> {
        let name = vm.type_name(&this.to_value());
        let shown = vm.guard_repr(&this.to_value(), |vm| {
            let items = DictView::items_now(vm, &this.to_value()).unwrap_or_default();
            let mut text = format!("{name}([").into_bytes();
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    text.extend_from_slice(b", ");
                }
                text.extend_from_slice(vm.repr(item)?.as_bytes());
            }
            text.extend_from_slice(b"])");
            Ok(text)
        })?;
        Ok(Str::from_vec(shown.unwrap_or_else(|| b"...".to_vec())).into_value())
    }
    /// `iter(view)`
    pub fn iter(vm: &mut Vm, this: &Obj<DictView>) -> Handle<DictIter> {
        let map = match DictView::kind(this) {
            fixed::DICT_KEYS => fixed::DICT_KEY_ITER,
            fixed::DICT_VALUES => fixed::DICT_VALUE_ITER,
            _ => fixed::DICT_ITEM_ITER,
        };
        DictIter::new(vm, map, this.dict.clone())
    }
    fn reversed(vm: &mut Vm, this: &Obj<DictView>) -> Handle<DictIter> {
        let map = match DictView::kind(this) {
            fixed::DICT_KEYS => fixed::DICT_REVERSE_KEY_ITER,
            fixed::DICT_VALUES => fixed::DICT_REVERSE_VALUE_ITER,
            _ => fixed::DICT_REVERSE_ITEM_ITER,
        };
        DictIter::new(vm, map, this.dict.clone())
    }
    fn len(vm: &mut Vm, this: &Obj<DictView>) -> usize {
        this.dict.len(vm)
    }
    fn mapping(_vm: &mut Vm, this: &Obj<DictView>) -> Handle<MappingProxy> {
        MappingProxy::of_mapping(this.dict.to_value())
    }
    fn contains(vm: &mut Vm, this: &Obj<DictView>, key: &Value) -> Result<bool> {
        if DictView::kind(this) == fixed::DICT_KEYS {
            let hash = vm.hash_key(key)?;
            return Ok(this.dict.find(vm, key, hash)?.is_some());
        }
        let Some([key, value]) = key.cast::<Tuple>().map(|pair| pair.as_slice()) else { return Ok(false) };
        match this.dict.get(vm, key)? {
            Some(found) => vm.equal(&found, value),
            None => Ok(false),
        }
    }
    /// Whether every item of `items` is in `container`.
    fn all_in(vm: &mut Vm, items: &Value, container: &Value) -> Result<bool> {
        let iterator = vm.iter(items)?;
        while let Some(item) = vm.next(&iterator)? {
            if !vm.contains(container, &item)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
    fn compare(vm: &mut Vm, op: CompareOp, this: &Obj<DictView>, other: &Value) -> Result<Value> {
        if set_cell(other).is_none() && DictView::as_set(other).is_none() {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        let (a, b) = (this.dict.len(vm), vm.len(other)?);
        let this = this.to_value();
        let holds = match op {
            CompareOp::Eq => a == b && DictView::all_in(vm, &this, other)?,
            CompareOp::Ne => !(a == b && DictView::all_in(vm, &this, other)?),
            CompareOp::Lt => a < b && DictView::all_in(vm, &this, other)?,
            CompareOp::Le => a <= b && DictView::all_in(vm, &this, other)?,
            CompareOp::Gt => a > b && DictView::all_in(vm, other, &this)?,
            CompareOp::Ge => a >= b && DictView::all_in(vm, other, &this)?,
        };
        Ok(Value::bool(holds))
    }
    fn is_disjoint(vm: &mut Vm, this: &Obj<DictView>, other: &Value) -> Result<bool> {
        let this_value = this.to_value();
        if this.to_value().is(other) {
            return Ok(this.dict.is_empty(vm));
        }
        let (mut asked, mut walked) = (this_value.clone(), other.clone());
        if (set_cell(other).is_some() || DictView::as_set(other).is_some())
            && vm.len(other)? > this.dict.len(vm)
        {
            (asked, walked) = (other.clone(), this_value);
        }
        let iterator = vm.iter(&walked)?;
        while let Some(item) = vm.next(&iterator)? {
            if vm.contains(&asked, &item)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
    fn sub(vm: &mut Vm, this: &Value, other: &Value) -> Result<Handle<Set>> {
        let result = Set::collect(vm, this)?;
        Set::remove_all(vm, &result, other)?;
        Ok(result)
    }
    fn and(vm: &mut Vm, this: &Value, other: &Value) -> Result<Handle<Set>> {
        let (mut view, mut walked) = (this.clone(), other.clone());
        if DictView::as_set(other).is_some()
            && (DictView::as_set(this).is_none() || vm.len(other)? > vm.len(this)?)
        {
            (view, walked) = (other.clone(), this.clone());
        }
        let result = Set::new();
        let iterator = vm.iter(&walked)?;
        while let Some(item) = vm.next(&iterator)? {
            if vm.contains(&view, &item)? {
                result.insert(vm, item)?;
            }
        }
        Ok(result)
    }
    fn or(vm: &mut Vm, this: &Value, other: &Value) -> Result<Handle<Set>> {
        let result = Set::collect(vm, this)?;
        Set::add_all(vm, &result, other)?;
        Ok(result)
    }
    fn xor(vm: &mut Vm, this: &Value, other: &Value) -> Result<Handle<Set>> {
        let result = Set::collect(vm, this)?;
        Set::toggle_all(vm, &result, other)?;
        Ok(result)
    }
    fn rsub(vm: &mut Vm, this: &Value, other: &Value) -> Result<Handle<Set>> {
        DictView::sub(vm, other, this)
    }
    fn rand(vm: &mut Vm, this: &Value, other: &Value) -> Result<Handle<Set>> {
        DictView::and(vm, other, this)
    }
    fn ror(vm: &mut Vm, this: &Value, other: &Value) -> Result<Handle<Set>> {
        DictView::or(vm, other, this)
    }
    fn rxor(vm: &mut Vm, this: &Value, other: &Value) -> Result<Handle<Set>> {
        DictView::xor(vm, other, this)
    }
}

macro_rules! set_view_type {
    ($static:ident, $name:literal) => {
        #[doc = concat!("`", $name, "`")]
        pub static $static: TypeDef = TypeDef {
            name: $name,
            doc: "",
            base: None,
            map: Some(fixed::$static),
            layout: Layout::of::<DictView>(),
            flags: type_flags::NO_NEW,
            rows: &[
                method!("__repr__(self, /)", DictView::repr, 1),
                comparison!("__lt__(self, value, /)", DictView, Lt),
                comparison!("__le__(self, value, /)", DictView, Le),
                comparison!("__eq__(self, value, /)", DictView, Eq),
                comparison!("__ne__(self, value, /)", DictView, Ne),
                comparison!("__gt__(self, value, /)", DictView, Gt),
                comparison!("__ge__(self, value, /)", DictView, Ge),
                method!("__iter__(self, /)", DictView::iter, 1),
                method!("__sub__(self, value, /)", DictView::sub, 2),
                method!("__rsub__(self, value, /)", DictView::rsub, 2),
                method!("__and__(self, value, /)", DictView::and, 2),
                method!("__rand__(self, value, /)", DictView::rand, 2),
                method!("__xor__(self, value, /)", DictView::xor, 2),
                method!("__rxor__(self, value, /)", DictView::rxor, 2),
                method!("__or__(self, value, /)", DictView::or, 2),
                method!("__ror__(self, value, /)", DictView::ror, 2),
                method!("__len__(self, /)", DictView::len, 1),
                method!("__contains__(self, key, /)", DictView::contains, 2),
                method!(
                    "isdisjoint(self, other, /)",
                    DictView::is_disjoint,
                    2,
                    "Return True if the view and the given iterable have a null intersection."
                ),
                method!(
                    "__reversed__(self, /)",
                    DictView::reversed,
                    1,
                    "Return a reverse iterator over the dict view."
                ),
                getset!("mapping", DictView::mapping),
                constant!("__hash__", |_| Value::NONE),
            ],
        };
    };
}

set_view_type!(DICT_KEYS, "dict_keys");
set_view_type!(DICT_ITEMS, "dict_items");

/// `dict_values`
pub static DICT_VALUES: TypeDef = TypeDef {
    name: "dict_values",
    doc: "",
    base: None,
    map: Some(fixed::DICT_VALUES),
    layout: Layout::of::<DictView>(),
    flags: type_flags::NO_NEW,
    rows: &[
        method!("__repr__(self, /)", DictView::repr, 1),
        method!("__iter__(self, /)", DictView::iter, 1),
        method!("__len__(self, /)", DictView::len, 1),
        method!(
            "__reversed__(self, /)",
            DictView::reversed,
            1,
            "Return a reverse iterator over the dict values."
        ),
        getset!("mapping", DictView::mapping),
    ],
};
