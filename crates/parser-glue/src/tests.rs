//! What a prompt asks more text for, as CPython's `codeop` does.

use super::is_incomplete;

#[test]
fn prompt_asks_for_more() {
    let unfinished = [
        "if x:",
        "if x:\n  pass",
        "if x: pass",
        "(",
        "(1,\n",
        "\"\"\"a",
        "x = (1\n+",
        "def f():",
        "@a",
        "@a\n",
        "class A:\n  x=1\n  def f(self):\n    pass",
        "try:\n  x",
        "try:\n  x\n",
        "try:\n  x\nexcept A:",
        "x \\",
        "x \\\n",
        "f\"{a",
        "f\"\"\"{a",
        "[1,",
        "if 1:\n  pass\nelse:",
        "match x:",
        "async def f():\n",
        "{",
        "if 1:\n\n",
        "print(1",
        "def f(",
        "def f(a",
        "def f(a):\n",
    ];
    let finished = [
        "x",
        "if x:\n  pass\n",
        "if x: pass\n",
        "\"a",
        "x =",
        "def f():\n  x\n",
        "for",
        "1 +",
        "else:",
        "",
        "# c",
        "\n",
        "a b",
        "[1,]",
        "lambda",
        "import",
        "from a import",
        "while 1:\n  if x:\n    y\n",
        "x;",
        "x; y",
        "if 1:\n  pass\nelse:\n  x\n",
        "a = 1\nb = 2",
        "with a as",
        "match x:\n case 1:\n  pass\n",
        "}",
        "return",
        "  x",
        "x = \"\"\"\na\n\"\"\"",
        "(\n)",
        "print(\"a",
        "async",
        "not",
        "x = 1 if",
        "raise",
        "del",
        "assert",
        "global",
    ];
    let wrong: Vec<&str> = unfinished.into_iter().filter(|text| !is_incomplete(text)).collect();
    assert_eq!(wrong, Vec::<&str>::new(), "unfinished");
    let wrong: Vec<&str> = finished.into_iter().filter(|text| is_incomplete(text)).collect();
    assert_eq!(wrong, Vec::<&str>::new(), "finished");
}

#[test]
fn bytes_become_text() {
    let decoded = |bytes: &[u8]| super::decode_source(bytes, "f.py", false).map_err(|error| error.message);
    assert_eq!(decoded(b"\xEF\xBB\xBFx"), Ok("x".to_owned()));
    assert_eq!(decoded(b"# coding: latin-1\nx='\xE9'"), Ok("# coding: latin-1\nx='\u{e9}'".to_owned()));
    assert_eq!(decoded(b"x\n# coding: foo"), Ok("x\n# coding: foo".to_owned()));
    assert_eq!(decoded(b"#!x\n# vim: set fileencoding=foo :"), Err("unknown encoding: foo".to_owned()));
    assert_eq!(decoded(b"\xEF\xBB\xBF# coding: utf8\n"), Err("encoding problem: utf8 with BOM".to_owned()));
    let message = "Non-UTF-8 code starting with '\\xe9' on line 2, but no encoding declared; \
                   see https://peps.python.org/pep-0263/ for details";
    assert_eq!(decoded(b"x=1\n# \xE9\n"), Err(message.to_owned()));
}

#[test]
fn surrogates_survive() {
    let source = super::SourceFile::new(
        "f.py",
        r#""a\ud83d\x41\u00e9\
é""#,
    );
    let parsed = super::parse(&source, super::Mode::Expression).expect("a valid literal");
    let super::ast::Mod::Expression(expression) = parsed.syntax else { panic!("an expression") };
    let literal = expression.body.as_string_literal_expr().expect("a string");
    let value = super::string_value(&source, &literal.value.as_slice()[0]);
    assert_eq!(&*value, b"a\xED\xA0\xBDA\xC3\xA9\xC3\xA9");
}

#[test]
fn depth_is_bounded() {
    for unit in ["(", "[", "{1:", "f(", "-", "not ", "lambda:", "1 if 1 else ", "1**", "1+", "x.y+"] {
        let source = super::SourceFile::new("f.py", format!("{}1", unit.repeat(5_000)));
        assert!(super::parse(&source, super::Mode::Module).is_err(), "{unit}");
    }
}
