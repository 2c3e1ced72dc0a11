//! Codes by hand, and codes of chance: no list of numbers may bring the machine down.

use crate::{Kind, Machine, Outcome, Program, Properties, Query, Unit};

const PROPERTIES: Properties = Properties {
    is_alnum: |c| char::from_u32(c).is_some_and(char::is_alphanumeric),
    is_space: |c| char::from_u32(c).is_some_and(char::is_whitespace),
    is_decimal: |_| false,
    lower: |c| c,
    upper: |c| c,
};

fn search(
    codes: &[u32],
    groups: usize,
    unit: Unit,
    text: &[u8],
    fuel: i64,
) -> Option<Vec<Option<(usize, usize)>>> {
    let program = Program::new(codes, groups, unit, PROPERTIES)?;
    let mut machine = Machine::default();
    machine.begin(Query { start: 0, end: text.len(), kind: Kind::Search, must_advance: false });
    for _ in 0..10_000 {
        match machine.go(&program, text, fuel) {
            Outcome::Match => {
                let spans = (0..groups).map(|group| machine.group(group));
                return Some(std::iter::once(Some(machine.span())).chain(spans).collect());
            }
            Outcome::Pause => {}
            Outcome::Nothing | Outcome::TooMuch => return None,
        }
    }
    None
}

/// `(a|ab)(c|bcd)(d*)`
const ALTERNATIVES: &[u32] = &[
    17,
    0,
    7,
    5,
    16,
    97,
    15,
    9,
    7,
    16,
    97,
    16,
    98,
    15,
    2,
    0,
    17,
    1,
    17,
    2,
    7,
    5,
    16,
    99,
    15,
    11,
    9,
    16,
    98,
    16,
    99,
    16,
    100,
    15,
    2,
    0,
    17,
    3,
    17,
    4,
    24,
    6,
    0,
    u32::MAX,
    16,
    100,
    1,
    17,
    5,
    1,
];
/// `(a+)+b`
const CATASTROPHE: &[u32] =
    &[23, 14, 1, u32::MAX, 17, 0, 24, 6, 1, u32::MAX, 16, 97, 1, 17, 1, 18, 16, 98, 1];

#[test]
fn groups_of_alternatives() {
    let spans = search(ALTERNATIVES, 3, Unit::CodePoint, b"xabcd", 1000);
    assert_eq!(spans, Some(vec![Some((1, 5)), Some((1, 2)), Some((2, 5)), Some((5, 5))]));
}

#[test]
fn catastrophes_pause() {
    assert_eq!(search(CATASTROPHE, 1, Unit::Byte, b"aaab", 1000), Some(vec![Some((0, 4)), Some((0, 3))]));
    assert_eq!(search(CATASTROPHE, 1, Unit::Byte, &[b'a'; 60], 10), None);
}

#[test]
fn little_fuel_gives_the_same() {
    let repeat = &[23, 9, 1, u32::MAX, 17, 0, 16, 97, 17, 1, 18, 16, 98, 1];
    let all = search(repeat, 1, Unit::Byte, b"aaaab", 1_000_000);
    assert_eq!(all, Some(vec![Some((0, 5)), Some((3, 4))]));
    for fuel in 1..5 {
        assert_eq!(search(repeat, 1, Unit::Byte, b"aaaab", fuel), all);
    }
    assert!(search(ALTERNATIVES, 3, Unit::CodePoint, b"xabcd", 1).is_some());
}

#[test]
fn codes_of_chance() {
    let mut seed = 1u32;
    let mut chance = |below: usize| {
        seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12345);
        (seed >> 8) as usize % below
    };
    for _ in 0..20_000 {
        let mut codes = [ALTERNATIVES, CATASTROPHE][chance(2)].to_vec();
        for _ in 0..=chance(3) {
            let (at, from) = (chance(codes.len()), chance(codes.len()));
            codes[at] = [chance(43) as u32, chance(8) as u32, codes[from], 0, u32::MAX, 300][chance(6)];
        }
        for (unit, text) in
            [(Unit::Byte, &b"xabcd\xff\n"[..]), (Unit::CodePoint, "aab\u{e9}c\u{10400}d".as_bytes())]
        {
            search(&codes, 2, unit, text, 7);
        }
    }
}
