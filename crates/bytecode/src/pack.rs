//! Code objects as bytes and back: what the shipped library and caches hold.
//!
//! A pack is a table of byte strings, shared by all, an index of named modules, and their code. It begins with a
//! signature and the hash of the opcode table, so that code of another version is refused and never run. Numbers are
//! varints; an instruction is its opcode, its flags and the operands its row names, without cache words.
//! Reading checks lengths and never trusts a count; [`crate::verify`] does the rest.

use crate::instr::Word;
use crate::{CodeFlags, CodeObject, Constant, Handler, Locations, Op, Operand};
use std::collections::HashMap;

const SIGNATURE: &[u8; 4] = b"WSnk";
/// Nesting of code objects and tuples beyond this is damage.
const MAX_DEPTH: u32 = 500;

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
    PackReader::open(bytes)?.load("").ok_or(PackError::Damaged)?
}

/// Collects modules for a pack.
#[derive(Default)]
pub struct PackWriter {
    strings: Vec<Vec<u8>>,
    index: HashMap<Vec<u8>, u32>,
    modules: Vec<(u32, usize)>,
    bodies: Vec<u8>,
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

impl PackWriter {
    /// Adds the code of a module.
    pub fn add(&mut self, name: &str, code: &CodeObject) {
        let name = self.string(name.as_bytes());
        let mut body = Vec::new();
        self.write_code(code, &mut body);
        self.modules.push((name, body.len()));
        self.bodies.extend(body);
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
        for (name, length) in &self.modules {
            put(&mut out, u64::from(*name));
            put(&mut out, *length as u64);
        }
        out.extend(self.bodies);
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

    fn put_string(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        let at = self.string(bytes);
        put(out, u64::from(at));
    }

    fn put_names(&mut self, names: &[Box<str>], out: &mut Vec<u8>) {
        put(out, names.len() as u64);
        for name in names {
            self.put_string(name.as_bytes(), out);
        }
    }

    fn write_code(&mut self, code: &CodeObject, out: &mut Vec<u8>) {
        for name in [&code.name, &code.qualname, &code.filename] {
            self.put_string(name.as_bytes(), out);
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
            put(out, u64::from(number));
        }
        self.put_names(&code.locals, out);
        self.put_names(&code.frees, out);
        self.put_names(&code.names, out);
        put(out, code.cells.len() as u64);
        for cell in &code.cells {
            put(out, u64::from(*cell));
        }
        put(out, code.constants.len() as u64);
        for constant in &code.constants {
            self.write_constant(constant, out);
        }
        write_words(&code.words, out);
        put(out, code.handlers.len() as u64);
        for handler in &code.handlers {
            put(out, u64::from(handler.start));
            put(out, u64::from(handler.end - handler.start));
            put(out, u64::from(handler.target));
            put(out, u64::from(handler.depth));
        }
        put(out, code.locations.bytes.len() as u64);
        out.extend(&*code.locations.bytes);
    }

    fn write_all(&mut self, tag: u8, items: &[Constant], out: &mut Vec<u8>) {
        out.push(tag);
        put(out, items.len() as u64);
        for item in items {
            self.write_constant(item, out);
        }
    }

    fn write_constant(&mut self, constant: &Constant, out: &mut Vec<u8>) {
        match constant {
            Constant::None => out.push(0),
            Constant::True => out.push(1),
            Constant::False => out.push(2),
            Constant::Ellipsis => out.push(3),
            Constant::Int(value) => {
                out.push(4);
                put(out, zigzag(*value));
            }
            Constant::BigInt { negative, magnitude } => {
                out.push(5 + u8::from(*negative));
                self.put_string(magnitude, out);
            }
            Constant::Float(value) => {
                out.push(7);
                out.extend(value.to_le_bytes());
            }
            Constant::Complex(real, imaginary) => {
                out.push(8);
                out.extend(real.to_le_bytes());
                out.extend(imaginary.to_le_bytes());
            }
            Constant::Str(text) => {
                out.push(9);
                self.put_string(text, out);
            }
            Constant::Bytes(bytes) => {
                out.push(10);
                self.put_string(bytes, out);
            }
            Constant::Tuple(items) => self.write_all(11, items, out),
            Constant::FrozenSet(items) => self.write_all(12, items, out),
            Constant::Slice(parts) => self.write_all(13, parts.as_slice(), out),
            Constant::Code(code) => {
                out.push(14);
                self.write_code(code, out);
            }
        }
    }
}

fn write_words(words: &[Word], out: &mut Vec<u8>) {
    put(out, words.len() as u64);
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let Some(op) = Op::from_u8(word.op()) else { return };
        out.push(word.op());
        out.push(word.flags());
        for (kind, value) in op.operands().into_iter().zip([word.a(), word.b(), word.c()]) {
            match kind {
                Operand::No | Operand::Half => {}
                Operand::WideName | Operand::WideConst | Operand::WideImm | Operand::WideJump => {
                    put(out, zigzag(word.bc().into()));
                }
                Operand::Imm | Operand::Jump => put(out, zigzag((value as i16).into())),
                _ => put(out, u64::from(value)),
            }
        }
        if op == Op::UnpackEx {
            put(out, words.get(at + 1).map_or(0, |data| data.0));
        }
        at += 1 + op.cache_words();
    }
}

/// A pack being read; modules are decoded one at a time.
pub struct PackReader<'a> {
    strings: Vec<&'a [u8]>,
    modules: Vec<(u32, &'a [u8])>,
    by_name: HashMap<&'a [u8], usize>,
}

impl<'a> PackReader<'a> {
    /// Reads the tables of a pack.
    ///
    /// # Errors
    /// When the bytes are no pack of this version.
    pub fn open(bytes: &'a [u8]) -> Result<PackReader<'a>, PackError> {
        let mut reader = Reader { bytes, strings: &[] };
        if reader.take(4)? != SIGNATURE {
            return Err(PackError::NotAPack);
        }
        if reader.take(8)? != Op::table_hash().to_le_bytes() {
            return Err(PackError::OtherVersion);
        }
        let count = reader.count()?;
        let lengths: Vec<usize> = (0..count).map(|_| reader.size()).collect::<Result<_, _>>()?;
        let strings: Vec<&[u8]> =
            lengths.into_iter().map(|length| reader.take(length)).collect::<Result<_, _>>()?;
        let count = reader.count()?;
        let mut entries = Vec::new();
        for _ in 0..count {
            entries.push((reader.number()?, reader.size()?));
        }
        let mut modules = Vec::new();
        let mut by_name = HashMap::new();
        for (name, length) in entries {
            let text = strings.get(name as usize).ok_or(PackError::Damaged)?;
            by_name.insert(*text, modules.len());
            modules.push((name, reader.take(length)?));
        }
        Ok(PackReader { strings, modules, by_name })
    }

    /// The names of the modules, in the order they were added.
    pub fn names(&self) -> impl Iterator<Item = &'a str> + '_ {
        let names = self.modules.iter().filter_map(|(name, _)| self.strings.get(*name as usize));
        names.filter_map(|name| std::str::from_utf8(name).ok())
    }

    /// The code of a module, if the pack has it.
    pub fn load(&self, name: &str) -> Option<Result<CodeObject, PackError>> {
        let (_, bytes) = self.modules[*self.by_name.get(name.as_bytes())?];
        Some(Reader { bytes, strings: &self.strings }.code(0))
    }
}

struct Reader<'a, 's> {
    bytes: &'a [u8],
    strings: &'s [&'a [u8]],
}

type Read<T> = Result<T, PackError>;

impl<'a> Reader<'a, '_> {
    fn take(&mut self, count: usize) -> Read<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or(PackError::Damaged)?;
        self.bytes = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Read<u8> {
        Ok(self.take(1)?[0])
    }

    fn wide(&mut self) -> Read<u64> {
        let (mut value, mut shift) = (0u64, 0);
        loop {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f).checked_shl(shift).ok_or(PackError::Damaged)?;
            if byte < 0x80 {
                return Ok(value);
            }
            shift += 7;
        }
    }

    fn number(&mut self) -> Read<u32> {
        u32::try_from(self.wide()?).map_err(|_| PackError::Damaged)
    }

    fn short(&mut self) -> Read<u16> {
        u16::try_from(self.wide()?).map_err(|_| PackError::Damaged)
    }

    fn signed(&mut self) -> Read<i64> {
        let value = self.wide()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    fn size(&mut self) -> Read<usize> {
        usize::try_from(self.wide()?).map_err(|_| PackError::Damaged)
    }

    /// A count of things that take a byte each at least.
    fn count(&mut self) -> Read<usize> {
        let count = self.size()?;
        if count > self.bytes.len() { Err(PackError::Damaged) } else { Ok(count) }
    }

    fn string(&mut self) -> Read<&'a [u8]> {
        let at = self.size()?;
        self.strings.get(at).copied().ok_or(PackError::Damaged)
    }

    fn name(&mut self) -> Read<Box<str>> {
        std::str::from_utf8(self.string()?).map(Into::into).map_err(|_| PackError::Damaged)
    }

    fn names(&mut self) -> Read<Vec<Box<str>>> {
        let count = self.count()?;
        (0..count).map(|_| self.name()).collect()
    }

    fn code(&mut self, depth: u32) -> Read<CodeObject> {
        if depth > MAX_DEPTH {
            return Err(PackError::Damaged);
        }
        let mut code = CodeObject {
            name: self.name()?,
            qualname: self.name()?,
            filename: self.name()?,
            first_line: self.number()?,
            flags: CodeFlags(self.number()?),
            arg_count: self.number()?,
            posonly_count: self.number()?,
            kwonly_count: self.number()?,
            var_count: self.number()?,
            register_count: self.number()?,
            locals: self.names()?,
            frees: self.names()?,
            names: self.names()?,
            ..CodeObject::default()
        };
        let cells = self.count()?;
        code.cells = (0..cells).map(|_| self.short()).collect::<Read<_>>()?;
        code.constants = self.constants(depth)?;
        code.words = self.words()?;
        let handlers = self.count()?;
        code.handlers = (0..handlers).map(|_| self.handler()).collect::<Read<_>>()?;
        let length = self.size()?;
        code.locations = Locations { bytes: self.take(length)?.into() };
        Ok(code)
    }

    fn handler(&mut self) -> Read<Handler> {
        let start = self.number()?;
        let end = start.checked_add(self.number()?).ok_or(PackError::Damaged)?;
        Ok(Handler { start, end, target: self.number()?, depth: self.short()? })
    }

    fn words(&mut self) -> Read<Vec<Word>> {
        let count = self.size()?;
        // Caches take no bytes, so a count of words is bounded by the bytes times the longest instruction.
        if count > self.bytes.len().saturating_mul(4) {
            return Err(PackError::Damaged);
        }
        let mut words = Vec::with_capacity(count);
        while words.len() < count {
            let op = Op::from_u8(self.byte()?).ok_or(PackError::Damaged)?;
            let flags = self.byte()?;
            let mut values = [0u16; 3];
            let mut wide = None;
            for (slot, kind) in op.operands().into_iter().enumerate() {
                match kind {
                    Operand::No | Operand::Half => {}
                    Operand::WideName | Operand::WideConst | Operand::WideImm | Operand::WideJump => {
                        wide = Some(i32::try_from(self.signed()?).map_err(|_| PackError::Damaged)?);
                    }
                    Operand::Imm | Operand::Jump => {
                        values[slot] = i16::try_from(self.signed()?).map_err(|_| PackError::Damaged)? as u16;
                    }
                    _ => values[slot] = self.short()?,
                }
            }
            words.push(match wide {
                Some(wide) => Word::wide(op, flags, values[0], wide),
                None => Word::new(op, flags, values[0], values[1], values[2]),
            });
            let data = if op == Op::UnpackEx { self.wide()? } else { 0 };
            words.extend(std::iter::repeat_n(Word(data), op.cache_words()));
        }
        if words.len() == count { Ok(words) } else { Err(PackError::Damaged) }
    }

    fn constants(&mut self, depth: u32) -> Read<Vec<Constant>> {
        let count = self.count()?;
        (0..count).map(|_| self.constant(depth + 1)).collect()
    }

    fn float(&mut self) -> Read<f64> {
        let bytes = self.take(8)?.try_into().map_err(|_| PackError::Damaged)?;
        Ok(f64::from_le_bytes(bytes))
    }

    fn constant(&mut self, depth: u32) -> Read<Constant> {
        if depth > MAX_DEPTH {
            return Err(PackError::Damaged);
        }
        Ok(match self.byte()? {
            0 => Constant::None,
            1 => Constant::True,
            2 => Constant::False,
            3 => Constant::Ellipsis,
            4 => Constant::Int(self.signed()?),
            tag @ (5 | 6) => Constant::BigInt { negative: tag == 6, magnitude: self.string()?.to_vec() },
            7 => Constant::Float(self.float()?),
            8 => Constant::Complex(self.float()?, self.float()?),
            9 => Constant::Str(self.string()?.into()),
            10 => Constant::Bytes(self.string()?.into()),
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
