//! Whole sources through all stages: everything verifies, and the forms that make code fast are used.

use crate::{Mode, Options, compile};
use whipsnake_bytecode::{CodeFlags, CodeObject, Constant, dis, verify};
use whipsnake_parser_glue::SourceFile;

fn code_with(text: &str, options: &Options) -> CodeObject {
    let source = SourceFile::new("test.py", text);
    let compiled = compile(&source, options).unwrap_or_else(|error| panic!("{text}: {}", error.message));
    if let Err(fault) = verify::verify(&compiled.code) {
        panic!("{fault}\n{}", dis::listing(&compiled.code));
    }
    compiled.code
}

fn code(text: &str) -> CodeObject {
    code_with(text, &Options::default())
}

fn function(text: &str) -> CodeObject {
    let module = code(text);
    let found = module.constants.into_iter().find_map(|constant| match constant {
        Constant::Code(code) => Some(*code),
        _ => None,
    });
    found.expect("the source defines a function")
}

/// The instructions of the first function of a source, without lines and addresses.
fn instructions(text: &str) -> Vec<String> {
    let listing = dis::listing(&function(text));
    let rows = listing.lines().filter(|line| !line.starts_with("code") && line.len() > 13);
    let rows = rows.filter(|line| !line.trim_start().starts_with(|c: char| c.is_ascii_lowercase()));
    rows.map(|line| line[13..].split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn arithmetic_goes_straight_into_locals() {
    assert_eq!(instructions("def f(a, b):\n x = a + b\n return x"), ["Add x a b", "Return x"]);
    assert_eq!(instructions("def f(a):\n a += 1\n return a"), ["AddInt a a 1 in place", "Return a"]);
    assert_eq!(instructions("def f(a):\n return a * 2.5"), ["MulConst t0 a 2.5", "Return t0!"]);
}

#[test]
fn operands_are_copied_only_when_rebound() {
    assert_eq!(
        instructions("def f(x):\n return x + (x := 1)"),
        ["Move t1 x", "LoadInt x 1", "Move t2 x", "Add t0 t1! t2!", "Return t0!"]
    );
}

#[test]
fn swaps_make_no_tuple() {
    assert_eq!(
        instructions("def f(a, b):\n a, b = b, a\n return a"),
        ["Move t0 a", "Move a b", "Move b t0!", "Return a"]
    );
}

#[test]
fn conditions_are_jumps() {
    let rows = instructions("def f(a, b):\n if a < 5 and b is not None and a in (1, 2):\n  return a");
    assert_eq!(rows[0], "JumpLtInt a 5 -> 5");
    assert_eq!(rows[1], "JumpIsNone b -> 5 if true");
    assert_eq!(rows[2], "LoadConst t0 (1, 2)");
    assert_eq!(rows[3], "JumpContains a t0! -> 5");
}

#[test]
fn constants_fold() {
    assert_eq!(instructions("def f():\n return 60 * 60 * 24"), ["ReturnConst 86400"]);
    assert_eq!(instructions("def f():\n return -(2 ** 3) + 1.5"), ["ReturnConst -6.5"]);
    assert_eq!(instructions("def f(x):\n return x in {1, 2}")[0], "LoadConst t1 frozenset({1, 2})");
    assert_eq!(instructions("def f():\n if __debug__:\n  return 1\n return 2"), ["ReturnConst 1"]);
    assert_eq!(instructions("def f():\n return 1 / 0")[1], "DivConst t0 t0 0");
}

#[test]
fn checks_stay_where_names_may_be_unbound() {
    let rows = instructions("def f(a):\n if a:\n  x = 1\n return x");
    assert!(rows.contains(&"CheckBound x".to_owned()));
    let rows = instructions("def f(a):\n if a:\n  x = 1\n else:\n  x = 2\n return x");
    assert!(!rows.iter().any(|row| row.starts_with("CheckBound")));
    let rows = instructions("def f(a):\n del a\n return a");
    assert!(rows.contains(&"CheckBound a".to_owned()));
    let rows = instructions("def f(a):\n try:\n  x = a()\n except E:\n  pass\n return x");
    assert!(rows.contains(&"CheckBound x".to_owned()));
}

#[test]
fn flags_and_docstrings() {
    let f = function("def f():\n  '''one\n     two\n    '''\n  yield");
    assert!(f.flags.has(CodeFlags::HAS_DOCSTRING) && f.flags.has(CodeFlags::GENERATOR));
    assert!(matches!(&f.constants[0], Constant::Str(text) if &**text == b"one\ntwo\n"));
    let options = Options { optimize: 2, ..Options::default() };
    let module = code_with("def f():\n 'doc'\n assert x, y\n return 1", &options);
    let inner =
        module.constants.iter().find_map(|c| if let Constant::Code(code) = c { Some(code) } else { None });
    assert!(inner.is_some_and(|code| !code.flags.has(CodeFlags::HAS_DOCSTRING) && code.words.len() == 1));
}

#[test]
fn other_modes() {
    let eval = code_with("a + 1", &Options { mode: Mode::Eval, ..Options::default() });
    assert!(dis::listing(&eval).contains("Return"));
    let single = code_with("for i in x: i\n", &Options { mode: Mode::Single, ..Options::default() });
    assert!(dis::listing(&single).contains("Print"));
    let options = Options { allow_top_level_await: true, ..Options::default() };
    assert!(code_with("await x", &options).flags.has(CodeFlags::COROUTINE));
    assert!(!code_with("x", &options).flags.has(CodeFlags::COROUTINE));
    let options = Options { future_annotations: true, ..Options::default() };
    assert!(dis::listing(&code_with("x: int [ 1 ]", &options)).contains("\"int[1]\""));
}

/// One source for each corner of the grammar; each must compile and verify.
#[test]
fn the_grammar_verifies() {
    let sources = [
        "try:\n a\nexcept* B as e:\n c\nexcept* (D, E):\n f\nelse:\n g\nfinally:\n h",
        "def f():\n for i in a:\n  try:\n   if i: continue\n   if b: break\n   return i\n  finally:\n   c()",
        "def f():\n while 1:\n  with a as b, c() as (d, e):\n   try:\n    return b\n   except E as x:\n    continue",
        "async def f():\n async with a as b, c:\n  async for i in d:\n   yield i\n   await b\n  else:\n   return",
        "async def f(): return [x async for x in y if await z], {i: j async for i, j in k}, (await q for q in r)",
        "match a:\n case [1, *_, {'k': v, **r}] | [v, r]: pass\n case P(1, x=Q(y)) as z if y: pass\n case None | -1: pass\n case _: pass",
        "match a, b:\n case (x, *rest) | [*rest, x]: x\n case {}: pass\n case 'a' 'b' | b'c' | 1.5 + 2j: pass\n case m.n: pass",
        "def f(a, /, b=1, *c, d, e=2, **g): return lambda x=b, *, y: (x, y, a, c)",
        "class A[T: int, *Ts, **P](B, metaclass=M, **k):\n x: T\n if y:\n  z: Ts\n def m[U = int](self, a: U) -> T: return super().m(a), __class__, self.__p",
        "type X[T] = list[T]\ntype Y = X[int]",
        "x = [lambda: i for i in range(3)]\ny = {j: [k for k in j if (w := k)] for j in x}\nclass C: z = [x for x in y]",
        "f(*a, b, *c, d=1, **e, g=2)\n[*a, *b]\n{*a, 1}\n{**a, 'b': c}\nx = *a, b",
        "a.b, c[d], (e, *f), [g] = h\na = b.c = d[e] = f\ndel a.b, c[d:e], (f, [g])",
        "a.b += c\na[b] -= c\na[b:c] @= d\nglobal g\ng //= 2",
        "a[1:2, ::3]\na[:]\na[b:c] = d\na[b:c:e]",
        "x = a < b() < c < d\nif a() < b() in c: pass\nwhile not (a or b and c): d",
        "x = f'{a!r:>{w}.{p}} {b=} {{}} {c!s}' 'd'\ny = t'{a} b {c!a:{d}}'",
        "def f():\n global a\n import a, b.c, b.d as e\n from . import g\n from h import i as j, k\n nonlocal_ = 1",
        "def f():\n x = 1\n def g():\n  nonlocal x\n  x += 1\n  del x\n return g",
        "def f():\n x = yield\n y = yield x\n z = yield from y\n return (yield z)",
        "try:\n a\nfinally:\n try:\n  b\n except:\n  c\n finally:\n  d",
        "for i in a:\n for j in b:\n  break\n else:\n  continue\n break\nelse: c",
        "assert a, b\nraise\nraise a\nraise a from b",
        "def f(x):\n try:\n  try: return x\n  except A: raise\n  finally: g()\n finally:\n  h()",
        "@a\n@b(c)\ndef f(): pass\n@d\nclass C: pass",
        "def f(x):\n [y for y in x for z in y if z for y in z]\n return {a for a in x if (lambda: a)()}",
        "def f():\n return [z for x in a for z in z]",
    ];
    for source in sources {
        code(source);
    }
}

#[test]
fn long_chains_and_wide_code() {
    code(&format!("x = {}", vec!["a"; 300].join(" + ")));
    code(&format!("if a: pass\n{}", "elif b: c\n".repeat(1000)));
    code(&format!("x = f({})", vec!["a"; 5000].join(", ")));
    code(&format!("x = [{}]", vec!["a"; 5000].join(", ")));
    code(&format!("def f():\n for i in x:\n  if i < 1: continue\n{}", "  a.b(c)\n".repeat(9000)));
    let many: String = (0..70_000).map(|i| format!(" v{i} = 1\n")).collect();
    let source = SourceFile::new("test.py", format!("def f():\n{many}"));
    assert!(compile(&source, &Options::default()).is_err());
}
