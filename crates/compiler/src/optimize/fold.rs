//! Constant folding: the value of expressions that are the same each time, as long as it is small.
//!
//! Nothing that raises or warns is folded, and nothing that would make the code object much larger. Limits: integers of
//! 127 bits, texts of 4,096 bytes, 256 items by repetition.

use self::num_free::{Parsed, parse_digits};
use super::text;
use whipsnake_bytecode::Constant;
use whipsnake_parser_glue::SourceFile;
use whipsnake_parser_glue::ast::{self, Expr, Number, Operator, UnaryOp};

/// Longest text or bytes that folding makes.
const MAX_TEXT: usize = 4096;
/// Most items of a tuple that folding makes by repetition.
const MAX_ITEMS: usize = 256;

/// Folds expressions of one source.
#[derive(Clone, Copy)]
pub struct Folder<'a> {
    /// The source, for literals the tree does not keep exactly.
    pub source: &'a SourceFile,
    /// The level of `-O`.
    pub optimize: u8,
}

impl Folder<'_> {
    /// The value of `expr` if it is constant.
    pub fn constant_of(self, expr: &Expr) -> Option<Constant> {
        Some(match expr {
            Expr::NoneLiteral(_) => Constant::None,
            Expr::EllipsisLiteral(_) => Constant::Ellipsis,
            Expr::BooleanLiteral(node) => boolean(node.value),
            Expr::NumberLiteral(node) => number(&node.value),
            Expr::StringLiteral(node) => Constant::Str(text::string_value(node, self.source).into()),
            Expr::BytesLiteral(node) => Constant::Bytes(node.value.bytes().collect()),
            Expr::IpyEscapeCommand(node) => return crate::constants::planted_value(node),
            Expr::Name(node) if node.id == "__debug__" => boolean(self.optimize == 0),
            Expr::UnaryOp(node) => return self.constant_of_unary(node),
            Expr::BinOp(node) => return self.constant_of_binary(node),
            Expr::Tuple(node) => {
                // Most displays are not constant, and that shows at their end as often as at their start.
                if !node.elts.last().is_none_or(may_be_constant)
                    || !node.elts.first().is_none_or(may_be_constant)
                {
                    return None;
                }
                Constant::Tuple(self.all(&node.elts)?)
            }
            Expr::Slice(node) => return self.constant_slice(node),
            Expr::Subscript(node) => {
                if !may_be_constant(&node.value) || !may_be_constant(&node.slice) {
                    return None;
                }
                return subscript(&self.constant_of(&node.value)?, &self.constant_of(&node.slice)?);
            }
            _ => return None,
        })
    }

    fn all(self, items: &[Expr]) -> Option<Vec<Constant>> {
        items.iter().map(|item| self.constant_of(item)).collect()
    }

    /// The value of a unary operation if it is constant. Chains of them are walked, not recursed into.
    #[inline(never)]
    pub fn constant_of_unary(self, node: &ast::ExprUnaryOp) -> Option<Constant> {
        let mut ops = vec![node.op];
        let mut operand = &*node.operand;
        while let Expr::UnaryOp(inner) = operand {
            ops.push(inner.op);
            operand = &inner.operand;
        }
        if !may_be_constant(operand) {
            return None;
        }
        let value = self.constant_of(operand)?;
        ops.into_iter().rev().try_fold(value, |value, op| unary(op, value))
    }

    #[inline(never)]
    fn constant_of_binary(self, top: &ast::ExprBinOp) -> Option<Constant> {
        let mut spine = vec![top];
        loop {
            let node = spine[spine.len() - 1];
            if !may_be_constant(&node.right) {
                return None;
            }
            match &*node.left {
                Expr::BinOp(inner) => spine.push(inner),
                left => {
                    let mut value = self.constant_of(left)?;
                    for node in spine.into_iter().rev() {
                        value = binary(node.op, &value, &self.constant_of(&node.right)?)?;
                    }
                    return Some(value);
                }
            }
        }
    }

    /// The value of a slice with constant parts.
    pub fn constant_slice(self, node: &ast::ExprSlice) -> Option<Constant> {
        let part = |part: &Option<Box<Expr>>| match part {
            Some(part) => self.constant_of(part),
            None => Some(Constant::None),
        };
        Some(Constant::Slice(Box::new([part(&node.lower)?, part(&node.upper)?, part(&node.step)?])))
    }

    /// A list or set display that is only searched or iterated, as a tuple or frozenset.
    pub fn searched_display(self, expr: &Expr) -> Option<Constant> {
        match expr {
            Expr::List(node) => Some(Constant::Tuple(self.all(&node.elts)?)),
            Expr::Set(node) => {
                let mut items: Vec<Constant> = Vec::new();
                let mut seen: Vec<Constant> = Vec::new();
                for item in self.all(&node.elts)? {
                    if seen.iter().any(|other| equal(other, &item)) {
                        continue;
                    }
                    // Distinct kinds may still be equal: such sets are left to the machine.
                    if !is_simple_key(&item) {
                        return None;
                    }
                    seen.push(item.clone());
                    items.push(item);
                }
                Some(Constant::FrozenSet(items))
            }
            _ => None,
        }
    }
}

/// `op value`, unless it raises or warns.
pub fn unary(op: UnaryOp, value: Constant) -> Option<Constant> {
    match (op, value) {
        (UnaryOp::Not, value) => Some(boolean(!truth(&value))),
        (UnaryOp::USub, Constant::Float(value)) => Some(Constant::Float(-value)),
        (UnaryOp::USub, Constant::Complex(real, imaginary)) => Some(Constant::Complex(-real, -imaginary)),
        (UnaryOp::USub, Constant::BigInt { negative, magnitude }) => {
            Some(integer_from_parts(!negative, magnitude))
        }
        (UnaryOp::USub, value) => from_i128(as_i128(&value)?.checked_neg()?),
        (UnaryOp::UAdd, value @ (Constant::Float(_) | Constant::Complex(..) | Constant::BigInt { .. })) => {
            Some(value)
        }
        (UnaryOp::UAdd, value) => from_i128(as_i128(&value)?),
        // Inverting truth values is deprecated: it warns when run.
        (UnaryOp::Invert, Constant::Int(value)) => Some(Constant::Int(!value)),
        (UnaryOp::Invert, _) => None,
    }
}

/// A quick look that rules most expressions out.
fn may_be_constant(expr: &Expr) -> bool {
    match expr {
        Expr::NumberLiteral(_)
        | Expr::StringLiteral(_)
        | Expr::BytesLiteral(_)
        | Expr::BooleanLiteral(_)
        | Expr::NoneLiteral(_)
        | Expr::EllipsisLiteral(_)
        | Expr::Tuple(_)
        | Expr::UnaryOp(_)
        | Expr::BinOp(_)
        | Expr::Slice(_)
        | Expr::IpyEscapeCommand(_)
        | Expr::Subscript(_) => true,
        Expr::Name(name) => name.id == "__debug__",
        _ => false,
    }
}

fn is_simple_key(constant: &Constant) -> bool {
    match constant {
        Constant::Tuple(items) => items.iter().all(is_simple_key),
        Constant::FrozenSet(_) | Constant::Code(_) | Constant::Slice(_) => false,
        _ => true,
    }
}

/// Python's `==` for constants that may be keys.
fn equal(left: &Constant, right: &Constant) -> bool {
    if let (Some(left), Some(right)) = (as_i128(left), as_i128(right)) {
        return left == right;
    }
    match (left, right) {
        (Constant::Float(a), Constant::Float(b)) => a == b,
        (Constant::Float(float), other) | (other, Constant::Float(float)) => {
            as_i128(other).is_some_and(|int| int as f64 == *float && float.abs() < 9e15)
        }
        (Constant::Tuple(a), Constant::Tuple(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
        }
        _ => {
            let (mut a, mut b) = (Vec::new(), Vec::new());
            crate::constants::write_key(left, &mut a) && crate::constants::write_key(right, &mut b) && a == b
        }
    }
}

/// The constant of a truth value.
pub fn boolean(value: bool) -> Constant {
    if value { Constant::True } else { Constant::False }
}

/// The value of a number as written.
pub fn number(value: &Number) -> Constant {
    match value {
        Number::Float(value) => Constant::Float(*value),
        Number::Complex { real, imag } => Constant::Complex(*real, *imag),
        Number::Int(value) => match value.as_i64() {
            Some(small) => Constant::Int(small),
            None => match parse_digits(&value.to_string()) {
                Parsed(magnitude) => integer_from_parts(false, magnitude),
            },
        },
    }
}

/// An integer of a sign and a little-endian magnitude, in its one form.
fn integer_from_parts(negative: bool, mut magnitude: Vec<u8>) -> Constant {
    while magnitude.last() == Some(&0) {
        magnitude.pop();
    }
    if magnitude.len() <= 8 {
        let mut bytes = [0u8; 8];
        bytes[..magnitude.len()].copy_from_slice(&magnitude);
        let value = i128::from(u64::from_le_bytes(bytes));
        if let Ok(small) = i64::try_from(if negative { -value } else { value }) {
            return Constant::Int(small);
        }
    }
    Constant::BigInt { negative, magnitude }
}

fn from_i128(value: i128) -> Option<Constant> {
    Some(match i64::try_from(value) {
        Ok(small) => Constant::Int(small),
        Err(_) => integer_from_parts(value < 0, value.unsigned_abs().to_le_bytes().to_vec()),
    })
}

/// An integer or truth value of at most 127 bits.
fn as_i128(constant: &Constant) -> Option<i128> {
    match constant {
        Constant::Int(value) => Some(i128::from(*value)),
        Constant::True => Some(1),
        Constant::False => Some(0),
        Constant::BigInt { negative, magnitude } if magnitude.len() <= 16 => {
            let mut bytes = [0u8; 16];
            bytes[..magnitude.len()].copy_from_slice(magnitude);
            let value = i128::try_from(u128::from_le_bytes(bytes)).ok()?;
            Some(if *negative { -value } else { value })
        }
        _ => None,
    }
}

fn as_f64(constant: &Constant) -> Option<f64> {
    match constant {
        Constant::Float(value) => Some(*value),
        other => {
            let value = as_i128(other)?;
            // Beyond this, conversion rounds; the machine does that the exact way.
            (value.unsigned_abs() <= 1 << 53).then_some(value as f64)
        }
    }
}

fn as_complex(constant: &Constant) -> Option<(f64, f64)> {
    match constant {
        Constant::Complex(real, imaginary) => Some((*real, *imaginary)),
        other => Some((as_f64(other)?, 0.0)),
    }
}

/// Python's truth of a constant.
pub fn truth(constant: &Constant) -> bool {
    match constant {
        Constant::None | Constant::False => false,
        Constant::Int(value) => *value != 0,
        Constant::Float(value) => *value != 0.0,
        Constant::Complex(real, imaginary) => *real != 0.0 || *imaginary != 0.0,
        Constant::Str(bytes) | Constant::Bytes(bytes) => !bytes.is_empty(),
        Constant::Tuple(items) | Constant::FrozenSet(items) => !items.is_empty(),
        _ => true,
    }
}

/// `left op right`, unless it raises, is large, or is left to the machine.
pub fn binary(op: Operator, left: &Constant, right: &Constant) -> Option<Constant> {
    match (left, right) {
        (Constant::Str(a), Constant::Str(b)) if op == Operator::Add => {
            joined(a, b).map(|text| Constant::Str(text.into()))
        }
        (Constant::Bytes(a), Constant::Bytes(b)) if op == Operator::Add => {
            joined(a, b).map(|text| Constant::Bytes(text.into()))
        }
        (Constant::Tuple(a), Constant::Tuple(b)) if op == Operator::Add => {
            Some(Constant::Tuple(a.iter().chain(b).cloned().collect()))
        }
        (sequence @ (Constant::Str(_) | Constant::Bytes(_) | Constant::Tuple(_)), Constant::Int(count))
        | (Constant::Int(count), sequence @ (Constant::Str(_) | Constant::Bytes(_) | Constant::Tuple(_)))
            if op == Operator::Mult =>
        {
            repeated(sequence, *count)
        }
        (Constant::Complex(..), _) | (_, Constant::Complex(..)) => complex_binary(op, left, right),
        (Constant::Float(_), _) | (_, Constant::Float(_)) => float_binary(op, as_f64(left)?, as_f64(right)?),
        _ => {
            let bools = matches!(left, Constant::True | Constant::False)
                && matches!(right, Constant::True | Constant::False);
            let value = int_binary(op, left, right)?;
            if bools && matches!(op, Operator::BitAnd | Operator::BitOr | Operator::BitXor) {
                return Some(boolean(truth(&value)));
            }
            Some(value)
        }
    }
}

fn joined(a: &[u8], b: &[u8]) -> Option<Vec<u8>> {
    (a.len() + b.len() <= MAX_TEXT).then(|| [a, b].concat())
}

fn repeated(sequence: &Constant, count: i64) -> Option<Constant> {
    let times = usize::try_from(count.max(0)).ok()?;
    let fits = |len: usize, most: usize| len.checked_mul(times).is_some_and(|total| total <= most);
    match sequence {
        Constant::Str(text) => fits(text.len(), MAX_TEXT).then(|| Constant::Str(text.repeat(times).into())),
        Constant::Bytes(text) => {
            fits(text.len(), MAX_TEXT).then(|| Constant::Bytes(text.repeat(times).into()))
        }
        Constant::Tuple(items) => fits(items.len(), MAX_ITEMS).then(|| {
            let all = std::iter::repeat_n(items, times).flatten().cloned();
            Constant::Tuple(all.collect())
        }),
        _ => None,
    }
}

fn int_binary(op: Operator, left: &Constant, right: &Constant) -> Option<Constant> {
    let (a, b) = (as_i128(left)?, as_i128(right)?);
    let value = match op {
        Operator::Add => a.checked_add(b)?,
        Operator::Sub => a.checked_sub(b)?,
        Operator::Mult => a.checked_mul(b)?,
        Operator::Div => {
            let (a, b) = (as_f64(left)?, as_f64(right)?);
            return (b != 0.0).then(|| Constant::Float(a / b));
        }
        Operator::FloorDiv if b != 0 => floor_div(a, b)?,
        Operator::Mod if b != 0 => a.checked_sub(floor_div(a, b)?.checked_mul(b)?)?,
        Operator::Pow if b >= 0 => a.checked_pow(u32::try_from(b).ok()?)?,
        Operator::LShift if (0..127).contains(&b) => {
            let shifted = a.checked_mul(1i128.checked_shl(b as u32)?)?;
            if b == 126 && a.unsigned_abs() > 1 {
                return None;
            }
            shifted
        }
        Operator::RShift if b >= 0 => a >> b.min(127),
        Operator::BitAnd => a & b,
        Operator::BitOr => a | b,
        Operator::BitXor => a ^ b,
        _ => return None,
    };
    from_i128(value)
}

fn floor_div(a: i128, b: i128) -> Option<i128> {
    let quotient = a.checked_div(b)?;
    let inexact = a.checked_rem(b)? != 0;
    Some(if inexact && (a < 0) != (b < 0) { quotient - 1 } else { quotient })
}

fn float_binary(op: Operator, a: f64, b: f64) -> Option<Constant> {
    Some(Constant::Float(match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult => a * b,
        Operator::Div if b != 0.0 => a / b,
        _ => return None,
    }))
}

fn complex_binary(op: Operator, left: &Constant, right: &Constant) -> Option<Constant> {
    // Adding a real number leaves the imaginary part as it is, sign of zero included.
    Some(match (op, left, right) {
        (Operator::Add, Constant::Complex(a, i), Constant::Complex(b, j)) => Constant::Complex(a + b, i + j),
        (Operator::Sub, Constant::Complex(a, i), Constant::Complex(b, j)) => Constant::Complex(a - b, i - j),
        (Operator::Add, Constant::Complex(a, i), other) => Constant::Complex(a + as_f64(other)?, *i),
        (Operator::Add, other, Constant::Complex(b, j)) => Constant::Complex(as_f64(other)? + b, *j),
        (Operator::Sub, Constant::Complex(a, i), other) => Constant::Complex(a - as_f64(other)?, *i),
        (Operator::Sub, other, Constant::Complex(b, j)) => Constant::Complex(as_complex(other)?.0 - b, -j),
        _ => return None,
    })
}

/// An item of a constant tuple or ASCII text.
fn subscript(value: &Constant, key: &Constant) -> Option<Constant> {
    let Constant::Int(index) = key else { return None };
    let at = |len: usize| {
        let index = if *index < 0 { index + len as i64 } else { *index };
        usize::try_from(index).ok().filter(|index| *index < len)
    };
    match value {
        Constant::Tuple(items) => items.get(at(items.len())?).cloned(),
        Constant::Str(text) if text.is_ascii() => Some(Constant::Str([text[at(text.len())?]].into())),
        Constant::Bytes(bytes) => Some(Constant::Int(i64::from(bytes[at(bytes.len())?]))),
        _ => None,
    }
}

/// Digits to bytes without a big-number library: literals of this size are rare.
mod num_free {
    /// A magnitude, little-endian.
    pub struct Parsed(pub Vec<u8>);

    /// Reads digits in any of Python's bases; the tokenizer has checked them.
    pub fn parse_digits(text: &str) -> Parsed {
        let lower = text.to_ascii_lowercase();
        let (digits, base): (&str, u32) = match lower.get(..2) {
            Some("0x") => (&lower[2..], 16),
            Some("0o") => (&lower[2..], 8),
            Some("0b") => (&lower[2..], 2),
            _ => (&lower[..], 10),
        };
        let digits = digits.bytes().filter_map(|byte| char::from(byte).to_digit(36));
        if base == 10 { Parsed(decimal(digits)) } else { Parsed(binary(digits, base.trailing_zeros())) }
    }

    fn decimal(digits: impl Iterator<Item = u32>) -> Vec<u8> {
        let mut words: Vec<u32> = Vec::new();
        for digit in digits {
            let mut carry = u64::from(digit);
            for word in &mut words {
                carry += u64::from(*word) * 10;
                *word = carry as u32;
                carry >>= 32;
            }
            if carry != 0 {
                words.push(carry as u32);
            }
        }
        words.into_iter().flat_map(u32::to_le_bytes).collect()
    }

    fn binary(digits: impl Iterator<Item = u32>, bits: u32) -> Vec<u8> {
        let all: Vec<u32> = digits.collect();
        let mut out = Vec::with_capacity(all.len() / 2 + 1);
        let (mut pending, mut held) = (0u32, 0);
        for digit in all.into_iter().rev() {
            pending |= digit << held;
            held += bits;
            while held >= 8 {
                out.push(pending as u8);
                pending >>= 8;
                held -= 8;
            }
        }
        out.push(pending as u8);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_is_pythons() {
        let int = Constant::Int;
        let show = |constant: Option<Constant>| format!("{constant:?}");
        assert_eq!(show(binary(Operator::FloorDiv, &int(-7), &int(2))), show(Some(int(-4))));
        assert_eq!(show(binary(Operator::Mod, &int(-7), &int(2))), show(Some(int(1))));
        assert_eq!(show(binary(Operator::Div, &int(1), &int(0))), show(None));
        let power = binary(Operator::Pow, &int(2), &int(64));
        let mut magnitude = vec![0; 8];
        magnitude.push(1);
        assert_eq!(show(power), show(Some(Constant::BigInt { negative: false, magnitude })));
        assert_eq!(show(binary(Operator::Pow, &int(10), &int(100))), show(None));
    }
}
