# Tuples: construction, indexing, methods, comparison, hashing.
t = (1, "a", 2.5, 1)
print((), (1,), 1, tuple(), tuple("ab"), tuple([1]), t[0], t[-1], t[1:3], t[::-1], t + (5,), t * 2, 0 * t)
print(len(t), t.count(1), t.index("a"), t.index(1, 1), "a" in t, t == (1, "a", 2.5, 1), t < (2,))
print((1, 2) < (1, 2, 0), hash((1, 2)) == hash((1.0, 2.0)), tuple(t) is t, t[:] is t, () is tuple())
for f in (
    lambda: t[9], lambda: t["a"], lambda: t.index("z"), lambda: t + [1], lambda: t < [1],
    lambda: (1, "a") < (1, 2), lambda: hash(([],)), lambda: t.append, lambda: tuple(5), lambda: t * "a",
    lambda: t.index(1, 5), lambda: t.__setitem__,
):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
try: t[0] = 1
except TypeError as e: print(e)
try: del t[0]
except TypeError as e: print(e)
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    def __repr__(s): return "T" + super().__repr__()
x = T(1, 2); print(x, x + (3,), type(x[:]).__name__, x == (1, 2), hash(x) == hash((1, 2)), type(tuple(x)).__name__)
a = ([],); a[0].append(a); print(a)
