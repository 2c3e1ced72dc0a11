//! Misspelt keywords: what a statement that makes no sense may have meant.

use super::{anchors, excerpt::dedent};
use crate::{host::SourceToken, text::suggest::closest, vm::Vm};
use std::collections::BinaryHeap;

/// Python's keywords, sorted.
const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
    "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];
/// Most names looked at, keywords tried for each, and characters of a statement.
const MOST_NAMES: usize = 10;
const MOST_TRIES: usize = 3;
const LONGEST: usize = 1024;
/// How alike words must be.
const CUTOFF: f64 = 0.5;
/// `token.NAME`
const NAME: u8 = 1;

/// What was meant: the line to show, the name's columns in characters from 0, and the keyword.
pub(super) struct Typo {
    pub text: String,
    pub from: usize,
    pub to: usize,
    pub keyword: &'static str,
}

/// Looks for a misspelt keyword in the lines from `first` to `last` (from 1) of a text. Of a file only names in the last
/// line count.
pub(super) fn find(vm: &mut Vm, lines: &[String], first: usize, last: usize, is_file: bool) -> Option<Typo> {
    let lines = dedent(lines.get(first.max(1) - 1..last)?);
    let code = lines.join("\n");
    if code.chars().count() > LONGEST {
        return None;
    }
    let tokens = (vm.tokenize?)(&code).0;
    let wanted = |token: &&SourceToken| {
        token.kind == NAME
            && (!is_file || token.from.0 as usize == lines.len())
            && !KEYWORDS.contains(&&code[token.bytes.0..token.bytes.1])
    };
    for token in tokens.iter().filter(wanted).take(MOST_NAMES) {
        let (from, to) = token.bytes;
        let word = &code[from..to];
        for keyword in candidates(word) {
            let attempt = format!("{}{keyword}{}", &code[..from], &code[to..]);
            if makes_sense(vm, &attempt) {
                let line = lines.get(token.from.0 as usize - 1)?;
                let start = line.get(..token.from.1 as usize)?.chars().count();
                return Some(Typo {
                    text: line.clone(),
                    from: start,
                    to: start + word.chars().count(),
                    keyword,
                });
            }
        }
    }
    None
}

/// Whether a statement parses, be it by what could follow it.
fn makes_sense(vm: &mut Vm, code: &str) -> bool {
    if anchors::parse(vm, code).is_some() {
        return true;
    }
    let Some(last) = code.lines().last().filter(|_| code.trim_end().ends_with(':')) else { return false };
    let indent = &last[..last.len() - last.trim_start().len()];
    anchors::parse(vm, &format!("{code}\n{indent} pass")).is_some()
}

/// Keywords like a word, the likeliest first.
fn candidates(word: &str) -> Vec<&'static str> {
    let mut found: Vec<&str> = closest(word, KEYWORDS.iter().copied()).into_iter().collect();
    // Positive numbers are in the order of their bits.
    let alike: BinaryHeap<(u64, &str)> = KEYWORDS
        .iter()
        .map(|keyword| (ratio(keyword, word), *keyword))
        .filter(|(ratio, _)| *ratio >= CUTOFF)
        .map(|(ratio, keyword)| (ratio.to_bits(), keyword))
        .collect();
    found.extend(alike.into_sorted_vec().into_iter().rev().take(MOST_TRIES).map(|(_, keyword)| keyword));
    found.truncate(MOST_TRIES);
    found.retain(|keyword| *keyword != word);
    found
}

/// How alike two words are, as `difflib` measures it: twice the characters in common blocks, by all characters.
fn ratio(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let all = a.len() + b.len();
    if all == 0 { 1.0 } else { 2.0 * common(&a, &b) as f64 / all as f64 }
}

/// Characters in the longest common block, and in those before and behind it.
fn common(a: &[char], b: &[char]) -> usize {
    let (mut best, mut place) = (0, (0, 0));
    for i in 0..a.len() {
        for j in 0..b.len() {
            let length = a[i..].iter().zip(&b[j..]).take_while(|(x, y)| x == y).count();
            if length > best {
                (best, place) = (length, (i, j));
            }
        }
    }
    if best == 0 {
        return 0;
    }
    let (i, j) = place;
    best + common(&a[..i], &b[..j]) + common(&a[i + best..], &b[j + best..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likely_keywords() {
        assert_eq!(candidates("deff")[0], "def");
        assert_eq!(candidates("whille")[0], "while");
        assert!((ratio("abcd", "bcde") - 0.75).abs() < 1e-9);
    }
}
