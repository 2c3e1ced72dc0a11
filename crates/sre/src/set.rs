//! Sets of characters: a bit for each of the first 256, and the codes themselves for the rest.

use crate::{
    codes::{category, op},
    text::{Properties, Unit},
};

/// A set of bytes.
pub(crate) type ByteSet = [u64; 4];

pub(crate) const EMPTY: ByteSet = [0; 4];
pub(crate) const ALL: ByteSet = [!0; 4];

#[inline(always)]
pub(crate) fn has(set: &ByteSet, byte: u8) -> bool {
    set[usize::from(byte >> 6)] >> (byte & 63) & 1 != 0
}

pub(crate) fn add(set: &mut ByteSet, byte: u8) {
    set[usize::from(byte >> 6)] |= 1 << (byte & 63);
}

pub(crate) fn union(a: &ByteSet, b: &ByteSet) -> ByteSet {
    std::array::from_fn(|i| a[i] | b[i])
}

pub(crate) fn overlap(a: &ByteSet, b: &ByteSet) -> bool {
    a.iter().zip(b).any(|(a, b)| a & b != 0)
}

pub(crate) fn count(set: &ByteSet) -> u32 {
    set.iter().map(|word| word.count_ones()).sum()
}

const fn span(mut set: ByteSet, from: u32, to: u32) -> ByteSet {
    let mut word = 0;
    while word < 4 {
        let base = word as u32 * 64;
        if from < base + 64 && to >= base {
            let low = from.saturating_sub(base);
            let high = if to < base + 63 { to - base } else { 63 };
            set[word] |= (!0 >> (63 - high)) & (!0 << low);
        }
        word += 1;
    }
    set
}

const fn spans(list: &[(u32, u32)]) -> ByteSet {
    let (mut set, mut at) = (EMPTY, 0);
    while at < list.len() {
        set = span(set, list[at].0, list[at].1);
        at += 1;
    }
    set
}

/// TABLE: the first 256 characters of each category; their opposites are not listed.
const CATEGORIES: [ByteSet; 9] = [
    spans(&[(0x30, 0x39)]),
    spans(&[(9, 13), (32, 32)]),
    spans(&[(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)]),
    spans(&[(10, 10)]),
    spans(&[(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)]),
    spans(&[(0x30, 0x39)]),
    spans(&[(9, 13), (28, 32), (0x85, 0x85), (0xa0, 0xa0)]),
    spans(&[
        (0x30, 0x39),
        (0x41, 0x5a),
        (0x5f, 0x5f),
        (0x61, 0x7a),
        (0xaa, 0xaa),
        (0xb2, 0xb3),
        (0xb5, 0xb5),
        (0xb9, 0xba),
        (0xbc, 0xbe),
        (0xc0, 0xd6),
        (0xd8, 0xf6),
        (0xf8, 0xff),
    ]),
    spans(&[(10, 13), (28, 30), (0x85, 0x85)]),
];

/// The letters `A` to `Z` in the second word of a set; `a` to `z` lie 32 bits higher.
const UPPER: u64 = 0x07ff_fffe;

/// Whether a character is of a category.
pub(crate) fn in_category(properties: &Properties, number: u32, c: u32) -> bool {
    let positive = match (CATEGORIES.get(number as usize / 2), u8::try_from(c)) {
        (Some(near), Ok(byte)) => has(near, byte),
        _ => match number & !1 {
            category::UNI_DIGIT => (properties.is_decimal)(c),
            category::UNI_SPACE => (properties.is_space)(c),
            category::UNI_WORD => (properties.is_alnum)(c),
            category::UNI_LINEBREAK => matches!(c, 0x2028 | 0x2029),
            _ => false,
        },
    };
    positive != (number & 1 != 0)
}

/// What becomes of the case of a character before it is looked up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fold {
    None,
    Ascii,
    /// Lower or upper case may belong.
    Locale,
    Unicode,
}

pub(crate) fn lower_ascii(c: u32) -> u32 {
    if (0x41..=0x5a).contains(&c) { c + 32 } else { c }
}

pub(crate) fn upper_ascii(c: u32) -> u32 {
    if (0x61..=0x7a).contains(&c) { c - 32 } else { c }
}

/// The members from 256 on.
#[derive(Clone, Copy, Debug)]
enum Far {
    /// One character at most.
    Char(u32),
    /// What the codes from here on say.
    Codes(u32),
}

/// A set of characters.
#[derive(Clone, Debug)]
pub(crate) struct Set {
    /// Bytes that are characters by themselves and belong.
    pub(crate) fast: ByteSet,
    /// Whether a character of several bytes may belong.
    pub(crate) wide: bool,
    /// The first 256 characters after folding.
    near: ByteSet,
    fold: Fold,
    negated: bool,
    far: Far,
}

impl Set {
    /// One character, or with `negated` all others.
    pub(crate) fn of_char(c: u32, fold: Fold, negated: bool, unit: Unit, properties: &Properties) -> Set {
        let mut near = EMPTY;
        if let Ok(byte) = u8::try_from(c) {
            add(&mut near, byte);
        }
        let far = c > 0xff;
        Set { fast: EMPTY, wide: false, near, fold, negated, far: Far::Char(c) }
            .finished(far, unit, properties)
    }
    /// What the codes from `at` on say, up to and with FAILURE. They are checked.
    pub(crate) fn of_codes(
        codes: &[u32],
        at: usize,
        fold: Fold,
        unit: Unit,
        properties: &Properties,
    ) -> Option<Set> {
        let (near, far) = near_and_far(codes, at)?;
        let set = Set { fast: EMPTY, wide: false, near, fold, negated: false, far: Far::Codes(at as u32) };
        Some(set.finished(far, unit, properties))
    }
    /// Fills in what follows from the rest. `far`: whether a character from 256 on may belong.
    fn finished(mut self, far: bool, unit: Unit, properties: &Properties) -> Set {
        let mut fast = self.near;
        let to_lower = |word: u64| word & !UPPER | word >> 32 & UPPER;
        let to_upper = |word: u64| word & !(UPPER << 32) | (word & UPPER) << 32;
        match self.fold {
            Fold::None => {}
            Fold::Ascii | Fold::Unicode => fast[1] = to_lower(fast[1]),
            Fold::Locale => fast[1] = to_lower(fast[1]) | to_upper(fast[1]),
        }
        if self.negated {
            fast = fast.map(|word| !word);
        }
        // Beyond ASCII, `İ` and the Kelvin sign become ASCII in lower case.
        let kin = (1 << ('i' as u32 - 64)) | (1 << ('k' as u32 - 64));
        let kin = self.fold == Fold::Unicode && self.near[1] & kin != 0;
        self.wide = far || self.negated || kin || self.near[2] | self.near[3] != 0;
        match unit {
            Unit::CodePoint => fast[2..].fill(0),
            Unit::Byte if self.fold == Fold::Unicode => {
                fast[2..].fill(0);
                for byte in 0x80..=0xff {
                    let c = u32::from(byte);
                    let folded = (properties.lower)(c);
                    let belongs = u8::try_from(folded).is_ok_and(|folded| has(&self.near, folded));
                    if belongs != self.negated {
                        add(&mut fast, byte);
                    }
                }
                self.wide = false;
            }
            Unit::Byte => self.wide = false,
        }
        self.fast = fast;
        self
    }
    /// Whether a character of several bytes belongs.
    #[cold]
    pub(crate) fn test(&self, codes: &[u32], properties: &Properties, c: u32) -> bool {
        let belongs = match self.fold {
            Fold::None => self.has(codes, properties, c),
            Fold::Ascii => self.has(codes, properties, lower_ascii(c)),
            Fold::Unicode => self.has(codes, properties, (properties.lower)(c)),
            Fold::Locale => {
                self.has(codes, properties, lower_ascii(c)) || self.has(codes, properties, upper_ascii(c))
            }
        };
        belongs != self.negated
    }
    fn has(&self, codes: &[u32], properties: &Properties, c: u32) -> bool {
        if let Ok(byte) = u8::try_from(c) {
            return has(&self.near, byte);
        }
        match self.far {
            Far::Char(one) => one == c,
            Far::Codes(at) => far_has(codes, at as usize, properties, c),
        }
    }
    /// First bytes of the members.
    pub(crate) fn first_bytes(&self, unit: Unit) -> ByteSet {
        let mut set = self.fast;
        if unit == Unit::CodePoint && self.wide {
            set = span(set, 0xc2, 0xff);
        }
        set
    }
}

/// Blocks of a big set: their bits lie behind 64 words of block numbers, one byte each.
fn block_of(codes: &[u32], at: usize, page: usize) -> Option<&[u32]> {
    let word = codes.get(at + 1 + page / 4)?;
    let block = (word >> (page % 4 * 8) & 0xff) as usize;
    let start = at + 65 + block * 8;
    codes.get(start..start + 8)
}

/// How many codes an item takes, its operator included; nothing if it is none.
fn item_len(codes: &[u32], at: usize) -> Option<usize> {
    let len = match *codes.get(at)? {
        op::FAILURE | op::NEGATE => 1,
        op::LITERAL => 2,
        op::CATEGORY if *codes.get(at + 1)? <= category::UNI_NOT_LINEBREAK => 2,
        op::RANGE | op::RANGE_UNI_IGNORE => 3,
        op::CHARSET => 9,
        op::BIGCHARSET => {
            let blocks = *codes.get(at + 1)? as usize;
            if blocks > 256 || (0..256).any(|page| block_number(codes, at + 1, page) >= blocks) {
                return None;
            }
            66 + blocks * 8
        }
        _ => return None,
    };
    (at + len <= codes.len()).then_some(len)
}

fn block_number(codes: &[u32], at: usize, page: usize) -> usize {
    codes.get(at + 1 + page / 4).map_or(usize::MAX, |word| (word >> (page % 4 * 8) & 0xff) as usize)
}

fn bits(words: &[u32]) -> ByteSet {
    let word = |i: usize| u64::from(words.get(i).copied().unwrap_or(0));
    std::array::from_fn(|i| word(i * 2) | word(i * 2 + 1) << 32)
}

/// The first 256 members, and whether there may be more. Nothing if the codes are not a set.
fn near_and_far(codes: &[u32], mut at: usize) -> Option<(ByteSet, bool)> {
    let (mut near, mut undecided, mut ok, mut far) = (EMPTY, ALL, true, false);
    loop {
        let len = item_len(codes, at)?;
        let found = match codes[at] {
            op::FAILURE => break,
            op::NEGATE => {
                ok = !ok;
                EMPTY
            }
            op::LITERAL => {
                far |= codes[at + 1] > 0xff;
                spans(&[(codes[at + 1], codes[at + 1])])
            }
            op::RANGE | op::RANGE_UNI_IGNORE if codes[at + 1] <= codes[at + 2] => {
                far |= codes[at + 2] > 0xff;
                let mut set = spans(&[(codes[at + 1], codes[at + 2])]);
                if codes[at] == op::RANGE_UNI_IGNORE {
                    // A lower case letter belongs if its upper case does.
                    set[1] |= (set[1] & UPPER) << 32;
                }
                set
            }
            op::CATEGORY => {
                let number = codes[at + 1];
                let set = CATEGORIES[number as usize / 2];
                far |= number & 1 != 0 || number >= category::UNI_DIGIT;
                if number & 1 != 0 { set.map(|word| !word) } else { set }
            }
            op::CHARSET => bits(&codes[at + 1..]),
            op::BIGCHARSET => {
                far = true;
                bits(block_of(codes, at + 1, 0)?)
            }
            _ => EMPTY,
        };
        for i in 0..4 {
            near[i] |= if ok { undecided[i] & found[i] } else { 0 };
            undecided[i] &= !found[i];
        }
        at += len;
    }
    if !ok {
        near = union(&near, &undecided);
    }
    Some((near, far || !ok))
}

/// Whether a character from 256 on belongs.
fn far_has(codes: &[u32], mut at: usize, properties: &Properties, c: u32) -> bool {
    let mut ok = true;
    while let Some(len) = item_len_checked(codes, at) {
        let found = match codes[at] {
            op::FAILURE => break,
            op::NEGATE => {
                ok = !ok;
                false
            }
            op::LITERAL => codes[at + 1] == c,
            op::RANGE => (codes[at + 1]..=codes[at + 2]).contains(&c),
            op::RANGE_UNI_IGNORE => {
                let range = codes[at + 1]..=codes[at + 2];
                range.contains(&c) || range.contains(&(properties.upper)(c))
            }
            op::CATEGORY => in_category(properties, codes[at + 1], c),
            op::BIGCHARSET if c < 0x10000 => block_of(codes, at + 1, c as usize / 256)
                .is_some_and(|block| block[c as usize % 256 / 32] >> (c % 32) & 1 != 0),
            _ => false,
        };
        if found {
            return ok;
        }
        at += len;
    }
    !ok
}

/// The length of an item that has been checked before.
fn item_len_checked(codes: &[u32], at: usize) -> Option<usize> {
    Some(match *codes.get(at)? {
        op::FAILURE | op::NEGATE => 1,
        op::LITERAL | op::CATEGORY => 2,
        op::RANGE | op::RANGE_UNI_IGNORE => 3,
        op::CHARSET => 9,
        _ => 66 + *codes.get(at + 1)? as usize * 8,
    })
}

/// Behind the FAILURE that ends the set which begins at `at`.
pub(crate) fn end_of_set(codes: &[u32], mut at: usize) -> Option<usize> {
    loop {
        let len = item_len(codes, at)?;
        if codes[at] == op::FAILURE {
            return Some(at + 1);
        }
        at += len;
    }
}
