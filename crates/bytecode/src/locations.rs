//! Where in the source an instruction came from, packed.
//!
//! One entry covers a run of words. Entries are varints: words covered, then line as a signed difference to the entry
//! before, then end line minus line, column plus one, end column plus one (zero: unknown).

/// A place in the source: lines from 1, columns in UTF-8 bytes from 0. Line 0: no location.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub struct Location {
    /// Line of the first byte; 0 when there is none.
    pub line: u32,
    /// Line of the last byte.
    pub end_line: u32,
    /// Byte column of the first byte.
    pub column: u32,
    /// Byte column behind the last byte.
    pub end_column: u32,
}

/// The packed table of one code object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locations {
    /// The varints.
    pub bytes: Box<[u8]>,
}

fn put(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn get(bytes: &[u8], at: &mut usize) -> Option<u32> {
    let mut value = 0u32;
    let mut shift = 0;
    loop {
        let byte = *bytes.get(*at)?;
        *at += 1;
        value |= u32::from(byte & 0x7f).checked_shl(shift)?;
        if byte < 0x80 {
            return Some(value);
        }
        shift += 7;
    }
}

impl Locations {
    /// Packs one location per word.
    pub fn pack(per_word: &[Location]) -> Locations {
        let mut at = 0;
        Locations::pack_runs(std::iter::from_fn(|| {
            let place = *per_word.get(at)?;
            let run = per_word[at..].iter().take_while(|p| **p == place).count();
            at += run;
            Some((run as u32, place))
        }))
    }

    /// Packs runs of words with their location.
    pub fn pack_runs(runs: impl IntoIterator<Item = (u32, Location)>) -> Locations {
        let mut out = Vec::new();
        let mut line = 0u32;
        for (words, place) in runs {
            put(&mut out, words);
            let difference = place.line.wrapping_sub(line) as i32;
            put(&mut out, ((difference << 1) ^ (difference >> 31)) as u32);
            put(&mut out, place.end_line.wrapping_sub(place.line));
            put(&mut out, place.column.wrapping_add(1));
            put(&mut out, place.end_column.wrapping_add(1));
            line = place.line;
        }
        Locations { bytes: out.into() }
    }

    /// Runs of words with their location, in order: (first word, words, location). Ends early at damaged bytes.
    pub fn runs(&self) -> impl Iterator<Item = (u32, u32, Location)> + '_ {
        let (mut at, mut word, mut line) = (0usize, 0u32, 0u32);
        std::iter::from_fn(move || {
            let count = get(&self.bytes, &mut at)?;
            let zigzag = get(&self.bytes, &mut at)?;
            let difference = (zigzag >> 1) as i32 ^ -((zigzag & 1) as i32);
            line = line.wrapping_add(difference as u32);
            let end_line = line.wrapping_add(get(&self.bytes, &mut at)?);
            let column = get(&self.bytes, &mut at)?.wrapping_sub(1);
            let end_column = get(&self.bytes, &mut at)?.wrapping_sub(1);
            let first = word;
            word = word.wrapping_add(count);
            Some((first, count, Location { line, end_line, column, end_column }))
        })
    }

    /// The location of one word, or the empty location.
    pub fn find(&self, word: u32) -> Location {
        self.runs()
            .find(|(first, count, _)| word >= *first && word - first < *count)
            .map(|(_, _, place)| place)
            .unwrap_or_default()
    }
    /// The line of one word, or 0: what a program asks for most.
    pub fn line(&self, word: u32) -> u32 {
        let (mut at, mut first, mut line) = (0usize, 0u32, 0u32);
        while let Some(count) = get(&self.bytes, &mut at) {
            let zigzag = get(&self.bytes, &mut at).unwrap_or_default();
            line = line.wrapping_add_signed((zigzag >> 1) as i32 ^ -((zigzag & 1) as i32));
            if word >= first && word - first < count {
                return line;
            }
            first = first.wrapping_add(count);
            // End line and columns, nearly always of one byte each.
            for _ in 0..3 {
                get(&self.bytes, &mut at);
            }
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packs_and_finds() {
        let a = Location { line: 10, end_line: 12, column: 4, end_column: 9 };
        let b = Location { line: 3, end_line: 3, column: 0, end_column: 200 };
        let packed = Locations::pack(&[a, a, b, Location::default()]);
        assert_eq!(packed.find(1), a);
        assert_eq!(packed.find(2), b);
        assert_eq!(packed.find(3).line, 0);
        assert_eq!([0, 1, 2, 3, 9].map(|word| packed.line(word)), [10, 10, 3, 0, 0]);
        assert_eq!(packed.find(9), Location::default());
    }
}
