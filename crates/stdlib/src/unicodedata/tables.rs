//! The Unicode Character Database as CPython knows it (Unicode 16), unpacked at the first question.
//!
//! Natively it is inside the binary. In a page it is a file of the library, and until that has been loaded nothing is
//! known of any character.
//!
//! The build script packs `properties.txt` (asked of CPython), `aliases.txt` and the names of the characters into one
//! text, whose parts an empty line ends. Unified ideographs and Hangul syllables have names that follow from their
//! numbers.

use miniz_oxide::inflate::decompress_to_vec;
use std::{collections::HashMap, sync::OnceLock};

#[cfg(not(target_family = "wasm"))]
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/characters.data"));
#[cfg(target_family = "wasm")]
static PACKED: &[u8] = &[];

/// The database, once it was asked something or handed in.
static TABLES: OnceLock<Tables> = OnceLock::new();

/// What many code points have in common.
pub struct Class {
    /// General category.
    pub category: &'static str,
    /// Bidirectional class, or "-".
    pub bidirectional: &'static str,
    /// Canonical combining class.
    pub combining: u8,
    /// Whether it is mirrored in text that runs right to left.
    pub mirrored: bool,
    /// East Asian width.
    pub width: &'static str,
}

/// What a number is good for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Digit {
    /// A number.
    Numeric,
    /// A digit.
    Digit,
    /// A digit of a decimal system.
    Decimal,
}

/// The unpacked database.
pub struct Tables {
    classes: Vec<Class>,
    /// First code point and class, in order.
    runs: Vec<(u32, u16)>,
    decompositions: Vec<(u32, &'static str)>,
    numbers: Vec<(u32, Digit, f64)>,
    /// In the order of code points.
    names: Vec<(u32, &'static str)>,
    by_name: OnceLock<HashMap<&'static str, u32>>,
    aliases: Vec<(u32, &'static str)>,
}

/// The database. It is the same for every interpreter, so sharing it breaks nothing.
pub fn tables() -> &'static Tables {
    TABLES.get_or_init(|| unpack(PACKED).unwrap_or_else(|| read("")))
}

/// Whether the database can be asked.
pub fn is_there() -> bool {
    !PACKED.is_empty() || TABLES.get().is_some()
}

/// Takes the file of the database; whether it is one.
pub fn provide(bytes: &[u8]) -> bool {
    unpack(bytes).is_some_and(|tables| TABLES.set(tables).is_ok())
}

fn unpack(bytes: &[u8]) -> Option<Tables> {
    let text = String::from_utf8(decompress_to_vec(bytes).ok()?).ok()?;
    Some(read(Box::leak(text.into_boxed_str())))
}

/// Lines of a part whose code points count from the line before.
fn relative(part: &'static str, step: u32) -> impl Iterator<Item = (u32, &'static str)> {
    part.lines().scan(0u32, move |last, line| {
        let (distance, rest) = line.split_once(' ').unwrap_or((line, ""));
        *last += u32::from_str_radix(distance, 16).unwrap_or(0) + step;
        Some((*last, rest))
    })
}

fn read(text: &'static str) -> Tables {
    let mut parts = text.split("\n\n");
    let mut part = || parts.next().unwrap_or_default();
    let class = |line: &'static str| {
        let mut words = line.split(' ');
        let mut word = || words.next().unwrap_or_default();
        Class {
            category: word(),
            bidirectional: word(),
            combining: word().parse().unwrap_or(0),
            mirrored: word() == "1",
            width: word(),
        }
    };
    let classes = part().lines().map(class).collect();
    let hex = |digits: &str| u32::from_str_radix(digits, 16).unwrap_or(0);
    let runs = part().lines().scan(0, |start, line| {
        let (length, class) = line.split_once(' ').unwrap_or(("1", line));
        let run = (*start, hex(class) as u16);
        *start += hex(length);
        Some(run)
    });
    let runs = runs.collect();
    let decompositions = relative(part(), 0).collect();
    let number = |(code, rest): (u32, &'static str)| {
        let (kind, value) = rest.split_once(' ').unwrap_or(("n", "0"));
        let kind = match kind {
            "d" => Digit::Decimal,
            "g" => Digit::Digit,
            _ => Digit::Numeric,
        };
        (code, kind, value.parse().unwrap_or(0.0))
    };
    let numbers = relative(part(), 0).map(number).collect();
    let aliases = part().lines().filter_map(|line| line.split_once(' '));
    let aliases = aliases.map(|(code, name)| (hex(code), name)).collect();
    // Names begin with the number of code points skipped, if any, and a semicolon.
    let names = part().lines().scan(0u32, |next, line| {
        let (skipped, name) = line.split_once(';').unwrap_or(("0", line));
        let code = *next + hex(skipped);
        *next = code + 1;
        Some((code, name))
    });
    let names = names.collect();
    Tables { classes, runs, decompositions, numbers, names, by_name: OnceLock::new(), aliases }
}

impl Tables {
    /// Class of a code point; nothing if the database is damaged.
    pub fn class(&self, code: u32) -> Option<&Class> {
        let run = self.runs.partition_point(|(start, _)| *start <= code).checked_sub(1)?;
        self.classes.get(usize::from(self.runs[run].1))
    }
    /// The decomposition as the database spells it.
    pub fn decomposition(&self, code: u32) -> &'static str {
        let found = self.decompositions.binary_search_by_key(&code, |(code, _)| *code);
        found.map_or("", |at| self.decompositions[at].1)
    }
    /// The value of a number, and what it is good for.
    pub fn number(&self, code: u32) -> Option<(Digit, f64)> {
        let at = self.numbers.binary_search_by_key(&code, |(code, ..)| *code).ok()?;
        Some((self.numbers[at].1, self.numbers[at].2))
    }
    /// The name of a code point.
    pub fn name(&self, code: u32) -> Option<String> {
        if is_ideograph(code) {
            return Some(format!("{IDEOGRAPH}{code:X}"));
        }
        if let Some(index) = code.checked_sub(HANGUL).filter(|index| *index < HANGUL_COUNT) {
            let (lead, vowel, tail) = (index / 588, index % 588 / 28, index % 28);
            let parts = [LEADS[lead as usize], VOWELS[vowel as usize], TAILS[tail as usize]];
            return Some(format!("{SYLLABLE}{}", parts.concat()));
        }
        let at = self.names.binary_search_by_key(&code, |(code, _)| *code).ok()?;
        Some(self.names[at].1.to_owned())
    }
    /// The code point of a name or alias in any case, but for names that follow from numbers: those in capitals.
    pub fn code(&self, name: &str) -> Option<u32> {
        if let Some(digits) = name.strip_prefix(IDEOGRAPH) {
            let is_plain = matches!(digits.len(), 4 | 5)
                && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F'));
            let code = u32::from_str_radix(digits, 16).ok().filter(|_| is_plain)?;
            return is_ideograph(code).then_some(code);
        }
        if let Some(syllable) = name.strip_prefix(SYLLABLE) {
            return hangul_code(syllable);
        }
        let name = name.to_ascii_uppercase();
        let by_name =
            self.by_name.get_or_init(|| self.names.iter().map(|(code, name)| (*name, *code)).collect());
        let alias = || self.aliases.iter().find(|(_, alias)| *alias == name).map(|(code, _)| *code);
        by_name.get(&*name).copied().or_else(alias)
    }
}

/// The character of a name, for `\N{…}`; nothing while the database is not there.
pub fn character(name: &str) -> Option<char> {
    if !is_there() {
        return None;
    }
    tables().code(name).and_then(char::from_u32)
}

const IDEOGRAPH: &str = "CJK UNIFIED IDEOGRAPH-";
const SYLLABLE: &str = "HANGUL SYLLABLE ";
const HANGUL: u32 = 0xac00;
const HANGUL_COUNT: u32 = 11_172;
const LEADS: [&str; 19] =
    ["G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"];
const VOWELS: [&str; 21] = [
    "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI",
    "YU", "EU", "YI", "I",
];
const TAILS: [&str; 28] = [
    "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS",
    "S", "SS", "NG", "J", "C", "K", "T", "P", "H",
];

fn hangul_code(syllable: &str) -> Option<u32> {
    let longest = |table: &[&str], text: &str| {
        let fits = table.iter().enumerate().filter(|(_, part)| text.starts_with(**part));
        fits.max_by_key(|(_, part)| part.len()).map(|(index, part)| (index as u32, part.len()))
    };
    let (lead, length) = longest(&LEADS, syllable)?;
    let rest = &syllable[length..];
    let (vowel, length) = longest(&VOWELS, rest)?;
    let tail = TAILS.iter().position(|tail| *tail == &rest[length..])? as u32;
    Some(HANGUL + (lead * 21 + vowel) * 28 + tail)
}

fn is_ideograph(code: u32) -> bool {
    matches!(
        code,
        0x3400..=0x4dbf
            | 0x4e00..=0x9fff
            | 0x20000..=0x2a6df
            | 0x2a700..=0x2b739
            | 0x2b740..=0x2b81d
            | 0x2b820..=0x2cea1
            | 0x2ceb0..=0x2ebe0
            | 0x2ebf0..=0x2ee5d
            | 0x30000..=0x3134a
            | 0x31350..=0x323af
    )
}
