//! Finding, counting, replacing, splitting, stripping and padding: one set of functions for str and bytes.
//!
//! Text is searched as bytes: in WTF-8 a needle found in the bytes is found at a code point. Only the empty needle,
//! white space, line ends and columns differ, which [`Kind`] tells. Positions are byte offsets. Searching takes
//! linear time in the worst case (`memchr::memmem`).

use memchr::memmem;

use super::{unicode, wtf8};

/// Whether bytes are text (WTF-8) or just bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `str`: units are code points, white space is Unicode's.
    Text,
    /// `bytes`, `bytearray`: units are bytes, white space is ASCII's.
    Bytes,
}

impl Kind {
    /// The unit at `at` and the offset behind it.
    fn unit_at(self, data: &[u8], at: usize) -> (u32, usize) {
        match self {
            Kind::Text => wtf8::decode_at(data, at),
            Kind::Bytes => (data[at] as u32, at + 1),
        }
    }

    /// The unit that ends at `end` and its offset.
    fn unit_before(self, data: &[u8], end: usize) -> (u32, usize) {
        match self {
            Kind::Text => wtf8::decode_before(data, end),
            Kind::Bytes => (data[end - 1] as u32, end - 1),
        }
    }

    /// Whether `unit` separates words.
    pub fn is_space(self, unit: u32) -> bool {
        match self {
            Kind::Text => unicode::is_space(unit),
            Kind::Bytes => matches!(unit, 9..=13 | 32),
        }
    }

    fn is_line_end(self, unit: u32) -> bool {
        match self {
            Kind::Text => matches!(unit, 10..=13 | 28..=30 | 0x85 | 0x2028 | 0x2029),
            Kind::Bytes => matches!(unit, 10 | 13),
        }
    }

    /// The number of units in `data`.
    pub fn len(self, data: &[u8]) -> usize {
        match self {
            Kind::Text => wtf8::count(data),
            Kind::Bytes => data.len(),
        }
    }
}

/// The first place where `needle` occurs.
pub fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [byte] => memchr::memchr(*byte, hay),
        _ => memmem::find(hay, needle),
    }
}

/// The last place where `needle` occurs.
pub fn rfind(hay: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [byte] => memchr::memrchr(*byte, hay),
        _ => memmem::rfind(hay, needle),
    }
}

/// How often `needle` occurs without overlap; an empty one between all units and at both ends.
pub fn count(hay: &[u8], needle: &[u8], kind: Kind) -> usize {
    match needle {
        [] => kind.len(hay) + 1,
        [byte] => memchr::memchr_iter(*byte, hay).count(),
        _ => memmem::find_iter(hay, needle).count(),
    }
}

/// Replaces the first `limit` occurrences (all for `None`). `None` means that nothing was found and nothing changes.
/// The result may be far longer than the input: see [`replaced_len`].
pub fn replace(hay: &[u8], from: &[u8], to: &[u8], limit: Option<usize>, kind: Kind) -> Option<Vec<u8>> {
    let limit = limit.unwrap_or(usize::MAX);
    if limit == 0 || (from.is_empty() && to.is_empty()) || from == to {
        return None;
    }
    if from.is_empty() {
        return Some(interleave(hay, to, limit, kind));
    }
    // A search that is to go far is worth preparing.
    match from {
        [byte] => replace_found(hay, memchr::memchr_iter(*byte, hay).take(limit), 1, to),
        _ if hay.len() < 64 => {
            let mut done = 0;
            let places = std::iter::from_fn(|| {
                let at = done + find(&hay[done..], from)?;
                done = at + from.len();
                Some(at)
            });
            replace_found(hay, places.take(limit), from.len(), to)
        }
        _ => replace_found(hay, memmem::Finder::new(from).find_iter(hay).take(limit), from.len(), to),
    }
}

fn replace_found(
    hay: &[u8],
    places: impl Iterator<Item = usize>,
    length: usize,
    to: &[u8],
) -> Option<Vec<u8>> {
    let mut places = places.peekable();
    places.peek()?;
    let mut out = Vec::with_capacity(hay.len());
    let mut done = 0;
    for at in places {
        out.extend_from_slice(&hay[done..at]);
        out.extend_from_slice(to);
        done = at + length;
    }
    out.extend_from_slice(&hay[done..]);
    Some(out)
}

fn interleave(hay: &[u8], to: &[u8], limit: usize, kind: Kind) -> Vec<u8> {
    let mut out = Vec::with_capacity(hay.len() + to.len());
    let (mut at, mut done) = (0, 0);
    while done < limit {
        out.extend_from_slice(to);
        done += 1;
        if at >= hay.len() {
            return out;
        }
        let (_, next) = kind.unit_at(hay, at);
        let next = next.min(hay.len());
        out.extend_from_slice(&hay[at..next]);
        at = next;
    }
    out.extend_from_slice(&hay[at..]);
    out
}

/// The length that [`replace`] would give, or `None` if it overflows: ask before replacing when memory is limited.
pub fn replaced_len(hay: &[u8], from: &[u8], to: &[u8], limit: Option<usize>, kind: Kind) -> Option<usize> {
    let times = count(hay, from, kind).min(limit.unwrap_or(usize::MAX));
    (hay.len() - times * from.len()).checked_add(times.checked_mul(to.len())?)
}

/// `split(sep, max)`: pieces between occurrences of `separator` (not empty), at most `limit` cuts.
pub fn split<'a>(hay: &'a [u8], separator: &[u8], limit: Option<usize>) -> Vec<&'a [u8]> {
    let mut out = Vec::new();
    let mut done = 0;
    let limit = limit.unwrap_or(usize::MAX);
    if let [byte] = separator {
        for at in memchr::memchr_iter(*byte, hay).take(limit) {
            out.push(&hay[done..at]);
            done = at + 1;
        }
    } else if !separator.is_empty() {
        for at in memmem::find_iter(hay, separator).take(limit) {
            out.push(&hay[done..at]);
            done = at + separator.len();
        }
    }
    out.push(&hay[done..]);
    out
}

/// `rsplit(sep, max)`: like [`split`], cutting from the end. Pieces are in the order of the text.
pub fn rsplit<'a>(hay: &'a [u8], separator: &[u8], limit: Option<usize>) -> Vec<&'a [u8]> {
    let mut out = Vec::new();
    let mut end = hay.len();
    if !separator.is_empty() {
        for at in memmem::rfind_iter(hay, separator).take(limit.unwrap_or(usize::MAX)) {
            out.push(&hay[at + separator.len()..end]);
            end = at;
        }
    }
    out.push(&hay[..end]);
    out.reverse();
    out
}

fn skip_space(data: &[u8], mut at: usize, kind: Kind) -> usize {
    while at < data.len() {
        let (unit, next) = kind.unit_at(data, at);
        if !kind.is_space(unit) {
            break;
        }
        at = next;
    }
    at.min(data.len())
}

fn skip_space_back(data: &[u8], mut end: usize, kind: Kind) -> usize {
    while end > 0 {
        let (unit, at) = kind.unit_before(data, end);
        if !kind.is_space(unit) {
            break;
        }
        end = at;
    }
    end
}

/// `split()`: words between runs of white space; after `limit` words the rest, white space at its end included.
pub fn split_whitespace(data: &[u8], limit: Option<usize>, kind: Kind) -> Vec<&[u8]> {
    let mut out = Vec::new();
    if limit.is_none() && data.is_ascii() {
        let text = matches!(kind, Kind::Text);
        let is_space = |byte: &u8| matches!(byte, 9..=13 | 32) || text && matches!(byte, 28..=31);
        out.extend(data.split(is_space).filter(|word| !word.is_empty()));
        return out;
    }
    let limit = limit.unwrap_or(usize::MAX);
    let mut at = skip_space(data, 0, kind);
    while at < data.len() {
        if out.len() == limit {
            out.push(&data[at..]);
            break;
        }
        let start = at;
        while at < data.len() {
            let (unit, next) = kind.unit_at(data, at);
            if kind.is_space(unit) {
                break;
            }
            at = next.min(data.len());
        }
        out.push(&data[start..at]);
        at = skip_space(data, at, kind);
    }
    out
}

/// `rsplit()` by white space: like [`split_whitespace`] from the end; pieces in the order of the text.
pub fn rsplit_whitespace(data: &[u8], limit: Option<usize>, kind: Kind) -> Vec<&[u8]> {
    let mut out = Vec::new();
    let limit = limit.unwrap_or(usize::MAX);
    let mut end = skip_space_back(data, data.len(), kind);
    while end > 0 {
        if out.len() == limit {
            out.push(&data[..end]);
            break;
        }
        let stop = end;
        while end > 0 {
            let (unit, at) = kind.unit_before(data, end);
            if kind.is_space(unit) {
                break;
            }
            end = at;
        }
        out.push(&data[end..stop]);
        end = skip_space_back(data, end, kind);
    }
    out.reverse();
    out
}

/// `splitlines(keepends)`. `\r\n` is one line end.
pub fn splitlines(data: &[u8], keep_ends: bool, kind: Kind) -> Vec<&[u8]> {
    let mut out = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < data.len() {
        let (unit, next) = kind.unit_at(data, at);
        let mut next = next.min(data.len());
        if kind.is_line_end(unit) {
            if unit == 13 && data.get(next) == Some(&b'\n') {
                next += 1;
            }
            out.push(&data[start..if keep_ends { next } else { at }]);
            start = next;
        }
        at = next;
    }
    if start < data.len() {
        out.push(&data[start..]);
    }
    out
}

/// `partition`: what is before the first separator and what is after it.
pub fn partition<'a>(hay: &'a [u8], separator: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    find(hay, separator).map(|at| (&hay[..at], &hay[at + separator.len()..]))
}

/// `rpartition`: what is before the last separator and what is after it.
pub fn rpartition<'a>(hay: &'a [u8], separator: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    rfind(hay, separator).map(|at| (&hay[..at], &hay[at + separator.len()..]))
}

/// What [`strip`] takes away.
#[derive(Clone, Copy, Debug)]
pub enum StripSet<'a> {
    /// White space.
    Space,
    /// Any of these units.
    Units(&'a [u8]),
}

/// `strip`, `lstrip` (`left` only), `rstrip` (`right` only).
pub fn strip<'a>(data: &'a [u8], set: StripSet, left: bool, right: bool, kind: Kind) -> &'a [u8] {
    if let StripSet::Space = set
        && data.is_ascii()
    {
        // White space of str has four more control characters than that of bytes.
        let space = |byte: &u8| {
            matches!(byte, b' ' | 0x09..=0x0d) || kind == Kind::Text && matches!(byte, 0x1c..=0x1f)
        };
        let solid = |byte: &u8| !space(byte);
        let start = if left { data.iter().position(solid).unwrap_or(data.len()) } else { 0 };
        let end = if right { data.iter().rposition(solid).map_or(start, |at| at + 1) } else { data.len() };
        return &data[start..end.max(start)];
    }
    if let StripSet::Units(units) = set
        && (kind == Kind::Bytes || units.is_ascii())
    {
        let solid = |byte: &u8| !units.contains(byte);
        let start = if left { data.iter().position(solid).unwrap_or(data.len()) } else { 0 };
        let end = if right { data.iter().rposition(solid).map_or(start, |at| at + 1) } else { data.len() };
        return &data[start..end.max(start)];
    }
    let units: Vec<u32> = match set {
        StripSet::Space => Vec::new(),
        StripSet::Units(units) if kind == Kind::Text => wtf8::code_points(units).collect(),
        StripSet::Units(units) => units.iter().map(|&b| b as u32).collect(),
    };
    let goes = |unit: u32| match set {
        StripSet::Space => kind.is_space(unit),
        StripSet::Units(_) => units.contains(&unit),
    };
    let (mut start, mut end) = (0, data.len());
    while left && start < end {
        let (unit, next) = kind.unit_at(data, start);
        if !goes(unit) {
            break;
        }
        start = next.min(end);
    }
    while right && end > start {
        let (unit, at) = kind.unit_before(data, end);
        if !goes(unit) {
            break;
        }
        end = at.max(start);
    }
    &data[start..end]
}

/// `expandtabs(size)`: spaces up to the next column divisible by `size`; no columns for `size` below 1.
/// `None` if the result would be longer than `isize::MAX`.
pub fn expand_tabs(data: &[u8], size: isize, kind: Kind) -> Option<Vec<u8>> {
    let size = size.max(0) as usize;
    let mut total = 0usize;
    let mut column = 0usize;
    // The length first: a large tab size must not allocate before the caller's limits are known to hold.
    for &byte in data {
        match byte {
            b'\t' if size > 0 => {
                total = total.checked_add(size - column % size)?;
                column = 0;
            }
            b'\t' => {}
            b'\n' | b'\r' => {
                total += 1;
                column = 0;
            }
            _ => {
                total = total.checked_add(1)?;
                if kind == Kind::Bytes || byte & 0xC0 != 0x80 {
                    column += 1;
                }
            }
        }
    }
    let mut out = super::buffer(total).ok()?;
    column = 0;
    for &byte in data {
        match byte {
            b'\t' => {
                let width = if size > 0 { size - column % size } else { 0 };
                out.resize(out.len() + width, b' ');
                column = 0;
            }
            b'\n' | b'\r' => {
                out.push(byte);
                column = 0;
            }
            _ => {
                out.push(byte);
                if kind == Kind::Bytes || byte & 0xC0 != 0x80 {
                    column += 1;
                }
            }
        }
    }
    Some(out)
}

/// How many fill units go left and right of something `len` units long, for `ljust`, `rjust` and `center`.
pub fn padding(len: usize, width: usize, justify: Justify) -> (usize, usize) {
    let pad = width.saturating_sub(len);
    match justify {
        Justify::Left => (0, pad),
        Justify::Right => (pad, 0),
        // An odd rest goes left if the width is odd, else right.
        Justify::Center => {
            let left = pad / 2 + (pad & width & 1);
            (left, pad - left)
        }
    }
}

/// Where text goes in a wider field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Justify {
    /// `ljust`
    Left,
    /// `rjust`
    Right,
    /// `center`
    Center,
}

/// An empty vector with room for `len` bytes; `None` if there is none.
fn with_room(len: usize) -> Option<Vec<u8>> {
    super::buffer(len).ok()
}

/// `data` with `left` and `right` times `fill`, a code point for text and a byte for bytes.
/// `None` if memory cannot hold it.
pub fn pad(data: &[u8], left: usize, right: usize, fill: u32, kind: Kind) -> Option<Vec<u8>> {
    let (unit, len) = match kind {
        Kind::Text => wtf8::encode(fill),
        Kind::Bytes => ([fill as u8, 0, 0, 0], 1),
    };
    let unit = &unit[..len];
    let mut out = with_room(left.checked_add(right)?.checked_mul(len)?.checked_add(data.len())?)?;
    let repeat = |out: &mut Vec<u8>, times: usize| match unit {
        [byte] => out.resize(out.len() + times, *byte),
        _ => (0..times).for_each(|_| out.extend_from_slice(unit)),
    };
    repeat(&mut out, left);
    out.extend_from_slice(data);
    repeat(&mut out, right);
    Some(out)
}

/// `zfill(width)`: zeros after a sign. `len` is the length in units. `None` if memory cannot hold it.
pub fn zfill(data: &[u8], len: usize, width: usize) -> Option<Vec<u8>> {
    let zeros = width.saturating_sub(len);
    let sign = usize::from(matches!(data.first(), Some(b'+' | b'-')));
    let mut out = with_room(data.len().checked_add(zeros)?)?;
    out.extend_from_slice(&data[..sign]);
    out.resize(sign + zeros, b'0');
    out.extend_from_slice(&data[sign..]);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: Vec<&[u8]>) -> String {
        pieces.iter().map(|p| String::from_utf8_lossy(p).replace('\n', "N")).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn splits() {
        assert_eq!(shown(split(b"a,b,,c", b",", None)), "a|b||c");
        assert_eq!(shown(split(b"a,b,,c", b",", Some(1))), "a|b,,c");
        assert_eq!(shown(rsplit(b"a--b----c", b"--", Some(2))), "a--b||c");
        assert_eq!(shown(rsplit(b"aaa", b"aa", None)), "a|");
        assert_eq!(shown(split_whitespace(" a\u{3000}b  c ".as_bytes(), Some(1), Kind::Text)), "a|b  c ");
        assert_eq!(shown(rsplit_whitespace(b" a b  c ", Some(1), Kind::Bytes)), " a b|c");
        assert_eq!(shown(splitlines("a\r\nb\u{2028}c\rd\n".as_bytes(), false, Kind::Text)), "a|b|c|d");
        assert_eq!(shown(splitlines(b"a\n\nb", true, Kind::Bytes)), "aN|N|b");
    }

    #[test]
    fn replaces() {
        let r = |a: &str, b: &str, c: &str, n| {
            replace(a.as_bytes(), b.as_bytes(), c.as_bytes(), n, Kind::Text)
                .map(|v| String::from_utf8(v).unwrap())
        };
        assert_eq!(r("éa", "", "-", None).as_deref(), Some("-é-a-"));
        assert_eq!(r("éa", "", "-", Some(2)).as_deref(), Some("-é-a"));
        assert_eq!(r("aaaa", "aa", "b", Some(1)).as_deref(), Some("baa"));
        assert_eq!(r("abc", "x", "y", None), None);
        assert_eq!(replaced_len(b"aaaa", b"aa", b"xyz", None, Kind::Bytes), Some(6));
    }

    #[test]
    fn pads() {
        assert_eq!(padding(3, 6, Justify::Center), (1, 2));
        assert_eq!(padding(2, 5, Justify::Center), (2, 1));
        assert_eq!(zfill(b"-7", 2, 4).as_deref(), Some(&b"-007"[..]));
        assert_eq!(pad(b"x", 1, 1, 0xE9, Kind::Text).as_deref(), Some("éxé".as_bytes()));
        assert_eq!(pad(b"x", usize::MAX, 1, 0xE9, Kind::Text), None);
        assert_eq!(expand_tabs(b"a\tb\n\tc", 4, Kind::Bytes).unwrap(), b"a   b\n    c");
        assert_eq!(strip("..é.".as_bytes(), StripSet::Units("é.".as_bytes()), false, true, Kind::Text), b"");
    }
}
