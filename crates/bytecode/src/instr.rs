//! One instruction word: `op:8 flags:8 a:16 b:16 c:16`, low bits first; cache words follow it.
//!
//! Fields are read by shifting the loaded word (measured: never slower than byte loads, often faster).

use crate::opcodes::Op;

/// Flag: operand `a` is a temporary that dies here; the instruction moves it out of its register.
pub const TAKE_A: u8 = 0x80;
/// Flag: operand `b` is a temporary that dies here.
pub const TAKE_B: u8 = 0x40;
/// Flag: operand `c` is a temporary that dies here.
pub const TAKE_C: u8 = 0x20;
/// Flag of arithmetic: the in-place form (`+=`) was written, so `__iadd__` is asked first.
pub const IN_PLACE: u8 = 0x10;
/// Flag of conditional jumps and of `Is`/`Contains`: the wanted truth value (set: jump when true / answer as is).
pub const WHEN_TRUE: u8 = 0x10;
/// Low bits of the flags byte: small operand of some instructions, otherwise recorded operand kinds.
pub const LOW: u8 = 0x0f;

/// "No register" in an operand field that may be empty.
pub const NO_REG: u16 = 0xffff;

/// An instruction word.
#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word(pub u64);

impl Word {
    /// Builds a word from its fields.
    pub const fn new(op: Op, flags: u8, a: u16, b: u16, c: u16) -> Word {
        Word(op as u64 | (flags as u64) << 8 | (a as u64) << 16 | (b as u64) << 32 | (c as u64) << 48)
    }
    /// Builds a word whose `b` and `c` together hold a signed 32-bit operand.
    pub const fn wide(op: Op, flags: u8, a: u16, bc: i32) -> Word {
        Word(op as u64 | (flags as u64) << 8 | (a as u64) << 16 | (bc as u32 as u64) << 32)
    }
    /// The opcode's number.
    #[inline(always)]
    pub const fn op(self) -> u8 {
        self.0 as u8
    }
    /// The flags and feedback byte.
    #[inline(always)]
    pub const fn flags(self) -> u8 {
        (self.0 >> 8) as u8
    }
    /// Operand `a`.
    #[inline(always)]
    pub const fn a(self) -> u16 {
        (self.0 >> 16) as u16
    }
    /// Operand `b`.
    #[inline(always)]
    pub const fn b(self) -> u16 {
        (self.0 >> 32) as u16
    }
    /// Operand `c`.
    #[inline(always)]
    pub const fn c(self) -> u16 {
        (self.0 >> 48) as u16
    }
    /// Operand `b` as a signed immediate.
    #[inline(always)]
    pub const fn b_imm(self) -> i16 {
        self.b() as i16
    }
    /// Operand `c` as a signed immediate or displacement.
    #[inline(always)]
    pub const fn c_imm(self) -> i16 {
        self.c() as i16
    }
    /// Operands `b` and `c` together, signed.
    #[inline(always)]
    pub const fn bc(self) -> i32 {
        (self.0 >> 32) as i32
    }
    /// Operands `b` and `c` together, as an index.
    #[inline(always)]
    pub const fn bc_index(self) -> usize {
        (self.0 >> 32) as usize
    }
    /// Whether a flag is set.
    #[inline(always)]
    pub const fn has(self, flag: u8) -> bool {
        self.0 & (flag as u64) << 8 != 0
    }
    /// The same word with another opcode.
    #[inline(always)]
    pub const fn with_op(self, op: Op) -> Word {
        Word(self.0 & !0xff | op as u64)
    }
}
