# sort is stable, takes key and reverse, and mixes only what compares.
a = [3, 1, 2]; print(a.sort(), a, a.sort(reverse=True), a)
w = ["banana", "Apple", "cherry", "apple"]; w.sort(); print(w); w.sort(key=str.lower); print(w)
w.sort(key=len, reverse=True); print(w)
p = [(1, "b"), (0, "z"), (1, "a"), (0, "y")]; p.sort(key=lambda t: t[0]); print(p)
p.sort(key=lambda t: t[0], reverse=True); print(p)
print(sorted([2.5, 1, True, 10**20, -3.5]), sorted("hello"), sorted({3: 1, 1: 2}), sorted([[2], [1, 5], [1]]))
print(sorted([(2, "a"), (1, "b")], key=lambda t: -t[0]), sorted([], key=None), sorted([b"b", b"a"]))
print(sorted([True, False]))
for f in (
    lambda: [1, "a"].sort(), lambda: [None, None].sort(), lambda: [1, 2].sort(lambda x: x),
    lambda: [1j, 2j].sort(), lambda: [1, 2].sort(key=5), lambda: [{}, {}].sort(),
    lambda: sorted([1], reverse="x"), lambda: [3, None, 1].sort(), lambda: sorted([1, 2], key=lambda: 0),
):
    try: print(f())
    except TypeError as e: print(e)
big = [(i * 7919) % 1000 for i in range(1000)]; big.sort(); print(big == sorted(range(1000)), big[:5])
