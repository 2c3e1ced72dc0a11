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
        let source = super::SourceFile::new("f.py", format!("{}1", unit.repeat(6_000)));
        assert!(super::parse(&source, super::Mode::Module).is_err(), "{unit}");
    }
}
