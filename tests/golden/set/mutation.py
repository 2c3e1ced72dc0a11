# add, remove, discard, pop, clear and the in-place operators.
s = {1, 2, 3}
print(s.add(4), s.add(1), s.remove(1), s.discard(99), s.discard(2), sorted(s), len(s))
x = {5}; print(x.pop(), x, s.clear(), s)
for f in (
    lambda: set().pop(), lambda: s.remove("k"), lambda: s.remove([]), lambda: s.add([]),
    lambda: s.discard({}), lambda: s.add(), lambda: frozenset().add, lambda: s.remove((1, 2)),
    lambda: [] in s,
):
    try: f()
    except (KeyError, TypeError, AttributeError) as e: print(type(e).__name__, e)
s = t = {1, 2}; s |= {3}; s &= {2, 3, 4}; s -= {2}; s ^= {3, 9}; print(sorted(t), s is t)
s.update([1], "a", {2: 0}); print(sorted(map(str, s))); s.difference_update("a", [1])
s.intersection_update({2, 9}, [9, 2]); s.symmetric_difference_update([2, 7]); print(sorted(s)); s.update()
s.intersection_update(); print(sorted(s)); s -= s; print(s); t ^= t; print(t)
a = frozenset([1]); b = a; b |= {2}; print(sorted(a), sorted(b), type(b).__name__)
for f in (lambda: s.update(5), lambda: s.__ior__([1]), lambda: s.update([[]])):
    try: print(f())
    except TypeError as e: print(e)
print(set([frozenset([1])]).__contains__({1}), {frozenset([1])}.remove({1}))
