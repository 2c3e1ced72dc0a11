//! Algorithms over text, bytes and numbers that built-in types share: no `Vm`, no objects, no `unsafe`.
//!
//! Everything here is a pure function of plain data. An error is a [`Fault`]: the kind of exception and CPython's
//! words for it; whoever calls makes an exception of it. Text is WTF-8 (see [`wtf8`]): UTF-8 in which a lone
//! surrogate is allowed and takes three bytes.
//!
//! Reading order: [`wtf8`] and [`unicode`] (code points), [`search`] and [`mod@case`] (what str and bytes methods do),
//! [`escape`] (repr), [`codec`] (encodings), [`int_text`], [`big`], [`float_repr`], [`float_text`], [`numeric_hash`],
//! [`complex_text`] (numbers), [`format_spec`], [`format_value`], [`percent`], [`str_format`] (the three ways to format).

pub mod big;
pub mod case;
pub mod codec;
pub mod codec_errors;
pub mod complex_text;
pub mod escape;
pub mod float_repr;
pub mod float_text;
pub mod format_spec;
pub mod format_value;
pub mod int_text;
pub mod numeric_hash;
pub mod percent;
pub mod search;
pub mod str_format;
pub mod suggest;
pub mod unicode;
mod unicode_tables;
pub mod utf7;
pub mod width;
pub mod wtf8;

/// No string or bytes object gets longer than this.
pub const MAX_BYTES: u64 = if cfg!(target_pointer_width = "32") { 1 << 29 } else { (1 << 32) - 16 };

/// An empty buffer with room for so many bytes. Errors: no memory. Systems promise more than they have, so what no text
/// can be is not even asked for.
pub fn buffer(bytes: usize) -> Result<Vec<u8>, Fault> {
    let mut buffer = Vec::new();
    if bytes as u64 > MAX_BYTES || buffer.try_reserve_exact(bytes).is_err() {
        return Err(Fault::memory());
    }
    Ok(buffer)
}

/// Which built-in exception a [`Fault`] becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// `ValueError`
    Value,
    /// `TypeError`
    Type,
    /// `OverflowError`
    Overflow,
    /// `ZeroDivisionError`
    ZeroDivision,
    /// `MemoryError`: a result that cannot be allocated.
    Memory,
}

/// What went wrong, in CPython's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The exception to raise.
    pub kind: FaultKind,
    /// Its message.
    pub message: String,
}

impl Fault {
    /// A `ValueError`.
    pub fn value(message: impl Into<String>) -> Fault {
        Fault { kind: FaultKind::Value, message: message.into() }
    }

    /// A `TypeError`.
    pub fn type_(message: impl Into<String>) -> Fault {
        Fault { kind: FaultKind::Type, message: message.into() }
    }

    /// A `MemoryError`, which has no message.
    pub fn memory() -> Fault {
        Fault { kind: FaultKind::Memory, message: String::new() }
    }

    /// An `OverflowError`.
    pub fn overflow(message: impl Into<String>) -> Fault {
        Fault { kind: FaultKind::Overflow, message: message.into() }
    }
}
