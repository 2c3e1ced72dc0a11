# ranges: construction, indexing, slicing, membership, comparison, hashing.
r = range(2, 20, 3)
print(r, range(5), range(5, 0, -2), list(r), len(r), r[0], r[-1], r[1:3], r[::-1], r[::2], list(r[::-1]))
print(r.start, r.stop, r.step, r.index(8), r.count(5), r.count(6), 5 in r, 6 in r, "a" in r, 5.0 in r)
print(list(range(0)), list(range(3, 1)), bool(range(0)), range(10)[2:8:2], list(reversed(r)))
print(range(0, 3, 2) == range(0, 4, 2), range(0) == range(5, 5), hash(range(0, 3, 2)) == hash(range(0, 4, 2)))
print(range(3) == [0, 1, 2], range(10**20, 10**20 + 3)[1], 10**20 in range(10**21))
print(range(-10**20, 10**20).index(0), list(range(10**20, 10**20 + 2)), range(True, 3), range(3)[True])
print(max(range(5)), sum(range(101)), range(1, 1) in [range(0)], [*range(2)])
class I:
    def __index__(s): return 4
print(list(range(I())), range(1, I()))
for f in (
    lambda: range(), lambda: range(1, 2, 0), lambda: range(1.0), lambda: range("1"), lambda: r[99],
    lambda: r["a"], lambda: r.index(3), lambda: r < r, lambda: r + r, lambda: r.__setitem__,
    lambda: range(stop=3), lambda: r[::0], lambda: range(None),
):
    try: print(f())
    except (TypeError, ValueError, IndexError, AttributeError) as e: print(type(e).__name__, e)
try: r.start = 5
except AttributeError as e: print(e)
it = iter(range(3))
print(it.__length_hint__(), next(it), list(it), type(it).__name__, type(iter(range(10**30))).__name__)
print(type(reversed(range(3))).__name__)
