# Equal constants of different types or signs in one function keep their types.
def f():
    return [1, 1.0, True, 1 + 0j, "1", b"1", (1,), (1.0,), (True,), 0.0, -0.0, 0, False, frozenset]
print(f())
print([x in {1, 2} for x in (1, 1.0, True)], {0: "z"}[False], {0.0, -0.0})
def g(x): return x == 1, x is True, x in (1.0, 2)
print(g(1), g(True), g(1.0))
