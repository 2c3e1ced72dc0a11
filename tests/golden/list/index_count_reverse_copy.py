# index with ranges, count by equality, reverse in place, copy.
a = [1, "a", 1.0, None, True, "a"]
print(a.index("a"), a.index("a", 2), a.index(1, 1), a.index(None, -3), a.index(1, 0, 1), a.count(1))
print(a.count("z"), a.count(None))
for f in (lambda: a.index("z"), lambda: a.index("a", 2, 5), lambda: a.index(1, "x"), lambda: a.index()):
    try: f()
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
b = a.copy(); print(b == a, b is a, b.reverse(), b, [].copy(), list(reversed([1, 2])), [[1]].copy()[0].append(2))
n = float("nan"); print([n].index(n), [n].count(n), [float("nan")].count(float("nan")))
