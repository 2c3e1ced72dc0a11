//! "Did you mean": the closest of some names by edit distance, with CPython's costs and limits.

const MOVE: usize = 2;
const CASE: usize = 1;
/// Longest names compared.
const LONGEST: usize = 40;
/// Most candidates considered.
const MOST: usize = 750;

fn substitution(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE
    } else {
        MOVE
    }
}

/// Edit distance where an insertion or removal costs 2, a change 2, a change of case 1; `None` beyond `limit`.
fn distance(a: &[u8], b: &[u8], limit: usize) -> Option<usize> {
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[prefix..], &b[prefix..]);
    let suffix = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - suffix], &b[..b.len() - suffix]);
    if a.is_empty() || b.is_empty() {
        let cost = (a.len() + b.len()) * MOVE;
        return (cost <= limit).then_some(cost);
    }
    if a.len() > LONGEST || b.len() > LONGEST {
        return None;
    }
    let mut row: Vec<usize> = (1..=a.len()).map(|i| i * MOVE).collect();
    let mut last = 0;
    for (i, y) in b.iter().enumerate() {
        let mut diagonal = i * MOVE;
        last = diagonal + MOVE;
        let mut least = usize::MAX;
        for (j, x) in a.iter().enumerate() {
            let change = diagonal + substitution(*y, *x);
            diagonal = row[j];
            last = change.min(last.min(diagonal) + MOVE);
            row[j] = last;
            least = least.min(last);
        }
        if least > limit {
            return None;
        }
    }
    (last <= limit).then_some(last)
}

/// The candidate closest to `wrong`, if any is close enough.
pub fn closest<'a>(wrong: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(&str, usize)> = None;
    for (seen, candidate) in candidates.enumerate() {
        // A crowd of exactly that size is too many already.
        if seen + 1 >= MOST {
            return None;
        }
        if candidate == wrong {
            continue;
        }
        let mut limit = (wrong.len() + candidate.len() + 3) * MOVE / 6;
        if let Some((_, least)) = best {
            limit = limit.min(least.saturating_sub(1));
        }
        if let Some(cost) = distance(wrong.as_bytes(), candidate.as_bytes(), limit)
            && best.is_none_or(|(_, least)| cost < least)
        {
            best = Some((candidate, cost));
        }
    }
    best.map(|(candidate, _)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_closest() {
        assert_eq!(closest("lenght", ["length", "width"].into_iter()), Some("length"));
        assert_eq!(closest("abc", ["xyz"].into_iter()), None);
    }
}
