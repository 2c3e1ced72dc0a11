# slice objects: attributes, indices, comparison, hash.
s = slice(1, 10, 2)
print(s, slice(5), slice(None), slice(1, None), s.start, s.stop, s.step, slice("a", [], ...))
print(s == slice(1, 10, 2), s != slice(1), slice(1, 2) < slice(1, 3), hash(s) == hash(slice(1, 10, 2)))
print({s: 1}[slice(1, 10, 2)])
print(s.indices(5), slice(None, None, -1).indices(4), slice(-3, None).indices(10), slice(100).indices(3))
print(slice(-100, -200, -1).indices(5), slice(None).indices(0), slice(0, 10**30).indices(10**31))
print(slice(None, None, 10**30).indices(3))
for f in (
    lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: s.indices(), lambda: s.indices(-1),
    lambda: slice(1, 2, 0).indices(3), lambda: slice("a").indices(3), lambda: s.indices("x"),
    lambda: slice(1) < 5, lambda: hash(slice([])), lambda: "abc"[slice(1, 2, 0)], lambda: slice(start=1),
):
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
try: s.start = 1
except AttributeError as e: print(e)
print([0, 1, 2, 3, 4][s], "abcdef"[slice(None, None, -1)], list(range(10))[slice(-2, None)])
try:
    class S(slice): pass
except TypeError as e: print(e)
