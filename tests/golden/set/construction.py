# set() and frozenset() and displays.
print(set(), frozenset(), {1}, len({1, 1.0, True, "1"}), sorted(set("hello")))
print(sorted({*range(3), *"a"} - {"a"}), set([()]), frozenset([1]), set(frozenset([2])), repr(frozenset()))
print({frozenset()}, set({1: 2}))
class S(set): pass
class F(frozenset): pass
print(S([1]), F([1]), type(S([1]) | {2}).__name__, type(F([1]) & {1}).__name__, S([1]) == {1}, F([1]) == {1})
print(type(S([1]).copy()).__name__, type(F([1]).copy()).__name__)
f = frozenset([1])
print(frozenset(f) is f, f.copy() is f, hash(frozenset([1, 2])) == hash(frozenset([2, 1])))
print(set([1]) == frozenset([1]), {f: "key"}[frozenset([1])])
for g in (
    lambda: set(5), lambda: set(1, 2), lambda: {[]}, lambda: set([[]]), lambda: hash(set()), lambda: {1, {}},
    lambda: {set()}, lambda: set(x=1), lambda: frozenset([{}]),
):
    try: print(g())
    except TypeError as e: print(e)
