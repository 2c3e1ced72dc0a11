//! Table-driven tests of the symbol table: source, then what each scope makes of its names.

use super::{Analysis, Resolution, analyze};
use whipsnake_parser_glue::{ErrorKind, Mode, SourceFile, parse};

fn analyzed(text: &str) -> Result<Analysis, whipsnake_parser_glue::SyntaxError> {
    let source = SourceFile::new("<test>", text);
    let parsed = parse(&source, Mode::Module)?;
    analyze(&parsed.syntax, &source)
}

/// Every scope as `name: symbol=resolution …`.
fn described(text: &str) -> String {
    let analysis = analyzed(text).expect("a valid program");
    let mut lines = Vec::new();
    for (_, scope) in analysis.table.scopes() {
        let mut line = format!("{}{}:", if scope.is_inlined { "~" } else { "" }, scope.name);
        for symbol in scope.symbols() {
            let letter = match symbol.resolution {
                Resolution::Local => "L",
                Resolution::Cell => "C",
                Resolution::Free => "F",
                Resolution::GlobalExplicit => "G",
                Resolution::GlobalImplicit => "g",
            };
            line.push_str(&format!(" {}={letter}", symbol.name));
        }
        lines.push(line);
    }
    lines.join("; ")
}

#[test]
fn names_resolve() {
    let cases = [
        ("x = y", "top: x=L y=g"),
        ("def f(a):\n def g(): return a", "top: f=L; f: a=C g=L; g: a=F"),
        ("def f():\n global x\n x = 1", "top: f=L x=G; f: x=G"),
        ("def f():\n x = 1\n def g():\n  nonlocal x\n  x = 2", "top: f=L; f: x=C g=L; g: x=F"),
        ("class A:\n x = 1\n def m(self): return x", "top: A=L; A: x=L m=L; m: self=L x=g"),
        ("class A:\n def m(self): super().m()", "top: A=L; A: m=L; m: self=L super=g __class__=F"),
        ("def f(x):\n return [x + y for y in z]", "top: f=L; f: x=L z=g; ~<listcomp>: .0=L y=L x=F"),
        (
            "def f(x):\n return [lambda: x + y for y in z]",
            "top: f=L; f: x=C z=g; ~<listcomp>: .0=L y=C x=F; <lambda>: x=F y=F",
        ),
        ("def f():\n return [a := b for b in c]", "top: f=L; f: c=g a=L; ~<listcomp>: .0=L b=L a=F"),
        ("def f(x):\n return (x for y in z)", "top: f=L; f: x=C z=g; <genexpr>: .0=L y=L x=F"),
        ("class A:\n def f(__x): __y", "top: A=L; A: f=L; f: _A__x=L _A__y=g"),
        (
            "def f(T):\n class A:\n  x: T",
            "top: f=L; f: T=C A=L; A: x=L T=F; __annotate__: __classdict__=F .format=L T=F",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(described(text), expected, "{text}");
    }
}

/// Undoes `ascii()`.
fn unescaped(literal: &str) -> String {
    let mut text = String::new();
    let mut chars = literal[1..literal.len() - 1].chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        let letter = chars.next().expect("something behind a backslash");
        let width = match letter {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let number: String = chars.by_ref().take(width).collect();
        text.push(match letter {
            'x' | 'u' | 'U' => {
                u32::from_str_radix(&number, 16).ok().and_then(char::from_u32).expect("a character")
            }
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            _ => letter,
        });
    }
    text
}

/// What an outcome looks like in the file of cases.
fn shown(text: &str) -> String {
    let error = match analyzed(text) {
        Ok(_) => return "ok".to_owned(),
        Err(error) => error,
    };
    let kind = match error.kind {
        ErrorKind::Syntax => "SyntaxError",
        ErrorKind::Indentation => "IndentationError",
        ErrorKind::Tab => "TabError",
        ErrorKind::Incomplete => "_IncompleteInputError",
        ErrorKind::Memory => "MemoryError",
        ErrorKind::Recursion => "RecursionError",
    };
    match error.position {
        Some(p) => {
            format!("{kind}|{}|{}|{}|{}|{}", error.message, p.line, p.offset, p.end_line, p.end_offset)
        }
        None => format!("{kind}|{}|None|None|None|None", error.message),
    }
}

/// Every line of `syntax_errors.txt` was written by CPython 3.14.
#[test]
fn errors_are_cpythons() {
    let table = include_str!("syntax_errors.txt");
    let lines: Vec<&str> = table.lines().collect();
    let mut wrong = Vec::new();
    for pair in lines.chunks(2) {
        let [source, expected] = pair else { continue };
        let found = shown(&unescaped(source));
        if found != unescaped(&format!("'{}'", expected.trim_start())) {
            wrong.push(format!("{source}\n  CPython: {}\n  here:    {found}", expected.trim_start()));
        }
    }
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), lines.len() / 2, wrong.join("\n"));
}

/// Every line of `warnings.txt` was written by CPython 3.14: source, then lines and texts of its warnings.
#[test]
fn warnings_are_cpythons() {
    let lines: Vec<&str> = include_str!("warnings.txt").lines().collect();
    let mut wrong = Vec::new();
    for pair in lines.chunks(2) {
        let [text, expected] = pair else { continue };
        let source = SourceFile::new("<test>", unescaped(text));
        let found = parse(&source, Mode::Module).and_then(|parsed| {
            let analysis = analyze(&parsed.syntax, &source)?;
            let all = parsed.warnings.iter().chain(&analysis.warnings);
            let shown = all.map(|w| format!("{} {}", source.line(w.range.start()), w.message));
            Ok(shown.collect::<Vec<_>>().join(" ## "))
        });
        let found = found.unwrap_or_else(|_| "ERR".to_owned());
        let expected = unescaped(expected.trim_start());
        if found != expected {
            wrong.push(format!("{text}\n  CPython: {expected}\n  here:    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), lines.len() / 2, wrong.join("\n"));
}
