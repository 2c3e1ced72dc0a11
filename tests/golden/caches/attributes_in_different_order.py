# Instances whose attributes were added in different orders are read correctly by one site.
class C: pass
def make(order):
    c = C()
    for n in order: setattr(c, n, n * 2)
    return c
from itertools import permutations
objs = [make(p) for p in permutations("abcd")]
def read(c): return c.a + c.b + c.c + c.d
print({read(o) for o in objs for _ in range(3)}, len(objs))
for o in objs[::2]: del o.b; o.b = "B"
print(sorted({read(o) for o in objs}), list(vars(objs[0])), list(vars(objs[1])))
