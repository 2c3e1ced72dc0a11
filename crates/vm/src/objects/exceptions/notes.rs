//! `add_note` and `__notes__`.

use crate::{
    error::Result,
    names,
    objects::list::List,
    value::{Str, Value},
    vm::Vm,
};

/// `exc.add_note(note)`
pub fn add_note(vm: &mut Vm, exc: &Value, note: Value) -> Result<()> {
    if note.cast::<Str>().is_none() {
        let given = vm.type_name(&note);
        return Err(vm.type_error(format_args!("add_note() argument must be str, not {given}")));
    }
    match vm.find_known_attr(exc, names::__notes__)? {
        Some(notes) => match notes.cast::<List>() {
            Some(list) => {
                list.items.get_mut(vm).push(note);
                Ok(())
            }
            None => Err(vm.type_error("Cannot add note: __notes__ is not a list")),
        },
        None => {
            let notes = List::new(vec![note]).into_value();
            let name = vm.name(names::__notes__).clone();
            vm.set_attr(exc, &name, notes)
        }
    }
}
