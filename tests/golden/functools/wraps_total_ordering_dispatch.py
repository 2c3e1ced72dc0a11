# wraps, total_ordering, cmp_to_key, singledispatch, cached_property.
from functools import *
def deco(f):
    @wraps(f)
    def w(*a): "wrapper"; return f(*a)
    return w
@deco
def g(x): "doc g"; return x
print(g.__name__, g.__doc__, g.__wrapped__(1), g(2), g.__qualname__)
@total_ordering
class V:
    def __init__(s, n): s.n = n
    def __eq__(s, o): return s.n == o.n
    def __lt__(s, o): return s.n < o.n
print(V(1) <= V(1), V(2) > V(1), V(2) >= V(3), V(1) != V(2))
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
print(max("abc", key=cmp_to_key(lambda a, b: (a < b) - (a > b))))
print(cmp_to_key(lambda a, b: 0)(1) == cmp_to_key(lambda a, b: 0)(2))
@singledispatch
def show(x): return f"object {x}"
@show.register
def _(x: int): return f"int {x}"
@show.register(list)
@show.register(tuple)
def _(x): return f"seq {len(x)}"
@show.register(type(None))
def _(x): return "none"
print(show(1), show(True), show("s"), show([1]), show(()), show(None), show.dispatch(bool)(5))
print(show.dispatch(float) is show.dispatch(object))
class P:
    n = 0
    @cached_property
    def c(self): P.n += 1; return P.n
    @singledispatchmethod
    def m(self, x): return "obj"
    @m.register
    def _(self, x: int): return "int"
p = P(); print(p.c, p.c, p.__dict__, P().c, p.m(1), p.m("s")); del p.c; print(p.c)
