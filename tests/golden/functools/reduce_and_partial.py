# reduce and partial, with placeholders.
from functools import reduce, partial, Placeholder
import operator
print(reduce(operator.add, [1, 2, 3]), reduce(operator.mul, [], 5), reduce(lambda a, b: a + [b], "ab", []))
print(reduce(max, [3]), reduce(operator.add, [1], 10))
for f in (
    lambda: reduce(operator.add, []), lambda: reduce(5, [1, 2]), lambda: reduce(operator.add, 5),
    lambda: reduce(operator.add),
):
    try: print(f())
    except TypeError as e: print(e)
def f(*a, **k): return a, k
p = partial(f, 1, x=2); print(p(), p(3, x=4, y=5), p.func is f, p.args, p.keywords); q = partial(p, 9, z=0)
print(q(), q.func is f, q.args)
print(partial(int, base=2)("101"), list(map(partial(pow, 2), range(4))), repr(partial(print, 1, sep="-")))
r = partial(f, Placeholder, 2); print(r(1), r(1, 3))
for g in (lambda: partial(), lambda: partial(5), lambda: r(), lambda: partial(f, Placeholder)):
    try: print(g())
    except TypeError as e: print(e)
class C:
    def m(self, a, b): return a, b
    pm = partial(m, b=2)
    from functools import partialmethod
    half = partialmethod(m, 1)
print(C().half(5))
p.attr = 1; print(p.attr, callable(p))
