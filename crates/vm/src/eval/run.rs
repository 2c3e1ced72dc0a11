//! The loop: one `match`, one arm per opcode. An arm does the fast path, else calls a named slow path.
//!
//! Locals are `pc`, `fp`, `k` and `vm`, never with their address taken (measured: that costs 1.25 to 1.44 times). Before a
//! slow path the place is saved in the frame, after it everything is loaded again, since the frame may be another one.

use super::{
    call::drop_locals,
    fetch::{Constants, Kept, Pc},
    frame::{Continue, Then},
    generator::Yielded,
    slow::{self, arith},
    stack::Regs,
    unwind::{Top, Unwound},
};
use crate::{
    error::{Raised, Result},
    objects::{
        cell::Cell,
        function::Function,
        iterators::{ListIter, TupleIter},
        list::List,
        module::Module,
        range::RangeIter,
    },
    protocol::{BinaryOp, CompareOp},
    value::{Tuple, Value, fixed},
    vm::Vm,
};
use whipsnake_bytecode::{Op, Word, instr::*};

/// Why the loop came back.
pub(crate) enum Left {
    /// The frames above the base are done; the result is in `exit_value`.
    Done,
    /// They ended with an exception.
    Raised(Raised),
    /// The slice is over.
    Paused,
    /// A frame waits for the host.
    Waiting,
}

/// Runs the frames above `base` for a slice of `budget` backward jumps and calls. The watching copy tells
/// `tracing` of each instruction.
#[inline(never)]
pub(crate) fn run<const WATCHED: bool>(vm: &mut Vm, base: usize, mut budget: i32) -> Left {
    let mut pc: Pc;
    let mut fp: Regs;
    let mut k: Constants;
    // What went wrong, when control goes to `'raise`; the proof that an exception waits.
    let mut raised: Option<Raised> = None;

    'load: loop {
        if let Some(exc) = vm.pending_error.take() {
            raised = Some(vm.raise_again(exc));
        }
        // An exception looks for its handler; otherwise natives on top run until a Python frame is there.
        if let Some(proof) = raised.take()
            && let Unwound::Exit(proof) = vm.unwind(proof, base)
        {
            return Left::Raised(proof);
        }
        if vm.fiber.frames.len() <= base {
            return Left::Done;
        }
        if vm.fiber.top().is_native() {
            match vm.settle(base) {
                Ok(Top::Python) => {}
                Ok(Top::Exit) => return Left::Done,
                Ok(Top::Waiting) => return Left::Waiting,
                Ok(Top::Paused) => return Left::Paused,
                Err(proof) => {
                    raised = Some(proof);
                    continue 'load;
                }
            }
        }
        macro_rules! load {
            () => {{
                let frame = vm.fiber.top();
                pc = frame.pc;
                fp = frame.fp;
                k = Constants::new(frame.code.get());
            }};
        }
        load!();
        if budget <= 0 {
            return Left::Paused;
        }

        // Saves the place, runs a slow path, loads again.
        macro_rules! slow {
            ($call:expr) => {{
                vm.fiber.top().pc = pc;
                if let Err(proof) = $call {
                    raised = Some(proof);
                }
                continue 'load;
            }};
        }
        // Like `slow`, for paths that say whether the running frame goes on as it was.
        macro_rules! quick {
            ($call:expr) => {{
                vm.fiber.top().pc = pc;
                match $call {
                    Ok(true) => continue,
                    Ok(false) => {}
                    Err(proof) => raised = Some(proof),
                }
                continue 'load;
            }};
        }
        // An attribute of an object whose map the instruction's own cache does not know.
        macro_rules! attr_other {
            ($path:ident, $word:expr) => {{
                let at = pc;
                pc = pc.offset(2);
                quick!(slow::attrs::$path(vm, $word, at, fp))
            }};
        }
        // Like `quick`, for paths that may have jumped within the running frame.
        macro_rules! jumping {
            ($call:expr) => {{
                vm.fiber.top().pc = pc;
                match $call {
                    Ok(true) => {
                        pc = vm.fiber.top().pc;
                        continue;
                    }
                    Ok(false) => {}
                    Err(proof) => raised = Some(proof),
                }
                continue 'load;
            }};
        }
        // Releases a value; finalizers that become due run at once.
        macro_rules! release {
            ($value:expr) => {{
                if let Some(last) = $value.release() {
                    slow::end_object(vm, last, pc);
                }
            }};
        }
        macro_rules! set {
            ($register:expr, $value:expr) => {{
                let old = fp.replace($register, $value);
                release!(old);
            }};
        }
        macro_rules! take_operand {
            ($word:expr, $flag:expr, $register:expr) => {
                if $word.has($flag) {
                    release!(fp.take($register));
                }
            };
        }
        macro_rules! source {
            ($word:expr, $flag:expr, $register:expr) => {
                if $word.has($flag) { fp.take($register) } else { fp.at($register).clone() }
            };
        }
        macro_rules! arithmetic {
            ($word:expr, $b:expr, $c:expr, $op:ident, $ints:expr, $floats:expr) => {{
                let (b, c): (&Value, &Value) = ($b, $c);
                if Value::both_small(b, c) {
                    if let Some(result) = $ints(b.small_unchecked(), c.small_unchecked()) {
                        set!($word.a(), result);
                        continue;
                    }
                } else if b.is_float() && c.is_float() {
                    if let Some(result) = $floats(b.float_unchecked(), c.float_unchecked()) {
                        set!($word.a(), result);
                        continue;
                    }
                }
                quick!(arith::binary(vm, $word, BinaryOp::$op, fp, b))
            }};
        }
        macro_rules! arithmetic_const {
            ($word:expr, $op:ident, $ints:expr, $floats:expr) => {{
                let (b, c): (&Value, &Value) = (fp.at($word.b()), k.at(usize::from($word.c())));
                if Value::both_small(b, c) {
                    if let Some(result) = $ints(b.small_unchecked(), c.small_unchecked()) {
                        set!($word.a(), result);
                        continue;
                    }
                } else if b.is_float() && c.is_float() {
                    if let Some(result) = $floats(b.float_unchecked(), c.float_unchecked()) {
                        set!($word.a(), result);
                        continue;
                    }
                }
                quick!(arith::binary_const(vm, $word, BinaryOp::$op, fp, c))
            }};
        }
        macro_rules! compare {
            ($word:expr, $op:ident, $test:tt) => {{
                let (b, c) = (fp.at($word.b()), fp.at($word.c()));
                if Value::both_small(b, c) {
                    let result = Value::bool(b.small_unchecked() $test c.small_unchecked());
                    set!($word.a(), result);
                    continue;
                }
                if b.is_float() && c.is_float() {
                    let result = Value::bool(b.float_unchecked() $test c.float_unchecked());
                    set!($word.a(), result);
                    continue;
                }
                quick!(arith::compare(vm, $word, CompareOp::$op, fp))
            }};
        }
        macro_rules! compare_jump {
            ($word:expr, $op:ident, $test:tt) => {{
                let (a, b) = (fp.at($word.a()), fp.at($word.b()));
                let truth = if Value::both_small(a, b) {
                    a.small_unchecked() $test b.small_unchecked()
                } else if a.is_float() && b.is_float() {
                    a.float_unchecked() $test b.float_unchecked()
                } else {
                    jumping!(arith::compare_jump(vm, $word, CompareOp::$op, fp, fp.at($word.b())))
                };
                if truth == $word.has(WHEN_TRUE) {
                    pc = pc.offset($word.c_imm() as isize);
                }
                continue;
            }};
        }
        macro_rules! compare_jump_int {
            ($word:expr, $op:ident, $test:tt) => {{
                let a = fp.at($word.a());
                let number = i64::from($word.b_imm());
                let truth = if a.is_small() {
                    a.small_unchecked() $test number
                } else if a.is_float() {
                    a.float_unchecked() $test number as f64
                } else {
                    let number = Value::small(number);
                    jumping!(arith::compare_jump(vm, $word, CompareOp::$op, fp, &number))
                };
                if truth == $word.has(WHEN_TRUE) {
                    pc = pc.offset($word.c_imm() as isize);
                }
                continue;
            }};
        }

        loop {
            if WATCHED {
                vm.fiber.top().pc = pc;
                if let Err(proof) = vm.trace_step() {
                    vm.fiber.top().pc = pc.offset(1);
                    raised = Some(proof);
                    continue 'load;
                }
            }
            let word = pc.fetch();
            let Some(op) = decode(word) else { unreachable!("verified code has only known opcodes") };
            match op {
                Op::Nop => {}
                Op::Move => {
                    let value = source!(word, TAKE_B, word.b());
                    set!(word.a(), value);
                }
                Op::LoadConst => set!(word.a(), k.at(word.bc_index()).clone()),
                Op::LoadInt => set!(word.a(), Value::small(i64::from(word.bc()))),
                Op::Drop => release!(fp.take(word.a())),
                Op::DeleteFast => {
                    if fp.at(word.a()).is_undef() {
                        slow!(slow::names::unbound(vm, word.a()));
                    }
                    release!(fp.take(word.a()));
                }
                Op::CheckBound => {
                    if fp.at(word.a()).is_undef() {
                        slow!(slow::names::unbound(vm, word.a()));
                    }
                }
                Op::MakeCell => {
                    let contents = fp.take(word.a());
                    fp.init(word.a(), Cell::new(contents).into_value());
                }
                Op::LoadCell => {
                    let value = match fp.at(word.b()).exact::<Cell>() {
                        Some(cell) => cell.contents.get(vm).clone(),
                        None => Value::UNDEF,
                    };
                    if value.is_undef() {
                        slow!(slow::names::empty_cell(vm, word.b()));
                    }
                    set!(word.a(), value);
                }
                Op::StoreCell => {
                    let value = source!(word, TAKE_B, word.b());
                    if let Some(cell) = fp.at(word.a()).exact::<Cell>() {
                        let old = cell.contents.replace(vm, value);
                        release!(old);
                    }
                }
                Op::LoadFree => {
                    let value = match slow::names::free_cell_at(vm, word.b()) {
                        Some(cell) => cell.contents.get(vm).clone(),
                        None => Value::UNDEF,
                    };
                    if value.is_undef() {
                        slow!(slow::names::empty_free(vm, word.b()));
                    }
                    set!(word.a(), value);
                }
                Op::StoreFree => {
                    let value = source!(word, TAKE_B, word.b());
                    if let Some(cell) = slow::names::free_cell(vm, word.a()).exact::<Cell>() {
                        let old = cell.contents.replace(vm, value);
                        release!(old);
                    }
                }
                Op::LoadFreeCell => {
                    let cell = slow::names::free_cell(vm, word.b());
                    set!(word.a(), cell);
                }
                Op::LoadGlobal => slow!(slow::names::load_global(vm, word, pc, fp)),
                Op::LoadGlobalDict => {
                    let cache = pc.cache(0).get();
                    let table = vm.fiber.top().globals.get().table.get(vm);
                    if table.known_keys_version() == cache as u32 {
                        let value = table.entries()[(cache >> 32) as usize].value.clone();
                        set!(word.a(), value);
                        pc = pc.offset(2);
                        continue;
                    }
                    slow!(slow::names::load_global(vm, word, pc, fp))
                }
                Op::LoadGlobalBuiltin => {
                    let cache = pc.cache(0).get();
                    let builtins = pc.cache(1).get();
                    let globals = vm.fiber.top().globals.get().table.get(vm).known_keys_version();
                    let table = vm.builtins.table.get(vm);
                    if globals == cache as u32 && table.known_keys_version() == builtins as u32 {
                        let value = table.entries()[(builtins >> 32) as usize].value.clone();
                        set!(word.a(), value);
                        pc = pc.offset(2);
                        continue;
                    }
                    slow!(slow::names::load_global(vm, word, pc, fp))
                }
                Op::StoreGlobal => slow!(slow::names::store_global(vm, word, pc, fp)),
                Op::LoadName => slow!(slow::names::load_name(vm, word, pc, fp)),
                Op::StoreName => slow!(slow::names::store_name(vm, word, pc, fp)),
                Op::LoadAttr => attr_other!(load_other, word),
                Op::LoadAttrSlot => {
                    let cache = pc.cache(0).get();
                    let object = fp.at(word.b());
                    let map = object.header().map_or(0, |header| header.map.get());
                    // Two maps are remembered; 0 is no object's.
                    let cache = if map == cache as u32 { cache } else { pc.cache(1).get() };
                    if map == cache as u32 && map != 0 {
                        let value = object.slot((cache >> 32) as u16);
                        if !value.is_undef() {
                            let value = value.clone();
                            pc = pc.offset(2);
                            take_operand!(word, TAKE_B, word.b());
                            set!(word.a(), value);
                            continue;
                        }
                    }
                    attr_other!(load_other, word)
                }
                Op::LoadAttrClass => {
                    if fp.at(word.b()).has_map(pc.cache(0).get() as u32) {
                        let value = Value::from_cache(pc.cache(1).get());
                        pc = pc.offset(2);
                        take_operand!(word, TAKE_B, word.b());
                        set!(word.a(), value);
                        continue;
                    }
                    attr_other!(load_other, word)
                }
                Op::LoadAttrModule => {
                    let cache = pc.cache(0).get();
                    if let Some(module) = fp.at(word.b()).exact::<Module>() {
                        let table = module.dict.table.get(vm);
                        if table.known_keys_version() == cache as u32 {
                            let value = table.entries()[(cache >> 32) as usize].value.clone();
                            pc = pc.offset(2);
                            take_operand!(word, TAKE_B, word.b());
                            set!(word.a(), value);
                            continue;
                        }
                    }
                    slow!(slow::attrs::load(vm, word, pc, fp))
                }
                Op::LoadAttrProperty => {
                    if fp.at(word.b()).has_map(pc.cache(0).get() as u32) {
                        let getter = Value::from_cache(pc.cache(1).get());
                        pc = pc.offset(2);
                        slow!(slow::attrs::call_getter(vm, word, fp, getter));
                    }
                    attr_other!(load_other, word)
                }
                Op::StoreAttr => attr_other!(store_other, word),
                Op::StoreAttrSlot => {
                    let cache = pc.cache(0).get();
                    if fp.at(word.a()).has_map(cache as u32) {
                        pc = pc.offset(2);
                        let value = source!(word, TAKE_B, word.b());
                        let old = fp.at(word.a()).replace_slot((cache >> 32) as u16, value);
                        release!(old);
                        take_operand!(word, TAKE_A, word.a());
                        continue;
                    }
                    attr_other!(store_other, word)
                }
                Op::StoreAttrAdd => {
                    let cache = pc.cache(0).get();
                    if fp.at(word.a()).has_map(cache as u32) {
                        let new_map = pc.cache(1).get() as u32;
                        pc = pc.offset(2);
                        let value = source!(word, TAKE_B, word.b());
                        let object = fp.at(word.a());
                        object.set_map(new_map);
                        let old = object.replace_slot((cache >> 32) as u16, value);
                        release!(old);
                        take_operand!(word, TAKE_A, word.a());
                        continue;
                    }
                    attr_other!(store_other, word)
                }
                Op::LoadMethod => attr_other!(load_method_other, word),
                Op::LoadMethodCached => {
                    let object = fp.at(word.b());
                    if object.map() == pc.cache(0).get() as u32 {
                        let function = Value::from_cache(pc.cache(1).get());
                        pc = pc.offset(2);
                        let this = source!(word, TAKE_B, word.b());
                        set!(word.a(), function);
                        set!(word.a() + 1, this);
                        continue;
                    }
                    attr_other!(load_method_other, word)
                }
                Op::LoadMethodModule => {
                    let cache = pc.cache(0).get();
                    if let Some(module) = fp.at(word.b()).exact::<Module>() {
                        let table = module.dict.table.get(vm);
                        if table.known_keys_version() == cache as u32 {
                            let value = table.entries()[(cache >> 32) as usize].value.clone();
                            pc = pc.offset(2);
                            take_operand!(word, TAKE_B, word.b());
                            set!(word.a(), value);
                            set!(word.a() + 1, Value::UNDEF);
                            continue;
                        }
                    }
                    slow!(slow::attrs::load_method(vm, word, pc, fp))
                }
                Op::Subscr => {
                    let (b, c) = (fp.at(word.b()), fp.at(word.c()));
                    if let Some(index) = c.as_small() {
                        let found = match b.header().map(|header| header.map.get()) {
                            Some(fixed::LIST) => {
                                b.exact::<List>().and_then(|list| item(list.items.get(vm), index))
                            }
                            Some(fixed::TUPLE) => {
                                b.exact::<Tuple>().and_then(|tuple| item(tuple.as_slice(), index))
                            }
                            _ => None,
                        };
                        if let Some(value) = found {
                            pc = pc.offset(1);
                            take_operand!(word, TAKE_B, word.b());
                            set!(word.a(), value);
                            continue;
                        }
                    }
                    pc = pc.offset(1);
                    quick!(slow::items::get(vm, word, fp))
                }
                Op::SubscrInt => {
                    let b = fp.at(word.b());
                    let index = i64::from(word.c_imm());
                    let found = match b.header().map(|header| header.map.get()) {
                        Some(fixed::LIST) => {
                            b.exact::<List>().and_then(|list| item(list.items.get(vm), index))
                        }
                        Some(fixed::TUPLE) => {
                            b.exact::<Tuple>().and_then(|tuple| item(tuple.as_slice(), index))
                        }
                        _ => None,
                    };
                    pc = pc.offset(1);
                    if let Some(value) = found {
                        take_operand!(word, TAKE_B, word.b());
                        set!(word.a(), value);
                        continue;
                    }
                    let key = Value::small(index);
                    quick!(slow::items::get_key(vm, word, fp, &key))
                }
                Op::SubscrConst => {
                    pc = pc.offset(1);
                    quick!(slow::items::get_key(vm, word, fp, k.at(usize::from(word.c()))))
                }
                Op::StoreSubscr => {
                    pc = pc.offset(1);
                    let (a, b) = (fp.at(word.a()), fp.at(word.b()));
                    if let (Some(list), Some(index)) = (a.exact::<List>(), b.as_small()) {
                        let items = list.items.get_mut(vm);
                        let index = if index < 0 { index + items.len() as i64 } else { index };
                        if (index as usize) < items.len() && index >= 0 {
                            let value = source!(word, TAKE_C, word.c());
                            let old = std::mem::replace(&mut items[index as usize], value);
                            release!(old);
                            take_operand!(word, TAKE_A, word.a());
                            continue;
                        }
                    }
                    quick!(slow::items::set(vm, word, fp))
                }
                Op::Add => arithmetic!(
                    word,
                    fp.at(word.b()),
                    fp.at(word.c()),
                    Add,
                    |a: i64, b: i64| Value::try_small(a + b),
                    |a: f64, b: f64| Some(Value::float(a + b))
                ),
                Op::Sub => arithmetic!(
                    word,
                    fp.at(word.b()),
                    fp.at(word.c()),
                    Sub,
                    |a: i64, b: i64| Value::try_small(a - b),
                    |a: f64, b: f64| Some(Value::float(a - b))
                ),
                Op::Mul => arithmetic!(
                    word,
                    fp.at(word.b()),
                    fp.at(word.c()),
                    Mul,
                    arith::mul_small,
                    |a: f64, b: f64| Some(Value::float(a * b))
                ),
                Op::Div => arithmetic!(
                    word,
                    fp.at(word.b()),
                    fp.at(word.c()),
                    Div,
                    arith::div_small,
                    |a: f64, b: f64| (b != 0.0).then(|| Value::float(a / b))
                ),
                Op::FloorDiv => arithmetic!(
                    word,
                    fp.at(word.b()),
                    fp.at(word.c()),
                    FloorDiv,
                    arith::floor_div_small,
                    |_: f64, _: f64| None
                ),
                Op::Mod => arithmetic!(
                    word,
                    fp.at(word.b()),
                    fp.at(word.c()),
                    Mod,
                    arith::mod_small,
                    |_: f64, _: f64| None
                ),
                Op::And => arithmetic!(
                    word,
                    fp.at(word.b()),
                    fp.at(word.c()),
                    And,
                    |a: i64, b: i64| Some(Value::small(a & b)),
                    |_: f64, _: f64| None
                ),
                Op::Or => arithmetic!(
                    word,
                    fp.at(word.b()),
                    fp.at(word.c()),
                    Or,
                    |a: i64, b: i64| Some(Value::small(a | b)),
                    |_: f64, _: f64| None
                ),
                Op::Xor => arithmetic!(
                    word,
                    fp.at(word.b()),
                    fp.at(word.c()),
                    Xor,
                    |a: i64, b: i64| Some(Value::small(a ^ b)),
                    |_: f64, _: f64| None
                ),
                Op::LShift => arithmetic!(
                    word,
                    fp.at(word.b()),
                    fp.at(word.c()),
                    LShift,
                    arith::shl_small,
                    |_: f64, _: f64| None
                ),
                Op::RShift => arithmetic!(
                    word,
                    fp.at(word.b()),
                    fp.at(word.c()),
                    RShift,
                    arith::shr_small,
                    |_: f64, _: f64| None
                ),
                Op::Pow => quick!(arith::binary(vm, word, BinaryOp::Pow, fp, fp.at(word.b()))),
                Op::MatMul => quick!(arith::binary(vm, word, BinaryOp::MatMul, fp, fp.at(word.b()))),
                Op::AddInt => {
                    let b = fp.at(word.b());
                    let c = i64::from(word.c_imm());
                    if b.is_small()
                        && let Some(result) = Value::try_small(b.small_unchecked() + c)
                    {
                        set!(word.a(), result);
                        continue;
                    }
                    let c = Value::small(c);
                    quick!(arith::binary_const(vm, word, BinaryOp::Add, fp, &c))
                }
                Op::SubInt => {
                    let b = fp.at(word.b());
                    let c = i64::from(word.c_imm());
                    if b.is_small()
                        && let Some(result) = Value::try_small(b.small_unchecked() - c)
                    {
                        set!(word.a(), result);
                        continue;
                    }
                    let c = Value::small(c);
                    quick!(arith::binary_const(vm, word, BinaryOp::Sub, fp, &c))
                }
                Op::AddConst => arithmetic_const!(
                    word,
                    Add,
                    |a: i64, b: i64| Value::try_small(a + b),
                    |a: f64, b: f64| Some(Value::float(a + b))
                ),
                Op::SubConst => arithmetic_const!(
                    word,
                    Sub,
                    |a: i64, b: i64| Value::try_small(a - b),
                    |a: f64, b: f64| Some(Value::float(a - b))
                ),
                Op::MulConst => {
                    arithmetic_const!(word, Mul, arith::mul_small, |a: f64, b: f64| Some(Value::float(a * b)))
                }
                Op::DivConst => arithmetic_const!(word, Div, arith::div_small, |a: f64, b: f64| (b != 0.0)
                    .then(|| Value::float(a / b))),
                Op::FloorDivConst => {
                    arithmetic_const!(word, FloorDiv, arith::floor_div_small, |_: f64, _: f64| None)
                }
                Op::ModConst => arithmetic_const!(word, Mod, arith::mod_small, |_: f64, _: f64| None),
                Op::PowConst => {
                    quick!(arith::binary_const(vm, word, BinaryOp::Pow, fp, k.at(usize::from(word.c()))))
                }
                Op::LShiftConst => arithmetic_const!(word, LShift, arith::shl_small, |_: f64, _: f64| None),
                Op::RShiftConst => arithmetic_const!(word, RShift, arith::shr_small, |_: f64, _: f64| None),
                Op::AndConst => {
                    arithmetic_const!(
                        word,
                        And,
                        |a: i64, b: i64| Some(Value::small(a & b)),
                        |_: f64, _: f64| None
                    )
                }
                Op::OrConst => {
                    arithmetic_const!(
                        word,
                        Or,
                        |a: i64, b: i64| Some(Value::small(a | b)),
                        |_: f64, _: f64| None
                    )
                }
                Op::XorConst => {
                    arithmetic_const!(
                        word,
                        Xor,
                        |a: i64, b: i64| Some(Value::small(a ^ b)),
                        |_: f64, _: f64| None
                    )
                }
                Op::Neg => {
                    let b = fp.at(word.b());
                    if let Some(number) = b.as_float() {
                        set!(word.a(), Value::float(-number));
                        continue;
                    }
                    if let Some(result) = b.as_small().and_then(|number| Value::try_small(-number)) {
                        set!(word.a(), result);
                        continue;
                    }
                    quick!(arith::unary(vm, word, op, fp))
                }
                Op::Not | Op::ToBool => {
                    let b = fp.at(word.b());
                    if b.is_bool() {
                        set!(word.a(), Value::bool(b.is_true() == (op == Op::ToBool)));
                        continue;
                    }
                    quick!(arith::truth_into(vm, word, fp, op == Op::Not))
                }
                Op::Eq => compare!(word, Eq, ==),
                Op::Ne => compare!(word, Ne, !=),
                Op::Lt => compare!(word, Lt, <),
                Op::Le => compare!(word, Le, <=),
                Op::Gt => compare!(word, Gt, >),
                Op::Ge => compare!(word, Ge, >=),
                Op::Is => {
                    let same = fp.at(word.b()).is(fp.at(word.c()));
                    take_operand!(word, TAKE_B, word.b());
                    take_operand!(word, TAKE_C, word.c());
                    set!(word.a(), Value::bool(same == word.has(WHEN_TRUE)));
                }
                Op::Contains => quick!(slow::items::contains(vm, word, fp)),
                Op::Jump => pc = pc.offset(word.bc() as isize),
                Op::JumpBack => {
                    pc = pc.offset(word.bc() as isize);
                    budget -= 1;
                    if budget <= 0 {
                        vm.fiber.top().pc = pc;
                        return Left::Paused;
                    }
                    // A `for` over a range or a list takes its next item here and saves a dispatch.
                    let next = Word(pc.cache(0).get());
                    if !WATCHED && next.op() == Op::ForIter as u8 {
                        let iterator = fp.at(next.a());
                        let item = match iterator.header().map(|header| header.map.get()) {
                            Some(fixed::RANGE_ITER) => {
                                iterator.exact::<RangeIter>().and_then(|iter| iter.step())
                            }
                            Some(fixed::LIST_ITER) => {
                                iterator.exact::<ListIter>().and_then(|iter| iter.step(vm))
                            }
                            _ => None,
                        };
                        if let Some(value) = item {
                            pc = pc.offset(2);
                            set!(next.b(), value);
                        }
                    }
                }
                Op::JumpIf => {
                    let a = fp.at(word.a());
                    let truth = if a.is_bool() {
                        a.is_true()
                    } else if a.is_small() {
                        a.small_unchecked() != 0
                    } else if a.is_none() {
                        false
                    } else {
                        jumping!(arith::jump_if(vm, word, fp))
                    };
                    if truth == word.has(WHEN_TRUE) {
                        pc = pc.offset(word.bc() as isize);
                    }
                }
                Op::JumpEq => compare_jump!(word, Eq, ==),
                Op::JumpNe => compare_jump!(word, Ne, !=),
                Op::JumpLt => compare_jump!(word, Lt, <),
                Op::JumpLe => compare_jump!(word, Le, <=),
                Op::JumpGt => compare_jump!(word, Gt, >),
                Op::JumpGe => compare_jump!(word, Ge, >=),
                Op::JumpEqInt => compare_jump_int!(word, Eq, ==),
                Op::JumpNeInt => compare_jump_int!(word, Ne, !=),
                Op::JumpLtInt => compare_jump_int!(word, Lt, <),
                Op::JumpLeInt => compare_jump_int!(word, Le, <=),
                Op::JumpGtInt => compare_jump_int!(word, Gt, >),
                Op::JumpGeInt => compare_jump_int!(word, Ge, >=),
                Op::JumpEqConst | Op::JumpNeConst => {
                    let (a, b) = (fp.at(word.a()), k.at(usize::from(word.b())));
                    match arith::equal_plain(a, b) {
                        Some(equal) => {
                            take_operand!(word, TAKE_A, word.a());
                            if (equal == (op == Op::JumpEqConst)) == word.has(WHEN_TRUE) {
                                pc = pc.offset(word.c_imm() as isize);
                            }
                        }
                        None => {
                            let which = if op == Op::JumpEqConst { CompareOp::Eq } else { CompareOp::Ne };
                            jumping!(arith::compare_jump(vm, word, which, fp, b))
                        }
                    }
                }
                Op::JumpIs => {
                    let same = fp.at(word.a()).is(fp.at(word.b()));
                    take_operand!(word, TAKE_A, word.a());
                    take_operand!(word, TAKE_B, word.b());
                    if same == word.has(WHEN_TRUE) {
                        pc = pc.offset(word.c_imm() as isize);
                    }
                }
                Op::JumpIsNone => {
                    let none = fp.at(word.a()).is_none();
                    take_operand!(word, TAKE_A, word.a());
                    if none == word.has(WHEN_TRUE) {
                        pc = pc.offset(word.bc() as isize);
                    }
                }
                Op::JumpContains => {
                    vm.fiber.top().pc = pc;
                    match slow::items::jump_contains(vm, word, fp) {
                        Ok(Some(true)) => pc = pc.offset(word.c_imm() as isize),
                        Ok(Some(false)) => {}
                        Ok(None) => continue 'load,
                        Err(proof) => {
                            raised = Some(proof);
                            continue 'load;
                        }
                    }
                }
                Op::GetIter => quick!(slow::iteration::get_iter(vm, word, fp)),
                Op::ForIter => {
                    pc = pc.offset(1);
                    let iterator = fp.at(word.a());
                    let next = match iterator.header().map(|header| header.map.get()) {
                        Some(fixed::RANGE_ITER) => iterator.exact::<RangeIter>().and_then(|iter| iter.step()),
                        Some(fixed::LIST_ITER) => iterator.exact::<ListIter>().and_then(|iter| iter.step(vm)),
                        Some(fixed::TUPLE_ITER) => {
                            iterator.exact::<TupleIter>().and_then(|iter| iter.step(vm))
                        }
                        _ => {
                            vm.fiber.top().pc = pc;
                            match slow::iteration::for_next(vm, word, pc, fp) {
                                Ok(slow::iteration::Next::Here) => continue,
                                Ok(slow::iteration::Next::Skip) => {
                                    pc = pc.offset(1);
                                    continue;
                                }
                                Ok(slow::iteration::Next::Enter) => {
                                    load!();
                                    continue;
                                }
                                Ok(slow::iteration::Next::Load) => {}
                                Err(proof) => raised = Some(proof),
                            }
                            continue 'load;
                        }
                    };
                    match next {
                        Some(value) => set!(word.b(), value),
                        None => {
                            pc = pc.offset(word.c_imm() as isize);
                            release!(fp.take(word.a()));
                        }
                    }
                }
                Op::UnpackSequence => {
                    let count = usize::from(word.c());
                    let b = fp.at(word.b());
                    let items = match b.header().map(|header| header.map.get()) {
                        Some(fixed::TUPLE) => b.exact::<Tuple>().map(|tuple| tuple.as_slice()),
                        Some(fixed::LIST) => b.exact::<List>().map(|list| list.items.get(vm).as_slice()),
                        _ => None,
                    };
                    if let Some(items) = items
                        && items.len() == count
                    {
                        // The source may lie in the first register written, so it is held until the end.
                        let held = source!(word, TAKE_B, word.b());
                        let mut at = word.a();
                        // What ends here runs its finalizers behind the loop, so nothing changes the source meanwhile.
                        #[allow(clippy::explicit_counter_loop)] // Registers are counted in 16 bits.
                        for item in slow::build::items_of(vm, &held) {
                            drop(fp.replace(at, item.clone()));
                            at += 1;
                        }
                        if vm.heap.needs_attention() {
                            vm.fiber.top().pc = pc;
                            vm.run_attention();
                        }
                        release!(held);
                        continue;
                    }
                    slow!(slow::build::unpack(vm, word, fp))
                }
                Op::BuildTuple => {
                    let window = fp.add(usize::from(word.b())).slice_mut(usize::from(word.c()));
                    let tuple = Tuple::from_window(window).into_value();
                    set!(word.a(), tuple);
                    if vm.gc_due() {
                        slow!(slow::collect(vm));
                    }
                }
                Op::BuildList => {
                    let window = fp.add(usize::from(word.b())).slice_mut(usize::from(word.c()));
                    let list = List::new(window.iter_mut().map(Value::take).collect()).into_value();
                    set!(word.a(), list);
                    if vm.gc_due() {
                        slow!(slow::collect(vm));
                    }
                }
                Op::ListAppend => {
                    let value = source!(word, TAKE_B, word.b());
                    if let Some(list) = fp.at(word.a()).exact::<List>() {
                        list.items.get_mut(vm).push(value);
                    }
                }
                Op::BuildString => {
                    let text = slow::build::string(fp.add(usize::from(word.b())), usize::from(word.c()));
                    set!(word.a(), text);
                }
                Op::FormatValue => slow!(slow::build::format(vm, word, fp)),
                // What is in the window's first register, with the arguments behind it: a plain Python function here,
                // the rest by the slow path.
                Op::Call | Op::CallMethod => {
                    pc = pc.offset(2);
                    budget -= 1;
                    let base = fp.add(usize::from(word.a()));
                    let (mut place, mut count) = (base.add(1), usize::from(word.b()));
                    if op == Op::CallMethod {
                        if base.at(1).is_undef() {
                            place = base.add(2);
                        } else {
                            count += 1;
                        }
                    }
                    vm.fiber.top().pc = pc;
                    if let Some(function) = base.at(0).exact::<Function>() {
                        let code = function.code.get(vm);
                        if code.simple_args as usize == count && !code.is_generator {
                            let (code, globals) = (Kept::new(code), Kept::new(&*function.globals));
                            let then = Continue::simple(Then::Store);
                            match vm.push_frame(base.take(0), code, globals, place, count, base, then) {
                                Ok(()) => {
                                    load!();
                                    if budget <= 0 {
                                        return Left::Paused;
                                    }
                                    continue;
                                }
                                Err(proof) => {
                                    raised = Some(proof);
                                    continue 'load;
                                }
                            }
                        }
                    }
                    quick!(slow::calls::call(vm, base, place, count))
                }
                Op::Return => {
                    let value = fp.take(word.a());
                    vm.fiber.top().pc = pc;
                    match leave(vm, fp, value) {
                        Ok(true) => load!(),
                        Ok(false) => continue 'load,
                        Err(proof) => {
                            raised = Some(proof);
                            continue 'load;
                        }
                    }
                }
                Op::ReturnConst => {
                    let value = k.at(word.bc_index()).clone();
                    vm.fiber.top().pc = pc;
                    match leave(vm, fp, value) {
                        Ok(true) => load!(),
                        Ok(false) => continue 'load,
                        Err(proof) => {
                            raised = Some(proof);
                            continue 'load;
                        }
                    }
                }
                Op::Yield => {
                    let value = source!(word, TAKE_B, word.b());
                    vm.fiber.top().pc = pc;
                    match super::generator::suspend(vm, word, fp, value) {
                        Ok(Yielded::Taken) => continue,
                        Ok(Yielded::Given) => {
                            load!();
                            continue;
                        }
                        Ok(Yielded::Load) => {}
                        Err(proof) => raised = Some(proof),
                    }
                    continue 'load;
                }
                Op::YieldFrom => slow!(slow::delegate::start(vm, word, fp)),
                Op::EnterHandler => {
                    let handled = fp.at(word.a()).clone();
                    let before = slow::exceptions::swap_handled(vm, handled);
                    set!(word.b(), before);
                }
                Op::LeaveHandler => {
                    let before = fp.take(word.b());
                    let handled = slow::exceptions::swap_handled(vm, before);
                    release!(handled);
                    release!(fp.take(word.a()));
                }
                other => {
                    slow!(slow::rare(vm, other, word, pc, fp));
                }
            }
        }
    }
}

/// The opcode of a word. Unknown numbers cannot occur in verified code.
#[inline(always)]
fn decode(word: Word) -> Option<Op> {
    super::fetch::decode(word)
}

/// An item by an index that may count from the end.
#[inline(always)]
fn item(items: &[Value], index: i64) -> Option<Value> {
    let at = if index < 0 { index + items.len() as i64 } else { index };
    items.get(at as usize).cloned()
}

/// Leaves the running frame with a value. True: the frame beneath is Python's and goes on at once.
#[inline(always)]
fn leave(vm: &mut Vm, fp: Regs, value: Value) -> Result<bool> {
    let frame = vm.fiber.top();
    if frame.extra.is_some() || frame.flags != 0 {
        slow::calls::leave(vm, value)?;
        return Ok(false);
    }
    let then = frame.then.then;
    let plain = match then {
        Then::Store | Then::Discard => true,
        Then::Init => value.is_none(),
        Then::Binary => !value.is_not_implemented(),
        Then::Native => true,
        _ => false,
    };
    if !plain {
        slow::calls::leave(vm, value)?;
        return Ok(false);
    }
    let (ret, callable, keep) = (frame.ret, frame.callable.take(), frame.keep.take());
    let locals = frame.code.get().local_count as usize;
    drop_locals(fp, locals);
    super::fetch::forget_last(&mut vm.fiber.frames);
    vm.fiber.depth -= 1;
    match then {
        Then::Init => drop(ret.replace(0, keep)),
        Then::Discard => drop(value),
        Then::Native => {
            vm.native_input = Some(value);
            drop(keep);
        }
        _ => {
            drop(ret.replace(0, value));
            drop(keep);
        }
    }
    drop(callable);
    if vm.heap.needs_attention() {
        vm.run_attention();
    }
    Ok(then != Then::Native)
}

impl Vm {
    /// Whether the cycle collector should run soon.
    #[inline(always)]
    pub(crate) fn gc_due(&self) -> bool {
        self.heap.young() > self.gc.threshold_now
    }
}
