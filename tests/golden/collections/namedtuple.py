# namedtuple: fields, defaults, rename, methods, errors.
from collections import namedtuple
P = namedtuple("P", "x y"); p = P(1, y=2)
print(p, p.x, p[1], p._asdict(), p._replace(x=9), P._make([5, 6]), P._fields, p == (1, 2), *p)
print(P(1, 2) < P(1, 3), isinstance(p, tuple), hash(p) == hash((1, 2)), p._field_defaults, P.__doc__)
print(P.x.__doc__)
D = namedtuple("D", ["a", "b", "c"], defaults=[2, 3])
print(D(1), D._field_defaults, namedtuple("R", "a class a _x", rename=True)._fields, namedtuple("E", "")())
print(namedtuple("C", "a, b")(1, 2))
for f in (
    lambda: P(1), lambda: P(1, 2, 3), lambda: P(1, 2, z=3), lambda: p._replace(q=1),
    lambda: namedtuple("B", "a a"), lambda: namedtuple("B", "1a"), lambda: namedtuple("class", "a"),
    lambda: namedtuple("B", "_a"), lambda: namedtuple("B", "a", defaults=[1, 2]), lambda: setattr(p, "x", 1),
    lambda: P._make([1]),
):
    try: print(f())
    except (TypeError, ValueError, AttributeError) as e: print(type(e).__name__, e)
class Q(P):
    __slots__ = ()
    @property
    def total(self): return self.x + self.y
print(Q(3, 4).total, Q(1, 2), Q(1, 2)._replace(x=5).total)
match p:
    case P(x=1, y=n): print("matched", n)
