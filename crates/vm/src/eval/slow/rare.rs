//! Everything rare behind one arm of the loop.

use super::*;
use crate::{
    eval::stack::Regs,
    names as known,
    types::{Slot, type_flags},
};
use whipsnake_bytecode::{Intrinsic, Op, Word, instr};

/// Does a rare instruction.
#[inline(never)]
pub(crate) fn rare(vm: &mut Vm, op: Op, word: Word, pc: Pc, fp: Regs) -> Result<()> {
    match op {
        Op::DeleteCell => names::delete_cell(vm, fp.at(word.a()).clone(), word.a(), false),
        Op::DeleteFree => {
            let cell = names::free_cell(vm, word.a());
            names::delete_cell(vm, cell, word.a(), true)
        }
        Op::DeleteGlobal => names::delete_global(vm, word),
        Op::DeleteName => names::delete_name(vm, word),
        Op::LoadNameOrFree => {
            let cell = names::free_cell(vm, word.b());
            names::load_name_or_cell(vm, word, fp, cell, true)
        }
        Op::LoadNameOrCell => {
            let cell = fp.at(word.b()).clone();
            names::load_name_or_cell(vm, word, fp, cell, false)
        }
        Op::LoadFromDictOrFree => names::load_from_dict_or_free(vm, word, fp),
        Op::LoadFromDictOrGlobal => names::load_from_dict_or_global(vm, word, fp),
        Op::DeleteAttr => attrs::delete(vm, word, fp),
        Op::LoadSuperAttr | Op::LoadSuperMethod => {
            vm.fiber.top().pc = pc.offset(op.cache_words() as isize);
            load_super(vm, word, fp, op == Op::LoadSuperMethod)
        }
        Op::LoadSpecial => load_special(vm, word, fp),
        Op::DeleteSubscr => items::delete(vm, word, fp),
        Op::SliceGet => items::slice_get(vm, word, fp),
        Op::SliceSet => items::slice_set(vm, word, fp),
        Op::BuildSlice => {
            build::slice(word, fp);
            Ok(())
        }
        Op::Pos | Op::Invert => arith::unary(vm, word, op, fp).map(drop),
        Op::UnpackEx => build::unpack_ex(vm, word, pc, fp),
        Op::BuildSet => build::set(vm, word, fp),
        Op::BuildDict => build::dict(vm, word, fp),
        Op::ListExtend => build::list_extend(vm, word, fp),
        Op::ListToTuple => {
            build::list_to_tuple(vm, word, fp);
            Ok(())
        }
        Op::SetAdd => build::set_add(vm, word, fp, false),
        Op::SetUpdate => build::set_add(vm, word, fp, true),
        Op::DictInsert => items::dict_insert(vm, word, fp),
        Op::DictUpdate => items::dict_update(vm, word, fp),
        Op::DictMerge => items::dict_merge(vm, word, fp),
        Op::CallKw | Op::CallMethodKw => {
            vm.fiber.top().pc = pc.offset(op.cache_words() as isize);
            let names = vm.fiber.top().code.get().constants[usize::from(word.c())].clone();
            calls::call_keywords(vm, word, fp, &names, calls::is_method_call(op))
        }
        Op::CallEx => calls::call_spread(vm, word, fp),
        Op::MakeFunction => functions::make(vm, word, fp),
        Op::SetFunction => functions::set_part(vm, word, fp),
        Op::GetYieldFrom => delegate::get_yield_from(vm, word, fp),
        Op::GetAwaitable => delegate::get_awaitable(vm, word, fp),
        Op::GetAIter => async_gen::get_aiter(vm, word, fp),
        Op::GetANext => async_gen::get_anext(vm, word, fp),
        Op::EndAsyncFor => exceptions::end_async_for(vm, word, fp),
        Op::Raise => exceptions::raise(vm, word, fp),
        Op::Reraise => exceptions::reraise(vm, word, fp),
        Op::EndHandler => exceptions::end_handler(vm, word, fp),
        Op::MatchException => exceptions::match_exception(vm, word, fp),
        Op::MatchGroup => exceptions::match_group(vm, word, fp),
        Op::WithExcept => exceptions::with_except(vm, word, fp),
        Op::MatchSequence => patterns::match_kind(vm, word, fp, type_flags::SEQUENCE),
        Op::MatchMapping => patterns::match_kind(vm, word, fp, type_flags::MAPPING),
        Op::MatchKeys => patterns::match_keys(vm, word, fp),
        Op::MatchClass => patterns::match_class(vm, word, fp),
        Op::GetLen => patterns::get_len(vm, word, fp),
        Op::ImportName => imports::import_name(vm, word, fp),
        Op::ImportFrom => imports::import_from(vm, word, fp),
        Op::Intrinsic => intrinsic(vm, word, fp),
        other => {
            let name = other.name();
            Err(vm.system_error(format_args!("opcode {name} in no arm")))
        }
    }
}

/// `LoadSuperAttr` and `LoadSuperMethod`
fn load_super(vm: &mut Vm, word: Word, fp: Regs, is_method: bool) -> Result<()> {
    let name = vm.fiber.top().code.get().names[usize::from(word.c())].clone();
    let callable = fp.take(word.a());
    let (class, this) = (fp.take(word.a() + 1), fp.take(word.a() + 2));
    if callable.is(&vm.known.super_type) {
        let found = crate::objects::super_::find(vm, &class, &this, &name)?;
        let (value, receiver) = found;
        if is_method {
            match receiver {
                Some(receiver) => {
                    drop(fp.replace(word.a(), value));
                    drop(fp.replace(word.a() + 1, receiver));
                }
                None => {
                    drop(fp.replace(word.a(), value));
                    drop(fp.replace(word.a() + 1, Value::UNDEF));
                }
            }
            return Ok(());
        }
        let value = match receiver {
            Some(receiver) => {
                let class = vm.class_of(&receiver);
                vm.bind(&value, &receiver, &class)?
            }
            None => value,
        };
        drop(fp.replace(word.a(), value));
        return Ok(());
    }
    let args: &[Value] = if word.has(1) { &[class, this] } else { &[] };
    let object = vm.call(&callable, args)?;
    let value = vm.get_attr(&object, &name)?;
    drop(fp.replace(word.a(), value));
    if is_method {
        drop(fp.replace(word.a() + 1, Value::UNDEF));
    }
    Ok(())
}

/// `LoadSpecial`
fn load_special(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let takes = word.has(instr::TAKE_B) || word.a() == word.b() || word.a() + 1 == word.b();
    let object = if takes { fp.take(word.b()) } else { fp.at(word.b()).clone() };
    let slot = [Slot::Enter, Slot::Exit, Slot::AEnter, Slot::AExit][usize::from(word.c() & 3)];
    let class = vm.class_of(&object);
    let Some(function) = class.slot(vm, slot) else {
        let name = vm.full_name(&class);
        let name = name.strip_prefix("__main__.").unwrap_or(&name).to_owned();
        let asynchronous = matches!(slot, Slot::AEnter | Slot::AExit);
        let has = |vm: &mut Vm, slots: [Slot; 2]| slots.into_iter().all(|slot| class.has_slot(vm, slot));
        let (kind, other, hint, suggested) = if asynchronous {
            ("asynchronous ", "", "with", has(vm, [Slot::Enter, Slot::Exit]))
        } else {
            ("", "asynchronous ", "async with", has(vm, [Slot::AEnter, Slot::AExit]))
        };
        let missed = slot.text();
        let mut text = format!(
            "'{name}' object does not support the {kind}context manager protocol (missed {missed} method)"
        );
        if suggested {
            text.push_str(&format!(
                " but it supports the {other}context manager protocol. Did you mean to use '{hint}'?"
            ));
        }
        return Err(vm.type_error(text));
    };
    use crate::value::fixed;
    if matches!(
        function.header().map(|h| h.map.get()),
        Some(fixed::FUNCTION | fixed::NATIVE_METHOD | fixed::WRAPPER)
    ) {
        drop(fp.replace(word.a(), function));
        drop(fp.replace(word.a() + 1, object));
    } else {
        let bound = vm.bind(&function, &object, &class)?;
        drop(fp.replace(word.a() + 1, Value::UNDEF));
        drop(fp.replace(word.a(), bound));
    }
    Ok(())
}

/// `Intrinsic`
fn intrinsic(vm: &mut Vm, word: Word, fp: Regs) -> Result<()> {
    let Some(which) = Intrinsic::from_u8(word.c() as u8) else {
        return Err(vm.system_error("unknown intrinsic"));
    };
    let args: Vec<Value> = (0..which.arguments()).map(|i| fp.take(word.b() + i as u16)).collect();
    let result = match which {
        Intrinsic::Print => {
            let hook = vm.sys_dict.get_known(vm, known::displayhook);
            let Some(hook) = hook else { return Err(vm.runtime_error("lost sys.displayhook")) };
            vm.call(&hook, &args)?
        }
        Intrinsic::ImportStar => {
            imports::import_star(vm, &args[0])?;
            Value::NONE
        }
        Intrinsic::LoadBuildClass => match vm.builtins.get_known(vm, known::__build_class__) {
            Some(function) => function,
            None => {
                let name = vm.name(known::__build_class__).clone();
                return Err(vm.name_error_text(
                    crate::objects::exceptions::ExcKind::NameError,
                    "__build_class__ not found",
                    &name,
                ));
            }
        },
        Intrinsic::LoadAssertionError => {
            vm.exception_type(crate::objects::exceptions::ExcKind::AssertionError).into_value()
        }
        Intrinsic::LoadNotImplementedError => {
            vm.exception_type(crate::objects::exceptions::ExcKind::NotImplementedError).into_value()
        }
        Intrinsic::LoadLocals => names::namespace(vm),
        Intrinsic::LoadGlobals => vm.fiber.top().globals.get().to_value(),
        Intrinsic::SetupAnnotations => {
            let space = names::namespace(vm);
            let name = vm.name(known::__annotations__).clone();
            if names::find_in(vm, &space, &name)?.is_none() {
                vm.set_item(&space, &name, crate::objects::dict::Dict::new().into_value())?;
            }
            Value::NONE
        }
        Intrinsic::PrepReraiseStar => {
            crate::objects::exceptions::group::prepare_reraise(vm, &args[0], &args[1])?
        }
        other => crate::objects::typing_hooks::intrinsic(vm, other, args)?,
    };
    drop(fp.replace(word.a(), result));
    Ok(())
}
