//! The last stage: instructions get addresses, labels become displacements, tables are written.

use crate::ir::{HandlerId, Inst, Label, Reg, Step, Unit};
use whipsnake_bytecode::instr::{NO_REG, WHEN_TRUE};
use whipsnake_bytecode::{CodeObject, Handler, Location, Locations, Op, Operand, Word};
use whipsnake_parser_glue::{SourceFile, TextRange};

/// Makes the code object of a unit.
///
/// # Errors
/// A message when a number does not fit the format.
pub fn assemble(unit: Unit, source: &SourceFile) -> Result<CodeObject, String> {
    if unit.registers >= Reg::from(NO_REG) {
        return Err("too many local variables or nested expressions".to_owned());
    }
    let layout = Layout::new(&unit);
    let mut writer =
        Writer { words: Vec::with_capacity(layout.size), places: Vec::with_capacity(layout.size) };
    let mut places = Places { source, last: (TextRange::default(), Location::default()) };
    let mut handlers: Vec<(HandlerId, u32, u32)> = Vec::new();
    let mut index = 0;
    for step in &unit.steps {
        let Step::Inst(inst) = step else { continue };
        let start = writer.words.len() as u32;
        writer.write(inst, layout.is_far[index], &layout, places.find(inst.at))?;
        index += 1;
        let end = writer.words.len() as u32;
        match handlers.last_mut() {
            Some((handler, _, last)) if *handler == inst.handler && *last == start => *last = end,
            _ => handlers.push((inst.handler, start, end)),
        }
    }
    let handlers = handlers
        .into_iter()
        .filter(|(handler, ..)| *handler != HandlerId::NONE)
        .map(|(handler, start, end)| {
            let info = unit.handlers[handler.0 as usize];
            Handler { start, end, target: layout.places[info.target.0 as usize], depth: info.depth as u16 }
        })
        .collect();
    Ok(CodeObject {
        name: unit.name,
        qualname: unit.qualname,
        filename: source.name().clone(),
        first_line: unit.first_line,
        flags: unit.flags,
        arg_count: unit.arg_count,
        posonly_count: unit.posonly_count,
        kwonly_count: unit.kwonly_count,
        locals: unit.locals,
        var_count: unit.var_count,
        cells: unit.cells.iter().map(|reg| *reg as u16).collect(),
        frees: unit.frees,
        register_count: unit.registers,
        names: unit.names.list,
        constants: unit.constants.list,
        words: writer.words,
        handlers,
        locations: Locations::pack(&writer.places),
    })
}

/// Where everything is.
struct Layout {
    /// The address of each label.
    places: Vec<u32>,
    /// Of each instruction: whether its displacement needs the far form.
    is_far: Vec<bool>,
    /// Words in all.
    size: usize,
}

/// Whether the displacement has 16 bits only.
fn is_short_jump(op: Op) -> bool {
    op.operands()[2] == Operand::Jump
}

/// Words of an instruction.
fn size_of(op: Op, is_far: bool) -> u32 {
    let own = 1 + op.cache_words() as u32;
    match (is_far, op) {
        (false, _) => own,
        // Jump over, jump far.
        (true, Op::ForIter) => own + 2,
        (true, _) => own + 1,
    }
}

impl Layout {
    fn new(unit: &Unit) -> Layout {
        let insts = unit.steps.iter().filter(|step| matches!(step, Step::Inst(_))).count();
        let mut layout =
            Layout { places: vec![0; unit.labels as usize], is_far: vec![false; insts], size: 0 };
        // Far forms only make code longer, so this ends; nearly always in the first turn.
        while layout.place_all(unit) {}
        layout
    }

    /// Computes addresses; returns whether one more instruction had to become far.
    fn place_all(&mut self, unit: &Unit) -> bool {
        let (mut address, mut index) = (0, 0);
        for step in &unit.steps {
            match step {
                Step::Label(label, _) => self.places[label.0 as usize] = address,
                Step::Inst(inst) => {
                    address += size_of(inst.op, self.is_far[index]);
                    index += 1;
                }
            }
        }
        self.size = address as usize;
        if address < 0x7000 {
            return false;
        }
        let (mut address, mut index, mut changed) = (0, 0, false);
        for step in &unit.steps {
            let Step::Inst(inst) = step else { continue };
            address += size_of(inst.op, self.is_far[index]);
            if is_short_jump(inst.op) && !self.is_far[index] {
                let distance = i64::from(self.places[inst.target.0 as usize]) - i64::from(address);
                if i16::try_from(distance).is_err() {
                    self.is_far[index] = true;
                    changed = true;
                }
            }
            index += 1;
        }
        changed
    }

    fn displacement(&self, target: Label, behind: usize) -> i32 {
        self.places[target.0 as usize] as i32 - behind as i32
    }
}

struct Writer {
    words: Vec<Word>,
    /// A location for each word.
    places: Vec<Location>,
}

/// An operand that must fit 16 bits.
fn narrow(value: u32, kind: Operand) -> Result<u16, String> {
    if matches!(kind, Operand::Imm) {
        return Ok(value as u16);
    }
    u16::try_from(value).map_err(|_| {
        match kind {
            Operand::Name => "too many names",
            Operand::Const => "too many constants",
            Operand::Free => "too many free variables",
            _ => "too many expressions or statements in one code block",
        }
        .to_owned()
    })
}

impl Writer {
    fn put(&mut self, word: Word, place: Location) {
        self.words.push(word);
        self.places.push(place);
    }

    fn write(&mut self, inst: &Inst, is_far: bool, layout: &Layout, place: Location) -> Result<(), String> {
        let [kind_a, kind_b, kind_c] = inst.op.operands();
        let a = if matches!(kind_a, Operand::No) { 0 } else { narrow(inst.a, kind_a)? };
        let start = self.words.len();
        let behind = start + 1 + inst.op.cache_words();
        if is_far {
            return self.write_far(inst, a, layout, place);
        }
        let word = match kind_b {
            Operand::WideName | Operand::WideConst | Operand::WideImm => {
                Word::wide(inst.op, inst.flags, a, inst.b as i32)
            }
            Operand::WideJump => {
                let distance = layout.displacement(inst.target, behind);
                // A loop whose start ended up behind its end would be no loop.
                let op = if inst.op == Op::JumpBack && distance >= 0 { Op::Jump } else { inst.op };
                Word::wide(op, inst.flags, a, distance)
            }
            _ => {
                let b = if matches!(kind_b, Operand::No) { 0 } else { narrow(inst.b, kind_b)? };
                let c = match kind_c {
                    Operand::No => 0,
                    Operand::Jump => layout.displacement(inst.target, behind) as u16,
                    _ if inst.op == Op::UnpackEx => inst.c as u16,
                    kind => narrow(inst.c, kind)?,
                };
                Word::new(inst.op, inst.flags, a, b, c)
            }
        };
        self.put(word, place);
        for _ in 0..inst.op.cache_words() {
            self.put(Word(if inst.op == Op::UnpackEx { u64::from(inst.c >> 16) } else { 0 }), place);
        }
        Ok(())
    }

    /// A jump too far for 16 bits: its opposite, over a wide jump.
    fn write_far(&mut self, inst: &Inst, a: u16, layout: &Layout, place: Location) -> Result<(), String> {
        let b = narrow(inst.b, inst.op.operands()[1])?;
        let caches = inst.op.cache_words();
        if inst.op == Op::ForIter {
            // The loop goes on over the wide jump; its end jumps onto it.
            self.put(Word::new(inst.op, inst.flags, a, b, 1), place);
            (0..caches).for_each(|_| self.put(Word(0), place));
            self.put(Word::wide(Op::Jump, 0, 0, 1), place);
        } else {
            self.put(Word::new(inst.op, inst.flags ^ WHEN_TRUE, a, b, 1), place);
            (0..caches).for_each(|_| self.put(Word(0), place));
        }
        let behind = self.words.len() + 1;
        self.put(Word::wide(Op::Jump, 0, 0, layout.displacement(inst.target, behind)), place);
        Ok(())
    }
}

/// Finds lines and columns; neighbours mostly ask for the same place.
struct Places<'a> {
    source: &'a SourceFile,
    last: (TextRange, Location),
}

impl Places<'_> {
    fn find(&mut self, at: TextRange) -> Location {
        if at == self.last.0 {
            return self.last.1;
        }
        if at == TextRange::default() {
            return Location::default();
        }
        let (start, end) = (self.source.location(at.start()), self.source.location(at.end()));
        let place =
            Location { line: start.line, end_line: end.line, column: start.column, end_column: end.column };
        self.last = (at, place);
        place
    }
}
