# Interned and shared constants behave as values of their own.
def f():
    a = (1, 2, (3, "x")); b = (1, 2, (3, "x"))
    return a == b, [1, 2] is [1, 2], {1} == {1}
print(f())
def g(x): return x in {1, 2, 3}, x in [1, 2, 3], x in (1, 2, 3), x in {"a"}
print(g(2), g(2.0), g("a"), g(None))
try: g([])
except TypeError as e: print(e)
def h():
    l = [1, 2, 3]; l.append(4)
    d = {"a": [1]}; d["a"].append(2)
    return l, d
print(h(), h())
x = 1000; y = 1000; print(x == y, x is x, "a" * 3 is not None, (1).__class__, 3 .real)
def k(): return -0.0, 0.0, 0, -0, 1e400, -1e400, 1e400 - 1e400 != 0, 10**50, "\0", b"", (), frozenset()
print(k())
