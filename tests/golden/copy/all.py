# copy and deepcopy: sharing, cycles, hooks.
import copy
a = [1, [2, 3], {"k": (4, [5])}]; s, d = copy.copy(a), copy.deepcopy(a)
a[1].append(9); a[2]["k"][1].append(8); print(s, d, s[1] is a[1], d[1] is a[1])
l = [1]; l.append(l); c = copy.deepcopy(l); print(c[1] is c, c is not l); x = [0]; y = copy.deepcopy([x, x])
print(y[0] is y[1])
class P:
    def __init__(s, v): s.v = v
p = P([1]); q, r = copy.copy(p), copy.deepcopy(p); print(q.v is p.v, r.v is p.v, r.v, type(r).__name__)
class H:
    def __copy__(s): return "copied"
    def __deepcopy__(s, memo): return "deep", type(memo).__name__
class R:
    def __reduce__(s): return (list, ("ab",))
class S:
    __slots__ = ("a", "b")
z = S(); z.a = [1]; w = copy.deepcopy(z); print(w.a, w.a is z.a, hasattr(w, "b"))
class G:
    def __init__(s): s.x = 1
    def __getstate__(s): return {"x": 5}
    def __setstate__(s, st): s.x = st["x"] * 2
print(copy.copy(H()), copy.deepcopy(H()), copy.copy(R()), copy.copy(G()).x)
t = (1, 2)
print(copy.deepcopy(t) is t, copy.copy(t) is t, copy.deepcopy("s"), copy.deepcopy(len) is len, copy.copy({1}))
print(copy.deepcopy({(1, 2): [3]}), copy.copy(bytearray(b"a")), copy.deepcopy(range(3)), copy.deepcopy(None))
print(copy.copy(frozenset([1])), type(copy.copy(type("D", (dict,), {})(a=1))).__name__)
from collections import namedtuple
N = namedtuple("N", "a b"); print(copy.replace(N(1, 2), b=5), copy.deepcopy(N([1], 2)))
try: copy.deepcopy((x for x in ""))
except TypeError as e: print(e)
try: copy.replace(5)
except TypeError as e: print(e)
