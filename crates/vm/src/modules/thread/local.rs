//! `_thread._local`: attributes of its own in each thread. One thread's attributes lie in the object; those of others wait
//! beside them and are exchanged when another thread looks.

use crate::{
    body,
    error::Result,
    getset, method,
    native::{Kwargs, Rest, TypeDef},
    objects::{dict::Dict, object},
    static_method,
    types::{Slot, Type, type_flags},
    value::{Handle, Obj, Tuple, Value, VmCell, map::Layout, weak::WeakLink},
    vm::Vm,
};
use std::{cell::Cell, rc::Rc};

/// `_thread._local`
pub struct Local {
    /// The fiber whose attributes lie in the object.
    owner: Cell<u32>,
    /// Attributes of other fibers, by number.
    others: VmCell<Vec<(Value, Value)>>,
    /// What `__init__` gets in each thread: arguments and keyword arguments.
    given: VmCell<Vec<Value>>,
}
body!(Local; [others, given]);

/// All objects of the class that may be alive.
#[derive(Default)]
struct Locals(Vec<Rc<WeakLink>>);

impl Local {
    fn new_(vm: &mut Vm, class: &Obj<Type>, args: Rest, keywords: Kwargs) -> Result<Value> {
        let plain = match class.slot(vm, Slot::Init) {
            Some(init) => vm.is_objects_own(Slot::Init, &init),
            None => true,
        };
        if plain && (!args.0.is_empty() || !keywords.0.is_empty(vm)) {
            return Err(vm.type_error("Initialization arguments are not supported"));
        }
        let given = if plain {
            Vec::new()
        } else {
            vec![Tuple::from_slice(args.0).into_value(), keywords.0.to_value()]
        };
        let body = Local {
            owner: Cell::new(vm.current_fiber()),
            others: VmCell::new(Vec::new()),
            given: VmCell::new(given),
        };
        let this = Handle::new_instance(class.instance_map.get(), body).into_value();
        let link = vm.heap_mut().new_weak(&this);
        let known = &mut vm.state::<Locals>().0;
        known.retain(|link| !link.is_dead());
        known.extend(link);
        Ok(this)
    }

    /// Sees that the attributes in the object are those of the running thread.
    fn turn(vm: &mut Vm, this: &Obj<Local>) -> Result<()> {
        let (fiber, owner) = (vm.current_fiber(), this.owner.get());
        if fiber == owner {
            return Ok(());
        }
        let value = this.to_value();
        let before = object::get_dict(vm, &value)?;
        let others = this.others.get_mut(vm);
        let known = others.iter().position(|(id, _)| id.as_small() == Some(fiber.into()));
        let mine = known.map(|at| others.swap_remove(at).1);
        if owner != 0 {
            others.push((Value::small(owner.into()), before));
        }
        let is_new = mine.is_none();
        let mine = mine.unwrap_or_else(|| Dict::new().into_value());
        object::set_dict(vm, &value, Some(mine))?;
        this.owner.set(fiber);
        if is_new {
            Local::begin(vm, this, &value)?;
        }
        Ok(())
    }

    /// Each thread sees a freshly made object.
    fn begin(vm: &mut Vm, this: &Obj<Local>, value: &Value) -> Result<()> {
        let given = this.given.cloned(vm);
        let [args, keywords] = &given[..] else { return Ok(()) };
        let class = vm.class_of(value);
        let Some(init) = class.slot(vm, Slot::Init) else { return Ok(()) };
        let (mut all, names) = vm.spread_call(args, Some(keywords))?;
        all.insert(0, value.clone());
        vm.call_named(&init, &all, &names).map(drop)
    }

    fn getattribute(vm: &mut Vm, this: &Obj<Local>, name: &Value) -> Result<Value> {
        Local::turn(vm, this)?;
        let name = vm.attribute_name(name)?;
        vm.generic_get_attr(&this.to_value(), &name)
    }
    fn setattr(vm: &mut Vm, this: &Obj<Local>, name: &Value, value: Value) -> Result<()> {
        Local::turn(vm, this)?;
        object::setattr(vm, &this.to_value(), name, value)
    }
    fn delattr(vm: &mut Vm, this: &Obj<Local>, name: &Value) -> Result<()> {
        Local::turn(vm, this)?;
        object::delattr(vm, &this.to_value(), name)
    }
    fn no_dict(vm: &mut Vm, this: &Obj<Local>, _value: Option<Value>) -> Result<()> {
        let name = vm.type_name(&this.to_value());
        Err(vm.attribute_error_text(format_args!("'{name}' object attribute '__dict__' is read-only")))
    }
    fn get_dict(vm: &mut Vm, this: &Obj<Local>) -> Result<Value> {
        Local::turn(vm, this)?;
        object::get_dict(vm, &this.to_value())
    }
}

/// A thread has ended: its attributes go.
pub(super) fn forget(vm: &mut Vm, fiber: u32) {
    let links = std::mem::take(&mut vm.state::<Locals>().0);
    for link in &links {
        let Some(value) = link.upgrade() else { continue };
        let Some(this) = value.cast::<Local>() else { continue };
        let gone = if this.owner.get() == fiber {
            this.owner.set(0);
            let gone = object::get_dict(vm, &value);
            let _ = object::set_dict(vm, &value, None);
            gone.ok()
        } else {
            let others = this.others.get_mut(vm);
            let known = others.iter().position(|(id, _)| id.as_small() == Some(fiber.into()));
            known.map(|at| others.swap_remove(at).1)
        };
        drop(gone);
    }
    let known = &mut vm.state::<Locals>().0;
    known.extend(links);
    known.retain(|link| !link.is_dead());
}

/// Table of `_local`.
pub static LOCAL: TypeDef = TypeDef {
    name: "_thread._local",
    doc: "Thread-local data",
    base: None,
    map: None,
    layout: Layout::of::<Local>(),
    flags: type_flags::WEAK | type_flags::BASE | type_flags::DICT,
    rows: &[
        static_method!("__new__(cls, *args, **kwargs)", Local::new_, 3),
        method!("__getattribute__(self, name, /)", Local::getattribute, 2),
        method!("__setattr__(self, name, value, /)", Local::setattr, 3),
        method!("__delattr__(self, name, /)", Local::delattr, 2),
        getset!("__dict__", Local::get_dict, Local::no_dict),
    ],
};
