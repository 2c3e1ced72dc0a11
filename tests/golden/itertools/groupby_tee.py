# groupby by key, groups share the iterator; tee gives independent copies.
from itertools import groupby, tee
print([(k, list(g)) for k, g in groupby("aabbca")])
print([(k, list(g)) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)], list(groupby([])))
gs = list(groupby("aab")); print([(k, list(g)) for k, g in gs])
it = groupby("aab"); k, g = next(it); next(g); k2, g2 = next(it); print(k2, list(g), list(g2))
a, b = tee([1, 2, 3]); print(next(a), next(a), list(b), list(a)); x, y, z = tee("ab", 3)
print(list(x), list(y), list(z), tee([], 0))
a, b = tee(iter(range(5))); next(a); c, = tee(a, 1); print(list(c), list(a), list(b))
for f in (lambda: tee(5), lambda: tee([], -1), lambda: groupby(5), lambda: list(groupby([1], 5))):
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
