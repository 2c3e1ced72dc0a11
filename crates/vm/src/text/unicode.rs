//! Properties and case mappings of code points, exactly as Python's str methods see them (Unicode 16).
//!
//! The facts are in `unicode_tables.rs`, asked of CPython itself. The runs of properties are unpacked at first use to
//! a table of about 80 KB, so that a question takes two loads; ASCII never needs it.

use std::sync::OnceLock;

use super::unicode_tables as tables;
use super::unicode_tables::{
    ALPHA, CASE_IGNORABLE, DECIMAL, DIGIT, LOWER, NUMERIC, PRINTABLE, SPACE, TITLE, UPPER, XID_CONTINUE,
    XID_START,
};

const PAGE: usize = 256;

/// The property runs, unpacked to a table in two stages.
struct Pages {
    /// For each block of 256 code points its page.
    blocks: Vec<u16>,
    /// The class of each code point; blocks of a single class share a page.
    pages: Vec<[u8; PAGE]>,
}

fn pages() -> &'static Pages {
    // Constant facts about Unicode: the same for every interpreter, so sharing them breaks nothing.
    static PAGES: OnceLock<Pages> = OnceLock::new();
    PAGES.get_or_init(unpack)
}

/// The runs as (length, class).
fn runs() -> impl Iterator<Item = (usize, u8)> {
    let mut len = 0;
    tables::RUNS.bytes().filter_map(move |byte| match byte {
        b'0'..=b'9' => {
            len = len * 32 + (byte - b'0') as usize;
            None
        }
        b'a'..=b'v' => {
            len = len * 32 + (byte - b'a') as usize + 10;
            None
        }
        _ => {
            let class = tables::LETTERS.iter().position(|&letter| letter == byte).unwrap_or(0);
            Some((std::mem::take(&mut len).max(1), class as u8))
        }
    })
}

fn unpack() -> Pages {
    let mut blocks = Vec::with_capacity(0x1100);
    let mut pages: Vec<[u8; PAGE]> = Vec::new();
    let mut uniform = [None; 256];
    let (mut page, mut filled) = ([0u8; PAGE], 0);
    for (mut len, class) in runs() {
        while len > 0 {
            let part = len.min(PAGE - filled);
            page[filled..filled + part].fill(class);
            filled += part;
            len -= part;
            if filled < PAGE {
                continue;
            }
            filled = 0;
            let number = match part == PAGE {
                true => uniform[class as usize],
                false => None,
            };
            let number = number.unwrap_or_else(|| {
                pages.push(page);
                pages.len() as u16 - 1
            });
            if part == PAGE {
                uniform[class as usize] = Some(number);
            }
            blocks.push(number);
        }
    }
    Pages { blocks, pages }
}

/// The property bits of a code point (constants of `unicode_tables`).
fn properties(c: u32) -> u16 {
    let table = pages();
    let Some(&page) = table.blocks.get(c as usize / PAGE) else { return 0 };
    tables::CLASSES[table.pages[page as usize][c as usize % PAGE] as usize]
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
        assert_eq!(runs().map(|(len, _)| len).sum::<usize>(), 0x110000);
        assert_eq!(pages().blocks.len(), 0x1100);
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
