//! Numbers of passed and failed tests, read off the lines that test programs print while they are shown.

use crate::Result;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// What a step counted.
#[derive(Default, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed.
    pub failed: u64,
    /// Tests that failed as expected.
    pub known: u64,
}

impl Counts {
    /// Adds what another run counted.
    pub fn add(&mut self, other: Counts) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.known += other.known;
    }

    /// Takes the numbers of a summary line: `… 3 passed; 1 failed; …` or `3 passed, 1 failed, 2 expected failures`.
    fn read(&mut self, line: &str) {
        let words: Vec<&str> = line.split([' ', ',', ';']).filter(|word| !word.is_empty()).collect();
        let number = |at: usize| at.checked_sub(1).and_then(|at| words[at].parse::<u64>().ok());
        let Some(passed) = words.iter().position(|word| *word == "passed").and_then(number) else { return };
        self.passed += passed;
        self.failed += words.iter().position(|word| *word == "failed").and_then(number).unwrap_or(0);
        self.known += words.iter().position(|word| *word == "expected").and_then(number).unwrap_or(0);
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if *self == Counts::default() {
            return Ok(());
        }
        write!(out, "{} passed, {} failed", self.passed, self.failed)?;
        if self.known > 0 {
            write!(out, ", {} known to fail", self.known)?;
        }
        Ok(())
    }
}

/// Runs a program with its output shown, and counts. The counts come back also when it fails.
pub fn run(command: &mut Command) -> (Counts, Result) {
    let mut counts = Counts::default();
    let ended = run_into(command, &mut counts);
    (counts, ended)
}

fn run_into(command: &mut Command, counts: &mut Counts) -> Result {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|error| format!("cannot start `{name}`: {error}"))?;
    if let Some(stdout) = child.stdout.take() {
        let mut reader = BufReader::new(stdout);
        let mut line = Vec::new();
        // Output need not be text in every line; what is not is shown with replacement characters.
        while reader.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
            let text = String::from_utf8_lossy(&line);
            print!("{text}");
            counts.read(text.trim());
            line.clear();
        }
    }
    let status = child.wait().map_err(|error| format!("cannot wait for `{name}`: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{name}` failed ({status})")) }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn both_kinds_of_summary_are_read() {
        let mut counts = Counts::default();
        counts.read("test result: ok. 12 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out");
        counts.read("golden native: 500 passed, 2 failed, 3 expected failures");
        counts.read("nothing passed here");
        assert_eq!(counts, Counts { passed: 512, failed: 3, known: 3 });
    }
}
