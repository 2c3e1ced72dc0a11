//! Which part of an expression failed: the operator of an operation, the brackets of a subscript or call.

use crate::{
    host::{CompileMode, CompileRequest, Product, Source},
    vm::Vm,
};
use whipsnake_bytecode::{
    Tree,
    tree::{Kind, Node, Place},
};

/// Places in a segment, in lines from 0 and characters: the part between them is the one to point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anchors {
    pub left: (usize, usize),
    pub right: (usize, usize),
}

/// Words that begin a statement that is no expression.
const STATEMENTS: &[&str] = &[
    "import", "from", "raise", "assert", "with", "for", "while", "if", "class", "def", "return", "del",
    "try", "async", "global", "nonlocal", "pass", "match",
];

/// The tree of a text, if it is right.
pub(super) fn parse(vm: &mut Vm, text: &str) -> Option<Tree> {
    /// `ast.PyCF_ONLY_AST`
    const ONLY_TREE: u32 = 0x400;
    let compile = vm.compile?;
    let request = CompileRequest {
        source: Source::Text(text),
        filename: "<unknown>",
        mode: CompileMode::Exec,
        flags: ONLY_TREE,
        optimize: 0,
    };
    match compile(&request) {
        Ok((Product::Tree(tree), _)) => Some(tree),
        _ => None,
    }
}

fn node(tree: &Tree) -> Option<&Node> {
    match tree {
        Tree::Node(node) => Some(node),
        _ => None,
    }
}

/// The statements of a module.
fn body(tree: &Tree) -> Option<&[Tree]> {
    match node(tree)?.fields.first()? {
        Tree::List(statements) => Some(statements),
        _ => None,
    }
}

/// A segment cut into lines of characters.
struct Segment<'a> {
    lines: Vec<Vec<char>>,
    text: Vec<&'a str>,
}

type At = (usize, usize);

impl Segment<'_> {
    /// The character at a byte of a line.
    fn column(&self, line: usize, byte: i32) -> Option<usize> {
        let text = self.text.get(line)?;
        let byte = usize::try_from(byte).ok()?;
        Some(text.get(..byte.min(text.len())).map_or(byte, |before| before.chars().count()))
    }
    /// The next place that has a character.
    fn valid(&self, mut at: At) -> Option<At> {
        while at.1 >= self.lines.get(at.0)?.len() {
            at = (at.0 + 1, 0);
        }
        Some(at)
    }
    /// Where a node ends. The text that was parsed has a line and a bracket in front.
    fn end(&self, place: Place) -> Option<At> {
        let line = usize::try_from(place.end_line - 2).ok()?;
        Some((line, self.column(line, place.end_column)?))
    }
    /// The first place from `at` on whose character is wanted; comments and line continuations do not count.
    fn find(&self, mut at: At, is_wanted: impl Fn(char) -> bool) -> Option<At> {
        loop {
            match self.lines[at.0][at.1] {
                '\\' | '#' => at = self.valid((at.0 + 1, 0))?,
                c if is_wanted(c) => return Some(at),
                _ => at = self.valid((at.0, at.1 + 1))?,
            }
        }
    }
    fn operation(&self, left: Place, right: Place) -> Option<Anchors> {
        let start = self.valid(self.end(left)?)?;
        let (line, column) = self.find(start, |c| !c.is_whitespace() && c != ')')?;
        // An operator has one or two characters.
        let mut end = column + 1;
        let right_line = usize::try_from(right.line - 2).ok()?;
        if let Some(&second) = self.lines[line].get(end)
            && (right_line > line || end < self.column(right_line, right.column)?)
            && !second.is_whitespace()
            && !matches!(second, '\\' | '#')
        {
            end += 1;
        }
        Some(Anchors { left: (line, column), right: (line, end) })
    }
    fn brackets(&self, before: Place, whole: Place, opener: char) -> Option<Anchors> {
        let left = self.find(self.valid(self.end(before)?)?, |c| c == opener)?;
        Some(Anchors { left, right: self.end(whole)? })
    }
}

/// The anchors of an expression.
pub(super) fn find(vm: &mut Vm, text: &str) -> Option<Anchors> {
    let word: &str = text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
    if STATEMENTS.contains(&word) {
        return None;
    }
    // In brackets an expression may have several lines.
    let tree = parse(vm, &format!("(\n{text}\n)"))?;
    let [statement] = body(&tree)? else { return None };
    let statement = node(statement)?;
    if statement.kind != Kind::Expr {
        return None;
    }
    let expression = node(statement.fields.first()?)?;
    let place = |index: usize| node(expression.fields.get(index)?)?.place;
    let lines: Vec<&str> = text.split('\n').collect();
    let segment = Segment { lines: lines.iter().map(|line| line.chars().collect()).collect(), text: lines };
    match expression.kind {
        Kind::BinOp => segment.operation(place(0)?, place(2)?),
        Kind::Subscript => segment.brackets(place(0)?, expression.place?, '['),
        Kind::Call => segment.brackets(place(0)?, expression.place?, '('),
        _ => None,
    }
}

/// Whether the lines are `return f(…)` or `x = f(…)` and the call from `start` in the first line to `end` in the last
/// is all of it: there is nothing to point at.
pub(super) fn is_plain_call(vm: &mut Vm, lines: &[String], start: usize, end: usize) -> bool {
    let before: String = lines[0].chars().take(start).collect();
    let before = before.trim();
    let is_behind = lines.last().is_some_and(|last| last.chars().skip(end).any(|c| !c.is_whitespace()));
    if before != "return" && !before.ends_with('=') || is_behind {
        return false;
    }
    let Some(tree) = parse(vm, &lines.join("\n")) else { return false };
    let found = || {
        let statement = node(body(&tree)?.first()?)?;
        let call = match statement.kind {
            Kind::Return => {
                let call = node(statement.fields.first()?)?;
                let function = node(call.fields.first()?)?;
                (call.kind == Kind::Call && function.kind == Kind::Name).then_some(call)?
            }
            Kind::Assign => {
                let Tree::List(targets) = statement.fields.first()? else { return None };
                let [target] = &targets[..] else { return None };
                let call = node(statement.fields.get(1)?)?;
                (call.kind == Kind::Call && node(target)?.kind == Kind::Name).then_some(call)?
            }
            _ => return None,
        };
        call.place
    };
    found().is_some_and(|place| {
        place.line == 1
            && place.end_line as usize == lines.len()
            && place.column as usize == start
            && place.end_column as usize == end
    })
}
