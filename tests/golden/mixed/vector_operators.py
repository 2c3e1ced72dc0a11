# A class with a full set of operators behaves like a number.
class V:
    __slots__ = ("c",)
    def __init__(s, *c): s.c = c
    def _(s, o, f): return V(*(f(a, b) for a, b in zip(s.c, o.c if isinstance(o, V) else (o,) * len(s.c), strict=True)))
    def __add__(s, o): return s._(o, lambda a, b: a + b)
    __radd__ = __add__
    def __sub__(s, o): return s._(o, lambda a, b: a - b)
    def __rsub__(s, o): return -s + o
    def __mul__(s, o): return s._(o, lambda a, b: a * b) if not isinstance(o, V) else sum(a * b for a, b in zip(s.c, o.c))
    __rmul__ = __mul__
    def __truediv__(s, o): return s * (1 / o)
    def __neg__(s): return V(*(-a for a in s.c))
    def __abs__(s): return (s * s) ** 0.5
    def __eq__(s, o): return isinstance(o, V) and s.c == o.c
    def __hash__(s): return hash(s.c)
    def __bool__(s): return any(s.c)
    def __iter__(s): return iter(s.c)
    def __getitem__(s, i): return V(*s.c[i]) if isinstance(i, slice) else s.c[i]
    def __len__(s): return len(s.c)
    def __repr__(s): return f"V{s.c}"
    def __matmul__(s, o): return V(*(a * b for a in s for b in o))
a, b = V(3, 4), V(1, 2)
print(a + b, a - b, a * b, a * 2, 2 * a, 10 - a, a / 2, -a, abs(a), a == V(3, 4), a != b, bool(V(0, 0)))
print(list(a), a[0], a[::-1], len(a), a @ b, sum([a, b]), {a: 1}[V(3, 4)], 3 in a, max(a), [*a, *b])
print((lambda x, y: x + y)(*a))
a += 1; a *= 2; print(a)
try: V(1) + V(1, 2)
except ValueError as e: print(e)
