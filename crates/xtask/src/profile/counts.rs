//! A profile in LLVM's text form, put together from those of several programs.

use std::collections::BTreeMap;

/// Functions that never ran are told too, since they are then built small; below this number of counters it is not worth
/// the bytes of their names.
const SMALL: usize = 10;

/// Functions no profile is kept of: hundreds of calls to rare things, of which the few that ran would be taken in whole.
const LEFT_ALONE: &[&str] = &["4slow4rare4rare"];

/// How often the parts of each function ran, by the function's name and the hash of its control flow.
#[derive(Default)]
pub struct Profile(BTreeMap<(String, u64), Vec<u64>>);

impl Profile {
    /// Adds what one program did, the text form of an instrumented build's profile, its counts scaled to `weight` in all.
    ///
    /// # Errors
    /// A sentence about the first line that is not as the form has it.
    pub fn add(&mut self, text: &str, weight: u64) -> Result<(), String> {
        let functions = parse(text)?;
        let total: u64 = functions.iter().flat_map(|(_, counts)| counts).sum();
        let scale = |count: u64| match count {
            0 => 0,
            _ => ((u128::from(count) * u128::from(weight) / u128::from(total)) as u64).max(1),
        };
        for (key, counts) in functions {
            let sums = self.0.entry(key).or_insert_with(|| vec![0; counts.len()]);
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum += scale(count);
            }
        }
        Ok(())
    }

    /// How many functions ran at all.
    pub fn len(&self) -> usize {
        self.0.values().filter(|counts| counts.iter().any(|&count| count != 0)).count()
    }

    /// The text form.
    pub fn text(&self) -> String {
        let mut text = String::from(":ir\n");
        for ((name, hash), counts) in &self.0 {
            let ran = counts.iter().any(|&count| count != 0);
            if !ran && counts.len() < SMALL || LEFT_ALONE.iter().any(|part| name.contains(part)) {
                continue;
            }
            text += &format!("{name}\n{hash}\n{}\n", counts.len());
            counts.iter().for_each(|count| text += &format!("{count}\n"));
            text.push('\n');
        }
        text
    }
}

/// Functions are four lines or more: name, hash, number of counters, and the counters; `#` begins a comment.
fn parse(text: &str) -> Result<Vec<((String, u64), Vec<u64>)>, String> {
    let mut lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', ':']));
    let mut functions = Vec::new();
    while let Some(name) = lines.next() {
        let mut number = || {
            let line = lines.next().ok_or_else(|| format!("the profile ends within {name}"))?;
            line.parse::<u64>().map_err(|_| format!("{line} is no number ({name})"))
        };
        let hash = number()?;
        let counts = (0..number()?).map(|_| number()).collect::<Result<_, _>>()?;
        functions.push(((name.to_string(), hash), counts));
    }
    Ok(functions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_scaled_to_the_weight() {
        let mut profile = Profile::default();
        profile.add(":ir\nf\n# hash\n7\n2\n30\n10\n\ng\n8\n1\n0\n", 40).expect("well formed");
        profile.add(":ir\nf\n7\n2\n0\n1\n", 5).expect("well formed");
        assert_eq!(profile.text(), ":ir\nf\n7\n2\n30\n15\n\n");
        assert_eq!(profile.len(), 1);
    }

    #[test]
    fn what_is_cut_off_is_refused() {
        assert!(
            Profile::default().add("f\n7\n2\n1\n", 1).is_err_and(|error| error.contains("ends within f"))
        );
    }
}
