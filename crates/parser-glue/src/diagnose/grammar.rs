//! Reads `grammar.txt` into rules. The notation is explained at the top of that file.

use super::tokens::T;
use std::collections::HashMap;

/// What an item matches.
#[derive(Debug)]
pub(super) enum Peg {
    Kind(T),
    /// A keyword or operator.
    Text(&'static str),
    /// A name that is a keyword only here.
    Soft(&'static str),
    /// Any soft keyword.
    AnySoft,
    Rule(u16),
    Optional(Box<Peg>),
    /// At least so many.
    Repeat(Box<Peg>, u8),
    Gather(Box<Peg>, Box<Peg>),
    Group(Vec<Alternative>),
    Ahead(Box<Peg>, bool),
    Forced(&'static str),
    Cut,
}

/// One way to match a rule.
#[derive(Debug)]
pub(super) struct Alternative {
    pub(super) items: Vec<(Option<char>, Peg)>,
    pub(super) action: Action,
}

/// What a matched alternative means.
#[derive(Debug)]
pub(super) enum Action {
    /// The only part, or all parts in a row.
    Parts,
    /// The part of this name.
    Part(char),
    /// A node of this kind.
    Node(&'static str),
    /// An error: how, which parts, message.
    Report(&'static str, Vec<&'static str>, &'static str),
}

/// A rule of the grammar.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) name: &'static str,
    pub(super) is_left_recursive: bool,
    pub(super) is_invalid: bool,
    pub(super) alternatives: Vec<Alternative>,
}

/// All rules.
#[derive(Debug)]
pub(super) struct Grammar {
    pub(super) rules: Vec<Rule>,
    names: HashMap<&'static str, u16>,
}

impl Grammar {
    /// Reads the grammar. It is part of the program, so it is well formed; the tests read all of it.
    pub(super) fn read() -> Self {
        let text = include_str!("grammar.txt");
        let mut lines: Vec<(&'static str, String)> = Vec::new();
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            match line.split_once(':') {
                Some((name, rest)) if !line.starts_with(' ') => lines.push((name, rest.to_owned())),
                _ => {
                    if let Some((_, body)) = lines.last_mut() {
                        body.push(' ');
                        body.push_str(line);
                    }
                }
            }
        }
        let bare = |name: &'static str| name.trim_end_matches('^');
        let names = lines.iter().enumerate().map(|(i, (name, _))| (bare(name), i as u16)).collect();
        let mut grammar = Self { rules: Vec::new(), names };
        for (name, body) in lines {
            // Rules live as long as the program: they are read at most once.
            let words = words(Box::leak(body.into_boxed_str()));
            let mut reader = Reader { words: &words, at: 0, names: &grammar.names };
            let alternatives = reader.alternatives();
            grammar.rules.push(Rule {
                name: bare(name),
                is_left_recursive: name.ends_with('^'),
                is_invalid: name.starts_with("invalid_"),
                alternatives,
            });
        }
        grammar
    }

    pub(super) fn rule(&self, name: &str) -> u16 {
        self.names.get(name).copied().unwrap_or(0)
    }
}

/// Cuts a rule into words; quoted text and actions stay whole.
fn words(text: &'static str) -> Vec<&'static str> {
    let bytes = text.as_bytes();
    let mut words = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        at += match bytes[at] {
            b' ' => {
                at += 1;
                continue;
            }
            quote @ (b'\'' | b'"') => 2 + bytes[at + 1..].iter().take_while(|b| **b != quote).count(),
            b'{' => 1 + action_width(&bytes[at + 1..]),
            b'&' if bytes[at..].starts_with(b"&&") => 2,
            b'@' => 1 + name_width(&bytes[at + 1..]),
            c if c.is_ascii_alphabetic() => name_width(&bytes[at..]),
            _ => 1,
        };
        words.push(&text[start..at]);
    }
    words
}

fn name_width(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count()
}

/// An action ends with the first brace outside its message.
fn action_width(bytes: &[u8]) -> usize {
    let mut in_message = false;
    let mut previous = b' ';
    for (index, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' if previous != b'\\' => in_message = !in_message,
            b'}' if !in_message => return index + 1,
            _ => {}
        }
        previous = *byte;
    }
    bytes.len()
}

struct Reader<'a> {
    words: &'a [&'static str],
    at: usize,
    names: &'a HashMap<&'static str, u16>,
}

impl Reader<'_> {
    fn peek(&self) -> &'static str {
        self.words.get(self.at).copied().unwrap_or("")
    }

    fn take(&mut self) -> &'static str {
        let word = self.peek();
        self.at += 1;
        word
    }

    fn accept(&mut self, word: &str) -> bool {
        let found = self.peek() == word;
        self.at += usize::from(found);
        found
    }

    fn alternatives(&mut self) -> Vec<Alternative> {
        let mut list = Vec::new();
        loop {
            list.push(self.alternative());
            if !self.accept("|") {
                return list;
            }
        }
    }

    fn alternative(&mut self) -> Alternative {
        let mut items = Vec::new();
        let mut action = Action::Parts;
        loop {
            match self.peek() {
                "" | "|" | ")" | "]" => return Alternative { items, action },
                word if word.starts_with('@') => {
                    action = Action::Node(&word[1..]);
                    self.at += 1;
                }
                word if word.starts_with('{') => {
                    action = read_action(&word[1..word.len() - 1]);
                    self.at += 1;
                }
                word => {
                    let is_named = self.words.get(self.at + 1) == Some(&"=");
                    let name = if is_named { word.chars().next() } else { None };
                    self.at += if is_named { 2 } else { 0 };
                    let item = self.item();
                    items.push((name, item));
                }
            }
        }
    }

    fn item(&mut self) -> Peg {
        match self.peek() {
            "~" => {
                self.at += 1;
                Peg::Cut
            }
            "&&" => {
                self.at += 1;
                let word = self.take();
                Peg::Forced(&word[1..word.len() - 1])
            }
            "&" | "!" => {
                let wanted = self.take() == "&";
                Peg::Ahead(Box::new(self.atom()), wanted)
            }
            _ => {
                let atom = self.atom();
                if self.accept("?") {
                    Peg::Optional(Box::new(atom))
                } else if self.accept("*") {
                    Peg::Repeat(Box::new(atom), 0)
                } else if self.accept("+") {
                    Peg::Repeat(Box::new(atom), 1)
                } else if self.accept(".") {
                    let element = self.atom();
                    self.accept("+");
                    Peg::Gather(Box::new(atom), Box::new(element))
                } else {
                    atom
                }
            }
        }
    }

    fn atom(&mut self) -> Peg {
        let word = self.take();
        match word {
            "(" | "[" => {
                let group = Peg::Group(self.alternatives());
                self.at += 1;
                if word == "[" { Peg::Optional(Box::new(group)) } else { group }
            }
            "NAME" => Peg::Kind(T::Name),
            "NUMBER" => Peg::Kind(T::Number),
            "STRING" => Peg::Kind(T::Str),
            "FSTART" => Peg::Kind(T::FStart),
            "FMIDDLE" => Peg::Kind(T::FMiddle),
            "FEND" => Peg::Kind(T::FEnd),
            "TSTART" => Peg::Kind(T::TStart),
            "TMIDDLE" => Peg::Kind(T::TMiddle),
            "TEND" => Peg::Kind(T::TEnd),
            "NEWLINE" => Peg::Kind(T::Newline),
            "INDENT" => Peg::Kind(T::Indent),
            "DEDENT" => Peg::Kind(T::Dedent),
            "END" => Peg::Kind(T::End),
            "SOFT_KEYWORD" => Peg::AnySoft,
            _ if word.starts_with('\'') => Peg::Text(&word[1..word.len() - 1]),
            _ if word.starts_with('"') => Peg::Soft(&word[1..word.len() - 1]),
            _ => {
                debug_assert!(self.names.contains_key(word), "no rule {word}");
                Peg::Rule(self.names.get(word).copied().unwrap_or(0))
            }
        }
    }
}

fn read_action(text: &'static str) -> Action {
    if let Some(name) = text.strip_prefix('=') {
        return Action::Part(name.chars().next().unwrap_or('a'));
    }
    let (head, message) = match text.split_once('"') {
        Some((head, message)) => (head, message.trim_end_matches('"')),
        None => (text, ""),
    };
    let message = match message.contains('\\') {
        // The one message that quotes something and ends with a question mark.
        true => Box::leak(message.replace('\\', "").into_boxed_str()),
        false => message,
    };
    let mut words = head.split_whitespace();
    let how = words.next().unwrap_or("");
    Action::Report(how, words.collect(), message)
}
