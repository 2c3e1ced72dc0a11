//! Ways to spoil a program: most results are still nearly Python, which is where the interesting mistakes are.

use crate::Random;

/// Pieces that mean something anywhere, and numbers at the edges of representations.
const PIECES: &[&str] = &[
    "lambda x: x",
    "yield",
    "await x",
    "*a",
    "**k",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ":=",
    ";",
    "\n",
    "\n    ",
    ",",
    "...",
    "None",
    "True",
    "-1",
    "0",
    "1.5",
    "1j",
    "2**64",
    "1 << 48",
    "1e308",
    "-0.0",
    "float('nan')",
    "''",
    "b'\\xff'",
    "'\\ud800'",
    "f'{x!r:>{y}}'",
    "[i for i in x]",
    "{**x}",
    "x if y else z",
    "not",
    "is",
    "in",
    "async ",
    "return",
    "raise",
    "try:\n    pass\nfinally:\n    pass\n",
    "del x",
    "global x",
    "nonlocal x",
    "class A: pass\n",
    "def f(): pass\n",
    "with x as y: pass\n",
    "match x:\n    case [a, *b]: pass\n",
    "import sys",
    "__class__",
    "super()",
    "exec('1')",
    "break",
    "continue",
    "pass",
    "assert 0",
    "x.y",
    "x[0]",
    "x[::2]",
    "@x\n",
    "type X[T] = int\n",
    "t'{x}'",
];

/// A program made from one or two of the corpus by a few changes.
pub fn mutate(corpus: &[String], random: &mut Random) -> String {
    let mut text = random.pick(corpus).clone();
    for _ in 0..=random.below(5) {
        text = match random.below(8) {
            0 => cut_line(&text, random),
            1 => swap_lines(&text, random),
            2 => repeat_lines(&text, random),
            3 => insert_piece(&text, random),
            4 => replace_word(&text, random),
            5 => indent(&text, random),
            6 => {
                let other = random.pick(corpus);
                join(&text, other, random)
            }
            _ => cut_bytes(&text, random),
        };
    }
    text.truncate(floor_boundary(&text, 20_000));
    text
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn cut_line(text: &str, random: &mut Random) -> String {
    let mut lines = lines(text);
    if !lines.is_empty() {
        lines.remove(random.below(lines.len()));
    }
    lines.concat()
}

fn swap_lines(text: &str, random: &mut Random) -> String {
    let mut lines = lines(text);
    if !lines.is_empty() {
        let (a, b) = (random.below(lines.len()), random.below(lines.len()));
        lines.swap(a, b);
    }
    lines.concat()
}

fn repeat_lines(text: &str, random: &mut Random) -> String {
    let lines = lines(text);
    if lines.is_empty() {
        return String::new();
    }
    let start = random.below(lines.len());
    let end = (start + 1 + random.below(6)).min(lines.len());
    let mut out = lines[..end].concat();
    for _ in 0..=random.below(3) {
        out.push_str(&lines[start..end].concat());
    }
    out.push_str(&lines[end..].concat());
    out
}

fn insert_piece(text: &str, random: &mut Random) -> String {
    let at = place(text, random);
    let piece = random.pick(PIECES);
    format!("{} {piece} {}", &text[..at], &text[at..])
}

/// Replaces a word by another of the same text, or by a piece.
fn replace_word(text: &str, random: &mut Random) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let words: Vec<&str> = text.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return text.to_string();
    }
    let old = *random.pick(&words);
    let new = if random.below(3) == 0 { *random.pick(PIECES) } else { *random.pick(&words) };
    let places: Vec<usize> = text.match_indices(old).map(|(at, _)| at).collect();
    let at = *random.pick(&places);
    format!("{}{new}{}", &text[..at], &text[at + old.len()..])
}

fn indent(text: &str, random: &mut Random) -> String {
    let lines = lines(text);
    if lines.is_empty() {
        return String::new();
    }
    let start = random.below(lines.len());
    let end = (start + 1 + random.below(8)).min(lines.len());
    let deeper = random.below(2) == 0;
    let change = |line: &&str| {
        if deeper { format!("    {line}") } else { line.strip_prefix("    ").unwrap_or(line).to_string() }
    };
    let changed: String = lines[start..end].iter().map(change).collect();
    format!("{}{changed}{}", lines[..start].concat(), lines[end..].concat())
}

fn join(text: &str, other: &str, random: &mut Random) -> String {
    let (from, to) = (place(text, random), place(other, random));
    format!("{}{}", &text[..from], &other[to..])
}

fn cut_bytes(text: &str, random: &mut Random) -> String {
    let start = place(text, random);
    let end = floor_boundary(text, start + random.below(20)).max(start);
    format!("{}{}", &text[..start], &text[end..])
}

fn place(text: &str, random: &mut Random) -> usize {
    floor_boundary(text, random.below(text.len() + 1))
}

/// The last boundary of a character at or before `at`.
fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_its_programs_and_any_text_can_be_spoiled() {
        let corpus = vec!["x = 'ünï'\nfor i in x:\n    print(i)\n".to_string(), String::new()];
        let (mut a, mut b) = (Random::new(7), Random::new(7));
        for _ in 0..2_000 {
            assert_eq!(mutate(&corpus, &mut a), mutate(&corpus, &mut b));
        }
    }
}
