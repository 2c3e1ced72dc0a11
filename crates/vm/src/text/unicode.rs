//! Properties and case mappings of code points, exactly as Python's str methods see them (Unicode 16).
//!
//! The facts are in `unicode_tables.rs`, asked of CPython itself. The runs of properties are unpacked at first use to
//! an ordered list with an index by blocks of 256 code points, about 25 KB; ASCII never needs them.

use std::sync::OnceLock;

use super::unicode_tables as tables;
use super::unicode_tables::{
    ALPHA, CASE_IGNORABLE, DECIMAL, DIGIT, LOWER, NUMERIC, PRINTABLE, SPACE, TITLE, UPPER, XID_CONTINUE,
    XID_START,
};

/// The property runs, unpacked.
struct Runs {
    /// `start << 8 | class`, in order.
    runs: Vec<u32>,
    /// For each block of 256 code points the run that holds its first one.
    blocks: Vec<u16>,
}

fn runs() -> &'static Runs {
    // Constant facts about Unicode: the same for every interpreter, so sharing them breaks nothing.
    static RUNS: OnceLock<Runs> = OnceLock::new();
    RUNS.get_or_init(unpack)
}

fn unpack() -> Runs {
    let mut class_of = [0u32; 128];
    for (class, &letter) in tables::LETTERS.iter().enumerate() {
        class_of[letter as usize & 127] = class as u32;
    }
    let mut runs = Vec::with_capacity(4096);
    let (mut at, mut len) = (0u32, 0u32);
    for byte in tables::RUNS.bytes() {
        match byte {
            b'0'..=b'9' => len = len * 32 + (byte - b'0') as u32,
            b'a'..=b'v' => len = len * 32 + (byte - b'a') as u32 + 10,
            _ => {
                runs.push(at << 8 | class_of[byte as usize & 127]);
                at += len.max(1);
                len = 0;
            }
        }
    }
    let mut blocks = vec![0u16; 0x1100];
    let mut run = 0;
    for (block, first) in blocks.iter_mut().enumerate() {
        while runs.get(run + 1).is_some_and(|&next| next >> 8 <= (block as u32) << 8) {
            run += 1;
        }
        *first = run as u16;
    }
    Runs { runs, blocks }
}

/// The property bits of a code point (constants of `unicode_tables`).
fn properties(c: u32) -> u16 {
    let table = runs();
    let block = (c >> 8) as usize;
    let Some(&first) = table.blocks.get(block) else { return 0 };
    let last = table.blocks.get(block + 1).map_or(table.runs.len() - 1, |&run| run as usize);
    let here = &table.runs[first as usize..=last];
    let found = here.partition_point(|&run| run >> 8 <= c);
    tables::CLASSES[(here[found.saturating_sub(1)] & 0xFF) as usize]
}

macro_rules! properties {
    ($($(#[$doc:meta])* $name:ident, $ascii:expr, $bits:expr;)*) => {$(
        $(#[$doc])*
        #[inline]
        pub fn $name(c: u32) -> bool {
            if c < 0x80 {
                let ascii: fn(u8) -> bool = $ascii;
                ascii(c as u8)
            } else {
                properties(c) & ($bits) != 0
            }
        }
    )*};
}

properties! {
    /// `str.isalpha` of one code point: a letter.
    is_alpha, |c| c.is_ascii_alphabetic(), ALPHA;
    /// `str.isdecimal`: a digit that `int()` takes.
    is_decimal, |c| c.is_ascii_digit(), DECIMAL;
    /// `str.isdigit`: decimals, superscripts and the like.
    is_digit, |c| c.is_ascii_digit(), DIGIT;
    /// `str.isnumeric`: whatever has a numeric value.
    is_numeric, |c| c.is_ascii_digit(), NUMERIC;
    /// `str.isalnum`.
    is_alnum, |c| c.is_ascii_alphanumeric(), ALPHA | DECIMAL | DIGIT | NUMERIC;
    /// `str.isspace`: what `split()` and `strip()` take for white space.
    is_space, |c| matches!(c, 9..=13 | 28..=32), SPACE;
    /// `str.isprintable`: what `repr` shows as it is.
    is_printable, |c| (32..127).contains(&c), PRINTABLE;
    /// Upper case.
    is_upper, |c| c.is_ascii_uppercase(), UPPER;
    /// Lower case.
    is_lower, |c| c.is_ascii_lowercase(), LOWER;
    /// A letter of title case such as `ǅ`.
    is_title, |_| false, TITLE;
    /// Any of upper, lower and title case.
    is_cased, |c| c.is_ascii_alphabetic(), UPPER | LOWER | TITLE;
    /// What the rule for the final sigma looks through.
    is_case_ignorable, |c| matches!(c, b'\'' | b'.' | b':' | b'^' | b'`'), CASE_IGNORABLE;
    /// May begin an identifier (`_` included, as in Python).
    is_xid_start, |c| c.is_ascii_alphabetic() || c == b'_', XID_START;
    /// May continue an identifier.
    is_xid_continue, |c| c.is_ascii_alphanumeric() || c == b'_', XID_CONTINUE;
}

/// The value of a digit as `isdigit` means it (`²` is 2).
pub fn digit_value(c: u32) -> Option<u32> {
    if c < 0x80 {
        return (c as u8).is_ascii_digit().then(|| c - 48);
    }
    let after = tables::DIGITS.partition_point(|&(start, _, _)| start <= c);
    let &(start, len, value) = tables::DIGITS.get(after.checked_sub(1)?)?;
    (c - start < len as u32).then(|| value as u32 + c - start)
}

/// The value of a decimal digit, such as `int()` and `float()` take.
pub fn decimal_value(c: u32) -> Option<u32> {
    if is_decimal(c) { digit_value(c) } else { None }
}

/// One to three code points: what a case mapping gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mapped([u32; 3]);

impl Mapped {
    fn one(c: u32) -> Mapped {
        Mapped([c, 0, 0])
    }

    /// The code points.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        // A zero ends the list, except that U+0000 maps to itself.
        self.0.iter().enumerate().filter(|&(i, &c)| i == 0 || c != 0).map(|(_, &c)| c)
    }

    /// The code point, if it is just one.
    pub fn single(&self) -> Option<u32> {
        (self.0[1] == 0).then_some(self.0[0])
    }
}

fn look_up(runs: &[(u32, i32, u16, u8)], many: &[(u32, [u16; 3])], c: u32) -> Option<Mapped> {
    if let Ok(i) = many.binary_search_by_key(&c, |row| row.0) {
        return Some(Mapped(many[i].1.map(u32::from)));
    }
    let after = runs.partition_point(|run| run.0 <= c);
    let &(start, distance, len, stride) = runs.get(after.checked_sub(1)?)?;
    let (offset, stride) = (c - start, stride as u32);
    (offset.is_multiple_of(stride) && offset / stride < len as u32)
        .then(|| Mapped::one(c.wrapping_add_signed(distance)))
}

/// The full lower case of a code point. The final sigma depends on its neighbours: see `case.rs`.
pub fn to_lower(c: u32) -> Mapped {
    if c < 0x80 {
        return Mapped::one((c as u8).to_ascii_lowercase() as u32);
    }
    look_up(tables::LOWER_TO, tables::LOWER_TO_MANY, c).unwrap_or(Mapped::one(c))
}

/// The full upper case of a code point.
pub fn to_upper(c: u32) -> Mapped {
    if c < 0x80 {
        return Mapped::one((c as u8).to_ascii_uppercase() as u32);
    }
    look_up(tables::UPPER_TO, tables::UPPER_TO_MANY, c).unwrap_or(Mapped::one(c))
}

/// The full title case of a code point.
pub fn to_title(c: u32) -> Mapped {
    if c < 0x80 {
        return Mapped::one((c as u8).to_ascii_uppercase() as u32);
    }
    look_up(tables::TITLE_TO, tables::TITLE_TO_MANY, c).unwrap_or_else(|| to_upper(c))
}

/// The full case folding of a code point.
pub fn to_fold(c: u32) -> Mapped {
    if c < 0x80 {
        return Mapped::one((c as u8).to_ascii_lowercase() as u32);
    }
    look_up(tables::FOLD_TO, tables::FOLD_TO_MANY, c).unwrap_or_else(|| to_lower(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(mapped: Mapped) -> String {
        mapped.iter().filter_map(char::from_u32).collect()
    }

    #[test]
    fn runs_cover_everything() {
        let table = runs();
        assert!(table.runs.windows(2).all(|w| w[0] >> 8 < w[1] >> 8));
        assert!(table.runs.last().is_some_and(|&last| last >> 8 < 0x110000));
        assert!(!is_printable(0x10FFFF) && !is_alpha(0x110000) && !is_alpha(u32::MAX));
    }

    #[test]
    fn properties_of_samples() {
        assert!(
            is_alpha('é' as u32) && is_lower('ª' as u32) && is_upper('Ⅷ' as u32) && !is_alpha('Ⅷ' as u32)
        );
        assert!(is_title('ǅ' as u32) && !is_upper('ǅ' as u32) && is_space(0x3000) && is_space(0x85));
        assert!(!is_space(0x200B) && !is_printable(0xA0) && !is_printable(0xD800) && is_printable(0x1F600));
        assert!(
            is_numeric('½' as u32)
                && !is_digit('½' as u32)
                && is_digit('²' as u32)
                && !is_decimal('²' as u32)
        );
        assert_eq!((digit_value('²' as u32), decimal_value('²' as u32)), (Some(2), None));
        assert_eq!((decimal_value(0x0667), decimal_value(0x1D7FF)), (Some(7), Some(9)));
    }

    #[test]
    fn mappings_of_samples() {
        assert_eq!(text(to_upper('ß' as u32)), "SS");
        assert_eq!(text(to_title('ß' as u32)), "Ss");
        assert_eq!(text(to_fold('ß' as u32)), "ss");
        assert_eq!(text(to_lower('İ' as u32)), "i\u{307}");
        assert_eq!((text(to_title('ǆ' as u32)), text(to_upper('ǆ' as u32))), ("ǅ".into(), "Ǆ".into()));
        assert_eq!(to_title('ა' as u32).single(), Some('ა' as u32));
        assert_eq!(text(to_upper('ა' as u32)), "Ა");
        assert_eq!(text(to_fold(0x13A0)), "\u{13A0}");
        assert_eq!(to_upper(0).iter().count(), 1);
    }
}
