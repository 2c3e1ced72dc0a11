# bisect and insort on both sides, with keys and bounds.
import bisect as b
a = [1, 2, 2, 2, 5]
print(b.bisect(a, 2), b.bisect_left(a, 2), b.bisect_right(a, 2), b.bisect_left(a, 0), b.bisect(a, 9))
print(b.bisect_left(a, 2, 2), b.bisect_right(a, 2, 0, 2), b.bisect([], 1), b.bisect_left(["b", "a"], "x"))
print(b.bisect_left([(1, "z")], 1, key=lambda t: t[0]))
b.insort(a, 3); b.insort_left(a, 2.0); print(a); w = ["a", "ccc"]; b.insort(w, "bb", key=len); print(w)
for f in (
    lambda: b.bisect(a, "x"), lambda: b.bisect(5, 1), lambda: b.bisect_left(a, 1, -1),
    lambda: b.insort((), 1), lambda: b.bisect(a, 1, key=5),
):
    try: print(f())
    except (TypeError, ValueError, AttributeError) as e: print(type(e).__name__, e)
def grade(s, bp=[60, 70, 80, 90], g="FDCBA"): return g[b.bisect(bp, s)]
print([grade(s) for s in (33, 99, 77, 70, 89, 90, 100)])
