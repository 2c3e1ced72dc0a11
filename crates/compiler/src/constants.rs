//! The constants of one code object, each once.
//!
//! Two constants are one when a program could not tell them apart: `1`, `1.0` and `True` are three, so are `0.0` and
//! `-0.0`. Code objects are never merged.

use std::collections::HashMap;
use whipsnake_bytecode::{CodeObject, Constant, pack};
use whipsnake_parser_glue::{TextRange, ast};

/// Constants numbered in the order of their first use.
#[derive(Default, Debug)]
pub struct Pool {
    /// The constants by number.
    pub list: Vec<Constant>,
    index: HashMap<Vec<u8>, u32>,
}

impl Pool {
    /// The number of `constant`, which is added if it is new.
    pub fn add(&mut self, constant: Constant) -> u32 {
        let mut key = Vec::new();
        if !write_key(&constant, &mut key) {
            return self.push(constant);
        }
        if let Some(&at) = self.index.get(&key) {
            return at;
        }
        let at = self.push(constant);
        self.index.insert(key, at);
        at
    }

    fn push(&mut self, constant: Constant) -> u32 {
        self.list.push(constant);
        self.list.len() as u32 - 1
    }
}

fn write_bytes(tag: u8, bytes: &[u8], key: &mut Vec<u8>) {
    key.push(tag);
    key.extend((bytes.len() as u64).to_le_bytes());
    key.extend(bytes);
}

fn write_all(tag: u8, items: &[Constant], key: &mut Vec<u8>) -> bool {
    key.push(tag);
    key.extend((items.len() as u64).to_le_bytes());
    items.iter().all(|item| write_key(item, key))
}

/// Writes bytes that are equal exactly for interchangeable constants; false if the constant is always itself alone.
pub fn write_key(constant: &Constant, key: &mut Vec<u8>) -> bool {
    match constant {
        Constant::None => key.push(0),
        Constant::True => key.push(1),
        Constant::False => key.push(2),
        Constant::Ellipsis => key.push(3),
        Constant::Int(value) => {
            key.push(4);
            key.extend(value.to_le_bytes());
        }
        Constant::BigInt { negative, magnitude } => write_bytes(5 + u8::from(*negative), magnitude, key),
        Constant::Float(value) => {
            key.push(7);
            key.extend(value.to_bits().to_le_bytes());
        }
        Constant::Complex(real, imaginary) => {
            key.push(8);
            key.extend(real.to_bits().to_le_bytes());
            key.extend(imaginary.to_bits().to_le_bytes());
        }
        Constant::Str(text) => write_bytes(9, text, key),
        Constant::Bytes(bytes) => write_bytes(10, bytes, key),
        Constant::Tuple(items) => return write_all(11, items, key),
        Constant::FrozenSet(items) => return write_all(12, items, key),
        Constant::Slice(parts) => return write_all(13, parts.as_slice(), key),
        Constant::Code(_) => return false,
    }
    true
}

/// Bytes that are equal exactly for constants that compare equal: `1`, `1.0` and `True` are one.
pub fn equality_key(constant: &Constant) -> Vec<u8> {
    let plain = match constant {
        Constant::True => Constant::Int(1),
        Constant::False => Constant::Int(0),
        Constant::Complex(real, 0.0) => return equality_key(&Constant::Float(*real)),
        // Integers up to here are exact as floats.
        Constant::Float(value) if value.fract() == 0.0 && value.abs() < 9e15 => Constant::Int(*value as i64),
        other => other.clone(),
    };
    let mut key = Vec::new();
    write_key(&plain, &mut key);
    key
}

/// An expression for a constant that no literal can spell, as trees made by programs may have. The parser's node for
/// shell commands, which Python has not, carries it in packed form.
pub fn planted(constant: &Constant, range: TextRange) -> ast::Expr {
    let code = CodeObject { constants: vec![constant.clone()], ..CodeObject::default() };
    let value: String = pack::pack(&code).into_iter().map(char::from).collect();
    ast::Expr::IpyEscapeCommand(ast::ExprIpyEscapeCommand {
        range,
        kind: ast::IpyEscapeKind::Magic,
        value: value.into(),
        node_index: ast::AtomicNodeIndex::default(),
    })
}

/// The constant that [`planted`] put into an expression.
pub fn planted_value(node: &ast::ExprIpyEscapeCommand) -> Option<Constant> {
    let bytes: Option<Vec<u8>> = node.value.chars().map(|char| u8::try_from(char).ok()).collect();
    pack::unpack(&bytes?).ok()?.constants.pop()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_stay_apart() {
        let mut pool = Pool::default();
        let one = pool.add(Constant::Int(1));
        assert_ne!(one, pool.add(Constant::Float(1.0)));
        assert_ne!(one, pool.add(Constant::True));
        assert_eq!(one, pool.add(Constant::Int(1)));
        let zero = pool.add(Constant::Float(0.0));
        assert_ne!(zero, pool.add(Constant::Float(-0.0)));
        let pair = pool.add(Constant::Tuple(vec![Constant::Int(1), Constant::Float(0.0)]));
        assert_ne!(pair, pool.add(Constant::Tuple(vec![Constant::Int(1), Constant::Float(-0.0)])));
    }
}
