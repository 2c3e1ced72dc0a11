//! Code objects as bytes and back: what the shipped library and caches hold.
//!
//! A pack is a table of byte strings, shared by all, an index of named modules, and their code. It begins with a
//! signature and the hash of the opcode table, so that code of another version is refused and never run. Numbers are
//! varints; an instruction is its opcode, its flags and the operands its row names, without cache words.
//!
//! Numbers of one kind stand together: opcodes of all modules in one stream, lines in another. A pack compresses a
//! sixth better so (docs/size.md); the index says where in each stream a module's part begins.
//! Reading checks lengths and never trusts a count; [`crate::verify`] does the rest.

use crate::instr::Word;
use crate::locations::Location;
use crate::{CodeFlags, CodeObject, Constant, Handler, Locations, Op, Operand};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

const SIGNATURE: &[u8; 4] = b"WSn2";
/// Nesting of code objects and tuples beyond this is damage.
const MAX_DEPTH: u32 = 500;

/// The streams, in their order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stream {
    /// What a code object is called, and its file.
    Titles,
    /// Flags and counts of code objects.
    Counts,
    /// Registers, parameters and cells' names.
    Locals,
    /// Names of globals and attributes.
    Names,
    /// Kinds of constants.
    Constants,
    /// Numbers among the constants.
    Numbers,
    /// Texts and bytes among the constants.
    Texts,
    /// Opcodes.
    Ops,
    /// Their flags.
    Flags,
    /// Operands, by place.
    A,
    B,
    C,
    /// Operands of both `b` and `c`, by kind.
    WideNames,
    WideConstants,
    WideNumbers,
    Jumps,
    /// The exception table.
    Handlers,
    /// Locations: words covered; lines and columns as differences.
    Runs,
    Lines,
    EndLines,
    Columns,
    Lengths,
}

/// How many streams there are.
const STREAMS: usize = Stream::Lengths as usize + 1;

/// Why bytes were refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PackError {
    /// They do not begin like a pack.
    NotAPack,
    /// They were written with another opcode table.
    OtherVersion,
    /// They end early or make no sense.
    Damaged,
}

impl std::fmt::Display for PackError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            PackError::NotAPack => "not a pack of code",
            PackError::OtherVersion => "code of another version",
            PackError::Damaged => "damaged code",
        })
    }
}

/// One code object as a pack of its own.
pub fn pack(code: &CodeObject) -> Vec<u8> {
    let mut writer = PackWriter::default();
    writer.add("", code);
    writer.finish()
}

/// The code object of a pack that holds one.
///
/// # Errors
/// When the bytes are no such pack.
pub fn unpack(bytes: &[u8]) -> Result<CodeObject, PackError> {
    PackReader::open(bytes.to_vec())?.load("").ok_or(PackError::Damaged)?
}

/// Collects modules for a pack.
#[derive(Default)]
pub struct PackWriter {
    strings: Vec<Vec<u8>>,
    index: HashMap<Vec<u8>, u32>,
    /// Names of modules, and the length of each one's part of each stream.
    modules: Vec<(u32, [usize; STREAMS])>,
    streams: [Vec<u8>; STREAMS],
}

fn put(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

/// The stream of an operand in place `slot`.
fn stream_of(kind: Operand, slot: usize) -> Stream {
    match kind {
        Operand::WideName => Stream::WideNames,
        Operand::WideConst => Stream::WideConstants,
        Operand::WideImm | Operand::Imm => Stream::WideNumbers,
        Operand::WideJump | Operand::Jump => Stream::Jumps,
        _ => [Stream::A, Stream::B, Stream::C][slot],
    }
}

impl PackWriter {
    /// Adds the code of a module.
    pub fn add(&mut self, name: &str, code: &CodeObject) {
        let name = self.string(name.as_bytes());
        let before = self.streams.each_ref().map(Vec::len);
        self.write_code(code);
        let mut lengths = self.streams.each_ref().map(Vec::len);
        for (length, before) in lengths.iter_mut().zip(before) {
            *length -= before;
        }
        self.modules.push((name, lengths));
    }

    /// The bytes of the pack.
    pub fn finish(self) -> Vec<u8> {
        let mut out = SIGNATURE.to_vec();
        out.extend(Op::table_hash().to_le_bytes());
        put(&mut out, self.strings.len() as u64);
        for string in &self.strings {
            put(&mut out, string.len() as u64);
        }
        for string in &self.strings {
            out.extend(string);
        }
        put(&mut out, self.modules.len() as u64);
        for (name, lengths) in &self.modules {
            put(&mut out, u64::from(*name));
            for length in lengths {
                put(&mut out, *length as u64);
            }
        }
        for stream in &self.streams {
            out.extend(stream);
        }
        out
    }

    fn string(&mut self, bytes: &[u8]) -> u32 {
        if let Some(&at) = self.index.get(bytes) {
            return at;
        }
        let at = self.strings.len() as u32;
        self.strings.push(bytes.to_vec());
        self.index.insert(bytes.to_vec(), at);
        at
    }

    fn put(&mut self, stream: Stream, value: u64) {
        put(&mut self.streams[stream as usize], value);
    }

    fn put_signed(&mut self, stream: Stream, value: i64) {
        self.put(stream, zigzag(value));
    }

    fn put_string(&mut self, stream: Stream, bytes: &[u8]) {
        let at = self.string(bytes);
        self.put(stream, u64::from(at));
    }

    fn put_names(&mut self, stream: Stream, names: &[Box<str>]) {
        self.put(Stream::Counts, names.len() as u64);
        for name in names {
            self.put_string(stream, name.as_bytes());
        }
    }

    fn write_code(&mut self, code: &CodeObject) {
        for name in [&*code.name, &code.qualname, &code.filename] {
            self.put_string(Stream::Titles, name.as_bytes());
        }
        let numbers = [
            code.first_line,
            code.flags.0,
            code.arg_count,
            code.posonly_count,
            code.kwonly_count,
            code.var_count,
            code.register_count,
        ];
        for number in numbers {
            self.put(Stream::Counts, u64::from(number));
        }
        self.put_names(Stream::Locals, &code.locals);
        self.put_names(Stream::Locals, &code.frees);
        self.put_names(Stream::Names, &code.names);
        self.put(Stream::Counts, code.cells.len() as u64);
        for cell in &code.cells {
            self.put(Stream::Locals, u64::from(*cell));
        }
        self.put(Stream::Counts, code.constants.len() as u64);
        for constant in &code.constants {
            self.write_constant(constant);
        }
        self.write_words(&code.words);
        self.put(Stream::Counts, code.handlers.len() as u64);
        for handler in &code.handlers {
            for number in [handler.start, handler.end - handler.start, handler.target, handler.depth.into()] {
                self.put(Stream::Handlers, u64::from(number));
            }
        }
        self.write_locations(code);
    }

    fn write_words(&mut self, words: &[Word]) {
        self.put(Stream::Counts, words.len() as u64);
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let Some(op) = Op::from_u8(word.op()) else { return };
            self.put(Stream::Ops, u64::from(word.op()));
            self.put(Stream::Flags, u64::from(word.flags()));
            for (slot, kind) in op.operands().into_iter().enumerate() {
                let value = [word.a(), word.b(), word.c()][slot];
                let stream = stream_of(kind, slot);
                match kind {
                    Operand::No | Operand::Half => {}
                    Operand::WideName | Operand::WideConst | Operand::WideImm | Operand::WideJump => {
                        self.put_signed(stream, word.bc().into());
                    }
                    Operand::Imm | Operand::Jump => self.put_signed(stream, (value as i16).into()),
                    _ => self.put(stream, u64::from(value)),
                }
            }
            if op == Op::UnpackEx {
                self.put(Stream::WideNumbers, words.get(at + 1).map_or(0, |data| data.0));
            }
            at += 1 + op.cache_words();
        }
    }

    fn write_locations(&mut self, code: &CodeObject) {
        let runs: Vec<_> = code.locations.runs().collect();
        self.put(Stream::Counts, runs.len() as u64);
        let difference = |now: u32, before: u32| i64::from(now.wrapping_sub(before) as i32);
        let (mut line, mut column) = (code.first_line, 0);
        for (_, words, place) in runs {
            self.put(Stream::Runs, u64::from(words));
            self.put_signed(Stream::Lines, difference(place.line, line));
            self.put_signed(Stream::EndLines, difference(place.end_line, place.line));
            self.put_signed(Stream::Columns, difference(place.column, column));
            self.put_signed(Stream::Lengths, difference(place.end_column, place.column));
            (line, column) = (place.line, place.column);
        }
    }

    fn write_all(&mut self, tag: u8, items: &[Constant]) {
        self.put(Stream::Constants, u64::from(tag));
        self.put(Stream::Counts, items.len() as u64);
        for item in items {
            self.write_constant(item);
        }
    }

    fn write_constant(&mut self, constant: &Constant) {
        let tag = match constant {
            Constant::None => 0,
            Constant::True => 1,
            Constant::False => 2,
            Constant::Ellipsis => 3,
            Constant::Int(value) => {
                self.put_signed(Stream::Numbers, *value);
                4
            }
            Constant::BigInt { negative, magnitude } => {
                self.put_string(Stream::Texts, magnitude);
                5 + u64::from(*negative)
            }
            Constant::Float(value) => {
                self.put_float(*value);
                7
            }
            Constant::Complex(real, imaginary) => {
                self.put_float(*real);
                self.put_float(*imaginary);
                8
            }
            Constant::Str(text) => {
                self.put_string(Stream::Texts, text);
                9
            }
            Constant::Bytes(bytes) => {
                self.put_string(Stream::Texts, bytes);
                10
            }
            Constant::Tuple(items) => return self.write_all(11, items),
            Constant::FrozenSet(items) => return self.write_all(12, items),
            Constant::Slice(parts) => return self.write_all(13, parts.as_slice()),
            Constant::Code(code) => {
                self.put(Stream::Constants, 14);
                return self.write_code(code);
            }
        };
        self.put(Stream::Constants, tag);
    }

    fn put_float(&mut self, value: f64) {
        self.streams[Stream::Numbers as usize].extend(value.to_le_bytes());
    }
}

/// A pack being read; modules are decoded one at a time.
pub struct PackReader {
    bytes: Cow<'static, [u8]>,
    /// Where each string ends; the first begins at `first_string`.
    string_ends: Vec<usize>,
    first_string: usize,
    /// Names, and where each module's part of each stream lies.
    modules: Vec<(String, [Range<usize>; STREAMS])>,
    by_name: HashMap<String, usize>,
}

impl PackReader {
    /// Reads the tables of a pack.
    ///
    /// # Errors
    /// When the bytes are no pack of this version.
    pub fn open(bytes: impl Into<Cow<'static, [u8]>>) -> Result<PackReader, PackError> {
        let bytes = bytes.into();
        let mut reader = Cursor { bytes: &bytes };
        if reader.take(4)? != SIGNATURE {
            return Err(PackError::NotAPack);
        }
        if reader.take(8)? != Op::table_hash().to_le_bytes() {
            return Err(PackError::OtherVersion);
        }
        let count = reader.count()?;
        let lengths: Vec<usize> = (0..count).map(|_| reader.size()).collect::<Result<_, _>>()?;
        let first_string = bytes.len() - reader.bytes.len();
        let (mut end, mut string_ends) = (first_string, Vec::with_capacity(count));
        for length in lengths {
            reader.take(length)?;
            end += length;
            string_ends.push(end);
        }
        let count = reader.count()?;
        let mut modules = Vec::new();
        for _ in 0..count {
            let name = reader.size()?;
            let mut lengths = [0; STREAMS];
            for length in &mut lengths {
                *length = reader.size()?;
            }
            modules.push((name, lengths));
        }
        let at = bytes.len() - reader.bytes.len();
        let mut pack =
            PackReader { bytes, string_ends, first_string, modules: Vec::new(), by_name: HashMap::new() };
        pack.place_modules(at, modules)?;
        Ok(pack)
    }

    /// Finds where the modules' parts of the streams lie.
    fn place_modules(
        &mut self,
        mut at: usize,
        modules: Vec<(usize, [usize; STREAMS])>,
    ) -> Result<(), PackError> {
        let mut ranges = vec![[const { 0..0 }; STREAMS]; modules.len()];
        for stream in 0..STREAMS {
            for (ranges, (_, lengths)) in ranges.iter_mut().zip(&modules) {
                let end = at.checked_add(lengths[stream]).ok_or(PackError::Damaged)?;
                ranges[stream] = at..end;
                at = end;
            }
        }
        if at > self.bytes.len() {
            return Err(PackError::Damaged);
        }
        for ((name, _), ranges) in modules.into_iter().zip(ranges) {
            let name = self.string(name).ok_or(PackError::Damaged)?;
            let name = String::from_utf8(name.to_vec()).map_err(|_| PackError::Damaged)?;
            self.by_name.insert(name.clone(), self.modules.len());
            self.modules.push((name, ranges));
        }
        Ok(())
    }

    fn string(&self, at: usize) -> Option<&[u8]> {
        let end = *self.string_ends.get(at)?;
        let start = at.checked_sub(1).map_or(self.first_string, |before| self.string_ends[before]);
        self.bytes.get(start..end)
    }

    /// The names of the modules, in the order they were added.
    pub fn names(&self) -> impl Iterator<Item = &str> + '_ {
        self.modules.iter().map(|(name, _)| name.as_str())
    }

    /// Whether the pack has the code of a module.
    pub fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// The code of a module, if the pack has it.
    pub fn load(&self, name: &str) -> Option<Result<CodeObject, PackError>> {
        let (_, ranges) = &self.modules[*self.by_name.get(name)?];
        let streams = ranges.each_ref().map(|range| Cursor { bytes: &self.bytes[range.clone()] });
        Some(Reader { pack: self, streams }.code(0))
    }
}

type Read<T> = Result<T, PackError>;

/// Bytes being read.
struct Cursor<'a> {
    bytes: &'a [u8],
}

impl<'a> Cursor<'a> {
    fn take(&mut self, count: usize) -> Read<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or(PackError::Damaged)?;
        self.bytes = rest;
        Ok(taken)
    }

    fn wide(&mut self) -> Read<u64> {
        let (mut value, mut shift) = (0u64, 0);
        loop {
            let (&byte, rest) = self.bytes.split_first().ok_or(PackError::Damaged)?;
            self.bytes = rest;
            value |= u64::from(byte & 0x7f).checked_shl(shift).ok_or(PackError::Damaged)?;
            if byte < 0x80 {
                return Ok(value);
            }
            shift += 7;
        }
    }

    fn size(&mut self) -> Read<usize> {
        usize::try_from(self.wide()?).map_err(|_| PackError::Damaged)
    }

    /// A count of things that take a byte each at least.
    fn count(&mut self) -> Read<usize> {
        let count = self.size()?;
        if count > self.bytes.len() { Err(PackError::Damaged) } else { Ok(count) }
    }
}

/// A module being read.
struct Reader<'a> {
    pack: &'a PackReader,
    streams: [Cursor<'a>; STREAMS],
}

impl<'a> Reader<'a> {
    fn stream(&mut self, stream: Stream) -> &mut Cursor<'a> {
        &mut self.streams[stream as usize]
    }

    fn number(&mut self, stream: Stream) -> Read<u32> {
        u32::try_from(self.stream(stream).wide()?).map_err(|_| PackError::Damaged)
    }

    fn short(&mut self, stream: Stream) -> Read<u16> {
        u16::try_from(self.stream(stream).wide()?).map_err(|_| PackError::Damaged)
    }

    fn signed(&mut self, stream: Stream) -> Read<i64> {
        let value = self.stream(stream).wide()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// A count of things that take a byte each at least in a stream.
    fn count(&mut self, of: Stream) -> Read<usize> {
        let count = self.stream(Stream::Counts).size()?;
        if count > self.stream(of).bytes.len() { Err(PackError::Damaged) } else { Ok(count) }
    }

    fn string(&mut self, stream: Stream) -> Read<&'a [u8]> {
        let at = self.stream(stream).size()?;
        self.pack.string(at).ok_or(PackError::Damaged)
    }

    fn name(&mut self, stream: Stream) -> Read<Box<str>> {
        std::str::from_utf8(self.string(stream)?).map(Into::into).map_err(|_| PackError::Damaged)
    }

    fn names(&mut self, stream: Stream) -> Read<Vec<Box<str>>> {
        let count = self.count(stream)?;
        (0..count).map(|_| self.name(stream)).collect()
    }

    fn code(&mut self, depth: u32) -> Read<CodeObject> {
        if depth > MAX_DEPTH {
            return Err(PackError::Damaged);
        }
        let mut code = CodeObject {
            name: self.name(Stream::Titles)?,
            qualname: self.name(Stream::Titles)?,
            filename: self.name(Stream::Titles)?.into(),
            first_line: self.number(Stream::Counts)?,
            flags: CodeFlags(self.number(Stream::Counts)?),
            arg_count: self.number(Stream::Counts)?,
            posonly_count: self.number(Stream::Counts)?,
            kwonly_count: self.number(Stream::Counts)?,
            var_count: self.number(Stream::Counts)?,
            register_count: self.number(Stream::Counts)?,
            locals: self.names(Stream::Locals)?,
            frees: self.names(Stream::Locals)?,
            names: self.names(Stream::Names)?,
            ..CodeObject::default()
        };
        let cells = self.count(Stream::Locals)?;
        code.cells = (0..cells).map(|_| self.short(Stream::Locals)).collect::<Read<_>>()?;
        code.constants = self.constants(depth)?;
        code.words = self.words()?;
        let handlers = self.count(Stream::Handlers)?;
        code.handlers = (0..handlers).map(|_| self.handler()).collect::<Read<_>>()?;
        code.locations = self.locations(code.first_line)?;
        Ok(code)
    }

    fn handler(&mut self) -> Read<Handler> {
        let start = self.number(Stream::Handlers)?;
        let end = start.checked_add(self.number(Stream::Handlers)?).ok_or(PackError::Damaged)?;
        Ok(Handler {
            start,
            end,
            target: self.number(Stream::Handlers)?,
            depth: self.short(Stream::Handlers)?,
        })
    }

    fn words(&mut self) -> Read<Vec<Word>> {
        let count = self.stream(Stream::Counts).size()?;
        // Caches take no bytes, so a count of words is bounded by the opcodes times the longest instruction.
        if count > self.stream(Stream::Ops).bytes.len().saturating_mul(16) {
            return Err(PackError::Damaged);
        }
        let mut words = Vec::with_capacity(count);
        while words.len() < count {
            let op = self.short(Stream::Ops)?;
            let op = u8::try_from(op).ok().and_then(Op::from_u8).ok_or(PackError::Damaged)?;
            let flags = u8::try_from(self.short(Stream::Flags)?).map_err(|_| PackError::Damaged)?;
            let mut values = [0u16; 3];
            let mut wide = None;
            for (slot, kind) in op.operands().into_iter().enumerate() {
                let stream = stream_of(kind, slot);
                match kind {
                    Operand::No | Operand::Half => {}
                    Operand::WideName | Operand::WideConst | Operand::WideImm | Operand::WideJump => {
                        wide = Some(i32::try_from(self.signed(stream)?).map_err(|_| PackError::Damaged)?);
                    }
                    Operand::Imm | Operand::Jump => {
                        let value = i16::try_from(self.signed(stream)?).map_err(|_| PackError::Damaged)?;
                        values[slot] = value as u16;
                    }
                    _ => values[slot] = self.short(stream)?,
                }
            }
            words.push(match wide {
                Some(wide) => Word::wide(op, flags, values[0], wide),
                None => Word::new(op, flags, values[0], values[1], values[2]),
            });
            let data = if op == Op::UnpackEx { self.stream(Stream::WideNumbers).wide()? } else { 0 };
            words.extend(std::iter::repeat_n(Word(data), op.cache_words()));
        }
        if words.len() == count { Ok(words) } else { Err(PackError::Damaged) }
    }

    fn locations(&mut self, first_line: u32) -> Read<Locations> {
        let count = self.count(Stream::Runs)?;
        let (mut line, mut column) = (first_line, 0u32);
        let mut runs = Vec::with_capacity(count);
        for _ in 0..count {
            let words = self.number(Stream::Runs)?;
            line = line.wrapping_add(self.signed(Stream::Lines)? as u32);
            let end_line = line.wrapping_add(self.signed(Stream::EndLines)? as u32);
            column = column.wrapping_add(self.signed(Stream::Columns)? as u32);
            let end_column = column.wrapping_add(self.signed(Stream::Lengths)? as u32);
            runs.push((words, Location { line, end_line, column, end_column }));
        }
        Ok(Locations::pack_runs(runs))
    }

    fn constants(&mut self, depth: u32) -> Read<Vec<Constant>> {
        let count = self.count(Stream::Constants)?;
        (0..count).map(|_| self.constant(depth + 1)).collect()
    }

    fn float(&mut self) -> Read<f64> {
        let bytes = self.stream(Stream::Numbers).take(8)?.try_into().map_err(|_| PackError::Damaged)?;
        Ok(f64::from_le_bytes(bytes))
    }

    fn constant(&mut self, depth: u32) -> Read<Constant> {
        if depth > MAX_DEPTH {
            return Err(PackError::Damaged);
        }
        Ok(match self.number(Stream::Constants)? {
            0 => Constant::None,
            1 => Constant::True,
            2 => Constant::False,
            3 => Constant::Ellipsis,
            4 => Constant::Int(self.signed(Stream::Numbers)?),
            tag @ (5 | 6) => {
                Constant::BigInt { negative: tag == 6, magnitude: self.string(Stream::Texts)?.to_vec() }
            }
            7 => Constant::Float(self.float()?),
            8 => Constant::Complex(self.float()?, self.float()?),
            9 => Constant::Str(self.string(Stream::Texts)?.into()),
            10 => Constant::Bytes(self.string(Stream::Texts)?.into()),
            11 => Constant::Tuple(self.constants(depth)?),
            12 => Constant::FrozenSet(self.constants(depth)?),
            13 => {
                let parts: [Constant; 3] =
                    self.constants(depth)?.try_into().map_err(|_| PackError::Damaged)?;
                Constant::Slice(Box::new(parts))
            }
            14 => Constant::Code(Box::new(self.code(depth)?)),
            _ => return Err(PackError::Damaged),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instr::TAKE_A;

    fn sample() -> CodeObject {
        let inner = CodeObject { name: "inner".into(), ..CodeObject::default() };
        CodeObject {
            name: "f".into(),
            qualname: "C.f".into(),
            locals: vec!["x".into()],
            register_count: 3,
            constants: vec![
                Constant::Int(-3),
                Constant::BigInt { negative: true, magnitude: vec![1; 20] },
                Constant::Str(b"\xed\xa0\x80".as_slice().into()),
                Constant::Tuple(vec![Constant::Float(-0.0), Constant::None]),
                Constant::Code(Box::new(inner)),
            ],
            words: vec![
                Word::wide(Op::LoadInt, 0, 1, -70000),
                Word::new(Op::UnpackEx, 0, 1, 0, 1),
                Word(2),
                Word::new(Op::Return, TAKE_A, 1, 0, 0),
            ],
            handlers: vec![Handler { start: 0, end: 3, target: 3, depth: 1 }],
            ..CodeObject::default()
        }
    }

    #[test]
    fn comes_back_the_same() {
        let code = sample();
        let again = unpack(&pack(&code)).expect("own packs are read");
        assert_eq!(format!("{code:?}"), format!("{again:?}"));
    }

    #[test]
    fn damage_is_found() {
        let bytes = pack(&sample());
        for length in 0..bytes.len() {
            assert!(unpack(&bytes[..length]).is_err());
        }
        let mut other = bytes.clone();
        other[5] ^= 1;
        assert_eq!(unpack(&other).err(), Some(PackError::OtherVersion));
        for at in 12..bytes.len() {
            let mut bent = bytes.clone();
            bent[at] = bent[at].wrapping_add(0x7b);
            let _ = unpack(&bent);
        }
    }
}
