# SyntaxWarnings: what triggers them, with text and line.
import warnings
def w(s):
    with warnings.catch_warnings(record=True) as got:
        warnings.simplefilter("always")
        compile(s, "s.py", "exec")
    print(repr(s), [(str(x.message), x.category.__name__, x.lineno) for x in got])
for s in ("x is 1", "x is not 'a'", "x is ()", "x is None", "assert (1, 'm')", "assert ()", "1()", "'a'(1)", "[1](2)", "(1, 2)(3)", "[1]['a']", "(1,)[1.5]", "'a'['b']", "f'{x}'()", "{}()", "(lambda: 0)()", "None()", "'\\d'", "b'\\q'", "r'\\d'", "'\\777'", "f'\\d{x}'", "'''\n\\z'''", "1if x else 2", "1or 2", "0x1for x in y", "def f():\n try: pass\n finally: return 1", "while 1:\n try: pass\n finally: break", "for x in y:\n try: pass\n finally: continue", "[x, y] is []", "(x for x in y)()", "~True", "...[0]", "{1}[0]", "(1)[0]"):
    try: w(s)
    except SyntaxError as e: print(repr(s), "SyntaxError", e.msg)
warnings.simplefilter("error")
try: compile("x is 1", "s", "exec")
except SyntaxError as e: print(e.msg, e.lineno)
