//! Method resolution order: C3 linearisation (Barrett et al., "A Monotonic Superclass Linearization for Dylan", 1996).

use crate::{
    error::Result,
    types::Type,
    value::{Handle, Obj},
    vm::Vm,
};

/// The order for a class with these bases, itself first.
pub fn linearize(vm: &mut Vm, class: &Obj<Type>, bases: &[Handle<Type>]) -> Result<Vec<Handle<Type>>> {
    let mut sequences: Vec<Vec<Handle<Type>>> = bases.iter().map(|base| base.mro.cloned(vm)).collect();
    sequences.push(bases.to_vec());
    let mut heads = vec![0usize; sequences.len()];
    let mut order = vec![class.to_handle()];
    loop {
        let open = |heads: &[usize]| (0..sequences.len()).find(|i| heads[*i] < sequences[*i].len());
        if open(&heads).is_none() {
            return Ok(order);
        }
        let good = (0..sequences.len()).filter(|i| heads[*i] < sequences[*i].len()).find(|i| {
            let candidate = &sequences[*i][heads[*i]];
            sequences
                .iter()
                .zip(&heads)
                .all(|(sequence, head)| !sequence.iter().skip(head + 1).any(|class| class.ptr_eq(candidate)))
        });
        let Some(good) = good else {
            let mut names: Vec<String> = Vec::new();
            for (sequence, head) in sequences.iter().zip(&heads) {
                if let Some(class) = sequence.get(*head) {
                    let name = class.name_text(vm).into_owned();
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
            }
            let names = names.join(", ");
            return Err(vm.type_error(format_args!(
                "Cannot create a consistent method resolution order (MRO) for bases {names}"
            )));
        };
        let chosen = sequences[good][heads[good]].clone();
        for (sequence, head) in sequences.iter().zip(heads.iter_mut()) {
            if sequence.get(*head).is_some_and(|class| class.ptr_eq(&chosen)) {
                *head += 1;
            }
        }
        order.push(chosen);
    }
}

/// The order for a class with the bases it has.
///
/// Errors: TypeError when a base is named twice, or when the bases have no common order.
pub fn linearize_class(vm: &mut Vm, class: &Obj<Type>) -> Result<Vec<Handle<Type>>> {
    let bases = class.bases.cloned(vm);
    let bases: Vec<Handle<Type>> =
        bases.as_slice().iter().filter_map(|base| base.cast::<Type>().map(Obj::to_handle)).collect();
    for (at, base) in bases.iter().enumerate() {
        if bases[..at].iter().any(|known| known.ptr_eq(base)) {
            let name = base.name_text(vm).into_owned();
            return Err(vm.type_error(format_args!("duplicate base class {name}")));
        }
    }
    linearize(vm, class, &bases)
}
