//! `gc`: the cycle collector, as programs see it. What it does is in `gc.rs` and `value/cycles.rs`.

use crate::{
    constant,
    error::Result,
    function,
    native::{ModuleDef, Rest, Row},
    objects::{dict::Dict, list::List},
    value::{Tuple, Value},
    vm::Vm,
};

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "gc",
    doc: "This module provides access to the garbage collector for reference cycles.",
    rows: ROWS,
    types: &[],
    init: Some(|vm, module| {
        let (callbacks, garbage) = (List::new(Vec::new()).into_value(), List::new(Vec::new()).into_value());
        vm.gc.callbacks = callbacks.clone();
        vm.gc.garbage = garbage.clone();
        let dict = module.dict.clone();
        dict.set_text(vm, "callbacks", callbacks);
        dict.set_text(vm, "garbage", garbage);
        Ok(())
    }),
};

const ROWS: &[Row] = &[
    function!("enable()", enable, 0, "Enable automatic garbage collection."),
    function!("disable()", disable, 0, "Disable automatic garbage collection."),
    function!(
        "isenabled()",
        |vm: &mut Vm| vm.gc.enabled,
        0,
        "Returns true if automatic garbage collection is enabled."
    ),
    function!("collect(generation=2)", collect, 1, "Run the garbage collector."),
    function!("get_count()", get_count, 0, "Return a three-tuple of the current collection counts."),
    function!(
        "set_threshold(threshold0, threshold1=None, threshold2=None, /)",
        set_threshold,
        3,
        "Set the collection thresholds (the collection frequency)."
    ),
    function!("get_threshold()", get_threshold, 0, "Return the current collection thresholds."),
    function!(
        "set_debug(flags, /)",
        |vm: &mut Vm, flags: i64| vm.gc.debug = flags,
        1,
        "Set the garbage collection debugging flags."
    ),
    function!("get_debug()", |vm: &mut Vm| vm.gc.debug, 0, "Get the garbage collection debugging flags."),
    function!(
        "get_stats()",
        get_stats,
        0,
        "Return a list of dictionaries containing per-generation statistics."
    ),
    function!(
        "get_objects(generation=None)",
        get_objects,
        1,
        "Return a list of objects tracked by the collector (excluding the list returned)."
    ),
    function!(
        "get_referents(*objs)",
        get_referents,
        1,
        "Return the list of objects that are directly referred to by 'objs'."
    ),
    function!(
        "get_referrers(*objs)",
        get_referrers,
        1,
        "Return the list of objects that directly refer to any of 'objs'."
    ),
    function!(
        "is_tracked(obj, /)",
        is_tracked,
        1,
        "Returns true if the object is tracked by the garbage collector."
    ),
    function!(
        "is_finalized(obj, /)",
        |vm: &mut Vm, value: &Value| vm.heap().is_finalized(value),
        1,
        "Returns true if the object has been already finalized by the GC."
    ),
    function!(
        "freeze()",
        |_: &mut Vm| (),
        0,
        "Freeze all current tracked objects and ignore them for future collections."
    ),
    function!("unfreeze()", |_: &mut Vm| (), 0, "Unfreeze all objects in the permanent generation."),
    function!(
        "get_freeze_count()",
        |_: &mut Vm| 0i64,
        0,
        "Return the number of objects in the permanent generation."
    ),
    constant!("DEBUG_STATS", |_| Value::small(1)),
    constant!("DEBUG_COLLECTABLE", |_| Value::small(2)),
    constant!("DEBUG_UNCOLLECTABLE", |_| Value::small(4)),
    constant!("DEBUG_SAVEALL", |_| Value::small(32)),
    constant!("DEBUG_LEAK", |_| Value::small(38)),
];

fn notify(vm: &mut Vm, phase: &str, info: &Value) -> Result<()> {
    let callbacks = vm.gc.callbacks.clone();
    for callback in vm.collect(&callbacks)? {
        let phase = vm.new_str(phase);
        if let Err(raised) = vm.call(&callback, &[phase, info.clone()]) {
            let exc = vm.take_raised(raised);
            vm.report_unraisable(exc, None, &callback);
        }
    }
    Ok(())
}

fn collect(vm: &mut Vm, generation: Option<i64>) -> Result<i64> {
    let generation = generation.unwrap_or(2);
    if !(0..=2).contains(&generation) {
        return Err(vm.value_error("invalid generation"));
    }
    if vm.gc.running {
        return Ok(0);
    }
    let callbacks = vm.gc.callbacks.clone();
    let has_callbacks = !callbacks.is_none() && vm.len(&callbacks)? > 0;
    let info = Dict::new();
    info.set_text(vm, "generation", Value::small(generation));
    info.set_text(vm, "collected", Value::small(0));
    info.set_text(vm, "uncollectable", Value::small(0));
    let info_value = info.to_value();
    if has_callbacks {
        notify(vm, "start", &info_value)?;
    }
    let collected = vm.collect_cycles(generation == 2);
    if has_callbacks {
        info.set_text(vm, "collected", Value::small(collected));
        notify(vm, "stop", &info_value)?;
    }
    Ok(collected)
}

fn enable(vm: &mut Vm) {
    vm.gc.enabled = true;
    vm.gc.threshold_now = if vm.gc.thresholds[0] == 0 { i64::MAX } else { vm.gc.thresholds[0] };
}

fn disable(vm: &mut Vm) {
    vm.gc.enabled = false;
    vm.gc.threshold_now = i64::MAX;
}

fn get_count(vm: &mut Vm) -> Value {
    let young = Value::small(vm.heap().young().max(0));
    Tuple::new(vec![young, Value::small(0), Value::small(0)]).into_value()
}

fn set_threshold(vm: &mut Vm, first: i64, second: Option<i64>, third: Option<i64>) {
    vm.gc.thresholds[0] = first;
    if vm.gc.enabled {
        vm.gc.threshold_now = if first == 0 { i64::MAX } else { first };
    }
    if let Some(second) = second {
        vm.gc.thresholds[1] = second;
    }
    if let Some(third) = third {
        vm.gc.thresholds[2] = third;
    }
}

fn get_threshold(vm: &mut Vm) -> Value {
    let [a, b, c] = vm.gc.thresholds;
    Tuple::new(vec![vm.new_int(a), vm.new_int(b), vm.new_int(c)]).into_value()
}

fn get_stats(vm: &mut Vm) -> Value {
    let mut list = Vec::new();
    for stats in vm.gc.stats {
        let dict = Dict::new();
        for (name, count) in ["collections", "collected", "uncollectable"].iter().zip(stats) {
            let count = vm.new_int(count);
            dict.set_text(vm, name, count);
        }
        list.push(dict.into_value());
    }
    List::new(list).into_value()
}

fn get_objects(vm: &mut Vm, generation: Option<Value>) -> Result<Value> {
    if let Some(generation) = generation.filter(|generation| !generation.is_none()) {
        let generation = vm.index_i64(&generation)?;
        if generation < 0 {
            return Err(vm.value_error("generation parameter cannot be negative"));
        }
        if generation > 2 {
            return Err(vm.value_error(
                "generation parameter must be less than the number of available generations (3)",
            ));
        }
    }
    Ok(List::new(vm.heap().all_containers()).into_value())
}

fn get_referents(vm: &mut Vm, objects: Rest) -> Value {
    let mut found = Vec::new();
    for object in objects.0 {
        match crate::objects::consume::snapshot(vm, object) {
            // Numbers and the like are objects to a program, though they take no memory.
            Some(items)
                if object.exact::<Dict>().is_none() && vm.heap().map(object.map()).layout.container =>
            {
                found.extend(items)
            }
            _ if let Some(dict) = object.exact::<Dict>().map(|dict| dict.pairs(vm)) => {
                found.extend(dict.into_iter().flat_map(|(key, value)| [key, value]));
            }
            _ if object.is_object() => found.extend(vm.heap().referents(object)),
            _ => {}
        }
    }
    List::new(found).into_value()
}

fn get_referrers(vm: &mut Vm, objects: Rest) -> Value {
    let all = vm.heap().all_containers();
    let refers = |container: &Value| {
        let referents = vm.heap().referents(container);
        referents.iter().any(|referent| objects.0.iter().any(|object| object.is(referent)))
    };
    let found: Vec<Value> = all.iter().filter(|container| refers(container)).cloned().collect();
    List::new(found).into_value()
}

fn is_tracked(vm: &mut Vm, value: &Value) -> bool {
    value.is_object() && vm.heap().map(value.map()).layout.container
}
