# Equality and hash of weak references are those of the live objects, identity after death.
import weakref
class C:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __hash__(s): return hash(s.v)
a, b = C(1), C(1); ra, rb = weakref.ref(a), weakref.ref(b)
print(ra == rb, hash(ra) == hash(rb), len({ra, rb}))
del a, b
print(ra == rb, ra == ra, hash(ra) == hash(rb))
c = C(2); rc = weakref.ref(c); del c
try: hash(rc)
except TypeError as e: print(e)
class R(weakref.ref): extra = 1
d = C(3); r = R(d); r.tag = "t"; print(r() is d, r.tag, r.extra, R(d) is R(d))
