//! Proves code well formed before the machine trusts it.
//!
//! Checked: every word decodes; operands are in range; jumps and handlers land on the start of an instruction; the
//! code does not run off its end; and temporaries are used as the contract says: read only while alive, taken once,
//! none alive when the frame is left. The last part is an abstract run over all paths with one of three states for
//! each temporary.

use crate::instr::{NO_REG, TAKE_A, TAKE_B, TAKE_C};
use crate::{CodeObject, Constant, Intrinsic, Op, Operand, Word};

/// What is wrong with a code object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// `co_qualname` of the code object.
    pub code: Box<str>,
    /// The word.
    pub at: usize,
    /// What is wrong there.
    pub message: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} word {}: {}", self.code, self.at, self.message)
    }
}

/// Verifies `code` and the code objects among its constants.
///
/// # Errors
/// The first fault found.
pub fn verify(code: &CodeObject) -> Result<(), Fault> {
    let fault = |(at, message): (usize, String)| Fault { code: code.qualname.clone(), at, message };
    let starts = check_words(code).map_err(fault)?;
    check_tables(code, &starts).map_err(fault)?;
    Run::new(code).run(&starts).map_err(fault)?;
    for constant in &code.constants {
        if let Constant::Code(inner) = constant {
            verify(inner)?;
        }
    }
    Ok(())
}

type Check<T> = Result<T, (usize, String)>;

fn target_of(word: Word, op: Op, at: usize) -> Option<i64> {
    let behind = at as i64 + 1 + op.cache_words() as i64;
    let [_, b, c] = op.operands();
    if b == Operand::WideJump {
        Some(behind + i64::from(word.bc()))
    } else if c == Operand::Jump {
        Some(behind + i64::from(word.c_imm()))
    } else {
        None
    }
}

/// How many registers a window operand covers, reading and writing.
fn window_sizes(op: Op, word: Word, data: u64) -> [(usize, usize); 3] {
    let (a, b, c) = (usize::from(word.a()), usize::from(word.b()), usize::from(word.c()));
    let _ = a;
    let none = (0, 0);
    match op {
        Op::LoadMethod | Op::LoadSpecial => [(0, 2), none, none],
        Op::LoadSuperAttr => [(3, 1), none, none],
        Op::LoadSuperMethod => [(3, 2), none, none],
        Op::SliceGet => [none, none, (2, 0)],
        Op::SliceSet => [none, (3, 0), none],
        Op::BuildSlice | Op::BuildTuple | Op::BuildList | Op::BuildSet | Op::BuildString => {
            [none, (c, 0), none]
        }
        Op::BuildDict => [none, (2 * c, 0), none],
        Op::UnpackSequence => [(0, c), none, none],
        Op::UnpackEx => [(0, c + 1 + data as usize), none, none],
        Op::Call | Op::CallKw => [(1 + b, 1), none, none],
        Op::CallMethod | Op::CallMethodKw => [(2 + b, 1), none, none],
        Op::CallEx => [(2 + usize::from(b != 0), 1), none, none],
        Op::MatchClass => [none, (3, 0), none],
        Op::ImportName => [none, (2, 0), none],
        Op::Intrinsic => {
            let count = Intrinsic::from_u8(word.c() as u8).map_or(0, Intrinsic::arguments);
            [none, (count, 0), none]
        }
        _ => [none; 3],
    }
}

/// Checks each word by itself; returns which words begin an instruction.
fn check_words(code: &CodeObject) -> Check<Vec<bool>> {
    let mut starts = vec![false; code.words.len() + 1];
    let mut at = 0;
    while let Some(&word) = code.words.get(at) {
        starts[at] = true;
        let Some(op) = Op::from_u8(word.op()) else { return Err((at, format!("no opcode {}", word.op()))) };
        if op.is_specialized() {
            return Err((at, format!("{} is the machine's own", op.name())));
        }
        check_operands(code, at, op, word)?;
        at += 1 + op.cache_words();
        if at > code.words.len() {
            return Err((at, "cache words are missing".to_owned()));
        }
    }
    Ok(starts)
}

fn check_operands(code: &CodeObject, at: usize, op: Op, word: Word) -> Check<()> {
    let data = code.words.get(at + 1).map_or(0, |word| word.0);
    let windows = window_sizes(op, word, data);
    let registers = code.register_count as usize;
    for (slot, kind) in op.operands().into_iter().enumerate() {
        let value = usize::from([word.a(), word.b(), word.c()][slot]);
        let fine = match kind {
            Operand::No | Operand::Half | Operand::Imm | Operand::WideImm | Operand::Num => true,
            Operand::Dst | Operand::Src | Operand::Both => value < registers,
            Operand::OptSrc => value == usize::from(NO_REG) || value < registers,
            Operand::Window | Operand::DstWindow => {
                let (read, written) = windows[slot];
                let (size, locals) = (read.max(written), code.locals.len());
                // Windows are temporaries, but for the variables that a sequence is unpacked into.
                let in_locals = op == Op::UnpackSequence && value + size <= locals;
                value + size <= registers && (size == 0 || value >= locals || in_locals)
            }
            Operand::Name => value < code.names.len(),
            Operand::Const => value < code.constants.len(),
            Operand::Free => value < code.frees.len(),
            Operand::WideName => word.bc_index() < code.names.len(),
            Operand::WideConst => word.bc_index() < code.constants.len(),
            Operand::Jump | Operand::WideJump => true,
        };
        if !fine {
            return Err((at, format!("{}: operand {value} is out of range", op.name())));
        }
    }
    if op == Op::Intrinsic && Intrinsic::from_u8(word.c() as u8).is_none_or(|_| word.c() > 255) {
        return Err((at, "no such intrinsic".to_owned()));
    }
    Ok(())
}

fn check_tables(code: &CodeObject, starts: &[bool]) -> Check<()> {
    let is_start = |at: u32| (at as usize) < code.words.len() && starts[at as usize];
    for handler in &code.handlers {
        let end_is_start = handler.end as usize == code.words.len() || is_start(handler.end);
        if !is_start(handler.start)
            || !end_is_start
            || handler.end <= handler.start
            || !is_start(handler.target)
        {
            return Err((
                handler.start as usize,
                "a handler does not begin and end at instructions".to_owned(),
            ));
        }
        if usize::from(handler.depth) < code.locals.len() || u32::from(handler.depth) >= code.register_count {
            return Err((handler.start as usize, "a handler's depth is out of range".to_owned()));
        }
    }
    if code.cells.iter().any(|reg| usize::from(*reg) >= code.locals.len()) {
        return Err((0, "a cell has no local register".to_owned()));
    }
    if code.var_count as usize > code.locals.len() || code.locals.len() > code.register_count as usize {
        return Err((0, "the counts of locals disagree".to_owned()));
    }
    Ok(())
}

/// What is known of a temporary.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Temp {
    /// Holds nothing that needs releasing.
    Dead,
    /// Holds a value.
    Live,
    /// One or the other: may be overwritten or dropped, not read.
    Maybe,
}

struct Run<'a> {
    code: &'a CodeObject,
    base: usize,
    /// The state before each instruction that has been reached.
    before: Vec<Option<Box<[Temp]>>>,
    open: Vec<usize>,
    /// The handler of each word.
    handler: Vec<Option<usize>>,
}

impl<'a> Run<'a> {
    fn new(code: &'a CodeObject) -> Run<'a> {
        let mut handler = vec![None; code.words.len()];
        for (index, entry) in code.handlers.iter().enumerate() {
            for slot in &mut handler[entry.start as usize..entry.end as usize] {
                slot.get_or_insert(index);
            }
        }
        let before = vec![None; code.words.len() + 1];
        Run { code, base: code.locals.len(), before, open: Vec::new(), handler }
    }

    fn run(&mut self, starts: &[bool]) -> Check<()> {
        let temps = self.code.register_count as usize - self.base;
        let mut state: Box<[Temp]> = vec![Temp::Dead; temps].into();
        self.arrive(0, 0, &state, starts)?;
        while let Some(mut at) = self.open.pop() {
            if let Some(known) = &self.before[at] {
                state.copy_from_slice(known);
            }
            // Straight on until a place that is known already.
            loop {
                self.raise_at(at, &state, starts)?;
                let next = self.step(at, &mut state, starts)?;
                let Some(next) = next else { break };
                let joins = starts.get(next).copied().unwrap_or(false) && next < self.code.words.len();
                if !joins {
                    return Err((at, "the code runs off its end".to_owned()));
                }
                if self.merge(next, &state) {
                    at = next;
                    if let Some(known) = &self.before[at] {
                        state.copy_from_slice(known);
                    }
                } else {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Merges `state` into what is known before word `at`; whether that changed anything.
    fn merge(&mut self, at: usize, state: &[Temp]) -> bool {
        match &mut self.before[at] {
            Some(known) => {
                let mut changed = false;
                for (known, new) in known.iter_mut().zip(state) {
                    if *known != *new && *known != Temp::Maybe {
                        *known = Temp::Maybe;
                        changed = true;
                    }
                }
                changed
            }
            slot => {
                *slot = Some(state.into());
                true
            }
        }
    }

    fn arrive(&mut self, from: usize, target: i64, state: &[Temp], starts: &[bool]) -> Check<()> {
        let target = usize::try_from(target).ok().filter(|at| *at < self.code.words.len() && starts[*at]);
        let Some(target) = target else { return Err((from, "a jump lands on no instruction".to_owned())) };
        if self.merge(target, state) {
            self.open.push(target);
        }
        Ok(())
    }

    /// What the handler of word `at` sees if it raises.
    fn raise_at(&mut self, at: usize, state: &[Temp], starts: &[bool]) -> Check<()> {
        let Some(entry) = self.handler[at].map(|index| self.code.handlers[index]) else { return Ok(()) };
        let depth = usize::from(entry.depth) - self.base;
        let mut caught: Box<[Temp]> = state.into();
        caught[depth..].fill(Temp::Dead);
        caught[depth] = Temp::Live;
        self.arrive(at, entry.target.into(), &caught, starts)
    }

    fn temp<'s>(&self, state: &'s mut [Temp], register: usize) -> Option<&'s mut Temp> {
        register.checked_sub(self.base).and_then(|index| state.get_mut(index))
    }

    fn read(&self, at: usize, state: &mut [Temp], register: usize, take: bool) -> Check<()> {
        match self.temp(state, register) {
            None if take => Err((at, "a local is taken".to_owned())),
            None => Ok(()),
            Some(Temp::Live) if !take => Ok(()),
            Some(temp @ Temp::Live) => {
                *temp = Temp::Dead;
                Ok(())
            }
            Some(temp) => Err((at, format!("t{} is read while {temp:?}", register - self.base))),
        }
    }

    fn write(&self, state: &mut [Temp], register: usize, value: Temp) {
        if let Some(temp) = self.temp(state, register) {
            *temp = value;
        }
    }

    /// Runs one instruction; where it goes on, unless it never does.
    fn step(&mut self, at: usize, state: &mut Box<[Temp]>, starts: &[bool]) -> Check<Option<usize>> {
        let word = self.code.words[at];
        let Some(op) = Op::from_u8(word.op()) else { return Err((at, "no opcode".to_owned())) };
        let data = self.code.words.get(at + 1).map_or(0, |word| word.0);
        let windows = window_sizes(op, word, data);
        let kinds = op.operands();
        let values = [usize::from(word.a()), usize::from(word.b()), usize::from(word.c())];
        let takes = [TAKE_A, TAKE_B, TAKE_C];
        for slot in 0..3 {
            let take = word.has(takes[slot]);
            match kinds[slot] {
                Operand::Src => self.read(at, state, values[slot], take)?,
                Operand::OptSrc if values[slot] != usize::from(NO_REG) => {
                    self.read(at, state, values[slot], take)?
                }
                Operand::Both => self.read_both(at, op, slot, state, values[slot])?,
                _ => {}
            }
        }
        for slot in 0..3 {
            for register in values[slot]..values[slot] + windows[slot].0 {
                // The second register of a method pair may be unbound, which is a value too.
                self.read(at, state, register, true)?;
            }
        }
        if op == Op::WithExcept {
            self.read(at, state, values[1] + 1, false)?;
        }
        let next = at + 1 + op.cache_words();
        if let Some(target) = target_of(word, op, at) {
            let mut taken = state.clone();
            if op == Op::ForIter {
                self.write(&mut taken, values[0], Temp::Dead);
            }
            self.arrive(at, target, &taken, starts)?;
        }
        for slot in 0..3 {
            if kinds[slot] == Operand::Both {
                self.write_both(op, slot, state, values[slot]);
            }
        }
        for slot in 0..3 {
            if kinds[slot] == Operand::Dst {
                self.write(state, values[slot], Temp::Live);
            }
            for register in values[slot]..values[slot] + windows[slot].1 {
                self.write(state, register, Temp::Live);
            }
        }
        self.flow(at, op, state).map(|goes_on| goes_on.then_some(next))
    }

    /// Whether the instruction goes on behind; leaving needs all temporaries dead.
    fn flow(&self, at: usize, op: Op, state: &[Temp]) -> Check<bool> {
        match op {
            Op::Jump | Op::JumpBack | Op::Raise | Op::Reraise | Op::EndHandler => Ok(false),
            Op::Return | Op::ReturnConst => match state.iter().position(|temp| *temp != Temp::Dead) {
                Some(index) => Err((at, format!("t{index} is alive when the frame is left"))),
                None => Ok(false),
            },
            _ => Ok(true),
        }
    }

    fn read_both(&self, at: usize, op: Op, slot: usize, state: &mut [Temp], register: usize) -> Check<()> {
        match (op, slot) {
            // A cell may be made of a register that holds nothing; dropping nothing is harmless.
            (Op::MakeCell | Op::Drop, 0) => Ok(()),
            // An exception that has just arrived.
            _ => self.read(at, state, register, false),
        }
    }

    fn write_both(&self, op: Op, slot: usize, state: &mut [Temp], register: usize) {
        let after = match (op, slot) {
            (
                Op::Drop | Op::DeleteFast | Op::Reraise | Op::LeaveHandler | Op::EndHandler | Op::EndAsyncFor,
                _,
            ) => Temp::Dead,
            (Op::YieldFrom, 1) => Temp::Dead,
            _ => Temp::Live,
        };
        self.write(state, register, after);
    }
}
