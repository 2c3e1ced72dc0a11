# Iterating sets; changing the size meanwhile raises.
print(sorted(x for x in {3, 1, 2}), len(list({1, 2})), sum({1, 2, 3}), max({"a", "b"}), 2 in {1, 2})
print("z" in frozenset("xyz"), sorted({1: 0, 2: 0}.keys() | {3}))
s = {1, 2, 3}
try:
    for x in s: s.add(x + 100)
except RuntimeError as e: print(e)
s = {1, 2}
try:
    for x in s: s.clear()
except RuntimeError as e: print(e)
s = {1}; it = iter(s); print(it.__length_hint__(), next(it), next(it, "end"), type(it).__name__)
r = {1}; print(repr(r), str({"a"}), {None}, {(1, 2)}, {1.5}, {frozenset([frozenset()])})
class H:
    def __init__(s): s.s = {s}
    def __hash__(s): return 1
    def __repr__(s): return f"H{s.s}"
print(repr(H()))
n = float("nan"); print(n in {n}, float("nan") in {n}, len({n, n}), len({float("nan"), float("nan")}))
