//! `_bisect`: places in sorted sequences.

use whipsnake_vm::{
    error::Result,
    function,
    native::{ModuleDef, Row},
    objects::list::List,
    value::Value,
    vm::Vm,
};

/// The module.
pub static MODULE: ModuleDef =
    ModuleDef { name: "_bisect", doc: "Bisection algorithms.", rows: ROWS, types: &[], init: None };

const ROWS: &[Row] = &[
    function!(
        "bisect_left(a, x, lo=0, hi=None, *, key=None)",
        left,
        5,
        "Return the index where to insert item x in list a, assuming a is sorted."
    ),
    function!(
        "bisect_right(a, x, lo=0, hi=None, *, key=None)",
        right,
        5,
        "Return the index where to insert item x in list a, assuming a is sorted."
    ),
    function!("bisect(a, x, lo=0, hi=None, *, key=None)", right, 5, "Alias for bisect_right()."),
    function!(
        "insort_left(a, x, lo=0, hi=None, *, key=None)",
        insert_left,
        5,
        "Insert item x in list a, and keep it sorted assuming a is sorted."
    ),
    function!(
        "insort_right(a, x, lo=0, hi=None, *, key=None)",
        insert_right,
        5,
        "Insert item x in list a, and keep it sorted assuming a is sorted."
    ),
    function!("insort(a, x, lo=0, hi=None, *, key=None)", insert_right, 5, "Alias for insort_right()."),
];

fn search(
    vm: &mut Vm,
    list: &Value,
    x: &Value,
    low: Option<isize>,
    high: Option<Value>,
    key: Option<&Value>,
    left: bool,
) -> Result<usize> {
    let low = low.unwrap_or(0);
    if low < 0 {
        return Err(vm.value_error("lo must be non-negative"));
    }
    let mut low = low as usize;
    let mut high = match high.filter(|high| !high.is_none()) {
        Some(high) => vm.index_isize(&high)?.max(0) as usize,
        None => vm.len(list)?,
    };
    while low < high {
        let middle = low + (high - low) / 2;
        let known = match list.exact::<List>().and_then(|list| list.items.get(vm).get(middle).cloned()) {
            Some(item) => item,
            None => {
                let middle = vm.new_int(middle as i64);
                vm.get_item(list, &middle)?
            }
        };
        let known = match key {
            Some(key) => vm.call(key, &[known])?,
            None => known,
        };
        let goes_right = if left { vm.less(&known, x)? } else { !vm.less(x, &known)? };
        if goes_right {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

fn given(key: Option<Value>) -> Option<Value> {
    key.filter(|key| !key.is_none())
}

fn left(
    vm: &mut Vm,
    a: &Value,
    x: &Value,
    lo: Option<isize>,
    hi: Option<Value>,
    key: Option<Value>,
) -> Result<usize> {
    search(vm, a, x, lo, hi, given(key).as_ref(), true)
}
fn right(
    vm: &mut Vm,
    a: &Value,
    x: &Value,
    lo: Option<isize>,
    hi: Option<Value>,
    key: Option<Value>,
) -> Result<usize> {
    search(vm, a, x, lo, hi, given(key).as_ref(), false)
}
fn insert(
    vm: &mut Vm,
    a: &Value,
    x: Value,
    lo: Option<isize>,
    hi: Option<Value>,
    key: Option<Value>,
    left: bool,
) -> Result<()> {
    let key = given(key);
    let wanted = match &key {
        Some(key) => vm.call(key, std::slice::from_ref(&x))?,
        None => x.clone(),
    };
    let at = search(vm, a, &wanted, lo, hi, key.as_ref(), left)?;
    if let Some(list) = a.exact::<List>() {
        let items = list.items.get_mut(vm);
        items.insert(at.min(items.len()), x);
        return Ok(());
    }
    let insert = vm.get_attr_text(a, "insert")?;
    let at = vm.new_int(at as i64);
    vm.call(&insert, &[at, x]).map(drop)
}
fn insert_left(
    vm: &mut Vm,
    a: &Value,
    x: Value,
    lo: Option<isize>,
    hi: Option<Value>,
    key: Option<Value>,
) -> Result<()> {
    insert(vm, a, x, lo, hi, key, true)
}
fn insert_right(
    vm: &mut Vm,
    a: &Value,
    x: Value,
    lo: Option<isize>,
    hi: Option<Value>,
    key: Option<Value>,
) -> Result<()> {
    insert(vm, a, x, lo, hi, key, false)
}
