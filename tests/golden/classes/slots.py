# __slots__ removes __dict__, makes descriptors, and gives exact errors.
class P:
    __slots__ = ("x", "y")
    def __init__(s, x): s.x = x
p = P(1); print(p.x)
for src in ("p.y", "p.z", "p.z = 1", "del p.y", "p.__dict__", "P.x.__get__(5)"):
    try: exec(src)
    except Exception as e: print(type(e).__name__, e)
p.y = 2; del p.x
try: p.x
except AttributeError as e: print(e)
print(P.x.__name__, type(P.x).__name__, P.__slots__, hasattr(p, "__weakref__"))
class Q(P): pass
q = Q(1); q.z = 3; print(q.z, q.__dict__, q.x)
class R(P): __slots__ = "single"
r = R(5); r.single = 1; print(r.single, r.x, hasattr(r, "__dict__"))
class S: __slots__ = ("__dict__", "a")
s = S(); s.a = 1; s.b = 2; print(s.__dict__)
