//! What a literal is before it lives.

use crate::code::CodeObject;

/// A constant of a code object. Equality of two constants is the compiler's business (1, 1.0 and True differ).
#[derive(Clone, Debug)]
pub enum Constant {
    /// `None`
    None,
    /// `True`
    True,
    /// `False`
    False,
    /// `...`
    Ellipsis,
    /// An integer that fits 64 bits.
    Int(i64),
    /// Any other integer: sign and little-endian magnitude.
    BigInt {
        /// Whether the number is below zero.
        negative: bool,
        /// Little-endian bytes of the absolute value.
        magnitude: Vec<u8>,
    },
    /// A float.
    Float(f64),
    /// A complex number: real and imaginary part.
    Complex(f64, f64),
    /// A string, as WTF-8 bytes (lone surrogates as three bytes).
    Str(Box<[u8]>),
    /// Bytes.
    Bytes(Box<[u8]>),
    /// A tuple of constants.
    Tuple(Vec<Constant>),
    /// A frozenset of constants, without doubles.
    FrozenSet(Vec<Constant>),
    /// A slice of constants: start, stop, step.
    Slice(Box<[Constant; 3]>),
    /// Another code object.
    Code(Box<CodeObject>),
}
