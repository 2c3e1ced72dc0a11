# Too many, too few, not iterable, and errors from the iterator.
def t(src, **ns):
    try: exec(src, ns); print(src, "fine")
    except Exception as e: print(src, "->", type(e).__name__, e)
def gen(n):
    for i in range(n): yield i
for s in (
    "a, b = 1, 2, 3", "a, b = [1]", "a, b = ''", "a, b, c = 'ab'", "a, *b, c = [1]", "a, *b, c, d = 1, 2",
    "a, b = 5", "a, b = None", "[a] = []", "() = [1]", "(a, b), c = [1, 2], 3, 4", "(a, b), c = 1, 2",
    "a, b = {1: 2}", "a, b = range(10**10)", "*a, b = ()", "a, b = x = 1, 2, 3",
): t(s)
t("a, b = g", g=gen(5)); t("a, b, c = g", g=gen(2)); t("a, *b = g", g=gen(0))
t("a, b = g", g=(1 / (1 - i) for i in range(3)))
for s in (
    "*a = 1", "*a, *b = 1", "a, b += 1", "(a, b) += 1", "f() = 1", "1 = x", "a + b = 1", "None = 1",
    "(yield) = 1", "x if y else z = 1", "[a, 1] = 2", "a.b, c() = 1", "lambda: 1 = 2", "{a} = 1", "{**a} = 1",
    "'s' = 1", "f'x' = 1", "a = 1 = b", "del f()", "del 1", "del *a", "del (a, 1)", "for 1 in x: pass",
    "for f() in x: pass", "with x as 1: pass", "a := 1", "(a.b := 1)", "(a[0] := 1)", "(1 := 2)", "... = 1",
    "True += 1", "a < b = 1", "a and b = 1", "-a = 1", "x: int, y = 1", "(x, y): int", "[x]: int = 1",
    "not a = 1", "__debug__ = 1",
):
    try: compile(s, "s", "exec"); print(s, "fine")
    except SyntaxError as e: print(s, "->", e.msg)
