# Keys or comparisons that raise or look at the list during a sort.
def key(x):
    seen.append(len(a))
    if x == 2: raise ValueError("key failed")
    return x
seen = []; a = [3, 2, 1]
try: a.sort(key=key)
except ValueError as e: print(e, a, seen)
class C:
    def __init__(s, n): s.n = n
    def __lt__(s, o):
        if s.n == 5: raise KeyError("lt failed")
        return s.n < o.n
    def __repr__(s): return f"C{s.n}"
b = [C(1), C(5), C(3)]
try: b.sort()
except KeyError as e: print(e, sorted(x.n for x in b))
c = [1, 2, 3]
def mod(x): c.append(x); return x
try: c.sort(key=mod)
except ValueError as e: print(e, c)
d = [C(i) for i in (3, 1, 2)]; d.sort(); print(d, sorted(d, reverse=True), min(d), max(d, key=lambda x: -x.n))
class OnlyGt:
    def __gt__(s, o): return True
print(len(sorted([OnlyGt(), OnlyGt()])))
