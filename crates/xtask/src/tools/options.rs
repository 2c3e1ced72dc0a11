//! Options of a command line: `--name value`, `--name=value`, flags, and the words between.

use crate::Result;

/// Takes options out of the arguments one by one; what is left are plain words.
pub struct Options {
    words: Vec<String>,
}

impl Options {
    /// All arguments after the command's name.
    pub fn new(args: &[String]) -> Options {
        Options { words: args.to_vec() }
    }

    /// Whether `--name` stands alone among the arguments.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.words.len();
        self.words.retain(|word| word != name);
        self.words.len() != before
    }

    /// The value of `--name value` or `--name=value`.
    pub fn value(&mut self, name: &str) -> Result<Option<String>> {
        if let Some(at) = self.words.iter().position(|word| word == name) {
            if at + 1 >= self.words.len() {
                return Err(format!("{name} wants a value"));
            }
            self.words.remove(at);
            return Ok(Some(self.words.remove(at)));
        }
        let prefix = format!("{name}=");
        if let Some(at) = self.words.iter().position(|word| word.starts_with(&prefix)) {
            return Ok(Some(self.words.remove(at)[prefix.len()..].to_string()));
        }
        Ok(None)
    }

    /// The words left over; an option nobody asked for is an error.
    pub fn words(self) -> Result<Vec<String>> {
        match self.words.iter().find(|word| word.starts_with("--")) {
            Some(word) => Err(format!("unknown option {word}")),
            None => Ok(self.words),
        }
    }
}
