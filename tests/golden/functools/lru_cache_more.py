# lru_cache hashes its arguments once a call, keeps what was used last, and works as a method.
import functools, copy
class H:
    def __init__(s, n): s.n, s.hashed = n, 0
    def __hash__(s): s.hashed += 1; return hash(s.n)
    def __eq__(s, o): return isinstance(o, H) and s.n == o.n
@functools.lru_cache(maxsize=2)
def f(x, y=1): return (x.n, y)
a, b, c = H(1), H(2), H(3)
f(a); f(a); print(a.hashed, f.cache_info())
f(b); f(a); f(c); f(a); print(f.cache_info(), a.hashed, b.hashed, c.hashed)
f(b); print(f.cache_info(), f.cache_parameters(), f.__wrapped__.__name__)
f.cache_clear(); print(f.cache_info(), copy.copy(f) is f, copy.deepcopy(f) is f)
class C:
    @functools.lru_cache(typed=True)
    def m(self, x): return x, self
o = C(); print(o.m(1)[0], o.m(1.0)[0], o.m(True)[0], o.m(x=1)[0], C.m.cache_info()); f.tag = 1; print(f.__dict__["tag"])
@functools.cache
def fact(n): return n * fact(n - 1) if n else 1
print(fact(30), fact.cache_info(), fact.cache_info().hits)
@functools.lru_cache(0)
def none(x): print("called"); return x
none(1); none(1); print(none.cache_info())
@functools.cache
def again(n): return again(n) if n > 5 else (_ for _ in ()).throw(KeyError(n))
try: again(3)
except KeyError as e: print("KeyError", e, again.cache_info())
for bad in (lambda: f([]), lambda: functools.lru_cache("x"), lambda: functools.lru_cache(2.5)):
    try: bad()
    except TypeError as e: print(e)
