//! A Rust file taken apart just far enough for the rules: code without comments and literals, comments by line.

/// One Rust file.
pub struct Source {
    /// Path from the root, forward slashes.
    pub path: String,
    /// The code line by line, with comments, strings and character literals blanked.
    pub code: Vec<String>,
    /// The comments line by line; empty where there is none.
    pub comments: Vec<String>,
    /// From which line (0-based) on the file is unit tests: the first `#[cfg(test)]` that opens a module.
    tests_from: usize,
}

impl Source {
    /// Takes a file's text apart.
    pub fn new(path: String, text: &str) -> Source {
        let (code, comments) = split(text);
        let code: Vec<String> = code.lines().map(String::from).collect();
        let mut comments: Vec<String> = comments.lines().map(String::from).collect();
        comments.resize(code.len().max(comments.len()), String::new());
        let opens_tests = |at: &usize| {
            code[*at].trim() == "#[cfg(test)]"
                && code[at + 1..]
                    .iter()
                    .map(|line| line.trim())
                    .find(|line| !line.is_empty() && !line.starts_with("#["))
                    .is_some_and(|line| line.starts_with("mod ") && line.ends_with('{'))
        };
        let tests_from = (0..code.len()).find(opens_tests).unwrap_or(code.len());
        Source { path, code, comments, tests_from }
    }

    /// Whether the line (0-based) is inside the file's unit tests, or the whole file is tests.
    pub fn is_test(&self, line: usize) -> bool {
        line >= self.tests_from || self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// Whether a comment on this line or directly above it allows a rule and says why.
    pub fn allows(&self, rule: &str, line: usize) -> bool {
        let mark = format!("tidy: allow({rule}):");
        let states = |comment: &String| {
            comment.find(&mark).is_some_and(|at| !comment[at + mark.len()..].trim().is_empty())
        };
        if self.comments.get(line).is_some_and(states) {
            return true;
        }
        // Comments and attributes may stand between the mark and the item it is about.
        for above in (0..line).rev() {
            let code = self.code[above].trim();
            if !code.is_empty() && !code.starts_with("#[") {
                return false;
            }
            if code.is_empty() && self.comments[above].trim().is_empty() {
                return false;
            }
            if states(&self.comments[above]) {
                return true;
            }
        }
        false
    }

    /// Whether a comment among the file's first lines allows a rule about the whole file.
    pub fn allows_in_file(&self, rule: &str) -> bool {
        let mark = format!("tidy: allow({rule}):");
        self.comments.iter().take(40).any(|comment| comment.contains(&mark))
    }
}

/// The same text twice: once with everything but code blanked, once with everything but comments blanked.
fn split(text: &str) -> (String, String) {
    let chars: Vec<char> = text.chars().collect();
    let (mut code, mut comments) = (String::with_capacity(text.len()), String::new());
    let mut at = 0;
    while at < chars.len() {
        let (kind, end) = token(&chars, at);
        for &c in &chars[at..end] {
            let blank = if c == '\n' { '\n' } else { ' ' };
            code.push(if kind == Kind::Code { c } else { blank });
            comments.push(if kind == Kind::Comment { c } else { blank });
        }
        at = end;
    }
    (code, comments)
}

#[derive(PartialEq, Clone, Copy)]
enum Kind {
    Code,
    Comment,
    Literal,
}

/// What begins at `at`, and where it ends.
fn token(chars: &[char], at: usize) -> (Kind, usize) {
    let next = |offset: usize| chars.get(at + offset).copied().unwrap_or('\0');
    match chars[at] {
        '/' if next(1) == '/' => (Kind::Comment, line_end(chars, at)),
        '/' if next(1) == '*' => (Kind::Comment, block_comment_end(chars, at)),
        '"' => (Kind::Literal, string_end(chars, at + 1)),
        '\'' => char_end(chars, at),
        c if c.is_alphabetic() || c == '_' => word(chars, at),
        _ => (Kind::Code, at + 1),
    }
}

fn line_end(chars: &[char], at: usize) -> usize {
    chars[at..].iter().position(|&c| c == '\n').map_or(chars.len(), |length| at + length)
}

fn block_comment_end(chars: &[char], at: usize) -> usize {
    let (mut depth, mut here) = (0, at);
    while here < chars.len() {
        match (chars[here], chars.get(here + 1)) {
            ('/', Some('*')) => {
                depth += 1;
                here += 2;
            }
            ('*', Some('/')) => {
                depth -= 1;
                here += 2;
                if depth == 0 {
                    return here;
                }
            }
            _ => here += 1,
        }
    }
    here
}

fn string_end(chars: &[char], mut at: usize) -> usize {
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

/// A character literal, or the quote of a lifetime.
fn char_end(chars: &[char], at: usize) -> (Kind, usize) {
    match (chars.get(at + 1), chars.get(at + 2)) {
        (Some('\\'), _) => {
            let close = chars[at + 3..].iter().position(|&c| c == '\'');
            (Kind::Literal, close.map_or(chars.len(), |length| at + 4 + length))
        }
        (Some(_), Some('\'')) => (Kind::Literal, at + 3),
        _ => (Kind::Code, at + 1),
    }
}

/// An identifier, or the prefix of a raw or byte string together with the string.
fn word(chars: &[char], at: usize) -> (Kind, usize) {
    let mut end = at;
    while end < chars.len() && (chars[end].is_alphanumeric() || chars[end] == '_') {
        end += 1;
    }
    let prefix: String = chars[at..end].iter().collect();
    let next = chars.get(end).copied().unwrap_or('\0');
    match prefix.as_str() {
        "b" | "c" if next == '"' => (Kind::Literal, string_end(chars, end + 1)),
        "b" if next == '\'' => char_end(chars, end),
        "r" | "br" | "cr" if next == '"' || next == '#' => match raw_string_end(chars, end) {
            Some(raw_end) => (Kind::Literal, raw_end),
            None => (Kind::Code, end),
        },
        _ => (Kind::Code, end),
    }
}

fn raw_string_end(chars: &[char], at: usize) -> Option<usize> {
    let hashes = chars[at..].iter().take_while(|&&c| c == '#').count();
    if chars.get(at + hashes) != Some(&'"') {
        return None;
    }
    let mut here = at + hashes + 1;
    while here < chars.len() {
        if chars[here] == '"'
            && chars[here + 1..].iter().take(hashes).filter(|&&c| c == '#').count() == hashes
        {
            return Some(here + 1 + hashes);
        }
        here += 1;
    }
    Some(chars.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_not_code() {
        let text =
            "let a = \"todo!() // no\"; // dbg!()\nlet b = '\"'; let c: &'static str = r#\"un\"safe\"#;";
        let source = Source::new("x.rs".into(), text);
        assert!(!source.code[0].contains("todo"));
        assert!(!source.code[0].contains("dbg"));
        assert!(source.comments[0].contains("dbg!()"));
        assert!(source.code[1].contains("'static str"));
        assert!(!source.code[1].contains("safe"));
    }

    #[test]
    fn an_allowance_needs_a_reason_and_its_place() {
        let text = "// tidy: allow(room): the table names every type\nuse crate::eval;\n\n// tidy: allow(room):\nuse crate::eval;";
        let source = Source::new("x.rs".into(), text);
        assert!(source.allows("room", 1));
        assert!(!source.allows("room", 4));
    }
}
